//! The keys that an issuer signs with: kept for an hour, and fetched anew where a token names one that nobody knows, but not for
//! every such token.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use jsonwebtoken::{
    Algorithm,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse},
};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::{Fault, Http};

/// For how long they are kept.
const KEPT: Duration = Duration::from_hours(1);
/// How often a key that nobody knows is reason enough to ask again.
const ASKED_AGAIN: Duration = Duration::from_mins(1);

#[derive(Deserialize)]
struct Set {
    keys: Vec<Value>,
}

#[derive(Debug, Default)]
struct Known {
    keys: Arc<Vec<Jwk>>,
    since: Option<Instant>,
    /// When it was last asked for the sake of an unknown key.
    forced: Option<Instant>,
}

/// The keys of one issuer.
#[derive(Debug, Default)]
pub(crate) struct Keys(Mutex<Known>);

/// Whether this key may have made a signature of this kind.
fn fits(key: &Jwk, algorithm: Algorithm) -> bool {
    let signs = matches!(key.common.public_key_use, None | Some(PublicKeyUse::Signature));
    let said = key.common.key_algorithm.as_ref().is_none_or(|said| said.to_string() == format!("{algorithm:?}"));
    let made_for = match (&key.algorithm, algorithm) {
        (AlgorithmParameters::RSA(_), Algorithm::RS256 | Algorithm::PS256) => true,
        (AlgorithmParameters::EllipticCurve(key), Algorithm::ES256) => key.curve == EllipticCurve::P256,
        (AlgorithmParameters::OctetKeyPair(key), Algorithm::EdDSA) => key.curve == EllipticCurve::Ed25519,
        // A shared secret is no signature of the issuer's alone.
        _ => false,
    };
    signs && said && made_for
}

/// The key of this name; where a token names none, the only one that fits.
pub(crate) fn pick(keys: &[Jwk], kid: Option<&str>, algorithm: Algorithm) -> Option<Jwk> {
    let mut fitting = keys.iter().filter(|key| fits(key, algorithm));
    match kid {
        Some(kid) => fitting.find(|key| key.common.key_id.as_deref() == Some(kid)).cloned(),
        None => fitting.next().filter(|_| fitting.next().is_none()).cloned(),
    }
}

impl Keys {
    /// The key that a token names.
    pub(crate) fn find(&self, at: &Url, http: &Http, kid: Option<&str>, algorithm: Algorithm) -> Result<Jwk, Fault> {
        let unknown = || Fault::refused("the ID token names a key that the issuer does not have");
        let (keys, fresh) = self.kept(at, http)?;
        if let Some(key) = pick(&keys, kid, algorithm) {
            return Ok(key);
        }
        if fresh || !self.may_ask_again() {
            return Err(unknown());
        }
        pick(&self.fetch(at, http)?, kid, algorithm).ok_or_else(unknown)
    }

    fn kept(&self, at: &Url, http: &Http) -> Result<(Arc<Vec<Jwk>>, bool), Fault> {
        {
            let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if known.since.is_some_and(|since| since.elapsed() < KEPT) {
                return Ok((Arc::clone(&known.keys), false));
            }
        }
        Ok((self.fetch(at, http)?, true))
    }

    fn may_ask_again(&self) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let may = known.forced.is_none_or(|forced| forced.elapsed() >= ASKED_AGAIN);
        if may {
            known.forced = Some(Instant::now());
        }
        may
    }

    fn fetch(&self, at: &Url, http: &Http) -> Result<Arc<Vec<Jwk>>, Fault> {
        let answer = http.get(at, None)?;
        if answer.status != 200 {
            return Err(Fault::unavailable(format!("the issuer's keys: {}", answer.status)));
        }
        let set: Set = answer.json("the issuer's keys")?;
        // One of a kind that nobody here knows spoils none of the others.
        let keys = Arc::new(set.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (known.keys, known.since) = (Arc::clone(&keys), Some(Instant::now()));
        Ok(keys)
    }
}

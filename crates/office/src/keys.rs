//! The keys that access tokens are signed with: Ed25519, one PKCS#8 file each, readable by their owner alone, in a folder that
//! all instances share.
//!
//! A key's file is named by a UUID of version 7, so that everybody reads in its name when it was made, and by that alone knows
//! what it is good for at a time ([`Stage`]): for a while it only stands in the key set (JWKS), then it signs, until the next one
//! does; then it checks for as long as the last token lives that it has signed; and then it is good for nothing. Nobody has to
//! be told, and nothing has to be started anew.

mod folder;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use domain::UtcTime;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

pub(crate) use folder::guarded;

/// How much the clocks of instances may differ, and how long one may take to notice what is new in the folder.
const SLACK: Duration = Duration::from_mins(1);

/// A key that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The folder or a file can't be read or written.
    #[error("{path}: {error}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Not an Ed25519 key.
    #[error("{0}: not an Ed25519 key in PKCS#8")]
    NotAKey(PathBuf),
    /// Others than its owner can read it.
    #[error("{path}: mode {mode:o}; a key must be readable by its owner alone (chmod 600)")]
    Exposed {
        /// Which.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// Not what secrets are sealed with.
    #[error("{0}: not a key of 32 bytes")]
    NotASealingKey(PathBuf),
    /// There is none.
    #[error("{0}: no signing key; `congvan init` makes one, and `congvan keys rotate` where it was lost")]
    None(PathBuf),
    /// No randomness could be had.
    #[error("no randomness for a key")]
    Randomness,
}

/// A key as the key set shows it (RFC 8037).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedKey {
    /// `OKP`.
    pub kty: String,
    /// `Ed25519`.
    pub crv: String,
    /// The public key.
    pub x: String,
    /// Its thumbprint (RFC 7638).
    pub kid: String,
    /// `EdDSA`.
    pub alg: String,
    /// `sig`.
    #[serde(rename = "use")]
    pub usage: String,
}

/// When keys come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyTerms {
    /// For how long a key stands in the key set before it signs.
    pub announced: Duration,
    /// How long a token lives that it has signed.
    pub token: Duration,
}

/// What a key is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It stands in the key set, and signs from then on.
    Announced(UtcTime),
    /// It signs.
    Signs,
    /// Another signs; what it has signed is taken until then.
    Checks(UtcTime),
    /// Nothing.
    Past,
}

impl Stage {
    const fn is_good(self) -> bool {
        !matches!(self, Self::Past)
    }
}

/// A key and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyStanding {
    /// Its name in tokens and in the key set.
    pub kid: String,
    /// Its file.
    pub path: PathBuf,
    /// Other files that hold the same key.
    pub copies: Vec<PathBuf>,
    /// When it was made; unknown where its file is named otherwise.
    pub made: Option<UtcTime>,
    /// What it is good for.
    pub stage: Stage,
}

/// A key as it was read.
struct Key {
    path: PathBuf,
    /// Other files with the same key.
    copies: Vec<PathBuf>,
    /// The beginning of all time where the name doesn't tell.
    made: UtcTime,
    published: PublishedKey,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// The keys of a folder, the oldest first; never none.
struct Ring {
    /// Unlike that of any other reading of the folder that found something else.
    edition: u64,
    keys: Vec<Key>,
}

impl Ring {
    /// When this key begins to sign: at once where there is none before it.
    fn begins(&self, n: usize, terms: KeyTerms) -> Option<UtcTime> {
        self.keys.get(n).map(|key| if n == 0 { UtcTime::MIN_UTC } else { later(key.made, terms.announced) })
    }

    /// Until when what it has signed is taken, where a newer one is there.
    fn ends(&self, n: usize, terms: KeyTerms) -> Option<UtcTime> {
        self.begins(n + 1, terms).map(|next| later(next, terms.token.saturating_add(SLACK)))
    }

    fn stage(&self, n: usize, now: UtcTime, terms: KeyTerms) -> Stage {
        match (self.begins(n, terms), self.begins(n + 1, terms), self.ends(n, terms)) {
            (Some(begins), ..) if begins > now => Stage::Announced(begins),
            (_, Some(next), Some(ends)) if next <= now => {
                if ends > now {
                    Stage::Checks(ends)
                } else {
                    Stage::Past
                }
            }
            _ => Stage::Signs,
        }
    }

    fn staged(&self, now: UtcTime, terms: KeyTerms) -> impl Iterator<Item = (&Key, Stage)> {
        self.keys.iter().enumerate().map(move |(n, key)| (key, self.stage(n, now, terms)))
    }

    fn same(&self, other: &[Key]) -> bool {
        let of = |keys: &[Key]| keys.iter().map(|key| (key.made, key.published.kid.clone())).collect::<Vec<_>>();
        of(&self.keys) == of(other)
    }
}

fn later(at: UtcTime, by: Duration) -> UtcTime {
    chrono::Duration::from_std(by).ok().and_then(|by| at.checked_add_signed(by)).unwrap_or(UtcTime::MAX_UTC)
}

/// The keys of an installation.
pub struct SigningKeys {
    folder: PathBuf,
    ring: RwLock<Arc<Ring>>,
}

impl std::fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKeys({} in {})", self.ring().keys.len(), self.folder.display())
    }
}

impl SigningKeys {
    /// Makes a key file in the folder.
    pub fn create(folder: &Path) -> Result<PathBuf, KeyError> {
        folder::create(folder)
    }

    /// Reads every key of the folder.
    pub fn open(folder: &Path) -> Result<Self, KeyError> {
        let keys = folder::read(folder)?;
        Ok(Self { folder: folder.to_owned(), ring: RwLock::new(Arc::new(Ring { edition: 0, keys })) })
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the folder again, and tells whether there is something new. Where it can't be read the keys stay as they were.
    pub fn reread(&self) -> Result<bool, KeyError> {
        let keys = folder::read(&self.folder)?;
        let mut ring = self.ring.write().unwrap_or_else(PoisonError::into_inner);
        if ring.same(&keys) {
            return Ok(false);
        }
        *ring = Arc::new(Ring { edition: ring.edition.wrapping_add(1), keys });
        Ok(true)
    }

    /// Makes another key if the newest is older than this; where several instances would, one does. A key that was made under a
    /// clock that ran ahead is not the newest before its time: nobody would make another until then.
    pub fn renew(&self, life: Duration, now: UtcTime) -> Result<Option<PathBuf>, KeyError> {
        let soon = later(now, SLACK);
        let is_old = |keys: &[Key]| {
            let newest = keys.iter().rfind(|key| key.made <= soon);
            newest.is_none_or(|newest| later(newest.made, life) <= now)
        };
        if !is_old(&self.ring().keys) {
            return Ok(None);
        }
        let _lock = folder::lock(&self.folder)?;
        // Another may have made it while this one waited.
        if is_old(&folder::read(&self.folder)?) { folder::create(&self.folder).map(Some) } else { Ok(None) }
    }

    /// Every key and what it is good for, the oldest first.
    pub fn standing(&self, now: UtcTime, terms: KeyTerms) -> Vec<KeyStanding> {
        let ring = self.ring();
        let standing = |(key, stage): (&Key, Stage)| KeyStanding {
            kid: key.published.kid.clone(),
            path: key.path.clone(),
            copies: key.copies.clone(),
            made: (key.made != UtcTime::UNIX_EPOCH).then_some(key.made),
            stage,
        };
        ring.staged(now, terms).map(standing).collect()
    }

    /// The key set.
    pub fn published(&self, now: UtcTime, terms: KeyTerms) -> Vec<PublishedKey> {
        let ring = self.ring();
        let good = ring.staged(now, terms).filter(|(_, stage)| stage.is_good());
        good.map(|(key, _)| key.published.clone()).collect()
    }

    /// Which reading of the folder is in use: what was found by another is not to be relied on.
    pub(crate) fn edition(&self) -> u64 {
        self.ring().edition
    }

    /// Signs claims.
    pub(crate) fn sign<T: Serialize>(&self, claims: &T, now: UtcTime, terms: KeyTerms) -> Result<String, SignError> {
        let ring = self.ring();
        let signing = ring.staged(now, terms).find(|(_, stage)| *stage == Stage::Signs);
        let (key, _) = signing.ok_or(SignError::NoKey)?;
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(key.published.kid.clone());
        Ok(jsonwebtoken::encode(&header, claims, &key.encoding)?)
    }

    /// Checks a token: its algorithm, its key, its signature, its issuer and audience; and tells until when its key is good, where
    /// that is known. The token's own times are the caller's to check, against the office's clock.
    pub(crate) fn check<T: DeserializeOwned>(
        &self,
        token: &str,
        issuer: &str,
        now: UtcTime,
        terms: KeyTerms,
    ) -> Option<(T, Option<UtcTime>)> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let ring = self.ring();
        let (n, key) = ring.keys.iter().enumerate().find(|(_, key)| key.published.kid == kid)?;
        let ends = ring.ends(n, terms);
        if ends.is_some_and(|ends| ends <= now) {
            return None;
        }
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[issuer]);
        validation.set_audience(&[issuer]);
        validation.validate_exp = false;
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        let claims = jsonwebtoken::decode::<T>(token, &key.decoding, &validation).ok()?.claims;
        Some((claims, ends))
    }
}

/// A token that can't be signed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignError {
    /// No key signs.
    #[error("no key signs")]
    NoKey,
    /// The library fails.
    #[error(transparent)]
    Library(#[from] jsonwebtoken::errors::Error),
}

#[cfg(test)]
mod tests;

//! Whether an ID token is one that this issuer made, for this program, in answer to this sign-in (OpenID Connect Core, 3.1.3.7).

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::Jwk};
use serde::Deserialize;
use serde_json::Value;

use crate::Fault;

/// What may sign one. Neither `none` nor a secret that both sides have.
const ALGORITHMS: &[Algorithm] = &[Algorithm::RS256, Algorithm::PS256, Algorithm::ES256, Algorithm::EdDSA];

/// By how many seconds the clocks of two machines may differ.
const LEEWAY: i64 = 60;

/// The longest name that an issuer may have for somebody (OpenID Connect Core, 2).
const SUBJECT: usize = 255;

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// What it says.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Claims {
    iss: String,
    pub(crate) sub: String,
    aud: Audience,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    azp: Option<String>,
    nonce: Option<String>,
    pub(crate) email: Option<String>,
    /// Only where it says so plainly.
    pub(crate) email_verified: Option<Value>,
    pub(crate) amr: Option<Value>,
    pub(crate) acr: Option<Value>,
}

/// What is expected of one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) client: &'a str,
    pub(crate) nonce: &'a str,
    /// When the sign-in began, in seconds since 1970.
    pub(crate) begun: i64,
    pub(crate) now: i64,
}

/// Which key it names, and by which of the allowed ways it is signed.
pub(crate) fn head(token: &str) -> Result<(Option<String>, Algorithm), Fault> {
    let header =
        decode_header(token).map_err(|_| Fault::refused("the ID token cannot be read, or nobody signed it"))?;
    if !ALGORITHMS.contains(&header.alg) {
        return Err(Fault::refused("the ID token is signed in a way that is not taken"));
    }
    Ok((header.kid, header.alg))
}

/// What it says, its signature and every claim checked.
pub(crate) fn check(token: &str, key: &Jwk, algorithm: Algorithm, expected: &Expected<'_>) -> Result<Claims, Fault> {
    let bad = |_| Fault::refused("the ID token's signature, or a claim that it needs, is not good");
    let key = DecodingKey::from_jwk(key).map_err(bad)?;
    let mut validation = Validation::new(algorithm);
    // Below, by the caller's clock.
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    let claims = decode::<Claims>(token, &key, &validation).map_err(bad)?.claims;
    claims.check(expected).map_err(Fault::refused)?;
    Ok(claims)
}

impl Claims {
    fn check(&self, expected: &Expected<'_>) -> Result<(), &'static str> {
        let require = |good: bool, why: &'static str| if good { Ok(()) } else { Err(why) };
        require(self.iss == expected.issuer, "the ID token is another issuer's")?;
        let audiences = match &self.aud {
            Audience::One(one) => std::slice::from_ref(one),
            Audience::Many(many) => many,
        };
        require(audiences.iter().any(|one| one == expected.client), "the ID token is for another program")?;
        require(
            audiences.len() == 1 || self.azp.is_some(),
            "the ID token is for several programs, and does not say which asked",
        )?;
        require(
            self.azp.as_ref().is_none_or(|azp| azp == expected.client),
            "the ID token was asked for by another program",
        )?;
        require(self.nonce.as_deref() == Some(expected.nonce), "the ID token answers another sign-in")?;
        require(self.exp > expected.now.saturating_sub(LEEWAY), "the ID token has run out")?;
        let early = expected.begun.saturating_sub(LEEWAY);
        let late = expected.now.saturating_add(LEEWAY);
        require((early..=late).contains(&self.iat), "the ID token was not made in answer to this sign-in")?;
        require(self.nbf.is_none_or(|nbf| nbf <= late), "the ID token does not hold yet")?;
        require(!self.sub.is_empty() && self.sub.len() <= SUBJECT, "the ID token names nobody")
    }

    /// By which means somebody has shown who they are, as far as the issuer says (`amr`, `acr`).
    pub(crate) fn methods(&self) -> Vec<String> {
        let listed = self.amr.as_ref().and_then(Value::as_array).into_iter().flatten();
        listed.chain(&self.acr).filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use serde_json::json;

    use super::*;
    use crate::keys::pick;

    /// The suite's providers sign with RSA and on P-256; this is the fourth way that is taken.
    #[test]
    fn a_token_signed_with_ed25519_is_taken_by_that_key_alone() {
        let pair = Ed25519KeyPair::generate().unwrap();
        let jwk = |pair: &Ed25519KeyPair| -> Jwk {
            let x = URL_SAFE_NO_PAD.encode(pair.public_key());
            serde_json::from_value(json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "kid": "a", "alg": "EdDSA" }))
                .unwrap()
        };
        let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let claims = json!({ "iss": "https://sso.example", "sub": "a", "aud": "congvan", "exp": 1300, "iat": 1000, "nonce": "n" });
        let text = format!("{}.{}", part(json!({ "alg": "EdDSA", "kid": "a" })), part(claims));
        let token = format!("{text}.{}", URL_SAFE_NO_PAD.encode(pair.sign(text.as_bytes())));
        let expected = Expected { issuer: "https://sso.example", client: "congvan", nonce: "n", begun: 990, now: 1010 };
        let (kid, algorithm) = head(&token).unwrap();
        let key = pick(&[jwk(&pair)], kid.as_deref(), algorithm).unwrap();
        assert_eq!(check(&token, &key, algorithm, &expected).unwrap().sub, "a");
        let other = jwk(&Ed25519KeyPair::generate().unwrap());
        assert!(check(&token, &other, algorithm, &expected).is_err());
        assert!(pick(&[jwk(&pair)], Some("a"), Algorithm::RS256).is_none());
        assert!(pick(&[jwk(&pair), jwk(&pair)], None, algorithm).is_none(), "which of the two?");
    }
}

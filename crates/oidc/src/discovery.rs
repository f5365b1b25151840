//! What an issuer says of itself, under its own address alone (OpenID Connect Discovery): fetched when it is first needed, kept
//! for an hour.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use serde::{Deserialize, Deserializer, de};
use url::{Host, Url};

use crate::{Fault, Http};

/// For how long it is kept.
const KEPT: Duration = Duration::from_hours(1);

/// What this program needs of it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Metadata {
    issuer: String,
    #[serde(deserialize_with = "address")]
    pub(crate) authorization_endpoint: Url,
    #[serde(deserialize_with = "address")]
    pub(crate) token_endpoint: Url,
    #[serde(deserialize_with = "address")]
    pub(crate) jwks_uri: Url,
    #[serde(default, deserialize_with = "perhaps_address")]
    pub(crate) userinfo_endpoint: Option<Url>,
    #[serde(default)]
    code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) authorization_response_iss_parameter_supported: bool,
}

fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    Url::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
}

fn perhaps_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| Url::parse(&text)).transpose().map_err(de::Error::custom)
}

/// Whether this is an address that a secret may be sent to: HTTPS, or this machine itself.
pub(crate) fn is_private(url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => return false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && here)
}

impl Metadata {
    /// Whether it is what the issuer of this address may say.
    fn check(&self, issuer: &str) -> Result<(), Fault> {
        if self.issuer != issuer {
            return Err(Fault::unavailable("the discovery document is another issuer's"));
        }
        // An issuer on the network must not lead to a service of this machine, nor into the clear.
        let plain = issuer.starts_with("http://");
        let endpoints = [&self.authorization_endpoint, &self.token_endpoint, &self.jwks_uri];
        for url in endpoints.into_iter().chain(&self.userinfo_endpoint) {
            if !is_private(url) || (url.scheme() == "http" && !plain) {
                return Err(Fault::unavailable(format!("{url} is not an https address")));
            }
        }
        if self.code_challenge_methods_supported.as_ref().is_some_and(|known| !known.iter().any(|m| m == "S256")) {
            return Err(Fault::unavailable("the provider does not know PKCE with S256"));
        }
        Ok(())
    }
}

/// The discovery document of one issuer.
#[derive(Debug, Default)]
pub(crate) struct Discovery(Mutex<Option<(Arc<Metadata>, Instant)>>);

impl Discovery {
    pub(crate) fn of(&self, issuer: &str, http: &Http) -> Result<Arc<Metadata>, Fault> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((metadata, since)) = known
            && since.elapsed() < KEPT
        {
            return Ok(metadata);
        }
        let place = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let url = Url::parse(&place).map_err(|error| Fault::unavailable(error.to_string()))?;
        let answer = http.get(&url, None)?;
        if answer.status != 200 {
            return Err(Fault::unavailable(format!("{place} answers {}", answer.status)));
        }
        let metadata: Metadata = answer.json("the discovery document")?;
        metadata.check(issuer)?;
        let metadata = Arc::new(metadata);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Arc::clone(&metadata), Instant::now()));
        Ok(metadata)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn document(base: &str) -> Value {
        json!({
            "issuer": base, "authorization_endpoint": format!("{base}/auth"), "token_endpoint": format!("{base}/token"),
            "jwks_uri": format!("{base}/jwks"),
        })
    }

    fn check(issuer: &str, document: Value) -> bool {
        serde_json::from_value::<Metadata>(document).is_ok_and(|metadata| metadata.check(issuer).is_ok())
    }

    #[test]
    fn an_issuer_speaks_for_itself_and_leads_nowhere_in_the_clear() {
        let (sso, here) = ("https://sso.tinh.example", "http://127.0.0.1:9");
        assert!(check(sso, document(sso)) && check(here, document(here)));
        assert!(!check(sso, document("https://la.example")), "another's");
        assert!(!check(&format!("{sso}/"), document(sso)), "to the letter");
        for bad in [
            "http://sso.tinh.example/token",
            "http://127.0.0.1/token",
            "http://169.254.169.254/",
            "file:///etc/passwd",
            "x",
        ] {
            for field in ["token_endpoint", "jwks_uri", "authorization_endpoint", "userinfo_endpoint"] {
                let mut document = document(sso);
                document[field] = json!(bad);
                assert!(!check(sso, document), "{field} {bad}");
            }
        }
        let mut elsewhere = document(sso);
        elsewhere["token_endpoint"] = json!("https://token.tinh.example/");
        assert!(check(sso, elsewhere), "a provider may have several hosts");
        for (methods, good) in [(json!(["plain"]), false), (json!([]), false), (json!(["plain", "S256"]), true)] {
            let mut document = document(sso);
            document["code_challenge_methods_supported"] = methods;
            assert_eq!(check(sso, document), good);
        }
    }
}

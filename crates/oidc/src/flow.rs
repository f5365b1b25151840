//! The flow itself: where a browser goes, and what the code is worth that it comes back with.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::{Url, form_urlencoded};

use crate::{
    Fault, Http,
    discovery::{Discovery, Metadata, is_private},
    id_token::{self, Expected},
    keys::Keys,
};

/// This program as the issuer knows it.
#[derive(Clone)]
pub struct Registration {
    /// The issuer's address, to the letter.
    pub issuer: String,
    /// The name that the issuer has given this program.
    pub client_id: String,
    /// The secret between the two, where there is one.
    pub client_secret: Option<String>,
    /// What is asked for, `openid` among it.
    pub scopes: String,
}

impl std::fmt::Debug for Registration {
    /// Without the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registration")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// One sign-in that begins. All of it must be beyond guessing.
#[derive(Debug, Clone, Copy)]
pub struct Begin<'a> {
    /// Where the browser comes back to.
    pub return_to: &'a str,
    /// Comes back beside the code.
    pub state: &'a str,
    /// Comes back in the ID token.
    pub nonce: &'a str,
    /// Of which the browser carries the hash alone (PKCE).
    pub verifier: &'a str,
}

/// What came back, and what it is held against.
#[derive(Clone, Copy)]
pub struct Redeem<'a> {
    /// The code.
    pub code: &'a str,
    /// The issuer that the browser names (RFC 9207).
    pub issuer: Option<&'a str>,
    /// As it was when the sign-in began.
    pub return_to: &'a str,
    /// As it was when the sign-in began.
    pub nonce: &'a str,
    /// As it was when the sign-in began.
    pub verifier: &'a str,
    /// When the sign-in began, in seconds since 1970.
    pub begun: i64,
    /// Now, in seconds since 1970.
    pub now: i64,
}

impl std::fmt::Debug for Redeem<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Redeem(…)")
    }
}

/// Who has signed in there.
#[derive(Clone)]
pub struct Identity {
    /// The issuer's own name for them, which never becomes another's.
    pub subject: String,
    /// By which means they have shown who they are (`amr`, `acr`).
    pub methods: Vec<String>,
    mail: Option<Mail>,
    access_token: Option<String>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity").field("subject", &self.subject).finish_non_exhaustive()
    }
}

#[derive(Clone, Deserialize)]
struct Mail {
    email: Option<String>,
    email_verified: Option<Value>,
}

impl Mail {
    fn verified(self) -> Option<String> {
        // A word that reads like yes is none.
        self.email.filter(|_| self.email_verified == Some(Value::Bool(true)))
    }
}

#[derive(Deserialize)]
struct Tokens {
    id_token: Option<String>,
    access_token: Option<String>,
}

#[derive(Deserialize)]
struct TokenProblem {
    error: String,
}

#[derive(Deserialize)]
struct UserInfo {
    sub: String,
    #[serde(flatten)]
    mail: Mail,
}

/// An issuer, and what is known of it.
#[derive(Debug)]
pub struct Provider {
    registration: Registration,
    http: Http,
    discovery: Discovery,
    keys: Keys,
}

/// A part of `Authorization: Basic`, encoded as OAuth wants it (RFC 6749, 2.3.1).
fn form_encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

impl Provider {
    /// An issuer that nobody has asked yet.
    pub fn new(registration: Registration, http: Http) -> Self {
        Self { registration, http, discovery: Discovery::default(), keys: Keys::default() }
    }

    /// Its address.
    pub fn issuer(&self) -> &str {
        &self.registration.issuer
    }

    /// Whether this can be an issuer's address: https, or http on this machine; no query, no fragment, no password.
    pub fn takes_issuer(text: &str) -> bool {
        Url::parse(text).is_ok_and(|url| {
            let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
            is_private(&url) && bare && url.password().is_none()
        })
    }

    /// Whether browsers may be sent back to this address: https, or http on this machine; no fragment, no password.
    pub fn takes_return(text: &str) -> bool {
        Url::parse(text).is_ok_and(|url| {
            is_private(&url) && url.fragment().is_none() && url.username().is_empty() && url.password().is_none()
        })
    }

    fn metadata(&self) -> Result<std::sync::Arc<Metadata>, Fault> {
        self.discovery.of(&self.registration.issuer, &self.http)
    }

    /// Where the browser goes.
    ///
    /// # Errors
    /// [`Fault::Unavailable`].
    pub fn begin(&self, begin: &Begin<'_>) -> Result<String, Fault> {
        let mut url = self.metadata()?.authorization_endpoint.clone();
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.registration.client_id)
            .append_pair("redirect_uri", begin.return_to)
            .append_pair("scope", &self.registration.scopes)
            .append_pair("state", begin.state)
            .append_pair("nonce", begin.nonce)
            .append_pair("code_challenge", &URL_SAFE_NO_PAD.encode(Sha256::digest(begin.verifier)))
            .append_pair("code_challenge_method", "S256");
        Ok(url.into())
    }

    /// Exchanges the code for who has signed in.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn redeem(&self, with: &Redeem<'_>) -> Result<Identity, Fault> {
        let metadata = self.metadata()?;
        let needed = metadata.authorization_response_iss_parameter_supported;
        if with.issuer.map_or(needed, |issuer| issuer != self.registration.issuer) {
            return Err(Fault::refused("the answer is not this issuer's"));
        }
        let tokens = self.exchange(&metadata, with)?;
        let id_token = tokens.id_token.ok_or_else(|| Fault::refused("there is no ID token"))?;
        let (kid, algorithm) = id_token::head(&id_token)?;
        let key = self.keys.find(&metadata.jwks_uri, &self.http, kid.as_deref(), algorithm)?;
        let expected = Expected {
            issuer: &self.registration.issuer,
            client: &self.registration.client_id,
            nonce: with.nonce,
            begun: with.begun,
            now: with.now,
        };
        let claims = id_token::check(&id_token, &key, algorithm, &expected)?;
        let methods = claims.methods();
        let mail = (claims.email.is_some() && claims.email_verified.is_some())
            .then_some(Mail { email: claims.email, email_verified: claims.email_verified });
        Ok(Identity { subject: claims.sub, methods, mail, access_token: tokens.access_token })
    }

    fn exchange(&self, metadata: &Metadata, with: &Redeem<'_>) -> Result<Tokens, Fault> {
        let Registration { client_id, client_secret, .. } = &self.registration;
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", with.code)
            .append_pair("redirect_uri", with.return_to)
            .append_pair("code_verifier", with.verifier);
        let by_header = metadata
            .token_endpoint_auth_methods_supported
            .as_ref()
            .is_none_or(|known| known.iter().any(|method| method == "client_secret_basic"));
        let mut authorization = None;
        match client_secret {
            Some(secret) if by_header => {
                let pair = format!("{}:{}", form_encoded(client_id), form_encoded(secret));
                authorization = Some(format!("Basic {}", STANDARD.encode(pair)));
            }
            Some(secret) => {
                form.append_pair("client_id", client_id).append_pair("client_secret", secret);
            }
            None => {
                form.append_pair("client_id", client_id);
            }
        }
        let answer = self.http.post(&metadata.token_endpoint, &form.finish(), authorization.as_deref())?;
        match answer.status {
            200 => answer.json("the token endpoint"),
            status => {
                // Which of OAuth's errors: letters and underscores, and nothing else gets into a log.
                let problem = answer.json::<TokenProblem>("").map(|problem| problem.error).unwrap_or_default();
                match problem.as_str() {
                    "invalid_grant" => Err(Fault::refused("the provider does not take the code")),
                    known @ ("invalid_client"
                    | "unauthorized_client"
                    | "invalid_request"
                    | "invalid_scope"
                    | "unsupported_grant_type") => {
                        Err(Fault::unavailable(format!("the token endpoint answers {status} ({known})")))
                    }
                    _ => Err(Fault::unavailable(format!("the token endpoint answers {status}"))),
                }
            }
        }
    }

    /// Where somebody gets mail, if the issuer has made sure of it. Asked for only where the ID token says nothing of mail.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn verified_mail(&self, identity: &Identity) -> Result<Option<String>, Fault> {
        if let Some(mail) = &identity.mail {
            return Ok(mail.clone().verified());
        }
        let metadata = self.metadata()?;
        let Some((at, token)) = metadata.userinfo_endpoint.as_ref().zip(identity.access_token.as_deref()) else {
            return Ok(None);
        };
        let answer = self.http.get(at, Some(token))?;
        if answer.status != 200 {
            return Err(Fault::unavailable(format!("the userinfo endpoint answers {}", answer.status)));
        }
        let info: UserInfo = answer.json("the userinfo endpoint")?;
        if info.sub != identity.subject {
            return Err(Fault::refused("the userinfo endpoint speaks of somebody else"));
        }
        Ok(info.mail.verified())
    }
}

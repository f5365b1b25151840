//! Signing in at somebody else's: OpenID Connect's authorization code flow with PKCE, and nothing else of it.
//!
//! [`Provider`] knows one issuer. [`Provider::begin`] says where a browser is to go, [`Provider::redeem`] exchanges the code that
//! comes back for an [`Identity`] whose ID token was checked. What stands between the two, and who that is here, is the caller's.
//! Every call waits for the network: not on a thread that others need.

mod discovery;
mod flow;
mod http;
mod id_token;
mod keys;

pub use flow::{Begin, Identity, Provider, Redeem, Registration};
pub use http::{Http, HttpSettings};

/// Why somebody was not let in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The provider does not answer, or not as it should: nothing that whoever signs in could mend.
    #[error("the provider is of no use now: {0}")]
    Unavailable(String),
    /// The code, or what it was exchanged for, is not good.
    #[error("refused: {0}")]
    Refused(String),
}

impl Fault {
    fn unavailable(why: impl Into<String>) -> Self {
        Self::Unavailable(why.into())
    }

    fn refused(why: impl Into<String>) -> Self {
        Self::Refused(why.into())
    }
}

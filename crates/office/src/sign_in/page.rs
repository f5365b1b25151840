//! What shows that a request by cookie is a page's own doing: a value that is bound to the session by a key of the installation's.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use store::session;
use uuid::Uuid;

use super::hash;
use crate::{Office, OfficeError};

fn place(session: Uuid) -> String {
    format!("page of session {session}")
}

impl Office {
    /// The value that goes with this session: the same on every instance, for as long as the session lasts.
    pub fn page_token(&self, session: Uuid) -> String {
        URL_SAFE_NO_PAD.encode(self.0.parts.sealing.tag(&place(session)))
    }

    /// Whether this is it.
    pub fn is_page_token(&self, session: Uuid, shown: &[u8]) -> bool {
        let tag = URL_SAFE_NO_PAD.decode(shown);
        tag.is_ok_and(|tag| self.0.parts.sealing.is_tag(&place(session), &tag))
    }

    /// Which session a refresh token is of, used or not.
    ///
    /// # Errors
    /// [`OfficeError::NotSignedIn`] where it is of none.
    pub async fn session_of(&self, refresh_token: &str) -> Result<Uuid, OfficeError> {
        let token = hash(refresh_token);
        let found = self.db().read(move |conn| session::of_token(conn, &token)).await?;
        found.ok_or(OfficeError::NotSignedIn)
    }
}

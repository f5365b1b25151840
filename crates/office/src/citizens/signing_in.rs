//! Signing in by a code that comes by mail: the first time, too. So there is no password to lose, an account is always of an address that was
//! confirmed, and nobody learns whether an address has one.

use std::{net::IpAddr, sync::Arc};

use chrono::SubsecRound;
use domain::{
    AgencyId, CitizenId, EmailAddress, UtcTime,
    notice::{AccountLetter, AccountNotice},
};
use store::{
    Conn,
    citizen::{self, NewCode, NewSession},
    organisation::AgencySnapshot,
};
use uuid::Uuid;

use super::{Citizen, ELSEWHERE};
use crate::{
    Office, OfficeError,
    password_reset::Sealed,
    sealing::{random_signs, typed_signs},
    sign_in::{Allowance, Tried, hash, random_token},
};

/// That a code was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeSent {
    /// What is named beside the code: whoever did not ask for it cannot use up its tries.
    pub request: Uuid,
    /// Until when it holds.
    pub until: UtcTime,
}

/// What somebody stays signed in with.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: Uuid,
    /// The token of their requests.
    pub token: String,
    /// Until when it holds.
    pub until: UtcTime,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Session({})", self.id)
    }
}

/// What an address is sent at the most, whoever asks and from wherever.
fn everywhere(mails: Allowance) -> Allowance {
    Allowance { burst: mails.burst.saturating_mul(ELSEWHERE), pause: mails.pause / ELSEWHERE }
}

/// What the tag of a code is made of: it is good for this request alone.
fn tagged(request: Uuid, code: &str) -> String {
    format!("code of a citizen {request} {code}")
}

impl Office {
    /// A mail to a citizen about their account.
    pub(super) fn citizen_letter(
        &self,
        snapshot: &AgencySnapshot,
        address: &EmailAddress,
        notice: AccountNotice,
    ) -> Result<Option<Sealed>, OfficeError> {
        self.sealed_letter(
            snapshot.directory.agency,
            &AccountLetter {
                notice,
                name: String::new(),
                username: String::new(),
                address: address.clone(),
                agency: snapshot.directory.agency_name.clone(),
                at: self.now(),
                answers: None,
            },
        )
    }

    /// Sends a code to this address, whether it has an account or not: the same work, the same answer.
    pub async fn send_citizen_code(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        email: EmailAddress,
        from: Option<IpAddr>,
    ) -> Result<CodeSent, OfficeError> {
        let terms = &self.limits().citizens;
        let email = EmailAddress::new(&email.as_str().to_lowercase()).unwrap_or(email);
        let agency = snapshot.directory.agency;
        self.attempt(Tried::Citizen(from), terms.tries)?;
        let at = format!("{agency} {}", email.as_str());
        self.attempt(Tried::CitizenFrom(at.clone(), from), terms.mails)?;
        self.attempt(Tried::CitizenAt(at), everywhere(terms.mails))?;
        let now = domain::to_micros(self.now());
        // To the second: the answer is of one length whatever the moment.
        let until = (now + terms.code).trunc_subsecs(0);
        let (request, code) = (self.fresh(), random_signs()?);
        let tag = hex::encode(self.0.parts.sealing.tag(&tagged(request, &code)));
        let new = NewCode { id: request, email: email.as_str().to_owned(), tag, expires_at: until };
        let mail = self.citizen_letter(snapshot, &email, AccountNotice::CitizenCode { code, until })?;
        self.db()
            .write(move |conn| {
                citizen::keep_code(conn, agency, &new)?;
                mail.iter().try_for_each(|mail| mail.queue(conn, now))
            })
            .await?;
        self.wake_mail();
        Ok(CodeSent { request, until })
    }

    /// Signs in with a code; the first time this makes the account.
    ///
    /// # Errors
    /// [`OfficeError::BadCitizenCode`].
    pub async fn sign_in_citizen(
        &self,
        snapshot: &Arc<AgencySnapshot>,
        request: Uuid,
        code: &str,
        from: Option<IpAddr>,
    ) -> Result<Session, OfficeError> {
        let terms = &self.limits().citizens;
        self.attempt(Tried::Citizen(from), terms.tries)?;
        // What has not the shape of a code is nobody's guess.
        let code = typed_signs(code).ok_or(OfficeError::BadCitizenCode)?;
        let token = random_token()?;
        let (agency, most) = (snapshot.directory.agency, terms.code_tries);
        let now = domain::to_micros(self.now());
        let until = now + terms.session;
        let new = NewSession {
            id: self.fresh(),
            citizen: CitizenId(self.fresh()),
            token_hash: hash(&token),
            expires_at: until,
        };
        let (office, fresh, id) = (self.clone(), new.citizen, new.id);
        let begin = move |conn: &mut Conn| {
            let Some((email, tag)) = citizen::try_code(conn, agency, request, most, now)? else { return Ok(None) };
            let tag = hex::decode(tag).unwrap_or_default();
            if !office.0.parts.sealing.is_tag(&tagged(request, &code), &tag) {
                // That it was tried stands.
                return Ok(None);
            }
            citizen::spend_code(conn, agency, &email)?;
            let account = citizen::open(conn, agency, fresh, &email, now)?;
            citizen::seen(conn, agency, account.id, now)?;
            citizen::begin_session(conn, agency, &NewSession { citizen: account.id, ..new.clone() }, now)?;
            Ok::<_, OfficeError>(Some(account.id))
        };
        let account = self.db().write(begin).await?.ok_or(OfficeError::BadCitizenCode)?;
        self.0.throttle.give_back(Tried::Citizen(from), terms.tries);
        tracing::info!(%agency, citizen = %account, "a citizen has signed in");
        Ok(Session { id, token, until })
    }

    /// Who a token stands for at this agency.
    ///
    /// # Errors
    /// [`OfficeError::NotSignedIn`].
    pub async fn citizen(&self, snapshot: Arc<AgencySnapshot>, token: &str) -> Result<Citizen, OfficeError> {
        let (agency, token, now): (AgencyId, String, UtcTime) = (snapshot.directory.agency, hash(token), self.now());
        let found = self.db().read(move |conn| citizen::session_of(conn, agency, &token, now)).await?;
        let (session, account) = found.ok_or(OfficeError::NotSignedIn)?;
        Ok(Citizen { account, session, snapshot })
    }

    /// Ends the session.
    pub async fn sign_out_citizen(&self, who: &Citizen) -> Result<(), OfficeError> {
        let (agency, session) = (who.agency(), who.session);
        Ok(self.db().write(move |conn| citizen::end_session(conn, agency, session)).await?)
    }
}

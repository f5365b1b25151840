//! A password that was forgotten: a code goes to its owner by mail, and sets a new one. Who asks learns nothing from
//! the answer, and the work is one reading and one writing transaction either way. The second factor, where there is one, is asked for at the next sign-in as before.

use std::{net::IpAddr, time::Duration};

use domain::{
    AgencyId, UtcTime, day_in_vietnam,
    notice::{AccountLetter, AccountNotice},
    organisation::PersonRecord,
};
use store::{
    Conn, StoreError, account_mail, action_link, digest, organisation, password_reset,
    received_mail::{self, ReceivedMail},
    reply_address, session,
};

pub use store::account_mail::{AccountMail, Carried};
use uuid::Uuid;

use crate::{
    Office, OfficeError, Passwords,
    agency::Caller,
    sign_in::{Allowance, Tried, hash, random_token},
};

/// Mails to one address, whether it is anybody's or not.
const ASKED: Allowance = Allowance { burst: 3, pause: Duration::from_mins(10) };

/// Where a mail belongs: what is sealed for it opens nowhere else.
fn place(agency: AgencyId, id: Uuid) -> String {
    format!("account mail {}/{id}", agency.0)
}

/// A mail that is ready to be queued.
pub(crate) struct Sealed {
    agency: AgencyId,
    id: Uuid,
    letter: String,
    digest: bool,
    carries: Option<Carried>,
}

/// What came of a try to send a mail about an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountMailCame {
    /// It was sent.
    Sent,
    /// It is tried again then.
    Again(UtcTime),
    /// It is tried no more, for this reason.
    GivenUp(String),
}

/// How much of a reason is kept.
const REASON: usize = 500;

impl Sealed {
    /// Which it is among the agency's.
    pub(crate) const fn id(&self) -> Uuid {
        self.id
    }

    /// The same, as what brings this: where it can't be sent, somebody is to know.
    pub(crate) fn carrying(self, carries: Carried) -> Self {
        Self { carries: Some(carries), ..self }
    }

    /// The same, as the answer to this message.
    pub(crate) fn answering(self, mail: &ReceivedMail) -> Self {
        self.carrying(Carried::Answer { agency: mail.agency, mail: mail.id })
    }

    pub(crate) fn queue(&self, conn: &mut Conn, now: UtcTime) -> Result<(), StoreError> {
        account_mail::queue(conn, (self.agency, self.id), &self.letter, self.digest, self.carries.as_ref(), now)
    }
}

impl Office {
    /// A mail to somebody about their account; none where nobody knows where to send it, or there is no mail server.
    pub(crate) fn account_letter(
        &self,
        agency: AgencyId,
        agency_name: &str,
        person: &PersonRecord,
        notice: AccountNotice,
    ) -> Result<Option<Sealed>, OfficeError> {
        let Some(address) = person.email.clone() else { return Ok(None) };
        self.sealed_letter(
            agency,
            &AccountLetter {
                notice,
                name: person.name.clone(),
                username: person.username.clone(),
                address,
                agency: agency_name.to_owned(),
                at: self.now(),
                answers: None,
            },
        )
    }

    /// A mail as it is queued; none where there is no mail server.
    pub(crate) fn sealed_letter(
        &self,
        agency: AgencyId,
        letter: &AccountLetter,
    ) -> Result<Option<Sealed>, OfficeError> {
        if !self.has_mail_server() {
            return Ok(None);
        }
        let digest = letter.notice.is_digest();
        let text = serde_json::to_vec(letter).map_err(|e| OfficeError::Internal(format!("a letter: {e}")))?;
        let id = self.fresh();
        let letter = self.0.parts.sealing.seal(&text, &place(agency, id))?;
        Ok(Some(Sealed { agency, id, letter, digest, carries: None }))
    }

    /// Sends a code to whoever gets mail at this address and has a password.
    pub async fn forgot_password(&self, email: &str, from: Option<IpAddr>) -> Result<(), OfficeError> {
        let email = email.trim().to_lowercase();
        self.attempt(Tried::Forgotten(from), self.limits().address_tries)?;
        self.attempt(Tried::ForgottenAt(email.clone()), ASKED)?;
        let now = domain::to_micros(self.now());
        let until = now + self.limits().password_reset;
        let logins = self.db().read(move |conn| organisation::logins_at(conn, &email)).await?;
        let today = day_in_vietnam(now);
        let (mut tokens, mut mails) = (Vec::new(), Vec::new());
        for login in logins.iter().filter(|login| login.is_active(today) && login.password_hash.is_some()) {
            let snapshot = self.snapshot(login.agency).await?;
            let Some(person) = snapshot.organisation.people.get(&login.person) else { continue };
            let code = random_token()?;
            let token = hash(&code);
            let notice = AccountNotice::PasswordForgotten { code, until };
            let name = &snapshot.directory.agency_name;
            if let Some(mail) = self.account_letter(login.agency, name, person, notice)? {
                tokens.push((token, login.agency, login.person));
                mails.push(mail);
            }
        }
        // One transaction that writes, whether there is anybody or not.
        self.db()
            .write(move |conn| {
                password_reset::sweep(conn, now)?;
                for (token, agency, person) in &tokens {
                    password_reset::begin(conn, token, *agency, *person, until)?;
                }
                mails.iter().try_for_each(|mail| mail.queue(conn, now))
            })
            .await?;
        self.wake_mail();
        Ok(())
    }

    /// Sets a new password for whoever has the code. All their sessions end, and they are told by mail.
    pub async fn set_forgotten_password(&self, code: &str, new: &str, from: Option<IpAddr>) -> Result<(), OfficeError> {
        self.attempt(Tried::Forgotten(from), self.limits().address_tries)?;
        let (token, now) = (hash(code.trim()), domain::to_micros(self.now()));
        let sought = token.clone();
        let found = self.db().read(move |conn| password_reset::find(conn, &sought, now)).await?;
        let (agency, person) = found.ok_or(OfficeError::BadResetCode)?;
        // An error where they no longer work there.
        let caller = self.caller(Caller { agency, person }).await;
        let (snapshot, known) = caller.map_err(|_| OfficeError::BadResetCode)?;
        Passwords::accept(new, &known.username)?;
        let hashed = self.hash_password(new.to_owned()).await?;
        let record = snapshot.organisation.people.get(&person);
        let name = &snapshot.directory.agency_name;
        let mail = match record {
            Some(record) => self.account_letter(agency, name, record, AccountNotice::PasswordReset)?,
            None => None,
        };
        let ended = self
            .db()
            .write(move |conn| {
                if !password_reset::spend(conn, &token, agency, person)? {
                    return Err(OfficeError::BadResetCode);
                }
                organisation::set_password(conn, agency, person, &hashed)?;
                if let Some(mail) = &mail {
                    mail.queue(conn, now)?;
                }
                action_link::end_all(conn, agency, person, now)?;
                reply_address::end_all(conn, agency, person, now)?;
                Ok(session::end_all(conn, agency, person, None, "password reset by mail", now)?)
            })
            .await?;
        self.0.throttle.give_back(Tried::Forgotten(from), self.limits().address_tries);
        tracing::info!(%agency, %person, "a password was reset by mail");
        self.forget_sessions(agency, &ended);
        self.wake_mail();
        Ok(())
    }

    /// Takes mails about accounts that are due; until the lease ends no other worker takes them.
    pub async fn claim_account_mails(
        &self,
        lease: chrono::Duration,
        limit: i64,
    ) -> Result<Vec<AccountMail>, OfficeError> {
        let now = self.now();
        // There rarely is one, and this is asked after every handoff: it keeps no writer waiting.
        if !self.db().read(move |conn| account_mail::is_due(conn, now)).await? {
            return Ok(Vec::new());
        }
        Ok(self.db().write(move |conn| account_mail::claim(conn, now, lease, limit)).await?)
    }

    /// What such a mail says; none where it says nothing any more, since its code holds no longer.
    pub fn open_account_mail(&self, mail: &AccountMail) -> Result<Option<AccountLetter>, OfficeError> {
        let text = self.0.parts.sealing.open(&mail.letter, &place(mail.agency, mail.id))?;
        let letter: AccountLetter =
            serde_json::from_slice(&text).map_err(|_| OfficeError::Internal("a letter cannot be read".to_owned()))?;
        let over = letter.notice.holds_until().is_some_and(|until| until <= self.now());
        Ok((!over).then_some(letter))
    }

    /// Notes what came of a try. What a mail that is given up should have brought goes back: a message that it answered to the clerk's
    /// list, notices to the next digest.
    pub async fn note_account_mail(&self, mail: &AccountMail, came: AccountMailCame) -> Result<(), OfficeError> {
        let (agency, id, carries) = (mail.agency, mail.id, mail.carries.clone());
        let note = move |conn: &mut Conn| {
            let why = match &came {
                AccountMailCame::Again(at) => return account_mail::again(conn, agency, id, *at),
                AccountMailCame::Sent => None,
                AccountMailCame::GivenUp(why) => Some(why.chars().take(REASON).collect::<String>()),
            };
            // Another worker has sent it, or given it up, meanwhile.
            if !account_mail::remove(conn, agency, id)? {
                return Ok(());
            }
            match (&carries, why) {
                (Some(Carried::Answer { agency, mail }), None) => received_mail::answer_sent(conn, (*agency, *mail)),
                (Some(Carried::Answer { agency, mail }), Some(why)) => {
                    received_mail::answer_given_up(conn, (*agency, *mail), &why)
                }
                (Some(Carried::Notices { ids }), Some(_)) => digest::came_back(conn, agency, ids),
                (Some(Carried::Notices { .. }) | None, _) => Ok(()),
            }
        };
        Ok(self.db().write(note).await?)
    }
}

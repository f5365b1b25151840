//! The list that a clerk works off: mail that was not understood, or of which somebody is to know.

use bytes::Bytes;
use domain::{Refusal, Rule, access, organisation::Scope};
use store::received_mail::{self, Outcome, ReceivedMail, Settled, State};
use uuid::Uuid;

use super::TakenIn;
use crate::{
    Office, OfficeError,
    agency::{Asker, Caller},
};

/// How a clerk works a message off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settling {
    /// What is noted with it.
    pub note: Option<String>,
}

impl Office {
    /// A page of the mail that came in, of one state, the latest first; for whoever keeps the registry.
    pub async fn received_mails(
        &self,
        caller: Caller,
        state: State,
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<ReceivedMail>, OfficeError> {
        self.reads_mail(caller).await?;
        let agency = caller.agency;
        let found = self.db().read(move |conn| received_mail::list(conn, agency, state, before, limit)).await?;
        Ok(found.into_iter().map(|mail| ReceivedMail { words: None, ..mail }).collect())
    }

    /// One message; the words of a reply for a clerk who sees the document that it is about.
    pub async fn received_mail(&self, caller: Caller, id: Uuid) -> Result<ReceivedMail, OfficeError> {
        self.reads_mail(caller).await?;
        let agency = caller.agency;
        let found = self.db().read(move |conn| received_mail::find(conn, agency, id)).await?;
        let mail = found.ok_or(OfficeError::NotFound)?;
        // Those of a reply whose answer is still on its way are kept, and nobody's to read.
        let works_off = mail.words.is_some() && mail.state != State::Done;
        let of_their_own = mail.document.filter(|(whose, _)| *whose == agency && works_off);
        let sees = match of_their_own {
            Some((_, document)) => match self.seen(caller.into(), document).await {
                Ok(detail) => !detail.document.facts().is_secret(),
                Err(OfficeError::NotFound) => false,
                Err(error) => return Err(error),
            },
            None => false,
        };
        Ok(ReceivedMail { words: mail.words.clone().filter(|_| sees), ..mail })
    }

    /// The same with its bytes, as it came. Replies, and what came back of our own mails, have in them what is for their reader alone:
    /// these nobody opens.
    pub async fn received_mail_bytes(&self, caller: Caller, id: Uuid) -> Result<(ReceivedMail, Bytes), OfficeError> {
        let mail = self.received_mail(caller, id).await?;
        if !opens(&mail) {
            return Err(OfficeError::MailSealed);
        }
        let bytes = self.received_bytes(&mail).await?;
        tracing::info!(agency = %caller.agency, person = %caller.person, mail = %id, "somebody read a message that came in");
        Ok((mail, bytes))
    }

    /// Notes that a message was worked off.
    pub async fn settle_received(
        &self,
        caller: Caller,
        id: Uuid,
        settling: Settling,
    ) -> Result<ReceivedMail, OfficeError> {
        self.received_mail(caller, id).await?;
        let (agency, settled) = (caller.agency, Settled { by: caller.person, at: self.now(), note: settling.note });
        let done = self.db().write(move |conn| received_mail::settle(conn, (agency, id), &settled)).await?;
        if !done {
            return Err(OfficeError::MailDone);
        }
        self.received_mail(caller, id).await
    }

    /// Takes a message in as a letter all the same: it is worked off anew in the name of the clerk.
    pub async fn receive_as_letter(&self, caller: Caller, id: Uuid) -> Result<ReceivedMail, OfficeError> {
        let mail = self.received_mail(caller, id).await?;
        if !self.limits().replies.on {
            return Err(OfficeError::NoMailbox);
        }
        if mail.whole_bytes.is_some() || !opens(&mail) {
            return Err(OfficeError::MailSealed);
        }
        let (agency, by, now) = (caller.agency, caller.person, self.now());
        if !self.db().write(move |conn| received_mail::as_letter(conn, (agency, id), by, now)).await? {
            return Err(OfficeError::MailDone);
        }
        self.wake_received();
        self.received_mail(caller, id).await
    }

    /// Lets a message be worked off anew that could not be, after as many tries: what stood in its way may be gone.
    pub async fn retry_received(&self, caller: Caller, id: Uuid) -> Result<ReceivedMail, OfficeError> {
        self.received_mail(caller, id).await?;
        if !self.limits().replies.on {
            return Err(OfficeError::NoMailbox);
        }
        let (agency, now) = (caller.agency, self.now());
        if !self.db().write(move |conn| received_mail::retry(conn, (agency, id), now)).await? {
            return Err(OfficeError::MailDone);
        }
        self.wake_received();
        self.received_mail(caller, id).await
    }

    /// Whether somebody may hand a message in: the pipe of a mail server by a service account, or whoever keeps the registry by hand; at
    /// the agency whose mailbox it is.
    pub async fn may_hand_mail_in(&self, by: impl Into<Asker>) -> Result<(), OfficeError> {
        let by = by.into();
        self.asked(by, Scope::MailHandIn).await?;
        if let Asker::Person(caller) = by {
            self.reads_mail(caller).await?;
        }
        if self.limits().replies.on && self.mail_agency().await? == by.agency() {
            Ok(())
        } else {
            Err(OfficeError::NoMailbox)
        }
    }

    /// Keeps a message that somebody hands in.
    pub async fn hand_mail_in(&self, by: impl Into<Asker>, raw: Bytes) -> Result<TakenIn, OfficeError> {
        let by = by.into();
        self.may_hand_mail_in(by).await?;
        let max = self.limits().replies.max_bytes;
        if u64::try_from(raw.len()).unwrap_or(u64::MAX) > max {
            return Err(OfficeError::TooLarge { max });
        }
        if raw.trim_ascii().is_empty() {
            return Err(OfficeError::EmptyFile);
        }
        self.take_mail_of(by.agency(), raw, None, by.person()).await
    }

    async fn reads_mail(&self, caller: Caller) -> Result<(), OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        if access::keeps_registry(caller.person, &snapshot.directory) {
            return Ok(());
        }
        Err(Refusal::new(Rule::RegistryOnly).into())
    }
}

/// Whether a message may be opened as it came.
fn opens(mail: &ReceivedMail) -> bool {
    let kind = matches!(mail.kind.as_deref(), Some("letter" | "list" | "automatic" | "unreadable"));
    kind && !matches!(mail.outcome, Some(Outcome::NoToken | Outcome::PassedOver))
}

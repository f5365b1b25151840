//! Mail that comes in: kept whole before anything is done with it, worked off once, and never thrown away. What is not understood
//! waits for a clerk.

mod bounce;
mod letter;
mod list;

use bytes::Bytes;
use chrono::Duration;
use domain::{AgencyId, DocumentId, PersonId, UtcTime, notice::AccountLetter};
use object_store::ObjectStoreExt;
use sha2::{Digest, Sha256};
use store::{
    Conn, StoreError, mailbox_position,
    received_mail::{self, Arrival},
};
use uuid::Uuid;

pub use self::{bounce::Reported, letter::NewLetter, list::Settling};
pub use store::{
    mailbox_position::Position,
    received_mail::{Outcome, ReceivedMail, Sameness, Seen, Settled, State},
};

use crate::{Office, OfficeError, files::blob_path, organisation::all_agencies};

/// A message that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenIn {
    /// Which it is.
    pub id: Uuid,
    /// Whether it was not there before.
    pub new: bool,
}

/// What came of a message, and about what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finish {
    outcome: Outcome,
    open: bool,
    document: Option<(AgencyId, DocumentId)>,
}

impl Finish {
    /// This came of it.
    pub const fn of(outcome: Outcome) -> Self {
        Self { outcome, open: outcome.waits_for_a_clerk(), document: None }
    }

    /// The same, and a clerk is to look at it.
    #[must_use]
    pub const fn left_open(self) -> Self {
        Self { open: true, ..self }
    }

    /// It was about this document.
    #[must_use]
    pub const fn about(self, agency: AgencyId, document: DocumentId) -> Self {
        Self { document: Some((agency, document)), ..self }
    }

    /// Notes it in the transaction of what it tells.
    ///
    /// # Errors
    /// [`OfficeError::MailDone`] where something came of it before.
    pub(crate) fn note(self, conn: &mut Conn, mail: &ReceivedMail, answered: bool) -> Result<(), OfficeError> {
        let Self { outcome, open, document } = self;
        let finished = received_mail::Finished { outcome, open, document, answered };
        let noted = received_mail::finish(conn, (mail.agency, mail.id), finished)?;
        if noted { Ok(()) } else { Err(OfficeError::MailDone) }
    }
}

/// Whether one more answer may go to the sender of this message within a day: two programs that answer each other come to an end. Those
/// whose sender is proved have a measure of their own, and so have replies: their addresses are known to nobody else.
pub(crate) fn within_the_day(
    conn: &mut Conn,
    mail: &ReceivedMail,
    most: u32,
    now: UtcTime,
) -> Result<bool, StoreError> {
    let Some(sender) = &mail.sender else { return Ok(true) };
    let (answered, _) = received_mail::of_sender(conn, mail, sender, now - Duration::days(1))?;
    Ok(answered < usize::try_from(most).unwrap_or(usize::MAX))
}

impl Office {
    /// Keeps a message that came to the office's mailbox. It is on the disk when this returns; the same bytes are the same message.
    pub async fn take_mail_in(&self, raw: Bytes) -> Result<TakenIn, OfficeError> {
        let agency = self.mail_agency().await?;
        self.take_mail_of(agency, raw, None, None).await
    }

    /// Keeps what there is of a message that was too long: its headers, and how many bytes it had.
    pub async fn take_mail_cut(&self, headers: Bytes, size: u64) -> Result<TakenIn, OfficeError> {
        let agency = self.mail_agency().await?;
        self.take_mail_of(agency, headers, Some(size), None).await
    }

    /// Keeps a message of an agency's mailbox.
    pub(crate) async fn take_mail_of(
        &self,
        agency: AgencyId,
        raw: Bytes,
        whole_bytes: Option<u64>,
        handed_in_by: Option<PersonId>,
    ) -> Result<TakenIn, OfficeError> {
        let sha256 = hex::encode(Sha256::digest(&raw));
        let bytes = u64::try_from(raw.len()).unwrap_or(u64::MAX);
        // First the bytes, then the row that names them.
        self.blobs().put(&blob_path(&sha256), raw.into()).await?;
        let (id, now) = (self.fresh(), self.now());
        let arrival = Arrival { sha256, bytes, whole_bytes, handed_in_by };
        let (id, new) = self.db().write(move |conn| received_mail::take_in(conn, (agency, id), &arrival, now)).await?;
        self.wake_received();
        Ok(TakenIn { id, new })
    }

    /// The agency whose mailbox the installation's is.
    pub(crate) async fn mail_agency(&self) -> Result<AgencyId, OfficeError> {
        let agencies = all_agencies(self.db()).await?;
        let code = self.limits().replies.agency.as_deref();
        let wanted = match code {
            Some(code) => agencies.iter().find(|agency| agency.has_code(code)),
            None => agencies.iter().min_by_key(|agency| agency.id),
        };
        wanted.map(|agency| agency.id).ok_or_else(|| OfficeError::Internal("there is no agency for mail".to_owned()))
    }

    /// How far a mailbox was read.
    pub async fn mailbox_position(&self, mailbox: &str) -> Result<Option<Position>, OfficeError> {
        let mailbox = mailbox.to_owned();
        Ok(self.db().read(move |conn| mailbox_position::find(conn, &mailbox)).await?)
    }

    /// Notes how far a mailbox was read.
    pub async fn note_mailbox_position(&self, mailbox: &str, position: Position) -> Result<(), OfficeError> {
        let mailbox = mailbox.to_owned();
        Ok(self.db().write(move |conn| mailbox_position::note(conn, &mailbox, position)).await?)
    }

    /// Takes the message that came first of those that wait; until the lease ends no other worker takes it.
    pub async fn claim_received(&self, worker: &str, lease: Duration) -> Result<Option<ReceivedMail>, OfficeError> {
        let (worker, now) = (worker.to_owned(), self.now());
        if !self.db().read(move |conn| received_mail::is_due(conn, now)).await? {
            return Ok(None);
        }
        Ok(self.db().write(move |conn| received_mail::claim(conn, &worker, now, lease)).await?)
    }

    pub(crate) fn wake_received(&self) {
        self.0.received.notify_one();
    }

    /// Waits until there may be mail that came in.
    pub async fn received_woken(&self) {
        self.0.received.notified().await;
    }

    /// The bytes of a message, as it came; not found where the storage has them no more.
    pub async fn received_bytes(&self, mail: &ReceivedMail) -> Result<Bytes, OfficeError> {
        match self.blobs().get(&blob_path(&mail.sha256)).await {
            Ok(found) => Ok(found.bytes().await?),
            Err(object_store::Error::NotFound { .. }) => Err(OfficeError::NotFound),
            Err(error) => Err(error.into()),
        }
    }

    /// Notes what a message was found to be, and whether it came before; none where another worker has it.
    pub async fn note_received(
        &self,
        worker: &str,
        mail: &ReceivedMail,
        seen: Seen,
    ) -> Result<Option<Sameness>, OfficeError> {
        let (worker, this) = (worker.to_owned(), (mail.agency, mail.id));
        let found = self.db().write(move |conn| {
            if !received_mail::note_seen(conn, &worker, this, &seen)? {
                return Ok(None);
            }
            let Some(identity) = &seen.identity else { return Ok(Some(Sameness::First)) };
            let name = seen.message_id.as_deref().unwrap_or(identity);
            Ok::<_, StoreError>(Some(received_mail::elect(conn, this, name, identity)?))
        });
        Ok(found.await?)
    }

    /// Puts a message back to be looked at later; whether this try counts.
    pub async fn received_again(
        &self,
        worker: &str,
        mail: &ReceivedMail,
        after: Duration,
        counts: bool,
    ) -> Result<(), OfficeError> {
        let (worker, at, agency, id) = (worker.to_owned(), self.now() + after, mail.agency, mail.id);
        Ok(self.db().write(move |conn| received_mail::again(conn, &worker, (agency, id), at, counts)).await?)
    }

    /// Leaves a message that could not be worked off to a clerk.
    pub async fn give_up_received(&self, worker: &str, mail: &ReceivedMail) -> Result<(), OfficeError> {
        let (worker, this) = (worker.to_owned(), (mail.agency, mail.id));
        Ok(self.db().write(move |conn| received_mail::give_up(conn, &worker, this)).await?)
    }

    /// Whether the sender of a message may still be answered today.
    pub async fn may_answer(&self, mail: &ReceivedMail) -> Result<bool, OfficeError> {
        let (mail, most, now) = (mail.clone(), self.limits().replies.answers, self.now());
        Ok(self.db().read(move |conn| within_the_day(conn, &mail, most, now)).await?)
    }

    /// Notes what came of a message of which nothing else comes.
    pub async fn finish_received(&self, mail: &ReceivedMail, finish: Finish) -> Result<(), OfficeError> {
        self.finish_with(mail.agency, mail, finish, None).await
    }

    /// Notes what came of a message, with a mail that goes out about it; a clerk is to look where none can go out.
    pub(crate) async fn finish_with(
        &self,
        agency: AgencyId,
        mail: &ReceivedMail,
        finish: Finish,
        letter: Option<AccountLetter>,
    ) -> Result<(), OfficeError> {
        let sealed = letter.map(|letter| self.sealed_letter(agency, &letter)).transpose()?.flatten();
        let sealed = sealed.map(|sealed| sealed.answering(mail));
        let (mail, now) = (mail.clone(), self.now());
        self.db()
            .write(move |conn| {
                finish.note(conn, &mail, sealed.is_some())?;
                match &sealed {
                    Some(sealed) => Ok::<_, OfficeError>(sealed.queue(conn, now)?),
                    None => Ok(()),
                }
            })
            .await?;
        self.wake_mail();
        Ok(())
    }
}

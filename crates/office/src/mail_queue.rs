//! The mail queue, as the mail room sees it: take what is due, note what came of it. A claim is on the disk before its mails
//! leave, and with it the handoffs that they tell of. A note does not wait for the disk: in a power cut of the database's
//! machine at that moment a mail is sent twice, with the same Message-ID, and none is lost.

use chrono::Duration;
use domain::{AgencyId, UtcTime};
use store::message;
use uuid::Uuid;

pub use store::message::{Message, Outcome};

use crate::{Office, OfficeError};

/// What came of one try.
#[derive(Debug, Clone)]
pub struct Note {
    /// Whose mail.
    pub agency: AgencyId,
    /// Which.
    pub id: Uuid,
    /// What came of it.
    pub outcome: Outcome,
}

impl Office {
    /// Takes mails that are due; until the lease ends no other worker takes them.
    pub async fn claim_mails(&self, worker: &str, lease: Duration, limit: i64) -> Result<Vec<Message>, OfficeError> {
        let (worker, now) = (worker.to_owned(), self.now());
        Ok(self.db().write(move |conn| message::claim(conn, &worker, now, lease, limit)).await?)
    }

    /// Notes what came of some tries, in one transaction; for each, false where its lease was lost meanwhile.
    pub async fn note_mails(&self, worker: &str, notes: Vec<Note>) -> Result<Vec<bool>, OfficeError> {
        let (worker, now): (String, UtcTime) = (worker.to_owned(), self.now());
        let done = self.db().write_repeatable(move |conn| {
            notes.iter().map(|n| message::note(conn, &worker, n.agency, n.id, now, &n.outcome)).collect()
        });
        Ok(done.await?)
    }

    /// Tells the worker of this process that there may be mail.
    pub(crate) fn wake_mail(&self) {
        self.0.mail.notify_one();
    }

    /// Waits until there may be mail.
    pub async fn mail_woken(&self) {
        self.0.mail.notified().await;
    }
}

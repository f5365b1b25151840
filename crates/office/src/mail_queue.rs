//! The mail queue, as the mail room sees it: take what is due, note what came of it.

use chrono::Duration;
use domain::{AgencyId, UtcTime};
use store::message;
use uuid::Uuid;

pub use store::message::{Message, Outcome};

use crate::{Office, OfficeError};

impl Office {
    /// Takes mails that are due; until the lease ends no other worker takes them.
    pub async fn claim_mails(&self, worker: &str, lease: Duration, limit: i64) -> Result<Vec<Message>, OfficeError> {
        let (worker, now) = (worker.to_owned(), self.now());
        Ok(self.db().write(move |conn| message::claim(conn, &worker, now, lease, limit)).await?)
    }

    /// Notes what came of a try; false where the lease was lost meanwhile.
    pub async fn note_mail(
        &self,
        worker: &str,
        agency: AgencyId,
        id: Uuid,
        outcome: Outcome,
    ) -> Result<bool, OfficeError> {
        let (worker, now): (String, UtcTime) = (worker.to_owned(), self.now());
        Ok(self.db().write(move |conn| message::note(conn, &worker, agency, id, now, &outcome)).await?)
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

//! Short messages to citizens' telephones, as whoever sends them sees them: take what is due, note what came of it. Sent at least once: one whose
//! note was lost is sent again under the same id.

use chrono::Duration;
use domain::{AgencyId, UtcTime};
use store::short_text;
use uuid::Uuid;

use crate::{Office, OfficeError, mail_queue::Outcome};

pub use store::short_text::ShortMessage;

impl Office {
    /// Takes messages that are due; until the lease ends no other worker takes them.
    pub async fn claim_short_texts(
        &self,
        worker: &str,
        lease: Duration,
        limit: i64,
    ) -> Result<Vec<ShortMessage>, OfficeError> {
        let (name, now) = (worker.to_owned(), self.now());
        Ok(self.db().write(move |conn| short_text::claim(conn, &name, now, lease, limit)).await?)
    }

    /// Notes what came of a try; false where its lease was lost meanwhile.
    pub async fn note_short_text(
        &self,
        worker: &str,
        of: (AgencyId, Uuid),
        outcome: Outcome,
    ) -> Result<bool, OfficeError> {
        let (name, now): (String, UtcTime) = (worker.to_owned(), self.now());
        Ok(self.db().write_repeatable(move |conn| short_text::note(conn, &name, of, now, &outcome)).await?)
    }
}

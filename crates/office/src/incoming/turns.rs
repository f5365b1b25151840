//! Who held a document for how long, and whose clock ran out.

use std::sync::Arc;

use domain::{
    DocumentId,
    incoming::{self, Happening, JudgedBy, Turn},
};
use store::{
    StoreError, history,
    organisation::{AgencySnapshot, calendar},
};

use crate::{
    Office, OfficeError,
    accesses::{Look, What},
};

impl Office {
    /// Everyone's turns at a document, in the order in which they began. It shows no more than its history.
    pub async fn turns(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
    ) -> Result<(Arc<AgencySnapshot>, Vec<Turn>), OfficeError> {
        let look = look.into();
        let detail = self.seen(look.by, id).await?;
        self.looked(look, &detail, What::History).await?;
        let agency = look.by.agency();
        let (snapshot, closed_at, now) = (Arc::clone(&detail.snapshot), detail.document.closed_at(), self.now());
        // A long history is read and gone through aside.
        let turns = self.db().read_long(move |conn| {
            let links = history::of_document(conn, agency, id, 0, i64::MAX)?;
            let history = links.iter().map(history::Link::happening).collect::<Result<Vec<Happening>, _>>()?;
            // Closed work keeps the calendar that it was judged by; of what can't be read any more it has the present one.
            let kept = closed_at.map(|at| calendar::held_at(conn, agency, at)).transpose()?.flatten();
            let kept = kept.and_then(|kept| kept.office().ok());
            let judged = closed_at.zip(kept.as_ref()).map(|(closed_at, calendar)| JudgedBy { closed_at, calendar });
            incoming::turns((id, agency), &history, &snapshot.calendar, judged, &snapshot.directory, now)
                .map_err(|mismatch| StoreError::corrupt(mismatch.to_string()))
        });
        Ok((detail.snapshot, turns.await?))
    }
}

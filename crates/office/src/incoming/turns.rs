//! Who held a document for how long, and whose clock ran out.

use std::sync::Arc;

use domain::{
    DocumentId,
    incoming::{self, Happening, Turn},
};
use store::{StoreError, history, organisation::AgencySnapshot};

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
        let (snapshot, now) = (Arc::clone(&detail.snapshot), self.now());
        // A long history is read and gone through aside.
        let turns = self.db().read_long(move |conn| {
            let links = history::of_document(conn, agency, id, 0, i64::MAX)?;
            let history = links.iter().map(history::Link::happening).collect::<Result<Vec<Happening>, _>>()?;
            incoming::turns((id, agency), &history, &snapshot.calendar, &snapshot.directory, now)
                .map_err(|mismatch| StoreError::corrupt(mismatch.to_string()))
        });
        Ok((detail.snapshot, turns.await?))
    }
}

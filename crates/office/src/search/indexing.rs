//! Keeps the index: reads documents that have changed, and writes under which words they are found. Any number of processes may do it at once.

use chrono::TimeDelta;
use store::{
    Conn, StoreError,
    search::{self as rows, due},
};

use super::reading;
use crate::{Office, OfficeError};

/// How many documents are taken at once.
const BATCH: i64 = 50;
/// For how long documents that were taken are nobody else's.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// When a document that could not be read is tried again.
const REST: TimeDelta = TimeDelta::minutes(1);

impl Office {
    /// Reads some of the documents that have changed; how many there were.
    ///
    /// # Errors
    /// What the database says. A document that cannot be read is left for later, and the others are read.
    pub async fn index_changed(&self) -> Result<usize, OfficeError> {
        let now = self.now();
        if !self.db().read::<_, StoreError, _>(move |conn| due::is_waiting(conn, now)).await? {
            return Ok(0);
        }
        let take = move |conn: &mut Conn| due::take(conn, now, LEASE, BATCH);
        let taken = self.db().write_repeatable::<_, StoreError, _>(take).await?;
        let count = taken.len();
        for one in taken {
            if let Err(error) = self.index(one).await {
                tracing::warn!(%error, document = %one.document, "a document could not be indexed; it is tried again");
                let until = self.now() + REST;
                self.db().write::<_, StoreError, _>(move |conn| due::rest(conn, &one, until)).await?;
            }
        }
        Ok(count)
    }

    async fn index(&self, one: due::Taken) -> Result<(), OfficeError> {
        let snapshot = self.snapshot(one.agency).await?;
        let read =
            move |conn: &mut Conn| reading::readables(conn, (one.agency, one.document), one.direction, &snapshot);
        let pieces = self.db().read_long::<_, StoreError, _>(read).await?;
        let write = move |conn: &mut Conn| rows::replace(conn, &one, &pieces);
        self.db().write_repeatable::<_, StoreError, _>(write).await?;
        Ok(())
    }

    /// Has every document read anew; how many they are.
    ///
    /// # Errors
    /// What the database says.
    pub async fn reindex(&self) -> Result<usize, OfficeError> {
        Ok(self.db().write::<_, StoreError, _>(due::put_all).await?)
    }

    /// How many documents wait to be read.
    ///
    /// # Errors
    /// What the database says.
    pub async fn unindexed(&self) -> Result<i64, OfficeError> {
        Ok(self.db().read::<_, StoreError, _>(due::count).await?)
    }
}

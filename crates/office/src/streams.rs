//! Streams that stay open: how many there are, when they end, and what their readers are told. A front-end hears that its reader's inbox has changed, a
//! system hears each event of the feed; what that is they read as before.

use std::{sync::Arc, time::Duration};

use store::{
    Conn,
    work::{self, Mark},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::{Office, OfficeError, agency::Caller, inbox::desks};

/// How often it is looked whether there is something new.
pub const LOOK: Duration = Duration::from_millis(500);
/// When whoever found no place may ask again.
const AGAIN: Duration = Duration::from_secs(5);

/// What one instance knows of its open streams.
#[derive(Debug)]
pub(crate) struct Streams {
    stopping: watch::Sender<bool>,
    open: Arc<Semaphore>,
}

impl Streams {
    pub(crate) fn new(most: usize) -> Self {
        Self { stopping: watch::Sender::new(false), open: Arc::new(Semaphore::new(most)) }
    }
}

/// A place among the open streams; it is free again when this goes.
#[derive(Debug)]
pub struct Place {
    /// Turns true when the program stops: a stream ends then, so that nobody waits for it.
    pub stopping: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
}

impl Office {
    /// A place for one more stream.
    ///
    /// # Errors
    /// [`OfficeError::TooMany`] where there are as many as there may be.
    pub fn stream_place(&self) -> Result<Place, OfficeError> {
        let streams = &self.0.streams;
        let place = Arc::clone(&streams.open).try_acquire_owned().map_err(|_| OfficeError::TooMany { after: AGAIN })?;
        Ok(Place { stopping: streams.stopping.subscribe(), _place: place })
    }

    /// Ends every stream: the program stops.
    pub fn end_streams(&self) {
        self.0.streams.stopping.send_replace(true);
    }

    /// By what it is told whether somebody's inbox has changed.
    ///
    /// # Errors
    /// The rule that says no: who is there no longer hears nothing more.
    pub async fn inbox_mark(&self, caller: Caller) -> Result<Mark, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        let desks = desks(caller.person, &snapshot.directory);
        Ok(self.db().read_tx(move |conn: &mut Conn| work::mark(conn, caller.agency, &desks)).await?)
    }
}

//! Streams that stay open: how many there are, when they end, and what their readers are told. A front-end hears that its reader's inbox has changed, a
//! system hears each event of the feed; what that is they read as before.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use store::{
    Conn,
    work::{self, Mark},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::{
    Office, OfficeError,
    agency::{Asker, Caller},
    inbox::desks,
};

/// How often it is looked whether there is something new.
pub const LOOK: Duration = Duration::from_millis(500);
/// When whoever found no place may ask again.
const AGAIN: Duration = Duration::from_secs(5);

/// The most streams that one person, or one system, has open at one instance: more than a browser opens connections to one host (six), with a
/// second device beside it, and too few to leave the others none.
const EACH: usize = 8;

/// Who has how many.
type Each = Arc<Mutex<HashMap<Asker, usize>>>;

/// What one instance knows of its open streams.
#[derive(Debug)]
pub(crate) struct Streams {
    stopping: watch::Sender<bool>,
    open: Arc<Semaphore>,
    each: Each,
}

impl Streams {
    pub(crate) fn new(most: usize) -> Self {
        Self { stopping: watch::Sender::new(false), open: Arc::new(Semaphore::new(most)), each: Each::default() }
    }

    fn place(&self, whose: Asker) -> Option<Place> {
        let own = Own::take(&self.each, whose)?;
        let open = Arc::clone(&self.open).try_acquire_owned().ok()?;
        Some(Place { stopping: self.stopping.subscribe(), _open: open, _own: own })
    }
}

/// One of the places that somebody may have.
#[derive(Debug)]
struct Own {
    whose: Asker,
    each: Each,
}

impl Own {
    fn take(each: &Each, whose: Asker) -> Option<Self> {
        let mut taken = each.lock().unwrap_or_else(PoisonError::into_inner);
        let many = taken.entry(whose).or_default();
        if *many >= EACH {
            return None;
        }
        *many += 1;
        Some(Self { whose, each: Arc::clone(each) })
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let mut taken = self.each.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(many) = taken.get_mut(&self.whose) {
            *many = many.saturating_sub(1);
            if *many == 0 {
                taken.remove(&self.whose);
            }
        }
    }
}

/// A place among the open streams; it is free again when this goes.
#[derive(Debug)]
pub struct Place {
    /// Turns true when the program stops: a stream ends then, so that nobody waits for it.
    pub stopping: watch::Receiver<bool>,
    _open: OwnedSemaphorePermit,
    _own: Own,
}

impl Office {
    /// A place for one more stream of theirs.
    ///
    /// # Errors
    /// [`OfficeError::TooMany`] where there are as many as there may be, or they have as many as one may have.
    pub fn stream_place(&self, whose: Asker) -> Result<Place, OfficeError> {
        self.0.streams.place(whose).ok_or(OfficeError::TooMany { after: AGAIN })
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
        Ok(self.db().read(move |conn: &mut Conn| work::mark(conn, caller.agency, &desks)).await?)
    }
}

#[cfg(test)]
mod tests {
    use domain::{AgencyId, PersonId};
    use uuid::Uuid;

    use super::*;

    fn person(n: u128) -> Asker {
        Asker::Person(Caller { agency: AgencyId(Uuid::from_u128(1)), person: PersonId(Uuid::from_u128(n)) })
    }

    #[test]
    fn nobody_takes_the_places_of_the_others() {
        let streams = Streams::new(EACH + 1);
        let mut first: Vec<Place> = (0..EACH).map(|_| streams.place(person(1)).unwrap()).collect();
        assert!(streams.place(person(1)).is_none(), "they have as many as one may have");
        let second = streams.place(person(2)).unwrap();
        assert!(streams.place(person(3)).is_none(), "there are as many as there may be");
        // What was refused has taken nothing, and what has ended is free again.
        first.pop();
        let third = streams.place(person(3)).unwrap();
        assert!(streams.place(person(1)).is_none(), "theirs is another's now");
        drop((first, second, third));
        assert!(streams.each.lock().unwrap().is_empty());
    }
}

//! The office's directory of counterparts: kept by the registry, read by whoever drafts.

use std::sync::Arc;

use domain::{
    Actor, CounterpartId, Refusal, Rule, access,
    outgoing::{Counterpart, CounterpartFields},
};
use store::{
    Conn, StoreError,
    counterpart::{self, Behind},
    organisation::AgencySnapshot,
};

use crate::{
    Office, OfficeError,
    agency::Caller,
    incoming::{Halt, held_fresh},
    repeat::{self, Answer, Repeat},
};

pub use store::counterpart::Known;

/// A page of the directory.
#[derive(Debug, Clone)]
pub struct CounterpartPage {
    /// Those whose names begin so, accents left aside.
    pub begins: Option<String>,
    /// Behind this one; from the first where none is given.
    pub behind: Option<Behind>,
    /// At most so many.
    pub limit: i64,
}

impl Office {
    /// A page of the directory, in the order of names.
    pub async fn directory_of_counterparts(
        &self,
        caller: Caller,
        page: CounterpartPage,
    ) -> Result<Vec<Known>, OfficeError> {
        self.caller(caller).await?;
        let list = move |conn: &mut Conn| {
            counterpart::list(conn, caller.agency, page.begins.as_deref(), page.behind.as_ref(), page.limit)
        };
        Ok(self.db().read(list).await?)
    }

    /// Puts one more into the directory.
    pub async fn add_counterpart(
        &self,
        caller: Caller,
        fields: CounterpartFields,
        repeat: Option<Repeat<Known>>,
    ) -> Result<Answer<Known>, OfficeError> {
        if let Some(kept) = self.kept(caller, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        let (mut snapshot, _) = self.caller(caller).await?;
        let id = CounterpartId(self.fresh());
        let known = Known { counterpart: Counterpart { id, fields }, version: 1 };
        loop {
            let (office, snap, known, again) = (self.clone(), Arc::clone(&snapshot), known.clone(), repeat.clone());
            let add = move |conn: &mut Conn| {
                office.keeps_counterparts(conn, &snap, caller)?;
                let now = office.now();
                counterpart::insert(conn, caller.agency, &known, now).map_err(twice)?;
                repeat::keep(conn, caller, again.as_ref(), &known, now)?;
                Ok::<_, Halt>(known.clone())
            };
            match self.db().write(add).await {
                Ok(known) => return Ok(Answer::Fresh(Box::new(known))),
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(caller.agency, version).await?,
                Err(halt) => return self.or_kept(caller, repeat.as_ref(), halt.into_error()).await,
            }
        }
    }

    /// Changes what is known of one.
    pub async fn change_counterpart(
        &self,
        caller: Caller,
        id: CounterpartId,
        fields: CounterpartFields,
        expected: u32,
    ) -> Result<Known, OfficeError> {
        let (mut snapshot, _) = self.caller(caller).await?;
        loop {
            let (office, snap, fields) = (self.clone(), Arc::clone(&snapshot), fields.clone());
            let change = move |conn: &mut Conn| {
                office.keeps_counterparts(conn, &snap, caller)?;
                let before = counterpart::find(conn, caller.agency, id)?.ok_or(OfficeError::NotFound)?;
                if before.version != expected {
                    return Err(OfficeError::Stale { expected, now: before.version }.into());
                }
                let version = expected.saturating_add(1);
                let known = Known { counterpart: Counterpart { id, fields: fields.clone() }, version };
                counterpart::update(conn, caller.agency, &known, office.now()).map_err(twice)?;
                Ok::<_, Halt>(known)
            };
            match self.db().write(change).await {
                Ok(known) => return Ok(known),
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(caller.agency, version).await?,
                Err(halt) => return Err(halt.into_error()),
            }
        }
    }

    fn keeps_counterparts(&self, conn: &mut Conn, snapshot: &AgencySnapshot, caller: Caller) -> Result<(), Halt> {
        held_fresh(conn, snapshot, self.today())?;
        let directory = &snapshot.directory;
        let may = |actor: Actor| access::outgoing::may_keep_counterparts(actor, directory);
        access::in_some_name(caller.person, directory, may)?;
        Ok(())
    }
}

/// Two of one code are one.
fn twice(error: StoreError) -> Halt {
    match error {
        StoreError::Unique { .. } => Refusal::new(Rule::CounterpartTwice).at("/code").into(),
        other => other.into(),
    }
}

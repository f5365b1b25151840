//! The office's directory of counterparts: kept by the registry, read by whoever drafts.

use std::sync::Arc;

use domain::{
    CounterpartId, Refusal, Rule,
    organisation::Scope,
    outgoing::{Counterpart, CounterpartFields},
};
use store::{
    Conn, StoreError,
    counterpart::{self, Behind},
    organisation::AgencySnapshot,
};

use crate::{
    Office, OfficeError,
    agency::{Asker, as_registry},
    incoming::{Halt, held_fresh},
    repeat::{Answer, Line, Repeat},
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
        by: impl Into<Asker>,
        page: CounterpartPage,
    ) -> Result<Vec<Known>, OfficeError> {
        let by = by.into();
        self.asked(by, Scope::DocumentsIssue).await?;
        let list = move |conn: &mut Conn| {
            counterpart::list(conn, by.agency(), page.begins.as_deref(), page.behind.as_ref(), page.limit)
        };
        Ok(self.db().read(list).await?)
    }

    /// Puts one more into the directory.
    pub async fn add_counterpart(
        &self,
        by: impl Into<Asker>,
        fields: CounterpartFields,
        repeat: Option<Repeat<Known>>,
    ) -> Result<Answer<Known>, OfficeError> {
        let by = by.into();
        self.asked(by, Scope::DocumentsIssue).await?;
        let counterpart = Counterpart { id: CounterpartId(self.fresh()), fields };
        let add = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.keeps_counterparts(conn, snapshot, by)?;
            let known = Known { counterpart: counterpart.clone(), version: 1 };
            counterpart::insert(conn, by.agency(), &known, office.now()).map_err(twice)?;
            Ok(known)
        };
        self.once(by, repeat, Line::None, add).await
    }

    /// Changes what is known of one.
    pub async fn change_counterpart(
        &self,
        by: impl Into<Asker>,
        id: CounterpartId,
        fields: CounterpartFields,
        expected: u32,
    ) -> Result<Known, OfficeError> {
        let by = by.into();
        let change = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.keeps_counterparts(conn, snapshot, by)?;
            let before = counterpart::find(conn, by.agency(), id)?.ok_or(OfficeError::NotFound)?;
            if before.version != expected {
                return Err(OfficeError::Stale { expected, now: before.version }.into());
            }
            let version = expected.saturating_add(1);
            let known = Known { counterpart: Counterpart { id, fields: fields.clone() }, version };
            counterpart::update(conn, by.agency(), &known, office.now()).map_err(twice)?;
            Ok(known)
        };
        self.on_fresh(by, Line::None, change).await.map_err(Halt::into_error)
    }

    fn keeps_counterparts(&self, conn: &mut Conn, snapshot: &AgencySnapshot, by: Asker) -> Result<(), Halt> {
        held_fresh(conn, snapshot, self.today())?;
        as_registry(by, Scope::DocumentsIssue, &snapshot.directory)?;
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

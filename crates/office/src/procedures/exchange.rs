//! Procedures from files into an agency's catalogue, and out of it: works on the database alone, whether a server runs or not.

use std::sync::Arc;

use domain::{
    Actor, AgencyId, By, Known, ProcedureId, Refusal, Rule, UtcTime, access, day_in_vietnam,
    organisation::Role,
    procedure::{Finding, ProcedureContent, lint},
};
use store::{
    Conn, Db, StoreError,
    organisation::{self, AgencySnapshot},
    procedure::{self, Filter, ProcedureLine},
};

use super::{Published, publish};
use crate::OfficeError;

/// What came of one procedure.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Which.
    pub content: ProcedureContent,
    /// What publishing it came to, or would.
    pub came: Published,
    /// The version that it has now.
    pub version: u32,
    /// What whoever publishes should look at.
    pub warnings: Vec<Finding>,
}

/// A procedure that isn't taken.
#[derive(Debug, Clone)]
pub struct RefusedProcedure {
    /// Its place among those that were to be imported.
    pub place: usize,
    /// All that is wrong with it.
    pub refusals: Vec<Refusal>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// Some of them aren't taken.
    #[error("{} procedures are refused", .0.len())]
    Refused(Vec<RefusedProcedure>),
    /// It failed.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

/// How the transaction ended where nothing is to stay.
enum Halt {
    Rehearsed(Vec<Imported>),
    Fault(ImportFault),
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Fault(ImportFault::Office(error.into()))
    }
}

impl From<OfficeError> for Halt {
    fn from(error: OfficeError) -> Self {
        Self::Fault(ImportFault::Office(error))
    }
}

fn snapshot(conn: &mut Conn, agency: AgencyId, now: UtcTime) -> Result<AgencySnapshot, OfficeError> {
    organisation::snapshot(conn, agency, day_in_vietnam(now))?.ok_or(OfficeError::NotFound)
}

/// In whose name procedures are published from files: whoever is named, or the agency's only administrator.
fn publisher(snapshot: &AgencySnapshot, by: Option<&Known>) -> Result<By, Refusal> {
    let person = if let Some(known) = by {
        snapshot.organisation.find_person(known).map(|person| person.id)
    } else {
        let mut administrators = snapshot.directory.with_role(Role::Administrator);
        administrators.next().filter(|_| administrators.next().is_none())
    };
    let person = person.ok_or_else(|| Refusal::new(Rule::PublisherMissing))?;
    access::may_keep_procedures(Actor::Person(person), &snapshot.directory)?;
    Ok(By::own(person))
}

/// Publishes procedures, all of them or none. A rehearsal changes nothing.
///
/// # Errors
/// Each that isn't taken, with all that is wrong with it.
pub async fn import(
    db: &Db,
    agency: AgencyId,
    by: Option<&Known>,
    contents: Vec<ProcedureContent>,
    (rehearsed, now): (bool, UtcTime),
) -> Result<Vec<Imported>, ImportFault> {
    let now = domain::to_micros(now);
    let (contents, by) = (Arc::new(contents), by.cloned());
    let written = db
        .write(move |conn| {
            organisation::hold(conn, agency)?;
            let snapshot = snapshot(conn, agency, now)?;
            let by = publisher(&snapshot, by.as_ref()).map_err(OfficeError::from)?;
            let (mut done, mut refused) = (Vec::new(), Vec::new());
            for (place, content) in contents.iter().enumerate() {
                let fresh = ProcedureId(uuid::Uuid::now_v7());
                match publish(conn, agency, &snapshot.directory, content, (by, now, fresh)) {
                    Ok((id, came)) => {
                        let line = procedure::find(conn, agency, id)?.ok_or(OfficeError::NotFound)?;
                        let warnings = lint(content, Some(&snapshot.directory));
                        done.push(Imported { content: content.clone(), came, version: line.version, warnings });
                    }
                    Err(OfficeError::AllRefused(refusals)) => refused.push(RefusedProcedure { place, refusals }),
                    Err(OfficeError::Refused(refusal)) => {
                        refused.push(RefusedProcedure { place, refusals: vec![refusal] });
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            match (refused.is_empty(), rehearsed) {
                (false, _) => Err(Halt::Fault(ImportFault::Refused(refused))),
                (true, true) => Err(Halt::Rehearsed(done)),
                (true, false) => Ok(done),
            }
        })
        .await;
    match written {
        Ok(done) | Err(Halt::Rehearsed(done)) => Ok(done),
        Err(Halt::Fault(fault)) => Err(fault),
    }
}

/// An agency as it is on a day, to look procedures over by.
///
/// # Errors
/// What the database says.
pub async fn office(db: &Db, agency: AgencyId, day: chrono::NaiveDate) -> Result<AgencySnapshot, OfficeError> {
    let read = db.read_tx(move |conn| organisation::snapshot(conn, agency, day)).await?;
    read.ok_or(OfficeError::NotFound)
}

/// The whole catalogue, in the order of codes.
///
/// # Errors
/// What the database says.
pub async fn catalogue(db: &Db, agency: AgencyId, all: bool) -> Result<Vec<ProcedureLine>, OfficeError> {
    let filter = Filter { withdrawn: all, ..Filter::default() };
    Ok(db.read(move |conn| procedure::list(conn, agency, &filter, None, super::MOST_PROCEDURES)).await?)
}

/// The last version of every procedure that is offered, in the order of codes; of those that were withdrawn, too, where all are wished
/// for.
///
/// # Errors
/// What the database says.
pub async fn export(db: &Db, agency: AgencyId, all: bool) -> Result<Vec<ProcedureContent>, OfficeError> {
    let read = move |conn: &mut Conn| {
        let filter = Filter { withdrawn: all, ..Filter::default() };
        let lines = procedure::list(conn, agency, &filter, None, super::MOST_PROCEDURES)?;
        let mut contents = Vec::with_capacity(lines.len());
        for line in lines {
            contents.extend(procedure::edition(conn, agency, line.id, line.version)?.map(|edition| edition.content));
        }
        Ok::<_, StoreError>(contents)
    };
    Ok(db.read_long(read).await?)
}

//! The catalogue of procedures (danh mục thủ tục hành chính): published by whoever administers the agency, read by everybody who works
//! there. What is published never changes; what differs becomes the next version, and what is the same stays the version that it is.

mod exchange;

use std::sync::Arc;

use domain::{
    Actor, AgencyId, By, Known, ProcedureId, Reason, Refusal, Rule, UtcTime, access,
    organisation::{Directory, OfficeCalendar},
    procedure::{
        self as rules, Course, Edition, Finding, ProcedureContent, Severity, Simulation, Withdrawal, check, lint,
        refusals,
    },
};
use store::{
    Conn,
    organisation::AgencySnapshot,
    procedure::{self, Filter, ProcedureLine, Publication},
};

pub use store::procedure::{
    Filter as ProcedureFilter, ProcedureLine as CatalogueLine, Publication as PublishedVersion,
};

pub use self::exchange::{ImportFault, Imported, RefusedProcedure, catalogue, export, import, office};

use crate::{
    Office, OfficeError,
    agency::Caller,
    incoming::held_fresh,
    repeat::{Answer, Line, Repeat},
};

/// The most procedures that an agency's catalogue holds.
pub const MOST_PROCEDURES: i64 = 2000;

/// What publishing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// The next version.
    New,
    /// It stands as it was: the same content is the last version already.
    Unchanged,
    /// The same content, which was withdrawn, is offered again.
    OfferedAgain,
}

/// A procedure with a version of it.
#[derive(Debug, Clone)]
pub struct ProcedureDetail {
    /// As it stands in the catalogue.
    pub line: ProcedureLine,
    /// What was published.
    pub edition: Edition,
    /// Its versions, the newest first.
    pub publications: Vec<Publication>,
    /// What is found in that version by the office as it is now.
    pub findings: Vec<Finding>,
    /// The drawing of its process.
    pub drawing: String,
    /// The agency as it was when this was read.
    pub snapshot: Arc<AgencySnapshot>,
}

/// A procedure after publishing.
#[derive(Debug, Clone)]
pub struct PublishedDetail {
    /// What came of it.
    pub came: Published,
    /// As it now stands.
    pub detail: ProcedureDetail,
}

/// What is to be looked at: something that isn't published yet, or a version that is.
#[derive(Debug, Clone)]
pub enum LookedAt {
    /// This content.
    Content(Box<ProcedureContent>),
    /// This version; the last where none is named.
    Version(ProcedureId, Option<u32>),
}

/// The version that a dossier was received under, in a transaction.
///
/// # Errors
/// [`Rule::ProcedureUnknown`].
pub fn edition(conn: &mut Conn, agency: AgencyId, id: ProcedureId, version: u32) -> Result<Edition, OfficeError> {
    let found = procedure::edition(conn, agency, id, version)?;
    Ok(found.ok_or_else(|| Refusal::new(Rule::ProcedureUnknown))?)
}

/// The version that a dossier is received under now, in a transaction: the last of a procedure, named by its id or its code, that is
/// offered.
///
/// # Errors
/// [`Rule::ProcedureUnknown`], [`Rule::ProcedureWithdrawn`].
pub fn current(conn: &mut Conn, agency: AgencyId, known: &Known) -> Result<Edition, OfficeError> {
    let by_id = match uuid::Uuid::try_parse(known.as_str()) {
        Ok(id) => procedure::find(conn, agency, ProcedureId(id))?,
        Err(_) => None,
    };
    let line = match by_id {
        Some(line) => Some(line),
        None => procedure::by_code(conn, agency, known.as_str())?,
    };
    let line = line.ok_or_else(|| Refusal::new(Rule::ProcedureUnknown))?;
    if line.withdrawal.is_some() {
        return Err(Refusal::new(Rule::ProcedureWithdrawn).with("code", line.code).into());
    }
    edition(conn, agency, line.id, line.version)
}

/// Everything that keeps this content from being published in this office.
fn faults(content: &ProcedureContent, office: &Directory) -> Vec<Refusal> {
    let faults = check(content);
    if faults.is_empty() { refusals(&lint(content, Some(office))) } else { faults }
}

/// Publishes in a transaction that holds the agency, once it was decided who may.
///
/// # Errors
/// All that is wrong with it, as [`OfficeError::AllRefused`]; [`Rule::TooManyProcedures`].
pub fn publish(
    conn: &mut Conn,
    agency: AgencyId,
    office: &Directory,
    content: &ProcedureContent,
    (by, at, fresh): (By, UtcTime, ProcedureId),
) -> Result<(ProcedureId, Published), OfficeError> {
    let faults = faults(content, office);
    if !faults.is_empty() {
        return Err(OfficeError::AllRefused(faults));
    }
    let known = procedure::by_code(conn, agency, content.code.as_str())?;
    let (id, version) = match known {
        None => {
            if procedure::how_many(conn, agency)? >= MOST_PROCEDURES {
                return Err(Refusal::new(Rule::TooManyProcedures).with("max", MOST_PROCEDURES).into());
            }
            (fresh, 1)
        }
        Some(line) => {
            let last = procedure::edition(conn, agency, line.id, line.version)?;
            if last.is_some_and(|last| last.content == *content) {
                let came = if line.withdrawal.is_some() {
                    procedure::set_withdrawal(conn, agency, line.id, None, at)?;
                    Published::OfferedAgain
                } else {
                    Published::Unchanged
                };
                return Ok((line.id, came));
            }
            (line.id, line.version.saturating_add(1))
        }
    };
    let edition = Edition { id, version, content: content.clone(), published_by: by, published_at: at };
    procedure::publish(conn, agency, &edition)?;
    Ok((id, Published::New))
}

/// A version with all that is shown of it; the last where none is named.
fn detail(
    conn: &mut Conn,
    snapshot: &Arc<AgencySnapshot>,
    id: ProcedureId,
    version: Option<u32>,
) -> Result<ProcedureDetail, OfficeError> {
    let agency = snapshot.directory.agency;
    let line = procedure::find(conn, agency, id)?.ok_or(OfficeError::NotFound)?;
    let found = procedure::edition(conn, agency, id, version.unwrap_or(line.version))?;
    let edition = found.ok_or(OfficeError::NotFound)?;
    Ok(ProcedureDetail {
        findings: lint(&edition.content, Some(&snapshot.directory)),
        drawing: rules::draw(&edition.content, Some(&snapshot.directory)),
        publications: procedure::publications(conn, agency, id)?,
        snapshot: Arc::clone(snapshot),
        line,
        edition,
    })
}

impl Office {
    /// A page of the catalogue in the order of codes, behind this code, for whoever works in the agency.
    pub async fn procedures(
        &self,
        caller: Caller,
        filter: Filter,
        behind: Option<String>,
        limit: i64,
    ) -> Result<Vec<ProcedureLine>, OfficeError> {
        self.caller(caller).await?;
        let list = move |conn: &mut Conn| procedure::list(conn, caller.agency, &filter, behind.as_deref(), limit);
        Ok(self.db().read(list).await?)
    }

    /// A procedure with this version of it, or the last; for whoever works in the agency.
    pub async fn procedure(
        &self,
        caller: Caller,
        id: ProcedureId,
        version: Option<u32>,
    ) -> Result<ProcedureDetail, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        self.db().read_tx(move |conn| detail(conn, &snapshot, id, version)).await
    }

    /// Publishes a procedure: as the next version where it differs from the last of its code.
    pub async fn publish_procedure(
        &self,
        caller: Caller,
        content: ProcedureContent,
        repeat: Option<Repeat<PublishedDetail>>,
    ) -> Result<Answer<PublishedDetail>, OfficeError> {
        let actor = Actor::Person(caller.person);
        let fresh = ProcedureId(self.fresh());
        let act = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            held_fresh(conn, snapshot, office.today())?;
            access::may_keep_procedures(actor, &snapshot.directory).map_err(OfficeError::from)?;
            let at = domain::to_micros(office.now());
            let by = (By::own(caller.person), at, fresh);
            let (id, came) = publish(conn, caller.agency, &snapshot.directory, &content, by)?;
            Ok(PublishedDetail { came, detail: detail(conn, snapshot, id, None)? })
        };
        let done = self.once(caller, repeat, Line::None, act).await?;
        if let Answer::Fresh(done) = &done {
            let line = &done.detail.line;
            tracing::info!(agency = %caller.agency, by = %caller.person, procedure = %line.id, version = line.version, came = ?done.came, "a procedure was published");
        }
        Ok(done)
    }

    /// Withdraws a procedure: nothing is received for it any more, and the dossiers that run go on.
    pub async fn withdraw_procedure(
        &self,
        caller: Caller,
        id: ProcedureId,
        reason: Reason,
        repeat: Option<Repeat<ProcedureDetail>>,
    ) -> Result<Answer<ProcedureDetail>, OfficeError> {
        let actor = Actor::Person(caller.person);
        let act = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            held_fresh(conn, snapshot, office.today())?;
            access::may_keep_procedures(actor, &snapshot.directory).map_err(OfficeError::from)?;
            let line = procedure::find(conn, caller.agency, id)?.ok_or(OfficeError::NotFound)?;
            if line.withdrawal.is_some() {
                let refused = Refusal::new(Rule::ProcedureWithdrawn).with("code", line.code);
                return Err(OfficeError::from(refused).into());
            }
            let at = domain::to_micros(office.now());
            let withdrawal = Withdrawal { by: By::own(caller.person), at, reason: reason.clone() };
            procedure::set_withdrawal(conn, caller.agency, id, Some(&withdrawal), at)?;
            Ok(detail(conn, snapshot, id, None)?)
        };
        let done = self.once(caller, repeat, Line::None, act).await?;
        if let Answer::Fresh(_) = &done {
            tracing::info!(agency = %caller.agency, by = %caller.person, procedure = %id, "a procedure was withdrawn");
        }
        Ok(done)
    }

    /// What is found in a procedure by the office as it is now.
    pub async fn lint_procedure(&self, caller: Caller, looked_at: LookedAt) -> Result<Vec<Finding>, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        let content = self.looked_at(caller, looked_at).await?;
        aside(move || lint(&content, Some(&snapshot.directory))).await
    }

    /// Walks a dossier through a procedure by the office's calendar.
    pub async fn simulate_procedure(
        &self,
        caller: Caller,
        looked_at: LookedAt,
        course: Course,
    ) -> Result<Simulation, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        let content = self.looked_at(caller, looked_at).await?;
        let calendar: Arc<OfficeCalendar> = Arc::clone(&snapshot.calendar);
        let walked = aside(move || rules::simulate(&content, &course, &calendar, Some(&snapshot.directory))).await?;
        Ok(walked?)
    }

    async fn looked_at(&self, caller: Caller, looked_at: LookedAt) -> Result<ProcedureContent, OfficeError> {
        match looked_at {
            LookedAt::Content(content) => Ok(*content),
            LookedAt::Version(id, version) => {
                let unknown = || OfficeError::from(Refusal::new(Rule::ProcedureUnknown).at("/procedure"));
                let read = move |conn: &mut Conn| {
                    let Some(line) = procedure::find(conn, caller.agency, id)? else { return Ok(None) };
                    procedure::edition(conn, caller.agency, id, version.unwrap_or(line.version))
                };
                let found = self.db().read_tx::<_, store::StoreError, _>(read).await?;
                Ok(found.ok_or_else(unknown)?.content)
            }
        }
    }
}

/// Work of a processor, not where requests are answered.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, OfficeError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| OfficeError::Internal(error.to_string()))
}

/// Whether none of these keeps a procedure from being published.
pub fn are_warnings(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity() == Severity::Warning)
}

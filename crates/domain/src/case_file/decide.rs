//! From a command to what happens: the one pure function that every change of a case file goes through.
//!
//! [`access::case_file::may`] has the first word (who, and in which state); what follows here is what the command itself says.

use chrono::NaiveDate;

use super::{
    command::{AddDocument, Command, Create},
    event::Event,
    facts::department_of,
    file::{CaseFile, Direction, MOST_DOCUMENTS, MOST_PAGES},
    state::State,
};
use crate::{
    Actor, DocumentId, Refusal, Rule, UtcTime, access, day_in_vietnam, organisation::Directory, written_day,
    year_in_vietnam,
};

/// A document that is to go into a case file, as far as whoever adds it sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filing {
    /// Which.
    pub document: DocumentId,
    /// Whether it came in or goes out.
    pub direction: Direction,
    /// Whether it has its number.
    pub numbered: bool,
    /// How many pages it says it has.
    pub pages: Option<u16>,
}

/// All that a decision about a case file is told from outside.
#[derive(Debug, Clone, Copy)]
pub struct CaseFileContext<'a> {
    /// Now.
    pub now: UtcTime,
    /// The agency's people and departments.
    pub directory: &'a Directory,
    /// The document that the command adds, as far as whoever adds it sees it.
    pub filing: Option<Filing>,
}

impl CaseFileContext<'_> {
    fn today(&self) -> NaiveDate {
        day_in_vietnam(self.now)
    }
}

/// Begins a case file.
///
/// # Errors
/// The rule that says no.
pub fn create(actor: Actor, command: &Create, context: &CaseFileContext<'_>) -> Result<Vec<Event>, Refusal> {
    let by = actor.by().ok_or(Refusal::new(Rule::PeopleOnly))?;
    let when = (context.today(), year_in_vietnam(context.now));
    access::case_file::may_begin(actor, command.open, context.directory)?;
    let facts = command.facts.check(by.desk(), when, context.directory)?;
    if command.open {
        access::case_file::may_open_for(actor, &facts, context.directory)?;
        let started_on = command.started_on.unwrap_or(context.today());
        within(started_on, (earliest(), context.today()), "/started_on")?;
        return Ok(vec![Event::Begun { facts, started_on }]);
    }
    if command.started_on.is_some() {
        return Err(day_refused((earliest(), context.today())).at("/started_on"));
    }
    Ok(vec![Event::Planned { facts }])
}

/// Decides a command in the first of these names in which it is not refused.
///
/// # Errors
/// Where in none: why not in the first.
pub fn decide_in_some_name(
    file: &CaseFile,
    names: &[Actor],
    command: &Command,
    context: &CaseFileContext<'_>,
) -> Result<(Actor, Vec<Event>), Refusal> {
    let mut refused = Refusal::new(Rule::NotStaff);
    for (n, actor) in names.iter().enumerate() {
        match decide(file, *actor, command, context) {
            Ok(events) => return Ok((*actor, events)),
            Err(refusal) if n == 0 => refused = refusal,
            Err(_) => {}
        }
    }
    Err(refused)
}

/// What a command comes to.
///
/// # Errors
/// The rule that says no.
pub fn decide(
    file: &CaseFile,
    actor: Actor,
    command: &Command,
    context: &CaseFileContext<'_>,
) -> Result<Vec<Event>, Refusal> {
    access::case_file::may(file, actor, command.kind(), context.directory)?;
    decided(file, actor, command, context).map(|event| vec![event])
}

fn decided(file: &CaseFile, actor: Actor, command: &Command, context: &CaseFileContext<'_>) -> Result<Event, Refusal> {
    let today = context.today();
    match command {
        Command::ApproveEntry(_) => Ok(Event::Approved),
        Command::StrikeEntry(c) => Ok(Event::Struck { reason: c.reason.clone() }),
        Command::OpenCaseFile(c) => {
            let started_on = c.started_on.unwrap_or(today);
            within(started_on, (earliest(), today), "/started_on")?;
            Ok(Event::Opened { started_on })
        }
        Command::AmendCaseFile(c) => {
            let keeper = file.facts().keeper;
            let facts = c.facts.check(keeper, (today, file.facts().year), context.directory)?;
            if facts == *file.facts() {
                return Err(Refusal::new(Rule::CaseFileUnchanged));
            }
            Ok(Event::Amended { facts })
        }
        Command::AddDocument(c) => added(file, c, context),
        Command::AmendDocument(c) => {
            let member = file.member(c.document).map(|(_, member)| member).ok_or_else(not_in)?;
            pages_fit(c.pages)?;
            if (member.pages, &member.remark) == (Some(c.pages), &c.remark) {
                return Err(Refusal::new(Rule::CaseFileUnchanged));
            }
            Ok(Event::DocumentAmended { document: c.document, pages: c.pages, remark: c.remark.clone() })
        }
        Command::RemoveDocument(c) => {
            file.member(c.document).ok_or_else(not_in)?;
            Ok(Event::DocumentRemoved { document: c.document, reason: c.reason.clone() })
        }
        Command::CloseCaseFile(c) => {
            countable(file)?;
            let began = file.state().opening().map_or(earliest(), |opening| opening.started_on);
            within(c.ended_on, (began, today), "/ended_on")?;
            Ok(Event::Closed { ended_on: c.ended_on, retention: c.retention })
        }
        Command::ReopenCaseFile(c) => Ok(Event::Reopened { reason: c.reason.clone() }),
        Command::HandOverCaseFile(_) => Ok(Event::HandedOver),
        Command::AcceptCaseFile(_) => Ok(Event::Accepted),
        Command::ReturnCaseFile(c) => Ok(Event::Returned { reason: c.reason.clone() }),
        Command::TransferCaseFile(c) => {
            let department = department_of(c.to, c.department, context.directory, ("/to", "/department"))?;
            let facts = file.facts();
            if (facts.keeper, facts.department) == (c.to, department) {
                return Err(Refusal::new(Rule::CaseFileUnchanged).at("/to"));
            }
            Ok(Event::Transferred { keeper: c.to, department })
        }
        Command::ProposeDisposal(c) => {
            disposable(file, today)?;
            Ok(Event::DisposalProposed { reason: c.reason.clone() })
        }
        Command::ApproveDisposal(_) => {
            let proposed = match file.state() {
                State::DisposalProposed { proposed, .. } => Some(proposed.by),
                _ => None,
            };
            let by = actor.by().ok_or(Refusal::new(Rule::PeopleOnly))?;
            if proposed.is_some_and(|proposed| proposed.shares_a_name(by)) {
                return Err(Refusal::new(Rule::CaseFileOwnProposal));
            }
            disposable(file, today)?;
            Ok(Event::Disposed)
        }
        Command::RefuseDisposal(c) => Ok(Event::DisposalRefused { reason: c.reason.clone() }),
        Command::FreezeCaseFile(c) => Ok(Event::Frozen { reason: c.reason.clone() }),
        Command::UnfreezeCaseFile(c) => Ok(Event::Unfrozen { reason: c.reason.clone() }),
    }
}

fn added(file: &CaseFile, command: &AddDocument, context: &CaseFileContext<'_>) -> Result<Event, Refusal> {
    let unknown = || Refusal::new(Rule::CaseFileDocumentUnknown).at("/document");
    let filing = context.filing.filter(|filing| filing.document == command.document).ok_or_else(unknown)?;
    if file.member(filing.document).is_some() {
        return Err(Refusal::new(Rule::CaseFileDocumentTwice).at("/document"));
    }
    if !filing.numbered {
        return Err(Refusal::new(Rule::CaseFileDocumentUnnumbered).at("/document"));
    }
    if file.members().len() >= usize::from(MOST_DOCUMENTS) {
        return Err(Refusal::new(Rule::CaseFileFull).with("most", MOST_DOCUMENTS));
    }
    command.pages.map(pages_fit).transpose()?;
    let pages = command.pages.or(filing.pages).filter(|pages| PAGES.contains(pages));
    let remark = command.remark.clone();
    Ok(Event::DocumentAdded { document: filing.document, direction: filing.direction, pages, remark })
}

/// `PageAmount` has three digits.
const PAGES: std::ops::RangeInclusive<u16> = 1..=999;

fn pages_fit(pages: u16) -> Result<(), Refusal> {
    if PAGES.contains(&pages) {
        return Ok(());
    }
    Err(Refusal::new(Rule::NumberOutOfRange).at("/pages").with("max", PAGES.end()))
}

/// What it holds can be counted.
fn countable(file: &CaseFile) -> Result<(), Refusal> {
    if file.members().is_empty() {
        return Err(Refusal::new(Rule::CaseFileEmpty));
    }
    let Some(pages) = file.pages() else {
        let missing: Vec<String> = file.without_pages().map(|ordinal| ordinal.to_string()).collect();
        return Err(Refusal::new(Rule::CaseFilePagesMissing).with("ordinals", missing.join(", ")));
    };
    if pages > MOST_PAGES {
        return Err(Refusal::new(Rule::CaseFileTooManyPages).with("pages", pages).with("most", MOST_PAGES));
    }
    Ok(())
}

/// Whether it need not be kept any longer.
fn disposable(file: &CaseFile, today: NaiveDate) -> Result<(), Refusal> {
    let until = file.retention_ends().ok_or(Refusal::new(Rule::CaseFilePermanent))?;
    if matches!(file.state(), State::Closed { .. }) && file.facts().retention.is_handed_over() {
        return Err(Refusal::new(Rule::CaseFileHandOverFirst));
    }
    if today <= until {
        return Err(Refusal::new(Rule::CaseFileStillKept).with("until", written_day(until)));
    }
    Ok(())
}

fn not_in() -> Refusal {
    Refusal::new(Rule::CaseFileDocumentNotIn).at("/document")
}

/// No matter of an office began before.
fn earliest() -> NaiveDate {
    NaiveDate::from_ymd_opt(*crate::YEARS.start(), 1, 1).unwrap_or(NaiveDate::MIN)
}

fn day_refused((from, until): (NaiveDate, NaiveDate)) -> Refusal {
    Refusal::new(Rule::CaseFileDay).with("from", written_day(from)).with("until", written_day(until))
}

fn within(day: NaiveDate, days: (NaiveDate, NaiveDate), at: &str) -> Result<(), Refusal> {
    if (days.0..=days.1).contains(&day) { Ok(()) } else { Err(day_refused(days).at(at)) }
}

//! Case files (hồ sơ công việc): begin, change, read, list. Every change is one write transaction: load, decide, save.
//!
//! `export` makes the package of one, [`verify`] reads such a package back.

mod export;
mod package;
mod printed;
pub mod verify;

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use domain::{
    Actor, AgencyId, CaseFileId, DocumentId, PersonId, Refusal, Rule, UtcTime,
    access::{self, case_file as rights},
    case_file::{
        self, CaseFile, CaseFileContext, Command, CommandKind, Create, Direction, Event, Filing, Happening, Member,
    },
    organisation::{Directory, Scope},
};
use store::{Conn, StoreError, case_file as rows, document, history, organisation::AgencySnapshot, outgoing};

use crate::{
    Office, OfficeError,
    agency::Caller,
    incoming::{Halt, fresh, held_fresh, misfit},
    repeat::{self, Answer, Line, Repeat, Stop, Terms},
};

pub use printed::MOST_PRINTED;
pub use store::{
    case_file::{Filter as CaseFileFilter, Heading as CaseFileHeading, Page as CaseFilePage},
    history::Link as CaseFileLink,
};

/// What a line shows of a document in a case file, to whoever sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    /// Số, ký hiệu.
    pub written: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, by code.
    pub type_code: String,
    /// Trích yếu; nothing of a secret one.
    pub subject: Option<String>,
    /// Cơ quan ban hành.
    pub author: String,
    /// Whether it is secret.
    pub secret: bool,
}

/// A case file with all that is needed to show it to one reader.
#[derive(Debug, Clone)]
pub struct CaseFileDetail {
    /// The case file.
    pub file: CaseFile,
    /// The agency as it was when it was read.
    pub snapshot: Arc<AgencySnapshot>,
    /// The reader.
    pub reader: PersonId,
    /// Its documents in their order; nothing of those that the reader does not see.
    pub lines: Vec<Option<MemberLine>>,
    /// On which day it was read.
    pub today: NaiveDate,
}

impl CaseFileDetail {
    /// The commands that its reader may give to it now.
    pub fn offered(&self) -> Vec<CommandKind> {
        rights::offered(&self.file, self.reader, &self.snapshot.directory)
    }

    /// Its documents with their ordinals, and what of each its reader sees.
    pub fn members(&self) -> impl Iterator<Item = (u16, &Member, Option<&MemberLine>)> {
        let members = (1..).zip(self.file.members());
        members.zip(&self.lines).map(|((ordinal, member), line)| (ordinal, member, line.as_ref()))
    }
}

/// A command with how it is to be carried out.
#[derive(Debug, Clone)]
pub struct CaseFileOrder {
    /// The case file.
    pub file: CaseFileId,
    /// The command.
    pub command: Command,
    /// The version that the caller has seen.
    pub expected: Option<u32>,
    /// Say what would happen, and change nothing.
    pub dry_run: bool,
    /// How a repeat is recognised.
    pub repeat: Option<Repeat<CaseFileDetail>>,
}

/// A page of a case file's history.
#[derive(Debug, Clone)]
pub struct CaseFileHistory {
    /// The agency.
    pub snapshot: Arc<AgencySnapshot>,
    /// What happened.
    pub links: Vec<CaseFileLink>,
    /// Documents that it names and the reader does not see.
    pub hidden: BTreeSet<DocumentId>,
}

impl Office {
    /// Begins a case file.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn begin_case_file(
        &self,
        caller: Caller,
        command: Create,
        repeat: Option<Repeat<CaseFileDetail>>,
    ) -> Result<Answer<CaseFileDetail>, OfficeError> {
        let id = CaseFileId(self.fresh());
        let begin = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            held_fresh(conn, snapshot, office.today())?;
            // In one's own name alone: whoever begins it answers for it.
            let actor = Actor::Person(caller.person);
            let context = CaseFileContext { now: office.now(), directory: &snapshot.directory, filing: None };
            let events = case_file::create(actor, &command, &context)?;
            let happenings = happenings(actor, context.now, events);
            let (first, rest) = happenings
                .split_first()
                .ok_or_else(|| OfficeError::Internal("a case file without an event".to_owned()))?;
            let file = case_file::create_apply(id, caller.agency, first).map_err(misfit)?;
            let file = rest.iter().try_fold(file, case_file::apply).map_err(misfit)?;
            rows::insert(conn, &file, &happenings).map_err(|error| taken(error, &file))?;
            Ok(office.case_file_detail(conn, file, snapshot, caller.person)?)
        };
        self.once(caller, repeat, Line::None, begin).await
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::Stale`], and the rule that says no.
    pub async fn case_file_command(
        &self,
        caller: Caller,
        order: CaseFileOrder,
    ) -> Result<Answer<CaseFileDetail>, OfficeError> {
        let terms = Terms {
            moves: true,
            expected: order.expected,
            dry_run: order.dry_run,
            line: Line::None,
            repeat: order.repeat.clone(),
        };
        let act = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.case_file_once(conn, snapshot, caller, &order)
        };
        self.carried_out((caller.into(), Scope::DocumentsRead), terms, act).await
    }

    fn case_file_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        caller: Caller,
        order: &CaseFileOrder,
    ) -> Result<CaseFileDetail, Stop<CaseFileDetail>> {
        store::organisation::hold(conn, caller.agency)?;
        let loaded = rows::load_to_change(conn, caller.agency, order.file)?.ok_or(OfficeError::NotFound)?;
        fresh(Some(loaded.directory_version), snapshot, self.today())?;
        let (before, command, directory) = (loaded.file, &order.command, &snapshot.directory);
        visible(&before, caller.person, directory)?;
        if let Some(expected) = order.expected
            && expected != before.version()
        {
            return Err(OfficeError::Stale { expected, now: before.version() }.into());
        }
        let may = |actor| rights::may(&before, actor, command.kind(), directory);
        let names = access::in_some_name(caller.person, directory, may)?;
        let filing = match command {
            Command::AddDocument(add) => filing(conn, caller, add.document, directory)?,
            _ => None,
        };
        let context = CaseFileContext { now: self.now(), directory, filing };
        let (actor, events) = case_file::decide_in_some_name(&before, &names, command, &context)?;
        let happenings = happenings(actor, context.now, events);
        let after = happenings.iter().try_fold(before.clone(), case_file::apply).map_err(misfit)?;
        if order.dry_run {
            let detail = self.case_file_detail(conn, after, snapshot, caller.person)?;
            return Err(Stop::DryRun(Box::new(detail)));
        }
        rows::update(conn, &before, &loaded.chain_hash, &after, &happenings).map_err(|error| taken(error, &after))?;
        let detail = self.case_file_detail(conn, after, snapshot, caller.person)?;
        repeat::keep(conn, caller, order.repeat.as_ref(), &detail, context.now)?;
        Ok(detail)
    }

    /// One case file, as the caller may see it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where they may not.
    pub async fn case_file(&self, caller: Caller, id: CaseFileId) -> Result<CaseFileDetail, OfficeError> {
        let (mut snapshot, _) = self.caller(caller).await?;
        loop {
            let (office, snap) = (self.clone(), Arc::clone(&snapshot));
            let read = move |conn: &mut Conn| {
                let Some(loaded) = rows::load(conn, caller.agency, id)? else { return Ok(None) };
                let version = loaded.directory_version;
                let detail = office.case_file_detail(conn, loaded.file, &snap, caller.person)?;
                Ok::<_, StoreError>(Some((detail, version)))
            };
            let (detail, version) = self.db().read_tx(read).await?.ok_or(OfficeError::NotFound)?;
            if version == snapshot.version {
                visible(&detail.file, caller.person, &snapshot.directory)?;
                return Ok(detail);
            }
            snapshot = self.snapshot_at(caller.agency, version).await?;
        }
    }

    /// A page of the case files that the caller may see, latest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn case_files(
        &self,
        caller: Caller,
        filter: CaseFileFilter,
        page: CaseFilePage,
    ) -> Result<(Arc<AgencySnapshot>, Vec<CaseFileHeading>), OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        let whose = rights::listed(caller.person, &snapshot.directory);
        let asked = filter.document;
        let found = move |conn: &mut Conn| {
            // Where a document lies tells of it: whoever does not see it is told nothing.
            let known = match asked {
                Some(document) => lying(conn, caller.agency, document)?,
                None => None,
            };
            let found = rows::list(conn, caller.agency, &whose, &filter, page)?;
            Ok::<_, StoreError>((known, found))
        };
        let (known, found) = self.db().read_long(found).await?;
        let shown = asked.is_none() || known.is_some_and(|loaded| loaded.may_see(caller.person, &snapshot.directory));
        Ok((snapshot, if shown { found } else { Vec::new() }))
    }

    /// A page of a case file's history, from the first event.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where the caller may not see it.
    pub async fn case_file_history(
        &self,
        caller: Caller,
        id: CaseFileId,
        (after_seq, limit): (i32, i64),
    ) -> Result<CaseFileHistory, OfficeError> {
        let snapshot = self.case_file(caller, id).await?.snapshot;
        let directory = Arc::clone(&snapshot);
        let read = move |conn: &mut Conn| {
            let links = history::of_document(conn, caller.agency, id.into(), after_seq, limit)?;
            let mut hidden = BTreeSet::new();
            for link in &links {
                let (Event::DocumentAdded { document, .. }
                | Event::DocumentAmended { document, .. }
                | Event::DocumentRemoved { document, .. }) = link.case_file_happening()?.event
                else {
                    continue;
                };
                let loaded = lying(conn, caller.agency, document)?;
                if !loaded.is_some_and(|loaded| loaded.may_see(caller.person, &directory.directory)) {
                    hidden.insert(document);
                }
            }
            Ok::<_, StoreError>((links, hidden))
        };
        let (links, hidden) = self.db().read_long(read).await?;
        Ok(CaseFileHistory { snapshot, links, hidden })
    }

    fn case_file_detail(
        &self,
        conn: &mut Conn,
        file: CaseFile,
        snapshot: &Arc<AgencySnapshot>,
        reader: PersonId,
    ) -> Result<CaseFileDetail, StoreError> {
        let mut lines = Vec::with_capacity(file.members().len());
        for member in file.members() {
            let loaded = lying(conn, file.agency(), member.document)?;
            let shown = loaded.filter(|loaded| loaded.may_see(reader, &snapshot.directory));
            lines.push(shown.map(|loaded| loaded.line(&snapshot.directory)));
        }
        Ok(CaseFileDetail { file, snapshot: Arc::clone(snapshot), reader, lines, today: self.today() })
    }
}

/// A document that lies in case files, or may.
enum Lying {
    Incoming(Box<domain::incoming::IncomingDocument>),
    Outgoing(Box<domain::outgoing::OutgoingDocument>),
}

impl Lying {
    fn may_see(&self, person: PersonId, directory: &Directory) -> bool {
        match self {
            Self::Incoming(document) => access::may_see(document, person, directory),
            Self::Outgoing(document) => access::outgoing::may_see(document, person, directory),
        }
    }

    fn line(&self, directory: &Directory) -> MemberLine {
        match self {
            Self::Incoming(document) => {
                let facts = document.facts();
                MemberLine {
                    written: facts.number_and_notation(),
                    issued_on: facts.issued_on,
                    type_code: facts.type_code.clone(),
                    subject: facts.subject().map(ToString::to_string),
                    author: facts.author.to_string(),
                    secret: facts.is_secret(),
                }
            }
            Self::Outgoing(document) => {
                let line = document.state().line();
                MemberLine {
                    written: line.map(domain::outgoing::Line::written),
                    issued_on: line.map(|line| line.issued_on),
                    type_code: document.content().type_code.clone(),
                    subject: Some(document.content().subject.to_string()),
                    author: directory.agency_name.clone(),
                    secret: false,
                }
            }
        }
    }
}

/// The document, whichever way it goes.
fn lying(conn: &mut Conn, agency: AgencyId, id: DocumentId) -> Result<Option<Lying>, StoreError> {
    if let Some(loaded) = document::load(conn, agency, id)? {
        return Ok(Some(Lying::Incoming(Box::new(loaded.document))));
    }
    let loaded = outgoing::load(conn, agency, id)?;
    Ok(loaded.map(|loaded| Lying::Outgoing(Box::new(loaded.document))))
}

/// The document that is to be added, as far as whoever adds it sees it.
fn filing(
    conn: &mut Conn,
    caller: Caller,
    id: DocumentId,
    directory: &Directory,
) -> Result<Option<Filing>, StoreError> {
    let loaded = lying(conn, caller.agency, id)?;
    let loaded = loaded.filter(|loaded| loaded.may_see(caller.person, directory));
    Ok(loaded.map(|loaded| match loaded {
        Lying::Incoming(document) => Filing {
            document: id,
            direction: Direction::Incoming,
            numbered: document.state().entry().is_some(),
            pages: document.facts().pages,
        },
        Lying::Outgoing(document) => Filing {
            document: id,
            direction: Direction::Outgoing,
            numbered: document.state().standing_issue().is_some(),
            pages: document.content().pages,
        },
    }))
}

fn visible(file: &CaseFile, person: PersonId, directory: &Directory) -> Result<(), OfficeError> {
    directory.active(person).ok_or(OfficeError::Refused(Refusal::new(Rule::NotStaff)))?;
    if rights::may_see(file, person, directory) { Ok(()) } else { Err(OfficeError::NotFound) }
}

fn happenings(by: Actor, at: UtcTime, events: Vec<Event>) -> Vec<Happening> {
    events.into_iter().map(|event| Happening { by, at, event }).collect()
}

/// Of two case files of a year with one symbol the other was there.
fn taken(error: StoreError, file: &CaseFile) -> Halt {
    if error.is_unique_on("case_file", &["agency_id", "year", "symbol"]) {
        let facts = file.facts();
        let taken = Refusal::new(Rule::CaseFileSymbolTaken).at("/facts/symbol");
        return taken.with("year", facts.year).with("symbol", &facts.symbol).into();
    }
    error.into()
}

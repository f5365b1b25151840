//! Incoming documents: take in, change, read. Every change is one write transaction: load, decide, save, with the mails that it
//! causes and the answer that a repeat is to get.

mod arrival;
pub(crate) mod beside;
pub(crate) mod handover;
mod telling;
mod turns;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;
use domain::{
    Actor, AgencyId, AssignmentId, Context, DocumentId, FileId, PersonId, Refusal, Rule, Seed, UtcTime, access,
    incoming::{self, Command, CommandKind, Event, Happening, IncomingDocument, Receive, StoredFile},
    organisation::{Directory, Scope},
    register::{Duplicate, Entering, Register, RegisterKind},
    year_in_vietnam,
};
use store::{
    Conn, StoreError,
    document::{self, Filter, Listed, Page},
    file, history, message,
    organisation::AgencySnapshot,
    register,
    work::Heading,
};
use uuid::Uuid;

pub(crate) use self::arrival::AtReceiver;
pub use self::beside::Beside;
pub use self::handover::{HandOver, HandedItem, HandedOver};
pub use crate::repeat::Answer;
pub use store::{
    document::{Filter as ListFilter, Page as ListPage},
    history::Link,
    message::Message,
};

use crate::{
    Office, OfficeError,
    accesses::{Look, What},
    agency::{Asker, Caller},
    by_mail::ByMail,
    documents::AnyDetail,
    repeat::{self, Repeat},
};

/// How often a command that does not move the document is tried when others are faster.
const TRIES: u32 = 8;

/// A document with all that is needed to show it to one reader.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The document.
    pub document: IncomingDocument,
    /// The agency as it was when the document was read.
    pub snapshot: Arc<AgencySnapshot>,
    /// The reader, where it is a person: other systems are offered nothing.
    pub reader: Option<PersonId>,
    /// What is shown of it beside itself.
    pub beside: Beside,
}

/// A command with how it is to be carried out.
#[derive(Debug, Clone)]
pub struct Order {
    /// The document.
    pub document: DocumentId,
    /// The command.
    pub command: Command,
    /// The version that the caller has seen; needed by commands that move the document.
    pub expected: Option<u32>,
    /// Say what would happen, and change nothing.
    pub dry_run: bool,
    /// How a repeat is recognised.
    pub repeat: Option<Repeat<Detail>>,
    /// By which request it is given.
    pub request: Option<Uuid>,
}

/// What a write transaction came to, where it wasn't carried through.
pub(crate) enum Halt {
    Error(OfficeError),
    /// The agency has changed; its snapshot is to be read anew, at this version.
    SnapshotOld(i64),
    /// Nothing was to be written.
    DryRun(Box<Detail>),
}

impl Halt {
    /// What the caller is told who has a fresh snapshot and rehearses nothing.
    pub(crate) fn into_error(self) -> OfficeError {
        match self {
            Self::Error(error) => error,
            Self::SnapshotOld(_) | Self::DryRun(_) => {
                OfficeError::Internal("a transaction ended without an answer".to_owned())
            }
        }
    }
}

impl From<OfficeError> for Halt {
    fn from(error: OfficeError) -> Self {
        Self::Error(error)
    }
}

impl From<StoreError> for Halt {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Error(refusal.into())
    }
}

/// What one decision takes from the database beside the document.
pub(crate) struct Gathered {
    pub(crate) register: Option<Register>,
    pub(crate) duplicates: Vec<Duplicate>,
    pub(crate) files: BTreeMap<FileId, StoredFile>,
}

/// One transaction's way to the domain.
pub(crate) struct Desk<'a> {
    pub(crate) conn: &'a mut Conn,
    pub(crate) snapshot: &'a AgencySnapshot,
    pub(crate) actor: Actor,
    pub(crate) now: UtcTime,
    pub(crate) seed: Seed,
}

impl Desk<'_> {
    fn agency(&self) -> AgencyId {
        self.snapshot.directory.agency
    }

    /// Takes what the decision needs: the files that are named, a number where it is entered (by type and secrecy), the entered
    /// documents that look the same.
    fn gather(
        &mut self,
        files: &[FileId],
        enters: Option<(&incoming::command::Register, (&str, bool))>,
        duplicates: Option<(&str, Option<DocumentId>)>,
    ) -> Result<Gathered, StoreError> {
        let agency = self.agency();
        let mut gathered = Gathered { register: None, duplicates: Vec::new(), files: BTreeMap::new() };
        let hand = self.actor.person().map(|person| person.0).or(self.actor.service().map(|account| account.0));
        if let Some(by) = hand {
            gathered.files = file::attachable(self.conn, agency, by, files)?;
        }
        if let Some((enters, matter)) = enters {
            let year = year_in_vietnam(self.now);
            let (type_code, secret) = matter;
            let entering = Entering { kind: RegisterKind::Incoming, type_code, secret, normative: false };
            gathered.register =
                register::take(self.conn, agency, year, enters.register, entering, self.now, self.seed)?;
        }
        // Behind the number: whoever enters the same document at the same moment has it before us or after us, not beside us.
        if let Some((key, but)) = duplicates {
            gathered.duplicates = document::find_duplicates(self.conn, agency, key, but)?;
        }
        Ok(gathered)
    }

    pub(crate) fn context<'b>(&'b self, gathered: &'b Gathered) -> Context<'b> {
        Context {
            now: self.now,
            seed: self.seed,
            directory: &self.snapshot.directory,
            settings: &self.snapshot.settings,
            types: &self.snapshot.type_codes,
            calendar: &self.snapshot.calendar,
            rules: &self.snapshot.rules,
            register: gathered.register.as_ref(),
            duplicates: &gathered.duplicates,
            files: &gathered.files,
        }
    }

    pub(crate) fn happenings(&self, events: Vec<Event>) -> Vec<Happening> {
        events.into_iter().map(|event| Happening { by: self.actor, at: self.now, event }).collect()
    }
}

/// The document before and after each event.
pub(crate) type Steps = Vec<(Option<IncomingDocument>, IncomingDocument)>;

/// What these events make of a document, step by step.
pub(crate) fn steps(before: &IncomingDocument, happenings: &[Happening]) -> Result<Steps, OfficeError> {
    let mut steps: Steps = Vec::with_capacity(happenings.len());
    for happening in happenings {
        let present = steps.last().map_or_else(|| before.clone(), |(_, after)| after.clone());
        let after = incoming::apply(present.clone(), happening).map_err(misfit)?;
        steps.push((Some(present), after));
    }
    Ok(steps)
}

pub(crate) fn misfit(error: incoming::Mismatch) -> OfficeError {
    OfficeError::Internal(error.to_string())
}

impl Office {
    /// Takes a document in, and enters it at once where that is asked.
    pub async fn receive(
        &self,
        by: impl Into<Asker>,
        command: Receive,
        repeat: Option<Repeat<Detail>>,
    ) -> Result<Answer<Detail>, OfficeError> {
        let done = self.take_letter_in(by.into(), command, repeat).await;
        self.0.tally.note("receive", &done);
        done
    }

    async fn take_letter_in(
        &self,
        by: Asker,
        command: Receive,
        repeat: Option<Repeat<Detail>>,
    ) -> Result<Answer<Detail>, OfficeError> {
        // A system that may no longer send is not told again what it was answered when it might.
        let mut snapshot = self.asked(by, Scope::DocumentsReceive).await?;
        if let Some(kept) = self.kept(by, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        let (id, seed) = (DocumentId(self.fresh()), Seed::new(self.fresh()));
        loop {
            let (office, snap, command, repeat_now) =
                (self.clone(), Arc::clone(&snapshot), command.clone(), repeat.clone());
            let enters = command.register.is_some();
            let receive =
                move |conn: &mut Conn| office.receive_once(conn, &snap, by, id, seed, &command, repeat_now.as_ref());
            let done = if enters { self.db().write_in_line(receive).await } else { self.db().write(receive).await };
            match done {
                Ok(detail) => {
                    self.wake_mail();
                    return Ok(Answer::Fresh(Box::new(detail)));
                }
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(by.agency(), version).await?,
                Err(Halt::DryRun(detail)) => return Ok(Answer::Fresh(detail)),
                Err(Halt::Error(error)) => return self.or_kept(by, repeat.as_ref(), error).await,
            }
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one transaction's whole input, named at its only call")]
    fn receive_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        by: Asker,
        id: DocumentId,
        seed: Seed,
        command: &Receive,
        repeat: Option<&Repeat<Detail>>,
    ) -> Result<Detail, Halt> {
        fresh_enough(conn, snapshot, self.today())?;
        let now = self.now();
        // Who may not, learns so before a number is taken.
        let directory = &snapshot.directory;
        let enters = command.register.is_some();
        let receives = |actor| {
            access::may_receive(actor, directory)?;
            if enters { access::may_enter(actor, directory).map_err(|refusal| refusal.at("/register")) } else { Ok(()) }
        };
        let actor = match by {
            Asker::Person(Caller { person, .. }) => {
                let names = access::in_some_name(person, directory, receives)?;
                names.first().copied().unwrap_or(Actor::Person(person))
            }
            Asker::Service(service) => {
                let actor = Actor::Service(service.account);
                receives(actor)?;
                actor
            }
        };
        let mut desk = Desk { conn, snapshot, actor, now, seed };
        // The rules on facts come before the taking of a number, which needs to know the type.
        let secret = command.facts.secrecy != incoming::Secrecy::None;
        let key = command.facts.clone().check(now).ok().and_then(|facts| facts.duplicate_key());
        let matter = (command.facts.document_type.as_str(), secret);
        let enters = command.register.as_ref().map(|register| (register, matter));
        let duplicates = key.as_deref().filter(|_| enters.is_some()).map(|key| (key, None));
        let gathered = desk.gather(&command.files, enters, duplicates)?;
        let events = incoming::receive(desk.actor, command.clone(), &desk.context(&gathered))?;
        let happenings = desk.happenings(events);
        let mut steps: Vec<(Option<IncomingDocument>, IncomingDocument)> = Vec::new();
        for happening in &happenings {
            let before = steps.last().map(|(_, after)| after.clone());
            let after = match before.clone() {
                None => incoming::receive_apply(id, by.agency(), happening),
                Some(document) => incoming::apply(document, happening),
            }
            .map_err(misfit)?;
            steps.push((before, after));
        }
        let Some((_, document)) = steps.last().cloned() else {
            return Err(OfficeError::Internal("a receipt without an event".to_owned()).into());
        };
        document::insert(desk.conn, &document, &happenings)?;
        self.tell_of_incoming(desk.conn, snapshot, &steps, &happenings)?;
        let beside = Beside::of(desk.conn, &document, &self.limits().authorities, by)?;
        let detail = Detail { document, snapshot: Arc::clone(snapshot), reader: by.person(), beside };
        repeat::keep(desk.conn, by, repeat, &detail, now)?;
        Ok(detail)
    }

    /// Carries out a command.
    pub async fn command(&self, by: impl Into<Asker>, order: Order) -> Result<Answer<Detail>, OfficeError> {
        self.command_of(by.into(), order, None).await
    }

    /// Carries out a command, which may come by a mail.
    pub(crate) async fn command_of(
        &self,
        by: Asker,
        order: Order,
        mail: Option<ByMail>,
    ) -> Result<Answer<Detail>, OfficeError> {
        let (kind, dry_run, request) = (order.command.kind().as_str(), order.dry_run, order.request);
        let done = self.carry_out(by, order, mail).await;
        if !dry_run {
            self.0.tally.note(kind, &done);
        } else if let Ok(Answer::Fresh(detail)) = &done {
            // It shows the document and leaves nothing in its history.
            self.looked(Look { by, request }, detail, What::Document).await?;
        }
        done
    }

    pub(crate) async fn carry_out(
        &self,
        by: Asker,
        order: Order,
        mail: Option<ByMail>,
    ) -> Result<Answer<Detail>, OfficeError> {
        // A system that may no longer do it is not told again what it was answered when it might.
        let mut snapshot = self.asked(by, Scope::DocumentsRead).await?;
        if matches!(by, Asker::Service(_)) {
            self.asked(by, Scope::DocumentsRegister).await?;
        }
        if let Some(kept) = self.kept(by, order.repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        if order.command.moves() && order.expected.is_none() && !order.dry_run {
            return Err(OfficeError::VersionNeeded);
        }
        let seed = Seed::new(self.fresh());
        let mut tries = 0;
        loop {
            tries += 1;
            let (office, snap, once, mail) = (self.clone(), Arc::clone(&snapshot), order.clone(), mail.clone());
            let enters = matches!(once.command, Command::Register(_));
            let command = move |conn: &mut Conn| office.command_once(conn, &snap, by, seed, &once, mail.as_ref());
            let done = if enters { self.db().write_in_line(command).await } else { self.db().write(command).await };
            match done {
                Ok(detail) => {
                    self.wake_mail();
                    return Ok(Answer::Fresh(Box::new(detail)));
                }
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(by.agency(), version).await?,
                Err(Halt::DryRun(detail)) => return Ok(Answer::Fresh(detail)),
                Err(Halt::Error(OfficeError::Store(StoreError::Conflict))) => match order.expected {
                    // The caller's version is no longer the document's: the next try says so.
                    Some(_) if tries < TRIES => {}
                    None if tries < TRIES && !order.command.moves() => {}
                    _ => return self.or_kept(by, order.repeat.as_ref(), StoreError::Conflict.into()).await,
                },
                Err(Halt::Error(error)) => return self.or_kept(by, order.repeat.as_ref(), error).await,
            }
        }
    }

    fn command_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        by: Asker,
        seed: Seed,
        order: &Order,
        mail: Option<&ByMail>,
    ) -> Result<Detail, Halt> {
        store::organisation::hold(conn, by.agency())?;
        let loaded = document::load_to_change(conn, by.agency(), order.document)?.ok_or(OfficeError::NotFound)?;
        fresh(Some(loaded.directory_version), snapshot, self.today())?;
        let before = loaded.document;
        visible(&before, by, snapshot)?;
        if let Some(expected) = order.expected
            && expected != before.version()
        {
            return Err(OfficeError::Stale { expected, now: before.version() }.into());
        }
        let now = self.now();
        let command = &order.command;
        // Who may not, learns so before a number is taken.
        let may = |actor| access::may(&before, actor, command.kind(), command.assignment(), &snapshot.directory);
        let hand = match by {
            Asker::Person(caller) => Actor::Person(caller.person),
            Asker::Service(service) => Actor::Service(service.account),
        };
        let names = match (mail, by) {
            (None, Asker::Person(caller)) => access::in_some_name(caller.person, &snapshot.directory, may)?,
            (None, Asker::Service(_)) => {
                may(hand)?;
                vec![hand]
            }
            // As whom the mail has told them, and nobody else.
            (Some(mail), _) => {
                may(mail.actor())?;
                mail.spend(conn, &snapshot.directory, now)?;
                vec![mail.actor()]
            }
        };
        // What is gathered is by whose hand it is done; in whose name is decided below.
        let mut desk = Desk { conn, snapshot, actor: hand, now, seed };
        let facts = before.facts();
        let enters = match command {
            Command::Register(register) => Some((register, (facts.type_code.as_str(), facts.is_secret()))),
            _ => None,
        };
        let key = incoming::duplicates_asked(&before, command);
        let duplicates = key.as_deref().map(|key| (key, Some(before.id())));
        let gathered = desk.gather(command.files(), enters, duplicates)?;
        let (actor, events) = incoming::decide_in_some_name(&before, &names, command, &desk.context(&gathered))?;
        desk.actor = actor;
        let happenings = desk.happenings(events);
        let steps = steps(&before, &happenings)?;
        let document = steps.last().map_or_else(|| before.clone(), |(_, after)| after.clone());
        let beside = Beside::of(desk.conn, &document, &self.limits().authorities, by)?;
        let detail = Detail { document, snapshot: Arc::clone(snapshot), reader: by.person(), beside };
        if order.dry_run {
            return Err(Halt::DryRun(Box::new(detail)));
        }
        let after = &detail.document;
        document::update(desk.conn, &before, &loaded.chain_hash, after, &happenings)?;
        self.tell_of_incoming(desk.conn, snapshot, &steps, &happenings)?;
        for happening in &happenings {
            self.answer_sender(desk.conn, snapshot, after.id(), happening)?;
        }
        if let Some(mail) = mail {
            mail.answer(desk.conn, self, &AnyDetail::Incoming(detail.clone()), now)?;
        }
        repeat::keep(desk.conn, by, order.repeat.as_ref(), &detail, now)?;
        Ok(detail)
    }

    /// One document, as whoever looks may see it. That they have looked is noted.
    pub async fn document(&self, look: impl Into<Look>, id: DocumentId) -> Result<Detail, OfficeError> {
        let look = look.into();
        let detail = self.seen(look.by, id).await?;
        self.looked(look, &detail, What::Document).await?;
        Ok(detail)
    }

    /// One document, as whoever asks may see it; for what is noted in another way.
    pub(crate) async fn seen(&self, by: Asker, id: DocumentId) -> Result<Detail, OfficeError> {
        let mut snapshot = self.asked(by, Scope::DocumentsRead).await?;
        let authorities = Arc::clone(&self.limits().authorities);
        let load = move |conn: &mut Conn| {
            let Some(loaded) = document::load(conn, by.agency(), id)? else { return Ok(None) };
            let beside = Beside::of(conn, &loaded.document, &authorities, by)?;
            Ok::<_, StoreError>(Some((loaded, beside)))
        };
        let (loaded, beside) = self.db().read_tx(load).await?.ok_or(OfficeError::NotFound)?;
        if loaded.directory_version != snapshot.version {
            snapshot = self.snapshot_at(by.agency(), loaded.directory_version).await?;
        }
        let mut reader = by.person();
        if let Err(unseen) = visible(&loaded.document, by, &snapshot) {
            // Whom a leader lets look reads, and is offered nothing.
            let now = self.now();
            let looks = |person| access::may_look(&loaded.document, person, now, &snapshot.directory);
            if !reader.take().is_some_and(looks) {
                return Err(unseen);
            }
        }
        Ok(Detail { document: loaded.document, snapshot, reader, beside })
    }

    /// A page of the documents that whoever asks may see, latest first.
    pub async fn documents(
        &self,
        by: impl Into<Asker>,
        filter: Filter,
        page: Page,
    ) -> Result<Vec<Heading>, OfficeError> {
        let by = by.into();
        let snapshot = self.asked(by, Scope::DocumentsRead).await?;
        let whose = match by {
            Asker::Person(caller) => listed(caller.person, &snapshot.directory),
            // All but the secret lines, of which there is none in which a system has a part.
            Asker::Service(_) => Listed::Agency { acting: Vec::new() },
        };
        // A filter may have to pass many lines over, and several principals are several statements.
        let (plain, alone) = (filter == Filter::default(), matches!(whose, Listed::Everything));
        let list = move |conn: &mut Conn| document::list(conn, by.agency(), &whose, &filter, page);
        Ok(match (plain, alone) {
            (true, true) => self.db().read(list).await?,
            (true, false) => self.db().read_tx(list).await?,
            (false, _) => self.db().read_long(list).await?,
        })
    }

    /// A page of a document's history, from the first event.
    pub async fn history(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
        after_seq: i32,
        limit: i64,
    ) -> Result<(Arc<AgencySnapshot>, Vec<history::Link>), OfficeError> {
        let look = look.into();
        let detail = self.seen(look.by, id).await?;
        self.looked(look, &detail, What::History).await?;
        let agency = look.by.agency();
        let links = self.db().read(move |conn| history::of_document(conn, agency, id, after_seq, limit)).await?;
        Ok((detail.snapshot, links))
    }

    /// A document's mails with what became of them.
    pub async fn messages(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
    ) -> Result<(Arc<AgencySnapshot>, Vec<message::Message>), OfficeError> {
        let look = look.into();
        let detail = self.seen(look.by, id).await?;
        self.looked(look, &detail, What::Messages).await?;
        let agency = look.by.agency();
        let messages = self.db().read(move |conn| message::of_document(conn, agency, id)).await?;
        Ok((detail.snapshot, messages))
    }

    /// Whether the caller may give this command, and if not, why and who may.
    pub async fn explain(
        &self,
        caller: Caller,
        id: DocumentId,
        command: CommandKind,
        assignment: Option<AssignmentId>,
    ) -> Result<Explanation, OfficeError> {
        let detail = self.seen(caller.into(), id).await?;
        visible(&detail.document, caller.into(), &detail.snapshot)?;
        let directory = &detail.snapshot.directory;
        let may = |actor| access::may(&detail.document, actor, command, assignment, directory);
        let refusal = access::in_some_name(caller.person, directory, may).err();
        let who = access::who_may(&detail.document, command, assignment, directory);
        Ok(Explanation { refusal, who, snapshot: detail.snapshot })
    }
}

/// Why a command is possible or not.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// What says no; `None` where the caller may.
    pub refusal: Option<Refusal>,
    /// Who may.
    pub who: BTreeSet<PersonId>,
    /// The agency.
    pub snapshot: Arc<AgencySnapshot>,
}

fn listed(person: PersonId, directory: &Directory) -> Listed {
    let acting = access::principals(person, directory).into_iter().collect();
    match (access::sees_agency(person, directory), access::sees_secret_lines(person, directory)) {
        (true, true) => Listed::Everything,
        (true, false) => Listed::Agency { acting },
        (false, _) => Listed::Of { acting, registries: access::registries(person, directory).into_iter().collect() },
    }
}

fn visible(document: &IncomingDocument, by: Asker, snapshot: &AgencySnapshot) -> Result<(), OfficeError> {
    let directory = &snapshot.directory;
    let sees = match by {
        Asker::Person(Caller { person, .. }) => {
            directory.active(person).ok_or(OfficeError::Refused(Refusal::new(Rule::NotStaff)))?;
            access::may_see(document, person, directory)
        }
        Asker::Service(service) => {
            access::may_use(service.account, Scope::DocumentsRead, directory)?;
            access::service_sees(document)
        }
    };
    if sees { Ok(()) } else { Err(OfficeError::NotFound) }
}

/// Whether the snapshot is the organisation as it stands at this moment.
pub(crate) fn fresh_enough(conn: &mut Conn, snapshot: &AgencySnapshot, today: NaiveDate) -> Result<(), Halt> {
    fresh(store::organisation::directory_version(conn, snapshot.directory.agency)?, snapshot, today)
}

/// The same, and it stays so until the transaction ends: work is given to nobody whose last day is being set beside it.
pub(crate) fn held_fresh(conn: &mut Conn, snapshot: &AgencySnapshot, today: NaiveDate) -> Result<(), Halt> {
    store::organisation::hold(conn, snapshot.directory.agency)?;
    fresh_enough(conn, snapshot, today)
}

pub(crate) fn fresh(now: Option<i64>, snapshot: &AgencySnapshot, today: NaiveDate) -> Result<(), Halt> {
    match now {
        // Midnight, too, makes it old: who came, who left, who is away from today on.
        Some(version) if version == snapshot.version && snapshot.day == today => Ok(()),
        Some(version) => Err(Halt::SnapshotOld(version)),
        None => Err(OfficeError::NotFound.into()),
    }
}

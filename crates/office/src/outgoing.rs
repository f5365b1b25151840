//! Outgoing documents: begin, change, read. Every change is one write transaction: load, decide, save, with the number that it takes,
//! the answers that it gives, the deliveries and mails that it causes, and the answer that a repeat is to get.

mod answers;
pub(crate) mod beside;
mod context;
mod copies;
mod counterparts;
mod deliveries;
pub(crate) mod handover;
mod late;
mod mailing;
mod numbers;
mod postal;
mod recount;
mod relations;
mod telling;

use std::sync::Arc;

use domain::{
    Actor, DocumentId, FileId, PersonId, Refusal, Rule, Seed, UtcTime,
    access::{self, outgoing::Sight},
    incoming::{Attachment, IncomingDocument},
    organisation::Scope,
    outgoing::{
        self, Command, CommandKind, Create, Event, Finding, Happening, Opinion, OutgoingDocument,
        command::{Revise, ReviseCopy},
        content::ContentFields,
        form::{self, Layout},
    },
};
use store::{Conn, StoreError, file, history, message, organisation::AgencySnapshot, outgoing as rows};
use uuid::Uuid;

use self::beside::Beside;
use crate::{
    Office, OfficeError,
    accesses::{Look, What},
    agency::{Asker, Caller},
    by_mail::ByMail,
    case_files::CaseFileHeading,
    documents::AnyDetail,
    incoming::{Halt, beside::seen_case_files, fresh, held_fresh, misfit},
    repeat::{self, Answer, Line, Repeat, Stop, Terms},
};

pub(crate) use self::{
    context::{Gathered, types},
    numbers::first_outgoing,
};
pub use self::{
    counterparts::{CounterpartPage, Known},
    deliveries::DeliveryLine,
    handover::HandedDraft,
    numbers::{Entries, EntryLine, NumberOrder},
    postal::{PostalLine, PostalList, PostalPage, Sent, Which as PostalWhich},
};
pub use store::outgoing::{CopyLine, Filter as ListFilter, Heading, Page as ListPage};

/// A document with all that is needed to show it to one reader.
#[derive(Debug, Clone)]
pub struct OutgoingDetail {
    /// The document.
    pub document: OutgoingDocument,
    /// The agency as it was when the document was read.
    pub snapshot: Arc<AgencySnapshot>,
    /// The reader, where it is a person.
    pub reader: Option<PersonId>,
    /// How much of it they see.
    pub sight: Sight,
    /// How its outer form is to be written.
    pub layout: Layout,
    /// What the check of the form should look at; nothing once it has its number.
    pub findings: Vec<Finding>,
    /// Its copies.
    pub copies: Vec<CopyLine>,
    /// The case files that hold it.
    case_files: Vec<CaseFileHeading>,
    /// What came in answer to it.
    answering: Vec<IncomingDocument>,
    /// When it was read.
    pub at: UtcTime,
}

impl OutgoingDetail {
    /// The opinions on it that its reader sees.
    pub fn opinions(&self) -> impl Iterator<Item = &Opinion> {
        let seen = |reader| access::outgoing::opinions_seen(&self.document, reader, &self.snapshot.directory);
        self.reader.into_iter().flat_map(seen)
    }

    /// The case files that hold it, as far as its reader sees them.
    pub fn case_files(&self) -> impl Iterator<Item = &CaseFileHeading> {
        seen_case_files(&self.case_files, self.reader, &self.snapshot.directory)
    }

    /// What came in answer to it, as far as its reader sees that.
    pub fn answering(&self) -> impl Iterator<Item = &IncomingDocument> {
        let seen = |one: &&IncomingDocument| match self.reader {
            Some(person) => access::may_see(one, person, &self.snapshot.directory),
            None => access::service_sees(one),
        };
        self.answering.iter().filter(seen)
    }

    /// Whether its reader sees this file of it: a recipient what was sealed, until it is recalled; a system that does the registry's work
    /// what was signed, too; who is asked for an opinion the draft's, and those of their own.
    pub fn shows(&self, file: FileId) -> bool {
        let sealed = self.document.state().seal().is_some_and(|seal| seal.files.contains(&file));
        let holds = |files: &[Attachment]| files.iter().any(|attached| attached.file.id == file);
        match self.sight {
            Sight::Whole => true,
            Sight::Received => sealed,
            Sight::Registry => sealed || holds(self.document.signed_files()),
            Sight::Asked => {
                let own = || self.opinions().filter_map(Opinion::word).any(|word| holds(&word.files));
                sealed || holds(&self.document.content().files) || own()
            }
        }
    }
}

/// A command with how it is to be carried out.
#[derive(Debug, Clone)]
pub struct OutgoingOrder {
    /// The document.
    pub document: DocumentId,
    /// The command.
    pub command: Command,
    /// The version that the caller has seen; needed by commands that move the document.
    pub expected: Option<u32>,
    /// Say what would happen, and change nothing.
    pub dry_run: bool,
    /// How a repeat is recognised.
    pub repeat: Option<Repeat<OutgoingDetail>>,
}

impl Office {
    /// Begins a draft.
    pub async fn draft(
        &self,
        caller: Caller,
        command: Create,
        repeat: Option<Repeat<OutgoingDetail>>,
    ) -> Result<Answer<OutgoingDetail>, OfficeError> {
        let (id, seed) = (DocumentId(self.fresh()), Seed::new(self.fresh()));
        let begin = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.draft_once(conn, snapshot, caller, (id, seed), &command)
        };
        let done = self.once(caller, repeat, Line::None, begin).await;
        self.wake_mail();
        self.0.tally.note("draft", &done);
        done
    }

    fn draft_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        caller: Caller,
        (id, seed): (DocumentId, Seed),
        command: &Create,
    ) -> Result<OutgoingDetail, Halt> {
        held_fresh(conn, snapshot, self.today())?;
        let now = self.now();
        // In one's own name alone: whoever drafts answers for it.
        let actor = Actor::Person(caller.person);
        let mut gathered = Gathered::of_content(conn, snapshot, caller, (&command.content, None), self.today())?;
        gathered.seed(seed, now);
        let events = outgoing::create(actor, command, &gathered.context(snapshot))?;
        self.begin(conn, snapshot, caller, id, (actor, now, events))
    }

    /// Writes a new document, and tells whoever has it to do.
    fn begin(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        caller: Caller,
        id: DocumentId,
        (actor, now, events): (Actor, domain::UtcTime, Vec<Event>),
    ) -> Result<OutgoingDetail, Halt> {
        let happenings = happenings(actor, now, events);
        let mut steps: Steps = Vec::with_capacity(happenings.len());
        for happening in &happenings {
            let before = steps.last().map(|(_, after)| after.clone());
            let after = match before.clone() {
                None => outgoing::create_apply(id, caller.agency, happening),
                Some(document) => outgoing::apply(document, happening),
            }
            .map_err(misfit)?;
            steps.push((before, after));
        }
        let document = steps.last().map(|(_, after)| after.clone());
        let document = document.ok_or_else(|| OfficeError::Internal("a draft without an event".to_owned()))?;
        rows::insert(conn, &document, &happenings)?;
        self.tell_of_outgoing(conn, snapshot, &steps, &happenings)?;
        let beside = Beside::of(conn, &document)?;
        Ok(self.outgoing_detail(document, snapshot, Some(caller.person), beside))
    }

    /// Sets the content of a draft anew.
    pub async fn revise(
        &self,
        caller: Caller,
        document: DocumentId,
        content: ContentFields,
        expected: Option<u32>,
    ) -> Result<OutgoingDetail, OfficeError> {
        let command = Command::Revise(Revise { content });
        let order = OutgoingOrder { document, command, expected, dry_run: false, repeat: None };
        match self.outgoing_command(caller, order).await? {
            Answer::Fresh(detail) => Ok(*detail),
            Answer::Kept(_) => Err(OfficeError::Internal("a repeat without a key".to_owned())),
        }
    }

    /// Carries out a command.
    pub async fn outgoing_command(
        &self,
        by: impl Into<Asker>,
        order: OutgoingOrder,
    ) -> Result<Answer<OutgoingDetail>, OfficeError> {
        self.outgoing_command_of(by.into(), order, None).await
    }

    /// Carries out a command, which may come by a mail.
    pub(crate) async fn outgoing_command_of(
        &self,
        by: Asker,
        order: OutgoingOrder,
        mail: Option<ByMail>,
    ) -> Result<Answer<OutgoingDetail>, OfficeError> {
        let dry_run = order.dry_run;
        let done = self.carry_out_outgoing(by, order, mail).await;
        if !dry_run {
            self.0.tally.note("outgoing_command", &done);
        } else if let Ok(Answer::Fresh(detail)) = &done {
            // It shows the document and leaves nothing in its history.
            self.looked_at_outgoing(by.into(), detail, What::Document).await?;
        }
        done
    }

    pub(crate) async fn carry_out_outgoing(
        &self,
        by: Asker,
        order: OutgoingOrder,
        mail: Option<ByMail>,
    ) -> Result<Answer<OutgoingDetail>, OfficeError> {
        let kind = order.command.kind();
        let seed = Seed::new(self.fresh());
        let terms = Terms {
            moves: kind.moves(),
            expected: order.expected,
            dry_run: order.dry_run,
            line: if kind == CommandKind::Issue { Line::Long } else { Line::None },
            repeat: order.repeat.clone(),
        };
        let act = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.outgoing_once(conn, snapshot, by, seed, &order, mail.as_ref())
        };
        let done = self.carried_out((by, Scope::DocumentsIssue), terms, act).await;
        if done.is_ok() && matches!(kind, CommandKind::DispatchIssued | CommandKind::RecallIssued) {
            self.0.deliveries.notify_one();
        }
        done
    }

    fn outgoing_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        by: Asker,
        seed: Seed,
        order: &OutgoingOrder,
        mail: Option<&ByMail>,
    ) -> Result<OutgoingDetail, Stop<OutgoingDetail>> {
        store::organisation::hold(conn, by.agency())?;
        let loaded = rows::load_to_change(conn, by.agency(), order.document)?.ok_or(OfficeError::NotFound)?;
        fresh(Some(loaded.directory_version), snapshot, self.today())?;
        let before = loaded.document;
        let (directory, command, mut now) = (&snapshot.directory, &order.command, self.now());
        visible(&before, by, snapshot)?;
        if let Some(expected) = order.expected
            && expected != before.version()
        {
            return Err(OfficeError::Stale { expected, now: before.version() }.into());
        }
        // Who may not, learns so before a number is taken.
        let may = |actor| access::outgoing::may(&before, actor, command.kind(), command.about(), directory);
        let names = match (mail, by) {
            (None, Asker::Person(caller)) => access::in_some_name(caller.person, directory, may)?,
            (None, Asker::Service(service)) => {
                may(Actor::Service(service.account))?;
                vec![Actor::Service(service.account)]
            }
            // As whom the mail has told them, and nobody else.
            (Some(mail), _) => {
                may(mail.actor())?;
                mail.spend(conn, directory, now)?;
                vec![mail.actor()]
            }
        };
        let mut gathered = match (command, by) {
            (Command::Revise(Revise { content }), Asker::Person(caller)) => {
                Gathered::of_content(conn, snapshot, caller, (content, Some(&before)), self.today())?
            }
            (Command::ReviseCopy(ReviseCopy { copy }), Asker::Person(caller)) => {
                Gathered::of_copy(conn, snapshot, caller, (copy, Some(&before)), self.today())?
            }
            (Command::DispatchIssued(_), _) => self.of_dispatch(conn, snapshot, &before)?,
            _ => Gathered::default(),
        };
        match (command, &before.content().copy) {
            (Command::PassForm(_), _) => gathered.related = context::related(conn, &before)?,
            (Command::Submit(_), Some(copy)) => {
                gathered.source = context::source(conn, snapshot, copy.of.document, None)?;
            }
            _ => {}
        }
        gathered.seed(seed, now);
        if gathered.files.is_empty() {
            gathered.files = file::attachable(conn, by.agency(), by.id(), command.files())?;
        }
        let mut answered = Vec::new();
        if let Command::Issue(issue) = command {
            self.take_number(conn, snapshot, &before, issue, &mut gathered)?;
            // Whoever has waited for another's number dates it behind theirs.
            now = self.now();
            gathered.seed(seed, now);
            answered = self.answers(conn, snapshot, &before, &mut gathered)?;
        }
        if let Command::VoidIssued(void) = command {
            answered = self.take_answers_back(conn, snapshot, &before, &void.reason, &mut gathered)?;
        }
        let mut earlier = Vec::new();
        if matches!(command, Command::Issue(_) | Command::VoidIssued(_)) {
            earlier = relations::hold(conn, &before, &mut gathered)?;
        }
        let (actor, events) = outgoing::decide_in_some_name(&before, &names, command, &gathered.context(snapshot))?;
        let happenings = happenings(actor, now, events);
        let steps = steps(&before, &happenings)?;
        let after = steps.last().map_or_else(|| before.clone(), |(_, after)| after.clone());
        if order.dry_run {
            let beside = Beside::of(conn, &after)?;
            let detail = self.outgoing_detail(after, snapshot, by.person(), beside);
            return Err(Stop::DryRun(Box::new(detail)));
        }
        rows::update(conn, &before, &loaded.chain_hash, &after, &happenings).map_err(|error| twice(error, &after))?;
        self.note_answers(conn, snapshot, answered)?;
        self.note_relations(conn, snapshot, earlier, &after, &happenings)?;
        self.send_out(conn, snapshot, (&before, &after), &happenings)?;
        self.tell_of_outgoing(conn, snapshot, &steps, &happenings)?;
        let beside = Beside::of(conn, &after)?;
        let detail = self.outgoing_detail(after, snapshot, by.person(), beside);
        if let Some(mail) = mail {
            mail.answer(conn, self, &AnyDetail::Outgoing(detail.clone()), now)?;
        }
        repeat::keep(conn, by, order.repeat.as_ref(), &detail, now)?;
        Ok(detail)
    }

    /// One document, as whoever looks may see it. That they have looked is noted.
    pub async fn outgoing_document(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
    ) -> Result<OutgoingDetail, OfficeError> {
        let look = look.into();
        let detail = self.seen_outgoing(look.by, id).await?;
        self.looked_at_outgoing(look, &detail, What::Document).await?;
        Ok(detail)
    }

    /// One document, as whoever asks may see it: a system that was given the registry's work what is signed.
    pub(crate) async fn seen_outgoing(&self, by: Asker, id: DocumentId) -> Result<OutgoingDetail, OfficeError> {
        let mut snapshot = self.asked(by, Scope::DocumentsIssue).await?;
        let load = move |conn: &mut Conn| {
            let Some(loaded) = rows::load(conn, by.agency(), id)? else { return Ok(None) };
            let beside = Beside::of(conn, &loaded.document)?;
            Ok::<_, StoreError>(Some((loaded, beside)))
        };
        let (loaded, beside) = self.db().read_tx(load).await?.ok_or(OfficeError::NotFound)?;
        if loaded.directory_version != snapshot.version {
            snapshot = self.snapshot_at(by.agency(), loaded.directory_version).await?;
        }
        visible(&loaded.document, by, &snapshot)?;
        Ok(self.outgoing_detail(loaded.document, &snapshot, by.person(), beside))
    }

    pub(crate) fn outgoing_detail(
        &self,
        document: OutgoingDocument,
        snapshot: &Arc<AgencySnapshot>,
        reader: Option<PersonId>,
        Beside { related, copies, case_files, answering }: Beside,
    ) -> OutgoingDetail {
        let mut gathered = Gathered::of_related(related);
        gathered.seed(Seed::new(Uuid::nil()), self.now());
        let context = gathered.context(snapshot);
        let before_number = document.state().name().is_before_number();
        let findings = if before_number { form::findings(&document, &context) } else { Vec::new() };
        let layout = form::layout(&document, &context);
        // Whoever has given a command sees what they did, though it be the last that they see of it.
        let sight = match reader {
            Some(person) => access::outgoing::sight(&document, person, &snapshot.directory).unwrap_or(Sight::Received),
            None => Sight::Registry,
        };
        OutgoingDetail {
            document,
            snapshot: Arc::clone(snapshot),
            reader,
            sight,
            layout,
            findings,
            copies,
            case_files,
            answering,
            at: context.now,
        }
    }

    /// A page of the documents that whoever asks may see, latest first.
    pub async fn outgoing_documents(
        &self,
        by: impl Into<Asker>,
        filter: rows::Filter,
        page: rows::Page,
    ) -> Result<Vec<Heading>, OfficeError> {
        let by = by.into();
        let snapshot = self.asked(by, Scope::DocumentsIssue).await?;
        let directory = &snapshot.directory;
        let whose = match by {
            Asker::Service(_) => rows::Listed::In(access::outgoing::SERVICE_SEES),
            Asker::Person(caller) if access::sees_agency(caller.person, directory) => rows::Listed::Agency,
            Asker::Person(caller) => rows::Listed::Of {
                principals: access::principals(caller.person, directory).into_iter().collect(),
                registries: access::registries(caller.person, directory).into_iter().collect(),
            },
        };
        let list = move |conn: &mut Conn| rows::list(conn, by.agency(), &whose, &filter, page);
        Ok(self.db().read_long(list).await?)
    }

    /// A page of a document's history, from the first event.
    pub async fn outgoing_history(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
        after_seq: i32,
        limit: i64,
    ) -> Result<(Arc<AgencySnapshot>, Vec<history::Link>), OfficeError> {
        let look = look.into();
        let detail = self.seen_outgoing(look.by, id).await?;
        whole(&detail)?;
        self.looked_at_outgoing(look, &detail, What::History).await?;
        let agency = look.by.agency();
        let links = self.db().read(move |conn| history::of_document(conn, agency, id, after_seq, limit)).await?;
        Ok((detail.snapshot, links))
    }

    /// A document's mails with what became of them.
    pub async fn outgoing_messages(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
    ) -> Result<(Arc<AgencySnapshot>, Vec<message::Message>), OfficeError> {
        let look = look.into();
        let detail = self.seen_outgoing(look.by, id).await?;
        whole(&detail)?;
        self.looked_at_outgoing(look, &detail, What::Messages).await?;
        let agency = look.by.agency();
        let messages = self.db().read(move |conn| message::of_document(conn, agency, id)).await?;
        Ok((detail.snapshot, messages))
    }
}

/// What may not be seen is not there.
fn visible(document: &OutgoingDocument, by: Asker, snapshot: &AgencySnapshot) -> Result<(), OfficeError> {
    let sees = match by {
        Asker::Person(caller) => access::outgoing::may_see(document, caller.person, &snapshot.directory),
        Asker::Service(_) => access::outgoing::service_sees(document),
    };
    if sees { Ok(()) } else { Err(OfficeError::NotFound) }
}

/// How it came about is for those who have a part in that.
pub(crate) fn whole(detail: &OutgoingDetail) -> Result<(), OfficeError> {
    match detail.sight {
        Sight::Whole => Ok(()),
        Sight::Received | Sight::Registry | Sight::Asked => Err(Refusal::new(Rule::ParticipantOnly).into()),
    }
}

/// The document before and after each event.
pub(crate) type Steps = Vec<(Option<OutgoingDocument>, OutgoingDocument)>;

/// What these events make of a document, step by step.
pub(crate) fn steps(before: &OutgoingDocument, happenings: &[Happening]) -> Result<Steps, OfficeError> {
    let mut steps: Steps = Vec::with_capacity(happenings.len());
    for happening in happenings {
        let present = steps.last().map_or_else(|| before.clone(), |(_, after)| after.clone());
        let after = outgoing::apply(present.clone(), happening).map_err(misfit)?;
        steps.push((Some(present), after));
    }
    Ok(steps)
}

pub(crate) fn happenings(by: Actor, at: domain::UtcTime, events: Vec<Event>) -> Vec<Happening> {
    events.into_iter().map(|event| Happening { by, at, event }).collect()
}

/// Two documents of a year never have the same số, ký hiệu, in whichever registers they stand (Decree 30/2020, Art. 15(1)).
fn twice(error: StoreError, after: &OutgoingDocument) -> Halt {
    match after.state().line() {
        Some(line) if error.is_unique_on("outgoing_document", &["agency_id", "year", "number", "notation"]) => {
            Refusal::new(Rule::NumberTwice).with("written", line.written()).into()
        }
        _ => error.into(),
    }
}

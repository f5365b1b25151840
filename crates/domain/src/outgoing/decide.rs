//! From a command to what happens: the one pure function that every change of an outgoing document goes through.
//!
//! [`access::outgoing::may`] has the first word (who, and in which state); what follows here is what the command itself says. `draft` has
//! the content and who gets it, `opinion` what others are asked on it, `handover` the change of one person for another, `copied` what a copy is
//! of, `recount` the clock, `sending` the way out, here is the way of the document.

mod copied;
mod draft;
mod handover;
mod opinion;
mod recount;
mod sending;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use self::copied::make_copy;
use self::{copied::copy_content, draft::content_of};
use super::{
    command::{Command, Create, Issue as IssueCommand, NoteDelivery, SealIssued, SendUpdate, Sign},
    content::{Content, Edition},
    copy::Source,
    counterpart::Counterpart,
    document::OutgoingDocument,
    event::{AnswerOutcome, Event},
    form,
    mailing::Packeting,
    numbering::{Line, TypeFacts, abbreviated},
    recipient::{Carriage, DeliveryState, Destination},
    relation::{RelationOutcome, relation},
    state::{Medium, Seal, Signature, State},
};
use crate::{
    Actor, By, CounterpartId, DocumentId, FileId, Notation, OfficeSettings, OrganCode, PacketId, PersonId, Refusal,
    Rule, Seed, UtcTime, access,
    assignment::{Counted, Holder},
    day_in_vietnam,
    incoming::{Attachment, StepDeadline, StoredFile, Urgency},
    organisation::{Directory, FormDesk, Matter, OfficeCalendar, Organisation, Role, StepTerm},
    register::{Register, RegisterKind},
    work::Desk,
    year_in_vietnam,
};

/// All that a decision about an outgoing document is told from outside.
#[derive(Debug, Clone, Copy)]
pub struct OutgoingContext<'a> {
    /// Now.
    pub now: UtcTime,
    /// Where fresh ids come from.
    pub seed: Seed,
    /// The agency's people and departments.
    pub directory: &'a Directory,
    /// The same with its dates: who may sign.
    pub organisation: &'a Organisation,
    /// The office's choices.
    pub settings: &'a OfficeSettings,
    /// When its people work.
    pub calendar: &'a OfficeCalendar,
    /// The document types in use, by code.
    pub types: &'a BTreeMap<String, TypeFacts>,
    /// The files that the command names, as far as they exist and the actor may attach them.
    pub files: &'a BTreeMap<FileId, StoredFile>,
    /// The other agencies of the installation that take documents in today, by code.
    pub agencies: &'a BTreeMap<String, String>,
    /// The office's counterparts, as far as they are named.
    pub counterparts: &'a BTreeMap<CounterpartId, Counterpart>,
    /// The register with the number that the document takes, held so that nobody else takes it; only for the command that numbers.
    pub number: Option<&'a Register>,
    /// Incoming documents that it answers, as far as the actor sees them, each with why the answer could not be noted there now, or, where
    /// its number is struck out, not be taken back.
    pub answered: &'a BTreeMap<DocumentId, Option<Rule>>,
    /// Of these those that its drafter has in hand: the last answer to one completes it.
    pub in_hand: &'a BTreeSet<DocumentId>,
    /// Outgoing documents that it replaces, amends or corrects, as far as the actor sees them or they stood there.
    pub related: &'a BTreeMap<DocumentId, OutgoingDocument>,
    /// What is copied, where the actor sees it; only for what makes a copy or puts it before the signer.
    pub source: Option<&'a Source>,
    /// Whether there is a mail server.
    pub sends_mail: bool,
    /// Of the codes of those outside to whom it goes: the gateway that has each, and the code by which it does.
    pub gateways: &'a BTreeMap<String, (OrganCode, String)>,
}

impl OutgoingContext<'_> {
    /// Whether this answer completes what it answers: the last one does, where the office has it so.
    ///
    /// # Errors
    /// Where it is to, but is not its drafter's to complete.
    pub fn completes(&self, answer: &super::AnswerTo) -> Result<bool, Refusal> {
        let wanted = answer.is_final && self.settings.outgoing.final_answer_completes;
        if wanted && !self.in_hand.contains(&answer.document) {
            return Err(Refusal::new(Rule::NotYoursToComplete));
        }
        Ok(wanted)
    }

    /// How the agency is abbreviated in a notation.
    pub fn agency_notation(&self) -> String {
        let set = self.settings.outgoing.agency_notation.as_ref().map(ToString::to_string);
        set.unwrap_or_else(|| abbreviated(&self.directory.agency_name))
    }
}

/// Begins a draft.
///
/// # Errors
/// The rule that says no.
pub fn create(actor: Actor, command: &Create, context: &OutgoingContext<'_>) -> Result<Vec<Event>, Refusal> {
    access::outgoing::may_draft(actor, context.directory)?;
    let by = actor.by().ok_or(Refusal::new(Rule::PeopleOnly))?;
    let content = content_of(&command.content, by, None, context)?;
    let edition = Edition { number: 1, digest: content.digest(), by, at: context.now };
    let submitted = command.submit.then(|| to_unit(content.department, context)).transpose()?;
    let mut events = vec![Event::Drafted { content, edition }];
    events.extend(submitted.map(|()| Event::Submitted { note: None }));
    Ok(events)
}

/// The signer of a document in whose form nothing is wrong that would keep it from them.
fn form_is_right(document: &OutgoingDocument, context: &OutgoingContext<'_>) -> Result<PersonId, Refusal> {
    if let Some(finding) = form::findings(document, context).into_iter().find(|found| found.blocks) {
        let refusal = Refusal::new(Rule::FormFault).with("fault_vi", &finding.words.vi);
        return Err(refusal.with("fault", &finding.words.en));
    }
    document.content().signer.ok_or(Refusal::new(Rule::FormFault))
}

/// Somebody must be there to check the content.
fn to_unit(department: crate::DepartmentId, context: &OutgoingContext<'_>) -> Result<(), Refusal> {
    let led = context.directory.leads_of(department).next().is_some();
    if led { Ok(()) } else { Err(Refusal::new(Rule::DepartmentWithoutHead).at("/content/department")) }
}

/// Decides a command on a document as it stands.
///
/// # Errors
/// The rule that says no; the document is as it was.
pub fn decide(
    document: &OutgoingDocument,
    actor: Actor,
    command: &Command,
    context: &OutgoingContext<'_>,
) -> Result<Vec<Event>, Refusal> {
    access::outgoing::may(document, actor, command.kind(), command.about(), context.directory)?;
    access::outgoing::may_so(document, actor, command)?;
    if command.kind().is_the_offices() {
        let event = match command {
            Command::RecountStep(recount) => recount::recount(document, recount, context),
            Command::RecountOpinions(recount) => opinion::recount(document, recount, context),
            _ => note_relation(document, command),
        };
        return event.map(|event| vec![event]);
    }
    if let Command::NoteDelivery(noted) = command {
        return note_delivery(document, noted).map(|event| vec![event]);
    }
    Decision { document, actor, context }.decide(command).map(|event| vec![event])
}

/// Of those outside somebody has to say how far it has come; of every other one alone that they have answered.
fn note_delivery(document: &OutgoingDocument, command: &NoteDelivery) -> Result<Event, Refusal> {
    let unknown = || Refusal::new(Rule::RecipientUnknown).at("/recipient");
    let recipient = document.recipient(command.recipient).ok_or_else(unknown)?;
    // What was recalled before it was replaced is recalled still.
    let recalled = document.state().dispatch().is_some() && document.state().seal().is_none();
    let answered = command.state == DeliveryState::Done && !recalled;
    if !recipient.destination.goes_outside() && !answered {
        return Err(Refusal::new(Rule::DeliveryKnown).at("/recipient"));
    }
    if command.state == DeliveryState::Queued {
        return Err(Refusal::new(Rule::DeliveryKnown).at("/state"));
    }
    if command.state == DeliveryState::Refused && command.remark.is_none() {
        return Err(Refusal::new(Rule::ReasonMissing).at("/remark"));
    }
    Ok(Event::DeliveryNoted { recipient: command.recipient, state: command.state, remark: command.remark.clone() })
}

/// What a later document does to this one, or no longer does: the office's own commands.
fn note_relation(document: &OutgoingDocument, command: &Command) -> Result<Event, Refusal> {
    let known = |id| document.later().any(|(_, later)| later.document == id);
    let fresh = |id| if known(id) || id == document.id() { Err(Refusal::new(Rule::RelationTwice)) } else { Ok(()) };
    match command {
        Command::NoteReplaced(c) => fresh(c.later.document).map(|()| Event::Replaced { later: c.later.clone() }),
        Command::NoteAmended(c) => fresh(c.later.document).map(|()| Event::Amended { later: c.later.clone() }),
        Command::NoteCorrected(c) => fresh(c.later.document).map(|()| Event::Corrected { later: c.later.clone() }),
        Command::TakeRelationBack(c) if known(c.document) => Ok(Event::RelationTakenBack { document: c.document }),
        _ => Err(Refusal::new(Rule::RelationUnknown)),
    }
}

/// Decides a command in the first of these names in which it is not refused.
///
/// # Errors
/// Where in none: why not in the first.
pub fn decide_in_some_name(
    document: &OutgoingDocument,
    names: &[Actor],
    command: &Command,
    context: &OutgoingContext<'_>,
) -> Result<(Actor, Vec<Event>), Refusal> {
    let mut refused = Refusal::new(Rule::NotStaff);
    for (n, actor) in names.iter().enumerate() {
        match decide(document, *actor, command, context) {
            Ok(events) => return Ok((*actor, events)),
            Err(refusal) if n == 0 => refused = refusal,
            Err(_) => {}
        }
    }
    Err(refused)
}

/// One decision under way.
struct Decision<'a> {
    document: &'a OutgoingDocument,
    actor: Actor,
    context: &'a OutgoingContext<'a>,
}

impl Decision<'_> {
    /// By which person, for what only people do.
    fn by(&self) -> Result<By, Refusal> {
        self.actor.by().ok_or(Refusal::new(Rule::PeopleOnly))
    }

    fn decide(&self, command: &Command) -> Result<Event, Refusal> {
        let document = self.document;
        match command {
            Command::Revise(c) => {
                self.revised(content_of(&c.content, self.by()?, Some(document), self.context)?, "/content")
            }
            Command::ReviseCopy(c) => {
                self.revised(copy_content(&c.copy, self.by()?, Some(document), self.context, "/copy")?, "/copy")
            }
            // A copy goes at once before the signer.
            Command::Submit(c) if document.is_copy() => {
                let source = self.context.source.filter(|source| source.numbered);
                source.ok_or(Refusal::new(Rule::CopyWithoutNumber))?;
                Ok(Event::FormPassed { signer: self.form_is_right()?, note: c.note.clone() })
            }
            Command::Submit(c) => {
                to_unit(document.content().department, self.context)?;
                Ok(Event::Submitted { note: c.note.clone() })
            }
            Command::Endorse(c) => Ok(Event::Endorsed { desk: self.form_desk()?, note: c.note.clone() }),
            Command::PassForm(c) => Ok(Event::FormPassed { signer: self.form_is_right()?, note: c.note.clone() }),
            Command::ReturnToDrafter(c) => Ok(Event::ReturnedToDrafter { reason: c.reason.clone() }),
            Command::Sign(c) => self.sign(c),
            Command::Issue(c) => self.issue(c),
            Command::SealIssued(c) => self.seal(c),
            Command::DispatchIssued(c) => sending::dispatch(document, c, self.context),
            Command::SendUpdate(c) => self.send_update(c),
            Command::FileIssued(c) => Ok(Event::Filed { case_file: c.case_file.clone() }),
            Command::CancelDraft(c) => Ok(Event::Cancelled { reason: c.reason.clone() }),
            Command::VoidIssued(c) => Ok(Event::Voided { reason: c.reason.clone(), answers: self.taken_back() }),
            Command::RecallIssued(c) => Ok(Event::Recalled { reason: c.reason.clone() }),
            Command::NoteDelivery(c) => note_delivery(document, c),
            Command::AcknowledgeIssued(c) => {
                let unread = document.unread().any(|(id, _)| id == c.recipient);
                if unread {
                    Ok(Event::Acknowledged { recipient: c.recipient })
                } else {
                    Err(Refusal::new(Rule::AlreadyRead).at("/recipient"))
                }
            }
            Command::ChangeDrafter(c) => {
                let person = self.context.directory.active(c.drafter);
                let person = person.ok_or(Refusal::new(Rule::PersonUnknown).at("/drafter"))?;
                if c.drafter == document.drafter() {
                    return Err(Refusal::new(Rule::NothingToChange).at("/drafter"));
                }
                if !person.posts.contains_key(&document.content().department) {
                    return Err(Refusal::new(Rule::NotOfThisUnit).at("/drafter").with("name", &person.name));
                }
                self.may_draft_on(c.drafter).map_err(|no| no.at("/drafter"))?;
                if document.open_opinions().any(|opinion| opinion.in_hand() == Holder::Person(c.drafter)) {
                    return Err(Refusal::new(Rule::OwnOpinion).at("/drafter"));
                }
                Ok(Event::DrafterChanged { from: document.drafter(), to: c.drafter, reason: c.reason.clone() })
            }
            Command::Discuss(c) => Ok(Event::Commented { text: c.text.clone() }),
            // The office's own, which is nobody's hand: see `decide`.
            Command::NoteReplaced(_)
            | Command::NoteAmended(_)
            | Command::NoteCorrected(_)
            | Command::TakeRelationBack(_)
            | Command::RecountOpinions(_)
            | Command::RecountStep(_) => Err(Refusal::new(Rule::SystemOnly)),
            Command::AskOpinions(c) => self.ask_opinions(c),
            Command::GiveOpinion(c) => self.give_opinion(c),
            Command::PassOpinion(c) => self.pass_opinion(c),
            Command::WithdrawOpinion(c) => Ok(Event::OpinionWithdrawn { opinion: c.opinion, reason: c.reason.clone() }),
            Command::RemindOpinion(c) => Ok(Event::OpinionReminded { opinion: c.opinion, text: c.text.clone() }),
            Command::HandOverDraft(c) => self.hand_over(c),
        }
    }

    /// Whether somebody else may take over the draft: of a copy whoever makes copies here.
    fn may_draft_on(&self, drafter: PersonId) -> Result<(), Refusal> {
        let copies_by = self.context.settings.outgoing.copies_by;
        if self.document.is_copy() {
            access::outgoing::may_copy(Actor::Person(drafter), copies_by, self.context.directory)?;
        }
        Ok(())
    }

    /// A new edition, where it is another.
    fn revised(&self, content: Content, place: &str) -> Result<Event, Refusal> {
        if content == *self.document.content() {
            return Err(Refusal::new(Rule::NothingToChange).at(place));
        }
        let number = self.document.editions().last().map_or(1, |last| last.number + 1);
        let edition = Edition { number, digest: content.digest(), by: self.by()?, at: self.context.now };
        Ok(Event::Revised { content, edition })
    }

    /// Before whom it can be put, as nothing in its form is wrong.
    fn form_is_right(&self) -> Result<PersonId, Refusal> {
        form_is_right(self.document, self.context)
    }

    /// Who checks the form, as the office has it: somebody else than whoever now checks the content, or it would lie where nobody may do it.
    fn form_desk(&self) -> Result<Desk, Refusal> {
        let by = self.by()?;
        let other = |role| self.context.directory.with_role(role).find(|id| !by.names(*id));
        let registry = || other(Role::RegistryClerk).map(|_| Desk::Registry);
        let chief = || other(Role::ChiefOfOffice).map(|id| Desk::Holder(Holder::Person(id)));
        let desk = match self.context.settings.outgoing.form_check {
            FormDesk::Registry => registry().or_else(chief),
            FormDesk::ChiefOfOffice => chief().or_else(registry),
        };
        desk.ok_or(Refusal::new(Rule::SameChecker))
    }

    /// Until when a step is done that begins now (Art. 15(2), 18(1)).
    fn step(&self, term: StepTerm, from: UtcTime) -> Option<StepDeadline> {
        let urgency = self.document.content().urgency;
        let term = if urgency == Urgency::Normal { term.normal } else { term.urgent };
        let due = self.context.calendar.agency().due(from, term).ok()?.at;
        Some(StepDeadline { due, counted: Counted { term, from, unit: None } })
    }

    /// The capacity is judged on the day of signing.
    fn sign(&self, command: &Sign) -> Result<Event, Refusal> {
        let State::AwaitingSignature { signer, checks } = self.document.state() else {
            return Err(Refusal::new(Rule::SignerOnly));
        };
        let (files, new) = self.files(command.on, &command.files)?;
        let content = self.document.content();
        let matter = Matter { type_code: &content.type_code, field: content.field.as_ref().map(crate::Label::as_str) };
        let signed_on = self.signed_on(command, checks.form().at)?;
        let capacity = self.context.organisation.may_sign(*signer, matter, signed_on)?;
        let person = self.context.directory.active(*signer).ok_or(Refusal::new(Rule::NotStaff))?;
        let signature = Signature {
            signer: *signer,
            name: person.name.clone(),
            title: person.title.clone(),
            form: capacity.form,
            capacity: capacity.id,
            instrument: capacity.instrument.clone(),
            on: command.on,
            files,
            signed_on,
            by: self.by()?,
            at: self.context.now,
            checks: checks.clone(),
        };
        Ok(Event::Signed {
            signature,
            files: new,
            deadline: self.step(self.context.settings.steps.issue, self.context.now),
        })
    }

    /// Paper may have been signed on an earlier day than that of the note, though not before its form was checked (Art. 12, 13).
    fn signed_on(&self, command: &Sign, checked_at: crate::UtcTime) -> Result<NaiveDate, Refusal> {
        let (today, checked) = (day_in_vietnam(self.context.now), day_in_vietnam(checked_at));
        match command.signed_on {
            None => Ok(today),
            Some(day) if day == today => Ok(day),
            Some(day) if command.on == Medium::Paper && (checked..=today).contains(&day) => Ok(day),
            Some(_) => Err(Refusal::new(Rule::SignedOnAnotherDay)
                .at("/signed_on")
                .with("from", crate::written_day(checked))
                .with("until", crate::written_day(today))),
        }
    }

    /// The files of a signature or seal, and those of them that are new. Of those that the document has already only what was signed now counts
    /// (or sealed before): an old edition's scan, or a draft, is not what somebody has signed. Of a PDF there is at least one, and it is one.
    fn files(&self, on: Medium, named: &[FileId]) -> Result<(Vec<FileId>, Vec<Attachment>), Refusal> {
        if on == Medium::Pdf && named.is_empty() {
            return Err(Refusal::new(Rule::PdfMissing).at("/files"));
        }
        let max = self.context.settings.max_files;
        if u32::try_from(named.len()).map_or(true, |count| count > max) {
            return Err(Refusal::new(Rule::TooManyFiles).at("/files").with("max", max));
        }
        let state = self.document.state();
        let signed = state.signature().map(|signature| signature.files.as_slice()).unwrap_or_default();
        let sealed = state.seal().map(|seal| seal.files.as_slice()).unwrap_or_default();
        let mut new = Vec::new();
        for (n, id) in named.iter().enumerate() {
            let place = || format!("/files/{n}");
            if named.iter().take(n).any(|other| other == id) {
                return Err(Refusal::new(Rule::FileTwice).at(place()));
            }
            let known = self.document.files().map(|attached| &attached.file).find(|file| file.id == *id);
            let known = known.filter(|_| signed.contains(id) || sealed.contains(id));
            let file = known.or_else(|| self.context.files.get(id));
            let file = file.ok_or_else(|| Refusal::new(Rule::FileUnknown).at(place()))?;
            if on == Medium::Pdf && file.media_type != "application/pdf" {
                return Err(Refusal::new(Rule::PdfMissing).at(place()));
            }
            if known.is_none() {
                new.push(Attachment { file: file.clone(), by: self.actor.by(), at: self.context.now });
            }
        }
        Ok((named.to_vec(), new))
    }

    /// The number that the context holds, and the day of today: in the order of issue, and only after the signature.
    fn issue(&self, command: &IssueCommand) -> Result<Event, Refusal> {
        let (document, context) = (self.document, self.context);
        let year = year_in_vietnam(context.now);
        let content = document.content();
        let facts = context.types.get(&content.type_code);
        let normative = facts.is_some_and(|facts| facts.normative);
        let register = context.number.ok_or_else(|| match (command.reserved_number, command.register) {
            (Some(number), _) => Refusal::new(Rule::NotReserved).at("/reserved_number").with("number", number),
            (None, Some(_)) => Refusal::new(Rule::NoRegister).at("/register").with("year", year),
            (None, None) => Refusal::new(Rule::NoRegister).with("year", year),
        })?;
        let fits = register.kind == RegisterKind::Outgoing
            && register.open
            && register.year == year
            && register.takes(&content.type_code, false, normative);
        if !fits {
            return Err(Refusal::new(Rule::RegisterDoesNotTake).at("/register").with("register", &register.name));
        }
        // What was checked before the signature may be of another year by now.
        let faults = form::findings(document, context);
        if let Some(fault) = faults.into_iter().find(|found| found.blocks && found.code.starts_with("notation")) {
            let refusal = Refusal::new(Rule::FormFault).with("fault_vi", &fault.words.vi);
            return Err(refusal.with("fault", &fault.words.en));
        }
        let issued_on = day_in_vietnam(context.now);
        let notation = form::notation_of(document, issued_on, context).unwrap_or_else(|| context.agency_notation());
        let notation = Notation::new(&notation)
            .map_err(|_| Refusal::new(Rule::FormFault).with("fault_vi", &notation).with("fault", &notation))?;
        let line = Line {
            register: register.id,
            register_name: register.name.clone(),
            year,
            number: register.next_number,
            notation,
            issued_on,
        };
        let outcome = |answer: &super::AnswerTo| {
            let refused = context.answered.get(&answer.document).copied().unwrap_or(Some(Rule::AnswerUnknown));
            let left_open = refused.is_none() && context.completes(answer).is_err();
            AnswerOutcome { document: answer.document, refused, left_open }
        };
        let answers = content.answers.iter().map(outcome).collect();
        // What can't be noted there now is said here; the number is given all the same.
        let relations = content.relations.iter().map(|one| RelationOutcome {
            kind: one.kind,
            document: one.document,
            refused: match context.related.get(&one.document) {
                Some(earlier) => {
                    relation(one.kind, (&content.type_code, Some(document.id())), earlier).err().map(|no| no.rule)
                }
                None => Some(Rule::RelationUnknown),
            },
        });
        let relations = relations.collect();
        // From the day on which it was signed (Art. 18(1)), however long it waited for its number.
        let signed_at = document.state().signature().map_or(context.now, |signature| signature.at);
        let deadline = self.step(context.settings.steps.dispatch, signed_at);
        Ok(Event::Issued { line, answers, relations, deadline })
    }

    /// What becomes of the answers that it gave, as far as they were noted.
    fn taken_back(&self) -> Vec<AnswerOutcome> {
        let given = self.document.content().answers.iter().map(|answer| answer.document);
        given
            .filter_map(|document| match self.context.answered.get(&document) {
                None | Some(Some(Rule::NothingToChange)) => None,
                Some(refused) => Some(AnswerOutcome { document, refused: *refused, left_open: false }),
            })
            .collect()
    }

    fn seal(&self, command: &SealIssued) -> Result<Event, Refusal> {
        let (files, new) = self.files(command.on, &command.files)?;
        let sends_files = self.document.content().recipients.iter().any(|recipient| {
            matches!(
                recipient.destination,
                Destination::Agency { .. }
                    | Destination::Inside { .. }
                    | Destination::Counterpart { by: Some(Carriage::Mail | Carriage::Interchange), .. }
            )
        });
        // What was issued is kept as it went out; a copy on paper is that of another.
        if files.is_empty() && (sends_files || !self.document.is_copy()) {
            return Err(Refusal::new(Rule::ScanMissing).at("/files"));
        }
        let seal = Seal { on: command.on, files, by: self.actor.by(), at: self.context.now };
        Ok(Event::Sealed { seal, files: new })
    }

    fn send_update(&self, command: &SendUpdate) -> Result<Event, Refusal> {
        let document = self.document;
        let on = document.state().seal().map(|seal| seal.on).ok_or(Refusal::new(Rule::WrongState))?;
        let refused = |id| document.noted().get(&id).is_some_and(|noted| noted.state == DeliveryState::Refused);
        let gone = document.packets().iter().filter(|one| !refused(one.recipient));
        let anew =
            |(one, n): (&Packeting, u16)| Packeting { packet: PacketId(self.context.seed.nth(n)), ..one.clone() };
        let packets: Vec<Packeting> = gone.zip(1..).map(anew).collect();
        if packets.is_empty() {
            return Err(Refusal::new(Rule::NothingByInterchange));
        }
        let (files, new) = self.files(on, &command.files)?;
        if files.is_empty() {
            return Err(Refusal::new(Rule::ScanMissing).at("/files"));
        }
        if document.state().seal().is_some_and(|seal| seal.files == files) {
            return Err(Refusal::new(Rule::NothingToChange).at("/files"));
        }
        let seal = Seal { on, files, by: self.actor.by(), at: self.context.now };
        Ok(Event::UpdateSent { seal, files: new, packets, reason: command.reason.clone() })
    }
}

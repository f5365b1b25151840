//! From a command to what happens: the one pure function that every change of an incoming document goes through.
//!
//! [`access::may`] has the first word (who, and in which state); what follows here is what the command itself says.
//! `entry` has the line in the register, `registry`, `leader`, `unit` and `result` the way of a document, `handover` the change
//! of one person for another, `deadline`, `recount` and `pause` the clock, `beside` the rest.

mod beside;
mod deadline;
mod entry;
mod handover;
mod leader;
mod look;
mod pause;
pub(crate) mod recount;
mod registry;
mod result;
mod unit;

pub(crate) use self::recount::{moves_to, of_the_program};

use self::{
    deadline::Asked,
    entry::{attach, enter, known_type},
};
use super::{
    command::{Command, Receive, Remind, ReportProgress},
    document::IncomingDocument,
    event::Event,
    facts::Attachment,
};
use crate::{
    Actor, AssignmentId, By, Context, FileId, Instruction, RecallPolicy, Refusal, Rule, UtcTime, access,
    assignment::{Assigner, Assignment, AssignmentRole, Duty, Holder, Status, Target},
};

/// Takes a document in. The second event, where there is one, enters it.
///
/// # Errors
/// The rule that says no.
pub fn receive(actor: Actor, command: Receive, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    access::may_receive(actor, context.directory)?;
    let facts = command.facts.check(context.now).map_err(|refusal| {
        let pointer = refusal.pointer.clone().unwrap_or_default();
        refusal.at(format!("/facts{pointer}"))
    })?;
    known_type(&facts.type_code, "/facts/document_type", context)?;
    let files = attach(&command.files, &[], facts.is_secret(), actor, context)?;
    let mut events = Vec::new();
    if let Some(register) = &command.register {
        // As for the command alone.
        access::may_enter(actor, context.directory).map_err(|refusal| refusal.at("/register"))?;
        events.push(enter(&facts, register, actor, context).map_err(|refusal| match &refusal.pointer {
            Some(pointer) => {
                let pointer = format!("/register{pointer}");
                refusal.at(pointer)
            }
            None => refusal.at("/register"),
        })?);
    }
    let deadline = deadline::step(context, context.settings.steps.register, facts.urgency, facts.received_at);
    events.insert(0, Event::Received { facts, files, deadline });
    Ok(events)
}

/// Decides a command on a document as it stands.
///
/// # Errors
/// The rule that says no; the document is as it was.
pub fn decide(
    document: &IncomingDocument,
    actor: Actor,
    command: Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    access::may(document, actor, command.kind(), command.assignment(), context.directory)?;
    Decision { document, actor, context, taken: 0 }.decide(command).map(|event| vec![event])
}

/// Decides a command in the first of these names in which it is not refused: what is refused to somebody for themselves may be
/// theirs to do in the stead of somebody else.
///
/// # Errors
/// Where in none: why not in the first.
pub fn decide_in_some_name(
    document: &IncomingDocument,
    names: &[Actor],
    command: &Command,
    context: &Context<'_>,
) -> Result<(Actor, Vec<Event>), Refusal> {
    let mut refused = Refusal::new(Rule::NotStaff);
    for (n, actor) in names.iter().enumerate() {
        match decide(document, *actor, command.clone(), context) {
            Ok(events) => return Ok((*actor, events)),
            Err(refusal) if n == 0 => refused = refusal,
            Err(_) => {}
        }
    }
    Err(refused)
}

/// One decision under way.
struct Decision<'a> {
    document: &'a IncomingDocument,
    actor: Actor,
    context: &'a Context<'a>,
    /// How many fresh ids it has taken.
    taken: u16,
}

/// What an assignment is given with.
struct Given<'a> {
    role: AssignmentRole,
    target: &'a Target,
    parent: Option<AssignmentId>,
    leader_approves: bool,
    by: Assigner,
}

/// What a direction makes of the assignments.
struct Directed {
    /// Those it makes.
    new: Vec<Assignment>,
    /// Those of an earlier direction that it names again, as they are from now on.
    kept: Vec<Assignment>,
    /// Those that end.
    ended: Vec<AssignmentId>,
}

/// Whether there are more than a setting allows.
fn exceeds(count: usize, max: u32) -> bool {
    u32::try_from(count).map_or(true, |count| count > max)
}

impl Decision<'_> {
    fn decide(&mut self, command: Command) -> Result<Event, Refusal> {
        match command {
            Command::Register(register) => enter(self.document.facts(), &register, self.actor, self.context),
            Command::Refuse(c) => Ok(Event::Refused { reason: c.reason }),
            Command::Present(c) => self.present(c),
            Command::Route(c) => self.route(c.rule),
            Command::Close(c) => self.close(c),
            Command::ReturnToSender(c) => Ok(Event::ReturnedToSender { reason: c.reason }),
            Command::Void(c) => Ok(Event::Voided { reason: c.reason }),
            Command::Pass(c) => self.pass(c),
            Command::Direct(c) => self.direct(c),
            Command::GiveBack(c) => self.give_back(c),
            Command::Assign(c) => self.assign(&c),
            Command::SubmitResult(c) => self.submit_result(c),
            Command::Redirect(c) => self.redirect(c),
            Command::Reassign(c) => self.reassign(c),
            Command::TakeBack(c) => Ok(Event::TakenBack { reason: c.reason }),
            Command::Approve(c) => self.approve(c.assignment, c.note),
            Command::Reject(c) => Ok(Event::Rejected { assignment: c.assignment, reason: c.reason }),
            Command::File(c) => Ok(Event::Filed { case_file: c.case_file }),
            Command::Reopen(c) => Ok(self.reopen(c.reason)),
            Command::Recall(c) => match self.context.settings.recall {
                RecallPolicy::AtOnce => Ok(Event::Recalled { reason: c.reason }),
                RecallPolicy::OnAgreement if self.document.recall().is_some() => Err(Refusal::new(Rule::RecallWaiting)),
                RecallPolicy::OnAgreement => Ok(Event::RecallRequested { reason: c.reason }),
            },
            Command::AgreeRecall(_) => match self.document.recall() {
                Some(request) => Ok(Event::Recalled { reason: request.reason.clone() }),
                None => Err(Refusal::new(Rule::NoRecall)),
            },
            Command::RefuseRecall(_) if self.document.recall().is_none() => Err(Refusal::new(Rule::NoRecall)),
            Command::RefuseRecall(c) => Ok(Event::RecallRefused { reason: c.reason }),
            Command::Accept(c) => Ok(Event::Accepted { assignment: c.assignment }),
            Command::Amend(c) => self.amend(c),
            Command::AddRecipient(c) => self.add_recipient(&c),
            Command::Withdraw(c) => self.withdraw(c),
            Command::Comment(c) => Ok(Event::Commented { text: c.text }),
            Command::Attach(c) => {
                if c.files.is_empty() {
                    return Err(Refusal::new(Rule::NothingToChange).at("/files"));
                }
                Ok(Event::FilesAttached { files: self.attach(&c.files)? })
            }
            Command::Correct(c) => self.correct(c),
            Command::ReportProgress(ReportProgress { assignment, text }) => {
                Ok(Event::ProgressReported { assignment, text })
            }
            Command::Remind(Remind { assignment, text }) => {
                self.words(text.as_ref(), "/text")?;
                Ok(Event::Reminded { assignment, text })
            }
            Command::RequestExtension(c) => self.request_extension(c),
            Command::GrantExtension(c) => self.grant_extension(&c),
            Command::RefuseExtension(c) => Ok(Event::ExtensionRefused { assignment: c.assignment, reason: c.reason }),
            Command::Pause(c) => Ok(self.pause(c.reason)),
            Command::Resume(c) => Ok(self.resume(c.reason)),
            Command::GrantLook(c) => self.grant_look(c),
            Command::EndLook(c) => self.end_look(&c),
            Command::HandOver(c) => self.hand_over(c),
            Command::Acknowledge(c) => Ok(Event::Acknowledged { assignment: c.assignment }),
            Command::Answered(c) => Ok(Event::Answered { by: c.by, completes: c.completes }),
            Command::AnswerVoided(c) => self.answer_voided(c),
            Command::PassOn(_) => self.pass_on(),
            Command::RecountDeadlines(c) => self.recount(c),
        }
    }

    // -- what every part needs ------------------------------------------------------------------------------------------

    fn by(&self) -> Result<By, Refusal> {
        self.actor.by().ok_or(Refusal::new(Rule::HolderOnly))
    }

    fn fresh(&mut self) -> AssignmentId {
        let id = self.context.seed.nth(self.taken);
        self.taken = self.taken.saturating_add(1);
        AssignmentId(id)
    }

    fn assignment(&self, id: AssignmentId) -> Result<&Assignment, Refusal> {
        self.document.assignment(id).ok_or(Refusal::new(Rule::AssignmentUnknown).at("/assignment"))
    }

    /// Free words are content, which a secret line can't have.
    fn words(&self, words: Option<&Instruction>, pointer: &str) -> Result<(), Refusal> {
        match words {
            Some(_) if self.document.facts().is_secret() => Err(Refusal::new(Rule::SecretHasNoContent).at(pointer)),
            _ => Ok(()),
        }
    }

    fn attach(&self, files: &[FileId]) -> Result<Vec<Attachment>, Refusal> {
        let secret = self.document.facts().is_secret();
        attach(files, self.document.files(), secret, self.actor, self.context)
    }

    /// A deadline lies in the future, and not after that of the assignment above.
    fn deadline(&self, due: UtcTime, parent: Option<AssignmentId>, pointer: &str) -> Result<(), Refusal> {
        if !crate::time::is_instant_of_our_time(due) {
            return Err(Refusal::new(Rule::DateOutOfRange).at(pointer));
        }
        if due <= self.context.now {
            return Err(Refusal::new(Rule::DeadlinePast).at(pointer));
        }
        let above = parent.and_then(|id| self.document.assignment(id)).and_then(Assignment::due);
        match above {
            Some(above) if due > above => {
                Err(Refusal::new(Rule::DeadlineAfterParent).at(pointer).with("parent_due", crate::time::written(above)))
            }
            _ => Ok(()),
        }
    }

    fn holder(&self, holder: Holder, pointer: &str) -> Result<(), Refusal> {
        self.context.directory.reaches(holder, pointer)
    }

    /// Makes one assignment; the deadline above it stands for its own where it has none.
    fn give(&mut self, given: &Given<'_>, pointer: &str) -> Result<Assignment, Refusal> {
        let Given { role, target, parent, leader_approves, by } = *given;
        self.holder(target.holder, pointer)?;
        self.words(target.instruction.as_ref(), &format!("{pointer}/instruction"))?;
        let works = matches!(role, AssignmentRole::Primary | AssignmentRole::Supporting);
        let unit = self.unit_of(target.holder, parent);
        let asked = self.asked(target.due, target.term, unit, pointer)?;
        if let Some(Asked { due, counted }) = &asked {
            let pointer = format!("{pointer}/{}", if counted.is_some() { "term" } else { "due" });
            if !works {
                return Err(Refusal::new(Rule::NoDeadlineForRole).at(pointer));
            }
            self.deadline(*due, parent, &pointer)?;
        }
        // Whoever is given none has that of the work above, and moves with it where the calendar changes; at the top the usual one.
        let above = parent.and_then(|id| self.document.assignment(id));
        let (due, counted) = match (asked, above) {
            _ if !works => (None, None),
            (Some(Asked { due, counted }), _) => (Some(due), counted),
            (None, Some(above)) => (above.due(), above.counted),
            (None, None) => self.usual(unit).map_or((None, None), |usual| (Some(usual.due), usual.counted)),
        };
        let duty = match role {
            AssignmentRole::Primary => Duty::Primary { due, leader_approves },
            AssignmentRole::Supporting => Duty::Supporting { due },
            AssignmentRole::Informed => Duty::Informed,
            AssignmentRole::Monitor => Duty::Monitor,
        };
        Ok(Assignment {
            id: self.fresh(),
            parent,
            duty,
            holder: target.holder,
            departments: self.context.directory.departments_of(target.holder),
            former_holders: Vec::new(),
            assigned_by: by,
            answers_to: None,
            opened_at: self.context.now,
            instruction: target.instruction.clone(),
            status: Status::Open,
            extension: None,
            counted,
            first_due: None,
        })
    }

    fn few(&self, count: usize, pointer: &str) -> Result<(), Refusal> {
        let max = self.context.settings.max_recipients;
        if exceeds(count, max) {
            return Err(Refusal::new(Rule::TooManyRecipients).at(pointer).with("max", max));
        }
        Ok(())
    }

    /// Nobody holds two assignments under the same parent at once, but for the one that ends in the same step.
    fn not_yet_at(&self, holder: Holder, parent: Option<AssignmentId>, pointer: &str) -> Result<(), Refusal> {
        let there =
            self.document.assignments().iter().any(|a| a.is_pending() && a.parent == parent && a.holder == holder);
        if there { Err(Refusal::new(Rule::RecipientTwice).at(pointer)) } else { Ok(()) }
    }
}

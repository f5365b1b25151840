//! From what happened to whom it concerns: every event names those who are told, and of what.

use std::collections::BTreeSet;

use super::{Notice, NoticeKind, Recipient};
use crate::{
    Actor, AssignmentId, PersonId, UtcTime, access,
    assignment::{Assignment, AssignmentRole, Holder, Status},
    incoming::{
        Event, Happening, IncomingDocument, Pending, Presentation, State,
        event::{Fallback, Resumption, moved_in_words},
        handover,
    },
    organisation::{Directory, Role},
    work::Desk,
};

/// Who is told of what lies on a desk, each with in whose stead.
pub(crate) fn told_at(desk: Desk, directory: &Directory) -> Vec<(PersonId, Option<PersonId>)> {
    let people: BTreeSet<PersonId> = match desk {
        Desk::Registry => directory.with_role(Role::RegistryClerk).collect(),
        Desk::OneStop => directory.with_role(Role::OneStopClerk).collect(),
        Desk::Holder(Holder::Person(id)) => directory.active(id).map(|p| p.id).into_iter().collect(),
        Desk::Holder(Holder::Department(id)) => directory.told_for(id),
    };
    // Everyone for themselves first; whoever stands in for somebody is told the same, once.
    let own = people.iter().map(|person| (*person, None));
    let instead = people.iter().filter_map(|away| Some((directory.absence(*away)?.substitute, Some(*away))));
    own.chain(instead).collect()
}

/// Who is told that the sender of a document has put another in its place, which these words name: whoever has it, the leader who waits for the
/// result, everybody who has a part in it, and the registry.
pub fn replaced_by_sender(document: &IncomingDocument, words: &str, directory: &Directory) -> Vec<Notice> {
    const KIND: NoticeKind = NoticeKind::IssuedReplaced;
    let mut told = Telling { after: document, by: Actor::Interchange, directory, notices: Vec::new(), about: None };
    told.now_holding(KIND, Some(words));
    let root = document.state().chain().and_then(|(root, _)| document.assignment(root));
    if let Some(leader) = root.and_then(Assignment::giver) {
        told.person(leader, KIND, None, Some(words));
    }
    for part in document.assignments() {
        told.tell_about(part, KIND, Some(words));
    }
    told.tell(Desk::Registry, KIND, None, Some(words), None);
    told.notices
}

pub(super) struct Telling<'a> {
    after: &'a IncomingDocument,
    by: Actor,
    directory: &'a Directory,
    notices: Vec<Notice>,
    /// Whom it is about, beside whoever did it.
    about: Option<PersonId>,
}

impl<'a> Telling<'a> {
    /// The notices of one happening.
    pub(super) fn of(
        before: Option<&IncomingDocument>,
        after: &'a IncomingDocument,
        happening: &Happening,
        directory: &'a Directory,
    ) -> Vec<Notice> {
        let mut told = Telling { after, by: happening.by, directory, notices: Vec::new(), about: None };
        told.happened(before, &happening.event);
        told.notices
    }

    fn tell(
        &mut self,
        desk: Desk,
        kind: NoticeKind,
        assignment: Option<AssignmentId>,
        words: Option<&str>,
        due: Option<UtcTime>,
    ) {
        for (person, instead_of) in told_at(desk, self.directory) {
            // Nobody is sent a link that leads them nowhere, or words that are not for them.
            if !access::may_see(self.after, person, self.directory) {
                continue;
            }
            let to = Recipient::Person(person);
            // In another's stead one is told beside what one is told for oneself, but not the same twice.
            let same = |n: &Notice| n.instead_of == instead_of || (n.kind == kind && n.assignment == assignment);
            let already = self.notices.iter().any(|n| n.to == to && same(n));
            if self.by.person() != Some(person) && !already {
                let words = words.map(str::to_owned);
                self.notices.push(Notice { kind, to, instead_of, assignment, words, due, about: self.about });
            }
        }
    }

    fn tell_about(&mut self, assignment: &Assignment, kind: NoticeKind, words: Option<&str>) {
        self.tell(Desk::Holder(assignment.holder), kind, Some(assignment.id), words, assignment.due());
    }

    /// A new assignment to its holder.
    fn given(&mut self, assignment: &Assignment) {
        let kind = NoticeKind::given(assignment.role());
        self.tell_about(assignment, kind, assignment.instruction.as_ref().map(crate::Instruction::as_str));
    }

    fn presented(&mut self, presentation: &Presentation, kind: NoticeKind) {
        let words = presentation.note.as_ref().map(crate::Instruction::as_str);
        self.tell(Desk::Holder(Holder::Person(presentation.to)), kind, None, words, None);
    }

    fn person(&mut self, person: PersonId, kind: NoticeKind, assignment: Option<AssignmentId>, words: Option<&str>) {
        let due = assignment.and_then(|id| self.after.assignment(id)).and_then(Assignment::due);
        self.tell(Desk::Holder(Holder::Person(person)), kind, assignment, words, due);
    }

    /// Those whose assignment ended with this event although they did not end it.
    fn ended(&mut self, before: Option<&IncomingDocument>, kind: NoticeKind, words: Option<&str>) {
        let Some(before) = before else { return };
        for old in before.assignments().iter().filter(|a| a.is_pending()) {
            let now = self.after.assignment(old.id);
            if now.is_some_and(|a| !a.is_pending()) {
                self.tell_about(old, kind, words);
            }
        }
    }

    fn sender(&mut self, kind: NoticeKind, words: &str) {
        if let Some(address) = &self.after.facts().sender_email {
            let to = Recipient::Sender(address.clone());
            self.notices.push(Notice {
                kind,
                to,
                instead_of: None,
                assignment: None,
                words: Some(words.to_owned()),
                due: None,
                about: None,
            });
        }
    }

    #[allow(clippy::too_many_lines, reason = "one arm an event: the whole catalogue stands in one place")]
    fn happened(&mut self, before: Option<&IncomingDocument>, event: &Event) {
        use NoticeKind as K;
        match event {
            Event::Received { .. } => self.tell(Desk::Registry, K::Arrived, None, None, None),
            Event::Refused { reason } => self.sender(K::RefusedToSender, reason.as_str()),
            Event::Presented { presentation } | Event::Passed { presentation } => {
                self.presented(presentation, K::Presented);
            }
            Event::PresentationGivenBack { reason, .. } => {
                self.tell(Desk::Registry, K::GivenBack, None, Some(reason.as_str()), None);
            }
            Event::Directed { assignments, kept, .. } => {
                assignments.iter().chain(kept).for_each(|a| self.given(a));
                self.ended(before, K::TakenAway, None);
            }
            Event::Routed { assignment, .. } | Event::RecipientAdded { assignment } => self.given(assignment),
            Event::Closed { readers, reason, .. } => {
                for reader in readers {
                    self.tell_about(reader, K::GivenInformed, Some(reason.as_str()));
                }
                self.ended(before, K::Completed, Some(reason.as_str()));
            }
            Event::ReturnedToSender { reason } => {
                self.sender(K::ReturnedToSender, reason.as_str());
                self.ended(before, K::TakenAway, Some(reason.as_str()));
                // The registry does the sending.
                self.tell(Desk::Registry, K::SendBack, None, Some(reason.as_str()), None);
            }
            Event::Assigned { assignments, .. } => assignments.iter().for_each(|a| self.given(a)),
            Event::GivenBack { assignment, reason, fallback } => {
                self.fell(*assignment, fallback, Some(reason.as_str()));
                self.ended(before, K::TakenAway, Some(reason.as_str()));
            }
            Event::Withdrawn { assignment, reason, fallback } => {
                let words = reason.as_ref().map(crate::Reason::as_str);
                self.ended(before, K::TakenAway, words);
                if !matches!(fallback, Fallback::Stays | Fallback::Unit) {
                    self.fell(*assignment, fallback, words);
                }
            }
            Event::Redirected { assignment, reason } | Event::Reassigned { assignment, reason } => {
                self.given(assignment);
                self.ended(before, K::TakenAway, Some(reason.as_str()));
            }
            Event::Voided { reason } | Event::TakenBack { reason } => {
                self.ended(before, K::TakenAway, Some(reason.as_str()));
            }
            Event::ResultSubmitted { assignment, result, leader, .. } => {
                let words = result.text.as_ref().map(crate::Instruction::as_str);
                self.approval_awaited(*assignment, *leader, words);
                self.ended(before, K::TakenAway, None);
            }
            Event::ResultCompleted { result, .. } => {
                self.waiting(result.text.as_ref().map(crate::Instruction::as_str));
                self.ended(before, K::Completed, None);
            }
            Event::OpinionSubmitted { assignment, result, .. } => {
                let words = result.text.as_ref().map(crate::Instruction::as_str);
                if let Some(holder) = self.after.primary_holder() {
                    self.tell(Desk::Holder(holder), K::OpinionGiven, Some(*assignment), words, None);
                }
                // Within a unit its head answers for the opinion; a leader waits for the result, not for opinions.
                let given = self.after.assignment(*assignment).filter(|a| a.parent.is_some());
                if let Some(giver) = given.and_then(Assignment::giver) {
                    self.person(giver, K::OpinionGiven, Some(*assignment), words);
                }
                self.ended(before, K::TakenAway, None);
            }
            Event::ApprovedByUnit { assignment, note, leader, result } => {
                let words = result.text.as_ref().map(crate::Instruction::as_str);
                self.approval_awaited(*assignment, Some(*leader), words);
                self.submitter(before, *assignment, K::ApprovedByUnit, note.as_ref().map(crate::Instruction::as_str));
            }
            Event::Approved { assignment, note } => {
                let words = note.as_ref().map(crate::Instruction::as_str);
                self.submitter(before, *assignment, K::Approved, words);
                if let Some(done) = self.after.assignment(*assignment) {
                    self.tell_about(&done.clone(), K::Approved, words);
                }
                self.filer(words);
                // Who waited for the result is told the result.
                let submitted = before.and_then(|b| b.assignment(*assignment)).map(|a| &a.status);
                let result = match submitted {
                    Some(Status::Submitted { result }) => result.text.as_ref().map(crate::Instruction::as_str),
                    _ => None,
                };
                self.waiting(result);
                self.ended(before, K::Completed, result);
            }
            Event::Rejected { assignment, reason } => {
                self.submitter(before, *assignment, K::Rejected, Some(reason.as_str()));
                if let Some(again) = self.after.assignment(*assignment) {
                    self.tell_about(&again.clone(), K::Rejected, Some(reason.as_str()));
                }
            }
            Event::Reopened { reason, resumption } => self.reopened(resumption, reason.as_str()),
            Event::RecallRequested { reason } => {
                self.tell(Desk::Registry, K::RecallAsked, None, Some(reason.as_str()), None);
            }
            Event::Recalled { reason } => {
                self.recalled(before, reason.as_str());
            }
            Event::Amended { assignment, .. } => {
                if let Some(amended) = self.after.assignment(*assignment).cloned() {
                    let words = amended.instruction.as_ref().map(crate::Instruction::as_str);
                    self.tell_about(&amended, K::Amended, words);
                }
            }
            Event::DeadlinesRecounted { moved, step, because } => {
                for one in moved {
                    if let Some(recounted) = self.after.assignment(one.assignment).cloned() {
                        let words = moved_in_words(one.due_before, one.due, because);
                        self.tell_about(&recounted, K::DeadlineMoved, Some(&words));
                    }
                }
                if let Some(step) = step {
                    let due = step.deadline.due;
                    let words = moved_in_words(step.due_before, due, because);
                    self.tell(Desk::Registry, K::DeadlineMoved, None, Some(&words), Some(due));
                }
            }
            Event::Commented { text } => {
                if let Some(holder) = self.after.primary_holder() {
                    self.tell(Desk::Holder(holder), K::Commented, None, Some(text.as_str()), None);
                }
            }
            Event::Reminded { assignment, text } => {
                if let Some(pressed) = self.after.assignment(*assignment).cloned() {
                    self.tell_about(&pressed, K::Reminder, text.as_ref().map(crate::Instruction::as_str));
                }
            }
            Event::ExtensionRequested { assignment, request } => {
                let giver = self.after.assignment(*assignment).and_then(Assignment::giver);
                let desk = giver.map_or(Desk::Registry, |id| Desk::Holder(Holder::Person(id)));
                let words = Some(request.reason.as_str());
                self.tell(desk, K::ExtensionAsked, Some(*assignment), words, Some(request.due));
            }
            Event::ExtensionGranted { assignment, .. } => self.holder_of(*assignment, K::ExtensionGranted, None),
            Event::ExtensionRefused { assignment, reason } => {
                self.holder_of(*assignment, K::ExtensionRefused, Some(reason.as_str()));
            }
            Event::Paused { reason, stops_clock } => {
                if *stops_clock {
                    let resting = self.after.assignments().iter().filter(|a| a.is_live() && a.due().is_some());
                    let resting: Vec<AssignmentId> = resting.map(|a| a.id).collect();
                    self.whose_deadlines(&resting, K::PausedElsewhere, Some(reason.as_str()));
                }
                self.now_holding(K::Paused, Some(reason.as_str()));
                // Whose deadline rests, too.
                let with_due = |a: &&Assignment| *stops_clock && a.is_live() && a.due().is_some();
                let resting: Vec<Assignment> = self.after.assignments().iter().filter(with_due).cloned().collect();
                for one in resting {
                    self.tell_about(&one, K::Paused, Some(reason.as_str()));
                }
            }
            Event::Resumed { reason, moved } => {
                let words = reason.as_ref().map(crate::Reason::as_str);
                for one in moved {
                    self.holder_of(one.assignment, K::Resumed, words);
                }
                self.now_holding(K::Resumed, words);
                if before.and_then(IncomingDocument::pause).is_some_and(|pause| pause.stops_clock) {
                    let moved: Vec<AssignmentId> = moved.iter().map(|one| one.assignment).collect();
                    self.whose_deadlines(&moved, K::ResumedElsewhere, words);
                }
            }
            Event::Answered { by, completes: false } => self.now_holding(K::Answered, Some(by.as_str())),
            Event::Answered { by, completes: true } => {
                self.ended(before, K::Completed, Some(by.as_str()));
                self.waiting(Some(by.as_str()));
            }
            Event::AnswerVoided { by, reason, resumption } => {
                let words = format!("{by}: {reason}");
                match resumption {
                    Some(resumption) => self.reopened(resumption, &words),
                    None => self.now_holding(K::AnswerVoided, Some(&words)),
                }
            }
            Event::LookGranted { person, until, reason } => self.look_granted(*person, *until, reason.as_str()),
            Event::HandedOver { from, to, reason, .. } => self.handed_over(before, *from, *to, reason.as_str()),
            Event::Registered { .. }
            | Event::Filed { .. }
            | Event::LookEnded { .. }
            | Event::RecallRefused { .. }
            | Event::Accepted { .. }
            | Event::FilesAttached { .. }
            | Event::Corrected { .. }
            | Event::ProgressReported { .. }
            | Event::Acknowledged { .. } => {}
        }
    }

    fn holder_of(&mut self, assignment: AssignmentId, kind: NoticeKind, words: Option<&str>) {
        if let Some(assignment) = self.after.assignment(assignment).cloned() {
            self.tell_about(&assignment, kind, words);
        }
    }

    /// Whoever holds it knows that an administrator may look; so does the administrator, who sees it by that alone.
    fn look_granted(&mut self, person: PersonId, until: UtcTime, words: &str) {
        let kind = NoticeKind::LookGranted;
        self.about = Some(person);
        let holder = self.after.primary_holder().map_or(Desk::Registry, Desk::Holder);
        self.tell(holder, kind, None, Some(words), Some(until));
        let to = Recipient::Person(person);
        if self.by.person() != Some(person) && !self.notices.iter().any(|notice| notice.to == to) {
            let words = Some(words.to_owned());
            self.notices.push(Notice {
                kind,
                to,
                instead_of: None,
                assignment: None,
                words,
                due: Some(until),
                about: self.about,
            });
        }
    }

    /// Whoever takes over is told once, of what they are to act on before anything else; who hands over, that it is no longer
    /// theirs.
    fn handed_over(&mut self, before: Option<&IncomingDocument>, from: PersonId, to: PersonId, words: &str) {
        self.about = Some(from);
        let shares = before.map(|before| handover::shares(before, from)).unwrap_or_default();
        let theirs = shares.iter().find_map(|share| share.assignment());
        self.person(to, NoticeKind::HandedOver, theirs, Some(words));
        self.person(from, NoticeKind::TakenAway, theirs, Some(words));
    }

    /// Those who set the deadlines of the work as a whole and of these parts (the registry where a rule did), and who monitors.
    fn whose_deadlines(&mut self, parts: &[AssignmentId], kind: NoticeKind, words: Option<&str>) {
        let root = self.after.state().chain().and_then(|(root, _)| self.after.assignment(root)).cloned();
        let others = parts.iter().filter_map(|id| self.after.assignment(*id)).cloned();
        let others: Vec<Assignment> =
            others.filter(|part| root.as_ref().is_none_or(|root| root.id != part.id)).collect();
        for part in root.iter().chain(&others) {
            let giver = part.giver().map_or(Desk::Registry, |id| Desk::Holder(Holder::Person(id)));
            self.tell(giver, kind, Some(part.id), words, part.due());
        }
        let Some(root) = root else { return };
        let monitors = self.after.assignments().iter().filter(|a| a.role() == AssignmentRole::Monitor && a.is_live());
        let monitors: Vec<Holder> = monitors.map(|a| a.holder).collect();
        for monitor in monitors {
            self.tell(Desk::Holder(monitor), kind, Some(root.id), words, root.due());
        }
    }

    fn now_holding(&mut self, kind: NoticeKind, words: Option<&str>) {
        if let Some(holder) = self.after.primary_holder() {
            self.tell(Desk::Holder(holder), kind, None, words, None);
        }
    }

    /// Whoever holds the document again, or gave what was given back.
    fn fell(&mut self, assignment: AssignmentId, fallback: &Fallback, words: Option<&str>) {
        let kind = NoticeKind::GivenBack;
        match fallback {
            Fallback::Unit => {
                if let Some((root, _)) = self.after.state().chain() {
                    self.holder_of(root, kind, words);
                }
            }
            Fallback::Leader { presentation, .. } => self.person(presentation.to, kind, Some(assignment), words),
            Fallback::Registry { .. } => self.tell(Desk::Registry, kind, Some(assignment), words, None),
            Fallback::Stays => match self.after.assignment(assignment).and_then(Assignment::giver) {
                Some(giver) => self.person(giver, kind, Some(assignment), words),
                None => self.tell(Desk::Registry, kind, Some(assignment), words, None),
            },
        }
    }

    fn approval_awaited(&mut self, assignment: AssignmentId, leader: Option<PersonId>, words: Option<&str>) {
        // Whoever approves answers for the deadline of the unit, not for the one that it set its officer.
        let root = self.after.state().chain().and_then(|(root, _)| self.after.assignment(root));
        let submitted = self.after.assignment(assignment);
        let due = root.and_then(Assignment::due).or_else(|| submitted.and_then(Assignment::due));
        let holder = match (leader, self.after.state()) {
            (Some(leader), _) => Some(Holder::Person(leader)),
            (None, State::AwaitingApproval { pending: Pending::ByUnit { root, .. }, .. }) => {
                self.after.assignment(*root).map(|root| root.holder)
            }
            _ => None,
        };
        if let Some(holder) = holder {
            self.tell(Desk::Holder(holder), NoticeKind::ResultToApprove, Some(assignment), words, due);
        }
    }

    /// Who handed in what is now approved or not.
    fn submitter(
        &mut self,
        before: Option<&IncomingDocument>,
        assignment: AssignmentId,
        kind: NoticeKind,
        words: Option<&str>,
    ) {
        let handed_in = before.and_then(|b| b.assignment(assignment)).map(|a| &a.status);
        if let Some(crate::assignment::Status::Submitted { result }) = handed_in {
            self.person(result.by.desk(), kind, Some(assignment), words);
        }
    }

    /// The officer who did the work has it again, to file.
    fn filer(&mut self, words: Option<&str>) {
        let root = self.after.completion().and_then(|c| c.root);
        if let Some(leg) = root.and_then(|id| self.after.last_leg(id)).cloned() {
            self.tell_about(&leg, NoticeKind::Approved, words);
        }
    }

    /// The leader who directed waits for the end; where a rule directed, the registry, which
    /// keeps the book of what was done.
    fn waiting(&mut self, words: Option<&str>) {
        match self.after.completion().and_then(|c| c.leader) {
            Some(leader) => self.person(leader, NoticeKind::Completed, None, words),
            None => self.tell(Desk::Registry, NoticeKind::Completed, None, words, None),
        }
    }

    fn reopened(&mut self, resumption: &Resumption, words: &str) {
        match resumption {
            Resumption::Chain { root, leg } => {
                if let Some(leg) = leg {
                    self.tell_about(leg, NoticeKind::Reopened, Some(words));
                }
                self.tell_about(root, NoticeKind::Reopened, Some(words));
            }
            Resumption::Leader { presentation } => self.presented(presentation, NoticeKind::Reopened),
            Resumption::Registry { .. } => self.tell(Desk::Registry, NoticeKind::Reopened, None, Some(words), None),
        }
    }

    fn recalled(&mut self, before: Option<&IncomingDocument>, words: &str) {
        let Some(before) = before else { return };
        // Whoever it lies before now: a leader, too, whose approval it waits for.
        if let Some(holder) = before.primary_holder() {
            self.tell(Desk::Holder(holder), NoticeKind::Recalled, None, Some(words), None);
        }
        // And the leader who waits for the result.
        let root = before.state().chain().and_then(|(root, _)| before.assignment(root));
        if let Some(leader) = root.and_then(Assignment::giver) {
            self.person(leader, NoticeKind::Recalled, None, Some(words));
        }
        for old in before.assignments() {
            // Those who had it, done or not, know that it is to be disregarded.
            self.tell_about(old, NoticeKind::Recalled, Some(words));
        }
        self.tell(Desk::Registry, NoticeKind::Recalled, None, Some(words), None);
    }
}

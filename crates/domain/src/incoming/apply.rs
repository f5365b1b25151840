//! From an event to the new state. Total: an event that doesn't fit the document is an error, never a panic; that happens
//! only where history was changed by hand.

use super::{
    document::{GrantedLook, IncomingDocument, Pause, RecallRequest},
    event::{Event, Fallback, Happening, MovedDeadline, Resumption},
    handover,
    state::{Completion, Pending, Remarked, State, StepDeadline},
};
use crate::{
    AgencyId, AssignmentId, By, DocumentId, PersonId, Reason, UtcTime,
    assignment::{Assignment, AssignmentRole, Status, WorkResult},
    register::Entry,
};

/// An event that doesn't fit the document it is said to have happened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mismatch(pub &'static str);

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the event does not fit the document: {}", self.0)
    }
}

impl std::error::Error for Mismatch {}

/// The document that the first event makes.
///
/// # Errors
/// [`Mismatch`] where it isn't a receipt.
pub fn receive_apply(id: DocumentId, agency: AgencyId, first: &Happening) -> Result<IncomingDocument, Mismatch> {
    let Event::Received { facts, files, deadline } = &first.event else {
        return Err(Mismatch("a history begins with a receipt"));
    };
    Ok(IncomingDocument {
        id,
        agency,
        version: 1,
        received_by: first.by.by(),
        received_through: first.by.service(),
        facts: facts.clone(),
        state: State::Received { deadline: *deadline },
        assignments: Vec::new(),
        files: files.clone(),
        recall: None,
        pause: None,
        answers: Vec::new(),
        routed_by: None,
        looks: Vec::new(),
    })
}

/// The document after the event.
///
/// # Errors
/// [`Mismatch`] where the event doesn't fit.
pub fn apply(mut document: IncomingDocument, happening: &Happening) -> Result<IncomingDocument, Mismatch> {
    document.version += 1;
    Change { document: &mut document, by: happening.by.by(), at: happening.at }.apply(&happening.event)?;
    document.check().map_err(Mismatch)?;
    Ok(document)
}

/// One event on its way into the document.
struct Change<'a> {
    document: &'a mut IncomingDocument,
    by: Option<By>,
    at: UtcTime,
}

impl Change<'_> {
    #[allow(clippy::too_many_lines, reason = "one arm an event: the whole of history stands in one place")]
    fn apply(&mut self, event: &Event) -> Result<(), Mismatch> {
        match event {
            Event::Received { .. } => return Err(Mismatch("received twice")),
            Event::Registered { entry, deadline } => {
                self.document.state = State::Registered { entry: entry.clone(), deadline: *deadline };
            }
            Event::Refused { reason } => {
                let state = State::Refused(self.remarked(reason));
                self.end(state);
            }
            Event::Presented { presentation } | Event::Passed { presentation } => {
                self.document.state = State::Presented { entry: self.entry()?, presentation: presentation.clone() };
            }
            Event::PresentationGivenBack { deadline, .. } => {
                self.document.state = State::Registered { entry: self.entry()?, deadline: *deadline };
            }
            Event::Directed { assignments, kept, ended } => self.directed(assignments, kept, ended)?,
            Event::Routed { rule, assignment, .. } => {
                self.document.routed_by = Some(*rule);
                self.document.state = State::Directed { entry: self.entry()?, root: assignment.id };
                self.document.assignments.push(assignment.clone());
            }
            Event::Closed { readers, reason, .. } => self.closed(readers, reason)?,
            Event::ReturnedToSender { reason } => {
                let state = State::Returned { entry: self.entry()?, end: self.remarked(reason) };
                self.end(state);
            }
            Event::Voided { reason } => {
                let state = State::Voided { entry: self.entry()?, end: self.remarked(reason) };
                self.end(state);
            }
            Event::Assigned { parent, assignments } => self.assigned(*parent, assignments)?,
            Event::GivenBack { assignment, reason, fallback } => {
                let by = self.by.ok_or(Mismatch("only a person gives back"))?;
                let status = Status::GivenBack { by, at: self.at, reason: reason.clone() };
                self.fall(*assignment, status, fallback)?;
            }
            Event::Withdrawn { assignment, reason, fallback } => {
                self.fall(*assignment, Status::Withdrawn { at: self.at, reason: reason.clone() }, fallback)?;
            }
            Event::Redirected { reason, assignment } => {
                let (root, _) = self.chain()?;
                self.withdraw_tree(root, Some(reason))?;
                self.document.state = State::Directed { entry: self.entry()?, root: assignment.id };
                self.document.assignments.push(assignment.clone());
            }
            Event::Reassigned { reason, assignment } => {
                let (root, leg) = self.legged()?;
                self.withdraw_tree(leg, Some(reason))?;
                self.document.state = State::InProgress { entry: self.entry()?, root, leg: assignment.id };
                self.document.assignments.push(assignment.clone());
            }
            Event::TakenBack { reason } => {
                let (root, leg) = self.legged()?;
                self.withdraw_tree(leg, Some(reason))?;
                self.document.state = State::Directed { entry: self.entry()?, root };
            }
            Event::ResultSubmitted { assignment, result, files, leader } => {
                self.document.files.extend(files.iter().cloned());
                self.submitted(*assignment, result, *leader)?;
            }
            Event::ResultCompleted { assignment, result, files } => {
                self.document.files.extend(files.iter().cloned());
                self.find(*assignment)?.status = Status::Done { result: Some(result.clone()), at: self.at };
                self.complete(*assignment)?;
            }
            Event::OpinionSubmitted { assignment, result, files } => {
                self.document.files.extend(files.iter().cloned());
                self.withdraw_below(*assignment, None);
                let at = self.at;
                let given = self.find(*assignment)?;
                given.status = Status::Done { result: Some(result.clone()), at };
                given.extension = None;
            }
            Event::ApprovedByUnit { assignment, result, leader, .. } => {
                let (root, _) = self.chain()?;
                self.done(*assignment)?;
                self.find(root)?.status = Status::Submitted { result: result.clone() };
                let pending = Pending::ByLeader { root, leader: *leader };
                self.document.state = State::AwaitingApproval { entry: self.entry()?, pending };
            }
            Event::Approved { assignment, .. } => {
                let (root, _) = self.chain()?;
                self.done(*assignment)?;
                if root != *assignment {
                    self.find(root)?.status = Status::Done { result: None, at: self.at };
                }
                self.complete(root)?;
            }
            Event::Rejected { assignment, .. } => self.rejected(*assignment)?,
            Event::Filed { case_file } => {
                let State::Completed { entry, completion } = self.document.state.clone() else {
                    return Err(Mismatch("only a completed document is filed"));
                };
                self.document.state =
                    State::Filed { entry, completion, case_file: case_file.clone(), by: self.by, at: self.at };
            }
            Event::Reopened { resumption, .. } => self.reopened(resumption)?,
            Event::RecallRequested { reason } => {
                self.document.recall = Some(RecallRequest { reason: reason.clone(), at: self.at });
            }
            Event::Recalled { reason } => {
                let state = State::Recalled { entry: self.document.state.entry().cloned(), end: self.remarked(reason) };
                self.end(state);
            }
            Event::RecallRefused { .. } => self.document.recall = None,
            Event::Accepted { assignment } | Event::ProgressReported { assignment, .. } => self.take_up(*assignment)?,
            Event::Amended { assignment, instruction, due, counted, first_due, .. } => {
                let amended = self.find(*assignment)?;
                amended.instruction.clone_from(instruction);
                amended.move_due(*due, *first_due);
                amended.counted = *counted;
            }
            Event::DeadlinesRecounted { moved, step, .. } => {
                self.moved(moved)?;
                self.step_until(step.map(|moved| moved.deadline))?;
            }
            Event::RecipientAdded { assignment } => {
                if let Some(parent) = assignment.parent {
                    self.take_up(parent)?;
                }
                self.document.assignments.push(assignment.clone());
            }
            Event::FilesAttached { files } => self.document.files.extend(files.iter().cloned()),
            Event::Corrected { after, deadline, .. } => {
                self.document.facts = (**after).clone();
                self.step_until(*deadline)?;
            }
            Event::ExtensionRequested { assignment, request } => {
                self.take_up(*assignment)?;
                self.find(*assignment)?.extension = Some(request.clone());
            }
            Event::ExtensionGranted { assignment, due, counted, first_due, .. } => {
                let extended = self.find(*assignment)?;
                extended.move_due(Some(*due), *first_due);
                extended.extension = None;
                extended.counted = *counted;
            }
            Event::ExtensionRefused { assignment, .. } => self.find(*assignment)?.extension = None,
            Event::Paused { reason, stops_clock } => {
                let by = self.by.ok_or(Mismatch("only a person pauses"))?;
                self.document.pause =
                    Some(Pause { reason: reason.clone(), by, at: self.at, stops_clock: *stops_clock });
            }
            Event::Resumed { moved, .. } => {
                self.document.pause = None;
                self.moved(moved)?;
            }
            Event::Acknowledged { assignment } => {
                self.find(*assignment)?.status = Status::Done { result: None, at: self.at };
            }
            Event::Answered { by, completes } => {
                self.document.answers.push(by.clone());
                if *completes {
                    let (root, _) = self.chain()?;
                    self.complete(root)?;
                }
            }
            Event::AnswerVoided { by, resumption, .. } => {
                let found = self.document.answers.iter().rposition(|answer| answer == by);
                self.document.answers.remove(found.ok_or(Mismatch("it was not answered by that"))?);
                if let Some(resumption) = resumption {
                    self.reopened(resumption)?;
                }
            }
            Event::LookGranted { person, until, reason } => {
                let by = self.by.ok_or(Mismatch("only a person grants a look"))?;
                self.document.looks.retain(|look| look.person != *person);
                let look = GrantedLook { person: *person, until: *until, reason: reason.clone(), by, at: self.at };
                self.document.looks.push(look);
            }
            Event::LookEnded { person } => self.document.looks.retain(|look| look.person != *person),
            Event::HandedOver { from, to, departments, .. } => {
                handover::hand_over(self.document, *from, *to, departments, self.at);
            }
            Event::Commented { .. } | Event::Reminded { .. } => {}
        }
        Ok(())
    }

    fn remarked(&self, reason: &Reason) -> Remarked {
        Remarked { reason: reason.clone(), by: self.by, at: self.at }
    }

    fn entry(&self) -> Result<Entry, Mismatch> {
        self.document.state.entry().cloned().ok_or(Mismatch("not entered in a register"))
    }

    fn chain(&self) -> Result<(AssignmentId, Option<AssignmentId>), Mismatch> {
        self.document.state.chain().ok_or(Mismatch("no primary chain"))
    }

    fn legged(&self) -> Result<(AssignmentId, AssignmentId), Mismatch> {
        match self.chain()? {
            (root, Some(leg)) => Ok((root, leg)),
            (_, None) => Err(Mismatch("no officer in the primary chain")),
        }
    }

    fn find(&mut self, id: AssignmentId) -> Result<&mut Assignment, Mismatch> {
        self.document.assignments.iter_mut().find(|a| a.id == id).ok_or(Mismatch("no such assignment"))
    }

    /// Deadlines that the calendar or a rest has moved.
    fn moved(&mut self, moved: &[MovedDeadline]) -> Result<(), Mismatch> {
        for one in moved {
            let later = self.find(one.assignment)?;
            later.move_due(Some(one.due), one.first_due);
            later.counted = one.counted.or(later.counted);
        }
        Ok(())
    }

    /// The registry's step has another deadline, where one is given.
    fn step_until(&mut self, to: Option<StepDeadline>) -> Result<(), Mismatch> {
        match (&mut self.document.state, to) {
            (_, None) => Ok(()),
            (State::Received { deadline } | State::Registered { deadline, .. }, Some(_)) => {
                *deadline = to;
                Ok(())
            }
            (_, Some(_)) => Err(Mismatch("the registry has no step to take")),
        }
    }

    /// Acting on an assignment accepts it.
    fn take_up(&mut self, id: AssignmentId) -> Result<(), Mismatch> {
        let (by, at) = (self.by, self.at);
        let assignment = self.find(id)?;
        if let (Status::Open, Some(by)) = (&assignment.status, by) {
            assignment.status = Status::Accepted { by, at };
        }
        Ok(())
    }

    /// Ends whatever hangs below an assignment.
    fn withdraw_below(&mut self, id: AssignmentId, reason: Option<&Reason>) {
        let mut below = vec![id];
        let at = self.at;
        // Children stand after their parents, so one pass finds every descendant.
        for assignment in &mut self.document.assignments {
            if assignment.parent.is_some_and(|parent| below.contains(&parent)) {
                below.push(assignment.id);
                if assignment.is_pending() {
                    assignment.status = Status::Withdrawn { at, reason: reason.cloned() };
                    assignment.extension = None;
                }
            }
        }
    }

    fn withdraw_tree(&mut self, id: AssignmentId, reason: Option<&Reason>) -> Result<(), Mismatch> {
        self.withdraw_below(id, reason);
        let at = self.at;
        let assignment = self.find(id)?;
        assignment.status = Status::Withdrawn { at, reason: reason.cloned() };
        assignment.extension = None;
        Ok(())
    }

    fn directed(
        &mut self,
        assignments: &[Assignment],
        kept: &[Assignment],
        ended: &[AssignmentId],
    ) -> Result<(), Mismatch> {
        let primary = assignments.iter().find(|a| a.role() == AssignmentRole::Primary);
        let root = primary.ok_or(Mismatch("a direction has a primary"))?.id;
        for id in ended {
            self.withdraw_tree(*id, None)?;
        }
        for assignment in kept {
            *self.find(assignment.id)? = assignment.clone();
        }
        self.document.state = State::Directed { entry: self.entry()?, root };
        self.document.assignments.extend(assignments.iter().cloned());
        Ok(())
    }

    fn closed(&mut self, readers: &[Assignment], reason: &Reason) -> Result<(), Mismatch> {
        let leader = match &self.document.state {
            State::Presented { presentation, .. } => Some(presentation.to),
            _ => None,
        };
        let completion = Completion { root: None, leader, by: self.by, at: self.at, reason: Some(reason.clone()) };
        self.document.state = State::Completed { entry: self.entry()?, completion };
        self.close_open();
        self.document.assignments.extend(readers.iter().cloned());
        Ok(())
    }

    /// Completion closes what is still open, but for those who are yet to read.
    fn close_open(&mut self) {
        let at = self.at;
        for assignment in &mut self.document.assignments {
            if assignment.is_pending() && assignment.role() != AssignmentRole::Informed {
                assignment.status = Status::Done { result: None, at };
            }
            assignment.extension = None;
        }
        self.document.pause = None;
    }

    fn complete(&mut self, root: AssignmentId) -> Result<(), Mismatch> {
        let leader = self.find(root)?.giver();
        let completion = Completion { root: Some(root), leader, by: self.by, at: self.at, reason: None };
        self.document.state = State::Completed { entry: self.entry()?, completion };
        self.close_open();
        Ok(())
    }

    /// A final state ends everything.
    fn end(&mut self, state: State) {
        let at = self.at;
        for assignment in &mut self.document.assignments {
            if assignment.is_pending() {
                assignment.status = Status::Withdrawn { at, reason: None };
            }
            assignment.extension = None;
        }
        self.document.recall = None;
        self.document.pause = None;
        self.document.looks.clear();
        self.document.state = state;
    }

    fn assigned(&mut self, parent: AssignmentId, assignments: &[Assignment]) -> Result<(), Mismatch> {
        self.take_up(parent)?;
        if let State::Directed { root, .. } = &self.document.state
            && *root == parent
        {
            let primary = assignments.iter().find(|a| a.role() == AssignmentRole::Primary);
            let leg = primary.ok_or(Mismatch("the officer is missing"))?.id;
            self.document.state = State::InProgress { entry: self.entry()?, root: parent, leg };
        }
        self.document.assignments.extend(assignments.iter().cloned());
        Ok(())
    }

    fn fall(&mut self, id: AssignmentId, status: Status, fallback: &Fallback) -> Result<(), Mismatch> {
        self.withdraw_below(id, None);
        let assignment = self.find(id)?;
        assignment.status = status;
        assignment.extension = None;
        match fallback {
            Fallback::Stays => {}
            Fallback::Unit => {
                let (root, _) = self.legged()?;
                self.document.state = State::Directed { entry: self.entry()?, root };
            }
            Fallback::Leader { presentation, moved } => {
                self.document.pause = None;
                self.moved(moved)?;
                self.document.state = State::Presented { entry: self.entry()?, presentation: presentation.clone() };
            }
            Fallback::Registry { deadline, moved } => {
                self.document.pause = None;
                self.moved(moved)?;
                self.document.state = State::Registered { entry: self.entry()?, deadline: *deadline };
            }
        }
        Ok(())
    }

    fn submitted(&mut self, id: AssignmentId, result: &WorkResult, leader: Option<PersonId>) -> Result<(), Mismatch> {
        let (root, leg) = self.chain()?;
        let pending = match (leg, leader) {
            (Some(leg), None) if leg == id => Pending::ByUnit { root, leg },
            (None, Some(leader)) if root == id => Pending::ByLeader { root, leader },
            _ => return Err(Mismatch("handed in beside the primary chain")),
        };
        self.withdraw_below(id, None);
        let assignment = self.find(id)?;
        assignment.status = Status::Submitted { result: result.clone() };
        assignment.extension = None;
        self.document.state = State::AwaitingApproval { entry: self.entry()?, pending };
        Ok(())
    }

    /// What was handed in is done.
    fn done(&mut self, id: AssignmentId) -> Result<(), Mismatch> {
        let at = self.at;
        let assignment = self.find(id)?;
        let Status::Submitted { result } = &assignment.status else {
            return Err(Mismatch("nothing was handed in"));
        };
        assignment.status = Status::Done { result: Some(result.clone()), at };
        Ok(())
    }

    fn rejected(&mut self, id: AssignmentId) -> Result<(), Mismatch> {
        let entry = self.entry()?;
        let State::AwaitingApproval { pending, .. } = &self.document.state else {
            return Err(Mismatch("nothing awaits approval"));
        };
        self.document.state = match *pending {
            Pending::ByUnit { root, leg } => State::InProgress { entry, root, leg },
            Pending::ByLeader { root, .. } => State::Directed { entry, root },
        };
        let at = self.at;
        let assignment = self.find(id)?;
        let Status::Submitted { result } = &assignment.status else {
            return Err(Mismatch("nothing was handed in"));
        };
        assignment.status = Status::Accepted { by: result.by, at };
        Ok(())
    }

    fn reopened(&mut self, resumption: &Resumption) -> Result<(), Mismatch> {
        let entry = self.entry()?;
        self.document.state = match resumption {
            Resumption::Chain { root, leg } => {
                self.document.assignments.push(root.clone());
                match leg {
                    None => State::Directed { entry, root: root.id },
                    Some(leg) => {
                        self.document.assignments.push(leg.clone());
                        State::InProgress { entry, root: root.id, leg: leg.id }
                    }
                }
            }
            Resumption::Leader { presentation } => State::Presented { entry, presentation: presentation.clone() },
            Resumption::Registry { deadline } => State::Registered { entry, deadline: *deadline },
        };
        Ok(())
    }
}

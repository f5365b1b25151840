//! The result: handed in, approved in the unit and by the leader; and the way back into work.

use super::Decision;
use crate::incoming::{
    command::{AnswerVoided, SubmitResult},
    event::{Event, Resumption},
    state::{Pending, State},
};
use crate::{
    AssignmentId, By, Instruction, PersonId, Refusal, Rule,
    assignment::{Assigner, Assignment, AssignmentRole, Duty, Status, Target, WorkResult},
};

impl Decision<'_> {
    pub(super) fn submit_result(&self, command: SubmitResult) -> Result<Event, Refusal> {
        let SubmitResult { assignment: id, text, files } = command;
        if self.document.facts().is_secret() {
            self.words(text.as_ref(), "/text")?;
        } else if text.is_none() {
            return Err(Refusal::new(Rule::ResultMissing).at("/text"));
        }
        let attachments = self.attach(&files)?;
        let result = WorkResult { text, files, by: self.by()?, at: self.context.now };
        let target = self.assignment(id)?;
        if target.role() == AssignmentRole::Supporting {
            return Ok(Event::OpinionSubmitted { assignment: id, result, files: attachments });
        }
        let leader = match self.document.state() {
            State::InProgress { .. } => None,
            // The unit itself handles it: whoever directed approves, or nobody where a rule did, or where it was that leader
            // who handled it.
            _ => match target.giver() {
                Some(leader) if !result.by.names(leader) => Some(self.at_work(leader)?),
                Some(_) | None => {
                    return Ok(Event::ResultCompleted { assignment: id, result, files: attachments });
                }
            },
        };
        Ok(Event::ResultSubmitted { assignment: id, result, files: attachments, leader })
    }

    /// The leader who is to approve, if they still work here.
    fn at_work(&self, leader: PersonId) -> Result<PersonId, Refusal> {
        self.context.directory.active(leader).map(|person| person.id).ok_or(Refusal::new(Rule::LeaderGone))
    }

    pub(super) fn approve(&self, id: AssignmentId, note: Option<Instruction>) -> Result<Event, Refusal> {
        self.words(note.as_ref(), "/note")?;
        let submitted = self.assignment(id)?;
        if let State::AwaitingApproval { pending: Pending::ByUnit { root, .. }, .. } = self.document.state()
            && let Some(root) = self.document.assignment(*root)
            && let (Duty::Primary { leader_approves: true, .. }, Some(leader)) = (&root.duty, root.giver())
            && let Status::Submitted { result } = &submitted.status
            // A leader who acts for the unit, too, has approved for both.
            && let Some(by) = self.actor.by()
            && !by.names(leader)
        {
            let leader = self.at_work(leader)?;
            let result = WorkResult { by, at: self.context.now, ..result.clone() };
            return Ok(Event::ApprovedByUnit { assignment: id, note, result, leader });
        }
        Ok(Event::Approved { assignment: id, note })
    }

    /// Back to its last primary holder; else that department; else the leader; else the registry.
    pub(super) fn reopen(&self, reason: crate::Reason) -> Event {
        let resumption = self.resumption(&reason);
        Event::Reopened { reason, resumption }
    }

    /// An answer counts no longer: where it completed the document, that goes on.
    pub(super) fn answer_voided(&self, command: AnswerVoided) -> Result<Event, Refusal> {
        let AnswerVoided { by, reason } = command;
        if !self.document.answers().contains(&by) {
            return Err(Refusal::new(Rule::NothingToChange).at("/by"));
        }
        let resumption = self.document.was_completed_by(&by).then(|| self.resumption(&reason));
        Ok(Event::AnswerVoided { by, reason, resumption })
    }

    /// Where it goes on: with whoever held it last, else with the leader, else with the registry.
    fn resumption(&self, reason: &crate::Reason) -> Resumption {
        let completion = self.document.completion();
        let root = completion.and_then(|c| c.root).and_then(|id| self.document.assignment(id)).cloned();
        let leader = completion.and_then(|c| c.leader).filter(|id| self.context.directory.active(*id).is_some());
        let words = if self.document.facts().is_secret() { None } else { Instruction::new(reason.as_str()).ok() };
        let unit = root.filter(|root| self.holder(root.holder, "").is_ok());
        match (unit, leader) {
            (Some(unit), _) => {
                // The old deadline is over with the work that it was for.
                let usual = self.usual(self.unit_of(unit.holder, None));
                let again = |id: AssignmentId, of: &Assignment, parent: Option<AssignmentId>| Assignment {
                    id,
                    parent,
                    duty: of.duty.with_due(usual.map(|usual| usual.due)),
                    holder: of.holder,
                    departments: self.context.directory.departments_of(of.holder),
                    former_holders: Vec::new(),
                    // As the work of whoever it answers to: a substitute of then is none of now.
                    assigned_by: of.giver().map_or(of.assigned_by, |giver| Assigner::Person(By::own(giver))),
                    answers_to: None,
                    opened_at: self.context.now,
                    instruction: words.clone(),
                    status: Status::Open,
                    extension: None,
                    counted: usual.and_then(|usual| usual.counted),
                    first_due: None,
                };
                let (first, second) = (self.context.seed.nth(0), self.context.seed.nth(1));
                let mut root = again(AssignmentId(first), &unit, None);
                let officer = self.document.last_leg(unit.id).filter(|leg| {
                    let target = Target { holder: leg.holder, instruction: None, due: None, term: None };
                    self.of_unit(unit.holder, &target, "").is_ok()
                });
                if let Some(giver) = officer.and_then(Assignment::giver) {
                    // The unit has given it on already, and so has taken it up.
                    root.status = Status::Accepted { by: By::own(giver), at: self.context.now };
                }
                let leg = officer.map(|leg| again(AssignmentId(second), leg, Some(root.id)));
                Resumption::Chain { root, leg }
            }
            (None, Some(leader)) => Resumption::Leader { presentation: self.presentation(leader, words, None) },
            (None, None) => Resumption::Registry { deadline: self.to_present() },
        }
    }
}

//! What changes beside the state: deadlines, recipients, the facts of the register.

use super::{
    Asked, Decision, Given,
    entry::{known_type, not_entered_twice},
};
use crate::incoming::{
    command::{AddRecipient, Amend, Correct, GrantExtension, RequestExtension},
    correction::corrected,
    event::Event,
};
use crate::{
    AssignmentId, Refusal, Rule, UtcTime, access,
    assignment::{Assigner, Assignment, AssignmentRole, ExtensionRequest},
};

impl Decision<'_> {
    pub(super) fn children_until(&self, id: AssignmentId, due: UtcTime, pointer: &str) -> Result<(), Refusal> {
        let later = self
            .document
            .assignments()
            .iter()
            .filter(|a| a.parent == Some(id) && a.is_pending())
            .filter_map(Assignment::due)
            .find(|child| *child > due);
        match later {
            None => Ok(()),
            Some(child) => {
                Err(Refusal::new(Rule::DeadlineBeforeChild).at(pointer).with("child_due", crate::time::written(child)))
            }
        }
    }

    pub(super) fn amend(&self, command: Amend) -> Result<Event, Refusal> {
        let Amend { assignment: id, instruction, due, term } = command;
        if instruction.is_none() && due.is_none() && term.is_none() {
            return Err(Refusal::new(Rule::NothingToChange));
        }
        self.words(instruction.as_ref(), "/instruction")?;
        let target = self.assignment(id)?;
        let unit = self.unit_of(target.holder, target.parent);
        let asked = self.asked(due.map(crate::to_micros), term, unit, "")?;
        if let Some(Asked { due, counted }) = &asked {
            let pointer = if counted.is_some() { "/term" } else { "/due" };
            if matches!(target.role(), AssignmentRole::Informed | AssignmentRole::Monitor) {
                return Err(Refusal::new(Rule::NoDeadlineForRole).at(pointer));
            }
            self.deadline(*due, target.parent, pointer)?;
            self.children_until(id, *due, pointer)?;
        }
        let (due, counted) = match asked {
            Some(Asked { due, counted }) => (Some(due), counted),
            None => (target.due(), target.counted),
        };
        Ok(Event::Amended {
            assignment: id,
            instruction: instruction.or_else(|| target.instruction.clone()),
            due,
            due_before: target.due(),
            counted,
        })
    }

    pub(super) fn add_recipient(&mut self, command: &AddRecipient) -> Result<Event, Refusal> {
        let AddRecipient { parent, role, recipient } = command;
        if *role == AssignmentRole::Primary {
            return Err(Refusal::new(Rule::SecondPrimary).at("/role"));
        }
        let by = self.by()?;
        let completed = self.document.completion().is_some();
        let decides = access::directed_by(self.document, by.desk()) && !completed;
        if parent.is_none() && !decides && *role != AssignmentRole::Informed {
            // After the end, and for the registry, one can only let others know.
            return Err(Refusal::new(Rule::GiverOnly).at("/role"));
        }
        if let Some(id) = parent {
            let above = self.assignment(*id)?;
            let works = matches!(above.role(), AssignmentRole::Primary | AssignmentRole::Supporting);
            if !works && *role != AssignmentRole::Informed {
                // Who is only told has no work to share; they can let others know.
                return Err(Refusal::new(Rule::WrongRole).at("/role"));
            }
            self.of_unit(above.holder, recipient, "/recipient")?;
        }
        self.not_yet_at(recipient.holder, *parent, "/recipient")?;
        let by = Assigner::Person(by);
        let given = Given { role: *role, target: recipient, parent: *parent, leader_approves: false, by };
        Ok(Event::RecipientAdded { assignment: self.give(&given, "/recipient")? })
    }

    pub(super) fn correct(&self, command: Correct) -> Result<Event, Refusal> {
        let before = self.document.facts();
        let after = corrected(before, &command, self.context.now)?;
        if after.type_code != before.type_code {
            known_type(&after.type_code, "/document_type", self.context)?;
        }
        not_entered_twice(command.confirm_duplicate, self.context)?;
        Ok(Event::Corrected { reason: command.reason, before: Box::new(before.clone()), after: Box::new(after) })
    }

    pub(super) fn request_extension(&self, command: RequestExtension) -> Result<Event, Refusal> {
        let RequestExtension { assignment: id, due, reason } = command;
        let due = crate::to_micros(due);
        let target = self.assignment(id)?;
        if !crate::time::is_instant_of_our_time(due) {
            return Err(Refusal::new(Rule::DateOutOfRange).at("/due"));
        }
        if target.due().is_some_and(|present| due <= present) || due <= self.context.now {
            return Err(Refusal::new(Rule::ExtensionNotLater).at("/due"));
        }
        let request = ExtensionRequest { due, reason, by: self.by()?, at: self.context.now };
        Ok(Event::ExtensionRequested { assignment: id, request })
    }

    pub(super) fn grant_extension(&self, command: &GrantExtension) -> Result<Event, Refusal> {
        let target = self.assignment(command.assignment)?;
        let asked = target.extension.as_ref().ok_or(Refusal::new(Rule::NoExtension))?.due;
        let due = command.due.map_or(asked, crate::to_micros);
        if target.due().is_some_and(|present| due <= present) {
            return Err(Refusal::new(Rule::ExtensionNotLater).at("/due"));
        }
        self.deadline(due, target.parent, "/due")?;
        Ok(Event::ExtensionGranted { assignment: command.assignment, due, due_before: target.due() })
    }
}

//! What changes beside the state: deadlines, recipients, the facts of the register.

use chrono::{DateTime, Utc};

use super::{
    Asked, Decision, Given,
    deadline::step,
    entry::{known_type, not_entered_twice},
};
use crate::incoming::{
    command::{AddRecipient, Amend, Correct, GrantExtension, RequestExtension},
    correction::corrected,
    event::Event,
    facts::Urgency,
    state::StepDeadline,
};
use crate::{
    AssignmentId, Refusal, Rule, UtcTime, access,
    assignment::{Assigner, Assignment, AssignmentRole, Counted, ExtensionRequest},
    calendar::{Days, Minutes, Term},
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
            self.clock_runs(pointer)?;
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
            first_due: target.first_due_after(due),
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
        let deadline = self.step_of(after.urgency);
        let (before, after) = (Box::new(before.clone()), Box::new(after));
        Ok(Event::Corrected { reason: command.reason, before, after, deadline })
    }

    /// The deadline of the registry's step where the urgency is another from now on: counted from when the step began.
    fn step_of(&self, urgency: Urgency) -> Option<StepDeadline> {
        let began = self.document.state().step_deadline()?.counted.from;
        let steps = self.context.settings.steps;
        let term = if self.document.state().entry().is_some() { steps.present } else { steps.register };
        (urgency != self.document.facts().urgency).then(|| step(self.context, term, urgency, began)).flatten()
    }

    pub(super) fn request_extension(&self, command: RequestExtension) -> Result<Event, Refusal> {
        let RequestExtension { assignment: id, due, term, reason } = command;
        let target = self.assignment(id)?;
        let Some(Asked { due, .. }) = self.extended(target, due, term)? else {
            return Err(Refusal::new(Rule::DueOrTerm).at("/due"));
        };
        let request = ExtensionRequest { due, term, reason, by: self.by()?, at: self.context.now };
        Ok(Event::ExtensionRequested { assignment: id, request })
    }

    /// A later deadline as it is asked for or granted: as a date, or as a term from the present deadline on, or from now where that
    /// is over.
    fn extended(
        &self,
        target: &Assignment,
        due: Option<DateTime<Utc>>,
        term: Option<Term>,
    ) -> Result<Option<Asked>, Refusal> {
        if due.is_some() && term.is_some() {
            return Err(Refusal::new(Rule::DueAndTerm).at("/term"));
        }
        let unit = self.unit_of(target.holder, target.parent);
        let present = target.due().map_or(self.context.now, |present| present.max(self.context.now));
        // A day is counted from nowhere.
        let from = if matches!(term, Some(Term::EndOf(_))) { self.context.now } else { present };
        let unit = target.counted.map_or(unit, |counted| counted.unit);
        let asked = match (due, term) {
            (Some(due), _) => Asked { due: crate::to_micros(due), counted: None },
            (None, Some(term)) => together(target, self.counted(term, from, unit, "")?),
            (None, None) => return Ok(None),
        };
        self.later(target, asked)?;
        Ok(Some(asked))
    }

    /// An extension lies in the future and behind the present deadline.
    fn later(&self, target: &Assignment, asked: Asked) -> Result<(), Refusal> {
        let pointer = if asked.counted.is_some() { "/term" } else { "/due" };
        if !crate::time::is_instant_of_our_time(asked.due) {
            return Err(Refusal::new(Rule::DateOutOfRange).at(pointer));
        }
        if target.due().is_some_and(|present| asked.due <= present) || asked.due <= self.context.now {
            return Err(Refusal::new(Rule::ExtensionNotLater).at(pointer));
        }
        Ok(())
    }

    pub(super) fn grant_extension(&self, command: &GrantExtension) -> Result<Event, Refusal> {
        let target = self.assignment(command.assignment)?;
        let request = target.extension.as_ref().ok_or(Refusal::new(Rule::NoExtension))?;
        let granted = match self.extended(target, command.due, command.term)? {
            Some(granted) => granted,
            // As it was asked for: so much more than the deadline of now, which a rest or the calendar may have moved since.
            None => match request.term {
                Some(term) => self.extended(target, None, Some(term))?.ok_or(Refusal::new(Rule::NoExtension))?,
                None => Asked { due: request.due, counted: None },
            },
        };
        let pointer = if command.term.is_some() { "/term" } else { "/due" };
        self.clock_runs(pointer)?;
        self.later(target, granted)?;
        let Asked { due, counted } = granted;
        self.deadline(due, target.parent, pointer)?;
        let (due_before, first_due) = (target.due(), target.first_due_after(Some(due)));
        Ok(Event::ExtensionGranted { assignment: command.assignment, due, due_before, counted, first_due })
    }
}

/// An extension as one term with what it extends, so that both are counted anew together; where their kinds differ it is counted from
/// the deadline that it extends.
fn together(target: &Assignment, extension: Asked) -> Asked {
    let (Some(first), Some(more)) = (target.counted, extension.counted) else { return extension };
    let term = match (first.term, more.term) {
        _ if target.due() != Some(more.from) => None,
        (Term::WorkingDays(days), Term::WorkingDays(added)) => {
            days.get().checked_add(added.get()).and_then(Days::new).map(Term::WorkingDays)
        }
        (Term::WorkingTime(minutes), Term::WorkingTime(added)) => {
            minutes.get().checked_add(added.get()).and_then(Minutes::new).map(Term::WorkingTime)
        }
        _ => None,
    };
    let counted = term.map_or(more, |term| Counted { term, ..first });
    Asked { counted: Some(counted), ..extension }
}

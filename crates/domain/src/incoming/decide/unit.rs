//! A department at work: its head gives the document to officers, and it comes back where they don't take it.

use std::collections::BTreeSet;

use super::{Decision, Given};
use crate::incoming::{
    command::{Assign, GiveBack, Reassign, Withdraw},
    event::{Event, Fallback},
};
use crate::{
    Instruction, Refusal, Rule,
    assignment::{Assigner, Assignment, AssignmentRole, Holder, Target},
};

impl Decision<'_> {
    /// Under a department's assignment stand people of that department; under a person's, people of the departments that
    /// this person leads.
    pub(super) fn of_unit(&self, unit: Holder, target: &Target, pointer: &str) -> Result<(), Refusal> {
        self.holder(target.holder, pointer)?;
        let refusal = || Refusal::new(Rule::NotOfDepartment).at(pointer);
        let Holder::Person(id) = target.holder else { return Err(refusal()) };
        let person = self.context.directory.active(id).ok_or_else(refusal)?;
        let belongs = match unit {
            Holder::Department(department) => person.posts.contains_key(&department),
            Holder::Person(head) => {
                let head = self.context.directory.active(head).ok_or_else(refusal)?;
                head.id != person.id && head.led().any(|department| person.posts.contains_key(&department))
            }
        };
        if belongs { Ok(()) } else { Err(refusal()) }
    }

    pub(super) fn assign(&mut self, command: &Assign) -> Result<Event, Refusal> {
        let unit = self.assignment(command.assignment)?.clone();
        self.few(1 + command.supporting.len(), "/supporting")?;
        let by = Assigner::Person(self.by()?);
        let first = unit.role();
        let named = std::iter::once((first, &command.officer, "/officer".to_owned())).chain(
            command
                .supporting
                .iter()
                .enumerate()
                .map(|(n, target)| (AssignmentRole::Supporting, target, format!("/supporting/{n}"))),
        );
        let (mut assignments, mut seen) = (Vec::new(), BTreeSet::new());
        for (role, target, pointer) in named {
            self.of_unit(unit.holder, target, &pointer)?;
            if !seen.insert(target.holder) {
                return Err(Refusal::new(Rule::RecipientTwice).at(pointer));
            }
            self.not_yet_at(target.holder, Some(unit.id), &pointer)?;
            if role == AssignmentRole::Primary {
                self.other_than_self(target.holder, &pointer)?;
            }
            let given = Given { role, target, parent: Some(unit.id), leader_approves: false, by };
            assignments.push(self.give(&given, &pointer)?);
        }
        Ok(Event::Assigned { parent: unit.id, assignments })
    }

    /// Who assigns approves, and nobody approves their own result: a head's own work is handed in for the department, without
    /// an officer's part.
    fn other_than_self(&self, officer: Holder, pointer: &str) -> Result<(), Refusal> {
        if self.actor.desk().map(Holder::Person) == Some(officer) {
            return Err(Refusal::new(Rule::PassedToSelf).at(pointer));
        }
        Ok(())
    }

    pub(super) fn reassign(&mut self, command: Reassign) -> Result<Event, Refusal> {
        let leg = self.assignment(command.assignment)?.clone();
        let (parent, unit) = match leg.parent.and_then(|id| self.document.assignment(id)) {
            Some(unit) => (unit.id, unit.holder),
            None => return Err(Refusal::new(Rule::WrongRole)),
        };
        self.of_unit(unit, &command.officer, "/officer")?;
        if leg.holder == command.officer.holder {
            return Err(Refusal::new(Rule::PassedToSelf).at("/officer"));
        }
        self.not_yet_at(command.officer.holder, Some(parent), "/officer")?;
        self.other_than_self(command.officer.holder, "/officer")?;
        let given = Given {
            role: AssignmentRole::Primary,
            target: &command.officer,
            parent: Some(parent),
            leader_approves: false,
            by: Assigner::Person(self.by()?),
        };
        let assignment = self.give(&given, "/officer")?;
        Ok(Event::Reassigned { reason: command.reason, assignment })
    }

    /// Where the document goes when this assignment ends without a result.
    fn fallback(&self, ended: &Assignment, note: Option<&Instruction>) -> Fallback {
        match self.document.state().chain() {
            Some((_, Some(leg))) if leg == ended.id => Fallback::Unit,
            Some((root, _)) if root == ended.id => {
                // Nobody would hold it with a leader who has left.
                match ended.giver().filter(|giver| self.context.directory.active(*giver).is_some()) {
                    Some(giver) => {
                        let presentation = self.presentation(giver, note.cloned(), None);
                        Fallback::Leader { presentation, moved: self.after_rest(Some(root)) }
                    }
                    None => Fallback::Registry { deadline: self.to_present(), moved: self.after_rest(Some(root)) },
                }
            }
            _ => Fallback::Stays,
        }
    }

    pub(super) fn give_back(&self, command: GiveBack) -> Result<Event, Refusal> {
        let GiveBack { assignment, reason } = command;
        match assignment {
            None => Ok(Event::PresentationGivenBack { reason, deadline: self.to_present() }),
            Some(id) => {
                let fallback = self.fallback(self.assignment(id)?, None);
                Ok(Event::GivenBack { assignment: id, reason, fallback })
            }
        }
    }

    pub(super) fn withdraw(&self, command: Withdraw) -> Result<Event, Refusal> {
        let Withdraw { assignment, reason } = command;
        let fallback = self.fallback(self.assignment(assignment)?, None);
        Ok(Event::Withdrawn { assignment, reason, fallback })
    }
}

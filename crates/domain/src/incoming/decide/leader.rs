//! The direction (bút phê) and its change: which department or person answers for the document, and who helps or is told.

use std::collections::BTreeSet;

use super::{Decision, Directed, Given};
use crate::incoming::{
    command::{Direct, Redirect},
    event::Event,
    state::{Direction, State},
};
use crate::{
    By, Refusal, Rule,
    assignment::{Assigner, Assignment, AssignmentRole, Duty},
};

impl Decision<'_> {
    /// What a direction makes of the assignments.
    pub(super) fn directed(&mut self, direction: &Direction, by: By, pointer: &str) -> Result<Directed, Refusal> {
        self.few(direction.targets().count(), pointer)?;
        let before: Vec<Assignment> =
            self.document.assignments().iter().filter(|a| a.is_pending() && a.parent.is_none()).cloned().collect();
        let (mut new, mut kept, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        let groups = [
            (AssignmentRole::Supporting, "supporting"),
            (AssignmentRole::Informed, "informed"),
            (AssignmentRole::Monitor, "monitors"),
        ];
        for (n, (role, target)) in direction.targets().enumerate() {
            let place = match groups.iter().find(|(r, _)| *r == role) {
                None => format!("{pointer}/primary"),
                Some((_, name)) => {
                    let earlier = direction.targets().take(n).filter(|(r, _)| *r == role).count();
                    format!("{pointer}/{name}/{earlier}")
                }
            };
            if !seen.insert(target.holder) {
                return Err(Refusal::new(Rule::RecipientTwice).at(place));
            }
            let given = Given {
                role,
                target,
                parent: None,
                leader_approves: role == AssignmentRole::Primary && direction.leader_approves,
                by: Assigner::Person(by),
            };
            let mut assignment = self.give(&given, &place)?;
            let anew = target.due.is_some() || target.term.is_some();
            // An opinion that nobody has set a time for is wanted before the result.
            if let (false, AssignmentRole::Supporting, Some(due), Some(first)) =
                (anew, role, assignment.due(), new.first())
                && let Some(earlier) = Assignment::due(first).filter(|primary| *primary < due)
            {
                assignment.duty = assignment.duty.with_due(Some(earlier));
                assignment.counted = first.counted;
            }
            match before.iter().find(|a| a.holder == target.holder && a.role() == role) {
                Some(earlier) if role != AssignmentRole::Primary => {
                    if let Some(due) = assignment.due().filter(|_| anew) {
                        self.children_until(earlier.id, due, &format!("{place}/due"))?;
                    }
                    let mut again = earlier.clone();
                    if anew {
                        let due = assignment.due();
                        again.move_due(due, earlier.first_due_after(due));
                        again.counted = assignment.counted;
                    }
                    kept.push(Assignment {
                        instruction: target.instruction.clone().or_else(|| earlier.instruction.clone()),
                        assigned_by: Assigner::Person(by),
                        answers_to: None,
                        ..again
                    });
                }
                _ => new.push(assignment),
            }
        }
        let ended = before
            .iter()
            .filter(|a| a.role() != AssignmentRole::Primary)
            .filter(|a| {
                // Who was to read reads on, unless they now have another part.
                let again = kept.iter().any(|k| k.id == a.id);
                !again && (a.role() == AssignmentRole::Supporting || seen.contains(&a.holder))
            })
            .map(|a| a.id)
            .collect();
        Ok(Directed { new, kept, ended })
    }

    pub(super) fn direct(&mut self, command: Direct) -> Result<Event, Refusal> {
        let State::Presented { presentation, .. } = self.document.state() else {
            return Err(Refusal::new(Rule::HolderOnly));
        };
        let (direction, pointer) = match command.direction {
            Some(direction) => (direction, "/direction"),
            None => {
                (presentation.proposal.clone().ok_or(Refusal::new(Rule::NoProposal).at("/direction"))?, "/proposal")
            }
        };
        let by = self.by()?;
        let Directed { new, kept, ended } = self.directed(&direction, by, pointer)?;
        Ok(Event::Directed { assignments: new, kept, ended })
    }

    pub(super) fn redirect(&mut self, command: Redirect) -> Result<Event, Refusal> {
        let root = self.assignment(command.assignment)?.clone();
        if root.holder == command.primary.holder {
            return Err(Refusal::new(Rule::PassedToSelf).at("/primary"));
        }
        self.not_yet_at(command.primary.holder, None, "/primary")?;
        let leader_approves = matches!(root.duty, Duty::Primary { leader_approves: true, .. });
        let given = Given {
            role: AssignmentRole::Primary,
            target: &command.primary,
            parent: None,
            leader_approves,
            by: Assigner::Person(self.by()?),
        };
        let assignment = self.give(&given, "/primary")?;
        Ok(Event::Redirected { reason: command.reason, assignment })
    }
}

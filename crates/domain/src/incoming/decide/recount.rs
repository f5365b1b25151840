//! Deadlines by terms: counted when work is given, and counted anew where the working calendar has changed since. What was set as a
//! date stays as it is, and so does what is over or handed in.

use super::Decision;
use crate::{
    AssignmentId, DepartmentId, Refusal, Rule, UtcTime,
    assignment::{Assignment, Counted, Holder},
    calendar::Term,
    incoming::{
        command::RecountDeadlines,
        event::{Event, MovedDeadline},
    },
};

/// A deadline as it is asked for.
pub(super) struct Asked {
    /// When it is.
    pub due: UtcTime,
    /// By which term, where it was asked for as one.
    pub counted: Option<Counted>,
}

impl Decision<'_> {
    /// The unit by whose calendar somebody works who gets this: the department itself; for a person that for which they work on it,
    /// or else the first of theirs.
    pub(super) fn unit_of(&self, holder: Holder, parent: Option<AssignmentId>) -> Option<DepartmentId> {
        let above = parent.and_then(|id| self.document.assignment(id)).map(|above| above.holder);
        match (holder, above) {
            (Holder::Department(id), _) | (Holder::Person(_), Some(Holder::Department(id))) => Some(id),
            (Holder::Person(_), _) => self.context.directory.departments_of(holder).into_iter().next(),
        }
    }

    /// A date or a term, as a deadline of whoever works by this unit's calendar; none where neither is given.
    pub(super) fn asked(
        &self,
        due: Option<UtcTime>,
        term: Option<Term>,
        unit: Option<DepartmentId>,
        pointer: &str,
    ) -> Result<Option<Asked>, Refusal> {
        let Some(term) = term else { return Ok(due.map(|due| Asked { due, counted: None })) };
        if due.is_some() {
            return Err(Refusal::new(Rule::DueAndTerm).at(format!("{pointer}/term")));
        }
        let (calendar, from) = (self.context.calendar.of_unit(unit, self.context.directory), self.context.now);
        let ends_nowhere = |_| Refusal::new(Rule::TermEndsNowhere).at(format!("{pointer}/term")).with("term", term);
        let due = calendar.due(from, term).map_err(ends_nowhere)?.at;
        Ok(Some(Asked { due, counted: Some(Counted { term, from, unit }) }))
    }

    /// The deadlines that are others by the calendar of now.
    pub(super) fn recount(&self, command: RecountDeadlines) -> Result<Event, Refusal> {
        let moved = moved(self);
        if moved.is_empty() {
            return Err(Refusal::new(Rule::NothingToChange));
        }
        Ok(Event::DeadlinesRecounted { moved, because: command.because })
    }
}

/// Which deadlines move.
fn moved(decision: &Decision<'_>) -> Vec<MovedDeadline> {
    let (document, context) = (decision.document, decision.context);
    if document.completion().is_some() || document.state().name().is_final() {
        return Vec::new();
    }
    let all = document.assignments();
    let mut moved: Vec<MovedDeadline> = Vec::new();
    // Parents stand before their children.
    for assignment in all.iter().filter(|a| a.is_live()) {
        let (Some(counted), Some(before)) = (assignment.counted, assignment.due()) else { continue };
        let calendar = context.calendar.of_unit(counted.unit, context.directory);
        // What can't be counted any more stays as it was, and nobody becomes late by a change of the calendar.
        let counted = calendar.due(counted.from, counted.term).ok().map(|due| due.at);
        let at = counted.filter(|at| *at > context.now || before <= context.now).unwrap_or(before);
        let at = latest_below(all, assignment.id).map_or(at, |below| at.max(below));
        let above = assignment.parent.and_then(|id| due_of(all, &moved, id));
        let due = above.map_or(at, |above| at.min(above));
        if due != before {
            moved.push(MovedDeadline { assignment: assignment.id, due, due_before: before });
        }
    }
    moved
}

/// The latest deadline below an assignment that does not move, and is not left behind: set as a date, or of what was handed in.
fn latest_below(all: &[Assignment], id: AssignmentId) -> Option<UtcTime> {
    let mut below = vec![id];
    let mut latest = None;
    for assignment in all {
        if assignment.parent.is_some_and(|parent| below.contains(&parent)) {
            below.push(assignment.id);
            if assignment.is_pending() && (assignment.counted.is_none() || !assignment.is_live()) {
                latest = latest.max(assignment.due());
            }
        }
    }
    latest
}

fn due_of(all: &[Assignment], moved: &[MovedDeadline], id: AssignmentId) -> Option<UtcTime> {
    let new = moved.iter().find(|one| one.assignment == id).map(|one| one.due);
    new.or_else(|| all.iter().find(|a| a.id == id && a.is_pending()).and_then(Assignment::due))
}

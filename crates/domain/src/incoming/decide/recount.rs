//! Deadlines by terms: counted when work is given, and counted anew where the working calendar has changed since. What was set as a
//! date stays as it is, and so does what is over.

use super::Decision;
use crate::{
    AssignmentId, Refusal, Rule, UtcTime,
    assignment::{Assignment, Counted, Holder},
    calendar::{Because, Due, Term, day::written},
    incoming::event::{Event, MovedDeadline},
};

/// A deadline as it is asked for.
pub(super) struct Asked {
    /// When it is.
    pub due: UtcTime,
    /// By which term, where it was asked for as one.
    pub counted: Option<Counted>,
}

impl Decision<'_> {
    /// A date or a term, as a deadline of whoever holds this; none where neither is given.
    pub(super) fn asked(
        &self,
        due: Option<UtcTime>,
        term: Option<Term>,
        holder: Holder,
        pointer: &str,
    ) -> Result<Option<Asked>, Refusal> {
        let Some(term) = term else { return Ok(due.map(|due| Asked { due, counted: None })) };
        if due.is_some() {
            return Err(Refusal::new(Rule::DueAndTerm).at(format!("{pointer}/term")));
        }
        let directory = self.context.directory;
        let calendar = self.context.calendar.of_holder(holder, &directory.departments_of(holder), directory);
        let from = self.context.now;
        let ends_nowhere = |_| Refusal::new(Rule::TermEndsNowhere).at(format!("{pointer}/term")).with("term", term);
        let counted = calendar.due(from, term).map_err(ends_nowhere)?;
        Ok(Some(Asked { due: counted.at, counted: Some(Counted { term, from }) }))
    }

    /// The deadlines that are others by the calendar of now.
    pub(super) fn recount(&self) -> Result<Event, Refusal> {
        let moved = moved(self);
        if moved.is_empty() {
            Err(Refusal::new(Rule::NothingToChange))
        } else {
            Ok(Event::DeadlinesRecounted { moved })
        }
    }
}

/// Which deadlines move, and why.
fn moved(decision: &Decision<'_>) -> Vec<MovedDeadline> {
    let (document, context) = (decision.document, decision.context);
    if document.completion().is_some() || document.state().name().is_final() {
        return Vec::new();
    }
    let mut moved: Vec<MovedDeadline> = Vec::new();
    // Parents stand before their children.
    for assignment in document.assignments().iter().filter(|a| a.is_pending()) {
        let (Some(counted), Some(before)) = (assignment.counted, assignment.due()) else { continue };
        let calendar = context.calendar.of_holder(assignment.holder, &assignment.departments, context.directory);
        // What can't be counted any more stays as it was.
        let Ok(Due { at, steps, .. }) = calendar.due(counted.from, counted.term) else { continue };
        let at = at.max(latest_below(document.assignments(), assignment.id).unwrap_or(at));
        let above = assignment.parent.and_then(|id| due_of(document.assignments(), &moved, id));
        let due = above.map_or(at, |above| at.min(above));
        // Nobody becomes late by a change of the calendar.
        let becomes_late = due <= context.now && before > context.now;
        if due == before || becomes_late {
            continue;
        }
        let days: Vec<String> = steps
            .iter()
            .filter(|step| matches!(step.because, Because::Rule { .. }))
            .map(|step| format!("{} {}", written(step.day), step.because.words().vi))
            .collect();
        moved.push(MovedDeadline { assignment: assignment.id, due, due_before: before, days });
    }
    moved
}

/// The latest deadline below an assignment that was set as a date: it does not move, and is not left behind.
fn latest_below(all: &[Assignment], id: AssignmentId) -> Option<UtcTime> {
    let mut below = vec![id];
    let mut latest = None;
    for assignment in all {
        if assignment.parent.is_some_and(|parent| below.contains(&parent)) {
            below.push(assignment.id);
            if assignment.is_pending() && assignment.counted.is_none() {
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

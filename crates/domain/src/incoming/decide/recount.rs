//! Deadlines by terms and to the end of a day, counted anew where the working calendar has changed since they were given. A time that
//! somebody wrote stays as it is, and so does what is over or handed in.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::Decision;
use crate::{
    AssignmentId, Refusal, Rule, UtcTime,
    assignment::Assignment,
    calendar::national,
    day_in_vietnam,
    incoming::{
        command::RecountDeadlines,
        event::{Event, MovedDeadline, MovedStep},
        state::StepDeadline,
    },
    organisation::OfficeCalendar,
};

impl Decision<'_> {
    /// The deadlines that are others by the calendar of now.
    pub(super) fn recount(&self, command: RecountDeadlines) -> Result<Event, Refusal> {
        let step = self.document.state().step_deadline();
        let step = step.and_then(|step| MovedStep::of(step, self.context.calendar, self.context.now));
        let moved = moved(self);
        if moved.is_empty() && step.is_none() {
            return Err(Refusal::new(Rule::NothingToChange));
        }
        let all = moved.iter().map(|one| (one.due_before, one.due));
        let all = all.chain(step.map(|step| (step.due_before, step.deadline.due)));
        let because = if command.because.is_empty() { of_the_program(all) } else { command.because };
        Ok(Event::DeadlinesRecounted { moved, step, because })
    }
}

impl MovedStep {
    /// A deadline of the registry's step by the calendar of now; nothing where it stays.
    pub(crate) fn of(deadline: &StepDeadline, calendar: &OfficeCalendar, now: UtcTime) -> Option<Self> {
        let StepDeadline { due: before, counted } = *deadline;
        let at = calendar.agency().due(counted.from, counted.term).ok().map(|due| due.at);
        let due = moves_to(at, before, now);
        (due != before).then_some(Self { deadline: StepDeadline { due, counted }, due_before: before })
    }
}

/// Where nobody has changed the calendar, this version of the program knows another: of the years in which the deadlines lie, before and now.
pub(crate) fn of_the_program(moved: impl IntoIterator<Item = (UtcTime, UtcTime)>) -> Vec<String> {
    let year = |at| day_in_vietnam(at).year();
    let years: BTreeSet<i32> = moved.into_iter().flat_map(|(before, due)| [year(before), year(due)]).collect();
    years.into_iter().map(national::brought_up_to_date).collect()
}

/// Where a deadline lies that did at `before`, and that is counted to `at` by the calendar of now: what can't be counted any more stays
/// as it was, and nobody becomes late by a change of the calendar.
pub(crate) fn moves_to(at: Option<UtcTime>, before: UtcTime, now: UtcTime) -> UtcTime {
    at.filter(|at| *at > now || before <= now).unwrap_or(before)
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
        let at = calendar.due(counted.from, counted.term).ok().map(|due| due.at);
        let at = moves_to(at, before, context.now);
        let at = latest_below(all, assignment.id).map_or(at, |below| at.max(below));
        let above = assignment.parent.and_then(|id| due_of(all, &moved, id));
        let due = above.map_or(at, |above| at.min(above));
        if due != before {
            let first_due = assignment.first_due_after(Some(due));
            moved.push(MovedDeadline { assignment: assignment.id, due, due_before: before, counted: None, first_due });
        }
    }
    moved
}

/// The latest deadline below an assignment that does not move, and is not left behind: set as a time, or of what was handed in.
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

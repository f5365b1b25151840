//! Work that rests and goes on: by the office's setting the clock rests with it, and each open deadline moves by the working time that
//! was lost to whoever has it.

use super::Decision;
use crate::{
    AssignmentId, DepartmentId, Reason, Refusal, Rule, UtcTime,
    assignment::{Assignment, Counted},
    calendar::{Calendar, Days, Minutes, Term},
    day_in_vietnam,
    incoming::event::{Event, MovedDeadline},
};

impl Decision<'_> {
    pub(super) fn pause(&self, reason: Reason) -> Event {
        Event::Paused { reason, stops_clock: self.context.settings.pause_stops_clock }
    }

    pub(super) fn resume(&self, reason: Reason) -> Event {
        Event::Resumed { reason: Some(reason), moved: self.after_rest(None) }
    }

    /// While the clock rests there is no time that a new deadline could be counted from.
    pub(super) fn clock_runs(&self, pointer: &str) -> Result<(), Refusal> {
        match self.document.pause() {
            Some(pause) if pause.stops_clock => Err(Refusal::new(Rule::ClockRests).at(pointer)),
            _ => Ok(()),
        }
    }

    /// The deadlines that are later by a rest that ends now, if one does; but for those of the work that ends with it. What was late
    /// already stays so.
    pub(super) fn after_rest(&self, ended: Option<AssignmentId>) -> Vec<MovedDeadline> {
        let Some(since) = self.document.pause().filter(|pause| pause.stops_clock).map(|pause| pause.at) else {
            return Vec::new();
        };
        let (mut moved, mut over): (Vec<MovedDeadline>, Vec<AssignmentId>) = (Vec::new(), ended.into_iter().collect());
        // Parents stand before their children.
        for assignment in self.document.assignments() {
            if assignment.parent.is_some_and(|parent| over.contains(&parent)) {
                over.push(assignment.id);
            }
            let Some(before) = assignment.due().filter(|due| *due > since) else { continue };
            if !assignment.is_pending() || over.contains(&assignment.id) {
                continue;
            }
            let above =
                assignment.parent.and_then(|id| self.document.assignment(id)).filter(|above| above.is_pending());
            let moved_above = above.and_then(|above| moved.iter().find(|one| one.assignment == above.id));
            // Whoever has no deadline but that of the work above moves with it, whenever they were given it.
            let shared = above.is_some_and(|a| a.due() == Some(before) && a.counted == assignment.counted);
            let later = match moved_above {
                Some(one) if shared => Some((one.due, one.counted)),
                _ => self.after_loss(assignment, before, since),
            };
            let Some((later, counted)) = later else { continue };
            let limit = moved_above.map(|one| one.due).or_else(|| above.and_then(Assignment::due));
            let due = limit.map_or(later, |limit| later.min(limit));
            if due > before {
                let first_due = assignment.first_due_after(Some(due));
                moved.push(MovedDeadline { assignment: assignment.id, due, due_before: before, counted, first_due });
            }
        }
        moved
    }

    /// One deadline by what was lost; nothing where no working time was.
    fn after_loss(&self, assignment: &Assignment, due: UtcTime, since: UtcTime) -> Option<(UtcTime, Option<Counted>)> {
        let now = self.context.now;
        // Work that was given while the document rested has lost only what came after.
        let from = since.max(assignment.opened_at);
        let calendar = self.context.calendar.of_unit(self.unit_by(assignment), self.context.directory);
        let lost = calendar.working_time(from, now.max(from)).ok()?;
        let lost = Minutes::new(u32::try_from((lost.num_seconds() + 59) / 60).ok()?)?;
        // So much later that as much is left as when the rest began.
        let shifted = calendar.due(due, Term::WorkingTime(lost)).ok()?.at;
        match assignment.counted {
            Some(counted) if !matches!(counted.term, Term::Fixed(_)) => {
                let term = longer(counted, calendar, lost, shifted)?;
                let due = calendar.due(counted.from, term).ok()?.at;
                Some((due, Some(Counted { term, ..counted })))
            }
            // A date moves to the end of a day, as offices set them.
            dated => {
                let due = calendar.end_of(day_in_vietnam(shifted)).ok()?;
                Some((due, dated.map(|counted| Counted { term: Term::Fixed(due), ..counted })))
            }
        }
    }

    /// The unit by whose calendar the deadline of an assignment is counted.
    pub(super) fn unit_by(&self, assignment: &Assignment) -> Option<DepartmentId> {
        match assignment.counted {
            Some(counted) => counted.unit,
            None => self.unit_of(assignment.holder, assignment.parent),
        }
    }
}

/// A term by so much longer that it reaches as far as its deadline was shifted; nothing where it would be none.
fn longer(counted: Counted, calendar: &Calendar, lost: Minutes, shifted: UtcTime) -> Option<Term> {
    match counted.term {
        Term::WorkingDays(_) => {
            calendar.working_days(counted.from, shifted).ok().and_then(Days::new).map(Term::WorkingDays)
        }
        Term::WorkingTime(minutes) => {
            minutes.get().checked_add(lost.get()).and_then(Minutes::new).map(Term::WorkingTime)
        }
        Term::CalendarDays(_) => {
            let days = (day_in_vietnam(shifted) - day_in_vietnam(counted.from)).num_days();
            u32::try_from(days).ok().and_then(Days::new).map(Term::CalendarDays)
        }
        Term::Fixed(_) => None,
    }
}

//! Work that rests and goes on: by the office's setting the clock rests with it, and each open deadline moves by the working time that
//! was lost to whoever has it.

use chrono::TimeDelta;

use super::Decision;
use crate::{
    AssignmentId, DepartmentId, Reason, Refusal, Rule, UtcTime,
    assignment::{Assignment, Counted},
    calendar::{Calendar, Days, Minutes, Term},
    day_ended_in_vietnam, day_in_vietnam,
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
            Some(counted) if !matches!(counted.term, Term::EndOf(_) | Term::Fixed(_)) => {
                let term = longer(counted, calendar, lost, shifted)?;
                let due = calendar.due(counted.from, term).ok()?.at;
                Some((due, Some(Counted { term, ..counted })))
            }
            // A date moves to the end of a day, as offices set them; from then on nobody has written its time.
            dated => {
                let day = day_ended_in_vietnam(shifted);
                let due = calendar.end_of(day).ok()?;
                let (from, unit) = match dated {
                    Some(counted) => (counted.from, counted.unit),
                    None => (assignment.opened_at, self.unit_by(assignment)),
                };
                Some((due, Some(Counted { term: Term::EndOf(day), from, unit })))
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
            // A day's work may end at midnight: a moment before is that day.
            let within = shifted - TimeDelta::microseconds(1);
            calendar.working_days(counted.from, within).ok().and_then(Days::new).map(Term::WorkingDays)
        }
        Term::WorkingTime(minutes) => {
            minutes.get().checked_add(lost.get()).and_then(Minutes::new).map(Term::WorkingTime)
        }
        Term::CalendarDays(_) => {
            let days = (day_ended_in_vietnam(shifted) - day_in_vietnam(counted.from)).num_days();
            u32::try_from(days).ok().and_then(Days::new).map(Term::CalendarDays)
        }
        Term::EndOf(_) | Term::Fixed(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{DayHours, LocalRecords, Term, WeekHours, WorkingWeek, time_in_vietnam};
    use crate::organisation::Validity;

    /// Where the day's work ends at midnight, the day after has not begun to count.
    #[test]
    fn a_rest_that_leaves_until_midnight_gives_no_day_too_many() {
        let at = |text: &str| time_in_vietnam(text).unwrap();
        let hours = WeekHours::five_days(DayHours::parse("08:00-12:00,20:00-24:00").unwrap());
        let validity = Validity::since(chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
        let agency = LocalRecords { weeks: vec![WorkingWeek { validity, hours, instrument: None }], days: Vec::new() };
        let calendar = Calendar::new(Vec::new(), agency, LocalRecords::default()).unwrap();
        // Given on Monday 7/12/2026 until Wednesday's midnight; a whole day is lost, so until Thursday's.
        let (from, lost) = (at("2026-12-07T09:00"), Minutes::new(8 * 60).unwrap());
        let before = calendar.due(from, Term::parse("2wd").unwrap()).unwrap().at;
        assert_eq!(before, at("2026-12-10T00:00"));
        let shifted = calendar.due(before, Term::WorkingTime(lost)).unwrap().at;
        assert_eq!(shifted, at("2026-12-11T00:00"));
        for (term, later) in [("2wd", "3wd"), ("2d", "3d"), ("8wh", "16wh")] {
            let counted = Counted { term: Term::parse(term).unwrap(), from, unit: None };
            assert_eq!(longer(counted, &calendar, lost, shifted).unwrap().to_string(), later);
        }
        assert_eq!(calendar.end_of(day_ended_in_vietnam(shifted)), Ok(shifted));
    }
}

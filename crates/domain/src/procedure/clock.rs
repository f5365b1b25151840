//! When the clock of a dossier begins, when it goes to the unit, and what a rest makes of its deadline: by the rules of its procedure and
//! the working calendar.

use super::rules::HandlingRules;
use crate::{
    UtcTime,
    assignment::Counted,
    calendar::{Calendar, CalendarFault, Minutes, Term},
    day_ended_in_vietnam, day_in_vietnam,
    dossier::Clock,
    incoming::StepDeadline,
    midnight_in_vietnam,
    organisation::TimeOfDay,
};

impl HandlingRules {
    /// From when the term of what was received at this time is counted: its minute, or, by the procedure's own cut-off, the beginning of
    /// the next working day.
    ///
    /// # Errors
    /// As [`Calendar::next_working`].
    pub fn counts_from(&self, received: UtcTime, calendar: &Calendar) -> Result<UtcTime, CalendarFault> {
        match self.cut_off {
            Some(cut_off) if is_late(received, cut_off) => next_morning(received, calendar),
            _ => Ok(received),
        }
    }

    /// When what was received at this time goes to the unit: the same day, and at the beginning of the next working day what comes at
    /// [`HandlingRules::transfer_by`] or later. Nothing is handed over in rest.
    ///
    /// # Errors
    /// As [`Calendar::next_working`].
    pub fn transfer(&self, received: UtcTime, calendar: &Calendar) -> Result<UtcTime, CalendarFault> {
        if is_late(received, self.transfer_by) {
            next_morning(received, calendar)
        } else {
            calendar.next_working(received)
        }
    }

    /// Until when it is to be handed on: until the day of its transfer ends, or in the first hour of that day where it is a later one than
    /// that of the reception.
    pub(crate) fn transfer_by(&self, received: UtcTime, calendar: &Calendar) -> Option<StepDeadline> {
        let day = day_in_vietnam(received);
        let from = self.transfer(received, calendar).ok()?;
        let counted = if day_in_vietnam(from) == day {
            Counted { term: Term::EndOf(day), from: received, unit: None }
        } else {
            Counted { term: Term::WorkingTime(Minutes::new(60)?), from, unit: None }
        };
        let due = calendar.due(counted.from, counted.term).ok()?.at;
        Some(StepDeadline { due, counted })
    }
}

fn is_late(at: UtcTime, limit: TimeOfDay) -> bool {
    at >= limit.minute().on(day_in_vietnam(at))
}

/// When people begin to work on the next day on which they do.
fn next_morning(at: UtcTime, calendar: &Calendar) -> Result<UtcTime, CalendarFault> {
    let tomorrow = day_in_vietnam(at).succ_opt().ok_or(CalendarFault::OutOfRange)?;
    calendar.next_working(midnight_in_vietnam(tomorrow))
}

/// What a rest of the clock makes of a deadline: as a dossier's own clock has it ([`Clock::after_rest`]).
///
/// # Errors
/// As [`Calendar::due`].
pub fn due_after_rest(
    calendar: &Calendar,
    term: Term,
    due: UtcTime,
    (from, until): (UtcTime, UtcTime),
) -> Result<UtcTime, CalendarFault> {
    let set = match term {
        Term::WorkingTime(_) => Term::Fixed(due),
        _ => Term::EndOf(day_ended_in_vietnam(due)),
    };
    let counted = Counted { term: set, from, unit: None };
    let clock = Clock { original: due, term, due, counted, changes: Vec::new(), rests_since: Some(from) };
    Ok(clock.after_rest(until, calendar)?.map_or(due, |moved| moved.due))
}

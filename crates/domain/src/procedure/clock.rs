//! When the clock of a dossier begins, when it goes to the unit, and what a rest makes of its deadline: by the rules of its procedure and
//! the working calendar.

use super::rules::HandlingRules;
use crate::{
    UtcTime,
    calendar::{Calendar, CalendarFault, Minutes, Term},
    day_ended_in_vietnam, day_in_vietnam, midnight_in_vietnam,
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
}

fn is_late(at: UtcTime, limit: TimeOfDay) -> bool {
    at >= limit.minute().on(day_in_vietnam(at))
}

/// When people begin to work on the next day on which they do.
fn next_morning(at: UtcTime, calendar: &Calendar) -> Result<UtcTime, CalendarFault> {
    let tomorrow = day_in_vietnam(at).succ_opt().ok_or(CalendarFault::OutOfRange)?;
    calendar.next_working(midnight_in_vietnam(tomorrow))
}

/// What a rest of the clock makes of a deadline: so much later that as much working time is left as when it began. A term in days still
/// ends with a day's work.
///
/// # Errors
/// As [`Calendar::due`].
pub fn due_after_rest(
    calendar: &Calendar,
    term: Term,
    due: UtcTime,
    (from, until): (UtcTime, UtcTime),
) -> Result<UtcTime, CalendarFault> {
    let lost = calendar.working_time(from, until)?.num_seconds();
    let Some(lost) = u32::try_from(lost.saturating_add(59) / 60).ok().and_then(Minutes::new) else {
        // No working time was lost, or more than a term may have.
        return if lost == 0 { Ok(due) } else { Err(CalendarFault::TooFar { reached: day_in_vietnam(until) }) };
    };
    let shifted = calendar.due(due, Term::WorkingTime(lost))?.at;
    match term {
        Term::WorkingTime(_) => Ok(shifted),
        _ => calendar.end_of(day_ended_in_vietnam(shifted)),
    }
}

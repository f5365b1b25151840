//! When the clock of a dossier begins, or begins anew, and when it goes to the unit: by the rules of its procedure and the working calendar.

use super::rules::{HandlingRules, SupplementClock};
use crate::{
    UtcTime,
    assignment::Counted,
    calendar::{Calendar, CalendarFault, Minutes, Term},
    day_in_vietnam,
    incoming::StepDeadline,
    midnight_in_vietnam,
    organisation::TimeOfDay,
};

impl HandlingRules {
    /// From when the term of what was received at this time is counted: its minute, or, by the procedure's own cut-off, the beginning of
    /// the next working day. With a cut-off, no hour of a day of rest is before or after it: all of that day counts as what comes late on
    /// the day before.
    ///
    /// # Errors
    /// As [`Calendar::next_working`].
    pub fn counts_from(&self, received: UtcTime, calendar: &Calendar) -> Result<UtcTime, CalendarFault> {
        match self.cut_off {
            Some(cut_off) if is_late(received, cut_off) || is_in_rest(received, calendar)? => {
                next_morning(received, calendar)
            }
            _ => Ok(received),
        }
    }

    /// From when the term of what was complete at this time begins anew, where the procedure has it: what is complete after its hour
    /// counts as what is received then.
    pub(crate) fn begins_anew(&self, complete: UtcTime, calendar: &Calendar) -> Option<UtcTime> {
        let anew = self.supplement_clock == SupplementClock::Restarts;
        anew.then(|| self.counts_from(complete, calendar).unwrap_or(complete))
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

/// Whether nobody works on the day of this time.
fn is_in_rest(at: UtcTime, calendar: &Calendar) -> Result<bool, CalendarFault> {
    let day = day_in_vietnam(at);
    Ok(day_in_vietnam(calendar.next_working(midnight_in_vietnam(day))?) != day)
}

/// When people begin to work on the next day on which they do.
fn next_morning(at: UtcTime, calendar: &Calendar) -> Result<UtcTime, CalendarFault> {
    let tomorrow = day_in_vietnam(at).succ_opt().ok_or(CalendarFault::OutOfRange)?;
    calendar.next_working(midnight_in_vietnam(tomorrow))
}

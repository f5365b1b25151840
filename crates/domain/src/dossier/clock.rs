//! The clock of a dossier: the term that runs, rests while a citizen has something to do, and is extended.
//!
//! The date that was promised first never changes ([`Clock::original`]); what moves is the one of now, and each move stands in the history.
//! A term in working days rests by whole days: the day on which it stops is used up, and the day on which it goes on is that of an event,
//! which is not counted (Civil Code 2015, Art. 147), so as many working days are left afterwards as were before. One in hours rests by the
//! minute. What was late when it stopped stays late.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    UtcTime,
    assignment::Counted,
    calendar::{Calendar, CalendarFault, Days, Minutes, Term},
    day_ended_in_vietnam, day_in_vietnam,
};

/// Why a date has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DueCause {
    /// The clock had rested.
    Rested,
    /// The term began anew when the dossier was complete.
    Restarted,
    /// It was extended, with an apology.
    Extended,
    /// The working calendar has changed.
    Recounted,
}

/// A move of the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueChange {
    /// Until then.
    pub from: UtcTime,
    /// From then on.
    pub to: UtcTime,
    /// When it was moved.
    pub at: UtcTime,
    /// Why.
    pub cause: DueCause,
}

/// A term that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Hạn ban đầu.
    pub original: UtcTime,
    /// The term that the first date was counted by.
    pub term: Term,
    /// Hạn hiện tại.
    pub due: UtcTime,
    /// How that was counted.
    pub counted: Counted,
    /// The moves, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<DueChange>,
    /// Since when it rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rests_since: Option<UtcTime>,
}

/// Where a date moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedDue {
    /// From then on.
    pub due: UtcTime,
    /// How it was counted.
    pub counted: Counted,
    /// Why.
    pub cause: DueCause,
}

impl Clock {
    /// A term that begins.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn start(counted: Counted, calendar: &Calendar) -> Result<Self, CalendarFault> {
        let due = calendar.due(counted.from, counted.term)?.at;
        Ok(Self { original: due, term: counted.term, due, counted, changes: Vec::new(), rests_since: None })
    }

    /// Whether it stands still.
    pub const fn rests(&self) -> bool {
        self.rests_since.is_some()
    }

    /// Whether it is past its date now. A clock that rests is not late but where it was when it stopped.
    pub fn is_late(&self, now: UtcTime) -> bool {
        self.rests_since.unwrap_or(now) > self.due
    }

    /// Whether it is counted by days, and not by the hour.
    pub const fn is_by_day(&self) -> bool {
        !matches!(self.term, Term::WorkingTime(_))
    }

    /// Where the date moves when it goes on now; nothing where it did not rest, or stays.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn after_rest(&self, now: UtcTime, calendar: &Calendar) -> Result<Option<MovedDue>, CalendarFault> {
        let Some(since) = self.rests_since.filter(|since| *since <= self.due) else { return Ok(None) };
        // A term that was to begin later has lost nothing before it began.
        let begins = self.begins();
        let (since, now) = (since.max(begins), now.max(begins));
        // What has become a day of rest, or of work, while it rested counts as such.
        let due = calendar.due(self.counted.from, self.counted.term).map_or(self.due, |due| due.at).max(since);
        // What ends at a set time rests by what the whole is counted by.
        let unit = match self.counted.term {
            Term::EndOf(_) | Term::Fixed(_) => self.term,
            counted => counted,
        };
        let term = match unit {
            Term::WorkingTime(_) => {
                let left = calendar.working_time(since, due)?;
                let minutes = left.num_microseconds().map_or(0, |micros| (micros + 59_999_999) / 60_000_000);
                u32::try_from(minutes).ok().and_then(Minutes::new).map(Term::WorkingTime)
            }
            Term::CalendarDays(_) => {
                let left = (day_ended_in_vietnam(due) - day_in_vietnam(since)).num_days();
                u32::try_from(left).ok().and_then(Days::new).map(Term::CalendarDays)
            }
            _ => {
                // A day's work may end at midnight: a moment before is that day.
                let within = (due - TimeDelta::microseconds(1)).max(since);
                Days::new(calendar.working_days(since, within)?).map(Term::WorkingDays)
            }
        };
        // It stopped on its last day: it ends with the day on which it goes on, or, where that one's work is over, with the next.
        let counted = |term| Counted { term, from: now, unit: self.counted.unit };
        let Some(term) = term else {
            let today = day_in_vietnam(now);
            let moved = self.moved(counted(Term::EndOf(today)), DueCause::Rested, calendar);
            let (Err(CalendarFault::EndBeforeStart), Some(tomorrow)) = (&moved, today.succ_opt()) else { return moved };
            return self.moved(counted(Term::EndOf(tomorrow)), DueCause::Rested, calendar);
        };
        self.moved(counted(term), DueCause::Rested, calendar)
    }

    /// From when it runs: its first date may be counted from a later opening than that of its event. An extension is counted from the
    /// date before it, and begins nothing.
    fn begins(&self) -> UtcTime {
        let last = self.changes.iter().rev().map(|change| change.cause).find(|cause| *cause != DueCause::Recounted);
        if last == Some(DueCause::Extended) { UtcTime::MIN_UTC } else { self.counted.from }
    }

    /// Where the date moves when the whole term begins anew now.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn anew(&self, now: UtcTime, calendar: &Calendar) -> Result<Option<MovedDue>, CalendarFault> {
        let counted = Counted { term: self.term, from: now, unit: self.counted.unit };
        self.moved(counted, DueCause::Restarted, calendar)
    }

    /// Where it moves by the calendar of now; nothing while it rests, as it is counted then when it goes on.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn recounted(&self, calendar: &Calendar) -> Result<Option<MovedDue>, CalendarFault> {
        if self.rests() || matches!(self.counted.term, Term::Fixed(_)) {
            return Ok(None);
        }
        let due = calendar.due(self.counted.from, self.counted.term)?.at;
        Ok((due != self.due).then_some(MovedDue { due, counted: self.counted, cause: DueCause::Recounted }))
    }

    /// A later date, never an earlier one.
    fn moved(&self, counted: Counted, cause: DueCause, calendar: &Calendar) -> Result<Option<MovedDue>, CalendarFault> {
        let due = calendar.due(counted.from, counted.term)?.at;
        Ok((due > self.due).then_some(MovedDue { due, counted, cause }))
    }

    /// It stands still from now on.
    pub(super) const fn rest(&mut self, at: UtcTime) {
        if self.rests_since.is_none() {
            self.rests_since = Some(at);
        }
    }

    /// It runs again.
    pub(super) const fn run(&mut self) {
        self.rests_since = None;
    }

    /// The date is another from now on.
    pub(super) fn move_to(&mut self, moved: MovedDue, at: UtcTime) {
        self.changes.push(DueChange { from: self.due, to: moved.due, at, cause: moved.cause });
        self.due = moved.due;
        self.counted = moved.counted;
    }
}

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
    /// Of an extension, how the date was counted that it adds to, and those of extensions between, the first first. Each but the first is counted
    /// from the date that the one before it leads to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub base: Vec<Counted>,
    /// The moves, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<DueChange>,
    /// Since when it rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rests_since: Option<UtcTime>,
    /// Where it was extended: the date that would count had it not been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unextended: Option<Unextended>,
}

/// The date of a term that was extended as it would be had it not been: it goes on moving when the term rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unextended {
    /// The date.
    pub due: UtcTime,
    /// How it was counted.
    pub counted: Counted,
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
    /// Where the date moves that would count without an extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unextended: Option<Unextended>,
}

impl Clock {
    /// A term that begins.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn start(counted: Counted, calendar: &Calendar) -> Result<Self, CalendarFault> {
        let due = calendar.due(counted.from, counted.term)?.at;
        Ok(Self {
            original: due,
            term: counted.term,
            due,
            counted,
            base: Vec::new(),
            changes: Vec::new(),
            rests_since: None,
            unextended: None,
        })
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

    /// The date by which whoever handles it is judged where no extension counts: the one that was promised first, moved by the rests in
    /// which a citizen had something to do, and by the calendar.
    pub fn unextended_due(&self) -> UtcTime {
        let before = || self.changes.iter().find(|change| change.cause == DueCause::Extended).map(|change| change.from);
        self.unextended.map(|kept| kept.due).or_else(before).unwrap_or(self.due)
    }

    /// The same clock, had it never been extended; nothing where it was not.
    fn without_extension(&self) -> Option<Self> {
        let Unextended { due, counted } = self.unextended?;
        Some(Self { due, counted, base: Vec::new(), changes: Vec::new(), unextended: None, ..self.clone() })
    }

    /// Where the date moves when it goes on at this time, or, where the term begins anew, at that one: not sooner than with what was
    /// left. Nothing where it did not rest, or stays; and what was late when it stopped stays late, whatever begins.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn goes_on(
        &self,
        at: UtcTime,
        anew: Option<UtcTime>,
        calendar: &Calendar,
    ) -> Result<Option<MovedDue>, CalendarFault> {
        if self.rests_since.is_none_or(|since| since > self.due) {
            return Ok(None);
        }
        let rested = self.after_rest(at, calendar)?;
        let begun = anew.map(|from| self.anew(from, calendar)).transpose()?.flatten();
        let moved = rested.into_iter().chain(begun).max_by_key(|moved| moved.due);
        let beside = self.without_extension().map(|clock| clock.goes_on(at, anew, calendar)).transpose()?.flatten();
        let Some(beside) = beside else { return Ok(moved) };
        // A rest may move the one and not the other: one day longer may end on the day on which it goes on.
        let stays = MovedDue { due: self.due, counted: self.counted, cause: beside.cause, unextended: None };
        let unextended = Some(Unextended { due: beside.due, counted: beside.counted });
        Ok(Some(MovedDue { unextended, ..moved.unwrap_or(stays) }))
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
        let due = self.counted_by(calendar).map_or(self.due, |(due, _)| due).max(since);
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
                // Counted to the day on which the days end: a due that was carried over rest is no more of them.
                let last = match self.counted.term {
                    Term::CalendarDays(days) => day_in_vietnam(self.counted.from) + TimeDelta::days(days.get().into()),
                    _ => day_ended_in_vietnam(due),
                };
                let left = (last - day_in_vietnam(since)).num_days();
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
        let (due, counted) = self.counted_by(calendar)?;
        if due == self.due {
            return Ok(None);
        }
        let beside = self.without_extension().map(|clock| clock.recounted(calendar)).transpose()?.flatten();
        let beside = beside.map(|moved| Unextended { due: moved.due, counted: moved.counted });
        Ok(Some(MovedDue { due, counted, cause: DueCause::Recounted, unextended: beside }))
    }

    /// The date by this calendar, and how it is counted: an extension from the date before it as that is by this calendar.
    fn counted_by(&self, calendar: &Calendar) -> Result<(UtcTime, Counted), CalendarFault> {
        let mut from = None;
        for before in &self.base {
            from = Some(calendar.due(from.unwrap_or(before.from), before.term)?.at);
        }
        let counted = Counted { from: from.unwrap_or(self.counted.from), ..self.counted };
        Ok((calendar.due(counted.from, counted.term)?.at, counted))
    }

    /// A later date, never an earlier one.
    fn moved(&self, counted: Counted, cause: DueCause, calendar: &Calendar) -> Result<Option<MovedDue>, CalendarFault> {
        let due = calendar.due(counted.from, counted.term)?.at;
        Ok((due > self.due).then_some(MovedDue { due, counted, cause, unextended: None }))
    }

    /// It stands still from now on.
    pub(crate) const fn rest(&mut self, at: UtcTime) {
        if self.rests_since.is_none() {
            self.rests_since = Some(at);
        }
    }

    /// It runs again.
    pub(crate) const fn run(&mut self) {
        self.rests_since = None;
    }

    /// It is extended; where the extension follows the date before it, that one's counting is kept.
    pub(super) fn extend_to(&mut self, moved: MovedDue, follows: bool, at: UtcTime) {
        let mut base = std::mem::take(&mut self.base);
        if follows {
            base.push(self.counted);
        } else {
            base.clear();
        }
        self.move_to(moved, at);
        self.base = base;
    }

    /// The date is another from now on.
    pub(crate) fn move_to(&mut self, moved: MovedDue, at: UtcTime) {
        if moved.cause != DueCause::Recounted && moved.counted != self.counted {
            self.base.clear();
        }
        if moved.due != self.due {
            self.changes.push(DueChange { from: self.due, to: moved.due, at, cause: moved.cause });
        }
        self.due = moved.due;
        self.counted = moved.counted;
        if moved.unextended.is_some() {
            self.unextended = moved.unextended;
        }
    }
}

//! Whether people work at a moment, when they next do, and when they did some days before: what reminders go by.

use chrono::{NaiveDate, TimeDelta};

use super::{Calendar, CalendarFault, DayHours, Reader, due::HORIZON_DAYS};
use crate::{UtcTime, day_ended_in_vietnam, day_in_vietnam, is_instant_of_our_time, is_of_our_time};

impl Calendar {
    /// The first moment from this one on at which people work; the moment at which they close still is one.
    ///
    /// # Errors
    /// [`CalendarFault::OutOfRange`], [`CalendarFault::NoWorkingTime`].
    pub fn next_working(&self, from: UtcTime) -> Result<UtcTime, CalendarFault> {
        self.pass(from, TimeDelta::zero())
    }

    /// The moment at which that much working time is over.
    ///
    /// # Errors
    /// As [`Calendar::next_working`].
    pub fn pass(&self, from: UtcTime, working: TimeDelta) -> Result<UtcTime, CalendarFault> {
        if !is_instant_of_our_time(from) {
            return Err(CalendarFault::OutOfRange);
        }
        let (mut reader, mut left) = (Reader::new(self), working);
        let first = day_in_vietnam(from);
        for day in first.iter_days().zip(0..HORIZON_DAYS).map(|(day, _)| day) {
            let hours = reader.day(day)?.hours;
            for span in hours.iter().flat_map(DayHours::spans) {
                let (opens, closes) = (span.opens().on(day).max(from), span.closes().on(day));
                if opens <= closes && left <= closes - opens {
                    return Ok(opens + left);
                }
                left -= (closes - opens).max(TimeDelta::zero());
            }
        }
        Err(CalendarFault::NoWorkingTime { from: first })
    }

    /// When people begin to work on the last of so many working days before the day that this moment belongs to as an end; `None` for
    /// no days.
    ///
    /// # Errors
    /// As [`Calendar::next_working`].
    pub fn opening_before(&self, at: UtcTime, days: u16) -> Result<Option<UtcTime>, CalendarFault> {
        if !is_instant_of_our_time(at) {
            return Err(CalendarFault::OutOfRange);
        }
        let (mut reader, mut left, mut day) = (Reader::new(self), days, day_ended_in_vietnam(at));
        if left == 0 {
            return Ok(None);
        }
        for _ in 0..HORIZON_DAYS {
            day = day.pred_opt().ok_or(CalendarFault::OutOfRange)?;
            if let Some(hours) = reader.day(day)?.hours {
                left -= 1;
                if left == 0 {
                    return Ok(Some(hours.opens().on(day)));
                }
            }
        }
        Err(CalendarFault::NoWorkingTime { from: day })
    }

    /// What a date without a time means as a deadline: the end of work on that day; where it is a day of rest, the end of the next working
    /// day (Civil Code 2015, Art. 148(5)). A time that is written stands as it is written.
    ///
    /// # Errors
    /// As [`Calendar::next_working`].
    pub fn end_of(&self, day: NaiveDate) -> Result<UtcTime, CalendarFault> {
        if !is_of_our_time(day) {
            return Err(CalendarFault::OutOfRange);
        }
        let mut reader = Reader::new(self);
        for day in day.iter_days().zip(0..HORIZON_DAYS).map(|(day, _)| day) {
            if let Some(hours) = reader.day(day)?.hours {
                return Ok(hours.closes().on(day));
            }
        }
        Err(CalendarFault::NoWorkingTime { from: day })
    }

    /// When people begin and cease to work on the day of this moment; `None` on a day of rest.
    ///
    /// # Errors
    /// [`CalendarFault::OutOfRange`].
    pub fn open_on_day_of(&self, at: UtcTime) -> Result<Option<(UtcTime, UtcTime)>, CalendarFault> {
        let day = day_in_vietnam(at);
        let hours = self.day(day)?.hours;
        Ok(hours.map(|hours| (hours.opens().on(day), hours.closes().on(day))))
    }
}

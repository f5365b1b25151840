//! How much working time lies between two instants: what adding a term is undone by.

use chrono::{NaiveDate, TimeDelta};

use super::{Calendar, CalendarFault, DayReading, Reader, due::HORIZON_DAYS};
use crate::{UtcTime, day_in_vietnam, is_instant_of_our_time};

impl Calendar {
    /// How many working days come after the day of the first instant, up to and with the day of the second.
    ///
    /// # Errors
    /// [`CalendarFault::EndBeforeStart`], [`CalendarFault::OutOfRange`], [`CalendarFault::TooFar`].
    pub fn working_days(&self, from: UtcTime, until: UtcTime) -> Result<u32, CalendarFault> {
        let mut worked = 0;
        self.each_day(from, until, |day, reading| {
            worked += u32::from(day > day_in_vietnam(from) && reading.hours.is_some());
        })?;
        Ok(worked)
    }

    /// How much working time lies between the two.
    ///
    /// # Errors
    /// As [`Calendar::working_days`].
    pub fn working_time(&self, from: UtcTime, until: UtcTime) -> Result<TimeDelta, CalendarFault> {
        let mut worked = TimeDelta::zero();
        self.each_day(from, until, |day, reading| {
            for span in reading.hours.iter().flat_map(super::DayHours::spans) {
                let (opens, closes) = (span.opens().on(day).max(from), span.closes().on(day).min(until));
                worked += (closes - opens).max(TimeDelta::zero());
            }
        })?;
        Ok(worked)
    }

    fn each_day(
        &self,
        from: UtcTime,
        until: UtcTime,
        mut look: impl FnMut(NaiveDate, &DayReading),
    ) -> Result<(), CalendarFault> {
        if !is_instant_of_our_time(from) || !is_instant_of_our_time(until) {
            return Err(CalendarFault::OutOfRange);
        }
        if until < from {
            return Err(CalendarFault::EndBeforeStart);
        }
        let mut reader = Reader::new(self);
        let (first, last) = (day_in_vietnam(from), day_in_vietnam(until));
        if (last - first).num_days() > i64::from(HORIZON_DAYS) {
            return Err(CalendarFault::TooFar { reached: last });
        }
        for day in first.iter_days().take_while(|day| *day <= last) {
            look(day, &reader.day(day)?);
        }
        Ok(())
    }
}

//! The colour of a clock: how near its date is, as desks and leaders see it in a list.
//!
//! Red is past its date. Yellow is near it: no more than one working day is left, or, where the whole time is shorter than two, no more
//! than half of it. All else is green. What rests, is closed or has no term has no colour. A colour never stands alone: the date stands
//! beside it.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clock::Clock;
use crate::{UtcTime, calendar::Calendar};

/// With this much working time left a clock is yellow, however long the whole is: a working day.
const NEAR: TimeDelta = TimeDelta::hours(8);

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DossierColour)]
pub enum Colour {
    /// Còn hạn.
    Green,
    /// Sắp đến hạn.
    Yellow,
    /// Quá hạn.
    Red,
}

impl Colour {
    /// Of what began at `from` and is due at `due`.
    pub fn of(from: UtcTime, due: UtcTime, now: UtcTime, calendar: &Calendar) -> Self {
        if now > due {
            return Self::Red;
        }
        // A time that no calendar counts is far away.
        let between = |from, until| calendar.working_time(from, until).unwrap_or(TimeDelta::MAX);
        if between(now, due) <= NEAR.min(between(from, due) / 2) { Self::Yellow } else { Self::Green }
    }

    /// Of a clock that began at `from`, as long as it runs.
    pub fn of_clock(clock: &Clock, from: UtcTime, now: UtcTime, calendar: &Calendar) -> Option<Self> {
        (!clock.rests()).then(|| Self::of(from, clock.due, now, calendar))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{calendar::time_in_vietnam, organisation::CalendarRecord};

    #[test]
    fn it_is_yellow_on_the_last_working_day_and_red_afterwards() {
        let office = CalendarRecord::default().office().unwrap();
        let at = |text| time_in_vietnam(text).unwrap();
        let of = |from, due, now| Colour::of(at(from), at(due), at(now), office.agency());
        // Received on Monday, due at the end of Friday.
        let week = |now| of("2026-11-16T08:00", "2026-11-20T17:00", now);
        assert_eq!(week("2026-11-16T09:00"), Colour::Green);
        assert_eq!(week("2026-11-19T16:00"), Colour::Green);
        assert_eq!(week("2026-11-19T17:00"), Colour::Yellow);
        assert_eq!(week("2026-11-20T17:00"), Colour::Yellow);
        assert_eq!(week("2026-11-20T17:01"), Colour::Red);
        // Over a weekend no working time passes.
        assert_eq!(of("2026-11-16T08:00", "2026-11-23T17:00", "2026-11-21T10:00"), Colour::Yellow);
        // Within a morning: half of it.
        let morning = |now| of("2026-11-16T08:00", "2026-11-16T10:00", now);
        assert_eq!((morning("2026-11-16T08:59"), morning("2026-11-16T09:00")), (Colour::Green, Colour::Yellow));
    }
}

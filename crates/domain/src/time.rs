//! Time as the office reads it: instants are UTC, days and years are those of Vietnam (UTC+7, no summer time).

use chrono::{DateTime, Datelike, FixedOffset, Utc};

/// An instant.
pub type UtcTime = DateTime<Utc>;

const HOURS_EAST: i32 = 7;

/// The instant as a wall clock in Vietnam shows it.
pub fn vietnam(at: UtcTime) -> DateTime<FixedOffset> {
    match FixedOffset::east_opt(HOURS_EAST * 3600) {
        Some(offset) => at.with_timezone(&offset),
        None => at.fixed_offset(),
    }
}

/// The year, in Vietnam, in which the instant falls: the year whose register it is entered in (Decree 30/2020, Art. 15
/// and 22: numbers start again on 1 January).
pub fn year_in_vietnam(at: UtcTime) -> i32 {
    vietnam(at).year()
}

/// The day, in Vietnam, on which the instant falls.
pub fn day_in_vietnam(at: UtcTime) -> chrono::NaiveDate {
    vietnam(at).date_naive()
}

/// The day, in Vietnam, whose end this instant may be: midnight ends the day before. A desk that closes at 24:00 does.
pub fn day_ended_in_vietnam(at: UtcTime) -> chrono::NaiveDate {
    day_in_vietnam(at - chrono::TimeDelta::microseconds(1))
}

/// The instant at which a day begins in Vietnam.
pub fn midnight_in_vietnam(day: chrono::NaiveDate) -> UtcTime {
    day.and_time(chrono::NaiveTime::MIN).and_utc() - chrono::TimeDelta::hours(HOURS_EAST.into())
}

/// The instant as an office writes it, in Vietnam's time: days below ten and the months 1 and 2 with a leading 0 (Decree 30/2020,
/// Appendix I).
pub fn written(at: UtcTime) -> String {
    let at = vietnam(at);
    format!("{} {}", at.format("%H:%M"), written_day(at.date_naive()))
}

/// The day as an office writes it in a sentence, by the same rule.
pub fn written_day(day: chrono::NaiveDate) -> String {
    let month = if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
    format!("{:02}/{month}/{}", day.day(), day.year())
}

/// The years that a date of the office may lie in: what came before is a slip of the pen, and what comes after no calendar or
/// database reads.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// Whether the day lies in [`YEARS`].
pub fn is_of_our_time(day: chrono::NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// Whether the instant lies in [`YEARS`].
pub fn is_instant_of_our_time(at: UtcTime) -> bool {
    YEARS.contains(&at.year())
}

/// The instant cut to the microsecond, which is what is kept: so that what is read back equals what was decided.
pub fn to_micros(at: UtcTime) -> UtcTime {
    DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn the_year_turns_at_midnight_in_vietnam() {
        let before = Utc.with_ymd_and_hms(2026, 12, 31, 16, 59, 59).unwrap();
        let after = Utc.with_ymd_and_hms(2026, 12, 31, 17, 0, 0).unwrap();
        assert_eq!((year_in_vietnam(before), year_in_vietnam(after)), (2026, 2027));
    }
}

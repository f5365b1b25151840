//! Times as gateways write them: Vietnam's, without a zone. Vietnam has had no summer time since it is +07:00.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};

/// What tells an adapter the time.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The machine's clock: the only place where this crate asks for the time.
pub fn system_clock() -> Clock {
    Arc::new(Utc::now)
}

/// Seven hours east.
const EAST: i32 = 7 * 3600;

fn vietnam(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    // The offset is in bounds; were it not, UTC would be written.
    at.with_timezone(&FixedOffset::east_opt(EAST).unwrap_or_else(|| chrono::Offset::fix(&Utc)))
}

/// A call's timestamp: `ddMMyyyy'T'HHmmss+SSSS`, in which the plus is a plain sign, and what follows it milliseconds in four digits.
pub(crate) fn stamp(at: DateTime<Utc>) -> String {
    let at = vietnam(at);
    // A leap second has more than a thousand of them.
    format!("{}+{:04}", at.format("%d%m%YT%H%M%S"), at.timestamp_subsec_millis().min(999))
}

/// A day as the axis takes it in lists: `yyyy/MM/dd`.
pub(crate) fn day(day: NaiveDate) -> String {
    day.format("%Y/%m/%d").to_string()
}

/// The day that it is in Vietnam.
pub(crate) fn today(at: DateTime<Utc>) -> NaiveDate {
    vietnam(at).date_naive()
}

/// Reads a time in any of the ways that gateways write one; what can't be read is not known.
pub(crate) fn read(text: &str) -> Option<DateTime<Utc>> {
    const FORMS: [&str; 5] = [
        "%Y/%m/%d %H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%d/%m/%Y %H:%M:%S%.f",
        "%d-%m-%Y %H:%M:%S%.f",
    ];
    const DAYS: [&str; 3] = ["%Y/%m/%d", "%Y-%m-%d", "%d/%m/%Y"];
    let text = text.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.to_utc());
    }
    // Java's milliseconds since 1970.
    if let Some(millis) = text.parse::<i64>().ok().filter(|_| text.len() >= 12) {
        return DateTime::from_timestamp_millis(millis);
    }
    let local = FORMS
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .or_else(|| DAYS.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok()?.and_hms_opt(0, 0, 0)))?;
    local.and_local_timezone(FixedOffset::east_opt(EAST)?).single().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_stamp_is_vietnams_time_with_four_digits_of_milliseconds() {
        assert_eq!(stamp(at("2026-11-23T14:45:00.123Z")), "23112026T214500+0123");
        // The day is Vietnam's.
        assert_eq!(stamp(at("2026-11-23T17:00:00Z")), "24112026T000000+0000");
        assert_eq!(day(today(at("2026-12-31T17:00:00Z"))), "2027/01/01");
    }

    #[test]
    fn times_are_read_however_they_are_written() {
        let noon = at("2026-11-20T05:00:00Z");
        for text in [
            "2026/11/20 12:00:00",
            "2026-11-20 12:00:00.000",
            "2026-11-20T12:00:00",
            "20/11/2026 12:00:00",
            "2026-11-20T12:00:00+07:00",
            "1795150800000",
        ] {
            assert_eq!(read(text), Some(noon), "{text}");
        }
        assert_eq!(read("2026/11/20"), Some(at("2026-11-19T17:00:00Z")));
        for text in ["", "null", "2014/02/30 00:00:00", "hôm qua", "2026"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,40}") {
            let _ = read(&text);
        }

        #[test]
        fn a_stamp_always_has_its_length(millis in 0i64..4_000_000_000_000) {
            prop_assert_eq!(stamp(DateTime::from_timestamp_millis(millis).unwrap()).len(), 20);
        }
    }
}

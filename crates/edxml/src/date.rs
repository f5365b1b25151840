//! Days and times as messages write them: local time in Vietnam, without a zone.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// What a message states: understood, or a text that nothing can be made of, such as the 30th of February.
///
/// A message that is read keeps the text, so that a person can see it. The writer takes only what is [`Stated::Known`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged, expecting = "not a day such as 2026-11-20, nor a time such as 2026-11-20T09:15:00")]
pub enum Stated<T> {
    /// What it says.
    Known(T),
    /// What is written there, and cannot be understood.
    Unreadable {
        /// The text.
        #[serde(rename = "unreadable")]
        text: String,
    },
}

impl<T> Stated<T> {
    /// What it says, where it is understood.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unreadable { .. } => None,
        }
    }
}

impl<T> From<T> for Stated<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

/// What was read, and whether it was written as the specification has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading<T> {
    pub value: T,
    pub canonical: bool,
}

/// Vietnam's time is seven hours ahead, all year.
const VIETNAM: i64 = 7 * 60;

/// `yyyy/MM/dd`.
pub(crate) fn written_day(day: NaiveDate) -> String {
    day.format("%Y/%m/%d").to_string()
}

/// `yyyy/MM/dd HH:mm:ss`.
pub(crate) fn written_time(time: NaiveDateTime) -> String {
    time.format("%Y/%m/%d %H:%M:%S").to_string()
}

/// Reads a day: `yyyy/MM/dd`; `dd/MM/yyyy` and `yyyy-MM-dd`, too, and a time behind it.
pub(crate) fn day(text: &str) -> Option<Reading<NaiveDate>> {
    let text = text.trim();
    let Some((date, rest)) = text.split_once([' ', 'T']) else { return bare_day(text) };
    clock(rest.trim())?;
    Some(Reading { value: bare_day(date)?.value, canonical: false })
}

/// Reads a time: `yyyy/MM/dd HH:mm:ss`, with the days' other forms, too; fractions are cut off, and a zone is counted over to Vietnam's.
pub(crate) fn time(text: &str) -> Option<Reading<NaiveDateTime>> {
    let text = text.trim();
    let Some((date, rest)) = text.split_once([' ', 'T']) else {
        let day = bare_day(text)?.value;
        return Some(Reading { value: day.and_time(NaiveTime::MIN), canonical: false });
    };
    let day = bare_day(date)?;
    let (clock, ahead) = clock(rest.trim())?;
    let local = day.value.and_time(clock).checked_add_signed(TimeDelta::try_minutes(VIETNAM - ahead)?)?;
    (1..=9999).contains(&chrono::Datelike::year(&local)).then_some(())?;
    Some(Reading { value: local, canonical: written_time(local) == text })
}

fn bare_day(text: &str) -> Option<Reading<NaiveDate>> {
    let stroke = text.contains('/');
    let parts: Vec<&str> = text.split(if stroke { '/' } else { '-' }).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let number = |part: &str, most: usize| -> Option<u32> {
        let fits = (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse().ok()).flatten()
    };
    let (year, day) = match (first.len(), last.len()) {
        (4, 1 | 2) => (number(first, 4)?, number(last, 2)?),
        (1 | 2, 4) => (number(last, 4)?, number(first, 2)?),
        _ => return None,
    };
    if year == 0 {
        return None;
    }
    let value = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month, 2)?, day)?;
    Some(Reading { value, canonical: written_day(value) == text })
}

/// `HH:mm[:ss[.fff]][Z|+hh:mm]`: the time of day, and by how many minutes its zone is ahead of UTC.
fn clock(text: &str) -> Option<(NaiveTime, i64)> {
    let (bare, ahead) = match text.find(['Z', '+', '-']) {
        None => (text, VIETNAM),
        Some(at) => {
            let (bare, zone) = text.split_at_checked(at)?;
            (bare, if zone == "Z" { 0 } else { offset(zone)? })
        }
    };
    let bare = bare.split_once('.').map_or(bare, |(bare, _)| bare).trim();
    let read =
        NaiveTime::parse_from_str(bare, "%H:%M:%S").or_else(|_| NaiveTime::parse_from_str(bare, "%H:%M")).ok()?;
    // Chrono keeps a leap second as a fraction, which the written form does not have.
    let whole = chrono::Timelike::with_nanosecond(&read, 0)?;
    Some((whole, ahead))
}

fn offset(zone: &str) -> Option<i64> {
    let (sign, rest) = match zone.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, zone.strip_prefix('+')?),
    };
    let (hours, minutes) = rest.split_once(':')?;
    let two =
        |part: &str| (part.len() == 2).then(|| part.parse::<i64>().ok()).flatten().filter(|n| (0..60).contains(n));
    Some(sign * (two(hours).filter(|h| *h <= 14)? * 60 + two(minutes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<String> {
        time(text).map(|read| written_time(read.value))
    }

    #[test]
    fn days_in_three_forms() {
        let right = NaiveDate::from_ymd_opt(2026, 11, 20);
        for (text, canonical) in [
            ("2026/11/20", true),
            ("20/11/2026", false),
            ("2026-11-20", false),
            (" 2026/11/20 ", true),
            ("2026-11-20T00:00:00", false),
        ] {
            let read = day(text).unwrap();
            assert_eq!((Some(read.value), read.canonical), (right, canonical), "{text}");
        }
        for none in
            ["", "2014/02/30", "20/11/26", "2026/11", "+2026/1/1", "0000/01/01", "2026/11/20 hôm nay", "20261120"]
        {
            assert_eq!(day(none), None, "{none}");
        }
    }

    #[test]
    fn times_are_vietnams() {
        assert_eq!(at("2026/11/20 09:15:00").as_deref(), Some("2026/11/20 09:15:00"));
        assert_eq!(at("20/11/2026 09:15:00").as_deref(), Some("2026/11/20 09:15:00"));
        assert_eq!(at("2026-11-20T09:15:00.123+07:00").as_deref(), Some("2026/11/20 09:15:00"));
        assert_eq!(at("2026-11-20T02:15:00Z").as_deref(), Some("2026/11/20 09:15:00"));
        assert_eq!(at("2026/11/20").as_deref(), Some("2026/11/20 00:00:00"));
        assert_eq!(at("2026/11/20 23:59:60").as_deref(), Some("2026/11/20 23:59:59"));
        for none in ["2026/11/20 25:00:00", "2026/02/30 09:00:00", "bây giờ", "9999/12/31 23:00:00Z"] {
            assert_eq!(at(none), None, "{none}");
        }
    }
}

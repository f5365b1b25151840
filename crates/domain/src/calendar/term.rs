//! How long somebody has: working days, working hours, days, until a day ends, or until a fixed time. As text: `5wd`, `8wh`, `90wm`, `3d`,
//! a day, or a time.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

use super::fault::CalendarFault;
use crate::{UtcTime, Words, is_instant_of_our_time, is_of_our_time, midnight_in_vietnam, vietnam, written_day};

/// A number of days that somebody may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days(u32);

impl Days {
    /// The most: what is longer is a slip of the pen.
    pub const MAX: u32 = 1000;
    /// The shortest.
    pub const ONE: Self = Self(1);

    /// From one to [`Days::MAX`].
    pub const fn new(days: u32) -> Option<Self> {
        if days >= 1 && days <= Self::MAX { Some(Self(days)) } else { None }
    }

    /// How many.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// A number of working minutes that somebody may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(u32);

impl Minutes {
    /// The most: as many days of eight hours as a term in days may have.
    pub const MAX: u32 = Days::MAX * 8 * 60;
    /// Thirty.
    pub const HALF_AN_HOUR: Self = Self(30);

    /// From one to [`Minutes::MAX`].
    pub const fn new(minutes: u32) -> Option<Self> {
        if minutes >= 1 && minutes <= Self::MAX { Some(Self(minutes)) } else { None }
    }

    /// How many.
    pub const fn get(self) -> u32 {
        self.0
    }

    pub(super) fn span(self) -> TimeDelta {
        TimeDelta::minutes(self.0.into())
    }
}

/// How long somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Term {
    /// Ngày làm việc: until the last of them ends.
    WorkingDays(Days),
    /// Giờ làm việc, kept in minutes: that much of working time.
    WorkingTime(Minutes),
    /// Ngày: until the last of them ends; where that is a day of rest, until the next working day does.
    CalendarDays(Days),
    /// Until the work of this day ends; where that is a day of rest, until that of the next working day does. What a date without a
    /// time means.
    EndOf(NaiveDate),
    /// Until this time; where that is in rest, until work next stands still or begins.
    Fixed(UtcTime),
}

impl Term {
    /// Reads it.
    ///
    /// # Errors
    /// [`CalendarFault::NotATerm`], [`CalendarFault::TermSize`], [`CalendarFault::OutOfRange`].
    pub fn parse(text: &str) -> Result<Self, CalendarFault> {
        let text = text.trim();
        let short = || text.chars().take(40).collect::<String>();
        let size = || CalendarFault::TermSize { text: short() };
        let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = text.strip_suffix(unit).unwrap_or_default();
        if digits.is_empty() || !matches!(unit, "wd" | "wh" | "wm" | "d") {
            if let Some(day) = day(text) {
                return if is_of_our_time(day) { Ok(Self::EndOf(day)) } else { Err(CalendarFault::OutOfRange) };
            }
            return match time_in_vietnam(text) {
                Err(CalendarFault::NotATime { .. }) => Err(CalendarFault::NotATerm { text: short() }),
                other => other.map(Self::Fixed),
            };
        }
        // More digits than a number holds are too many of anything.
        let count: u32 = digits.parse().map_err(|_| size())?;
        let term = match unit {
            "wd" => Days::new(count).map(Self::WorkingDays),
            "d" => Days::new(count).map(Self::CalendarDays),
            "wh" => count.checked_mul(60).and_then(Minutes::new).map(Self::WorkingTime),
            _ => Minutes::new(count).map(Self::WorkingTime),
        };
        term.ok_or_else(size)
    }

    /// In both languages.
    pub fn words(self) -> Words {
        let (vi, en) = match self {
            Self::WorkingDays(Days(n)) => (format!("{n} ngày làm việc"), counted(n, "working day")),
            Self::WorkingTime(Minutes(n)) if n % 60 == 0 => {
                (format!("{} giờ làm việc", n / 60), counted(n / 60, "working hour"))
            }
            Self::WorkingTime(Minutes(n)) => (format!("{n} phút làm việc"), counted(n, "working minute")),
            Self::CalendarDays(Days(n)) => (format!("{n} ngày"), counted(n, "day")),
            Self::EndOf(day) => {
                let day = written_day(day);
                (format!("hết giờ làm việc ngày {day}"), format!("until work ends on {day}"))
            }
            Self::Fixed(at) => {
                let at = crate::time::written(at);
                (format!("đến {at}"), format!("until {at}"))
            }
        };
        Words { vi, en }
    }
}

/// A day as it is written in data: `2026-11-30`.
fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| day.to_string() == text)
}

fn counted(count: u32, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::WorkingDays(Days(n)) => write!(f, "{n}wd"),
            Self::WorkingTime(Minutes(n)) if n % 60 == 0 => write!(f, "{}wh", n / 60),
            Self::WorkingTime(Minutes(n)) => write!(f, "{n}wm"),
            Self::CalendarDays(Days(n)) => write!(f, "{n}d"),
            Self::EndOf(day) => write!(f, "{day}"),
            Self::Fixed(at) => f.write_str(&vietnam(*at).to_rfc3339()),
        }
    }
}

impl std::str::FromStr for Term {
    type Err = CalendarFault;
    fn from_str(text: &str) -> Result<Self, CalendarFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Term {
    type Error = CalendarFault;
    fn try_from(text: String) -> Result<Self, CalendarFault> {
        Self::parse(&text)
    }
}

impl From<Term> for String {
    fn from(term: Term) -> Self {
        term.to_string()
    }
}

impl PartialSchema for Term {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "5wd: working days; 8wh, 90wm: working hours, minutes; 3d: days; 2026-11-30: until work ends on that day; or a time (RFC 3339)",
            ))
            .examples(["5wd", "8wh", "3d", "2026-11-30"])
            .into()
    }
}

impl ToSchema for Term {}

/// Reads a time: with an offset, or as a clock in Vietnam shows it.
///
/// # Errors
/// [`CalendarFault::NotATime`], [`CalendarFault::OutOfRange`].
pub fn time_in_vietnam(text: &str) -> Result<UtcTime, CalendarFault> {
    let text = text.trim();
    let wall_time = |format| NaiveDateTime::parse_from_str(text, format).ok();
    let at = if let Ok(with_offset) = DateTime::parse_from_rfc3339(text) {
        with_offset.to_utc()
    } else {
        let wall = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"].into_iter().find_map(wall_time);
        let wall = wall.ok_or_else(|| CalendarFault::NotATime { text: text.chars().take(40).collect() })?;
        if !is_of_our_time(wall.date()) {
            return Err(CalendarFault::OutOfRange);
        }
        midnight_in_vietnam(wall.date()) + wall.time().signed_duration_since(NaiveTime::MIN)
    };
    if is_instant_of_our_time(at) { Ok(at) } else { Err(CalendarFault::OutOfRange) }
}

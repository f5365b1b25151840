//! From when to when people work: on a day, in a week. What is empty, out of order or overlaps can't be written down.

use chrono::{NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

use super::{day::Instrument, fault::CalendarFault};
use crate::{UtcTime, midnight_in_vietnam, organisation::Validity};

/// A minute of the day, from 00:00 to 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(u16);

impl Minute {
    /// The first: midnight at the day's beginning.
    pub const MIDNIGHT: Self = Self(0);
    /// 15:00.
    pub const FIFTEEN: Self = Self(15 * 60);

    /// The last: midnight at the day's end.
    pub const LAST: u16 = 24 * 60;

    /// So many minutes after midnight.
    pub const fn new(minutes: u16) -> Option<Self> {
        if minutes <= Self::LAST { Some(Self(minutes)) } else { None }
    }

    /// Reads `07:30`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        let number = |digits: &str| {
            let plain = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| digits.parse::<u16>().ok()).flatten()
        };
        let minute = number(minute).filter(|minute| *minute < 60)?;
        Self::new(number(hour)? * 60 + minute)
    }

    /// So many minutes after midnight it is.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The instant, on this day.
    pub fn on(self, day: NaiveDate) -> UtcTime {
        midnight_in_vietnam(day) + TimeDelta::minutes(self.0.into())
    }
}

impl std::fmt::Display for Minute {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A stretch of work without a break. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    opens: Minute,
    closes: Minute,
}

impl Span {
    /// From one minute to a later one.
    pub fn new(opens: Minute, closes: Minute) -> Option<Self> {
        (opens < closes).then_some(Self { opens, closes })
    }

    /// When it begins.
    pub const fn opens(self) -> Minute {
        self.opens
    }

    /// When it ends.
    pub const fn closes(self) -> Minute {
        self.closes
    }

    fn parse(text: &str) -> Option<Self> {
        let (opens, closes) = text.split_once('-')?;
        Self::new(Minute::parse(opens.trim())?, Minute::parse(closes.trim())?)
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.opens, self.closes)
    }
}

/// The working hours of a day: at least one stretch, in order, with a break between any two. As text: `07:30-11:30,13:30-17:30`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DayHours {
    first: Span,
    more: Vec<Span>,
}

impl DayHours {
    /// These stretches; none where there is none, or one begins before the one before it has ended.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Option<Self> {
        let mut spans = spans.into_iter();
        let mut hours = Self { first: spans.next()?, more: Vec::new() };
        for span in spans {
            if span.opens <= hours.last().closes {
                return None;
            }
            hours.more.push(span);
        }
        Some(hours)
    }

    /// 07:30-11:30 and 13:30-17:30, which most offices keep.
    pub fn standard() -> Self {
        let span = |opens, closes| Span { opens: Minute(opens), closes: Minute(closes) };
        Self { first: span(7 * 60 + 30, 11 * 60 + 30), more: vec![span(13 * 60 + 30, 17 * 60 + 30)] }
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`CalendarFault::NotHours`].
    pub fn parse(text: &str) -> Result<Self, CalendarFault> {
        let spans: Option<Vec<_>> = text.split(',').map(|span| Span::parse(span.trim())).collect();
        spans.and_then(Self::new).ok_or_else(|| CalendarFault::NotHours { text: text.chars().take(60).collect() })
    }

    /// Each stretch, in order.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    fn last(&self) -> Span {
        self.more.last().copied().unwrap_or(self.first)
    }

    /// When the first begins.
    pub const fn opens(&self) -> Minute {
        self.first.opens
    }

    /// When the last ends.
    pub fn closes(&self) -> Minute {
        self.last().closes
    }
}

impl std::fmt::Display for DayHours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.first)?;
        self.more.iter().try_for_each(|span| write!(f, ",{span}"))
    }
}

impl TryFrom<String> for DayHours {
    type Error = CalendarFault;
    fn try_from(text: String) -> Result<Self, CalendarFault> {
        Self::parse(&text)
    }
}

impl From<DayHours> for String {
    fn from(hours: DayHours) -> Self {
        hours.to_string()
    }
}

impl PartialSchema for DayHours {
    fn schema() -> RefOr<Schema> {
        let time = r"\d\d:\d\d";
        let pattern = format!("^{time}-{time}(, *{time}-{time})*$");
        ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).into()
    }
}

impl ToSchema for DayHours {}

/// The hours of each day of a week; rest where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WeekHours {
    /// Thứ Hai.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monday: Option<DayHours>,
    /// Thứ Ba.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tuesday: Option<DayHours>,
    /// Thứ Tư.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wednesday: Option<DayHours>,
    /// Thứ Năm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thursday: Option<DayHours>,
    /// Thứ Sáu.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub friday: Option<DayHours>,
    /// Thứ Bảy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saturday: Option<DayHours>,
    /// Chủ nhật.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sunday: Option<DayHours>,
}

impl WeekHours {
    /// The same hours from Monday to Friday; the weekly rest of state bodies is Saturday and Sunday.
    pub fn five_days(hours: DayHours) -> Self {
        Self {
            monday: Some(hours.clone()),
            tuesday: Some(hours.clone()),
            wednesday: Some(hours.clone()),
            thursday: Some(hours.clone()),
            friday: Some(hours),
            saturday: None,
            sunday: None,
        }
    }

    /// The hours of a weekday.
    pub const fn on(&self, weekday: Weekday) -> Option<&DayHours> {
        match weekday {
            Weekday::Mon => self.monday.as_ref(),
            Weekday::Tue => self.tuesday.as_ref(),
            Weekday::Wed => self.wednesday.as_ref(),
            Weekday::Thu => self.thursday.as_ref(),
            Weekday::Fri => self.friday.as_ref(),
            Weekday::Sat => self.saturday.as_ref(),
            Weekday::Sun => self.sunday.as_ref(),
        }
    }

    /// The hours of the first day from Monday on that is worked: of a day of work of which nothing else is said.
    pub fn usual(&self) -> Option<&DayHours> {
        let mut weekday = Weekday::Mon;
        for _ in 0..7 {
            if let Some(hours) = self.on(weekday) {
                return Some(hours);
            }
            weekday = weekday.succ();
        }
        None
    }
}

/// The week that an agency or a desk works, from when until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkingWeek {
    /// On which days it holds.
    pub validity: Validity,
    /// The hours.
    pub hours: WeekHours,
    /// What set it; none where that isn't known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<Instrument>,
}

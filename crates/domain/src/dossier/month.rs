//! The figures of a month as they were when it ended: written once, and read ever after whatever changes later.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{judgement::Judgement, statistics::Figures};
use crate::{PersonId, UtcTime, day_in_vietnam, is_of_our_time, midnight_in_vietnam, work::Desk};

/// A month in Vietnam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Its first day.
    first: NaiveDate,
}

impl Month {
    /// That in which an instant lies.
    pub fn of(at: UtcTime) -> Self {
        let day = day_in_vietnam(at);
        Self { first: day.with_day(1).unwrap_or(day) }
    }

    /// Reads `YYYY-MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
        is_of_our_time(first).then_some(Self { first })
    }

    /// The one before.
    #[must_use]
    pub fn before(self) -> Self {
        let last = self.first.pred_opt().unwrap_or(self.first);
        Self { first: last.with_day(1).unwrap_or(last) }
    }

    /// The one after.
    #[must_use]
    pub fn after(self) -> Self {
        Self { first: self.first.checked_add_months(chrono::Months::new(1)).unwrap_or(self.first) }
    }

    /// When it begins.
    pub fn from(self) -> UtcTime {
        midnight_in_vietnam(self.first)
    }

    /// When it is over.
    pub fn until(self) -> UtcTime {
        midnight_in_vietnam(self.after().first)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

/// What figures are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DossierGrouping)]
pub enum Grouping {
    /// Lĩnh vực.
    Field,
    /// Thủ tục.
    Procedure,
    /// Kênh tiếp nhận.
    Channel,
    /// The desk at whose step a dossier stands, or stood.
    Desk,
    /// Who has, or had, a step in hand.
    Officer,
}

/// The figures of a part.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Group {
    /// Which: the field's name, the procedure's code, the channel's name.
    pub key: String,
    /// In words.
    pub name: String,
    /// Its figures.
    pub figures: Figures,
    /// How many of those that were done were late by the date that would count without an extension.
    pub late_by_original: u64,
}

/// How many steps somebody has handed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOn {
    /// On whose desk they lay.
    pub desk: Desk,
    /// Who had them in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<PersonId>,
    /// How they stood to their time.
    pub judgement: Judgement,
    /// How many.
    pub amount: u64,
}

/// All that is counted of a time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// By field.
    pub fields: Vec<Group>,
    /// By procedure.
    pub procedures: Vec<Group>,
    /// By channel.
    pub channels: Vec<Group>,
    /// The steps that were handed on.
    pub steps: Vec<HandedOn>,
}

impl Counts {
    /// All together.
    pub fn total(&self) -> Group {
        self.fields.iter().fold(Group::default(), |mut total, one| {
            total.figures += one.figures;
            total.late_by_original += one.late_by_original;
            total
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_at_midnight_in_vietnam() {
        let month = Month::parse("2026-12").unwrap();
        assert_eq!(month.from().to_rfc3339(), "2026-11-30T17:00:00+00:00");
        assert_eq!(month.until().to_rfc3339(), "2026-12-31T17:00:00+00:00");
        assert_eq!(month.after().to_string(), "2027-01");
        assert_eq!(month.after().before(), month);
        assert_eq!(Month::of(month.from()), month);
        assert_eq!(Month::of(month.until()), month.after());
        for bad in ["", "2026", "2026-13", "2026-1", "26-01", "+026-01", "2026-01-01", "0001-01"] {
            assert_eq!(Month::parse(bad), None, "{bad}");
        }
    }
}

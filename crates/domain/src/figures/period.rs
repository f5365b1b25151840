//! A week or a month, as an office reports it.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::{UtcTime, day_in_vietnam, dossier::Month, is_of_our_time, midnight_in_vietnam};

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// Weeks.
    Week,
    /// Months.
    Month,
}

impl PeriodKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Week, Self::Month];

    /// The name used in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// Reads [`PeriodKind::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// The last that was over before a day began.
    pub fn over_before(self, day: NaiveDate) -> Period {
        match self {
            Self::Week => Period::week_of(day).before(),
            Self::Month => Period::month_of(day).before(),
        }
    }
}

/// A week or a month in Vietnam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A week, by its Monday.
    Week(NaiveDate),
    /// A month.
    Month(Month),
}

impl Period {
    /// The week in which a day lies.
    pub fn week_of(day: NaiveDate) -> Self {
        Self::Week(day.week(Weekday::Mon).checked_first_day().unwrap_or(day))
    }

    /// The month in which a day lies.
    pub fn month_of(day: NaiveDate) -> Self {
        Self::Month(Month::of(midnight_in_vietnam(day)))
    }

    /// Reads `YYYY-MM`, or `YYYY-Www` as ISO 8601 numbers weeks.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((year, week)) = text.split_once("-W") else { return Month::parse(text).map(Self::Month) };
        let digits = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(week, 2) {
            return None;
        }
        let monday = NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)?;
        is_of_our_time(monday).then_some(Self::Week(monday))
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        match self {
            Self::Week(monday) => monday,
            Self::Month(month) => day_in_vietnam(month.from()),
        }
    }

    /// Its last day.
    pub fn last(self) -> NaiveDate {
        match self {
            Self::Week(monday) => monday.checked_add_days(Days::new(6)).unwrap_or(monday),
            Self::Month(month) => {
                let next = day_in_vietnam(month.until());
                next.pred_opt().unwrap_or(next)
            }
        }
    }

    /// When it is over.
    pub fn until(self) -> UtcTime {
        let last = self.last();
        midnight_in_vietnam(last.succ_opt().unwrap_or(last))
    }

    /// The one before.
    #[must_use]
    pub fn before(self) -> Self {
        match self {
            Self::Week(monday) => Self::Week(monday.checked_sub_days(Days::new(7)).unwrap_or(monday)),
            Self::Month(month) => Self::Month(month.before()),
        }
    }

    /// As a report is headed.
    pub fn vietnamese(self) -> String {
        let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
        let (first, last) = (day(self.first()), day(self.last()));
        match self {
            Self::Week(monday) => {
                let week = monday.iso_week();
                format!("tuần {:02} năm {} (từ ngày {first} đến ngày {last})", week.week(), week.year())
            }
            Self::Month(month) => {
                let (year, month) = (self.first().year(), month.to_string());
                let number = month.split_once('-').map_or("", |(_, month)| month);
                format!("tháng {number} năm {year} (từ ngày {first} đến ngày {last})")
            }
        }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Week(monday) => {
                let week = monday.iso_week();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month(month) => month.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_mondays_and_are_numbered_as_iso_does() {
        let week = Period::parse("2026-W49").unwrap();
        assert_eq!((week.first().to_string(), week.last().to_string()), ("2026-11-30".into(), "2026-12-06".into()));
        assert_eq!(week.until().to_rfc3339(), "2026-12-06T17:00:00+00:00");
        assert_eq!(week.before().to_string(), "2026-W48");
        assert_eq!(Period::week_of(week.last()), week);
        // The last days of a year may belong to the first week of the next.
        let day = NaiveDate::from_ymd_opt(2024, 12, 30).unwrap();
        assert_eq!(Period::week_of(day).to_string(), "2025-W01");
        for bad in ["2026-W54", "2026-W00", "2026-W1", "26-W01", "2026-w01", "0001-W01", "2026-W010"] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn months_are_whole() {
        let month = Period::parse("2026-02").unwrap();
        assert_eq!((month.first().to_string(), month.last().to_string()), ("2026-02-01".into(), "2026-02-28".into()));
        assert_eq!(month.to_string(), "2026-02");
        assert_eq!(month.before().to_string(), "2026-01");
        assert_eq!(Period::month_of(month.last()), month);
    }
}

//! The days off of a year as the law has them, for a clerk to compare with what is announced: Labour Code 2019 (45/2019/QH14),
//! Art. 112 and 111(3), and, from 2026 on, Resolution 28/2026/QH16. Swaps (hoán đổi) follow no rule and are never proposed.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    NationalYear,
    day::{DayKind, DayRule, Instrument, Standing},
    lunar::{self, LunarDate},
};
use crate::is_of_our_time;

/// The number of the Labour Code.
pub(super) const LABOUR_CODE: &str = "45/2019/QH14";
/// The number of the resolution that makes 24 November a day off.
pub(super) const CULTURE_DAY: &str = "28/2026/QH16";
/// The first year in which it is.
const CULTURE_DAY_SINCE: i32 = 2026;

/// How the five days of Tết lie around mùng 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TetDays {
    /// One day of the old year, four of the new.
    OneAndFour,
    /// Two days of the old year, three of the new.
    TwoAndThree,
}

/// Which day beside 2 September is a day off, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NationalDay {
    /// 1 September.
    Before,
    /// 3 September.
    After,
}

/// What the Prime Minister decides each year (Art. 112(3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// The days of Tết.
    pub tet: TetDays,
    /// The day beside 2 September.
    pub national_day: NationalDay,
}

impl Choices {
    /// What was decided in years that were like this one. Two days before Tết, but one where mùng 1 is a Monday or a Tuesday; the
    /// day beside 2 September that makes the longer rest, the one before where both do. Both fit every year from 2021 to 2026.
    pub fn usual(year: i32) -> Option<Self> {
        let tet = match lunar::new_year(year)?.weekday() {
            Weekday::Mon | Weekday::Tue => TetDays::OneAndFour,
            _ => TetDays::TwoAndThree,
        };
        let national_day = match NaiveDate::from_ymd_opt(year, 9, 2)?.weekday() {
            Weekday::Thu => NationalDay::After,
            _ => NationalDay::Before,
        };
        Some(Self { tet, national_day })
    }
}

/// The days off of a year, proposed with what was usual; none outside of [`crate::YEARS`].
pub fn propose(year: i32) -> Option<NationalYear> {
    propose_with(year, Choices::usual(year)?)
}

/// The days off of a year, proposed with these choices; none outside of [`crate::YEARS`].
pub fn propose_with(year: i32, choices: Choices) -> Option<NationalYear> {
    let date = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    if !is_of_our_time(date(1, 1)?) {
        return None;
    }
    let new_year = lunar::new_year(year)?;
    let eve = match choices.tet {
        TetDays::OneAndFour => 1,
        TetDays::TwoAndThree => 2,
    };
    let first_of_tet = new_year.checked_sub_days(Days::new(eve))?;
    let beside = match choices.national_day {
        NationalDay::Before => 1,
        NationalDay::After => 3,
    };
    let hung_kings = LunarDate { year, month: 3, leap: false, day: 10 }.solar()?;
    let mut holidays = vec![
        (date(1, 1)?, "Tết Dương lịch"),
        (hung_kings, "Giỗ Tổ Hùng Vương"),
        (date(4, 30)?, "Ngày Chiến thắng"),
        (date(5, 1)?, "Ngày Quốc tế lao động"),
        (date(9, 2)?, "Quốc khánh"),
        (date(9, beside)?, "Quốc khánh"),
    ];
    holidays.extend(first_of_tet.iter_days().take(5).map(|day| (day, "Tết Âm lịch")));
    holidays.sort_by_key(|(day, _)| *day);
    // Two holidays on one day are one: the law says nothing of a second.
    holidays.dedup_by_key(|(day, _)| *day);
    let mut days: Vec<_> =
        holidays.iter().map(|(day, name)| rule(*day, DayKind::PublicHoliday {}, name, LABOUR_CODE)).collect();
    for (holiday, name) in holidays.iter().filter(|(day, _)| is_weekend(*day)) {
        let taken = |day: &NaiveDate| is_weekend(*day) || days.iter().any(|rule| rule.day == *day);
        let next = holiday.iter_days().take(30).find(|day| !taken(day))?;
        days.push(rule(next, DayKind::Compensatory { for_day: *holiday }, &format!("Nghỉ bù {name}"), LABOUR_CODE));
    }
    // It is set beside the Code, not in its Art. 112, of which alone Art. 111(3) speaks: no rest is proposed for one on a weekend.
    // A deadline that is a day early harms nobody; one that is a day late does.
    if year >= CULTURE_DAY_SINCE {
        days.push(rule(date(11, 24)?, DayKind::PublicHoliday {}, "Ngày Văn hóa Việt Nam", CULTURE_DAY));
    }
    days.sort_by_key(|rule| rule.day);
    Some(NationalYear { year, standing: Standing::Proposed, days })
}

/// Whether a day lies in the weekly rest of state bodies.
fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn rule(day: NaiveDate, what: DayKind, name: &str, instrument: &str) -> DayRule {
    DayRule {
        day,
        what,
        name: name.to_owned(),
        instrument: Some(Instrument::new(instrument, None)),
        standing: Standing::Proposed,
    }
}

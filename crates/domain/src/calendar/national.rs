//! What is known of the days off of civil servants in 2025, 2026 and 2027, with the instrument that set each.
//!
//! 2025: 6150/TB-BLĐTBXH (by the Prime Minister's consent in 8726/VPCP-KGVX of 26/11/2024). 2026: 9441/TB-BNV, and 12729/VPCP-KGVX
//! for the swap of 2 January. A swap of 23 November 2026 was proposed and never announced: it is not here. For 2027 no instrument
//! was there when this was written: what the law itself fixes is confirmed, and Tết and the day beside 2 September are proposed.

use chrono::NaiveDate;

use super::{
    NationalYear,
    day::{DayKind, DayRule, Instrument, Standing},
    proposal::{self, CULTURE_DAY, Choices, LABOUR_CODE, NationalDay, TetDays},
};

/// What set a day.
#[derive(Clone, Copy)]
enum Source {
    Law(&'static str),
    Notice(&'static str, (i32, u32, u32)),
}

/// What a day is; those that stand for another name it by year, month and day.
#[derive(Clone, Copy)]
enum What {
    Holiday,
    Compensates(u32, u32),
    SwappedFor(u32, u32),
    MakesUpFor(u32, u32),
}

type Row = (u32, u32, What, &'static str, Source);

const CODE: Source = Source::Law(LABOUR_CODE);
const RESOLUTION: Source = Source::Law(CULTURE_DAY);
const NOTICE_2025: Source = Source::Notice("6150/TB-BLĐTBXH", (2024, 12, 3));
const NOTICE_2026: Source = Source::Notice("9441/TB-BNV", (2025, 10, 16));
const NEW_YEAR_2026: Source = Source::Notice("12729/VPCP-KGVX", (2025, 12, 25));

const NEW_YEAR: &str = "Tết Dương lịch";
const TET: &str = "Tết Âm lịch";
const HUNG_KINGS: &str = "Giỗ Tổ Hùng Vương";
const VICTORY: &str = "Ngày Chiến thắng";
const LABOUR: &str = "Ngày Quốc tế lao động";
const NATIONAL: &str = "Quốc khánh";
const CULTURE: &str = "Ngày Văn hóa Việt Nam";

const DAYS_2025: &[Row] = &[
    (1, 1, What::Holiday, NEW_YEAR, CODE),
    (1, 27, What::Holiday, TET, NOTICE_2025),
    (1, 28, What::Holiday, TET, NOTICE_2025),
    (1, 29, What::Holiday, TET, NOTICE_2025),
    (1, 30, What::Holiday, TET, NOTICE_2025),
    (1, 31, What::Holiday, TET, NOTICE_2025),
    (4, 7, What::Holiday, HUNG_KINGS, CODE),
    (4, 26, What::MakesUpFor(5, 2), "Làm bù cho 02/5", NOTICE_2025),
    (4, 30, What::Holiday, VICTORY, CODE),
    (5, 1, What::Holiday, LABOUR, CODE),
    (5, 2, What::SwappedFor(4, 26), "Hoán đổi dịp 30/4 và 01/5", NOTICE_2025),
    (9, 1, What::Holiday, NATIONAL, NOTICE_2025),
    (9, 2, What::Holiday, NATIONAL, CODE),
];

const DAYS_2026: &[Row] = &[
    (1, 1, What::Holiday, NEW_YEAR, CODE),
    (1, 2, What::SwappedFor(1, 10), "Hoán đổi dịp Tết Dương lịch", NEW_YEAR_2026),
    (1, 10, What::MakesUpFor(1, 2), "Làm bù cho 02/01", NEW_YEAR_2026),
    (2, 16, What::Holiday, TET, NOTICE_2026),
    (2, 17, What::Holiday, TET, NOTICE_2026),
    (2, 18, What::Holiday, TET, NOTICE_2026),
    (2, 19, What::Holiday, TET, NOTICE_2026),
    (2, 20, What::Holiday, TET, NOTICE_2026),
    (4, 26, What::Holiday, HUNG_KINGS, CODE),
    (4, 27, What::Compensates(4, 26), "Nghỉ bù Giỗ Tổ Hùng Vương", CODE),
    (4, 30, What::Holiday, VICTORY, CODE),
    (5, 1, What::Holiday, LABOUR, CODE),
    (8, 22, What::MakesUpFor(8, 31), "Làm bù cho 31/8", NOTICE_2026),
    (8, 31, What::SwappedFor(8, 22), "Hoán đổi dịp Quốc khánh", NOTICE_2026),
    (9, 1, What::Holiday, NATIONAL, NOTICE_2026),
    (9, 2, What::Holiday, NATIONAL, CODE),
    (11, 24, What::Holiday, CULTURE, RESOLUTION),
];

/// What the law fixes without anybody's decision.
const DAYS_2027: &[Row] = &[
    (1, 1, What::Holiday, NEW_YEAR, CODE),
    (4, 16, What::Holiday, HUNG_KINGS, CODE),
    (4, 30, What::Holiday, VICTORY, CODE),
    (5, 1, What::Holiday, LABOUR, CODE),
    (5, 3, What::Compensates(5, 1), "Nghỉ bù Ngày Quốc tế lao động", CODE),
    (9, 2, What::Holiday, NATIONAL, CODE),
    (11, 24, What::Holiday, CULTURE, RESOLUTION),
];

/// Both plans for 2027 that were heard of give one day of the old year and four of the new.
const PLANS_2027: Choices = Choices { tet: TetDays::OneAndFour, national_day: NationalDay::After };

/// The years of which something is known.
pub fn known() -> Vec<NationalYear> {
    let mut coming = year(2027, DAYS_2027, Standing::Proposed);
    let proposed = proposal::propose_with(coming.year, PLANS_2027).map(|year| year.days).unwrap_or_default();
    for rule in proposed {
        if coming.days.iter().all(|sure| sure.day != rule.day) {
            coming.days.push(rule);
        }
    }
    coming.days.sort_by_key(|rule| rule.day);
    vec![year(2025, DAYS_2025, Standing::Confirmed), year(2026, DAYS_2026, Standing::Confirmed), coming]
}

/// That the program's calendar of a year was brought up to date, with the instruments that it goes by: why a deadline moved where no person
/// has changed anything.
pub fn brought_up_to_date(year: i32) -> String {
    let days = known().into_iter().find(|known| known.year == year).map(|known| known.days).unwrap_or_default();
    let mut instruments: Vec<String> = Vec::new();
    for instrument in days.iter().filter_map(|rule| rule.instrument.as_ref()).map(ToString::to_string) {
        if !instruments.contains(&instrument) {
            instruments.push(instrument);
        }
    }
    if instruments.is_empty() {
        return format!("hệ thống đã cập nhật lịch nghỉ dự kiến năm {year}");
    }
    format!("hệ thống đã cập nhật lịch nghỉ năm {year} ({})", instruments.join("; "))
}

fn year(year: i32, rows: &[Row], standing: Standing) -> NationalYear {
    NationalYear { year, standing, days: rows.iter().filter_map(|row| rule(year, row)).collect() }
}

fn rule(year: i32, (month, day, what, name, source): &Row) -> Option<DayRule> {
    let date = |month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day);
    let what = match *what {
        What::Holiday => DayKind::PublicHoliday {},
        What::Compensates(month, day) => DayKind::Compensatory { for_day: date(month, day)? },
        What::SwappedFor(month, day) => DayKind::SwappedOff { made_up_on: date(month, day) },
        What::MakesUpFor(month, day) => DayKind::MakeUp { for_day: date(month, day) },
    };
    let instrument = match *source {
        Source::Law(number) => Instrument::new(number, None),
        Source::Notice(number, (year, month, day)) => {
            Instrument::new(number, NaiveDate::from_ymd_opt(year, month, day))
        }
    };
    let day = date(*month, *day)?;
    Some(DayRule { day, what, name: (*name).to_owned(), instrument: Some(instrument), standing: Standing::Confirmed })
}

//! What is known of 2025, 2026 and 2027.

use domain::calendar::{
    Because, Calendar, Count, DayHours, DayKind, LocalRecords, NationalYear, Standing, national::known,
};

use crate::{at, day, due, national, shown, term};

#[test]
fn deadlines_fall_where_the_announced_days_put_them() {
    let calendar = national();
    for (received, days, due_on) in [
        ("2025-01-24", 1, "2025-02-03"),
        ("2025-04-25", 1, "2025-04-26"),
        ("2025-08-29", 2, "2025-09-04"),
        ("2025-12-31", 1, "2026-01-05"),
        ("2026-01-08", 3, "2026-01-12"),
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-04-24", 2, "2026-04-29"),
        ("2026-04-29", 3, "2026-05-06"),
        ("2026-08-21", 1, "2026-08-22"),
        ("2026-08-28", 2, "2026-09-04"),
        ("2026-11-20", 5, "2026-11-30"),
        ("2026-11-23", 1, "2026-11-25"),
    ] {
        // Whenever on that day it came.
        for time in ["00:00", "09:00", "12:00", "23:59"] {
            let from = format!("{received}T{time}");
            assert_eq!(due(&calendar, &from, &format!("{days}wd")), format!("{due_on}T17:30"), "{from} + {days}");
        }
    }
    assert_eq!(due(&calendar, "2026-11-23T15:30", "8wh"), "2026-11-25T15:30");
}

#[test]
fn a_year_has_as_many_working_days_as_were_counted_by_hand() {
    let calendar = national();
    let in_year = |year: i32| {
        let (first, last) = (format!("{}-12-31T12:00", year - 1), format!("{year}-12-31T12:00"));
        calendar.working_days(at(&first), at(&last)).unwrap()
    };
    assert_eq!((in_year(2025), in_year(2026)), (250, 249));
    // 261 weekdays, without 1/1, five of Tết (two of them in lieu), 16/4, 30/4, 3/5, 2/9, 3/9 and 24/11.
    assert_eq!(in_year(2027), 249);
}

#[test]
fn a_swap_that_is_announced_late_moves_the_deadline() {
    let mut years = known();
    let swap: Vec<_> = ["2026-01-02", "2026-01-10"].map(day).into();
    let of_2026 = years.iter_mut().find(|year| year.year == 2026).unwrap();
    of_2026.days.retain(|rule| !swap.contains(&rule.day));
    let before = Calendar::new(years, LocalRecords::default(), LocalRecords::default()).unwrap();
    assert_eq!(due(&before, "2025-12-31T10:00", "1wd"), "2026-01-02T17:30");
    assert_eq!(due(&before, "2026-01-08T10:00", "3wd"), "2026-01-13T17:30");
    assert_eq!(due(&national(), "2025-12-31T10:00", "1wd"), "2026-01-05T17:30");
    let late = national().due(at("2025-12-31T10:00"), term("1wd")).unwrap();
    let swapped = late.steps.iter().find(|step| step.day == day("2026-01-02")).unwrap();
    assert!(swapped.words().vi.contains("12729/VPCP-KGVX, 25/12/2025"), "{}", swapped.words().vi);
}

#[test]
fn each_day_is_told_with_what_set_it() {
    let due = national().due(at("2026-11-20T09:00"), term("5wd")).unwrap();
    let told: Vec<_> = due.steps.iter().map(|step| (step.day, step.count, step.words().vi)).collect();
    let expected = [
        ("2026-11-20", Count::EventDay, "ngày phát sinh, không tính"),
        ("2026-11-21", Count::Rest, "nghỉ hằng tuần"),
        ("2026-11-22", Count::Rest, "nghỉ hằng tuần"),
        ("2026-11-23", Count::Day { nth: 1 }, "ngày thứ 1"),
        ("2026-11-24", Count::Rest, "nghỉ lễ, tết: Ngày Văn hóa Việt Nam (28/2026/QH16)"),
        ("2026-11-25", Count::Day { nth: 2 }, "ngày thứ 2"),
        ("2026-11-26", Count::Day { nth: 3 }, "ngày thứ 3"),
        ("2026-11-27", Count::Day { nth: 4 }, "ngày thứ 4"),
        ("2026-11-28", Count::Rest, "nghỉ hằng tuần"),
        ("2026-11-29", Count::Rest, "nghỉ hằng tuần"),
        ("2026-11-30", Count::Day { nth: 5 }, "ngày thứ 5"),
    ];
    assert_eq!(told, expected.map(|(on, count, words)| (day(on), count, words.to_owned())));
    assert_eq!(due.proposed_years, Vec::<i32>::new());
    let kept: domain::calendar::Due = serde_json::from_str(&serde_json::to_string(&due).unwrap()).unwrap();
    assert_eq!(kept, due, "a deadline survives JSON");
}

#[test]
fn hours_are_told_by_the_stretch() {
    let due = national().due(at("2026-11-23T15:30"), term("8wh")).unwrap();
    let told: Vec<_> = due.steps.iter().map(|step| step.words().en).collect();
    assert_eq!(
        told,
        [
            "15:30–17:30, 2 h 00 min",
            "public holiday: Ngày Văn hóa Việt Nam (28/2026/QH16)",
            "07:30–11:30, 4 h 00 min",
            "13:30–15:30, 2 h 00 min",
        ]
    );
    // What comes as the office closes, at noon or in the evening, waits for the next opening.
    let noon = national().due(at("2026-11-23T11:30"), term("1wh")).unwrap();
    assert_eq!((noon.steps.len(), noon.steps[0].words().en), (1, "13:30–14:30, 1 h 00 min".to_owned()));
    let evening = national().due(at("2026-11-23T17:30"), term("90wm")).unwrap();
    assert_eq!((evening.steps[0].count, shown(evening.at)), (Count::AfterHours, "2026-11-25T09:00".to_owned()));
    let late = national().due(at("2026-11-23T18:00"), term("90wm")).unwrap();
    assert_eq!((late.steps[0].count, shown(late.at)), (Count::AfterHours, "2026-11-25T09:00".to_owned()));
}

#[test]
fn years_of_which_not_all_is_known_are_named() {
    let calendar = national();
    let unsure = |from: &str, length: &str| calendar.due(at(from), term(length)).unwrap().proposed_years;
    assert_eq!(unsure("2026-12-28T09:00", "3wd"), Vec::<i32>::new());
    assert_eq!(unsure("2026-12-28T09:00", "4wd"), [2027]);
    assert_eq!(unsure("2027-12-28T09:00", "10wd"), [2027, 2028]);
    assert_eq!(unsure("2031-03-03T09:00", "8wh"), [2031]);
    assert_eq!(unsure("2024-12-30T09:00", "2d"), [2024]);
}

/// The law itself fixes these; the rest of 2027 waits for the Prime Minister.
#[test]
fn of_2027_only_what_the_law_fixes_is_confirmed() {
    let year = national().national_year(2027).unwrap();
    assert_eq!(year.standing, Standing::Proposed);
    let days = |standing| -> Vec<String> {
        let of = year.days.iter().filter(|rule| rule.standing == standing);
        of.map(|rule| rule.day.format("%d/%m").to_string()).collect()
    };
    assert_eq!(days(Standing::Confirmed), ["01/01", "16/04", "30/04", "01/05", "03/05", "02/09", "24/11"]);
    // Tết on a Saturday: 5 to 9 February, and two days for the weekend.
    let proposed = ["05/02", "06/02", "07/02", "08/02", "09/02", "10/02", "11/02", "03/09"];
    assert_eq!(days(Standing::Proposed), proposed);
    assert!(year.days.iter().all(|rule| !matches!(rule.what, DayKind::SwappedOff { .. } | DayKind::MakeUp { .. })));
}

#[test]
fn what_is_known_fits_together() {
    let years = known();
    assert_eq!(
        years.iter().map(|year| (year.year, year.days.len())).collect::<Vec<_>>(),
        [(2025, 13), (2026, 17), (2027, 15)]
    );
    let all: Vec<_> = years.iter().flat_map(|year| &year.days).collect();
    for rule in &all {
        assert!(rule.instrument.is_some(), "{rule:?}");
        let other = match rule.what {
            DayKind::SwappedOff { made_up_on } => made_up_on,
            DayKind::MakeUp { for_day } => for_day,
            DayKind::Compensatory { for_day } => Some(for_day),
            _ => continue,
        };
        let other = all.iter().find(|rule| Some(rule.day) == other).unwrap();
        let fits = match (&rule.what, &other.what) {
            (DayKind::SwappedOff { .. }, DayKind::MakeUp { for_day: back })
            | (DayKind::MakeUp { .. }, DayKind::SwappedOff { made_up_on: back }) => *back == Some(rule.day),
            (DayKind::Compensatory { .. }, DayKind::PublicHoliday {}) => true,
            _ => false,
        };
        assert!(fits && rule.instrument == other.instrument, "{rule:?} {other:?}");
    }
    let written = serde_json::to_string(&years).unwrap();
    assert_eq!(serde_json::from_str::<Vec<NationalYear>>(&written).unwrap(), years, "records survive JSON");
    let sunday = national().day(day("2026-04-26")).unwrap();
    assert!(sunday.hours.is_none() && matches!(sunday.because, Because::Rule { .. }));
    assert_eq!(national().day(day("2026-08-22")).unwrap().hours, Some(DayHours::standard()));
}

//! The lunar calendar, against dates that are well known.

use chrono::{Datelike, Days, NaiveDate};
use domain::calendar::{LunarDate, lunar::new_year};

use crate::day;

/// Mùng 1 Tết.
const TET: &str = "1968-01-29 1969-02-16 1985-01-21 1990-01-27 1991-02-15 1992-02-04 1993-01-23 1994-02-10 1995-01-31 1996-02-19 \
    1997-02-07 1998-01-28 1999-02-16 2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17 \
    2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 \
    2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 \
    2030-02-02";

/// Mùng 1 Tết from 1968 to 2100, with the leap month where there is one: by the rules of the calendar from the moon and the sun of
/// another program with another theory (`PyEphem` 4.2.1).
const EPHEMERIS: &str = include_str!("ephemeris.txt");

/// Giỗ Tổ Hùng Vương, 10/3.
const HUNG_KINGS: &str = "2014-04-09 2015-04-28 2016-04-16 2017-04-06 2018-04-25 2019-04-14 2020-04-02 2021-04-21 2022-04-10 \
    2023-04-29 2024-04-18 2025-04-07 2026-04-26 2027-04-16";

#[test]
fn tet_is_when_it_was() {
    for tet in TET.split_whitespace().map(day) {
        assert_eq!(new_year(tet.year()), Some(tet));
        assert_eq!(LunarDate::of(tet), Some(LunarDate { year: tet.year(), month: 1, leap: false, day: 1 }));
    }
}

/// Where the moon is new between midnight in Vietnam and midnight in China, the two calendars part.
#[test]
fn it_is_vietnams_calendar_and_not_chinas() {
    for (vietnam, china) in [
        ("1985-01-21", "1985-02-20"),
        ("2007-02-17", "2007-02-18"),
        ("2030-02-02", "2030-02-03"),
        ("1968-01-29", "1968-01-30"),
    ] {
        assert_eq!(new_year(day(vietnam).year()), Some(day(vietnam)));
        assert_ne!(new_year(day(china).year()), Some(day(china)));
    }
}

#[test]
fn the_hung_kings_day_is_when_it_was() {
    for tenth in HUNG_KINGS.split_whitespace().map(day) {
        let date = LunarDate { year: tenth.year(), month: 3, leap: false, day: 10 };
        assert_eq!((date.solar(), LunarDate::of(tenth)), (Some(tenth), Some(date)));
    }
}

#[test]
fn leap_months_are_where_they_were() {
    let leap = |year: i32| -> Vec<u8> {
        (1..=12).filter(|month| LunarDate { year, month: *month, leap: true, day: 1 }.solar().is_some()).collect()
    };
    for (year, month) in [
        (1985, 2),
        (1987, 7),
        (2001, 4),
        (2004, 2),
        (2006, 7),
        (2009, 5),
        (2012, 4),
        (2014, 9),
        (2017, 6),
        (2020, 4),
        (2023, 2),
        (2025, 6),
        (2028, 5),
        (2033, 11),
    ] {
        assert_eq!(leap(year), [month], "{year}");
    }
    for year in [1984, 2019, 2021, 2022, 2024, 2026, 2027, 2029, 2034] {
        assert_eq!(leap(year), Vec::<u8>::new(), "{year}");
    }
}

#[test]
fn another_ephemeris_says_the_same() {
    let mut years = 0;
    for (year, said) in (1968..).zip(EPHEMERIS.split_whitespace()) {
        let (tet, leap) = said.split_once('/').map_or((said, None), |(tet, leap)| (tet, leap.parse::<u8>().ok()));
        assert_eq!(new_year(year), Some(day(tet)));
        for month in 1..=12 {
            let date = LunarDate { year, month, leap: true, day: 1 };
            assert_eq!(date.solar().is_some(), leap == Some(month), "{date:?}");
        }
        years += 1;
    }
    assert_eq!(years, 133);
}

#[test]
fn other_feasts_are_when_they_were() {
    for (on, lunar_day, month, year) in [
        ("2025-02-12", 15, 1, 2025),
        ("2025-10-06", 15, 8, 2025),
        ("2024-09-17", 15, 8, 2024),
        ("2026-02-16", 29, 12, 2025),
        ("2025-01-25", 26, 12, 2024),
        ("2026-01-01", 13, 11, 2025),
    ] {
        assert_eq!(LunarDate::of(day(on)), Some(LunarDate { year, month, leap: false, day: lunar_day }), "{on}");
    }
}

/// Tết is the second new moon after the solstice, or the third.
#[test]
fn every_year_begins_where_winter_ends() {
    for year in 1900..=2999 {
        let tet = new_year(year).unwrap_or_else(|| panic!("{year}"));
        let earliest = day(&format!("{year}-01-20"));
        assert!((0..=33).contains(&(tet - earliest).num_days()), "{tet}");
    }
}

#[test]
fn every_day_has_a_lunar_date_of_its_own() {
    let mut on = day("2025-01-01");
    let mut before = LunarDate::of(on).unwrap();
    while on < day("2034-06-01") {
        on = on + Days::new(1);
        let date = LunarDate::of(on).unwrap();
        let next = LunarDate { day: before.day + 1, ..before };
        assert!(date == next || (date.day == 1 && (29..=30).contains(&before.day)), "{on}: {before:?}, {date:?}");
        assert_eq!(date.solar(), Some(on));
        before = date;
    }
}

#[test]
fn there_is_none_beyond_our_years_and_no_thirtieth_of_a_short_month() {
    assert_eq!(LunarDate::of(NaiveDate::MAX), None);
    assert_eq!(LunarDate::of(NaiveDate::MIN), None);
    assert!(LunarDate::of(day("1900-01-01")).is_some() && LunarDate::of(day("2999-12-31")).is_some());
    let date = |year, month, leap, day| LunarDate { year, month, leap, day }.solar();
    // The year Ất Tỵ ended with the 29th.
    assert_eq!((date(2025, 12, false, 29), date(2025, 12, false, 30)), (Some(day("2026-02-16")), None));
    assert_eq!(date(2026, 1, false, 0), None);
    assert_eq!(date(2026, 13, false, 1), None);
    assert_eq!(date(2026, 1, true, 1), None);
    assert_eq!(date(i32::MAX, 1, false, 1), None);
    assert_eq!(date(i32::MIN, 1, false, 1), None);
}

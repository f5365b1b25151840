//! Arrival numbers and the years they belong to.

use chrono::{TimeZone, Utc};
use domain::{RegisterId, register::Entry, year_in_vietnam};
use uuid::Uuid;

fn entry(number: u32) -> Entry {
    Entry {
        register: RegisterId(Uuid::nil()),
        register_name: "Sổ văn bản đến".to_owned(),
        year: 2026,
        number,
        at: Utc.with_ymd_and_hms(2026, 11, 23, 1, 0, 0).unwrap(),
        by: None,
    }
}

#[test]
fn the_year_turns_at_midnight_in_hanoi_which_is_five_in_the_afternoon_in_utc() {
    let year = |d, h, m, s| year_in_vietnam(Utc.with_ymd_and_hms(2026, 12, d, h, m, s).unwrap());
    assert_eq!(year(30, 17, 0, 0), 2026);
    assert_eq!(year(31, 16, 59, 59), 2026);
    assert_eq!(year(31, 17, 0, 0), 2027);
    assert_eq!(year(31, 23, 59, 59), 2027);
    let new_year = |h, m, s| year_in_vietnam(Utc.with_ymd_and_hms(2026, 1, 1, h, m, s).unwrap());
    assert_eq!(new_year(0, 0, 0), 2026);
    assert_eq!(year_in_vietnam(Utc.with_ymd_and_hms(2025, 12, 31, 17, 0, 0).unwrap()), 2026);
}

#[test]
fn numbers_below_ten_are_written_with_a_leading_nought() {
    for (number, written) in [(1, "01"), (9, "09"), (10, "10"), (99, "99"), (100, "100"), (12_345, "12345")] {
        assert_eq!(entry(number).written(), written);
    }
}

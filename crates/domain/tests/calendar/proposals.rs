//! Years proposed from the law, against what was announced.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use domain::calendar::{
    Standing,
    national::known,
    proposal::{Choices, NationalDay, TetDays, propose, propose_with},
};

use crate::day;

fn weekdays_off(year: &domain::calendar::NationalYear) -> BTreeSet<NaiveDate> {
    let weekday = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    year.days.iter().map(|rule| rule.day).filter(weekday).collect()
}

/// The weekdays on which civil servants did not work, without those that were swapped.
const ANNOUNCED: [(i32, &str); 6] = [
    (2021, "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03"),
    (2022, "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02"),
    (2023, "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04"),
    (2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-30 05-01 09-02 09-03"),
    (2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 09-01 09-02"),
    (2026, "01-01 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 09-01 09-02 11-24"),
];

#[test]
fn what_would_have_been_proposed_is_what_was_announced() {
    for (year, days) in ANNOUNCED {
        let announced: BTreeSet<_> = days.split(' ').map(|date| day(&format!("{year}-{date}"))).collect();
        let proposal = propose(year).unwrap();
        assert_eq!(weekdays_off(&proposal), announced, "{year}");
        assert_eq!(proposal.standing, Standing::Proposed);
        assert!(proposal.days.iter().all(|rule| rule.standing == Standing::Proposed && rule.day.year() == year));
    }
}

/// All that the proposals of the years that are known lack is the swaps.
#[test]
fn what_is_known_differs_from_the_proposal_by_the_swaps_alone() {
    for year in known().into_iter().filter(|year| year.standing == Standing::Confirmed) {
        let proposed: BTreeSet<_> = propose(year.year).unwrap().days.into_iter().map(|rule| rule.day).collect();
        let announced: BTreeSet<_> = year.days.iter().map(|rule| rule.day).collect();
        let more: Vec<_> = announced.symmetric_difference(&proposed).map(ToString::to_string).collect();
        let swaps = match year.year {
            2025 => vec!["2025-04-26", "2025-05-02"],
            _ => vec!["2026-01-02", "2026-01-10", "2026-08-22", "2026-08-31"],
        };
        assert_eq!(more, swaps);
    }
}

#[test]
fn the_prime_ministers_choices_are_the_clerks_to_enter() {
    let with = |tet, national_day| propose_with(2027, Choices { tet, national_day }).unwrap();
    let days = |proposal: &domain::calendar::NationalYear, month| -> Vec<u32> {
        let off = weekdays_off(proposal).into_iter().filter(|day| day.month() == month);
        off.map(|day| day.day()).collect()
    };
    let plan = with(TetDays::OneAndFour, NationalDay::After);
    assert_eq!((days(&plan, 2), days(&plan, 9)), (vec![5, 8, 9, 10, 11], vec![2, 3]));
    let other = with(TetDays::TwoAndThree, NationalDay::Before);
    assert_eq!((days(&other, 2), days(&other, 9)), (vec![4, 5, 8, 9, 10], vec![1, 2]));
}

#[test]
fn every_year_can_be_proposed_and_none_beyond() {
    for year in (1900..=2999).step_by(7).chain([2999]) {
        let proposal = propose(year).unwrap_or_else(|| panic!("{year}"));
        let days: BTreeSet<_> = proposal.days.iter().map(|rule| rule.day).collect();
        assert_eq!(days.len(), proposal.days.len(), "{year}: one rule a day");
        // Each holiday gives a day without work: its own, or the next.
        let holidays = if year < 2026 { 11 } else { 12 };
        assert!((holidays - 2..=holidays).contains(&weekdays_off(&proposal).len()), "{year}: {days:?}");
    }
    assert!(propose(1899).is_none() && propose(3000).is_none());
    assert!(propose(i32::MAX).is_none() && propose(i32::MIN).is_none());
}

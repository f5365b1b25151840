//! When people next work, and when they began to some days before.

use chrono::TimeDelta;
use domain::{
    calendar::{Calendar, CalendarFault, DayHours, LocalRecords, WeekHours, WorkingWeek},
    organisation::Validity,
};
use proptest::prelude::*;

use crate::{at, day, national, properties::records, shown};

#[test]
fn people_next_work_when_the_door_opens_and_still_do_when_it_closes() {
    let calendar = national();
    for (from, next) in [
        ("2026-11-23T09:10", "2026-11-23T09:10"),
        ("2026-11-23T11:30", "2026-11-23T11:30"),
        ("2026-11-23T11:31", "2026-11-23T13:30"),
        ("2026-11-23T17:30", "2026-11-23T17:30"),
        // The day after is a holiday.
        ("2026-11-23T17:31", "2026-11-25T07:30"),
        ("2026-11-28T09:00", "2026-11-30T07:30"),
    ] {
        assert_eq!(shown(calendar.next_working(at(from)).unwrap()), next, "{from}");
    }
    for (from, minutes, over) in [
        ("2026-11-23T17:30", 30, "2026-11-25T08:00"),
        ("2026-11-23T10:00", 30, "2026-11-23T10:30"),
        ("2026-11-23T10:00", 90, "2026-11-23T11:30"),
        ("2026-11-23T10:00", 91, "2026-11-23T13:31"),
    ] {
        assert_eq!(shown(calendar.pass(at(from), TimeDelta::minutes(minutes)).unwrap()), over, "{from}");
    }
}

#[test]
fn a_date_without_a_time_ends_with_the_work_of_that_day_or_of_the_next_working_day() {
    let calendar = national();
    for (on, end) in [
        ("2026-11-23", "2026-11-23T17:30"),
        // A holiday, and a Saturday: Civil Code 2015, Art. 148(5).
        ("2026-11-24", "2026-11-25T17:30"),
        ("2026-12-05", "2026-12-07T17:30"),
        // Made up for.
        ("2026-08-22", "2026-08-22T17:30"),
    ] {
        assert_eq!(shown(calendar.end_of(day(on)).unwrap()), end, "{on}");
    }
    assert_eq!(calendar.end_of(chrono::NaiveDate::MAX), Err(CalendarFault::OutOfRange));
}

#[test]
fn the_morning_of_a_working_day_before_is_found_over_days_of_rest() {
    let calendar = national();
    let before = |from: &str, days| calendar.opening_before(at(from), days).unwrap().map(shown);
    assert_eq!(before("2026-11-26T17:30", 1).as_deref(), Some("2026-11-25T07:30"));
    assert_eq!(before("2026-11-26T17:30", 2).as_deref(), Some("2026-11-23T07:30"), "over the holiday");
    assert_eq!(before("2026-11-30T10:00", 1).as_deref(), Some("2026-11-27T07:30"), "over the weekend");
    assert_eq!(before("2026-11-30T10:00", 0), None);
    let open = calendar.open_on_day_of(at("2026-11-23T03:00")).unwrap().unwrap();
    assert_eq!((shown(open.0), shown(open.1)), ("2026-11-23T07:30".to_owned(), "2026-11-23T17:30".to_owned()));
    assert_eq!(calendar.open_on_day_of(at("2026-11-24T09:00")), Ok(None));
}

#[test]
fn a_deadline_at_midnight_is_of_the_day_that_ends() {
    let hours = WeekHours::five_days(DayHours::parse("16:00-24:00").unwrap());
    let week = WorkingWeek { validity: Validity::since(day("2026-01-01")), hours, instrument: None };
    let agency = LocalRecords { weeks: vec![week], days: Vec::new() };
    let calendar = Calendar::new(Vec::new(), agency, LocalRecords::default()).unwrap();
    let due = calendar.end_of(day("2026-12-09")).unwrap();
    assert_eq!(shown(due), "2026-12-10T00:00");
    let before = |days| calendar.opening_before(due, days).unwrap().map(shown);
    assert_eq!(before(1).as_deref(), Some("2026-12-08T16:00"), "not the morning of the deadline's own day");
    assert_eq!(before(2).as_deref(), Some("2026-12-07T16:00"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Passing working time is what measuring it gives back; and the morning so many days before is that many days before.
    #[test]
    fn what_passes_is_what_is_measured(records in records(), minutes in 0i64..4000, hour in 0i64..10_000, days in 1u16..20) {
        let calendar = Calendar::new(records.national, records.agency, records.desk).unwrap();
        let from = at("2026-03-01T00:17") + TimeDelta::hours(hour);
        let passed = calendar.pass(from, TimeDelta::minutes(minutes)).unwrap();
        prop_assert!(passed >= from);
        prop_assert_eq!(calendar.working_time(from, passed).unwrap(), TimeDelta::minutes(minutes));
        prop_assert_eq!(calendar.next_working(passed).unwrap(), passed, "it ends while people work");
        match calendar.opening_before(from, days) {
            Ok(opening) => prop_assert_eq!(calendar.next_working(opening.unwrap()).unwrap(), opening.unwrap()),
            Err(fault) => prop_assert!(matches!(fault, CalendarFault::NoWorkingTime { .. }), "{}", fault),
        }
    }
}

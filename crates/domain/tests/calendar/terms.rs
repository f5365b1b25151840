//! Terms as text, days of the calendar, fixed times, and what is refused.

use domain::{
    calendar::{Calendar, CalendarFault, Count, DayHours, LocalRecords, Term, WeekHours, WorkingWeek, time_in_vietnam},
    organisation::Validity,
};
use proptest::prelude::*;

use crate::{at, day, due, national, shown, term};

#[test]
fn a_term_is_written_as_it_is_read() {
    for text in [
        "1wd",
        "5wd",
        "1000wd",
        "8wh",
        "8000wh",
        "90wm",
        "1wm",
        "3d",
        "1000d",
        "2026-11-30",
        "2026-11-30T17:00:00+07:00",
    ] {
        assert_eq!(term(text).to_string(), text);
        assert_eq!(serde_json::from_str::<Term>(&serde_json::to_string(&term(text)).unwrap()).unwrap(), term(text));
    }
    assert_eq!(term("120wm"), term("2wh"));
    assert_eq!(term(" 5wd "), term("005wd"));
    assert_eq!(term("2026-11-30T17:00"), term("2026-11-30T10:00:00Z"));
    let words = |text| term(text).words();
    assert_eq!((words("1wd").en, words("5wd").vi), ("1 working day".to_owned(), "5 ngày làm việc".to_owned()));
    assert_eq!((words("8wh").en, words("90wm").vi), ("8 working hours".to_owned(), "90 phút làm việc".to_owned()));
    assert_eq!(
        (words("3d").vi, words("2026-11-30T17:00").en),
        ("3 ngày".to_owned(), "until 17:00 30/11/2026".to_owned())
    );
    let (vi, en) = ("hết giờ làm việc ngày 05/12/2026".to_owned(), "until work ends on 05/12/2026".to_owned());
    assert_eq!((words("2026-12-05").vi, words("2026-12-05").en), (vi, en));
}

#[test]
fn what_is_no_term_is_refused_with_what_would_be_one() {
    for text in [
        "",
        "5",
        "wd",
        "5 wd",
        "5WD",
        "-5wd",
        "+5wd",
        "5.5wh",
        "5wdd",
        "năm ngày",
        "٥wd",
        "5w",
        "2026-02-30",
        "2026-11-5",
        "26-11-30",
        "30/11/2026",
        "2026-02-30T10:00",
    ] {
        let fault = Term::parse(text).unwrap_err();
        assert_eq!(fault.code(), "not_a_term", "{text}");
        assert!(fault.words().vi.contains("5wd") && fault.words().en.contains("8wh"), "{fault}");
    }
    for text in [
        "0wd",
        "0wh",
        "0wm",
        "0d",
        "1001wd",
        "1001d",
        "8001wh",
        "71582789wh",
        "480001wm",
        "4294967296wd",
        "99999999999999999999d",
    ] {
        assert_eq!(Term::parse(text).unwrap_err().code(), "term_size", "{text}");
    }
    for (text, code) in [
        ("2026-11-20 09:00", "not_a_time"),
        ("2026-11-20", "not_a_time"),
        ("20/11/2026", "not_a_time"),
        ("2026-11-20T25:00", "not_a_time"),
        ("1899-12-31T09:00", "out_of_range"),
        ("3000-01-01T09:00", "out_of_range"),
        ("9999-12-31T23:59:59Z", "out_of_range"),
    ] {
        assert_eq!(time_in_vietnam(text).unwrap_err().code(), code, "{text}");
    }
    assert!(serde_json::from_str::<Term>("\"0wd\"").is_err());
}

#[test]
fn hours_that_overlap_or_are_empty_are_no_hours() {
    for text in ["07:30-11:30,13:30-17:30", "00:00-24:00", "07:00-07:01"] {
        assert_eq!(DayHours::parse(text).unwrap().to_string(), text);
    }
    assert_eq!(DayHours::parse(" 07:30 - 11:30 , 13:30-17:30").unwrap(), DayHours::standard());
    for text in [
        "",
        "07:30",
        "07:30-07:30",
        "11:30-07:30",
        "07:30-11:30,11:30-12:00",
        "07:30-11:30,11:00-12:00",
        "13:30-17:30,07:30-11:30",
        "07:30-24:01",
        "07:60-08:00",
        "7:30-11:30",
        "07:30-11:30,",
    ] {
        assert_eq!(DayHours::parse(text).unwrap_err().code(), "not_hours", "{text}");
    }
    assert!(serde_json::from_str::<WeekHours>(r#"{"monday": "11:30-07:30"}"#).is_err());
    assert!(serde_json::from_str::<WeekHours>(r#"{"mondays": "07:30-11:30"}"#).is_err());
}

#[test]
fn days_of_the_calendar_end_with_the_work_of_the_last_or_of_the_next_working_day() {
    let calendar = national();
    for (from, length, end) in [
        ("2026-11-20T09:00", "3d", "2026-11-23T17:30"),
        ("2026-11-20T09:00", "1d", "2026-11-23T17:30"),
        // 24/11 and the weekend are counted where they lie within.
        ("2026-11-20T09:00", "5d", "2026-11-25T17:30"),
        ("2026-11-23T09:00", "1d", "2026-11-25T17:30"),
        // The make-up Saturday is a working day like any.
        ("2026-08-21T09:00", "1d", "2026-08-22T17:30"),
        ("2026-02-13T09:00", "1d", "2026-02-23T17:30"),
    ] {
        assert_eq!(due(&calendar, from, length), end, "{from} + {length}");
    }
    let carried = calendar.due(at("2026-11-20T09:00"), term("1d")).unwrap();
    let counts: Vec<_> = carried.steps.iter().map(|step| step.count).collect();
    assert_eq!(counts, [Count::EventDay, Count::Day { nth: 1 }, Count::Rest, Count::CarriedOver]);
}

#[test]
fn a_fixed_time_stands_unless_nobody_works_then() {
    let calendar = national();
    for (from, fixed, end) in [
        ("2026-11-20T09:00", "2026-11-25T10:15", "2026-11-25T10:15"),
        ("2026-11-20T09:00", "2026-11-25T17:30", "2026-11-25T17:30"),
        ("2026-11-20T09:00", "2026-11-25T05:00", "2026-11-25T07:30"),
        ("2026-11-20T09:00", "2026-11-25T11:30", "2026-11-25T11:30"),
        ("2026-11-20T09:00", "2026-11-25T12:00", "2026-11-25T13:30"),
        ("2026-11-20T09:00", "2026-11-25T23:59", "2026-11-25T17:30"),
        ("2026-11-20T09:00", "2026-11-24T10:00", "2026-11-25T17:30"),
        ("2026-11-20T09:00", "2026-11-28T10:00", "2026-11-30T17:30"),
        ("2026-11-20T20:00", "2026-11-20T21:00", "2026-11-23T17:30"),
        ("2026-11-20T10:00", "2026-11-20T10:00", "2026-11-20T10:00"),
    ] {
        assert_eq!(due(&calendar, from, fixed), end, "{from} until {fixed}");
    }
    let past = calendar.due(at("2026-11-20T09:00"), term("2026-11-20T08:59"));
    assert_eq!(past.unwrap_err(), CalendarFault::EndBeforeStart);
}

/// An office that works as the week says.
fn office(hours: WeekHours) -> Calendar {
    let week = WorkingWeek { validity: Validity::since(day("1900-01-01")), hours, instrument: None };
    let agency = LocalRecords { weeks: vec![week], days: Vec::new() };
    Calendar::new(Vec::new(), agency, LocalRecords::default()).unwrap()
}

#[test]
fn a_day_ends_with_its_work_or_with_that_of_the_next_working_day() {
    let national = national();
    for (until, end) in [
        ("2026-11-20", "2026-11-20T17:30"),
        ("2026-11-23", "2026-11-23T17:30"),
        // A holiday, and a Saturday.
        ("2026-11-24", "2026-11-25T17:30"),
        ("2026-12-05", "2026-12-07T17:30"),
        ("2026-08-22", "2026-08-22T17:30"),
    ] {
        let from = if until < "2026-11" { "2026-08-20T09:00" } else { "2026-11-20T09:00" };
        assert_eq!(due(&national, from, until), end, "{until}");
    }
    let told = national.due(at("2026-11-20T09:00"), term("2026-11-24")).unwrap().steps;
    assert_eq!(told.iter().map(|step| step.count).collect::<Vec<_>>(), [Count::Fixed, Count::CarriedOver]);
    // Its work is over when the event comes, or it lies before.
    for day in ["2026-11-20", "2026-11-19"] {
        assert_eq!(national.due(at("2026-11-20T17:31"), term(day)), Err(CalendarFault::EndBeforeStart));
    }
    for (text, code) in [("1066-10-14", "out_of_range"), ("3000-01-01", "out_of_range")] {
        assert_eq!(Term::parse(text).unwrap_err().code(), code, "{text}");
    }
    assert_eq!(
        national.due(at("2026-11-20T09:00"), Term::EndOf(chrono::NaiveDate::MAX)),
        Err(CalendarFault::OutOfRange)
    );
    // A desk that closes at midnight does so on that day.
    let late = office(WeekHours::five_days(DayHours::parse("16:00-24:00").unwrap()));
    assert_eq!(due(&late, "2026-11-20T09:00", "2026-11-25"), "2026-11-26T00:00");
}

#[test]
fn what_never_ends_is_refused_and_not_searched_for_ever() {
    let closed = office(WeekHours::default());
    for length in ["1wd", "1wm", "1d", "2026-11-25", "2026-11-25T10:00"] {
        let fault = closed.due(at("2026-11-20T09:00"), term(length)).unwrap_err();
        assert_eq!(fault, CalendarFault::NoWorkingTime { from: day("2026-11-20") }, "{length}");
    }
    let minute = WeekHours { sunday: Some(DayHours::parse("10:00-10:01").unwrap()), ..WeekHours::default() };
    let slow = office(minute);
    assert_eq!(due(&slow, "2026-11-20T09:00", "3wm"), "2026-12-06T10:01");
    assert_eq!(slow.due(at("2026-11-20T09:00"), term("8000wh")).unwrap_err().code(), "too_far");
    let years = slow.due(at("2026-11-20T09:00"), term("1000wd")).unwrap();
    assert_eq!(years.steps.iter().filter(|step| matches!(step.count, Count::Day { .. })).count(), 1000);
    // At the end of time.
    let national = national();
    assert_eq!(national.due(at("2999-12-30T09:00"), term("5wd")).unwrap_err(), CalendarFault::OutOfRange);
    assert_eq!(shown(national.due(at("1900-01-02T09:00"), term("1wd")).unwrap().at), "1900-01-03T17:30");
    let far = chrono::DateTime::<chrono::Utc>::MAX_UTC;
    assert_eq!(national.due(far, term("1wd")).unwrap_err(), CalendarFault::OutOfRange);
    assert_eq!(national.due(at("2026-11-20T09:00"), Term::Fixed(far)).unwrap_err(), CalendarFault::OutOfRange);
    assert_eq!(national.working_days(at("1950-01-02T09:00"), at("2026-01-02T09:00")).unwrap_err().code(), "too_far");
    let backwards = national.working_time(at("2026-11-20T09:00"), at("2026-11-20T08:00"));
    assert_eq!(backwards.unwrap_err(), CalendarFault::EndBeforeStart);
    assert_eq!(national.national_year(3000).unwrap_err(), CalendarFault::OutOfRange);
    assert_eq!(national.national_year(i32::MIN).unwrap_err(), CalendarFault::OutOfRange);
    assert_eq!(national.day(chrono::NaiveDate::MAX).unwrap_err(), CalendarFault::OutOfRange);
}

proptest! {
    /// Whatever is typed is a term that is written as another would be, or a fault with words.
    #[test]
    fn any_text_is_a_term_or_a_fault(text in prop_oneof![any::<String>(), "[0-9]{0,5}[wdhm]{0,2}", "[0-9TZ:+.-]{0,25}"]) {
        match Term::parse(&text) {
            Ok(term) => prop_assert_eq!(Term::parse(&term.to_string()).unwrap(), term),
            Err(fault) => prop_assert!(!fault.words().vi.is_empty() && !fault.words().en.is_empty()),
        }
        if let Ok(hours) = DayHours::parse(&text) {
            prop_assert_eq!(DayHours::parse(&hours.to_string()).unwrap(), hours);
        }
    }
}

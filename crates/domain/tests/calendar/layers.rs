//! What a desk has set goes before what its agency has, and that before what holds in the whole country; each for its time.

use domain::{
    calendar::{
        Because, Calendar, CalendarFault, DayHours, DayKind, DayRule, Instrument, Level, LocalRecords, Standing,
        WeekHours, WorkingWeek, national::known,
    },
    organisation::Validity,
};

use crate::{at, day, due, term};

fn hours(text: &str) -> DayHours {
    DayHours::parse(text).unwrap()
}

fn week(from: &str, until: Option<&str>, hours: WeekHours) -> WorkingWeek {
    let instrument = Some(Instrument::new("12/QĐ-UBND", None));
    WorkingWeek { validity: Validity::new(day(from), until.map(day)).unwrap(), hours, instrument }
}

fn rule(on: &str, what: DayKind) -> DayRule {
    let instrument = Some(Instrument::new("7/TB-UBND", Some(day("2026-10-01"))));
    DayRule { day: day(on), what, name: "Theo thông báo".to_owned(), instrument, standing: Standing::Confirmed }
}

/// An agency that begins at eight from July on; its one-stop desk receives on Saturday mornings, too, until October.
fn ward() -> (LocalRecords, LocalRecords) {
    let agency = week("2026-07-01", None, WeekHours::five_days(hours("08:00-11:30,13:00-17:30")));
    let open =
        WeekHours { saturday: Some(hours("07:30-11:30")), ..WeekHours::five_days(hours("07:30-11:30,13:00-17:00")) };
    let desk = week("2026-07-15", Some("2026-10-31"), open);
    let records = |weeks| LocalRecords { weeks, days: Vec::new() };
    (records(vec![agency]), records(vec![desk]))
}

fn calendar((agency, desk): (LocalRecords, LocalRecords)) -> Calendar {
    Calendar::new(known(), agency, desk).unwrap()
}

#[test]
fn weeks_hold_from_when_until_when_and_the_desks_goes_first() {
    let calendar = calendar(ward());
    for (from, length, end) in [
        ("2026-06-29T09:00", "1wd", "2026-06-30T17:30"),
        ("2026-06-30T17:00", "1wh", "2026-07-01T08:30"),
        ("2026-07-14T17:00", "1wh", "2026-07-15T08:00"),
        ("2026-07-17T09:00", "1wd", "2026-07-18T11:30"),
        ("2026-10-30T09:00", "1wd", "2026-10-31T11:30"),
        ("2026-11-06T09:00", "1wd", "2026-11-09T17:30"),
        // The whole Saturday 22/8 is worked in Monday's stead, by Monday's hours at the desk.
        ("2026-08-21T09:00", "1wd", "2026-08-22T17:00"),
        ("2026-08-28T09:00", "2wd", "2026-09-03T17:00"),
    ] {
        assert_eq!(due(&calendar, from, length), end, "{from} + {length}");
    }
}

#[test]
fn who_never_works_on_that_weekday_has_nothing_to_make_up() {
    let (agency, mut desk) = ward();
    desk.weeks[0].hours.monday = None;
    let calendar = calendar((agency, desk));
    let reading = calendar.day(day("2026-08-22")).unwrap();
    assert_eq!(reading.hours, None);
    assert_eq!(due(&calendar, "2026-08-21T09:00", "1wd"), "2026-08-25T17:00");
    let told = calendar.due(at("2026-08-21T09:00"), term("1wd")).unwrap().steps[1].words();
    assert!(
        told.vi.starts_with("không có giờ làm việc – làm bù") && told.en.starts_with("no working hours – "),
        "{told:?}"
    );
}

#[test]
fn a_day_of_ones_own_goes_before_the_countrys_and_the_desks_before_the_agencys() {
    let (mut agency, mut desk) = ward();
    agency.days.push(rule("2026-09-10", DayKind::LocalRest {}));
    agency.days.push(rule("2026-09-02", DayKind::LocalWork { hours: Some(hours("08:00-10:00")) }));
    agency.days.push(rule("2026-09-20", DayKind::LocalWork { hours: None }));
    desk.days.push(rule("2026-09-10", DayKind::LocalWork { hours: None }));
    let own = Calendar::new(known(), agency.clone(), desk).unwrap();
    let hours_on = |on: &str| own.day(day(on)).unwrap().hours.map(|hours| hours.to_string());
    assert_eq!(hours_on("2026-09-02").as_deref(), Some("08:00-10:00"));
    assert_eq!(hours_on("2026-09-10").as_deref(), Some("07:30-11:30,13:00-17:00"));
    // A Sunday: by the hours of the first day that is worked.
    assert_eq!(hours_on("2026-09-20").as_deref(), Some("07:30-11:30,13:00-17:00"));
    assert_eq!(hours_on("2026-09-01"), None);
    let Because::Rule { level, rule } = own.day(day("2026-09-10")).unwrap().because else { panic!() };
    assert_eq!((level, rule.day), (Level::Desk, day("2026-09-10")));
    // Another desk has the agency's day off.
    let other = Calendar::new(known(), agency, LocalRecords::default()).unwrap();
    let off = other.day(day("2026-09-10")).unwrap();
    assert_eq!(off.hours, None);
    assert_eq!(off.because.words().vi, "nghỉ riêng của cơ quan: Theo thông báo (7/TB-UBND, 01/10/2026, cơ quan)");
}

#[test]
fn an_unknown_instrument_is_said_to_be_unknown() {
    let mut unknown = rule("2026-09-10", DayKind::LocalRest {});
    (unknown.instrument, unknown.standing) = (None, Standing::Proposed);
    let words = Because::Rule { level: Level::National, rule: unknown }.words();
    assert!(words.vi.ends_with("(chưa rõ văn bản, đề xuất)"), "{}", words.vi);
    assert!(words.en.ends_with("(instrument unknown, proposed)"), "{}", words.en);
}

#[test]
fn records_that_contradict_each_other_make_no_calendar() {
    let none = LocalRecords::default;
    let (mut agency, _) = ward();
    agency.weeks.push(week("2026-12-01", None, WeekHours::default()));
    let fault = Calendar::new(known(), agency, none()).unwrap_err();
    assert_eq!(fault, CalendarFault::WeeksOverlap { day: day("2026-12-01") });
    let twice = LocalRecords {
        weeks: Vec::new(),
        days: vec![rule("2026-09-10", DayKind::LocalRest {}), rule("2026-09-10", DayKind::LocalWork { hours: None })],
    };
    let fault = Calendar::new(known(), none(), twice).unwrap_err();
    assert_eq!(fault, CalendarFault::TwoRules { day: day("2026-09-10") });
    let years = || known().into_iter().chain(known()).collect();
    assert_eq!(Calendar::new(years(), none(), none()).unwrap_err(), CalendarFault::YearTwice { year: 2025 });
    let mut elsewhere = known();
    elsewhere[0].days.push(rule("2026-09-10", DayKind::LocalRest {}));
    let fault = Calendar::new(elsewhere, none(), none()).unwrap_err();
    assert_eq!(fault, CalendarFault::OtherYear { day: day("2026-09-10"), year: 2025 });
}

#[test]
fn records_are_read_as_they_are_written_and_nothing_else_is() {
    let (agency, mut desk) = ward();
    desk.days.push(rule("2026-09-10", DayKind::LocalWork { hours: Some(hours("08:00-10:00")) }));
    for records in [agency, desk] {
        let written = serde_json::to_string(&records).unwrap();
        assert_eq!(serde_json::from_str::<LocalRecords>(&written).unwrap(), records);
    }
    let read = |what: &str| {
        let text = format!(r#"{{"day": "2026-09-10", "what": {what}, "name": "A", "standing": "confirmed"}}"#);
        serde_json::from_str::<DayRule>(&text)
    };
    assert!(read(r#"{"kind": "local_work", "hours": "08:00-10:00"}"#).is_ok());
    // Rest has no hours.
    assert!(read(r#"{"kind": "local_rest", "hours": "08:00-10:00"}"#).is_err());
    assert!(read(r#"{"kind": "local_work", "hours": "10:00-08:00"}"#).is_err());
    assert!(read(r#"{"kind": "compensatory"}"#).is_err());
}

//! What an office sets in its calendar: whatever is asked, what stands makes a calendar, and nothing moves that nobody named.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::{
    AgencyId,
    calendar::{Because, Level, Standing},
    organisation::{
        AgencyRecord, CalendarCommand, CalendarRecord, Organisation, Record, WholeCalendar, decide_calendar,
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap().checked_add_days(Days::new(n)).unwrap()
}

fn office() -> Organisation {
    Organisation {
        agency: AgencyRecord::new(AgencyId(Uuid::from_u128(9)), "H99.1", "Ủy ban nhân dân phường Mẫu", day(0)),
        departments: BTreeMap::new(),
        people: BTreeMap::new(),
        rules: BTreeMap::new(),
        services: BTreeMap::new(),
        calendar: CalendarRecord::default(),
        settings: domain::OfficeSettings::default(),
    }
}

fn tried(office: &Organisation, command: Value) -> Result<CalendarRecord, &'static str> {
    let command: CalendarCommand = serde_json::from_value(command).unwrap();
    decide_calendar(office, &command, day(20)).map_err(|refusal| refusal.rule.code())
}

fn done(office: &mut Organisation, command: Value) {
    let record = tried(office, command).unwrap();
    let kept: CalendarRecord = serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
    assert_eq!(kept, record, "a record survives JSON");
    office.apply(Record::Calendar(record));
}

fn rest(n: u64, national: bool) -> Value {
    let kind = if national { "public_holiday" } else { "local_rest" };
    json!({ "command": "set_day", "day": day(n), "what": { "kind": kind }, "name": "Nghỉ", "national": national })
}

#[test]
fn what_is_national_goes_behind_what_the_office_has_set() {
    let mut office = office();
    let reading = |office: &Organisation, n| office.calendar.office().unwrap().agency().day(day(n)).unwrap();
    done(&mut office, rest(24, true));
    assert!(matches!(reading(&office, 24).because, Because::Rule { level: Level::National, .. }));
    let work = json!({ "command": "set_day", "day": day(24), "what": { "kind": "local_work" }, "name": "Trực" });
    done(&mut office, work.clone());
    let now = reading(&office, 24);
    assert!(now.hours.is_some() && matches!(now.because, Because::Rule { level: Level::Agency, .. }));
    assert_eq!(tried(&office, work), Err("nothing_to_change"));
    done(&mut office, json!({ "command": "clear_day", "day": day(24) }));
    done(&mut office, json!({ "command": "clear_day", "day": day(24), "national": true }));
    assert_eq!(reading(&office, 24).because, Because::Ordinary);
    assert_eq!(tried(&office, json!({ "command": "clear_day", "day": day(24) })), Err("no_such_calendar_day"));
}

#[test]
fn a_year_that_nobody_has_announced_is_confirmed_by_a_person() {
    let mut office = office();
    let standing =
        |office: &Organisation| office.calendar.office().unwrap().agency().national_year(2031).unwrap().standing;
    assert_eq!(standing(&office), Standing::Proposed);
    let confirm = json!({ "command": "confirm_year", "year": 2031 });
    done(&mut office, confirm.clone());
    assert_eq!(standing(&office), Standing::Confirmed);
    assert_eq!(tried(&office, confirm), Err("nothing_to_change"));
    assert_eq!(tried(&office, json!({ "command": "confirm_year", "year": 3000 })), Err("date_out_of_range"));
}

#[test]
fn editions_are_told_apart() {
    let (mut one, other) = (office(), office());
    let edition = |office: &Organisation| office.calendar.office().unwrap().edition().to_owned();
    assert_eq!(edition(&one), edition(&other));
    done(&mut one, rest(24, false));
    assert_ne!(edition(&one), edition(&other));
    done(&mut one, json!({ "command": "clear_day", "day": day(24) }));
    assert_eq!(edition(&one), edition(&other));
    let calendar = one.calendar.office().unwrap();
    assert!(calendar.outdates(None) && calendar.outdates(Some("1-la")) && !calendar.outdates(Some(&edition(&one))));
    assert!(!calendar.outdates(Some("999-la")), "a newer program has counted");
    // As it is kept, it is the same.
    let kept = serde_json::from_value::<WholeCalendar>(serde_json::to_value(one.calendar.whole()).unwrap()).unwrap();
    assert_eq!(kept.office().unwrap().edition(), edition(&one));
    // Other days than these are another revision: raise `REVISION` with them.
    assert_eq!(edition(&other), "2-e68278182126ff2d995866255ec031be");
}

#[test]
fn a_day_that_was_set_leaves_its_year_to_the_program() {
    let mut office = office();
    done(&mut office, rest(24, true));
    assert!(office.calendar.confirmed.is_empty() && office.calendar.set.len() == 1);
    // The other days of a year that nobody has announced are those of the law.
    done(
        &mut office,
        json!({ "command": "set_day", "day": "2031-03-03", "what": { "kind": "public_holiday" }, "name": "Nghỉ", "national": true }),
    );
    let year = office.calendar.national().into_iter().find(|year| year.year == 2031).unwrap();
    assert!(year.standing == Standing::Proposed && year.days.len() > 8);
}

#[test]
fn a_calendar_does_not_grow_without_end() {
    let mut office = office();
    for n in 0..1000 {
        done(&mut office, rest(n, false));
    }
    assert_eq!(tried(&office, rest(1000, false)), Err("calendar_full"));
}

proptest! {
    /// Weeks are set over each other in any order: each day goes by the last that was set for it, and by the usual one where none was.
    #[test]
    fn each_day_goes_by_the_last_week_that_was_set_for_it(
        weeks in prop::collection::vec((0_u64..60, prop::option::of(0_u64..20), 0_u32..5), 1..8),
    ) {
        let mut office = office();
        let mut expected: BTreeMap<u64, String> = BTreeMap::new();
        for (from, length, hour) in weeks {
            let until = length.map(|length| from + length);
            let hours = format!("{:02}:00-{:02}:00", 6 + hour, 12 + hour);
            let all: Value = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
                .into_iter().map(|weekday| (weekday.to_owned(), json!(hours))).collect::<serde_json::Map<_, _>>().into();
            let command = json!({ "command": "set_week", "hours": all, "from": day(from), "until": until.map(day) });
            match tried(&office, command) {
                Ok(record) => office.apply(Record::Calendar(record)),
                Err(code) => prop_assert_eq!(code, "nothing_to_change"),
            }
            for n in from..=until.unwrap_or(99) {
                expected.insert(n, hours.clone());
            }
        }
        let calendar = office.calendar.office().unwrap();
        // Not the days off.
        for n in (0..99).filter(|n| calendar.agency().day(day(*n)).unwrap().because == Because::Ordinary) {
            let hours = calendar.agency().day(day(n)).unwrap().hours.map(|hours| hours.to_string());
            let usual = "07:30-11:30,13:30-17:30".to_owned();
            prop_assert_eq!(hours.as_ref(), Some(expected.get(&n).unwrap_or(&usual)), "{}", day(n));
        }
    }
}

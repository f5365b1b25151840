//! Dates, worked out by hand. 2026: 24/11 is a holiday; 23/11 is a Monday.

use domain::{
    Refusal,
    organisation::{CalendarRecord, OfficeCalendar},
    procedure::{Choice, Course, Outcome, ProcedureContent, Simulation, Wait, simulate},
};
use serde_json::{Value, json};

use crate::{at, calendar, content, sound, with};

fn course(from: &str, choose: Value, waits: &[(&str, &str)]) -> Course {
    let choose: Vec<Choice> = serde_json::from_value(choose).unwrap();
    let waits = waits.iter().map(|(from, until)| Wait { from: at(from), until: at(until) }).collect();
    Course { received: at(from), choose, waits }
}

fn walked(content: &ProcedureContent, course: &Course) -> Simulation {
    simulate(content, course, &calendar(), None).unwrap()
}

fn steps(simulation: &Simulation) -> Vec<(&str, String)> {
    let time = |at| domain::vietnam(at).format("%d/%m %H:%M").to_string();
    simulation.visits.iter().map(|v| (v.step.as_str(), format!("{} – {}", time(v.arrival), time(v.leaves)))).collect()
}

/// Received on Monday at 15:20: after 15:00 it goes to the unit when work next begins, which is on Wednesday, for Tuesday is a holiday.
/// One working day from Monday ends on Wednesday, unless the procedure's own cut-off counts it from Wednesday.
#[test]
fn after_three_before_a_holiday() {
    let brief = with(sound(), "/term", json!("1wd"));
    let one = walked(&brief, &course("2026-11-23T15:20", json!([]), &[]));
    assert_eq!(one.counts_from, at("2026-11-23T15:20"));
    assert_eq!(one.transfer, at("2026-11-25T07:30"));
    assert_eq!(one.due, Some(at("2026-11-25T17:30")));
    assert_eq!(one.due_original, one.due);

    let cut = with(serde_json::to_value(&brief).unwrap(), "/rules/cut_off", json!("15:00"));
    let one = walked(&cut, &course("2026-11-23T15:20", json!([]), &[]));
    assert_eq!(one.counts_from, at("2026-11-25T07:30"));
    assert_eq!(one.due, Some(at("2026-11-26T17:30")));
    // A minute before three both rules let it be.
    let one = walked(&cut, &course("2026-11-23T14:59", json!([]), &[]));
    assert_eq!((one.transfer, one.due), (at("2026-11-23T14:59"), Some(at("2026-11-25T17:30"))));
}

/// 8 hours from Wednesday 25/11 07:30 end at 17:30, 8 more on Thursday at 17:30; three working days from Monday end on Friday.
#[test]
fn the_first_way_through() {
    let one = walked(&content(sound()), &course("2026-11-23T15:20", json!([]), &[]));
    assert_eq!(
        steps(&one),
        [("tham-dinh", "25/11 07:30 – 25/11 17:30".to_owned()), ("ky", "25/11 17:30 – 26/11 17:30".to_owned())]
    );
    assert_eq!((one.outcome, one.done), (Outcome::Done, at("2026-11-26T17:30")));
    assert_eq!(one.due, Some(at("2026-11-27T17:30")));
    assert!(!one.is_late());
}

/// Sent back once by the leader, then refused: 8 + 8 + 8 + 4 hours.
#[test]
fn another_way_is_chosen() {
    let choose = json!([
        { "step": "ky", "branch": "tham-dinh" },
        { "step": "tham-dinh", "branch": "du dieu kien" },
        { "step": "tham-dinh", "branch": "Không đủ điều kiện" },
    ]);
    let one = walked(&content(sound()), &course("2026-12-07T07:30", choose, &[]));
    let ways: Vec<_> = one.visits.iter().map(|v| (v.step.as_str(), v.way.as_ref().unwrap().back)).collect();
    assert_eq!(ways, [("tham-dinh", false), ("ky", true), ("tham-dinh", false), ("tu-choi", false)]);
    assert_eq!(one.done, at("2026-12-10T11:30"));
    // Three working days from Monday morning end on Thursday evening.
    assert!(!one.is_late());
}

/// Asked on Monday 7/12 at 10:00, complete on Wednesday at 10:00: sixteen hours are lost. The step's own eight hours end two working days
/// later, on Wednesday at 17:30, and so does the whole: on Monday instead of Thursday.
#[test]
fn a_wait_stops_the_clock() {
    let wait = [("2026-12-07T10:00", "2026-12-09T10:00")];
    let one = walked(&content(sound()), &course("2026-12-07T07:30", json!([]), &wait));
    assert_eq!(one.due_original, Some(at("2026-12-10T17:30")));
    assert_eq!(one.due, Some(at("2026-12-14T17:30")));
    assert_eq!(
        steps(&one),
        [("tham-dinh", "07/12 07:30 – 09/12 17:30".to_owned()), ("ky", "09/12 17:30 – 10/12 17:30".to_owned())]
    );
    assert_eq!(one.waits_unused, 0);

    let by = |clock: &str| with(sound(), "/rules", json!({ "supplement_clock": clock }));
    // Anew from Wednesday: three working days end on Monday.
    let one = walked(&by("restarts"), &course("2026-12-07T07:30", json!([]), &wait));
    assert_eq!(one.due, Some(at("2026-12-14T17:30")));
    // Complete on Wednesday after the procedure's hour: anew from Thursday, so that three working days end on Tuesday.
    let late = [("2026-12-07T10:00", "2026-12-09T16:00")];
    let cut = with(sound(), "/rules", json!({ "supplement_clock": "restarts", "cut_off": "15:00" }));
    let one = walked(&cut, &course("2026-12-07T07:30", json!([]), &late));
    assert_eq!(one.due, Some(at("2026-12-15T17:30")));
    // It runs on: Thursday, and the first step is late by itself.
    let one = walked(&by("runs"), &course("2026-12-07T07:30", json!([]), &wait));
    assert_eq!(one.due, Some(at("2026-12-10T17:30")));
    assert_eq!(one.visits[0].due, Some(at("2026-12-07T17:30")));
    assert_eq!(one.visits[0].leaves, at("2026-12-09T10:00"));
    assert_eq!(one.done, at("2026-12-10T10:00"));
}

/// From Friday's closing to Sunday: the step stopped on its last day, and so ends with the next day on which people work. The whole was late
/// by then, and stays so.
#[test]
fn a_wait_on_the_last_day_ends_with_the_next() {
    let weekend = [("2026-12-11T17:30", "2026-12-13T12:00")];
    let slow = with(sound(), "/process/steps/0/time", json!("4wd"));
    let one = walked(&slow, &course("2026-12-07T07:30", json!([]), &weekend));
    assert_eq!(one.visits[0].due, Some(at("2026-12-14T17:30")));
    assert_eq!(one.due, one.due_original);
}

#[test]
fn a_wait_after_the_end_counts_for_nothing() {
    let late = [("2027-01-20T10:00", "2027-01-21T10:00")];
    let one = walked(&content(sound()), &course("2026-12-07T07:30", json!([]), &late));
    assert_eq!((one.waits_unused, one.due), (1, one.due_original));
}

#[test]
fn on_a_sunday() {
    let one = walked(&content(sound()), &course("2026-12-06T20:00", json!([]), &[]));
    assert_eq!(one.transfer, at("2026-12-07T07:30"));
    assert_eq!(one.due, Some(at("2026-12-09T17:30")));
}

/// Without another choice it would go round for ever.
#[test]
fn it_never_goes_round_for_ever() {
    let round = with(sound(), "/process/steps/1/next/0/to", json!("tham-dinh"));
    let one = walked(&round, &course("2026-12-07T07:30", json!([]), &[]));
    assert_eq!((one.outcome, one.visits.len()), (Outcome::WentRound, 2));
    let out = json!([{ "step": "tham-dinh", "branch": "Đủ điều kiện" }, { "step": "tham-dinh", "branch": "Không đủ điều kiện" }]);
    let one = walked(&round, &course("2026-12-07T07:30", out, &[]));
    assert_eq!((one.outcome, one.visits.len()), (Outcome::Done, 4));
}

#[test]
fn what_cannot_be_is_refused_at_its_place() {
    let refused = |choose: Value, waits: &[(&str, &str)]| -> Refusal {
        simulate(&content(sound()), &course("2026-12-07T07:30", choose, waits), &calendar(), None).unwrap_err()
    };
    let one = refused(json!([{ "step": "khac", "branch": "x" }]), &[]);
    assert_eq!((one.rule.code(), one.pointer.as_deref()), ("no_such_step", Some("/choose/0/step")));
    let one = refused(json!([{ "step": "ky", "branch": "Đủ điều kiện" }]), &[]);
    assert_eq!((one.rule.code(), one.pointer.as_deref()), ("no_such_branch", Some("/choose/0/branch")));
    assert!(one.words().vi.ends_with("các hướng: Đã ký, tham-dinh."), "{}", one.words().vi);
    for waits in [
        &[("2026-12-08T10:00", "2026-12-08T10:00")][..],
        &[("2026-12-01T10:00", "2026-12-08T10:00")],
        &[("2026-12-08T10:00", "2026-12-09T10:00"), ("2026-12-09T09:00", "2026-12-10T10:00")],
    ] {
        assert_eq!(refused(json!([]), waits).rule.code(), "wait_inverted");
    }
}

/// A department that works on Saturdays, too, is counted by its own hours.
#[test]
fn a_department_has_its_own_calendar() {
    let office = crate::directory(&[("VP", true, true)], &[domain::organisation::Role::Leader]);
    let id = *office.departments.keys().next().unwrap();
    let record: CalendarRecord = serde_json::from_value(json!({ "desks": { id.to_string(): { "weeks": [{
        "validity": { "from": "2026-01-01" },
        "hours": { "friday": "07:30-11:30", "saturday": "07:30-11:30" },
    }] } } }))
    .unwrap();
    let calendar: OfficeCalendar = record.office().unwrap();
    // Eight hours from Friday 4/12 07:30 are two mornings there.
    let one =
        simulate(&content(sound()), &course("2026-12-04T07:30", json!([]), &[]), &calendar, Some(&office)).unwrap();
    assert_eq!(one.visits[0].due, Some(at("2026-12-05T11:30")));
    // The leader's eight hours are the agency's again.
    assert_eq!(one.visits[1].due, Some(at("2026-12-07T17:30")));
}

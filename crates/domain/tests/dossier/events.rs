//! What other systems are told of a dossier: its codes, status, step and dates, and nothing that a citizen has told of themselves.

use std::collections::BTreeSet;

use domain::{
    Actor, Label,
    dossier::{Status, apply, create_apply, facts::PortalRef},
    feed::{EventData, EventKind, NewEvent, of_dossier},
};
use serde_json::{Value, json};

use crate::{
    story::{Story, handed_in, missing, with},
    world::*,
};

/// Every event of a story, as others are told it.
fn told(story: &Story) -> Vec<NewEvent> {
    let mut dossier = create_apply(DOSSIER, WORLD.directory.agency, &story.history[0]).unwrap();
    let mut events = vec![of_dossier(None, &dossier, &story.history[0], &WORLD.directory)];
    for happening in story.history.iter().skip(1) {
        let before = dossier.clone();
        dossier = apply(dossier, happening).unwrap();
        events.push(of_dossier(Some(&before), &dossier, happening, &WORLD.directory));
    }
    events.into_iter().flatten().collect()
}

fn data(event: &NewEvent) -> Value {
    serde_json::to_value(&event.data).unwrap()
}

/// Kind, status, what has changed.
fn lines(story: &Story) -> Vec<(&'static str, u8, Vec<String>)> {
    let line = |event: &NewEvent| {
        let EventData::Dossier(standing) = &event.data else { panic!("of a dossier") };
        let changed =
            data(event)["changed"].as_array().unwrap().iter().map(|c| c.as_str().unwrap().to_owned()).collect();
        (event.kind.as_str(), standing.status.code, changed)
    };
    told(story).iter().map(line).collect()
}

fn changes(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Supplemented, extended, signed and handed out; with what is the office's own business between.
fn whole() -> Story {
    let mut story = Story::received("2026-11-02T08:00", EXTRACT);
    story.with_officer("2026-11-02T09:00");
    story.at(
        "2026-11-02T10:00",
        OFFICER,
        json!({"command": "comment", "text": "Gọi ông Nguyễn Văn Kín, 0900 000 009."}),
    );
    story.at("2026-11-03T09:00", OFFICER, missing());
    story
}

#[test]
fn each_turn_of_a_dossier_is_told_with_its_status() {
    let mut story = whole();
    let expected = vec![
        ("dossier.registered", 1, changes(&["status"])),
        ("dossier.accepted", 2, changes(&["status", "due"])),
        ("dossier.step_entered", 4, changes(&["status", "step"])),
        ("dossier.supplement_requested", 5, changes(&["status"])),
    ];
    assert_eq!(lines(&story), expected);
    story.at("2026-11-05T09:00", CLERK, json!({"command": "withdraw", "reason": "Công dân xin rút."}));
    assert_eq!(lines(&story).last().unwrap(), &("dossier.withdrawn", 7, changes(&["status", "step"])));
    // Neither who has it in hand nor what is said about it is told; the places in the history show that something lies between.
    let versions: Vec<u32> = told(&story).iter().map(|event| event.version).collect();
    assert_eq!(versions, [1, 2, 3, 6, 7]);
}

#[test]
fn a_dossier_that_is_not_received_is_told_too() {
    let refuse = json!({"refuse": {"reason": "Không thuộc thẩm quyền."}});
    let story = Story::entered("2026-11-02T08:00", with(handed_in(EXTRACT), json!({"then": refuse})));
    assert_eq!(
        lines(&story),
        [("dossier.registered", 1, changes(&["status"])), ("dossier.refused", 3, changes(&["status"]))]
    );
    assert_eq!(data(&told(&story)[1])["code"], Value::Null);
}

/// By the unit and the title of whoever acted, with the step, and the dates as the clock has them.
#[test]
fn it_says_where_and_until_when_and_by_whom_without_a_name() {
    let story = whole();
    let events = told(&story);
    let accepted = data(&events[1]);
    assert_eq!(accepted["code"], story.dossier.code().unwrap().as_str());
    assert_eq!(accepted["due_original"], accepted["due_current"]);
    let step = data(&events[2]);
    let run = story.dossier.state().run().unwrap();
    assert_eq!((&step["step"]["code"], &step["step"]["name"]), (&json!(run.step), &json!(run.name)));
    let unit = &WORLD.directory.departments[&JUSTICE].name;
    assert_eq!(step["step"]["unit"], json!(unit));
    let asked = data(&events[3]);
    let officer = &WORLD.directory.people[&OFFICER];
    assert_eq!((&asked["by"]["unit"], &asked["by"]["title"]), (&json!(unit), &json!(officer.title)));
    assert_eq!(asked["rests"], json!(story.clock().rests()));
    assert!(asked["supplement_until"].is_string());
}

/// Whatever is written into a dossier: names, numbers, addresses, telephones, remarks, reasons; and the names of those who handle it.
#[test]
fn nothing_of_a_citizen_and_no_name_is_told() {
    let portal = PortalRef { service: PORTAL, code: Label::new("DVC-0001").unwrap() };
    let citizen = json!({
        "channel": "online", "request": "Xin trích lục cho con gái Nguyễn Thị Bí Mật",
        "owner": {"name": "Nguyễn Thị Bí Mật", "id_number": "001099000777", "address": "Tổ 77, phường Kín", "phone": "0977 000 777",
            "email": "bi.mat@thu-nghiem.example"},
        "submitter": {"name": "Trần Văn Nộp Hộ", "id_number": "001099000888"},
    });
    let body = with(handed_in(EXTRACT), citizen);
    let mut story = Story::try_enter("2026-11-02T08:00", Actor::Service(PORTAL), body, Some(&portal)).unwrap();
    story.at("2026-11-02T09:00", CLERK, json!({"command": "accept", "paid": "BL-01"}));
    story.with_officer("2026-11-02T10:00");
    story.at("2026-11-03T09:00", OFFICER, missing());
    story.at("2026-11-04T09:00", CLERK, json!({"command": "withdraw", "reason": "Bà Bí Mật xin rút."}));
    let events = told(&story);
    assert!(events.iter().all(|event| event.handed_in_by == Some(PORTAL)));
    assert!(events.iter().all(|event| data(event)["portal_code"] == "DVC-0001"));
    let text = events.iter().map(|event| data(event).to_string()).collect::<String>();
    let people = WORLD.directory.people.values().map(|person| person.name.clone());
    let secrets =
        ["Bí Mật", "001099000777", "Tổ 77", "0977", "bi.mat", "Nộp Hộ", "001099000888", "trích lục cho con", "xin rút"];
    for secret in people.chain(secrets.map(str::to_owned)) {
        assert!(!text.contains(&secret), "{secret}: {text}");
    }
}

/// Every kind has a name of its own that reads back, and every status is told by some kind that a portal can choose.
#[test]
fn kinds_are_told_apart() {
    let names: BTreeSet<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!(names.len(), EventKind::ALL.len());
    for kind in EventKind::ALL {
        assert_eq!(EventKind::parse(kind.as_str()), Some(*kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
    assert_eq!(EventKind::parse("dossier.rated"), None);
    assert_eq!(Status::ALL.len(), 10);
}

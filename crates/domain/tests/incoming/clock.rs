//! The clock of the office: the registry's steps, terms that nobody has to give, extensions, rests, and whose clock it was.

use chrono::TimeDelta;
use domain::{
    Actor, OfficeSettings, UtcTime,
    assignment::{Assignment, AssignmentRole, Holder},
    calendar::time_in_vietnam,
    incoming::{Event, JudgedBy, StateName, Turn, Urgency, apply, turns},
    notice::{NoticeKind, Recipient, notices},
    organisation::DefaultTerm,
    work::{Desk, Task, work_of},
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    play::{play, scripts},
    world::*,
};

fn at(text: &str) -> UtcTime {
    time_in_vietnam(text).unwrap()
}

fn due_of(story: &Story, task: Task) -> Option<UtcTime> {
    work_of(&story.document, story.now).iter().find(|item| item.task == task).unwrap().due
}

fn with_terms(terms: Value) -> OfficeSettings {
    let terms: Vec<DefaultTerm> = serde_json::from_value(terms).unwrap();
    OfficeSettings { terms, ..OfficeSettings::default() }
}

/// Presented to the chairman, at 10:00 of Monday 23/11/2026; 24/11 is a holiday.
fn presented(paper: Paper, settings: OfficeSettings) -> Story {
    let mut story = Story::received_by(paper, settings);
    story.by(CLERK, json!({"command": "register"}));
    story.by(CLERK, json!({"command": "present", "to": CHAIR}));
    story
}

fn direct(story: &mut Story, primary: Value) {
    story.by(CHAIR, json!({"command": "direct", "direction": {"primary": primary}}));
}

fn directed(fields: Value, settings: OfficeSettings) -> Story {
    let mut story = presented(Paper::Letter, settings);
    let mut primary = json!({"department": ECONOMY});
    primary.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    direct(&mut story, primary);
    story
}

fn unit(story: &Story) -> &Assignment {
    story.of(Holder::Department(ECONOMY), AssignmentRole::Primary)
}

#[test]
fn the_registry_has_until_the_next_working_day_and_urgent_documents_wait_for_nobody() {
    let mut story = Story::received(Paper::Letter);
    assert_eq!(due_of(&story, Task::Register), Some(at("2026-11-25T17:30")), "the 24th is a holiday");
    story.by(CLERK, json!({"command": "correct", "reason": "Dấu khẩn", "urgency": "urgent"}));
    assert_eq!(due_of(&story, Task::Register), Some(at("2026-11-23T08:30")), "from when it came");
    story.by(CLERK, json!({"command": "register"}));
    assert_eq!((story.now, due_of(&story, Task::Present)), (at("2026-11-23T10:00"), Some(at("2026-11-23T10:30"))));
    story.by(CLERK, json!({"command": "correct", "reason": "Nhầm dấu", "urgency": "normal"}));
    assert_eq!(due_of(&story, Task::Present), Some(at("2026-11-25T17:30")));
    story.by(CLERK, json!({"command": "present", "to": CHAIR}));
    assert_eq!(story.document.state().step_deadline(), None, "nobody waits for the registry");
    story.now = at("2026-11-26T08:00");
    story.by(CHAIR, json!({"command": "give_back", "reason": "Chuyển phó chủ tịch"}));
    assert_eq!(due_of(&story, Task::Present), Some(at("2026-11-27T17:30")), "its step begins anew");
}

#[test]
fn the_steps_of_the_registry_move_with_the_calendar() {
    let mut story = Story::received(Paper::Letter);
    story.now = at("2026-11-27T08:00");
    story.by(CLERK, json!({"command": "register"}));
    assert_eq!(due_of(&story, Task::Present), Some(at("2026-11-30T17:30")));
    story.swapped = true;
    story.by_actor(Actor::Office, json!({"command": "recount_deadlines"}));
    assert_eq!(due_of(&story, Task::Present), Some(at("2026-11-28T17:30")), "Saturday is worked in its stead");
    // Nobody has said why: then it is the program that knows another calendar.
    let Event::DeadlinesRecounted { because, .. } = &story.history.last().unwrap().event else { panic!() };
    let [why] = because.as_slice() else { panic!("{because:?}") };
    assert!(why.contains("năm 2026") && why.contains("12729/VPCP-KGVX") && why.contains("9441/TB-BNV"), "{why}");
    let again = story.try_by(Actor::Office, json!({"command": "recount_deadlines"}));
    assert_eq!(again.unwrap_err().rule.code(), "nothing_to_change");
}

#[test]
fn an_office_may_allow_itself_other_terms() {
    let steps = json!({"register": {"normal": "4wh", "urgent": "10wm"}, "present": {"normal": "2wd", "urgent": "1wh"}});
    let settings = OfficeSettings { steps: serde_json::from_value(steps).unwrap(), ..OfficeSettings::default() };
    let mut story = Story::received_by(Paper::Letter, settings);
    assert_eq!(due_of(&story, Task::Register), Some(at("2026-11-23T14:00")));
    story.by(CLERK, json!({"command": "register"}));
    assert_eq!(due_of(&story, Task::Present), Some(at("2026-11-26T17:30")));
}

#[test]
fn the_term_that_says_most_is_taken() {
    let terms = json!([
        {"term": "20wd"}, {"urgency": "urgent", "term": "8wh"}, {"document_type": "cong_van", "term": "5wd"},
        {"document_type": "cong_van", "urgency": "immediate", "term": "2wh"},
    ]);
    let terms: Vec<DefaultTerm> = serde_json::from_value(terms).unwrap();
    let of = |code: &str, urgency| DefaultTerm::of(&terms, code, urgency).unwrap().to_string();
    assert_eq!(of("bao_cao", Urgency::Normal), "20wd");
    assert_eq!(of("bao_cao", Urgency::Urgent), "8wh");
    assert_eq!(of("cong_van", Urgency::Urgent), "5wd", "the type says more than the urgency");
    assert_eq!(of("cong_van", Urgency::Immediate), "2wh");
    assert_eq!(DefaultTerm::of(&terms[1..2], "bao_cao", Urgency::Normal), None);
}

#[test]
fn work_that_is_given_without_a_deadline_has_the_usual_one() {
    let settings = with_terms(json!([{"document_type": "cong_van", "term": "5wd"}, {"term": "10wd"}]));
    let story = directed(json!({}), settings.clone());
    let five = at("2026-12-01T17:30");
    assert_eq!((unit(&story).due(), unit(&story).counted.unwrap().term.to_string()), (Some(five), "5wd".to_owned()));
    let own = directed(json!({"term": "2wd"}), settings.clone());
    assert_eq!(unit(&own).due(), Some(at("2026-11-26T17:30")));
    assert_eq!(unit(&directed(json!({}), OfficeSettings::default())).due(), None);
    // Where a rule directs, where another unit takes over, and where it goes on.
    let mut routed = Story::received_by(Paper::Report, settings.clone());
    routed.by(CLERK, json!({"command": "register"}));
    routed.by(CLERK, json!({"command": "route"}));
    assert!(routed.document.assignments()[0].due().is_some());
    let mut story = directed(json!({"term": "2wd"}), settings);
    story.now = at("2026-11-27T08:00");
    let other = json!({"department": CULTURE});
    let root = unit(&story).id;
    story.by(CHAIR, json!({"command": "redirect", "assignment": root, "primary": other, "reason": "Đúng việc"}));
    let held = story.of(Holder::Department(CULTURE), AssignmentRole::Primary);
    assert_eq!(held.due(), Some(at("2026-12-04T17:30")));
    let root = held.id;
    story.by(VICE, json!({"command": "submit_result", "assignment": root, "text": "Đề nghị: xong"}));
    story.by(CHAIR, json!({"command": "approve", "assignment": root}));
    story.now = at("2026-12-07T08:00");
    story.by(CHAIR, json!({"command": "reopen", "reason": "Còn sót"}));
    let again = story.of(Holder::Department(CULTURE), AssignmentRole::Primary);
    assert_eq!(again.due(), Some(at("2026-12-14T17:30")));
}

#[test]
fn the_senders_deadline_counts_where_it_is_earlier() {
    let of = |deadline: &str, terms: Value| {
        let mut story = Story::received_by(Paper::Letter, with_terms(terms));
        story.by(CLERK, json!({"command": "correct", "reason": "Sót", "deadline": deadline}));
        story.by(CLERK, json!({"command": "register"}));
        story.by(CLERK, json!({"command": "present", "to": CHAIR}));
        direct(&mut story, json!({"department": ECONOMY}));
        (unit(&story).due(), unit(&story).counted.map(|counted| counted.term.to_string()))
    };
    let five = json!([{"term": "5wd"}]);
    let (day, five_days) = (|text: &str| Some(text.to_owned()), || Some("5wd".to_owned()));
    assert_eq!(of("2026-11-26", five.clone()), (Some(at("2026-11-26T17:30")), day("2026-11-26")));
    assert_eq!(of("2026-11-28", json!([])), (Some(at("2026-11-30T17:30")), day("2026-11-28")), "Saturday");
    assert_eq!(of("2026-11-23", json!([])), (Some(at("2026-11-23T17:30")), day("2026-11-23")), "today");
    assert_eq!(of("2026-12-20", five.clone()), (Some(at("2026-12-01T17:30")), five_days()));
    assert_eq!(
        of("2026-11-20", five),
        (Some(at("2026-12-01T17:30")), five_days()),
        "what is over is nobody's deadline"
    );
    assert_eq!(of("2026-11-20", json!([])), (None, None));
}

#[test]
fn an_extension_is_asked_for_and_granted_by_a_term_and_both_dates_are_kept() {
    let mut story = directed(json!({"term": "4wd"}), OfficeSettings::default());
    let (root, first) = (unit(&story).id, at("2026-11-30T17:30"));
    let ask = |fields: Value| {
        let mut command = json!({"command": "request_extension", "assignment": root, "reason": "Nhiều việc"});
        command.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        command
    };
    assert_eq!(story.refused(HEAD, ask(json!({}))), "due_or_term");
    assert_eq!(story.refused(HEAD, ask(json!({"term": "2wd", "due": "2026-12-04T10:00:00Z"}))), "due_and_term");
    assert_eq!(story.refused(HEAD, ask(json!({"term": "2026-11-27T10:00"}))), "term_ends_nowhere");
    story.by(HEAD, ask(json!({"term": "2wd"})));
    assert_eq!(unit(&story).extension.as_ref().unwrap().due, at("2026-12-02T17:30"), "from the deadline that it has");
    assert_eq!(unit(&story).due(), Some(first), "asking moves nothing");
    story.by(CHAIR, json!({"command": "grant_extension", "assignment": root}));
    let held = unit(&story);
    assert_eq!((held.due(), held.first_due), (Some(at("2026-12-02T17:30")), Some(first)));
    // Another than was asked for; and once more: the first one stays the first.
    story.by(HEAD, ask(json!({"due": "2026-12-10T10:00:00Z"})));
    story.by(CHAIR, json!({"command": "grant_extension", "assignment": root, "term": "1wd"}));
    let held = unit(&story);
    assert_eq!((held.due(), held.first_due), (Some(at("2026-12-03T17:30")), Some(first)));
    // Whoever is late asks from now on.
    story.now = at("2026-12-07T08:00");
    story.by(HEAD, ask(json!({"term": "2wd"})));
    assert_eq!(unit(&story).extension.as_ref().unwrap().due, at("2026-12-09T17:30"));
    assert_eq!(story.refused(HEAD, json!({"command": "grant_extension", "assignment": root})), "giver_only");
}

#[test]
fn a_later_date_above_moves_nothing_below() {
    let mut story = directed(json!({"term": "4wd"}), OfficeSettings::default());
    let root = unit(&story).id;
    story.by(HEAD, json!({"command": "assign", "assignment": root, "officer": {"person": OFFICER}}));
    let before = story.of(Holder::Person(OFFICER), AssignmentRole::Primary).due();
    let ask = json!({"command": "request_extension", "assignment": root, "term": "2wd", "reason": "Nhiều việc"});
    story.by(HEAD, ask);
    story.by(CHAIR, json!({"command": "grant_extension", "assignment": root}));
    let officers = story.of(Holder::Person(OFFICER), AssignmentRole::Primary);
    assert_eq!((officers.due(), officers.first_due), (before, None));
    assert!(unit(&story).due() > before);
}

/// Paused at noon of Monday and resumed at 9:00 on Thursday: half of Monday, Wednesday, and an hour and a half are lost.
fn rested(fields: Value, settings: OfficeSettings) -> Story {
    let mut story = directed(fields, settings);
    story.by(HEAD, json!({"command": "pause", "reason": "Chờ ý kiến sở"}));
    assert_eq!(story.now, at("2026-11-23T12:00"));
    story.now = at("2026-11-26T08:00");
    assert_eq!(story.document.pause().unwrap().stops_clock, story.settings.pause_stops_clock);
    story
}

#[test]
fn a_rest_stops_the_clock() {
    let resume = json!({"command": "resume", "reason": "Sở đã có ý kiến"});
    for (fields, before, after) in [
        (json!({"term": "4wd"}), "2026-11-30T17:30", "2026-12-02T17:30"),
        (json!({"term": "8wh"}), "2026-11-25T11:00", "2026-11-27T08:30"),
        (json!({"term": "7d"}), "2026-11-30T17:30", "2026-12-02T17:30"),
        (json!({"due": "2026-11-27T10:00:00Z"}), "2026-11-27T17:00", "2026-12-01T17:30"),
        (json!({"term": "2026-11-27T17:00"}), "2026-11-27T17:00", "2026-12-01T17:30"),
        (json!({"term": "2026-11-27"}), "2026-11-27T17:30", "2026-12-01T17:30"),
    ] {
        let mut story = rested(fields.clone(), OfficeSettings::default());
        assert_eq!((unit(&story).due(), due_of(&story, Task::Organise)), (Some(at(before)), None), "none runs");
        story.by(HEAD, resume.clone());
        assert_eq!(unit(&story).due(), Some(at(after)), "{fields}");
        assert_eq!((unit(&story).first_due, due_of(&story, Task::Organise)), (Some(at(before)), Some(at(after))));
    }
    let mut story =
        rested(json!({"term": "4wd"}), OfficeSettings { pause_stops_clock: false, ..OfficeSettings::default() });
    assert_eq!(due_of(&story, Task::Organise), Some(at("2026-11-30T17:30")));
    story.by(HEAD, resume.clone());
    assert_eq!((unit(&story).due(), unit(&story).first_due), (Some(at("2026-11-30T17:30")), None));
    // What was late before it rested stays late.
    let mut late = directed(json!({"term": "1wd"}), OfficeSettings::default());
    late.now = at("2026-11-26T07:00");
    late.by(HEAD, json!({"command": "pause", "reason": "Chờ"}));
    late.now = at("2026-11-30T07:00");
    late.by(HEAD, resume);
    assert_eq!(unit(&late).due(), Some(at("2026-11-25T17:30")));
}

/// Who is told what by the next command.
fn told_by(
    story: &mut Story,
    who: domain::PersonId,
    command: Value,
) -> Vec<(domain::PersonId, NoticeKind, Option<UtcTime>)> {
    let before = story.document.clone();
    story.by(who, command);
    let all = notices(Some(&before), &story.document, story.history.last().unwrap(), &WORLD.directory);
    let people = all.into_iter().filter_map(|notice| match notice.to {
        Recipient::Person(person) => Some((person, notice.kind, notice.due)),
        Recipient::Sender(_) => None,
    });
    people.collect()
}

#[test]
fn whoever_set_a_deadline_is_told_when_others_let_it_rest_and_whoever_monitors() {
    use NoticeKind as K;
    let (pause, resume) =
        (json!({"command": "pause", "reason": "Chờ ý kiến sở"}), json!({"command": "resume", "reason": "Có"}));
    let mut story = presented(Paper::Letter, OfficeSettings::default());
    let (primary, monitor) = (json!({"department": ECONOMY, "term": "4wd"}), json!({"person": MONITOR}));
    story.by(CHAIR, json!({"command": "direct", "direction": {"primary": primary, "monitors": [monitor]}}));
    let before = unit(&story).due();
    let told = told_by(&mut story, HEAD, pause.clone());
    assert!(
        told.contains(&(CHAIR, K::PausedElsewhere, before)) && told.contains(&(MONITOR, K::PausedElsewhere, before)),
        "{told:?}"
    );
    assert!(K::PausedElsewhere.is_fixed() && K::ResumedElsewhere.is_fixed(), "nobody turns it off");
    story.now = at("2026-11-26T08:00");
    let told = told_by(&mut story, HEAD, resume.clone());
    let after = unit(&story).due();
    assert!(after > before);
    assert!(
        told.contains(&(CHAIR, K::ResumedElsewhere, after)) && told.contains(&(MONITOR, K::ResumedElsewhere, after)),
        "{told:?}"
    );
    // Who does it themselves knows; and where the clock goes on no deadline rests.
    let told = told_by(&mut story, CHAIR, pause.clone());
    assert!(
        told.iter().all(|(person, ..)| *person != CHAIR) && told.iter().any(|(_, kind, _)| *kind == K::Paused),
        "{told:?}"
    );
    let mut going_on =
        directed(json!({"term": "4wd"}), OfficeSettings { pause_stops_clock: false, ..OfficeSettings::default() });
    let told = told_by(&mut going_on, HEAD, pause);
    assert!(told.iter().all(|(_, kind, _)| *kind != K::PausedElsewhere), "{told:?}");
    let told = told_by(&mut going_on, HEAD, resume);
    assert!(told.iter().all(|(_, kind, _)| *kind != K::ResumedElsewhere), "{told:?}");
}

#[test]
fn after_a_rest_no_deadline_lies_behind_the_one_above_it_and_the_calendar_still_counts() {
    let mut story = directed(json!({"due": "2026-11-27T10:30:00Z"}), OfficeSettings::default());
    let root = unit(&story).id;
    let officer = json!({"person": OFFICER, "term": "2wd"});
    story.by(HEAD, json!({"command": "assign", "assignment": root, "officer": officer}));
    story.by(HEAD, json!({"command": "pause", "reason": "Chờ ý kiến sở"}));
    story.now = at("2026-11-26T08:00");
    story.by(HEAD, json!({"command": "resume", "reason": "Đã có"}));
    let officers = story.of(Holder::Person(OFFICER), AssignmentRole::Primary);
    assert_eq!((unit(&story).due(), officers.due()), (Some(at("2026-12-01T17:30")), Some(at("2026-11-30T17:30"))));
    assert_eq!(officers.counted.unwrap().term.to_string(), "4wd");
    story.swapped = true;
    story.by_actor(Actor::Office, json!({"command": "recount_deadlines"}));
    let officers = story.of(Holder::Person(OFFICER), AssignmentRole::Primary);
    assert_eq!(officers.due(), Some(at("2026-11-28T17:30")));
}

#[test]
fn a_date_that_a_rest_has_moved_is_a_day_from_then_on() {
    for (fields, resting) in [
        (json!({"due": "2026-11-26T10:00:00Z"}), None),
        (json!({"term": "2026-11-26T17:00"}), Some("2026-11-26T17:00:00+07:00")),
        (json!({"term": "2026-11-26"}), Some("2026-11-26")),
    ] {
        let mut story = rested(fields.clone(), OfficeSettings::default());
        let term = |story: &Story| unit(story).counted.map(|counted| counted.term.to_string());
        assert_eq!(term(&story).as_deref(), resting);
        story.by(HEAD, json!({"command": "resume", "reason": "Sở đã có ý kiến"}));
        assert_eq!((unit(&story).due(), term(&story).as_deref()), (Some(at("2026-11-30T17:30")), Some("2026-11-30")));
        // Nobody works on that day after all.
        story.swapped = true;
        story.by_actor(Actor::Office, json!({"command": "recount_deadlines"}));
        assert_eq!(unit(&story).due(), Some(at("2026-12-01T17:30")), "{fields}");
    }
}

#[test]
fn a_rest_that_takes_the_last_hours_leaves_as_many() {
    // An hour is left at 16:30, when it rests over the end of the day.
    let mut story = directed(json!({"term": "1wd"}), OfficeSettings::default());
    story.now = at("2026-11-25T15:30");
    story.by(HEAD, json!({"command": "pause", "reason": "Chờ"}));
    story.now = at("2026-11-25T19:00");
    story.by(HEAD, json!({"command": "resume", "reason": "Đã có"}));
    assert_eq!(unit(&story).due(), Some(at("2026-11-26T17:30")));
    // Where nothing of the working time is lost nothing moves.
    let mut story = directed(json!({"term": "8wh"}), OfficeSettings::default());
    story.now = at("2026-11-23T18:00");
    story.by(HEAD, json!({"command": "pause", "reason": "Chờ"}));
    story.now = at("2026-11-25T05:00");
    story.by(HEAD, json!({"command": "resume", "reason": "Đã có"}));
    assert_eq!((unit(&story).due(), unit(&story).first_due), (Some(at("2026-11-25T11:00")), None));
}

#[test]
fn work_given_while_a_document_rests_is_not_late_for_that() {
    let mut story = rested(json!({"due": "2026-11-25T10:30:00Z"}), OfficeSettings::default());
    let root = unit(&story).id;
    assert_eq!(
        story.refused(CHAIR, json!({"command": "amend", "assignment": root, "term": "5wd"})),
        "clock_rests",
        "there is no time to count from"
    );
    story.by(HEAD, json!({"command": "assign", "assignment": root, "officer": {"person": OFFICER}}));
    story.by(HEAD, json!({"command": "resume", "reason": "Đã có"}));
    let officers = story.of(Holder::Person(OFFICER), AssignmentRole::Primary);
    assert_eq!((unit(&story).due(), officers.due()), (Some(at("2026-11-27T17:30")), Some(at("2026-11-27T17:30"))));
}

#[test]
fn what_is_handed_in_and_what_goes_on_beside_rest_too() {
    let mut story = directed(json!({"term": "4wd"}), OfficeSettings::default());
    let root = unit(&story).id;
    story.by(HEAD, json!({"command": "submit_result", "assignment": root, "text": "Đề nghị: xong"}));
    story.by(CHAIR, json!({"command": "pause", "reason": "Chờ họp"}));
    story.now = at("2026-12-02T08:00");
    story.by(CHAIR, json!({"command": "resume", "reason": "Đã họp"}));
    assert!(due_of(&story, Task::Approve) > Some(story.now), "nobody is late by a rest");
    // The head gives it back while it rests: whoever supports goes on with the time that they had left.
    let mut story = presented(Paper::Letter, OfficeSettings::default());
    let direction = json!({"primary": {"department": ECONOMY, "term": "4wd"}, "supporting": [{"department": CULTURE, "term": "2wd"}]});
    story.by(CHAIR, json!({"command": "direct", "direction": direction}));
    let root = unit(&story).id;
    story.by(HEAD, json!({"command": "pause", "reason": "Chờ"}));
    story.now = at("2026-12-02T08:00");
    story.by(HEAD, json!({"command": "give_back", "assignment": root, "reason": "Không đúng việc"}));
    let supports = story.of(Holder::Department(CULTURE), AssignmentRole::Supporting);
    assert_eq!((story.state(), supports.first_due), (StateName::Presented, Some(at("2026-11-26T17:30"))));
    assert!(supports.due() > Some(story.now));
}

#[test]
fn an_opinion_is_wanted_before_the_result() {
    let mut story = presented(Paper::Letter, with_terms(json!([{"term": "10wd"}])));
    let direction = json!({"primary": {"department": ECONOMY, "term": "2wd"}, "supporting": [{"department": CULTURE}]});
    story.by(CHAIR, json!({"command": "direct", "direction": direction}));
    let supports = story.of(Holder::Department(CULTURE), AssignmentRole::Supporting);
    assert_eq!(supports.due(), unit(&story).due());
}

#[test]
fn an_extension_counts_with_what_it_extends() {
    let mut story = directed(json!({"term": "4wd"}), OfficeSettings::default());
    let root = unit(&story).id;
    story.by(HEAD, json!({"command": "request_extension", "assignment": root, "term": "2wd", "reason": "Nhiều việc"}));
    story.by(CHAIR, json!({"command": "grant_extension", "assignment": root}));
    assert_eq!(unit(&story).counted.unwrap().term.to_string(), "6wd");
    // Asked for before a rest, granted after it: so much more than the deadline of then.
    story.by(HEAD, json!({"command": "request_extension", "assignment": root, "term": "1wd", "reason": "Nhiều việc"}));
    story.by(HEAD, json!({"command": "pause", "reason": "Chờ"}));
    story.now = at("2026-11-26T08:00");
    story.by(HEAD, json!({"command": "resume", "reason": "Đã có"}));
    let rested = unit(&story).due().unwrap();
    story.by(CHAIR, json!({"command": "grant_extension", "assignment": root}));
    let calendar = WORLD.calendars[0].agency();
    assert_eq!(unit(&story).due().unwrap(), calendar.due(rested, "1wd".parse().unwrap()).unwrap().at);
}

#[test]
fn what_was_written_before_first_deadlines_were_kept_is_read_as_it_was() {
    let mut story = directed(json!({"term": "4wd"}), OfficeSettings::default());
    let root = unit(&story).id;
    let before = story.document.clone();
    let mut granted = story.by(CHAIR, json!({"command": "amend", "assignment": root, "term": "6wd"}));
    assert_eq!(unit(&story).first_due, Some(at("2026-11-30T17:30")));
    let mut json = serde_json::to_value(&granted.event).unwrap();
    json.as_object_mut().unwrap().remove("first_due").unwrap();
    granted.event = serde_json::from_value(json).unwrap();
    let after = apply(before, &granted).unwrap();
    assert_eq!(after.assignment(root).unwrap().first_due, None);
}

fn turns_of(story: &Story) -> Vec<Turn> {
    let (id, agency) = (story.document.id(), story.document.agency());
    let calendar = &WORLD.calendars[usize::from(story.swapped)];
    turns((id, agency), &story.history, calendar, None, &WORLD.directory, story.now).unwrap()
}

#[test]
fn late_is_whoever_held_it_when_its_time_ran_out() {
    let mut story = directed(json!({"term": "1wd"}), OfficeSettings::default());
    let root = unit(&story).id;
    story.now = at("2026-11-25T08:00");
    story.by(HEAD, json!({"command": "assign", "assignment": root, "officer": {"person": OFFICER}}));
    story.now = at("2026-11-25T17:00");
    let leg = story.primary();
    story.by(OFFICER, json!({"command": "submit_result", "assignment": leg, "text": "Đề nghị: xong"}));
    story.now = at("2026-11-26T09:30");
    story.by(HEAD, json!({"command": "approve", "assignment": leg}));
    assert_eq!(story.state(), StateName::Completed);
    let (economy, officer) = (Holder::Department(ECONOMY), Holder::Person(OFFICER));
    let told: Vec<_> = turns_of(&story)
        .into_iter()
        .map(|turn| (turn.desk, turn.task, turn.worked.num_minutes(), turn.late.num_minutes(), turn.is_late))
        .collect();
    assert_eq!(
        told,
        [
            (Desk::Registry, Task::Register, 60, 0, false),
            (Desk::Registry, Task::Present, 60, 0, false),
            (Desk::Holder(Holder::Person(CHAIR)), Task::Direct, 60, 0, false),
            (Desk::Holder(economy), Task::Organise, 6 * 60, 0, false),
            // Handed in at 18:00, half an hour after its time and outside the hours of work.
            (Desk::Holder(officer), Task::Handle, 6 * 60 + 30, 0, true),
            // Got late already.
            (Desk::Holder(economy), Task::Approve, 3 * 60, 3 * 60, false),
            (Desk::Holder(officer), Task::File, 0, 0, false),
        ]
    );
}

#[test]
fn closed_work_keeps_the_calendar_it_was_judged_by() {
    let mut story = directed(json!({"term": "1wd"}), OfficeSettings::default());
    let root = unit(&story).id;
    story.now = at("2026-11-30T09:00");
    story.by(HEAD, json!({"command": "submit_result", "assignment": root, "text": "Đề nghị: xong"}));
    story.by(CHAIR, json!({"command": "approve", "assignment": root}));
    let closed_at = story.document.closed_at().unwrap();
    assert_eq!(closed_at, story.now);
    story.now = at("2026-12-02T08:00");
    let [known, announced] = &WORLD.calendars;
    let counted = |calendar, judged| {
        let key = (story.document.id(), story.document.agency());
        let turns = turns(key, &story.history, calendar, judged, &WORLD.directory, story.now).unwrap();
        // What has yet to be filed lies there still.
        let ended = turns.into_iter().filter(|turn| turn.until.is_some());
        ended.map(|turn| (turn.task, turn.worked.num_minutes(), turn.late.num_minutes())).collect::<Vec<_>>()
    };
    let judged = counted(known, None);
    // Half a Monday, Wednesday to Friday, and two hours and a half of the next Monday, which was made one of rest when all was over.
    assert!(judged.contains(&(Task::Organise, 270 + 3 * 480 + 150, 2 * 480 + 150)), "{judged:?}");
    assert!(judged.contains(&(Task::Approve, 60, 60)), "{judged:?}");
    assert_ne!(counted(announced, None), judged);
    let half_a_saturday = Some(JudgedBy { closed_at: at("2026-11-28T09:30"), calendar: known });
    assert_eq!(counted(announced, Some(JudgedBy { closed_at, calendar: known })), judged);
    assert_eq!(
        counted(announced, half_a_saturday),
        counted(announced, None),
        "what had not ended then is as it is now"
    );
    let mut open = directed(json!({"term": "1wd"}), OfficeSettings::default());
    assert_eq!(open.document.closed_at(), None);
    open.now = at("2026-11-28T09:30");
    let key = (open.document.id(), open.document.agency());
    let minutes = |calendar| {
        let all = turns(key, &open.history, calendar, None, &WORLD.directory, open.now).unwrap();
        all.last().unwrap().worked.num_minutes()
    };
    assert_eq!(minutes(announced) - minutes(known), 120, "two hours of the Saturday");
}

#[test]
fn nobodys_clock_runs_while_the_document_rests() {
    let mut story = rested(json!({"term": "8wh"}), OfficeSettings::default());
    let lies = turns_of(&story).pop().unwrap();
    assert_eq!((lies.worked, lies.due, lies.is_late), (TimeDelta::minutes(30), Some(at("2026-11-25T11:00")), false));
    story.by(HEAD, json!({"command": "resume", "reason": "Đã có"}));
    story.now = at("2026-11-27T09:30");
    let lies = turns_of(&story).pop().unwrap();
    assert_eq!((lies.due, lies.first_due), (Some(at("2026-11-27T08:30")), Some(at("2026-11-25T11:00"))));
    // Half an hour on Monday, two and a half and four hours on Thursday, two on Friday.
    assert_eq!((lies.worked, lies.late, lies.is_late), (TimeDelta::hours(9), TimeDelta::hours(1), true));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn turns_say_what_lies_on_the_desks(script in scripts()) {
        let Some(played) = play(&script, |_| Ok(()))? else { return Ok(()) };
        let (document, now) = (&played.document, played.history.last().unwrap().at);
        let key = (document.id(), document.agency());
        let all = turns(key, &played.history, &WORLD.calendars[0], None, &WORLD.directory, now).unwrap();
        let mut open: Vec<_> = all.iter().filter(|t| t.until.is_none()).map(|t| (t.desk, t.task, t.assignment)).collect();
        let mut work: Vec<_> = work_of(document, now).iter().map(|w| (w.desk, w.task, w.assignment)).collect();
        open.sort_unstable();
        work.sort_unstable();
        prop_assert_eq!(open, work);
        for turn in &all {
            let zero = TimeDelta::zero();
            prop_assert!(turn.until.is_none_or(|until| until >= turn.from));
            prop_assert!(turn.late >= zero && turn.late <= turn.worked, "{:?}", turn);
            let got_late = turn.due.is_some_and(|due| due < turn.from);
            prop_assert!(turn.is_late || got_late || turn.late == zero, "{:?}", turn);
            prop_assert!(!(turn.is_late && got_late), "{:?}", turn);
        }
    }
}

//! Reminders of deadlines: who is told when, each step once, in working time, and only the latest of what was missed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::{
    Actor, PersonId, UtcTime,
    assignment::{AssignmentRole, Holder},
    incoming::{IncomingDocument, Urgency},
    notice::NoticeKind,
    organisation::ReminderSettings,
    reminder::{self, Reminder, Stage, Surroundings, Told, running},
    vietnam,
    work::Desk,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{invariants::always, world::*};

fn at(text: &str) -> UtcTime {
    domain::calendar::time_in_vietnam(text).unwrap()
}

fn shown(at: UtcTime) -> String {
    vietnam(at).format("%m-%dT%H:%M").to_string()
}

/// What was told of one document, as its worker goes on.
#[derive(Default)]
struct Watch {
    told: BTreeSet<Told>,
    since: BTreeMap<reminder::Deadline, UtcTime>,
}

impl Watch {
    /// Looks at every deadline: who is reminded, and when to look again.
    fn look(&mut self, document: &IncomingDocument, now: UtcTime) -> (Vec<Reminder>, Option<UtcTime>) {
        let settings = ReminderSettings::default();
        let around =
            Surroundings { now, directory: &WORLD.directory, calendar: &WORLD.calendars[0], settings: &settings };
        let (mut all, mut next) = (Vec::new(), None::<UtcTime>);
        for one in running(document) {
            let since = *self.since.entry(one).or_insert(now);
            let look = reminder::look(document, one, since, &self.told, around).unwrap();
            all.extend(look.reminders);
            next = [next, look.next].into_iter().flatten().min();
        }
        for one in &all {
            assert!(self.told.insert(one.told), "told twice: {one:?}");
        }
        (all, next)
    }

    /// Goes on from one look to the next until nothing more comes: when whom of what.
    fn all(&mut self, document: &IncomingDocument, from: UtcTime) -> Vec<(String, Stage, PersonId)> {
        let (mut now, mut log) = (from, Vec::new());
        for _ in 0..40 {
            let (reminders, next) = self.look(document, now);
            log.extend(reminders.iter().map(|one| (shown(now), one.told.stage, one.told.person)));
            let Some(next) = next else { return log };
            assert!(next > now);
            now = next;
        }
        panic!("it never ends: {log:?}");
    }
}

/// Directed to Economy at 11:00 on Monday 23/11/2026 (24/11 is a holiday) with this deadline, and given to its officer an hour
/// later.
fn given(due: Value) -> Story {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, json!({"command": "present", "to": CHAIR}));
    let primary = json!({"department": ECONOMY, "due": due});
    story.by(CHAIR, json!({"command": "direct", "direction": {"primary": primary}}));
    let root = story.primary();
    story.by(HEAD, json!({"command": "assign", "assignment": root, "officer": {"person": OFFICER}}));
    story
}

fn told(log: &[(String, Stage, PersonId)]) -> Vec<(&str, Stage, PersonId)> {
    log.iter().map(|(at, stage, person)| (at.as_str(), *stage, *person)).collect()
}

#[test]
fn the_holder_then_the_head_then_whoever_directed_and_monitors() {
    // Monday 17:30, of the unit and so of its officer.
    let story = given(json!("2026-11-30T10:30:00Z"));
    let log = Watch::default().all(&story.document, story.now);
    assert_eq!(
        told(&log),
        [
            ("11-27T07:30", Stage::Before, OFFICER),
            ("11-30T17:30", Stage::At, OFFICER),
            ("12-01T08:00", Stage::Late, OFFICER),
            ("12-01T17:30", Stage::LateHead, HEAD),
            ("12-02T17:30", Stage::LateLeader, CHAIR),
            ("12-02T17:30", Stage::LateLeader, MONITOR),
        ]
    );
}

#[test]
fn who_has_less_than_a_day_is_reminded_when_half_of_it_is_over() {
    // From 12:00 of the Monday to 17:30 of the Wednesday after the holiday: 12 working hours.
    let story = given(json!("2026-11-25T10:30:00Z"));
    let log = Watch::default().all(&story.document, story.now);
    assert_eq!(told(&log)[..2], [("11-25T09:30", Stage::Before, OFFICER), ("11-25T17:30", Stage::At, OFFICER)]);
}

#[test]
fn an_urgent_one_waits_for_no_morning() {
    let mut story = given(json!("2026-11-28T15:00:00Z"));
    story.by(CLERK, json!({"command": "correct", "reason": "Dấu khẩn", "urgency": "urgent"}));
    assert_eq!(story.document.facts().urgency, Urgency::Urgent);
    let log = Watch::default().all(&story.document, story.now);
    let told = told(&log);
    // Saturday evening, 22:00.
    assert_eq!(told[1..3], [("11-28T22:00", Stage::At, OFFICER), ("11-28T22:30", Stage::Late, OFFICER)]);
    // Nor for a working day: one and two hours later, by the clock.
    assert_eq!(
        told[3..],
        [
            ("11-28T23:00", Stage::LateHead, HEAD),
            ("11-29T00:00", Stage::LateLeader, CHAIR),
            ("11-29T00:00", Stage::LateLeader, MONITOR),
        ]
    );
    let mut usual = given(json!("2026-11-28T15:00:00Z"));
    usual.now = at("2026-11-28T22:10");
    let (reminders, next) = Watch::default().look(&usual.document, usual.now);
    assert_eq!((reminders, next.map(shown).as_deref()), (vec![], Some("11-30T07:30")), "at the next opening");
}

#[test]
fn the_holders_own_patience_keeps_no_head_waiting_for_what_is_urgent() {
    let settings = ReminderSettings { holder_after_minutes: 480, ..ReminderSettings::default() };
    let (since, due) = (at("2026-11-23T09:00"), at("2026-11-28T22:00"));
    let steps = |urgent| {
        let steps = reminder::steps((since, due), urgent, &settings, WORLD.calendars[0].agency()).unwrap();
        steps.into_iter().map(|(stage, at)| (stage, shown(at))).collect::<BTreeMap<_, _>>()
    };
    let of_urgent = steps(true);
    for (stage, at) in
        [(Stage::Late, "11-28T23:00"), (Stage::LateHead, "11-28T23:00"), (Stage::LateLeader, "11-29T00:00")]
    {
        assert_eq!(of_urgent[&stage], at, "{stage:?}");
    }
    assert_eq!(steps(false)[&Stage::Late], "11-30T17:30", "eight working hours, of ordinary work");
}

#[test]
fn what_was_missed_is_told_once_the_latest_to_each() {
    let story = given(json!("2026-11-30T10:30:00Z"));
    let mut watch = Watch::default();
    watch.since.extend(running(&story.document).into_iter().map(|one| (one, story.now)));
    // Nobody looked for weeks; then at night.
    let (none, next) = watch.look(&story.document, at("2026-12-20T20:00"));
    assert_eq!((none, next.map(shown).as_deref()), (vec![], Some("12-21T07:30")));
    let (all, next) = watch.look(&story.document, at("2026-12-21T07:30"));
    let told: Vec<_> = all.iter().map(|one| (one.told.stage, one.told.person)).collect();
    let expected =
        [(Stage::LateLeader, CHAIR), (Stage::LateLeader, MONITOR), (Stage::LateHead, HEAD), (Stage::Late, OFFICER)];
    assert_eq!(told, expected);
    assert_eq!(next, None);
    assert_eq!(watch.look(&story.document, at("2026-12-22T09:00")), (vec![], None));
}

#[test]
fn a_deadline_that_moves_begins_anew_and_one_that_rests_reminds_nobody() {
    let mut story = given(json!("2026-11-30T10:30:00Z"));
    let mut watch = Watch::default();
    watch.since.extend(running(&story.document).into_iter().map(|one| (one, story.now)));
    let (first, _) = watch.look(&story.document, at("2026-11-27T07:30"));
    assert_eq!(first.len(), 1);
    let root = story.of(Holder::Department(ECONOMY), AssignmentRole::Primary).id;
    story.now = at("2026-11-27T08:00");
    story.by(CHAIR, json!({"command": "amend", "assignment": root, "due": "2026-12-02T10:30:00Z"}));
    assert_eq!(running(&story.document)[0].due, at("2026-11-30T17:30"), "what is above moves nothing below by itself");
    let leg = story.primary();
    story.by(HEAD, json!({"command": "amend", "assignment": leg, "due": "2026-12-02T10:30:00Z"}));
    let log = watch.all(&story.document, story.now);
    assert_eq!(told(&log)[..2], [("12-01T07:30", Stage::Before, OFFICER), ("12-02T17:30", Stage::At, OFFICER)]);
    story.now = at("2026-11-27T12:00");
    story.by(HEAD, json!({"command": "pause", "reason": "Chờ ý kiến cấp trên"}));
    assert_eq!(running(&story.document), []);
    assert_eq!(watch.look(&story.document, at("2027-01-05T09:00")), (vec![], None));
    story.by(HEAD, json!({"command": "resume", "reason": "Đã có ý kiến"}));
    assert_eq!(running(&story.document).len(), 1);
}

#[test]
fn where_the_clock_goes_on_while_work_rests_people_are_reminded() {
    let mut story = given(json!("2026-11-30T10:30:00Z"));
    story.settings.pause_stops_clock = false;
    story.by(HEAD, json!({"command": "pause", "reason": "Chờ ý kiến cấp trên"}));
    assert_eq!(running(&story.document)[0].due, at("2026-11-30T17:30"));
    let log = Watch::default().all(&story.document, story.now);
    assert!(told(&log).contains(&("11-30T17:30", Stage::At, OFFICER)), "{log:?}");
}

#[test]
fn who_approves_goes_by_the_units_deadline_and_a_substitute_is_told_too() {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, json!({"command": "present", "to": VICE}));
    let primary = json!({"department": CULTURE, "due": "2026-11-30T10:30:00Z"});
    story.by_actor(
        Actor::Substitute { person: DEPUTY, instead_of: VICE },
        json!({"command": "direct", "direction": {"primary": primary}}),
    );
    let root = story.primary();
    let officer = json!({"person": CULTURE_OFFICER, "due": "2026-11-26T10:30:00Z"});
    story.by(VICE, json!({"command": "assign", "assignment": root, "officer": officer}));
    let officers = running(&story.document);
    assert_eq!(officers[0].due, at("2026-11-26T17:30"));
    let leg = story.primary();
    story.by(CULTURE_OFFICER, json!({"command": "submit_result", "assignment": leg, "text": "Đề nghị: xong"}));
    let [waiting] = running(&story.document)[..] else { panic!("one") };
    assert_eq!((waiting.desk, waiting.due), (Desk::Holder(Holder::Department(CULTURE)), at("2026-11-30T17:30")));
    let (reminders, _) = Watch::default().look(&story.document, at("2026-11-30T17:31"));
    let people: Vec<_> = reminders.iter().map(|one| (one.told.person, one.instead_of, one.told.stage)).collect();
    assert_eq!(people, [(VICE, None, Stage::At), (DEPUTY, Some(VICE), Stage::At)]);
    let letter = reminder::letter(&reminders[1], &story.document, &WORLD.directory, story.now);
    assert_eq!((letter.kind, letter.from), (NoticeKind::ApprovalDueNow, None), "asked, not pressed");
    assert!(letter.to.instead_of.is_some());
}

#[test]
fn what_is_told_to_others_names_who_holds_it_and_never_a_secret_line() {
    let story = given(json!("2026-11-30T10:30:00Z"));
    let deadline = running(&story.document)[0];
    let told = Told { assignment: deadline.assignment, due: deadline.due, person: CHAIR, stage: Stage::LateLeader };
    let to_officer = Reminder { deadline, told: Told { person: OFFICER, stage: Stage::At, ..told }, instead_of: None };
    let letter = reminder::letter(&to_officer, &story.document, &WORLD.directory, story.now);
    assert_eq!(letter.kind, NoticeKind::DueNow);
    let one = Reminder { deadline, told, instead_of: None };
    let letter = reminder::letter(&one, &story.document, &WORLD.directory, story.now);
    assert_eq!(letter.about.unwrap().name, WORLD.directory.people[&OFFICER].name);
    let secret = Story::in_progress(Paper::Secret);
    let letter = reminder::letter(&one, &secret.document, &WORLD.directory, secret.now);
    assert!(letter.document.secret && letter.about.is_none());
    let text = serde_json::to_string(&letter).unwrap();
    assert!(!text.contains(AUTHOR) && !text.contains(NOTATION) && !text.contains(MARK), "{text}");
}

/// Whatever has happened to a document, and however often its worker was away: each step once, none after a later one, none before
/// its time, ordinary ones only in working time; and it ends.
#[test]
fn each_is_told_once_in_order_in_time_and_it_ends() {
    always(
        |_| Ok(()),
        |played| {
            let document = &played.document;
            let urgent = document.facts().urgency >= Urgency::Urgent;
            let begun = played.history.last().map(|last| last.at).unwrap();
            let outage = TimeDelta::minutes(i64::from(document.version()) * 731 % 5000);
            for away in [TimeDelta::zero(), outage] {
                let (mut watch, mut now) = (Watch::default(), begun);
                let mut seen: BTreeSet<Told> = BTreeSet::new();
                let mut ended = false;
                for turn in 0..60 {
                    let before = watch.told.clone();
                    let (reminders, next) = watch.look(document, now);
                    for one in &reminders {
                        let told = one.told;
                        prop_assert!(seen.insert(told), "twice: {:?}", told);
                        let later = before.iter().any(|old| {
                            (old.assignment, old.due, old.person) == (told.assignment, told.due, told.person)
                                && old.stage >= told.stage
                        });
                        prop_assert!(!later, "behind a later step: {:?}", told);
                        prop_assert!(told.stage == Stage::Before || now >= told.due, "before its time: {:?}", told);
                        let works =
                            WORLD.calendars[0].agency().next_working(now - TimeDelta::minutes(5)).unwrap() <= now;
                        prop_assert!(urgent || works, "in rest: {:?}", vietnam(now));
                    }
                    let Some(next) = next else {
                        ended = true;
                        break;
                    };
                    prop_assert!(next > now);
                    // Back every other time: whoever always comes at night reminds nobody.
                    now = if turn % 2 == 0 { next + away } else { next };
                }
                prop_assert!(ended, "it never ends");
            }
            Ok(())
        },
    );
}

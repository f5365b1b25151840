//! Reminders by the clock: each once, whatever begins anew and however many workers there are; in working time.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use chrono::TimeDelta;
use common::stage::{Stage, root};
use domain::{
    calendar::time_in_vietnam,
    notice::NoticeKind,
    reminder::{Deadline, running},
};
use serde_json::json;
use store::{
    Engine,
    deadline::{self, Awaited},
    testkit::run_async,
};

async fn each_step_once(engine: Engine) {
    use NoticeKind as K;
    // A Wednesday; due on the Monday after.
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    let (officer, head) =
        (stage.caller("chuyenvien.kinhte1").await.person, stage.caller("truongphong.kinhte").await.person);
    let (chairman, monitor) = (stage.caller("chutich").await.person, stage.caller("theodoi").await.person);
    let letter = stage.given("2026-11-30T17:30", json!({})).await;
    let id = letter.id();
    let paused = stage.given("2026-11-30T17:30", json!({})).await;
    let paused = stage.act("truongphong.kinhte", &paused, json!({ "command": "pause", "reason": "Chờ ý kiến." })).await;
    let moved = stage.given("2026-11-30T17:30", json!({})).await;
    let secret = stage.given("2026-11-30T17:30", json!({ "secrecy": "secret", "subject": null })).await;
    let mut expected = Vec::new();
    for (time, new) in [
        ("2026-11-25T09:00", vec![]),
        ("2026-11-27T07:29", vec![]),
        ("2026-11-27T07:30", vec![(K::DueSoon, officer)]),
        ("2026-11-27T16:00", vec![]),
        ("2026-11-30T17:29", vec![]),
        ("2026-11-30T17:31", vec![(K::DueNow, officer)]),
        ("2026-11-30T23:00", vec![]),
        ("2026-12-01T08:00", vec![(K::Overdue, officer)]),
        ("2026-12-01T17:30", vec![(K::OverdueElsewhere, head)]),
        ("2026-12-02T17:33", vec![(K::OverdueElsewhere, chairman), (K::OverdueElsewhere, monitor)]),
        ("2027-01-12T09:00", vec![]),
    ] {
        stage.turn(time);
        stage.restart();
        stage.remind().await;
        stage.remind().await;
        expected.extend(new);
        let mut told = stage.told(id).await;
        let mut wanted = expected.clone();
        told.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(told, wanted, "{time}");
        if time == "2026-11-27T16:00" {
            let amend = json!({ "command": "amend", "assignment": root(&moved), "due": time_in_vietnam("2027-01-11T17:30").unwrap() });
            let amended = stage.act("chutich", &moved, amend.clone()).await;
            let leg = amended.state().chain().unwrap().1.unwrap();
            stage
                .act(
                    "truongphong.kinhte",
                    &amended,
                    json!({ "command": "amend", "assignment": leg, "due": amend["due"] }),
                )
                .await;
        }
    }
    assert_eq!(stage.told(paused.id()).await, [], "what rests reminds nobody");
    // A new deadline, a new reminder: before the first, and before and at the second and after.
    let kinds: Vec<NoticeKind> = stage.told(moved.id()).await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [K::DueSoon, K::Overdue], "nothing of the date that was moved; of the new one the latest alone");
    for mail in stage.mails(secret.id()).await {
        let letter = serde_json::to_string(&mail.letter).unwrap();
        assert!(!letter.contains("Sở Thử Nghiệm"), "{letter}");
    }
    assert!(!stage.told(secret.id()).await.is_empty());
    // Done is done: nothing more is looked at.
    let hand_in = json!({ "command": "submit_result", "assignment": letter.state().chain().unwrap().1.unwrap(), "text": "Xong." });
    let handed_in = stage.act("chuyenvien.kinhte1", &letter, hand_in).await;
    assert_eq!(running(&handed_in).len(), 1, "the head approves");
    let leg = handed_in.state().chain().unwrap().1.unwrap();
    let approved =
        stage.act("truongphong.kinhte", &handed_in, json!({ "command": "approve", "assignment": leg })).await;
    let of = Awaited { agency: stage.agency, document: id };
    assert_eq!(
        (running(&approved), stage.db.read(move |conn| deadline::of_document(conn, of)).await.unwrap()),
        (vec![], vec![])
    );
}

/// As a migration leaves it: rows by assignments, some that do not run, and one that runs without a row. And what was due long ago.
async fn what_lay_before_is_sorted_out_and_told_once(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    let letter = stage.given("2026-11-26T17:30", json!({})).await;
    let of = Awaited { agency: stage.agency, document: letter.id() };
    let [leg] = running(&letter)[..] else { panic!("one") };
    let ended = Deadline { assignment: root(&letter), ..leg };
    let opened = letter.assignments()[0].opened_at;
    let as_migrated = move |conn: &mut store::Conn| {
        deadline::forget(conn, of, leg.assignment)?;
        deadline::keep(conn, of, &ended, opened, Some(opened))
    };
    stage.db.write(as_migrated).await.unwrap();
    stage.turn("2027-01-12T09:00");
    stage.remind().await;
    let kinds: Vec<NoticeKind> = stage.told(letter.id()).await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds.len(), 4, "each of the four once: {kinds:?}");
    assert_eq!(kinds.iter().filter(|kind| **kind == NoticeKind::Overdue).count(), 1);
    let kept = stage.db.read(move |conn| deadline::of_document(conn, of)).await.unwrap();
    assert_eq!(kept.iter().map(|one| one.assignment).collect::<Vec<_>>(), [leg.assignment]);
    // The keys themselves hold, whatever two workers believe.
    let told = domain::reminder::Told {
        assignment: leg.assignment,
        due: leg.due,
        person: stage.caller("chutich").await.person,
        stage: domain::reminder::Stage::LateLeader,
    };
    let now = stage.office.now();
    assert!(!stage.db.write(move |conn| deadline::tell(conn, of, &told, now)).await.unwrap());
    let other = domain::reminder::Told { due: leg.due + TimeDelta::days(1), ..told };
    let tell = || stage.db.write(move |conn| deadline::tell(conn, of, &other, now));
    let (a, b, c) = tokio::join!(tell(), tell(), tell());
    let told = [a.unwrap(), b.unwrap(), c.unwrap()].into_iter().filter(|told| *told).count();
    assert_eq!(told, 1, "one of three beside each other");
}

/// A document that becomes urgent has other steps from that moment on, and waits for no morning.
async fn what_becomes_urgent_is_looked_at_at_once(engine: Engine) {
    use NoticeKind as K;
    // A Saturday evening.
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    let letter = stage.given("2026-11-28T22:00", json!({})).await;
    let person = async |user| stage.caller(user).await.person;
    let officer = person("chuyenvien.kinhte1").await;
    stage.turn("2026-11-28T22:10");
    stage.remind().await;
    assert_eq!(stage.told(letter.id()).await, []);
    let correct = json!({ "command": "correct", "reason": "Dấu khẩn", "urgency": "urgent" });
    stage.act("vanthu", &letter, correct).await;
    stage.remind().await;
    let mut expected = vec![(K::DueNow, officer)];
    assert_eq!(stage.told(letter.id()).await, expected);
    for (time, new) in [
        ("2026-11-28T22:30", vec![(K::Overdue, officer)]),
        ("2026-11-28T22:59", vec![]),
        ("2026-11-28T23:00", vec![(K::OverdueElsewhere, person("truongphong.kinhte").await)]),
        (
            "2026-11-29T00:00",
            vec![(K::OverdueElsewhere, person("chutich").await), (K::OverdueElsewhere, person("theodoi").await)],
        ),
        ("2026-12-10T09:00", vec![]),
    ] {
        stage.turn(time);
        stage.remind().await;
        expected.extend(new);
        let mut told = stage.told(letter.id()).await;
        told.sort_unstable();
        expected.sort_unstable();
        assert_eq!(told, expected, "{time}");
    }
}

/// As a migration leaves what was past for long: nobody is told, whatever else of the document is looked at, until it has another date.
async fn what_was_past_before_is_left_to_the_digests(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    let letter = stage.given("2026-11-26T17:30", json!({})).await;
    let of = Awaited { agency: stage.agency, document: letter.id() };
    let [leg] = running(&letter)[..] else { panic!("one") };
    let ended = Deadline { assignment: root(&letter), ..leg };
    let opened = letter.assignments()[0].opened_at;
    let as_migrated = move |conn: &mut store::Conn| {
        deadline::keep(conn, of, &leg, opened, None)?;
        deadline::keep(conn, of, &ended, opened, Some(opened))
    };
    stage.db.write(as_migrated).await.unwrap();
    stage.turn("2027-01-12T09:00");
    stage.remind().await;
    let correct = json!({ "command": "correct", "reason": "Dấu khẩn", "urgency": "urgent" });
    let letter = stage.act("vanthu", &letter, correct).await;
    stage.remind().await;
    assert_eq!(stage.told(letter.id()).await, []);
    let kept = stage.db.read(move |conn| deadline::of_document(conn, of)).await.unwrap();
    assert_eq!(kept.iter().map(|one| (one.assignment, one.is_over())).collect::<Vec<_>>(), [(leg.assignment, true)]);
    let due = time_in_vietnam("2027-01-12T10:00").unwrap();
    let amend = |assignment| json!({ "command": "amend", "assignment": assignment, "due": due });
    let letter = stage.act("chutich", &letter, amend(root(&letter))).await;
    stage.act("truongphong.kinhte", &letter, amend(leg.assignment)).await;
    stage.turn("2027-01-12T10:00");
    stage.remind().await;
    assert!(!stage.told(letter.id()).await.is_empty());
}

/// What the registry holds, and does not present: it is told when that is due, and who answers for it a working day later; each once.
async fn the_registry_is_told_of_its_own_steps(engine: Engine) {
    use NoticeKind as K;
    // A Wednesday: to be presented by the end of Thursday.
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    let (waits, done) = (stage.received().await, stage.received().await);
    let chairman = stage.caller("chutich").await.person;
    stage.act("vanthu", &done, json!({ "command": "present", "to": chairman })).await;
    let (clerk, chief) = (stage.caller("vanthu").await.person, stage.caller("chanhvanphong").await.person);
    let monitor = stage.caller("theodoi").await.person;
    let mut expected = Vec::new();
    for (time, new) in [
        ("2026-11-26T17:29", vec![]),
        ("2026-11-26T17:30", vec![(K::StepDueNow, clerk)]),
        ("2026-11-27T17:29", vec![]),
        ("2026-11-27T17:30", vec![(K::StepOverdue, chief), (K::StepOverdue, monitor)]),
        ("2027-01-12T09:00", vec![]),
    ] {
        stage.turn(time);
        stage.restart();
        stage.remind().await;
        stage.remind().await;
        expected.extend(new);
        let mut told = steps_told(&stage, waits.id()).await;
        told.sort_unstable();
        expected.sort_unstable();
        assert_eq!(told, expected, "{time}");
    }
    assert_eq!(steps_told(&stage, done.id()).await, [], "what was presented in time is not pressed for");
    stage.act("vanthu", &waits, json!({ "command": "present", "to": chairman })).await;
    let of = Awaited { agency: stage.agency, document: waits.id() };
    assert_eq!(stage.db.read(move |conn| deadline::of_document(conn, of)).await.unwrap(), []);
}

async fn steps_told(stage: &Stage, id: domain::DocumentId) -> Vec<(NoticeKind, domain::PersonId)> {
    let mails = stage.mails(id).await.into_iter().map(|mail| mail.letter);
    let steps = mails.filter(|letter| matches!(letter.kind, NoticeKind::StepDueNow | NoticeKind::StepOverdue));
    steps.map(|letter| (letter.kind, letter.to.person.unwrap())).collect()
}

mod sqlite {
    use super::*;

    #[test]
    fn each_step_once() {
        run_async(super::each_step_once(Engine::Sqlite));
    }

    #[test]
    fn what_lay_before_is_sorted_out_and_told_once() {
        run_async(super::what_lay_before_is_sorted_out_and_told_once(Engine::Sqlite));
    }

    #[test]
    fn what_becomes_urgent_is_looked_at_at_once() {
        run_async(super::what_becomes_urgent_is_looked_at_at_once(Engine::Sqlite));
    }

    #[test]
    fn what_was_past_before_is_left_to_the_digests() {
        run_async(super::what_was_past_before_is_left_to_the_digests(Engine::Sqlite));
    }

    #[test]
    fn the_registry_is_told_of_its_own_steps() {
        run_async(super::the_registry_is_told_of_its_own_steps(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn each_step_once() {
        run_async(super::each_step_once(Engine::Postgres));
    }

    #[test]
    fn what_lay_before_is_sorted_out_and_told_once() {
        run_async(super::what_lay_before_is_sorted_out_and_told_once(Engine::Postgres));
    }

    #[test]
    fn what_becomes_urgent_is_looked_at_at_once() {
        run_async(super::what_becomes_urgent_is_looked_at_at_once(Engine::Postgres));
    }

    #[test]
    fn what_was_past_before_is_left_to_the_digests() {
        run_async(super::what_was_past_before_is_left_to_the_digests(Engine::Postgres));
    }

    #[test]
    fn the_registry_is_told_of_its_own_steps() {
        run_async(super::the_registry_is_told_of_its_own_steps(Engine::Postgres));
    }
}

//! Reminders and digests by the clock: each once, whatever begins anew and however many workers there are; in working time; and what
//! somebody does not want told at once waits for the morning.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use common::parts;
use domain::{
    AgencyId, AssignmentId, DepartmentId, DocumentId, PersonId,
    calendar::time_in_vietnam,
    digest::{Digest, Part},
    incoming::{Command, IncomingDocument, Receive},
    notice::{
        AccountNotice, NoticeKind,
        preference::{Choice, Preferences},
    },
    reminder::{Deadline, running},
};
use office::{
    Clock, Delivery, Office,
    agency::Caller,
    demo,
    incoming::{Answer, Detail, Order},
};
use serde_json::{Value, json};
use store::{
    Engine,
    deadline::{self, Awaited},
    message::{self, Message},
    organisation::find_login,
    testkit::{TestDb, run_async},
};

/// The demo's office, at a clock of the test's.
struct Stage {
    db: TestDb,
    office: Office,
    agency: AgencyId,
    clock: Arc<AtomicI64>,
}

fn done(answer: Answer<Detail>) -> IncomingDocument {
    match answer {
        Answer::Fresh(detail) => detail.document,
        Answer::Kept(_) => panic!("carried out before"),
    }
}

impl Stage {
    /// On a morning in Vietnam.
    async fn at(engine: Engine, time: &str) -> Self {
        let db = TestDb::new(engine).await;
        let clock = Arc::new(AtomicI64::new(time_in_vietnam(time).unwrap().timestamp_micros()));
        let agency = demo::seed(parts(&db, reads(&clock))).await.unwrap();
        let office = Office::new(parts(&db, reads(&clock)));
        Self { db, office, agency, clock }
    }

    fn turn(&self, time: &str) {
        self.clock.store(time_in_vietnam(time).unwrap().timestamp_micros(), Ordering::Relaxed);
    }

    /// The same office as after a restart: nothing is remembered.
    fn restart(&mut self) {
        self.office = Office::new(parts(&self.db, reads(&self.clock)));
    }

    async fn caller(&self, username: &'static str) -> Caller {
        let login = self.db.read(move |conn| find_login(conn, username)).await.unwrap().unwrap();
        Caller { agency: self.agency, person: login.person }
    }

    async fn unit(&self) -> DepartmentId {
        let head = self.caller("truongphong.kinhte").await.person;
        let snapshot = self.office.snapshot(self.agency).await.unwrap();
        snapshot.directory.people.get(&head).and_then(|person| person.led().next()).unwrap()
    }

    async fn act(&self, by: &'static str, document: &IncomingDocument, command: Value) -> IncomingDocument {
        let written = command.to_string();
        let command: Command = serde_json::from_value(command).unwrap();
        let expected = Some(document.version());
        let order = Order { document: document.id(), command, expected, dry_run: false, repeat: None, request: None };
        let done_by = self.office.command(self.caller(by).await, order).await;
        done(done_by.unwrap_or_else(|error| panic!("{written}: {error}")))
    }

    /// Directed to Economy with this deadline and given to an officer.
    async fn given(&self, due: &str, facts: Value) -> IncomingDocument {
        let mut all = json!({ "author": "Sở Thử Nghiệm", "document_type": "cong_van", "subject": "V/v nhắc hạn" });
        all.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
        let receive: Receive = serde_json::from_value(json!({ "facts": all, "register": {} })).unwrap();
        let letter = done(self.office.receive(self.caller("vanthu").await, receive, None).await.unwrap());
        let chairman = self.caller("chutich").await.person;
        let letter = self.act("vanthu", &letter, json!({ "command": "present", "to": chairman })).await;
        let due = time_in_vietnam(due).unwrap();
        let primary = json!({ "department": self.unit().await, "due": due });
        let letter =
            self.act("chutich", &letter, json!({ "command": "direct", "direction": { "primary": primary } })).await;
        let officer = json!({ "person": self.caller("chuyenvien.kinhte1").await.person });
        let assign = json!({ "command": "assign", "assignment": root(&letter), "officer": officer });
        self.act("truongphong.kinhte", &letter, assign).await
    }

    /// Three workers beside each other until nothing is left to look at.
    async fn remind(&self) {
        let beside = Office::new(parts(&self.db, reads(&self.clock)));
        loop {
            let (a, b, c) = tokio::join!(self.office.remind(), beside.remind(), self.office.remind());
            if [a.unwrap(), b.unwrap(), c.unwrap()] == [0, 0, 0] {
                return;
            }
        }
    }

    async fn mails(&self, id: DocumentId) -> Vec<Message> {
        let agency = self.agency;
        self.db.read(move |conn| message::of_document(conn, agency, id)).await.unwrap()
    }

    /// What the clock has told of this document, in order: of what, and whom.
    async fn told(&self, id: DocumentId) -> Vec<(NoticeKind, PersonId)> {
        use NoticeKind as K;
        let mut told: Vec<_> = self
            .mails(id)
            .await
            .into_iter()
            .filter(|m| matches!(m.letter.kind, K::DueSoon | K::DueNow | K::Overdue | K::OverdueElsewhere))
            .map(|m| (m.created_at, m.letter.kind, m.letter.to.person.unwrap()))
            .collect();
        told.sort_unstable();
        told.into_iter().map(|(_, kind, person)| (kind, person)).collect()
    }

    /// The digests that wait to be sent, with whose they are, and are now taken.
    async fn digests(&self) -> Vec<(String, AccountNotice)> {
        let mails = self.office.claim_account_mails(TimeDelta::minutes(5), 100).await.unwrap();
        let mut found = Vec::new();
        for mail in &mails {
            let letter = self.office.open_account_mail(mail).unwrap().unwrap();
            found.push((letter.username, letter.notice));
            self.office.note_account_mail(mail, None).await.unwrap();
        }
        found
    }

    /// Makes digests with two workers beside each other; the morning's, by user name.
    async fn mornings(&self) -> Vec<(String, Digest)> {
        let (a, b) = tokio::join!(self.office.make_digests(), self.office.make_digests());
        let made = a.unwrap() + b.unwrap();
        let all = self.digests().await;
        assert_eq!(all.len(), made);
        let morning = all.into_iter().filter_map(|(user, notice)| match notice {
            AccountNotice::Digest(digest) => Some((user, *digest)),
            _ => None,
        });
        morning.collect()
    }
}

fn reads(clock: &Arc<AtomicI64>) -> Clock {
    let told = Arc::clone(clock);
    Clock::of(move || DateTime::<Utc>::from_timestamp_micros(told.load(Ordering::Relaxed)).unwrap_or_default())
}

fn root(document: &IncomingDocument) -> AssignmentId {
    document.state().chain().unwrap().0
}

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

fn ids(part: &Part) -> Vec<DocumentId> {
    part.lines.iter().map(|line| line.document).collect()
}

async fn mornings(engine: Engine) {
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    // Whatever the demo brought.
    stage.mornings().await;
    let officer = stage.caller("chuyenvien.kinhte1").await;
    let prefer =
        Preferences::new([(NoticeKind::Commented, Choice::Digest), (NoticeKind::Paused, Choice::None)]).unwrap();
    stage.office.set_notice_preferences(officer, prefer.clone()).await.unwrap();
    assert_eq!(stage.office.notice_preferences(officer).await.unwrap(), prefer);
    let (today, later) =
        (stage.given("2026-11-26T17:30", json!({})).await, stage.given("2026-12-10T17:30", json!({})).await);
    let secret = stage.given("2026-12-10T17:30", json!({ "secrecy": "secret", "subject": null })).await;
    let noted =
        stage.act("truongphong.kinhte", &later, json!({ "command": "comment", "text": "Nhớ kèm phụ lục." })).await;
    let noted = stage.act("truongphong.kinhte", &noted, json!({ "command": "pause", "reason": "Chờ." })).await;
    stage.act("truongphong.kinhte", &noted, json!({ "command": "resume", "reason": "Đã có ý kiến." })).await;
    let became = async |kind: NoticeKind| {
        let mails = stage.mails(later.id()).await;
        let mail =
            mails.into_iter().find(|m| m.letter.kind == kind && m.letter.to.person == Some(officer.person)).unwrap();
        mail.delivery
    };
    let (commented, paused, resumed) =
        (became(NoticeKind::Commented).await, became(NoticeKind::Paused).await, became(NoticeKind::Resumed).await);
    assert_eq!((commented, paused, resumed), (Delivery::InDigest, Delivery::NotWanted, Delivery::Queued));
    for early in ["2026-11-25T16:00", "2026-11-26T07:29"] {
        stage.turn(early);
        assert_eq!(stage.mornings().await, [], "{early}");
    }
    stage.turn("2026-11-26T07:30");
    let all = stage.mornings().await;
    let (_, digest) = all.iter().find(|(user, _)| user == "chuyenvien.kinhte1").unwrap();
    assert!(ids(&digest.due_today).contains(&today.id()));
    assert!(ids(&digest.new).contains(&later.id()) && !ids(&digest.new).contains(&today.id()));
    let line = digest.new.lines.iter().find(|line| line.document == secret.id()).unwrap();
    assert_eq!((line.secret, line.about.as_ref(), line.due), (true, None, None));
    assert_eq!(ids(&digest.notices), [later.id()]);
    assert_eq!(digest.notices.lines[0].words.as_deref(), Some("Nhớ kèm phụ lục."));
    assert_eq!(all.iter().filter(|(user, _)| user == "chuyenvien.kinhte1").count(), 1);
    assert!(all.iter().all(|(user, digest)| user != "quantri" && !digest.is_empty()));
    // Once a day, whatever begins anew.
    stage.turn("2026-11-26T07:45");
    stage.restart();
    assert_eq!(stage.mornings().await, []);
    let mails = stage.mails(later.id()).await;
    assert!(mails.iter().any(|m| m.letter.kind == NoticeKind::Commented && m.delivery == Delivery::Sent));
    // The day after: what was new is known, what was due is late. Nothing on a Saturday, nor in the evening.
    stage.turn("2026-11-27T08:10");
    let all = stage.mornings().await;
    let (_, digest) = all.iter().find(|(user, _)| user == "chuyenvien.kinhte1").unwrap();
    assert!(ids(&digest.overdue).contains(&today.id()) && !ids(&digest.new).contains(&later.id()));
    for rest in ["2026-11-28T08:00", "2026-11-29T20:00"] {
        stage.turn(rest);
        assert_eq!((stage.office.make_digests().await.unwrap(), stage.digests().await), (0, vec![]), "{rest}");
    }
    // Leaders are told of their departments on the week's first working day.
    stage.turn("2026-11-30T07:30");
    stage.office.make_digests().await.unwrap();
    let weekly: Vec<_> = stage
        .digests()
        .await
        .into_iter()
        .filter_map(|(user, notice)| match notice {
            AccountNotice::Weekly(units) => Some((user, units)),
            _ => None,
        })
        .collect();
    let users: Vec<&str> = weekly.iter().map(|(user, _)| user.as_str()).collect();
    assert_eq!((users.len(), users.contains(&"chutich"), users.contains(&"phochutich")), (2, true, true));
    let economy = weekly[0].1.iter().find(|unit| unit.name.contains("Kinh tế")).unwrap();
    assert!(economy.open >= 3 && economy.overdue >= 1 && economy.overdue < economy.open, "{economy:?}");
    stage.turn("2026-12-01T07:30");
    stage.office.make_digests().await.unwrap();
    assert!(stage.digests().await.iter().all(|(_, notice)| matches!(notice, AccountNotice::Digest(_))));
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
    fn mornings() {
        run_async(super::mornings(Engine::Sqlite));
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
    fn mornings() {
        run_async(super::mornings(Engine::Postgres));
    }
}

//! Digests by the clock: one a person a day and one a leader a week, whatever begins anew and however many workers there are; what
//! somebody does not want told at once waits for the morning.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use chrono::TimeDelta;
use common::stage::Stage;
use domain::{
    DocumentId,
    calendar::time_in_vietnam,
    digest::{Part, UnitWeek},
    notice::{
        AccountNotice, NoticeKind,
        preference::{Choice, Preferences},
    },
};
use office::{
    Delivery,
    mail_queue::Message,
    password_reset::{AccountMail, AccountMailCame},
};
use serde_json::json;
use store::{Engine, testkit::run_async};

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
}

/// Leaders are told of the week before on the first working day on which they were not: each document in one week, by when it was done.
async fn weeks(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-19T09:00").await;
    assert_eq!(stage.weeks().await, [], "nothing was missed before there was an office");
    stage.given("2026-11-26T17:30", json!({})).await;
    let letter = stage.given("2026-12-10T17:30", json!({})).await;
    let economy = |weekly: &[(String, Vec<UnitWeek>)]| {
        let units = weekly[0].1.iter().find(|unit| unit.name.contains("Kinh tế")).unwrap();
        assert!(weekly.iter().all(|(_, other)| *other == weekly[0].1), "all are told the same");
        (units.open, units.overdue, units.done)
    };
    let leaders = |weekly: &[(String, Vec<UnitWeek>)]| {
        let mut users: Vec<String> = weekly.iter().map(|(user, _)| user.clone()).collect();
        users.sort_unstable();
        users
    };
    // The background work did not run on the Monday; the Tuesday was a holiday.
    stage.turn("2026-11-25T08:00");
    let weekly = stage.weeks().await;
    assert_eq!(leaders(&weekly), ["chutich", "phochutich"]);
    // With what the demo has brought.
    let (open, overdue, _) = economy(&weekly);
    assert!(open >= 2);
    stage.turn("2026-11-26T08:00");
    assert_eq!(stage.weeks().await, [], "once a week");
    let hand_in = json!({ "command": "submit_result", "assignment": letter.state().chain().unwrap().1.unwrap(), "text": "Xong." });
    let handed_in = stage.act("chuyenvien.kinhte1", &letter, hand_in).await;
    let leg = handed_in.state().chain().unwrap().1.unwrap();
    let done = stage.act("truongphong.kinhte", &handed_in, json!({ "command": "approve", "assignment": leg })).await;
    assert!(done.completion().is_some());
    stage.turn("2026-11-30T07:30");
    let (left, late, completed) = economy(&stage.weeks().await);
    assert_eq!((left, completed), (open - 1, 1));
    assert!(late > overdue);
    // What is filed later was done before, and is not done again.
    stage.turn("2026-12-02T09:00");
    let filed = stage.act("chuyenvien.kinhte1", &done, json!({ "command": "file", "case_file": "01/2026" })).await;
    assert!(filed.completion().is_some_and(|completion| completion.at < time_in_vietnam("2026-11-30T00:00").unwrap()));
    stage.turn("2026-12-07T07:30");
    let weekly = stage.weeks().await;
    let (left, _, completed) = economy(&weekly);
    assert_eq!((leaders(&weekly).len(), left, completed), (2, open - 1, 0));
}

/// Work that rests with its clock is not late, whatever its date was; where the clock goes on, it is.
async fn what_rests_is_not_late(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    let letter = stage.given("2026-11-26T17:30", json!({})).await;
    let agency = stage.agency;
    let late = async || {
        let in_hand = stage.db.read(move |conn| store::digest::in_hand(conn, agency)).await.unwrap();
        in_hand.iter().filter(|(_, due)| due.is_some()).count()
    };
    let dated = late().await;
    let pause = json!({ "command": "pause", "reason": "Chờ ý kiến sở." });
    let paused = stage.act("truongphong.kinhte", &letter, pause.clone()).await;
    assert_eq!(late().await, dated - 1);
    let resume = json!({ "command": "resume", "reason": "Đã có." });
    let resumed = stage.act("truongphong.kinhte", &paused, resume).await;
    assert_eq!(late().await, dated);
    stage.set(r#"{"pause_stops_clock":false}"#).await;
    stage.act("truongphong.kinhte", &resumed, pause).await;
    assert_eq!(late().await, dated, "the clock goes on");
}

/// An office that wants its digests after a desk has closed gets them when that desk opens again.
async fn after_hours(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-26T09:00").await;
    stage.set(r#"{"reminders":{"digest_at":"18:00"}}"#).await;
    stage.mornings().await;
    stage.given("2026-12-10T17:30", json!({})).await;
    for early in ["2026-11-26T17:00", "2026-11-26T18:00", "2026-11-27T07:29"] {
        stage.turn(early);
        assert_eq!(stage.mornings().await, [], "{early}");
    }
    stage.turn("2026-11-27T07:30");
    let all = stage.mornings().await;
    assert!(all.iter().any(|(user, _)| user == "chuyenvien.kinhte1"), "{all:?}");
    stage.given("2026-12-10T17:30", json!({})).await;
    // On Friday evening they have gone; on the weekend nobody is there.
    for rest in ["2026-11-27T18:00", "2026-11-28T07:30", "2026-11-29T18:00"] {
        stage.turn(rest);
        assert_eq!(stage.mornings().await, [], "{rest}");
    }
    stage.turn("2026-11-30T07:30");
    let all = stage.mornings().await;
    assert!(all.iter().any(|(user, _)| user == "chuyenvien.kinhte1"), "{all:?}");
}

/// What does not fit into a digest waits for the next one; what somebody no longer sees is not told.
async fn what_is_left_for_the_digest(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    stage.set(r#"{"reminders":{"digest_lines":2}}"#).await;
    stage.mornings().await;
    let officer = stage.caller("chuyenvien.kinhte1").await;
    let prefer = Preferences::new([(NoticeKind::Commented, Choice::Digest)]).unwrap();
    stage.office.set_notice_preferences(officer, prefer).await.unwrap();
    let letter = stage.given("2026-12-10T17:30", json!({})).await;
    let mut noted = letter.clone();
    for n in 1..=5 {
        let comment = json!({ "command": "comment", "text": format!("Ghi chú {n}.") });
        noted = stage.act("truongphong.kinhte", &noted, comment).await;
    }
    // The first is about a document that they do not see.
    let others = stage.received().await;
    let swap = format!(
        "UPDATE message SET letter = replace(letter, '{}', '{}')
         WHERE id = (SELECT id FROM message WHERE state = 'in_digest' ORDER BY id LIMIT 1)",
        letter.id(),
        others.id()
    );
    stage.db.by_hand(&swap).await;
    let became = async || {
        let mails = stage.mails(letter.id()).await;
        let mut found: Vec<_> = mails
            .into_iter()
            .filter(|m| m.letter.kind == NoticeKind::Commented && m.letter.to.person == Some(officer.person))
            .map(|m| (m.id, m.delivery, m.sent_at.is_some()))
            .collect();
        found.sort_unstable_by_key(|(id, ..)| *id);
        found.into_iter().map(|(_, delivery, sent)| (delivery, sent)).collect::<Vec<_>>()
    };
    let told = async || {
        let all = stage.mornings().await;
        let (_, digest) = all.into_iter().find(|(user, _)| user == "chuyenvien.kinhte1")?;
        Some(digest.notices.lines.into_iter().filter_map(|line| line.words).collect::<Vec<_>>())
    };
    let (sent, waits, hidden) = ((Delivery::Sent, true), (Delivery::InDigest, false), (Delivery::NotWanted, false));
    stage.turn("2026-11-26T07:30");
    assert_eq!(told().await.unwrap(), ["Ghi chú 2.", "Ghi chú 3."]);
    assert_eq!(became().await, [hidden, sent, sent, waits, waits]);
    stage.turn("2026-11-27T07:30");
    assert_eq!(told().await.unwrap(), ["Ghi chú 4.", "Ghi chú 5."]);
    assert_eq!(became().await, [hidden, sent, sent, sent, sent]);
    stage.turn("2026-11-30T07:30");
    assert!(told().await.unwrap_or_default().is_empty());
}

/// A digest that can't be sent has told nobody anything: the next one has its notices, once.
async fn a_digest_that_is_given_up(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    stage.mornings().await;
    let officer = stage.caller("chuyenvien.kinhte1").await;
    let prefer = Preferences::new([(NoticeKind::Commented, Choice::Digest)]).unwrap();
    stage.office.set_notice_preferences(officer, prefer).await.unwrap();
    let letter = stage.given("2026-12-10T17:30", json!({})).await;
    stage.act("truongphong.kinhte", &letter, json!({ "command": "comment", "text": "Nhớ kèm phụ lục." })).await;
    let became = async || {
        let mails = stage.mails(letter.id()).await;
        let theirs =
            |m: &&Message| m.letter.kind == NoticeKind::Commented && m.letter.to.person == Some(officer.person);
        let mail = mails.iter().find(theirs).unwrap();
        (mail.delivery, mail.sent_at.is_some())
    };
    stage.turn("2026-11-26T07:30");
    stage.office.make_digests().await.unwrap();
    let mails = stage.office.claim_account_mails(TimeDelta::minutes(5), 100).await.unwrap();
    assert_eq!(became().await, (Delivery::Sent, true));
    let is_theirs =
        |mail: &&AccountMail| stage.office.open_account_mail(mail).unwrap().unwrap().username == "chuyenvien.kinhte1";
    let digest = mails.iter().find(is_theirs).unwrap().clone();
    for mail in &mails {
        let why = AccountMailCame::GivenUp("the mail server refuses everything".to_owned());
        stage.office.note_account_mail(mail, why).await.unwrap();
    }
    assert_eq!(became().await, (Delivery::InDigest, false));
    stage.turn("2026-11-27T07:30");
    let all = stage.mornings().await;
    let (_, next) = all.iter().find(|(user, _)| user == "chuyenvien.kinhte1").unwrap();
    assert_eq!(next.notices.lines[0].words.as_deref(), Some("Nhớ kèm phụ lục."));
    // Whoever still has the first one in hand changes nothing by that.
    let late = AccountMailCame::GivenUp("late".to_owned());
    stage.office.note_account_mail(&digest, late).await.unwrap();
    assert_eq!(became().await, (Delivery::Sent, true));
}

/// A row that can't be read keeps its owner waiting and nobody else; what is made good is told later on the same day.
async fn one_persons_trouble(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    stage.mornings().await;
    let officer = stage.caller("chuyenvien.kinhte1").await;
    let prefer = Preferences::new([(NoticeKind::Commented, Choice::Digest)]).unwrap();
    stage.office.set_notice_preferences(officer, prefer).await.unwrap();
    // The head, too, has something in the morning.
    stage.directed("2026-11-26T17:30").await;
    let letter = stage.given("2026-11-26T17:30", json!({})).await;
    stage.act("truongphong.kinhte", &letter, json!({ "command": "comment", "text": "Ghi chú." })).await;
    let exchange = |from: &str, to: &str| {
        format!("UPDATE message SET letter = replace(letter, '{from}', '{to}') WHERE state = 'in_digest'")
    };
    stage.db.by_hand(&exchange("\"commented\"", "\"of_another_time\"")).await;
    stage.turn("2026-11-26T07:30");
    let users = |all: &[(String, domain::digest::Digest)]| all.iter().map(|(user, _)| user.clone()).collect::<Vec<_>>();
    let first = users(&stage.mornings().await);
    assert!(
        !first.contains(&"chuyenvien.kinhte1".to_owned()) && first.contains(&"truongphong.kinhte".to_owned()),
        "{first:?}"
    );
    stage.turn("2026-11-26T07:34");
    assert_eq!(users(&stage.mornings().await), Vec::<String>::new(), "not yet again");
    stage.turn("2026-11-26T07:36");
    assert_eq!(
        users(&stage.mornings().await),
        Vec::<String>::new(),
        "it still can't be read, and nobody is told twice"
    );
    stage.db.by_hand(&exchange("\"of_another_time\"", "\"commented\"")).await;
    stage.turn("2026-11-26T07:42");
    assert_eq!(users(&stage.mornings().await), ["chuyenvien.kinhte1"]);
}

/// Whoever waits for a code waits for no digest.
async fn codes_come_first(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    stage.mornings().await;
    stage.given("2026-11-26T17:30", json!({})).await;
    stage.turn("2026-11-26T07:30");
    let made = stage.office.make_digests().await.unwrap();
    assert!(made > 2, "{made}");
    stage.turn("2026-11-26T07:31");
    stage.office.forgot_password("chutich@phuong-demo.example", None).await.unwrap();
    let first = stage.office.claim_account_mails(TimeDelta::minutes(5), 1).await.unwrap();
    let letter = stage.office.open_account_mail(&first[0]).unwrap().unwrap();
    assert!(matches!(letter.notice, AccountNotice::PasswordForgotten { .. }), "{:?}", letter.notice);
    let rest = stage.office.claim_account_mails(TimeDelta::minutes(5), 100).await.unwrap();
    assert_eq!(rest.len(), made);
}

mod sqlite {
    use super::*;

    #[test]
    fn what_rests_is_not_late() {
        run_async(super::what_rests_is_not_late(Engine::Sqlite));
    }

    #[test]
    fn after_hours() {
        run_async(super::after_hours(Engine::Sqlite));
    }

    #[test]
    fn mornings() {
        run_async(super::mornings(Engine::Sqlite));
    }

    #[test]
    fn weeks() {
        run_async(super::weeks(Engine::Sqlite));
    }

    #[test]
    fn what_is_left_for_the_digest() {
        run_async(super::what_is_left_for_the_digest(Engine::Sqlite));
    }

    #[test]
    fn one_persons_trouble() {
        run_async(super::one_persons_trouble(Engine::Sqlite));
    }

    #[test]
    fn a_digest_that_is_given_up() {
        run_async(super::a_digest_that_is_given_up(Engine::Sqlite));
    }

    #[test]
    fn codes_come_first() {
        run_async(super::codes_come_first(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn what_rests_is_not_late() {
        run_async(super::what_rests_is_not_late(Engine::Postgres));
    }

    #[test]
    fn after_hours() {
        run_async(super::after_hours(Engine::Postgres));
    }

    #[test]
    fn mornings() {
        run_async(super::mornings(Engine::Postgres));
    }

    #[test]
    fn weeks() {
        run_async(super::weeks(Engine::Postgres));
    }

    #[test]
    fn what_is_left_for_the_digest() {
        run_async(super::what_is_left_for_the_digest(Engine::Postgres));
    }

    #[test]
    fn one_persons_trouble() {
        run_async(super::one_persons_trouble(Engine::Postgres));
    }

    #[test]
    fn a_digest_that_is_given_up() {
        run_async(super::a_digest_that_is_given_up(Engine::Postgres));
    }

    #[test]
    fn codes_come_first() {
        run_async(super::codes_come_first(Engine::Postgres));
    }
}

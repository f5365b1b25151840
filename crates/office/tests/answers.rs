//! Answers to messages that came in: where one can't be sent, whoever wrote knows of nothing, and a clerk finds the message with why.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't be set up must fail loudly")]

mod common;

use chrono::TimeDelta;
use common::stage::Stage;
use domain::notice::Answers;
use office::{
    password_reset::{AccountMail, AccountMailCame, Carried},
    received::{Outcome, ReceivedMail, Seen, State},
};
use store::{Engine, testkit::run_async};
use uuid::Uuid;

const WORKER: &str = "test";
const WORDS: &str = "XONG: đã làm xong";

/// A reply about this office's letter, turned away, with the answer that is to go out.
async fn turned_away(stage: &Stage, n: u8) -> (Uuid, AccountMail) {
    let letter = stage.given("2026-12-10T17:30", serde_json::json!({})).await;
    let text = format!("From: a@b.example\r\nMessage-ID: <{n}@b.example>\r\n\r\n{WORDS}\r\n");
    let taken = stage.office.take_mail_in(text.into_bytes().into()).await.unwrap();
    let mail = stage.office.claim_received(WORKER, TimeDelta::minutes(5)).await.unwrap().unwrap();
    assert_eq!(mail.id, taken.id);
    let head = stage.caller("truongphong.kinhte").await.person;
    let snapshot = stage.office.snapshot(stage.agency).await.unwrap();
    let sender = snapshot.directory.active(head).unwrap().email.as_ref().unwrap().as_str().to_owned();
    let seen = Seen {
        kind: "reply".to_owned(),
        identity: Some(format!("{n}")),
        message_id: Some(format!("{n}@b.example")),
        sender: Some(sender.clone()),
        subject: None,
        proved: false,
        words: Some(WORDS.to_owned()),
        document: Some((stage.agency, letter.id())),
    };
    stage.office.note_received(WORKER, &mail, seen).await.unwrap().unwrap();
    let answers = Answers { message_id: None, subject: String::new(), token: None, document: None };
    assert!(stage.office.turn_reply_away(&mail, &sender, answers).await.unwrap());
    let queued = stage.office.claim_account_mails(TimeDelta::minutes(5), 100).await.unwrap();
    let answer = |one: &&AccountMail| one.carries == Some(Carried::Answer { agency: stage.agency, mail: mail.id });
    (mail.id, queued.iter().find(answer).unwrap().clone())
}

/// As the clerk finds it.
async fn found(stage: &Stage, id: Uuid) -> ReceivedMail {
    stage.office.received_mail(stage.caller("vanthu").await, id).await.unwrap()
}

async fn an_answer_that_is_given_up(engine: Engine) {
    let stage = Stage::at(engine, "2026-11-25T09:00").await;
    stage.digests().await;
    let (id, answer) = turned_away(&stage, 1).await;
    let before = found(&stage, id).await;
    assert_eq!((before.state, before.answered, before.words), (State::Done, true, None), "nobody need look");
    let why = "550 5.1.1 no such user: ".to_owned() + &"x".repeat(1000);
    stage.office.note_account_mail(&answer, AccountMailCame::GivenUp(why.clone())).await.unwrap();
    let after = found(&stage, id).await;
    assert_eq!((after.state, after.outcome, after.answered), (State::Open, Some(Outcome::NoToken), false));
    assert_eq!(after.words.as_deref(), Some(WORDS), "what they wrote is there for whoever works it off");
    assert_eq!(after.answer_error.as_deref(), why.get(..500), "with why");
    let clerk = stage.caller("vanthu").await;
    let open = stage.office.received_mails(clerk, State::Open, None, 10).await.unwrap();
    assert_eq!(open.iter().map(|mail| mail.id).collect::<Vec<_>>(), [id]);
    // What is tried again is not given up, and what was sent leaves nothing behind.
    let (id, answer) = turned_away(&stage, 2).await;
    let soon = AccountMailCame::Again(stage.office.now() + TimeDelta::minutes(1));
    stage.office.note_account_mail(&answer, soon).await.unwrap();
    assert_eq!(found(&stage, id).await.state, State::Done);
    stage.office.note_account_mail(&answer, AccountMailCame::Sent).await.unwrap();
    // Another worker had it, too.
    stage.office.note_account_mail(&answer, AccountMailCame::GivenUp("late".to_owned())).await.unwrap();
    let after = found(&stage, id).await;
    assert_eq!((after.state, after.answered, after.answer_error), (State::Done, true, None));
    let agency = stage.agency;
    let kept = stage.db.read(move |conn| store::received_mail::find(conn, agency, id)).await.unwrap().unwrap();
    assert_eq!(kept.words, None);
}

mod sqlite {
    use super::*;

    #[test]
    fn an_answer_that_is_given_up_is_left_to_a_clerk() {
        run_async(an_answer_that_is_given_up(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn an_answer_that_is_given_up_is_left_to_a_clerk() {
        run_async(an_answer_that_is_given_up(Engine::Postgres));
    }
}

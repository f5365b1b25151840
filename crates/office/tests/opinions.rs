//! The date of an opinion that is asked on a draft is chased by the clock: each step once, of whoever has it in hand,
//! the head of their unit, then whoever asked and whoever monitors.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use common::stage::Stage;
use domain::{
    calendar::time_in_vietnam,
    notice::NoticeKind,
    outgoing::{Command, Create, OutgoingDocument},
    reminder::outgoing_deadlines,
};
use office::{
    incoming::Answer,
    outgoing::{OutgoingDetail, OutgoingOrder},
};
use serde_json::{Value, json};
use store::{
    Engine,
    deadline::{self, Awaited},
    testkit::run_async,
};

fn done(answer: Answer<OutgoingDetail>) -> OutgoingDocument {
    match answer {
        Answer::Fresh(detail) => detail.document,
        Answer::Kept(_) => panic!("carried out before"),
    }
}

async fn drafted(stage: &Stage) -> OutgoingDocument {
    let create: Create =
        serde_json::from_value(json!({ "content": { "document_type": "cong_van", "subject": "V/v lấy ý kiến" } }))
            .unwrap();
    done(stage.office.draft(stage.caller("chuyenvien.kinhte1").await, create, None).await.unwrap())
}

async fn act(stage: &Stage, by: &'static str, document: &OutgoingDocument, command: Value) -> OutgoingDocument {
    let written = command.to_string();
    let command: Command = serde_json::from_value(command).unwrap();
    let order = OutgoingOrder { document: document.id(), command, expected: None, dry_run: false, repeat: None };
    let done_by = stage.office.outgoing_command(stage.caller(by).await, order).await;
    done(done_by.unwrap_or_else(|error| panic!("{written}: {error}")))
}

async fn each_step_once(engine: Engine) {
    use NoticeKind as K;
    // A Wednesday; due on the Monday after.
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    let (expert, head) = (stage.caller("chuyenvien.vhxh1").await.person, stage.caller("truongphong.vhxh").await.person);
    let (asker, monitor) = (stage.caller("chuyenvien.kinhte1").await.person, stage.caller("theodoi").await.person);
    let draft = drafted(&stage).await;
    let due = time_in_vietnam("2026-11-30T17:30").unwrap();
    let unit = stage.office.snapshot(stage.agency).await.unwrap();
    let unit = unit.directory.people.get(&head).and_then(|person| person.led().next()).unwrap();
    let ask = json!({ "command": "ask_opinions", "holders": [{ "department": unit }], "question": "Đề nghị góp ý", "due": due });
    let draft = act(&stage, "chuyenvien.kinhte1", &draft, ask.clone()).await;
    let one = draft.opinions()[0].id;
    let pass = json!({ "command": "pass_opinion", "opinion": one, "to": expert });
    let draft = act(&stage, "truongphong.vhxh", &draft, pass).await;
    let id = draft.id();
    let mut expected = Vec::new();
    for (time, new) in [
        ("2026-11-25T09:00", vec![]),
        ("2026-11-27T07:29", vec![]),
        ("2026-11-27T07:30", vec![(K::DueSoon, expert)]),
        ("2026-11-30T17:29", vec![]),
        ("2026-11-30T17:31", vec![(K::DueNow, expert)]),
        ("2026-11-30T23:00", vec![]),
        ("2026-12-01T08:00", vec![(K::Overdue, expert)]),
        ("2026-12-01T17:30", vec![(K::OverdueElsewhere, head)]),
        ("2026-12-02T17:33", vec![(K::OverdueElsewhere, asker), (K::OverdueElsewhere, monitor)]),
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
    }
    for mail in stage.mails(id).await.iter().filter(|mail| mail.letter.kind == K::OverdueElsewhere) {
        assert!(mail.letter.about.is_some(), "with whom it lies");
        assert_eq!(mail.letter.words.as_deref(), Some("Đề nghị góp ý"));
    }
    // Given late, nothing runs any more.
    let give = json!({ "command": "give_opinion", "opinion": one, "text": "Nhất trí." });
    let draft = act(&stage, "chuyenvien.vhxh1", &draft, give).await;
    let of = Awaited { agency: stage.agency, document: id };
    assert!(draft.opinions()[0].is_late(stage.office.now()));
    assert_eq!(outgoing_deadlines(&draft), []);
    assert_eq!(stage.db.read(move |conn| deadline::of_document(conn, of)).await.unwrap(), []);
}

mod sqlite {
    use super::*;

    #[test]
    fn each_step_once() {
        run_async(super::each_step_once(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn each_step_once() {
        run_async(super::each_step_once(Engine::Postgres));
    }
}

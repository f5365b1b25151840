//! Recipients who are late, by the clock: told once whatever begins anew and however many workers there are, in working time.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use common::stage::Stage;
use domain::{
    FileName, PersonId,
    notice::NoticeKind,
    outgoing::{Command, Create, OutgoingDocument},
};
use futures_util::stream;
use office::{
    agency::Caller,
    incoming::Order,
    outgoing::{OutgoingDetail, OutgoingOrder},
    repeat::Answer,
};
use serde_json::{Value, json};
use store::{Engine, testkit::run_async};

fn done(answer: Answer<OutgoingDetail>) -> OutgoingDocument {
    match answer {
        Answer::Fresh(detail) => detail.document,
        Answer::Kept(_) => panic!("carried out before"),
    }
}

async fn act(stage: &Stage, by: &'static str, document: &OutgoingDocument, command: Value) -> OutgoingDocument {
    let written = command.to_string();
    let command: Command = serde_json::from_value(command).unwrap();
    let expected = Some(document.version());
    let order = OutgoingOrder { document: document.id(), command, expected, dry_run: false, repeat: None };
    let answer = stage.office.outgoing_command(stage.caller(by).await, order).await;
    done(answer.unwrap_or_else(|error| panic!("{written}: {error}")))
}

/// A notice to be answered by a day, with more of its own, as far as its number.
async fn issued(stage: &Stage, reply_by: &str, recipients: Value, more: Value) -> OutgoingDocument {
    let signer = stage.caller("chutich").await.person;
    let mut content = json!({
        "document_type": "thong_bao", "subject": "Thông báo thử", "signer": signer, "reply_by": reply_by,
        "recipients": recipients,
    });
    content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let create: Create = serde_json::from_value(json!({ "content": content, "submit": true })).unwrap();
    let drafter = stage.caller("chuyenvien.kinhte1").await;
    let paper = done(stage.office.draft(drafter, create, None).await.unwrap());
    let paper = act(stage, "truongphong.kinhte", &paper, json!({ "command": "endorse" })).await;
    let paper = act(stage, "vanthu", &paper, json!({ "command": "pass_form" })).await;
    let paper = act(stage, "chutich", &paper, json!({ "command": "sign", "on": "paper" })).await;
    act(stage, "vanthu", &paper, json!({ "command": "issue" })).await
}

/// On its way to Culture, to be answered by a day, and to somebody by post.
async fn dispatched(stage: &Stage, reply_by: &str) -> OutgoingDocument {
    let head = stage.caller("truongphong.vhxh").await.person;
    let snapshot = stage.office.snapshot(stage.agency).await.unwrap();
    let culture = snapshot.directory.people[&head].led().next().unwrap();
    let recipients = json!([
        { "department": culture, "purpose": "to_act" },
        { "post": { "name": "Ông Nguyễn Văn Thư", "address": "Tổ 1" }, "purpose": "to_know" },
    ]);
    Box::pin(sent(stage, reply_by, recipients)).await
}

/// On its way to these, to be answered by a day.
async fn sent(stage: &Stage, reply_by: &str, recipients: Value) -> OutgoingDocument {
    let paper = issued(stage, reply_by, recipients, json!({})).await;
    let bytes = stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from_static(b"%PDF-1.7\n"))]);
    let name = FileName::new("ban ky.pdf").unwrap();
    let file = match stage.office.upload(stage.caller("vanthu").await, name, bytes, None).await.unwrap() {
        Answer::Fresh(file) => file.id,
        Answer::Kept(_) => panic!("uploaded before"),
    };
    let paper = act(stage, "vanthu", &paper, json!({ "command": "seal", "on": "paper", "files": [file] })).await;
    act(stage, "vanthu", &paper, json!({ "command": "dispatch" })).await
}

async fn told(stage: &Stage, paper: &OutgoingDocument) -> Vec<(NoticeKind, PersonId)> {
    use NoticeKind as K;
    let mails = stage.mails(paper.id()).await;
    let mut told: Vec<_> = mails
        .into_iter()
        .filter(|mail| matches!(mail.letter.kind, K::ReceiptLate | K::ReplyLate | K::IssuedUnread | K::ReplyAwaited))
        .map(|mail| (mail.letter.kind, mail.letter.to.person.unwrap()))
        .collect();
    told.sort_unstable();
    told
}

async fn each_once(engine: Engine) {
    use NoticeKind as K;
    // A Wednesday.
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    let (clerk, drafter) = (stage.caller("vanthu").await.person, stage.caller("chuyenvien.kinhte1").await.person);
    // Who has to take it in at Culture, and to answer.
    let head = stage.caller("truongphong.vhxh").await.person;
    let paper = Box::pin(dispatched(&stage, "2026-12-04")).await;
    let recipient = paper.content().recipients[0].id;
    let mut expected = Vec::new();
    for (time, new) in [
        ("2026-11-26T16:00", vec![]),
        // Two working days are over, and people still sit there.
        ("2026-11-27T17:32", vec![(K::ReceiptLate, clerk), (K::ReceiptLate, drafter), (K::IssuedUnread, head)]),
        ("2026-11-30T08:00", vec![]),
        ("2026-12-04T18:00", vec![]),
        // At midnight the day is over; nobody is told before the next working morning.
        ("2026-12-05T00:05", vec![]),
        ("2026-12-07T07:35", vec![(K::ReplyLate, clerk), (K::ReplyLate, drafter), (K::ReplyAwaited, head)]),
        ("2027-01-12T09:00", vec![]),
    ] {
        stage.turn(time);
        if time == "2026-11-30T08:00" {
            // It is acknowledged, late.
            let read = json!({ "command": "acknowledge", "recipient": recipient });
            let now = stage.office.outgoing_document(stage.caller("truongphong.vhxh").await, paper.id()).await.unwrap();
            act(&stage, "truongphong.vhxh", &now.document, read).await;
        }
        stage.restart();
        stage.remind().await;
        stage.remind().await;
        expected.extend(new);
        expected.sort_unstable();
        assert_eq!(told(&stage, &paper).await, expected, "{time}");
    }
}

#[test]
fn a_recipient_who_is_late_is_told_of_once_on_sqlite() {
    run_async(each_once(Engine::Sqlite));
}

#[test]
fn a_recipient_who_is_late_is_told_of_once_on_postgres() {
    run_async(each_once(Engine::Postgres));
}

/// Replaced before its receipt was known, it is waited for no more; when the number of what replaced it is struck out, it is again.
async fn waited_for_again(engine: Engine) {
    use NoticeKind as K;
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    let (clerk, drafter) = (stage.caller("vanthu").await.person, stage.caller("chuyenvien.kinhte1").await.person);
    let paper = Box::pin(dispatched(&stage, "2026-12-04")).await;
    let replaces = json!({ "relations": [{ "kind": "replaces", "document": paper.id() }] });
    let later = Box::pin(issued(&stage, "2026-12-11", json!([]), replaces)).await;
    // Its receipt would be late by now; nobody is told, and nothing is kept of it.
    for time in ["2026-11-27T17:32", "2026-11-30T08:00"] {
        stage.turn(time);
        stage.restart();
        stage.remind().await;
        assert_eq!(told(&stage, &paper).await, [], "{time}");
    }
    stage.turn("2026-12-01T09:00");
    act(&stage, "vanthu", &later, json!({ "command": "void", "reason": "Cấp nhầm số" })).await;
    stage.remind().await;
    stage.remind().await;
    let head = stage.caller("truongphong.vhxh").await.person;
    let mut expected = [(K::ReceiptLate, clerk), (K::ReceiptLate, drafter), (K::IssuedUnread, head)];
    expected.sort_unstable();
    assert_eq!(told(&stage, &paper).await, expected);
}

#[test]
fn what_counts_again_is_waited_for_again_on_sqlite() {
    run_async(waited_for_again(Engine::Sqlite));
}

#[test]
fn what_counts_again_is_waited_for_again_on_postgres() {
    run_async(waited_for_again(Engine::Postgres));
}

/// Another agency of the installation that is to act: its registry is asked for the receipt, and for the answer, once each.
async fn next_door(engine: Engine) {
    use NoticeKind as K;
    let mut stage = Stage::at(engine, "2026-11-25T09:00").await;
    let recipients = json!([
        { "agency": "H99.98", "purpose": "to_act" },
        { "post": { "name": "Ông Nguyễn Văn Thư", "address": "Tổ 1" }, "purpose": "to_know" },
    ]);
    let paper = Box::pin(sent(&stage, "2026-12-04", recipients)).await;
    stage.office.deliver().await.unwrap();
    let (agency, id) = (stage.agency, paper.content().recipients[0].id.0);
    let found = stage.db.read(move |conn| store::delivery::find(conn, agency, id)).await.unwrap().unwrap();
    let (there, document) = (found.to, found.document);
    let clerk = stage.caller("vanthu.vidu").await.person;
    let mut expected = Vec::new();
    for (time, new) in [
        ("2026-11-26T16:00", vec![]),
        ("2026-11-27T17:32", vec![(K::ReceiptAwaited, clerk)]),
        ("2026-11-30T08:00", vec![]),
        ("2026-12-05T00:05", vec![]),
        ("2026-12-07T07:35", vec![(K::ReplyAwaited, clerk)]),
        ("2027-01-12T09:00", vec![]),
    ] {
        stage.turn(time);
        if time == "2026-11-30T08:00" {
            let command = serde_json::from_value(json!({ "command": "register" })).unwrap();
            let order = Order { document, command, expected: None, dry_run: false, repeat: None, request: None };
            let expected = stage.office.document(Caller { agency: there, person: clerk }, document).await.unwrap();
            let order = Order { expected: Some(expected.document.version()), ..order };
            stage.office.command(Caller { agency: there, person: clerk }, order).await.unwrap();
        }
        stage.restart();
        stage.remind().await;
        stage.remind().await;
        expected.extend(new);
        let mails = stage.db.read(move |conn| store::message::of_document(conn, there, document)).await.unwrap();
        let told: Vec<_> = mails
            .iter()
            .filter(|mail| matches!(mail.letter.kind, K::ReceiptAwaited | K::ReplyAwaited))
            .map(|mail| (mail.letter.kind, mail.letter.to.person.unwrap()))
            .collect();
        assert_eq!(told, expected, "{time}");
    }
}

#[test]
fn another_agency_is_asked_for_its_receipt_and_its_answer_on_sqlite() {
    run_async(next_door(Engine::Sqlite));
}

#[test]
fn another_agency_is_asked_for_its_receipt_and_its_answer_on_postgres() {
    run_async(next_door(Engine::Postgres));
}

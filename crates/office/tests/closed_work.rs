//! Work that is closed keeps the calendar it was judged by, whatever is announced later.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use common::stage::{Stage, root};
use domain::{DocumentId, incoming::IncomingDocument, work::Task};
use office::{agency::Asker, calendar::CalendarChanges};
use serde_json::json;
use store::{Engine, testkit::run_async};

/// For how many working minutes the unit had it to give out or to work off.
async fn minutes(stage: &Stage, id: DocumentId) -> i64 {
    let clerk = Asker::from(stage.caller("vanthu").await);
    let (_, turns) = stage.office.turns(clerk, id).await.unwrap();
    turns.iter().find(|turn| turn.task == Task::Organise).unwrap().worked.num_minutes()
}

async fn change(stage: &Stage, command: serde_json::Value) {
    let commands = vec![serde_json::from_value(command).unwrap()];
    let changes = CalendarChanges { agency: stage.agency, commands, dry_run: false, repeat: None };
    stage.office.change_calendar(stage.caller("vanthu").await, changes).await.unwrap();
    // What the background work does soon after.
    stage.office.recount().await.unwrap();
}

async fn finish(stage: &Stage, letter: &IncomingDocument) -> IncomingDocument {
    let (hand_in, approve) = (
        json!({ "command": "submit_result", "assignment": root(letter), "text": "Xong." }),
        json!({ "command": "approve", "assignment": root(letter) }),
    );
    let handed_in = stage.act("truongphong.kinhte", letter, hand_in).await;
    stage.act("chutich", &handed_in, approve).await
}

async fn closed_work(engine: Engine) {
    // Wednesday; the Thursday is a working day, and is taken away later.
    let mut stage = Stage::at(engine, "2026-11-25T07:30").await;
    stage.office.recount().await.unwrap();
    let (closed, open) = (stage.directed("2026-12-10T17:30").await, stage.directed("2026-12-10T17:30").await);
    let again = stage.directed("2026-12-10T17:30").await;
    stage.turn("2026-11-27T07:30");
    let closed = finish(&stage, &closed).await;
    let again = finish(&stage, &again).await;
    let reopened = stage.act("chutich", &again, json!({ "command": "reopen", "reason": "Còn sót." })).await;
    assert_eq!([minutes(&stage, closed.id()).await, minutes(&stage, open.id()).await], [960, 960]);
    stage.turn("2026-11-30T07:30");
    let rest = json!({ "command": "set_day", "day": "2026-11-26", "what": { "kind": "local_rest" }, "name": "Ngày truyền thống" });
    change(&stage, rest).await;
    assert_eq!(minutes(&stage, closed.id()).await, 960, "as it was judged");
    assert_eq!(minutes(&stage, open.id()).await, 960, "Wednesday and Friday");
    assert_eq!(minutes(&stage, reopened.id()).await, 480, "what is open again is counted as it is now");
    // Nor by one that comes later, and whatever is remembered.
    stage.turn("2026-11-30T08:00");
    change(
        &stage,
        json!({ "command": "set_day", "day": "2026-11-25", "what": { "kind": "local_rest" }, "name": "Mưa lũ" }),
    )
    .await;
    stage.restart();
    assert_eq!(minutes(&stage, closed.id()).await, 960);
    assert_eq!(minutes(&stage, open.id()).await, 480 + 30, "Friday, and half an hour");
    // What is closed by now was judged by what holds now.
    stage.turn("2026-11-30T09:00");
    let open = finish(&stage, &open).await;
    stage.turn("2026-11-30T10:00");
    change(&stage, json!({ "command": "clear_day", "day": "2026-11-25" })).await;
    assert_eq!(minutes(&stage, open.id()).await, 480 + 90);
}

mod sqlite {
    use super::*;

    #[test]
    fn closed_work_keeps_the_calendar_it_was_judged_by() {
        run_async(closed_work(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn closed_work_keeps_the_calendar_it_was_judged_by() {
        run_async(closed_work(Engine::Postgres));
    }
}

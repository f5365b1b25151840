//! By what a stream tells that an inbox has changed: whatever its lines show makes another mark, and what lies on other desks does not.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use common::stage::{Stage, root};
use domain::{assignment::AssignmentRole, calendar::time_in_vietnam, incoming::IncomingDocument};
use office::work::Mark;
use serde_json::{Value, json};
use store::{Engine, testkit::run_async};

async fn mark(stage: &Stage, who: &'static str) -> Mark {
    stage.office.inbox_mark(stage.caller(who).await).await.unwrap()
}

async fn amended(stage: &Stage, letter: &IncomingDocument, due: &str) -> IncomingDocument {
    let due = time_in_vietnam(due).unwrap();
    stage.act("chutich", letter, json!({ "command": "amend", "assignment": root(letter), "due": due })).await
}

/// A date that is neither the first nor the last moves; what a line says is corrected; one thing to read is gone and another has come.
async fn whatever_a_line_shows_is_told(engine: Engine) {
    let stage = Stage::at(engine, "2026-08-03T09:00").await;
    let mut letters = Vec::new();
    for due in ["2026-08-10T17:00", "2026-08-12T17:00", "2026-08-14T17:00"] {
        letters.push(stage.directed(due).await);
    }
    let (head, clerk, chair) = ("truongphong.kinhte", "vanthu", "chutich");
    let before = (mark(&stage, head).await, mark(&stage, clerk).await, mark(&stage, chair).await);
    assert_eq!(before.0, mark(&stage, head).await, "nothing has happened");
    let moved = amended(&stage, &letters[1], "2026-08-13T17:00").await;
    let after = mark(&stage, head).await;
    assert_ne!(before.0, after, "a date between two others has moved");
    let correct = json!({ "command": "correct", "reason": "Gõ nhầm.", "subject": "V/v đã sửa" });
    stage.act(clerk, &moved, correct).await;
    assert_ne!(after, mark(&stage, head).await, "a line says something else");
    assert_eq!((before.1, before.2), (mark(&stage, clerk).await, mark(&stage, chair).await), "theirs are as they were");

    let reader = "phochutich";
    let add = json!({ "command": "add_recipient", "role": "informed",
        "recipient": { "person": stage.caller(reader).await.person } });
    let first = stage.act(chair, &letters[0], add.clone()).await;
    let before = mark(&stage, reader).await;
    let read = |letter: &IncomingDocument| -> Value {
        let own = letter.assignments().iter().find(|one| one.role() == AssignmentRole::Informed).unwrap();
        json!({ "command": "acknowledge", "assignment": own.id })
    };
    stage.act(reader, &first, read(&first)).await;
    stage.act(chair, &letters[2], add).await;
    assert_ne!(before, mark(&stage, reader).await, "there is one, as before, and it is another");
}

mod sqlite {
    use super::*;

    #[test]
    fn whatever_a_line_shows_is_told() {
        run_async(super::whatever_a_line_shows_is_told(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn whatever_a_line_shows_is_told() {
        run_async(super::whatever_a_line_shows_is_told(Engine::Postgres));
    }
}

//! A handoff to one holder takes fewer than twelve statements between BEGIN and COMMIT, on either engine: what a handoff costs
//! is the number of ways to the database and back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't be set up must fail loudly")]

mod common;

use std::sync::Arc;

use common::parts;
use domain::{
    DocumentId,
    incoming::{Command, IncomingDocument, Receive},
};
use office::{
    Clock, Office,
    agency::Caller,
    demo,
    incoming::{Answer, Detail, Order},
    repeat::{Kept, Repeat},
};
use serde_json::{Value, json};
use store::{
    Conn, Db, Engine, StoreError,
    organisation::find_login,
    testkit::{TestDb, run_async},
};

/// How many statements the writing connection has run so far, with this question's own BEGIN.
async fn so_far(db: &Db) -> u64 {
    db.write(|conn: &mut Conn| Ok::<_, StoreError>(conn.statements())).await.unwrap()
}

/// BEGIN and COMMIT of the question itself, and of what is counted.
async fn frame(db: &Db) -> u64 {
    so_far(db).await;
    let first = so_far(db).await;
    so_far(db).await - first
}

struct Stage {
    db: Db,
    office: Office,
    agency: domain::AgencyId,
}

impl Stage {
    async fn caller(&self, username: &'static str) -> Caller {
        let login = self.db.read(move |conn| find_login(conn, username)).await.unwrap().unwrap();
        Caller { agency: self.agency, person: login.person }
    }

    async fn act(&self, by: Caller, document: &IncomingDocument, command: Value, key: bool) -> (IncomingDocument, u64) {
        let command: Command = serde_json::from_value(command).unwrap();
        let repeat = key.then(|| Repeat::<Detail> {
            key: uuid::Uuid::now_v7().to_string(),
            fingerprint: "f".to_owned(),
            answer: Arc::new(|_| {
                Ok(Kept { fingerprint: String::new(), status: 200, location: None, etag: None, body: "{}".to_owned() })
            }),
        });
        let expected = Some(document.version());
        let order = Order { document: document.id(), command, expected, dry_run: false, repeat, request: None };
        // On PostgreSQL one connection does everything: the look for the key, outside the transaction, is counted as well.
        let aside = u64::from(key && self.db.engine() == Engine::Postgres);
        let frame = frame(&self.db).await;
        let before = so_far(&self.db).await;
        let answer = self.office.command(by, order).await.unwrap();
        let after = so_far(&self.db).await;
        (done(answer), after - before - 2 * frame - aside)
    }
}

fn done(answer: Answer<Detail>) -> IncomingDocument {
    match answer {
        Answer::Fresh(detail) => detail.document,
        Answer::Kept(_) => panic!("carried out before"),
    }
}

async fn count(engine: Engine) {
    let db = TestDb::with(engine, |settings| settings.max_connections = 1).await;
    let agency = demo::seed(parts(&db, Clock::system())).await.unwrap();
    let stage = Stage { db: db.clone(), office: Office::new(parts(&db, Clock::system())), agency };
    let (clerk, chairman, head, officer) = (
        stage.caller("vanthu").await,
        stage.caller("chutich").await,
        stage.caller("truongphong.vhxh").await,
        stage.caller("chuyenvien.vhxh1").await,
    );
    let department = {
        let snapshot = stage.office.snapshot(agency).await.unwrap();
        let leads = snapshot.directory.people.get(&head.person).and_then(|person| person.led().next());
        leads.unwrap()
    };
    for key in [false, true] {
        let facts = json!({ "author": "Sở Thử Nghiệm", "document_type": "cong_van", "subject": "V/v đếm câu lệnh" });
        let receive: Receive = serde_json::from_value(json!({ "facts": facts, "register": {} })).unwrap();
        let document = done(stage.office.receive(clerk, receive, None).await.unwrap());
        let _: DocumentId = document.id();
        let (document, _) =
            stage.act(clerk, &document, json!({ "command": "present", "to": chairman.person }), false).await;
        let direct = json!({ "command": "direct", "direction": { "primary": { "department": department } } });
        let (document, direct) = stage.act(chairman, &document, direct, key).await;
        let (root, _) = document.state().chain().unwrap();
        let assign = json!({ "command": "assign", "assignment": root, "officer": { "person": officer.person } });
        let (_, assign) = stage.act(head, &document, assign, key).await;
        println!("{engine:?}, with a key: {key}: direct {direct}, assign {assign}");
        // One of them reads the document's copies, one writes what other systems are told, and one what the search is to look at anew; four keep the figures.
        assert!((5..19).contains(&direct) && (5..19).contains(&assign), "direct {direct}, assign {assign}");
    }
}

#[test]
fn sqlite() {
    run_async(count(Engine::Sqlite));
}

#[test]
fn postgres() {
    run_async(count(Engine::Postgres));
}

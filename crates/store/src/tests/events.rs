//! Events get their places in the feed after they are committed: whoever reads passes over none, and waits for none. What is sent to a
//! webhook is one worker's at a time.

use std::sync::mpsc;

use chrono::{Duration, Utc};
use domain::{
    AgencyId, DocumentId, UtcTime, WebhookId,
    feed::{DossierStanding, EventData, EventKind, EventSight, NewEvent},
    organisation::WebhookRecord,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Conn, Db, Engine, StoreError,
    event::{self, Read, Wanted},
    on_both_engines, organisation,
    testkit::{TestDb, run_async},
    types::DbId,
    webhook,
    webhook_delivery::{self, Claim, DeliveryState, Listed, Next, Noted, Tried, Turn},
};

const AGENCY: AgencyId = AgencyId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));
const WEBHOOK: WebhookId = WebhookId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002));

fn subject(n: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0001_0000 | n))
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0002_0000 | n)
}

fn standing(n: u128, version: u32) -> DossierStanding {
    let standing: Value = json!({
        "dossier": subject(n).0, "code": null, "portal_code": null, "version": version, "changed": ["status"],
        "status": { "code": 1, "name": "Mới đăng ký" }, "state": "registered", "procedure": null, "step": null,
        "due_original": null, "due_current": null, "rests": false, "supplement_until": null, "charges": [],
        "outcome": null, "judgement": null, "by": { "unit": "Bộ phận một cửa" },
    });
    serde_json::from_value(standing).unwrap()
}

fn new(n: u128, version: u32, at: UtcTime) -> NewEvent {
    NewEvent {
        kind: EventKind::DossierRegistered,
        subject: subject(n),
        version,
        at,
        handed_in_by: None,
        data: EventData::Dossier(Box::new(standing(n, version))),
    }
}

async fn set_up(db: &Db) {
    let make = |conn: &mut Conn| {
        organisation::create_agency(
            conn,
            AGENCY,
            "H99.7",
            "Cơ quan thử",
            &domain::OfficeSettings::default(),
            Utc::now(),
        )
    };
    db.write(make).await.unwrap();
}

async fn add(db: &Db, event: Uuid, new: NewEvent) {
    db.write(move |conn| event::add(conn, AGENCY, &[(event, new.clone())])).await.unwrap();
}

async fn place(db: &Db) -> usize {
    db.write(|conn| event::place(conn, AGENCY, Uuid::now_v7, Utc::now())).await.unwrap()
}

async fn read(db: &Db, after: Option<i64>) -> Read {
    let wanted = Wanted { sight: EventSight::Agency, after, kind: None, subject: None, limit: 100 };
    db.read_tx(move |conn| event::read(conn, AGENCY, &wanted)).await.unwrap()
}

fn ids(read: &Read) -> Vec<Uuid> {
    read.events.iter().map(|event| event.id).collect()
}

/// A transaction writes an event and stays open; another commits a later one, which a reader gets at once. When the first commits at
/// last, the reader, who goes on behind what they have seen, gets it, too.
#[test]
fn an_event_that_commits_late_is_passed_over_by_nobody() {
    run_async(async {
        let db = TestDb::new(Engine::Postgres).await;
        set_up(&db).await;
        let (written, to_know) = mpsc::channel::<()>();
        let (end, ending) = mpsc::channel::<()>();
        let ending = std::sync::Mutex::new(ending);
        let slow = {
            let db = Db::clone(&db);
            tokio::task::spawn_blocking(move || {
                run_async(db.write(move |conn| {
                    event::add(conn, AGENCY, &[(id(1), new(1, 1, Utc::now()))])?;
                    written.send(()).unwrap();
                    ending.lock().unwrap().recv().unwrap();
                    Ok::<_, StoreError>(())
                }))
            })
        };
        to_know.recv().unwrap();
        // Nobody waits for it: neither who writes, nor who gives places, nor who reads.
        add(&db, id(2), new(2, 1, Utc::now())).await;
        assert_eq!(place(&db).await, 1);
        let first = read(&db, None).await;
        assert_eq!((ids(&first), first.last), (vec![id(2)], 1));
        end.send(()).unwrap();
        slow.await.unwrap().unwrap();
        assert_eq!(place(&db).await, 1);
        let second = read(&db, Some(first.last)).await;
        assert_eq!((ids(&second), second.last), (vec![id(1)], 2));
        assert_eq!(ids(&read(&db, None).await), [id(2), id(1)], "what was read once stays where it was");
    });
}

/// Many write and many read at the same time: every reader, going on behind what it has seen, gets every event once, in the same order, and
/// those about one thing by their versions.
#[test]
fn readers_beside_writers_miss_nothing_and_get_nothing_twice() {
    const WRITERS: u128 = 6;
    const EACH: u32 = 25;
    run_async(async {
        let db = TestDb::new(Engine::Postgres).await;
        set_up(&db).await;
        let mut work = tokio::task::JoinSet::new();
        for writer in 0..WRITERS {
            let db = Db::clone(&db);
            work.spawn_blocking(move || {
                run_async(async {
                    for version in 1..=EACH {
                        // The ids of one thing run against its versions, as if clocks went wrong.
                        let id = id(writer * 1000 + 500 - u128::from(version));
                        add(&db, id, new(writer, version, Utc::now())).await;
                    }
                });
                Vec::new()
            });
        }
        let all = usize::try_from(WRITERS).unwrap() * usize::try_from(EACH).unwrap();
        for _ in 0..3 {
            let db = Db::clone(&db);
            work.spawn_blocking(move || {
                run_async(async {
                    let (mut seen, mut after) = (Vec::new(), 0);
                    while seen.len() < all {
                        place(&db).await;
                        let piece = read(&db, Some(after)).await;
                        seen.extend(piece.events.iter().map(|event| (event.subject, event.id)));
                        after = piece.events.last().map_or(after, |event| event.position);
                    }
                    seen
                })
            });
        }
        let read: Vec<Vec<(DocumentId, Uuid)>> =
            work.join_all().await.into_iter().filter(|seen| !seen.is_empty()).collect();
        assert_eq!(read.len(), 3);
        assert!(read.iter().all(|seen| seen.len() == all && *seen == read[0]));
        for writer in 0..WRITERS {
            let own: Vec<Uuid> = read[0].iter().filter(|(of, _)| *of == subject(writer)).map(|(_, id)| *id).collect();
            let right: Vec<Uuid> = (1..=EACH).map(|version| id(writer * 1000 + 500 - u128::from(version))).collect();
            assert_eq!(own, right);
        }
    });
}

fn webhook() -> WebhookRecord {
    let record = json!({ "id": WEBHOOK.0, "name": "Cổng tỉnh", "url": "https://cong.example.vn/", "kinds": ["dossier.registered"], "ended": false });
    serde_json::from_value(record).unwrap()
}

fn claim(worker: &str, now: UtcTime) -> Claim<'_> {
    Claim { worker, now, lease: Duration::seconds(30), webhooks: 8, deliveries: 20 }
}

async fn claimed(db: &Db, worker: &'static str, now: UtcTime) -> Vec<Turn> {
    db.write(move |conn| webhook_delivery::claim(conn, claim(worker, now))).await.unwrap()
}

async fn noted(db: &Db, worker: &'static str, id: Uuid, next: Next, now: UtcTime) -> Noted {
    let error = (next != Next::Arrived).then(|| "không nhận".to_owned());
    let tried = Tried { status: Some(500), answer: Some("lỗi".to_owned()), error, refused_alone: false, next };
    let note = move |conn: &mut Conn| webhook_delivery::note(conn, claim(worker, now), (AGENCY, WEBHOOK, id), &tried);
    db.write(note).await.unwrap()
}

async fn with_webhook(db: &Db, now: UtcTime) {
    set_up(db).await;
    let make = move |conn: &mut Conn| {
        webhook::save(conn, DbId::from(AGENCY), &webhook())?;
        webhook::set_secret(conn, AGENCY, WEBHOOK, "niêm phong", None)?;
        webhook::begin(conn, AGENCY, WEBHOOK, now)
    };
    db.write(make).await.unwrap();
}

on_both_engines! {
    async fn the_oldest_events_go_in_time_and_the_feed_says_how_far(db: &TestDb) {
        let now = Utc::now();
        with_webhook(db, now).await;
        for n in 1..=4_u32 {
            let age = if n < 3 { 400 } else { 10 };
            add(db, id(n.into()), new(n.into(), 1, now - Duration::days(age))).await;
        }
        // What nobody has read has no place, and goes nowhere.
        let sweep = move |conn: &mut Conn| event::sweep(conn, AGENCY, now - Duration::days(365));
        assert_eq!(db.write(sweep).await.unwrap(), 0);
        assert_eq!(place(db).await, 4);
        assert_eq!(db.write(sweep).await.unwrap(), 2);
        let left = read(db, None).await;
        assert_eq!((ids(&left), left.gone, left.last), (vec![id(3), id(4)], 2, 4));
        // With them goes what was to be sent of them.
        let listed = Listed { state: None, before: None, id: None, limit: 10 };
        let list = db.read(move |conn| webhook_delivery::list(conn, AGENCY, WEBHOOK, listed)).await.unwrap();
        assert_eq!(list.iter().map(|one| one.position).collect::<Vec<_>>(), [4, 3]);
    }

    /// A worker that dies leaves what it had to the next when its lease ends: the same deliveries, by the same ids.
    async fn a_webhook_is_one_workers_at_a_time(db: &TestDb) {
        let now = Utc::now();
        with_webhook(db, now).await;
        add(db, id(1), new(1, 1, now)).await;
        add(db, id(2), new(2, 1, now)).await;
        place(db).await;
        let later = |seconds| now + Duration::seconds(seconds);
        let first = claimed(db, "một", later(1)).await;
        let due: Vec<Uuid> = first[0].due.iter().map(|due| due.id).collect();
        assert_eq!((first.len(), due.len()), (1, 2));
        assert!(claimed(db, "hai", later(30)).await.is_empty(), "it has its lease");
        // It keeps it from each note on.
        assert_eq!(noted(db, "một", due[0], Next::Arrived, later(25)).await, Noted::Stands(None));
        assert!(claimed(db, "hai", later(54)).await.is_empty());
        let second = claimed(db, "hai", later(56)).await;
        assert_eq!(second[0].due.iter().map(|due| due.id).collect::<Vec<_>>(), [due[1]]);
        assert_eq!(noted(db, "một", due[1], Next::GivenUp, later(57)).await, Noted::NotMine);
        // Nothing arrives: all wait, and since when is kept until something does.
        let again = Next::Again { at: later(120), all_wait: true };
        let Noted::Stands(Some(since)) = noted(db, "hai", due[1], again, later(58)).await else { panic!("it is theirs") };
        assert_eq!(since.timestamp(), later(58).timestamp());
        db.write(|conn| webhook_delivery::release(conn, "hai", AGENCY, WEBHOOK)).await.unwrap();
        assert!(claimed(db, "ba", later(119)).await.is_empty(), "it is not tried before its time");
        let third = claimed(db, "ba", later(121)).await;
        assert_eq!((third[0].failures, third[0].due[0].tries, third[0].due[0].id), (1, 1, due[1]));
        assert_eq!(third[0].due[0].first_try_at.map(|at| at.timestamp()), Some(later(58).timestamp()));
        assert_eq!(noted(db, "ba", due[1], Next::Arrived, later(122)).await, Noted::Stands(None));
        let listed = Listed { state: Some(DeliveryState::Sent), before: None, id: None, limit: 10 };
        let sent = db.read(move |conn| webhook_delivery::list(conn, AGENCY, WEBHOOK, listed)).await.unwrap();
        assert_eq!(sent.iter().map(|one| (one.id, one.tries)).collect::<Vec<_>>(), [(due[1], 2), (due[0], 1)]);
    }
}

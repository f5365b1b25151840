//! The figures of a month are written once when it is over in Vietnam, and nothing that happens later moves them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't be set up must fail loudly")]

mod common;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, Utc};
use common::parts;
use domain::{
    dossier::{Command, Month, Receive, statistics::Figures},
    work::Desk,
};
use office::{
    Clock, Limits, Office, Parts,
    agency::Caller,
    demo,
    dossiers::{DossierDetail, DossierOrder, statistics::Handed},
    incoming::Answer,
};
use serde_json::json;
use store::{
    Engine,
    organisation::find_login,
    testkit::{TestDb, run_async},
};

struct Shop {
    office: Office,
    /// Another instance over the same database.
    beside: Office,
    clerk: Caller,
    head: Caller,
    clock: Arc<AtomicI64>,
    procedure: domain::ProcedureId,
    // Goes last.
    _db: TestDb,
}

impl Shop {
    /// A demo office with one procedure, in the morning of Friday, 27 November 2026.
    async fn new(engine: Engine) -> Self {
        let db = TestDb::new(engine).await;
        let clock = Arc::new(AtomicI64::new(0));
        let told = Arc::clone(&clock);
        let reads = Clock::of(move || DateTime::from_timestamp(told.load(Ordering::Relaxed), 0).unwrap_or_default());
        clock.store("2026-11-27T02:00:00Z".parse::<DateTime<Utc>>().unwrap().timestamp(), Ordering::Relaxed);
        let agency = demo::seed(parts(&db, reads.clone())).await.unwrap();
        let mut callers = Vec::new();
        for name in ["motcua", "truongphong.kinhte", "quantri"] {
            let login = db.read(move |conn| find_login(conn, name)).await.unwrap().unwrap();
            callers.push(Caller { agency, person: login.person });
        }
        let [clerk, head, admin] = callers.try_into().unwrap();
        // Counted anew whenever it is asked for.
        let limits = Limits { public_figures: std::time::Duration::ZERO, ..Limits::default() };
        let of = |reads: &Clock| Office::new(Parts { limits: limits.clone(), ..parts(&db, reads.clone()) });
        let (office, beside) = (of(&reads), of(&reads));
        let content = serde_json::from_value(json!({
            "code": "9.100001", "name": "Cấp bản sao trích lục", "field": "Hộ tịch", "level": "communal", "term": "5wd",
            "legal_basis": ["Luật Hộ tịch số 60/2014/QH13"], "results": ["Bản sao"],
            "components": [{ "code": "to-khai", "name": "Tờ khai", "form": "original" }],
            "process": { "steps": [{ "code": "xu-ly", "name": "Xử lý", "doer": { "department": "KTHTDT" }, "time": "8wh",
                "next": [{ "label": "Xong" }] }] }
        }));
        let published = office.publish_procedure(admin, content.unwrap(), None).await.unwrap();
        let Answer::Fresh(published) = published else { panic!("published before") };
        let procedure = published.detail.line.id;
        Self { office, beside, clerk, head, clock, procedure, _db: db }
    }

    fn turn(&self, at: &str) {
        self.clock.store(at.parse::<DateTime<Utc>>().unwrap().timestamp(), Ordering::Relaxed);
    }

    async fn receive(&self) -> DossierDetail {
        let body = json!({
            "procedure": self.procedure, "channel": "counter", "owner": { "name": "Người Nộp" },
            "components": [{ "component": "to-khai" }], "then": { "accept": {} },
        });
        let receive: Receive = serde_json::from_value(body).unwrap();
        match self.office.receive_dossier(self.clerk, receive, None).await.unwrap() {
            Answer::Fresh(detail) => *detail,
            Answer::Kept(_) => panic!("carried out before"),
        }
    }

    async fn act(&self, who: Caller, before: &DossierDetail, command: serde_json::Value) -> DossierDetail {
        let (name, fields) = command.as_object().unwrap().iter().next().unwrap();
        let command = match name.as_str() {
            "transfer" => Command::TransferDossier(serde_json::from_value(fields.clone()).unwrap()),
            "set_outcome" => Command::SetOutcome(serde_json::from_value(fields.clone()).unwrap()),
            "withdraw" => Command::WithdrawDossier(serde_json::from_value(fields.clone()).unwrap()),
            "advance" => Command::AdvanceDossier(serde_json::from_value(fields.clone()).unwrap()),
            other => panic!("{other}"),
        };
        let (id, expected) = (before.dossier.id(), Some(before.dossier.version()));
        let order = DossierOrder { dossier: id, command, expected, dry_run: false, repeat: None };
        match self.office.dossier_command(who, order).await.unwrap() {
            Answer::Fresh(detail) => *detail,
            Answer::Kept(_) => panic!("carried out before"),
        }
    }

    async fn finish(&self, dossier: &DossierDetail) {
        let sent = self.act(self.clerk, dossier, json!({ "transfer": {} })).await;
        let outcome = json!({ "set_outcome": { "kind": "granted", "written": "1/BS" } });
        let noted = self.act(self.head, &sent, outcome).await;
        self.act(self.head, &noted, json!({ "advance": {} })).await;
    }

    async fn figures(&self, month: &str) -> (Figures, Option<DateTime<Utc>>) {
        let month = Month::parse(month).unwrap();
        let figures = self.office.public_figures(self.clerk.agency, month).await.unwrap();
        let staff = self.office.dossier_statistics(self.clerk, (month.from(), month.until())).await.unwrap();
        assert_eq!(staff.counted.counts.total(), figures.total(), "staff and public read the same");
        assert_eq!(staff.counted.frozen_at, figures.counted.frozen_at);
        (figures.total().figures, figures.counted.frozen_at)
    }
}

async fn nothing_moves_it(engine: Engine) {
    let shop = Box::pin(Shop::new(engine)).await;
    let (one, two) = (shop.receive().await, shop.receive().await);
    shop.finish(&one).await;
    // A minute before midnight in Vietnam the month is not over.
    shop.turn("2026-11-30T16:59:00Z");
    shop.office.freeze_figures().await.unwrap();
    let (live, frozen_at) = shop.figures("2026-11").await;
    assert_eq!((live.received, live.done_early, live.running, frozen_at), (2, 1, 1, None));
    // What was begun before midnight may be written shortly after it.
    shop.turn("2026-11-30T17:04:40Z");
    assert_eq!(shop.office.freeze_figures().await.unwrap(), 0);
    shop.turn("2026-11-30T17:05:20Z");
    // Two instances at once, and again: one row an agency.
    let (here, there) = tokio::join!(shop.office.freeze_figures(), shop.beside.freeze_figures());
    assert_eq!(here.unwrap() + there.unwrap(), 2, "the ward and the commune, once each");
    assert_eq!(shop.office.freeze_figures().await.unwrap(), 0);
    let (frozen, frozen_at) = shop.figures("2026-11").await;
    assert_eq!(frozen, live);
    assert_eq!(frozen_at.unwrap().to_rfc3339(), "2026-11-30T17:05:20+00:00");

    // What happens later: the other is done, late; and one is entered that was received before, in an outage.
    shop.turn("2026-12-09T03:00:00Z");
    shop.finish(&two).await;
    let late: Receive = serde_json::from_value(json!({
        "procedure": shop.procedure, "channel": "counter", "owner": { "name": "Người Nộp" },
        "components": [{ "component": "to-khai" }], "then": { "accept": {} },
        "received_at": "2026-11-30T03:00:00Z", "late_reason": "Mất điện.",
    }))
    .unwrap();
    shop.office.receive_dossier(shop.clerk, late, None).await.unwrap();
    shop.office.freeze_figures().await.unwrap();
    assert_eq!(shop.figures("2026-11").await, (frozen, frozen_at));
    assert!(frozen.add_up());
    let (december, at) = shop.figures("2026-12").await;
    assert_eq!((december.carried_over, december.done_late, at), (2, 1, None));
    assert!(december.add_up());
    // A month that was over before the program first ran is counted as the dossiers stand.
    let (october, at) = shop.figures("2026-08").await;
    assert_eq!((october, at), (Figures::default(), None));
    let after = Month::parse("2027-01").unwrap();
    assert!(shop.office.public_figures(shop.clerk.agency, after).await.is_err(), "what has not begun has no figures");
}

/// Of two that are handed on by the desk one is withdrawn from the department, which has handed on nothing then.
#[test]
fn what_is_withdrawn_was_handed_on_by_nobody() {
    run_async(async {
        let shop = Box::pin(Shop::new(Engine::Sqlite)).await;
        let (one, two) = (shop.receive().await, shop.receive().await);
        shop.finish(&one).await;
        let sent = shop.act(shop.clerk, &two, json!({ "transfer": {} })).await;
        shop.act(shop.clerk, &sent, json!({ "withdraw": { "reason": "Không còn nhu cầu." } })).await;
        let month = Month::parse("2026-11").unwrap();
        let staff = shop.office.dossier_statistics(shop.clerk, (month.from(), month.until())).await.unwrap();
        let handed = |desk: &Desk| staff.desks.get(desk).map(|counts| counts.handed);
        let sum = |handed: Handed| handed.early + handed.in_time + handed.late + handed.untimed;
        assert_eq!(handed(&Desk::OneStop).map(sum), Some(2));
        let others: u64 = staff.desks.keys().filter(|desk| **desk != Desk::OneStop).filter_map(handed).map(sum).sum();
        assert_eq!(others, 1, "{:?}", staff.desks);
    });
}

/// Whoever asks while the public's figures are counted is told what comes of that, and nobody counts them a second time.
#[test]
fn who_asks_at_once_counts_once() {
    run_async(async {
        let db = TestDb::new(Engine::Sqlite).await;
        let reads = Clock::of(|| "2026-11-27T02:00:00Z".parse().unwrap_or_default());
        let agency = demo::seed(parts(&db, reads.clone())).await.unwrap();
        let office = Office::new(parts(&db, reads));
        let month = Month::parse("2026-11").unwrap();
        let ask = || office.public_figures(agency, month);
        let (one, two, three) = tokio::join!(ask(), ask(), ask());
        let first = one.unwrap();
        assert!([two, three].into_iter().all(|other| Arc::ptr_eq(&other.unwrap(), &first)));
    });
}

#[test]
fn nothing_moves_it_on_sqlite() {
    run_async(nothing_moves_it(Engine::Sqlite));
}

#[test]
fn nothing_moves_it_on_postgres() {
    run_async(nothing_moves_it(Engine::Postgres));
}

//! The year turns at midnight in Vietnam (UTC+7): every register begins again at 1, whatever is done first in the new year, and
//! whoever does it at the same moment (Decree 30/2020, Art. 15(1) and 22(2)).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't be set up must fail loudly")]

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use chrono::{DateTime, Utc};
use common::parts;
use domain::{Reason, incoming::Receive, outgoing::LineState};
use office::{Clock, Office, agency::Caller, demo, incoming::Answer, outgoing::NumberOrder, registers::NewRegister};
use serde_json::json;
use store::{
    Engine,
    organisation::find_login,
    testkit::{TestDb, run_async},
};

struct Turn {
    office: Office,
    clerk: Caller,
    clock: Arc<AtomicI64>,
    // Goes last.
    db: TestDb,
}

impl Turn {
    /// A demo office a minute before midnight of 2026's last day, in Vietnam.
    async fn new(engine: Engine) -> Self {
        let db = TestDb::new(engine).await;
        let clock = Arc::new(AtomicI64::new(0));
        let told = Arc::clone(&clock);
        let reads = Clock::of(move || DateTime::from_timestamp(told.load(Ordering::Relaxed), 0).unwrap_or_default());
        let turn = |at: &str| clock.store(at.parse::<DateTime<Utc>>().unwrap().timestamp(), Ordering::Relaxed);
        turn("2026-12-31T16:59:00Z");
        let agency = demo::seed(parts(&db, reads.clone())).await.unwrap();
        let login = db.read(|conn| find_login(conn, "vanthu")).await.unwrap().unwrap();
        let office = Office::new(parts(&db, reads));
        Self { office, clerk: Caller { agency, person: login.person }, clock, db }
    }

    fn midnight(&self) {
        self.clock.fetch_add(120, Ordering::Relaxed);
    }

    /// Takes a letter in and enters it: the year and the number.
    async fn enter(&self, more: serde_json::Value) -> (i32, u32) {
        let mut facts = json!({ "author": "Sở Thử Nghiệm", "document_type": "cong_van" });
        facts.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let receive: Receive = serde_json::from_value(json!({ "facts": facts, "register": {} })).unwrap();
        match self.office.receive(self.clerk, receive, None).await.unwrap() {
            Answer::Fresh(detail) => {
                let entry = detail.document.state().entry().unwrap().clone();
                (entry.year, entry.number)
            }
            Answer::Kept(_) => panic!("carried out before"),
        }
    }

    async fn open(&self, code: &str, types: &[&str]) -> Result<(), office::OfficeError> {
        let new = NewRegister {
            kind: domain::register::RegisterKind::Incoming,
            code: code.to_owned(),
            name: "Sổ giấy mời".to_owned(),
            types: types.iter().map(ToString::to_string).collect(),
            first_number: 40,
            reason: "Tách sổ.".to_owned(),
        };
        self.office.open_register(self.clerk, new, None).await.map(drop)
    }

    async fn books(&self, year: i32) -> BTreeMap<String, u32> {
        let lines = self.office.registers(self.clerk, Some(year)).await.unwrap();
        lines.into_iter().map(|line| (line.register.code, line.register.next_number)).collect()
    }
}

async fn begins_again(engine: Engine) {
    let turn = Turn::new(engine).await;
    let (year, last) = turn.enter(json!({ "subject": "Thư cuối năm" })).await;
    assert_eq!(year, 2026);
    assert!(last > 1);
    turn.midnight();
    assert_eq!(turn.enter(json!({ "subject": "Thư đầu năm" })).await, (2027, 1));
    assert_eq!(turn.enter(json!({ "secrecy": "secret" })).await, (2027, 1));
    assert_eq!(turn.enter(json!({ "subject": "Thư thứ hai" })).await, (2027, 2));
    assert_eq!(turn.books(2026).await.get("den"), Some(&(last + 1)), "the old year stays as it was");
}

/// The first thing that is done in the new year is to open a book for some types.
async fn a_new_book_first(engine: Engine) {
    let turn = Turn::new(engine).await;
    turn.midnight();
    turn.open("giay-moi", &["giay_moi"]).await.unwrap();
    assert_eq!(turn.enter(json!({ "subject": "Thư đầu năm" })).await, (2027, 1));
    assert_eq!(turn.enter(json!({ "secrecy": "confidential" })).await, (2027, 1));
    assert_eq!(turn.enter(json!({ "document_type": "giay_moi", "subject": "Mời họp" })).await, (2027, 40));
    let codes: BTreeSet<String> = turn.books(2027).await.into_keys().collect();
    assert_eq!(codes, ["den", "di", "di-mat", "di-nq", "di-qd", "giay-moi", "mat", "sao"].map(str::to_owned).into());
    // A type has one book of its own.
    let again = turn.open("giay-moi-2", &["giay_moi", "bao_cao"]).await.unwrap_err();
    assert!(again.to_string().contains("giay_moi") || format!("{again:?}").contains("RegisterOverlaps"), "{again:?}");
    assert_eq!(turn.books(2027).await.len(), 8);
}

/// Many enter their first letters at the same moment.
async fn all_at_once(engine: Engine) {
    let turn = Arc::new(Turn::new(engine).await);
    turn.midnight();
    let mut numbers = tokio::task::JoinSet::new();
    for n in 0..8 {
        let turn = Arc::clone(&turn);
        numbers.spawn(async move { turn.enter(json!({ "subject": format!("Thư {n}") })).await });
    }
    let mut taken: Vec<(i32, u32)> = numbers.join_all().await;
    taken.sort_unstable();
    assert_eq!(taken, (1..=8).map(|n| (2027, n)).collect::<Vec<_>>());
}

/// What goes out begins again, too: by the number of a document that was drafted and signed in the old year, and by one that is reserved
/// before anything else, in the name of the old book.
async fn what_goes_out_begins_again(engine: Engine) {
    let turn = Turn::new(engine).await;
    let book = |year: i32| {
        let office = turn.office.clone();
        let clerk = turn.clerk;
        async move {
            let lines = office.registers(clerk, Some(year)).await.unwrap();
            lines.into_iter().find(|line| line.register.code == "di").unwrap().register
        }
    };
    let old = book(2026).await;
    let reserve = |register| {
        let order = NumberOrder {
            register, number: None, reason: Reason::new("Giữ số cho quyết định gấp.").unwrap()
        };
        let office = turn.office.clone();
        let clerk = turn.clerk;
        async move {
            match office.reserve_number(clerk, order, None).await.unwrap() {
                Answer::Fresh(entries) => (entries.register.year, entries.lines.first().unwrap().number),
                Answer::Kept(_) => panic!("carried out before"),
            }
        }
    };
    let last = old.next_number;
    assert_eq!(reserve(old.id).await, (2026, last));
    turn.midnight();
    // Nothing has been entered nor issued yet: the book of the year is opened by whoever comes first.
    assert_eq!(reserve(old.id).await, (2027, 1));
    let new = book(2027).await;
    assert_eq!((new.year, new.next_number, book(2026).await.next_number), (2027, 2, last + 1));
    let order = NumberOrder { register: new.id, number: Some(1), reason: Reason::new("Không dùng.").unwrap() };
    let struck = turn.office.void_number(turn.clerk, order, None).await.unwrap();
    let Answer::Fresh(struck) = struck else { panic!("carried out before") };
    let line = struck.lines.first().unwrap();
    assert_eq!(line.state, LineState::Voided);
    assert!(line.reserved.is_some() && line.voided.is_some(), "both stand");
    assert_eq!(reserve(new.id).await, (2027, 2), "and what was struck out is not given again");
}

/// When the year is over, its books are closed and sealed as they stand; what changes after that stands behind their lines, and whoever changes one
/// by hand is found.
async fn the_year_is_sealed(engine: Engine) {
    let turn = Turn::new(engine).await;
    let (year, number) = turn.enter(json!({ "subject": "Thư cuối năm" })).await;
    assert_eq!(year, 2026);
    assert_eq!(turn.office.close_registers().await.unwrap(), 0, "the year goes on");
    turn.midnight();
    let sealed = turn.office.close_registers().await.unwrap();
    assert!(sealed > usize::try_from(number).unwrap(), "{sealed} lines of all books");
    assert_eq!(turn.office.close_registers().await.unwrap(), 0, "once");
    let lines = turn.office.registers(turn.clerk, Some(2026)).await.unwrap();
    assert!(lines.iter().all(|line| !line.register.open), "{lines:?}");
    // Those of the new year are there, and go on from 1.
    assert_eq!(turn.enter(json!({ "subject": "Thư đầu năm" })).await, (2027, 1));
    assert_eq!(office::audit::audit(&turn.db).await.unwrap().broken_seals, []);

    let agency = turn.clerk.agency;
    let book = lines.iter().find(|line| line.register.code == "den").unwrap().register.id;
    let all = || turn.db.read(move |conn| store::register_seal::list(conn, (agency, book), 0, 10_000));
    let before = all().await.unwrap();
    assert_eq!(before.last().map(|last| (last.number, last.later)), Some((number, false)));
    assert!(before.last().unwrap().line.cells.iter().any(|cell| cell.ends_with("Thư cuối năm")));

    // A correction is a line of its own, behind them.
    let filter =
        store::document::Filter { year: Some(2026), number: Some(number.try_into().unwrap()), ..Default::default() };
    let page = store::document::Page { before: None, limit: 1 };
    let found = turn.office.documents(turn.clerk, filter, page).await.unwrap();
    let line = found.first().unwrap();
    let (document, expected) = (line.id(), u32::try_from(line.version()).ok());
    let correct = json!({ "command": "correct", "subject": "Thư cuối năm, ghi lại", "reason": "Ghi nhầm." });
    let command = serde_json::from_value(correct).unwrap();
    let order = office::incoming::Order { document, command, expected, dry_run: false, repeat: None, request: None };
    turn.office.command(turn.clerk, order).await.unwrap();
    let after = all().await.unwrap();
    assert!(after.starts_with(&before), "what was sealed stands");
    let last = after.last().unwrap();
    assert_eq!((after.len(), last.number, last.later), (before.len() + 1, number, true));
    assert!(last.line.cells.iter().any(|cell| cell.ends_with("Thư cuối năm, ghi lại")) && last.written_by.is_some());
    assert_eq!(office::audit::audit(&turn.db).await.unwrap().broken_seals, []);

    // By hand.
    turn.db.by_hand("UPDATE register_sealed_line SET line = replace(line, 'Thư cuối năm', 'Thư khác')").await;
    let faults = office::audit::audit(&turn.db).await.unwrap().broken_seals;
    assert_eq!(faults.iter().map(|fault| (fault.year, fault.line.is_some())).collect::<Vec<_>>(), [(2026, true)]);
}

mod sqlite {
    use super::*;

    #[test]
    fn the_year_is_sealed() {
        run_async(super::the_year_is_sealed(Engine::Sqlite));
    }

    #[test]
    fn what_goes_out_begins_again() {
        run_async(super::what_goes_out_begins_again(Engine::Sqlite));
    }

    #[test]
    fn begins_again() {
        run_async(super::begins_again(Engine::Sqlite));
    }

    #[test]
    fn a_new_book_first() {
        run_async(super::a_new_book_first(Engine::Sqlite));
    }

    #[test]
    fn all_at_once() {
        run_async(super::all_at_once(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn the_year_is_sealed() {
        run_async(super::the_year_is_sealed(Engine::Postgres));
    }

    #[test]
    fn what_goes_out_begins_again() {
        run_async(super::what_goes_out_begins_again(Engine::Postgres));
    }

    #[test]
    fn begins_again() {
        run_async(super::begins_again(Engine::Postgres));
    }

    #[test]
    fn a_new_book_first() {
        run_async(super::a_new_book_first(Engine::Postgres));
    }

    #[test]
    fn all_at_once() {
        run_async(super::all_at_once(Engine::Postgres));
    }
}

//! Case files in the database: found by their documents, whole after every change, one symbol a year, and nobody writes over another.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Actor, AgencyId, CaseFileId, CaseFileSymbol, CaseFileTitle, DocumentId, LanguageName, PersonId, Reason,
    access::case_file::Listed,
    case_file::{CaseFile, Direction, Event, Facts, Happening, Retention, StateName, apply, create_apply},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError,
    case_file::{Filter, Page, insert, list, load, of_document, update},
    history::{self, START, Verified},
    on_both_engines, organisation,
    testkit::TestDb,
};

const AGENCY: AgencyId = AgencyId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));
const KEEPER: PersonId = PersonId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002));

fn id(n: u128) -> CaseFileId {
    CaseFileId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0001_0000 | n))
}

fn document(n: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0002_0000 | n))
}

fn now() -> DateTime<Utc> {
    "2026-03-02T03:00:00Z".parse().unwrap()
}

fn day() -> NaiveDate {
    now().date_naive()
}

fn happened(event: Event) -> Happening {
    Happening { by: Actor::Person(KEEPER), at: now(), event }
}

fn facts(symbol: &str) -> Facts {
    Facts {
        year: 2026,
        symbol: CaseFileSymbol::new(symbol).unwrap(),
        title: CaseFileTitle::new("Tuyển dụng").unwrap(),
        retention: Retention::years(10).unwrap(),
        keeper: KEEPER,
        department: None,
        rights: None,
        language: LanguageName::new("Tiếng Việt").unwrap(),
        remark: None,
    }
}

async fn agency(db: &TestDb) {
    let settings = domain::OfficeSettings::default();
    let make =
        move |conn: &mut Conn| organisation::create_agency(conn, AGENCY, "H99.1", "Cơ quan thử", &settings, now());
    db.write(make).await.unwrap();
}

async fn begin(db: &TestDb, n: u128, symbol: &str) -> Result<CaseFile, StoreError> {
    let first = happened(Event::Begun { facts: facts(symbol), started_on: day() });
    let file = create_apply(id(n), AGENCY, &first).unwrap();
    let made = file.clone();
    db.write(move |conn: &mut Conn| insert(conn, &made, std::slice::from_ref(&first))).await.map(|()| file)
}

async fn act(db: &TestDb, n: u128, event: Event) -> Result<CaseFile, StoreError> {
    let change = move |conn: &mut Conn| {
        let loaded = load(conn, AGENCY, id(n))?.ok_or(StoreError::NotFound)?;
        let happening = happened(event.clone());
        let after = apply(loaded.file.clone(), &happening).unwrap();
        update(conn, &loaded.file, &loaded.chain_hash, &after, &[happening])?;
        Ok::<_, StoreError>(after)
    };
    db.write(change).await
}

fn added(n: u128) -> Event {
    Event::DocumentAdded { document: document(n), direction: Direction::Incoming, pages: Some(2), remark: None }
}

async fn with(db: &TestDb, n: u128) -> Vec<CaseFileId> {
    let found = db.read(move |conn| of_document(conn, AGENCY, document(n))).await.unwrap();
    found.iter().map(crate::case_file::Heading::id).collect()
}

async fn broken(db: &TestDb) -> Vec<&'static str> {
    let look = |conn: &mut Conn| {
        let mut found = Verified::default();
        history::verify(conn, history::Direction::CaseFile, None, 10, &mut found)?;
        Ok::<_, StoreError>(found)
    };
    db.read(look).await.unwrap().broken.into_iter().map(|link| link.what).collect()
}

on_both_engines! {
    async fn it_is_found_by_its_documents_and_is_whole(db: &TestDb) {
        agency(db).await;
        for n in [1, 2] {
            begin(db, n, &format!("0{n}.TCCB")).await.unwrap();
            act(db, n, added(1)).await.unwrap();
        }
        act(db, 1, added(2)).await.unwrap();
        assert_eq!((with(db, 1).await, with(db, 2).await), (vec![id(2), id(1)], vec![id(1)]));
        let reason = Reason::new("Trùng").unwrap();
        let after = act(db, 1, Event::DocumentRemoved { document: document(1), reason }).await.unwrap();
        assert_eq!((with(db, 1).await, with(db, 2).await), (vec![id(2)], vec![id(1)]));
        let stored = db.read(|conn| load(conn, AGENCY, id(1))).await.unwrap().unwrap();
        assert_eq!(stored.file, after);
        act(db, 1, Event::Closed { ended_on: day(), retention: Retention::years(10).unwrap() }).await.unwrap();
        let due = Filter { hand_over_due_by: NaiveDate::from_ymd_opt(2027, 3, 2), ..Filter::default() };
        let page = Page { before: None, limit: 10 };
        let listed = |filter: Filter, whose: Listed| async move {
            let found = db.read(move |conn| list(conn, AGENCY, &whose, &filter, page)).await.unwrap();
            found.iter().map(|line| (line.id(), line.state.clone())).collect::<Vec<_>>()
        };
        assert_eq!(listed(due, Listed::Everything).await, [(id(1), "closed".to_owned())]);
        let own = Listed::Of { keepers: vec![KEEPER], departments: Vec::new() };
        assert_eq!(listed(Filter::default(), own).await.len(), 2);
        let nobodys = Listed::Of { keepers: vec![PersonId(Uuid::nil())], departments: Vec::new() };
        assert_eq!(listed(Filter::default(), nobodys).await, []);
        let open = Filter { state: Some(StateName::Open), ..Filter::default() };
        assert_eq!(listed(open, Listed::Everything).await, [(id(2), "open".to_owned())]);
        assert_eq!(broken(db).await, [""; 0]);
    }

    async fn a_symbol_is_of_one_and_nobody_writes_over_another(db: &TestDb) {
        agency(db).await;
        let file = begin(db, 1, "01.TCCB").await.unwrap();
        let taken = begin(db, 2, "01.TCCB").await.unwrap_err();
        assert!(taken.is_unique_on("case_file", &["agency_id", "year", "symbol"]), "{taken:?}");
        act(db, 1, added(1)).await.unwrap();
        // Decided on what stood before.
        let happening = happened(added(2));
        let after = apply(file.clone(), &happening).unwrap();
        let late = db.write(move |conn: &mut Conn| update(conn, &file, START, &after, std::slice::from_ref(&happening))).await;
        assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
        // A column, and a document's row, that somebody has changed by hand.
        for sql in ["UPDATE case_file SET symbol = 'X'", "DELETE FROM case_file_document"] {
            assert_eq!(broken(db).await, [""; 0]);
            let undo = if sql.starts_with("UPDATE") { "UPDATE case_file SET symbol = '01.TCCB'" } else { "" };
            run(db, sql).await;
            assert_eq!(broken(db).await, ["the case file is not what its history makes it"], "{sql}");
            if !undo.is_empty() {
                run(db, undo).await;
            }
        }
    }
}

async fn run(db: &TestDb, sql: &'static str) {
    use diesel::connection::SimpleConnection;
    db.write(move |conn: &mut Conn| conn.batch_execute(sql).map_err(StoreError::from)).await.unwrap();
}

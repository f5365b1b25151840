//! The search finds on both engines what the conditions say, in one order, however a page is cut; and shows nobody what is not theirs.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use domain::{
    AgencyId, DocumentId, PersonId,
    assignment::Holder,
    search::{Entry, Field, Piece, Query},
};
use uuid::Uuid;

use crate::{
    Conn, Engine, StoreError, both,
    search::{self, Direction, Filter, Place, Readable, Readers, Search, Viewer, due},
    testkit::{TestDb, run_async},
};

const AGENCY: u128 = 0x01a0_0000_0000_7000_8000_0000_0000_0001;
/// How many documents stand in the index.
const DOCUMENTS: usize = 240;
/// How many queries are asked.
const QUERIES: usize = 160;

fn agency() -> AgencyId {
    AgencyId(Uuid::from_u128(AGENCY))
}

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(0x01a0_0000_0000_7000_8000_0000_0000_1000 + n))
}

/// The ids of documents: two of each millisecond, so that ordinals lie close together.
fn id(n: usize) -> DocumentId {
    let n = u128::try_from(n).unwrap();
    DocumentId(Uuid::from_u128(((0x01a0_0000_0000 + n / 2) << 80) | (7 << 76) | ((n % 2) << 70) | (0x8000 << 48) | n))
}

/// The same numbers on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn words(&mut self, most: usize) -> String {
        const WORDS: [&str; 22] = [
            "thu",
            "thư",
            "hồi",
            "hỏi",
            "hoi",
            "đất",
            "đạt",
            "dat",
            "mua",
            "mưa",
            "lũ",
            "lư",
            "bảo",
            "báo",
            "vệ",
            "về",
            "15/QĐ-UBND",
            "15/2026/QĐ-UBND",
            "UBND",
            "ủy ban nhân dân",
            "kỹ",
            "kĩ",
        ];
        let count = 1 + self.roll(most);
        (0..count).map(|_| WORDS[self.roll(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }
}

/// Documents by their words, some in several pieces.
fn documents() -> Vec<(DocumentId, Vec<Piece>)> {
    let mut dice = Dice(7);
    (0..DOCUMENTS)
        .map(|n| {
            let long = if n % 40 == 3 { "giấy tờ ".repeat(5_000) } else { String::new() };
            let entry = Entry {
                written: (n % 3 == 0).then(|| format!("{}/QĐ-UBND", dice.roll(20))),
                type_name: "Công văn".to_owned(),
                subject: dice.words(8),
                author: dice.words(3),
                remarks: vec![dice.words(4)],
                files: vec![long, dice.words(12)],
                marks: BTreeSet::from([domain::search::entry::part_mark(Holder::Person(person(
                    u128::try_from(n % 4).unwrap(),
                )))]),
                ..Entry::default()
            };
            (id(n), entry.pieces())
        })
        .collect()
}

/// What must be found, in order, by the conditions alone.
fn expected(all: &[(DocumentId, Vec<Piece>)], query: &Query) -> Vec<DocumentId> {
    let mut found: Vec<DocumentId> = Vec::new();
    for tier in query.tiers() {
        for (id, pieces) in all.iter().rev() {
            let fits = pieces.iter().any(|piece| {
                let has = |token: &str, field: Field| {
                    piece.fields().into_iter().any(|(which, tokens)| which == field && tokens.contains(token))
                };
                tier.wanted.holds(&has)
            });
            if fits && !found.contains(id) {
                found.push(*id);
            }
        }
    }
    found
}

/// Rows of documents, of whose columns the search reads few; every fourth is a person's of four.
#[allow(clippy::format_push_string, reason = "a test's SQL")]
fn rows() -> String {
    let agency = agency();
    let at = "2026-01-05T01:00:00.000000Z";
    let mut sql = format!(
        "INSERT INTO agency (id, code, name, settings, directory_version, created_at) VALUES ('{agency}', 'H99.1', 'Mẫu', '{{}}', 1, '{at}');"
    );
    for n in 0..DOCUMENTS {
        let (id, state) = (id(n), if n % 2 == 0 { "received" } else { "registered" });
        sql.push_str(&format!(
            "INSERT INTO document (agency_id, id, version, chain_hash, state, state_facts, author, type_code, subject, secrecy, urgency,
                                   language, channel, received_at, files, beside, changed_at)
             VALUES ('{agency}', '{id}', 1, '', '{state}', '{{}}', 'Mẫu', 'cong_van', 'x', 'none', 'normal', 'vi', 'paper', '{at}', '[]', '{{}}', '{at}');
             INSERT INTO looker (agency_id, principal, document_id, secret, kept) VALUES ('{agency}', 'p:{}', '{id}', FALSE, FALSE);",
            person(u128::try_from(n % 4).unwrap())
        ));
    }
    sql
}

async fn filled(engine: Engine, all: &[(DocumentId, Vec<Piece>)]) -> TestDb {
    let db = TestDb::new(engine).await;
    let sql = rows();
    db.write(move |conn| {
        match conn {
            Conn::Postgres(c) => c.batch_execute(&sql)?,
            Conn::Sqlite(c) => c.batch_execute(&sql)?,
        }
        Ok::<_, StoreError>(())
    })
    .await
    .unwrap();
    for (id, pieces) in all.iter().cloned() {
        db.write(move |conn| {
            due::put(conn, agency(), id, Direction::Incoming)?;
            let now = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
            let taken = due::take(conn, now, chrono::TimeDelta::minutes(1), 10)?;
            let pieces: Vec<Readable> =
                pieces.iter().cloned().map(|piece| Readable { readers: Readers::All, piece }).collect();
            assert!(search::replace(conn, &taken[0], &pieces)?);
            // Once more, as after a change: what was there is replaced.
            due::put(conn, agency(), id, Direction::Incoming)?;
            let taken = due::take(conn, now, chrono::TimeDelta::minutes(1), 10)?;
            assert!(search::replace(conn, &taken[0], &pieces)?);
            assert!(!search::replace(conn, &taken[0], &pieces)?, "nobody writes what is not theirs");
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    }
    db
}

async fn found(db: &TestDb, typed: &str, viewer: Viewer, filter: Filter, page: usize) -> (Vec<DocumentId>, usize) {
    let typed = typed.to_owned();
    db.read_long(move |conn| {
        let query = Query::read(&typed);
        let search = Search { agency: agency(), query: &query, viewer: &viewer, filter: &filter };
        let tally = search.tally(conn)?;
        let (mut all, mut after): (Vec<DocumentId>, Option<Place>) = (Vec::new(), None);
        loop {
            let hits = search.page(conn, after, page, None)?;
            all.extend(hits.iter().map(|hit| hit.document));
            after = hits.last().map(|hit| hit.place);
            if hits.len() < page {
                return Ok::<_, StoreError>((all, tally.count));
            }
        }
    })
    .await
    .unwrap()
}

/// Random queries on both engines: what the conditions say, in their order, in pages of any size, and as many as are counted.
#[test]
fn both_engines_find_the_same_in_the_same_order() {
    run_async(async {
        let all = documents();
        let engines = [filled(Engine::Sqlite, &all).await, filled(Engine::Postgres, &all).await];
        let mut dice = Dice(11);
        let mut hits = 0;
        for n in 0..QUERIES {
            let words = dice.words(3);
            let typed = if n % 5 == 0 { format!("\"{words}\"") } else { words };
            let wanted = expected(&all, &Query::read(&typed));
            hits += wanted.len();
            for db in &engines {
                for page in [200, 7] {
                    let (got, count) = found(db, &typed, Viewer::Agency, Filter::default(), page).await;
                    assert_eq!(got, wanted, "{:?}: {typed}, pages of {page}", db.engine());
                    assert_eq!(count, wanted.len(), "{:?}: {typed}", db.engine());
                }
                // Of one of four people the same without what is others'.
                let viewer = Viewer::Of { acting: vec![Holder::Person(person(2))], registries: Vec::new() };
                let (got, count) = found(db, &typed, viewer, Filter::default(), 9).await;
                let theirs: Vec<DocumentId> = wanted
                    .iter()
                    .copied()
                    .filter(|id| all.iter().position(|(one, _)| one == id).unwrap() % 4 == 2)
                    .collect();
                assert_eq!((got, count), (theirs.clone(), theirs.len()), "{:?}: {typed}", db.engine());
                let nobody = Viewer::Of { acting: Vec::new(), registries: Vec::new() };
                assert_eq!(found(db, &typed, nobody, Filter::default(), 9).await, (Vec::new(), 0));
                let filter = Filter { state: Some("received".to_owned()), ..Filter::default() };
                let (got, _) = found(db, &typed, Viewer::Agency, filter, 50).await;
                assert!(got.iter().all(|id| all.iter().position(|(one, _)| one == id).unwrap() % 2 == 0));
            }
        }
        assert!(hits > 1_000, "{hits}");
    });
}

/// What becomes a secret line by hand in the database, is found no more, although the index has it.
#[test]
fn the_index_gives_nobody_a_right() {
    run_async(async {
        let all = documents();
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let db = filled(engine, &all).await;
            let before = found(&db, "thu", Viewer::Agency, Filter::default(), 300).await;
            let gone = before.0[0];
            db.write(move |conn| {
                let sql = format!("UPDATE document SET secrecy = 'secret', subject = NULL WHERE id = '{gone}'; DELETE FROM looker WHERE document_id <> '{gone}'");
                both!(conn, c => c.batch_execute(&sql))?;
                Ok::<_, StoreError>(())
            })
            .await
            .unwrap();
            let after = found(&db, "thu", Viewer::Agency, Filter::default(), 300).await;
            assert!(!after.0.contains(&gone) && after.1 + 1 == before.1);
            let theirs =
                Viewer::Of { acting: (0..4).map(|n| Holder::Person(person(n))).collect(), registries: Vec::new() };
            assert_eq!(found(&db, "thu", theirs, Filter::default(), 300).await, (Vec::new(), 0));
        }
    });
}

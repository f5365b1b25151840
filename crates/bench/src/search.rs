//! The full-text search in a database alone: documents are made of the words of the labelled set (tests/search), indexed, and the first page
//! and the count of what people look for are timed, as a clerk who sees the agency and as an officer who sees one document in a hundred.

use std::{collections::BTreeSet, time::Instant};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AgencyId, DocumentId, PersonId,
    assignment::Holder,
    search::{Entry, Query, entry},
};
use store::{
    Conn, Db, Engine, StoreError,
    search::{self, Filter, Readable, Readers, Search, Viewer, due},
};
use uuid::Uuid;

use crate::{Args, Outcome, place};

const AGENCY: &str = "01a00000-0000-7000-8000-000000000001";
const DOCUMENTS: &str = include_str!("../../../tests/search/documents.tsv");
/// How many officers there are, each with as many documents as the others.
const OFFICERS: u32 = 100;
/// How many documents are indexed in one transaction.
const BATCH: i64 = 500;
/// How many documents a page shows.
const PAGE: usize = 21;

/// What is looked for, by how frequent its words are.
const ASKED: &[(&str, &[&str])] = &[
    (
        "rare",
        &[
            "lăng quăng lu",
            "giếng khoan sân gạch",
            "xuất xứ bảo hành",
            "bê tông làm xưởng",
            "4711/UBND-VP",
            "tuong lua",
            "mua lư hương",
            "\"đủ ăn\"",
        ],
    ),
    (
        "middling",
        &[
            "thu hồi đất",
            "giải phóng mặt bằng",
            "phòng cháy chữa cháy",
            "GPMB",
            "vành đai",
            "thu hoi dat",
            "hộ nghèo",
            "cải cách hành chính",
        ],
    ),
    (
        "common",
        &[
            "thông báo",
            "phường Bình Minh",
            "kế hoạch năm 2026",
            "ubnd",
            "báo cáo kết quả",
            "quyết định",
            "phuong",
            "công văn về việc",
        ],
    ),
];

/// The same numbers on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    fn pick<'a, T>(&mut self, some: &'a [T]) -> Option<&'a T> {
        some.get(self.roll(some.len()))
    }
}

/// What documents are made of.
struct Words {
    /// Beginnings and ends of subjects.
    subjects: Vec<Vec<&'static str>>,
    sentences: Vec<&'static str>,
    authors: Vec<&'static str>,
    signers: Vec<&'static str>,
    notations: Vec<&'static str>,
    types: Vec<&'static str>,
    remarks: Vec<&'static str>,
}

impl Words {
    fn read() -> Self {
        let rows: Vec<Vec<&str>> = DOCUMENTS.lines().skip(1).map(|line| line.split('\t').collect()).collect();
        let column = |n: usize| rows.iter().filter_map(move |row| row.get(n).copied()).filter(|text| !text.is_empty());
        Self {
            subjects: column(8).map(|text| text.split(' ').collect()).collect(),
            sentences: column(11).flat_map(|text| text.split(". ")).collect(),
            authors: column(6).collect(),
            signers: column(7).collect(),
            notations: column(3).collect(),
            types: column(4).collect(),
            remarks: column(9).chain(column(10)).collect(),
        }
    }

    /// A document of these words: the beginning of one subject and the end of another, a page of sentences.
    fn entry(&self, n: u32, dice: &mut Dice) -> Entry {
        let mut subject: Vec<&str> = Vec::new();
        for _ in 0..2 {
            if let Some(whole) = dice.pick(&self.subjects) {
                let from = dice.roll(whole.len().saturating_sub(4));
                subject.extend(whole.iter().skip(from).take(5 + dice.roll(6)));
            }
        }
        let sentences: Vec<&str> = (0..6 + dice.roll(10)).filter_map(|_| dice.pick(&self.sentences).copied()).collect();
        let code = dice.pick(&self.types).copied().unwrap_or("cong_van");
        let text = |some: Option<&&'static str>| some.copied().unwrap_or_default().to_owned();
        let officer = Holder::Person(officer(n % OFFICERS));
        Entry {
            written: Some(format!("{}/{}", 1 + dice.roll(9_999), text(dice.pick(&self.notations)))),
            issued_on: None,
            type_name: code.replace('_', " "),
            subject: subject.join(" "),
            author: text(dice.pick(&self.authors)),
            signers: vec![text(dice.pick(&self.signers))],
            remarks: vec![text(dice.pick(&self.remarks))],
            files: vec![sentences.join(". ")],
            case_file: None,
            marks: BTreeSet::from([entry::type_mark(code), entry::part_mark(officer)]),
        }
    }
}

fn officer(n: u32) -> PersonId {
    PersonId(Uuid::from_u128(0x01a0_0000_0000_7000_8000_0000_0001_0000 + u128::from(n)))
}

/// The rows that a search reads of documents, the last now.
fn rows(engine: Engine, count: u32, now: DateTime<Utc>) -> String {
    let first = (now - TimeDelta::days(5 * 365)).timestamp_millis();
    let span: i64 = 5 * 365 * 24 * 3_600_000;
    let millis = format!("({first} + CAST(n AS BIGINT) * {span} / {count})");
    let (numbers, id, person, at, agency) = match engine {
        Engine::Sqlite => (
            format!("WITH RECURSIVE one(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < {count})"),
            format!(
                "substr(printf('%012x', {millis}), 1, 8) || '-' || substr(printf('%012x', {millis}), 9) || '-7000-8000-' || printf('%012x', n)"
            ),
            "'p:01a00000-0000-7000-8000-' || printf('%012x', 65536 + n % {})".replace("{}", &OFFICERS.to_string()),
            format!("strftime('%Y-%m-%dT%H:%M:%S.000000Z', {millis} / 1000, 'unixepoch')"),
            format!("'{AGENCY}'"),
        ),
        Engine::Postgres => (
            format!("WITH one AS (SELECT generate_series(1, {count}) AS n)"),
            format!("(lpad(to_hex({millis}), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid"),
            format!("'p:01a00000-0000-7000-8000-' || lpad(to_hex(65536 + n % {OFFICERS}), 12, '0')"),
            format!("to_timestamp({millis} / 1000)"),
            format!("'{AGENCY}'::uuid"),
        ),
    };
    let moment = if engine == Engine::Postgres { "now()" } else { "'2026-01-01T00:00:00.000000Z'" };
    format!(
        "INSERT INTO agency (id, code, name, settings, directory_version, created_at)
         VALUES ({agency}, 'H99.1', 'Mẫu', '{{}}', 1, {moment});
         {numbers}
         INSERT INTO document (agency_id, id, version, chain_hash, state, state_facts, author, type_code, subject, secrecy, urgency,
                               language, channel, received_at, files, beside, changed_at)
         SELECT {agency}, {id}, 1, '', CASE WHEN n % 5 = 0 THEN 'registered' ELSE 'received' END, '{{}}', 'Mẫu', 'cong_van', 'x', 'none',
                CASE WHEN n % 20 = 0 THEN 'urgent' ELSE 'normal' END, 'vi', 'paper', {at}, '[]', '{{}}', {at}
         FROM one;
         {numbers}
         INSERT INTO looker (agency_id, principal, document_id, secret, kept) SELECT {agency}, {person}, {id}, FALSE, FALSE FROM one;"
    )
}

/// A GIN that is filled row by row takes an hour for a million; made over all rows at once it is the same, and takes minutes.
const WITHOUT_INDEX: &str =
    "CREATE TABLE bench_index AS SELECT indexdef FROM pg_indexes WHERE indexname = 'search_piece_words';
     DROP INDEX search_piece_words";
const WITH_INDEX: &str =
    "SET maintenance_work_mem = '1GB'; DO $$ BEGIN EXECUTE (SELECT indexdef FROM bench_index); END $$;
     DROP TABLE bench_index";

/// Indexes everything, some documents a transaction.
async fn index(db: &Db) -> Outcome<()> {
    db.write::<_, StoreError, _>(|conn| due::put_all(conn).map(drop)).await?;
    loop {
        let done = db
            .write::<_, StoreError, _>(|conn| {
                let taken = due::take(conn, Utc::now(), TimeDelta::minutes(60), BATCH)?;
                let words = Words::read();
                for one in &taken {
                    // The last part of the id counts on.
                    let n = u32::try_from(one.document.0.as_u128() & 0xffff_ffff).unwrap_or(0);
                    let entry = words.entry(n, &mut Dice(u64::from(n) * 2_654_435_761));
                    let pieces: Vec<Readable> =
                        entry.pieces().into_iter().map(|piece| Readable { readers: Readers::All, piece }).collect();
                    search::replace(conn, one, &pieces)?;
                }
                Ok(taken.len())
            })
            .await?;
        if done == 0 {
            return Ok(());
        }
    }
}

/// How long each call took, in milliseconds, the shortest first; and how many were found at the last.
async fn timed(db: &Db, rounds: usize, typed: &'static str, viewer: &Viewer) -> Outcome<(Vec<f64>, usize)> {
    let agency = AgencyId(AGENCY.parse()?);
    let (mut took, mut count) = (Vec::new(), 0);
    for _ in 0..rounds.max(1) {
        let viewer = viewer.clone();
        let begun = Instant::now();
        count = db
            .read_long::<_, StoreError, _>(move |conn: &mut Conn| {
                let (query, filter) = (Query::read(typed), Filter::default());
                let search = Search { agency, query: &query, viewer: &viewer, filter: &filter };
                let tally = search.tally(conn)?;
                let known = (!tally.over).then_some(tally.count);
                let hits: Vec<DocumentId> =
                    search.page(conn, None, PAGE, known)?.into_iter().map(|hit| hit.document).collect();
                Ok(tally.count.max(hits.len()))
            })
            .await?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    took.sort_by(f64::total_cmp);
    Ok((took, count))
}

fn at(took: &[f64], part: usize) -> f64 {
    took.get((took.len().saturating_sub(1)) * part / 100).copied().unwrap_or_default()
}

/// Makes so many documents in a fresh database, and times what is looked for.
pub fn measure(args: &Args, count: u32) -> Outcome<()> {
    let mut place = place::Place::new(args.engine, count)?;
    let url = place.database("search")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(async {
        let db = place::open(&url, 2)?;
        db.migrate().await?;
        let begun = Instant::now();
        place::execute(place.engine, &url, &rows(place.engine, count, Utc::now()))?;
        println!("{count} documents, written in {} s", begun.elapsed().as_secs());
        let begun = Instant::now();
        if place.engine == Engine::Postgres {
            place::execute(place.engine, &url, WITHOUT_INDEX)?;
        }
        index(&db).await?;
        if place.engine == Engine::Postgres {
            place::execute(place.engine, &url, WITH_INDEX)?;
        }
        println!("indexed in {} s", begun.elapsed().as_secs());
        place::tidy(place.engine, &url)?;
        println!("{:<10}{:<30}{:>9}{:>10}{:>10}   ", "who", "what", "found", "median ms", "p95 ms");
        let viewers = [
            ("clerk", Viewer::Agency),
            ("officer", Viewer::Of { acting: vec![Holder::Person(officer(7))], registries: Vec::new() }),
        ];
        for (who, viewer) in &viewers {
            let mut everything = Vec::new();
            for (kind, asked) in ASKED {
                let mut all = Vec::new();
                for typed in *asked {
                    let (took, found) = timed(&db, args.rounds, typed, viewer).await?;
                    println!("{who:<10}{typed:<30}{found:>9}{:>10.1}{:>10.1}", at(&took, 50), at(&took, 95));
                    all.extend(took);
                }
                all.sort_by(f64::total_cmp);
                println!("{who:<10}{:<39}{:>10.1}{:>10.1}", format!("all {kind}"), at(&all, 50), at(&all, 95));
                everything.extend(all);
            }
            everything.sort_by(f64::total_cmp);
            println!("{who:<10}{:<39}{:>10.1}{:>10.1}", "ALL", at(&everything, 50), at(&everything, 95));
        }
        Ok(())
    })
}

//! Lists and figures of dossiers are found by the indexes that are made for them, and hold what they would hold without any.

use std::{
    fmt::Write,
    sync::{Arc, Mutex},
};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    Connection, RunQueryDsl,
    connection::{InstrumentationEvent, SimpleConnection},
    sql_query,
};
use domain::{
    AgencyId, ProcedureId,
    dossier::{Channel, Judgement, StateName, statistics::Closing},
    work::Desk,
};
use uuid::Uuid;

use super::deadlines::{Line, Planned};
use crate::{
    Conn, Engine, StoreError,
    dossier::{Counting, Filter, Heading, Listed, Page, Standing, StandingAt, grouped, list, lying},
    on_both_engines,
    testkit::TestDb,
    types::write_time,
};

const AGENCY: &str = "01a00000-0000-7000-8000-000000000001";
/// More than are looked at one by one.
const DOSSIERS: i64 = 12_000;

fn agency() -> AgencyId {
    AgencyId(AGENCY.parse().unwrap())
}

fn start() -> DateTime<Utc> {
    "2026-01-01T00:00:00Z".parse().unwrap()
}

/// One dossier an hour, closed after forty hours; every hundredth never. Nearly all are a Nguyễn's, one in five hundred a Trương's.
async fn archive(db: &TestDb) {
    let at = |hours: i64| write_time(start() + TimeDelta::hours(hours)).unwrap();
    let mut sql = format!(
        "INSERT INTO agency (id, code, name, settings, directory_version, created_at)
         VALUES ('{AGENCY}', 'H99.1', 'Mẫu', '{{}}', 1, '{}');",
        at(0)
    );
    for n in 0..DOSSIERS {
        let (open, rare) = (n % 100 == 7, n % 500 == 3);
        let (owner, field) = if rare { ("truong thi mau", "Đất đai") } else { ("nguyen van mau", "Hộ tịch") };
        let (closing, closed_at, desk) = if open {
            ("NULL".to_owned(), "NULL".to_owned(), "'o'")
        } else {
            (format!("'{}'", if rare { "late" } else { "early" }), format!("'{}'", at(n + 40)), "NULL")
        };
        write!(
            sql,
            "INSERT INTO dossier (agency_id, id, version, chain_hash, state, code, procedure_id, procedure_code, procedure_name, field,
                                  channel, request, owner, owner_folded, desk, at_desk, reached_at, received_at, due, rests, closing,
                                  closed_at, by_original, body, created_at, changed_at)
             VALUES ('{AGENCY}', '{}', 1, '', '{}', 'H99.1-260101-{n}', '{}', '{field}', '{field}', '{field}', '{}', 'Mẫu',
                     '{owner}', '{owner}', {desk}, {desk}, '{received}', '{received}', '{due}', FALSE, {closing}, {closed_at}, {closing},
                     '{{}}', '{received}', '{received}');",
            id(n),
            if open { "processing" } else { "returned" },
            Uuid::from_u128(u128::from(rare)),
            if rare { "post" } else { "counter" },
            received = at(n),
            due = at(n + 50),
        )
        .unwrap();
    }
    db.by_hand(&sql).await;
    if db.engine() == Engine::Postgres {
        // As its autovacuum does. SQLite has no statistics, here as where the program runs.
        db.by_hand("ANALYZE dossier").await;
    }
}

fn id(n: i64) -> Uuid {
    Uuid::from_u128(0x01a0_0000_0000_7000_8000_0000_0001_0000 + u128::try_from(n).unwrap())
}

/// How the engine goes about each query that this sends.
fn plans(conn: &mut Conn, ask: impl FnOnce(&mut Conn) -> Result<(), StoreError>) -> Result<Vec<String>, StoreError> {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&sent);
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            told.lock().unwrap().push(query.to_string());
        }
    });
    ask(conn)?;
    conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    let queries = sent.lock().unwrap().clone();
    let mut plans = Vec::new();
    for (n, query) in queries.iter().enumerate() {
        let query = query.split(" -- binds:").next().unwrap_or_default();
        let lines: Vec<String> = match conn {
            Conn::Sqlite(c) => {
                let lines: Vec<Planned> = sql_query(format!("EXPLAIN QUERY PLAN {query}")).load(c)?;
                lines.into_iter().map(|line| line.detail).collect()
            }
            Conn::Postgres(c) => {
                let count = (1..=99).take_while(|n| query.contains(&format!("${n}"))).count();
                let nothing = vec!["NULL"; count].join(", ");
                // One plan whatever is asked for; and no table is so small that all of it is read.
                c.batch_execute(&format!(
                    "SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan; PREPARE q{n} AS {query}"
                ))?;
                let execute = if count == 0 { format!("q{n}") } else { format!("q{n} ({nothing})") };
                let lines: Vec<Line> = sql_query(format!("EXPLAIN EXECUTE {execute}")).load(c)?;
                c.batch_execute(&format!("DEALLOCATE q{n}"))?;
                lines.into_iter().map(|line| line.text).collect()
            }
        };
        plans.push(format!("{query}\n{}", lines.join("\n")));
    }
    Ok(plans)
}

fn asked(conn: &mut Conn, filter: &Filter) -> Result<Vec<Heading>, StoreError> {
    list(conn, agency(), &Listed::Agency, filter, Page { before: None, limit: 20 })
}

/// Where the list begins to be looked for: what its first query goes by.
fn narrowings() -> Vec<(&'static str, Filter)> {
    let hour = |n: i64| start() + TimeDelta::hours(n);
    let none = Filter::default;
    vec![
        ("dossier_owner", Filter { owner: Some("truong".to_owned()), ..none() }),
        ("dossier_field", Filter { field: Some("Đất đai".to_owned()), ..none() }),
        ("dossier_procedure", Filter { procedure_code: Some("Đất đai".to_owned()), ..none() }),
        ("dossier_procedure_id", Filter { procedure: Some(ProcedureId(Uuid::from_u128(1))), ..none() }),
        ("dossier_channel", Filter { channel: Some(Channel::Post), ..none() }),
        ("dossier_state", Filter { state: Some(StateName::Processing), ..none() }),
        ("dossier_desk", Filter { desk: Some(Desk::OneStop), ..none() }),
        ("dossier_at_desk", Filter { at_desk: Some(Desk::OneStop), ..none() }),
        ("dossier_closing", Filter { closing: Some(Closing::Done(Judgement::Late)), ..none() }),
        ("dossier_by_original", Filter { late_by_original: true, ..none() }),
        ("dossier_closed", Filter { running: Some(true), ..none() }),
        ("dossier_closed", Filter { closed_from: Some(hour(100)), closed_before: Some(hour(200)), ..none() }),
        ("dossier_closed", Filter { closed_from: Some(hour(11_900)), ..none() }),
        ("dossier_closed", Filter { open_at: Some(hour(11_900)), ..none() }),
        ("dossier_received", Filter { received_from: Some(hour(100)), received_before: Some(hour(200)), ..none() }),
    ]
}

/// Whether the plan goes by this index. `dossier_desk` is the beginning of no other's name, but `dossier_closed` might be.
fn goes_by(plan: &str, index: &str) -> bool {
    plan.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == index)
}

on_both_engines! {
    async fn lists_are_found_by_their_indexes(db: &TestDb) {
        archive(db).await;
        let sqlite = db.engine() == Engine::Sqlite;
        for (index, filter) in narrowings() {
            let of = filter.clone();
            let plans = db.write(move |conn| plans(conn, |conn| asked(conn, &of).map(|_| ()))).await.unwrap();
            // What is open has two indexes, one by date.
            let open = filter.running.is_some() || filter.open_at.is_some();
            let found = |plan: &String| goes_by(plan, index) || open && goes_by(plan, "dossier_running");
            assert!(plans.first().is_some_and(found), "{filter:?}: {plans:#?}");
            // What is asked for by its equal comes in the order of the list. (PostgreSQL sorts where it reckons with a handful.)
            if plans.len() == 1 && sqlite {
                assert!(!plans[0].contains("TEMP B-TREE"), "{filter:?}: {plans:#?}");
            }
            // And what was counted first is found by the same index then.
            let narrow = filter.owner.is_some() || filter.received_from.is_some() || filter.closed_from.is_some();
            if narrow {
                assert!(plans.len() == 2 && goes_by(&plans[1], index), "{filter:?}: {plans:#?}");
            }
        }
        // What is past its date is looked for among what is open: by date, or one after the other.
        let overdue = Filter { overdue_at: Some(start()), ..Filter::default() };
        let plans = db.write(move |conn| plans(conn, |conn| asked(conn, &overdue).map(|_| ()))).await.unwrap();
        let [plan] = &plans[..] else { panic!("{plans:#?}") };
        assert!(goes_by(plan, "dossier_running") || goes_by(plan, "dossier_closed"), "{plan}");
    }
    /// What was closed before the time is not read, nor anything closed for what lies on desks now.
    async fn figures_read_what_is_open_and_what_was_closed_since(db: &TestDb) {
        archive(db).await;
        let of = Counting { from: start() + TimeDelta::hours(11_000), until: start() + TimeDelta::hours(11_720), now: start() };
        let plans = db.write(move |conn| plans(conn, |conn| {
            grouped(conn, agency(), of)?;
            lying(conn, agency()).map(|_| ())
        })).await.unwrap();
        let [open, closed, steps, lying] = &plans[..] else { panic!("{plans:#?}") };
        // PostgreSQL may find what is open among what has a date as well.
        for plan in [open, lying] {
            assert!(goes_by(plan, "dossier_at_desk") || goes_by(plan, "dossier_running"), "{plan}");
        }
        assert!(goes_by(closed, "dossier_closed"), "{closed}");
        assert!(goes_by(steps, "dossier_step_until"), "{steps}");
        if db.engine() == Engine::Sqlite {
            assert!(open.contains("at_desk>?") && lying.contains("at_desk>?"), "{open} {lying}");
            assert!(closed.contains("closed_at>?"), "{closed}");
        }
    }
    /// By whichever index, and whether few or many come into question: page after page there is what there would be, the latest first.
    async fn what_is_found_is_what_there_is(db: &TestDb) {
        archive(db).await;
        let hour = |n: i64| start() + TimeDelta::hours(n);
        let mut filters: Vec<Filter> = narrowings().into_iter().map(|(_, filter)| filter).collect();
        let many = Filter { owner: Some("nguyen".to_owned()), ..Filter::default() };
        filters.push(Filter { field: Some("Đất đai".to_owned()), ..many.clone() });
        filters.push(Filter { closed_from: Some(hour(11_000)), ..many.clone() });
        filters.push(Filter { running: Some(true), ..many });
        let standing = StandingAt { standing: Standing::Overdue, until: hour(11_000), now: hour(12_000) };
        filters.push(Filter { open_at: Some(hour(11_000)), standing: Some(standing), ..Filter::default() });
        filters.push(Filter { open_at: Some(hour(300)), ..Filter::default() });
        for filter in filters {
            let of = filter.clone();
            let (all, found) = db.read_long(move |conn| {
                let everything = Page { before: None, limit: DOSSIERS + 1 };
                let all = list(conn, agency(), &Listed::Agency, &Filter::default(), everything)?;
                let (mut found, mut before): (Vec<Heading>, _) = (Vec::new(), None);
                loop {
                    // Enough for all of them in some pages.
                    let some = list(conn, agency(), &Listed::Agency, &of, Page { before, limit: 700 })?;
                    let Some(last) = some.last() else { break };
                    before = Some(last.id());
                    found.extend(some);
                }
                Ok::<_, StoreError>((all, found))
            }).await.unwrap();
            assert_eq!(i64::try_from(all.len()).unwrap(), DOSSIERS);
            let expected: Vec<_> = all.iter().filter(|one| fits(one, &filter)).map(Heading::id).collect();
            assert!(!expected.is_empty() || filter.field.is_some(), "{filter:?}");
            assert_eq!(found.iter().map(Heading::id).collect::<Vec<_>>(), expected, "{filter:?}");
        }
    }
}

/// The same asked of a line.
fn fits(one: &Heading, filter: &Filter) -> bool {
    let (received, closed) = (one.received_at().unwrap(), one.closed_at());
    let rare = one.owner.starts_with("truong");
    filter.owner.as_ref().is_none_or(|owner| one.owner.starts_with(owner.as_str()))
        && filter.field.as_ref().is_none_or(|field| one.field.as_ref() == Some(field))
        && filter.procedure_code.as_ref().is_none_or(|code| one.procedure_code.as_ref() == Some(code))
        && filter.procedure.is_none_or(|_| rare)
        && filter.channel.is_none_or(|channel| one.channel == channel.as_str())
        && filter.state.is_none_or(|state| one.state == state.as_str())
        && filter.desk.is_none_or(|desk| one.desk() == Some(desk))
        && filter.at_desk.is_none_or(|desk| one.at_desk() == Some(desk))
        && filter.closing.is_none_or(|closing| one.closing.as_deref() == Some(closing.as_str()))
        && (!filter.late_by_original || rare && closed.is_some())
        && filter.running.is_none_or(|running| closed.is_none() == running)
        && filter.closed_from.is_none_or(|from| closed.is_some_and(|at| at >= from))
        && filter.closed_before.is_none_or(|until| closed.is_some_and(|at| at < until))
        && filter.received_from.is_none_or(|from| received >= from)
        && filter.received_before.is_none_or(|until| received < until)
        && filter.open_at.is_none_or(|at| received < at && closed.is_none_or(|closed| closed >= at))
        && filter.standing.is_none_or(|standing| one.due().is_some_and(|due| due < standing.until))
}

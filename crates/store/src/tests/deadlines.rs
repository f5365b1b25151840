//! Deadlines that are to be looked at are found by their index, in its order: however many there are, only those are read. And what
//! ran before there were reminders.

use std::fmt::Write;

use chrono::{TimeDelta, Utc};
use diesel::{QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types::Text};

use crate::{
    Conn, Engine, StoreError,
    deadline::{self, Awaited},
    migrate, on_both_engines,
    types::write_time,
};

/// A line of how SQLite goes about a query.
#[derive(QueryableByName)]
pub(super) struct Planned {
    #[diesel(sql_type = Text)]
    pub(super) detail: String,
}

/// The same of PostgreSQL.
#[derive(QueryableByName)]
pub(super) struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    pub(super) text: String,
}

/// As [`crate::deadline::awaited`] asks.
const ASKED: &str = "SELECT agency_id, document_id FROM deadline WHERE next_at <= '2026-11-30 10:30:00Z' \
    ORDER BY next_at, agency_id, document_id LIMIT 200";

fn plan(conn: &mut Conn) -> Result<String, StoreError> {
    let lines: Vec<String> = match conn {
        Conn::Sqlite(c) => {
            let lines: Vec<Planned> = sql_query(format!("EXPLAIN QUERY PLAN {ASKED}")).load(c)?;
            lines.into_iter().map(|line| line.detail).collect()
        }
        Conn::Postgres(c) => {
            // Of an empty table it would read the whole.
            c.batch_execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")?;
            let lines: Vec<Line> = sql_query(format!("EXPLAIN {ASKED}")).load(c)?;
            lines.into_iter().map(|line| line.text).collect()
        }
    };
    Ok(lines.join("\n"))
}

on_both_engines! {
    async fn deadlines_are_found_by_when_they_are_to_be_looked_at(db: &TestDb) {
        let engine = db.engine();
        let plan = db.write(plan).await.unwrap();
        assert!(plan.contains("deadline_next"), "{plan}");
        let sorts = if engine == Engine::Sqlite { "TEMP B-TREE" } else { "Sort" };
        assert!(!plan.contains(sorts), "{plan}");
    }
    /// An office of before reminders that has open documents of years ago gets no mails of them; of what is past for days, it does.
    async fn what_was_past_for_a_week_when_reminders_came_is_not_told(db: &TestDb) {
        const AGENCY: &str = "01a00000-0000-7000-8000-000000000001";
        const DOCUMENT: &str = "01a00000-0000-7000-8000-000000000002";
        let names = migrate::known(db.engine()).unwrap();
        for _ in names.iter().filter(|(_, name)| name.as_str() >= "00000000000015") {
            db.revert_last().await.unwrap();
        }
        let now = Utc::now();
        let stored = |days: i64| write_time(now + TimeDelta::days(days)).unwrap();
        let opened = stored(-30);
        let mut sql = format!(
            "INSERT INTO agency (id, code, name, settings, directory_version, created_at)
             VALUES ('{AGENCY}', 'H99.1', 'Mẫu', '{{}}', 1, '{opened}');
             INSERT INTO document (agency_id, id, version, chain_hash, state, state_facts, author, type_code, secrecy, urgency,
                                   language, channel, received_at, files, beside, changed_at)
             VALUES ('{AGENCY}', '{DOCUMENT}', 1, '', 'directed', '{{}}', 'Sở Mẫu', 'cong_van', 'none', 'normal',
                     'vi', 'paper', '{opened}', '[]', '{{}}', '{opened}');"
        );
        for (n, days) in [(1, -400), (2, -8), (3, -6), (4, 1)] {
            let due = stored(days);
            write!(
                sql,
                "INSERT INTO assignment (agency_id, document_id, id, position, role, leader_approves, due, holder, assigned_by,
                                         opened_at, status, status_facts)
                 VALUES ('{AGENCY}', '{DOCUMENT}', '01a00000-0000-7000-8000-00000000010{n}', {n}, 'supporting', FALSE, '{due}',
                         'r', 'r', '{opened}', 'open', '{{}}');"
            )
            .unwrap();
        }
        db.by_hand(&sql).await;
        db.migrate().await.unwrap();
        let of = Awaited {
            agency: AGENCY.parse::<uuid::Uuid>().unwrap().into(),
            document: DOCUMENT.parse::<uuid::Uuid>().unwrap().into(),
        };
        let kept = db.read(move |conn| deadline::of_document(conn, of)).await.unwrap();
        assert_eq!(kept.iter().map(deadline::Kept::is_over).collect::<Vec<_>>(), [true, true, false, false]);
        assert!(kept.iter().filter(|one| !one.is_over()).all(|one| one.next_at == one.since));
        let awaited = db.read(move |conn| deadline::awaited(conn, now, 10)).await.unwrap();
        assert_eq!(awaited, [of]);
    }
    /// What lay on the registry's desk before its steps were reminded of, but for what was past for a week; and back again.
    async fn steps_that_ran_before_are_looked_at(db: &TestDb) {
        const AGENCY: &str = "01a00000-0000-7000-8000-000000000001";
        let names = migrate::known(db.engine()).unwrap();
        for _ in names.iter().filter(|(_, name)| name.as_str() >= "00000000000024") {
            db.revert_last().await.unwrap();
        }
        let now = Utc::now();
        let stored = |days: i64| write_time(now + TimeDelta::days(days)).unwrap();
        let since = stored(-30);
        let mut sql = format!(
            "INSERT INTO agency (id, code, name, settings, directory_version, created_at)
             VALUES ('{AGENCY}', 'H99.1', 'Mẫu', '{{}}', 1, '{since}');"
        );
        let never = "9999-12-31T23:59:59.000000Z";
        let (late, soon, past) = (stored(-2), stored(1), stored(-8));
        for (n, desk, task, due) in [
            (1, "r", "register", late.as_str()),
            (2, "r", "present", soon.as_str()),
            (3, "r", "issue", past.as_str()),
            (4, "r", "answer_recall", never),
            (5, "r", "dispatch", soon.as_str()),
            (6, "p:01a00000-0000-7000-8000-0000000000aa", "handle", soon.as_str()),
            (7, "r", "seal", never),
        ] {
            write!(
                sql,
                "INSERT INTO work (agency_id, desk, due, document_id, task, assignment_id, since)
                 VALUES ('{AGENCY}', '{desk}', '{due}', '01a00000-0000-7000-8000-00000000010{n}', '{task}',
                         '00000000-0000-0000-0000-000000000000', '{since}');"
            )
            .unwrap();
        }
        db.by_hand(&sql).await;
        db.migrate().await.unwrap();
        let mut found = Vec::new();
        for n in 1..8 {
            let document: uuid::Uuid = format!("01a00000-0000-7000-8000-00000000010{n}").parse().unwrap();
            let of = Awaited { agency: AGENCY.parse::<uuid::Uuid>().unwrap().into(), document: document.into() };
            for kept in db.read(move |conn| deadline::of_document(conn, of)).await.unwrap() {
                assert_eq!(kept.assignment.0, document, "under the document's own id");
                found.push((n, kept.is_over()));
            }
        }
        assert_eq!(found, [(1, false), (2, false), (3, true), (5, false)]);
        for _ in names.iter().filter(|(_, name)| name.as_str() >= "00000000000024") {
            db.revert_last().await.unwrap();
        }
        db.migrate().await.unwrap();
    }
}

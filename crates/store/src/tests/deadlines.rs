//! Deadlines that are to be looked at are found by their index, in its order: however many there are, only those are read.

use diesel::{QueryableByName, RunQueryDsl, connection::SimpleConnection, sql_query, sql_types::Text};

use crate::{Conn, Engine, StoreError, on_both_engines};

#[derive(QueryableByName)]
struct Planned {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    text: String,
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
}

//! Rows out of the database, a part at a time: memory does not grow with the table.

use diesel::{
    QueryableByName, RunQueryDsl, SqliteConnection,
    connection::{DefaultLoadingMode, SimpleConnection},
    sql_query,
    sql_types::{BigInt, Text},
};

use super::catalogue::{Kind, Table, quoted};
use crate::{Conn, Engine, StoreError, both};

/// How many rows PostgreSQL is asked for at once.
const FETCHED: usize = 500;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct NamedFile {
    #[diesel(sql_type = Text)]
    sha256: String,
    #[diesel(sql_type = BigInt)]
    size: i64,
}

/// Rows gathered until they are enough for a part.
struct Part<'a, F> {
    text: String,
    rows: u64,
    enough: usize,
    sink: &'a mut F,
}

impl<E, F: FnMut(u64, &str) -> Result<(), E>> Part<'_, F> {
    fn push(&mut self, line: &str) -> Result<(), E> {
        self.text.push_str(line);
        self.text.push('\n');
        self.rows += 1;
        if self.text.len() >= self.enough { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), E> {
        if self.rows > 0 {
            (self.sink)(self.rows, &self.text)?;
            self.text.clear();
            self.rows = 0;
        }
        Ok(())
    }
}

/// Gives the rows of a table as lines of JSON, in parts of about so many bytes.
///
/// # Errors
/// What the engine says, and what the sink says.
pub fn rows<E, F>(conn: &mut Conn, table: &Table, enough: usize, mut sink: F) -> Result<(), E>
where
    E: From<StoreError>,
    F: FnMut(u64, &str) -> Result<(), E>,
{
    let sql = select(conn.engine(), table);
    let mut part = Part { text: String::new(), rows: 0, enough, sink: &mut sink };
    match conn {
        Conn::Postgres(c) => {
            // A cursor: libpq would otherwise hold all rows of the table at once, and one statement has its time limit.
            c.batch_execute(&format!("DECLARE archive NO SCROLL CURSOR FOR {sql}")).map_err(StoreError::from)?;
            loop {
                let fetch = sql_query(format!("FETCH FORWARD {FETCHED} FROM archive"));
                let lines: Vec<Line> = fetch.load(c).map_err(StoreError::from)?;
                for row in &lines {
                    part.push(&row.line)?;
                }
                if lines.len() < FETCHED {
                    break;
                }
            }
            c.batch_execute("CLOSE archive").map_err(StoreError::from)?;
        }
        Conn::Sqlite(c) => {
            let query = sql_query(sql);
            let lines = RunQueryDsl::<SqliteConnection>::load_iter::<Line, DefaultLoadingMode>(query, c);
            for row in lines.map_err(StoreError::from)? {
                part.push(&row.map_err(StoreError::from)?.line)?;
            }
        }
    }
    part.flush()
}

/// Whether any of these tables has a row.
///
/// # Errors
/// What the engine says.
pub fn any_rows(conn: &mut Conn, tables: &[Table]) -> Result<bool, StoreError> {
    for table in tables {
        let sql = format!("SELECT 'x' AS line FROM {} LIMIT 1", quoted(&table.name));
        let found: Vec<Line> = both!(conn, c => sql_query(sql.as_str()).load(c))?;
        if !found.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The hash and size of every file that rows name, each once.
///
/// # Errors
/// What the engine says.
pub fn named_files(conn: &mut Conn) -> Result<Vec<(String, u64)>, StoreError> {
    let sql = "SELECT sha256, size FROM file WHERE erased_at IS NULL UNION SELECT sha256, bytes AS size FROM received_mail UNION SELECT sha256, size FROM interchange_packet WHERE sha256 IS NOT NULL ORDER BY sha256";
    let found: Vec<NamedFile> = both!(conn, c => sql_query(sql).load(c))?;
    let size = |file: &NamedFile| u64::try_from(file.size).map_err(|_| StoreError::corrupt("a file's size"));
    found.into_iter().map(|file| Ok((file.sha256.clone(), size(&file)?))).collect()
}

/// Some of the contents that rows name, behind one of them, with their sizes.
///
/// # Errors
/// What the engine says.
pub fn some_named_files(conn: &mut Conn, behind: &str, limit: i64) -> Result<Vec<(String, u64)>, StoreError> {
    let place = match conn.engine() {
        Engine::Postgres => "$1",
        Engine::Sqlite => "?1",
    };
    let sql = format!(
        "SELECT sha256, size FROM file WHERE erased_at IS NULL AND sha256 > {place}
         UNION SELECT sha256, bytes AS size FROM received_mail WHERE sha256 > {place}
         UNION SELECT sha256, size FROM interchange_packet WHERE sha256 IS NOT NULL AND sha256 > {place}
         ORDER BY sha256 LIMIT {limit}"
    );
    let found: Vec<NamedFile> = both!(conn, c => sql_query(sql.as_str()).bind::<Text, _>(behind).load(c))?;
    let size = |file: &NamedFile| u64::try_from(file.size).map_err(|_| StoreError::corrupt("a file's size"));
    found.into_iter().map(|file| Ok((file.sha256.clone(), size(&file)?))).collect()
}

fn select(engine: Engine, table: &Table) -> String {
    let name = quoted(&table.name);
    match engine {
        Engine::Postgres => {
            let columns: Vec<String> = table
                .columns
                .iter()
                .map(|column| {
                    let name = quoted(&column.name);
                    match column.kind {
                        Kind::Moment => {
                            format!("to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') AS {name}")
                        }
                        Kind::Plain | Kind::Flag => name,
                    }
                })
                .collect();
            format!("SELECT row_to_json(r)::text AS line FROM (SELECT {} FROM {name}) r", columns.join(", "))
        }
        Engine::Sqlite => {
            let pairs: Vec<String> = table
                .columns
                .iter()
                .map(|column| {
                    let name = quoted(&column.name);
                    let value = match column.kind {
                        Kind::Flag => {
                            format!("json(CASE {name} WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE 'null' END)")
                        }
                        Kind::Plain | Kind::Moment => name,
                    };
                    format!("'{}', {value}", column.name.replace('\'', "''"))
                })
                .collect();
            format!("SELECT json_object({}) AS line FROM {name}", pairs.join(", "))
        }
    }
}

//! A database of one's own on either engine, and statements on it from beside the server.

use std::{
    path::Path,
    sync::{
        Once,
        atomic::{AtomicU32, Ordering},
    },
};

use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, connection::SimpleConnection,
    sql_types::Text,
};
// Brings libpq and SQLite, compiled in.
use store as _;

use crate::service;

const SERVER: &str = "TEST_POSTGRES_URL";
const TCP: &str = "TEST_POSTGRES_TCP_URL";
const PREFIX: &str = "congvan_black_box_";

/// Which database holds the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A database of its own on the server of `TEST_POSTGRES_URL`.
    Postgres,
}

/// A database that nothing else uses; it goes when this does.
#[derive(Debug)]
pub struct Database {
    engine: Engine,
    url: String,
    /// Of a PostgreSQL database.
    name: Option<String>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    value: String,
}

/// A connection that is kept.
enum Held {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Held {
    fn run(&mut self, sql: &str) {
        let done = match self {
            Self::Sqlite(connection) => connection.batch_execute(sql),
            Self::Postgres(connection) => connection.batch_execute(sql),
        };
        done.unwrap_or_else(|e| panic!("{sql}: {e}"));
    }
}

impl Database {
    /// How it is reached by a process that may not be what the server's socket asks for: PostgreSQL over loopback.
    pub fn url_for_others(&self) -> String {
        let Some(name) = &self.name else { return self.url.clone() };
        let server = service(TCP);
        let (server, _) = server.rsplit_once('/').expect("a URL with a database");
        format!("{server}/{name}")
    }

    /// An empty database; a file stands in this folder.
    pub fn fresh(engine: Engine, folder: &Path) -> Self {
        match engine {
            Engine::Sqlite => {
                let url = format!("sqlite:{}", folder.join("congvan.db").display());
                Self { engine, url, name: None }
            }
            Engine::Postgres => {
                static SWEPT: Once = Once::new();
                SWEPT.call_once(sweep);
                static COUNT: AtomicU32 = AtomicU32::new(0);
                let name = format!("{PREFIX}{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
                server().batch_execute(&format!("CREATE DATABASE {name}")).unwrap_or_else(|e| panic!("{name}: {e}"));
                Self { engine, url: url_of(&name), name: Some(name) }
            }
        }
    }

    /// For `CONGVAN_DATABASE_URL`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Carries statements out, past the program.
    pub fn run(&self, sql: &str) {
        let done = match self.engine {
            Engine::Sqlite => self.sqlite().batch_execute(sql),
            Engine::Postgres => self.postgres().batch_execute(sql),
        };
        done.unwrap_or_else(|e| panic!("{sql}: {e}"));
    }

    /// Carries statements out in a transaction that stays open; what is given back commits it.
    pub fn hold(&self, sql: &str) -> impl FnOnce() + use<> {
        let mut connection = match self.engine {
            Engine::Sqlite => Held::Sqlite(self.sqlite()),
            Engine::Postgres => Held::Postgres(self.postgres()),
        };
        let begin = if self.engine == Engine::Sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
        connection.run(&format!("{begin}; {sql}"));
        move || connection.run("COMMIT")
    }

    /// The texts that a query gives in its column `value`.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        let query = diesel::sql_query(sql);
        let rows: Vec<Row> = match self.engine {
            Engine::Sqlite => query.load(&mut self.sqlite()),
            Engine::Postgres => query.load(&mut self.postgres()),
        }
        .unwrap_or_else(|e| panic!("{sql}: {e}"));
        rows.into_iter().map(|row| row.value).collect()
    }

    fn sqlite(&self) -> SqliteConnection {
        let path = self.url.trim_start_matches("sqlite:");
        let mut connection = SqliteConnection::establish(path).unwrap_or_else(|e| panic!("{path}: {e}"));
        connection.batch_execute("PRAGMA busy_timeout = 10000").unwrap();
        connection
    }

    fn postgres(&self) -> PgConnection {
        PgConnection::establish(&self.url).unwrap_or_else(|e| panic!("{}: {e}", self.url))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(name) = &self.name
            && let Ok(mut server) = PgConnection::establish(&url_of("postgres"))
        {
            // A test that fails must say its own error, not that its database could not be dropped.
            drop(server.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        }
    }
}

fn url_of(database: &str) -> String {
    let url = service(SERVER);
    let (scheme, rest) = url.split_once("://").unwrap_or_else(|| panic!("{SERVER} is not a URL"));
    let (address, options) = rest.split_once('?').map_or((rest, String::new()), |(a, o)| (a, format!("?{o}")));
    let host = address.split_once('/').map_or(address, |(host, _)| host);
    format!("{scheme}://{host}/{database}{options}")
}

fn server() -> PgConnection {
    PgConnection::establish(&url_of("postgres")).unwrap_or_else(|e| panic!("{SERVER}: {e}; run scripts/test"))
}

/// Drops what runs that are over have left.
fn sweep() {
    let mut server = server();
    let rows: Vec<Row> =
        diesel::sql_query(format!("SELECT datname::text AS value FROM pg_database WHERE datname LIKE '{PREFIX}%'"))
            .load(&mut server)
            .unwrap();
    for row in rows {
        let pid = row.value.trim_start_matches(PREFIX).split('_').next().unwrap_or_default().to_owned();
        if !Path::new("/proc").join(pid).exists() {
            drop(server.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", row.value)));
        }
    }
}

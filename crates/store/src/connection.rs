//! The one connection type over both engines, and how each engine is set up when it is opened.

use std::{fs::OpenOptions, io::ErrorKind, path::Path};

use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::{SimpleConnection, TransactionManager},
    sql_query,
    sql_types::Text,
};

use crate::{
    DbSettings, StoreError,
    watch::{self, Failure, Watch},
};

pub use multi::{Conn, MultiBackend, MultiRawValue};

mod multi {
    //! The enum stands in a module of its own because diesel's derive writes public items beside it.
    #![allow(missing_docs, clippy::all, clippy::pedantic, reason = "code written by diesel's derive")]
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::as_conversions,
        reason = "code written by diesel's derive"
    )]

    use diesel::{PgConnection, SqliteConnection};

    /// A connection to either engine. Queries run on it directly, or natively through [`both!`](crate::both).
    #[derive(diesel::MultiConnection)]
    pub enum Conn {
        /// PostgreSQL, through the compiled-in libpq.
        Postgres(PgConnection),
        /// SQLite, compiled in.
        Sqlite(SqliteConnection),
    }
}

/// Which database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// PostgreSQL: several instances over one database.
    Postgres,
    /// SQLite: one file, one machine.
    Sqlite,
}

impl Engine {
    /// Its short name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Sqlite => "sqlite",
        }
    }
}

/// What a connection is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// SQLite: may only read.
    Reader,
    /// May write, inside a transaction that says so.
    Writer,
    /// Migrations: no time limit, and SQLite's foreign keys off, as changing a table there needs it.
    Migrator,
}

impl Conn {
    /// The engine behind it.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Postgres(_) => Engine::Postgres,
            Self::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// How many statements it has run, BEGIN and COMMIT among them.
    pub fn statements(&mut self) -> u64 {
        watch::statements(self)
    }

    pub(crate) fn open(settings: &DbSettings, role: Role) -> Result<Self, StoreError> {
        let url = settings.url.for_library()?;
        let unreachable = |message: String| StoreError::Unavailable(settings.url.redact(message.trim()));
        let mut conn = match settings.url.engine() {
            Engine::Postgres => {
                let mut conn = PgConnection::establish(&url).map_err(|e| unreachable(e.to_string()))?;
                conn.batch_execute(&postgres_setup(settings, role)).map_err(|e| unreachable(e.to_string()))?;
                Self::Postgres(conn)
            }
            Engine::Sqlite => {
                let named =
                    |problem: &dyn std::fmt::Display| StoreError::Unavailable(format!("{}: {problem}", settings.url));
                create_for_owner(Path::new(&url)).map_err(|e| named(&e))?;
                let mut conn = SqliteConnection::establish(&url).map_err(|e| named(&e))?;
                set_up_sqlite(&mut conn, settings, role).map_err(|e| named(&e))?;
                Self::Sqlite(conn)
            }
        };
        conn.set_instrumentation(Watch::new(settings.slow_statement));
        Ok(conn)
    }

    /// Whether it can't be used any more: the server is gone, or a transaction could not be ended.
    pub(crate) fn is_broken(&mut self) -> bool {
        watch::failure(self) == Failure::Gone
            || <Self as Connection>::TransactionManager::is_broken_transaction_manager(self)
    }
}

/// Outside a transaction that says READ WRITE nothing can be written, as on SQLite's readers. diesel itself sets UTF-8 and
/// UTC when it connects.
fn postgres_setup(settings: &DbSettings, role: Role) -> String {
    // A restore reads its archive on inside its transaction, as long as that takes.
    let (read_only, statement_ms, idle_ms) = match role {
        Role::Migrator => ("off", 0, 0),
        Role::Reader | Role::Writer => ("on", settings.statement_timeout.as_millis(), 60_000),
    };
    format!(
        "SET statement_timeout = {statement_ms}; SET lock_timeout = {lock_ms}; \
         SET idle_in_transaction_session_timeout = {idle_ms}; SET default_transaction_read_only = {read_only}; SET jit = off",
        lock_ms = settings.lock_timeout.as_millis(),
    )
}

/// Makes a new file that nobody but its owner reads; SQLite gives the files beside it the same rights.
fn create_for_owner(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(problem) if problem.kind() != ErrorKind::AlreadyExists => Err(problem),
        _ => Ok(()),
    }
}

#[derive(QueryableByName)]
struct JournalMode {
    #[diesel(sql_type = Text)]
    journal_mode: String,
}

fn set_up_sqlite(conn: &mut SqliteConnection, settings: &DbSettings, role: Role) -> Result<(), StoreError> {
    // First of all, so that the rest waits for another process instead of failing.
    conn.batch_execute(&format!("PRAGMA busy_timeout = {}", settings.lock_timeout.as_millis()))?;
    let mode: JournalMode = match role {
        // Kept in the file: readers come after a writer and find it set.
        Role::Writer | Role::Migrator => sql_query("PRAGMA journal_mode = WAL").get_result(conn)?,
        Role::Reader => sql_query("PRAGMA journal_mode").get_result(conn)?,
    };
    if mode.journal_mode != "wal" {
        return Err(StoreError::Unavailable("write-ahead logging is not possible here (a network folder?)".to_owned()));
    }
    conn.batch_execute(match role {
        // FULL: an acknowledged handoff survives a power cut.
        Role::Writer => {
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192; \
             PRAGMA journal_size_limit = 67108864"
        }
        Role::Reader => "PRAGMA query_only = ON; PRAGMA foreign_keys = ON; PRAGMA cache_size = -4096",
        Role::Migrator => "PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF",
    })?;
    Ok(())
}

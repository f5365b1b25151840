//! [`Db`]: the only way to read and the only way to write.
//!
//! A write is one transaction: on SQLite BEGIN IMMEDIATE on the one writing connection, for which writers queue in order;
//! on PostgreSQL READ COMMITTED, where versions in the WHERE clause guard against lost updates. It is tried again when it
//! lost against another transaction, and once when the pooled connection turned out to be stale. A read on SQLite sees one
//! snapshot; on PostgreSQL each statement sees its own, unless [`Db::read_tx`] is asked.
//!
//! Closures are synchronous and [`Db`] is async, so no transaction can be opened inside another one.

use std::{panic::resume_unwind, sync::Arc, time::Duration};

use diesel::{
    Connection, QueryResult,
    connection::{AnsiTransactionManager, SimpleConnection, TransactionManager},
};

use crate::{
    Conn, DbSettings, Engine, StoreError, both,
    connection::Role,
    error::is_transient,
    pool::{Lease, Pool, PoolStanding},
    watch::{self, Failure},
};

/// How often a transaction is tried that loses against others.
const TRIES: u32 = 6;

/// A handle on the database; cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    settings: DbSettings,
    readers: Arc<Pool>,
    writers: Arc<Pool>,
}

/// What a closure is run in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    /// PostgreSQL: each statement by itself. SQLite: as `Snapshot`.
    Read,
    /// One consistent snapshot.
    Snapshot,
    /// A writing transaction.
    Write(Durability),
}

/// What a commit waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Durability {
    /// The disk: what was acknowledged survives a power cut.
    Disk,
    /// The disk too, but on PostgreSQL the locks go to the next in line before it has answered.
    DiskBehindLocks,
    /// Nothing: the last moments may be lost in a power cut of the database's machine, never by the end of a program.
    Memory,
}

/// What to do about a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Remedy {
    /// Nothing: tell the caller.
    None,
    /// Try again a little later.
    Wait,
    /// Try again on a fresh connection.
    Reconnect,
}

impl Db {
    /// Opens the database and a first connection, so that a wrong setting is found here. Blocks; changes nothing in an
    /// existing database, and creates an SQLite file that does not exist.
    pub fn open(settings: &DbSettings) -> Result<Self, StoreError> {
        let (readers, writers) = match settings.url.engine() {
            Engine::Postgres => {
                let pool = Pool::new(settings.clone(), Role::Writer, settings.max_connections);
                pool.warm(settings.min_idle.clamp(1, settings.max_connections.max(1)))?;
                (Arc::clone(&pool), pool)
            }
            Engine::Sqlite => {
                let writers = Pool::new(settings.clone(), Role::Writer, 1);
                writers.warm(1)?;
                let readers = Pool::new(settings.clone(), Role::Reader, settings.sqlite_readers);
                readers.warm(settings.min_idle.min(settings.sqlite_readers))?;
                (readers, writers)
            }
        };
        Ok(Self(Arc::new(Inner { settings: settings.clone(), readers, writers })))
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        self.0.settings.url.engine()
    }

    /// How its connections stand.
    pub fn pools(&self) -> Vec<PoolStanding> {
        match self.engine() {
            Engine::Postgres => vec![self.0.writers.standing("all")],
            Engine::Sqlite => vec![self.0.readers.standing("read"), self.0.writers.standing("write")],
        }
    }

    /// How it was opened.
    pub fn settings(&self) -> &DbSettings {
        &self.0.settings
    }

    /// Reads. The closure may run twice (a stale connection) and cannot write.
    ///
    /// Runs on the calling thread where a connection is free and the settings say so: for short statements by an index.
    /// What may take long goes through [`Db::read_long`].
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        self.run(Access::Read, self.0.settings.inline_reads, f).await
    }

    /// Reads several things that must fit together: one snapshot on either engine. Otherwise as [`Db::read`].
    pub async fn read_tx<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        self.run(Access::Snapshot, self.0.settings.inline_reads, f).await
    }

    /// Reads what may take long (a report, an audit, a search), always on a blocking thread and from one snapshot.
    pub async fn read_long<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        self.run(Access::Snapshot, false, f).await
    }

    /// Writes: all that the closure does, or nothing of it. The closure may run several times and must not do anything
    /// outside the database. An error that it swallows is an error of the whole: a statement that failed and was passed
    /// over would leave PostgreSQL with nothing to commit. (SQLite undoes only that statement, and not every failure is noticed
    /// there; so hand errors on.)
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        self.run_write(Durability::Disk, f).await
    }

    /// Writes as [`Db::write`], but the commit does not wait for the disk: only for what may be done twice, such as a note that
    /// a mail was sent. It cannot reach the disk after a later commit of [`Db::write`], nor without what came before it.
    pub async fn write_repeatable<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        self.run_write(Durability::Memory, f).await
    }

    /// Writes as [`Db::write`], where many wait for one row, such as a register's. On PostgreSQL the row is free for the next as
    /// soon as the commit is in the log's buffer, and only the caller waits for the disk: one wait of the disk then serves all
    /// who are in line, where otherwise each would wait for all the disk's answers before its own. Nobody is told of a commit
    /// that the disk doesn't have; and whoever builds upon one commits behind it in the same log. SQLite has one writer, and
    /// there it is [`Db::write`].
    pub async fn write_in_line<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        self.run_write(Durability::DiskBehindLocks, f).await
    }

    async fn run_write<T, E, F>(&self, durability: Durability, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        let inline = self.engine() == Engine::Postgres && self.0.settings.inline_writes;
        self.run(Access::Write(durability), inline, f).await
    }

    async fn run<T, E, F>(&self, access: Access, inline: bool, mut f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        let pool = if matches!(access, Access::Write(_)) { &self.0.writers } else { &self.0.readers };
        let mut tries = 0;
        let mut reconnected = false;
        loop {
            tries += 1;
            let lease = pool.turn().await?;
            let (back, outcome) = on_thread(inline, f, lease, access).await?;
            f = back;
            let (error, remedy) = match outcome {
                Ok(value) => return Ok(value),
                Err(failure) => failure,
            };
            match remedy {
                Remedy::Wait if tries < TRIES => tokio::time::sleep(backoff(tries)).await,
                Remedy::Reconnect if !reconnected => reconnected = true,
                _ => return Err(error),
            }
        }
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Db({})", self.0.settings.url)
    }
}

type Outcome<T, E> = Result<T, (E, Remedy)>;

/// Runs one try here, or on a blocking thread where it may have to wait for a connection to open.
async fn on_thread<T, E, F>(
    inline: bool,
    mut f: F,
    mut lease: Lease,
    access: Access,
) -> Result<(F, Outcome<T, E>), StoreError>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
{
    if inline && lease.is_open() {
        let outcome = one_try(&mut lease, access, &mut f);
        return Ok((f, outcome));
    }
    let span = tracing::Span::current();
    let hop = tokio::task::spawn_blocking(move || {
        let _entered = span.entered();
        let outcome = one_try(&mut lease, access, &mut f);
        drop(lease);
        (f, outcome)
    });
    match hop.await {
        Ok(done) => Ok(done),
        Err(failed) => match failed.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => Err(StoreError::Busy("the program is stopping")),
        },
    }
}

fn one_try<T, E, F>(lease: &mut Lease, access: Access, f: &mut F) -> Outcome<T, E>
where
    E: From<StoreError>,
    F: FnMut(&mut Conn) -> Result<T, E>,
{
    let conn = lease.conn().map_err(|e| (e.into(), Remedy::None))?;
    watch::forget(conn);
    let result = match begin(conn, access) {
        Err(error) => {
            let remedy = if conn.is_broken() { Remedy::Reconnect } else { Remedy::None };
            Err((StoreError::from(error).into(), remedy))
        }
        Ok(false) => f(conn).map_err(|error| (error, if conn.is_broken() { Remedy::Reconnect } else { Remedy::None })),
        Ok(true) => in_transaction(conn, access, f),
    };
    match &result {
        Err((_, Remedy::Reconnect)) => lease.discard_all(),
        _ if lease.conn().is_ok_and(Conn::is_broken) => lease.discard(),
        _ => {}
    }
    result
}

/// Begins what the access asks for; false where that is nothing.
fn begin(conn: &mut Conn, access: Access) -> QueryResult<bool> {
    let sql = match (conn.engine(), access) {
        (Engine::Postgres, Access::Read) => return Ok(false),
        (Engine::Postgres, Access::Snapshot) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        (Engine::Postgres, Access::Write(Durability::Disk)) => "BEGIN READ WRITE",
        (Engine::Postgres, Access::Write(Durability::Memory | Durability::DiskBehindLocks)) => {
            "BEGIN READ WRITE; SET LOCAL synchronous_commit = off"
        }
        // The level is the connection's, so that each transaction says its own.
        (Engine::Sqlite, Access::Write(Durability::Disk | Durability::DiskBehindLocks)) => {
            "PRAGMA synchronous = FULL; BEGIN IMMEDIATE"
        }
        (Engine::Sqlite, Access::Write(Durability::Memory)) => "PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE",
        (Engine::Sqlite, Access::Read | Access::Snapshot) => "BEGIN",
    };
    both!(conn, c => AnsiTransactionManager::begin_transaction_sql(c, sql))?;
    Ok(true)
}

fn in_transaction<T, E, F>(conn: &mut Conn, access: Access, f: &mut F) -> Outcome<T, E>
where
    E: From<StoreError>,
    F: FnMut(&mut Conn) -> Result<T, E>,
{
    let error = match f(conn) {
        Ok(value) => match (access, watch::failure(conn)) {
            (Access::Write(_), Failure::None) | (Access::Read | Access::Snapshot, _) => {
                return commit(conn, access, value);
            }
            (Access::Write(_), _) => {
                StoreError::Database("a statement failed and its error was passed over".to_owned()).into()
            }
        },
        Err(error) => error,
    };
    let failure = watch::failure(conn);
    // Where it can't be rolled back, the connection counts as broken and is closed, which ends the transaction as well.
    if let Err(problem) = <Conn as Connection>::TransactionManager::rollback_transaction(conn) {
        tracing::debug!(%problem, "rollback failed");
    }
    let remedy = match failure {
        // Nothing was committed, so even a write may be tried again.
        _ if conn.is_broken() => Remedy::Reconnect,
        Failure::Transient => Remedy::Wait,
        _ => Remedy::None,
    };
    Err((error, remedy))
}

fn commit<T, E: From<StoreError>>(conn: &mut Conn, access: Access, value: T) -> Outcome<T, E> {
    match <Conn as Connection>::TransactionManager::commit_transaction(conn) {
        Ok(()) if access == Access::Write(Durability::DiskBehindLocks) => match reach_disk(conn) {
            Ok(()) => Ok(value),
            Err(problem) => {
                tracing::warn!(%problem, "a commit was not confirmed by the disk");
                Err((StoreError::OutcomeUnknown.into(), Remedy::None))
            }
        },
        Ok(()) => Ok(value),
        Err(_) if conn.is_broken() => Err((StoreError::OutcomeUnknown.into(), Remedy::None)),
        Err(error) => {
            let remedy = if is_transient(&error) { Remedy::Wait } else { Remedy::None };
            Err((StoreError::from(error).into(), remedy))
        }
    }
}

/// Waits until the disk has all that was committed. PostgreSQL's log is written in order, so a commit that waits for the disk
/// waits for those before it; it must have written something to be waited for, and a message to nobody is the least there is.
fn reach_disk(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Postgres(c) => c.batch_execute("SELECT pg_logical_emit_message(true, 'congvan', '')"),
        Conn::Sqlite(_) => Ok(()),
    }
}

/// Grows with the tries, and differs between callers so that two don't meet again and again.
fn backoff(tries: u32) -> Duration {
    use std::hash::{BuildHasher, RandomState};
    let most = 4_000_u64 << tries.min(6);
    let micros = most / 2 + RandomState::new().hash_one(tries) % (most / 2);
    Duration::from_micros(micros)
}

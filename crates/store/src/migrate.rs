//! Migrations: two folders with the same names, compiled in, applied all or none.
//!
//! All that are pending run in one transaction (both engines change tables inside one), which also holds the lock that
//! keeps two instances from migrating at once.

use std::collections::BTreeSet;

use diesel::{
    Connection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::{AnsiTransactionManager, SimpleConnection, TransactionManager},
    migration::MigrationSource,
    pg::Pg,
    sql_query,
    sql_types::{BigInt, Text},
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{
    Conn, Db, Engine, StoreError,
    archive::{Table, any_rows, quoted, shape, unknown_migrations},
    both,
    connection::Role,
};

const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

/// How far the database is, by the names of the migrations' folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// In the database, oldest first.
    pub applied: Vec<String>,
    /// Known to this program and not yet in the database, oldest first.
    pub pending: Vec<String>,
}

/// What becomes of the migrator's transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    Changes,
    Nothing,
}

impl Db {
    /// Applies all pending migrations and returns their names. Refuses a database that a newer program has migrated.
    pub async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        self.as_migrator(Keep::Changes, up).await
    }

    /// The same, where rows may be there that a migration could spoil: then `save` is called first, with the name of the first
    /// migration. From before that to the end nobody else writes.
    ///
    /// # Errors
    /// What it says, and the engine; nothing was migrated then.
    pub async fn migrate_after<E, F>(&self, save: F) -> Result<Vec<String>, E>
    where
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Conn, &str) -> Result<(), E> + Send + 'static,
    {
        self.as_migrator(Keep::Changes, move |conn| {
            let standing = status(conn)?;
            if let Some(next) = standing.pending.first()
                && !standing.applied.is_empty()
            {
                let tables = shape(conn)?.tables;
                shut_out(conn, &tables)?;
                if any_rows(conn, &tables)? {
                    save(conn, next)?;
                }
            }
            Ok(up(conn)?)
        })
        .await
    }

    /// What is applied and what is pending. Refuses a database that a newer program has migrated.
    pub async fn migration_status(&self) -> Result<Migrated, StoreError> {
        self.as_migrator(Keep::Nothing, status).await
    }

    /// Whether migrations are pending: a plain read, which waits for no lock, for whoever asks often. Refuses a database that a
    /// newer program has migrated, or that lacks some before others.
    pub async fn migrations_pending(&self) -> Result<bool, StoreError> {
        self.read(|conn| Ok(!standing(conn)?.pending.is_empty())).await
    }

    /// Takes everything down again, for the test that goes up, down and up.
    #[cfg(test)]
    pub(crate) async fn revert_all(&self) -> Result<(), StoreError> {
        self.as_migrator(Keep::Changes, |conn| {
            let source = embedded(conn.engine());
            both!(conn, c => c.revert_all_migrations(source).map(drop)).map_err(|e| failed(&*e))
        })
        .await
    }

    /// Takes the last migration down again, for tests of what it does to rows.
    #[cfg(test)]
    pub(crate) async fn revert_last(&self) -> Result<(), StoreError> {
        self.as_migrator(Keep::Changes, |conn| {
            let source = embedded(conn.engine());
            both!(conn, c => c.revert_last_migration(source).map(drop)).map_err(|e| failed(&*e))
        })
        .await
    }

    pub(crate) async fn as_migrator<T, E>(
        &self,
        keep: Keep,
        f: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let settings = self.settings().clone();
        let hop =
            tokio::task::spawn_blocking(move || migrator_tx(&mut Conn::open(&settings, Role::Migrator)?, keep, f));
        hop.await.map_err(|_| StoreError::Migration("stopped half-way; nothing was kept".to_owned()))?
    }
}

/// Keeps everybody else out until the transaction ends. On SQLite it does so by itself: there is one writer.
///
/// Readers, too: a migration will need that in any case, and who raises a lock later may wait for one who waits for them.
fn shut_out(conn: &mut Conn, tables: &[Table]) -> Result<(), StoreError> {
    if let Conn::Postgres(c) = conn
        && !tables.is_empty()
    {
        let names: Vec<String> = tables.iter().map(|table| quoted(&table.name)).collect();
        c.batch_execute(&format!("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", names.join(", ")))?;
    }
    Ok(())
}

/// Applies all that are pending; their names.
pub(crate) fn up(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let pending = status(conn)?.pending;
    let source = embedded(conn.engine());
    both!(conn, c => c.run_pending_migrations(source).map(drop)).map_err(|e| failed(&*e))?;
    Ok(pending)
}

/// Applies these, which must be the first ones that this program knows, to a database that has none.
pub(crate) fn up_to(conn: &mut Conn, names: &[String]) -> Result<(), StoreError> {
    let strangers = unknown_migrations(names)?;
    if !strangers.is_empty() {
        return Err(StoreError::Newer(strangers));
    }
    for _ in names {
        let source = embedded(conn.engine());
        both!(conn, c => c.run_next_migration(source).map(drop)).map_err(|e| failed(&*e))?;
    }
    Ok(())
}

/// What is applied and what is pending, by a plain read; an error where there is not even a table of them.
pub(crate) fn standing(conn: &mut Conn) -> Result<Migrated, StoreError> {
    let applied: Vec<Applied> = both!(conn, c => sql_query("SELECT version FROM __diesel_schema_migrations").load(c))?;
    compare(known(conn.engine())?, applied.into_iter().map(|row| row.version).collect())
}

/// The folders' names and their versions (the digits in front), oldest first.
pub(crate) fn known(engine: Engine) -> Result<Vec<(String, String)>, StoreError> {
    // Which backend is asked for makes no difference to the names.
    let migrations = MigrationSource::<Pg>::migrations(&embedded(engine)).map_err(|e| failed(&*e))?;
    let mut names: Vec<_> = migrations.iter().map(|m| (m.name().version().to_string(), m.name().to_string())).collect();
    names.sort();
    Ok(names)
}

/// Changes with every change of a migration.
#[cfg(any(test, feature = "testkit"))]
pub(crate) fn fingerprint() -> u64 {
    u64::from_str_radix(env!("CONGVAN_MIGRATIONS"), 16).unwrap_or_default()
}

fn embedded(engine: Engine) -> EmbeddedMigrations {
    match engine {
        Engine::Postgres => POSTGRES,
        Engine::Sqlite => SQLITE,
    }
}

fn failed(error: &(dyn std::error::Error + Send + Sync)) -> StoreError {
    StoreError::Migration(error.to_string())
}

fn status(conn: &mut Conn) -> Result<Migrated, StoreError> {
    let in_database: BTreeSet<String> =
        both!(conn, c => c.applied_migrations()).map_err(|e| failed(&*e))?.iter().map(ToString::to_string).collect();
    let migrated = compare(known(conn.engine())?, in_database)?;
    // Tables of ours, and no word of who made them.
    if migrated.applied.is_empty() && shape(conn)?.tables.iter().any(|table| table.name == "installation") {
        return Err(StoreError::HalfMigrated(migrated.pending));
    }
    Ok(migrated)
}

/// Migrations are applied in order and together, so what is applied is the beginning of what is known; anything else was not
/// made by this program.
fn compare(known: Vec<(String, String)>, mut in_database: BTreeSet<String>) -> Result<Migrated, StoreError> {
    let (applied, pending): (Vec<_>, Vec<_>) = known.into_iter().partition(|(version, _)| in_database.remove(version));
    if !in_database.is_empty() {
        return Err(StoreError::Newer(in_database.into_iter().collect()));
    }
    let names = |list: Vec<(String, String)>| list.into_iter().map(|(_, name)| name).collect();
    if let Some((last, _)) = applied.last() {
        let left_out: Vec<_> = pending.iter().filter(|(version, _)| version < last).cloned().collect();
        if !left_out.is_empty() {
            return Err(StoreError::HalfMigrated(names(left_out)));
        }
    }
    Ok(Migrated { applied: names(applied), pending: names(pending) })
}

fn migrator_tx<T, E: From<StoreError>>(
    conn: &mut Conn,
    keep: Keep,
    f: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    begin(conn)?;
    let result = f(conn).and_then(|value| {
        if let Conn::Sqlite(c) = conn {
            check_foreign_keys(c)?;
        }
        Ok(value)
    });
    if keep == Keep::Changes && result.is_ok() {
        <Conn as Connection>::TransactionManager::commit_transaction(conn).map_err(StoreError::from)?;
    } else {
        <Conn as Connection>::TransactionManager::rollback_transaction(conn).map_err(StoreError::from)?;
    }
    result
}

fn begin(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Postgres(c) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN READ WRITE")?;
            // Any number, on which all instances of this program agree.
            c.batch_execute("SELECT pg_advisory_xact_lock(7162254)")?;
        }
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Applied {
    #[diesel(sql_type = Text)]
    version: String,
}

#[derive(QueryableByName)]
struct Orphans {
    #[diesel(sql_type = Text)]
    child: String,
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

/// The migrator works with foreign keys off, so it looks at the end whether they all hold.
fn check_foreign_keys(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    let orphans: Vec<Orphans> =
        sql_query("SELECT \"table\" AS child, count(*) AS \"rows\" FROM pragma_foreign_key_check GROUP BY 1")
            .load(conn)?;
    match orphans.first() {
        None => Ok(()),
        Some(Orphans { child, rows }) => {
            Err(StoreError::Migration(format!("{rows} rows of {child} point to rows that do not exist")))
        }
    }
}

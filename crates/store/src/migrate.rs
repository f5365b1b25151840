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

use crate::{Conn, Db, Engine, StoreError, both, connection::Role};

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
        self.as_migrator(Keep::Changes, |conn| {
            let pending = status(conn)?.pending;
            let source = embedded(conn.engine());
            both!(conn, c => c.run_pending_migrations(source).map(drop)).map_err(|e| failed(&*e))?;
            Ok(pending)
        })
        .await
    }

    /// What is applied and what is pending. Refuses a database that a newer program has migrated.
    pub async fn migration_status(&self) -> Result<Migrated, StoreError> {
        self.as_migrator(Keep::Nothing, status).await
    }

    /// Whether migrations are pending: a plain read, which waits for no lock, for whoever asks often.
    pub async fn migrations_pending(&self) -> Result<bool, StoreError> {
        self.read(|conn| {
            let applied: Vec<Applied> =
                both!(conn, c => sql_query("SELECT version FROM __diesel_schema_migrations").load(c))?;
            let applied: BTreeSet<String> = applied.into_iter().map(|row| row.version).collect();
            Ok(known(conn.engine())?.iter().any(|(version, _)| !applied.contains(version)))
        })
        .await
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

    async fn as_migrator<T: Send + 'static>(
        &self,
        keep: Keep,
        f: impl FnOnce(&mut Conn) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let settings = self.settings().clone();
        let hop =
            tokio::task::spawn_blocking(move || migrator_tx(&mut Conn::open(&settings, Role::Migrator)?, keep, f));
        hop.await.map_err(|_| StoreError::Migration("stopped half-way; nothing was kept".to_owned()))?
    }
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
    let known = known(conn.engine())?;
    let mut in_database: BTreeSet<String> =
        both!(conn, c => c.applied_migrations()).map_err(|e| failed(&*e))?.iter().map(ToString::to_string).collect();
    let (applied, pending): (Vec<_>, Vec<_>) = known.into_iter().partition(|(version, _)| in_database.remove(version));
    if !in_database.is_empty() {
        return Err(StoreError::Newer(in_database.into_iter().collect()));
    }
    let names = |list: Vec<(String, String)>| list.into_iter().map(|(_, name)| name).collect();
    Ok(Migrated { applied: names(applied), pending: names(pending) })
}

fn migrator_tx<T>(
    conn: &mut Conn,
    keep: Keep,
    f: impl FnOnce(&mut Conn) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    match conn {
        Conn::Postgres(c) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN READ WRITE")?;
            // Any number, on which all instances of this program agree.
            c.batch_execute("SELECT pg_advisory_xact_lock(7162254)")?;
        }
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
    }
    let result = f(conn).and_then(|value| {
        if let Conn::Sqlite(c) = conn {
            check_foreign_keys(c)?;
        }
        Ok(value)
    });
    if keep == Keep::Changes && result.is_ok() {
        <Conn as Connection>::TransactionManager::commit_transaction(conn)?;
    } else {
        <Conn as Connection>::TransactionManager::rollback_transaction(conn)?;
    }
    result
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

//! What can go wrong in the store, told apart by what a caller can do about it. No message holds a password or a value.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as DieselError};

/// A failure of the store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such row.
    #[error("not found")]
    NotFound,
    /// The row has changed since it was read: somebody was faster.
    #[error("the version has changed meanwhile")]
    Conflict,
    /// A row with these values exists already.
    #[error("a row of {table} with the same {} exists already", columns.join(", "))]
    Unique {
        /// The table.
        table: String,
        /// The columns, the same on both engines; empty where the index is over an expression.
        columns: Vec<String>,
        /// The name of the constraint or index, where the engine tells it (SQLite does for an index over an expression).
        constraint: Option<String>,
    },
    /// A foreign key, a CHECK or a NOT NULL refused the row: a mistake of this program.
    #[error("{kind} refused the row ({constraint})")]
    Constraint {
        /// Which kind of rule.
        kind: &'static str,
        /// Its name, or what the engine tells of it.
        constraint: String,
    },
    /// Others hold the database or the row for too long; the same call may succeed later.
    #[error("the database is busy: {0}")]
    Busy(&'static str),
    /// No connection: the server is down, refuses, or the file can't be opened.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// The connection broke while the transaction was being committed; whether it was is unknown.
    #[error("the connection broke during COMMIT; the outcome is unknown")]
    OutcomeUnknown,
    /// A row holds what this program could not have written.
    #[error("corrupt row: {0}")]
    Corrupt(String),
    /// A setting is wrong.
    #[error("{setting} {reason}")]
    Setting {
        /// Its name.
        setting: &'static str,
        /// What is wrong, so that it reads on after the name.
        reason: String,
    },
    /// The database was migrated by a newer version of this program.
    #[error("the database knows migrations that this program does not ({}); use the newer program", .0.join(", "))]
    Newer(Vec<String>),
    /// Migrations are missing that come before others which the database has.
    #[error("the database lacks migrations that come before others which it has ({})", .0.join(", "))]
    HalfMigrated(Vec<String>),
    /// There is something in the database where nothing must be.
    #[error("the database is not empty")]
    NotEmpty,
    /// A migration failed; nothing of it was kept.
    #[error("migration failed: {0}")]
    Migration(String),
    /// Any other failure of the engine.
    #[error("database error: {0}")]
    Database(String),
}

impl StoreError {
    /// Says which row is corrupt, for `TryFrom` implementations.
    pub fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt(what.into())
    }

    /// Whether this is the refusal of a second row with the same values in just these columns of this table.
    pub fn is_unique_on(&self, on_table: &str, on_columns: &[&str]) -> bool {
        matches!(self, Self::Unique { table, columns, .. }
            if table == on_table && columns.iter().map(String::as_str).eq(on_columns.iter().copied()))
    }
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(kind, info) => from_engine(kind, &*info),
            DieselError::DeserializationError(what) => Self::Corrupt(with_sources(&*what)),
            DieselError::RollbackErrorOnCommit { commit_error, .. } => Self::from(*commit_error),
            DieselError::BrokenTransactionManager => Self::Unavailable("the connection is broken".to_owned()),
            other => Self::Database(other.to_string()),
        }
    }
}

fn from_engine(kind: DatabaseErrorKind, info: &(dyn DatabaseErrorInformation + Send + Sync)) -> StoreError {
    let refused = |kind| StoreError::Constraint {
        kind,
        constraint: info.constraint_name().or(info.column_name()).unwrap_or_else(|| info.message()).to_owned(),
    };
    match kind {
        DatabaseErrorKind::UniqueViolation => unique(info),
        DatabaseErrorKind::ForeignKeyViolation | DatabaseErrorKind::RestrictViolation => refused("a foreign key"),
        DatabaseErrorKind::CheckViolation | DatabaseErrorKind::ExclusionViolation => refused("a CHECK"),
        DatabaseErrorKind::NotNullViolation => refused("NOT NULL"),
        DatabaseErrorKind::SerializationFailure => StoreError::Busy("another transaction was faster"),
        DatabaseErrorKind::ClosedConnection => StoreError::Unavailable("the connection was closed".to_owned()),
        _ => match info.message() {
            m if m.contains("deadlock") => StoreError::Busy("deadlock"),
            m if m.contains("lock timeout") => StoreError::Busy("waited too long for a lock"),
            m if m.contains("statement timeout") => StoreError::Busy("a statement took too long"),
            m if is_sqlite_busy(m) => StoreError::Busy("another writer holds the database"),
            m => StoreError::Database(m.to_owned()),
        },
    }
}

/// Reads the columns out of what the engine says: PostgreSQL's DETAIL has `(a, b)=(1, 2)` in every language, of which the
/// values are dropped; SQLite's message has `t.a, t.b` or `index 'name'`.
fn unique(info: &(dyn DatabaseErrorInformation + Send + Sync)) -> StoreError {
    let constraint = info.constraint_name().map(str::to_owned);
    if let Some(table) = info.table_name() {
        let columns = info
            .details()
            .and_then(|d| d.split_once(")=("))
            .and_then(|(before, _)| before.split_once('('))
            .map(|(_, list)| list.split(", ").map(|c| c.trim_matches('"').to_owned()).collect())
            .unwrap_or_default();
        return StoreError::Unique { table: table.to_owned(), columns, constraint };
    }
    let list = info.message().rsplit_once("failed: ").map_or("", |(_, list)| list);
    if let Some(index) = list.strip_prefix("index ") {
        return StoreError::Unique {
            table: String::new(),
            columns: Vec::new(),
            constraint: Some(index.trim_matches('\'').to_owned()),
        };
    }
    let mut table = String::new();
    let columns = list
        .split(", ")
        .filter_map(|item| item.split_once('.'))
        .map(|(owner, column)| {
            owner.clone_into(&mut table);
            column.to_owned()
        })
        .collect();
    StoreError::Unique { table, columns, constraint }
}

/// diesel names the column, and the reason only as the source of that.
fn with_sources(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(reason) = source {
        text = format!("{text}: {reason}");
        source = reason.source();
    }
    text
}

fn is_sqlite_busy(message: &str) -> bool {
    matches!(message, "database is locked" | "database table is locked" | "database schema is locked")
}

/// Whether the same transaction may succeed when it is tried again: it lost against another one.
///
/// diesel does not hand out the SQLSTATE of a deadlock, so its message is read; an English word in every translation
/// that PostgreSQL has for it but a few, and without it the caller gets the error instead of a second try.
pub(crate) fn is_transient(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        DieselError::DatabaseError(DatabaseErrorKind::Unknown, info) => {
            info.message().contains("deadlock") || is_sqlite_busy(info.message())
        }
        DieselError::RollbackErrorOnCommit { commit_error, .. } => is_transient(commit_error),
        _ => false,
    }
}

/// Whether the server has closed the connection.
pub(crate) fn is_gone(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => true,
        DieselError::DatabaseError(DatabaseErrorKind::Unknown, info) => {
            info.message().contains("terminating connection")
        }
        _ => false,
    }
}

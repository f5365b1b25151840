//! What this database is: the demo's invented office, or a real one.

use diesel::prelude::*;
use domain::UtcTime;

use crate::{Conn, StoreError, both, schema::installation, types::DbTime};

/// What a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Invented people and documents, open to everyone who knows the password `demo`.
    Demo,
    /// A real office.
    Real,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Real => "real",
        }
    }
}

/// What this database is; `None` where nothing was set up yet.
pub fn kind(conn: &mut Conn) -> Result<Option<Kind>, StoreError> {
    let word: Option<String> = both!(conn, c => installation::table.select(installation::kind).first(c).optional())?;
    word.map(|word| {
        [Kind::Demo, Kind::Real]
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| StoreError::corrupt("the installation's kind"))
    })
    .transpose()
}

/// Marks the database as what it is. [`StoreError::Unique`] where it is something already.
pub fn mark(conn: &mut Conn, kind: Kind, now: UtcTime) -> Result<(), StoreError> {
    let row = (
        installation::id.eq(1_i16),
        installation::kind.eq(kind.as_str()),
        installation::created_at.eq(DbTime::from(now)),
    );
    both!(conn, c => diesel::insert_into(installation::table).values(&row).execute(c))?;
    Ok(())
}

//! Documents that the index has to read anew: one row each, written in the transaction that changes the document.
//!
//! A worker takes some for a time, reads them as they stand then, and writes the index only where the row still is as it was taken: what was
//! changed meanwhile is read once more.

use chrono::TimeDelta;
use diesel::{prelude::*, sql_query};
use domain::{AgencyId, DocumentId, UtcTime};

use crate::{
    Conn, StoreError, both,
    schema::search_due,
    types::{DbId, DbTime},
};

/// Which way a document goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Văn bản đến.
    Incoming,
    /// Văn bản đi.
    Outgoing,
}

impl Direction {
    /// The word in rows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }

    /// Reads [`Direction::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Incoming, Self::Outgoing].into_iter().find(|one| one.as_str() == text)
    }
}

/// A document that was taken to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Whose.
    pub agency: AgencyId,
    /// Which.
    pub document: DocumentId,
    /// Which way it goes.
    pub direction: Direction,
    changes: i64,
    until: UtcTime,
}

/// It has changed.
pub(crate) fn put(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
    direction: Direction,
) -> Result<(), StoreError> {
    let row = (
        search_due::agency_id.eq(DbId::from(agency)),
        search_due::document_id.eq(DbId::from(document)),
        search_due::direction.eq(direction.as_str()),
        search_due::changes.eq(1_i64),
    );
    both!(conn, c => diesel::insert_into(search_due::table)
        .values(row)
        .on_conflict((search_due::agency_id, search_due::document_id))
        .do_update()
        .set(search_due::changes.eq(search_due::changes + 1))
        .execute(c))?;
    Ok(())
}

/// Every document is to be read anew, but secret lines; how many they are.
pub fn put_all(conn: &mut Conn) -> Result<usize, StoreError> {
    let kinds = [
        ("incoming", "document WHERE secrecy = 'none'"),
        // SQLite reads ON CONFLICT behind a SELECT without WHERE as a join's condition.
        ("outgoing", "outgoing_document WHERE TRUE"),
    ];
    let mut all = 0;
    for (direction, table) in kinds {
        let sql = format!(
            "INSERT INTO search_due (agency_id, document_id, direction, changes)
             SELECT agency_id, id, '{direction}', 1 FROM {table}
             ON CONFLICT (agency_id, document_id) DO UPDATE SET changes = search_due.changes + 1"
        );
        all += both!(conn, c => sql_query(sql.as_str()).execute(c))?;
    }
    Ok(all)
}

/// Whether any may be taken: a plain read, for who asks often.
pub fn is_waiting(conn: &mut Conn, now: UtcTime) -> Result<bool, StoreError> {
    let found: Option<DbId> = both!(conn, c => search_due::table
        .filter(search_due::taken_until.is_null().or(search_due::taken_until.lt(DbTime::from(now)).assume_not_null()))
        .select(search_due::document_id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// How many are due.
pub fn count(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(both!(conn, c => search_due::table.count().get_result(c))?)
}

/// Takes some until `now + lease`. Inside a write transaction.
pub fn take(conn: &mut Conn, now: UtcTime, lease: TimeDelta, limit: i64) -> Result<Vec<Taken>, StoreError> {
    macro_rules! free {
        () => {
            search_due::table
                .filter(
                    search_due::taken_until
                        .is_null()
                        .or(search_due::taken_until.lt(DbTime::from(now)).assume_not_null()),
                )
                .limit(limit)
                .select((search_due::agency_id, search_due::document_id, search_due::direction, search_due::changes))
        };
    }
    let found: Vec<(DbId, DbId, String, i64)> = match conn {
        Conn::Postgres(c) => free!().for_update().skip_locked().load(c)?,
        Conn::Sqlite(c) => free!().load(c)?,
    };
    let until = DbTime::from(now + lease);
    let mut taken = Vec::with_capacity(found.len());
    for (agency, document, direction, changes) in found {
        both!(conn, c => diesel::update(search_due::table
            .filter(search_due::agency_id.eq(agency).and(search_due::document_id.eq(document))))
            .set(search_due::taken_until.eq(Some(until)))
            .execute(c))?;
        let direction = Direction::parse(&direction).ok_or_else(|| StoreError::corrupt("a direction"))?;
        taken.push(Taken { agency: agency.into(), document: document.into(), direction, changes, until: until.into() });
    }
    Ok(taken)
}

/// Takes its row away where it is as it was taken, so that what was read of it may be written; otherwise sets it free. Inside a write
/// transaction.
pub(crate) fn done(conn: &mut Conn, taken: &Taken) -> Result<bool, StoreError> {
    let (agency, document) = (DbId::from(taken.agency), DbId::from(taken.document));
    let ours = search_due::agency_id
        .eq(agency)
        .and(search_due::document_id.eq(document))
        .and(search_due::taken_until.eq(Some(DbTime::from(taken.until))));
    let same = search_due::table.filter(ours.and(search_due::changes.eq(taken.changes)));
    if both!(conn, c => diesel::delete(same).execute(c))? > 0 {
        return Ok(true);
    }
    both!(conn, c => diesel::update(search_due::table.filter(ours))
        .set(search_due::taken_until.eq(None::<DbTime>))
        .execute(c))?;
    Ok(false)
}

/// Sets free what could not be read: it is tried again, but not before then. Inside a write transaction.
pub fn rest(conn: &mut Conn, taken: &Taken, until: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(search_due::table
        .filter(search_due::agency_id.eq(DbId::from(taken.agency)))
        .filter(search_due::document_id.eq(DbId::from(taken.document))))
        .set(search_due::taken_until.eq(Some(DbTime::from(until))))
        .execute(c))?;
    Ok(())
}

//! Contents in the storage that may have to go: kept here until they are gone, so that no crash and no storage that is down loses one.

use diesel::prelude::*;
use domain::UtcTime;
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::content_to_erase,
    types::{DbId, DbTime},
};

/// A content that may have to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubtful {
    /// This note of it: there may be several of one content.
    pub id: Uuid,
    /// Its hash.
    pub sha256: String,
}

/// Notes that contents may have to go, from then on.
pub fn doubt(conn: &mut Conn, all: &[Doubtful], due: UtcTime) -> Result<(), StoreError> {
    for one in all {
        let row = (
            content_to_erase::id.eq(DbId::from(one.id)),
            content_to_erase::sha256.eq(&one.sha256),
            content_to_erase::due_at.eq(DbTime::from(due)),
        );
        both!(conn, c => diesel::insert_into(content_to_erase::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// Some that are due, behind this one.
pub fn due(conn: &mut Conn, now: UtcTime, behind: Uuid, limit: i64) -> Result<Vec<Doubtful>, StoreError> {
    let rows: Vec<(DbId, String)> = both!(conn, c => content_to_erase::table
        .filter(content_to_erase::id.gt(DbId::from(behind)))
        .filter(content_to_erase::due_at.le(DbTime::from(now)))
        .order(content_to_erase::id)
        .select((content_to_erase::id, content_to_erase::sha256))
        .limit(limit)
        .load(c))?;
    Ok(rows.into_iter().map(|(id, sha256)| Doubtful { id: id.get(), sha256 }).collect())
}

/// One was looked at, and is gone or wanted.
pub fn settled(conn: &mut Conn, id: Uuid) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(content_to_erase::table.filter(content_to_erase::id.eq(DbId::from(id))))
        .execute(c))?;
    Ok(())
}

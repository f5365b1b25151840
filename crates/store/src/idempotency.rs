//! What a POST with an Idempotency-Key was answered, so that a repeat is answered the same and nothing happens twice.

use diesel::prelude::*;
use domain::{AgencyId, UtcTime};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::idempotency,
    types::{DbId, DbTime},
};

/// A kept answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What was asked: method, path and body, hashed.
    pub fingerprint: String,
    /// The status of the answer.
    pub status: u16,
    /// Where what was made stands.
    pub location: Option<String>,
    /// The version of what was answered.
    pub etag: Option<String>,
    /// The body of the answer.
    pub body: String,
}

/// Looks up a key of this person or service account.
pub fn find(conn: &mut Conn, agency: AgencyId, whose: Uuid, key: &str) -> Result<Option<Kept>, StoreError> {
    type Found = (String, i16, Option<String>, Option<String>, String);
    let found: Option<Found> = both!(conn, c => idempotency::table
        .filter(idempotency::agency_id.eq(DbId::from(agency)).and(idempotency::person_id.eq(DbId::from(whose))))
        .filter(idempotency::idempotency_key.eq(key))
        .select((
            idempotency::fingerprint,
            idempotency::status,
            idempotency::location,
            idempotency::etag,
            idempotency::body,
        ))
        .first(c)
        .optional())?;
    found
        .map(|(fingerprint, status, location, etag, body)| {
            let status = u16::try_from(status).map_err(|_| StoreError::corrupt("a kept status"))?;
            Ok(Kept { fingerprint, status, location, etag, body })
        })
        .transpose()
}

/// Keeps an answer in the transaction of what it answers. [`StoreError::Unique`] where the same key was faster.
pub fn keep(
    conn: &mut Conn,
    agency: AgencyId,
    whose: Uuid,
    key: &str,
    kept: &Kept,
    now: UtcTime,
) -> Result<(), StoreError> {
    let status = i16::try_from(kept.status).map_err(|_| StoreError::Database("a status is too large".to_owned()))?;
    let row = (
        idempotency::agency_id.eq(DbId::from(agency)),
        idempotency::person_id.eq(DbId::from(whose)),
        idempotency::idempotency_key.eq(key),
        idempotency::fingerprint.eq(&kept.fingerprint),
        idempotency::status.eq(status),
        idempotency::location.eq(&kept.location),
        idempotency::etag.eq(&kept.etag),
        idempotency::body.eq(&kept.body),
        idempotency::created_at.eq(DbTime::from(now)),
    );
    both!(conn, c => diesel::insert_into(idempotency::table).values(&row).execute(c))?;
    Ok(())
}

/// Removes all answers that somebody was given.
pub fn forget(conn: &mut Conn, agency: AgencyId, whose: Uuid) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(idempotency::table
        .filter(idempotency::agency_id.eq(DbId::from(agency)).and(idempotency::person_id.eq(DbId::from(whose)))))
        .execute(c))?;
    Ok(())
}

/// Removes answers older than this.
pub fn sweep(conn: &mut Conn, before: UtcTime) -> Result<usize, StoreError> {
    Ok(both!(conn, c => diesel::delete(idempotency::table.filter(idempotency::created_at.lt(DbTime::from(before))))
        .execute(c))?)
}

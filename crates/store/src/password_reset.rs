//! Tokens by which a forgotten password is set anew, by their hashes.

use diesel::prelude::*;
use domain::{AgencyId, PersonId, UtcTime};

use crate::{
    Conn, StoreError, both,
    schema::password_reset,
    types::{DbId, DbTime},
};

/// Keeps a token.
pub fn begin(
    conn: &mut Conn,
    hash: &str,
    agency: AgencyId,
    of: PersonId,
    expires_at: UtcTime,
) -> Result<(), StoreError> {
    let row = (
        password_reset::token_hash.eq(hash),
        password_reset::agency_id.eq(DbId::from(agency)),
        password_reset::person_id.eq(DbId::from(of)),
        password_reset::expires_at.eq(DbTime::from(expires_at)),
    );
    both!(conn, c => diesel::insert_into(password_reset::table).values(&row).execute(c))?;
    Ok(())
}

/// Whose token it is, where it still holds.
pub fn find(conn: &mut Conn, hash: &str, now: UtcTime) -> Result<Option<(AgencyId, PersonId)>, StoreError> {
    let found: Option<(DbId, DbId)> = both!(conn, c => password_reset::table
        .filter(password_reset::token_hash.eq(hash).and(password_reset::expires_at.gt(DbTime::from(now))))
        .select((password_reset::agency_id, password_reset::person_id))
        .first(c)
        .optional())?;
    Ok(found.map(|(agency, person)| (agency.into(), person.into())))
}

/// Uses a token; false where it was used meanwhile. All other tokens of its owner are good no longer.
pub fn spend(conn: &mut Conn, hash: &str, agency: AgencyId, of: PersonId) -> Result<bool, StoreError> {
    let used = both!(conn, c => diesel::delete(password_reset::table
        .filter(password_reset::token_hash.eq(hash)))
        .execute(c))?;
    both!(conn, c => diesel::delete(password_reset::table
        .filter(password_reset::agency_id.eq(DbId::from(agency)).and(password_reset::person_id.eq(DbId::from(of)))))
        .execute(c))?;
    Ok(used == 1)
}

/// Removes what no longer holds.
pub fn sweep(conn: &mut Conn, now: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(password_reset::table
        .filter(password_reset::expires_at.le(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

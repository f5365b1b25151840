//! Sign-ins at another's that have begun and not ended: in the database, so that whichever instance is asked can end them. What
//! must happen once (exchanging the code, giving the session) is one conditional statement.

use diesel::prelude::*;
use domain::UtcTime;

use crate::{Conn, StoreError, both, schema::outside_sign_in, types::DbTime};

/// One that begins.
#[derive(Clone)]
pub struct Begun {
    /// The hash of its state, which comes back beside the code.
    pub state_hash: String,
    /// The hash of what whoever began it alone has.
    pub secret_hash: String,
    /// At which provider.
    pub provider: String,
    /// What the code and the ID token are held against, sealed.
    pub sealed: String,
    /// When it began.
    pub begun_at: UtcTime,
    /// Until when it can be ended.
    pub expires_at: UtcTime,
}

/// One that goes on.
pub struct Taken {
    /// At which provider.
    pub provider: String,
    /// What the code and the ID token are held against, sealed.
    pub sealed: String,
    /// When it began.
    pub begun_at: UtcTime,
    /// Who it was found to be, sealed, where the code was exchanged before.
    pub found: Option<String>,
}

/// Keeps one that begins.
pub fn begin(conn: &mut Conn, new: &Begun) -> Result<(), StoreError> {
    let row = (
        outside_sign_in::state_hash.eq(&new.state_hash),
        outside_sign_in::secret_hash.eq(&new.secret_hash),
        outside_sign_in::provider.eq(&new.provider),
        outside_sign_in::sealed.eq(&new.sealed),
        outside_sign_in::begun_at.eq(DbTime::from(new.begun_at)),
        outside_sign_in::expires_at.eq(DbTime::from(new.expires_at)),
    );
    both!(conn, c => diesel::insert_into(outside_sign_in::table).values(&row).execute(c))?;
    Ok(())
}

/// Takes one up again, with its state and its secret: to exchange its code, which is done once, or where that was done and a second
/// factor is still to be shown. None where there is none like that.
pub fn take(conn: &mut Conn, state: &str, secret: &str, now: UtcTime) -> Result<Option<Taken>, StoreError> {
    let found: Option<(String, String, DbTime, Option<String>)> = both!(conn, c => outside_sign_in::table
        .filter(outside_sign_in::state_hash.eq(state).and(outside_sign_in::secret_hash.eq(secret)))
        .filter(outside_sign_in::expires_at.gt(DbTime::from(now)))
        .select((
            outside_sign_in::provider,
            outside_sign_in::sealed,
            outside_sign_in::begun_at,
            outside_sign_in::found,
        ))
        .first(c)
        .optional())?;
    let Some((provider, sealed, begun_at, found)) = found else { return Ok(None) };
    if found.is_none() {
        let marked = both!(conn, c => diesel::update(outside_sign_in::table
            .filter(outside_sign_in::state_hash.eq(state).and(outside_sign_in::redeemed_at.is_null())))
            .set(outside_sign_in::redeemed_at.eq(Some(DbTime::from(now))))
            .execute(c))?;
        if marked == 0 {
            return Ok(None);
        }
    }
    Ok(Some(Taken { provider, sealed, begun_at: begun_at.into(), found }))
}

/// Notes who it was found to be.
pub fn note(conn: &mut Conn, state: &str, found: &str) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(outside_sign_in::table.filter(outside_sign_in::state_hash.eq(state)))
        .set(outside_sign_in::found.eq(Some(found)))
        .execute(c))?;
    Ok(())
}

/// Ends one; false where it was ended meanwhile.
pub fn end(conn: &mut Conn, state: &str) -> Result<bool, StoreError> {
    let gone = both!(conn, c => diesel::delete(outside_sign_in::table
        .filter(outside_sign_in::state_hash.eq(state)))
        .execute(c))?;
    Ok(gone == 1)
}

/// Removes those that can no longer be ended.
pub fn sweep(conn: &mut Conn, now: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(outside_sign_in::table
        .filter(outside_sign_in::expires_at.le(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

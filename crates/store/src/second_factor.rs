//! Second factors and their recovery codes. What must happen once (a code, a recovery code) is one conditional update, so that
//! of two who come with the same code at the same moment one is refused.

use diesel::prelude::*;
use domain::{AgencyId, PersonId, UtcTime};

use crate::{
    Conn, StoreError, both,
    schema::{recovery_code, second_factor},
    types::{DbId, DbTime},
};

/// A person's second factor.
#[derive(Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The sealed secret.
    pub secret: String,
    /// Since when it is asked for; not yet where it was never confirmed.
    pub confirmed_at: Option<UtcTime>,
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecondFactor").field("confirmed_at", &self.confirmed_at).finish_non_exhaustive()
    }
}

/// A person's second factor, confirmed or not.
pub fn find(conn: &mut Conn, agency: AgencyId, of: PersonId) -> Result<Option<SecondFactor>, StoreError> {
    let found: Option<(String, Option<DbTime>)> = both!(conn, c => second_factor::table
        .filter(second_factor::agency_id.eq(DbId::from(agency)).and(second_factor::person_id.eq(DbId::from(of))))
        .select((second_factor::secret, second_factor::confirmed_at))
        .first(c)
        .optional())?;
    Ok(found.map(|(secret, confirmed)| SecondFactor { secret, confirmed_at: confirmed.map(Into::into) }))
}

/// Whether there is a second factor whose secret was not sealed with the key of this id.
pub fn any_sealed_otherwise(conn: &mut Conn, key: &str) -> Result<bool, StoreError> {
    let found: Option<String> = both!(conn, c => second_factor::table
        .filter(second_factor::confirmed_at.is_not_null())
        .filter(second_factor::secret.not_like(format!("{key}.%")))
        .select(second_factor::secret)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Keeps a new secret that is still to be confirmed, in the place of one that never was; false where one is confirmed.
pub fn begin(conn: &mut Conn, agency: AgencyId, of: PersonId, secret: &str, now: UtcTime) -> Result<bool, StoreError> {
    let (agency, of) = (DbId::from(agency), DbId::from(of));
    both!(conn, c => diesel::delete(second_factor::table
        .filter(second_factor::agency_id.eq(agency).and(second_factor::person_id.eq(of)))
        .filter(second_factor::confirmed_at.is_null()))
        .execute(c))?;
    let row = (
        second_factor::agency_id.eq(agency),
        second_factor::person_id.eq(of),
        second_factor::secret.eq(secret),
        second_factor::created_at.eq(DbTime::from(now)),
        second_factor::last_step.eq(0_i64),
    );
    let made = both!(conn, c => diesel::insert_into(second_factor::table)
        .values(&row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(made == 1)
}

/// Turns on the second factor of this secret, whose code of this step was shown; false where it is another's by now, or on.
pub fn confirm(
    conn: &mut Conn,
    agency: AgencyId,
    of: PersonId,
    secret: &str,
    step: i64,
    now: UtcTime,
) -> Result<bool, StoreError> {
    let changed = both!(conn, c => diesel::update(second_factor::table
        .filter(second_factor::agency_id.eq(DbId::from(agency)).and(second_factor::person_id.eq(DbId::from(of))))
        .filter(second_factor::secret.eq(secret).and(second_factor::confirmed_at.is_null())))
        .set((second_factor::confirmed_at.eq(Some(DbTime::from(now))), second_factor::last_step.eq(step)))
        .execute(c))?;
    Ok(changed == 1)
}

/// Uses the code of a step; false where it, or a later one, was used before.
pub fn use_step(conn: &mut Conn, agency: AgencyId, of: PersonId, step: i64) -> Result<bool, StoreError> {
    let changed = both!(conn, c => diesel::update(second_factor::table
        .filter(second_factor::agency_id.eq(DbId::from(agency)).and(second_factor::person_id.eq(DbId::from(of))))
        .filter(second_factor::confirmed_at.is_not_null().and(second_factor::last_step.lt(step))))
        .set(second_factor::last_step.eq(step))
        .execute(c))?;
    Ok(changed == 1)
}

/// Uses a recovery code; false where there is none, or no longer.
pub fn use_recovery_code(
    conn: &mut Conn,
    agency: AgencyId,
    of: PersonId,
    hash: &str,
    now: UtcTime,
) -> Result<bool, StoreError> {
    let changed = both!(conn, c => diesel::update(recovery_code::table
        .filter(recovery_code::agency_id.eq(DbId::from(agency)).and(recovery_code::person_id.eq(DbId::from(of))))
        .filter(recovery_code::code_hash.eq(hash).and(recovery_code::used_at.is_null())))
        .set(recovery_code::used_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(changed == 1)
}

/// Puts new recovery codes in the place of all earlier ones.
pub fn set_recovery_codes(
    conn: &mut Conn,
    agency: AgencyId,
    of: PersonId,
    hashes: &[String],
) -> Result<(), StoreError> {
    let (agency, of) = (DbId::from(agency), DbId::from(of));
    both!(conn, c => diesel::delete(recovery_code::table
        .filter(recovery_code::agency_id.eq(agency).and(recovery_code::person_id.eq(of))))
        .execute(c))?;
    for hash in hashes {
        let row =
            (recovery_code::agency_id.eq(agency), recovery_code::person_id.eq(of), recovery_code::code_hash.eq(hash));
        both!(conn, c => diesel::insert_into(recovery_code::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// How many recovery codes were not used yet.
pub fn recovery_codes_left(conn: &mut Conn, agency: AgencyId, of: PersonId) -> Result<i64, StoreError> {
    Ok(both!(conn, c => recovery_code::table
        .filter(recovery_code::agency_id.eq(DbId::from(agency)).and(recovery_code::person_id.eq(DbId::from(of))))
        .filter(recovery_code::used_at.is_null())
        .count()
        .get_result(c))?)
}

/// Ends a person's second factor, with its recovery codes; false where there was none.
pub fn end(conn: &mut Conn, agency: AgencyId, of: PersonId) -> Result<bool, StoreError> {
    let was_on = find(conn, agency, of)?.is_some_and(|factor| factor.confirmed_at.is_some());
    set_recovery_codes(conn, agency, of, &[])?;
    both!(conn, c => diesel::delete(second_factor::table
        .filter(second_factor::agency_id.eq(DbId::from(agency)).and(second_factor::person_id.eq(DbId::from(of)))))
        .execute(c))?;
    Ok(was_on)
}

//! Keys of service accounts: of the secret its hash, and when and from where the key was used last.

use std::{collections::BTreeMap, net::IpAddr};

use diesel::prelude::*;
use domain::{AgencyId, ServiceAccountId, ServiceKeyId, UtcTime, organisation::ServiceRecord};

use crate::{
    Conn, StoreError, both,
    schema::{service_account, service_key},
    types::{DbId, DbTime, JsonText},
};

/// A key as a request names it.
#[derive(Debug, Clone)]
pub struct FoundKey {
    /// Whose agency.
    pub agency: AgencyId,
    /// Of which account, as it stands now.
    pub account: ServiceRecord,
    /// The hash of its secret.
    pub secret_hash: String,
    /// When it was used last, as far as it was noted.
    pub used_at: Option<UtcTime>,
}

/// When and from where a key was used last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastUse {
    /// When.
    pub at: UtcTime,
    /// From where.
    pub from: Option<String>,
}

/// The key of this public part.
pub fn find(conn: &mut Conn, id: ServiceKeyId) -> Result<Option<FoundKey>, StoreError> {
    type Found = (DbId, String, Option<DbTime>, JsonText);
    let found: Option<Found> = both!(conn, c => service_key::table
        .inner_join(service_account::table.on(service_account::agency_id
            .eq(service_key::agency_id)
            .and(service_account::id.eq(service_key::account_id))))
        .filter(service_key::id.eq(DbId::from(id)))
        .select((service_key::agency_id, service_key::secret_hash, service_key::last_used_at, service_account::body))
        .first(c)
        .optional())?;
    let Some((agency, secret_hash, used_at, body)) = found else { return Ok(None) };
    Ok(Some(FoundKey {
        agency: agency.into(),
        account: body.read()?,
        secret_hash,
        used_at: used_at.map(UtcTime::from),
    }))
}

/// Keeps the hash of a new key's secret. The account stands in the same transaction.
pub fn insert(
    conn: &mut Conn,
    agency: AgencyId,
    account: ServiceAccountId,
    key: ServiceKeyId,
    secret_hash: &str,
) -> Result<(), StoreError> {
    let row = (
        service_key::id.eq(DbId::from(key)),
        service_key::agency_id.eq(DbId::from(agency)),
        service_key::account_id.eq(DbId::from(account)),
        service_key::secret_hash.eq(secret_hash),
    );
    both!(conn, c => diesel::insert_into(service_key::table).values(&row).execute(c))?;
    Ok(())
}

/// Notes that a key was used, unless that was noted after `before` by whoever else.
pub fn note_use(
    conn: &mut Conn,
    key: ServiceKeyId,
    at: UtcTime,
    before: UtcTime,
    from: Option<IpAddr>,
) -> Result<(), StoreError> {
    let due = service_key::last_used_at.is_null().or(service_key::last_used_at.le(DbTime::from(before)));
    both!(conn, c => diesel::update(service_key::table.filter(service_key::id.eq(DbId::from(key))).filter(due))
        .set((
            service_key::last_used_at.eq(Some(DbTime::from(at))),
            service_key::last_used_from.eq(from.map(|address| address.to_string())),
        ))
        .execute(c))?;
    Ok(())
}

/// When the keys of an agency's accounts were used last; those that never were are absent.
pub fn uses(conn: &mut Conn, agency: AgencyId) -> Result<BTreeMap<ServiceKeyId, LastUse>, StoreError> {
    let rows: Vec<(DbId, Option<DbTime>, Option<String>)> = both!(conn, c => service_key::table
        .filter(service_key::agency_id.eq(DbId::from(agency)))
        .select((service_key::id, service_key::last_used_at, service_key::last_used_from))
        .load(c))?;
    let used = |(id, at, from): (DbId, Option<DbTime>, _)| Some((id.into(), LastUse { at: at?.into(), from }));
    Ok(rows.into_iter().filter_map(used).collect())
}

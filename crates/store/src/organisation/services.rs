//! Service accounts among the records of an organisation. Their keys' secrets are [`crate::service`]'s.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{ServiceAccountId, organisation::ServiceRecord};

use crate::{
    Conn, StoreError, both,
    schema::service_account,
    types::{DbId, JsonText},
};

pub(super) fn of(conn: &mut Conn, key: DbId) -> Result<BTreeMap<ServiceAccountId, ServiceRecord>, StoreError> {
    let bodies: Vec<JsonText> = both!(conn, c => service_account::table
        .filter(service_account::agency_id.eq(key))
        .select(service_account::body)
        .load(c))?;
    bodies.iter().map(|body| body.read::<ServiceRecord>().map(|record| (record.id, record))).collect()
}

pub(super) fn save(conn: &mut Conn, key: DbId, record: &ServiceRecord) -> Result<(), StoreError> {
    let id = DbId::from(record.id);
    let body = JsonText::of(record)?;
    let there = service_account::agency_id.eq(key).and(service_account::id.eq(id));
    let changed = both!(conn, c => diesel::update(service_account::table.filter(there))
        .set(service_account::body.eq(&body))
        .execute(c))?;
    if changed == 0 {
        let row = (service_account::agency_id.eq(key), service_account::id.eq(id), service_account::body.eq(&body));
        both!(conn, c => diesel::insert_into(service_account::table).values(&row).execute(c))?;
    }
    Ok(())
}

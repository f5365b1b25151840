//! Who may look a document up because they have, or had, a part in it: one row a principal.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::{AgencyId, DocumentId, access::Principal, work::Desk};

use crate::{CachedExt, Conn, StoreError, both, schema::looker, types::DbId};

/// The most rows of one statement: each number of rows is a text of its own, and is kept prepared.
const KEPT_ROWS: usize = 4;

#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = looker)]
#[diesel(treat_none_as_default_value = false)]
struct LookerRow {
    agency_id: DbId,
    principal: String,
    document_id: DbId,
    /// Whether the document is a secret line, which it is from the beginning or never.
    secret: bool,
    /// Whether it is an outgoing document that this unit's own registry keeps.
    kept: bool,
}

/// From now on these may look it up, too.
pub(crate) fn add(
    conn: &mut Conn,
    (agency, document): (AgencyId, DocumentId),
    secret: bool,
    lookers: &BTreeSet<Principal>,
) -> Result<(), StoreError> {
    let rows: Vec<LookerRow> = lookers
        .iter()
        .map(|principal| LookerRow {
            agency_id: agency.into(),
            principal: Desk::Holder(*principal).key(),
            document_id: document.into(),
            secret,
            kept: false,
        })
        .collect();
    for some in rows.chunks(KEPT_ROWS) {
        match conn {
            Conn::Postgres(c) => {
                diesel::insert_into(looker::table).values(some).on_conflict_do_nothing().cached().execute(c)?;
            }
            Conn::Sqlite(c) => {
                diesel::insert_or_ignore_into(looker::table).values(some).execute(c)?;
            }
        }
    }
    Ok(())
}

/// From now on the registries of these units keep it.
pub(crate) fn keep(
    conn: &mut Conn,
    (agency, document): (AgencyId, DocumentId),
    units: &BTreeSet<Principal>,
) -> Result<(), StoreError> {
    if units.is_empty() {
        return Ok(());
    }
    let keys: Vec<String> = units.iter().map(|principal| Desk::Holder(*principal).key()).collect();
    both!(conn, c => diesel::update(looker::table
        .filter(looker::agency_id.eq(DbId::from(agency)).and(looker::document_id.eq(DbId::from(document))))
        .filter(looker::principal.eq_any(&keys)))
        .set(looker::kept.eq(true))
        .execute(c))?;
    Ok(())
}

/// From now on these may no longer.
pub(crate) fn remove(
    conn: &mut Conn,
    (agency, document): (AgencyId, DocumentId),
    lookers: &BTreeSet<Principal>,
) -> Result<(), StoreError> {
    if lookers.is_empty() {
        return Ok(());
    }
    let keys: Vec<String> = lookers.iter().map(|principal| Desk::Holder(*principal).key()).collect();
    both!(conn, c => diesel::delete(looker::table
        .filter(looker::agency_id.eq(DbId::from(agency)).and(looker::document_id.eq(DbId::from(document))))
        .filter(looker::principal.eq_any(&keys)))
        .execute(c))?;
    Ok(())
}

//! Which received document its sender has put in the place of which.

use diesel::prelude::*;
use domain::{AgencyId, DocumentId};

use crate::{Conn, StoreError, both, schema::incoming_replacement as row, types::DbId};

/// How many are shown of either.
const MOST: i64 = 20;

/// Notes that a document (the first) was replaced by another.
pub fn replaced(
    conn: &mut Conn,
    agency: AgencyId,
    (earlier, later): (DocumentId, DocumentId),
) -> Result<(), StoreError> {
    let values = (
        row::agency_id.eq(DbId::from(agency)),
        row::earlier_id.eq(DbId::from(earlier)),
        row::later_id.eq(DbId::from(later)),
    );
    both!(conn, c => diesel::insert_into(row::table).values(&values).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// What a document replaces.
pub fn replaced_by(conn: &mut Conn, agency: AgencyId, later: DocumentId) -> Result<Vec<DocumentId>, StoreError> {
    let ids: Vec<DbId> = both!(conn, c => row::table
        .filter(row::agency_id.eq(DbId::from(agency)).and(row::later_id.eq(DbId::from(later))))
        .order(row::earlier_id)
        .select(row::earlier_id)
        .limit(MOST)
        .load(c))?;
    Ok(ids.into_iter().map(DocumentId::from).collect())
}

/// By what a document is replaced.
pub fn replacing(conn: &mut Conn, agency: AgencyId, earlier: DocumentId) -> Result<Vec<DocumentId>, StoreError> {
    let ids: Vec<DbId> = both!(conn, c => row::table
        .filter(row::agency_id.eq(DbId::from(agency)).and(row::earlier_id.eq(DbId::from(earlier))))
        .order(row::later_id)
        .select(row::later_id)
        .limit(MOST)
        .load(c))?;
    Ok(ids.into_iter().map(DocumentId::from).collect())
}

//! Reads one document whole: two statements.

use diesel::prelude::*;
use domain::{AgencyId, DocumentId, incoming::IncomingDocument};

use super::rows::{AssignmentRow, DocumentRow};
use crate::{
    Conn, StoreError, both,
    schema::{agency, assignment, document},
    types::DbId,
};

/// The row of one document, and the version of its agency's directory. The latter in a query of its own inside, so that a lock
/// on the row is none on the agency.
macro_rules! one {
    ($agency:expr, $id:expr) => {
        document::table.filter(document::agency_id.eq($agency).and(document::id.eq($id))).select((
            DocumentRow::as_select(),
            agency::table.filter(agency::id.eq($agency)).select(agency::directory_version).single_value(),
        ))
    };
}

/// A document with what is needed to change it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// As it stands.
    pub document: IncomingDocument,
    /// The hash of its last history row.
    pub chain_hash: String,
    /// The version of the agency's directory at the same moment.
    pub directory_version: i64,
}

/// Reads one document; `None` where the agency has none with this id. On PostgreSQL inside one snapshot only.
pub fn load(conn: &mut Conn, agency: AgencyId, id: DocumentId) -> Result<Option<Loaded>, StoreError> {
    let (agency, id) = (DbId::from(agency), DbId::from(id));
    let row = both!(conn, c => one!(agency, id).first(c).optional())?;
    whole(conn, agency, id, row)
}

/// Reads one document that is to be changed. On PostgreSQL its row is held until the transaction's end: whoever else would
/// change it waits here, and then reads all of it as it was left. Without that, a transaction that sees each statement's own
/// snapshot could read the document before somebody's change and its assignments after it.
pub fn load_to_change(conn: &mut Conn, agency: AgencyId, id: DocumentId) -> Result<Option<Loaded>, StoreError> {
    let (agency, id) = (DbId::from(agency), DbId::from(id));
    let row = match conn {
        Conn::Postgres(c) => one!(agency, id).for_no_key_update().first(c).optional()?,
        // BEGIN IMMEDIATE: nobody else writes.
        Conn::Sqlite(c) => one!(agency, id).first(c).optional()?,
    };
    whole(conn, agency, id, row)
}

fn whole(
    conn: &mut Conn,
    agency: DbId,
    id: DbId,
    row: Option<(DocumentRow, Option<i64>)>,
) -> Result<Option<Loaded>, StoreError> {
    let Some((row, Some(directory_version))) = row else { return Ok(None) };
    let assignments: Vec<AssignmentRow> = both!(conn, c => assignment::table
        .filter(assignment::agency_id.eq(agency).and(assignment::document_id.eq(id)))
        .order(assignment::position)
        .select(AssignmentRow::as_select())
        .load(c))?;
    let chain_hash = row.chain_hash.clone();
    Ok(Some(Loaded { document: row.restore(assignments)?, chain_hash, directory_version }))
}

/// Whether every column of the document's row is what the document itself says: those too by which it is listed and found.
pub(crate) fn columns_fit(conn: &mut Conn, document: &IncomingDocument) -> Result<bool, StoreError> {
    let (agency, id) = (DbId::from(document.agency()), DbId::from(document.id()));
    let row: Option<(DocumentRow, Option<i64>)> = both!(conn, c => one!(agency, id).first(c).optional())?;
    let Some((row, _)) = row else { return Ok(false) };
    Ok(DocumentRow::of(document, &row.chain_hash, row.changed_at)? == row)
}

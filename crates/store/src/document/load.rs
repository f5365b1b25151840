//! Reads one document whole: two statements.

use diesel::prelude::*;
use domain::{AgencyId, DocumentId, incoming::IncomingDocument};

use super::rows::{AssignmentRow, DocumentRow};
use crate::{
    Conn, StoreError, both,
    schema::{agency, assignment, document},
    types::DbId,
};

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

/// Reads one document; `None` where the agency has none with this id.
pub fn load(conn: &mut Conn, agency: AgencyId, id: DocumentId) -> Result<Option<Loaded>, StoreError> {
    let (agency_key, key) = (DbId::from(agency), DbId::from(id));
    let found: Option<(DocumentRow, i64)> = both!(conn, c => document::table
        .inner_join(agency::table.on(agency::id.eq(document::agency_id)))
        .filter(document::agency_id.eq(agency_key).and(document::id.eq(key)))
        .select((DocumentRow::as_select(), agency::directory_version))
        .first(c)
        .optional())?;
    let Some((row, directory_version)) = found else { return Ok(None) };
    let assignments: Vec<AssignmentRow> = both!(conn, c => assignment::table
        .filter(assignment::agency_id.eq(agency_key).and(assignment::document_id.eq(key)))
        .order(assignment::position)
        .select(AssignmentRow::as_select())
        .load(c))?;
    let chain_hash = row.chain_hash.clone();
    Ok(Some(Loaded { document: row.restore(assignments)?, chain_hash, directory_version }))
}

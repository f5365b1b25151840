//! The documents of a register, page by page: two statements each, however long the register is.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{AgencyId, RegisterId, UtcTime, incoming::IncomingDocument};

use super::rows::{AssignmentRow, DocumentRow, integer};
use crate::{
    Conn, StoreError, both,
    schema::{assignment, document},
    types::{DbId, DbTime},
};

/// The documents of a register that arrived in a period, by their arrival numbers, behind one.
pub fn entered(
    conn: &mut Conn,
    (agency, register): (AgencyId, RegisterId),
    (from, until): (UtcTime, UtcTime),
    behind: u32,
    limit: i64,
) -> Result<Vec<IncomingDocument>, StoreError> {
    let Ok(behind) = integer(behind) else { return Ok(Vec::new()) };
    let (agency, register) = (DbId::from(agency), DbId::from(register));
    let rows: Vec<DocumentRow> = both!(conn, c => document::table
        .filter(document::agency_id.eq(agency).and(document::register_id.eq(Some(register))))
        .filter(document::arrival_number.gt(behind))
        .filter(document::received_at.ge(DbTime::from(from)).and(document::received_at.lt(DbTime::from(until))))
        .order(document::arrival_number)
        .limit(limit)
        .select(DocumentRow::as_select())
        .load(c))?;
    let ids: Vec<DbId> = rows.iter().map(|row| row.id).collect();
    let all: Vec<AssignmentRow> = both!(conn, c => assignment::table
        .filter(assignment::agency_id.eq(agency).and(assignment::document_id.eq_any(&ids)))
        .order((assignment::document_id, assignment::position))
        .select(AssignmentRow::as_select())
        .load(c))?;
    let mut of: BTreeMap<DbId, Vec<AssignmentRow>> = BTreeMap::new();
    for one in all {
        of.entry(one.document_id).or_default().push(one);
    }
    rows.into_iter()
        .map(|row| {
            let assignments = of.remove(&row.id).unwrap_or_default();
            row.restore(assignments)
        })
        .collect()
}

/// How many there are, for whoever is told how far a book has come.
pub fn count_entered(
    conn: &mut Conn,
    (agency, register): (AgencyId, RegisterId),
    (from, until): (UtcTime, UtcTime),
) -> Result<u32, StoreError> {
    let found: i64 = both!(conn, c => document::table
        .filter(document::agency_id.eq(DbId::from(agency)).and(document::register_id.eq(Some(DbId::from(register)))))
        .filter(document::received_at.ge(DbTime::from(from)).and(document::received_at.lt(DbTime::from(until))))
        .count()
        .get_result(c))?;
    u32::try_from(found).map_err(|_| StoreError::corrupt("a book without end"))
}

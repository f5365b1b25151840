//! Which received document answers which of this agency's own, as the packet that brought it names it.

use diesel::prelude::*;
use domain::{AgencyId, DocumentId};

use crate::{Conn, StoreError, both, schema::interchange_answer as row, types::DbId};

/// How many are shown of either, the newest first.
const MOST: i64 = 20;

/// Notes that a received document (the first) answers one of the agency's own.
pub fn note_answer(
    conn: &mut Conn,
    agency: AgencyId,
    (incoming, outgoing): (DocumentId, DocumentId),
) -> Result<(), StoreError> {
    let values = (
        row::agency_id.eq(DbId::from(agency)),
        row::incoming_id.eq(DbId::from(incoming)),
        row::outgoing_id.eq(DbId::from(outgoing)),
    );
    both!(conn, c => diesel::insert_into(row::table).values(&values).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// What of the agency's own a received document answers.
pub fn answered_by(conn: &mut Conn, agency: AgencyId, incoming: DocumentId) -> Result<Vec<DocumentId>, StoreError> {
    let ids: Vec<DbId> = both!(conn, c => row::table
        .filter(row::agency_id.eq(DbId::from(agency)).and(row::incoming_id.eq(DbId::from(incoming))))
        .order(row::outgoing_id.desc())
        .select(row::outgoing_id)
        .limit(MOST)
        .load(c))?;
    Ok(ids.into_iter().map(DocumentId::from).collect())
}

/// What has come in answer to one of the agency's own.
pub fn answering(conn: &mut Conn, agency: AgencyId, outgoing: DocumentId) -> Result<Vec<DocumentId>, StoreError> {
    let ids: Vec<DbId> = both!(conn, c => row::table
        .filter(row::agency_id.eq(DbId::from(agency)).and(row::outgoing_id.eq(DbId::from(outgoing))))
        .order(row::incoming_id.desc())
        .select(row::incoming_id)
        .limit(MOST)
        .load(c))?;
    Ok(ids.into_iter().map(DocumentId::from).collect())
}

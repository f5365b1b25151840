//! The book of the use of originals (sổ sử dụng bản lưu): one row a use, from the day on which somebody has one until it is back.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{AgencyId, DocumentId, OriginalUseId, UtcTime, original::UseOfOriginal, outgoing::OutgoingDocument};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::{original_use, outgoing_document},
    types::{DbId, DbTime, JsonText},
};

/// Notes a use. [`StoreError::Unique`] where the document's original is out.
pub fn insert(
    conn: &mut Conn,
    agency: AgencyId,
    used: &UseOfOriginal,
    (by, at): (Uuid, UtcTime),
) -> Result<(), StoreError> {
    let row = (
        original_use::agency_id.eq(DbId::from(agency)),
        original_use::id.eq(DbId::from(used.id.0)),
        original_use::document_id.eq(DbId::from(used.document)),
        original_use::used_on.eq(used.used_on),
        original_use::returned_on.eq(used.returned_on),
        original_use::body.eq(JsonText::of(used)?),
        original_use::written_by.eq(DbId::from(by)),
        original_use::written_at.eq(DbTime::from(at)),
    );
    both!(conn, c => diesel::insert_into(original_use::table).values(&row).execute(c))?;
    Ok(())
}

/// Notes that it is back.
pub fn update(conn: &mut Conn, agency: AgencyId, used: &UseOfOriginal) -> Result<(), StoreError> {
    let body = JsonText::of(used)?;
    let here = original_use::agency_id
        .eq(DbId::from(agency))
        .and(original_use::id.eq(DbId::from(used.id.0)))
        .and(original_use::returned_on.is_null());
    let changed = both!(conn, c => diesel::update(original_use::table.filter(here))
        .set((original_use::returned_on.eq(used.returned_on), original_use::body.eq(&body)))
        .execute(c))?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

/// One use.
pub fn find(conn: &mut Conn, agency: AgencyId, id: OriginalUseId) -> Result<Option<UseOfOriginal>, StoreError> {
    let body: Option<JsonText> = both!(conn, c => original_use::table
        .filter(original_use::agency_id.eq(DbId::from(agency)).and(original_use::id.eq(DbId::from(id.0))))
        .select(original_use::body)
        .first(c)
        .optional())?;
    body.map(|body| body.read()).transpose()
}

/// Who has a document's original now.
pub fn out(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<Option<UseOfOriginal>, StoreError> {
    let body: Option<JsonText> = both!(conn, c => original_use::table
        .filter(original_use::agency_id.eq(DbId::from(agency)).and(original_use::document_id.eq(DbId::from(document))))
        .filter(original_use::returned_on.is_null())
        .select(original_use::body)
        .first(c)
        .optional())?;
    body.map(|body| body.read()).transpose()
}

/// A use with its document.
pub type Used = (UseOfOriginal, OutgoingDocument);

/// The uses that began in these days, earliest first, behind one.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    (from, until): (NaiveDate, NaiveDate),
    behind: Option<(NaiveDate, OriginalUseId)>,
    limit: i64,
) -> Result<Vec<Used>, StoreError> {
    let (day, id) = behind.unwrap_or((from, OriginalUseId(Uuid::nil())));
    let id = DbId::from(id.0);
    let rows: Vec<(JsonText, JsonText)> = both!(conn, c => original_use::table
        .inner_join(outgoing_document::table.on(outgoing_document::agency_id
            .eq(original_use::agency_id)
            .and(outgoing_document::id.eq(original_use::document_id))))
        .filter(original_use::agency_id.eq(DbId::from(agency)))
        .filter(original_use::used_on.ge(day).and(original_use::used_on.le(until)))
        .filter(original_use::used_on.gt(day).or(original_use::id.gt(id)))
        .order((original_use::used_on, original_use::id))
        .limit(limit)
        .select((original_use::body, outgoing_document::body))
        .load(c))?;
    rows.into_iter().map(|(used, document)| Ok((used.read()?, document.read()?))).collect()
}

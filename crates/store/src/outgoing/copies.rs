//! The copies of a document: columns only, by key.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId,
    outgoing::{CopyForm, StateName, numbering},
};

use crate::{Conn, StoreError, both, document::count, schema::outgoing_document, types::DbId};

/// How many copies of one document are listed.
const MOST: i64 = 200;

/// One copy of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyLine {
    /// Which.
    pub document: DocumentId,
    /// In which form.
    pub form: CopyForm,
    /// Where it stands.
    pub state: StateName,
    /// Số, ký hiệu, once it has them.
    pub written: Option<String>,
    /// Ngày.
    pub issued_on: Option<NaiveDate>,
}

type Row = (DbId, String, String, Option<i32>, Option<String>, Option<NaiveDate>);

fn line((id, type_code, state, number, notation, issued_on): Row) -> Result<CopyLine, StoreError> {
    let written = match (number, notation) {
        (Some(number), Some(notation)) => Some(numbering::written(count(number)?, &notation)),
        _ => None,
    };
    Ok(CopyLine {
        document: id.into(),
        form: CopyForm::of_type(&type_code).ok_or_else(|| StoreError::corrupt("a copy of no form"))?,
        state: StateName::parse(&state).ok_or_else(|| StoreError::corrupt("an outgoing document's state"))?,
        written,
        issued_on,
    })
}

/// The copies of a document that came in or went out, the first first; of those that came to nothing none.
pub fn copies_of(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<Vec<CopyLine>, StoreError> {
    let (agency, of) = (DbId::from(agency), Some(DbId::from(document)));
    let rows: Vec<Row> = both!(conn, c => outgoing_document::table
        .filter(outgoing_document::agency_id.eq(agency).and(outgoing_document::copy_of.eq(of)))
        .filter(outgoing_document::state.ne(StateName::Cancelled.as_str()))
        .order(outgoing_document::id)
        .limit(MOST)
        .select((
            outgoing_document::id,
            outgoing_document::type_code,
            outgoing_document::state,
            outgoing_document::number,
            outgoing_document::notation,
            outgoing_document::issued_on,
        ))
        .load(c))?;
    rows.into_iter().map(line).collect()
}

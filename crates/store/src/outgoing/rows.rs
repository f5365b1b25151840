//! How an outgoing document stands in its row, and how it is read.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{AgencyId, DocumentId, outgoing::OutgoingDocument};

use crate::{
    Conn, StoreError, both,
    document::integer,
    schema::{agency, outgoing_document},
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = outgoing_document)]
#[diesel(treat_none_as_default_value = false)]
#[diesel(treat_none_as_null = true)]
pub(super) struct OutgoingRow {
    pub agency_id: DbId,
    pub id: DbId,
    pub version: i32,
    pub chain_hash: String,
    pub state: String,
    pub type_code: String,
    pub subject: String,
    pub urgency: String,
    pub department_id: DbId,
    pub drafter_id: DbId,
    pub register_id: Option<DbId>,
    pub year: Option<i32>,
    pub number: Option<i32>,
    pub notation: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub body: JsonText,
    pub created_at: DbTime,
    pub changed_at: DbTime,
    pub copy_of: Option<DbId>,
}

impl OutgoingRow {
    pub fn of(document: &OutgoingDocument, chain_hash: &str, changed_at: DbTime) -> Result<Self, StoreError> {
        let content = document.content();
        let line = document.state().line();
        Ok(Self {
            agency_id: document.agency().into(),
            id: document.id().into(),
            version: integer(document.version())?,
            chain_hash: chain_hash.to_owned(),
            state: document.state().name().as_str().to_owned(),
            type_code: content.type_code.clone(),
            subject: content.subject.to_string(),
            urgency: content.urgency.as_str().to_owned(),
            department_id: content.department.into(),
            drafter_id: document.drafter().into(),
            register_id: line.map(|line| line.register.into()),
            year: line.map(|line| line.year),
            number: line.map(|line| integer(line.number)).transpose()?,
            notation: line.map(|line| line.notation.to_string()),
            issued_on: line.map(|line| line.issued_on),
            body: JsonText::of(document)?,
            created_at: document.created_at().into(),
            changed_at,
            copy_of: content.copy.as_ref().map(|copy| copy.of.document.into()),
        })
    }

    fn restore(&self) -> Result<OutgoingDocument, StoreError> {
        let stored: OutgoingDocument = self.body.read()?;
        let same = DbId::from(stored.id()) == self.id && DbId::from(stored.agency()) == self.agency_id;
        if !same {
            return Err(StoreError::corrupt("an outgoing document's row holds another"));
        }
        OutgoingDocument::restore(stored).map_err(StoreError::corrupt)
    }
}

/// The row of one document, and the version of its agency's directory.
macro_rules! one {
    ($agency:expr, $id:expr) => {
        outgoing_document::table
            .filter(outgoing_document::agency_id.eq($agency).and(outgoing_document::id.eq($id)))
            .select((
                OutgoingRow::as_select(),
                agency::table.filter(agency::id.eq($agency)).select(agency::directory_version).single_value(),
            ))
    };
}

/// An outgoing document with what is needed to change it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// As it stands.
    pub document: OutgoingDocument,
    /// The hash of its last history row.
    pub chain_hash: String,
    /// The version of the agency's directory at the same moment.
    pub directory_version: i64,
}

fn whole(row: Option<(OutgoingRow, Option<i64>)>) -> Result<Option<Loaded>, StoreError> {
    let Some((row, Some(directory_version))) = row else { return Ok(None) };
    Ok(Some(Loaded { document: row.restore()?, chain_hash: row.chain_hash, directory_version }))
}

/// Reads one; `None` where the agency has none with this id.
pub fn load(conn: &mut Conn, agency: AgencyId, id: DocumentId) -> Result<Option<Loaded>, StoreError> {
    let (agency, id) = (DbId::from(agency), DbId::from(id));
    whole(both!(conn, c => one!(agency, id).first(c).optional())?)
}

/// Reads one that is to be changed; on PostgreSQL its row is held until the transaction's end.
pub fn load_to_change(conn: &mut Conn, agency: AgencyId, id: DocumentId) -> Result<Option<Loaded>, StoreError> {
    let (agency, id) = (DbId::from(agency), DbId::from(id));
    whole(match conn {
        Conn::Postgres(c) => one!(agency, id).for_no_key_update().first(c).optional()?,
        // BEGIN IMMEDIATE: nobody else writes.
        Conn::Sqlite(c) => one!(agency, id).first(c).optional()?,
    })
}

/// Whether every column of the document's row is what the document itself says.
pub(crate) fn columns_fit(conn: &mut Conn, document: &OutgoingDocument) -> Result<bool, StoreError> {
    let (agency, id) = (DbId::from(document.agency()), DbId::from(document.id()));
    let row: Option<(OutgoingRow, Option<i64>)> = both!(conn, c => one!(agency, id).first(c).optional())?;
    let Some((row, _)) = row else { return Ok(false) };
    Ok(OutgoingRow::of(document, &row.chain_hash, row.changed_at)? == row)
}

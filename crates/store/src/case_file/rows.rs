//! How a case file stands in its row, and how it is read.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{AgencyId, CaseFileId, DocumentId, case_file::CaseFile, search::token::tokens};

use crate::{
    Conn, StoreError, both,
    document::integer,
    schema::{agency, case_file, case_file_document},
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = case_file)]
#[diesel(treat_none_as_default_value = false)]
#[diesel(treat_none_as_null = true)]
pub(super) struct CaseFileRow {
    pub agency_id: DbId,
    pub id: DbId,
    pub version: i32,
    pub chain_hash: String,
    pub state: String,
    pub year: i32,
    pub symbol: String,
    pub title: String,
    pub words: String,
    pub retention: String,
    pub keeper_id: DbId,
    pub department_id: Option<DbId>,
    pub documents: i32,
    pub frozen: bool,
    pub hand_over_due: Option<NaiveDate>,
    pub retention_ends: Option<NaiveDate>,
    pub body: JsonText,
    pub created_at: DbTime,
    pub changed_at: DbTime,
}

/// The words of a text without accents, a space before and behind each.
pub(super) fn words(text: &str) -> String {
    let all: Vec<String> = tokens(text).into_iter().map(|token| token.folded).collect();
    format!(" {} ", all.join(" "))
}

impl CaseFileRow {
    pub fn of(file: &CaseFile, chain_hash: &str, changed_at: DbTime) -> Result<Self, StoreError> {
        let facts = file.facts();
        let documents = i32::try_from(file.members().len())
            .map_err(|_| StoreError::Database("more documents than a case file holds".to_owned()))?;
        Ok(Self {
            agency_id: file.agency().into(),
            id: file.id().into(),
            version: integer(file.version())?,
            chain_hash: chain_hash.to_owned(),
            state: file.state().name().as_str().to_owned(),
            year: facts.year,
            symbol: facts.symbol.to_string(),
            title: facts.title.to_string(),
            words: words(&format!("{} {}", facts.symbol, facts.title)),
            retention: facts.retention.to_string(),
            keeper_id: facts.keeper.into(),
            department_id: facts.department.map(DbId::from),
            documents,
            frozen: file.frozen().is_some(),
            hand_over_due: file.hand_over_due(),
            retention_ends: file.retention_ends(),
            body: JsonText::of(file)?,
            created_at: file.created_at().into(),
            changed_at,
        })
    }

    fn restore(&self) -> Result<CaseFile, StoreError> {
        let stored: CaseFile = self.body.read()?;
        let same = DbId::from(stored.id()) == self.id && DbId::from(stored.agency()) == self.agency_id;
        if !same {
            return Err(StoreError::corrupt("a case file's row holds another"));
        }
        CaseFile::restore(stored).map_err(StoreError::corrupt)
    }
}

/// The row of one case file, and the version of its agency's directory.
macro_rules! one {
    ($agency:expr, $id:expr) => {
        case_file::table.filter(case_file::agency_id.eq($agency).and(case_file::id.eq($id))).select((
            CaseFileRow::as_select(),
            agency::table.filter(agency::id.eq($agency)).select(agency::directory_version).single_value(),
        ))
    };
}

/// A case file with what is needed to change it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// As it stands.
    pub file: CaseFile,
    /// The hash of its last history row.
    pub chain_hash: String,
    /// The version of the agency's directory at the same moment.
    pub directory_version: i64,
}

fn whole(row: Option<(CaseFileRow, Option<i64>)>) -> Result<Option<Loaded>, StoreError> {
    let Some((row, Some(directory_version))) = row else { return Ok(None) };
    Ok(Some(Loaded { file: row.restore()?, chain_hash: row.chain_hash, directory_version }))
}

/// Reads one; `None` where the agency has none with this id.
pub fn load(conn: &mut Conn, agency: AgencyId, id: CaseFileId) -> Result<Option<Loaded>, StoreError> {
    let (agency, id) = (DbId::from(agency), DbId::from(id));
    whole(both!(conn, c => one!(agency, id).first(c).optional())?)
}

/// How many are read at once.
const AT_ONCE: usize = 100;

/// Reads those that the agency has of some, in no order.
pub fn load_some(conn: &mut Conn, agency: AgencyId, ids: &[CaseFileId]) -> Result<Vec<CaseFile>, StoreError> {
    let agency = DbId::from(agency);
    let mut all = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let some: Vec<DbId> = some.iter().copied().map(DbId::from).collect();
        let rows: Vec<CaseFileRow> = both!(conn, c => case_file::table
            .filter(case_file::agency_id.eq(agency).and(case_file::id.eq_any(some)))
            .select(CaseFileRow::as_select())
            .load(c))?;
        for row in rows {
            all.push(row.restore()?);
        }
    }
    Ok(all)
}

/// Reads one that is to be changed; on PostgreSQL its row is held until the transaction's end.
pub fn load_to_change(conn: &mut Conn, agency: AgencyId, id: CaseFileId) -> Result<Option<Loaded>, StoreError> {
    let (agency, id) = (DbId::from(agency), DbId::from(id));
    whole(match conn {
        Conn::Postgres(c) => one!(agency, id).for_no_key_update().first(c).optional()?,
        // BEGIN IMMEDIATE: nobody else writes.
        Conn::Sqlite(c) => one!(agency, id).first(c).optional()?,
    })
}

/// Whether every column of the case file's row is what the case file itself says, and its documents are those that it is found by.
pub(crate) fn columns_fit(conn: &mut Conn, file: &CaseFile) -> Result<bool, StoreError> {
    let (agency, id) = (DbId::from(file.agency()), DbId::from(file.id()));
    let row: Option<(CaseFileRow, Option<i64>)> = both!(conn, c => one!(agency, id).first(c).optional())?;
    let Some((row, _)) = row else { return Ok(false) };
    let found: Vec<DbId> = both!(conn, c => case_file_document::table
        .filter(case_file_document::agency_id.eq(agency).and(case_file_document::case_file_id.eq(id)))
        .select(case_file_document::document_id)
        .load(c))?;
    let found: BTreeSet<DocumentId> = found.into_iter().map(DocumentId::from).collect();
    let members: BTreeSet<DocumentId> = file.members().iter().map(|member| member.document).collect();
    Ok(found == members && CaseFileRow::of(file, &row.chain_hash, row.changed_at)? == row)
}

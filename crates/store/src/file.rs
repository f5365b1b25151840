//! What is known of stored files; their content lies in the blob store under its hash.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{AgencyId, DocumentId, FileId, FileName, UtcTime, incoming::StoredFile};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::file,
    types::{DbId, DbTime},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = file)]
#[diesel(treat_none_as_default_value = false)]
struct FileRow {
    agency_id: DbId,
    id: DbId,
    name: String,
    size: i64,
    sha256: String,
    media_type: String,
    uploaded_by: DbId,
    uploaded_at: DbTime,
    document_id: Option<DbId>,
}

/// A stored file with whom it belongs to.
#[derive(Debug, Clone)]
pub struct FileRecord {
    /// The file.
    pub file: StoredFile,
    /// Who uploaded it: a person, or a service account.
    pub uploaded_by: Uuid,
    /// When.
    pub uploaded_at: UtcTime,
    /// The document it belongs to, once it does.
    pub document: Option<DocumentId>,
}

impl TryFrom<FileRow> for FileRecord {
    type Error = StoreError;

    fn try_from(row: FileRow) -> Result<Self, StoreError> {
        Ok(Self {
            file: StoredFile {
                id: row.id.into(),
                name: FileName::new(&row.name).map_err(|_| StoreError::corrupt("a file's name"))?,
                size: u64::try_from(row.size).map_err(|_| StoreError::corrupt("a file's size"))?,
                sha256: row.sha256,
                media_type: row.media_type,
            },
            uploaded_by: row.uploaded_by.get(),
            uploaded_at: row.uploaded_at.into(),
            document: row.document_id.map(DocumentId::from),
        })
    }
}

/// The hashes of some files, of those of one agency the latest, as many as these.
pub fn some_hashes(conn: &mut Conn, count: i64) -> Result<Vec<String>, StoreError> {
    Ok(both!(conn, c => file::table
        .order((file::agency_id.desc(), file::id.desc()))
        .select(file::sha256)
        .limit(count)
        .load(c))?)
}

/// Notes a stored file.
pub fn insert(conn: &mut Conn, agency: AgencyId, stored: &StoredFile, by: Uuid, at: UtcTime) -> Result<(), StoreError> {
    let row = FileRow {
        agency_id: agency.into(),
        id: stored.id.into(),
        name: stored.name.to_string(),
        size: i64::try_from(stored.size).map_err(|_| StoreError::Database("a file is too large".to_owned()))?,
        sha256: stored.sha256.clone(),
        media_type: stored.media_type.clone(),
        uploaded_by: by.into(),
        uploaded_at: at.into(),
        document_id: None,
    };
    both!(conn, c => diesel::insert_into(file::table).values(&row).execute(c))?;
    Ok(())
}

/// One file.
pub fn find(conn: &mut Conn, agency: AgencyId, id: FileId) -> Result<Option<FileRecord>, StoreError> {
    let row: Option<FileRow> = both!(conn, c => file::table
        .filter(file::agency_id.eq(DbId::from(agency)).and(file::id.eq(DbId::from(id))))
        .select(FileRow::as_select())
        .first(c)
        .optional())?;
    row.map(FileRecord::try_from).transpose()
}

/// Of these files, those that this person or service account uploaded and that belong to no document yet.
pub fn attachable(
    conn: &mut Conn,
    agency: AgencyId,
    by: Uuid,
    ids: &[FileId],
) -> Result<BTreeMap<FileId, StoredFile>, StoreError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<DbId> = ids.iter().copied().map(DbId::from).collect();
    let rows: Vec<FileRow> = both!(conn, c => file::table
        .filter(file::agency_id.eq(DbId::from(agency)).and(file::id.eq_any(&ids)))
        .filter(file::uploaded_by.eq(DbId::from(by)).and(file::document_id.is_null()))
        .select(FileRow::as_select())
        .load(c))?;
    rows.into_iter().map(|row| FileRecord::try_from(row).map(|record| (record.file.id, record.file))).collect()
}

/// Of these files, those that belong to this document.
pub fn of_document(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
    ids: &[FileId],
) -> Result<BTreeMap<FileId, StoredFile>, StoreError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<DbId> = ids.iter().copied().map(DbId::from).collect();
    let rows: Vec<FileRow> = both!(conn, c => file::table
        .filter(file::agency_id.eq(DbId::from(agency)).and(file::id.eq_any(&ids)))
        .filter(file::document_id.eq(Some(DbId::from(document))))
        .select(FileRow::as_select())
        .load(c))?;
    rows.into_iter().map(|row| FileRecord::try_from(row).map(|record| (record.file.id, record.file))).collect()
}

/// These files belong to the document from now on. [`StoreError::Conflict`] where one of them belongs to another already.
pub(crate) fn give(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
    files: impl Iterator<Item = FileId>,
) -> Result<(), StoreError> {
    let files: Vec<DbId> = files.map(DbId::from).collect();
    if files.is_empty() {
        return Ok(());
    }
    let changed = both!(conn, c => diesel::update(file::table)
        .filter(file::agency_id.eq(DbId::from(agency)).and(file::id.eq_any(&files)))
        .filter(file::document_id.is_null().or(file::document_id.eq(Some(DbId::from(document))).assume_not_null()))
        .set(file::document_id.eq(Some(DbId::from(document))))
        .execute(c))?;
    if changed == files.len() { Ok(()) } else { Err(StoreError::Conflict) }
}

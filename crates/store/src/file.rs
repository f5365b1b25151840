//! What is known of stored files; their content lies in the blob store under its hash.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{AgencyId, DocumentId, DossierId, FileId, FileName, UtcTime, incoming::StoredFile};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::{dossier, file, interchange_packet, received_mail},
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
            file: stored(row.id, &row.name, row.size, row.sha256, row.media_type)?,
            uploaded_by: row.uploaded_by.get(),
            uploaded_at: row.uploaded_at.into(),
            document: row.document_id.map(DocumentId::from),
        })
    }
}

/// A file as its columns say it.
pub(crate) fn stored(
    id: DbId,
    name: &str,
    size: i64,
    sha256: String,
    media_type: String,
) -> Result<StoredFile, StoreError> {
    Ok(StoredFile {
        id: id.into(),
        name: FileName::new(name).map_err(|_| StoreError::corrupt("a file's name"))?,
        size: u64::try_from(size).map_err(|_| StoreError::corrupt("a file's size"))?,
        sha256,
        media_type,
    })
}

/// The hashes of some files, of those of one agency the latest, as many as these.
pub fn some_hashes(conn: &mut Conn, count: i64) -> Result<Vec<String>, StoreError> {
    Ok(both!(conn, c => file::table
        .filter(file::erased_at.is_null())
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

/// One file, where it is still kept.
pub fn find(conn: &mut Conn, agency: AgencyId, id: FileId) -> Result<Option<FileRecord>, StoreError> {
    let row: Option<FileRow> = both!(conn, c => file::table
        .filter(file::agency_id.eq(DbId::from(agency)).and(file::id.eq(DbId::from(id))))
        .filter(file::erased_at.is_null())
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

/// A PDF of which nobody has looked yet what is signed in it.
#[derive(Debug, Clone)]
pub struct Unread {
    /// Whose.
    pub agency: AgencyId,
    /// Which.
    pub id: FileId,
    /// The hash of its content.
    pub sha256: String,
}

/// Some of those, the latest first, older than this one.
pub fn unread_signatures(conn: &mut Conn, before: Option<FileId>, limit: i64) -> Result<Vec<Unread>, StoreError> {
    let before = DbId::from(before.unwrap_or(FileId(Uuid::max())));
    let rows: Vec<(DbId, DbId, String)> = both!(conn, c => file::table
        .filter(file::signatures.is_null().and(file::erased_at.is_null()))
        .filter(file::media_type.eq("application/pdf").and(file::id.lt(before)))
        .order(file::id.desc())
        .select((file::agency_id, file::id, file::sha256))
        .limit(limit)
        .load(c))?;
    Ok(rows.into_iter().map(|(agency, id, sha256)| Unread { agency: agency.into(), id: id.into(), sha256 }).collect())
}

/// Notes what is signed in a file that is still kept.
pub fn note_signatures(conn: &mut Conn, agency: AgencyId, id: FileId, report: &str) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(file::table)
        .filter(file::agency_id.eq(DbId::from(agency)).and(file::id.eq(DbId::from(id))))
        .filter(file::erased_at.is_null())
        .set(file::signatures.eq(Some(report)))
        .execute(c))?;
    Ok(())
}

/// What is signed in the files of a document, as far as it was looked at.
pub fn signatures_of(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
) -> Result<Vec<(FileId, String)>, StoreError> {
    let rows: Vec<(DbId, Option<String>)> = both!(conn, c => file::table
        .filter(file::agency_id.eq(DbId::from(agency)).and(file::document_id.eq(Some(DbId::from(document)))))
        .filter(file::signatures.is_not_null())
        .select((file::id, file::signatures))
        .load(c))?;
    Ok(rows.into_iter().filter_map(|(id, report)| Some((id.into(), report?))).collect())
}

/// Some dossiers of an agency that were refused, or withdrawn before they were received, before then, and whose files are still kept.
pub fn of_unreceived(
    conn: &mut Conn,
    agency: AgencyId,
    before: UtcTime,
    limit: i64,
) -> Result<Vec<DossierId>, StoreError> {
    let found: Vec<DbId> = both!(conn, c => dossier::table
        .filter(dossier::agency_id.eq(DbId::from(agency)).and(dossier::received_at.is_null()))
        .filter(dossier::state.eq_any(["refused", "withdrawn"]).and(dossier::changed_at.lt(DbTime::from(before))))
        .filter(diesel::dsl::exists(file::table
            .filter(file::agency_id.eq(dossier::agency_id).and(file::document_id.eq(dossier::id.nullable())))
            .filter(file::erased_at.is_null())))
        .select(dossier::id)
        .limit(limit)
        .load(c))?;
    Ok(found.into_iter().map(|id| DossierId(id.get())).collect())
}

/// Erases the files of a document from the rows: they are found no more. The hashes of their contents.
pub fn erase_of(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
    now: UtcTime,
) -> Result<Vec<String>, StoreError> {
    let here = || {
        let here = file::agency_id.eq(DbId::from(agency)).and(file::document_id.eq(Some(DbId::from(document))));
        file::table.filter(here).filter(file::erased_at.is_null())
    };
    let hashes: Vec<String> = both!(conn, c => here().select(file::sha256).load(c))?;
    crate::file_text::forget_of(conn, agency, document)?;
    let gone = (file::erased_at.eq(Some(DbTime::from(now))), file::signatures.eq(None::<String>));
    both!(conn, c => diesel::update(here()).set(gone.clone()).execute(c))?;
    Ok(hashes)
}

/// Whether anything that is still kept has this content, in whatever agency.
pub fn is_wanted(conn: &mut Conn, sha256: &str) -> Result<bool, StoreError> {
    let a_file: Option<DbId> = both!(conn, c => file::table
        .filter(file::sha256.eq(sha256).and(file::erased_at.is_null()))
        .select(file::id)
        .first(c)
        .optional())?;
    let a_mail: Option<DbId> = both!(conn, c => received_mail::table
        .filter(received_mail::sha256.eq(sha256))
        .select(received_mail::id)
        .first(c)
        .optional())?;
    let a_packet: Option<DbId> = both!(conn, c => interchange_packet::table
        .filter(interchange_packet::sha256.eq(Some(sha256)))
        .select(interchange_packet::id)
        .first(c)
        .optional())?;
    Ok(a_file.is_some() || a_mail.is_some() || a_packet.is_some())
}

//! The text of files (toàn văn tệp), for the search alone: what is to be read, and what was found.
//!
//! A file is noted as due in the transaction that gives it to a document which is no secret line; of those and of dossiers nothing is read.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{AgencyId, DocumentId, FileId, FileName, UtcTime};

use crate::{
    Conn, StoreError, both,
    schema::{document, file, file_text, outgoing_document},
    search::due,
    types::{DbId, DbTime},
};

const DUE: &str = "due";
const READ: &str = "read";
const NONE: &str = "none";

/// The most bytes of one file's text that are kept: some five hundred pages.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// A file whose text nobody has read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    /// Whose.
    pub agency: AgencyId,
    /// Which.
    pub id: FileId,
    /// What it is called.
    pub name: FileName,
    /// What it is, by its content.
    pub media_type: String,
    /// In bytes.
    pub size: u64,
    /// The hash of its content, by which it lies in the storage.
    pub sha256: String,
}

/// These files are to be read: they belong to a document that is no secret line.
pub(crate) fn queue(conn: &mut Conn, agency: AgencyId, files: &[FileId]) -> Result<(), StoreError> {
    for id in files {
        let row = (
            file_text::agency_id.eq(DbId::from(agency)),
            file_text::file_id.eq(DbId::from(*id)),
            file_text::state.eq(DUE),
        );
        both!(conn, c => diesel::insert_into(file_text::table)
            .values(row)
            .on_conflict((file_text::agency_id, file_text::file_id))
            .do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// Takes some files that are due, the latest first, for as long as `lease` says: nobody else gets them meanwhile. Inside a write transaction.
pub fn take(conn: &mut Conn, now: UtcTime, lease: TimeDelta, limit: i64) -> Result<Vec<Untold>, StoreError> {
    type Found = (DbId, DbId, String, String, i64, String);
    macro_rules! free {
        () => {
            file_text::table
                .inner_join(
                    file::table.on(file::agency_id.eq(file_text::agency_id).and(file::id.eq(file_text::file_id))),
                )
                .filter(file_text::state.eq(DUE).and(file::erased_at.is_null()))
                .filter(
                    file_text::taken_until.is_null().or(file_text::taken_until.lt(DbTime::from(now)).assume_not_null()),
                )
                .order(file_text::file_id.desc())
                .limit(limit)
                .select((file::agency_id, file::id, file::name, file::media_type, file::size, file::sha256))
        };
    }
    let found: Vec<Found> = match conn {
        Conn::Postgres(c) => free!().for_update().skip_locked().load(c)?,
        Conn::Sqlite(c) => free!().load(c)?,
    };
    let until = Some(DbTime::from(now + lease));
    let mut taken = Vec::with_capacity(found.len());
    for (agency, id, name, media_type, size, sha256) in found {
        both!(conn, c => diesel::update(file_text::table
            .filter(file_text::agency_id.eq(agency).and(file_text::file_id.eq(id))))
            .set(file_text::taken_until.eq(until))
            .execute(c))?;
        taken.push(Untold {
            agency: agency.into(),
            id: id.into(),
            name: FileName::new(&name).map_err(|_| StoreError::corrupt("a file's name"))?,
            media_type,
            size: u64::try_from(size).map_err(|_| StoreError::corrupt("a file's size"))?,
            sha256,
        });
    }
    Ok(taken)
}

/// Keeps what a file says, or why nothing was found in it, and has its document indexed anew. Of a file that was erased meanwhile nothing is
/// kept. A longer text than [`MOST_BYTES`] is cut.
pub fn keep(conn: &mut Conn, agency: AgencyId, id: FileId, found: Result<&str, &str>) -> Result<(), StoreError> {
    let (agency, id) = (DbId::from(agency), DbId::from(id));
    let (state, reason, body) = match found {
        Ok(text) => (READ, None, Some(cut(text).replace('\0', " "))),
        Err(reason) => (NONE, Some(reason), None),
    };
    let owner: Option<Option<DbId>> = both!(conn, c => file::table
        .filter(file::agency_id.eq(agency).and(file::id.eq(id)).and(file::erased_at.is_null()))
        .select(file::document_id)
        .first(c)
        .optional())?;
    let Some(owner) = owner else { return Ok(()) };
    both!(conn, c => diesel::update(file_text::table
        .filter(file_text::agency_id.eq(agency).and(file_text::file_id.eq(id))))
        .set((
            file_text::state.eq(state),
            file_text::taken_until.eq(None::<DbTime>),
            file_text::reason.eq(reason),
            file_text::body.eq(&body),
        ))
        .execute(c))?;
    let Some(owner) = owner.filter(|_| body.is_some()) else { return Ok(()) };
    let incoming: Option<DbId> = both!(conn, c => document::table
        .filter(document::agency_id.eq(agency).and(document::id.eq(owner)))
        .select(document::id)
        .first(c)
        .optional())?;
    let outgoing: Option<DbId> = both!(conn, c => outgoing_document::table
        .filter(outgoing_document::agency_id.eq(agency).and(outgoing_document::id.eq(owner)))
        .select(outgoing_document::id)
        .first(c)
        .optional())?;
    match (incoming, outgoing) {
        (Some(_), _) => due::put(conn, agency.into(), owner.into(), due::Direction::Incoming),
        (None, Some(_)) => due::put(conn, agency.into(), owner.into(), due::Direction::Outgoing),
        (None, None) => Ok(()),
    }
}

/// The beginning of a text, at a letter's end.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(MOST_BYTES);
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    text.get(..end).unwrap_or_default()
}

/// What the files of a document say, as far as they were read.
pub fn of_document(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
) -> Result<BTreeMap<FileId, String>, StoreError> {
    let rows: Vec<(DbId, Option<String>)> = both!(conn, c => file_text::table
        .inner_join(file::table.on(file::agency_id.eq(file_text::agency_id).and(file::id.eq(file_text::file_id))))
        .filter(file::agency_id.eq(DbId::from(agency)).and(file::document_id.eq(Some(DbId::from(document)))))
        .filter(file_text::state.eq(READ).and(file::erased_at.is_null()))
        .select((file_text::file_id, file_text::body))
        .load(c))?;
    Ok(rows.into_iter().filter_map(|(id, body)| Some((id.into(), body?))).collect())
}

/// Forgets what the files of a document said: they are erased.
pub(crate) fn forget_of(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<(), StoreError> {
    let files = file::table
        .filter(file::agency_id.eq(DbId::from(agency)).and(file::document_id.eq(Some(DbId::from(document)))))
        .select(file::id);
    both!(conn, c => diesel::delete(file_text::table
        .filter(file_text::agency_id.eq(DbId::from(agency)).and(file_text::file_id.eq_any(files))))
        .execute(c))?;
    Ok(())
}

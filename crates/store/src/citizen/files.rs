//! Files of citizens' accounts that are not handed in yet, each in a basket: a draft, or a dossier that is to be completed.

use std::collections::BTreeSet;

use diesel::{
    prelude::*,
    sql_types::{BigInt, Nullable},
};
use domain::{AgencyId, CitizenId, FileId, UtcTime, incoming::StoredFile};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    file::stored,
    schema::{citizen_draft, citizen_file},
    types::{DbId, DbTime},
};

/// A file of an account.
#[derive(Debug, Clone)]
pub struct CitizenFile {
    /// The file.
    pub file: StoredFile,
    /// The draft or the dossier that it is for.
    pub basket: Uuid,
    /// When it was uploaded.
    pub at: UtcTime,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = citizen_file)]
struct Row {
    id: DbId,
    basket_id: DbId,
    name: String,
    size: i64,
    sha256: String,
    media_type: String,
    uploaded_at: DbTime,
}

fn read(row: Row) -> Result<CitizenFile, StoreError> {
    Ok(CitizenFile {
        file: stored(row.id, &row.name, row.size, row.sha256, row.media_type)?,
        basket: row.basket_id.get(),
        at: row.uploaded_at.into(),
    })
}

/// Notes a file.
pub fn insert_file(conn: &mut Conn, agency: AgencyId, of: CitizenId, new: &CitizenFile) -> Result<(), StoreError> {
    let size = i64::try_from(new.file.size).map_err(|_| StoreError::Database("a file is too large".to_owned()))?;
    let row = (
        citizen_file::agency_id.eq(DbId::from(agency)),
        citizen_file::id.eq(DbId::from(new.file.id)),
        citizen_file::citizen_id.eq(DbId::from(of)),
        citizen_file::basket_id.eq(DbId::from(new.basket)),
        citizen_file::name.eq(new.file.name.as_str()),
        citizen_file::size.eq(size),
        citizen_file::sha256.eq(&new.file.sha256),
        citizen_file::media_type.eq(&new.file.media_type),
        citizen_file::uploaded_at.eq(DbTime::from(new.at)),
    );
    both!(conn, c => diesel::insert_into(citizen_file::table).values(&row).execute(c))?;
    Ok(())
}

/// One of somebody's files.
pub fn file(conn: &mut Conn, agency: AgencyId, of: CitizenId, id: FileId) -> Result<Option<CitizenFile>, StoreError> {
    let found: Option<Row> = both!(conn, c => citizen_file::table
        .filter(citizen_file::agency_id.eq(DbId::from(agency)).and(citizen_file::citizen_id.eq(DbId::from(of))))
        .filter(citizen_file::id.eq(DbId::from(id)))
        .select(Row::as_select())
        .first(c)
        .optional())?;
    found.map(read).transpose()
}

/// All of somebody's files, the first first.
pub fn files_of(conn: &mut Conn, agency: AgencyId, of: CitizenId) -> Result<Vec<CitizenFile>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => citizen_file::table
        .filter(citizen_file::agency_id.eq(DbId::from(agency)).and(citizen_file::citizen_id.eq(DbId::from(of))))
        .order(citizen_file::id)
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(read).collect()
}

/// The files of one basket, the first first.
pub fn files_of_basket(
    conn: &mut Conn,
    agency: AgencyId,
    of: CitizenId,
    basket: Uuid,
) -> Result<Vec<CitizenFile>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => citizen_file::table
        .filter(citizen_file::agency_id.eq(DbId::from(agency)).and(citizen_file::citizen_id.eq(DbId::from(of))))
        .filter(citizen_file::basket_id.eq(DbId::from(basket)))
        .order(citizen_file::id)
        .select(Row::as_select())
        .load(c))?;
    rows.into_iter().map(read).collect()
}

/// How many bytes somebody's files have together: there are few of them.
pub fn bytes_of(conn: &mut Conn, agency: AgencyId, of: CitizenId) -> Result<u64, StoreError> {
    let sizes: Vec<i64> = both!(conn, c => citizen_file::table
        .filter(citizen_file::agency_id.eq(DbId::from(agency)).and(citizen_file::citizen_id.eq(DbId::from(of))))
        .select(citizen_file::size)
        .load(c))?;
    Ok(sizes.into_iter().filter_map(|size| u64::try_from(size).ok()).sum())
}

/// Deletes one of somebody's files; false where it is gone.
pub fn delete_file(conn: &mut Conn, agency: AgencyId, of: CitizenId, id: FileId) -> Result<bool, StoreError> {
    let gone = both!(conn, c => diesel::delete(citizen_file::table
        .filter(citizen_file::agency_id.eq(DbId::from(agency)).and(citizen_file::citizen_id.eq(DbId::from(of))))
        .filter(citizen_file::id.eq(DbId::from(id))))
        .execute(c))?;
    Ok(gone == 1)
}

/// Deletes the files of one basket: which they were.
pub fn delete_files_of_basket(
    conn: &mut Conn,
    agency: AgencyId,
    of: CitizenId,
    basket: Uuid,
) -> Result<Vec<CitizenFile>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => diesel::delete(citizen_file::table
        .filter(citizen_file::agency_id.eq(DbId::from(agency)).and(citizen_file::citizen_id.eq(DbId::from(of))))
        .filter(citizen_file::basket_id.eq(DbId::from(basket))))
        .returning(Row::as_returning())
        .get_results(c))?;
    rows.into_iter().map(read).collect()
}

/// How many bytes the files of all accounts of an agency have together.
pub fn bytes_of_all(conn: &mut Conn, agency: AgencyId) -> Result<u64, StoreError> {
    // A sum of BIGINT is NUMERIC on PostgreSQL.
    let sum = || diesel::dsl::sql::<Nullable<BigInt>>("CAST(SUM(size) AS BIGINT)");
    let bytes: Option<i64> = both!(conn, c => citizen_file::table
        .filter(citizen_file::agency_id.eq(DbId::from(agency)))
        .select(sum())
        .first(c))?;
    Ok(bytes.and_then(|bytes| u64::try_from(bytes).ok()).unwrap_or_default())
}

/// Of these files, those that some account has.
pub fn known_files(conn: &mut Conn, ids: &[FileId]) -> Result<BTreeSet<FileId>, StoreError> {
    let ids: Vec<DbId> = ids.iter().copied().map(DbId::from).collect();
    let found: Vec<DbId> = both!(conn, c => citizen_file::table
        .filter(citizen_file::id.eq_any(&ids))
        .select(citizen_file::id)
        .load(c))?;
    Ok(found.into_iter().map(FileId::from).collect())
}

/// Some files that were uploaded to complete a dossier before then, and never sent: whose they are, and which.
pub fn left_behind(
    conn: &mut Conn,
    agency: AgencyId,
    before: UtcTime,
    limit: i64,
) -> Result<Vec<(CitizenId, FileId)>, StoreError> {
    let of_a_draft = citizen_draft::table.filter(
        citizen_draft::agency_id.eq(citizen_file::agency_id).and(citizen_draft::id.eq(citizen_file::basket_id)),
    );
    let found: Vec<(DbId, DbId)> = both!(conn, c => citizen_file::table
        .filter(citizen_file::agency_id.eq(DbId::from(agency)))
        .filter(citizen_file::uploaded_at.lt(DbTime::from(before)))
        .filter(diesel::dsl::not(diesel::dsl::exists(of_a_draft)))
        .select((citizen_file::citizen_id, citizen_file::id))
        .limit(limit)
        .load(c))?;
    Ok(found.into_iter().map(|(of, id)| (of.into(), id.into())).collect())
}

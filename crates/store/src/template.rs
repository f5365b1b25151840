//! The office's templates; their files lie in the blob store.

use diesel::prelude::*;
use domain::{AgencyId, PersonId, TemplateId, UtcTime, outgoing::Template};

use crate::{
    Conn, StoreError, both,
    document::{count, integer},
    schema::template,
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = template)]
#[diesel(treat_none_as_default_value = false)]
struct TemplateRow {
    agency_id: DbId,
    id: DbId,
    active: bool,
    file_id: DbId,
    body: JsonText,
    version: i32,
    changed_by: DbId,
    changed_at: DbTime,
}

/// A template with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The template.
    pub template: Template,
    /// How often it was written.
    pub version: u32,
    /// Who wrote it last.
    pub changed_by: PersonId,
    /// When.
    pub changed_at: UtcTime,
}

impl TryFrom<TemplateRow> for Kept {
    type Error = StoreError;

    fn try_from(row: TemplateRow) -> Result<Self, StoreError> {
        Ok(Self {
            template: row.body.read()?,
            version: count(row.version)?,
            changed_by: row.changed_by.into(),
            changed_at: row.changed_at.into(),
        })
    }
}

fn row(agency: AgencyId, kept: &Kept) -> Result<TemplateRow, StoreError> {
    Ok(TemplateRow {
        agency_id: agency.into(),
        id: kept.template.id.into(),
        active: kept.template.active,
        file_id: kept.template.file.id.into(),
        body: JsonText::of(&kept.template)?,
        version: integer(kept.version)?,
        changed_by: kept.changed_by.into(),
        changed_at: kept.changed_at.into(),
    })
}

/// Writes a new one.
pub fn insert(conn: &mut Conn, agency: AgencyId, kept: &Kept) -> Result<(), StoreError> {
    let row = row(agency, kept)?;
    both!(conn, c => diesel::insert_into(template::table).values(&row).execute(c))?;
    Ok(())
}

/// Writes one anew, in the stead of the version before. [`StoreError::Conflict`] where somebody else was faster.
pub fn update(conn: &mut Conn, agency: AgencyId, kept: &Kept) -> Result<(), StoreError> {
    let row = row(agency, kept)?;
    let same =
        template::agency_id.eq(row.agency_id).and(template::id.eq(row.id)).and(template::version.eq(row.version - 1));
    let changed = both!(conn, c => diesel::update(template::table.filter(same)).set(&row).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

/// One of them.
pub fn find(conn: &mut Conn, agency: AgencyId, id: TemplateId) -> Result<Option<Kept>, StoreError> {
    let row: Option<TemplateRow> = both!(conn, c => template::table
        .filter(template::agency_id.eq(DbId::from(agency)).and(template::id.eq(DbId::from(id))))
        .select(TemplateRow::as_select())
        .first(c)
        .optional())?;
    row.map(Kept::try_from).transpose()
}

/// A page of them, the oldest first, behind this one where one is given; those out of use too where `all` is.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    all: bool,
    behind: Option<TemplateId>,
    limit: i64,
) -> Result<Vec<Kept>, StoreError> {
    let rows: Vec<TemplateRow> = both!(conn, c => {
        let mut query = template::table.filter(template::agency_id.eq(DbId::from(agency))).into_boxed();
        if !all {
            query = query.filter(template::active);
        }
        if let Some(behind) = behind {
            query = query.filter(template::id.gt(DbId::from(behind)));
        }
        query.order(template::id).limit(limit).select(TemplateRow::as_select()).load(c)
    })?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// How many are in use.
pub fn in_use(conn: &mut Conn, agency: AgencyId) -> Result<i64, StoreError> {
    Ok(both!(conn, c => template::table
        .filter(template::agency_id.eq(DbId::from(agency)).and(template::active))
        .count()
        .get_result(c))?)
}

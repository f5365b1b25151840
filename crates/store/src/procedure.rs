//! The agency's catalogue of procedures: a row a procedure for lists and searches, and a row for each version that was published, which is
//! written once.

use diesel::prelude::*;
use domain::{
    AgencyId, By, ProcedureId, UtcTime, fold,
    procedure::{Edition, OnlineLevel, ProcedureLevel, Withdrawal},
};

use crate::{
    Conn, StoreError, both,
    document::{count, integer},
    schema::{procedure, procedure_version},
    types::{DbEnum, DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = procedure)]
#[diesel(treat_none_as_default_value = false)]
#[diesel(treat_none_as_null = true)]
struct ProcedureRow {
    agency_id: DbId,
    id: DbId,
    code: String,
    version: i32,
    name: String,
    field: String,
    folded: String,
    level: DbEnum<ProcedureLevel>,
    online: DbEnum<OnlineLevel>,
    withdrawal: Option<JsonText>,
    changed_at: DbTime,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = procedure_version)]
struct VersionRow {
    agency_id: DbId,
    procedure_id: DbId,
    version: i32,
    body: JsonText,
    published_by: JsonText,
    published_at: DbTime,
}

/// A procedure as it stands in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureLine {
    /// Which.
    pub id: ProcedureId,
    /// Mã thủ tục.
    pub code: String,
    /// The last version that was published.
    pub version: u32,
    /// Tên thủ tục.
    pub name: String,
    /// Lĩnh vực.
    pub field: String,
    /// Cấp thực hiện.
    pub level: ProcedureLevel,
    /// Mức độ trực tuyến.
    pub online: OnlineLevel,
    /// That nothing is received for it any more.
    pub withdrawal: Option<Withdrawal>,
    /// When it was published or withdrawn last.
    pub changed_at: UtcTime,
}

impl TryFrom<ProcedureRow> for ProcedureLine {
    type Error = StoreError;

    fn try_from(row: ProcedureRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            code: row.code,
            version: count(row.version)?,
            name: row.name,
            field: row.field,
            level: row.level.0,
            online: row.online.0,
            withdrawal: row.withdrawal.map(|text| text.read()).transpose()?,
            changed_at: row.changed_at.into(),
        })
    }
}

impl TryFrom<VersionRow> for Edition {
    type Error = StoreError;

    fn try_from(row: VersionRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.procedure_id.into(),
            version: count(row.version)?,
            content: row.body.read()?,
            published_by: row.published_by.read()?,
            published_at: row.published_at.into(),
        })
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that stand in its code, name or field, in whatever order and with or without accents.
    pub words: Option<String>,
    /// Of this field (lĩnh vực), with or without accents.
    pub field: Option<String>,
    /// At this level.
    pub level: Option<ProcedureLevel>,
    /// Online to this extent.
    pub online: Option<OnlineLevel>,
    /// Those that were withdrawn, too.
    pub withdrawn: bool,
}

/// The most words that are looked for.
const MOST_WORDS: usize = 20;

/// What stands between code, field and name in the folded text. No folded text holds a line break, so a field can be looked for whole.
fn folded(edition: &Edition) -> String {
    let content = &edition.content;
    let parts = [content.code.as_str(), content.field.as_str(), content.name.as_str()];
    parts.map(fold).join("\n")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Writes a version. It must be the next of its procedure, and the procedure is offered from then on, though it was withdrawn before.
///
/// # Errors
/// [`StoreError::Conflict`] where somebody else was faster, [`StoreError::Unique`] where another procedure has its code.
pub fn publish(conn: &mut Conn, agency: AgencyId, edition: &Edition) -> Result<(), StoreError> {
    let content = &edition.content;
    let row = ProcedureRow {
        agency_id: agency.into(),
        id: edition.id.into(),
        code: content.code.to_string(),
        version: integer(edition.version)?,
        name: content.name.to_string(),
        field: content.field.to_string(),
        folded: folded(edition),
        level: DbEnum(content.level),
        online: DbEnum(content.online),
        withdrawal: None,
        changed_at: edition.published_at.into(),
    };
    if row.version == 1 {
        both!(conn, c => diesel::insert_into(procedure::table).values(&row).execute(c))?;
    } else {
        let before = procedure::agency_id
            .eq(row.agency_id)
            .and(procedure::id.eq(row.id))
            .and(procedure::version.eq(row.version - 1));
        let changed = both!(conn, c => diesel::update(procedure::table.filter(before)).set(&row).execute(c))?;
        if changed != 1 {
            return Err(StoreError::Conflict);
        }
    }
    let version = VersionRow {
        agency_id: row.agency_id,
        procedure_id: row.id,
        version: row.version,
        body: JsonText::of(content)?,
        published_by: JsonText::of::<By>(&edition.published_by)?,
        published_at: row.changed_at,
    };
    both!(conn, c => diesel::insert_into(procedure_version::table).values(&version).execute(c))?;
    Ok(())
}

/// Withdraws a procedure, or offers it again; the versions stay.
pub fn set_withdrawal(
    conn: &mut Conn,
    agency: AgencyId,
    id: ProcedureId,
    withdrawal: Option<&Withdrawal>,
    at: UtcTime,
) -> Result<(), StoreError> {
    let text = withdrawal.map(JsonText::of).transpose()?;
    let one = procedure::agency_id.eq(DbId::from(agency)).and(procedure::id.eq(DbId::from(id)));
    let change = (procedure::withdrawal.eq(text), procedure::changed_at.eq(DbTime::from(at)));
    let changed = both!(conn, c => diesel::update(procedure::table.filter(one)).set(change).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

/// One of the catalogue.
pub fn find(conn: &mut Conn, agency: AgencyId, id: ProcedureId) -> Result<Option<ProcedureLine>, StoreError> {
    let row: Option<ProcedureRow> = both!(conn, c => procedure::table
        .filter(procedure::agency_id.eq(DbId::from(agency)).and(procedure::id.eq(DbId::from(id))))
        .select(ProcedureRow::as_select())
        .first(c)
        .optional())?;
    row.map(ProcedureLine::try_from).transpose()
}

/// The one of this code.
pub fn by_code(conn: &mut Conn, agency: AgencyId, code: &str) -> Result<Option<ProcedureLine>, StoreError> {
    let row: Option<ProcedureRow> = both!(conn, c => procedure::table
        .filter(procedure::agency_id.eq(DbId::from(agency)).and(procedure::code.eq(code)))
        .select(ProcedureRow::as_select())
        .first(c)
        .optional())?;
    row.map(ProcedureLine::try_from).transpose()
}

/// A page of the catalogue in the order of codes, behind this one where one is given. It needs no person: the public reads by it, too.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    filter: &Filter,
    behind: Option<&str>,
    limit: i64,
) -> Result<Vec<ProcedureLine>, StoreError> {
    let rows: Vec<ProcedureRow> = both!(conn, c => {
        let mut query = procedure::table.filter(procedure::agency_id.eq(DbId::from(agency))).into_boxed();
        for word in fold(filter.words.as_deref().unwrap_or_default()).split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS) {
            query = query.filter(procedure::folded.like(format!("%{}%", escaped(word))).escape('\\'));
        }
        if let Some(field) = &filter.field {
            query = query.filter(procedure::folded.like(format!("%\n{}\n%", escaped(&fold(field)))).escape('\\'));
        }
        if let Some(level) = filter.level {
            query = query.filter(procedure::level.eq(DbEnum(level)));
        }
        if let Some(online) = filter.online {
            query = query.filter(procedure::online.eq(DbEnum(online)));
        }
        if !filter.withdrawn {
            query = query.filter(procedure::withdrawal.is_null());
        }
        if let Some(behind) = behind {
            query = query.filter(procedure::code.gt(behind.to_owned()));
        }
        query.order(procedure::code).limit(limit).select(ProcedureRow::as_select()).load(c)
    })?;
    rows.into_iter().map(ProcedureLine::try_from).collect()
}

/// How many stand in the catalogue.
pub fn how_many(conn: &mut Conn, agency: AgencyId) -> Result<i64, StoreError> {
    Ok(both!(conn, c => procedure::table.filter(procedure::agency_id.eq(DbId::from(agency))).count().get_result(c))?)
}

/// What was published as this version.
pub fn edition(
    conn: &mut Conn,
    agency: AgencyId,
    id: ProcedureId,
    version: u32,
) -> Result<Option<Edition>, StoreError> {
    let Ok(version) = integer(version) else { return Ok(None) };
    let row: Option<VersionRow> = both!(conn, c => procedure_version::table
        .filter(procedure_version::agency_id.eq(DbId::from(agency)))
        .filter(procedure_version::procedure_id.eq(DbId::from(id)))
        .filter(procedure_version::version.eq(version))
        .select(VersionRow::as_select())
        .first(c)
        .optional())?;
    row.map(Edition::try_from).transpose()
}

/// When a version was published, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publication {
    /// Which version.
    pub version: u32,
    /// By whom.
    pub by: By,
    /// When.
    pub at: UtcTime,
}

/// The most versions that are told.
const MOST_VERSIONS: i64 = 1000;

/// The versions of a procedure, the newest first, without what was published.
pub fn publications(conn: &mut Conn, agency: AgencyId, id: ProcedureId) -> Result<Vec<Publication>, StoreError> {
    let rows: Vec<(i32, JsonText, DbTime)> = both!(conn, c => procedure_version::table
        .filter(procedure_version::agency_id.eq(DbId::from(agency)))
        .filter(procedure_version::procedure_id.eq(DbId::from(id)))
        .order(procedure_version::version.desc())
        .limit(MOST_VERSIONS)
        .select((procedure_version::version, procedure_version::published_by, procedure_version::published_at))
        .load(c))?;
    let publication = |(version, by, at): (i32, JsonText, DbTime)| {
        Ok(Publication { version: count(version)?, by: by.read()?, at: at.into() })
    };
    rows.into_iter().map(publication).collect()
}

//! The office's directory of bodies, organisations and people outside the installation.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    AgencyId, CounterpartId, UtcTime, fold,
    outgoing::{Counterpart, CounterpartFields},
};

use crate::{
    Conn, StoreError, both,
    document::{count, integer},
    schema::counterpart,
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = counterpart)]
#[diesel(treat_none_as_default_value = false)]
#[diesel(treat_none_as_null = true)]
struct CounterpartRow {
    agency_id: DbId,
    id: DbId,
    code: Option<String>,
    folded: String,
    body: JsonText,
    version: i32,
    changed_at: DbTime,
}

/// A counterpart with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The counterpart.
    pub counterpart: Counterpart,
    /// How often it was written.
    pub version: u32,
}

impl TryFrom<CounterpartRow> for Known {
    type Error = StoreError;

    fn try_from(row: CounterpartRow) -> Result<Self, StoreError> {
        let counterpart = Counterpart { id: row.id.into(), fields: row.body.read()? };
        Ok(Self { counterpart, version: count(row.version)? })
    }
}

fn row(agency: AgencyId, known: &Known, at: UtcTime) -> Result<CounterpartRow, StoreError> {
    let fields: &CounterpartFields = &known.counterpart.fields;
    Ok(CounterpartRow {
        agency_id: agency.into(),
        id: known.counterpart.id.into(),
        code: fields.code.as_ref().map(ToString::to_string),
        folded: fold(fields.name.as_str()),
        body: JsonText::of(fields)?,
        version: integer(known.version)?,
        changed_at: at.into(),
    })
}

/// Writes a new one. [`StoreError::Unique`] where another has its code.
pub fn insert(conn: &mut Conn, agency: AgencyId, known: &Known, at: UtcTime) -> Result<(), StoreError> {
    let row = row(agency, known, at)?;
    both!(conn, c => diesel::insert_into(counterpart::table).values(&row).execute(c))?;
    Ok(())
}

/// Writes one anew, in the stead of the version before. [`StoreError::Conflict`] where somebody else was faster.
pub fn update(conn: &mut Conn, agency: AgencyId, known: &Known, at: UtcTime) -> Result<(), StoreError> {
    let row = row(agency, known, at)?;
    let same = counterpart::agency_id
        .eq(row.agency_id)
        .and(counterpart::id.eq(row.id))
        .and(counterpart::version.eq(row.version - 1));
    let changed = both!(conn, c => diesel::update(counterpart::table.filter(same)).set(&row).execute(c))?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

/// One of them.
pub fn find(conn: &mut Conn, agency: AgencyId, id: CounterpartId) -> Result<Option<Known>, StoreError> {
    let row: Option<CounterpartRow> = both!(conn, c => counterpart::table
        .filter(counterpart::agency_id.eq(DbId::from(agency)).and(counterpart::id.eq(DbId::from(id))))
        .select(CounterpartRow::as_select())
        .first(c)
        .optional())?;
    row.map(Known::try_from).transpose()
}

/// Where a page of the directory begins: behind this name and id.
pub type Behind = (String, CounterpartId);

/// The directory in the order of names, those that begin with this text where one is given.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    begins: Option<&str>,
    behind: Option<&Behind>,
    limit: i64,
) -> Result<Vec<Known>, StoreError> {
    let rows: Vec<CounterpartRow> = both!(conn, c => {
        let mut query = counterpart::table.filter(counterpart::agency_id.eq(DbId::from(agency))).into_boxed();
        if let Some(begins) = begins {
            let escaped = fold(begins).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            query = query.filter(counterpart::folded.like(format!("{escaped}%")).escape('\\'));
        }
        if let Some((folded, id)) = behind {
            let id = DbId::from(*id);
            query = query.filter(
                counterpart::folded.gt(folded).or(counterpart::folded.eq(folded).and(counterpart::id.gt(id))),
            );
        }
        query
            .order((counterpart::folded, counterpart::id))
            .limit(limit)
            .select(CounterpartRow::as_select())
            .load(c)
    })?;
    rows.into_iter().map(Known::try_from).collect()
}

/// Those of these ids that there are.
pub fn named(
    conn: &mut Conn,
    agency: AgencyId,
    ids: &[CounterpartId],
) -> Result<BTreeMap<CounterpartId, Counterpart>, StoreError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<DbId> = ids.iter().copied().map(DbId::from).collect();
    let rows: Vec<CounterpartRow> = both!(conn, c => counterpart::table
        .filter(counterpart::agency_id.eq(DbId::from(agency)).and(counterpart::id.eq_any(&ids)))
        .select(CounterpartRow::as_select())
        .load(c))?;
    rows.into_iter()
        .map(|row| {
            let known = Known::try_from(row)?;
            Ok((known.counterpart.id, known.counterpart))
        })
        .collect()
}

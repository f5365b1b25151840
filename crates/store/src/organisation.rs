//! Agencies: their organisation with its dates, their catalogues and rules, and all of it as decisions need it
//! ([`AgencySnapshot`]).
//!
//! [`records`] reads and writes the organisation, [`changes`] keeps the history of its changes, [`login`] is what signing in asks.

pub mod calendar;
pub mod changes;
pub mod login;
pub mod records;
mod services;
mod signing;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    AgencyId, DepartmentId, OfficeSettings, RoutingRuleId, UtcTime, day_in_vietnam,
    incoming::RoutingRule,
    organisation::{AgencyRecord, Directory, OfficeCalendar, Organisation},
};

pub use login::{Login, find_login, logins_at, set_password};

use crate::{
    Conn, StoreError, both,
    schema::{agency, document_type},
    types::{DbId, DbTime, JsonText},
};

/// A type of document in an office's catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = document_type)]
pub struct TypeRow {
    /// Its code.
    pub code: String,
    /// Tên loại.
    pub name: String,
    /// In English.
    pub name_en: String,
    /// Chữ viết tắt.
    pub abbreviation: Option<String>,
    /// Its group.
    pub type_group: String,
}

/// All that decisions need of an agency, as it stood at one version, on one day.
#[derive(Debug, Clone)]
pub struct AgencySnapshot {
    /// The version.
    pub version: i64,
    /// The day, in Vietnam.
    pub day: NaiveDate,
    /// The organisation with its dates.
    pub organisation: Organisation,
    /// People and departments on that day.
    pub directory: Directory,
    /// The office's choices.
    pub settings: OfficeSettings,
    /// The catalogue, in its order.
    pub types: Vec<TypeRow>,
    /// The codes of the catalogue.
    pub type_codes: BTreeSet<String>,
    /// Routing rules in force.
    pub rules: BTreeMap<RoutingRuleId, RoutingRule>,
    /// The order in which departments are shown.
    pub department_order: Vec<DepartmentId>,
    /// When its people work.
    pub calendar: Arc<OfficeCalendar>,
}

impl AgencySnapshot {
    /// The same on another day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Self {
        Self { day, directory: self.organisation.directory(day), ..self.clone() }
    }
}

/// Reads an agency's snapshot for a day; `None` where there is no such agency.
pub fn snapshot(conn: &mut Conn, id: AgencyId, day: NaiveDate) -> Result<Option<AgencySnapshot>, StoreError> {
    let key = DbId::from(id);
    let Some(version) = directory_version(conn, id)? else { return Ok(None) };
    let Some(organisation) = records::organisation(conn, id)? else { return Ok(None) };
    let calendar = organisation.calendar.office();
    let calendar = calendar.map_err(|fault| StoreError::corrupt(format!("a calendar: {fault}")))?;
    let types: Vec<TypeRow> = both!(conn, c => document_type::table
        .filter(document_type::agency_id.eq(key))
        .order((document_type::sort_order, document_type::code))
        .select(TypeRow::as_select())
        .load(c))?;
    Ok(Some(AgencySnapshot {
        version,
        day,
        settings: organisation.settings.clone(),
        type_codes: types.iter().map(|t| t.code.clone()).collect(),
        types,
        rules: organisation.rules.iter().filter(|(_, r)| r.active).map(|(id, r)| (*id, r.rule.clone())).collect(),
        department_order: organisation.department_order(),
        calendar: Arc::new(calendar),
        directory: organisation.directory(day),
        organisation,
    }))
}

/// The version of an agency's directory now.
pub fn directory_version(conn: &mut Conn, id: AgencyId) -> Result<Option<i64>, StoreError> {
    Ok(both!(conn, c => agency::table
        .filter(agency::id.eq(DbId::from(id)))
        .select(agency::directory_version)
        .first(c)
        .optional())?)
}

/// Until the transaction's end nobody changes the organisation: whoever is named in a command is not ended beside it. On SQLite
/// nobody else writes anyway.
pub fn hold(conn: &mut Conn, id: AgencyId) -> Result<(), StoreError> {
    if let Conn::Postgres(c) = conn {
        let held = agency::table.filter(agency::id.eq(DbId::from(id))).for_share().select(agency::id);
        held.first::<DbId>(c).optional()?;
    }
    Ok(())
}

/// Holds the agency's row until the transaction ends and tells every instance that its snapshot is to be read anew; the new
/// version. [`StoreError::NotFound`] where there is no such agency.
pub fn begin_change(conn: &mut Conn, id: AgencyId) -> Result<i64, StoreError> {
    both!(conn, c => diesel::update(agency::table.filter(agency::id.eq(DbId::from(id))))
        .set(agency::directory_version.eq(agency::directory_version + 1))
        .execute(c))?;
    directory_version(conn, id)?.ok_or(StoreError::NotFound)
}

/// Writes a new agency with the catalogue that every office starts with.
pub fn create_agency(
    conn: &mut Conn,
    id: AgencyId,
    code: &str,
    name: &str,
    settings: &OfficeSettings,
    now: UtcTime,
) -> Result<(), StoreError> {
    let row = (
        agency::id.eq(DbId::from(id)),
        agency::code.eq(code),
        agency::name.eq(name),
        agency::settings.eq(JsonText::of(settings)?),
        agency::record.eq(Some(JsonText::of(&AgencyRecord::new(id, code, name, day_in_vietnam(now)))?)),
        agency::created_at.eq(DbTime::from(now)),
    );
    both!(conn, c => diesel::insert_into(agency::table).values(&row).execute(c))?;
    for (order, kind) in (0..).zip(domain::catalogue::DOCUMENT_TYPES) {
        let row = (
            document_type::agency_id.eq(DbId::from(id)),
            document_type::code.eq(kind.code),
            document_type::name.eq(kind.name),
            document_type::name_en.eq(kind.name_en),
            document_type::abbreviation.eq(kind.abbreviation),
            document_type::type_group.eq(kind.group.as_str()),
            document_type::sort_order.eq::<i32>(order),
        );
        both!(conn, c => diesel::insert_into(document_type::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// Whether any agency exists.
pub fn any_agency(conn: &mut Conn) -> Result<bool, StoreError> {
    let found: Option<DbId> = both!(conn, c => agency::table.select(agency::id).first(c).optional())?;
    Ok(found.is_some())
}

//! The organisation's records: read as a whole, written one at a time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    AgencyId, DepartmentId, EmailAddress, PersonId, RoutingRuleId, UtcTime, day_in_vietnam,
    incoming::RoutingRule,
    organisation::{
        Absence, AgencyRecord, DepartmentRecord, Organisation, PersonRecord, Position, Post, Record, Role, RoleGrant,
        RuleRecord, Validity,
    },
};

use super::{calendar, services, signing};
use crate::{
    Conn, StoreError, both,
    schema::{absence, agency, department, person, position, role_grant, routing_rule},
    types::{DbId, DbTime, JsonText},
    webhook,
};

fn validity(from: NaiveDate, until: Option<NaiveDate>) -> Result<Validity, StoreError> {
    Validity::new(from, until).map_err(|refusal| StoreError::corrupt(format!("a period: {refusal}")))
}

/// Reads an agency's organisation; `None` where there is no such agency.
pub fn organisation(conn: &mut Conn, id: AgencyId) -> Result<Option<Organisation>, StoreError> {
    let key = DbId::from(id);
    let found: Option<(AgencyColumns, String)> = both!(conn, c => agency::table
        .filter(agency::id.eq(key))
        .select(((agency::id, agency::code, agency::name, agency::record, agency::created_at), agency::settings))
        .first(c)
        .optional())?;
    let Some((found, settings)) = found else { return Ok(None) };
    let settings = serde_json::from_str(&settings).map_err(|e| StoreError::corrupt(format!("agency settings: {e}")))?;
    let rules: Vec<(JsonText, bool)> = both!(conn, c => routing_rule::table
        .filter(routing_rule::agency_id.eq(key))
        .select((routing_rule::body, routing_rule::active))
        .load(c))?;
    let rules = rules
        .iter()
        .map(|(body, active)| body.read::<RoutingRule>().map(|rule| (rule.id, RuleRecord { rule, active: *active })))
        .collect::<Result<BTreeMap<RoutingRuleId, _>, _>>()?;
    let agency = agency_record(found)?;
    let (departments, people) = (departments(conn, key)?, people(conn, key)?);
    let (services, calendar) = (services::of(conn, key)?, calendar::of(conn, key)?);
    Ok(Some(Organisation { agency, departments, people, rules, services, calendar, settings }))
}

type AgencyColumns = (DbId, String, String, Option<JsonText>, DbTime);

fn agency_record((id, code, name, record, created_at): AgencyColumns) -> Result<AgencyRecord, StoreError> {
    match record {
        Some(json) => json.read(),
        // Made before agencies had dates.
        None => Ok(AgencyRecord::new(id.into(), &code, &name, day_in_vietnam(UtcTime::from(created_at)))),
    }
}

/// Every agency of the installation.
pub fn agencies(conn: &mut Conn) -> Result<Vec<AgencyRecord>, StoreError> {
    let rows: Vec<AgencyColumns> = both!(conn, c => agency::table
        .order((agency::code, agency::id))
        .select((agency::id, agency::code, agency::name, agency::record, agency::created_at))
        .load(c))?;
    rows.into_iter().map(agency_record).collect()
}

type DepartmentColumns = (DbId, String, String, Option<DbId>, i32, NaiveDate, Option<NaiveDate>, Option<DbId>);

fn departments(conn: &mut Conn, key: DbId) -> Result<BTreeMap<DepartmentId, DepartmentRecord>, StoreError> {
    let rows: Vec<DepartmentColumns> = both!(conn, c => department::table
        .filter(department::agency_id.eq(key))
        .select((
            department::id,
            department::code,
            department::name,
            department::parent_id,
            department::sort_order,
            department::valid_from,
            department::valid_until,
            department::successor_id,
        ))
        .load(c))?;
    rows.into_iter()
        .map(|(id, code, name, parent, order, from, until, successor)| {
            let id = DepartmentId::from(id);
            let (parent, successor) = (parent.map(Into::into), successor.map(Into::into));
            Ok((id, DepartmentRecord { id, code, name, parent, order, validity: validity(from, until)?, successor }))
        })
        .collect()
}

type PersonColumns = (DbId, String, String, String, Option<String>, NaiveDate, Option<NaiveDate>);

fn people(conn: &mut Conn, key: DbId) -> Result<BTreeMap<PersonId, PersonRecord>, StoreError> {
    let rows: Vec<PersonColumns> = both!(conn, c => person::table
        .filter(person::agency_id.eq(key))
        .select((
            person::id,
            person::username,
            person::name,
            person::title,
            person::email,
            person::valid_from,
            person::valid_until,
        ))
        .load(c))?;
    let mut people = BTreeMap::new();
    for (id, username, name, title, email, from, until) in rows {
        let id = PersonId::from(id);
        // An address that mail can't be sent to is as good as none: it must not keep anyone from working.
        let email = email.as_deref().and_then(|raw| EmailAddress::new(raw).ok());
        let (positions, roles, absences, signing) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let validity = validity(from, until)?;
        let record = PersonRecord { id, username, name, title, email, validity, positions, roles, absences, signing };
        people.insert(id, record);
    }
    for (id, capacity) in signing::all(conn, key)? {
        if let Some(person) = people.get_mut(&id) {
            person.signing.push(capacity);
        }
    }
    for (id, from, until, substitute) in absences(conn, key)? {
        if let Some(person) = people.get_mut(&PersonId::from(id)) {
            let validity = validity(from, Some(until))?;
            person.absences.push(Absence { substitute: substitute.into(), validity });
        }
    }
    let grants: Vec<(DbId, String, NaiveDate, Option<NaiveDate>)> = both!(conn, c => role_grant::table
        .filter(role_grant::agency_id.eq(key))
        .order((role_grant::valid_from, role_grant::role))
        .select((role_grant::person_id, role_grant::role, role_grant::valid_from, role_grant::valid_until))
        .load(c))?;
    for (id, role, from, until) in grants {
        let role = Role::parse(&role).ok_or_else(|| StoreError::corrupt(format!("the role {role:?}")))?;
        if let Some(person) = people.get_mut(&PersonId::from(id)) {
            person.roles.push(RoleGrant { role, validity: validity(from, until)? });
        }
    }
    let positions: Vec<(DbId, DbId, String, NaiveDate, Option<NaiveDate>)> = both!(conn, c => position::table
        .filter(position::agency_id.eq(key))
        .order((position::valid_from, position::department_id))
        .select((
            position::person_id,
            position::department_id,
            position::post,
            position::valid_from,
            position::valid_until,
        ))
        .load(c))?;
    for (id, department, post, from, until) in positions {
        let post = Post::parse(&post).ok_or_else(|| StoreError::corrupt(format!("the post {post:?}")))?;
        if let Some(person) = people.get_mut(&PersonId::from(id)) {
            person.positions.push(Position { department: department.into(), post, validity: validity(from, until)? });
        }
    }
    Ok(people)
}

type AbsenceColumns = (DbId, NaiveDate, NaiveDate, DbId);

fn absences(conn: &mut Conn, key: DbId) -> Result<Vec<AbsenceColumns>, StoreError> {
    Ok(both!(conn, c => absence::table
        .filter(absence::agency_id.eq(key))
        .order((absence::person_id, absence::valid_from))
        .select((absence::person_id, absence::valid_from, absence::valid_until, absence::substitute_id))
        .load(c))?)
}

/// The name of a department, ended or not.
pub fn department_name(conn: &mut Conn, agency: AgencyId, id: DepartmentId) -> Result<Option<String>, StoreError> {
    Ok(both!(conn, c => department::table
        .filter(department::agency_id.eq(DbId::from(agency)).and(department::id.eq(DbId::from(id))))
        .select(department::name)
        .first(c)
        .optional())?)
}

/// Writes one record as it now stands.
pub fn save(conn: &mut Conn, agency: AgencyId, record: &Record, now: UtcTime) -> Result<(), StoreError> {
    let key = DbId::from(agency);
    match record {
        Record::Agency(record) => save_agency(conn, record),
        Record::Department(record) => save_department(conn, key, record),
        Record::Person(record) => save_person(conn, key, record, now),
        Record::Rule(record) => {
            let row = (
                routing_rule::agency_id.eq(key),
                routing_rule::id.eq(DbId::from(record.rule.id)),
                routing_rule::active.eq(record.active),
                routing_rule::body.eq(JsonText::of(&record.rule)?),
            );
            let there = routing_rule::agency_id.eq(key).and(routing_rule::id.eq(DbId::from(record.rule.id)));
            let changed =
                both!(conn, c => diesel::update(routing_rule::table.filter(there)).set(row.clone()).execute(c))?;
            if changed == 0 {
                both!(conn, c => diesel::insert_into(routing_rule::table).values(&row).execute(c))?;
            }
            Ok(())
        }
        Record::Service(record) => services::save(conn, key, record),
        Record::Webhook(record) => webhook::save(conn, key, record),
        Record::Calendar(record) => calendar::save(conn, key, record),
        Record::Settings(record) => {
            let settings = JsonText::of(record)?;
            both!(conn, c => diesel::update(agency::table.filter(agency::id.eq(key)))
                .set(agency::settings.eq(&settings))
                .execute(c))?;
            Ok(())
        }
    }
}

fn save_agency(conn: &mut Conn, record: &AgencyRecord) -> Result<(), StoreError> {
    // The columns beside the record hold its latest name and code.
    let code = record.codes.last().map_or("", |code| &code.code);
    let name = record.names.last().map_or("", |name| &name.name);
    let json = JsonText::of(record)?;
    both!(conn, c => diesel::update(agency::table.filter(agency::id.eq(DbId::from(record.id))))
        .set((agency::code.eq(code), agency::name.eq(name), agency::record.eq(Some(&json))))
        .execute(c))?;
    Ok(())
}

fn save_department(conn: &mut Conn, key: DbId, record: &DepartmentRecord) -> Result<(), StoreError> {
    let row = (
        department::agency_id.eq(key),
        department::id.eq(DbId::from(record.id)),
        department::code.eq(&record.code),
        department::name.eq(&record.name),
        department::parent_id.eq(record.parent.map(DbId::from)),
        department::sort_order.eq(record.order),
        department::valid_from.eq(record.validity.from()),
        department::valid_until.eq(record.validity.until()),
        department::successor_id.eq(record.successor.map(DbId::from)),
    );
    let there = department::agency_id.eq(key).and(department::id.eq(DbId::from(record.id)));
    let changed = both!(conn, c => diesel::update(department::table.filter(there)).set(row).execute(c))?;
    if changed == 0 {
        both!(conn, c => diesel::insert_into(department::table).values(&row).execute(c))?;
    }
    Ok(())
}

fn save_person(conn: &mut Conn, key: DbId, record: &PersonRecord, now: UtcTime) -> Result<(), StoreError> {
    let id = DbId::from(record.id);
    let row = (
        person::agency_id.eq(key),
        person::id.eq(id),
        person::username.eq(&record.username),
        person::name.eq(&record.name),
        person::title.eq(&record.title),
        person::email.eq(record.email.as_ref().map(EmailAddress::as_str)),
        person::valid_from.eq(record.validity.from()),
        person::valid_until.eq(record.validity.until()),
    );
    let there = person::agency_id.eq(key).and(person::id.eq(id));
    let changed = both!(conn, c => diesel::update(person::table.filter(there)).set(row).execute(c))?;
    if changed == 0 {
        let row = (row, person::created_at.eq(DbTime::from(now)));
        both!(conn, c => diesel::insert_into(person::table).values(&row).execute(c))?;
    }
    both!(conn, c => diesel::delete(position::table
        .filter(position::agency_id.eq(key).and(position::person_id.eq(id)))).execute(c))?;
    for held in &record.positions {
        let row = (
            position::agency_id.eq(key),
            position::person_id.eq(id),
            position::department_id.eq(DbId::from(held.department)),
            position::post.eq(held.post.as_str()),
            position::valid_from.eq(held.validity.from()),
            position::valid_until.eq(held.validity.until()),
        );
        both!(conn, c => diesel::insert_into(position::table).values(&row).execute(c))?;
    }
    both!(conn, c => diesel::delete(absence::table
        .filter(absence::agency_id.eq(key).and(absence::person_id.eq(id)))).execute(c))?;
    for away in &record.absences {
        let row = (
            absence::agency_id.eq(key),
            absence::person_id.eq(id),
            absence::valid_from.eq(away.validity.from()),
            absence::valid_until.eq(away.validity.until().unwrap_or(away.validity.from())),
            absence::substitute_id.eq(DbId::from(away.substitute)),
        );
        both!(conn, c => diesel::insert_into(absence::table).values(&row).execute(c))?;
    }
    signing::write(conn, key, id, &record.signing)?;
    both!(conn, c => diesel::delete(role_grant::table
        .filter(role_grant::agency_id.eq(key).and(role_grant::person_id.eq(id)))).execute(c))?;
    for held in &record.roles {
        let row = (
            role_grant::agency_id.eq(key),
            role_grant::person_id.eq(id),
            role_grant::role.eq(held.role.as_str()),
            role_grant::valid_from.eq(held.validity.from()),
            role_grant::valid_until.eq(held.validity.until()),
        );
        both!(conn, c => diesel::insert_into(role_grant::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// Whether another agency than this has somebody who administers the installation, on this day and without an end.
pub fn administered_elsewhere(conn: &mut Conn, agency: AgencyId, day: NaiveDate) -> Result<bool, StoreError> {
    let found: Vec<DbId> = both!(conn, c => role_grant::table
        .inner_join(person::table.on(person::agency_id.eq(role_grant::agency_id).and(person::id.eq(role_grant::person_id))))
        .filter(role_grant::role.eq(Role::SystemAdministrator.as_str()).and(role_grant::agency_id.ne(DbId::from(agency))))
        .filter(role_grant::valid_until.is_null().and(role_grant::valid_from.le(day)))
        .filter(person::valid_until.is_null().and(person::valid_from.le(day)))
        .select(role_grant::agency_id)
        .load(c))?;
    // An agency that ends takes its people with it.
    Ok(agencies(conn)?
        .iter()
        .any(|a| a.validity.until().is_none() && found.iter().any(|id| AgencyId::from(*id) == a.id)))
}

/// Which of these user names and agency codes belong to others of the installation than this agency.
pub fn taken(
    conn: &mut Conn,
    agency: AgencyId,
    usernames: &[&str],
    codes: &[&str],
) -> Result<BTreeSet<String>, StoreError> {
    let mut taken = BTreeSet::new();
    if !usernames.is_empty() {
        let found: Vec<String> = both!(conn, c => person::table
            .filter(person::username.eq_any(usernames).and(person::agency_id.ne(DbId::from(agency))))
            .select(person::username)
            .load(c))?;
        taken.extend(found);
    }
    if !codes.is_empty() {
        let others = agencies(conn)?;
        let others = || others.iter().filter(|other| other.id != agency);
        taken.extend(codes.iter().filter(|code| others().any(|a| a.has_code(code))).map(|code| (*code).to_owned()));
    }
    Ok(taken)
}

//! Agencies, their departments and people, their catalogues and rules.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::{
    AgencyId, DepartmentId, EmailAddress, OfficeSettings, PersonId, RoutingRuleId, UtcTime,
    incoming::RoutingRule,
    organisation::{Department, Directory, Person, Post, Role},
};

use crate::{
    Conn, StoreError, both,
    schema::{agency, department, document_type, person, person_post, person_role, routing_rule},
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

/// All that decisions need of an agency, as it stood at one version.
#[derive(Debug, Clone)]
pub struct AgencySnapshot {
    /// The version.
    pub version: i64,
    /// People and departments.
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
}

/// Reads an agency's snapshot; `None` where there is no such agency.
pub fn snapshot(conn: &mut Conn, id: AgencyId) -> Result<Option<AgencySnapshot>, StoreError> {
    let key = DbId::from(id);
    let found: Option<(String, String, i64)> = both!(conn, c => agency::table
        .filter(agency::id.eq(key))
        .select((agency::name, agency::settings, agency::directory_version))
        .first(c)
        .optional())?;
    let Some((agency_name, settings, version)) = found else { return Ok(None) };
    let settings = serde_json::from_str(&settings).map_err(|e| StoreError::corrupt(format!("agency settings: {e}")))?;
    let departments: Vec<(DbId, String, String, bool)> = both!(conn, c => department::table
        .filter(department::agency_id.eq(key))
        .order((department::sort_order, department::code))
        .select((department::id, department::code, department::name, department::active))
        .load(c))?;
    let people = people(conn, key)?;
    let types: Vec<TypeRow> = both!(conn, c => document_type::table
        .filter(document_type::agency_id.eq(key))
        .order((document_type::sort_order, document_type::code))
        .select(TypeRow::as_select())
        .load(c))?;
    let rules: Vec<JsonText> = both!(conn, c => routing_rule::table
        .filter(routing_rule::agency_id.eq(key).and(routing_rule::active.eq(true)))
        .select(routing_rule::body)
        .load(c))?;
    let rules = rules
        .iter()
        .map(|body| body.read::<RoutingRule>().map(|rule| (rule.id, rule)))
        .collect::<Result<BTreeMap<_, _>, _>>()?;
    Ok(Some(AgencySnapshot {
        version,
        settings,
        type_codes: types.iter().map(|t| t.code.clone()).collect(),
        types,
        rules,
        department_order: departments.iter().map(|(id, ..)| (*id).into()).collect(),
        directory: Directory {
            agency: id,
            agency_name,
            people,
            departments: departments
                .into_iter()
                .map(|(id, code, name, active)| {
                    let id = DepartmentId::from(id);
                    (id, Department { id, code, name, active })
                })
                .collect(),
        },
    }))
}

type PersonColumns = (DbId, String, String, String, Option<String>, bool);

fn people(conn: &mut Conn, key: DbId) -> Result<BTreeMap<PersonId, Person>, StoreError> {
    let rows: Vec<PersonColumns> = both!(conn, c => person::table
        .filter(person::agency_id.eq(key))
        .select((person::id, person::username, person::name, person::title, person::email, person::active))
        .load(c))?;
    let roles: Vec<(DbId, String)> = both!(conn, c => person_role::table
        .filter(person_role::agency_id.eq(key))
        .select((person_role::person_id, person_role::role))
        .load(c))?;
    let posts: Vec<(DbId, DbId, String)> = both!(conn, c => person_post::table
        .filter(person_post::agency_id.eq(key))
        .select((person_post::person_id, person_post::department_id, person_post::post))
        .load(c))?;
    let mut people = BTreeMap::new();
    for (id, username, name, title, email, active) in rows {
        let id = PersonId::from(id);
        // An address that mail can't be sent to is as good as none: it must not keep anyone from working.
        let email = email.as_deref().and_then(|raw| EmailAddress::new(raw).ok());
        let (roles, posts) = (BTreeSet::new(), BTreeMap::new());
        people.insert(id, Person { id, username, name, title, email, active, roles, posts });
    }
    for (id, role) in roles {
        let role = Role::parse(&role).ok_or_else(|| StoreError::corrupt(format!("the role {role:?}")))?;
        if let Some(person) = people.get_mut(&PersonId::from(id)) {
            person.roles.insert(role);
        }
    }
    for (id, department, post) in posts {
        let post = Post::parse(&post).ok_or_else(|| StoreError::corrupt(format!("the post {post:?}")))?;
        if let Some(person) = people.get_mut(&PersonId::from(id)) {
            person.posts.insert(department.into(), post);
        }
    }
    Ok(people)
}

/// The version of an agency's directory now.
pub fn directory_version(conn: &mut Conn, id: AgencyId) -> Result<Option<i64>, StoreError> {
    Ok(both!(conn, c => agency::table
        .filter(agency::id.eq(DbId::from(id)))
        .select(agency::directory_version)
        .first(c)
        .optional())?)
}

/// What signing in needs to know of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// Their agency.
    pub agency: AgencyId,
    /// Who.
    pub person: PersonId,
    /// The hash of their password, where they have one.
    pub password_hash: Option<String>,
    /// Whether they work here now.
    pub active: bool,
}

/// Looks a person up by the name they sign in with.
pub fn find_login(conn: &mut Conn, username: &str) -> Result<Option<Login>, StoreError> {
    let found: Option<(DbId, DbId, Option<String>, bool)> = both!(conn, c => person::table
        .filter(person::username.eq(username))
        .select((person::agency_id, person::id, person::password_hash, person::active))
        .first(c)
        .optional())?;
    Ok(found.map(|(agency, person, password_hash, active)| Login {
        agency: agency.into(),
        person: person.into(),
        password_hash,
        active,
    }))
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

/// Writes a new department.
pub fn create_department(conn: &mut Conn, agency: AgencyId, made: &Department, order: i32) -> Result<(), StoreError> {
    let row = (
        department::agency_id.eq(DbId::from(agency)),
        department::id.eq(DbId::from(made.id)),
        department::code.eq(&made.code),
        department::name.eq(&made.name),
        department::sort_order.eq(order),
        department::active.eq(made.active),
    );
    both!(conn, c => diesel::insert_into(department::table).values(&row).execute(c))?;
    changed(conn, agency)
}

/// Writes a new person with roles and posts.
pub fn create_person(
    conn: &mut Conn,
    agency: AgencyId,
    made: &Person,
    password_hash: Option<&str>,
    now: UtcTime,
) -> Result<(), StoreError> {
    let key = DbId::from(agency);
    let row = (
        person::agency_id.eq(key),
        person::id.eq(DbId::from(made.id)),
        person::username.eq(&made.username),
        person::name.eq(&made.name),
        person::title.eq(&made.title),
        person::email.eq(made.email.as_ref().map(EmailAddress::as_str)),
        person::password_hash.eq(password_hash),
        person::active.eq(made.active),
        person::created_at.eq(DbTime::from(now)),
    );
    both!(conn, c => diesel::insert_into(person::table).values(&row).execute(c))?;
    for role in &made.roles {
        let row = (
            person_role::agency_id.eq(key),
            person_role::person_id.eq(DbId::from(made.id)),
            person_role::role.eq(role.as_str()),
        );
        both!(conn, c => diesel::insert_into(person_role::table).values(&row).execute(c))?;
    }
    for (department, post) in &made.posts {
        let row = (
            person_post::agency_id.eq(key),
            person_post::person_id.eq(DbId::from(made.id)),
            person_post::department_id.eq(DbId::from(*department)),
            person_post::post.eq(post.as_str()),
        );
        both!(conn, c => diesel::insert_into(person_post::table).values(&row).execute(c))?;
    }
    changed(conn, agency)
}

/// Writes a new routing rule.
pub fn create_rule(conn: &mut Conn, agency: AgencyId, rule: &RoutingRule) -> Result<(), StoreError> {
    let row = (
        routing_rule::agency_id.eq(DbId::from(agency)),
        routing_rule::id.eq(DbId::from(rule.id)),
        routing_rule::body.eq(JsonText::of(rule)?),
    );
    both!(conn, c => diesel::insert_into(routing_rule::table).values(&row).execute(c))?;
    changed(conn, agency)
}

/// Tells every instance that the agency's snapshot is to be read anew.
fn changed(conn: &mut Conn, id: AgencyId) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(agency::table.filter(agency::id.eq(DbId::from(id))))
        .set(agency::directory_version.eq(agency::directory_version + 1))
        .execute(c))?;
    Ok(())
}

//! The organisation with its dates, as records: what was, is and will be. Records are changed and ended, never taken away: history
//! names them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    CalendarRecord, Department, Directory, Oversight, Person, Post, Role, ServiceRecord, SigningCapacity, Validity,
    WebhookRecord,
};
use crate::{
    AgencyId, DepartmentId, EmailAddress, Known, OfficeSettings, PersonId, Refusal, RoutingRuleId, Rule,
    ServiceAccountId, incoming::RoutingRule,
};

/// A name that an agency has, or had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyName {
    /// Tên cơ quan.
    pub name: String,
    /// When it holds.
    pub validity: Validity,
}

/// An identifier code (mã định danh) that an agency has, or had: codes of the old form, such as `000.00.01.H22`, stay known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyCode {
    /// Mã định danh.
    pub code: String,
    /// When it holds.
    pub validity: Validity,
}

/// Who carries on what an abolished agency did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The agency itself: bodies merge, are renamed and abolished, and old documents keep the old name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyRecord {
    /// Which.
    pub id: AgencyId,
    /// Its names, oldest first; at least one.
    pub names: Vec<AgencyName>,
    /// Its identifier codes, oldest first; at least one.
    pub codes: Vec<AgencyCode>,
    /// When it exists.
    pub validity: Validity,
    /// Who carries on; several where it was divided.
    #[serde(default)]
    pub successors: Vec<Successor>,
    /// What it lets superior agencies know, by its beginning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oversight: Vec<Oversight>,
}

/// What holds on a day; else the last that began before it; else the first of all.
fn on<T>(all: &[T], day: NaiveDate, validity: impl Fn(&T) -> Validity) -> Option<&T> {
    let by = |fits: &dyn Fn(&T) -> bool| all.iter().rev().find(|one| fits(one));
    by(&|one| validity(one).holds_on(day)).or_else(|| by(&|one| validity(one).from() <= day)).or_else(|| all.first())
}

impl AgencyRecord {
    /// A new agency.
    pub fn new(id: AgencyId, code: &str, name: &str, from: NaiveDate) -> Self {
        let validity = Validity::since(from);
        Self {
            id,
            names: vec![AgencyName { name: name.to_owned(), validity }],
            codes: vec![AgencyCode { code: code.to_owned(), validity }],
            validity,
            successors: Vec::new(),
            oversight: Vec::new(),
        }
    }

    /// Its name on a day.
    pub fn name_on(&self, day: NaiveDate) -> &str {
        on(&self.names, day, |n| n.validity).map_or("", |n| &n.name)
    }

    /// Its code on a day.
    pub fn code_on(&self, day: NaiveDate) -> &str {
        on(&self.codes, day, |c| c.validity).map_or("", |c| &c.code)
    }

    /// Whether it is, or was, known by this code.
    pub fn has_code(&self, code: &str) -> bool {
        self.codes.iter().any(|c| c.code == code)
    }
}

/// A department with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentRecord {
    /// Which.
    pub id: DepartmentId,
    /// Short code, such as `KTHTDT`; unique in the agency for ever.
    pub code: String,
    /// Tên phòng, ban.
    pub name: String,
    /// The department that it is part of.
    pub parent: Option<DepartmentId>,
    /// Its place among the others.
    pub order: i32,
    /// When it exists.
    pub validity: Validity,
    /// The department that carries on its work.
    #[serde(default)]
    pub successor: Option<DepartmentId>,
}

/// A position (chức vụ) in a department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// In which department.
    pub department: DepartmentId,
    /// As what.
    pub post: Post,
    /// When.
    pub validity: Validity,
}

/// A role in the agency as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleGrant {
    /// Which.
    pub role: Role,
    /// When.
    pub validity: Validity,
}

/// A time in which a person is away, with who stands in for them (thay).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// Who takes their work, what lies there and what comes.
    pub substitute: PersonId,
    /// When; always with a last day.
    pub validity: Validity,
}

/// A person with all that they were, are and will be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// Who.
    pub id: PersonId,
    /// The name they sign in with.
    pub username: String,
    /// Họ và tên.
    pub name: String,
    /// Chức vụ, as it stands under a signature.
    pub title: String,
    /// Where notices go.
    pub email: Option<EmailAddress>,
    /// When they work here.
    pub validity: Validity,
    /// Their positions, by their beginning.
    pub positions: Vec<Position>,
    /// Their roles, by their beginning.
    pub roles: Vec<RoleGrant>,
    /// When they were, are and will be away, by its beginning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Absence>,
    /// What they may, might and will be able to sign for the agency, by its beginning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signing: Vec<SigningCapacity>,
}

impl PersonRecord {
    /// Whether they work here on this day with this role.
    pub fn has_role_on(&self, role: Role, day: NaiveDate) -> bool {
        self.validity.holds_on(day) && self.roles.iter().any(|g| g.role == role && g.validity.holds_on(day))
    }

    fn on(&self, day: NaiveDate, agency: Validity, departments: &BTreeMap<DepartmentId, DepartmentRecord>) -> Person {
        // Who has left is shown as on the last day: history names them so.
        let shown = self.validity.until().map_or(day, |until| until.min(day));
        let exists = |id: &DepartmentId| departments.get(id).is_some_and(|d| d.validity.holds_on(shown));
        Person {
            id: self.id,
            username: self.username.clone(),
            name: self.name.clone(),
            title: self.title.clone(),
            email: self.email.clone(),
            active: self.validity.holds_on(day) && agency.holds_on(day),
            roles: self.roles.iter().filter(|g| g.validity.holds_on(shown)).map(|g| g.role).collect(),
            posts: self
                .positions
                .iter()
                .filter(|p| p.validity.holds_on(shown) && exists(&p.department))
                .map(|p| (p.department, p.post))
                .collect(),
        }
    }
}

/// A routing rule, and whether it is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRecord {
    /// The rule.
    pub rule: RoutingRule,
    /// Whether it is in force.
    pub active: bool,
}

/// The whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// The agency.
    pub agency: AgencyRecord,
    /// Its departments.
    pub departments: BTreeMap<DepartmentId, DepartmentRecord>,
    /// Its people.
    pub people: BTreeMap<PersonId, PersonRecord>,
    /// Its routing rules.
    pub rules: BTreeMap<RoutingRuleId, RuleRecord>,
    /// The other systems that work with it.
    pub services: BTreeMap<ServiceAccountId, ServiceRecord>,
    /// When its people work.
    pub calendar: CalendarRecord,
    /// Its own choices.
    pub settings: OfficeSettings,
}

/// One record as it stands after a change: what a decision gives, what is kept and what the history holds.
#[allow(clippy::large_enum_variant, reason = "one is written and moved on; a box would only be in the way")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// The agency.
    Agency(AgencyRecord),
    /// A department.
    Department(DepartmentRecord),
    /// A person.
    Person(PersonRecord),
    /// A routing rule.
    Rule(RuleRecord),
    /// A service account.
    Service(ServiceRecord),
    /// A webhook.
    Webhook(WebhookRecord),
    /// The calendar.
    Calendar(CalendarRecord),
    /// The office's own choices.
    Settings(OfficeSettings),
}

impl Organisation {
    /// The same with one record as it now stands.
    pub fn apply(&mut self, record: Record) {
        match record {
            Record::Agency(record) => self.agency = record,
            Record::Department(record) => drop(self.departments.insert(record.id, record)),
            Record::Person(record) => drop(self.people.insert(record.id, record)),
            Record::Rule(record) => drop(self.rules.insert(record.rule.id, record)),
            Record::Service(record) => drop(self.services.insert(record.id, record)),
            // What is sent to other systems is no part of what decisions know.
            Record::Webhook(_) => {}
            Record::Calendar(record) => self.calendar = record,
            Record::Settings(record) => self.settings = record,
        }
    }

    /// The department that is named by its id or code.
    pub fn find_department(&self, known: &Known) -> Option<&DepartmentRecord> {
        let by_id = uuid::Uuid::try_parse(known.as_str()).ok().and_then(|id| self.departments.get(&DepartmentId(id)));
        by_id.or_else(|| self.departments.values().find(|d| d.code == known.as_str()))
    }

    /// The same, where it must be there.
    ///
    /// # Errors
    /// [`Rule::NoSuchDepartment`], at this place.
    pub fn department(&self, known: &Known, at: &str) -> Result<&DepartmentRecord, Refusal> {
        let found = self.find_department(known);
        found.ok_or_else(|| Refusal::new(Rule::NoSuchDepartment).at(at).with("known", known))
    }

    /// The person who is named by their id or user name.
    pub fn find_person(&self, known: &Known) -> Option<&PersonRecord> {
        let by_id = uuid::Uuid::try_parse(known.as_str()).ok().and_then(|id| self.people.get(&PersonId(id)));
        by_id.or_else(|| {
            let name = known.as_str().to_lowercase();
            self.people.values().find(|p| p.username == name)
        })
    }

    /// What it comes to on one day.
    pub fn directory(&self, day: NaiveDate) -> Directory {
        let agency = self.agency.validity;
        Directory {
            agency: self.agency.id,
            agency_name: self.agency.name_on(day).to_owned(),
            people: self.people.values().map(|p| (p.id, p.on(day, agency, &self.departments))).collect(),
            away: self
                .people
                .values()
                .filter_map(|p| Some((p.id, *p.absences.iter().find(|absence| absence.validity.holds_on(day))?)))
                .collect(),
            departments: self
                .departments
                .values()
                .map(|d| {
                    let made = Department {
                        id: d.id,
                        code: d.code.clone(),
                        name: d.name.clone(),
                        parent: d.parent,
                        active: d.validity.holds_on(day) && agency.holds_on(day),
                    };
                    (d.id, made)
                })
                .collect(),
            services: self.services.values().map(|s| (s.id, s.on(agency.holds_on(day)))).collect(),
        }
    }

    /// Its departments in the order in which they are shown: each behind the one that it is part of.
    pub fn department_order(&self) -> Vec<DepartmentId> {
        let mut children: BTreeMap<Option<DepartmentId>, BTreeSet<(i32, &str, DepartmentId)>> = BTreeMap::new();
        for d in self.departments.values() {
            let parent = d.parent.filter(|id| self.departments.contains_key(id));
            children.entry(parent).or_default().insert((d.order, &d.code, d.id));
        }
        let mut order = Vec::with_capacity(self.departments.len());
        let mut open = vec![None];
        while let Some(parent) = open.pop() {
            order.extend(parent);
            // Taken out, so that records that were changed by hand into a circle can't hold this up.
            let below = children.remove(&parent).unwrap_or_default();
            open.extend(below.into_iter().rev().map(|(.., id)| Some(id)));
        }
        order.extend(children.into_values().flatten().map(|(.., id)| id));
        order
    }
}

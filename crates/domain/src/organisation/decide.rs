//! Whether a change of the organisation may be made, and the record that it leaves. Who may is [`crate::access::authority`]'s
//! answer; this says what may be.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::{
    AgencyCode, AgencyName, DepartmentRecord, Organisation, OrganisationCommand as Command, PersonRecord, Position,
    Post, Record, Role, RoleGrant, RuleRecord, Successor, Validity, command as c, validity::day,
};
use crate::{
    DepartmentId, Known, PersonId, Refusal, Rule, Seed,
    access::Authority,
    assignment::Holder,
    incoming::{Routing, RoutingRule},
};

/// What a decision about the organisation is told from outside.
#[derive(Debug, Clone)]
pub struct OrganisationContext<'a> {
    /// Today, in Vietnam.
    pub today: NaiveDate,
    /// Where the id of what is new comes from.
    pub seed: Seed,
    /// With what right the change is made.
    pub authority: Authority,
    /// Codes of the document types in use.
    pub types: &'a BTreeSet<String>,
    /// User names and agency codes, of those that the command names, that others of the installation have.
    pub taken: &'a BTreeSet<String>,
    /// How much lies on the desks of those that the command ends.
    pub work: &'a BTreeMap<Holder, u64>,
}

/// Decides one change: the record as it stands afterwards.
///
/// # Errors
/// The rule that says no, with its place in the command.
pub fn decide(
    organisation: &Organisation,
    command: &Command,
    context: &OrganisationContext<'_>,
) -> Result<Record, Refusal> {
    let desk = Desk { organisation, context };
    let record = desk.record(command)?;
    if let Record::Person(after) = &record {
        for role in [Role::Administrator, Role::SystemAdministrator] {
            let before = organisation.people.get(&after.id).is_some_and(|p| lasts(p, role));
            let another = || organisation.people.values().any(|p| p.id != after.id && lasts(p, role));
            if before && !lasts(after, role) && !another() {
                return Err(Refusal::new(Rule::LastAdministrator).with("role", role.vietnamese()));
            }
        }
    }
    Ok(record)
}

/// Whether this person has this role without an end.
fn lasts(person: &PersonRecord, role: Role) -> bool {
    person.validity.until().is_none()
        && person.roles.iter().any(|grant| grant.role == role && grant.validity.until().is_none())
}

fn without_end(validity: Validity) -> Result<Validity, Refusal> {
    if validity.until().is_none() { refuse(Rule::NothingToChange, "") } else { validity.ending(None) }
}

struct Desk<'a> {
    organisation: &'a Organisation,
    context: &'a OrganisationContext<'a>,
}

fn refuse<T>(rule: Rule, at: &str) -> Result<T, Refusal> {
    Err(Refusal::new(rule).at(at))
}

/// What lasts from where until where, in a sentence.
fn outside(what: &str, validity: Validity, at: &str) -> Refusal {
    let until = validity.until().map_or_else(|| "…".to_owned(), day);
    Refusal::new(Rule::OutsidePeriod).at(at).with("name", what).with("from", day(validity.from())).with("until", until)
}

impl Desk<'_> {
    fn record(&self, command: &Command) -> Result<Record, Refusal> {
        match command {
            Command::CreateDepartment(new) => self.create_department(new),
            Command::ChangeDepartment(change) => self.change_department(change),
            Command::EndDepartment(end) => self.end_department(end),
            Command::ContinueDepartment(c::ContinueDepartment { department }) => {
                let mut record = self.department(department, "/department")?.clone();
                self.parent_outlasts(record.parent, None, "/department")?;
                record.validity = without_end(record.validity)?;
                record.successor = None;
                Ok(Record::Department(record))
            }
            Command::CreatePerson(new) => self.create_person(new),
            Command::ChangePerson(change) => self.change_person(change),
            Command::EndPerson(end) => {
                let mut record = self.person(&end.person)?.clone();
                record.validity = record.validity.ending(Some(end.until))?;
                self.no_work(Holder::Person(record.id), end.until, "/person")?;
                Ok(Record::Person(record))
            }
            Command::ContinuePerson(c::ContinuePerson { person }) => {
                let mut record = self.person(person)?.clone();
                record.validity = without_end(record.validity)?;
                // A place that somebody else has taken meanwhile is not theirs again.
                for position in record.positions.iter().filter(|p| p.post == Post::Head) {
                    self.only_head(record.id, position.department, position.validity, "/person")?;
                }
                Ok(Record::Person(record))
            }
            Command::GivePosition(give) => self.give_position(give),
            Command::EndPosition(end) => self.end_position(end),
            Command::GrantRole(grant) => self.grant_role(grant),
            Command::EndRole(end) => self.end_role(end),
            Command::SetRule(set) => self.set_rule(set),
            Command::EndRule(c::EndRule { rule }) => {
                let Some(record) = self.organisation.rules.get(rule) else { return refuse(Rule::NoSuchRule, "/rule") };
                if !record.active {
                    return refuse(Rule::NothingToChange, "/rule");
                }
                Ok(Record::Rule(RuleRecord { active: false, ..record.clone() }))
            }
            Command::RenameAgency(_)
            | Command::RecodeAgency(_)
            | Command::EndAgency(_)
            | Command::ContinueAgency(_) => self.agency(command),
        }
    }

    fn department(&self, known: &Known, at: &str) -> Result<&DepartmentRecord, Refusal> {
        let found = self.organisation.find_department(known);
        found.ok_or_else(|| Refusal::new(Rule::NoSuchDepartment).at(at).with("known", known))
    }

    fn person(&self, known: &Known) -> Result<&PersonRecord, Refusal> {
        let found = self.organisation.find_person(known);
        let found = found.ok_or_else(|| Refusal::new(Rule::NoSuchPerson).at("/person").with("known", known))?;
        // Whoever runs one agency must not become somebody who runs all.
        let above = found.roles.iter().any(|g| g.role == Role::SystemAdministrator);
        if above && self.context.authority != Authority::Installation {
            return refuse(Rule::SystemAdministratorOnly, "/person");
        }
        Ok(found)
    }

    /// Who goes now must have nothing on the desk; who goes later has time to hand it over.
    fn no_work(&self, holder: Holder, until: NaiveDate, at: &str) -> Result<(), Refusal> {
        match self.context.work.get(&holder) {
            Some(count) if *count > 0 && until <= self.context.today => {
                Err(Refusal::new(Rule::HoldsWork).at(at).with("count", count))
            }
            _ => Ok(()),
        }
    }

    fn code_is_free(&self, code: &str, but: Option<DepartmentId>) -> Result<(), Refusal> {
        match self.organisation.departments.values().find(|d| d.code == code && Some(d.id) != but) {
            Some(other) => Err(Refusal::new(Rule::CodeTaken).at("/code").with("code", code).with("name", &other.name)),
            None if uuid::Uuid::try_parse(code).is_ok() => refuse(Rule::CodeLikeId, "/code"),
            None => Ok(()),
        }
    }

    /// A department ends no later than the one that it is part of.
    fn parent_outlasts(&self, parent: Option<DepartmentId>, until: Option<NaiveDate>, at: &str) -> Result<(), Refusal> {
        let Some(parent) = parent.and_then(|id| self.organisation.departments.get(&id)) else { return Ok(()) };
        match parent.validity.until() {
            Some(last) if until.is_none_or(|until| until > last) => Err(outside(&parent.name, parent.validity, at)),
            _ => Ok(()),
        }
    }

    fn create_department(&self, new: &c::CreateDepartment) -> Result<Record, Refusal> {
        self.code_is_free(new.code.as_str(), None)?;
        let validity = Validity::new(new.from.unwrap_or(self.context.today), None)?;
        let parent = match &new.parent {
            None => None,
            Some(known) => {
                let parent = self.department(known, "/parent")?;
                if validity.from() < parent.validity.from() {
                    return Err(outside(&parent.name, parent.validity, "/from"));
                }
                self.parent_outlasts(Some(parent.id), None, "/parent")?;
                Some(parent.id)
            }
        };
        let last = self.organisation.departments.values().map(|d| d.order).max().unwrap_or(0);
        Ok(Record::Department(DepartmentRecord {
            id: DepartmentId(self.context.seed.nth(0)),
            code: new.code.to_string(),
            name: new.name.to_string(),
            parent,
            order: new.order.unwrap_or(last.saturating_add(1)),
            validity,
            successor: None,
        }))
    }

    fn change_department(&self, change: &c::ChangeDepartment) -> Result<Record, Refusal> {
        let before = self.department(&change.department, "/department")?;
        let mut record = before.clone();
        if let Some(code) = &change.code {
            self.code_is_free(code.as_str(), Some(record.id))?;
            record.code = code.to_string();
        }
        if let Some(name) = &change.name {
            record.name = name.to_string();
        }
        if let Some(parent) = &change.parent {
            record.parent = match parent {
                None => None,
                Some(known) => {
                    let parent = self.department(known, "/parent")?;
                    self.not_below(record.id, parent)?;
                    self.parent_outlasts(Some(parent.id), record.validity.until(), "/parent")?;
                    Some(parent.id)
                }
            };
        }
        if let Some(order) = change.order {
            record.order = order;
        }
        if record == *before { refuse(Rule::NothingToChange, "") } else { Ok(Record::Department(record)) }
    }

    /// A department is no part of itself, nor of its parts.
    fn not_below(&self, id: DepartmentId, parent: &DepartmentRecord) -> Result<(), Refusal> {
        let mut seen = BTreeSet::new();
        let mut above = Some(parent.id);
        while let Some(here) = above {
            if here == id {
                return refuse(Rule::DepartmentCircle, "/parent");
            }
            above = seen.insert(here).then(|| self.organisation.departments.get(&here)?.parent).flatten();
        }
        Ok(())
    }

    fn end_department(&self, end: &c::EndDepartment) -> Result<Record, Refusal> {
        let mut record = self.department(&end.department, "/department")?.clone();
        record.validity = record.validity.ending(Some(end.until))?;
        let remaining = self
            .organisation
            .departments
            .values()
            .find(|d| d.parent == Some(record.id) && d.validity.until().is_none_or(|until| until > end.until));
        if let Some(part) = remaining {
            return Err(Refusal::new(Rule::SubdepartmentsRemain).at("/department").with("name", &part.name));
        }
        self.no_work(Holder::Department(record.id), end.until, "/department")?;
        record.successor = match &end.successor {
            None => None,
            Some(known) => {
                let successor = self.department(known, "/successor")?;
                if successor.id == record.id || successor.validity.is_over(end.until) {
                    return Err(outside(&successor.name, successor.validity, "/successor"));
                }
                Some(successor.id)
            }
        };
        Ok(Record::Department(record))
    }

    fn username_is_free(&self, username: &str, but: Option<PersonId>) -> Result<(), Refusal> {
        let here = self.organisation.people.values().any(|p| p.username == username && Some(p.id) != but);
        if here || self.context.taken.contains(username) {
            return Err(Refusal::new(Rule::UsernameTaken).at("/username").with("username", username));
        }
        Ok(())
    }

    fn create_person(&self, new: &c::CreatePerson) -> Result<Record, Refusal> {
        self.username_is_free(new.username.as_str(), None)?;
        let validity = Validity::new(new.from.unwrap_or(self.context.today), None)?;
        let id = PersonId(self.context.seed.nth(0));
        let mut record = PersonRecord {
            id,
            username: new.username.as_str().to_owned(),
            name: new.name.to_string(),
            title: new.title.to_string(),
            email: new.email.clone(),
            validity,
            positions: Vec::new(),
            roles: Vec::new(),
        };
        for (n, fields) in new.positions.iter().enumerate() {
            let place = format!("/positions/{n}/department");
            let department = self.department(&fields.department, &place)?.id;
            let position = Position { department, post: fields.post, validity };
            self.takes(&record, &position, [&place, &place])?;
            record.positions.push(position);
        }
        for (n, role) in new.roles.iter().enumerate() {
            let place = format!("/roles/{n}");
            self.may_grant(*role, &place)?;
            if record.roles.iter().any(|g| g.role == *role) {
                return refuse(Rule::AlreadyHeld, &place);
            }
            record.roles.push(RoleGrant { role: *role, validity });
        }
        Ok(Record::Person(record))
    }

    fn change_person(&self, change: &c::ChangePerson) -> Result<Record, Refusal> {
        let before = self.person(&change.person)?;
        let mut record = before.clone();
        if let Some(username) = &change.username {
            self.username_is_free(username.as_str(), Some(record.id))?;
            username.as_str().clone_into(&mut record.username);
        }
        if let Some(name) = &change.name {
            record.name = name.to_string();
        }
        if let Some(title) = &change.title {
            record.title = title.to_string();
        }
        if let Some(email) = &change.email {
            record.email.clone_from(email);
        }
        if record == *before { refuse(Rule::NothingToChange, "") } else { Ok(Record::Person(record)) }
    }

    /// Whether this position can be given to this person; the places are those of its department and of its dates.
    fn takes(&self, person: &PersonRecord, position: &Position, places: [&str; 2]) -> Result<(), Refusal> {
        let [of_department, of_dates] = places;
        let Some(department) = self.organisation.departments.get(&position.department) else {
            return refuse(Rule::DepartmentUnknown, of_department);
        };
        let within = |validity: Validity| {
            validity.from() <= position.validity.from() && !validity.is_over(position.validity.from())
        };
        if !within(department.validity) {
            return Err(outside(&department.name, department.validity, of_department));
        }
        if !within(person.validity) {
            return Err(outside(&person.name, person.validity, of_dates));
        }
        let same = |p: &&Position| p.department == position.department && p.validity.overlaps(position.validity);
        if let Some(there) = person.positions.iter().find(same) {
            return Err(Refusal::new(Rule::PositionOverlaps)
                .at(of_department)
                .with("post", there.post.vietnamese())
                .with("from", day(there.validity.from())));
        }
        if position.post == Post::Head {
            self.only_head(person.id, position.department, position.validity, of_department)?;
        }
        Ok(())
    }

    /// A department has one head at a time.
    fn only_head(
        &self,
        person: PersonId,
        department: DepartmentId,
        validity: Validity,
        at: &str,
    ) -> Result<(), Refusal> {
        let other = self.organisation.people.values().filter(|p| p.id != person).find(|other| {
            let leads =
                |p: &Position| p.department == department && p.post == Post::Head && p.validity.overlaps(validity);
            other.validity.overlaps(validity) && other.positions.iter().any(leads)
        });
        match other {
            Some(other) => Err(Refusal::new(Rule::SecondHead).at(at).with("name", &other.name)),
            None => Ok(()),
        }
    }

    fn give_position(&self, give: &c::GivePosition) -> Result<Record, Refusal> {
        let mut record = self.person(&give.person)?.clone();
        let department = self.department(&give.department, "/department")?.id;
        let validity = Validity::new(give.from.unwrap_or(self.context.today), give.until)?;
        let position = Position { department, post: give.post, validity };
        self.takes(&record, &position, ["/department", "/from"])?;
        record.positions.push(position);
        record.positions.sort_by_key(|p| p.validity);
        Ok(Record::Person(record))
    }

    fn end_position(&self, end: &c::EndPosition) -> Result<Record, Refusal> {
        let mut record = self.person(&end.person)?.clone();
        let department = self.department(&end.department, "/department")?.id;
        let held = |p: &Position| p.department == department && ends_after(p.validity, end.until);
        if !record.positions.iter().any(held) {
            return refuse(Rule::NotHeld, "/department");
        }
        record.positions = record
            .positions
            .into_iter()
            .filter_map(|p| {
                if held(&p) { cut(p.validity, end.until).map(|validity| Position { validity, ..p }) } else { Some(p) }
            })
            .collect();
        Ok(Record::Person(record))
    }

    fn may_grant(&self, role: Role, at: &str) -> Result<(), Refusal> {
        if role == Role::SystemAdministrator && self.context.authority != Authority::Installation {
            return refuse(Rule::SystemAdministratorOnly, at);
        }
        Ok(())
    }

    fn grant_role(&self, grant: &c::GrantRole) -> Result<Record, Refusal> {
        self.may_grant(grant.role, "/role")?;
        let mut record = self.person(&grant.person)?.clone();
        let validity = Validity::new(grant.from.unwrap_or(self.context.today), grant.until)?;
        if validity.from() < record.validity.from() || record.validity.is_over(validity.from()) {
            return Err(outside(&record.name, record.validity, "/from"));
        }
        if record.roles.iter().any(|g| g.role == grant.role && g.validity.overlaps(validity)) {
            return refuse(Rule::AlreadyHeld, "/role");
        }
        record.roles.push(RoleGrant { role: grant.role, validity });
        record.roles.sort_by_key(|g| (g.validity, g.role));
        Ok(Record::Person(record))
    }

    fn end_role(&self, end: &c::EndRole) -> Result<Record, Refusal> {
        self.may_grant(end.role, "/role")?;
        let mut record = self.person(&end.person)?.clone();
        let held = |g: &RoleGrant| g.role == end.role && ends_after(g.validity, end.until);
        if !record.roles.iter().any(held) {
            return refuse(Rule::NotHeld, "/role");
        }
        record.roles = record
            .roles
            .into_iter()
            .filter_map(|g| {
                if held(&g) { cut(g.validity, end.until).map(|validity| RoleGrant { validity, ..g }) } else { Some(g) }
            })
            .collect();
        Ok(Record::Person(record))
    }

    fn holder(&self, holder: Holder, at: &str) -> Result<(), Refusal> {
        let today = self.context.today;
        match holder {
            Holder::Department(id) => match self.organisation.departments.get(&id) {
                Some(department) if !department.validity.is_over(today) => Ok(()),
                _ => refuse(Rule::DepartmentUnknown, at),
            },
            Holder::Person(id) => match self.organisation.people.get(&id) {
                Some(person) if !person.validity.is_over(today) => Ok(()),
                _ => refuse(Rule::PersonUnknown, at),
            },
        }
    }

    fn set_rule(&self, set: &c::SetRule) -> Result<Record, Refusal> {
        let id = match set.rule {
            None => crate::RoutingRuleId(self.context.seed.nth(0)),
            Some(id) if self.organisation.rules.contains_key(&id) => id,
            Some(_) => return refuse(Rule::NoSuchRule, "/rule"),
        };
        if set.author_words.is_none() && set.document_type.is_none() && set.subject_words.is_none() {
            return refuse(Rule::RuleWithoutCriterion, "");
        }
        if let Some(code) = &set.document_type
            && !self.context.types.contains(code.as_str())
        {
            return Err(Refusal::new(Rule::TypeUnknown).at("/document_type").with("type", code));
        }
        let routing = match (set.to, set.readers.as_slice()) {
            (Some(holder), []) => {
                self.holder(holder, "/to")?;
                Routing::To { holder }
            }
            (None, readers) if !readers.is_empty() => {
                for (n, reader) in readers.iter().enumerate() {
                    self.holder(*reader, &format!("/readers/{n}"))?;
                }
                Routing::Information { readers: readers.to_vec() }
            }
            _ => return refuse(Rule::RuleTarget, "/to"),
        };
        let text = |words: &Option<crate::Label>| words.as_ref().map(ToString::to_string);
        Ok(Record::Rule(RuleRecord {
            rule: RoutingRule {
                id,
                name: set.name.to_string(),
                priority: set.priority,
                author_words: text(&set.author_words),
                type_code: text(&set.document_type),
                subject_words: text(&set.subject_words),
                routing,
                instruction: set.instruction.clone(),
            },
            active: true,
        }))
    }

    fn agency(&self, command: &Command) -> Result<Record, Refusal> {
        let mut record = self.organisation.agency.clone();
        match command {
            Command::RenameAgency(c::RenameAgency { name, from }) => {
                if record.name_on(*from) == name.as_str() {
                    return refuse(Rule::NothingToChange, "/name");
                }
                let last = record.names.last().map(|n| n.validity);
                let last = self.follows(last, *from, "/from")?;
                if let (Some(before), Some(end)) = (record.names.last_mut(), last) {
                    before.validity = end;
                }
                record.names.push(AgencyName { name: name.to_string(), validity: Validity::since(*from) });
            }
            Command::RecodeAgency(c::RecodeAgency { code, from }) => {
                if record.has_code(code.as_str()) {
                    return refuse(Rule::NothingToChange, "/code");
                }
                if self.context.taken.contains(code.as_str()) {
                    return Err(Refusal::new(Rule::AgencyCodeTaken).at("/code").with("code", code));
                }
                let last = record.codes.last().map(|c| c.validity);
                let last = self.follows(last, *from, "/from")?;
                if let (Some(before), Some(end)) = (record.codes.last_mut(), last) {
                    before.validity = end;
                }
                record.codes.push(AgencyCode { code: code.to_string(), validity: Validity::since(*from) });
            }
            Command::EndAgency(c::EndAgency { until, successors }) => {
                record.validity = record.validity.ending(Some(*until))?;
                record.successors = successors
                    .iter()
                    .map(|s| Successor { code: s.code.to_string(), name: s.name.to_string() })
                    .collect();
            }
            _ => {
                record.validity = without_end(record.validity)?;
                record.successors = Vec::new();
            }
        }
        Ok(Record::Agency(record))
    }

    /// What the last name or code becomes when the next begins on this day.
    fn follows(&self, last: Option<Validity>, from: NaiveDate, at: &str) -> Result<Option<Validity>, Refusal> {
        let Some(last) = last else { return Ok(None) };
        let day_before = from.checked_sub_days(Days::new(1));
        match day_before.filter(|day| *day >= last.from()) {
            Some(day) => last.ending(Some(day)).map(Some),
            None => Err(outside(self.organisation.agency.name_on(last.from()), last, at)),
        }
    }
}

/// Whether something would go on after this day.
fn ends_after(validity: Validity, day: NaiveDate) -> bool {
    validity.until().is_none_or(|until| until > day)
}

/// The same until this day; nothing where it would not have begun.
fn cut(validity: Validity, until: NaiveDate) -> Option<Validity> {
    validity.ending(Some(until)).ok()
}

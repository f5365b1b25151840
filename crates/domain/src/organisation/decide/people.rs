//! People: who works here, in which positions and roles, from when until when.

use chrono::NaiveDate;

use super::{Desk, outside, refuse};
use crate::{
    DepartmentId, PersonId, Refusal, Rule,
    access::Authority,
    assignment::Holder,
    is_of_our_time,
    organisation::{
        Absence, PersonRecord, Position, Post, Record, Role, RoleGrant, SigningCapacity, Validity, command as c,
        validity::day,
    },
};

impl Desk<'_> {
    pub(super) fn username_is_free(&self, username: &str, but: Option<PersonId>) -> Result<(), Refusal> {
        let here = self.organisation.people.values().any(|p| p.username == username && Some(p.id) != but);
        if here || self.context.taken.contains(username) {
            return Err(Refusal::new(Rule::UsernameTaken).at("/username").with("username", username));
        }
        Ok(())
    }

    pub(super) fn create_person(&self, new: &c::CreatePerson) -> Result<Record, Refusal> {
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
            absences: Vec::new(),
            signing: Vec::new(),
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

    pub(super) fn change_person(&self, change: &c::ChangePerson) -> Result<Record, Refusal> {
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
    pub(super) fn takes(&self, person: &PersonRecord, position: &Position, places: [&str; 2]) -> Result<(), Refusal> {
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
    pub(super) fn only_head(
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

    pub(super) fn give_position(&self, give: &c::GivePosition) -> Result<Record, Refusal> {
        let mut record = self.person(&give.person)?.clone();
        let department = self.department(&give.department, "/department")?.id;
        let validity = Validity::new(give.from.unwrap_or(self.context.today), give.until)?;
        let position = Position { department, post: give.post, validity };
        self.takes(&record, &position, ["/department", "/from"])?;
        record.positions.push(position);
        record.positions.sort_by_key(|p| p.validity);
        Ok(Record::Person(record))
    }

    pub(super) fn end_position(&self, end: &c::EndPosition) -> Result<Record, Refusal> {
        let mut record = self.person(&end.person)?.clone();
        let department = self.department(&end.department, "/department")?.id;
        let held = |p: &Position| p.department == department && ends_after(p.validity, end.until);
        if !record.positions.iter().any(held) {
            return refuse(Rule::NotHeld, "/department");
        }
        let (held, mut positions): (Vec<_>, Vec<_>) = record.positions.into_iter().partition(held);
        for position in held {
            let validity = self.cut(position.validity, end.until)?;
            positions.extend(validity.map(|validity| Position { validity, ..position }));
        }
        positions.sort_by_key(|p| p.validity);
        record.positions = positions;
        Ok(Record::Person(record))
    }

    pub(super) fn may_grant(&self, role: Role, at: &str) -> Result<(), Refusal> {
        if role == Role::SystemAdministrator && self.context.authority != Authority::Installation {
            return refuse(Rule::SystemAdministratorOnly, at);
        }
        Ok(())
    }

    pub(super) fn grant_role(&self, grant: &c::GrantRole) -> Result<Record, Refusal> {
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

    pub(super) fn end_role(&self, end: &c::EndRole) -> Result<Record, Refusal> {
        self.may_grant(end.role, "/role")?;
        let mut record = self.person(&end.person)?.clone();
        let held = |g: &RoleGrant| g.role == end.role && ends_after(g.validity, end.until);
        if !record.roles.iter().any(held) {
            return refuse(Rule::NotHeld, "/role");
        }
        let (held, mut roles): (Vec<_>, Vec<_>) = record.roles.into_iter().partition(held);
        for grant in held {
            roles.extend(self.cut(grant.validity, end.until)?.map(|validity| RoleGrant { validity, ..grant }));
        }
        roles.sort_by_key(|g| (g.validity, g.role));
        record.roles = roles;
        Ok(Record::Person(record))
    }

    /// Whoever leaves holds nothing after the last day: should they come back, it is given to them anew.
    pub(super) fn end_person(&self, end: &c::EndPerson) -> Result<Record, Refusal> {
        let mut record = self.person(&end.person)?.clone();
        record.validity = record.validity.ending(Some(end.until))?;
        self.no_work(Holder::Person(record.id), end.until, "/person")?;
        self.nobody_relies_on(record.id, end.until, "/person")?;
        let (mut positions, mut roles) = (Vec::new(), Vec::new());
        for position in record.positions {
            let validity = if ends_after(position.validity, end.until) {
                self.cut(position.validity, end.until)?
            } else {
                Some(position.validity)
            };
            positions.extend(validity.map(|validity| Position { validity, ..position }));
        }
        for grant in record.roles {
            let validity = if ends_after(grant.validity, end.until) {
                self.cut(grant.validity, end.until)?
            } else {
                Some(grant.validity)
            };
            roles.extend(validity.map(|validity| RoleGrant { validity, ..grant }));
        }
        let mut absences = Vec::new();
        for absence in record.absences {
            let validity = if ends_after(absence.validity, end.until) {
                self.cut(absence.validity, end.until)?
            } else {
                Some(absence.validity)
            };
            absences.extend(validity.map(|validity| Absence { validity, ..absence }));
        }
        let mut signing = Vec::new();
        for capacity in record.signing {
            let validity = if ends_after(capacity.validity, end.until) {
                self.cut(capacity.validity, end.until)?
            } else {
                Some(capacity.validity)
            };
            signing.extend(validity.map(|validity| SigningCapacity { validity, ..capacity }));
        }
        (record.positions, record.roles, record.absences) = (positions, roles, absences);
        record.signing = signing;
        Ok(Record::Person(record))
    }

    /// The same until this day. Nothing, where it would have begun today or later: it never was. What has been is not undone.
    pub(super) fn cut(&self, validity: Validity, until: NaiveDate) -> Result<Option<Validity>, Refusal> {
        if !is_of_our_time(until) {
            return refuse(Rule::DateOutOfRange, "/until");
        }
        if until < validity.from() && validity.from() >= self.context.today {
            return Ok(None);
        }
        validity.ending(Some(until)).map(Some)
    }
}

/// Whether something would go on after this day.
fn ends_after(validity: Validity, day: NaiveDate) -> bool {
    validity.until().is_none_or(|until| until > day)
}

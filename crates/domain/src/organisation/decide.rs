//! Whether a change of the organisation may be made, and the record that it leaves. Who may is [`crate::access::authority`]'s
//! answer; this says what may be.

mod absence;
mod agency;
mod departments;
mod oversight;
mod people;
mod settings;
mod signing;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    DepartmentRecord, Organisation, OrganisationCommand as Command, PersonRecord, Record, Role, RuleRecord, Validity,
    command as c, validity::day,
};
use crate::{DepartmentId, Known, PersonId, Refusal, Rule, Seed, access::Authority, assignment::Holder};

/// What a decision about the organisation is told from outside.
#[derive(Debug, Clone)]
pub struct OrganisationContext<'a> {
    /// Today, in Vietnam.
    pub today: NaiveDate,
    /// Where the id of what is new comes from.
    pub seed: Seed,
    /// Who makes the change; nobody at the command line.
    pub by: Option<PersonId>,
    /// With what right the change is made.
    pub authority: Authority,
    /// Codes of the document types in use.
    pub types: &'a BTreeSet<String>,
    /// User names and agency codes, of those that the command names, that others of the installation have.
    pub taken: &'a BTreeSet<String>,
    /// Whether another agency has somebody who administers the installation, now and without an end.
    pub administered_elsewhere: bool,
    /// How much lies on the desks of those that the command ends.
    pub work: &'a BTreeMap<Holder, u64>,
    /// How much lies on all desks, where the command ends the agency.
    pub work_in_all: u64,
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
    if let Some(place) = context.by.and_then(|by| gains(organisation, command, by)) {
        return refuse(Rule::OwnRights, place);
    }
    let desk = Desk { organisation, context };
    let record = desk.record(command)?;
    let today = context.today;
    match &record {
        Record::Person(after) => {
            for role in [Role::Administrator, Role::SystemAdministrator] {
                let before = organisation.people.get(&after.id).is_some_and(|p| lasts(p, role, today));
                let elsewhere = role == Role::SystemAdministrator && context.administered_elsewhere;
                let another = || organisation.people.values().any(|p| p.id != after.id && lasts(p, role, today));
                if before && !lasts(after, role, today) && !elsewhere && !another() {
                    return Err(Refusal::new(Rule::LastAdministrator).with("role", role.vietnamese()));
                }
            }
        }
        // Whoever could take it back must not go with it.
        Record::Agency(after) if after.validity.until().is_some() && !context.administered_elsewhere => {
            let role = Role::SystemAdministrator;
            if organisation.people.values().any(|p| lasts(p, role, today)) {
                return Err(Refusal::new(Rule::LastAdministrator).with("role", role.vietnamese()));
            }
        }
        Record::Agency(_)
        | Record::Department(_)
        | Record::Rule(_)
        | Record::Service(_)
        | Record::Webhook(_)
        | Record::Calendar(_)
        | Record::Settings(_) => {}
    }
    Ok(record)
}

/// Where in this command stands what would let this person do or see more. Who administers sees no documents by that, and does not
/// let themselves see them: neither by a right, nor by a rule that sends documents to them.
fn gains(organisation: &Organisation, command: &Command, by: PersonId) -> Option<&'static str> {
    let own = |known: &Known| organisation.find_person(known).is_some_and(|person| person.id == by);
    let serves = |id: DepartmentId| {
        let person = organisation.people.get(&by);
        person.is_some_and(|person| person.positions.iter().any(|held| held.department == id))
    };
    let reaches = |holder: &Holder| match holder {
        Holder::Person(id) => *id == by,
        Holder::Department(id) => serves(*id),
    };
    let (gains, place) = match command {
        Command::GrantRole(grant) => (own(&grant.person), "/person"),
        Command::GivePosition(give) => (own(&give.person), "/person"),
        Command::GrantSigning(grant) => (own(&grant.person), "/person"),
        Command::SetRule(set) if set.to.is_some() => (set.to.iter().any(reaches), "/to"),
        Command::SetRule(set) => (set.readers.iter().any(reaches), "/readers"),
        Command::ContinueDepartment(c::ContinueDepartment { department }) => {
            (organisation.find_department(department).is_some_and(|found| serves(found.id)), "/department")
        }
        _ => return None,
    };
    gains.then_some(place)
}

/// Whether this person has this role now and without an end.
fn lasts(person: &PersonRecord, role: Role, today: NaiveDate) -> bool {
    let holds = |validity: Validity| validity.holds_on(today) && validity.until().is_none();
    holds(person.validity) && person.roles.iter().any(|grant| grant.role == role && holds(grant.validity))
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
            Command::EndPerson(end) => self.end_person(end),
            Command::ContinuePerson(c::ContinuePerson { person }) => {
                let mut record = self.person(person)?.clone();
                record.validity = without_end(record.validity)?;
                Ok(Record::Person(record))
            }
            Command::GivePosition(give) => self.give_position(give),
            Command::EndPosition(end) => self.end_position(end),
            Command::GrantRole(grant) => self.grant_role(grant),
            Command::EndRole(end) => self.end_role(end),
            Command::SetAbsence(set) => self.set_absence(set),
            Command::EndAbsence(end) => self.end_absence(end),
            Command::GrantSigning(grant) => self.grant_signing(grant),
            Command::EndSigning(end) => self.end_signing(end),
            Command::GrantOversight(grant) => self.grant_oversight(grant),
            Command::EndOversight(end) => self.end_oversight(end),
            Command::SetRule(set) => self.set_rule(set),
            Command::EndRule(c::EndRule { rule }) => {
                let Some(record) = self.organisation.rules.get(rule) else { return refuse(Rule::NoSuchRule, "/rule") };
                if !record.active {
                    return refuse(Rule::NothingToChange, "/rule");
                }
                Ok(Record::Rule(RuleRecord { active: false, ..record.clone() }))
            }
            Command::ChangeSettings(change) => self.change_settings(change),
            Command::RenameAgency(_)
            | Command::RecodeAgency(_)
            | Command::EndAgency(_)
            | Command::ContinueAgency(_) => self.agency(command),
        }
    }

    fn department(&self, known: &Known, at: &str) -> Result<&DepartmentRecord, Refusal> {
        self.organisation.department(known, at)
    }

    fn person(&self, known: &Known) -> Result<&PersonRecord, Refusal> {
        let found = self.organisation.find_person(known);
        let found = found.ok_or_else(|| Refusal::new(Rule::NoSuchPerson).at("/person").with("known", known))?;
        self.below(found, "/person").map(|()| found)
    }

    fn below(&self, found: &PersonRecord, at: &str) -> Result<(), Refusal> {
        // Whoever runs one agency must not become somebody who runs all.
        let above = found.roles.iter().any(|g| g.role == Role::SystemAdministrator);
        if above && self.context.authority != Authority::Installation {
            return refuse(Rule::SystemAdministratorOnly, at);
        }
        Ok(())
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
}

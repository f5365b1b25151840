//! Who does what is no command on one document: takes documents in, sends them, hands work over, administers; and what other systems
//! may.

use super::{at_desk, require, sees_agency};
use crate::{
    Actor, AgencyId, PersonId, Refusal, Rule, ServiceAccountId,
    feed::EventSight,
    incoming::IncomingDocument,
    organisation::{Directory, OrganisationCommandKind, Person, PersonRecord, Role, Scope, ServiceAccount},
};

/// The other system, if it works with this agency now and this scope is among those that it was given. What no scope opens, no
/// system does.
///
/// # Errors
/// The rule that says no.
pub fn may_use(account: ServiceAccountId, scope: Scope, directory: &Directory) -> Result<&ServiceAccount, Refusal> {
    let known = directory.services.get(&account).filter(|known| known.active);
    let known = known.ok_or_else(|| Refusal::new(Rule::NotStaff))?;
    if known.scopes.contains(&scope) {
        Ok(known)
    } else {
        Err(Refusal::new(Rule::ScopeMissing).with("scope", scope.as_str()))
    }
}

/// Whether another system that may read documents sees this one: all but the secret lines.
pub fn service_sees(document: &IncomingDocument) -> bool {
    !document.facts().is_secret()
}

/// Which events another system sees: all of the agency's with the scope for that; with the one to hand in dossiers or documents, those
/// about what it has handed in.
///
/// # Errors
/// The rule that says no.
pub fn sees_events(account: ServiceAccountId, directory: &Directory) -> Result<EventSight, Refusal> {
    let every = may_use(account, Scope::EventsRead, directory);
    match every {
        Ok(_) => Ok(EventSight::Agency),
        Err(refusal) => {
            let hands_in = |scope| may_use(account, scope, directory);
            hands_in(Scope::DossiersSubmit).or_else(|_| hands_in(Scope::DocumentsReceive)).map_err(|_| refusal)?;
            Ok(EventSight::HandedInBy(account))
        }
    }
}

/// Whether this person keeps the webhooks of an agency, and sees what became of their events: whoever administers it. Events hold
/// nothing that a citizen has told of themselves and nothing of what a document says, so this opens neither to them.
///
/// # Errors
/// The rule that says no.
pub fn may_keep_webhooks(person: &Person, of: AgencyId, directory: &Directory) -> Result<(), Refusal> {
    require(administers(person, of, directory), Rule::AdministratorOnly)
}

/// Whether this person makes, renews and ends service accounts of an agency: its administrators, and those of the installation; its
/// leaders, too. Nobody but a leader of the agency gives a system a scope that opens what documents hold: who administers reads
/// none of it, and would by such a key.
///
/// # Errors
/// The rule that says no.
pub fn may_run_services(
    person: &Person,
    of: AgencyId,
    opens_contents: bool,
    directory: &Directory,
) -> Result<(), Refusal> {
    let leads = person.active && of == directory.agency && person.is(Role::Leader);
    require(leads || administers(person, of, directory), Rule::AdministratorOnly)?;
    require(leads || !opens_contents, Rule::ContentsByLeader)
}

/// Whether this actor may take documents in.
///
/// # Errors
/// The rule that says no.
pub fn may_receive(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    if let Actor::Service(account) = actor {
        return may_use(account, Scope::DocumentsReceive, directory).map(drop);
    }
    match at_desk(actor, directory)? {
        None => Ok(()),
        Some(desk) => require(desk.is(Role::RegistryClerk) || desk.is(Role::OneStopClerk), Rule::IntakeOnly),
    }
}

/// Whether this person sees when citizens' data were given out or erased: a leader, or whoever administers the agency.
///
/// # Errors
/// The rule that says no.
pub fn may_read_personal_data_acts(person: PersonId, directory: &Directory) -> Result<(), Refusal> {
    let reads = |desk: &Person| {
        [Role::Leader, Role::Administrator, Role::SystemAdministrator].into_iter().any(|role| desk.is(role))
    };
    require(directory.active(person).is_some_and(reads), Rule::PersonalDataReadersOnly)
}

/// Whether this actor enters what they take in: the registry does, the office by itself, and a system that was given the registry's work; never the
/// sender.
///
/// # Errors
/// The rule that says no.
pub fn may_enter(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    if let Actor::Service(account) = actor {
        return may_use(account, Scope::DocumentsRegister, directory).map(drop);
    }
    let enters = match at_desk(actor, directory)? {
        None => actor == Actor::Office,
        Some(desk) => desk.is(Role::RegistryClerk),
    };
    require(enters, Rule::RegistryOnly)
}

/// Whether this actor does what the registry does beside single documents, such as keeping numbers free or sending to other agencies: the registry
/// does, and a system that was given this scope.
///
/// # Errors
/// The rule that says no.
pub fn works_as_registry(actor: Actor, scope: Scope, directory: &Directory) -> Result<(), Refusal> {
    if let Actor::Service(account) = actor {
        return may_use(account, scope, directory).map(drop);
    }
    let desk = at_desk(actor, directory)?;
    require(desk.is_some_and(|desk| desk.is(Role::RegistryClerk)), Rule::RegistryOnly)
}

/// Whether this actor decides about what the interchange has laid aside: the registry does, and a system that was given its work on what comes in
/// and reads it. Its key is a leader's to give: what it agrees to stands in the office's register, what it refuses is refused in its name.
///
/// # Errors
/// The rule that says no.
pub fn may_decide_packets(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    if let Actor::Service(account) = actor {
        may_use(account, Scope::DocumentsRead, directory)?;
    }
    works_as_registry(actor, Scope::DocumentsRegister, directory)
}

/// Whether this person follows what was sent to other agencies, and sees figures: whoever sees the agency's work.
///
/// # Errors
/// The rule that says no.
pub fn may_follow(person: PersonId, directory: &Directory) -> Result<(), Refusal> {
    require(sees_agency(person, directory), Rule::FollowerOnly)
}

/// Whether this actor hands over the work of whoever leaves or moves: its leaders and the chief of office, in whose name ever,
/// and its administrators for themselves alone. They need not see what they hand over.
///
/// # Errors
/// The rule that says no.
pub fn may_hand_over(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    match at_desk(actor, directory)? {
        Some(desk) => hands_over(actor, desk),
        None => Err(Refusal::new(Rule::HandoverOnly)),
    }
}

pub(super) fn hands_over(actor: Actor, desk: &Person) -> Result<(), Refusal> {
    require(directs(desk) || administers_alone(actor, desk), Rule::HandoverOnly)
}

/// Whether this desk directs the agency's work.
fn directs(desk: &Person) -> bool {
    desk.is(Role::Leader) || desk.is(Role::ChiefOfOffice)
}

/// Nobody administers in another's stead.
fn administers_alone(actor: Actor, desk: &Person) -> bool {
    matches!(actor, Actor::Person(_)) && (desk.is(Role::Administrator) || desk.is(Role::SystemAdministrator))
}

/// Whether this person may be the one to take over what this actor hands over: who administers does not help themselves to
/// documents that they don't read.
///
/// # Errors
/// The rule that says no.
pub(crate) fn may_take_over(actor: Actor, to: PersonId, directory: &Directory) -> Result<(), Refusal> {
    let desk = actor.desk().and_then(|id| directory.active(id));
    // At whatever desk they would find it.
    let theirs = actor.person().is_some_and(|hand| hand == to || directory.desks_of(hand).any(|desk| desk.id == to));
    require(!theirs || desk.is_some_and(directs), Rule::AdministratorTakesOver)
}

/// Whether this person gives that one, of this agency, a new password, or ends a second factor that they have lost. Nobody does
/// so for themselves, nor for whoever runs more than they do.
///
/// # Errors
/// The rule that says no.
pub fn may_help_to_sign_in(
    by: &Person,
    directory: &Directory,
    of: &PersonRecord,
    agency: AgencyId,
) -> Result<(), Refusal> {
    let above = of.roles.iter().any(|grant| grant.role == Role::SystemAdministrator);
    let own = !above && agency == directory.agency && by.is(Role::Administrator);
    let rule = if above { Rule::SystemAdministratorOnly } else { Rule::AdministratorOnly };
    require(by.active && (by.is(Role::SystemAdministrator) || own), rule)
}

/// With what right somebody changes an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority {
    /// As administrator of that agency.
    Agency,
    /// As administrator of the installation.
    Installation,
    /// As this person, in what is their own to say.
    Own(PersonId),
}

/// With what right this actor, of the agency of this directory, gives this command to that agency's organisation. `own` where
/// they speak for themselves: then no other right of theirs counts.
///
/// # Errors
/// The rule that says no.
pub fn authority(
    actor: Actor,
    command: OrganisationCommandKind,
    of: AgencyId,
    own: bool,
    directory: &Directory,
) -> Result<Authority, Refusal> {
    use OrganisationCommandKind as C;
    match actor {
        Actor::Office => Ok(Authority::Installation),
        // Nobody administers in another's stead.
        Actor::Interchange | Actor::Service(_) | Actor::Citizen | Actor::Substitute { .. } => {
            Err(Refusal::new(Rule::AdministratorOnly))
        }
        Actor::Person(id) => {
            let person = directory.active(id).ok_or(Refusal::new(Rule::NotStaff))?;
            if own {
                let theirs = of == directory.agency && matches!(command, C::SetAbsence | C::EndAbsence);
                return require(theirs, Rule::AdministratorOnly).map(|()| Authority::Own(id));
            }
            let agencies_own = matches!(command, C::RenameAgency | C::RecodeAgency | C::EndAgency | C::ContinueAgency);
            if person.is(Role::SystemAdministrator) {
                Ok(Authority::Installation)
            } else if agencies_own || of != directory.agency {
                Err(Refusal::new(Rule::SystemAdministratorOnly))
            } else {
                require(person.is(Role::Administrator), Rule::AdministratorOnly).map(|()| Authority::Agency)
            }
        }
    }
}

/// Whether this person keeps the calendar of this agency: its registry, which hears of what is announced, its chief of office, and
/// whoever administers it.
///
/// # Errors
/// The rule that says no.
pub fn may_keep_calendar(actor: Actor, of: AgencyId, directory: &Directory) -> Result<(), Refusal> {
    let desk = at_desk(actor, directory)?.ok_or(Refusal::new(Rule::CalendarKeepersOnly))?;
    let own = of == directory.agency && (desk.is(Role::RegistryClerk) || desk.is(Role::ChiefOfOffice));
    // Nobody administers in another's stead.
    let administers = matches!(actor, Actor::Person(_)) && administers(desk, of, directory);
    require(own || administers, Rule::CalendarKeepersOnly)
}

/// Whether this actor keeps the agency's catalogue of procedures: publishes them, and withdraws them. Whoever administers it does; those
/// who receive and handle dossiers work by what is published, and set no terms for themselves.
///
/// # Errors
/// The rule that says no.
pub fn may_keep_procedures(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    // Nobody administers in another's stead.
    let Actor::Person(id) = actor else { return Err(Refusal::new(Rule::ProcedureKeepersOnly)) };
    let person = directory.active(id).ok_or(Refusal::new(Rule::NotStaff))?;
    require(administers(person, directory.agency, directory), Rule::ProcedureKeepersOnly)
}

/// Whether this person sees an agency's organisation with its dates, and the history of its changes.
pub fn administers(person: &Person, of: AgencyId, directory: &Directory) -> bool {
    person.active
        && (person.is(Role::SystemAdministrator) || (of == directory.agency && person.is(Role::Administrator)))
}

/// Whether this person administers the agency or the installation, and is one of those who see no documents by that.
pub(crate) fn administers_something(person: &Person) -> bool {
    person.is(Role::Administrator) || person.is(Role::SystemAdministrator)
}

/// Whether this person sets up agencies.
///
/// # Errors
/// The rule that says no.
pub fn may_set_up_agencies(person: &Person) -> Result<(), Refusal> {
    require(person.active && person.is(Role::SystemAdministrator), Rule::SystemAdministratorOnly)
}

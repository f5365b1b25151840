//! Who may act, and who may see. The one place that answers: for a command, for the commands that a document offers, for a
//! reply by mail, for a list, and for the question "why can I not?".
//!
//! Here stands who sees a document, and in whose name somebody acts; `commands` has who gives which command to an incoming document,
//! [`outgoing`] the same of outgoing ones, and `duties` who does what is no command on one document.

pub mod case_file;
mod commands;
pub mod dossier;
mod duties;
pub mod outgoing;

use std::collections::BTreeSet;

use crate::{
    Actor, PersonId, Refusal, RefusalKind, Rule, UtcTime,
    assignment::Holder,
    incoming::{IncomingDocument, State},
    organisation::{Directory, Person, Role},
};

pub use commands::{Offer, directed_by, may, offered, who_may};
pub use duties::{
    Authority, administers, authority, may_decide_packets, may_enter, may_follow, may_hand_over, may_help_to_sign_in,
    may_keep_calendar, may_keep_procedures, may_keep_webhooks, may_read_personal_data_acts, may_receive,
    may_run_services, may_set_up_agencies, may_use, sees_events, service_sees, works_as_registry,
};
pub(crate) use duties::{administers_something, may_take_over};

/// As what somebody looks a document up: as a person, or for a department that they lead.
pub type Principal = Holder;

/// Whether this person acts for this holder.
pub fn acts_for(person: &Person, holder: Holder) -> bool {
    match holder {
        Holder::Person(id) => id == person.id,
        Holder::Department(id) => person.leads(id),
    }
}

/// As what somebody at this desk acts and looks up.
fn at_this(desk: &Person) -> impl Iterator<Item = Principal> + '_ {
    std::iter::once(Holder::Person(desk.id)).chain(desk.led().map(Holder::Department))
}

/// The departments whose registry this desk keeps: they get its mail, and look up what it is about, but for secret lines.
fn kept_at(desk: &Person) -> impl Iterator<Item = Principal> + '_ {
    desk.registries().map(Holder::Department)
}

/// Whether this desk sees every document of the agency but the secret ones.
fn is_agency_wide(desk: &Person) -> bool {
    [Role::RegistryClerk, Role::Leader, Role::ChiefOfOffice, Role::Monitor].into_iter().any(|role| desk.is(role))
}

/// As what this person acts and looks up, at their own desk and at those of whom they stand in for.
pub fn principals(person: PersonId, directory: &Directory) -> BTreeSet<Principal> {
    directory.desks_of(person).flat_map(at_this).collect()
}

/// The departments whose registry this person keeps, at whatever desk.
pub fn registries(person: PersonId, directory: &Directory) -> BTreeSet<Principal> {
    directory.desks_of(person).flat_map(kept_at).collect()
}

/// Whether this person keeps the agency's registry: their own desk is there, or that of somebody for whom they stand in.
pub fn keeps_registry(person: PersonId, directory: &Directory) -> bool {
    directory.desks_of(person).any(|desk| desk.is(Role::RegistryClerk))
}

/// Whether this person works at the one-stop shop: their own desk is there, or that of somebody for whom they stand in.
pub fn keeps_one_stop(person: PersonId, directory: &Directory) -> bool {
    directory.desks_of(person).any(|desk| desk.is(Role::OneStopClerk))
}

/// Whether this person sees every document of the agency but the secret ones.
pub fn sees_agency(person: PersonId, directory: &Directory) -> bool {
    directory.desks_of(person).any(is_agency_wide)
}

/// Whether this person sees the lines of secret documents.
pub fn sees_secret_lines(person: PersonId, directory: &Directory) -> bool {
    keeps_registry(person, directory)
}

/// Who may look this document up because they have, or had, a part in it: those on its assignments and their heads, those who
/// gave them, those it was put before, and who took it in. It follows from the document alone: who leads what today is asked of
/// [`principals`].
pub fn lookers(document: &IncomingDocument) -> BTreeSet<Principal> {
    let mut lookers = BTreeSet::new();
    lookers.extend(document.received_by().map(|by| Holder::Person(by.desk())));
    if let State::Presented { presentation, .. } = document.state() {
        lookers.insert(Holder::Person(presentation.to));
        lookers.extend(presentation.by.map(|by| Holder::Person(by.desk())));
    }
    lookers.extend(document.completion().and_then(|c| c.leader).map(Holder::Person));
    for assignment in document.assignments() {
        lookers.insert(assignment.holder);
        lookers.extend(assignment.former_holders.iter().copied().map(Holder::Person));
        lookers.extend(assignment.assigned_by.person().map(Holder::Person));
        lookers.extend(assignment.answers_to.map(Holder::Person));
        lookers.extend(assignment.departments.iter().copied().map(Holder::Department));
    }
    lookers
}

/// Whether whoever sits at this desk sees this document.
fn sees(document: &IncomingDocument, desk: &Person) -> bool {
    let secret = document.facts().is_secret();
    let by_role = if secret { desk.is(Role::RegistryClerk) } else { is_agency_wide(desk) };
    desk.active
        && (by_role || {
            let lookers = lookers(document);
            at_this(desk).any(|principal| lookers.contains(&principal))
                || (!secret && kept_at(desk).any(|principal| lookers.contains(&principal)))
        })
}

/// Whether this person may see this document, at whatever desk they sit.
pub fn may_see(document: &IncomingDocument, person: PersonId, directory: &Directory) -> bool {
    sees_as(document, person, directory).is_some()
}

/// At whose desk this person sees this document: at their own before those of others.
pub fn sees_as(document: &IncomingDocument, person: PersonId, directory: &Directory) -> Option<PersonId> {
    directory.desks_of(person).find(|desk| sees(document, desk)).map(|desk| desk.id)
}

/// Whether this person may read who looked at this document: its registry and the leaders, of those who see it.
///
/// # Errors
/// The rule that says no.
pub fn may_read_accesses(document: &IncomingDocument, person: PersonId, directory: &Directory) -> Result<(), Refusal> {
    let may = directory.desks_of(person).any(|desk| sees(document, desk) && reads_accesses(desk));
    require(may, Rule::AccessesReadersOnly)
}

fn reads_accesses(desk: &Person) -> bool {
    desk.is(Role::RegistryClerk) || desk.is(Role::Leader)
}

/// The person at whose desk this actor acts, if they may sit there: who acts works here, and stands in for whom they say.
fn at_desk(actor: Actor, directory: &Directory) -> Result<Option<&Person>, Refusal> {
    let (Some(hand), Some(desk)) = (actor.person(), actor.desk()) else { return Ok(None) };
    let not_staff = || Refusal::new(Rule::NotStaff);
    directory.active(hand).ok_or_else(not_staff)?;
    let desk = directory.active(desk).ok_or_else(not_staff)?;
    require(hand == desk.id || directory.stands_in_for(hand).any(|id| id == desk.id), Rule::NotSubstitute)?;
    Ok(Some(desk))
}

/// In which names this person may do something: in their own before those of whom they stand in for.
///
/// # Errors
/// Where in none, why not: the reason that says most, and of several their own.
pub fn in_some_name(
    person: PersonId,
    directory: &Directory,
    may: impl Fn(Actor) -> Result<(), Refusal>,
) -> Result<Vec<Actor>, Refusal> {
    // "Somebody else must" says least; "not what you handed in yourself" is said to whom everything else fits.
    let tells = |refusal: &Refusal| match refusal.rule {
        Rule::OwnResult | Rule::OwnAssignment | Rule::OwnHandOnly | Rule::SameChecker => 1,
        rule if rule.kind() == RefusalKind::NotEntitled => 0,
        _ => 2,
    };
    let (mut names, mut refused): (Vec<Actor>, Option<Refusal>) = (Vec::new(), None);
    for actor in directory.actors(person) {
        match may(actor) {
            Ok(()) => names.push(actor),
            Err(refusal) if refused.as_ref().is_none_or(|known| tells(known) < tells(&refusal)) => {
                refused = Some(refusal);
            }
            Err(_) => {}
        }
    }
    match refused {
        Some(refusal) if names.is_empty() => Err(refusal),
        _ => Ok(names),
    }
}

fn require(holds: bool, rule: Rule) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::new(rule)) }
}

/// Whether this person has been let look at this document now, by a leader: they read it, and do nothing more. Each look is noted
/// before it is answered.
pub fn may_look(document: &IncomingDocument, person: PersonId, now: UtcTime, directory: &Directory) -> bool {
    let holds = document.looks().iter().any(|look| look.person == person && now < look.until);
    let there = directory.active(person).is_some_and(administers_something);
    holds && there && !document.facts().is_secret()
}

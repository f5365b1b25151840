//! Whom one may choose among: the officers of a unit, the departments of an agency.

use office::{
    domain::{
        assignment::Holder,
        incoming::{State, state::Direction},
        organisation::{Person, Role, SortKey},
    },
    incoming::Detail,
};
use serde::Serialize;

use super::sides::Came;

/// One of several.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// The direction that was proposed with the document as it lies there now.
pub(super) fn proposal(detail: &Detail) -> Option<&Direction> {
    match detail.document.state() {
        State::Presented { presentation, .. } => presentation.proposal.as_ref(),
        _ => None,
    }
}

/// The departments that work can be given to, in the order of the office.
pub(super) fn departments(detail: &Detail) -> Vec<Choice> {
    let directory = &detail.snapshot.directory;
    let known = detail.snapshot.department_order.iter().filter_map(|id| directory.departments.get(id));
    known
        .filter(|department| department.active && directory.leads_of(department.id).next().is_some())
        .map(|department| Choice { value: department.id.0.to_string(), label: department.name.clone(), chosen: false })
        .collect()
}

/// Before whom the document can be put: the leaders and the chief of office, but for whoever has it, sorted as names are.
pub(super) fn leaders(open: &Came<'_>) -> Vec<Choice> {
    let directory = &open.detail.snapshot.directory;
    let takes = |person: &&Person| person.is(Role::Leader) || person.is(Role::ChiefOfOffice);
    let mut people: Vec<&Person> =
        directory.staff().filter(takes).filter(|person| Some(person.id) != open.actor.desk()).collect();
    people.sort_by_cached_key(|person| SortKey::of(&person.name));
    people.into_iter().map(choice).collect()
}

pub(super) fn choice(person: &Person) -> Choice {
    Choice { value: person.id.0.to_string(), label: format!("{} ({})", person.name, person.title), chosen: false }
}

/// The people to whom the holder of the link's assignment may give it, sorted as names are.
pub(super) fn officers(open: &Came<'_>) -> Vec<Choice> {
    let directory = &open.detail.snapshot.directory;
    let document = &open.detail.document;
    let Some(unit) = open.link.assignment.and_then(|id| document.assignment(id)) else { return Vec::new() };
    let belongs = |person: &Person| match unit.holder {
        Holder::Department(department) => person.posts.contains_key(&department),
        Holder::Person(head) => directory
            .active(head)
            .is_some_and(|head| head.led().any(|department| person.posts.contains_key(&department))),
    };
    let has_it = |person: &Person| {
        let theirs = Holder::Person(person.id);
        document.assignments().iter().any(|a| a.is_pending() && a.parent == Some(unit.id) && a.holder == theirs)
    };
    let mut people: Vec<&Person> = directory
        .staff()
        .filter(|person| belongs(person) && person.handles_documents() && !has_it(person))
        .filter(|person| Some(person.id) != open.actor.desk())
        .collect();
    people.sort_by_cached_key(|person| SortKey::of(&person.name));
    people.into_iter().map(choice).collect()
}

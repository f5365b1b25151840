//! Whom an order names, and until when they have: names in the organisation of the day, and the end of work in its calendar.

use mail::inbound::{
    names,
    order::{Name, Until},
};
use office::{
    domain::{
        AssignmentId, DepartmentId, Instruction, UtcTime, Words,
        assignment::{Assignment, Holder, Target},
        calendar::{Calendar, Term},
        document::Document,
    },
    replies::OpenReply,
};

/// A deadline as a command takes it: a moment, a term, or neither.
pub(crate) type Deadline = (Option<UtcTime>, Option<Term>);

/// Whom a name means.
pub(crate) fn holder(open: &OpenReply, name: &Name) -> Result<Holder, Vec<Words>> {
    names::resolve(&open.detail.snapshot().directory, name).map_err(|unresolved| vec![unresolved.words()])
}

/// Whom names mean.
pub(crate) fn holders(open: &OpenReply, all: &[Name]) -> Result<Vec<Holder>, Vec<Words>> {
    let found = names::resolve_all(&open.detail.snapshot().directory, all);
    found.map_err(|unresolved| unresolved.iter().map(names::Unresolved::words).collect())
}

/// An assignment of the document that the mail is about.
pub(crate) fn assignment(open: &OpenReply, id: AssignmentId) -> Option<&Assignment> {
    match open.document() {
        Document::Incoming(document) => document.assignment(id),
        Document::Outgoing(_) => None,
    }
}

/// By which calendar somebody works.
fn calendar_of(open: &OpenReply, holder: Option<Holder>) -> &Calendar {
    let snapshot = open.detail.snapshot();
    let unit: Option<DepartmentId> = match holder {
        Some(Holder::Department(id)) => Some(id),
        Some(Holder::Person(id)) => {
            snapshot.directory.active(id).and_then(|person| person.posts.keys().next().copied())
        }
        None => {
            let target = open.address.assignment.and_then(|id| assignment(open, id));
            target.and_then(|target| match target.holder {
                Holder::Department(id) => Some(id),
                Holder::Person(_) => target.departments.first().copied(),
            })
        }
    };
    snapshot.calendar.of_unit(unit, &snapshot.directory)
}

/// Until when, of work that this holder does; of the work that the mail is about where none is named.
pub(crate) fn deadline(open: &OpenReply, until: Until, holder: Option<Holder>) -> Result<Deadline, Vec<Words>> {
    match until {
        // A time that is written stands as it is written, as over the API.
        Until::Term(Term::Fixed(at)) => Ok((Some(at), None)),
        Until::Term(term) => Ok((None, Some(term))),
        Until::EndOf(day) => {
            let end = calendar_of(open, holder).end_of(day).map_err(|fault| vec![fault.words()])?;
            Ok((Some(end), None))
        }
    }
}

/// Who gets work, with the words and the deadline that go with it.
pub(crate) fn target(holder: Holder, instruction: Option<Instruction>, (due, term): Deadline) -> Target {
    Target { holder, instruction, due, term }
}

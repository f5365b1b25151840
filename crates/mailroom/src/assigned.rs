//! Whom an order names, and until when they have: names in the organisation of the day, and the end of work in its calendar.

use mail::inbound::{
    names,
    order::{Name, Until},
};
use office::{
    domain::{
        AssignmentId, DepartmentId, Instruction, UtcTime, Words,
        assignment::{Assignment, Holder, Target},
        calendar::Term,
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

/// By whose calendar somebody works who gets work, under that assignment if it is given under one: as the rules have it.
pub(crate) fn unit_of(open: &OpenReply, holder: Holder, parent: Option<AssignmentId>) -> Option<DepartmentId> {
    match open.document() {
        Document::Incoming(document) => document.unit_of(holder, parent, &open.detail.snapshot().directory),
        Document::Outgoing(_) => None,
    }
}

/// By whose calendar the holder of an assignment works.
pub(crate) fn unit_at(open: &OpenReply, place: Option<AssignmentId>) -> Option<DepartmentId> {
    let one = assignment(open, place?)?;
    unit_of(open, one.holder, one.parent)
}

/// Until when, of work that is done by this unit's calendar.
pub(crate) fn deadline(open: &OpenReply, until: Until, unit: Option<DepartmentId>) -> Result<Deadline, Vec<Words>> {
    match until {
        // A time that is written stands as it is written, as over the API.
        Until::Term(Term::Fixed(at)) => Ok((Some(at), None)),
        Until::Term(term) => Ok((None, Some(term))),
        Until::EndOf(day) => {
            let snapshot = open.detail.snapshot();
            let calendar = snapshot.calendar.of_unit(unit, &snapshot.directory);
            let end = calendar.end_of(day).map_err(|fault| vec![fault.words()])?;
            Ok((Some(end), None))
        }
    }
}

/// Who gets work, with the words and the deadline that go with it.
pub(crate) fn target(holder: Holder, instruction: Option<Instruction>, (due, term): Deadline) -> Target {
    Target { holder, instruction, due, term }
}

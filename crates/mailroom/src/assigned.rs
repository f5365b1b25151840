//! Whom an order names in the organisation of the day, and until when they have: the domain counts that, by the calendar of whoever works.

use mail::inbound::{
    names,
    order::{Name, Until},
};
use office::{
    domain::{
        Instruction, UtcTime, Words,
        assignment::{Holder, Target},
        calendar::{CalendarFault, Term},
        is_of_our_time,
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

/// Until when: a time that is written stands as it is written, as over the API; a day means its end, wherever the calendar puts that.
pub(crate) fn deadline(until: Until) -> Result<Deadline, Vec<Words>> {
    match until {
        Until::Term(Term::Fixed(at)) => Ok((Some(at), None)),
        Until::Term(term) => Ok((None, Some(term))),
        Until::EndOf(day) if is_of_our_time(day) => Ok((None, Some(Term::EndOf(day)))),
        Until::EndOf(_) => Err(vec![CalendarFault::OutOfRange.words()]),
    }
}

/// Who gets work, with the words and the deadline that go with it.
pub(crate) fn target(holder: Holder, instruction: Option<Instruction>, (due, term): Deadline) -> Target {
    Target { holder, instruction, due, term }
}

//! What is hỏa tốc and lies before a leader who is away, while nobody is there to take it: the registry and the chief of office are told.

use std::collections::BTreeSet;

use super::{Notice, NoticeKind, Recipient, told_at};
use crate::{
    PersonId, access,
    assignment::Holder,
    incoming::{IncomingDocument, Pending, State, Urgency},
    organisation::{Directory, Role},
    work::Desk,
};

/// Who is told that a leader is away for whom something is hỏa tốc; nobody where they are there, or somebody may act in their stead. What is
/// presented has been offered to those in line before this, and is told of whoever stands in where the office has set a line. A
/// result waits for whoever directed, or their substitute: an approval goes to no other leader by itself.
pub fn leader_away(document: &IncomingDocument, line_is_set: bool, directory: &Directory) -> Vec<Notice> {
    let leader = match document.state() {
        State::Presented { presentation, .. } => presentation.to,
        State::AwaitingApproval { pending: Pending::ByLeader { leader, .. }, .. } => *leader,
        _ => return Vec::new(),
    };
    let there = |id: PersonId| directory.active(id).is_some() && !directory.away.contains_key(&id);
    let stood_in_for = directory.absence(leader).is_some_and(|absence| there(absence.substitute));
    let passes_on = line_is_set && matches!(document.state(), State::Presented { .. });
    if document.facts().urgency != Urgency::Immediate || there(leader) || (stood_in_for && !passes_on) {
        return Vec::new();
    }
    let chiefs = directory.with_role(Role::ChiefOfOffice).map(|id| Desk::Holder(Holder::Person(id)));
    let desks = std::iter::once(Desk::Registry).chain(chiefs);
    let told: BTreeSet<(PersonId, Option<PersonId>)> = desks.flat_map(|desk| told_at(desk, directory)).collect();
    let mut people = BTreeSet::new();
    told.into_iter()
        .filter(|(person, _)| access::may_see(document, *person, directory) && people.insert(*person))
        .map(|(person, instead_of)| Notice {
            kind: NoticeKind::LeaderAway,
            to: Recipient::Person(person),
            instead_of,
            assignment: None,
            words: None,
            due: None,
            about: Some(leader),
        })
        .collect()
}

//! The dates of opinions that are asked on a draft: chased as those of work are, of whoever has the opinion in hand,
//! the head of their unit, then whoever asked and whoever monitors.

use std::collections::{BTreeMap, BTreeSet};

use super::{Deadline, Look, Reminder, Stage, Surroundings, Told, in_hours, not_told, person, steps};
use crate::{
    Actor, AssignmentId, DepartmentId, PersonId, UtcTime, access,
    assignment::Holder,
    calendar::CalendarFault,
    incoming::Urgency,
    notice::{self, Letter, Notice, Recipient, Signature},
    organisation::{Directory, Role},
    outgoing::{Opinion, OutgoingDocument},
    work::Desk,
};

/// Every deadline of opinions that are asked on a draft, each under the opinion's id.
pub(super) fn opinions_running(document: &OutgoingDocument) -> Vec<Deadline> {
    let deadline = |opinion: &Opinion| Deadline {
        assignment: AssignmentId(opinion.id.0),
        desk: Desk::Holder(opinion.in_hand()),
        due: opinion.due,
    };
    document.open_opinions().map(deadline).collect()
}

/// The opinion whose date this is.
fn opinion_of(document: &OutgoingDocument, deadline: Deadline) -> Option<&Opinion> {
    document.opinions().iter().find(|opinion| opinion.id.0 == deadline.assignment.0)
}

/// The unit by whose calendar they work: the department itself; of a person the one by which the date was counted, or
/// the first of theirs.
fn unit_of(opinion: &Opinion, directory: &Directory) -> Option<DepartmentId> {
    match opinion.holder {
        Holder::Department(id) => Some(id),
        Holder::Person(_) => {
            let counted = opinion.counted.and_then(|counted| counted.unit);
            counted.or_else(|| directory.departments_of(opinion.holder).into_iter().next())
        }
    }
}

/// Looks at the date of an opinion that has run since some moment.
///
/// # Errors
/// As [`steps`].
pub fn look_at_opinion(
    document: &OutgoingDocument,
    deadline: Deadline,
    since: UtcTime,
    told: &BTreeSet<Told>,
    around: Surroundings<'_>,
) -> Result<Look, CalendarFault> {
    let Surroundings { now, directory, settings, .. } = around;
    let Some(opinion) = opinion_of(document, deadline) else { return Ok(Look::default()) };
    let unit = unit_of(opinion, directory);
    let calendar = around.calendar.of_unit(unit, directory);
    let urgent = document.content().urgency >= Urgency::Urgent;
    let steps = steps((since, deadline.due), urgent, settings, calendar)?;
    let holders = notice::told_at(deadline.desk, directory);
    let hold = |id: PersonId| holders.iter().any(|(holder, _)| *holder == id);
    let mut latest: BTreeMap<PersonId, (Stage, Option<PersonId>)> = BTreeMap::new();
    for (stage, _) in steps.iter().rev().filter(|(_, at)| *at <= now) {
        let others: Vec<PersonId> = match stage {
            Stage::Before | Stage::At | Stage::Late => Vec::new(),
            Stage::LateHead => unit.map(|unit| directory.heads_of(unit)).unwrap_or_default().into_iter().collect(),
            Stage::LateLeader => std::iter::once(opinion.asker()).chain(directory.with_role(Role::Monitor)).collect(),
        };
        let others = others.into_iter().flat_map(|id| person(id, directory)).filter(|(id, _)| !hold(*id));
        let own = holders.iter().copied().filter(|_| *stage <= Stage::Late);
        for (id, instead_of) in own.chain(others) {
            latest.entry(id).or_insert((*stage, instead_of));
        }
    }
    let sees = |id| access::outgoing::may_see(document, id, directory);
    in_hours(not_told(deadline, latest, told, sees), &steps, urgent, calendar, now)
}

/// What a reminder of an opinion says.
pub fn opinion_letter(reminder: &Reminder, document: &OutgoingDocument, directory: &Directory, at: UtcTime) -> Letter {
    let Reminder { deadline, told, instead_of } = *reminder;
    let notice = Notice {
        kind: told.stage.notice(false),
        to: Recipient::Person(told.person),
        instead_of,
        assignment: Some(deadline.assignment),
        words: opinion_of(document, deadline).map(|opinion| opinion.question.to_string()),
        due: Some(deadline.due),
        about: None,
    };
    let mut letter = notice::outgoing_letter(&notice, document, (Actor::Office, at), directory);
    if let Desk::Holder(holder) = deadline.desk
        && told.stage >= Stage::LateHead
    {
        letter.about = Signature::of_holder(holder, directory);
    }
    letter
}

//! Whether somebody can take over what another has in hand: as a leader what waits for a leader, as the head of a unit what the
//! unit's head has given, as one of the unit what its officer holds.

use super::Decision;
use crate::incoming::{
    command::HandOver,
    document::IncomingDocument,
    event::Event,
    handover::{Share, hand_over, shares},
    state::{Pending, State},
};
use crate::{
    By, PersonId, Refusal, Rule, access,
    assignment::{Assignment, AssignmentRole, Holder, Status, Target},
    organisation::{Person, Role},
};

impl Decision<'_> {
    pub(super) fn hand_over(&self, command: HandOver) -> Result<Event, Refusal> {
        let HandOver { from, to, reason } = command;
        let directory = self.context.directory;
        let held = shares(self.document, from);
        if held.is_empty() {
            return Err(Refusal::new(Rule::NothingToHandOver).at("/from"));
        }
        if from == to {
            return Err(Refusal::new(Rule::PassedToSelf).at("/to"));
        }
        self.takes_over(&held, from, to).map_err(|refusal| refusal.at("/to"))?;
        Ok(Event::HandedOver { from, to, departments: directory.departments_of(Holder::Person(to)), reason })
    }

    fn takes_over(&self, held: &[Share], from: PersonId, to: PersonId) -> Result<(), Refusal> {
        let directory = self.context.directory;
        access::may_take_over(self.actor, to, directory)?;
        self.holder(Holder::Person(to), "")?;
        let person = directory.active(to).ok_or(Refusal::new(Rule::PersonUnknown))?;
        let mut after = self.document.clone();
        hand_over(&mut after, from, to, &directory.departments_of(Holder::Person(to)), self.context.now);
        for share in held {
            match share {
                Share::Presentation => self.presentable(to)?,
                Share::Approval(_) => leads_agency(person)?,
                Share::Held(id) => self.works_at(&after, *id, person)?,
                Share::Given(id) => gives(&after, *id, person)?,
                Share::Filing(_) => {}
            }
        }
        if own_result(&after, to) { Err(Refusal::new(Rule::OwnResult)) } else { Ok(()) }
    }

    /// Whether this assignment can be this person's, as the document would then stand.
    fn works_at(&self, after: &IncomingDocument, id: crate::AssignmentId, person: &Person) -> Result<(), Refusal> {
        let Some(held) = after.assignment(id) else { return Ok(()) };
        let same = |a: &&Assignment| a.is_pending() && a.parent == held.parent && a.holder == held.holder;
        if after.assignments().iter().filter(same).count() > 1 {
            return Err(Refusal::new(Rule::RecipientTwice));
        }
        let Some(unit) = held.parent.and_then(|id| after.assignment(id)) else {
            // At the top of a chain that goes on below: nobody approves their own officer's part.
            let below = |a: &Assignment| a.is_pending() && a.parent == Some(id) && a.holder == held.holder;
            let both = held.role() == AssignmentRole::Primary && after.assignments().iter().any(below);
            return if both { Err(Refusal::new(Rule::PassedToSelf)) } else { Ok(()) };
        };
        let target = Target { holder: held.holder, instruction: None, due: None, term: None };
        self.of_unit(unit.holder, &target, "")?;
        let another = |p: &Person| p.id != person.id && access::acts_for(p, unit.holder);
        if held.role() == AssignmentRole::Primary && !self.context.directory.staff().any(another) {
            return Err(Refusal::new(Rule::PassedToSelf));
        }
        Ok(())
    }
}

/// Whether this assignment can answer to this person, as the document would then stand.
fn gives(after: &IncomingDocument, id: crate::AssignmentId, person: &Person) -> Result<(), Refusal> {
    let Some(given) = after.assignment(id) else { return Ok(()) };
    match given.parent.and_then(|id| after.assignment(id)) {
        None if given.role() == AssignmentRole::Primary => leads_agency(person),
        None if person.is(Role::RegistryClerk) => Ok(()),
        None => leads_agency(person),
        Some(unit) if access::acts_for(person, unit.holder) => Ok(()),
        Some(_) => Err(Refusal::new(Rule::TakesOverAsHead)),
    }
}

fn leads_agency(person: &Person) -> Result<(), Refusal> {
    if person.is(Role::Leader) { Ok(()) } else { Err(Refusal::new(Rule::TakesOverAsLeader)) }
}

/// Whether this person would be the one to approve what their own name stands under.
fn own_result(after: &IncomingDocument, person: PersonId) -> bool {
    let State::AwaitingApproval { pending, .. } = after.state() else { return false };
    let approves = match pending {
        Pending::ByLeader { leader, .. } => *leader == person,
        Pending::ByUnit { root, .. } => after.assignment(*root).is_some_and(|a| a.holder == Holder::Person(person)),
    };
    let submitted = after.assignment(pending.submitted());
    let officers = match pending {
        Pending::ByLeader { root, .. } => after.last_leg(*root),
        Pending::ByUnit { .. } => None,
    };
    let by = |assignment: &Assignment| match &assignment.status {
        Status::Submitted { result } | Status::Done { result: Some(result), .. } => Some(result.by),
        _ => None,
    };
    let names = |by: By| by.names(person);
    approves && [submitted, officers].into_iter().flatten().filter_map(by).any(names)
}

//! Who may give which command, written down as a table by hand. It asks nothing of `domain::access`: relations are read off
//! the directory and the document's data, and the table says which of them suffice.

use domain::{
    Actor, AssignmentId, By, PersonId,
    assignment::{Assigner, Assignment, AssignmentRole, Holder, Status},
    incoming::{CommandKind as C, IncomingDocument, State, StateName},
    organisation::{Person, Post, Role},
};

use crate::world::{REGISTRY_SYSTEM, WORLD};

/// How an actor stands to a document and to the assignment that a command names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum R {
    /// Văn thư.
    Clerk,
    /// Lãnh đạo.
    Leader,
    /// Chánh văn phòng.
    Chief,
    /// Người theo dõi, đôn đốc.
    Monitor,
    /// Quản trị, at their own desk.
    Admin,
    /// The office itself.
    TheOffice,
    /// The exchange with other agencies.
    TheInterchange,
    /// It is not yet completed.
    NotDone,
    /// A system that was given the registry's work.
    RegistrySystem,
    /// Leads some department.
    LeadsSome,
    /// It is put before them now.
    PresentedTo,
    /// It is entered, and with the registry.
    AtRegistry,
    /// They took it in, and it isn't entered yet.
    TookIn,
    /// The command names no assignment.
    NamesNone,
    /// They act for the holder of the named assignment.
    Holds,
    /// They act for the holder of the assignment above the named one.
    HoldsAbove,
    /// They gave the named assignment.
    Gave,
    /// A rule gave the named assignment.
    GivenByRule,
    /// They act for the primary unit.
    HoldsRoot,
    /// They gave the primary assignment.
    GaveRoot,
    /// They gave the direction that stands, or the last that stood.
    DirectedIt,
    /// Somebody else handed in what waits.
    OthersResult,
    /// They act for themselves, or don't hold the named assignment.
    OthersWork,
    /// They directed or closed what is now completed.
    CompletedLeader,
    /// They act for the unit that completed it.
    CompletedUnit,
    /// They are the officer who completed it.
    CompletedOfficer,
    /// They act for somebody who works on it or monitors it.
    WorksOnIt,
    /// They act for somebody who monitors it.
    MonitorsIt,
    /// They may see it.
    Sees,
    /// It is no secret line.
    Open,
}

/// For every command the sets of relations of which one suffices.
pub const MAY: &[(C, &[&[R]])] = &[
    (C::Register, &[&[R::Clerk], &[R::TheOffice], &[R::RegistrySystem, R::Open]]),
    (C::Refuse, &[&[R::Clerk], &[R::RegistrySystem, R::Open]]),
    (C::Present, &[&[R::Clerk], &[R::RegistrySystem, R::Open]]),
    (C::Route, &[&[R::Clerk], &[R::TheOffice], &[R::RegistrySystem, R::Open]]),
    (
        C::Close,
        &[&[R::Clerk, R::AtRegistry], &[R::PresentedTo, R::Leader], &[R::RegistrySystem, R::AtRegistry, R::Open]],
    ),
    (C::ReturnToSender, &[&[R::Clerk, R::AtRegistry], &[R::PresentedTo], &[R::RegistrySystem, R::AtRegistry, R::Open]]),
    (C::Void, &[&[R::Clerk], &[R::RegistrySystem, R::Open]]),
    (C::Pass, &[&[R::PresentedTo]]),
    (C::Direct, &[&[R::PresentedTo, R::Leader]]),
    (C::GiveBack, &[&[R::PresentedTo, R::NamesNone], &[R::Holds]]),
    (C::Assign, &[&[R::Holds, R::LeadsSome]]),
    (C::SubmitResult, &[&[R::Holds]]),
    (C::Redirect, &[&[R::Gave, R::Leader]]),
    (C::Reassign, &[&[R::HoldsAbove]]),
    (C::TakeBack, &[&[R::HoldsAbove]]),
    (C::Approve, &[&[R::HoldsAbove, R::OthersResult], &[R::Gave, R::Leader, R::OthersResult]]),
    (C::Reject, &[&[R::HoldsAbove, R::OthersResult], &[R::Gave, R::Leader, R::OthersResult]]),
    (C::File, &[&[R::Clerk], &[R::CompletedUnit], &[R::CompletedOfficer], &[R::RegistrySystem, R::Open]]),
    (C::Reopen, &[&[R::Clerk], &[R::CompletedLeader], &[R::CompletedUnit]]),
    (C::Recall, &[&[R::Clerk], &[R::TheInterchange], &[R::RegistrySystem, R::Open]]),
    (C::AgreeRecall, &[&[R::Clerk], &[R::RegistrySystem, R::Open]]),
    (C::RefuseRecall, &[&[R::Clerk], &[R::RegistrySystem, R::Open]]),
    (C::Accept, &[&[R::Holds]]),
    (
        C::Amend,
        &[&[R::Gave, R::OthersWork], &[R::HoldsAbove, R::OthersWork], &[R::Clerk, R::GivenByRule, R::OthersWork]],
    ),
    (C::AddRecipient, &[&[R::Clerk, R::NamesNone], &[R::DirectedIt, R::NamesNone], &[R::Holds, R::LeadsSome]]),
    (C::Withdraw, &[&[R::Gave], &[R::HoldsAbove], &[R::Clerk, R::GivenByRule]]),
    (C::Comment, &[&[R::Sees, R::Open]]),
    (
        C::Attach,
        &[
            &[R::Clerk, R::Open, R::NotDone],
            &[R::PresentedTo, R::Open, R::NotDone],
            &[R::TookIn, R::Open, R::NotDone],
            &[R::DirectedIt, R::Open, R::NotDone],
            &[R::WorksOnIt, R::Open, R::NotDone],
            &[R::TheInterchange, R::Open],
            &[R::RegistrySystem, R::Open, R::NotDone],
        ],
    ),
    (C::Correct, &[&[R::Clerk], &[R::TheInterchange], &[R::RegistrySystem, R::Open]]),
    (C::ReportProgress, &[&[R::Holds, R::Open]]),
    (
        C::Remind,
        &[
            &[R::Monitor, R::Sees],
            &[R::Chief, R::Sees],
            &[R::Leader, R::Sees],
            &[R::MonitorsIt],
            &[R::Gave],
            &[R::HoldsAbove],
            &[R::Clerk, R::GivenByRule],
        ],
    ),
    (C::RequestExtension, &[&[R::Holds]]),
    (
        C::GrantExtension,
        &[&[R::Gave, R::OthersWork], &[R::HoldsAbove, R::OthersWork], &[R::Clerk, R::GivenByRule, R::OthersWork]],
    ),
    (
        C::RefuseExtension,
        &[&[R::Gave, R::OthersWork], &[R::HoldsAbove, R::OthersWork], &[R::Clerk, R::GivenByRule, R::OthersWork]],
    ),
    (C::Pause, &[&[R::HoldsRoot], &[R::GaveRoot]]),
    (C::Resume, &[&[R::HoldsRoot], &[R::GaveRoot]]),
    (C::GrantLook, &[&[R::Leader, R::Sees, R::Open]]),
    (C::EndLook, &[&[R::Leader], &[R::Clerk]]),
    (C::HandOver, &[&[R::Leader], &[R::Chief], &[R::Admin]]),
    (C::Acknowledge, &[&[R::Holds]]),
    (C::Answered, &[&[R::TheOffice]]),
    (C::AnswerVoided, &[&[R::TheOffice]]),
    (C::PassOn, &[&[R::TheOffice]]),
    (C::RecountDeadlines, &[&[R::TheOffice]]),
];

/// Whether the table lets this actor give this command.
pub fn allows(document: &IncomingDocument, actor: Actor, command: C, named: Option<AssignmentId>) -> bool {
    let ways = MAY.iter().find(|(kind, _)| *kind == command).map(|(_, ways)| *ways).unwrap();
    let part = Part { document, actor, named: named.and_then(|id| document.assignment(id)) };
    ways.iter().any(|all| all.iter().all(|relation| part.is(*relation)))
}

/// Whether this person has, or had, any part in the document, or sees it by role.
pub fn has_a_part(document: &IncomingDocument, person: PersonId) -> bool {
    names(person).into_iter().any(|actor| Part { document, actor, named: None }.is(R::Sees))
}

/// As whom this person acts: for themselves, and in the stead of those whose substitute they are.
pub fn names(person: PersonId) -> Vec<Actor> {
    let instead = WORLD.directory.away.iter().filter(|(_, absence)| absence.substitute == person);
    let instead = instead.map(|(away, _)| Actor::Substitute { person, instead_of: *away });
    std::iter::once(Actor::Person(person)).chain(instead).collect()
}

struct Part<'a> {
    document: &'a IncomingDocument,
    actor: Actor,
    named: Option<&'a Assignment>,
}

fn leads(person: &Person, department: domain::DepartmentId) -> bool {
    matches!(person.posts.get(&department), Some(Post::Head | Post::Deputy))
}

fn stands_for(person: &Person, holder: Holder) -> bool {
    match holder {
        Holder::Person(id) => person.id == id,
        Holder::Department(id) => leads(person, id),
    }
}

fn open(assignment: &Assignment) -> bool {
    matches!(assignment.status, Status::Open | Status::Accepted { .. } | Status::Submitted { .. })
}

impl Part<'_> {
    fn root(&self) -> Option<&Assignment> {
        self.document
            .assignments()
            .iter()
            .find(|a| a.role() == AssignmentRole::Primary && a.parent.is_none() && open(a))
    }

    fn completed(&self) -> Option<&Assignment> {
        let (State::Completed { completion, .. } | State::Filed { completion, .. }) = self.document.state() else {
            return None;
        };
        completion.root.and_then(|id| self.document.assignment(id))
    }

    fn is(&self, relation: R) -> bool {
        let state = self.document.state();
        match (relation, self.actor) {
            (R::TheOffice, actor) => return actor == Actor::Office,
            (R::TheInterchange, actor) => return actor == Actor::Interchange,
            (R::RegistrySystem, actor) => return actor == Actor::Service(REGISTRY_SYSTEM),
            (R::AtRegistry, _) => return state.name() == StateName::Registered,
            (R::NotDone, _) => return ![StateName::Completed, StateName::Filed].contains(&state.name()),
            (R::NamesNone, _) => return self.named.is_none(),
            (R::Open, _) => return !self.document.facts().is_secret(),
            (R::GivenByRule, _) => {
                return self
                    .named
                    .is_some_and(|a| a.answers_to.is_none() && matches!(a.assigned_by, Assigner::Rule(_)));
            }
            _ => {}
        }
        let (id, hand) = match self.actor {
            Actor::Person(id) => (id, id),
            Actor::Substitute { person, instead_of } if names(person).contains(&self.actor) => (instead_of, person),
            _ => return false,
        };
        let Some(person) = WORLD.directory.people.get(&id).filter(|p| p.active) else { return false };
        let gave = |assignment: &Assignment| match assignment.answers_to {
            Some(other) => other == id,
            None => assignment.assigned_by.person() == Some(id),
        };
        let has = |role: Role| person.roles.contains(&role);
        let assignments = self.document.assignments();
        match relation {
            R::Clerk => has(Role::RegistryClerk),
            R::Leader => has(Role::Leader),
            R::Chief => has(Role::ChiefOfOffice),
            R::Monitor => has(Role::Monitor),
            R::Admin => hand == id && has(Role::Administrator),
            R::LeadsSome => person.posts.values().any(|post| matches!(post, Post::Head | Post::Deputy)),
            R::PresentedTo => matches!(state, State::Presented { presentation, .. } if presentation.to == id),
            R::TookIn => {
                self.document.received_by().map(By::desk) == Some(id) && matches!(state, State::Received { .. })
            }
            R::Holds => self.named.is_some_and(|a| stands_for(person, a.holder)),
            R::HoldsAbove => {
                let above = self.named.and_then(|a| a.parent).and_then(|id| assignments.iter().find(|a| a.id == id));
                above.is_some_and(|a| stands_for(person, a.holder))
            }
            R::Gave => self.named.is_some_and(gave),
            R::HoldsRoot => self.root().is_some_and(|root| stands_for(person, root.holder)),
            R::GaveRoot => self.root().is_some_and(gave),
            R::DirectedIt => self.root().is_some_and(gave) || self.is(R::CompletedLeader),
            R::OthersResult => {
                matches!(self.named.map(|a| &a.status), Some(Status::Submitted { result })
                    if self.handed_in(result.by).iter().all(|name| *name != id && *name != hand))
            }
            R::OthersWork => {
                let hand = WORLD.directory.people.get(&hand).filter(|_| hand != id);
                !hand.is_some_and(|hand| self.named.is_some_and(|a| stands_for(hand, a.holder)))
            }
            R::CompletedLeader => match state {
                State::Completed { completion, .. } | State::Filed { completion, .. } => completion.leader == Some(id),
                _ => false,
            },
            R::CompletedUnit => self.completed().is_some_and(|root| stands_for(person, root.holder)),
            R::CompletedOfficer => self.completed().is_some_and(|root| {
                assignments.iter().any(|a| {
                    a.parent == Some(root.id)
                        && a.role() == AssignmentRole::Primary
                        && matches!(a.status, Status::Done { .. })
                        && a.holder == Holder::Person(id)
                })
            }),
            R::WorksOnIt => assignments
                .iter()
                .any(|a| a.role() != AssignmentRole::Informed && open(a) && stands_for(person, a.holder)),
            R::MonitorsIt => assignments
                .iter()
                .any(|a| a.role() == AssignmentRole::Monitor && open(a) && stands_for(person, a.holder)),
            R::Sees => self.sees(person),
            _ => false,
        }
    }

    /// Every name under what the leader, or the head, is to approve.
    fn handed_in(&self, by: By) -> Vec<PersonId> {
        let mut under: Vec<By> = vec![by];
        if let State::AwaitingApproval { pending: domain::incoming::Pending::ByLeader { root, .. }, .. } =
            self.document.state()
        {
            let legs = self.document.assignments().iter().rev();
            let mut legs = legs.filter(|a| {
                let done = matches!(a.status, Status::Done { .. });
                done && a.parent == Some(*root) && a.role() == AssignmentRole::Primary
            });
            if let Some(Status::Done { result: Some(result), .. }) = legs.next().map(|leg| &leg.status) {
                under.push(result.by);
            }
        }
        under.iter().flat_map(|by| [Some(by.desk()), by.substitute()]).flatten().collect()
    }

    fn sees(&self, person: &Person) -> bool {
        let id = person.id;
        let by_role = [Role::RegistryClerk, Role::Leader, Role::ChiefOfOffice, Role::Monitor];
        let office = if self.document.facts().is_secret() { &by_role[..1] } else { &by_role[..] };
        // A department's registry knows of its letters, but for secret ones.
        let keeps = |department: domain::DepartmentId| {
            !self.document.facts().is_secret() && person.posts.get(&department) == Some(&Post::Registry)
        };
        let under_them = |holder: Holder| match holder {
            Holder::Department(id) => keeps(id),
            Holder::Person(id) => {
                let theirs = WORLD.directory.people.get(&id);
                theirs
                    .is_some_and(|p| p.posts.keys().any(|department| leads(person, *department) || keeps(*department)))
            }
        };
        office.iter().any(|role| person.roles.contains(role))
            || self.document.received_by().map(By::desk) == Some(id)
            || self.is(R::PresentedTo)
            || matches!(self.document.state(), State::Presented { presentation, .. } if presentation.by.map(By::desk) == Some(id))
            || self.is(R::CompletedLeader)
            || self.document.assignments().iter().any(|a| {
                let named = a.former_holders.contains(&id) || a.answers_to == Some(id);
                named
                    || stands_for(person, a.holder)
                    || a.assigned_by.person() == Some(id)
                    || under_them(a.holder)
                    || a.former_holders.iter().any(|former| under_them(Holder::Person(*former)))
            })
    }
}

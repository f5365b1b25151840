//! Who may give which command to a document as it stands, and what it offers to whom.

use std::collections::BTreeSet;

use super::{
    acts_for, at_desk,
    duties::{hands_over, may_use, service_sees},
    require, sees,
};
use crate::{
    Actor, AssignmentId, By, PersonId, Refusal, Rule,
    assignment::{Assignment, AssignmentRole, Holder, Status},
    incoming::{CommandKind, IncomingDocument, Pending, State, StateName, table},
    organisation::{Directory, Person, Role, Scope},
};

/// Whether this actor may give this command, on this assignment, to this document as it stands.
///
/// # Errors
/// The rule that says no.
pub fn may(
    document: &IncomingDocument,
    actor: Actor,
    command: CommandKind,
    assignment: Option<AssignmentId>,
    directory: &Directory,
) -> Result<(), Refusal> {
    let state = document.state().name();
    let unknown_here = || {
        Refusal::new(Rule::WrongState)
            .with("state", state.as_str())
            .with("state_vi", state.vietnamese())
            .with("command", command.as_str())
            .with("command_vi", command.vietnamese())
    };
    if !table::knows(state, command) {
        return Err(unknown_here());
    }
    let target = match assignment {
        Some(id) => Some(document.assignment(id).ok_or_else(|| {
            Refusal::new(Rule::AssignmentUnknown).at(if command == CommandKind::AddRecipient {
                "/parent"
            } else {
                "/assignment"
            })
        })?),
        None => None,
    };
    let closed = matches!(state, StateName::Completed | StateName::Filed);
    if command == CommandKind::Attach && closed && actor != Actor::Interchange {
        return Err(unknown_here());
    }
    let desk = at_desk(actor, directory)?;
    let hand = actor.person().and_then(|id| directory.active(id));
    let question = Question { document, target, actor, hand, unknown_here: &unknown_here };
    match actor {
        Actor::Person(_) | Actor::Substitute { .. } => {
            question.person(desk.ok_or(Refusal::new(Rule::NotStaff))?, command)
        }
        // A system may do the registry's work, if it was given that; what a document asks for is for people to say.
        Actor::Service(account) => {
            require(REGISTRY_WORK.contains(&command), Rule::PeopleOnly)?;
            may_use(account, Scope::DocumentsRead, directory)?;
            may_use(account, Scope::DocumentsRegister, directory)?;
            if [CommandKind::AgreeRecall, CommandKind::RefuseRecall].contains(&command) {
                require(document.recall().is_some(), Rule::NoRecall)?;
            }
            // As the registry, where the document is with it.
            let with_it = [CommandKind::ReturnToSender, CommandKind::Close].contains(&command);
            let elsewhere = with_it && state != StateName::Registered;
            require(service_sees(document) && !elsewhere, Rule::PeopleOnly)
        }
        Actor::Citizen => Err(Refusal::new(Rule::PeopleOnly)),
        // The sender asks it back, or sends what has changed of it.
        Actor::Interchange => {
            let theirs = [CommandKind::Recall, CommandKind::Correct, CommandKind::Attach].contains(&command);
            require(theirs, Rule::RegistryOnly)?;
            let bare = command == CommandKind::Attach && document.facts().is_secret();
            require(!bare, Rule::SecretHasNoContent)
        }
        Actor::Office => match command {
            CommandKind::Answered
            | CommandKind::AnswerVoided
            | CommandKind::RecountDeadlines
            | CommandKind::PassOn
            | CommandKind::Register
            | CommandKind::Route => Ok(()),
            _ => Err(Refusal::new(Rule::HolderOnly)),
        },
    }
}

/// What the registry does with a document, and a system that was given its work.
const REGISTRY_WORK: [CommandKind; 13] = [
    CommandKind::Register,
    CommandKind::Refuse,
    CommandKind::Present,
    CommandKind::Route,
    CommandKind::Close,
    CommandKind::ReturnToSender,
    CommandKind::Void,
    CommandKind::File,
    CommandKind::Recall,
    CommandKind::Attach,
    CommandKind::Correct,
    CommandKind::AgreeRecall,
    CommandKind::RefuseRecall,
];

/// One question, with what it is about.
struct Question<'a> {
    document: &'a IncomingDocument,
    target: Option<&'a Assignment>,
    actor: Actor,
    /// Who acts, at whatever desk.
    hand: Option<&'a Person>,
    unknown_here: &'a dyn Fn() -> Refusal,
}

impl Question<'_> {
    /// `person` is whose desk it is.
    #[allow(clippy::too_many_lines, reason = "one arm a command: the whole answer stands in one place")]
    fn person(&self, person: &Person, command: CommandKind) -> Result<(), Refusal> {
        use CommandKind as C;
        match command {
            C::Register | C::Refuse | C::Present | C::Route | C::Void | C::Correct | C::Recall => registry(person),
            C::AgreeRecall | C::RefuseRecall => {
                require(self.document.recall().is_some(), Rule::NoRecall)?;
                registry(person)
            }
            C::Close => match self.document.state() {
                State::Presented { .. } => self.presented_leader(person),
                _ => registry(person),
            },
            C::ReturnToSender => match self.document.state() {
                State::Presented { .. } => self.presented(person),
                _ => registry(person),
            },
            C::Pass => self.presented(person),
            C::Direct => self.presented_leader(person),
            C::GiveBack if self.target.is_none() => match self.document.state() {
                State::Presented { .. } => self.presented(person),
                _ => Err(Refusal::new(Rule::AssignmentMissing).at("/assignment")),
            },
            C::GiveBack | C::SubmitResult => {
                let target = self.actionable()?;
                require(acts_for(person, target.holder), Rule::HolderOnly)
            }
            C::Assign => {
                let target = self.actionable()?;
                if target.role() == AssignmentRole::Primary && target.parent.is_some() {
                    // The officer's part is not given on, even where the officer leads people; it is reassigned or given back.
                    return Err((self.unknown_here)());
                }
                require(acts_for(person, target.holder), Rule::HeadOnly)?;
                require(person.led().next().is_some(), Rule::HeadOnly)
            }
            C::Redirect => {
                let target = self.root()?;
                require(target.is_owed_to(person.id), Rule::NotRedirectable)
            }
            C::Reassign | C::TakeBack => {
                let (root, _) = self.leg()?;
                require(acts_for(person, root.holder), Rule::HeadOnly)
            }
            C::Approve | C::Reject => self.approver(person),
            C::File => self.filer(person),
            C::Reopen => {
                let leader = self.document.completion().and_then(|c| c.leader) == Some(person.id);
                require(leader || person.is(Role::RegistryClerk) || self.completed_unit(person), Rule::ParticipantOnly)
            }
            C::Accept => {
                let target = self.worked()?;
                require(acts_for(person, target.holder), Rule::HolderOnly)?;
                match target.status {
                    Status::Open => Ok(()),
                    Status::Accepted { .. } => Err(Refusal::new(Rule::AlreadyAccepted)),
                    _ => Err(Refusal::new(Rule::AssignmentClosed)),
                }
            }
            C::ReportProgress => {
                let target = self.worked()?;
                require(target.is_live(), Rule::AssignmentClosed)?;
                require(acts_for(person, target.holder), Rule::HolderOnly)?;
                self.takes_content("/text")
            }
            C::RequestExtension => {
                let target = self.worked()?;
                require(target.is_live(), Rule::AssignmentClosed)?;
                require(acts_for(person, target.holder), Rule::HolderOnly)?;
                require(target.due().is_some(), Rule::NoDeadline)
            }
            C::Amend => {
                let target = self.named()?;
                require(target.is_live(), Rule::AssignmentClosed)?;
                self.giver(person, target)?;
                self.not_their_own(target)
            }
            C::GrantExtension | C::RefuseExtension => {
                let target = self.named()?;
                require(target.is_live(), Rule::AssignmentClosed)?;
                require(target.extension.is_some(), Rule::NoExtension)?;
                self.giver(person, target)?;
                self.not_their_own(target)
            }
            C::Withdraw => {
                let target = self.named()?;
                match target.status {
                    Status::Open => {}
                    Status::Accepted { .. } | Status::Submitted { .. } => {
                        return Err(Refusal::new(Rule::AlreadyAccepted));
                    }
                    _ => return Err(Refusal::new(Rule::AssignmentClosed)),
                }
                self.giver(person, target)
            }
            C::AddRecipient => self.adder(person),
            C::Comment => {
                require(sees(self.document, person), Rule::ParticipantOnly)?;
                self.takes_content("/text")
            }
            C::Attach => {
                require(self.participates(person), Rule::ParticipantOnly)?;
                self.takes_content("/files")
            }
            C::Remind => {
                let target = self.named()?;
                require(target.is_pending(), Rule::AssignmentClosed)?;
                self.reminder(person, target)
            }
            C::Pause | C::Resume => {
                require(
                    (command == C::Pause) == self.document.pause().is_none(),
                    match command {
                        C::Pause => Rule::AlreadyPaused,
                        _ => Rule::NotPaused,
                    },
                )?;
                let root = self.chain_root()?;
                let gave = root.is_owed_to(person.id);
                require(gave || acts_for(person, root.holder), Rule::HeadOnly)
            }
            C::Acknowledge => {
                let target = self.named()?;
                require(target.role() == AssignmentRole::Informed, Rule::WrongRole)?;
                require(target.is_live(), Rule::AssignmentClosed)?;
                require(acts_for(person, target.holder), Rule::HolderOnly)
            }
            C::GrantLook => {
                require(person.is(Role::Leader), Rule::LeaderOnly)?;
                require(sees(self.document, person), Rule::ParticipantOnly)?;
                require(!self.document.facts().is_secret(), Rule::SecretHasNoContent)
            }
            C::EndLook => require(person.is(Role::Leader) || person.is(Role::RegistryClerk), Rule::LeaderOnly),
            C::HandOver => hands_over(self.actor, person),
            C::Answered | C::AnswerVoided | C::RecountDeadlines | C::PassOn => Err(Refusal::new(Rule::SystemOnly)),
        }
    }

    /// A secret line takes neither words nor files.
    fn takes_content(&self, pointer: &str) -> Result<(), Refusal> {
        if self.document.facts().is_secret() { Err(Refusal::new(Rule::SecretHasNoContent).at(pointer)) } else { Ok(()) }
    }

    fn presented(&self, person: &Person) -> Result<(), Refusal> {
        match self.document.state() {
            State::Presented { presentation, .. } => require(presentation.to == person.id, Rule::HolderOnly),
            _ => Err((self.unknown_here)()),
        }
    }

    fn presented_leader(&self, person: &Person) -> Result<(), Refusal> {
        self.presented(person)?;
        require(person.is(Role::Leader), Rule::LeaderOnly)
    }

    fn named(&self) -> Result<&Assignment, Refusal> {
        self.target.ok_or_else(|| Refusal::new(Rule::AssignmentMissing).at("/assignment"))
    }

    /// The named assignment, if work is done under it.
    fn worked(&self) -> Result<&Assignment, Refusal> {
        let target = self.named()?;
        require(matches!(target.role(), AssignmentRole::Primary | AssignmentRole::Supporting), Rule::WrongRole)?;
        Ok(target)
    }

    /// The named assignment, if its holder is the one to move it now: a supporting one while it is live, and of the primary
    /// chain the one at its end.
    fn actionable(&self) -> Result<&Assignment, Refusal> {
        let target = self.worked()?;
        require(target.is_live(), Rule::AssignmentClosed)?;
        let at_end = match self.document.state() {
            State::Directed { root, .. } => target.id == *root,
            State::InProgress { leg, .. } => target.id == *leg,
            _ => false,
        };
        if target.role() == AssignmentRole::Primary && !at_end { Err((self.unknown_here)()) } else { Ok(target) }
    }

    fn chain_root(&self) -> Result<&Assignment, Refusal> {
        let root = self.document.state().chain().and_then(|(root, _)| self.document.assignment(root));
        root.ok_or_else(|| (self.unknown_here)())
    }

    /// The named assignment, if it is the root of the primary chain.
    fn root(&self) -> Result<&Assignment, Refusal> {
        let (target, root) = (self.named()?, self.chain_root()?);
        require(target.id == root.id, if target.is_pending() { Rule::WrongRole } else { Rule::AssignmentClosed })?;
        Ok(root)
    }

    /// The root, and the named assignment, if it is the officer's part of the primary chain.
    fn leg(&self) -> Result<(&Assignment, &Assignment), Refusal> {
        let (target, root) = (self.named()?, self.chain_root()?);
        match self.document.state() {
            State::InProgress { leg, .. } if *leg == target.id => Ok((root, target)),
            State::InProgress { .. } => {
                Err(Refusal::new(if target.is_pending() { Rule::WrongRole } else { Rule::AssignmentClosed }))
            }
            _ => Err((self.unknown_here)()),
        }
    }

    fn approver(&self, person: &Person) -> Result<(), Refusal> {
        let target = self.named()?;
        let State::AwaitingApproval { pending, .. } = self.document.state() else {
            return Err((self.unknown_here)());
        };
        require(target.id == pending.submitted(), Rule::AssignmentClosed)?;
        match pending {
            Pending::ByLeader { leader, .. } => require(*leader == person.id, Rule::HolderOnly)?,
            Pending::ByUnit { .. } => {
                let root = self.chain_root()?;
                require(acts_for(person, root.holder), Rule::HeadOnly)?;
            }
        }
        match &target.status {
            // Whoever's name stands under the result, as its author or their substitute, does not stand under its approval: the
            // officer's name stands there, too, once the unit has approved.
            Status::Submitted { result } => {
                let officers = match pending {
                    Pending::ByLeader { root, .. } => self.document.last_leg(*root).map(|leg| &leg.status),
                    Pending::ByUnit { .. } => None,
                };
                let officers = match officers {
                    Some(Status::Done { result: Some(result), .. }) => Some(result.by),
                    _ => None,
                };
                let own = |by: By| by.shares_a_name(result.by) || officers.is_some_and(|other| by.shares_a_name(other));
                require(!self.actor.by().is_some_and(own), Rule::OwnResult)
            }
            _ => Err(Refusal::new(Rule::AssignmentClosed)),
        }
    }

    fn completed_unit(&self, person: &Person) -> bool {
        let root = self.document.completion().and_then(|c| c.root);
        root.and_then(|id| self.document.assignment(id)).is_some_and(|root| acts_for(person, root.holder))
    }

    fn filer(&self, person: &Person) -> Result<(), Refusal> {
        let root = self.document.completion().and_then(|c| c.root);
        let officer =
            root.and_then(|id| self.document.last_leg(id)).is_some_and(|leg| leg.holder == Holder::Person(person.id));
        require(officer || person.is(Role::RegistryClerk) || self.completed_unit(person), Rule::ParticipantOnly)
    }

    /// In the stead of whoever gave it nobody says until when they themselves have time.
    fn not_their_own(&self, target: &Assignment) -> Result<(), Refusal> {
        let instead = matches!(self.actor, Actor::Substitute { .. });
        let theirs = self.hand.is_some_and(|hand| acts_for(hand, target.holder));
        require(!(instead && theirs), Rule::OwnAssignment)
    }

    /// Whoever gave it, or acts for the assignment above it; what a rule gave, the registry.
    fn giver(&self, person: &Person, target: &Assignment) -> Result<(), Refusal> {
        let above = target.parent.and_then(|id| self.document.assignment(id));
        let gave = match target.giver() {
            Some(giver) => giver == person.id,
            None => person.is(Role::RegistryClerk),
        };
        require(gave || above.is_some_and(|a| acts_for(person, a.holder)), Rule::GiverOnly)
    }

    fn adder(&self, person: &Person) -> Result<(), Refusal> {
        if let Some(parent) = self.target {
            require(parent.is_live(), Rule::AssignmentClosed)?;
            return require(acts_for(person, parent.holder) && person.led().next().is_some(), Rule::HeadOnly);
        }
        require(person.is(Role::RegistryClerk) || directed_by(self.document, person.id), Rule::GiverOnly)
    }

    fn reminder(&self, person: &Person, target: &Assignment) -> Result<(), Refusal> {
        let presses = [Role::Monitor, Role::ChiefOfOffice, Role::Leader].into_iter().any(|role| person.is(role));
        let by_role = presses && sees(self.document, person);
        let monitors = self
            .document
            .assignments()
            .iter()
            .any(|a| a.role() == AssignmentRole::Monitor && a.is_live() && acts_for(person, a.holder));
        let may = by_role || monitors || self.giver(person, target).is_ok();
        require(may, Rule::ReminderOnly)
    }

    fn participates(&self, person: &Person) -> bool {
        let presented = matches!(self.document.state(),
            State::Presented { presentation, .. } if presentation.to == person.id);
        let received = self.document.received_by().is_some_and(|by| by.desk() == person.id)
            && matches!(self.document.state(), State::Received { .. });
        presented
            || received
            || person.is(Role::RegistryClerk)
            || directed_by(self.document, person.id)
            || self
                .document
                .assignments()
                .iter()
                .any(|a| a.is_pending() && a.role() != AssignmentRole::Informed && acts_for(person, a.holder))
    }
}

/// Whether this person gave the direction that now stands, or the last that stood.
pub fn directed_by(document: &IncomingDocument, person: PersonId) -> bool {
    match document.state().chain() {
        Some((root, _)) => document.assignment(root).is_some_and(|root| root.is_owed_to(person)),
        None => document.completion().and_then(|c| c.leader) == Some(person),
    }
}

fn registry(person: &Person) -> Result<(), Refusal> {
    require(person.is(Role::RegistryClerk), Rule::RegistryOnly)
}

/// One command that a document offers to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Offer {
    /// The command.
    pub command: CommandKind,
    /// The assignment to name in it.
    pub assignment: Option<AssignmentId>,
}

/// Every command that this person may give to this document now, in their own name or in another's stead.
pub fn offered(document: &IncomingDocument, person: PersonId, directory: &Directory) -> Vec<Offer> {
    let state = document.state().name();
    let ids: Vec<Option<AssignmentId>> = std::iter::once(None)
        .chain(document.assignments().iter().filter(|a| a.is_pending()).map(|a| Some(a.id)))
        .collect();
    let mut offers = Vec::new();
    for command in CommandKind::ALL.iter().copied().filter(|c| table::knows(state, *c)) {
        for assignment in ids.iter().copied().filter(|id| command.names_assignment().fits(id.is_some())) {
            let may = |actor| may(document, actor, command, assignment, directory).is_ok();
            if directory.actors(person).any(may) {
                offers.push(Offer { command, assignment });
            }
        }
    }
    offers
}

/// Who may give this command to this document now, on this assignment or on any; also in another's stead.
pub fn who_may(
    document: &IncomingDocument,
    command: CommandKind,
    assignment: Option<AssignmentId>,
    directory: &Directory,
) -> BTreeSet<PersonId> {
    let ids: Vec<Option<AssignmentId>> = match assignment {
        Some(id) => vec![Some(id)],
        None => std::iter::once(None).chain(document.assignments().iter().map(|a| Some(a.id))).collect(),
    };
    let may_any = |person: PersonId| {
        ids.iter()
            .filter(|id| command.names_assignment().fits(id.is_some()))
            .any(|id| directory.actors(person).any(|actor| may(document, actor, command, *id, directory).is_ok()))
    };
    directory.staff().map(|p| p.id).filter(|id| may_any(*id)).collect()
}

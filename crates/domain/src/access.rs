//! Who may act, and who may see. The one place that answers: for a command, for the commands that a document offers, for a
//! reply by mail, for a list, and for the question "why can I not?".

use std::collections::BTreeSet;

use crate::{
    Actor, AgencyId, AssignmentId, By, PersonId, Refusal, RefusalKind, Rule, ServiceAccountId, UtcTime,
    assignment::{Assignment, AssignmentRole, Holder, Status},
    incoming::{CommandKind, IncomingDocument, Pending, State, table},
    organisation::{Directory, OrganisationCommandKind, Person, PersonRecord, Role, Scope, ServiceAccount},
};

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
    let reads = |desk: &Person| desk.is(Role::RegistryClerk) || desk.is(Role::Leader);
    let may = directory.desks_of(person).any(|desk| sees(document, desk) && reads(desk));
    require(may, Rule::AccessesReadersOnly)
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
        Rule::OwnResult | Rule::OwnAssignment => 1,
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

/// The other system, if it works with this agency now and this scope is among those that it was given. What no scope opens, no
/// system does.
///
/// # Errors
/// The rule that says no.
pub fn may_use(account: ServiceAccountId, scope: Scope, directory: &Directory) -> Result<&ServiceAccount, Refusal> {
    let known = directory.services.get(&account).filter(|known| known.active);
    let known = known.ok_or_else(|| Refusal::new(Rule::NotStaff))?;
    if known.scopes.contains(&scope) {
        Ok(known)
    } else {
        Err(Refusal::new(Rule::ScopeMissing).with("scope", scope.as_str()))
    }
}

/// Whether another system that may read documents sees this one: all but the secret lines.
pub fn service_sees(document: &IncomingDocument) -> bool {
    !document.facts().is_secret()
}

/// Whether this person makes and ends service accounts of an agency: its administrators, and those of the installation.
///
/// # Errors
/// The rule that says no.
pub fn may_run_services(person: &Person, of: AgencyId, directory: &Directory) -> Result<(), Refusal> {
    require(administers(person, of, directory), Rule::AdministratorOnly)
}

/// Whether this actor may take documents in.
///
/// # Errors
/// The rule that says no.
pub fn may_receive(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    if let Actor::Service(account) = actor {
        return may_use(account, Scope::DocumentsReceive, directory).map(drop);
    }
    match at_desk(actor, directory)? {
        None => Ok(()),
        Some(desk) => require(desk.is(Role::RegistryClerk) || desk.is(Role::OneStopClerk), Rule::IntakeOnly),
    }
}

/// Whether this actor enters what they take in: the registry does, or the office by itself; never the sender.
///
/// # Errors
/// The rule that says no.
pub fn may_enter(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    let enters = match at_desk(actor, directory)? {
        None => actor == Actor::Office,
        Some(desk) => desk.is(Role::RegistryClerk),
    };
    require(enters, Rule::RegistryOnly)
}

/// Whether this person gives that one, of this agency, a new password, or ends a second factor that they have lost. Nobody does
/// so for themselves, nor for whoever runs more than they do.
///
/// # Errors
/// The rule that says no.
pub fn may_help_to_sign_in(
    by: &Person,
    directory: &Directory,
    of: &PersonRecord,
    agency: AgencyId,
) -> Result<(), Refusal> {
    let above = of.roles.iter().any(|grant| grant.role == Role::SystemAdministrator);
    let own = !above && agency == directory.agency && by.is(Role::Administrator);
    let rule = if above { Rule::SystemAdministratorOnly } else { Rule::AdministratorOnly };
    require(by.active && (by.is(Role::SystemAdministrator) || own), rule)
}

/// With what right somebody changes an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority {
    /// As administrator of that agency.
    Agency,
    /// As administrator of the installation.
    Installation,
    /// As this person, in what is their own to say.
    Own(PersonId),
}

/// With what right this actor, of the agency of this directory, gives this command to that agency's organisation. `own` where
/// they speak for themselves: then no other right of theirs counts.
///
/// # Errors
/// The rule that says no.
pub fn authority(
    actor: Actor,
    command: OrganisationCommandKind,
    of: AgencyId,
    own: bool,
    directory: &Directory,
) -> Result<Authority, Refusal> {
    use OrganisationCommandKind as C;
    match actor {
        Actor::Office => Ok(Authority::Installation),
        // Nobody administers in another's stead.
        Actor::Interchange | Actor::Service(_) | Actor::Substitute { .. } => Err(Refusal::new(Rule::AdministratorOnly)),
        Actor::Person(id) => {
            let person = directory.active(id).ok_or(Refusal::new(Rule::NotStaff))?;
            if own {
                let theirs = of == directory.agency && matches!(command, C::SetAbsence | C::EndAbsence);
                return require(theirs, Rule::AdministratorOnly).map(|()| Authority::Own(id));
            }
            let agencies_own = matches!(command, C::RenameAgency | C::RecodeAgency | C::EndAgency | C::ContinueAgency);
            if person.is(Role::SystemAdministrator) {
                Ok(Authority::Installation)
            } else if agencies_own || of != directory.agency {
                Err(Refusal::new(Rule::SystemAdministratorOnly))
            } else {
                require(person.is(Role::Administrator), Rule::AdministratorOnly).map(|()| Authority::Agency)
            }
        }
    }
}

/// Whether this person sees an agency's organisation with its dates, and the history of its changes.
pub fn administers(person: &Person, of: AgencyId, directory: &Directory) -> bool {
    person.active
        && (person.is(Role::SystemAdministrator) || (of == directory.agency && person.is(Role::Administrator)))
}

/// Whether this person sets up agencies.
///
/// # Errors
/// The rule that says no.
pub fn may_set_up_agencies(person: &Person) -> Result<(), Refusal> {
    require(person.active && person.is(Role::SystemAdministrator), Rule::SystemAdministratorOnly)
}

fn require(holds: bool, rule: Rule) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::new(rule)) }
}

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
    let desk = at_desk(actor, directory)?;
    let hand = actor.person().and_then(|id| directory.active(id));
    let question = Question { document, target, actor, hand, unknown_here: &unknown_here };
    match actor {
        Actor::Person(_) | Actor::Substitute { .. } => {
            question.person(desk.ok_or(Refusal::new(Rule::NotStaff))?, command)
        }
        // Another system sends and reads; what becomes of a document is for people to say.
        Actor::Service(_) => Err(Refusal::new(Rule::PeopleOnly)),
        Actor::Interchange => require(command == CommandKind::Recall, Rule::RegistryOnly),
        Actor::Office => match command {
            CommandKind::Answered | CommandKind::Register | CommandKind::Route => Ok(()),
            _ => Err(Refusal::new(Rule::HolderOnly)),
        },
    }
}

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
                require(target.answers_to(person.id), Rule::NotRedirectable)
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
                let gave = root.answers_to(person.id);
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
            C::Answered => Err(Refusal::new(Rule::SystemOnly)),
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
            && matches!(self.document.state(), State::Received);
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
        Some((root, _)) => document.assignment(root).is_some_and(|root| root.answers_to(person)),
        None => document.completion().and_then(|c| c.leader) == Some(person),
    }
}

/// Whether this person administers the agency or the installation, and is one of those who see no documents by that.
pub(crate) fn administers_something(person: &Person) -> bool {
    person.is(Role::Administrator) || person.is(Role::SystemAdministrator)
}

/// Whether this person has been let look at this document now, by a leader: they read it, and do nothing more. Each look is noted
/// before it is answered.
pub fn may_look(document: &IncomingDocument, person: PersonId, now: UtcTime, directory: &Directory) -> bool {
    let holds = document.looks().iter().any(|look| look.person == person && now < look.until);
    let there = directory.active(person).is_some_and(administers_something);
    holds && there && !document.facts().is_secret()
}

/// Whether this actor sends documents to other agencies, and asks for them back: the registry does.
///
/// # Errors
/// The rule that says no.
pub fn may_send(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    let desk = at_desk(actor, directory)?;
    require(desk.is_some_and(|desk| desk.is(Role::RegistryClerk)), Rule::RegistryOnly)
}

/// Whether this person follows what was sent to other agencies, and sees figures: whoever sees the agency's work.
///
/// # Errors
/// The rule that says no.
pub fn may_follow(person: PersonId, directory: &Directory) -> Result<(), Refusal> {
    require(sees_agency(person, directory), Rule::FollowerOnly)
}

/// Whether this actor hands over the work of whoever leaves or moves: its leaders and the chief of office, in whose name ever,
/// and its administrators for themselves alone. They need not see what they hand over.
///
/// # Errors
/// The rule that says no.
pub fn may_hand_over(actor: Actor, directory: &Directory) -> Result<(), Refusal> {
    match at_desk(actor, directory)? {
        Some(desk) => hands_over(actor, desk),
        None => Err(Refusal::new(Rule::HandoverOnly)),
    }
}

fn hands_over(actor: Actor, desk: &Person) -> Result<(), Refusal> {
    require(directs(desk) || administers_alone(actor, desk), Rule::HandoverOnly)
}

/// Whether this desk directs the agency's work.
fn directs(desk: &Person) -> bool {
    desk.is(Role::Leader) || desk.is(Role::ChiefOfOffice)
}

/// Nobody administers in another's stead.
fn administers_alone(actor: Actor, desk: &Person) -> bool {
    matches!(actor, Actor::Person(_)) && (desk.is(Role::Administrator) || desk.is(Role::SystemAdministrator))
}

/// Whether this person may be the one to take over what this actor hands over: who administers does not help themselves to
/// documents that they don't read.
///
/// # Errors
/// The rule that says no.
pub(crate) fn may_take_over(actor: Actor, to: PersonId, directory: &Directory) -> Result<(), Refusal> {
    let desk = actor.desk().and_then(|id| directory.active(id));
    // At whatever desk they would find it.
    let theirs = actor.person().is_some_and(|hand| hand == to || directory.desks_of(hand).any(|desk| desk.id == to));
    require(!theirs || desk.is_some_and(directs), Rule::AdministratorTakesOver)
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

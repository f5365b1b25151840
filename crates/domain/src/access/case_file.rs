//! Who sees a case file, and who gives which command to it as it stands.
//!
//! Whoever keeps it, the heads of its department, the registry, the leaders, the chief of office and the archivist see it; an administrator, who
//! freezes it on request, sees what is known of it and, by that, none of its documents. Whether somebody sees a document in it is asked of the
//! document alone.

use super::{administers, at_desk, require};
use crate::{
    Actor, DepartmentId, PersonId, Refusal, Rule,
    case_file::{CaseFile, CommandKind, Facts, State, StateName, table},
    organisation::{Directory, Person, Role},
};

/// Whether this desk sees every case file of the agency.
fn is_agency_wide(desk: &Person) -> bool {
    [Role::RegistryClerk, Role::Leader, Role::ChiefOfOffice, Role::Archivist].into_iter().any(|role| desk.is(role))
}

/// Whether this desk keeps the agency's archive: the archivist, and the registry where there is none.
fn keeps_archive(desk: &Person, directory: &Directory) -> bool {
    desk.is(Role::Archivist) || (desk.is(Role::RegistryClerk) && directory.with_role(Role::Archivist).next().is_none())
}

/// Whether this desk has it in hand: its keeper, a head of its department, the registry, the chief of office.
fn has_in_hand(facts: &Facts, desk: &Person) -> bool {
    facts.keeper == desk.id
        || facts.department.is_some_and(|department| desk.leads(department))
        || desk.is(Role::RegistryClerk)
        || desk.is(Role::ChiefOfOffice)
}

/// Which case files a list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// All of the agency.
    Everything,
    /// Those that these people keep, and those of these departments.
    Of {
        /// People.
        keepers: Vec<PersonId>,
        /// Departments.
        departments: Vec<DepartmentId>,
    },
}

impl Listed {
    /// Whether it holds a case file that this person keeps, and that is of this department.
    pub fn holds(&self, keeper: PersonId, department: Option<DepartmentId>) -> bool {
        match self {
            Self::Everything => true,
            Self::Of { keepers, departments } => {
                keepers.contains(&keeper) || department.is_some_and(|id| departments.contains(&id))
            }
        }
    }
}

/// Which case files this person's lists hold.
pub fn listed(person: PersonId, directory: &Directory) -> Listed {
    let runs = directory.active(person).is_some_and(|own| administers(own, directory.agency, directory));
    if runs || directory.desks_of(person).any(is_agency_wide) {
        return Listed::Everything;
    }
    let keepers = directory.desks_of(person).map(|desk| desk.id).collect();
    let departments = directory.desks_of(person).flat_map(Person::led).collect();
    Listed::Of { keepers, departments }
}

/// Whether this person sees this case file, at whatever desk they sit.
pub fn may_see(file: &CaseFile, person: PersonId, directory: &Directory) -> bool {
    listed(person, directory).holds(file.facts().keeper, file.facts().department)
}

/// Whether this actor begins a case file: an entry of the year's list, or one that is opened at once.
///
/// # Errors
/// The rule that says no.
pub fn may_begin(actor: Actor, open: bool, directory: &Directory) -> Result<(), Refusal> {
    let desk = at_desk(actor, directory)?.ok_or(Refusal::new(Rule::PeopleOnly))?;
    if open { require(desk.handles_documents(), Rule::CaseFileKeeperOnly) } else { keeps_list(desk) }
}

/// Whether this actor opens a case file at once that is kept so: their own, or one that they have in hand.
///
/// # Errors
/// The rule that says no.
pub fn may_open_for(actor: Actor, facts: &Facts, directory: &Directory) -> Result<(), Refusal> {
    let desk = at_desk(actor, directory)?.ok_or(Refusal::new(Rule::PeopleOnly))?;
    require(has_in_hand(facts, desk), Rule::CaseFileKeeperOnly)
}

/// Whether this actor may give this command to this case file as it stands.
///
/// # Errors
/// The rule that says no.
pub fn may(file: &CaseFile, actor: Actor, command: CommandKind, directory: &Directory) -> Result<(), Refusal> {
    let state = file.state().name();
    if !table::knows(state, command) {
        return Err(Refusal::new(Rule::CaseFileWrongState)
            .with("state", state.as_str())
            .with("state_vi", state.vietnamese())
            .with("command", command.as_str())
            .with("command_vi", command.vietnamese()));
    }
    match (command, file.frozen().is_some()) {
        (CommandKind::UnfreezeCaseFile, thaws) => require(thaws, Rule::CaseFileNotFrozen)?,
        (_, frozen) => require(!frozen, Rule::CaseFileFrozen)?,
    }
    let desk = at_desk(actor, directory)?.ok_or(Refusal::new(Rule::PeopleOnly))?;
    person(file, actor, (command, state), desk, directory)
}

fn person(
    file: &CaseFile,
    actor: Actor,
    (command, state): (CommandKind, StateName),
    desk: &Person,
    directory: &Directory,
) -> Result<(), Refusal> {
    use CommandKind as C;
    let in_hand = || require(has_in_hand(file.facts(), desk), Rule::CaseFileKeeperOnly);
    let archive = || require(keeps_archive(desk, directory), Rule::CaseFileArchivistOnly);
    match command {
        C::ApproveEntry | C::ApproveDisposal | C::RefuseDisposal => {
            require(desk.is(Role::Leader), Rule::CaseFileLeaderOnly)
        }
        C::StrikeEntry => keeps_list(desk),
        C::AmendCaseFile if state != StateName::Open => keeps_list(desk),
        C::TransferCaseFile if desk.is(Role::Leader) => Ok(()),
        C::OpenCaseFile
        | C::AmendCaseFile
        | C::AddDocument
        | C::AmendDocument
        | C::RemoveDocument
        | C::CloseCaseFile
        | C::ReopenCaseFile
        | C::HandOverCaseFile
        | C::TransferCaseFile => in_hand(),
        C::AcceptCaseFile => {
            archive()?;
            let by = actor.by().ok_or(Refusal::new(Rule::PeopleOnly))?;
            let own = matches!(file.state(), State::HandedOver { handed_over, .. } if handed_over.by.shares_a_name(by));
            require(!own, Rule::CaseFileOwnHandOver)
        }
        // What was never to be handed over is looked through by whoever has it.
        C::ProposeDisposal if state == StateName::Closed && has_in_hand(file.facts(), desk) => Ok(()),
        C::ReturnCaseFile | C::ProposeDisposal => archive(),
        C::FreezeCaseFile | C::UnfreezeCaseFile => {
            // Nobody administers in another's stead.
            let runs = matches!(actor, Actor::Person(_)) && administers(desk, directory.agency, directory);
            require(desk.is(Role::Leader) || runs, Rule::CaseFileFreezersOnly)
        }
    }
}

/// The registry, the chief of office and the leaders keep the year's list.
fn keeps_list(desk: &Person) -> Result<(), Refusal> {
    let keeps = [Role::RegistryClerk, Role::ChiefOfOffice, Role::Leader].into_iter().any(|role| desk.is(role));
    require(keeps, Rule::CaseFileListOnly)
}

/// The commands that this person may give to it now.
pub fn offered(file: &CaseFile, person: PersonId, directory: &Directory) -> Vec<CommandKind> {
    let may = |kind: &CommandKind| directory.actors(person).any(|actor| may(file, actor, *kind, directory).is_ok());
    CommandKind::ALL.iter().copied().filter(may).collect()
}

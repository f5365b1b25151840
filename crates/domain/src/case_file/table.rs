//! The declared transition table of case files: which command is known in which state, and where it may lead. It is data.

use super::{
    command::CommandKind as C,
    state::StateName::{
        self, Approved, Archived, Closed, DisposalProposed, Disposed, HandedOver, Open, Planned, Struck,
    },
};

/// One row: in this state this command leads to this state.
#[derive(Debug, Clone, Copy)]
pub struct Transition {
    /// The state it is given in.
    pub from: StateName,
    /// The command.
    pub command: C,
    /// Where it leads.
    pub to: StateName,
}

const fn row(from: StateName, command: C, to: StateName) -> Transition {
    Transition { from, command, to }
}

/// The commands that move a case file.
pub const MOVES: &[Transition] = &[
    row(Planned, C::ApproveEntry, Approved),
    row(Planned, C::StrikeEntry, Struck),
    row(Approved, C::AmendCaseFile, Planned),
    row(Approved, C::StrikeEntry, Struck),
    row(Approved, C::OpenCaseFile, Open),
    row(Open, C::CloseCaseFile, Closed),
    row(Closed, C::ReopenCaseFile, Open),
    row(Closed, C::HandOverCaseFile, HandedOver),
    row(Closed, C::ProposeDisposal, DisposalProposed),
    row(HandedOver, C::AcceptCaseFile, Archived),
    row(HandedOver, C::ReturnCaseFile, Closed),
    row(Archived, C::ProposeDisposal, DisposalProposed),
    row(DisposalProposed, C::ApproveDisposal, Disposed),
    row(DisposalProposed, C::RefuseDisposal, Closed),
    row(DisposalProposed, C::RefuseDisposal, Archived),
];

/// Those that leave it where it stands.
pub const BESIDE: &[(C, &[StateName])] = &[
    (C::AmendCaseFile, &[Planned, Open]),
    (C::AddDocument, &[Open]),
    (C::AmendDocument, &[Open]),
    (C::RemoveDocument, &[Open]),
    (C::TransferCaseFile, &[Planned, Approved, Open, Closed]),
    (C::FreezeCaseFile, &[Planned, Approved, Open, Closed, HandedOver, Archived, DisposalProposed]),
    (C::UnfreezeCaseFile, &[Planned, Approved, Open, Closed, HandedOver, Archived, DisposalProposed]),
];

/// Where this command leads from this state; nowhere where the state does not know it.
pub fn leads(from: StateName, command: C) -> Vec<StateName> {
    let moves = MOVES.iter().filter(|row| row.from == from && row.command == command).map(|row| row.to);
    let beside = BESIDE.iter().filter(|(kind, states)| *kind == command && states.contains(&from)).map(|_| from);
    moves.chain(beside).collect()
}

/// Whether the state knows the command at all.
pub fn knows(state: StateName, command: C) -> bool {
    !leads(state, command).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_reached_and_final_ones_know_nothing() {
        for state in StateName::ALL.iter().copied() {
            assert!(state == Planned || MOVES.iter().any(|row| row.to == state), "{state:?}");
        }
        for state in [Struck, Disposed] {
            assert!(C::ALL.iter().all(|c| !knows(state, *c)), "{state:?}");
        }
    }

    #[test]
    fn every_command_is_known_somewhere() {
        for command in C::ALL {
            assert!(StateName::ALL.iter().any(|s| knows(*s, *command)), "{command:?}");
        }
    }
}

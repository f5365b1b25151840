//! The declared transition table of dossiers: which command is known in which state, and where it may lead. It is data, as that of
//! documents is.

use std::fmt::Write;

use super::{
    command::CommandKind as C,
    state::StateName::{
        self, Accepted, AwaitingPayment, AwaitingSupplement, Done, Forwarded, Incomplete, Processing, Refused,
        Registered, Returned, Stopped, Withdrawn,
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

/// The commands that move a dossier.
pub const MOVES: &[Transition] = &[
    row(Registered, C::AcceptDossier, Accepted),
    row(Registered, C::RequestSupplement, Incomplete),
    row(Registered, C::RefuseDossier, Refused),
    row(Registered, C::WithdrawDossier, Withdrawn),
    row(Incomplete, C::SupplyDossier, Registered),
    row(Incomplete, C::RefuseDossier, Refused),
    row(Incomplete, C::WithdrawDossier, Withdrawn),
    row(Accepted, C::TransferDossier, Processing),
    row(Accepted, C::TransferDossier, Forwarded),
    row(Accepted, C::WithdrawDossier, Withdrawn),
    row(Forwarded, C::NotTakenDossier, Accepted),
    row(Processing, C::AdvanceDossier, Processing),
    row(Processing, C::AdvanceDossier, Done),
    row(Processing, C::GoBack, Processing),
    row(Processing, C::RequestSupplement, AwaitingSupplement),
    row(Processing, C::RequestPayment, AwaitingPayment),
    row(Processing, C::WithdrawDossier, Withdrawn),
    row(Processing, C::StopDossier, Stopped),
    row(AwaitingSupplement, C::SupplyDossier, Processing),
    row(AwaitingSupplement, C::WithdrawDossier, Withdrawn),
    row(AwaitingSupplement, C::StopDossier, Stopped),
    row(AwaitingPayment, C::RecordPayment, Processing),
    row(AwaitingPayment, C::RecordPayment, AwaitingPayment),
    row(AwaitingPayment, C::WithdrawDossier, Withdrawn),
    row(AwaitingPayment, C::StopDossier, Stopped),
    row(Stopped, C::ResumeDossier, Processing),
    row(Stopped, C::WithdrawDossier, Withdrawn),
    row(Done, C::ReturnResult, Returned),
    row(Returned, C::NoteUndelivered, Done),
    row(Returned, C::CorrectResult, Done),
];

/// Somebody of the office has something to do about it.
const OPEN: &[StateName] = &[Registered, Incomplete, Accepted, Processing, AwaitingSupplement, AwaitingPayment, Done];

/// The commands that leave the dossier where it is, and the states that know them.
pub const BESIDE: &[(C, &[StateName])] = &[
    (C::SetProcedure, &[Registered]),
    (C::AssignDossier, &[Processing]),
    (C::ConsultOn, &[Processing]),
    (C::AnswerConsultation, &[Processing, AwaitingSupplement, AwaitingPayment]),
    (C::CloseConsultation, &[Processing, AwaitingSupplement, AwaitingPayment]),
    // Of what another agency handles it is sent on there.
    (C::SupplyDossier, &[Forwarded]),
    (C::WithdrawDossier, &[Forwarded]),
    (C::ReturnResult, &[Forwarded]),
    (C::TellStanding, &[Forwarded]),
    (C::NotTakenDossier, &[Forwarded]),
    (C::RecordPayment, &[Accepted, Forwarded, Processing, AwaitingSupplement, Done]),
    (C::ExtendDossier, &[Processing]),
    (C::SetOutcome, &[Processing]),
    (C::TakeInResult, &[Forwarded, Done]),
    (C::CorrectResult, &[Done]),
    (C::NoteUncollected, &[Forwarded, Done]),
    (
        C::CorrectContact,
        &[
            Registered,
            Incomplete,
            Accepted,
            Forwarded,
            Processing,
            AwaitingSupplement,
            AwaitingPayment,
            Done,
            // What did not arrive of how it ended is sent again.
            Refused,
            Withdrawn,
            Stopped,
            Returned,
        ],
    ),
    (
        C::DiscussDossier,
        &[
            Registered,
            Incomplete,
            Accepted,
            Forwarded,
            Processing,
            AwaitingSupplement,
            AwaitingPayment,
            Stopped,
            Done,
            Returned,
        ],
    ),
    (C::AttachToDossier, OPEN),
    (C::RemindDossier, OPEN),
    (C::RateDossier, &[Returned]),
    // Elsewhere nobody in particular has it in hand.
    (C::HandOverDossier, &[Processing, AwaitingSupplement, AwaitingPayment, Stopped]),
    // Elsewhere no date runs.
    (C::RecountDossier, &[Registered, Incomplete, Accepted, Processing, AwaitingSupplement, AwaitingPayment]),
];

/// Where this command leads from this state, of several by what the dossier is; nowhere where the state does not know it.
pub fn leads(from: StateName, command: C) -> Vec<StateName> {
    let moves = MOVES.iter().filter(|row| row.from == from && row.command == command).map(|row| row.to);
    let beside = BESIDE.iter().filter(|(kind, states)| *kind == command && states.contains(&from)).map(|_| from);
    moves.chain(beside).collect()
}

/// Whether the state knows the command at all.
pub fn knows(state: StateName, command: C) -> bool {
    !leads(state, command).is_empty()
}

/// The page `docs/state-machine-dossier.md`: a diagram and the table, made from the data above.
pub fn page() -> String {
    let mut page = String::from(
        "# The dossier's state machine\n\n\
         Generated from `crates/domain/src/dossier/table.rs`; a test compares the two, and with\n\
         `UPDATE_DOCS=1 cargo test -p domain --test dossier the_page` writes this page again.\n\n\
         ```mermaid\nstateDiagram-v2\n    [*] --> registered\n",
    );
    for row in MOVES {
        let _ = writeln!(page, "    {} --> {}: {}", row.from.as_str(), row.to.as_str(), row.command.as_str());
    }
    page.push_str("```\n\n## States\n\n| state | tiếng Việt | code |\n|---|---|---|\n");
    for state in StateName::ALL {
        let status = super::status::Status::of(state);
        let _ = writeln!(
            page,
            "| `{}` | {} | {} {} |",
            state.as_str(),
            state.vietnamese(),
            status.code(),
            status.vietnamese()
        );
    }
    page.push_str("\n## Commands that move the dossier\n\n| state | tiếng Việt | command | tiếng Việt | leads to |\n|---|---|---|---|---|\n");
    for row in MOVES {
        let _ = writeln!(
            page,
            "| `{}` | {} | `{}` | {} | `{}` |",
            row.from.as_str(),
            row.from.vietnamese(),
            row.command.as_str(),
            row.command.vietnamese(),
            row.to.as_str()
        );
    }
    page.push_str("\n## Commands beside the state\n\n| command | tiếng Việt | known in |\n|---|---|---|\n");
    for (command, states) in BESIDE {
        let names: Vec<_> = states.iter().map(|s| format!("`{}`", s.as_str())).collect();
        let _ = writeln!(page, "| `{}` | {} | {} |", command.as_str(), command.vietnamese(), names.join(", "));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_reached_and_closed_ones_move_no_more() {
        for state in StateName::ALL {
            assert!(state == Registered || MOVES.iter().any(|row| row.to == state), "{state:?}");
        }
        for state in [Refused, Withdrawn] {
            assert!(MOVES.iter().all(|row| row.from != state), "{state:?}");
        }
        // What was handed out comes to the desk once more at the most.
        assert!(MOVES.iter().all(|row| row.from != Returned || row.to == Done));
    }

    #[test]
    fn every_command_is_known_somewhere() {
        for command in C::ALL {
            assert!(StateName::ALL.iter().any(|s| knows(*s, *command)), "{command:?}");
        }
    }
}

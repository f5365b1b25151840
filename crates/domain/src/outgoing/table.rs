//! The declared transition table of outgoing documents: which command is known in which state, and where it may lead. It is data, as
//! that of incoming ones is.

use std::fmt::Write;

use super::{
    command::CommandKind as C,
    state::StateName::{
        self, AwaitingSignature, Cancelled, Dispatched, Draft, Filed, FormCheck, Issued, Recalled, Replaced, Sealed,
        Signed, UnitReview, Voided,
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

/// The commands that move a document.
pub const MOVES: &[Transition] = &[
    row(Draft, C::Submit, UnitReview),
    // A copy.
    row(Draft, C::Submit, AwaitingSignature),
    row(Draft, C::CancelDraft, Cancelled),
    row(UnitReview, C::Endorse, FormCheck),
    row(UnitReview, C::ReturnToDrafter, Draft),
    row(UnitReview, C::CancelDraft, Cancelled),
    row(FormCheck, C::PassForm, AwaitingSignature),
    row(FormCheck, C::ReturnToDrafter, Draft),
    row(FormCheck, C::CancelDraft, Cancelled),
    row(AwaitingSignature, C::Sign, Signed),
    row(AwaitingSignature, C::ReturnToDrafter, Draft),
    row(AwaitingSignature, C::CancelDraft, Cancelled),
    row(Signed, C::Issue, Issued),
    row(Signed, C::ReturnToDrafter, Draft),
    row(Signed, C::CancelDraft, Cancelled),
    row(Issued, C::SealIssued, Sealed),
    row(Issued, C::VoidIssued, Voided),
    row(Sealed, C::DispatchIssued, Dispatched),
    row(Sealed, C::SealIssued, Sealed),
    row(Sealed, C::VoidIssued, Voided),
    row(Dispatched, C::FileIssued, Filed),
    row(Dispatched, C::RecallIssued, Recalled),
    row(Filed, C::RecallIssued, Recalled),
    row(Dispatched, C::NoteReplaced, Replaced),
    row(Filed, C::NoteReplaced, Replaced),
    row(Recalled, C::NoteReplaced, Replaced),
    row(Replaced, C::TakeRelationBack, Dispatched),
    row(Replaced, C::TakeRelationBack, Filed),
    row(Replaced, C::TakeRelationBack, Recalled),
];

const BEFORE_NUMBER: &[StateName] = &[Draft, UnitReview, FormCheck, AwaitingSignature, Signed];
const NOT_FINAL: &[StateName] =
    &[Draft, UnitReview, FormCheck, AwaitingSignature, Signed, Issued, Sealed, Dispatched, Filed, Recalled, Replaced];

/// Somebody still has something to do.
const OPEN: &[StateName] = &[Draft, UnitReview, FormCheck, AwaitingSignature, Signed, Issued, Sealed, Dispatched];

/// Whoever has it may still send it back: opinions can be asked.
const BEFORE_SIGNATURE: &[StateName] = &[Draft, UnitReview, FormCheck, AwaitingSignature];

/// The commands that leave the document where it is, and the states that know them.
pub const BESIDE: &[(C, &[StateName])] = &[
    (C::Revise, &[Draft]),
    (C::ChangeDrafter, BEFORE_NUMBER),
    (C::SendUpdate, &[Dispatched, Filed]),
    (C::NoteDelivery, &[Dispatched, Filed, Recalled, Replaced]),
    (C::AcknowledgeIssued, &[Dispatched, Filed]),
    (C::Discuss, NOT_FINAL),
    (C::ReviseCopy, &[Draft]),
    (C::NoteAmended, &[Dispatched, Filed]),
    (C::NoteCorrected, &[Dispatched, Filed]),
    (C::TakeRelationBack, &[Dispatched, Filed, Recalled, Replaced]),
    (C::RecountStep, &[Signed, Issued, Sealed]),
    (C::AskOpinions, BEFORE_SIGNATURE),
    (C::GiveOpinion, BEFORE_NUMBER),
    (C::PassOpinion, BEFORE_NUMBER),
    (C::WithdrawOpinion, BEFORE_NUMBER),
    (C::RemindOpinion, BEFORE_NUMBER),
    (C::HandOverDraft, OPEN),
    (C::RecountOpinions, BEFORE_NUMBER),
];

/// Where this command leads from this state, of several by what the document is; nowhere where the state does not know it.
pub fn leads(from: StateName, command: C) -> Vec<StateName> {
    let moves = MOVES.iter().filter(|row| row.from == from && row.command == command).map(|row| row.to);
    let beside = BESIDE.iter().filter(|(kind, states)| *kind == command && states.contains(&from)).map(|_| from);
    moves.chain(beside).collect()
}

/// Whether the state knows the command at all.
pub fn knows(state: StateName, command: C) -> bool {
    !leads(state, command).is_empty()
}

/// The page `docs/state-machine-outgoing.md`: a diagram and the table, made from the data above.
pub fn page() -> String {
    let mut page = String::from(
        "# The outgoing document's state machine\n\n\
         Generated from `crates/domain/src/outgoing/table.rs`; a test compares the two, and with\n\
         `UPDATE_DOCS=1 cargo test -p domain --test outgoing the_page` writes this page again.\n\n\
         ```mermaid\nstateDiagram-v2\n    [*] --> draft\n",
    );
    for row in MOVES {
        let _ = writeln!(page, "    {} --> {}: {}", row.from.as_str(), row.to.as_str(), row.command.as_str());
    }
    page.push_str("```\n\n## Commands that move the document\n\n| state | tiếng Việt | command | tiếng Việt | leads to |\n|---|---|---|---|---|\n");
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
    fn every_state_is_reached_and_final_ones_know_nothing() {
        for state in StateName::ALL.iter().copied() {
            assert!(state == Draft || MOVES.iter().any(|row| row.to == state), "{state:?}");
            if state.is_final() {
                assert!(C::ALL.iter().all(|c| !knows(state, *c)), "{state:?}");
            }
        }
    }

    #[test]
    fn every_command_is_known_somewhere() {
        for command in C::ALL {
            assert!(StateName::ALL.iter().any(|s| knows(*s, *command)), "{command:?}");
        }
    }
}

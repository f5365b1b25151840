//! The declared transition table: which command is known in which state, and where it may lead.
//!
//! It is data. The exhaustive test, the diagram in `docs/state-machine.md` and the commands that are offered all come from it.

use std::fmt::Write;

use super::{
    command::CommandKind as C,
    state::StateName::{
        self, AwaitingApproval, Completed, Directed, Filed, InProgress, Presented, Recalled, Received, Refused,
        Registered, Returned, Voided,
    },
};

/// One row: in this state this command may lead to these states.
#[derive(Debug, Clone, Copy)]
pub struct Transition {
    /// The state it is given in.
    pub from: StateName,
    /// The command.
    pub command: C,
    /// Where it may lead.
    pub to: &'static [StateName],
}

const fn row(from: StateName, command: C, to: &'static [StateName]) -> Transition {
    Transition { from, command, to }
}

/// The commands that move a document.
pub const MOVES: &[Transition] = &[
    row(Received, C::Register, &[Registered]),
    row(Received, C::Refuse, &[Refused]),
    row(Registered, C::Present, &[Presented]),
    row(Registered, C::Route, &[Directed]),
    row(Registered, C::Close, &[Completed]),
    row(Registered, C::ReturnToSender, &[Returned]),
    row(Registered, C::Void, &[Voided]),
    row(Presented, C::Pass, &[Presented]),
    row(Presented, C::PassOn, &[Presented]),
    row(Presented, C::Direct, &[Directed]),
    row(Presented, C::Close, &[Completed]),
    row(Presented, C::GiveBack, &[Registered]),
    row(Presented, C::ReturnToSender, &[Returned]),
    row(Directed, C::Assign, &[InProgress]),
    row(Directed, C::SubmitResult, &[AwaitingApproval, Completed]),
    row(Directed, C::GiveBack, &[Presented, Registered]),
    row(Directed, C::Withdraw, &[Presented, Registered]),
    row(Directed, C::Redirect, &[Directed]),
    row(InProgress, C::SubmitResult, &[AwaitingApproval]),
    row(InProgress, C::GiveBack, &[Directed]),
    row(InProgress, C::Withdraw, &[Directed]),
    row(InProgress, C::Reassign, &[InProgress]),
    row(InProgress, C::TakeBack, &[Directed]),
    row(InProgress, C::Redirect, &[Directed]),
    row(AwaitingApproval, C::Approve, &[Completed, AwaitingApproval]),
    row(AwaitingApproval, C::Reject, &[InProgress, Directed]),
    row(Directed, C::Answered, &[Completed]),
    row(InProgress, C::Answered, &[Completed]),
    row(AwaitingApproval, C::Answered, &[Completed]),
    row(Completed, C::File, &[Filed]),
    row(Completed, C::Reopen, &[InProgress, Directed, Presented, Registered]),
    row(Filed, C::Reopen, &[InProgress, Directed, Presented, Registered]),
    row(Completed, C::AnswerVoided, &[InProgress, Directed, Presented, Registered]),
    row(Filed, C::AnswerVoided, &[InProgress, Directed, Presented, Registered]),
    row(Received, C::Recall, &[Recalled]),
    row(Registered, C::Recall, &[Recalled]),
    row(Presented, C::Recall, &[Recalled]),
    row(Directed, C::Recall, &[Recalled]),
    row(InProgress, C::Recall, &[Recalled]),
    row(AwaitingApproval, C::Recall, &[Recalled]),
    row(Completed, C::Recall, &[Recalled]),
    row(Filed, C::Recall, &[Recalled]),
    row(Received, C::AgreeRecall, &[Recalled]),
    row(Registered, C::AgreeRecall, &[Recalled]),
    row(Presented, C::AgreeRecall, &[Recalled]),
    row(Directed, C::AgreeRecall, &[Recalled]),
    row(InProgress, C::AgreeRecall, &[Recalled]),
    row(AwaitingApproval, C::AgreeRecall, &[Recalled]),
    row(Completed, C::AgreeRecall, &[Recalled]),
    row(Filed, C::AgreeRecall, &[Recalled]),
];

/// Where assignments can be live. After a leader has given a document back to the registry, too: those who support and those
/// who read go on, and wait for the next direction.
const WITH_WORK: &[StateName] = &[Registered, Presented, Directed, InProgress, AwaitingApproval];
const OPEN: &[StateName] = &[Received, Registered, Presented, Directed, InProgress, AwaitingApproval];
const NOT_FINAL: &[StateName] =
    &[Received, Registered, Presented, Directed, InProgress, AwaitingApproval, Completed, Filed];
const AFTER_ENTRY: &[StateName] = &[Registered, Presented, Directed, InProgress, AwaitingApproval, Completed];

/// The commands that leave the document where it is, and the states that know them. Assign, submit, give back and withdraw
/// stand here for supporting, informed and monitoring assignments.
pub const BESIDE: &[(C, &[StateName])] = &[
    (C::Assign, WITH_WORK),
    (C::SubmitResult, WITH_WORK),
    (C::GiveBack, WITH_WORK),
    (C::Withdraw, WITH_WORK),
    (C::Accept, WITH_WORK),
    (C::Amend, WITH_WORK),
    (C::AddRecipient, AFTER_ENTRY),
    (C::Comment, NOT_FINAL),
    // Of what is completed the sender alone mends its files.
    (C::Attach, NOT_FINAL),
    (C::Correct, NOT_FINAL),
    (C::ReportProgress, WITH_WORK),
    (C::Remind, WITH_WORK),
    (C::RequestExtension, WITH_WORK),
    (C::GrantExtension, WITH_WORK),
    (C::RefuseExtension, WITH_WORK),
    (C::Pause, &[Directed, InProgress, AwaitingApproval]),
    (C::Resume, &[Directed, InProgress, AwaitingApproval]),
    (C::GrantLook, NOT_FINAL),
    (C::EndLook, NOT_FINAL),
    (C::HandOver, AFTER_ENTRY),
    (C::Acknowledge, &[Registered, Presented, Directed, InProgress, AwaitingApproval, Completed, Filed]),
    (C::Answered, &[Directed, InProgress, AwaitingApproval]),
    (C::AnswerVoided, &[Registered, Presented, Directed, InProgress, AwaitingApproval, Completed, Filed]),
    (C::RecountDeadlines, OPEN),
    (C::Recall, NOT_FINAL),
    (C::RefuseRecall, NOT_FINAL),
];

/// Where this command may lead from this state; empty where the state does not know it.
pub fn leads(from: StateName, command: C) -> Vec<StateName> {
    let mut to: Vec<StateName> = MOVES
        .iter()
        .filter(|row| row.from == from && row.command == command)
        .flat_map(|row| row.to.iter().copied())
        .collect();
    let stays = BESIDE.iter().any(|(kind, states)| *kind == command && states.contains(&from));
    if stays && !to.contains(&from) {
        to.push(from);
    }
    to
}

/// Whether the state knows the command at all.
pub fn knows(state: StateName, command: C) -> bool {
    MOVES.iter().any(|row| row.from == state && row.command == command)
        || BESIDE.iter().any(|(kind, states)| *kind == command && states.contains(&state))
}

/// The page `docs/state-machine.md`: a diagram and the table, made from the data above.
pub fn page() -> String {
    let mut page = String::from(
        "# The incoming document's state machine\n\n\
         Generated from `crates/domain/src/incoming/table.rs`; a test compares the two, and with\n\
         `UPDATE_DOCS=1 cargo test -p domain --test incoming the_page` writes this page again.\n\n\
         ```mermaid\nstateDiagram-v2\n    [*] --> received\n",
    );
    for row in MOVES.iter().filter(|row| !matches!(row.command, C::Recall | C::AgreeRecall)) {
        for to in row.to {
            let _ = writeln!(page, "    {} --> {}: {}", row.from.as_str(), to.as_str(), row.command.as_str());
        }
    }
    page.push_str("```\n\nEvery state but the final ones also knows the sender's `recall`, at once or on agreement → `recalled`.\n\n");
    page.push_str(
        "## Commands that move the document\n\n| state | tiếng Việt | command | may lead to |\n|---|---|---|---|\n",
    );
    for row in MOVES {
        let to: Vec<_> = row.to.iter().map(|s| format!("`{}`", s.as_str())).collect();
        let _ = writeln!(
            page,
            "| `{}` | {} | `{}` | {} |",
            row.from.as_str(),
            row.from.vietnamese(),
            row.command.as_str(),
            to.join(", ")
        );
    }
    page.push_str("\n## Commands beside the state\n\n| command | known in |\n|---|---|\n");
    for (command, states) in BESIDE {
        let names: Vec<_> = states.iter().map(|s| format!("`{}`", s.as_str())).collect();
        let _ = writeln!(page, "| `{}` | {} |", command.as_str(), names.join(", "));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_reached_and_final_ones_know_no_move() {
        for state in StateName::ALL {
            let reached = state == Received || MOVES.iter().any(|row| row.to.contains(&state));
            assert!(reached, "{state:?}");
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

//! Where the work stands that a mail tells of: a link acts on it as it was described, and on nothing that came of it later.

use std::fmt::Write;

use domain::{
    AssignmentId,
    assignment::{Assignment, AssignmentRole},
    incoming::{CommandKind, Event, IncomingDocument, State, event::Fallback},
};

/// The standing in one line. It stays while others talk, attach, report or press, and while the holder takes the work up; it changes
/// with the holder, the giver, the state and, for an answer to a request for more time, with the request.
pub(super) fn of(document: &IncomingDocument, assignment: Option<AssignmentId>, command: CommandKind) -> String {
    let mut line = String::new();
    let target = assignment.and_then(|id| document.assignment(id));
    if let Some(target) = target {
        write_assignment(&mut line, target);
        if matches!(command, CommandKind::GrantExtension | CommandKind::RefuseExtension) {
            let asked =
                target.extension.as_ref().map(|asked| (asked.due.timestamp_micros(), asked.at.timestamp_micros()));
            let _ = write!(line, " asked {asked:?}");
        }
    }
    if follows_the_document(target) {
        write_state(&mut line, document.state());
    }
    line
}

fn write_assignment(line: &mut String, target: &Assignment) {
    let status = if target.is_live() { "live" } else { target.status.name().as_str() };
    let _ = write!(line, "{} {status} held {:?} given {:?}", target.id.0, target.holder, target.giver());
}

fn write_state(line: &mut String, state: &State) {
    let _ = write!(line, " in {} {:?}", state.name().as_str(), state.chain());
    if let State::Presented { presentation, .. } = state {
        let _ = write!(line, " before {} at {}", presentation.to.0, presentation.at.timestamp_micros());
    }
}

/// Supporting work, and what is only read, stands while the document goes its way.
fn follows_the_document(target: Option<&Assignment>) -> bool {
    target.is_none_or(|target| target.role() == AssignmentRole::Primary)
}

/// Whether the document has gone on by one of these events, though it may stand again where it stood.
pub(super) fn has_gone_on(document: &IncomingDocument, assignment: Option<AssignmentId>, since: &[Event]) -> bool {
    let target = assignment.and_then(|id| document.assignment(id));
    follows_the_document(target) && since.iter().any(moves)
}

/// Whether a mail of before these events tells of something else than what would be decided on now: the document has gone on, or
/// this assignment was given on, a result was handed in for it, more time was asked for, or that was answered.
pub(super) fn is_another(document: &IncomingDocument, assignment: Option<AssignmentId>, since: &[Event]) -> bool {
    use Event as E;
    let of_it = |event: &Event| match event {
        E::ExtensionRequested { assignment: of, .. }
        | E::ExtensionGranted { assignment: of, .. }
        | E::ExtensionRefused { assignment: of, .. }
        | E::ResultSubmitted { assignment: of, .. }
        | E::ResultCompleted { assignment: of, .. }
        | E::OpinionSubmitted { assignment: of, .. }
        | E::Assigned { parent: of, .. } => Some(*of) == assignment,
        _ => false,
    };
    has_gone_on(document, assignment, since) || since.iter().any(of_it)
}

/// Whether a page shows something else after this event, though the link still holds.
pub(super) fn changes_the_page(event: &Event, assignment: Option<AssignmentId>) -> bool {
    use Event as E;
    match event {
        E::Corrected { .. } | E::HandedOver { .. } => true,
        E::Amended { assignment: of, .. }
        | E::ExtensionRequested { assignment: of, .. }
        | E::ExtensionGranted { assignment: of, .. }
        | E::ExtensionRefused { assignment: of, .. } => Some(*of) == assignment,
        E::DeadlinesRecounted { moved, .. }
        | E::Resumed { moved, .. }
        | E::GivenBack { fallback: Fallback::Leader { moved, .. } | Fallback::Registry { moved, .. }, .. }
        | E::Withdrawn { fallback: Fallback::Leader { moved, .. } | Fallback::Registry { moved, .. }, .. } => {
            moved.iter().any(|moved| Some(moved.assignment) == assignment)
        }
        _ => false,
    }
}

fn moves(event: &Event) -> bool {
    use Event as E;
    match event {
        E::GivenBack { fallback, .. } | E::Withdrawn { fallback, .. } => !matches!(fallback, Fallback::Stays),
        E::Registered { .. }
        | E::Refused { .. }
        | E::Presented { .. }
        | E::Passed { .. }
        | E::PresentationGivenBack { .. }
        | E::Directed { .. }
        | E::Routed { .. }
        | E::Closed { .. }
        | E::ReturnedToSender { .. }
        | E::Voided { .. }
        | E::Redirected { .. }
        | E::Reassigned { .. }
        | E::TakenBack { .. }
        | E::ResultSubmitted { .. }
        | E::ResultCompleted { .. }
        | E::ApprovedByUnit { .. }
        | E::Approved { .. }
        | E::Rejected { .. }
        | E::Filed { .. }
        | E::Reopened { .. }
        | E::Recalled { .. } => true,
        _ => false,
    }
}

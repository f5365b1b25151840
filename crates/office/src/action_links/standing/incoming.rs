//! Where the work with a document that came in stands.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use domain::{
    AssignmentId,
    assignment::{Assignment, AssignmentRole},
    incoming::{CommandKind, Event, IncomingDocument, State, event::Fallback},
};

use super::Stands;

/// The standing in one line. It stays while others talk, attach, report or press, and while the holder takes the work up; it changes
/// with the holder, the giver, the state and, for an answer to a request for more time, with the request.
pub(crate) fn of(document: &IncomingDocument, assignment: Option<AssignmentId>, command: CommandKind) -> String {
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
    if command == CommandKind::Resume {
        let _ = write!(line, " rests {:?}", document.pause().map(|pause| pause.at.timestamp_micros()));
    }
    if follows_the_document(target) {
        write_state(&mut line, document.state());
    }
    line
}

/// The same in its parts, for what may be answered with several commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Parts {
    assignment: String,
    asked: String,
    state: String,
}

impl Parts {
    /// As the work stands.
    pub(crate) fn of(document: &IncomingDocument, assignment: Option<AssignmentId>) -> Self {
        let target = assignment.and_then(|id| document.assignment(id));
        let (mut whole, mut state) = (String::new(), String::new());
        if let Some(target) = target {
            write_assignment(&mut whole, target);
        }
        write_state(&mut state, document.state());
        let asked = target.and_then(|target| target.extension.as_ref());
        let asked = format!("{:?}", asked.map(|asked| (asked.due.timestamp_micros(), asked.at.timestamp_micros())));
        Self { assignment: whole, asked, state }
    }

    /// Whether a command at this place (an assignment, or the document as a whole) is still about what a mail on this assignment told at
    /// that standing. Whoever holds work says what they did with it as long as it is theirs; what is decided on others' work, and on a
    /// document as a whole, is decided as it was told.
    pub(crate) fn stands_for(
        &self,
        (command, place): (CommandKind, Option<AssignmentId>),
        document: &IncomingDocument,
        assignment: Option<AssignmentId>,
        since: &[Event],
    ) -> Stands {
        use CommandKind as C;
        if command == C::Comment {
            return Stands::Yes;
        }
        let now = Self::of(document, assignment);
        let yes_or_no = |stands| if stands { Stands::Yes } else { Stands::No };
        let own = matches!(command, C::Accept | C::SubmitResult | C::GiveBack | C::RequestExtension | C::Acknowledge);
        if own && place.is_some() && place == assignment {
            return yes_or_no(now.assignment == self.assignment);
        }
        if place != assignment && place.is_some() {
            return Stands::No;
        }
        let asks = matches!(command, C::GrantExtension | C::RefuseExtension);
        // That more time was asked for is the very event that such a mail tells of.
        let another = if asks { has_gone_on(document, place, since) } else { is_another(document, place, since) };
        let target = place.and_then(|id| document.assignment(id));
        let stands = (place.is_none() || now.assignment == self.assignment)
            && (!follows_the_document(target) || now.state == self.state)
            && (!asks || now.asked == self.asked)
            && !another;
        match (stands, since.iter().any(|event| changes_the_page(event, place))) {
            (true, false) => Stands::Yes,
            (true, true) => Stands::Changed,
            (false, _) => Stands::No,
        }
    }
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

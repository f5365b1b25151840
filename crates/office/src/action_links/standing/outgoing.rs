//! Where the way of a document that goes out stands.

use std::fmt::Write;

use domain::{
    AssignmentId, OpinionId, RecipientId, UtcTime,
    outgoing::{CommandKind, Event, OutgoingDocument, State},
    work::{Task, outgoing_work_of},
};
use serde::{Deserialize, Serialize};

use super::Stands;

/// The standing in one line: of a recipient's part, or of an opinion, that part alone, of all else where the document lies and since when.
pub(super) fn of(document: &OutgoingDocument, place: Option<AssignmentId>) -> String {
    place.map_or_else(|| stage(document), |place| part(document, place))
}

/// Which state, since when, on whose desk, and of which edition.
fn stage(document: &OutgoingDocument) -> String {
    let mut line = format!("goes out {}", document.state().name().as_str());
    let _ = write!(line, " since {}", since(document.state()).timestamp_micros());
    for item in outgoing_work_of(document).iter().filter(|item| item.task != Task::Read) {
        let _ = write!(line, " with {}", item.desk.key());
    }
    let edition = document.editions().last().map_or(0, |edition| edition.number);
    let _ = write!(line, " edition {edition}");
    line
}

/// When it came to stand so.
const fn since(state: &State) -> UtcTime {
    match state {
        State::Draft { since, .. } | State::UnitReview { since, .. } => *since,
        State::FormCheck { content_check, .. } => content_check.at,
        State::AwaitingSignature { checks, .. } => checks.form().at,
        State::Signed { signature, .. } => signature.at,
        State::Issued { issue, .. } => issue.at,
        State::Sealed { seal, .. } => seal.at,
        State::Dispatched { dispatch, .. } => dispatch.at,
        State::Filed { at, .. } | State::Replaced { at, .. } => *at,
        State::Cancelled { end } | State::Voided { end, .. } | State::Recalled { end, .. } => end.at,
    }
}

/// An opinion, and whether it is asked still; or a recipient of the agency itself, and whether they have read it.
fn part(document: &OutgoingDocument, place: AssignmentId) -> String {
    if let Some(opinion) = document.opinion(OpinionId(place.0)) {
        return format!("{} {:?}", place.0, opinion.standing_name());
    }
    let noted = document.noted().get(&RecipientId(place.0));
    let noted = noted.map(|noted| (noted.state.as_str(), noted.at.timestamp_micros()));
    format!("{} {noted:?}", place.0)
}

/// The same in its parts, for what may be answered with several commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Parts {
    stage: String,
    part: Option<String>,
}

impl Parts {
    /// As the document stands.
    pub(super) fn of(document: &OutgoingDocument, place: Option<AssignmentId>) -> Self {
        Self { stage: stage(document), part: place.map(|place| part(document, place)) }
    }

    /// Whether a command is still about what a mail told at that standing: a recipient says that they have read as long as it is theirs to read,
    /// and what is decided on the document is decided as it was told.
    pub(super) fn stands_for(
        &self,
        (command, place): (CommandKind, Option<AssignmentId>),
        document: &OutgoingDocument,
        told: Option<AssignmentId>,
        since: &[Event],
    ) -> Stands {
        let now = Self::of(document, told);
        match command {
            CommandKind::Discuss => Stands::Yes,
            _ if place.is_some() && (place != told || now.part != self.part) => Stands::No,
            _ if place.is_none() && now.stage != self.stage => Stands::No,
            _ if has_gone_on(place, since) => Stands::No,
            _ if place.is_none() && since.iter().any(changes_the_page) => Stands::Changed,
            _ => Stands::Yes,
        }
    }
}

/// Whether it has gone on by one of these events, though it may stand again where it stood; a recipient's part only where it was recalled or
/// read, an opinion where it was given or is asked no longer.
pub(super) fn has_gone_on(place: Option<AssignmentId>, since: &[Event]) -> bool {
    since.iter().any(|event| match (place, event) {
        (Some(_), Event::Recalled { .. }) => true,
        (Some(place), Event::Acknowledged { recipient }) => recipient.0 == place.0,
        (Some(place), Event::OpinionGiven { opinion, .. } | Event::OpinionWithdrawn { opinion, .. }) => {
            opinion.0 == place.0
        }
        (Some(_), _) => false,
        (None, event) => moves(event),
    })
}

/// Whether a page shows something else after this event, though the link still holds.
pub(super) const fn changes_the_page(event: &Event) -> bool {
    matches!(event, Event::DrafterChanged { .. } | Event::DeadlinesRecounted { .. })
}

const fn moves(event: &Event) -> bool {
    use Event as E;
    matches!(
        event,
        E::Revised { .. }
            | E::Submitted { .. }
            | E::Endorsed { .. }
            | E::FormPassed { .. }
            | E::ReturnedToDrafter { .. }
            | E::Signed { .. }
            | E::Issued { .. }
            | E::Sealed { .. }
            | E::Dispatched { .. }
            | E::Filed { .. }
            | E::Cancelled { .. }
            | E::Voided { .. }
            | E::Recalled { .. }
            | E::Replaced { .. }
            | E::RelationTakenBack { .. }
    )
}

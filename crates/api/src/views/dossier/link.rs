//! What the office that received a dossier for another agency has of it.

use chrono::{DateTime, Utc};
use office::domain::{
    dossier::{
        CommandKind, OtherAgency, State,
        link::{Standing, Why},
    },
    organisation::Directory,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::ByView;

/// What was sent on and has no answer yet.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierOnItsWay)]
pub struct OnItsWayView {
    /// What.
    pub command: CommandKind,
    /// The same in Vietnamese.
    pub text: &'static str,
    /// By whom; absent where the citizen did so themselves.
    pub by: Option<ByView>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What the other agency has not taken.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierRelayNotTaken)]
pub struct NotTakenView {
    /// What.
    pub command: CommandKind,
    /// The same in Vietnamese.
    pub text: &'static str,
    /// Why.
    pub why: Why,
    /// When that was known.
    pub at: DateTime<Utc>,
}

/// That another agency has a dossier from this one, and how it stands there.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierLink)]
pub struct LinkView {
    /// Which agency.
    pub agency: Option<OtherAgency>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// How it stands there, as that agency has told; absent as long as it is on its way.
    pub standing: Option<Standing>,
    /// The same in Vietnamese.
    pub state_text: Option<&'static str>,
    /// What was sent on since and has no answer yet.
    pub waits: Option<OnItsWayView>,
    /// The last thing that was not taken there, as long as nothing else was sent on.
    pub not_taken: Option<NotTakenView>,
    /// When the result came to this office's desk.
    pub at_desk: Option<DateTime<Utc>>,
    /// How often it was noted that nobody had come for it.
    pub uncollected: u32,
}

impl LinkView {
    /// Of a dossier that another agency has.
    pub fn of(state: &State, directory: &Directory) -> Option<Self> {
        let State::Forwarded { acceptance, link } = state else { return None };
        Some(Self {
            agency: acceptance.competent.clone(),
            since: link.since,
            standing: link.standing.clone(),
            state_text: link.standing.as_ref().map(|standing| standing.state.vietnamese()),
            waits: link.waits.as_ref().map(|waits| OnItsWayView {
                command: waits.command,
                text: waits.command.vietnamese(),
                by: waits.by.map(|by| ByView::of(by, directory)),
                at: waits.at,
            }),
            not_taken: link.not_taken.as_ref().map(|one| NotTakenView {
                command: one.command,
                text: one.command.vietnamese(),
                why: one.why.clone(),
                at: one.at,
            }),
            at_desk: link.at_desk.map(|(_, at)| at),
            uncollected: link.uncollected,
        })
    }
}

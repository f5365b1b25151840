//! Where a dossier stands on its way.

use std::fmt::Write;

use domain::{
    AssignmentId, ConsultationId,
    dossier::{CommandKind, Dossier, Event, State},
};
use serde::{Deserialize, Serialize};

use super::Stands;

/// The standing in one line: of a question that part alone, of all else at which step it is, since when and with whom.
pub(super) fn of(dossier: &Dossier, place: Option<AssignmentId>) -> String {
    place.map_or_else(|| stage(dossier), |place| part(dossier, place))
}

/// Which state, at which step since when, and on whose desk.
fn stage(dossier: &Dossier) -> String {
    let mut line = format!("dossier {}", dossier.state().name().as_str());
    match dossier.state() {
        State::Registered { since, .. } => {
            let _ = write!(line, " since {}", since.timestamp_micros());
        }
        State::Done { completion, .. } => {
            let at_desk = completion.at_desk.map_or(0, |(_, at)| at.timestamp_micros());
            let _ = write!(line, " at {at_desk} reminded {}", completion.uncollected);
        }
        State::Forwarded { link, .. } => {
            let at_desk = link.at_desk.map_or(0, |(_, at)| at.timestamp_micros());
            let number = link.standing.as_ref().map_or(0, |standing| standing.number);
            let waits = link.waits.as_ref().map_or(0, |waits| waits.number);
            let _ = write!(line, " there {number} sent {waits} at {at_desk}");
            if link.uncollected > 0 {
                let _ = write!(line, " reminded {}", link.uncollected);
            }
        }
        _ => {}
    }
    if let Some(run) = dossier.state().run() {
        let _ = write!(line, " step {} since {}", run.step, run.since.timestamp_micros());
    }
    if let Some(desk) = dossier.desk() {
        let _ = write!(line, " with {}", desk.key());
    }
    line
}

/// A question, and whether it waits.
fn part(dossier: &Dossier, place: AssignmentId) -> String {
    let one = dossier.consultation(ConsultationId(place.0));
    format!("{} {:?}", place.0, one.map(|one| (one.is_open(), one.holder())))
}

/// The same in its parts, for what may be answered with several commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Parts {
    dossier: String,
    question: Option<String>,
}

impl Parts {
    /// As the dossier stands.
    pub(super) fn of(dossier: &Dossier, place: Option<AssignmentId>) -> Self {
        Self { dossier: stage(dossier), question: place.map(|place| part(dossier, place)) }
    }

    /// Whether a command is still about what a mail told at that standing: whoever is asked answers as long as that waits, and what is done about
    /// the dossier is done at the step that the mail told of.
    pub(super) fn stands_for(
        &self,
        (command, place): (CommandKind, Option<AssignmentId>),
        dossier: &Dossier,
        told: Option<AssignmentId>,
        since: &[Event],
    ) -> Stands {
        let now = Self::of(dossier, told);
        match command {
            CommandKind::DiscussDossier => Stands::Yes,
            _ if place.is_some() && (place != told || now.question != self.question) => Stands::No,
            _ if place.is_none() && now.dossier != self.dossier => Stands::No,
            _ if has_gone_on(place, since) => Stands::No,
            _ if place.is_none() && since.iter().any(changes_the_page) => Stands::Changed,
            _ => Stands::Yes,
        }
    }
}

/// Whether it has gone on by one of these events, though it may stand again where it stood; a question only where it was answered or waits no
/// longer.
pub(super) fn has_gone_on(place: Option<AssignmentId>, since: &[Event]) -> bool {
    since.iter().any(|event| match (place, event) {
        (
            Some(place),
            Event::ConsultationAnswered { consultation, .. } | Event::ConsultationClosed { consultation },
        ) => consultation.0 == place.0,
        (Some(_), _) => false,
        (None, event) => moves(event),
    })
}

/// Whether a page shows something else after this event, though the link still holds.
pub(super) const fn changes_the_page(event: &Event) -> bool {
    matches!(
        event,
        Event::DossierExtended { .. }
            | Event::DatesRecounted { .. }
            | Event::Consulted { .. }
            | Event::ConsultationAnswered { .. }
            | Event::OutcomeSet { .. }
    )
}

const fn moves(event: &Event) -> bool {
    use Event as E;
    matches!(
        event,
        E::DossierAccepted { .. }
            | E::DossierForwarded
            | E::Relayed { .. }
            | E::StandingTold { .. }
            | E::NotTaken { .. }
            | E::SupplementRequested { .. }
            | E::DossierSupplied { .. }
            | E::DossierRefused { .. }
            | E::ProcedureSet { .. }
            | E::StepEntered { .. }
            | E::OfficerAssigned { .. }
            | E::PaymentRequested { .. }
            | E::DossierWithdrawn { .. }
            | E::DossierStopped { .. }
            | E::DossierResumed { .. }
            | E::DossierDone { .. }
            | E::ResultTakenIn { .. }
            | E::ResultReturned { .. }
            | E::ResultCameBack { .. }
            | E::ResultCorrected { .. }
            | E::HandedOver { .. }
    )
}

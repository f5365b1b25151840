//! Events about dossiers: status, step and dates after each of them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    EventData, EventKind, NewEvent,
    actor::{FeedActor, actor, unit_of_person},
};
use crate::{
    DossierId, Label, ProcedureCode, StepCode, UtcTime,
    assignment::Holder,
    dossier::{
        Clock, Dossier, DossierCode, Event, Happening, Judgement, StateName, Status, StepRun,
        state::{Charge, ResultKind},
    },
    organisation::Directory,
    work::Desk,
};

/// What an event has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DossierChange {
    /// Its status code.
    Status,
    /// The step at which it is, or that it is at one again.
    Step,
    /// Its date.
    Due,
}

/// A status that portals know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedStatus {
    /// From 1 to 10.
    #[schema(minimum = 1, maximum = 10)]
    pub code: u8,
    /// As a portal shows it.
    pub name: String,
}

/// The step at which a dossier is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedStep {
    /// Its code in the procedure.
    pub code: StepCode,
    /// Tên bước.
    pub name: Label,
    /// The unit that has it in hand.
    pub unit: String,
    /// Since when it is there.
    pub since: DateTime<Utc>,
    /// Until when the step has time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
}

/// A procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedProcedure {
    /// Mã thủ tục.
    pub code: ProcedureCode,
    /// The version that the dossier is under.
    pub version: u32,
}

/// A sum that is to be paid, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FeedCharge {
    /// What for.
    pub name: Label,
    /// Đồng.
    pub amount: u64,
    /// Whether it was paid.
    pub paid: bool,
}

/// How a dossier stood after an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DossierEvent)]
pub struct DossierStanding {
    /// Which.
    pub dossier: DossierId,
    /// Mã hồ sơ, once it was received.
    pub code: Option<DossierCode>,
    /// The code that the portal which handed it in has given it.
    pub portal_code: Option<String>,
    /// The place in its history. The highest is the newest; one that is known is a repeat.
    pub version: u32,
    /// What the event has changed.
    pub changed: BTreeSet<DossierChange>,
    /// Its status from 1 to 10.
    pub status: FeedStatus,
    /// The same as the office has it, finer.
    pub state: StateName,
    /// What is asked for; absent as long as nobody knows.
    pub procedure: Option<FeedProcedure>,
    /// The step at which it is, or at which it waits.
    pub step: Option<FeedStep>,
    /// Hạn ban đầu: it never changes.
    pub due_original: Option<DateTime<Utc>>,
    /// Hạn hiện tại.
    pub due_current: Option<DateTime<Utc>>,
    /// Whether its clock rests.
    pub rests: bool,
    /// Until when the citizen is waited for, where they are to complete it.
    pub supplement_until: Option<DateTime<Utc>>,
    /// What is to be paid, and was.
    pub charges: Vec<FeedCharge>,
    /// What was decided, as soon as it is noted.
    pub outcome: Option<ResultKind>,
    /// Whether it was done in time.
    pub judgement: Option<Judgement>,
    /// Who acted.
    pub by: FeedActor,
}

/// The kind under which others are told of it; nothing where it is the office's own business.
fn kind_of(event: &Event) -> Option<EventKind> {
    use EventKind as K;
    Some(match event {
        Event::DossierRegistered { .. } => K::DossierRegistered,
        Event::DossierAccepted { .. } => K::DossierAccepted,
        Event::SupplementRequested { .. } => K::DossierSupplementRequested,
        Event::DossierSupplied { .. } => K::DossierSupplied,
        Event::DossierRefused { .. } => K::DossierRefused,
        Event::ProcedureSet { .. } => K::DossierProcedureSet,
        Event::DossierForwarded => K::DossierForwarded,
        Event::StandingTold { .. } => K::DossierStandingTold,
        Event::NotTaken { .. } => K::DossierNotTaken,
        Event::StepEntered { .. } => K::DossierStepEntered,
        Event::PaymentRequested { .. } => K::DossierPaymentRequested,
        Event::PaymentRecorded { .. } => K::DossierPaymentRecorded,
        Event::DossierExtended { .. } => K::DossierExtended,
        Event::DossierWithdrawn { .. } => K::DossierWithdrawn,
        Event::DossierStopped { .. } => K::DossierStopped,
        Event::DossierResumed { .. } => K::DossierResumed,
        Event::OutcomeSet { .. } => K::DossierOutcomeSet,
        Event::DossierDone { .. } => K::DossierDone,
        Event::ResultTakenIn { .. } => K::DossierResultAtDesk,
        Event::ResultReturned { .. } => K::DossierReturned,
        Event::ResultCameBack { .. } => K::DossierCameBack,
        Event::ResultCorrected { .. } => K::DossierResultCorrected,
        Event::ResultUncollected { .. } => K::DossierUncollected,
        // Of the dates that a calendar moves, that of the whole is what was promised.
        Event::DatesRecounted { moved: Some(_), .. } => K::DossierDueMoved,
        Event::DatesRecounted { .. }
        | Event::OfficerAssigned { .. }
        | Event::Consulted { .. }
        | Event::ConsultationAnswered { .. }
        | Event::ConsultationClosed { .. }
        | Event::ContactCorrected { .. }
        | Event::Commented { .. }
        | Event::FilesAttached { .. }
        | Event::Reminded { .. }
        | Event::Rated { .. }
        | Event::HandedOver { .. }
        // What is sent on to another agency is told of when that has carried it out.
        | Event::Relayed { .. }
        | Event::RelayHeard { .. } => return None,
    })
}

/// What others are told of this happening; nothing where it is the office's own business.
pub fn of_dossier(
    before: Option<&Dossier>,
    after: &Dossier,
    happening: &Happening,
    directory: &Directory,
) -> Option<NewEvent> {
    let kind = kind_of(&happening.event)?;
    let facts = after.facts();
    let portal = facts.portal.as_ref();
    let name = after.state().name();
    let (clock, completion) = (after.clock(), after.state().completion());
    // Of what another agency handles, as that one has told.
    let there = after.there();
    let standing = DossierStanding {
        dossier: after.id(),
        code: after.code().cloned(),
        portal_code: portal.map(|portal| portal.code.to_string()),
        version: after.version(),
        changed: changed(before, after),
        status: status(after.standing_state()),
        state: name,
        procedure: facts
            .procedure
            .as_ref()
            .map(|under| FeedProcedure { code: under.code.clone(), version: under.version }),
        step: after.state().run().map(|run| step(run, directory)).or_else(|| step_there(after)),
        due_original: clock.map(|clock| clock.original),
        due_current: due_of(after),
        rests: there.map_or_else(|| clock.is_some_and(Clock::rests), |there| there.rests_since.is_some()),
        supplement_until: after.wanted().map(|wanted| wanted.until),
        charges: after.charges().iter().map(charge).collect(),
        outcome: after.outcome().map(|outcome| outcome.kind).or_else(|| there.and_then(|there| there.result)),
        judgement: completion
            .map(|completion| completion.judgement)
            .or_else(|| there.and_then(|there| there.judgement)),
        by: told_by(after, happening).unwrap_or_else(|| actor(happening.by, directory)),
    };
    Some(NewEvent {
        kind,
        subject: after.id().into(),
        version: after.version(),
        at: happening.at,
        handed_in_by: portal.map(|portal| portal.service),
        data: EventData::Dossier(Box::new(standing)),
    })
}

/// Its date, at the agency that handles it.
fn due_of(dossier: &Dossier) -> Option<UtcTime> {
    let own = || dossier.clock().map(|clock| clock.due);
    dossier.there().and_then(|there| there.due).or_else(own)
}

/// The agency that handles it, where that is another one, as who acts.
fn competent(dossier: &Dossier) -> Option<String> {
    let acceptance = dossier.state().acceptance().filter(|_| dossier.there().is_some());
    acceptance.and_then(|acceptance| acceptance.competent.as_ref()).map(|agency| agency.name.to_string())
}

/// The step at the agency that handles it: who has it in hand there, and until when, is not told.
fn step_there(dossier: &Dossier) -> Option<FeedStep> {
    let there = dossier.there()?;
    let (step, name, unit) = (there.at_step.as_ref()?, there.step.clone()?, competent(dossier)?);
    Some(FeedStep { code: step.code.clone(), name, unit, since: step.since, due: None })
}

/// Who it was that acted, where the agency that handles it tells so.
fn told_by(after: &Dossier, happening: &Happening) -> Option<FeedActor> {
    let told = matches!(happening.event, Event::StandingTold { .. } | Event::NotTaken { .. });
    let acceptance = after.state().acceptance().filter(|_| told)?;
    let unit = acceptance.competent.as_ref()?.name.to_string();
    Some(FeedActor { unit, title: None })
}

fn status(name: StateName) -> FeedStatus {
    let status = Status::of(name);
    FeedStatus { code: status.code(), name: status.vietnamese().to_owned() }
}

fn charge(charge: &Charge) -> FeedCharge {
    FeedCharge { name: charge.name.clone(), amount: charge.amount, paid: charge.payment.is_some() }
}

fn changed(before: Option<&Dossier>, after: &Dossier) -> BTreeSet<DossierChange> {
    let status = |dossier: &Dossier| Status::of(dossier.standing_state());
    // The same step again, after it was sent back, is another time there.
    let step = |dossier: &Dossier| {
        let there = || dossier.there().and_then(|there| there.at_step.as_ref());
        let own = dossier.state().run().map(|run| (run.step.clone(), run.since));
        own.or_else(|| there().map(|step| (step.code.clone(), step.since)))
    };
    let due = due_of;
    let changes = [
        (DossierChange::Status, before.map(status) != Some(status(after))),
        (DossierChange::Step, before.and_then(step) != step(after)),
        (DossierChange::Due, before.and_then(due) != due(after)),
    ];
    changes.into_iter().filter_map(|(change, is)| is.then_some(change)).collect()
}

fn step(run: &StepRun, directory: &Directory) -> FeedStep {
    FeedStep {
        code: run.step.clone(),
        name: run.name.clone(),
        unit: unit_of_desk(run.desk, directory),
        since: run.since,
        due: run.clock.as_ref().map(|clock| clock.due),
    }
}

fn unit_of_desk(desk: Desk, directory: &Directory) -> String {
    match desk {
        Desk::OneStop => "Bộ phận một cửa".to_owned(),
        Desk::Registry => "Văn thư".to_owned(),
        Desk::Holder(Holder::Department(id)) => {
            directory.departments.get(&id).map_or_else(|| directory.agency_name.clone(), |unit| unit.name.clone())
        }
        Desk::Holder(Holder::Person(id)) => unit_of_person(id, directory),
    }
}

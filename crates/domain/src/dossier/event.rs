//! What has happened to a dossier. Events are history: their shape is only ever added to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    clock::MovedDue,
    consultation::Consultation,
    facts::{DossierFacts, HandedIn, Party},
    link::{Relay, Standing, Why},
    record::Rating,
    state::{Acceptance, Charge, Completion, End, Extension, Handing, Outcome, Payment, StepRun, SupplementRequest},
};
use crate::{
    Actor, ComponentCode, ConsultationId, DepartmentId, Instruction, Label, PersonId, Reason, Remark, UtcTime,
    incoming::{Attachment, StepDeadline},
    procedure::ProcedureRef,
};

/// Something that happened, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// By whom.
    pub by: Actor,
    /// When.
    pub at: UtcTime,
    /// What.
    #[serde(flatten)]
    pub event: Event,
}

/// Until when an answer to a question is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedUntil {
    /// Which question.
    pub consultation: ConsultationId,
    /// Until when.
    pub due: UtcTime,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_not(follows: &bool) -> bool {
    !*follows
}

/// What happened.
#[allow(
    clippy::large_enum_variant,
    reason = "one is made a command and moved on at once; a box would only be in the way"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Entered.
    DossierRegistered {
        /// What is known of it.
        facts: DossierFacts,
        /// Until when it is to be looked through.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        check: Option<StepDeadline>,
    },
    /// Received.
    DossierAccepted {
        /// Its code and its date.
        acceptance: Acceptance,
        /// What is to be paid for it, and was.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        charges: Vec<Charge>,
        /// Until when it is to go to the unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        transfer: Option<StepDeadline>,
    },
    /// Received for another agency, and sent on to it.
    DossierForwarded,
    /// What the citizen has done here was sent on to the agency that handles it.
    Relayed {
        /// What.
        relay: Relay,
    },
    /// What the office that received it has sent on was carried out here.
    RelayHeard {
        /// Under which number it came.
        number: u32,
    },
    /// The agency that handles it tells how it stands.
    StandingTold {
        /// How.
        standing: Standing,
    },
    /// The other agency has not taken what was sent on.
    NotTaken {
        /// Why.
        why: Why,
        /// Until when it is to be sent on anew, where it was the dossier itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        transfer: Option<StepDeadline>,
    },
    /// The citizen is asked to complete it.
    SupplementRequested {
        /// What.
        request: SupplementRequest,
        /// Whether the clock rests meanwhile.
        rests: bool,
    },
    /// It was completed.
    DossierSupplied {
        /// What came.
        components: Vec<HandedIn>,
        /// What else was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Remark>,
        /// Where the date of the whole moves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        moved: Option<MovedDue>,
        /// Where that of the step moves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step_moved: Option<MovedDue>,
        /// Until when it is to be looked through again, where it was not received yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        check: Option<StepDeadline>,
    },
    /// Not received.
    DossierRefused {
        /// Why.
        end: End,
    },
    /// It is known what it asks for.
    ProcedureSet {
        /// What.
        procedure: ProcedureRef,
        /// Lĩnh vực.
        field: Label,
        /// Until when it is to be looked through.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        check: Option<StepDeadline>,
        /// Which of its components each paper is; all stay what they are called where nothing is said (as earlier versions did).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        components: Option<Vec<Option<ComponentCode>>>,
    },
    /// It has come to a step.
    StepEntered {
        /// Which.
        run: StepRun,
        /// In which case the step before was handed on, or why it came back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Label>,
        /// Files that were made at the step before.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<Attachment>,
        /// Who is asked about it at this step.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        consultations: Vec<Consultation>,
    },
    /// Somebody of the department has it in hand.
    OfficerAssigned {
        /// Who.
        officer: PersonId,
        /// Whom the step is taken from, where somebody had it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<PersonId>,
        /// With what words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Instruction>,
    },
    /// Others are asked.
    Consulted {
        /// Each as it is asked.
        consultations: Vec<Consultation>,
    },
    /// An answer has come.
    ConsultationAnswered {
        /// To which question.
        consultation: ConsultationId,
        /// In words.
        text: Instruction,
        /// In files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<Attachment>,
    },
    /// Somebody is asked no longer.
    ConsultationClosed {
        /// Which question.
        consultation: ConsultationId,
    },
    /// The citizen is to pay.
    PaymentRequested {
        /// What.
        charges: Vec<Charge>,
        /// Whether the clock rests meanwhile.
        rests: bool,
        /// Until when it is waited for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wait: Option<StepDeadline>,
    },
    /// What was asked for is paid.
    PaymentRecorded {
        /// How.
        payment: Payment,
        /// For what.
        paid: Vec<Label>,
        /// Whether nothing is waited for any more.
        goes_on: bool,
        /// Where the date of the whole moves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        moved: Option<MovedDue>,
        /// Where that of the step moves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step_moved: Option<MovedDue>,
    },
    /// It takes longer than was promised.
    DossierExtended {
        /// Why, and until when.
        extension: Extension,
        /// How that was counted.
        moved: MovedDue,
        /// Whether it is counted from the date before it, and goes with that where the calendar moves it.
        #[serde(default, skip_serializing_if = "is_not")]
        follows: bool,
    },
    /// The citizen has taken it back.
    DossierWithdrawn {
        /// Why.
        end: End,
    },
    /// It is handled no further.
    DossierStopped {
        /// Why.
        end: End,
    },
    /// It is handled again.
    DossierResumed {
        /// Why.
        reason: Reason,
        /// Where the date of the whole moves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        moved: Option<MovedDue>,
        /// Where that of the step moves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step_moved: Option<MovedDue>,
    },
    /// There is a result.
    OutcomeSet {
        /// What.
        outcome: Outcome,
    },
    /// Done.
    DossierDone {
        /// How.
        completion: Completion,
        /// In which case the last step was handed on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Label>,
        /// Files that were made at it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<Attachment>,
    },
    /// The desk has the result.
    ResultTakenIn {
        /// When the one-stop shop is reminded of it, where nobody comes for it: of a result that another agency has decided on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        collect_by: Option<StepDeadline>,
    },
    /// The citizen has it.
    ResultReturned {
        /// How.
        handing: Handing,
    },
    /// The parcel with it has come back.
    ResultCameBack {
        /// Why, as the post says it.
        reason: Reason,
        /// When the one-stop shop is reminded of it next, where nobody comes for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        collect_by: Option<StepDeadline>,
        /// Whether the agency that received the dossier may hand it out at its counter from now on, to which it is to be sent first.
        #[serde(default, skip_serializing_if = "is_not")]
        elsewhere: bool,
    },
    /// It was wrong, and is handed out anew.
    ResultCorrected {
        /// The result from now on.
        outcome: Outcome,
        /// What was wrong.
        reason: Reason,
        /// When the one-stop shop is reminded of it next, where nobody comes for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        collect_by: Option<StepDeadline>,
    },
    /// Nobody has come for it.
    ResultUncollected {
        /// How the citizen was reminded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Remark>,
        /// When the one-stop shop is reminded of it next.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        collect_by: Option<StepDeadline>,
    },
    /// Whoever is spoken to is reached otherwise.
    ContactCorrected {
        /// As they are from now on.
        contact: Party,
        /// As they were.
        before: Party,
        /// Why.
        reason: Reason,
    },
    /// Said.
    Commented {
        /// The words.
        text: Instruction,
    },
    /// Files were put to it.
    FilesAttached {
        /// Which.
        files: Vec<Attachment>,
    },
    /// It is pressed for.
    Reminded {
        /// With what words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Instruction>,
    },
    /// The citizen has said what they think of it.
    Rated {
        /// What.
        rating: Rating,
    },
    /// What somebody had in hand another has taken over.
    HandedOver {
        /// Whose it was.
        from: PersonId,
        /// Whose it is.
        to: PersonId,
        /// The departments of whoever takes over.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        departments: BTreeSet<DepartmentId>,
        /// Why.
        reason: Reason,
    },
    /// The working calendar has changed, and a date with it.
    DatesRecounted {
        /// That of the whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        moved: Option<MovedDue>,
        /// That of the step.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step_moved: Option<MovedDue>,
        /// That of the desk's own step.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        desk: Option<StepDeadline>,
        /// That until which the citizen is waited for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        citizen: Option<UtcTime>,
        /// Those of questions that wait.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        asked: Vec<AskedUntil>,
        /// What has changed.
        because: Vec<String>,
    },
}

//! The parts of a dossier, as they are shown.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    AgencySnapshot,
    domain::{
        ConsultationId, DocumentId, StepCode, UtcTime,
        dossier::{
            Clock, Colour, Consultation, Consulted, HandedIn, Judgement, ReturnWay, State, StepRun,
            consultation::Standing,
            record::WalkedStep,
            state::{
                Charge, Completion, Earlier, End, Extension, Handing, Missing, Outcome, PaymentMethod, ResultKind,
                SupplementRequest,
            },
        },
        organisation::Directory,
        procedure::{Act, Branch, ComponentForm},
    },
    dossiers::statistics::unit_of,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::ClockView;
use crate::views::{ByView, HolderView, PersonRef, document::AttachmentView};

/// A paper that was handed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierComponent)]
pub struct HandedInView {
    /// Which component of the procedure it is; absent for what is beyond it.
    pub component: Option<String>,
    /// Tên giấy tờ.
    pub name: String,
    /// In which form.
    pub form: ComponentForm,
    /// How many.
    pub count: u8,
    /// Its files.
    pub files: Vec<AttachmentView>,
    /// What else was said.
    pub note: Option<String>,
    /// When it came.
    pub at: DateTime<Utc>,
}

impl HandedInView {
    pub(super) fn of(one: &HandedIn, directory: &Directory) -> Self {
        Self {
            component: one.component.as_ref().map(ToString::to_string),
            name: one.name.to_string(),
            form: one.form,
            count: one.count,
            files: one.files.iter().map(|file| AttachmentView::of(file, directory)).collect(),
            note: one.note.as_ref().map(ToString::to_string),
            at: one.at,
        }
    }
}

/// A step that somebody has in hand.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierStep)]
pub struct StepView {
    /// Which step of the process.
    pub step: StepCode,
    /// Tên bước.
    pub name: String,
    /// On whose desk it lies.
    pub desk: HolderView,
    /// To whom the head of the department has given it.
    pub officer: Option<PersonRef>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Its own time.
    pub clock: Option<ClockView>,
    /// How near that is, while it runs.
    pub colour: Option<Colour>,
    /// What may be done at it.
    pub may: BTreeSet<Act>,
    /// Where it may lead.
    pub next: Vec<Branch>,
    /// To which steps it may go back.
    pub back: Vec<StepCode>,
    /// With what words it came.
    pub note: Option<String>,
    /// Why it came back, where it did.
    pub returned: Option<String>,
}

impl StepView {
    pub(super) fn of(run: &StepRun, runs: bool, now: UtcTime, snapshot: &AgencySnapshot) -> Self {
        let directory = &snapshot.directory;
        let calendar = snapshot.calendar.of_unit(unit_of(run.desk, directory), directory);
        let of_clock = |clock: &Clock| ClockView::of(clock, clock.counted.from, runs, now, calendar);
        let clock = run.clock.as_ref().map(of_clock);
        Self {
            step: run.step.clone(),
            name: run.name.to_string(),
            desk: HolderView::of_desk(run.desk, directory),
            officer: run.officer.map(|id| PersonRef::of(id, directory)),
            since: run.since,
            colour: clock.as_ref().and_then(|clock| clock.colour),
            clock,
            may: run.may.clone(),
            next: run.next.clone(),
            back: run.back.clone(),
            note: run.note.as_ref().map(ToString::to_string),
            returned: run.returned.as_ref().map(ToString::to_string),
        }
    }
}

/// A step that was handed on.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = WalkedStep)]
pub struct WalkedView {
    /// Which; absent for the desk's own.
    pub step: Option<String>,
    /// Tên bước.
    pub name: String,
    /// On whose desk it lay.
    pub desk: HolderView,
    /// Who had it in hand, where that was somebody in particular.
    pub officer: Option<PersonRef>,
    /// From when.
    pub since: DateTime<Utc>,
    /// Until when.
    pub until: DateTime<Utc>,
    /// Who handed it on.
    pub by: Option<ByView>,
    /// How it stands to its own time.
    pub judgement: Judgement,
    /// In which case it was handed on, or why it went back.
    pub outcome: Option<String>,
}

impl WalkedView {
    pub(super) fn of(walked: &WalkedStep, directory: &Directory) -> Self {
        Self {
            step: walked.step.as_ref().map(ToString::to_string),
            name: walked.name.to_string(),
            desk: HolderView::of_desk(walked.desk, directory),
            officer: walked.officer.map(|id| PersonRef::of(id, directory)),
            since: walked.since,
            until: walked.until,
            by: walked.by.by().map(|by| ByView::of(by, directory)),
            judgement: walked.judgement,
            outcome: walked.outcome.as_ref().map(ToString::to_string),
        }
    }
}

/// That a citizen is or was asked to complete it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SupplementRequest)]
pub struct RequestView {
    /// What.
    pub missing: Vec<Missing>,
    /// Why.
    pub reason: String,
    /// How it is done.
    pub guide: Option<String>,
    /// By which instrument.
    pub basis: Option<String>,
    /// Until when it is waited for.
    pub until: DateTime<Utc>,
    /// Who asked.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was supplied, or no longer counted.
    pub closed_at: Option<DateTime<Utc>>,
}

impl RequestView {
    pub(super) fn of(request: &SupplementRequest, directory: &Directory) -> Self {
        Self {
            missing: request.missing.clone(),
            reason: request.reason.to_string(),
            guide: request.guide.as_ref().map(ToString::to_string),
            basis: request.basis.as_ref().map(ToString::to_string),
            until: request.until,
            by: ByView::of(request.by, directory),
            at: request.at,
            closed_at: request.closed_at,
        }
    }
}

/// A sum that is to be paid, or was.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierCharge)]
pub struct ChargeView {
    /// What for.
    pub name: String,
    /// Đồng.
    pub amount: u64,
    /// Since when it is asked for.
    pub asked_at: DateTime<Utc>,
    /// Why, where it came of the handling.
    pub reason: Option<String>,
    /// That it was paid.
    pub payment: Option<PaymentView>,
}

/// That something was paid.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierPayment)]
pub struct PaymentView {
    /// Số biên lai.
    pub receipt: String,
    /// How.
    pub method: PaymentMethod,
    /// Who noted it; absent where a gateway did.
    pub by: Option<ByView>,
    /// When it was paid.
    pub at: DateTime<Utc>,
}

impl ChargeView {
    pub(super) fn of(charge: &Charge, directory: &Directory) -> Self {
        Self {
            name: charge.name.to_string(),
            amount: charge.amount,
            asked_at: charge.asked_at,
            reason: charge.reason.as_ref().map(ToString::to_string),
            payment: charge.payment.as_ref().map(|payment| PaymentView {
                receipt: payment.receipt.to_string(),
                method: payment.method,
                by: payment.by.map(|by| ByView::of(by, directory)),
                at: payment.at,
            }),
        }
    }
}

/// An extension, with its apology.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierExtension)]
pub struct ExtensionView {
    /// Why.
    pub reason: String,
    /// The date before.
    pub from: DateTime<Utc>,
    /// The date after.
    pub to: DateTime<Utc>,
    /// By whom.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

impl ExtensionView {
    pub(super) fn of(one: &Extension, directory: &Directory) -> Self {
        let by = ByView::of(one.by, directory);
        Self { reason: one.reason.to_string(), from: one.from, to: one.to, by, at: one.at }
    }
}

/// A question to others.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Consultation)]
pub struct ConsultationView {
    /// Which.
    pub id: ConsultationId,
    /// Of whom, in the agency itself.
    pub holder: Option<HolderView>,
    /// Of which other agency.
    pub agency: Option<String>,
    /// What.
    pub question: String,
    /// Who asked; absent where the process did.
    pub asked_by: Option<ByView>,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Until when.
    pub due: DateTime<Utc>,
    /// Whether the answer came, or still has not come, after its date.
    pub late: bool,
    /// Whether it still waits.
    pub open: bool,
    /// The answer.
    pub answer: Option<AnswerView>,
}

/// An answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ConsultationAnswer)]
pub struct AnswerView {
    /// In words.
    pub text: String,
    /// In files.
    pub files: Vec<AttachmentView>,
    /// By whose hand.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

impl ConsultationView {
    pub(super) fn of(one: &Consultation, now: UtcTime, directory: &Directory) -> Self {
        let agency = match &one.of {
            Consulted::Agency(name) => Some(name.to_string()),
            Consulted::Inside(_) => None,
        };
        let (late, answer) = match &one.standing {
            Standing::Open => (one.due < now, None),
            Standing::Closed { .. } => (false, None),
            Standing::Answered { text, files, by, at } => {
                let files = files.iter().map(|file| AttachmentView::of(file, directory)).collect();
                let by = ByView::of(*by, directory);
                (one.due < *at, Some(AnswerView { text: text.to_string(), files, by, at: *at }))
            }
        };
        Self {
            id: one.id,
            holder: one.holder().map(|holder| HolderView::of(holder, directory)),
            agency,
            question: one.question.to_string(),
            asked_by: one.asked_by.map(|by| ByView::of(by, directory)),
            asked_at: one.asked_at,
            due: one.due,
            late,
            open: one.is_open(),
            answer,
        }
    }
}

/// The result.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierOutcome)]
pub struct OutcomeView {
    /// What.
    pub kind: ResultKind,
    /// The outgoing document that it is.
    pub document: Option<DocumentId>,
    /// Số, ký hiệu.
    pub written: Option<String>,
    /// Ngày.
    pub dated: Option<NaiveDate>,
    /// Its files.
    pub files: Vec<AttachmentView>,
    /// What else is to be said.
    pub note: Option<String>,
    /// Who noted it.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the dossier went back to a step since: then the result is noted anew before it is done.
    pub set_aside: bool,
}

impl OutcomeView {
    pub(super) fn of(outcome: &Outcome, directory: &Directory) -> Self {
        Self {
            kind: outcome.kind,
            document: outcome.document,
            written: outcome.written.as_ref().map(ToString::to_string),
            dated: outcome.dated,
            files: outcome.files.iter().map(|file| AttachmentView::of(file, directory)).collect(),
            note: outcome.note.as_ref().map(ToString::to_string),
            by: ByView::of(outcome.by, directory),
            at: outcome.at,
            set_aside: outcome.set_aside,
        }
    }
}

/// How it was done.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierCompletion)]
pub struct CompletionView {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: ByView,
    /// By the date of now.
    pub judgement: Judgement,
    /// By the date that would count without an extension.
    pub by_original: Judgement,
    /// When the desk took the result in.
    pub at_desk: Option<DateTime<Utc>>,
    /// How often it was noted that nobody had come for it.
    pub uncollected: u32,
    /// What came back, and what was corrected, the first first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierView>,
}

/// Why a result is, or was, to be handed out once more.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierEarlierResult)]
pub struct EarlierView {
    /// The result that was wrong; absent where a parcel came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeView>,
    /// How it had been handed out, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handing: Option<HandingView>,
    /// Why it came back, or what was wrong.
    pub reason: String,
    /// Who noted that.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

impl EarlierView {
    fn of(one: &Earlier, directory: &Directory) -> Self {
        let (Earlier::CameBack { reason, by, .. } | Earlier::Corrected { reason, by, .. }) = one;
        Self {
            outcome: one.outcome().map(|outcome| OutcomeView::of(outcome, directory)),
            handing: one.handing().map(|handing| HandingView::of(handing, directory)),
            reason: reason.to_string(),
            by: ByView::of(*by, directory),
            at: one.at(),
        }
    }
}

impl CompletionView {
    pub(super) fn of(completion: &Completion, directory: &Directory) -> Self {
        Self {
            at: completion.at,
            by: ByView::of(completion.by, directory),
            judgement: completion.judgement,
            by_original: completion.by_original,
            at_desk: completion.at_desk.map(|(_, at)| at),
            uncollected: completion.uncollected,
            earlier: completion.earlier.iter().map(|one| EarlierView::of(one, directory)).collect(),
        }
    }
}

/// How the result was handed out.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierHanding)]
pub struct HandingView {
    /// How.
    pub way: ReturnWay,
    /// To whom.
    pub to: String,
    /// What else is to be said.
    pub note: Option<String>,
    /// By whom; absent where the agency did that received it.
    pub by: Option<ByView>,
    /// When.
    pub at: DateTime<Utc>,
}

impl HandingView {
    pub(super) fn of(handing: &Handing, directory: &Directory) -> Self {
        let note = handing.note.as_ref().map(ToString::to_string);
        let by = handing.by.map(|by| ByView::of(by, directory));
        Self { way: handing.way, to: handing.to.to_string(), note, by, at: handing.at }
    }
}

/// How the result was handed out, where it was.
pub(super) const fn handing_of(state: &State) -> Option<&Handing> {
    match state {
        State::Returned { handing, .. } => Some(handing),
        _ => None,
    }
}

/// An end before there was a result.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierEnd)]
pub struct EndView {
    /// Why.
    pub reason: String,
    /// By which instrument.
    pub basis: Option<String>,
    /// What becomes of what was paid.
    pub money: Option<String>,
    /// By whom; absent where the agency noted it that received the dossier.
    pub by: Option<ByView>,
    /// When.
    pub at: DateTime<Utc>,
}

impl EndView {
    pub(super) fn of(end: &End, directory: &Directory) -> Self {
        Self {
            reason: end.reason.to_string(),
            basis: end.basis.as_ref().map(ToString::to_string),
            money: end.money.as_ref().map(ToString::to_string),
            by: end.by.map(|by| ByView::of(by, directory)),
            at: end.at,
        }
    }
}

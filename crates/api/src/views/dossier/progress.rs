//! How far a dossier has come, without a word of whose it is: what portals and the public are told.

use chrono::{DateTime, Utc};
use office::{
    domain::{
        Label, UtcTime,
        dossier::{Channel, DossierCode, StateName, Status, state::Missing},
        procedure::ProcedureRef,
    },
    dossiers::DossierDetail,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{DueChangeView, StatusView};

/// What a citizen is to complete.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierMissing)]
pub struct MissingView {
    /// What.
    pub missing: Vec<Missing>,
    /// Why.
    pub reason: String,
    /// How it is done.
    pub guide: Option<String>,
    /// When it was asked for.
    pub at: DateTime<Utc>,
    /// Until when it is waited for.
    pub until: DateTime<Utc>,
}

/// A sum that is still to be paid.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierUnpaid)]
pub struct UnpaidView {
    /// What for.
    pub name: String,
    /// Đồng.
    pub amount: u64,
}

/// How far a dossier has come.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierProgress)]
pub struct ProgressView {
    /// Mã hồ sơ, once it was received.
    pub code: Option<DossierCode>,
    /// What is asked for.
    pub procedure: Option<ProcedureRef>,
    /// Lĩnh vực.
    pub field: Option<Label>,
    /// How it came.
    pub channel: Channel,
    /// Where it stands.
    pub status: StatusView,
    /// The step that it is at, and the unit that has it in hand.
    pub step: Option<String>,
    /// When it reached the office.
    pub reached_at: DateTime<Utc>,
    /// When it was received.
    pub received_at: Option<DateTime<Utc>>,
    /// Ngày hẹn trả ban đầu.
    pub due_original: Option<DateTime<Utc>>,
    /// Ngày hẹn trả hiện tại.
    pub due_current: Option<DateTime<Utc>>,
    /// How it came about that it is another.
    pub due_history: Vec<DueChangeView>,
    /// Whether that date is past, while the dossier is still handled.
    pub overdue: bool,
    /// What the citizen is to complete now.
    pub missing: Option<MissingView>,
    /// What is still to be paid.
    pub unpaid: Vec<UnpaidView>,
    /// The words of the last apology.
    pub apology: Option<String>,
    /// Why it was not received, or is not handled any further.
    pub ended_because: Option<String>,
    /// When its result was there.
    pub done_at: Option<DateTime<Utc>>,
    /// Whether the citizen may now say what they think of it: once, after the return.
    pub may_rate: bool,
}

impl ProgressView {
    /// Of a dossier.
    pub fn of(detail: &DossierDetail) -> Self {
        let now: UtcTime = detail.at;
        let (dossier, state) = (&detail.dossier, detail.dossier.state());
        let (facts, clock) = (dossier.facts(), dossier.clock());
        let name = state.name();
        let missing = state.request().map(|request| MissingView {
            missing: request.missing.clone(),
            reason: request.reason.to_string(),
            guide: request.guide.as_ref().map(ToString::to_string),
            at: request.at,
            until: request.until,
        });
        let changes = clock.into_iter().flat_map(|clock| &clock.changes);
        Self {
            code: dossier.code().cloned(),
            procedure: facts.procedure.clone(),
            field: facts.field.clone(),
            channel: facts.channel,
            status: Status::of(name).into(),
            step: state.run().filter(|_| name.is_running()).map(|run| run.name.to_string()),
            reached_at: facts.reached_at,
            received_at: state.acceptance().map(|acceptance| acceptance.at),
            due_original: clock.map(|clock| clock.original),
            due_current: clock.map(|clock| clock.due),
            due_history: changes.map(|c| DueChangeView { from: c.from, to: c.to, at: c.at, cause: c.cause }).collect(),
            overdue: name.is_running() && clock.is_some_and(|clock| clock.is_late(now)),
            missing,
            unpaid: dossier
                .unpaid()
                .map(|charge| UnpaidView { name: charge.name.to_string(), amount: charge.amount })
                .collect(),
            apology: dossier.extensions().last().map(|extension| extension.reason.to_string()),
            ended_because: state.end().map(|end| end.reason.to_string()),
            done_at: state.completion().map(|completion| completion.at),
            may_rate: name == StateName::Returned && dossier.rating().is_none(),
        }
    }
}

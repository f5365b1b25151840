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
    /// Which agency handles it, where another one received it and this is what that one is asked.
    pub handled_by: Option<String>,
    /// Where its handling is rated, once it was returned, where that is at another agency's page: that agency's code.
    pub rated_at: Option<String>,
    /// Which agency received it, where that was another one.
    pub received_by: Option<String>,
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
        // Of what another agency handles, as that one tells it.
        let there = dossier.there();
        let missing = dossier.wanted().map(|wanted| MissingView {
            missing: wanted.missing,
            reason: wanted.reason.to_string(),
            guide: wanted.guide.as_ref().map(ToString::to_string),
            at: wanted.at,
            until: wanted.until,
        });
        let running = dossier.standing_state().is_running();
        let due = there.map_or_else(|| clock.map(|clock| clock.due), |there| there.due);
        let late = || running && clock.is_some_and(|clock| clock.is_late(now));
        let overdue = there.map_or_else(late, |there| there.is_late(now));
        let agency = state.acceptance().and_then(|acceptance| acceptance.competent.as_ref());
        let apology = dossier.extensions().last().map(|extension| &extension.reason);
        let apology = apology.or_else(|| there.and_then(|there| there.apology.as_ref()).map(|apology| &apology.reason));
        let ended = state.end().map(|end| &end.reason);
        let ended = ended.or_else(|| there.and_then(|there| there.ended.as_ref()).map(|ended| &ended.reason));
        let step = state.run().map(|run| &run.name).or_else(|| there.and_then(|there| there.step.as_ref()));
        let changes = clock.into_iter().flat_map(|clock| &clock.changes);
        Self {
            code: dossier.code().cloned(),
            procedure: facts.procedure.clone(),
            field: facts.field.clone(),
            channel: facts.channel,
            status: Status::of(dossier.standing_state()).into(),
            rated_at: agency
                .filter(|_| there.is_some_and(|there| there.state == StateName::Returned))
                .map(|agency| agency.code.to_string()),
            handled_by: agency.map(|agency| agency.name.to_string()),
            received_by: facts.origin.as_ref().map(|agency| agency.name.to_string()),
            step: step.filter(|_| running).map(ToString::to_string),
            reached_at: facts.reached_at,
            received_at: state.acceptance().map(|acceptance| acceptance.at),
            due_original: clock.map(|clock| clock.original),
            due_current: due,
            due_history: changes.map(|c| DueChangeView { from: c.from, to: c.to, at: c.at, cause: c.cause }).collect(),
            overdue,
            missing,
            unpaid: dossier
                .unpaid()
                .map(|charge| UnpaidView { name: charge.name.to_string(), amount: charge.amount })
                .collect(),
            apology: apology.map(ToString::to_string),
            ended_because: ended.map(ToString::to_string),
            done_at: state
                .completion()
                .map(|completion| completion.at)
                .or_else(|| there.and_then(|there| there.done_at)),
            may_rate: name == StateName::Returned && dossier.rating().is_none(),
        }
    }
}

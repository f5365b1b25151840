//! How a dossier stands at the competent agency, as that one tells the office that received it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Label, Reason, Remark, StepCode, UtcTime,
    dossier::{
        completion::{Completion, Earlier},
        facts::ReturnWay,
        judgement::Judgement,
        record::Dossier,
        state::{Charge, Missing, Payment, PaymentMethod, ResultKind, State, StateName, SupplementRequest},
    },
};

/// What a citizen is asked to complete, without who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DossierWanted)]
pub struct Wanted {
    /// What.
    pub missing: Vec<Missing>,
    /// Why.
    pub reason: Reason,
    /// How it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<Remark>,
    /// By which instrument.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Remark>,
    /// Until when it is waited for.
    pub until: DateTime<Utc>,
    /// When it was asked for.
    pub at: DateTime<Utc>,
}

impl From<&SupplementRequest> for Wanted {
    fn from(request: &SupplementRequest) -> Self {
        let (missing, reason) = (request.missing.clone(), request.reason.clone());
        let (guide, basis) = (request.guide.clone(), request.basis.clone());
        Self { missing, reason, guide, basis, until: request.until, at: request.at }
    }
}

/// How a sum was paid, without who noted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DossierSumPaid)]
pub struct SumPaid {
    /// Số biên lai.
    pub receipt: Label,
    /// How.
    pub method: PaymentMethod,
    /// When.
    pub at: DateTime<Utc>,
}

/// A sum that is to be paid, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DossierSum)]
pub struct Sum {
    /// What for.
    pub name: Label,
    /// Đồng.
    pub amount: u64,
    /// Since when it is asked for.
    pub asked_at: DateTime<Utc>,
    /// Why, where it came of the handling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// That it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<SumPaid>,
}

impl From<&Charge> for Sum {
    fn from(charge: &Charge) -> Self {
        let paid = charge.payment.as_ref().map(|payment| SumPaid {
            receipt: payment.receipt.clone(),
            method: payment.method,
            at: payment.at,
        });
        let (name, reason) = (charge.name.clone(), charge.reason.clone());
        Self { name, amount: charge.amount, asked_at: charge.asked_at, reason, paid }
    }
}

impl From<&Sum> for Charge {
    fn from(sum: &Sum) -> Self {
        let payment = sum.paid.as_ref().map(|paid| Payment {
            receipt: paid.receipt.clone(),
            method: paid.method,
            by: None,
            at: paid.at,
        });
        let (name, reason) = (sum.name.clone(), sum.reason.clone());
        Self { name, amount: sum.amount, asked_at: sum.asked_at, reason, payment }
    }
}

/// That it takes longer than was promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DossierApology)]
pub struct Apology {
    /// Why.
    pub reason: Reason,
    /// Until when it was promised before; absent of what was told before that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// Until when.
    pub to: DateTime<Utc>,
    /// When it was said.
    pub at: DateTime<Utc>,
}

/// How it ended before there was a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DossierEnded)]
pub struct Ended {
    /// Why, in words for the citizen.
    pub reason: Reason,
    /// By which instrument.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Remark>,
    /// At which step it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Label>,
    /// What becomes of what was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<Remark>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Ended {
    fn of(dossier: &Dossier) -> Option<Self> {
        let end = dossier.state().end()?;
        let step = dossier.state().run().map(|run| &run.name);
        // What was withdrawn has left its step.
        let left = || dossier.walked().last().filter(|walked| walked.step.is_some()).map(|walked| &walked.name);
        let (reason, basis, money) = (end.reason.clone(), end.basis.clone(), end.money.clone());
        Some(Self { reason, basis, step: step.or_else(left).cloned(), money, at: end.at })
    }
}

/// Why a result is to be handed out once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DossierAnewBecause)]
pub enum AnewBecause {
    /// It was wrong.
    Corrected,
    /// The parcel with it came back.
    CameBack,
}

/// That a result is to be handed out once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DossierAnew)]
pub struct Anew {
    /// Why.
    pub because: AnewBecause,
    /// What was wrong, or what the post says.
    pub reason: Reason,
    /// When.
    pub at: DateTime<Utc>,
    /// The how manieth time it is: what is handed out of an earlier one is no longer the result.
    pub times: u32,
    /// Whether a parcel has come back: then the office that received the dossier may hand the result out at its counter, whatever was asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_counter: bool,
}

impl Anew {
    /// The last of what came back or was corrected.
    fn of(completion: &Completion) -> Option<Self> {
        let at_counter = completion.earlier.iter().any(|one| matches!(one, Earlier::CameBack { .. }));
        let (because, reason, at) = match completion.earlier.last()? {
            Earlier::Corrected { reason, at, .. } => (AnewBecause::Corrected, reason, at),
            Earlier::CameBack { reason, at, .. } => (AnewBecause::CameBack, reason, at),
        };
        Some(Self { because, reason: reason.clone(), at: *at, times: completion.times(), at_counter })
    }
}

/// The step at which a dossier is, or at which it waits; not in whose hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DossierStepThere)]
pub struct StepThere {
    /// Its code in the procedure.
    pub code: StepCode,
    /// Since when it is there.
    pub since: DateTime<Utc>,
}

/// How a dossier stands at the competent agency, as it tells the office that received it. What happens inside of it (who handles it, what they
/// say to each other) is not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DossierThere)]
pub struct Standing {
    /// The version of the dossier there: what has a lower one was told before, however late it comes.
    pub number: u32,
    /// Where it stands there.
    pub state: StateName,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Tên bước, while it is handled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Label>,
    /// The same by its code; absent of what was told before that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_step: Option<StepThere>,
    /// Hạn hiện tại.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// Since when its clock rests, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rests_since: Option<DateTime<Utc>>,
    /// What the citizen is to complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<Wanted>,
    /// What is to be paid, and was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sums: Vec<Sum>,
    /// Until when the citizen is waited for, where they are to pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_by: Option<DateTime<Utc>>,
    /// The last apology.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apology: Option<Apology>,
    /// What was decided, once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultKind>,
    /// Since when it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<DateTime<Utc>>,
    /// Whether it was done in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Judgement>,
    /// That the result is to be handed out once more, or was; the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anew: Option<Anew>,
    /// How it ended before there was a result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    /// When the result was handed out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned_at: Option<DateTime<Utc>>,
    /// How; absent of what was told before that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned_by: Option<ReturnWay>,
    /// The last of what the receiving office has sent on that was carried out there.
    #[serde(default)]
    pub heard: u32,
}

impl Standing {
    /// Of a dossier as it stands; nothing where it was not received.
    pub fn of(dossier: &Dossier) -> Option<Self> {
        let state = dossier.state();
        let acceptance = state.acceptance()?;
        let (clock, completion) = (acceptance.clock.as_ref(), state.completion());
        let run = state.run().filter(|_| state.name().is_running());
        let since = match state {
            State::Processing { run, .. } => run.since,
            State::AwaitingSupplement { request, .. } => request.at,
            State::AwaitingPayment { since, .. } => *since,
            State::Withdrawn { end, .. } | State::Stopped { end, .. } => end.at,
            State::Done { completion, .. } => completion.waits_since(),
            State::Returned { handing, .. } => handing.at,
            _ => acceptance.at,
        };
        let handing = match state {
            State::Returned { handing, .. } => Some(handing),
            _ => None,
        };
        let pay_by = match state {
            State::AwaitingPayment { wait, .. } => wait.map(|wait| wait.due),
            _ => None,
        };
        let apology = dossier.extensions().last().map(|last| Apology {
            reason: last.reason.clone(),
            from: Some(last.from),
            to: last.to,
            at: last.at,
        });
        Some(Self {
            number: dossier.version(),
            state: state.name(),
            since,
            step: run.map(|run| run.name.clone()),
            at_step: run.map(|run| StepThere { code: run.step.clone(), since: run.since }),
            due: clock.map(|clock| clock.due),
            rests_since: clock.filter(|_| run.is_some()).and_then(|clock| clock.rests_since),
            wanted: state.request().map(Wanted::from),
            sums: dossier.charges().iter().map(Sum::from).collect(),
            pay_by,
            apology,
            result: completion.map(|completion| completion.outcome.kind),
            done_at: completion.map(|completion| completion.at),
            judgement: completion.map(|completion| completion.judgement),
            anew: completion.and_then(Anew::of),
            ended: Ended::of(dossier),
            returned_at: handing.map(|handing| handing.at),
            returned_by: handing.map(|handing| handing.way),
            heard: dossier.heard(),
        })
    }

    /// How often its result came back or was corrected.
    pub fn times(&self) -> u32 {
        self.anew.as_ref().map_or(0, |anew| anew.times)
    }

    /// That its result is to be handed out once more, where that was not known.
    pub fn anew_since(&self, known: Option<&Self>) -> Option<&Anew> {
        self.anew.as_ref().filter(|anew| known.map_or(0, Self::times) < anew.times)
    }

    /// Whether its result may be handed out at the counter of the office that received it, where this way was asked for.
    pub fn is_fetched(&self, way: ReturnWay) -> bool {
        way == ReturnWay::Counter || self.anew.as_ref().is_some_and(|anew| anew.at_counter)
    }

    /// Whether it is past its date now, as it is there. A clock that rests is not late but where it was when it stopped.
    pub fn is_late(&self, now: UtcTime) -> bool {
        self.state.is_running() && self.due.is_some_and(|due| self.rests_since.unwrap_or(now) > due)
    }

    /// What the citizen is to complete, where that or its date was not known.
    pub fn wanted_since(&self, known: Option<&Self>) -> Option<&Wanted> {
        let when = |wanted: &Wanted| (wanted.at, wanted.until);
        let before = known.and_then(|known| known.wanted.as_ref()).map(when);
        self.wanted.as_ref().filter(|wanted| before != Some(when(wanted)))
    }

    /// What they are to pay while they are waited for, where something of it or its date was not known.
    pub fn to_pay_since(&self, known: Option<&Self>) -> Option<Vec<&Sum>> {
        if self.state != StateName::AwaitingPayment {
            return None;
        }
        let asked: Vec<&Sum> = self.unpaid().filter(|sum| sum.reason.is_some()).collect();
        let known = known.filter(|known| known.state == self.state);
        // That a part was paid is nothing new to whoever has paid it.
        let same = |sum: &Sum| {
            let mut sums = known.into_iter().flat_map(|known| &known.sums);
            sums.any(|before| (&before.name, before.asked_at) == (&sum.name, sum.asked_at))
        };
        let as_known = known.is_some_and(|known| known.pay_by == self.pay_by) && asked.iter().all(|sum| same(sum));
        (!as_known).then_some(asked)
    }

    /// The last apology, where it was not known.
    pub fn apology_since(&self, known: Option<&Self>) -> Option<&Apology> {
        let before = known.and_then(|known| known.apology.as_ref()).map(|apology| (apology.at, apology.to));
        self.apology.as_ref().filter(|apology| before != Some((apology.at, apology.to)))
    }

    /// Whether it says the same, whichever of the two is later.
    pub(super) fn says_as(&self, other: &Self) -> bool {
        Self { number: other.number, ..self.clone() } == *other
    }

    /// What is still to be paid.
    pub fn unpaid(&self) -> impl Iterator<Item = &Sum> {
        self.sums.iter().filter(|sum| sum.paid.is_none())
    }
}

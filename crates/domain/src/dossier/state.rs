//! Where a dossier stands: each state with the facts that are that state's alone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use super::completion::{Completion, Earlier, Handing, Outcome, ResultKind};
use super::{
    clock::Clock,
    code::DossierCode,
    link::{Link, OtherAgency},
};
use crate::{
    By, ComponentCode, Instruction, Label, PersonId, Reason, Remark, StepCode, UtcTime,
    assignment::Counted,
    incoming::StepDeadline,
    procedure::{Act, Branch},
    work::Desk,
};

/// That it was received: with this the office owes an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Mã hồ sơ. It stays the same in every agency that the dossier comes to.
    pub code: DossierCode,
    /// Số thứ tự in the book of that year's receptions.
    pub row: u32,
    /// By whom; nothing where another agency received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
    /// The term; nothing where the law gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// Whose the decision is, where this office receives for another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competent: Option<OtherAgency>,
}

/// A step that somebody has in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRun {
    /// Which step of the process.
    pub step: StepCode,
    /// Tên bước.
    pub name: Label,
    /// On whose desk it lies.
    pub desk: Desk,
    /// To whom the head of the department has given it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<PersonId>,
    /// Since when.
    pub since: UtcTime,
    /// Its own time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// What may be done at it.
    #[serde(default)]
    pub may: BTreeSet<Act>,
    /// Where it may lead.
    pub next: Vec<Branch>,
    /// To which steps it may go back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub back: Vec<StepCode>,
    /// With what words it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Instruction>,
    /// Why, where it came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Reason>,
}

/// What is still to be brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// Which component of the procedure; nothing for what is beyond it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<ComponentCode>,
    /// What is to be completed, in words that a citizen understands.
    pub what: Remark,
}

/// That a citizen is asked to complete the dossier (Mẫu 02): all of it at once, in writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementRequest {
    /// What.
    pub missing: Vec<Missing>,
    /// Why.
    pub reason: Reason,
    /// How it is done.
    pub guide: Option<Remark>,
    /// By which instrument.
    pub basis: Option<Remark>,
    /// Until when it is waited for.
    pub until: UtcTime,
    /// How that was counted; unknown of what was asked for before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// Who asked.
    pub by: By,
    /// When.
    pub at: UtcTime,
    /// When it was supplied, or no longer counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<UtcTime>,
}

/// A sum that is to be paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// What for.
    pub name: Label,
    /// Đồng.
    pub amount: u64,
    /// Since when it is asked for.
    pub asked_at: UtcTime,
    /// Why, where it came of the handling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// That it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Payment>,
}

/// How something was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// Tiền mặt.
    Cash,
    /// Chuyển khoản.
    Transfer,
    /// By a payment gateway (thanh toán trực tuyến).
    Gateway,
}

/// That something was paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Số biên lai.
    pub receipt: Label,
    /// How.
    pub method: PaymentMethod,
    /// Who noted it; nothing where a gateway did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// When it was paid.
    pub at: UtcTime,
}

/// An extension, with its apology (Mẫu 04).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Why.
    pub reason: Reason,
    /// The date before.
    pub from: UtcTime,
    /// The date after.
    pub to: UtcTime,
    /// By whom.
    pub by: By,
    /// When.
    pub at: UtcTime,
}

/// An end before there was a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Why, in words for the citizen.
    pub reason: Reason,
    /// By which instrument.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Remark>,
    /// What becomes of what was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<Remark>,
    /// By whom; nothing where the office that received it noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
}

/// Where a dossier stands.
#[allow(clippy::large_enum_variant, reason = "a dossier has one; a box would only be in the way")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// It waits to be looked through.
    Registered {
        /// Since when.
        since: UtcTime,
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        check: Option<StepDeadline>,
    },
    /// It is not complete, and not received yet.
    Incomplete {
        /// What is missing.
        request: SupplementRequest,
    },
    /// It was not received (Mẫu 03).
    Refused {
        /// Why.
        end: End,
    },
    /// Received, at the desk.
    Accepted {
        /// That it was received.
        acceptance: Acceptance,
        /// Until when it is to go to the unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        transfer: Option<StepDeadline>,
    },
    /// Received for another agency, which has it from this office.
    Forwarded {
        /// That it was received.
        acceptance: Acceptance,
        /// How it stands there.
        link: Link,
    },
    /// Somebody has a step of it in hand.
    Processing {
        /// That it was received.
        acceptance: Acceptance,
        /// Which.
        run: StepRun,
    },
    /// The citizen is to complete it.
    AwaitingSupplement {
        /// That it was received.
        acceptance: Acceptance,
        /// The step that waits.
        run: StepRun,
        /// What is missing.
        request: SupplementRequest,
    },
    /// The citizen is to pay.
    AwaitingPayment {
        /// That it was received.
        acceptance: Acceptance,
        /// The step that waits.
        run: StepRun,
        /// Since when.
        since: UtcTime,
        /// Until when it is waited for; nothing of what was asked for before there was such a date.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wait: Option<StepDeadline>,
    },
    /// The citizen has withdrawn it.
    Withdrawn {
        /// That it was received, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acceptance: Option<Acceptance>,
        /// Why.
        end: End,
    },
    /// It is handled no further (Mẫu 05), unless it is taken up again.
    Stopped {
        /// That it was received.
        acceptance: Acceptance,
        /// The step at which it stopped.
        run: StepRun,
        /// Why.
        end: End,
    },
    /// Done; its result waits for the citizen.
    Done {
        /// That it was received.
        acceptance: Acceptance,
        /// How.
        completion: Completion,
    },
    /// The citizen has the result.
    Returned {
        /// That it was received.
        acceptance: Acceptance,
        /// How it was done.
        completion: Completion,
        /// How it was handed out.
        handing: Handing,
    },
}

/// The name of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DossierState)]
pub enum StateName {
    /// Chờ kiểm tra.
    Registered,
    /// Chờ bổ sung trước khi tiếp nhận.
    Incomplete,
    /// Không tiếp nhận.
    Refused,
    /// Đã tiếp nhận.
    Accepted,
    /// Đã chuyển cơ quan có thẩm quyền.
    Forwarded,
    /// Đang xử lý.
    Processing,
    /// Chờ bổ sung.
    AwaitingSupplement,
    /// Chờ nghĩa vụ tài chính.
    AwaitingPayment,
    /// Đã rút.
    Withdrawn,
    /// Dừng giải quyết.
    Stopped,
    /// Đã xử lý xong.
    Done,
    /// Đã trả kết quả.
    Returned,
}

impl StateName {
    /// Every state, in the order of the flow.
    pub const ALL: [Self; 12] = [
        Self::Registered,
        Self::Incomplete,
        Self::Refused,
        Self::Accepted,
        Self::Forwarded,
        Self::Processing,
        Self::AwaitingSupplement,
        Self::AwaitingPayment,
        Self::Withdrawn,
        Self::Stopped,
        Self::Done,
        Self::Returned,
    ];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Incomplete => "incomplete",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
            Self::Forwarded => "forwarded",
            Self::Processing => "processing",
            Self::AwaitingSupplement => "awaiting_supplement",
            Self::AwaitingPayment => "awaiting_payment",
            Self::Withdrawn => "withdrawn",
            Self::Stopped => "stopped",
            Self::Done => "done",
            Self::Returned => "returned",
        }
    }

    /// Reads [`StateName::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Registered => "chờ kiểm tra",
            Self::Incomplete => "chờ bổ sung để tiếp nhận",
            Self::Refused => "không tiếp nhận",
            Self::Accepted => "đã tiếp nhận",
            Self::Forwarded => "đã chuyển cơ quan có thẩm quyền",
            Self::Processing => "đang xử lý",
            Self::AwaitingSupplement => "chờ bổ sung",
            Self::AwaitingPayment => "chờ thực hiện nghĩa vụ tài chính",
            Self::Withdrawn => "đã rút",
            Self::Stopped => "dừng giải quyết",
            Self::Done => "đã xử lý xong",
            Self::Returned => "đã trả kết quả",
        }
    }

    /// Whether nobody has anything to do about it any more.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Stopped | Self::Returned)
    }

    /// Whether it is being handled: it counts against the end of a department or a person's leaving.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Accepted | Self::Processing | Self::AwaitingSupplement | Self::AwaitingPayment)
    }
}

impl State {
    /// Its name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Registered { .. } => StateName::Registered,
            Self::Incomplete { .. } => StateName::Incomplete,
            Self::Refused { .. } => StateName::Refused,
            Self::Accepted { .. } => StateName::Accepted,
            Self::Forwarded { .. } => StateName::Forwarded,
            Self::Processing { .. } => StateName::Processing,
            Self::AwaitingSupplement { .. } => StateName::AwaitingSupplement,
            Self::AwaitingPayment { .. } => StateName::AwaitingPayment,
            Self::Withdrawn { .. } => StateName::Withdrawn,
            Self::Stopped { .. } => StateName::Stopped,
            Self::Done { .. } => StateName::Done,
            Self::Returned { .. } => StateName::Returned,
        }
    }

    /// That it was received, where it was.
    pub const fn acceptance(&self) -> Option<&Acceptance> {
        match self {
            Self::Registered { .. } | Self::Incomplete { .. } | Self::Refused { .. } => None,
            Self::Withdrawn { acceptance, .. } => acceptance.as_ref(),
            Self::Accepted { acceptance, .. }
            | Self::Forwarded { acceptance, .. }
            | Self::Processing { acceptance, .. }
            | Self::AwaitingSupplement { acceptance, .. }
            | Self::AwaitingPayment { acceptance, .. }
            | Self::Stopped { acceptance, .. }
            | Self::Done { acceptance, .. }
            | Self::Returned { acceptance, .. } => Some(acceptance),
        }
    }

    /// The same, to be changed.
    pub(super) const fn acceptance_mut(&mut self) -> Option<&mut Acceptance> {
        match self {
            Self::Registered { .. } | Self::Incomplete { .. } | Self::Refused { .. } => None,
            Self::Withdrawn { acceptance, .. } => acceptance.as_mut(),
            Self::Accepted { acceptance, .. }
            | Self::Forwarded { acceptance, .. }
            | Self::Processing { acceptance, .. }
            | Self::AwaitingSupplement { acceptance, .. }
            | Self::AwaitingPayment { acceptance, .. }
            | Self::Stopped { acceptance, .. }
            | Self::Done { acceptance, .. }
            | Self::Returned { acceptance, .. } => Some(acceptance),
        }
    }

    /// The step that somebody has in hand, or that waits for the citizen.
    pub const fn run(&self) -> Option<&StepRun> {
        match self {
            Self::Processing { run, .. }
            | Self::AwaitingSupplement { run, .. }
            | Self::AwaitingPayment { run, .. }
            | Self::Stopped { run, .. } => Some(run),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub(super) const fn run_mut(&mut self) -> Option<&mut StepRun> {
        match self {
            Self::Processing { run, .. }
            | Self::AwaitingSupplement { run, .. }
            | Self::AwaitingPayment { run, .. }
            | Self::Stopped { run, .. } => Some(run),
            _ => None,
        }
    }

    /// How it was done, where it was.
    pub const fn completion(&self) -> Option<&Completion> {
        match self {
            Self::Done { completion, .. } | Self::Returned { completion, .. } => Some(completion),
            _ => None,
        }
    }

    /// How it ended before there was a result.
    pub const fn end(&self) -> Option<&End> {
        match self {
            Self::Refused { end } | Self::Withdrawn { end, .. } | Self::Stopped { end, .. } => Some(end),
            _ => None,
        }
    }

    /// What is missing now.
    pub const fn request(&self) -> Option<&SupplementRequest> {
        match self {
            Self::Incomplete { request } | Self::AwaitingSupplement { request, .. } => Some(request),
            _ => None,
        }
    }

    /// Until when the citizen has time for what they were asked for, and since when.
    pub fn citizens_time(&self) -> Option<(UtcTime, UtcTime)> {
        match self {
            Self::Incomplete { request } | Self::AwaitingSupplement { request, .. } => {
                Some((request.at, request.until))
            }
            Self::AwaitingPayment { since, wait: Some(wait), .. } => Some((*since, wait.due)),
            _ => None,
        }
    }

    /// Until when the desk is to take its next step.
    pub const fn step_deadline(&self) -> Option<&StepDeadline> {
        match self {
            Self::Registered { check, .. } => check.as_ref(),
            Self::Accepted { transfer, .. } => transfer.as_ref(),
            _ => None,
        }
    }
}

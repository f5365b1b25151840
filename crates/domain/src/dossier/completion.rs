//! How a dossier is done: its result, how that was handed out, and what came back or was corrected afterwards.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{facts::ReturnWay, judgement::Judgement};
use crate::{
    By, DocumentId, Label, Reason, Remark, UtcTime,
    incoming::{Attachment, StepDeadline},
};

/// What the office has decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResultKind {
    /// What was asked for.
    Granted,
    /// Không đủ điều kiện: a refusal in writing, with its reason.
    NotEligible,
}

/// The result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What.
    pub kind: ResultKind,
    /// The outgoing document that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// Số, ký hiệu, as it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Label>,
    /// Ngày.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<NaiveDate>,
    /// Its files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    /// What else is to be said; of a refusal the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Remark>,
    /// Who noted it.
    pub by: By,
    /// When.
    pub at: UtcTime,
    /// Whether it went back to a step since: then it is noted anew before it is done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub set_aside: bool,
}

/// That it is done (đã xử lý xong): here the term is judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// The result.
    pub outcome: Outcome,
    /// When.
    pub at: UtcTime,
    /// By whom.
    pub by: By,
    /// By the date of now.
    pub judgement: Judgement,
    /// By the date that would count without an extension: the first, as rests have moved it.
    pub by_original: Judgement,
    /// When the desk took the result in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_desk: Option<(By, UtcTime)>,
    /// How often it was noted that nobody had come for it.
    #[serde(default)]
    pub uncollected: u32,
    /// When the one-stop shop is reminded of it next, where nobody comes for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collect_by: Option<StepDeadline>,
    /// What came back, and what was corrected, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
}

impl Completion {
    /// Since when the result waits to be handed out: since it was done, or came to the desk once more.
    pub fn waits_since(&self) -> UtcTime {
        self.earlier.last().map_or(self.at, Earlier::at)
    }

    /// How often it came back or was corrected.
    pub fn times(&self) -> u32 {
        u32::try_from(self.earlier.len()).unwrap_or(u32::MAX)
    }
}

/// Why a result is to be handed out once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Earlier {
    /// A parcel came back.
    CameBack {
        /// How it was handed out.
        handing: Handing,
        /// Why, as the post says it.
        reason: Reason,
        /// Who noted it.
        by: By,
        /// When.
        at: UtcTime,
        /// Whether another agency's counter hands it out from now on, which received the dossier.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        elsewhere: bool,
    },
    /// It was wrong, and is corrected (đính chính).
    Corrected {
        /// The result as it was.
        outcome: Outcome,
        /// How that was handed out, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        handing: Option<Handing>,
        /// What was wrong.
        reason: Reason,
        /// Who noted the correction.
        by: By,
        /// When.
        at: UtcTime,
    },
}

impl Earlier {
    /// When.
    pub const fn at(&self) -> UtcTime {
        match self {
            Self::CameBack { at, .. } | Self::Corrected { at, .. } => *at,
        }
    }

    /// How the result had been handed out, where it was.
    pub const fn handing(&self) -> Option<&Handing> {
        match self {
            Self::CameBack { handing, .. } => Some(handing),
            Self::Corrected { handing, .. } => handing.as_ref(),
        }
    }

    /// The result that was wrong.
    pub const fn outcome(&self) -> Option<&Outcome> {
        match self {
            Self::CameBack { .. } => None,
            Self::Corrected { outcome, .. } => Some(outcome),
        }
    }
}

/// That the result was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handing {
    /// How.
    pub way: ReturnWay,
    /// To whom.
    pub to: Label,
    /// What else is to be said: how they were identified, where the receipt was lost; the number of the parcel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Remark>,
    /// By whom; nothing where the office that received it did so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
}

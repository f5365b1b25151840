//! The states of a case file, each with its own facts: what is closed has an end, what is archived was handed over, what is disposed of was proposed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{By, Reason, UtcTime};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident $code:literal $vi:literal;)+) => {
        /// The name of a state.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[schema(as = CaseFileStateName)]
        pub enum StateName { $($(#[$doc])* $name,)+ }

        impl StateName {
            /// Every state, in the order of the flow.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name used in data and the API.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// As an office says it.
            pub const fn vietnamese(self) -> &'static str {
                match self { $(Self::$name => $vi,)+ }
            }
        }
    };
}

names! {
    /// In the draft of the year's list.
    Planned "planned" "Dự kiến trong danh mục";
    /// In the list that a leader has approved.
    Approved "approved" "Trong danh mục đã duyệt";
    /// Struck off the list.
    Struck "struck" "Đã bỏ khỏi danh mục";
    /// Being filled.
    Open "open" "Đang mở";
    /// The matter is over.
    Closed "closed" "Đã kết thúc";
    /// Put before the archive.
    HandedOver "handed_over" "Đã nộp lưu, chờ nhận";
    /// In the archive.
    Archived "archived" "Đã vào lưu trữ";
    /// Proposed to be disposed of.
    DisposalProposed "disposal_proposed" "Chờ duyệt hủy";
    /// Disposed of: what is known of it stands.
    Disposed "disposed" "Đã hủy";
}

impl StateName {
    /// Reads [`StateName::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.as_str() == text)
    }
}

/// By whom something was done, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Who.
    pub by: By,
    /// When.
    pub at: UtcTime,
}

/// A reason, with who gave it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Why.
    pub reason: Reason,
    /// Who.
    pub by: By,
    /// When.
    pub at: UtcTime,
}

/// That it was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// When the matter began.
    pub started_on: NaiveDate,
    /// Who opened it.
    pub opened: Done,
}

/// That it was closed, with what was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Its opening.
    pub opening: Opening,
    /// When the matter ended.
    pub ended_on: NaiveDate,
    /// How many documents it holds.
    pub documents: u16,
    /// How many pages they have.
    pub pages: u32,
    /// Who closed it.
    pub closed: Done,
}

/// That it is in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// Its closing.
    pub closing: Closing,
    /// Who handed it over.
    pub handed_over: Done,
    /// Who took it over.
    pub accepted: Done,
}

/// Where it lies of which the disposal is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kept", rename_all = "snake_case")]
pub enum Kept {
    /// With its keeper: it was not to be handed over.
    Closed {
        /// Its closing.
        closing: Closing,
    },
    /// In the archive.
    Archived {
        /// How it came there.
        archive: Archive,
    },
}

impl Kept {
    /// Its closing.
    pub const fn closing(&self) -> &Closing {
        match self {
            Self::Closed { closing } => closing,
            Self::Archived { archive } => &archive.closing,
        }
    }
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// In the draft of the year's list.
    Planned,
    /// In the list that was approved.
    Approved {
        /// By whom.
        approved: Done,
    },
    /// Struck off the list.
    Struck {
        /// Why.
        end: Said,
    },
    /// Being filled.
    Open {
        /// Its opening.
        opening: Opening,
        /// Why it was opened once more, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reopened: Option<Said>,
    },
    /// The matter is over.
    Closed {
        /// Its closing.
        closing: Closing,
        /// Why the archive did not take it, where it was put before it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        returned: Option<Said>,
    },
    /// Put before the archive.
    HandedOver {
        /// Its closing.
        closing: Closing,
        /// Who handed it over.
        handed_over: Done,
    },
    /// In the archive.
    Archived {
        /// How it came there.
        archive: Archive,
    },
    /// Proposed to be disposed of.
    DisposalProposed {
        /// Where it lies.
        kept: Kept,
        /// Who proposed it, and why.
        proposed: Said,
    },
    /// Disposed of.
    Disposed {
        /// Where it lay.
        kept: Kept,
        /// Who proposed it, and why.
        proposed: Said,
        /// Who approved it.
        approved: Done,
    },
}

impl State {
    /// Its name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Planned => StateName::Planned,
            Self::Approved { .. } => StateName::Approved,
            Self::Struck { .. } => StateName::Struck,
            Self::Open { .. } => StateName::Open,
            Self::Closed { .. } => StateName::Closed,
            Self::HandedOver { .. } => StateName::HandedOver,
            Self::Archived { .. } => StateName::Archived,
            Self::DisposalProposed { .. } => StateName::DisposalProposed,
            Self::Disposed { .. } => StateName::Disposed,
        }
    }

    /// Its closing, once it is closed.
    pub const fn closing(&self) -> Option<&Closing> {
        match self {
            Self::Planned | Self::Approved { .. } | Self::Struck { .. } | Self::Open { .. } => None,
            Self::Closed { closing, .. } | Self::HandedOver { closing, .. } => Some(closing),
            Self::Archived { archive } => Some(&archive.closing),
            Self::DisposalProposed { kept, .. } | Self::Disposed { kept, .. } => Some(kept.closing()),
        }
    }

    /// Its opening, once it was opened.
    pub fn opening(&self) -> Option<&Opening> {
        match self {
            Self::Open { opening, .. } => Some(opening),
            other => other.closing().map(|closing| &closing.opening),
        }
    }

    /// Who proposed its disposal, and why.
    pub const fn proposed(&self) -> Option<&Said> {
        match self {
            Self::DisposalProposed { proposed, .. } | Self::Disposed { proposed, .. } => Some(proposed),
            _ => None,
        }
    }

    /// Who handed it over, and who took it over, as far as it has come.
    pub const fn archive(&self) -> (Option<Done>, Option<Done>) {
        match self {
            Self::HandedOver { handed_over, .. } => (Some(*handed_over), None),
            Self::Archived { archive }
            | Self::DisposalProposed { kept: Kept::Archived { archive }, .. }
            | Self::Disposed { kept: Kept::Archived { archive }, .. } => {
                (Some(archive.handed_over), Some(archive.accepted))
            }
            _ => (None, None),
        }
    }
}

//! The states of an outgoing document, each with its own facts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{numbering::Line, relation::Later};
use crate::{
    By, FileId, Label, PersonId, Reason, SigningCapacityId, UtcTime, incoming::StepDeadline, organisation::SigningForm,
    work::Desk,
};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident $code:literal $vi:literal;)+) => {
        /// The name of a state.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[schema(as = OutgoingStateName)]
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
    /// Dự thảo, with the drafter.
    Draft "draft" "Dự thảo";
    /// Trưởng đơn vị kiểm tra nội dung (Art. 12(1)).
    UnitReview "unit_review" "Chờ đơn vị duyệt";
    /// Kiểm tra thể thức, kỹ thuật trình bày (Art. 12(2)).
    FormCheck "form_check" "Chờ kiểm tra thể thức";
    /// Trình ký.
    AwaitingSignature "awaiting_signature" "Chờ ký";
    /// Đã ký, chưa có số (Art. 15(2)).
    Signed "signed" "Đã ký, chờ cấp số";
    /// Đã cấp số, ngày.
    Issued "issued" "Đã cấp số";
    /// Đã đóng dấu hoặc ký số của cơ quan.
    Sealed "sealed" "Đã đóng dấu";
    /// Đã phát hành (Art. 18).
    Dispatched "dispatched" "Đã phát hành";
    /// Đã lưu hồ sơ (Art. 19).
    Filed "filed" "Đã lưu hồ sơ";
    /// Thôi, before it had a number.
    Cancelled "cancelled" "Đã hủy dự thảo";
    /// Hủy số: the line stands.
    Voided "voided" "Đã hủy số";
    /// Đã thu hồi (Art. 18(4)).
    Recalled "recalled" "Đã thu hồi";
    /// Đã được thay thế (Art. 18(3)).
    Replaced "replaced" "Đã được thay thế";
}

impl StateName {
    /// Reads [`StateName::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.as_str() == text)
    }

    /// Whether nothing more is done about it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Cancelled | Self::Voided)
    }

    /// Whether it is on its way to its recipients, on the desk of somebody else than its drafter: who leaves then leaves work behind that
    /// may come back to them.
    pub const fn lies_elsewhere(self) -> bool {
        matches!(
            self,
            Self::UnitReview | Self::FormCheck | Self::AwaitingSignature | Self::Signed | Self::Issued | Self::Sealed
        )
    }

    /// Those of which this holds, by the names used in data.
    pub fn names_of(holds: impl Fn(Self) -> bool) -> Vec<&'static str> {
        Self::ALL.iter().copied().filter(|state| holds(*state)).map(Self::as_str).collect()
    }

    /// Whether it has no number yet: its content can still be sent back to the drafter.
    pub const fn is_before_number(self) -> bool {
        matches!(self, Self::Draft | Self::UnitReview | Self::FormCheck | Self::AwaitingSignature | Self::Signed)
    }
}

/// Somebody's word on an edition, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// By whom.
    pub by: By,
    /// When.
    pub at: UtcTime,
    /// Which edition: see [`super::Content::digest`].
    pub digest: String,
}

/// What was checked before the signature, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Checks {
    /// Of what a unit has drafted: its content and its form, by two people (Art. 12).
    Drafted {
        /// The check of the content.
        content_check: Check,
        /// The check of the form.
        form_check: Check,
    },
    /// Of a copy, which has no content of its own: whoever made it answers for its form.
    Copied {
        /// The word of whoever made it.
        copy_check: Check,
    },
}

impl Checks {
    /// The check of the content, where there is one.
    pub const fn content(&self) -> Option<&Check> {
        match self {
            Self::Drafted { content_check, .. } => Some(content_check),
            Self::Copied { .. } => None,
        }
    }

    /// The check of the form.
    pub const fn form(&self) -> &Check {
        match self {
            Self::Drafted { form_check: check, .. } | Self::Copied { copy_check: check } => check,
        }
    }
}

/// A reason, with who gave it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remarked {
    /// Why.
    pub reason: Reason,
    /// Who said so; nobody where another system did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
}

/// On what something was signed or sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// Bản giấy.
    Paper,
    /// A PDF that bears the digital signature already.
    Pdf,
}

/// The signature of whoever is entitled (Art. 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Whose.
    pub signer: PersonId,
    /// Họ tên, as it then was.
    pub name: String,
    /// Chức vụ, as it then was.
    pub title: String,
    /// In which form.
    pub form: SigningForm,
    /// By which capacity.
    pub capacity: SigningCapacityId,
    /// By which instrument.
    pub instrument: String,
    /// On what.
    pub on: Medium,
    /// What was signed, where it is a file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileId>,
    /// The day on which it was signed: on that day the capacity was judged.
    pub signed_on: NaiveDate,
    /// Who noted it: the signer, or the registry of what was signed on paper.
    pub by: By,
    /// When that was noted.
    pub at: UtcTime,
    /// What was checked before.
    #[serde(flatten)]
    pub checks: Checks,
}

/// That it has a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// The signature under it.
    pub signature: Signature,
    /// Its line in the register.
    pub line: Line,
    /// Who gave the number; nobody where another system did, which the history names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
}

/// The agency's seal or signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// On what.
    pub on: Medium,
    /// The sealed document: the scan of the paper, or the signed PDF. What goes out to those who get a file.
    pub files: Vec<FileId>,
    /// Who sealed it; nobody where another system did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
}

/// That it went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// Who sent it; nobody where another system did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
}

/// Where a document lay that has gone out, with what it goes back to there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "lay", rename_all = "snake_case")]
pub enum Lay {
    /// On its way, or there.
    Dispatched {
        /// The seal.
        seal: Seal,
    },
    /// In a case file.
    Filed {
        /// The seal.
        seal: Seal,
        /// The case file.
        case_file: Option<Label>,
        /// When it was filed.
        filed_at: UtcTime,
    },
}

impl Lay {
    /// The seal that it bore.
    pub const fn seal(&self) -> &Seal {
        match self {
            Self::Dispatched { seal } | Self::Filed { seal, .. } => seal,
        }
    }

    /// The case file in which it lay.
    pub const fn case_file(&self) -> Option<&Label> {
        match self {
            Self::Filed { case_file, .. } => case_file.as_ref(),
            Self::Dispatched { .. } => None,
        }
    }
}

/// Where a document stood before it was replaced, with what it goes back to if the number of what replaces it is struck out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    /// Where it lay.
    #[serde(flatten)]
    pub lay: Lay,
    /// That it was recalled, where it was: it stays frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Remarked>,
}

/// Where an outgoing document stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// The drafter has it.
    Draft {
        /// Since when.
        since: UtcTime,
        /// Why it came back, where it did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        returned: Option<Remarked>,
    },
    /// The head of the drafting unit checks the content.
    UnitReview {
        /// Who handed it in.
        by: By,
        /// Since when.
        since: UtcTime,
    },
    /// The form is checked.
    FormCheck {
        /// The check of the content.
        content_check: Check,
        /// Who checks.
        desk: Desk,
    },
    /// The signer has it.
    AwaitingSignature {
        /// Who is to sign.
        signer: PersonId,
        /// What was checked.
        #[serde(flatten)]
        checks: Checks,
    },
    /// Signed; the registry gives the number.
    Signed {
        /// By whom.
        signature: Signature,
        /// Until when it is to have its number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
    /// It has its number; the registry seals it.
    Issued {
        /// Its number.
        issue: Issue,
        /// Until when it is to be on its way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
    /// Sealed; the registry sends it.
    Sealed {
        /// Its number.
        issue: Issue,
        /// The seal.
        seal: Seal,
        /// Until when it is to be on its way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
    /// On its way, or there.
    Dispatched {
        /// Its number.
        issue: Issue,
        /// The seal.
        seal: Seal,
        /// When it went.
        dispatch: Dispatch,
    },
    /// In a case file.
    Filed {
        /// Its number.
        issue: Issue,
        /// The seal.
        seal: Seal,
        /// When it went.
        dispatch: Dispatch,
        /// The case file.
        case_file: Option<Label>,
        /// When it was filed.
        at: UtcTime,
    },
    /// Never had a number.
    Cancelled {
        /// Why.
        end: Remarked,
    },
    /// Its number is struck out.
    Voided {
        /// Its number.
        issue: Issue,
        /// Why.
        end: Remarked,
    },
    /// Recalled: nobody acts by it any more.
    Recalled {
        /// Its number.
        issue: Issue,
        /// When it went.
        dispatch: Dispatch,
        /// Where it lay: its record and its case file stay the office's.
        #[serde(flatten)]
        lay: Lay,
        /// Why.
        end: Remarked,
    },
    /// Replaced by a later one.
    Replaced {
        /// Its number.
        issue: Issue,
        /// When it went.
        dispatch: Dispatch,
        /// By which.
        by: Later,
        /// When.
        at: UtcTime,
        /// Where it stood.
        #[serde(flatten)]
        stood: Stood,
    },
}

impl State {
    /// Its name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Draft { .. } => StateName::Draft,
            Self::UnitReview { .. } => StateName::UnitReview,
            Self::FormCheck { .. } => StateName::FormCheck,
            Self::AwaitingSignature { .. } => StateName::AwaitingSignature,
            Self::Signed { .. } => StateName::Signed,
            Self::Issued { .. } => StateName::Issued,
            Self::Sealed { .. } => StateName::Sealed,
            Self::Dispatched { .. } => StateName::Dispatched,
            Self::Filed { .. } => StateName::Filed,
            Self::Cancelled { .. } => StateName::Cancelled,
            Self::Voided { .. } => StateName::Voided,
            Self::Recalled { .. } => StateName::Recalled,
            Self::Replaced { .. } => StateName::Replaced,
        }
    }

    /// Its number, once it has one; that of a voided one, too.
    pub const fn issue(&self) -> Option<&Issue> {
        match self {
            Self::Issued { issue, .. }
            | Self::Sealed { issue, .. }
            | Self::Dispatched { issue, .. }
            | Self::Filed { issue, .. }
            | Self::Voided { issue, .. }
            | Self::Recalled { issue, .. }
            | Self::Replaced { issue, .. } => Some(issue),
            _ => None,
        }
    }

    /// The same while it counts: a voided, recalled or replaced document is nobody's answer any more.
    pub const fn standing_issue(&self) -> Option<&Issue> {
        match self {
            Self::Voided { .. } | Self::Recalled { .. } | Self::Replaced { .. } => None,
            other => other.issue(),
        }
    }

    /// Its line in the register, once it has one.
    pub fn line(&self) -> Option<&Line> {
        self.issue().map(|issue| &issue.line)
    }

    /// The signature, once it is signed.
    pub fn signature(&self) -> Option<&Signature> {
        match self {
            Self::Signed { signature, .. } => Some(signature),
            other => other.issue().map(|issue| &issue.signature),
        }
    }

    /// The seal, while it counts: a recalled document is no document any more.
    pub const fn seal(&self) -> Option<&Seal> {
        match self {
            Self::Sealed { seal, .. } | Self::Dispatched { seal, .. } | Self::Filed { seal, .. } => Some(seal),
            Self::Replaced { stood: Stood { lay, end: None }, .. } => Some(lay.seal()),
            _ => None,
        }
    }

    /// The case file in which it is kept, whatever became of it afterwards.
    pub const fn case_file(&self) -> Option<&Label> {
        match self {
            Self::Filed { case_file, .. } => case_file.as_ref(),
            Self::Recalled { lay, .. } | Self::Replaced { stood: Stood { lay, .. }, .. } => lay.case_file(),
            _ => None,
        }
    }

    /// When it went out, once it did.
    pub const fn dispatch(&self) -> Option<&Dispatch> {
        match self {
            Self::Dispatched { dispatch, .. }
            | Self::Filed { dispatch, .. }
            | Self::Recalled { dispatch, .. }
            | Self::Replaced { dispatch, .. } => Some(dispatch),
            _ => None,
        }
    }

    /// The checks of content and form, as far as they are done.
    pub fn checks(&self) -> (Option<&Check>, Option<&Check>) {
        match self {
            Self::FormCheck { content_check, .. } => (Some(content_check), None),
            Self::AwaitingSignature { checks, .. } => (checks.content(), Some(checks.form())),
            other => other.signature().map_or((None, None), |s| (s.checks.content(), Some(s.checks.form()))),
        }
    }

    /// The document that has replaced it, where one has.
    pub const fn replaced_by(&self) -> Option<&Later> {
        match self {
            Self::Replaced { by, .. } => Some(by),
            _ => None,
        }
    }

    /// What was checked before the signature, once all of it is.
    pub fn all_checks(&self) -> Option<&Checks> {
        match self {
            Self::AwaitingSignature { checks, .. } => Some(checks),
            other => other.signature().map(|signature| &signature.checks),
        }
    }

    /// Until when the registry is to take its next step.
    pub const fn step_deadline(&self) -> Option<&StepDeadline> {
        match self {
            Self::Signed { deadline, .. } | Self::Issued { deadline, .. } | Self::Sealed { deadline, .. } => {
                deadline.as_ref()
            }
            _ => None,
        }
    }
}

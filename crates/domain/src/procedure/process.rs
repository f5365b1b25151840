//! The internal process of a procedure (quy trình nội bộ): steps, each somebody's, and where each may lead.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{DepartmentCode, Label, StepCode, calendar::Term, organisation::Role};

/// Whose a step is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Doer {
    /// A department's, by its code: its head gives it to an officer, or handles it.
    Department(DepartmentCode),
    /// Of whoever has this role in the agency.
    Role(Role),
}

/// What may be done at a step, beside handing the dossier on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Yêu cầu bổ sung.
    Supplement,
    /// Lấy ý kiến of other departments and agencies.
    Consult,
    /// Yêu cầu thực hiện nghĩa vụ tài chính.
    Payment,
    /// Xin lỗi, gia hạn.
    Extend,
    /// Dừng giải quyết.
    Stop,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 5] = [Self::Supplement, Self::Consult, Self::Payment, Self::Extend, Self::Stop];

    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Supplement => "yêu cầu bổ sung",
            Self::Consult => "lấy ý kiến",
            Self::Payment => "yêu cầu nghĩa vụ tài chính",
            Self::Extend => "xin lỗi, gia hạn",
            Self::Stop => "dừng giải quyết",
        }
    }
}

/// Where a step may lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// In which case: `Đủ điều kiện`.
    pub label: Label,
    /// To which step; nothing where the dossier is handled by it, and its result goes to the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<StepCode>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ProcedureStep)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// A short code, unique within the process: `tham-dinh`.
    pub code: StepCode,
    /// Tên bước.
    pub name: Label,
    /// Whose it is.
    pub doer: Doer,
    /// How long it may take, in working time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Term>,
    /// What may be done at it.
    #[serde(default)]
    pub may: BTreeSet<Act>,
    /// Departments that are asked for an opinion when the dossier comes to it, side by side (lấy ý kiến song song).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub consults: Vec<DepartmentCode>,
    /// Where it may lead.
    #[schema(min_items = 1, max_items = 20)]
    pub next: Vec<Branch>,
    /// To which earlier steps it may go back, with a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub back: Vec<StepCode>,
}

/// The steps; the dossier comes to the first of them from the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// In the order in which they are shown.
    #[schema(min_items = 1, max_items = 100)]
    pub steps: Vec<Step>,
}

impl Process {
    /// The first step.
    pub fn first(&self) -> Option<&Step> {
        self.steps.first()
    }

    /// The step of this code.
    pub fn step(&self, code: &StepCode) -> Option<&Step> {
        self.steps.iter().find(|step| step.code == *code)
    }
}

//! What is published of a procedure: its content as it stands in the national database of procedures, and its internal process.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{process::Process, rules::HandlingRules};
use crate::{ComponentCode, DepartmentCode, Label, OrganCode, ProcedureCode, Remark, Subject, calendar::Term};

/// Whose the decision is (cơ quan có thẩm quyền).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// The agency's whose catalogue this is.
    #[default]
    Own,
    /// Another's: this office only receives for it (tiếp nhận không phụ thuộc địa giới hành chính).
    Other {
        /// Mã định danh.
        code: OrganCode,
        /// Tên cơ quan.
        name: Label,
    },
}

/// At which level a procedure is handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProcedureLevel {
    /// Trung ương.
    Central,
    /// Cấp tỉnh.
    Provincial,
    /// Cấp xã.
    Communal,
}

impl ProcedureLevel {
    /// Every level.
    pub const ALL: [Self; 3] = [Self::Central, Self::Provincial, Self::Communal];

    /// The name used in code, data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Central => "central",
            Self::Provincial => "provincial",
            Self::Communal => "communal",
        }
    }

    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Central => "cấp trung ương",
            Self::Provincial => "cấp tỉnh",
            Self::Communal => "cấp xã",
        }
    }

    /// Reads [`ProcedureLevel::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

/// How much of it can be done online (mức độ dịch vụ công trực tuyến).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnlineLevel {
    /// Nothing.
    #[default]
    None,
    /// Một phần.
    Partial,
    /// Toàn trình.
    Full,
}

impl OnlineLevel {
    /// Every level.
    pub const ALL: [Self; 3] = [Self::None, Self::Partial, Self::Full];

    /// The name used in code, data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Partial => "partial",
            Self::Full => "full",
        }
    }

    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::None => "chưa trực tuyến",
            Self::Partial => "trực tuyến một phần",
            Self::Full => "trực tuyến toàn trình",
        }
    }

    /// Reads [`OnlineLevel::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

/// In which form a component is handed in (`LoaiBan` in exchanges: 0 original, 1 copy, 2 electronic).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ComponentForm {
    /// Bản chính.
    Original,
    /// Bản sao.
    Copy,
    /// Bản điện tử.
    Electronic,
}

impl ComponentForm {
    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Original => "bản chính",
            Self::Copy => "bản sao",
            Self::Electronic => "bản điện tử",
        }
    }
}

/// One paper of the dossier (thành phần hồ sơ).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// A short code, unique within the procedure: `to-khai`.
    pub code: ComponentCode,
    /// Tên giấy tờ.
    pub name: Subject,
    /// In which form.
    pub form: ComponentForm,
    /// How many.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 99)]
    pub count: u8,
    /// Whether a dossier without it is incomplete; else it is brought where the case asks for it.
    #[serde(default = "yes")]
    pub required: bool,
    /// The number of the blank form that it is written on (mẫu đơn, tờ khai), where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<Label>,
    /// When it is needed, and what else is to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Remark>,
}

/// When a fee is paid (`HinhThucThu` in exchanges: 1 on reception, 2 on supplement, 4 on return).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeeWhen {
    /// When the dossier is received.
    #[default]
    Reception,
    /// When it is asked for while the dossier is handled.
    Handling,
    /// When the result is handed out.
    Return,
}

/// A fee or charge (phí, lệ phí).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// What for.
    pub name: Label,
    /// Đồng; nothing where it depends on the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(maximum = 1_000_000_000_000u64)]
    pub amount: Option<u64>,
    /// For what each: `bản`, `trang`; nothing for the dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<Label>,
    /// When.
    #[serde(default)]
    pub when: FeeWhen,
}

/// What is published of a procedure. It names departments by their codes, so that a file of it can go from office to office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProcedureContent {
    /// Mã thủ tục, as in the national database: `1.004222`.
    pub code: ProcedureCode,
    /// Tên thủ tục.
    pub name: Subject,
    /// Lĩnh vực.
    pub field: Label,
    /// Whose the decision is.
    #[serde(default)]
    pub authority: Authority,
    /// Cấp thực hiện.
    pub level: ProcedureLevel,
    /// Mức độ trực tuyến.
    #[serde(default)]
    pub online: OnlineLevel,
    /// Căn cứ pháp lý, one instrument a line.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub legal_basis: Vec<Remark>,
    /// Thành phần hồ sơ.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub components: Vec<Component>,
    /// Số bộ.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 99)]
    pub sets: u8,
    /// Phí, lệ phí.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub fees: Vec<Fee>,
    /// Thời hạn giải quyết, in working days (`5wd`), working hours (`8wh`) or days (`3d`); nothing where the law gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Kết quả.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub results: Vec<Label>,
    /// The departments that receive it (quầy tiếp nhận); any clerk of the one-stop shop where none is named.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub desks: Vec<DepartmentCode>,
    /// What is set for it where the law leaves it open.
    #[serde(default)]
    pub rules: HandlingRules,
    /// Quy trình nội bộ.
    pub process: Process,
}

const fn one() -> u8 {
    1
}

const fn yes() -> bool {
    true
}

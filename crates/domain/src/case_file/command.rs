//! What may be done to a case file: one struct a command, so that an unknown field is refused by name.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facts::{CaseFileFields, Retention};
use crate::{DepartmentId, DocumentId, PersonId, Reason, Remark};

/// Begins a case file: an entry of the year's list, or one that is opened at once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateCaseFile)]
pub struct Create {
    /// What is known of it.
    pub facts: CaseFileFields,
    /// Open it at once, without an entry of the list (Art. 29(2)).
    #[serde(default)]
    pub open: bool,
    /// When the matter began, of one that is opened at once; today where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_on: Option<NaiveDate>,
}

crate::tagged::commands! {
    /// A command, with what it needs.
    #[allow(clippy::large_enum_variant, reason = "one is read and decided at a time; a box would only be in the way")]
    Command, CommandKind, "CaseFileCommand", "CaseFileCommandKind";

    /// Duyệt vào danh mục hồ sơ, by a leader (Art. 28).
    ApproveEntry = "approve" {}
    /// Bỏ khỏi danh mục hồ sơ.
    StrikeEntry = "strike" {
        /// Why.
        reason: Reason,
    }
    /// Mở hồ sơ.
    OpenCaseFile = "open" {
        /// When the matter began; today where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        started_on: Option<NaiveDate>,
    }
    /// Sửa thông tin hồ sơ. An approved entry of the list is to be approved again.
    AmendCaseFile = "amend" {
        /// All that is known of it from now on.
        facts: CaseFileFields,
    }
    /// Đưa văn bản vào hồ sơ: at its end.
    AddDocument = "add_document" {
        /// Which: one that came in or goes out, which whoever adds it sees. It may be in several case files.
        document: DocumentId,
        /// Số trang; what the document says where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(minimum = 1, maximum = 999)]
        pages: Option<u16>,
        /// Ghi chú.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remark: Option<Remark>,
    }
    /// Sửa số trang, ghi chú của văn bản trong hồ sơ.
    AmendDocument = "amend_document" {
        /// Which.
        document: DocumentId,
        /// Số trang.
        #[schema(minimum = 1, maximum = 999)]
        pages: u16,
        /// Ghi chú.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remark: Option<Remark>,
    }
    /// Bỏ văn bản khỏi hồ sơ: those behind it move up.
    RemoveDocument = "remove_document" {
        /// Which.
        document: DocumentId,
        /// Why.
        reason: Reason,
    }
    /// Kết thúc hồ sơ (Art. 29(4)): its retention is looked at once more, and its documents and pages are counted.
    CloseCaseFile = "close" {
        /// When the matter ended.
        ended_on: NaiveDate,
        /// Thời hạn bảo quản from now on.
        retention: Retention,
    }
    /// Mở lại hồ sơ.
    ReopenCaseFile = "reopen" {
        /// Why.
        reason: Reason,
    }
    /// Nộp lưu hồ sơ (Art. 30).
    HandOverCaseFile = "hand_over" {}
    /// Nhận hồ sơ vào lưu trữ cơ quan, by the archivist.
    AcceptCaseFile = "accept" {}
    /// Trả lại hồ sơ nộp lưu chưa đạt, by the archivist.
    ReturnCaseFile = "return" {
        /// Why.
        reason: Reason,
    }
    /// Chuyển hồ sơ cho người khác lập (Art. 31(3)): before somebody leaves.
    TransferCaseFile = "transfer" {
        /// To whom.
        to: PersonId,
        /// In which of their departments, where they work in several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<DepartmentId>,
    }
    /// Đề nghị hủy hồ sơ hết thời hạn bảo quản.
    ProposeDisposal = "propose_disposal" {
        /// Why.
        reason: Reason,
    }
    /// Duyệt hủy, by a leader.
    ApproveDisposal = "approve_disposal" {}
    /// Không duyệt hủy, by a leader.
    RefuseDisposal = "refuse_disposal" {
        /// Why.
        reason: Reason,
    }
    /// Khóa hồ sơ theo yêu cầu, such as of an inspection (Appendix VI).
    FreezeCaseFile = "freeze" {
        /// Why.
        reason: Reason,
    }
    /// Mở khóa hồ sơ.
    UnfreezeCaseFile = "unfreeze" {
        /// Why.
        reason: Reason,
    }
}

impl CommandKind {
    /// A command as the office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::ApproveEntry => "duyệt vào danh mục hồ sơ",
            Self::StrikeEntry => "bỏ khỏi danh mục hồ sơ",
            Self::OpenCaseFile => "mở hồ sơ",
            Self::AmendCaseFile => "sửa thông tin hồ sơ",
            Self::AddDocument => "đưa văn bản vào hồ sơ",
            Self::AmendDocument => "sửa số trang, ghi chú của văn bản",
            Self::RemoveDocument => "bỏ văn bản khỏi hồ sơ",
            Self::CloseCaseFile => "kết thúc hồ sơ",
            Self::ReopenCaseFile => "mở lại hồ sơ",
            Self::HandOverCaseFile => "nộp lưu",
            Self::AcceptCaseFile => "nhận vào lưu trữ",
            Self::ReturnCaseFile => "trả lại hồ sơ nộp lưu",
            Self::TransferCaseFile => "chuyển hồ sơ cho người khác",
            Self::ProposeDisposal => "đề nghị hủy",
            Self::ApproveDisposal => "duyệt hủy",
            Self::RefuseDisposal => "không duyệt hủy",
            Self::FreezeCaseFile => "khóa hồ sơ",
            Self::UnfreezeCaseFile => "mở khóa hồ sơ",
        }
    }
}

//! What is known of a command by its kind alone: how the office says it, and whether it names an assignment.

use super::CommandKind;

/// Whether a command names an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// It must.
    Always,
    /// It may.
    Optional,
    /// It has none.
    Never,
}

impl Naming {
    /// Whether a command that is so may come with an assignment, or without.
    pub const fn fits(self, named: bool) -> bool {
        match self {
            Self::Always => named,
            Self::Never => !named,
            Self::Optional => true,
        }
    }
}

impl CommandKind {
    /// Whether this command names an assignment.
    pub const fn names_assignment(self) -> Naming {
        use CommandKind as C;
        match self {
            C::Assign
            | C::SubmitResult
            | C::Redirect
            | C::Reassign
            | C::TakeBack
            | C::Approve
            | C::Reject
            | C::Accept
            | C::Amend
            | C::Withdraw
            | C::ReportProgress
            | C::Remind
            | C::RequestExtension
            | C::GrantExtension
            | C::RefuseExtension
            | C::Acknowledge => Naming::Always,
            C::GiveBack | C::AddRecipient => Naming::Optional,
            _ => Naming::Never,
        }
    }

    /// A command as the office says it.
    pub const fn vietnamese(self) -> &'static str {
        use CommandKind as C;
        match self {
            C::Register => "vào sổ",
            C::Refuse => "từ chối tiếp nhận",
            C::Present => "trình",
            C::Route => "chuyển theo quy định",
            C::Close => "lưu để biết",
            C::ReturnToSender => "trả lại nơi gửi",
            C::Void => "hủy dòng sổ",
            C::Pass => "chuyển trình",
            C::Direct => "cho ý kiến chỉ đạo",
            C::GiveBack => "chuyển trả",
            C::Assign => "giao việc",
            C::SubmitResult => "trình kết quả",
            C::Redirect => "chuyển đơn vị chủ trì",
            C::Reassign => "giao lại",
            C::TakeBack => "rút việc về phòng",
            C::Approve => "duyệt kết quả",
            C::Reject => "không duyệt",
            C::File => "lưu hồ sơ",
            C::Reopen => "mở lại",
            C::Recall => "thu hồi theo đề nghị của bên gửi",
            C::AgreeRecall => "đồng ý thu hồi",
            C::RefuseRecall => "không đồng ý thu hồi",
            C::Accept => "nhận việc",
            C::Amend => "sửa ý kiến hoặc hạn",
            C::AddRecipient => "thêm nơi nhận",
            C::Withdraw => "rút lại",
            C::Comment => "trao đổi",
            C::Attach => "đính kèm tệp",
            C::Correct => "sửa thông tin đăng ký",
            C::ReportProgress => "báo cáo tiến độ",
            C::Remind => "đôn đốc",
            C::RequestExtension => "xin gia hạn",
            C::GrantExtension => "cho gia hạn",
            C::RefuseExtension => "không cho gia hạn",
            C::Pause => "tạm dừng",
            C::Resume => "tiếp tục",
            C::GrantLook => "cho phép quản trị xem",
            C::EndLook => "thôi cho phép quản trị xem",
            C::HandOver => "bàn giao công việc",
            C::Acknowledge => "xác nhận đã xem",
            C::Answered => "ghi nhận văn bản trả lời",
            C::AnswerVoided => "hủy ghi nhận văn bản trả lời",
            C::PassOn => "chuyển lãnh đạo kế tiếp",
            C::RecountDeadlines => "tính lại hạn theo lịch làm việc",
        }
    }
}

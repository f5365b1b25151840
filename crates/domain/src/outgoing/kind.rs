//! What is known of a command by its kind alone.

use super::CommandKind;

impl CommandKind {
    /// A command as the office says it.
    pub const fn vietnamese(self) -> &'static str {
        use CommandKind as C;
        match self {
            C::Revise => "sửa dự thảo",
            C::Submit => "trình duyệt",
            C::Endorse => "duyệt nội dung",
            C::PassForm => "duyệt thể thức, trình ký",
            C::ReturnToDrafter => "trả lại người soạn thảo",
            C::Sign => "ký",
            C::Issue => "cấp số",
            C::SealIssued => "đóng dấu, ký số cơ quan",
            C::DispatchIssued => "phát hành",
            C::SendUpdate => "gửi bản cập nhật",
            C::FileIssued => "lưu hồ sơ",
            C::CancelDraft => "hủy dự thảo",
            C::VoidIssued => "hủy số",
            C::RecallIssued => "thu hồi",
            C::NoteDelivery => "ghi nhận chuyển phát",
            C::AcknowledgeIssued => "xác nhận đã xem",
            C::ChangeDrafter => "giao người khác soạn thảo",
            C::Discuss => "trao đổi",
            C::ReviseCopy => "sửa bản sao",
            C::NoteReplaced => "ghi nhận thay thế",
            C::NoteAmended => "ghi nhận sửa đổi, bổ sung",
            C::NoteCorrected => "ghi nhận đính chính",
            C::TakeRelationBack => "bỏ ghi nhận thay thế, sửa đổi, đính chính",
            C::RecountStep => "tính lại hạn theo lịch làm việc",
            C::AskOpinions => "lấy ý kiến phối hợp",
            C::GiveOpinion => "cho ý kiến phối hợp",
            C::PassOpinion => "giao người của đơn vị cho ý kiến",
            C::WithdrawOpinion => "rút lượt hỏi ý kiến",
            C::RemindOpinion => "đôn đốc cho ý kiến",
            C::HandOverDraft => "bàn giao công việc",
            C::RecountOpinions => "tính lại hạn cho ý kiến theo lịch làm việc",
        }
    }
}

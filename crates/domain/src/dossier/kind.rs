//! What is known of a command by its kind alone.

use super::CommandKind;

impl CommandKind {
    /// A command as the office says it.
    pub const fn vietnamese(self) -> &'static str {
        use CommandKind as C;
        match self {
            C::AcceptDossier => "tiếp nhận",
            C::RequestSupplement => "yêu cầu bổ sung",
            C::SupplyDossier => "nhận bổ sung",
            C::RefuseDossier => "từ chối tiếp nhận",
            C::SetProcedure => "xác định thủ tục",
            C::TransferDossier => "chuyển hồ sơ đến đơn vị",
            C::AssignDossier => "phân công",
            C::AdvanceDossier => "chuyển bước",
            C::GoBack => "chuyển trả bước trước",
            C::ConsultOn => "lấy ý kiến",
            C::AnswerConsultation => "trả lời ý kiến",
            C::CloseConsultation => "rút lượt lấy ý kiến",
            C::RequestPayment => "yêu cầu thực hiện nghĩa vụ tài chính",
            C::RecordPayment => "ghi nhận đã nộp phí, lệ phí",
            C::ExtendDossier => "xin lỗi, gia hạn",
            C::WithdrawDossier => "rút hồ sơ",
            C::StopDossier => "dừng giải quyết",
            C::ResumeDossier => "tiếp tục giải quyết",
            C::SetOutcome => "ghi kết quả giải quyết",
            C::TakeInResult => "nhận kết quả về bộ phận một cửa",
            C::ReturnResult => "trả kết quả",
            C::NoteUndelivered => "ghi nhận bưu gửi bị trả lại",
            C::CorrectResult => "đính chính kết quả",
            C::NoteUncollected => "ghi nhận chưa nhận kết quả",
            C::CorrectContact => "sửa thông tin liên hệ",
            C::DiscussDossier => "trao đổi",
            C::AttachToDossier => "đính kèm tệp",
            C::RemindDossier => "đôn đốc",
            C::RateDossier => "đánh giá",
            C::HandOverDossier => "bàn giao công việc",
            C::RecountDossier => "tính lại hạn theo lịch làm việc",
            C::TellStanding => "báo tình trạng giải quyết",
            C::NotTakenDossier => "báo không nhận",
        }
    }
}

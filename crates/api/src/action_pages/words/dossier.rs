//! What the pages say of commands on dossiers.

use office::domain::dossier::CommandKind as C;

pub(super) const fn title(command: C) -> (&'static str, &'static str) {
    match command {
        C::AcceptDossier => ("Tiếp nhận hồ sơ", "Accept the dossier"),
        C::TransferDossier => ("Chuyển hồ sơ giải quyết", "Hand the dossier on"),
        C::AssignDossier => ("Phân công giải quyết hồ sơ", "Assign the dossier"),
        C::AdvanceDossier => ("Xong bước này", "This step is done"),
        C::GoBack => ("Chuyển trả bước trước", "Send the dossier back"),
        C::AnswerConsultation => ("Cho ý kiến về hồ sơ", "Give your opinion"),
        C::TakeInResult => ("Nhận kết quả về bộ phận một cửa", "Take the result in"),
        C::NoteUncollected => ("Ghi nhận đã nhắc công dân", "Note that the citizen was reminded"),
        C::DiscussDossier => ("Trao đổi", "Comment"),
        other => (other.vietnamese(), other.as_str()),
    }
}

pub(super) const fn will(command: C) -> (&'static str, &'static str) {
    match command {
        C::AcceptDossier => (
            "Hồ sơ sẽ được tiếp nhận: được cấp mã và hẹn ngày trả kết quả; công dân được báo qua thư nếu có địa chỉ.",
            "The dossier will be accepted, with its code and its date; its citizen is told by mail where there is an address.",
        ),
        C::TransferDossier => (
            "Hồ sơ sẽ được chuyển đến bước đầu tiên; nơi giải quyết được báo ngay.",
            "The dossier will go to its first step; whoever handles it is told at once.",
        ),
        C::AssignDossier => (
            "Hồ sơ sẽ được giao cho người được chọn, người đó được báo ngay.",
            "The dossier will be given to whom you choose, who is told at once.",
        ),
        C::AdvanceDossier => (
            "Bước này sẽ kết thúc, hồ sơ chuyển tiếp; bước cuối chỉ kết thúc được khi đã ghi kết quả. Nếu cần kèm tệp, xin trả lời thư hoặc mở hồ sơ trên hệ thống.",
            "This step will be over and the dossier goes on; the last one needs a result that is noted. To add files, reply to the mail or open the dossier in the system.",
        ),
        C::GoBack => (
            "Hồ sơ sẽ được chuyển trả về bước được chọn kèm lý do.",
            "The dossier goes back to the step that you choose, with the reason.",
        ),
        C::AnswerConsultation => (
            "Ý kiến sẽ được ghi vào hồ sơ; đã cho thì không sửa được. Nếu cần kèm tệp, xin trả lời thư hoặc mở hồ sơ trên hệ thống.",
            "The opinion will stand on the dossier; once given it can't be changed. To add files, reply to the mail or open the dossier in the system.",
        ),
        C::TakeInResult => {
            ("Sẽ ghi nhận kết quả đã về bộ phận một cửa.", "It will be noted that the one-stop shop has the result.")
        }
        C::NoteUncollected => (
            "Sẽ ghi nhận công dân đã được nhắc đến nhận kết quả; hệ thống cũng gửi thư nhắc nếu có địa chỉ.",
            "It will be noted that the citizen was reminded; they get a mail, too, where there is an address.",
        ),
        C::DiscussDossier => ("Lời trao đổi sẽ được ghi vào hồ sơ.", "The words will be written to the dossier."),
        other => (other.vietnamese(), other.as_str()),
    }
}

pub(super) const fn done(command: C) -> (&'static str, &'static str) {
    match command {
        C::AcceptDossier => ("Đã tiếp nhận hồ sơ", "Accepted"),
        C::TransferDossier => ("Đã chuyển hồ sơ giải quyết", "Handed on"),
        C::AssignDossier => ("Đã phân công", "Assigned"),
        C::AdvanceDossier => ("Đã chuyển bước", "The step is done"),
        C::GoBack => ("Đã chuyển trả", "Sent back"),
        C::AnswerConsultation => ("Đã cho ý kiến", "The opinion was given"),
        C::TakeInResult => ("Đã ghi nhận kết quả về bộ phận một cửa", "The result is with the one-stop shop"),
        C::NoteUncollected => ("Đã ghi nhận đã nhắc công dân", "It was noted that the citizen was reminded"),
        C::DiscussDossier => ("Đã gửi lời trao đổi", "The words were written down"),
        other => (other.vietnamese(), other.as_str()),
    }
}

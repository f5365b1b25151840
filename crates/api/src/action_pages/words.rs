//! What the pages say, in Vietnamese and in English.

use office::domain::incoming::CommandKind;

use crate::problem::Language;

/// What is done, as a headline and on the button.
pub(super) const fn title(command: CommandKind, language: Language) -> &'static str {
    use CommandKind as C;
    let (vi, en) = match command {
        C::Register => ("Vào sổ văn bản đến", "Enter in the register"),
        C::Direct => ("Cho ý kiến chỉ đạo", "Direct"),
        C::Assign => ("Giao việc", "Assign"),
        C::Accept => ("Nhận việc", "Accept the work"),
        C::SubmitResult => ("Trình kết quả", "Hand in the result"),
        C::Approve => ("Duyệt kết quả", "Approve the result"),
        C::Reject => ("Không duyệt kết quả", "Do not approve the result"),
        C::GrantExtension => ("Cho gia hạn", "Grant more time"),
        C::RefuseExtension => ("Không cho gia hạn", "Refuse more time"),
        C::Acknowledge => ("Xác nhận đã xem", "Confirm that it was read"),
        C::RequestExtension => ("Xin gia hạn", "Ask for more time"),
        C::GiveBack => ("Chuyển trả", "Give back"),
        C::Comment => ("Trao đổi", "Comment"),
        other => (other.vietnamese(), other.as_str()),
    };
    language.pick(vi, en)
}

/// What will happen.
pub(super) const fn will(command: CommandKind, language: Language) -> &'static str {
    use CommandKind as C;
    let (vi, en) = match command {
        C::Register => (
            "Văn bản sẽ được vào sổ phù hợp với loại của nó và lấy số đến tiếp theo.",
            "The document will be entered in the register that takes its type, with the next arrival number.",
        ),
        C::Direct => (
            "Ý kiến chỉ đạo sẽ được ghi vào văn bản; nơi chủ trì và nơi phối hợp được báo ngay.",
            "The direction will be written to the document; whoever is to handle it and whoever supports are told at once.",
        ),
        C::Assign => (
            "Việc sẽ được giao cho người được chọn, người đó được báo ngay; kết quả trình lại để duyệt.",
            "The work will be given to whom you choose, who is told at once; the result comes back for approval.",
        ),
        C::Accept => ("Sẽ ghi nhận là việc này đã được nhận.", "It will be noted that the work was taken up."),
        C::SubmitResult => (
            "Kết quả sẽ được trình. Nếu cần kèm tệp, xin vui lòng mở văn bản trên hệ thống.",
            "The result will be handed in. To add files, open the document in the system.",
        ),
        C::Approve => ("Kết quả sẽ được duyệt.", "The result will be approved."),
        C::Reject => (
            "Kết quả sẽ không được duyệt, người trình làm lại.",
            "The result will not be approved; whoever handed it in works on.",
        ),
        C::GrantExtension => ("Hạn mới như đã xin sẽ có hiệu lực.", "The deadline that was asked for will hold."),
        C::RefuseExtension => ("Hạn hiện nay giữ nguyên.", "The present deadline will stand."),
        C::Acknowledge => ("Sẽ ghi nhận là văn bản đã được xem.", "It will be noted that the document was read."),
        C::RequestExtension => (
            "Đề nghị gia hạn sẽ được gửi đến người đã giao việc; hạn chưa đổi cho đến khi được chấp thuận.",
            "The request goes to whoever gave the work; the deadline stays until it is granted.",
        ),
        C::GiveBack => ("Văn bản sẽ được chuyển trả kèm lý do.", "The document will be given back with the reason."),
        C::Comment => ("Lời trao đổi sẽ được ghi vào văn bản.", "The words will be written to the document."),
        other => (other.vietnamese(), other.as_str()),
    };
    language.pick(vi, en)
}

/// What was done.
pub(super) const fn done(command: CommandKind, language: Language) -> &'static str {
    use CommandKind as C;
    let (vi, en) = match command {
        C::Register => ("Đã vào sổ", "Entered in the register"),
        C::Direct => ("Đã cho ý kiến chỉ đạo", "Directed"),
        C::Assign => ("Đã giao việc", "Assigned"),
        C::Accept => ("Đã nhận việc", "Accepted"),
        C::SubmitResult => ("Đã trình kết quả", "The result was handed in"),
        C::Approve => ("Đã duyệt kết quả", "The result was approved"),
        C::Reject => ("Đã trả kết quả để làm lại", "The result was not approved"),
        C::GrantExtension => ("Đã cho gia hạn", "More time was granted"),
        C::RefuseExtension => ("Đã từ chối gia hạn", "More time was refused"),
        C::Acknowledge => ("Đã xác nhận là đã xem", "It was noted as read"),
        C::RequestExtension => ("Đã gửi đề nghị gia hạn", "More time was asked for"),
        C::GiveBack => ("Đã chuyển trả", "Given back"),
        C::Comment => ("Đã gửi lời trao đổi", "The words were written down"),
        other => (other.vietnamese(), other.as_str()),
    };
    language.pick(vi, en)
}

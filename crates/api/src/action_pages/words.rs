//! What the pages say, in Vietnamese and in English.

mod dossier;

use office::domain::{document::CommandKind, incoming::CommandKind as In, outgoing::CommandKind as Out};

use crate::problem::Language;

/// What is done, as a headline and on the button.
pub(super) const fn title(command: CommandKind, language: Language) -> &'static str {
    let (vi, en) = match command {
        CommandKind::Incoming(command) => incoming_title(command),
        CommandKind::Outgoing(command) => outgoing_title(command),
        CommandKind::Dossier(command) => dossier::title(command),
    };
    language.pick(vi, en)
}

const fn incoming_title(command: In) -> (&'static str, &'static str) {
    use In as C;
    match command {
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
        C::Pass => ("Chuyển trình", "Put before another"),
        C::File => ("Lưu hồ sơ", "File"),
        C::Resume => ("Cho tiếp tục xử lý", "Let it go on"),
        C::Comment => ("Trao đổi", "Comment"),
        other => (other.vietnamese(), other.as_str()),
    }
}

/// What will happen.
pub(super) const fn will(command: CommandKind, language: Language) -> &'static str {
    let (vi, en) = match command {
        CommandKind::Incoming(command) => incoming_will(command),
        CommandKind::Outgoing(command) => outgoing_will(command),
        CommandKind::Dossier(command) => dossier::will(command),
    };
    language.pick(vi, en)
}

const fn incoming_will(command: In) -> (&'static str, &'static str) {
    use In as C;
    match command {
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
        C::Pass => (
            "Văn bản sẽ được trình người được chọn, người đó được báo ngay; đề xuất đang kèm theo được giữ nguyên.",
            "The document will lie before whom you choose, who is told at once; what is proposed with it stays.",
        ),
        C::File => ("Văn bản sẽ được lưu hồ sơ, kết thúc.", "The document will be filed."),
        C::Resume => (
            "Việc xử lý sẽ tiếp tục; hạn xử lý lùi theo thời gian đã tạm dừng, người đang giữ việc được báo ngay.",
            "The work will go on; its deadline is later by the time for which it rested, and whoever has it is told at once.",
        ),
        C::Comment => ("Lời trao đổi sẽ được ghi vào văn bản.", "The words will be written to the document."),
        other => (other.vietnamese(), other.as_str()),
    }
}

/// What was done.
pub(super) const fn done(command: CommandKind, language: Language) -> &'static str {
    let (vi, en) = match command {
        CommandKind::Incoming(command) => incoming_done(command),
        CommandKind::Outgoing(command) => outgoing_done(command),
        CommandKind::Dossier(command) => dossier::done(command),
    };
    language.pick(vi, en)
}

const fn incoming_done(command: In) -> (&'static str, &'static str) {
    use In as C;
    match command {
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
        C::Pass => ("Đã chuyển trình", "Put before another"),
        C::File => ("Đã lưu hồ sơ", "Filed"),
        C::Resume => ("Đã cho tiếp tục xử lý", "It goes on"),
        C::Comment => ("Đã gửi lời trao đổi", "The words were written down"),
        other => (other.vietnamese(), other.as_str()),
    }
}

const fn outgoing_title(command: Out) -> (&'static str, &'static str) {
    match command {
        Out::GiveOpinion => ("Cho ý kiến phối hợp", "Give your opinion"),
        Out::Endorse => ("Duyệt nội dung dự thảo", "Endorse the draft"),
        Out::PassForm => ("Duyệt thể thức, trình ký", "Pass the form and put it before the signer"),
        Out::Sign => ("Xác nhận đã ký bản giấy", "Confirm that the paper is signed"),
        Out::Issue => ("Cấp số văn bản", "Give the document its number"),
        Out::DispatchIssued => ("Phát hành văn bản", "Send the document"),
        Out::AcknowledgeIssued => ("Xác nhận đã xem", "Confirm that it was read"),
        Out::ReturnToDrafter => ("Trả lại người soạn thảo", "Return to the drafter"),
        Out::Discuss => ("Trao đổi", "Comment"),
        other => (other.vietnamese(), other.as_str()),
    }
}

const fn outgoing_will(command: Out) -> (&'static str, &'static str) {
    match command {
        Out::GiveOpinion => (
            "Ý kiến sẽ được gửi đến người hỏi và ghi vào dự thảo; đã cho thì không sửa được. Nếu cần kèm tệp, xin mở văn bản trên hệ thống hoặc trả lời thư.",
            "The opinion goes to whoever asked and stands on the draft; once given it can't be changed. To add files, open the document in the system or reply to the mail.",
        ),
        Out::Endorse => (
            "Nội dung dự thảo sẽ được duyệt; dự thảo chuyển kiểm tra thể thức.",
            "The draft will be endorsed, and goes on to the check of its form.",
        ),
        Out::PassForm => (
            "Thể thức sẽ được duyệt; văn bản được trình người ký, người đó được báo ngay.",
            "The form will be passed; the document is put before its signer, who is told at once.",
        ),
        Out::Sign => (
            "Sẽ ghi nhận ông/bà đã ký bản giấy của văn bản này; văn thư được báo để cấp số. Nếu ký số trên tệp PDF thì không dùng nút này: \
             xin mở văn bản trên hệ thống để gửi tệp đã ký.",
            "It will be noted that you have signed this document on paper; the registry is told to give it its number. Do not use this for a \
             digital signature: open the document in the system to hand in the signed PDF.",
        ),
        Out::Issue => (
            "Văn bản sẽ lấy số tiếp theo của sổ phù hợp với loại của nó, ngày hôm nay; số đã cấp không đổi được.",
            "The document will take the next number of the register that takes its type, dated today; a number that is given stays.",
        ),
        Out::DispatchIssued => {
            ("Văn bản đã đóng dấu sẽ được gửi đến các nơi nhận.", "The sealed document will be sent to its recipients.")
        }
        Out::AcknowledgeIssued => {
            ("Sẽ ghi nhận là văn bản đã được xem.", "It will be noted that the document was read.")
        }
        Out::ReturnToDrafter => (
            "Văn bản sẽ được trả lại người soạn thảo kèm lý do; sau khi sửa phải duyệt lại từ đầu.",
            "The document goes back to its drafter with the reason, and the whole way again once it is revised.",
        ),
        Out::Discuss => ("Lời trao đổi sẽ được ghi vào văn bản.", "The words will be written to the document."),
        other => (other.vietnamese(), other.as_str()),
    }
}

const fn outgoing_done(command: Out) -> (&'static str, &'static str) {
    match command {
        Out::GiveOpinion => ("Đã cho ý kiến", "The opinion was given"),
        Out::Endorse => ("Đã duyệt nội dung", "Endorsed"),
        Out::PassForm => ("Đã duyệt thể thức, trình ký", "The form was passed"),
        Out::Sign => ("Đã xác nhận ký bản giấy", "The signature on paper was noted"),
        Out::Issue => ("Đã cấp số", "The number was given"),
        Out::DispatchIssued => ("Đã phát hành", "Sent"),
        Out::AcknowledgeIssued => ("Đã xác nhận là đã xem", "It was noted as read"),
        Out::ReturnToDrafter => ("Đã trả lại người soạn thảo", "Returned to the drafter"),
        Out::Discuss => ("Đã gửi lời trao đổi", "The words were written down"),
        other => (other.vietnamese(), other.as_str()),
    }
}

//! The buttons of a mail: what its reader can do by a link, and the code that the page behind it asks for.
//!
//! The code stands in the text of the mail and in no link, no subject and no preview: whoever merely opens the links of a mail, as
//! programs do that look for harmful ones, cannot act.

use chrono::NaiveDate;
use domain::{
    UtcTime, document::CommandKind, dossier::CommandKind as Of, incoming::CommandKind as In, notice::NoticeKind,
    outgoing::CommandKind as Out,
};
use serde::Serialize;

use crate::{
    inbound::order::OrderWord,
    links::action_link,
    render::{RenderError, moment},
    wording::Language,
};

/// What a mail offers beside the link to the document.
#[derive(Clone, PartialEq, Eq)]
pub struct Actions {
    /// Six digits.
    pub code: String,
    /// A command and the token of its link, in the order in which they stand.
    pub links: Vec<(CommandKind, String)>,
    /// Until when they hold.
    pub until: UtcTime,
}

impl std::fmt::Debug for Actions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Actions({})", self.links.len())
    }
}

/// What a reply to a mail can do, beside a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replies {
    /// The commands that it can give.
    pub commands: Vec<CommandKind>,
    /// A working day to come, as an example of a deadline.
    pub example: NaiveDate,
}

/// What a button says.
pub const fn action_label(command: CommandKind, language: Language) -> &'static str {
    match command {
        CommandKind::Incoming(command) => incoming_label(command, language),
        CommandKind::Outgoing(command) => outgoing_label(command, language),
        CommandKind::Dossier(command) => dossier_label(command, language),
    }
}

const fn dossier_label(command: Of, language: Language) -> &'static str {
    match (command, language) {
        (Of::AcceptDossier, Language::Vi) => "Tiếp nhận",
        (Of::AcceptDossier, Language::En) => "Accept",
        (Of::TransferDossier, Language::Vi) => "Chuyển giải quyết",
        (Of::TransferDossier, Language::En) => "Hand on",
        (Of::AssignDossier, Language::Vi) => "Phân công",
        (Of::AssignDossier, Language::En) => "Assign",
        (Of::AdvanceDossier, Language::Vi) => "Xong bước này",
        (Of::AdvanceDossier, Language::En) => "This step is done",
        (Of::AnswerConsultation, Language::Vi) => "Cho ý kiến",
        (Of::AnswerConsultation, Language::En) => "Answer",
        (Of::GoBack, Language::Vi) => "Chuyển trả",
        (Of::GoBack, Language::En) => "Send back",
        (Of::TakeInResult, Language::Vi) => "Đã nhận kết quả",
        (Of::TakeInResult, Language::En) => "The result is here",
        (Of::NoteUncollected, Language::Vi) => "Đã nhắc công dân",
        (Of::NoteUncollected, Language::En) => "The citizen was reminded",
        (Of::DiscussDossier, Language::Vi) => "Trao đổi",
        (Of::DiscussDossier, Language::En) => "Comment",
        (other, Language::Vi) => other.vietnamese(),
        (other, Language::En) => other.as_str(),
    }
}

const fn outgoing_label(command: Out, language: Language) -> &'static str {
    match (command, language) {
        (Out::GiveOpinion, Language::Vi) => "Cho ý kiến",
        (Out::GiveOpinion, Language::En) => "Give the opinion",
        (Out::Endorse, Language::Vi) => "Duyệt nội dung",
        (Out::Endorse, Language::En) => "Endorse",
        (Out::PassForm, Language::Vi) => "Duyệt thể thức, trình ký",
        (Out::PassForm, Language::En) => "Pass the form",
        (Out::Sign, Language::Vi) => "Đã ký bản giấy",
        (Out::Sign, Language::En) => "I have signed the paper",
        (Out::Issue, Language::Vi) => "Cấp số",
        (Out::Issue, Language::En) => "Give the number",
        (Out::DispatchIssued, Language::Vi) => "Phát hành",
        (Out::DispatchIssued, Language::En) => "Send it",
        (Out::AcknowledgeIssued, Language::Vi) => "Xác nhận đã xem",
        (Out::AcknowledgeIssued, Language::En) => "I have read it",
        (Out::ReturnToDrafter, Language::Vi) => "Trả lại",
        (Out::ReturnToDrafter, Language::En) => "Return",
        (Out::Discuss, Language::Vi) => "Trao đổi",
        (Out::Discuss, Language::En) => "Comment",
        (other, Language::Vi) => other.vietnamese(),
        (other, Language::En) => other.as_str(),
    }
}

const fn incoming_label(command: In, language: Language) -> &'static str {
    use In as C;
    match (command, language) {
        (C::Register, Language::Vi) => "Vào sổ",
        (C::Register, Language::En) => "Enter in the register",
        (C::Direct, Language::Vi) => "Cho ý kiến chỉ đạo",
        (C::Direct, Language::En) => "Direct",
        (C::Assign, Language::Vi) => "Giao việc",
        (C::Assign, Language::En) => "Assign",
        (C::Accept, Language::Vi) => "Nhận việc",
        (C::Accept, Language::En) => "Accept",
        (C::SubmitResult, Language::Vi) => "Trình kết quả",
        (C::SubmitResult, Language::En) => "Hand in the result",
        (C::Approve, Language::Vi) => "Duyệt",
        (C::Approve, Language::En) => "Approve",
        (C::Reject, Language::Vi) => "Không duyệt",
        (C::Reject, Language::En) => "Do not approve",
        (C::GrantExtension, Language::Vi) => "Cho gia hạn",
        (C::GrantExtension, Language::En) => "Grant more time",
        (C::RefuseExtension, Language::Vi) => "Không cho gia hạn",
        (C::RefuseExtension, Language::En) => "Refuse more time",
        (C::Acknowledge, Language::Vi) => "Xác nhận đã xem",
        (C::Acknowledge, Language::En) => "I have read it",
        (C::RequestExtension, Language::Vi) => "Xin gia hạn",
        (C::RequestExtension, Language::En) => "Ask for more time",
        (C::GiveBack, Language::Vi) => "Chuyển trả",
        (C::GiveBack, Language::En) => "Give back",
        (C::Pass, Language::Vi) => "Chuyển trình",
        (C::Pass, Language::En) => "Put before another",
        (C::File, Language::Vi) => "Lưu hồ sơ",
        (C::File, Language::En) => "File",
        (C::Resume, Language::Vi) => "Cho tiếp tục xử lý",
        (C::Resume, Language::En) => "Let it go on",
        (C::Comment, Language::Vi) => "Trao đổi",
        (C::Comment, Language::En) => "Comment",
        (other, Language::Vi) => other.vietnamese(),
        (other, Language::En) => other.as_str(),
    }
}

/// The word by which a command is given in a reply; none where no reply gives it.
pub const fn reply_word(command: CommandKind) -> Option<OrderWord> {
    use In as C;
    let command = match command {
        CommandKind::Incoming(command) => command,
        CommandKind::Dossier(command) => {
            return match command {
                Of::AssignDossier => Some(OrderWord::Assign),
                Of::AdvanceDossier | Of::AnswerConsultation => Some(OrderWord::Complete),
                Of::GoBack => Some(OrderWord::GiveBack),
                _ => None,
            };
        }
        CommandKind::Outgoing(command) => {
            return match command {
                Out::Endorse | Out::PassForm => Some(OrderWord::Approve),
                Out::ReturnToDrafter => Some(OrderWord::GiveBack),
                Out::AcknowledgeIssued => Some(OrderWord::Acknowledge),
                Out::GiveOpinion => Some(OrderWord::Complete),
                _ => None,
            };
        }
    };
    Some(match command {
        C::Accept => OrderWord::Accept,
        C::SubmitResult => OrderWord::Complete,
        C::GiveBack => OrderWord::GiveBack,
        C::Assign | C::Direct => OrderWord::Assign,
        C::Approve => OrderWord::Approve,
        C::Reject => OrderWord::Reject,
        C::RequestExtension => OrderWord::AskExtension,
        C::GrantExtension => OrderWord::GrantExtension,
        C::RefuseExtension => OrderWord::RefuseExtension,
        C::Acknowledge => OrderWord::Acknowledge,
        C::Pass => OrderWord::Pass,
        C::File => OrderWord::File,
        _ => return None,
    })
}

/// How each of these commands is written in a reply, with this day as an example of a deadline. An approval beside a direction is that of the
/// direction which lies proposed, and it is said what it does: behind a dash, so that whoever writes all of it down has given the order.
pub fn reply_examples(commands: &[CommandKind], day: NaiveDate, language: Language) -> Vec<String> {
    const APPROVE: CommandKind = CommandKind::Incoming(In::Approve);
    const OPINION: CommandKind = CommandKind::Outgoing(Out::GiveOpinion);
    const ANSWER: CommandKind = CommandKind::Dossier(Of::AnswerConsultation);
    const STEP: CommandKind = CommandKind::Dossier(Of::AdvanceDossier);
    let directs = commands.contains(&In::Direct.into());
    let example = |command: &CommandKind| match (*command, language) {
        (APPROVE, Language::Vi) if directs => Some("DUYỆT – chỉ đạo theo đề xuất".to_owned()),
        (APPROVE, Language::En) if directs => Some("DUYỆT – direct as proposed".to_owned()),
        (OPINION | ANSWER, _) => Some("XONG: nội dung ý kiến".to_owned()),
        (STEP, _) => Some("XONG: ghi chú cho bước sau".to_owned()),
        _ => reply_word(*command).map(|word| word.example(day)),
    };
    commands.iter().filter_map(example).collect()
}

/// What a reply may say to a mail of this kind. Before whom a document lies to be signed, is told that no reply signs it.
pub(crate) fn reply_hint(kind: NoticeKind, replies: &Replies, language: Language) -> String {
    let examples = reply_examples(&replies.commands, replies.example, language);
    let said = match (examples.is_empty(), language) {
        (true, Language::Vi) => "Trả lời thư này để gửi ý kiến trao đổi về văn bản.".to_owned(),
        (true, Language::En) => "Reply to this mail to comment on the document.".to_owned(),
        (false, Language::Vi) => format!(
            "Cũng có thể trả lời thư này; dòng đầu tiên ghi một trong các lệnh: {}. Lời khác là ý kiến trao đổi.",
            examples.join(" | ")
        ),
        (false, Language::En) => format!(
            "You can also reply to this mail, with one of these on the first line: {}. Anything else is a comment.",
            examples.join(" | ")
        ),
    };
    match (kind, language) {
        (NoticeKind::DraftToSign, Language::Vi) => format!("{said} Thư trả lời không thay chữ ký."),
        (NoticeKind::DraftToSign, Language::En) => format!("{said} A reply is no signature."),
        _ => said,
    }
}

/// One button as the layouts ask for it.
#[derive(Serialize)]
pub(crate) struct Button {
    label: &'static str,
    link: String,
}

/// The buttons as the layouts ask for them.
#[derive(Serialize)]
pub(crate) struct Buttons {
    title: &'static str,
    code_label: &'static str,
    code: String,
    hint: String,
    all: Vec<Button>,
}

impl Buttons {
    /// None where there is nothing to press.
    ///
    /// # Errors
    /// [`RenderError::BaseUrl`].
    pub(crate) fn of(actions: &Actions, base_url: &str, language: Language) -> Result<Option<Self>, RenderError> {
        if actions.links.is_empty() {
            return Ok(None);
        }
        let button = |(command, token): &(CommandKind, String)| {
            let link = action_link(base_url, token).ok_or(RenderError::BaseUrl)?;
            Ok(Button { label: action_label(*command, language), link: link.into() })
        };
        let until = moment(actions.until, language);
        let (title, hint) = match language {
            Language::Vi => (
                "Xử lý ngay từ thư này, không cần đăng nhập",
                format!(
                    "Trang mở ra sẽ hỏi mã này. Các nút dùng được đến {until}, mỗi nút một lần; xin đừng chuyển tiếp thư này."
                ),
            ),
            Language::En => (
                "Act from this mail, without signing in",
                format!(
                    "The page that opens asks for this code. The buttons work until {until}, each once; please do not forward this mail."
                ),
            ),
        };
        let all = actions.links.iter().map(button).collect::<Result<_, RenderError>>()?;
        Ok(Some(Self { title, code_label: code_label(language), code: spaced(&actions.code), hint, all }))
    }
}

impl Buttons {
    /// The one button by which somebody confirms what a reply of theirs asked for.
    ///
    /// # Errors
    /// [`RenderError::BaseUrl`].
    pub(crate) fn to_confirm(
        token: &str,
        code: &str,
        until: UtcTime,
        base_url: &str,
        language: Language,
    ) -> Result<Self, RenderError> {
        let link = action_link(base_url, token).ok_or(RenderError::BaseUrl)?;
        let until = moment(until, language);
        let (title, label, hint) = match language {
            Language::Vi => (
                "Xác nhận, không cần đăng nhập",
                "Xác nhận",
                format!("Trang mở ra sẽ hỏi mã này. Nút dùng được đến {until}, một lần; xin đừng chuyển tiếp thư này."),
            ),
            Language::En => (
                "Confirm, without signing in",
                "Confirm",
                format!(
                    "The page that opens asks for this code. The button works until {until}, once; please do not forward this mail."
                ),
            ),
        };
        let all = vec![Button { label, link: link.into() }];
        Ok(Self { title, code_label: code_label(language), code: spaced(code), hint, all })
    }
}

/// What stands before the code.
pub(crate) const fn code_label(language: Language) -> &'static str {
    match language {
        Language::Vi => "Mã xác nhận",
        Language::En => "Confirmation code",
    }
}

/// `123 456`.
fn spaced(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((first, second)) => format!("{first} {second}"),
        None => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_approval_does_is_said_where_a_direction_lies_proposed() {
        use In as C;
        let hint = |commands: &[C]| {
            let example = NaiveDate::from_ymd_opt(2031, 3, 4).unwrap();
            let commands = commands.iter().copied().map(CommandKind::from).collect();
            reply_hint(NoticeKind::Presented, &Replies { commands, example }, Language::Vi)
        };
        let proposed = hint(&[C::Direct, C::Approve]);
        assert!(proposed.contains("DUYỆT – chỉ đạo theo đề xuất"), "{proposed}");
        assert!(!hint(&[C::Approve, C::Reject]).contains("đề xuất"));
    }

    #[test]
    fn whoever_is_to_sign_is_told_that_no_reply_does() {
        let example = NaiveDate::from_ymd_opt(2031, 3, 4).unwrap();
        let replies = Replies { commands: vec![Out::ReturnToDrafter.into(), Out::Sign.into()], example };
        let hint = |kind| reply_hint(kind, &replies, Language::Vi);
        let signer = hint(NoticeKind::DraftToSign);
        assert!(signer.contains("TRẢ LẠI: lý do") && signer.contains("không thay chữ ký"), "{signer}");
        assert!(!signer.contains("KÝ"), "{signer}");
        assert!(!hint(NoticeKind::DraftToReview).contains("chữ ký"));
        let checks = Replies { commands: vec![Out::Endorse.into(), Out::PassForm.into()], example };
        assert_eq!(reply_examples(&checks.commands, example, Language::En), ["DUYỆT", "DUYỆT"]);
    }

    #[test]
    fn a_code_is_read_in_two_parts() {
        assert_eq!(spaced("123456"), "123 456");
        assert_eq!(spaced("đđ"), "đđ");
    }
}

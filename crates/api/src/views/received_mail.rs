//! Mail that came in, as whoever keeps the registry sees it.

use chrono::{DateTime, Utc};
use office::{
    domain::AgencyId,
    received::{Outcome, ReceivedMail, TakenIn},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A message that came in.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReceivedMail)]
pub struct ReceivedMailView {
    /// Which.
    pub id: Uuid,
    /// When it was taken in.
    pub received_at: DateTime<Utc>,
    /// `waiting` (to be looked at), `done`, `open` (for a clerk to work off) or `settled` (worked off).
    pub state: String,
    /// What it was found to be: `reply`, `letter`, `bounce`, `automatic`, `list`, `loop`, `read_receipt` or `unreadable`.
    pub kind: Option<String>,
    /// What came of it, by a stable name.
    pub outcome: Option<String>,
    /// The same in words.
    pub explanation: Option<Explanation>,
    /// The address that it says it is from.
    pub sender: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// Its Message-ID, without brackets.
    pub message_id: Option<String>,
    /// How many bytes are kept.
    pub bytes: u64,
    /// How many there were, where it was too long to be kept whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole_bytes: Option<u64>,
    /// The document that it was about, where that is the agency's.
    pub document: Option<Uuid>,
    /// Whether its sender was answered.
    pub answered: bool,
    /// Why its answer could not be sent: its sender knows nothing of what came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_error: Option<String>,
    /// Whether the receiving server has proved its sender.
    pub proved: bool,
    /// What a reply that a clerk is to work off says, without what it quotes; for those who see the document that it is about, and of one
    /// message alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// How it was worked off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<SettledView>,
}

/// In both languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ReceivedMailExplanation)]
pub struct Explanation {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// How a clerk has worked it off.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SettledMail)]
pub struct SettledView {
    /// Who.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// What was noted with it.
    pub note: Option<String>,
}

/// A message that was handed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = HandedInMail)]
pub struct HandedInView {
    /// Which it is.
    pub id: Uuid,
    /// Whether it was not there before.
    pub new: bool,
}

impl From<TakenIn> for HandedInView {
    fn from(taken: TakenIn) -> Self {
        Self { id: taken.id, new: taken.new }
    }
}

/// What came of a message, in words.
const fn explained(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Acted => ("Đã thực hiện theo thư trả lời.", "What the reply asked for was done."),
        Outcome::ToConfirm => {
            ("Đã gửi liên kết để người trả lời xác nhận.", "Its writer was sent a link to confirm it.")
        }
        Outcome::Refused => {
            ("Quy định không cho thực hiện; người gửi đã được trả lời.", "A rule said no; its writer was told.")
        }
        Outcome::Fault => {
            ("Lời ghi chưa đúng; người gửi đã được trả lời.", "It was written wrongly; its writer was told.")
        }
        Outcome::MovedOn => {
            ("Văn bản đã chuyển bước; người gửi đã được trả lời.", "The work had gone on; its writer was told.")
        }
        Outcome::File => {
            ("Có tệp không được nhận; người gửi đã được trả lời.", "A file was not taken; its writer was told.")
        }
        Outcome::Nothing => {
            ("Thư không có lời nào; người gửi đã được trả lời.", "There were no words; its writer was told.")
        }
        Outcome::Several => (
            "Gửi tới nhiều địa chỉ trả lời; người gửi đã được trả lời.",
            "It went to several reply addresses; its writer was told.",
        ),
        Outcome::Closed => (
            "Địa chỉ trả lời không còn dùng được; người gửi đã được trả lời.",
            "The reply address held no longer; its writer was told.",
        ),
        Outcome::Unseen => (
            "Văn bản không xử lý bằng thư; người gửi đã được trả lời.",
            "The document is not handled by mail; its writer was told.",
        ),
        Outcome::TakenIn => ("Đã tiếp nhận thành văn bản đến, chờ vào sổ.", "It became a received document."),
        Outcome::Bounced => (
            "Thư của hệ thống không đến được người nhận; hãy kiểm tra địa chỉ.",
            "A mail did not arrive; look at the address.",
        ),
        Outcome::BounceUnknown => {
            ("Báo thư không đến được, không rõ thư nào.", "Something did not arrive; it is not known what.")
        }
        Outcome::Reported => {
            ("Báo kết quả gửi thư; không cần làm gì.", "A report of a mail's way; nothing is to be done.")
        }
        Outcome::PassedOver => {
            ("Thư tự động hoặc thư của chính hệ thống; bỏ qua.", "Automatic, or one of our own; passed over.")
        }
        Outcome::Repeat => ("Trùng với một thư đã nhận.", "The same message came before."),
        Outcome::Differs => (
            "Trùng mã thư với một thư đã nhận, nhưng nội dung khác.",
            "It has the Message-ID of another and says something else.",
        ),
        Outcome::UnknownToken => {
            ("Gửi đến một địa chỉ trả lời không có.", "It went to a reply address that there is none of.")
        }
        Outcome::OtherSender => (
            "Gửi đến địa chỉ trả lời của một người, từ địa chỉ khác; không thực hiện gì.",
            "It went to somebody's reply address from another's; nothing was done.",
        ),
        Outcome::OwnAddress => {
            ("Thư ghi người gửi là chính địa chỉ của hệ thống.", "It says that it is from our own address.")
        }
        Outcome::NoToken => (
            "Trả lời một thư không nhận trả lời; người gửi đã được báo.",
            "It answers a mail that takes no replies; its writer was told.",
        ),
        Outcome::Unproved => (
            "Máy chủ thư báo người gửi không đúng như đã ghi.",
            "The mail server says that its sender is not who it says.",
        ),
        Outcome::NoSender => ("Không ghi đúng một người gửi.", "It does not name exactly one sender."),
        Outcome::TooMany => (
            "Người gửi này đã gửi hoặc đã được trả lời quá nhiều thư trong một ngày; chưa thực hiện gì.",
            "Its sender has sent, or was answered, too often within a day.",
        ),
        Outcome::TooLarge => (
            "Thư quá lớn nên không được nhận toàn bộ; xem trong hộp thư.",
            "It was too large to be kept whole; see the mailbox.",
        ),
        Outcome::Unreadable => (
            "Không đọc được toàn bộ thư (mã hóa, hỏng hoặc trống).",
            "It can't be read as a whole: enciphered, broken or empty.",
        ),
        Outcome::List => ("Thư từ một danh sách thư.", "It came by a mailing list."),
        Outcome::Automatic => ("Thư do máy gửi.", "A machine wrote it."),
        Outcome::Letter => (
            "Thư gửi cơ quan; hệ thống được đặt không tự tiếp nhận.",
            "A letter; they are set not to become documents by themselves.",
        ),
        Outcome::Failed => {
            ("Hệ thống không xử lý được sau nhiều lần thử.", "The system could not work it off after several tries.")
        }
    }
}

impl ReceivedMailView {
    /// As this agency sees it.
    pub fn of(mail: &ReceivedMail, agency: AgencyId) -> Self {
        let explanation =
            mail.outcome.map(explained).map(|(vi, en)| Explanation { vi: vi.to_owned(), en: en.to_owned() });
        // What is about another agency's document is theirs.
        let own = mail.document.is_none_or(|(whose, _)| whose == agency);
        Self {
            id: mail.id,
            received_at: mail.received_at,
            state: mail.state.as_str().to_owned(),
            kind: mail.kind.clone(),
            outcome: mail.outcome.map(|outcome| outcome.as_str().to_owned()),
            explanation,
            sender: mail.sender.clone().filter(|_| own),
            subject: mail.subject.clone().filter(|_| own),
            message_id: mail.message_id.clone(),
            bytes: mail.bytes,
            whole_bytes: mail.whole_bytes,
            document: mail.document.filter(|(whose, _)| *whose == agency).map(|(_, document)| document.0),
            answered: mail.answered,
            answer_error: mail.answer_error.clone().filter(|_| own),
            proved: mail.proved,
            words: mail.words.clone(),
            settled: mail.settled.as_ref().map(|settled| SettledView {
                by: settled.by.0,
                at: settled.at,
                note: settled.note.clone(),
            }),
        }
    }
}

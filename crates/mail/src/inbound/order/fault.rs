//! What is nearly an order: what is wrong with it, and what would work. Nothing is guessed.

use domain::Words;

use super::OrderWord;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A reason is asked for.
    ReasonMissing {
        /// By which order.
        word: OrderWord,
    },
    /// A result without words and without a file.
    NothingHandedIn,
    /// A result whose files, if there are any, are in a form that can't be opened.
    Wrapped,
    /// The order and the words behind it are not parted.
    SeparatorMissing {
        /// Which.
        word: OrderWord,
    },
    /// The words behind the order say no, not yet, only if, or that a part is done.
    HeldBack {
        /// Which.
        word: OrderWord,
    },
    /// GIAO in small letters, with words behind it that no colon ends.
    ColonMissing,
    /// Nearly the word of an order.
    Misspelt {
        /// What was written.
        written: String,
        /// What it is near to.
        word: OrderWord,
    },
    /// An extension without a deadline.
    DeadlineMissing,
    /// What should be a deadline can't be read, or in more than one way.
    NotADeadline {
        /// What was written.
        text: String,
    },
    /// Two deadlines.
    TwoDeadlines,
    /// Work is given to nobody.
    NobodyNamed,
    /// Work is given to two.
    TwoPrimaries {
        /// One.
        first: String,
        /// The other.
        second: String,
    },
    /// It isn't said what somebody who is named is to do.
    Unclear {
        /// What was written.
        text: String,
    },
}

impl Fault {
    pub(super) fn not_a_deadline(text: &str) -> Self {
        Self::NotADeadline { text: text.trim().chars().take(60).collect() }
    }

    /// Its stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ReasonMissing { .. } => "reason_missing",
            Self::NothingHandedIn => "nothing_handed_in",
            Self::Wrapped => "wrapped",
            Self::SeparatorMissing { .. } => "separator_missing",
            Self::HeldBack { .. } => "held_back",
            Self::ColonMissing => "colon_missing",
            Self::Misspelt { .. } => "misspelt",
            Self::DeadlineMissing => "deadline_missing",
            Self::NotADeadline { .. } => "not_a_deadline",
            Self::TwoDeadlines => "two_deadlines",
            Self::NobodyNamed => "nobody_named",
            Self::TwoPrimaries { .. } => "two_primaries",
            Self::Unclear { .. } => "unclear",
        }
    }

    /// What is wrong and what would work.
    pub fn words(&self) -> Words {
        let (vi, en) = match self {
            Self::ReasonMissing { word } => (
                format!("{} phải kèm lý do. Hãy viết: {}", word.written(), word.example()),
                format!("{} needs a reason. Write: {}", word.written(), word.example()),
            ),
            Self::NothingHandedIn => (
                format!("XONG phải kèm nội dung hoặc tệp kết quả. Hãy viết: {}", OrderWord::Complete.example()),
                format!("XONG needs words or a file. Write: {}", OrderWord::Complete.example()),
            ),
            Self::Wrapped => (
                "Thư có phần không mở được (winmail.dat của Outlook, hoặc phần được mã hóa), nên chưa rõ tệp kết quả. Hãy gửi lại ở dạng HTML hoặc văn bản thuần, không mã hóa, kèm tệp.".to_owned(),
                "A part can't be opened (Outlook's winmail.dat, or something enciphered), so the result's files are not known. Write again as HTML or plain text, not enciphered, with the files.".to_owned(),
            ),
            Self::SeparatorMissing { word } => (
                format!(
                    "Chưa rõ đây là lệnh {0} hay lời trao đổi. Nếu là lệnh, hãy đặt dấu hai chấm ngay sau {0}, hoặc để {0} một mình trên dòng đầu.",
                    word.written()
                ),
                format!(
                    "It isn't clear whether this is the order {0} or talk. For the order, put a colon right behind {0}, or {0} alone on the first line.",
                    word.written()
                ),
            ),
            Self::HeldBack { word } => held_back(*word),
            Self::ColonMissing => (
                format!(
                    "Chưa rõ đây là lệnh GIAO hay lời trao đổi. Nếu là lệnh, hãy đặt dấu hai chấm sau tên và hạn: {}",
                    OrderWord::Assign.example()
                ),
                format!(
                    "It isn't clear whether this is the order GIAO or talk. For the order, put a colon behind names and deadline: {}",
                    OrderWord::Assign.example()
                ),
            ),
            Self::Misspelt { written, word } => (
                format!(
                    "“{written}” gần giống lệnh {}. Nếu đúng là lệnh này, hãy viết: {}",
                    word.written(),
                    word.example()
                ),
                format!(
                    "“{written}” is close to the order {}. If that is meant, write: {}",
                    word.written(),
                    word.example()
                ),
            ),
            Self::DeadlineMissing => (
                format!("Chưa có hạn mới. Hãy viết: {}", OrderWord::AskExtension.example()),
                format!("The new deadline is missing. Write: {}", OrderWord::AskExtension.example()),
            ),
            Self::NotADeadline { text } => (
                format!(
                    "Không đọc được hạn “{text}”. Hãy viết như: 30/11, 17h30 30/11, 5 ngày làm việc, 8 giờ làm việc, 3 ngày. Ngày đã qua trong năm, hoặc còn xa, thì ghi cả năm: 30/11/2027. Từ 1 đến 6 giờ thì ghi sáng hay chiều: 5h chiều 30/11."
                ),
                format!(
                    "“{text}” can't be read as a deadline. Write it like 30/11, 17h30 30/11, 5 ngày làm việc, 8 giờ làm việc, 3 ngày. A day that is past in this year, or far off, needs its year: 30/11/2027. An hour from 1 to 6 needs sáng or chiều: 5h chiều 30/11."
                ),
            ),
            Self::TwoDeadlines => {
                ("Có hai hạn; chỉ ghi một.".to_owned(), "There are two deadlines; write one.".to_owned())
            }
            Self::NobodyNamed => (
                format!("Chưa rõ giao cho ai. Hãy viết: {}", OrderWord::Assign.example()),
                format!("It names nobody. Write: {}", OrderWord::Assign.example()),
            ),
            Self::TwoPrimaries { first, second } => (
                format!("Chỉ một nơi chủ trì; thư ghi cả “{first}” và “{second}”."),
                format!("Only one can be primary; both “{first}” and “{second}” are named."),
            ),
            Self::Unclear { text } => (
                format!("Chưa rõ “{text}” chủ trì hay phối hợp. Hãy ghi “{text} phối hợp”."),
                format!("It isn't clear whether “{text}” is primary or supporting. Write “{text} phối hợp”."),
            ),
        };
        Words { vi, en }
    }
}

fn held_back(word: OrderWord) -> (String, String) {
    let other = match word {
        OrderWord::Approve => OrderWord::Reject.example(),
        OrderWord::GrantExtension => OrderWord::RefuseExtension.example(),
        OrderWord::Accept => OrderWord::GiveBack.example(),
        OrderWord::Complete => OrderWord::AskExtension.example(),
        _ => "",
    };
    let (vi, en) = if other.is_empty() {
        (String::new(), String::new())
    } else {
        (format!(" Nếu không, hãy viết: {other}"), format!(" If not, write: {other}"))
    };
    let written = word.written();
    let alone = if word == OrderWord::Complete { word.example() } else { written };
    (
        format!(
            "Lời sau {written} làm lệnh này không rõ (chưa, không, nếu, một phần). Nếu đúng là lệnh, hãy viết riêng: {alone}.{vi}"
        ),
        format!(
            "The words behind {written} leave it open (not, not yet, only if, in part). If it is meant, write it alone: {alone}.{en}"
        ),
    )
}

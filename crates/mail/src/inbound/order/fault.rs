//! What an order lacks, or says twice: what is wrong with it, and what would work. Nothing is guessed. What is no order is a comment.

use chrono::{Months, NaiveDate};
use domain::Words;

use super::{OrderWord, word::short_day};

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
    /// The words behind the order say no, not yet, only if, or that a part is done.
    HeldBack {
        /// Which.
        word: OrderWord,
    },
    /// An extension without a deadline.
    DeadlineMissing,
    /// What should be a deadline can't be read, or in more than one way.
    NotADeadline {
        /// What was written.
        text: String,
    },
    /// Work is given with a deadline among the words, where it would be none.
    DeadlineBehind {
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

    pub(super) fn deadline_behind(text: &str) -> Self {
        Self::DeadlineBehind { text: text.trim().chars().take(60).collect() }
    }

    /// Its stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ReasonMissing { .. } => "reason_missing",
            Self::NothingHandedIn => "nothing_handed_in",
            Self::Wrapped => "wrapped",
            Self::HeldBack { .. } => "held_back",
            Self::DeadlineMissing => "deadline_missing",
            Self::NotADeadline { .. } => "not_a_deadline",
            Self::DeadlineBehind { .. } => "deadline_behind",
            Self::TwoDeadlines => "two_deadlines",
            Self::NobodyNamed => "nobody_named",
            Self::TwoPrimaries { .. } => "two_primaries",
            Self::Unclear { .. } => "unclear",
        }
    }

    /// What is wrong and what would work; with this day as an example of a deadline.
    pub fn words(&self, day: NaiveDate) -> Words {
        let (vi, en) = match self {
            Self::ReasonMissing { word } => (
                format!("{} phải kèm lý do. Hãy viết: {}", word.written(), word.example(day)),
                format!("{} needs a reason. Write: {}", word.written(), word.example(day)),
            ),
            Self::NothingHandedIn => (
                format!("XONG phải kèm nội dung hoặc tệp kết quả. Hãy viết: {}", OrderWord::Complete.example(day)),
                format!("XONG needs words or a file. Write: {}", OrderWord::Complete.example(day)),
            ),
            Self::Wrapped => (
                "Thư có phần không mở được (winmail.dat của Outlook, hoặc phần được mã hóa), nên chưa rõ tệp kết quả. Hãy gửi lại ở dạng HTML hoặc văn bản thuần, không mã hóa, kèm tệp.".to_owned(),
                "A part can't be opened (Outlook's winmail.dat, or something enciphered), so the result's files are not known. Write again as HTML or plain text, not enciphered, with the files.".to_owned(),
            ),
            Self::HeldBack { word } => held_back(*word, day),
            Self::DeadlineMissing => (
                format!("Chưa có hạn mới. Hãy viết: {}", OrderWord::AskExtension.example(day)),
                format!("The new deadline is missing. Write: {}", OrderWord::AskExtension.example(day)),
            ),
            Self::NotADeadline { text } => not_a_deadline(text, day),
            Self::DeadlineBehind { text } => (
                format!(
                    "“{text}” đứng trong lời kèm theo nên không được tính là hạn. Hãy ghi hạn trước dấu hai chấm: {}. Nếu đó không phải là hạn của việc này, xin bắt đầu bằng chữ khác.",
                    OrderWord::Assign.example(day)
                ),
                format!(
                    "“{text}” stands among the words and so would be no deadline. Write it before the colon: {}. If it is not this work's deadline, please begin with other words.",
                    OrderWord::Assign.example(day)
                ),
            ),
            Self::TwoDeadlines => {
                ("Có hai hạn; chỉ ghi một.".to_owned(), "There are two deadlines; write one.".to_owned())
            }
            Self::NobodyNamed => (
                format!("Chưa rõ giao cho ai. Hãy viết: {}", OrderWord::Assign.example(day)),
                format!("It names nobody. Write: {}", OrderWord::Assign.example(day)),
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

fn not_a_deadline(text: &str, day: NaiveDate) -> (String, String) {
    let next_year = day.checked_add_months(Months::new(12)).unwrap_or(day).format("%d/%m/%Y");
    let day = short_day(day);
    (
        format!(
            "Không đọc được hạn “{text}”. Hãy viết như: {day}, 17h30 {day}, 5 ngày làm việc, 8 giờ làm việc, 3 ngày. Ngày đã qua trong năm, hoặc còn xa, thì ghi cả năm: {next_year}. Từ 1 đến 6 giờ thì ghi sáng hay chiều: 5h chiều {day}."
        ),
        format!(
            "“{text}” can't be read as a deadline. Write it like {day}, 17h30 {day}, 5 ngày làm việc, 8 giờ làm việc, 3 ngày. A day that is past in this year, or far off, needs its year: {next_year}. An hour from 1 to 6 needs sáng or chiều: 5h chiều {day}."
        ),
    )
}

fn held_back(word: OrderWord, day: NaiveDate) -> (String, String) {
    let other = match word {
        OrderWord::Approve => OrderWord::Reject.example(day),
        OrderWord::GrantExtension => OrderWord::RefuseExtension.example(day),
        OrderWord::Accept => OrderWord::GiveBack.example(day),
        OrderWord::Complete => OrderWord::AskExtension.example(day),
        _ => String::new(),
    };
    let (vi, en) = if other.is_empty() {
        (String::new(), String::new())
    } else {
        (format!(" Nếu không, hãy viết: {other}"), format!(" If not, write: {other}"))
    };
    let written = word.written();
    let alone = if word == OrderWord::Complete { word.example(day) } else { written.to_owned() };
    (
        format!(
            "Lời sau {written} làm lệnh này không rõ (chưa, không, nếu, một phần). Nếu đúng là lệnh, hãy viết riêng: {alone}.{vi}"
        ),
        format!(
            "The words behind {written} leave it open (not, not yet, only if, in part). If it is meant, write it alone: {alone}.{en}"
        ),
    )
}

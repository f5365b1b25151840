//! Codes of the message: statuses, urgency.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a recipient, or a sender, says of a document (`StatusCode`, mã trạng thái). Written with two digits.
///
/// It is about the work with a document. Whether a gateway has handed the message over is another matter, and not told by these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum StatusCode {
    /// 01 đã đến: the recipient's software has it, no clerk has looked at it.
    Arrived,
    /// 02 từ chối tiếp nhận: refused; the description says why.
    Refused,
    /// 03 đã tiếp nhận: entered in the register of incoming documents.
    Accepted,
    /// 04 phân công: a leader has directed who handles it.
    Assigned,
    /// 05 đang xử lý: it is worked on; may come again and again.
    InProgress,
    /// 06 hoàn thành: done.
    Completed,
    /// 13 lấy lại: the sender asks to have the document back; the description says why.
    RecallAsked,
    /// 15 đồng ý: the recipient agrees to a recall or an update.
    ChangeAgreed,
    /// 16 từ chối: the recipient refuses a recall or an update.
    ChangeRefused,
    /// Another number, kept as it is; never one of those above.
    Other(OtherStatus),
}

/// A status that this library has no name for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OtherStatus(u16);

impl OtherStatus {
    /// Its number.
    pub const fn number(self) -> u16 {
        self.0
    }
}

/// A status that is no number between 0 and 999.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a status code: {0:?}")]
pub struct BadStatusCode(pub String);

impl StatusCode {
    /// All that have a name, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Arrived,
        Self::Refused,
        Self::Accepted,
        Self::Assigned,
        Self::InProgress,
        Self::Completed,
        Self::RecallAsked,
        Self::ChangeAgreed,
        Self::ChangeRefused,
    ];

    /// The status of a number.
    pub const fn from_number(number: u16) -> Self {
        match number {
            1 => Self::Arrived,
            2 => Self::Refused,
            3 => Self::Accepted,
            4 => Self::Assigned,
            5 => Self::InProgress,
            6 => Self::Completed,
            13 => Self::RecallAsked,
            15 => Self::ChangeAgreed,
            16 => Self::ChangeRefused,
            other => Self::Other(OtherStatus(other)),
        }
    }

    /// Reads it: one to three digits.
    ///
    /// # Errors
    /// It is something else.
    pub fn parse(text: &str) -> Result<Self, BadStatusCode> {
        let text = text.trim();
        let digits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(number) if digits => Ok(Self::from_number(number)),
            _ => Err(BadStatusCode(crate::text::excerpt(text))),
        }
    }

    /// Its number.
    pub const fn number(self) -> u16 {
        match self {
            Self::Arrived => 1,
            Self::Refused => 2,
            Self::Accepted => 3,
            Self::Assigned => 4,
            Self::InProgress => 5,
            Self::Completed => 6,
            Self::RecallAsked => 13,
            Self::ChangeAgreed => 15,
            Self::ChangeRefused => 16,
            Self::Other(other) => other.0,
        }
    }

    /// What a person is told.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Arrived => "Đã đến",
            Self::Refused => "Từ chối tiếp nhận",
            Self::Accepted => "Đã tiếp nhận",
            Self::Assigned => "Phân công xử lý",
            Self::InProgress => "Đang xử lý",
            Self::Completed => "Hoàn thành",
            Self::RecallAsked => "Yêu cầu lấy lại",
            Self::ChangeAgreed => "Đồng ý cập nhật, lấy lại",
            Self::ChangeRefused => "Từ chối cập nhật, lấy lại",
            Self::Other(_) => "Trạng thái khác",
        }
    }

    /// The same in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Arrived => "Arrived",
            Self::Refused => "Refused",
            Self::Accepted => "Accepted",
            Self::Assigned => "Assigned",
            Self::InProgress => "In progress",
            Self::Completed => "Completed",
            Self::RecallAsked => "Asked to be returned",
            Self::ChangeAgreed => "Update or recall agreed to",
            Self::ChangeRefused => "Update or recall refused",
            Self::Other(_) => "Another status",
        }
    }

    /// Whether it is useless without words that say why: 02, 13 and 16.
    pub const fn wants_reason(self) -> bool {
        matches!(self, Self::Refused | Self::RecallAsked | Self::ChangeRefused)
    }
}

/// The code with its two digits, as it is written.
impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.number())
    }
}

impl TryFrom<String> for StatusCode {
    type Error = BadStatusCode;

    fn try_from(text: String) -> Result<Self, BadStatusCode> {
        Self::parse(&text)
    }
}

impl From<StatusCode> for String {
    fn from(code: StatusCode) -> Self {
        code.to_string()
    }
}

/// How urgent a document is (`Priority`, độ khẩn).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// 0 thường.
    Normal,
    /// 1 khẩn.
    Urgent,
    /// 2 thượng khẩn.
    VeryUrgent,
    /// 3 hỏa tốc.
    Immediate,
    /// 4 hỏa tốc hẹn giờ: at the hour that stands on it.
    ImmediateAtHour,
}

impl Urgency {
    /// The urgency of a number; none above 4.
    pub const fn from_number(number: u32) -> Option<Self> {
        Some(match number {
            0 => Self::Normal,
            1 => Self::Urgent,
            2 => Self::VeryUrgent,
            3 => Self::Immediate,
            4 => Self::ImmediateAtHour,
            _ => return None,
        })
    }

    /// Its number.
    pub const fn number(self) -> u32 {
        match self {
            Self::Normal => 0,
            Self::Urgent => 1,
            Self::VeryUrgent => 2,
            Self::Immediate => 3,
            Self::ImmediateAtHour => 4,
        }
    }

    /// What a person is told.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Normal => "Thường",
            Self::Urgent => "Khẩn",
            Self::VeryUrgent => "Thượng khẩn",
            Self::Immediate => "Hỏa tốc",
            Self::ImmediateAtHour => "Hỏa tốc hẹn giờ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_codes_agree() {
        for number in 0..1000 {
            let code = StatusCode::from_number(number);
            assert_eq!(code.number(), number);
            assert_eq!(StatusCode::parse(&code.to_string()), Ok(code));
            assert_eq!(matches!(code, StatusCode::Other(_)), !StatusCode::ALL.contains(&code));
        }
        assert_eq!(StatusCode::parse("3"), Ok(StatusCode::Accepted));
        assert_eq!(StatusCode::Accepted.to_string(), "03");
        for bad in ["", "-1", "+3", "1000", "ba", "3.0"] {
            assert!(StatusCode::parse(bad).is_err(), "{bad}");
        }
        for number in 0..5 {
            assert_eq!(Urgency::from_number(number).map(Urgency::number), Some(number));
        }
        assert_eq!(Urgency::from_number(5), None);
    }
}

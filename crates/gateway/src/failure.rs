//! What goes wrong with a gateway, told apart by what the caller is to do: try again, stop, or look whether it was done after all.

use std::{fmt, time::Duration};

/// How many characters of what others say are kept.
const KEPT: usize = 200;
/// The longest pause that a gateway may ask for.
const LONGEST_PAUSE: Duration = Duration::from_hours(24);

/// A reason in both languages. It is shown to a person, and holds no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl Why {
    /// Both texts.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// The same, with what the other side said behind it.
    pub(crate) fn said(self, text: &str) -> Self {
        let text = printable(text);
        if text.is_empty() {
            return self;
        }
        Self { vi: format!("{}: {text}", self.vi), en: format!("{}: {text}", self.en) }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.vi, self.en)
    }
}

/// Why a packet, or a gateway, is not tried again by itself. Codes are stable: they may be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// The gateway does not accept our name or secret (error 15). It concerns every call.
    Credentials,
    /// There is no gateway at this address, or not this call. It concerns every call.
    Endpoint,
    /// The recipient is not in the gateway's directory (error 18).
    UnknownRecipient,
    /// The sending body may not send by this account (error 19).
    SenderNotRegistered,
    /// The recipient is locked (error 23).
    RecipientLocked,
    /// The message is not as the regulation has it (error 22).
    NotConforming,
    /// The gateway can't use the file as it arrived (error 10).
    BadFile,
    /// The packet is larger than it may be, there or here.
    TooLarge,
    /// The other side has another packet by the same id.
    Conflict,
    /// The gateway knows no such message (any more).
    NotThere,
    /// Our own file is missing, or not what it was when it was made; nothing was sent.
    Packet,
    /// Refused for another reason, which stands in the text.
    Refused,
}

impl Code {
    /// The code as text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Credentials => "credentials",
            Self::Endpoint => "endpoint",
            Self::UnknownRecipient => "unknown_recipient",
            Self::SenderNotRegistered => "sender_not_registered",
            Self::RecipientLocked => "recipient_locked",
            Self::NotConforming => "not_conforming",
            Self::BadFile => "bad_file",
            Self::TooLarge => "too_large",
            Self::Conflict => "conflict",
            Self::NotThere => "not_there",
            Self::Packet => "packet",
            Self::Refused => "refused",
        }
    }

    /// Whether every other call to this gateway would fail as well: then the gateway stops, and no packet is to blame.
    pub const fn concerns_gateway(self) -> bool {
        matches!(self, Self::Credentials | Self::Endpoint)
    }
}

/// Why a call came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It was not done; the same call may do later.
    Temporary {
        /// What happened.
        why: Why,
        /// How long to wait at least, where the gateway says so; never more than a day.
        retry_after: Option<Duration>,
    },
    /// It was not done, and the same call will not do until a person changes something.
    Permanent {
        /// Which kind.
        code: Code,
        /// What happened.
        why: Why,
    },
    /// The whole of a packet was handed over and the answer is lost: it may have been accepted. Only [`Gateway::send`](crate::Gateway::send)
    /// fails so; [`Offers::after_unknown`](crate::Offers) says what to do.
    Unknown {
        /// What happened.
        why: Why,
    },
}

impl Failure {
    /// To be tried again.
    pub(crate) const fn temporary(why: Why) -> Self {
        Self::Temporary { why, retry_after: None }
    }

    /// Not to be tried again.
    pub(crate) const fn permanent(code: Code, why: Why) -> Self {
        Self::Permanent { code, why }
    }

    /// Not to be tried again by itself, for our own file is to blame.
    pub(crate) fn packet(vi: &str, en: &str) -> Self {
        Self::permanent(Code::Packet, Why::new(vi, en))
    }

    /// What happened, in words.
    pub const fn why(&self) -> &Why {
        match self {
            Self::Temporary { why, .. } | Self::Permanent { why, .. } | Self::Unknown { why } => why,
        }
    }

    /// No answer came, or half of one. `handed_over` says whether the other side had the whole of a packet by then.
    pub(crate) fn no_answer(handed_over: bool, text: &str) -> Self {
        if handed_over {
            let why = Why::new(
                "Gói tin đã được gửi đi nhưng không nhận được phản hồi của trục liên thông",
                "The packet was handed over, and the gateway's answer is lost",
            );
            Self::Unknown { why: why.said(text) }
        } else {
            let why = Why::new("Chưa liên lạc được với trục liên thông", "The gateway could not be reached");
            Self::temporary(why.said(text))
        }
    }

    /// What a status that is no success means, where nothing better stands in the body.
    pub(crate) fn of_status(status: u16, retry_after: Option<Duration>, handed_over: bool, text: &str) -> Self {
        let retry_after = retry_after.map(|pause| pause.min(LONGEST_PAUSE));
        let stop = |code, vi: &str, en: &str| {
            Self::permanent(code, Why::new(format!("{vi} (HTTP {status})"), format!("{en} (HTTP {status})")).said(text))
        };
        match status {
            // Nobody has looked at it.
            408 | 425 | 429 | 503 => {
                let why = Why::new(
                    format!("Trục liên thông đang bận, sẽ thử lại sau (HTTP {status})"),
                    format!("The gateway is busy; it is tried again later (HTTP {status})"),
                );
                Self::Temporary { why: why.said(text), retry_after }
            }
            // Somebody has, and whether it was kept before the fault nobody can say.
            500.. if handed_over => {
                let why = Why::new(
                    format!("Trục liên thông gặp lỗi sau khi nhận gói tin (HTTP {status})"),
                    format!("The gateway failed after it was given the packet (HTTP {status})"),
                );
                Self::Unknown { why: why.said(text) }
            }
            500.. => {
                let why = Why::new(
                    format!("Trục liên thông đang gặp lỗi (HTTP {status})"),
                    format!("The gateway has a fault (HTTP {status})"),
                );
                Self::Temporary { why: why.said(text), retry_after }
            }
            401 | 403 => stop(
                Code::Credentials,
                "Trục liên thông không chấp nhận thông tin kết nối",
                "The gateway does not accept our credentials",
            ),
            413 => stop(
                Code::TooLarge,
                "Gói tin lớn hơn mức trục liên thông nhận",
                "The packet is larger than the gateway takes",
            ),
            409 => stop(Code::Conflict, "Bên nhận đã có gói tin khác cùng mã", "Another packet has the same id there"),
            300..=399 | 404 | 405 => stop(
                Code::Endpoint,
                "Địa chỉ này không có dịch vụ liên thông cần gọi",
                "This call is not offered at this address",
            ),
            _ => stop(Code::Refused, "Trục liên thông từ chối yêu cầu", "The gateway refused the request"),
        }
    }

    /// An answer that can't be read: cut short, or no JSON.
    pub(crate) fn unreadable(handed_over: bool, text: &str) -> Self {
        let why =
            Why::new("Không đọc được phản hồi của trục liên thông", "The gateway's answer can't be read").said(text);
        if handed_over { Self::Unknown { why } } else { Self::temporary(why) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.why().fmt(f)
    }
}

impl std::error::Error for Failure {}

/// One line that can be shown anywhere: what would move a cursor, turn text round or hide in it is written as what it is.
pub(crate) fn printable(text: &str) -> String {
    let hidden = |sign: char| {
        matches!(sign, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
    };
    let plain = |sign: char| sign == ' ' || !(sign.is_control() || sign.is_whitespace() || hidden(sign));
    let shown = |sign: char| if plain(sign) { sign.to_string() } else { sign.escape_default().to_string() };
    text.trim().chars().take(KEPT).map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_say_is_one_line() {
        assert_eq!(printable(" Không nhận\r\n"), "Không nhận");
        assert_eq!(printable("a\nb\0\u{202e}"), "a\\nb\\u{0}\\u{202e}");
        assert_eq!(printable(&"ế".repeat(500)).chars().count(), KEPT);
        let why = Why::new("Lỗi", "Fault");
        assert_eq!(why.clone().said("x").to_string(), "Lỗi: x / Fault: x");
        assert_eq!(why.said(" ").to_string(), "Lỗi / Fault");
    }

    #[test]
    fn a_status_says_what_to_do() {
        let of = |status, handed_over| Failure::of_status(status, Some(Duration::MAX), handed_over, "");
        for status in [408, 425, 429, 503] {
            for handed_over in [false, true] {
                let Failure::Temporary { retry_after, .. } = of(status, handed_over) else { panic!("{status}") };
                assert_eq!(retry_after, Some(LONGEST_PAUSE));
            }
        }
        for status in [500, 502, 504, 599] {
            assert!(matches!(of(status, false), Failure::Temporary { .. }), "{status}");
            assert!(matches!(of(status, true), Failure::Unknown { .. }), "{status}");
        }
        for (status, code) in [
            (301, Code::Endpoint),
            (400, Code::Refused),
            (401, Code::Credentials),
            (403, Code::Credentials),
            (404, Code::Endpoint),
            (409, Code::Conflict),
            (413, Code::TooLarge),
            (422, Code::Refused),
        ] {
            let Failure::Permanent { code: is, .. } = of(status, true) else { panic!("{status}") };
            assert_eq!(is, code, "{status}");
        }
    }
}

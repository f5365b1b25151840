//! Text that has passed the border: normalised to NFC, without control characters, within its length.
//!
//! Each kind of text is its own type with the length that the law gives its field (Decree 30/2020, Appendix VI) or, where
//! it gives none, a sane one. A value of such a type is always valid, so no rule further in needs to look again.

use std::borrow::Cow;

use crate::calendar::CalendarFault;
use serde::{Deserialize, Deserializer, Serialize, de};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

/// What is wrong with a piece of input, independent of language. It travels through serde as text and is read back at
/// the border, where it becomes a sentence in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputFault {
    /// Nothing but white space.
    Empty,
    /// Longer than the field holds; both in characters.
    TooLong {
        /// How many characters the field holds.
        max: usize,
        /// How many were sent.
        got: usize,
    },
    /// A NUL or another control character, at this character position (from 0).
    ControlCharacter {
        /// Position in characters.
        at: usize,
    },
    /// A line break where one line is asked for.
    LineBreak,
    /// Not an e-mail address that mail can be sent to.
    NotAnAddress,
    /// Not a name that people sign in with.
    NotAUsername,
    /// Not the code of a dossier.
    NotADossierCode,
    /// Not how long something is kept.
    NotARetention,
    /// Both or neither of two fields of which exactly one is needed.
    ExactlyOneOf {
        /// The names of the fields, joined by a comma.
        fields: String,
    },
    /// Not a term, not hours, or a calendar that can't be.
    Calendar {
        /// The stable name of what is wrong.
        code: &'static str,
        /// What is wrong and what would be right, in Vietnamese.
        vi: String,
        /// In English.
        en: String,
    },
    /// A command that does not exist.
    UnknownCommand {
        /// What was sent.
        name: String,
        /// The names of those that exist, joined by commas.
        known: String,
    },
}

impl std::fmt::Display for InputFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("@empty"),
            Self::TooLong { max, got } => write!(f, "@too_long|{max}|{got}"),
            Self::ControlCharacter { at } => write!(f, "@control_character|{at}"),
            Self::LineBreak => f.write_str("@line_break"),
            Self::NotAnAddress => f.write_str("@not_an_address"),
            Self::NotAUsername => f.write_str("@not_a_username"),
            Self::NotADossierCode => f.write_str("@not_a_dossier_code"),
            Self::NotARetention => f.write_str("@not_a_retention"),
            Self::ExactlyOneOf { fields } => write!(f, "@exactly_one_of|{fields}"),
            Self::Calendar { code, vi, en } => write!(f, "@calendar|{code}|{vi}|{en}"),
            Self::UnknownCommand { name, known } => write!(f, "@unknown_command|{name}|{known}"),
        }
    }
}

impl InputFault {
    /// Reads a fault back out of the text of a serde error; `None` where the text is serde's own.
    pub fn parse(text: &str) -> Option<Self> {
        let at = text.find('@')?;
        let mut parts = text.get(at + 1..)?.split('|');
        let code = parts.next()?;
        let number = |part: Option<&str>| {
            let digits: String = part?.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<usize>().ok()
        };
        // serde_json adds " at line 1 column 7" behind a message.
        let word = |part: Option<&str>| part.map(|p| p.split(" at line ").next().unwrap_or(p).to_owned());
        match code.split(' ').next()? {
            "empty" => Some(Self::Empty),
            "too_long" => Some(Self::TooLong { max: number(parts.next())?, got: number(parts.next())? }),
            "control_character" => Some(Self::ControlCharacter { at: number(parts.next())? }),
            "line_break" => Some(Self::LineBreak),
            "not_an_address" => Some(Self::NotAnAddress),
            "not_a_username" => Some(Self::NotAUsername),
            "not_a_dossier_code" => Some(Self::NotADossierCode),
            "not_a_retention" => Some(Self::NotARetention),
            "exactly_one_of" => Some(Self::ExactlyOneOf { fields: word(parts.next())? }),
            "calendar" => {
                let named = parts.next()?;
                let code = CalendarFault::CODES.iter().find(|code| **code == named)?;
                Some(Self::Calendar { code, vi: word(parts.next())?, en: word(parts.next())? })
            }
            "unknown_command" => Some(Self::UnknownCommand { name: word(parts.next())?, known: word(parts.next())? }),
            _ => None,
        }
    }
}

impl InputFault {
    /// Its stable name.
    pub fn code(&self) -> &'static str {
        self.told().0
    }

    /// What is wrong and what would be right.
    pub fn words(&self) -> crate::Words {
        self.told().1
    }

    fn told(&self) -> (&'static str, crate::Words) {
        let (code, vi, en) = match self {
            Self::Empty => ("empty", "Không được để trống.".to_owned(), "It must not be empty.".to_owned()),
            Self::TooLong { max, got } => (
                "too_long",
                format!("Dài {got} ký tự; nhiều nhất {max} ký tự."),
                format!("{got} characters long; at most {max}."),
            ),
            Self::ControlCharacter { at } => (
                "control_character",
                format!("Có ký tự điều khiển (NUL hoặc tương tự) ở vị trí {at}; hãy bỏ ký tự đó."),
                format!("A control character (NUL or the like) stands at position {at}; remove it."),
            ),
            Self::LineBreak => ("line_break", "Chỉ được một dòng.".to_owned(), "It must be one line.".to_owned()),
            Self::NotAnAddress => (
                "not_an_address",
                "Không phải địa chỉ thư điện tử.".to_owned(),
                "It is not an e-mail address.".to_owned(),
            ),
            Self::NotAUsername => (
                "not_a_username",
                "Tên đăng nhập chỉ gồm chữ thường a-z không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.".to_owned(),
                "A username has small letters a-z, digits, dots, hyphens and underscores only.".to_owned(),
            ),
            Self::NotADossierCode => (
                "not_a_dossier_code",
                "Không phải mã hồ sơ; mã hồ sơ có dạng như H15.50.05.13-261008-0975.".to_owned(),
                "It is not the code of a dossier; one looks like H15.50.05.13-261008-0975.".to_owned(),
            ),
            Self::NotARetention => (
                "not_a_retention",
                "Thời hạn bảo quản là “permanent” (vĩnh viễn) hoặc số năm từ 2 đến 70, như “10”.".to_owned(),
                "What is kept is kept “permanent”, or from 2 to 70 years, such as “10”.".to_owned(),
            ),
            Self::ExactlyOneOf { fields } => (
                "exactly_one_of",
                format!("Cần đúng một trong các trường: {fields}."),
                format!("Exactly one of these is needed: {fields}."),
            ),
            Self::Calendar { code, vi, en } => (*code, vi.clone(), en.clone()),
            Self::UnknownCommand { name, known } => (
                "unknown_command",
                format!("Không có lệnh “{name}”. Các lệnh: {known}."),
                format!("There is no command “{name}”. The commands are: {known}."),
            ),
        };
        (code, crate::Words { vi, en })
    }
}

/// How many lines a text may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

/// Marks that nobody sees: joiners, marks of direction, fillers. They come along when text is copied, hide one text in another,
/// and are left out at the border.
pub const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn clean(raw: &str, max: usize, lines: Lines) -> Result<String, InputFault> {
    let visible: String = raw.chars().filter(|letter| !is_invisible(*letter)).collect();
    let composed: String = visible.trim().nfc().collect();
    let composed = composed.replace("\r\n", "\n").replace(['\u{2028}', '\u{2029}'], "\n");
    if composed.is_empty() {
        return Err(InputFault::Empty);
    }
    let mut got = 0;
    for (at, letter) in composed.chars().enumerate() {
        got = at + 1;
        match letter {
            '\n' if lines == Lines::One => return Err(InputFault::LineBreak),
            '\n' => {}
            '\t' if lines == Lines::Many => {}
            c if c.is_control() => return Err(InputFault::ControlCharacter { at }),
            _ => {}
        }
    }
    if got > max { Err(InputFault::TooLong { max, got }) } else { Ok(composed) }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $lines:ident, $max:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The most characters it holds, counted after composition (NFC).
            pub const MAX: usize = $max;

            /// Composes, trims and checks.
            ///
            /// # Errors
            /// An [`InputFault`] that says what is wrong.
            pub fn new(raw: &str) -> Result<Self, InputFault> {
                clean(raw, $max, Lines::$lines).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let raw = Cow::<'de, str>::deserialize(deserializer)?;
                Self::new(&raw).map_err(de::Error::custom)
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .min_length(Some(1))
                    .max_length(Some($max))
                    .into()
            }
        }

        impl ToSchema for $name {}
    )+};
}

texts! {
    /// Trích yếu nội dung (Subject, 500).
    Subject, One, 500;
    /// Cơ quan, tổ chức ban hành: the author of a document (`OrganName`, 200).
    AuthorName, One, 200;
    /// Số văn bản (`CodeNumber`, 11).
    CodeNumber, One, 11;
    /// Ký hiệu văn bản (`CodeNotation`, 30).
    Notation, One, 30;
    /// Ngôn ngữ (Language, 30).
    LanguageName, One, 30;
    /// Chức vụ người ký (SignerInfo.Position, 100).
    SignerPosition, One, 100;
    /// Họ tên người ký (SignerInfo.FullName, 50).
    SignerName, One, 50;
    /// Mã định danh cơ quan (`OrganId`; 13 in the old form, up to 35 so that every form in use fits).
    OrganCode, One, 35;
    /// Ghi chú (Description, 500).
    Remark, Many, 500;
    /// Ý kiến chỉ đạo, bút phê: what a holder is told to do.
    Instruction, Many, 4000;
    /// Why something was refused, given back, closed…
    Reason, Many, 1000;
    /// A short name: of a case file, a register, a rule.
    Label, One, 200;
    /// The short code of a department, such as `KTHTDT`.
    DepartmentCode, One, 35;
    /// What a department or a person is named by: the id, or the code or user name.
    Known, One, 64;
    /// The name of a citizen or an organisation that asks for something.
    PartyName, One, 200;
    /// Số định danh cá nhân, hộ chiếu, mã số of a business or an organisation.
    IdNumber, One, 30;
    /// Số điện thoại.
    PhoneNumber, One, 30;
    /// Địa chỉ.
    PostalAddress, One, 300;
    /// Mã thủ tục hành chính, such as `1.004222`.
    ProcedureCode, One, 35;
    /// The short code of a step of a procedure, such as `tham-dinh`.
    StepCode, One, 35;
    /// The short code of a component of a dossier (thành phần hồ sơ), such as `to-khai`.
    ComponentCode, One, 35;
    /// The name of a file, as its owner wrote it.
    FileName, One, 255;
    /// Số và ký hiệu hồ sơ (`FileNotation`, 20), such as `01.TCCB`.
    CaseFileSymbol, One, 20;
    /// Tiêu đề hồ sơ (Title, 500).
    CaseFileTitle, One, 500;
    /// Chế độ sử dụng hồ sơ (Rights, 30).
    CaseFileRights, One, 30;
    /// Where a webhook's events are sent. Whether it is an address that may be called is asked where it is written.
    WebhookUrl, One, 500;
}

/// The name that a person signs in with: small letters without accents, digits, dots, hyphens and underscores.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[schema(value_type = String, pattern = "^[a-z0-9._-]+$", min_length = 1, max_length = 64)]
#[serde(transparent)]
pub struct Username(String);

impl Username {
    /// Checks it. Capitals become small letters, as at sign-in.
    ///
    /// # Errors
    /// An [`InputFault`] that says what is wrong.
    pub fn new(raw: &str) -> Result<Self, InputFault> {
        let text = clean(raw, 64, Lines::One)?.to_ascii_lowercase();
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
        // An id is no name: whoever is named by it would be somebody else.
        if text.chars().all(good) && uuid::Uuid::try_parse(&text).is_err() {
            Ok(Self(text))
        } else {
            Err(InputFault::NotAUsername)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Username {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Cow::<'de, str>::deserialize(deserializer)?;
        Self::new(&raw).map_err(de::Error::custom)
    }
}

/// An e-mail address that a notice can be sent to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[schema(value_type = String, format = "email", max_length = 254)]
#[serde(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Checks the shape `local@domain` without spaces, quotes or line breaks; mail servers decide the rest.
    ///
    /// # Errors
    /// An [`InputFault`] that says what is wrong.
    pub fn new(raw: &str) -> Result<Self, InputFault> {
        let text = clean(raw, 254, Lines::One)?;
        let good = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
        match text.split_once('@') {
            Some((local, domain))
                if !local.is_empty()
                    && local.chars().all(good)
                    && domain.contains('.')
                    && domain.split('.').all(|label| {
                        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                    }) =>
            {
                Ok(Self(text))
            }
            _ => Err(InputFault::NotAnAddress),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for EmailAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Cow::<'de, str>::deserialize(deserializer)?;
        Self::new(&raw).map_err(de::Error::custom)
    }
}

/// The text with its accents composed (NFC): what every border makes of what comes in, so that one word is one text.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Folds Vietnamese for comparing and searching: lower case, no tone, no accent, `đ` as `d`, white space as one space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match letter {
            'đ' => folded.push('d'),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_vietnamese_is_composed() {
        let decomposed = "Trích yê\u{0301}u";
        assert_eq!(Subject::new(decomposed).unwrap().as_str(), "Trích yếu");
    }

    #[test]
    fn lengths_count_characters_not_bytes() {
        assert!(Subject::new(&"ế".repeat(500)).is_ok());
        assert_eq!(Subject::new(&"ế".repeat(501)), Err(InputFault::TooLong { max: 500, got: 501 }));
    }

    #[test]
    fn nul_and_line_breaks_are_named() {
        assert_eq!(Subject::new("a\0b"), Err(InputFault::ControlCharacter { at: 1 }));
        assert_eq!(Subject::new("a\nb"), Err(InputFault::LineBreak));
        assert!(Instruction::new("a\nb").is_ok());
        assert_eq!(Reason::new(" \n "), Err(InputFault::Empty));
    }

    #[test]
    fn faults_survive_the_way_through_serde() {
        for fault in [
            InputFault::Empty,
            InputFault::TooLong { max: 5, got: 9 },
            InputFault::ControlCharacter { at: 3 },
            InputFault::ExactlyOneOf { fields: "department, person".to_owned() },
            InputFault::UnknownCommand { name: "bay".to_owned(), known: "đi, đứng".to_owned() },
        ] {
            assert_eq!(InputFault::parse(&format!("{fault} at line 1 column 7")), Some(fault));
        }
        assert_eq!(InputFault::parse("missing field `x`"), None);
    }

    #[test]
    fn folding() {
        assert_eq!(fold("  Đặng   Thị Ửng "), "dang thi ung");
        assert_eq!(fold("123/UBND-VP"), "123/ubnd-vp");
    }

    #[test]
    fn addresses() {
        assert!(EmailAddress::new("van.thu@phuong-demo.example").is_ok());
        for bad in ["", "a", "a@b", "a b@c.d", "a@c.d\r\nBcc: x@y.z", "<a@b.c>", "á@b.c"] {
            assert!(EmailAddress::new(bad).is_err(), "{bad}");
        }
    }
}

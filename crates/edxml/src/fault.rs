//! Why a message cannot be read or written.

use std::{fmt, io};

use crate::limits::Limit;

/// Why a message cannot be read, and where.
///
/// Its `Display` is English; [`ReadError::vietnamese`] says the same to a clerk.
#[derive(Debug)]
pub struct ReadError {
    /// Why.
    pub fault: ReadFault,
    /// Where, such as `/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/From/OrganId`.
    pub path: String,
}

/// Why a message cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadFault {
    /// The bytes could not be fetched.
    Io(io::Error),
    /// The file was not taken by whoever is to keep it, or could not be held until then.
    Keeping(io::Error),
    /// The text is not UTF-8.
    Encoding,
    /// It is not well-formed XML: why, and at which byte.
    Xml {
        /// What the parser says.
        why: String,
        /// The byte, from 0.
        at: u64,
    },
    /// It ends before it is whole.
    CutOff,
    /// It is no XML at all.
    NotXml,
    /// It is XML, and no message: the root element's name.
    NotEdxml(String),
    /// It has a document type (DTD), which no message needs and attacks are made of.
    DocumentType,
    /// It has an entity that XML itself does not have, or a reference to no character.
    Entity(String),
    /// It holds a character that XML does not have.
    Character(char),
    /// It goes beyond a limit: which, and how much that is.
    Limit(Limit, u64),
    /// What every message must have is missing.
    Missing,
    /// Something stands there that cannot be understood, and without which the message cannot be handled.
    Unreadable(String),
    /// The content of a file is not base64.
    Base64,
    /// The wrapping of a file is broken: what is unpacked is not what was packed.
    Zip,
    /// The bytes are not those that were announced.
    Hash {
        /// What was announced.
        announced: String,
        /// What came.
        found: String,
    },
}

impl ReadFault {
    /// Its name, which does not change.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "io",
            Self::Keeping(_) => "keeping",
            Self::Encoding => "encoding",
            Self::Xml { .. } => "xml",
            Self::CutOff => "cut_off",
            Self::NotXml => "not_xml",
            Self::NotEdxml(_) => "not_edxml",
            Self::DocumentType => "document_type",
            Self::Entity(_) => "entity",
            Self::Character(_) => "character",
            Self::Limit(..) => "limit",
            Self::Missing => "missing",
            Self::Unreadable(_) => "unreadable",
            Self::Base64 => "base64",
            Self::Zip => "zip",
            Self::Hash { .. } => "hash",
        }
    }

    pub(crate) fn at(self, path: impl Into<String>) -> ReadError {
        ReadError { fault: self, path: path.into() }
    }
}

impl ReadError {
    /// What went wrong, in Vietnamese, with the place.
    pub fn vietnamese(&self) -> String {
        let what = match &self.fault {
            ReadFault::Io(error) => format!("Không đọc được dữ liệu: {error}"),
            ReadFault::Keeping(error) => format!("Không lưu được tệp đính kèm: {error}"),
            ReadFault::Encoding => "Nội dung không phải UTF-8".to_owned(),
            ReadFault::Xml { why, at } => format!("XML không đúng cú pháp tại byte {at}: {why}"),
            ReadFault::CutOff => "Gói tin bị cắt giữa chừng".to_owned(),
            ReadFault::NotXml => "Không phải XML".to_owned(),
            ReadFault::NotEdxml(name) => format!("Không phải gói tin edXML; phần tử gốc là “{name}”"),
            ReadFault::DocumentType => "Gói tin chứa khai báo DTD; không được phép".to_owned(),
            ReadFault::Entity(name) => format!("Gói tin chứa thực thể “{name}”; không được phép"),
            ReadFault::Character(c) => format!("Chứa ký tự mà XML không cho phép (U+{:04X})", u32::from(*c)),
            ReadFault::Limit(limit, most) => format!("Vượt giới hạn {} ({most})", limit.vietnamese()),
            ReadFault::Missing => "Thiếu thông tin bắt buộc".to_owned(),
            ReadFault::Unreadable(value) => format!("Giá trị không hợp lệ: “{value}”"),
            ReadFault::Base64 => "Nội dung tệp đính kèm không phải base64".to_owned(),
            ReadFault::Zip => "Tệp nén của tệp đính kèm bị hỏng".to_owned(),
            ReadFault::Hash { announced, found } => {
                format!("Giá trị băm không khớp: được báo {announced}, thực tế {found}")
            }
        };
        format!("{what} – {}", self.path)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            ReadFault::Io(error) => write!(f, "the message cannot be fetched: {error}"),
            ReadFault::Keeping(error) => write!(f, "an attachment cannot be kept: {error}"),
            ReadFault::Encoding => write!(f, "the text is not UTF-8"),
            ReadFault::Xml { why, at } => write!(f, "not well-formed XML at byte {at}: {why}"),
            ReadFault::CutOff => write!(f, "the message ends before it is whole"),
            ReadFault::NotXml => write!(f, "this is not XML"),
            ReadFault::NotEdxml(name) => write!(f, "not an edXML message; its root element is {name:?}"),
            ReadFault::DocumentType => write!(f, "the message has a document type (DTD), which is not allowed"),
            ReadFault::Entity(name) => write!(f, "the message has the entity {name:?}, which is not allowed"),
            ReadFault::Character(c) => {
                write!(f, "there is a character that XML does not have (U+{:04X})", u32::from(*c))
            }
            ReadFault::Limit(limit, most) => write!(f, "{} is more than {most}", limit.english()),
            ReadFault::Missing => write!(f, "what every message must have is missing"),
            ReadFault::Unreadable(value) => write!(f, "this cannot be understood: {value:?}"),
            ReadFault::Base64 => write!(f, "the content of an attachment is not base64"),
            ReadFault::Zip => write!(f, "the archive around an attachment is broken"),
            ReadFault::Hash { announced, found } => {
                write!(f, "the hash is not the one that was announced: {announced}, but the bytes have {found}")
            }
        }?;
        write!(f, " – {}", self.path)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            ReadFault::Io(error) | ReadFault::Keeping(error) => Some(error),
            _ => None,
        }
    }
}

/// Why a message cannot be written, and which element it is about.
///
/// Its `Display` is English; [`WriteError::vietnamese`] says the same to a person. All faults but those of reading contents and of writing
/// are found before the first byte is written.
#[derive(Debug)]
pub struct WriteError {
    /// Why.
    pub fault: WriteFault,
    /// Which element, such as `/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Subject`.
    pub path: String,
}

/// Why a message cannot be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteFault {
    /// The message could not be put out.
    Io(io::Error),
    /// The content of an attachment could not be read.
    Content(io::Error),
    /// What the message must have is missing. Nothing is ever made up in its place.
    Missing,
    /// A character that XML does not have.
    Character(char),
    /// The word `null`, which every reader takes for nothing.
    Null,
    /// A day or time that could not be understood when it was read, or in a year that the form cannot hold.
    Date,
    /// It stands there twice.
    Twice(String),
    /// A recall or an update is of another document than the message.
    Differs(String),
    /// A degree of secrecy is stated: such a document may not go this way, and the message has no place for it.
    Secrecy(String),
    /// The content of an attachment is not what was announced.
    Hash {
        /// What was announced.
        announced: String,
        /// What the content has.
        found: String,
    },
}

impl WriteFault {
    /// Its name, which does not change.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "io",
            Self::Content(_) => "content",
            Self::Missing => "missing",
            Self::Character(_) => "character",
            Self::Null => "null",
            Self::Date => "date",
            Self::Twice(_) => "twice",
            Self::Differs(_) => "differs",
            Self::Secrecy(_) => "secrecy",
            Self::Hash { .. } => "hash",
        }
    }

    pub(crate) fn at(self, path: impl Into<String>) -> WriteError {
        WriteError { fault: self, path: path.into() }
    }
}

impl WriteError {
    /// What went wrong, in Vietnamese, with the place.
    pub fn vietnamese(&self) -> String {
        let what = match &self.fault {
            WriteFault::Io(error) => format!("Không ghi được gói tin: {error}"),
            WriteFault::Content(error) => format!("Không đọc được tệp đính kèm: {error}"),
            WriteFault::Missing => "Thiếu thông tin bắt buộc".to_owned(),
            WriteFault::Character(c) => format!("Chứa ký tự mà XML không cho phép (U+{:04X})", u32::from(*c)),
            WriteFault::Null => "Chỉ ghi chữ “null”; bên nhận sẽ hiểu là để trống".to_owned(),
            WriteFault::Date => "Ngày, giờ không hợp lệ".to_owned(),
            WriteFault::Twice(value) => format!("Bị trùng: “{value}”"),
            WriteFault::Differs(value) => {
                format!("Văn bản bị thu hồi, cập nhật phải trùng với mã định danh của gói tin: “{value}”")
            }
            WriteFault::Secrecy(value) => format!("Có ghi độ mật “{value}”; văn bản mật không được gửi qua liên thông"),
            WriteFault::Hash { announced, found } => {
                format!("Giá trị băm của tệp không khớp: được báo {announced}, thực tế {found}")
            }
        };
        format!("{what} – {}", self.path)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            WriteFault::Io(error) => write!(f, "the message cannot be put out: {error}"),
            WriteFault::Content(error) => write!(f, "an attachment cannot be read: {error}"),
            WriteFault::Missing => write!(f, "what the message must have is missing"),
            WriteFault::Character(c) => {
                write!(f, "there is a character that XML does not have (U+{:04X})", u32::from(*c))
            }
            WriteFault::Null => write!(f, "it is the word null alone, which readers take for nothing"),
            WriteFault::Date => write!(f, "not a day or time that can be written"),
            WriteFault::Twice(value) => write!(f, "it stands there twice: {value:?}"),
            WriteFault::Differs(value) => {
                write!(f, "what is recalled or updated must be the message's own document: {value:?}")
            }
            WriteFault::Secrecy(value) => {
                write!(f, "a degree of secrecy is stated, and such documents may not go this way: {value:?}")
            }
            WriteFault::Hash { announced, found } => {
                write!(f, "the file's hash is not the one that was announced: {announced}, but it has {found}")
            }
        }?;
        write!(f, " – {}", self.path)
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            WriteFault::Io(error) | WriteFault::Content(error) => Some(error),
            _ => None,
        }
    }
}

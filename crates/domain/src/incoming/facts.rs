//! What is known of an incoming document: the fields of Decree 30/2020, Appendices IV and VI, with their lengths.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::relation::{self, Relation};
use crate::{
    AuthorName, By, CodeNumber, EmailAddress, FileId, FileName, LanguageName, Notation, OrganCode, Refusal, Remark,
    Rule, SignerName, SignerPosition, Subject, UtcTime, fold,
};

/// Độ khẩn (Decree 30/2020, Art. 4(2)(c)), least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Thường.
    #[default]
    Normal,
    /// Khẩn.
    Urgent,
    /// Thượng khẩn.
    VeryUrgent,
    /// Hỏa tốc.
    Immediate,
}

impl Urgency {
    /// Every value, least urgent first.
    pub const ALL: [Self; 4] = [Self::Normal, Self::Urgent, Self::VeryUrgent, Self::Immediate];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Urgent => "urgent",
            Self::VeryUrgent => "very_urgent",
            Self::Immediate => "immediate",
        }
    }

    /// Reads [`Urgency::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|u| u.as_str() == text)
    }

    /// As a stamp has it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Normal => "Thường",
            Self::Urgent => "Khẩn",
            Self::VeryUrgent => "Thượng khẩn",
            Self::Immediate => "Hỏa tốc",
        }
    }
}

/// Độ mật, least first, as it stands in requests and answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// Không mật.
    #[default]
    None,
    /// Mật.
    Confidential,
    /// Tối mật.
    Secret,
    /// Tuyệt mật.
    TopSecret,
}

impl Secrecy {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Confidential => "confidential",
            Self::Secret => "secret",
            Self::TopSecret => "top_secret",
        }
    }

    /// Reads [`Secrecy::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::None, Self::Confidential, Self::Secret, Self::TopSecret].into_iter().find(|s| s.as_str() == text)
    }

    /// As a stamp has it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::None => "Không",
            Self::Confidential => "Mật",
            Self::Secret => "Tối mật",
            Self::TopSecret => "Tuyệt mật",
        }
    }
}

/// The level of a document that is secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretLevel {
    /// Mật.
    Confidential,
    /// Tối mật.
    Secret,
    /// Tuyệt mật.
    TopSecret,
}

/// What the document is about. A secret one stands here as a line without content: its content may not be on a computer
/// that is connected to a network (State secrets law; Decree 30/2020, Art. 15(2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "matter", rename_all = "snake_case")]
pub enum Matter {
    /// Open within the agency.
    Open {
        /// Trích yếu.
        subject: Subject,
        /// Ghi chú.
        remark: Option<Remark>,
        /// What it replaces, amends or corrects.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        relations: Vec<Relation>,
    },
    /// A line without subject, remark or file.
    Secret {
        /// Its level.
        level: SecretLevel,
    },
}

/// How it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema, Default)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Bản giấy: by post or by hand.
    #[default]
    Paper,
    /// Trục liên thông văn bản.
    Interchange,
    /// Thư điện tử.
    Email,
    /// Fax.
    Fax,
    /// Handed in at the one-stop shop.
    OneStop,
}

impl Channel {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Interchange => "interchange",
            Self::Email => "email",
            Self::Fax => "fax",
            Self::OneStop => "one_stop",
        }
    }
}

/// The facts of an incoming document. A subject without a secret, or a secret without a subject: nothing else can be
/// written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Tác giả.
    pub author: AuthorName,
    /// Mã định danh của tác giả.
    pub author_code: Option<OrganCode>,
    /// Số văn bản.
    pub number: Option<CodeNumber>,
    /// Ký hiệu văn bản.
    pub notation: Option<Notation>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, by code.
    pub type_code: String,
    /// Trích yếu, or the level of secrecy in its place.
    #[serde(flatten)]
    pub matter: Matter,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// Số trang.
    pub pages: Option<u16>,
    /// Số lượng bản.
    pub copies: Option<u16>,
    /// Ngôn ngữ.
    pub language: LanguageName,
    /// Thời hạn giải quyết mà nơi gửi hoặc pháp luật ấn định.
    pub deadline: Option<NaiveDate>,
    /// Họ tên người ký.
    pub signer_name: Option<SignerName>,
    /// Chức vụ người ký.
    pub signer_position: Option<SignerPosition>,
    /// Where the sender is told of a refusal or a return.
    pub sender_email: Option<EmailAddress>,
    /// How it came.
    pub channel: Channel,
    /// Ngày đến: when it reached the agency.
    pub received_at: UtcTime,
}

impl Facts {
    /// Whether it is a secret line.
    pub const fn is_secret(&self) -> bool {
        matches!(self.matter, Matter::Secret { .. })
    }

    /// Độ mật.
    pub const fn secrecy(&self) -> Secrecy {
        match self.matter {
            Matter::Open { .. } => Secrecy::None,
            Matter::Secret { level: SecretLevel::Confidential } => Secrecy::Confidential,
            Matter::Secret { level: SecretLevel::Secret } => Secrecy::Secret,
            Matter::Secret { level: SecretLevel::TopSecret } => Secrecy::TopSecret,
        }
    }

    /// Trích yếu, where there is one.
    pub const fn subject(&self) -> Option<&Subject> {
        match &self.matter {
            Matter::Open { subject, .. } => Some(subject),
            Matter::Secret { .. } => None,
        }
    }

    /// Ghi chú, where there is one.
    pub const fn remark(&self) -> Option<&Remark> {
        match &self.matter {
            Matter::Open { remark, .. } => remark.as_ref(),
            Matter::Secret { .. } => None,
        }
    }

    /// What it replaces, amends or corrects.
    pub fn relations(&self) -> &[Relation] {
        match &self.matter {
            Matter::Open { relations, .. } => relations,
            Matter::Secret { .. } => &[],
        }
    }

    /// Số, ký hiệu as they are written: `123/UBND-VP`.
    pub fn number_and_notation(&self) -> Option<String> {
        match (&self.number, &self.notation) {
            (Some(number), Some(notation)) => Some(format!("{number}/{notation}")),
            (Some(number), None) => Some(number.to_string()),
            (None, Some(notation)) => Some(notation.to_string()),
            (None, None) => None,
        }
    }

    /// Whether numbers and days are such as a document can have, taken in or corrected.
    ///
    /// # Errors
    /// A [`Refusal`] that names the field.
    pub(super) fn within_bounds(&self, now: UtcTime) -> Result<(), Refusal> {
        for (value, pointer) in [(self.pages, "/pages"), (self.copies, "/copies")] {
            if value.is_some_and(|n| n == 0 || n > THREE_DIGITS) {
                return Err(Refusal::new(Rule::NumberOutOfRange).at(pointer).with("max", THREE_DIGITS));
            }
        }
        relation::within_bounds(self.relations())?;
        for (day, pointer) in [(self.issued_on, "/issued_on"), (self.deadline, "/deadline")] {
            if day.is_some_and(|day| !crate::time::is_of_our_time(day)) {
                return Err(Refusal::new(Rule::DateOutOfRange).at(pointer));
            }
        }
        if self.issued_on.is_some_and(|date| date > crate::vietnam(now).date_naive()) {
            return Err(Refusal::new(Rule::IssuedInFuture).at("/issued_on"));
        }
        Ok(())
    }

    /// What makes two documents the same to a clerk: author, number, notation and date, folded. `None` where nothing but
    /// the author is known, as with most letters of citizens. The date comes first: what arrives was issued in the last weeks,
    /// so its keys lie together in an index, however many years the archive has.
    pub fn duplicate_key(&self) -> Option<String> {
        let date = self.issued_on?;
        let written = self.number_and_notation()?;
        Some(format!("{date}|{}|{}", fold(self.author.as_str()), fold(&written)))
    }
}

/// The facts as they are sent.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = IncomingDocumentFacts)]
pub struct FactsFields {
    /// Tác giả: cơ quan, tổ chức, cá nhân gửi.
    pub author: AuthorName,
    /// Mã định danh của cơ quan gửi.
    #[serde(default)]
    pub author_code: Option<OrganCode>,
    /// Số văn bản, such as `123`.
    #[serde(default)]
    pub number: Option<CodeNumber>,
    /// Ký hiệu văn bản, such as `UBND-VP`.
    #[serde(default)]
    pub notation: Option<Notation>,
    /// Ngày văn bản.
    #[serde(default)]
    pub issued_on: Option<NaiveDate>,
    /// Tên loại: a code of `listDocumentTypes`.
    pub document_type: String,
    /// Trích yếu. Required, but for a secret document, which may have none.
    #[serde(default)]
    pub subject: Option<Subject>,
    /// Độ khẩn.
    #[serde(default)]
    pub urgency: Urgency,
    /// Độ mật. Above `none` the document is a line without subject, remark or file.
    #[serde(default)]
    pub secrecy: Secrecy,
    /// Số trang.
    #[serde(default)]
    #[schema(maximum = 999)]
    pub pages: Option<u16>,
    /// Số lượng bản.
    #[serde(default)]
    #[schema(maximum = 999)]
    pub copies: Option<u16>,
    /// Ngôn ngữ; Tiếng Việt where none is given.
    #[serde(default)]
    pub language: Option<LanguageName>,
    /// Thời hạn giải quyết.
    #[serde(default)]
    pub deadline: Option<NaiveDate>,
    /// Họ tên người ký.
    #[serde(default)]
    pub signer_name: Option<SignerName>,
    /// Chức vụ người ký.
    #[serde(default)]
    pub signer_position: Option<SignerPosition>,
    /// Ghi chú.
    #[serde(default)]
    pub remark: Option<Remark>,
    /// Thư điện tử của nơi gửi, for telling them of a refusal or a return.
    #[serde(default)]
    pub sender_email: Option<EmailAddress>,
    /// How it came.
    #[serde(default)]
    pub channel: Channel,
    /// Ngày, giờ đến, RFC 3339 with offset; now where none is given.
    #[serde(default)]
    pub received_at: Option<DateTime<Utc>>,
    /// Earlier documents of the same author that it replaces, amends or corrects.
    #[serde(default)]
    pub relations: Vec<Relation>,
}

/// The largest number of pages or copies (Number, 3 digits).
const THREE_DIGITS: u16 = 999;

impl FactsFields {
    /// Checks what one field alone can't say and makes the facts.
    ///
    /// # Errors
    /// A [`Refusal`] that names the field.
    pub fn check(self, now: UtcTime) -> Result<Facts, Refusal> {
        let matter = match self.secrecy {
            Secrecy::None => Matter::Open {
                subject: self.subject.ok_or(Refusal::new(Rule::SubjectMissing).at("/subject"))?,
                remark: self.remark,
                relations: self.relations,
            },
            level => {
                if self.subject.is_some() {
                    return Err(Refusal::new(Rule::SecretHasNoContent).at("/subject"));
                }
                if self.remark.is_some() {
                    return Err(Refusal::new(Rule::SecretHasNoContent).at("/remark"));
                }
                if !self.relations.is_empty() {
                    return Err(Refusal::new(Rule::SecretHasNoContent).at("/relations"));
                }
                Matter::Secret {
                    level: match level {
                        Secrecy::None | Secrecy::Confidential => SecretLevel::Confidential,
                        Secrecy::Secret => SecretLevel::Secret,
                        Secrecy::TopSecret => SecretLevel::TopSecret,
                    },
                }
            }
        };
        let received_at = self.received_at.map_or(now, crate::to_micros);
        if !crate::time::is_instant_of_our_time(received_at) {
            return Err(Refusal::new(Rule::DateOutOfRange).at("/received_at"));
        }
        if received_at > now {
            return Err(Refusal::new(Rule::ArrivalInFuture).at("/received_at"));
        }
        let language = match self.language {
            Some(language) => language,
            None => LanguageName::new("Tiếng Việt").map_err(|_| Refusal::new(Rule::SubjectMissing).at("/language"))?,
        };
        let facts = Facts {
            author: self.author,
            author_code: self.author_code,
            number: self.number,
            notation: self.notation,
            issued_on: self.issued_on,
            type_code: self.document_type,
            matter,
            urgency: self.urgency,
            pages: self.pages,
            copies: self.copies,
            language,
            deadline: self.deadline,
            signer_name: self.signer_name,
            signer_position: self.signer_position,
            sender_email: self.sender_email,
            channel: self.channel,
            received_at,
        };
        facts.within_bounds(now)?;
        Ok(facts)
    }
}

/// A file in the office's storage, as a decision needs to know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// Which.
    pub id: FileId,
    /// Its name.
    pub name: FileName,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its content, in hex.
    pub sha256: String,
    /// What its content is, as found by looking at it.
    pub media_type: String,
}

/// A file that belongs to a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The file.
    #[serde(flatten)]
    pub file: StoredFile,
    /// Who attached it; `None` where it came from outside.
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
}

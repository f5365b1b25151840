//! What an outgoing document is about: the fields of Decree 30/2020, Appendix VI, as far as they are known before the number, with the
//! files. Each change is a new edition with a hash of its own: what was checked and signed is that edition and no other.

use std::fmt::Write;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::{
    copy::CopyFacts,
    recipient::{Recipient, RecipientFields},
    relation::{Relation, RelationFields},
};
use crate::{
    By, DepartmentId, DocumentId, FileId, Label, LanguageName, Notation, PersonId, Remark, Subject, UtcTime,
    incoming::{Attachment, Urgency},
};

/// How many documents one document answers at the most.
pub const MOST_ANSWERS: usize = 100;

/// An incoming document that this one answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerTo {
    /// Which.
    pub document: DocumentId,
    /// Whether this is the last answer: then the incoming document is completed with it, where the office has it so.
    #[serde(default, rename = "final")]
    pub is_final: bool,
}

/// What it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Tên loại, by code.
    pub type_code: String,
    /// Trích yếu.
    pub subject: Subject,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// Ngôn ngữ.
    pub language: LanguageName,
    /// Lĩnh vực: who may sign depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Label>,
    /// The unit that drafts it.
    pub department: DepartmentId,
    /// Who is to sign it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<PersonId>,
    /// Ký hiệu that is asked for in the place of the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notation: Option<Notation>,
    /// Số trang.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u16>,
    /// Hạn trả lời that is asked of its recipients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<NaiveDate>,
    /// Ghi chú.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Remark>,
    /// Nơi nhận.
    pub recipients: Vec<Recipient>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerTo>,
    /// What it replaces, amends or corrects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Of a copy: of what, and how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<CopyFacts>,
    /// Its files: the text first, appendices behind.
    pub files: Vec<Attachment>,
}

impl Content {
    /// SHA-256 over all of it, the files by their names and hashes, whoever has uploaded them and when: two that are the same have the same.
    pub fn digest(&self) -> String {
        let mut digest = Sha256::new();
        // Field by field in the order in which they are declared, which is the same for ever.
        let bare = Self { files: Vec::new(), ..self.clone() };
        digest.update(serde_json::to_string(&bare).unwrap_or_default().as_bytes());
        for attached in &self.files {
            // A name holds no line break, and a hash is of one length.
            digest.update(format!("\n{} {}", attached.file.sha256, attached.file.name).as_bytes());
        }
        digest.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// How many copies go out.
    pub fn copies(&self) -> u32 {
        self.recipients.iter().map(|recipient| u32::from(recipient.copies)).sum()
    }
}

/// One edition of a draft (phiên bản dự thảo).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// From 1.
    pub number: u32,
    /// See [`Content::digest`].
    pub digest: String,
    /// Who wrote it.
    pub by: By,
    /// When.
    pub at: UtcTime,
}

/// The content as it is sent.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutgoingContent)]
pub struct ContentFields {
    /// Tên loại: a code of `listDocumentTypes`.
    pub document_type: String,
    /// Trích yếu.
    pub subject: Subject,
    /// Độ khẩn.
    #[serde(default)]
    pub urgency: Urgency,
    /// Ngôn ngữ; Tiếng Việt where none is given.
    #[serde(default)]
    pub language: Option<LanguageName>,
    /// Lĩnh vực, where who may sign depends on it.
    #[serde(default)]
    pub field: Option<Label>,
    /// The unit that drafts it; the drafter's own where none is given.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Who is to sign it. Needed before it is put before them.
    #[serde(default)]
    pub signer: Option<PersonId>,
    /// Ký hiệu, where it is another than the usual one, such as `UBND-VX`.
    #[serde(default)]
    pub notation: Option<Notation>,
    /// Số trang.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 999)]
    pub pages: Option<u16>,
    /// Hạn trả lời that is asked of its recipients.
    #[serde(default)]
    pub reply_by: Option<NaiveDate>,
    /// Ghi chú.
    #[serde(default)]
    pub remark: Option<Remark>,
    /// Nơi nhận.
    #[serde(default)]
    pub recipients: Vec<RecipientFields>,
    /// Incoming documents that it answers.
    #[serde(default)]
    pub answers: Vec<AnswerTo>,
    /// Outgoing documents that it replaces, amends or corrects.
    #[serde(default)]
    pub relations: Vec<RelationFields>,
    /// Its files: the text first, appendices behind. Those that it has already stay where they are named again.
    #[serde(default)]
    pub files: Vec<FileId>,
}

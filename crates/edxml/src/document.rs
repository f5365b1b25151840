//! The document message (gói tin văn bản, `edoc`).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    at_least_one::AtLeastOne,
    attachment::Attachment,
    business::{Business, TraceHeader},
    code::Urgency,
    counterpart::{Organisation, ResponseFor},
    date::Stated,
    document_id::DocumentId,
};

/// A document on its way from one body to others (gói tin văn bản): `MessageHeader`, `TraceHeaderList` and the manifest of QCVN 102.
///
/// What every message must have is no `Option`; what the writer wants but messages in traffic lack is one, and says so. Texts are composed
/// (NFC) and without blanks around them once they were written or read.
///
/// The form has no place for a degree of secrecy (độ mật): documents of secrecy may not go this way at all, and whoever calls the writer
/// must have refused them before. What an older message states of it is in [`OtherInfo::secrecy`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `From`, nơi gửi.
    pub from: Organisation,
    /// `To`, nơi nhận: one or several, each identifier once.
    pub to: AtLeastOne<Organisation>,
    /// `DocumentId`, mã định danh văn bản.
    pub id: DocumentId,
    /// `Code/CodeNumber`, số. Not always a number in practice.
    pub number: String,
    /// `Code/CodeNotation`, ký hiệu: `SVD-VP`.
    pub notation: String,
    /// `PromulgationInfo/Place`, the place of issue (địa danh).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// `PromulgationInfo/PromulgationDate`, the day of issue (ngày ban hành).
    pub issued: Stated<NaiveDate>,
    /// `DocumentType`, loại văn bản.
    #[serde(rename = "type")]
    pub kind: DocumentType,
    /// `Subject`, trích yếu; at most [`Document::MOST_SUBJECT`] characters are customary.
    pub subject: String,
    /// `Content`, a summary; most senders repeat the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// `SignerInfo`. The writer wants it, with a name; what is read may lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<Signer>,
    /// `DueDate`, the day until which it is to be answered or handled (hạn xử lý).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Stated<NaiveDate>>,
    /// `OtherInfo`.
    #[serde(default, skip_serializing_if = "OtherInfo::is_empty")]
    pub other: OtherInfo,
    /// `ResponseFor`: the documents that it answers (phúc đáp).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub response_for: Vec<ResponseFor>,
    /// `SteeringType`, loại chỉ đạo, as a number. Sources disagree on what the numbers mean; 0 is written for ordinary documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steering: Option<u32>,
    /// `ResponseForTask/TaskCode`: codes of the tasks that it answers (mã nhiệm vụ).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub task_codes: Vec<String>,
    /// `ApplicationType`, an extension whose meaning is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// `ToPlaces/Place`: what is printed under “Nơi nhận”. Nothing is sent by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_places: Vec<String>,
    /// `TraceHeaderList/TraceHeader`. The writer wants the sender's at least, with its identifier and time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trace: Vec<TraceHeader>,
    /// `TraceHeaderList/Bussiness`: what the message does.
    #[serde(default)]
    pub business: Business,
    /// The manifest (`edXMLManifest/Reference`), in its order. Their bytes go another way: see [`crate::write`](crate::write()) and
    /// [`crate::Sink`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

impl Document {
    /// The most characters of a subject, as gateways have it; a warning where one that is read has more.
    pub const MOST_SUBJECT: usize = 500;

    /// Number and notation as one text, as statuses and answers name it: `125/SVD-VP`.
    pub fn code(&self) -> String {
        format!("{}/{}", self.number, self.notation)
    }

    /// How an answer, or a status, names this document.
    pub fn as_response_for(&self) -> ResponseFor {
        ResponseFor {
            organ: Some(self.from.id.clone()),
            code: Some(self.code()),
            issued: Some(self.issued.clone()),
            document: Some(self.id.clone()),
        }
    }
}

/// What kind of document it is (`DocumentType`).
///
/// The numbers mean different things to different senders. Only the name can be relied on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentType {
    /// `Type`; most likely 1 for legal normative, 2 for administrative documents. The writer wants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<u32>,
    /// `TypeDetail`; most likely the line in that class's list, such as 18 for Công văn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<u32>,
    /// `TypeName`, such as Công văn.
    pub name: String,
}

/// Who signed (`SignerInfo`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Signer {
    /// `Competence`, quyền hạn: TM., KT., TL., TUQ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competence: Option<String>,
    /// `Position`, chức vụ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// `FullName`, họ tên. The writer wants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// What else is said of it (`OtherInfo`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OtherInfo {
    /// `Priority`, độ khẩn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// `SphereOfPromulgation`, phạm vi lưu hành: where it may go round, in free words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub circulation: Option<String>,
    /// `TyperNotation`, ký hiệu người soạn thảo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drafter: Option<String>,
    /// `PromulgationAmount`, số lượng bản phát hành: how many copies were issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
    /// `PageAmount`, số trang.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// `ReplyFors`, an extension whose meaning is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_fors: Option<String>,
    /// `ReferenceCodes`, an extension whose meaning is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_codes: Option<String>,
    /// `Direction`, an extension; exchange points add `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<bool>,
    /// `Appendixes/Appendix`: names of appendices (phụ lục).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub appendices: Vec<String>,
    /// `Secret`, độ mật, as the form before 2016 had it: what a message that was read states, in its own words, which may also be that there is
    /// no secrecy. Such documents may not go this way; one that states anything here is not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<String>,
}

impl OtherInfo {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

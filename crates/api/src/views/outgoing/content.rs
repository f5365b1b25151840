//! What an outgoing document is about, and to whom it goes.

use chrono::NaiveDate;
use office::{
    domain::{
        CounterpartId, DepartmentId, PersonId, RecipientId,
        access::outgoing::Sight,
        incoming::Urgency,
        organisation::Directory,
        outgoing::{AnswerTo, Carriage, Destination, Purpose, Recipient, RecipientFields, recipient::PostAddress},
    },
    outgoing::OutgoingDetail,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::{
    HolderView, PersonRef,
    document::AttachmentView,
    relations::{CopyView, EarlierView},
};

/// What it is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingContentShown)]
pub struct ContentView {
    /// Tên loại, by code.
    pub document_type: String,
    /// Trích yếu.
    pub subject: String,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// Ngôn ngữ.
    pub language: String,
    /// Lĩnh vực.
    pub field: Option<String>,
    /// The unit that drafts it.
    pub department: DepartmentId,
    /// Its name.
    pub department_name: String,
    /// Who is to sign it.
    pub signer: Option<PersonRef>,
    /// Ký hiệu that is asked for in the place of the usual one.
    pub notation: Option<String>,
    /// Số trang.
    pub pages: Option<u16>,
    /// Hạn trả lời that is asked of its recipients.
    pub reply_by: Option<NaiveDate>,
    /// Ghi chú.
    pub remark: Option<String>,
    /// Nơi nhận.
    pub recipients: Vec<RecipientView>,
    /// Số lượng bản.
    pub copies: u32,
    /// Incoming documents that it answers.
    pub answers: Vec<AnswerTo>,
    /// Earlier documents that it replaces, amends or corrects.
    pub relations: Vec<EarlierView>,
    /// Of a copy: what it is of, and how it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<CopyView>,
    /// Its files: the text first.
    pub files: Vec<AttachmentView>,
}

/// A recipient.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingRecipientShown)]
pub struct RecipientView {
    /// Which.
    pub id: RecipientId,
    /// Its name.
    pub name: String,
    /// A department of the agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// A person of the agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Mã định danh of another agency of the installation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// A counterpart of the office's directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<CounterpartId>,
    /// By post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<PostAddress>,
    /// By what it was asked to go to a counterpart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Carriage>,
    /// What for.
    pub purpose: Purpose,
    /// How many copies.
    pub copies: u16,
}

impl RecipientView {
    pub(super) fn of(recipient: &Recipient, directory: &Directory) -> Self {
        let name = match &recipient.destination {
            Destination::Inside { holder } => HolderView::of(*holder, directory).name,
            Destination::Agency { name, .. } | Destination::Counterpart { name, .. } => name.clone(),
            Destination::Post { name, .. } => name.to_string(),
        };
        let RecipientFields { department, person, agency, counterpart, post, by, purpose, copies } = recipient.into();
        let (id, agency) = (recipient.id, agency.map(|code| code.to_string()));
        Self { id, name, department, person, agency, counterpart, post, by, purpose, copies }
    }
}

impl ContentView {
    pub(super) fn of(detail: &OutgoingDetail) -> Self {
        let (content, directory) = (detail.document.content(), &detail.snapshot.directory);
        let unit = directory.departments.get(&content.department);
        Self {
            document_type: content.type_code.clone(),
            subject: content.subject.to_string(),
            urgency: content.urgency,
            language: content.language.to_string(),
            field: content.field.as_ref().map(ToString::to_string),
            department: content.department,
            department_name: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
            signer: content.signer.map(|id| PersonRef::of(id, directory)),
            notation: content.notation.as_ref().map(ToString::to_string),
            pages: content.pages,
            reply_by: content.reply_by,
            remark: content.remark.as_ref().filter(|_| detail.sight >= Sight::Asked).map(ToString::to_string),
            recipients: content.recipients.iter().map(|to| RecipientView::of(to, directory)).collect(),
            copies: content.copies(),
            answers: content.answers.clone(),
            relations: content.relations.iter().map(EarlierView::of).collect(),
            copy: content.copy.as_ref().map(CopyView::of),
            files: content
                .files
                .iter()
                .filter(|file| detail.shows(file.file.id))
                .map(|file| AttachmentView::of(file, directory))
                .collect(),
        }
    }
}

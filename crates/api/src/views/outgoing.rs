//! An outgoing document, as its reader sees it; its line in a list; the way to its recipients; and lines of its register.

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    domain::{
        DepartmentId, DocumentId, FileId, OpinionId, RecipientId, RegisterId,
        access::{self, outgoing::Sight},
        incoming::Urgency,
        notice::reaches_somebody,
        organisation::{Directory, SigningForm},
        outgoing::{
            AnswerTo, CopyFacts, DeliveryState, Destination, LineState, OutgoingDocument, Recipient, RecipientFields,
            Signature, StateName,
            command::CommandKind,
            form::Layout,
            state::{Check, Medium, Remarked, State, Stood},
        },
        work::outgoing_desk,
    },
    outgoing::{DeliveryLine, Entries, EntryLine, Heading, OutgoingDetail},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ByView, HolderView, PersonRef,
    document::AttachmentView,
    opinion::OpinionView,
    relations::{CopyLineView, CopyView, EarlierView, LaterView},
};

/// An outgoing document.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingDocument)]
pub struct OutgoingView {
    /// Which.
    pub id: DocumentId,
    /// How many events it has seen: what `If-Match` names.
    pub version: u32,
    /// Where it stands.
    pub state: StateName,
    /// The same, in Vietnamese.
    pub state_text: String,
    /// On whose desk it lies until it is on its way; nobody's afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<HolderView>,
    /// Who drafts it.
    pub drafter: PersonRef,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// What it is about.
    pub content: ContentView,
    /// Its editions, the first first.
    pub editions: Vec<EditionView>,
    /// Why it was returned to the drafter, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned: Option<RemarkedView>,
    /// The check of the content.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_check: Option<CheckView>,
    /// The check of the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form_check: Option<CheckView>,
    /// The signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<SignatureView>,
    /// Its line in the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<LineView>,
    /// The seal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<SealView>,
    /// When it went out, and who sent it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dispatched: Option<ActView>,
    /// Số, ký hiệu or title of the case file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_file: Option<String>,
    /// How it ended: cancelled, struck out, recalled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<RemarkedView>,
    /// Until when the registry is to take its next step.
    pub step_due: Option<DateTime<Utc>>,
    /// Later documents that replace, amend or correct it.
    pub later: Vec<LaterView>,
    /// Its copies (bản sao).
    pub copies: Vec<CopyLineView>,
    /// Files that came with a signature or a seal.
    pub signed_files: Vec<AttachmentView>,
    /// What others were asked about it, side by side (ý kiến phối hợp): all to who has a part in making it, their own
    /// to who was asked.
    pub opinions: Vec<OpinionView>,
    /// How its outer form is to be written (Decree 30/2020, Appendix I).
    pub layout: Layout,
    /// What the check of the form should look at.
    pub findings: Vec<FindingView>,
    /// Recipients of the agency itself to whom it has gone, and where nobody is there to be told of it.
    pub nobody_there: Vec<RecipientId>,
    /// What the reader may do now.
    pub offered_commands: Vec<OfferedOutgoingCommand>,
}

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
    /// As it was sent.
    #[serde(flatten)]
    pub fields: RecipientFields,
}

impl RecipientView {
    fn of(recipient: &Recipient, directory: &Directory) -> Self {
        let name = match &recipient.destination {
            Destination::Inside { holder } => HolderView::of(*holder, directory).name,
            Destination::Agency { name, .. } | Destination::Counterpart { name, .. } => name.clone(),
            Destination::Post { name, .. } => name.to_string(),
        };
        Self { id: recipient.id, name, fields: recipient.into() }
    }
}

/// An edition of the draft.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DraftEdition)]
pub struct EditionView {
    /// From 1.
    pub number: u32,
    /// SHA-256 over all of its content, the files by their hashes.
    pub digest: String,
    /// Who wrote it.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

/// A reason, with who gave it and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingRemark)]
pub struct RemarkedView {
    /// Why.
    pub reason: String,
    /// Who said so.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

impl RemarkedView {
    pub(super) fn of(remarked: &Remarked, directory: &Directory) -> Self {
        Self { reason: remarked.reason.to_string(), by: ByView::of(remarked.by, directory), at: remarked.at }
    }
}

/// Who did something, and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingAct)]
pub struct ActView {
    /// Who.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

/// Somebody's word on an edition.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingCheck)]
pub struct CheckView {
    /// Who checked.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
    /// Which edition, by its digest.
    pub digest: String,
}

impl CheckView {
    fn of(check: &Check, directory: &Directory) -> Self {
        Self { by: ByView::of(check.by, directory), at: check.at, digest: check.digest.clone() }
    }
}

/// The signature of whoever is entitled.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingSignature)]
pub struct SignatureView {
    /// Whose.
    pub signer: PersonRef,
    /// Chức vụ, as it then was.
    pub title: String,
    /// In which form.
    pub form: SigningForm,
    /// The instrument that gives the capacity.
    pub instrument: String,
    /// On what.
    pub on: Medium,
    /// What was signed, where it is a file.
    pub files: Vec<FileId>,
    /// Who noted it.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

impl SignatureView {
    fn of(signature: &Signature, directory: &Directory) -> Self {
        let signer = PersonRef { id: signature.signer, name: signature.name.clone(), title: signature.title.clone() };
        Self {
            signer,
            title: signature.title.clone(),
            form: signature.form,
            instrument: signature.instrument.clone(),
            on: signature.on,
            files: signature.files.clone(),
            by: ByView::of(signature.by, directory),
            at: signature.at,
        }
    }
}

/// Its line in the register.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingLine)]
pub struct LineView {
    /// The register.
    pub register: RegisterId,
    /// Its name.
    pub register_name: String,
    /// Its year.
    pub year: i32,
    /// Số.
    pub number: u32,
    /// Ký hiệu.
    pub notation: String,
    /// Số, ký hiệu as they are written.
    pub written: String,
    /// Ngày văn bản.
    pub issued_on: NaiveDate,
    /// Who gave the number.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

/// The agency's seal or signature.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingSeal)]
pub struct SealView {
    /// On what.
    pub on: Medium,
    /// The sealed document.
    pub files: Vec<FileId>,
    /// Who sealed it.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

/// Something that the check of the form should look at.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FormFinding)]
pub struct FindingView {
    /// Its stable name.
    pub code: &'static str,
    /// Whether it keeps the document from being put before the signer.
    pub blocks: bool,
    /// What is wrong and what would be right, in Vietnamese.
    pub text: String,
    /// The same in English.
    pub text_en: String,
}

/// A command that is offered to the reader.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OfferedOutgoingCommand {
    /// The command.
    pub command: CommandKind,
    /// As the office says it, in Vietnamese.
    pub text: &'static str,
    /// As which recipient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<RecipientId>,
    /// On which opinion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opinion: Option<OpinionId>,
}

impl OutgoingView {
    /// The document as its reader sees it.
    pub fn of(detail: &OutgoingDetail) -> Self {
        let (document, directory) = (&detail.document, &detail.snapshot.directory);
        let by = |by| ByView::of(by, directory);
        let state = document.state();
        let (content_check, form_check) = state.checks();
        let end = match state {
            State::Cancelled { end }
            | State::Voided { end, .. }
            | State::Recalled { end, .. }
            | State::Replaced { stood: Stood::Recalled { end }, .. } => Some(end),
            _ => None,
        };
        let returned = match state {
            State::Draft { returned, .. } => returned.as_ref(),
            _ => None,
        };
        // A recipient sees what was sent, and not how it came about; who is asked for an opinion the draft and its
        // editions.
        let whole = detail.sight == Sight::Whole;
        let (content_check, form_check) = (content_check.filter(|_| whole), form_check.filter(|_| whole));
        Self {
            id: document.id(),
            version: document.version(),
            state: state.name(),
            state_text: state.name().vietnamese().to_owned(),
            holder: outgoing_desk(document).map(|desk| HolderView::of_desk(desk, directory)),
            drafter: PersonRef::of(document.drafter(), directory),
            created_at: document.created_at(),
            content: ContentView::of(detail),
            editions: document
                .editions()
                .iter()
                .filter(|_| detail.sight >= Sight::Asked)
                .map(|one| EditionView { number: one.number, digest: one.digest.clone(), by: by(one.by), at: one.at })
                .collect(),
            returned: returned.map(|remarked| RemarkedView::of(remarked, directory)),
            content_check: content_check.map(|check| CheckView::of(check, directory)),
            form_check: form_check.map(|check| CheckView::of(check, directory)),
            signature: state.signature().map(|signature| SignatureView::of(signature, directory)),
            line: state.issue().map(|issue| LineView {
                register: issue.line.register,
                register_name: issue.line.register_name.clone(),
                year: issue.line.year,
                number: issue.line.number,
                notation: issue.line.notation.to_string(),
                written: issue.line.written(),
                issued_on: issue.line.issued_on,
                by: by(issue.by),
                at: issue.at,
            }),
            seal: state.seal().map(|seal| SealView {
                on: seal.on,
                files: seal.files.clone(),
                by: by(seal.by),
                at: seal.at,
            }),
            dispatched: state.dispatch().map(|dispatch| ActView { by: by(dispatch.by), at: dispatch.at }),
            case_file: match state {
                State::Filed { case_file, .. } | State::Replaced { stood: Stood::Filed { case_file, .. }, .. } => {
                    case_file.as_ref().map(ToString::to_string)
                }
                _ => None,
            },
            end: end.map(|remarked| RemarkedView::of(remarked, directory)),
            step_due: state.step_deadline().map(|deadline| deadline.due),
            later: document.later().map(LaterView::of).collect(),
            copies: detail.copies.iter().map(CopyLineView::from).collect(),
            signed_files: document
                .signed_files()
                .iter()
                .filter(|file| detail.shows(file.file.id))
                .map(|file| AttachmentView::of(file, directory))
                .collect(),
            opinions: OpinionView::all(detail),
            layout: detail.layout.clone(),
            findings: detail
                .findings
                .iter()
                .map(|found| FindingView {
                    code: found.code,
                    blocks: found.blocks,
                    text: found.words.vi.clone(),
                    text_en: found.words.en.clone(),
                })
                .collect(),
            nobody_there: document
                .unread()
                .filter(|(_, holder)| whole && !reaches_somebody(*holder, directory))
                .map(|(id, _)| id)
                .collect(),
            offered_commands: access::outgoing::offered(document, detail.reader, directory)
                .into_iter()
                .map(|offer| OfferedOutgoingCommand {
                    command: offer.command,
                    text: offer.command.vietnamese(),
                    recipient: offer.recipient,
                    opinion: offer.opinion,
                })
                .collect(),
        }
    }
}

impl ContentView {
    fn of(detail: &OutgoingDetail) -> Self {
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

/// An outgoing document's line in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingDocumentLine)]
pub struct OutgoingLineView {
    /// Which.
    pub id: DocumentId,
    /// Its version.
    pub version: i32,
    /// Where it stands.
    pub state: StateName,
    /// Tên loại, by code.
    pub document_type: String,
    /// Trích yếu.
    pub subject: String,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// The unit that drafts it.
    pub department: DepartmentId,
    /// Who drafts it.
    pub drafter: PersonRef,
    /// Năm.
    pub year: Option<i32>,
    /// Số.
    pub number: Option<i32>,
    /// Ký hiệu.
    pub notation: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
}

impl OutgoingLineView {
    /// A line.
    pub fn of(heading: &Heading, directory: &Directory) -> Self {
        Self {
            id: heading.id(),
            version: heading.version(),
            state: StateName::parse(&heading.state).unwrap_or(StateName::Draft),
            document_type: heading.type_code.clone(),
            subject: heading.subject.clone(),
            urgency: Urgency::parse(&heading.urgency).unwrap_or_default(),
            department: heading.department(),
            drafter: PersonRef::of(heading.drafter(), directory),
            year: heading.year,
            number: heading.number,
            notation: heading.notation.clone(),
            issued_on: heading.issued_on,
            created_at: heading.created_at(),
        }
    }
}

/// How far a document has come to one recipient.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingDelivery)]
pub struct OutgoingDeliveryView {
    /// To whom.
    pub recipient: RecipientView,
    /// How far.
    pub state: DeliveryState,
    /// Since when.
    pub at: Option<DateTime<Utc>>,
    /// Why it was refused, số vận đơn, or what else is known.
    pub remark: Option<String>,
    /// Số đến at the recipient, where it is another agency of the installation.
    pub arrival_number: Option<u32>,
    /// Its year.
    pub arrival_year: Option<i32>,
    /// To which address it went by mail.
    pub mailed_to: Option<String>,
    /// Whether its receipt, or the answer, is not known in time.
    pub late: bool,
    /// Whether it lies unread in the agency itself, where nobody is there to be told.
    pub nobody_there: bool,
}

impl OutgoingDeliveryView {
    /// A line.
    pub fn of(line: &DeliveryLine, directory: &Directory) -> Self {
        Self {
            recipient: RecipientView::of(&line.recipient, directory),
            state: line.state,
            at: line.at,
            remark: line.remark.clone(),
            arrival_number: line.arrival.map(|(number, _)| number),
            arrival_year: line.arrival.map(|(_, year)| year),
            mailed_to: line.mailed_to.as_ref().map(|address| address.as_str().to_owned()),
            late: line.late,
            nobody_there: line.nobody_there,
        }
    }
}

/// A line of a register of outgoing documents, in the columns of Decree 30/2020, Appendix IV.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RegisterEntry)]
pub struct RegisterEntryView {
    /// Số.
    pub number: u32,
    /// How the line stands.
    pub state: LineState,
    /// Số, ký hiệu văn bản.
    pub written: Option<String>,
    /// Ngày tháng văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, by code.
    pub document_type: Option<String>,
    /// Trích yếu nội dung.
    pub subject: Option<String>,
    /// Người ký.
    pub signer: Option<String>,
    /// Nơi nhận văn bản.
    pub recipients: Vec<String>,
    /// Đơn vị, người nhận bản lưu.
    pub kept_by: Option<String>,
    /// Số lượng bản.
    pub copies: Option<u32>,
    /// Ngày chuyển.
    pub dispatched_at: Option<DateTime<Utc>>,
    /// Ghi chú: why a number is reserved or struck out, what a copy is of, by what a document is replaced, amended or corrected.
    pub remark: Option<String>,
    /// The document.
    pub document: Option<DocumentId>,
    /// Of a copy: what it is of, and how it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<CopyView>,
    /// Who wrote the line.
    pub by: PersonRef,
    /// When.
    pub at: DateTime<Utc>,
}

impl RegisterEntryView {
    /// All lines of a page.
    pub fn all(entries: &Entries) -> Vec<Self> {
        entries.lines.iter().map(|line| Self::of(line, &entries.snapshot.directory)).collect()
    }

    fn of(line: &EntryLine, directory: &Directory) -> Self {
        let document = line.document.as_ref();
        let written = document.and_then(|document| document.state().line());
        let content = document.map(OutgoingDocument::content);
        let unit = content.and_then(|content| directory.departments.get(&content.department));
        Self {
            number: line.number,
            state: line.state,
            written: written.map(office::domain::outgoing::Line::written),
            issued_on: written.map(|line| line.issued_on),
            document_type: content.map(|content| content.type_code.clone()),
            subject: content.map(|content| content.subject.to_string()),
            signer: document.and_then(|document| document.state().signature()).map(|signature| signature.name.clone()),
            recipients: content
                .map(|content| content.recipients.iter().map(|to| RecipientView::of(to, directory).name).collect())
                .unwrap_or_default(),
            kept_by: unit.map(|unit| unit.name.clone()),
            copies: content.map(office::domain::outgoing::Content::copies),
            dispatched_at: document.and_then(|document| document.state().dispatch()).map(|dispatch| dispatch.at),
            remark: remark(line),
            copy: content.and_then(|content| content.copy.as_ref()).map(CopyView::of),
            document: document.map(OutgoingDocument::id),
            by: PersonRef::of(line.by, directory),
            at: line.at,
        }
    }
}

/// What the book remarks of a line (Appendix IV, Ghi chú).
fn remark(line: &EntryLine) -> Option<String> {
    let document = line.document.as_ref();
    let copy = document.and_then(|document| document.content().copy.as_ref()).map(CopyFacts::vietnamese);
    let later = document.into_iter().flat_map(OutgoingDocument::later).map(|later| LaterView::of(later).text);
    let all: Vec<String> = line.reason.clone().into_iter().chain(copy).chain(later).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

//! An outgoing document, as its reader sees it.

mod content;
mod lines;

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    domain::{
        DocumentId, FileId, OpinionId, RecipientId, Refusal, RegisterId, Rule,
        access::{self, outgoing::Sight},
        notice::reaches_somebody,
        organisation::{Directory, SigningForm},
        outgoing::{
            AnswerOutcome, OutgoingDocument, RelationKind, RelationOutcome, Signature, StateName,
            command::CommandKind,
            form::Layout,
            state::{Check, Medium, Remarked, State, Stood},
        },
        work::outgoing_desk,
    },
    outgoing::OutgoingDetail,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ByView, HolderView, PersonRef,
    case_file::CaseFileRefView,
    document::AttachmentView,
    opinion::OpinionView,
    relations::{AnswerLinkView, CopyLineView, LaterView},
};

pub use content::{ContentView, RecipientView};
pub use lines::{OutgoingDeliveryView, OutgoingLineView, RegisterEntryView};

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
    /// The case files that hold it, as far as the reader may open them; people only.
    pub case_files: Vec<CaseFileRefView>,
    /// How it ended: cancelled, struck out, recalled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<RemarkedView>,
    /// What could not be noted at other documents when it got its number.
    pub not_noted: Vec<NotNotedView>,
    /// Until when the registry is to take its next step.
    pub step_due: Option<DateTime<Utc>>,
    /// Later documents that replace, amend or correct it.
    pub later: Vec<LaterView>,
    /// Documents that came by the interchange in answer to it, as far as the reader may open them; of the newest 20.
    pub answered_by: Vec<AnswerLinkView>,
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

/// What could not be noted at another document when this one got its number.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingNotNoted)]
pub struct NotNotedView {
    /// At which document.
    pub document: DocumentId,
    /// What it was to be to it; absent where it answers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<RelationKind>,
    /// The rule that said no. `not_yours_to_complete` where the answer stands there, but has not completed it.
    pub code: String,
    /// The same in words.
    pub text: String,
}

impl NotNotedView {
    fn of(document: DocumentId, relation: Option<RelationKind>, rule: Rule) -> Self {
        Self { document, relation, code: rule.code().to_owned(), text: Refusal::new(rule).words().vi }
    }

    fn all(document: &OutgoingDocument) -> Vec<Self> {
        let answer = |outcome: &AnswerOutcome| {
            let open = outcome.left_open.then_some(Rule::NotYoursToComplete);
            outcome.refused.or(open).map(|rule| Self::of(outcome.document, None, rule))
        };
        let relation = |outcome: &RelationOutcome| {
            outcome.refused.map(|rule| Self::of(outcome.document, Some(outcome.kind), rule))
        };
        let relations = document.mended().iter().filter_map(relation);
        document.answered().iter().filter_map(answer).chain(relations).collect()
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
    /// Who said so; nobody where another system did, which the history names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<ByView>,
    /// When.
    pub at: DateTime<Utc>,
}

impl RemarkedView {
    pub(super) fn of(remarked: &Remarked, directory: &Directory) -> Self {
        let by = remarked.by.map(|by| ByView::of(by, directory));
        Self { reason: remarked.reason.to_string(), by, at: remarked.at }
    }
}

/// Who did something, and when.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OutgoingAct)]
pub struct ActView {
    /// Who; nobody where another system did, which the history names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<ByView>,
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
    /// The day on which it was signed.
    pub signed_on: NaiveDate,
    /// Who noted it.
    pub by: ByView,
    /// When that was noted.
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
            signed_on: signature.signed_on,
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
    /// Who gave the number; nobody where another system did, which the history names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<ByView>,
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
    /// Who sealed it; nobody where another system did, which the history names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<ByView>,
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
            | State::Replaced { stood: Stood { end: Some(end), .. }, .. } => Some(end),
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
            returned: returned.filter(|_| whole).map(|remarked| RemarkedView::of(remarked, directory)),
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
                by: issue.by.map(by),
                at: issue.at,
            }),
            seal: state.seal().map(|seal| SealView {
                on: seal.on,
                files: seal.files.clone(),
                by: seal.by.map(by),
                at: seal.at,
            }),
            dispatched: state.dispatch().map(|dispatch| ActView { by: dispatch.by.map(by), at: dispatch.at }),
            case_file: state.case_file().map(ToString::to_string),
            case_files: detail.case_files().map(CaseFileRefView::from).collect(),
            end: end.map(|remarked| RemarkedView::of(remarked, directory)),
            not_noted: if whole { NotNotedView::all(document) } else { Vec::new() },
            step_due: state.step_deadline().map(|deadline| deadline.due),
            later: document.later().map(LaterView::of).collect(),
            answered_by: detail.answering().map(AnswerLinkView::by).collect(),
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
            offered_commands: detail
                .reader
                .map(|reader| access::outgoing::offered(document, reader, directory))
                .unwrap_or_default()
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

//! An incoming document as one reader sees it.

use chrono::{DateTime, NaiveDate, Utc};
use office::{
    domain::{
        AssignmentId, DocumentId, RegisterId, RoutingRuleId, access,
        assignment::{Assigner, Assignment, AssignmentRole, Duty, Status, StatusName, WorkResult},
        calendar::Term,
        incoming::{Attachment, Channel, Facts, Secrecy, State, StateName, Urgency, state::Direction},
        organisation::Directory,
        register::Entry,
        work::Desk,
    },
    incoming::Detail,
    signatures::Signed,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ByView, FileView, HolderView, OfferedCommand, PersonRef,
    case_file::CaseFileRefView,
    relations::{AnswerLinkView, CopyLineView, EarlierView, ReplacingView},
    service::SystemRef,
    signature::SignatureView,
};

/// An incoming document.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = IncomingDocument)]
pub struct DocumentView {
    /// Which.
    pub id: DocumentId,
    /// Its version; also its ETag.
    pub version: u32,
    /// Where it stands.
    pub state: StateName,
    /// Where it stands, as the office says it.
    pub state_text: String,
    /// Who must act for it to move on; absent once nobody must.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<HolderView>,
    /// Its line in the register: số đến.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryView>,
    /// Until when the registry is to enter it or to hand it on, while it holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_due: Option<DateTime<Utc>>,
    /// What is known of it.
    pub facts: FactsView,
    /// Before whom it stands, and with what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presentation: Option<PresentationView>,
    /// How it was completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completion: Option<CompletionView>,
    /// How it came to its final state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<EndView>,
    /// Số, ký hiệu or title of the case file it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_file: Option<String>,
    /// The case files that hold it, as far as the reader may open them; people only.
    pub case_files: Vec<CaseFileRefView>,
    /// Every assignment it ever had, oldest first.
    pub assignments: Vec<AssignmentView>,
    /// Its files.
    pub files: Vec<AttachmentView>,
    /// The sender wants it back, and the office has not answered yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recall: Option<NoteView>,
    /// The work rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause: Option<NoteView>,
    /// Số, ký hiệu of documents that answer it.
    pub answers: Vec<String>,
    /// Documents of this agency that it answers, where it came by the interchange, as far as the reader may open them; the newest 20.
    pub answers_to: Vec<AnswerLinkView>,
    /// Earlier documents that it replaces, amends or corrects.
    pub relations: Vec<EarlierView>,
    /// Later documents by which its sender has replaced it, as far as the reader may open them.
    pub later: Vec<ReplacingView>,
    /// Its copies (bản sao) that were made here.
    pub copies: Vec<CopyLineView>,
    /// The rule that routed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routed_by: Option<RoutingRuleId>,
    /// Who took it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_by: Option<ByView>,
    /// The system that sent it by a key of its own, where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_through: Option<SystemRef>,
    /// Administrators whom a leader has let look, and until when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub looks: Vec<LookView>,
    /// What the reader may do now.
    pub offered_commands: Vec<OfferedCommand>,
}

/// A look that a leader has granted to an administrator.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = GrantedLook)]
pub struct LookView {
    /// Who may look.
    pub person: PersonRef,
    /// Until when.
    pub until: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// Who granted it.
    pub by: ByView,
}

/// A document's line in a register.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Entry)]
pub struct EntryView {
    /// The register.
    pub register: RegisterId,
    /// Its name.
    pub register_name: String,
    /// Its year, in Vietnam.
    pub year: i32,
    /// Số đến.
    pub number: u32,
    /// When the line was written.
    pub at: DateTime<Utc>,
    /// Who wrote it; absent where the office did by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<ByView>,
}

impl EntryView {
    fn of(entry: &Entry, directory: &Directory) -> Self {
        Self {
            register: entry.register,
            register_name: entry.register_name.clone(),
            year: entry.year,
            number: entry.number,
            at: entry.at,
            by: entry.by.map(|by| ByView::of(by, directory)),
        }
    }
}

/// What is known of a document (Decree 30/2020, Appendices IV and VI).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Facts)]
pub struct FactsView {
    /// Tác giả.
    pub author: String,
    /// Mã định danh.
    pub author_code: Option<String>,
    /// Số văn bản.
    pub number: Option<String>,
    /// Ký hiệu.
    pub notation: Option<String>,
    /// Ngày văn bản.
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, by code.
    pub document_type: String,
    /// Trích yếu; absent on a secret line.
    pub subject: Option<String>,
    /// Ghi chú.
    pub remark: Option<String>,
    /// Độ mật.
    pub secrecy: Secrecy,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// Số trang.
    pub pages: Option<u16>,
    /// Số lượng bản.
    pub copies: Option<u16>,
    /// Ngôn ngữ.
    pub language: String,
    /// Thời hạn giải quyết.
    pub deadline: Option<NaiveDate>,
    /// Họ tên người ký.
    pub signer_name: Option<String>,
    /// Chức vụ người ký.
    pub signer_position: Option<String>,
    /// Thư điện tử của nơi gửi.
    pub sender_email: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// Ngày, giờ đến.
    pub received_at: DateTime<Utc>,
}

impl From<&Facts> for FactsView {
    fn from(facts: &Facts) -> Self {
        Self {
            author: facts.author.to_string(),
            author_code: facts.author_code.as_ref().map(ToString::to_string),
            number: facts.number.as_ref().map(ToString::to_string),
            notation: facts.notation.as_ref().map(ToString::to_string),
            issued_on: facts.issued_on,
            document_type: facts.type_code.clone(),
            subject: facts.subject().map(ToString::to_string),
            remark: facts.remark().map(ToString::to_string),
            secrecy: facts.secrecy(),
            urgency: facts.urgency,
            pages: facts.pages,
            copies: facts.copies,
            language: facts.language.to_string(),
            deadline: facts.deadline,
            signer_name: facts.signer_name.as_ref().map(ToString::to_string),
            signer_position: facts.signer_position.as_ref().map(ToString::to_string),
            sender_email: facts.sender_email.as_ref().map(|a| a.as_str().to_owned()),
            channel: facts.channel,
            received_at: facts.received_at,
        }
    }
}

/// A document put before someone.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Presentation)]
pub struct PresentationView {
    /// Before whom.
    pub to: PersonRef,
    /// By whom.
    pub by: Option<ByView>,
    /// When.
    pub at: DateTime<Utc>,
    /// With what words.
    pub note: Option<String>,
    /// With what direction proposed.
    pub proposal: Option<Direction>,
}

/// How a document was completed.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Completion)]
pub struct CompletionView {
    /// By whom.
    pub by: Option<ByView>,
    /// When.
    pub at: DateTime<Utc>,
    /// Why it was kept for information, if it was.
    pub reason: Option<String>,
}

/// How a document came to its final state.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = End)]
pub struct EndView {
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Option<ByView>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Something that is open, with its reason.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Note)]
pub struct NoteView {
    /// Why.
    pub reason: String,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// A file with who attached it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Attachment)]
pub struct AttachmentView {
    /// The file.
    #[serde(flatten)]
    pub file: FileView,
    /// Who attached it.
    pub by: Option<ByView>,
    /// When.
    pub at: DateTime<Utc>,
    /// Chữ ký số: what is digitally signed in it. Only of incoming documents; absent where it is no PDF, or was not looked at yet: that takes a moment after it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signatures: Option<Vec<SignatureView>>,
    /// It has more signatures than these, which were not looked at.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub more_signatures: bool,
}

impl AttachmentView {
    /// A file as it was attached, without what is signed in it.
    pub fn of(attached: &Attachment, directory: &Directory) -> Self {
        Self {
            file: (&attached.file).into(),
            by: attached.by.map(|by| ByView::of(by, directory)),
            at: attached.at,
            signatures: None,
            more_signatures: false,
        }
    }

    /// The same with what is signed in it.
    pub fn with_signatures(attached: &Attachment, signed: &Signed, directory: &Directory) -> Self {
        let signed = signed.get(&attached.file.id);
        let shown = |(one, standing): &(_, _)| SignatureView::of(one, *standing);
        Self {
            signatures: signed.map(|signed| signed.all.iter().map(shown).collect()),
            more_signatures: signed.is_some_and(|signed| signed.more),
            ..Self::of(attached, directory)
        }
    }
}

/// What was handed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = WorkResult)]
pub struct ResultView {
    /// What was done.
    pub text: Option<String>,
    /// Files that belong to it.
    pub files: Vec<uuid::Uuid>,
    /// Who handed it in.
    pub by: ByView,
    /// When.
    pub at: DateTime<Utc>,
}

impl ResultView {
    fn of(result: &WorkResult, directory: &Directory) -> Self {
        Self {
            text: result.text.as_ref().map(ToString::to_string),
            files: result.files.iter().map(|id| id.0).collect(),
            by: ByView::of(result.by, directory),
            at: result.at,
        }
    }
}

/// A later deadline that is asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Extension)]
pub struct ExtensionView {
    /// The deadline asked for.
    pub due: DateTime<Utc>,
    /// How much more than the deadline of then, where it was asked for as a term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: ByView,
}

/// One assignment.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Assignment)]
pub struct AssignmentView {
    /// Which.
    pub id: AssignmentId,
    /// The assignment it hangs under.
    pub parent: Option<AssignmentId>,
    /// Chủ trì, phối hợp, để biết or theo dõi.
    pub role: AssignmentRole,
    /// Who holds it.
    pub holder: HolderView,
    /// Who held it before, where their work was handed over; the latest stands last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former_holders: Vec<PersonRef>,
    /// Who gave it; absent where a routing rule did.
    pub assigned_by: Option<ByView>,
    /// Who has taken over from whoever gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers_to: Option<PersonRef>,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// Ý kiến chỉ đạo.
    pub instruction: Option<String>,
    /// Hạn xử lý.
    pub due: Option<DateTime<Utc>>,
    /// The term by which the deadline was counted; none where it was set as a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// The deadline that it had first, where it has another since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_due: Option<DateTime<Utc>>,
    /// The result goes to the leader, after the head.
    pub leader_approves: bool,
    /// Where it stands.
    pub status: StatusName,
    /// Who took it up, or gave it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acted_by: Option<ByView>,
    /// When its status began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acted_at: Option<DateTime<Utc>>,
    /// Why it was given back or withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultView>,
    /// A later deadline that its holder has asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<ExtensionView>,
}

impl AssignmentView {
    fn of(assignment: &Assignment, directory: &Directory) -> Self {
        let person = |by| ByView::of(by, directory);
        let (acted_by, acted_at, reason, result) = match &assignment.status {
            Status::Open => (None, None, None, None),
            Status::Accepted { by, at } => (Some(*by), Some(*at), None, None),
            Status::Submitted { result } => (Some(result.by), Some(result.at), None, Some(result)),
            Status::Done { result, at } => (None, Some(*at), None, result.as_ref()),
            Status::GivenBack { by, at, reason } => (Some(*by), Some(*at), Some(reason.to_string()), None),
            Status::Withdrawn { at, reason } => (None, Some(*at), reason.as_ref().map(ToString::to_string), None),
        };
        Self {
            id: assignment.id,
            parent: assignment.parent,
            role: assignment.role(),
            holder: HolderView::of(assignment.holder, directory),
            former_holders: assignment.former_holders.iter().map(|id| PersonRef::of(*id, directory)).collect(),
            assigned_by: match assignment.assigned_by {
                Assigner::Person(by) => Some(person(by)),
                Assigner::Rule(_) => None,
            },
            answers_to: assignment.answers_to.map(|id| PersonRef::of(id, directory)),
            opened_at: assignment.opened_at,
            instruction: assignment.instruction.as_ref().map(ToString::to_string),
            due: assignment.due(),
            term: assignment.counted.map(|counted| counted.term),
            first_due: assignment.first_due,
            leader_approves: matches!(assignment.duty, Duty::Primary { leader_approves: true, .. }),
            status: assignment.status.name(),
            acted_by: acted_by.map(person),
            acted_at,
            reason,
            result: result.map(|result| ResultView::of(result, directory)),
            extension: assignment.extension.as_ref().map(|e| ExtensionView {
                due: e.due,
                term: e.term,
                reason: e.reason.to_string(),
                by: person(e.by),
            }),
        }
    }
}

impl DocumentView {
    /// The document as its reader sees it.
    pub fn of(detail: &Detail) -> Self {
        let (document, directory) = (&detail.document, &detail.snapshot.directory);
        let person = |by| ByView::of(by, directory);
        let state = document.state();
        let holder = match (state.name().is_open(), document.primary_holder()) {
            (true, Some(holder)) => Some(HolderView::of(holder, directory)),
            (true, None) => Some(HolderView::of_desk(Desk::Registry, directory)),
            (false, _) => None,
        };
        let end = match state {
            State::Refused(end)
            | State::Returned { end, .. }
            | State::Voided { end, .. }
            | State::Recalled { end, .. } => {
                Some(EndView { reason: end.reason.to_string(), by: end.by.map(person), at: end.at })
            }
            _ => None,
        };
        Self {
            id: document.id(),
            version: document.version(),
            state: state.name(),
            state_text: state.name().vietnamese().to_owned(),
            holder,
            entry: state.entry().map(|entry| EntryView::of(entry, directory)),
            step_due: state.step_deadline().map(|deadline| deadline.due),
            facts: document.facts().into(),
            presentation: match state {
                State::Presented { presentation, .. } => Some(PresentationView {
                    to: PersonRef::of(presentation.to, directory),
                    by: presentation.by.map(person),
                    at: presentation.at,
                    note: presentation.note.as_ref().map(ToString::to_string),
                    proposal: presentation.proposal.clone(),
                }),
                _ => None,
            },
            completion: document.completion().map(|c| CompletionView {
                by: c.by.map(person),
                at: c.at,
                reason: c.reason.as_ref().map(ToString::to_string),
            }),
            end,
            case_file: match state {
                State::Filed { case_file, .. } => case_file.as_ref().map(ToString::to_string),
                _ => None,
            },
            case_files: detail.beside.case_files(detail.reader, directory).map(CaseFileRefView::from).collect(),
            assignments: document.assignments().iter().map(|a| AssignmentView::of(a, directory)).collect(),
            files: document
                .files()
                .iter()
                .map(|f| AttachmentView::with_signatures(f, &detail.beside.signed, directory))
                .collect(),
            recall: document.recall().map(|r| NoteView { reason: r.reason.to_string(), at: r.at }),
            pause: document.pause().map(|p| NoteView { reason: p.reason.to_string(), at: p.at }),
            answers: document.answers().iter().map(ToString::to_string).collect(),
            answers_to: detail.beside.answered(detail.reader, directory).map(AnswerLinkView::to).collect(),
            relations: detail
                .beside
                .relations(document, detail.reader, directory)
                .map(|(relation, earlier)| EarlierView::of_incoming(relation, earlier))
                .collect(),
            later: detail.beside.later(detail.reader, directory).map(ReplacingView::of).collect(),
            copies: detail.beside.copies.iter().map(CopyLineView::from).collect(),
            routed_by: document.routed_by(),
            received_by: document.received_by().map(person),
            received_through: document.received_through().map(|id| SystemRef::of(id, directory)),
            looks: document
                .looks()
                .iter()
                .map(|look| LookView {
                    person: PersonRef::of(look.person, directory),
                    until: look.until,
                    reason: look.reason.to_string(),
                    by: person(look.by),
                })
                .collect(),
            offered_commands: detail
                .reader
                .map(|reader| access::offered(document, reader, directory))
                .unwrap_or_default()
                .into_iter()
                .map(|offer| OfferedCommand {
                    command: offer.command,
                    text: offer.command.vietnamese(),
                    assignment: offer.assignment,
                })
                .collect(),
        }
    }
}

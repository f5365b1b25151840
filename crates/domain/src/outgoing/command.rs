//! What may be done to an outgoing document: one struct a command, so that an unknown field is refused by name.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    content::ContentFields, copy::MakeCopy, opinion::OpinionHolder, recipient::DeliveryState, relation::Later,
    state::Medium,
};
use crate::{
    DocumentId, FileId, Instruction, Label, OpinionId, PersonId, Reason, RecipientId, RegisterId, calendar::Term,
};

/// Begins a draft.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateOutgoingDocument)]
pub struct Create {
    /// What it is about.
    pub content: ContentFields,
    /// Put it before the head of the unit in the same step.
    #[serde(default)]
    pub submit: bool,
}

crate::tagged::commands! {
    /// A command, with what it needs.
    #[allow(clippy::large_enum_variant, reason = "one is read and decided at a time; a box would only be in the way")]
    Command, CommandKind, "OutgoingDocumentCommand", "OutgoingCommandKind";

    /// Sửa dự thảo: a new edition.
    Revise = "revise" {
        /// What it is about from now on, all of it.
        content: ContentFields,
    }
    /// Trình trưởng đơn vị duyệt.
    Submit = "submit" {
        /// With what words.
        #[serde(default)]
        note: Option<Instruction>,
    }
    /// Duyệt nội dung, by the head of the drafting unit (Decree 30/2020, Art. 12(1)).
    Endorse = "endorse" {
        /// With what words.
        #[serde(default)]
        note: Option<Instruction>,
    }
    /// Đạt thể thức, trình ký: by the chief of office or the registry, who is not whoever checked the content (Art. 12(2)).
    PassForm = "pass_form" {
        /// With what words.
        #[serde(default)]
        note: Option<Instruction>,
    }
    /// Trả lại người soạn thảo, at any step before the number.
    ReturnToDrafter = "return_to_drafter" {
        /// Why.
        reason: Reason,
    }
    /// Ký: by the signer's own hand; or noted by the registry, of what they have signed on paper (Art. 13).
    Sign = "sign" {
        /// On what.
        on: Medium,
        /// What was signed: the PDF; of paper that the registry notes, its scan.
        #[serde(default)]
        files: Vec<FileId>,
        /// The day on which the paper was signed, where that was before today.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signed_on: Option<NaiveDate>,
    }
    /// Cấp số, ngày (Art. 15).
    Issue = "issue" {
        /// The register; the one that takes this type where none is named.
        #[serde(default)]
        register: Option<RegisterId>,
        /// A number of it that was reserved; the next one where none is named.
        #[serde(default)]
        #[schema(minimum = 1)]
        reserved_number: Option<u32>,
    }
    /// Đóng dấu, hoặc ký số của cơ quan; may be done again until it is dispatched.
    SealIssued = "seal" {
        /// On what.
        on: Medium,
        /// The sealed document: the scan of the paper, or the PDF that bears both signatures.
        #[serde(default)]
        files: Vec<FileId>,
    }
    /// Phát hành (Art. 18).
    DispatchIssued = "dispatch" {
        /// Counterparts to which it goes by post all the same, whatever was asked.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        by_post: Vec<RecipientId>,
    }
    /// Gửi bản cập nhật: whoever got it by the interchange gets its sealed document anew (QCVN 102: nghiệp vụ cập nhật). What it says stays.
    SendUpdate = "send_update" {
        /// The sealed document as it goes out from now on: a better scan of the paper, or the PDF that bears both signatures.
        files: Vec<FileId>,
        /// Why; those who get it are told.
        reason: Reason,
    }
    /// Lưu hồ sơ (Art. 19).
    FileIssued = "file" {
        /// Số, ký hiệu or title of the case file.
        #[serde(default)]
        case_file: Option<Label>,
    }
    /// Hủy dự thảo: it never had a number.
    CancelDraft = "cancel" {
        /// Why.
        reason: Reason,
    }
    /// Hủy số: the line stands, with the reason.
    VoidIssued = "void" {
        /// Why.
        reason: Reason,
    }
    /// Thu hồi: it is frozen here, and asked back of its recipients (Art. 18(4)).
    RecallIssued = "recall" {
        /// Why.
        reason: Reason,
    }
    /// Ghi nhận việc chuyển phát, of a recipient outside; of every other one alone that they have answered (`done`).
    NoteDelivery = "note_delivery" {
        /// Which recipient.
        recipient: RecipientId,
        /// How far it has come.
        state: DeliveryState,
        /// Số vận đơn, ngày nhận; why, where it was refused.
        #[serde(default)]
        remark: Option<Reason>,
    }
    /// Đã xem, by a recipient of the agency itself.
    AcknowledgeIssued = "acknowledge" {
        /// As which recipient.
        recipient: RecipientId,
    }
    /// Giao người khác soạn thảo, by the head of the drafting unit.
    ChangeDrafter = "change_drafter" {
        /// Who drafts it from now on.
        drafter: PersonId,
        /// Why.
        reason: Reason,
    }
    /// Trao đổi.
    Discuss = "comment" {
        /// The words.
        text: Instruction,
    }
    /// Sửa bản sao: the draft of a copy, anew.
    ReviseCopy = "revise_copy" {
        /// What is copied and how from now on, all of it.
        copy: MakeCopy,
    }
    /// Ghi nhận thay thế: the office itself does, when the later document gets its number.
    NoteReplaced = "replaced" {
        /// By which.
        later: Later,
    }
    /// Ghi nhận sửa đổi, bổ sung.
    NoteAmended = "amended" {
        /// By which.
        later: Later,
    }
    /// Ghi nhận đính chính.
    NoteCorrected = "corrected" {
        /// By which.
        later: Later,
    }
    /// Bỏ ghi nhận thay thế, sửa đổi, đính chính: the number of the later document is struck out.
    TakeRelationBack = "take_relation_back" {
        /// Of which.
        document: DocumentId,
    }
    /// Tính lại hạn của văn thư theo lịch làm việc; given by the office itself when its calendar has changed.
    RecountStep = "recount_deadlines" {
        /// What has changed, in words.
        #[serde(default)]
        because: Vec<String>,
    }
    /// Lấy ý kiến phối hợp: of departments and people of the agency, side by side.
    AskOpinions = "ask_opinions" {
        /// Of whom, each once as long as they have not answered.
        holders: Vec<OpinionHolder>,
        /// What is asked.
        question: Instruction,
        /// Hạn cho ý kiến, RFC 3339 with offset; exactly one of `due` and `term`.
        #[serde(default)]
        due: Option<DateTime<Utc>>,
        /// Thời hạn cho ý kiến, counted from now by the working calendar of each who is asked.
        #[serde(default)]
        term: Option<Term>,
    }
    /// Cho ý kiến phối hợp, in words, in files or in both; once given it stands.
    GiveOpinion = "give_opinion" {
        /// Which.
        opinion: OpinionId,
        /// In words.
        #[serde(default)]
        text: Option<Instruction>,
        /// In files.
        #[serde(default)]
        files: Vec<FileId>,
        /// On which edition of the draft, by its number; the last where none is named.
        #[serde(default)]
        #[schema(minimum = 1)]
        edition: Option<u32>,
    }
    /// Giao một người của đơn vị cho ý kiến, by the head of the department that is asked.
    PassOpinion = "pass_opinion" {
        /// Which.
        opinion: OpinionId,
        /// To whom of the department's people.
        to: PersonId,
        /// With what words.
        #[serde(default)]
        note: Option<Instruction>,
    }
    /// Rút lượt hỏi ý kiến, by whoever asked or the head of the drafting unit.
    WithdrawOpinion = "withdraw_opinion" {
        /// Which.
        opinion: OpinionId,
        /// Why.
        reason: Reason,
    }
    /// Đôn đốc cho ý kiến.
    RemindOpinion = "remind_opinion" {
        /// Which.
        opinion: OpinionId,
        /// With what words.
        #[serde(default)]
        text: Option<Instruction>,
    }
    /// Bàn giao công việc: the draft, and the opinions, that somebody has in hand here another takes over, because they
    /// leave or move.
    HandOverDraft = "hand_over" {
        /// Whose work it is.
        from: PersonId,
        /// Who takes it over.
        to: PersonId,
        /// Why.
        reason: Reason,
    }
    /// Tính lại hạn cho ý kiến theo lịch làm việc; given by the office itself when its calendar has changed.
    RecountOpinions = "recount_opinions" {
        /// What has changed, in words.
        #[serde(default)]
        because: Vec<String>,
    }
}

/// What of a document a command is about, beside the document itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Nothing.
    Nothing,
    /// One of its recipients.
    Recipient(RecipientId),
    /// One of the opinions that were asked on it.
    Opinion(OpinionId),
}

impl About {
    /// The opinion.
    pub const fn opinion(self) -> Option<OpinionId> {
        match self {
            Self::Opinion(id) => Some(id),
            Self::Nothing | Self::Recipient(_) => None,
        }
    }
    /// The recipient.
    pub const fn recipient(self) -> Option<RecipientId> {
        match self {
            Self::Recipient(id) => Some(id),
            Self::Nothing | Self::Opinion(_) => None,
        }
    }
}

impl From<Option<RecipientId>> for About {
    fn from(recipient: Option<RecipientId>) -> Self {
        recipient.map_or(Self::Nothing, Self::Recipient)
    }
}

impl Command {
    /// The files that it names.
    pub fn files(&self) -> &[FileId] {
        match self {
            Self::Revise(Revise { content }) => &content.files,
            Self::ReviseCopy(ReviseCopy { copy }) => &copy.files,
            Self::Sign(Sign { files, .. })
            | Self::SealIssued(SealIssued { files, .. })
            | Self::SendUpdate(SendUpdate { files, .. })
            | Self::GiveOpinion(GiveOpinion { files, .. }) => files,
            _ => &[],
        }
    }

    /// What of the document it is about.
    pub const fn about(&self) -> About {
        match self {
            Self::AcknowledgeIssued(AcknowledgeIssued { recipient }) => About::Recipient(*recipient),
            Self::GiveOpinion(GiveOpinion { opinion, .. })
            | Self::PassOpinion(PassOpinion { opinion, .. })
            | Self::WithdrawOpinion(WithdrawOpinion { opinion, .. })
            | Self::RemindOpinion(RemindOpinion { opinion, .. }) => About::Opinion(*opinion),
            _ => About::Nothing,
        }
    }

    /// The recipient as whom it is given.
    pub const fn recipient(&self) -> Option<RecipientId> {
        match self {
            Self::AcknowledgeIssued(AcknowledgeIssued { recipient }) => Some(*recipient),
            _ => None,
        }
    }
}

impl CommandKind {
    /// Whether it moves the document, and so must say which version it was decided on. The others are repeated inside when somebody else
    /// was faster.
    pub const fn moves(self) -> bool {
        !matches!(
            self,
            Self::Discuss
                | Self::AcknowledgeIssued
                | Self::NoteDelivery
                | Self::RecountStep
                | Self::AskOpinions
                | Self::GiveOpinion
                | Self::PassOpinion
                | Self::WithdrawOpinion
                | Self::RemindOpinion
                | Self::RecountOpinions
        )
    }

    /// Whether it decides on the document. Whoever carries it out on the word of a mail wants a proof of who wrote that first; what somebody
    /// says, and that they have read, needs none.
    pub const fn decides(self) -> bool {
        !matches!(self, Self::Discuss | Self::AcknowledgeIssued)
    }

    /// Whether nobody but the office itself gives it: it follows from what is done to another document.
    pub const fn is_the_offices(self) -> bool {
        matches!(
            self,
            Self::NoteReplaced
                | Self::NoteAmended
                | Self::NoteCorrected
                | Self::TakeRelationBack
                | Self::RecountStep
                | Self::RecountOpinions
        )
    }

    /// Whether it names an opinion.
    pub const fn names_opinion(self) -> bool {
        matches!(self, Self::GiveOpinion | Self::PassOpinion | Self::WithdrawOpinion | Self::RemindOpinion)
    }
}

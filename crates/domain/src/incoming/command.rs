//! What may be done to an incoming document: one struct a command, so that an unknown field is refused by name.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    facts::{FactsFields, Urgency},
    relation::Relation,
    state::Direction,
};
use crate::{
    AssignmentId, AuthorName, CodeNumber, FileId, Instruction, Label, LanguageName, Notation, OrganCode, PersonId,
    Reason, RegisterId, Remark, RoutingRuleId, SignerName, SignerPosition, Subject,
    assignment::{AssignmentRole, Holder, Target},
    calendar::Term,
};

/// Takes a document in, and enters it in the register at once where `register` is given.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceiveIncomingDocument)]
pub struct Receive {
    /// What is known of the document.
    pub facts: FactsFields,
    /// Files already uploaded.
    #[serde(default)]
    pub files: Vec<FileId>,
    /// Enter it in the register in the same step.
    #[serde(default)]
    pub register: Option<Register>,
}

crate::tagged::commands! {
    /// A command, with what it needs.
    Command, CommandKind, "IncomingDocumentCommand", "CommandKind";

    /// Vào sổ: takes the next arrival number.
    Register = "register" {
        /// The register; the one that takes this type where none is named.
        #[serde(default)]
        register: Option<RegisterId>,
        /// Enter it though the same document seems to be entered already.
        #[serde(default)]
        confirm_duplicate: bool,
    }
    /// Từ chối tiếp nhận: never entered, and the sender is told why.
    Refuse = "refuse" {
        /// Why.
        reason: Reason,
    }
    /// Trình: puts the document before a leader, or before the chief of office who passes it on.
    Present = "present" {
        /// Before whom.
        to: PersonId,
        /// With what words.
        #[serde(default)]
        note: Option<Instruction>,
        /// With what direction proposed.
        #[serde(default)]
        proposal: Option<Direction>,
    }
    /// Chuyển theo quy định: hands the document on by a routing rule, without a leader.
    Route = "route" {
        /// The rule; the first that fits where none is named.
        #[serde(default)]
        rule: Option<RoutingRuleId>,
    }
    /// Lưu để biết: no work follows; these are told.
    Close = "close" {
        /// Why.
        reason: Reason,
        /// Who reads it.
        #[serde(default)]
        readers: Vec<Holder>,
    }
    /// Trả lại nơi gửi; the line and its number stand.
    ReturnToSender = "return_to_sender" {
        /// Why.
        reason: Reason,
    }
    /// Hủy dòng sổ: entered twice or by mistake; the line and its number stand.
    Void = "void" {
        /// Why.
        reason: Reason,
    }
    /// Chuyển trình: puts the document before another leader.
    Pass = "pass" {
        /// Before whom.
        to: PersonId,
        /// With what words.
        #[serde(default)]
        note: Option<Instruction>,
        /// With what direction proposed; the present one stands where none is given.
        #[serde(default)]
        proposal: Option<Direction>,
    }
    /// Bút phê: assigns in one step.
    Direct = "direct" {
        /// The direction; left out, the one that was proposed is given as it stands.
        #[serde(default)]
        direction: Option<Direction>,
    }
    /// Chuyển trả, with a reason: an assignment to whoever gave it, or a presentation to the registry.
    GiveBack = "give_back" {
        /// The assignment; left out, the presentation is given back.
        #[serde(default)]
        assignment: Option<AssignmentId>,
        /// Why.
        reason: Reason,
    }
    /// Giao việc: gives the department's assignment to an officer, with others beside if need be.
    Assign = "assign" {
        /// The department's assignment.
        assignment: AssignmentId,
        /// Who handles it.
        officer: Target,
        /// Who supports them.
        #[serde(default)]
        supporting: Vec<Target>,
    }
    /// Trình kết quả: hands in what was done (or, supporting, an opinion).
    SubmitResult = "submit_result" {
        /// The assignment.
        assignment: AssignmentId,
        /// What was done. Required, but on a secret line, which has no content.
        #[serde(default)]
        text: Option<Instruction>,
        /// Files already uploaded.
        #[serde(default)]
        files: Vec<FileId>,
    }
    /// Chuyển đơn vị chủ trì khác, by the leader who directed.
    Redirect = "redirect" {
        /// The primary assignment that ends.
        assignment: AssignmentId,
        /// The new primary.
        primary: Target,
        /// Why.
        reason: Reason,
    }
    /// Giao lại cho người khác, by the head.
    Reassign = "reassign" {
        /// The officer's assignment that ends.
        assignment: AssignmentId,
        /// The new officer.
        officer: Target,
        /// Why.
        reason: Reason,
    }
    /// Rút việc về phòng, by the head.
    TakeBack = "take_back" {
        /// The officer's assignment that ends.
        assignment: AssignmentId,
        /// Why.
        reason: Reason,
    }
    /// Duyệt kết quả.
    Approve = "approve" {
        /// The assignment that was handed in.
        assignment: AssignmentId,
        /// With what words.
        #[serde(default)]
        note: Option<Instruction>,
    }
    /// Không duyệt, with a reason.
    Reject = "reject" {
        /// The assignment that was handed in.
        assignment: AssignmentId,
        /// Why.
        reason: Reason,
    }
    /// Lưu hồ sơ.
    File = "file" {
        /// Số, ký hiệu or title of the case file.
        #[serde(default)]
        case_file: Option<Label>,
    }
    /// Mở lại, with a reason.
    Reopen = "reopen" {
        /// Why.
        reason: Reason,
    }
    /// Bên gửi thu hồi.
    Recall = "recall" {
        /// Why.
        reason: Reason,
    }
    /// Đồng ý cho thu hồi.
    AgreeRecall = "agree_recall" {}
    /// Không đồng ý cho thu hồi.
    RefuseRecall = "refuse_recall" {
        /// Why.
        reason: Reason,
    }
    /// Nhận việc.
    Accept = "accept" {
        /// The assignment.
        assignment: AssignmentId,
    }
    /// Sửa ý kiến chỉ đạo hoặc hạn, by whoever gave it.
    Amend = "amend" {
        /// The assignment.
        assignment: AssignmentId,
        /// The words that stand from now on; unchanged where left out.
        #[serde(default)]
        instruction: Option<Instruction>,
        /// The deadline that stands from now on; unchanged where left out.
        #[serde(default)]
        due: Option<DateTime<Utc>>,
        /// How long they have from now on, in the stead of a deadline.
        #[serde(default)]
        term: Option<Term>,
    }
    /// Thêm nơi nhận: supporting, informed or monitoring.
    AddRecipient = "add_recipient" {
        /// The assignment it hangs under; the top where left out.
        #[serde(default)]
        parent: Option<AssignmentId>,
        /// As what; never as a second primary.
        role: AssignmentRole,
        /// Who.
        recipient: Target,
    }
    /// Rút lại, before it is accepted.
    Withdraw = "withdraw" {
        /// The assignment.
        assignment: AssignmentId,
        /// Why.
        #[serde(default)]
        reason: Option<Reason>,
    }
    /// Trao đổi.
    Comment = "comment" {
        /// The words.
        text: Instruction,
    }
    /// Đính kèm tệp.
    Attach = "attach" {
        /// Files already uploaded.
        files: Vec<FileId>,
    }
    /// Sửa thông tin đăng ký; what stood before is kept. Fields left out stay as they are.
    Correct = "correct" {
        /// Why.
        reason: Reason,
        /// Tác giả.
        #[serde(default)]
        author: Option<AuthorName>,
        /// Mã định danh của cơ quan gửi.
        #[serde(default)]
        author_code: Option<OrganCode>,
        /// Số văn bản.
        #[serde(default)]
        number: Option<CodeNumber>,
        /// Ký hiệu văn bản.
        #[serde(default)]
        notation: Option<Notation>,
        /// Ngày văn bản.
        #[serde(default)]
        issued_on: Option<NaiveDate>,
        /// Tên loại.
        #[serde(default)]
        document_type: Option<String>,
        /// Trích yếu.
        #[serde(default)]
        subject: Option<Subject>,
        /// Ghi chú.
        #[serde(default)]
        remark: Option<Remark>,
        /// What it replaces, amends or corrects: all of it.
        #[serde(default)]
        relations: Option<Vec<Relation>>,
        /// Độ khẩn.
        #[serde(default)]
        urgency: Option<Urgency>,
        /// Số trang.
        #[serde(default)]
        #[schema(minimum = 1, maximum = 999)]
        pages: Option<u16>,
        /// Số lượng bản.
        #[serde(default)]
        #[schema(minimum = 1, maximum = 999)]
        copies: Option<u16>,
        /// Ngôn ngữ.
        #[serde(default)]
        language: Option<LanguageName>,
        /// Thời hạn giải quyết.
        #[serde(default)]
        deadline: Option<NaiveDate>,
        /// Họ tên người ký.
        #[serde(default)]
        signer_name: Option<SignerName>,
        /// Chức vụ người ký.
        #[serde(default)]
        signer_position: Option<SignerPosition>,
        /// Correct it though the same document seems to be entered already.
        #[serde(default)]
        confirm_duplicate: bool,
    }
    /// Báo cáo tiến độ.
    ReportProgress = "report_progress" {
        /// The assignment.
        assignment: AssignmentId,
        /// The words.
        text: Instruction,
    }
    /// Đôn đốc.
    Remind = "remind" {
        /// The assignment.
        assignment: AssignmentId,
        /// The words.
        #[serde(default)]
        text: Option<Instruction>,
    }
    /// Xin gia hạn.
    RequestExtension = "request_extension" {
        /// The assignment.
        assignment: AssignmentId,
        /// The deadline asked for; `due` or `term`.
        #[serde(default)]
        due: Option<DateTime<Utc>>,
        /// How much longer, counted by the working calendar from the present deadline, or from now where that is over.
        #[serde(default)]
        term: Option<Term>,
        /// Why.
        reason: Reason,
    }
    /// Cho gia hạn, by whoever set the deadline.
    GrantExtension = "grant_extension" {
        /// The assignment.
        assignment: AssignmentId,
        /// Another deadline than the one asked for.
        #[serde(default)]
        due: Option<DateTime<Utc>>,
        /// Another term than the one asked for, counted in the same way.
        #[serde(default)]
        term: Option<Term>,
    }
    /// Không cho gia hạn.
    RefuseExtension = "refuse_extension" {
        /// The assignment.
        assignment: AssignmentId,
        /// Why.
        reason: Reason,
    }
    /// Tạm dừng.
    Pause = "pause" {
        /// Why.
        reason: Reason,
    }
    /// Tiếp tục. Where the clock has rested, too, open deadlines move by the working time that was lost.
    Resume = "resume" {
        /// Why.
        reason: Reason,
    }
    /// Bàn giao công việc: what somebody has in hand here, another takes over, because they leave or move.
    HandOver = "hand_over" {
        /// Whose work it is.
        from: PersonId,
        /// Who takes it over.
        to: PersonId,
        /// Why.
        reason: Reason,
    }
    /// Cho phép quản trị xem văn bản này trong một thời hạn; each look is noted.
    GrantLook = "grant_look" {
        /// The administrator.
        person: PersonId,
        /// Until when, RFC 3339 with offset; a week at the most, as the office has it.
        until: DateTime<Utc>,
        /// Why.
        reason: Reason,
    }
    /// Thôi cho phép quản trị xem.
    EndLook = "end_look" {
        /// The administrator.
        person: PersonId,
    }
    /// Đã xem, by who was informed; after completion too.
    Acknowledge = "acknowledge" {
        /// The assignment.
        assignment: AssignmentId,
    }
    /// Đã có văn bản trả lời; given by the office itself when a reply is issued.
    Answered = "answered" {
        /// Số, ký hiệu of the document that answers it.
        by: Label,
        /// Whether the work is done with it: the last answer.
        #[serde(default)]
        completes: bool,
    }
    /// Hủy ghi nhận văn bản trả lời; given by the office itself when the number of a reply is struck out.
    AnswerVoided = "answer_voided" {
        /// Số, ký hiệu of the document that answered it.
        by: Label,
        /// Why its number was struck out.
        reason: Reason,
    }
    /// Chuyển văn bản hỏa tốc đến lãnh đạo kế tiếp khi lãnh đạo được trình vắng mặt; given by the office itself.
    PassOn = "pass_on" {}
    /// Tính lại hạn xử lý theo lịch làm việc; given by the office itself when its calendar has changed.
    RecountDeadlines = "recount_deadlines" {
        /// What has changed, in words.
        #[serde(default)]
        because: Vec<String>,
    }
}

impl Command {
    /// The assignment that it names.
    pub const fn assignment(&self) -> Option<AssignmentId> {
        match self {
            Self::Assign(Assign { assignment, .. })
            | Self::SubmitResult(SubmitResult { assignment, .. })
            | Self::Redirect(Redirect { assignment, .. })
            | Self::Reassign(Reassign { assignment, .. })
            | Self::TakeBack(TakeBack { assignment, .. })
            | Self::Approve(Approve { assignment, .. })
            | Self::Reject(Reject { assignment, .. })
            | Self::Accept(Accept { assignment })
            | Self::Amend(Amend { assignment, .. })
            | Self::Withdraw(Withdraw { assignment, .. })
            | Self::ReportProgress(ReportProgress { assignment, .. })
            | Self::Remind(Remind { assignment, .. })
            | Self::RequestExtension(RequestExtension { assignment, .. })
            | Self::GrantExtension(GrantExtension { assignment, .. })
            | Self::RefuseExtension(RefuseExtension { assignment, .. })
            | Self::Acknowledge(Acknowledge { assignment }) => Some(*assignment),
            Self::GiveBack(GiveBack { assignment, .. }) => *assignment,
            Self::AddRecipient(AddRecipient { parent, .. }) => *parent,
            _ => None,
        }
    }

    /// The files that it names.
    pub fn files(&self) -> &[FileId] {
        match self {
            Self::SubmitResult(SubmitResult { files, .. }) | Self::Attach(Attach { files }) => files,
            _ => &[],
        }
    }

    /// Whether it moves the document from one holder to another, and so must say which version it was decided on.
    /// The others are repeated inside when somebody else was faster.
    pub const fn moves(&self) -> bool {
        self.kind().moves()
    }

    /// Whether it decides on others' work, or on the document as a whole: an entrance that can't be sure who gives it (mail) wants a
    /// proof first, and asks for a confirmation where there is none. What somebody says or does with work of their own is none.
    pub const fn decides(&self) -> bool {
        match self {
            // A presentation is the document itself; an assignment is its holder's.
            Self::GiveBack(GiveBack { assignment, .. }) => assignment.is_none(),
            _ => self.kind().decides(),
        }
    }
}

impl CommandKind {
    /// See [`Command::moves`].
    pub const fn moves(self) -> bool {
        !matches!(
            self,
            Self::Comment
                | Self::Acknowledge
                | Self::Accept
                | Self::ReportProgress
                | Self::Remind
                | Self::Answered
                | Self::AnswerVoided
                | Self::RecountDeadlines
                | Self::PassOn
        )
    }

    /// See [`Command::decides`]; of those that may be either, whether they ever do.
    const fn decides(self) -> bool {
        match self {
            // What a holder does with their own work, passing it on to their own people too; and words.
            Self::Accept
            | Self::SubmitResult
            | Self::Assign
            | Self::RequestExtension
            | Self::ReportProgress
            | Self::Acknowledge
            | Self::Comment
            | Self::Attach => false,
            Self::Register
            | Self::Refuse
            | Self::Present
            | Self::Route
            | Self::Close
            | Self::ReturnToSender
            | Self::Void
            | Self::Pass
            | Self::Direct
            | Self::GiveBack
            | Self::Redirect
            | Self::Reassign
            | Self::TakeBack
            | Self::Approve
            | Self::Reject
            | Self::File
            | Self::Reopen
            | Self::Recall
            | Self::AgreeRecall
            | Self::RefuseRecall
            | Self::Amend
            | Self::AddRecipient
            | Self::Withdraw
            | Self::Correct
            | Self::Remind
            | Self::GrantExtension
            | Self::RefuseExtension
            | Self::Pause
            | Self::Resume
            | Self::HandOver
            | Self::GrantLook
            | Self::EndLook
            | Self::Answered
            | Self::AnswerVoided
            | Self::PassOn
            | Self::RecountDeadlines => true,
        }
    }
}

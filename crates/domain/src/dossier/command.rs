//! What may be done to a dossier: one struct a command, so that an unknown field is refused by name.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    facts::{Channel, Party, ReturnWay},
    link::{Standing, Why},
    state::{Missing, PaymentMethod, ResultKind},
};
use crate::{
    ComponentCode, ConsultationId, DepartmentId, DocumentId, FileId, Instruction, Label, PersonId, ProcedureId, Reason,
    Remark, StepCode, Subject, calendar::Term, procedure::ComponentForm,
};

/// A paper as it is handed in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandedInFields {
    /// Which component of the procedure it is; nothing for what is beyond it.
    #[serde(default)]
    pub component: Option<ComponentCode>,
    /// Tên giấy tờ; that of the component where none is given.
    #[serde(default)]
    pub name: Option<Subject>,
    /// In which form; that of the component where none is given.
    #[serde(default)]
    pub form: Option<ComponentForm>,
    /// How many; as many as the component asks for where none is given.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 99)]
    pub count: Option<u8>,
    /// Its files, uploaded before.
    #[serde(default)]
    pub files: Vec<FileId>,
    /// What else is to be said.
    #[serde(default)]
    pub note: Option<Remark>,
}

/// Of whom something is asked: exactly one of the three.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsultedFields {
    /// A department.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// A person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Another agency, by name.
    #[serde(default)]
    pub agency: Option<Label>,
}

/// A sum that is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChargeFields {
    /// What for.
    pub name: Label,
    /// Đồng.
    #[schema(minimum = 1, maximum = 1_000_000_000_000u64)]
    pub amount: u64,
}

/// What a fee of the procedure comes to: one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeFields {
    /// Which fee.
    pub name: Label,
    /// For how many (bản, trang), where the procedure has it for each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 100_000)]
    pub quantity: Option<u32>,
    /// Đồng, where the sum depends on the case, or is reduced; 0 where it is waived (miễn).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(maximum = 1_000_000_000_000u64)]
    pub amount: Option<u64>,
}

/// What becomes of a dossier when it is entered.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AtOnce {
    /// It is received.
    Accept(AcceptDossier),
    /// It is to be completed first (Mẫu 02).
    RequestSupplement(RequestSupplement),
    /// It is not received (Mẫu 03).
    Refuse(RefuseDossier),
}

/// Enters a dossier.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceiveDossier)]
pub struct Receive {
    /// What is asked for; left out where nobody knows yet whose it is.
    #[serde(default)]
    pub procedure: Option<ProcedureId>,
    /// How it came.
    pub channel: Channel,
    /// Chủ hồ sơ.
    pub owner: Party,
    /// Người nộp, where it is somebody else.
    #[serde(default)]
    pub submitter: Option<Party>,
    /// Nội dung yêu cầu; the name of the procedure where none is given.
    #[serde(default)]
    pub request: Option<Subject>,
    /// What was handed in.
    #[serde(default)]
    pub components: Vec<HandedInFields>,
    /// Số bộ; as many as the procedure asks for where none is given.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 99)]
    pub sets: Option<u8>,
    /// How the result is to be handed out.
    #[serde(default)]
    pub return_way: ReturnWay,
    /// When it was really received, where that was earlier than now: the office had no system. Needs `late_reason`.
    #[serde(default)]
    pub received_at: Option<DateTime<Utc>>,
    /// Why it is entered later than it was received.
    #[serde(default)]
    pub late_reason: Option<Reason>,
    /// When the citizen handed it in elsewhere: the stamp of the post, the time of the portal.
    #[serde(default)]
    pub filed_at: Option<DateTime<Utc>>,
    /// What becomes of it at once; it waits to be looked through where nothing is said.
    #[serde(default)]
    pub then: Option<AtOnce>,
}

crate::tagged::commands! {
    /// A command, with what it needs.
    #[allow(clippy::large_enum_variant, reason = "one is read and decided at a time; a box would only be in the way")]
    Command, CommandKind, "DossierCommand", "DossierCommandKind";

    /// Tiếp nhận: the dossier is complete and correct. It gets its code and its date (Mẫu 01).
    AcceptDossier = "accept" {
        /// Components that are required and not there, which the clerk takes the dossier without.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        without: Vec<ComponentCode>,
        /// What the procedure's fees come to in this case; those of a fixed sum need no word.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fees: Vec<FeeFields>,
        /// That what is due at reception was paid at once, by the number of the receipt.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paid: Option<Label>,
        /// How; in cash where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        method: Option<PaymentMethod>,
    }
    /// Yêu cầu bổ sung (Mẫu 02): before it is received or while it is handled.
    RequestSupplement = "request_supplement" {
        /// What, all of it at once.
        missing: Vec<Missing>,
        /// Why.
        reason: Reason,
        /// How it is done.
        #[serde(default)]
        guide: Option<Remark>,
        /// By which instrument.
        #[serde(default)]
        basis: Option<Remark>,
        /// How long it is waited for, where that is not what the procedure has.
        #[serde(default)]
        wait: Option<Term>,
    }
    /// Nhận bổ sung: what was missing has come.
    SupplyDossier = "supply" {
        /// What has come.
        #[serde(default)]
        components: Vec<HandedInFields>,
        /// What else is to be said.
        #[serde(default)]
        note: Option<Remark>,
        /// When it came, where that was earlier than now.
        #[serde(default)]
        received_at: Option<DateTime<Utc>>,
    }
    /// Từ chối tiếp nhận (Mẫu 03).
    RefuseDossier = "refuse" {
        /// Why, in words for the citizen.
        reason: Reason,
        /// By which instrument.
        #[serde(default)]
        basis: Option<Remark>,
    }
    /// Xác định thủ tục: of a dossier of which nobody knew what it asks for.
    SetProcedure = "set_procedure" {
        /// Which.
        procedure: ProcedureId,
        /// Which component of it each paper is, in the order of the papers; nothing for what is beyond it. What lies there is no component where
        /// nothing is said: the papers of one procedure are not those of another.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        components: Vec<Option<ComponentCode>>,
    }
    /// Chuyển hồ sơ to the first step (Mẫu 06 goes along), or to the agency whose decision it is.
    TransferDossier = "transfer" {
        /// To whom, where several people have the role that takes the step.
        #[serde(default)]
        to: Option<PersonId>,
        /// With what words.
        #[serde(default)]
        note: Option<Instruction>,
    }
    /// Phân công: the head of the department gives the step to an officer.
    AssignDossier = "assign" {
        /// To whom.
        officer: PersonId,
        /// With what words.
        #[serde(default)]
        note: Option<Instruction>,
    }
    /// Chuyển bước: the step is done.
    AdvanceDossier = "advance" {
        /// In which case: the label of one of the step's branches; may be left out where it has one alone.
        #[serde(default)]
        branch: Option<Label>,
        /// To whom, where several people have the role that takes the next step.
        #[serde(default)]
        to: Option<PersonId>,
        /// With what words.
        #[serde(default)]
        note: Option<Instruction>,
        /// Files that were made at this step.
        #[serde(default)]
        files: Vec<FileId>,
    }
    /// Chuyển trả bước trước.
    GoBack = "go_back" {
        /// To which step.
        step: StepCode,
        /// Why.
        reason: Reason,
        /// To whom, where several people have the role that takes the step.
        #[serde(default)]
        to: Option<PersonId>,
    }
    /// Lấy ý kiến of departments, people and other agencies.
    ConsultOn = "consult" {
        /// Of whom.
        consulted: Vec<ConsultedFields>,
        /// What.
        question: Instruction,
        /// How long they have.
        term: Term,
    }
    /// Trả lời ý kiến: by who was asked; of another agency, whoever handles the dossier notes it.
    AnswerConsultation = "answer" {
        /// Which question.
        consultation: ConsultationId,
        /// The answer.
        text: Instruction,
        /// Its files.
        #[serde(default)]
        files: Vec<FileId>,
    }
    /// Rút lượt lấy ý kiến.
    CloseConsultation = "close_consultation" {
        /// Which question.
        consultation: ConsultationId,
    }
    /// Yêu cầu thực hiện nghĩa vụ tài chính.
    RequestPayment = "request_payment" {
        /// What is to be paid.
        charges: Vec<ChargeFields>,
        /// Why.
        reason: Reason,
    }
    /// Ghi nhận nộp phí, lệ phí.
    RecordPayment = "record_payment" {
        /// For what, by name; where nothing is named, all that is unpaid, or, while the citizen is waited for, what they were asked for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        charges: Vec<Label>,
        /// Số biên lai.
        receipt: Label,
        /// How.
        method: PaymentMethod,
        /// When it was paid, where that was earlier than now.
        #[serde(default)]
        paid_at: Option<DateTime<Utc>>,
    }
    /// Xin lỗi và gia hạn (Mẫu 04), before the date and as often as the procedure has it.
    ExtendDossier = "extend" {
        /// Why.
        reason: Reason,
        /// By how much, from the date of now: in working days, working hours, days; or until when.
        by: Term,
    }
    /// Rút hồ sơ, at the citizen's request.
    WithdrawDossier = "withdraw" {
        /// Why, as the citizen says it.
        reason: Reason,
        /// What becomes of what was paid.
        #[serde(default)]
        money: Option<Remark>,
    }
    /// Dừng giải quyết (Mẫu 05).
    StopDossier = "stop" {
        /// Why, in words for the citizen.
        reason: Reason,
        /// By which instrument.
        #[serde(default)]
        basis: Option<Remark>,
        /// What becomes of what was paid.
        #[serde(default)]
        money: Option<Remark>,
    }
    /// Tiếp tục giải quyết what was stopped.
    ResumeDossier = "resume" {
        /// Why.
        reason: Reason,
    }
    /// Ghi kết quả: an issued outgoing document, or what another system has made.
    SetOutcome = "set_outcome" {
        /// What.
        kind: ResultKind,
        /// The outgoing document that it is, with a number.
        #[serde(default)]
        document: Option<DocumentId>,
        /// Số, ký hiệu, where it is no outgoing document of this system.
        #[serde(default)]
        written: Option<Label>,
        /// Ngày.
        #[serde(default)]
        dated: Option<NaiveDate>,
        /// Its files.
        #[serde(default)]
        files: Vec<FileId>,
        /// What else is to be said; of a refusal the reason.
        #[serde(default)]
        note: Option<Remark>,
    }
    /// Nhận kết quả về bộ phận một cửa.
    TakeInResult = "take_in_result" {
    }
    /// Trả kết quả.
    ReturnResult = "return_result" {
        /// How.
        way: ReturnWay,
        /// To whom; whoever brought the dossier where none is given.
        #[serde(default)]
        to: Option<Label>,
        /// How they were identified, where the receipt was lost; the number of the parcel.
        #[serde(default)]
        note: Option<Remark>,
    }
    /// Ghi nhận bưu gửi bị trả lại: what was sent by post has come back, and waits at the desk.
    NoteUndelivered = "note_undelivered" {
        /// Why, as the post says it.
        reason: Reason,
    }
    /// Đính chính kết quả: it was wrong, and is handed out anew.
    CorrectResult = "correct_result" {
        /// What was wrong, in words for the citizen.
        reason: Reason,
        /// The result from now on.
        result: SetOutcome,
    }
    /// Ghi nhận chưa nhận kết quả: the citizen was reminded.
    NoteUncollected = "note_uncollected" {
        /// How.
        #[serde(default)]
        note: Option<Remark>,
    }
    /// Sửa thông tin liên hệ.
    CorrectContact = "correct_contact" {
        /// Whoever is spoken to, as they are from now on.
        contact: Party,
        /// Why.
        reason: Reason,
    }
    /// Trao đổi.
    DiscussDossier = "comment" {
        /// The words.
        text: Instruction,
    }
    /// Đính kèm tệp.
    AttachToDossier = "attach" {
        /// Files uploaded before.
        files: Vec<FileId>,
    }
    /// Đôn đốc.
    RemindDossier = "remind" {
        /// With what words.
        #[serde(default)]
        text: Option<Instruction>,
    }
    /// Đánh giá, by the citizen, once. The office's own: the public page gives it.
    RateDossier = "rate" {
        /// From 1 to 5.
        #[schema(minimum = 1, maximum = 5)]
        stars: u8,
        /// In words.
        #[serde(default)]
        words: Option<Remark>,
    }
    /// Bàn giao công việc: what somebody has in hand another takes over.
    HandOverDossier = "hand_over" {
        /// Whose it is.
        from: PersonId,
        /// Whose it will be.
        to: PersonId,
        /// Why.
        reason: Reason,
    }
    /// Tính lại hạn theo lịch làm việc. The office's own.
    RecountDossier = "recount" {
        /// What has changed, in Vietnamese.
        #[serde(default)]
        because: Vec<String>,
    }
    /// Báo tình trạng giải quyết, by the agency that handles what this office received. The exchange's own.
    TellStanding = "tell_standing" {
        /// How it stands there.
        standing: Standing,
    }
    /// Báo không nhận what was sent on to the other agency. The exchange's own.
    NotTakenDossier = "not_taken" {
        /// Which, by its number.
        number: u32,
        /// Why.
        why: Why,
    }
}

impl CommandKind {
    /// Whether it moves the dossier or its date, and so must say which version it was decided on.
    pub const fn moves(self) -> bool {
        !matches!(
            self,
            Self::DiscussDossier
                | Self::AttachToDossier
                | Self::RemindDossier
                | Self::AnswerConsultation
                | Self::NoteUncollected
                | Self::RateDossier
                | Self::HandOverDossier
                | Self::RecountDossier
                | Self::TellStanding
                | Self::NotTakenDossier
        )
    }

    /// Whether nobody gives it by hand, and the office itself does.
    pub const fn is_the_offices(self) -> bool {
        matches!(self, Self::RateDossier | Self::RecountDossier)
    }

    /// Whether nobody gives it by hand, and the other agency does, to which this one has sent a dossier.
    pub const fn is_the_exchanges(self) -> bool {
        matches!(self, Self::TellStanding | Self::NotTakenDossier)
    }

    /// Whether it decides on others' work, so that whoever carries it out on the word of a mail wants a proof of who wrote that.
    pub const fn decides(self) -> bool {
        matches!(
            self,
            Self::AdvanceDossier
                | Self::GoBack
                | Self::AssignDossier
                | Self::ExtendDossier
                | Self::StopDossier
                | Self::ResumeDossier
                | Self::SetOutcome
                | Self::CorrectResult
        )
    }

    /// Whether it names a question.
    pub const fn names_consultation(self) -> bool {
        matches!(self, Self::AnswerConsultation | Self::CloseConsultation)
    }
}

impl Command {
    /// The question that it names.
    pub const fn consultation(&self) -> Option<ConsultationId> {
        match self {
            Self::AnswerConsultation(c) => Some(c.consultation),
            Self::CloseConsultation(c) => Some(c.consultation),
            _ => None,
        }
    }

    /// The files that it brings.
    pub fn files(&self) -> Vec<FileId> {
        match self {
            Self::SupplyDossier(c) => brought(&c.components),
            Self::AdvanceDossier(c) => c.files.clone(),
            Self::AnswerConsultation(c) => c.files.clone(),
            Self::SetOutcome(c) => c.files.clone(),
            Self::CorrectResult(c) => c.result.files.clone(),
            Self::AttachToDossier(c) => c.files.clone(),
            _ => Vec::new(),
        }
    }
}

impl Receive {
    /// The files that come with it.
    pub fn files(&self) -> Vec<FileId> {
        brought(&self.components)
    }
}

fn brought(components: &[HandedInFields]) -> Vec<FileId> {
    components.iter().flat_map(|one| one.files.iter().copied()).collect()
}

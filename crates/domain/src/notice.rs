//! Who is told what: from what happened to the letters that it causes. Always to the *new* holder, and to whoever waits for a
//! result; never to the one who did it. What a letter says is fixed here, in the transaction of the handoff; the mail room only
//! puts it into words. Of dossiers their citizens are told, too, in the name of the office.

mod account;
mod away;
mod citizen;
mod dossier;
mod gathering;
mod letter;
mod name;
mod outgoing;
mod outside;
pub mod preference;
mod telling;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::telling::Telling;
use crate::{
    AssignmentId, EmailAddress, PersonId, UtcTime,
    assignment::AssignmentRole,
    incoming::{Happening, IncomingDocument},
    organisation::Directory,
};

pub use account::{AccountLetter, AccountNotice, Answers, Held, Right};
pub use away::leader_away;
pub use citizen::{ShortText, short_text, to_citizen};
pub use dossier::{citizen_not_reached, dossier_letter, dossier_notices, payment_to_check};
pub use letter::{
    Addressee, DossierLine, Enclosed, Letter, LookUp, Signature, Subjectline, letter, letter_by, outgoing_letter,
};
pub(crate) use outgoing::sent_for;
pub use outgoing::{delivery_failed, outgoing_notices, packet_failed, reaches_somebody, recall_by_letter};
pub use outside::to_outside;
pub use telling::replaced_by_sender;
pub(crate) use telling::told_at;

/// What a notice is about; each has a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Came in by itself: the registry is to enter it.
    Arrived,
    /// Put before a leader or the chief of office.
    Presented,
    /// Given as primary (chủ trì).
    GivenPrimary,
    /// Given as supporting (phối hợp).
    GivenSupporting,
    /// For information (để biết).
    GivenInformed,
    /// To monitor (theo dõi, đôn đốc).
    GivenMonitor,
    /// A result waits for approval.
    ResultToApprove,
    /// The result was approved.
    Approved,
    /// The unit approved, the leader is yet to.
    ApprovedByUnit,
    /// What was directed is done.
    Completed,
    /// The result was not approved.
    Rejected,
    /// Given back to whoever gave it.
    GivenBack,
    /// To be sent back to where it came from.
    SendBack,
    /// No longer theirs.
    TakenAway,
    /// Words or deadline changed.
    Amended,
    /// The working calendar has changed, and a deadline with it.
    DeadlineMoved,
    /// A supporting opinion has come.
    OpinionGiven,
    /// Pressed for.
    Reminder,
    /// The deadline draws near.
    DueSoon,
    /// The deadline is here.
    DueNow,
    /// The deadline has passed: to whoever holds it.
    Overdue,
    /// The deadline has passed: to whoever answers for it, waits for it or watches it.
    OverdueElsewhere,
    /// A result waits for approval, and its deadline draws near.
    ApprovalDueSoon,
    /// A result waits for approval, and its deadline is here.
    ApprovalDueNow,
    /// A result waits for approval, and its deadline has passed.
    ApprovalOverdue,
    /// A later deadline is asked for.
    ExtensionAsked,
    /// A later deadline was granted.
    ExtensionGranted,
    /// A later deadline was refused.
    ExtensionRefused,
    /// Reopened: theirs again.
    Reopened,
    /// An administrator may look.
    LookGranted,
    /// Taken over from somebody who leaves or moves.
    HandedOver,
    /// The work rests.
    Paused,
    /// The work goes on.
    Resumed,
    /// The work rests, and its deadline with it: to whoever set that, and whoever monitors.
    PausedElsewhere,
    /// It goes on, by a new deadline: to the same.
    ResumedElsewhere,
    /// What is hỏa tốc lies before a leader who is away, and nobody is there to take it.
    LeaderAway,
    /// The sender wants it back; the registry answers.
    RecallAsked,
    /// The sender has it back: nothing more is to be done.
    Recalled,
    /// Somebody said something.
    Commented,
    /// A reply was issued.
    Answered,
    /// To the sender: refused.
    RefusedToSender,
    /// To the sender: sent back.
    ReturnedToSender,
    /// A draft waits for the check of its content.
    DraftToReview,
    /// A draft waits for the check of its form.
    DraftToCheck,
    /// A document is put before its signer.
    DraftToSign,
    /// A document is put before a signer who is away: their substitute can have it put before another.
    SignerAway,
    /// A draft has come back to its drafter.
    DraftReturned,
    /// A draft was cancelled.
    DraftCancelled,
    /// Somebody else is to draft it.
    DraftingGiven,
    /// Signed: the registry gives the number.
    SignedToIssue,
    /// A document has its number.
    NumberGiven,
    /// A number was struck out.
    NumberVoided,
    /// An issued document has come, in the agency itself.
    IssuedForYou,
    /// An issued document was recalled.
    IssuedRecalled,
    /// A recipient has refused it.
    DeliveryRefused,
    /// A mail by which a document went to somebody outside was refused, or has come back.
    MailFailed,
    /// An issued document was replaced by a later one.
    IssuedReplaced,
    /// An issued document was amended by a later one.
    IssuedAmended,
    /// An issued document was corrected by a later one.
    IssuedCorrected,
    /// What had replaced, amended or corrected it counts no longer.
    RelationTakenBack,
    /// To somebody outside: a document, with its files.
    IssuedToOutside,
    /// To somebody outside: what they were sent is asked back.
    RecallToOutside,
    /// To the registry: what was recalled the post has brought to these, who are to be asked for it by letter.
    RecallByLetter,
    /// It has come where nobody is there to be told.
    NobodyTold,
    /// Recipients of whom it is not known in time that it has come.
    ReceiptLate,
    /// Recipients who have not answered in time.
    ReplyLate,
    /// To the registry of a recipient: its sender waits for the receipt.
    ReceiptAwaited,
    /// To recipients in the agency itself: they have not acknowledged it in time.
    IssuedUnread,
    /// To recipients who are to act, and the registry of another agency that is: their answer is awaited.
    ReplyAwaited,
    /// To who had it before them, had signed or drafted it: it is theirs no longer.
    DraftTakenAway,
    /// To the drafter: it has gone out, and is to be filed.
    IssuedToFile,
    /// The deadline of the registry's step is here.
    StepDueNow,
    /// It has passed: to whoever answers for the registry, and whoever monitors.
    StepOverdue,
    /// An opinion on a draft is asked.
    OpinionAsked,
    /// All opinions that somebody asked have come.
    OpinionsComplete,
    /// An opinion is asked no longer.
    OpinionEnded,
    /// The number of a reply is struck out.
    AnswerVoided,
    /// A dossier came online or by post: the one-stop shop looks it through.
    DossierArrived,
    /// A dossier came that another agency has received for this one.
    DossierForwarded,
    /// The agency whose decision it is has not taken a dossier, or what was sent on later.
    DossierNotTaken,
    /// A dossier has come to a step.
    DossierGiven,
    /// A dossier has come back to a step.
    DossierGivenBack,
    /// A step of a dossier was given to an officer.
    DossierAssigned,
    /// Its citizen is to complete it, or to pay: it lies with the one-stop shop.
    DossierAwaitsCitizen,
    /// What was missing has come.
    DossierSupplied,
    /// What was asked for is paid.
    DossierPaid,
    /// Somebody is asked about a dossier.
    ConsultationAsked,
    /// Who was asked about a dossier has answered.
    ConsultationAnswered,
    /// Somebody is asked about a dossier no longer.
    ConsultationEnded,
    /// A dossier takes longer than was promised.
    DossierExtended,
    /// A dossier is handled no further.
    DossierStopped,
    /// A dossier is handled again.
    DossierResumed,
    /// A dossier was withdrawn.
    DossierWithdrawn,
    /// A dossier is done: its result is to be handed out.
    DossierDone,
    /// Nobody has come for a result.
    DossierUncollected,
    /// The time is over that a citizen had to complete a dossier, or to pay.
    DossierWaitOver,
    /// A gateway tells of a payment that does not fit.
    DossierPaymentToCheck,
    /// To a citizen: what they sent has come, and is looked through.
    CitizenReceived,
    /// To a citizen: received, and until when.
    CitizenAccepted,
    /// To a citizen: what is to be completed.
    CitizenToSupply,
    /// To a citizen: not received, and why.
    CitizenRefused,
    /// To a citizen: what is to be paid.
    CitizenToPay,
    /// To a citizen: it is handled further.
    CitizenGoesOn,
    /// To a citizen: an apology, and the new date.
    CitizenExtended,
    /// To a citizen: the date has moved with the working calendar.
    CitizenDateMoved,
    /// To a citizen: handled no further, and why.
    CitizenStopped,
    /// To a citizen: withdrawn, as they asked.
    CitizenWithdrawn,
    /// To a citizen: there is a result.
    CitizenDone,
    /// To a citizen: handed out, with thanks.
    CitizenReturned,
    /// To a citizen: the result still waits.
    CitizenToCollect,
    /// To a citizen: the parcel with their result has come back.
    CitizenCameBack,
    /// To a citizen: the result that they have is corrected, and waits for them anew.
    CitizenCorrected,
    /// To a citizen, at the address that they had given before: how they are named or reached is noted otherwise from now on.
    CitizenContactChanged,
}

impl NoticeKind {
    /// Every kind.
    pub const ALL: [Self; 113] = [
        Self::Arrived,
        Self::Presented,
        Self::GivenPrimary,
        Self::GivenSupporting,
        Self::GivenInformed,
        Self::GivenMonitor,
        Self::ResultToApprove,
        Self::Approved,
        Self::ApprovedByUnit,
        Self::Completed,
        Self::Rejected,
        Self::GivenBack,
        Self::SendBack,
        Self::TakenAway,
        Self::Amended,
        Self::DeadlineMoved,
        Self::OpinionGiven,
        Self::Reminder,
        Self::DueSoon,
        Self::DueNow,
        Self::Overdue,
        Self::OverdueElsewhere,
        Self::ApprovalDueSoon,
        Self::ApprovalDueNow,
        Self::ApprovalOverdue,
        Self::ExtensionAsked,
        Self::ExtensionGranted,
        Self::ExtensionRefused,
        Self::Reopened,
        Self::LookGranted,
        Self::HandedOver,
        Self::Paused,
        Self::Resumed,
        Self::PausedElsewhere,
        Self::ResumedElsewhere,
        Self::LeaderAway,
        Self::RecallAsked,
        Self::Recalled,
        Self::Commented,
        Self::Answered,
        Self::RefusedToSender,
        Self::ReturnedToSender,
        Self::DraftToReview,
        Self::DraftToCheck,
        Self::DraftToSign,
        Self::SignerAway,
        Self::DraftReturned,
        Self::DraftCancelled,
        Self::DraftingGiven,
        Self::SignedToIssue,
        Self::NumberGiven,
        Self::NumberVoided,
        Self::IssuedForYou,
        Self::IssuedRecalled,
        Self::DeliveryRefused,
        Self::MailFailed,
        Self::IssuedReplaced,
        Self::IssuedAmended,
        Self::IssuedCorrected,
        Self::RelationTakenBack,
        Self::IssuedToOutside,
        Self::RecallToOutside,
        Self::RecallByLetter,
        Self::NobodyTold,
        Self::ReceiptLate,
        Self::ReplyLate,
        Self::ReceiptAwaited,
        Self::IssuedUnread,
        Self::ReplyAwaited,
        Self::DraftTakenAway,
        Self::IssuedToFile,
        Self::StepDueNow,
        Self::StepOverdue,
        Self::OpinionAsked,
        Self::OpinionsComplete,
        Self::OpinionEnded,
        Self::AnswerVoided,
        Self::DossierArrived,
        Self::DossierForwarded,
        Self::DossierNotTaken,
        Self::DossierGiven,
        Self::DossierGivenBack,
        Self::DossierAssigned,
        Self::DossierAwaitsCitizen,
        Self::DossierSupplied,
        Self::DossierPaid,
        Self::ConsultationAsked,
        Self::ConsultationAnswered,
        Self::ConsultationEnded,
        Self::DossierExtended,
        Self::DossierStopped,
        Self::DossierResumed,
        Self::DossierWithdrawn,
        Self::DossierDone,
        Self::DossierUncollected,
        Self::DossierWaitOver,
        Self::DossierPaymentToCheck,
        Self::CitizenReceived,
        Self::CitizenAccepted,
        Self::CitizenToSupply,
        Self::CitizenRefused,
        Self::CitizenToPay,
        Self::CitizenGoesOn,
        Self::CitizenExtended,
        Self::CitizenDateMoved,
        Self::CitizenStopped,
        Self::CitizenWithdrawn,
        Self::CitizenDone,
        Self::CitizenReturned,
        Self::CitizenToCollect,
        Self::CitizenCameBack,
        Self::CitizenCorrected,
        Self::CitizenContactChanged,
    ];

    /// The name used in data and of its template.
    #[expect(clippy::too_many_lines, reason = "one line a kind: a table, not a procedure")]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Presented => "presented",
            Self::GivenPrimary => "given_primary",
            Self::GivenSupporting => "given_supporting",
            Self::GivenInformed => "given_informed",
            Self::GivenMonitor => "given_monitor",
            Self::ResultToApprove => "result_to_approve",
            Self::Approved => "approved",
            Self::ApprovedByUnit => "approved_by_unit",
            Self::Completed => "completed",
            Self::Rejected => "rejected",
            Self::GivenBack => "given_back",
            Self::SendBack => "send_back",
            Self::TakenAway => "taken_away",
            Self::Amended => "amended",
            Self::DeadlineMoved => "deadline_moved",
            Self::OpinionGiven => "opinion_given",
            Self::Reminder => "reminder",
            Self::DueSoon => "due_soon",
            Self::DueNow => "due_now",
            Self::Overdue => "overdue",
            Self::OverdueElsewhere => "overdue_elsewhere",
            Self::ApprovalDueSoon => "approval_due_soon",
            Self::ApprovalDueNow => "approval_due_now",
            Self::ApprovalOverdue => "approval_overdue",
            Self::ExtensionAsked => "extension_asked",
            Self::ExtensionGranted => "extension_granted",
            Self::ExtensionRefused => "extension_refused",
            Self::Reopened => "reopened",
            Self::LookGranted => "look_granted",
            Self::HandedOver => "handed_over",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::PausedElsewhere => "paused_elsewhere",
            Self::ResumedElsewhere => "resumed_elsewhere",
            Self::LeaderAway => "leader_away",
            Self::RecallAsked => "recall_asked",
            Self::Recalled => "recalled",
            Self::Commented => "commented",
            Self::Answered => "answered",
            Self::RefusedToSender => "refused_to_sender",
            Self::ReturnedToSender => "returned_to_sender",
            Self::DraftToReview => "draft_to_review",
            Self::DraftToCheck => "draft_to_check",
            Self::DraftToSign => "draft_to_sign",
            Self::SignerAway => "signer_away",
            Self::DraftReturned => "draft_returned",
            Self::DraftCancelled => "draft_cancelled",
            Self::DraftingGiven => "drafting_given",
            Self::SignedToIssue => "signed_to_issue",
            Self::NumberGiven => "number_given",
            Self::NumberVoided => "number_voided",
            Self::IssuedForYou => "issued_for_you",
            Self::IssuedRecalled => "issued_recalled",
            Self::DeliveryRefused => "delivery_refused",
            Self::MailFailed => "mail_failed",
            Self::IssuedReplaced => "issued_replaced",
            Self::IssuedAmended => "issued_amended",
            Self::IssuedCorrected => "issued_corrected",
            Self::RelationTakenBack => "relation_taken_back",
            Self::IssuedToOutside => "issued_to_outside",
            Self::RecallToOutside => "recall_to_outside",
            Self::RecallByLetter => "recall_by_letter",
            Self::NobodyTold => "nobody_told",
            Self::ReceiptLate => "receipt_late",
            Self::ReplyLate => "reply_late",
            Self::ReceiptAwaited => "receipt_awaited",
            Self::IssuedUnread => "issued_unread",
            Self::ReplyAwaited => "reply_awaited",
            Self::DraftTakenAway => "draft_taken_away",
            Self::IssuedToFile => "issued_to_file",
            Self::StepDueNow => "step_due_now",
            Self::StepOverdue => "step_overdue",
            Self::OpinionAsked => "opinion_asked",
            Self::OpinionsComplete => "opinions_complete",
            Self::OpinionEnded => "opinion_ended",
            Self::AnswerVoided => "answer_voided",
            Self::DossierArrived => "dossier_arrived",
            Self::DossierForwarded => "dossier_forwarded",
            Self::DossierNotTaken => "dossier_not_taken",
            Self::DossierGiven => "dossier_given",
            Self::DossierGivenBack => "dossier_given_back",
            Self::DossierAssigned => "dossier_assigned",
            Self::DossierAwaitsCitizen => "dossier_awaits_citizen",
            Self::DossierSupplied => "dossier_supplied",
            Self::DossierPaid => "dossier_paid",
            Self::ConsultationAsked => "consultation_asked",
            Self::ConsultationAnswered => "consultation_answered",
            Self::ConsultationEnded => "consultation_ended",
            Self::DossierExtended => "dossier_extended",
            Self::DossierStopped => "dossier_stopped",
            Self::DossierResumed => "dossier_resumed",
            Self::DossierWithdrawn => "dossier_withdrawn",
            Self::DossierDone => "dossier_done",
            Self::DossierUncollected => "dossier_uncollected",
            Self::DossierWaitOver => "dossier_wait_over",
            Self::DossierPaymentToCheck => "dossier_payment_to_check",
            Self::CitizenReceived => "citizen_received",
            Self::CitizenAccepted => "citizen_accepted",
            Self::CitizenToSupply => "citizen_to_supply",
            Self::CitizenRefused => "citizen_refused",
            Self::CitizenToPay => "citizen_to_pay",
            Self::CitizenGoesOn => "citizen_goes_on",
            Self::CitizenExtended => "citizen_extended",
            Self::CitizenDateMoved => "citizen_date_moved",
            Self::CitizenStopped => "citizen_stopped",
            Self::CitizenWithdrawn => "citizen_withdrawn",
            Self::CitizenDone => "citizen_done",
            Self::CitizenReturned => "citizen_returned",
            Self::CitizenToCollect => "citizen_to_collect",
            Self::CitizenCameBack => "citizen_came_back",
            Self::CitizenCorrected => "citizen_corrected",
            Self::CitizenContactChanged => "citizen_contact_changed",
        }
    }

    /// Reads [`NoticeKind::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    const fn given(role: AssignmentRole) -> Self {
        match role {
            AssignmentRole::Primary => Self::GivenPrimary,
            AssignmentRole::Supporting => Self::GivenSupporting,
            AssignmentRole::Informed => Self::GivenInformed,
            AssignmentRole::Monitor => Self::GivenMonitor,
        }
    }
}

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recipient {
    /// Somebody of the agency.
    Person(PersonId),
    /// Whoever sent the document.
    Sender(EmailAddress),
}

/// One person to be told one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What about.
    pub kind: NoticeKind,
    /// Who.
    pub to: Recipient,
    /// In whose stead, where somebody is told who stands in.
    pub instead_of: Option<PersonId>,
    /// Under which assignment.
    pub assignment: Option<AssignmentId>,
    /// The instruction, reason or words that go with it.
    pub words: Option<String>,
    /// Until when.
    pub due: Option<UtcTime>,
    /// Whom it is about, beside whoever did it: whose work goes over, who may look.
    pub about: Option<PersonId>,
}

impl Notice {
    /// Of this kind, to this person, in these words.
    pub(crate) fn to(person: PersonId, instead_of: Option<PersonId>, kind: NoticeKind, words: Option<String>) -> Self {
        let to = Recipient::Person(person);
        Self { kind, to, instead_of, assignment: None, words, due: None, about: None }
    }
}

/// The notices that a happening causes. `before` is the document as it stood (none for a receipt), `after` as it stands now.
pub fn notices(
    before: Option<&IncomingDocument>,
    after: &IncomingDocument,
    happening: &Happening,
    directory: &Directory,
) -> Vec<Notice> {
    Telling::of(before, after, happening, directory)
}

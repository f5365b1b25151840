//! What has happened to an outgoing document. Events are history: their shape is only ever added to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    content::{Content, Edition},
    mailing::{Mailing, Packeting},
    numbering::Line,
    opinion::{MovedOpinion, Opinion},
    recipient::DeliveryState,
    relation::{Later, RelationOutcome},
    state::{Seal, Signature},
};
use crate::{
    Actor, DepartmentId, DocumentId, Instruction, Label, OpinionId, PersonId, Reason, RecipientId, Rule, UtcTime,
    incoming::{Attachment, StepDeadline, event::MovedStep},
    work::Desk,
};

/// Something that happened, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// By whom.
    pub by: Actor,
    /// When.
    pub at: UtcTime,
    /// What.
    #[serde(flatten)]
    pub event: Event,
}

/// What became of an answer at the incoming document that it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOutcome {
    /// Which.
    pub document: DocumentId,
    /// Why it was not noted there, or could not be taken back; nothing where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Rule>,
    /// Whether it was the last answer and has not completed what it answers: by now somebody else has that in hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left_open: bool,
}

/// What happened.
#[allow(
    clippy::large_enum_variant,
    reason = "one is made a command and moved on at once; a box would only be in the way"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Begun.
    Drafted {
        /// What it is about.
        content: Content,
        /// The first edition.
        edition: Edition,
    },
    /// Changed: a new edition.
    Revised {
        /// What it is about from now on.
        content: Content,
        /// Its edition.
        edition: Edition,
    },
    /// Put before the head of the unit.
    Submitted {
        /// With what words.
        note: Option<Instruction>,
    },
    /// The content is right.
    Endorsed {
        /// Who checks the form.
        desk: Desk,
        /// With what words.
        note: Option<Instruction>,
    },
    /// The form is right: it is put before the signer.
    FormPassed {
        /// Before whom.
        signer: PersonId,
        /// With what words.
        note: Option<Instruction>,
    },
    /// Back with the drafter.
    ReturnedToDrafter {
        /// Why.
        reason: Reason,
    },
    /// Signed.
    Signed {
        /// By whom, in which capacity.
        signature: Signature,
        /// Files that came with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<Attachment>,
        /// Until when it is to have its number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
    /// It has a number and a date.
    Issued {
        /// Its line in the register.
        line: Line,
        /// What became of its answers.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        answers: Vec<AnswerOutcome>,
        /// What became of it at the documents that it replaces, amends or corrects.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        relations: Vec<RelationOutcome>,
        /// Until when it is to be on its way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
    /// Sealed.
    Sealed {
        /// How.
        seal: Seal,
        /// Files that came with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<Attachment>,
    },
    /// Sent to its recipients.
    Dispatched {
        /// The mails by which it goes to those outside who get it so.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mailed: Vec<Mailing>,
        /// The packets by which it goes to those who get it by the interchange.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        packets: Vec<Packeting>,
    },
    /// Its sealed document has gone anew to those who got it by the interchange.
    UpdateSent {
        /// The seal as it counts from now on.
        seal: Seal,
        /// Files that came with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<Attachment>,
        /// The packets by which it goes, in the place of those before.
        packets: Vec<Packeting>,
        /// Why.
        reason: Reason,
    },
    /// In a case file.
    Filed {
        /// Which.
        case_file: Option<Label>,
    },
    /// Cancelled before it had a number.
    Cancelled {
        /// Why.
        reason: Reason,
    },
    /// Its number is struck out.
    Voided {
        /// Why.
        reason: Reason,
        /// What became of the answers that it gave.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        answers: Vec<AnswerOutcome>,
    },
    /// Recalled.
    Recalled {
        /// Why.
        reason: Reason,
    },
    /// How far it has come.
    DeliveryNoted {
        /// To whom.
        recipient: RecipientId,
        /// How far.
        state: DeliveryState,
        /// What else is to be said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remark: Option<Reason>,
    },
    /// Read, in the agency itself.
    Acknowledged {
        /// As which recipient.
        recipient: RecipientId,
    },
    /// Somebody else drafts it.
    DrafterChanged {
        /// Who did.
        from: PersonId,
        /// Who does.
        to: PersonId,
        /// Why.
        reason: Reason,
    },
    /// Said.
    Commented {
        /// The words.
        text: Instruction,
    },
    /// Replaced.
    Replaced {
        /// By which.
        later: Later,
    },
    /// Amended.
    Amended {
        /// By which.
        later: Later,
    },
    /// Corrected.
    Corrected {
        /// By which.
        later: Later,
    },
    /// The number of a document that had replaced, amended or corrected it is struck out.
    RelationTakenBack {
        /// Of which.
        document: DocumentId,
    },
    /// The working calendar has changed, and a deadline with it.
    DeadlinesRecounted {
        /// That of the registry's step, where it is another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<MovedStep>,
        /// What has changed, in Vietnamese; nothing where a new version of the program counts otherwise.
        because: Vec<String>,
    },
    /// Opinions are asked.
    OpinionsAsked {
        /// Each as it is asked.
        opinions: Vec<Opinion>,
    },
    /// An opinion has come.
    OpinionGiven {
        /// Which.
        opinion: OpinionId,
        /// In words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Instruction>,
        /// In files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<Attachment>,
        /// On which edition: see [`Content::digest`].
        digest: String,
    },
    /// Somebody of the department is to give it.
    OpinionPassed {
        /// Which.
        opinion: OpinionId,
        /// Who.
        to: PersonId,
        /// With what words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Instruction>,
    },
    /// It is asked no longer.
    OpinionWithdrawn {
        /// Which.
        opinion: OpinionId,
        /// Why.
        reason: Reason,
    },
    /// It is pressed for.
    OpinionReminded {
        /// Which.
        opinion: OpinionId,
        /// With what words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Instruction>,
    },
    /// What somebody had in hand here another has taken over.
    HandedOver {
        /// Whose it was.
        from: PersonId,
        /// Whose it is.
        to: PersonId,
        /// The departments of whoever takes over.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        departments: BTreeSet<DepartmentId>,
        /// Why.
        reason: Reason,
    },
    /// The working calendar has changed, and with it the dates of some.
    OpinionsRecounted {
        /// Which, from when to when.
        moved: Vec<MovedOpinion>,
        /// What has changed, in words.
        because: Vec<String>,
    },
}

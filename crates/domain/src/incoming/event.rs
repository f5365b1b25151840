//! What has happened to an incoming document. Events are history: their shape is only ever added to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    facts::{Attachment, Facts},
    state::{Presentation, StepDeadline},
};
use crate::{
    Actor, AssignmentId, DepartmentId, Instruction, Label, PersonId, Reason, RoutingRuleId, UtcTime,
    assignment::{Assignment, Counted, ExtensionRequest, WorkResult},
    register::Entry,
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

/// A deadline that is another because the working calendar has changed, or the work has rested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedDeadline {
    /// Of which assignment.
    pub assignment: AssignmentId,
    /// The deadline from now on.
    pub due: UtcTime,
    /// The deadline until now.
    pub due_before: UtcTime,
    /// The term by which it is counted from now on, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// The deadline that it had first, where this is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_due: Option<UtcTime>,
}

/// The deadline of the registry's step, which is another because the working calendar has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedStep {
    /// The deadline from now on.
    #[serde(flatten)]
    pub deadline: StepDeadline,
    /// The deadline until now.
    pub due_before: UtcTime,
}

/// From when to when a deadline has moved and why, as its holder is told.
pub fn moved_in_words(before: UtcTime, now: UtcTime, because: &[String]) -> String {
    let (before, now) = (crate::time::written(before), crate::time::written(now));
    let moved = format!("Từ {before} sang {now}.");
    if because.is_empty() { moved } else { format!("{moved} Lý do: {}.", because.join("; ")) }
}

/// Where a reopened document goes on.
#[allow(
    clippy::large_enum_variant,
    reason = "one is made a command and moved on at once; a box would only be in the way"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "resumes", rename_all = "snake_case")]
pub enum Resumption {
    /// With the unit, or its officer, that held it last: new assignments.
    Chain {
        /// The unit's.
        root: Assignment,
        /// The officer's.
        leg: Option<Assignment>,
    },
    /// With the leader.
    Leader {
        /// As put before them.
        presentation: Presentation,
    },
    /// With the registry.
    Registry {
        /// Until when it is to be handed on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
}

/// Where a document goes when its primary assignment ends without a result.
#[allow(
    clippy::large_enum_variant,
    reason = "one is made a command and moved on at once; a box would only be in the way"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "falls_to", rename_all = "snake_case")]
pub enum Fallback {
    /// The officer's part ended: the unit holds it again.
    Unit,
    /// The unit's part ended: the leader who directed holds it again.
    Leader {
        /// As put before them.
        presentation: Presentation,
        /// The deadlines of others that are later, where the work has rested until now.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        moved: Vec<MovedDeadline>,
    },
    /// A routed unit's part ended: the registry holds it again.
    Registry {
        /// Until when it is to be handed on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
        /// The deadlines of others that are later, where the work has rested until now.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        moved: Vec<MovedDeadline>,
    },
    /// Not the primary chain: the document stays where it is.
    Stays,
}

/// What happened.
#[allow(
    clippy::large_enum_variant,
    reason = "one is made a command and moved on at once; a box would only be in the way"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Taken in.
    Received {
        /// What is known.
        facts: Facts,
        /// Its files.
        files: Vec<Attachment>,
        /// Until when it is to be entered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
    /// Entered.
    Registered {
        /// The line.
        entry: Entry,
        /// Until when it is to be presented or handed on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
    /// Refused before entry.
    Refused {
        /// Why.
        reason: Reason,
    },
    /// Put before someone.
    Presented {
        /// Before whom, with what.
        presentation: Presentation,
    },
    /// Put before another.
    Passed {
        /// Before whom, with what.
        presentation: Presentation,
    },
    /// Given back to the registry.
    PresentationGivenBack {
        /// Why.
        reason: Reason,
        /// Until when it is to be handed on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
    /// Directed by a leader. The primary comes first.
    Directed {
        /// The new assignments.
        assignments: Vec<Assignment>,
        /// Supporting ones of an earlier direction that this one names again, as they are from now on.
        kept: Vec<Assignment>,
        /// Supporting ones of an earlier direction that this one does not name: they end.
        ended: Vec<AssignmentId>,
    },
    /// Routed by a rule. The primary is the only one.
    Routed {
        /// The rule.
        rule: RoutingRuleId,
        /// Its name then.
        rule_name: String,
        /// The assignment.
        assignment: Assignment,
    },
    /// Kept for information.
    Closed {
        /// Why.
        reason: Reason,
        /// Who reads it.
        readers: Vec<Assignment>,
        /// The rule, where the registry closed it by rule.
        rule: Option<RoutingRuleId>,
    },
    /// Sent back.
    ReturnedToSender {
        /// Why.
        reason: Reason,
    },
    /// Struck out.
    Voided {
        /// Why.
        reason: Reason,
    },
    /// Given to an officer (or, under a supporting assignment, to people who support).
    Assigned {
        /// The assignment it hangs under.
        parent: AssignmentId,
        /// The new assignments; under the primary chain the officer's comes first.
        assignments: Vec<Assignment>,
    },
    /// An assignment was given back.
    GivenBack {
        /// Which.
        assignment: AssignmentId,
        /// Why.
        reason: Reason,
        /// Where the document goes.
        #[serde(flatten)]
        fallback: Fallback,
    },
    /// An assignment was withdrawn before it was accepted.
    Withdrawn {
        /// Which.
        assignment: AssignmentId,
        /// Why.
        reason: Option<Reason>,
        /// Where the document goes.
        #[serde(flatten)]
        fallback: Fallback,
    },
    /// Another unit is primary from now on.
    Redirected {
        /// Why.
        reason: Reason,
        /// The new primary.
        assignment: Assignment,
    },
    /// Another officer handles it from now on.
    Reassigned {
        /// Why.
        reason: Reason,
        /// The new officer's.
        assignment: Assignment,
    },
    /// The head took it back from the officer.
    TakenBack {
        /// Why.
        reason: Reason,
    },
    /// A result was handed in and waits for approval (of the unit; or of the leader where one is named).
    ResultSubmitted {
        /// Which assignment.
        assignment: AssignmentId,
        /// What was handed in.
        result: WorkResult,
        /// The files that came with it.
        files: Vec<Attachment>,
        /// The leader whose approval is awaited; `None`: whoever holds the root.
        leader: Option<PersonId>,
    },
    /// A routed unit's head handed in, or the very leader who directed did: nobody's approval is awaited.
    ResultCompleted {
        /// Which assignment.
        assignment: AssignmentId,
        /// What was handed in.
        result: WorkResult,
        /// The files that came with it.
        files: Vec<Attachment>,
    },
    /// A supporting opinion was given.
    OpinionSubmitted {
        /// Which assignment.
        assignment: AssignmentId,
        /// What was handed in.
        result: WorkResult,
        /// The files that came with it.
        files: Vec<Attachment>,
    },
    /// The unit approved its officer's result, and the leader's approval is awaited.
    ApprovedByUnit {
        /// The officer's assignment.
        assignment: AssignmentId,
        /// With what words.
        note: Option<Instruction>,
        /// What the unit hands in.
        result: WorkResult,
        /// The leader.
        leader: PersonId,
    },
    /// Approved for good.
    Approved {
        /// The assignment that was handed in.
        assignment: AssignmentId,
        /// With what words.
        note: Option<Instruction>,
    },
    /// Not approved.
    Rejected {
        /// The assignment that was handed in.
        assignment: AssignmentId,
        /// Why.
        reason: Reason,
    },
    /// Filed.
    Filed {
        /// The case file.
        case_file: Option<Label>,
    },
    /// Reopened.
    Reopened {
        /// Why.
        reason: Reason,
        /// Where it goes on.
        #[serde(flatten)]
        resumption: Resumption,
    },
    /// The sender asks for it back.
    RecallRequested {
        /// Why.
        reason: Reason,
    },
    /// Recalled.
    Recalled {
        /// Why.
        reason: Reason,
    },
    /// The office keeps it.
    RecallRefused {
        /// Why.
        reason: Reason,
    },
    /// Taken up.
    Accepted {
        /// Which assignment.
        assignment: AssignmentId,
    },
    /// Words or deadline changed.
    Amended {
        /// Which assignment.
        assignment: AssignmentId,
        /// The words from now on.
        instruction: Option<Instruction>,
        /// The deadline from now on.
        due: Option<UtcTime>,
        /// The deadline until now.
        due_before: Option<UtcTime>,
        /// The term by which it was counted, if it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counted: Option<Counted>,
        /// The deadline that it had first, where this is another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first_due: Option<UtcTime>,
    },
    /// The working calendar has changed, and deadlines with it.
    DeadlinesRecounted {
        /// Which.
        moved: Vec<MovedDeadline>,
        /// That of the registry's step, where it is another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<MovedStep>,
        /// What has changed, in Vietnamese; nothing where a new version of the program counts otherwise.
        because: Vec<String>,
    },
    /// One more recipient.
    RecipientAdded {
        /// The new assignment.
        assignment: Assignment,
    },
    /// Said.
    Commented {
        /// The words.
        text: Instruction,
    },
    /// Files added.
    FilesAttached {
        /// Which.
        files: Vec<Attachment>,
    },
    /// Facts corrected.
    Corrected {
        /// Why.
        reason: Reason,
        /// What stood there.
        before: Box<Facts>,
        /// What stands there now.
        after: Box<Facts>,
        /// Until when the registry is to take its next step, where the urgency is another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
    /// Progress reported.
    ProgressReported {
        /// Which assignment.
        assignment: AssignmentId,
        /// The words.
        text: Instruction,
    },
    /// Pressed.
    Reminded {
        /// Which assignment.
        assignment: AssignmentId,
        /// The words.
        text: Option<Instruction>,
    },
    /// A later deadline was asked for.
    ExtensionRequested {
        /// Which assignment.
        assignment: AssignmentId,
        /// What is asked.
        request: ExtensionRequest,
    },
    /// A later deadline was granted.
    ExtensionGranted {
        /// Which assignment.
        assignment: AssignmentId,
        /// The deadline from now on.
        due: UtcTime,
        /// The deadline until now.
        due_before: Option<UtcTime>,
        /// The term by which it was counted, if it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counted: Option<Counted>,
        /// The deadline that it had first, where this is another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first_due: Option<UtcTime>,
    },
    /// A later deadline was refused.
    ExtensionRefused {
        /// Which assignment.
        assignment: AssignmentId,
        /// Why.
        reason: Reason,
    },
    /// The work rests.
    Paused {
        /// Why.
        reason: Reason,
        /// Whether the clock rests, too.
        #[serde(default)]
        stops_clock: bool,
    },
    /// The work goes on.
    Resumed {
        /// Why; nothing in what was written before a reason was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
        /// The deadlines that are later by the rest.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        moved: Vec<MovedDeadline>,
    },
    /// What one person had in hand, another has from now on: they leave, or move to other work.
    HandedOver {
        /// Whose work it was.
        from: PersonId,
        /// Whose it is.
        to: PersonId,
        /// The departments that they belong to.
        departments: BTreeSet<DepartmentId>,
        /// Why.
        reason: Reason,
    },
    /// A leader lets an administrator look.
    LookGranted {
        /// Who may look.
        person: PersonId,
        /// Until when.
        until: UtcTime,
        /// Why.
        reason: Reason,
    },
    /// No longer.
    LookEnded {
        /// Whose look.
        person: PersonId,
    },
    /// Read.
    Acknowledged {
        /// Which assignment.
        assignment: AssignmentId,
    },
    /// An outgoing document answers it.
    Answered {
        /// Its number and notation. In JSON beside the happening's own `by`, so under another name.
        #[serde(rename = "answered_by")]
        by: Label,
        /// Whether the work is done with it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        completes: bool,
    },
    /// The number of the document that answered it is struck out.
    AnswerVoided {
        /// Its number and notation. In JSON beside the happening's own `by`, so under another name.
        #[serde(rename = "answered_by")]
        by: Label,
        /// Why.
        reason: Reason,
        /// Where it goes on, where it was completed by that answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resumption: Option<Resumption>,
    },
}

//! The assignment (nhiệm vụ xử lý): one handoff of a document, and the tree that they make.
//!
//! A leader's direction assigns departments or people; a department's head assigns officers under its own assignment.
//! Exactly one chain from the top is primary and moves the document; see [`crate::incoming::State`].

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

use crate::{
    AssignmentId, By, DepartmentId, FileId, InputFault, Instruction, PersonId, Reason, RoutingRuleId, UtcTime,
    calendar::Term,
};

/// Who holds a piece of work: a department (its head and deputies act for it) or a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// A department.
    Department(DepartmentId),
    /// A person.
    Person(PersonId),
}

/// What the holder is to do (Decree 30/2020, Art. 23(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentRole {
    /// Chủ trì: produces the result. Exactly one.
    Primary,
    /// Phối hợp: gives an opinion to the primary.
    Supporting,
    /// Để biết: a read receipt, no deadline.
    Informed,
    /// Theo dõi, đôn đốc.
    Monitor,
}

impl AssignmentRole {
    /// The name used in code, data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Supporting => "supporting",
            Self::Informed => "informed",
            Self::Monitor => "monitor",
        }
    }

    /// Reads [`AssignmentRole::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Primary, Self::Supporting, Self::Informed, Self::Monitor].into_iter().find(|r| r.as_str() == text)
    }
}

/// The duty of an assignment with what only that duty has: who is merely informed has no deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Duty {
    /// Chủ trì.
    Primary {
        /// Hạn xử lý.
        due: Option<UtcTime>,
        /// The result goes to the leader who directed, after the head.
        leader_approves: bool,
    },
    /// Phối hợp.
    Supporting {
        /// Hạn cho ý kiến.
        due: Option<UtcTime>,
    },
    /// Để biết.
    Informed,
    /// Theo dõi, đôn đốc.
    Monitor,
}

impl Duty {
    /// Its role.
    pub const fn role(&self) -> AssignmentRole {
        match self {
            Self::Primary { .. } => AssignmentRole::Primary,
            Self::Supporting { .. } => AssignmentRole::Supporting,
            Self::Informed => AssignmentRole::Informed,
            Self::Monitor => AssignmentRole::Monitor,
        }
    }

    /// Its deadline.
    pub const fn due(&self) -> Option<UtcTime> {
        match self {
            Self::Primary { due, .. } | Self::Supporting { due } => *due,
            Self::Informed | Self::Monitor => None,
        }
    }

    /// The same duty with another deadline; duties without one stay as they are.
    #[must_use]
    pub const fn with_due(&self, to: Option<UtcTime>) -> Self {
        match self {
            Self::Primary { leader_approves, .. } => Self::Primary { due: to, leader_approves: *leader_approves },
            Self::Supporting { .. } => Self::Supporting { due: to },
            Self::Informed => Self::Informed,
            Self::Monitor => Self::Monitor,
        }
    }
}

/// A term by which a deadline was counted; it is counted anew where the working calendar changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// How long.
    pub term: Term,
    /// From when.
    pub from: UtcTime,
    /// By whose desk's calendar; by the agency's where it is no unit's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<DepartmentId>,
}

/// Who gave an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assigner {
    /// A person.
    Person(By),
    /// A routing rule of the office.
    Rule(RoutingRuleId),
}

impl Assigner {
    /// The person at whose desk it was given, if it was one.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(by) => Some(by.desk()),
            Self::Rule(_) => None,
        }
    }
}

/// What a holder hands in (Phiếu giải quyết văn bản đến, part 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkResult {
    /// What was done, in words; absent on a secret line.
    pub text: Option<Instruction>,
    /// Files that belong to it.
    pub files: Vec<FileId>,
    /// Who handed it in.
    pub by: By,
    /// When.
    pub at: UtcTime,
}

/// A later deadline, asked for by the holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionRequest {
    /// The deadline asked for.
    pub due: UtcTime,
    /// How much more than the deadline of then, where it was asked for as a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Why.
    pub reason: Reason,
    /// Who asked.
    pub by: By,
    /// When.
    pub at: UtcTime,
}

/// Where an assignment stands, with the facts of that standing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// Given, not yet taken up.
    Open,
    /// Taken up; from here on it can't be withdrawn by its giver.
    Accepted {
        /// Who took it up.
        by: By,
        /// When.
        at: UtcTime,
    },
    /// Handed in, waiting for approval.
    Submitted {
        /// What was handed in.
        result: WorkResult,
    },
    /// Done: approved, given as an opinion, read, or closed with the document.
    Done {
        /// What was handed in, if anything.
        result: Option<WorkResult>,
        /// When.
        at: UtcTime,
    },
    /// Given back by its holder.
    GivenBack {
        /// Who gave it back.
        by: By,
        /// When.
        at: UtcTime,
        /// Why.
        reason: Reason,
    },
    /// Taken away by whoever gave it, or by a later direction.
    Withdrawn {
        /// When.
        at: UtcTime,
        /// Why, in words for the holder.
        reason: Option<Reason>,
    },
}

/// The name of a [`Status`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusName {
    /// See [`Status::Open`].
    Open,
    /// See [`Status::Accepted`].
    Accepted,
    /// See [`Status::Submitted`].
    Submitted,
    /// See [`Status::Done`].
    Done,
    /// See [`Status::GivenBack`].
    GivenBack,
    /// See [`Status::Withdrawn`].
    Withdrawn,
}

impl StatusName {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Submitted => "submitted",
            Self::Done => "done",
            Self::GivenBack => "given_back",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Status {
    /// Its name.
    pub const fn name(&self) -> StatusName {
        match self {
            Self::Open => StatusName::Open,
            Self::Accepted { .. } => StatusName::Accepted,
            Self::Submitted { .. } => StatusName::Submitted,
            Self::Done { .. } => StatusName::Done,
            Self::GivenBack { .. } => StatusName::GivenBack,
            Self::Withdrawn { .. } => StatusName::Withdrawn,
        }
    }
}

/// One handoff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Which.
    pub id: AssignmentId,
    /// The assignment it hangs under; `None` at the top.
    pub parent: Option<AssignmentId>,
    /// What is to be done, with its deadline.
    #[serde(flatten)]
    pub duty: Duty,
    /// Who holds it.
    pub holder: Holder,
    /// The departments that its holder, a person, belonged to when it was given: their heads look it up, whatever becomes of
    /// the person. Empty where a department holds it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub departments: BTreeSet<DepartmentId>,
    /// Who held it before, where a person's work was handed over: they look it up still. The latest stands last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_holders: Vec<PersonId>,
    /// Who gave it.
    pub assigned_by: Assigner,
    /// Who has taken over from whoever gave it, where their work was handed over. See [`Assignment::giver`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers_to: Option<PersonId>,
    /// When it was given.
    pub opened_at: UtcTime,
    /// The words of whoever gave it (bút phê).
    pub instruction: Option<Instruction>,
    /// Where it stands.
    #[serde(flatten)]
    pub status: Status,
    /// A later deadline that its holder has asked for.
    pub extension: Option<ExtensionRequest>,
    /// The term by which its deadline was counted; none where that was set as a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// The deadline that it had first, where it has another since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_due: Option<UtcTime>,
}

impl Assignment {
    /// The deadline that it had first, where it has this one from now on and it is another.
    pub fn first_due_after(&self, to: Option<UtcTime>) -> Option<UtcTime> {
        self.first_due.or_else(|| self.due().filter(|before| Some(*before) != to))
    }

    /// From now on it has this deadline, beside the first one where that is told: what was written before it was kept tells none.
    pub(crate) fn move_due(&mut self, to: Option<UtcTime>, first: Option<UtcTime>) {
        self.duty = self.duty.with_due(to);
        self.first_due = first.or(self.first_due);
    }

    /// Whether its holder can still act on it.
    pub const fn is_live(&self) -> bool {
        matches!(self.status, Status::Open | Status::Accepted { .. })
    }

    /// Whether it still counts: live, or handed in and waiting.
    pub const fn is_pending(&self) -> bool {
        self.is_live() || matches!(self.status, Status::Submitted { .. })
    }

    /// To whom it answers: whoever gave it, or took over from them. Nobody, where a rule gave it.
    pub fn giver(&self) -> Option<PersonId> {
        self.answers_to.or_else(|| self.assigned_by.person())
    }

    /// Whether it answers to this person.
    pub fn is_owed_to(&self, person: PersonId) -> bool {
        self.giver() == Some(person)
    }

    /// Its role.
    pub const fn role(&self) -> AssignmentRole {
        self.duty.role()
    }

    /// Its deadline.
    pub const fn due(&self) -> Option<UtcTime> {
        self.duty.due()
    }
}

/// One recipient of a direction: who, with what words, until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TargetFields", into = "TargetFields")]
pub struct Target {
    /// Who.
    pub holder: Holder,
    /// The words for them.
    pub instruction: Option<Instruction>,
    /// Their deadline.
    pub due: Option<UtcTime>,
    /// How long they have, in the stead of a deadline.
    pub term: Option<Term>,
}

/// The recipient as it stands in JSON: a department or a person, exactly one of the two.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetFields {
    /// The department that is to handle it; exactly one of `department` and `person`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// The person who is to handle it; exactly one of `department` and `person`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Ý kiến chỉ đạo cho riêng nơi nhận này.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instruction: Option<Instruction>,
    /// Hạn xử lý, RFC 3339 with offset; `due`, `term` or neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// Thời hạn xử lý, counted by the office's working calendar from the moment at which the work is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
}

impl PartialSchema for Target {
    fn schema() -> RefOr<Schema> {
        TargetFields::schema()
    }
}

impl ToSchema for Target {
    fn name() -> std::borrow::Cow<'static, str> {
        "Recipient".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        TargetFields::schemas(schemas);
    }
}

impl TryFrom<TargetFields> for Target {
    type Error = InputFault;

    fn try_from(fields: TargetFields) -> Result<Self, InputFault> {
        let holder = match (fields.department, fields.person) {
            (Some(department), None) => Holder::Department(department),
            (None, Some(person)) => Holder::Person(person),
            _ => return Err(InputFault::ExactlyOneOf { fields: "department, person".to_owned() }),
        };
        Ok(Self { holder, instruction: fields.instruction, due: fields.due.map(crate::to_micros), term: fields.term })
    }
}

impl From<Target> for TargetFields {
    fn from(target: Target) -> Self {
        let (department, person) = match target.holder {
            Holder::Department(id) => (Some(id), None),
            Holder::Person(id) => (None, Some(id)),
        };
        Self { department, person, instruction: target.instruction, due: target.due, term: target.term }
    }
}

//! The states of an incoming document, each with its own facts, and the document they make together.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facts::{Attachment, Facts};
use crate::{
    AgencyId, AssignmentId, By, DocumentId, Instruction, Label, PersonId, Reason, RoutingRuleId, ServiceAccountId,
    UtcTime,
    assignment::{Assignment, AssignmentRole, Holder, Status, Target},
    register::Entry,
};

/// The name of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    /// Đã tiếp nhận, chưa vào sổ.
    Received,
    /// Đã vào sổ.
    Registered,
    /// Đã trình lãnh đạo.
    Presented,
    /// Đã có ý kiến chỉ đạo, ở phòng, ban.
    Directed,
    /// Chuyên viên đang xử lý.
    InProgress,
    /// Chờ duyệt kết quả.
    AwaitingApproval,
    /// Hoàn thành.
    Completed,
    /// Đã lưu hồ sơ.
    Filed,
    /// Từ chối tiếp nhận.
    Refused,
    /// Trả lại nơi gửi.
    Returned,
    /// Hủy dòng sổ.
    Voided,
    /// Bên gửi thu hồi.
    Recalled,
}

impl StateName {
    /// Every state, in the order of the flow.
    pub const ALL: [Self; 12] = [
        Self::Received,
        Self::Registered,
        Self::Presented,
        Self::Directed,
        Self::InProgress,
        Self::AwaitingApproval,
        Self::Completed,
        Self::Filed,
        Self::Refused,
        Self::Returned,
        Self::Voided,
        Self::Recalled,
    ];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Registered => "registered",
            Self::Presented => "presented",
            Self::Directed => "directed",
            Self::InProgress => "in_progress",
            Self::AwaitingApproval => "awaiting_approval",
            Self::Completed => "completed",
            Self::Filed => "filed",
            Self::Refused => "refused",
            Self::Returned => "returned",
            Self::Voided => "voided",
            Self::Recalled => "recalled",
        }
    }

    /// Reads [`StateName::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// As the office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Received => "Đã tiếp nhận, chưa vào sổ",
            Self::Registered => "Đã vào sổ",
            Self::Presented => "Đã trình lãnh đạo",
            Self::Directed => "Đã có ý kiến chỉ đạo",
            Self::InProgress => "Đang xử lý",
            Self::AwaitingApproval => "Chờ duyệt kết quả",
            Self::Completed => "Đã hoàn thành",
            Self::Filed => "Đã lưu hồ sơ",
            Self::Refused => "Đã từ chối tiếp nhận",
            Self::Returned => "Đã trả lại nơi gửi",
            Self::Voided => "Đã hủy dòng sổ",
            Self::Recalled => "Bên gửi đã thu hồi",
        }
    }

    /// Whether work is still to be done: somebody holds the document.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Received
                | Self::Registered
                | Self::Presented
                | Self::Directed
                | Self::InProgress
                | Self::AwaitingApproval
        )
    }

    /// Whether the line stands for ever.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Refused | Self::Returned | Self::Voided | Self::Recalled)
    }
}

/// A direction as it is proposed to, or given by, a leader (ý kiến chỉ đạo): exactly one primary, any number beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Direction {
    /// Chủ trì.
    pub primary: Target,
    /// Phối hợp.
    #[serde(default)]
    pub supporting: Vec<Target>,
    /// Nhận để biết; without deadlines.
    #[serde(default)]
    pub informed: Vec<Target>,
    /// Theo dõi, đôn đốc; without deadlines.
    #[serde(default)]
    pub monitors: Vec<Target>,
    /// The result comes back to the leader for approval, after the head of the department.
    #[serde(default)]
    pub leader_approves: bool,
}

impl Direction {
    /// Everyone it names, with their role.
    pub fn targets(&self) -> impl Iterator<Item = (AssignmentRole, &Target)> {
        std::iter::once((AssignmentRole::Primary, &self.primary))
            .chain(self.supporting.iter().map(|t| (AssignmentRole::Supporting, t)))
            .chain(self.informed.iter().map(|t| (AssignmentRole::Informed, t)))
            .chain(self.monitors.iter().map(|t| (AssignmentRole::Monitor, t)))
    }
}

/// A document put before someone (trình).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presentation {
    /// Before whom.
    pub to: PersonId,
    /// By whom; `None` where the office did by itself.
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
    /// With what words.
    pub note: Option<Instruction>,
    /// With what direction proposed.
    pub proposal: Option<Direction>,
}

/// Whose approval is awaited, and of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "pending", rename_all = "snake_case")]
pub enum Pending {
    /// An officer has handed in; whoever holds the root approves.
    ByUnit {
        /// The department's (or person's) own assignment.
        root: AssignmentId,
        /// The officer's, handed in.
        leg: AssignmentId,
    },
    /// The unit has handed in; the leader who directed approves.
    ByLeader {
        /// The unit's assignment, handed in.
        root: AssignmentId,
        /// The leader.
        leader: PersonId,
    },
}

impl Pending {
    /// The assignment at the top of the chain.
    pub const fn root(self) -> AssignmentId {
        match self {
            Self::ByUnit { root, .. } | Self::ByLeader { root, .. } => root,
        }
    }

    /// The assignment that was handed in.
    pub const fn submitted(self) -> AssignmentId {
        match self {
            Self::ByUnit { leg, .. } => leg,
            Self::ByLeader { root, .. } => root,
        }
    }
}

/// How a document came to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// The primary chain that it was completed by; `None` where it was kept for information.
    pub root: Option<AssignmentId>,
    /// The leader who directed or closed it: where it goes when it is reopened and nobody else is left.
    pub leader: Option<PersonId>,
    /// Who completed it; `None` where the office did by itself.
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
    /// Why it was kept for information.
    pub reason: Option<Reason>,
}

/// A word, a day and a name: how a final state came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remarked {
    /// Why.
    pub reason: Reason,
    /// Who; `None` where it came from outside.
    pub by: Option<By>,
    /// When.
    pub at: UtcTime,
}

/// Where an incoming document stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// The registry holds it, not yet entered.
    Received,
    /// The registry holds it, entered.
    Registered {
        /// Its line.
        entry: Entry,
    },
    /// A leader or the chief of office holds it.
    Presented {
        /// Its line.
        entry: Entry,
        /// Before whom.
        presentation: Presentation,
    },
    /// The unit holds it.
    Directed {
        /// Its line.
        entry: Entry,
        /// The primary assignment.
        root: AssignmentId,
    },
    /// An officer holds it.
    InProgress {
        /// Its line.
        entry: Entry,
        /// The unit's primary assignment.
        root: AssignmentId,
        /// The officer's.
        leg: AssignmentId,
    },
    /// Whoever approves holds it.
    AwaitingApproval {
        /// Its line.
        entry: Entry,
        /// Whose approval.
        #[serde(flatten)]
        pending: Pending,
    },
    /// Done.
    Completed {
        /// Its line.
        entry: Entry,
        /// How.
        completion: Completion,
    },
    /// In a case file.
    Filed {
        /// Its line.
        entry: Entry,
        /// How it was completed.
        completion: Completion,
        /// The case file's number or title.
        case_file: Option<Label>,
        /// Who filed it.
        by: Option<By>,
        /// When.
        at: UtcTime,
    },
    /// Never entered.
    Refused(Remarked),
    /// Sent back; the line stands.
    Returned {
        /// Its line.
        entry: Entry,
        /// Why.
        #[serde(flatten)]
        end: Remarked,
    },
    /// Entered twice or by mistake; the line stands, struck out.
    Voided {
        /// Its line.
        entry: Entry,
        /// Why.
        #[serde(flatten)]
        end: Remarked,
    },
    /// Recalled by its sender.
    Recalled {
        /// Its line, if it had one.
        entry: Option<Entry>,
        /// Why.
        #[serde(flatten)]
        end: Remarked,
    },
}

impl State {
    /// Its name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Received => StateName::Received,
            Self::Registered { .. } => StateName::Registered,
            Self::Presented { .. } => StateName::Presented,
            Self::Directed { .. } => StateName::Directed,
            Self::InProgress { .. } => StateName::InProgress,
            Self::AwaitingApproval { .. } => StateName::AwaitingApproval,
            Self::Completed { .. } => StateName::Completed,
            Self::Filed { .. } => StateName::Filed,
            Self::Refused(_) => StateName::Refused,
            Self::Returned { .. } => StateName::Returned,
            Self::Voided { .. } => StateName::Voided,
            Self::Recalled { .. } => StateName::Recalled,
        }
    }

    /// The document's line in the register.
    pub const fn entry(&self) -> Option<&Entry> {
        match self {
            Self::Received | Self::Refused(_) => None,
            Self::Registered { entry }
            | Self::Presented { entry, .. }
            | Self::Directed { entry, .. }
            | Self::InProgress { entry, .. }
            | Self::AwaitingApproval { entry, .. }
            | Self::Completed { entry, .. }
            | Self::Filed { entry, .. }
            | Self::Returned { entry, .. }
            | Self::Voided { entry, .. } => Some(entry),
            Self::Recalled { entry, .. } => entry.as_ref(),
        }
    }

    /// The primary chain from the top, where there is one.
    pub const fn chain(&self) -> Option<(AssignmentId, Option<AssignmentId>)> {
        match self {
            Self::Directed { root, .. } => Some((*root, None)),
            Self::InProgress { root, leg, .. } => Some((*root, Some(*leg))),
            Self::AwaitingApproval { pending, .. } => match pending {
                Pending::ByUnit { root, leg } => Some((*root, Some(*leg))),
                Pending::ByLeader { root, .. } => Some((*root, None)),
            },
            _ => None,
        }
    }
}

/// The sender wants the document back; the office has not answered yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallRequest {
    /// Why.
    pub reason: Reason,
    /// When it came.
    pub at: UtcTime,
}

/// The work rests, with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Why.
    pub reason: Reason,
    /// Who paused it.
    pub by: By,
    /// Since when.
    pub at: UtcTime,
}

/// A look that a leader has granted to somebody who administers, and who sees no documents otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantedLook {
    /// Who may look.
    pub person: PersonId,
    /// Until when.
    pub until: UtcTime,
    /// Why.
    pub reason: Reason,
    /// Who granted it.
    pub by: By,
    /// When.
    pub at: UtcTime,
}

/// An incoming document as it now stands. It is made and changed by [`super::apply`] alone, or put together again from
/// rows by [`IncomingDocument::restore`], which checks what it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingDocument {
    pub(super) id: DocumentId,
    pub(super) agency: AgencyId,
    pub(super) version: u32,
    pub(super) received_by: Option<By>,
    pub(super) received_through: Option<ServiceAccountId>,
    pub(super) facts: Facts,
    pub(super) state: State,
    pub(super) assignments: Vec<Assignment>,
    pub(super) files: Vec<Attachment>,
    pub(super) recall: Option<RecallRequest>,
    pub(super) pause: Option<Pause>,
    pub(super) answers: Vec<Label>,
    pub(super) routed_by: Option<RoutingRuleId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) looks: Vec<GrantedLook>,
}

/// What a document is put together from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// Which.
    pub id: DocumentId,
    /// Whose.
    pub agency: AgencyId,
    /// How many events it has seen.
    pub version: u32,
    /// Who took it in; `None` where it came from another system or through the interchange.
    pub received_by: Option<By>,
    /// The system that it came from, where one has sent it by a key of its own.
    pub received_through: Option<ServiceAccountId>,
    /// Its facts.
    pub facts: Facts,
    /// Its state.
    pub state: State,
    /// Its assignments, oldest first.
    pub assignments: Vec<Assignment>,
    /// Its files.
    pub files: Vec<Attachment>,
    /// An open recall.
    pub recall: Option<RecallRequest>,
    /// An open pause.
    pub pause: Option<Pause>,
    /// Documents that answer it.
    pub answers: Vec<Label>,
    /// The rule that routed it.
    pub routed_by: Option<RoutingRuleId>,
    /// Looks that were granted, one a person.
    pub looks: Vec<GrantedLook>,
}

impl IncomingDocument {
    /// Puts a document together from stored parts.
    ///
    /// # Errors
    /// What doesn't fit together, for a log: rows were changed by hand.
    pub fn restore(parts: Parts) -> Result<Self, &'static str> {
        let document = Self {
            id: parts.id,
            agency: parts.agency,
            version: parts.version,
            received_by: parts.received_by,
            received_through: parts.received_through,
            facts: parts.facts,
            state: parts.state,
            assignments: parts.assignments,
            files: parts.files,
            recall: parts.recall,
            pause: parts.pause,
            answers: parts.answers,
            routed_by: parts.routed_by,
            looks: parts.looks,
        };
        document.check().map(|()| document)
    }

    /// Whether its parts fit together: exactly one pending primary chain where the state has one and none elsewhere, and a
    /// holder wherever work is open.
    ///
    /// # Errors
    /// The first thing that doesn't fit.
    pub fn check(&self) -> Result<(), &'static str> {
        let primaries: Vec<&Assignment> =
            self.assignments.iter().filter(|a| a.role() == AssignmentRole::Primary && a.is_pending()).collect();
        let Some((root, leg)) = self.state.chain() else {
            return if primaries.is_empty() { Ok(()) } else { Err("a primary assignment is open outside a chain") };
        };
        let expected = 1 + usize::from(leg.is_some());
        if primaries.len() != expected {
            return Err("not exactly one primary chain");
        }
        let Some(root) = primaries.iter().find(|a| a.id == root && a.parent.is_none()) else {
            return Err("the root of the primary chain is not open");
        };
        if let Some(leg) = leg
            && !primaries.iter().any(|a| a.id == leg && a.parent == Some(root.id))
        {
            return Err("the officer's part of the chain doesn't hang under its root");
        }
        let live = |id: AssignmentId| self.assignment(id).is_some_and(Assignment::is_live);
        let fits = match &self.state {
            State::Directed { root, .. } => live(*root),
            State::InProgress { root, leg, .. } => live(*root) && live(*leg),
            State::AwaitingApproval { pending: Pending::ByUnit { root, leg }, .. } => live(*root) && !live(*leg),
            State::AwaitingApproval { pending: Pending::ByLeader { root, .. }, .. } => !live(*root),
            _ => true,
        };
        if fits { Ok(()) } else { Err("the chain's standing is not that of the state") }
    }

    /// Which.
    pub const fn id(&self) -> DocumentId {
        self.id
    }
    /// Whose.
    pub const fn agency(&self) -> AgencyId {
        self.agency
    }
    /// How many events it has seen; every change adds one.
    pub const fn version(&self) -> u32 {
        self.version
    }
    /// Who took it in; `None` where it came from another system or through the interchange.
    pub const fn received_by(&self) -> Option<By> {
        self.received_by
    }
    /// The system that it came from, where one has sent it by a key of its own.
    pub const fn received_through(&self) -> Option<ServiceAccountId> {
        self.received_through
    }
    /// Its facts.
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }
    /// Where it stands.
    pub const fn state(&self) -> &State {
        &self.state
    }
    /// Every assignment it ever had, oldest first.
    pub fn assignments(&self) -> &[Assignment] {
        &self.assignments
    }
    /// Its files.
    pub fn files(&self) -> &[Attachment] {
        &self.files
    }
    /// An open recall.
    pub const fn recall(&self) -> Option<&RecallRequest> {
        self.recall.as_ref()
    }
    /// An open pause.
    pub const fn pause(&self) -> Option<&Pause> {
        self.pause.as_ref()
    }
    /// Số, ký hiệu of the documents that answer it.
    pub fn answers(&self) -> &[Label] {
        &self.answers
    }
    /// The rule that routed it, if one did.
    pub const fn routed_by(&self) -> Option<RoutingRuleId> {
        self.routed_by
    }

    /// Looks that were granted, one a person, those that are over too.
    pub fn looks(&self) -> &[GrantedLook] {
        &self.looks
    }

    /// One assignment.
    pub fn assignment(&self, id: AssignmentId) -> Option<&Assignment> {
        self.assignments.iter().find(|a| a.id == id)
    }

    /// The officer's part under this assignment that was done last: who files it, and who a reopened document goes back to.
    /// Who gave it back or had it taken away is neither.
    pub fn last_leg(&self, root: AssignmentId) -> Option<&Assignment> {
        self.assignments.iter().rev().find(|a| {
            a.parent == Some(root) && a.role() == AssignmentRole::Primary && matches!(a.status, Status::Done { .. })
        })
    }

    /// How it was completed, once it is.
    pub const fn completion(&self) -> Option<&Completion> {
        match &self.state {
            State::Completed { completion, .. } | State::Filed { completion, .. } => Some(completion),
            _ => None,
        }
    }

    /// Who must act for the document to move on: the registry where no one else does.
    pub fn primary_holder(&self) -> Option<Holder> {
        match &self.state {
            State::Presented { presentation, .. } => Some(Holder::Person(presentation.to)),
            State::Directed { root, .. } => self.assignment(*root).map(|a| a.holder),
            State::InProgress { leg, .. } => self.assignment(*leg).map(|a| a.holder),
            State::AwaitingApproval { pending, .. } => match pending {
                Pending::ByUnit { root, .. } => self.assignment(*root).map(|a| a.holder),
                Pending::ByLeader { leader, .. } => Some(Holder::Person(*leader)),
            },
            _ => None,
        }
    }
}

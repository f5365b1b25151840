//! The states of an incoming document, each with its own facts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    AssignmentId, By, Instruction, Label, PersonId, Reason, UtcTime,
    assignment::{AssignmentRole, Counted, Target},
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

/// Until when the registry is to take its next step (Decree 30/2020, Art. 4(2)(c), 23(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDeadline {
    /// When.
    pub due: UtcTime,
    /// How it was counted.
    pub counted: Counted,
}

/// Where an incoming document stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// The registry holds it, not yet entered.
    Received {
        /// Until when it is to be entered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
    },
    /// The registry holds it, entered.
    Registered {
        /// Its line.
        entry: Entry,
        /// Until when it is to be presented or handed on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deadline: Option<StepDeadline>,
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
            Self::Received { .. } => StateName::Received,
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
            Self::Received { .. } | Self::Refused(_) => None,
            Self::Registered { entry, .. }
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

    /// Until when the registry is to take its next step, where it holds the document.
    pub const fn step_deadline(&self) -> Option<&StepDeadline> {
        match self {
            Self::Received { deadline } | Self::Registered { deadline, .. } => deadline.as_ref(),
            _ => None,
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

//! The incoming document: its state with all that stands beside it.

use serde::{Deserialize, Serialize};

use super::{
    facts::{Attachment, Facts},
    state::{Completion, Pending, State},
};
use crate::{
    AgencyId, AssignmentId, By, DocumentId, Label, PersonId, Reason, RoutingRuleId, ServiceAccountId, UtcTime,
    assignment::{Assignment, AssignmentRole, Holder, Status},
};

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
    /// Whether the clock rests, too: no deadline runs meanwhile.
    #[serde(default)]
    pub stops_clock: bool,
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

    /// Whether this answer, the last that it got, completed it: then nobody's hand did.
    pub fn was_completed_by(&self, answer: &Label) -> bool {
        let by_the_office = self.completion().is_some_and(|done| done.by.is_none() && done.root.is_some());
        by_the_office && self.answers.last() == Some(answer)
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

    /// Since when nothing more is to be done about it, once nothing is.
    pub const fn closed_at(&self) -> Option<UtcTime> {
        match &self.state {
            State::Completed { completion, .. } | State::Filed { completion, .. } => Some(completion.at),
            State::Refused(end)
            | State::Returned { end, .. }
            | State::Voided { end, .. }
            | State::Recalled { end, .. } => Some(end.at),
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

//! What one person has in hand in a document, and the same document with another in their place: somebody leaves, or moves to
//! other work. The assignments stay the ones they are, with their deadlines and words; whose name they bore is kept on them.

use std::collections::BTreeSet;

use super::{
    document::IncomingDocument,
    state::{Pending, State},
};
use crate::{
    AssignmentId, DepartmentId, PersonId, UtcTime,
    assignment::{Assignment, AssignmentRole, Holder, Status},
};

/// One thing that somebody has in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// It is put before them (chờ ý kiến chỉ đạo).
    Presentation,
    /// It waits for their approval as the leader who directed (chờ phê duyệt).
    Approval(AssignmentId),
    /// They hold this assignment.
    Held(AssignmentId),
    /// This one answers to them: its result comes to them, and more time is asked of them.
    Given(AssignmentId),
    /// It is done, and theirs to file (lưu hồ sơ).
    Filing(AssignmentId),
}

impl Share {
    /// The assignment that it is about.
    pub const fn assignment(self) -> Option<AssignmentId> {
        match self {
            Self::Presentation => None,
            Self::Approval(id) | Self::Held(id) | Self::Given(id) | Self::Filing(id) => Some(id),
        }
    }

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Presentation => "presentation",
            Self::Approval(_) => "approval",
            Self::Held(_) => "held",
            Self::Given(_) => "given",
            Self::Filing(_) => "filing",
        }
    }

    /// As the office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Presentation => "chờ cho ý kiến chỉ đạo",
            Self::Approval(_) => "chờ phê duyệt kết quả",
            Self::Held(_) => "đang được giao",
            Self::Given(_) => "đã giao, chờ kết quả",
            Self::Filing(_) => "chờ lưu hồ sơ",
        }
    }

    /// Its deadline.
    pub fn due(self, document: &IncomingDocument) -> Option<UtcTime> {
        self.assignment().and_then(|id| document.assignment(id)).and_then(Assignment::due)
    }
}

/// All that this person has in hand here, what is to be acted on first.
pub fn shares(document: &IncomingDocument, person: PersonId) -> Vec<Share> {
    let theirs = Holder::Person(person);
    let mut shares = Vec::new();
    match document.state() {
        State::Presented { presentation, .. } if presentation.to == person => shares.push(Share::Presentation),
        State::AwaitingApproval { pending: Pending::ByLeader { root, leader }, .. } if *leader == person => {
            shares.push(Share::Approval(*root));
        }
        State::Completed { completion, .. } => {
            let root = completion.root.and_then(|id| document.assignment(id));
            let filer = root.and_then(|root| document.last_leg(root.id).or(Some(root)));
            shares.extend(filer.filter(|filer| filer.holder == theirs).map(|filer| Share::Filing(filer.id)));
        }
        _ => {}
    }
    let pending = || document.assignments().iter().filter(|a| a.is_pending());
    shares.extend(pending().filter(|a| a.holder == theirs).map(|a| Share::Held(a.id)));
    // From who reads or monitors nothing comes back.
    let works = |a: &&Assignment| matches!(a.role(), AssignmentRole::Primary | AssignmentRole::Supporting);
    shares.extend(pending().filter(works).filter(|a| a.is_owed_to(person)).map(|a| Share::Given(a.id)));
    shares
}

/// Puts one person in the place of another, in all that they have in hand.
pub(super) fn hand_over(
    document: &mut IncomingDocument,
    from: PersonId,
    to: PersonId,
    departments: &BTreeSet<DepartmentId>,
    at: UtcTime,
) {
    for share in shares(document, from) {
        match share {
            Share::Presentation => {
                if let State::Presented { presentation, .. } = &mut document.state {
                    presentation.to = to;
                }
            }
            Share::Approval(_) => {
                if let State::AwaitingApproval { pending: Pending::ByLeader { leader, .. }, .. } = &mut document.state {
                    *leader = to;
                }
            }
            Share::Held(id) | Share::Filing(id) => {
                if ends_beside(document, id, to, at) {
                    continue;
                }
                // Whoever takes it over has not taken it up yet, unless it was given on.
                let given_on = document.assignments.iter().any(|a| a.parent == Some(id) && a.is_pending());
                if let Some(held) = document.assignments.iter_mut().find(|a| a.id == id) {
                    held.holder = Holder::Person(to);
                    held.former_holders.push(from);
                    held.departments.extend(departments);
                    if !given_on && matches!(held.status, Status::Accepted { .. }) {
                        held.status = Status::Open;
                    }
                }
            }
            Share::Given(id) => {
                if let Some(given) = document.assignments.iter_mut().find(|a| a.id == id) {
                    given.answers_to = Some(to);
                }
            }
        }
    }
}

/// Whoever takes over has a part there already, and nobody has two: of two copies to read or to monitor one ends; what is only to be
/// read ends beside work. Whether the part that was to go over has ended with that.
fn ends_beside(document: &mut IncomingDocument, id: AssignmentId, to: PersonId, at: UtcTime) -> bool {
    let Some((parent, role)) = document.assignment(id).map(|held| (held.parent, held.role())) else { return false };
    let works = |role: AssignmentRole| matches!(role, AssignmentRole::Primary | AssignmentRole::Supporting);
    let theirs =
        |a: &&mut Assignment| a.id != id && a.is_pending() && a.parent == parent && a.holder == Holder::Person(to);
    let Some(other) = document.assignments.iter_mut().find(theirs) else { return false };
    let ended = Status::Done { result: None, at };
    if !works(role) {
        if let Some(held) = document.assignments.iter_mut().find(|a| a.id == id) {
            held.status = ended;
        }
        return true;
    }
    if !works(other.role()) {
        other.status = ended;
    }
    false
}

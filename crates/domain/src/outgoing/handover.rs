//! What one person has in hand of an outgoing document, and the same document with another in their place: somebody
//! leaves, or moves to other work. A signature goes to nobody else: whoever was to sign returns it, and the draft names
//! another.

use std::collections::BTreeSet;

use super::document::OutgoingDocument;
use crate::{DepartmentId, OpinionId, PersonId, UtcTime, access, assignment::Holder};

/// One thing that somebody has in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// They draft it (đang soạn thảo).
    Drafting,
    /// Their opinion is asked (đang được hỏi ý kiến).
    Opinion(OpinionId),
    /// They have asked this opinion, and it comes to them (chờ trả lời).
    Asked(OpinionId),
}

impl Share {
    /// The opinion that it is about.
    pub const fn opinion(self) -> Option<OpinionId> {
        match self {
            Self::Drafting => None,
            Self::Opinion(id) | Self::Asked(id) => Some(id),
        }
    }

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Drafting => "drafting",
            Self::Opinion(_) => "opinion",
            Self::Asked(_) => "asked",
        }
    }

    /// As the office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Drafting => "đang soạn thảo",
            Self::Opinion(_) => "đang được hỏi ý kiến",
            Self::Asked(_) => "đã hỏi ý kiến, chờ trả lời",
        }
    }

    /// Its date.
    pub fn due(self, document: &OutgoingDocument) -> Option<UtcTime> {
        self.opinion().and_then(|id| document.opinion(id)).map(|opinion| opinion.due)
    }
}

/// All that this person has in hand here, what is to be acted on first.
pub fn shares(document: &OutgoingDocument, person: PersonId) -> Vec<Share> {
    let drafts = document.drafter() == person && access::outgoing::is_open(document);
    let open = || document.open_opinions();
    let held = open().filter(|opinion| opinion.in_hand() == Holder::Person(person)).map(|opinion| opinion.id);
    let asked = open().filter(|opinion| opinion.asker() == person).map(|opinion| opinion.id);
    drafts
        .then_some(Share::Drafting)
        .into_iter()
        .chain(held.map(Share::Opinion))
        .chain(asked.map(Share::Asked))
        .collect()
}

/// Puts one person in the place of another, in all that they have in hand.
pub(super) fn hand_over(
    document: &mut OutgoingDocument,
    from: PersonId,
    to: PersonId,
    departments: &BTreeSet<DepartmentId>,
) {
    for share in shares(document, from) {
        let Some(id) = share.opinion() else {
            document.drafted_by(to);
            continue;
        };
        let Some(opinion) = document.opinions.iter_mut().find(|opinion| opinion.id == id) else { continue };
        match share {
            Share::Asked(_) => opinion.answers_to = Some(to),
            _ if opinion.officer.is_some() => opinion.officer = Some(to),
            _ => {
                opinion.holder = Holder::Person(to);
                opinion.departments.extend(departments);
            }
        }
    }
}

impl OutgoingDocument {
    /// Somebody else drafts it from now on: what the one before has asked comes to them.
    pub(super) fn drafted_by(&mut self, to: PersonId) {
        let from = self.drafter;
        for asked in self.opinions.iter_mut().filter(|opinion| opinion.is_open() && opinion.asker() == from) {
            asked.answers_to = Some(to);
        }
        self.former_drafters.retain(|former| *former != to && *former != from);
        self.former_drafters.push(from);
        self.drafter = to;
    }
}

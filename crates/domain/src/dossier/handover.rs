//! What one person has in hand of a dossier, so that another takes it over: somebody leaves, or moves to other work.

use super::{record::Dossier, table};
use crate::{ConsultationId, PersonId, UtcTime, assignment::Holder, dossier::CommandKind, work::Desk};

/// One thing that somebody has in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// They have its step (đang giải quyết).
    Step,
    /// They are asked about it (đang được hỏi ý kiến).
    Consultation(ConsultationId),
}

impl Share {
    /// The question that it is about.
    pub const fn consultation(self) -> Option<ConsultationId> {
        match self {
            Self::Step => None,
            Self::Consultation(id) => Some(id),
        }
    }

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Consultation(_) => "consultation",
        }
    }

    /// As the office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Step => "đang giải quyết",
            Self::Consultation(_) => "đang được hỏi ý kiến",
        }
    }

    /// Its date.
    pub fn due(self, dossier: &Dossier) -> Option<UtcTime> {
        match self {
            Self::Step => dossier.next_due(),
            Self::Consultation(id) => dossier.consultation(id).map(|one| one.due),
        }
    }
}

/// All that this person has in hand here, what is to be acted on first; nothing of what is closed.
pub fn shares(dossier: &Dossier, person: PersonId) -> Vec<Share> {
    if !table::knows(dossier.state().name(), CommandKind::HandOverDossier) {
        return Vec::new();
    }
    let theirs = Holder::Person(person);
    let step = dossier.state().run().is_some_and(|run| run.officer == Some(person) || run.desk == Desk::Holder(theirs));
    let asked = dossier.open_consultations().filter(|one| one.holder() == Some(theirs));
    step.then_some(Share::Step).into_iter().chain(asked.map(|one| Share::Consultation(one.id))).collect()
}

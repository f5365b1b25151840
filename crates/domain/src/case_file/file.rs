//! The case file: where it stands, with all that stands beside it.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    facts::Facts,
    state::{Said, State},
};
use crate::{AgencyId, By, CaseFileId, DocumentId, Remark, UtcTime};

/// How many documents it holds at the most: their ordinal (`DocOrdinal`) has three digits.
pub const MOST_DOCUMENTS: u16 = 999;
/// How many pages at the most: their sum (`PageTotal`) has four digits.
pub const MOST_PAGES: u32 = 9_999;

/// Whether a document came in or goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CaseFileDocumentDirection)]
pub enum Direction {
    /// Văn bản đến.
    Incoming,
    /// Văn bản đi.
    Outgoing,
}

impl Direction {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }
}

/// A document in it. Its ordinal is its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Which.
    pub document: DocumentId,
    /// Whether it came in or goes out.
    pub direction: Direction,
    /// Số trang.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u16>,
    /// Ghi chú.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Remark>,
    /// Who added it.
    pub by: By,
    /// When.
    pub at: UtcTime,
}

/// A case file as it now stands. It is made and changed by [`super::apply`] alone, or put together again from stored parts by
/// [`CaseFile::restore`], which checks what it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    pub(super) id: CaseFileId,
    pub(super) agency: AgencyId,
    pub(super) version: u32,
    pub(super) created_by: By,
    pub(super) created_at: UtcTime,
    pub(super) facts: Facts,
    pub(super) state: State,
    /// In the order of their ordinals, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) members: Vec<Member>,
    /// Why nothing of it may be changed now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) frozen: Option<Said>,
}

impl CaseFile {
    /// Puts one together from what was stored.
    ///
    /// # Errors
    /// What doesn't fit together, for a log: rows were changed by hand.
    pub fn restore(stored: Self) -> Result<Self, &'static str> {
        stored.check().map(|()| stored)
    }

    /// Whether its parts fit together.
    ///
    /// # Errors
    /// The first thing that doesn't fit.
    pub fn check(&self) -> Result<(), &'static str> {
        if self.members.len() > usize::from(MOST_DOCUMENTS) {
            return Err("it holds more documents than there are ordinals");
        }
        let mut known = std::collections::BTreeSet::new();
        if !self.members.iter().all(|member| known.insert(member.document)) {
            return Err("a document is in it twice");
        }
        let filled = self.state.opening().is_some();
        if !filled && !self.members.is_empty() {
            return Err("what was not opened holds documents");
        }
        if let Some(closing) = self.state.closing() {
            if closing.ended_on < closing.opening.started_on {
                return Err("it ended before it began");
            }
            let pages = self.pages().ok_or("a document of a closed one has no number of pages")?;
            if (usize::from(closing.documents), closing.pages) != (self.members.len(), pages) {
                return Err("what was counted is not what it holds");
            }
        }
        match &self.state {
            State::DisposalProposed { .. } | State::Disposed { .. } if self.retention_ends().is_none() => {
                Err("what is kept for ever is never disposed of")
            }
            State::Disposed { proposed, approved, .. } if proposed.by.shares_a_name(approved.by) => {
                Err("a disposal was approved by who proposed it")
            }
            State::Disposed { .. } if self.frozen.is_some() => Err("what is disposed of is not frozen"),
            _ => match self.state.archive() {
                (Some(handed_over), Some(accepted)) if handed_over.by.shares_a_name(accepted.by) => {
                    Err("it was taken over by who handed it over")
                }
                _ => Ok(()),
            },
        }
    }

    /// Which.
    pub const fn id(&self) -> CaseFileId {
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
    /// Who began it.
    pub const fn created_by(&self) -> By {
        self.created_by
    }
    /// When.
    pub const fn created_at(&self) -> UtcTime {
        self.created_at
    }
    /// What is known of it.
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }
    /// Where it stands.
    pub const fn state(&self) -> &State {
        &self.state
    }
    /// Its documents, in the order of their ordinals, from 1.
    pub fn members(&self) -> &[Member] {
        &self.members
    }
    /// Why nothing of it may be changed now.
    pub const fn frozen(&self) -> Option<&Said> {
        self.frozen.as_ref()
    }

    /// The document, with its ordinal, if it is in it.
    pub fn member(&self, document: DocumentId) -> Option<(u16, &Member)> {
        (1..).zip(&self.members).find(|(_, member)| member.document == document)
    }

    /// How many pages its documents have; nothing where that is not known of all.
    pub fn pages(&self) -> Option<u32> {
        self.members.iter().map(|member| member.pages.map(u32::from)).sum()
    }

    /// The ordinals of documents of which the number of pages is not known.
    pub fn without_pages(&self) -> impl Iterator<Item = u16> + '_ {
        (1..).zip(&self.members).filter(|(_, member)| member.pages.is_none()).map(|(ordinal, _)| ordinal)
    }

    /// The last day on which it is to be handed over to the archive (Art. 30(2)): a year from the end of the matter. Nothing while it is open, once
    /// it is handed over, and where it need not be.
    pub fn hand_over_due(&self) -> Option<NaiveDate> {
        match &self.state {
            State::Closed { closing, .. } if self.facts.retention.is_handed_over() => {
                closing.ended_on.checked_add_months(Months::new(12))
            }
            _ => None,
        }
    }

    /// The last day on which it is to be kept; nothing while it is open, and where it is kept for ever.
    pub fn retention_ends(&self) -> Option<NaiveDate> {
        self.state.closing().and_then(|closing| self.facts.retention.ends(closing.ended_on))
    }
}

//! What has happened to a case file. Events are history: their shape is only ever added to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    facts::{Facts, Retention},
    file::Direction,
};
use crate::{Actor, DepartmentId, DocumentId, PersonId, Reason, Remark, UtcTime};

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

/// What happened.
#[allow(
    clippy::large_enum_variant,
    reason = "one is made a command and moved on at once; a box would only be in the way"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Entered in the draft of the year's list.
    Planned {
        /// What is known of it.
        facts: Facts,
    },
    /// Opened without an entry of the list.
    Begun {
        /// What is known of it.
        facts: Facts,
        /// When the matter began.
        started_on: NaiveDate,
    },
    /// Approved in the list.
    Approved,
    /// Struck off the list.
    Struck {
        /// Why.
        reason: Reason,
    },
    /// Opened from the list.
    Opened {
        /// When the matter began.
        started_on: NaiveDate,
    },
    /// Amended.
    Amended {
        /// What is known of it from now on.
        facts: Facts,
    },
    /// A document was added, at the end.
    DocumentAdded {
        /// Which.
        document: DocumentId,
        /// Whether it came in or goes out.
        direction: Direction,
        /// Số trang.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pages: Option<u16>,
        /// Ghi chú.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remark: Option<Remark>,
    },
    /// What is noted of a document was set anew.
    DocumentAmended {
        /// Which.
        document: DocumentId,
        /// Số trang.
        pages: u16,
        /// Ghi chú.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remark: Option<Remark>,
    },
    /// A document was taken out; those behind it moved up.
    DocumentRemoved {
        /// Which.
        document: DocumentId,
        /// Why.
        reason: Reason,
    },
    /// Closed.
    Closed {
        /// When the matter ended.
        ended_on: NaiveDate,
        /// Thời hạn bảo quản from then on.
        retention: Retention,
    },
    /// Opened once more.
    Reopened {
        /// Why.
        reason: Reason,
    },
    /// Put before the archive.
    HandedOver,
    /// Taken over by the archive.
    Accepted,
    /// Not taken over.
    Returned {
        /// Why.
        reason: Reason,
    },
    /// Somebody else keeps it from then on.
    Transferred {
        /// Who.
        keeper: PersonId,
        /// In which department.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<DepartmentId>,
    },
    /// Its disposal was proposed.
    DisposalProposed {
        /// Why.
        reason: Reason,
    },
    /// Its disposal was approved.
    Disposed,
    /// Its disposal was not approved.
    DisposalRefused {
        /// Why.
        reason: Reason,
    },
    /// Frozen.
    Frozen {
        /// Why.
        reason: Reason,
    },
    /// No longer frozen.
    Unfrozen {
        /// Why.
        reason: Reason,
    },
}

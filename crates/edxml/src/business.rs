//! What a document message does to what was sent before (nghiệp vụ văn bản), and the way that it went.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{at_least_one::AtLeastOne, counterpart::Staff, date::Stated, document_id::DocumentId, organ::OrganId};

/// What the message does, and who sent it (`TraceHeaderList/Bussiness`, with the regulation's own double s).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Business {
    /// What it does (`BussinessDocType`), with what that needs.
    #[serde(default)]
    pub action: Action,
    /// `BussinessDocReason`, lý do. For a new document it is customary to write [`Business::NEW_REASON`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// `Paper`: whether a paper original follows (kèm bản giấy).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<bool>,
    /// `StaffInfo`: the clerk who sends it (văn thư).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<Staff>,
}

impl Business {
    /// What stands as the reason of every new document.
    pub const NEW_REASON: &str = "Văn bản điện tử mới";

    /// A new document, which comes without paper.
    pub fn new_document() -> Self {
        Self { action: Action::New, reason: Some(Self::NEW_REASON.to_owned()), paper: Some(false), staff: None }
    }
}

/// What a document message does (`BussinessDocType`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// 0: it brings a document that was not sent before. A message without the block means this, too.
    #[default]
    New,
    /// 1: it takes a document back (thu hồi).
    Recall {
        /// `Bussiness/DocumentId`. The writer wants the message's own identifier to be the same.
        document: DocumentId,
    },
    /// 2: it changes a document, or who has it (cập nhật).
    Update(Update),
    /// 3: it brings a document in the place of others (thay thế).
    Replace {
        /// `ReplacementInfoList`.
        replaced: AtLeastOne<Replaced>,
    },
}

impl Action {
    /// The number that is written.
    pub const fn number(&self) -> u32 {
        match self {
            Self::New => 0,
            Self::Recall { .. } => 1,
            Self::Update(_) => 2,
            Self::Replace { .. } => 3,
        }
    }

    /// What a person is told.
    pub const fn vietnamese(&self) -> &'static str {
        match self {
            Self::New => "Văn bản điện tử mới",
            Self::Recall { .. } => "Thu hồi văn bản",
            Self::Update(_) => "Cập nhật văn bản",
            Self::Replace { .. } => "Thay thế văn bản",
        }
    }

    /// The same in English.
    pub const fn english(&self) -> &'static str {
        match self {
            Self::New => "A new document",
            Self::Recall { .. } => "A document is recalled",
            Self::Update(_) => "A document is updated",
            Self::Replace { .. } => "Documents are replaced",
        }
    }
}

/// What changed of a document (`BussinessDocumentInfo`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// `Bussiness/DocumentId`. The writer wants the message's own identifier to be the same.
    pub document: DocumentId,
    /// `DocumentInfo` is 1: the document's own data changed.
    #[serde(default)]
    pub data_changed: bool,
    /// `DocumentReceiver` is 1: the list of recipients changed.
    #[serde(default)]
    pub recipients_changed: bool,
    /// `ReceiverList`: who came and who went.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<RecipientChange>,
}

/// A recipient who came or went (`Receiver`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientChange {
    /// `OrganId`.
    pub organ: OrganId,
    /// `ReceiverType`: 1 added, 0 removed.
    pub added: bool,
}

/// A document that the new one stands in for (`ReplacementInfo`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// `DocumentId`.
    pub document: DocumentId,
    /// `OrganIdList`: who had it. The writer wants one at least; what is read may have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<OrganId>,
}

/// A station on the way (`TraceHeader`, vết xử lý). The sender writes the first; each exchange point adds one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TraceHeader {
    /// `OrganId`. Exchange points leave it out, or write `null`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ: Option<OrganId>,
    /// `Timestamp`, Vietnam's time, to the second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Stated<NaiveDateTime>>,
}

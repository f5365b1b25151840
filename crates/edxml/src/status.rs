//! The status message (gói tin trạng thái, `status`), and what either message is.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    code::StatusCode,
    counterpart::{Organisation, ResponseFor, Staff},
    date::Stated,
    document::Document,
};

/// How a document fares at a recipient, or what its sender asks of them (gói tin trạng thái).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// `From`: who says so.
    pub from: Organisation,
    /// `ResponseFor`: whose document, and which; who is told is its `organ`. The writer wants all of it; what is read has the code or the
    /// identifier at least.
    pub about: ResponseFor,
    /// `StaffInfo`: who handles it. Always written, empty where nothing is said, since some receivers break without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<Staff>,
    /// `StatusCode`, mã trạng thái.
    pub code: StatusCode,
    /// `Description`: in free words; the reason of 02, 13 and 16, for which the writer wants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `Timestamp`, Vietnam's time, to the second. The writer wants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Stated<NaiveDateTime>>,
}

/// Either message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// A document; `messagetype` `edoc` to the gateway.
    Document(Box<Document>),
    /// A status; `messagetype` `status` to the gateway.
    Status(Box<Status>),
}

impl Message {
    /// What the gateway calls this kind: `edoc` or `status`.
    pub const fn gateway_type(&self) -> &'static str {
        match self {
            Self::Document(_) => "edoc",
            Self::Status(_) => "status",
        }
    }

    /// The sender.
    pub const fn sender(&self) -> &Organisation {
        match self {
            Self::Document(document) => &document.from,
            Self::Status(status) => &status.from,
        }
    }
}

impl From<Document> for Message {
    fn from(document: Document) -> Self {
        Self::Document(Box::new(document))
    }
}

impl From<Status> for Message {
    fn from(status: Status) -> Self {
        Self::Status(Box::new(status))
    }
}

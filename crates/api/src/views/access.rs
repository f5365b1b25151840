//! Who looked at a document, as its registry and its leaders see it.

use chrono::{DateTime, Utc};
use office::{
    accesses::{Access, Looker, What},
    domain::{FileId, incoming::Attachment, organisation::Directory},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ByView, service::SystemRef};

/// What was looked at.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LookedAt)]
pub enum WhatView {
    /// The document.
    Document,
    /// Its history.
    History,
    /// Its mails.
    Messages,
    /// One of its files.
    File,
    /// This very list.
    Accesses,
    /// The book of the one-stop shop in which it stands, which was printed.
    Book,
}

/// A file that was downloaded.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FileRef {
    /// Which.
    id: FileId,
    /// Its name.
    name: String,
}

/// The looks of one person or system at one thing, within some minutes of the first.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DocumentAccess)]
pub struct AccessView {
    /// Which.
    pub id: uuid::Uuid,
    /// Who looked; absent where it was another system.
    by: Option<ByView>,
    /// Which other system, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    by_system: Option<SystemRef>,
    /// What at.
    what: WhatView,
    /// Which file, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileRef>,
    /// The first time.
    first_at: DateTime<Utc>,
    /// The last time.
    last_at: DateTime<Utc>,
    /// How often.
    times: i64,
    /// The request of the first time, as its answer (`X-Request-Id`) and the log name it.
    request_id: Option<uuid::Uuid>,
}

impl AccessView {
    /// As the directory knows who looked, and the document what its files are called.
    pub fn of<'a>(access: &Access, mut files: impl Iterator<Item = &'a Attachment>, directory: &Directory) -> Self {
        let (by, by_system) = match access.by {
            Looker::Person(by) => (Some(ByView::of(by, directory)), None),
            Looker::Service(account) => (None, Some(SystemRef::of(account, directory))),
        };
        let (what, file) = match access.what {
            What::Document => (WhatView::Document, None),
            What::History => (WhatView::History, None),
            What::Messages => (WhatView::Messages, None),
            What::Accesses => (WhatView::Accesses, None),
            What::Book => (WhatView::Book, None),
            What::File(id) => {
                let attached = files.find(|attached| attached.file.id == id);
                let name = attached.map(|attached| attached.file.name.to_string()).unwrap_or_default();
                (WhatView::File, Some(FileRef { id, name }))
            }
        };
        Self {
            id: access.id,
            by,
            by_system,
            what,
            file,
            first_at: access.first_at,
            last_at: access.last_at,
            times: access.times,
            request_id: access.request,
        }
    }
}

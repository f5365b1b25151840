//! Who looked at a document, as its registry and its leaders see it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use office::{
    accesses::{Access, Count, Looker, What, Who},
    domain::{FileId, incoming::Attachment, organisation::Directory},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ByView, PersonRef, service::SystemRef};

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

/// How often one person or system has looked at a document.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccessesOfOne)]
pub struct LookerView {
    /// Who, whosever desk it was at; absent where it was another system.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<PersonRef>,
    /// Which other system, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    by_system: Option<SystemRef>,
    /// How often.
    times: i64,
    /// How often of that it was one of the files.
    files: i64,
    /// The first time.
    first_at: DateTime<Utc>,
    /// The last time.
    last_at: DateTime<Utc>,
}

/// How often a document was looked at since it is here. Looks at the log itself, and at this, are in none of the numbers but `by_what.accesses`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccessStatistics)]
pub struct AccessStatisticsView {
    /// How often in all.
    total: i64,
    /// How many people have looked.
    people: usize,
    /// How many other systems.
    systems: usize,
    /// How often at what: `document`, `history`, `messages`, `file`, `accesses`, `book`; what nobody looked at is left out.
    by_what: BTreeMap<String, i64>,
    /// Whoever has looked, the most frequent first.
    lookers: Vec<LookerView>,
}

impl AccessStatisticsView {
    /// Of what was counted, as the directory knows who looked.
    pub fn of(counts: &[Count], directory: &Directory) -> Self {
        let mut by_what = BTreeMap::new();
        let mut lookers: BTreeMap<Who, LookerView> = BTreeMap::new();
        for count in counts {
            *by_what.entry(count.what.clone()).or_default() += count.times;
            if count.what == What::Accesses.as_str() {
                continue;
            }
            let (by, by_system) = match count.who {
                Who::Person(person) => (Some(PersonRef::of(person, directory)), None),
                Who::Service(account) => (None, Some(SystemRef::of(account, directory))),
            };
            let (first_at, last_at) = (count.first_at, count.last_at);
            let fresh = LookerView { by, by_system, times: 0, files: 0, first_at, last_at };
            let looker = lookers.entry(count.who).or_insert(fresh);
            looker.times += count.times;
            if count.what == "file" {
                looker.files += count.times;
            }
            (looker.first_at, looker.last_at) = (looker.first_at.min(first_at), looker.last_at.max(last_at));
        }
        let people = lookers.keys().filter(|who| matches!(who, Who::Person(_))).count();
        let systems = lookers.len() - people;
        let mut lookers: Vec<LookerView> = lookers.into_values().collect();
        lookers.sort_by_key(|looker| std::cmp::Reverse((looker.times, looker.last_at)));
        Self { total: lookers.iter().map(|looker| looker.times).sum(), people, systems, by_what, lookers }
    }
}

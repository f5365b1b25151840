//! What is found, as its reader sees it.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, Utc};
use office::{
    domain::{
        DocumentId, FileId, UtcTime,
        incoming::Urgency,
        work::{outgoing_desk, work_of},
    },
    search::{Document, Found, Item, Place, SavedSearch, Stands},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{HolderView, case_file::CaseFileRefView};
use crate::{
    paging::{bad_cursor, cursor, link},
    problem::{ApiError, Kind},
    routes::search::{DirectionView, SearchWords},
};

/// Where a page begins, as a cursor holds it.
#[derive(Debug, Serialize, Deserialize)]
pub struct CursorPlace {
    tier: usize,
    ordinal: i64,
}

impl CursorPlace {
    fn of(place: Place) -> Self {
        Self { tier: place.tier, ordinal: place.ordinal }
    }

    /// The place.
    ///
    /// # Errors
    /// A problem where no page begins there.
    pub fn into_place(self) -> Result<Place, ApiError> {
        if self.ordinal < 0 {
            return Err(bad_cursor());
        }
        Ok(Place { tier: self.tier, ordinal: self.ordinal })
    }
}

/// In which field some words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SearchField {
    /// Số, ký hiệu.
    Number,
    /// Trích yếu.
    Subject,
    /// Tác giả.
    Author,
    /// Người ký.
    Signer,
    /// Ý kiến chỉ đạo, trao đổi.
    Remark,
    /// Tệp.
    File,
}

/// From where to where, in characters (code points) of the text.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Highlight {
    /// The first.
    pub start: usize,
    /// The one behind the last.
    pub end: usize,
}

/// Some words by which a document was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SnippetView {
    /// Where they stand.
    pub field: SearchField,
    /// Which file, where they stand in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileId>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// The words: plain text, … for what is left out.
    pub text: String,
    /// What was searched for.
    pub highlights: Vec<Highlight>,
}

/// A document that was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchItem {
    /// Which way it goes: by that it is read (`getIncomingDocument`, `getOutgoingDocument`).
    pub direction: DirectionView,
    /// Which.
    pub id: DocumentId,
    /// Số.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Ký hiệu.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notation: Option<String>,
    /// Ngày văn bản.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
    /// Tên loại, by code.
    pub document_type: String,
    /// Trích yếu.
    pub subject: String,
    /// Tác giả.
    pub author: String,
    /// Its state.
    pub state: String,
    /// The same, in Vietnamese.
    pub state_text: String,
    /// Độ khẩn.
    pub urgency: Urgency,
    /// On whose desk it lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<HolderView>,
    /// When it came, or was begun: the newest of a rank come first.
    pub began_at: DateTime<Utc>,
    /// The words by which it was found, the best first.
    pub snippets: Vec<SnippetView>,
}

/// A word that was read in another way than it was typed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReadingView {
    /// As it was typed.
    pub typed: String,
    /// As it was read.
    pub read: String,
}

/// A page of what was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchPage {
    /// The documents, the best first.
    pub items: Vec<SearchItem>,
    /// Where the next page begins; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// How many were found: exact up to 1,000.
    pub count: usize,
    /// Whether there are more than 1,000.
    pub over_1000: bool,
    /// How many of the newest 1,000 that were found there are of each value of `direction`, `register`, `type`, `state`, `urgency`,
    /// `department`, `holder`, `author`, `year`, `due` and `case_file`.
    pub facets: BTreeMap<String, BTreeMap<String, usize>>,
    /// The case files among them that the searcher may see: `facets` has the counts of `case_file` by their ids.
    pub case_files: Vec<CaseFileRefView>,
    /// What was read in another way than it was typed: Telex and VNI, abbreviations.
    pub understood: Vec<ReadingView>,
}

impl SearchPage {
    /// A page.
    pub fn of(found: &Found, now: UtcTime) -> Self {
        let facets = found.tally.facets.iter().map(|(name, values)| ((*name).to_owned(), values.clone())).collect();
        let readings = found.query.readings.iter();
        Self {
            items: found.items.iter().map(|item| item_of(item, found, now)).collect(),
            next_cursor: found.next.map(|place| cursor(&CursorPlace::of(place))),
            count: found.tally.count,
            over_1000: found.tally.over,
            facets,
            case_files: found.case_files.iter().map(CaseFileRefView::from).collect(),
            understood: readings.map(|one| ReadingView { typed: one.typed.clone(), read: one.read.clone() }).collect(),
        }
    }

    /// To be sent, with a `Link` to the next page.
    pub fn respond(self, request: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        if let Some(link) = link(request, self.next_cursor.as_deref()) {
            response.insert_header((actix_web::http::header::LINK, link));
        }
        response.json(self)
    }
}

fn item_of(item: &Item, found: &Found, now: UtcTime) -> SearchItem {
    let directory = &found.snapshot.directory;
    let snippets = item.snippets.iter().map(|(stands, snippet)| {
        let (field, file) = match stands {
            Stands::Number => (SearchField::Number, None),
            Stands::Subject => (SearchField::Subject, None),
            Stands::Author => (SearchField::Author, None),
            Stands::Signer => (SearchField::Signer, None),
            Stands::Remark => (SearchField::Remark, None),
            Stands::File(id, name) => (SearchField::File, Some((*id, name.clone()))),
        };
        SnippetView {
            field,
            file: file.as_ref().map(|(id, _)| *id),
            file_name: file.map(|(_, name)| name),
            text: snippet.text.clone(),
            highlights: snippet.marks.iter().map(|(start, end)| Highlight { start: *start, end: *end }).collect(),
        }
    });
    let snippets = snippets.collect();
    match &item.document {
        Document::Incoming(document) => {
            let facts = document.facts();
            let desk = work_of(document, now).into_iter().next().map(|work| work.desk);
            SearchItem {
                direction: DirectionView::Incoming,
                id: document.id(),
                number: facts.number.as_ref().map(ToString::to_string),
                notation: facts.notation.as_ref().map(ToString::to_string),
                issued_on: facts.issued_on,
                document_type: facts.type_code.clone(),
                subject: facts.subject().map(ToString::to_string).unwrap_or_default(),
                author: facts.author.to_string(),
                state: document.state().name().as_str().to_owned(),
                state_text: document.state().name().vietnamese().to_owned(),
                urgency: facts.urgency,
                holder: desk.map(|desk| HolderView::of_desk(desk, directory)),
                began_at: facts.received_at,
                snippets,
            }
        }
        Document::Outgoing(document) => {
            let content = document.content();
            let line = document.state().line();
            SearchItem {
                direction: DirectionView::Outgoing,
                id: document.id(),
                number: line.map(|line| format!("{:02}", line.number)),
                notation: line.map(|line| line.notation.to_string()),
                issued_on: line.map(|line| line.issued_on),
                document_type: content.type_code.clone(),
                subject: content.subject.to_string(),
                author: found.snapshot.organisation.agency.name_on(found.snapshot.day).to_owned(),
                state: document.state().name().as_str().to_owned(),
                state_text: document.state().name().vietnamese().to_owned(),
                urgency: content.urgency,
                holder: outgoing_desk(document).map(|desk| HolderView::of_desk(desk, directory)),
                began_at: document.created_at(),
                snippets,
            }
        }
    }
}

/// How what was typed may go on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Suggestions {
    /// The most frequent first.
    pub items: Vec<String>,
}

/// A search that somebody keeps.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SavedSearch)]
pub struct SavedSearchView {
    /// Which.
    pub id: Uuid,
    /// What they call it.
    pub name: String,
    /// What is searched for, and what it is narrowed by: the parameters of `search`.
    pub query: SearchWords,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

impl SavedSearchView {
    /// As its owner sees it.
    ///
    /// # Errors
    /// Where what was kept is none of what is kept.
    pub fn of(kept: &SavedSearch) -> Result<Self, ApiError> {
        let query = serde_json::from_str(&kept.wanted).map_err(|error| {
            tracing::error!(%error, search = %kept.id, "a kept search cannot be read");
            ApiError::new(Kind::Internal)
        })?;
        Ok(Self { id: kept.id, name: kept.name.clone(), query, created_at: kept.created_at })
    }
}

/// The searches that somebody keeps.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SavedSearches {
    /// The oldest first.
    pub items: Vec<SavedSearchView>,
}

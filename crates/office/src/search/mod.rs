//! The full-text search of documents: what somebody finds, and the searches that they keep. Here stands the search itself; [`indexing`] keeps
//! its index, [`texts`] what files say, and `reading` what is shown of a document that was found.

pub mod indexing;
pub(crate) mod reading;
pub mod texts;

use std::sync::Arc;

use domain::{
    AgencyId, CaseFileId, Refusal, Rule,
    access::{self, case_file::Listed},
    incoming::IncomingDocument,
    organisation::Directory,
    outgoing::OutgoingDocument,
    search::{complete, snippet::Snippet, token::tokens},
};
use store::{
    Conn, StoreError, case_file, document,
    organisation::AgencySnapshot,
    outgoing,
    search::{self as rows, Viewer, saved},
};
use uuid::Uuid;

pub use domain::search::{Query, query::Reading};
pub use store::search::{Direction, Filter, MOST_COUNTED, Place, Tally, saved::SavedSearch};

use crate::{
    Office, OfficeError,
    agency::Caller,
    case_files::{CaseFileFilter, CaseFileHeading, CaseFilePage},
    repeat::{self, Answer, Repeat},
};

/// From how many of the newest incoming documents, and from how many outgoing ones, suggestions are taken.
const SUGGESTED_FROM: i64 = 1_000;

/// How many case files are looked at that have the words that were typed, the newest first, and how many at once of those that are counted.
const CASE_FILES: CaseFilePage = CaseFilePage { before: None, limit: 500 };
/// The name of their counts.
const IN_CASE_FILE: &str = "case_file";

/// What is searched for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// As it was typed.
    pub typed: String,
    /// What it is narrowed by.
    pub filter: Filter,
    /// And by a case file: which one, or words of its symbol and title, or of what was written when a document was filed.
    pub case_file: Option<String>,
    /// Where the page begins.
    pub after: Option<Place>,
    /// How many are shown.
    pub limit: usize,
}

/// A document that was found.
#[derive(Debug, Clone)]
pub enum Document {
    /// Văn bản đến.
    Incoming(Box<IncomingDocument>),
    /// Văn bản đi.
    Outgoing(Box<OutgoingDocument>),
}

/// Where some words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// Số, ký hiệu.
    Number,
    /// Trích yếu.
    Subject,
    /// Tác giả.
    Author,
    /// Người ký.
    Signer,
    /// Instructions and comments.
    Remark,
    /// A file.
    File(domain::FileId, String),
}

/// A document that was found, with the words by which.
#[derive(Debug, Clone)]
pub struct Item {
    /// It.
    pub document: Document,
    /// The words, the best first.
    pub snippets: Vec<(Stands, Snippet)>,
    /// Where it stands.
    pub place: Place,
}

/// A page of what was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The documents, the best first.
    pub items: Vec<Item>,
    /// Where the next page begins, if there is one.
    pub next: Option<Place>,
    /// How many there are.
    pub tally: Tally,
    /// The case files that it counts, those that the searcher may see.
    pub case_files: Vec<CaseFileHeading>,
    /// How the query was read.
    pub query: Query,
    /// The agency.
    pub snapshot: Arc<AgencySnapshot>,
}

/// Whose documents this person searches: those that they are listed.
fn viewer(caller: Caller, directory: &Directory) -> Viewer {
    if access::sees_agency(caller.person, directory) {
        return Viewer::Agency;
    }
    Viewer::Of {
        acting: access::principals(caller.person, directory).into_iter().collect(),
        registries: access::registries(caller.person, directory).into_iter().collect(),
    }
}

/// The case files that are meant and that one may see: this one, or those with these words.
fn in_case_file(
    conn: &mut Conn,
    agency: AgencyId,
    whose: &Listed,
    named: &str,
) -> Result<(String, Vec<CaseFileId>), StoreError> {
    let filter = match Uuid::parse_str(named) {
        Ok(id) => CaseFileFilter { among: Some(vec![CaseFileId(id)]), ..CaseFileFilter::default() },
        Err(_) => CaseFileFilter { words: Some(named.to_owned()), ..CaseFileFilter::default() },
    };
    let found = case_file::list(conn, agency, whose, &filter, CASE_FILES)?;
    Ok((named.to_owned(), found.iter().map(CaseFileHeading::id).collect()))
}

/// Of the case files that are counted those that one may see; the others are counted no more.
fn counted_case_files(
    conn: &mut Conn,
    agency: AgencyId,
    whose: &Listed,
    tally: &mut Tally,
) -> Result<Vec<CaseFileHeading>, StoreError> {
    let Some(counts) = tally.facets.get_mut(IN_CASE_FILE) else { return Ok(Vec::new()) };
    let ids: Vec<CaseFileId> = counts.keys().filter_map(|id| Uuid::parse_str(id).ok()).map(CaseFileId).collect();
    let mut seen = Vec::new();
    for some in ids.chunks(500) {
        let filter = CaseFileFilter { among: Some(some.to_vec()), ..CaseFileFilter::default() };
        seen.extend(case_file::list(conn, agency, whose, &filter, CASE_FILES)?);
    }
    counts.retain(|id, _| seen.iter().any(|file| file.id().to_string() == *id));
    if counts.is_empty() {
        tally.facets.remove(IN_CASE_FILE);
    }
    Ok(seen)
}

impl Office {
    /// A page of the documents that have what somebody looks for and that they may see, the best first. Secret lines are never found.
    ///
    /// # Errors
    /// What the database says.
    pub async fn search(&self, caller: Caller, wanted: Wanted) -> Result<Found, OfficeError> {
        let snapshot = self.caller(caller).await?.0;
        let viewer = viewer(caller, &snapshot.directory);
        let whose = access::case_file::listed(caller.person, &snapshot.directory);
        let seen_by = Arc::clone(&snapshot);
        let read = move |conn: &mut Conn| {
            let query = Query::read(&wanted.typed);
            // What has no word in it narrows nothing.
            let named = wanted.case_file.as_deref().filter(|named| !tokens(named).is_empty());
            let case_file = named.map(|named| in_case_file(conn, caller.agency, &whose, named)).transpose()?;
            let filter = Filter { case_file, ..wanted.filter.clone() };
            let search = rows::Search { agency: caller.agency, query: &query, viewer: &viewer, filter: &filter };
            let mut tally = search.tally(conn)?;
            let case_files = counted_case_files(conn, caller.agency, &whose, &mut tally)?;
            let known = (!tally.over).then_some(tally.count);
            let mut hits = search.page(conn, wanted.after, wanted.limit + 1, known)?;
            let more = hits.len() > wanted.limit;
            hits.truncate(wanted.limit);
            let next = hits.last().filter(|_| more).map(|hit| hit.place);
            let mut items = Vec::with_capacity(hits.len());
            for hit in hits {
                items.extend(reading::item(conn, caller, &seen_by, &query, hit)?);
            }
            Ok::<_, StoreError>((items, next, (tally, case_files), query))
        };
        let (items, next, (tally, case_files), query) = self.db().read_long(read).await?;
        Ok(Found { items, next, tally, case_files, query, snapshot })
    }

    /// How what somebody has begun to type may go on: words of the subjects and authors, and numbers, of the newest documents that they may see.
    ///
    /// # Errors
    /// What the database says.
    pub async fn suggest(&self, caller: Caller, typed: String, limit: usize) -> Result<Vec<String>, OfficeError> {
        let snapshot = self.caller(caller).await?.0;
        let viewer = viewer(caller, &snapshot.directory);
        let read = move |conn: &mut Conn| {
            let agency = caller.agency;
            let page = document::Page { before: None, limit: SUGGESTED_FROM };
            let listed = match viewer.clone() {
                Viewer::Agency => document::Listed::Agency { acting: Vec::new() },
                Viewer::Of { acting, registries } => document::Listed::Of { acting, registries },
            };
            let incoming = document::list(conn, agency, &listed, &document::Filter::default(), page)?;
            let listed = match viewer.clone() {
                Viewer::Agency => outgoing::Listed::Agency,
                Viewer::Of { acting, registries } => outgoing::Listed::Of { principals: acting, registries },
            };
            let page = outgoing::Page { before: None, limit: SUGGESTED_FROM };
            let outgoing = outgoing::list(conn, agency, &listed, &outgoing::Filter::default(), page)?;
            let open = || incoming.iter().filter(|one| one.secrecy == "none");
            let numbers: Vec<String> = open()
                .filter_map(|one| reading::written(one.number.as_deref(), one.notation.as_deref()))
                .chain(outgoing.iter().filter_map(|one| {
                    let number = one.number.and_then(|number| u32::try_from(number).ok())?;
                    Some(domain::outgoing::numbering::written(number, one.notation.as_deref()?))
                }))
                .collect();
            let subjects = open().filter_map(|one| one.subject.as_deref());
            let authors = open().map(|one| one.author.as_str());
            let texts = subjects.chain(authors).chain(outgoing.iter().map(|one| one.subject.as_str()));
            Ok::<_, StoreError>(complete::completions(&typed, texts, numbers.iter().map(String::as_str), limit))
        };
        Ok(self.db().read_long(read).await?)
    }

    /// Keeps a search for whoever asks: `wanted` is what they search, as they gave it.
    ///
    /// # Errors
    /// [`Rule::TooManySavedSearches`] where they keep as many as they may, and what the database says.
    pub async fn save_search(
        &self,
        caller: Caller,
        (name, wanted): (String, String),
        repeat: Option<Repeat<SavedSearch>>,
    ) -> Result<Answer<SavedSearch>, OfficeError> {
        self.caller(caller).await?;
        if let Some(kept) = self.kept(caller, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        let one = SavedSearch { id: self.fresh(), name, wanted, created_at: self.now() };
        let (row, most, again) = (one.clone(), self.limits().saved_searches, repeat.clone());
        let keep = move |conn: &mut Conn| {
            if !saved::keep(conn, (caller.agency, caller.person), &row, most)? {
                return Err(OfficeError::from(Refusal::new(Rule::TooManySavedSearches).with("most", most)));
            }
            repeat::keep(conn, caller, again.as_ref(), &row, row.created_at)
        };
        match self.db().write(keep).await {
            Ok(()) => Ok(Answer::Fresh(Box::new(one))),
            Err(error) => self.or_kept(caller, repeat.as_ref(), error).await,
        }
    }

    /// The searches that whoever asks keeps, the oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn saved_searches(&self, caller: Caller) -> Result<Vec<SavedSearch>, OfficeError> {
        self.caller(caller).await?;
        Ok(self.db().read(move |conn| saved::of_person(conn, caller.agency, caller.person)).await?)
    }

    /// Forgets a search that whoever asks keeps.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where they keep none of this id.
    pub async fn delete_saved_search(&self, caller: Caller, id: Uuid) -> Result<(), OfficeError> {
        self.caller(caller).await?;
        let forget = move |conn: &mut Conn| saved::forget(conn, caller.agency, caller.person, id);
        if self.db().write::<_, StoreError, _>(forget).await? { Ok(()) } else { Err(OfficeError::NotFound) }
    }
}

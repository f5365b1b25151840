//! The full-text search of documents, what one may go on typing, and the searches that one keeps.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use chrono::{Days, NaiveDate};
use office::{
    domain::{
        DepartmentId, Label, PersonId, RegisterId, assignment::Holder, incoming, is_of_our_time, midnight_in_vietnam,
        organisation::Directory, outgoing,
    },
    search::{Direction, Filter, Query, SavedSearch, Wanted},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    paging::{self, PageQuery},
    problem::{ApiError, Kind, Problem},
    views::search::{CursorPlace, SavedSearchView, SavedSearches, SearchPage, Suggestions},
};

/// How many documents are shown where nobody says.
const SHOWN: usize = 20;
/// The most documents of one page.
const MOST_SHOWN: usize = 100;
/// The most characters that are searched for.
const MOST_TYPED: usize = 400;
/// How many suggestions there are.
const SUGGESTIONS: usize = 10;

/// Which way a document goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DocumentDirection)]
pub enum DirectionView {
    /// Văn bản đến.
    Incoming,
    /// Văn bản đi.
    Outgoing,
}

impl From<DirectionView> for Direction {
    fn from(view: DirectionView) -> Self {
        match view {
            DirectionView::Incoming => Self::Incoming,
            DirectionView::Outgoing => Self::Outgoing,
        }
    }
}

impl From<Direction> for DirectionView {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::Incoming => Self::Incoming,
            Direction::Outgoing => Self::Outgoing,
        }
    }
}

/// What is searched for, and what it is narrowed by.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SearchWords {
    /// Words, "phrases", số and ký hiệu in any spelling; with accents or without, and in Telex or VNI.
    #[param(max_length = 400)]
    #[schema(max_length = 400)]
    q: String,
    /// Only which way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    direction: Option<DirectionView>,
    /// Only in this register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    register: Option<Uuid>,
    /// Only of this type, by code.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    document_type: Option<String>,
    /// Only issued on this day (ngày văn bản) or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<NaiveDate>,
    /// Only issued on this day or earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
    /// Only in this state, of incoming documents or of outgoing ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    /// Only with work that lies now with this person, or on this department's desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holder: Option<Uuid>,
    /// Only of this department: which drafts it, or has an assignment of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    department: Option<Uuid>,
    /// Only with a deadline on this day or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due_from: Option<NaiveDate>,
    /// Only with a deadline on this day or earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due_until: Option<NaiveDate>,
    /// Only of this urgency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    urgency: Option<incoming::Urgency>,
    /// Only by an author (cơ quan ban hành) with these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    /// Only in a case file (hồ sơ): its id, or words of its symbol and title, or of what was written when a document was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case_file: Option<String>,
}

/// The words of [`SearchWords`], and which page.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SearchQuery {
    /// Words, "phrases", số and ký hiệu in any spelling; with accents or without, and in Telex or VNI.
    #[param(max_length = 400)]
    q: String,
    /// Only which way.
    direction: Option<DirectionView>,
    /// Only in this register.
    register: Option<Uuid>,
    /// Only of this type, by code.
    #[serde(rename = "type")]
    document_type: Option<String>,
    /// Only issued on this day (ngày văn bản) or later.
    from: Option<NaiveDate>,
    /// Only issued on this day or earlier.
    until: Option<NaiveDate>,
    /// Only in this state, of incoming documents or of outgoing ones.
    state: Option<String>,
    /// Only with work that lies now with this person, or on this department's desk.
    holder: Option<Uuid>,
    /// Only of this department: which drafts it, or has an assignment of it.
    department: Option<Uuid>,
    /// Only with a deadline on this day or later.
    due_from: Option<NaiveDate>,
    /// Only with a deadline on this day or earlier.
    due_until: Option<NaiveDate>,
    /// Only of this urgency.
    urgency: Option<incoming::Urgency>,
    /// Only by an author (cơ quan ban hành) with these words.
    author: Option<String>,
    /// Only in a case file (hồ sơ): its id, or words of its symbol and title, or of what was written when a document was filed.
    case_file: Option<String>,
    /// See [`PageQuery`].
    cursor: Option<String>,
    /// Documents on the page; 20 where nobody says.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl SearchQuery {
    fn split(self) -> (SearchWords, PageQuery) {
        let words = SearchWords {
            q: self.q,
            direction: self.direction,
            register: self.register,
            document_type: self.document_type,
            from: self.from,
            until: self.until,
            state: self.state,
            holder: self.holder,
            department: self.department,
            due_from: self.due_from,
            due_until: self.due_until,
            urgency: self.urgency,
            author: self.author,
            case_file: self.case_file,
        };
        (words, PageQuery { cursor: self.cursor, limit: self.limit })
    }
}

/// What is wrong with a text that is typed: it is too long, or holds a NUL.
pub(super) fn readable(name: &'static str, text: &str) -> Result<(), ApiError> {
    if text.contains('\0') {
        return Err(paging::nul(name));
    }
    if text.chars().count() > MOST_TYPED {
        return Err(ApiError::new(Kind::BadParameter).at(
            name,
            "too_long",
            format!("Nhiều nhất {MOST_TYPED} ký tự."),
            format!("At most {MOST_TYPED} characters."),
        ));
    }
    Ok(())
}

impl SearchWords {
    /// What it comes to.
    fn filter(&self, directory: &Directory) -> Result<Filter, ApiError> {
        readable("q", &self.q)?;
        let texts = [
            ("type", &self.document_type),
            ("state", &self.state),
            ("author", &self.author),
            ("case_file", &self.case_file),
        ];
        for (name, text) in texts {
            readable(name, text.as_deref().unwrap_or_default())?;
        }
        if Query::read(&self.q).is_empty() {
            return Err(ApiError::new(Kind::BadParameter).at(
                "q",
                "no_words",
                "Hãy gõ ít nhất một từ hoặc một số để tìm.",
                "Type a word or a number to search for.",
            ));
        }
        let known =
            |word: &str| incoming::StateName::parse(word).is_some() || outgoing::StateName::parse(word).is_some();
        if self.state.as_deref().is_some_and(|word| !known(word)) {
            return Err(ApiError::new(Kind::BadParameter).at(
                "state",
                "unknown_value",
                "Không có trạng thái này.",
                "There is no such state.",
            ));
        }
        let days =
            [("from", self.from), ("until", self.until), ("due_from", self.due_from), ("due_until", self.due_until)];
        if let Some((name, _)) = days.into_iter().find(|(_, day)| day.is_some_and(|day| !is_of_our_time(day))) {
            return Err(paging::strange_day(name));
        }
        let holder = self.holder.map(|id| {
            let department = DepartmentId(id);
            if directory.departments.contains_key(&department) {
                Holder::Department(department)
            } else {
                Holder::Person(PersonId(id))
            }
        });
        Ok(Filter {
            direction: self.direction.map(Direction::from),
            register: self.register.map(RegisterId),
            type_code: self.document_type.clone(),
            issued_from: self.from,
            issued_until: self.until,
            state: self.state.clone(),
            holder,
            department: self.department.map(DepartmentId),
            due_from: self.due_from.map(midnight_in_vietnam),
            due_before: self.due_until.and_then(|day| day.checked_add_days(Days::new(1))).map(midnight_in_vietnam),
            urgency: self.urgency,
            author: self.author.clone(),
            case_file: None,
        })
    }
}

/// Searches the documents that one may see, incoming and outgoing: number, notation, subject, author, signer, instructions, comments, and the
/// text of files. Exact accents come first, then what stands side by side, then the fields in that order, then the newest. Secret lines are
/// never found. Counts are exact up to 1,000; facets are of the newest 1,000 that are found.
#[utoipa::path(
    operation_id = "search", tag = "search", params(SearchQuery),
    responses(
        (status = 200, description = "A page.", body = SearchPage),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/search")]
pub async fn search(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<SearchQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (words, page) = query.into_inner().split();
    let caller = who.caller();
    let limit = match page.limit {
        None => SHOWN,
        Some(limit) if (1..=MOST_SHOWN).contains(&limit) => limit,
        Some(_) => {
            return Err(ApiError::new(Kind::BadParameter).at(
                "limit",
                "out_of_range",
                format!("limit phải từ 1 đến {MOST_SHOWN}."),
                format!("limit must be from 1 to {MOST_SHOWN}."),
            ));
        }
    };
    let after = page.place::<CursorPlace>()?.map(CursorPlace::into_place).transpose()?;
    let snapshot = state.office.snapshot(caller.agency).await?;
    let filter = words.filter(&snapshot.directory)?;
    let wanted = Wanted { typed: words.q, filter, case_file: words.case_file, after, limit };
    let found = state.office.search(caller, wanted).await?;
    Ok(SearchPage::of(&found, state.office.now()).respond(&request))
}

/// What somebody has begun to type.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SuggestQuery {
    /// As far as it was typed.
    #[param(max_length = 400)]
    q: String,
}

/// How what one has begun to type may go on, the most frequent first: words of subjects and authors, and numbers, of the newest documents that
/// one may see.
#[utoipa::path(
    operation_id = "suggest", tag = "search", params(SuggestQuery),
    responses(
        (status = 200, description = "At most ten.", body = Suggestions),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/search/suggestions")]
pub async fn suggest(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<SuggestQuery>,
) -> Result<HttpResponse, ApiError> {
    let SuggestQuery { q } = query.into_inner();
    readable("q", &q)?;
    let items = state.office.suggest(who.caller(), q, SUGGESTIONS).await?;
    Ok(HttpResponse::Ok().json(Suggestions { items }))
}

/// A search to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSavedSearch {
    /// What one calls it.
    name: Label,
    /// What is searched for, and what it is narrowed by: the parameters of `search`.
    query: SearchWords,
}

impl Plain for NewSavedSearch {}

fn made(kept: &SavedSearch) -> Result<Made, ApiError> {
    let place = format!("/api/v1/saved-searches/{}", kept.id);
    Ok(Made::new(201, &SavedSearchView::of(kept)?)?.location(place))
}

/// Keeps a search for oneself.
#[utoipa::path(
    operation_id = "saveSearch", tag = "search", request_body = NewSavedSearch,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "Kept.", body = SavedSearchView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/saved-searches")]
pub async fn save_search(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<NewSavedSearch>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made);
    let NewSavedSearch { name, query } = sent.value;
    let caller = who.caller();
    let snapshot = state.office.snapshot(caller.agency).await?;
    query.filter(&snapshot.directory).map_err(|error| error.under("/query/"))?;
    let wanted = serde_json::to_string(&query).map_err(|_| ApiError::new(Kind::Internal))?;
    respond(state.office.save_search(caller, (name.to_string(), wanted), repeat).await?, made)
}

/// The searches that one keeps, the oldest first.
#[utoipa::path(
    operation_id = "listSavedSearches", tag = "search",
    responses(
        (status = 200, description = "All.", body = SavedSearches),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/saved-searches")]
pub async fn list_saved_searches(state: web::Data<ApiState>, who: SignedIn) -> Result<HttpResponse, ApiError> {
    let kept = state.office.saved_searches(who.caller()).await?;
    let items = kept.iter().map(SavedSearchView::of).collect::<Result<_, _>>()?;
    Ok(HttpResponse::Ok().json(SavedSearches { items }))
}

/// Forgets a search that one keeps.
#[utoipa::path(
    operation_id = "deleteSavedSearch", tag = "search", params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "Forgotten."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/saved-searches/{id}")]
pub async fn delete_saved_search(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    state.office.delete_saved_search(who.caller(), id.into_inner()).await?;
    Ok(HttpResponse::NoContent().finish())
}

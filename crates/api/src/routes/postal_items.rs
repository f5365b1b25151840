//! What goes by post: listed, printed to be signed for, and noted as taken by the post. For the registry.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::NaiveDate;
use office::{
    domain::{DocumentId, Reason, RecipientId, UtcTime, is_instant_of_our_time, is_of_our_time, vietnam, written_day},
    outgoing::{OutgoingDetail, PostalList, PostalPage, PostalWhich, Sent as Posted},
    repeat::Repeat,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    asking::Asking,
    body::{Plain, Sent},
    headers::{Conditions, Made, fingerprint, kept_of},
    paging::{Page, PageQuery, bad_cursor, cursor},
    postal_page,
    problem::{ApiError, Kind, Language, Problem},
    views::postal::PostalItemView,
};

/// How many lines are printed on one page; nobody carries more to the post at once.
const MOST_PRINTED: usize = 1000;

/// Which items.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PostalQuery {
    /// What the post took on this day, in Vietnam; what waits for it where no day is given.
    day: Option<NaiveDate>,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Lines on the page.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Which day is printed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PostalDay {
    /// What the post took on this day, in Vietnam; what waits for it where no day is given.
    day: Option<NaiveDate>,
}

fn which(day: Option<NaiveDate>) -> Result<PostalWhich, ApiError> {
    match day {
        None => Ok(PostalWhich::Waiting),
        Some(day) if is_of_our_time(day) => Ok(PostalWhich::SentOn(day)),
        Some(_) => Err(crate::paging::strange_day("day")),
    }
}

/// Behind what a page ends.
fn end(list: &PostalList, which: PostalWhich) -> Option<(UtcTime, RecipientId)> {
    let behind = list.lines.last()?;
    let at = match which {
        PostalWhich::Waiting => behind.waits_since,
        PostalWhich::SentOn(_) => behind.sent_at?,
    };
    Some((at, behind.recipient))
}

/// What goes by post: what waits for it, longest waiting first; or what it took on a day, in the order in which it went.
#[utoipa::path(
    operation_id = "listPostalItems", tag = "outgoing documents", params(PostalQuery),
    responses(
        (status = 200, description = "A page.", body = Page<PostalItemView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/postal-items")]
pub async fn list_postal_items(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<PostalQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let limit = page.limit(&state.settings)?;
    let which = which(query.day)?;
    let behind = page.place::<(UtcTime, RecipientId)>()?;
    if behind.is_some_and(|(at, _)| !is_instant_of_our_time(at)) {
        return Err(bad_cursor());
    }
    let wanted = PostalPage { which, behind, limit: i64::try_from(limit + 1).unwrap_or(i64::MAX) };
    let mut list = state.office.postal_items(by, wanted).await?;
    let more = list.lines.len() > limit;
    list.lines.truncate(limit);
    let next_cursor = end(&list, which).filter(|_| more).map(|end| cursor(&end));
    Ok(Page { items: PostalItemView::all(&list), next_cursor }.respond(&request))
}

/// The same as a page to be printed and signed for: Sổ gửi văn bản đi bưu điện, A4 across, in Vietnamese.
#[utoipa::path(
    operation_id = "printPostalItems", tag = "outgoing documents", params(PostalDay),
    responses(
        (status = 200, description = "The page.", body = serde_json::Value, content_type = "text/html"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/postal-items/print")]
pub async fn print_postal_items(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<PostalDay>,
) -> Result<HttpResponse, ApiError> {
    let which = which(query.day)?;
    let wanted = PostalPage { which, behind: None, limit: i64::try_from(MOST_PRINTED + 1).unwrap_or(i64::MAX) };
    let mut list = state.office.postal_items(by, wanted).await?;
    let more = list.lines.len() > MOST_PRINTED;
    list.lines.truncate(MOST_PRINTED);
    let when = match which {
        PostalWhich::SentOn(day) => format!("Ngày chuyển: {}", written_day(day)),
        PostalWhich::Waiting => {
            let now = vietnam(state.office.now());
            format!("Chờ gửi, lúc {} ngày {}", now.format("%H:%M"), written_day(now.date_naive()))
        }
    };
    postal_page::page(&list.snapshot.directory.agency_name, &when, &PostalItemView::all(&list), more)
}

/// What the post has taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostedItems {
    /// The items, at most 100.
    #[schema(min_items = 1)]
    items: Vec<PostedItem>,
}

impl Plain for PostedItems {}

/// One that the post has taken.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostedItem {
    /// The document.
    document: DocumentId,
    /// To whom: the recipient's id.
    recipient: RecipientId,
    /// Số vận đơn, or what else is to be said.
    #[serde(default)]
    remark: Option<Reason>,
}

/// What came of each, in their order.
#[derive(Debug, Serialize, ToSchema)]
pub struct PostedAnswer {
    /// One for each item.
    results: Vec<PostedResult>,
}

/// What came of one.
#[derive(Debug, Serialize, ToSchema)]
pub struct PostedResult {
    /// The status that noting it alone would have been answered with.
    status: u16,
    /// Why it was not noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

fn made(_: &OutgoingDetail) -> Result<Made, ApiError> {
    Made::new(200, &serde_json::Value::Null)
}

/// Notes that the post has taken these, each by itself: one that is refused stops none of the others. It is `note_delivery` with `sent`, of
/// what waits for the post.
#[utoipa::path(
    operation_id = "notePostedItems", tag = "outgoing documents", request_body = PostedItems,
    params(("Idempotency-Key" = Option<String>, Header, description = "Stands for the key of every item, with its place.")),
    responses(
        (status = 200, description = "A result for each, in order.", body = PostedAnswer),
        (status = "4XX", description = "A problem with the request as a whole.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/postal-items/sent")]
pub async fn note_posted_items(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    conditions: Conditions,
    sent: Sent<PostedItems>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let items = sent.value.items;
    let max = state.office.limits().max_bulk;
    if items.is_empty() || items.len() > max {
        return Err(ApiError::new(Kind::InvalidInput).at(
            "/items",
            "out_of_range",
            format!("Cần từ 1 đến {max} mục."),
            format!("From 1 to {max} items are needed."),
        ));
    }
    state.office.may_post(by).await?;
    let language = Language::of(&request);
    let mut results = Vec::with_capacity(items.len());
    for (n, item) in items.into_iter().enumerate() {
        let asked = serde_json::to_string(&item).unwrap_or_default();
        let repeat = conditions.key.as_ref().map(|key| Repeat {
            key: format!("{key}:{n}"),
            fingerprint: fingerprint("posted", asked.as_bytes()),
            answer: kept_of(made),
        });
        let PostedItem { document, recipient, remark } = item;
        let posted = Posted { document, recipient, remark, repeat };
        results.push(match state.office.note_posted(by, posted).await {
            Ok(_) => PostedResult { status: 200, problem: None },
            Err(error) => {
                let error = ApiError::from(error).under(&format!("/items/{n}"));
                PostedResult { status: error.status(), problem: Some(error.problem(language)) }
            }
        });
    }
    Ok(HttpResponse::Ok().json(PostedAnswer { results }))
}

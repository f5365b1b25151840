//! Counterparts (nơi gửi, nơi nhận): the other agencies of the installation, and the office's own directory of whoever is outside it.

use actix_web::{HttpRequest, HttpResponse, get, post, put, web};
use office::{
    domain::{CounterpartId, fold, outgoing::CounterpartFields},
    outgoing::{CounterpartPage, Known},
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    ApiState,
    asking::Asking,
    body::{Plain, Sent},
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Problem},
    views::delivery::CounterpartDetailView,
};

impl Plain for CounterpartFields {}

/// Which counterparts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CounterpartQuery {
    /// Those whose names begin so; accents and capitals are left aside.
    name: Option<String>,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Lines of the directory on the page.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Everybody to whom documents can be sent: on the first page all agencies of the installation, by code; then the office's directory, by
/// name.
#[utoipa::path(
    operation_id = "listCounterparts", tag = "deliveries", params(CounterpartQuery),
    responses(
        (status = 200, description = "A page.", body = Page<CounterpartDetailView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/counterparts")]
pub async fn list_counterparts(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<CounterpartQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let limit = page.limit(&state.settings)?;
    let behind = page.place::<(String, CounterpartId)>()?;
    if query.name.as_deref().is_some_and(|name| name.contains('\0')) {
        return Err(crate::paging::nul("name"));
    }
    if behind.as_ref().is_some_and(|(name, _)| name.contains('\0')) {
        return Err(crate::paging::bad_cursor());
    }
    let mut items = Vec::new();
    if behind.is_none() {
        let begins = fold(query.name.as_deref().unwrap_or_default());
        let agencies = state.office.counterparts(by).await?;
        items.extend(
            agencies.iter().filter(|one| fold(&one.named.1).starts_with(&begins)).map(CounterpartDetailView::from),
        );
    }
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let wanted = CounterpartPage { begins: query.name, behind, limit: most };
    let mut known = state.office.directory_of_counterparts(by, wanted).await?;
    let more = known.len() > limit;
    known.truncate(limit);
    let place = |last: &Known| cursor(&(fold(last.counterpart.fields.name.as_str()), last.counterpart.id));
    let next_cursor = known.last().filter(|_| more).map(place);
    items.extend(known.iter().map(CounterpartDetailView::from));
    Ok(Page { items, next_cursor }.respond(&request))
}

fn made(status: u16) -> impl Fn(&Known) -> Result<Made, ApiError> + Copy + Send + Sync + 'static {
    move |known| Ok(Made::new(status, &CounterpartDetailView::from(known))?.version(known.version))
}

/// Puts one more into the office's directory.
#[utoipa::path(
    operation_id = "createCounterpart", tag = "deliveries", request_body = CounterpartFields,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "It is in the directory.", body = CounterpartDetailView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/counterparts")]
pub async fn create_counterpart(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    conditions: Conditions,
    sent: Sent<CounterpartFields>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(201));
    respond(state.office.add_counterpart(by, sent.value, repeat).await?, made(201))
}

/// Sets what is known of a counterpart anew. Needs `If-Match` with the version that was read.
#[utoipa::path(
    operation_id = "updateCounterpart", tag = "deliveries", request_body = CounterpartFields,
    params(
        ("id" = uuid::Uuid, Path),
        ("If-Match" = Option<String>, Header, description = "The version that was read, such as \"3\"."),
    ),
    responses(
        (status = 200, description = "As it now stands.", body = CounterpartDetailView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[put("/counterparts/{id}")]
pub async fn update_counterpart(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<uuid::Uuid>,
    conditions: Conditions,
    sent: Sent<CounterpartFields>,
) -> Result<HttpResponse, ApiError> {
    let expected = conditions.version.ok_or(office::OfficeError::VersionNeeded)?;
    let id = CounterpartId(id.into_inner());
    let known = state.office.change_counterpart(by, id, sent.value, expected).await?;
    Ok(made(200)(&known)?.respond())
}

//! What passes from one agency of the installation to another, and what a superior agency is let know of another.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{Datelike, NaiveDate};
use office::{
    deliveries::{DeliveryPage, Followed},
    domain::{AgencyId, Reason, delivery::Send},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    ApiState,
    asking::Asking,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Kind, Language, Problem},
    views::delivery::{DeliveryView, FiguresView},
};

impl Plain for Send {}

fn made(language: Language) -> impl Fn(&Followed) -> Result<Made, ApiError> + Copy + core::marker::Send + Sync {
    move |done| {
        let view = DeliveryView::of(done, language);
        Ok(Made::new(201, &view)?.location(format!("/api/v1/deliveries/{}", view.id)))
    }
}

/// Sends a document to another agency of the installation. There it arrives as if by the interchange: its registry is told, and
/// enters it or refuses it.
#[utoipa::path(
    operation_id = "sendDelivery", tag = "deliveries", request_body = Send,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "On its way.", body = DeliveryView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/deliveries")]
pub async fn send_delivery(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    request: HttpRequest,
    conditions: Conditions,
    sent: Sent<Send>,
) -> Result<HttpResponse, ApiError> {
    let made = made(Language::of(&request));
    let repeat = conditions.repeat(&sent.raw, made);
    respond(state.office.send(by, sent.value, repeat).await?, made)
}

/// Where a page begins.
#[derive(Debug, Serialize, Deserialize)]
struct Before(Uuid);

/// What one's agency has sent, latest first, with what has become of it.
#[utoipa::path(
    operation_id = "listDeliveries", tag = "deliveries", params(PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<DeliveryView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/deliveries")]
pub async fn list_deliveries(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let limit = query.limit(&state.settings)?;
    let before = query.place::<Before>()?.map(|Before(id)| id);
    let page = DeliveryPage { before, limit: i64::try_from(limit + 1).unwrap_or(i64::MAX) };
    let mut all = state.office.deliveries(by, page).await?;
    let more = all.len() > limit;
    all.truncate(limit);
    let next_cursor = all.last().filter(|_| more).map(|last| cursor(&Before(last.id)));
    let language = Language::of(&request);
    let items = all.iter().map(|one| DeliveryView::of(one, language)).collect();
    Ok(Page { items, next_cursor }.respond(&request))
}

/// One document that one's agency has sent.
#[utoipa::path(
    operation_id = "getDelivery", tag = "deliveries", params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The delivery.", body = DeliveryView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/deliveries/{id}")]
pub async fn get_delivery(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let followed = state.office.delivery(by, id.into_inner()).await?;
    Ok(HttpResponse::Ok().json(DeliveryView::of(&followed, Language::of(&request))))
}

/// Why something is wanted back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecallDelivery {
    /// Why: the receiver is told.
    reason: Reason,
}

impl Plain for RecallDelivery {}

/// Asks for a document back: at once, or on the receiver's agreement, as its office has it.
#[utoipa::path(
    operation_id = "recallDelivery", tag = "deliveries", request_body = RecallDelivery,
    params(
        ("id" = Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 201, description = "On its way.", body = DeliveryView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/deliveries/{id}/recall")]
pub async fn recall_delivery(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<Uuid>,
    request: HttpRequest,
    conditions: Conditions,
    sent: Sent<RecallDelivery>,
) -> Result<HttpResponse, ApiError> {
    let made = made(Language::of(&request));
    let repeat = conditions.repeat(&sent.raw, made);
    respond(state.office.recall_delivery(by, id.into_inner(), sent.value.reason, repeat).await?, made)
}

/// Of which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct FiguresQuery {
    /// The first day; the first of this year where none is given.
    from: Option<NaiveDate>,
    /// The last day; today where none is given.
    until: Option<NaiveDate>,
}

/// How much has come in at an agency and how it stands: for the registry, leaders, chief of office and monitors of that agency, and
/// of one that it lets know its figures.
#[utoipa::path(
    operation_id = "getFigures", tag = "deliveries", params(("id" = Uuid, Path), FiguresQuery),
    responses(
        (status = 200, description = "The figures.", body = FiguresView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies/{id}/figures")]
pub async fn get_figures(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
    query: web::Query<FiguresQuery>,
) -> Result<HttpResponse, ApiError> {
    let today = state.office.today();
    let until = query.until.unwrap_or(today);
    let first = NaiveDate::from_ymd_opt(until.year(), 1, 1).unwrap_or(until);
    let from = query.from.unwrap_or(first);
    let bad = [("from", from), ("until", until)].into_iter().find(|(_, day)| !office::domain::is_of_our_time(*day));
    let bad = bad.map(|(name, _)| name).or_else(|| (until < from).then_some("until"));
    if let Some(name) = bad {
        return Err(ApiError::new(Kind::BadParameter).at(
            name,
            "out_of_range",
            "Ngày phải từ năm 1900 đến 2999, ngày cuối không trước ngày đầu.",
            "Days lie from 1900 to 2999, the last not before the first.",
        ));
    }
    let after = until.succ_opt().unwrap_or(until);
    let figures = state.office.figures(who.caller(), AgencyId(id.into_inner()), (from, after)).await?;
    Ok(HttpResponse::Ok().json(FiguresView::of(&figures, from, until)))
}

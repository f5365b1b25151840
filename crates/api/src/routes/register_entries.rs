//! Lines of registers of outgoing documents: listed as the book has them, reserved and struck out by hand.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use office::{
    domain::{Reason, RegisterId},
    outgoing::{Entries, NumberOrder},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ApiState,
    asking::Asking,
    body::{Plain, Sent},
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Kind, Problem},
    views::outgoing::RegisterEntryView,
};

/// Where a page of a register begins: behind this number.
#[derive(Debug, Serialize, Deserialize)]
struct Behind(u32);

/// The lines of a register of outgoing documents, in the order of their numbers.
#[utoipa::path(
    operation_id = "listRegisterEntries", tag = "registers", params(("id" = uuid::Uuid, Path), PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<RegisterEntryView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/registers/{id}/entries")]
pub async fn list_register_entries(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<uuid::Uuid>,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let limit = query.limit(&state.settings)?;
    let behind = query.place::<Behind>()?.map_or(0, |Behind(number)| number);
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let register = RegisterId(id.into_inner());
    let mut entries = state.office.register_entries(by, register, behind, most).await?;
    let more = entries.lines.len() > limit;
    entries.lines.truncate(limit);
    let next_cursor = entries.lines.last().filter(|_| more).map(|line| cursor(&Behind(line.number)));
    Ok(Page { items: RegisterEntryView::all(&entries), next_cursor }.respond(&request))
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NumberReason)]
pub struct NumberReason {
    /// Why it is reserved or struck out; it stands on the line for ever.
    reason: Reason,
}

impl Plain for NumberReason {}

fn made(status: u16) -> impl Fn(&Entries) -> Result<Made, ApiError> + Copy + Send + Sync + 'static {
    move |entries| {
        let line = RegisterEntryView::all(entries).pop().ok_or_else(|| ApiError::new(Kind::NotFound))?;
        Made::new(status, &line)
    }
}

/// Reserves the next number of a register of outgoing documents. A document takes it with `issue` and `reserved_number`.
#[utoipa::path(
    operation_id = "reserveNumber", tag = "registers", request_body = NumberReason,
    params(
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 201, description = "Reserved.", body = RegisterEntryView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/registers/{id}/entries")]
pub async fn reserve_number(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<uuid::Uuid>,
    conditions: Conditions,
    sent: Sent<NumberReason>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(201));
    let order = NumberOrder { register: RegisterId(id.into_inner()), number: None, reason: sent.value.reason };
    respond(state.office.reserve_number(by, order, repeat).await?, made(201))
}

/// Strikes a reserved number out; that of a document is struck out at the document. Its line stands.
#[utoipa::path(
    operation_id = "voidNumber", tag = "registers", request_body = NumberReason,
    params(
        ("id" = uuid::Uuid, Path), ("number" = u32, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 200, description = "Struck out.", body = RegisterEntryView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/registers/{id}/entries/{number}/void")]
pub async fn void_number(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    path: web::Path<(uuid::Uuid, u32)>,
    conditions: Conditions,
    sent: Sent<NumberReason>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(200));
    let (register, number) = path.into_inner();
    let order = NumberOrder { register: RegisterId(register), number: Some(number), reason: sent.value.reason };
    respond(state.office.void_number(by, order, repeat).await?, made(200))
}

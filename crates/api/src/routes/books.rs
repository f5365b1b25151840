//! The registry's books: as PDF and as tables, each made in the background; and the processing slip of one document.

use actix_web::{HttpResponse, get, http::header, post, web};
use chrono::NaiveDate;
use office::{
    accesses::Look,
    books::BookOrder,
    domain::{
        DocumentId, RegisterId,
        book::{Book, TableFormat},
    },
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    files::disposition,
    jobs::{JobView, made},
};
use crate::{
    ApiState,
    asking::Asking,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, respond},
    problem::{ApiError, Problem},
    request_id::RequestId,
};

/// A book to be printed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintRegister {
    /// Which.
    book: Book,
    /// Of which register: for `incoming`, `outgoing` and `follow_up`.
    register: Option<RegisterId>,
    /// Its first day: of what came in the day of arrival, of what goes out that of the number.
    from: NaiveDate,
    /// Its last day.
    until: NaiveDate,
}

impl Plain for PrintRegister {}

/// A book to be made into a table.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportRegister {
    /// Which.
    book: Book,
    /// Of which register: for `incoming`, `outgoing` and `follow_up`.
    register: Option<RegisterId>,
    /// Its first day.
    from: NaiveDate,
    /// Its last day.
    until: NaiveDate,
    /// Of which kind.
    format: TableFormat,
}

impl Plain for ExportRegister {}

/// Prints a book of the registry: A4, with its cover and page numbers, ready to be bound; in volumes of 2,000 lines where it is longer (a ZIP). In
/// the background: see `getJob`.
#[utoipa::path(
    operation_id = "printRegister", tag = "registers", request_body = PrintRegister,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 202, description = "It is being made.", body = JobView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/registers/print")]
pub async fn print_register(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<PrintRegister>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(202));
    let PrintRegister { book, register, from, until } = sent.value;
    let order = BookOrder { book, register, from, until };
    respond(state.office.print_register(who.caller(), order, repeat).await?, made(202))
}

/// Makes a book of the registry into a table. In the background: see `getJob`.
#[utoipa::path(
    operation_id = "exportRegister", tag = "registers", request_body = ExportRegister,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 202, description = "It is being made.", body = JobView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/registers/export")]
pub async fn export_register(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<ExportRegister>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(202));
    let ExportRegister { book, register, from, until, format } = sent.value;
    let order = BookOrder { book, register, from, until };
    respond(state.office.export_register(who.caller(), (order, format), repeat).await?, made(202))
}

/// What of the slip.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SlipQuery {
    /// Only the ĐẾN stamp.
    #[serde(default)]
    only_stamp: bool,
}

/// The processing slip (phiếu giải quyết văn bản đến) of a document that came in, with the ĐẾN stamp: what is known stands in it, the rest is left for
/// hands.
#[utoipa::path(
    operation_id = "printProcessingSlip", tag = "incoming documents", params(("id" = uuid::Uuid, Path), SlipQuery),
    responses(
        (status = 200, description = "The slip.", body = serde_json::Value, content_type = "application/pdf"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/incoming-documents/{id}/processing-slip")]
pub async fn print_processing_slip(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    RequestId(request): RequestId,
    id: web::Path<uuid::Uuid>,
    query: web::Query<SlipQuery>,
) -> Result<HttpResponse, ApiError> {
    let id = DocumentId(id.into_inner());
    Ok(pdf(state.office.processing_slip(Look { by, request }, id, query.only_stamp).await?))
}

/// A PDF of this name, for whoever asked and no cache.
pub(super) fn pdf((name, content): (String, Vec<u8>)) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((header::CONTENT_DISPOSITION, disposition(&name)))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(content)
}

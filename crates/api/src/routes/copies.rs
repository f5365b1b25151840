//! Copies (bản sao): sao y, sao lục and trích sao of what came in or went out.

use actix_web::{HttpResponse, post, web};
use office::{domain::outgoing::MakeCopy, outgoing::OutgoingDetail};

use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    problem::{ApiError, Problem},
    views::outgoing::OutgoingView,
};

impl Plain for MakeCopy {}

fn made(detail: &OutgoingDetail) -> Result<Made, ApiError> {
    let view = OutgoingView::of(detail);
    let place = format!("/api/v1/outgoing-documents/{}", view.id);
    Ok(Made::new(201, &view)?.version(view.version).location(place))
}

/// Makes a copy, which goes at once before its signer: one more outgoing document, with a number of the register of copies.
#[utoipa::path(
    operation_id = "makeCopy", tag = "outgoing documents", request_body = MakeCopy,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "Made, and before its signer.", body = OutgoingView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/copies")]
pub async fn make_copy(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<MakeCopy>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made);
    respond(state.office.make_copy(who.caller(), sent.value, repeat).await?, made)
}

//! Who held a document for how long: for whoever sees its history.

use actix_web::{HttpRequest, HttpResponse, get, web};
use office::{accesses::Look, domain::DocumentId};
use uuid::Uuid;

use crate::{
    ApiState,
    asking::Asking,
    paging::Page,
    problem::{ApiError, Problem},
    request_id::RequestId,
    views::turn::TurnView,
};

/// Whose clock it was: everyone's turn at a document, from when until when, with the working time that it took and what of it came
/// behind the deadline. For whoever sees its history.
#[utoipa::path(
    operation_id = "listIncomingDocumentTurns", tag = "incoming documents", params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "All of them, in the order in which they began.", body = Page<TurnView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/incoming-documents/{id}/turns")]
pub async fn list_incoming_document_turns(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    RequestId(asked): RequestId,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by, request: asked };
    let (snapshot, turns) = state.office.turns(look, DocumentId(id.into_inner())).await?;
    let items = turns.iter().map(|turn| TurnView::of(turn, &snapshot.directory)).collect();
    Ok(Page { items, next_cursor: None }.respond(&request))
}

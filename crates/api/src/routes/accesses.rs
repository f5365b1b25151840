//! Who looked at a document: for its registry and its leaders; at a dossier: for the one-stop shop and its leaders.

use actix_web::{HttpRequest, HttpResponse, get, web};
use office::{
    accesses::{Access, Look},
    domain::{DocumentId, DossierId},
};
use uuid::Uuid;

use crate::{
    ApiState,
    caller::SignedIn,
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Problem},
    request_id::RequestId,
    views::access::{AccessStatisticsView, AccessView},
};

/// Who looked at a document, its history, its mails or one of its files, latest first. For the registry and for leaders who see the
/// document; whoever reads this is in it.
#[utoipa::path(
    operation_id = "listIncomingDocumentAccesses", tag = "incoming documents",
    params(("id" = Uuid, Path), PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<AccessView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/incoming-documents/{id}/accesses")]
pub async fn list_incoming_document_accesses(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
    query: web::Query<PageQuery>,
    RequestId(asked): RequestId,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let limit = query.limit(&state.settings)?;
    let before = query.place::<Uuid>()?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let look = Look { by: who.caller().into(), request: asked };
    let (detail, mut found) = state.office.accesses(look, DocumentId(id.into_inner()), before, most).await?;
    let (document, directory) = (&detail.document, &detail.snapshot.directory);
    let next = next_of(&mut found, limit);
    let items = found.iter().map(|access| AccessView::of(access, document.files().iter(), directory)).collect();
    Ok(Page { items, next_cursor: next }.respond(&request))
}

/// Who looked at an outgoing document, its history, its mails or one of its files, latest first; for the same people.
#[utoipa::path(
    operation_id = "listOutgoingDocumentAccesses", tag = "outgoing documents",
    params(("id" = Uuid, Path), PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<AccessView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/outgoing-documents/{id}/accesses")]
pub async fn list_outgoing_document_accesses(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
    query: web::Query<PageQuery>,
    RequestId(asked): RequestId,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let limit = query.limit(&state.settings)?;
    let before = query.place::<Uuid>()?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let look = Look { by: who.caller().into(), request: asked };
    let (detail, mut found) = state.office.outgoing_accesses(look, DocumentId(id.into_inner()), before, most).await?;
    let (document, directory) = (&detail.document, &detail.snapshot.directory);
    let next = next_of(&mut found, limit);
    let items = found.iter().map(|access| AccessView::of(access, document.files(), directory)).collect();
    Ok(Page { items, next_cursor: next }.respond(&request))
}

/// Who looked at a dossier, its history, its mails, one of its files or a book in which it stands, latest first. For the one-stop shop and
/// for leaders; whoever reads this is in it.
#[utoipa::path(
    operation_id = "listDossierAccesses", tag = "dossiers",
    params(("id" = Uuid, Path), PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<AccessView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/dossiers/{id}/accesses")]
pub async fn list_dossier_accesses(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
    query: web::Query<PageQuery>,
    RequestId(asked): RequestId,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let limit = query.limit(&state.settings)?;
    let before = query.place::<Uuid>()?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let look = Look { by: who.caller().into(), request: asked };
    let (detail, mut found) = state.office.dossier_accesses(look, DossierId(id.into_inner()), before, most).await?;
    let (dossier, directory) = (&detail.dossier, &detail.snapshot.directory);
    let next = next_of(&mut found, limit);
    let items = found.iter().map(|access| AccessView::of(access, dossier.files(), directory)).collect();
    Ok(Page { items, next_cursor: next }.respond(&request))
}

/// How often a document was looked at since it is here, by whom and when: also what the log has no rows of any more. For the same people as the log.
#[utoipa::path(
    operation_id = "getIncomingDocumentAccessStatistics", tag = "incoming documents",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The numbers.", body = AccessStatisticsView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/incoming-documents/{id}/access-statistics")]
pub async fn get_incoming_document_access_statistics(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
    RequestId(asked): RequestId,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by: who.caller().into(), request: asked };
    let (detail, counts) = state.office.access_counts(look, DocumentId(id.into_inner())).await?;
    Ok(HttpResponse::Ok().json(AccessStatisticsView::of(&counts, &detail.snapshot.directory)))
}

/// How often an outgoing document was looked at, by whom and when; for the same people.
#[utoipa::path(
    operation_id = "getOutgoingDocumentAccessStatistics", tag = "outgoing documents",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The numbers.", body = AccessStatisticsView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/outgoing-documents/{id}/access-statistics")]
pub async fn get_outgoing_document_access_statistics(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
    RequestId(asked): RequestId,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by: who.caller().into(), request: asked };
    let (detail, counts) = state.office.outgoing_access_counts(look, DocumentId(id.into_inner())).await?;
    Ok(HttpResponse::Ok().json(AccessStatisticsView::of(&counts, &detail.snapshot.directory)))
}

/// How often a dossier was looked at, by whom and when; for the one-stop shop and for leaders.
#[utoipa::path(
    operation_id = "getDossierAccessStatistics", tag = "dossiers",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The numbers.", body = AccessStatisticsView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/dossiers/{id}/access-statistics")]
pub async fn get_dossier_access_statistics(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
    RequestId(asked): RequestId,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by: who.caller().into(), request: asked };
    let (detail, counts) = state.office.dossier_access_counts(look, DossierId(id.into_inner())).await?;
    Ok(HttpResponse::Ok().json(AccessStatisticsView::of(&counts, &detail.snapshot.directory)))
}

/// Where the next page begins, if there is one; one more than fits was read.
fn next_of(found: &mut Vec<Access>, limit: usize) -> Option<String> {
    let more = found.len() > limit;
    found.truncate(limit);
    found.last().filter(|_| more).map(|last| cursor(&last.id))
}

//! What citizens put together by their own accounts: drafts, their files, and handing them in.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, put, web};
use office::{
    citizens::{Basket, CitizenFile, Draft, OwnDossier},
    domain::{DraftId, FileId, Label, dossier::DossierDraft},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    files::{UploadQuery, content_of, named},
    public::kept_nowhere,
};
use crate::{
    ApiState,
    body::{Plain, Sent},
    citizen::Citizen,
    headers::{Conditions, Made, kept_of, respond},
    paging::Page,
    problem::{ApiError, Problem},
    views::{
        FileView,
        citizen::{DraftView, OwnDossierView},
    },
};

impl Plain for DossierDraft {}

/// A draft to be begun.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateCitizenDraft)]
pub struct CreateDraft {
    /// Mã thủ tục of a procedure that is done online, such as `1.004222`.
    procedure: Label,
    /// What there is to it already; no files yet.
    #[serde(default)]
    draft: DossierDraft,
}

impl Plain for CreateDraft {}

async fn view(state: &ApiState, who: &office::citizens::Citizen, id: DraftId) -> Result<DraftView, ApiError> {
    let draft = state.office.own_draft(who, id).await?;
    let files = state.office.files_of_citizen(who, Basket::Draft(id)).await?;
    Ok(DraftView::of(&draft, &files))
}

fn shown(status: u16, view: &DraftView) -> Result<Made, ApiError> {
    Ok(Made::new(status, view)?.version(view.version))
}

fn made(status: u16, view: &DraftView) -> Result<HttpResponse, ApiError> {
    Ok(kept_nowhere(shown(status, view)?.respond()))
}

/// One's drafts, the last first: all of them, for there are few.
#[utoipa::path(
    operation_id = "listCitizenDrafts", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency.")),
    responses(
        (status = 200, description = "All.", body = Page<DraftView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/public/{agency}/account/drafts")]
pub async fn list_citizen_drafts(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let mut items = Vec::new();
    for draft in state.office.own_drafts(&who).await? {
        let files = state.office.files_of_citizen(&who, Basket::Draft(draft.id)).await?;
        items.push(DraftView::of(&draft, &files));
    }
    Ok(kept_nowhere(Page { items, next_cursor: None }.respond(&request)))
}

/// Begins a draft.
#[utoipa::path(
    operation_id = "createCitizenDraft", tag = "citizens", request_body = CreateDraft,
    params(
        ("agency" = String, Path, description = "Mã định danh of the agency."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 201, description = "Begun.", body = DraftView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/public/{agency}/account/drafts")]
pub async fn create_citizen_draft(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    conditions: Conditions,
    sent: Result<Sent<CreateDraft>, ApiError>,
) -> Result<HttpResponse, ApiError> {
    let sent = sent?;
    let CreateDraft { procedure, draft } = sent.value;
    let begun = |draft: &Draft| shown(201, &DraftView::of(draft, &[]));
    let answer =
        state.office.begin_draft(&who, procedure.to_string(), draft, conditions.repeat(&sent.raw, begun)).await?;
    Ok(kept_nowhere(respond(answer, begun)?))
}

/// One of one's drafts.
#[utoipa::path(
    operation_id = "getCitizenDraft", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency."), ("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The draft.", body = DraftView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/public/{agency}/account/drafts/{id}")]
pub async fn get_citizen_draft(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    place: web::Path<(String, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (_, id) = place.into_inner();
    made(200, &view(&state, &who, DraftId(id)).await?)
}

/// Writes a draft anew, as a whole; with `If-Match` only where it is still at that version. It is kept longer by that.
#[utoipa::path(
    operation_id = "updateCitizenDraft", tag = "citizens", request_body = DossierDraft,
    params(
        ("agency" = String, Path, description = "Mã định danh of the agency."),
        ("id" = uuid::Uuid, Path),
        ("If-Match" = Option<String>, Header, description = "The version that was read."),
    ),
    responses(
        (status = 200, description = "The draft as it stands.", body = DraftView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[put("/public/{agency}/account/drafts/{id}")]
pub async fn update_citizen_draft(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    place: web::Path<(String, uuid::Uuid)>,
    conditions: Conditions,
    sent: Result<Sent<DossierDraft>, ApiError>,
) -> Result<HttpResponse, ApiError> {
    let (_, id) = place.into_inner();
    state.office.write_draft(&who, DraftId(id), conditions.version, sent?.value).await?;
    made(200, &view(&state, &who, DraftId(id)).await?)
}

/// Deletes a draft with its files.
#[utoipa::path(
    operation_id = "deleteCitizenDraft", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency."), ("id" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "Gone."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/public/{agency}/account/drafts/{id}")]
pub async fn delete_citizen_draft(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    place: web::Path<(String, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (_, id) = place.into_inner();
    state.office.delete_draft(&who, DraftId(id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Hands a draft in: it becomes a dossier, to be looked through by a clerk, and is a draft no longer. Asked for again, the same dossier is
/// answered.
#[utoipa::path(
    operation_id = "submitCitizenDraft", tag = "citizens",
    params(
        ("agency" = String, Path, description = "Mã định danh of the agency."),
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 201, description = "Handed in.", body = OwnDossierView),
        (status = 200, description = "Handed in before.", body = OwnDossierView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/public/{agency}/account/drafts/{id}/submission")]
pub async fn submit_citizen_draft(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    place: web::Path<(String, uuid::Uuid)>,
    conditions: Conditions,
) -> Result<HttpResponse, ApiError> {
    let (_, id) = place.into_inner();
    let done =
        |(own, fresh): &(OwnDossier, bool)| Made::new(if *fresh { 201 } else { 200 }, &OwnDossierView::from(own));
    let answer = state.office.hand_in(&who, DraftId(id), conditions.repeat(&[], done)).await?;
    Ok(kept_nowhere(respond(answer, done)?))
}

/// Uploads a file to a draft, as the raw body: of the kinds and up to the size that all are taken.
#[utoipa::path(
    operation_id = "uploadCitizenFile", tag = "citizens",
    params(
        ("agency" = String, Path, description = "Mã định danh of the agency."),
        ("id" = uuid::Uuid, Path),
        UploadQuery,
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body(content = serde_json::Value, content_type = "application/octet-stream"),
    responses(
        (status = 201, description = "Stored.", body = FileView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/public/{agency}/account/drafts/{id}/files")]
pub async fn upload_citizen_file(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    place: web::Path<(String, uuid::Uuid)>,
    query: Result<web::Query<UploadQuery>, actix_web::Error>,
    conditions: Conditions,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, actix_web::Error> {
    let (_, id) = place.into_inner();
    upload(&state, &who, Basket::Draft(DraftId(id)), (query?.into_inner(), conditions, &request), payload).await
}

/// Stores a file of a citizen's as it streams in.
pub(super) async fn upload(
    state: &ApiState,
    who: &office::citizens::Citizen,
    basket: Basket,
    (query, conditions, request): (UploadQuery, Conditions, &HttpRequest),
    payload: web::Payload,
) -> Result<HttpResponse, actix_web::Error> {
    let name = named(&query, request, state)?;
    let stored = |one: &CitizenFile| Made::new(201, &FileView::from(&one.file));
    let repeat = conditions.key.map(|key| (key, kept_of(stored)));
    let answer = state.office.upload_of_citizen(who, basket, name, payload, repeat).await.map_err(ApiError::from)?;
    Ok(kept_nowhere(respond(answer, stored)?))
}

/// Downloads a file of one's own, byte for byte: not handed in yet, or part of a dossier that one has handed in.
#[utoipa::path(
    operation_id = "downloadCitizenFile", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency."), ("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The content.", body = serde_json::Value, content_type = "*/*"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/public/{agency}/account/files/{id}")]
pub async fn download_citizen_file(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    place: web::Path<(String, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (_, id) = place.into_inner();
    let (file, content) = state.office.download_of_citizen(&who, FileId(id)).await?;
    Ok(content_of(&file, content))
}

/// Deletes a file that was not handed in.
#[utoipa::path(
    operation_id = "deleteCitizenFile", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency."), ("id" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "Gone."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/public/{agency}/account/files/{id}")]
pub async fn delete_citizen_file(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    place: web::Path<(String, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (_, id) = place.into_inner();
    state.office.delete_of_citizen(&who, FileId(id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

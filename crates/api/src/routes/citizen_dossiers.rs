//! What citizens have handed in by their own accounts: how far it has come, and what they complete.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use office::{
    citizens::{Basket, OwnDossier},
    domain::{
        DossierId, Remark,
        dossier::command::{HandedInFields, SupplyDossier},
    },
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{citizen_drafts::upload, files::UploadQuery, public::kept_nowhere};
use crate::{
    ApiState,
    body::{Plain, Sent},
    citizen::Citizen,
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Problem},
    views::{
        FileView,
        citizen::{OwnDossierView, OwnLineView},
    },
};

/// What a dossier is completed by.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplyCitizenDossier)]
pub struct Supply {
    /// The papers, each with files that were uploaded for it: one for each thing that was asked for.
    components: Vec<HandedInFields>,
    /// What else is to be said.
    #[serde(default)]
    note: Option<Remark>,
}

impl Plain for Supply {}

/// What one has handed in, latest first.
#[utoipa::path(
    operation_id = "listCitizenDossiers", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency."), PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<OwnLineView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/public/{agency}/account/dossiers")]
pub async fn list_citizen_dossiers(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    query: Result<web::Query<PageQuery>, actix_web::Error>,
    request: HttpRequest,
) -> Result<HttpResponse, actix_web::Error> {
    let query = query?;
    let limit = query.limit(&state.settings)?;
    let behind = query.place::<DossierId>()?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut all = state.office.own_dossiers(&who, behind, most).await.map_err(ApiError::from)?;
    let more = all.len() > limit;
    all.truncate(limit);
    let next_cursor = all.last().filter(|_| more).map(|last| cursor(&last.id));
    Ok(kept_nowhere(Page { items: all.iter().map(OwnLineView::from).collect(), next_cursor }.respond(&request)))
}

/// One of one's dossiers: what one has told, and how far it has come.
#[utoipa::path(
    operation_id = "getCitizenDossier", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency."), ("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The dossier.", body = OwnDossierView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/public/{agency}/account/dossiers/{id}")]
pub async fn get_citizen_dossier(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    place: web::Path<(String, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (_, id) = place.into_inner();
    let own = state.office.own_dossier(&who, DossierId(id)).await?;
    Ok(kept_nowhere(Made::new(200, &OwnDossierView::from(&own))?.respond()))
}

/// Uploads a file for a dossier that is to be completed, as the raw body.
#[utoipa::path(
    operation_id = "uploadCitizenSupplement", tag = "citizens",
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
#[post("/public/{agency}/account/dossiers/{id}/files")]
pub async fn upload_citizen_supplement(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    place: web::Path<(String, uuid::Uuid)>,
    query: Result<web::Query<UploadQuery>, actix_web::Error>,
    conditions: Conditions,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, actix_web::Error> {
    let (_, id) = place.into_inner();
    upload(&state, &who, Basket::Dossier(DossierId(id)), (query?.into_inner(), conditions, &request), payload).await
}

/// Completes a dossier with everything that was asked for. It goes on from now: before it is received it is looked through anew, and while
/// it is handled its clock runs again.
#[utoipa::path(
    operation_id = "supplyCitizenDossier", tag = "citizens", request_body = Supply,
    params(
        ("agency" = String, Path, description = "Mã định danh of the agency."),
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 200, description = "Completed; the dossier as it stands.", body = OwnDossierView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/public/{agency}/account/dossiers/{id}/supplement")]
pub async fn supply_citizen_dossier(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    place: web::Path<(String, uuid::Uuid)>,
    conditions: Conditions,
    sent: Result<Sent<Supply>, ApiError>,
) -> Result<HttpResponse, ApiError> {
    let (_, id) = place.into_inner();
    let sent = sent?;
    let Supply { components, note } = sent.value;
    let command = SupplyDossier { components, note, received_at: None };
    let done = |own: &OwnDossier| Made::new(200, &OwnDossierView::from(own));
    let repeat = conditions.repeat(&sent.raw, done);
    let answer = state.office.supply_own_dossier(&who, DossierId(id), command, repeat).await?;
    Ok(kept_nowhere(respond(answer, done)?))
}

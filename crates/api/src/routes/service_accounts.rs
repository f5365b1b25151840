//! Service accounts: other systems that work with an agency, for whoever administers it.

use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::header::{CACHE_CONTROL, LOCATION},
    post, web,
};
use office::{
    domain::{
        AgencyId, ServiceAccountId, ServiceKeyId,
        organisation::{NewServiceAccount, NewServiceKey, ServiceCommand},
    },
    services::Shown,
};

use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    paging::Page,
    problem::{ApiError, Kind, Problem},
    views::service::{KeyedView, ServiceView},
};

impl Plain for NewServiceAccount {}
impl Plain for NewServiceKey {}

/// Accounts as they are shown to whoever asks.
async fn views(
    state: &ApiState,
    who: SignedIn,
    agency: AgencyId,
    shown: &[Shown],
) -> Result<Vec<ServiceView>, ApiError> {
    let (own, _) = state.office.caller(who.caller()).await?;
    let theirs = state.office.snapshot(agency).await?;
    let (today, directories) = (state.office.today(), [&theirs.directory, &own.directory]);
    Ok(shown.iter().map(|one| ServiceView::of(one, today, directories)).collect())
}

/// Carries out what makes a key, and answers with it. Such an answer is kept nowhere, not even for repeats.
async fn with_key(
    state: &ApiState,
    who: SignedIn,
    agency: AgencyId,
    command: ServiceCommand,
) -> Result<HttpResponse, ApiError> {
    let (shown, key) = state.office.change_service(who.caller(), agency, command).await?;
    let view = views(state, who, agency, &[shown]).await?.pop();
    let (Some(view), Some(key)) = (view, key) else {
        tracing::error!("a key was to be made, and was not");
        return Err(ApiError::new(Kind::Internal));
    };
    let place = format!("/api/v1/agencies/{agency}/service-accounts/{}", view.id);
    Ok(HttpResponse::Created()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((LOCATION, place))
        .json(KeyedView::new(&key, view)))
}

/// The other systems that work with an agency, those that were ended behind the others.
#[utoipa::path(
    operation_id = "listServiceAccounts", tag = "service accounts", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "All of them, by name.", body = Page<ServiceView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies/{id}/service-accounts")]
pub async fn list_service_accounts(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let agency = AgencyId(id.into_inner());
    let shown = state.office.service_accounts(who.caller(), agency).await?;
    Ok(Page { items: views(&state, who, agency, &shown).await?, next_cursor: None }.respond(&request))
}

/// Makes a service account with its first key, which is shown this once.
#[utoipa::path(
    operation_id = "createServiceAccount", tag = "service accounts", request_body = NewServiceAccount,
    params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 201, description = "Made, with its key.", body = KeyedView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/agencies/{id}/service-accounts")]
pub async fn create_service_account(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    sent: Sent<NewServiceAccount>,
) -> Result<HttpResponse, ApiError> {
    let command = ServiceCommand::CreateServiceAccount(sent.value);
    with_key(&state, who, AgencyId(id.into_inner()), command).await
}

/// Makes another key of a service account, which is shown this once. The one before holds on until it is ended or its last day is
/// past; more than two at once do not hold.
#[utoipa::path(
    operation_id = "renewServiceAccount", tag = "service accounts", request_body = NewServiceKey,
    params(("id" = uuid::Uuid, Path), ("account" = uuid::Uuid, Path)),
    responses(
        (status = 201, description = "The account with its new key.", body = KeyedView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/agencies/{id}/service-accounts/{account}/keys")]
pub async fn renew_service_account(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    sent: Sent<NewServiceKey>,
) -> Result<HttpResponse, ApiError> {
    let (agency, account) = path.into_inner();
    let command = ServiceCommand::RenewServiceAccount { account: ServiceAccountId(account), new: sent.value };
    with_key(&state, who, AgencyId(agency), command).await
}

/// Ends one key: from now on it opens nothing.
#[utoipa::path(
    operation_id = "endServiceKey", tag = "service accounts",
    params(("id" = uuid::Uuid, Path), ("account" = uuid::Uuid, Path), ("key" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "Ended."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/agencies/{id}/service-accounts/{account}/keys/{key}")]
pub async fn end_service_key(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (agency, account, key) = path.into_inner();
    let command = ServiceCommand::EndServiceKey { account: ServiceAccountId(account), key: ServiceKeyId(key) };
    state.office.change_service(who.caller(), AgencyId(agency), command).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Ends a service account with all its keys: from now on they open nothing. What it has done stays under its name.
#[utoipa::path(
    operation_id = "endServiceAccount", tag = "service accounts",
    params(("id" = uuid::Uuid, Path), ("account" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "Ended."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/agencies/{id}/service-accounts/{account}")]
pub async fn end_service_account(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (agency, account) = path.into_inner();
    let command = ServiceCommand::EndServiceAccount { account: ServiceAccountId(account) };
    state.office.change_service(who.caller(), AgencyId(agency), command).await?;
    Ok(HttpResponse::NoContent().finish())
}

//! Accounts of citizens who hand in by themselves, below `/public/{agency}/account`: signing in, and what the account is. An agency that has
//! not opened this (`one_stop.own_submission`) has nothing there.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use office::domain::EmailAddress;
use serde::Deserialize;
use utoipa::ToSchema;

use super::public::{kept_nowhere, shown};
use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    citizen::{Citizen, OpenAgency, from},
    headers::Made,
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Language, Problem},
    views::citizen::{AccountView, ActView, CodeSentView, ErasedView, ExportView, KEPT_BECAUSE, SessionView},
};

/// Where a code is to go.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RequestCitizenCode)]
pub struct RequestCode {
    /// Whose account this is, or will be.
    email: EmailAddress,
}

impl Plain for RequestCode {}

/// What came by mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SignInCitizen)]
pub struct SignIn {
    /// What was answered when the code was asked for.
    request: uuid::Uuid,
    /// The code: eight letters and digits, in whatever case, with or without the hyphen.
    #[schema(format = Password, max_length = 200)]
    code: String,
}

impl Plain for SignIn {}

/// Sends a code by which one signs in; the first time this is how one signs up. The answer is the same whether the address has an account or
/// not. Limited by mail address and by where it is asked from.
#[utoipa::path(
    operation_id = "requestCitizenCode", tag = "citizens", security(()), request_body = RequestCode,
    params(("agency" = String, Path, description = "Mã định danh of the agency.")),
    responses(
        (status = 202, description = "A code is on its way.", body = CodeSentView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/public/{agency}/account/codes")]
pub async fn request_citizen_code(
    state: web::Data<ApiState>,
    OpenAgency(snapshot): OpenAgency,
    sent: Result<Sent<RequestCode>, ApiError>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let sent = sent?;
    let code = state.office.send_citizen_code(&snapshot, sent.value.email, from(&state, &request)).await?;
    Ok(kept_nowhere(Made::new(202, &CodeSentView::from(code))?.respond()))
}

/// Signs in with the code of a mail.
#[utoipa::path(
    operation_id = "signInCitizen", tag = "citizens", security(()), request_body = SignIn,
    params(("agency" = String, Path, description = "Mã định danh of the agency.")),
    responses(
        (status = 201, description = "Signed in.", body = SessionView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/public/{agency}/account/sessions")]
pub async fn sign_in_citizen(
    state: web::Data<ApiState>,
    OpenAgency(snapshot): OpenAgency,
    sent: Result<Sent<SignIn>, ApiError>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let SignIn { request: asked, code } = sent?.value;
    let session = state.office.sign_in_citizen(&snapshot, asked, &code, from(&state, &request)).await?;
    Ok(kept_nowhere(Made::new(201, &SessionView::from(session))?.respond()))
}

/// Signs out.
#[utoipa::path(
    operation_id = "signOutCitizen", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency.")),
    responses(
        (status = 204, description = "The token opens nothing any more."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/public/{agency}/account/session")]
pub async fn sign_out_citizen(state: web::Data<ApiState>, Citizen(who): Citizen) -> Result<HttpResponse, ApiError> {
    state.office.sign_out_citizen(&who).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// One's own account.
#[utoipa::path(
    operation_id = "getCitizenAccount", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency.")),
    responses(
        (status = 200, description = "The account.", body = AccountView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/public/{agency}/account")]
pub async fn get_citizen_account(Citizen(who): Citizen) -> Result<HttpResponse, ApiError> {
    Ok(kept_nowhere(Made::new(200, &AccountView::from(&who.account))?.respond()))
}

/// All that the account holds: what it is, its drafts, what was handed in, and every file with where it is downloaded. That it was given out
/// is noted.
#[utoipa::path(
    operation_id = "exportCitizenAccount", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency.")),
    responses(
        (status = 200, description = "All of it.", body = ExportView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/public/{agency}/account/export")]
pub async fn export_citizen_account(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
) -> Result<HttpResponse, ApiError> {
    let export = state.office.export_citizen(&who).await?;
    let agency = shown(&who.snapshot);
    let place = format!("/api/v1/public/{}/account/files", agency.code);
    Ok(kept_nowhere(Made::new(200, &ExportView::of(&export, &agency.name, &place))?.respond()))
}

/// Erases the account: it, its drafts, files, codes and sessions go at once. Dossiers that the office has received stay, as the law of
/// archives has it, and belong to no account any more.
#[utoipa::path(
    operation_id = "eraseCitizenAccount", tag = "citizens",
    params(("agency" = String, Path, description = "Mã định danh of the agency.")),
    responses(
        (status = 200, description = "Erased; what stays, and why.", body = ErasedView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/public/{agency}/account")]
pub async fn erase_citizen_account(
    state: web::Data<ApiState>,
    Citizen(who): Citizen,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let erased = state.office.erase_citizen(&who).await?;
    let because = Language::of(&request).pick(KEPT_BECAUSE.0, KEPT_BECAUSE.1);
    Ok(kept_nowhere(Made::new(200, &ErasedView::of(&erased, because))?.respond()))
}

/// When citizens' data were given out to them or erased, latest first: for leaders and administrators. It says what and when, and of whom
/// nothing but an id that leads nowhere once an account is gone.
#[utoipa::path(
    operation_id = "listPersonalDataActs", tag = "citizens", params(PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<ActView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/personal-data-acts")]
pub async fn list_personal_data_acts(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let limit = query.limit(&state.settings)?;
    let before = query.place::<uuid::Uuid>()?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut acts = state.office.personal_data_acts(who.caller(), before, most).await?;
    let more = acts.len() > limit;
    acts.truncate(limit);
    let next_cursor = acts.last().filter(|_| more).map(|last| cursor(&last.id));
    Ok(Page { items: acts.iter().map(ActView::from).collect(), next_cursor }.respond(&request))
}

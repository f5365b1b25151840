//! Agencies and their organisation: for whoever administers one, or the installation.

use actix_web::{HttpRequest, HttpResponse, get, http::header, post, web};
use office::{
    domain::{
        AgencyId, EmailAddress, Label, OrganCode, PersonId, Username,
        organisation::{AgencyRecord, OrganisationCommand},
    },
    organisation::{Changed, Changes, NewAgency},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    asking::Asking,
    body::{FromJson, Plain, Sent, read_commands, some_commands},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Problem},
    views::agency::{AgencyDetailView, ChangeView, ChangedView, OrganisationView},
};

/// Every agency of the installation.
#[utoipa::path(
    operation_id = "listAgencies", tag = "organisation",
    responses(
        (status = 200, description = "All of them, by code.", body = Page<AgencyDetailView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies")]
pub async fn list_agencies(
    state: web::Data<ApiState>,
    who: SignedIn,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let agencies = state.office.agencies(who.caller()).await?;
    Ok(Page { items: agencies.iter().map(AgencyDetailView::from).collect(), next_cursor: None }.respond(&request))
}

/// The first administrator of a new agency.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstAdministrator {
    /// The name they sign in with.
    username: Username,
    /// Họ và tên.
    name: Label,
    /// Where they get mail.
    #[serde(default)]
    email: Option<EmailAddress>,
}

/// An agency to be set up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAgency {
    /// Mã định danh.
    code: OrganCode,
    /// Tên cơ quan.
    name: Label,
    /// Its first day; today where none is given.
    #[serde(default)]
    from: Option<chrono::NaiveDate>,
    /// Its first administrator. They sign in once they have been given a password.
    administrator: FirstAdministrator,
}

impl Plain for CreateAgency {}

fn agency_made(record: &AgencyRecord) -> Result<Made, ApiError> {
    Ok(Made::new(201, &AgencyDetailView::from(record))?.location(format!("/api/v1/agencies/{}", record.id)))
}

/// Sets up an agency: name, first administrator, the registers of the year.
#[utoipa::path(
    operation_id = "createAgency", tag = "organisation", request_body = CreateAgency,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "Set up.", body = AgencyDetailView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/agencies")]
pub async fn create_agency(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<CreateAgency>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, agency_made);
    let CreateAgency { code, name, from, administrator } = sent.value;
    let FirstAdministrator { username, name: administrator, email } = administrator;
    let new = NewAgency { code, name, from, username, administrator, email };
    respond(state.office.create_agency(who.caller(), new, repeat).await?, agency_made)
}

/// One's own agency with its names and codes, old and new; any, for whoever administers the installation.
#[utoipa::path(
    operation_id = "getAgency", tag = "organisation", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The agency.", body = AgencyDetailView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies/{id}")]
pub async fn get_agency(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let agency = state.office.agency(by, AgencyId(id.into_inner())).await?;
    Ok(HttpResponse::Ok().json(AgencyDetailView::from(&agency)))
}

/// An agency's organisation with all its dates.
#[utoipa::path(
    operation_id = "getOrganisation", tag = "organisation", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The organisation, with its version as ETag.", body = OrganisationView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies/{id}/organisation")]
pub async fn get_organisation(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let snapshot = state.office.organisation(who.caller(), AgencyId(id.into_inner())).await?;
    let view = OrganisationView::from(&*snapshot);
    Ok(HttpResponse::Ok().insert_header((header::ETAG, format!("\"{}\"", view.version))).json(view))
}

/// Changes of an organisation, all or nothing.
#[derive(Debug, ToSchema)]
pub struct OrganisationChanges {
    /// The changes, in their order; at most 1000.
    #[schema(min_items = 1)]
    commands: Vec<OrganisationCommand>,
}

impl FromJson for OrganisationChanges {
    fn from_json(value: Value) -> Result<Self, ApiError> {
        read_commands(value).map(|commands| Self { commands })
    }
}

/// The workbook in which an office lists its departments and people, for `congvan org import`.
#[utoipa::path(
    operation_id = "getOrganisationTemplate", tag = "organisation",
    responses(
        (status = 200, description = "A workbook.", body = serde_json::Value,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/organisation-template")]
pub async fn get_organisation_template(_: SignedIn) -> Result<HttpResponse, ApiError> {
    let content = office::organisation_file::template()?;
    Ok(HttpResponse::Ok()
        .content_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"mau-to-chuc.xlsx\""))
        .body(content))
}

/// How changes are made.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ChangesQuery {
    /// Say what would come of it, and change nothing.
    #[serde(default)]
    dry_run: bool,
}

fn changed(done: &Changed) -> Result<Made, ApiError> {
    let view = ChangedView::from(done);
    let made = Made::new(200, &view)?;
    Ok(match u32::try_from(view.organisation.version) {
        Ok(version) => made.version(version),
        Err(_) => made,
    })
}

/// Changes an organisation: departments, people, positions, roles, routing rules, the agency's own name. All the commands or none;
/// where some can't be carried out, each is named with its reason.
#[utoipa::path(
    operation_id = "changeOrganisation", tag = "organisation", request_body = OrganisationChanges,
    params(
        ("id" = uuid::Uuid, Path), ChangesQuery,
        ("If-Match" = Option<String>, Header, description = "The version that was read, where it matters."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 200, description = "What each left, and the whole as it now stands.", body = ChangedView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/agencies/{id}/organisation/commands")]
pub async fn change_organisation(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    query: web::Query<ChangesQuery>,
    conditions: Conditions,
    sent: Sent<OrganisationChanges>,
) -> Result<HttpResponse, ApiError> {
    let max = state.office.limits().max_changes;
    let commands = sent.value.commands;
    some_commands(&commands, max)?;
    let changes = Changes {
        agency: AgencyId(id.into_inner()),
        expected: conditions.version.map(i64::from),
        dry_run: query.dry_run,
        own: false,
        repeat: conditions.repeat(&sent.raw, changed).filter(|_| !query.dry_run),
        commands,
    };
    let dry_run = query.dry_run;
    respond(state.office.change_organisation(who.caller(), changes).await?, move |done| {
        // A version that is not there yet must not be taken for one that was read.
        if dry_run { Made::new(200, &ChangedView::from(done)) } else { changed(done) }
    })
}

/// Where a page of a history begins.
#[derive(Debug, Serialize, Deserialize)]
struct Seq(i32);

/// What was changed in an organisation, and by whom; latest first.
#[utoipa::path(
    operation_id = "listOrganisationHistory", tag = "organisation", params(("id" = uuid::Uuid, Path), PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<ChangeView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies/{id}/organisation/history")]
pub async fn list_organisation_history(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let limit = query.limit(&state.settings)?;
    let before = query.place::<Seq>()?.map(|Seq(seq)| seq);
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let agency = AgencyId(id.into_inner());
    let mut rows = state.office.organisation_history(who.caller(), agency, before, most).await?;
    let (own, _) = state.office.caller(who.caller()).await?;
    let snapshot = state.office.snapshot(agency).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = rows.last().filter(|_| more).map(|row| cursor(&Seq(row.seq())));
    let directories = [&snapshot.directory, &own.directory];
    let items = rows.iter().map(|row| ChangeView::of(row, directories)).collect::<Result<_, _>>()?;
    Ok(Page { items, next_cursor }.respond(&request))
}

/// A password that is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewPassword {
    /// The password.
    password: String,
}

/// Gives a person a new password, made here and shown this once. Their sessions end.
#[utoipa::path(
    operation_id = "resetPassword", tag = "organisation",
    params(("id" = uuid::Uuid, Path), ("person" = uuid::Uuid, Path)),
    responses(
        (status = 201, description = "The new password.", body = NewPassword),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/agencies/{id}/people/{person}/password")]
pub async fn reset_password(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (agency, person) = path.into_inner();
    let password = state.office.reset_password(who.caller(), AgencyId(agency), PersonId(person)).await?;
    Ok(HttpResponse::Created().insert_header((header::CACHE_CONTROL, "no-store")).json(NewPassword { password }))
}

//! People, departments and the catalogue of types, for whoever works in the agency.

use actix_web::{HttpRequest, HttpResponse, get, web};
use office::domain::organisation::{Scope, SortKey, matches};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    ApiState,
    asking::Asking,
    paging::Page,
    problem::{ApiError, Problem},
    views::organisation::{DepartmentView, PersonView, TypeView},
};

/// Which people.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PeopleQuery {
    /// Beginnings of words of the name, the user name or the title; accents and case don't count, `d` finds `đ`.
    #[param(max_length = 200)]
    q: Option<String>,
}

/// The people who work here now, all or those who are sought.
#[utoipa::path(
    operation_id = "listPeople", tag = "organisation", params(PeopleQuery),
    responses(
        (status = 200, description = "All of them, by given name, then family name.", body = Page<PersonView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/people")]
pub async fn list_people(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<PeopleQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let snapshot = state.office.asked(by, Scope::OrganisationRead).await?;
    let sought = query.q.as_deref().unwrap_or_default();
    let mut people: Vec<_> =
        snapshot.directory.staff().filter(|p| matches(sought, [&*p.name, &*p.username, &*p.title])).collect();
    people.sort_by_cached_key(|p| (SortKey::of(&p.name), p.id));
    let items = people.into_iter().map(|person| PersonView::of(person, &snapshot.directory)).collect();
    Ok(Page { items, next_cursor: None }.respond(&request))
}

/// The departments to which work can be given now.
#[utoipa::path(
    operation_id = "listDepartments", tag = "organisation",
    responses(
        (status = 200, description = "All of them, each behind the one that it is part of.", body = Page<DepartmentView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/departments")]
pub async fn list_departments(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let snapshot = state.office.asked(by, Scope::OrganisationRead).await?;
    let items = snapshot
        .department_order
        .iter()
        .filter_map(|id| snapshot.directory.departments.get(id))
        .filter(|department| department.active)
        .map(DepartmentView::from)
        .collect();
    Ok(Page { items, next_cursor: None }.respond(&request))
}

/// The types of document in use.
#[utoipa::path(
    operation_id = "listDocumentTypes", tag = "organisation",
    responses(
        (status = 200, description = "All of them, in the catalogue's order.", body = Page<TypeView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/document-types")]
pub async fn list_document_types(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let snapshot = state.office.asked(by, Scope::OrganisationRead).await?;
    let items = snapshot.types.iter().map(TypeView::from).collect();
    Ok(Page { items, next_cursor: None }.respond(&request))
}

//! People, departments and the catalogue of types, for whoever works in the agency.

use actix_web::{HttpRequest, HttpResponse, get, web};

use crate::{
    ApiState,
    caller::SignedIn,
    paging::Page,
    problem::{ApiError, Problem},
    views::organisation::{DepartmentView, PersonView, TypeView},
};

/// The people who work here now.
#[utoipa::path(
    operation_id = "listPeople", tag = "organisation",
    responses(
        (status = 200, description = "All of them, by user name.", body = Page<PersonView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/people")]
pub async fn list_people(
    state: web::Data<ApiState>,
    who: SignedIn,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (snapshot, _) = state.office.caller(who.caller()).await?;
    let mut items: Vec<PersonView> = snapshot.directory.staff().map(PersonView::from).collect();
    items.sort_by(|a, b| a.username.cmp(&b.username));
    Ok(Page { items, next_cursor: None }.respond(&request))
}

/// The departments to which work can be given now.
#[utoipa::path(
    operation_id = "listDepartments", tag = "organisation",
    responses(
        (status = 200, description = "All of them, in the office's order.", body = Page<DepartmentView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/departments")]
pub async fn list_departments(
    state: web::Data<ApiState>,
    who: SignedIn,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (snapshot, _) = state.office.caller(who.caller()).await?;
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
    who: SignedIn,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (snapshot, _) = state.office.caller(who.caller()).await?;
    let items = snapshot.types.iter().map(TypeView::from).collect();
    Ok(Page { items, next_cursor: None }.respond(&request))
}

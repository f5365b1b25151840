//! Who may sign what for the agency, and on which day.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::NaiveDate;
use office::{OfficeError, domain::organisation::Matter};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    ApiState,
    caller::SignedIn,
    paging::Page,
    problem::{ApiError, Problem},
    views::signing::SignerView,
};

/// What is to be signed, and when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SignersQuery {
    /// The type of document, by code.
    #[param(max_length = 100)]
    document_type: String,
    /// The field (lĩnh vực) that it is about; accents and case don't count. What has none is in none of those that somebody's
    /// capacity names.
    #[param(max_length = 200)]
    field: Option<String>,
    /// The day of signing; today where none is given.
    on: Option<NaiveDate>,
}

/// Who may sign this for the agency on this day, and by which capacity: the head first, then KT., TL. and TUQ.
#[utoipa::path(
    operation_id = "listSigners", tag = "organisation", params(SignersQuery),
    responses(
        (status = 200, description = "All of them.", body = Page<SignerView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/signers")]
pub async fn list_signers(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<SignersQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (snapshot, _) = state.office.caller(who.caller()).await?;
    let SignersQuery { document_type, field, on } = query.into_inner();
    let matter = Matter { type_code: &document_type, field: field.as_deref() };
    let day = on.unwrap_or_else(|| state.office.today());
    let signers = snapshot.organisation.signers_of(matter, day, &snapshot.type_codes).map_err(OfficeError::from)?;
    let view = |(person, capacity)| SignerView::of(person, capacity, &snapshot.directory);
    Ok(Page { items: signers.into_iter().map(view).collect(), next_cursor: None }.respond(&request))
}

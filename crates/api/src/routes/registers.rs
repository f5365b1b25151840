//! Registers: which there are, and opening one in mid-year.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use office::{
    domain::{Label, Reason, register::RegisterKind},
    registers::{NewRegister, RegisterLine},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    asking::Asking,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    paging::Page,
    problem::{ApiError, Problem},
    views::organisation::RegisterView,
};

/// Of which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct YearQuery {
    /// The year, in Vietnam; all years where none is given.
    year: Option<i32>,
}

/// The agency's registers.
#[utoipa::path(
    operation_id = "listRegisters", tag = "registers", params(YearQuery),
    responses(
        (status = 200, description = "All of them, latest year first.", body = Page<RegisterView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/registers")]
pub async fn list_registers(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<YearQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let lines = state.office.registers(by, query.year).await?;
    Ok(Page { items: lines.iter().map(RegisterView::from).collect(), next_cursor: None }.respond(&request))
}

/// A register to be opened for the present year.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenRegister {
    /// What it is of; of incoming documents where it isn't said.
    #[serde(default)]
    kind: RegisterKind,
    /// The series it continues from year to year; one of a code is open in a year.
    code: Label,
    /// Its name on the cover.
    name: Label,
    /// The types that are entered in it.
    #[schema(min_items = 1)]
    document_types: std::collections::BTreeSet<String>,
    /// The number it begins with: the next of the book that it continues.
    #[schema(minimum = 1, maximum = 9_999_999)]
    first_number: u32,
    /// Why it is opened in mid-year.
    reason: Reason,
}

impl Plain for OpenRegister {}

fn made(line: &RegisterLine) -> Result<Made, ApiError> {
    Made::new(201, &RegisterView::from(line))
}

/// Opens a register for some types in mid-year, at a given next number.
#[utoipa::path(
    operation_id = "openRegister", tag = "registers", request_body = OpenRegister,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "Open.", body = RegisterView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/registers")]
pub async fn open_register(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<OpenRegister>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made);
    let asked = sent.value;
    let new = NewRegister {
        kind: asked.kind,
        code: asked.code.to_string(),
        name: asked.name.to_string(),
        types: asked.document_types,
        first_number: asked.first_number,
        reason: asked.reason.to_string(),
    };
    respond(state.office.open_register(who.caller(), new, repeat).await?, made)
}

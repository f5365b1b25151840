//! The working calendar of an agency: asked by everybody who works there, set by whoever keeps it.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use office::{
    calendar::CalendarChanges,
    domain::{
        AgencyId, Known,
        calendar::{CalendarFault, Term, time_in_vietnam},
        organisation::{CalendarCommand, CalendarRecord},
    },
};
use serde::Deserialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    body::{FromJson, Sent, read_commands, some_commands},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    problem::{ApiError, Kind, Language, Problem},
    views::calendar::{CalendarView, DueView, fault},
};

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct YearQuery {
    /// The year; this one where none is given.
    #[param(minimum = 1900, maximum = 2999)]
    year: Option<i32>,
}

fn this_year(state: &ApiState) -> i32 {
    office::domain::year_in_vietnam(state.office.now())
}

fn shown(record: &CalendarRecord, year: i32, language: Language) -> Result<CalendarView, ApiError> {
    CalendarView::of(record, year, language).ok_or_else(|| not_by_calendar("year", &CalendarFault::OutOfRange))
}

fn not_by_calendar(parameter: &'static str, wrong: &CalendarFault) -> ApiError {
    let (vi, en) = fault(wrong);
    ApiError::new(Kind::BadParameter).at(parameter, wrong.code(), vi, en)
}

/// When people work in a year: the days of the whole country, those of the agency, those of its desks, with what set each.
#[utoipa::path(
    operation_id = "getCalendar", tag = "calendar", params(("id" = uuid::Uuid, Path), YearQuery),
    responses(
        (status = 200, description = "The calendar.", body = CalendarView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies/{id}/calendar")]
pub async fn get_calendar(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    query: web::Query<YearQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let snapshot = state.office.calendar(who.caller(), AgencyId(id.into_inner())).await?;
    let year = query.year.unwrap_or_else(|| this_year(&state));
    Ok(HttpResponse::Ok().json(shown(&snapshot.organisation.calendar, year, Language::of(&request))?))
}

/// A term, and from when it is counted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DueQuery {
    /// From when: with an offset, or as a clock in Vietnam shows it, such as `2026-11-20T09:00`; now where none is given.
    #[param(max_length = 40)]
    from: Option<String>,
    /// How long: `5wd` (working days), `8wh`, `90wm` (working hours, minutes), `3d` (days), or a time.
    #[param(max_length = 40)]
    term: String,
    /// The department whose desk it is, by id or code; the agency's calendar where none is named.
    #[param(max_length = 100)]
    department: Option<Known>,
}

/// When a term ends by the agency's calendar, and each day or hour that is counted or skipped on the way.
#[utoipa::path(
    operation_id = "getDeadline", tag = "calendar", params(("id" = uuid::Uuid, Path), DueQuery),
    responses(
        (status = 200, description = "The deadline.", body = DueView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies/{id}/calendar/deadline")]
pub async fn get_deadline(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    query: web::Query<DueQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let DueQuery { from, term, department } = query.into_inner();
    let from = match from {
        Some(text) => time_in_vietnam(&text).map_err(|wrong| not_by_calendar("from", &wrong))?,
        None => office::domain::to_micros(state.office.now()),
    };
    let term = Term::parse(&term).map_err(|wrong| not_by_calendar("term", &wrong))?;
    let due = state.office.due(who.caller(), AgencyId(id.into_inner()), department.as_ref(), from, term).await?;
    let due = due.map_err(|wrong| not_by_calendar("term", &wrong))?;
    Ok(HttpResponse::Ok().json(DueView::of(due, from, term, Language::of(&request))))
}

/// Changes of a calendar, all or nothing.
#[derive(Debug, ToSchema)]
#[schema(as = CalendarChanges)]
pub struct CalendarChangesBody {
    /// The changes, in their order.
    commands: Vec<CalendarCommand>,
}

impl FromJson for CalendarChangesBody {
    fn from_json(value: Value) -> Result<Self, ApiError> {
        read_commands(value).map(|commands| Self { commands })
    }
}

/// How changes are made.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CalendarQuery {
    /// Say what would be refused, and change nothing.
    #[serde(default)]
    dry_run: bool,
    /// The year that the answer shows; this one where none is given.
    #[param(minimum = 1900, maximum = 2999)]
    year: Option<i32>,
}

/// Changes the working calendar: days off and made up, a year of the whole country that is confirmed, the hours of a week, for the
/// agency or for one of its desks. Open deadlines that were given as terms are counted anew soon after, and their holders told.
#[utoipa::path(
    operation_id = "changeCalendar", tag = "calendar", request_body = CalendarChangesBody,
    params(
        ("id" = uuid::Uuid, Path), CalendarQuery,
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 200, description = "The calendar as it now stands (or, in a dry run, would stand).", body = CalendarView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/agencies/{id}/calendar/commands")]
pub async fn change_calendar(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    query: web::Query<CalendarQuery>,
    conditions: Conditions,
    sent: Sent<CalendarChangesBody>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    // Each leaves the whole calendar in the history.
    let max = state.office.limits().max_bulk;
    let commands = sent.value.commands;
    some_commands(&commands, max)?;
    let (year, language) = (query.year.unwrap_or_else(|| this_year(&state)), Language::of(&request));
    // Before anything is changed.
    shown(&CalendarRecord::default(), year, language)?;
    let made = move |record: &CalendarRecord| Made::new(200, &shown(record, year, language)?);
    let changes = CalendarChanges {
        agency: AgencyId(id.into_inner()),
        dry_run: query.dry_run,
        repeat: conditions.repeat(&sent.raw, made).filter(|_| !query.dry_run),
        commands,
    };
    respond(state.office.change_calendar(who.caller(), changes).await?, made)
}

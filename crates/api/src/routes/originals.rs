//! The use of originals that the registry keeps (sử dụng bản lưu).

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::NaiveDate;
use office::{
    domain::{OriginalUseId, is_of_our_time, original::NewUse},
    originals::{UsePage, Used},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    asking::Asking,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor, strange_day},
    problem::{ApiError, Problem},
    views::PersonRef,
};

impl Plain for NewUse {}

/// That an original is back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OriginalReturn {
    /// When; today where nothing is said.
    #[serde(default)]
    returned_on: Option<NaiveDate>,
}

impl Plain for OriginalReturn {}

/// A use of an original.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OriginalUse)]
pub struct OriginalUseView {
    /// Which.
    pub id: OriginalUseId,
    /// Of which document.
    pub document: office::domain::DocumentId,
    /// Số, ký hiệu.
    pub written: Option<String>,
    /// Trích yếu.
    pub subject: String,
    /// Họ và tên người sử dụng.
    pub user: String,
    /// Người cho phép sử dụng.
    pub allowed_by: PersonRef,
    /// Since when.
    pub used_on: NaiveDate,
    /// When it came back.
    pub returned_on: Option<NaiveDate>,
    /// Ghi chú.
    pub remark: Option<String>,
}

impl From<&Used> for OriginalUseView {
    fn from(one: &Used) -> Self {
        let (used, document) = (&one.used, &one.document);
        Self {
            id: used.id,
            document: used.document,
            written: document.state().line().map(office::domain::outgoing::Line::written),
            subject: document.content().subject.to_string(),
            user: used.user.to_string(),
            allowed_by: PersonRef::of(used.allowed_by, &one.snapshot.directory),
            used_on: used.used_on,
            returned_on: used.returned_on,
            remark: used.remark.as_ref().map(ToString::to_string),
        }
    }
}

fn made(status: u16) -> impl Fn(&Used) -> Result<Made, ApiError> + Copy + Send + Sync + 'static {
    move |used| Made::new(status, &OriginalUseView::from(used))
}

/// Notes that somebody has an original: for the registry.
#[utoipa::path(
    operation_id = "useOriginal", tag = "registers", request_body = NewUse,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "Noted.", body = OriginalUseView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/original-uses")]
pub async fn use_original(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    conditions: Conditions,
    sent: Sent<NewUse>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(201));
    respond(state.office.use_original(by, sent.value, repeat).await?, made(201))
}

/// Notes that an original is back: for the registry.
#[utoipa::path(
    operation_id = "returnOriginal", tag = "registers", request_body = OriginalReturn,
    params(
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 200, description = "Noted.", body = OriginalUseView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/original-uses/{id}/return")]
pub async fn return_original(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<uuid::Uuid>,
    conditions: Conditions,
    sent: Sent<OriginalReturn>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(200));
    let back = (OriginalUseId(id.into_inner()), sent.value.returned_on);
    respond(state.office.return_original(by, back, repeat).await?, made(200))
}

/// Of when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OriginalUseQuery {
    /// The first day.
    from: NaiveDate,
    /// The last day.
    until: NaiveDate,
    /// See [`PageQuery`].
    cursor: Option<String>,
    /// See [`PageQuery`].
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Uses that began in these days, earliest first: for the registry and whoever sees the agency's work.
#[utoipa::path(
    operation_id = "listOriginalUses", tag = "registers", params(OriginalUseQuery),
    responses(
        (status = 200, description = "A page.", body = Page<OriginalUseView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/original-uses")]
pub async fn list_original_uses(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<OriginalUseQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let OriginalUseQuery { from, until, cursor: at, limit } = query.into_inner();
    for (name, day) in [("from", from), ("until", until)] {
        if !is_of_our_time(day) {
            return Err(strange_day(name));
        }
    }
    let page = PageQuery { cursor: at, limit };
    let limit = page.limit(&state.settings)?;
    let behind = page.place::<(NaiveDate, OriginalUseId)>()?;
    let wanted = UsePage { from, until, behind, limit: i64::try_from(limit + 1).unwrap_or(i64::MAX) };
    let mut found = state.office.originals_used(who.caller(), wanted).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor(&(last.used.used_on, last.used.id)));
    let items = found.iter().map(OriginalUseView::from).collect();
    Ok(Page { items, next_cursor }.respond(&request))
}

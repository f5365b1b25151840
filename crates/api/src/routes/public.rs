//! What anybody may ask without signing in, below `/public/{agency}`: the agency by its identifier code (mã định danh), one it has or had.
//!
//! A receipt's secret comes in a body, never in an address, and goes into no log.

use actix_web::{HttpRequest, HttpResponse, get, http::header, post, web};
use office::{
    AgencySnapshot, OfficeError,
    domain::{
        Remark,
        dossier::{Month, command::RateDossier},
    },
    dossiers::public::Receipt,
    procedures::ProcedureFilter,
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::dossier_statistics::strange_month;
use crate::{
    ApiState, address,
    body::{Plain, Sent},
    headers::Made,
    paging::{Page, PageQuery, cursor, nul},
    problem::{ApiError, Kind, Language, Problem},
    views::dossier::{
        ProgressView,
        public::{PublicAgencyView, PublicProcedure, PublicProcedureLine, PublicStatistics},
    },
};

/// What stands on a receipt (giấy tiếp nhận hồ sơ và hẹn trả kết quả).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookUpDossier {
    /// Mã hồ sơ, of either form, in whatever case.
    #[schema(max_length = 200, example = "H15.50.05.13-261008-0975")]
    code: String,
    /// Mã tra cứu: eight letters and digits, in whatever case, with or without the hyphen.
    #[schema(format = Password, max_length = 200)]
    secret: String,
}

impl Plain for LookUpDossier {}

/// What a citizen thinks of how their dossier was handled.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RateDossierByReceipt)]
pub struct RateByReceipt {
    /// Mã hồ sơ.
    #[schema(max_length = 200)]
    code: String,
    /// Mã tra cứu.
    #[schema(format = Password, max_length = 200)]
    secret: String,
    /// From 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    stars: u8,
    /// In words.
    #[serde(default)]
    words: Option<Remark>,
}

impl Plain for RateByReceipt {}

/// The same words for a code that nobody has and for a secret that is another's: who guesses learns nothing.
pub fn not_that(error: OfficeError) -> ApiError {
    match error {
        OfficeError::NotFound => ApiError::new(Kind::NotFound).because(
            "Không có hồ sơ nào ứng với mã hồ sơ và mã tra cứu đã nhập. Xin xem lại hai mã in trên giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
            "There is no dossier with this code and this look-up secret. Please look at both again, as they are printed on the receipt.",
        ),
        other => other.into(),
    }
}

/// An agency by its name as it is today.
pub fn shown(snapshot: &AgencySnapshot) -> PublicAgencyView {
    let agency = &snapshot.organisation.agency;
    PublicAgencyView { code: agency.code_on(snapshot.day).to_owned(), name: agency.name_on(snapshot.day).to_owned() }
}

/// Nobody keeps it: it tells of somebody's matter.
pub fn kept_nowhere(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

/// How far the dossier of a receipt has come: nothing of whose it is. A wrong code and a wrong secret are answered the same. Wrong tries
/// are limited by address.
#[utoipa::path(
    operation_id = "lookUpDossier", tag = "public", security(()), request_body = LookUpDossier,
    params(("agency" = String, Path, description = "Mã định danh of the agency.")),
    responses(
        (status = 200, description = "How far it has come.", body = ProgressView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/public/{agency}/look-up")]
pub async fn look_up_dossier(
    state: web::Data<ApiState>,
    agency: web::Path<String>,
    sent: Sent<LookUpDossier>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let from = address::of(&request, &state.settings.trusted_proxies);
    let snapshot = state.office.public_agency(&agency).await?;
    let LookUpDossier { code, secret } = sent.value;
    let receipt = Receipt { code: &code, secret: &secret };
    let detail = state.office.look_up_dossier(&snapshot, receipt, from).await.map_err(not_that)?;
    Ok(kept_nowhere(Made::new(200, &ProgressView::of(&detail))?.respond()))
}

/// Rates how a dossier was handled, once, after its result was handed out.
#[utoipa::path(
    operation_id = "rateDossier", tag = "public", security(()), request_body = RateByReceipt,
    params(("agency" = String, Path, description = "Mã định danh of the agency.")),
    responses(
        (status = 200, description = "Noted; the dossier as it stands.", body = ProgressView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/public/{agency}/ratings")]
pub async fn rate_dossier(
    state: web::Data<ApiState>,
    agency: web::Path<String>,
    sent: Sent<RateByReceipt>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let from = address::of(&request, &state.settings.trusted_proxies);
    let snapshot = state.office.public_agency(&agency).await?;
    let RateByReceipt { code, secret, stars, words } = sent.value;
    let receipt = Receipt { code: &code, secret: &secret };
    let rating = RateDossier { stars, words };
    let detail = state.office.rate_dossier(&snapshot, receipt, rating, from).await.map_err(not_that)?;
    Ok(kept_nowhere(Made::new(200, &ProgressView::of(&detail))?.respond()))
}

/// Which procedures.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PublicProcedureQuery {
    /// Words that stand in code, name or field, in whatever order, with or without accents.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Lĩnh vực, the whole of it, with or without accents.
    #[param(max_length = 200)]
    field: Option<String>,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Lines on the page.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// The procedures that the agency offers, in the order of their codes.
#[utoipa::path(
    operation_id = "listPublicProcedures", tag = "public", security(()),
    params(("agency" = String, Path, description = "Mã định danh of the agency."), PublicProcedureQuery),
    responses(
        (status = 200, description = "A page.", body = Page<PublicProcedureLine>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/public/{agency}/procedures")]
pub async fn list_public_procedures(
    state: web::Data<ApiState>,
    agency: web::Path<String>,
    query: web::Query<PublicProcedureQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    for (name, text) in [("q", &query.q), ("field", &query.field)] {
        if text.as_ref().is_some_and(|text| text.contains('\0')) {
            return Err(nul(name));
        }
    }
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let limit = page.limit(&state.settings)?;
    let behind = page.place::<String>()?;
    let snapshot = state.office.public_agency(&agency).await?;
    let filter = ProcedureFilter { words: query.q, field: query.field, ..ProcedureFilter::default() };
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut lines = state.office.public_procedures(snapshot.directory.agency, filter, behind, most).await?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    let next_cursor = lines.last().filter(|_| more).map(|last| cursor(&last.code));
    Ok(Page { items: lines.iter().map(PublicProcedureLine::from).collect(), next_cursor }.respond(&request))
}

/// A procedure that the agency offers: what to bring, how long it takes, what it costs, by which instruments, and where.
#[utoipa::path(
    operation_id = "getPublicProcedure", tag = "public", security(()),
    params(
        ("agency" = String, Path, description = "Mã định danh of the agency."),
        ("code" = String, Path, description = "Mã thủ tục, such as `1.004222`."),
    ),
    responses(
        (status = 200, description = "The procedure.", body = PublicProcedure),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/public/{agency}/procedures/{code}")]
pub async fn get_public_procedure(
    state: web::Data<ApiState>,
    place: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (agency, code) = place.into_inner();
    let snapshot = state.office.public_agency(&agency).await?;
    // No database reads one.
    if code.contains('\0') {
        return Err(ApiError::new(Kind::NotFound));
    }
    let edition = state.office.public_procedure(snapshot.directory.agency, code).await?;
    let view = PublicProcedure::of(&edition, &snapshot.directory, Language::of(&request));
    Ok(Made::new(200, &view)?.respond())
}

/// Which month.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct MonthQuery {
    /// `YYYY-MM`, in Vietnam; the present one where it is left out.
    #[param(example = "2026-11")]
    month: Option<String>,
}

/// The figures of the agency in a month, in total and by field. They add up. Of a month that is over they stand as they were when it
/// ended; those of the present month are counted every few minutes.
#[utoipa::path(
    operation_id = "getPublicStatistics", tag = "public", security(()),
    params(("agency" = String, Path, description = "Mã định danh of the agency."), MonthQuery),
    responses(
        (status = 200, description = "The figures.", body = PublicStatistics),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/public/{agency}/statistics")]
pub async fn get_public_statistics(
    state: web::Data<ApiState>,
    agency: web::Path<String>,
    query: web::Query<MonthQuery>,
) -> Result<HttpResponse, ApiError> {
    let now = state.office.now();
    let month = match query.month.as_deref() {
        None => Month::of(now),
        Some(text) => Month::parse(text).filter(|month| month.from() <= now).ok_or_else(strange_month)?,
    };
    let snapshot = state.office.public_agency(&agency).await?;
    let figures = state.office.public_figures(snapshot.directory.agency, month).await?;
    Ok(Made::new(200, &PublicStatistics::of(&figures, shown(&snapshot)))?.respond())
}

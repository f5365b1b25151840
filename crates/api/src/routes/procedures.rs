//! The catalogue of procedures (danh mục thủ tục hành chính): published by administrators, read by everybody who works in the agency.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use office::{
    domain::{
        InputFault, ProcedureCode, ProcedureId, Reason,
        procedure::{Choice, Course, OnlineLevel, ProcedureContent, ProcedureLevel, Wait, check},
    },
    procedures::{LookedAt, ProcedureDetail, ProcedureFilter, Published, PublishedDetail, are_warnings},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor, nul},
    problem::{ApiError, Kind, Language, Problem},
    views::procedure::{FindingView, FindingsView, ProcedureLineView, ProcedureView, PublishedView, SimulationView},
};

impl Plain for ProcedureContent {}

/// Which procedures.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ProcedureQuery {
    /// Words that stand in code, name or field, in whatever order, with or without accents.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Lĩnh vực, the whole of it, with or without accents.
    #[param(max_length = 200)]
    field: Option<String>,
    /// Cấp thực hiện.
    level: Option<ProcedureLevel>,
    /// Mức độ trực tuyến.
    online: Option<OnlineLevel>,
    /// Those that were withdrawn, too.
    #[serde(default)]
    withdrawn: bool,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Lines on the page.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// The catalogue in the order of codes.
#[utoipa::path(
    operation_id = "listProcedures", tag = "procedures", params(ProcedureQuery),
    responses(
        (status = 200, description = "A page.", body = Page<ProcedureLineView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/procedures")]
pub async fn list_procedures(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<ProcedureQuery>,
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
    let behind = page.place::<ProcedureCode>()?.map(|code| code.to_string());
    let filter = ProcedureFilter {
        words: query.q,
        field: query.field,
        level: query.level,
        online: query.online,
        withdrawn: query.withdrawn,
    };
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut lines = state.office.procedures(who.caller(), filter, behind, most).await?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    let next_cursor = lines.last().filter(|_| more).map(|last| cursor(&last.code));
    Ok(Page { items: lines.iter().map(ProcedureLineView::from).collect(), next_cursor }.respond(&request))
}

/// Which version.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct VersionQuery {
    /// The version; the last where none is given.
    #[param(minimum = 1)]
    version: Option<u32>,
}

/// A procedure with a version of it: what was published, what is found in it now, and the drawing of its process.
#[utoipa::path(
    operation_id = "getProcedure", tag = "procedures", params(("id" = uuid::Uuid, Path), VersionQuery),
    responses(
        (status = 200, description = "The procedure.", body = ProcedureView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/procedures/{id}")]
pub async fn get_procedure(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    query: web::Query<VersionQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let detail = state.office.procedure(who.caller(), ProcedureId(id.into_inner()), query.version).await?;
    Ok(shown(&detail, Language::of(&request))?.respond())
}

fn shown(detail: &ProcedureDetail, language: Language) -> Result<Made, ApiError> {
    Ok(Made::new(200, &ProcedureView::of(detail, language))?.version(detail.edition.version))
}

/// Publishes a procedure. Where the catalogue has its code, it is the next version, and dossiers that run stay on theirs; the same content
/// as the last version's changes nothing. What `lintProcedure` calls an error refuses it.
#[utoipa::path(
    operation_id = "publishProcedure", tag = "procedures", request_body = ProcedureContent,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "It was published as a version.", body = PublishedView),
        (status = 200, description = "The last version has this content.", body = PublishedView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/procedures")]
pub async fn publish_procedure(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<ProcedureContent>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let language = Language::of(&request);
    let made = move |done: &PublishedDetail| {
        let status = if done.came == Published::New { 201 } else { 200 };
        let line = &done.detail.line;
        let made = Made::new(status, &PublishedView::of(done, language))?.version(line.version);
        Ok(made.location(format!("/api/v1/procedures/{}", line.id)))
    };
    let repeat = conditions.repeat(&sent.raw, made);
    respond(state.office.publish_procedure(who.caller(), sent.value, repeat).await?, made)
}

/// Why a procedure is withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawProcedure {
    /// Why: by which decision.
    reason: Reason,
}

impl Plain for WithdrawProcedure {}

/// Withdraws a procedure: nothing is received for it any more, and the dossiers that run go on. Publishing it again offers it again.
#[utoipa::path(
    operation_id = "withdrawProcedure", tag = "procedures", request_body = WithdrawProcedure,
    params(
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 200, description = "It is offered no longer.", body = ProcedureView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/procedures/{id}/withdraw")]
pub async fn withdraw_procedure(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    conditions: Conditions,
    sent: Sent<WithdrawProcedure>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let language = Language::of(&request);
    let made = move |detail: &ProcedureDetail| shown(detail, language);
    let (id, reason) = (ProcedureId(id.into_inner()), sent.value.reason);
    let repeat = conditions.repeat(&sent.raw, made);
    respond(state.office.withdraw_procedure(who.caller(), id, reason, repeat).await?, made)
}

/// A procedure of the catalogue.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueProcedure {
    /// Which.
    id: ProcedureId,
    /// Which version of it; the last where none is given.
    version: Option<u32>,
}

/// A procedure that is not published yet, or one that is.
fn looked_at(content: Option<ProcedureContent>, procedure: Option<CatalogueProcedure>) -> Result<LookedAt, ApiError> {
    match (content, procedure) {
        (Some(content), None) => {
            let faults = check(&content);
            if faults.is_empty() {
                Ok(LookedAt::Content(Box::new(content)))
            } else {
                Err(ApiError::from(office::OfficeError::AllRefused(faults)).under("/content"))
            }
        }
        (None, Some(CatalogueProcedure { id, version })) => Ok(LookedAt::Version(id, version)),
        _ => Err(ApiError::new(Kind::InvalidInput)
            .fault("", &InputFault::ExactlyOneOf { fields: "content, procedure".to_owned() })),
    }
}

/// What is to be looked at: `content` or `procedure`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LintProcedure {
    /// What is not published yet.
    content: Option<ProcedureContent>,
    /// Or a procedure of the catalogue.
    procedure: Option<CatalogueProcedure>,
}

impl Plain for LintProcedure {}

/// Looks for what would hold dossiers up: dead ends, steps nobody can act on, steps' time above the term, forms that are missing. It
/// changes nothing.
#[utoipa::path(
    operation_id = "lintProcedure", tag = "procedures", request_body = LintProcedure,
    responses(
        (status = 200, description = "What was found.", body = FindingsView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/procedures/lint")]
pub async fn lint_procedure(
    state: web::Data<ApiState>,
    who: SignedIn,
    sent: Sent<LintProcedure>,
) -> Result<HttpResponse, ApiError> {
    let LintProcedure { content, procedure } = sent.value;
    let found = state.office.lint_procedure(who.caller(), looked_at(content, procedure)?).await?;
    let findings = found.iter().map(FindingView::from).collect();
    Ok(HttpResponse::Ok().json(FindingsView { publishable: are_warnings(&found), findings }))
}

/// Which procedure, and how a dossier goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SimulateProcedure {
    /// What is not published yet.
    content: Option<ProcedureContent>,
    /// Or a procedure of the catalogue.
    procedure: Option<CatalogueProcedure>,
    /// When the dossier is received; now where nothing is given.
    from: Option<DateTime<Utc>>,
    /// Where another way than the first is taken.
    #[serde(default)]
    #[schema(max_items = 100)]
    choose: Vec<Choice>,
    /// When the dossier waits for its applicant to complete it, in order.
    #[serde(default)]
    #[schema(max_items = 100)]
    waits: Vec<Wait>,
}

impl Plain for SimulateProcedure {}

/// Walks a dossier through a procedure by the office's calendar: when it comes to each step, until when each has time, and whether it is
/// done in time if everybody takes all of it. It changes nothing.
#[utoipa::path(
    operation_id = "simulateProcedure", tag = "procedures", request_body = SimulateProcedure,
    responses(
        (status = 200, description = "How it goes.", body = SimulationView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/procedures/simulate")]
pub async fn simulate_procedure(
    state: web::Data<ApiState>,
    who: SignedIn,
    sent: Sent<SimulateProcedure>,
) -> Result<HttpResponse, ApiError> {
    let SimulateProcedure { content, procedure, from, choose, waits } = sent.value;
    let looked_at = looked_at(content, procedure)?;
    let received = office::domain::to_micros(from.unwrap_or_else(|| state.office.now()));
    let course = Course { received, choose, waits };
    let walked = state.office.simulate_procedure(who.caller(), looked_at, course).await?;
    Ok(HttpResponse::Ok().json(SimulationView::from(&walked)))
}

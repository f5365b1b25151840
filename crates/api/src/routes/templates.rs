//! Templates (mẫu văn bản), the files that are made from them, and what is found in the layout of a document's files.

use actix_web::{HttpRequest, HttpResponse, get, http::header, post, put, web};
use office::{
    accesses::Look,
    domain::{
        DocumentId, TemplateId,
        outgoing::{ChangedTemplate, TemplateFields},
    },
    templates::{RenderAs, RenderOrder, Rendered, TemplateLine, TemplatePage},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::files::disposition;
use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Problem},
    request_id::RequestId,
    views::template::{LayoutFindingsView, RenderingView, TemplateView},
};

impl Plain for TemplateFields {}
impl Plain for ChangedTemplate {}

/// Which templates.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct TemplateQuery {
    /// Those out of use, too.
    #[serde(default)]
    all: bool,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: Option<String>,
    /// The office's own on the page.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// The templates: on the first page those that the program brings along, then the office's own, the oldest first.
#[utoipa::path(
    operation_id = "listTemplates", tag = "templates", params(TemplateQuery),
    responses(
        (status = 200, description = "A page.", body = Page<TemplateView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/templates")]
pub async fn list_templates(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<TemplateQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let limit = page.limit(&state.settings)?;
    let behind = page.place::<TemplateId>()?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut lines = state.office.templates(who.caller(), TemplatePage { all: query.all, behind, limit: most }).await?;
    let brought = lines.iter().filter(|line| line.changed.is_none()).count();
    let more = lines.len() > brought + limit;
    lines.truncate(brought + limit);
    let next_cursor = lines.last().filter(|_| more).map(|last| cursor(&last.template.id));
    Ok(Page { items: lines.iter().map(TemplateView::from).collect(), next_cursor }.respond(&request))
}

fn made(status: u16) -> impl Fn(&TemplateLine) -> Result<Made, ApiError> + Copy + Send + Sync + 'static {
    move |line| Ok(Made::new(status, &TemplateView::from(line))?.version(line.version))
}

/// Takes an uploaded file (DOCX or ODT) as a template. What it may hold, and its fields: docs/TEMPLATES.md.
#[utoipa::path(
    operation_id = "createTemplate", tag = "templates", request_body = TemplateFields,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "It is a template.", body = TemplateView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/templates")]
pub async fn create_template(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<TemplateFields>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(201));
    respond(state.office.add_template(who.caller(), sent.value, repeat).await?, made(201))
}

/// Changes a template, or takes it out of use. Needs `If-Match` with the version that was read.
#[utoipa::path(
    operation_id = "updateTemplate", tag = "templates", request_body = ChangedTemplate,
    params(
        ("id" = uuid::Uuid, Path),
        ("If-Match" = Option<String>, Header, description = "The version that was read, such as \"3\"."),
    ),
    responses(
        (status = 200, description = "As it now stands.", body = TemplateView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[put("/templates/{id}")]
pub async fn update_template(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    conditions: Conditions,
    sent: Sent<ChangedTemplate>,
) -> Result<HttpResponse, ApiError> {
    let expected = conditions.version.ok_or(office::OfficeError::VersionNeeded)?;
    let id = TemplateId(id.into_inner());
    let line = state.office.change_template(who.caller(), id, sent.value, expected).await?;
    Ok(made(200)(&line)?.respond())
}

/// Downloads a template's file, to look at it or to make another of it.
#[utoipa::path(
    operation_id = "downloadTemplate", tag = "templates", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The content.", body = serde_json::Value, content_type = "*/*"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/templates/{id}/file")]
pub async fn download_template(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let (file, content) = state.office.template_file(who.caller(), TemplateId(id.into_inner())).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header((header::CONTENT_DISPOSITION, disposition(file.name.as_str())))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::ETAG, format!("\"{}\"", file.sha256)))
        .body(content))
}

/// As what a file is made.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RenderAs)]
pub enum RenderAsField {
    /// Office Open XML, from a template of that kind.
    Docx,
    /// OpenDocument, from a template of that kind.
    Odt,
    /// A PDF, from either; where a converter is there (`conversion` of `getReadiness`).
    Pdf,
}

/// What is to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenderOutgoingDocument {
    /// From which template.
    template: TemplateId,
    /// As what.
    r#as: RenderAsField,
}

impl Plain for RenderOutgoingDocument {}

fn rendered(done: &Rendered) -> Result<Made, ApiError> {
    let view = RenderingView::from(done);
    Ok(Made::new(201, &view)?.location(format!("/api/v1/files/{}", view.file.id)))
}

/// Makes a file of a document from a template, filled with what is known of it now. It belongs to whoever asks, as if they had uploaded it,
/// until a command names it (`updateOutgoingDraft`, `sign`, `seal`); the document does not change.
#[utoipa::path(
    operation_id = "renderOutgoingDocument", tag = "templates", request_body = RenderOutgoingDocument,
    params(
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 201, description = "The file.", body = RenderingView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/outgoing-documents/{id}/renderings")]
pub async fn render_outgoing_document(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    conditions: Conditions,
    sent: Sent<RenderOutgoingDocument>,
) -> Result<HttpResponse, ApiError> {
    let order = RenderOrder {
        document: DocumentId(id.into_inner()),
        template: sent.value.template,
        form: match sent.value.r#as {
            RenderAsField::Docx => RenderAs::Docx,
            RenderAsField::Odt => RenderAs::Odt,
            RenderAsField::Pdf => RenderAs::Pdf,
        },
        repeat: conditions.repeat(&sent.raw, rendered),
    };
    respond(state.office.render(who.caller(), order).await?, rendered)
}

/// Looks at the layout of a document's files (Decree 30/2020, Appendix I): of those that stand, which are the sealed ones, or the signed
/// ones, or else the draft's. It reads them each time, and what is found keeps nobody from anything.
#[utoipa::path(
    operation_id = "checkOutgoingLayout", tag = "templates", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "File by file.", body = LayoutFindingsView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/outgoing-documents/{id}/layout-findings")]
pub async fn check_outgoing_layout(
    state: web::Data<ApiState>,
    who: SignedIn,
    RequestId(asked): RequestId,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by: who.caller().into(), request: asked };
    let found = state.office.outgoing_layout(look, DocumentId(id.into_inner())).await?;
    Ok(HttpResponse::Ok().json(LayoutFindingsView::from(&found)))
}

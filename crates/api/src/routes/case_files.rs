//! Case files (hồ sơ công việc): begin, list, read, give commands, and take the package.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::NaiveDate;
use office::{
    case_files::{CaseFileDetail, CaseFileFilter, CaseFileOrder, CaseFilePage},
    domain::{
        CaseFileId, CaseFileSymbol, DepartmentId, DocumentId, PersonId,
        case_file::{CaseFileForm, Command, Create, StateName},
        is_of_our_time,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::{
    books::pdf,
    jobs::{JobView, made as job_made},
    search::readable,
};
use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor, strange_day},
    problem::{ApiError, Kind, Problem},
    views::{
        case_file::{CaseFileLineView, CaseFileView},
        history::HistoryView,
    },
};

impl Plain for Create {}

fn place(id: CaseFileId) -> String {
    format!("/api/v1/case-files/{id}")
}

fn made(status: u16) -> impl Fn(&CaseFileDetail) -> Result<Made, ApiError> + Copy + Send + Sync + 'static {
    move |detail| {
        let view = CaseFileView::of(detail);
        let made = Made::new(status, &view)?.version(view.version);
        Ok(if status == 201 { made.location(place(view.id)) } else { made })
    }
}

/// Begins a case file: an entry of the year's list (danh mục hồ sơ), or with `open` one that nobody foresaw, opened at once.
#[utoipa::path(
    operation_id = "createCaseFile", tag = "case files", request_body = Create,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "Begun.", body = CaseFileView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/case-files")]
pub async fn create_case_file(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<Create>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(201));
    respond(state.office.begin_case_file(who.caller(), sent.value, repeat).await?, made(201))
}

/// What a list is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CaseFileListQuery {
    /// Only in this state: `planned` is the draft of the year's list, `disposal_proposed` what a leader is to decide on.
    state: Option<StateName>,
    /// Only of this year's list.
    year: Option<i32>,
    /// Only with this symbol, as written.
    symbol: Option<String>,
    /// Only with all of these words, accents or not, in the symbol or the title.
    #[param(max_length = 400)]
    q: Option<String>,
    /// Only what this person keeps.
    keeper: Option<uuid::Uuid>,
    /// Only of this department.
    department: Option<uuid::Uuid>,
    /// Only those that hold this document.
    document: Option<uuid::Uuid>,
    /// Only what is to be handed over to the archive by this day.
    hand_over_due_by: Option<NaiveDate>,
    /// Only what need not be kept after this day.
    retention_ends_by: Option<NaiveDate>,
    /// Only what is frozen, or what is not.
    frozen: Option<bool>,
    /// See [`PageQuery`].
    cursor: Option<String>,
    /// See [`PageQuery`].
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Which case files are meant.
#[derive(Debug, Default)]
struct Which {
    state: Option<StateName>,
    year: Option<i32>,
    symbol: Option<String>,
    q: Option<String>,
    keeper: Option<uuid::Uuid>,
    department: Option<uuid::Uuid>,
    document: Option<uuid::Uuid>,
    hand_over_due_by: Option<NaiveDate>,
    retention_ends_by: Option<NaiveDate>,
    frozen: Option<bool>,
}

impl CaseFileListQuery {
    fn which(self) -> Which {
        Which {
            state: self.state,
            year: self.year,
            symbol: self.symbol,
            q: self.q,
            keeper: self.keeper,
            department: self.department,
            document: self.document,
            hand_over_due_by: self.hand_over_due_by,
            retention_ends_by: self.retention_ends_by,
            frozen: self.frozen,
        }
    }
}

fn filter_of(which: Which) -> Result<CaseFileFilter, ApiError> {
    let symbol = which.symbol.map(|raw| CaseFileSymbol::new(&raw)).transpose();
    let symbol = symbol.map_err(|fault| ApiError::new(Kind::BadParameter).fault("symbol", &fault))?;
    let days = [("hand_over_due_by", which.hand_over_due_by), ("retention_ends_by", which.retention_ends_by)];
    if let Some((name, _)) = days.into_iter().find(|(_, day)| day.is_some_and(|day| !is_of_our_time(day))) {
        return Err(strange_day(name));
    }
    readable("q", which.q.as_deref().unwrap_or_default())?;
    Ok(CaseFileFilter {
        state: which.state,
        year: which.year,
        symbol: symbol.map(|symbol| symbol.to_string()),
        words: which.q,
        among: None,
        keeper: which.keeper.map(PersonId),
        department: which.department.map(DepartmentId),
        document: which.document.map(DocumentId),
        hand_over_due_by: which.hand_over_due_by,
        retention_ends_by: which.retention_ends_by,
        frozen: which.frozen,
    })
}

/// Lists the case files that one may see, latest first.
#[utoipa::path(
    operation_id = "listCaseFiles", tag = "case files", params(CaseFileListQuery),
    responses(
        (status = 200, description = "A page.", body = Page<CaseFileLineView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/case-files")]
pub async fn list_case_files(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<CaseFileListQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    let page = PageQuery { cursor: query.cursor.clone(), limit: query.limit };
    let limit = page.limit(&state.settings)?;
    let filter = filter_of(query.which())?;
    let before = page.place::<CaseFileId>()?;
    let wanted = CaseFilePage { before, limit: i64::try_from(limit + 1).unwrap_or(i64::MAX) };
    let (snapshot, mut found) = state.office.case_files(who.caller(), filter, wanted).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor(&last.id()));
    let items = found.iter().map(|heading| CaseFileLineView::of(heading, &snapshot)).collect();
    Ok(Page { items, next_cursor }.respond(&request))
}

/// Which case files are printed, and as what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CaseFilePrintQuery {
    /// `list` danh mục hồ sơ, `inventory` mục lục hồ sơ, tài liệu nộp lưu, `minutes` biên bản giao nhận, `disposal` danh mục hồ sơ hết thời hạn bảo quản.
    #[param(inline)]
    form: CaseFileFormView,
    /// Only in this state; where none is given, of a list all that was approved or opened, else what is put before the archive, or proposed to be disposed
    /// of.
    state: Option<StateName>,
    /// Only of this year's list.
    year: Option<i32>,
    /// Only with this symbol, as written.
    symbol: Option<String>,
    /// Only with all of these words, accents or not, in the symbol or the title.
    #[param(max_length = 400)]
    q: Option<String>,
    /// Only what this person keeps.
    keeper: Option<uuid::Uuid>,
    /// Only of this department.
    department: Option<uuid::Uuid>,
    /// Only what is to be handed over to the archive by this day.
    hand_over_due_by: Option<NaiveDate>,
    /// Only what need not be kept after this day.
    retention_ends_by: Option<NaiveDate>,
}

/// What is printed of a list of case files.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::ToSchema)]
#[schema(as = CaseFileForm)]
#[serde(rename_all = "snake_case")]
pub enum CaseFileFormView {
    /// Danh mục hồ sơ.
    List,
    /// Mục lục hồ sơ, tài liệu nộp lưu.
    Inventory,
    /// Biên bản giao nhận hồ sơ, tài liệu.
    Minutes,
    /// Danh mục hồ sơ hết thời hạn bảo quản.
    Disposal,
}

impl From<CaseFileFormView> for CaseFileForm {
    fn from(form: CaseFileFormView) -> Self {
        match form {
            CaseFileFormView::List => Self::List,
            CaseFileFormView::Inventory => Self::Inventory,
            CaseFileFormView::Minutes => Self::Minutes,
            CaseFileFormView::Disposal => Self::Disposal,
        }
    }
}

/// Prints the case files that one may see, by year and symbol (Decree 30/2020, Articles 28 to 31): the list, what is handed over to the archive, the minutes of
/// it, or what is to be disposed of. At most 1,000 at once.
#[utoipa::path(
    operation_id = "printCaseFiles", tag = "case files", params(CaseFilePrintQuery),
    responses(
        (status = 200, description = "The list.", body = serde_json::Value, content_type = "application/pdf"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/case-files/print")]
pub async fn print_case_files(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<CaseFilePrintQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    let form = query.form.into();
    let filter = filter_of(Which {
        state: query.state,
        year: query.year,
        symbol: query.symbol,
        q: query.q,
        keeper: query.keeper,
        department: query.department,
        hand_over_due_by: query.hand_over_due_by,
        retention_ends_by: query.retention_ends_by,
        ..Which::default()
    })?;
    Ok(pdf(state.office.print_case_files(who.caller(), form, filter).await?))
}

/// Prints mục lục văn bản, tài liệu of a case file (Decree 30/2020, Appendix V). Of a document that the reader may not see there is its ordinal.
#[utoipa::path(
    operation_id = "printCaseFileContents", tag = "case files", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The list.", body = serde_json::Value, content_type = "application/pdf"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/case-files/{id}/contents")]
pub async fn print_case_file_contents(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CaseFileId(id.into_inner());
    Ok(pdf(state.office.print_case_file_contents(who.caller(), id).await?))
}

/// One case file with its documents, and what the reader may do. A document in it that the reader may not see is its ordinal and nothing else.
#[utoipa::path(
    operation_id = "getCaseFile", tag = "case files", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The case file.", body = CaseFileView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/case-files/{id}")]
pub async fn get_case_file(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let detail = state.office.case_file(who.caller(), CaseFileId(id.into_inner())).await?;
    Ok(made(200)(&detail)?.respond())
}

/// How a command is carried out.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CaseFileCommandQuery {
    /// Say what would come of it, and change nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Gives a command. Each needs `If-Match` with the version that was read. Many at once go to `bulkCommands`: the approval of a list, the
/// disposals of a year, everything that somebody who leaves keeps.
#[utoipa::path(
    operation_id = "commandCaseFile", tag = "case files", request_body = Command,
    params(
        ("id" = uuid::Uuid, Path), CaseFileCommandQuery,
        ("If-Match" = Option<String>, Header, description = "The version that was read, such as \"3\"."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 200, description = "The case file as it now stands.", body = CaseFileView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/case-files/{id}/commands")]
pub async fn command_case_file(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    query: web::Query<CaseFileCommandQuery>,
    conditions: Conditions,
    sent: Sent<Command>,
) -> Result<HttpResponse, ApiError> {
    let order = CaseFileOrder {
        file: CaseFileId(id.into_inner()),
        expected: conditions.version,
        dry_run: query.dry_run,
        repeat: conditions.repeat(&sent.raw, made(200)).filter(|_| !query.dry_run),
        command: sent.value,
    };
    respond(state.office.case_file_command(who.caller(), order).await?, made(200))
}

/// Makes the package of a closed case file: a ZIP with the fields of Decree 30/2020, Appendix VI (`metadata.xml`), the list of its documents, their
/// files, and the SHA-256 of each. In the background: see `getJob`.
#[utoipa::path(
    operation_id = "exportCaseFile", tag = "case files",
    params(
        ("id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 202, description = "It is being made.", body = JobView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/case-files/{id}/export")]
pub async fn export_case_file(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    conditions: Conditions,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&[], job_made(202));
    let id = CaseFileId(id.into_inner());
    respond(state.office.export_case_file(who.caller(), id, repeat).await?, job_made(202))
}

/// Where a page of a history begins.
#[derive(Debug, Serialize, Deserialize)]
struct Seq(i32);

/// What happened to a case file, from the first event on. What it says of a document that the reader may not see is left out.
#[utoipa::path(
    operation_id = "listCaseFileHistory", tag = "case files", params(("id" = uuid::Uuid, Path), PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<HistoryView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/case-files/{id}/history")]
pub async fn list_case_file_history(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let limit = query.limit(&state.settings)?;
    let after = query.place::<Seq>()?.map_or(0, |Seq(seq)| seq);
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let id = CaseFileId(id.into_inner());
    let mut page = state.office.case_file_history(who.caller(), id, (after, most)).await?;
    let more = page.links.len() > limit;
    page.links.truncate(limit);
    let next_cursor = page.links.last().filter(|_| more).map(|link| cursor(&Seq(link.seq())));
    let view = |link| HistoryView::of_case_file(link, &page.hidden, &page.snapshot.directory);
    let items = page.links.iter().map(view).collect::<Result<_, _>>()?;
    Ok(Page { items, next_cursor }.respond(&request))
}

//! Incoming documents: take in, list, read, and give commands.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use office::{
    accesses::Look,
    domain::{
        AssignmentId, DepartmentId, DocumentId, Notation, PersonId,
        incoming::{Command, CommandKind, Receive, StateName},
    },
    figures::Narrow,
    incoming::{Detail, ListFilter, ListPage, Order},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    asking::Asking,
    body::{Plain, Sent},
    caller::SignedIn,
    counted::OutcomeFilter,
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Kind, Language, Problem},
    request_id::RequestId,
    views::{
        LineView, PersonRef,
        document::DocumentView,
        history::{HistoryView, MessageView},
    },
};

impl Plain for Receive {}

fn place(id: DocumentId) -> String {
    format!("/api/v1/incoming-documents/{id}")
}

fn made(status: u16) -> impl Fn(&Detail) -> Result<Made, ApiError> + Copy + Send + Sync + 'static {
    move |detail| {
        let view = DocumentView::of(detail);
        let made = Made::new(status, &view)?.version(view.version);
        Ok(if status == 201 { made.location(place(view.id)) } else { made })
    }
}

/// Takes a document in; with `register` it is entered at once.
#[utoipa::path(
    operation_id = "receiveIncomingDocument", tag = "incoming documents", request_body = Receive,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "Taken in.", body = DocumentView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/incoming-documents")]
pub async fn receive_incoming_document(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    conditions: Conditions,
    sent: Sent<Receive>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(201));
    let answer = state.office.receive(by, sent.value, repeat).await?;
    respond(answer, made(201))
}

/// What a list is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    /// Only in this state.
    state: Option<StateName>,
    /// Only with this notation, as written.
    notation: Option<String>,
    /// Only entered in this year.
    year: Option<i32>,
    /// Only with this arrival number; with `year`.
    number: Option<i32>,
    /// Only of this type, by code.
    document_type: Option<String>,
    /// Only by this author, as written.
    author: Option<String>,
    /// Only what came in on this day, in Vietnam, or later. This and the filters below list what figures count (`getDashboard`): no secret
    /// line, nothing that was refused or struck out.
    received_from: Option<NaiveDate>,
    /// Only what came in on this day or earlier.
    received_until: Option<NaiveDate>,
    /// Only what was given out to whoever has it now on this day or later.
    directed_from: Option<NaiveDate>,
    /// Only what was given out on this day or earlier.
    directed_until: Option<NaiveDate>,
    /// Only what was completed, sent back or recalled on this day or later.
    closed_from: Option<NaiveDate>,
    /// Only what was closed on this day or earlier.
    closed_until: Option<NaiveDate>,
    /// Only what was closed like this.
    #[param(inline)]
    outcome: Option<OutcomeFilter>,
    /// Only what is in hand.
    #[serde(default)]
    open: bool,
    /// Only what was in hand at the end of this day.
    open_on: Option<NaiveDate>,
    /// Only what is to be done next at this time or later; of what is done, was to be.
    due_from: Option<DateTime<Utc>>,
    /// Only what is to be done next before this time.
    due_before: Option<DateTime<Utc>>,
    /// Only what this unit has as the first.
    department: Option<uuid::Uuid>,
    /// Only what no unit has.
    #[serde(default)]
    no_department: bool,
    /// Only what this person has.
    officer: Option<uuid::Uuid>,
    /// Only what no person has.
    #[serde(default)]
    no_officer: bool,
    /// See [`PageQuery`].
    cursor: Option<String>,
    /// See [`PageQuery`].
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Lists what one may see, latest first.
#[utoipa::path(
    operation_id = "listIncomingDocuments", tag = "incoming documents", params(ListQuery),
    responses(
        (status = 200, description = "A page.", body = Page<LineView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/incoming-documents")]
pub async fn list_incoming_documents(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<ListQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let limit = page.limit(&state.settings)?;
    let notation = query
        .notation
        .map(|raw| Notation::new(&raw))
        .transpose()
        .map_err(|fault| ApiError::new(Kind::BadParameter).fault("notation", &fault))?;
    if query.number.is_some() && query.year.is_none() {
        return Err(ApiError::new(Kind::BadParameter).at(
            "number",
            "year_missing",
            "Tìm theo số đến cần thêm năm (year): số đến bắt đầu lại từ 1 mỗi năm.",
            "With number goes year: arrival numbers begin again with every year.",
        ));
    }
    for (name, text) in [("document_type", &query.document_type), ("author", &query.author)] {
        if text.as_deref().is_some_and(|text| text.contains('\0')) {
            return Err(crate::paging::nul(name));
        }
    }
    let narrow = Narrow {
        received_from: query.received_from,
        received_until: query.received_until,
        passed_from: query.directed_from,
        passed_until: query.directed_until,
        closed_from: query.closed_from,
        closed_until: query.closed_until,
        outcome: query.outcome.map(Into::into),
        open: query.open,
        open_on: query.open_on,
        due_from: query.due_from,
        due_before: query.due_before,
        department: query.department.map(DepartmentId),
        no_department: query.no_department,
        officer: query.officer.map(PersonId),
        no_officer: query.no_officer,
    };
    crate::counted::within_our_time(&narrow, ["received_from", "received_until", "directed_from", "directed_until"])?;
    let filter = ListFilter {
        state: query.state,
        notation: notation.map(|n| n.to_string()),
        year: query.year,
        number: query.number,
        type_code: query.document_type,
        author: query.author,
        course: (narrow != Narrow::default()).then_some(narrow),
    };
    let wanted = ListPage { before: page.place::<DocumentId>()?, limit: i64::try_from(limit + 1).unwrap_or(i64::MAX) };
    let mut found = state.office.documents(by, filter, wanted).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor(&last.id()));
    Ok(Page { items: found.iter().map(LineView::from).collect(), next_cursor }.respond(&request))
}

/// One document, with what the reader may do.
#[utoipa::path(
    operation_id = "getIncomingDocument", tag = "incoming documents", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The document.", body = DocumentView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/incoming-documents/{id}")]
pub async fn get_incoming_document(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    RequestId(request): RequestId,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let detail = state.office.document(Look { by, request }, DocumentId(id.into_inner())).await?;
    Ok(made(200)(&detail)?.respond())
}

/// How a command is carried out.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct CommandQuery {
    /// Say what would come of it, and change nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Gives a command. One that moves the document needs `If-Match` with the version that was read.
#[utoipa::path(
    operation_id = "commandIncomingDocument", tag = "incoming documents", request_body = Command,
    params(
        ("id" = uuid::Uuid, Path), CommandQuery,
        ("If-Match" = Option<String>, Header, description = "The version that was read, such as \"3\"."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 200, description = "The document as it now stands.", body = DocumentView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/incoming-documents/{id}/commands")]
pub async fn command_incoming_document(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    RequestId(request): RequestId,
    id: web::Path<uuid::Uuid>,
    query: web::Query<CommandQuery>,
    conditions: Conditions,
    sent: Sent<Command>,
) -> Result<HttpResponse, ApiError> {
    let order = Order {
        document: DocumentId(id.into_inner()),
        expected: conditions.version,
        dry_run: query.dry_run,
        repeat: conditions.repeat(&sent.raw, made(200)).filter(|_| !query.dry_run),
        command: sent.value,
        request,
    };
    let answer = state.office.command(by, order).await?;
    respond(answer, made(200))
}

/// Where a page of a history begins.
#[derive(Debug, Serialize, Deserialize)]
struct Seq(i32);

/// What happened to a document, from the first event on.
#[utoipa::path(
    operation_id = "listIncomingDocumentHistory", tag = "incoming documents",
    params(("id" = uuid::Uuid, Path), PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<HistoryView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/incoming-documents/{id}/history")]
pub async fn list_incoming_document_history(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    RequestId(asked): RequestId,
    id: web::Path<uuid::Uuid>,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let limit = query.limit(&state.settings)?;
    let after = query.place::<Seq>()?.map_or(0, |Seq(seq)| seq);
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let id = DocumentId(id.into_inner());
    let (snapshot, mut links) = state.office.history(Look { by, request: asked }, id, after, most).await?;
    let more = links.len() > limit;
    links.truncate(limit);
    let next_cursor = links.last().filter(|_| more).map(|link| cursor(&Seq(link.seq())));
    let items = links.iter().map(|link| HistoryView::of(link, &snapshot.directory)).collect::<Result<_, _>>()?;
    Ok(Page { items, next_cursor }.respond(&request))
}

/// The mails that a document caused, with what became of each.
#[utoipa::path(
    operation_id = "listIncomingDocumentMessages", tag = "incoming documents", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "All of them, oldest first.", body = Page<MessageView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/incoming-documents/{id}/messages")]
pub async fn list_incoming_document_messages(
    state: web::Data<ApiState>,
    who: SignedIn,
    RequestId(asked): RequestId,
    id: web::Path<uuid::Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by: who.caller().into(), request: asked };
    let (_, messages) = state.office.messages(look, DocumentId(id.into_inner())).await?;
    let items = messages.iter().map(MessageView::from).collect();
    Ok(Page { items, next_cursor: None }.respond(&request))
}

/// On which assignment.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ExplainQuery {
    /// The assignment that the command would name.
    assignment: Option<AssignmentId>,
}

/// Why a command is possible or not.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CommandExplanation)]
pub struct ExplanationView {
    /// The command.
    command: CommandKind,
    /// Whether the reader may give it now.
    allowed: bool,
    /// The rule that says no.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    /// Why not, in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Who may give it now.
    who_can: Vec<PersonRef>,
}

/// Whether one may give a command now; if not, why, and who may.
#[utoipa::path(
    operation_id = "explainCommand", tag = "incoming documents",
    params(("id" = uuid::Uuid, Path), ("command" = CommandKind, Path), ExplainQuery),
    responses(
        (status = 200, description = "The answer.", body = ExplanationView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/incoming-documents/{id}/commands/{command}/explanation")]
pub async fn explain_command(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, CommandKind)>,
    query: web::Query<ExplainQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (id, command) = path.into_inner();
    let explained = state.office.explain(who.caller(), DocumentId(id), command, query.assignment).await?;
    let words = explained.refusal.as_ref().map(office::domain::Refusal::words);
    Ok(HttpResponse::Ok().json(ExplanationView {
        command,
        allowed: explained.refusal.is_none(),
        rule: explained.refusal.as_ref().map(|r| r.rule.code().to_owned()),
        reason: words.map(|words| match Language::of(&request) {
            Language::Vietnamese => words.vi,
            Language::English => words.en,
        }),
        who_can: explained.who.iter().map(|id| PersonRef::of(*id, &explained.snapshot.directory)).collect(),
    }))
}

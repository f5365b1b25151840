//! Outgoing documents: draft, list, read, and give commands.

use actix_web::{HttpRequest, HttpResponse, get, post, put, web};
use chrono::{DateTime, NaiveDate, Utc};
use office::{
    accesses::Look,
    domain::{
        DepartmentId, DocumentId, Notation, PersonId, is_of_our_time,
        outgoing::{Command, ContentFields, Create, StateName},
    },
    figures::Narrow,
    outgoing::{ListFilter, ListPage, OutgoingDetail, OutgoingOrder},
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
    problem::{ApiError, Kind, Problem},
    request_id::RequestId,
    views::{
        history::{HistoryView, MessageView},
        outgoing::{OutgoingDeliveryView, OutgoingLineView, OutgoingView},
    },
};

impl Plain for Create {}

/// A draft's content, all of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateOutgoingDraft {
    /// What it is about from now on.
    content: ContentFields,
}

impl Plain for UpdateOutgoingDraft {}

fn place(id: DocumentId) -> String {
    format!("/api/v1/outgoing-documents/{id}")
}

fn made(status: u16) -> impl Fn(&OutgoingDetail) -> Result<Made, ApiError> + Copy + Send + Sync + 'static {
    move |detail| {
        let view = OutgoingView::of(detail);
        let made = Made::new(status, &view)?.version(view.version);
        Ok(if status == 201 { made.location(place(view.id)) } else { made })
    }
}

/// Begins a draft; with `submit` it is put before the head of the unit at once.
#[utoipa::path(
    operation_id = "createOutgoingDocument", tag = "outgoing documents", request_body = Create,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "Begun.", body = OutgoingView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/outgoing-documents")]
pub async fn create_outgoing_document(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<Create>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(201));
    let answer = state.office.draft(who.caller(), sent.value, repeat).await?;
    respond(answer, made(201))
}

/// What a list is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OutgoingListQuery {
    /// Only in this state.
    state: Option<StateName>,
    /// Only of this type, by code.
    document_type: Option<String>,
    /// Only with this notation, as written.
    notation: Option<String>,
    /// Only numbered in this year.
    year: Option<i32>,
    /// Only with this number; with `year`.
    number: Option<i32>,
    /// Only what this person drafts.
    drafter: Option<uuid::Uuid>,
    /// Only of this drafting unit.
    department: Option<uuid::Uuid>,
    /// Only issued on this day (ngày văn bản) or later.
    issued_from: Option<NaiveDate>,
    /// Only issued on this day or earlier.
    issued_until: Option<NaiveDate>,
    /// Only what was begun on this day, in Vietnam, or later. This and the filters below list what figures count (`getDashboard`).
    begun_from: Option<NaiveDate>,
    /// Only what was begun on this day or earlier.
    begun_until: Option<NaiveDate>,
    /// Only what was given its number on this day or later, and still has it.
    numbered_from: Option<NaiveDate>,
    /// Only what was given its number on this day or earlier.
    numbered_until: Option<NaiveDate>,
    /// Only what was dispatched, or ended otherwise, on this day or later.
    closed_from: Option<NaiveDate>,
    /// Only what was closed on this day or earlier.
    closed_until: Option<NaiveDate>,
    /// Only what was closed like this.
    #[param(inline)]
    outcome: Option<OutcomeFilter>,
    /// Only what has yet to go out.
    #[serde(default)]
    open: bool,
    /// Only what had yet to go out at the end of this day.
    open_on: Option<NaiveDate>,
    /// Only what is to be done next at this time or later.
    due_from: Option<DateTime<Utc>>,
    /// Only what is to be done next before this time.
    due_before: Option<DateTime<Utc>>,
    /// See [`PageQuery`].
    cursor: Option<String>,
    /// See [`PageQuery`].
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Lists what one may see, latest first.
#[utoipa::path(
    operation_id = "listOutgoingDocuments", tag = "outgoing documents", params(OutgoingListQuery),
    responses(
        (status = 200, description = "A page.", body = Page<OutgoingLineView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/outgoing-documents")]
pub async fn list_outgoing_documents(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<OutgoingListQuery>,
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
    if query.document_type.as_deref().is_some_and(|code| code.contains('\0')) {
        return Err(crate::paging::nul("document_type"));
    }
    if query.number.is_some() && query.year.is_none() {
        return Err(ApiError::new(Kind::BadParameter).at(
            "number",
            "year_missing",
            "Tìm theo số cần thêm năm (year): số văn bản bắt đầu lại từ 01 mỗi năm.",
            "With number goes year: numbers begin again with every year.",
        ));
    }
    let days = [("issued_from", query.issued_from), ("issued_until", query.issued_until)];
    let bad = days.into_iter().find(|(_, day)| day.is_some_and(|day| !is_of_our_time(day)));
    if let Some((name, _)) = bad {
        return Err(crate::paging::strange_day(name));
    }
    let narrow = Narrow {
        received_from: query.begun_from,
        received_until: query.begun_until,
        passed_from: query.numbered_from,
        passed_until: query.numbered_until,
        closed_from: query.closed_from,
        closed_until: query.closed_until,
        outcome: query.outcome.map(Into::into),
        open: query.open,
        open_on: query.open_on,
        due_from: query.due_from,
        due_before: query.due_before,
        ..Narrow::default()
    };
    crate::counted::within_our_time(&narrow, ["begun_from", "begun_until", "numbered_from", "numbered_until"])?;
    let filter = ListFilter {
        state: query.state,
        type_code: query.document_type,
        notation: notation.map(|n| n.to_string()),
        year: query.year,
        number: query.number,
        drafter: query.drafter.map(PersonId),
        department: query.department.map(DepartmentId),
        issued_from: query.issued_from,
        issued_until: query.issued_until,
        course: (narrow != Narrow::default()).then_some(narrow),
    };
    let wanted = ListPage { before: page.place::<DocumentId>()?, limit: i64::try_from(limit + 1).unwrap_or(i64::MAX) };
    let mut found = state.office.outgoing_documents(by, filter, wanted).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor(&last.id()));
    let snapshot = state.office.snapshot(by.agency()).await?;
    let items = found.iter().map(|heading| OutgoingLineView::of(heading, &snapshot.directory)).collect();
    Ok(Page { items, next_cursor }.respond(&request))
}

/// One document, with what the reader may do.
#[utoipa::path(
    operation_id = "getOutgoingDocument", tag = "outgoing documents", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The document.", body = OutgoingView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/outgoing-documents/{id}")]
pub async fn get_outgoing_document(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    RequestId(request): RequestId,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by, request };
    let detail = state.office.outgoing_document(look, DocumentId(id.into_inner())).await?;
    Ok(made(200)(&detail)?.respond())
}

/// Sets the content of a draft anew: a new edition. Needs `If-Match` with the version that was read.
#[utoipa::path(
    operation_id = "updateOutgoingDraft", tag = "outgoing documents", request_body = UpdateOutgoingDraft,
    params(
        ("id" = uuid::Uuid, Path),
        ("If-Match" = Option<String>, Header, description = "The version that was read, such as \"3\"."),
    ),
    responses(
        (status = 200, description = "The document as it now stands.", body = OutgoingView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[put("/outgoing-documents/{id}/draft")]
pub async fn update_outgoing_draft(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    conditions: Conditions,
    sent: Sent<UpdateOutgoingDraft>,
) -> Result<HttpResponse, ApiError> {
    let (id, content) = (DocumentId(id.into_inner()), sent.value.content);
    let detail = state.office.revise(who.caller(), id, content, conditions.version).await?;
    Ok(made(200)(&detail)?.respond())
}

/// How a command is carried out.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OutgoingCommandQuery {
    /// Say what would come of it, and change nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Gives a command. One that moves the document needs `If-Match` with the version that was read.
#[utoipa::path(
    operation_id = "commandOutgoingDocument", tag = "outgoing documents", request_body = Command,
    params(
        ("id" = uuid::Uuid, Path), OutgoingCommandQuery,
        ("If-Match" = Option<String>, Header, description = "The version that was read, such as \"3\"."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 200, description = "The document as it now stands.", body = OutgoingView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/outgoing-documents/{id}/commands")]
pub async fn command_outgoing_document(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<uuid::Uuid>,
    query: web::Query<OutgoingCommandQuery>,
    conditions: Conditions,
    sent: Sent<Command>,
) -> Result<HttpResponse, ApiError> {
    let order = OutgoingOrder {
        document: DocumentId(id.into_inner()),
        expected: conditions.version,
        dry_run: query.dry_run,
        repeat: conditions.repeat(&sent.raw, made(200)).filter(|_| !query.dry_run),
        command: sent.value,
    };
    let answer = state.office.outgoing_command(by, order).await?;
    respond(answer, made(200))
}

/// Where a page of a history begins.
#[derive(Debug, Serialize, Deserialize)]
struct Seq(i32);

/// What happened to a document, from the first event on.
#[utoipa::path(
    operation_id = "listOutgoingDocumentHistory", tag = "outgoing documents",
    params(("id" = uuid::Uuid, Path), PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<HistoryView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/outgoing-documents/{id}/history")]
pub async fn list_outgoing_document_history(
    state: web::Data<ApiState>,
    who: SignedIn,
    RequestId(asked): RequestId,
    id: web::Path<uuid::Uuid>,
    query: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let limit = query.limit(&state.settings)?;
    let after = query.place::<Seq>()?.map_or(0, |Seq(seq)| seq);
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let look = Look { by: who.caller().into(), request: asked };
    let id = DocumentId(id.into_inner());
    let (snapshot, mut links) = state.office.outgoing_history(look, id, after, most).await?;
    let more = links.len() > limit;
    links.truncate(limit);
    let next_cursor = links.last().filter(|_| more).map(|link| cursor(&Seq(link.seq())));
    let items =
        links.iter().map(|link| HistoryView::of_outgoing(link, &snapshot.directory)).collect::<Result<_, _>>()?;
    Ok(Page { items, next_cursor }.respond(&request))
}

/// The mails that a document caused, with what became of each.
#[utoipa::path(
    operation_id = "listOutgoingDocumentMessages", tag = "outgoing documents", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "All of them, oldest first.", body = Page<MessageView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/outgoing-documents/{id}/messages")]
pub async fn list_outgoing_document_messages(
    state: web::Data<ApiState>,
    who: SignedIn,
    RequestId(asked): RequestId,
    id: web::Path<uuid::Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by: who.caller().into(), request: asked };
    let (_, messages) = state.office.outgoing_messages(look, DocumentId(id.into_inner())).await?;
    let items = messages.iter().map(MessageView::from).collect();
    Ok(Page { items, next_cursor: None }.respond(&request))
}

/// How far a document has come, to each of its recipients.
#[utoipa::path(
    operation_id = "listOutgoingDeliveries", tag = "outgoing documents", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "All of them, in the order of the recipients.", body = Page<OutgoingDeliveryView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/outgoing-documents/{id}/deliveries")]
pub async fn list_outgoing_deliveries(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    RequestId(asked): RequestId,
    id: web::Path<uuid::Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by, request: asked };
    let (detail, lines) = state.office.outgoing_deliveries(look, DocumentId(id.into_inner())).await?;
    let items = lines.iter().map(|line| OutgoingDeliveryView::of(line, &detail.snapshot.directory)).collect();
    Ok(Page { items, next_cursor: None }.respond(&request))
}

//! Dossiers of the one-stop shop: receive, list, read, and give commands; and what other systems hand in.

use actix_web::{HttpRequest, HttpResponse, get, http::header, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use office::{
    accesses::Look,
    domain::{
        DepartmentId, DossierId, Label, PersonId, ProcedureId,
        assignment::Holder,
        dossier::{Channel, Colour, Command, DossierCode, Receive, StateName, statistics::Closing},
        fold, is_instant_of_our_time, is_of_our_time,
        work::Desk,
    },
    dossiers::{DossierDetail, DossierOrder, Form, ListFilter, ListPage, Printed, Shown, Standing, StandingAt},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    asking::Asking,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    paging::{Page, PageQuery, cursor, nul, strange_day},
    problem::{ApiError, Kind, Problem},
    request_id::RequestId,
    routes::files::disposition,
    views::{
        dossier::{DossierLineView, DossierView, ProgressView},
        history::{HistoryView, MessageView},
    },
};

impl Plain for Receive {}

/// A dossier that another system hands in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitDossier {
    /// The code that the system has given it; the same code is the same dossier.
    portal_code: Label,
    /// The dossier; online, and without `then`.
    dossier: Receive,
}

impl Plain for SubmitDossier {}

fn place(id: DossierId) -> String {
    format!("/api/v1/dossiers/{id}")
}

fn made(status: u16) -> impl Fn(&DossierDetail) -> Result<Made, ApiError> + Copy + Send + Sync + 'static {
    move |detail| {
        let view = DossierView::of(detail);
        let made = Made::new(status, &view)?.version(view.version);
        Ok(if status == 201 { made.location(place(view.id)) } else { made })
    }
}

/// Enters a dossier at the desk; `then` says what becomes of it at once: received (Mẫu 01), to be completed (Mẫu 02) or refused (Mẫu 03).
#[utoipa::path(
    operation_id = "receiveDossier", tag = "dossiers", request_body = Receive,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless.")),
    responses(
        (status = 201, description = "Entered.", body = DossierView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/dossiers")]
pub async fn receive_dossier(
    state: web::Data<ApiState>,
    who: SignedIn,
    conditions: Conditions,
    sent: Sent<Receive>,
) -> Result<HttpResponse, ApiError> {
    let repeat = conditions.repeat(&sent.raw, made(201));
    let answer = state.office.receive_dossier(who.caller(), sent.value, repeat).await?;
    respond(answer, made(201))
}

/// Hands in a dossier that came to another system: the national portal, a province's. Needs the scope `dossiers:submit`. The same
/// `portal_code` again is answered with the dossier as it stands.
#[utoipa::path(
    operation_id = "submitDossierOnline", tag = "dossiers", request_body = SubmitDossier,
    responses(
        (status = 201, description = "Taken in, to be looked through.", body = ProgressView),
        (status = 200, description = "Taken in before.", body = ProgressView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/dossiers/online")]
pub async fn submit_dossier_online(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    sent: Sent<SubmitDossier>,
) -> Result<HttpResponse, ApiError> {
    let SubmitDossier { portal_code, dossier } = sent.value;
    let (detail, fresh) = state.office.submit_dossier(by, portal_code, dossier).await.map_err(|error| {
        // What is wrong stands inside `dossier`.
        ApiError::from(error).under("/dossier")
    })?;
    let status = if fresh { 201 } else { 200 };
    Ok(Made::new(status, &ProgressView::of(&detail))?.respond())
}

/// How what is handled stands to its date.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DossierStanding)]
pub enum StandingQuery {
    /// In time.
    Running,
    /// Past it.
    Overdue,
    /// The clock rests.
    Resting,
}

/// How near a date is.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DossierColourWanted)]
pub enum ColourQuery {
    /// Còn hạn.
    Green,
    /// Sắp đến hạn.
    Yellow,
    /// Quá hạn.
    Red,
    /// At rest, or without a term.
    None,
}

impl From<ColourQuery> for Option<Colour> {
    fn from(wanted: ColourQuery) -> Self {
        match wanted {
            ColourQuery::Green => Some(Colour::Green),
            ColourQuery::Yellow => Some(Colour::Yellow),
            ColourQuery::Red => Some(Colour::Red),
            ColourQuery::None => None,
        }
    }
}

/// What a list is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DossierListQuery {
    /// Only in this state.
    state: Option<StateName>,
    /// Only the one of this code, as it stands on the receipt.
    code: Option<String>,
    /// Only of owners whose name begins so, with or without accents.
    owner: Option<String>,
    /// Only of this procedure.
    procedure: Option<uuid::Uuid>,
    /// Only of this field, as written.
    field: Option<String>,
    /// Only what came so.
    channel: Option<Channel>,
    /// Only on the desk of this department.
    department: Option<uuid::Uuid>,
    /// Only in the hands of this person.
    person: Option<uuid::Uuid>,
    /// Only received then or later.
    received_from: Option<DateTime<Utc>>,
    /// Only received before then.
    received_before: Option<DateTime<Utc>>,
    /// Only closed then or later.
    closed_from: Option<DateTime<Utc>>,
    /// Only closed before then.
    closed_before: Option<DateTime<Utc>>,
    /// Only closed so: `early`, `in_time`, `late`, `untimed`, `withdrawn`, `stopped`, `forwarded`.
    closing: Option<String>,
    /// Only what is still handled, or what is not.
    running: Option<bool>,
    /// Only what is still handled and past its date.
    #[serde(default)]
    overdue: bool,
    /// Only of the procedure of this code, such as `1.004222`.
    procedure_code: Option<String>,
    /// Only at a step of this desk, whoever of it has it in hand: `o` (one-stop shop), `r` (registry), `d:` and a department's id, `p:`
    /// and a person's.
    at: Option<String>,
    /// Only what was still handled then: received before, and not closed before.
    open_at: Option<DateTime<Utc>>,
    /// With `open_at`: only what stood so to its date.
    #[param(inline)]
    standing: Option<StandingQuery>,
    /// With `standing`: as it was counted then; now where it is left out.
    as_of: Option<DateTime<Utc>>,
    /// Only what was done after the date that would count without an extension.
    #[serde(default)]
    late_by_original: bool,
    /// Only what was received for other agencies, or what was not.
    for_others: Option<bool>,
    /// Only what is still handled and has this colour now.
    #[param(inline)]
    colour: Option<ColourQuery>,
    /// Only what is still handled and whose step has this colour now.
    #[param(inline)]
    step_colour: Option<ColourQuery>,
    /// See [`PageQuery`].
    cursor: Option<String>,
    /// See [`PageQuery`].
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

impl DossierListQuery {
    /// As the office is asked.
    fn filter(&self, now: DateTime<Utc>) -> Result<ListFilter, ApiError> {
        let bad = |name: &'static str, vi: &str, en: &str| {
            ApiError::new(Kind::BadParameter).at(name, "unknown_value", vi.to_owned(), en.to_owned())
        };
        let texts = [("field", &self.field), ("owner", &self.owner), ("procedure_code", &self.procedure_code)];
        if let Some((name, _)) = texts.into_iter().find(|(_, text)| text.as_ref().is_some_and(|t| t.contains('\0'))) {
            return Err(nul(name));
        }
        let times = [
            ("received_from", self.received_from),
            ("received_before", self.received_before),
            ("closed_from", self.closed_from),
            ("closed_before", self.closed_before),
            ("open_at", self.open_at),
            ("as_of", self.as_of),
        ];
        if let Some((name, _)) = times.into_iter().find(|(_, at)| at.is_some_and(|at| !is_instant_of_our_time(at))) {
            return Err(strange_day(name));
        }
        let code = self.code.as_deref().map(DossierCode::parse).transpose();
        let code = code.map_err(|fault| ApiError::new(Kind::BadParameter).fault("code", &fault))?;
        let closing = match self.closing.as_deref() {
            None => None,
            Some(text) => Some(Closing::parse(text).ok_or_else(|| {
                bad(
                    "closing",
                    "closing là một trong: early, in_time, late, untimed, withdrawn, stopped, forwarded.",
                    "closing is one of: early, in_time, late, untimed, withdrawn, stopped, forwarded.",
                )
            })?),
        };
        let desk = match (self.department, self.person) {
            (Some(_), Some(_)) => {
                return Err(bad(
                    "person",
                    "Chỉ chọn một trong: department, person.",
                    "Choose one of department and person.",
                ));
            }
            (Some(id), None) => Some(Desk::Holder(Holder::Department(DepartmentId(id)))),
            (None, Some(id)) => Some(Desk::Holder(Holder::Person(PersonId(id)))),
            (None, None) => None,
        };
        let at_desk = match self.at.as_deref() {
            None => None,
            Some(key) => Some(Desk::parse(key).ok_or_else(|| {
                bad(
                    "at",
                    "at là một trong: o, r, d: và mã phòng ban, p: và mã người.",
                    "at is one of: o, r, d: and a department's id, p: and a person's id.",
                )
            })?),
        };
        let standing = match (self.standing, self.open_at) {
            (None, _) => None,
            (Some(_), None) => {
                return Err(bad("standing", "standing cần có open_at.", "standing needs open_at beside it."));
            }
            (Some(standing), Some(until)) => {
                let standing = match standing {
                    StandingQuery::Running => Standing::Running,
                    StandingQuery::Overdue => Standing::Overdue,
                    StandingQuery::Resting => Standing::Resting,
                };
                Some(StandingAt { standing, until, now: self.as_of.unwrap_or(now) })
            }
        };
        Ok(ListFilter {
            state: self.state,
            procedure: self.procedure.map(ProcedureId),
            field: self.field.as_deref().map(office::domain::composed),
            code: code.map(|code| code.to_string()),
            owner: self.owner.as_deref().map(fold),
            channel: self.channel,
            desk,
            received_from: self.received_from,
            received_before: self.received_before,
            closed_from: self.closed_from,
            closed_before: self.closed_before,
            closing,
            overdue_at: self.overdue.then_some(now),
            running: self.running,
            procedure_code: self.procedure_code.clone(),
            at_desk,
            open_at: self.open_at,
            standing,
            late_by_original: self.late_by_original,
            for_others: self.for_others,
        })
    }
}

/// Lists the dossiers that one may see, latest first. With the filters a figure of the statistics opens its dossiers.
#[utoipa::path(
    operation_id = "listDossiers", tag = "dossiers", params(DossierListQuery),
    responses(
        (status = 200, description = "A page.", body = Page<DossierLineView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/dossiers")]
pub async fn list_dossiers(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<DossierListQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    let page = PageQuery { cursor: query.cursor.clone(), limit: query.limit };
    let limit = page.limit(&state.settings)?;
    let now = state.office.now();
    let filter = query.filter(now)?;
    let wanted = ListPage { before: page.place::<DossierId>()?, limit: i64::try_from(limit + 1).unwrap_or(i64::MAX) };
    let shown = Shown { whole: query.colour.map(Into::into), step: query.step_colour.map(Into::into) };
    let mut found = state.office.dossiers(who.caller(), filter, shown, wanted).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor(&last.id()));
    let snapshot = state.office.snapshot(who.caller().agency).await?;
    let items = found.iter().map(|heading| DossierLineView::of(heading, &snapshot.directory, &snapshot.calendar, now));
    let items = items.collect();
    Ok(Page { items, next_cursor }.respond(&request))
}

/// One dossier, with what the reader may do.
#[utoipa::path(
    operation_id = "getDossier", tag = "dossiers", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The dossier.", body = DossierView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/dossiers/{id}")]
pub async fn get_dossier(
    state: web::Data<ApiState>,
    who: SignedIn,
    RequestId(request): RequestId,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by: who.caller().into(), request };
    let detail = state.office.dossier(look, DossierId(id.into_inner())).await?;
    Ok(made(200)(&detail)?.respond())
}

/// How a command is carried out.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DossierCommandQuery {
    /// Say what would come of it, and change nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Gives a command. One that moves the dossier or its date needs `If-Match` with the version that was read.
#[utoipa::path(
    operation_id = "commandDossier", tag = "dossiers", request_body = Command,
    params(
        ("id" = uuid::Uuid, Path), DossierCommandQuery,
        ("If-Match" = Option<String>, Header, description = "The version that was read, such as \"3\"."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 200, description = "The dossier as it now stands.", body = DossierView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/dossiers/{id}/commands")]
pub async fn command_dossier(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    query: web::Query<DossierCommandQuery>,
    conditions: Conditions,
    sent: Sent<Command>,
) -> Result<HttpResponse, ApiError> {
    let order = DossierOrder {
        dossier: DossierId(id.into_inner()),
        expected: conditions.version,
        dry_run: query.dry_run,
        repeat: conditions.repeat(&sent.raw, made(200)).filter(|_| !query.dry_run),
        command: sent.value,
    };
    let answer = state.office.dossier_command(who.caller(), order).await?;
    respond(answer, made(200))
}

/// Where a page of a history begins.
#[derive(Debug, Serialize, Deserialize)]
struct Seq(i32);

/// What happened to a dossier, from the first event on.
#[utoipa::path(
    operation_id = "listDossierHistory", tag = "dossiers", params(("id" = uuid::Uuid, Path), PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<HistoryView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/dossiers/{id}/history")]
pub async fn list_dossier_history(
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
    let id = DossierId(id.into_inner());
    let (snapshot, mut links) = state.office.dossier_history(look, id, after, most).await?;
    let more = links.len() > limit;
    links.truncate(limit);
    let next_cursor = links.last().filter(|_| more).map(|link| cursor(&Seq(link.seq())));
    let items =
        links.iter().map(|link| HistoryView::of_dossier(link, &snapshot.directory)).collect::<Result<_, _>>()?;
    Ok(Page { items, next_cursor }.respond(&request))
}

/// Which of several.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DossierFormQuery {
    /// Of requests to complete it, and of apologies: which, from 1; the last where none is given.
    #[param(minimum = 1)]
    nth: Option<usize>,
}

/// A form of the one-stop shop as PDF: `receipt` (Mẫu 01), `supplement` (Mẫu 02), `refusal` (Mẫu 03), `apology` (Mẫu 04), `stop`
/// (Mẫu 05), `control` (Mẫu 06).
#[utoipa::path(
    operation_id = "getDossierForm", tag = "dossiers",
    params(
        ("id" = uuid::Uuid, Path),
        ("form" = String, Path, description = "receipt, supplement, refusal, apology, stop or control."),
        DossierFormQuery,
    ),
    responses(
        (status = 200, description = "The form.", body = serde_json::Value, content_type = "application/pdf"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/dossiers/{id}/forms/{form}")]
pub async fn get_dossier_form(
    state: web::Data<ApiState>,
    who: SignedIn,
    RequestId(request): RequestId,
    path: web::Path<(uuid::Uuid, String)>,
    query: web::Query<DossierFormQuery>,
) -> Result<HttpResponse, ApiError> {
    let (id, form) = path.into_inner();
    let form: Form = serde_json::from_value(serde_json::Value::String(form)).map_err(|_| {
        ApiError::new(Kind::NotFound).because(
            "Không có mẫu này; các mẫu: receipt, supplement, refusal, apology, stop, control.",
            "There is no such form; the forms are: receipt, supplement, refusal, apology, stop, control.",
        )
    })?;
    let look = Look { by: who.caller().into(), request };
    let printed = state.office.dossier_form(look, DossierId(id), form, query.nth).await?;
    Ok(pdf(printed))
}

/// Of which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DossierBookQuery {
    /// The first day.
    from: NaiveDate,
    /// The last day.
    until: NaiveDate,
}

/// The book of what was received (Mẫu 07) as PDF, for the one-stop shop, leaders and the chief of office. The access log of each dossier in
/// it says who printed it.
#[utoipa::path(
    operation_id = "printDossierBook", tag = "dossiers", params(DossierBookQuery),
    responses(
        (status = 200, description = "The book.", body = serde_json::Value, content_type = "application/pdf"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/dossiers/book")]
pub async fn print_dossier_book(
    state: web::Data<ApiState>,
    who: SignedIn,
    RequestId(request): RequestId,
    query: web::Query<DossierBookQuery>,
) -> Result<HttpResponse, ApiError> {
    let DossierBookQuery { from, until } = query.into_inner();
    for (name, day) in [("from", from), ("until", until)] {
        if !is_of_our_time(day) {
            return Err(strange_day(name));
        }
    }
    if until < from {
        return Err(ApiError::new(Kind::BadParameter).at(
            "until",
            "out_of_range",
            "until không được trước from.",
            "until must not lie before from.",
        ));
    }
    let look = Look { by: who.caller().into(), request };
    let printed = state.office.dossier_book(look, (from, until)).await?;
    Ok(pdf(printed))
}

/// A PDF to be opened by itself: what stands in it is people's.
fn pdf(printed: Printed) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((header::CONTENT_DISPOSITION, disposition(&printed.name)))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(printed.pdf)
}

/// The mails that a dossier caused, to whoever has it in hand and to its citizen, and short messages to the citizen's telephone, with what became of
/// each.
#[utoipa::path(
    operation_id = "listDossierMessages", tag = "dossiers", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "All of them, oldest first.", body = Page<MessageView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/dossiers/{id}/messages")]
pub async fn list_dossier_messages(
    state: web::Data<ApiState>,
    who: SignedIn,
    RequestId(asked): RequestId,
    id: web::Path<uuid::Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let look = Look { by: who.caller().into(), request: asked };
    let (mails, short_texts) = state.office.dossier_messages(look, DossierId(id.into_inner())).await?;
    let mails = mails.iter().map(MessageView::from);
    let mut items: Vec<MessageView> = mails.chain(short_texts.iter().map(MessageView::from)).collect();
    items.sort_by_key(|one| (one.created_at, one.id));
    Ok(Page { items, next_cursor: None }.respond(&request))
}

//! The interchange with offices outside (liên thông): packets, what waits for a clerk's decision, gateways and whom they reach.

use actix_web::{HttpRequest, HttpResponse, get, http::header, post, web};
use base64::{Engine, engine::general_purpose::STANDARD};
use office::{
    OfficeError,
    agency::Asker,
    domain::{
        DocumentId, PacketId,
        interchange::{PacketKind, QuarantineCommand},
    },
    interchange::{PacketFilter, PacketPage},
    packets::PacketState,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    asking::Asking,
    body::Sent,
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Kind, Problem},
    views::interchange::{DirectionView, EntryView, GatewayView, PacketInFullView, PacketStateView, PacketView},
};

/// What a list of packets is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PacketQuery {
    /// Only this way.
    #[param(inline)]
    direction: Option<DirectionView>,
    /// Only of this kind.
    #[param(inline)]
    kind: Option<PacketKind>,
    /// Only in this state.
    #[param(inline)]
    state: Option<PacketStateView>,
    /// Only about this document of the office.
    document: Option<uuid::Uuid>,
    /// See [`PageQuery`].
    cursor: Option<String>,
    /// See [`PageQuery`].
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

async fn listed(
    (state, by, request): (&ApiState, Asker, &HttpRequest),
    filter: PacketFilter,
    page: PageQuery,
) -> Result<HttpResponse, ApiError> {
    let limit = page.limit(&state.settings)?;
    let before = page.place::<PacketId>()?;
    let wanted = PacketPage { before, limit: i64::try_from(limit + 1).unwrap_or(i64::MAX) };
    let mut found = state.office.packets(by, filter, wanted).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor(&last.id));
    Ok(Page { items: found.iter().map(PacketView::from).collect(), next_cursor }.respond(request))
}

/// Packets, latest first: for the registry, administrators and those who see the office's work.
#[utoipa::path(
    operation_id = "listInterchangePackets", tag = "interchange", params(PacketQuery),
    responses(
        (status = 200, description = "A page.", body = Page<PacketView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/interchange/packets")]
pub async fn list_interchange_packets(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<PacketQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let PacketQuery { direction, kind, state: wanted, document, cursor, limit } = query.into_inner();
    let filter = PacketFilter {
        direction: direction.map(Into::into),
        kind,
        state: wanted.map(Into::into),
        document: document.map(DocumentId),
    };
    listed((&state, by, &request), filter, PageQuery { cursor, limit }).await
}

/// One packet with what it holds.
#[utoipa::path(
    operation_id = "getInterchangePacket", tag = "interchange", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The packet.", body = PacketInFullView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/interchange/packets/{id}")]
pub async fn get_interchange_packet(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let seen = state.office.packet(by, PacketId(id.into_inner())).await?;
    Ok(HttpResponse::Ok().json(PacketInFullView::of(&seen.packet)?))
}

/// The message of a packet that came in, as it came: edXML, for whoever looks why it could not be read.
#[utoipa::path(
    operation_id = "getInterchangeMessage", tag = "interchange", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The message.", body = serde_json::Value, content_type = "application/octet-stream"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/interchange/packets/{id}/message")]
pub async fn get_interchange_message(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = id.into_inner();
    let (content, size) = state.office.packet_message(by, PacketId(id)).await?;
    // Whatever stands in it, no browser takes it for a page.
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/octet-stream"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.edxml\"")))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .no_chunking(size)
        .streaming(content))
}

/// Tries a packet again at once that goes out and waits, or was given up.
#[utoipa::path(
    operation_id = "retryInterchangePacket", tag = "interchange", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "As it now stands.", body = PacketView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/interchange/packets/{id}/retry")]
pub async fn retry_interchange_packet(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let packet = state.office.retry_packet(by, PacketId(id.into_inner())).await?;
    Ok(HttpResponse::Ok().json(PacketView::from(&packet)))
}

/// Packets that wait for a clerk's decision, latest first: what could not be read, what fits nothing here, and updates where the office wants to be asked.
#[utoipa::path(
    operation_id = "listQuarantine", tag = "interchange", params(PageQuery),
    responses(
        (status = 200, description = "A page.", body = Page<PacketView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/interchange/quarantine")]
pub async fn list_quarantine(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    page: web::Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let filter = PacketFilter { state: Some(PacketState::Quarantined), ..PacketFilter::default() };
    listed((&state, by, &request), filter, page.into_inner()).await
}

/// Decides about a packet that waits: read it again, agree to an update, refuse it (its sender is told), or discard it.
#[utoipa::path(
    operation_id = "resolveQuarantine", tag = "interchange", request_body = QuarantineCommand, params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "As it now stands.", body = PacketView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/interchange/quarantine/{id}")]
pub async fn resolve_quarantine(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    id: web::Path<uuid::Uuid>,
    sent: Sent<QuarantineCommand>,
) -> Result<HttpResponse, ApiError> {
    let packet = state.office.resolve_quarantine(by, PacketId(id.into_inner()), sent.value).await?;
    Ok(HttpResponse::Ok().json(PacketView::from(&packet)))
}

/// The office's gateways, each with how it stands.
#[utoipa::path(
    operation_id = "listGateways", tag = "interchange",
    responses(
        (status = 200, description = "All of them.", body = Page<GatewayView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/interchange/gateways")]
pub async fn list_gateways(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let all = state.office.gateways(by).await?;
    Ok(Page { items: all.into_iter().map(GatewayView::from).collect(), next_cursor: None }.respond(&request))
}

/// What was begun.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectorySync {
    /// The directories of how many gateways are read again.
    gateways: usize,
}

/// Has the directories of the office's gateways read again; `listGateways` says when that was done.
#[utoipa::path(
    operation_id = "syncDirectory", tag = "interchange",
    responses(
        (status = 202, description = "Begun.", body = DirectorySync),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/interchange/directory/sync")]
pub async fn sync_directory(state: web::Data<ApiState>, Asking(by): Asking) -> Result<HttpResponse, ApiError> {
    state.office.sync_directories(by).await?;
    let gateways = state.office.gateways(by).await?.len();
    Ok(HttpResponse::Accepted().json(DirectorySync { gateways }))
}

/// Where somebody is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DirectoryQuery {
    /// Of which gateway.
    gateway: String,
    /// Words of the name, with or without accents, or the beginning of the code.
    q: Option<String>,
    /// See [`PageQuery`].
    cursor: Option<String>,
    /// See [`PageQuery`].
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Whom a gateway reaches, by code.
#[utoipa::path(
    operation_id = "listDirectory", tag = "interchange", params(DirectoryQuery),
    responses(
        (status = 200, description = "A page.", body = Page<EntryView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/interchange/directory")]
pub async fn list_directory(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<DirectoryQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let DirectoryQuery { gateway, q, cursor: place, limit } = query.into_inner();
    if let Some((name, _)) = [("gateway", Some(&gateway)), ("q", q.as_ref())]
        .into_iter()
        .find(|(_, text)| text.is_some_and(|t| t.contains('\0')))
    {
        return Err(crate::paging::nul(name));
    }
    let page = PageQuery { cursor: place, limit };
    let limit = page.limit(&state.settings)?;
    let behind = page.place::<String>()?;
    let wanted = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let none = unknown_gateway(&gateway);
    let found = state.office.gateway_directory(by, gateway, (q, behind), wanted).await;
    let mut found = found.map_err(|error| if matches!(error, OfficeError::NotFound) { none } else { error.into() })?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor(&last.code));
    Ok(Page { items: found.into_iter().map(EntryView::from).collect(), next_cursor }.respond(&request))
}

fn unknown_gateway(name: &str) -> ApiError {
    let shown: String = name.chars().take(60).collect();
    ApiError::new(Kind::NotFound).at(
        "gateway",
        "unknown_value",
        format!("Cơ quan không có kết nối liên thông nào tên “{shown}”; danh sách ở GET /interchange/gateways."),
        format!("The office has no gateway named “{shown}”; GET /interchange/gateways lists them."),
    )
}

/// What a packet is that is pushed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PushQuery {
    /// A document or a status.
    #[param(inline)]
    kind: PacketKind,
}

/// A packet that was taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct PushedPacket {
    /// Which it is here.
    id: PacketId,
}

/// Takes a packet from another office, which shows the secret that was agreed with it. It is kept when this is answered; what becomes of it goes back as
/// status packets.
#[utoipa::path(
    operation_id = "pushInterchangePacket", tag = "interchange",
    params(
        PushQuery,
        ("Packet-Id" = String, Header, description = "The sender's own id of it, the same at each try."),
        ("Content-Digest" = Option<String>, Header, description = "`sha-256=:…:` (RFC 9530): what came is compared with it."),
    ),
    request_body(content = serde_json::Value, content_type = "application/xml"),
    responses(
        (status = 201, description = "Taken.", body = PushedPacket),
        (status = 200, description = "Taken before.", body = PushedPacket),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/interchange/packets")]
pub async fn push_interchange_packet(
    state: web::Data<ApiState>,
    request: HttpRequest,
    content: web::Payload,
) -> Result<HttpResponse, ApiError> {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let shown = text("authorization").and_then(|text| text.strip_prefix("Bearer ")).unwrap_or_default();
    let id = text("packet-id").filter(|id| is_packet_id(id)).map(str::to_owned);
    let digest = text("content-digest").and_then(sha256_of);
    // Whoever shows nothing learns nothing of what is missing beside.
    if state.office.limits().gateways.pushed_by(shown).is_none() {
        return Err(ApiError::new(Kind::PushSecretWrong));
    }
    let query = web::Query::<PushQuery>::from_query(request.query_string());
    let PushQuery { kind } = query.map_err(|error| super::bad_parameter(&error))?.into_inner();
    let Some(id) = id else {
        let words = (
            "Cần mã gói tin (tối đa 100 chữ, số, -, _, .).",
            "The packet's id is needed (100 letters, digits, -, _, . at most).",
        );
        let missing = ApiError::new(Kind::BadParameter);
        return Err(missing.at("Packet-Id", "required", words.0.to_owned(), words.1.to_owned()));
    };
    let most = state.settings.max_packet_bytes;
    let pushed = state.office.pushed_packet(shown, (kind, id), (content, most, digest)).await;
    let (id, fresh) = pushed.map_err(|error| match error {
        OfficeError::WrongCredentials => ApiError::new(Kind::PushSecretWrong),
        other => other.into(),
    })?;
    let mut answer = if fresh { HttpResponse::Created() } else { HttpResponse::Ok() };
    Ok(answer.json(PushedPacket { id }))
}

fn is_packet_id(text: &str) -> bool {
    (1..=100).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || ['-', '_', '.'].contains(&c))
}

/// The hash of a `Content-Digest`, in hexadecimal digits.
fn sha256_of(text: &str) -> Option<String> {
    let coded = text.split(',').find_map(|one| one.trim().strip_prefix("sha-256=:")?.strip_suffix(':'))?;
    let bytes = STANDARD.decode(coded).ok()?;
    Some(hex::encode(bytes))
}

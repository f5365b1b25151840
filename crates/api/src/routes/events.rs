//! The feed of events, for other systems.

use actix_web::{HttpRequest, HttpResponse, get, web};
use office::domain::{
    DocumentId, DossierId,
    feed::{EventKind, EventMessage},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::event_stream::{self, Only};
use crate::{
    ApiState,
    asking::Asking,
    paging::PageQuery,
    problem::{ApiError, Kind, Problem},
};

/// Which events.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct EventQuery {
    /// Reading goes on behind this: `next_cursor` of the answer before, or the `cursor` of an event. Left out, it begins with the first event
    /// that is kept.
    after: Option<String>,
    /// Only of this kind.
    kind: Option<EventKind>,
    /// Only about this dossier.
    dossier: Option<uuid::Uuid>,
    /// Only about this document, an incoming or an outgoing one.
    document: Option<uuid::Uuid>,
    /// Events in the answer.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// A piece of the feed.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = EventPiece)]
pub struct PieceView {
    /// The events, in an order that stays.
    items: Vec<EventMessage>,
    /// What to ask for next with `after`; there also where nothing new is.
    next_cursor: String,
    /// Whether there is more now.
    more: bool,
}

/// What other systems are told of the agency's dossiers and documents, in an order that stays, for as long as events are kept: codes, numbers,
/// states, holders by unit, dates. Nothing that a citizen has told of themselves or that a document says is among it, and nothing of a secret
/// line; of an outgoing document it begins with its number. Needs the scope `events:read`, or `dossiers:submit` or `documents:receive`, which show
/// what the system has handed in itself. What is committed is there, and nothing ever comes
/// in before what was read: whoever goes on with `next_cursor` misses nothing. A cursor of which the events behind are kept no longer is
/// answered 410. Whoever asks for `text/event-stream` (`Accept`) gets what `streamEvents` is, narrowed as the list would be; `limit` means nothing there.
#[utoipa::path(
    operation_id = "listEvents", tag = "events",
    params(
        EventQuery,
        ("Last-Event-ID" = Option<String>, Header, description = "Of a stream: the `id` of the last event that was taken in."),
    ),
    responses(
        (status = 200, description = "The events behind the cursor.", content(
            (PieceView = "application/json"), (String = "text/event-stream"),
        )),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/events")]
pub async fn list_events(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<EventQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    let (dossier, document) = (query.dossier.map(DossierId), query.document.map(DocumentId));
    let only = Only { kind: query.kind, dossier, document };
    if event_stream::is_wanted(&request) {
        return event_stream::open(&state.office, by, &request, (query.after, only), event_stream::LIFE).await;
    }
    let limit = PageQuery { cursor: None, limit: query.limit }.limit(&state.settings)?;
    let after = query.after.as_deref().map(|text| text.parse::<i64>().ok().filter(|place| *place >= 0));
    let after = after.map(|place| place.ok_or_else(bad_after)).transpose()?;
    let piece = state.office.events(by, only.behind(after, limit)).await?;
    Ok(HttpResponse::Ok().json(PieceView {
        items: piece.events,
        next_cursor: piece.next.to_string(),
        more: piece.more,
    }))
}

pub(super) fn bad_after() -> ApiError {
    ApiError::new(Kind::BadParameter).at(
        "after",
        "bad_cursor",
        "after không hợp lệ; hãy dùng next_cursor của lần đọc trước, hoặc cursor của một sự kiện.",
        "The cursor is not valid; use next_cursor of the answer before, or the cursor of an event.",
    )
}

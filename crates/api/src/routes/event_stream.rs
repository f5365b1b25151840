//! The stream of events (server-sent events) for whoever keeps a page or a connection open: a front-end hears that its reader's inbox has changed, another
//! system hears each event of the feed.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use actix_web::{HttpRequest, HttpResponse, get, http::header, web};
use bytes::Bytes;
use futures_util::stream;
use office::{
    Office,
    agency::{Asker, Caller, ServiceCaller},
    events::Reading,
    streams::{LOOK, Place},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::events::bad_after;
use crate::{
    ApiState,
    asking::Asking,
    problem::{ApiError, Problem},
    views::InboxCounts,
};

/// How long one lasts. Its reader comes again with a token that holds then, and goes on where it was.
const LIFE: Duration = Duration::from_mins(5);
/// How often something is sent, so that nobody between takes it for dead.
const BEAT: Duration = Duration::from_secs(15);
/// How many events are read at once.
const AT_ONCE: usize = 100;

/// Where a stream goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct StreamQuery {
    /// Behind this cursor, where no `Last-Event-ID` says it; from now on where nothing does. For systems.
    after: Option<String>,
    /// How long it lasts at the most, in seconds; five minutes where nothing is said. With 0 it ends once what there is now was told.
    #[param(maximum = 300)]
    seconds: Option<u64>,
}

/// What is told, and to whom.
enum Reader {
    /// A person: whether their inbox has changed.
    Inbox { caller: Caller, mark: Option<office::work::Mark> },
    /// A system: the events.
    Feed { service: ServiceCaller, after: i64 },
}

struct Stream {
    office: Office,
    reader: Reader,
    place: Place,
    ends: Instant,
    looked: bool,
    sent: Instant,
    waiting: VecDeque<Bytes>,
}

impl Stream {
    /// The next piece; nothing where the stream ends.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(piece) = self.waiting.pop_front() {
                self.sent = Instant::now();
                return Some(piece);
            }
            if *self.place.stopping.borrow() || (self.looked && Instant::now() >= self.ends) {
                return None;
            }
            if !self.look().await {
                return None;
            }
            self.looked = true;
            if !self.waiting.is_empty() {
                continue;
            }
            if self.sent.elapsed() > BEAT {
                self.waiting.push_back(Bytes::from_static(b": \n\n"));
                continue;
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = self.place.stopping.changed() => {}
            }
        }
    }

    /// Looks whether there is something new; false where its reader may hear nothing more, or nothing can be read.
    async fn look(&mut self) -> bool {
        match &mut self.reader {
            Reader::Inbox { caller, mark } => {
                let Ok(now) = self.office.inbox_mark(*caller).await else { return false };
                if mark.as_ref() == Some(&now) {
                    return true;
                }
                *mark = Some(now);
                let Ok(counts) = self.office.inbox_counts(*caller).await else { return false };
                let Ok(data) = serde_json::to_string(&InboxCounts::from(counts)) else { return false };
                self.waiting.push_back(piece(None, "inbox", &data));
                true
            }
            Reader::Feed { service, after } => {
                let reading = Reading { after: Some(*after), limit: AT_ONCE, ..Reading::default() };
                let Ok(read) = self.office.events(*service, reading).await else { return false };
                for event in &read.events {
                    let Ok(data) = serde_json::to_string(event) else { return false };
                    self.waiting.push_back(piece(Some(&event.cursor), event.kind.as_str(), &data));
                }
                *after = read.next;
                true
            }
        }
    }
}

/// One event as it is written: JSON has no line ends of its own.
fn piece(id: Option<&str>, kind: &str, data: &str) -> Bytes {
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    Bytes::from(format!("{id}event: {kind}\ndata: {data}\n\n"))
}

/// Server-sent events, as they happen. A person hears `inbox`, with the counts of `getInboxCounts`, at once and whenever their inbox changes; a system with
/// the scope of `listEvents` hears each event that it may see, whose `id` is its cursor: `Last-Event-ID` (or `after`) goes on behind it and misses nothing;
/// without either the stream begins with what happens from now on. A stream ends after five minutes, and is opened anew.
#[utoipa::path(
    operation_id = "streamEvents", tag = "events",
    params(StreamQuery, ("Last-Event-ID" = Option<String>, Header, description = "The `id` of the last event that was taken in.")),
    responses(
        (status = 200, description = "The stream.", body = String, content_type = "text/event-stream"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/events/stream")]
pub async fn stream_events(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<StreamQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let office = state.office.clone();
    let StreamQuery { after, seconds } = query.into_inner();
    let life = seconds.map_or(LIFE, |seconds| LIFE.min(Duration::from_secs(seconds)));
    let last = request.headers().get("last-event-id").map(|value| value.to_str().unwrap_or("?").to_owned());
    let reader = match by {
        Asker::Person(caller) => {
            office.inbox_mark(caller).await?;
            Reader::Inbox { caller, mark: None }
        }
        Asker::Service(service) => {
            let asked = last.or(after);
            let after = asked.map(|text| text.parse::<i64>().ok().filter(|place| *place >= 0).ok_or_else(bad_after));
            // Whoever may not, and whose cursor is gone, learns so by the answer and not in the stream.
            let after = match after.transpose()? {
                Some(after) => {
                    let reading = Reading { after: Some(after), limit: 1, ..Reading::default() };
                    office.events(service, reading).await?;
                    after
                }
                None => office.events_end(service).await?,
            };
            Reader::Feed { service, after }
        }
    };
    let place = office.stream_place()?;
    let now = Instant::now();
    // Something is there at once: who opens it knows that it is open.
    let waiting = VecDeque::from([Bytes::from_static(b"retry: 2000\n\n")]);
    let stream = Stream { office, reader, place, ends: now + life, looked: false, sent: now, waiting };
    let pieces = stream::unfold(stream, |mut stream| async move {
        let next = stream.next().await?;
        Some((Ok::<_, actix_web::Error>(next), stream))
    });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(pieces))
}

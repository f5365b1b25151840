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
    domain::{DocumentId, DossierId, ServiceKeyId, feed::EventKind},
    events::Reading,
    services,
    streams::{LOOK, Place},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::events::bad_after;
use crate::{
    ApiState,
    asking::Asking,
    problem::{ApiError, Kind, Problem},
    views::InboxCounts,
};

/// How long one lasts. Its reader comes again with a token that holds then, and goes on where it was.
pub(super) const LIFE: Duration = Duration::from_mins(5);
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

/// Which events of the feed: those of one kind, about one dossier or document; all of them where nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Only {
    pub(super) kind: Option<EventKind>,
    pub(super) dossier: Option<DossierId>,
    pub(super) document: Option<DocumentId>,
}

impl Only {
    /// The piece of the feed behind a position.
    pub(super) const fn behind(self, after: Option<i64>, limit: usize) -> Reading {
        Reading { after, kind: self.kind, dossier: self.dossier, document: self.document, limit }
    }
}

/// What is told, and to whom.
enum Reader {
    /// A person: whether their inbox has changed.
    Inbox { caller: Caller, mark: Option<office::work::Mark> },
    /// A system: the events that it wants of those that it may see, as long as its key holds.
    Feed { service: ServiceCaller, key: ServiceKeyId, after: i64, only: Only },
}

impl Reader {
    /// Behind which position its reader goes on when it comes again, as the field that says so: also where nothing was told, or all of it was
    /// passed over, since whoever knows no position begins with what happens from then on.
    fn place(&self) -> String {
        match self {
            Self::Inbox { .. } => String::new(),
            Self::Feed { after, .. } => format!("id: {after}\n"),
        }
    }

    /// The first thing that is said: who opens it knows that it is open.
    fn opening(&self) -> Bytes {
        Bytes::from(format!("{}retry: 2000\n\n", self.place()))
    }

    /// A sign of life. No event comes of it: a block without data only sets the last event's id.
    fn beat(&self) -> Bytes {
        Bytes::from(format!("{}: \n\n", self.place()))
    }
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
                self.waiting.push_back(self.reader.beat());
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
            Reader::Feed { service, key, after, only } => {
                let reading = only.behind(Some(*after), AT_ONCE);
                let Ok(read) = self.office.events(*service, reading).await else { return false };
                // Asked after the reading: nothing is told that happened once the key had ended.
                if !self.office.key_holds(*service, *key).await.unwrap_or(false) {
                    return false;
                }
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

/// The key that a system came with.
fn key(request: &HttpRequest) -> Option<ServiceKeyId> {
    let (_, token) = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    services::key_of(token.trim())
}

/// Server-sent events, as they happen. A person hears `inbox`, with the counts of `getInboxCounts`, at once and whenever their inbox changes; a system with
/// the scope of `listEvents` hears each event that it may see, whose `id` is its cursor: `Last-Event-ID` (or `after`) goes on behind it and misses nothing;
/// without either the stream begins with what happens from now on. Its first block and each sign of life have an `id`, too, and no data: whoever has heard no
/// event goes on behind that. A stream ends after five minutes, or once the key has ended, and is opened anew. One person, or one system, has eight open at
/// the most. `listEvents` is this stream, too, for whoever asks it for `text/event-stream`.
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
    let StreamQuery { after, seconds } = query.into_inner();
    let life = seconds.map_or(LIFE, |seconds| LIFE.min(Duration::from_secs(seconds)));
    open(&state.office, by, &request, (after, Only::default()), life).await
}

/// Whether the answer is to be a stream.
pub(super) fn is_wanted(request: &HttpRequest) -> bool {
    let wanted = request.headers().get_all(header::ACCEPT).filter_map(|value| value.to_str().ok());
    wanted.flat_map(|value| value.split(',')).any(|one| {
        let kind = one.split(';').next().unwrap_or_default();
        kind.trim().eq_ignore_ascii_case("text/event-stream")
    })
}

/// Opens a stream of what is wanted, which goes on behind `Last-Event-ID`, else behind `after`.
pub(super) async fn open(
    office: &Office,
    by: Asker,
    request: &HttpRequest,
    (after, only): (Option<String>, Only),
    life: Duration,
) -> Result<HttpResponse, ApiError> {
    let office = office.clone();
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
                    office.events(service, only.behind(Some(after), 1)).await?;
                    after
                }
                None => office.events_end(service).await?,
            };
            // It was let in by a key.
            let key = key(request).ok_or_else(|| ApiError::new(Kind::NotSignedIn))?;
            Reader::Feed { service, key, after, only }
        }
    };
    let place = office.stream_place(by)?;
    let now = Instant::now();
    let waiting = VecDeque::from([reader.opening()]);
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

#[cfg(test)]
mod tests {
    use office::domain::{AgencyId, PersonId, ServiceAccountId};
    use uuid::Uuid;

    use super::*;

    /// A position is told by blocks that no reader takes for an event: they have no data.
    #[test]
    fn a_reader_always_knows_where_it_goes_on() {
        let agency = AgencyId(Uuid::from_u128(1));
        let service = ServiceCaller { agency, account: ServiceAccountId(Uuid::from_u128(2)) };
        let feed =
            |after| Reader::Feed { service, key: ServiceKeyId(Uuid::from_u128(3)), after, only: Only::default() };
        assert_eq!((&*feed(0).opening(), &*feed(0).beat()), (&b"id: 0\nretry: 2000\n\n"[..], &b"id: 0\n: \n\n"[..]));
        assert_eq!(
            (&*feed(71).opening(), &*feed(72).beat()),
            (&b"id: 71\nretry: 2000\n\n"[..], &b"id: 72\n: \n\n"[..])
        );
        let inbox = Reader::Inbox { caller: Caller { agency, person: PersonId(Uuid::from_u128(4)) }, mark: None };
        assert_eq!((&*inbox.opening(), &*inbox.beat()), (&b"retry: 2000\n\n"[..], &b": \n\n"[..]));
    }
}

//! Events for other systems: read as a feed, from wherever a reader has come to. How they come about is the `telling` of each kind of thing, how
//! they are sent is [`crate::webhooks`]'.

use domain::{
    AgencyId, DocumentId, DossierId, Refusal, Rule, access,
    feed::{EventKind, EventMessage, EventSight, NewEvent},
};
use serde_json::value::RawValue;
use store::{
    Conn, StoreError, dossier,
    event::{self, Event, Wanted},
};
use uuid::Uuid;

use crate::{
    Office, OfficeError,
    agency::{Asker, ServiceCaller},
};

/// What a reader asks for.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Behind this position; from the first that is kept where nothing is said.
    pub after: Option<i64>,
    /// Only of this kind.
    pub kind: Option<EventKind>,
    /// Only about this dossier.
    pub dossier: Option<DossierId>,
    /// Only about this document; where a dossier is named, too, only about that.
    pub document: Option<DocumentId>,
    /// How many at the most.
    pub limit: usize,
}

/// A piece of the feed.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The events, in their order.
    pub events: Vec<EventMessage>,
    /// Behind which position reading goes on.
    pub next: i64,
    /// Whether there is more now.
    pub more: bool,
}

/// An event as it is told.
pub(crate) fn message(event: &Event) -> Result<EventMessage, OfficeError> {
    let data = RawValue::from_string(event.body.as_str().to_owned());
    let data = data.map_err(|_| OfficeError::Internal("an event that is no JSON".to_owned()))?;
    Ok(EventMessage { id: event.id, cursor: event.position.to_string(), kind: event.kind, at: event.at, data })
}

impl Office {
    /// A piece of the feed, as another system sees it: all that is committed, in an order that stays.
    pub async fn events(&self, by: impl Into<Asker>, reading: Reading) -> Result<Piece, OfficeError> {
        let Asker::Service(service) = by.into() else { return Err(Refusal::new(Rule::SystemsOnly).into()) };
        let snapshot = self.asked_by(service).await?;
        let sight = access::sees_events(service.account, &snapshot.directory)?;
        let agency = service.agency;
        if let Some(id) = reading.dossier {
            let found = self.db().read(move |conn| dossier::load(conn, agency, id)).await?;
            let found = found.ok_or(OfficeError::NotFound)?.dossier;
            let theirs = found.facts().portal.as_ref().map(|portal| EventSight::HandedInBy(portal.service));
            if sight != EventSight::Agency && theirs != Some(sight) {
                return Err(OfficeError::NotFound);
            }
        }
        // It reads on behind what it has seen, so what is there now is given its place first.
        if self.db().read(move |conn| event::any_unplaced(conn, agency)).await? {
            self.place_events_of(agency).await?;
        }
        let limit = i64::try_from(reading.limit.saturating_add(1)).unwrap_or(i64::MAX);
        let wanted = Wanted {
            sight,
            after: reading.after,
            kind: reading.kind,
            subject: reading.dossier.map(Into::into).or(reading.document),
            limit,
        };
        let read = self.db().read_tx(move |conn| event::read(conn, agency, &wanted)).await?;
        // A cursor ahead of the feed is another feed's: of before a restore, or nobody's.
        if reading.after.is_some_and(|after| after < read.gone || after > read.last) {
            return Err(OfficeError::EventsGone { gone: read.gone });
        }
        let more = read.events.len() > reading.limit;
        let events: Vec<EventMessage> =
            read.events.iter().take(reading.limit).map(message).collect::<Result<_, _>>()?;
        let seen = read.events.get(reading.limit.saturating_sub(1)).filter(|_| more).map(|event| event.position);
        // What was passed over is nothing for this reader.
        let next = seen.unwrap_or_else(|| read.last.max(reading.after.unwrap_or(0)));
        Ok(Piece { events, next, more })
    }

    /// Where the feed ends now, for a system that may read it.
    pub async fn events_end(&self, service: ServiceCaller) -> Result<i64, OfficeError> {
        let snapshot = self.asked_by(service).await?;
        access::sees_events(service.account, &snapshot.directory)?;
        let agency = service.agency;
        self.place_events_of(agency).await?;
        Ok(self.db().read(move |conn| event::end(conn, agency)).await?)
    }

    /// Gives places in the feed to all events that have none; called by whoever sends.
    pub async fn place_events(&self) -> Result<(), OfficeError> {
        for agency in self.db().read(event::unplaced).await? {
            self.place_events_of(agency).await?;
        }
        Ok(())
    }

    /// Notes what other systems are told, in the transaction of what happened.
    pub(crate) fn note_events(
        &self,
        conn: &mut Conn,
        agency: AgencyId,
        told: impl Iterator<Item = NewEvent>,
    ) -> Result<(), StoreError> {
        let events: Vec<(Uuid, NewEvent)> = told.map(|new| (self.fresh(), new)).collect();
        event::add(conn, agency, &events)
    }

    async fn place_events_of(&self, agency: AgencyId) -> Result<(), OfficeError> {
        let now = domain::to_micros(self.now());
        let place = move |conn: &mut Conn| event::place(conn, agency, Uuid::now_v7, now);
        while self.db().write(place).await? >= event::AT_ONCE {}
        Ok(())
    }

    /// Tells the worker of this process that there may be events.
    pub(crate) fn wake_events(&self) {
        self.0.events.notify_one();
    }

    /// Waits until there may be events.
    pub async fn events_woken(&self) {
        self.0.events.notified().await;
    }
}

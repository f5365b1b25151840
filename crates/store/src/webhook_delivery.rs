//! What is sent to webhooks: one row an event and webhook, made when the event gets its position. A worker has a webhook for a while by a
//! lease (`webhook_standing`) and sends what is due in the feed's order, so that nobody sends beside it; what came of each is noted at once,
//! and only by whoever has the lease. How business stands is nowhere here: a row goes with its event.

mod shown;

use chrono::Duration;
use diesel::{dsl::exists, prelude::*};
use domain::{AgencyId, UtcTime, WebhookId, organisation::WebhookRecord};
use uuid::Uuid;

pub use shown::{Delivery, Listed, Sync, list, open, replay, sync_of};

use crate::{
    Conn, StoreError, both,
    document::count,
    event::{self as events, Event},
    schema::{webhook as records, webhook_delivery as delivery, webhook_standing as standing},
    types::{DbId, DbTime, JsonText},
    webhook::{self, Secrets},
};

/// What has become of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// To be sent, for the first time or again.
    Waiting,
    /// The receiver has taken it.
    Sent,
    /// Given up.
    Failed,
}

impl DeliveryState {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Waiting, Self::Sent, Self::Failed].into_iter().find(|state| state.as_str() == text)
    }

    fn read(text: &str) -> Result<Self, StoreError> {
        Self::parse(text).ok_or_else(|| StoreError::corrupt("the state of a webhook's delivery"))
    }
}

/// The webhooks of an agency to which events are sent.
pub(crate) fn wanting(conn: &mut Conn, agency: AgencyId) -> Result<Vec<WebhookRecord>, StoreError> {
    let bodies: Vec<JsonText> = both!(conn, c => records::table
        .inner_join(standing::table.on(standing::agency_id
            .eq(records::agency_id)
            .and(standing::webhook_id.eq(records::id))))
        .filter(records::agency_id.eq(DbId::from(agency)))
        .select(records::body)
        .load(c))?;
    bodies.iter().map(JsonText::read).collect()
}

/// Queues an event for a webhook.
pub(crate) fn add(
    conn: &mut Conn,
    (agency, id): (AgencyId, Uuid),
    webhook: WebhookId,
    (event, position): (Uuid, i64),
    now: UtcTime,
) -> Result<(), StoreError> {
    let row = (
        delivery::agency_id.eq(DbId::from(agency)),
        delivery::id.eq(DbId::from(id)),
        delivery::webhook_id.eq(DbId::from(webhook)),
        delivery::event_id.eq(DbId::from(event)),
        delivery::position.eq(position),
        delivery::state.eq(DeliveryState::Waiting.as_str()),
        delivery::tries.eq(0),
        delivery::next_at.eq(DbTime::from(now)),
    );
    both!(conn, c => diesel::insert_into(delivery::table).values(&row).execute(c))?;
    Ok(())
}

/// One delivery that is due.
#[derive(Debug, Clone)]
pub struct Due {
    /// Which: the same at each try.
    pub id: Uuid,
    /// What it brings.
    pub event: Event,
    /// How often it was tried.
    pub tries: u32,
    /// When it was tried first.
    pub first_try_at: Option<UtcTime>,
}

/// A webhook that is a worker's for a while, with what is due to it.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Whose.
    pub agency: AgencyId,
    /// The webhook.
    pub webhook: WebhookRecord,
    /// What its messages are signed with.
    pub secrets: Secrets,
    /// How often in a row it could not be reached.
    pub failures: u32,
    /// What is due, in the feed's order.
    pub due: Vec<Due>,
}

/// How a worker claims.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Its name, unlike any other's.
    pub worker: &'a str,
    /// Now.
    pub now: UtcTime,
    /// For how long a webhook is its own, from now and from each note on.
    pub lease: Duration,
    /// How many webhooks it takes.
    pub webhooks: i64,
    /// How many deliveries of each.
    pub deliveries: i64,
}

/// Whether anything is due to any webhook, whoever has it.
pub fn any_due(conn: &mut Conn, now: UtcTime) -> Result<bool, StoreError> {
    let now = DbTime::from(now);
    let first: Option<DbId> = both!(conn, c => delivery::table
        .inner_join(standing::table.on(standing::agency_id
            .eq(delivery::agency_id)
            .and(standing::webhook_id.eq(delivery::webhook_id))))
        .filter(delivery::state.eq(DeliveryState::Waiting.as_str()).and(delivery::next_at.le(now)))
        .filter(standing::next_at.le(now))
        .select(delivery::id)
        .first(c)
        .optional())?;
    Ok(first.is_some())
}

/// Takes webhooks to which something is due.
pub fn claim(conn: &mut Conn, claim: Claim<'_>) -> Result<Vec<Turn>, StoreError> {
    let now = DbTime::from(claim.now);
    let waits = delivery::table.filter(
        delivery::agency_id
            .eq(standing::agency_id)
            .and(delivery::webhook_id.eq(standing::webhook_id))
            .and(delivery::state.eq(DeliveryState::Waiting.as_str()))
            .and(delivery::next_at.le(now)),
    );
    let free = standing::leased_until.is_null().or(standing::leased_until.le(now));
    let due = standing::table
        .filter(standing::next_at.le(now).and(free).and(exists(waits)))
        .order((standing::next_at, standing::webhook_id))
        .limit(claim.webhooks)
        .select((standing::agency_id, standing::webhook_id, standing::failures));
    let found: Vec<(DbId, DbId, i32)> = match conn {
        Conn::Postgres(c) => due.for_update().skip_locked().load(c)?,
        Conn::Sqlite(c) => due.load(c)?,
    };
    let mut turns = Vec::with_capacity(found.len());
    for (agency, id, failures) in found {
        let (agency, id) = (AgencyId::from(agency), WebhookId::from(id));
        let until = DbTime::from(claim.now + claim.lease);
        both!(conn, c => diesel::update(standing::table.filter(of(agency, id)))
            .set((standing::leased_by.eq(Some(claim.worker)), standing::leased_until.eq(Some(until))))
            .execute(c))?;
        let webhook =
            webhook::find(conn, agency, id)?.ok_or_else(|| StoreError::corrupt("a webhook without a record"))?;
        let secrets = webhook::secrets(conn, agency, id)?;
        let secrets = secrets.ok_or_else(|| StoreError::corrupt("a webhook without a secret"))?;
        let due = due_to(conn, agency, id, now, claim.deliveries)?;
        turns.push(Turn { agency, webhook, secrets, failures: count(failures)?, due });
    }
    Ok(turns)
}

type DueColumns = (DbId, DbId, i32, Option<DbTime>);

fn due_to(conn: &mut Conn, agency: AgencyId, id: WebhookId, now: DbTime, limit: i64) -> Result<Vec<Due>, StoreError> {
    let rows: Vec<DueColumns> = both!(conn, c => delivery::table
        .filter(delivery::agency_id.eq(DbId::from(agency)).and(delivery::webhook_id.eq(DbId::from(id))))
        .filter(delivery::state.eq(DeliveryState::Waiting.as_str()).and(delivery::next_at.le(now)))
        .order(delivery::position)
        .limit(limit)
        .select((delivery::id, delivery::event_id, delivery::tries, delivery::first_try_at))
        .load(c))?;
    let mut due = Vec::with_capacity(rows.len());
    for (id, event, tries, first) in rows {
        let event = events::find(conn, agency, event.get())?;
        let event = event.ok_or_else(|| StoreError::corrupt("a delivery without an event"))?;
        due.push(Due { id: id.get(), event, tries: count(tries)?, first_try_at: first.map(Into::into) });
    }
    Ok(due)
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// What the receiver answered, where it answered.
    pub status: Option<u16>,
    /// The first of what it said.
    pub answer: Option<String>,
    /// Why it was in vain; nothing where the receiver took it.
    pub error: Option<String>,
    /// Whether the receiver is there and refused this one alone: nothing is wrong with the way to it.
    pub refused_alone: bool,
    /// What comes next.
    pub next: Next,
}

/// What comes after a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing: it has arrived.
    Arrived,
    /// Another try then; where nothing reaches the receiver at all, everything else waits so long, too.
    Again {
        /// When.
        at: UtcTime,
        /// Whether all that is due to the webhook waits until then.
        all_wait: bool,
    },
    /// It is given up.
    GivenUp,
}

/// What was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// The webhook is another worker's by now: nothing.
    NotMine,
    /// It stands; since when nothing arrives.
    Stands(Option<UtcTime>),
}

fn of(
    agency: AgencyId,
    id: WebhookId,
) -> diesel::dsl::And<diesel::dsl::Eq<standing::agency_id, DbId>, diesel::dsl::Eq<standing::webhook_id, DbId>> {
    standing::agency_id.eq(DbId::from(agency)).and(standing::webhook_id.eq(DbId::from(id)))
}

/// Notes what came of a try, while the webhook is this worker's, and keeps it for so long again.
pub fn note(
    conn: &mut Conn,
    claim: Claim<'_>,
    (agency, webhook, id): (AgencyId, WebhookId, Uuid),
    tried: &Tried,
) -> Result<Noted, StoreError> {
    let now = DbTime::from(claim.now);
    let there: Option<(i32, Option<DbTime>)> = both!(conn, c => standing::table
        .filter(of(agency, webhook).and(standing::leased_by.eq(Some(claim.worker))))
        .select((standing::failures, standing::failing_since))
        .first(c)
        .optional())?;
    let Some((failures, failing_since)) = there else { return Ok(Noted::NotMine) };
    let since = failing_since.or(Some(now)).filter(|_| tried.next != Next::Arrived && !tried.refused_alone);
    // Nothing is tried any more: what fails one day fails since then, and not since now.
    let over = tried.next == Next::GivenUp && !waits(conn, (agency, webhook), id)?;
    let (failures, next_at) = match tried.next {
        Next::Arrived => (0, now),
        Next::Again { at, all_wait: true } => (failures.saturating_add(1), DbTime::from(at)),
        Next::Again { .. } | Next::GivenUp => (failures, now),
    };
    let mine = both!(conn, c => diesel::update(standing::table
        .filter(of(agency, webhook).and(standing::leased_by.eq(Some(claim.worker)))))
        .set((
            standing::failures.eq(failures),
            standing::failing_since.eq(since.filter(|_| !over)),
            standing::next_at.eq(next_at),
            standing::leased_until.eq(Some(DbTime::from(claim.now + claim.lease))),
        ))
        .execute(c))?;
    if mine == 0 {
        return Ok(Noted::NotMine);
    }
    let (state, again, sent_at) = match tried.next {
        Next::Arrived => (DeliveryState::Sent, now, Some(now)),
        Next::Again { at, .. } => (DeliveryState::Waiting, at.into(), None),
        Next::GivenUp => (DeliveryState::Failed, now, None),
    };
    let first = both!(conn, c => delivery::table
        .filter(one(agency, webhook, id))
        .select(delivery::first_try_at)
        .first::<Option<DbTime>>(c)
        .optional())?;
    both!(conn, c => diesel::update(delivery::table.filter(one(agency, webhook, id)))
        .set((
            delivery::state.eq(state.as_str()),
            delivery::tries.eq(delivery::tries + 1),
            delivery::first_try_at.eq(first.flatten().or(Some(now))),
            delivery::next_at.eq(again),
            delivery::last_status.eq(tried.status.map(i32::from)),
            delivery::last_answer.eq(tried.answer.as_deref()),
            delivery::last_error.eq(tried.error.as_deref()),
            delivery::sent_at.eq(sent_at),
        ))
        .execute(c))?;
    Ok(Noted::Stands(since.map(Into::into)))
}

/// Whether anything else waits for a webhook than this delivery.
fn waits(conn: &mut Conn, (agency, webhook): (AgencyId, WebhookId), but: Uuid) -> Result<bool, StoreError> {
    let first: Option<DbId> = both!(conn, c => delivery::table
        .filter(delivery::agency_id.eq(DbId::from(agency)).and(delivery::webhook_id.eq(DbId::from(webhook))))
        .filter(delivery::state.eq(DeliveryState::Waiting.as_str()).and(delivery::id.ne(DbId::from(but))))
        .select(delivery::id)
        .first(c)
        .optional())?;
    Ok(first.is_some())
}

/// Whether a webhook is still this worker's: nobody has taken it back or taken it over.
pub fn is_mine(conn: &mut Conn, worker: &str, agency: AgencyId, webhook: WebhookId) -> Result<bool, StoreError> {
    let mine: Option<DbId> = both!(conn, c => standing::table
        .filter(of(agency, webhook).and(standing::leased_by.eq(Some(worker))))
        .select(standing::webhook_id)
        .first(c)
        .optional())?;
    Ok(mine.is_some())
}

type OfWebhook = diesel::dsl::And<
    diesel::dsl::And<diesel::dsl::Eq<delivery::agency_id, DbId>, diesel::dsl::Eq<delivery::webhook_id, DbId>>,
    diesel::dsl::Eq<delivery::id, DbId>,
>;

fn one(agency: AgencyId, webhook: WebhookId, id: Uuid) -> OfWebhook {
    delivery::agency_id
        .eq(DbId::from(agency))
        .and(delivery::webhook_id.eq(DbId::from(webhook)))
        .and(delivery::id.eq(DbId::from(id)))
}

/// Gives a webhook back, so that whoever comes next need not wait for the lease to end.
pub fn release(conn: &mut Conn, worker: &str, agency: AgencyId, webhook: WebhookId) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(standing::table
        .filter(of(agency, webhook).and(standing::leased_by.eq(Some(worker)))))
        .set((standing::leased_by.eq(None::<String>), standing::leased_until.eq(None::<DbTime>)))
        .execute(c))?;
    Ok(())
}

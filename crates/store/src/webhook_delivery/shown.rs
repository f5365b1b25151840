//! What was and is to be sent, as people see it: by webhook, and by what it is about.

use std::collections::BTreeMap;

use diesel::{dsl::count_star, prelude::*};
use domain::{AgencyId, DocumentId, UtcTime, WebhookId, feed::EventKind};
use uuid::Uuid;

use super::{DeliveryState, of, one};
use crate::{
    Conn, StoreError, both,
    document::count,
    schema::{event, webhook_delivery as delivery, webhook_standing as standing},
    types::{DbId, DbTime},
};

/// A delivery as it is listed.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Which.
    pub id: Uuid,
    /// The event.
    pub event: Uuid,
    /// Its kind.
    pub kind: EventKind,
    /// Its place in the feed.
    pub position: i64,
    /// When it happened.
    pub at: UtcTime,
    /// What has become of the delivery.
    pub state: DeliveryState,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next, where it waits.
    pub next_at: UtcTime,
    /// What the last try was answered.
    pub last_status: Option<i32>,
    /// The first of what was said.
    pub last_answer: Option<String>,
    /// Why the last try was in vain.
    pub last_error: Option<String>,
    /// When the receiver took it.
    pub sent_at: Option<UtcTime>,
}

#[derive(Queryable)]
struct DeliveryColumns {
    id: DbId,
    event: DbId,
    kind: String,
    position: i64,
    at: DbTime,
    state: String,
    tries: i32,
    next_at: DbTime,
    last_status: Option<i32>,
    last_answer: Option<String>,
    last_error: Option<String>,
    sent_at: Option<DbTime>,
}

impl TryFrom<DeliveryColumns> for Delivery {
    type Error = StoreError;

    fn try_from(row: DeliveryColumns) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.get(),
            event: row.event.get(),
            kind: EventKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("an event's kind"))?,
            position: row.position,
            at: row.at.into(),
            state: DeliveryState::read(&row.state)?,
            tries: count(row.tries)?,
            next_at: row.next_at.into(),
            last_status: row.last_status,
            last_answer: row.last_answer,
            last_error: row.last_error,
            sent_at: row.sent_at.map(Into::into),
        })
    }
}

/// Which deliveries are listed.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// Only in this state.
    pub state: Option<DeliveryState>,
    /// Only before this place in the feed.
    pub before: Option<i64>,
    /// Only this one.
    pub id: Option<Uuid>,
    /// How many.
    pub limit: i64,
}

/// What was and is to be sent to a webhook, latest first.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    webhook: WebhookId,
    listed: Listed,
) -> Result<Vec<Delivery>, StoreError> {
    let rows: Vec<DeliveryColumns> = both!(conn, c => {
        let mut query = delivery::table
            .inner_join(event::table.on(event::agency_id.eq(delivery::agency_id).and(event::id.eq(delivery::event_id))))
            .filter(delivery::agency_id.eq(DbId::from(agency)).and(delivery::webhook_id.eq(DbId::from(webhook))))
            .order(delivery::position.desc())
            .limit(listed.limit)
            .select((
                delivery::id,
                delivery::event_id,
                event::kind,
                delivery::position,
                event::at,
                delivery::state,
                delivery::tries,
                delivery::next_at,
                delivery::last_status,
                delivery::last_answer,
                delivery::last_error,
                delivery::sent_at,
            ))
            .into_boxed();
        if let Some(state) = listed.state {
            query = query.filter(delivery::state.eq(state.as_str()));
        }
        if let Some(before) = listed.before {
            query = query.filter(delivery::position.lt(before));
        }
        if let Some(id) = listed.id {
            query = query.filter(delivery::id.eq(DbId::from(id)));
        }
        query.load(c)
    })?;
    rows.into_iter().map(Delivery::try_from).collect()
}

/// Sends it once more, whatever became of it, and at once; false where there is none.
pub fn replay(
    conn: &mut Conn,
    agency: AgencyId,
    webhook: WebhookId,
    id: Uuid,
    now: UtcTime,
) -> Result<bool, StoreError> {
    let now = DbTime::from(now);
    // In the order in which what came of a try is noted: neither waits for the other.
    both!(conn, c => diesel::update(standing::table.filter(of(agency, webhook)))
        .set(standing::next_at.eq(now))
        .execute(c))?;
    let there = both!(conn, c => diesel::update(delivery::table.filter(one(agency, webhook, id)))
        .set((
            delivery::state.eq(DeliveryState::Waiting.as_str()),
            delivery::tries.eq(0),
            delivery::first_try_at.eq(None::<DbTime>),
            delivery::next_at.eq(now),
        ))
        .execute(c))?;
    Ok(there == 1)
}

/// How many deliveries of each webhook wait, and how many were given up.
pub fn open(conn: &mut Conn, agency: AgencyId) -> Result<BTreeMap<WebhookId, (i64, i64)>, StoreError> {
    let mut counts: BTreeMap<WebhookId, (i64, i64)> = BTreeMap::new();
    for state in [DeliveryState::Waiting, DeliveryState::Failed] {
        let rows: Vec<(DbId, i64)> = both!(conn, c => delivery::table
            .filter(delivery::agency_id.eq(DbId::from(agency)).and(delivery::state.eq(state.as_str())))
            .group_by(delivery::webhook_id)
            .select((delivery::webhook_id, count_star()))
            .load(c))?;
        for (webhook, many) in rows {
            let (waiting, failed) = counts.entry(webhook.into()).or_default();
            if state == DeliveryState::Waiting { *waiting = many } else { *failed = many }
        }
    }
    Ok(counts)
}

/// How the events about one thing stand with one webhook.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sync {
    /// How many have arrived.
    pub sent: u32,
    /// How many wait.
    pub waiting: u32,
    /// How many were given up.
    pub failed: u32,
    /// The newest version that has arrived.
    pub version: Option<u32>,
    /// When something arrived last.
    pub sent_at: Option<UtcTime>,
}

/// How the events about one thing stand with each webhook that was to have any.
pub fn sync_of(
    conn: &mut Conn,
    agency: AgencyId,
    subject: DocumentId,
) -> Result<BTreeMap<WebhookId, Sync>, StoreError> {
    let rows: Vec<(DbId, String, i32, Option<DbTime>)> = both!(conn, c => delivery::table
        .inner_join(event::table.on(event::agency_id.eq(delivery::agency_id).and(event::id.eq(delivery::event_id))))
        .filter(event::agency_id.eq(DbId::from(agency)).and(event::subject_id.eq(DbId::from(subject))))
        .select((delivery::webhook_id, delivery::state, event::version, delivery::sent_at))
        .load(c))?;
    let mut all: BTreeMap<WebhookId, Sync> = BTreeMap::new();
    for (webhook, state, version, sent_at) in rows {
        let sync = all.entry(webhook.into()).or_default();
        match DeliveryState::read(&state)? {
            DeliveryState::Waiting => sync.waiting += 1,
            DeliveryState::Failed => sync.failed += 1,
            DeliveryState::Sent => {
                sync.sent += 1;
                sync.version = sync.version.max(Some(count(version)?));
                sync.sent_at = sync.sent_at.max(sent_at.map(Into::into));
            }
        }
    }
    Ok(all)
}

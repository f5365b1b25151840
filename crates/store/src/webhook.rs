//! Webhooks: their records, what their messages are signed with, and how sending to each of them stands.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{AgencyId, UtcTime, WebhookId, organisation::WebhookRecord};

use crate::{
    Conn, StoreError, both, event,
    schema::{webhook, webhook_delivery, webhook_secret, webhook_standing},
    types::{DbId, DbTime, JsonText},
    webhook_delivery::DeliveryState,
};

/// An agency's webhooks, those too that were taken away.
pub fn all(conn: &mut Conn, agency: AgencyId) -> Result<BTreeMap<WebhookId, WebhookRecord>, StoreError> {
    let bodies: Vec<JsonText> = both!(conn, c => webhook::table
        .filter(webhook::agency_id.eq(DbId::from(agency)))
        .select(webhook::body)
        .load(c))?;
    bodies.iter().map(|body| body.read::<WebhookRecord>().map(|record| (record.id, record))).collect()
}

/// One of them.
pub fn find(conn: &mut Conn, agency: AgencyId, id: WebhookId) -> Result<Option<WebhookRecord>, StoreError> {
    let body: Option<JsonText> = both!(conn, c => webhook::table
        .filter(webhook::agency_id.eq(DbId::from(agency)).and(webhook::id.eq(DbId::from(id))))
        .select(webhook::body)
        .first(c)
        .optional())?;
    body.map(|body| body.read()).transpose()
}

/// Writes a record as it now stands.
pub(crate) fn save(conn: &mut Conn, key: DbId, record: &WebhookRecord) -> Result<(), StoreError> {
    let id = DbId::from(record.id);
    let body = JsonText::of(record)?;
    let row = (webhook::agency_id.eq(key), webhook::id.eq(id), webhook::body.eq(&body));
    both!(conn, c => diesel::insert_into(webhook::table)
        .values(&row)
        .on_conflict((webhook::agency_id, webhook::id))
        .do_update()
        .set(webhook::body.eq(&body))
        .execute(c))?;
    Ok(())
}

/// What messages are signed with, sealed.
#[derive(Debug, Clone, Queryable)]
pub struct Secrets {
    /// The one that holds.
    pub secret: String,
    /// The one before.
    pub before: Option<String>,
    before_until: Option<DbTime>,
}

impl Secrets {
    /// Until when the one before holds.
    pub fn before_until(&self) -> Option<UtcTime> {
        self.before_until.map(Into::into)
    }
}

/// A webhook's secrets.
pub fn secrets(conn: &mut Conn, agency: AgencyId, id: WebhookId) -> Result<Option<Secrets>, StoreError> {
    Ok(both!(conn, c => webhook_secret::table
        .filter(webhook_secret::agency_id.eq(DbId::from(agency)).and(webhook_secret::webhook_id.eq(DbId::from(id))))
        .select((webhook_secret::secret, webhook_secret::before, webhook_secret::before_until))
        .first(c)
        .optional())?)
}

/// Sets a webhook's secret; the one before holds until then.
pub fn set_secret(
    conn: &mut Conn,
    agency: AgencyId,
    id: WebhookId,
    secret: &str,
    before: Option<(&str, UtcTime)>,
) -> Result<(), StoreError> {
    let (key, id) = (DbId::from(agency), DbId::from(id));
    let values = || {
        (
            webhook_secret::secret.eq(secret),
            webhook_secret::before.eq(before.map(|(secret, _)| secret)),
            webhook_secret::before_until.eq(before.map(|(_, until)| DbTime::from(until))),
        )
    };
    let row = (webhook_secret::agency_id.eq(key), webhook_secret::webhook_id.eq(id), values());
    both!(conn, c => diesel::insert_into(webhook_secret::table)
        .values(row)
        .on_conflict((webhook_secret::agency_id, webhook_secret::webhook_id))
        .do_update()
        .set(values())
        .execute(c))?;
    Ok(())
}

/// Begins to send to a webhook, or to send again: what happens from now on.
pub fn begin(conn: &mut Conn, agency: AgencyId, id: WebhookId, now: UtcTime) -> Result<(), StoreError> {
    let row = (
        webhook_standing::agency_id.eq(DbId::from(agency)),
        webhook_standing::webhook_id.eq(DbId::from(id)),
        webhook_standing::next_at.eq(DbTime::from(now)),
        webhook_standing::failures.eq(0),
    );
    both!(conn, c => diesel::insert_into(webhook_standing::table).values(&row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Sends at once what waits, however often it was tried: its address is another.
pub fn at_once(conn: &mut Conn, agency: AgencyId, id: WebhookId, now: UtcTime) -> Result<(), StoreError> {
    let (key, id, now) = (DbId::from(agency), DbId::from(id), DbTime::from(now));
    both!(conn, c => diesel::update(webhook_standing::table
        .filter(webhook_standing::agency_id.eq(key).and(webhook_standing::webhook_id.eq(id))))
        .set((
            webhook_standing::next_at.eq(now),
            webhook_standing::failures.eq(0),
            webhook_standing::failing_since.eq(None::<DbTime>),
        ))
        .execute(c))?;
    both!(conn, c => diesel::update(webhook_delivery::table
        .filter(webhook_delivery::agency_id.eq(key).and(webhook_delivery::webhook_id.eq(id)))
        .filter(webhook_delivery::state.eq(DeliveryState::Waiting.as_str())))
        .set(webhook_delivery::next_at.eq(now))
        .execute(c))?;
    Ok(())
}

/// Takes a webhook back from the worker that has it: what that one has read of it is no longer so. Nothing more that it tries is noted, and who
/// comes next reads it anew.
pub fn take_back(conn: &mut Conn, agency: AgencyId, id: WebhookId) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(webhook_standing::table.filter(webhook_standing::agency_id
        .eq(DbId::from(agency))
        .and(webhook_standing::webhook_id.eq(DbId::from(id)))))
        .set((
            webhook_standing::leased_by.eq(None::<String>),
            webhook_standing::leased_until.eq(None::<DbTime>),
        ))
        .execute(c))?;
    Ok(())
}

/// Sends nothing to it any more; what waits goes on waiting.
pub fn stop(conn: &mut Conn, agency: AgencyId, id: WebhookId) -> Result<(), StoreError> {
    // Nobody hands it on meanwhile.
    event::hold(conn, agency)?;
    both!(conn, c => diesel::delete(webhook_standing::table.filter(webhook_standing::agency_id
        .eq(DbId::from(agency))
        .and(webhook_standing::webhook_id.eq(DbId::from(id)))))
        .execute(c))?;
    Ok(())
}

/// Forgets all that is kept beside the record of a webhook that was taken away.
pub fn forget(conn: &mut Conn, agency: AgencyId, id: WebhookId) -> Result<(), StoreError> {
    stop(conn, agency, id)?;
    let (key, id) = (DbId::from(agency), DbId::from(id));
    both!(conn, c => diesel::delete(webhook_secret::table
        .filter(webhook_secret::agency_id.eq(key).and(webhook_secret::webhook_id.eq(id))))
        .execute(c))?;
    both!(conn, c => diesel::delete(webhook_delivery::table
        .filter(webhook_delivery::agency_id.eq(key).and(webhook_delivery::webhook_id.eq(id))))
        .execute(c))?;
    Ok(())
}

/// How sending to a webhook stands.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct Standing {
    webhook: DbId,
    next_at: DbTime,
    /// How often in a row it could not be reached.
    pub failures: i32,
    failing_since: Option<DbTime>,
}

impl Standing {
    /// Since when nothing arrives.
    pub fn failing_since(&self) -> Option<UtcTime> {
        self.failing_since.map(Into::into)
    }

    /// When it is tried next, where something waits.
    pub fn next_at(&self) -> UtcTime {
        self.next_at.into()
    }
}

/// How sending to an agency's webhooks stands; those that are off are absent.
pub fn standings(conn: &mut Conn, agency: AgencyId) -> Result<BTreeMap<WebhookId, Standing>, StoreError> {
    let rows: Vec<Standing> = both!(conn, c => webhook_standing::table
        .filter(webhook_standing::agency_id.eq(DbId::from(agency)))
        .select((
            webhook_standing::webhook_id,
            webhook_standing::next_at,
            webhook_standing::failures,
            webhook_standing::failing_since,
        ))
        .load(c))?;
    Ok(rows.into_iter().map(|row| (row.webhook.into(), row)).collect())
}

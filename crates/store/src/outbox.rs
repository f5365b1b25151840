//! How the queues of what leaves the house stand: how much waits, since when, and whether it was tried in vain.

use diesel::{
    dsl::{count_star, min},
    prelude::*,
};
use domain::UtcTime;

use crate::{
    Conn, StoreError, both,
    packet::PacketState,
    schema::{
        account_mail, delivery_step, dossier_parcel, event, interchange_packet as packet, message, webhook_delivery,
    },
    types::{DbId, DbTime},
};

/// A queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Queue {
    /// How many mails wait.
    pub depth: i64,
    /// How many of them were tried in vain.
    pub failed: i64,
    /// Since when the oldest waits.
    pub oldest: Option<UtcTime>,
}

/// The mails about documents. What goes along in another's mail is none of its own, and what waits for others is not late: it is
/// counted from when its time has come.
///
/// # Errors
/// What the engine says.
pub fn documents(conn: &mut Conn, now: UtcTime) -> Result<Queue, StoreError> {
    let queued = || message::state.eq("queued").and(message::carrier_id.is_null());
    let (at_once, first): (i64, Option<DbTime>) = both!(conn, c => message::table
        .filter(queued().and(message::waits_until.is_null()))
        .select((count_star(), min(message::created_at)))
        .first(c))?;
    let (waited, ripe): (i64, Option<DbTime>) = both!(conn, c => message::table
        .filter(queued().and(message::waits_until.le(Some(DbTime::from(now)))))
        .select((count_star(), min(message::waits_until)))
        .first(c))?;
    let failed = both!(conn, c => message::table
        .filter(queued().and(message::last_error.is_not_null()))
        .count()
        .get_result(c))?;
    let oldest = first.into_iter().chain(ripe).map(UtcTime::from).min();
    Ok(Queue { depth: at_once + waited, failed, oldest })
}

/// The mails about accounts.
///
/// # Errors
/// What the engine says.
pub fn accounts(conn: &mut Conn) -> Result<Queue, StoreError> {
    let depth = both!(conn, c => account_mail::table.count().get_result(c))?;
    // While the first try is under way it is counted as well.
    let failed = both!(conn, c => account_mail::table.filter(account_mail::attempts.gt(1)).count().get_result(c))?;
    // Their ids are made of the time.
    let first: Option<DbId> = both!(conn, c => account_mail::table
        .order(account_mail::id)
        .select(account_mail::id)
        .first(c)
        .optional())?;
    let oldest = first.and_then(|id| id.get().get_timestamp()).and_then(|stamp| {
        let (seconds, nanos) = stamp.to_unix();
        UtcTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
    });
    Ok(Queue { depth, failed, oldest })
}

/// What waits to be carried out at other agencies.
///
/// # Errors
/// What the engine says.
pub fn deliveries(conn: &mut Conn) -> Result<Queue, StoreError> {
    let (depth, oldest): (i64, Option<DbTime>) = both!(conn, c => delivery_step::table
        .filter(delivery_step::state.eq("queued"))
        .select((count_star(), min(delivery_step::created_at)))
        .first(c))?;
    let failed: i64 = both!(conn, c => delivery_step::table
        .filter(delivery_step::state.eq("queued").and(delivery_step::attempts.gt(0)))
        .count()
        .get_result(c))?;
    let (parcels, first): (i64, Option<DbTime>) = both!(conn, c => dossier_parcel::table
        .select((count_star(), min(dossier_parcel::created_at)))
        .first(c))?;
    let tried: i64 =
        both!(conn, c => dossier_parcel::table.filter(dossier_parcel::attempts.gt(0)).count().get_result(c))?;
    let oldest = oldest.into_iter().chain(first).map(UtcTime::from).min();
    Ok(Queue { depth: depth + parcels, failed: failed + tried, oldest })
}

/// The events that wait to be sent to webhooks.
///
/// # Errors
/// What the engine says.
pub fn webhooks(conn: &mut Conn) -> Result<Queue, StoreError> {
    let (depth, oldest): (i64, Option<DbTime>) = both!(conn, c => webhook_delivery::table
        .inner_join(event::table.on(event::agency_id
            .eq(webhook_delivery::agency_id)
            .and(event::id.eq(webhook_delivery::event_id))))
        .filter(webhook_delivery::state.eq("waiting"))
        .select((count_star(), min(event::at)))
        .first(c))?;
    let failed = both!(conn, c => webhook_delivery::table
        .filter(webhook_delivery::state.eq("waiting").and(webhook_delivery::tries.gt(0)))
        .count()
        .get_result(c))?;
    Ok(Queue { depth, failed, oldest: oldest.map(Into::into) })
}

/// Whether any mail waits that was tried in vain.
///
/// # Errors
/// What the engine says.
pub fn any_failed(conn: &mut Conn) -> Result<bool, StoreError> {
    let document: Option<DbId> = both!(conn, c => message::table
        .filter(message::state.eq("queued").and(message::last_error.is_not_null()))
        .select(message::id)
        .first(c)
        .optional())?;
    let account: Option<DbId> = both!(conn, c => account_mail::table
        .filter(account_mail::attempts.gt(1))
        .select(account_mail::id)
        .first(c)
        .optional())?;
    Ok(document.is_some() || account.is_some())
}

/// Packets of the interchange that wait to be sent or to be read, and those that a clerk is to decide on.
///
/// # Errors
/// What the engine says.
pub fn packets(conn: &mut Conn) -> Result<Queue, StoreError> {
    let waits = [PacketState::Queued, PacketState::Kept, PacketState::Quarantined].map(PacketState::as_str);
    let open = || packet::table.filter(packet::state.eq_any(waits));
    let depth: i64 = both!(conn, c => open().count().get_result(c))?;
    let failed: i64 = both!(conn, c => open().filter(packet::error_code.is_not_null()).count().get_result(c))?;
    let oldest: Option<DbTime> = both!(conn, c => open().select(min(packet::created_at)).first(c))?;
    Ok(Queue { depth, failed, oldest: oldest.map(Into::into) })
}

//! How the queues of what leaves the house stand: how much waits, since when, and whether it was tried in vain.

use diesel::{
    dsl::{count_star, min},
    prelude::*,
};
use domain::UtcTime;

use crate::{
    Conn, StoreError, both,
    schema::{account_mail, delivery_step, message},
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
    let failed = both!(conn, c => delivery_step::table
        .filter(delivery_step::state.eq("queued").and(delivery_step::attempts.gt(0)))
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

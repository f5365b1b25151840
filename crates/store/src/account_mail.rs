//! Mails to people about their accounts, until they are sent. Claimed by workers with a lease, as those about documents are; a
//! mail that was sent, or given up, is gone, and with it what it said.

use chrono::Duration;
use diesel::prelude::*;
use domain::{AgencyId, UtcTime};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::account_mail,
    types::{DbId, DbTime},
};

/// A mail that is to be sent.
#[derive(Debug, Clone)]
pub struct AccountMail {
    /// Whose agency.
    pub agency: AgencyId,
    /// Which: the stem of its Message-ID.
    pub id: Uuid,
    /// What it says, sealed.
    pub letter: String,
    /// How often it was tried, this time included.
    pub attempts: u32,
}

/// Queues a mail; a digest stands behind everything else, however long it waits.
pub fn queue(
    conn: &mut Conn,
    (agency, id): (AgencyId, Uuid),
    letter: &str,
    digest: bool,
    now: UtcTime,
) -> Result<(), StoreError> {
    let row = (
        account_mail::agency_id.eq(DbId::from(agency)),
        account_mail::id.eq(DbId::from(id)),
        account_mail::letter.eq(letter),
        account_mail::attempts.eq(0),
        account_mail::next_at.eq(DbTime::from(now)),
        account_mail::digest.eq(digest),
    );
    both!(conn, c => diesel::insert_into(account_mail::table).values(&row).execute(c))?;
    Ok(())
}

/// Whether one is due.
pub fn is_due(conn: &mut Conn, now: UtcTime) -> Result<bool, StoreError> {
    let first: Option<DbId> = both!(conn, c => account_mail::table
        .filter(account_mail::next_at.le(DbTime::from(now)))
        .select(account_mail::id)
        .first(c)
        .optional())?;
    Ok(first.is_some())
}

/// Takes mails that are due, for a while: until the lease ends no other worker takes them. Digests last: somebody sits before a
/// screen and waits for a code.
pub fn claim(conn: &mut Conn, now: UtcTime, lease: Duration, limit: i64) -> Result<Vec<AccountMail>, StoreError> {
    type Row = (DbId, DbId, String, i32);
    let columns = (account_mail::agency_id, account_mail::id, account_mail::letter, account_mail::attempts);
    let until = DbTime::from(now + lease);
    let now = DbTime::from(now);
    let due: Vec<Row> = match conn {
        Conn::Postgres(c) => account_mail::table
            .filter(account_mail::next_at.le(now))
            .order((account_mail::digest, account_mail::next_at, account_mail::id))
            .limit(limit)
            .for_update()
            .skip_locked()
            .select(columns)
            .load(c)?,
        Conn::Sqlite(c) => account_mail::table
            .filter(account_mail::next_at.le(now))
            .order((account_mail::digest, account_mail::next_at, account_mail::id))
            .limit(limit)
            .select(columns)
            .load(c)?,
    };
    let mut claimed = Vec::with_capacity(due.len());
    for (agency, id, letter, attempts) in due {
        let attempts = attempts.saturating_add(1);
        both!(conn, c => diesel::update(account_mail::table
            .filter(account_mail::agency_id.eq(agency).and(account_mail::id.eq(id))))
            .set((account_mail::next_at.eq(until), account_mail::attempts.eq(attempts)))
            .execute(c))?;
        let attempts = crate::document::count(attempts)?;
        claimed.push(AccountMail { agency: agency.into(), id: id.get(), letter, attempts });
    }
    Ok(claimed)
}

/// Tries a mail again then.
pub fn again(conn: &mut Conn, agency: AgencyId, id: Uuid, at: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(account_mail::table
        .filter(account_mail::agency_id.eq(DbId::from(agency)).and(account_mail::id.eq(DbId::from(id)))))
        .set(account_mail::next_at.eq(DbTime::from(at)))
        .execute(c))?;
    Ok(())
}

/// A mail that was sent, or is given up, is gone.
pub fn remove(conn: &mut Conn, agency: AgencyId, id: Uuid) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(account_mail::table
        .filter(account_mail::agency_id.eq(DbId::from(agency)).and(account_mail::id.eq(DbId::from(id)))))
        .execute(c))?;
    Ok(())
}

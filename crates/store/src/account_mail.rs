//! Mails to people about their accounts, until they are sent. Claimed by workers with a lease, as those about documents are; a
//! mail that was sent, or given up, is gone, and with it what it said. What it answered, or brought of a document, is known by its row.

use chrono::Duration;
use diesel::prelude::*;
use domain::{AgencyId, UtcTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::account_mail,
    types::{DbId, DbTime},
};

/// What a mail brings to somebody, and what they would miss without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Carried {
    /// The answer to a message that came in.
    Answer {
        /// Whose mailbox that came to.
        agency: AgencyId,
        /// Which.
        mail: Uuid,
    },
    /// Notices of the same agency that were left for a digest.
    Notices {
        /// Which.
        ids: Vec<Uuid>,
    },
}

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
    /// What it brings, where somebody is to know when it does not arrive.
    pub carries: Option<Carried>,
}

/// Queues a mail; a digest stands behind everything else, however long it waits.
pub fn queue(
    conn: &mut Conn,
    (agency, id): (AgencyId, Uuid),
    letter: &str,
    digest: bool,
    carries: Option<&Carried>,
    now: UtcTime,
) -> Result<(), StoreError> {
    let carries = carries.map(serde_json::to_string).transpose().map_err(|_| unread())?;
    let row = (
        account_mail::agency_id.eq(DbId::from(agency)),
        account_mail::id.eq(DbId::from(id)),
        account_mail::letter.eq(letter),
        account_mail::attempts.eq(0),
        account_mail::next_at.eq(DbTime::from(now)),
        account_mail::digest.eq(digest),
        account_mail::carries.eq(carries),
    );
    both!(conn, c => diesel::insert_into(account_mail::table).values(&row).execute(c))?;
    Ok(())
}

fn unread() -> StoreError {
    StoreError::corrupt("what a mail brings")
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
    type Row = (DbId, DbId, String, i32, Option<String>);
    let columns = (
        account_mail::agency_id,
        account_mail::id,
        account_mail::letter,
        account_mail::attempts,
        account_mail::carries,
    );
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
    for (agency, id, letter, attempts, carries) in due {
        let attempts = attempts.saturating_add(1);
        both!(conn, c => diesel::update(account_mail::table
            .filter(account_mail::agency_id.eq(agency).and(account_mail::id.eq(id))))
            .set((account_mail::next_at.eq(until), account_mail::attempts.eq(attempts)))
            .execute(c))?;
        let attempts = crate::document::count(attempts)?;
        let carries = carries.map(|text| serde_json::from_str(&text)).transpose().map_err(|_| unread())?;
        claimed.push(AccountMail { agency: agency.into(), id: id.get(), letter, attempts, carries });
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

/// A mail that was sent, or is given up, is gone; false where it was before.
pub fn remove(conn: &mut Conn, agency: AgencyId, id: Uuid) -> Result<bool, StoreError> {
    let gone = both!(conn, c => diesel::delete(account_mail::table
        .filter(account_mail::agency_id.eq(DbId::from(agency)).and(account_mail::id.eq(DbId::from(id)))))
        .execute(c))?;
    Ok(gone == 1)
}

//! Sessions and their refresh tokens. A token that was used stays, so that its second use shows: then the session is ended.

use std::net::IpAddr;

use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use domain::{AgencyId, PersonId, UtcTime, day_in_vietnam};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    organisation::login::active,
    schema::{person, refresh_token, session},
    types::{DbId, DbTime},
};

/// A session to be begun.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Its id.
    pub id: Uuid,
    /// Whose agency.
    pub agency: AgencyId,
    /// Whose.
    pub person: PersonId,
    /// When it begins.
    pub at: UtcTime,
    /// When it ends by itself.
    pub expires_at: UtcTime,
    /// What the client calls itself.
    pub client: Option<String>,
    /// Where the request came from.
    pub address: Option<IpAddr>,
    /// The hash of its first refresh token.
    pub token_hash: String,
}

/// Begins a session.
pub fn begin(conn: &mut Conn, new: &NewSession) -> Result<(), StoreError> {
    let row = (
        session::agency_id.eq(DbId::from(new.agency)),
        session::id.eq(DbId::from(new.id)),
        session::person_id.eq(DbId::from(new.person)),
        session::created_at.eq(DbTime::from(new.at)),
        session::expires_at.eq(DbTime::from(new.expires_at)),
        session::client.eq(&new.client),
        session::address.eq(new.address.map(|address| address.to_string())),
    );
    both!(conn, c => diesel::insert_into(session::table).values(&row).execute(c))?;
    insert_token(conn, new.agency, new.id, &new.token_hash, new.at)
}

fn insert_token(conn: &mut Conn, agency: AgencyId, id: Uuid, hash: &str, at: UtcTime) -> Result<(), StoreError> {
    let row = (
        refresh_token::token_hash.eq(hash),
        refresh_token::agency_id.eq(DbId::from(agency)),
        refresh_token::session_id.eq(DbId::from(id)),
        refresh_token::issued_at.eq(DbTime::from(at)),
    );
    both!(conn, c => diesel::insert_into(refresh_token::table).values(&row).execute(c))?;
    Ok(())
}

/// What came of presenting a refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// The session goes on with the new token.
    Renewed {
        /// Whose agency.
        agency: AgencyId,
        /// Whose.
        person: PersonId,
        /// The session.
        session: Uuid,
    },
    /// The token was used a moment ago, by another tab of the same browser: the session goes on with the token of then.
    Again {
        /// Whose agency.
        agency: AgencyId,
        /// Whose.
        person: PersonId,
        /// The session.
        session: Uuid,
    },
    /// The token was used before: the session is ended.
    Reused {
        /// Whose agency.
        agency: AgencyId,
        /// The session.
        session: Uuid,
    },
    /// No such token, or its session is over.
    Unknown,
}

/// Exchanges a refresh token for a new one. One that was used no longer ago than `shared` is still shown by a tab that has not seen
/// the next yet; zero where nobody shares it.
pub fn refresh(
    conn: &mut Conn,
    token_hash: &str,
    new_hash: &str,
    now: UtcTime,
    shared: Duration,
) -> Result<Refreshed, StoreError> {
    type Found = (DbId, DbId, DbId, Option<DbTime>, DbTime, Option<DbTime>, (NaiveDate, Option<NaiveDate>));
    let found: Option<Found> = both!(conn, c => refresh_token::table
        .inner_join(session::table.on(session::agency_id
            .eq(refresh_token::agency_id)
            .and(session::id.eq(refresh_token::session_id))))
        .inner_join(person::table.on(person::agency_id.eq(session::agency_id).and(person::id.eq(session::person_id))))
        .filter(refresh_token::token_hash.eq(token_hash))
        .select((
            session::agency_id,
            session::id,
            session::person_id,
            refresh_token::used_at,
            session::expires_at,
            session::ended_at,
            (person::valid_from, person::valid_until),
        ))
        .first(c)
        .optional())?;
    let Some((agency, id, person, used, expires, ended, (from, until))) = found else { return Ok(Refreshed::Unknown) };
    if ended.is_some() || UtcTime::from(expires) <= now || !active(day_in_vietnam(now), from, until) {
        return Ok(Refreshed::Unknown);
    }
    let (agency, person, session) = (AgencyId::from(agency), PersonId::from(person), id.get());
    let just_now = |used: DbTime| shared > Duration::zero() && now - UtcTime::from(used) < shared;
    if used.is_some_and(just_now) {
        return Ok(Refreshed::Again { agency, person, session });
    }
    let marked = both!(conn, c => diesel::update(refresh_token::table
        .filter(refresh_token::token_hash.eq(token_hash).and(refresh_token::used_at.is_null())))
        .set(refresh_token::used_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    if used.is_some() || marked == 0 {
        // Beside it, in a transaction that ended while this one waited.
        if used.is_none() && shared > Duration::zero() {
            return Ok(Refreshed::Again { agency, person, session });
        }
        end(conn, agency, session, "refresh token used twice", now)?;
        return Ok(Refreshed::Reused { agency, session });
    }
    insert_token(conn, agency, session, new_hash, now)?;
    Ok(Refreshed::Renewed { agency, person, session })
}

/// Which session a refresh token is of, used or not.
pub fn of_token(conn: &mut Conn, token_hash: &str) -> Result<Option<Uuid>, StoreError> {
    let found: Option<DbId> = both!(conn, c => refresh_token::table
        .filter(refresh_token::token_hash.eq(token_hash))
        .select(refresh_token::session_id)
        .first(c)
        .optional())?;
    Ok(found.map(DbId::get))
}

/// Ends a session; ending one that is over changes nothing.
pub fn end(conn: &mut Conn, agency: AgencyId, id: Uuid, because: &str, now: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(session::table
        .filter(session::agency_id.eq(DbId::from(agency)).and(session::id.eq(DbId::from(id))))
        .filter(session::ended_at.is_null()))
        .set((session::ended_at.eq(Some(DbTime::from(now))), session::ended_because.eq(Some(because))))
        .execute(c))?;
    Ok(())
}

/// Ends every open session of every agency.
pub fn end_every(conn: &mut Conn, because: &str, now: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(session::table.filter(session::ended_at.is_null()))
        .set((session::ended_at.eq(Some(DbTime::from(now))), session::ended_because.eq(Some(because))))
        .execute(c))?;
    Ok(())
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// Its id.
    pub id: Uuid,
    /// When it began.
    pub created_at: UtcTime,
    /// When it ends by itself.
    pub expires_at: UtcTime,
    /// What the client called itself.
    pub client: Option<String>,
    /// Where it began.
    pub address: Option<String>,
}

/// Whether this person has signed in from this address, as far back as sessions are kept.
pub fn was_at(conn: &mut Conn, agency: AgencyId, of: PersonId, address: IpAddr) -> Result<bool, StoreError> {
    let found: Option<DbId> = both!(conn, c => session::table
        .filter(session::agency_id.eq(DbId::from(agency)).and(session::person_id.eq(DbId::from(of))))
        .filter(session::address.eq(address.to_string()))
        .select(session::id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// A person's open sessions, latest first.
pub fn open_of(conn: &mut Conn, agency: AgencyId, of: PersonId, now: UtcTime) -> Result<Vec<OpenSession>, StoreError> {
    type Row = (DbId, DbTime, DbTime, Option<String>, Option<String>);
    let rows: Vec<Row> = both!(conn, c => session::table
        .filter(session::agency_id.eq(DbId::from(agency)).and(session::person_id.eq(DbId::from(of))))
        .filter(session::ended_at.is_null().and(session::expires_at.gt(DbTime::from(now))))
        .order((session::created_at.desc(), session::id.desc()))
        .select((session::id, session::created_at, session::expires_at, session::client, session::address))
        .load(c))?;
    Ok(rows
        .into_iter()
        .map(|(id, created_at, expires_at, client, address)| OpenSession {
            id: id.get(),
            created_at: created_at.into(),
            expires_at: expires_at.into(),
            client,
            address,
        })
        .collect())
}

/// Ends a person's open sessions, but for one where it is named; which they were.
pub fn end_all(
    conn: &mut Conn,
    agency: AgencyId,
    of: PersonId,
    but: Option<Uuid>,
    because: &str,
    now: UtcTime,
) -> Result<Vec<Uuid>, StoreError> {
    let open = open_of(conn, agency, of, now)?;
    let ended: Vec<Uuid> = open.into_iter().map(|session| session.id).filter(|id| Some(*id) != but).collect();
    for id in &ended {
        end(conn, agency, *id, because, now)?;
    }
    Ok(ended)
}

/// Whose session it is, where it is open and its person at work.
pub fn holder(conn: &mut Conn, agency: AgencyId, id: Uuid, now: UtcTime) -> Result<Option<PersonId>, StoreError> {
    type Found = (DbId, DbTime, Option<DbTime>, NaiveDate, Option<NaiveDate>);
    let found: Option<Found> = both!(conn, c => session::table
        .inner_join(person::table.on(person::agency_id.eq(session::agency_id).and(person::id.eq(session::person_id))))
        .filter(session::agency_id.eq(DbId::from(agency)).and(session::id.eq(DbId::from(id))))
        .select((session::person_id, session::expires_at, session::ended_at, person::valid_from, person::valid_until))
        .first(c)
        .optional())?;
    Ok(found
        .filter(|(_, expires, ended, from, until)| {
            active(day_in_vietnam(now), *from, *until) && ended.is_none() && UtcTime::from(*expires) > now
        })
        .map(|(person, ..)| person.into()))
}

/// How many sessions are removed in one transaction.
pub const SWEPT_AT_ONCE: usize = 500;

/// Removes some sessions that have been over for this long, with their tokens; how many.
pub fn sweep(conn: &mut Conn, now: UtcTime, kept_for: Duration) -> Result<usize, StoreError> {
    let before = DbTime::from(now - kept_for);
    let over: Vec<(DbId, DbId)> = both!(conn, c => session::table
        .filter(session::expires_at.lt(before))
        .order(session::expires_at)
        .select((session::agency_id, session::id))
        .limit(i64::try_from(SWEPT_AT_ONCE).unwrap_or(i64::MAX))
        .load(c))?;
    let (agencies, ids): (Vec<DbId>, Vec<DbId>) = over.into_iter().unzip();
    if ids.is_empty() {
        return Ok(0);
    }
    both!(conn, c => diesel::delete(refresh_token::table
        .filter(refresh_token::agency_id.eq_any(&agencies).and(refresh_token::session_id.eq_any(&ids))))
        .execute(c))?;
    Ok(both!(conn, c => diesel::delete(session::table
        .filter(session::agency_id.eq_any(&agencies).and(session::id.eq_any(&ids))))
        .execute(c))?)
}

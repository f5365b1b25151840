//! Taking mails that are due, and noting what came of them.
//!
//! What waits for others (`company`) goes in one mail with all that waits for the same: when the time of the first of them has come, or
//! along with whatever goes to the same person about the document before that. They are bound to that mail (`carrier_id`) in the
//! transaction that takes it for the first time, and from then on share its lease, its tries and its fate; what comes later waits for the
//! next mail. So a mail that is sent again says what it said, under the same Message-ID.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use domain::{AgencyId, UtcTime, notice::Letter};
use uuid::Uuid;

use super::{Message, MessageRow};
use crate::{
    Conn, StoreError, both,
    schema::message,
    types::{DbId, DbTime},
};

/// How much goes along in one mail: nobody reads more, and no mail server refuses it. What is left goes in the next.
const MOST_ALONG: usize = 30;

/// With what a mail may go, and whose.
type Company = (AgencyId, String);

/// A mail that is due.
struct Due {
    message: Message,
    /// Whether it has waited for others.
    waits: bool,
}

impl Due {
    /// With what it may go; nothing where it was tried before: it says what it said.
    fn company(&self) -> Option<Company> {
        let envelope = self.message.letter.envelope().filter(|_| self.message.attempts == 0)?;
        Some((self.message.agency, envelope))
    }
}

/// A row that can't be read, and why.
struct Unread {
    agency: AgencyId,
    id: Uuid,
    error: StoreError,
}

fn read(row: MessageRow) -> Result<Message, Unread> {
    let (agency, id) = (row.agency_id.into(), row.id.get());
    Message::try_from(row).map_err(|error| Unread { agency, id, error })
}

/// What is due, kept from other workers until this transaction ends. Of those that wait for each other the first alone: whoever has it
/// has them all.
fn due(conn: &mut Conn, now: DbTime, limit: i64) -> Result<Vec<MessageRow>, StoreError> {
    let older = diesel::alias!(message as older);
    let one_before_it = older
        .filter(older.field(message::agency_id).eq(message::agency_id))
        .filter(older.field(message::company).eq(message::company))
        .filter(older.field(message::state).eq("queued"))
        .filter(older.field(message::id).lt(message::id));
    let due = message::table
        .filter(message::state.eq("queued").and(message::next_at.le(now)))
        .filter(message::carrier_id.is_null())
        .filter(not(exists(one_before_it)))
        .order((message::next_at, message::id))
        .limit(limit);
    Ok(match conn {
        Conn::Postgres(c) => due.for_update().skip_locked().select(MessageRow::as_select()).load(c)?,
        Conn::Sqlite(c) => due.select(MessageRow::as_select()).load(c)?,
    })
}

/// Whose mail takes along what waits for the same. Before one that has waited goes one that does not wait: then there is one mail.
fn carriers(mails: &[Due]) -> BTreeMap<Company, Uuid> {
    let mut carriers = BTreeMap::new();
    for waits in [false, true] {
        for mail in mails.iter().filter(|mail| mail.waits == waits) {
            if let Some(company) = mail.company() {
                carriers.entry(company).or_insert(mail.message.id);
            }
        }
    }
    carriers
}

/// What waits for one of these, oldest first. What another worker is just taking is not waited for.
fn waiting(conn: &mut Conn, carriers: &BTreeMap<Company, Uuid>) -> Result<Vec<MessageRow>, StoreError> {
    if carriers.is_empty() {
        return Ok(Vec::new());
    }
    let agencies: BTreeSet<DbId> = carriers.keys().map(|(agency, _)| (*agency).into()).collect();
    let companies: Vec<&str> = carriers.keys().map(|(_, company)| company.as_str()).collect();
    let there = message::table
        .filter(message::agency_id.eq_any(&agencies).and(message::company.eq_any(&companies)))
        .filter(message::state.eq("queued"))
        // As they stand in their index.
        .order((message::company, message::id));
    Ok(match conn {
        Conn::Postgres(c) => there.for_update().skip_locked().select(MessageRow::as_select()).load(c)?,
        Conn::Sqlite(c) => there.select(MessageRow::as_select()).load(c)?,
    })
}

/// Takes mails that are due, for a while: until the lease ends no other worker takes them.
pub fn claim(
    conn: &mut Conn,
    worker: &str,
    now: UtcTime,
    lease: Duration,
    limit: i64,
) -> Result<Vec<Message>, StoreError> {
    let (mut mails, mut unread) = (Vec::new(), Vec::new());
    for row in due(conn, now.into(), limit)? {
        let waits = row.company.is_some();
        match read(row) {
            Ok(message) => mails.push(Due { message, waits }),
            Err(error) => unread.push(error),
        }
    }
    if mails.is_empty() && unread.is_empty() {
        return Ok(Vec::new());
    }
    let carriers = carriers(&mails);
    let own = |mail: &Due| mail.company().is_none_or(|company| carriers.get(&company) == Some(&mail.message.id));
    mails.retain(|mail| !mail.waits || own(mail));
    // By the mail that they go in.
    let mut joining: BTreeMap<(AgencyId, Uuid), Vec<Message>> = BTreeMap::new();
    for row in waiting(conn, &carriers)? {
        let company = row.company.clone().map(|company| (AgencyId::from(row.agency_id), company));
        let carrier = company.and_then(|company| carriers.get(&company)).copied();
        let Some(carrier) = carrier.filter(|carrier| *carrier != row.id.get()) else { continue };
        let some = joining.entry((row.agency_id.into(), carrier)).or_default();
        if some.len() < MOST_ALONG {
            match read(row) {
                Ok(message) => some.push(message),
                Err(error) => unread.push(error),
            }
        }
    }
    for ((agency, carrier), some) in joining.iter().filter(|(_, some)| !some.is_empty()) {
        bind(conn, *agency, *carrier, some)?;
    }
    let taken = mails.iter().map(|mail| (mail.message.agency, mail.message.id));
    let taken: Vec<(AgencyId, Uuid)> = taken.chain(unread.iter().map(|row| (row.agency, row.id))).collect();
    let mut along: BTreeMap<(AgencyId, Uuid), Vec<Letter>> = BTreeMap::new();
    for row in lease_all(conn, worker, (now + lease).into(), &taken)? {
        match read(row) {
            Ok(Message { agency, carrier: Some(carrier), letter, .. }) => {
                along.entry((agency, carrier)).or_default().push(letter);
            }
            Ok(_) => {}
            Err(error) => unread.push(error),
        }
    }
    // A row that can't be read must not stand in the way of the others.
    for Unread { agency, id, error } in unread {
        note(conn, worker, agency, id, now, &Outcome::Dead { error: error.to_string() })?;
    }
    let claimed = mails.into_iter().map(|Due { message, .. }| Message {
        attempts: message.attempts + 1,
        along: along.remove(&(message.agency, message.id)).unwrap_or_default(),
        ..message
    });
    Ok(claimed.collect())
}

/// Tells nobody what was gathered in this mail, while it is this worker's: whoever it is for no longer sees what it is about. The mail's
/// own letter stays where it waited for nothing.
pub fn keep_back(conn: &mut Conn, worker: &str, agency: AgencyId, id: Uuid, own_too: bool) -> Result<(), StoreError> {
    let mut all = in_one_mail(conn, agency, id)?;
    all.retain(|one| own_too || one.get() != id);
    let mine = message::agency_id
        .eq(DbId::from(agency))
        .and(message::id.eq_any(&all))
        .and(message::leased_by.eq(worker))
        .and(message::state.eq("queued"));
    both!(conn, c => diesel::update(message::table.filter(mine))
        .set((
            message::state.eq("not_wanted"),
            message::leased_by.eq(None::<String>),
            message::carrier_id.eq(None::<DbId>),
        ))
        .execute(c))?;
    Ok(())
}

/// A message and what goes, or went, along in its mail.
pub(super) fn in_one_mail(conn: &mut Conn, agency: AgencyId, id: Uuid) -> Result<Vec<DbId>, StoreError> {
    let id = DbId::from(id);
    let mut all: Vec<DbId> = both!(conn, c => message::table
        .filter(message::agency_id.eq(DbId::from(agency)).and(message::carrier_id.eq(Some(id))))
        .select(message::id)
        .load(c))?;
    all.push(id);
    Ok(all)
}

/// From now on these go in that mail.
fn bind(conn: &mut Conn, agency: AgencyId, carrier: Uuid, some: &[Message]) -> Result<(), StoreError> {
    let ids: Vec<DbId> = some.iter().map(|message| message.id.into()).collect();
    both!(conn, c => diesel::update(message::table
        .filter(message::agency_id.eq(DbId::from(agency)).and(message::id.eq_any(&ids))))
        .set((message::carrier_id.eq(Some(DbId::from(carrier))), message::company.eq(None::<String>)))
        .execute(c))?;
    Ok(())
}

/// Notes whose they are until when, and the same of all that goes along.
fn lease_all(
    conn: &mut Conn,
    worker: &str,
    until: DbTime,
    mails: &[(AgencyId, Uuid)],
) -> Result<Vec<MessageRow>, StoreError> {
    let agencies: BTreeSet<DbId> = mails.iter().map(|(agency, _)| (*agency).into()).collect();
    let ids: Vec<DbId> = mails.iter().map(|(_, id)| (*id).into()).collect();
    let leased = || {
        (
            message::next_at.eq(until),
            message::leased_by.eq(Some(worker)),
            message::attempts.eq(message::attempts + 1),
            message::company.eq(None::<String>),
        )
    };
    both!(conn, c => diesel::update(message::table
        .filter(message::agency_id.eq_any(&agencies).and(message::id.eq_any(&ids))))
        .set(leased())
        .execute(c))?;
    let carried = || {
        let carried = message::agency_id.eq_any(&agencies).and(message::carrier_id.eq_any(&ids));
        carried.and(message::state.eq("queued"))
    };
    let rows: Vec<MessageRow> = both!(conn, c => message::table
        .filter(carried())
        .order((message::carrier_id, message::id))
        .select(MessageRow::as_select())
        .load(c))?;
    if !rows.is_empty() {
        both!(conn, c => diesel::update(message::table.filter(carried())).set(leased()).execute(c))?;
    }
    Ok(rows)
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Sent,
    /// Try again then.
    Again {
        /// When.
        at: UtcTime,
        /// Why this try failed.
        error: String,
    },
    /// Not tried: as if it had not been claimed.
    Released,
    /// Given up.
    Dead {
        /// Why.
        error: String,
    },
}

/// Notes what came of a try, of all that goes in this mail. Only the worker that has the lease notes anything: false where it was lost.
pub fn note(
    conn: &mut Conn,
    worker: &str,
    agency: AgencyId,
    id: Uuid,
    now: UtcTime,
    outcome: &Outcome,
) -> Result<bool, StoreError> {
    let all = in_one_mail(conn, agency, id)?;
    let mine = message::agency_id
        .eq(DbId::from(agency))
        .and(message::id.eq_any(&all))
        .and(message::leased_by.eq(worker))
        .and(message::state.eq("queued"));
    let changed = match outcome {
        Outcome::Sent => both!(conn, c => diesel::update(message::table.filter(mine))
            .set((
                message::state.eq("sent"),
                message::sent_at.eq(Some(DbTime::from(now))),
                message::leased_by.eq(None::<String>),
                message::last_error.eq(None::<String>),
            ))
            .execute(c))?,
        Outcome::Again { at, error } => both!(conn, c => diesel::update(message::table.filter(mine))
            .set((
                message::next_at.eq(DbTime::from(*at)),
                message::leased_by.eq(None::<String>),
                message::last_error.eq(Some(error)),
            ))
            .execute(c))?,
        Outcome::Released => both!(conn, c => diesel::update(message::table.filter(mine))
            .set((
                message::next_at.eq(DbTime::from(now)),
                message::leased_by.eq(None::<String>),
                message::attempts.eq(message::attempts - 1),
            ))
            .execute(c))?,
        // What was refused for what went along must not take the other letters with it: from now on each goes by itself.
        Outcome::Dead { error } if all.len() > 1 => both!(conn, c => diesel::update(message::table.filter(mine))
            .set((
                message::next_at.eq(DbTime::from(now)),
                message::leased_by.eq(None::<String>),
                message::carrier_id.eq(None::<DbId>),
                message::last_error.eq(Some(error)),
            ))
            .execute(c))?,
        Outcome::Dead { error } => both!(conn, c => diesel::update(message::table.filter(mine))
            .set((
                message::state.eq("dead"),
                message::leased_by.eq(None::<String>),
                message::last_error.eq(Some(error)),
            ))
            .execute(c))?,
    };
    Ok(changed > 0)
}

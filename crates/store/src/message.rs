//! Mails: written in the transaction of what they tell of, claimed by workers with a lease, and kept with what became of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, PersonId, UtcTime,
    notice::{Letter, preference::Choice},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both, notice_preference,
    schema::message,
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = message)]
#[diesel(treat_none_as_default_value = false)]
struct MessageRow {
    agency_id: DbId,
    id: DbId,
    document_id: DbId,
    kind: String,
    recipient: String,
    address: Option<String>,
    letter: JsonText,
    state: String,
    attempts: i32,
    next_at: DbTime,
    leased_by: Option<String>,
    last_error: Option<String>,
    created_at: DbTime,
    sent_at: Option<DbTime>,
    person_id: Option<DbId>,
}

/// What has become of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Waiting to be sent, for the first time or again.
    Queued,
    /// The mail server has taken it, or a digest was made in which it stands.
    Sent,
    /// It can't be sent: refused, or tried too often.
    Dead,
    /// There is no mail server.
    NotSent,
    /// Left for a morning's digest, as whoever it is for has chosen.
    InDigest,
    /// Not sent, as whoever it is for has chosen, or since they no longer saw what it is about when their digest was made.
    NotWanted,
}

impl Delivery {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Dead => "dead",
            Self::NotSent => "not_sent",
            Self::InDigest => "in_digest",
            Self::NotWanted => "not_wanted",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let all = [Self::Queued, Self::Sent, Self::Dead, Self::NotSent, Self::InDigest, Self::NotWanted];
        all.into_iter().find(|d| d.as_str() == text)
    }
}

/// A mail with what has become of it.
#[derive(Debug, Clone)]
pub struct Message {
    /// Whose.
    pub agency: AgencyId,
    /// Which: the stem of its Message-ID.
    pub id: Uuid,
    /// About which document.
    pub document: DocumentId,
    /// What it says.
    pub letter: Letter,
    /// What has become of it.
    pub delivery: Delivery,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: UtcTime,
    /// When the mail server took it, or its digest was made.
    pub sent_at: Option<UtcTime>,
    /// When it is tried next.
    pub next_at: UtcTime,
}

impl TryFrom<MessageRow> for Message {
    type Error = StoreError;

    fn try_from(row: MessageRow) -> Result<Self, StoreError> {
        Ok(Self {
            agency: row.agency_id.into(),
            id: row.id.get(),
            document: row.document_id.into(),
            letter: row.letter.read()?,
            delivery: Delivery::parse(&row.state).ok_or_else(|| StoreError::corrupt("a message's state"))?,
            attempts: crate::document::count(row.attempts)?,
            last_error: row.last_error,
            created_at: row.created_at.into(),
            sent_at: row.sent_at.map(Into::into),
            next_at: row.next_at.into(),
        })
    }
}

/// Queues letters. With no mail server (`deliverable` false) they are kept as not sent; what somebody does not want told at once
/// waits for their digest, or is only kept.
pub fn queue(
    conn: &mut Conn,
    agency: AgencyId,
    letters: &[(Uuid, Letter)],
    now: UtcTime,
    deliverable: bool,
) -> Result<(), StoreError> {
    let choosing = letters.iter().filter(|(_, letter)| !letter.kind.is_fixed()).filter_map(|(_, l)| l.to.person);
    let choosing: BTreeSet<PersonId> = choosing.collect();
    // A handoff is nothing that anybody chooses, and asks nothing.
    let chosen = if choosing.is_empty() { BTreeMap::new() } else { notice_preference::of(conn, agency, &choosing)? };
    for (id, letter) in letters {
        let choice = letter.to.person.and_then(|person| chosen.get(&person)).map(|theirs| theirs.of(letter.kind));
        let (state, why) = match (&letter.to.address, deliverable, choice.unwrap_or_default()) {
            (_, _, Choice::None) => (Delivery::NotWanted, None),
            (None, ..) => (Delivery::Dead, Some("no address")),
            (Some(_), false, _) => (Delivery::NotSent, Some("no mail server")),
            (Some(_), true, Choice::Digest) => (Delivery::InDigest, None),
            (Some(_), true, Choice::AtOnce) => (Delivery::Queued, None),
        };
        let row = MessageRow {
            agency_id: agency.into(),
            id: (*id).into(),
            document_id: letter.document.id.into(),
            kind: letter.kind.as_str().to_owned(),
            recipient: letter.to.name.clone(),
            address: letter.to.address.as_ref().map(|a| a.as_str().to_owned()),
            letter: JsonText::of(letter)?,
            state: state.as_str().to_owned(),
            attempts: 0,
            next_at: now.into(),
            leased_by: None,
            last_error: why.map(str::to_owned),
            created_at: now.into(),
            sent_at: None,
            person_id: letter.to.person.map(DbId::from),
        };
        both!(conn, c => diesel::insert_into(message::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// Takes mails that are due, for a while: until the lease ends no other worker takes them.
pub fn claim(
    conn: &mut Conn,
    worker: &str,
    now: UtcTime,
    lease: Duration,
    limit: i64,
) -> Result<Vec<Message>, StoreError> {
    let until = DbTime::from(now + lease);
    let now = DbTime::from(now);
    let due: Vec<MessageRow> = match conn {
        Conn::Postgres(c) => message::table
            .filter(message::state.eq("queued").and(message::next_at.le(now)))
            .order((message::next_at, message::id))
            .limit(limit)
            .for_update()
            .skip_locked()
            .select(MessageRow::as_select())
            .load(c)?,
        Conn::Sqlite(c) => message::table
            .filter(message::state.eq("queued").and(message::next_at.le(now)))
            .order((message::next_at, message::id))
            .limit(limit)
            .select(MessageRow::as_select())
            .load(c)?,
    };
    let agencies: BTreeSet<DbId> = due.iter().map(|row| row.agency_id).collect();
    let ids: Vec<DbId> = due.iter().map(|row| row.id).collect();
    if !ids.is_empty() {
        both!(conn, c => diesel::update(message::table
            .filter(message::agency_id.eq_any(&agencies).and(message::id.eq_any(&ids))))
            .set((
                message::next_at.eq(until),
                message::leased_by.eq(Some(worker)),
                message::attempts.eq(message::attempts + 1),
            ))
            .execute(c))?;
    }
    let mut claimed = Vec::with_capacity(due.len());
    for row in due {
        let (agency, id, attempts) = (row.agency_id, row.id, row.attempts + 1);
        match Message::try_from(MessageRow { attempts, ..row }) {
            Ok(message) => claimed.push(message),
            // A row that can't be read must not stand in the way of the others.
            Err(error) => {
                let outcome = Outcome::Dead { error: error.to_string() };
                note(conn, worker, agency.into(), id.get(), now.into(), &outcome)?;
            }
        }
    }
    Ok(claimed)
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

/// Notes what came of a try. Only the worker that has the lease notes anything: false where it was lost.
pub fn note(
    conn: &mut Conn,
    worker: &str,
    agency: AgencyId,
    id: Uuid,
    now: UtcTime,
    outcome: &Outcome,
) -> Result<bool, StoreError> {
    let mine = message::agency_id
        .eq(DbId::from(agency))
        .and(message::id.eq(DbId::from(id)))
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
        Outcome::Dead { error } => both!(conn, c => diesel::update(message::table.filter(mine))
            .set((
                message::state.eq("dead"),
                message::leased_by.eq(None::<String>),
                message::last_error.eq(Some(error)),
            ))
            .execute(c))?,
    };
    Ok(changed == 1)
}

/// A document's mails, oldest first.
pub fn of_document(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<Vec<Message>, StoreError> {
    let rows: Vec<MessageRow> = both!(conn, c => message::table
        .filter(message::agency_id.eq(DbId::from(agency)).and(message::document_id.eq(DbId::from(document))))
        .order(message::id)
        .select(MessageRow::as_select())
        .load(c))?;
    rows.into_iter().map(Message::try_from).collect()
}

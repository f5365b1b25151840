//! Short messages to citizens' telephones: written in the transaction of what they tell of, claimed by workers with a lease, and kept with what
//! became of them, as mails are.

use chrono::Duration;
use diesel::prelude::*;
use domain::{
    AgencyId, DossierId, PhoneNumber, UtcTime,
    notice::{NoticeKind, ShortText},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    message::{Delivery, Outcome},
    schema::short_text,
    types::{DbId, DbTime},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = short_text)]
#[diesel(treat_none_as_default_value = false)]
struct ShortRow {
    agency_id: DbId,
    id: DbId,
    dossier_id: DbId,
    kind: String,
    phone: String,
    text: String,
    state: String,
    attempts: i32,
    next_at: DbTime,
    leased_by: Option<String>,
    last_error: Option<String>,
    created_at: DbTime,
    sent_at: Option<DbTime>,
}

/// A short message with what has become of it.
#[derive(Debug, Clone)]
pub struct ShortMessage {
    /// Whose.
    pub agency: AgencyId,
    /// Which: by this a repeat is recognised.
    pub id: Uuid,
    /// About which dossier.
    pub dossier: DossierId,
    /// What it says, and to whom.
    pub short: ShortText,
    /// What has become of it.
    pub delivery: Delivery,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: UtcTime,
    /// When it was handed on.
    pub sent_at: Option<UtcTime>,
    /// When it is tried next.
    pub next_at: UtcTime,
}

impl TryFrom<ShortRow> for ShortMessage {
    type Error = StoreError;

    fn try_from(row: ShortRow) -> Result<Self, StoreError> {
        let kind = NoticeKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("a short message's kind"))?;
        let phone = PhoneNumber::new(&row.phone).map_err(|_| StoreError::corrupt("a short message's number"))?;
        Ok(Self {
            agency: row.agency_id.into(),
            id: row.id.get(),
            dossier: DossierId(row.dossier_id.get()),
            short: ShortText { kind, phone, text: row.text },
            delivery: Delivery::parse(&row.state).ok_or_else(|| StoreError::corrupt("a short message's state"))?,
            attempts: crate::document::count(row.attempts)?,
            last_error: row.last_error,
            created_at: row.created_at.into(),
            sent_at: row.sent_at.map(UtcTime::from),
            next_at: row.next_at.into(),
        })
    }
}

/// Queues a short message; where there is no way to send one it is kept as not sent.
pub fn queue(
    conn: &mut Conn,
    (agency, dossier): (AgencyId, DossierId),
    (id, short): (Uuid, &ShortText),
    deliverable: bool,
    now: UtcTime,
) -> Result<(), StoreError> {
    let state = if deliverable { Delivery::Queued } else { Delivery::NotSent };
    let row = ShortRow {
        agency_id: agency.into(),
        id: id.into(),
        dossier_id: DbId::from(dossier.0),
        kind: short.kind.as_str().to_owned(),
        phone: short.phone.as_str().to_owned(),
        text: short.text.clone(),
        state: state.as_str().to_owned(),
        attempts: 0,
        next_at: now.into(),
        leased_by: None,
        last_error: (!deliverable).then(|| "no way to send short messages".to_owned()),
        created_at: now.into(),
        sent_at: None,
    };
    both!(conn, c => diesel::insert_into(short_text::table).values(&row).execute(c))?;
    Ok(())
}

/// A dossier's, oldest first.
pub fn of_dossier(conn: &mut Conn, agency: AgencyId, dossier: DossierId) -> Result<Vec<ShortMessage>, StoreError> {
    let rows: Vec<ShortRow> = both!(conn, c => short_text::table
        .filter(short_text::agency_id.eq(DbId::from(agency)).and(short_text::dossier_id.eq(DbId::from(dossier.0))))
        .order(short_text::id)
        .select(ShortRow::as_select())
        .load(c))?;
    rows.into_iter().map(ShortMessage::try_from).collect()
}

/// Takes messages that are due, for a while: until the lease ends no other worker takes them.
pub fn claim(
    conn: &mut Conn,
    worker: &str,
    now: UtcTime,
    lease: Duration,
    limit: i64,
) -> Result<Vec<ShortMessage>, StoreError> {
    let due = short_text::table
        .filter(short_text::state.eq("queued").and(short_text::next_at.le(DbTime::from(now))))
        .order((short_text::next_at, short_text::id))
        .limit(limit);
    let rows: Vec<ShortRow> = match conn {
        Conn::Postgres(c) => due.for_update().skip_locked().select(ShortRow::as_select()).load(c)?,
        Conn::Sqlite(c) => due.select(ShortRow::as_select()).load(c)?,
    };
    let mut claimed = Vec::with_capacity(rows.len());
    for row in rows {
        let this = short_text::agency_id.eq(row.agency_id).and(short_text::id.eq(row.id));
        both!(conn, c => diesel::update(short_text::table.filter(this))
            .set((
                short_text::next_at.eq(DbTime::from(now + lease)),
                short_text::leased_by.eq(Some(worker)),
                short_text::attempts.eq(short_text::attempts + 1),
            ))
            .execute(c))?;
        let (agency, id) = (row.agency_id.into(), row.id.get());
        match ShortMessage::try_from(row) {
            Ok(message) => claimed.push(ShortMessage { attempts: message.attempts + 1, ..message }),
            // A row that can't be read must not stand in the way of the others.
            Err(error) => {
                note(conn, worker, (agency, id), now, &Outcome::Dead { error: error.to_string() })?;
            }
        }
    }
    Ok(claimed)
}

/// Notes what came of a try. Only the worker that has the lease notes anything: false where it was lost.
pub fn note(
    conn: &mut Conn,
    worker: &str,
    (agency, id): (AgencyId, Uuid),
    now: UtcTime,
    outcome: &Outcome,
) -> Result<bool, StoreError> {
    let mine = || {
        short_text::agency_id
            .eq(DbId::from(agency))
            .and(short_text::id.eq(DbId::from(id)))
            .and(short_text::leased_by.eq(worker))
            .and(short_text::state.eq("queued"))
    };
    let (state, next_at, sent_at, error) = match outcome {
        Outcome::Sent => (Delivery::Sent, now, Some(now), None),
        Outcome::Again { at, error } => (Delivery::Queued, *at, None, Some(error.as_str())),
        Outcome::Released => (Delivery::Queued, now, None, None),
        Outcome::Dead { error } => (Delivery::Dead, now, None, Some(error.as_str())),
    };
    let changed = both!(conn, c => diesel::update(short_text::table.filter(mine()))
        .set((
            short_text::state.eq(state.as_str()),
            short_text::next_at.eq(DbTime::from(next_at)),
            short_text::leased_by.eq(None::<String>),
            short_text::sent_at.eq(sent_at.map(DbTime::from)),
            short_text::last_error.eq(error),
        ))
        .execute(c))?;
    Ok(changed > 0)
}

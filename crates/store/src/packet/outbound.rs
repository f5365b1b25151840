//! Packets that go out: queued with their cause, claimed by a worker for a while, and what came of each try.

use chrono::Duration;
use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, PacketId, RecipientId, UtcTime,
    interchange::{self, PacketKind},
};

use super::{Direction, Fault, Packet, PacketState, Row, all, of};
use crate::{
    Conn, StoreError, both,
    schema::interchange_packet as packet,
    types::{DbId, DbTime, JsonText},
};

/// A packet to be sent.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// Whose.
    pub agency: AgencyId,
    /// Which: the same at each try.
    pub id: PacketId,
    /// By which gateway.
    pub gateway: &'a str,
    /// What.
    pub content: &'a interchange::Packet,
    /// Our document that it is about.
    pub document: Option<DocumentId>,
    /// To which of its recipients.
    pub recipient: Option<RecipientId>,
}

/// Queues a packet.
pub fn queue(conn: &mut Conn, new: &New<'_>, now: UtcTime) -> Result<(), StoreError> {
    let row = Row {
        agency_id: new.agency.into(),
        id: DbId::from(new.id.0),
        direction: Direction::Out.as_str().to_owned(),
        kind: new.content.kind().as_str().to_owned(),
        gateway: new.gateway.to_owned(),
        gateway_id: None,
        state: PacketState::Queued.as_str().to_owned(),
        peer: Some(new.content.to().code.clone()),
        about: Some(new.content.about().to_string()),
        digest: None,
        document_id: new.document.map(|id| DbId::from(id.0)),
        recipient_id: new.recipient.map(|id| DbId::from(id.0)),
        sha256: None,
        size: None,
        body: Some(JsonText::of(new.content)?),
        tries: 0,
        first_try_at: None,
        next_at: now.into(),
        leased_by: None,
        acknowledged: true,
        error_code: None,
        error_at: None,
        error_vi: None,
        error_en: None,
        created_at: now.into(),
        changed_at: now.into(),
        may_have_gone: false,
        named: new.content.named(),
        decided_by: None,
        decided_by_system: None,
        decided_at: None,
    };
    both!(conn, c => diesel::insert_into(packet::table).values(&row).execute(c))?;
    Ok(())
}

/// The fault of a packet that was handed over and whose answer was lost.
pub const UNKNOWN_OUTCOME: &str = "unknown_outcome";

/// Takes back what has not gone, whether it waits or was given up: it goes no more. Which.
pub fn withdraw(
    conn: &mut Conn,
    agency: AgencyId,
    ids: &[PacketId],
    now: UtcTime,
) -> Result<Vec<PacketId>, StoreError> {
    let mut gone = Vec::new();
    for id in ids {
        // What a worker has in hand, or had when its answer was lost, may be there already: it is asked back like what has gone.
        let states = [PacketState::Queued.as_str(), PacketState::Failed.as_str()];
        let taken = both!(conn, c => diesel::update(packet::table
            .filter(of(agency, *id).and(packet::state.eq_any(states)))
            .filter(packet::may_have_gone.eq(false).and(packet::leased_by.is_null())))
            .set((packet::state.eq(PacketState::Withdrawn.as_str()), packet::changed_at.eq(DbTime::from(now))))
            .execute(c))?;
        if taken == 1 {
            gone.push(*id);
        }
    }
    Ok(gone)
}

/// How a worker claims.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Its name, unlike any other's.
    pub worker: &'a str,
    /// Of which gateway.
    pub gateway: &'a str,
    /// Whose.
    pub agency: AgencyId,
    /// Now.
    pub now: UtcTime,
    /// For how long a packet is its own.
    pub lease: Duration,
    /// How many it takes.
    pub limit: i64,
}

/// When the first packet of a gateway is due that waits, to be sent or to be read.
pub fn next_due(conn: &mut Conn, agency: AgencyId, gateway: &str) -> Result<Option<UtcTime>, StoreError> {
    let waits = [PacketState::Queued.as_str(), PacketState::Kept.as_str()];
    let first: Option<DbTime> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::gateway.eq(gateway)))
        .filter(packet::state.eq_any(waits))
        .filter(packet::direction.eq(Direction::Out.as_str()).or(packet::sha256.is_not_null()))
        .order(packet::next_at)
        .select(packet::next_at)
        .first(c)
        .optional())?;
    Ok(first.map(Into::into))
}

/// Takes packets that are due, first those that were queued first.
pub fn claim(conn: &mut Conn, claim: Claim<'_>, kept: bool) -> Result<Vec<Packet>, StoreError> {
    let now = DbTime::from(claim.now);
    let state = if kept { PacketState::Kept } else { PacketState::Queued };
    let free = packet::leased_until.is_null().or(packet::leased_until.le(now));
    let due = || {
        packet::table
            .filter(packet::agency_id.eq(DbId::from(claim.agency)).and(packet::gateway.eq(claim.gateway)))
            .filter(packet::state.eq(state.as_str()).and(packet::next_at.le(now)))
            // What could not be fetched yet is nothing that could be read.
            .filter(packet::direction.eq(Direction::Out.as_str()).or(packet::sha256.is_not_null()))
            .filter(free)
            .order((packet::created_at, packet::id))
            .limit(claim.limit)
    };
    let rows: Vec<Row> = match conn {
        Conn::Postgres(c) => due().select(Row::as_select()).for_update().skip_locked().load(c)?,
        Conn::Sqlite(c) => due().select(Row::as_select()).load(c)?,
    };
    let mut rows = in_turn(conn, rows, claim.now)?;
    let until = DbTime::from(claim.now + claim.lease);
    for row in &mut rows {
        // Whoever had it before has not noted what came of it.
        row.may_have_gone |= row.leased_by.is_some() && row.direction == Direction::Out.as_str();
        both!(conn, c => diesel::update(packet::table.filter(packet::agency_id.eq(row.agency_id).and(packet::id.eq(row.id))))
            .set((
                packet::leased_by.eq(Some(claim.worker)),
                packet::leased_until.eq(Some(until)),
                packet::may_have_gone.eq(row.may_have_gone),
            ))
            .execute(c))?;
    }
    all(rows)
}

/// Those before which nothing to the same recipient about the same document waits: an update or a recall never comes before what it is about, nor a
/// status before the one that was told earlier. The others wait as long, and keep nobody else waiting.
fn in_turn(conn: &mut Conn, rows: Vec<Row>, now: UtcTime) -> Result<Vec<Row>, StoreError> {
    let mut first = Vec::with_capacity(rows.len());
    for row in rows {
        let before: Option<DbTime> = match (row.document_id, row.recipient_id) {
            (Some(document), Some(recipient)) => both!(conn, c => packet::table
                .filter(packet::agency_id.eq(row.agency_id).and(packet::document_id.eq(Some(document))))
                .filter(packet::recipient_id.eq(Some(recipient)).and(packet::state.eq(PacketState::Queued.as_str())))
                .filter(packet::created_at.lt(row.created_at))
                .order(packet::next_at.desc())
                .select(packet::next_at)
                .first(c)
                .optional())?,
            _ if row.direction == Direction::Out.as_str() && row.kind == PacketKind::Status.as_str() => {
                let earlier = packet::created_at.eq(row.created_at).and(packet::id.lt(row.id));
                both!(conn, c => packet::table
                    .filter(packet::agency_id.eq(row.agency_id).and(packet::about.eq(&row.about)))
                    .filter(packet::peer.eq(&row.peer).and(packet::kind.eq(&row.kind)))
                    .filter(packet::direction.eq(&row.direction).and(packet::state.eq(PacketState::Queued.as_str())))
                    .filter(packet::created_at.lt(row.created_at).or(earlier))
                    .order(packet::next_at.desc())
                    .select(packet::next_at)
                    .first(c)
                    .optional())?
            }
            _ => None,
        };
        let Some(before) = before else {
            first.push(row);
            continue;
        };
        let then = DbTime::from(UtcTime::from(before).max(now) + Duration::seconds(1));
        both!(conn, c => diesel::update(packet::table
            .filter(packet::agency_id.eq(row.agency_id).and(packet::id.eq(row.id))))
            .set(packet::next_at.eq(then))
            .execute(c))?;
    }
    Ok(first)
}

/// Keeps what a worker has for so much longer: it is at it.
pub fn extend(conn: &mut Conn, agency: AgencyId, worker: &str, until: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::leased_by.eq(Some(worker)))))
        .set(packet::leased_until.eq(Some(DbTime::from(until))))
        .execute(c))?;
    Ok(())
}

/// The recall of a packet's document at its recipient, where one waits behind it.
pub fn recall_behind(conn: &mut Conn, packet: &Packet) -> Result<Option<PacketId>, StoreError> {
    let (Some(document), Some(recipient)) = (packet.document, packet.recipient) else { return Ok(None) };
    let rows: Vec<Row> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(packet.agency)).and(packet::document_id.eq(Some(DbId::from(document.0)))))
        .filter(packet::recipient_id.eq(Some(DbId::from(recipient.0))).and(packet::direction.eq(Direction::Out.as_str())))
        .filter(packet::state.eq(PacketState::Queued.as_str()).and(packet::id.ne(DbId::from(packet.id.0))))
        .order(packet::created_at.desc())
        .select(Row::as_select())
        .load(c))?;
    for later in all(rows)? {
        if let Some(interchange::Packet::Document(content)) = later.body::<interchange::Packet>()?
            && matches!(content.cause, interchange::Cause::Recall { .. })
        {
            return Ok(Some(later.id));
        }
    }
    Ok(None)
}

/// Ends two that need not go: a document that never left, and its recall.
pub fn neither_goes(conn: &mut Conn, agency: AgencyId, both_of: [PacketId; 2], now: UtcTime) -> Result<(), StoreError> {
    let ids = both_of.map(|id| DbId::from(id.0));
    both!(conn, c => diesel::update(packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::id.eq_any(ids)))
        .filter(packet::state.eq(PacketState::Queued.as_str())))
        .set((
            packet::state.eq(PacketState::Withdrawn.as_str()),
            packet::leased_by.eq(None::<String>),
            packet::leased_until.eq(None::<DbTime>),
            packet::changed_at.eq(DbTime::from(now)),
        ))
        .execute(c))?;
    Ok(())
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// The gateway has it, under this id of its own.
    Sent(Option<String>),
    /// It is tried again then.
    Again(UtcTime, Fault),
    /// It is not tried any more.
    Failed(Fault),
}

/// Notes what came of a try; false where the lease was lost meanwhile.
pub fn note(
    conn: &mut Conn,
    worker: &str,
    (agency, id): (AgencyId, PacketId),
    tried: &Tried,
    now: UtcTime,
) -> Result<bool, StoreError> {
    let (state, next_at, gateway_id, fault) = match tried {
        Tried::Sent(gateway_id) => (PacketState::Sent, now, gateway_id.as_deref(), None),
        Tried::Again(at, fault) => (PacketState::Queued, *at, None, Some(fault)),
        Tried::Failed(fault) => (PacketState::Failed, now, None, Some(fault)),
    };
    let known: Option<(Option<DbTime>, bool)> = both!(conn, c => packet::table
        .filter(of(agency, id))
        .select((packet::first_try_at, packet::may_have_gone))
        .first(c)
        .optional())?;
    let (first, may_have_gone) = known.unwrap_or_default();
    // Until it is known that the gateway has it: a later try that fails otherwise says nothing of the one before.
    let lost = fault.is_some_and(|fault| fault.code == UNKNOWN_OUTCOME);
    let may_have_gone = state != PacketState::Sent && (may_have_gone || lost);
    let now = DbTime::from(now);
    let mine = both!(conn, c => diesel::update(packet::table
        .filter(of(agency, id).and(packet::leased_by.eq(Some(worker)))))
        .set((
            packet::state.eq(state.as_str()),
            packet::gateway_id.eq(gateway_id),
            packet::tries.eq(packet::tries + 1),
            packet::first_try_at.eq(first.or(Some(now))),
            packet::may_have_gone.eq(may_have_gone),
            packet::next_at.eq(DbTime::from(next_at)),
            packet::leased_by.eq(None::<String>),
            packet::leased_until.eq(None::<DbTime>),
            packet::error_code.eq(fault.map(|fault| fault.code.as_str())),
            packet::error_at.eq(fault.and_then(|fault| fault.at.as_deref())),
            packet::error_vi.eq(fault.map(|fault| fault.vi.as_str())),
            packet::error_en.eq(fault.map(|fault| fault.en.as_str())),
            packet::changed_at.eq(now),
        ))
        .execute(c))?;
    Ok(mine == 1)
}

/// Tries one again at once that was given up or waits; false where it is neither, or where something later was made for the same recipient: an update or
/// a recall, behind which the old must not come.
pub fn retry(conn: &mut Conn, agency: AgencyId, id: PacketId, now: UtcTime) -> Result<bool, StoreError> {
    let now = DbTime::from(now);
    let of_whom: Option<(Option<DbId>, Option<DbId>, DbTime)> = both!(conn, c => packet::table
        .filter(of(agency, id))
        .select((packet::document_id, packet::recipient_id, packet::created_at))
        .first(c)
        .optional())?;
    if let Some((Some(document), Some(recipient), queued)) = of_whom {
        let later: Option<DbId> = both!(conn, c => packet::table
            .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::document_id.eq(Some(document))))
            .filter(packet::recipient_id.eq(Some(recipient)).and(packet::created_at.gt(queued)))
            .filter(packet::state.ne(PacketState::Withdrawn.as_str()))
            .select(packet::id)
            .first(c)
            .optional())?;
        if later.is_some() {
            return Ok(false);
        }
    }
    let states = [PacketState::Queued.as_str(), PacketState::Failed.as_str()];
    let there = both!(conn, c => diesel::update(packet::table
        .filter(of(agency, id).and(packet::state.eq_any(states)).and(packet::direction.eq(Direction::Out.as_str()))))
        .set((
            packet::state.eq(PacketState::Queued.as_str()),
            packet::first_try_at.eq(None::<DbTime>),
            packet::next_at.eq(now),
            packet::changed_at.eq(now),
        ))
        .execute(c))?;
    Ok(there == 1)
}

/// What a recipient was asked about a document of ours and has not answered yet, the oldest first: updates and recalls.
pub fn asked(
    conn: &mut Conn,
    agency: AgencyId,
    (document, recipient): (DocumentId, RecipientId),
) -> Result<Vec<Packet>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::document_id.eq(Some(DbId::from(document.0)))))
        .filter(packet::recipient_id.eq(Some(DbId::from(recipient.0))).and(packet::answered_at.is_null()))
        .filter(packet::direction.eq(Direction::Out.as_str()).and(packet::state.ne(PacketState::Withdrawn.as_str())))
        .order((packet::created_at, packet::id))
        .select(Row::as_select())
        .load(c))?;
    all(rows)
}

/// One of those was answered.
pub fn answered(conn: &mut Conn, agency: AgencyId, id: PacketId, now: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(packet::table.filter(of(agency, id)))
        .set(packet::answered_at.eq(Some(DbTime::from(now))))
        .execute(c))?;
    Ok(())
}

/// The packets by which documents of this date, number and notation went out, to whichever office: see [`interchange::Earlier::named`].
pub fn named(conn: &mut Conn, agency: AgencyId, named: &str) -> Result<Vec<Packet>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::named.eq(Some(named))))
        .filter(packet::direction.eq(Direction::Out.as_str()).and(packet::kind.eq(PacketKind::Document.as_str())))
        .order(packet::id)
        .select(Row::as_select())
        .load(c))?;
    all(rows)
}

/// The packets by which a document of this identifier went to this office, or was asked back of it: who tells how it stands there is heard by these.
pub fn about(conn: &mut Conn, agency: AgencyId, about: &str) -> Result<Vec<Packet>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::about.eq(Some(about))))
        .filter(packet::direction.eq(Direction::Out.as_str()).and(packet::kind.eq(PacketKind::Document.as_str())))
        .order(packet::id)
        .select(Row::as_select())
        .load(c))?;
    all(rows)
}

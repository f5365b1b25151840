//! Packets that came in: each kept once by the gateway's own id of it, before the gateway is told so; then taken in, found to be a repeat, or laid aside
//! for a clerk.

use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, PacketId, UtcTime,
    interchange::{DocumentKey, Earlier, PacketKind},
};

use super::{Decided, Direction, Fault, Packet, PacketState, Row, all, find, of};
use crate::{
    Conn, StoreError, both,
    schema::interchange_packet as packet,
    types::{DbId, DbTime, JsonText},
};

/// The fault of a packet about a document that is not here.
pub const DOCUMENT_UNKNOWN: &str = "document_unknown";

/// A packet as it came.
#[derive(Debug, Clone)]
pub struct Arrival<'a> {
    /// Whose.
    pub agency: AgencyId,
    /// Under which id it is kept.
    pub id: PacketId,
    /// By which gateway.
    pub gateway: &'a str,
    /// The gateway's own id of it.
    pub gateway_id: &'a str,
    /// A document or a status.
    pub kind: PacketKind,
    /// Hash and size of the message, which lies in the storage.
    pub message: (&'a str, i64),
}

/// Keeps a packet; false where it is kept already.
pub fn keep(conn: &mut Conn, arrival: &Arrival<'_>, now: UtcTime) -> Result<bool, StoreError> {
    let row = Row {
        agency_id: arrival.agency.into(),
        id: DbId::from(arrival.id.0),
        direction: Direction::In.as_str().to_owned(),
        kind: arrival.kind.as_str().to_owned(),
        gateway: arrival.gateway.to_owned(),
        gateway_id: Some(arrival.gateway_id.to_owned()),
        state: PacketState::Kept.as_str().to_owned(),
        peer: None,
        about: None,
        digest: None,
        document_id: None,
        recipient_id: None,
        sha256: Some(arrival.message.0.to_owned()),
        size: Some(arrival.message.1),
        body: None,
        tries: 0,
        first_try_at: None,
        next_at: now.into(),
        leased_by: None,
        acknowledged: false,
        error_code: None,
        error_at: None,
        error_vi: None,
        error_en: None,
        created_at: now.into(),
        changed_at: now.into(),
        may_have_gone: false,
        named: None,
        decided_by: None,
        decided_by_system: None,
        decided_at: None,
    };
    let kept = both!(conn, c => diesel::insert_into(packet::table).values(&row).on_conflict_do_nothing().execute(c))?;
    Ok(kept == 1)
}

/// Lays a packet aside that could not be fetched: which it is, or nothing where it is there already.
pub fn unfetched(conn: &mut Conn, arrival: &Arrival<'_>, why: &Fault, now: UtcTime) -> Result<bool, StoreError> {
    if !keep(conn, arrival, now)? {
        return Ok(false);
    }
    both!(conn, c => diesel::update(packet::table.filter(of(arrival.agency, arrival.id)))
        .set((packet::sha256.eq(None::<String>), packet::size.eq(None::<i64>)))
        .execute(c))?;
    end(conn, (arrival.agency, arrival.id), PacketState::Quarantined, None, Some(why), now)?;
    Ok(true)
}

/// What is here of a packet that a gateway has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Had {
    /// Its message.
    Message,
    /// Nothing: it could not be fetched, and a clerk has not decided yet what becomes of it.
    Nothing,
    /// Nothing yet: a clerk has had it fetched again.
    Wanted,
    /// Nothing, and it stays so: a clerk has decided that nothing is made of it.
    Discarded,
}

/// A packet of a gateway that is known here.
#[derive(Debug, Clone)]
pub struct Known {
    /// Under which id.
    pub id: PacketId,
    /// The gateway's id of it.
    pub gateway_id: String,
    /// What is here of it.
    pub had: Had,
}

#[derive(Queryable)]
struct KnownRow {
    id: DbId,
    gateway_id: Option<String>,
    sha256: Option<String>,
    state: String,
}

impl KnownRow {
    fn known(self) -> Option<Known> {
        let had = match (self.sha256, PacketState::parse(&self.state)) {
            (Some(_), _) => Had::Message,
            (None, Some(PacketState::Kept)) => Had::Wanted,
            (None, Some(PacketState::Quarantined)) => Had::Nothing,
            (None, _) => Had::Discarded,
        };
        Some(Known { id: PacketId(self.id.get()), gateway_id: self.gateway_id?, had })
    }
}

/// Those that are known among a gateway's ids.
pub fn known(
    conn: &mut Conn,
    (agency, gateway, kind): (AgencyId, &str, PacketKind),
    ids: &[String],
) -> Result<Vec<Known>, StoreError> {
    let mut found = Vec::new();
    for some in ids.chunks(200) {
        let rows: Vec<KnownRow> = both!(conn, c => packet::table
            .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::gateway.eq(gateway)))
            .filter(packet::kind.eq(kind.as_str()).and(packet::direction.eq(Direction::In.as_str())))
            .filter(packet::gateway_id.eq_any(some.iter().map(|id| Some(id.as_str()))))
            .select((packet::id, packet::gateway_id, packet::sha256, packet::state))
            .load(c))?;
        found.extend(rows.into_iter().filter_map(KnownRow::known));
    }
    Ok(found)
}

/// Those of a gateway that a clerk has had fetched again, and whose messages are not here yet: which, and the gateway's id.
pub fn wanted(
    conn: &mut Conn,
    (agency, gateway, kind): (AgencyId, &str, PacketKind),
) -> Result<Vec<(PacketId, String)>, StoreError> {
    let rows: Vec<(DbId, Option<String>)> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::gateway.eq(gateway)))
        .filter(packet::state.eq(PacketState::Kept.as_str()).and(packet::sha256.is_null()))
        .filter(packet::kind.eq(kind.as_str()).and(packet::direction.eq(Direction::In.as_str())))
        .select((packet::id, packet::gateway_id))
        .load(c))?;
    Ok(rows.into_iter().filter_map(|(id, theirs)| Some((PacketId(id.get()), theirs?))).collect())
}

/// The message of a packet that could not be fetched before, and is wanted.
pub fn fetched(
    conn: &mut Conn,
    (agency, id): (AgencyId, PacketId),
    message: (&str, i64),
    now: UtcTime,
) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(packet::table.filter(of(agency, id).and(packet::sha256.is_null())))
        .set((
            packet::sha256.eq(Some(message.0)),
            packet::size.eq(Some(message.1)),
            packet::next_at.eq(DbTime::from(now)),
            packet::changed_at.eq(DbTime::from(now)),
        ))
        .execute(c))?;
    Ok(())
}

/// The gateway knows that it is kept.
pub fn acknowledged(conn: &mut Conn, agency: AgencyId, id: PacketId) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(packet::table.filter(of(agency, id)))
        .set(packet::acknowledged.eq(true))
        .execute(c))?;
    Ok(())
}

/// How many messages are let go in one transaction.
pub const FORGOTTEN_AT_ONCE: usize = 100;

/// Lets the messages go of packets that were done with before then: their hashes. What was read of them stays, and so does what a clerk has to
/// decide on.
pub fn forget_messages(conn: &mut Conn, before: UtcTime) -> Result<Vec<String>, StoreError> {
    let done = [PacketState::Taken, PacketState::Repeated, PacketState::Discarded].map(PacketState::as_str);
    let old: Vec<(DbId, DbId, Option<String>)> = both!(conn, c => packet::table
        .filter(packet::sha256.is_not_null().and(packet::acknowledged.eq(true)))
        .filter(packet::state.eq_any(done).and(packet::changed_at.lt(DbTime::from(before))))
        .order(packet::changed_at)
        .select((packet::agency_id, packet::id, packet::sha256))
        .limit(i64::try_from(FORGOTTEN_AT_ONCE).unwrap_or(i64::MAX))
        .load(c))?;
    let mut hashes = Vec::with_capacity(old.len());
    for (agency, id, sha256) in old {
        both!(conn, c => diesel::update(packet::table
            .filter(packet::agency_id.eq(agency).and(packet::id.eq(id))))
            .set(packet::sha256.eq(None::<String>))
            .execute(c))?;
        hashes.extend(sha256);
    }
    Ok(hashes)
}

/// What was read of a packet.
#[derive(Debug, Clone)]
pub struct Read<'a, T> {
    /// A document or a status, by what it says: a gateway may have listed it as the other.
    pub kind: PacketKind,
    /// Who sent it.
    pub peer: &'a str,
    /// The document that it is about.
    pub about: &'a Earlier,
    /// By what a repeat is known.
    pub digest: &'a str,
    /// The rest of it.
    pub body: &'a T,
}

/// Notes what was read of a packet.
pub fn read<T: serde::Serialize>(
    conn: &mut Conn,
    (agency, id): (AgencyId, PacketId),
    read: &Read<'_, T>,
) -> Result<(), StoreError> {
    let body = JsonText::of(read.body)?;
    if let Some(row) = find(conn, agency, id)?.filter(|row| row.kind != read.kind) {
        let other: i64 = both!(conn, c => packet::table
            .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::gateway.eq(&row.gateway)))
            .filter(packet::kind.eq(read.kind.as_str()).and(packet::gateway_id.eq(&row.gateway_id)))
            .filter(packet::direction.eq(Direction::In.as_str()))
            .count()
            .get_result(c))?;
        // Where it came as both it is the other that counts.
        if other == 0 {
            both!(conn, c => diesel::update(packet::table.filter(of(agency, id)))
                .set(packet::kind.eq(read.kind.as_str()))
                .execute(c))?;
        }
    }
    both!(conn, c => diesel::update(packet::table.filter(of(agency, id)))
        .set((
            packet::peer.eq(Some(read.peer)),
            packet::about.eq(Some(read.about.key.as_str())),
            packet::named.eq(read.about.named()),
            packet::digest.eq(Some(read.digest)),
            packet::body.eq(Some(body)),
        ))
        .execute(c))?;
    Ok(())
}

/// The other packets of the same digest that were taken in or wait for a clerk, the latest first. What a clerk has refused or discarded is none of
/// them: whoever sends it again wants it looked at again.
pub fn same(conn: &mut Conn, (agency, id): (AgencyId, PacketId), digest: &str) -> Result<Vec<Packet>, StoreError> {
    let standing = [PacketState::Taken.as_str(), PacketState::Quarantined.as_str()];
    let rows: Vec<Row> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::digest.eq(Some(digest))))
        .filter(packet::id.ne(DbId::from(id.0)).and(packet::state.eq_any(standing)))
        .filter(packet::direction.eq(Direction::In.as_str()))
        .order(packet::id.desc())
        .select(Row::as_select())
        .limit(100)
        .load(c))?;
    all(rows)
}

/// Ends what is done about a packet: in which state, with which document of ours, and why.
pub fn end(
    conn: &mut Conn,
    (agency, id): (AgencyId, PacketId),
    state: PacketState,
    document: Option<DocumentId>,
    fault: Option<&Fault>,
    now: UtcTime,
) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(packet::table.filter(of(agency, id)))
        .set((
            packet::state.eq(state.as_str()),
            packet::document_id.eq(document.map(|id| DbId::from(id.0))),
            packet::leased_by.eq(None::<String>),
            packet::leased_until.eq(None::<DbTime>),
            packet::error_code.eq(fault.map(|fault| fault.code.as_str())),
            packet::error_at.eq(fault.and_then(|fault| fault.at.as_deref())),
            packet::error_vi.eq(fault.map(|fault| fault.vi.as_str())),
            packet::error_en.eq(fault.map(|fault| fault.en.as_str())),
            packet::changed_at.eq(DbTime::from(now)),
        ))
        .execute(c))?;
    Ok(())
}

/// Looks at one again later, since something here stood in the way.
pub fn again(conn: &mut Conn, (agency, id): (AgencyId, PacketId), at: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(packet::table.filter(of(agency, id)))
        .set((
            packet::tries.eq(packet::tries + 1),
            packet::next_at.eq(DbTime::from(at)),
            packet::leased_by.eq(None::<String>),
            packet::leased_until.eq(None::<DbTime>),
        ))
        .execute(c))?;
    Ok(())
}

/// Looks at one anew that a clerk has sent back to be read again.
pub fn anew(conn: &mut Conn, (agency, id): (AgencyId, PacketId), now: UtcTime) -> Result<(), StoreError> {
    let now = DbTime::from(now);
    both!(conn, c => diesel::update(packet::table.filter(of(agency, id)))
        .set((
            packet::state.eq(PacketState::Kept.as_str()),
            packet::next_at.eq(now),
            packet::changed_at.eq(now),
        ))
        .execute(c))?;
    Ok(())
}

/// The same, with the mark that what it asks for is agreed to.
pub fn agreed(conn: &mut Conn, key: (AgencyId, PacketId), mark: &str, now: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(packet::table.filter(of(key.0, key.1)))
        .set(packet::error_code.eq(Some(mark)))
        .execute(c))?;
    anew(conn, key, now)
}

/// How many statuses were given up since then.
pub fn unsent(conn: &mut Conn, agency: AgencyId, since: Option<UtcTime>) -> Result<u32, StoreError> {
    let since = DbTime::from(since.unwrap_or(UtcTime::UNIX_EPOCH));
    let given_up = || {
        packet::table
            .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::state.eq(PacketState::Failed.as_str())))
            .filter(packet::kind.eq(PacketKind::Status.as_str()).and(packet::changed_at.gt(since)))
    };
    let many: i64 = both!(conn, c => given_up().count().get_result(c))?;
    Ok(u32::try_from(many).unwrap_or(u32::MAX))
}

/// How many packets wait for a clerk, and when the last of them was laid aside.
pub fn waiting(conn: &mut Conn, agency: AgencyId) -> Result<(u32, Option<UtcTime>), StoreError> {
    let aside = || {
        packet::table
            .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::state.eq(PacketState::Quarantined.as_str())))
    };
    let many: i64 = both!(conn, c => aside().count().get_result(c))?;
    let last: Option<DbTime> = both!(conn, c => aside()
        .order(packet::changed_at.desc())
        .select(packet::changed_at)
        .first(c)
        .optional())?;
    Ok((u32::try_from(many).unwrap_or(u32::MAX), last.map(Into::into)))
}

/// Notes who has decided about one that was laid aside.
pub fn decided_by(conn: &mut Conn, key: (AgencyId, PacketId), decided: Decided) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(packet::table.filter(of(key.0, key.1)))
        .set((
            packet::decided_by.eq(decided.by.ok().map(|id| DbId::from(id.0))),
            packet::decided_by_system.eq(decided.by.err().map(|id| DbId::from(id.0))),
            packet::decided_at.eq(Some(DbTime::from(decided.at))),
        ))
        .execute(c))?;
    Ok(())
}

/// Nothing is made of one, as a clerk has decided, for this reason.
pub fn decided(conn: &mut Conn, key: (AgencyId, PacketId), why: &str, now: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(packet::table.filter(of(key.0, key.1)))
        .set((
            packet::state.eq(PacketState::Discarded.as_str()),
            packet::error_vi.eq(Some(why)),
            packet::error_en.eq(Some(why)),
            packet::changed_at.eq(DbTime::from(now)),
        ))
        .execute(c))?;
    Ok(())
}

/// The packet by which a document of ours came in first, where it came by the interchange.
pub fn brought(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<Option<Packet>, StoreError> {
    let row: Option<Row> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::document_id.eq(Some(DbId::from(document.0)))))
        .filter(packet::direction.eq(Direction::In.as_str()).and(packet::kind.eq(PacketKind::Document.as_str())))
        .filter(packet::state.eq(PacketState::Taken.as_str()))
        .order(packet::id)
        .select(Row::as_select())
        .first(c)
        .optional())?;
    row.map(Packet::try_from).transpose()
}

/// The packets by which documents came in under this identifier, from whichever office, the latest first.
pub fn documents_of(conn: &mut Conn, agency: AgencyId, about: &DocumentKey) -> Result<Vec<Packet>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::about.eq(Some(about.as_str()))))
        .filter(packet::direction.eq(Direction::In.as_str()).and(packet::kind.eq(PacketKind::Document.as_str())))
        .filter(packet::state.eq(PacketState::Taken.as_str()).and(packet::document_id.is_not_null()))
        .order(packet::id.desc())
        .select(Row::as_select())
        .limit(100)
        .load(c))?;
    all(rows)
}

/// The same of documents of this date, number and notation: see [`Earlier::named`].
pub fn documents_named(conn: &mut Conn, agency: AgencyId, named: &str) -> Result<Vec<Packet>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::named.eq(Some(named))))
        .filter(packet::direction.eq(Direction::In.as_str()).and(packet::kind.eq(PacketKind::Document.as_str())))
        .filter(packet::state.eq(PacketState::Taken.as_str()).and(packet::document_id.is_not_null()))
        .order(packet::id.desc())
        .select(Row::as_select())
        .limit(100)
        .load(c))?;
    all(rows)
}

/// The document packets that came in about this document of ours and were taken in, the latest first.
pub fn taken_of(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<Vec<Packet>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::document_id.eq(Some(DbId::from(document.0)))))
        .filter(packet::direction.eq(Direction::In.as_str()).and(packet::kind.eq(PacketKind::Document.as_str())))
        .filter(packet::state.eq(PacketState::Taken.as_str()))
        .order(packet::id.desc())
        .select(Row::as_select())
        .limit(100)
        .load(c))?;
    all(rows)
}

/// What was laid aside because the document that it is about was not here yet is read again: now it is.
pub fn waited_for(conn: &mut Conn, agency: AgencyId, about: &Earlier, now: UtcTime) -> Result<(), StoreError> {
    let now = DbTime::from(now);
    // Nothing is named by an empty text.
    let by_name = packet::named.eq(Some(about.named().unwrap_or_default()));
    both!(conn, c => diesel::update(packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::about.eq(Some(about.key.as_str())).or(by_name)))
        .filter(packet::direction.eq(Direction::In.as_str()).and(packet::state.eq(PacketState::Quarantined.as_str())))
        .filter(packet::error_code.eq(Some(DOCUMENT_UNKNOWN)).and(packet::sha256.is_not_null())))
        .set((
            packet::state.eq(PacketState::Kept.as_str()),
            packet::next_at.eq(now),
            packet::changed_at.eq(now),
        ))
        .execute(c))?;
    Ok(())
}

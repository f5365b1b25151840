//! Packets of the interchange: what came in by a gateway is kept here before the gateway is told so, and what goes out is queued in the transaction of
//! its cause. A worker has a packet for a while by a lease; what came of it is noted at once, and only by whoever has the lease.
#![allow(clippy::ref_option_ref, reason = "what the derive makes of a column that may be empty")]

pub mod arrived;
pub mod directory;
pub mod outbound;
mod reports;

use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, PacketId, PersonId, RecipientId, ServiceAccountId, UtcTime,
    interchange::{DocumentKey, PacketKind},
};

pub(crate) use reports::report;

use crate::{
    Conn, StoreError, both,
    schema::interchange_packet as packet,
    types::{DbId, DbTime, JsonText},
};

/// Which way a packet goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// It came in.
    In,
    /// It goes out.
    Out,
}

impl Direction {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }

    /// Reads [`Direction::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::In, Self::Out].into_iter().find(|one| one.as_str() == text)
    }
}

/// How a packet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PacketState {
    /// To be sent, for the first time or again.
    Queued,
    /// The gateway has it.
    Sent,
    /// It is not tried any more.
    Failed,
    /// It was not sent, and isn't: its document was recalled before.
    Withdrawn,
    /// It came in and lies here, not looked at yet.
    Kept,
    /// What it says was done.
    Taken,
    /// It says what another said before.
    Repeated,
    /// It could not be read, or a clerk decides on it.
    Quarantined,
    /// A clerk has decided that nothing is made of it.
    Discarded,
}

impl PacketState {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::Queued,
        Self::Sent,
        Self::Failed,
        Self::Withdrawn,
        Self::Kept,
        Self::Taken,
        Self::Repeated,
        Self::Quarantined,
        Self::Discarded,
    ];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Withdrawn => "withdrawn",
            Self::Kept => "kept",
            Self::Taken => "taken",
            Self::Repeated => "repeated",
            Self::Quarantined => "quarantined",
            Self::Discarded => "discarded",
        }
    }

    /// Reads [`PacketState::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// Why a packet was not sent or not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which fault.
    pub code: String,
    /// Where in the message.
    pub at: Option<String>,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = packet)]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct Row {
    agency_id: DbId,
    id: DbId,
    direction: String,
    kind: String,
    gateway: String,
    gateway_id: Option<String>,
    state: String,
    peer: Option<String>,
    about: Option<String>,
    digest: Option<String>,
    document_id: Option<DbId>,
    recipient_id: Option<DbId>,
    sha256: Option<String>,
    size: Option<i64>,
    body: Option<JsonText>,
    tries: i32,
    first_try_at: Option<DbTime>,
    next_at: DbTime,
    leased_by: Option<String>,
    acknowledged: bool,
    error_code: Option<String>,
    error_at: Option<String>,
    error_vi: Option<String>,
    error_en: Option<String>,
    created_at: DbTime,
    changed_at: DbTime,
    may_have_gone: bool,
    named: Option<String>,
    decided_by: Option<DbId>,
    decided_by_system: Option<DbId>,
    decided_at: Option<DbTime>,
}

/// Who has decided about a packet that was laid aside: of each the last who did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// A person, or a system that was given the registry's work.
    pub by: Result<PersonId, ServiceAccountId>,
    /// When.
    pub at: UtcTime,
}

/// A packet.
#[derive(Debug, Clone)]
pub struct Packet {
    /// Whose.
    pub agency: AgencyId,
    /// Which.
    pub id: PacketId,
    /// Which way it goes.
    pub direction: Direction,
    /// A document or a status.
    pub kind: PacketKind,
    /// By which gateway.
    pub gateway: String,
    /// The gateway's own id of it.
    pub gateway_id: Option<String>,
    /// How it stands.
    pub state: PacketState,
    /// The other office's code.
    pub peer: Option<String>,
    /// The identifier of the document that it is about.
    pub about: Option<DocumentKey>,
    /// Our document.
    pub document: Option<DocumentId>,
    /// To which recipient it goes.
    pub recipient: Option<RecipientId>,
    /// Hash and size of the message as it came.
    pub message: Option<(String, i64)>,
    /// How often it was tried.
    pub tries: u32,
    /// When it was tried first.
    pub first_try_at: Option<UtcTime>,
    /// When it is tried next.
    pub next_at: UtcTime,
    /// Of one that came in: whether the gateway knows that it is kept here.
    pub acknowledged: bool,
    /// Why it was not sent or not taken in.
    pub fault: Option<Fault>,
    /// Whether a try may have handed it over of which nothing is known: its answer was lost, or whoever tried.
    pub may_have_gone: bool,
    /// When it was queued, or came.
    pub created_at: UtcTime,
    /// When something was noted of it last.
    pub changed_at: UtcTime,
    /// Who has decided about it, where it was laid aside.
    pub decided: Option<Decided>,
    body: Option<JsonText>,
}

impl Packet {
    /// What is sent, or what was read of what came in.
    pub fn body<T: serde::de::DeserializeOwned>(&self) -> Result<Option<T>, StoreError> {
        self.body.as_ref().map(JsonText::read).transpose()
    }
}

impl TryFrom<Row> for Packet {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let corrupt = || StoreError::corrupt("a packet of the interchange");
        let fault = row.error_code.map(|code| Fault {
            code,
            at: row.error_at,
            vi: row.error_vi.unwrap_or_default(),
            en: row.error_en.unwrap_or_default(),
        });
        let person = row.decided_by.map(|id| Ok(PersonId(id.get())));
        let by = person.or_else(|| row.decided_by_system.map(|id| Err(ServiceAccountId(id.get()))));
        let decided = by.zip(row.decided_at).map(|(by, at)| Decided { by, at: at.into() });
        Ok(Self {
            agency: row.agency_id.into(),
            id: PacketId(row.id.get()),
            direction: Direction::parse(&row.direction).ok_or_else(corrupt)?,
            kind: PacketKind::parse(&row.kind).ok_or_else(corrupt)?,
            gateway: row.gateway,
            gateway_id: row.gateway_id,
            state: PacketState::parse(&row.state).ok_or_else(corrupt)?,
            peer: row.peer,
            about: row.about.as_deref().map(DocumentKey::read),
            document: row.document_id.map(|id| DocumentId(id.get())),
            recipient: row.recipient_id.map(|id| RecipientId(id.get())),
            message: row.sha256.zip(row.size),
            tries: u32::try_from(row.tries).map_err(|_| corrupt())?,
            first_try_at: row.first_try_at.map(Into::into),
            next_at: row.next_at.into(),
            acknowledged: row.acknowledged,
            fault,
            may_have_gone: row.may_have_gone,
            created_at: row.created_at.into(),
            changed_at: row.changed_at.into(),
            decided,
            body: row.body,
        })
    }
}

fn all(rows: Vec<Row>) -> Result<Vec<Packet>, StoreError> {
    rows.into_iter().map(Packet::try_from).collect()
}

type Of = diesel::dsl::And<diesel::dsl::Eq<packet::agency_id, DbId>, diesel::dsl::Eq<packet::id, DbId>>;

fn of(agency: AgencyId, id: PacketId) -> Of {
    packet::agency_id.eq(DbId::from(agency)).and(packet::id.eq(DbId::from(id.0)))
}

/// One packet.
pub fn find(conn: &mut Conn, agency: AgencyId, id: PacketId) -> Result<Option<Packet>, StoreError> {
    let row: Option<Row> = both!(conn, c => packet::table
        .filter(of(agency, id))
        .select(Row::as_select())
        .first(c)
        .optional())?;
    row.map(Packet::try_from).transpose()
}

/// One packet, held until the transaction ends: of two who decide on it the later sees what the earlier did.
pub fn hold(conn: &mut Conn, agency: AgencyId, id: PacketId) -> Result<Option<Packet>, StoreError> {
    let held = || packet::table.filter(of(agency, id));
    let row: Option<Row> = match conn {
        Conn::Postgres(c) => held().select(Row::as_select()).for_update().first(c).optional()?,
        Conn::Sqlite(c) => held().select(Row::as_select()).first(c).optional()?,
    };
    row.map(Packet::try_from).transpose()
}

/// What a list is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this way.
    pub direction: Option<Direction>,
    /// Only of this kind.
    pub kind: Option<PacketKind>,
    /// Only in this state.
    pub state: Option<PacketState>,
    /// Only about this document of ours.
    pub document: Option<DocumentId>,
    /// Only about the document of this identifier.
    pub about: Option<DocumentKey>,
}

/// A page of packets, latest first.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    filter: &Filter,
    before: Option<PacketId>,
    limit: i64,
) -> Result<Vec<Packet>, StoreError> {
    let before = DbId::from(before.map_or(uuid::Uuid::max(), |id| id.0));
    let rows: Vec<Row> = both!(conn, c => {
        let mut query = packet::table
            .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::id.lt(before)))
            .order(packet::id.desc())
            .limit(limit)
            .select(Row::as_select())
            .into_boxed();
        if let Some(direction) = filter.direction {
            query = query.filter(packet::direction.eq(direction.as_str()));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(packet::kind.eq(kind.as_str()));
        }
        if let Some(state) = filter.state {
            query = query.filter(packet::state.eq(state.as_str()));
        }
        if let Some(document) = filter.document {
            query = query.filter(packet::document_id.eq(Some(DbId::from(document.0))));
        }
        if let Some(about) = &filter.about {
            query = query.filter(packet::about.eq(Some(about.as_str())));
        }
        query.load(c)
    })?;
    all(rows)
}

/// All packets about one document of ours, the first first.
pub fn of_document(conn: &mut Conn, agency: AgencyId, document: DocumentId) -> Result<Vec<Packet>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => packet::table
        .filter(packet::agency_id.eq(DbId::from(agency)).and(packet::document_id.eq(Some(DbId::from(document.0)))))
        .order(packet::id)
        .select(Row::as_select())
        .load(c))?;
    all(rows)
}

//! Packets of the interchange as they are answered.

use chrono::{DateTime, Utc};
use office::{
    OfficeError,
    domain::{
        DocumentId, PacketId, PersonId, RecipientId, ServiceAccountId,
        interchange::{Arrived, Packet as Content, PacketKind},
    },
    interchange::GatewayShown,
    packets::{Direction, Entry, Packet, PacketState},
};
use serde::Serialize;
use utoipa::ToSchema;

/// Why a packet was not sent or not taken in.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = InterchangeFault)]
pub struct FaultView {
    /// Which fault; the names do not change.
    pub code: String,
    /// Where in the message, as a path.
    pub at: Option<String>,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// Which way a packet goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InterchangeDirection)]
pub enum DirectionView {
    /// It came in.
    In,
    /// It goes out.
    Out,
}

impl From<DirectionView> for Direction {
    fn from(view: DirectionView) -> Self {
        match view {
            DirectionView::In => Self::In,
            DirectionView::Out => Self::Out,
        }
    }
}

/// How a packet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InterchangePacketState)]
pub enum PacketStateView {
    /// Chờ gửi.
    Queued,
    /// Đã gửi: the gateway has it.
    Sent,
    /// Không gửi được: it is not tried any more.
    Failed,
    /// Không gửi nữa: its document was recalled before it had gone.
    Withdrawn,
    /// Đã nhận, chưa đọc.
    Kept,
    /// Đã thực hiện.
    Taken,
    /// Trùng: another packet has said the same.
    Repeated,
    /// Chờ văn thư quyết định.
    Quarantined,
    /// Đã bỏ qua hoặc từ chối.
    Discarded,
}

macro_rules! same {
    ($from:ty, $to:ty: $($name:ident),+) => {
        impl From<$from> for $to {
            fn from(state: $from) -> Self {
                match state { $(<$from>::$name => Self::$name,)+ }
            }
        }
    };
}
same!(PacketState, PacketStateView: Queued, Sent, Failed, Withdrawn, Kept, Taken, Repeated, Quarantined, Discarded);
same!(PacketStateView, PacketState: Queued, Sent, Failed, Withdrawn, Kept, Taken, Repeated, Quarantined, Discarded);

/// A packet in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = InterchangePacket)]
pub struct PacketView {
    /// Which.
    pub id: PacketId,
    /// Which way it goes.
    pub direction: DirectionView,
    /// A document or a status.
    pub kind: PacketKind,
    /// By which gateway.
    pub gateway: String,
    /// The gateway's own id of it.
    pub gateway_id: Option<String>,
    /// How it stands.
    pub state: PacketStateView,
    /// Mã định danh of the other office.
    pub peer: Option<String>,
    /// Mã định danh văn bản of the document that it is about.
    pub about: Option<String>,
    /// The office's own document.
    pub document: Option<DocumentId>,
    /// To which of its recipients it goes.
    pub recipient: Option<RecipientId>,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next, while it waits.
    pub next_at: Option<DateTime<Utc>>,
    /// Of one that came in: whether the gateway knows that it is kept here.
    pub acknowledged: bool,
    /// Why it was not sent or not taken in.
    pub fault: Option<FaultView>,
    /// When it was queued, or came.
    pub created_at: DateTime<Utc>,
    /// When something was noted of it last.
    pub changed_at: DateTime<Utc>,
    /// Of one that was laid aside: who has decided about it last, where that was a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<PersonId>,
    /// The same, where that was a system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by_system: Option<ServiceAccountId>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<DateTime<Utc>>,
}

impl From<&Packet> for PacketView {
    fn from(packet: &Packet) -> Self {
        let waits = matches!(packet.state, PacketState::Queued | PacketState::Kept);
        Self {
            id: packet.id,
            direction: match packet.direction {
                Direction::In => DirectionView::In,
                Direction::Out => DirectionView::Out,
            },
            kind: packet.kind,
            gateway: packet.gateway.clone(),
            gateway_id: packet.gateway_id.clone(),
            state: packet.state.into(),
            peer: packet.peer.clone(),
            about: packet.about.as_ref().map(ToString::to_string),
            document: packet.document,
            recipient: packet.recipient,
            tries: packet.tries,
            next_at: waits.then_some(packet.next_at),
            acknowledged: packet.acknowledged,
            fault: packet.fault.as_ref().map(|fault| FaultView {
                code: fault.code.clone(),
                at: fault.at.clone(),
                vi: fault.vi.clone(),
                en: fault.en.clone(),
            }),
            created_at: packet.created_at,
            changed_at: packet.changed_at,
            decided_by: packet.decided.and_then(|decided| decided.by.ok()),
            decided_by_system: packet.decided.and_then(|decided| decided.by.err()),
            decided_at: packet.decided.map(|decided| decided.at),
        }
    }
}

/// A packet with what it holds.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = InterchangePacketInFull)]
pub struct PacketInFullView {
    /// As in a list.
    #[serde(flatten)]
    pub packet: PacketView,
    /// What is sent; of one that goes out.
    pub content: Option<Content>,
    /// What was read of it; of one that came in and could be read.
    pub arrived: Option<Arrived>,
    /// The size of the message as it came, in bytes; it is fetched below `message`.
    pub message_size: Option<i64>,
}

impl PacketInFullView {
    /// For a reader.
    pub fn of(packet: &Packet) -> Result<Self, OfficeError> {
        let goes_out = packet.direction == Direction::Out;
        Ok(Self {
            content: if goes_out { packet.body()? } else { None },
            arrived: if goes_out { None } else { packet.body()? },
            message_size: packet.message.as_ref().map(|(_, size)| *size),
            packet: PacketView::from(packet),
        })
    }
}

/// A gateway with how it stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = InterchangeGateway)]
pub struct GatewayView {
    /// What it is called.
    pub name: String,
    /// When it was asked for what has come in.
    pub polled_at: Option<DateTime<Utc>>,
    /// When its directory was read.
    pub directory_at: Option<DateTime<Utc>>,
    /// Why the last call was in vain.
    pub error: Option<String>,
    /// Since when they are.
    pub failing_since: Option<DateTime<Utc>>,
}

impl From<GatewayShown> for GatewayView {
    fn from(shown: GatewayShown) -> Self {
        let standing = shown.standing;
        Self {
            name: shown.name,
            polled_at: standing.polled_at,
            directory_at: standing.directory_at,
            error: standing.error,
            failing_since: standing.failing_since,
        }
    }
}

/// An office that a gateway reaches.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = InterchangeEntry)]
pub struct EntryView {
    /// Mã định danh.
    pub code: String,
    /// Tên.
    pub name: String,
    /// Thư điện tử.
    pub email: Option<String>,
    /// Mã định danh of the office above it.
    pub parent: Option<String>,
}

impl From<Entry> for EntryView {
    fn from(entry: Entry) -> Self {
        Self { code: entry.code, name: entry.name, email: entry.email, parent: entry.parent }
    }
}

//! What came in by a gateway: kept before the gateway is told so, each once by the gateway's id of it; read by the room above; and made a command here,
//! in the transaction that ends it. What another packet said before, under another id, is found by what it says.

mod keeping;
mod letter;
mod told;

use std::sync::Arc;

use chrono::TimeDelta;
use domain::{
    AgencyId, DocumentId, PacketId, Reason,
    incoming::{FactsFields, StoredFile},
    interchange::{Arrived, DocumentKey, Earlier, PacketKind, ReportedStatus},
};
use store::{
    Conn, content,
    organisation::AgencySnapshot,
    packet::{self as rows, Fault, Packet as Stored, PacketState, arrived, directory},
};

use super::sending::fault;
use crate::{
    Office, OfficeError,
    incoming::{Halt, fresh_enough},
};

/// How long files of a packet that was not taken in stay: whoever reads it again at that moment finds them.
const FILES_LEFT: TimeDelta = TimeDelta::hours(1);

/// What a document packet is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A document, new to this office.
    New,
    /// It is wanted back.
    Recall(Option<Reason>),
    /// It was changed since.
    Update(Option<Reason>),
}

/// A document as it was read.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Whose word it is, and what later words need.
    pub arrived: Arrived,
    /// What the packet is for.
    pub purpose: Purpose,
    /// What is known of the document.
    pub facts: FactsFields,
    /// Whether the office has a type of the name that the message gives; otherwise the most ordinary stands in the facts.
    pub type_known: bool,
    /// Documents of ours that it answers.
    pub answers: Vec<Earlier>,
    /// Its files, which lie in the storage.
    pub files: Vec<StoredFile>,
    /// By what a repeat under another id is known.
    pub digest: String,
    /// It is an update by which this office has become a recipient: what it is about never came here.
    pub added: bool,
}

/// A status as it was read.
#[derive(Debug, Clone)]
pub struct Told {
    /// Whose word it is.
    pub arrived: Arrived,
    /// What.
    pub status: ReportedStatus,
    /// Why.
    pub reason: Option<Reason>,
    /// By what a repeat is known.
    pub digest: String,
}

/// A packet that is to be read.
#[derive(Debug, Clone)]
pub struct ToRead {
    /// Whose.
    pub agency: AgencyId,
    /// Which.
    pub id: PacketId,
    /// By which gateway.
    pub gateway: String,
    /// A document or a status, as the gateway says.
    pub kind: PacketKind,
    /// The hash of the message.
    pub sha256: String,
    /// How often it was looked at in vain.
    pub tries: u32,
}

/// What became of a packet.
enum Done {
    Taken(Option<DocumentId>),
    Repeated(Option<DocumentId>),
    /// A later word of its sender stands already.
    Overtaken(DocumentId, Fault),
    Aside(Fault),
}

impl Office {
    /// Makes of a document packet what it says.
    pub async fn take_letter(&self, packet: &ToRead, letter: Letter) -> Result<(), OfficeError> {
        let files = letter.files.iter().map(|file| file.sha256.clone()).collect();
        let act = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>, packet: &Stored| {
            office.packet_letter(conn, snapshot, packet, &letter)
        };
        self.on_packet(packet, files, act).await
    }

    /// Makes of a status what it says.
    pub async fn take_told(&self, packet: &ToRead, told: Told) -> Result<(), OfficeError> {
        let act = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>, packet: &Stored| {
            office.packet_told(conn, snapshot, packet, &told)
        };
        self.on_packet(packet, Vec::new(), act).await
    }

    /// Lays a packet aside that can't be read, or not be taken in, for a clerk to see why. Whose word it is, where that much could be read: then the
    /// clerk can refuse it. `files` are the hashes of those that were kept of it.
    pub async fn lay_aside(
        &self,
        packet: &ToRead,
        why: Fault,
        read: Option<Arrived>,
        files: Vec<String>,
    ) -> Result<(), OfficeError> {
        let act = move |_: &Self, conn: &mut Conn, _: &Arc<AgencySnapshot>, packet: &Stored| {
            if let Some(body) = &read {
                let (peer, about) = (body.from.code.as_str(), &body.about);
                // No other is the same as this: it was not read whole.
                let digest = format!("aside {}", packet.id.0);
                let (kind, digest) = (packet.kind, digest.as_str());
                arrived::read(conn, (packet.agency, packet.id), &arrived::Read { kind, peer, about, digest, body })?;
            }
            Ok(Done::Aside(why.clone()))
        };
        self.on_packet(packet, files, act).await
    }

    /// In one transaction, once: whoever comes second finds it done. Files of what was not taken in may have to go from the storage.
    async fn on_packet<F>(&self, packet: &ToRead, files: Vec<String>, act: F) -> Result<(), OfficeError>
    where
        F: Fn(&Self, &mut Conn, &Arc<AgencySnapshot>, &Stored) -> Result<Done, Halt> + Send + Sync + 'static,
    {
        let (agency, id) = (packet.agency, packet.id);
        let mut snapshot = self.snapshot(agency).await?;
        let (act, files) = (Arc::new(act), Arc::new(files));
        loop {
            let (office, snap, act, files) =
                (self.clone(), Arc::clone(&snapshot), Arc::clone(&act), Arc::clone(&files));
            let once = move |conn: &mut Conn| {
                let Some(held) = rows::hold(conn, agency, id)?.filter(|held| held.state == PacketState::Kept) else {
                    return Ok(());
                };
                fresh_enough(conn, &snap, office.today())?;
                directory::hold(conn, agency)?;
                let now = domain::to_micros(office.now());
                let (state, document, why) = match act(&office, conn, &snap, &held)? {
                    Done::Taken(document) => (PacketState::Taken, document, None),
                    Done::Repeated(document) => (PacketState::Repeated, document, None),
                    Done::Overtaken(document, why) => (PacketState::Repeated, Some(document), Some(why)),
                    Done::Aside(why) => (PacketState::Quarantined, None, Some(why)),
                };
                if state != PacketState::Taken {
                    content::doubt(conn, &office.doubtful(files.iter()), now + FILES_LEFT)?;
                }
                Ok::<_, Halt>(arrived::end(conn, (agency, id), state, document, why.as_ref(), now)?)
            };
            match self.db().write(once).await {
                Ok(()) => {
                    self.wake_mail();
                    self.wake_interchange();
                    return Ok(());
                }
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(agency, version).await?,
                Err(halt) => return Err(halt.into_error()),
            }
        }
    }
}

fn unknown(about: &DocumentKey) -> Done {
    Done::Aside(fault(
        arrived::DOCUMENT_UNKNOWN,
        format!("Không có văn bản nào mang mã định danh “{about}” đã gửi đến nơi này."),
        format!("No document “{about}” was sent to this office."),
    ))
}

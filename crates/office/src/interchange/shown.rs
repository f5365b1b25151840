//! Packets as the office's registry sees them.

use domain::{DocumentId, PacketId, interchange::PacketKind, organisation::Scope};
use store::{
    Conn,
    packet::{self as rows, Direction, Filter, Packet, PacketState},
};

use crate::{
    Office, OfficeError,
    agency::Asker,
    files::{Content, blob_path},
};
use futures_util::{StreamExt, TryStreamExt};
use object_store::ObjectStoreExt;

/// What a list is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct PacketFilter {
    /// Only this way.
    pub direction: Option<Direction>,
    /// Only of this kind.
    pub kind: Option<PacketKind>,
    /// Only in this state.
    pub state: Option<PacketState>,
    /// Only about this document of the office.
    pub document: Option<DocumentId>,
}

/// Where a page begins and how long it is.
#[derive(Debug, Clone, Copy)]
pub struct PacketPage {
    /// Behind this one; from the latest where none is given.
    pub before: Option<PacketId>,
    /// At most so many.
    pub limit: i64,
}

/// A packet with what it holds.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The packet.
    pub packet: Packet,
}

/// The fault of what states that it is secret.
const STATES_SECRECY: &str = "states_secrecy";

/// What a system needs that looks at packets that came in, and decides about those laid aside.
const READS_WHAT_CAME: &[Scope] = &[Scope::DocumentsRead, Scope::DocumentsRegister];

impl Office {
    /// A page of the office's packets, latest first. For its registry, its administrators, those who see its work, and a system that was given
    /// the registry's work on what comes in or goes out.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn packets(
        &self,
        by: impl Into<Asker>,
        filter: PacketFilter,
        page: PacketPage,
    ) -> Result<Vec<Packet>, OfficeError> {
        let by = by.into();
        let mut filter = filter;
        match by {
            Asker::Person(_) => drop(self.looks_after_interchange(by, &[]).await?),
            // What comes in is the work of those who may decide about it, what goes out of those who send.
            Asker::Service(_) => match self.looks_after_interchange(by, READS_WHAT_CAME).await {
                Ok(_) => {}
                Err(OfficeError::Refused(refusal)) => {
                    self.asked(by, Scope::DocumentsIssue).await.map_err(|_| refusal.clone())?;
                    if filter.direction == Some(Direction::In) || filter.state == Some(PacketState::Quarantined) {
                        return Err(refusal.into());
                    }
                    filter.direction = Some(Direction::Out);
                }
                Err(other) => return Err(other),
            },
        }
        let PacketFilter { direction, kind, state, document } = filter;
        let filter = Filter { direction, kind, state, document, about: None };
        let list = move |conn: &mut Conn| rows::list(conn, by.agency(), &filter, page.before, page.limit);
        Ok(self.db().read_long(list).await?)
    }

    /// One packet.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], and the rule that says no.
    pub async fn packet(&self, by: impl Into<Asker>, id: PacketId) -> Result<Seen, OfficeError> {
        let by = by.into();
        let sends = match (self.looks_after_interchange(by, READS_WHAT_CAME).await, by) {
            (Ok(_), _) => false,
            // Whoever sends sees what goes out.
            (Err(OfficeError::Refused(refusal)), Asker::Service(_)) => {
                self.asked(by, Scope::DocumentsIssue).await.map_err(|_| refusal)?;
                true
            }
            (Err(other), _) => return Err(other),
        };
        let found = self.db().read(move |conn| rows::find(conn, by.agency(), id)).await?;
        let packet =
            found.filter(|packet| !sends || packet.direction == Direction::Out).ok_or(OfficeError::NotFound)?;
        // What is stated to be secret is not for systems.
        let secret = packet.fault.as_ref().is_some_and(|fault| fault.code == STATES_SECRECY);
        if secret && by.person().is_none() {
            return Err(OfficeError::NotFound);
        }
        Ok(Seen { packet })
    }

    /// The message of a packet that came in, as it came.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] of one that goes out, and the rule that says no.
    pub async fn packet_message(&self, by: impl Into<Asker>, id: PacketId) -> Result<(Content, u64), OfficeError> {
        let by = by.into();
        self.looks_after_interchange(by, READS_WHAT_CAME).await?;
        let seen = self.packet(by, id).await?;
        let (sha256, size) = seen.packet.message.ok_or(OfficeError::NotFound)?;
        let content = self.message_content(&sha256).await?;
        Ok((content, u64::try_from(size).unwrap_or_default()))
    }

    /// The content of a message that is kept.
    ///
    /// # Errors
    /// What the storage says.
    pub async fn message_content(&self, sha256: &str) -> Result<Content, OfficeError> {
        let found = self.blobs().get(&blob_path(sha256)).await?;
        Ok(found.into_stream().map_err(OfficeError::from).boxed())
    }
}

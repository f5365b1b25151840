//! Packets as the office's registry sees them.

use domain::{DocumentId, PacketId, interchange::PacketKind, organisation::Scope};
use store::{
    Conn,
    packet::{self as rows, Direction, Filter, Packet, PacketState},
};

use super::keeps_interchange;
use crate::{
    Office, OfficeError,
    agency::{Asker, Caller},
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
        match by {
            Asker::Person(caller) => {
                let (snapshot, _) = self.caller(caller).await?;
                keeps_interchange(caller.person, &snapshot.directory)?;
            }
            Asker::Service(_) => self.asked_any(by, &[Scope::DocumentsRegister, Scope::DocumentsIssue]).await?,
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
    pub async fn packet(&self, caller: Caller, id: PacketId) -> Result<Seen, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        keeps_interchange(caller.person, &snapshot.directory)?;
        let found = self.db().read(move |conn| rows::find(conn, caller.agency, id)).await?;
        Ok(Seen { packet: found.ok_or(OfficeError::NotFound)? })
    }

    /// The message of a packet that came in, as it came.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] of one that goes out, and the rule that says no.
    pub async fn packet_message(&self, caller: Caller, id: PacketId) -> Result<(Content, u64), OfficeError> {
        let seen = self.packet(caller, id).await?;
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

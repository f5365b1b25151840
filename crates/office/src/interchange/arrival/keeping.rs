//! What a gateway has, or pushes, is kept as it came, each once by the gateway's id of it, before the gateway is told so.

use std::pin::pin;

use bytes::Bytes;
use domain::{AgencyId, FileId, FileName, PacketId, incoming::StoredFile, interchange::PacketKind};
use futures_util::Stream;
use object_store::{ObjectStoreExt, path::Path};
use store::{
    Conn, StoreError,
    packet::{
        self as rows, Fault, Packet as Stored, PacketState,
        arrived::{self, Arrival, Known},
        outbound::{self, Claim},
    },
};

use super::ToRead;
use crate::{Office, OfficeError, files::blob_path, interchange::sending::Sender};

impl Office {
    /// Which of these the office knows already.
    pub async fn known_packets(
        &self,
        (agency, gateway, kind): (AgencyId, String, PacketKind),
        ids: Vec<String>,
    ) -> Result<Vec<Known>, OfficeError> {
        let known = move |conn: &mut Conn| arrived::known(conn, (agency, &gateway, kind), &ids);
        Ok(self.db().read(known).await?)
    }

    /// Those of a gateway that a clerk has had fetched again, and that are not here yet: which, and the gateway's id.
    pub async fn wanted_packets(
        &self,
        (agency, gateway, kind): (AgencyId, String, PacketKind),
    ) -> Result<Vec<(PacketId, String)>, OfficeError> {
        let wanted = move |conn: &mut Conn| arrived::wanted(conn, (agency, &gateway, kind));
        Ok(self.db().read(wanted).await?)
    }

    /// Keeps a message as it streams in, before the gateway is told that it is here; which packet it is, or nothing where it was kept already.
    ///
    /// # Errors
    /// [`OfficeError::TooLarge`], and what the storage says; then nothing is kept.
    pub async fn keep_packet<S, E>(
        &self,
        (agency, gateway, kind): (AgencyId, String, PacketKind),
        gateway_id: String,
        (content, most, announced): (S, u64, Option<String>),
    ) -> Result<Option<PacketId>, OfficeError>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let id = PacketId(self.fresh());
        let (sha256, size) = self.keep_message(id, (content, most, announced)).await?;
        let now = domain::to_micros(self.now());
        let keep = move |conn: &mut Conn| {
            let message = (sha256.as_str(), size);
            let arrival = Arrival { agency, id, gateway: &gateway, gateway_id: &gateway_id, kind, message };
            arrived::keep(conn, &arrival, now)
        };
        let fresh = self.db().write::<_, StoreError, _>(keep).await?;
        Ok(fresh.then_some(id))
    }

    /// Keeps the message of a packet that could not be fetched before.
    ///
    /// # Errors
    /// See [`Office::keep_packet`].
    pub async fn keep_refetched<S, E>(
        &self,
        (agency, id): (AgencyId, PacketId),
        (content, most): (S, u64),
    ) -> Result<(), OfficeError>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let (sha256, size) = self.keep_message(id, (content, most, None)).await?;
        let now = domain::to_micros(self.now());
        let keep = move |conn: &mut Conn| arrived::fetched(conn, (agency, id), (&sha256, size), now);
        Ok(self.db().write::<_, StoreError, _>(keep).await?)
    }

    /// A message in the storage: its hash and size.
    async fn keep_message<S, E>(
        &self,
        id: PacketId,
        (content, most, announced): (S, u64, Option<String>),
    ) -> Result<(String, i64), OfficeError>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let waiting = Path::from(format!("incoming/{}", id.0));
        let (sha256, size) = self.stream_to(&waiting, pin!(content), most).await?;
        if announced.is_some_and(|announced| announced != sha256) {
            self.blobs().delete(&waiting).await?;
            return Err(OfficeError::Truncated);
        }
        self.blobs().rename(&waiting, &blob_path(&sha256)).await?;
        Ok((sha256, i64::try_from(size).unwrap_or(i64::MAX)))
    }

    /// Takes a packet that another office pushes, by the secret that it shows: which it is, and whether it is new.
    ///
    /// # Errors
    /// [`OfficeError::WrongCredentials`]; and see [`Office::keep_packet`].
    pub async fn pushed_packet<S, E>(
        &self,
        secret: &str,
        (kind, theirs): (PacketKind, String),
        (content, most, announced): (S, u64, Option<String>),
    ) -> Result<(PacketId, bool), OfficeError>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let terms = self.limits().gateways.pushed_by(secret).cloned().ok_or(OfficeError::WrongCredentials)?;
        let agency = self.agency_of_gateway(&terms).await?;
        let of = (agency, terms.name.clone(), kind);
        let known = self.known_packets(of.clone(), vec![theirs.clone()]).await?;
        if let Some(known) = known.first() {
            return Ok((known.id, false));
        }
        let Some(id) = self.keep_packet(of.clone(), theirs.clone(), (content, most, announced)).await? else {
            // Somebody was faster with the same.
            let known = self.known_packets(of, vec![theirs]).await?;
            return known.first().map(|known| (known.id, false)).ok_or(OfficeError::NotFound);
        };
        // The answer says it.
        self.packet_acknowledged(agency, id).await?;
        self.wake_interchange();
        Ok((id, true))
    }

    /// Lays a packet aside that the gateway has and can't be fetched; `known` is which it is, where that was tried before.
    pub async fn lay_unfetched(
        &self,
        (agency, gateway, kind): (AgencyId, String, PacketKind),
        (gateway_id, known): (String, Option<PacketId>),
        why: Fault,
    ) -> Result<(), OfficeError> {
        let (id, now) = (known.unwrap_or(PacketId(self.fresh())), domain::to_micros(self.now()));
        let lay = move |conn: &mut Conn| {
            if known.is_some() {
                return arrived::end(conn, (agency, id), PacketState::Quarantined, None, Some(&why), now);
            }
            let arrival = Arrival { agency, id, gateway: &gateway, gateway_id: &gateway_id, kind, message: ("", 0) };
            arrived::unfetched(conn, &arrival, &why, now).map(drop)
        };
        Ok(self.db().write::<_, StoreError, _>(lay).await?)
    }

    /// Looks at a packet again later, since something here stood in the way.
    pub async fn look_again(&self, packet: &ToRead) -> Result<(), OfficeError> {
        let (agency, id, now) = (packet.agency, packet.id, domain::to_micros(self.now()));
        let again = move |conn: &mut Conn| {
            let Some(held) = rows::hold(conn, agency, id)?.filter(|held| held.state == PacketState::Kept) else {
                return Ok(());
            };
            arrived::again(conn, (agency, id), now + courier::pause(held.tries.saturating_add(1)))
        };
        Ok(self.db().write::<_, StoreError, _>(again).await?)
    }

    /// The gateway knows that these are kept.
    pub async fn packet_acknowledged(&self, agency: AgencyId, id: PacketId) -> Result<(), OfficeError> {
        let told = move |conn: &mut Conn| arrived::acknowledged(conn, agency, id);
        Ok(self.db().write::<_, StoreError, _>(told).await?)
    }

    /// Takes packets of a gateway that are kept and not read.
    pub async fn claim_kept(
        &self,
        sender: &Sender,
        agency: AgencyId,
        gateway: String,
    ) -> Result<Vec<ToRead>, OfficeError> {
        let (sender, now) = (sender.clone(), domain::to_micros(self.now()));
        let claim = move |conn: &mut Conn| {
            let lease = chrono::Duration::from_std(sender.lease).unwrap_or(chrono::Duration::MAX);
            let claim = Claim { worker: &sender.name, gateway: &gateway, agency, now, lease, limit: 10 };
            let kept = outbound::claim(conn, claim, true)?;
            let read = |one: Stored| {
                let (sha256, _) = one.message.ok_or_else(|| StoreError::corrupt("a packet without a message"))?;
                Ok(ToRead { agency, id: one.id, gateway: one.gateway, kind: one.kind, sha256, tries: one.tries })
            };
            kept.into_iter().map(read).collect::<Result<Vec<_>, StoreError>>()
        };
        Ok(self.db().write(claim).await?)
    }

    /// Stores a file of a packet as it streams in; its row follows with the document.
    ///
    /// # Errors
    /// [`OfficeError::TooLarge`], [`OfficeError::WrongKind`], and what the storage says.
    pub async fn keep_packet_file<S, E>(&self, name: FileName, content: S) -> Result<StoredFile, OfficeError>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let id = FileId(self.fresh());
        let waiting = Path::from(format!("incoming/{id}"));
        let mut content = pin!(content);
        let (sha256, size, media_type) = self.take_to(&waiting, &name, &mut content).await?;
        self.blobs().rename(&waiting, &blob_path(&sha256)).await?;
        Ok(StoredFile { id, name, size, sha256, media_type })
    }
}

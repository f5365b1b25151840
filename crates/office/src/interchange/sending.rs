//! What goes out by gateways: a packet for each recipient of a dispatched document, what asks it back when it is recalled; and what comes of each try.

use std::time::Duration;

use domain::{
    Actor, AgencyId, PacketId, Reason, UtcTime,
    incoming::Channel,
    interchange::{Card, Cause, DocumentPacket, Earlier, Packet, PacketKind, packet},
    notice::{self, Letter},
    outgoing::{Destination, Event, Happening, OutgoingDocument, PacketFate, Packeting},
};
use store::{
    Conn, StoreError, document as incoming,
    organisation::AgencySnapshot,
    packet::{
        self as rows, Fault, PacketState, arrived,
        outbound::{self, Claim, New, Tried},
    },
};

pub use store::packet::outbound::UNKNOWN_OUTCOME;
use uuid::Uuid;

use crate::{Office, OfficeError, incoming::Halt};

/// How many packets of a gateway a worker takes at once.
const AT_ONCE: i64 = 10;

/// Who sends, and for how long a packet is theirs.
#[derive(Debug, Clone)]
pub struct Sender {
    /// Its name, unlike any other's.
    pub name: String,
    /// How long after it was heard of last: who takes longer says so in between.
    pub lease: Duration,
}

/// A packet that is to be sent.
#[derive(Debug)]
pub struct Due {
    /// Whose.
    pub agency: AgencyId,
    /// Which: the same at each try.
    pub id: PacketId,
    /// What.
    pub content: Packet,
    /// How often it was tried.
    pub tries: u32,
    /// When it was tried first.
    pub first_try_at: Option<UtcTime>,
    /// When it was queued.
    pub queued_at: UtcTime,
    /// Whether a try before may have handed it over: its answer was lost, or whoever tried it.
    pub may_have_gone: bool,
    /// What the gateway called other packets about the same document.
    pub others: Vec<String>,
    /// The recall that waits behind it, where it may never have left and need not leave any more: nobody has the document from before.
    pub recalled_by: Option<PacketId>,
}

impl Office {
    /// Queues the packets of a dispatch. The files stay in the storage until each is sent.
    pub(crate) fn packets_out(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        document: &OutgoingDocument,
        happening: &Happening,
    ) -> Result<(), Halt> {
        let Event::Dispatched { packets, .. } = &happening.event else { return Ok(()) };
        if packets.is_empty() {
            return Ok(());
        }
        let answers = answered(conn, document)?;
        let content = document.content();
        let kind = snapshot.types.iter().find(|kind| kind.code == content.type_code);
        let type_name = kind.map_or(content.type_code.as_str(), |kind| kind.name.as_str());
        for packet in packets {
            let Some(recipient) = document.recipient(packet.recipient) else { continue };
            let Destination::Counterpart { name, .. } = &recipient.destination else { continue };
            let name = name.clone();
            let to = Card { code: packet.to.to_string(), name, email: None };
            let own = &snapshot.organisation.agency;
            let made = packet::of_outgoing(document, recipient, (own, to), (type_name, answers.clone()), happening.at);
            let made = made.ok_or_else(|| OfficeError::Internal("a packet of what has no number".to_owned()))?;
            let new = New {
                agency: document.agency(),
                id: packet.packet,
                gateway: &packet.gateway,
                content: &Packet::Document(Box::new(made)),
                document: Some(document.id()),
                recipient: Some(packet.recipient),
            };
            outbound::queue(conn, &new, happening.at)?;
        }
        self.wake_interchange();
        Ok(())
    }

    /// Of a document that was updated: what has not gone goes as it now is, and whoever may have got it gets it anew.
    pub(crate) fn packets_anew(
        &self,
        conn: &mut Conn,
        (before, after): (&OutgoingDocument, &OutgoingDocument),
        packets: &[Packeting],
        reason: &Reason,
        at: UtcTime,
    ) -> Result<(), Halt> {
        let agency = after.agency();
        let ids: Vec<PacketId> = before.packets().iter().map(|one| one.packet).collect();
        let withdrawn = outbound::withdraw(conn, agency, &ids, at)?;
        for packet in packets {
            let Some(former) = before.packeting(packet.recipient) else { continue };
            let Some(former) = rows::find(conn, agency, former.packet)? else { continue };
            let never_went = withdrawn.contains(&former.id);
            let Some(Packet::Document(content)) = former.body::<Packet>()? else { continue };
            let cause = match &content.cause {
                // What never went is sent as what it was; an update that never went is this one now.
                first @ (Cause::New | Cause::Replace { .. }) if never_went => first.clone(),
                _ => Cause::Update { reason: reason.clone() },
            };
            let files = after.sealed_files().cloned().collect();
            let new = New {
                agency,
                id: packet.packet,
                gateway: &packet.gateway,
                content: &Packet::Document(Box::new(DocumentPacket { cause, files, at, ..*content })),
                document: Some(after.id()),
                recipient: Some(packet.recipient),
            };
            outbound::queue(conn, &new, at)?;
        }
        self.wake_interchange();
        Ok(())
    }

    /// Of a recalled document: what has not gone does not go any more, and whoever may have got it is asked to give it back.
    pub(crate) fn packets_back(
        &self,
        conn: &mut Conn,
        before: &OutgoingDocument,
        reason: &Reason,
        at: UtcTime,
    ) -> Result<(), Halt> {
        let agency = before.agency();
        let ids: Vec<PacketId> = before.packets().iter().map(|one| one.packet).collect();
        let withdrawn = outbound::withdraw(conn, agency, &ids, at)?;
        for one in before.packets() {
            let Some(sent) = rows::find(conn, agency, one.packet)? else { continue };
            let went = !withdrawn.contains(&one.packet);
            let Some(Packet::Document(sent)) = sent.body::<Packet>()? else { continue };
            // Whoever never got the update has what went before it.
            if !went && !matches!(sent.cause, Cause::Update { .. }) {
                continue;
            }
            let cause = Cause::Recall { reason: reason.clone() };
            let back = DocumentPacket { cause, files: Vec::new(), at, ..*sent };
            let new = New {
                agency,
                id: PacketId(self.fresh()),
                gateway: &one.gateway,
                content: &Packet::Document(Box::new(back)),
                document: Some(before.id()),
                recipient: Some(one.recipient),
            };
            outbound::queue(conn, &new, at)?;
        }
        self.wake_interchange();
        Ok(())
    }

    /// What has become of the packet by which a document went to a recipient.
    pub(crate) fn packet_fate(conn: &mut Conn, agency: AgencyId, id: PacketId) -> Result<PacketFate, StoreError> {
        let Some(packet) = rows::find(conn, agency, id)? else { return Ok(PacketFate::Withdrawn) };
        let why = packet.fault.as_ref().map(|fault| fault.vi.clone()).unwrap_or_default();
        Ok(match packet.state {
            PacketState::Sent => PacketFate::Taken { at: packet.changed_at },
            PacketState::Failed => PacketFate::Failed { at: packet.changed_at, why },
            PacketState::Withdrawn => PacketFate::Withdrawn,
            _ => PacketFate::Waits { since: packet.created_at },
        })
    }

    /// Takes packets of a gateway that are to be sent.
    pub async fn claim_packets(
        &self,
        sender: &Sender,
        agency: AgencyId,
        gateway: String,
    ) -> Result<Vec<Due>, OfficeError> {
        let (sender, now) = (sender.clone(), domain::to_micros(self.now()));
        let claim = move |conn: &mut Conn| {
            let claim = Claim {
                worker: &sender.name,
                gateway: &gateway,
                agency,
                now,
                lease: chrono::Duration::from_std(sender.lease).unwrap_or(chrono::Duration::MAX),
                limit: AT_ONCE,
            };
            let mut due = Vec::new();
            for one in outbound::claim(conn, claim, false)? {
                // One that can't be read keeps none of the others waiting.
                let Ok(Some(content)) = one.body::<Packet>() else {
                    tracing::error!(packet = %one.id.0, "a packet that is to be sent can't be read");
                    let why =
                        fault("unreadable", "Không đọc được nội dung gói tin.", "The packet's content can't be read.");
                    outbound::note(conn, &sender.name, (agency, one.id), &Tried::Failed(why), now)?;
                    continue;
                };
                let may_have_gone = one.may_have_gone;
                let mut others = Vec::new();
                if may_have_gone && let Some(about) = &one.about {
                    let all = outbound::about(conn, agency, about.as_str())?;
                    others.extend(
                        all.into_iter().filter(|other| other.id != one.id).filter_map(|other| other.gateway_id),
                    );
                }
                let brings = matches!(&content, Packet::Document(document) if matches!(document.cause, Cause::New | Cause::Replace { .. }));
                let recalled_by = if may_have_gone && brings { outbound::recall_behind(conn, &one)? } else { None };
                due.push(Due {
                    recalled_by,
                    agency,
                    id: one.id,
                    content,
                    tries: one.tries,
                    first_try_at: one.first_try_at,
                    queued_at: one.created_at,
                    may_have_gone,
                    others,
                });
            }
            Ok::<_, StoreError>(due)
        };
        Ok(self.db().write(claim).await?)
    }

    /// A document whose try is known not to have arrived, and that was recalled meanwhile, does not go, nor does its recall.
    pub async fn keep_back(&self, due: &Due, recall: PacketId) -> Result<(), OfficeError> {
        let (agency, id, now) = (due.agency, due.id, domain::to_micros(self.now()));
        let keep = move |conn: &mut Conn| outbound::neither_goes(conn, agency, [id, recall], now);
        Ok(self.db().write::<_, StoreError, _>(keep).await?)
    }

    /// When the first packet of a gateway is due that waits.
    pub async fn next_packet_at(&self, agency: AgencyId, gateway: String) -> Result<Option<UtcTime>, OfficeError> {
        Ok(self.db().read::<_, StoreError, _>(move |conn| outbound::next_due(conn, agency, &gateway)).await?)
    }

    /// Keeps what a worker has for so much longer.
    pub async fn keep_leases(&self, sender: &Sender, agency: AgencyId) -> Result<(), OfficeError> {
        let (name, lease) =
            (sender.name.clone(), chrono::Duration::from_std(sender.lease).unwrap_or(chrono::Duration::MAX));
        let until = domain::to_micros(self.now()) + lease;
        let keep = move |conn: &mut Conn| outbound::extend(conn, agency, &name, until);
        Ok(self.db().write::<_, StoreError, _>(keep).await?)
    }

    /// Notes what came of a try: false where another worker has it by now. What is given up is told to the registry by its state; the document shows it.
    pub async fn note_packet(
        &self,
        sender: &Sender,
        due: (AgencyId, PacketId),
        tried: Tried,
    ) -> Result<bool, OfficeError> {
        let (office, name, now) = (self.clone(), sender.name.clone(), domain::to_micros(self.now()));
        let failed = matches!(tried, Tried::Failed(_));
        let note = move |conn: &mut Conn| {
            let mine = outbound::note(conn, &name, due, &tried, now)?;
            if let (true, Tried::Failed(why)) = (mine, &tried) {
                office.tell_packet_failed(conn, due, &why.vi)?;
            }
            Ok::<_, OfficeError>(mine)
        };
        let mine = self.db().write(note).await?;
        if mine && failed {
            tracing::warn!(packet = %due.1.0, "a packet of the interchange was given up");
            self.wake_mail();
        }
        Ok(mine)
    }

    /// Tells drafter and registry that a document did not go to somebody. Of statuses the registry is told together: see [`Office::tell_of_quarantine`].
    fn tell_packet_failed(&self, conn: &mut Conn, due: (AgencyId, PacketId), why: &str) -> Result<(), OfficeError> {
        let Some(packet) = rows::find(conn, due.0, due.1)? else { return Ok(()) };
        let Some((id, recipient)) = packet.document.zip(packet.recipient) else { return Ok(()) };
        let Some(loaded) = store::outgoing::load(conn, due.0, id)? else { return Ok(()) };
        let Some(snapshot) = store::organisation::snapshot(conn, due.0, self.today())? else { return Ok(()) };
        let (document, now) = (loaded.document, self.now());
        let letters: Vec<(Uuid, Letter)> = notice::packet_failed(&document, recipient, why, &snapshot.directory)
            .iter()
            .map(|one| notice::outgoing_letter(one, &document, (Actor::Office, now), &snapshot.directory))
            .map(|letter| (self.fresh(), letter))
            .collect();
        Ok(self.post(conn, &snapshot, &letters, now)?)
    }

    /// When a packet that was tried in vain so often is tried next; nothing where it is given up.
    pub fn next_try(&self, due: &Due, gateway: &str, asked: Option<Duration>) -> Option<UtcTime> {
        let now = domain::to_micros(self.now());
        let terms = self.limits().gateways.named(gateway);
        let tried_for = terms.map_or(Duration::ZERO, |terms| terms.tried_for);
        // A document that did not go is somebody's to send another way; of a status nobody would know that it is missing.
        let patience = if due.content.kind() == PacketKind::Status { STATUS_PATIENCE } else { 1 };
        let tried_for = tried_for.saturating_mul(patience);
        if due.first_try_at.is_some_and(|first| first + tried_for <= now) {
            return None;
        }
        Some(now + pause(due.tries).max(asked.unwrap_or_default()))
    }
}

/// How many times as long as a document a status is tried.
const STATUS_PATIENCE: u32 = 10;

/// How long a packet waits that was tried so often. An axis has its moments, so the first waits are short.
fn pause(tries: u32) -> Duration {
    const WAITS: [u64; 10] = [2, 5, 10, 20, 40, 60, 120, 300, 900, 1800];
    let place = usize::try_from(tries).unwrap_or(usize::MAX);
    Duration::from_secs(WAITS.get(place).copied().unwrap_or(3600))
}

/// What a document answers, as others know it: by the identifier under which it came.
fn answered(conn: &mut Conn, document: &OutgoingDocument) -> Result<Vec<Earlier>, StoreError> {
    let mut answers = Vec::new();
    for answer in &document.content().answers {
        let Some(loaded) = incoming::load(conn, document.agency(), answer.document)? else { continue };
        // Not even its number leaves.
        if loaded.document.facts().is_secret() {
            continue;
        }
        let by_packet = match loaded.document.facts().channel {
            Channel::Interchange => arrived::brought(conn, document.agency(), answer.document)?,
            _ => None,
        };
        let arrived = by_packet.map(|packet| packet.body::<domain::interchange::Arrived>()).transpose()?.flatten();
        answers.extend(arrived.map(|arrived| arrived.about).or_else(|| packet::earlier_of(&loaded.document)));
    }
    Ok(answers)
}

/// Why a packet came to nothing, in both languages.
pub fn fault(code: &str, vi: impl Into<String>, en: impl Into<String>) -> Fault {
    Fault { code: code.to_owned(), at: None, vi: vi.into(), en: en.into() }
}

//! What is made of a status: how far a document of ours has come at its recipient, or that a sender wants theirs back.

use std::sync::Arc;

use chrono::SubsecRound;
use domain::{
    AgencyId, DocumentId, Reason, RecipientId, UtcTime,
    interchange::{
        Cause, Earlier, Packet, PacketKind, ReportedStatus,
        status::{Asked, noted},
    },
    outgoing::{self, command::NoteDelivery},
};
use store::{
    Conn, StoreError, document as incoming_rows,
    organisation::AgencySnapshot,
    outgoing as outgoing_rows,
    packet::{
        Packet as Stored,
        arrived::{self, Read},
        directory, outbound,
    },
};

use super::{Done, Letter, Told, unknown};
use crate::{Office, incoming::Halt};

impl Office {
    pub(super) fn packet_told(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        packet: &Stored,
        told: &Told,
    ) -> Result<Done, Halt> {
        let (agency, id) = (packet.agency, packet.id);
        let (peer, about) = (told.arrived.from.code.as_str(), &told.arrived.about);
        if let Some(stranger) = self.speaks_for_another(packet, &told.arrived) {
            return Ok(stranger);
        }
        let kind = PacketKind::Status;
        arrived::read(conn, (agency, id), &Read { kind, peer, about, digest: &told.digest, body: &told.arrived })?;
        if let Some(before) = arrived::same(conn, (agency, id), &told.digest)?.first() {
            return Ok(Done::Repeated(before.document));
        }
        if told.status == ReportedStatus::TakenBack {
            return match Self::known_of(conn, packet, peer, about)? {
                Some(known) => self.wanted_back(conn, snapshot, packet, &known, told.reason.as_ref()),
                None => Ok(unknown(&about.key)),
            };
        }
        match Self::sent_to(conn, snapshot, packet, (peer, about))? {
            Some((document, recipient)) => {
                self.note_told(conn, snapshot, (document, recipient), told)?;
                Ok(Done::Taken(Some(document)))
            }
            None => Ok(unknown(&about.key)),
        }
    }

    /// To which recipient of which document of ours a word of this office is about it: by its identifier; where that fits nothing, by its date, number
    /// and notation, if one alone of those that went there has them.
    fn sent_to(
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        packet: &Stored,
        (peer, about): (&str, &Earlier),
    ) -> Result<Option<(DocumentId, RecipientId)>, StoreError> {
        let by_key = outbound::about(conn, packet.agency, about.key.as_str())?;
        if let Some(sent) = sent(conn, packet, peer, by_key)?.first() {
            return Ok(Some(*sent));
        }
        // What is another's by its word is not ours by its number.
        let ours = snapshot.organisation.agency.has_code(&about.organ);
        let Some(named) = about.named().filter(|_| ours) else { return Ok(None) };
        let by_name = outbound::named(conn, packet.agency, &named)?;
        let mut found = sent(conn, packet, peer, by_name)?;
        found.sort_unstable();
        found.dedup();
        Ok(<[_; 1]>::try_from(found).ok().map(|[one]| one))
    }

    /// A document of ours is answered by one that came in: each is shown with the other.
    pub(super) fn is_answered(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        packet: &Stored,
        about: &Earlier,
        (answer, letter): (DocumentId, &Letter),
    ) -> Result<(), Halt> {
        let peer = letter.arrived.from.code.as_str();
        let Some((document, recipient)) = Self::sent_to(conn, snapshot, packet, (peer, about))? else { return Ok(()) };
        incoming_rows::note_answer(conn, packet.agency, (answer, document))?;
        let text = format!("Đã có văn bản trả lời: {}.", letter.arrived.about.written);
        let words = Reason::new(&text).ok();
        self.note_delivery_by_interchange(conn, snapshot, document, |_, _, ours| {
            use outgoing::DeliveryState as D;
            let kept = ours.noted().get(&recipient);
            // What was refused or taken back stays so, whatever they write afterwards.
            let over = kept.is_some_and(|kept| matches!(kept.state, D::Refused | D::Recalled));
            let known = kept.is_some_and(|kept| kept.state == D::Done && kept.remark == words);
            (!over && !known).then(|| NoteDelivery { recipient, state: D::Done, remark: words.clone() })
        })
    }

    fn note_told(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        (document, recipient): (DocumentId, RecipientId),
        told: &Told,
    ) -> Result<(), Halt> {
        let agency = snapshot.directory.agency;
        let (status, reason) = (told.status, told.reason.as_ref());
        let asked = match status {
            ReportedStatus::ChangeAgreed | ReportedStatus::ChangeRefused => {
                self.is_answer_to(conn, agency, (document, recipient), told.arrived.written_at)?
            }
            _ => None,
        };
        self.note_delivery_by_interchange(conn, snapshot, document, |conn, office, ours| {
            let kept = ours.noted().get(&recipient);
            let state = match (kept, ours.packeting(recipient)) {
                (Some(kept), _) => kept.state,
                (None, Some(packet)) => Office::packet_fate(conn, office, packet.packet).ok()?.standing(None).state,
                (None, None) => outgoing::DeliveryState::Sent,
            };
            // A word of theirs says that it came, whatever the gateway had answered.
            let state = if state == outgoing::DeliveryState::Refused && kept.is_none() {
                outgoing::DeliveryState::Sent
            } else {
                state
            };
            // Asked back another way than by a packet.
            let recalled = || (ours.state().name() == outgoing::StateName::Recalled).then_some(Asked::Back);
            let (state, remark) = noted(status, reason, (state, kept), asked.or_else(recalled))?;
            Some(NoteDelivery { recipient, state, remark })
        })
    }

    /// What a recipient answers who agrees or refuses: of what they were asked and have not answered the oldest, which is answered with that. Of a
    /// document that was recalled it is the recall, where they have written it since: some answer that alone, and never the update before it.
    fn is_answer_to(
        &self,
        conn: &mut Conn,
        agency: AgencyId,
        of: (DocumentId, RecipientId),
        written_at: Option<UtcTime>,
    ) -> Result<Option<Asked>, StoreError> {
        let mut waiting = Vec::new();
        for packet in outbound::asked(conn, agency, of)? {
            let Some(Packet::Document(content)) = packet.body::<Packet>()? else { continue };
            let asked = match content.cause {
                Cause::Update { .. } => Asked::Update,
                Cause::Recall { .. } => Asked::Back,
                Cause::New | Cause::Replace { .. } => continue,
            };
            waiting.push((packet.id, asked, content.at));
        }
        let ours = outgoing_rows::load(conn, agency, of.0)?;
        let recalled = ours.is_some_and(|ours| ours.document.state().name() == outgoing::StateName::Recalled);
        // Messages tell the time to the second.
        let since = |at: UtcTime| written_at.is_some_and(|written| written >= at.trunc_subsecs(0));
        let back = waiting.iter().find(|(_, asked, at)| recalled && *asked == Asked::Back && since(*at));
        let Some((id, asked, _)) = back.or(waiting.first()).copied() else { return Ok(None) };
        outbound::answered(conn, agency, id, domain::to_micros(self.now()))?;
        Ok(Some(asked))
    }

    fn note_delivery_by_interchange(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        document: DocumentId,
        make: impl Fn(&mut Conn, AgencyId, &outgoing::OutgoingDocument) -> Option<NoteDelivery>,
    ) -> Result<(), Halt> {
        let agency = snapshot.directory.agency;
        let Some(loaded) = outgoing_rows::load_to_change(conn, agency, document)? else { return Ok(()) };
        let before = loaded.document;
        let Some(command) = make(conn, agency, &before) else { return Ok(()) };
        self.note_by_office(conn, snapshot, (&before, &loaded.chain_hash), command)
    }
}

/// Of these packets those that went to this office: to which recipient of which document each.
fn sent(
    conn: &mut Conn,
    packet: &Stored,
    peer: &str,
    all: Vec<Stored>,
) -> Result<Vec<(DocumentId, RecipientId)>, StoreError> {
    let mut found = Vec::new();
    for one in all {
        let theirs = one.peer.as_deref().unwrap_or_default();
        if let Some(sent) = one.document.zip(one.recipient)
            && directory::is_same(conn, packet.agency, &packet.gateway, (theirs, peer))?
        {
            found.push(sent);
        }
    }
    Ok(found)
}

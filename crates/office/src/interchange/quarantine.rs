//! What a clerk decides: packets that could not be read, that fit nothing here, or that change a document where the office wants to be asked.

use std::sync::Arc;

use crate::{Office, OfficeError, agency::Asker, incoming::Halt};
use domain::{
    Actor, PacketId, Refusal, Rule, access,
    interchange::{Arrived, PacketKind, QuarantineCommand, ReportedStatus},
    organisation::{Directory, Scope},
    outgoing::{self, OutgoingDocument, command::NoteDelivery},
};
use store::{
    Conn, StoreError,
    organisation::AgencySnapshot,
    outgoing as outgoing_rows,
    packet::{self as rows, Direction, Packet, PacketState, arrived},
};

/// The fault of an update that waits for a clerk.
pub const UPDATE_WAITS: &str = "update_waits";
/// As what a status stands by which a document is wanted back.
const TAKEN_BACK: &str = "13";
/// Stands on an update that a clerk has agreed to, until it is taken over.
pub(super) const AGREED: &str = "update_agreed";

impl Office {
    /// Decides about a packet that was laid aside; the packet as it then stands. An update that is agreed to is read again and taken over.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], and the rule that says no.
    pub async fn resolve_quarantine(
        &self,
        by: impl Into<Asker>,
        id: PacketId,
        command: QuarantineCommand,
    ) -> Result<Packet, OfficeError> {
        let by = by.into();
        let mut snapshot = self.asked(by, Scope::DocumentsRegister).await?;
        let command = Arc::new(command);
        loop {
            let (office, snap, command) = (self.clone(), Arc::clone(&snapshot), Arc::clone(&command));
            let once = move |conn: &mut Conn| office.resolve_once(conn, &snap, (by, id), &command);
            match self.db().write(once).await {
                Ok(packet) => {
                    self.wake_interchange();
                    return Ok(packet);
                }
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(by.agency(), version).await?,
                Err(halt) => return Err(halt.into_error()),
            }
        }
    }

    fn resolve_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        (by, id): (Asker, PacketId),
        command: &QuarantineCommand,
    ) -> Result<Packet, Halt> {
        crate::incoming::fresh_enough(conn, snapshot, self.today())?;
        may_as(by, &snapshot.directory, access::may_decide_packets)?;
        let now = domain::to_micros(self.now());
        let packet = rows::hold(conn, by.agency(), id)?.ok_or(OfficeError::NotFound)?;
        if packet.direction != Direction::In {
            return Err(OfficeError::NotFound.into());
        }
        if packet.state != PacketState::Quarantined {
            return Err(Refusal::new(Rule::PacketNotAside).into());
        }
        let waits = packet.fault.as_ref().is_some_and(|fault| fault.code == UPDATE_WAITS);
        let key = (by.agency(), id);
        match command {
            QuarantineCommand::RetryPacket(_) if waits => return Err(Refusal::new(Rule::UpdateToDecide).into()),
            QuarantineCommand::RetryPacket(_) => arrived::anew(conn, key, now)?,
            // Its files are not kept with it: it is read again, and taken over by the mark of the agreement.
            QuarantineCommand::AgreeToPacket(_) if waits => arrived::agreed(conn, key, AGREED, now)?,
            QuarantineCommand::AgreeToPacket(_) => return Err(Refusal::new(Rule::NothingToAgreeTo).into()),
            QuarantineCommand::RefusePacket(refuse) => {
                let arrived = packet.body::<Arrived>()?.ok_or(Refusal::new(Rule::SenderUnknown))?;
                let asks = ["recall", "update", TAKEN_BACK].contains(&arrived.purpose.as_str());
                if packet.kind == PacketKind::Status && !asks {
                    return Err(Refusal::new(Rule::StatusNotRefused).into());
                }
                let document = packet.about.as_ref().map(|about| arrived::documents_of(conn, by.agency(), about));
                let document = document.transpose()?.unwrap_or_default().into_iter().find_map(|one| one.document);
                let status = if asks { ReportedStatus::ChangeRefused } else { ReportedStatus::Refused };
                self.say_to(conn, &packet, (arrived, document), status, Some(&refuse.reason))?;
                arrived::decided(conn, key, refuse.reason.as_str(), now)?;
            }
            QuarantineCommand::DiscardPacket(discard) => arrived::decided(conn, key, discard.reason.as_str(), now)?,
        }
        tracing::info!(packet = %id.0, by = %by.id(), "it is decided about a packet of the interchange");
        Ok(rows::find(conn, by.agency(), id)?.ok_or(OfficeError::NotFound)?)
    }

    /// Notes how far a document has come by the word of its recipient.
    pub(super) fn note_by_office(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        (before, hash): (&OutgoingDocument, &str),
        command: NoteDelivery,
    ) -> Result<(), Halt> {
        let now = domain::to_micros(self.now());
        let mut gathered = crate::outgoing::Gathered::default();
        gathered.seed(domain::Seed::new(self.fresh()), now);
        let command = outgoing::Command::NoteDelivery(command);
        let events = outgoing::decide(before, Actor::Interchange, &command, &gathered.context(snapshot));
        // What is known already, and what the document's own state no longer takes, changes nothing.
        let Ok(events) = events else { return Ok(()) };
        let happenings = crate::outgoing::happenings(Actor::Interchange, now, events);
        let steps = crate::outgoing::steps(before, &happenings)?;
        let Some((_, after)) = steps.last() else { return Ok(()) };
        outgoing_rows::update(conn, before, hash, after, &happenings)?;
        Ok(self.tell_of_outgoing(conn, snapshot, &steps, &happenings)?)
    }

    /// Tries a packet again that goes out and was given up, or waits.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], and the rule that says no.
    pub async fn retry_packet(&self, by: impl Into<Asker>, id: PacketId) -> Result<Packet, OfficeError> {
        let by = by.into();
        let snapshot = self.asked(by, Scope::DocumentsIssue).await?;
        may_as(by, &snapshot.directory, access::may_retry_packets)?;
        let now = domain::to_micros(self.now());
        let retry = move |conn: &mut Conn| {
            let again = rows::outbound::retry(conn, by.agency(), id, now)?;
            Ok::<_, StoreError>((rows::find(conn, by.agency(), id)?, again))
        };
        let (packet, again) = self.db().write(retry).await?;
        let packet = packet.ok_or(OfficeError::NotFound)?;
        if !again {
            return Err(Refusal::new(Rule::PacketNotWaiting).into());
        }
        self.wake_interchange();
        Ok(packet)
    }
}

/// Whether somebody may, in whichever name, or a system by its scopes.
fn may_as(by: Asker, directory: &Directory, may: fn(Actor, &Directory) -> Result<(), Refusal>) -> Result<(), Refusal> {
    match by {
        Asker::Person(caller) => {
            access::in_some_name(caller.person, directory, |actor| may(actor, directory)).map(drop)
        }
        Asker::Service(service) => may(Actor::Service(service.account), directory),
    }
}

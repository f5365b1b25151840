//! What a clerk decides: packets that could not be read, that fit nothing here, or that change a document where the office wants to be asked.

use std::sync::Arc;

use crate::{Office, OfficeError, agency::Asker, incoming::Halt};
use chrono::TimeDelta;
use domain::{
    Actor, AgencyId, PacketId, Reason, Refusal, Rule, UtcTime, access,
    interchange::{Arrived, PacketKind, QuarantineCommand, ReportedStatus},
    notice::AccountNotice,
    organisation::{Directory, Role, Scope},
    outgoing::{self, OutgoingDocument, command::NoteDelivery},
};
use store::{
    Conn, StoreError,
    organisation::AgencySnapshot,
    outgoing as outgoing_rows,
    packet::{self as rows, Decided, Direction, Packet, PacketState, arrived, directory},
};

/// The fault of an update that waits for a clerk.
pub const UPDATE_WAITS: &str = "update_waits";
/// The fault of a document that replaces one that is here, and waits for a clerk.
pub const REPLACEMENT_WAITS: &str = "replacement_waits";
/// The fault of a new document whose identifier came before, with other content.
pub(super) const DOCUMENT_KNOWN: &str = "document_known";
/// As what a status stands by which a document is wanted back.
const TAKEN_BACK: &str = "13";
/// Stands on an update that a clerk has agreed to, until it is taken over.
pub(super) const AGREED: &str = "update_agreed";

impl Office {
    /// Decides about a packet that was laid aside; the packet as it then stands. An update or a replacement that is agreed to is read again and taken over.
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
        let mut snapshot = self.asked(by, Scope::DocumentsRead).await?;
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
        let fault = packet.fault.as_ref().map_or("", |fault| fault.code.as_str());
        let waits = [UPDATE_WAITS, REPLACEMENT_WAITS].contains(&fault);
        let key = (by.agency(), id);
        match command {
            QuarantineCommand::RetryPacket(_) if waits => return Err(Refusal::new(Rule::UpdateToDecide).into()),
            QuarantineCommand::RetryPacket(_) => arrived::anew(conn, key, now)?,
            // Its files are not kept with it: it is read again, and taken over by the mark of the agreement.
            QuarantineCommand::AgreeToPacket(_) if waits => arrived::agreed(conn, key, AGREED, now)?,
            QuarantineCommand::AgreeToPacket(_) => return Err(Refusal::new(Rule::NothingToAgreeTo).into()),
            // What is said of it is said of its identifier, which is that of the document before.
            QuarantineCommand::RefusePacket(_) if fault == DOCUMENT_KNOWN => {
                return Err(Refusal::new(Rule::KnownNotRefused).into());
            }
            QuarantineCommand::RefusePacket(refuse) => {
                self.refuse_packet(conn, &packet, &refuse.reason)?;
                arrived::decided(conn, key, refuse.reason.as_str(), now)?;
            }
            QuarantineCommand::DiscardPacket(discard) => arrived::decided(conn, key, discard.reason.as_str(), now)?,
        }
        let who = match by {
            Asker::Person(caller) => Ok(caller.person),
            Asker::Service(service) => Err(service.account),
        };
        arrived::decided_by(conn, key, Decided { by: who, at: now })?;
        tracing::info!(packet = %id.0, by = %by.id(), "it is decided about a packet of the interchange");
        Ok(rows::find(conn, by.agency(), id)?.ok_or(OfficeError::NotFound)?)
    }

    /// Tells the sender of a packet that what it asks is not done: that the document is not taken in, or not changed; of one that replaces others both.
    fn refuse_packet(&self, conn: &mut Conn, packet: &Packet, reason: &Reason) -> Result<(), Halt> {
        let arrived = packet.body::<Arrived>()?.ok_or(Refusal::new(Rule::SenderUnknown))?;
        let asks = ["recall", "update", TAKEN_BACK].contains(&arrived.purpose.as_str());
        if packet.kind == PacketKind::Status && !asks {
            return Err(Refusal::new(Rule::StatusNotRefused).into());
        }
        let replaced = Self::replaced_by(conn, packet, &arrived)?;
        // Another office's document of the same identifier is none of this sender's affair.
        let known = Self::known_of(conn, packet, &arrived.from.code, &arrived.about)?;
        let document = known.map(|known| known.document.id());
        let status = if asks { ReportedStatus::ChangeRefused } else { ReportedStatus::Refused };
        self.say_to(conn, packet, (arrived.clone(), document), status, Some(reason))?;
        for one in replaced {
            let (document, about) = (one.known.document.id(), one.about);
            let arrived = Arrived { about, ..arrived.clone() };
            self.say_to(conn, packet, (arrived, Some(document)), ReportedStatus::ChangeRefused, Some(reason))?;
        }
        Ok(())
    }

    /// Tells the registry by mail how many packets wait for it, and how many statuses were given up, where some have come to that since it was told last, and that is an hour ago: however
    /// many come at once, it is one mail.
    pub async fn tell_of_quarantine(&self, agency: AgencyId, gateway: String) -> Result<(), OfficeError> {
        let now = domain::to_micros(self.now());
        let due = move |conn: &mut Conn| waiting_untold(conn, agency, now);
        if !self.has_mail_server() || self.db().read_tx(due).await?.is_none() {
            return Ok(());
        }
        let (office, snapshot) = (self.clone(), self.snapshot(agency).await?);
        let tell = move |conn: &mut Conn| {
            // Another gateway of the same office may have told it a moment ago.
            directory::hold(conn, agency)?;
            let Some((waiting, unsent)) = waiting_untold(conn, agency, now)? else { return Ok(()) };
            directory::told_aside(conn, agency, &gateway, now)?;
            let clerks = snapshot.directory.with_role(Role::RegistryClerk);
            for person in clerks.filter_map(|id| snapshot.organisation.people.get(&id)) {
                let notice = AccountNotice::PacketsWait { waiting, unsent };
                let mail = office.account_letter(agency, &snapshot.directory.agency_name, person, notice)?;
                mail.map_or(Ok(()), |mail| mail.queue(conn, now))?;
            }
            Ok::<_, OfficeError>(())
        };
        self.db().write(tell).await?;
        self.wake_mail();
        Ok(())
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
        crate::agency::as_registry(by, Scope::DocumentsIssue, &snapshot.directory)?;
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

/// How long the registry is left alone that was told what waits.
const TOLD_FOR: TimeDelta = TimeDelta::hours(1);

/// How many packets wait for a clerk, and how many statuses were given up since the registry was told, where it is to be told of one of them now.
fn waiting_untold(conn: &mut Conn, agency: AgencyId, now: UtcTime) -> Result<Option<(u32, u32)>, StoreError> {
    let told = directory::aside_told_at(conn, agency)?;
    if told.is_some_and(|told| now < told + TOLD_FOR) {
        return Ok(None);
    }
    let (waiting, last) = arrived::waiting(conn, agency)?;
    let unsent = arrived::unsent(conn, agency, told)?;
    let new = last.is_some_and(|last| told.is_none_or(|told| last > told));
    Ok((new || unsent > 0).then_some((waiting, unsent)))
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

//! What is made of a packet with a document: a received document, the sender's recall, or a change of one that is here.

use std::sync::Arc;

use domain::{
    Actor, DocumentId, PacketId, Reason, Refusal, Rule, Seed,
    incoming::{
        self, Command, FactsFields, IncomingDocument, Receive, StateName, StoredFile,
        command::{Attach, Correct},
    },
    interchange::{Arrived, Card, DocumentKey, Packet, ReportedStatus, StatusPacket},
};
use store::{
    Conn, StoreError, document, file,
    organisation::AgencySnapshot,
    packet::{
        self as rows, Fault, Packet as Stored, PacketState,
        arrived::{self, Read},
        directory,
        outbound::{self, New},
    },
};

use super::{Done, Letter, Purpose};
use crate::{
    Office, OfficeError,
    incoming::{Desk, Gathered, Halt, steps},
    interchange::{Reach, Updates, quarantine, sending::fault},
};

impl Office {
    pub(super) fn packet_letter(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        packet: &Stored,
        letter: &Letter,
    ) -> Result<Done, Halt> {
        let (agency, id) = (packet.agency, packet.id);
        let (peer, about) = (letter.arrived.from.code.as_str(), &letter.arrived.about.key);
        if let Some(stranger) = self.speaks_for_another(packet, &letter.arrived) {
            return Ok(stranger);
        }
        let read = Read { peer, about, digest: &letter.digest, body: &letter.arrived };
        arrived::read(conn, (agency, id), &read)?;
        if let Some(document) = arrived::same(conn, (agency, id), &letter.digest)? {
            return Ok(Done::Repeated(document));
        }
        let known = Self::known_of(conn, packet, peer, about)?;
        // What was refused, given back or recalled may come again, mended.
        let known = known.filter(|known| letter.purpose != Purpose::New || !is_over(known.document.state().name()));
        match (&letter.purpose, known) {
            (Purpose::New, Some(known)) => Ok(Done::Aside(Fault {
                code: "document_known".to_owned(),
                at: None,
                vi: format!(
                    "Văn bản mang mã định danh “{about}” đã đến trước đó với nội dung khác ({}).",
                    shown(&known)
                ),
                en: format!("The document “{about}” came before with another content ({}).", shown(&known)),
            })),
            (Purpose::New, None) => self.arrives(conn, snapshot, packet, letter),
            (Purpose::Recall(reason), Some(known)) => self.wanted_back(conn, snapshot, packet, &known, reason.as_ref()),
            (Purpose::Update(_), Some(known)) => {
                let terms = self.limits().gateways.named(&packet.gateway);
                // A clerk who has agreed leaves it to be read again.
                let agreed = packet.fault.as_ref().is_some_and(|fault| fault.code == quarantine::AGREED);
                if agreed || terms.is_some_and(|terms| terms.updates == Updates::Taken) {
                    return self.updated(conn, snapshot, packet, (&known, letter));
                }
                Ok(Done::Aside(fault(
                    quarantine::UPDATE_WAITS,
                    format!("Nơi gửi cập nhật văn bản đã đến trước đó ({}). Chờ văn thư quyết định.", shown(&known)),
                    format!("The sender has changed a document that came before ({}). A clerk decides.", shown(&known)),
                )))
            }
            // The update by which this office becomes a recipient brings it what the others have.
            (Purpose::Update(_), None) if letter.added => self.arrives(conn, snapshot, packet, letter),
            (Purpose::Recall(_) | Purpose::Update(_), None) => Ok(Done::Aside(fault(
                arrived::DOCUMENT_UNKNOWN,
                format!("Không có văn bản nào mang mã định danh “{about}” của nơi gửi này."),
                format!("No document “{about}” came from this sender."),
            ))),
        }
    }

    /// The document that came from this office under this identifier, the latest of several.
    pub(super) fn known_of(
        conn: &mut Conn,
        packet: &Stored,
        peer: &str,
        about: &DocumentKey,
    ) -> Result<Option<document::Loaded>, StoreError> {
        for brought in arrived::documents_of(conn, packet.agency, about)? {
            let theirs = brought.peer.as_deref().unwrap_or_default();
            // Others may have forwarded it under the same identifier.
            if let Some(id) = brought.document
                && directory::is_same(conn, packet.agency, &packet.gateway, (theirs, peer))?
            {
                return document::load_to_change(conn, packet.agency, id);
            }
        }
        Ok(None)
    }

    /// Whether an office that pushes its packets here speaks as somebody else: its secret says who it is. At an exchange point many speak, and that
    /// point vouches for them.
    pub(super) fn speaks_for_another(&self, packet: &Stored, arrived: &Arrived) -> Option<Done> {
        let terms = self.limits().gateways.named(&packet.gateway).filter(|terms| terms.pushed.is_some())?;
        let Reach::Listed(codes) = &terms.reach else { return None };
        let code = &arrived.from.code;
        (!codes.contains(code)).then(|| {
            Done::Aside(fault(
                "not_from_there",
                format!("Cổng “{}” không được gửi thay cơ quan có mã “{code}”.", terms.name),
                format!("The gateway “{}” does not speak for the office “{code}”.", terms.name),
            ))
        })
    }

    fn arrives(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        packet: &Stored,
        letter: &Letter,
    ) -> Result<Done, Halt> {
        let (agency, now) = (packet.agency, domain::to_micros(self.now()));
        let document = DocumentId(self.fresh());
        // It is the packet's before it is there: what is told of it goes back by the packet.
        arrived::end(conn, (agency, packet.id), PacketState::Taken, Some(document), None, now)?;
        let ids = letter.files.iter().map(|file| file.id).collect();
        let command = Receive { facts: letter.facts.clone(), files: ids, register: None };
        let files = (letter.files.as_slice(), packet.id.0);
        if let Err(refusal) = self.arrive_as(conn, snapshot, document, command, files)? {
            let words = refusal.words();
            let at = refusal.pointer.clone();
            return Ok(Done::Aside(Fault { code: refusal.rule.code().to_owned(), at, vi: words.vi, en: words.en }));
        }
        for answered in &letter.answers {
            self.is_answered(conn, snapshot, packet, answered, letter)?;
        }
        arrived::waited_for(conn, agency, &letter.arrived.about.key, now)?;
        Ok(Done::Taken(Some(document)))
    }

    /// The sender wants it back: at once or as a request, by the office's setting; and where it is not here any more, that is said.
    pub(super) fn wanted_back(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        packet: &Stored,
        known: &document::Loaded,
        reason: Option<&Reason>,
    ) -> Result<Done, Halt> {
        let document = known.document.id();
        let unsaid = || Reason::new("Nơi gửi đề nghị thu hồi, không nêu lý do.");
        let reason = reason.cloned().map_or_else(unsaid, Ok);
        let reason = reason.map_err(|_| OfficeError::Internal("a reason".to_owned()))?;
        if let Err(refusal) = self.recall_at_receiver(conn, snapshot, document, reason)? {
            let gone = [StateName::Refused, StateName::Returned, StateName::Voided, StateName::Recalled];
            if gone.contains(&known.document.state().name()) {
                self.say(conn, packet, document, ReportedStatus::ChangeAgreed, None)?;
            } else {
                tracing::info!(%document, rule = refusal.rule.code(), "a recall by the interchange changes nothing");
            }
        }
        Ok(Done::Taken(Some(document)))
    }

    /// The sender's document as it is now: its facts in the place of those that stood, its files beside those that are there.
    fn updated(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        packet: &Stored,
        (known, letter): (&document::Loaded, &Letter),
    ) -> Result<Done, Halt> {
        let document = known.document.id();
        let why = match &letter.purpose {
            Purpose::Update(Some(reason)) => reason.clone(),
            _ => Reason::new("Nơi gửi cập nhật văn bản.").map_err(|_| OfficeError::Internal("a reason".to_owned()))?,
        };
        let correct = Command::Correct(correction(&letter.facts, why));
        let there: Vec<&str> = known.document.files().iter().map(|one| one.file.sha256.as_str()).collect();
        let new: Vec<StoredFile> =
            letter.files.iter().filter(|file| !there.contains(&file.sha256.as_str())).cloned().collect();
        let attach = Command::Attach(Attach { files: new.iter().map(|file| file.id).collect() });
        let mut commands = vec![correct];
        if !new.is_empty() {
            commands.push(attach);
        }
        // All of it or nothing: what the document's state no longer takes, a clerk sees.
        let mut wanted = Vec::new();
        for command in commands {
            match self.decided_by_interchange(conn, snapshot, &known.document, (&command, &new)) {
                Ok(_) => wanted.push(command),
                Err(refusal) if refusal.rule == Rule::NothingToChange => {}
                Err(refusal) => {
                    let (words, at) = (refusal.words(), refusal.pointer.clone());
                    let code = refusal.rule.code().to_owned();
                    return Ok(Done::Aside(Fault { code, at, vi: words.vi, en: words.en }));
                }
            }
        }
        let mut before = known.document.clone();
        let mut hash = known.chain_hash.clone();
        for command in wanted {
            (before, hash) =
                self.change_by_interchange(conn, snapshot, (&before, &hash), &command, (&new, packet.id.0))?;
        }
        // Where nothing of it is another than what stands, the office has it as it is now.
        self.say(conn, packet, document, ReportedStatus::ChangeAgreed, None)?;
        Ok(Done::Taken(Some(document)))
    }

    fn decided_by_interchange(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        before: &IncomingDocument,
        (command, new): (&Command, &[StoredFile]),
    ) -> Result<Vec<domain::incoming::Happening>, Refusal> {
        let now = domain::to_micros(self.now());
        let files = new.iter().map(|file| (file.id, file.clone())).collect();
        let gathered = Gathered { register: None, duplicates: Vec::new(), files };
        let desk = Desk { conn, snapshot, actor: Actor::Interchange, now, seed: Seed::new(self.fresh()) };
        let events = incoming::decide(before, Actor::Interchange, command.clone(), &desk.context(&gathered))?;
        Ok(desk.happenings(events))
    }

    fn change_by_interchange(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        (before, hash): (&IncomingDocument, &str),
        command: &Command,
        (new, owner): (&[StoredFile], uuid::Uuid),
    ) -> Result<(IncomingDocument, String), Halt> {
        let now = domain::to_micros(self.now());
        let happenings = self.decided_by_interchange(conn, snapshot, before, (command, new))?;
        let all = steps(before, &happenings)?;
        let Some((_, after)) = all.last() else {
            return Err(OfficeError::Internal("a change without an event".to_owned()).into());
        };
        if matches!(command, Command::Attach(_)) {
            for one in new {
                file::insert(conn, before.agency(), one, owner, now)?;
            }
        }
        let saved = document::update(conn, before, hash, after, &happenings)?;
        let after = after.clone();
        self.tell_of_incoming(conn, snapshot, &all, &happenings)?;
        Ok((after, saved.chain_hash))
    }

    /// Queues a word to whoever sent a packet, about a document of theirs that is here.
    fn say(
        &self,
        conn: &mut Conn,
        packet: &Stored,
        document: DocumentId,
        status: ReportedStatus,
        reason: Option<&Reason>,
    ) -> Result<(), Halt> {
        let Some(packet) = rows::find(conn, packet.agency, packet.id)? else { return Ok(()) };
        let Some(arrived) = packet.body::<Arrived>()? else { return Ok(()) };
        self.say_to(conn, &packet, (arrived, Some(document)), status, reason)
    }

    /// The same of one that has become no document.
    pub(in crate::interchange) fn say_to(
        &self,
        conn: &mut Conn,
        packet: &Stored,
        (arrived, document): (Arrived, Option<DocumentId>),
        status: ReportedStatus,
        reason: Option<&Reason>,
    ) -> Result<(), Halt> {
        let now = domain::to_micros(self.now());
        let content = Packet::Status(Box::new(StatusPacket {
            from: arrived.to,
            to: Card { code: arrived.from.code, name: arrived.from.name, email: None },
            about: arrived.about,
            status,
            words: reason.map_or_else(|| status.vietnamese().to_owned(), ToString::to_string),
            by: None,
            at: now,
        }));
        let (agency, gateway) = (packet.agency, packet.gateway.as_str());
        let id = PacketId(self.fresh());
        Ok(outbound::queue(conn, &New { agency, id, gateway, content: &content, document, recipient: None }, now)?)
    }
}

/// Whether nothing comes of a document any more: another may stand in its place.
const fn is_over(state: StateName) -> bool {
    matches!(state, StateName::Refused | StateName::Returned | StateName::Voided | StateName::Recalled)
}

/// A document in a few words, for a clerk.
fn shown(loaded: &document::Loaded) -> String {
    let facts = loaded.document.facts();
    let written = facts.number_and_notation().unwrap_or_default();
    match loaded.document.state().entry() {
        Some(entry) => format!("{written}, số đến {}/{}", entry.number, entry.year),
        None => written,
    }
}

/// What an update says of a document, as a correction of what stands.
fn correction(facts: &FactsFields, reason: Reason) -> Correct {
    let facts = facts.clone();
    Correct {
        reason,
        author: Some(facts.author),
        author_code: facts.author_code,
        number: facts.number,
        notation: facts.notation,
        issued_on: facts.issued_on,
        document_type: Some(facts.document_type),
        subject: facts.subject,
        urgency: Some(facts.urgency),
        pages: facts.pages,
        copies: facts.copies,
        language: facts.language,
        deadline: facts.deadline,
        signer_name: facts.signer_name,
        signer_position: facts.signer_position,
        remark: None,
        relations: None,
        confirm_duplicate: true,
    }
}

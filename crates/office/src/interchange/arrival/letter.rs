//! What is made of a packet with a document: a received document, the sender's recall, or a change of one that is here.

use std::sync::Arc;

use domain::{
    Actor, DocumentId, PacketId, Reason, Refusal, Rule, Seed,
    incoming::{
        self, Command, FactsFields, IncomingDocument, Receive, State, StoredFile,
        command::{Attach, Correct},
        relation::Relation,
    },
    interchange::{Arrived, Card, DocumentKey, Earlier, Packet, PacketKind, ReportedStatus, StatusPacket},
    notice,
    outgoing::{RelationKind, relation::MOST_RELATIONS},
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
        let (peer, about) = (letter.arrived.from.code.as_str(), &letter.arrived.about);
        if let Some(stranger) = self.speaks_for_another(packet, &letter.arrived) {
            return Ok(stranger);
        }
        let kind = PacketKind::Document;
        let read = Read { kind, peer, about, digest: &letter.digest, body: &letter.arrived };
        arrived::read(conn, (agency, id), &read)?;
        if let Some(document) = repeats(conn, packet, letter)? {
            return Ok(Done::Repeated(document));
        }
        if letter.purpose == Purpose::New {
            return self.packet_new(conn, snapshot, packet, letter);
        }
        match (&letter.purpose, Self::known_of(conn, packet, peer, about)?) {
            (Purpose::Recall(reason), Some(known)) => self.wanted_back(conn, snapshot, packet, &known, reason.as_ref()),
            (_, Some(known)) => self.packet_update(conn, snapshot, packet, (&known, letter)),
            // The update by which this office becomes a recipient brings it what the others have.
            (Purpose::Update(_), None) if letter.added => self.arrives(conn, snapshot, packet, (letter, &[])),
            (_, None) => Ok(Done::Aside(fault(
                arrived::DOCUMENT_UNKNOWN,
                format!("Không có văn bản nào mang mã định danh “{}” của nơi gửi này.", about.key),
                format!("No document “{}” came from this sender.", about.key),
            ))),
        }
    }

    /// A document that is to be new here. By its identifier alone: some number several documents alike. What it replaces is asked about like an update.
    fn packet_new(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        packet: &Stored,
        letter: &Letter,
    ) -> Result<Done, Halt> {
        let (peer, key) = (letter.arrived.from.code.as_str(), &letter.arrived.about.key);
        let known = Self::known_by_key(conn, packet, peer, key)?;
        // What was refused, given back or recalled may come again, mended.
        if let Some(known) = known.filter(|known| !known.document.state().name().is_final()) {
            return Ok(Done::Aside(fault(
                quarantine::DOCUMENT_KNOWN,
                format!("Văn bản mang mã định danh “{key}” đã đến trước đó với nội dung khác ({}).", shown(&known)),
                format!("The document “{key}” came before with another content ({}).", shown(&known)),
            )));
        }
        let replaced = Self::replaced_by(conn, packet, &letter.arrived)?;
        let standing = replaced.iter().find(|one| !one.known.document.state().name().is_final());
        match standing {
            Some(one) if !self.takes_changes(packet) => Ok(Done::Aside(fault(
                quarantine::REPLACEMENT_WAITS,
                format!("Nơi gửi thay thế văn bản đã đến trước đó ({}). Chờ văn thư quyết định.", shown(&one.known)),
                format!("The sender replaces a document that came before ({}). A clerk decides.", shown(&one.known)),
            ))),
            _ => self.arrives(conn, snapshot, packet, (letter, &replaced)),
        }
    }

    /// An update of a document that is here.
    fn packet_update(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        packet: &Stored,
        (known, letter): (&document::Loaded, &Letter),
    ) -> Result<Done, Halt> {
        let taken = taken_of(conn, packet, known.document.id())?;
        if is_overtaken(&letter.arrived, &taken) {
            // Its sender has what they wanted: the office has the document as it was made last.
            let document = known.document.id();
            self.say(conn, packet, document, ReportedStatus::ChangeAgreed, None)?;
            return Ok(Done::Overtaken(
                document,
                fault(
                    "overtaken",
                    "Bản cập nhật này được lập trước bản cập nhật đã nhận, nên không thay đổi gì nữa.",
                    "This update was written before one that was taken over already, so it changes nothing any more.",
                ),
            ));
        }
        if self.takes_changes(packet) {
            return self.updated(conn, snapshot, packet, (known, letter, &taken));
        }
        Ok(Done::Aside(fault(
            quarantine::UPDATE_WAITS,
            format!("Nơi gửi cập nhật văn bản đã đến trước đó ({}). Chờ văn thư quyết định.", shown(known)),
            format!("The sender has changed a document that came before ({}). A clerk decides.", shown(known)),
        )))
    }

    /// Whether a sender's change is taken over without asking: by the gateway's setting, or since a clerk has agreed and left it to be read again.
    fn takes_changes(&self, packet: &Stored) -> bool {
        let agreed = packet.fault.as_ref().is_some_and(|fault| fault.code == quarantine::AGREED);
        let terms = self.limits().gateways.named(&packet.gateway);
        agreed || terms.is_some_and(|terms| terms.updates == Updates::Taken)
    }

    /// The document that came from this office under this identifier, the latest of several.
    fn known_by_key(
        conn: &mut Conn,
        packet: &Stored,
        peer: &str,
        key: &DocumentKey,
    ) -> Result<Option<document::Loaded>, StoreError> {
        let all = arrived::documents_of(conn, packet.agency, key)?;
        match theirs(conn, packet, peer, all)?.first() {
            Some((id, _)) => document::load_to_change(conn, packet.agency, *id),
            None => Ok(None),
        }
    }

    /// The document that came from this office and is meant by these words: by its identifier; where that fits nothing, by its date, number and
    /// notation, if one alone has them.
    pub(in crate::interchange) fn known_of(
        conn: &mut Conn,
        packet: &Stored,
        peer: &str,
        about: &Earlier,
    ) -> Result<Option<document::Loaded>, StoreError> {
        if let Some(known) = Self::known_by_key(conn, packet, peer, &about.key)? {
            return Ok(Some(known));
        }
        let Some(named) = about.named() else { return Ok(None) };
        let all = arrived::documents_named(conn, packet.agency, &named)?;
        let mut found = theirs(conn, packet, peer, all)?;
        // What came again after it was refused is one document, and the latest of it counts.
        found.dedup_by(|one, latest| one.0 == latest.0 || one.1 == latest.1);
        match found.as_slice() {
            [(id, _)] => document::load_to_change(conn, packet.agency, *id),
            _ => Ok(None),
        }
    }

    /// Those of the documents that a packet replaces that came from its sender.
    pub(in crate::interchange) fn replaced_by(
        conn: &mut Conn,
        packet: &Stored,
        arrived: &Arrived,
    ) -> Result<Vec<Replaced>, StoreError> {
        let mut found: Vec<Replaced> = Vec::new();
        for about in &arrived.replaces {
            let known = Self::known_of(conn, packet, &arrived.from.code, about)?;
            let again =
                |known: &document::Loaded| found.iter().any(|one| one.known.document.id() == known.document.id());
            if let Some(known) = known.filter(|known| !again(known)) {
                found.push(Replaced { about: about.clone(), known });
            }
        }
        Ok(found)
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
        (letter, replaced): (&Letter, &[Replaced]),
    ) -> Result<Done, Halt> {
        let (agency, now) = (packet.agency, domain::to_micros(self.now()));
        let document = DocumentId(self.fresh());
        // It is the packet's before it is there: what is told of it goes back by the packet.
        arrived::end(conn, (agency, packet.id), PacketState::Taken, Some(document), None, now)?;
        let ids = letter.files.iter().map(|file| file.id).collect();
        let facts = FactsFields { relations: relations(&letter.facts, replaced), ..letter.facts.clone() };
        let command = Receive { facts, files: ids, register: None };
        let files = (letter.files.as_slice(), packet.id.0);
        if let Err(refusal) = self.arrive_as(conn, snapshot, document, command, files)? {
            let words = refusal.words();
            let at = refusal.pointer.clone();
            return Ok(Done::Aside(Fault { code: refusal.rule.code().to_owned(), at, vi: words.vi, en: words.en }));
        }
        for answered in &letter.answers {
            self.is_answered(conn, snapshot, packet, answered, (document, letter))?;
        }
        for one in replaced {
            self.is_replaced(conn, snapshot, packet, (document, letter, one))?;
        }
        arrived::waited_for(conn, agency, &letter.arrived.about, now)?;
        Ok(Done::Taken(Some(document)))
    }

    /// A document that is here is replaced by one that has come: the two know each other, whoever has the earlier one is told, and so is the sender.
    fn is_replaced(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        packet: &Stored,
        (later, letter, replaced): (DocumentId, &Letter, &Replaced),
    ) -> Result<(), Halt> {
        let earlier = &replaced.known.document;
        document::replaced(conn, packet.agency, (earlier.id(), later))?;
        if earlier.state().name().is_final() {
            return Ok(());
        }
        let (directory, now) = (&snapshot.directory, domain::to_micros(self.now()));
        let day = letter.facts.issued_on.map(|day| format!(" ngày {}", domain::written_day(day))).unwrap_or_default();
        let words = format!("{}{day}", letter.arrived.about.written);
        let letters: Vec<(uuid::Uuid, notice::Letter)> = notice::replaced_by_sender(earlier, &words, directory)
            .iter()
            .map(|one| notice::letter_by(one, earlier, (Actor::Interchange, now), directory))
            .map(|letter| (self.fresh(), letter))
            .collect();
        self.post(conn, snapshot, &letters, now)?;
        // Where it is wanted back, that is what the sender's next answer is to.
        if earlier.recall().is_some() {
            return Ok(());
        }
        let about = replaced.about.clone();
        let arrived = Arrived { about, ..letter.arrived.clone() };
        self.say_to(conn, packet, (arrived, Some(earlier.id())), ReportedStatus::ChangeAgreed, None)
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
            if known.document.state().name().is_final() {
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
        (known, letter, taken): (&document::Loaded, &Letter, &[Arrived]),
    ) -> Result<Done, Halt> {
        let document = known.document.id();
        let why = match &letter.purpose {
            Purpose::Update(Some(reason)) => reason.clone(),
            _ => Reason::new("Nơi gửi cập nhật văn bản.").map_err(|_| OfficeError::Internal("a reason".to_owned()))?,
        };
        let correct = Command::Correct(Correct {
            document_type: is_other_type(letter, taken).then(|| letter.facts.document_type.clone()),
            ..correction(&letter.facts, why)
        });
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
        let here = document.map(|id| document::load(conn, packet.agency, id)).transpose()?.flatten();
        let sent_on = domain::day_in_vietnam(arrived.written_at.unwrap_or(packet.created_at));
        let content = Packet::Status(Box::new(StatusPacket {
            from: arrived.to,
            to: Card { code: arrived.from.code, name: arrived.from.name, email: None },
            about: arrived.about.completed(here.as_ref().map(|loaded| &loaded.document), sent_on),
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

/// A document that is here, and is replaced by one that comes.
pub(in crate::interchange) struct Replaced {
    /// As the packet names it.
    pub(in crate::interchange) about: Earlier,
    /// Itself.
    pub(in crate::interchange) known: document::Loaded,
}

/// The documents of these packets that came from this office, each with its identifier. Others may have forwarded the same.
fn theirs(
    conn: &mut Conn,
    packet: &Stored,
    peer: &str,
    all: Vec<Stored>,
) -> Result<Vec<(DocumentId, Option<DocumentKey>)>, StoreError> {
    let mut found = Vec::new();
    for brought in all {
        let code = brought.peer.as_deref().unwrap_or_default();
        if let Some(id) = brought.document
            && directory::is_same(conn, packet.agency, &packet.gateway, (code, peer))?
        {
            found.push((id, brought.about));
        }
    }
    Ok(found)
}

/// Whether another packet has said this before; the document that it is about, where there is one.
#[allow(clippy::option_option, reason = "whether it is a repeat, and of a document that is here")]
fn repeats(conn: &mut Conn, packet: &Stored, letter: &Letter) -> Result<Option<Option<DocumentId>>, StoreError> {
    for before in arrived::same(conn, (packet.agency, packet.id), &letter.digest)? {
        if letter.purpose != Purpose::New || !is_sent_again(conn, packet, (&before, &letter.arrived))? {
            return Ok(Some(before.document));
        }
    }
    Ok(None)
}

/// Whether a document comes that came before in the same words, and nothing is made of that one any more since before this was sent: then it is not a
/// copy of the same sending that an exchange point has made.
fn is_sent_again(conn: &mut Conn, packet: &Stored, (before, arrived): (&Stored, &Arrived)) -> Result<bool, StoreError> {
    let Some(id) = before.document.filter(|_| before.state == PacketState::Taken) else { return Ok(false) };
    let Some(loaded) = document::load(conn, packet.agency, id)? else { return Ok(false) };
    let end = match loaded.document.state() {
        State::Refused(end) | State::Returned { end, .. } | State::Voided { end, .. } => end,
        State::Recalled { end, .. } => {
            // What its sender has taken back comes again only where they have written it anew: a late copy does not bring it back.
            let then = before.body::<Arrived>()?.and_then(|then| then.written_at);
            if then.is_some() && then == arrived.written_at {
                return Ok(false);
            }
            end
        }
        _ => return Ok(false),
    };
    Ok(packet.created_at > end.at)
}

/// What was read of the packets that have made a document what it is, the latest first.
fn taken_of(conn: &mut Conn, packet: &Stored, document: DocumentId) -> Result<Vec<Arrived>, StoreError> {
    let all = arrived::taken_of(conn, packet.agency, document)?;
    let read: Result<Vec<Option<Arrived>>, StoreError> = all.iter().map(Stored::body::<Arrived>).collect();
    Ok(read?.into_iter().flatten().collect())
}

/// Whether an update was written before another that was taken over. Where its sender does not say when they wrote it, it is as new as it comes.
fn is_overtaken(update: &Arrived, taken: &[Arrived]) -> bool {
    let last = taken.iter().filter(|one| one.purpose == "update").filter_map(|one| one.written_at).max();
    update.written_at.zip(last).is_some_and(|(written, last)| written < last)
}

/// Whether an update gives the document another type than its sender did before: what a clerk has put there stands otherwise, and so it does where the
/// office has no type of this name.
fn is_other_type(letter: &Letter, taken: &[Arrived]) -> bool {
    let named = letter.arrived.type_name.as_deref().map(domain::fold);
    let before = taken.iter().find_map(|one| one.type_name.as_deref()).map(domain::fold);
    letter.type_known && (before.is_none() || before != named)
}

/// What a document says that it replaces, and what it replaces of those that are here: those may be named so that only their identifier says which.
fn relations(facts: &FactsFields, replaced: &[Replaced]) -> Vec<Relation> {
    let mut all = facts.relations.clone();
    for one in replaced {
        let there = one.known.document.facts();
        let (Some(number), Some(notation)) = (there.number.clone(), there.notation.clone()) else { continue };
        let relation = Relation { kind: RelationKind::Replaces, number, notation, issued_on: there.issued_on };
        if all.len() < MOST_RELATIONS && !all.iter().any(|known| known.is_of(there)) {
            all.push(relation);
        }
    }
    all
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
        document_type: None,
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

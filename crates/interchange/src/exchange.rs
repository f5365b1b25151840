//! The rounds of one gateway: what waits there is fetched, kept, and acknowledged; what is kept is read and taken in; what is queued is written and sent.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use edxml::{ReadOptions, ReceivedFile, Sink};
use futures_util::{StreamExt, TryStreamExt, stream};
use gateway::{Ack, AfterUnknown, Failure, Gateway, Kind, Listed, Lost, Packet as Carried};
use office::{
    Office, OfficeError,
    domain::{
        AgencyId, FileName, PacketId,
        incoming::StoredFile,
        interchange::{Packet, PacketKind},
    },
    interchange::{
        GatewayTerms,
        arrival::ToRead,
        sending::{Due, Sender, UNKNOWN_OUTCOME, fault},
    },
    packets::{Entry, Fault, Had, Tried},
};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use tokio_util::io::ReaderStream;

use crate::{
    reading::{self, Asked},
    writing::{self, Files},
};

/// For how long a packet is a worker's that is not heard of.
const LEASE: Duration = Duration::from_secs(45);
/// How often a worker says that it is at it.
const BEAT: Duration = Duration::from_secs(15);

/// How many packets are on their way to a gateway at once.
const AT_ONCE: usize = 5;

/// After how many failures in a row a gateway is left alone for this round.
const IN_A_ROW: usize = 3;

/// What a round came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// How many packets were fetched.
    pub fetched: usize,
    /// How many were taken in or laid aside.
    pub taken: usize,
    /// How many were sent, or given up.
    pub sent: usize,
}

impl Round {
    /// Whether something was done: then there may be more.
    pub const fn did_something(&self) -> bool {
        self.fetched + self.taken + self.sent > 0
    }
}

/// One gateway of one office.
#[derive(Clone)]
pub struct Exchange {
    office: Office,
    gateway: Arc<dyn Gateway>,
    terms: GatewayTerms,
    sender: Sender,
    /// Where messages lie while they are written or read.
    spool: PathBuf,
    limits: edxml::Limits,
}

impl std::fmt::Debug for Exchange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Exchange({})", self.terms.name)
    }
}

const fn kind_of(kind: PacketKind) -> Kind {
    match kind {
        PacketKind::Document => Kind::Document,
        PacketKind::Status => Kind::Status,
    }
}

fn broken(error: impl std::fmt::Display) -> OfficeError {
    OfficeError::Internal(format!("the interchange: {error}"))
}

/// Runs what blocks where that is allowed.
async fn blocking<T: Send + 'static>(act: impl FnOnce() -> T + Send + 'static) -> Result<T, OfficeError> {
    tokio::task::spawn_blocking(act).await.map_err(broken)
}

impl Exchange {
    /// Of an office's gateway; `worker` is unlike any other's name.
    pub fn new(
        office: &Office,
        gateway: Arc<dyn Gateway>,
        terms: GatewayTerms,
        worker: String,
        (spool, limits): (PathBuf, edxml::Limits),
    ) -> Self {
        let sender = Sender { name: worker, lease: LEASE };
        Self { office: office.clone(), gateway, terms, sender, spool, limits }
    }

    /// What the gateway is called.
    pub fn name(&self) -> &str {
        &self.terms.name
    }

    /// Goes one round. What the gateway fails with is noted at the office, and stops neither what is kept nor what is queued.
    ///
    /// # Errors
    /// What the database or the storage say.
    pub async fn round(&self) -> Result<Round, OfficeError> {
        let agency = self.office.agency_of_gateway(&self.terms).await?;
        let mut round = Round::default();
        if self.gateway.offers().polled {
            let (fetched, failed) = self.fetch(agency).await?;
            round.fetched = fetched;
            self.office.note_polled(agency, self.terms.name.clone(), failed).await?;
        }
        let work = async {
            round.taken = self.take_in(agency).await?;
            round.sent = self.send(agency).await?;
            Ok::<_, OfficeError>(())
        };
        // A large packet may take long: whoever is killed is followed soon, and who is at it is not.
        let at_it = async {
            loop {
                tokio::time::sleep(BEAT).await;
                if let Err(error) = self.office.keep_leases(&self.sender, agency).await {
                    tracing::warn!(%error, "the leases of packets could not be kept");
                }
            }
        };
        tokio::select! {
            done = work => done?,
            () = at_it => {}
        }
        Ok(round)
    }

    /// Reads the gateway's directory and keeps it.
    ///
    /// # Errors
    /// What the gateway says, in words; what the database says.
    pub async fn sync_directory(&self) -> Result<usize, OfficeError> {
        if !self.gateway.offers().directory {
            return Ok(0);
        }
        let agency = self.office.agency_of_gateway(&self.terms).await?;
        let gateway = Arc::clone(&self.gateway);
        let entries = blocking(move || gateway.directory()).await?.map_err(broken)?;
        let entries: Vec<Entry> = entries
            .into_iter()
            .map(|one| Entry {
                code: one.code,
                old_codes: one.old_codes,
                name: one.name,
                email: one.mail,
                parent: one.parent,
            })
            .collect();
        let many = entries.len();
        // An empty answer is rather a gateway's mistake than the end of all offices.
        if many > 0 {
            self.office.keep_directory(agency, self.terms.name.clone(), entries).await?;
        }
        Ok(many)
    }

    /// Takes what the gateway lists; how many were fetched, and what went wrong last. One packet that can't be had now keeps none of the others waiting;
    /// where several in a row can't, the gateway is left alone until the next round.
    async fn fetch(&self, agency: AgencyId) -> Result<(usize, Option<String>), OfficeError> {
        let (mut fetched, mut failed, mut in_a_row) = (0, None, 0_usize);
        for kind in [PacketKind::Document, PacketKind::Status] {
            let gateway = Arc::clone(&self.gateway);
            let listed = match blocking(move || gateway.list(kind_of(kind), None)).await? {
                Ok(listed) => listed,
                Err(failure) => return Ok((fetched, Some(failure.to_string()))),
            };
            let ids = listed.iter().map(|one| one.gateway_id.clone()).collect();
            let known = self.office.known_packets((agency, self.terms.name.clone(), kind), ids).await?;
            for one in listed {
                let had = known.iter().find(|known| known.gateway_id == one.gateway_id);
                match self.take((agency, kind), &one, had.map(|known| (known.id, known.had))).await? {
                    Ok(taken) => {
                        in_a_row = 0;
                        fetched += usize::from(taken);
                    }
                    Err(failure) => {
                        in_a_row += 1;
                        failed = Some(failure.to_string());
                        if in_a_row >= IN_A_ROW {
                            return Ok((fetched, failed));
                        }
                    }
                }
            }
        }
        Ok((fetched, failed))
    }

    /// Has one listed packet kept here and told so to the gateway; whether it was fetched for that.
    async fn take(
        &self,
        of: (AgencyId, PacketKind),
        listed: &Listed,
        had: Option<(PacketId, Had)>,
    ) -> Result<Result<bool, Failure>, OfficeError> {
        let again = had.map(|(id, _)| id);
        let (kept, fetched) = match had {
            Some((id, Had::Message | Had::Discarded)) => (Some(id), false),
            // Only the gateway has it: it must not forget it.
            Some((_, Had::Nothing)) => return Ok(Ok(false)),
            Some((_, Had::Wanted)) | None => match self.message(listed).await? {
                Ok(file) => (self.keep(of, listed, again, file).await?, true),
                Err(failure) if is_of_packet(&failure) => {
                    self.lay(of, listed, again, &failure).await?;
                    return Ok(Ok(false));
                }
                Err(failure) => return Ok(Err(failure)),
            },
        };
        // It is kept: now the gateway may forget it. Where this is lost, it is listed again.
        let (gateway, id) = (Arc::clone(&self.gateway), listed.gateway_id.clone());
        if let Err(failure) = blocking(move || gateway.acknowledge(&id, &Ack::Done)).await? {
            return Ok(Err(failure));
        }
        if let Some(id) = kept {
            self.office.packet_acknowledged(of.0, id).await?;
        }
        Ok(Ok(fetched))
    }

    /// Fetches the message of one packet; why not, where that can't be.
    async fn message(&self, listed: &Listed) -> Result<Result<File, Failure>, OfficeError> {
        let (gateway, id, most) = (Arc::clone(&self.gateway), listed.gateway_id.clone(), self.limits.message_bytes);
        let spool = self.spool.clone();
        let fetched = blocking(move || {
            let mut file = tempfile::tempfile_in(spool).map_err(broken)?;
            let done = gateway.fetch(&id, &mut file, most);
            io::Seek::rewind(&mut file).map_err(broken)?;
            Ok::<_, OfficeError>(done.map(|_| file))
        });
        fetched.await?
    }

    /// Keeps a message, under the id that its packet has already where it could not be fetched before; nothing where it was kept meanwhile.
    async fn keep(
        &self,
        (agency, kind): (AgencyId, PacketKind),
        listed: &Listed,
        again: Option<PacketId>,
        file: File,
    ) -> Result<Option<PacketId>, OfficeError> {
        let (content, most) = (ReaderStream::new(tokio::fs::File::from_std(file)), self.limits.message_bytes);
        if let Some(id) = again {
            self.office.keep_refetched((agency, id), (content, most)).await?;
            return Ok(Some(id));
        }
        let of = (agency, self.terms.name.clone(), kind);
        self.office.keep_packet(of, listed.gateway_id.clone(), (content, most, None)).await
    }

    /// Lays a packet aside that can't be fetched. The gateway keeps it, until a clerk has decided.
    async fn lay(
        &self,
        (agency, kind): (AgencyId, PacketKind),
        listed: &Listed,
        again: Option<PacketId>,
        failure: &Failure,
    ) -> Result<(), OfficeError> {
        let why = failure.why();
        let why = fault(code_of(failure), why.vi.clone(), why.en.clone());
        let of = (agency, self.terms.name.clone(), kind);
        self.office.lay_unfetched(of, (listed.gateway_id.clone(), again), why).await
    }

    /// Reads what is kept, and has it taken in or laid aside.
    async fn take_in(&self, agency: AgencyId) -> Result<usize, OfficeError> {
        let kept = self.office.claim_kept(&self.sender, agency, self.terms.name.clone()).await?;
        let many = kept.len();
        for packet in &kept {
            if let Err(error) = self.take_one(packet).await {
                tracing::warn!(packet = %packet.id.0, %error, "a packet was not taken in and is looked at again");
                self.office.look_again(packet).await?;
            }
        }
        Ok(many)
    }

    async fn take_one(&self, packet: &ToRead) -> Result<(), OfficeError> {
        let folder = self.folder()?;
        let message = folder.path().join("message");
        self.to_disk(&packet.sha256, &message).await?;
        let (options, inside) = (
            ReadOptions { limits: self.limits.clone(), spool: folder.path().to_owned(), announced: None },
            folder.path().to_owned(),
        );
        let read = blocking(move || {
            let file = File::open(&message).map_err(broken)?;
            let mut kept = Kept { folder: inside, files: Vec::new() };
            let received = edxml::read(BufReader::new(file), &options, &mut kept);
            Ok::<_, OfficeError>(received.map(|received| (received, kept.files)))
        });
        let (received, files) = match read.await?? {
            Ok(read) => read,
            // Ours: the disk is full, say.
            Err(error) if matches!(error.fault, edxml::ReadFault::Io(_) | edxml::ReadFault::Keeping(_)) => {
                return Err(broken(error));
            }
            Err(error) => {
                let why = Fault {
                    code: error.fault.code().to_owned(),
                    at: Some(error.path.clone()),
                    vi: error.vietnamese(),
                    en: error.to_string(),
                };
                return self.office.lay_aside(packet, why).await;
            }
        };
        let mut stored: Vec<StoredFile> = Vec::new();
        for (name, path) in files {
            match self.keep_file(&name, &path).await {
                Ok(file) => stored.push(file),
                Err(error) => match error.of_content() {
                    Some((code, vi, en)) => {
                        let vi = format!("Tệp “{name}”: {vi}");
                        let en = format!("The file “{name}”: {en}");
                        return self.office.lay_aside(packet, fault(code, vi, en)).await;
                    }
                    None => return Err(error),
                },
            }
        }
        let snapshot = self.office.snapshot(packet.agency).await?;
        match reading::asked(&received, stored, &snapshot) {
            Ok(Asked::Letter(letter)) => self.office.take_letter(packet, *letter).await,
            Ok(Asked::Told(told)) => self.office.take_told(packet, *told).await,
            Err(unfit) => {
                let why =
                    Fault { code: unfit.code.to_owned(), at: Some(unfit.at.to_owned()), vi: unfit.vi, en: unfit.en };
                self.office.lay_aside(packet, why).await
            }
        }
    }

    async fn keep_file(&self, name: &str, path: &Path) -> Result<StoredFile, OfficeError> {
        let name = FileName::new(name).or_else(|_| FileName::new("tep-dinh-kem"));
        let name = name.map_err(|_| broken("a file's name"))?;
        let file = tokio::fs::File::open(path).await.map_err(broken)?;
        self.office.keep_packet_file(name, ReaderStream::new(file)).await
    }

    fn folder(&self) -> Result<TempDir, OfficeError> {
        tempfile::tempdir_in(&self.spool).map_err(broken)
    }

    /// Content of the storage, on the disk.
    async fn to_disk(&self, sha256: &str, path: &Path) -> Result<(), OfficeError> {
        let mut content = self.office.message_content(sha256).await?;
        let mut file = tokio::fs::File::create(path).await.map_err(broken)?;
        while let Some(chunk) = content.try_next().await? {
            file.write_all(&chunk).await.map_err(broken)?;
        }
        file.flush().await.map_err(broken)
    }

    /// Writes and sends what is queued, several at once: a gateway takes its time for each. Of one document to one recipient there is never more than one
    /// among them.
    async fn send(&self, agency: AgencyId) -> Result<usize, OfficeError> {
        let due = self.office.claim_packets(&self.sender, agency, self.terms.name.clone()).await?;
        let many = due.len();
        stream::iter(due).map(Ok).try_for_each_concurrent(AT_ONCE, |one| self.send_and_note(one)).await?;
        Ok(many)
    }

    async fn send_and_note(&self, one: Due) -> Result<(), OfficeError> {
        let tried = match self.send_one(&one).await {
            Ok(tried) => tried,
            Err(error) => {
                tracing::warn!(packet = %one.id.0, %error, "a packet was not sent");
                let why = fault("internal", "Hệ thống chưa gửi được gói tin.", "The packet could not be sent.");
                self.again(&one, why, None)
            }
        };
        let sent = matches!(tried, Tried::Sent(_));
        self.office.note_packet(&self.sender, (one.agency, one.id), tried).await?;
        if sent {
            tracing::debug!(packet = %one.id.0, gateway = %self.terms.name, "a packet was sent");
        }
        Ok(())
    }

    fn again(&self, due: &Due, why: Fault, asked: Option<Duration>) -> Tried {
        match self.office.next_try(due, &self.terms.name, asked) {
            Some(at) => Tried::Again(at, why),
            None => Tried::Failed(why),
        }
    }

    async fn send_one(&self, due: &Due) -> Result<Tried, OfficeError> {
        let message = match writing::message(&due.content) {
            Ok(message) => message,
            Err(why) => {
                return Ok(Tried::Failed(Fault { code: "unwritable".to_owned(), at: why.at, vi: why.vi, en: why.en }));
            }
        };
        let folder = self.folder()?;
        let mut files = Files::default();
        if let Packet::Document(packet) = &due.content {
            for (n, file) in packet.files.iter().enumerate() {
                let path = folder.path().join(format!("file-{n}"));
                self.to_disk(&file.sha256, &path).await?;
                files.0.push(path);
            }
        }
        let path = folder.path().join("packet.edxml");
        let to = path.clone();
        let written = match blocking(move || writing::write(&message, files, &to)).await? {
            Ok(written) => written,
            Err(why) => {
                return Ok(Tried::Failed(Fault { code: "unwritable".to_owned(), at: why.at, vi: why.vi, en: why.en }));
            }
        };
        let carried = Carried {
            id: due.id.0.to_string(),
            path,
            sha256: *written.message.sha256.as_bytes(),
            length: written.message.length,
            from: from(&due.content),
            to: vec![due.content.to().code.clone()],
        };
        let kind = kind_of(due.content.kind());
        // Of two statuses about one document nobody can tell which a gateway lists; told twice does no harm, told never does.
        let tells = due.content.kind() == PacketKind::Status;
        let look = due.may_have_gone && !tells && self.gateway.offers().after_unknown == AfterUnknown::LookFirst;
        let lost = look.then(|| lost(due));
        let gateway = Arc::clone(&self.gateway);
        let sent = blocking(move || {
            if let Some(lost) = lost
                && let Some(found) = gateway.find_sent(kind, &lost)?
            {
                return Ok(found);
            }
            gateway.send(kind, &carried)
        });
        Ok(match sent.await? {
            Ok(sent) => Tried::Sent(sent.gateway_id),
            Err(failure) => {
                let why = fault(code_of(&failure), failure.why().vi.clone(), failure.why().en.clone());
                if is_of_packet(&failure) {
                    Tried::Failed(why)
                } else {
                    let asked = match failure {
                        Failure::Temporary { retry_after, .. } => retry_after,
                        _ => None,
                    };
                    self.again(due, why, asked)
                }
            }
        })
    }
}

/// Whether no other packet would fail for this: then this one is at fault, and no try mends it.
const fn is_of_packet(failure: &Failure) -> bool {
    matches!(failure, Failure::Permanent { code, .. } if !code.concerns_gateway())
}

/// What a failure is called; the names do not change.
const fn code_of(failure: &Failure) -> &'static str {
    match failure {
        Failure::Temporary { .. } => "temporary",
        Failure::Unknown { .. } => UNKNOWN_OUTCOME,
        Failure::Permanent { code, .. } => code.as_str(),
    }
}

fn from(packet: &Packet) -> String {
    match packet {
        Packet::Document(packet) => packet.from.code.clone(),
        Packet::Status(packet) => packet.from.code.clone(),
    }
}

/// By what a packet whose answer was lost is looked for.
fn lost(due: &Due) -> Lost {
    let (notation, title) = match &due.content {
        Packet::Document(packet) => (format!("{}/{}", packet.number, packet.notation), packet.subject.clone()),
        Packet::Status(packet) => (packet.about.written.clone(), String::new()),
    };
    Lost {
        from: from(&due.content),
        to: vec![due.content.to().code.clone()],
        notation,
        title,
        first_tried: due.first_try_at.unwrap_or(due.queued_at),
        others: due.others.clone(),
    }
}

/// Files of a message, as they are read.
struct Kept {
    folder: PathBuf,
    files: Vec<(String, PathBuf)>,
}

impl Sink for Kept {
    fn keep(&mut self, file: &ReceivedFile, content: &mut dyn Read) -> io::Result<()> {
        let path = self.folder.join(format!("tep-{}", file.number));
        let mut kept = File::create(&path)?;
        io::copy(content, &mut kept)?;
        self.files.push((file.file_name.clone(), path));
        Ok(())
    }
}

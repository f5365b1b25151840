//! The rounds of one gateway: what waits there is fetched, kept, and acknowledged; what is kept is read and taken in; what is queued is written and sent.

mod fetching;
mod sending;

use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use edxml::{ReadOptions, ReceivedFile, Sink};
use futures_util::TryStreamExt;
use gateway::{Failure, Gateway, Kind};
use office::{
    Office, OfficeError,
    domain::{AgencyId, FileName, incoming::StoredFile, interchange::PacketKind},
    interchange::{
        GatewayTerms,
        arrival::ToRead,
        sending::{Sender, UNKNOWN_OUTCOME, fault},
    },
    packets::{Entry, Fault},
};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use tokio_util::io::ReaderStream;

use crate::reading::{self, Asked};

/// For how long a packet is a worker's that is not heard of.
const LEASE: Duration = Duration::from_secs(45);
/// How often a worker says that it is at it.
const BEAT: Duration = Duration::from_secs(15);

/// After how many readings in vain a packet is laid aside: what stands in the way does not go away by itself.
const READINGS: u32 = 12;

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
    /// Packets that could not be fetched: how often, and since when.
    unfetched: Arc<Mutex<Unfetched>>,
    /// How many rounds were begun.
    rounds: Arc<AtomicU64>,
}

/// By kind and the gateway's id.
type Unfetched = HashMap<(PacketKind, String), (u32, Instant)>;

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
        Self {
            office: office.clone(),
            gateway,
            terms,
            sender,
            spool,
            limits,
            unfetched: Arc::default(),
            rounds: Arc::default(),
        }
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
        // A name of its own: what an earlier round has left behind is nobody's once its time is over.
        let n = self.rounds.fetch_add(1, Ordering::Relaxed);
        let sender = Sender { name: format!("{} {n}", self.sender.name), lease: self.sender.lease };
        let work = async {
            round.taken = self.take_in(&sender, agency).await?;
            round.sent = self.send(&sender, agency).await?;
            Ok::<_, OfficeError>(())
        };
        // A large packet may take long: whoever is killed is followed soon, and who is at it is not.
        let at_it = async {
            loop {
                tokio::time::sleep(BEAT).await;
                if let Err(error) = self.office.keep_leases(&sender, agency).await {
                    tracing::warn!(%error, "the leases of packets could not be kept");
                }
            }
        };
        let done = tokio::select! {
            done = work => done,
            () = at_it => Ok(()),
        };
        // Also while the gateway can't be reached: that is when statuses are given up.
        self.office.tell_of_quarantine(agency, self.terms.name.clone()).await?;
        done.map(|()| round)
    }

    /// How long nothing is due: to be sent again, or to be read again. Nothing, where nothing waits.
    ///
    /// # Errors
    /// What the database says.
    pub async fn rests(&self) -> Result<Option<Duration>, OfficeError> {
        let agency = self.office.agency_of_gateway(&self.terms).await?;
        let next = self.office.next_packet_at(agency, self.terms.name.clone()).await?;
        Ok(next.map(|at| (at - self.office.now()).to_std().unwrap_or_default()))
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

    /// Reads what is kept, and has it taken in or laid aside.
    async fn take_in(&self, sender: &Sender, agency: AgencyId) -> Result<usize, OfficeError> {
        let kept = self.office.claim_kept(sender, agency, self.terms.name.clone()).await?;
        let many = kept.len();
        for packet in &kept {
            if let Err(error) = self.take_one(packet).await {
                tracing::warn!(packet = %packet.id.0, %error, tries = packet.tries, "a packet was not taken in");
                if packet.tries < READINGS {
                    self.office.look_again(packet).await?;
                } else {
                    let why = fault(
                        "not_taken_in",
                        "Hệ thống đã thử nhiều lần mà không đưa được gói tin vào; hãy báo quản trị viên, rồi cho đọc lại (retry).",
                        "The packet could not be taken in, tried many times; tell the administrator, then have it read again (retry).",
                    );
                    self.office.lay_aside(packet, why, None, Vec::new()).await?;
                }
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
                return self.office.lay_aside(packet, why, None, Vec::new()).await;
            }
        };
        let snapshot = self.office.snapshot(packet.agency).await?;
        let sender = reading::sender(&received, &snapshot);
        let mut stored: Vec<StoredFile> = Vec::new();
        let hashes = |stored: &[StoredFile]| stored.iter().map(|file| file.sha256.clone()).collect();
        for (name, path) in &files {
            match self.keep_file(name, path).await {
                Ok(file) => stored.push(file),
                Err(error) => match error.of_content() {
                    Some((code, vi, en)) => {
                        let vi = format!("Tệp “{name}”: {vi}");
                        let en = format!("The file “{name}”: {en}");
                        return self.office.lay_aside(packet, fault(code, vi, en), sender, hashes(&stored)).await;
                    }
                    None => return Err(error),
                },
            }
        }
        match reading::asked(&received, stored.clone(), &snapshot) {
            Ok(Asked::Letter(letter)) => {
                self.office.take_letter(packet, *letter).await?;
                self.still_there(&stored, &files).await
            }
            Ok(Asked::Told(told)) => self.office.take_told(packet, *told).await,
            Err(unfit) => {
                let why =
                    Fault { code: unfit.code.to_owned(), at: Some(unfit.at.to_owned()), vi: unfit.vi, en: unfit.en };
                self.office.lay_aside(packet, why, sender, hashes(&stored)).await
            }
        }
    }

    /// Keeps those files again whose contents left the storage a moment ago, with the last that had the same.
    async fn still_there(&self, stored: &[StoredFile], files: &[(String, PathBuf)]) -> Result<(), OfficeError> {
        for (file, (name, path)) in stored.iter().zip(files) {
            if !self.office.is_content_there(&file.sha256).await? {
                self.keep_file(name, path).await?;
            }
        }
        Ok(())
    }

    async fn keep_file(&self, name: &str, path: &Path) -> Result<StoredFile, OfficeError> {
        let name = FileName::new(name).or_else(|_| FileName::new("tep-dinh-kem"));
        let name = name.map_err(|_| broken("a file's name"))?;
        let file = tokio::fs::File::open(path).await.map_err(broken)?;
        self.office.keep_packet_file(name, ReaderStream::new(file)).await
    }

    fn folder(&self) -> Result<TempDir, OfficeError> {
        // A process that has started since may have taken it for left behind.
        std::fs::create_dir_all(&self.spool).map_err(broken)?;
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

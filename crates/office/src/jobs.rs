//! Long work in the background (việc chạy nền): somebody asks for it and follows it; a worker does it, piece by piece, and lays what comes of it
//! into the storage, from where it is fetched, also in parts.
//!
//! What a job may read is decided when it is asked for and once more when it is done: whoever asked may have left meanwhile.

use std::{ops::Range, path::Path as FilePath, sync::Arc};

use chrono::Duration;
use domain::{CaseFileId, JobId, Refusal, Rule, book::TableFormat};
use futures_util::{StreamExt, TryStreamExt};
use object_store::{GetOptions, GetRange, ObjectStoreExt, path::Path};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{
    Conn, StoreError,
    job::{self as rows, Fault, Made, Mine},
    organisation::AgencySnapshot,
};
use tokio::io::AsyncReadExt;

use crate::{
    Office, OfficeError,
    agency::Caller,
    books::BookOrder,
    files::Content,
    incoming::Halt,
    repeat::{Answer, Line, Repeat},
};

pub use store::job::{Job, JobState};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum JobOrder {
    /// A book as PDF, in volumes where it is long.
    PrintBook {
        /// Which, of when.
        #[serde(flatten)]
        book: BookOrder,
    },
    /// A book as a table.
    ExportBook {
        /// Which, of when.
        #[serde(flatten)]
        book: BookOrder,
        /// Of which kind.
        format: TableFormat,
    },
    /// A case file as a package.
    ExportCaseFile {
        /// Which.
        case_file: CaseFileId,
    },
}

/// How long a worker has a job between two notes of how far it has come.
const LEASE: Duration = Duration::minutes(2);
/// How often a job is begun at the most: one that takes a worker down with it is not begun for ever.
const TRIES: u32 = 3;
/// How many somebody has waiting or running at once.
const AT_ONCE: u64 = 5;
/// The file is put into the storage in parts of this size.
const PART: usize = 8 << 20;

/// Where what came of a job lies.
fn place(id: JobId) -> Path {
    Path::from(format!("jobs/{}", id.0))
}

/// A job that is a worker's now, by which it tells how far it has come.
#[derive(Debug, Clone)]
pub struct Running {
    office: Office,
    job: Job,
    worker: String,
}

/// Why a job was not done.
#[derive(Debug)]
pub(crate) enum Undone {
    /// Another worker has it by now, or it is gone.
    Lost,
    /// This went wrong.
    Error(OfficeError),
}

impl<E: Into<OfficeError>> From<E> for Undone {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

impl Running {
    /// Tells how far it has come.
    pub(crate) async fn note(&self, done: u32, total: Option<u32>) -> Result<(), Undone> {
        let (agency, id, worker) = (self.job.agency, self.job.id, self.worker.clone());
        let now = domain::to_micros(self.office.now());
        let note =
            move |conn: &mut Conn| rows::note(conn, Mine { agency, id, worker: &worker, now }, (done, total), LEASE);
        if self.office.db().write::<_, StoreError, _>(note).await? { Ok(()) } else { Err(Undone::Lost) }
    }
}

impl Office {
    /// Asks for something long. Whoever asks may do as much at once as there is room for.
    pub(crate) async fn ask_job(
        &self,
        caller: Caller,
        order: JobOrder,
        repeat: Option<Repeat<Job>>,
    ) -> Result<Answer<Job>, OfficeError> {
        let id = JobId(self.fresh());
        let ask = move |office: &Self, conn: &mut Conn, _: &Arc<AgencySnapshot>| {
            if rows::open_of(conn, caller.agency, caller.person)? >= AT_ONCE {
                return Err(Halt::from(Refusal::new(Rule::TooManyJobs).with("max", AT_ONCE)));
            }
            let now = domain::to_micros(office.now());
            rows::ask(conn, (caller.agency, id), caller.person, &order, now)?;
            Ok(rows::find(conn, caller.agency, id)?.ok_or(OfficeError::NotFound)?)
        };
        let asked = self.once(caller, repeat, Line::None, ask).await?;
        self.0.jobs.notify_one();
        Ok(asked)
    }

    /// A job of the caller's own.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] of another's.
    pub async fn job(&self, caller: Caller, id: JobId) -> Result<Job, OfficeError> {
        self.caller(caller).await?;
        let found = self.db().read(move |conn| rows::find(conn, caller.agency, id)).await?;
        found.filter(|job| job.asked_by == caller.person).ok_or(OfficeError::NotFound)
    }

    /// What came of a job of the caller's own: all of it, or a part.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] of another's, of one that is not done, and of one that was cleared away.
    pub async fn job_file(
        &self,
        caller: Caller,
        id: JobId,
        part: Option<Range<u64>>,
    ) -> Result<(Made, Content), OfficeError> {
        let job = self.job(caller, id).await?;
        let made = job.made.clone().ok_or(OfficeError::NotFound)?;
        // What they might read when they asked, they may have to leave by now.
        let (snapshot, _) = self.caller(caller).await?;
        self.may_ask(caller, &job.asked::<JobOrder>()?, &snapshot).await?;
        let range = part.map(GetRange::Bounded);
        let found = self.blobs().get_opts(&place(id), GetOptions { range, ..GetOptions::default() }).await;
        let found = match found {
            Err(object_store::Error::NotFound { .. }) => return Err(OfficeError::NotFound),
            found => found?,
        };
        Ok((made, found.into_stream().map_err(OfficeError::from).boxed()))
    }

    async fn may_ask(&self, caller: Caller, order: &JobOrder, snapshot: &AgencySnapshot) -> Result<(), OfficeError> {
        match order {
            JobOrder::ExportCaseFile { case_file } => self.exportable(caller, *case_file).await.map(drop),
            JobOrder::PrintBook { book } | JobOrder::ExportBook { book, .. } => {
                Self::may_read_book(caller, book.book, snapshot)
            }
        }
    }

    /// Does the job that has waited longest; whether there was one.
    ///
    /// # Errors
    /// What the database says. What goes wrong with the job itself stands at the job.
    pub async fn do_job(&self, worker: &str) -> Result<bool, OfficeError> {
        let (name, now) = (worker.to_owned(), domain::to_micros(self.now()));
        let claim = move |conn: &mut Conn| rows::claim(conn, &name, now, LEASE);
        let Some(job) = self.db().write::<_, StoreError, _>(claim).await? else { return Ok(false) };
        let running = Running { office: self.clone(), job: job.clone(), worker: worker.to_owned() };
        let came = if job.tries > TRIES {
            Err(Undone::Error(OfficeError::Internal("begun too often".to_owned())))
        } else {
            self.made_of(&running).await
        };
        let came = match came {
            Ok(made) => Ok(made),
            Err(Undone::Lost) => return Ok(true),
            Err(Undone::Error(error)) => {
                tracing::warn!(job = %job.id, %error, "a job came to nothing");
                Err(fault_of(&error))
            }
        };
        let (agency, id, name, now) = (job.agency, job.id, worker.to_owned(), domain::to_micros(self.now()));
        let end = move |conn: &mut Conn| rows::end(conn, Mine { agency, id, worker: &name, now }, &came);
        self.db().write::<_, StoreError, _>(end).await?;
        Ok(true)
    }

    async fn made_of(&self, running: &Running) -> Result<Made, Undone> {
        let job = &running.job;
        let caller = Caller { agency: job.agency, person: job.asked_by };
        let (snapshot, _) = self.caller(caller).await?;
        let order: JobOrder = job.asked()?;
        self.may_ask(caller, &order, &snapshot).await?;
        let folder = tempfile::tempdir().map_err(|error| OfficeError::Internal(error.to_string()))?;
        let path = folder.path().join("made");
        let (name, media_type) = match order {
            JobOrder::PrintBook { book } => self.print_book((caller, &snapshot), &book, running, &path).await?,
            JobOrder::ExportBook { book, format } => {
                self.export_book((caller, &snapshot), (&book, format), running, &path).await?
            }
            JobOrder::ExportCaseFile { case_file } => self.write_package(caller, case_file, running, &path).await?,
        };
        let (sha256, size) = self.lay(&path, &place(job.id)).await?;
        Ok(Made { name, media_type: media_type.to_owned(), size, sha256 })
    }

    /// Puts a file of this machine into the storage, in parts: its hash and its size.
    async fn lay(&self, file: &FilePath, place: &Path) -> Result<(String, u64), OfficeError> {
        let wrong = |error: std::io::Error| OfficeError::Internal(format!("a job's file: {error}"));
        let mut file = tokio::fs::File::open(file).await.map_err(wrong)?;
        let mut upload = self.blobs().put_multipart(place).await?;
        let (mut digest, mut size) = (Sha256::new(), 0_u64);
        loop {
            let mut part = Vec::with_capacity(PART);
            let limit = u64::try_from(PART).unwrap_or(u64::MAX);
            (&mut file).take(limit).read_to_end(&mut part).await.map_err(wrong)?;
            if part.is_empty() {
                break;
            }
            digest.update(&part);
            size += u64::try_from(part.len()).unwrap_or_default();
            upload.put_part(part.into()).await?;
        }
        upload.complete().await?;
        Ok((hex::encode(digest.finalize()), size))
    }

    /// Clears away jobs that have been over for so long, with what came of them.
    ///
    /// # Errors
    /// What database and storage say.
    pub async fn clear_jobs(&self) -> Result<usize, OfficeError> {
        const AT_A_TIME: i64 = 100;
        let kept = Duration::from_std(self.limits().jobs_kept).unwrap_or(Duration::MAX);
        let before = self.now().checked_sub_signed(kept).unwrap_or(domain::UtcTime::UNIX_EPOCH);
        let over = self.db().read(move |conn| rows::over_before(conn, before, AT_A_TIME)).await?;
        for (agency, id) in &over {
            match self.blobs().delete(&place(*id)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(other) => return Err(other.into()),
            }
            let (agency, id) = (*agency, *id);
            self.db().write::<_, StoreError, _>(move |conn: &mut Conn| rows::remove(conn, agency, id)).await?;
        }
        Ok(over.len())
    }

    /// Returns when somebody has asked for something long.
    pub async fn job_woken(&self) {
        self.0.jobs.notified().await;
    }
}

/// What whoever asked is told: a rule in its words, of anything else nothing of its inside.
fn fault_of(error: &OfficeError) -> Fault {
    match error {
        OfficeError::Refused(refusal) => {
            let words = refusal.words();
            Fault { code: refusal.rule.code().to_owned(), vi: words.vi, en: words.en }
        }
        _ => Fault {
            code: "internal".to_owned(),
            vi: "Hệ thống chưa thực hiện được việc này; vui lòng thử lại hoặc báo quản trị.".to_owned(),
            en: "The system could not do this; please try again, or tell whoever administers it.".to_owned(),
        },
    }
}

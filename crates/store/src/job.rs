//! Long work that is done in the background (việc chạy nền): asked for by somebody, taken by a worker for a while by a lease, with how far it has
//! come. What came of it lies in the storage; here stands where, until it is cleared away.

use chrono::Duration;
use diesel::prelude::*;
use domain::{AgencyId, JobId, PersonId, UtcTime};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    Conn, StoreError, both,
    document::{count, integer},
    schema::job,
    types::{DbId, DbTime, JsonText},
};

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Nobody has it yet.
    Queued,
    /// A worker has it.
    Running,
    /// What came of it can be fetched.
    Done,
    /// Nothing came of it.
    Failed,
}

impl JobState {
    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Queued, Self::Running, Self::Done, Self::Failed].into_iter().find(|state| state.as_str() == text)
    }
}

/// The file that came of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hex.
    pub sha256: String,
}

/// Why nothing came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Its stable name.
    pub code: String,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = job)]
#[diesel(treat_none_as_default_value = false)]
struct JobRow {
    agency_id: DbId,
    id: DbId,
    asked_by: DbId,
    asked: JsonText,
    state: String,
    done: i32,
    total: Option<i32>,
    result: Option<JsonText>,
    fault: Option<JsonText>,
    tries: i32,
    worker: Option<String>,
    lease_until: Option<DbTime>,
    created_at: DbTime,
    changed_at: DbTime,
}

/// One job.
#[derive(Debug, Clone)]
pub struct Job {
    /// Whose.
    pub agency: AgencyId,
    /// Which.
    pub id: JobId,
    /// Who asked for it.
    pub asked_by: PersonId,
    asked: JsonText,
    /// How it stands.
    pub state: JobState,
    /// How much of it is done.
    pub done: u32,
    /// Of how much, once that is known.
    pub total: Option<u32>,
    /// What came of it.
    pub made: Option<Made>,
    /// Why nothing did.
    pub fault: Option<Fault>,
    /// How often it was begun.
    pub tries: u32,
    /// When it was asked for.
    pub created_at: UtcTime,
    /// When something was noted of it last.
    pub changed_at: UtcTime,
}

impl Job {
    /// What was asked for.
    ///
    /// # Errors
    /// A corrupt row.
    pub fn asked<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        self.asked.read()
    }
}

impl TryFrom<JobRow> for Job {
    type Error = StoreError;

    fn try_from(row: JobRow) -> Result<Self, StoreError> {
        Ok(Self {
            agency: row.agency_id.into(),
            id: JobId(row.id.get()),
            asked_by: row.asked_by.into(),
            asked: row.asked,
            state: JobState::parse(&row.state).ok_or_else(|| StoreError::corrupt("a job's state"))?,
            done: count(row.done)?,
            total: row.total.map(count).transpose()?,
            made: row.result.map(|text| text.read()).transpose()?,
            fault: row.fault.map(|text| text.read()).transpose()?,
            tries: count(row.tries)?,
            created_at: row.created_at.into(),
            changed_at: row.changed_at.into(),
        })
    }
}

macro_rules! of {
    ($agency:expr, $id:expr) => {
        job::table.filter(job::agency_id.eq(DbId::from($agency)).and(job::id.eq(DbId::from($id.0))))
    };
}

/// Asks for one.
pub fn ask(
    conn: &mut Conn,
    (agency, id): (AgencyId, JobId),
    by: PersonId,
    asked: &impl Serialize,
    now: UtcTime,
) -> Result<(), StoreError> {
    let row = JobRow {
        agency_id: agency.into(),
        id: id.0.into(),
        asked_by: by.into(),
        asked: JsonText::of(asked)?,
        state: JobState::Queued.as_str().to_owned(),
        done: 0,
        total: None,
        result: None,
        fault: None,
        tries: 0,
        worker: None,
        lease_until: None,
        created_at: now.into(),
        changed_at: now.into(),
    };
    both!(conn, c => diesel::insert_into(job::table).values(&row).execute(c))?;
    Ok(())
}

/// One of them.
pub fn find(conn: &mut Conn, agency: AgencyId, id: JobId) -> Result<Option<Job>, StoreError> {
    let row: Option<JobRow> = both!(conn, c => of!(agency, id).select(JobRow::as_select()).first(c).optional())?;
    row.map(Job::try_from).transpose()
}

/// How many somebody has asked for that are not over.
pub fn open_of(conn: &mut Conn, agency: AgencyId, by: PersonId) -> Result<u64, StoreError> {
    let open = [JobState::Queued, JobState::Running].map(JobState::as_str);
    let count: i64 = both!(conn, c => job::table
        .filter(job::agency_id.eq(DbId::from(agency)).and(job::asked_by.eq(DbId::from(by))))
        .filter(job::state.eq_any(open))
        .count()
        .get_result(c))?;
    Ok(count.unsigned_abs())
}

/// Takes the one that has waited longest: nobody's, or one whose worker has not been heard of for its lease.
pub fn claim(conn: &mut Conn, worker: &str, now: UtcTime, lease: Duration) -> Result<Option<Job>, StoreError> {
    let free = job::lease_until.is_null().or(job::lease_until.le(Some(DbTime::from(now))));
    let open = [JobState::Queued, JobState::Running].map(JobState::as_str);
    let due = job::table
        .filter(job::state.eq_any(open).and(free))
        .order((job::created_at, job::id))
        .limit(1)
        .select((job::agency_id, job::id));
    let found: Option<(DbId, DbId)> = match conn {
        Conn::Postgres(c) => due.for_update().skip_locked().first(c).optional()?,
        Conn::Sqlite(c) => due.first(c).optional()?,
    };
    let Some((agency, id)) = found else { return Ok(None) };
    let (agency, id) = (AgencyId::from(agency), JobId(id.get()));
    both!(conn, c => diesel::update(of!(agency, id))
        .set((
            job::state.eq(JobState::Running.as_str()),
            job::worker.eq(Some(worker)),
            job::lease_until.eq(Some(DbTime::from(now + lease))),
            job::tries.eq(job::tries + 1),
            job::done.eq(0),
            job::changed_at.eq(DbTime::from(now)),
        ))
        .execute(c))?;
    find(conn, agency, id)
}

/// Whose a job is now.
#[derive(Debug, Clone, Copy)]
pub struct Mine<'a> {
    /// Whose.
    pub agency: AgencyId,
    /// Which.
    pub id: JobId,
    /// The worker.
    pub worker: &'a str,
    /// Now.
    pub now: UtcTime,
}

/// Notes how far it has come, and keeps it so much longer; false where another worker has it by now.
pub fn note(
    conn: &mut Conn,
    mine: Mine<'_>,
    (done, total): (u32, Option<u32>),
    lease: Duration,
) -> Result<bool, StoreError> {
    let total = total.map(integer).transpose()?;
    let changed = both!(conn, c => diesel::update(of!(mine.agency, mine.id)
            .filter(job::worker.eq(Some(mine.worker)).and(job::state.eq(JobState::Running.as_str()))))
        .set((
            job::done.eq(integer(done)?),
            job::total.eq(total),
            job::lease_until.eq(Some(DbTime::from(mine.now + lease))),
            job::changed_at.eq(DbTime::from(mine.now)),
        ))
        .execute(c))?;
    Ok(changed == 1)
}

/// Notes what came of it; false where another worker has it by now.
pub fn end(conn: &mut Conn, mine: Mine<'_>, came: &Result<Made, Fault>) -> Result<bool, StoreError> {
    let (state, made, fault) = match came {
        Ok(made) => (JobState::Done, Some(JsonText::of(made)?), None),
        Err(fault) => (JobState::Failed, None, Some(JsonText::of(fault)?)),
    };
    let changed = both!(conn, c => diesel::update(of!(mine.agency, mine.id)
            .filter(job::worker.eq(Some(mine.worker)).and(job::state.eq(JobState::Running.as_str()))))
        .set((
            job::state.eq(state.as_str()),
            job::result.eq(made.as_ref()),
            job::fault.eq(fault.as_ref()),
            job::worker.eq(None::<String>),
            job::lease_until.eq(None::<DbTime>),
            job::changed_at.eq(DbTime::from(mine.now)),
        ))
        .execute(c))?;
    Ok(changed == 1)
}

/// Those that have been over since before this moment, at most so many: they are cleared away with what came of them.
pub fn over_before(conn: &mut Conn, before: UtcTime, limit: i64) -> Result<Vec<(AgencyId, JobId)>, StoreError> {
    let over = [JobState::Done, JobState::Failed].map(JobState::as_str);
    let found: Vec<(DbId, DbId)> = both!(conn, c => job::table
        .filter(job::state.eq_any(over).and(job::changed_at.lt(DbTime::from(before))))
        .limit(limit)
        .select((job::agency_id, job::id))
        .load(c))?;
    Ok(found.into_iter().map(|(agency, id)| (agency.into(), JobId(id.get()))).collect())
}

/// Clears one away.
pub fn remove(conn: &mut Conn, agency: AgencyId, id: JobId) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(of!(agency, id)).execute(c))?;
    Ok(())
}

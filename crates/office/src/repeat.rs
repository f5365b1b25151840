//! Repeats: a request with an Idempotency-Key is carried out once, and its repeats are answered as it was.

use std::sync::Arc;

use domain::{AgencyId, UtcTime, organisation::Scope};
use store::{Conn, StoreError, idempotency, organisation::AgencySnapshot};
use uuid::Uuid;

pub use store::idempotency::Kept;

use crate::{
    Office, OfficeError,
    agency::{Asker, Caller, ServiceCaller},
    citizens::Citizen,
    incoming::Halt,
};

/// Makes the answer that is kept out of what was done.
pub type MakeAnswer<T> = Arc<dyn Fn(&T) -> Result<Kept, OfficeError> + Send + Sync>;

/// How a repeat of a request is recognised, and what it is answered.
pub struct Repeat<T> {
    /// The Idempotency-Key.
    pub key: String,
    /// Hash of method, path and body.
    pub fingerprint: String,
    /// Makes the answer that is kept.
    pub answer: MakeAnswer<T>,
}

impl<T> Clone for Repeat<T> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), fingerprint: self.fingerprint.clone(), answer: Arc::clone(&self.answer) }
    }
}

impl<T> std::fmt::Debug for Repeat<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Repeat({})", self.key)
    }
}

/// What came of a request that may be a repeat.
#[derive(Debug)]
pub enum Answer<T> {
    /// Carried out now.
    Fresh(Box<T>),
    /// Carried out before; answered as then.
    Kept(Kept),
}

impl<T> Answer<T> {
    /// What was carried out, where the request had no key: then it is no repeat.
    pub fn fresh(self) -> Result<T, OfficeError> {
        match self {
            Self::Fresh(done) => Ok(*done),
            Self::Kept(_) => Err(OfficeError::Internal("an answer was kept without a key".to_owned())),
        }
    }
}

/// Whose repeats these are: a person's, a service account's or a citizen's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whose {
    /// At which agency.
    pub agency: AgencyId,
    /// Their id.
    pub id: Uuid,
}

impl From<Asker> for Whose {
    fn from(by: Asker) -> Self {
        Self { agency: by.agency(), id: by.id() }
    }
}

impl From<Caller> for Whose {
    fn from(by: Caller) -> Self {
        Asker::from(by).into()
    }
}

impl From<ServiceCaller> for Whose {
    fn from(by: ServiceCaller) -> Self {
        Asker::from(by).into()
    }
}

impl From<&Citizen> for Whose {
    fn from(who: &Citizen) -> Self {
        Self { agency: who.account.agency, id: who.account.id.0 }
    }
}

/// Keeps the answer in the transaction of what it answers.
pub(crate) fn keep<T>(
    conn: &mut Conn,
    by: impl Into<Whose>,
    repeat: Option<&Repeat<T>>,
    done: &T,
    now: UtcTime,
) -> Result<(), OfficeError> {
    if let Some(repeat) = repeat {
        let by = by.into();
        let kept = Kept { fingerprint: repeat.fingerprint.clone(), ..(repeat.answer)(done)? };
        idempotency::keep(conn, by.agency, by.id, &repeat.key, &kept, now)?;
    }
    Ok(())
}

/// Begins a sealed answer: no JSON begins so.
const SEALED: &str = "sealed:";

/// Where a sealed answer belongs.
fn place(fingerprint: &str) -> String {
    format!("idempotency/{fingerprint}")
}

/// Whether many wait for the row that a transaction holds, such as a register's: see [`store::Db::write_in_line`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// They don't.
    None,
    /// They do.
    Long,
}

impl Office {
    /// What somebody does in one write transaction, on the agency as it stands: decided anew where that has changed meanwhile.
    pub(crate) async fn on_fresh<T, F>(&self, by: impl Into<Asker>, line: Line, act: F) -> Result<T, Halt>
    where
        T: Send + 'static,
        F: Fn(&Self, &mut Conn, &Arc<AgencySnapshot>) -> Result<T, Halt> + Send + Sync + 'static,
    {
        let by = by.into();
        let mut snapshot = match by {
            Asker::Person(caller) => self.caller(caller).await?.0,
            Asker::Service(service) => self.asked_by(service).await?,
        };
        let act = Arc::new(act);
        loop {
            let (office, snap, act) = (self.clone(), Arc::clone(&snapshot), Arc::clone(&act));
            let write = move |conn: &mut Conn| act(&office, conn, &snap);
            let done = match line {
                Line::None => self.db().write(write).await,
                Line::Long => self.db().write_in_line(write).await,
            };
            match done {
                Err(Halt::SnapshotOld(version)) => snapshot = self.snapshot_at(by.agency(), version).await?,
                done => return done,
            }
        }
    }

    /// The same of a request that may be a repeat: carried out once. Whether a system was given the scope for it is asked before, so that it is
    /// not told again what it was answered when it might.
    pub(crate) async fn once<T, F>(
        &self,
        by: impl Into<Asker>,
        repeat: Option<Repeat<T>>,
        line: Line,
        act: F,
    ) -> Result<Answer<T>, OfficeError>
    where
        T: Send + 'static,
        F: Fn(&Self, &mut Conn, &Arc<AgencySnapshot>) -> Result<T, Halt> + Send + Sync + 'static,
    {
        let by = by.into();
        if let Some(kept) = self.kept(by, repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        let again = repeat.clone();
        let act_and_keep = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            let done = act(office, conn, snapshot)?;
            keep(conn, by, again.as_ref(), &done, office.now())?;
            Ok(done)
        };
        match self.on_fresh(by, line, act_and_keep).await {
            Ok(done) => Ok(Answer::Fresh(Box::new(done))),
            Err(halt) => self.or_kept(by, repeat.as_ref(), halt.into_error()).await,
        }
    }

    /// The answer that this request was given before, if it was.
    pub(crate) async fn kept<T>(
        &self,
        by: impl Into<Whose>,
        repeat: Option<&Repeat<T>>,
    ) -> Result<Option<Kept>, OfficeError> {
        let Some(repeat) = repeat else { return Ok(None) };
        let (key, by) = (repeat.key.clone(), by.into());
        let kept = self.db().read(move |conn| idempotency::find(conn, by.agency, by.id, &key)).await?;
        match kept {
            Some(kept) if kept.fingerprint != repeat.fingerprint => Err(OfficeError::KeyReused),
            Some(kept) => match kept.body.strip_prefix(SEALED) {
                Some(body) => {
                    let body = self.0.parts.sealing.open(body, &place(&kept.fingerprint))?;
                    let body =
                        String::from_utf8(body).map_err(|_| OfficeError::Internal("a kept answer".to_owned()))?;
                    Ok(Some(Kept { body, ..kept }))
                }
                None => Ok(Some(kept)),
            },
            None => Ok(None),
        }
    }

    /// The same, with an answer that is kept sealed: what stands in it, whoever has the database alone does not read.
    pub(crate) fn sealed<T: 'static>(&self, repeat: Repeat<T>) -> Repeat<T> {
        let (office, answer) = (self.clone(), Arc::clone(&repeat.answer));
        let place = place(&repeat.fingerprint);
        let seal = move |done: &T| {
            let kept = answer(done)?;
            let body = format!("{SEALED}{}", office.0.parts.sealing.seal(kept.body.as_bytes(), &place)?);
            Ok(Kept { body, ..kept })
        };
        Repeat { answer: Arc::new(seal), ..repeat }
    }

    /// Two requests with the same key at the same time: one is carried out, the other fails and gets its answer.
    pub(crate) async fn or_kept<T>(
        &self,
        by: impl Into<Whose>,
        repeat: Option<&Repeat<T>>,
        error: OfficeError,
    ) -> Result<Answer<T>, OfficeError> {
        let perhaps_repeat = match &error {
            OfficeError::Stale { .. }
            | OfficeError::Refused(_)
            | OfficeError::AllRefused(_)
            | OfficeError::OrganisationStale { .. }
            | OfficeError::RegisterExists
            | OfficeError::NotFound
            | OfficeError::Store(StoreError::Conflict) => true,
            OfficeError::Store(store) => {
                store.is_unique_on("idempotency", &["agency_id", "person_id", "idempotency_key"])
            }
            _ => false,
        };
        if perhaps_repeat && let Some(kept) = self.kept(by, repeat).await? {
            return Ok(Answer::Kept(kept));
        }
        Err(error)
    }

    /// A command on something that others may change beside it: decided anew as long as somebody was faster and the command moves nothing.
    pub(crate) async fn carried_out<T, F>(
        &self,
        (by, scope): (Asker, Scope),
        terms: Terms<T>,
        act: F,
    ) -> Result<Answer<T>, OfficeError>
    where
        T: Send + 'static,
        F: Fn(&Self, &mut Conn, &Arc<AgencySnapshot>) -> Result<T, Stop<T>> + Send + Sync + 'static,
    {
        // A system that may no longer do it is not told again what it was answered when it might.
        let mut snapshot = self.asked(by, scope).await?;
        if let Some(kept) = self.kept(by, terms.repeat.as_ref()).await? {
            return Ok(Answer::Kept(kept));
        }
        if terms.moves && terms.expected.is_none() && !terms.dry_run {
            return Err(OfficeError::VersionNeeded);
        }
        let act = Arc::new(act);
        let mut tries = 0;
        loop {
            tries += 1;
            let (office, snap, act) = (self.clone(), Arc::clone(&snapshot), Arc::clone(&act));
            let write = move |conn: &mut Conn| act(&office, conn, &snap);
            let done = match terms.line {
                Line::None => self.db().write(write).await,
                Line::Long => self.db().write_in_line(write).await,
            };
            match done {
                Ok(detail) => {
                    self.wake_mail();
                    return Ok(Answer::Fresh(Box::new(detail)));
                }
                Err(Stop::DryRun(detail)) => return Ok(Answer::Fresh(detail)),
                Err(Stop::Halt(Halt::SnapshotOld(version))) => {
                    snapshot = self.snapshot_at(by.agency(), version).await?;
                }
                Err(Stop::Halt(Halt::Error(OfficeError::Store(StoreError::Conflict)))) if tries < TRIES => {
                    // The caller's version is no longer the one that stands: the next try says so.
                    if terms.expected.is_none() && terms.moves {
                        return self.or_kept(by, terms.repeat.as_ref(), StoreError::Conflict.into()).await;
                    }
                }
                Err(Stop::Halt(halt)) => {
                    return self.or_kept(by, terms.repeat.as_ref(), halt.into_error()).await;
                }
            }
        }
    }
}

/// How often a command that moves nothing is tried when others are faster.
const TRIES: u32 = 8;

/// How a command is carried out.
pub(crate) struct Terms<T> {
    /// Whether it moves what it is given to, and so must say which version it was decided on.
    pub moves: bool,
    /// The version that the caller has seen.
    pub expected: Option<u32>,
    /// Say what would happen, and change nothing.
    pub dry_run: bool,
    /// Whether others stand in line for the same row.
    pub line: Line,
    /// How a repeat is recognised.
    pub repeat: Option<Repeat<T>>,
}

/// What a write transaction came to, where it was not carried through or only rehearsed.
pub(crate) enum Stop<T> {
    Halt(Halt),
    DryRun(Box<T>),
}

impl<T, H: Into<Halt>> From<H> for Stop<T> {
    fn from(halt: H) -> Self {
        Self::Halt(halt.into())
    }
}

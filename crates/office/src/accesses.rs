//! The access log: who looked at a document, when, and at what of it.
//!
//! A look is noted in memory and written with others, so that reading costs SQLite's one writer a transaction a second and not
//! one a look. What is noted and not written yet is lost when the power goes; when the program is stopped it is written. A look
//! at a secret line, and one that a leader has granted to an administrator, is written before the answer is sent. Where more waits than is allowed, whoever looks writes it, and where
//! that fails, the look fails: nobody sees what is not noted.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Mutex,
};

use domain::{AgencyId, By, DocumentId, DossierId, PersonId, UtcTime, access, organisation::Directory, to_micros};
use store::access_log;
use uuid::Uuid;

pub use store::access_log::{
    Access, Looker, What,
    count::{Count, Who},
};

use crate::{
    Office, OfficeError,
    agency::{Asker, Caller, ServiceCaller},
    dossiers::DossierDetail,
    incoming::Detail,
    outgoing::OutgoingDetail,
};

/// Whoever looks, and by which request.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Who.
    pub by: Asker,
    /// By which request.
    pub request: Option<Uuid>,
}

impl From<Asker> for Look {
    fn from(by: Asker) -> Self {
        Self { by, request: None }
    }
}

impl From<Caller> for Look {
    fn from(caller: Caller) -> Self {
        Asker::from(caller).into()
    }
}

/// What makes two looks one row, while they lie near each other.
type Same = (AgencyId, DocumentId, Looker, What);

/// What waits to be written, and what was begun lately.
#[derive(Debug, Default)]
struct Noted {
    /// By the id of the row, which is in the order of time.
    waiting: BTreeMap<Uuid, Waiting>,
    lately: HashMap<Same, (Uuid, UtcTime)>,
}

#[derive(Debug, Clone)]
struct Waiting {
    access: Access,
    /// Whether its row is there already.
    there: bool,
}

/// The looks of this instance.
#[derive(Debug, Default)]
pub(crate) struct Accesses {
    noted: Mutex<Noted>,
    /// Held while some are written: a row must be there before there is more of it.
    writing: tokio::sync::Mutex<()>,
}

impl Accesses {
    /// Notes a look; how many wait now.
    fn note(&self, same: Same, id: Uuid, request: Option<Uuid>, at: UtcTime, fold: chrono::Duration) -> usize {
        let Ok(mut noted) = self.noted.lock() else { return usize::MAX };
        let known = noted.lately.get(&same).copied().filter(|(_, first)| at - *first < fold);
        let (row, there) = known.map_or((id, false), |(row, _)| (row, true));
        if !there {
            noted.lately.insert(same, (id, at));
        }
        let (agency, document, by, what) = same;
        let fresh = || Waiting {
            access: Access { id: row, agency, document, by, what, request, first_at: at, last_at: at, times: 0 },
            there,
        };
        let waiting = noted.waiting.entry(row).or_insert_with(fresh);
        waiting.access.times += 1;
        waiting.access.last_at = waiting.access.last_at.max(at);
        noted.waiting.len()
    }

    /// Takes what waits, and forgets what is too long ago for another look to be added.
    fn take(&self, now: UtcTime, fold: chrono::Duration) -> BTreeMap<Uuid, Waiting> {
        let Ok(mut noted) = self.noted.lock() else { return BTreeMap::new() };
        noted.lately.retain(|_, (_, first)| now - *first < fold);
        std::mem::take(&mut noted.waiting)
    }

    /// Puts back what could not be written, before what has come meanwhile.
    fn put_back(&self, taken: BTreeMap<Uuid, Waiting>) {
        let Ok(mut noted) = self.noted.lock() else { return };
        for (id, mut older) in taken {
            if let Some(newer) = noted.waiting.remove(&id) {
                older.access.times += newer.access.times;
                older.access.last_at = older.access.last_at.max(newer.access.last_at);
            }
            noted.waiting.insert(id, older);
        }
    }
}

impl Office {
    /// Notes that a document was looked at, or something of it. An error where it can't be noted: then nothing is shown.
    pub(crate) async fn looked(&self, look: Look, detail: &Detail, what: What) -> Result<(), OfficeError> {
        let document = &detail.document;
        let desk = |person| access::sees_as(document, person, &detail.snapshot.directory);
        // Whoever sees it by a grant alone.
        let granted = detail.reader.is_none() && matches!(look.by, Asker::Person(_));
        let at_once = granted || document.facts().is_secret();
        self.note_look(look, (document.agency(), document.id()), desk, what, at_once).await
    }

    /// The same of an outgoing document.
    pub(crate) async fn looked_at_outgoing(
        &self,
        look: Look,
        detail: &OutgoingDetail,
        what: What,
    ) -> Result<(), OfficeError> {
        let document = &detail.document;
        let desk = |person| access::outgoing::sees_as(document, person, &detail.snapshot.directory);
        self.note_look(look, (document.agency(), document.id()), desk, what, false).await
    }

    /// The same of a dossier.
    pub(crate) async fn looked_at_dossier(
        &self,
        look: Look,
        detail: &DossierDetail,
        what: What,
    ) -> Result<(), OfficeError> {
        let dossier = &detail.dossier;
        let desk = |person| access::dossier::sees_as(dossier, person, &detail.snapshot.directory);
        self.note_look(look, (dossier.agency(), dossier.id().into()), desk, what, false).await
    }

    /// The same of each dossier that stands in a book. It is written before the book is given out.
    pub(crate) async fn looked_at_book(
        &self,
        look: Look,
        directory: &Directory,
        dossiers: impl Iterator<Item = DocumentId>,
    ) -> Result<(), OfficeError> {
        let desk = |person| access::dossier::prints_book_as(person, directory);
        for dossier in dossiers {
            self.note_look(look, (look.by.agency(), dossier), desk, What::Book, false).await?;
        }
        self.write_accesses().await
    }

    async fn note_look(
        &self,
        look: Look,
        (agency, document): (AgencyId, DocumentId),
        desk: impl Fn(PersonId) -> Option<PersonId>,
        what: What,
        at_once: bool,
    ) -> Result<(), OfficeError> {
        let by = match look.by {
            Asker::Person(Caller { person, .. }) => {
                let desk = desk(person).unwrap_or(person);
                Looker::Person(By::at_desk(desk, (desk != person).then_some(person)))
            }
            Asker::Service(ServiceCaller { account, .. }) => Looker::Service(account),
        };
        let limits = self.limits();
        let fold = chrono::Duration::from_std(limits.access_fold).unwrap_or_default();
        let same = (agency, document, by, what);
        let waiting = self.0.accesses.note(same, self.fresh(), look.request, to_micros(self.now()), fold);
        if at_once || waiting > limits.access_queue {
            self.write_accesses().await?;
        }
        Ok(())
    }

    /// Writes what was noted; called by the clock, before the log is read, and when the program is stopped.
    pub async fn write_accesses(&self) -> Result<(), OfficeError> {
        // Whoever waits for it may be gone before it is done, and with them must not go what others have looked at.
        let office = self.clone();
        let written = tokio::spawn(async move { office.write_noted().await }).await;
        written.map_err(|error| OfficeError::Internal(format!("looks were not written: {error}")))?
    }

    async fn write_noted(&self) -> Result<(), OfficeError> {
        let _writing = self.0.accesses.writing.lock().await;
        let fold = chrono::Duration::from_std(self.limits().access_fold).unwrap_or_default();
        let taken = self.0.accesses.take(self.now(), fold);
        if taken.is_empty() {
            return Ok(());
        }
        let (more, new): (Vec<_>, Vec<_>) = taken.values().cloned().partition(|waiting| waiting.there);
        let [new, more] = [new, more].map(|some| some.into_iter().map(|waiting| waiting.access).collect::<Vec<_>>());
        let written = self.db().write(move |conn| access_log::write(conn, &new, &more)).await;
        if let Err(error) = written {
            self.0.accesses.put_back(taken);
            return Err(error.into());
        }
        Ok(())
    }

    /// Whoever reads who looked at a document has looked, too: its registry and its leaders may.
    async fn incoming_log_reader(&self, look: Look, id: DocumentId) -> Result<Detail, OfficeError> {
        let detail = self.seen(look.by, id).await?;
        let person = look.by.person().ok_or(domain::Refusal::new(domain::Rule::PeopleOnly))?;
        access::may_read_accesses(&detail.document, person, &detail.snapshot.directory)?;
        self.looked(look, &detail, What::Accesses).await?;
        Ok(detail)
    }

    /// The same of an outgoing document.
    async fn outgoing_log_reader(&self, look: Look, id: DocumentId) -> Result<OutgoingDetail, OfficeError> {
        let detail = self.seen_outgoing(look.by, id).await?;
        let person = look.by.person().ok_or(domain::Refusal::new(domain::Rule::PeopleOnly))?;
        access::outgoing::may_read_accesses(&detail.document, person, &detail.snapshot.directory)?;
        self.looked_at_outgoing(look, &detail, What::Accesses).await?;
        Ok(detail)
    }

    /// The same of a dossier, for the one-stop shop and the leaders.
    async fn dossier_log_reader(&self, look: Look, id: DossierId) -> Result<DossierDetail, OfficeError> {
        let detail = self.seen_dossier(look.by, id).await?;
        let person = look.by.person().ok_or(domain::Refusal::new(domain::Rule::PeopleOnly))?;
        access::dossier::may_read_accesses(&detail.dossier, person, &detail.snapshot.directory)?;
        self.looked_at_dossier(look, &detail, What::Accesses).await?;
        Ok(detail)
    }

    /// Who looked at a document, latest first, for its registry and its leaders. Whoever reads this has looked, too.
    pub async fn accesses(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<(Detail, Vec<Access>), OfficeError> {
        let look = look.into();
        let detail = self.incoming_log_reader(look, id).await?;
        Ok((detail, self.written_accesses((look.by.agency(), id), before, limit).await?))
    }

    /// Who has looked at a document how often since it is here, for the same people; that they read this stands in the log.
    pub async fn access_counts(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
    ) -> Result<(Detail, Vec<Count>), OfficeError> {
        let look = look.into();
        let detail = self.incoming_log_reader(look, id).await?;
        Ok((detail, self.counted_accesses(look.by.agency(), id).await?))
    }

    /// Who looked at an outgoing document.
    pub async fn outgoing_accesses(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<(OutgoingDetail, Vec<Access>), OfficeError> {
        let look = look.into();
        let detail = self.outgoing_log_reader(look, id).await?;
        Ok((detail, self.written_accesses((look.by.agency(), id), before, limit).await?))
    }

    /// How often, of an outgoing document.
    pub async fn outgoing_access_counts(
        &self,
        look: impl Into<Look>,
        id: DocumentId,
    ) -> Result<(OutgoingDetail, Vec<Count>), OfficeError> {
        let look = look.into();
        let detail = self.outgoing_log_reader(look, id).await?;
        Ok((detail, self.counted_accesses(look.by.agency(), id).await?))
    }

    /// Who looked at a dossier, for the one-stop shop and the leaders.
    pub async fn dossier_accesses(
        &self,
        look: impl Into<Look>,
        id: DossierId,
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<(DossierDetail, Vec<Access>), OfficeError> {
        let look = look.into();
        let detail = self.dossier_log_reader(look, id).await?;
        Ok((detail, self.written_accesses((look.by.agency(), id.into()), before, limit).await?))
    }

    /// How often, of a dossier.
    pub async fn dossier_access_counts(
        &self,
        look: impl Into<Look>,
        id: DossierId,
    ) -> Result<(DossierDetail, Vec<Count>), OfficeError> {
        let look = look.into();
        let detail = self.dossier_log_reader(look, id).await?;
        Ok((detail, self.counted_accesses(look.by.agency(), id.into()).await?))
    }

    /// What is noted by now, written first.
    async fn written_accesses(
        &self,
        (agency, id): (AgencyId, DocumentId),
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<Access>, OfficeError> {
        self.write_accesses().await?;
        Ok(self.db().read(move |conn| access_log::of_document(conn, agency, id, before, limit)).await?)
    }

    async fn counted_accesses(&self, agency: AgencyId, id: DocumentId) -> Result<Vec<Count>, OfficeError> {
        self.write_accesses().await?;
        Ok(self.db().read(move |conn| access_log::count::of_document(conn, agency, id)).await?)
    }
}

#[cfg(test)]
mod tests {
    use domain::PersonId;

    use super::*;

    fn at(seconds: i64) -> UtcTime {
        UtcTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn same(person: u128) -> Same {
        let by = Looker::Person(By::own(PersonId(Uuid::from_u128(person))));
        (AgencyId(Uuid::from_u128(1)), DocumentId(Uuid::from_u128(2)), by, What::Document)
    }

    fn times(taken: &BTreeMap<Uuid, Waiting>) -> Vec<(u128, i64, bool)> {
        taken.iter().map(|(id, waiting)| (id.as_u128(), waiting.access.times, waiting.there)).collect()
    }

    #[test]
    fn looks_that_lie_near_each_other_are_one_row() {
        let (accesses, fold) = (Accesses::default(), chrono::Duration::seconds(60));
        for (n, seconds) in [(1, 0), (2, 59), (3, 60), (4, 61)] {
            accesses.note(same(7), Uuid::from_u128(n), None, at(seconds), fold);
        }
        accesses.note(same(8), Uuid::from_u128(5), None, at(61), fold);
        assert_eq!(times(&accesses.take(at(62), fold)), [(1, 2, false), (3, 2, false), (5, 1, false)]);
        // The row is there now.
        accesses.note(same(7), Uuid::from_u128(6), None, at(63), fold);
        assert_eq!(times(&accesses.take(at(64), fold)), [(3, 1, true)]);
        assert!(accesses.take(at(65), fold).is_empty());
    }

    #[test]
    fn what_could_not_be_written_is_not_lost() {
        let (accesses, fold) = (Accesses::default(), chrono::Duration::seconds(60));
        accesses.note(same(7), Uuid::from_u128(1), None, at(0), fold);
        let taken = accesses.take(at(1), fold);
        accesses.note(same(7), Uuid::from_u128(2), None, at(2), fold);
        accesses.put_back(taken);
        let again = accesses.take(at(3), fold);
        assert_eq!(times(&again), [(1, 2, false)], "it is to be written as a new row");
        assert_eq!(again.values().next().map(|waiting| waiting.access.last_at), Some(at(2)));
    }

    #[test]
    fn without_a_span_every_look_is_a_row() {
        let (accesses, none) = (Accesses::default(), chrono::Duration::zero());
        for n in 1..=3 {
            accesses.note(same(7), Uuid::from_u128(n), None, at(0), none);
        }
        assert_eq!(times(&accesses.take(at(0), none)), [(1, 1, false), (2, 1, false), (3, 1, false)]);
    }
}

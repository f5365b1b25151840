//! The agency's snapshot: people, departments, catalogue and rules, kept in memory and read anew when their version changes.

use std::sync::Arc;

use domain::{
    Actor, AgencyId, PersonId, Refusal, Rule, ServiceAccountId, access, day_in_vietnam,
    organisation::{Directory, Person, Scope},
};
use store::organisation::{self, AgencySnapshot};
use uuid::Uuid;

use crate::{Office, OfficeError};

/// Who asks: a person of an agency, signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Caller {
    /// Their agency.
    pub agency: AgencyId,
    /// Who.
    pub person: PersonId,
}

/// Another system, known by a key of its service account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ServiceCaller {
    /// The agency that it works with.
    pub agency: AgencyId,
    /// Its account.
    pub account: ServiceAccountId,
}

/// Who asks for what both people and other systems may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asker {
    /// A person, signed in.
    Person(Caller),
    /// Another system.
    Service(ServiceCaller),
}

impl Asker {
    /// Of which agency.
    pub const fn agency(self) -> AgencyId {
        match self {
            Self::Person(caller) => caller.agency,
            Self::Service(service) => service.agency,
        }
    }

    /// The id of the person or the account: whose files and repeats these are.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Person(caller) => caller.person.0,
            Self::Service(service) => service.account.0,
        }
    }

    /// The person, if it is one.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(caller) => Some(caller.person),
            Self::Service(_) => None,
        }
    }
}

impl From<Caller> for Asker {
    fn from(caller: Caller) -> Self {
        Self::Person(caller)
    }
}

impl From<ServiceCaller> for Asker {
    fn from(service: ServiceCaller) -> Self {
        Self::Service(service)
    }
}

/// As whom somebody does what the registry does: a person in whichever name they may, a system that was given this scope.
pub(crate) fn as_registry(by: Asker, scope: Scope, directory: &Directory) -> Result<Actor, Refusal> {
    let may = |actor| access::works_as_registry(actor, scope, directory);
    match by {
        Asker::Person(caller) => {
            let names = access::in_some_name(caller.person, directory, may)?;
            names.first().copied().ok_or(Refusal::new(Rule::RegistryOnly))
        }
        Asker::Service(service) => {
            let actor = Actor::Service(service.account);
            may(actor).map(|()| actor)
        }
    }
}

impl Office {
    /// The agency of whoever asks: a person who works there, or a system that was given this scope.
    pub async fn asked(&self, by: impl Into<Asker>, scope: Scope) -> Result<Arc<AgencySnapshot>, OfficeError> {
        match by.into() {
            Asker::Person(caller) => Ok(self.caller(caller).await?.0),
            Asker::Service(service) => {
                let snapshot = self.asked_by(service).await?;
                access::may_use(service.account, scope, &snapshot.directory)?;
                Ok(snapshot)
            }
        }
    }

    /// The same of a system that was given any of these scopes; without one it is told that it lacks the first.
    pub(crate) async fn asked_any(&self, by: Asker, scopes: &[Scope]) -> Result<(), OfficeError> {
        let mut lacks = None;
        for scope in scopes {
            match self.asked(by, *scope).await {
                Err(OfficeError::Refused(refusal)) => lacks = lacks.or(Some(refusal)),
                asked => return asked.map(drop),
            }
        }
        lacks.map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    /// The agency with which a system works, whatever its scopes.
    pub(crate) async fn asked_by(&self, service: ServiceCaller) -> Result<Arc<AgencySnapshot>, OfficeError> {
        let snapshot = self.snapshot(service.agency).await?;
        if snapshot.directory.services.contains_key(&service.account) {
            return Ok(snapshot);
        }
        // Perhaps it has just been made.
        self.read_snapshot(service.agency).await
    }

    /// The agency's snapshot as this instance knows it.
    pub async fn snapshot(&self, agency: AgencyId) -> Result<Arc<AgencySnapshot>, OfficeError> {
        let today = day_in_vietnam(self.now());
        let known = self.0.snapshots.read().await.get(&agency).map(Arc::clone);
        match known {
            Some(known) if known.day == today => Ok(known),
            // Midnight: who came, who left, who has another position from today on.
            Some(known) => {
                let snapshot = Arc::new(known.on(today));
                let mut snapshots = self.0.snapshots.write().await;
                match snapshots.get(&agency) {
                    Some(newer) if newer.version > snapshot.version => {}
                    _ => drop(snapshots.insert(agency, Arc::clone(&snapshot))),
                }
                Ok(snapshot)
            }
            None => self.read_snapshot(agency).await,
        }
    }

    /// The agency's snapshot, read anew. Whoever began to read before a change and ends after it does not put its past in the place of what
    /// somebody else has read since.
    pub(crate) async fn read_snapshot(&self, agency: AgencyId) -> Result<Arc<AgencySnapshot>, OfficeError> {
        let today = day_in_vietnam(self.now());
        let read = self.db().read_tx(move |conn| organisation::snapshot(conn, agency, today)).await?;
        let snapshot = Arc::new(read.ok_or(OfficeError::NotFound)?);
        let mut snapshots = self.0.snapshots.write().await;
        match snapshots.get(&agency) {
            Some(newer) if newer.version > snapshot.version && newer.day == today => Ok(Arc::clone(newer)),
            _ => {
                snapshots.insert(agency, Arc::clone(&snapshot));
                Ok(snapshot)
            }
        }
    }

    /// The agency's snapshot at this version or a later one.
    pub(crate) async fn snapshot_at(&self, agency: AgencyId, version: i64) -> Result<Arc<AgencySnapshot>, OfficeError> {
        let known = self.snapshot(agency).await?;
        if known.version >= version { Ok(known) } else { self.read_snapshot(agency).await }
    }

    /// The caller, with their agency; an error where they no longer work there.
    pub async fn caller(&self, caller: Caller) -> Result<(Arc<AgencySnapshot>, Person), OfficeError> {
        let snapshot = self.snapshot(caller.agency).await?;
        if let Some(person) = snapshot.directory.active(caller.person).cloned() {
            return Ok((snapshot, person));
        }
        // Perhaps they have just come.
        let snapshot = self.read_snapshot(caller.agency).await?;
        let person = snapshot.directory.active(caller.person).cloned().ok_or(OfficeError::NotSignedIn)?;
        Ok((snapshot, person))
    }

    /// Looks whether the snapshots that this instance knows are still those of the database; called by the clock.
    pub async fn refresh_snapshots(&self) -> Result<(), OfficeError> {
        let known: Vec<(AgencyId, i64)> =
            self.0.snapshots.read().await.iter().map(|(id, snapshot)| (*id, snapshot.version)).collect();
        for (agency, version) in known {
            let now = self.db().read(move |conn| organisation::directory_version(conn, agency)).await?;
            // The database was set back behind this instance's back: what it knows never was.
            if now.is_some_and(|now| now < version) {
                self.0.snapshots.write().await.remove(&agency);
            }
            if now != Some(version)
                && let Err(error) = self.read_snapshot(agency).await
            {
                // One agency's trouble must not keep the others' changes from being noticed.
                tracing::error!(%agency, %error, "an organisation cannot be read");
            }
        }
        Ok(())
    }
}

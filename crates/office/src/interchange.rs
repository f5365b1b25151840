//! The interchange with offices outside the installation (liên thông): which gateways an office has and whom they reach; what goes out by them is queued
//! in the transaction of its cause ([`sending`]), what came in is kept, read elsewhere, and made a command here ([`arrival`]); what can't be is a clerk's
//! to decide ([`quarantine`]). How a gateway is called and what a message looks like, the room above knows.

pub mod arrival;
pub mod quarantine;
pub mod sending;
mod shown;

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use domain::{
    AgencyId, OrganCode, PersonId, Refusal, Rule, access,
    organisation::{AgencyRecord, Role, Scope},
};
use store::{
    Conn, StoreError,
    organisation::AgencySnapshot,
    packet::directory::{self, Entry, Standing},
};

use sha2::{Digest, Sha256};
use tokio::sync::watch;

pub use shown::{PacketFilter, PacketPage, Seen};

use crate::{Office, OfficeError, agency::Asker};

/// Whom a gateway reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Whoever stands in its directory.
    Directory,
    /// These.
    Listed(Vec<String>),
    /// Every code: what stands behind it finds them.
    Everybody,
}

/// What is done about a sender's update of a document that is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Updates {
    /// A clerk is asked.
    #[default]
    Asked,
    /// It is taken over at once.
    Taken,
}

/// A gateway of an office, as far as the office knows of it.
#[derive(Debug, Clone)]
pub struct GatewayTerms {
    /// What it is called; stands on each packet.
    pub name: String,
    /// The code of the agency whose it is.
    pub agency: String,
    /// Whom it reaches.
    pub reach: Reach,
    /// What is done about updates.
    pub updates: Updates,
    /// For how long a packet is tried that can't be sent.
    pub tried_for: Duration,
    /// The hash of the secret by which the other office pushes its packets here, where it does.
    pub pushed: Option<[u8; 32]>,
}

/// The gateways of one installation.
#[derive(Debug, Clone, Default)]
pub struct GatewayList(pub Vec<GatewayTerms>);

impl GatewayList {
    /// Those of one agency.
    pub fn of<'a>(&'a self, agency: &'a AgencyRecord) -> impl Iterator<Item = &'a GatewayTerms> {
        self.0.iter().filter(|terms| agency.has_code(&terms.agency))
    }

    /// The one by which whoever shows this secret pushes. Hashes are compared: how long that takes tells nothing of the secret.
    pub fn pushed_by(&self, secret: &str) -> Option<&GatewayTerms> {
        let shown: [u8; 32] = Sha256::digest(secret.as_bytes()).into();
        self.0.iter().find(|terms| terms.pushed == Some(shown))
    }

    /// One of them.
    pub fn named(&self, name: &str) -> Option<&GatewayTerms> {
        self.0.iter().find(|terms| terms.name == name)
    }
}

/// A gateway with how it stands.
#[derive(Debug, Clone)]
pub struct GatewayShown {
    /// What it is called.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
}

impl Office {
    /// Of these codes those that a gateway of the agency reaches: by which, and as which code.
    pub(crate) fn reached(
        &self,
        conn: &mut Conn,
        agency: &AgencyRecord,
        codes: impl IntoIterator<Item = String>,
    ) -> Result<BTreeMap<String, (OrganCode, String)>, StoreError> {
        let mut reached = BTreeMap::new();
        for code in codes {
            for terms in self.limits().gateways.of(agency) {
                let known = match &terms.reach {
                    Reach::Directory => directory::resolve(conn, agency.id, &terms.name, &code)?,
                    Reach::Listed(codes) => codes.contains(&code).then(|| code.clone()),
                    Reach::Everybody => Some(code.clone()),
                };
                if let Some(known) = known.and_then(|known| OrganCode::new(&known).ok()) {
                    reached.insert(code, (known, terms.name.clone()));
                    break;
                }
            }
        }
        Ok(reached)
    }

    /// The agency of a gateway.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where the installation has no agency of its code.
    pub async fn agency_of_gateway(&self, terms: &GatewayTerms) -> Result<AgencyId, OfficeError> {
        let all = self.db().read(store::organisation::records::agencies).await?;
        let found = all.iter().find(|agency| agency.has_code(&terms.agency));
        found.map(|agency| agency.id).ok_or(OfficeError::NotFound)
    }

    /// Notes that a gateway was asked for what has come in, and what it failed with.
    pub async fn note_polled(
        &self,
        agency: AgencyId,
        gateway: String,
        error: Option<String>,
    ) -> Result<(), OfficeError> {
        let now = domain::to_micros(self.now());
        let note = move |conn: &mut Conn| directory::polled(conn, agency, &gateway, error.as_deref(), now);
        Ok(self.db().write::<_, StoreError, _>(note).await?)
    }

    /// Puts a gateway's directory in the place of the one before.
    pub async fn keep_directory(
        &self,
        agency: AgencyId,
        gateway: String,
        entries: Vec<Entry>,
    ) -> Result<(), OfficeError> {
        let now = domain::to_micros(self.now());
        let keep = move |conn: &mut Conn| directory::replace(conn, agency, &gateway, &entries, now);
        Ok(self.db().write::<_, StoreError, _>(keep).await?)
    }

    /// The caller's office's gateways, each with how it stands. For its registry and its administrators.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn gateways(&self, by: impl Into<Asker>) -> Result<Vec<GatewayShown>, OfficeError> {
        let by = by.into();
        let snapshot = self.looks_after_interchange(by, &[Scope::DocumentsIssue]).await?;
        let names: Vec<String> =
            self.limits().gateways.of(&snapshot.organisation.agency).map(|terms| terms.name.clone()).collect();
        let read = move |conn: &mut Conn| {
            names
                .iter()
                .map(|name| {
                    let standing = directory::standing_of(conn, by.agency(), name)?;
                    Ok(GatewayShown { name: name.clone(), standing })
                })
                .collect::<Result<Vec<_>, StoreError>>()
        };
        Ok(self.db().read_tx(read).await?)
    }

    /// A page of whom one of the office's gateways reaches, by code.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] where it has no such gateway.
    pub async fn gateway_directory(
        &self,
        by: impl Into<Asker>,
        gateway: String,
        (words, behind): (Option<String>, Option<String>),
        limit: i64,
    ) -> Result<Vec<Entry>, OfficeError> {
        let by = by.into();
        let snapshot = self.asked(by, Scope::DocumentsIssue).await?;
        if !self.limits().gateways.of(&snapshot.organisation.agency).any(|terms| terms.name == gateway) {
            return Err(OfficeError::NotFound);
        }
        let search = move |conn: &mut Conn| {
            directory::search(conn, by.agency(), &gateway, (words.as_deref(), behind.as_deref()), limit)
        };
        Ok(self.db().read_long(search).await?)
    }

    /// Has the directories of the caller's office's gateways read again.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn sync_directories(&self, by: impl Into<Asker>) -> Result<(), OfficeError> {
        self.looks_after_interchange(by.into(), &[Scope::DocumentsIssue]).await?;
        ring(&self.0.interchange.directories);
        Ok(())
    }

    /// The agency of whoever looks after its interchange: see [`keeps_interchange`]; of a system that was given all of these scopes.
    pub(crate) async fn looks_after_interchange(
        &self,
        by: Asker,
        scopes: &[Scope],
    ) -> Result<Arc<AgencySnapshot>, OfficeError> {
        match by {
            Asker::Person(caller) => {
                let (snapshot, _) = self.caller(caller).await?;
                keeps_interchange(caller.person, &snapshot.directory)?;
                Ok(snapshot)
            }
            Asker::Service(service) => {
                for scope in scopes {
                    self.asked(by, *scope).await?;
                }
                self.asked_by(service).await
            }
        }
    }

    /// Rings where somebody wants the directories read again.
    pub fn directories_bell(&self) -> watch::Receiver<u64> {
        self.0.interchange.directories.subscribe()
    }

    /// Tells the workers of this process that there may be packets.
    pub(crate) fn wake_interchange(&self) {
        ring(&self.0.interchange.packets);
    }

    /// Rings where there may be packets.
    pub fn packets_bell(&self) -> watch::Receiver<u64> {
        self.0.interchange.packets.subscribe()
    }
}

fn ring(bell: &watch::Sender<u64>) {
    bell.send_modify(|rung| *rung = rung.wrapping_add(1));
}

/// What one instance knows of the interchange beside the database.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    packets: watch::Sender<u64>,
    directories: watch::Sender<u64>,
}

/// Whether this person looks after the interchange: whoever sends and takes in for the agency, and its administrators.
pub(crate) fn keeps_interchange(person: PersonId, directory: &domain::organisation::Directory) -> Result<(), Refusal> {
    let keeps = |role| directory.desks_of(person).any(|desk| desk.is(role));
    if keeps(Role::RegistryClerk) || keeps(Role::Administrator) {
        return Ok(());
    }
    access::may_follow(person, directory).map_err(|_| Refusal::new(Rule::RegistryOnly))
}

//! Service accounts: other systems that work with an agency by keys of their own. Making, renewing and ending them is for
//! administrators and stands in the organisation's history; a key is shown to whoever makes it, that once.
//!
//! A key is `cvk_`, its public part and its secret, both in hex: programs that look for secrets in code and mail know it by that.
//! Of the secret the database has the SHA-256 alone. It holds 256 random bits, which nobody guesses from a hash however fast
//! that is; a slow one, as for passwords that people think of, would cost every request of a system a good part of a second.

use std::{
    collections::{BTreeMap, HashMap},
    net::IpAddr,
    sync::Mutex,
};

use aws_lc_rs::constant_time::verify_slices_are_equal;
use domain::{
    AgencyId, Refusal, Rule, Seed, ServiceKeyId, UtcTime, access, day_in_vietnam,
    organisation::{Record, ServiceCommand, ServiceContext, ServiceRecord, decide_service},
};
use sha2::{Digest, Sha256};
use store::{
    organisation::{
        self,
        changes::{self, Asked, Change},
        records,
    },
    service,
};
use uuid::Uuid;

pub use store::service::LastUse;

use crate::{
    Office, OfficeError,
    agency::{Caller, ServiceCaller},
    organisation::own_directory,
    sign_in::Tried,
};

/// How every key begins.
pub const PREFIX: &str = "cvk_";
/// Above this many, what is too old is thrown away.
const REMEMBERED: usize = 10_000;

/// A service account with what has been seen of its keys.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The account.
    pub account: ServiceRecord,
    /// When each of its keys was used last.
    pub uses: BTreeMap<ServiceKeyId, LastUse>,
}

/// A key, which is shown this once. It is not printed by mistake.
pub struct NewKey(String);

impl NewKey {
    /// To be shown.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for NewKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewKey")
    }
}

/// When this instance last noted that a key was used: of many requests at once one does.
#[derive(Debug, Default)]
pub(crate) struct Uses(Mutex<HashMap<ServiceKeyId, UtcTime>>);

impl Uses {
    /// Whether it is this request that notes it.
    fn is_due(&self, key: ServiceKeyId, now: UtcTime, before: UtcTime) -> bool {
        let Ok(mut noted) = self.0.lock() else { return false };
        if noted.len() >= REMEMBERED {
            noted.retain(|_, at| *at > before);
        }
        let due = noted.get(&key).is_none_or(|at| *at <= before);
        if due {
            noted.insert(key, now);
        }
        due
    }
}

fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

/// The public part and the secret of what looks like a key.
fn parts(token: &str) -> Option<(ServiceKeyId, &str)> {
    let (id, secret) = token.strip_prefix(PREFIX)?.split_once('_')?;
    let whole = id.len() == 32 && secret.len() == 64;
    Some((ServiceKeyId(Uuid::try_parse(id).ok().filter(|_| whole)?), secret))
}

/// Which key a bearer token names. What it opens is the answer of [`Office::authenticate_service`].
pub fn key_of(token: &str) -> Option<ServiceKeyId> {
    parts(token).map(|(id, _)| id)
}

impl Office {
    /// Which system a key stands for. Every key that opens nothing, whatever is wrong with it, costs the same and is answered the
    /// same. What holds is read anew for each request: a key that was ended opens nothing more, on any instance.
    pub async fn authenticate_service(
        &self,
        token: &str,
        address: Option<IpAddr>,
    ) -> Result<ServiceCaller, OfficeError> {
        // Counted as without a key until it is found good: whoever tries keys is slowed down.
        self.anonymous_request(address)?;
        let now = self.now();
        let (id, secret) = parts(token).unwrap_or((ServiceKeyId(Uuid::nil()), ""));
        let given = hash(secret);
        let found = self.db().read(move |conn| service::find(conn, id)).await?;
        let nobodys = hash("");
        let kept = found.as_ref().map_or(&nobodys, |key| &key.secret_hash);
        let fits = verify_slices_are_equal(given.as_bytes(), kept.as_bytes()).is_ok();
        let holds = |key: &service::FoundKey| fits && key.account.holds(id, day_in_vietnam(now));
        let key = found.filter(holds).ok_or(OfficeError::NotSignedIn)?;
        if let Some(address) = address {
            self.0.throttle.give_back(Tried::Anonymous(address), self.limits().anonymous_requests);
        }
        let caller = ServiceCaller { agency: key.agency, account: key.account.id };
        self.attempt(Tried::Service(caller.account), self.limits().service_requests)?;
        self.note_use(id, key.used_at, now, address).await;
        Ok(caller)
    }

    /// Whether a system's key still opens anything, for what goes on after its request was let in. Read anew, as for a request.
    pub async fn key_holds(&self, service: ServiceCaller, key: ServiceKeyId) -> Result<bool, OfficeError> {
        let today = day_in_vietnam(self.now());
        let found = self.db().read(move |conn| service::find(conn, key)).await?;
        Ok(found.is_some_and(|found| found.account.id == service.account && found.account.holds(key, today)))
    }

    /// Notes that a key was used, now and then: a read costs no write but for that. Where it can't be noted, nothing else fails.
    async fn note_use(&self, key: ServiceKeyId, noted: Option<UtcTime>, now: UtcTime, from: Option<IpAddr>) {
        let before = now - self.limits().service_use_noted;
        if noted.is_some_and(|at| at > before) || !self.0.service_uses.is_due(key, now, before) {
            return;
        }
        let at = domain::to_micros(now);
        if let Err(error) = self.db().write(move |conn| service::note_use(conn, key, at, before, from)).await {
            tracing::warn!(%key, %error, "that a key was used could not be noted");
        }
    }

    /// An agency's service accounts, those that were ended too, by name.
    pub async fn service_accounts(&self, caller: Caller, agency: AgencyId) -> Result<Vec<Shown>, OfficeError> {
        // Read anew, so that what was just ended is shown as ended.
        let (_, by) = self.is_known_to(caller, agency).await?;
        let (own, _) = self.caller(caller).await?;
        access::may_run_services(&by, agency, false, &own.directory)?;
        let snapshot = self.read_snapshot(agency).await?;
        let uses = self.db().read(move |conn| service::uses(conn, agency)).await?;
        let mut accounts: Vec<Shown> =
            snapshot.organisation.services.values().map(|a| shown(a.clone(), &uses)).collect();
        accounts.sort_by(|a, b| (a.account.ended, &a.account.name).cmp(&(b.account.ended, &b.account.name)));
        Ok(accounts)
    }

    /// Makes an account with its first key, or another key of one, or ends what was made. A new key comes back, this once.
    pub async fn change_service(
        &self,
        caller: Caller,
        agency: AgencyId,
        command: ServiceCommand,
    ) -> Result<(Shown, Option<NewKey>), OfficeError> {
        self.is_known_to(caller, agency).await?;
        let secret = random_secret()?;
        let (seed, now) = (Seed::new(self.fresh()), domain::to_micros(self.now()));
        let (life, secret_hash) = (self.limits().service_key_life, hash(&secret));
        let (record, made, uses, version) = self
            .db()
            .write(move |conn| {
                // Held from here on; and whoever was put down meanwhile counts as what they are now.
                let version = organisation::begin_change(conn, agency)?;
                let own = own_directory(conn, caller, now)?;
                let by = own.active(caller.person).ok_or(Refusal::new(Rule::NotStaff))?;
                let organisation = records::organisation(conn, agency)?.ok_or(OfficeError::NotFound)?;
                access::may_run_services(by, agency, command.opens_contents(&organisation), &own)?;
                let context = ServiceContext { today: day_in_vietnam(now), now, seed, by: Some(caller.person), life };
                let record = decide_service(&organisation, &command, &context).map_err(known)?;
                let change = Change {
                    at: now,
                    by: Some(caller.person),
                    asked: Asked::Service(command.clone()),
                    record: Record::Service(record.clone()),
                };
                changes::write(conn, agency, &change)?;
                let before = organisation.services.get(&record.id).map_or(0, |before| before.keys.len());
                let made = record.keys.get(before).map(|key| key.id);
                if let Some(key) = made {
                    service::insert(conn, agency, record.id, key, &secret_hash)?;
                }
                let uses = service::uses(conn, agency)?;
                Ok::<_, OfficeError>((record, made, uses, version))
            })
            .await?;
        self.snapshot_at(agency, version).await?;
        tracing::info!(%agency, account = %record.id, by = %caller.person, "a service account was changed");
        let key = made.map(|id| NewKey(format!("{PREFIX}{}_{secret}", id.0.simple())));
        Ok((shown(record, &uses), key))
    }
}

fn shown(account: ServiceRecord, uses: &BTreeMap<ServiceKeyId, LastUse>) -> Shown {
    let own = account.keys.iter().filter_map(|key| Some((key.id, uses.get(&key.id)?.clone()))).collect();
    Shown { account, uses: own }
}

/// An account or a key that an address names and that isn't there.
fn known(refusal: Refusal) -> OfficeError {
    if refusal.rule == Rule::NoSuchService { OfficeError::NotFound } else { refusal.into() }
}

/// 256 random bits.
fn random_secret() -> Result<String, OfficeError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| OfficeError::Internal(format!("no randomness: {error}")))?;
    Ok(hex::encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_its_public_part_and_its_secret() {
        let (id, secret) = (Uuid::from_u128(7), "0f".repeat(32));
        let token = format!("{PREFIX}{}_{secret}", id.simple());
        assert_eq!(parts(&token), Some((ServiceKeyId(id), &*secret)));
        assert_eq!(key_of(&token), Some(ServiceKeyId(id)));
        let (longer, shorter) = (format!("{token}0"), token.strip_suffix('f').unwrap());
        for wrong in ["", "cvk_", "cvk__", "cvk_7_0f", token.strip_prefix('c').unwrap(), shorter, &longer] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
        // Hyphens make it no other key.
        assert_eq!(parts(&format!("{PREFIX}{id}_{secret}")), None);
        assert_eq!(format!("{:?}", NewKey(token)), "NewKey");
    }

    #[test]
    fn of_many_requests_one_notes_the_use() {
        let (uses, key) = (Uses::default(), ServiceKeyId(Uuid::from_u128(1)));
        let at = |seconds: i64| UtcTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap();
        assert!(uses.is_due(key, at(0), at(-600)));
        assert!(!uses.is_due(key, at(1), at(-599)));
        assert!(!uses.is_due(key, at(599), at(-1)));
        assert!(uses.is_due(key, at(600), at(0)));
    }
}

//! Webhooks: where an agency's events are sent. Making, changing and taking them away is for administrators and stands in the
//! organisation's history; a secret is shown to whoever makes it, that once, and kept sealed. How sending stands is kept beside, and
//! changes nothing of what it is about.

pub mod sending;

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use courier::{Allowed, Target};
use domain::{
    AgencyId, DocumentId, Refusal, Rule, Seed, UtcTime, WebhookId, access,
    organisation::{Record, WebhookCommand, WebhookContext, WebhookRecord, decide_webhook},
};
use store::{
    Conn,
    organisation::{
        self,
        changes::{self, Asked, Change},
        records,
    },
    webhook::{self, Standing},
    webhook_delivery,
};
use uuid::Uuid;

pub use courier;
pub use store::webhook_delivery::{Delivery, DeliveryState, Listed, Sync};

use crate::{Office, OfficeError, agency::Caller, organisation::own_directory};

/// How many bytes of randomness a secret has.
const SECRET: usize = 32;

/// Limits and terms of webhooks; each is a setting.
#[derive(Debug, Clone)]
pub struct WebhookTerms {
    /// Hosts that may be called wherever they lie, and without TLS.
    pub allowed: Allowed,
    /// How many an agency may have.
    pub most: usize,
    /// For how long the secret before holds, once it was changed.
    pub rotation: Duration,
    /// For how long one event is tried.
    pub tried_for: Duration,
    /// After how long without any success a webhook is turned off.
    pub disabled_after: Duration,
}

impl Default for WebhookTerms {
    fn default() -> Self {
        Self {
            allowed: Allowed::default(),
            most: 20,
            rotation: Duration::from_hours(24),
            tried_for: Duration::from_hours(72),
            disabled_after: Duration::from_hours(120),
        }
    }
}

/// A webhook with how sending to it stands.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The webhook.
    pub webhook: WebhookRecord,
    /// How sending stands; nothing where it is off.
    pub standing: Option<Standing>,
    /// How many events wait.
    pub waiting: i64,
    /// How many were given up.
    pub failed: i64,
}

/// A secret, which is shown this once. It is not printed by mistake.
pub struct NewSecret(String);

impl NewSecret {
    fn fresh() -> Result<Self, OfficeError> {
        let mut bytes = [0_u8; SECRET];
        getrandom::fill(&mut bytes).map_err(|error| OfficeError::Internal(format!("no randomness: {error}")))?;
        Ok(Self(format!("whsec_{}", STANDARD.encode(bytes))))
    }

    /// To be shown.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for NewSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewSecret")
    }
}

/// How the events about one thing stand with one webhook.
#[derive(Debug, Clone)]
pub struct Synced {
    /// Which.
    pub webhook: WebhookId,
    /// What it is called.
    pub name: String,
    /// How they stand.
    pub sync: Sync,
}

/// For what place a secret is sealed.
fn place(agency: AgencyId, webhook: WebhookId) -> String {
    format!("webhook/{agency}/{webhook}")
}

/// A webhook that an address names and that isn't there.
fn known(refusal: Refusal) -> OfficeError {
    if refusal.rule == Rule::NoSuchWebhook { OfficeError::NotFound } else { refusal.into() }
}

impl Office {
    /// Whether an address may be a webhook's.
    fn may_be_called(&self, command: &WebhookCommand) -> Result<(), Refusal> {
        let (WebhookCommand::CreateWebhook(fields) | WebhookCommand::UpdateWebhook { fields, .. }) = command else {
            return Ok(());
        };
        Target::parse(fields.url.as_str(), &self.limits().webhooks.allowed).map(drop).map_err(|fault| {
            let (vi, en) = fault.words();
            Refusal::new(Rule::WebhookAddress).at("/url").with("why_vi", vi).with("why", en)
        })
    }

    /// An error where the caller keeps no webhooks of this agency.
    async fn keeps_webhooks(&self, caller: Caller, agency: AgencyId) -> Result<(), OfficeError> {
        let (_, by) = self.is_known_to(caller, agency).await?;
        let (own, _) = self.caller(caller).await?;
        Ok(access::may_keep_webhooks(&by, agency, &own.directory)?)
    }

    /// An agency's webhooks, by name, with how sending to each stands.
    pub async fn webhooks(&self, caller: Caller, agency: AgencyId) -> Result<Vec<Shown>, OfficeError> {
        self.keeps_webhooks(caller, agency).await?;
        let read = move |conn: &mut Conn| {
            let there = webhook::all(conn, agency)?.into_values().filter(|webhook| !webhook.ended);
            let (standings, open) = (webhook::standings(conn, agency)?, webhook_delivery::open(conn, agency)?);
            Ok::<_, OfficeError>(there.map(|webhook| shown(webhook, &standings, &open)).collect::<Vec<_>>())
        };
        let mut all = self.db().read_tx(read).await?;
        all.sort_by(|a, b| a.webhook.name.cmp(&b.webhook.name));
        Ok(all)
    }

    /// One of them.
    pub async fn webhook(&self, caller: Caller, agency: AgencyId, id: WebhookId) -> Result<Shown, OfficeError> {
        let all = self.webhooks(caller, agency).await?;
        all.into_iter().find(|shown| shown.webhook.id == id).ok_or(OfficeError::NotFound)
    }

    /// Makes a webhook, changes one, or takes one away. A new secret comes back, this once; `at_once` says that the one before it no longer
    /// holds.
    pub async fn change_webhook(
        &self,
        caller: Caller,
        agency: AgencyId,
        command: WebhookCommand,
        at_once: bool,
    ) -> Result<(Shown, Option<NewSecret>), OfficeError> {
        self.is_known_to(caller, agency).await?;
        let secret = match command {
            WebhookCommand::CreateWebhook(_) | WebhookCommand::RotateWebhookSecret { .. } => Some(NewSecret::fresh()?),
            _ => None,
        };
        let text = secret.as_ref().map(|secret| secret.0.clone());
        let (seed, now) = (Seed::new(self.fresh()), domain::to_micros(self.now()));
        let office = self.clone();
        let (shown, version) = self
            .db()
            .write(move |conn| {
                // Held from here on; and whoever was put down meanwhile counts as what they are now.
                let version = organisation::begin_change(conn, agency)?;
                let own = own_directory(conn, caller, now)?;
                let by = own.active(caller.person).ok_or(Refusal::new(Rule::NotStaff))?;
                access::may_keep_webhooks(by, agency, &own)?;
                office.may_be_called(&command)?;
                let webhooks = webhook::all(conn, agency)?;
                let services = records::organisation(conn, agency)?.ok_or(OfficeError::NotFound)?.services;
                let most = office.limits().webhooks.most;
                let context = WebhookContext { webhooks: &webhooks, services: &services, most, now, seed };
                let record = decide_webhook(&command, &context).map_err(known)?;
                let change = Change {
                    at: now,
                    by: Some(caller.person),
                    asked: Asked::Webhook(command.clone()),
                    record: Record::Webhook(record.clone()),
                };
                changes::write(conn, agency, &change)?;
                if let Some(text) = &text {
                    office.keep_secret(conn, (agency, record.id), text, at_once, now)?;
                }
                match (record.ended, record.sends()) {
                    (true, _) => webhook::forget(conn, agency, record.id)?,
                    (false, true) => {
                        webhook::begin(conn, agency, record.id, now)?;
                        let moved = webhooks.get(&record.id).is_some_and(|before| before.url != record.url);
                        if moved {
                            webhook::at_once(conn, agency, record.id, now)?;
                        }
                        // Whoever has it in hand would send on to the old address, or sign on with what others know.
                        if moved || (text.is_some() && at_once) {
                            webhook::take_back(conn, agency, record.id)?;
                        }
                    }
                    (false, false) => webhook::stop(conn, agency, record.id)?,
                }
                let (standings, open) = (webhook::standings(conn, agency)?, webhook_delivery::open(conn, agency)?);
                Ok::<_, OfficeError>((shown(record, &standings, &open), version))
            })
            .await?;
        self.snapshot_at(agency, version).await?;
        tracing::info!(%agency, webhook = %shown.webhook.id, by = %caller.person, "a webhook was changed");
        self.wake_events();
        Ok((shown, secret))
    }

    /// Keeps a new secret, sealed; the one before holds for a while, so that the receiver changes over.
    fn keep_secret(
        &self,
        conn: &mut Conn,
        (agency, id): (AgencyId, WebhookId),
        text: &str,
        at_once: bool,
        now: UtcTime,
    ) -> Result<(), OfficeError> {
        let sealed = self.0.parts.sealing.seal(text.as_bytes(), &place(agency, id))?;
        let before = webhook::secrets(conn, agency, id)?.filter(|_| !at_once);
        let until = now + self.limits().webhooks.rotation;
        let before = before.as_ref().map(|secrets| (secrets.secret.as_str(), until));
        Ok(webhook::set_secret(conn, agency, id, &sealed, before)?)
    }

    /// What was and is to be sent to a webhook, latest first.
    pub async fn webhook_deliveries(
        &self,
        caller: Caller,
        agency: AgencyId,
        id: WebhookId,
        listed: Listed,
    ) -> Result<Vec<Delivery>, OfficeError> {
        self.webhook(caller, agency, id).await?;
        Ok(self.db().read(move |conn| webhook_delivery::list(conn, agency, id, listed)).await?)
    }

    /// Sends an event to a webhook once more, under the same id.
    pub async fn replay_webhook_delivery(
        &self,
        caller: Caller,
        agency: AgencyId,
        id: WebhookId,
        delivery: Uuid,
    ) -> Result<Delivery, OfficeError> {
        self.webhook(caller, agency, id).await?;
        let now = domain::to_micros(self.now());
        let one = Listed { state: None, before: None, id: Some(delivery), limit: 1 };
        let replay = move |conn: &mut Conn| {
            let webhook = webhook::find(conn, agency, id)?.ok_or(OfficeError::NotFound)?;
            if !webhook_delivery::replay(conn, agency, id, delivery, now)? {
                return Err(OfficeError::NotFound);
            }
            if !webhook.sends() {
                return Err(Refusal::new(Rule::WebhookDisabled).into());
            }
            webhook_delivery::list(conn, agency, id, one)?.pop().ok_or(OfficeError::NotFound)
        };
        let replayed = self.db().write(replay).await?;
        tracing::info!(%agency, webhook = %id, %delivery, by = %caller.person, "an event is sent to a webhook once more");
        self.wake_events();
        Ok(replayed)
    }

    /// How the events about one thing stand with each webhook that was to have any, by name.
    pub(crate) async fn synced(&self, agency: AgencyId, subject: DocumentId) -> Result<Vec<Synced>, OfficeError> {
        let read = move |conn: &mut Conn| {
            let syncs = webhook_delivery::sync_of(conn, agency, subject)?;
            // Most offices have none.
            let names = if syncs.is_empty() { <_>::default() } else { webhook::all(conn, agency)? };
            let shown = |(id, sync)| {
                let name = names.get(&id).map(|webhook| webhook.name.to_string()).unwrap_or_default();
                Synced { webhook: id, name, sync }
            };
            Ok::<_, OfficeError>(syncs.into_iter().map(shown).collect::<Vec<_>>())
        };
        let mut all = self.db().read(read).await?;
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(all)
    }
}

type Standings = std::collections::BTreeMap<WebhookId, Standing>;
type Open = std::collections::BTreeMap<WebhookId, (i64, i64)>;

fn shown(webhook: WebhookRecord, standings: &Standings, open: &Open) -> Shown {
    let (waiting, failed) = open.get(&webhook.id).copied().unwrap_or_default();
    Shown { standing: standings.get(&webhook.id).copied(), waiting, failed, webhook }
}

//! Webhooks as their administrators see them, and how the events about a dossier stand with each.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use office::{
    domain::{Label, ServiceAccountId, WebhookId, WebhookUrl, feed::EventKind, organisation::WebhookOff},
    webhooks::{Delivery, DeliveryState, NewSecret, Shown, Synced},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A webhook.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Webhook)]
pub struct WebhookView {
    /// Which.
    pub id: WebhookId,
    /// What it is called.
    name: Label,
    /// Where its events are sent.
    url: WebhookUrl,
    /// Which it wants.
    kinds: BTreeSet<EventKind>,
    /// Only about what this system has handed in.
    handed_in_by: Option<ServiceAccountId>,
    /// Whether events are sent to it.
    enabled: bool,
    /// Why nothing is sent to it.
    disabled_because: Option<WebhookOff>,
    /// Since when nothing is sent to it.
    disabled_at: Option<DateTime<Utc>>,
    /// How many events wait to be sent, for the first time or again.
    waiting: i64,
    /// How many were given up; each can be sent once more.
    failed: i64,
    /// Since when nothing arrives.
    failing_since: Option<DateTime<Utc>>,
    /// When it is tried again, where it could not be reached.
    next_try_at: Option<DateTime<Utc>>,
}

impl From<Shown> for WebhookView {
    fn from(shown: Shown) -> Self {
        let Shown { webhook, standing, waiting, failed } = shown;
        let failing = standing.filter(|standing| standing.failing_since().is_some());
        Self {
            id: webhook.id,
            enabled: webhook.disabled.is_none(),
            disabled_because: webhook.disabled.map(|disabled| disabled.why),
            disabled_at: webhook.disabled.map(|disabled| disabled.at),
            name: webhook.name,
            url: webhook.url,
            kinds: webhook.kinds,
            handed_in_by: webhook.handed_in_by,
            waiting,
            failed,
            failing_since: failing.and_then(|standing| standing.failing_since()),
            next_try_at: failing.map(|standing| standing.next_at()),
        }
    }
}

/// A webhook with a new secret, which is shown this once.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = WebhookWithSecret)]
pub struct SecretView {
    /// What messages are signed with. Nobody can show it again.
    secret: String,
    /// The webhook.
    pub webhook: WebhookView,
}

impl SecretView {
    /// The webhook with its new secret.
    pub fn new(secret: &NewSecret, webhook: WebhookView) -> Self {
        Self { secret: secret.reveal().to_owned(), webhook }
    }
}

/// What has become of a delivery.
#[derive(Debug, Clone, Copy, Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WebhookDeliveryState)]
pub enum StateView {
    /// To be sent, for the first time or again.
    Waiting,
    /// The receiver has taken it.
    Sent,
    /// Given up.
    Failed,
}

impl From<DeliveryState> for StateView {
    fn from(state: DeliveryState) -> Self {
        match state {
            DeliveryState::Waiting => Self::Waiting,
            DeliveryState::Sent => Self::Sent,
            DeliveryState::Failed => Self::Failed,
        }
    }
}

impl From<StateView> for DeliveryState {
    fn from(state: StateView) -> Self {
        match state {
            StateView::Waiting => Self::Waiting,
            StateView::Sent => Self::Sent,
            StateView::Failed => Self::Failed,
        }
    }
}

/// One event for one webhook. What it says of a dossier is not shown: who administers sees none.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = WebhookDelivery)]
pub struct DeliveryView {
    /// Which: the `webhook-id` of its message, the same at each try.
    pub id: uuid::Uuid,
    /// The event.
    event: uuid::Uuid,
    /// Its kind.
    kind: EventKind,
    /// Its place in the feed.
    cursor: String,
    /// When it happened.
    at: DateTime<Utc>,
    /// What has become of it.
    state: StateView,
    /// How often it was tried, since it was made or last sent once more.
    tries: u32,
    /// When it is tried next at the earliest.
    next_try_at: Option<DateTime<Utc>>,
    /// The status that the last try was answered with.
    last_status: Option<i32>,
    /// The first of what was said beside it, as one printable line.
    last_answer: Option<String>,
    /// Why the last try was in vain.
    last_error: Option<String>,
    /// When the receiver took it.
    sent_at: Option<DateTime<Utc>>,
}

impl From<Delivery> for DeliveryView {
    fn from(one: Delivery) -> Self {
        Self {
            id: one.id,
            event: one.event,
            kind: one.kind,
            cursor: one.position.to_string(),
            at: one.at,
            state: one.state.into(),
            tries: one.tries,
            next_try_at: (one.state == DeliveryState::Waiting).then_some(one.next_at),
            last_status: one.last_status,
            last_answer: one.last_answer,
            last_error: one.last_error,
            sent_at: one.sent_at,
        }
    }
}

/// How the events about a dossier stand with one webhook.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DossierSync)]
pub struct SyncView {
    /// Which.
    webhook: WebhookId,
    /// What it is called.
    name: String,
    /// How many have arrived.
    sent: u32,
    /// How many wait.
    waiting: u32,
    /// How many were given up.
    failed: u32,
    /// The newest version of the dossier that the receiver has.
    version: Option<u32>,
    /// When something arrived last.
    sent_at: Option<DateTime<Utc>>,
}

impl From<&Synced> for SyncView {
    fn from(one: &Synced) -> Self {
        Self {
            webhook: one.webhook,
            name: one.name.clone(),
            sent: one.sync.sent,
            waiting: one.sync.waiting,
            failed: one.sync.failed,
            version: one.sync.version,
            sent_at: one.sync.sent_at,
        }
    }
}

//! Webhooks: addresses of other systems to which the agency's events are sent, each with the kinds that it wants. The secret that its
//! messages are signed with is nothing that a decision needs, and stands nowhere here; nor does what became of what was sent.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ServiceRecord;
use crate::{Label, Refusal, Rule, Seed, ServiceAccountId, UtcTime, WebhookId, WebhookUrl, feed::EventKind};

/// Why nothing is sent to a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WebhookOff {
    /// Somebody has turned it off.
    ByHand,
    /// It has answered that it is there no more (410).
    Gone,
    /// Nothing could be sent to it for long.
    Failing,
}

/// Since when nothing is sent to a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disabled {
    /// Why.
    pub why: WebhookOff,
    /// Since when.
    pub at: UtcTime,
}

/// A webhook as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookRecord {
    /// Which.
    pub id: WebhookId,
    /// What it is called.
    pub name: Label,
    /// Where its events are sent.
    pub url: WebhookUrl,
    /// Which it wants.
    pub kinds: BTreeSet<EventKind>,
    /// Only about what this system has handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_in_by: Option<ServiceAccountId>,
    /// Since when nothing is sent, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<Disabled>,
    /// Whether it was taken away.
    pub ended: bool,
}

impl WebhookRecord {
    /// Whether events are sent to it.
    pub const fn sends(&self) -> bool {
        !self.ended && self.disabled.is_none()
    }

    /// Whether it wants an event of this kind, about what this system has handed in.
    pub fn wants(&self, kind: EventKind, handed_in_by: Option<ServiceAccountId>) -> bool {
        self.sends() && self.kinds.contains(&kind) && self.handed_in_by.is_none_or(|only| handed_in_by == Some(only))
    }
}

/// A webhook as somebody wants it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookFields {
    /// What it is called; each of the agency's has its own name.
    pub name: Label,
    /// Where its events are sent: an `https` address that the whole world could reach, or one at a host that the server's settings allow by
    /// name (`webhook_allowed_hosts`).
    pub url: WebhookUrl,
    /// Which it wants; at least one.
    #[schema(min_items = 1)]
    pub kinds: BTreeSet<EventKind>,
    /// Only about what this system has handed in, by its service account.
    #[serde(default)]
    pub handed_in_by: Option<ServiceAccountId>,
    /// Whether events are sent to it. What happens while it is off is not sent later; it stands in the feed.
    #[serde(default = "on")]
    pub enabled: bool,
}

const fn on() -> bool {
    true
}

/// What may be done to webhooks.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum WebhookCommand {
    /// Thêm webhook.
    CreateWebhook(WebhookFields),
    /// Sửa, tắt, bật lại.
    UpdateWebhook {
        /// Which.
        webhook: WebhookId,
        /// As it is from now on.
        #[serde(flatten)]
        fields: WebhookFields,
    },
    /// Đổi khóa bí mật.
    RotateWebhookSecret {
        /// Which.
        webhook: WebhookId,
    },
    /// Tắt: the office itself does, where nothing arrives.
    DisableWebhook {
        /// Which.
        webhook: WebhookId,
        /// Why.
        why: WebhookOff,
    },
    /// Bỏ.
    DeleteWebhook {
        /// Which.
        webhook: WebhookId,
    },
}

/// What a decision about webhooks is told from outside.
#[derive(Debug, Clone, Copy)]
pub struct WebhookContext<'a> {
    /// The agency's webhooks, those too that were taken away.
    pub webhooks: &'a BTreeMap<WebhookId, WebhookRecord>,
    /// The systems that work with it.
    pub services: &'a BTreeMap<ServiceAccountId, ServiceRecord>,
    /// How many webhooks there may be.
    pub most: usize,
    /// Now.
    pub now: UtcTime,
    /// Where the id of a new one comes from.
    pub seed: Seed,
}

/// Decides one command: the record as it stands afterwards. Who may is [`crate::access::may_keep_webhooks`]'s answer.
///
/// # Errors
/// The rule that says no, with its place in what was sent.
pub fn decide_webhook(command: &WebhookCommand, context: &WebhookContext<'_>) -> Result<WebhookRecord, Refusal> {
    let there = |id: &WebhookId| {
        let known = context.webhooks.get(id).filter(|known| !known.ended);
        known.cloned().ok_or(Refusal::new(Rule::NoSuchWebhook))
    };
    match command {
        WebhookCommand::CreateWebhook(fields) => {
            if context.webhooks.values().filter(|known| !known.ended).count() >= context.most {
                return Err(Refusal::new(Rule::TooManyWebhooks).with("most", context.most));
            }
            let id = WebhookId(context.seed.nth(0));
            written(id, None, fields, context)
        }
        WebhookCommand::UpdateWebhook { webhook, fields } => {
            let before = there(webhook)?;
            let after = written(*webhook, before.disabled, fields, context)?;
            if after == before { Err(Refusal::new(Rule::NothingToChange)) } else { Ok(after) }
        }
        WebhookCommand::RotateWebhookSecret { webhook } => there(webhook),
        WebhookCommand::DisableWebhook { webhook, why } => {
            let before = there(webhook)?;
            if before.disabled.is_some() {
                return Err(Refusal::new(Rule::WebhookDisabled));
            }
            Ok(WebhookRecord { disabled: Some(Disabled { why: *why, at: context.now }), ..before })
        }
        WebhookCommand::DeleteWebhook { webhook } => Ok(WebhookRecord { ended: true, ..there(webhook)? }),
    }
}

fn written(
    id: WebhookId,
    disabled: Option<Disabled>,
    fields: &WebhookFields,
    context: &WebhookContext<'_>,
) -> Result<WebhookRecord, Refusal> {
    if fields.kinds.is_empty() {
        return Err(Refusal::new(Rule::WebhookKindsMissing).at("/kinds"));
    }
    let folded = crate::fold(fields.name.as_str());
    let mut others = context.webhooks.values().filter(|other| other.id != id && !other.ended);
    if others.any(|other| crate::fold(other.name.as_str()) == folded) {
        return Err(Refusal::new(Rule::WebhookNameTaken).at("/name").with("name", &fields.name));
    }
    if let Some(account) = fields.handed_in_by {
        let known = context.services.get(&account).filter(|known| !known.ended);
        known.ok_or(Refusal::new(Rule::NoSuchService).at("/handed_in_by"))?;
    }
    let off = disabled.unwrap_or(Disabled { why: WebhookOff::ByHand, at: context.now });
    Ok(WebhookRecord {
        id,
        name: fields.name.clone(),
        url: fields.url.clone(),
        kinds: fields.kinds.clone(),
        handed_in_by: fields.handed_in_by,
        disabled: (!fields.enabled).then_some(off),
        ended: false,
    })
}

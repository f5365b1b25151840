//! Webhooks: what is made, changed, turned off and taken away, and who keeps them; and which events another system sees.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests: what can't be done must fail loudly"
)]

use std::collections::BTreeMap;

use chrono::{TimeZone, Utc};
use domain::{
    Seed, ServiceAccountId, UtcTime, WebhookId,
    feed::EventKind,
    organisation::{ServiceRecord, WebhookCommand, WebhookContext, WebhookOff, WebhookRecord, decide_webhook},
};
use serde_json::{Value, json};
use uuid::Uuid;

fn now() -> UtcTime {
    Utc.with_ymd_and_hms(2026, 11, 30, 2, 0, 0).unwrap()
}

fn portal(n: u128) -> ServiceAccountId {
    ServiceAccountId(Uuid::from_u128(n))
}

#[derive(Default)]
struct Office {
    webhooks: BTreeMap<WebhookId, WebhookRecord>,
    services: BTreeMap<ServiceAccountId, ServiceRecord>,
}

impl Office {
    fn decide(&mut self, n: u128, command: &WebhookCommand) -> Result<WebhookRecord, &'static str> {
        let seed = Seed::new(Uuid::from_u128(n << 64));
        let context = WebhookContext { webhooks: &self.webhooks, services: &self.services, most: 2, now: now(), seed };
        let record = decide_webhook(command, &context).map_err(|refusal| refusal.rule.code())?;
        self.webhooks.insert(record.id, record.clone());
        Ok(record)
    }

    fn system(&mut self, n: u128, ended: bool) -> ServiceAccountId {
        let record = json!({ "id": portal(n).0, "name": "Cổng", "purpose": "Thử", "scopes": ["dossiers:submit"], "keys": [], "ended": ended });
        self.services.insert(portal(n), serde_json::from_value(record).unwrap());
        portal(n)
    }
}

fn fields(more: &Value) -> Value {
    let mut whole = json!({ "name": "Cổng tỉnh", "url": "https://cong.example.vn/nhan", "kinds": ["dossier.accepted", "dossier.done"] });
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    whole
}

fn create(more: &Value) -> WebhookCommand {
    WebhookCommand::CreateWebhook(serde_json::from_value(fields(more)).unwrap())
}

fn update(webhook: WebhookId, more: &Value) -> WebhookCommand {
    WebhookCommand::UpdateWebhook { webhook, fields: serde_json::from_value(fields(more)).unwrap() }
}

#[test]
fn a_webhook_wants_its_kinds_and_what_its_system_has_handed_in() {
    let mut office = Office::default();
    let (own, other) = (office.system(1, false), portal(2));
    let every = office.decide(1, &create(&json!({}))).unwrap();
    assert!(every.wants(EventKind::DossierDone, None) && every.wants(EventKind::DossierAccepted, Some(other)));
    assert!(!every.wants(EventKind::DossierReturned, None));
    let one = office.decide(2, &create(&json!({ "name": "Cổng quốc gia", "handed_in_by": own }))).unwrap();
    assert!(one.wants(EventKind::DossierDone, Some(own)));
    assert!(!one.wants(EventKind::DossierDone, Some(other)) && !one.wants(EventKind::DossierDone, None));
}

#[test]
fn what_can_not_be_is_refused() {
    let mut office = Office::default();
    office.system(1, true);
    assert_eq!(office.decide(1, &create(&json!({ "kinds": [] }))), Err("webhook_kinds_missing"));
    assert_eq!(office.decide(1, &create(&json!({ "handed_in_by": portal(1) }))), Err("no_such_service"));
    assert_eq!(office.decide(1, &create(&json!({ "handed_in_by": portal(9) }))), Err("no_such_service"));
    let one = office.decide(1, &create(&json!({}))).unwrap();
    assert_eq!(office.decide(2, &create(&json!({ "name": "CỔNG TỈNH" }))), Err("webhook_name_taken"));
    let two = office.decide(2, &create(&json!({ "name": "Cổng hai" }))).unwrap();
    assert_eq!(office.decide(3, &create(&json!({ "name": "Cổng ba" }))), Err("too_many_webhooks"));
    assert_eq!(office.decide(3, &update(two.id, &json!({}))), Err("webhook_name_taken"));
    assert_eq!(office.decide(3, &update(one.id, &json!({}))), Err("nothing_to_change"));
    // One that was taken away counts no more, and comes back by nothing.
    assert!(office.decide(3, &WebhookCommand::DeleteWebhook { webhook: one.id }).unwrap().ended);
    for command in [
        update(one.id, &json!({ "name": "Lại" })),
        WebhookCommand::RotateWebhookSecret { webhook: one.id },
        WebhookCommand::DeleteWebhook { webhook: one.id },
        WebhookCommand::DisableWebhook { webhook: one.id, why: WebhookOff::Failing },
    ] {
        assert_eq!(office.decide(3, &command), Err("no_such_webhook"));
    }
    assert!(office.decide(4, &create(&json!({}))).is_ok());
}

#[test]
fn it_is_turned_off_by_hand_or_by_the_office_and_on_again_by_hand() {
    let mut office = Office::default();
    let one = office.decide(1, &create(&json!({}))).unwrap();
    assert!(one.sends());
    let off = |why| WebhookCommand::DisableWebhook { webhook: one.id, why };
    let failing = office.decide(2, &off(WebhookOff::Failing)).unwrap();
    assert!(!failing.sends() && !failing.wants(EventKind::DossierDone, None));
    assert_eq!(failing.disabled.map(|disabled| (disabled.why, disabled.at)), Some((WebhookOff::Failing, now())));
    assert_eq!(office.decide(2, &off(WebhookOff::Gone)), Err("webhook_disabled"));
    // What is changed while it is off says why as before.
    let renamed = office.decide(2, &update(one.id, &json!({ "name": "Cổng mới", "enabled": false }))).unwrap();
    assert_eq!(renamed.disabled, failing.disabled);
    assert!(office.decide(2, &update(one.id, &json!({ "name": "Cổng mới" }))).unwrap().sends());
    let by_hand = office.decide(2, &update(one.id, &json!({ "name": "Cổng mới", "enabled": false }))).unwrap();
    assert_eq!(by_hand.disabled.map(|disabled| disabled.why), Some(WebhookOff::ByHand));
}

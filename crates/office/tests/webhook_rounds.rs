//! What a worker has claimed of a webhook: how long it may send it, and since when nothing arrives.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that can't be set up must fail loudly"
)]

mod common;

use std::time::Duration;

use common::stage::Stage;
use domain::{
    UtcTime, WebhookId,
    organisation::{WebhookCommand, WebhookFields, WebhookOff},
};
use office::{
    agency::Caller,
    webhooks::{
        Shown,
        courier::{Answer, Outcome},
        sending::{Round, Worker},
    },
};
use serde_json::json;
use store::{Engine, testkit::run_async};
use uuid::Uuid;

const OLD: &str = "https://cu.example.vn/nhan";
const NEW: &str = "https://moi.example.vn/nhan";

fn fields(name: &str, url: &str) -> WebhookFields {
    serde_json::from_value(json!({ "name": name, "url": url, "kinds": ["incoming_document.registered"] })).unwrap()
}

fn worker(name: &str) -> Worker {
    Worker { name: name.to_owned(), lease: Duration::from_secs(30), at_once: 4 }
}

fn answer(status: u16) -> Answer {
    Answer { status, text: String::new() }
}

fn busy() -> Outcome {
    Outcome::Busy(answer(503), None)
}

fn ids(round: &Round) -> Vec<Uuid> {
    round.posts.iter().map(|post| post.id).collect()
}

/// An office with a webhook that wants to know of what was entered in the register.
struct Sending {
    stage: Stage,
    by: Caller,
    id: WebhookId,
}

impl Sending {
    async fn at(engine: Engine, time: &str) -> Self {
        let stage = Stage::at(engine, time).await;
        // What the demo has told is not for it.
        stage.office.place_events().await.unwrap();
        let by = stage.caller("quantri").await;
        let create = WebhookCommand::CreateWebhook(fields("Cổng tỉnh", OLD));
        let (shown, _) = stage.office.change_webhook(by, stage.agency, create, false).await.unwrap();
        Self { stage, by, id: shown.webhook.id }
    }

    async fn change(&self, command: WebhookCommand, at_once: bool) {
        self.stage.office.change_webhook(self.by, self.stage.agency, command, at_once).await.unwrap();
    }

    async fn update(&self, name: &str, url: &str) {
        self.change(WebhookCommand::UpdateWebhook { webhook: self.id, fields: fields(name, url) }, false).await;
    }

    async fn rotate(&self, at_once: bool) {
        self.change(WebhookCommand::RotateWebhookSecret { webhook: self.id }, at_once).await;
    }

    /// Another event that is due.
    async fn told(&self) {
        self.stage.received().await;
        self.stage.office.place_events().await.unwrap();
    }

    async fn claimed(&self, worker: &Worker) -> Round {
        self.stage.office.claim_webhooks(worker).await.unwrap().pop().unwrap()
    }

    async fn holds(&self, worker: &Worker, round: &Round) -> bool {
        self.stage.office.webhook_round_holds(worker, round).await.unwrap()
    }

    async fn note(&self, worker: &Worker, round: &Round, n: usize, outcome: Outcome) -> bool {
        self.stage.office.note_webhook(worker, round, &round.posts[n], &outcome).await.unwrap()
    }

    /// At this time the first that is due is tried, and this comes of it.
    async fn tried(&self, time: &str, outcome: Outcome) {
        self.stage.turn(time);
        let one = worker(time);
        let round = self.claimed(&one).await;
        self.note(&one, &round, 0, outcome).await;
        self.stage.office.release_webhook(&one, &round).await.unwrap();
    }

    async fn shown(&self) -> Shown {
        self.stage.office.webhook(self.by, self.stage.agency, self.id).await.unwrap()
    }

    async fn failing_since(&self) -> Option<UtcTime> {
        self.shown().await.standing.unwrap().failing_since()
    }
}

/// A round that was claimed before the address or the secret was changed is nobody's any more: it goes once more, as it stands now, to whoever
/// claims next, and need not wait for a lease to end.
async fn what_was_changed_is_sent_as_it_was_by_nobody(engine: Engine) {
    let sending = Box::pin(Sending::at(engine, "2026-08-03T09:00")).await;
    sending.told().await;
    sending.told().await;
    let one = worker("một");
    let round = sending.claimed(&one).await;
    assert_eq!((&*round.url, round.posts.len()), (OLD, 2));
    // Another name is nothing that a message has in it.
    sending.update("Cổng của tỉnh", OLD).await;
    assert!(sending.holds(&one, &round).await);
    sending.update("Cổng của tỉnh", NEW).await;
    assert!(!sending.holds(&one, &round).await, "the next is not sent to the old address");
    let taken = || Outcome::Taken(answer(200));
    assert!(!sending.note(&one, &round, 0, taken()).await, "and what was under way is not noted");

    let two = worker("hai");
    let again = sending.claimed(&two).await;
    assert_eq!((&*again.url, ids(&again)), (NEW, ids(&round)));
    assert!(sending.note(&two, &again, 0, taken()).await);
    // Who gives it back late gives back nothing.
    sending.stage.office.release_webhook(&one, &round).await.unwrap();
    assert!(sending.holds(&two, &again).await);
    // The secret before holds on beside the new one, and then no longer.
    sending.rotate(false).await;
    assert!(sending.holds(&two, &again).await);
    sending.rotate(true).await;
    assert!(!sending.holds(&two, &again).await, "the next is not signed with the old secret");
    assert!(!sending.note(&two, &again, 1, taken()).await);
    let third = sending.claimed(&worker("ba")).await;
    assert_eq!((ids(&third), third.secrets.as_ref().unwrap().len()), (ids(&round)[1..].to_vec(), 1));
}

/// Nothing arrives since something could not be brought, until something arrives, one that is there refuses something, or nothing is tried any
/// more.
async fn a_quiet_webhook_is_not_turned_off_for_one_failure(engine: Engine) {
    let sending = Box::pin(Sending::at(engine, "2026-08-03T09:00")).await;
    let refused = |status| Outcome::Refused(answer(status));
    sending.told().await;
    sending.tried("2026-08-03T09:01", refused(422)).await;
    assert_eq!(sending.failing_since().await, None, "it is there, and does not take this one");
    sending.tried("2026-08-03T09:30", busy()).await;
    assert_eq!(sending.failing_since().await, Some(time("2026-08-03T09:30")));
    sending.tried("2026-08-03T10:30", refused(400)).await;
    assert_eq!(sending.failing_since().await, None, "it is there again");
    sending.tried("2026-08-03T12:30", refused(404)).await;
    assert_eq!(sending.failing_since().await, Some(time("2026-08-03T12:30")), "nobody is there");
    // Three days after the first try it is given up, and nothing is left that could fail.
    sending.tried("2026-08-06T09:02", busy()).await;
    assert_eq!(sending.failing_since().await, None);
    let shown = sending.shown().await;
    assert_eq!((shown.waiting, shown.failed), (0, 1));

    // Long after that the next fails once: that is no reason to turn it off.
    sending.stage.turn("2026-08-20T09:00");
    sending.told().await;
    sending.tried("2026-08-20T09:01", busy()).await;
    assert!(sending.shown().await.webhook.disabled.is_none());
    assert_eq!(sending.failing_since().await, Some(time("2026-08-20T09:01")));
    // Where another waits when it is given up, it has been failing all the time.
    sending.stage.turn("2026-08-22T09:00");
    sending.told().await;
    sending.tried("2026-08-23T09:02", busy()).await;
    assert_eq!(sending.failing_since().await, Some(time("2026-08-20T09:01")));
    sending.tried("2026-08-24T09:00", busy()).await;
    assert!(sending.shown().await.webhook.disabled.is_none());
    sending.tried("2026-08-25T09:02", busy()).await;
    let off = sending.shown().await.webhook.disabled.unwrap();
    assert_eq!((off.why, off.at), (WebhookOff::Failing, time("2026-08-25T09:02")));
}

fn time(text: &str) -> UtcTime {
    domain::calendar::time_in_vietnam(text).unwrap()
}

mod sqlite {
    use super::*;

    #[test]
    fn what_was_changed_is_sent_as_it_was_by_nobody() {
        run_async(super::what_was_changed_is_sent_as_it_was_by_nobody(Engine::Sqlite));
    }

    #[test]
    fn a_quiet_webhook_is_not_turned_off_for_one_failure() {
        run_async(super::a_quiet_webhook_is_not_turned_off_for_one_failure(Engine::Sqlite));
    }
}

mod postgres {
    use super::*;

    #[test]
    fn what_was_changed_is_sent_as_it_was_by_nobody() {
        run_async(super::what_was_changed_is_sent_as_it_was_by_nobody(Engine::Postgres));
    }

    #[test]
    fn a_quiet_webhook_is_not_turned_off_for_one_failure() {
        run_async(super::a_quiet_webhook_is_not_turned_off_for_one_failure(Engine::Postgres));
    }
}

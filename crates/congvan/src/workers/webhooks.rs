//! Sends events to webhooks. Several processes may do it at once: a webhook is one worker's for a while, so that its events go in their
//! order, and what was sent and not noted goes once more under the same id.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use courier::{Courier, Message, Outcome};
use office::{
    Office, OfficeError,
    webhooks::sending::{Post, Round, Worker},
};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::{LOOK, REST, Stopping};
use crate::{metrics::Metrics, settings::Webhooks};

/// By how much a lease is longer than one try may take.
const SPARE: Duration = Duration::from_secs(10);

/// For how long calls to one webhook are begun before it gives its place to others.
const BEGINNING: Duration = Duration::from_secs(20);

/// What sends.
pub(super) struct Sender {
    office: Office,
    courier: Courier,
    metrics: Metrics,
    worker: Worker,
    parallel: usize,
}

impl Sender {
    pub(super) fn new(settings: &Webhooks, courier: Courier, office: &Office, metrics: &Metrics) -> Self {
        let name = format!("{}-{}", std::process::id(), Uuid::now_v7());
        let worker = Worker { name, lease: settings.http.timeout + SPARE, at_once: settings.parallel };
        Self { office: office.clone(), courier, metrics: metrics.clone(), worker, parallel: settings.parallel }
    }

    /// Until it is told to stop. A slow receiver has one of the places at which it is called; the others go on.
    pub(super) async fn run(self: Arc<Self>, mut stopping: Stopping) {
        let (mut under_way, mut turns) = (JoinSet::new(), 0_u64);
        while !*stopping.borrow() {
            if let Err(error) = self.office.place_events().await {
                tracing::warn!(%error, "events could not be given their places; it is tried again");
            }
            while under_way.try_join_next().is_some() {}
            let free = self.parallel.saturating_sub(under_way.len());
            // Each claim has a name of its own: whose lease has ended notes nothing beside who has it now.
            turns += 1;
            let worker = Worker { name: format!("{}-{turns}", self.worker.name), at_once: free, ..self.worker.clone() };
            let rounds = match self.claim(&worker).await {
                Ok(rounds) => rounds,
                Err(error) => {
                    tracing::warn!(%error, "what is due to webhooks could not be read");
                    tokio::time::sleep(REST).await;
                    continue;
                }
            };
            let (found, begun) = (rounds.len(), Instant::now());
            for round in rounds {
                let (sender, worker, stopping) = (Arc::clone(&self), worker.clone(), stopping.clone());
                under_way.spawn(async move { sender.send_all(&worker, round, begun, &stopping).await });
            }
            // There may be more.
            if found > 0 && found == free {
                continue;
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                () = self.office.events_woken() => {}
                Some(_) = under_way.join_next(), if !under_way.is_empty() => {}
                _ = stopping.changed() => {}
            }
        }
        while under_way.join_next().await.is_some() {}
    }

    /// What is due to as many webhooks as there are free places.
    async fn claim(&self, worker: &Worker) -> Result<Vec<Round>, OfficeError> {
        if worker.at_once == 0 { Ok(Vec::new()) } else { self.office.claim_webhooks(worker).await }
    }

    /// Sends what is due to one webhook, one after the other, until one can't be brought or its turn is over: then another's may begin.
    async fn send_all(&self, worker: &Worker, round: Round, begun: Instant, stopping: &Stopping) {
        for post in &round.posts {
            if *stopping.borrow() || begun.elapsed() > BEGINNING {
                break;
            }
            // Its address or its secret may have been changed since it was claimed.
            match self.office.webhook_round_holds(worker, &round).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::warn!(%error, webhook = %round.webhook, "whether a webhook may still be called could not be read");
                    break;
                }
            }
            let outcome = self.send(&round, post).await;
            self.count(&round, post, &outcome);
            match self.office.note_webhook(worker, &round, post, &outcome).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    // It is sent once more after the lease.
                    tracing::warn!(%error, id = %post.id, "what came of an event could not be noted");
                    return;
                }
            }
        }
        if let Err(error) = self.office.release_webhook(worker, &round).await {
            tracing::debug!(%error, "a webhook was not given back; its lease ends by itself");
        }
    }

    async fn send(&self, round: &Round, post: &Post) -> Outcome {
        let secrets = match &round.secrets {
            Ok(secrets) => Arc::clone(secrets),
            Err(why) => return Outcome::Unreached(why.clone()),
        };
        let (courier, url) = (self.courier.clone(), round.url.clone());
        let (id, timestamp, body) = (post.id.to_string(), self.office.now().timestamp(), post.body.clone());
        let call = move || courier.send(&url, &secrets, &Message { id: &id, timestamp, body: &body });
        let called = tokio::task::spawn_blocking(call).await;
        called.unwrap_or_else(|_| Outcome::Unreached("the call broke off".to_owned()))
    }

    /// Without the address: it may have in it what only its receiver is to know.
    fn count(&self, round: &Round, post: &Post, outcome: &Outcome) {
        let (webhook, id) = (round.webhook, post.id);
        let name = match outcome {
            Outcome::Taken(_) => "taken",
            Outcome::Gone(_) => "gone",
            Outcome::Refused(_) => "refused",
            Outcome::Busy(..) => "busy",
            Outcome::Unreached(_) => "unreached",
        };
        self.metrics.webhook_tried(name);
        match outcome {
            Outcome::Taken(answer) => tracing::debug!(%webhook, %id, status = answer.status, "an event was sent"),
            Outcome::Gone(answer) | Outcome::Refused(answer) | Outcome::Busy(answer, _) => {
                tracing::info!(%webhook, %id, status = answer.status, "an event was not taken");
            }
            Outcome::Unreached(why) => tracing::info!(%webhook, %id, why, "an event could not be brought"),
        }
    }
}

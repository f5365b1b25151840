//! Numbers for Prometheus, on a port of their own (`metrics_listen`): how many requests there were and how long they took, what
//! came of commands, how the queues and the connections to the database stand. No name, subject or address is in them.

use std::{sync::Arc, time::Duration};

use actix_web::{App, HttpResponse, HttpServer, dev::Server, web};
use chrono::{DateTime, Utc};
use office::{
    Office,
    readiness::{MailboxStanding, Queue},
};
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric, text::encode},
    metrics::{
        MetricType,
        counter::{ConstCounter, Counter},
        family::Family,
        gauge::Gauge,
        histogram::Histogram,
    },
    registry::{Registry, Unit},
};

use crate::failure::Failure;

/// Where the slow ones begin, in seconds.
const BUCKETS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Took {
    method: &'static str,
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfQueue {
    queue: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfPool {
    pool: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfOutcome {
    outcome: &'static str,
}

/// What is counted. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Metrics(Arc<Counts>);

#[derive(Debug)]
struct Counts {
    requests: Family<Answered, Counter>,
    durations: Family<Took, Histogram, fn() -> Histogram>,
    depth: Family<OfQueue, Gauge>,
    failed: Family<OfQueue, Gauge>,
    age: Family<OfQueue, Gauge>,
    pool_size: Family<OfPool, Gauge>,
    pool_used: Family<OfPool, Gauge>,
    pool_idle: Family<OfPool, Gauge>,
    unread: Counter,
    mailbox_taken: Counter,
    mailbox_failures: Counter,
    mailbox_looked: Gauge,
    mailbox_reached: Gauge,
    mailbox_not_fetched: Counter,
    mailbox_left: Counter,
    webhook_tries: Family<OfOutcome, Counter>,
}

impl Default for Counts {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            depth: Family::default(),
            failed: Family::default(),
            age: Family::default(),
            pool_size: Family::default(),
            pool_used: Family::default(),
            pool_idle: Family::default(),
            unread: Counter::default(),
            mailbox_taken: Counter::default(),
            mailbox_failures: Counter::default(),
            mailbox_looked: Gauge::default(),
            mailbox_reached: Gauge::default(),
            mailbox_not_fetched: Counter::default(),
            mailbox_left: Counter::default(),
            webhook_tries: Family::default(),
        }
    }
}

impl Metrics {
    /// A request was answered.
    pub fn request(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        self.0.durations.get_or_create(&Took { method, route: route.clone() }).observe(took.as_secs_f64());
        self.0.requests.get_or_create(&Answered { method, route, status }).inc();
    }

    /// A message was taken from the mailbox.
    pub fn mailbox_taken(&self) {
        self.0.mailbox_taken.inc();
    }

    /// The mailbox could not be read, or what was in it could not be kept.
    pub fn mailbox_failed(&self) {
        self.0.mailbox_failures.inc();
    }

    /// A message in the mailbox could not be had; it is left there.
    pub fn mailbox_not_fetched(&self, left: bool) {
        self.0.mailbox_not_fetched.inc();
        if left {
            self.0.mailbox_left.inc();
        }
    }

    /// Everything that was in the mailbox and could be had is taken.
    pub fn mailbox_looked(&self, now: DateTime<Utc>) {
        self.0.mailbox_looked.set(now.timestamp());
    }

    /// An event was tried to be sent to a webhook; what came of it.
    pub fn webhook_tried(&self, outcome: &'static str) {
        self.0.webhook_tries.get_or_create(&OfOutcome { outcome }).inc();
    }

    /// Serves them here until it is stopped.
    pub fn serve(&self, listeners: Vec<std::net::TcpListener>, office: &Office) -> Result<Server, Failure> {
        let page = Arc::new(Page { registry: self.registry(office), metrics: self.clone(), office: office.clone() });
        let app =
            move || App::new().app_data(web::Data::from(Arc::clone(&page))).route("/metrics", web::get().to(show));
        let mut server = HttpServer::new(app).workers(1).disable_signals();
        for listener in listeners {
            let failed = |error: std::io::Error| Failure::new(format!("metrics_listen: {error}"));
            server = server.listen(listener).map_err(failed)?;
        }
        Ok(server.run())
    }

    fn registry(&self, office: &Office) -> Registry {
        let (mut registry, counts) = (Registry::with_prefix("congvan"), &self.0);
        registry.register("http_requests", "Requests answered", counts.requests.clone());
        registry.register_with_unit(
            "http_request_duration",
            "How long requests took",
            Unit::Seconds,
            counts.durations.clone(),
        );
        registry.register("queue_depth", "What waits to leave the house", counts.depth.clone());
        registry.register("queue_failed", "What of it was tried in vain", counts.failed.clone());
        registry.register_with_unit("queue_age", "For how long the oldest waits", Unit::Seconds, counts.age.clone());
        registry.register("database_connections_max", "Connections there may be", counts.pool_size.clone());
        registry.register("database_connections_in_use", "Connections at work", counts.pool_used.clone());
        registry.register("database_connections_idle", "Connections that wait for work", counts.pool_idle.clone());
        registry.register("queue_unread", "How often the queues could not be read", counts.unread.clone());
        let help = "Events that were tried to be sent to webhooks, by what came of it";
        registry.register("webhook_tries", help, counts.webhook_tries.clone());
        self.register_mailbox(&mut registry);
        registry.register_collector(Box::new(OfOffice(office.clone())));
        registry
    }

    fn register_mailbox(&self, registry: &mut Registry) {
        let counts = &self.0;
        registry.register("mailbox_taken", "Messages taken from the mailbox", counts.mailbox_taken.clone());
        let help = "How often the mailbox could not be read, or what was in it not kept";
        registry.register("mailbox_failures", help, counts.mailbox_failures.clone());
        let help = "Whether the mailbox is reached: 1, or 0 where it is not or none is watched";
        registry.register("mailbox_reached", help, counts.mailbox_reached.clone());
        let help = "How often a message that the mailbox lists could not be had";
        registry.register("mailbox_not_fetched", help, counts.mailbox_not_fetched.clone());
        let help = "Messages that were left in the mailbox since they could not be had; the log names each";
        registry.register("mailbox_left", help, counts.mailbox_left.clone());
        let help = "When everything in the mailbox was taken last, as a Unix time; 0 where it never was";
        registry.register_with_unit("mailbox_looked_timestamp", help, Unit::Seconds, counts.mailbox_looked.clone());
    }

    /// Takes what is asked for only now.
    async fn refresh(&self, office: &Office) {
        for pool in office.db().pools() {
            let label = OfPool { pool: pool.name };
            let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
            self.0.pool_size.get_or_create(&label).set(whole(pool.size));
            self.0.pool_used.get_or_create(&label).set(whole(pool.in_use));
            self.0.pool_idle.get_or_create(&label).set(whole(pool.idle));
        }
        self.0.mailbox_reached.set(i64::from(office.mailbox() == MailboxStanding::Good));
        match office.queues().await {
            Ok(queues) => {
                for (name, stands) in queues {
                    self.queue(name, stands, office.now());
                }
            }
            Err(error) => {
                self.0.unread.inc();
                tracing::warn!(%error, "the queues could not be read");
            }
        }
    }

    fn queue(&self, queue: &'static str, stands: Queue, now: DateTime<Utc>) {
        let label = OfQueue { queue };
        self.0.depth.get_or_create(&label).set(stands.depth);
        self.0.failed.get_or_create(&label).set(stands.failed);
        let age = stands.oldest.map_or(0, |oldest| (now - oldest).num_seconds().max(0));
        self.0.age.get_or_create(&label).set(age);
    }
}

/// What came of commands, and how many passwords were compared, as the office has counted.
#[derive(Debug)]
struct OfOffice(Office);

impl Collector for OfOffice {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        let help = "Commands on documents, by what came of them.";
        let mut family = encoder.encode_descriptor("commands", help, None, MetricType::Counter)?;
        for (command, outcome, count) in self.0.tally() {
            let labels = [("command", command), ("outcome", outcome.as_str())];
            ConstCounter::new(count).encode(family.encode_family(&labels)?)?;
        }
        let help = "Passwords that were hashed to be compared, of names that there are and of others.";
        let passwords = encoder.encode_descriptor("passwords_checked", help, None, MetricType::Counter)?;
        ConstCounter::new(self.0.passwords_checked()).encode(passwords)
    }
}

struct Page {
    registry: Registry,
    metrics: Metrics,
    office: Office,
}

async fn show(page: web::Data<Page>) -> HttpResponse {
    page.metrics.refresh(&page.office).await;
    let mut text = String::new();
    match encode(&mut text, &page.registry) {
        Ok(()) => HttpResponse::Ok().content_type(CONTENT_TYPE).body(text),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

//! Use cases: load, decide, save, in one write transaction. What the four entrances (HTTP, mail, interchange, clock) call.
//!
//! Start at [`Office`]: its parts are the agency's snapshot ([`agency`]), documents ([`incoming`]), [`deliveries`], inboxes ([`inbox`]),
//! links in mails ([`action_links`]), [`events`] for other systems and [`webhooks`], files ([`files`]) and what is signed in them ([`signatures`]), [`templates`], the organisation ([`organisation`]), registers ([`registers`]), sign-in ([`sign_in`], [`second_factor`],
//! [`identity`]) and the mail queue ([`mail_queue`]).

pub mod accesses;
pub mod action_links;
pub mod agency;
pub mod audit;
pub mod backup;
pub mod books;
pub mod calendar;
pub mod case_files;
pub mod citizens;
pub mod deliveries;
pub mod demo;
pub mod digests;
pub mod documents;
pub mod dossiers;
pub mod events;
pub mod figures;
pub mod files;
pub mod identity;
pub mod inbox;
pub mod incoming;
pub mod interchange;
pub mod mail_queue;
mod next_in_line;
pub mod notices;
pub mod organisation;
pub mod organisation_file;
pub mod originals;
pub mod outgoing;
pub mod password_reset;
pub mod printing;
pub mod procedures;
pub mod readiness;
pub mod received;
pub mod registers;
pub mod reminders;
pub mod repeat;
pub mod replies;
pub mod reports;
pub mod search;
pub mod second_factor;
pub mod services;
pub mod setup;
pub mod short_texts;
pub mod sign_in;
pub mod signatures;
pub mod streams;
pub mod templates;
pub mod verify;
pub mod webhooks;
mod year_end;

mod by_mail;
mod clock;
mod contents;
mod error;
mod housekeeping;
pub mod jobs;
mod keys;
mod passwords;
mod sealing;
mod storage;
mod tally;

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
    time::Duration,
};

use domain::{
    AgencyId,
    organisation::{KeyLife, Role},
};
use object_store::ObjectStore;
use paper::signature::Authorities;
use store::Db;
use tokio::sync::{Notify, RwLock, Semaphore};

pub use clock::Clock;
pub use domain;
pub use error::OfficeError;
pub use keys::{KeyError, KeyStanding, KeyTerms, SigningKeys, Stage};
pub use paper;
pub mod work {
    //! What lies on desks, as it is told apart.
    pub use store::work::Mark;
}
pub mod packets {
    //! Packets of the interchange, as they are kept.
    pub use store::packet::{
        Direction, Fault, Packet, PacketState,
        arrived::Had,
        directory::{Entry, Standing},
        outbound::Tried,
    };
}
pub use passwords::Passwords;
pub use sealing::SealingKey;
pub use storage::Storage;
pub use store::{
    StoreError,
    dossier::Heading as DossierHeading,
    message::Delivery,
    organisation::{AgencySnapshot, TypeRow},
    outgoing::Heading as OutgoingHeading,
    work::{After, AnyHeading, Counts, Heading, InboxLine},
};
pub use tally::CommandOutcome;

/// Limits and terms; each is a setting.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The largest file, in bytes.
    pub max_file_bytes: u64,
    /// How long an access token holds.
    pub access_token: Duration,
    /// How long a session holds at the most.
    pub session: Duration,
    /// For how long the answer whether a session is open may be remembered; an ended session is refused after this at the
    /// latest, on every instance.
    pub session_memory: Duration,
    /// For how long a refresh token in a cookie, once used, is still taken from another tab of the same browser.
    pub refresh_shared: Duration,
    /// How long an answer to an Idempotency-Key is kept.
    pub idempotency: Duration,
    /// The most items in one bulk request.
    pub max_bulk: usize,
    /// The most changes of an organisation in one request.
    pub max_changes: usize,
    /// The most documents that one call hands over.
    pub max_handover: usize,
    /// Failed sign-ins from one address.
    pub address_tries: sign_in::Allowance,
    /// Failed sign-ins to one account: from each address where its owner has been, and from all others together.
    pub account_tries: sign_in::Allowance,
    /// Requests without a token from one address.
    pub anonymous_requests: sign_in::Allowance,
    /// Wrong tries from one address to look up a dossier by what stands on its receipt.
    pub look_up_tries: sign_in::Allowance,
    /// Whether there is a way to send short messages to telephones.
    pub short_texts: bool,
    /// For how long figures that were counted are told to the public before they are counted anew.
    pub public_figures: Duration,
    /// The most dossiers of a book that is printed.
    pub max_book_lines: usize,
    /// Citizens' accounts.
    pub citizens: citizens::CitizenTerms,
    /// How long a code holds by which a forgotten password is set anew.
    pub password_reset: Duration,
    /// Links in mails by which their reader acts.
    pub links: action_links::LinkTerms,
    /// Replies to mails, and letters to the office's address.
    pub replies: replies::ReplyTerms,
    /// Whoever has one of these roles must have a second factor.
    pub second_factor_roles: Vec<Role>,
    /// How many days keys of service accounts live.
    pub service_key_life: KeyLife,
    /// How often at the most it is noted that a key was used.
    pub service_use_noted: Duration,
    /// Requests of one service account.
    pub service_requests: sign_in::Allowance,
    /// For how long looks of one person at one thing are one row of the access log.
    pub access_fold: Duration,
    /// How many rows of the access log may wait to be written.
    pub access_queue: usize,
    /// How long the access log is kept.
    pub access_kept: Duration,
    /// For how long a signing key is published before it signs.
    pub key_announced: Duration,
    /// How long events are kept for other systems to read.
    pub events_kept: Duration,
    /// Webhooks.
    pub webhooks: webhooks::WebhookTerms,
    /// Gateways to offices outside.
    pub gateways: interchange::GatewayList,
    /// How long the messages of the interchange are kept after they were read.
    pub messages_kept: Duration,
    /// For how long what came of a job can be fetched.
    pub jobs_kept: Duration,
    /// Authorities whose certificates are trusted in signed files.
    pub authorities: Arc<Authorities>,
    /// The most streams that stay open at one instance.
    pub streams: usize,
    /// Templates and the files that are made of them.
    pub papers: templates::PaperTerms,
    /// How many searches one person may keep.
    pub saved_searches: i64,
    /// How old a signing key gets before a new one is made; none where that is left to people.
    pub key_life: Option<Duration>,
}

impl Limits {
    /// When signing keys come and go.
    pub const fn key_terms(&self) -> KeyTerms {
        KeyTerms { announced: self.key_announced, token: self.access_token }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 100 * 1024 * 1024,
            access_token: Duration::from_mins(10),
            session: Duration::from_hours(14 * 24),
            session_memory: Duration::from_secs(3),
            refresh_shared: Duration::from_secs(10),
            idempotency: Duration::from_hours(48),
            max_bulk: 100,
            max_changes: 1000,
            max_handover: 1000,
            address_tries: sign_in::Allowance { burst: 50, pause: Duration::from_secs(10) },
            account_tries: sign_in::Allowance { burst: 10, pause: Duration::from_mins(1) },
            anonymous_requests: sign_in::Allowance { burst: 600, pause: Duration::from_millis(100) },
            look_up_tries: sign_in::Allowance { burst: 20, pause: Duration::from_secs(10) },
            short_texts: false,
            public_figures: Duration::from_mins(5),
            max_book_lines: 5000,
            citizens: citizens::CitizenTerms::default(),
            password_reset: Duration::from_mins(30),
            links: action_links::LinkTerms::default(),
            replies: replies::ReplyTerms::default(),
            second_factor_roles: Vec::new(),
            access_fold: Duration::from_mins(10),
            access_queue: 1000,
            access_kept: Duration::from_hours(730 * 24),
            service_key_life: KeyLife { usual: 90, most: 365 },
            service_use_noted: Duration::from_mins(10),
            service_requests: sign_in::Allowance { burst: 200, pause: Duration::from_millis(50) },
            key_announced: Duration::from_mins(10),
            events_kept: Duration::from_hours(365 * 24),
            webhooks: webhooks::WebhookTerms::default(),
            gateways: interchange::GatewayList::default(),
            messages_kept: Duration::from_hours(365 * 24),
            jobs_kept: Duration::from_hours(7 * 24),
            authorities: Arc::default(),
            streams: 500,
            papers: templates::PaperTerms::default(),
            saved_searches: 50,
            key_life: Some(Duration::from_hours(90 * 24)),
        }
    }
}

/// What an office is made of.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Where files lie.
    pub blobs: Arc<dyn ObjectStore>,
    /// What tokens are signed with.
    pub keys: SigningKeys,
    /// What secrets in the database are sealed with.
    pub sealing: SealingKey,
    /// The clock.
    pub clock: Clock,
    /// Limits and terms.
    pub limits: Limits,
    /// Whether there is a mail server (or the demo's mailbox).
    pub mail_server: bool,
    /// Where tokens say they come from.
    pub issuer: String,
    /// At whose one may sign in beside here.
    pub outside: identity::Outside,
    /// What makes PDF of forms; nothing where none is printed.
    pub printer: Option<Arc<dyn printing::Printer>>,
}

/// The office: every use case is a method. Cheap to clone.
#[derive(Clone)]
pub struct Office(Arc<Inner>);

struct Inner {
    parts: Parts,
    snapshots: RwLock<HashMap<AgencyId, Arc<AgencySnapshot>>>,
    sessions: sign_in::SessionMemory,
    tokens: sign_in::TokenMemory,
    enrolled: sign_in::EnrolledMemory,
    throttle: sign_in::Throttle,
    service_uses: services::Uses,
    accesses: accesses::Accesses,
    public: dossiers::public::Memory,
    passwords: Passwords,
    hashing: Arc<Semaphore>,
    mail: Notify,
    received: Notify,
    mailbox: readiness::Watched,
    deliveries: Notify,
    jobs: Notify,
    events: Notify,
    interchange: interchange::Bell,
    streams: streams::Streams,
    calendars: Notify,
    tally: tally::Tally,
    asking: Arc<Semaphore>,
    papers: Arc<Semaphore>,
    converter: OnceLock<paper::convert::Converter>,
    uploading: citizens::Uploading,
}

impl Office {
    /// Puts an office together.
    pub fn new(parts: Parts) -> Self {
        let streams = streams::Streams::new(parts.limits.streams);
        Self(Arc::new(Inner {
            parts,
            streams,
            snapshots: RwLock::default(),
            sessions: sign_in::SessionMemory::default(),
            tokens: sign_in::TokenMemory::default(),
            enrolled: sign_in::EnrolledMemory::default(),
            throttle: sign_in::Throttle::default(),
            service_uses: services::Uses::default(),
            accesses: accesses::Accesses::default(),
            public: dossiers::public::Memory::default(),
            passwords: Passwords::default(),
            // A hash takes 19 MiB and a good part of a second of one core.
            hashing: Arc::new(Semaphore::new(2)),
            mail: Notify::new(),
            received: Notify::new(),
            mailbox: readiness::Watched::default(),
            deliveries: Notify::new(),
            jobs: Notify::new(),
            events: Notify::new(),
            interchange: interchange::Bell::default(),
            calendars: Notify::new(),
            tally: tally::Tally::default(),
            asking: Arc::new(Semaphore::new(identity::ASKED_AT_ONCE)),
            // A file may be unpacked to 64 MiB.
            papers: Arc::new(Semaphore::new(2)),
            converter: OnceLock::new(),
            uploading: citizens::Uploading::default(),
        }))
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.parts.db
    }

    /// Now.
    pub fn now(&self) -> domain::UtcTime {
        self.0.parts.clock.now()
    }

    /// Today, in Vietnam.
    pub fn today(&self) -> chrono::NaiveDate {
        domain::day_in_vietnam(self.now())
    }

    /// Limits and terms.
    pub fn limits(&self) -> &Limits {
        &self.0.parts.limits
    }

    /// Whether there is a mail server.
    pub fn has_mail_server(&self) -> bool {
        self.0.parts.mail_server
    }

    /// A fresh id: a UUID of version 7.
    pub fn fresh(&self) -> uuid::Uuid {
        uuid::Uuid::now_v7()
    }
}

impl std::fmt::Debug for Office {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Office").field("db", self.db()).finish_non_exhaustive()
    }
}

//! The settings: read from their sources, checked, and each complaint with the name of what it is about.

mod citizens;
mod extraction;
mod gateways;
mod https;
mod identity;
mod mail_in;
mod names;
mod papers;
mod parse;
mod source;
mod webhooks;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use api::SessionCookies;
use chrono::Duration as Span;
use domain::{EmailAddress, organisation::KeyLife};
use mail::{Language, SmtpSettings, Transport};
use office::{Limits, action_links::LinkTerms, demo, replies::ReplyTerms, sign_in::Allowance, webhooks::WebhookTerms};
use store::{DatabaseUrl, DbSettings};

pub use gateways::Gateways;
pub use https::{Https, Pair};
pub use identity::Identity;
pub use mail_in::MailIn;
pub use source::{Source, Sources, Written};
pub use webhooks::Webhooks;

use names::NAMES;

/// What is wrong with one setting. Never holds a value: it may be a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which setting; none where it is about the file as a whole.
    name: Option<String>,
    source: Source,
    reason: String,
}

impl Problem {
    fn new(name: &str, source: Source, reason: impl Into<String>) -> Self {
        Self { name: Some(name.to_owned()), source, reason: reason.into() }
    }

    fn of_file(path: &Path, reason: impl Into<String>) -> Self {
        Self { name: None, source: Source::File(path.to_owned()), reason: reason.into() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} ({}): {}", self.source, self.reason),
            None => write!(f, "{}: {}", self.source, self.reason),
        }
    }
}

/// How the program is set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the server listens: host and port.
    pub listen: String,
    /// Where numbers for Prometheus are served, if anywhere.
    pub metrics: Option<String>,
    /// Where clients reach it, as it was set; see [`Settings::public_url`].
    public_url: Option<String>,
    /// The data folder.
    pub data: PathBuf,
    /// The database.
    pub database: DbSettings,
    /// Whether the database is the one in the data folder, of which nothing was said.
    pub usual_database: bool,
    /// The server.
    pub server: Server,
    /// HTTPS.
    pub https: Https,
    /// Signing in at another's.
    pub identity: Identity,
    /// Where the office's own templates and fonts of printed forms are.
    pub print_folder: Option<PathBuf>,
    /// Data of more bytes are printed in a process of their own.
    pub print_apart: usize,
    /// How much reading the text of one file may take; none where none is read.
    pub extraction: Option<extract::Terms>,
    /// Limits and terms of the office.
    pub limits: Limits,
    /// Outgoing mail.
    pub mail: Mail,
    /// Mail that comes in.
    pub mail_in: MailIn,
    /// Where short messages to telephones are put.
    pub sms_folder: Option<PathBuf>,
    /// How webhooks are called.
    pub webhooks: Webhooks,
    /// Gateways to offices outside.
    pub gateways: Gateways,
    /// What is logged.
    pub log: Log,
}

/// The HTTP server.
#[derive(Debug, Clone)]
pub struct Server {
    /// Threads that serve requests.
    pub workers: usize,
    /// How long an idle connection is kept.
    pub keep_alive: Duration,
    /// How long a client may take to send a request's head.
    pub client: Duration,
    /// How long running requests may take when the program stops.
    pub stop: Duration,
    /// The largest JSON body, in bytes.
    pub body_bytes: usize,
    /// The other origins whose pages may use the API.
    pub origins: Vec<String>,
    /// Whether pages may have their tokens in cookies.
    pub cookies: SessionCookies,
    /// The proxies whose word is taken on where a request comes from.
    pub trusted_proxies: Vec<ipnet::IpNet>,
    /// Lines on a page.
    pub page_lines: usize,
    /// The most lines on a page.
    pub page_lines_max: usize,
}

/// Outgoing mail.
#[derive(Debug, Clone)]
pub struct Mail {
    /// The mail server.
    pub server: Option<Transport>,
    /// Who mails come from; see [`Settings::mail_from`].
    from_address: Option<String>,
    /// The name they come from; the agency's where none is set.
    pub from_name: Option<String>,
    /// Where replies go.
    pub reply_to: Option<String>,
    /// Their language.
    pub language: Language,
    /// How many are sent at once.
    pub parallel: usize,
}

/// The log.
#[derive(Debug, Clone)]
pub struct Log {
    /// What is logged: a level, or directives by target.
    pub filter: String,
    /// As what.
    pub format: LogFormat,
}

/// What a line of the log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Settings with what was noticed while they were read.
#[derive(Debug)]
pub struct Read {
    /// The settings; none where something is wrong.
    pub settings: Option<Settings>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What is odd, and stops nothing.
    pub remarks: Vec<Problem>,
    /// What is in effect, as it was written.
    pub written: BTreeMap<&'static str, Written>,
}

impl Read {
    /// Reads the settings from their sources.
    pub fn from(sources: &Sources) -> Self {
        let (mut problems, mut remarks) = (Vec::new(), Vec::new());
        let written = sources.read(&mut problems, &mut remarks);
        let mut reader = Reader { written: &written, problems };
        let settings = Settings::read(&mut reader);
        let mut problems = reader.problems;
        problems.sort_by(|a, b| (&a.name, &a.reason).cmp(&(&b.name, &b.reason)));
        let settings = settings.filter(|_| problems.is_empty());
        Self { settings, problems, remarks, written }
    }

    /// What is in effect, a line each, secrets left out.
    pub fn shown(&self) -> impl Iterator<Item = String> + '_ {
        NAMES.iter().filter_map(|name| {
            let written = self.written.get(name.key)?;
            let value = if name.secret { "***" } else { &written.text };
            Some(format!("{} = {value}  ({})", name.key, written.source))
        })
    }
}

/// Takes settings one by one and gathers what is wrong with them.
struct Reader<'a> {
    written: &'a BTreeMap<&'static str, Written>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// A setting that may be absent.
    fn maybe<T>(&mut self, name: &'static str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let written = self.written.get(name)?;
        match parse(written.text.trim()) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.problems.push(Problem::new(name, written.source.clone(), reason));
                None
            }
        }
    }

    /// A setting that has a default.
    fn take<T>(&mut self, name: &'static str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let there = self.written.contains_key(name);
        if !there && self.problems.is_empty() {
            self.problems.push(Problem::new(name, Source::Default, "is missing"));
        }
        self.maybe(name, parse)
    }

    fn seconds(&mut self, name: &'static str, most: u64) -> Option<Duration> {
        self.take(name, |text| parse::whole(text, 1, most)).map(Duration::from_secs)
    }

    fn count(&mut self, name: &'static str, most: u64) -> Option<usize> {
        self.take(name, |text| parse::whole(text, 1, most)).and_then(|n| usize::try_from(n).ok())
    }
}

impl Settings {
    /// Every setting is read, so that every complaint is heard; `None` where there is one.
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let listen = reader.take("listen", parse::listen);
        let metrics = reader.maybe("metrics_listen", parse::listen);
        let public_url = reader.maybe("public_url", parse::public_url);
        let data = reader.take("data", parse::path);
        let usual_database = !reader.written.contains_key("database_url");
        let database = Self::database(reader, data.as_deref());
        let server = Server::read(reader);
        let https = Https::read(reader);
        let identity = Identity::read(reader);
        let print_folder = reader.maybe("print_folder", parse::path);
        let print_apart = reader.take("print_apart_kb", |text| parse::whole(text, 0, 8 << 10));
        let extraction = extraction::read(reader);
        let limits = limits(reader);
        let mail = Mail::read(reader);
        let mail_in = MailIn::read(reader);
        let sms_folder = reader.maybe("sms_folder", parse::path);
        let webhooks = Webhooks::read(reader);
        let gateways = Gateways::read(reader);
        let log = Log::read(reader);
        let limits = limits.zip(webhooks.as_ref()).zip(gateways.as_ref()).map(|((limits, called), gateways)| Limits {
            webhooks: WebhookTerms { allowed: called.allowed.clone(), ..limits.webhooks },
            gateways: gateways.list(),
            ..limits
        });
        let settings = Self {
            listen: listen?,
            metrics,
            public_url,
            data: data?,
            database: database?,
            usual_database,
            server: server?,
            https: https?,
            identity: identity?,
            print_folder,
            print_apart: usize::try_from(print_apart?).unwrap_or(usize::MAX).saturating_mul(1024),
            extraction: extraction?,
            limits: Limits { replies: mail_in.as_ref()?.terms.clone(), short_texts: sms_folder.is_some(), ..limits? },
            mail: mail?,
            mail_in: mail_in?,
            sms_folder,
            webhooks: webhooks?,
            gateways: gateways?,
            log: log?,
        };
        if settings.server.cookies != SessionCookies::Off && !parse::is_private(&settings.public_url()) {
            let reason = "cần public_url là địa chỉ https, để trình duyệt không gửi cookie không mã hóa / needs a public_url that is an \
                          https address, so that no browser sends the cookies in the clear";
            reader.maybe("session_cookies", |_| Err::<(), _>(reason.to_owned()));
        }
        Some(settings)
    }

    fn database(reader: &mut Reader<'_>, data: Option<&Path>) -> Option<DbSettings> {
        let url = if reader.written.contains_key("database_url") {
            reader.maybe("database_url", parse::database_url)
        } else {
            let file = data?.join("congvan.db");
            DatabaseUrl::parse(&format!("sqlite:{}", file.display()))
                .map_err(|error| {
                    let reason = parse::reason_of(&error);
                    reader.problems.push(Problem::new("data", Source::Default, reason));
                })
                .ok()
        };
        let max_connections = reader.count("database_max_connections", 1000);
        let sqlite_readers = reader.count("database_sqlite_readers", 100);
        let acquire = reader.seconds("database_acquire_seconds", 600);
        let statement = reader.seconds("database_statement_seconds", 3600);
        let lock = reader.seconds("database_lock_seconds", 600);
        let mut settings = DbSettings::new(url?);
        settings.max_connections = max_connections?;
        settings.sqlite_readers = sqlite_readers?;
        settings.acquire_timeout = acquire?;
        settings.statement_timeout = statement?;
        settings.lock_timeout = lock?;
        Some(settings)
    }

    /// Where clients reach the program, without a slash at the end.
    pub fn public_url(&self) -> String {
        let scheme = if self.https.pair.is_some() { "https" } else { "http" };
        self.public_url.clone().unwrap_or_else(|| format!("{scheme}://{}", parse::reachable(&self.listen)))
    }

    /// Whether mails can't say where the program is reached, because nobody has told it.
    pub fn public_url_is_guessed(&self) -> bool {
        self.public_url.is_none()
    }

    /// The address that mails come from: what was set, or one at the host of the public address (the demo: at its own).
    pub fn mail_from(&self, demo: bool) -> String {
        let host = || if demo { demo::MAIL_DOMAIN.to_owned() } else { parse::mail_host(&self.public_url()) };
        self.mail.from_address.clone().unwrap_or_else(|| format!("congvan@{}", host()))
    }

    /// Whether nobody has said which address mails come from.
    pub fn mail_from_is_guessed(&self) -> bool {
        self.mail.from_address.is_none()
    }
}

impl Server {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let workers = reader.count("server_workers", 1024);
        let keep_alive = reader.seconds("server_keep_alive_seconds", 3600);
        let client = reader.seconds("server_client_seconds", 600);
        let stop = reader.seconds("server_stop_seconds", 3600);
        let body_kb = reader.count("server_body_kb", 64 * 1024);
        let origins = reader.maybe("cors_origins", parse::origins);
        let cookies = reader.take("session_cookies", parse::cookies);
        let trusted_proxies = reader.maybe("trusted_proxies", parse::networks);
        let page_lines = reader.count("page_lines", 1000);
        let page_lines_max = reader.count("page_lines_max", 1000);
        if let (Some(usual), Some(most)) = (page_lines, page_lines_max)
            && usual > most
        {
            let reason = "không được lớn hơn page_lines_max / must not be more than page_lines_max";
            reader.maybe("page_lines", |_| Err::<(), _>(reason.to_owned()));
        }
        Some(Self {
            workers: workers?,
            keep_alive: keep_alive?,
            client: client?,
            stop: stop?,
            body_bytes: body_kb?.saturating_mul(1024),
            origins: origins.unwrap_or_default(),
            cookies: cookies?,
            trusted_proxies: trusted_proxies.unwrap_or_default(),
            page_lines: page_lines?,
            page_lines_max: page_lines_max?,
        })
    }
}

fn limits(reader: &mut Reader<'_>) -> Option<Limits> {
    let max_file_mb = reader.take("max_file_mb", |text| parse::whole(text, 1, 10_240));
    let messages_kept = gateways::messages_kept(reader);
    let job_days = reader.take("job_days", |text| parse::whole(text, 1, 365));
    let authorities = reader.maybe("signature_ca_file", papers::authorities);
    let papers = papers::read(reader, max_file_mb.map(|mb| mb.saturating_mul(1024 * 1024)));
    let max_bulk = reader.count("max_bulk", 1000);
    let max_changes = reader.count("max_changes", 10_000);
    let max_handover = reader.count("max_handover", 10_000);
    let access_token = reader.take("access_token_minutes", |text| parse::whole(text, 1, 60));
    let session = reader.take("session_days", |text| parse::whole(text, 1, 365));
    // An ended session is refused within five seconds everywhere.
    let memory = reader.take("session_memory_seconds", |text| parse::whole(text, 0, 4));
    let shared = reader.take("refresh_shared_seconds", |text| parse::whole(text, 0, 60));
    let password_reset = reader.take("password_reset_minutes", |text| parse::whole(text, 5, 24 * 60));
    let links = link_terms(reader);
    let second_factor_roles = reader.maybe("second_factor_roles", parse::roles);
    // Longer than clients may keep the key set, and than an instance takes to notice.
    let key_announced = reader.take("signing_key_announce_minutes", |text| parse::whole(text, 6, 7 * 24 * 60));
    let key_days = reader.take("signing_key_days", |text| parse::whole(text, 0, 3650));
    let access_fold = reader.take("access_fold_minutes", |text| parse::whole(text, 0, 24 * 60));
    let access_queue = reader.count("access_queue", 100_000);
    let access_days = reader.take("access_log_days", |text| parse::whole(text, 1, 36_500));
    let service_life = service_key_life(reader);
    let service_use = reader.take("service_key_use_minutes", |text| parse::whole(text, 1, 24 * 60));
    let service_burst = reader.count("service_burst", 1_000_000);
    let service_per_second = reader.take("service_per_second", |text| parse::whole(text, 1, 1000));
    let idempotency = reader.take("idempotency_hours", |text| parse::whole(text, 1, 24 * 31));
    let tries = reader.count("sign_in_tries", 1_000_000);
    let pause = reader.seconds("sign_in_pause_seconds", 86_400);
    let address_tries = reader.count("sign_in_address_tries", 1_000_000);
    let address_pause = reader.seconds("sign_in_address_pause_seconds", 86_400);
    let burst = reader.count("anonymous_burst", 1_000_000);
    let per_second = reader.take("anonymous_per_second", |text| parse::whole(text, 1, 1000));
    let look_up_tries = reader.count("look_up_tries", 1_000_000);
    let look_up_pause = reader.seconds("look_up_pause_seconds", 86_400);
    let public_figures = reader.take("public_figures_seconds", |text| parse::whole(text, 0, 86_400));
    let max_book_lines = reader.count("max_book_lines", 10_000);
    let citizens = citizens::read(reader);
    let events_kept = webhooks::events_kept(reader);
    let webhook_terms = webhooks::terms(reader);
    let streams = reader.count("event_streams_max", 100_000);
    let saved_searches = reader.count("saved_searches_max", 1000);
    let allowance =
        |burst: usize, pause: Duration| Allowance { burst: u32::try_from(burst).unwrap_or(u32::MAX), pause };
    Some(Limits {
        account_tries: allowance(tries?, pause?),
        address_tries: allowance(address_tries?, address_pause?),
        anonymous_requests: allowance(burst?, Duration::from_millis(1000 / per_second?.max(1))),
        look_up_tries: allowance(look_up_tries?, look_up_pause?),
        short_texts: false,
        streams: streams?,
        saved_searches: i64::try_from(saved_searches?).unwrap_or(i64::MAX),
        gateways: office::interchange::GatewayList::default(),
        messages_kept: messages_kept?,
        jobs_kept: Duration::from_secs(job_days?.saturating_mul(24 * 3600)),
        authorities: authorities.unwrap_or_default(),
        public_figures: Duration::from_secs(public_figures?),
        max_book_lines: max_book_lines?,
        max_file_bytes: max_file_mb?.saturating_mul(1024 * 1024),
        access_token: Duration::from_secs(access_token?.saturating_mul(60)),
        session: Duration::from_secs(session?.saturating_mul(24 * 3600)),
        session_memory: Duration::from_secs(memory?),
        refresh_shared: Duration::from_secs(shared?),
        idempotency: Duration::from_secs(idempotency?.saturating_mul(3600)),
        password_reset: Duration::from_secs(password_reset?.saturating_mul(60)),
        links: links?,
        replies: ReplyTerms::default(),
        second_factor_roles: second_factor_roles.unwrap_or_default(),
        access_fold: Duration::from_secs(access_fold?.saturating_mul(60)),
        access_queue: access_queue?,
        access_kept: Duration::from_secs(access_days?.saturating_mul(24 * 3600)),
        service_key_life: service_life?,
        service_use_noted: Duration::from_secs(service_use?.saturating_mul(60)),
        service_requests: allowance(service_burst?, Duration::from_millis(1000 / service_per_second?.max(1))),
        key_announced: Duration::from_secs(key_announced?.saturating_mul(60)),
        key_life: Some(Duration::from_secs(key_days?.saturating_mul(24 * 3600))).filter(|life| !life.is_zero()),
        max_bulk: max_bulk?,
        max_changes: max_changes?,
        max_handover: max_handover?,
        events_kept: events_kept?,
        webhooks: webhook_terms?,
        papers: papers?,
        citizens: citizens?,
    })
}

/// Whether mails have buttons and whose, how long these hold, and how many wrong codes they bear.
fn link_terms(reader: &mut Reader<'_>) -> Option<LinkTerms> {
    let on = reader.take("mail_actions", |text| match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("phải là / must be on, off".to_owned()),
    });
    let days = reader.take("mail_action_days", |text| parse::whole(text, 1, 60));
    let tries = reader.take("mail_action_tries", |text| parse::whole(text, 1, 20));
    let beside = reader.take("mail_actions_beside_second_factor", parse::switch);
    let life = Duration::from_secs(days?.saturating_mul(24 * 3600));
    let tries = u32::try_from(tries?).unwrap_or(1);
    Some(LinkTerms { on: on?, life, tries, beside_second_factor: beside? })
}

/// How many days keys of service accounts live: none without an end, and the usual no longer than the longest.
fn service_key_life(reader: &mut Reader<'_>) -> Option<KeyLife> {
    let days = |reader: &mut Reader<'_>, name| reader.take(name, |text| parse::whole(text, 1, 3650));
    let (usual, most) = (days(reader, "service_key_days")?, days(reader, "service_key_days_max")?);
    if usual > most {
        let reason = "không được lớn hơn service_key_days_max / must not be more than service_key_days_max";
        reader.maybe("service_key_days", |_| Err::<(), _>(reason.to_owned()));
    }
    Some(KeyLife { usual: u32::try_from(usual).ok()?, most: u32::try_from(most).ok()? })
}

impl Mail {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let ca_file = reader.maybe("smtp_ca_file", parse::path);
        let hello_name = reader.maybe("smtp_hello_name", parse::host_name);
        let smtp = SmtpSettings { ca_file, hello_name, ..SmtpSettings::default() };
        let server = reader.maybe("smtp_url", |url| Transport::from_url(url, &smtp).map_err(|error| error.to_string()));
        let address = |text: &str| {
            EmailAddress::new(text)
                .map(|address| address.as_str().to_owned())
                .map_err(|_| "không phải địa chỉ thư / is not an e-mail address".to_owned())
        };
        let from_address = reader.maybe("mail_from_address", address);
        let from_name = reader.maybe("mail_from_name", parse::line);
        let reply_to = reader.maybe("mail_reply_to", address);
        let language = reader.take("mail_language", |text| match text {
            "vi" => Ok(Language::Vi),
            "en" => Ok(Language::En),
            _ => Err("phải là / must be vi, en".to_owned()),
        });
        let parallel = reader.count("mail_parallel", 64);
        Some(Self { server, from_address, from_name, reply_to, language: language?, parallel: parallel? })
    }
}

impl Log {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let filter = reader.take("log", parse::log_filter);
        let format = reader.take("log_format", |text| match text {
            "text" => Ok(LogFormat::Text),
            "json" => Ok(LogFormat::Json),
            _ => Err("phải là / must be text, json".to_owned()),
        });
        Some(Self { filter: filter?, format: format? })
    }
}

/// A span as the office's clock counts.
pub fn span(duration: Duration) -> Span {
    Span::from_std(duration).unwrap_or(Span::MAX)
}

#[cfg(test)]
mod tests;

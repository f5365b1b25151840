//! A mail server: its URL, its connections, and what its answers mean.
//!
//! The SMTP itself is lettre's, one command at a time, because what a refusal means depends on where it comes: a wrong
//! password, a full server or a missing certificate says nothing about the letter, and is tried again; only what the server
//! says of this recipient or of this message is final. Every step has its time limit, and a connection whose step was cut
//! short is never used again: its next answer would be taken for that of another letter. (lettre's own pool limits only
//! the connecting and takes such connections back.)

use std::{error::Error as _, fmt, future::Future, net::IpAddr, path::PathBuf, sync::Arc, time::Duration};

use domain::outgoing::mailing::may_have_gone;
use lettre::transport::smtp::{
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, Certificate, TlsParameters},
    commands::{Data, Mail, Rcpt, Rset},
    extension::ClientId,
    response::Response,
};
use percent_encoding::percent_decode_str;
use tokio::{sync::Mutex, time::Instant};
use url::Url;

use crate::{FailureKind, Rendered, SendError, Sent, clean};

const LONGEST_TEXT: usize = 500;
const PLAIN_PORT: u16 = 25;
const SUBMISSION_PORT: u16 = 587;
const TLS_PORT: u16 = 465;

/// What the URL doesn't say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// A PEM file of certificate authorities to trust beside the system's.
    pub ca_file: Option<PathBuf>,
    /// The name this machine gives in its greeting; its host name if none.
    pub hello_name: Option<String>,
    /// How long connecting may take.
    pub connect_timeout: Duration,
    /// How long the server may take to answer a command.
    pub command_timeout: Duration,
    /// How long the server may take to accept a whole message.
    pub message_timeout: Duration,
    /// How long a connection is kept for the next message.
    pub idle_timeout: Duration,
    /// How many idle connections are kept.
    pub idle_connections: usize,
}

impl Default for SmtpSettings {
    fn default() -> Self {
        Self {
            ca_file: None,
            hello_name: None,
            connect_timeout: Duration::from_secs(10),
            command_timeout: Duration::from_mins(1),
            message_timeout: Duration::from_mins(3),
            idle_timeout: Duration::from_secs(30),
            idle_connections: 4,
        }
    }
}

/// What is wrong with a mail server's URL or its settings. Never holds the URL itself: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Not a URL.
    #[error("không phải là URL / not a URL: {0}")]
    NotAUrl(String),
    /// Another scheme.
    #[error("phải bắt đầu bằng smtp:// hoặc smtps:// / must begin with smtp:// or smtps://")]
    Scheme,
    /// No host.
    #[error("không nêu tên máy chủ / names no host")]
    Host,
    /// `tls=` something else, or anything else in the query or the path.
    #[error(
        "chỉ nhận ?tls=none, ?tls=opportunistic, ?tls=required, và chỉ với smtp:// / takes nothing but ?tls=none, ?tls=opportunistic and ?tls=required, and these only with smtp://"
    )]
    Options,
    /// A user without a password or the other way round, or one that isn't UTF-8.
    #[error(
        "cần cả tên và mật khẩu (mã hóa %xx), hoặc không có cả hai / needs both a user and a password, percent-encoded, or neither"
    )]
    Credentials,
    /// The file of certificate authorities can't be used.
    #[error("tệp chứng thư gốc / the file of certificate authorities {path}: {reason}")]
    CaFile {
        /// Which.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The machine's own certificates can't be used.
    #[error("TLS: {0}")]
    Tls(String),
}

/// When the connection is encrypted.
#[derive(Clone)]
enum Tls {
    Never,
    IfOffered(TlsParameters),
    AfterGreeting(TlsParameters),
    FromTheStart(TlsParameters),
}

/// A mail server. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Smtp {
    inner: Arc<Inner>,
}

struct Inner {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    local: bool,
    hello: ClientId,
    settings: SmtpSettings,
    shown: String,
    idle: Mutex<Vec<Idle>>,
}

struct Idle {
    connection: AsyncSmtpConnection,
    since: Instant,
}

/// Where in the conversation something failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before this letter was spoken of.
    Connecting,
    /// Signing in: the server's words may repeat what was said, so they aren't kept.
    SigningIn,
    /// `MAIL FROM`: about the sender, which is a setting.
    Sender,
    /// `RCPT TO`, `DATA` and the message: about this letter.
    Letter,
}

impl Smtp {
    /// A mail server by its URL: `smtp://user:password@host:port?tls=…` or `smtps://…`, user and password percent-encoded.
    ///
    /// | URL | encryption | port if none is given |
    /// |---|---|---|
    /// | `smtps://` | from the start | 465 |
    /// | `smtp://…?tls=required` | by STARTTLS, or nothing is sent | 587 |
    /// | `smtp://…?tls=opportunistic` | by STARTTLS if the server offers it; never the password without | 25 |
    /// | `smtp://…?tls=none` | none | 25 |
    ///
    /// Without `tls=`: `none` for this machine itself (loopback), `required` where there is a password, else
    /// `opportunistic`. A certificate is always checked, against the system's authorities and `ca_file`.
    ///
    /// # Errors
    /// [`UrlError`]: what is wrong with it, without the password.
    pub fn from_url(url: &str, settings: &SmtpSettings) -> Result<Self, UrlError> {
        let url = Url::parse(url).map_err(|error| UrlError::NotAUrl(error.to_string()))?;
        let from_the_start = match url.scheme() {
            "smtps" => true,
            "smtp" => false,
            _ => return Err(UrlError::Scheme),
        };
        let host = url.host_str().map(|host| host.trim_matches(['[', ']']).to_owned()).filter(|host| !host.is_empty());
        let host = host.ok_or(UrlError::Host)?;
        let local = is_local(&host);
        let credentials = credentials(&url)?;
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(UrlError::Options);
        }
        let mut wish = None;
        for (key, value) in url.query_pairs() {
            if key != "tls" || wish.is_some() || from_the_start {
                return Err(UrlError::Options);
            }
            wish = Some(value.into_owned());
        }
        let wish = match wish.as_deref() {
            None if local => "none",
            None if credentials.is_some() => "required",
            None => "opportunistic",
            Some(wish) => wish,
        };
        let tls = match wish {
            _ if from_the_start => Tls::FromTheStart(tls_parameters(&host, settings)?),
            "none" => Tls::Never,
            "opportunistic" => Tls::IfOffered(tls_parameters(&host, settings)?),
            "required" => Tls::AfterGreeting(tls_parameters(&host, settings)?),
            _ => return Err(UrlError::Options),
        };
        let port = url.port().unwrap_or(match tls {
            Tls::FromTheStart(_) => TLS_PORT,
            Tls::AfterGreeting(_) => SUBMISSION_PORT,
            Tls::IfOffered(_) | Tls::Never => PLAIN_PORT,
        });
        let sign_in = if credentials.is_some() { "***@" } else { "" };
        let suffix = if from_the_start { String::new() } else { format!("?tls={wish}") };
        let shown_host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
        let shown = format!("{}://{sign_in}{shown_host}:{port}{suffix}", url.scheme());
        let hello = settings.hello_name.clone().map_or_else(ClientId::default, ClientId::Domain);
        let settings = settings.clone();
        let idle = Mutex::new(Vec::new());
        Ok(Self { inner: Arc::new(Inner { host, port, tls, credentials, local, hello, settings, shown, idle }) })
    }

    /// Sends one message.
    ///
    /// # Errors
    /// [`SendError`]: permanent only where the server refused this recipient or this message for good.
    pub async fn send(&self, mail: &Rendered) -> Result<Sent, SendError> {
        let mut connection = self.inner.connection().await?;
        match self.inner.deliver(&mut connection, mail).await {
            Ok(answer) => {
                self.inner.keep(connection).await;
                let words: Vec<&str> = answer.message().collect();
                Ok(Sent { answer: shown(&format!("{} {}", answer.code(), words.join(" "))) })
            }
            Err(failure) => {
                // The server refused, politely: the connection is good for the next letter once it has forgotten this one.
                if failure.code.is_some_and(|code| code != 421) && !connection.has_broken() {
                    let wait = self.inner.settings.command_timeout;
                    if let Ok(Ok(_)) = tokio::time::timeout(wait, connection.command(Rset)).await {
                        self.inner.keep(connection).await;
                    }
                }
                Err(failure)
            }
        }
    }

    /// Says goodbye on idle connections.
    pub async fn close(&self) {
        let idle = std::mem::take(&mut *self.inner.idle.lock().await);
        for mut idle in idle {
            let _ = tokio::time::timeout(Duration::from_secs(1), idle.connection.quit()).await;
        }
    }
}

impl Inner {
    /// An idle connection that still answers, or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, SendError> {
        loop {
            let Some(Idle { mut connection, since }) = self.idle.lock().await.pop() else {
                break;
            };
            let fresh = since.elapsed() < self.settings.idle_timeout;
            let test = connection.test_connected();
            if fresh && tokio::time::timeout(self.settings.connect_timeout, test).await == Ok(true) {
                return Ok(connection);
            }
        }
        self.connect().await
    }

    async fn keep(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().await;
        idle.retain(|kept| kept.since.elapsed() < self.settings.idle_timeout);
        if idle.len() < self.settings.idle_connections {
            idle.push(Idle { connection, since: Instant::now() });
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let wait = self.settings.connect_timeout;
        let outer = match &self.tls {
            Tls::FromTheStart(tls) => Some(tls.clone()),
            _ => None,
        };
        let address = (self.host.as_str(), self.port);
        let connecting = AsyncSmtpConnection::connect_tokio1(address, Some(wait), &self.hello, outer, None);
        let mut connection = self.step(Stage::Connecting, wait, connecting).await?;
        match &self.tls {
            Tls::AfterGreeting(tls) => {
                self.step(Stage::Connecting, wait, connection.starttls(tls.clone(), &self.hello)).await?;
            }
            Tls::IfOffered(tls) if connection.can_starttls() => {
                self.step(Stage::Connecting, wait, connection.starttls(tls.clone(), &self.hello)).await?;
            }
            Tls::IfOffered(_) if self.credentials.is_some() && !self.local => {
                return Err(temporary(&format!(
                    "{self}: the server offers no encryption, so the password was not sent"
                )));
            }
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            let wait = self.settings.command_timeout;
            self.step(Stage::SigningIn, wait, connection.auth(DEFAULT_MECHANISMS, credentials)).await?;
        }
        Ok(connection)
    }

    async fn deliver(&self, connection: &mut AsyncSmtpConnection, mail: &Rendered) -> Result<Response, SendError> {
        let wait = self.settings.command_timeout;
        let from = Mail::new(mail.route.from().cloned(), Vec::new());
        self.step(Stage::Sender, wait, connection.command(from)).await?;
        for to in mail.route.to() {
            self.step(Stage::Letter, wait, connection.command(Rcpt::new(to.clone(), Vec::new()))).await?;
        }
        self.step(Stage::Letter, wait, connection.command(Data)).await?;
        let taken = self.step(Stage::Letter, self.settings.message_timeout, connection.message(&mail.bytes)).await;
        // Where the server has not answered to the whole message it may have taken it all the same.
        taken.map_err(|failure| match failure.code {
            Some(_) => failure,
            None => SendError { text: shown(&may_have_gone(&failure.text)), ..failure },
        })
    }

    async fn step<T>(
        &self,
        stage: Stage,
        wait: Duration,
        doing: impl Future<Output = Result<T, lettre::transport::smtp::Error>>,
    ) -> Result<T, SendError> {
        match tokio::time::timeout(wait, doing).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => Err(self.failure(stage, &error)),
            Err(_) => Err(temporary(&format!("{self}: no answer within {} s", wait.as_secs_f32()))),
        }
    }

    fn failure(&self, stage: Stage, error: &lettre::transport::smtp::Error) -> SendError {
        let code = error.status().map(u16::from);
        let text = match (stage, code) {
            (Stage::SigningIn, Some(code)) => {
                format!("{self}: the server refused the sign-in ({code})")
            }
            (_, Some(code)) => {
                let words = error.source().map(ToString::to_string).unwrap_or_default();
                format!("{self}: {code} {words}")
            }
            (_, None) => format!("{self}: {error}"),
        };
        // "Sign in first" and "wrong password" are about the settings, wherever they come.
        let settings = matches!(code, Some(530 | 534 | 535 | 538));
        let kind = if stage == Stage::Letter && error.is_permanent() && !settings {
            FailureKind::Permanent
        } else {
            FailureKind::Temporary
        };
        SendError { kind, code, text: shown(&text) }
    }
}

fn temporary(text: &str) -> SendError {
    SendError { kind: FailureKind::Temporary, code: None, text: shown(text) }
}

fn shown(text: &str) -> String {
    clean::shorten(&clean::line(text), LONGEST_TEXT)
}

fn is_local(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn credentials(url: &Url) -> Result<Option<Credentials>, UrlError> {
    let decode = |text: &str| {
        let text = percent_decode_str(text).decode_utf8().map_err(|_| UrlError::Credentials)?;
        if text.is_empty() || text.contains(char::is_control) {
            Err(UrlError::Credentials)
        } else {
            Ok(text.into_owned())
        }
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, Some(password)) => Ok(Some(Credentials::new(decode(user)?, decode(password)?))),
        (_, None) => Err(UrlError::Credentials),
    }
}

fn tls_parameters(host: &str, settings: &SmtpSettings) -> Result<TlsParameters, UrlError> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = &settings.ca_file {
        let wrong = |reason: String| UrlError::CaFile { path: path.clone(), reason };
        let pem = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
        if !pem.windows(27).any(|line| line == b"-----BEGIN CERTIFICATE-----") {
            return Err(wrong("holds no certificate".to_owned()));
        }
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|error| wrong(error.to_string()))?);
    }
    builder.build().map_err(|error| UrlError::Tls(error.to_string()))
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Display for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Smtp").field(&self.inner.shown).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(url: &str) -> Result<String, UrlError> {
        Smtp::from_url(url, &SmtpSettings::default()).map(|smtp| smtp.to_string())
    }

    #[test]
    fn a_url_says_how() {
        let is = |url: &str, meant: &str| assert_eq!(shown(url).as_deref(), Ok(meant), "{url}");
        is("smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525?tls=none");
        is("smtp://[::1]", "smtp://[::1]:25?tls=none");
        is("smtp://localhost?tls=required", "smtp://localhost:587?tls=required");
        is("smtp://mail.example", "smtp://mail.example:25?tls=opportunistic");
        is("smtp://u:p@mail.example", "smtp://***@mail.example:587?tls=required");
        is("smtp://u:p@mail.example?tls=none", "smtp://***@mail.example:25?tls=none");
        is("smtps://u%40x:p%3A%2F@mail.example", "smtps://***@mail.example:465");
    }

    #[test]
    fn what_is_wrong_is_told_without_the_password() {
        let wrong = |url: &str, error: &UrlError| assert_eq!(shown(url).as_ref(), Err(error), "{url}");
        wrong("http://mail.example", &UrlError::Scheme);
        wrong("smtp://", &UrlError::Host);
        wrong("smtp://mail.example?tls=maybe", &UrlError::Options);
        wrong("smtp://mail.example?timeout=1", &UrlError::Options);
        wrong("smtps://mail.example?tls=none", &UrlError::Options);
        wrong("smtp://mail.example/x", &UrlError::Options);
        wrong("smtp://user@mail.example", &UrlError::Credentials);
        wrong("smtp://u:%ff@mail.example", &UrlError::Credentials);
        wrong("smtp://u:a%0d%0aRSET@mail.example", &UrlError::Credentials);
        for bad in ["smtp://u:bi-mat@ho st", "u:bi-mat@mail.example", "smtp://u:bi-mat@mail.example:99999"] {
            let error = shown(bad).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("bi-mat"), "{bad}");
        }
    }

    #[test]
    fn debug_hides_user_and_password() {
        let smtp = Smtp::from_url("smtp://nguoi-gui:bi-mat@mail.example", &SmtpSettings::default()).unwrap();
        let text = format!("{smtp:?} {smtp} {:?}", crate::Transport::Smtp(smtp.clone()));
        assert!(!text.contains("bi-mat") && !text.contains("nguoi-gui"), "{text}");
    }

    #[test]
    fn a_ca_file_that_cannot_be_used_is_named() {
        let settings = SmtpSettings { ca_file: Some("/nonexistent/ca.pem".into()), ..SmtpSettings::default() };
        let error = Smtp::from_url("smtps://mail.example", &settings).unwrap_err();
        assert!(error.to_string().contains("/nonexistent/ca.pem"), "{error}");
    }
}

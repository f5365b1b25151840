//! Which database, and how it is used: the URL that chooses the engine, and the sizes and time limits.

use std::{fmt, path::PathBuf, time::Duration};

use crate::{Engine, StoreError};

/// The setting from which the URL comes, named in every complaint about it.
const SETTING: &str = "CONGVAN_DATABASE_URL";

/// A checked database URL. Its `Display` and `Debug` never show a password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(Target);

#[derive(Clone, PartialEq, Eq)]
enum Target {
    Postgres(String),
    Sqlite(PathBuf),
}

impl DatabaseUrl {
    /// Reads `postgres://…`, `postgresql://…` (a Unix socket as `?host=/folder`), `sqlite:path` or `sqlite://path`.
    pub fn parse(url: &str) -> Result<Self, StoreError> {
        let complain = |reason: &str| StoreError::Setting { setting: SETTING, reason: reason.to_owned() };
        if url.contains('\0') {
            return Err(complain("chứa ký tự NUL / holds a NUL byte"));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self(Target::Postgres(url.to_owned())));
        }
        let Some(path) = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) else {
            return Err(complain(
                "phải bắt đầu bằng postgres:// hoặc postgresql:// (PostgreSQL), hoặc sqlite: và đường dẫn (SQLite) / \
                 must begin with postgres:// or postgresql:// for PostgreSQL, or with sqlite: and a path for SQLite",
            ));
        };
        match path {
            "" => Err(complain("không nêu tệp sau sqlite: / names no file after sqlite:")),
            p if p.starts_with(":memory:") || p.contains("mode=memory") => Err(complain(
                "cơ sở dữ liệu trong bộ nhớ không dùng chung được cho nhiều kết nối, hãy nêu một tệp / \
                     asks for a database in memory, which several connections cannot share; name a file",
            )),
            p if p.contains('?') => Err(complain(
                "có tùy chọn sau tên tệp, không dùng được ở đây / \
                 has options after the file name, which SQLite does not take here",
            )),
            p => Ok(Self(Target::Sqlite(PathBuf::from(p)))),
        }
    }

    /// Which engine it names.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Target::Postgres(_) => Engine::Postgres,
            Target::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// The file of an SQLite database.
    pub fn sqlite_path(&self) -> Option<&std::path::Path> {
        match &self.0 {
            Target::Sqlite(path) => Some(path),
            Target::Postgres(_) => None,
        }
    }

    /// What the engine's own library is given; holds the password.
    pub(crate) fn for_library(&self) -> Result<String, StoreError> {
        match &self.0 {
            Target::Postgres(url) => {
                Ok(with_default(&with_default(url, "connect_timeout", "5"), "fallback_application_name", "congvan"))
            }
            Target::Sqlite(path) => {
                let Some(text) = path.to_str() else {
                    return Err(StoreError::Setting {
                        setting: SETTING,
                        reason: "nêu tên tệp không phải UTF-8 / names a file that is not UTF-8".to_owned(),
                    });
                };
                // SQLite reads a name that begins so as an URI of its own.
                Ok(if text.starts_with("file:") { format!("./{text}") } else { text.to_owned() })
            }
        }
    }

    /// Takes every trace of the password out of a message of the engine's library.
    pub(crate) fn redact(&self, message: &str) -> String {
        let Target::Postgres(url) = &self.0 else { return message.to_owned() };
        let mut clean = message.to_owned();
        let mut secrets: Vec<&str> = secrets(url).into_iter().filter(|s| !s.is_empty()).collect();
        // A password with an unescaped @ or / is cut in the middle by the library, which then names the rest as a host.
        let pieces: Vec<&str> =
            secrets.iter().flat_map(|s| s.split(['@', '/', ':', '?', '#'])).filter(|p| p.len() > 1).collect();
        secrets.extend(pieces);
        secrets.sort_by_key(|s| std::cmp::Reverse(s.len()));
        for secret in secrets {
            clean = clean.replace(secret, "***");
        }
        clean
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Target::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Target::Postgres(url) => {
                let mut clean = url.clone();
                for secret in secrets(url).into_iter().filter(|s| !s.is_empty()) {
                    for lead in [":", "="] {
                        clean = clean.replace(&format!("{lead}{secret}"), &format!("{lead}***"));
                    }
                }
                f.write_str(&clean)
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// The parts of a PostgreSQL URL that must not be shown: the password before the last `@`, and `password=` parameters.
fn secrets(url: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    if let Some((user, _)) = after_scheme.rsplit_once('@')
        && let Some((_, password)) = user.split_once(':')
    {
        found.push(password);
    }
    if let Some((_, options)) = after_scheme.rsplit_once('?') {
        for name in ["password=", "sslpassword="] {
            found.extend(options.split('&').filter_map(|pair| pair.strip_prefix(name)));
        }
    }
    found
}

/// Adds a parameter to a PostgreSQL URL that does not have it.
fn with_default(url: &str, name: &str, value: &str) -> String {
    let given = url.rsplit_once('?').is_some_and(|(_, o)| o.split('&').any(|p| p.split('=').next() == Some(name)));
    if given {
        return url.to_owned();
    }
    let lead = if url.contains('?') { '&' } else { '?' };
    format!("{url}{lead}{name}={value}")
}

/// How a database is used. [`DbSettings::new`] gives sane values for one small server.
#[derive(Debug, Clone)]
pub struct DbSettings {
    /// Which database.
    pub url: DatabaseUrl,
    /// PostgreSQL: the most connections this process opens.
    pub max_connections: usize,
    /// SQLite: the most connections that read at once, beside the one that writes.
    pub sqlite_readers: usize,
    /// Connections opened at the start, so that a wrong URL is found there.
    pub min_idle: usize,
    /// How long a caller waits for its turn on a connection before it is told that the database is busy.
    pub acquire_timeout: Duration,
    /// PostgreSQL: the longest that one statement may run.
    pub statement_timeout: Duration,
    /// The longest wait for a lock that another writer (or, in SQLite, another process) holds.
    pub lock_timeout: Duration,
    /// A connection unused for so long is closed.
    pub idle_timeout: Duration,
    /// A connection older than this is closed after use.
    pub max_lifetime: Duration,
    /// Run a read on the calling thread where a connection is free, instead of hopping to a blocking thread.
    pub inline_reads: bool,
    /// PostgreSQL: the same for writes. Off, because a commit waits for the server's disk and a thread that waits starts no
    /// other: with two threads and a real disk a tenth of the writes a second. SQLite's writes always hop.
    pub inline_writes: bool,
    /// A statement that takes longer is logged, without its values.
    pub slow_statement: Duration,
}

impl DbSettings {
    /// The defaults for a database.
    pub fn new(url: DatabaseUrl) -> Self {
        Self {
            url,
            max_connections: 10,
            sqlite_readers: 4,
            min_idle: 1,
            acquire_timeout: Duration::from_secs(10),
            statement_timeout: Duration::from_secs(30),
            lock_timeout: Duration::from_secs(5),
            idle_timeout: Duration::from_mins(10),
            max_lifetime: Duration::from_mins(30),
            inline_reads: true,
            inline_writes: false,
            slow_statement: Duration::from_millis(500),
        }
    }
}

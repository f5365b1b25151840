//! The mailbox that replies come into: what is new in one folder of an IMAP server is handed in, message by message and in its order.
//!
//! - [`Imap`] is such a folder, by its URL. [`Imap::watch`] looks into it, waits for what comes (IDLE, or a look every so often), and
//!   comes back after every failure.
//! - An [`Intake`] takes the messages in and keeps the [`Position`]: what was handed in. Only what it has taken is marked as seen, and
//!   nothing is ever deleted or moved.
//!
//! A message may be handed in twice: after a crash between the taking and the noting, when the server has numbered its messages anew, or
//! by a second process. The intake knows a repeat by its content. It is never passed over in silence: what the intake can't take now is
//! handed in again, and what comes behind it waits. What the server can't give is tried again beside what comes behind it, and in the end
//! left where it is, by name (see `ledger`).
//!
//! Of the protocol, async-imap reads and writes the lines. Its commands are not used but for signing in, since several of them take a
//! refusal or a lost connection for an empty answer, which here would be a message passed over (see the `session` module). What a server
//! sends is bounded before it reaches the parser (see `bounded`).

mod bounded;
mod error;
mod folder_name;
mod intake;
mod ledger;
mod open;
mod round;
mod session;
mod tls;
mod url;
mod watch;

use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use self::url::Address;
pub use self::{
    error::{ImapError, ImapUrlError},
    intake::{Intake, MessagePlace, News, Position},
};

/// What the URL doesn't say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImapSettings {
    /// A PEM file of certificate authorities to trust beside the system's.
    pub ca_file: Option<PathBuf>,
    /// How long each step may take: connecting, signing in, the answer to a command.
    pub step_timeout: Duration,
    /// How long the server may take to give a whole message.
    pub message_timeout: Duration,
    /// After how long the folder is looked into although the server has said nothing.
    pub poll: Duration,
    /// After how long the folder is looked into at the latest, however long `poll` is: servers and firewalls end a connection on which
    /// nothing is said, many after half an hour.
    pub longest_silence: Duration,
    /// How large a message may be, in bytes; of a larger one only the headers are handed in.
    pub largest: u32,
    /// How long the first pause after a failure is; each further one is twice as long.
    pub first_pause: Duration,
    /// How long a pause is at most.
    pub longest_pause: Duration,
    /// How often a message that the server can't give is asked for before it is left where it is.
    pub message_tries: u32,
    /// How long after a failure such a message is asked for again; each further time twice as long.
    pub message_pause: Duration,
}

impl Default for ImapSettings {
    fn default() -> Self {
        Self {
            ca_file: None,
            step_timeout: Duration::from_mins(1),
            message_timeout: Duration::from_mins(5),
            poll: Duration::from_mins(1),
            longest_silence: Duration::from_mins(25),
            largest: 50 * 1024 * 1024,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_mins(1),
            message_tries: 5,
            message_pause: Duration::from_mins(1),
        }
    }
}

/// One folder of an IMAP server. Cheap to clone.
#[derive(Clone)]
pub struct Imap {
    inner: Arc<Inner>,
}

struct Inner {
    address: Address,
    tls: Option<tokio_rustls::TlsConnector>,
    settings: ImapSettings,
}

impl Imap {
    /// A folder by its URL: `imaps://user:password@host:port/folder`, user, password and folder percent-encoded.
    ///
    /// | URL | encryption | port if none is given |
    /// |---|---|---|
    /// | `imaps://` | from the start | 993 |
    /// | `imap://` | by STARTTLS, or nothing is sent | 143 |
    /// | `imap://…?tls=none` | none; only to this machine itself (loopback) | 143 |
    ///
    /// Without a folder it is `INBOX`. A certificate is always checked, against the system's authorities and `ca_file`.
    ///
    /// # Errors
    /// [`ImapUrlError`]: what is wrong with it, without the password.
    pub fn from_url(url: &str, settings: &ImapSettings) -> Result<Self, ImapUrlError> {
        let address = Address::read(url)?;
        let tls = if address.is_encrypted() { Some(tls::connector(settings.ca_file.as_deref())?) } else { None };
        Ok(Self { inner: Arc::new(Inner { address, tls, settings: settings.clone() }) })
    }

    /// The folder's name for whoever keeps its [`Position`]: user, host, port and folder, and no secret.
    pub fn name(&self) -> String {
        self.inner.address.name()
    }
}

impl fmt::Display for Imap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.address.fmt(f)
    }
}

impl fmt::Debug for Imap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Imap").field(&self.to_string()).finish()
    }
}

//! Who takes the messages in, and what the watching of a folder tells.

use std::{fmt, time::Duration};

use bytes::Bytes;
use chrono::NaiveDate;
use domain::UtcTime;

use super::ImapError;

/// How far the messages of a folder were handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The server's UIDVALIDITY: with another one the numbers mean other messages.
    pub validity: u32,
    /// The UID of the last message that was taken.
    pub last_uid: u32,
    /// The day of the first look.
    pub first_look: NaiveDate,
    /// Up to this UID, what was read and came before that day is not new: the server has numbered its messages anew, and old mail has new
    /// numbers. 0 where the numbers are still those of the first look.
    pub old_to: u32,
}

/// Which message of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessagePlace {
    /// The folder, without user and password.
    pub mailbox: String,
    /// The server's UIDVALIDITY.
    pub validity: u32,
    /// The message's UID.
    pub uid: u32,
}

/// Takes the messages of a folder in. What it refuses is handed in again later.
pub trait Intake: Send + Sync {
    /// Why something can't be done now.
    type Error: fmt::Display + Send + Sync;

    /// How far this folder was handed in; none if never.
    fn position(&self, mailbox: &str) -> impl Future<Output = Result<Option<Position>, Self::Error>> + Send;

    /// Takes a whole message in, with the time at which the server says that it came: it is on disk when this returns. The same bytes again
    /// change nothing.
    fn take(&self, message: Bytes, arrived: Option<UtcTime>) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Takes in what there is of a message that is too large: its headers, perhaps not all of them, and its size in bytes.
    fn take_cut(&self, headers: Bytes, size: u64) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Keeps how far this folder was handed in.
    fn note(&self, mailbox: &str, position: Position) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Hears what goes on; for the log and the numbers.
    fn tell(&self, news: News<'_>) {
        let _ = news;
    }
}

/// What goes on with a folder.
pub enum News<'n> {
    /// The server let us in.
    Opened {
        /// Whether it says by itself when something comes (IDLE).
        idle: bool,
    },
    /// A message was taken, and that is noted.
    Taken {
        /// Only its headers: it is too large.
        cut: bool,
    },
    /// A message that was taken could not be marked as seen.
    NotMarked {
        /// Why not.
        error: &'n ImapError,
    },
    /// The server can't give a message that it lists. What comes behind it goes on.
    NotFetched {
        /// Which.
        message: MessagePlace,
        /// Why not.
        error: &'n ImapError,
        /// How often it was tried.
        tries: u32,
        /// When it is tried again; none where it is left where it is.
        again_in: Option<Duration>,
    },
    /// Everything that was there and could be had is taken.
    Looked,
    /// The server, or the connection to it, has failed.
    Failed {
        /// How.
        error: &'n ImapError,
        /// When it is tried again.
        again_in: Duration,
    },
    /// The intake has refused for now.
    Refused {
        /// What it says.
        error: &'n (dyn fmt::Display + Sync),
        /// When it is tried again.
        again_in: Duration,
    },
}

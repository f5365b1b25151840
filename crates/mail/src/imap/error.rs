//! What can go wrong with a mailbox. No text here holds a password, an address, or anything out of a message.

use std::{io, path::PathBuf, time::Duration};

use super::bounded::TooMuch;
use crate::clean;

const LONGEST_WORDS: usize = 200;

/// What is wrong with a mailbox's URL or its settings. Never holds the URL itself: it holds a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImapUrlError {
    /// Not a URL.
    #[error("không phải là URL / not a URL: {0}")]
    NotAUrl(String),
    /// Another scheme.
    #[error("phải bắt đầu bằng imaps:// hoặc imap:// / must begin with imaps:// or imap://")]
    Scheme,
    /// No host.
    #[error("không nêu tên máy chủ / names no host")]
    Host,
    /// Anything in the query but `tls=none`, or that to another machine.
    #[error(
        "chỉ nhận ?tls=none, và chỉ với imap:// tới chính máy này / takes nothing but ?tls=none, and that only with imap:// to this machine itself"
    )]
    Options,
    /// No user or no password, or one that isn't UTF-8.
    #[error("cần cả tên và mật khẩu (mã hóa %xx) / needs both a user and a password, percent-encoded")]
    Credentials,
    /// A folder's name that isn't UTF-8 or holds control characters.
    #[error("tên thư mục không hợp lệ / not a folder's name")]
    Folder,
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

/// Why the server could not be talked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImapError {
    /// The connection could not be made, or broke.
    #[error("{0}")]
    Connection(String),
    /// The server has ended the connection.
    #[error("the server has ended the connection")]
    Lost,
    /// The encryption could not be agreed on.
    #[error("TLS: {0}")]
    Tls(String),
    /// The server offers no encryption, so nothing was sent.
    #[error("the server offers no STARTTLS, so the password was not sent")]
    NoTls,
    /// A step took too long.
    #[error("{step}: no answer within {} s", .wait.as_secs_f32())]
    TooSlow {
        /// Which.
        step: &'static str,
        /// How long it was waited for.
        wait: Duration,
    },
    /// The server didn't greet as one that is ready.
    #[error("the server is not ready: it greets with something else than OK")]
    Greeting,
    /// User or password were refused. What the server says isn't kept: it may repeat what was said.
    #[error("the server refused the sign-in")]
    SignIn,
    /// The server refused a command.
    #[error("{step}: refused: {words}")]
    Refused {
        /// Which.
        step: &'static str,
        /// In the server's words.
        words: String,
    },
    /// The server says OK and gives nothing of a message that it lists.
    #[error("the server lists the message and does not give it")]
    NotGiven,
    /// The server answers something that is no IMAP, or not what was asked for.
    #[error("the server's answer can't be understood")]
    Nonsense,
    /// The server sends more than there can be.
    #[error("the server sends more than fits an answer")]
    TooMuch,
}

impl ImapError {
    /// Whether the connection is of no use any more.
    pub(super) const fn breaks(&self) -> bool {
        !matches!(self, Self::Refused { .. } | Self::NotGiven)
    }

    /// A refusal, in the server's words as far as they may be shown.
    pub(super) fn refused(step: &'static str, words: Option<&str>) -> Self {
        let words = words.unwrap_or_default().split_whitespace();
        let words: Vec<&str> = words.map(|word| if word.contains('@') { "…" } else { word }).collect();
        Self::Refused { step, words: clean::shorten(&clean::line(&words.join(" ")), LONGEST_WORDS) }
    }
}

impl From<io::Error> for ImapError {
    /// The parser's own errors repeat what it read, which is somebody's mail: of them only that there was one is kept.
    fn from(error: io::Error) -> Self {
        let inner = error.get_ref();
        if let Some(TooMuch) = inner.and_then(|inner| inner.downcast_ref::<TooMuch>()) {
            Self::TooMuch
        } else if let Some(tls) = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Self::Tls(tls.to_string())
        } else if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::Lost
        } else if error.raw_os_error().is_some() {
            Self::Connection(error.to_string())
        } else if inner.is_none() {
            Self::Connection(error.kind().to_string())
        } else {
            Self::Nonsense
        }
    }
}

impl From<async_imap::error::Error> for ImapError {
    fn from(error: async_imap::error::Error) -> Self {
        use async_imap::error::Error;
        match error {
            Error::Io(error) => error.into(),
            Error::ConnectionLost => Self::Lost,
            _ => Self::Nonsense,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_parser_has_read_is_not_told() {
        let error = io::Error::other("Error during parsing of Subject: bi mat");
        assert_eq!(ImapError::from(error), ImapError::Nonsense);
    }

    #[test]
    fn what_the_network_says_is_told() {
        let error = ImapError::from(io::Error::from(io::ErrorKind::ConnectionRefused));
        assert_eq!(error.to_string(), "connection refused");
        assert_eq!(ImapError::from(io::Error::from(io::ErrorKind::UnexpectedEof)), ImapError::Lost);
    }

    #[test]
    fn a_refusal_names_no_address() {
        let error = ImapError::refused("SELECT", Some("no\r\nfolder for a@b.example\u{7} here"));
        assert_eq!(error.to_string(), "SELECT: refused: no folder for … here");
    }
}

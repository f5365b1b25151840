//! Where a finished message goes: to a mail server, or into a folder where there is none.

use std::fmt;

use crate::{Folder, RenderError, Rendered, Smtp, SmtpSettings, UrlError};

/// A way out of the house.
#[derive(Debug, Clone)]
pub enum Transport {
    /// A mail server.
    Smtp(Smtp),
    /// A folder of .eml files: the demo's mailbox.
    Folder(Folder),
}

/// That a message was taken over, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What the server answered, or the id of the file.
    pub answer: String,
}

/// Whether trying again may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// It may: see [`crate::Backoff`].
    Temporary,
    /// It won't: a dead letter at once.
    Permanent,
}

/// Why a message was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendError {
    /// Whether trying again may help.
    pub kind: FailureKind,
    /// The server's reply code, if it replied.
    pub code: Option<u16>,
    /// What went wrong, for the clerk and the operator; never a password.
    pub text: String,
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for SendError {}

impl From<RenderError> for SendError {
    fn from(error: RenderError) -> Self {
        Self { kind: FailureKind::Permanent, code: None, text: error.to_string() }
    }
}

impl Transport {
    /// A mail server by its URL; see [`Smtp::from_url`].
    ///
    /// # Errors
    /// [`UrlError`]: what is wrong with it, without the password.
    pub fn from_url(url: &str, settings: &SmtpSettings) -> Result<Self, UrlError> {
        Smtp::from_url(url, settings).map(Self::Smtp)
    }

    /// Sends one message.
    ///
    /// # Errors
    /// [`SendError`]: whether trying again may help, and why it failed.
    pub async fn send(&self, mail: &Rendered) -> Result<Sent, SendError> {
        match self {
            Self::Smtp(smtp) => smtp.send(mail).await,
            Self::Folder(folder) => folder.put(mail).await.map(|id| Sent { answer: id }).map_err(|error| SendError {
                kind: FailureKind::Temporary,
                code: None,
                text: format!("{folder}: {error}"),
            }),
        }
    }

    /// Ends idle connections politely; for the end of the process.
    pub async fn close(&self) {
        if let Self::Smtp(smtp) = self {
            smtp.close().await;
        }
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Smtp(smtp) => smtp.fmt(f),
            Self::Folder(folder) => folder.fmt(f),
        }
    }
}

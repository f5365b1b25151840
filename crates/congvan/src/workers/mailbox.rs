//! Watches the office's mailbox and keeps what comes into it. Several processes may do it at once: a message is the same by its content.
//!
//! The log tells what goes on without an address, a subject or a word of anybody's mail.

use bytes::Bytes;
use domain::UtcTime;
use mail::{Imap, Intake, MessagePlace, News, Position};
use office::{Office, readiness::MailboxStanding, received};

use super::Stopping;
use crate::metrics::Metrics;

/// Until it is told to stop.
pub(super) async fn watch(mailbox: Imap, slot: Slot, stopping: Stopping) {
    slot.office.note_mailbox(MailboxStanding::Unknown);
    mailbox.watch(&slot, stopping).await;
}

/// Where what came is put in.
#[derive(Clone)]
pub(super) struct Slot {
    pub(super) office: Office,
    pub(super) metrics: Metrics,
}

impl Intake for Slot {
    type Error = String;

    async fn position(&self, mailbox: &str) -> Result<Option<Position>, String> {
        let found = self.office.mailbox_position(mailbox).await.map_err(|error| error.to_string())?;
        let position = |received::Position { validity, last_uid, first_look, old_to }| Position {
            validity,
            last_uid,
            first_look,
            old_to,
        };
        Ok(found.map(position))
    }

    async fn take(&self, message: Bytes, arrived: Option<UtcTime>) -> Result<(), String> {
        self.office.take_mail_in(message, arrived).await.map(drop).map_err(|error| error.to_string())
    }

    async fn take_cut(&self, headers: Bytes, size: u64) -> Result<(), String> {
        self.office.take_mail_cut(headers, size).await.map(drop).map_err(|error| error.to_string())
    }

    async fn note(&self, mailbox: &str, position: Position) -> Result<(), String> {
        let Position { validity, last_uid, first_look, old_to } = position;
        let position = received::Position { validity, last_uid, first_look, old_to };
        self.office.note_mailbox_position(mailbox, position).await.map_err(|error| error.to_string())
    }

    fn tell(&self, news: News<'_>) {
        match news {
            News::Opened { idle } => tracing::info!(idle, "the mailbox is open"),
            News::Taken { cut } => {
                self.metrics.mailbox_taken();
                tracing::debug!(cut, "a message was taken from the mailbox");
            }
            News::NotMarked { error } => tracing::warn!(%error, "a message that was taken could not be marked as seen"),
            News::NotFetched { message, error, tries, again_in } => {
                self.metrics.mailbox_not_fetched(again_in.is_none());
                let MessagePlace { mailbox, validity, uid } = message;
                if let Some(again_in) = again_in {
                    let again_in = again_in.as_secs();
                    tracing::warn!(%mailbox, validity, uid, %error, tries, again_in, "a message in the mailbox could not be fetched; it is tried again");
                } else {
                    tracing::error!(%mailbox, validity, uid, %error, tries, "a message in the mailbox can not be fetched and is left there: see to it at the mail server");
                }
            }
            News::Looked => {
                self.office.note_mailbox(MailboxStanding::Good);
                self.metrics.mailbox_looked(self.office.now());
            }
            News::Failed { error, again_in } => {
                self.office.note_mailbox(MailboxStanding::Away);
                self.metrics.mailbox_failed();
                tracing::warn!(%error, again_in = again_in.as_secs(), "the mailbox could not be read; it is tried again");
            }
            News::Refused { error, again_in } => {
                self.metrics.mailbox_failed();
                let again_in = again_in.as_secs();
                tracing::warn!(%error, again_in, "a message could not be kept; it stays in the mailbox and is tried again");
            }
        }
    }
}

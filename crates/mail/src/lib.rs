//! The mail room: puts a [`domain::notice::Letter`] into words and hands it to a mail server.
//!
//! - [`render`] makes a complete message (headers, text, HTML) out of a letter and an [`Envelope`]. It is pure: the same
//!   letter gives the same bytes, but for its buttons, and a repeat after a crash is recognised by its `Message-ID`.
//! - [`Transport`] sends it: by SMTP, or, where the demo has no mail server, into a [`Folder`] of .eml files.
//! - [`Imap`] watches the mailbox that replies come into, and hands in what is new.
//! - [`inbound`] reads what comes in: what a message is, and what its words ask. It is pure, too.
//! - [`ShortMessages`] takes short messages to telephones: a trait, with a folder as the adapter that is built in.
//! - [`Backoff`] says when a letter that could not be sent is tried again, and when it becomes a dead letter.
//!
//! Nothing here decides who is told what, and nothing here blocks a command: every failure is a value.

mod actions;
mod backoff;
mod clean;
mod folder;
mod imap;
pub mod inbound;
mod links;
mod render;
mod short;
mod smtp;
mod template;
mod transport;
mod withheld;
mod wording;

pub use actions::{Actions, Replies, action_label, reply_examples, reply_word};
pub use backoff::Backoff;
pub use folder::{Folder, ListedMail, StoredMail};
pub use imap::{Imap, ImapError, ImapSettings, ImapUrlError, Intake, MessagePlace, News, Position};
pub use links::{action_link, document_link, public_link};
pub use render::{
    Attached, Envelope, FailuresTo, RenderError, Rendered, message_id, render, render_account, render_account_with,
    render_outside, render_together, render_with, thread_id,
};
pub use short::{Short, ShortFault, ShortFolder, ShortMessages, Taken};
pub use smtp::{Smtp, SmtpSettings, UrlError};
pub use transport::{FailureKind, SendError, Sent, Transport};
pub use withheld::Withheld;
pub use wording::{Language, label};

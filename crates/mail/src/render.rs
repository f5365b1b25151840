//! From a letter to a complete message: which facts it names, what its headers say.
//!
//! Everything that people wrote is cleaned first ([`crate::clean`]), escaped by the HTML layout and encoded by the message
//! builder, so that no name or subject can add a header, a tag or a line of its own. A letter about a secret line says
//! nothing but that there is a document: not which, not from whom, not how urgent, not what for.

mod account;
mod answer;
mod content;
mod subject;
mod together;
mod wire;

use domain::{DocumentId, UtcTime, notice::Letter};
use lettre::address::Envelope as Route;
use uuid::Uuid;

pub(crate) use self::content::moment;
use self::{
    content::{Content, Fact, day, sentences},
    subject::{SUBJECT_LENGTH, priority, regarding, subject_line},
    wire::{Wire, compose},
};

use crate::{
    actions::{Actions, Buttons, Replies, reply_hint},
    clean, template,
    wording::{self, Language, to_outside},
};

pub use account::{render_account, render_account_with};
pub use together::render_together;
pub use wire::Attached;

/// What goes around a letter: who sends it and under which id. The same for every attempt to send the same letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The id of this message, `local@domain`, with or without angle brackets. [`message_id`] makes one.
    pub message_id: String,
    /// The name that the mail comes from: the office.
    pub from_name: String,
    /// The address that the mail comes from.
    pub from_address: String,
    /// Where replies go, if anybody reads them.
    pub reply_to: Option<String>,
    /// Where mail servers report failures: the sender of the SMTP envelope.
    pub failures_to: FailuresTo,
    /// The address under which readers reach this installation.
    pub base_url: String,
}

/// Where mail servers report that a message did not arrive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FailuresTo {
    /// To the address that it comes from.
    #[default]
    Sender,
    /// To this one.
    Address(String),
    /// Nowhere: what has a code in it is for its reader alone, and a report has the whole message.
    Nowhere,
}

/// A message, complete, ready for a [`crate::Transport`].
#[derive(Debug, Clone)]
pub struct Rendered {
    /// Its `Message-ID`, in angle brackets.
    pub message_id: String,
    /// Who it goes to: the bare address.
    pub to: String,
    /// The subject line, as a person reads it.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// Its `Date`.
    pub date: UtcTime,
    /// The whole message as it goes over the wire (CRLF, ASCII only).
    pub bytes: Vec<u8>,
    pub(crate) route: Route,
}

/// Why a letter couldn't become a message. Trying again changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// Nobody knows where to send it.
    #[error("the recipient has no e-mail address")]
    NoAddress,
    /// An address that mail can't be sent to or from.
    #[error("{field}: not an e-mail address that mail can be sent with: {address}")]
    Address {
        /// Which: `to`, `from_address` or `reply_to`.
        field: &'static str,
        /// As it was given, cleaned.
        address: String,
    },
    /// The message id isn't of the form `local@domain`.
    #[error("message_id: not of the form local@domain")]
    MessageId,
    /// The address of this installation isn't an http or https address.
    #[error("base_url: not an http or https address")]
    BaseUrl,
    /// The letter's time can't stand in a `Date`.
    #[error("the letter's time is out of range")]
    Date,
    /// A template is broken.
    #[error("template: {0}")]
    Template(String),
    /// The message builder refused it.
    #[error("message: {0}")]
    Message(String),
}

/// The id of the message of an outbox row, without angle brackets: the row's id at the sender's domain.
pub fn message_id(row: Uuid, from_address: &str) -> String {
    format!("{row}@{}", domain_of(from_address))
}

/// The id that all mail about a document refers to, without angle brackets: no message has it, mail programs group by it.
pub fn thread_id(document: DocumentId, from_address: &str) -> String {
    format!("thread.{document}@{}", domain_of(from_address))
}

fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').map_or("localhost", |(_, domain)| domain)
}

/// Makes the message.
///
/// # Errors
/// [`RenderError`]: an address, a setting or a template with which no message can be made, now or later.
pub fn render(letter: &Letter, envelope: &Envelope, language: Language) -> Result<Rendered, RenderError> {
    render_with(letter, None, None, envelope, language)
}

/// The same with what can be done from the mail itself: by its buttons, and by a reply, where replies act (`docs/MAIL.md`); nothing can where it is about a secret line, or goes out of the house.
///
/// # Errors
/// As [`render`].
pub fn render_with(
    letter: &Letter,
    actions: Option<&Actions>,
    replies: Option<&Replies>,
    envelope: &Envelope,
    language: Language,
) -> Result<Rendered, RenderError> {
    let label = wording::of(letter, language).title;
    render_as(label, letter, (actions, replies), envelope, language, |_| Ok(()))
}

/// The letter by which an issued document goes to somebody outside, with its files, or by which it is asked back. A person has decided that it is
/// sent: it says nothing of a machine in its headers.
///
/// # Errors
/// As [`render`].
pub fn render_outside(
    letter: &Letter,
    attached: &[Attached],
    envelope: &Envelope,
    language: Language,
) -> Result<Rendered, RenderError> {
    let to = letter.to.address.as_ref().ok_or(RenderError::NoAddress)?;
    let content = Content::new(letter, "", envelope.reply_to.is_some(), language)?;
    let parts = template::layouts(&content).map_err(RenderError::Template)?;
    let subject = subject_line(wording::of(letter, language).title, letter, language);
    let wire = Wire {
        to: (&letter.to.name, to.as_str()),
        thread: Some(letter.document.id),
        priority: priority(letter),
        at: letter.at,
        answers: None,
        automatic: false,
        attached,
    };
    compose(wire, envelope, language, subject, parts)
}

/// The same, with this at the start of its subject line and its content as somebody wants it.
fn render_as(
    label: &str,
    letter: &Letter,
    (actions, replies): (Option<&Actions>, Option<&Replies>),
    envelope: &Envelope,
    language: Language,
    change: impl FnOnce(&mut Content<'_>) -> Result<(), RenderError>,
) -> Result<Rendered, RenderError> {
    let to = letter.to.address.as_ref().ok_or(RenderError::NoAddress)?;
    // Of a dossier its citizen sees the public page, and nothing else of the office.
    let page = letter.document.dossier.as_ref().and_then(|dossier| dossier.look_up.as_ref());
    let link = match page {
        Some(look_up) => crate::public_link(&envelope.base_url, &look_up.page),
        None => crate::document_link(&envelope.base_url, letter.document.id),
    };
    let link = link.ok_or(RenderError::BaseUrl)?;
    let open = !letter.document.secret && !to_outside(letter.kind);
    let mut content = Content::new(letter, link.as_str(), envelope.reply_to.is_some(), language)?;
    if let Some(replies) = replies.filter(|_| open) {
        content.reply_hint = Some(reply_hint(letter.kind, replies, language));
    }
    if let Some(actions) = actions.filter(|_| !letter.document.secret && !to_outside(letter.kind)) {
        content.actions = Buttons::of(actions, &envelope.base_url, language)?;
    }
    change(&mut content)?;
    let parts = template::layouts(&content).map_err(RenderError::Template)?;
    let subject = subject_line(label, letter, language);
    let wire = Wire {
        to: (&letter.to.name, to.as_str()),
        thread: Some(letter.document.id),
        priority: priority(letter),
        at: letter.at,
        answers: None,
        automatic: true,
        attached: &[],
    };
    compose(wire, envelope, language, subject, parts)
}

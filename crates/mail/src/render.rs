//! From a letter to a complete message: which facts it names, what its headers say.
//!
//! Everything that people wrote is cleaned first ([`crate::clean`]), escaped by the HTML layout and encoded by the message
//! builder, so that no name or subject can add a header, a tag or a line of its own. A letter about a secret line says
//! nothing but that there is a document: not which, not from whom, not how urgent, not what for.

mod account;

use std::fmt::Write;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{
    DocumentId, UtcTime,
    incoming::Urgency,
    notice::{Letter, NoticeKind, Signature},
    vietnam,
};
use lettre::{
    Address, Message,
    address::Envelope as Route,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    actions::{Actions, Buttons},
    clean, template,
    wording::{self, Language, Strings, to_sender},
};

const SUBJECT_LENGTH: usize = 90;

pub use account::render_account;

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
    /// The address under which readers reach this installation.
    pub base_url: String,
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
    render_with(letter, None, envelope, language)
}

/// The same with what can be done from the mail itself; nothing can where it is about a secret line, or goes out of the house.
///
/// # Errors
/// As [`render`].
pub fn render_with(
    letter: &Letter,
    actions: Option<&Actions>,
    envelope: &Envelope,
    language: Language,
) -> Result<Rendered, RenderError> {
    let to = letter.to.address.as_ref().ok_or(RenderError::NoAddress)?;
    let link = crate::document_link(&envelope.base_url, letter.document.id).ok_or(RenderError::BaseUrl)?;
    let mut content = Content::new(letter, link.as_str(), envelope.reply_to.is_some(), language)?;
    if let Some(actions) = actions.filter(|_| !letter.document.secret && !to_sender(letter.kind)) {
        content.actions = Buttons::of(actions, &envelope.base_url, language)?;
    }
    let parts = template::layouts(&content).map_err(RenderError::Template)?;
    let subject = subject_line(letter, language);
    let wire = Wire {
        to: (&letter.to.name, to.as_str()),
        thread: Some(letter.document.id),
        priority: priority(letter),
        at: letter.at,
    };
    compose(wire, envelope, language, subject, parts)
}

/// What the headers of a message say beside its envelope.
#[derive(Clone, Copy)]
struct Wire<'a> {
    /// Name and address.
    to: (&'a str, &'a str),
    /// The document that it is about.
    thread: Option<DocumentId>,
    priority: Option<&'static str>,
    at: UtcTime,
}

/// Puts text and HTML into a message.
fn compose(
    wire: Wire<'_>,
    envelope: &Envelope,
    language: Language,
    subject: String,
    (text, html): (String, String),
) -> Result<Rendered, RenderError> {
    let to = mailbox("to", wire.to.0, wire.to.1)?;
    let from = mailbox("from_address", &envelope.from_name, &envelope.from_address)?;
    let reply_to = envelope.reply_to.as_deref().map(|address| mailbox("reply_to", "", address)).transpose()?;
    let message_id = format!("<{}>", checked_id(&envelope.message_id)?);
    let route = Route::new(Some(from.email.clone()), vec![to.email.clone()])
        .map_err(|error| RenderError::Message(error.to_string()))?;
    let address = to.email.to_string();
    let thread = wire.thread.map(|document| format!("<{}>", thread_id(document, from.email.as_ref())));
    let mut builder = Message::builder()
        .from(from)
        .to(to)
        .subject(&subject)
        .date(wire_date(wire.at)?.into())
        .message_id(Some(message_id.clone()));
    if let Some(thread) = thread {
        builder = builder.in_reply_to(thread.clone()).references(thread);
    }
    builder = builder
        .envelope(route.clone())
        .raw_header(header(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated"))
        .raw_header(header(HeaderName::new_from_ascii_str("X-Auto-Response-Suppress"), "All"))
        .raw_header(header(HeaderName::new_from_ascii_str("Content-Language"), language.tag()));
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(reply_to);
    }
    if let Some(priority) = wire.priority {
        builder = builder
            .raw_header(header(HeaderName::new_from_ascii_str("X-Priority"), priority))
            .raw_header(header(HeaderName::new_from_ascii_str("Importance"), "high"));
    }
    let body = MultiPart::alternative()
        .boundary(boundary(&message_id))
        .singlepart(SinglePart::plain(text.clone()))
        .singlepart(SinglePart::html(html.clone()));
    let message = builder.multipart(body).map_err(|error| RenderError::Message(error.to_string()))?;
    Ok(Rendered { message_id, to: address, subject, text, html, date: wire.at, bytes: message.formatted(), route })
}

fn header(name: HeaderName, value: &str) -> HeaderValue {
    HeaderValue::new(name, value.to_owned())
}

fn mailbox(field: &'static str, name: &str, address: &str) -> Result<Mailbox, RenderError> {
    let wrong = || RenderError::Address { field, address: clean::shorten(&clean::line(address), 254) };
    // A quoted local part may hold anything; nobody has one, and without it no address needs care anywhere.
    let odd = |c: char| !c.is_ascii_graphic() || "\"<>()[]\\,;:".contains(c);
    if address.contains(odd) {
        return Err(wrong());
    }
    let address: Address = address.parse().map_err(|_| wrong())?;
    let name = clean::line(name);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
}

fn checked_id(id: &str) -> Result<&str, RenderError> {
    let bare = id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or(id);
    let good = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    match bare.split_once('@') {
        Some((left, right))
            if !left.is_empty()
                && !right.is_empty()
                && bare.len() <= 250
                && left.chars().chain(right.chars()).all(good) =>
        {
            Ok(bare)
        }
        _ => Err(RenderError::MessageId),
    }
}

/// `=_` can't stand in a body encoded as quoted-printable or base64, so no text can end a part.
fn boundary(message_id: &str) -> String {
    let tail: String = message_id.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    format!("=_{tail}")
}

fn wire_date(at: UtcTime) -> Result<DateTime<Utc>, RenderError> {
    // What the header's type can hold: from 1970 to the year 9999.
    if (1970..=9999).contains(&at.year()) { Ok(at) } else { Err(RenderError::Date) }
}

/// For mail programs that mark what is urgent; a secret line isn't marked, and nor is what asks nothing of its reader.
fn priority(letter: &Letter) -> Option<&'static str> {
    let quiet = letter.document.secret
        || to_sender(letter.kind)
        || matches!(
            letter.kind,
            NoticeKind::GivenInformed | NoticeKind::Completed | NoticeKind::TakenAway | NoticeKind::ApprovedByUnit
        );
    match letter.document.urgency {
        _ if quiet => None,
        Urgency::Normal => None,
        Urgency::Urgent => Some("2"),
        Urgency::VeryUrgent | Urgency::Immediate => Some("1"),
    }
}

/// `[Khẩn] Chủ trì xử lý: V/v … (số đến 15/2026)`.
fn subject_line(letter: &Letter, language: Language) -> String {
    let strings = wording::strings(language);
    let document = &letter.document;
    if document.secret {
        let title = if to_sender(letter.kind) { strings.secret_outside_title } else { strings.secret_title };
        return title.to_owned();
    }
    let mut subject = String::new();
    if let Some(stamp) = wording::urgency(document.urgency, language) {
        let _ = write!(subject, "[{stamp}] ");
    }
    subject.push_str(wording::label(letter.kind, language));
    subject.push_str(": ");
    subject.push_str(&clean::shorten(&about(letter, language), SUBJECT_LENGTH));
    if let Some((number, year)) = document.arrival {
        let _ = write!(subject, " ({} {number}/{year})", strings.subject_arrival);
    }
    subject
}

/// What the document is about, as short as an office says it: `V/v …`; else its notation, else its author.
fn about(letter: &Letter, language: Language) -> String {
    let document = &letter.document;
    let known = |text: &Option<String>| text.as_deref().map(clean::line).filter(|text| !text.is_empty());
    match known(&document.subject) {
        Some(subject) => regarding(&subject),
        None => known(&document.notation)
            .or_else(|| known(&document.author))
            .unwrap_or_else(|| wording::strings(language).nameless.to_owned()),
    }
}

fn regarding(subject: &str) -> String {
    let bare = ["về việc ", "v/v ", "v/v: ", "vv ", "v.v "].iter().find_map(|start| {
        let length = start.chars().count();
        let head: String = subject.chars().take(length).collect();
        (head.to_lowercase() == *start).then(|| subject.chars().skip(length).collect::<String>())
    });
    match bare {
        Some(rest) => format!("V/v {rest}"),
        // "tăng cường phòng cháy" is what a letter is about; "Kế hoạch phòng cháy" is what a document is.
        None if subject.chars().next().is_some_and(char::is_lowercase) => format!("V/v {subject}"),
        None => subject.to_owned(),
    }
}

/// Everything that the layouts ask for.
#[derive(Serialize)]
struct Content<'a> {
    s: &'static Strings,
    lang: &'static str,
    agency: String,
    stamp: Option<&'static str>,
    title: &'static str,
    greeting: String,
    opening: Option<String>,
    asked: String,
    preview: String,
    due: Option<String>,
    due_label: &'static str,
    facts: Vec<Fact>,
    quote: Option<Vec<String>>,
    quote_label: &'static str,
    /// What can be done from the mail itself.
    actions: Option<Buttons>,
    link: Option<&'a str>,
    button: &'static str,
    replies: bool,
}

/// One line of what is known of a document.
#[derive(Serialize)]
struct Fact {
    label: &'static str,
    value: String,
    strong: bool,
}

/// What the sentences may name.
#[derive(Serialize)]
struct Told<'a> {
    who: &'a str,
    person: bool,
    due: bool,
    agency: &'a str,
}

impl<'a> Content<'a> {
    fn new(letter: &Letter, link: &'a str, replies: bool, language: Language) -> Result<Self, RenderError> {
        if letter.document.secret {
            return Ok(Self::secret(letter, link, replies, language));
        }
        let strings = wording::strings(language);
        let words = wording::wording(letter.kind, language);
        let outside = to_sender(letter.kind);
        let agency = clean::line(&letter.agency);
        let who = letter.from.as_ref().map(|from| signed(from, language)).filter(|who| !who.is_empty());
        let named = who.as_ref().map(|who| format!("{}{who}", strings.person_prefix));
        let told = Told {
            who: named.as_deref().unwrap_or(strings.office),
            person: named.is_some(),
            due: letter.due.is_some(),
            agency: &agency,
        };
        let fill = |part: &str, source: &str| {
            let name = format!("{} {part} ({})", letter.kind.as_str(), language.tag());
            template::sentence(&name, source, &told).map_err(RenderError::Template)
        };
        let opening = fill("opening", words.opening)?;
        let asked = fill("asked", words.asked)?;
        let due = letter.due.map(|due| moment(due, language));
        let preview = match &due {
            Some(due) => format!("{}: {due}. {opening}", words.due),
            None => opening.clone(),
        };
        let quote = letter.words.as_deref().map(clean::lines).filter(|lines| !lines.is_empty());
        Ok(Self {
            s: strings,
            lang: language.tag(),
            stamp: wording::urgency(letter.document.urgency, language),
            title: words.title,
            greeting: greeting(letter, outside, language),
            opening: Some(opening),
            asked,
            preview,
            due,
            due_label: words.due,
            facts: facts(letter, if outside { None } else { who }, language),
            quote,
            quote_label: words.quote,
            actions: None,
            link: (!outside).then_some(link),
            button: words.button,
            replies,
            agency,
        })
    }

    /// Of a secret line: that there is one. The same words whatever happened to it.
    fn secret(letter: &Letter, link: &'a str, replies: bool, language: Language) -> Self {
        let strings = wording::strings(language);
        let outside = to_sender(letter.kind);
        let (title, asked) = if outside {
            (strings.secret_outside_title, strings.secret_outside_asked)
        } else {
            (strings.secret_title, strings.secret_asked)
        };
        Self {
            s: strings,
            lang: language.tag(),
            agency: clean::line(&letter.agency),
            stamp: None,
            title,
            greeting: greeting(letter, outside, language),
            opening: None,
            asked: asked.to_owned(),
            preview: asked.to_owned(),
            due: None,
            due_label: "",
            facts: Vec::new(),
            quote: None,
            quote_label: "",
            actions: None,
            link: (!outside).then_some(link),
            button: strings.secret_button,
            replies,
        }
    }
}

fn greeting(letter: &Letter, outside: bool, language: Language) -> String {
    let strings = wording::strings(language);
    let name = clean::line(&letter.to.name);
    match (outside, name.is_empty()) {
        (false, false) => format!("{} {name},", strings.dear),
        // The author's name says which document it is about.
        (true, false) if !letter.document.secret => format!("{} {name}", strings.dear_outside),
        _ => match language {
            Language::Vi if outside => "Kính gửi nơi gửi văn bản,".to_owned(),
            Language::Vi => "Kính gửi ông/bà,".to_owned(),
            Language::En => "Dear Sir or Madam,".to_owned(),
        },
    }
}

fn signature(name: &str, title: &str) -> String {
    let name = clean::line(name);
    let title = clean::line(title);
    match (name.is_empty(), title.is_empty()) {
        (false, false) => format!("{name} ({title})"),
        (false, true) => name,
        (true, _) => title,
    }
}

/// Who did it; where somebody did it in their stead, both names.
fn signed(from: &Signature, language: Language) -> String {
    let desk = signature(&from.name, &from.title);
    match &from.substitute {
        None => desk,
        Some(substitute) => {
            let instead = wording::strings(language).instead_of;
            format!("{} {instead} {desk}", signature(&substitute.name, &substitute.title))
        }
    }
}

fn facts(letter: &Letter, who: Option<String>, language: Language) -> Vec<Fact> {
    let strings = wording::strings(language);
    let beside = wording::wording(letter.kind, language).about;
    let document = &letter.document;
    let text = |text: &Option<String>| text.as_deref().map(clean::line).filter(|text| !text.is_empty());
    [
        (strings.subject, text(&document.subject), true),
        (strings.author, text(&document.author), false),
        (strings.notation, text(&document.notation), false),
        (strings.issued_on, document.issued_on.map(|date| day(date, language)), false),
        (strings.arrival, document.arrival.map(|(number, year)| format!("{number}/{year}")), false),
        (strings.from, who, false),
        (beside, letter.about.as_ref().filter(|_| !beside.is_empty()).map(|person| signed(person, language)), false),
        (strings.for_whom, text(&letter.to.instead_of), false),
    ]
    .into_iter()
    .filter_map(|(label, value, strong)| Some(Fact { label, value: value?, strong }))
    .collect()
}

/// A day as an office writes it.
fn day(date: NaiveDate, language: Language) -> String {
    match language {
        Language::Vi => domain::written_day(date),
        Language::En => date.format("%-d %B %Y").to_string(),
    }
}

pub(crate) fn moment(at: UtcTime, language: Language) -> String {
    let here = vietnam(at);
    format!("{} {}", here.format("%H:%M"), day(here.date_naive(), language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_noughts_where_the_decree_puts_them() {
        let vi = |y, m, d| day(NaiveDate::from_ymd_opt(y, m, d).unwrap(), Language::Vi);
        assert_eq!(vi(2026, 1, 5), "05/01/2026");
        assert_eq!(vi(2026, 2, 15), "15/02/2026");
        assert_eq!(vi(2026, 3, 5), "05/3/2026");
        assert_eq!(vi(2026, 12, 31), "31/12/2026");
    }

    #[test]
    fn a_subject_is_told_as_an_office_tells_it() {
        assert_eq!(regarding("Về việc tăng cường phòng cháy"), "V/v tăng cường phòng cháy");
        assert_eq!(regarding("V/v tăng cường phòng cháy"), "V/v tăng cường phòng cháy");
        assert_eq!(regarding("tăng cường phòng cháy"), "V/v tăng cường phòng cháy");
        assert_eq!(regarding("Kế hoạch phòng cháy năm 2026"), "Kế hoạch phòng cháy năm 2026");
        assert_eq!(regarding("đôn đốc báo cáo"), "V/v đôn đốc báo cáo");
    }

    #[test]
    fn ids_hold_nothing_but_an_id() {
        assert_eq!(checked_id("<a.b@vb.example>"), Ok("a.b@vb.example"));
        for bad in ["", "a", "@b", "a@", "a b@c", "a@b>\r\nBcc: x@y.example", "a@b@c", "<a@b", "á@b"] {
            assert_eq!(checked_id(bad), Err(RenderError::MessageId), "{bad:?}");
        }
    }
}

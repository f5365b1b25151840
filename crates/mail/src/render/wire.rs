//! Text and HTML as a message: its headers, its addresses, its ids.

use bytes::Bytes;
use chrono::{DateTime, Datelike, Utc};
use domain::{DocumentId, UtcTime, notice::Answers};
use lettre::{
    Address, Message,
    address::Envelope as Route,
    message::{
        Attachment, Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};

use super::{Envelope, FailuresTo, RenderError, Rendered, thread_id};
use crate::{clean, wording::Language};

/// What the headers of a message say beside its envelope.
#[derive(Clone, Copy)]
pub(super) struct Wire<'a> {
    /// Name and address.
    pub(super) to: (&'a str, &'a str),
    /// The document that it is about.
    pub(super) thread: Option<DocumentId>,
    pub(super) priority: Option<&'static str>,
    pub(super) at: UtcTime,
    /// The message that it answers.
    pub(super) answers: Option<&'a Answers>,
    /// Whether nobody has decided that it is sent: machines answer nothing of the kind (RFC 3834).
    pub(super) automatic: bool,
    /// What goes with it.
    pub(super) attached: &'a [Attached],
}

/// A file that goes with a message.
#[derive(Debug, Clone)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its type, such as `application/pdf`.
    pub media_type: String,
    /// Its content.
    pub content: Bytes,
}

/// Puts text and HTML into a message.
pub(super) fn compose(
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
    let failures_to = match &envelope.failures_to {
        FailuresTo::Sender => Some(from.email.clone()),
        FailuresTo::Address(address) => Some(mailbox("failures_to", "", address)?.email),
        FailuresTo::Nowhere => None,
    };
    let route =
        Route::new(failures_to, vec![to.email.clone()]).map_err(|error| RenderError::Message(error.to_string()))?;
    let address = to.email.to_string();
    let thread = wire.thread.map(|document| format!("<{}>", thread_id(document, from.email.as_ref())));
    let mut builder = Message::builder()
        .from(from)
        .to(to)
        .subject(&subject)
        .date(wire_date(wire.at)?.into())
        .message_id(Some(message_id.clone()));
    // The id that it answers, as it was written, if it can stand in a header: mail programs group by it.
    let answered = wire.answers.and_then(|answers| checked_id(answers.message_id.as_deref()?).ok());
    let answered = answered.map(|id| format!("<{id}>"));
    if let Some(last) = answered.clone().or_else(|| thread.clone()) {
        let references = thread.into_iter().chain(answered).collect::<Vec<_>>().join(" ");
        builder = builder.in_reply_to(last).references(references);
    }
    let automatic = if wire.answers.is_some() { "auto-replied" } else { "auto-generated" };
    builder = builder
        .envelope(route.clone())
        .raw_header(header(HeaderName::new_from_ascii_str("Content-Language"), language.tag()));
    if wire.automatic {
        builder = builder
            .raw_header(header(HeaderName::new_from_ascii_str("Auto-Submitted"), automatic))
            .raw_header(header(HeaderName::new_from_ascii_str("X-Auto-Response-Suppress"), "All"));
    }
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(reply_to);
    }
    if let Some(priority) = wire.priority {
        builder = builder
            .raw_header(header(HeaderName::new_from_ascii_str("X-Priority"), priority))
            .raw_header(header(HeaderName::new_from_ascii_str("Importance"), "high"));
    }
    let said = MultiPart::alternative()
        .boundary(boundary(&message_id, ""))
        .singlepart(SinglePart::plain(text.clone()))
        .singlepart(SinglePart::html(html.clone()));
    let body = if wire.attached.is_empty() {
        said
    } else {
        let whole = MultiPart::mixed().boundary(boundary(&message_id, "files")).multipart(said);
        wire.attached.iter().try_fold(whole, |whole, file| Ok::<_, RenderError>(whole.singlepart(part(file)?)))?
    };
    let message = builder.multipart(body).map_err(|error| RenderError::Message(error.to_string()))?;
    Ok(Rendered { message_id, to: address, subject, text, html, date: wire.at, bytes: message.formatted(), route })
}

/// A file as a part, in base64 whatever it is: it comes out as it went in, byte for byte.
fn part(file: &Attached) -> Result<SinglePart, RenderError> {
    let kind = ContentType::parse(&file.media_type).map_err(|error| RenderError::Message(error.to_string()))?;
    let content = Body::new_with_encoding(file.content.to_vec(), ContentTransferEncoding::Base64)
        .map_err(|_| RenderError::Message("a file that base64 does not hold".to_owned()))?;
    Ok(Attachment::new(clean::line(&file.name)).body(content, kind))
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
fn boundary(message_id: &str, of: &str) -> String {
    let tail: String = message_id.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    format!("=_{of}{tail}")
}

fn wire_date(at: UtcTime) -> Result<DateTime<Utc>, RenderError> {
    // What the header's type can hold: from 1970 to the year 9999.
    if (1970..=9999).contains(&at.year()) { Ok(at) } else { Err(RenderError::Date) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_hold_nothing_but_an_id() {
        assert_eq!(checked_id("<a.b@vb.example>"), Ok("a.b@vb.example"));
        for bad in ["", "a", "@b", "a@", "a b@c", "a@b>\r\nBcc: x@y.example", "a@b@c", "<a@b", "á@b"] {
            assert_eq!(checked_id(bad), Err(RenderError::MessageId), "{bad:?}");
        }
    }
}

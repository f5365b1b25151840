//! The headers of a message or a part: cut apart, unfolded and decoded.

use chrono::DateTime;
use domain::UtcTime;
use mail_parser::{HeaderValue, parsers::MessageStream};

use super::{Limits, Mailbox, charset, encoded_word, transfer};
use crate::clean;

/// Headers, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields<'x> {
    all: Vec<Field<'x>>,
    /// Whether some were left out, because they are too many or too long.
    pub(super) cut: bool,
}

/// One header as it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'x> {
    pub(super) name: &'x [u8],
    /// Folded still, without the last line's end.
    value: &'x [u8],
}

/// What kind of thing a part is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct MediaType {
    /// In small letters, such as text.
    pub(super) main: String,
    /// In small letters, such as plain.
    pub(super) sub: String,
    pub(super) parameters: Vec<(String, String)>,
}

impl MediaType {
    pub(super) fn is(&self, main: &str, sub: &str) -> bool {
        self.main == main && self.sub == sub
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn full(&self) -> String {
        if self.sub.is_empty() { self.main.clone() } else { format!("{}/{}", self.main, self.sub) }
    }
}

impl<'x> Fields<'x> {
    /// Cuts the headers off; the rest is the body.
    pub(super) fn split(raw: &'x [u8], limits: &Limits) -> (Self, &'x [u8]) {
        let mut fields = Self::default();
        let (mut rest, mut length) = (raw, 0_usize);
        // The line that mail folders put before a message.
        if rest.starts_with(b"From ") || rest.starts_with(b">From ") {
            (_, rest) = next_line(rest);
        }
        loop {
            let (line, after) = next_line(rest);
            if rest.is_empty() || is_blank(line) {
                return (fields, after);
            }
            // A line that can be no header ends them: a message that begins with its text.
            let Some(colon) = line.iter().position(|b| *b == b':').filter(|_| !starts_with_space(line)) else {
                if fields.all.is_empty() && !fields.cut && !starts_with_space(line) {
                    return (fields, rest);
                }
                fields.cut |= fields.all.is_empty();
                rest = after;
                continue;
            };
            let (name, _) = line.split_at(colon);
            if !name.trim_ascii().iter().all(u8::is_ascii_graphic) {
                if fields.all.is_empty() {
                    return (fields, rest);
                }
                fields.cut = true;
                rest = after;
                continue;
            }
            let mut end = after;
            while starts_with_space(end) {
                let (line, after) = next_line(end);
                if is_blank(line) {
                    break;
                }
                end = after;
            }
            let size = rest.len().saturating_sub(end.len());
            length = length.saturating_add(size);
            let whole = rest.get(..size).unwrap_or_default();
            let value = whole.get(colon.saturating_add(1)..).unwrap_or_default().trim_ascii();
            let fits = size <= limits.field_bytes && length <= limits.header_bytes && fields.all.len() < limits.fields;
            if fits {
                fields.all.push(Field { name: name.trim_ascii(), value });
            }
            fields.cut |= !fits;
            rest = end;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Field<'x>> {
        self.all.iter()
    }

    /// All of one name.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Field<'x>> + 's {
        self.all.iter().filter(move |field| field.is(name))
    }

    /// The first of one name.
    pub(super) fn first<'s>(&'s self, name: &'s str) -> Option<&'s Field<'x>> {
        self.all(name).next()
    }

    /// The first of one name as one line of text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.first(name).map(Field::text)
    }

    /// The message ids in all of one name, without their brackets.
    pub(super) fn ids(&self, name: &str) -> Vec<String> {
        self.all(name).flat_map(|field| ids_in(&field.unfolded())).collect()
    }

    /// The addresses in all of one name.
    pub(super) fn mailboxes(&self, name: &str, limits: &Limits) -> Vec<Mailbox> {
        self.all(name).flat_map(Field::mailboxes).take(limits.addresses).collect()
    }

    pub(super) fn media_type(&self) -> Option<MediaType> {
        self.first("Content-Type").map(Field::media_type)
    }

    pub(super) fn disposition(&self) -> Option<MediaType> {
        self.first("Content-Disposition").map(Field::media_type)
    }

    pub(super) fn encoding(&self) -> transfer::Encoding {
        transfer::Encoding::of(&self.text("Content-Transfer-Encoding").unwrap_or_default())
    }
}

impl Field<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }

    /// On one line, not decoded.
    pub(super) fn unfolded(&self) -> String {
        clean::line(&charset::decode(self.value, None))
    }

    /// On one line, with its encoded words decoded.
    pub(super) fn text(&self) -> String {
        clean::line(&encoded_word::decode(self.value))
    }

    /// As a stream of the parser.
    fn with_end(&self) -> Vec<u8> {
        with_end(self.value)
    }

    pub(super) fn media_type(&self) -> MediaType {
        let value = self.with_end();
        let HeaderValue::ContentType(read) = MessageStream::new(&value).parse_content_type() else {
            return MediaType::default();
        };
        let parameters = read.attributes.iter().flatten();
        MediaType {
            main: read.c_type.to_ascii_lowercase(),
            sub: read.c_subtype.as_deref().unwrap_or_default().to_ascii_lowercase(),
            parameters: parameters
                .map(|one| (one.name.to_ascii_lowercase(), encoded_word::decode(one.value.as_bytes())))
                .collect(),
        }
    }

    pub(super) fn mailboxes(&self) -> Vec<Mailbox> {
        let value = self.with_end();
        let HeaderValue::Address(read) = MessageStream::new(&value).parse_address() else {
            return Vec::new();
        };
        read.iter().filter_map(|one| Mailbox::new(one.name(), one.address()?)).collect()
    }

    /// When, by this header.
    pub(super) fn date(&self) -> Option<UtcTime> {
        date_in(self.value)
    }
}

/// The time that is written here as headers have it.
pub(super) fn date_in(value: &[u8]) -> Option<UtcTime> {
    let value = with_end(value);
    let HeaderValue::DateTime(read) = MessageStream::new(&value).parse_date() else {
        return None;
    };
    let at = DateTime::from_timestamp(read.is_valid().then(|| read.to_timestamp())?, 0)?;
    domain::is_instant_of_our_time(at).then_some(at)
}

/// With the line's end that the parser wants.
fn with_end(value: &[u8]) -> Vec<u8> {
    let mut value = value.to_vec();
    value.extend_from_slice(b"\r\n");
    value
}

/// What stands in angle brackets; or all of it, where there are none and it looks like an id.
pub(super) fn ids_in(text: &str) -> Vec<String> {
    let bracketed: Vec<String> = text
        .split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>'))
        .map(|(id, _)| id.split_whitespace().collect::<String>())
        .filter(|id| !id.is_empty())
        .collect();
    if bracketed.is_empty() && text.contains('@') && !text.contains(' ') {
        return vec![text.to_owned()];
    }
    bracketed
}

/// The first line without its end, and what is behind it.
pub(super) fn next_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| at.saturating_add(1));
    let (line, rest) = bytes.split_at(end);
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    (line.strip_suffix(b"\r").unwrap_or(line), rest)
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

fn starts_with_space(line: &[u8]) -> bool {
    matches!(line.first(), Some(b' ' | b'\t'))
}

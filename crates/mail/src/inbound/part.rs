//! The parts of a message: cut apart at their boundaries, level by level, and read. The cutting is done here and not by the parser of
//! mail-parser, because that has no limit to the parts, the levels and the bytes that a sender can make it hold.

use super::{
    Limits, Remark,
    attachment::{Attachment, Enclosed, Place, is_wrapper, made_name, safe_name},
    charset, cms,
    field::{Fields, MediaType, next_line},
    flowed::Flow,
    report::Report,
};

/// A piece of text in the forms in which it came.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) plain: Option<(String, Option<Flow>)>,
    pub(super) html: Option<String>,
}

/// How a message is signed; whose signature it is and whether it holds is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// A signature beside the text.
    Beside,
    /// The text stands in the signature.
    Around,
}

/// What was read of all parts.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) pieces: Vec<Piece>,
    pub(super) attachments: Vec<(Attachment, Option<String>)>,
    pub(super) report: Option<Report>,
    pub(super) signed: Option<Signed>,
    pub(super) remarks: Vec<Remark>,
    parts: usize,
    text_bytes: usize,
}

/// What a part is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Alternative,
    Related,
    Digest,
    Report,
    Enciphered,
    Other,
}

pub(super) fn read(fields: &Fields<'_>, body: &[u8], limits: &Limits) -> Content {
    let mut reader = Reader { limits, envelopes: 0, content: Content::default() };
    reader.part(fields, body, Within::Nothing, 0);
    reader.content
}

/// Signed messages in signed messages; one is usual.
const MOST_ENVELOPES: usize = 2;

struct Reader<'l> {
    limits: &'l Limits,
    /// Envelopes that were opened: what is in each is held beside it.
    envelopes: usize,
    content: Content,
}

impl Reader<'_> {
    fn remark(&mut self, remark: Remark) {
        if !self.content.remarks.contains(&remark) {
            self.content.remarks.push(remark);
        }
    }

    fn part(&mut self, fields: &Fields<'_>, body: &[u8], within: Within, depth: usize) {
        if self.content.parts >= self.limits.parts {
            return self.remark(Remark::TooManyParts);
        }
        self.content.parts = self.content.parts.saturating_add(1);
        if fields.cut {
            self.remark(Remark::HeadersCut);
        }
        let media = fields.media_type().filter(|media| !media.main.is_empty()).unwrap_or_else(|| match within {
            Within::Digest => media("message", "rfc822"),
            _ => media("text", "plain"),
        });
        if media.main == "multipart" {
            return self.multipart(fields, &media, body, depth);
        }
        let bytes = fields.encoding().decode(body);
        let disposition = fields.disposition().unwrap_or_default();
        let named = disposition.parameter("filename").or_else(|| media.parameter("name"));
        let attached = disposition.main == "attachment" || named.is_some();
        match (media.main.as_str(), media.sub.as_str()) {
            ("message", "delivery-status" | "global-delivery-status") if within == Within::Report => {
                let told = text(&bytes, None, self.limits);
                self.report().read_status(&told);
            }
            ("message", "disposition-notification" | "global-disposition-notification") if within == Within::Report => {
                let told = text(&bytes, None, self.limits);
                self.report().read_receipt(&told);
            }
            ("text", "rfc822-headers") | ("message", "global-headers") if within == Within::Report => {
                let original = Fields::split(&bytes, self.limits).0;
                self.report().read_original(&original);
            }
            ("message", "rfc822" | "global") => self.message(&bytes, named, within),
            ("text", "plain" | "html") if !attached || within == Within::Alternative => self.text(&media, &bytes),
            ("application", "pkcs7-signature" | "x-pkcs7-signature" | "pgp-signature") => {
                self.content.signed = self.content.signed.or(Some(Signed::Beside));
            }
            ("application", "pkcs7-mime" | "x-pkcs7-mime") => self.envelope(&media, bytes.into_owned(), named, depth),
            ("application", "ms-tnef") => {
                self.remark(Remark::WrappedByOutlook);
                self.attach(fields, &media, bytes.into_owned(), named, within);
            }
            ("application", "pgp-encrypted") => self.remark(Remark::Enciphered),
            // Part of what a report says in words, or an empty wrapper.
            _ if bytes.is_empty() && !attached => {}
            _ => self.attach(fields, &media, bytes.into_owned(), named, within),
        }
    }

    fn report(&mut self) -> &mut Report {
        self.content.report.get_or_insert_default()
    }

    fn multipart(&mut self, fields: &Fields<'_>, media: &MediaType, body: &[u8], depth: usize) {
        if depth >= self.limits.depth {
            return self.remark(Remark::TooDeep);
        }
        let within = match media.sub.as_str() {
            "alternative" => Within::Alternative,
            "related" => Within::Related,
            "digest" => Within::Digest,
            "report" => Within::Report,
            "encrypted" => Within::Enciphered,
            _ => Within::Other,
        };
        match media.sub.as_str() {
            "encrypted" => self.remark(Remark::Enciphered),
            "signed" => self.content.signed = Some(Signed::Beside),
            "report" => drop(self.report()),
            _ => {}
        }
        // A boundary is never encoded, whatever the header says.
        let parts = media.parameter("boundary").map(|boundary| cut(body, boundary.as_bytes(), self.limits.parts));
        let Some(parts) = parts.filter(|parts| !parts.is_empty()) else {
            self.remark(Remark::Broken);
            return self.text(&MediaType::default(), &fields.encoding().decode(body));
        };
        let before = self.content.pieces.len();
        for part in parts {
            let (fields, body) = Fields::split(part, self.limits);
            self.part(&fields, body, within, depth.saturating_add(1));
        }
        if within == Within::Alternative {
            let mut one = Piece::default();
            for piece in self.content.pieces.drain(before..) {
                one.plain = piece.plain.filter(|(text, _)| !text.trim().is_empty()).or(one.plain);
                one.html = piece.html.filter(|text| !text.trim().is_empty()).or(one.html);
            }
            self.content.pieces.push(one);
        }
    }

    fn text(&mut self, media: &MediaType, bytes: &[u8]) {
        let left = self.limits.text_bytes.saturating_sub(self.content.text_bytes);
        if bytes.len() > left {
            self.remark(Remark::TextCut);
        }
        let bytes = bytes.get(..left.min(bytes.len())).unwrap_or_default();
        self.content.text_bytes = self.content.text_bytes.saturating_add(bytes.len());
        let html = media.sub == "html";
        let named = media.parameter("charset").map(ToOwned::to_owned);
        let named = named.or_else(|| html.then(|| charset_in_html(bytes)).flatten());
        let text = charset::decode(bytes, named.as_deref());
        let mut piece = Piece::default();
        if html {
            piece.html = Some(text);
        } else {
            let flowed = media.parameter("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
            let delete = media.parameter("delsp").is_some_and(|delsp| delsp.eq_ignore_ascii_case("yes"));
            piece.plain = Some((text, flowed.then_some(Flow { delete_space: delete })));
        }
        self.content.pieces.push(piece);
    }

    fn message(&mut self, bytes: &[u8], named: Option<&str>, within: Within) {
        let (fields, _) = Fields::split(bytes, self.limits);
        if within == Within::Report {
            self.report().read_original(&fields);
        }
        let enclosed = Enclosed {
            message_id: fields.ids("Message-ID").into_iter().next(),
            from: fields.mailboxes("From", self.limits).first().map(ToString::to_string),
            subject: fields.text("Subject").unwrap_or_default(),
        };
        let by_subject = || safe_name(&enclosed.subject.replace('/', "-")).map(|subject| format!("{subject}.eml"));
        let name = named.and_then(safe_name).or_else(by_subject);
        let name = name.unwrap_or_else(|| self.made(&media("message", "rfc822")));
        let media_type = "message/rfc822".to_owned();
        let made =
            Attachment { name, media_type, bytes: bytes.to_vec(), place: Place::Attached, message: Some(enclosed) };
        self.content.attachments.push((made, None));
    }

    fn envelope(&mut self, media: &MediaType, bytes: Vec<u8>, named: Option<&str>, depth: usize) {
        let keep = |reader: &mut Self, bytes: Vec<u8>, remark: Remark| {
            reader.remark(remark);
            reader.attach(&Fields::default(), media, bytes, named, Within::Other);
        };
        match cms::open(&bytes) {
            cms::Envelope::Signed(inner) if self.envelopes < MOST_ENVELOPES && !inner.is_empty() => {
                drop(bytes);
                self.envelopes = self.envelopes.saturating_add(1);
                self.content.signed = Some(Signed::Around);
                let (fields, body) = Fields::split(&inner, self.limits);
                self.part(&fields, body, Within::Other, depth.saturating_add(1));
            }
            cms::Envelope::Signed(_) => keep(self, bytes, Remark::TooDeep),
            cms::Envelope::Enciphered => keep(self, bytes, Remark::Enciphered),
            cms::Envelope::Unknown => keep(self, bytes, Remark::Broken),
        }
    }

    fn made(&self, media: &MediaType) -> String {
        made_name(self.content.attachments.len().saturating_add(1), media)
    }

    fn attach(&mut self, fields: &Fields<'_>, media: &MediaType, bytes: Vec<u8>, named: Option<&str>, within: Within) {
        let name = named.and_then(safe_name).unwrap_or_else(|| self.made(media));
        let id = fields.ids("Content-ID").into_iter().next();
        let said = fields.disposition().is_some_and(|disposition| disposition.main == "attachment");
        let place = if within == Within::Enciphered || is_wrapper(media, &name) {
            Place::Wrapper
        } else if media.main == "image" && within == Within::Related && !said {
            Place::InText
        } else {
            Place::Attached
        };
        // What the HTML shows is told apart afterwards, by the id.
        let id = id.filter(|_| media.main == "image");
        let media_type = media.full();
        self.content.attachments.push((Attachment { name, media_type, bytes, place, message: None }, id));
    }
}

fn media(main: &str, sub: &str) -> MediaType {
    MediaType { main: main.to_owned(), sub: sub.to_owned(), ..MediaType::default() }
}

fn text(bytes: &[u8], named: Option<&str>, limits: &Limits) -> String {
    charset::decode(bytes.get(..limits.text_bytes.min(bytes.len())).unwrap_or_default(), named)
}

/// The set that an HTML text names itself, in its beginning.
fn charset_in_html(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..1024.min(bytes.len()))?).to_ascii_lowercase();
    let (_, behind) = head.split_once("charset=")?;
    let name: String = behind
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_.:".contains(*c))
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The parts between the boundaries; at most so many, and one more, so that too many are seen.
fn cut<'x>(body: &'x [u8], boundary: &[u8], most: usize) -> Vec<&'x [u8]> {
    let mut parts = Vec::new();
    // Where the part that is open begins, and where the line before ended.
    let (mut begin, mut end): (Option<usize>, usize) = (None, 0);
    let (mut rest, mut at) = (body, 0_usize);
    while !rest.is_empty() {
        let (line, after) = next_line(rest);
        let size = rest.len().saturating_sub(after.len());
        let next = at.saturating_add(size);
        let behind =
            line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary)).filter(|_| !boundary.is_empty());
        let closing = behind.is_some_and(|behind| behind.starts_with(b"--"));
        if closing || behind.is_some_and(|behind| behind.trim_ascii().is_empty()) {
            if let Some(begin) = begin {
                parts.push(body.get(begin..end.max(begin)).unwrap_or_default());
            }
            begin = (!closing).then_some(next);
            if closing || parts.len() > most {
                return parts;
            }
        }
        // The line end before a boundary is the boundary's.
        end = at.saturating_add(line.len());
        (rest, at) = (after, next);
    }
    if let Some(begin) = begin {
        parts.push(body.get(begin..).unwrap_or_default());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_what_stands_between() {
        let body = b"preamble\r\n--b\r\n\r\none\r\n--b \r\n\r\ntwo\r\n\r\n--b--\r\nepilogue";
        assert_eq!(cut(body, b"b", 9), [b"\r\none".as_slice(), b"\r\ntwo\r\n"]);
        assert_eq!(cut(b"--b\none", b"b", 9), [b"one"]);
        assert_eq!(cut(b"--b\n--b\n--bc\nx\n--b--", b"b", 9), [b"".as_slice(), b"--bc\nx"]);
        assert!(cut(b"--\none\n--\n", b"", 9).is_empty());
        assert_eq!(cut(&b"--b\n".repeat(100), b"b", 5).len(), 6);
    }
}

//! A message that came in, read.

use domain::UtcTime;

use super::order::HandedIn;
use super::{
    Limits, Mailbox, Place, Remark, Signed,
    attachment::Attachment,
    field::Fields,
    html,
    line::{self, Line, Standing},
    part::{self, Content, Piece},
    report::Report,
    traits::Traits,
};
use crate::clean;

/// Why a message is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing is there.
    Empty,
    /// It is longer than is read.
    TooLarge {
        /// Its bytes.
        bytes: usize,
        /// How many are read.
        most: usize,
    },
}

impl Unreadable {
    /// What is wrong with it.
    pub fn words(self) -> domain::Words {
        let (vi, en) = match self {
            Self::Empty => ("Thư trống.".to_owned(), "The message is empty.".to_owned()),
            Self::TooLarge { bytes, most } => (
                format!("Thư dài {bytes} byte; nhiều nhất {most} byte."),
                format!("The message has {bytes} bytes; at most {most} are read."),
            ),
        };
        domain::Words { vi, en }
    }
}

/// Where the envelope said that failures go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReturnPath {
    /// To this address.
    Address(String),
    /// Nowhere: no answer is wanted, as with bounces and other automatic messages.
    Nowhere,
}

/// A message that came in. Its text is composed (NFC) throughout.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Its Message-ID, without brackets.
    pub message_id: Option<String>,
    /// Who it says that it is from. Whoever acts on it wants exactly one.
    pub from: Vec<Mailbox>,
    /// Where answers are to go.
    pub reply_to: Vec<Mailbox>,
    /// To whom.
    pub to: Vec<Mailbox>,
    /// To whom else.
    pub cc: Vec<Mailbox>,
    /// The addresses that it was delivered to, by Delivered-To, X-Original-To and Envelope-To.
    pub delivered_to: Vec<Mailbox>,
    /// Where failures go; none where the receiving server doesn't note it.
    pub return_path: Option<ReturnPath>,
    /// The message that it answers, by In-Reply-To.
    pub in_reply_to: Vec<String>,
    /// The messages before it, by References.
    pub references: Vec<String>,
    /// When it says that it was written.
    pub date: Option<UtcTime>,
    /// Its subject, on one line.
    pub subject: String,
    /// Its text, line by line; `words` takes its writer's out of it.
    pub lines: Vec<Line>,
    /// What came with it.
    pub attachments: Vec<Attachment>,
    /// How it is signed, if it is.
    pub signed: Option<Signed>,
    /// What could not be read, and how far was read.
    pub remarks: Vec<Remark>,
    pub(super) report: Option<Report>,
    pub(super) traits: Traits,
    pub(super) hops: Vec<super::proof::Hop>,
}

impl Incoming {
    /// Reads a message. Whatever the bytes are, it ends, in time that grows with their number and no faster.
    ///
    /// # Errors
    /// [`Unreadable`], where nothing is read; whatever else is wrong is a remark.
    pub fn read(raw: &[u8], limits: &Limits) -> Result<Self, Unreadable> {
        if raw.trim_ascii().is_empty() {
            return Err(Unreadable::Empty);
        }
        if raw.len() > limits.message_bytes {
            return Err(Unreadable::TooLarge { bytes: raw.len(), most: limits.message_bytes });
        }
        let (fields, body) = Fields::split(raw, limits);
        let mut content = part::read(&fields, body, limits);
        let mut remarks = std::mem::take(&mut content.remarks);
        let lines = lines_of(&mut content);
        let from = fields.mailboxes("From", limits);
        if fields.is_empty() {
            remarks.push(Remark::NoHeaders);
        }
        match from.len() {
            0 => remarks.push(Remark::NoSender),
            1 if fields.all("From").count() == 1 => {}
            _ => remarks.push(Remark::SeveralSenders),
        }
        let (in_reply_to, references) = (fields.ids("In-Reply-To"), fields.ids("References"));
        // The message that it answers, enclosed by a program, is nothing that its writer hands in.
        for (attachment, _) in &mut content.attachments {
            let id = attachment.message.as_ref().and_then(|enclosed| enclosed.message_id.as_ref());
            if id.is_some_and(|id| in_reply_to.contains(id) || references.contains(id)) {
                attachment.place = Place::Wrapper;
            }
        }
        let delivered = ["Delivered-To", "X-Original-To", "Envelope-To"];
        Ok(Self {
            message_id: fields.ids("Message-ID").into_iter().next(),
            reply_to: fields.mailboxes("Reply-To", limits),
            to: fields.mailboxes("To", limits),
            cc: fields.mailboxes("Cc", limits),
            delivered_to: delivered.iter().flat_map(|name| fields.mailboxes(name, limits)).collect(),
            return_path: return_path(&fields),
            in_reply_to,
            references,
            date: fields.first("Date").and_then(super::field::Field::date),
            subject: fields.text("Subject").unwrap_or_default(),
            lines,
            signed: content.signed,
            report: content.report.take(),
            attachments: content.attachments.into_iter().map(|(attachment, _)| attachment).collect(),
            traits: Traits::read(&fields),
            hops: super::proof::hops(&fields),
            from,
            remarks,
        })
    }

    /// The one sender; none where there are none or several, or where headers were left out: another may have stood there.
    pub fn sender(&self) -> Option<&Mailbox> {
        let unclear = [Remark::SeveralSenders, Remark::HeadersCut].iter().any(|one| self.remarks.contains(one));
        match self.from.as_slice() {
            [one] if !unclear => Some(one),
            _ => None,
        }
    }

    /// Every address that it came to, each once.
    pub fn recipients(&self) -> impl Iterator<Item = &Mailbox> {
        self.delivered_to.iter().chain(&self.to).chain(&self.cc)
    }

    /// What its writer hands in with it, for [`super::order::read`].
    pub fn handed_in(&self) -> HandedIn {
        let wrapped = [Remark::WrappedByOutlook, Remark::Enciphered].iter().any(|one| self.remarks.contains(one));
        HandedIn { files: self.files().count(), wrapped }
    }

    /// The files that its writer attached: not the pictures in its text, nor what programs add.
    pub fn files(&self) -> impl Iterator<Item = &Attachment> {
        self.attachments.iter().filter(|attachment| attachment.place == Place::Attached)
    }

    /// Its text as it stands, with what it quotes.
    pub fn text(&self) -> String {
        clean::lines(&self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")).join("\n")
    }

    /// Its subject without the marks of answers and forwards before it.
    pub fn bare_subject(&self) -> &str {
        super::subject::bare(&self.subject)
    }
}

fn return_path(fields: &Fields<'_>) -> Option<ReturnPath> {
    let text = fields.first("Return-Path")?.unfolded();
    let address = text.trim().trim_start_matches('<').trim_end_matches('>').trim();
    // Postfix's pipe writes this name, without a domain, in the place of none (`null_sender`).
    if address.is_empty() || address.eq_ignore_ascii_case("MAILER-DAEMON") {
        Some(ReturnPath::Nowhere)
    } else {
        Some(ReturnPath::Address(address.to_owned()))
    }
}

/// The best form of each piece, and what its pictures are.
fn lines_of(content: &mut Content) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut pictures = std::collections::BTreeSet::new();
    for Piece { plain, html } in content.pieces.drain(..) {
        let page = html.as_deref().map(html::read);
        let plain = plain.filter(|(text, _)| !text.trim().is_empty());
        let marked = page.as_ref().is_some_and(|page| !page.lines.is_empty());
        if let Some(page) = &page {
            pictures.extend(page.pictures.iter().cloned());
        }
        match (plain, page) {
            (Some((text, flow)), page) => {
                let plain = line::of_plain(&text, flow);
                lines.extend(match page.filter(|_| marked) {
                    Some(page) if is_better(&page.lines, &plain) => page.lines,
                    _ => plain,
                });
            }
            (None, Some(page)) => lines.extend(page.lines),
            (None, None) => {}
        }
    }
    for (attachment, id) in &mut content.attachments {
        if id.as_ref().is_some_and(|id| pictures.contains(id)) {
            attachment.place = Place::InText;
        }
    }
    lines
}

/// Whether the HTML form says what the plain one leaves open: where the earlier message begins. Programs of the Outlook family write
/// the earlier message into the plain form without any mark.
fn is_better(html: &[Line], plain: &[Line]) -> bool {
    let marks = |lines: &[Line]| lines.iter().any(|line| matches!(line.standing, Standing::Quoted | Standing::Divider));
    marks(html) && !marks(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nowhere_is_written_in_two_ways() {
        let path = |header: &str| {
            let raw = format!("{header}From: a@b.example\r\n\r\nx");
            Incoming::read(raw.as_bytes(), &Limits::default()).unwrap().return_path
        };
        for nowhere in ["Return-Path: <>\r\n", "Return-Path: <MAILER-DAEMON>\r\n", "Return-path: mailer-daemon\r\n"] {
            assert_eq!(path(nowhere), Some(ReturnPath::Nowhere), "{nowhere}");
        }
        let address = ReturnPath::Address("mailer-daemon@x.example".to_owned());
        assert_eq!(path("Return-Path: <mailer-daemon@x.example>\r\n"), Some(address));
        assert_eq!(path(""), None);
    }
}

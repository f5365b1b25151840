//! What a mail server reports of a message that it was given (RFC 3464), and what a reader's program does (RFC 8098).

use super::Limits;
use super::field::{Fields, ids_in};

/// A report, as its parts say it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Report {
    /// Each recipient that it tells of.
    pub(super) recipients: Vec<Fate>,
    /// The Message-ID that it tells of.
    pub(super) original: Option<String>,
    /// Whether it tells that somebody was shown the message.
    pub(super) receipt: bool,
}

/// What became of a message for one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fate {
    /// The recipient as it was written first, where that is said; else as it was at last.
    pub address: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The enhanced status code (RFC 3463), such as 5.1.1, or what was found of one.
    pub status: Option<String>,
    /// What the other server said.
    pub words: Option<String>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It won't arrive: the address is wrong, or refuses for good.
    Permanent,
    /// It didn't arrive this time: a full mailbox, a server that is away. The sending server has given up.
    Temporary,
    /// It is late; the sending server goes on trying.
    Delayed,
    /// It arrived.
    Delivered,
}

/// The most recipients of which a report tells.
const MOST_RECIPIENTS: usize = 100;

impl Report {
    /// Reads `message/delivery-status`: groups of headers, the first of which is about the message.
    pub(super) fn read_status(&mut self, text: &str) {
        let limits = Limits::default();
        let text = text.replace("\r\n", "\n");
        for group in text.split("\n\n").filter(|group| !group.trim().is_empty()).take(MOST_RECIPIENTS) {
            let (fields, _) = Fields::split(group.trim_start_matches('\n').as_bytes(), &limits);
            let typed = |name: &str| fields.text(name).map(|value| without_type(&value));
            let address = typed("Original-Recipient").or_else(|| typed("Final-Recipient"));
            let Some(address) = address.filter(|address| !address.is_empty()) else { continue };
            let words = typed("Diagnostic-Code");
            let said = fields.text("Status").as_deref().and_then(status_in);
            let status = said.or_else(|| words.as_deref().and_then(status_in));
            let outcome = match fields.text("Action").unwrap_or_default().to_ascii_lowercase().as_str() {
                "delayed" => Outcome::Delayed,
                "delivered" | "relayed" | "expanded" => Outcome::Delivered,
                _ => outcome_of(status.as_deref()),
            };
            self.recipients.push(Fate { address, outcome, status, words });
        }
    }

    /// Reads `message/disposition-notification`.
    pub(super) fn read_receipt(&mut self, text: &str) {
        self.receipt = true;
        let (fields, _) = Fields::split(text.trim_start().as_bytes(), &Limits::default());
        self.original = fields.text("Original-Message-ID").and_then(|id| ids_in(&id).into_iter().next());
    }

    /// Reads the headers of the message that it tells of.
    pub(super) fn read_original(&mut self, fields: &Fields<'_>) {
        self.original = self.original.take().or_else(|| fields.ids("Message-ID").into_iter().next());
    }
}

/// `rfc822; an@x.example` without its type and brackets.
fn without_type(value: &str) -> String {
    let value = value.split_once(';').map_or(value, |(_, value)| value);
    value.trim().trim_matches(['<', '>']).to_owned()
}

/// By the first digit of the code; what has none is taken for lasting, since the server gave up.
pub(super) fn outcome_of(status: Option<&str>) -> Outcome {
    match status.and_then(|status| status.chars().next()) {
        Some('4') => Outcome::Temporary,
        Some('2') => Outcome::Delivered,
        _ => Outcome::Permanent,
    }
}

/// The first enhanced status code in a text; else the first code of three digits that SMTP answers a refusal with.
pub(super) fn status_in(text: &str) -> Option<String> {
    let words = || text.split(|c: char| !(c.is_ascii_digit() || c == '.')).map(|word| word.trim_matches('.'));
    let enhanced = words().find(|word| {
        let mut parts = word.split('.');
        let (class, subject, detail, more) = (parts.next(), parts.next(), parts.next(), parts.next());
        let short = |part: Option<&str>| part.is_some_and(|p| (1..=3).contains(&p.len()));
        matches!(class, Some("2" | "4" | "5")) && short(subject) && short(detail) && more.is_none()
    });
    let basic = || words().find(|word| word.len() == 3 && (word.starts_with('4') || word.starts_with('5')));
    enhanced.or_else(basic).map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        assert_eq!(status_in("smtp; 550 5.1.1 <a@b.example>: no such user"), Some("5.1.1".to_owned()));
        assert_eq!(status_in("said: 452 mailbox full"), Some("452".to_owned()));
        assert_eq!(status_in("from 10.0.0.5 on 2026"), None);
        assert_eq!(outcome_of(Some("4.2.2")), Outcome::Temporary);
        assert_eq!(outcome_of(None), Outcome::Permanent);
    }
}

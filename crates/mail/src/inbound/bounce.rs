//! Reports of mail that did not arrive: by the standard (RFC 3464), and as servers write them that follow none.

use domain::fold;

use super::{
    Incoming, ReturnPath,
    report::{Fate, Outcome, outcome_of, status_in},
};

/// A report of what became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    /// The Message-ID that it is about, without brackets.
    pub original: Option<String>,
    /// What became of it, recipient by recipient; empty where the report names none.
    pub recipients: Vec<Fate>,
}

/// Beginnings of the subjects of such reports, folded.
const SUBJECTS: [&str; 17] = [
    "undeliver",
    "undelivered mail",
    "mail delivery fail",
    "mail delivery system",
    "delivery status notification",
    "delivery failure",
    "delivery has failed",
    "delivery delayed",
    "delayed mail",
    "failure notice",
    "returned mail",
    "message undeliverable",
    "khong gui duoc",
    "khong the gui",
    "khong gui thu duoc",
    "gui thu that bai",
    "thu khong gui duoc",
];

/// Local parts that servers write as, in small letters.
const SERVERS: [&str; 5] =
    ["mailer-daemon", "postmaster", "mail-daemon", "mdaemon", "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e"];

/// The most lines of a text that are looked through.
const MOST_LINES: usize = 400;

/// Reads a message as such a report, if it is one.
pub(super) fn of(message: &Incoming) -> Option<Bounce> {
    let report = message.report.as_ref().filter(|report| !report.receipt);
    let standard =
        report.is_some_and(|report| !report.recipients.is_empty()) || message.traits.report_type == "delivery-status";
    let nowhere = matches!(message.return_path, None | Some(ReturnPath::Nowhere));
    let from_server = message.from.is_empty()
        || message.from.iter().any(|from| SERVERS.contains(&from.local_part().to_ascii_lowercase().as_str()));
    let subject = fold(&message.subject);
    let said = SUBJECTS.iter().any(|begin| subject.starts_with(begin));
    let loose = message.traits.exchange_report
        || (!message.traits.failed.is_empty() && from_server)
        || (said && from_server && nowhere)
        || (said && message.return_path == Some(ReturnPath::Nowhere));
    if !standard && !loose {
        return None;
    }
    let mut recipients = report.map(|report| report.recipients.clone()).unwrap_or_default();
    if recipients.is_empty() {
        recipients = in_words(message);
    }
    let original = report.and_then(|report| report.original.clone());
    let enclosed = || message.attachments.iter().find_map(|a| a.message.as_ref()?.message_id.clone());
    Some(Bounce {
        original: original.or_else(enclosed).or_else(|| in_text(message)).or_else(|| message.answered()),
        recipients,
    })
}

/// The recipients that the words name: in a header of Exim's, or by an address that a refusal follows.
fn in_words(message: &Incoming) -> Vec<Fate> {
    let lines: Vec<&str> = message.lines.iter().map(|line| line.text.trim()).take(MOST_LINES).collect();
    let mut found: Vec<Fate> = Vec::new();
    let mut add = |address: &str, words: &str| {
        let known = found.iter().any(|fate| fate.address.eq_ignore_ascii_case(address));
        if known || found.len() >= 100 {
            return;
        }
        let status = status_in(words);
        let words = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        found.push(Fate { address: address.to_owned(), outcome: outcome_of(status.as_deref()), status, words });
    };
    if message.traits.failed.is_empty() {
        for (at, line) in lines.iter().enumerate() {
            // `<an@x.example>:` and `an@x.example` alone on a line; the reason stands behind it or on the lines that follow.
            let first = line.split_whitespace().next().unwrap_or_default();
            let bare = first.trim_matches(['<', '>', ':', '"', '\'', '*', '(', ')']);
            let whole = bare.contains('@') && bare.contains('.') && domain::EmailAddress::new(bare).is_ok();
            if whole && (first.len() == line.len() || first.ends_with(':')) {
                add(bare, &following(&lines, at));
            }
        }
    } else {
        let all = lines.join(" ");
        for address in &message.traits.failed {
            let at = lines.iter().position(|line| line.contains(address.as_str()));
            let words = at.map(|at| following(&lines, at)).filter(|words| status_in(words).is_some());
            add(address, &words.unwrap_or_else(|| status_in(&all).unwrap_or_default()));
        }
    }
    found
}

/// A line and those behind it, up to the second empty one.
fn following(lines: &[&str], at: usize) -> String {
    let behind = lines.iter().skip(at).take(8);
    let mut words = String::new();
    for line in behind {
        if line.is_empty() && status_in(&words).is_some() {
            break;
        }
        words.push_str(line);
        words.push(' ');
    }
    words
}

/// The Message-ID among the headers that many servers copy into the text.
fn in_text(message: &Incoming) -> Option<String> {
    let lines = message.lines.iter().map(|line| line.text.trim()).take(MOST_LINES);
    let mut ids = lines.filter(|line| line.get(..11).is_some_and(|begin| begin.eq_ignore_ascii_case("message-id:")));
    ids.find_map(|line| super::field::ids_in(line.get(11..)?.trim()).into_iter().next())
}

impl Bounce {
    /// Whether it tells that nothing will arrive any more for somebody.
    pub fn has_failed(&self) -> bool {
        self.recipients.is_empty()
            || self.recipients.iter().any(|fate| matches!(fate.outcome, Outcome::Permanent | Outcome::Temporary))
    }
}

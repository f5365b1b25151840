//! The subject line of a letter about a document, and how urgent its mail is.

use std::fmt::Write;

use domain::{
    incoming::Urgency,
    notice::{Letter, NoticeKind},
};

use crate::{
    clean,
    wording::{self, Language, to_outside},
};

/// How much of what a document is about stands in a line.
pub(super) const SUBJECT_LENGTH: usize = 90;

/// For mail programs that mark what is urgent; a secret line isn't marked, and nor is what asks nothing of its reader.
pub(super) fn priority(letter: &Letter) -> Option<&'static str> {
    let quiet = letter.document.secret
        || (to_outside(letter.kind) && letter.kind != NoticeKind::IssuedToOutside)
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
pub(super) fn subject_line(label: &str, letter: &Letter, language: Language) -> String {
    let strings = wording::strings(language);
    let document = &letter.document;
    if document.secret {
        let title = if to_outside(letter.kind) { strings.secret_outside_title } else { strings.secret_title };
        return title.to_owned();
    }
    if letter.enclosed.is_some() {
        return sent(label, letter, language);
    }
    let mut subject = String::new();
    if let Some(stamp) = wording::urgency(document.urgency, language) {
        let _ = write!(subject, "[{stamp}] ");
    }
    subject.push_str(label);
    subject.push_str(": ");
    subject.push_str(&clean::shorten(&about(letter, language), SUBJECT_LENGTH));
    if let Some((number, year)) = document.arrival {
        let _ = write!(subject, " ({} {number}/{year})", strings.subject_arrival);
    }
    if let Some(code) = document.dossier.as_ref().and_then(|dossier| dossier.code.as_deref()) {
        let _ = write!(subject, " ({})", clean::line(code));
    }
    subject
}

/// `[05/UBND-VX] Về việc …`, as an office writes to another; of what it takes back, with what it asks.
fn sent(label: &str, letter: &Letter, language: Language) -> String {
    let document = &letter.document;
    let notation = document.notation.as_deref().map(clean::line).filter(|notation| !notation.is_empty());
    let what = document.subject.as_deref().map(clean::line).filter(|subject| !subject.is_empty());
    let what = what.unwrap_or_else(|| wording::strings(language).nameless.to_owned());
    let mut subject = notation.map(|notation| format!("[{notation}] ")).unwrap_or_default();
    if letter.kind == NoticeKind::RecallToOutside {
        subject.push_str(label);
        subject.push_str(": ");
    }
    subject.push_str(&clean::shorten(&what, SUBJECT_LENGTH));
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

pub(super) fn regarding(subject: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_told_as_an_office_tells_it() {
        assert_eq!(regarding("Về việc tăng cường phòng cháy"), "V/v tăng cường phòng cháy");
        assert_eq!(regarding("V/v tăng cường phòng cháy"), "V/v tăng cường phòng cháy");
        assert_eq!(regarding("tăng cường phòng cháy"), "V/v tăng cường phòng cháy");
        assert_eq!(regarding("Kế hoạch phòng cháy năm 2026"), "Kế hoạch phòng cháy năm 2026");
        assert_eq!(regarding("đôn đốc báo cáo"), "V/v đôn đốc báo cáo");
    }
}

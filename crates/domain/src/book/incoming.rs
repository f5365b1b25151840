//! Lines of what came in: of its register, and of the book by which its handling is followed.

use super::{Book, Line, Naming, day, joined, line, on};
use crate::{
    UtcTime,
    assignment::{AssignmentRole, StatusName},
    incoming::{IncomingDocument, State},
};

/// Its line in the register (sổ đăng ký văn bản đến). Of a secret one only what its register may hold: no content.
pub fn received(document: &IncomingDocument, naming: Naming<'_>) -> Line {
    let facts = document.facts();
    let number = document.state().entry().map(crate::register::Entry::written).unwrap_or_default();
    let subject = facts.subject().map(|subject| naming.type_and_subject(&facts.type_code, subject.as_str()));
    line(
        Book::Incoming,
        is_struck(document),
        [
            on(facts.received_at),
            number,
            facts.author.to_string(),
            facts.number_and_notation().unwrap_or_default(),
            day(facts.issued_on),
            subject.unwrap_or_else(|| naming.type_name(&facts.type_code)),
            holders(document, naming),
            handed_on(document).map(on).unwrap_or_default(),
            remark(document),
        ],
    )
}

/// Its line in the book of follow-up (sổ theo dõi giải quyết văn bản đến).
pub fn followed(document: &IncomingDocument, naming: Naming<'_>) -> Line {
    let facts = document.facts();
    let written = joined(
        [
            Some(naming.type_name(&facts.type_code)),
            facts.number_and_notation().map(|written| format!("số {written}")),
            facts.issued_on.map(|issued| format!("ngày {}", crate::written_day(issued))),
            Some(format!("của {}", facts.author)),
        ],
        " ",
    );
    line(
        Book::FollowUp,
        is_struck(document),
        [
            document.state().entry().map(crate::register::Entry::written).unwrap_or_default(),
            joined([Some(written), facts.subject().map(ToString::to_string)], ": "),
            holders(document, naming),
            due(document),
            progress(document, naming),
            joined(document.answers().iter().map(|answer| Some(answer.to_string())), "; "),
            remark(document),
        ],
    )
}

const fn is_struck(document: &IncomingDocument) -> bool {
    matches!(document.state(), State::Voided { .. })
}

/// To whom it went: to whom the latest direction gave it, those who support after them.
pub(crate) fn holders(document: &IncomingDocument, naming: Naming<'_>) -> String {
    let of = |role: AssignmentRole| {
        let given = document.assignments().iter().filter(move |one| {
            let over = matches!(one.status.name(), StatusName::GivenBack | StatusName::Withdrawn);
            one.role() == role && one.parent.is_none() && !over
        });
        let mut names: Vec<String> = given.map(|one| naming.holder(one.holder)).collect();
        names.dedup();
        names
    };
    let supporting = of(AssignmentRole::Supporting);
    let primary = of(AssignmentRole::Primary).pop();
    let none = primary.is_none() && supporting.is_empty();
    let read = if none { of(AssignmentRole::Informed) } else { Vec::new() };
    let with = (!supporting.is_empty()).then(|| format!("phối hợp: {}", supporting.join(", ")));
    let read = (!read.is_empty()).then(|| format!("để biết: {}", read.join(", ")));
    joined([primary, with, read], "; ")
}

/// When it was handed on first: presented, or directed where it was routed.
fn handed_on(document: &IncomingDocument) -> Option<UtcTime> {
    document.assignments().iter().filter(|one| one.parent.is_none()).map(|one| one.opened_at).min()
}

pub(crate) fn due(document: &IncomingDocument) -> String {
    let root = document.assignments().iter().rev();
    let mut root = root.filter(|one| one.role() == AssignmentRole::Primary && one.parent.is_none());
    let given = root.find_map(crate::assignment::Assignment::due).map(crate::time::written);
    given.unwrap_or_else(|| day(document.facts().deadline))
}

/// How it stands, and since when where it has come to its end.
fn progress(document: &IncomingDocument, naming: Naming<'_>) -> String {
    let state = document.state().name().vietnamese().to_owned();
    match (document.closed_at(), document.primary_holder()) {
        (Some(at), _) => format!("{state} ngày {}", on(at)),
        (None, Some(holder)) => format!("{state}: {}", naming.holder(holder)),
        (None, None) => state,
    }
}

/// What the office noted, and why a line is struck out or went back.
fn remark(document: &IncomingDocument) -> String {
    let why = |word: &str, reason: &dyn std::fmt::Display| Some(format!("{word}: {reason}"));
    let end = match document.state() {
        State::Voided { end, .. } => why("Hủy", &end.reason),
        State::Returned { end, .. } => why("Trả lại nơi gửi", &end.reason),
        State::Recalled { end, .. } => why("Nơi gửi thu hồi", &end.reason),
        _ => None,
    };
    let secret = document.facts().is_secret().then(|| document.facts().secrecy().vietnamese().to_owned());
    joined([secret, document.facts().remark().map(ToString::to_string), end], "; ")
}

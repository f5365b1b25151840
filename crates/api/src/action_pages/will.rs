//! What will happen when the form is sent: where the way forks, which way this document takes.

use office::{
    action_links::OpenLink,
    domain::{
        assignment::{AssignmentRole, Duty},
        incoming::{CommandKind, State, state::Pending},
    },
};

use super::{
    outgoing, shown,
    sides::{Came, Side},
    words,
};
use crate::problem::Language;

/// What will happen, of this document as it stands.
pub(super) fn will(open: &OpenLink, language: Language) -> String {
    let told = open.link.prepared.as_ref().map(|command| office::replies::told(command, &open.detail));
    let further = match Side::of(open) {
        Some(Side::Came(came)) => further(&came, language),
        Some(Side::Goes(goes)) => outgoing::further(&goes, language),
        Some(Side::Dossier(_)) | None => None,
    };
    match told {
        Some(told) => {
            let told = language.of_words(&told);
            further.map_or_else(|| format!("{told}."), |further| format!("{told}. {further}"))
        }
        None => further.unwrap_or_else(|| words::will(open.link.command, language).to_owned()),
    }
}

fn further(open: &Came<'_>, language: Language) -> Option<String> {
    match open.command {
        CommandKind::Approve => approved(open, language),
        CommandKind::SubmitResult => handed_in(open, language),
        _ => None,
    }
}

/// Approval in the unit goes on to the leader, where the leader wants it; any other is the last.
fn approved(open: &Came<'_>, language: Language) -> Option<String> {
    let document = &open.detail.document;
    let State::AwaitingApproval { pending, .. } = document.state() else { return None };
    if let Pending::ByUnit { root, .. } = pending
        && let Some(root) = document.assignment(*root)
        && let (Duty::Primary { leader_approves: true, .. }, Some(leader)) = (&root.duty, root.giver())
        && open.actor.by().is_some_and(|by| !by.names(leader))
    {
        let leader = shown::person(leader, &open.detail.snapshot.directory);
        return Some(match language {
            Language::Vietnamese => format!("Kết quả sẽ được duyệt ở đơn vị và trình tiếp {leader} duyệt."),
            Language::English => format!("The result will be approved in the unit and put before {leader}."),
        });
    }
    let (vi, en) = (
        "Kết quả sẽ được duyệt và văn bản được kết thúc xử lý.",
        "The result will be approved, and the document will be completed.",
    );
    Some(language.pick(vi, en).to_owned())
}

/// An opinion is written down; an officer's result goes to the unit, a unit's to the leader who directed, and where none did the
/// document is completed at once.
fn handed_in(open: &Came<'_>, language: Language) -> Option<String> {
    let (document, directory) = (&open.detail.document, &open.detail.snapshot.directory);
    let target = shown::target(open)?;
    // A reply that is confirmed has its files already.
    let files = if open.link.prepared.is_some() {
        ""
    } else {
        language.pick(
            "Nếu cần kèm tệp, xin vui lòng mở văn bản trên hệ thống.",
            "To add files, open the document in the system.",
        )
    };
    if target.role() == AssignmentRole::Supporting {
        let first = language.pick(
            "Ý kiến phối hợp sẽ được ghi vào văn bản, phần việc này kết thúc.",
            "The opinion will be written to the document, and this part of the work is done.",
        );
        return Some(format!("{first} {files}"));
    }
    let before = match document.state() {
        State::InProgress { root, .. } => document.assignment(*root).map(|root| shown::holder(root.holder, directory)),
        _ => target
            .giver()
            .filter(|leader| open.actor.by().is_some_and(|by| !by.names(*leader)))
            .map(|leader| shown::person(leader, directory)),
    };
    let first = match (before, language) {
        (Some(before), Language::Vietnamese) => format!("Kết quả sẽ được trình {before} duyệt."),
        (Some(before), Language::English) => format!("The result will be put before {before}."),
        (None, language) => language
            .pick(
                "Văn bản sẽ được kết thúc xử lý ngay, không chờ ai duyệt.",
                "The document will be completed at once: nobody's approval is awaited.",
            )
            .to_owned(),
    };
    Some(format!("{first} {files}"))
}

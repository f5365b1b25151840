//! What the pages tell of a document that goes out: what it is, where it stands, and what one decides on.

use office::{
    domain::{
        OpinionId,
        access::outgoing::Sight,
        outgoing::{CommandKind, Line as Number, Opinion, OutgoingDocument},
        work::{Desk, Task, outgoing_work_of},
    },
    outgoing::OutgoingDetail,
};

use super::{
    shown::{Line, acts_as, add, holder, moment, person},
    sides::Goes,
};
use crate::problem::Language;

/// The most lines of recipients that are shown.
const NAMED: usize = 8;

/// What a document is: its number where it has one, what it is about, who drafts and who signs it.
fn identity(lines: &mut Vec<Line>, detail: &OutgoingDetail, language: Language) {
    let document = &detail.document;
    add(lines, language, ("Trích yếu", "Subject"), Some(document.content().subject.to_string()));
    let number = document.state().line().map_or_else(|| detail.layout.number.clone(), Number::written);
    add(lines, language, ("Số, ký hiệu", "Number and notation"), Some(number));
}

/// What somebody is shown who is to act.
pub(super) fn facts(open: &Goes<'_>, language: Language) -> Vec<Line> {
    let (document, directory) = (&open.detail.document, &open.detail.snapshot.directory);
    let content = document.content();
    let mut lines = Vec::new();
    identity(&mut lines, open.detail, language);
    let kind = open.detail.snapshot.types.iter().find(|row| row.code == content.type_code);
    add(&mut lines, language, ("Loại văn bản", "Type"), kind.map(|kind| kind.name.clone()));
    // How it came about is for those who have a part in that.
    if open.detail.sight == Sight::Whole {
        let unit = directory.departments.get(&content.department).map(|department| department.name.clone());
        let drafter = person(document.drafter(), directory);
        let by = unit.map_or_else(|| drafter.clone(), |unit| format!("{drafter}, {unit}"));
        add(&mut lines, language, ("Người soạn thảo", "Drafted by"), Some(by));
    }
    add(&mut lines, language, ("Người ký", "To be signed by"), content.signer.map(|signer| person(signer, directory)));
    let mut to: Vec<&str> = open.detail.layout.recipients.iter().take(NAMED).map(String::as_str).collect();
    if open.detail.layout.recipients.len() > NAMED {
        to.push("…");
    }
    add(&mut lines, language, ("Nơi nhận", "Recipients"), Some(to.join("\n")));
    let due = document.state().step_deadline().map(|deadline| moment(deadline.due));
    let asked = asked(open);
    let due = asked.map_or(due, |opinion| Some(moment(opinion.due)));
    add(&mut lines, language, ("Hạn thực hiện", "To be done by"), due);
    acts_as(&mut lines, open.link, directory, language);
    lines
}

/// The opinion that is to be given.
fn asked<'a>(open: &Goes<'a>) -> Option<&'a Opinion> {
    let place = open.link.assignment.filter(|_| open.command == CommandKind::GiveOpinion)?;
    open.detail.document.opinion(OpinionId(place.0))
}

/// What one decides on: the files, and what the check of the form has found.
pub(super) fn quotes(open: &Goes<'_>, language: Language) -> Vec<Line> {
    let mut lines = Vec::new();
    let question = asked(open).map(|opinion| opinion.question.to_string());
    add(&mut lines, language, ("Nội dung hỏi", "What is asked"), question);
    let files: Vec<&str> = open
        .detail
        .document
        .files()
        .filter(|attached| open.detail.shows(attached.file.id))
        .map(|attached| attached.file.name.as_str())
        .collect();
    add(&mut lines, language, ("Tệp (xem trên hệ thống)", "Files (in the system)"), Some(files.join("\n")));
    if open.command == CommandKind::PassForm {
        let found: Vec<String> = open.detail.findings.iter().map(|found| language.of_words(&found.words)).collect();
        add(&mut lines, language, ("Thể thức cần xem", "What the form lacks"), Some(found.join("\n")));
    }
    lines
}

/// How a document stands, when something was done, and then what it is, too; or nothing can be done any more.
pub(super) fn facts_after(detail: &OutgoingDetail, whole: bool, language: Language) -> Vec<Line> {
    let document = &detail.document;
    let mut lines = Vec::new();
    if whole {
        identity(&mut lines, detail, language);
    }
    let state = document.state().name();
    let stands = match language {
        Language::Vietnamese => state.vietnamese().to_owned(),
        Language::English => state.as_str().replace('_', " "),
    };
    add(&mut lines, language, ("Trạng thái", "State"), Some(stands));
    add(&mut lines, language, ("Hiện ở", "With"), held_by(detail, document, language));
    lines
}

/// Who has the document now.
fn held_by(detail: &OutgoingDetail, document: &OutgoingDocument, language: Language) -> Option<String> {
    let acts = outgoing_work_of(document).into_iter().find(|item| item.task != Task::Read)?;
    Some(match acts.desk {
        Desk::Registry => language.pick("Văn thư cơ quan", "The registry").to_owned(),
        Desk::OneStop => language.pick("Bộ phận một cửa", "The one-stop shop").to_owned(),
        Desk::Holder(by) => holder(by, &detail.snapshot.directory),
    })
}

/// Where the way forks, which way this document takes.
pub(super) fn further(open: &Goes<'_>, language: Language) -> Option<String> {
    // What a reply asked for has said it.
    if open.link.prepared.is_some() {
        return None;
    }
    let document = &open.detail.document;
    match open.command {
        CommandKind::PassForm => {
            let signer = person(document.content().signer?, &open.detail.snapshot.directory);
            Some(match language {
                Language::Vietnamese => format!("Thể thức sẽ được duyệt; văn bản được trình {signer} ký."),
                Language::English => {
                    format!("The form will be passed; the document is put before {signer} to be signed.")
                }
            })
        }
        CommandKind::DispatchIssued => {
            let to = document.content().recipients.len();
            Some(match language {
                Language::Vietnamese => format!("Văn bản đã đóng dấu sẽ được gửi đến {to} nơi nhận."),
                Language::English => format!("The sealed document will be sent to {to} recipient(s)."),
            })
        }
        _ => None,
    }
}

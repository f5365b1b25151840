//! A command in words: what a reply asks for, what its page confirms, and what an answer says was done.

use std::fmt::Write;

use domain::{
    AssignmentId, UtcTime, Words,
    assignment::{Holder, Target},
    calendar::Term,
    document::{Command as AnyCommand, Document},
    incoming::{Command, IncomingDocument, state::Direction},
    organisation::Directory,
    vietnam, written_day,
};

use super::{dossier, outgoing};
use crate::{documents::AnyDetail, incoming::Detail};

/// What is said of one who is no longer known.
const NOBODY: &str = "?";

pub(super) fn words(vi: impl Into<String>, en: impl Into<String>) -> Words {
    Words { vi: vi.into(), en: en.into() }
}

/// The document in a line: its subject, and its number where it has one.
pub fn document_words(document: &Document) -> String {
    match document {
        Document::Incoming(document) => incoming_words(document),
        Document::Outgoing(document) => outgoing::document_words(document),
        Document::Dossier(dossier) => dossier::dossier_words(dossier),
    }
}

fn incoming_words(document: &IncomingDocument) -> String {
    let facts = document.facts();
    let mut line = facts.subject().map(|subject| subject.as_str().to_owned()).unwrap_or_default();
    if let Some(entry) = document.state().entry() {
        let _ = write!(line, " (số đến {}/{})", entry.number, entry.year);
    }
    line.trim().to_owned()
}

/// A moment as an office writes it.
fn moment(at: UtcTime) -> Words {
    let local = vietnam(at);
    let (time, day) = (local.format("%H:%M"), written_day(local.date_naive()));
    words(format!("{time} ngày {day}"), format!("{time} on {day}"))
}

fn name(holder: Holder, directory: &Directory) -> String {
    match holder {
        Holder::Person(id) => directory.people.get(&id).map(|person| person.name.clone()),
        Holder::Department(id) => directory.departments.get(&id).map(|department| department.name.clone()),
    }
    .unwrap_or_else(|| NOBODY.to_owned())
}

/// Words that go with something, behind it.
pub(super) fn said(text: Option<&str>) -> String {
    text.map(|text| format!(": “{text}”")).unwrap_or_default()
}

fn until(due: Option<UtcTime>, term: Option<Term>) -> Words {
    match (due, term) {
        (Some(due), _) => {
            let due = moment(due);
            words(format!(", hạn {}", due.vi), format!(", until {}", due.en))
        }
        (None, Some(term)) => {
            let within = if matches!(term, Term::EndOf(_) | Term::Fixed(_)) { "" } else { "within " };
            let term = term.words();
            words(format!(", hạn {}", term.vi), format!(", {within}{}", term.en))
        }
        (None, None) => words("", ""),
    }
}

/// Who is to do it, with whom, until when, and what.
fn given(primary: &Target, supporting: &[Target], directory: &Directory) -> Words {
    let who = name(primary.holder, directory);
    let with = supporting.iter().map(|one| name(one.holder, directory)).collect::<Vec<_>>().join(", ");
    let (with_vi, with_en) = if with.is_empty() {
        (String::new(), String::new())
    } else {
        (format!(", {with} phối hợp"), format!(", with {with} in support"))
    };
    let until = until(primary.due, primary.term);
    let said = said(primary.instruction.as_ref().map(domain::Instruction::as_str));
    words(format!("{who} chủ trì{with_vi}{}{said}", until.vi), format!("{who}{with_en}{}{said}", until.en))
}

fn directed(direction: Option<&Direction>, directory: &Directory) -> Words {
    match direction {
        None => words("Chỉ đạo theo đề xuất", "Direct as proposed"),
        Some(direction) => {
            let given = given(&direction.primary, &direction.supporting, directory);
            let (vi, en) = if direction.leader_approves {
                ("; kết quả trình lãnh đạo duyệt", "; the result comes to the leader")
            } else {
                ("", "")
            };
            words(format!("Chỉ đạo: {}{vi}", given.vi), format!("Direct: {}{en}", given.en))
        }
    }
}

fn holder_of(document: &IncomingDocument, assignment: AssignmentId, directory: &Directory) -> String {
    document.assignment(assignment).map_or_else(|| NOBODY.to_owned(), |one| name(one.holder, directory))
}

/// The deadline that stands by this command: of whoever was given work, or more time; or that was asked for.
pub fn due_words(command: &AnyCommand, done: &AnyDetail) -> Option<Words> {
    match (command, done) {
        (AnyCommand::Incoming(command), AnyDetail::Incoming(done)) => incoming_due(command, done),
        _ => None,
    }
}

fn incoming_due(command: &Command, done: &Detail) -> Option<Words> {
    let document = &done.document;
    if let Command::GrantExtension(grant) = command {
        return document.assignment(grant.assignment)?.due().map(deadline);
    }
    if let Command::RequestExtension(asked) = command {
        let due = moment(document.assignment(asked.assignment)?.extension.as_ref()?.due);
        return Some(words(format!("Hạn đề nghị: {}.", due.vi), format!("Deadline asked for: {}.", due.en)));
    }
    let holder = match command {
        Command::Direct(direct) => match &direct.direction {
            Some(direction) => direction.primary.holder,
            None => document.primary_holder()?,
        },
        Command::Assign(assign) => assign.officer.holder,
        _ => return None,
    };
    let given = document.assignments().iter().rev().find(|one| one.holder == holder)?;
    given.due().map(deadline)
}

fn deadline(due: UtcTime) -> Words {
    let due = moment(due);
    words(format!("Hạn xử lý: {}.", due.vi), format!("Deadline: {}.", due.en))
}

/// What a command does to a document, in a line without a full stop.
pub fn told(command: &AnyCommand, detail: &AnyDetail) -> Words {
    match (command, detail) {
        (AnyCommand::Incoming(command), AnyDetail::Incoming(detail)) => incoming_told(command, detail),
        (AnyCommand::Outgoing(command), AnyDetail::Outgoing(detail)) => outgoing::told(command, &detail.document),
        (AnyCommand::Dossier(command), AnyDetail::Dossier(detail)) => {
            dossier::told(command, &detail.dossier, &detail.snapshot.directory)
        }
        (other, _) => words(other.kind().vietnamese(), other.kind().as_str()),
    }
}

fn incoming_told(command: &Command, detail: &Detail) -> Words {
    let (document, directory) = (&detail.document, &detail.snapshot.directory);
    let of = |assignment| holder_of(document, assignment, directory);
    let reason = |vi: &str, en: &str, reason: &domain::Reason| {
        let said = said(Some(reason.as_str()));
        words(format!("{vi}{said}"), format!("{en}{said}"))
    };
    match command {
        Command::Accept(_) => words("Nhận việc", "Accept the work"),
        Command::Acknowledge(_) => words("Xác nhận đã xem", "Confirm having read it"),
        Command::SubmitResult(submit) => {
            let said = said(submit.text.as_ref().map(domain::Instruction::as_str));
            let (vi, en) = match submit.files.len() {
                0 => (String::new(), String::new()),
                files => (format!(", kèm {files} tệp"), format!(", with {files} file(s)")),
            };
            words(format!("Trình kết quả{vi}{said}"), format!("Hand in the result{en}{said}"))
        }
        Command::GiveBack(back) => reason("Chuyển trả", "Give it back", &back.reason),
        Command::Direct(direct) => directed(direct.direction.as_ref(), directory),
        Command::Assign(assign) => {
            let given = given(&assign.officer, &assign.supporting, directory);
            words(format!("Giao việc: {}", given.vi), format!("Assign: {}", given.en))
        }
        Command::Approve(approve) => {
            let (who, said) = (of(approve.assignment), said(approve.note.as_ref().map(domain::Instruction::as_str)));
            words(format!("Duyệt kết quả của {who}{said}"), format!("Approve the result of {who}{said}"))
        }
        Command::Reject(reject) => {
            let (who, said) = (of(reject.assignment), said(Some(reject.reason.as_str())));
            words(format!("Không duyệt kết quả của {who}{said}"), format!("Do not approve the result of {who}{said}"))
        }
        Command::RequestExtension(asked) => {
            let (until, said) = (until(asked.due, asked.term), said(Some(asked.reason.as_str())));
            words(format!("Xin gia hạn{}{said}", until.vi), format!("Ask for more time{}{said}", until.en))
        }
        Command::GrantExtension(grant) => {
            // As it was asked for, where nothing else is granted.
            let asked =
                document.assignment(grant.assignment).and_then(|one| one.extension.as_ref()).map(|asked| asked.due);
            let due = grant.due.or(asked.filter(|_| grant.term.is_none()));
            let (who, until) = (of(grant.assignment), until(due, grant.term));
            words(format!("Cho {who} gia hạn{}", until.vi), format!("Grant {who} more time{}", until.en))
        }
        Command::RefuseExtension(refuse) => {
            let (who, said) = (of(refuse.assignment), said(Some(refuse.reason.as_str())));
            words(format!("Không cho {who} gia hạn{said}"), format!("Refuse {who} more time{said}"))
        }
        Command::Pass(pass) => {
            let (who, said) =
                (name(Holder::Person(pass.to), directory), said(pass.note.as_ref().map(domain::Instruction::as_str)));
            words(format!("Chuyển trình {who}{said}"), format!("Put it before {who}{said}"))
        }
        Command::File(file) => {
            let said = said(file.case_file.as_ref().map(domain::Label::as_str));
            words(format!("Lưu hồ sơ{said}"), format!("File it{said}"))
        }
        Command::Resume(resume) => reason("Cho tiếp tục xử lý", "Let it go on", &resume.reason),
        Command::Comment(comment) => {
            let said = said(Some(comment.text.as_str()));
            words(format!("Gửi ý kiến trao đổi{said}"), format!("Comment{said}"))
        }
        other => words(other.kind().vietnamese(), other.kind().as_str()),
    }
}

//! What a command does to a dossier, in words.

use std::fmt::Write;

use domain::{
    Instruction, Label, Words,
    dossier::{Command, Dossier},
    organisation::Directory,
};

use super::told::{said, words};

/// The dossier in a line: what it asks for, and its code where it has one.
pub(super) fn dossier_words(dossier: &Dossier) -> String {
    let procedure = dossier.facts().procedure.as_ref().map(|procedure| procedure.name.to_string());
    let mut line = procedure.unwrap_or_else(|| "hồ sơ chưa xác định thủ tục".to_owned());
    if let Some(code) = dossier.code() {
        let _ = write!(line, " (mã {code})");
    }
    line
}

/// What a command does, in a line without a full stop.
pub(super) fn told(command: &Command, dossier: &Dossier, directory: &Directory) -> Words {
    let with = |vi: &str, en: &str, text: Option<&str>| {
        let said = said(text);
        words(format!("{vi}{said}"), format!("{en}{said}"))
    };
    let files = |n: usize| match n {
        0 => (String::new(), String::new()),
        n => (format!(" (kèm {n} tệp)"), format!(" (with {n} file(s))")),
    };
    match command {
        Command::AcceptDossier(_) => words("Tiếp nhận hồ sơ", "Accept the dossier"),
        Command::TransferDossier(transfer) => {
            with("Chuyển hồ sơ giải quyết", "Hand the dossier on", transfer.note.as_ref().map(Instruction::as_str))
        }
        Command::AssignDossier(assign) => {
            let name = directory.people.get(&assign.officer).map_or("?", |person| person.name.as_str());
            let note = assign.note.as_ref().map(Instruction::as_str);
            with(&format!("Phân công {name} giải quyết hồ sơ"), &format!("Assign the dossier to {name}"), note)
        }
        Command::AdvanceDossier(advance) => {
            let (vi, en) = files(advance.files.len());
            let only = dossier.state().run().and_then(|run| match run.next.as_slice() {
                [only] => Some(&only.label),
                _ => None,
            });
            let branch = advance.branch.as_ref().or(only).map(Label::as_str).unwrap_or_default();
            let note = advance.note.as_ref().map(Instruction::as_str);
            with(
                &format!("Xong bước, chuyển theo nhánh “{branch}”{vi}"),
                &format!("Step done, by “{branch}”{en}"),
                note,
            )
        }
        Command::GoBack(back) => with("Chuyển trả bước trước", "Send it back", Some(back.reason.as_str())),
        Command::AnswerConsultation(answer) => {
            let (vi, en) = files(answer.files.len());
            let text = Some(answer.text.as_str());
            with(&format!("Cho ý kiến về hồ sơ{vi}"), &format!("Give the opinion that was asked{en}"), text)
        }
        Command::TakeInResult(_) => words("Nhận kết quả về bộ phận một cửa", "Take the result in"),
        Command::NoteUncollected(note) => {
            let how = note.note.as_ref().map(domain::Remark::as_str);
            with("Ghi nhận đã nhắc công dân nhận kết quả", "Note that the citizen was reminded", how)
        }
        Command::DiscussDossier(comment) => with("Gửi ý kiến trao đổi", "Comment", Some(comment.text.as_str())),
        other => words(other.kind().vietnamese(), other.kind().as_str()),
    }
}

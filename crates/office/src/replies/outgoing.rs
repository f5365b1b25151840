//! What a command does to a document that goes out, in words.

use std::fmt::Write;

use domain::{
    Instruction, Reason, Words,
    outgoing::{Command, Line, OutgoingDocument},
};

use super::told::{said, words};

/// The document in a line: its subject, and its number where it has one.
pub(super) fn document_words(document: &OutgoingDocument) -> String {
    let mut line = document.content().subject.to_string();
    if let Some(number) = document.state().line().map(Line::written) {
        let _ = write!(line, " (số {number})");
    }
    line
}

/// What a command does, in a line without a full stop.
pub(super) fn told(command: &Command, document: &OutgoingDocument) -> Words {
    let with = |vi: &str, en: &str, text: Option<&str>| {
        let said = said(text);
        words(format!("{vi}{said}"), format!("{en}{said}"))
    };
    let note = |vi: &str, en: &str, note: Option<&Instruction>| with(vi, en, note.map(Instruction::as_str));
    let reason = |vi: &str, en: &str, reason: &Reason| with(vi, en, Some(reason.as_str()));
    match command {
        Command::Endorse(endorse) => note("Duyệt nội dung dự thảo", "Endorse the draft", endorse.note.as_ref()),
        Command::PassForm(pass) => {
            note("Duyệt thể thức, trình ký", "Pass the form and put it before the signer", pass.note.as_ref())
        }
        Command::ReturnToDrafter(back) => reason("Trả lại người soạn thảo", "Return it to its drafter", &back.reason),
        Command::Sign(_) => words("Xác nhận đã ký văn bản giấy", "Confirm having signed the paper"),
        Command::Issue(_) => words("Cấp số văn bản", "Give the document its number"),
        Command::DispatchIssued(_) => {
            let to = document.content().recipients.len();
            words(format!("Phát hành đến {to} nơi nhận"), format!("Send it to its {to} recipient(s)"))
        }
        Command::AcknowledgeIssued(_) => words("Xác nhận đã xem", "Confirm having read it"),
        Command::GiveOpinion(opinion) => {
            let of_files = |n: usize| (format!(" (kèm {n} tệp)"), format!(" (with {n} file(s))"));
            let (vi, en) = if opinion.files.is_empty() { Default::default() } else { of_files(opinion.files.len()) };
            let text = opinion.text.as_ref().map(Instruction::as_str);
            with(&format!("Cho ý kiến phối hợp{vi}"), &format!("Give the opinion that was asked{en}"), text)
        }
        Command::Discuss(comment) => with("Gửi ý kiến trao đổi", "Comment", Some(comment.text.as_str())),
        other => words(other.kind().vietnamese(), other.kind().as_str()),
    }
}

//! Letters to the office's address: they become received documents, with their text and their files.

use bytes::Bytes;
use mail::{
    Withheld,
    inbound::{Failing, Incoming, Place, Proof, Remark},
};
use office::{
    OfficeError,
    domain::{EmailAddress, FileName, notice::Answers, vietnam},
    received::{Finish, NewLetter, Outcome},
};

use crate::{Letterbox, Mailroom, Worked};

/// Under which name the text of a letter is kept.
const TEXT: &str = "Nội dung thư.txt";

impl Mailroom {
    pub(crate) async fn letter(&self, letterbox: &Letterbox<'_>) -> Worked {
        let (row, message) = (letterbox.row, &letterbox.message);
        // What a clerk has looked at is what they say.
        if row.letter_by.is_none() {
            if let Some(why) = self.not_a_letter(letterbox) {
                return self.finish(row, Finish::of(why)).await;
            }
            // A reply of one of the office's people to a mail that takes none. What outsiders answer to ours is a letter of theirs.
            if self.answers_ours(message)
                && let Some(sender) = message.sender()
                && self.office.turn_reply_away(row, &sender.address, answers(message)).await?
            {
                return Ok(());
            }
        }
        let proof = self.terms.proof(letterbox);
        let personal = matches!(row.kind.as_deref(), Some("letter"));
        // What somebody hands in by hand proves nothing, and nothing of it is wrong.
        let wrong = failing(&proof).filter(|_| row.handed_in_by.is_none());
        let mut letter = new_letter(message, &proof, personal && wrong.is_none(), &self.terms.public_url);
        letter.remarks.splice(0..0, wrong.map(not_proved));
        match self.office.letter_in(row, letter).await {
            // Such as an office that has no official letters.
            Err(OfficeError::Refused(_)) => self.finish(row, Finish::of(Outcome::Letter)).await,
            other => other.map(drop),
        }
    }

    /// Why a clerk is to look at it first.
    fn not_a_letter(&self, letterbox: &Letterbox<'_>) -> Option<Outcome> {
        let message = &letterbox.message;
        if !self.office.limits().replies.letters {
            return Some(Outcome::Letter);
        }
        if message.sender().is_none() {
            return Some(Outcome::NoSender);
        }
        if is_refused(&self.terms.proof(letterbox)) {
            return Some(Outcome::Unproved);
        }
        let unread = [Remark::Enciphered, Remark::WrappedByOutlook];
        unread.iter().any(|remark| message.remarks.contains(remark)).then_some(Outcome::Unreadable)
    }
}

/// Whether the server has found that it is somebody else's.
fn is_refused(proof: &Proof) -> bool {
    matches!(proof, Proof::Fail(Failing::Refused { result, .. }) if result.eq_ignore_ascii_case("fail"))
}

/// What the server has found that speaks against the sender: another domain, or a method that said no.
fn failing(proof: &Proof) -> Option<&Failing> {
    match proof {
        Proof::Fail(failing @ (Failing::Refused { .. } | Failing::OtherDomain { .. })) => Some(failing),
        Proof::Fail(Failing::NoOneSender) | Proof::Pass(_) | Proof::Unknown => None,
    }
}

/// What the clerk is to know before they enter such a letter.
fn not_proved(failing: &Failing) -> String {
    format!(
        "Nơi gửi chưa được xác thực. {} Đề nghị văn thư kiểm tra nơi gửi trước khi vào sổ; chưa gửi thư báo đã nhận.",
        failing.words().vi
    )
}

fn answers(message: &Incoming) -> Answers {
    Answers {
        message_id: message.message_id.clone(),
        subject: message.bare_subject().to_owned(),
        token: None,
        document: None,
    }
}

/// What the clerk is to know where something of the letter's text is not in its file.
const WITHHELD: &str =
    "Đã lược bỏ liên kết xử lý và mã xác nhận trong thư của hệ thống được chép lại trong nội dung (chỗ ghi […]).";

/// A letter as the office takes it in; whoever sent it is told only where they are somebody.
fn new_letter(message: &Incoming, proof: &Proof, told: bool, public_url: &str) -> NewLetter {
    let sender = message.sender();
    let address = sender.and_then(|sender| EmailAddress::new(&sender.address).ok());
    let named = sender.and_then(|sender| sender.name.clone());
    let author = named.or_else(|| sender.map(|sender| sender.address.clone())).unwrap_or_else(|| "?".to_owned());
    let mut files = Vec::new();
    // Somebody may have passed a mail of ours on: by what is in it nobody acts who reads the letter.
    let text = Withheld::of(&message.text(), public_url);
    if !text.text.trim().is_empty()
        && let Ok(name) = FileName::new(TEXT)
    {
        files.push((name, Bytes::from(as_file(message, &text.text))));
    }
    let mut left_out = 0_usize;
    // Pictures in the text are what telephones make of photographs.
    for file in &message.attachments {
        match FileName::new(&file.name) {
            Ok(name) if file.place != Place::Wrapper => files.push((name, Bytes::from(file.bytes.clone()))),
            _ => left_out = left_out.saturating_add(1),
        }
    }
    // What somebody made up is not said in the office's name.
    let proved = matches!(proof, Proof::Pass(_));
    let mut answers = answers(message);
    if !proved {
        answers.subject.clear();
    }
    NewLetter {
        greeted: if proved { author.clone() } else { String::new() },
        author,
        address,
        subject: message.bare_subject().to_owned(),
        files,
        left_out,
        remarks: message
            .remarks
            .iter()
            .map(|remark| remark.words().vi)
            .chain(text.any.then(|| WITHHELD.to_owned()))
            .collect(),
        answers: told.then_some(answers),
    }
}

/// The text of a letter below what its head says.
fn as_file(message: &Incoming, text: &str) -> String {
    let list = |all: &[mail::inbound::Mailbox]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let date = message.date.map(|at| vietnam(at).format("%H:%M %d/%m/%Y").to_string()).unwrap_or_default();
    format!(
        "Từ: {}\nĐến: {}\nNgày: {date}\nTiêu đề: {}\n\n{text}\n",
        list(&message.from),
        list(&message.to),
        message.subject
    )
}

#[cfg(test)]
mod tests {
    use mail::inbound::Limits;

    use super::*;

    /// A letter of these words as it is taken in: the text of its file, and its remarks.
    fn taken(words: &str) -> (String, Vec<String>) {
        let raw = format!(
            "From: Dan <dan@khach.example>\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
        );
        let message = Incoming::read(raw.as_bytes(), &Limits::default()).unwrap();
        let letter = new_letter(&message, &Proof::Unknown, true, "https://vanban.phuong-mau.example");
        let file =
            letter.files.first().map(|(_, bytes)| String::from_utf8(bytes.to_vec()).unwrap()).unwrap_or_default();
        (file, letter.remarks)
    }

    #[test]
    fn what_somebody_wrote_stands_in_the_file_whole() {
        let words = "Xem https://bao.example/m/bai-viet-ve-duong-lang-so-12345\r\nTôi chưa nhận được mã xác nhận.\r\nNo confirmation code came.";
        let (file, remarks) = taken(words);
        assert!(file.contains(&words.replace("\r\n", "\n")) && remarks.is_empty(), "{file} {remarks:?}");
    }

    #[test]
    fn what_a_mail_of_ours_holds_for_its_reader_is_left_out_and_said() {
        let token = "0vJt0yD8V5b2-Zk3xQm9WcR7aLsE1uHf6oPiTgYnB_k";
        let (file, remarks) = taken(&format!(
            "Gửi lại:\r\nMã xác nhận: 012 345\r\nDuyệt: https://vanban.phuong-mau.example/m/{token}\r\nhết"
        ));
        assert!(file.contains("Gửi lại:\nMã xác nhận: […]\nDuyệt: […]\nhết"), "{file}");
        assert_eq!(remarks, [WITHHELD]);
    }
}

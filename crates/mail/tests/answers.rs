//! Answers to what came in: which message they answer, what they say in both languages, and that they hold what they must and no more.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod common;

use common::envelope;
use domain::{
    DocumentId, EmailAddress,
    notice::{AccountLetter, AccountNotice, Answers},
};
use mail::{FailuresTo, Language, Rendered, render_account};
use uuid::Uuid;

const DOCUMENT: DocumentId = DocumentId(Uuid::nil());

fn pair(vi: &str, en: &str) -> (String, String) {
    (vi.to_owned(), en.to_owned())
}

fn notices() -> Vec<AccountNotice> {
    let (document, remarks) =
        ("V/v thử (số đến 12/2026)".to_owned(), vec![pair("Tệp không được lưu.", "Files are not kept.")]);
    vec![
        AccountNotice::ReplyDone {
            what: pair("Nhận việc", "Accept the work"),
            document: document.clone(),
            remarks: remarks.clone(),
        },
        AccountNotice::ReplyNoted { document: document.clone(), remarks: remarks.clone() },
        AccountNotice::ReplyNotDone {
            why: vec![pair("Thiếu lý do.", "The reason is missing.")],
            document: Some(document.clone()),
        },
        AccountNotice::ReplyByAnother { from: Some(EmailAddress::new("ai@la.example").unwrap()) },
        AccountNotice::ReplyToConfirm {
            what: pair("Duyệt kết quả", "Approve the result"),
            document,
            token: "ma-bi-mat".to_owned(),
            code: "123456".to_owned(),
            until: common::at(7, 10, 0),
            remarks,
            changed: false,
        },
        AccountNotice::LetterReceived { at: common::at(5, 9, 0) },
    ]
}

fn answer(notice: AccountNotice, subject: &str, replies: bool, language: Language) -> Rendered {
    let letter = AccountLetter {
        notice,
        name: "Trần Thị Ví Dụ".into(),
        username: "vidu".into(),
        address: EmailAddress::new("vidu.tt@phuong-mau.example").unwrap(),
        agency: "Ủy ban nhân dân phường Mẫu".into(),
        at: common::at(5, 9, 30),
        answers: Some(Answers {
            message_id: Some("thu-1@may-khach.example".into()),
            subject: subject.into(),
            token: None,
            document: Some(DOCUMENT),
        }),
    };
    let reply_to = replies.then(|| "vanban+0123@phuong-mau.example".to_owned());
    let envelope = mail::Envelope { reply_to, failures_to: FailuresTo::Nowhere, ..envelope() };
    render_account(&letter, &envelope, language).unwrap()
}

fn raw(mail: &Rendered) -> String {
    String::from_utf8(mail.bytes.clone()).unwrap()
}

#[test]
fn every_answer_answers_its_message_and_stands_in_the_documents_thread() {
    for language in [Language::Vi, Language::En] {
        for notice in notices() {
            let mail = answer(notice.clone(), "Re: Chủ trì xử lý: V/v thử", true, language);
            let raw = raw(&mail).replace("\r\n ", " ");
            assert!(raw.contains("In-Reply-To: <thu-1@may-khach.example>"), "{raw}");
            let references = raw.lines().find(|line| line.starts_with("References:")).unwrap();
            assert!(
                references.contains(&format!("thread.{DOCUMENT}@"))
                    && references.ends_with("<thu-1@may-khach.example>"),
                "{references}"
            );
            assert!(raw.contains("Auto-Submitted: auto-replied"), "{raw}");
            assert!(mail.subject.ends_with(": Chủ trì xử lý: V/v thử"), "{}", mail.subject);
            // An answer to an answer does not grow.
            let again = answer(notice, &format!("Re: {}", mail.subject), true, language);
            assert_eq!(again.subject, mail.subject);
        }
    }
}

#[test]
fn what_is_told_stands_in_both_parts() {
    let parts = |of: &AccountNotice| -> Vec<&str> {
        match of {
            AccountNotice::ReplyDone { .. } => vec!["Đã thực hiện", "Nhận việc", "V/v thử", "Tệp không được lưu."],
            AccountNotice::ReplyNoted { .. } => vec!["ý kiến trao đổi", "không thực hiện việc nào khác"],
            AccountNotice::ReplyNotDone { .. } => vec!["Chưa thực hiện", "Lý do", "Thiếu lý do."],
            AccountNotice::ReplyByAnother { .. } => vec!["ai@la.example", "không thực hiện nội dung nào"],
            AccountNotice::ReplyToConfirm { .. } => vec!["Xin xác nhận", "Duyệt kết quả", "123 456", "/m/ma-bi-mat"],
            _ => vec!["đã nhận được thư", "chưa phải là ý kiến trả lời"],
        }
    };
    for notice in notices() {
        let mail = answer(notice.clone(), "Re: Thử", true, Language::Vi);
        for part in parts(&notice) {
            assert!(mail.text.contains(part), "{part} is not in {}", mail.text);
            assert!(mail.html.contains(part), "{part} is not in {}", mail.html);
        }
        assert!(mail.text.contains("/documents/"), "the way to the document: {}", mail.text);
        // The code stands in no header.
        let (head, _) =
            raw(&mail).split_once("\r\n\r\n").map(|(head, body)| (head.to_owned(), body.to_owned())).unwrap();
        assert!(!head.contains("123456") && !head.contains("ma-bi-mat"), "{head}");
    }
}

#[test]
fn nobody_is_asked_to_reply_to_what_takes_none() {
    let refused =
        AccountNotice::ReplyNotDone { why: vec![pair("Đã quá hạn.", "Its time is over.")], document: None };
    let with = answer(refused.clone(), "Re: Thử", true, Language::Vi);
    assert!(with.text.contains("trả lời lại ngay thư này"), "{}", with.text);
    let without = answer(refused, "", false, Language::Vi);
    assert!(
        !without.text.contains("trả lời lại") && without.text.contains("Xin không trả lời thư này"),
        "{}",
        without.text
    );
    assert_eq!(without.subject, "Chưa thực hiện");
}

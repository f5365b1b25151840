//! Digests as they read: every document a link, what is more than fits as a number, and of a secret line nothing.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod common;

use common::{at, envelope};
use domain::{
    DocumentId, EmailAddress,
    digest::{Digest, Line, Lying, UnitWeek},
    incoming::Urgency,
    notice::{AccountLetter, AccountNotice, NoticeKind},
    work::Task,
};
use mail::{
    Attached, Language, Rendered,
    inbound::{Incoming, Limits},
    render_account, render_account_with,
};
use uuid::Uuid;

fn line(n: u128, about: &str) -> Line {
    Line {
        document: DocumentId(Uuid::from_u128(n)),
        secret: false,
        arrival: Some((u32::try_from(n).unwrap(), 2026)),
        about: Some(about.to_owned()),
        urgency: Urgency::Normal,
        due: None,
        notice: None,
        words: None,
    }
}

fn lying(line: Line, task: Task, due: Option<domain::UtcTime>) -> Lying {
    Lying { task, assignment: None, due, since: at(5, 1, 0), line: Line { due, ..line } }
}

fn letter(notice: AccountNotice) -> AccountLetter {
    AccountLetter {
        notice,
        name: "Trần Thị Ví Dụ".into(),
        username: "vidu".into(),
        address: EmailAddress::new("vidu.tt@phuong-mau.example").unwrap(),
        agency: "Ủy ban nhân dân phường Mẫu".into(),
        at: at(5, 0, 30),
        answers: None,
    }
}

fn mail(notice: AccountNotice, language: Language) -> Rendered {
    render_account(&letter(notice), &envelope(), language).unwrap()
}

fn digest() -> Digest {
    let secret = Line { secret: true, arrival: None, about: None, ..line(6, "") };
    let lying = vec![
        lying(
            Line { urgency: Urgency::Immediate, ..line(1, "Về việc phòng <b>cháy</b>") },
            Task::Handle,
            Some(at(4, 10, 30)),
        ),
        lying(line(2, "Báo cáo quý I"), Task::Handle, Some(at(5, 10, 30))),
        lying(line(3, "Kế hoạch năm"), Task::Approve, Some(at(4, 10, 30))),
        lying(line(4, "Mời họp"), Task::Organise, None),
        lying(line(5, "Đề án"), Task::Organise, Some(at(20, 10, 30))),
        lying(secret, Task::Handle, None),
    ];
    let mut told = common::letter(NoticeKind::Commented);
    told.words = Some("Nhớ kèm phụ lục.\r\nBcc: ai@vidu.example".into());
    Digest::of(lying, at(4, 0, 30), at(5, 0, 30), &[told], 2)
}

#[test]
fn each_thing_stands_in_one_part_and_what_is_more_is_counted() {
    let digest = digest();
    let sizes = digest.parts().map(|part| (part.lines.len(), part.more));
    assert_eq!(sizes, [(1, 0), (1, 0), (1, 0), (2, 1), (1, 0)]);
    assert!(!digest.is_empty() && Digest::default().is_empty());
    // Whoever is asked for a later deadline is not late: the deadline is another's.
    let asked = lying(line(7, "Đề án"), Task::DecideExtension, Some(at(4, 10, 30)));
    let answer = Digest::of(vec![asked.clone()], at(4, 0, 30), at(5, 0, 30), &[], 20);
    assert_eq!((answer.overdue.lines.len(), answer.new.lines.len()), (0, 1));
    assert!(Digest::of(vec![asked], at(6, 0, 30), at(7, 0, 30), &[], 20).is_empty());
    // What is not new is not told again while it is neither due nor late.
    let known = lying(line(1, "Đề án"), Task::Handle, Some(at(20, 10, 30)));
    assert!(Digest::of(vec![known], at(6, 0, 30), at(7, 0, 30), &[], 20).is_empty());
}

#[test]
fn a_morning_reads_well() {
    for language in Language::ALL {
        let mail = mail(AccountNotice::Digest(Box::new(digest())), language);
        let whole = format!("Subject: {}\n\n{}", mail.subject, mail.text);
        insta::assert_snapshot!(format!("{}-digest", language.tag()), whole);
        for n in [1, 2, 3, 4, 5] {
            let link = format!("https://vanban.phuong-mau.example/documents/{}", Uuid::from_u128(n));
            assert!(mail.text.contains(&link) && mail.html.contains(&link), "{n}");
        }
        assert!(!mail.html.contains("<b>cháy</b>") && mail.html.contains("&lt;b&gt;cháy"), "escaped");
        let source = String::from_utf8(mail.bytes.clone()).unwrap();
        let (headers, _) = source.split_once("\r\n\r\n").unwrap();
        assert!(source.is_ascii() && !headers.contains("Bcc:"), "{headers}");
    }
}

#[test]
fn a_secret_line_is_a_link_and_nothing_else() {
    let secret = Line { secret: true, ..line(6, "Quân sự") };
    let lying = Lying { task: Task::Handle, assignment: None, due: None, since: at(5, 1, 0), line: secret };
    let digest = Digest::of(vec![lying], at(4, 0, 30), at(5, 0, 30), &[common::secret(NoticeKind::Commented)], 20);
    let mail = mail(AccountNotice::Digest(Box::new(digest)), Language::Vi);
    for part in [&mail.text, &mail.html, &mail.subject] {
        assert!(!part.contains("Quân sự") && !part.contains("số đến") && !part.contains("Hỏa tốc"), "{part}");
    }
    assert!(mail.text.contains(&Uuid::from_u128(6).to_string()));
}

#[test]
fn a_week_reads_well() {
    let units = vec![
        UnitWeek { name: "Phòng Kinh tế".into(), open: 12, overdue: 3, done: 7 },
        UnitWeek { name: "Phòng Văn hóa – Xã hội".into(), open: 0, overdue: 0, done: 2 },
    ];
    for language in Language::ALL {
        let mail = mail(AccountNotice::Weekly(units.clone()), language);
        let whole = format!("Subject: {}\n\n{}", mail.subject, mail.text);
        insta::assert_snapshot!(format!("{}-week", language.tag()), whole);
        assert!(mail.html.contains("Phòng Kinh tế"));
    }
}

#[test]
fn a_report_is_attached_and_its_letter_says_of_what() {
    let title =
        "Tình hình giải quyết văn bản đến, văn bản đi tuần 48 năm 2026 (từ ngày 23/11/2026 đến ngày 29/11/2026)";
    let notice = AccountNotice::Report { period: "2026-W48".into(), title: title.into() };
    let pdf = Attached {
        name: "bao-cao-van-ban-2026-W48.pdf".into(),
        media_type: "application/pdf".into(),
        content: b"%PDF-1.7 thu".to_vec().into(),
    };
    for language in Language::ALL {
        let mail =
            render_account_with(&letter(notice.clone()), std::slice::from_ref(&pdf), &envelope(), language).unwrap();
        assert!(mail.text.contains("tuần 48 năm 2026"), "{}", mail.text);
        let read = Incoming::read(&mail.bytes, &Limits::default()).unwrap();
        let files: Vec<_> = read.files().map(|file| (file.name.clone(), file.bytes.clone())).collect();
        assert_eq!(files, [("bao-cao-van-ban-2026-W48.pdf".to_owned(), b"%PDF-1.7 thu".to_vec())]);
    }
}

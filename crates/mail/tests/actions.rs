//! The buttons of a mail: as they read, in both languages; where the code stands and where it doesn't; and that neither a secret line
//! nor a letter that leaves the house has any. After a wanted change: `INSTA_UPDATE=always cargo test -p mail --test actions`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod common;

use chrono::NaiveDate;
use common::{actions, envelope, letter, secret};
use domain::{incoming::CommandKind, notice::NoticeKind};
use mail::{Actions, Language, Replies, render, render_with};

#[test]
fn as_they_read() {
    for language in Language::ALL {
        let mail =
            render_with(&letter(NoticeKind::GivenPrimary), Some(&actions()), None, &envelope(), language).unwrap();
        let whole = format!("Subject: {}\n\n{}\n\n{}", mail.subject, mail.text, mail.html);
        insta::assert_snapshot!(format!("{}-buttons", language.tag()), whole);
    }
}

/// The example is a day to come, as the office has said, in whatever year it is read.
#[test]
fn what_a_reply_may_say_names_the_day_that_the_office_gives() {
    let replies = Replies {
        commands: vec![CommandKind::Assign.into(), CommandKind::RequestExtension.into()],
        example: NaiveDate::from_ymd_opt(2027, 1, 5).unwrap(),
    };
    for language in Language::ALL {
        let mail = render_with(&letter(NoticeKind::GivenPrimary), None, Some(&replies), &envelope(), language).unwrap();
        for example in ["hạn 05/01", "GIA HẠN 05/01: lý do"] {
            assert!(mail.text.contains(example), "{example} is not in {}", mail.text);
        }
        let alone =
            render_with(&secret(NoticeKind::GivenPrimary), None, Some(&replies), &envelope(), language).unwrap();
        assert!(!alone.text.contains("05/01"), "{}", alone.text);
    }
}

#[test]
fn the_code_stands_in_the_text_and_in_no_link_subject_or_preview() {
    let actions = actions();
    for language in Language::ALL {
        let mail = render_with(&letter(NoticeKind::GivenPrimary), Some(&actions), None, &envelope(), language).unwrap();
        for part in [&mail.text, &mail.html] {
            assert_eq!(part.matches("012 345").count(), 1, "{part}");
            assert!(!part.contains("012345"), "{part}");
            for (_, token) in &actions.links {
                assert!(part.contains(&format!("https://vanban.phuong-mau.example/m/{token}")), "{part}");
            }
        }
        let preview = mail.html.split_once("display:none").unwrap().1.split_once("</div>").unwrap().0;
        for place in [mail.subject.as_str(), preview] {
            assert!(!place.contains("012"), "{place}");
        }
        // What phones show of the text part comes before the code.
        assert!(mail.text.find("012 345").unwrap() > 400, "{}", mail.text);
        let head = String::from_utf8(mail.bytes).unwrap();
        let head = head.split_once("\r\n\r\n").unwrap().0;
        assert!(!head.contains("012") && !head.contains("/m/"), "{head}");
    }
}

#[test]
fn neither_a_secret_line_nor_a_letter_to_outside_has_any() {
    for language in Language::ALL {
        for letter in [
            secret(NoticeKind::GivenPrimary),
            letter(NoticeKind::RefusedToSender),
            letter(NoticeKind::ReturnedToSender),
        ] {
            let with = render_with(&letter, Some(&actions()), None, &envelope(), language).unwrap();
            let without = render(&letter, &envelope(), language).unwrap();
            assert_eq!((with.text, with.html), (without.text, without.html));
        }
        let none = Actions { links: Vec::new(), ..actions() };
        let letter = letter(NoticeKind::GivenPrimary);
        let with = render_with(&letter, Some(&none), None, &envelope(), language).unwrap();
        assert_eq!(with.html, render(&letter, &envelope(), language).unwrap().html);
    }
}

#[test]
fn a_token_is_never_shown_by_accident() {
    assert_eq!(format!("{:?}", actions()), "Actions(5)");
}

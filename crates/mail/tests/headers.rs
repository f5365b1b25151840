//! What stands around a mail: headers, threading, encoding; and that nobody can add a header, a recipient, a tag or a line.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod common;

use chrono::{TimeZone, Utc};
use common::{DOCUMENT, MAIL_ID, envelope, letter};
use domain::{
    DocumentId,
    incoming::Urgency,
    notice::{Letter, NoticeKind},
};
use mail::{Envelope, Language, RenderError, Rendered, render};
use mail_parser::{Message, MessageParser, MimeHeaders};

fn vi(letter: &Letter) -> Rendered {
    render(letter, &envelope(), Language::Vi).unwrap()
}

fn parsed(mail: &Rendered) -> Message<'_> {
    MessageParser::default().parse(&mail.bytes).unwrap()
}

fn raw_header(mail: &Rendered, name: &str) -> Vec<String> {
    let source = String::from_utf8(mail.bytes.clone()).unwrap();
    let head = source.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
    head.split("\r\n")
        .filter_map(|l| l.split_once(": "))
        .filter(|(n, _)| *n == name)
        .map(|(_, v)| v.trim().to_owned())
        .collect()
}

#[test]
fn says_what_it_is() {
    let mail = vi(&letter(NoticeKind::GivenPrimary));
    let one = |name: &str, value: &str| assert_eq!(raw_header(&mail, name), [value], "{name}");
    one("Message-ID", &format!("<{MAIL_ID}@phuong-mau.example>"));
    one("In-Reply-To", &format!("<thread.{DOCUMENT}@phuong-mau.example>"));
    one("References", &format!("<thread.{DOCUMENT}@phuong-mau.example>"));
    one("Auto-Submitted", "auto-generated");
    one("X-Auto-Response-Suppress", "All");
    one("Content-Language", "vi");
    one("MIME-Version", "1.0");
    one("Date", "Thu, 05 Mar 2026 01:30:00 +0000");
    one("X-Priority", "2");
    one("Importance", "high");
    assert!(raw_header(&mail, "Reply-To").is_empty() && raw_header(&mail, "Bcc").is_empty());
    assert_eq!(mail.message_id, format!("<{MAIL_ID}@phuong-mau.example>"));
    assert_eq!(mail.to, "vidu.tt@phuong-mau.example");

    let message = parsed(&mail);
    assert_eq!(
        message.subject(),
        Some(
            "[Khẩn] Chủ trì xử lý: V/v tăng cường công tác phòng cháy, chữa cháy tại khu dân cư trong mùa khô năm 2026 (số đến 15/2026)"
        )
    );
    let from = message.from().unwrap().first().unwrap();
    assert_eq!((from.name(), from.address()), (Some("Văn phòng UBND phường Mẫu"), Some("vanthu@phuong-mau.example")));
    let to = message.to().unwrap().first().unwrap();
    assert_eq!((to.name(), to.address()), (Some("Trần Thị Ví Dụ"), Some("vidu.tt@phuong-mau.example")));
}

#[test]
fn text_and_html_are_alternatives_in_utf8_and_seven_bits() {
    let mail = vi(&letter(NoticeKind::GivenPrimary));
    let source = String::from_utf8(mail.bytes.clone()).unwrap();
    assert!(source.is_ascii());
    assert!(source.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])));
    let message = parsed(&mail);
    let kind = message.content_type().unwrap();
    assert_eq!((kind.ctype(), kind.subtype()), ("multipart", Some("alternative")));
    for part in &message.parts[1..] {
        assert_eq!(part.content_type().unwrap().attribute("charset"), Some("utf-8"));
    }
    // The parts arrive as they were made, whatever the encoding between.
    let unix = |text: &str| text.replace("\r\n", "\n");
    assert_eq!(unix(&message.body_text(0).unwrap()), mail.text);
    assert_eq!(unix(&message.body_html(0).unwrap()), mail.html);
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    for kind in NoticeKind::ALL {
        assert_eq!(vi(&letter(kind)).bytes, vi(&letter(kind)).bytes);
    }
}

#[test]
fn mail_of_one_document_is_one_thread_and_of_another_another() {
    let thread = |letter: &Letter| raw_header(&vi(letter), "References");
    let first = thread(&letter(NoticeKind::Presented));
    assert!(NoticeKind::ALL.iter().all(|kind| thread(&letter(*kind)) == first));
    let mut other = letter(NoticeKind::Presented);
    other.document.id = DocumentId(MAIL_ID);
    assert_ne!(thread(&other), first);
}

#[test]
fn urgent_mail_is_marked_and_other_is_not() {
    let priority = |kind, urgency| {
        let mut letter = letter(kind);
        letter.document.urgency = urgency;
        raw_header(&vi(&letter), "X-Priority").first().cloned()
    };
    assert_eq!(priority(NoticeKind::GivenPrimary, Urgency::Normal), None);
    assert_eq!(priority(NoticeKind::GivenPrimary, Urgency::Immediate).as_deref(), Some("1"));
    assert_eq!(priority(NoticeKind::GivenInformed, Urgency::Immediate), None);
    assert_eq!(priority(NoticeKind::RefusedToSender, Urgency::Immediate), None);
}

#[test]
fn replies_go_where_they_are_read() {
    let envelope = Envelope { reply_to: Some("traloi@phuong-mau.example".into()), ..envelope() };
    let mail = render(&letter(NoticeKind::Commented), &envelope, Language::Vi).unwrap();
    assert_eq!(raw_header(&mail, "Reply-To"), ["traloi@phuong-mau.example"]);
    assert!(!mail.text.contains("Xin không trả lời"));
}

#[test]
fn a_long_subject_is_cut_between_words() {
    let mut long = letter(NoticeKind::GivenPrimary);
    long.document.subject = Some("Về việc ".to_owned() + &"triển khai thực hiện ".repeat(24));
    let mail = vi(&long);
    assert!(mail.subject.ends_with("… (số đến 15/2026)") && mail.subject.chars().count() < 150, "{}", mail.subject);
    assert_eq!(parsed(&mail).subject(), Some(mail.subject.as_str()));
    assert!(mail.text.contains(long.document.subject.as_ref().unwrap().trim()), "the mail itself has it whole");
}

const NASTY: [&str; 12] = [
    "Nguyễn \"Mẫu\" Văn",
    "Mẫu <boss@evil.example>",
    "a\r\nBcc: thief@evil.example",
    "a\nX-Evil: 1\n\n<h1>body</h1>",
    "a\0b\u{7f}c\u{1b}[31m",
    "=?utf-8?q?=0D=0ABcc:_x@evil.example?=",
    "<script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "\u{202E}fdp.exe\u{202C} \u{200F}\u{2066}",
    "مكتب العمل, \u{5D0}\u{5D1}; x@y.example",
    "\u{2028}Bcc: x@evil.example\u{2029}\u{85}X-Evil: 1",
];

#[test]
fn nothing_that_people_write_gets_out_of_its_place() {
    for nasty in NASTY {
        for kind in NoticeKind::ALL {
            let mut letter = letter(kind);
            letter.to.name = nasty.into();
            letter.agency = format!("UBND {nasty}");
            if let Some(from) = &mut letter.from {
                from.name = nasty.into();
                from.title = nasty.into();
            }
            letter.document.author = Some(nasty.into());
            letter.document.notation = Some(nasty.into());
            letter.document.subject = Some(nasty.into());
            letter.words = Some(format!("{nasty}\n{nasty}"));
            let envelope = Envelope { from_name: nasty.into(), ..envelope() };
            let mail = render(&letter, &envelope, Language::Vi).unwrap();
            let message = parsed(&mail);

            assert!(!mail.subject.chars().any(char::is_control), "{nasty:?}: {}", mail.subject);
            for name in ["Bcc", "X-Evil", "Cc"] {
                assert!(message.header(name).is_none() && raw_header(&mail, name).is_empty(), "{nasty:?}: {name}");
            }
            for name in ["From", "To", "Subject", "Message-ID", "Content-Type", "References"] {
                assert_eq!(raw_header(&mail, name).len(), 1, "{nasty:?}: {name}");
            }
            for (list, address) in [(message.from(), "vanthu@phuong-mau.example"), (message.to(), mail.to.as_str())] {
                let list: Vec<_> = list.unwrap().iter().filter_map(|a| a.address()).collect();
                assert_eq!(list, [address], "{nasty:?}");
            }
            assert_eq!(message.parts.len(), 3, "{nasty:?}: exactly text and html");
            for forbidden in ["<script", "<img", "<h1>body", "<boss", "\u{202E}", "\u{2066}", "\u{200F}", "\0", ">49 "]
            {
                assert!(!mail.html.contains(forbidden), "{nasty:?}: {forbidden:?} in html");
            }
            assert!(!mail.text.chars().any(|c| c.is_control() && c != '\n'), "{nasty:?}");
        }
    }
}

#[test]
fn html_shows_what_was_written() {
    let mut letter = letter(NoticeKind::Commented);
    letter.words = Some("Mức < 5 & > 3, \"nhanh\"\n<b>đậm</b>".into());
    let mail = vi(&letter);
    assert!(
        mail.html.contains("Mức &lt; 5 &amp; &gt; 3, &quot;nhanh&quot;<br>\n&lt;b&gt;đậm&lt;/b&gt;"),
        "{}",
        mail.html
    );
    assert!(mail.text.contains("> Mức < 5 & > 3, \"nhanh\"\n> <b>đậm</b>"), "{}", mail.text);
}

#[test]
fn decomposed_vietnamese_goes_out_composed() {
    let mut letter = letter(NoticeKind::GivenPrimary);
    letter.to.name = "Tra\u{302}\u{300}n Thi\u{323} Vi\u{301} Du\u{323}".into();
    letter.document.subject = Some("Ve\u{302}\u{300} vie\u{323}\u{302}c thu\u{31B}\u{309} nghie\u{323}\u{302}m".into());
    let mail = vi(&letter);
    assert_eq!(parsed(&mail).to().unwrap().first().unwrap().name(), Some("Trần Thị Ví Dụ"));
    assert!(mail.subject.contains("V/v thử nghiệm"), "{}", mail.subject);
    assert!(mail.html.contains("Về việc thử nghiệm") && mail.text.contains("Về việc thử nghiệm"));
}

#[test]
fn what_cannot_be_sent_is_a_value() {
    let good = letter(NoticeKind::GivenPrimary);
    let mut nowhere = good.clone();
    nowhere.to.address = None;
    assert_eq!(render(&nowhere, &envelope(), Language::Vi).unwrap_err(), RenderError::NoAddress);

    // The domain lets it pass, mail doesn't: the local part is too long.
    let mut long = good.clone();
    long.to.address = Some(domain::EmailAddress::new(&format!("{}@x.example", "a".repeat(80))).unwrap());
    assert!(matches!(render(&long, &envelope(), Language::Vi), Err(RenderError::Address { field: "to", .. })));

    for bad in
        ["", "vanthu", "van thu@x.example", "a@x.example>\r\nBcc: b@x.example", "\"a b\"@x.example", "văn@x.example"]
    {
        let from = Envelope { from_address: bad.into(), ..envelope() };
        assert!(
            matches!(render(&good, &from, Language::Vi), Err(RenderError::Address { field: "from_address", .. })),
            "{bad:?}"
        );
        let reply = Envelope { reply_to: Some(bad.into()), ..envelope() };
        assert!(
            matches!(render(&good, &reply, Language::Vi), Err(RenderError::Address { field: "reply_to", .. })),
            "{bad:?}"
        );
    }
    for bad in ["", "x", "a b@c", "a@b\r\nX: y"] {
        let envelope = Envelope { message_id: bad.into(), ..envelope() };
        assert_eq!(render(&good, &envelope, Language::Vi).unwrap_err(), RenderError::MessageId, "{bad:?}");
    }
    for bad in ["", "javascript:alert(1)", "vanban.example", "https://u:p@x.example"] {
        let envelope = Envelope { base_url: bad.into(), ..envelope() };
        assert_eq!(render(&good, &envelope, Language::Vi).unwrap_err(), RenderError::BaseUrl, "{bad:?}");
    }
    let mut early = good;
    early.at = Utc.with_ymd_and_hms(1969, 12, 31, 23, 0, 0).unwrap();
    assert_eq!(render(&early, &envelope(), Language::Vi).unwrap_err(), RenderError::Date);
    let failure = mail::SendError::from(RenderError::NoAddress);
    assert_eq!((failure.kind, failure.code), (mail::FailureKind::Permanent, None));
}

#[test]
fn the_link_is_where_the_document_is() {
    let mail = vi(&letter(NoticeKind::GivenPrimary));
    let link = format!("https://vanban.phuong-mau.example/documents/{DOCUMENT}");
    assert!(mail.text.lines().any(|line| line == link), "{}", mail.text);
    assert!(mail.html.contains(&format!("href=\"{link}\"")));
}

//! Every template as it reads: 28 kinds in Vietnamese, whole; in English, subject and text; and what a secret line leaves.
//! After a wanted change: `INSTA_UPDATE=always cargo test -p mail --test templates`, and read the difference.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod common;

use common::{about_dossier, bare, envelope, letter, secret};
use domain::notice::NoticeKind;
use mail::{Language, Rendered, label, render};

fn rendered(letter: &domain::notice::Letter, language: Language) -> Rendered {
    render(letter, &envelope(), language).unwrap_or_else(|error| panic!("{:?}: {error}", letter.kind))
}

#[test]
fn every_kind_in_vietnamese() {
    for kind in NoticeKind::ALL {
        let mail = rendered(&letter(kind), Language::Vi);
        let whole = format!("Subject: {}\n\n{}\n\n{}", mail.subject, mail.text, mail.html);
        insta::assert_snapshot!(format!("vi-{}", kind.as_str()), whole);
    }
}

#[test]
fn every_kind_in_english() {
    for kind in NoticeKind::ALL {
        let mail = rendered(&letter(kind), Language::En);
        insta::assert_snapshot!(format!("en-{}", kind.as_str()), format!("Subject: {}\n\n{}", mail.subject, mail.text));
    }
}

/// What is told of documents and of dossiers alike speaks of a dossier where it is one.
#[test]
fn kinds_of_both_speak_of_the_dossier() {
    use NoticeKind as K;
    for kind in [
        K::Reminder,
        K::DueSoon,
        K::DueNow,
        K::Overdue,
        K::OverdueElsewhere,
        K::DeadlineMoved,
        K::HandedOver,
        K::TakenAway,
        K::Commented,
        K::MailFailed,
    ] {
        let mail = rendered(&about_dossier(kind), Language::Vi);
        let whole = format!("Subject: {}\n\n{}", mail.subject, mail.text);
        assert!(mail.text.contains("hồ sơ dưới đây") || mail.text.contains("Hồ sơ dưới đây"), "{whole}");
        assert!(!whole.contains("ăn bản dưới đây") && whole.contains("H15.50.05.13-261123-0007"), "{whole}");
        insta::assert_snapshot!(format!("vi-dossier-{}", kind.as_str()), whole);
        let english = rendered(&about_dossier(kind), Language::En);
        assert!(english.text.contains("dossier below"), "{}", english.text);
    }
}

/// A person by the title that they have, a business by its name; and in the sentences as such.
#[test]
fn a_citizen_is_addressed_as_what_they_are() {
    use domain::dossier::PartyKind as P;
    let written = |kind: P, name: &str, language| {
        let mut letter = letter(NoticeKind::CitizenToSupply);
        letter.to.name = name.to_owned();
        letter.document.dossier.as_mut().unwrap().party = Some(kind);
        rendered(&letter, language).text
    };
    for (kind, name, dear, you, english) in [
        (P::Citizen, "Lê Thị Thử", "Kính gửi Ông/Bà Lê Thị Thử,", "Kính đề nghị Ông/Bà chuẩn bị", "Dear Lê Thị Thử,"),
        (P::Citizen, "Bà Lê Thị Thử", "Kính gửi Bà Lê Thị Thử,", "Kính đề nghị Bà chuẩn bị", "Dear Ms Lê Thị Thử,"),
        (P::Citizen, "ông Lê Văn Thử", "Kính gửi Ông Lê Văn Thử,", "Kính đề nghị Ông chuẩn bị", "Dear Mr Lê Văn Thử,"),
        (
            P::Business,
            "Công ty Thử",
            "Kính gửi Công ty Thử,",
            "Kính đề nghị Quý doanh nghiệp chuẩn bị",
            "Dear Công ty Thử,",
        ),
        (P::Agency, "Sở Thử", "Kính gửi Sở Thử,", "Kính đề nghị Quý cơ quan chuẩn bị", "Dear Sở Thử,"),
    ] {
        let text = written(kind, name, Language::Vi);
        assert!(text.contains(dear) && text.contains(you), "{text}");
        assert!(!text.contains("Ông/Bà") || dear.contains("Ông/Bà"), "{text}");
        let text = written(kind, name, Language::En);
        assert!(text.contains(english), "{text}");
    }
}

/// Of what another agency has done the office that speaks names that one: where the result lies, and where it is rated.
#[test]
fn another_agency_that_handles_it_is_named() {
    let there = || domain::dossier::OtherAgency {
        code: domain::OrganCode::new("H98.1").unwrap(),
        name: domain::Label::new("Sở Thử").unwrap(),
    };
    for (kind, named) in [
        (NoticeKind::CitizenReturned, "trên trang tra cứu hồ sơ của Sở Thử"),
        (NoticeKind::CitizenCameBack, "Kết quả hiện được giữ tại Sở Thử"),
        (NoticeKind::CitizenCorrected, "Kết quả đã đính chính đang được Sở Thử chuyển đến"),
    ] {
        let mut letter = letter(kind);
        assert!(!rendered(&letter, Language::Vi).text.contains("Sở Thử"));
        letter.document.dossier.as_mut().unwrap().there = Some(there());
        let text = rendered(&letter, Language::Vi).text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(named), "{text}");
        assert!(rendered(&letter, Language::En).text.contains("Sở Thử"));
    }
}

#[test]
fn a_secret_line() {
    for (name, kind) in [("inside", NoticeKind::GivenPrimary), ("outside", NoticeKind::RefusedToSender)] {
        for language in Language::ALL {
            let mail = rendered(&secret(kind), language);
            let whole = format!("Subject: {}\n\n{}\n\n{}", mail.subject, mail.text, mail.html);
            insta::assert_snapshot!(format!("{}-secret-{name}", language.tag()), whole);
        }
    }
}

#[test]
fn the_least_that_is_known() {
    for kind in [NoticeKind::GivenPrimary, NoticeKind::RefusedToSender] {
        let mail = rendered(&bare(kind), Language::Vi);
        insta::assert_snapshot!(
            format!("vi-bare-{}", kind.as_str()),
            format!("Subject: {}\n\n{}", mail.subject, mail.text)
        );
    }
}

/// Somebody outside reads what they get it for, and may always answer: a person has sent it.
#[test]
fn what_goes_outside_says_what_it_is_sent_for() {
    use domain::outgoing::Purpose as P;
    let mut said = std::collections::BTreeSet::new();
    for purpose in [Some(P::ToAct), Some(P::ToReport), Some(P::ToKnow), None] {
        for language in Language::ALL {
            let mut letter = letter(NoticeKind::IssuedToOutside);
            letter.enclosed.as_mut().unwrap().purpose = purpose;
            let mail = rendered(&letter, language);
            assert!(!mail.text.contains("không trả lời") && !mail.text.contains("do not reply"), "{}", mail.text);
            if let (Some(purpose), Language::Vi) = (purpose, language) {
                let words = match purpose {
                    P::ToAct => "Kính đề nghị Quý cơ quan, đơn vị tiếp nhận, xử lý văn bản và báo lại",
                    other => &format!("Kính gửi Quý cơ quan, đơn vị {}. Kính đề nghị", other.vietnamese()),
                };
                assert!(mail.text.contains(words) && mail.html.contains(words), "{}", mail.text);
            }
            said.insert(mail.text);
        }
    }
    assert_eq!(said.len(), 6, "where nothing is said, as to be acted on");
}

/// Strict templates: a missing optional field is no error, and no template names what nobody gives.
#[test]
fn every_kind_renders_whatever_is_missing() {
    for language in Language::ALL {
        for kind in NoticeKind::ALL {
            for letter in [letter(kind), bare(kind), secret(kind)] {
                let mail = rendered(&letter, language);
                for part in [&mail.subject, &mail.text, &mail.html] {
                    assert!(
                        !part.contains("{{") && !part.contains("{%") && !part.to_lowercase().contains(">none"),
                        "{kind:?}\n{part}"
                    );
                }
                assert!(
                    !mail.text.to_lowercase().contains("none") && mail.text.ends_with(".\n"),
                    "{kind:?}\n{}",
                    mail.text
                );
                assert!(!mail.text.contains("\n\n\n") && !mail.text.contains("  "), "{kind:?}\n{}", mail.text);
                assert!(mail.text.contains(&letter.agency), "{kind:?}");
            }
            for only in 0..6 {
                let mut one = bare(kind);
                let full = letter(kind);
                match only {
                    0 => one.from = full.from,
                    1 => one.words = full.words,
                    2 => one.due = Some(full.at),
                    3 => one.document.author = full.document.author,
                    4 => one.document.issued_on = full.document.issued_on,
                    _ => one.document.arrival = full.document.arrival,
                }
                rendered(&one, language);
            }
        }
    }
}

#[test]
fn every_kind_has_words_of_its_own() {
    for language in Language::ALL {
        let mut titles: Vec<&str> = NoticeKind::ALL.iter().map(|kind| label(*kind, language)).collect();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), NoticeKind::ALL.len());
        // A phone shows some forty characters of a subject line.
        assert!(titles.iter().all(|title| title.chars().count() <= 40), "{titles:?}");
    }
}

/// Whoever reads over somebody's shoulder learns nothing: the same mail whatever happened, however urgent, whoever acted.
#[test]
fn a_secret_line_is_never_named() {
    for language in Language::ALL {
        let inside = rendered(&secret(NoticeKind::GivenPrimary), language);
        for kind in NoticeKind::ALL {
            // Even if the letter held them, words, deadline and facts would not come out.
            let mut letter = letter(kind);
            letter.document.secret = true;
            letter.due = Some(common::at(9, 10, 0));
            letter.words = Some("nội dung tuyệt mật".into());
            let mail = rendered(&letter, language);
            let all = format!("{}\n{}\n{}", mail.subject, mail.text, mail.html);
            let source = String::from_utf8(mail.bytes.clone()).unwrap();
            for name in [
                "tuyệt mật",
                "phòng cháy",
                "123/SM",
                "Sở Mẫu",
                "Nguyễn Văn Mẫu",
                "15/2026",
                "09/3",
                "Khẩn",
                "Hỏa tốc",
                "9 March",
            ] {
                assert!(!all.contains(name), "{kind:?}: {name}\n{all}");
            }
            assert!(!source.contains("X-Priority") && !source.contains("Importance"), "{kind:?}");
            if !kind.goes_outside() {
                assert_eq!(
                    (&mail.subject, &mail.text, &mail.html),
                    (&inside.subject, &inside.text, &inside.html),
                    "{kind:?}"
                );
            }
        }
    }
}

#[test]
fn who_sent_the_document_gets_no_link_into_the_house() {
    for language in Language::ALL {
        for kind in [NoticeKind::RefusedToSender, NoticeKind::ReturnedToSender] {
            for letter in [letter(kind), secret(kind)] {
                let mail = rendered(&letter, language);
                assert!(!mail.text.contains("http") && !mail.html.contains("href"), "{}", mail.text);
                assert!(!mail.text.contains("Nguyễn Văn Mẫu"), "{}", mail.text);
            }
        }
    }
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    for kind in NoticeKind::ALL {
        let html = rendered(&letter(kind), Language::Vi).html;
        for forbidden in ["<img", "<script", "<link", "@import", "url(", "<iframe", "<form", "src=", "javascript:"] {
            assert!(!html.contains(forbidden), "{kind:?}: {forbidden}");
        }
        // Some programs cut a mail at 100 KB.
        assert!(html.len() < 20_000, "{} bytes", html.len());
    }
}

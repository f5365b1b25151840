//! Several letters about one document as one mail: as it reads, in both languages; that it says all of them and names the document once;
//! and that a secret line stays unnamed in it. After a wanted change: `INSTA_UPDATE=always cargo test -p mail --test together`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod common;

use common::{actions, at, envelope, letter, secret};
use domain::notice::{Letter, NoticeKind};
use mail::{Language, Rendered, label, render, render_together, render_with};

/// What happened that morning, one every few minutes.
fn happened(kinds: &[NoticeKind]) -> Vec<Letter> {
    let later = |minutes| at(5, 1, 30) + chrono::TimeDelta::minutes(minutes);
    let minutes = (0..).step_by(2);
    kinds.iter().zip(minutes).map(|(kind, minutes)| Letter { at: later(minutes), ..letter(*kind) }).collect()
}

fn together(letters: &[Letter], language: Language) -> Rendered {
    render_together(&letters[0], &letters[1..], Some(&actions()), None, &envelope(), language).unwrap()
}

fn whole(mail: &Rendered) -> String {
    format!("Subject: {}\n\n{}\n\n{}", mail.subject, mail.text, mail.html)
}

fn gathering() -> Vec<NoticeKind> {
    NoticeKind::ALL.into_iter().filter(|kind| kind.gathers()).collect()
}

#[test]
fn as_they_read() {
    use NoticeKind as K;
    let mut morning = happened(&[K::Commented, K::OpinionGiven, K::Completed]);
    morning[1].words = Some("Đồng ý, nhưng cần bổ sung:\n1. Danh sách hộ dân.".into());
    let handoff = happened(&[K::GivenPrimary, K::Commented, K::TakenAway]);
    for language in Language::ALL {
        let events = render_together(&morning[0], &morning[1..], None, None, &envelope(), language).unwrap();
        insta::assert_snapshot!(format!("{}-events", language.tag()), whole(&events));
        insta::assert_snapshot!(format!("{}-handoff", language.tag()), whole(&together(&handoff, language)));
    }
}

#[test]
fn one_alone_is_as_ever() {
    for language in Language::ALL {
        for kind in NoticeKind::ALL {
            let one = letter(kind);
            let alone = render_together(&one, &[], Some(&actions()), None, &envelope(), language).unwrap();
            let ever = render_with(&one, Some(&actions()), None, &envelope(), language).unwrap();
            assert_eq!((whole(&alone), alone.bytes), (whole(&ever), ever.bytes), "{kind:?}");
        }
    }
}

/// In order of time, whichever was written first; each by its name, with its words.
#[test]
fn all_of_them_are_told_in_order_of_time() {
    let mut letters = happened(&gathering());
    for (n, one) in letters.iter_mut().enumerate() {
        one.words = Some(format!("lời thứ {n}"));
    }
    let total = letters.len();
    letters.swap(1, 3);
    for language in Language::ALL {
        let mail = together(&letters, language);
        assert!(mail.subject.starts_with(&format!("{total} ")), "{}", mail.subject);
        for part in [&mail.text, &mail.html] {
            let places: Vec<usize> = (0..total)
                .map(|n| part.find(&format!("lời thứ {n}")).unwrap_or_else(|| panic!("{n}: {part}")))
                .collect();
            assert!(places.is_sorted(), "{part}");
            for kind in gathering() {
                assert!(part.contains(label(kind, language)), "{kind:?}: {part}");
            }
            // The document stands above, and is pointed to so.
            let title = if language == Language::Vi { "Theo thứ tự thời gian:" } else { "In order of time:" };
            let events = part.split_once(title).unwrap().1;
            assert!(!events.contains("dưới đây") && !events.contains("below"), "{events}");
        }
        assert!(!mail.text.contains("\n\n\n") && mail.text.ends_with(".\n"), "{}", mail.text);
        // Of several people nobody is the one that it comes from; nor is anything asked that a button would do.
        assert!(!mail.text.contains("Người chuyển:") && !mail.text.contains("From:"), "{}", mail.text);
        assert_eq!(mail.date, letters.last().unwrap().at);
    }
}

/// A handoff stays what it is, with what it asks and its buttons; the rest is told behind.
#[test]
fn a_handoff_takes_the_others_along() {
    let letters = happened(&[NoticeKind::GivenPrimary, NoticeKind::Commented]);
    for language in Language::ALL {
        let (mail, alone) = (
            together(&letters, language),
            render_with(&letters[0], Some(&actions()), None, &envelope(), language).unwrap(),
        );
        assert_eq!((&mail.subject, &mail.message_id, mail.date), (&alone.subject, &alone.message_id, alone.date));
        let comment = letters[1].words.as_deref().unwrap();
        for (part, other) in [(&mail.text, &alone.text), (&mail.html, &alone.html)] {
            assert!(part.contains(comment) && !other.contains(comment), "{part}");
            assert!(part.contains("012 345"), "the buttons: {part}");
        }
    }
}

/// Whatever else would be told: of a secret line nothing is, and nothing of what was told together with it.
#[test]
fn a_secret_line_among_them_is_never_named() {
    use NoticeKind as K;
    for language in Language::ALL {
        let alone = render(&secret(K::Commented), &envelope(), language).unwrap();
        let open = |kind| Letter { at: at(5, 1, 20), ..letter(kind) };
        for letters in [
            vec![secret(K::Commented), secret(K::Completed), secret(K::Paused)],
            vec![open(K::Commented), secret(K::Commented)],
            vec![secret(K::Commented), open(K::Completed)],
            vec![open(K::GivenPrimary), secret(K::Commented)],
        ] {
            let mail = together(&letters, language);
            assert_eq!((&mail.subject, &mail.text, &mail.html), (&alone.subject, &alone.text, &alone.html));
        }
    }
}

#[test]
fn nothing_is_fetched_and_the_most_is_not_cut() {
    let kinds: Vec<NoticeKind> = gathering().into_iter().cycle().take(31).collect();
    let mut letters = happened(&kinds[..1]);
    letters.extend(kinds[1..].iter().map(|kind| letter(*kind)));
    for language in Language::ALL {
        let html = together(&letters, language).html;
        for forbidden in ["<img", "<script", "<link", "@import", "url(", "<iframe", "<form", "src=", "javascript:"] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
        // Some programs cut a mail at 100 KB.
        assert!(html.len() < 80_000, "{} bytes", html.len());
    }
}

//! Whatever a file is made of: it has words or a fault, and nothing breaks down. What costs too much is the process's to bear
//! (`crates/congvan/tests/extraction.rs`).

#![allow(clippy::unwrap_used, reason = "helpers of tests, where a panic is the failure")]

use std::{fs, path::Path, time::Duration};

use extract::{Fault, Kind, Limits, words_of};
use proptest::prelude::*;

const FIXTURES: &[(Kind, &str)] = &[
    (Kind::Docx, "van-ban.docx"),
    (Kind::Odt, "van-ban.odt"),
    (Kind::Pdf, "van-ban.pdf"),
    (Kind::Xlsx, "bang.xlsx"),
    (Kind::Ods, "bang.ods"),
    (Kind::Html, "van-ban.fodt"),
    (Kind::Mail, "van-ban.fodt"),
];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

/// Reads it within tight limits. What breaks a library down is caught, and would be told as that.
fn read(kind: Kind, bytes: &[u8]) -> Result<(), Fault> {
    let limits = Limits {
        characters: 10_000,
        unpacked_bytes: 4 << 20,
        piece_bytes: 1 << 20,
        time: Some(Duration::from_secs(2)),
        ..Limits::default()
    };
    let words = words_of(kind, bytes, &limits)?;
    assert!(words.text.chars().count() <= 10_000);
    assert!(!words.text.contains(|c: char| c.is_control() && c != '\n'));
    assert!(words.text.lines().all(|line| line.trim() == line && !line.is_empty()));
    Ok(())
}

#[test]
fn files_that_end_too_early() {
    for (kind, name) in FIXTURES {
        let whole = fixture(name);
        for part in 0..20 {
            let end = whole.len() * part / 20;
            assert_ne!(read(*kind, whole.get(..end).unwrap()), Err(Fault::Crashed), "{name} up to {end}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind(bytes in proptest::collection::vec(any::<u8>(), 0..2000), head in 0_usize..4) {
        let beginnings: [&[u8]; 4] = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"Subject: x\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n"];
        let file = [*beginnings.get(head).unwrap(), bytes.as_slice()].concat();
        for kind in Kind::ALL {
            // A library may break down over a PDF; that costs the PDF.
            prop_assert!(read(*kind, &file) != Err(Fault::Crashed) || *kind == Kind::Pdf);
        }
    }

    #[test]
    fn files_with_other_bytes_in_them(which in 0..FIXTURES.len(), changes in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..20)) {
        let (kind, name) = *FIXTURES.get(which).unwrap();
        let mut file = fixture(name);
        for (place, byte) in changes {
            let place = usize::from(place) % file.len();
            *file.get_mut(place).unwrap() = byte;
        }
        prop_assert!(read(kind, &file) != Err(Fault::Crashed) || kind == Kind::Pdf);
    }

    #[test]
    fn pages_of_any_tags(page in "(<[a-z/!]{0,3}[a-z]{0,8}|>|[ \\n]|\\PC|&[a-z]{0,6};?|&#x?[0-9]{0,7};?){0,200}") {
        prop_assert_eq!(read(Kind::Html, page.as_bytes()), Ok(()));
        let mail = format!("Subject: x\r\nContent-Type: text/html\r\n\r\n{page}");
        prop_assert_eq!(read(Kind::Mail, mail.as_bytes()), Ok(()));
    }
}

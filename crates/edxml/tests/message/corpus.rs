//! Messages in the forms that traffic has, of invented bodies and people, each with what is to be read beside it. `UPDATE_CORPUS=1` writes
//! what is read, to be looked at before it is kept.

use std::{fs, path::PathBuf};

use edxml::{Nowhere, ReadOptions, WarningCode, json, read};

use crate::{everything::everything, shown::shown};

pub fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The messages of a folder, with their names.
pub fn messages(name: &str) -> Vec<(String, Vec<u8>)> {
    let Ok(there) = fs::read_dir(folder(name)) else { return Vec::new() };
    let mut found: Vec<_> = there
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_none_or(|e| e == "edxml"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()))
        .collect();
    found.sort();
    found
}

/// Holds what was read against what is kept in a file.
pub fn compare(wrong: &mut Vec<String>, name: &str, read: &str) {
    let file = folder("messages").join(name);
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        fs::write(&file, read).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if read != expected {
        wrong.push(format!("== {name}\n-- expected\n{expected}-- read\n{read}"));
    }
}

#[test]
fn each_is_read_as_expected() {
    let messages = messages("messages");
    assert!(messages.len() >= 100, "{}", messages.len());
    let mut wrong = Vec::new();
    for (name, raw) in &messages {
        let read = shown(raw);
        assert_eq!(name.starts_with("fails-"), read.starts_with("error"), "{name}: {read}");
        compare(&mut wrong, &format!("{name}.expected"), &read);
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), messages.len(), wrong.join("\n"));
}

/// All that the command line says of some.
#[test]
fn some_as_json() {
    let mut wrong = Vec::new();
    for name in ["document-new-vendor", "document-replace", "soap-document", "status-02", "dates-impossible"] {
        let raw = fs::read(folder("messages").join(format!("{name}.edxml"))).unwrap();
        let received = read(raw.as_slice(), &ReadOptions::default(), &mut Nowhere).unwrap();
        compare(&mut wrong, &format!("{name}.json"), &format!("{}\n", json::report(&received)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every kind of oddity is met by one message at least, so that none is only promised.
#[test]
fn every_warning_is_met() {
    let mut met = std::collections::BTreeSet::new();
    for (_, raw) in messages("messages") {
        if let Ok(received) = read(raw.as_slice(), &ReadOptions::default(), &mut Nowhere) {
            met.extend(received.warnings.iter().map(|warning| warning.code));
        }
    }
    let never: Vec<_> = WarningCode::ALL.iter().filter(|code| !met.contains(code)).collect();
    // It takes hundreds of them: hostile.rs.
    assert_eq!(never, [&WarningCode::More]);
}

#[test]
fn other_line_ends_change_nothing() {
    for (name, raw) in messages("messages") {
        if name.contains("utf16") || name.starts_with("base64-lines") || name.starts_with("fails-") {
            continue;
        }
        let unix: Vec<u8> = raw.iter().copied().filter(|b| *b != b'\r').collect();
        let dos: Vec<u8> = unix.iter().flat_map(|b| if *b == b'\n' { vec![b'\r', b'\n'] } else { vec![*b] }).collect();
        let without = |raw: &[u8]| {
            let shown = shown(raw);
            shown.lines().filter(|line| !line.starts_with("signature of")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(without(&unix), without(&dos), "{name}");
    }
}

/// What the fuzzer has found, what it has learnt (`scripts/fuzz-edxml`), and every message cut off anywhere.
#[test]
fn what_was_found_and_all_beginnings_hold() {
    for (_, raw) in messages("found").into_iter().chain(messages("learnt")) {
        everything(&raw);
    }
    for (_, raw) in messages("messages") {
        everything(&raw);
        for part in 1..20 {
            everything(&raw[..raw.len() * part / 20]);
        }
    }
}

#[test]
fn the_signature_is_kept_byte_by_byte() {
    let raw = fs::read(folder("messages/document-new-vendor.edxml")).unwrap();
    let received = read(raw.as_slice(), &ReadOptions::default(), &mut Nowhere).unwrap();
    let signature = received.signature.unwrap();
    let at = raw.windows(signature.bytes.len()).position(|window| window == signature.bytes);
    assert!(at.is_some() && signature.bytes.starts_with(b"<Signature>") && signature.bytes.ends_with(b"</Signature>"));
    assert_eq!((signature.certificate.as_deref(), signature.subject.as_deref()), (Some("MIIFqTCCBJG"), Some("CN=mau")));
    assert_eq!(signature.verdict, edxml::Verdict::Unverifiable);
}

/// The page for people names every warning, every reason and every limit's kind.
#[test]
fn the_page_names_them_all() {
    let page = fs::read_to_string(folder("../../../docs/EDXML.md")).unwrap();
    for code in WarningCode::ALL {
        assert!(page.contains(&format!("`{}`", code.name())), "{}", code.name());
    }
}

//! Messages in the forms that traffic has, of invented bodies and people, each with what is to be read beside it. `UPDATE_CORPUS=1` writes
//! what is read, to be looked at before it is kept.

use std::{fs, path::PathBuf};

use edxml::{Nowhere, ReadOptions, WarningCode, json, read};

use crate::{
    everything::everything,
    sample::{again, bytes},
    shown::shown,
};

pub fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The messages of a folder, with their names. One that is not there would be gone through without a word.
pub fn messages(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = folder(name);
    let there = fs::read_dir(&folder).unwrap_or_else(|error| panic!("no messages in {}: {error}", folder.display()));
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
    let learnt = messages("learnt");
    assert!(!learnt.is_empty(), "nothing is replayed");
    for (_, raw) in messages("found").into_iter().chain(learnt) {
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
#[should_panic(expected = "no messages in")]
fn a_folder_of_messages_that_is_missing_is_told() {
    messages("no-such");
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

/// What an older message states of secrecy is there for whoever lays it aside, and goes no further.
#[test]
fn secrecy_is_read_and_not_written() {
    let raw = fs::read(folder("messages/soap-document.edxml")).unwrap();
    let received = read(raw.as_slice(), &ReadOptions::default(), &mut Nowhere).unwrap();
    assert!(received.warns(WarningCode::Secrecy));
    let edxml::Message::Document(mut document) = received.message else { panic!("it is a document") };
    assert_eq!(document.other.secrecy.as_deref(), Some("Mật"));
    // The newer form has no place for it, but somebody may write it there.
    document.other.secrecy = None;
    let written = String::from_utf8(bytes(*document, &[b"%PDF-1.7"]).unwrap()).unwrap();
    assert!(!written.contains("Secret"));
    let stated = "<edXML:OtherInfo><edXML:Secret/><edXML:Secret>Tối mật</edXML:Secret>";
    let received = again(written.replace("<edXML:OtherInfo>", stated).as_bytes()).0;
    let edxml::Message::Document(document) = received.message else { panic!("it is a document") };
    assert_eq!(document.other.secrecy.as_deref(), Some("Tối mật"));
    let error = bytes(*document, &[b"%PDF-1.7"]).unwrap_err();
    assert!(error.vietnamese().contains("Tối mật") && error.to_string().contains("Tối mật"), "{error}");
}

/// The page for people names every warning, every reason and every limit, with how much it usually is.
#[test]
fn the_page_names_them_all() {
    let page = fs::read_to_string(folder("../../../docs/EDXML.md")).unwrap();
    for code in WarningCode::ALL {
        assert!(page.contains(&format!("`{}`", code.name())), "{}", code.name());
    }
    // As the source has them, so that none can be forgotten here.
    let source = fs::read_to_string(folder("../src/fault.rs")).unwrap();
    let named =
        |line: &str| Some(line.trim().strip_prefix("Self::")?.split_once(" => \"")?.1.split_once('"')?.0.to_owned());
    let codes: Vec<String> = source.lines().filter_map(named).collect();
    assert!(codes.len() >= 25 && ["cut_off", "zip", "differs"].iter().all(|code| codes.iter().any(|one| one == code)));
    for code in codes {
        assert!(page.contains(&format!("`{code}`")), "{code}");
    }
    let limits = format!("{:?}", edxml::Limits::default());
    let limits = limits.strip_prefix("Limits { ").and_then(|rest| rest.strip_suffix(" }")).unwrap();
    for limit in limits.split(", ") {
        let (name, value) = limit.split_once(": ").unwrap();
        let value: u64 = value.parse().unwrap();
        let value = match value {
            0..1_000 => value.to_string(),
            _ if value.is_multiple_of(1 << 20) => format!("{} MiB", value >> 20),
            _ if value.is_multiple_of(1 << 10) => format!("{} KiB", value >> 10),
            _ => format!("{} {:03}", value / 1_000, value % 1_000),
        };
        let row = page.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        assert!(row.is_some_and(|row| row.ends_with(&format!("| {value} |"))), "{name}: {value}: {row:?}");
    }
}

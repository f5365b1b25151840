//! Messages as Outlook, Gmail, Zimbra, Apple Mail, telephones and mail servers write them, each with what is to be read beside it: the
//! expectations are written by hand. `UPDATE_CORPUS=1` writes what is read, to be looked at before it is kept.

use std::{fs, path::PathBuf};

use crate::{everything::everything, office, shown::shown};

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/inbound").join(name)
}

fn messages(name: &str) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "eml"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()))
        .collect();
    found.sort();
    found
}

/// What the fuzzer has learnt, made small (`scripts/fuzz-mail small`), under the names that it gives; nothing where none is kept.
fn learnt() -> Vec<Vec<u8>> {
    let Ok(there) = fs::read_dir(folder("learnt")) else { return Vec::new() };
    there.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect()
}

#[test]
fn each_is_read_as_expected() {
    let messages = messages("corpus");
    assert!(messages.len() >= 60, "{}", messages.len());
    let mut wrong = Vec::new();
    for (name, raw) in &messages {
        let file = folder("corpus").join(format!("{name}.expected"));
        let read = shown(raw);
        if std::env::var_os("UPDATE_CORPUS").is_some() {
            fs::write(&file, &read).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if read != expected {
            wrong.push(format!("== {name}\n-- expected\n{expected}-- read\n{read}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), messages.len(), wrong.join("\n"));
}

#[test]
fn each_is_read_the_same_with_other_line_ends() {
    for (name, raw) in messages("corpus") {
        // What is signed around holds its own line ends, and files have their sizes.
        if shown(&raw).contains("file: ") || name.starts_with("smime-opaque") || name.starts_with("utf-16") {
            continue;
        }
        let unix: Vec<u8> = raw.iter().copied().filter(|b| *b != b'\r').collect();
        assert_eq!(shown(&unix), shown(&raw), "{name}");
    }
}

#[test]
fn what_was_found_and_all_beginnings_hold() {
    let directory = office::directory();
    for raw in messages("found").into_iter().map(|(_, raw)| raw).chain(learnt()) {
        everything(&raw, &directory);
    }
    for (_, raw) in messages("corpus") {
        everything(&raw, &directory);
        // Cut off on the way, anywhere.
        for part in 1..20 {
            everything(&raw[..raw.len() * part / 20], &directory);
        }
    }
}

//! `congvan edxml`: a message shown, taken apart and made again, without settings or a database.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use tests::{binary, workspace};

fn run(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CONGVAN_")) {
        command.env_remove(name);
    }
    let out = command.arg("edxml").args(words).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
}

fn folder_with(name: &str, message: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("congvan-edxml-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let messages = workspace().join("crates/edxml/tests/messages");
    fs::copy(messages.join(format!("{message}.edxml")), folder.join("goi-tin.edxml")).unwrap();
    folder
}

#[test]
fn a_message_is_shown_with_what_is_odd_in_it() {
    let folder = folder_with("read", "document-new-vendor");
    let (code, said, complained) = run(&folder, &["read", "goi-tin.edxml"]);
    assert_eq!((code, complained.as_str()), (0, ""));
    let read: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(read["document"]["id"], "000.00.00.X99,2015/09/30,7816/VPM-TTĐT");
    assert_eq!(read["signature"]["verdict"], "unverifiable");
    assert_eq!(read["warnings"][0]["code"], "without_meaning");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn one_that_cannot_be_read_is_told_with_its_place() {
    let folder = folder_with("fails", "fails-no-subject");
    let (code, said, complained) = run(&folder, &["read", "goi-tin.edxml"]);
    assert_eq!((code, said.as_str()), (1, ""));
    let place = "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Subject";
    assert_eq!(
        complained,
        format!("Thiếu thông tin bắt buộc – {place}\nwhat every message must have is missing – {place}\n")
    );
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn taken_apart_and_made_again_it_is_the_same() {
    let folder = folder_with("extract", "document-new");
    let (code, said, complained) = run(&folder, &["extract", "goi-tin.edxml", "ra"]);
    assert_eq!((code, complained.as_str()), (0, ""), "{said}");
    assert!(fs::read(folder.join("ra/125_SVD-VP.signed.pdf")).unwrap().starts_with(b"%PDF"));
    let (code, said, complained) = run(&folder, &["write", "ra/message.json", "lai.edxml"]);
    assert_eq!((code, complained.as_str()), (0, ""), "{said}");
    let read = |file: &str| {
        let mut read: Value = serde_json::from_str(&run(&folder, &["read", file]).1).unwrap();
        read["measure"].take();
        read
    };
    assert_eq!(read("lai.edxml"), read("goi-tin.edxml"));
    // Never over what is there.
    assert_eq!(run(&folder, &["write", "ra/message.json", "lai.edxml"]).0, 1);
    fs::remove_dir_all(folder).unwrap();
}

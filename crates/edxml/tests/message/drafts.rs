//! Messages as JSON with files beside it.

use std::{fs, io::Cursor};

use edxml::{Folder, Nowhere, ReadOptions, json, json::Draft, read};

use crate::sample::{attachment, bytes, document, status};

fn draft() -> serde_json::Value {
    let mut value = serde_json::json!({ "document": document() });
    value["document"]["attachments"][0]["file"] = "125.pdf".into();
    value
}

/// Taken apart into a folder and put together again.
#[test]
fn there_and_back() {
    let mut document = document();
    document.attachments.push(attachment("bang", "bảng.csv"));
    let raw = bytes(document, &[b"%PDF-1.7", b"1,2\n"]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut kept = Folder::new(folder.path()).unwrap();
    let received = read(raw.as_slice(), &ReadOptions::default(), &mut kept).unwrap();
    let draft = Draft::parse(&json::draft(&received, &kept)).unwrap();
    assert_eq!(draft.files[1].sha256, received.files[1].content.map(|content| content.sha256.to_string()));
    let mut again = Vec::new();
    let written = draft.write(folder.path(), &mut again).unwrap();
    assert_eq!(again, raw);
    assert_eq!(written.message, received.measure);
    assert_eq!(fs::read_to_string(folder.path().join("bảng.csv")).unwrap(), "1,2\n");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let told = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut value = draft();
        change(&mut value);
        let error = Draft::parse(&value.to_string()).unwrap_err();
        assert!(error.vietnamese().starts_with("JSON không đúng") && error.to_string().contains(&error.path));
        error.path
    };
    let document = |field: &'static str, value: serde_json::Value| {
        move |draft: &mut serde_json::Value| draft["document"][field] = value.clone()
    };
    assert_eq!(told(&document("issued", "20/11/2026".into())), "document.issued");
    assert_eq!(told(&document("to", serde_json::json!([]))), "document.to");
    assert_eq!(told(&document("secrecy", "mật".into())), "document.secrecy");
    assert_eq!(told(&|draft| draft["document"]["from"]["id"] = "H99 11".into()), "document.from.id");
    assert_eq!(
        told(&|draft| draft["document"]["business"]["action"]["kind"] = "burn".into()),
        "document.business.action.kind"
    );
    for file in ["../125.pdf", "/etc/passwd", ""] {
        let path = told(&|draft| draft["document"]["attachments"][0]["file"] = file.into());
        assert_eq!(path, "document.attachments[0].file", "{file}");
    }
    assert_eq!(Draft::parse("{").unwrap_err().path, ".");
}

#[test]
fn a_file_must_be_what_was_announced_and_lie_inside() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("trong");
    fs::create_dir(&inside).unwrap();
    fs::write(inside.join("125.pdf"), "%PDF-1.7").unwrap();
    fs::write(folder.path().join("ngoai.pdf"), "%PDF ngoài").unwrap();
    let out = folder.path().join("ra.edxml");
    let mut wrong = draft();
    wrong["document"]["attachments"][0]["sha256"] = "00".repeat(32).into();
    let error = Draft::parse(&wrong.to_string()).unwrap().write_file(&inside, &out).unwrap_err();
    assert!(error.to_string().contains("/edXML/AttachmentEncoded/Attachment/ContentTransferEncoded"), "{error}");
    assert!(!out.exists());
    Draft::parse(&draft().to_string()).unwrap().write_file(&inside, &out).unwrap();
    assert!(read(fs::File::open(&out).unwrap(), &ReadOptions::default(), &mut Nowhere).is_ok());
    // One that is there is never written over.
    assert!(Draft::parse(&draft().to_string()).unwrap().write_file(&inside, &out).is_err());
    #[cfg(unix)]
    {
        fs::remove_file(inside.join("125.pdf")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("ngoai.pdf"), inside.join("125.pdf")).unwrap();
        let error =
            Draft::parse(&draft().to_string()).unwrap().write(&inside, &mut Cursor::new(Vec::new())).unwrap_err();
        assert!(error.to_string().contains("outside the folder"), "{error}");
    }
}

#[test]
fn a_status_has_no_files() {
    let json = serde_json::json!({ "status": status() });
    let draft = Draft::parse(&json.to_string()).unwrap();
    let mut out = Vec::new();
    draft.write(std::path::Path::new("/nowhere"), &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("<edXML:StatusCode>03</edXML:StatusCode>"));
}

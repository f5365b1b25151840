//! The text of files: what belongs to a document is read, by a process of its own; what can't be read is marked with why, and costs nothing else.

use std::{fs, io::Write, time::Duration};

use serde_json::json;
use tests::{Server, letters, on_both_engines, wait_until, workspace};
use zip::{ZipWriter, write::SimpleFileOptions};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(workspace().join("crates/extract/tests/fixtures").join(name)).unwrap()
}

/// How the text of the file of this name stands: its state, and its reason or its text.
fn found(server: &Server, name: &str) -> Option<(String, String)> {
    let sql = format!(
        "SELECT t.state || ' ' || COALESCE(t.reason, t.body, '') AS value FROM file_text t \
         JOIN file f ON f.agency_id = t.agency_id AND f.id = t.file_id WHERE f.name = '{name}'"
    );
    let row = server.database().texts(&sql).pop()?;
    let (state, rest) = row.split_once(' ')?;
    Some((state.to_owned(), rest.to_owned()))
}

/// Waits until the file was looked at.
fn read(server: &Server, name: &str) -> (String, String) {
    wait_until(name, Duration::from_secs(60), || found(server, name).is_some_and(|(state, _)| state != "due"));
    found(server, name).unwrap()
}

/// An office file of Word with one text that unpacks beyond measure.
fn bomb() -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:p xmlns:w='w'><w:t>")] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    for _ in 0..20 {
        zip.write_all(&vec![b'a'; 1 << 20]).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

on_both_engines! {
    fn what_files_say_is_read(engine: Engine) {
        let server = Server::demo(engine);
        let clerk = server.client("vanthu");
        let mail = "From: a@b.vn\r\nSubject: Đề nghị thoát nước\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKính gửi phường.\r\n";
        let files: &[(&str, Vec<u8>, &str)] = &[
            ("Quyết định.pdf", fixture("van-ban.pdf"), "hệ thống thoát nước tổ dân phố số 7"),
            ("Quyết định.docx", fixture("van-ban.docx"), "hệ thống thoát nước tổ dân phố số 7"),
            ("Quyết định.odt", fixture("van-ban.odt"), "hệ thống thoát nước tổ dân phố số 7"),
            ("Danh sách.xlsx", fixture("bang.xlsx"), "Nguyễn Thị Thủy 01/12/2026 1250000"),
            ("Danh sách.ods", fixture("bang.ods"), "Nguyễn Thị Thủy"),
            ("Thư.eml", mail.as_bytes().to_vec(), "Kính gửi phường."),
            ("Ghi chú.txt", "Thoát nước, gấp".as_bytes().to_vec(), "Thoát nước, gấp"),
        ];
        let ids: Vec<String> = files.iter().map(|(name, content, _)| clerk.upload(name, content)).collect();
        clerk.post("/incoming-documents", &json!({ "facts": letters::facts(), "files": ids, "register": {} })).created();
        for (name, _, phrase) in files {
            let (state, text) = read(&server, name);
            assert_eq!(state, "read", "{name}: {text}");
            assert!(text.contains(phrase), "{name}: {text}");
        }
    }

    fn what_can_t_be_read_costs_itself(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_EXTRACTION_FILE_MB", "2"), ("CONGVAN_EXTRACTION_SECONDS", "5")]);
        let clerk = server.client("vanthu");
        let broken = fixture("van-ban.docx");
        let large = vec![b'a'; 3 << 20];
        let files: &[(&str, &[u8], &str)] = &[
            ("Bom.docx", &bomb(), "none large"),
            ("Hỏng.docx", &broken[..broken.len() / 2], "none broken"),
            ("Lớn.txt", &large, "none large"),
            ("Ảnh.gif", b"GIF89a\x01\0\x01\0\0\0\0;", "none not_read"),
            ("Sau cùng.txt", b"van doc duoc", "read van doc duoc"),
        ];
        let ids: Vec<String> = files.iter().map(|(name, content, _)| clerk.upload(name, content)).collect();
        clerk.post("/incoming-documents", &json!({ "facts": letters::facts(), "files": ids, "register": {} })).created();
        for (name, _, expected) in files {
            let (state, rest) = read(&server, name);
            let beginning: String = rest.chars().take(40).collect();
            assert_eq!(format!("{state} {beginning}"), *expected, "{name}");
        }
    }

    fn nothing_is_read_where_it_is_turned_off(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_EXTRACTION", "off")]);
        let clerk = server.client("vanthu");
        let file = clerk.upload("Để đó.txt", b"van ban");
        clerk.post("/incoming-documents", &json!({ "facts": letters::facts(), "files": [file], "register": {} })).created();
        std::thread::sleep(Duration::from_secs(4));
        assert_eq!(found(&server, "Để đó.txt"), Some(("due".to_owned(), String::new())));
    }
}

//! Hostile files before the real process that reads files (`congvan extract-text`): each costs itself, within the limits, and the next one is
//! read as if nothing had been.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, where a panic is the failure")]

use std::{
    convert::Infallible,
    fmt::Write as _,
    fs,
    io::{Cursor, Write},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use extract::{Extractor, Fault, Kind, Terms, Words};
use futures_util::stream;
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

const CONGVAN: &str = env!("CARGO_BIN_EXE_congvan");

fn terms() -> Terms {
    Terms { time: Duration::from_secs(10), memory_mib: 128, bytes: 64 << 20, characters: 100_000 }
}

fn extractor(terms: Terms) -> Extractor {
    Extractor::new(CONGVAN, ["extract-text".into()], terms)
}

async fn read(terms: Terms, kind: Kind, file: &[u8]) -> Result<Words, Fault> {
    let pieces: Vec<Result<Vec<u8>, Infallible>> = file.chunks(64 << 10).map(|piece| Ok(piece.to_vec())).collect();
    extractor(terms).read(kind, stream::iter(pieces)).await.unwrap()
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    packed(&[("word/document.xml", format!("<w:document xmlns:w=\"w\">{body}</w:document>").as_bytes())])
}

/// A PDF of these objects, without a table: a reader has to look for them.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    for (number, object) in objects.iter().enumerate() {
        write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
    }
    file.push_str("trailer<</Root 1 0 R>>\n%%EOF");
    file.into_bytes()
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../extract/tests/fixtures").join(name)).unwrap()
}

/// The next file, after one that was hostile.
async fn the_next_is_read() {
    let words = read(terms(), Kind::Docx, &fixture("van-ban.docx")).await.unwrap();
    assert!(words.text.contains("cải tạo, nâng cấp hệ thống thoát nước"), "{}", words.text);
}

#[tokio::test]
async fn every_kind_is_read_within_the_usual_limits() {
    for (kind, name, phrase) in [
        (Kind::Pdf, "van-ban.pdf", "cải tạo, nâng cấp hệ thống thoát nước"),
        (Kind::Docx, "van-ban.docx", "cải tạo, nâng cấp hệ thống thoát nước"),
        (Kind::Odt, "van-ban.odt", "cải tạo, nâng cấp hệ thống thoát nước"),
        (Kind::Xlsx, "bang.xlsx", "Nguyễn Thị Thủy 01/12/2026"),
        (Kind::Ods, "bang.ods", "Hộ nghèo, ưu tiên"),
    ] {
        let words = read(Terms::default(), kind, &fixture(name)).await.unwrap();
        assert!(words.text.contains(phrase) && !words.cut && !words.scan, "{name}: {}", words.text);
    }
    let page = read(Terms::default(), Kind::Html, "<p>Ủy ban <b>nhân</b> dân".as_bytes()).await.unwrap();
    assert_eq!(page.text, "Ủy ban nhân dân");
    let mail = read(Terms::default(), Kind::Mail, "Subject: Ủy ban\r\n\r\nnhân dân".as_bytes()).await.unwrap();
    assert_eq!(mail.text, "Ủy ban\nnhân dân");
}

#[tokio::test]
async fn too_much_memory() {
    // Larger than all the memory that it has.
    let terms = Terms { memory_mib: 40, ..terms() };
    assert_eq!(read(terms.clone(), Kind::Text, &vec![b'a'; 60 << 20]).await, Err(Fault::Memory));
    // There is room for the file, and none for its letters: the process dies of it.
    let wide = [b"\xff\xfe".as_slice(), &b"a\0".repeat(12 << 20)].concat();
    assert_eq!(read(terms, Kind::Text, &wide).await, Err(Fault::Memory));
    the_next_is_read().await;
}

#[tokio::test]
async fn too_much_time() {
    // A form that draws itself twice, and each of these twice: beyond the end of the world.
    let file = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        "<</Length 5>>stream\n/F Do\nendstream",
        "<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</F 5 0 R>>>>/Length 11>>stream\n/F Do /F Do\nendstream",
    ]);
    let begun = Instant::now();
    let terms = Terms { time: Duration::from_secs(2), ..terms() };
    assert_eq!(read(terms, Kind::Pdf, &file).await, Err(Fault::Time));
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    the_next_is_read().await;
}

#[tokio::test]
async fn archives_that_unpack_beyond_measure() {
    // One text of 40 MB in 40 KB.
    let bomb = docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(40 << 20)));
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read(terms(), Kind::Docx, &bomb).await, Err(Fault::Large));
    // More entries than an office file has.
    let names: Vec<String> = (0..11_000).map(|number| format!("{number}.xml")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(read(terms(), Kind::Odt, &packed(&many)).await, Err(Fault::Large));
    the_next_is_read().await;
}

#[tokio::test]
async fn markup_that_nests_or_grows() {
    let deep = docx(&"<w:p>".repeat(200_000));
    assert_eq!(read(terms(), Kind::Docx, &deep).await, Err(Fault::Large));
    let laughs = packed(&[(
        "word/document.xml",
        b"<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><w:p>&b;</w:p>",
    )]);
    assert_eq!(read(terms(), Kind::Docx, &laughs).await, Err(Fault::Broken));
    assert_eq!(read(terms(), Kind::Docx, &docx("<w:p><w:t>&xxe;</w:t></w:p>")).await, Err(Fault::Broken));
    let page = format!("{}Ủy ban", "<div>".repeat(300_000));
    assert_eq!(read(terms(), Kind::Html, page.as_bytes()).await.unwrap().text, "Ủy ban");
    // Parts in parts in a mail.
    let mut mail = "Subject: x\r\n".to_owned();
    for level in 0..20_000 {
        write!(mail, "Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n").unwrap();
    }
    assert!(!matches!(read(terms(), Kind::Mail, mail.as_bytes()).await, Err(Fault::Time)));
    the_next_is_read().await;
}

#[tokio::test]
async fn pdfs_that_turn_in_circles() {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>";
    let circles: &[&[&str]] = &[
        // A tree of pages that holds itself.
        &["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 3>>", page],
        // A stream whose length is itself.
        &[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            "<</Length 4 0 R>>stream\nBT ET\nendstream",
        ],
        // A stream that is said to be endless.
        &[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            "<</Length 99999999999999>>stream\nBT ET\nendstream",
        ],
        // References to each other.
        &["<</Type/Catalog/Pages 2 0 R>>", "3 0 R", "2 0 R"],
        // Filters one after another.
        &[
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            "<</Length 9/Filter[/FlateDecode/FlateDecode/LZWDecode/ASCIIHexDecode]>>stream\nabcdefghi\nendstream",
        ],
    ];
    for objects in circles {
        let read = read(terms(), Kind::Pdf, &pdf(objects)).await;
        assert!(!matches!(read, Err(Fault::Time | Fault::Memory)), "{objects:?}: {read:?}");
    }
    // Values in values: a parser that goes down with them runs out of stack.
    let nested = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let read = read(terms(), Kind::Pdf, &pdf(&["<</Type/Catalog/Pages 2 0 R>>", &nested])).await;
    assert!(read.is_err(), "{read:?}");
    the_next_is_read().await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever comes in, an answer comes out; a breakdown over a PDF is the PDF's own, too.
    #[test]
    fn bytes_of_any_kind(bytes in proptest::collection::vec(any::<u8>(), 0..4000), kind in 0..Kind::ALL.len(), head in 0_usize..3) {
        let beginnings: [&[u8]; 3] = [b"", b"%PDF-1.7\n1 0 obj\n", b"PK\x03\x04"];
        let file = [*beginnings.get(head).unwrap(), bytes.as_slice()].concat();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let kind = *Kind::ALL.get(kind).unwrap();
        let read = runtime.block_on(read(terms(), kind, &file));
        prop_assert!(!matches!(read, Err(Fault::Time | Fault::Memory)), "{:?}", read);
        prop_assert!(read != Err(Fault::Crashed) || kind == Kind::Pdf);
    }
}

/// What the process may do is less than what whoever starts it may: its limits, as the system tells of them while it waits for the file.
#[test]
fn it_has_taken_its_means_away() {
    let mut child = Command::new(CONGVAN)
        .args(["extract-text", "--kind=txt", "--memory-mb=64", "--seconds=7"])
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let limits = loop {
        let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
        if limits.lines().any(|line| line.starts_with("Max open files") && line.split_whitespace().nth(3) == Some("3"))
        {
            // The last of them is set right after.
            std::thread::sleep(Duration::from_millis(200));
            break fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap_or(limits);
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{limits}");
        std::thread::sleep(Duration::from_millis(20));
    };
    let limit = |name: &str, column: usize| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        line.get(26..).unwrap().split_whitespace().nth(column).unwrap().to_owned()
    };
    let (soft, hard) = (|name: &str| limit(name, 0), |name: &str| limit(name, 1));
    // The signal that says that it was the time comes before the one that says nothing.
    assert_eq!((soft("Max cpu time").as_str(), hard("Max cpu time").as_str()), ("7", "8"));
    assert_eq!(hard("Max file size"), "0");
    assert_eq!(hard("Max core file size"), "0");
    assert_eq!(hard("Max open files"), "3");
    assert_eq!(hard("Max processes"), "0");
    assert_eq!(hard("Max data size"), (64 << 20).to_string());
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    assert!(status.lines().any(|line| line.split_whitespace().eq(["NoNewPrivs:", "1"])), "{status}");
    child.stdin.take().unwrap().write_all("Ủy ban".as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(out.stdout).unwrap(), r#"{"words":{"text":"Ủy ban","cut":false,"scan":false}}"#);
}

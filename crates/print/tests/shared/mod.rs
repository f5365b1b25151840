//! What the tests share: printing, and reading again what was printed, by poppler's tools. Where those are missing, a test fails.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

use std::{ffi::OsStr, fs, path::Path, process::Command, sync::LazyLock};

use chrono::{DateTime, TimeZone, Utc};
use print::{Fault, Printer, Template};
use serde_json::Value;
use unicode_normalization::is_nfc;

/// The built-in templates.
pub static PRINTER: LazyLock<Printer> = LazyLock::new(|| Printer::new(None).unwrap());

/// When all is printed here: 23/11/2026, 15:20 in Vietnam.
pub fn made_at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 8, 20, 0).unwrap()
}

pub fn example(name: &str) -> Value {
    serde_json::from_str(Template::named(name).unwrap().example).unwrap()
}

pub fn print(name: &str, data: &Value) -> Vec<u8> {
    PRINTER.print(name, data, made_at()).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}

pub fn fault(name: &str, data: &Value) -> Fault {
    PRINTER.print(name, data, made_at()).unwrap_err()
}

/// The output of one of poppler's tools, given a PDF in a file.
fn poppler(tool: &str, pdf: &[u8], before: &[&str], after: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    fs::write(&file, pdf).unwrap();
    let arguments = before.iter().map(OsStr::new).chain([file.as_os_str()]).chain(after.iter().map(OsStr::new));
    let out = Command::new(tool).args(arguments).output();
    let out = out.unwrap_or_else(|e| panic!("{tool} of poppler-utils is needed: {e}"));
    assert!(out.status.success(), "{tool}: {}", String::from_utf8_lossy(&out.stderr));
    out.stdout
}

/// The text of a print in the order in which it was written, page by page, with single blanks. All of it is in the composed form.
pub fn pages(pdf: &[u8]) -> Vec<String> {
    let text = String::from_utf8(poppler("pdftotext", pdf, &["-raw", "-enc", "UTF-8"], &["-"])).unwrap();
    assert!(is_nfc(&text), "{text}");
    let pages = text.split('\u{c}').map(|page| page.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut pages: Vec<String> = pages.collect();
    assert_eq!(pages.pop().as_deref(), Some(""), "a page ends with a form feed");
    pages
}

/// The text of a whole print.
pub fn text(pdf: &[u8]) -> String {
    pages(pdf).join(" ")
}

/// One line of `pdfinfo`.
pub fn info(pdf: &[u8], name: &str) -> String {
    let lines = String::from_utf8(poppler("pdfinfo", pdf, &["-isodates"], &[])).unwrap();
    let line = lines.lines().find_map(|line| line.strip_prefix(&format!("{name}:")));
    line.unwrap_or_else(|| panic!("no {name} in {lines}")).trim().to_owned()
}

/// The names of its fonts, all of which lie in it.
pub fn fonts(pdf: &[u8]) -> Vec<String> {
    let lines = String::from_utf8(poppler("pdffonts", pdf, &[], &[])).unwrap();
    let names = lines.lines().skip(2).map(|line| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        // name, type (some words), encoding, emb, sub, uni, object, generation
        assert_eq!(columns[columns.len() - 5], "yes", "embedded: {line}");
        columns[0].split_once('+').map_or(columns[0], |(_, name)| name).to_owned()
    });
    names.collect()
}

/// Its first page as grey dots: width, height, dots.
pub fn picture(pdf: &[u8]) -> (usize, usize, Vec<u8>) {
    let bytes = poppler("pdftoppm", pdf, &["-gray", "-r", "150", "-f", "1", "-l", "1"], &[]);
    // P5, width and height, the greatest value, then the dots.
    let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
    assert_eq!(parts.next(), Some(b"P5".as_slice()));
    let size = String::from_utf8(parts.next().unwrap().to_vec()).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    assert_eq!(parts.next(), Some(b"255".as_slice()));
    (width.parse().unwrap(), height.parse().unwrap(), parts.next().unwrap().to_vec())
}

/// An office's folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path: &Path = &folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

//! A converter that hangs, asks for too much or leaves children behind.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use paper::{
    Kind,
    convert::{ConvertError, Converter, Program, Standing, Terms},
};

/// A program in LibreOffice's stead.
fn program(folder: &Path, script: &str) -> PathBuf {
    let path = folder.join("soffice");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn converter(path: PathBuf, cut_off: bool) -> Converter {
    let terms = Terms { program: Program::At(path), time: Duration::from_secs(1), cut_off, ..Terms::default() };
    let converter = Converter::find(terms);
    assert_eq!(converter.standing(), Standing::Good);
    converter
}

/// One that writes this PDF beside its source, which is its last word.
const WRITES: &str = "for last; do :; done; printf '%%PDF-1.7 x' > \"$(dirname \"$last\")/van-ban.pdf\"";

#[tokio::test]
async fn what_hangs_is_killed_with_its_children() {
    for cut_off in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("mark");
        let script = format!("(sleep 4; touch {}) &\nsleep 60", mark.display());
        let begun = Instant::now();
        let slow = converter(program(folder.path(), &script), cut_off).to_pdf(Kind::Docx, b"x").await.unwrap_err();
        assert!(matches!(slow, ConvertError::TooSlow(_)), "{slow}");
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
        tokio::time::sleep(Duration::from_secs(4)).await;
        assert!(!mark.exists(), "a child has gone on");
    }
}

/// Nobody waits any more: a client has gone.
#[tokio::test]
async fn what_nobody_waits_for_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let mark = folder.path().join("mark");
    let script = format!("sleep 2; touch {}", mark.display());
    let terms = Terms { program: Program::At(program(folder.path(), &script)), ..Terms::default() };
    let gone = tokio::time::timeout(Duration::from_millis(500), Converter::find(terms).to_pdf(Kind::Odt, b"x")).await;
    assert!(gone.is_err());
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(!mark.exists());
}

#[tokio::test]
async fn it_has_no_network_and_no_more_memory_than_it_may() {
    let folder = tempfile::tempdir().unwrap();
    let seen = folder.path().join("seen");
    let script = format!("{{ cat /proc/net/dev; ulimit -v; env; }} > {}; {WRITES}", seen.display());
    let made = converter(program(folder.path(), &script), true).to_pdf(Kind::Docx, b"x").await.unwrap();
    assert_eq!(made, b"%PDF-1.7 x");
    let seen = fs::read_to_string(seen).unwrap();
    // The loopback alone, which nothing listens at.
    let devices: Vec<&str> = seen.lines().filter(|line| line.contains(": ")).collect();
    assert!(
        !devices.iter().any(|line| line.trim_start().starts_with("eth") || line.trim_start().starts_with("en")),
        "{seen}"
    );
    assert!(seen.lines().any(|line| line == (2048_u64 * 1024).to_string()), "{seen}");
    assert!(!seen.contains("CARGO"), "the environment is ours: {seen}");
}

#[tokio::test]
async fn what_makes_nothing_has_failed() {
    let folder = tempfile::tempdir().unwrap();
    let silent = converter(program(folder.path(), "echo không được >&2; exit 3"), true);
    let failed = silent.to_pdf(Kind::Docx, b"x").await.unwrap_err();
    assert!(matches!(&failed, ConvertError::Failed(why) if why.contains("không được")), "{failed}");
}

#[tokio::test]
async fn no_more_run_at_once_than_may() {
    let folder = tempfile::tempdir().unwrap();
    let lock = folder.path().join("lock");
    let script = format!("mkdir {0} || exit 1; sleep 0.2; rmdir {0}; {WRITES}", lock.display());
    let converter = converter(program(folder.path(), &script), true);
    let (one, two) = tokio::join!(converter.to_pdf(Kind::Docx, b"x"), converter.to_pdf(Kind::Docx, b"x"));
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
}

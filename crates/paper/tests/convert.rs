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
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
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
    taking(path, cut_off, 60)
}

/// One that is given so many seconds.
fn taking(path: PathBuf, cut_off: bool, seconds: u64) -> Converter {
    let terms = Terms { program: Program::At(path), time: Duration::from_secs(seconds), cut_off, ..Terms::default() };
    let converter = Converter::find(terms);
    assert_eq!(converter.standing(), Standing::Good);
    converter
}

/// One that writes a PDF beside its source, in which stands what these commands print.
fn writes(printing: &str) -> String {
    format!("for last; do :; done\n{{ printf '%%PDF-1.7 '; {printing}; }} > \"$(dirname \"$last\")/van-ban.pdf\" 2>&1")
}

/// How long something sleeps that is never woken, told from all others on the machine.
fn mark() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("3600.{:08}{:03}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Whether a process runs on the machine in whose words this stands.
fn runs(mark: &str) -> bool {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let mut words = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    words.any(|words| String::from_utf8_lossy(&words).contains(mark))
}

/// Comes back as soon as it runs, or runs no more.
async fn until(mark: &str, is: bool) {
    for _ in 0..3000 {
        if runs(mark) == is {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{mark} runs: {}", !is);
}

#[tokio::test]
async fn what_hangs_is_killed_with_its_children() {
    for cut_off in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let (mark, child) = (mark(), mark());
        let script = format!("sleep {child} &\nsleep {mark}");
        let converter = taking(program(folder.path(), &script), cut_off, 5);
        let work = tokio::spawn(async move { converter.to_pdf(Kind::Docx, b"x").await });
        let mut seen = false;
        while !work.is_finished() {
            seen |= runs(&child) && runs(&mark);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(seen, "it had no time to begin");
        let slow = work.await.unwrap().unwrap_err();
        assert!(matches!(slow, ConvertError::TooSlow(_)), "{slow}");
        until(&child, false).await;
        until(&mark, false).await;
    }
}

/// Nobody waits any more: a client has gone.
#[tokio::test]
async fn what_nobody_waits_for_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let mark = mark();
    let converter = converter(program(folder.path(), &format!("sleep {mark}")), true);
    let waiting = tokio::spawn(async move { converter.to_pdf(Kind::Odt, b"x").await });
    until(&mark, true).await;
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    until(&mark, false).await;
}

/// Prints the network's devices, whichever they are: there is no `/proc` to read them from.
const DEVICES: &str = r#"perl -MSocket -e 'socket(S, AF_INET, SOCK_DGRAM, 0) or die; for (1..4096) { $r = pack("a16 i x20", "", $_); print unpack("Z16", $r), "\n" if ioctl(S, 0x8910, $r) }'"#;

#[tokio::test]
async fn it_has_no_network_and_no_more_memory_than_it_may() {
    let folder = tempfile::tempdir().unwrap();
    let script = writes(&format!("echo; {DEVICES}; ulimit -v; ulimit -p; env"));
    let made = converter(program(folder.path(), &script), true).to_pdf(Kind::Docx, b"x").await.unwrap();
    let seen = String::from_utf8(made).unwrap();
    let lines: Vec<&str> = seen.lines().collect();
    // The loopback alone, which nothing listens at; memory in KiB; processes.
    let memory = (2048_u64 * 1024).to_string();
    assert_eq!(lines[1..4], ["lo", memory.as_str(), "256"], "{seen}");
    assert!(!seen.contains("CARGO"), "the environment is ours: {seen}");
}

/// The service's files are its own: a child of the same user gets nothing of them, nor of what other processes know.
#[tokio::test]
async fn it_sees_nothing_of_the_machines_files_but_what_it_needs() {
    let (folder, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let secret = data.path().join("congvan.db");
    fs::write(&secret, "số liệu mật").unwrap();
    let written = folder.path().join("written");
    let script = writes(&format!(
        "cat {0}; ls -A {1}; echo >> {0}; echo > {2}; ls -A /proc /home /root /var/lib; cat /proc/*/environ; chroot / echo rooted",
        secret.display(),
        data.path().display(),
        written.display(),
    ));
    let path = program(folder.path(), &script);
    let seen = async |cut_off| {
        let made = converter(path.clone(), cut_off).to_pdf(Kind::Docx, b"x").await.unwrap();
        String::from_utf8_lossy(&made).into_owned()
    };
    let free = seen(false).await;
    assert!(free.contains("số liệu mật") && written.exists(), "the script looks where it is: {free}");
    fs::write(&secret, "số liệu mật").unwrap();
    fs::remove_file(&written).unwrap();
    let confined = seen(true).await;
    for hidden in ["số liệu mật", "CARGO", "rooted"] {
        assert!(!confined.contains(hidden), "{hidden}: {confined}");
    }
    assert!(!written.exists());
    assert_eq!(fs::read_to_string(&secret).unwrap(), "số liệu mật");
    // What there is of `/proc` is a name.
    assert!(confined.contains("/proc:\nversion\n") && !confined.contains("/var/lib:"), "{confined}");
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
    let script = format!("mkdir {0} || exit 1; sleep 0.2; rmdir {0}\n{1}", lock.display(), writes("echo x"));
    let converter = converter(program(folder.path(), &script), false);
    let (one, two) = tokio::join!(converter.to_pdf(Kind::Docx, b"x"), converter.to_pdf(Kind::Docx, b"x"));
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
}

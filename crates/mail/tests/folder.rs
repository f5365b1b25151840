//! The folder in place of a mail server: what goes in comes out, and nothing else does.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod common;

use std::{fs, path::PathBuf};

use common::{envelope, letter};
use domain::notice::NoticeKind;
use mail::{Folder, Language, Transport, render};
use uuid::Uuid;

/// A new folder, removed at the end.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("congvan-mail-{}", Uuid::now_v7()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn what_goes_in_comes_out() {
    let place = Place::new();
    let folder = Folder::new(place.0.join("mail"));
    assert!(folder.list().await.unwrap().is_empty());

    let mut later = letter(NoticeKind::ResultToApprove);
    later.at += chrono::Duration::minutes(5);
    let transport = Transport::Folder(folder.clone());
    for (n, letter) in [letter(NoticeKind::GivenPrimary), later].into_iter().enumerate() {
        let envelope = mail::Envelope { message_id: format!("thu-{n}@phuong-mau.example"), ..envelope() };
        let mail = render(&letter, &envelope, Language::Vi).unwrap();
        let sent = transport.send(&mail).await.unwrap();
        let again = transport.send(&mail).await.unwrap();
        assert_eq!(sent, again, "the same letter is the same file");

        let stored = folder.read(&sent.answer).await.unwrap().unwrap();
        assert_eq!(stored.listed.id, sent.answer);
        assert_eq!(stored.listed.subject, mail.subject);
        assert_eq!(stored.listed.to, "Trần Thị Ví Dụ <vidu.tt@phuong-mau.example>");
        assert_eq!(stored.from, "Văn phòng UBND phường Mẫu <vanthu@phuong-mau.example>");
        assert_eq!(stored.text.unwrap().replace("\r\n", "\n"), mail.text);
        assert_eq!(stored.html.unwrap().replace("\r\n", "\n"), mail.html);
        let header = |name: &str| stored.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
        assert_eq!(header("Message-ID"), Some(format!("thu-{n}@phuong-mau.example").as_str()));
        assert_eq!(header("Auto-Submitted"), Some("auto-generated"));
        assert_eq!(header("Subject"), Some(mail.subject.as_str()));
    }
    let listed = folder.list().await.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(listed[0].subject.contains("Kết quả chờ duyệt"), "newest first: {listed:?}");
    assert_eq!(listed[1].date.as_deref(), Some("2026-03-05T01:30:00Z"));
    assert!(fs::read_dir(folder.path()).unwrap().all(|e| e.unwrap().file_name().to_string_lossy().ends_with(".eml")));
}

#[tokio::test]
async fn nothing_else_comes_out() {
    let place = Place::new();
    let folder = Folder::new(place.0.join("mail"));
    fs::create_dir(folder.path()).unwrap();
    fs::write(place.0.join("secret.eml"), "Subject: x\r\n\r\nbí mật").unwrap();
    fs::write(folder.path().join(".half.eml"), "Subject: half").unwrap();
    fs::write(folder.path().join("note.txt"), "not a mail").unwrap();
    fs::create_dir(folder.path().join("folder.eml")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(place.0.join("secret.eml"), folder.path().join("link.eml")).unwrap();

    assert!(folder.list().await.unwrap().is_empty());
    for id in ["../secret", "..%2fsecret", "/etc/passwd", "link", "folder", ".half", "note.txt", "", "missing", "a\0b"]
    {
        assert_eq!(folder.read(id).await.unwrap(), None, "{id:?}");
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_a_temporary_failure() {
    let place = Place::new();
    let file = place.0.join("file");
    fs::write(&file, "").unwrap();
    let mail = render(&letter(NoticeKind::GivenPrimary), &envelope(), Language::Vi).unwrap();
    let error = Transport::Folder(Folder::new(file.join("mail"))).send(&mail).await.unwrap_err();
    assert_eq!(error.kind, mail::FailureKind::Temporary);
}

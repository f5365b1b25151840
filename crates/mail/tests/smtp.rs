//! Sending to a real SMTP server, and what its answers mean. Needs the services of scripts/test.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod common;
#[path = "common/services.rs"]
mod services;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use common::{envelope, letter};
use domain::{EmailAddress, notice::NoticeKind};
use mail::{Envelope, FailureKind, Language, Rendered, SendError, SmtpSettings, Transport, render};
use mail_parser::MessageParser;
use services::{delivered, service};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};
use uuid::Uuid;

const DOMAIN: &str = "phuong-mau.example";

/// A local part that no other run has used.
fn fresh(prefix: &str) -> String {
    format!("{prefix}{}", Uuid::now_v7().simple())
}

fn mail_to(local: &str) -> Rendered {
    let mut letter = letter(NoticeKind::GivenPrimary);
    letter.to.address = Some(EmailAddress::new(&format!("{local}@{DOMAIN}")).unwrap());
    let envelope = Envelope { message_id: mail::message_id(Uuid::now_v7(), "vanthu@phuong-mau.example"), ..envelope() };
    render(&letter, &envelope, Language::Vi).unwrap()
}

fn settings() -> SmtpSettings {
    SmtpSettings {
        ca_file: Some(service("TEST_SMTP_CA").into()),
        connect_timeout: Duration::from_secs(5),
        command_timeout: Duration::from_secs(10),
        message_timeout: Duration::from_secs(10),
        ..SmtpSettings::default()
    }
}

fn transport(url: &str) -> Transport {
    Transport::from_url(url, &settings()).unwrap()
}

async fn arrives_through(url: &str) {
    let local = fresh("vidu");
    let mail = mail_to(&local);
    let sent = transport(url).send(&mail).await.unwrap();
    assert!(sent.answer.starts_with("250 "), "{}", sent.answer);

    let bytes = delivered(DOMAIN, &local).await;
    let message = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(message.subject(), Some(mail.subject.as_str()));
    assert_eq!(message.message_id().map(|id| format!("<{id}>")).as_deref(), Some(mail.message_id.as_str()));
    assert_eq!(message.from().unwrap().first().unwrap().name(), Some("Văn phòng UBND phường Mẫu"));
    assert_eq!(message.to().unwrap().first().unwrap().name(), Some("Trần Thị Ví Dụ"));
    assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n"), mail.text);
    assert_eq!(message.body_html(0).unwrap().replace("\r\n", "\n"), mail.html);
    assert_eq!(message.in_reply_to().as_text(), message.references().as_text());
}

#[tokio::test]
async fn plain() {
    arrives_through(&service("TEST_SMTP_URL")).await;
}

#[tokio::test]
async fn inside_tls() {
    arrives_through(&service("TEST_SMTPS_URL")).await;
}

#[tokio::test]
async fn starttls_and_sign_in() {
    arrives_through(&service("TEST_SUBMISSION_URL")).await;
}

#[tokio::test]
async fn one_connection_carries_many_letters_and_survives_a_refusal() {
    let transport = transport(&service("TEST_SUBMISSION_URL"));
    for n in 0..3 {
        let local = fresh(&format!("nhieu{n}-"));
        transport.send(&mail_to(&local)).await.unwrap();
        let refused = transport.send(&mail_to(&fresh("khongco"))).await.unwrap_err();
        assert_eq!(refused.kind, FailureKind::Permanent);
        delivered(DOMAIN, &local).await;
    }
    transport.close().await;
}

#[tokio::test]
async fn the_connection_is_kept() {
    let (url, connections) = scripted(&[
        "220 here",
        "250 here",
        "250 sender ok",
        "550 nobody",
        "250 forgotten",
        "250 still here",
        "250 sender ok",
        "550 nobody",
        "250 forgotten",
    ])
    .await;
    let transport = transport(&url);
    for _ in 0..2 {
        assert_eq!(transport.send(&mail_to("vidu")).await.unwrap_err().code, Some(550));
    }
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

async fn refused(url: &str, local: &str) -> SendError {
    transport(url).send(&mail_to(local)).await.unwrap_err()
}

#[tokio::test]
async fn nobody_of_that_name_is_permanent() {
    let error = refused(&service("TEST_SMTP_URL"), &fresh("khongco")).await;
    assert_eq!((error.kind, error.code), (FailureKind::Permanent, Some(550)));
    assert!(error.text.contains("no such mailbox"), "{}", error.text);
}

#[tokio::test]
async fn try_again_later_is_temporary() {
    let error = refused(&service("TEST_SMTP_URL"), &fresh("tamhoan")).await;
    assert_eq!((error.kind, error.code), (FailureKind::Temporary, Some(451)));
}

#[tokio::test]
async fn a_server_that_is_down_is_temporary() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let error = refused(&format!("smtp://127.0.0.1:{port}"), "vidu").await;
    assert_eq!((error.kind, error.code), (FailureKind::Temporary, None));
    assert!(error.text.contains(&format!("127.0.0.1:{port}")), "{}", error.text);
}

/// A wrong password says nothing about the letter: it waits until somebody has put the right one in.
#[tokio::test]
async fn a_wrong_password_is_temporary_and_not_told() {
    let url = service("TEST_SUBMISSION_URL");
    let (head, tail) = url.split_once("://").unwrap();
    let wrong = format!("{head}://congvan:sai-mat-khau@{}", tail.split_once('@').unwrap().1);
    let error = refused(&wrong, &fresh("vidu")).await;
    assert_eq!((error.kind, error.code), (FailureKind::Temporary, Some(535)));
    assert!(!format!("{error:?}").contains("sai-mat-khau"), "{error:?}");
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused_and_temporary() {
    let settings = SmtpSettings { ca_file: None, ..settings() };
    for url in [service("TEST_SMTPS_URL"), service("TEST_SUBMISSION_URL")] {
        let transport = Transport::from_url(&url, &settings).unwrap();
        let error = transport.send(&mail_to(&fresh("vidu"))).await.unwrap_err();
        assert_eq!((error.kind, error.code), (FailureKind::Temporary, None), "{error}");
        assert!(error.text.contains("certificate"), "{}", error.text);
    }
}

#[tokio::test]
async fn where_encryption_is_required_nothing_goes_without() {
    let url = format!("{}?tls=required", service("TEST_SMTP_URL"));
    let error = refused(&url, &fresh("vidu")).await;
    assert_eq!(error.kind, FailureKind::Temporary);
    assert!(error.text.contains("STARTTLS"), "{}", error.text);
    // Where it is only wished for, it goes.
    arrives_through(&format!("{}?tls=opportunistic", service("TEST_SMTP_URL"))).await;
}

/// A server that says these lines, one to the greeting and one to each command, and then nothing more.
async fn scripted(lines: &'static [&'static str]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = connections.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                for line in lines {
                    stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await.unwrap();
                    let mut command = String::new();
                    if stream.read_line(&mut command).await.unwrap_or(0) == 0 {
                        return;
                    }
                }
                tokio::time::sleep(Duration::from_mins(1)).await;
            });
        }
    });
    (url, connections)
}

#[tokio::test]
async fn a_server_that_falls_silent_is_temporary_and_its_connection_is_not_used_again() {
    let (url, connections) = scripted(&["220 here", "250 here", "250 ok"]).await;
    let settings = SmtpSettings { command_timeout: Duration::from_millis(300), ca_file: None, ..settings() };
    let transport = Transport::from_url(&url, &settings).unwrap();
    for n in 1..=3 {
        let started = Instant::now();
        let error = transport.send(&mail_to("vidu")).await.unwrap_err();
        assert_eq!((error.kind, error.code), (FailureKind::Temporary, None), "{error}");
        assert!(started.elapsed() < Duration::from_secs(5));
        assert_eq!(connections.load(Ordering::SeqCst), n);
    }
}

#[tokio::test]
async fn what_an_answer_means_depends_on_where_it_comes() {
    type Case = (&'static [&'static str], FailureKind, u16);
    let cases: [Case; 7] = [
        (&["554 no service here"], FailureKind::Temporary, 554),
        (&["220 here", "250 here", "530 sign in first"], FailureKind::Temporary, 530),
        (&["220 here", "250 here", "550 sender unknown"], FailureKind::Temporary, 550),
        (&["220 here", "250 here", "250 ok", "550 nobody"], FailureKind::Permanent, 550),
        (&["220 here", "250 here", "250 ok", "452 full"], FailureKind::Temporary, 452),
        (&["220 here", "250 here", "250 ok", "250 ok", "554 refused"], FailureKind::Permanent, 554),
        (&["220 here", "250 here", "250 ok", "421 closing"], FailureKind::Temporary, 421),
    ];
    for (lines, kind, code) in cases {
        let (url, _) = scripted(lines).await;
        let settings = SmtpSettings { command_timeout: Duration::from_millis(500), ca_file: None, ..settings() };
        let error = Transport::from_url(&url, &settings).unwrap().send(&mail_to("vidu")).await.unwrap_err();
        assert_eq!((error.kind, error.code), (kind, Some(code)), "{lines:?}: {error}");
    }
}

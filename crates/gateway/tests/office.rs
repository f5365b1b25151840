//! Office to office: what goes over the wire, and what each answer means.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::time::Duration;

use gateway::{AfterUnknown, Code, Failure, Gateway, Kind, Office, OfficeSettings, Packet, Secret};

mod support;
use support::{
    document, packet,
    scripted::{Scripted, http},
};

fn office(url: &str) -> Office {
    let text = format!(r#"{{"endpoint":"{url}/api/v1","secret_file":"unread","plain_http":true,"timeout_seconds":5}}"#);
    let settings: OfficeSettings = serde_json::from_str(&text).unwrap();
    Office::new(&settings, Secret::parse("bi-mat-1234").unwrap()).unwrap()
}

fn a_packet(folder: &tempfile::TempDir) -> Packet {
    packet(folder.path(), "019ba1c2-0001", &document("H99.1", &["H99.2"], 1), "H99.1", &["H99.2", "H99.3"])
}

#[test]
fn a_packet_is_pushed_as_the_protocol_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let packet = a_packet(&folder);
    let server = Scripted::start(|asked| {
        let status = if asked.line.contains("kind=status") { "200 OK" } else { "201 Created" };
        http(status, r#"{"id":"019ba1c3-0002"}"#)
    });
    let office = office(&server.url);
    assert_eq!(office.send(Kind::Document, &packet).unwrap().gateway_id.as_deref(), Some("019ba1c3-0002"));
    office.send(Kind::Status, &Packet { to: vec![], ..packet.clone() }).unwrap();
    let asked = server.asked();
    let [document, status] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(document.line, "POST /api/v1/interchange/packets?kind=document");
    assert_eq!(status.line, "POST /api/v1/interchange/packets?kind=status");
    assert_eq!(document.body, std::fs::read(&packet.path).unwrap());
    for (name, value) in [
        ("authorization", "Bearer bi-mat-1234"),
        ("content-type", "application/xml"),
        ("content-length", &packet.length.to_string()),
        ("packet-id", "019ba1c2-0001"),
        ("packet-from", "H99.1"),
        ("packet-to", "H99.2,H99.3"),
    ] {
        assert_eq!(document.header(name), Some(value), "{name}");
    }
    assert!(document.header("content-digest").unwrap().starts_with("sha-256=:"));
    assert_eq!((document.header("transfer-encoding"), status.header("packet-to")), (None, None));
    assert_eq!(office.offers().after_unknown, AfterUnknown::SendAgain);
    assert!(!office.offers().polled && office.list(Kind::Document, None).unwrap().is_empty());
}

#[test]
fn each_answer_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let packet = a_packet(&folder);
    let sent = |answer: &[u8]| office(&Scripted::always(answer).url).send(Kind::Document, &packet).unwrap_err();
    let code = |answer: &[u8]| match sent(answer) {
        Failure::Permanent { code, .. } => code,
        other => panic!("{other:?}"),
    };
    let problem = |code: &str| http("422 x", &format!(r#"{{"title":"x","detail":"Không có","code":"{code}"}}"#));
    for (name, expected) in [
        ("unknown_recipient", Code::UnknownRecipient),
        ("sender_not_registered", Code::SenderNotRegistered),
        ("recipient_locked", Code::RecipientLocked),
        ("not_conforming", Code::NotConforming),
        ("bad_file", Code::BadFile),
        ("another", Code::Refused),
    ] {
        assert_eq!(code(&problem(name)), expected, "{name}");
        // A fault of theirs stays one whatever they say beside it.
        assert!(matches!(sent(&http("500 x", &format!(r#"{{"code":"{name}"}}"#))), Failure::Unknown { .. }));
    }
    for (status, expected) in [
        ("401 x", Code::Credentials),
        ("403 x", Code::Credentials),
        ("404 x", Code::Endpoint),
        ("302 x", Code::Endpoint),
        ("409 x", Code::Conflict),
        ("413 x", Code::TooLarge),
    ] {
        assert_eq!(code(&http(status, "")), expected, "{status}");
    }
    let busy = b"HTTP/1.1 429 x\r\nretry-after: 120\r\ncontent-length: 0\r\n\r\n";
    let Failure::Temporary { retry_after, .. } = sent(busy) else { panic!() };
    assert_eq!(retry_after, Some(Duration::from_mins(2)));
    assert!(matches!(sent(&http("503 x", "")), Failure::Temporary { .. }));
    // All of it was handed over, and nobody knows what came of it.
    for lost in
        [&b""[..], b"HTTP/1.1 201 x\r\ncontent-length: 50\r\n\r\n{\"id\":", &http("201 x", "taken"), &http("504 x", "")]
    {
        assert!(matches!(sent(lost), Failure::Unknown { .. }), "{}", String::from_utf8_lossy(lost));
    }
}

#[test]
fn nobody_there_is_no_loss_and_secrets_are_not_told() {
    let folder = tempfile::tempdir().unwrap();
    let packet = a_packet(&folder);
    let closed = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let failure = office(&url).send(Kind::Document, &packet).unwrap_err();
    assert!(matches!(failure, Failure::Temporary { .. }), "{failure:?}");
    assert!(failure.to_string().starts_with("Chưa liên lạc được"), "{failure}");

    // Some show what was sent to them.
    let server = Scripted::start(|asked| http("400 x", &format!("{:?}", asked.headers)));
    let failure = office(&server.url).send(Kind::Document, &packet).unwrap_err();
    assert!(!format!("{failure:?}").contains("bi-mat-1234"), "{failure:?}");
    assert!(!format!("{:?}", office(&server.url)).contains("bi-mat-1234"));

    let plain: OfficeSettings = serde_json::from_str(&format!(r#"{{"endpoint":"{url}","secret_file":"x"}}"#)).unwrap();
    assert!(Office::new(&plain, Secret::parse("x").unwrap()).is_err(), "plain HTTP has to be asked for");
}

/// A file that is not what it was never arrives whole.
#[test]
fn a_changed_file_is_not_pushed() {
    let folder = tempfile::tempdir().unwrap();
    let server = Scripted::always(http("201 x", "{}"));
    let mut packet = a_packet(&folder);
    packet.sha256 = [1; 32];
    let failure = office(&server.url).send(Kind::Document, &packet).unwrap_err();
    assert!(matches!(failure, Failure::Permanent { code: Code::Packet, .. }), "{failure:?}");
    std::fs::remove_file(&packet.path).unwrap();
    let failure = office(&server.url).send(Kind::Document, &packet).unwrap_err();
    assert!(matches!(failure, Failure::Permanent { code: Code::Packet, .. }), "{failure:?}");
    assert!(server.asked().is_empty());
}

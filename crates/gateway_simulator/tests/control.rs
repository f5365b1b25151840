//! The simulator by hand: what stands below `/simulator/`, and calls that no kit would make.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, TcpStream},
};

use gateway_simulator::{Preset, Running, Settings};
use serde_json::{Value, json};

const MESSAGE: &str = "<edXML xmlns=\"u\"><e:edXMLEnvelope xmlns:e=\"u\"><e:edXMLHeader><e:MessageHeader><e:From><e:OrganId>T01.1</e:OrganId>\
    </e:From><e:To><e:OrganId>000.00.02.H99</e:OrganId></e:To><e:DocumentId>T01.1,2026/11/20,7/CV</e:DocumentId><e:Code>\
    <e:CodeNumber>7</e:CodeNumber><e:CodeNotation>CV</e:CodeNotation></e:Code><e:Subject>Mời họp</e:Subject></e:MessageHeader>\
    </e:edXMLHeader></e:edXMLEnvelope></edXML>";

fn start(folder: &tempfile::TempDir) -> Running {
    Running::start(Settings::new((Ipv4Addr::LOCALHOST, 0).into(), folder.path().to_path_buf())).unwrap()
}

/// A request as it is written; the status and the body.
fn ask(running: &Running, method: &str, path: &str, body: &str) -> (u16, String) {
    let url = running.url();
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

fn json_of(running: &Running, path: &str) -> Value {
    let (status, body) = ask(running, "GET", path, "");
    assert_eq!(status, 200, "{path}: {body}");
    serde_json::from_str(&body).unwrap()
}

#[test]
fn a_message_is_put_in_and_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let running = start(&folder);
    let (status, body) = ask(&running, "POST", "/simulator/messages", MESSAGE);
    assert_eq!(status, 201, "{body}");
    let messages = json_of(&running, "/simulator/messages");
    let message = &messages[0];
    for (name, value) in [
        ("from", "T01.1"),
        ("to", "H99.2"),
        ("documentId", "T01.1,2026/11/20,7/CV"),
        ("notation", "7/CV"),
        ("state", "INITIAL"),
    ] {
        assert_eq!(message[name], value, "{name}");
    }
    let id = message["docId"].as_str().unwrap();
    assert_eq!(ask(&running, "GET", &format!("/simulator/messages/{id}"), ""), (200, MESSAGE.to_owned()));
    assert_eq!(ask(&running, "POST", &format!("/simulator/messages/{id}/again"), "").0, 204);
    assert_eq!(ask(&running, "GET", "/simulator/messages/none", "").0, 404);
    // To somebody else than it says, and to nobody.
    assert_eq!(ask(&running, "POST", "/simulator/messages?to=H99.1,H99.2", MESSAGE).0, 201);
    let (status, body) = ask(&running, "POST", "/simulator/messages?to=H00", MESSAGE);
    assert_eq!((status, body.contains("\"18\"")), (422, true), "{body}");
    assert_eq!(json_of(&running, "/simulator/counters")["copies"], 3);
    assert_eq!(json_of(&running, "/simulator/agencies")[1]["old_codes"], json!(["000.00.02.H99"]));

    assert_eq!(ask(&running, "POST", "/simulator/reset", "").0, 204);
    assert_eq!(json_of(&running, "/simulator/messages"), json!([]));
    assert_eq!(std::fs::read_dir(folder.path().join("packets")).unwrap().count(), 0);
}

#[test]
fn quirks_change_while_it_runs() {
    let folder = tempfile::tempdir().unwrap();
    let running = start(&folder);
    let worst = serde_json::to_string(&Preset::Worst.quirks()).unwrap();
    assert_eq!(ask(&running, "PUT", "/simulator/quirks", &worst).0, 204);
    assert_eq!(json_of(&running, "/simulator/quirks"), serde_json::from_str::<Value>(&worst).unwrap());
    assert_eq!(ask(&running, "PUT", "/simulator/quirks", r#"{"wrong":1}"#).0, 400);
    let (_, body) = ask(&running, "PUT", "/simulator/quirks", r#"{"server_error":{"first":1}}"#);
    assert_eq!(body, "");
    assert!(ask(&running, "POST", "/getAgenciesList", "").0 >= 429);
    let (status, body) = ask(&running, "POST", "/getAgenciesList", "");
    assert_eq!((status, body.contains(r#""ErrorCode":"15""#)), (200, true), "unsigned: {body}");
    assert_eq!(json_of(&running, "/simulator/counters")["calls"], json!({"getAgenciesList": 1}));
}

#[test]
fn it_is_on_this_machine_alone() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::new((Ipv4Addr::UNSPECIFIED, 0).into(), folder.path().to_path_buf());
    let error = Running::start(settings).unwrap_err().to_string();
    assert!(error.starts_with("bộ giả lập"), "{error}");
}

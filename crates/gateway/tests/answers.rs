//! The axis's answers, good and bad: what is asked for goes as the vendor's kit has it, and each answer says what to do.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::{sync::Arc, time::Duration};

use chrono::{NaiveDate, Utc};
use gateway::{
    Ack, Code, DirectoryCall, Failure, FetchCall, Gateway, HashFile, Kind, Lost, Secret, Vxp, VxpSettings, system_clock,
};
use gateway_simulator::{Running, Settings};

mod support;
use support::{
    ONE, TWO, document, loopback, packet,
    scripted::{Scripted, http},
    settings, simulator, status, vxp,
};

fn permanent(failure: Failure) -> Code {
    match failure {
        Failure::Permanent { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

fn with(settings: &VxpSettings) -> Vxp {
    let clock = Arc::new(|| "2026-11-23T14:45:00.123Z".parse::<chrono::DateTime<Utc>>().unwrap());
    Vxp::new(settings, Secret::parse("khoa").unwrap(), clock).unwrap()
}

fn fetch(gateway: &Vxp) -> Result<String, Failure> {
    let mut into = Vec::new();
    gateway.fetch("d-1", &mut into, 1 << 20).map(|_| String::from_utf8(into).unwrap())
}

#[test]
fn a_packet_goes_as_the_one_part_of_a_form_with_its_length() {
    let folder = tempfile::tempdir().unwrap();
    let message = document("H99.1", &["H99.2"], 1);
    let packet = packet(folder.path(), "p", &message, "H99.1", &["H99.2", "H99.3"]);
    let server = Scripted::always(http("200 OK", r#"{"status":"OK","ErrorCode":"0","DocId":"d-1"}"#));
    let plain = settings(&server.url, "H99.1");
    assert_eq!(with(&plain).send(Kind::Document, &packet).unwrap().gateway_id.as_deref(), Some("d-1"));
    let other = VxpSettings { hash_file: HashFile::Padded, send_recipients: false, ..plain.clone() };
    with(&other).send(Kind::Status, &packet).unwrap();
    with(&VxpSettings { hash_file: HashFile::Without, ..plain }).send(Kind::Status, &packet).unwrap();
    let asked = server.asked();
    let first = &asked[0];
    assert_eq!(first.line, "POST /sendEdoc");
    for (name, value) in [
        ("xroadvnpt-from", "H99.1"),
        ("xroadvnpt-servicetype", "eDoc"),
        ("xroadvnpt-messagetype", "edoc"),
        ("xroadvnpt-to", r#"["H99.2","H99.3"]"#),
        ("xroadvnpt-systemid", "H99.1"),
        ("xroadvnpt-timestamp", "23112026T214500+0123"),
        ("xroadvnpt-version", "3.0.201608"),
        ("xroadvnpt-sign-header-key", "from;servicetype;messagetype;to;hash-file;systemid;timestamp"),
        ("user-agent", "JAVASDKAgent/1.0.0 XRoad/VPCP"),
    ] {
        assert_eq!(first.header(name), Some(value), "{name}");
    }
    assert_eq!(first.header("transfer-encoding"), None);
    let padded = asked[1].header("xroadvnpt-hash-file").unwrap();
    assert_eq!(padded, hex::encode(packet.sha256));
    let unpadded: String = padded
        .as_bytes()
        .chunks(2)
        .map(|two| str::from_utf8(two).unwrap())
        .map(|two| two.strip_prefix('0').unwrap_or(two))
        .collect();
    assert_eq!(first.header("xroadvnpt-hash-file"), Some(unpadded.as_str()));
    assert_eq!(asked[2].header("xroadvnpt-hash-file"), None);
    assert_eq!((asked[1].header("xroadvnpt-to"), asked[1].header("xroadvnpt-messagetype")), (None, Some("status")));
    let boundary = first.header("content-type").unwrap().strip_prefix("multipart/form-data; boundary=").unwrap();
    let body = String::from_utf8(first.body.clone()).unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file_doc\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n\
        {message}\r\n--{boundary}--\r\n"
    );
    assert_eq!(body, expected);
    assert_ne!(asked[1].header("content-type"), first.header("content-type"), "boundaries are random");
}

#[test]
fn each_answer_to_a_packet_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let packet = packet(folder.path(), "p", &document("H99.1", &["H99.2"], 1), "H99.1", &["H99.2"]);
    let sent = |answer: &[u8]| with(&settings(&Scripted::always(answer).url, "H99.1")).send(Kind::Document, &packet);
    let failed = |answer: &[u8]| sent(answer).unwrap_err();
    assert_eq!(sent(&http("200 x", r#"{"status":"OK"}"#)).unwrap().gateway_id, None);
    for (error, code) in [(15, Code::Credentials), (18, Code::UnknownRecipient), (22, Code::NotConforming)] {
        let said = format!(r#"{{"status":"FAIL","ErrorCode":"{error}","ErrorDesc":"lý do"}}"#);
        assert_eq!(permanent(failed(&http("200 x", &said))), code);
        // Some say it with a status of its own.
        assert_eq!(permanent(failed(&http("400 x", &said))), code);
    }
    for passing in ["20", "21", "77"] {
        let said = format!(r#"{{"status":"FAIL","ErrorCode":"{passing}"}}"#);
        assert!(matches!(failed(&http("200 x", &said)), Failure::Temporary { .. }));
    }
    let busy = b"HTTP/1.1 503 x\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n";
    let Failure::Temporary { retry_after, .. } = failed(busy) else { panic!() };
    assert_eq!(retry_after, Some(Duration::from_secs(7)));
    for unknown in [
        &b""[..],
        b"HTTP/1.1 200 x\r\ncontent-length: 90\r\n\r\n{\"status\":\"OK\"",
        b"HTTP/1.1 200 x\r\nconnection: close\r\n\r\n{\"status\":\"OK\"",
        &http("200 x", "<html>"),
        &http("200 x", "{}"),
        &http("500 x", r#"{"status":"FAIL","ErrorCode":"18"}"#),
        &http("502 x", ""),
    ] {
        assert!(matches!(failed(unknown), Failure::Unknown { .. }), "{}", String::from_utf8_lossy(unknown));
    }
    let closed = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let nobody = with(&settings(&format!("http://{closed}"), "H99.1")).send(Kind::Document, &packet).unwrap_err();
    assert!(matches!(nobody, Failure::Temporary { .. }), "{nobody:?}");
}

#[test]
fn a_packet_is_fetched_by_whichever_call_there_is() {
    // An older axis, without downloadEdoc: it is asked for once.
    let old = Scripted::start(|asked| match asked.line.as_str() {
        "POST /getEdoc" => http("200 x", r#"{"status":"OK","ErrorCode":"0","data":"PGE\u002bPC9hPg\u003d\u003d"}"#),
        _ => http("404 x", "<html>no such page</html>"),
    });
    let gateway = with(&settings(&old.url, "H99.1"));
    assert_eq!((fetch(&gateway).unwrap(), fetch(&gateway).unwrap()), ("<a></a>".to_owned(), "<a></a>".to_owned()));
    let lines: Vec<String> = old.asked().into_iter().map(|asked| asked.line).collect();
    assert_eq!(lines, ["GET /downloadEdoc", "POST /getEdoc", "POST /getEdoc"]);
    let download = VxpSettings { fetch: FetchCall::Download, ..settings(&old.url, "H99.1") };
    assert_eq!(permanent(fetch(&with(&download)).unwrap_err()), Code::NotThere);

    let of = |answer: &[u8]| fetch(&with(&settings(&Scripted::always(answer).url, "H99.1")));
    assert_eq!(of(&http("200 x", "\u{feff}<a/>\n")).unwrap(), "\u{feff}<a/>\n");
    // An envelope in its place, with a packet in it and without.
    assert_eq!(of(&http("200 x", r#" {"status":"SUCCESS","data":"PGEvPg=="}"#)).unwrap(), "<a/>");
    let refused = of(&http("200 x", r#"{"status":"FAIL","ErrorCode":"15","ErrorDesc":"x"}"#)).unwrap_err();
    assert_eq!(permanent(refused), Code::Credentials);
    // Half of one, whatever tells where it ends.
    for half in [
        &b"HTTP/1.1 200 x\r\ncontent-length: 9\r\n\r\n<a>"[..],
        b"HTTP/1.1 200 x\r\ntransfer-encoding: chunked\r\n\r\n3\r\n<a>\r\n",
        b"HTTP/1.1 200 x\r\nconnection: close\r\n\r\n<a>xx",
        b"HTTP/1.1 200 x\r\ncontent-length: 0\r\n\r\n",
        b"",
        &http("200 x", "\n<HTML><body>Bảo trì</body></html>"),
        &http("200 x", "<!DOCTYPE html><p>Bảo trì</p>"),
        &http("200 x", r#"{"status":"OK","data":"PGE"#),
        &http("200 x", r#"{"status":"OK","data":null}"#),
    ] {
        assert!(matches!(of(half), Err(Failure::Temporary { .. })), "{}", String::from_utf8_lossy(half));
    }
    let large = Scripted::always(http("200 x", &format!("<a>{}</a>", "x".repeat(100))));
    let failure = with(&settings(&large.url, "H99.1")).fetch("d-1", &mut Vec::new(), 50).unwrap_err();
    assert_eq!(permanent(failure), Code::TooLarge);
    assert_eq!(
        permanent(with(&settings(&large.url, "H99.1")).fetch("a\r\nb", &mut Vec::new(), 50).unwrap_err()),
        Code::NotThere
    );
}

#[test]
fn lists_and_acknowledgements_go_as_the_kit_has_them() {
    let server = Scripted::start(|asked| {
        let data = r#"[{"docId":"d-1","from":null,"to":"[\"H99.1\"]","created_time":"2026/11/20 12:00:00","status":"INITIAL"},{"x":1},
            {"docId":77,"from":"H99.2","to":["H99.1"],"created_time":1795150800000}]"#;
        match asked.line.as_str() {
            "POST /getReceivedEdocList" => http("200 x", &format!(r#"{{"status":"OK","ErrorCode":0,"data":{data}}}"#)),
            _ => http("200 x", r#"{"status":"OK"}"#),
        }
    });
    let gateway = with(&settings(&server.url, "H99.1"));
    let listed = gateway.list(Kind::Status, NaiveDate::from_ymd_opt(2026, 11, 1)).unwrap();
    assert_eq!(listed.iter().map(|one| one.gateway_id.as_str()).collect::<Vec<_>>(), ["d-1", "77"]);
    assert_eq!((listed[0].from.as_deref(), listed[1].from.as_deref()), (None, Some("H99.2")));
    assert_eq!((listed[0].to.as_slice(), listed[0].created), (&["H99.1".to_owned()][..], listed[1].created));
    gateway.acknowledge("d-1", &Ack::Done).unwrap();
    gateway.acknowledge("d-1", &Ack::Failed("Tệp đính kèm bị hỏng".to_owned())).unwrap();
    let asked = server.asked();
    assert_eq!(asked[0].header("xroadvnpt-fromdate"), Some("2026/11/01"));
    assert_eq!(asked[0].header("xroadvnpt-todate"), Some("2026/11/23"));
    assert_eq!((asked[1].line.as_str(), asked[1].header("xroadvnpt-status")), ("POST /updateStatus", Some("done")));
    assert_eq!(asked[2].header("xroadvnpt-description"), Some("Tep dinh kem bi hong"));
    for bad in ["", "<html>", r#"{"status":"OK","data":[{"docId""#] {
        let failure = with(&settings(&Scripted::always(http("200 x", bad)).url, "H99.1")).list(Kind::Document, None);
        assert!(matches!(failure, Err(Failure::Temporary { .. })), "{bad}");
    }
}

#[test]
fn the_simulator_refuses_what_an_axis_refuses() {
    let folder = tempfile::tempdir().unwrap();
    let running = simulator(&folder.path().join("axis"), gateway_simulator::Quirks::default(), 0);
    let one = vxp(&running.url(), ONE);
    let sent = |gateway: &Vxp, message: &str, from: &str, to: &[&str]| {
        permanent(gateway.send(Kind::Document, &packet(folder.path(), "p", message, from, to)).unwrap_err())
    };
    let good = document("H99.1", &["H99.2"], 1);
    assert_eq!(sent(&vxp(&running.url(), (ONE.0, "sai")), &good, "H99.1", &["H99.2"]), Code::Credentials);
    assert_eq!(sent(&vxp(&running.url(), TWO), &good, "H99.1", &["H99.2"]), Code::SenderNotRegistered);
    assert_eq!(sent(&one, &good, "H99.2", &["H99.2"]), Code::SenderNotRegistered);
    assert_eq!(sent(&one, &good, "H99.1", &["H98.7"]), Code::UnknownRecipient);
    assert_eq!(sent(&one, "<edXML/>", "H99.1", &["H99.2"]), Code::NotConforming);
    assert_eq!(sent(&one, "", "H99.1", &["H99.2"]), Code::BadFile);
    let as_document = status("H99.1", "H99.2", 1, "01");
    assert_eq!(sent(&one, &as_document, "H99.1", &[]), Code::NotConforming);
    assert_eq!(permanent(one.fetch("none", &mut Vec::new(), 10).unwrap_err()), Code::BadFile);
}

/// The kit signs once and calls for long; an axis may be stricter. Ours signs each call anew.
#[test]
fn an_axis_may_refuse_old_calls_and_repeats() {
    let folder = tempfile::tempdir().unwrap();
    let strict = Settings {
        oldest_seconds: Some(300),
        refuse_replays: true,
        ..Settings::new(loopback(), folder.path().join("axis"))
    };
    let running = Running::start(strict).unwrap();
    let list = |clock: gateway::Clock| {
        let gateway = Vxp::new(&settings(&running.url(), ONE.0), Secret::parse(ONE.1).unwrap(), clock).unwrap();
        (gateway.list(Kind::Document, None).map(|_| ()), gateway.list(Kind::Document, None).map(|_| ()))
    };
    let now = Utc::now();
    let (first, again) = list(Arc::new(move || now));
    assert_eq!((first, permanent(again.unwrap_err())), (Ok(()), Code::Credentials));
    let (old, _) = list(Arc::new(move || now - chrono::TimeDelta::minutes(6)));
    assert_eq!(permanent(old.unwrap_err()), Code::Credentials);
}

#[test]
fn what_was_sent_is_found_and_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let running = simulator(&folder.path().join("axis"), gateway_simulator::Quirks::default(), 0);
    let one = vxp(&running.url(), ONE);
    let first_tried = Utc::now();
    let send = |number| {
        let packet =
            packet(folder.path(), "p", &document("H99.1", &["000.00.02.H99"], number), "H99.1", &["000.00.02.H99"]);
        one.send(Kind::Document, &packet).unwrap().gateway_id.unwrap()
    };
    let (original, update) = (send(5), send(5));
    let lost = |number: u32, others: &[&String]| Lost {
        from: "H99.1".to_owned(),
        to: vec!["000.00.02.H99".to_owned(), "H99.2".to_owned()],
        notation: format!("{number}/SVD-TTĐT"),
        title: format!("V/v thử liên thông số {number}"),
        first_tried,
        others: others.iter().map(|id| (*id).clone()).collect(),
    };
    let found = |lost: &Lost| one.find_sent(Kind::Document, lost).unwrap().and_then(|sent| sent.gateway_id);
    assert_eq!(found(&lost(5, &[&original])), Some(update.clone()));
    assert_eq!(found(&lost(5, &[&original, &update])), None);
    assert_eq!(found(&lost(6, &[])), None);
    assert_eq!(found(&Lost { to: vec!["H99.3".to_owned()], ..lost(5, &[]) }), None);
    assert_eq!(found(&Lost { first_tried: first_tried + chrono::TimeDelta::hours(1), ..lost(5, &[]) }), None);
    let states = one.sent_states(Kind::Document, Some(&update)).unwrap();
    assert_eq!(
        (states.len(), states[0].to.as_deref(), states[0].receive_state.as_deref()),
        (1, Some("H99.2"), Some("INITIAL"))
    );
    assert!(one.sent_states(Kind::Status, None).unwrap().is_empty());

    let by_level = VxpSettings { directory: DirectoryCall::Qd20, ..settings(&running.url(), ONE.0) };
    let by_level = Vxp::new(&by_level, Secret::parse(ONE.1).unwrap(), system_clock()).unwrap();
    assert_eq!(by_level.directory().unwrap(), one.directory().unwrap());
}

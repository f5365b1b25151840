//! Two offices and the simulator between them: whatever quirk it has, each document and each status arrives once.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use gateway::Kind;
use gateway_simulator::{Chance, Preset, Quirks};
use outbound::{Client, ClientSettings, Open, ureq::http::Request};
use serde_json::Value;

mod support;
use support::{Inbox, ONE, TWO, deliver, document, document_id, file_of, packet, simulator, status, vxp};

fn get(url: &str, path: &str) -> Value {
    let settings = ClientSettings { timeout: std::time::Duration::from_secs(30), authorities: None };
    let client = Client::new(&settings, Open).unwrap();
    let mut answer = client.run(Request::get(format!("{url}/simulator/{path}")).body(()).unwrap()).unwrap();
    serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
}

/// Sends so many documents from one to the other, and a status for each back.
fn carried(quirks: Quirks, seed: u64, count: u32) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let running = simulator(&folder.path().join("axis"), quirks, seed);
    let url = running.url();
    let (one, two) = (vxp(&url, ONE), vxp(&url, TWO));
    let mut known = vec![];
    for number in 1..=count {
        // The recipient's old identifier does as well.
        let to = if number % 2 == 0 { "H99.2" } else { "000.00.02.H99" };
        let id = format!("d{number}");
        // Every third leaves it to the axis to find the recipient in the message.
        let beside: &[&str] = if number % 3 == 0 { &[] } else { &[to] };
        let packet = packet(folder.path(), &id, &document("H99.1", &[to], number), "H99.1", beside);
        deliver(&one, Kind::Document, &packet, number, &mut known);
    }
    let mut inbox = Inbox::default();
    settle(&url, "edoc", || inbox.round(&two, Kind::Document));
    let expected: Vec<String> = (1..=count).map(|number| document_id("H99.1", number)).collect();
    let mut came: Vec<String> = inbox.documents.keys().cloned().collect();
    came.sort_by_key(|id| expected.iter().position(|is| is == id));
    assert_eq!(came, expected);
    for text in inbox.packets.values() {
        assert!(
            (1..=count).any(|number| text.contains(&file_of(number)) && text.contains(&document_id("H99.1", number)))
        );
        assert!(text.trim_end().ends_with("</edXML>"));
    }
    let mut known = vec![];
    for number in 1..=count {
        for code in ["01", "03"] {
            let id = format!("s{number}-{code}");
            let packet = packet(folder.path(), &id, &status("H99.2", "H99.1", number, code), "H99.2", &[]);
            deliver(&two, Kind::Status, &packet, number, &mut known);
        }
    }
    let mut statuses = Inbox::default();
    settle(&url, "status", || statuses.round(&one, Kind::Status));
    assert_eq!(statuses.documents.len(), usize::try_from(count).unwrap() * 2);

    // What the axis accepted, it accepted once.
    let messages = get(&url, "messages");
    let messages = messages.as_array().unwrap();
    let mut sent: Vec<&str> = messages.iter().map(|copy| copy["senderDocId"].as_str().unwrap()).collect();
    sent.sort_unstable();
    sent.dedup();
    assert_eq!(sent.len(), usize::try_from(count).unwrap() * 3);
    assert_eq!(inbox.packets.len() + statuses.packets.len(), messages.len());
    get(&url, "counters")
}

/// Goes on until the axis says that all is done.
fn settle(url: &str, kind: &str, mut round: impl FnMut()) {
    for _ in 0..200 {
        round();
        let messages = get(url, "messages");
        let mut of_kind = messages.as_array().unwrap().iter().filter(|copy| copy["messageType"] == kind);
        if of_kind.all(|copy| copy["state"] == "DONE") {
            // What was done may be shown once more.
            (0..3).for_each(|_| round());
            return;
        }
    }
    panic!("it never ends: {}", get(url, "messages"));
}

#[test]
fn everything_arrives_once_when_nothing_is_wrong() {
    let counters = carried(Quirks::default(), 0, 4);
    assert_eq!(counters["quirks"], serde_json::json!({}));
}

/// Each quirk by itself, and often.
#[test]
fn everything_arrives_once_whatever_the_quirk() {
    let third = Chance::Every { every: 3 };
    let half = Chance::Of(0.5);
    let calm = Quirks::default;
    let all: Vec<(&str, Quirks)> = vec![
        ("trace", Quirks { trace: Chance::Of(1.0), ..calm() }),
        ("trace_without_organ", Quirks { trace: Chance::Of(1.0), trace_without_organ: half, ..calm() }),
        ("trace_null", Quirks { trace: Chance::Of(1.0), trace_null: half, ..calm() }),
        ("reserialise", Quirks { reserialise: Chance::Of(1.0), ..calm() }),
        ("content_type", Quirks { content_type: half, ..calm() }),
        ("null_from", Quirks { null_from: half, ..calm() }),
        ("listed_again", Quirks { listed_again: third, ..calm() }),
        ("second_id", Quirks { second_id: third, ..calm() }),
        ("disorder", Quirks { disorder: Chance::Of(1.0), ..calm() }),
        ("held", Quirks { held: half, held_lists: 2, ..calm() }),
        ("delay", Quirks { delay: third, delay_ms: 20, ..calm() }),
        ("fail", Quirks { fail: third, ..calm() }),
        ("server_error", Quirks { server_error: third, ..calm() }),
        ("late_server_error", Quirks { late_server_error: third, ..calm() }),
        ("lost_answer", Quirks { lost_answer: third, ..calm() }),
        ("half_answer", Quirks { half_answer: third, ..calm() }),
    ];
    for (name, quirks) in all {
        let counters = carried(quirks, 1, 5);
        assert!(counters["quirks"][name].as_u64().unwrap_or_default() > 0, "{name} happened: {counters}");
    }
}

#[test]
fn everything_arrives_once_at_the_worst() {
    let runs: Vec<Value> = (1..=3).map(|seed| carried(Preset::Worst.quirks(), seed, 12)).collect();
    assert_eq!(carried(Preset::Worst.quirks(), 1, 12), runs[0], "the same seed does the same");
    assert_ne!(runs[0], runs[1]);
}

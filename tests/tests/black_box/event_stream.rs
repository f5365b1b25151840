//! The stream of events: a person's page hears that its inbox has changed, a system hears each event and goes on where it was cut off.

use serde_json::Value;
use tests::{Client, Server, on_both_engines};

use crate::{
    dossiers::{content, published},
    events::{about, end, submitted, up_to_the_supplement},
    service_accounts::System,
};

/// What a stream said until it ended: each piece's id, name and data.
fn heard(who: &Client, seconds: u64, last: Option<&str>) -> Vec<(String, String, Value)> {
    let path = format!("/events/stream?seconds={seconds}");
    let mut request = who.request("GET", &path);
    if let Some(last) = last {
        request = request.header("Last-Event-ID", last);
    }
    let answer = request.send().expect(200);
    assert_eq!(answer.header("content-type"), Some("text/event-stream; charset=utf-8"));
    let text = String::from_utf8(answer.body).unwrap();
    let (first, rest) = text.split_once("\n\n").unwrap();
    assert_eq!(first, "retry: 2000");
    let pieces = rest.split_terminator("\n\n").filter(|piece| !piece.starts_with(':'));
    let field = |piece: &str, name: &str| {
        let line = piece.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_default().to_owned()
    };
    let each = pieces
        .map(|piece| (field(piece, "id"), field(piece, "event"), serde_json::from_str(&field(piece, "data")).unwrap()));
    each.collect()
}

on_both_engines! {
    /// The same events in the same order as by `listEvents`, and behind the last one that was taken in.
    fn a_system_goes_on_where_it_was_cut_off(engine: Engine) {
        let office = Server::demo(engine);
        let procedure = published(&office, &content("5wd"));
        let portal = System::new(&office, &["dossiers:submit"]).client;
        let system = System::new(&office, &["events:read"]).client;
        let begin = end(&system);
        let (id, _) = submitted(&portal, &procedure);
        up_to_the_supplement(&office, &id);
        let listed = about(&system, &id);
        let by_stream = heard(&system, 0, Some(&begin));
        let told: Vec<Value> = by_stream.iter().map(|(_, _, data)| data.clone()).collect();
        assert_eq!(told, listed);
        for ((cursor, kind, _), event) in by_stream.iter().zip(&listed) {
            assert_eq!((cursor.as_str(), kind.as_str()), (event["cursor"].as_str().unwrap(), event["kind"].as_str().unwrap()));
        }
        let again = heard(&system, 0, Some(&by_stream[1].0));
        assert_eq!(again, by_stream[2..]);
        // Nothing is told twice where nothing has happened, and what is no cursor is refused before the stream begins.
        assert!(heard(&system, 0, None).is_empty());
        system.request("GET", "/events/stream").header("Last-Event-ID", "hôm qua").send().problem(400, "bad_parameter").at("after", "bad_cursor");
    }

    /// At once how many tasks there are, and again when another has come.
    fn a_person_hears_that_the_inbox_has_changed(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let before = heard(&clerk, 0, None);
        let [(id, name, counts)] = before.as_slice() else { panic!("{before:?}") };
        assert_eq!((id.as_str(), name.as_str()), ("", "inbox"));
        let shown = clerk.get("/inbox/counts").ok();
        assert_eq!(counts, &shown);
        let listening = std::thread::scope(|scope| {
            let listening = scope.spawn(|| heard(&clerk, 5, None));
            std::thread::sleep(std::time::Duration::from_secs(1));
            office.client("vanthu").register_letter();
            listening.join().unwrap()
        });
        assert_eq!(listening.len(), 2, "{listening:?}");
        let now = clerk.get("/inbox/counts").ok();
        assert_eq!(listening[1].2, now);
        assert_ne!(listening[0].2, now);
    }
}

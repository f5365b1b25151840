//! The stream of events: a person's page hears that its inbox has changed, a system hears each event and goes on where it was cut off.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::{Value, json};
use tests::{
    Client, Server,
    axis::{Axis, COMMUNE, WARD},
    on_both_engines, wait_until,
};

use crate::{
    dossiers::{content, published, received},
    events::{about, end, submitted, up_to_the_supplement},
    interchange::message,
    service_accounts::System,
};

/// For how long a stream may say nothing before something is wrong.
const PATIENCE: Duration = Duration::from_secs(120);

/// One block of a stream. It is an event where it has data; without, it only sets the last event's id.
#[derive(Debug, Default, PartialEq)]
struct Block {
    id: Option<String>,
    event: String,
    data: Option<Value>,
    retry: Option<String>,
}

/// A stream that stays open, read as it comes.
struct Listening(BufReader<TcpStream>);

impl Listening {
    /// With its first block, which is there at once.
    fn to(office: &Server, who: &Client, seconds: u64, last: Option<&str>) -> (Self, Block) {
        Self::at(office, who, &format!("events/stream?seconds={seconds}"), last)
    }

    /// As a browser's `EventSource` asks for it.
    fn at(office: &Server, who: &Client, path: &str, last: Option<&str>) -> (Self, Block) {
        let mut stream = TcpStream::connect(("127.0.0.1", office.port())).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let last = last.map(|id| format!("Last-Event-ID: {id}\r\n")).unwrap_or_default();
        let (port, token) = (office.port(), who.token().unwrap());
        let asked = format!(
            "GET /api/v1/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\nAuthorization: Bearer {token}\r\n{last}Connection: close\r\n\r\n"
        );
        stream.write_all(asked.as_bytes()).unwrap();
        let mut lines = Self(BufReader::new(stream));
        let head: Vec<String> = std::iter::from_fn(|| lines.line().filter(|line| !line.is_empty())).collect();
        assert!(head[0].starts_with("HTTP/1.1 200"), "{head:?}");
        let opening = lines.next().unwrap();
        assert_eq!((opening.retry.as_deref(), &opening.data), (Some("2000"), &None));
        (lines, opening)
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.0.read_line(&mut line).unwrap();
        (read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
    }
}

impl Iterator for Listening {
    type Item = Block;

    /// The next block; nothing where the stream has ended.
    fn next(&mut self) -> Option<Block> {
        let mut block: Option<Block> = None;
        loop {
            let line = self.line()?;
            // The lengths of the chunks in which it comes have no colon.
            let Some((name, value)) = line.split_once(':') else {
                if line.is_empty() && block.is_some() {
                    return block;
                }
                continue;
            };
            let (block, value) = (block.get_or_insert_default(), value.strip_prefix(' ').unwrap_or(value));
            match name {
                "id" => block.id = Some(value.to_owned()),
                "event" => value.clone_into(&mut block.event),
                "data" => block.data = Some(serde_json::from_str(value).unwrap()),
                "retry" => block.retry = Some(value.to_owned()),
                _ => assert_eq!(name, "", "{line}"),
            }
        }
    }
}

/// What a stream said until it ended: the position of its first block, and each event's id, name and data.
fn heard(office: &Server, who: &Client, last: Option<&str>) -> (Option<String>, Vec<(String, String, Value)>) {
    let (stream, opening) = Listening::to(office, who, 0, last);
    let told = stream.filter_map(|block| Some((block.id.unwrap_or_default(), block.event, block.data?)));
    (opening.id, told.collect())
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
        let (place, by_stream) = heard(&office, &system, Some(&begin));
        assert_eq!(place.as_ref(), Some(&begin));
        let told: Vec<Value> = by_stream.iter().map(|(_, _, data)| data.clone()).collect();
        assert_eq!(told, listed);
        for ((cursor, kind, _), event) in by_stream.iter().zip(&listed) {
            assert_eq!((cursor.as_str(), kind.as_str()), (event["cursor"].as_str().unwrap(), event["kind"].as_str().unwrap()));
        }
        let again = heard(&office, &system, Some(&by_stream[1].0)).1;
        assert_eq!(again, by_stream[2..]);
        // Nothing is told twice where nothing has happened, and what is no cursor is refused before the stream begins.
        assert_eq!(heard(&office, &system, None), (Some(end(&system)), vec![]));
        let whole = system.get("/events/stream?seconds=0").expect(200);
        assert_eq!(whole.header("content-type"), Some("text/event-stream; charset=utf-8"));
        system.request("GET", "/events/stream").header("Last-Event-ID", "hôm qua").send().problem(400, "bad_parameter").at("after", "bad_cursor");
    }

    /// One address is feed and stream: it depends on what is asked for. The stream is narrowed as the list is.
    fn the_feed_is_a_stream_for_whoever_asks_for_one(engine: Engine) {
        let office = Server::demo(engine);
        let procedure = published(&office, &content("5wd"));
        let system = System::new(&office, &["events:read"]).client;
        let begin = end(&system);
        let (other, dossier) = (received(&office.client("motcua"), &procedure), received(&office.client("motcua"), &procedure));
        let listed = about(&system, dossier.id());
        let (stream, opening) = Listening::at(&office, &system, &format!("events?dossier={}", dossier.id()), Some(&begin));
        assert_eq!(opening.id, Some(begin));
        let told: Vec<Value> = stream.filter_map(|block| block.data).take(listed.len()).collect();
        assert_eq!(told, listed);
        assert!(!about(&system, other.id()).is_empty());
        let list = system.request("GET", "/events").header("Accept", "application/json, text/plain").send();
        assert_eq!(list.header("content-type"), Some("application/json"));
        let asked = system.request("GET", "/events").header("Accept", "text/event-stream").header("Last-Event-ID", "hôm qua");
        asked.send().problem(400, "bad_parameter").at("after", "bad_cursor");
    }

    /// Whoever began with "from now on", heard nothing and was cut off comes again with the position that the stream has told, and hears what happened
    /// meanwhile; so does one that sees only what it has handed in.
    fn an_idle_reader_misses_nothing(engine: Engine) {
        let office = Server::demo(engine);
        let procedure = published(&office, &content("5wd"));
        let portal = System::new(&office, &["dossiers:submit"]).client;
        let system = System::new(&office, &["events:read"]).client;
        let places = [&system, &portal].map(|who| {
            let (place, told) = heard(&office, who, None);
            assert!(told.is_empty(), "{told:?}");
            place.unwrap()
        });
        received(&office.client("motcua"), &procedure);
        let (id, _) = submitted(&portal, &procedure);
        let dossiers = |who: &Client, place: &str| -> Vec<Value> {
            heard(&office, who, Some(place)).1.into_iter().map(|(_, _, event)| event["data"]["dossier"].clone()).collect()
        };
        assert_eq!(dossiers(&system, &places[0]).len(), 3);
        assert_eq!(dossiers(&portal, &places[1]), [json!(id)]);
    }

    /// A sign of life says how far the feed has gone, to one to whom nothing of it was told.
    fn a_sign_of_life_says_where_reading_goes_on(engine: Engine) {
        let office = Server::demo(engine);
        let procedure = published(&office, &content("5wd"));
        let all = System::new(&office, &["events:read"]).client;
        let other = System::new(&office, &["dossiers:submit"]).client;
        let (mut stream, opening) = Listening::to(&office, &other, 120, None);
        received(&office.client("motcua"), &procedure);
        let number = |id: &str| id.parse::<i64>().unwrap();
        let now = number(&end(&all));
        assert!(number(&opening.id.unwrap()) < now);
        let beat = stream.next().unwrap();
        assert_eq!((beat.data, &*beat.event), (None, ""));
        assert!(number(&beat.id.unwrap()) >= now);
    }

    /// What happens once a key has ended is not told to who came with it, however long the stream was to last.
    fn a_key_that_has_ended_hears_nothing_more(engine: Engine) {
        let office = Server::demo(engine);
        let procedure = published(&office, &content("5wd"));
        let system = System::new(&office, &["events:read"]);
        let (mut stream, _) = Listening::to(&office, &system.client, 120, None);
        let first = received(&office.client("motcua"), &procedure);
        assert_eq!(stream.next().unwrap().data.unwrap()["data"]["dossier"], json!(first.id()));
        let administrator = office.client("quantri");
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let accounts = format!("/agencies/{own}/service-accounts");
        let account = administrator.items(&accounts).into_iter().find(|one| one["id"] == *system.id).unwrap();
        let key = format!("{accounts}/{}/keys/{}", system.id, account["keys"][0]["id"].as_str().unwrap());
        let ended = administrator.request("DELETE", &key).send();
        assert!(ended.status < 300, "{ended}");
        let second = received(&office.client("motcua"), &procedure);
        let rest: Vec<Block> = stream.collect();
        assert!(rest.iter().all(|block| block.data.as_ref().is_none_or(|event| event["data"]["dossier"] != *second.id())), "{rest:?}");
        system.client.get("/events/stream").problem(401, "not_signed_in");
    }

    /// At once how much there is to do; again when something has come, and when a line says something else, before the next sign of life.
    fn a_person_hears_that_the_inbox_has_changed(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let shown = || clerk.get("/inbox/counts").ok();
        let (mut stream, opening) = Listening::to(&office, &clerk, 120, None);
        assert_eq!(opening.id, None);
        let inbox = |counts: Value| Some(Block { event: "inbox".to_owned(), data: Some(counts), ..Block::default() });
        let before = shown();
        assert_eq!(stream.next(), inbox(before.clone()));
        let letter = clerk.register_letter();
        let now = shown();
        assert_ne!(before, now);
        assert_eq!(stream.next(), inbox(now.clone()));
        let _ = clerk.act(&letter, &json!({ "command": "correct", "reason": "Gõ nhầm.", "subject": "Trích yếu đã sửa" }));
        assert_eq!(stream.next(), inbox(now));
    }

    /// So it does when a packet is laid aside for the registry, which lies on no desk.
    fn the_registry_hears_of_packets(engine: Engine) {
        let axis = Axis::start("calm", 55);
        let office = axis.office(engine, (WARD, ""), &[]);
        let (mut stream, _) = Listening::to(&office, &office.client("vanthu"), 120, None);
        let counts = |block: Option<Block>| block.unwrap().data.unwrap()["quarantined"].clone();
        assert_eq!(counts(stream.next()), json!(0));
        axis.put(message(COMMUNE, WARD, "1/UBND-VP", "Không có", "1", ("", "")).as_bytes());
        assert_eq!(counts(stream.next()), json!(1), "before the next sign of life");
    }

    /// One person's open pages leave the others their places, and a page that was closed makes room for another.
    fn nobody_takes_the_places_of_the_others(engine: Engine) {
        let office = Server::demo(engine);
        let (clerk, chair) = (office.client("vanthu"), office.client("chutich"));
        let mut open: Vec<Listening> = (0..8).map(|_| Listening::to(&office, &clerk, 120, None).0).collect();
        let refused = clerk.get("/events/stream?seconds=0");
        assert!(refused.header("retry-after").is_some(), "{refused}");
        refused.problem(429, "too_many_requests");
        assert_eq!(heard(&office, &chair, None).1.len(), 1);
        open.pop();
        wait_until("a place", Duration::from_secs(60), || clerk.get("/events/stream?seconds=0").status == 200);
    }
}

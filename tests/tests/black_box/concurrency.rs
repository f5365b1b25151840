//! People who act at the same instant: of two who hand off the same document exactly one succeeds; numbers have neither gaps nor
//! doubles; the same key at the same time has one effect.

use std::{collections::BTreeSet, sync::Barrier, thread};

use serde_json::json;
use tests::{Answer, Client, Document, Server, letters, on_both_engines, unique};

/// How often two people try.
const TRIES: usize = 100;
/// How often one document is handed off and taken back before the next one is taken.
const A_DOCUMENT: usize = 20;

/// Sends two requests at the same instant.
fn at_once<T: Send, U: Send>(one: impl FnOnce() -> T + Send, other: impl FnOnce() -> U + Send) -> (T, U) {
    let start = Barrier::new(2);
    thread::scope(|scope| {
        let first = scope.spawn(|| {
            start.wait();
            one()
        });
        start.wait();
        let second = other();
        (first.join().unwrap(), second)
    })
}

/// A letter at the department of economy.
fn directed(office: &Server) -> Document {
    let letter = office.client("vanthu").register_letter();
    let letter = office.client("vanthu").act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
    let direction = json!({ "primary": { "department": office.department("KTHTDT") } });
    office.client("chutich").act(&letter, &json!({ "command": "direct", "direction": direction }))
}

/// Hands the letter to an officer, in the name of a version.
fn assign(office: &Server, by: &Client, letter: &Document, officer: &str, version: u64) -> Answer {
    let unit = letter.assignment(&office.department("KTHTDT"));
    let body = json!({ "command": "assign", "assignment": unit, "officer": { "person": office.person(officer) } });
    by.request("POST", &letter.commands()).if_match(version).json(&body).send()
}

/// How many mails told either officer that a letter is theirs.
fn handed(office: &Server, letter: &Document) -> usize {
    let told = office.told(letter.id());
    let to = |officer: &str| told.get(&(officer.to_owned(), "given_primary".to_owned())).copied().unwrap_or_default();
    to("chuyenvien.kinhte1") + to("chuyenvien.kinhte2")
}

on_both_engines! {
    /// The head and the deputy give the same letter to two officers, both having read the same version; in every fifth try
    /// one of them has read an older one.
    fn of_two_handoffs_one_succeeds(engine: Engine) {
        let office = Server::demo(engine);
        let (head, deputy) = (office.client("truongphong.kinhte"), office.client("photruong.kinhte"));
        let mut letter = directed(&office);
        let mut won = [0_usize; 2];
        for n in 0..TRIES {
            if n % A_DOCUMENT == 0 {
                letter = directed(&office);
            }
            let (events, mails) = (head.events(letter.id()).len(), handed(&office, &letter));
            let version = letter.version();
            let older = if n % 5 == 4 { version - 1 } else { version };
            let (one, other) = at_once(
                || assign(&office, &head, &letter, "chuyenvien.kinhte1", version),
                || assign(&office, &deputy, &letter, "chuyenvien.kinhte2", older),
            );
            let (winner, officer, loser) = match (one.status, other.status) {
                (200, 412) => (one, "chuyenvien.kinhte1", other),
                (412, 200) => (other, "chuyenvien.kinhte2", one),
                (a, b) => panic!("try {n}: {a} and {b}: {one}; {other}"),
            };
            loser.problem(412, "version_changed");
            won[usize::from(officer == "chuyenvien.kinhte2")] += 1;
            assert!(older == version || officer == "chuyenvien.kinhte1", "an old version won");
            let now = Document(winner.ok());
            assert_eq!((now.version(), now.state()), (version + 1, "in_progress"));
            assert_eq!(now.0["holder"]["id"], office.person(officer));
            let history = head.events(letter.id());
            assert_eq!(history.len(), events + 1, "one history row");
            assert_eq!(history.last().map(String::as_str), Some("assigned"));
            assert_eq!(handed(&office, &letter), mails + 1, "one mail");
            let leg = now.assignment(&office.person(officer)).to_owned();
            letter = head.act(&now, &json!({ "command": "take_back", "assignment": leg, "reason": "Lần nữa." }));
        }
        println!("the head won {} times, the deputy {} times", won[0], won[1]);
    }

    /// One of the two names no version at all: that one is told so, and the other succeeds.
    fn without_a_version_nothing_moves(engine: Engine) {
        let office = Server::shared(engine);
        let (head, deputy) = (office.client("truongphong.kinhte"), office.client("photruong.kinhte"));
        for n in 0..10 {
            let letter = directed(office);
            let unit = letter.assignment(&office.department("KTHTDT")).to_owned();
            let body = json!({ "command": "assign", "assignment": unit, "officer": { "person": office.person("chuyenvien.kinhte2") } });
            let key = unique("khoa-");
            let (one, other) = at_once(
                || assign(office, &head, &letter, "chuyenvien.kinhte1", letter.version()),
                || {
                    let request = deputy.request("POST", &letter.commands()).json(&body);
                    // A key doesn't stand in for a version.
                    if n % 2 == 0 { request.send() } else { request.key(&key).send() }
                },
            );
            assert_eq!((one.status, other.status), (200, 428), "try {n}: {one}; {other}");
            assert_eq!(handed(office, &letter), 1);
        }
    }

    /// Commands that don't move the document wait for each other instead.
    fn words_never_collide(engine: Engine) {
        let office = Server::shared(engine);
        let letter = directed(office);
        let people = ["vanthu", "chutich", "phochutich", "truongphong.kinhte", "photruong.kinhte", "theodoi"];
        thread::scope(|scope| {
            for user in people {
                let (client, path) = (office.client(user), letter.commands());
                scope.spawn(move || {
                    for n in 0..5 {
                        client.post(&path, &json!({ "command": "comment", "text": format!("{user} {n}") })).ok();
                    }
                });
            }
        });
        let now = office.client("vanthu").read(letter.id());
        assert_eq!(now.version(), letter.version() + 30);
        let history = office.client("vanthu").history(letter.id());
        let texts: BTreeSet<&str> = history.iter().filter_map(|e| e["facts"]["text"].as_str()).collect();
        assert_eq!(texts.len(), 30);
    }

    /// Eight clerks' windows enter letters at once: 1 to n, each number once.
    fn numbers_have_neither_gaps_nor_doubles(engine: Engine) {
        let office = Server::demo(engine);
        let next = || {
            let registers = office.client("vanthu").items("/registers");
            registers.iter().find(|r| r["code"] == "den").and_then(|r| r["next_number"].as_u64()).unwrap()
        };
        let before = next();
        let clerk = office.client("vanthu");
        let (each, windows) = (6_u64, 8_u64);
        let numbers: Vec<u64> = thread::scope(|scope| {
            let windows: Vec<_> = (0..windows)
                .map(|window| {
                    let clerk = clerk.clone();
                    scope.spawn(move || {
                        (0..each)
                            .map(|n| {
                                if (window + n) % 3 == 0 {
                                    // One that is refused after its number was taken gives it back.
                                    let facts = json!({ "facts": letters::facts(), "register": {}, "files": [uuid::Uuid::now_v7()] });
                                    clerk.post("/incoming-documents", &facts).problem(422, "file_unknown");
                                }
                                if n % 2 == 0 {
                                    clerk.register_letter().number()
                                } else {
                                    let letter = clerk.receive(&letters::facts());
                                    clerk.act(&letter, &json!({ "command": "register" })).number()
                                }
                            })
                            .collect::<Vec<_>>()
                    })
                })
                .collect();
            windows.into_iter().flat_map(|w| w.join().unwrap()).collect()
        });
        let taken: BTreeSet<u64> = numbers.iter().copied().collect();
        assert_eq!(taken.len(), numbers.len(), "a number was given twice");
        assert_eq!(taken, (before..before + each * windows).collect::<BTreeSet<_>>());
        assert_eq!(next(), before + each * windows);
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// The same key at the same time: one effect, and equal answers.
    fn one_key_one_effect(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        for _ in 0..10 {
            let key = unique("khoa-");
            let body = json!({ "facts": letters::facts(), "register": {} });
            let send = || clerk.request("POST", "/incoming-documents").key(&key).json(&body).send();
            let (one, other) = at_once(send, send);
            assert_eq!((one.status, other.status), (201, 201), "{one}; {other}");
            assert_eq!(one.json(), other.json());
            assert_eq!(one.header("location"), other.header("location"));
            let again = send();
            assert_eq!(again.json(), one.json());
            assert_eq!(again.header("idempotency-replayed"), Some("true"));
            let notation = body["facts"]["number"].as_str().unwrap().to_owned();
            let there = clerk.all("/incoming-documents").iter().filter(|line| line["number"] == notation).count();
            assert_eq!(there, 1);

            let letter = Document(one.json());
            let key = unique("khoa-");
            let present = json!({ "command": "present", "to": office.person("phochutich") });
            let send = || {
                clerk.request("POST", &letter.commands()).if_match(letter.version()).key(&key).json(&present).send()
            };
            let (one, other) = at_once(send, send);
            assert_eq!((one.status, other.status), (200, 200), "{one}; {other}");
            assert_eq!((one.json(), one.version()), (other.json(), other.version()));
            assert_eq!(clerk.read(letter.id()).version(), letter.version() + 1);
        }
    }

    /// The same refresh token at the same time: it was used twice, and the session ends.
    fn one_refresh_token_one_pair(engine: Engine) {
        let office = Server::shared(engine);
        for _ in 0..5 {
            let session = office.sign_in("theodoi");
            let body = json!({ "refresh_token": session["refresh_token"] });
            let anyone = office.anonymous();
            let send = || anyone.post("/sessions/refresh", &body);
            let (one, other) = at_once(send, send);
            let mut statuses = [one.status, other.status];
            statuses.sort_unstable();
            assert!(statuses == [200, 401] || statuses == [401, 401], "{one}; {other}");
        }
    }
}

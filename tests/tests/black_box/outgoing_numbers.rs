//! Many clerks number at once, and the program is killed while they do: no number is given twice, and none is left out.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use serde_json::json;
use tests::{Server, on_both_engines, unique};

use crate::outgoing::{Outgoing, given, signed};

/// How many clerks number at the same time.
const CLERKS: usize = 64;
/// How many documents each has.
const EACH: usize = 2;

on_both_engines! {
    fn no_number_twice_and_none_left_out(engine: Engine) {
        let office = Server::demo(engine);
        let before = given(&office.client("vanthu"));
        let content = json!({ "document_type": "thong_bao", "subject": unique("Đánh số "), "signer": office.person("chutich") });
        let waiting: Vec<Outgoing> = (0..CLERKS * EACH).map(|_| signed(&office, &content)).collect();
        let (next, told) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
        let count = || told.lock().unwrap().len();
        thread::scope(|scope| {
            for _ in 0..CLERKS {
                scope.spawn(|| {
                    let clerk = office.client("vanthu");
                    while let Some(paper) = waiting.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let path = format!("{}/commands", paper.path());
                        let asked = clerk.request("POST", &path).if_match(paper.version()).json(&json!({ "command": "issue" }));
                        // Whoever is cut off does not know whether it was done, and asks again until somebody answers.
                        let answer = loop {
                            match asked.try_send() {
                                Ok(answer) if answer.status < 500 => break answer,
                                _ => thread::sleep(Duration::from_millis(50)),
                            }
                        };
                        // What was told to somebody is so for ever; where the answer was cut off, it is stale now.
                        if answer.status == 200 {
                            let line = answer.json()["line"].clone();
                            told.lock().unwrap().insert(paper.id().to_owned(), (line["register"].clone(), line["number"].as_u64().unwrap()));
                        } else {
                            answer.problem(412, "version_changed");
                        }
                    }
                });
            }
            // In the middle of it the program is killed and comes back, and again while they go on.
            for part in [4, 2] {
                while count() < CLERKS * EACH / part {
                    thread::yield_now();
                }
                office.kill();
                office.start();
            }
        });
        let told = told.into_inner().unwrap();
        let clerk = office.client("vanthu");
        let mut register = None;
        for paper in &waiting {
            let now = Outgoing(clerk.get(&paper.path()).ok());
            let line = &now.0["line"];
            assert_eq!(now.state(), "issued", "who was cut off asked again");
            if let Some((in_register, number)) = told.get(paper.id()) {
                assert_eq!((&line["register"], line["number"].as_u64()), (in_register, Some(*number)), "what was told stands");
            }
            register = line["register"].as_str().map(str::to_owned);
        }
        assert!(told.len() > CLERKS * EACH / 2, "most are told");
        let lines = clerk.all(&format!("/registers/{}/entries", register.unwrap()));
        let numbers: Vec<u64> = lines.iter().map(|line| line["number"].as_u64().unwrap()).collect();
        assert_eq!(numbers, (1..=before + u64::try_from(CLERKS * EACH).unwrap()).collect::<Vec<_>>());
        let ours = lines.iter().filter(|line| line["number"].as_u64().unwrap() > before);
        let documents: BTreeSet<&str> = ours.map(|line| line["document"].as_str().unwrap()).collect();
        assert_eq!(documents.len(), CLERKS * EACH, "each document has one");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }
}

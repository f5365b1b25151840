//! Many clerks number at once, and the program is killed while they do: no number is given twice, and none is left out.

use std::{
    collections::BTreeSet,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
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
        let (next, numbers) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        thread::scope(|scope| {
            for _ in 0..CLERKS {
                scope.spawn(|| {
                    let clerk = office.client("vanthu");
                    while let Some(paper) = waiting.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let path = format!("{}/commands", paper.path());
                        let asked = clerk.request("POST", &path).if_match(paper.version()).json(&json!({ "command": "issue" }));
                        // Whoever is cut off does not know whether it was done: the register does.
                        if let Ok(answer) = asked.try_send()
                            && answer.status == 200
                        {
                            numbers.lock().unwrap().push(answer.json()["line"]["number"].as_u64().unwrap());
                        }
                    }
                });
            }
            // In the middle of it the program is killed, and comes back.
            let enough = || numbers.lock().unwrap().len() >= CLERKS * EACH / 4;
            while !enough() {
                thread::yield_now();
            }
            office.kill();
            office.start();
        });
        let clerk = office.client("vanthu");
        // What was cut off is numbered now.
        let mut register = None;
        for paper in &waiting {
            let mut now = Outgoing(clerk.get(&paper.path()).ok());
            if now.state() == "signed" {
                now = crate::outgoing::act(&clerk, &now, &json!({ "command": "issue" }));
            }
            assert_eq!(now.state(), "issued");
            register = now.0["line"]["register"].as_str().map(str::to_owned);
        }
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

//! Pages by key: every line once, whatever comes in meanwhile; the next page's address in the Link header; bounds.

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use tests::{Client, Document, Server, letters, on_both_engines};

/// The items of a list page by page, each page by the address that the one before names.
fn pages(who: &Client, first: &str) -> Vec<Vec<Value>> {
    let (mut pages, mut path) = (Vec::new(), first.to_owned());
    loop {
        let answer = who.get(&path).expect(200);
        let page = answer.json();
        pages.push(page["items"].as_array().unwrap().clone());
        let link = answer.header("link").map(|link| {
            let (address, relation) = link.split_once(">; ").unwrap();
            assert_eq!(relation, "rel=\"next\"");
            address.trim_start_matches('<').to_owned()
        });
        match (&page["next_cursor"], link) {
            (Value::String(cursor), Some(link)) => {
                assert!(link.contains(&format!("cursor={cursor}")) && link.starts_with("/api/v1/"), "{link}");
                path = link;
            }
            (Value::Null, None) => return pages,
            (cursor, link) => panic!("{path}: the cursor {cursor} beside the link {link:?}"),
        }
        assert!(pages.len() < 200, "{first} never ends");
    }
}

fn ids(pages: &[Vec<Value>], of: impl Fn(&Value) -> &Value) -> Vec<String> {
    pages.iter().flatten().map(|item| of(item).as_str().unwrap().to_owned()).collect()
}

fn once(ids: &[String]) -> BTreeSet<String> {
    let unique: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(unique.len(), ids.len(), "a line came twice");
    unique
}

on_both_engines! {
    fn every_document_once(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let new: Vec<Document> = (0..11).map(|_| clerk.register_letter()).collect();
        let whole = once(&ids(&pages(&clerk, "/incoming-documents?limit=200"), |line| &line["id"]));
        for limit in [1, 2, 5, 7] {
            let found = pages(&clerk, &format!("/incoming-documents?limit={limit}"));
            let (last, full) = found.split_last().unwrap();
            assert!(full.iter().all(|page| page.len() == limit) && (1..=limit).contains(&last.len()), "pages of {limit}");
            let listed = ids(&found, |line| &line["id"]);
            assert_eq!(once(&listed), whole, "pages of {limit}");
            let latest: Vec<&str> = listed.iter().take(11).map(String::as_str).collect();
            let made: Vec<&str> = new.iter().rev().map(Document::id).collect();
            assert_eq!(latest, made, "latest first");
        }
        // A narrowed list keeps what it is narrowed by.
        let found = pages(&clerk, "/incoming-documents?state=registered&limit=3");
        assert!(found.iter().flatten().all(|line| line["state"] == "registered"));
        assert!(once(&ids(&found, |line| &line["id"])).len() >= 11);
        // Someone who sees only what they had a part in.
        let head = office.client("truongphong.kinhte");
        let whole = once(&ids(&pages(&head, "/incoming-documents"), |line| &line["id"]));
        assert!(whole.len() > 3);
        assert_eq!(once(&ids(&pages(&head, "/incoming-documents?limit=2"), |line| &line["id"])), whole);

        // What comes in while one reads on neither repeats nor hides a line.
        let first = clerk.get("/incoming-documents?limit=5").ok();
        for _ in 0..4 {
            clerk.register_letter();
        }
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = clerk.get(&format!("/incoming-documents?limit=5&cursor={cursor}")).ok();
        let both: Vec<&str> = [&first, &second].iter().flat_map(|p| p["items"].as_array().unwrap()).map(|l| l["id"].as_str().unwrap()).collect();
        let expected: Vec<&str> = new.iter().rev().take(10).map(Document::id).collect();
        assert_eq!(both, expected);
    }

    /// What is to be acted on, earliest deadline first, over the desks of a person and of the departments they lead.
    fn every_task_once(engine: Engine) {
        let office = Server::demo(engine);
        let (clerk, chairman) = (office.client("vanthu"), office.client("chutich"));
        for n in 0..7 {
            let letter = clerk.register_letter();
            let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
            let mut primary = if n % 2 == 0 {
                json!({ "person": office.person("phochutich") })
            } else {
                json!({ "department": office.department("TTPVHCC") })
            };
            if n % 3 != 0 {
                primary["due"] = json!(letters::in_days(3 + n % 4));
            }
            // The same person twice: as themselves, and as the head of a department.
            let supporting = if n % 2 == 0 { json!([{ "department": office.department("TTPVHCC") }]) } else { json!([]) };
            let direction = json!({ "primary": primary, "supporting": supporting });
            let _ = chairman.act(&letter, &json!({ "command": "direct", "direction": direction }));
        }
        let who = office.client("phochutich");
        let line = |item: &Value| format!("{} {} {}", item["document"]["id"], item["task"], item["assignment"]);
        let whole: Vec<String> = pages(&who, "/inbox?limit=200").iter().flatten().map(line).collect();
        let counted = who.get("/inbox/counts").ok();
        assert_eq!(counted["to_act"], whole.len());
        assert!(whole.len() >= 11);
        for limit in [1, 2, 3, 5] {
            let found: Vec<String> = pages(&who, &format!("/inbox?limit={limit}")).iter().flatten().map(line).collect();
            once(&found);
            assert_eq!(found, whole, "pages of {limit}");
        }
        let dues: Vec<Option<String>> = pages(&who, "/inbox").iter().flatten().map(|l| l["due"].as_str().map(str::to_owned)).collect();
        let (with, without): (Vec<_>, Vec<_>) = dues.iter().partition(|due| due.is_some());
        assert!(with.is_sorted(), "earliest first: {dues:?}");
        assert_eq!(dues[with.len()..], vec![None; without.len()], "what has no deadline comes last");
    }

    /// What is to be read, latest first; a document that one is to read twice, too.
    fn everything_to_read_once(engine: Engine) {
        let office = Server::demo(engine);
        let (clerk, chairman) = (office.client("vanthu"), office.client("chutich"));
        for n in 0..6 {
            let letter = clerk.register_letter();
            let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
            let mut informed = vec![json!({ "person": office.person("phochutich") })];
            if n % 2 == 0 {
                informed.push(json!({ "department": office.department("TTPVHCC") }));
            }
            let direction = json!({ "primary": { "department": office.department("VHXH") }, "informed": informed });
            let _ = chairman.act(&letter, &json!({ "command": "direct", "direction": direction }));
        }
        let who = office.client("phochutich");
        let line = |item: &Value| format!("{} {}", item["document"]["id"], item["assignment"]);
        let whole: BTreeSet<String> = pages(&who, "/inbox?kind=read&limit=200").iter().flatten().map(line).collect();
        assert_eq!(who.get("/inbox/counts").ok()["to_read"], whole.len());
        for limit in [1, 2, 3] {
            let found: Vec<String> = pages(&who, &format!("/inbox?kind=read&limit={limit}")).iter().flatten().map(line).collect();
            assert_eq!(once(&found), whole, "pages of {limit}");
        }
    }

    /// A history, from the first event on.
    fn a_history_in_its_order(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        for n in 0..8 {
            clerk.post(&letter.commands(), &json!({ "command": "comment", "text": format!("Lời {n}") })).ok();
        }
        for limit in [1, 3, 10, 200] {
            let found = pages(&clerk, &format!("{}/history?limit={limit}", letter.path()));
            let seqs: Vec<u64> = found.iter().flatten().map(|e| e["seq"].as_u64().unwrap()).collect();
            assert_eq!(seqs, (1..=10).collect::<Vec<_>>(), "pages of {limit}");
        }
    }

    fn bounds(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let book = clerk.items("/registers").iter().find(|book| book["code"] == "di").unwrap()["id"].clone();
        let entries = format!("/registers/{}/entries", book.as_str().unwrap());
        for list in ["/incoming-documents", "/inbox", "/inbox?kind=read", &format!("{}/history", letter.path()), "/outgoing-documents", &entries, "/counterparts", "/postal-items", "/procedures", "/templates"] {
            let lead = if list.contains('?') { '&' } else { '?' };
            for limit in ["0", "201", "-1", "abc", "99999999999999999999", ""] {
                clerk.get(&format!("{list}{lead}limit={limit}")).problem(400, "bad_parameter");
            }
            for cursor in ["x", "****", "e30", "bnVsbA", "IiI", "%00"] {
                let _ = clerk.get(&format!("{list}{lead}cursor={cursor}")).problem(400, "bad_parameter");
            }
            let default = clerk.get(list).ok();
            // Beside the agencies of the installation, which all stand on the first page.
            let lines = default["items"].as_array().unwrap().iter().filter(|line| line["kind"] != "agency").count();
            assert!(lines <= 50, "{list}");
        }
        // Of a time that no row has.
        for year in ["+12026", "-0001"] {
            let place = json!([format!("{year}-01-01T00:00:00Z"), uuid::Uuid::nil()]);
            let place = URL_SAFE_NO_PAD.encode(place.to_string());
            for list in ["/postal-items?", "/postal-items?day=2026-11-25&"] {
                let _ = clerk.get(&format!("{list}cursor={place}")).problem(400, "bad_parameter");
            }
        }
    }
}

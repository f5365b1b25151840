//! How well the search finds what people mean: the labelled set in tests/search, through the API of a server, on both engines. What it prints
//! stands in docs/SEARCH.md.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    sync::Mutex,
    time::Duration,
};

use serde_json::json;
use tests::{Server, on_both_engines, wait_until};

use crate::search::search;

/// What each engine has found, by query: the other must find the same.
static FOUND: Mutex<Option<Vec<Vec<String>>>> = Mutex::new(None);

const DOCUMENTS: &str = include_str!("../../search/documents.tsv");
const QUERIES: &str = include_str!("../../search/queries.tsv");

fn table(text: &'static str) -> Vec<Vec<&'static str>> {
    text.lines().skip(1).map(|line| line.split('\t').collect()).collect()
}

fn say(line: &str) {
    drop(writeln!(std::io::stderr(), "{line}"));
}

on_both_engines! {
    /// Recall of the first 20 and precision of as many as there are to be found, by the kind of query, and floors under both.
    fn the_labelled_queries_find_what_was_meant(engine: Engine) {
        let server = Server::demo(engine);
        let clerk = server.client("vanthu");
        let mut keys: BTreeMap<String, &str> = BTreeMap::new();
        let rows = table(DOCUMENTS);
        let mut last = String::new();
        for row in &rows {
            let [key, _, number, notation, kind, issued_on, author, signer, subject, instruction, comment, text] = row[..] else {
                panic!("{row:?}")
            };
            let mut facts = json!({
                "author": author, "issued_on": issued_on, "document_type": kind, "subject": subject, "signer_name": signer,
            });
            for (name, value) in [("number", number), ("notation", notation)] {
                if !value.is_empty() {
                    facts[name] = json!(value);
                }
            }
            let files: Vec<String> =
                if text.is_empty() { Vec::new() } else { vec![clerk.upload("van-ban.txt", text.as_bytes())] };
            let letter = clerk.post("/incoming-documents", &json!({ "facts": facts, "files": files })).created();
            let id = letter["id"].as_str().unwrap().to_owned();
            for words in [instruction, comment].into_iter().filter(|words| !words.is_empty()) {
                let path = format!("/incoming-documents/{id}/commands");
                clerk.post(&path, &json!({ "command": "comment", "text": words })).ok();
            }
            keys.insert(id.clone(), key);
            last = id;
        }
        let waiting = || server.database().texts("SELECT CAST(count(*) AS TEXT) AS value FROM search_due") != ["0"]
            || server.database().texts("SELECT CAST(count(*) AS TEXT) AS value FROM file_text WHERE state = 'due'") != ["0"];
        wait_until("all are indexed", Duration::from_secs(240), || !waiting());
        assert!(!last.is_empty());

        let mut kinds: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
        let mut all_found = Vec::new();
        for row in table(QUERIES) {
            let [id, kind, typed, relevant] = row[..] else { panic!("{row:?}") };
            let wanted: BTreeSet<&str> = relevant.split(' ').collect();
            let page = search(&clerk, typed, "&limit=100");
            // The demo's own documents are none of the set's.
            let found: Vec<&str> =
                page["items"].as_array().unwrap().iter().filter_map(|item| keys.get(item["id"].as_str().unwrap()).copied()).collect();
            let good = |n: usize| found.iter().take(n).filter(|key| wanted.contains(*key)).count() as f64;
            let (recall, precision) = (good(20) / wanted.len() as f64, good(wanted.len()) / wanted.len() as f64);
            if recall < 1.0 || precision < 1.0 {
                say(&format!("{id} {kind} {typed:?}: recall {recall:.2}, precision {precision:.2}; wanted {relevant}; found {found:?}"));
            }
            for kind in [kind, "all"] {
                let sum = kinds.entry(kind).or_default();
                (sum.0, sum.1, sum.2) = (sum.0 + 1.0, sum.1 + recall, sum.2 + precision);
            }
            all_found.push(found.into_iter().map(str::to_owned).collect::<Vec<_>>());
        }
        say(&format!("| {engine:?} | queries | recall at 20 | precision at R |"));
        for (kind, (count, recall, precision)) in &kinds {
            say(&format!("| {kind} | {count} | {:.3} | {:.3} |", recall / count, precision / count));
        }
        let (count, recall, precision) = kinds["all"];
        assert!(recall / count >= 0.98 && precision / count >= 0.97);
        let mut other = FOUND.lock().unwrap();
        match other.take() {
            Some(other) => assert_eq!(other, all_found, "the engines differ"),
            None => *other = Some(all_found),
        }
    }
}

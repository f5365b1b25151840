//! The access log of a document: who looked at what of it, and when; that no look is lost, and who may read it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{Client, Document, Server, letters, on_both_engines, unique};

use crate::{organisation::signed_in, service_accounts::System};

const ONE_BY_ONE: (&str, &str) = ("CONGVAN_ACCESS_FOLD_MINUTES", "0");

fn log(who: &Client, document: &Document) -> Vec<Value> {
    who.all(&format!("{}/accesses", document.path()))
}

/// Who (by id), in whose stead, at what, how often; the reader's own looks at the log left out.
fn told(log: &[Value]) -> BTreeSet<(String, Option<String>, String, i64)> {
    let id = |of: &Value| of["id"].as_str().unwrap().to_owned();
    log.iter()
        .filter(|row| row["what"] != "accesses")
        .map(|row| {
            let what = row["what"].as_str().unwrap().to_owned();
            let times = row["times"].as_i64().unwrap();
            let (hand, desk) = match (&row["by_system"], &row["by"]["substitute"]) {
                (system @ Value::Object(_), _) => (id(system), None),
                (_, substitute @ Value::Object(_)) => (id(substitute), Some(id(&row["by"]))),
                _ => (id(&row["by"]), None),
            };
            (hand, desk, what, times)
        })
        .collect()
}

/// A letter with a file that is with the first officer; nobody has looked at it.
fn with_the_officer(server: &Server) -> (Document, String) {
    let by = |user: &str| server.client(user);
    let clerk = by("vanthu");
    let file = clerk.upload("Phụ lục.pdf", &letters::pdf("phu luc"));
    let body = json!({ "facts": letters::facts(), "files": [file], "register": {} });
    let letter = Document(clerk.post("/incoming-documents", &body).created());
    let letter = clerk.act(&letter, &json!({ "command": "present", "to": server.person("chutich") }));
    let direction = json!({ "primary": { "department": server.department("KTHTDT"), "due": letters::in_days(9) } });
    let letter = by("chutich").act(&letter, &json!({ "command": "direct", "direction": direction }));
    let unit = letter.assignment(&server.department("KTHTDT")).to_owned();
    let officer = json!({ "person": server.person("chuyenvien.kinhte1") });
    let assign = json!({ "command": "assign", "assignment": unit, "officer": officer });
    (by("truongphong.kinhte").act(&letter, &assign), file)
}

on_both_engines! {
    /// Every way to look at a document is in its log, with who it was and how often, by person, in another's stead and by system.
    fn who_looked_stands_there(engine: Engine) {
        let server = Server::demo(engine);
        let (letter, file) = with_the_officer(&server);
        let (clerk, officer) = (server.client("vanthu"), server.client("chuyenvien.kinhte1"));
        let first = officer.get(&letter.path()).expect(200);
        for _ in 0..2 {
            officer.get(&letter.path()).expect(200);
        }
        officer.get(&format!("{}/history", letter.path())).expect(200);
        officer.get(&format!("{}/messages", letter.path())).expect(200);
        officer.get(&format!("/files/{file}")).expect(200);
        // What was not shown was not looked at.
        server.client("chuyenvien.kinhte2").get(&letter.path()).expect(404);
        server.client("quantri").get(&letter.path()).expect(404);
        // A rehearsal shows the document and leaves nothing in its history.
        server.client("theodoi").rehearse(&letter, &json!({ "command": "comment", "text": "a" })).expect(200);
        let bulk = json!({ "dry_run": true, "items": [{ "document": letter.id(), "command": { "command": "comment", "text": "a" } }] });
        server.client("theodoi").post("/commands", &bulk).expect(200);
        // In the stead of the chief of office, who sees it by role.
        let administrator = server.client("quantri");
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let name = unique("thay-").to_lowercase();
        let commands = json!([
            { "command": "create_person", "username": name, "name": "Người Làm Thay", "title": "Lái xe" },
            { "command": "set_absence", "person": "chanhvanphong", "substitute": name, "until": "2999-01-01" },
        ]);
        administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": commands })).ok();
        let substitute = signed_in(&server, &administrator, &own, &name);
        substitute.get(&letter.path()).expect(200);
        let system = System::with(&server, &server.client("chutich"), &["documents:read", "files:read"]);
        system.client.get(&letter.path()).expect(200);
        system.client.get(&format!("/files/{file}")).expect(200);

        let rows = log(&clerk, &letter);
        let at = |who: &str, what: &str, times: i64| (who.to_owned(), None, what.to_owned(), times);
        let first_officer = server.person("chuyenvien.kinhte1");
        let instead = substitute.get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
        let expected = BTreeSet::from([
            at(&first_officer, "document", 3),
            at(&first_officer, "history", 1),
            at(&first_officer, "messages", 1),
            at(&first_officer, "file", 1),
            at(&server.person("theodoi"), "document", 2),
            (instead, Some(server.person("chanhvanphong")), "document".to_owned(), 1),
            at(&system.id, "document", 1),
            at(&system.id, "file", 1),
        ]);
        assert_eq!(told(&rows), expected);
        let of_officer = rows.iter().find(|row| row["times"] == 3).unwrap();
        assert_eq!(of_officer["request_id"], first.header("x-request-id").unwrap());
        assert!(of_officer["first_at"].as_str() <= of_officer["last_at"].as_str());
        let of_file = rows.iter().find(|row| row["what"] == "file").unwrap();
        assert_eq!(of_file["file"], json!({ "id": file, "name": "Phụ lục.pdf" }));
        let counted = clerk.get(&format!("{}/access-statistics", letter.path())).ok();
        assert_eq!((&counted["total"], &counted["people"], &counted["systems"]), (&json!(11), &json!(3), &json!(1)), "{counted}");
        assert_eq!(counted["by_what"], json!({ "document": 7, "history": 1, "messages": 1, "file": 2, "accesses": 2 }));
        let lookers: BTreeSet<(String, i64, i64)> = counted["lookers"].as_array().unwrap().iter()
            .map(|one| {
                let who = if one["by"].is_null() { &one["by_system"] } else { &one["by"] };
                (who["id"].as_str().unwrap().to_owned(), one["times"].as_i64().unwrap(), one["files"].as_i64().unwrap())
            })
            .collect();
        let (follower, instead) = (server.person("theodoi"), substitute.get("/me").ok()["person"]["id"].as_str().unwrap().to_owned());
        assert_eq!(lookers, BTreeSet::from([(first_officer.clone(), 6, 1), (follower, 2, 0), (instead, 1, 0), (system.id.clone(), 2, 1)]));
        assert_eq!(counted["lookers"][0]["by"]["id"], json!(first_officer), "the most frequent first");
        // Whoever reads the log stands in it, this time included.
        let own = |rows: &[Value]| rows.iter().filter(|row| row["what"] == "accesses").map(|row| row["times"].as_i64().unwrap()).sum::<i64>();
        assert_eq!(own(&rows), 1);
        assert_eq!(own(&log(&server.client("chutich"), &letter)), 3);
        for path in ["accesses", "access-statistics"] {
            server.client("chanhvanphong").get(&format!("{}/{path}", letter.path())).problem(403, "accesses_readers_only");
        }
        officer.get(&format!("{}/accesses", letter.path())).problem(403, "accesses_readers_only");
        system.client.get(&format!("{}/accesses", letter.path())).problem(403, "people_only");
        server.client("chuyenvien.kinhte2").get(&format!("{}/accesses", letter.path())).problem(404, "not_found");
    }

    /// A look at a secret line is on the disk before it is answered; any other when the program is stopped at the latest.
    fn no_look_is_lost(engine: Engine) {
        let server = Server::demo_with(engine, &[ONE_BY_ONE]);
        let clerk = server.client("vanthu");
        let secret = clerk.register(&letters::secret());
        clerk.get(&secret.path()).expect(200);
        server.kill();
        server.start();
        let clerk = server.client("vanthu");
        assert_eq!(log(&clerk, &secret).iter().filter(|row| row["what"] == "document").count(), 1);

        let letter = clerk.register_letter();
        for _ in 0..5 {
            clerk.get(&letter.path()).expect(200);
        }
        server.terminate();
        assert_eq!(server.wait_end(), 0);
        let kept = server.database().texts(&format!(
            "SELECT what AS value FROM access_log WHERE document_id = '{}'", letter.id()));
        assert_eq!(kept, ["document"; 5]);
        let counted = server.database().texts(&format!(
            "SELECT CAST(times AS TEXT) AS value FROM access_count WHERE document_id = '{}'", letter.id()));
        assert_eq!(counted, ["5"]);
        server.start();
        assert_eq!(log(&server.client("vanthu"), &letter).iter().filter(|row| row["what"] == "document").count(), 5);
    }

    /// Many at once, with room for few: whoever finds none waits, and each look is there once, page by page.
    fn many_looks_wait_for_room(engine: Engine) {
        let server = Server::demo_with(engine, &[ONE_BY_ONE, ("CONGVAN_ACCESS_QUEUE", "3")]);
        let letter = server.client("vanthu").register_letter();
        let readers = ["vanthu", "chutich", "phochutich", "chanhvanphong", "theodoi"].map(|user| server.client(user));
        std::thread::scope(|scope| {
            for reader in &readers {
                let path = letter.path();
                scope.spawn(move || for _ in 0..20 { reader.get(&path).expect(200); });
            }
        });
        let clerk = server.client("vanthu");
        let mut seen = Vec::new();
        let mut next = Some(format!("{}/accesses?limit=7", letter.path()));
        let mut first = true;
        while let Some(path) = next.take() {
            let page = clerk.get(&path).ok();
            let items = page["items"].as_array().unwrap();
            assert!(items.len() <= 7);
            seen.extend(items.iter().filter(|row| row["what"] == "document").map(|row| row["id"].as_str().unwrap().to_owned()));
            assert!(first || !items.iter().any(|row| row["what"] == "accesses"), "what comes meanwhile stands before the first page");
            first = false;
            next = page["next_cursor"].as_str().map(|cursor| format!("{}/accesses?limit=7&cursor={cursor}", letter.path()));
        }
        assert!(seen.is_sorted_by(|a, b| a > b), "latest first, none twice");
        assert_eq!(seen.len(), 100);
    }

    /// What is too old goes when the clock comes to it, and nothing else.
    fn what_is_old_goes(engine: Engine) {
        let server = Server::demo_with(engine, &[ONE_BY_ONE, ("CONGVAN_ACCESS_LOG_DAYS", "30")]);
        let clerk = server.client("vanthu");
        let letter = clerk.register_letter();
        for _ in 0..4 {
            clerk.get(&letter.path()).expect(200);
        }
        let rows = log(&clerk, &letter);
        let numbers = || server.client("vanthu").get(&format!("{}/access-statistics", letter.path())).ok()["by_what"]["document"].clone();
        assert_eq!(numbers(), json!(4));
        let ids: Vec<&str> = rows.iter().filter(|row| row["what"] == "document").map(|row| row["id"].as_str().unwrap()).collect();
        for (id, days) in [(ids[0], 29), (ids[1], 31), (ids[2], 400)] {
            let at = (chrono::Utc::now() - chrono::Duration::days(days)).to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
            server.database().run(&format!("UPDATE access_log SET last_at = '{at}' WHERE id = '{id}'"));
        }
        server.terminate();
        assert_eq!(server.wait_end(), 0);
        server.start();
        // Of what the demo itself has done there is nothing in this log.
        let left = || -> Vec<String> {
            let mut left = server.database().texts(&format!("SELECT CAST(id AS TEXT) AS value FROM access_log WHERE document_id = '{}' AND what = 'document'", letter.id()));
            left.sort();
            left
        };
        tests::wait_until("what is old to go", std::time::Duration::from_secs(60), || left().len() <= 2);
        let mut kept = vec![ids[0].to_owned(), ids[3].to_owned()];
        kept.sort();
        assert_eq!(left(), kept);
        assert_eq!(numbers(), json!(4), "how often is not forgotten");
    }

    /// Who administers sees nothing, but what a leader lets them see; each look is there before it is answered.
    fn an_administrator_looks_where_a_leader_lets_them(engine: Engine) {
        let server = Server::demo_with(engine, &[ONE_BY_ONE]);
        let (letter, file) = with_the_officer(&server);
        let (leader, administrator) = (server.client("chutich"), server.client("quantri"));
        let person = server.person("quantri");
        let grant = |person: &str, days: i64| {
            json!({ "command": "grant_look", "person": person, "until": letters::in_days(days), "reason": "Tìm lỗi hiển thị." })
        };
        administrator.get(&letter.path()).problem(404, "not_found");
        leader.command(&letter, &grant(&person, 9)).problem(422, "look_too_long").at("/until", "look_too_long");
        leader.command(&letter, &grant(&person, -1)).problem(422, "deadline_past").at("/until", "deadline_past");
        leader.command(&letter, &grant(&server.person("chuyenvien.kinhte2"), 2)).problem(422, "look_for_administrators");
        let granted = leader.act(&letter, &grant(&person, 2));
        assert_eq!((granted.0["looks"][0]["person"]["id"].as_str(), granted.0["looks"][0]["reason"].as_str()), (Some(person.as_str()), Some("Tìm lỗi hiển thị.")));
        let told: BTreeSet<String> = leader
            .messages(letter.id())
            .iter()
            .filter(|m| m["kind"] == "look_granted")
            .map(|m| m["to"]["person"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(told, BTreeSet::from([person.clone(), server.person("chuyenvien.kinhte1")]));

        let seen = administrator.get(&letter.path()).ok();
        assert_eq!(seen["offered_commands"], json!([]), "they read, and no more");
        administrator.get(&format!("{}/history", letter.path())).expect(200);
        administrator.get(&format!("/files/{file}")).expect(200);
        // Written before it was answered: there without a second's wait, and without anybody reading the log.
        let rows = server.database().texts(&format!("SELECT what AS value FROM access_log WHERE person_id = '{person}'")).len();
        assert_eq!(rows, 3);
        administrator.rehearse(&granted, &json!({ "command": "comment", "text": "a" })).problem(404, "not_found");
        administrator.get(&format!("{}/commands/comment/explanation", letter.path())).problem(404, "not_found");
        administrator.get(&format!("{}/accesses", letter.path())).expect(403);
        assert!(administrator.all("/incoming-documents").is_empty(), "in no list");
        // This one alone, and until it ends.
        let (other, _) = with_the_officer(&server);
        administrator.get(&other.path()).problem(404, "not_found");
        let ended = leader.act(&leader.read(letter.id()), &json!({ "command": "end_look", "person": person }));
        assert!(ended.0.get("looks").is_none());
        administrator.get(&letter.path()).problem(404, "not_found");
        let secret = server.client("vanthu");
        let secret = secret.act(&secret.register(&letters::secret()), &json!({ "command": "present", "to": server.person("chutich") }));
        leader.command(&secret, &grant(&person, 2)).problem(422, "secret_has_no_content");
        assert_eq!(server.run(&["audit", "verify"]).0, 0);
    }
}

//! Many commands at once: each with its own version, key and result; order is kept, and one refusal stops none. And rehearsals,
//! which change nothing.

use serde_json::{Value, json};
use tests::{Server, letters, on_both_engines, unique};

fn statuses(answer: &Value) -> Vec<u64> {
    answer["results"].as_array().unwrap().iter().map(|r| r["status"].as_u64().unwrap()).collect()
}

on_both_engines! {
    fn one_refusal_stops_none(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let present = json!({ "command": "present", "to": office.person("phochutich") });
        let (a, b, c) = (clerk.register_letter(), clerk.register_letter(), clerk.register_letter());
        let items = json!({ "items": [
            { "document": a.id(), "version": a.version(), "command": present },
            { "document": b.id(), "version": b.version() + 7, "command": present },
            { "document": c.id(), "command": present },
            { "document": uuid::Uuid::now_v7(), "version": 1, "command": present },
            { "document": b.id(), "version": b.version(), "command": { "command": "present", "to": office.person("motcua") } },
            { "document": b.id(), "version": b.version(), "command": { "command": "present", "an": 1 } },
            { "document": b.id(), "version": b.version(), "command": present, "thua": 1 },
            { "document": b.id(), "version": b.version(), "command": { "command": "direct" } },
            { "document": b.id(), "version": b.version(), "command": present },
            { "document": c.id(), "command": { "command": "comment", "text": "Không cần phiên bản." } },
        ] });
        let answer = clerk.post("/commands", &items).ok();
        assert_eq!(statuses(&answer), [200, 412, 428, 404, 422, 422, 422, 409, 200, 200], "{answer}");
        let result = |n: usize| &answer["results"][n];
        assert_eq!(result(0)["document"]["id"], a.id());
        assert_eq!(result(0)["document"]["state"], "presented");
        assert_eq!(result(1)["problem"]["code"], "version_changed");
        assert_eq!(result(4)["problem"]["code"], "not_presentable");
        // A place is named from the root of what was sent.
        let pointers = |n: usize| -> Vec<&str> {
            let errors = result(n)["problem"]["errors"].as_array().unwrap();
            errors.iter().map(|e| e["pointer"].as_str().unwrap()).collect()
        };
        assert_eq!(pointers(4), ["/items/4/command/to"], "{answer}");
        assert_eq!(pointers(5), ["/items/5/command/an"], "{answer}");
        assert_eq!(pointers(6), ["/items/6/thua"], "{answer}");
        assert_eq!(clerk.read(a.id()).state(), "presented");
        assert_eq!(clerk.read(b.id()).state(), "presented");
        assert_eq!(clerk.read(b.id()).version(), b.version() + 1);
        assert_eq!(clerk.read(c.id()).state(), "registered");
    }

    /// Two commands on one document in one request: the second finds what the first has made.
    fn order_is_kept(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.receive(&letters::facts());
        let answer = clerk.post("/commands", &json!({ "items": [
            { "document": letter.id(), "version": 1, "command": { "command": "register" } },
            { "document": letter.id(), "version": 2, "command": { "command": "present", "to": office.person("chutich") } },
            { "document": letter.id(), "version": 2, "command": { "command": "void", "reason": "Muộn rồi." } },
        ] })).ok();
        assert_eq!(statuses(&answer), [200, 200, 412], "{answer}");
        assert_eq!(clerk.events(letter.id()), ["received", "registered", "presented"]);
    }

    /// A repeat of the whole, and of one item under its own key, is answered as it was.
    fn repeats_are_harmless(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let (a, b) = (clerk.register_letter(), clerk.register_letter());
        let own = unique("viec-");
        let items = json!({ "items": [
            { "document": a.id(), "command": { "command": "comment", "text": "Một." }, "idempotency_key": own },
            { "document": b.id(), "command": { "command": "comment", "text": "Hai." } },
        ] });
        let key = unique("lo-");
        let send = || clerk.request("POST", "/commands").key(&key).json(&items).send().ok();
        let first = send();
        assert_eq!(statuses(&first), [200, 200]);
        assert_eq!(send(), first);
        for document in [&a, &b] {
            assert_eq!(clerk.read(document.id()).version(), document.version() + 1);
        }
        let other = json!({ "items": [
            { "document": a.id(), "command": { "command": "comment", "text": "Khác." }, "idempotency_key": own },
        ] });
        let answer = clerk.post("/commands", &other).ok();
        assert_eq!(answer["results"][0]["problem"]["code"], "idempotency_key_reused");
    }

    fn a_rehearsal_changes_nothing(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.receive(&letters::facts());
        let next = |office: &Server| {
            let registers = office.client("vanthu").items("/registers");
            registers.iter().find(|r| r["code"] == "den").map(|r| r["next_number"].as_u64().unwrap()).unwrap()
        };
        let before = next(office);
        let answer = clerk.rehearse(&letter, &json!({ "command": "register" })).ok();
        assert_eq!(answer["state"], "registered");
        assert!(answer["entry"]["number"].as_u64().unwrap() >= before);
        let answer = clerk.post("/commands", &json!({ "dry_run": true, "items": [
            { "document": letter.id(), "version": 1, "command": { "command": "register" }, "idempotency_key": unique("thu-") },
            { "document": letter.id(), "version": 1, "command": { "command": "refuse", "reason": "Thử." } },
            { "document": letter.id(), "version": 1, "command": { "command": "direct" } },
        ] })).ok();
        assert_eq!(statuses(&answer), [200, 200, 409], "{answer}");
        assert_eq!(answer["results"][1]["document"]["state"], "refused");
        clerk.rehearse(&letter, &json!({ "command": "register", "register": uuid::Uuid::now_v7() })).problem(422, "no_register");

        let after = clerk.read(letter.id());
        assert_eq!((after.state(), after.version()), ("received", 1));
        assert_eq!(clerk.events(letter.id()), ["received"]);
        assert!(clerk.messages(letter.id()).is_empty());
        let real = clerk.act(&letter, &json!({ "command": "register" }));
        assert!(real.number() >= before, "a rehearsed number went back");
    }

    fn a_fault_in_one_item_is_that_items(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let comment = |text: &str| json!({ "document": letter.id(), "command": { "command": "comment", "text": text } });
        let items = json!({ "items": [comment("một"), comment("hai\u{0}"), "x", comment("ba")] });
        let answer = clerk.post("/commands", &items).ok();
        assert_eq!(statuses(&answer), [200, 422, 422, 200], "{answer}");
        assert_eq!(answer["results"][1]["problem"]["errors"][0]["pointer"], "/items/1/command/text");
        // Where dry_run stands in the body, it is not taken from the address, nor passed over.
        let version = clerk.read(letter.id()).version();
        let once = json!({ "items": [comment("bốn")] });
        clerk.post("/commands?dry_run=true", &once).problem(400, "bad_parameter").at("dry_run", "unknown_parameter");
        let body = json!({ "facts": letters::facts() });
        clerk.post("/incoming-documents?dry_run=true", &body).problem(400, "bad_parameter");
        assert_eq!(clerk.read(letter.id()).version(), version);
    }

    fn the_size_is_bounded(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        clerk.post("/commands", &json!({ "items": [] })).problem(422, "invalid_input").at("/items", "out_of_range");
        let item = json!({ "document": letter.id(), "command": { "command": "comment", "text": "a" } });
        let many = vec![item; 101];
        clerk.post("/commands", &json!({ "items": many })).problem(422, "invalid_input").at("/items", "out_of_range");
        assert_eq!(clerk.read(letter.id()).version(), letter.version());
    }
}

//! Whatever is sent: a clear 4xx that names the place and the reason, in the reader's language, never a 5xx, and nothing half done.

use std::{
    fs,
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::{Value, json};
use tests::{Answer, Client, Document, Server, letters, on_both_engines, unique, wait_until};

/// A receipt with one field of the facts set.
fn with(name: &str, value: Value) -> Value {
    let mut facts = letters::facts();
    facts[name] = value;
    json!({ "facts": facts })
}

fn receive(who: &Client, body: &Value) -> Answer {
    who.post("/incoming-documents", body)
}

fn raw(who: &Client, media_type: &str, body: &[u8]) -> Answer {
    who.request("POST", "/incoming-documents").bytes(media_type, body.to_vec()).send()
}

/// Every file below a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

/// A document at the department of economy.
fn directed(office: &Server) -> Document {
    let letter = office.client("vanthu").register_letter();
    let letter = office.client("vanthu").act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
    let primary = json!({ "department": office.department("KTHTDT"), "due": letters::in_days(9) });
    office.client("chutich").act(&letter, &json!({ "command": "direct", "direction": { "primary": primary } }))
}

on_both_engines! {
    /// Each wrong field of a receipt, by its place.
    fn fields_are_named_by_place(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let tomorrow = &letters::in_days(2)[..10];
        let long = |n: usize| json!("ă".repeat(n));
        let cases: Vec<(Value, &str, &str, &str)> = vec![
            // Wrong types.
            (json!({ "facts": 7 }), "invalid_input", "/facts", "wrong_type"),
            (json!([1, 2]), "invalid_input", "", "wrong_type"),
            (json!({}), "invalid_input", "/facts", "missing_field"),
            (with("author", json!(7)), "invalid_input", "/facts/author", "wrong_type"),
            (with("author", Value::Null), "invalid_input", "/facts/author", "wrong_type"),
            (with("subject", json!(["a"])), "invalid_input", "/facts/subject", "wrong_type"),
            (with("pages", json!("ba")), "invalid_input", "/facts/pages", "wrong_type"),
            (with("pages", json!(-1)), "invalid_input", "/facts/pages", "wrong_type"),
            (with("pages", json!(1.5)), "invalid_input", "/facts/pages", "wrong_type"),
            (with("pages", json!(100_000)), "invalid_input", "/facts/pages", "wrong_type"),
            (with("urgency", json!("gap")), "invalid_input", "/facts/urgency", "unknown_value"),
            (with("secrecy", json!("mat")), "invalid_input", "/facts/secrecy", "unknown_value"),
            (json!({ "facts": letters::facts(), "files": ["x"] }), "invalid_input", "/files/0", "wrong_type"),
            (json!({ "facts": letters::facts(), "files": "x" }), "invalid_input", "/files", "wrong_type"),
            (json!({ "facts": letters::facts(), "register": true }), "invalid_input", "/register", "wrong_type"),
            // Unknown fields, at every depth.
            (json!({ "facts": letters::facts(), "la": 1 }), "invalid_input", "/la", "unknown_field"),
            (with("la", json!(1)), "invalid_input", "/facts/la", "unknown_field"),
            (with("la/~lung", json!(1)), "invalid_input", "/facts/la~1~0lung", "unknown_field"),
            (json!({ "facts": letters::facts(), "register": { "la": 1 } }), "invalid_input", "/register/la", "unknown_field"),
            // Lengths, in characters.
            (with("subject", long(501)), "invalid_input", "/facts/subject", "too_long"),
            (with("author", long(201)), "invalid_input", "/facts/author", "too_long"),
            (with("number", long(12)), "invalid_input", "/facts/number", "too_long"),
            (with("notation", long(31)), "invalid_input", "/facts/notation", "too_long"),
            (with("signer_name", long(51)), "invalid_input", "/facts/signer_name", "too_long"),
            (with("signer_position", long(101)), "invalid_input", "/facts/signer_position", "too_long"),
            (with("remark", long(501)), "invalid_input", "/facts/remark", "too_long"),
            (with("language", long(31)), "invalid_input", "/facts/language", "too_long"),
            (with("author", json!("   ")), "invalid_input", "/facts/author", "empty"),
            (with("subject", json!("")), "invalid_input", "/facts/subject", "empty"),
            (with("subject", json!("hai\ndòng")), "invalid_input", "/facts/subject", "line_break"),
            (with("pages", json!(1000)), "number_out_of_range", "/facts/pages", "number_out_of_range"),
            (with("copies", json!(0)), "number_out_of_range", "/facts/copies", "number_out_of_range"),
            // Dates.
            (with("issued_on", json!("2026-02-30")), "invalid_input", "/facts/issued_on", "wrong_type"),
            (with("issued_on", json!("05/01/2026")), "invalid_input", "/facts/issued_on", "wrong_type"),
            (with("issued_on", json!("mai")), "invalid_input", "/facts/issued_on", "wrong_type"),
            (with("issued_on", json!(tomorrow)), "issued_in_future", "/facts/issued_on", "issued_in_future"),
            (with("received_at", json!("2026-01-05 08:00")), "invalid_input", "/facts/received_at", "wrong_type"),
            (with("received_at", json!(letters::in_days(1))), "arrival_in_future", "/facts/received_at", "arrival_in_future"),
            // Control characters.
            (with("subject", json!("a\u{0}b")), "invalid_input", "/facts/subject", "control_character"),
            (with("subject", json!("a\u{7}b")), "invalid_input", "/facts/subject", "control_character"),
            (with("document_type", json!("cong\u{0}van")), "invalid_input", "/facts/document_type", "control_character"),
            (with("a\u{0}b", json!(1)), "invalid_input", "/facts", "control_character"),
            // Dates that no letter has.
            (with("issued_on", json!("-5000-01-01")), "date_out_of_range", "/facts/issued_on", "date_out_of_range"),
            (with("deadline", json!("+12000-01-01")), "date_out_of_range", "/facts/deadline", "date_out_of_range"),
            (with("received_at", json!("-0001-01-01T00:00:00Z")), "date_out_of_range", "/facts/received_at", "date_out_of_range"),
            // What doesn't exist.
            (with("document_type", json!("bia")), "type_unknown", "/facts/document_type", "type_unknown"),
            (with("sender_email", json!("khong phai thu")), "invalid_input", "/facts/sender_email", "not_an_address"),
            (json!({ "facts": letters::facts(), "files": [uuid::Uuid::now_v7()] }), "file_unknown", "/files/0", "file_unknown"),
            (json!({ "facts": letters::facts(), "register": { "register": uuid::Uuid::now_v7() } }), "no_register", "/register/register", "no_register"),
        ];
        let before = clerk.all("/incoming-documents").len();
        let author = unique("Cơ quan ");
        for (mut body, code, pointer, fault) in cases {
            if body["facts"]["author"].as_str().is_some_and(|a| a.starts_with("Sở")) {
                body["facts"]["author"] = json!(author);
            }
            let _ = receive(&clerk, &body).problem(422, code).at(pointer, fault);
        }
        let mut none = letters::facts();
        none.as_object_mut().unwrap().remove("subject");
        let _ = receive(&clerk, &json!({ "facts": none })).problem(422, "subject_missing").at("/facts/subject", "subject_missing");
        none.as_object_mut().unwrap().remove("author");
        let _ = receive(&clerk, &json!({ "facts": none })).problem(422, "invalid_input").at("/facts/author", "missing_field");
        // Nothing of all this was taken in. (Others may have taken in theirs meanwhile.)
        let lines = clerk.all("/incoming-documents");
        assert!(lines.len() >= before);
        assert_eq!(lines.iter().filter(|line| line["author"] == author.as_str()).count(), 0);

        // The words say what would be right.
        let words = receive(&clerk, &with("subject", long(501))).problem(422, "invalid_input");
        assert!(words.detail().contains("501") && words.detail().contains("500"), "{}", words.detail());
        let words = receive(&clerk, &with("la", json!(1))).problem(422, "invalid_input");
        assert!(words.detail().contains("subject"), "{}", words.detail());
    }

    /// The same for commands.
    fn commands_are_checked_too(engine: Engine) {
        let office = Server::shared(engine);
        let (clerk, chairman, head) = (office.client("vanthu"), office.client("chutich"), office.client("truongphong.kinhte"));
        let presented = clerk.register_letter();
        let presented = clerk.act(&presented, &json!({ "command": "present", "to": office.person("chutich") }));
        let other = directed(office);
        let unit = other.assignment(&office.department("KTHTDT")).to_owned();
        let kthtdt = office.department("KTHTDT");
        let primary = |more: Value| {
            let mut target = json!({ "department": kthtdt });
            target.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({ "command": "direct", "direction": { "primary": target } })
        };
        let nobody = uuid::Uuid::now_v7();
        let person = office.person("chutich");
        let cases: Vec<(Value, &str, &str, &str)> = vec![
            (json!({}), "invalid_input", "/command", "missing_field"),
            (json!({ "command": 7 }), "invalid_input", "/command", "wrong_type"),
            (json!({ "command": "bay" }), "invalid_input", "/command", "unknown_command"),
            (json!("direct"), "invalid_input", "", "wrong_type"),
            (json!({ "command": "direct", "la": 1 }), "invalid_input", "/la", "unknown_field"),
            (json!({ "command": "direct", "direction": { "la": 1, "primary": { "department": kthtdt } } }),
                "invalid_input", "/direction/la", "unknown_field"),
            (primary(json!({ "la": 1 })), "invalid_input", "/direction/primary/la", "unknown_field"),
            (json!({ "command": "direct", "direction": { "primary": { "department": kthtdt }, "supporting": [{ "person": person, "la": 1 }] } }),
                "invalid_input", "/direction/supporting/0/la", "unknown_field"),
            (json!({ "command": "direct", "direction": { "supporting": [] } }), "invalid_input", "/direction/primary", "missing_field"),
            (json!({ "command": "direct", "direction": { "primary": {} } }), "invalid_input", "/direction/primary", "exactly_one_of"),
            (primary(json!({ "person": person })), "invalid_input", "/direction/primary", "exactly_one_of"),
            (primary(json!({ "due": "mai" })), "invalid_input", "/direction/primary/due", "wrong_type"),
            (primary(json!({ "due": "2031-01-01" })), "invalid_input", "/direction/primary/due", "wrong_type"),
            (primary(json!({ "due": "2031-01-01T08:00:00" })), "invalid_input", "/direction/primary/due", "wrong_type"),
            (primary(json!({ "due": "2020-01-01T08:00:00+07:00" })), "deadline_past", "/direction/primary/due", "deadline_past"),
            // A list is no object, and nobody who runs the system handles documents.
            (json!({ "command": "direct", "direction": [[kthtdt, null, null, null], [], [], [], false] }),
                "invalid_input", "/direction", "wrong_type"),
            (json!({ "command": "direct", "direction": { "primary": { "person": office.person("quantri") } } }),
                "not_a_recipient", "/direction/primary/person", "not_a_recipient"),
            (primary(json!({ "due": "+12000-01-01T00:00:00Z" })), "date_out_of_range", "/direction/primary/due", "date_out_of_range"),
            (primary(json!({ "due": "9999-12-31T23:59:59Z" })), "date_out_of_range", "/direction/primary/due", "date_out_of_range"),
            (primary(json!({ "instruction": "ă".repeat(4001) })), "invalid_input", "/direction/primary/instruction", "too_long"),
            (primary(json!({ "instruction": "a\u{0}" })), "invalid_input", "/direction/primary/instruction", "control_character"),
            (json!({ "command": "direct", "direction": { "primary": { "department": nobody } } }),
                "department_unknown", "/direction/primary/department", "department_unknown"),
            // The id of a person where a department is asked for.
            (json!({ "command": "direct", "direction": { "primary": { "department": person } } }),
                "department_unknown", "/direction/primary/department", "department_unknown"),
            (json!({ "command": "direct", "direction": { "primary": { "person": nobody } } }),
                "person_unknown", "/direction/primary/person", "person_unknown"),
            (json!({ "command": "direct", "direction": { "primary": { "department": kthtdt }, "supporting": [{ "department": kthtdt }] } }),
                "recipient_twice", "/direction/supporting/0", "recipient_twice"),
            (json!({ "command": "direct", "direction": { "primary": { "department": kthtdt }, "informed": [{ "person": person, "due": letters::in_days(3) }] } }),
                "no_deadline_for_role", "/direction/informed/0/due", "no_deadline_for_role"),
            (json!({ "command": "direct", "direction": { "primary": { "department": kthtdt }, "informed": vec![json!({ "person": nobody }); 201] } }),
                "too_many_recipients", "/direction", "too_many_recipients"),
            (json!({ "command": "pass", "to": office.person("motcua") }), "not_presentable", "/to", "not_presentable"),
            (json!({ "command": "pass", "to": person }), "passed_to_self", "/to", "passed_to_self"),
            (json!({ "command": "attach", "files": [] }), "nothing_to_change", "/files", "nothing_to_change"),
            // An assignment of another document.
            (json!({ "command": "remind", "assignment": unit }), "assignment_unknown", "/assignment", "assignment_unknown"),
            (json!({ "command": "remind", "assignment": nobody }), "assignment_unknown", "/assignment", "assignment_unknown"),
            (json!({ "command": "remind", "assignment": "x" }), "invalid_input", "/assignment", "wrong_type"),
        ];
        for (body, code, pointer, fault) in cases {
            let _ = chairman.command(&presented, &body).problem(422, code).at(pointer, fault);
        }
        assert_eq!(chairman.read(presented.id()).version(), presented.version());

        let officer = |user: &str| json!({ "command": "assign", "assignment": unit, "officer": { "person": office.person(user) } });
        let _ = head.command(&other, &officer("chuyenvien.vhxh1")).problem(422, "not_of_department").at("/officer", "not_of_department");
        let _ = head.command(&other, &officer("truongphong.kinhte")).problem(422, "passed_to_self").at("/officer", "passed_to_self");
        let mut late = officer("chuyenvien.kinhte1");
        late["officer"]["due"] = json!(letters::in_days(10));
        let _ = head.command(&other, &late).problem(422, "deadline_after_parent").at("/officer/due", "deadline_after_parent");
        let no_text = json!({ "command": "submit_result", "assignment": unit });
        let _ = head.command(&other, &no_text).problem(422, "result_missing").at("/text", "result_missing");
        // A command of another state: known, but not now.
        head.command(&other, &json!({ "command": "file" })).problem(409, "wrong_state");
        assert_eq!(head.read(other.id()).version(), other.version());
    }

    /// Versions: none, an old one, one that is none.
    fn versions(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let present = json!({ "command": "present", "to": office.person("phochutich") });
        let request = || clerk.request("POST", &letter.commands()).json(&present);
        request().send().problem(428, "precondition_required");
        request().key(&unique("k-")).send().problem(428, "precondition_required");
        for weird in ["*", "2", "\"\"", "\"abc\"", "W/\"2\"", "\"2\", \"3\"", "\"-1\"", "\"2", "\"99999999999\"", "\"2.0\""] {
            request().header("If-Match", weird).send().problem(400, "bad_header");
        }
        let stale = request().if_match(letter.version() - 1).send().problem(412, "version_changed");
        assert!(stale.detail().contains(&letter.version().to_string()), "{}", stale.detail());
        request().if_match(letter.version() + 1).send().problem(412, "version_changed");
        assert_eq!(clerk.read(letter.id()).version(), letter.version());
        let done = request().if_match(letter.version()).send().expect(200);
        assert_eq!(done.version(), letter.version() + 1);
        assert_eq!(clerk.get(&letter.path()).version(), letter.version() + 1);
    }

    /// Keys: the same again, with something else, and such as can't be kept.
    fn keys(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let key = unique("khoa-");
        let body = json!({ "facts": letters::facts(), "register": {} });
        let send = |key: &str, body: &Value| clerk.request("POST", "/incoming-documents").key(key).json(body).send();
        let first = send(&key, &body).expect(201);
        let again = send(&key, &body).expect(201);
        assert_eq!(first.body, again.body);
        assert_eq!((first.header("etag"), first.header("location")), (again.header("etag"), again.header("location")));
        send(&key, &json!({ "facts": letters::facts() })).problem(422, "idempotency_key_reused");
        // Of another person it is another key.
        let shop = office.client("motcua");
        shop.request("POST", "/incoming-documents").key(&key).json(&json!({ "facts": letters::facts() })).send().expect(201);

        // A repeat is recognised before the version is looked at; the document has moved on meanwhile.
        let letter = Document(first.json());
        let key = unique("khoa-");
        let present = json!({ "command": "present", "to": office.person("phochutich") });
        let request = clerk.request("POST", &letter.commands()).if_match(letter.version()).key(&key).json(&present);
        let done = request.send().expect(200);
        let back = json!({ "command": "give_back", "reason": "Trả lại." });
        let now = office.client("phochutich").act(&Document(done.json()), &back);
        let repeat = request.send().expect(200);
        assert_eq!(repeat.json(), done.json());
        assert_eq!(clerk.read(letter.id()).version(), now.version());
        // Without any version, too: it was carried out before.
        let bare = clerk.request("POST", &letter.commands()).key(&key).json(&present).send().expect(200);
        assert_eq!(bare.json(), done.json());

        // What was refused is not kept: the same key works once the fault is mended.
        let key = unique("khoa-");
        send(&key, &with("pages", json!(0))).problem(422, "number_out_of_range");
        send(&key, &json!({ "facts": letters::facts() })).expect(201);

        for bad in ["", "hai từ", "a b", &"k".repeat(129)] {
            send(bad, &body).problem(400, "bad_header");
        }
        send(&"k".repeat(120).replace('k', &unique("")[..1]), &json!({ "facts": letters::facts() })).expect(201);
    }

    /// Bodies that are no JSON, or more of it than anyone needs.
    fn bodies(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let fine = json!({ "facts": letters::facts() }).to_string();
        for broken in ["", "{", "{\"facts\":}", "nope", "{} {}", "{\"facts\":1e999}", "\u{feff}{}", "{'a':1}", "NaN"] {
            raw(&clerk, "application/json", broken.as_bytes()).problem(400, "malformed_json");
        }
        // Bytes that are no UTF-8, in a text and outside of one.
        raw(&clerk, "application/json", b"{\"facts\":{\"author\":\"\xff\xfe\"}}").problem(400, "malformed_json");
        raw(&clerk, "application/json", b"\xff\xfe{\0}\0").problem(400, "malformed_json");
        raw(&clerk, "application/json", b"{\"facts\":{\"author\":\"\\ud800\"}}").problem(400, "malformed_json");
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = format!("{}1{}", open.repeat(50_000), close.repeat(50_000));
            raw(&clerk, "application/json", deep.as_bytes()).problem(400, "malformed_json");
        }
        // Two values for one field: nobody can know which was meant.
        for (twice, place) in [
            (r#"{"facts":{"author":"A","author":"B"}}"#, "/facts/author"),
            (r#"{"files":[],"facts":{},"files":[]}"#, "/files"),
        ] {
            let _ = raw(&clerk, "application/json", twice.as_bytes()).problem(422, "invalid_input").at(place, "repeated_field");
        }
        let huge = json!({ "facts": letters::facts(), "la": "x".repeat(3 << 20) }).to_string();
        let told = raw(&clerk, "application/json", huge.as_bytes()).problem(413, "too_large");
        assert!(told.detail().contains("1048576"), "{}", told.detail());
        for media_type in ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "x"] {
            raw(&clerk, media_type, fine.as_bytes()).problem(415, "wrong_media_type");
        }
        clerk.request("POST", "/incoming-documents").send().problem(415, "wrong_media_type");
        raw(&clerk, "application/json; charset=utf-8", fine.as_bytes()).expect(201);
        // Twice the same field.
        let twice = format!("{{\"facts\":{{}},{}", &fine[1..]);
        let answer = raw(&clerk, "application/json", twice.as_bytes());
        assert!(answer.status == 201 || answer.status == 400 || answer.status == 422, "{answer}");
        // A sign-in with bad input is answered like any other.
        let anyone = office.anonymous();
        let _ = anyone.post("/sessions", &json!({ "username": "a\u{0}", "password": "x" })).problem(422, "invalid_input").at("/username", "control_character");
        let _ = anyone.post("/sessions", &json!({ "username": "a" })).problem(422, "invalid_input").at("/password", "missing_field");
        let _ = anyone.post("/sessions", &json!({ "username": "a", "password": "x", "otp": 1 })).problem(422, "invalid_input").at("/otp", "unknown_field");
        anyone.post("/sessions", &json!({ "username": "a".repeat(100_000), "password": "x".repeat(100_000) })).expect(401);
    }

    /// Addresses, methods and parameters that aren't.
    fn addresses(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        for path in ["/nothing", "/incoming-document", "/api/v2/me", "/api", "/inbox/", "/incoming-documents/x", "/files/%00",
            "/incoming-documents/%ff", "/incoming-documents/00000000-0000-0000-0000-00000000000g", "/../../etc/passwd"] {
            clerk.get(path).problem(404, "not_found");
        }
        for path in ["/incoming-documents/x", "/files/%00"] {
            office.anonymous().get(path).expect(401);
        }
        let wrong = [
            ("DELETE", "/incoming-documents"), ("PUT", "/me"), ("POST", "/me"), ("GET", "/sessions/logout"), ("GET", "/commands"),
            ("PATCH", "/registers"), ("POST", "/inbox"), ("DELETE", "/health"),
        ];
        for (method, path) in wrong {
            let request = clerk.request(method, path);
            let answer = if matches!(method, "POST" | "PUT" | "PATCH") { request.json(&json!({})).send() } else { request.send() };
            let allow = answer.header("allow").map(str::to_owned);
            answer.problem(405, "method_not_allowed");
            assert!(allow.is_some_and(|allow| !allow.contains(method)), "{method} {path} names no other method");
        }
        for query in ["state=bay", "year=abc", "number=1.5", "year=99999999999", "state=", "notation=", "number=5", "stat=presented"] {
            clerk.get(&format!("/incoming-documents?{query}")).problem(400, "bad_parameter");
            clerk.get(&format!("/outgoing-documents?{query}")).problem(400, "bad_parameter");
        }
        for query in ["drafter=a", "department=1", "issued_from=hom-nay", "issued_until=1066-10-14", "issued_from=2026-02-30"] {
            clerk.get(&format!("/outgoing-documents?{query}")).problem(400, "bad_parameter");
        }
        clerk.get("/inbox?kind=viec").problem(400, "bad_parameter");
        clerk.get("/registers?year=nay").problem(400, "bad_parameter");
        let letter = clerk.register_letter();
        let body = json!({ "command": "comment", "text": "a" });
        for query in ["dry_run=co", "dryrun=true", "dry_run=true&la=1"] {
            clerk.post(&format!("{}?{query}", letter.commands()), &body).problem(400, "bad_parameter");
        }
        clerk.get(&format!("{}/register/explanation?assignment=x", letter.commands())).problem(400, "bad_parameter");
        let pdf = letters::pdf("a");
        let upload = |query: &str| clerk.request("POST", &format!("/files{query}")).bytes("application/pdf", pdf.clone()).send();
        for query in ["", "?name=", "?name=%20", "?name=..", "?name=%00a.pdf", "?name=a%0Ab.pdf", "?name=a.pdf&la=1", "?name=%ff.pdf"] {
            upload(query).problem(400, "bad_parameter");
        }
        upload(&format!("?name={}.pdf", "a".repeat(252))).problem(400, "bad_parameter");
        upload(&format!("?name={}.pdf", "a".repeat(251))).expect(201);
        assert_eq!(clerk.read(letter.id()).version(), letter.version());
    }

    /// In Vietnamese, unless the reader would rather have English.
    fn in_the_readers_language(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let told = |accept: Option<&str>| {
            let mut request = clerk.request("POST", "/incoming-documents").json(&with("subject", json!("")));
            if let Some(accept) = accept {
                request = request.header("Accept-Language", accept);
            }
            let answer = request.send();
            let language = answer.header("content-language").unwrap_or_default().to_owned();
            let problem = answer.problem(422, "invalid_input").at("/facts/subject", "empty");
            (language, problem.detail().to_owned(), problem.body["errors"][0]["detail"].as_str().unwrap().to_owned())
        };
        let vietnamese = ("vi".to_owned(), "Không được để trống.".to_owned(), "Không được để trống.".to_owned());
        let english = ("en".to_owned(), "It must not be empty.".to_owned(), "It must not be empty.".to_owned());
        assert_eq!(told(None), vietnamese);
        for accept in ["vi", "vi-VN,vi;q=0.9,en;q=0.8", "fr", "*", "", "en;q=0", "de, ja;q=0.5"] {
            assert_eq!(told(Some(accept)), vietnamese, "{accept}");
        }
        for accept in ["en", "en-GB", "EN-us,en;q=0.5", "fr, en;q=0.1", "vi;q=0.2, en;q=0.9"] {
            assert_eq!(told(Some(accept)), english, "{accept}");
        }
        // Who isn't signed in, a wrong address and a refusal by a rule are told so in both, too.
        let english = |path: &str| office.anonymous().request("GET", path).header("Accept-Language", "en").send();
        assert!(english("/me").problem(401, "not_signed_in").body["title"].as_str().unwrap().is_ascii());
        assert!(english("/nothing").problem(404, "not_found").detail().is_ascii());
        let letter = clerk.register_letter();
        let observer = office.client("theodoi");
        let request = observer.request("POST", &letter.commands()).if_match(2).json(&json!({ "command": "void", "reason": "a" }));
        assert_eq!(request.clone().header("Accept-Language", "en").send().problem(403, "registry_only").detail(), "Only the registry does this.");
        assert_eq!(request.send().problem(403, "registry_only").detail(), "Việc này do văn thư cơ quan thực hiện.");
    }

    /// Decomposed Vietnamese comes back composed, and is measured composed.
    fn decomposed_vietnamese(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let composed = "Về việc tổ chức Đại hội; Nghị quyết số 5 – đường Nguyễn Huệ";
        let decomposed = "Ve\u{302}\u{300} vie\u{323}\u{302}c to\u{302}\u{309} chu\u{31b}\u{301}c Đa\u{323}i ho\u{323}\u{302}i; \
            Nghi\u{323} quye\u{302}\u{301}t so\u{302}\u{301} 5 – đu\u{31b}\u{300}ng Nguye\u{302}\u{303}n Hue\u{323}\u{302}"
            .replace("đu\u{31b}\u{300}ng", "đu\u{31b}o\u{31b}\u{300}ng");
        let letter = clerk.receive(&letters::about(&format!("  {decomposed} ")));
        assert_eq!(letter.0["facts"]["subject"], composed);
        assert_eq!(clerk.read(letter.id()).0["facts"]["subject"], composed);
        // 500 letters of three code points each.
        let letter = clerk.receive(&letters::about(&"e\u{302}\u{323}".repeat(500)));
        assert_eq!(letter.0["facts"]["subject"].as_str().map(|s| s.chars().count()), Some(500));
        let comment = json!({ "command": "comment", "text": "Nguye\u{302}\u{303}n\u{a0}Văn Thử\r\ndòng hai\tcột hai" });
        clerk.post(&letter.commands(), &comment).ok();
        assert_eq!(clerk.history(letter.id()).pop().unwrap()["facts"]["text"], "Nguyễn\u{a0}Văn Thử\ndòng hai\tcột hai");
    }

    /// Files that aren't what they say, are too many, too large, or nothing at all; and an upload that breaks off.
    fn uploads(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_MAX_FILE_MB", "1")]);
        let clerk = office.client("vanthu");
        let stored = || files_below(&office.data().join("files")).len();
        let before = stored();
        let windows = [b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff".as_slice(), &[0; 600]].concat();
        let linux = [b"\x7fELF\x02\x01\x01\x00".as_slice(), &[0; 600]].concat();
        let refused: [(&str, &[u8]); 11] = [
            ("Công văn.pdf", &windows),
            ("Công văn.pdf", &linux),
            ("Công văn.docx", &linux),
            ("chay.exe", &windows),
            ("Công văn.pdf", b"#!/bin/sh\nrm -rf /\n"),
            ("chay.js", b"alert(1)"),
            ("Công văn.exe", b"%PDF-1.4\n%%EOF\n"),
            ("ghi chú.txt", b"<html><script>alert(1)</script></html>"),
            ("hình.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            ("ghi chú.txt", b"co NUL \0 o giua"),
            ("Công văn.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"),
        ];
        for (name, content) in refused {
            clerk.try_upload(name, content).problem(422, "wrong_file_kind");
        }
        clerk.try_upload("trống.pdf", b"").problem(422, "empty_file");
        let mut large = letters::pdf("lon");
        large.resize((1 << 20) + 1, b' ');
        let told = clerk.try_upload("lớn.pdf", &large).problem(413, "too_large");
        assert!(told.detail().contains("1048576"), "{}", told.detail());
        assert_eq!(stored(), before, "what was refused has left something behind");

        // Without a length: the limit holds while it streams.
        let token = clerk.token().unwrap().to_owned();
        let head = |more: &str| {
            format!("POST /api/v1/files?name=a.pdf HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\
                Content-Type: application/pdf\r\n{more}\r\n\r\n")
        };
        let mut stream = TcpStream::connect(("127.0.0.1", office.port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(head("Transfer-Encoding: chunked").as_bytes()).unwrap();
        for _ in 0..20 {
            // The server may have answered and closed already.
            if stream.write_all(format!("{:x}\r\n", 100_000).as_bytes()).is_err() || stream.write_all(&[b'%'; 100_000]).is_err() {
                break;
            }
            drop(stream.write_all(b"\r\n"));
        }
        drop(stream.write_all(b"0\r\n\r\n"));
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer));
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413") || answer.starts_with("HTTP/1.1 422"), "{answer}");
        wait_until("the unfinished upload to go", Duration::from_secs(10), || stored() == before);

        // It breaks off.
        for (n, sent) in [0, 1, 5000, 300_000].into_iter().enumerate() {
            let mut stream = TcpStream::connect(("127.0.0.1", office.port())).unwrap();
            stream.write_all(head("Content-Length: 500000").as_bytes()).unwrap();
            let mut content = letters::pdf("dut");
            content.resize(500_000, b' ');
            stream.write_all(&content[..sent]).unwrap();
            stream.flush().unwrap();
            std::thread::sleep(Duration::from_millis(80));
            drop(stream.shutdown(Shutdown::Both));
            drop(stream);
            wait_until(&format!("broken upload {n} to go"), Duration::from_secs(10), || stored() == before);
        }
        let rows = office.database().texts("SELECT name AS value FROM file WHERE name IN ('a.pdf', 'Công văn.pdf', 'lớn.pdf')");
        assert!(rows.is_empty(), "{rows:?}");
        clerk.try_upload("được.pdf", &letters::pdf("duoc")).expect(201);
        assert_eq!(stored(), before + 1);
    }

    /// Ten thousand attachments, one twice, and more than a document holds.
    fn too_many_files(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let many: Vec<String> = (0..10_000).map(|_| uuid::Uuid::now_v7().to_string()).collect();
        let told = receive(&clerk, &json!({ "facts": letters::facts(), "files": many, "register": {} })).problem(422, "too_many_files");
        assert!(told.at("/files", "too_many_files").detail().contains("100"));
        let letter = clerk.register_letter();
        clerk.command(&letter, &json!({ "command": "attach", "files": many })).problem(422, "too_many_files");
        let file = clerk.upload("a.pdf", &letters::pdf("a"));
        let twice = json!({ "command": "attach", "files": [file, file] });
        let _ = clerk.command(&letter, &twice).problem(422, "file_twice").at("/files/1", "file_twice");
        let letter = clerk.act(&letter, &json!({ "command": "attach", "files": [file] }));
        clerk.command(&letter, &json!({ "command": "attach", "files": [file] })).problem(422, "file_twice");
        assert_eq!(clerk.read(letter.id()).0["files"].as_array().unwrap().len(), 1);
    }

    /// A client that dawdles or talks nonsense doesn't stop the others.
    fn nonsense_on_the_wire(engine: Engine) {
        let office = Server::shared(engine);
        let say = |bytes: &[u8]| {
            let mut stream = TcpStream::connect(("127.0.0.1", office.port())).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
            stream.write_all(bytes).unwrap();
            drop(stream.shutdown(Shutdown::Write));
            let mut answer = Vec::new();
            drop(stream.read_to_end(&mut answer));
            String::from_utf8_lossy(&answer).into_owned()
        };
        for nonsense in [
            b"\r\n\r\n".as_slice(),
            b"GET\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"GET /api/v1/me HTTP/9.9\r\n\r\n",
            b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
            b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"user",
        ] {
            let answer = say(nonsense);
            assert!(!answer.starts_with("HTTP/1.1 5"), "{answer}");
        }
        let mut long = b"GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Long: ".to_vec();
        long.extend([b'a'; 300_000]);
        let mut stream = TcpStream::connect(("127.0.0.1", office.port())).unwrap();
        drop(stream.write_all(&long));
        office.client("vanthu").get("/me").expect(200);
    }
}

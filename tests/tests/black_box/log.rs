//! The log as JSON: every request has an id that its answer names, and nothing that people wrote, no name, address, password or
//! token stands in it, whatever is done and however much is logged.

use std::{
    collections::BTreeSet,
    io::{Read, Write},
    net::TcpStream,
};

use serde_json::{Value, json};
use tests::{Document, PASSWORD, Server, letters, on_both_engines, service, unique};

use crate::organisation::Another;

/// The lines of the log that are JSON; the page that greets whoever starts the demo is not of the log.
fn lines(office: &Server) -> Vec<Value> {
    let printed = office.printed();
    printed.lines().filter(|line| line.starts_with('{')).map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn id_of(line: &Value) -> &str {
    line["span"]["request_id"].as_str().unwrap_or_default()
}

on_both_engines! {
    fn it_tells_no_secrets(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_LOG_FORMAT", "json"), ("CONGVAN_LOG", "debug")]);
        let mut secrets: Vec<String> = Vec::new();
        let mut say = |text: &str| {
            secrets.push(text.to_owned());
            text.to_owned()
        };
        // The whole way of a letter, as the demo plays it.
        let (code, said) = office.run(&["demo", "--url", office.base()]);
        assert_eq!(code, 0, "{said}");
        for text in ["Công văn thoát nước", "Dự thảo trả lời", "ngập úng", "@phuong-demo.example"] {
            say(text);
        }

        // Letters, with words of our own in every place that takes some.
        let clerk = office.client("vanthu");
        let mut facts = letters::about(&say("Trích yếu kín tám mươi tám"));
        facts["author"] = json!(say("Cơ quan gửi giấu tên"));
        facts["remark"] = json!(say("Ghi chú riêng của văn thư"));
        facts["sender_email"] = json!(say("nguoi.gui@noi-khac.example"));
        let file = clerk.upload(&say("Tên tệp không ai nên thấy.pdf"), &letters::pdf(&say("noi dung tep mat")));
        let letter = Document(clerk.post("/incoming-documents", &json!({ "facts": facts, "files": [file], "register": {} })).created());
        let letter = clerk.act(&letter, &json!({ "command": "comment", "text": say("Lời bàn chỉ trong nhà") }));
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
        let direction = json!({ "primary": { "department": office.department("KTHTDT"), "instruction": say("Bút phê rất riêng") } });
        let letter = office.client("chutich").act(&letter, &json!({ "command": "direct", "direction": direction }));
        clerk.get(&format!("/files/{file}")).expect(200);
        clerk.read(letter.id());
        let secret = letters::secret();
        say(secret["number"].as_str().unwrap());
        clerk.register(&secret);

        // Passwords, right and wrong; tokens, in use, turned over and used twice; a code by mail; a second factor.
        let wrong = say("mật khẩu đoán mò 4711");
        office.anonymous().post("/sessions", &json!({ "username": "theodoi", "password": wrong })).problem(401, "wrong_credentials");
        let session = office.sign_in("theodoi");
        let (access, refresh) = (session["access_token"].as_str().unwrap(), session["refresh_token"].as_str().unwrap());
        say(access);
        say(refresh);
        let again = office.anonymous().post("/sessions/refresh", &json!({ "refresh_token": refresh })).expect(200).json();
        say(again["refresh_token"].as_str().unwrap());
        office.anonymous().post("/sessions/refresh", &json!({ "refresh_token": refresh })).problem(401, "refresh_token_reused");
        let session = office.sign_in("theodoi");
        let monitor = office.anonymous().with_token(session["access_token"].as_str().unwrap());
        say(session["access_token"].as_str().unwrap());
        let new = say("mật khẩu mới của người theo dõi");
        monitor.request("PUT", "/me/password").json(&json!({ "present": PASSWORD, "new": new })).send().expect(204);
        let factor = monitor.post("/me/second-factor", &json!({ "password": new })).json();
        say(factor["secret"].as_str().unwrap_or_else(|| panic!("{factor}")));
        office.anonymous().post("/password-reset-requests", &json!({ "email": "theodoi@phuong-demo.example" })).expect(202);
        let code = say("khong-phai-ma-dat-lai-nao-ca");
        office.anonymous().post("/password-resets", &json!({ "code": code, "new": new })).expect(422);
        // A system with a key, right and nearly right.
        let administrator = office.client("quantri");
        let accounts = format!("/agencies/{}/service-accounts", administrator.get("/me").ok()["agency"]["id"].as_str().unwrap());
        let made = office.client("chutich").post(&accounts, &json!({ "name": say("Kho số liệu giấu tên"), "purpose": say("Mục đích chỉ quản trị biết"), "scopes": ["documents:read"] })).created();
        let key = made["key"].as_str().unwrap();
        say(key.rsplit('_').next().unwrap());
        office.anonymous().with_token(key).get("/incoming-documents").expect(200);
        office.anonymous().with_token(key).get("/me").expect(403);
        office.anonymous().with_token(&key[..key.len() - 1]).get("/incoming-documents").expect(401);
        say(&key[key.len() - 40..key.len() - 1]);
        // Where nothing is, and what is no request at all.
        let nowhere = say("noi-khong-co");
        office.anonymous().get(&format!("/{nowhere}")).expect(404);
        let inbox = say("tham-so-la");
        clerk.get(&format!("/inbox?kind=act&{inbox}=1")).expect(400);
        clerk.request("POST", "/incoming-documents").bytes("application/json", say("không phải JSON").into_bytes()).send().expect(400);

        let last = clerk.get("/me").expect(200);
        let last = last.header("x-request-id").expect("an id").to_owned();
        tests::wait_until("the last line", std::time::Duration::from_secs(30), || lines(&office).iter().any(|l| id_of(l) == last));
        let all = lines(&office);
        assert!(all.len() > 100, "only {} lines", all.len());
        for line in &all {
            let line = line.to_string();
            for secret in &secrets {
                assert!(!line.contains(secret.as_str()), "{secret:?} stands in {line}");
            }
        }
    }

    /// Anybody can send nonsense; whoever watches the log for errors is not woken by it.
    fn what_is_no_request_is_no_error(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_LOG_FORMAT", "json"), ("CONGVAN_LOG", "debug")]);
        let heads = ["Bad Header: x", "Content-Length: abc", "Transfer-Encoding: gi-do", "Content-Length: 5\r\nContent-Length: 6"];
        for head in heads {
            let mut stream = TcpStream::connect(("127.0.0.1", office.port())).unwrap();
            write!(stream, "GET /api/v1/health HTTP/1.1\r\nHost: a\r\n{head}\r\n\r\n").unwrap();
            let mut answer = String::new();
            drop(stream.read_to_string(&mut answer));
            assert!(answer.starts_with("HTTP/1.1 400"), "{head}: {answer}");
        }
        let told = |line: &Value| line["fields"]["message"] == "what a client sent is no request";
        tests::wait_until("a word on each", std::time::Duration::from_secs(30), || lines(&office).iter().filter(|line| told(line)).count() == heads.len());
        for line in lines(&office) {
            assert_ne!(line["level"], "ERROR", "{line}");
            assert!(!told(&line) || line["level"] == "DEBUG", "{line}");
        }
    }

    /// A mail server that refuses somebody names them; the log does not.
    fn a_refusal_is_not_quoted(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_LOG_FORMAT", "json"), ("CONGVAN_LOG", "debug"), ("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let other = Another::set_up(&office);
        let organisation = other.administrator.get(&format!("/agencies/{}/organisation", other.id)).ok();
        let username = format!("{}.chuyenvien", other.prefix);
        let person = organisation["people"].as_array().unwrap().iter().find(|p| p["username"] == username).unwrap();
        let email = format!("{}@phuong-demo.example", unique("khongco"));
        other.change(&json!([{ "command": "change_person", "person": person["id"], "email": email }])).ok();
        // Only who has a password can have forgotten it.
        let path = format!("/agencies/{}/people/{}/password", other.id, person["id"].as_str().unwrap());
        other.administrator.request("POST", &path).send().created();
        office.anonymous().post("/password-reset-requests", &json!({ "email": email })).expect(202);
        let refused = |line: &Value| line["fields"]["message"] == "a mail about an account was given up";
        tests::wait_until("the refusal", std::time::Duration::from_secs(60), || lines(&office).iter().any(refused));
        let all = lines(&office);
        assert_eq!(all.iter().find(|line| refused(line)).unwrap()["fields"]["code"], 550);
        for line in &all {
            assert!(!line.to_string().contains("khongco"), "{line}");
        }
    }

    /// One line a request, under the id that its answer has, with the pattern of its route and nothing of what stood in the address.
    fn every_request_has_an_id(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_LOG_FORMAT", "json")]);
        let clerk = office.client("vanthu");
        let letter = clerk.register_letter();
        let path = format!("/incoming-documents/{}", letter.id());
        let stale = clerk.request("POST", &letter.commands()).if_match(77).json(&json!({ "command": "present", "to": office.person("chutich") })).send();
        let asked = [
            (clerk.get(&path), "GET", "/api/v1/incoming-documents/{id}"),
            (clerk.get("/inbox?kind=act"), "GET", "/api/v1/inbox"),
            (stale, "POST", "/api/v1/incoming-documents/{id}/commands"),
            (clerk.get("/khong-co"), "GET", "(none)"),
            (office.anonymous().get("/me"), "GET", "/api/v1/me"),
        ];
        let mut ids = BTreeSet::new();
        for (answer, method, route) in &asked {
            let id = answer.header("x-request-id").unwrap_or_else(|| panic!("no id: {answer}"));
            assert!(ids.insert(id.to_owned()), "twice the same id");
            let of_it = || lines(&office).into_iter().filter(|line| id_of(line) == id).collect::<Vec<_>>();
            tests::wait_until("its line", std::time::Duration::from_secs(30), || !of_it().is_empty());
            let lines = of_it();
            let line = lines.iter().find(|line| line["fields"]["message"] == "answered").unwrap_or_else(|| panic!("{lines:?}"));
            assert_eq!(line["fields"]["status"], answer.status, "{line}");
            assert_eq!((&line["fields"]["method"], &line["fields"]["route"]), (&json!(method), &json!(route)), "{line}");
            assert_eq!((&line["level"], line["fields"]["ms"].is_u64()), (&json!("INFO"), true), "{line}");
            assert!(line["timestamp"].is_string() && !line.to_string().contains(letter.id()), "{line}");
        }
        // What goes wrong inside says under which request.
        office.database().run("ALTER TABLE document RENAME TO aside");
        let broken = clerk.request("GET", &path).try_send().unwrap();
        office.database().run("ALTER TABLE aside RENAME TO document");
        assert_eq!(broken.status, 500, "{broken}");
        let id = broken.header("x-request-id").unwrap().to_owned();
        tests::wait_until("its line", std::time::Duration::from_secs(30), || {
            lines(&office).iter().any(|line| id_of(line) == id && line["level"] == "ERROR")
        });
    }
}

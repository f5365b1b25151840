//! The attacks that docs/SECURITY.md lists, as far as no other test tries them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Cursor, ErrorKind, Read, Write},
    net::{TcpListener, TcpStream},
    process::Command,
    time::Duration,
};

use serde_json::{Value, json};
use tests::{Client, Mailbox, Server, binary, letters, on_both_engines, service, unique, wait_until};

use crate::{
    attack_list::{api, operations},
    organisation::Another,
};

const PATIENCE: Duration = Duration::from_secs(30);

/// A path with its places filled: `{command}` by a command, `{number}` by a number, all others by this id.
fn filled(path: &str, id: &str) -> String {
    path.split('/')
        .map(|part| match part {
            "{command}" => "comment",
            "{number}" => "1",
            "{form}" => "receipt",
            place if place.starts_with('{') => id,
            plain => plain,
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// What comes back, head and all, on what is sent as it stands.
fn raw(office: &Server, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", office.port())).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let length = body.len();
    stream.write_all(format!("{head}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}").as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn new_person(name: &str, username: &str, email: &str) -> Value {
    json!({ "command": "create_person", "username": username, "name": name, "title": "Lãnh đạo", "email": email, "roles": ["leader"] })
}

/// An organisation's file, given to the program with a gibibyte of address space and no more.
fn import(office: &Server, name: &str, content: &[u8]) -> (bool, String) {
    let file = office.data().join(name);
    fs::write(&file, content).unwrap();
    let mut shell = Command::new("sh");
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CONGVAN_")) {
        shell.env_remove(name);
    }
    let script = "ulimit -v 1048576; exec \"$0\" org import --dry-run \"$1\"";
    let done = shell
        .args(["-c", script])
        .arg(binary())
        .arg(&file)
        .env("CONGVAN_DATABASE_URL", office.database().url())
        .env("CONGVAN_DATA", office.data())
        .current_dir(office.data())
        .output()
        .unwrap();
    (done.status.code() == Some(1), String::from_utf8_lossy(&done.stderr).into_owned())
}

on_both_engines! {
    /// Nothing in an answer tells another agency's id from one that nobody has.
    fn an_id_of_another_agency_is_as_good_as_none(engine: Engine) {
        let office = Server::shared(engine);
        let other = Another::set_up(office);
        let clerk = other.client(office, "vanthu");
        let file = clerk.upload("a.pdf", &letters::pdf("la"));
        let letter = clerk.post("/incoming-documents", &json!({ "facts": letters::facts(), "files": [file], "register": {} })).created();
        let session = clerk.items("/sessions").iter().find(|s| s["current"] == true).unwrap()["id"].clone();
        let own = office.client("vanthu").get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let code = office.client("vanthu").get(&format!("/agencies/{own}")).ok()["code"].clone();
        let letter_to_us = json!({ "to": code, "facts": { "document_type": "cong_van", "subject": "V/v thử" } });
        let sent = clerk.post("/deliveries", &letter_to_us).created()["id"].clone();
        // The bytes of a mail that lies in their mailbox: nobody hands one in where no address is set.
        let mail = uuid::Uuid::now_v7();
        office.database().run(&format!(
            "INSERT INTO received_mail (agency_id, id, sha256, bytes, received_at, state, next_at)
             VALUES ('{}', '{mail}', '{}', 1, '2026-01-05T00:00:00.000000Z', 'open', '2026-01-05T00:00:00.000000Z')",
            other.id, tests::unique("bam-")
        ));
        let packet = uuid::Uuid::now_v7();
        office.database().run(&format!(
            "INSERT INTO interchange_packet (agency_id, id, direction, kind, gateway, state, tries, next_at, acknowledged, created_at, changed_at)
             VALUES ('{}', '{packet}', 'in', 'document', 'truc-thu', 'quarantined', 0, '2026-01-05T00:00:00.000000Z', TRUE,
                     '2026-01-05T00:00:00.000000Z', '2026-01-05T00:00:00.000000Z')",
            other.id
        ));
        let content = json!({ "document_type": "cong_van", "subject": "V/v thử" });
        let paper = other.client(office, "chuyenvien").post("/outgoing-documents", &json!({ "content": content })).created();
        let book = clerk.items("/registers").iter().find(|book| book["code"] == "di").unwrap()["id"].clone();
        let reserved = clerk.post(&format!("/registers/{}/entries", book.as_str().unwrap()), &json!({ "reason": "Thử." })).created();
        assert_eq!(reserved["number"], 1);
        let counter = json!([{ "command": "create_person", "username": format!("{}.motcua", other.prefix), "name": "Người Tiếp Nhận", "title": "Công chức",
            "email": format!("{}.motcua@xa-thi-nghiem.example", other.prefix), "roles": ["one_stop_clerk"] }]);
        other.change(&counter).ok();
        let handed_in = json!({ "channel": "counter", "request": "Đề nghị thử", "owner": { "name": "Ông Thử" } });
        let handed_in = other.client(office, "motcua").post("/dossiers", &handed_in).created();
        let known = clerk.post("/counterparts", &json!({ "name": unique("Công ty Thử ") })).created();
        let order = json!({ "book": "post", "from": "2026-01-01", "until": "2026-01-31" });
        let printed = clerk.post("/registers/print", &order);
        assert_eq!(printed.status, 202, "{printed}");
        let search = json!({ "name": "Thử", "query": { "q": "thử" } });
        let kept = clerk.post("/saved-searches", &search).created();
        let used = uuid::Uuid::now_v7();
        office.database().run(&format!(
            "INSERT INTO original_use (agency_id, id, document_id, used_on, body, written_by, written_at)
             VALUES ('{}', '{used}', '{}', '2026-01-05', '{{}}', '{}', '2026-01-05T00:00:00.000000Z')",
            other.id,
            paper["id"].as_str().unwrap(),
            other.person("vanthu")
        ));
        let planned = json!({ "facts": { "symbol": unique("T."), "title": "Thử", "retention": "5" } });
        let planned = clerk.post("/case-files", &planned).created();
        let ids = BTreeMap::from([
            ("case-files", planned["id"].clone()),
            ("jobs", printed.json()["id"].clone()), ("saved-searches", kept["id"].clone()), ("original-uses", json!(used)),
            ("incoming-documents", letter["id"].clone()), ("files", json!(file)),
            ("agencies", json!(other.id)), ("sessions", session), ("deliveries", sent),
            ("received-mails", json!(mail)), ("interchange", json!(packet)), ("outgoing-documents", paper["id"].clone()), ("registers", book),
            ("counterparts", known["id"].clone()), ("templates", json!(crate::templates::kept(&clerk))),
            ("procedures", json!(crate::procedures::published(&other.administrator))), ("dossiers", handed_in["id"].clone())]);
        let api = api();
        let mut asked = 0;
        // What is found under one's own person is found by no id.
        // An agency's public address is no secret.
        let by_id = |path: &str| path.contains('{') && !path.contains("/me/") && !path.contains("/public/");
        for (method, path, operation) in operations(&api).into_iter().filter(|(_, path, _)| by_id(path)) {
            let kind = path.split('/').nth(3).unwrap();
            let theirs = ids.get(kind).unwrap_or_else(|| panic!("{path}: of what is this id?")).as_str().unwrap();
            let last = path.rsplit('/').next().unwrap();
            let body = operation.get("requestBody").map(|_| match (kind, last) {
                (_, "handover" | "recall") => json!({ "reason": "Thử." }),
                (_, "service-accounts") => json!({ "name": "Thử", "purpose": "Thử", "scopes": ["organisation:read"] }),
                (_, "keys" | "settle" | "secrets") => json!({}),
                ("agencies", _) if path.contains("/webhooks") => {
                    json!({ "name": "Thử", "url": "https://cong.example.vn/nhan", "kinds": ["dossier.done"] })
                }
                ("outgoing-documents", "draft") => json!({ "content": content }),
                ("outgoing-documents", "renderings") => json!({ "template": other.id, "as": "docx" }),
                ("original-uses", _) => json!({}),
                ("registers", _) => json!({ "reason": "Thử." }),
                ("counterparts", _) => json!({ "name": "Thử" }),
                ("templates", _) => json!({ "active": false }),
                ("procedures", _) => json!({ "reason": "Thử." }),
                ("interchange", _) => json!({ "command": "retry" }),
                ("case-files", _) => json!({ "command": "strike", "reason": "Thử." }),
                ("agencies", _) if path.contains("/calendar/") => json!({ "commands": [{ "command": "confirm_year", "year": 2031 }] }),
                ("agencies", _) => json!({ "commands": [{ "command": "create_department", "code": "X", "name": "X" }] }),
                _ => json!({ "command": "comment", "text": "Thử." }),
            });
            for user in ["vanthu", "chutich", "theodoi", "motcua"] {
                let who = office.client(user);
                let ask = |id: &str| {
                    let term = if path.ends_with("/deadline") { "?term=5wd" } else { "" };
                    let path = format!("{}{term}", filled(path, id));
                    let request = who.request(method, &path);
                    let request = if method == "PUT" || kind == "case-files" { request.if_match(1) } else { request };
                    body.as_ref().map_or_else(|| request.clone(), |body| request.clone().json(body)).send()
                };
                let (there, nowhere) = (ask(theirs), ask(&uuid::Uuid::now_v7().to_string()));
                assert_eq!((there.status, &there.body), (nowhere.status, &nowhere.body), "{there}");
                asked += 1;
                // Who follows no deliveries and no books, and keeps no registry, is told so, whatever the id; and that no mail is taken in.
                let told = matches!(kind, "deliveries" | "received-mails" | "registers" | "counterparts" | "templates" | "procedures" | "interchange" | "original-uses") && there.status == 403
                    || there.status == 409;
                if !told {
                    there.problem(404, "not_found");
                }
            }
        }
        assert!(asked >= 40, "{asked}");
        clerk.get(&format!("/files/{file}")).expect(200);
        clerk.get("/me").expect(200);
        let paper_now = clerk.get(&format!("/outgoing-documents/{}", paper["id"].as_str().unwrap())).ok();
        assert_eq!((&paper_now["version"], &paper_now["state"]), (&paper["version"], &paper["state"]));
        let lines = clerk.items(&format!("/registers/{}/entries", ids["registers"].as_str().unwrap()));
        assert_eq!((lines.len(), lines[0]["state"].as_str()), (1, Some("reserved")), "{lines:?}");
    }

    /// What a request may not set is not overlooked but refused, at every operation that takes JSON.
    fn fields_that_nobody_asked_for_are_refused(engine: Engine) {
        let office = Server::shared(engine);
        let system = office.client("quantri");
        let agency = system.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let letter = office.client("vanthu").register_letter();
        let api = api();
        let mut asked = 0;
        for (method, path, operation) in operations(&api) {
            // What no office has opened is not there, whatever is sent; opened it is tried in `citizens`.
            if operation["requestBody"]["content"].get("application/json").is_none() || path.contains("/account") {
                continue;
            }
            let at = filled(path, if path.contains("/agencies/") { &agency } else { letter.id() });
            for field in ["id", "agency_id", "agency", "version", "state", "is_admin", "created_at", "password_hash", "__proto__"] {
                let mut body = json!({ field: "x" });
                if path.ends_with("-documents/{id}/commands") || path.ends_with("/dossiers/{id}/commands") {
                    body["command"] = json!("comment");
                }
                if path.ends_with("/case-files/{id}/commands") {
                    body["command"] = json!("hand_over");
                }
                if path.ends_with("/interchange/quarantine/{id}") {
                    body["command"] = json!("retry");
                }
                for who in [office.client("vanthu"), system.clone(), office.anonymous()] {
                    let answer = who.request(method, &at).json(&body).send();
                    if answer.status != 401 || who.token().is_some() {
                        let _ = answer.problem(422, "invalid_input").at(&format!("/{field}"), "unknown_field");
                        asked += 1;
                    }
                }
            }
        }
        assert!(asked > 250, "{asked}");
        // Nor one level deeper, where rights lie.
        let commands = |who: &Client, command: Value| who.post(&format!("/agencies/{agency}/organisation/commands"), &json!({ "commands": [command] }));
        let mut person = new_person("Người Tự Phong", &unique("tu-phong-"), "tu@phuong-demo.example");
        person["agency_id"] = json!(uuid::Uuid::nil());
        let _ = commands(&system, person).problem(422, "invalid_input").at("/commands/0/agency_id", "unknown_field");
        let grant = json!({ "command": "grant_role", "person": "vanthu", "role": "system_administrator" });
        commands(&office.client("vanthu"), grant).expect(403);
        assert_eq!(office.client("vanthu").read(letter.id()).version(), letter.version());
    }

    /// Names end up in headers: of answers, where files are downloaded, and of mails.
    fn names_cannot_write_headers(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let clerk = office.client("vanthu");
        for broken in ["a\r\nX-La: 1.pdf", "a\nX-La: 1.pdf", "a\rX-La: 1.pdf", "a\u{85}X-La: 1.pdf"] {
            clerk.try_upload(broken, &letters::pdf("a")).problem(400, "bad_parameter");
        }
        for name in ["a\"; filename=\"b.pdf", "a%0d%0aX-La: 1.pdf", "a;filename*=UTF-8''b.pdf", "a\\\".pdf"] {
            let back = clerk.get(&format!("/files/{}", clerk.upload(name, &letters::pdf("a")))).expect(200);
            assert_eq!(back.header("x-la"), None);
            let sent = back.header("content-disposition").unwrap();
            let (plain, encoded) = sent.strip_prefix("attachment; filename=\"").unwrap().split_once("\"; filename*=UTF-8''").unwrap();
            assert!(!plain.contains(['"', ';', '\\', '%']) && !encoded.contains(['"', ';', '\'', ' ']), "{sent}");
        }

        let system = office.client("quantri");
        let agency = system.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let path = format!("/agencies/{agency}/organisation/commands");
        let make = |name: &str, username: &str, email: &str| {
            system.post(&path, &json!({ "commands": [new_person(name, username, email)] }))
        };
        let victim = format!("{}@phuong-demo.example", unique("nan-nhan-"));
        for name in ["A\r\nBcc: b@la.example", "A\nBcc: b@la.example", "A\u{2028}B", "A\u{85}B"] {
            make(name, "khong-duoc", &victim).expect(422);
        }
        for email in ["a@la.example\r\nBcc: b@la.example", "a@la.example,b@la.example", "<a@la.example>", "A <a@la.example>"] {
            make("A", "khong-duoc", email).expect(422);
        }
        for name in [format!("Ông \"A\" <{victim}>, B"), format!("=?utf-8?q?A?= <{victim}>"), format!("A, {victim}")] {
            let username = unique("ten-la-").to_lowercase();
            let own = format!("{username}@phuong-demo.example");
            let made = make(&name, &username, &own).ok();
            let letter = clerk.register(&letters::about(&format!("Về việc <{victim}>, Bcc: {victim} =?utf-8?q?=0ABcc:?=")));
            let letter = clerk.act(&letter, &json!({ "command": "present", "to": made["results"][0]["person"]["id"] }));
            wait_until("the mail", PATIENCE, || Mailbox::of(&own).about(letter.id()).len() == 1);
            let mail = Mailbox::of(&own).about(letter.id()).remove(0);
            assert_eq!(mail.to, own);
            assert_eq!(mail.header("Bcc"), None);
            assert_eq!(mail.header("Cc"), None);
            assert!(mail.subject.contains(&victim), "it stands where it was put: {}", mail.subject);
        }
        assert!(Mailbox::of(&victim).all().is_empty());
    }

    /// Wherever a request says that it was sent to, links in mails lead to the office.
    fn a_forged_host_gets_into_no_link(engine: Engine) {
        // Behind a proxy that passes everything on.
        let settings = [("CONGVAN_SMTP_URL", service("TEST_SMTP_URL")), ("CONGVAN_TRUSTED_PROXIES", "127.0.0.1".to_owned())];
        let office = Server::demo_with(engine, &settings.each_ref().map(|(name, value)| (*name, value.as_str())));
        let username = unique("quen-").to_lowercase();
        let email = format!("{username}@phuong-demo.example");
        let system = office.client("quantri");
        let agency = system.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let path = format!("/agencies/{agency}/organisation/commands");
        let made = system.post(&path, &json!({ "commands": [new_person("Người Hay Quên", &username, &email)] })).ok();
        let person = made["results"][0]["person"]["id"].as_str().unwrap().to_owned();
        system.request("POST", &format!("/agencies/{agency}/people/{person}/password")).send().expect(201);
        let forged = "Host: la.example\r\nX-Forwarded-Host: la.example\r\nForwarded: host=la.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\nOrigin: https://la.example\r\n";
        let body = json!({ "email": email }).to_string();
        let head = format!("POST /api/v1/password-reset-requests HTTP/1.1\r\n{forged}Content-Type: application/json\r\n");
        let answer = raw(&office, &head, &body);
        assert!(answer.starts_with("HTTP/1.1 2") && !answer.contains("la.example"), "{answer}");
        let there = || Mailbox::of(&email).all().into_iter().filter(|mail| mail.text.contains("Mã đặt lại: ")).collect::<Vec<_>>();
        wait_until("the mail", PATIENCE, || !there().is_empty());
        for mail in Mailbox::of(&email).all() {
            assert!(!mail.raw.contains("la.example") && !mail.text.contains("la.example") && !mail.html.contains("la.example"), "{}", mail.raw);
        }
    }

    /// A file's name is a name, and an address is one of ours: neither leads to a path.
    fn names_and_addresses_lead_to_no_path(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        for (name, kept) in [("../../x.pdf", "x.pdf"), ("..\\..\\x.pdf", "x.pdf"), ("/etc/x.pdf", "x.pdf"), ("C:\\x.pdf", "x.pdf"),
            ("\\\\may\\chung\\x.pdf", "x.pdf"), ("~/x.pdf", "x.pdf"), ("%2e%2e%2fx.pdf", "%2e%2e%2fx.pdf"), ("-rf.pdf", "-rf.pdf")] {
            assert_eq!(clerk.try_upload(name, &letters::pdf(name)).created()["name"], kept, "{name}");
        }
        for name in [".", "..", "...", "a/..", "a.pdf/", "a\\"] {
            clerk.try_upload(name, &letters::pdf("a")).problem(400, "bad_parameter");
        }
        // On the disk they are called by what is in them.
        let mut folders = vec![office.data().join("files")];
        let mut stored = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                let name = entry.file_name().into_string().unwrap();
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    stored += 1;
                    // Beside the mark by which the storage is known.
                    let by_content = name.len() >= 60 && name.bytes().all(|b| b.is_ascii_hexdigit());
                    assert!(by_content || name == "congvan.mark", "{name}");
                }
            }
        }
        assert!(stored >= 8, "{stored}");
        let token = clerk.token().unwrap();
        for path in ["/api/v1/files/../../keys", "/api/v1/files/..%2f..%2fkeys", "/docs/../../congvan.db", "/docs/..%2f..%2fcongvan.db",
            "/docs//etc/passwd", "/docs/%2e%2e/%2e%2e/etc/passwd", "/demo/mailbox/../../keys/secrets.key", "/demo/mailbox/..%2f..%2fkeys%2fsecrets.key",
            "/pages/../x", "/pages/..%5c..%5cx", "/.well-known/..%2fkeys", "/api/v1/agencies/..%2f..%2fme"] {
            let answer = raw(&office, &format!("GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"), "");
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        }
    }

    /// A workbook is a zip: what unpacks without end costs no more than it may.
    fn workbooks_that_burst_are_refused(engine: Engine) {
        let office = Server::prepared(engine, &["serve"], &[]);
        let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for n in 0..3 {
            bomb.start_file(format!("xl/media/image{n}.png"), zip::write::SimpleFileOptions::default()).unwrap();
            for _ in 0..30 {
                bomb.write_all(&[0; 1 << 20]).unwrap();
            }
        }
        let bomb = bomb.finish().unwrap().into_inner();
        assert!(bomb.len() < 1 << 20, "{}", bomb.len());
        let (refused, said) = import(&office, "bom.xlsx", &bomb);
        assert!(refused && said.contains("64 MiB"), "{said}");
        // One cell in the last corner of a sheet spans seventeen thousand million.
        let mut wide = rust_xlsxwriter::Workbook::new();
        wide.add_worksheet().write(0, 0, "Tên đăng nhập").unwrap().write(1_048_575, 16_383, "x").unwrap();
        let (refused, said) = import(&office, "rong.xlsx", &wide.save_to_buffer().unwrap());
        assert!(refused && said.contains("100 cột") && said.contains("1048576"), "{said}");
    }

    /// CSRF: a browser adds cookies, and what it remembers of a sign-in, by itself; none of it counts here.
    fn nothing_that_a_browser_sends_by_itself_counts(engine: Engine) {
        let office = Server::shared(engine);
        let session = office.sign_in("chutich");
        let (access, refresh) = (session["access_token"].as_str().unwrap(), session["refresh_token"].as_str().unwrap());
        let api = api();
        let schemes = api["components"]["securitySchemes"].as_object().unwrap();
        assert!(schemes.len() == 1 && schemes["bearer"]["type"] == "http" && schemes["bearer"]["scheme"] == "bearer", "{schemes:?}");
        let nobody = office.anonymous();
        let cookie = format!("access_token={access}; token={access}; session={access}; Authorization=Bearer {access}; refresh_token={refresh}");
        let mut asked = 0;
        for (method, path, operation) in operations(&api) {
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            assert!(parameters.iter().all(|p| p["in"] != "cookie"), "{path} takes a cookie");
            // What no office has opened is not there; opened it is tried in `citizens` and `citizen_pages`.
            if operation.get("security").is_some() || path.contains("/account") {
                continue;
            }
            let at = filled(path, &uuid::Uuid::now_v7().to_string());
            let ask = |query: &str, header: (&str, &str)| {
                let request = nobody.request(method, &format!("{at}{query}")).header(header.0, header.1);
                if method == "POST" { request.json(&json!({})).send() } else { request.send() }
            };
            // Another office comes with a secret, not with a key.
            let pushes = operation["operationId"] == "pushInterchangePacket";
            let refused = if pushes { "push_secret_wrong" } else { "not_signed_in" };
            ask("", ("Cookie", &cookie)).problem(401, refused);
            ask("", ("Authorization", "Basic Y2h1dGljaDpkZW1v")).problem(401, refused);
            for name in ["access_token", "token", "authorization"] {
                let answer = ask(&format!("?{name}={access}"), ("Accept", "*/*"));
                assert!(matches!(answer.status, 400 | 401), "{answer}");
            }
            asked += 1;
        }
        assert!(asked > 25, "{asked}");
        // A form of another page can send this without being asked for leave, and nothing else; it is not read.
        for media_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
            let body = json!({ "refresh_token": refresh }).to_string().into_bytes();
            nobody.request("POST", "/sessions/refresh").header("Cookie", &cookie).bytes(media_type, body).send().problem(415, "wrong_media_type");
        }
        // And no answer sets a cookie, sign-in's least of all.
        let signed_in = nobody.post("/sessions", &json!({ "username": "chutich", "password": tests::PASSWORD })).expect(201);
        let pages = ["/me", "/inbox", "/docs/", "/demo/mailbox", "/api/v1/health", "/documents/x"];
        for answer in pages.map(|path| office.client("chutich").get(path)).iter().chain([&signed_in]) {
            assert_eq!(answer.header("set-cookie"), None, "{answer}");
        }
        nobody.with_token(access).get("/me").expect(200);
    }

    /// Who tries names learns from no byte of the answer which of them are there.
    fn sign_in_tells_no_name_from_another(engine: Engine) {
        let office = Server::demo(engine);
        let system = office.client("quantri");
        let agency = system.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let (without, gone) = (unique("chua-co-").to_lowercase(), unique("da-nghi-").to_lowercase());
        let vietnam = chrono::FixedOffset::east_opt(7 * 3600).unwrap();
        let day = |ago: i64| (chrono::Utc::now().with_timezone(&vietnam).date_naive() - chrono::Duration::days(ago)).to_string();
        let mut ended = new_person("Người Đã Nghỉ", &gone, "nghi@phuong-demo.example");
        ended["from"] = json!(day(5));
        let path = format!("/agencies/{agency}/organisation/commands");
        system.post(&path, &json!({ "commands": [new_person("Chưa Có Mật Khẩu", &without, "chua@phuong-demo.example"), ended] })).ok();
        let organisation = system.get(&format!("/agencies/{agency}/organisation")).ok();
        let person = organisation["people"].as_array().unwrap().iter().find(|p| p["username"] == gone.as_str()).unwrap()["id"].clone();
        let password = system.request("POST", &format!("/agencies/{agency}/people/{}/password", person.as_str().unwrap())).send().created()["password"].clone();
        system.post(&path, &json!({ "commands": [{ "command": "end_person", "person": gone, "until": day(1) }] })).ok();
        let answer = |username: &str, password: &str| {
            let answer = office.anonymous().post("/sessions", &json!({ "username": username, "password": password }));
            let headers: BTreeSet<_> = answer.headers.iter().filter(|(name, _)| name != "date" && name != "x-request-id").cloned().collect();
            (answer.status, headers, answer.body)
        };
        let nobody = answer("khong-co-ai", "sai");
        assert_eq!(nobody.0, 401);
        for (username, password) in [("vanthu", "sai"), ("quantri", "sai"), (without.as_str(), "sai"), (without.as_str(), ""), (gone.as_str(), "sai"),
            // Even with the right one: who left is nobody.
            (gone.as_str(), password.as_str().unwrap())] {
            assert_eq!(answer(username, password), nobody, "{username}");
        }
    }

    /// SSRF: nothing that anybody writes is an address to which the program goes.
    fn nothing_that_is_written_is_called(engine: Engine) {
        let trap = TcpListener::bind("127.0.0.1:0").unwrap();
        trap.set_nonblocking(true).unwrap();
        let url = format!("http://{}/bay", trap.local_addr().unwrap());
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let mut facts = letters::about(&format!("Về việc {url}"));
        facts["author"] = json!(format!("Cơ quan {url}"));
        facts["remark"] = json!(url);
        let pdf = letters::pdf(&format!("/URI ({url}) /F ({url})"));
        let file = clerk.upload(&format!("{}.pdf", url.replace('/', "_")), &pdf);
        let letter = clerk.post("/incoming-documents", &json!({ "facts": facts, "files": [file], "register": {} })).created();
        let letter = clerk.read(letter["id"].as_str().unwrap());
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich"), "note": url }));
        clerk.post(&letter.commands(), &json!({ "command": "comment", "text": format!("<img src=\"{url}\">") })).ok();
        for header in ["Referer", "Origin", "Host", "X-Forwarded-Host", "Callback", "Webhook"] {
            assert!(office.anonymous().request("GET", "/health").header(header, &url).send().status < 500);
        }
        wait_until("the mail to be written", PATIENCE, || clerk.messages(letter.id()).iter().all(|m| m["delivery"] != "queued"));
        office.anonymous().get("/demo/mailbox").expect(200);
        clerk.get(&format!("/files/{file}")).expect(200);
        match trap.accept() {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            came => panic!("{came:?}"),
        }
        // The trap works.
        drop(TcpStream::connect(trap.local_addr().unwrap()).unwrap());
        wait_until("the trap to spring", PATIENCE, || trap.accept().is_ok());
    }
}

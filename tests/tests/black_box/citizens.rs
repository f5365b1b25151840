//! Citizens who hand in by accounts of their own: off until an office opens it; signed in by a code in a mail, really delivered; drafts with
//! files; handed in, completed and answered; their data given out and erased. And that theirs is theirs alone.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{
    Answer, Client, Engine, Mail, Mailbox, Server, letters::pdf, on_both_engines, service, unique, wait_until,
};

/// The demo's ward.
pub const AGENCY: &str = "H99.99";
const PATIENCE: Duration = Duration::from_secs(60);
const OWNER: &str = "Lê Thị Thử Nghiệm";

pub fn at(path: &str) -> String {
    format!("/public/{AGENCY}/account{path}")
}

/// An office whose mails are really delivered, with what is set.
pub fn office(engine: Engine, settings: &[(&str, &str)]) -> Server {
    let smtp = service("TEST_SMTP_URL");
    let mut all = vec![("CONGVAN_SMTP_URL", smtp.as_str())];
    all.extend(settings);
    Server::demo_with(engine, &all)
}

fn set(office: &Server, one_stop: &Value) {
    let administrator = office.client("quantri");
    let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    let change = json!({ "commands": [{ "command": "change_settings", "one_stop": one_stop }] });
    administrator.post(&format!("/agencies/{own}/organisation/commands"), &change).expect(200);
}

/// Opens the accounts.
pub fn open(office: &Server) {
    set(office, &json!({ "own_submission": true }));
}

pub fn address() -> String {
    format!("{}@dan.example", unique("dan-"))
}

fn codes(email: &str) -> Vec<(Mail, String)> {
    let all = Mailbox::of(email).all().into_iter();
    let mut found: Vec<(Mail, String)> = all
        .filter_map(|mail| {
            let line = mail.text.lines().find_map(|line| line.strip_prefix("Mã đăng nhập: "))?.trim().to_owned();
            Some((mail, line))
        })
        .collect();
    found.sort_by(|a, b| a.0.message_id.cmp(&b.0.message_id));
    // Sent at least once: the same mail may come twice.
    found.dedup_by(|a, b| a.0.message_id == b.0.message_id);
    found
}

/// The code of the last of so many mails.
pub fn code_of(email: &str, many: usize) -> (Mail, String) {
    wait_until(&format!("{many} codes to {email}"), PATIENCE, || codes(email).len() >= many);
    codes(email).pop().unwrap()
}

fn ask(office: &Server, email: &str) -> Answer {
    office.anonymous().post(&at("/codes"), &json!({ "email": email }))
}

fn try_code(office: &Server, request: &Value, code: &str) -> Answer {
    office.anonymous().post(&at("/sessions"), &json!({ "request": request, "code": code }))
}

/// Somebody who has signed in, for the first time or not.
pub fn signed_in(office: &Server, email: &str) -> Client {
    let before = codes(email).len();
    let asked = ask(office, email).expect(202).json();
    let (_, code) = code_of(email, before + 1);
    let session = try_code(office, &asked["request"], &code.to_lowercase()).created();
    office.anonymous().with_token(session["token"].as_str().unwrap())
}

/// Done online, with one paper that is needed.
pub fn publish(office: &Server, online: &str) -> String {
    let code = unique("8.");
    let content = json!({
        "code": code, "name": "Cấp giấy xác nhận qua mạng", "field": "Thử nghiệm", "level": "communal", "term": "5wd",
        "online": online, "legal_basis": ["Văn bản thử nghiệm số 03/TN"], "results": ["Giấy xác nhận"],
        "components": [{ "code": "to-khai", "name": "Tờ khai", "form": "original" }],
        "process": { "steps": [
            { "code": "tham-dinh", "name": "Thẩm định", "doer": { "department": "KTHTDT" }, "time": "2wd",
              "may": ["supplement", "stop"], "next": [{ "label": "Xong" }] },
        ] },
    });
    office.client("quantri").post("/procedures", &content).created();
    code
}

pub fn upload(who: &Client, path: &str, name: &str, content: &[u8]) -> Answer {
    let path = at(&format!("{path}?name={}", tests::percent(name)));
    who.request("POST", &path).bytes("application/octet-stream", content.to_vec()).send()
}

/// A draft with everything that it needs.
pub fn draft(who: &Client, procedure: &str) -> Value {
    let begun = who.post(&at("/drafts"), &json!({ "procedure": procedure })).created();
    let place = format!("/drafts/{}", begun["id"].as_str().unwrap());
    let file = upload(who, &format!("{place}/files"), "Tờ khai.pdf", &pdf(&unique("tờ khai "))).created();
    let content = json!({
        "owner": { "name": OWNER, "id_number": "079099000123" },
        "components": [{ "component": "to-khai", "form": "electronic", "files": [file["id"]] }],
    });
    who.request("PUT", &at(&place)).json(&content).send().ok()
}

pub fn submit(who: &Client, draft: &Value) -> Answer {
    who.request("POST", &at(&format!("/drafts/{}/submission", draft["id"].as_str().unwrap()))).send()
}

fn act(who: &Client, dossier: &str, what: &Value) -> Value {
    let version = who.get(&format!("/dossiers/{dossier}")).ok()["version"].as_u64().unwrap();
    let path = format!("/dossiers/{dossier}/commands");
    who.request("POST", &path).if_match(version).json(what).send().ok()
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// How many rows a table has.
fn rows(office: &Server, table: &str) -> usize {
    office.database().texts(&format!("SELECT CAST(agency_id AS TEXT) AS value FROM {table}")).len()
}

/// How many files lie where those do that are not handed in.
fn unsent(office: &Server) -> usize {
    std::fs::read_dir(office.data().join("files/drafts")).map_or(0, Iterator::count)
}

on_both_engines! {
    /// Until an office opens it there is nothing there, for anybody.
    fn off_it_is_as_if_there_were_none(engine: Engine) {
        let office = office(engine, &[]);
        let some = unique("8.");
        for who in [office.anonymous(), office.client("quantri"), office.anonymous().with_token("bia")] {
            for (method, path) in [("POST", "/codes"), ("POST", "/sessions"), ("GET", ""), ("DELETE", ""), ("GET", "/export"), ("GET", "/drafts"), ("POST", "/drafts"), ("GET", "/dossiers")] {
                let asked = who.request(method, &at(path));
                let asked = if method == "POST" { asked.json(&json!({ "email": "ai@dan.example", "la": some })) } else { asked };
                asked.send().problem(404, "not_found");
            }
        }
        let nobody = office.anonymous();
        assert!(!nobody.get(&format!("/mot-cua/{AGENCY}")).page().contains("/tai-khoan"));
        for page in ["", "/du-lieu", "/du-lieu/xuat"] {
            nobody.get(&format!("/mot-cua/{AGENCY}/tai-khoan{page}")).expect(404);
        }
        nobody.send_form(&format!("/mot-cua/{AGENCY}/tai-khoan/ma"), &[("thu", "ai@dan.example")]).expect(404);
        open(&office);
        ask(&office, "không phải địa chỉ").problem(422, "invalid_input").at("/email", "not_an_address");
        assert!(nobody.get(&format!("/mot-cua/{AGENCY}")).page().contains("/tai-khoan"));
        // Closed again, who was signed in finds nothing either.
        let who = signed_in(&office, &address());
        who.get(&at("")).expect(200);
        set(&office, &json!({ "own_submission": false }));
        who.get(&at("")).problem(404, "not_found");
    }

    /// From signing up to the returned result.
    fn a_citizen_hands_in_completes_and_gets_the_result(engine: Engine) {
        let office = office(engine, &[]);
        open(&office);
        let (clerk, head) = (office.client("motcua"), office.client("truongphong.kinhte"));
        let procedure = publish(&office, "full");
        let email = address();
        let who = signed_in(&office, &email);
        assert_eq!(who.get(&at("")).ok()["email"], json!(email));

        // A draft lacks what it lacks until it is handed in.
        let begun = who.post(&at("/drafts"), &json!({ "procedure": procedure })).created();
        submit(&who, &begun).problem(422, "owner_missing").at("/owner", "owner_missing");
        who.request("DELETE", &at(&format!("/drafts/{}", id(&begun)))).send().expect(204);
        submit(&who, &begun).problem(404, "not_found");
        let ready = draft(&who, &procedure);
        assert_eq!((&ready["version"], &ready["procedure"]), (&json!(2), &json!(procedure)));
        let stale = who.request("PUT", &at(&format!("/drafts/{}", id(&ready)))).if_match(1).json(&json!({})).send();
        stale.problem(412, "version_changed");
        let file = ready["files"][0]["id"].as_str().unwrap().to_owned();
        let content = who.get(&at(&format!("/files/{file}"))).expect(200).body;

        let done = submit(&who, &ready).created();
        let dossier = id(&done);
        assert_eq!((unsent(&office), rows(&office, "citizen_draft"), rows(&office, "citizen_file")), (0, 0, 0));
        assert_eq!(submit(&who, &ready).expect(200).json()["id"], done["id"], "once");
        assert_eq!(who.get(&at(&format!("/files/{file}"))).expect(200).body, content, "what was handed in stays theirs to read");
        let seen = clerk.get(&format!("/dossiers/{dossier}")).ok();
        assert_eq!((&seen["channel"], &seen["state"], &seen["owner"]["name"]), (&json!("online"), &json!("registered"), &json!(OWNER)));
        assert_eq!(seen["owner"]["email"], json!(email), "reached at the address that was confirmed");
        let history = clerk.get(&format!("/dossiers/{dossier}/history")).ok();
        assert_eq!(history["items"][0]["by_kind"], "citizen");
        // That somebody of the office has looked is noted.
        wait_until("the look in the access log", PATIENCE, || {
            !office.database().texts(&format!("SELECT CAST(person_id AS TEXT) AS value FROM access_log WHERE document_id = '{dossier}'")).is_empty()
        });

        // Asked for two things: all of it comes, or nothing is taken.
        let missing = json!([{ "component": "to-khai", "what": "Tờ khai có chữ ký" }, { "what": "Bản chụp giấy tờ tùy thân" }]);
        act(&clerk, &dossier, &json!({ "command": "request_supplement", "missing": missing, "reason": "Thiếu chữ ký." }));
        let mine = who.get(&at(&format!("/dossiers/{dossier}"))).ok();
        assert_eq!(mine["progress"]["missing"]["missing"].as_array().unwrap().len(), 2);
        wait_until("the mail of what is missing", PATIENCE, || Mailbox::of(&email).about(&dossier).iter().any(|mail| mail.text.contains("Bổ sung trực tuyến")));
        let place = format!("/dossiers/{dossier}");
        let first = upload(&who, &format!("{place}/files"), "Tờ khai ký.pdf", &pdf(&unique("ký "))).created();
        let second = upload(&who, &format!("{place}/files"), "Giấy tờ.pdf", &pdf(&unique("giấy "))).created();
        let one = json!({ "component": "to-khai", "form": "electronic", "files": [first["id"]] });
        let other = json!({ "name": "Giấy tờ tùy thân", "form": "electronic", "files": [second["id"]] });
        let supply = at(&format!("{place}/supplement"));
        who.post(&supply, &json!({ "components": [one] })).problem(422, "supplement_partial").at("/components", "supplement_partial");
        let whole = json!({ "components": [one, other] });
        let after = who.post(&supply, &whole).ok();
        assert_eq!(after["progress"]["status"]["code"], 1, "to be looked through anew: {after}");
        who.post(&supply, &whole).problem(409, "dossier_wrong_state");
        assert_eq!(after["components"].as_array().unwrap().len(), 3);
        assert_eq!(unsent(&office), 0);

        // Received and handled; while it is handled the citizen completes it again, and it goes on by itself.
        act(&clerk, &dossier, &json!({ "command": "accept" }));
        act(&clerk, &dossier, &json!({ "command": "transfer" }));
        let again = json!({ "command": "request_supplement", "missing": [{ "what": "Sơ đồ" }], "reason": "Cần xem." });
        act(&head, &dossier, &again);
        assert_eq!(clerk.get(&format!("/dossiers/{dossier}")).ok()["state"], "awaiting_supplement");
        let third = upload(&who, &format!("{place}/files"), "Sơ đồ.pdf", &pdf(&unique("sơ đồ "))).created();
        let plan = json!({ "components": [{ "name": "Sơ đồ", "form": "electronic", "files": [third["id"]] }] });
        assert_eq!(who.post(&supply, &plan).ok()["progress"]["status"]["code"], 4);
        act(&head, &dossier, &json!({ "command": "set_outcome", "kind": "granted", "written": "21/GXN-UBND" }));
        act(&head, &dossier, &json!({ "command": "advance" }));
        act(&clerk, &dossier, &json!({ "command": "return_result", "way": "counter" }));
        let all = who.get(&at("/dossiers")).ok();
        assert_eq!(all["items"][0]["progress"]["status"]["code"], 10, "{all}");
        // The same without the account, by the mail's secret: there is no receipt on paper.
        let told = || Mailbox::of(&email).about(&dossier).into_iter().find(|mail| mail.subject.starts_with("Hồ sơ đã được tiếp nhận"));
        wait_until("the mail of acceptance", PATIENCE, || told().is_some());
        let mail = told().unwrap();
        let value = |label: &str| mail.text.lines().find_map(|line| line.strip_prefix(label)).unwrap().trim().to_owned();
        let receipt = json!({ "code": value("Mã hồ sơ: "), "secret": value("Mã tra cứu: ") });
        assert_eq!(office.anonymous().post(&format!("/public/{AGENCY}/look-up"), &receipt).ok()["status"]["code"], 10);
    }

    /// What is another's is not there; what is the office's is closed; and the office's own see nothing of drafts.
    fn theirs_is_theirs_alone(engine: Engine) {
        let office = office(engine, &[]);
        open(&office);
        let procedure = publish(&office, "partial");
        let (who, other) = (signed_in(&office, &address()), signed_in(&office, &address()));
        let mine = draft(&who, &procedure);
        let place = format!("/drafts/{}", id(&mine));
        let file = mine["files"][0]["id"].as_str().unwrap().to_owned();
        let stranger = |office_tokens: &Client, status: u16, code: &str| {
            let requests = [("GET", place.clone()), ("DELETE", place.clone()), ("POST", format!("{place}/submission")), ("GET", format!("/files/{file}")), ("DELETE", format!("/files/{file}"))];
            for (method, path) in requests {
                office_tokens.request(method, &at(&path)).send().problem(status, code);
            }
            upload(office_tokens, &format!("{place}/files"), "a.pdf", &pdf("a")).problem(status, code);
        };
        stranger(&other, 404, "not_found");
        for user in ["quantri", "chutich", "motcua"] {
            stranger(&office.client(user), 401, "not_signed_in");
            office.client(user).get(&at("")).problem(401, "not_signed_in");
        }
        stranger(&office.anonymous(), 401, "not_signed_in");
        let with = |who: &Client, header: (&str, &str)| who.request("GET", &at("")).header(header.0, header.1).send();
        with(&office.anonymous(), ("Authorization", "Basic Y2h1dGljaDpkZW1v")).problem(401, "not_signed_in");
        with(&office.anonymous(), ("Cookie", "access_token=bia; congvan-access=bia")).problem(401, "not_signed_in");
        // Nothing is taken that nobody asked for.
        for (method, path) in [("POST", "/codes".to_owned()), ("POST", "/sessions".to_owned()), ("POST", "/drafts".to_owned()), ("PUT", place.clone())] {
            for field in ["id", "agency_id", "citizen_id", "version", "expires_at", "then"] {
                let sent = who.request(method, &at(&path)).json(&json!({ field: "x" })).send();
                let _ = sent.problem(422, "invalid_input").at(&format!("/{field}"), "unknown_field");
            }
        }
        office.client("motcua").get(&format!("/files/{file}")).problem(404, "not_found");
        for path in ["/me", "/dossiers", "/inbox", "/people", &format!("/files/{file}"), "/sessions"] {
            who.get(path).problem(401, "not_signed_in");
        }
        who.post("/dossiers", &json!({ "channel": "online", "owner": { "name": OWNER } })).problem(401, "not_signed_in");
        // Another's file in one's own draft, and one's own in a draft that is not its own.
        let theirs = other.post(&at("/drafts"), &json!({ "procedure": procedure })).created();
        let stolen = json!({ "owner": { "name": OWNER }, "components": [{ "component": "to-khai", "files": [file] }] });
        other.request("PUT", &at(&format!("/drafts/{}", id(&theirs)))).json(&stolen).send()
            .problem(422, "file_unknown").at("/components/0/files/0", "file_unknown");
        let dossier = id(&submit(&who, &mine).created());
        other.get(&at(&format!("/dossiers/{dossier}"))).problem(404, "not_found");
        other.get(&at(&format!("/files/{file}"))).problem(404, "not_found");
        upload(&other, &format!("/dossiers/{dossier}/files"), "a.pdf", &pdf("a")).problem(404, "not_found");
        upload(&who, &format!("/dossiers/{dossier}/files"), "a.pdf", &pdf("a")).problem(404, "not_found");
        assert!(other.get(&at("/dossiers")).ok()["items"].as_array().unwrap().is_empty());
        // What the office attaches is the office's.
        let clerk = office.client("motcua");
        let inside = clerk.upload("nội bộ.pdf", &pdf("nội bộ"));
        act(&clerk, &dossier, &json!({ "command": "attach", "files": [inside] }));
        who.get(&at(&format!("/files/{inside}"))).problem(404, "not_found");
        // Not what is not done online; and told at no address but the one that was confirmed.
        let desk = publish(&office, "none");
        who.post(&at("/drafts"), &json!({ "procedure": desk })).problem(422, "procedure_not_online").at("/procedure", "procedure_not_online");
        who.post(&at("/drafts"), &json!({ "procedure": "khong-co" })).problem(422, "procedure_unknown");
        let elsewhere = draft(&who, &procedure);
        let content = json!({ "owner": { "name": OWNER, "email": "nguoi.khac@dan.example" }, "components": elsewhere["draft"]["components"] });
        let elsewhere = who.request("PUT", &at(&format!("/drafts/{}", id(&elsewhere)))).json(&content).send().ok();
        submit(&who, &elsewhere).problem(422, "contact_mail_other").at("/owner/email", "contact_mail_other");
        who.request("DELETE", &at("/session")).send().expect(204);
        who.get(&at("")).problem(401, "not_signed_in");
    }

    /// Who asks for codes learns nothing, and who guesses gets nowhere.
    fn codes_are_few_short_and_say_nothing(engine: Engine) {
        let office = office(engine, &[("CONGVAN_CITIZEN_CODE_TRIES", "3")]);
        open(&office);
        let email = address();
        signed_in(&office, &email);
        let (known, unknown) = (ask(&office, &email.to_uppercase()), ask(&office, &address()));
        let shape = |answer: &Answer| {
            let fields: Vec<String> = answer.json().as_object().unwrap().keys().cloned().collect();
            (answer.status, fields, answer.body.len())
        };
        assert_eq!(shape(&known), shape(&unknown));
        // Of one length at whatever moment it is asked.
        assert!(!known.json()["expires_at"].as_str().unwrap().contains('.'), "{known}");
        let (mail, code) = code_of(&email, 2);
        assert!(!mail.text.contains("http") && code.len() == 9, "a code, no address: {}", mail.text);
        let stored = office.database().texts("SELECT code_tag AS value FROM citizen_code");
        assert!(stored.iter().all(|tag| !tag.contains(&code)), "{stored:?}");
        assert!(!office.printed().contains(&code), "the code stands in the log");
        // Of another request it is good for nothing, and uses up none of its tries.
        for _ in 0..4 {
            try_code(&office, &unknown.json()["request"], &code).problem(422, "invalid_input").at("/code", "bad_citizen_code");
        }
        for wrong in ["AAAA-AAAA", "CCCC-CCCC"] {
            try_code(&office, &known.json()["request"], wrong).problem(422, "invalid_input");
        }
        try_code(&office, &known.json()["request"], &code).expect(201);
        try_code(&office, &known.json()["request"], &code).problem(422, "invalid_input");
        // Tried too often it is good no longer, right or not.
        let asked = ask(&office, &email).expect(202).json();
        let (_, code) = code_of(&email, 3);
        for _ in 0..3 {
            try_code(&office, &asked["request"], "AAAA-AAAA").problem(422, "invalid_input");
        }
        try_code(&office, &asked["request"], &code).problem(422, "invalid_input").at("/code", "bad_citizen_code");
        // Three mails to one address, then a pause; other addresses are none the worse for it.
        ask(&office, &email).problem(429, "too_many_requests");
        ask(&office, &address()).expect(202);
    }

    /// A repeat with the same key is answered as the first was, and does nothing; it is kept sealed, and goes with the account.
    fn a_key_makes_a_repeat_harmless(engine: Engine) {
        let office = office(engine, &[]);
        open(&office);
        let (clerk, procedure) = (office.client("motcua"), publish(&office, "full"));
        let (who, other) = (signed_in(&office, &address()), signed_in(&office, &address()));
        let twice = |ask: &dyn Fn() -> Answer| {
            let (first, second) = (ask(), ask());
            assert_eq!((first.status, first.json(), first.header("etag")), (second.status, second.json(), second.header("etag")), "{second}");
            assert_eq!((first.header("idempotency-replayed"), second.header("idempotency-replayed")), (None, Some("true")));
            first.json()
        };
        let post = |path: &str, key: &str, body: &Value| who.request("POST", &at(path)).header("Idempotency-Key", key).json(body).send();
        let send = |path: &str, key: &str, name: &str, content: &[u8]| {
            let path = at(&format!("{path}?name={}", tests::percent(name)));
            who.request("POST", &path).header("Idempotency-Key", key).bytes("application/octet-stream", content.to_vec()).send()
        };
        let begun = twice(&|| post("/drafts", "k1", &json!({ "procedure": procedure })));
        assert_eq!(rows(&office, "citizen_draft"), 1);
        post("/drafts", "k1", &json!({ "procedure": procedure, "draft": {} })).problem(422, "idempotency_key_reused");
        other.request("POST", &at("/drafts")).header("Idempotency-Key", "k1").json(&json!({ "procedure": procedure })).send().created();
        let place = format!("/drafts/{}", id(&begun));
        let content = pdf(&unique("tờ khai "));
        let file = twice(&|| send(&format!("{place}/files"), "k2", "Tờ khai.pdf", &content));
        assert_eq!((unsent(&office), rows(&office, "citizen_file")), (1, 1));
        send(&format!("{place}/files"), "k2", "Tên khác.pdf", &content).problem(422, "idempotency_key_reused");
        assert_eq!(unsent(&office), 1, "nothing of it stays");
        let body = json!({ "owner": { "name": OWNER }, "components": [{ "component": "to-khai", "form": "electronic", "files": [file["id"]] }] });
        who.request("PUT", &at(&place)).json(&body).send().ok();
        let handed = twice(&|| who.request("POST", &at(&format!("{place}/submission"))).header("Idempotency-Key", "k3").send());
        let dossier = id(&handed);
        act(&clerk, &dossier, &json!({ "command": "request_supplement", "missing": [{ "what": "Sơ đồ" }], "reason": "Thiếu." }));
        let place = format!("/dossiers/{dossier}");
        let plan = pdf(&unique("sơ đồ "));
        let file = twice(&|| send(&format!("{place}/files"), "k4", "Sơ đồ.pdf", &plan));
        let supply = json!({ "components": [{ "name": "Sơ đồ", "form": "electronic", "files": [file["id"]] }] });
        twice(&|| post(&format!("{place}/supplement"), "k5", &supply));
        assert_eq!(send(&format!("{place}/files"), "k4", "Sơ đồ.pdf", &plan).created(), file, "though nothing is asked for any more");
        assert_eq!(unsent(&office), 0);
        let kept = || office.database().texts("SELECT body AS value FROM idempotency");
        let theirs = kept();
        assert!(theirs.len() >= 6 && !theirs.iter().any(|body| body.contains(OWNER)), "{theirs:?}");
        who.request("DELETE", &at("")).send().ok();
        assert_eq!(kept().len(), theirs.len() - 5);
    }

    /// An account keeps so much and no more, of what all are taken.
    fn an_account_keeps_so_much_and_no_more(engine: Engine) {
        let office = office(engine, &[("CONGVAN_CITIZEN_DRAFTS", "2"), ("CONGVAN_CITIZEN_FILES_MB", "1")]);
        open(&office);
        let procedure = publish(&office, "full");
        let who = signed_in(&office, &address());
        let mine = draft(&who, &procedure);
        who.post(&at("/drafts"), &json!({ "procedure": procedure })).created();
        who.post(&at("/drafts"), &json!({ "procedure": procedure })).problem(409, "too_many_drafts");
        let place = format!("/drafts/{}/files", id(&mine));
        upload(&who, &place, "a.exe", b"MZ\x90\x00\x03\x00").problem(422, "wrong_file_kind");
        upload(&who, &place, "a.pdf", b"#!/bin/sh\necho").problem(422, "wrong_file_kind");
        upload(&who, &place, "a.pdf", b"").problem(422, "empty_file");
        let mut large = pdf("lớn");
        large.resize(700 * 1024, b' ');
        upload(&who, &place, "lớn.pdf", &large).created();
        upload(&who, &place, "lớn hơn.pdf", &large).problem(409, "no_room_for_files");
        assert_eq!(unsent(&office), 2, "nothing of what was not taken is left");
        who.request("DELETE", &at(&format!("/drafts/{}", id(&mine)))).send().expect(204);
        assert_eq!((unsent(&office), rows(&office, "citizen_file")), (0, 0));
    }

    /// All of it is given out, and all of it goes but what the law keeps.
    fn an_account_is_given_out_and_erased(engine: Engine) {
        let office = office(engine, &[]);
        open(&office);
        let procedure = publish(&office, "full");
        let email = address();
        let who = signed_in(&office, &email);
        let handed = submit(&who, &draft(&who, &procedure)).created();
        let kept = draft(&who, &procedure);
        let export = who.get(&at("/export")).ok();
        assert_eq!(export["account"]["email"], json!(email));
        assert_eq!((export["drafts"].as_array().unwrap().len(), export["dossiers"].as_array().unwrap().len(), export["sessions"].as_array().unwrap().len()), (1, 1, 1));
        assert_eq!((&export["drafts"][0]["id"], &export["dossiers"][0]["owner"]["id_number"]), (&kept["id"], &json!("079099000123")));
        let files = export["files"].as_array().unwrap();
        assert_eq!(files.len(), 2);
        for one in files {
            let path = one["href"].as_str().unwrap().strip_prefix("/api/v1").unwrap();
            assert_eq!(who.get(path).expect(200).body.len(), usize::try_from(one["file"]["size"].as_u64().unwrap()).unwrap());
        }
        let erased = who.request("DELETE", &at("")).send().ok();
        assert_eq!((&erased["drafts"], &erased["files"], &erased["kept"][0]["id"]), (&json!(1), &json!(1), &handed["id"]));
        assert!(erased["kept_because"].as_str().unwrap().contains("lưu trữ"), "{erased}");
        who.get(&at("")).problem(401, "not_signed_in");
        for table in ["citizen", "citizen_code", "citizen_session", "citizen_draft", "citizen_file", "citizen_dossier"] {
            assert_eq!(rows(&office, table), 0, "{table}");
        }
        assert_eq!(unsent(&office), 0);
        // The dossier is the office's record.
        let clerk = office.client("motcua");
        let dossier = clerk.get(&format!("/dossiers/{}", id(&handed))).ok();
        assert_eq!(dossier["owner"]["name"], OWNER);
        let file = handed["components"][0]["files"][0]["id"].as_str().unwrap().to_owned();
        clerk.get(&format!("/files/{file}")).expect(200);
        wait_until("the last mail", PATIENCE, || Mailbox::of(&email).all().iter().any(|mail| mail.subject.starts_with("Tài khoản nộp hồ sơ đã được xóa")));
        // Whoever signs in again has a new account, in which there is nothing.
        let again = signed_in(&office, &email);
        assert!(again.get(&at("/dossiers")).ok()["items"].as_array().unwrap().is_empty());
        again.get(&at(&format!("/dossiers/{}", id(&handed)))).problem(404, "not_found");
        // That it was done is known, and of whom is not.
        let acts = office.client("quantri").get("/personal-data-acts").ok();
        let kinds: Vec<&str> = acts["items"].as_array().unwrap().iter().map(|act| act["act"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["account_erased", "account_exported"]);
        assert!(!acts.to_string().contains(&email) && !acts.to_string().contains(OWNER));
        office.client("chutich").get("/personal-data-acts").expect(200);
        office.client("motcua").get("/personal-data-acts").problem(403, "personal_data_readers_only");
        office.client("vanthu").get("/personal-data-acts").problem(403, "personal_data_readers_only");
    }
}

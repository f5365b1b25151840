//! The feed of events: what other systems are told of dossiers, in an order that stays, each as far as it may see.

use serde_json::{Value, json};
use tests::{Client, Server, letters, on_both_engines, unique};

use crate::{
    dossiers::{Dossier, act, content, published, read},
    service_accounts::System,
};

/// A system's next events behind this place, and where it goes on.
pub fn behind(who: &Client, query: &str) -> (Vec<Value>, String) {
    let answer = who.get(&format!("/events?{query}")).ok();
    let next = answer["next_cursor"].as_str().unwrap().to_owned();
    (answer["items"].as_array().unwrap().clone(), next)
}

/// All events about a dossier.
pub fn about(who: &Client, id: &str) -> Vec<Value> {
    behind(who, &format!("dossier={id}&limit=200")).0
}

/// Where the feed ends now.
pub fn end(who: &Client) -> String {
    let mut after = "0".to_owned();
    loop {
        let answer = who.get(&format!("/events?after={after}&limit=200")).ok();
        answer["next_cursor"].as_str().unwrap().clone_into(&mut after);
        if answer["more"] == false {
            return after;
        }
    }
}

fn told(events: &[Value]) -> Vec<(&str, u64)> {
    let of = |event: &'_ Value| event["data"]["status"]["code"].as_u64().unwrap();
    events.iter().map(|event| (event["kind"].as_str().unwrap(), of(event))).collect()
}

/// Handed in by a portal; its id, and the portal's code of it.
pub fn submitted(portal: &Client, procedure: &str) -> (String, String) {
    let code = unique("DVC-");
    let mut dossier = crate::dossiers::brought(procedure);
    dossier["channel"] = json!("online");
    portal.post("/dossiers/online", &json!({ "portal_code": code, "dossier": dossier })).created();
    // As a portal learns it: by the first event.
    let mut after = "0".to_owned();
    loop {
        let (events, next) = behind(portal, &format!("after={after}&limit=200"));
        if let Some(first) = events.iter().find(|event| event["data"]["portal_code"] == json!(code)) {
            return (first["data"]["dossier"].as_str().unwrap().to_owned(), code);
        }
        assert_ne!(next, after, "what was handed in is in the feed");
        after = next;
    }
}

/// What the office does from the reception to a request to complete it.
pub fn up_to_the_supplement(office: &Server, id: &str) -> Dossier {
    let by = |user: &str| office.client(user);
    let (clerk, head) = (by("motcua"), by("truongphong.kinhte"));
    let dossier = Dossier(clerk.get(&format!("/dossiers/{id}")).ok());
    let dossier = act(&clerk, &dossier, &json!({ "command": "accept" }));
    let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
    let ask = json!({ "command": "request_supplement", "missing": [{ "what": "Bản vẽ" }], "reason": "Thiếu bản vẽ." });
    act(&head, &read(&head, &dossier), &ask)
}

/// What it does from there to the return of the result.
pub fn up_to_the_return(office: &Server, dossier: &Dossier) -> Dossier {
    let by = |user: &str| office.client(user);
    let (clerk, head, chair) = (by("motcua"), by("truongphong.kinhte"), by("chutich"));
    let supply = json!({ "command": "supply", "components": [{ "name": "Bản vẽ", "form": "original" }] });
    let dossier = act(&clerk, &read(&clerk, dossier), &supply);
    let on = json!({ "command": "advance", "branch": "Trình ký", "to": office.person("chutich") });
    let dossier = act(&head, &read(&head, &dossier), &on);
    let outcome =
        json!({ "command": "set_outcome", "kind": "granted", "written": "15/GXN-UBND", "dated": "2026-11-30" });
    let dossier = act(&chair, &read(&chair, &dossier), &outcome);
    let dossier = act(&chair, &dossier, &json!({ "command": "advance" }));
    let dossier = act(&clerk, &read(&clerk, &dossier), &json!({ "command": "take_in_result" }));
    let dossier =
        act(&clerk, &dossier, &json!({ "command": "record_payment", "receipt": "BL-0001", "method": "cash" }));
    act(&clerk, &dossier, &json!({ "command": "return_result", "way": "counter" }))
}

/// Kind and status of each event of that whole way, by hand.
pub const WAY: [(&str, u64); 11] = [
    ("dossier.registered", 1),
    ("dossier.accepted", 2),
    ("dossier.step_entered", 4),
    ("dossier.supplement_requested", 5),
    ("dossier.supplied", 4),
    ("dossier.step_entered", 4),
    ("dossier.outcome_set", 4),
    ("dossier.done", 9),
    ("dossier.result_at_desk", 9),
    ("dossier.payment_recorded", 9),
    ("dossier.returned", 10),
];

on_both_engines! {
    /// From the portal to the return, read from wherever the reader has come to; what was read once stays as it was.
    fn a_dossier_is_followed_from_reception_to_return(engine: Engine) {
        let office = Server::shared(engine);
        let procedure = published(office, &content("5wd"));
        let portal = System::new(office, &["dossiers:submit"]);
        let all = System::new(office, &["events:read"]).client;
        let begin = end(&all);
        let (id, code) = submitted(&portal.client, &procedure);
        let first = about(&portal.client, &id);
        assert_eq!(told(&first), WAY[..1]);
        assert_eq!((&first[0]["data"]["portal_code"], &first[0]["data"]["code"]), (&json!(code), &Value::Null));
        assert_eq!(first[0]["data"]["by"], json!({ "unit": portal.name }));

        let dossier = up_to_the_supplement(office, &id);
        let second = about(&portal.client, &id);
        assert_eq!((told(&second), &second[0]), (WAY[..4].to_vec(), &first[0]));
        let asked = &second[3]["data"];
        assert_eq!((&asked["code"], &asked["rests"]), (&json!(dossier.code()), &json!(true)));
        assert_eq!((&asked["step"]["code"], &asked["step"]["name"]), (&json!("tham-dinh"), &json!("Thẩm định")));
        let head = office.client("truongphong.kinhte").get("/me").ok();
        assert_eq!(asked["by"]["title"], head["person"]["title"]);
        assert_eq!(asked["by"]["unit"], asked["step"]["unit"]);
        assert_eq!(asked["due_original"], dossier.0["acceptance"]["clock"]["due_original"]);

        let dossier = up_to_the_return(office, &dossier);
        let third = about(&portal.client, &id);
        assert_eq!(told(&third), WAY);
        let last = &third[10]["data"];
        assert_eq!((&last["version"], &last["outcome"], &last["charges"][0]["paid"]), (&json!(dossier.version()), &json!("granted"), &json!(true)));
        assert_eq!((&last["due_original"], &last["due_current"]), (&dossier.0["acceptance"]["clock"]["due_original"], &json!(dossier.due())));
        assert_eq!(third[7]["data"]["judgement"], dossier.0["completion"]["judgement"]);
        let text = serde_json::to_string(&third).unwrap();
        for secret in ["Nguyễn Văn Thử", "000000000001", "đường Thử Nghiệm", "0000 000 001", "Thiếu bản vẽ"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
        let versions: Vec<u64> = third.iter().map(|event| event["data"]["version"].as_u64().unwrap()).collect();
        assert!(versions.is_sorted_by(|a, b| a < b), "{versions:?}");

        // The same by pieces of three, going on behind each, beside what others do at the same time.
        let (mut after, mut seen) = (begin, Vec::new());
        loop {
            let answer = all.get(&format!("/events?after={after}&limit=3")).ok();
            seen.extend(answer["items"].as_array().unwrap().clone());
            assert!(answer["items"].as_array().unwrap().len() <= 3);
            answer["next_cursor"].as_str().unwrap().clone_into(&mut after);
            if answer["more"] == false {
                break;
            }
        }
        seen.retain(|event| event["data"]["dossier"] == *id);
        assert_eq!(seen, third);
        // A kind alone; and behind the last of them nothing, with a place to go on from all the same.
        let (done, next) = behind(&all, &format!("dossier={id}&kind=dossier.done"));
        assert_eq!((done, behind(&all, &format!("after={next}&dossier={id}")).0), (vec![third[7].clone()], vec![]));
        // The portal asks again for what it knows: the same bytes of the same events.
        let again = behind(&portal.client, &format!("dossier={id}&after={}", third[4]["cursor"].as_str().unwrap())).0;
        assert_eq!(again, third[5..]);
    }

    /// From receipt to the file: a system follows a document that it has handed in, by its states; of what the document says, and of a secret
    /// line, nothing is told.
    fn a_document_is_followed_from_receipt_to_the_file(engine: Engine) {
        let office = Server::shared(engine);
        let by = |user: &str| office.client(user);
        let (sender, all) = (System::new(office, &["documents:receive"]), System::new(office, &["events:read"]).client);
        let begin = end(&all);
        let subject = unique("V/v theo dõi sự kiện ");
        let id = sender.client.post("/incoming-documents", &json!({ "facts": letters::about(&subject) })).created()["id"].as_str().unwrap().to_owned();
        let (clerk, chair, head, officer) = (by("vanthu"), by("chutich"), by("truongphong.kinhte"), by("chuyenvien.kinhte1"));
        let letter = clerk.act(&clerk.read(&id), &json!({ "command": "register" }));
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
        let primary = json!({ "department": office.department("KTHTDT"), "due": letters::in_days(9) });
        let letter = chair.act(&letter, &json!({ "command": "direct", "direction": { "primary": primary } }));
        let root = letter.assignment(&office.department("KTHTDT")).to_owned();
        let assign = json!({ "command": "assign", "assignment": root, "officer": { "person": office.person("chuyenvien.kinhte1") } });
        let letter = head.act(&letter, &assign);
        let leg = letter.assignment(&office.person("chuyenvien.kinhte1")).to_owned();
        let letter = officer.act(&officer.read(&id), &json!({ "command": "submit_result", "assignment": leg, "text": "Đã trả lời." }));
        let letter = head.act(&letter, &json!({ "command": "approve", "assignment": leg }));
        let filed = officer.act(&officer.read(letter.id()), &json!({ "command": "file", "case_file": "HS-01" }));

        let told = behind(&sender.client, &format!("document={id}&limit=200")).0;
        let kinds: Vec<&str> = told.iter().map(|event| event["kind"].as_str().unwrap().strip_prefix("incoming_document.").unwrap()).collect();
        assert_eq!(kinds, ["received", "registered", "presented", "directed", "in_progress", "awaiting_approval", "completed", "filed"]);
        assert_eq!(behind(&all, &format!("document={id}&after={begin}")).0, told);
        let last = &told[7]["data"];
        assert_eq!((&last["incoming_document"], &last["version"], &last["state"]), (&json!(id), &json!(filed.version()), &json!("filed")));
        assert_eq!(told[1]["data"]["entry"]["number"], json!(filed.number()));
        assert_eq!((&told[0]["data"]["by"]["unit"], &told[4]["data"]["changed"]), (&json!(sender.name), &json!(["state", "holder"])));
        let text = serde_json::to_string(&told).unwrap();
        for said in [&*subject, "Đã trả lời.", "HS-01"] {
            assert!(!text.contains(said), "{said}: {text}");
        }
        // Nobody else's system, and nothing of a secret line.
        assert!(behind(&System::new(office, &["documents:receive"]).client, "limit=200").0.is_empty());
        let secret = clerk.post("/incoming-documents", &json!({ "facts": letters::secret() })).created()["id"].as_str().unwrap().to_owned();
        assert!(behind(&all, &format!("document={secret}")).0.is_empty());
    }

    /// A portal follows what it has handed in; who reads the agency's events reads all of them; nobody else any.
    fn everybody_sees_what_is_theirs(engine: Engine) {
        let office = Server::shared(engine);
        let procedure = published(office, &content("5wd"));
        let (one, other) = (System::new(office, &["dossiers:submit"]).client, System::new(office, &["dossiers:submit"]).client);
        let all = System::new(office, &["events:read"]).client;
        let (theirs, _) = submitted(&one, &procedure);
        let counter = crate::dossiers::received(&office.client("motcua"), &procedure);
        assert_eq!((about(&one, &theirs).len(), about(&all, &theirs).len(), about(&all, counter.id()).len()), (1, 1, 2));
        for id in [&*theirs, counter.id(), "0190f000-0000-7000-8000-000000000000"] {
            other.get(&format!("/events?dossier={id}")).problem(404, "not_found");
        }
        one.get(&format!("/events?dossier={}", counter.id())).problem(404, "not_found");
        assert!(behind(&other, "limit=200").0.is_empty());
        let own: Vec<Value> = behind(&one, "limit=200").0;
        assert!(own.iter().all(|event| event["data"]["dossier"] == *theirs), "{own:?}");
        System::new(office, &["organisation:read"]).client.get("/events").problem(403, "scope_missing");
        office.client("chutich").get("/events").problem(403, "systems_only");
        office.anonymous().get("/events").problem(401, "not_signed_in");
        // Another agency's system sees nothing of this one's.
        let another = crate::organisation::Another::set_up(office);
        let stranger = System::with(office, &another.administrator, &["events:read"]).client;
        stranger.get(&format!("/events?dossier={theirs}")).problem(404, "not_found");
        assert!(behind(&stranger, "limit=200").0.is_empty());
        for wrong in ["after=x", "after=-1", "after=1.5", "kind=dossier.rated", "limit=0", "limit=201", "dossier=x", "strange=1"] {
            all.get(&format!("/events?{wrong}")).problem(400, "bad_parameter");
        }
    }

    /// What is kept no longer is said to be gone; whoever begins anew gets what there is.
    fn events_go_in_time_and_a_cursor_behind_them_is_told(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_EVENTS_DAYS", "30")]);
        let procedure = published(&office, &content("5wd"));
        let all = System::new(&office, &["events:read"]).client;
        let clerk = office.client("motcua");
        let old = crate::dossiers::received(&clerk, &procedure);
        let place = end(&all);
        let seen = about(&all, old.id());
        assert_eq!(seen.len(), 2);
        office.terminate();
        office.wait_end();
        office.database().run("UPDATE event SET at = '2026-01-05T02:00:00.000000Z'");
        office.start();
        let all = System::new(&office, &["events:read"]).client;
        tests::wait_until("the old events to be thrown away", std::time::Duration::from_secs(60), || about(&all, old.id()).is_empty());
        all.get("/events?after=0").problem(410, "events_gone");
        all.get(&format!("/events?after={}", seen[0]["cursor"].as_str().unwrap())).problem(410, "events_gone");
        // Who had read them all misses nothing.
        assert!(behind(&all, &format!("after={place}")).0.is_empty());
        let new = crate::dossiers::received(&office.client("motcua"), &procedure);
        let (fresh, _) = behind(&all, &format!("after={place}"));
        assert_eq!((fresh.len(), &fresh[0]["data"]["dossier"]), (2, &json!(new.id())));
        assert_eq!(behind(&all, "limit=200").0, fresh);
    }

    /// What was told after the backup was made is told again under new positions: no cursor of before passes over any of it.
    fn a_feed_that_was_set_up_again_begins_anew(engine: Engine) {
        let office = Server::demo(engine);
        let procedure = published(&office, &content("5wd"));
        let all = System::new(&office, &["events:read"]).client;
        let before = crate::dossiers::received(&office.client("motcua"), &procedure);
        let known = about(&all, before.id());
        let early = end(&all);
        let archive = crate::backup::archive_of(&office, "su-kien.tar.gz");
        let (code, said) = office.run(&["backup", archive.to_str().unwrap()]);
        assert_eq!(code, 0, "{said}");
        crate::dossiers::received(&office.client("motcua"), &procedure);
        let late = end(&all);

        let elsewhere = Server::prepared(engine, &["serve", "--demo"], &[]);
        let (code, said) = elsewhere.run(&["restore", archive.to_str().unwrap()]);
        assert_eq!(code, 0, "{said}");
        elsewhere.start();
        let again = System::new(&elsewhere, &["events:read"]).client;
        let new = crate::dossiers::received(&elsewhere.client("motcua"), &procedure);
        for cursor in [&early, &late, &known[0]["cursor"].as_str().unwrap().to_owned()] {
            again.get(&format!("/events?after={cursor}")).problem(410, "events_gone");
        }
        let (events, next) = behind(&again, "limit=200");
        let ids = |of: &str| -> Vec<Value> {
            events.iter().filter(|event| event["data"]["dossier"] == *of).map(|event| event["id"].clone()).collect()
        };
        assert_eq!(ids(before.id()), known.iter().map(|event| event["id"].clone()).collect::<Vec<_>>());
        assert_eq!(ids(new.id()).len(), 2);
        assert_eq!(behind(&again, &format!("after={next}")), (Vec::new(), next));
    }
}

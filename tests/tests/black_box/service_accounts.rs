//! Service accounts: what other systems may do with a key, how a key is made, kept and ended, and that what a system did stands
//! under its name.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Answer, Client, Engine, Server, letters, on_both_engines, unique};

use crate::{
    access_office::Office,
    access_requests::{Api, Given},
    access_table::{Row, TABLE},
    organisation::Another,
    outgoing::{act, draft, plain, read, signed},
};

/// Open to all, with whatever token.
const OPEN: &[&str] = &[
    "pushInterchangePacket",
    "beginSignIn",
    "endSignIn",
    "listIdentityProviders",
    "login",
    "refreshSession",
    "getKeySet",
    "getHealth",
    "getReadiness",
    "getOpenApi",
    "requestPasswordReset",
    "resetForgottenPassword",
    "lookUpDossier",
    "rateDossier",
    "listPublicProcedures",
    "getPublicProcedure",
    "getPublicStatistics",
    // Citizens' own, which no office has opened here; what their tokens open no key does.
    "requestCitizenCode",
    "signInCitizen",
    "signOutCitizen",
    "getCitizenAccount",
    "eraseCitizenAccount",
    "exportCitizenAccount",
    "listCitizenDrafts",
    "createCitizenDraft",
    "getCitizenDraft",
    "updateCitizenDraft",
    "deleteCitizenDraft",
    "submitCitizenDraft",
    "uploadCitizenFile",
    "downloadCitizenFile",
    "deleteCitizenFile",
    "listCitizenDossiers",
    "getCitizenDossier",
    "uploadCitizenSupplement",
    "supplyCitizenDossier",
];

/// What each scope opens, by hand; what stands in no line is for people only.
const OPENED: &[(&str, &[&str])] = &[
    ("receiveIncomingDocument", &["documents:receive"]),
    ("uploadFile", &["documents:receive"]),
    ("commandIncomingDocument", &["documents:register", "documents:read"]),
    ("commandOutgoingDocument", &["documents:issue"]),
    ("listOutgoingDocuments", &["documents:issue"]),
    ("getOutgoingDocument", &["documents:issue"]),
    ("listOutgoingDeliveries", &["documents:issue"]),
    ("listInterchangePackets", &["documents:register", "documents:read"]),
    ("getInterchangePacket", &["documents:register", "documents:read"]),
    ("getInterchangeMessage", &["documents:register", "documents:read"]),
    ("retryInterchangePacket", &["documents:issue"]),
    ("listQuarantine", &["documents:register", "documents:read"]),
    ("resolveQuarantine", &["documents:register", "documents:read"]),
    ("printProcessingSlip", &["documents:read"]),
    ("useOriginal", &["documents:issue"]),
    ("returnOriginal", &["documents:issue"]),
    ("listGateways", &["documents:issue"]),
    ("syncDirectory", &["documents:issue"]),
    ("listDirectory", &["documents:issue"]),
    ("listRegisterEntries", &["documents:issue"]),
    ("reserveNumber", &["documents:issue"]),
    ("voidNumber", &["documents:issue"]),
    ("listCounterparts", &["documents:issue"]),
    ("createCounterpart", &["documents:issue"]),
    ("updateCounterpart", &["documents:issue"]),
    ("listPostalItems", &["documents:issue"]),
    ("printPostalItems", &["documents:issue"]),
    ("notePostedItems", &["documents:issue"]),
    ("sendDelivery", &["documents:issue"]),
    ("listDeliveries", &["documents:issue"]),
    ("getDelivery", &["documents:issue"]),
    ("recallDelivery", &["documents:issue"]),
    ("handInReceivedMail", &["mail:hand_in"]),
    ("submitDossierOnline", &["dossiers:submit"]),
    ("listEvents", &["events:read"]),
    ("streamEvents", &["events:read"]),
    ("listIncomingDocuments", &["documents:read"]),
    ("getIncomingDocument", &["documents:read"]),
    ("listIncomingDocumentHistory", &["documents:read"]),
    ("listIncomingDocumentTurns", &["documents:read"]),
    ("downloadFile", &["documents:read", "files:read"]),
    ("getAgency", &["organisation:read"]),
    ("listPeople", &["organisation:read"]),
    ("listDepartments", &["organisation:read"]),
    ("listDocumentTypes", &["organisation:read"]),
    ("listRegisters", &["organisation:read"]),
];

const SCOPES: [&str; 9] = [
    "documents:receive",
    "documents:register",
    "documents:issue",
    "documents:read",
    "files:read",
    "organisation:read",
    "mail:hand_in",
    "dossiers:submit",
    "events:read",
];

/// What a system that has the scopes is answered, where that is not success.
fn opened(operation: &str, situation: &str) -> u16 {
    match (operation, situation) {
        // The registry's work; what a document asks for is for people to say, whatever the scope.
        (
            "commandIncomingDocument",
            "register" | "refuse" | "present" | "correct" | "void" | "file" | "the sender's recall",
        ) => 200,
        (
            "commandIncomingDocument",
            "direct a secret line" | "present a secret line" | "of a document that isn't there",
        ) => 404,
        ("commandIncomingDocument", _) => 403,
        // Of what goes out the registry's work on what is signed; what is not yet signed no system sees.
        (
            "commandOutgoingDocument",
            "issue" | "return what was signed" | "void" | "dispatch" | "file" | "recall" | "note_delivery, by post",
        ) => 200,
        ("commandOutgoingDocument", "issue, with no reserved number" | "cancel what has its number") => 409,
        // What somebody else has uploaded is not a system's to seal with.
        (
            "commandOutgoingDocument",
            "seal, with the scan" | "seal, without a scan" | "note_delivery, where it is known",
        ) => 422,
        (
            "commandOutgoingDocument",
            "acknowledge"
            | "acknowledge as another agency"
            | "comment on what has gone"
            | "replaced, which the office notes",
        ) => 403,
        ("getOutgoingDocument", "signed" | "with its number" | "on its way")
        | ("listOutgoingDeliveries", "on its way") => 200,
        ("commandOutgoingDocument" | "getOutgoingDocument" | "listOutgoingDeliveries", _) => 404,
        ("receiveIncomingDocument" | "uploadFile" | "submitDossierOnline", _) => 201,
        ("createCounterpart" | "sendDelivery", _) | ("reserveNumber", "of what goes out") => 201,
        ("syncDirectory", _) => 202,
        ("useOriginal", _) => 422,
        ("returnOriginal", _) => 404,
        ("reserveNumber", "of what comes in") => 422,
        ("voidNumber", "that a document has") => 409,
        // The book of secret lines is no system's.
        ("listRegisterEntries" | "reserveNumber", "of secret lines") => 404,
        ("voidNumber", "that nobody has" | "of a book that doesn't exist") | ("listDirectory", _) => 404,
        // No address is set at this office.
        ("handInReceivedMail", _) => 409,
        ("getAgency", "one's own") => 200,
        // What goes out of this office comes to a system, if at all, as what comes in.
        ("downloadFile", "of a draft") => 404,
        ("getAgency", _) | ("downloadFile", "that vanthu has attached to nothing") => 404,
        (_, "that doesn't exist") => 404,
        (_, situation) if situation.starts_with("a secret line") => 404,
        _ => 200,
    }
}

/// A system as whoever runs it made it: an administrator, or a leader where it reads documents.
pub struct System {
    accounts: String,
    pub id: String,
    pub name: String,
    pub key: String,
    pub client: Client,
    administrator: Client,
}

fn own(administrator: &Client) -> String {
    administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned()
}

impl System {
    pub fn with(server: &Server, administrator: &Client, scopes: &[&str]) -> Self {
        let accounts = format!("/agencies/{}/service-accounts", own(administrator));
        let name = unique("Cổng một cửa ");
        let asked = json!({ "name": name, "purpose": "Chuyển hồ sơ đã tiếp nhận", "scopes": scopes });
        let answer = administrator.post(&accounts, &asked);
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{answer}");
        let made = answer.created();
        let key = made["key"].as_str().unwrap().to_owned();
        Self {
            client: server.anonymous().with_token(&key),
            accounts,
            id: made["account"]["id"].as_str().unwrap().to_owned(),
            name,
            key,
            administrator: administrator.clone(),
        }
    }

    pub fn new(server: &Server, scopes: &[&str]) -> Self {
        let reads = scopes.iter().any(|scope| ["documents:issue", "documents:read", "files:read"].contains(scope));
        Self::with(server, &server.client(if reads { "chutich" } else { "quantri" }), scopes)
    }

    fn path(&self) -> String {
        format!("{}/{}", self.accounts, self.id)
    }

    /// As it is listed.
    fn listed(&self) -> Value {
        let all = self.administrator.items(&self.accounts);
        all.into_iter().find(|one| one["id"] == *self.id).unwrap_or_else(|| panic!("{} is not listed", self.name))
    }

    fn key_id(&self, n: usize) -> String {
        self.listed()["keys"][n]["id"].as_str().unwrap().to_owned()
    }

    fn renew(&self) -> Answer {
        self.administrator.post(&format!("{}/keys", self.path()), &json!({}))
    }

    fn delete(&self, path: &str) -> Answer {
        self.administrator.request("DELETE", path).send()
    }
}

fn secret(key: &str) -> &str {
    key.rsplit('_').next().unwrap()
}

/// Everything that a database has in columns where a key could have got to by mistake.
fn everything_kept(server: &Server) -> Vec<String> {
    let columns = [
        ("service_account", "body"),
        ("service_key", "secret_hash"),
        ("organisation_history", "command"),
        ("organisation_history", "record"),
        ("idempotency", "body"),
        ("history", "body"),
        ("account_mail", "letter"),
        ("message", "letter"),
    ];
    let all = columns.map(|(table, column)| server.database().texts(&format!("SELECT {column} AS value FROM {table}")));
    all.concat()
}

on_both_engines! {
    /// Every operation × every scope alone, and all of them together. By hand stands what each scope opens; the rest is closed.
    fn a_system_is_answered_as_its_scopes_say(engine: Engine) {
        let server = Server::shared(engine);
        let office = Office::new(server);
        let mut sets: Vec<Vec<&str>> = SCOPES.iter().map(|scope| vec![*scope]).collect();
        sets.push(SCOPES.to_vec());
        let (mut wrong, mut asked) = (Vec::new(), 0);
        for set in &sets {
            let system = System::new(server, set);
            // Where a row signs in by name and password, some name has to be there.
            let client = server.client("quantri").with_token(&system.key);
            for Row(operation, situation, expected, given) in TABLE {
                // These go on with the token of a session that they begin.
                if ["logout", "endSession"].contains(operation) {
                    continue;
                }
                let scopes = OPENED.iter().find(|(opened, _)| opened == operation).map(|(_, scopes)| *scopes);
                let answer = Api::declared().ask(&office, &client, operation, &Given::of(given));
                asked += 1;
                let hands_in = ["dossiers:submit", "documents:register", "documents:issue"];
                let expected = match scopes {
                    _ if OPEN.contains(operation) => expected[0],
                    // Whoever hands in dossiers hands in their files, too.
                    Some(_) if *operation == "uploadFile" && hands_in.iter().any(|scope| set.contains(scope)) => 201,
                    // The way out by the interchange is followed by whoever sends.
                    Some(_) if operation == &"listInterchangePackets" && set.contains(&"documents:issue") => 200,
                    Some(_) if operation == &"getInterchangePacket" && set.contains(&"documents:issue") => 404,
                    // And follows what it has handed in.
                    Some(_) if ["listEvents", "streamEvents"].contains(operation) && ["dossiers:submit", "documents:receive"].iter().any(|hands_in| set.contains(hands_in)) => 200,
                    Some(_) if situation == &"entered at once" && !set.contains(&"documents:register") => 403,
                    Some(scopes) if scopes.iter().all(|scope| set.contains(scope)) => opened(operation, situation),
                    _ => 403,
                };
                if answer.status != expected {
                    wrong.push(format!("{operation}, {situation}, with {set:?}: expected {expected}; {answer}"));
                }
                // It is told which scope it would need, or that there is none.
                if expected == 403 && situation != &"entered at once" {
                    let problem = answer.json();
                    let missing = scopes.and_then(|scopes| scopes.iter().rev().find(|scope| !set.contains(scope)));
                    let told = match missing {
                        Some(scope) => problem["code"] == "scope_missing" && problem["detail"].as_str().unwrap().contains(scope),
                        None => problem["code"] == "people_only",
                    };
                    if !told {
                        wrong.push(format!("{operation}, {situation}, with {set:?}: {problem}"));
                    }
                }
            }
            let session = server.sign_in("vanthu");
            let id = server.anonymous().with_token(session["access_token"].as_str().unwrap()).items("/sessions")[0]["id"].clone();
            system.client.request("DELETE", &format!("/sessions/{}", id.as_str().unwrap())).send().problem(403, "people_only");
            system.client.request("POST", "/sessions/logout").send().problem(403, "people_only");
        }
        assert!(asked > 300, "{asked}");
        assert!(wrong.is_empty(), "{} of {asked} answers differ:\n{}", wrong.len(), wrong.join("\n"));
        // No secret line is in a list either.
        let reader = System::new(server, &["documents:read"]);
        let lines = reader.client.all("/incoming-documents");
        assert!(lines.iter().any(|line| office.documents().iter().any(|document| line["id"] == document.id())));
        assert!(lines.iter().all(|line| line["secrecy"] == "none"));
        let books = System::new(server, &["organisation:read"]).client.items("/registers");
        assert!(books.iter().any(|book| book["takes"] == "all_types"), "{books:?}");
        assert!(books.iter().all(|book| book["takes"] != "secret"), "{books:?}");
    }

    /// The key is in one answer, and nowhere else: not in a list, not for a repeat, not in any row.
    fn a_key_is_shown_once_and_kept_as_a_hash(engine: Engine) {
        let server = Server::shared(engine);
        let administrator = server.client("quantri");
        let accounts = format!("/agencies/{}/service-accounts", own(&administrator));
        let asked = json!({ "name": unique("Kho số liệu "), "purpose": "Thống kê", "scopes": ["organisation:read"] });
        let repeat = unique("lap-");
        let first = administrator.request("POST", &accounts).key(&repeat).json(&asked).send().created();
        let key = first["key"].as_str().unwrap().to_owned();
        let shape: Vec<&str> = key.split('_').collect();
        assert!(matches!(shape[..], ["cvk", id, secret] if id.len() == 32 && secret.len() == 64), "{key}");
        administrator.request("POST", &accounts).key(&repeat).json(&asked).send().problem(409, "service_name_taken").at("/name", "service_name_taken");
        let id = first["account"]["id"].as_str().unwrap();
        let renewed = administrator.request("POST", &format!("{accounts}/{id}/keys")).key(&repeat).json(&json!({})).send().created();
        let second = renewed["key"].as_str().unwrap().to_owned();
        let again = administrator.request("POST", &format!("{accounts}/{id}/keys")).key(&repeat).json(&json!({})).send();
        again.problem(409, "two_service_keys");
        server.anonymous().with_token(&second).get("/people").expect(200);

        let listed = administrator.get(&accounts).expect(200);
        let history = administrator.get(&format!("/agencies/{}/organisation/history?limit=50", own(&administrator))).expect(200);
        let seen = [listed, history].map(|answer| String::from_utf8(answer.body).unwrap());
        let kept = everything_kept(server);
        for key in [&key, &second] {
            for text in seen.iter().chain(&kept) {
                assert!(!text.contains(secret(key)), "{text}");
            }
            let hash: String = Sha256::digest(secret(key)).iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(kept.contains(&hash), "the hash of its secret is not there");
        }
    }

    /// Two keys overlap, so that the system changes over; what is ended opens nothing from then on, on whichever instance.
    fn what_is_ended_is_ended_at_once_everywhere(engine: Engine) {
        let server = Server::demo(engine);
        let beside = (engine == Engine::Postgres).then(|| server.beside(&["serve", "--demo"], &[]));
        let mut servers = vec![&server];
        if let Some(beside) = &beside {
            beside.start();
            servers.push(beside);
        }
        let system = System::new(&server, &["organisation:read"]);
        let answers = |key: &str| -> Vec<u16> {
            servers.iter().map(|server| server.anonymous().with_token(key).get("/people").status).collect()
        };
        let all = |status: u16| vec![status; servers.len()];
        assert_eq!(answers(&system.key), all(200));
        let second = system.renew().created()["key"].as_str().unwrap().to_owned();
        assert_eq!((answers(&system.key), answers(&second)), (all(200), all(200)));
        system.renew().problem(409, "two_service_keys");

        let first_key = format!("{}/keys/{}", system.path(), system.key_id(0));
        system.delete(&first_key).expect(204);
        assert_eq!((answers(&system.key), answers(&second)), (all(401), all(200)));
        system.delete(&first_key).problem(422, "nothing_to_change");
        assert_eq!((&system.listed()["keys"][0]["holds"], &system.listed()["keys"][1]["holds"]), (&json!(false), &json!(true)));

        system.delete(&system.path()).expect(204);
        assert_eq!(answers(&second), all(401));
        assert_eq!(system.listed()["ended"], true);
        system.renew().problem(409, "service_ended");
        let nobody = uuid::Uuid::now_v7();
        system.delete(&format!("{}/{nobody}", system.accounts)).problem(404, "not_found");
        system.delete(&format!("{}/keys/{nobody}", System::new(&server, &["files:read"]).path())).problem(404, "not_found");

        // All of it stands in the organisation's history, by whom, and the chain holds.
        let history = server.client("quantri").all(&format!("/agencies/{}/organisation/history", own(&server.client("quantri"))));
        let of_it: Vec<&str> = history.iter().rev()
            .filter(|change| change["record"]["service"]["id"] == *system.id)
            .map(|change| { assert_eq!(change["by"]["id"], server.person("quantri")); change["command"]["command"].as_str().unwrap() })
            .collect();
        assert_eq!(of_it, ["create_service_account", "renew_service_account", "end_service_key", "end_service_account"]);
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Too old, ended, unknown, nearly right, no key at all: one answer.
    fn whatever_is_wrong_with_a_key_the_answer_is_the_same(engine: Engine) {
        let server = Server::shared(engine);
        let old = System::new(server, &["organisation:read"]);
        old.client.get("/people").expect(200);
        let until = old.listed()["keys"][0]["until"].as_str().unwrap().to_owned();
        let yesterday = chrono::Utc::now().date_naive() - chrono::Days::new(2);
        server.database().run(&format!(
            "UPDATE service_account SET body = replace(body, '\"until\":\"{until}\"', '\"until\":\"{yesterday}\"') WHERE id = '{}'", old.id));
        assert_eq!(old.listed()["keys"][0]["holds"], false);
        let ended = System::new(server, &["organisation:read"]);
        ended.delete(&ended.path()).expect(204);
        let good = System::new(server, &["organisation:read"]);
        let nearly = format!("{}{}", &good.key[..good.key.len() - 1], if good.key.ends_with('0') { '1' } else { '0' });
        let others = good.key.replace(secret(&good.key), secret(&System::new(server, &["organisation:read"]).key));
        let unknown = format!("cvk_{}_{}", uuid::Uuid::now_v7().simple(), secret(&good.key));
        let wrong = [&*old.key, &ended.key, &nearly, &others, &unknown, "cvk_", "cvk__", &good.key[..50]];
        let plain = server.anonymous().with_token("khong-phai-khoa").get("/people").problem(401, "not_signed_in").body;
        for key in wrong {
            for path in ["/people", "/me", "/incoming-documents"] {
                let told = server.anonymous().with_token(key).get(path).problem(401, "not_signed_in");
                assert_eq!(told.body, plain, "{key}");
            }
        }
        good.client.get("/people").expect(200);
        // It has an end, and not in years.
        let asked = |until: &str| json!({ "name": unique("a"), "purpose": "b", "scopes": ["organisation:read"], "until": until });
        for until in ["2999-01-01", "2020-01-01"] {
            old.administrator.post(&old.accounts, &asked(until)).problem(422, "service_key_life").at("/until", "service_key_life");
        }
        old.administrator.post(&old.accounts, &json!({ "name": unique("a"), "purpose": "b", "scopes": [] })).problem(422, "scopes_missing");
        old.administrator.post(&old.accounts, &json!({ "name": unique("a"), "purpose": "b", "scopes": ["admin"] })).expect(422);
    }

    /// A system sends a letter with a file; on the line and in the history stands which system; the registry enters it.
    fn what_a_system_sends_stands_under_its_name(engine: Engine) {
        let server = Server::shared(engine);
        let system = System::new(server, &["documents:receive"]);
        let clerk = server.client("vanthu");
        let file = system.client.upload("Đơn đề nghị.pdf", &letters::pdf("don"));
        let body = json!({ "facts": letters::about("Hồ sơ từ cổng một cửa"), "files": [file] });
        let repeat = unique("gui-");
        let send = || system.client.request("POST", "/incoming-documents").key(&repeat).json(&body).send();
        let sent = send().created();
        let id = sent["id"].as_str().unwrap();
        assert_eq!(sent["offered_commands"], json!([]));
        assert_eq!(send().created()["id"], id, "a repeat takes nothing in");

        let seen = clerk.read(id);
        assert_eq!(seen.0["received_through"], json!({ "id": system.id, "name": system.name }));
        assert_eq!(seen.0["received_by"], Value::Null);
        let first = &clerk.history(id)[0];
        assert_eq!((&first["event"], &first["by_kind"], &first["by"]), (&json!("received"), &json!("service"), &Value::Null));
        assert_eq!(first["by_system"], json!({ "id": system.id, "name": system.name }));
        assert!(clerk.tasks(id).contains(&"register".to_owned()), "it lies on the registry's desk");
        drop(clerk.act(&seen, &json!({ "command": "register" })));
        clerk.get(&format!("/files/{file}")).expect(200);

        // It sends and does not read, and gives no command; the name stays when it is ended.
        system.client.get(&format!("/incoming-documents/{id}")).problem(403, "scope_missing");
        system.client.post(&format!("/incoming-documents/{id}/commands"), &json!({ "command": "comment", "text": "a" })).problem(403, "scope_missing");
        let not_its_own = clerk.upload("a.pdf", &letters::pdf("a"));
        let body = json!({ "facts": letters::facts(), "files": [not_its_own] });
        system.client.post("/incoming-documents", &body).problem(422, "file_unknown").at("/files/0", "file_unknown");
        system.delete(&system.path()).expect(204);
        send().problem(401, "not_signed_in");
        assert_eq!(clerk.read(id).0["received_through"]["name"], *system.name);
    }

    /// A system numbers, seals, sends and strikes out what is signed; of how it came about it sees nothing, and what it did stands under its name.
    fn a_system_gives_numbers_seals_and_sends(engine: Engine) {
        let server = Server::shared(engine);
        let system = System::new(server, &["documents:issue", "files:read"]);
        let clerk = server.client("vanthu");
        let mut content = plain(server);
        content["recipients"] = json!([{ "department": server.department("VHXH"), "purpose": "to_know" }]);
        let draft = draft(&server.client("chuyenvien.kinhte1"), &content);
        system.client.get(&draft.path()).problem(404, "not_found");
        let paper = signed(server, &content);
        let seen = read(&system.client, &paper);
        assert_eq!(seen.state(), "signed");
        for closed in ["editions", "opinions", "offered_commands", "not_noted"] {
            assert!(seen.0.get(closed).is_none_or(|found| found == &json!([])), "{closed}: {}", seen.0);
        }
        for closed in ["content_check", "form_check"] {
            assert_eq!(seen.0.get(closed).unwrap_or(&Value::Null), &Value::Null, "{closed}");
        }
        for closed in ["history", "messages", "accesses", "layout-findings"] {
            system.client.get(&format!("{}/{closed}", paper.path())).problem(403, "people_only");
        }
        let listed: Vec<Value> = system.client.all("/outgoing-documents");
        assert!(listed.iter().any(|line| line["id"] == paper.id()), "what is signed");
        assert!(listed.iter().all(|line| line["id"] != draft.id()), "and no draft");
        let comment = json!({ "command": "comment", "text": "a" });
        crate::outgoing::command(&system.client, &paper, &comment).problem(403, "people_only");

        let issued = act(&system.client, &paper, &json!({ "command": "issue" }));
        let file = system.client.upload("Đã ký số.pdf", &letters::pdf("so"));
        let sealed = act(&system.client, &issued, &json!({ "command": "seal", "on": "pdf", "files": [file] }));
        system.client.get(&format!("/files/{file}")).expect(200);
        let sent = act(&system.client, &sealed, &json!({ "command": "dispatch" }));
        assert_eq!(sent.state(), "dispatched");
        let known = json!({ "id": system.id, "name": system.name });
        let whole = read(&clerk, &paper).0;
        for what in ["line", "seal", "dispatched"] {
            assert_eq!(whole[what].get("by"), None, "{what}: {whole}");
        }
        let history = clerk.items(&format!("{}/history", paper.path()));
        let did: Vec<(&str, &Value)> = history.iter().map(|one| (one["event"].as_str().unwrap(), &one["by_system"])).collect();
        assert_eq!(did[did.len() - 3..], [("issued", &known), ("sealed", &known), ("dispatched", &known)]);
        let register = whole["line"]["register"].as_str().unwrap();
        let number = whole["line"]["number"].as_u64().unwrap();
        let entries = clerk.all(&format!("/registers/{register}/entries"));
        let entry = entries.iter().find(|entry| entry["number"] == number).unwrap();
        assert_eq!((&entry["by_system"], entry.get("by")), (&known, None), "{entry}");
        let gone = clerk.items(&format!("{}/deliveries", paper.path()));
        assert_eq!(gone.iter().map(|one| one["state"].clone()).collect::<Vec<_>>(), ["arrived"], "it is there");

        // What it strikes out stands as struck out, by it; what it can't number goes back.
        let other = act(&system.client, &signed(server, &plain(server)), &json!({ "command": "issue" }));
        drop(act(&system.client, &other, &json!({ "command": "void", "reason": "Cấp nhầm số" })));
        let entries = clerk.all(&format!("/registers/{}/entries", other.0["line"]["register"].as_str().unwrap()));
        let entry = entries.iter().find(|entry| entry["number"] == other.0["line"]["number"]).unwrap();
        assert_eq!((&entry["state"], &entry["voided"]["reason"], entry["voided"].get("by")), (&json!("voided"), &json!("Cấp nhầm số"), None));
        let back = signed(server, &plain(server));
        drop(act(&system.client, &back, &json!({ "command": "return_to_drafter", "reason": "Thiếu trang" })));
        system.client.get(&back.path()).problem(404, "not_found");
        assert_eq!(read(&clerk, &back).0["returned"]["reason"], "Thiếu trang");
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Each agency's systems are its own: nobody else's administrator finds them, and they find nobody else's documents.
    fn systems_are_walled_off(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let theirs = System::with(server, &other.client(server, "chutich"), &SCOPES);
        let ours = System::new(server, &SCOPES);
        let letter = server.client("vanthu").register_letter();
        ours.client.get(&letter.path()).expect(200);
        theirs.client.get(&letter.path()).problem(404, "not_found");
        theirs.client.get(&format!("{}/history", letter.path())).problem(404, "not_found");
        assert!(theirs.client.all("/incoming-documents").is_empty());
        theirs.client.get(&format!("/agencies/{}", other.id)).expect(200);
        theirs.client.get(&format!("/agencies/{}", own(&server.client("quantri")))).problem(404, "not_found");
        let stranger = &other.administrator;
        stranger.get(&ours.accounts).problem(404, "not_found");
        stranger.post(&format!("{}/keys", ours.path()), &json!({})).problem(404, "not_found");
        stranger.request("DELETE", &ours.path()).send().problem(404, "not_found");
        // Named as if it were one's own.
        stranger.request("DELETE", &format!("{}/{}", theirs.accounts, ours.id)).send().problem(404, "not_found");
        // Whoever administers the installation runs those of every agency.
        let system = server.client("quantri");
        assert!(system.items(&theirs.accounts).iter().any(|one| one["id"] == *theirs.id && one["keys"][0]["made_by"]["id"].is_string()));
        system.request("DELETE", &theirs.path()).send().expect(204);
        theirs.client.get("/people").problem(401, "not_signed_in");
        ours.client.get("/people").expect(200);
    }

    /// Who administers reads no documents, and gives nobody a key that does: a leader does. They end it, as any.
    fn a_key_to_contents_is_a_leaders_to_give(engine: Engine) {
        let server = Server::shared(engine);
        let (administrator, leader) = (server.client("quantri"), server.client("chutich"));
        let accounts = format!("/agencies/{}/service-accounts", own(&administrator));
        for scopes in [&["documents:read"][..], &["files:read"], &["organisation:read", "documents:read"]] {
            let asked = json!({ "name": unique("Kho "), "purpose": "Thống kê", "scopes": scopes });
            administrator.post(&accounts, &asked).problem(403, "contents_by_leader");
        }
        let reader = System::with(server, &leader, &["documents:read"]);
        let keys = format!("{}/keys", reader.path());
        administrator.post(&keys, &json!({})).problem(403, "contents_by_leader");
        leader.post(&keys, &json!({})).created();
        reader.client.get("/incoming-documents").expect(200);
        administrator.request("DELETE", &reader.path()).send().expect(204);
        reader.client.get("/incoming-documents").problem(401, "not_signed_in");
    }

    /// When and from where a key was used is noted, and not by every request.
    fn the_last_use_is_noted_now_and_then(engine: Engine) {
        let server = Server::shared(engine);
        let system = System::new(server, &["organisation:read"]);
        assert_eq!(system.listed()["keys"][0]["last_used_at"], Value::Null);
        system.client.get("/people").expect(200);
        let first = system.listed()["keys"][0].clone();
        assert!(first["last_used_at"].is_string(), "{first}");
        assert_eq!(first["last_used_from"], "127.0.0.1");
        for _ in 0..20 {
            system.client.get("/people").expect(200);
        }
        assert_eq!(system.listed()["keys"][0], first, "a read has cost a write");
    }

    /// A system that asks too much waits, and holds up no other; whoever tries keys is slowed down; no key goes where others read.
    fn a_system_has_its_measure(engine: Engine) {
        let settings = [("CONGVAN_SERVICE_BURST", "5"), ("CONGVAN_SERVICE_PER_SECOND", "1"), ("CONGVAN_ANONYMOUS_BURST", "40"),
            ("CONGVAN_ANONYMOUS_PER_SECOND", "1")];
        let server = Server::demo_with(engine, &settings);
        let (busy, calm) = (System::new(&server, &["organisation:read"]), System::new(&server, &["organisation:read"]));
        let answers: Vec<Answer> = (0..30).map(|_| busy.client.get("/document-types")).collect();
        let limited: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 429).collect();
        assert!(answers[..5].iter().all(|answer| answer.status == 200) && limited.len() > 5, "{} were limited", limited.len());
        assert!(limited.iter().all(|answer| answer.header("retry-after").is_some()));
        calm.client.get("/document-types").expect(200);

        let open = calm.client.request("GET", "/people").header("X-Forwarded-For", "198.51.100.7").send();
        open.problem(403, "https_required");

        let guess = || server.anonymous().with_token(&format!("cvk_{}_{}", uuid::Uuid::now_v7().simple(), "0".repeat(64))).get("/people").status;
        let guesses: Vec<u16> = (0..80).map(|_| guess()).collect();
        assert!(guesses[..20].iter().all(|status| *status == 401), "{guesses:?}");
        assert!(guesses.contains(&429), "nobody slows down who tries keys");
    }
}

//! The office that the access table speaks of: documents in the situations that matter, and the words by which a row names them.

mod dossiers;
mod outgoing;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Client, Document, PASSWORD, Server, letters, unique};

use crate::{dossiers::Dossier, organisation::Another, outgoing::Outgoing};

pub use self::{dossiers::Dossiers, outgoing::OutgoingDocuments};

/// Documents in the situations that the table speaks of.
pub struct Office<'a> {
    server: &'a Server,
    /// Handed in at the one-stop shop, not entered.
    received: Document,
    /// Entered, on the registry's desk.
    registered: Document,
    /// Before the chairman.
    presented: Document,
    /// KTHTDT leads, VHXH supports, the chief of office is informed, theodoi monitors.
    directed: Document,
    /// The same, with chuyenvien.kinhte1; a file is attached.
    pub in_progress: Document,
    /// The same, handed in by chuyenvien.kinhte1.
    awaiting: Document,
    /// The same, approved.
    completed: Document,
    /// In progress with chuyenvien.kinhte1, and with a file; before it lay with VHXH, and then with chuyenvien.kinhte2.
    pub handed_on: Document,
    /// The assignment that chuyenvien.kinhte2 had.
    pub handed_on_leg: String,
    /// The file of that one.
    handed_on_file: String,
    /// A secret line, entered.
    pub secret: Document,
    /// A secret line before the chairman.
    secret_presented: Document,
    /// A file of the one in progress.
    file: String,
    /// A file that vanthu has uploaded and attached to nothing.
    loose_file: String,
    /// The office itself.
    own: String,
    /// Someone of it who does nothing else.
    bystander: String,
    /// Another agency of the installation.
    pub another: Another,
    /// Its registry clerk's id.
    stranger: String,
    /// Its identifier code.
    code_of_another: String,
    /// What was sent to it.
    delivery: String,
    /// A webhook of the office, to which nothing is sent.
    webhook: String,
    /// What goes out.
    pub outgoing: OutgoingDocuments,
    /// What citizens have handed in.
    pub dossiers: Dossiers,
    /// Case files of chuyenvien.kinhte1: planned, open, and closed, the last two with the document in progress.
    case_files: [Value; 3],
}

impl<'a> Office<'a> {
    pub fn new(server: &'a Server) -> Self {
        let by = |user: &str| server.client(user);
        let clerk = by("vanthu");
        let chairman = server.person("chutich");
        let present = |d: &Document| clerk.act(d, &json!({ "command": "present", "to": chairman }));
        let direct = |d: &Document| {
            let direction = json!({
                "primary": { "department": server.department("KTHTDT"), "due": letters::in_days(9) },
                "supporting": [{ "department": server.department("VHXH") }],
                "informed": [{ "person": server.person("chanhvanphong") }],
                "monitors": [{ "person": server.person("theodoi") }],
            });
            by("chutich").act(d, &json!({ "command": "direct", "direction": direction }))
        };
        let unit = |d: &Document| d.assignment(&server.department("KTHTDT")).to_owned();
        let leg = |d: &Document| d.assignment(&server.person("chuyenvien.kinhte1")).to_owned();
        let assign = |d: &Document| {
            let officer = json!({ "person": server.person("chuyenvien.kinhte1") });
            by("truongphong.kinhte").act(d, &json!({ "command": "assign", "assignment": unit(d), "officer": officer }))
        };
        let submit = |d: &Document| {
            by("chuyenvien.kinhte1")
                .act(d, &json!({ "command": "submit_result", "assignment": leg(d), "text": "Xong." }))
        };
        let approve =
            |d: &Document| by("truongphong.kinhte").act(d, &json!({ "command": "approve", "assignment": leg(d) }));
        let letter = || clerk.register_letter();
        let file = clerk.upload("Phụ lục.pdf", &letters::pdf("phu luc"));
        let in_progress = assign(&direct(&present(&letter())));
        let in_progress = clerk.act(&in_progress, &json!({ "command": "attach", "files": [file] }));
        let handed_on_file = clerk.upload("Phụ lục.pdf", &letters::pdf("phu luc"));
        let (handed_on, handed_on_leg) = handed_on(server, &handed_on_file);
        let own = by("quantri").get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let new = json!({ "command": "create_person", "username": unique("dung-xem-"), "name": "Người Đứng Xem", "title": "Lái xe" });
        let made =
            by("quantri").post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": [new] })).ok();
        let another = Another::set_up(server);
        let code_of_another =
            another.administrator.get(&format!("/agencies/{}", another.id)).ok()["code"].as_str().unwrap().to_owned();
        let letter_to =
            json!({ "to": code_of_another, "facts": { "document_type": "cong_van", "subject": "V/v thử quyền" } });
        let delivery = clerk.post("/deliveries", &letter_to).created()["id"].as_str().unwrap().to_owned();
        let wanted = json!({ "name": unique("Webhook "), "url": "https://cong.example.vn/nhan", "kinds": ["dossier.done"], "enabled": false });
        let webhook = by("quantri").post(&format!("/agencies/{own}/webhooks"), &wanted).created();
        let webhook = webhook["webhook"]["id"].as_str().unwrap().to_owned();
        let stranger = another.client(server, "vanthu").get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
        Self {
            server,
            outgoing: OutgoingDocuments::new(server, &code_of_another),
            dossiers: Dossiers::new(server),
            case_files: case_files(server, &in_progress),
            own,
            bystander: made["results"][0]["person"]["id"].as_str().unwrap().to_owned(),
            another,
            stranger,
            code_of_another,
            delivery,
            webhook,
            received: by("motcua").receive(&letters::facts()),
            registered: letter(),
            presented: present(&letter()),
            directed: direct(&present(&letter())),
            in_progress,
            handed_on,
            handed_on_leg,
            handed_on_file,
            awaiting: submit(&assign(&direct(&present(&letter())))),
            completed: approve(&submit(&assign(&direct(&present(&letter()))))),
            secret: clerk.register(&letters::secret()),
            secret_presented: present(&clerk.register(&letters::secret())),
            file,
            loose_file: clerk.upload("Nháp.pdf", &letters::pdf("nhap")),
        }
    }

    /// A link of this person's with an account elsewhere, the only one.
    fn linked(&self, agency: &str, person: &str) -> String {
        self.server.database().run(&format!("DELETE FROM identity_link WHERE person_id = '{person}'"));
        let id = uuid::Uuid::now_v7().to_string();
        self.server.database().run(&format!(
            "INSERT INTO identity_link (agency_id, id, person_id, issuer, subject, linked_at)
             VALUES ('{agency}', '{id}', '{person}', 'https://sso.example', '{id}', '2026-01-01T00:00:00.000000Z')"
        ));
        id
    }

    /// A code as the bystander might get it by mail.
    fn mailed_code(&self) -> String {
        let code = unique("ma-");
        let hash: String = Sha256::digest(&code).iter().map(|byte| format!("{byte:02x}")).collect();
        self.server.database().run(&format!(
            "INSERT INTO password_reset (token_hash, agency_id, person_id, expires_at)
             VALUES ('{hash}', '{}', '{}', '2999-01-01T00:00:00.000000Z')",
            self.own, self.bystander
        ));
        code
    }

    /// The documents, by the words for them.
    fn document(&self, name: &str) -> Option<&Document> {
        Some(match name {
            "received" => &self.received,
            "registered" => &self.registered,
            "presented" => &self.presented,
            "directed" => &self.directed,
            "in_progress" => &self.in_progress,
            "handed_on" => &self.handed_on,
            "awaiting" => &self.awaiting,
            "completed" => &self.completed,
            "secret" => &self.secret,
            "secret_presented" => &self.secret_presented,
            _ => return None,
        })
    }

    /// The version of what a row names; 1 of what is not there, and of what has just been made.
    pub fn version(&self, name: &str) -> Option<u64> {
        if ["absent", "counterpart", "template"].contains(&name) {
            return Some(1);
        }
        let outgoing = || self.outgoing.document(name).map(Outgoing::version);
        let dossier = || self.dossiers.dossier(name).map(Dossier::version);
        let case_file = || self.case_file(name).and_then(|file| file["version"].as_u64());
        self.document(name).map(Document::version).or_else(outgoing).or_else(dossier).or_else(case_file)
    }

    /// Whether a word names something of this office itself.
    pub fn is_own(&self, word: &str) -> bool {
        let name = word.trim_start_matches('$').split(':').next().unwrap_or_default();
        self.document(name).is_some()
            || self.outgoing.is_own(name)
            || self.dossiers.dossier(name).is_some()
            || self.case_file(name).is_some()
            || ["own", "bystander", "file", "loose_file", "handed_on_file", "session_of"].contains(&name)
    }

    /// Case files, by the words for them.
    fn case_file(&self, name: &str) -> Option<&Value> {
        let at = ["planned_case_file", "case_file", "closed_case_file"].iter().position(|word| *word == name)?;
        self.case_files.get(at)
    }

    /// Every document, for whoever looks whether one has changed.
    pub fn documents(&self) -> [&Document; 10] {
        [
            &self.received,
            &self.registered,
            &self.presented,
            &self.directed,
            &self.in_progress,
            &self.handed_on,
            &self.awaiting,
            &self.completed,
            &self.secret,
            &self.secret_presented,
        ]
    }

    /// The words as this person says them.
    pub fn words<'b>(&'b self, who: &'b Client) -> Words<'b> {
        Words { office: self, who, session: None }
    }
}

/// Planned by the registry; opened by its keeper and filled with this document; the same, and closed.
fn case_files(server: &Server, document: &Document) -> [Value; 3] {
    let (clerk, keeper) = (server.client("vanthu"), server.client("chuyenvien.kinhte1"));
    let of = |open: bool| {
        let facts = json!({ "symbol": unique("T."), "title": "Hồ sơ thử quyền", "retention": "10",
            "keeper": server.person("chuyenvien.kinhte1") });
        json!({ "facts": facts, "open": open })
    };
    let act = |file: &Value, command: &Value| {
        let path = format!("/case-files/{}/commands", file["id"].as_str().unwrap());
        keeper.request("POST", &path).if_match(file["version"].as_u64().unwrap()).json(command).send().ok()
    };
    let add = json!({ "command": "add_document", "document": document.id(), "pages": 2 });
    let filled = || act(&keeper.post("/case-files", &of(true)).created(), &add);
    let today = (chrono::Utc::now() + chrono::TimeDelta::hours(7)).date_naive();
    let closed = act(&filled(), &json!({ "command": "close", "ended_on": today, "retention": "10" }));
    [clerk.post("/case-files", &of(false)).created(), filled(), closed]
}

/// First another department's, then another officer's, and with this file; and that officer's assignment.
fn handed_on(server: &Server, file: &str) -> (Document, String) {
    let (clerk, leader) = (server.client("vanthu"), server.client("chutich"));
    let head = server.client("truongphong.kinhte");
    let person = |user: &str| json!({ "person": server.person(user) });
    let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": server.person("chutich") }));
    let direction = json!({ "primary": { "department": server.department("VHXH"), "due": letters::in_days(9) } });
    let letter = leader.act(&letter, &json!({ "command": "direct", "direction": direction }));
    let first = letter.assignment(&server.department("VHXH")).to_owned();
    let redirect = json!({ "command": "redirect", "assignment": first, "reason": "Nhầm phòng",
        "primary": { "department": server.department("KTHTDT") } });
    let letter = leader.act(&letter, &redirect);
    let unit = letter.assignment(&server.department("KTHTDT")).to_owned();
    let assign = json!({ "command": "assign", "assignment": unit, "officer": person("chuyenvien.kinhte2") });
    let letter = head.act(&letter, &assign);
    let leg = letter.assignment(&server.person("chuyenvien.kinhte2")).to_owned();
    let letter = clerk.act(&letter, &json!({ "command": "attach", "files": [file] }));
    let reassign = json!({ "command": "reassign", "assignment": leg, "officer": person("chuyenvien.kinhte1"), "reason": "Đi học" });
    (head.act(&letter, &reassign), leg)
}

/// What the words of a row mean, for one request.
pub struct Words<'a> {
    office: &'a Office<'a>,
    who: &'a Client,
    /// The id of the new session.
    session: Option<String>,
}

/// The id of the session that a client sits in.
fn session_id(client: &Client) -> String {
    let all = client.items("/sessions");
    all.iter().find(|session| session["current"] == true).unwrap()["id"].as_str().unwrap().to_owned()
}

impl Words<'_> {
    /// With what one signs in; nobody does it as văn thư.
    fn user(&self) -> &str {
        if self.who.token().is_none() { "vanthu" } else { self.who.name() }
    }

    fn sign_in(&self) -> Value {
        self.who.post("/sessions", &json!({ "username": self.user(), "password": PASSWORD })).created()
    }

    /// The same person in a new session; nobody stays nobody.
    pub fn in_a_new_session(&mut self) -> Client {
        if self.who.token().is_none() {
            return self.who.clone();
        }
        let session = self.sign_in();
        let there = self.who.with_token(session["access_token"].as_str().unwrap());
        self.session = Some(session_id(&there));
        there
    }

    /// A value of a row: a word that begins with `$`, or itself.
    pub fn said(&self, text: &str) -> Value {
        let Some(word) = text.strip_prefix('$') else { return json!(text) };
        let (office, mut parts) = (self.office, word.split(':'));
        let (name, mut part) =
            (parts.next().unwrap_or_default(), || parts.next().unwrap_or_else(|| panic!("{text}: of what?")));
        if let Some(document) = office.document(name) {
            return json!(document.id());
        }
        if let Some(dossier) = office.dossiers.dossier(name) {
            return json!(dossier.id());
        }
        if let Some(file) = office.case_file(name) {
            return file["id"].clone();
        }
        let server = office.server;
        if let Some(said) = office.outgoing.said(server, name, || part().to_owned()) {
            return said;
        }
        let mut of = || office.document(part()).unwrap_or_else(|| panic!("{text}: no such document"));
        match name {
            "own" => json!(office.own),
            "another" => json!(office.another.id),
            "absent" => json!(uuid::Uuid::now_v7()),
            "bystander" => json!(office.bystander),
            "stranger" => json!(office.stranger),
            "file" => json!(office.file),
            "loose_file" => json!(office.loose_file),
            "linked_of_bystander" => json!(office.linked(&office.own, &office.bystander)),
            "linked_of_stranger" => json!(office.linked(&office.another.id, &office.stranger)),
            "delivery" => json!(office.delivery),
            "webhook" => json!(office.webhook),
            "code_of_another" => json!(office.code_of_another),
            "handed_on_file" => json!(office.handed_on_file),
            // Whoever names it has uploaded it; nobody has nothing.
            "template_file" if self.who.token().is_none_or(|token| token.starts_with("cvk_")) => {
                json!(uuid::Uuid::now_v7())
            }
            "template_file" => json!(crate::templates::upload(self.who, "Mẫu.docx", "{{trich_yeu}}")),
            "procedure" => json!(crate::procedures::published(&server.client("quantri"))),
            "dossier_procedure" => json!(office.dossiers.procedure),
            "template" => json!(crate::templates::kept(&server.client("vanthu"))),
            "me" => json!(self.who.name()),
            "user" => json!(self.user()),
            "password" => json!(PASSWORD),
            "refresh" => self.sign_in()["refresh_token"].clone(),
            "session" => json!(self.session.clone().unwrap_or_else(|| uuid::Uuid::now_v7().to_string())),
            "session_of" => {
                let session = server.sign_in(part());
                json!(session_id(&self.who.with_token(session["access_token"].as_str().unwrap())))
            }
            "code" => json!(office.mailed_code()),
            "address" => json!(format!("{}@khong-co.example", unique("x"))),
            "facts" => letters::facts(),
            "person" => json!(server.person(part())),
            "department" => json!(server.department(part())),
            "in_days" => json!(letters::in_days(part().parse().unwrap())),
            "unique" => json!(unique(part())),
            // The assignment of the department that leads, of the officer, of another department or person.
            "unit" => json!(of().assignment(&server.department("KTHTDT"))),
            "leg" => json!(of().assignment(&server.person("chuyenvien.kinhte1"))),
            "of_department" => {
                let document = of();
                json!(document.assignment(&server.department(part())))
            }
            "of_person" => {
                let document = of();
                json!(document.assignment(&server.person(part())))
            }
            _ => panic!("{text}: nobody knows this word; add it to Words::said in access_office.rs"),
        }
    }

    /// A body with every word in it said.
    pub fn all_said(&self, body: Value) -> Value {
        match body {
            Value::String(text) => self.said(&text),
            Value::Array(list) => Value::Array(list.into_iter().map(|one| self.all_said(one)).collect()),
            Value::Object(fields) => {
                Value::Object(fields.into_iter().map(|(name, value)| (name, self.all_said(value))).collect())
            }
            other => other,
        }
    }
}

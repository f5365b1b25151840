//! What is measured: registering, handing on, the inbox, one document, a list. Each is one kind of request by the people who
//! would make it.

use std::{
    collections::BTreeMap,
    io::Write,
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use domain::{DocumentId, PersonId};
use serde_json::{Value, json};

use crate::{
    Outcome,
    http::Client,
    load::Questions,
    seed::{
        play::{Spec, after, command_seed, document_id},
        world::World,
    },
};

/// The demo's password.
const PASSWORD: &str = "demo";
/// How deep a client reads a list before it begins anew.
const PAGES: u64 = 20;

/// People who are signed in to a running server.
pub struct Signed {
    address: SocketAddr,
    tokens: BTreeMap<PersonId, String>,
}

impl Signed {
    /// Signs people in.
    pub fn in_as(address: SocketAddr, world: &World, people: impl IntoIterator<Item = PersonId>) -> Outcome<Self> {
        let mut tokens = BTreeMap::new();
        let mut client = Client::connect(address)?;
        for person in people {
            let body = json!({ "username": world.username(person)?, "password": PASSWORD }).to_string();
            let request = format!(
                "POST /api/v1/sessions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            let status = client.send(request.as_bytes())?;
            let answer: Value = serde_json::from_slice(client.body()).unwrap_or_default();
            let token = answer.get("access_token").and_then(Value::as_str);
            let token = token.ok_or_else(|| format!("signing in was answered with {status}: {answer}"))?;
            tokens.insert(person, token.to_owned());
        }
        Ok(Self { address, tokens })
    }

    fn token(&self, person: PersonId) -> Outcome<&str> {
        self.tokens.get(&person).map(String::as_str).ok_or_else(|| "somebody is not signed in".into())
    }

    /// Writes a question of somebody who is signed in.
    pub fn get(&self, request: &mut Vec<u8>, who: PersonId, path: &str) -> Outcome<bool> {
        let (address, token) = (self.address, self.token(who)?);
        write!(request, "GET /api/v1/{path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\r\n")?;
        Ok(true)
    }

    /// Writes a request of somebody who is signed in.
    pub fn post(
        &self,
        request: &mut Vec<u8>,
        who: PersonId,
        path: &str,
        version: Option<u32>,
        body: &str,
    ) -> Outcome<bool> {
        let (address, token) = (self.address, self.token(who)?);
        write!(request, "POST /api/v1/{path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n")?;
        if let Some(version) = version {
            write!(request, "If-Match: \"{version}\"\r\n")?;
        }
        write!(request, "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())?;
        Ok(true)
    }
}

fn turn_of<T: Copy>(all: &[T], client: usize, turn: u64) -> Outcome<T> {
    let place = (client + usize::try_from(turn % 1_000_000)?) % all.len().max(1);
    all.get(place).copied().ok_or_else(|| "nobody to ask".into())
}

/// The first page of an officer's inbox, fifty lines.
pub struct Inbox<'a> {
    /// Who is signed in.
    pub signed: &'a Signed,
    /// Whose inboxes.
    pub officers: &'a [PersonId],
}

impl Questions for Inbox<'_> {
    fn ask(&self, client: usize, turn: u64, request: &mut Vec<u8>) -> Outcome<bool> {
        self.signed.get(request, turn_of(self.officers, client, turn)?, "inbox?limit=50")
    }
}

/// Any document of the archive, by the clerk.
pub struct OneDocument<'a> {
    /// Who is signed in.
    pub signed: &'a Signed,
    /// The clerk.
    pub clerk: PersonId,
    /// Some documents, in no order.
    pub ids: &'a [DocumentId],
    /// With which of them to begin: rounds ask for documents of their own.
    pub from: usize,
}

impl Questions for OneDocument<'_> {
    fn ask(&self, client: usize, turn: u64, request: &mut Vec<u8>) -> Outcome<bool> {
        let id = turn_of(self.ids, self.from.wrapping_add(client * 7919), turn)?;
        self.signed.get(request, self.clerk, &format!("incoming-documents/{id}"))
    }
}

/// Pages of lists, one after the other: the clerk's of the whole agency, the officers' of their own.
pub struct List<'a> {
    signed: &'a Signed,
    people: Vec<PersonId>,
    next: Vec<Mutex<String>>,
}

impl<'a> List<'a> {
    /// For so many clients.
    pub fn new(signed: &'a Signed, clerk: PersonId, officers: &[PersonId], clients: usize) -> Self {
        let people = officers.iter().flat_map(|officer| [clerk, *officer]).collect();
        Self { signed, people, next: (0..clients).map(|_| Mutex::default()).collect() }
    }
}

impl Questions for List<'_> {
    fn ask(&self, client: usize, turn: u64, request: &mut Vec<u8>) -> Outcome<bool> {
        let cursor =
            self.next.get(client).and_then(|next| next.lock().ok().map(|next| next.clone())).unwrap_or_default();
        let who = turn_of(&self.people, client, 0)?;
        if turn.is_multiple_of(PAGES) || cursor.is_empty() {
            self.signed.get(request, who, "incoming-documents?limit=50")
        } else {
            self.signed.get(request, who, &format!("incoming-documents?limit=50&cursor={cursor}"))
        }
    }

    fn answered(&self, client: usize, body: &[u8]) {
        const NAME: &[u8] = b"\"next_cursor\":\"";
        let found = body.windows(NAME.len()).rposition(|window| window == NAME);
        let rest = found.and_then(|place| body.get(place + NAME.len()..)).unwrap_or_default();
        let cursor = rest.split(|byte| *byte == b'"').next().unwrap_or_default();
        if let Some(mut next) = self.next.get(client).and_then(|next| next.lock().ok()) {
            next.clear();
            next.push_str(&String::from_utf8_lossy(cursor));
        }
    }
}

/// Taking in and entering in one step, by the clerk.
pub struct Registering<'a> {
    /// Who is signed in.
    pub signed: &'a Signed,
    /// The clerk.
    pub clerk: PersonId,
    /// How many were asked for.
    pub asked: AtomicU64,
    /// Which round: numbers of different rounds differ.
    pub round: usize,
}

impl Questions for Registering<'_> {
    fn ask(&self, _: usize, _: u64, request: &mut Vec<u8>) -> Outcome<bool> {
        let n = self.asked.fetch_add(1, Ordering::Relaxed);
        let body = json!({
            "facts": {
                "author": "Sở Xây dựng tỉnh Demo", "number": n.to_string(), "notation": format!("BM{}-VP", self.round),
                "issued_on": "2026-01-15", "document_type": "cong_van", "urgency": "urgent", "pages": 2, "copies": 1,
                "subject": format!("Về việc kiểm tra, rà soát các công trình trên địa bàn, đợt {n}"),
                "signer_name": "Ngô Văn Bịa", "signer_position": "Phó Giám đốc",
            },
            "register": {},
        });
        self.signed.post(request, self.clerk, "incoming-documents", None, &body.to_string())
    }

    fn expected(&self) -> u16 {
        201
    }
}

/// Handing documents of a lot on, each once.
pub struct Handoffs<'a> {
    signed: &'a Signed,
    jobs: Vec<Job>,
    next: AtomicUsize,
}

struct Job {
    by: PersonId,
    path: String,
    version: u32,
    body: String,
}

impl<'a> Handoffs<'a> {
    /// Directions of presented documents to one department each.
    pub fn directing(signed: &'a Signed, specs: &[Spec]) -> Self {
        Self::new(signed, specs.iter().map(|spec| (spec.leader, 3, spec, direct(spec))))
    }

    /// Assignments of directed documents to one officer each.
    pub fn assigning(signed: &'a Signed, specs: &[Spec]) -> Self {
        Self::new(signed, specs.iter().map(|spec| (spec.unit.head, 4, spec, assign(spec))))
    }

    fn new<'s>(signed: &'a Signed, jobs: impl Iterator<Item = (PersonId, u32, &'s Spec, Value)>) -> Self {
        let jobs = jobs.map(|(by, version, spec, body)| {
            let path = format!("incoming-documents/{}/commands", document_id(spec));
            Job { by, path, version, body: body.to_string() }
        });
        Self { signed, jobs: jobs.collect(), next: AtomicUsize::new(0) }
    }
}

impl Questions for Handoffs<'_> {
    fn ask(&self, _: usize, _: u64, request: &mut Vec<u8>) -> Outcome<bool> {
        let Some(job) = self.jobs.get(self.next.fetch_add(1, Ordering::Relaxed)) else { return Ok(false) };
        self.signed.post(request, job.by, &job.path, Some(job.version), &job.body)
    }
}

/// The leader's direction of a presented document.
pub fn direct(spec: &Spec) -> Value {
    json!({ "command": "direct", "direction": { "primary": {
        "department": spec.unit.department, "due": spec.due,
        "instruction": "Chủ trì kiểm tra, tham mưu văn bản trả lời đúng hạn.",
    } } })
}

/// The head's assignment of a directed document.
pub fn assign(spec: &Spec) -> Value {
    json!({ "command": "assign", "assignment": root_of(spec), "officer": {
        "person": spec.officer, "due": spec.due, "instruction": "Kiểm tra, dự thảo văn bản trả lời.",
    } })
}

/// The department's assignment of a directed document: the first that its direction made, which was the third command.
pub fn root_of(spec: &Spec) -> uuid::Uuid {
    command_seed(spec.at + after(2), 3, spec.n).nth(0)
}

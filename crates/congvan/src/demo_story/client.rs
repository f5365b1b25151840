//! The public API, as a client in another program would call it.

use std::{cell::RefCell, collections::BTreeMap, fmt::Write, time::Duration};

use office::demo;
use serde_json::{Value, json};
use ureq::{Agent, Body, http::Response};

use crate::failure::Failure;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A client of the demo at one address, signed in as whoever it needs.
pub struct Client {
    agent: Agent,
    base: String,
    tokens: RefCell<BTreeMap<String, String>>,
}

/// A text in an answer.
pub fn text<'a>(value: &'a Value, pointer: &str) -> Result<&'a str, Failure> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.ok_or_else(|| Failure::new(format!("KHÔNG KHỚP: câu trả lời thiếu {pointer} / the answer lacks it: {value}")))
}

type Answer = Result<Response<Body>, ureq::Error>;

impl Client {
    /// Looks whether anybody is there.
    pub fn new(url: &str) -> Result<Self, Failure> {
        // Straight to the server, whatever proxy the environment names.
        let config =
            Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).proxy(None).build();
        let base = format!("{}/api/v1", url.trim_end_matches('/'));
        let client = Self { agent: config.new_agent(), base, tokens: RefCell::default() };
        let answer = client.agent.get(format!("{}/health", client.base)).call().map_err(|error| {
            Failure::said(
                &format!(
                    "Không gặp được máy chủ tại {url} ({error}). Chạy `congvan serve --demo` (hoặc `cargo run`) trước."
                ),
                &format!("There is no server at {url}. Start `congvan serve --demo` (or `cargo run`) first."),
            )
        })?;
        if answer.status() != 200 {
            return Err(Failure::new(format!("{}/health: {}", client.base, answer.status())));
        }
        Ok(client)
    }

    fn token(&self, username: &str) -> Result<String, Failure> {
        if let Some(token) = self.tokens.borrow().get(username) {
            return Ok(token.clone());
        }
        let body = json!({ "username": username, "password": demo::PASSWORD });
        let sent = self.agent.post(format!("{}/sessions", self.base)).content_type("application/json");
        let answer = read("POST /sessions", sent.send(body.to_string()), 201)?;
        let token = text(&answer, "/access_token")?.to_owned();
        self.tokens.borrow_mut().insert(username.to_owned(), token.clone());
        Ok(token)
    }

    fn bearer(&self, username: &str) -> Result<String, Failure> {
        Ok(format!("Bearer {}", self.token(username)?))
    }

    /// Reads something as somebody.
    pub fn get(&self, username: &str, path: &str) -> Result<Value, Failure> {
        let asked = self.agent.get(format!("{}{path}", self.base)).header("Authorization", self.bearer(username)?);
        read(&format!("GET {path}"), asked.header("Accept-Language", "vi").call(), 200)
    }

    /// Sends something as somebody.
    pub fn post(
        &self,
        username: &str,
        path: &str,
        version: Option<u64>,
        body: &Value,
        expected: u16,
    ) -> Result<Value, Failure> {
        let mut sent = self
            .agent
            .post(format!("{}{path}", self.base))
            .header("Authorization", self.bearer(username)?)
            .header("Accept-Language", "vi")
            .content_type("application/json");
        if let Some(version) = version {
            sent = sent.header("If-Match", format!("\"{version}\""));
        }
        read(&format!("{username}: POST {path}"), sent.send(body.to_string()), expected)
    }

    /// Gives a command on the document at this path as somebody sees it now; the document as it then stands.
    pub fn command(&self, username: &str, path: &str, command: &Value) -> Result<Value, Failure> {
        let now = self.get(username, path)?;
        let version = now.pointer("/version").and_then(Value::as_u64);
        let name = text(command, "/command")?;
        let offered = now.pointer("/offered_commands").and_then(Value::as_array);
        let offers = |offered: &Vec<Value>| offered.iter().any(|offer| offer.pointer("/command") == Some(&json!(name)));
        if !offered.is_some_and(offers) {
            return Err(Failure::new(format!(
                "KHÔNG KHỚP: {username} không được mời dùng lệnh {name} / is not offered it"
            )));
        }
        self.post(username, &format!("{path}/commands"), version, command, 200)
    }

    /// The same, where it is refused; the problem's code.
    pub fn refused(&self, username: &str, path: &str, command: &Value, status: u16) -> Result<String, Failure> {
        let version = self.get(username, path)?.pointer("/version").and_then(Value::as_u64);
        let problem = self.post(username, &format!("{path}/commands"), version, command, status)?;
        text(&problem, "/code").map(str::to_owned)
    }

    /// Sets a draft's content anew.
    pub fn revise(&self, username: &str, path: &str, content: &Value) -> Result<(), Failure> {
        let version = self.get(username, path)?.pointer("/version").and_then(Value::as_u64).unwrap_or_default();
        let path = format!("{path}/draft");
        let sent = self
            .agent
            .put(format!("{}{path}", self.base))
            .header("Authorization", self.bearer(username)?)
            .header("If-Match", format!("\"{version}\""))
            .content_type("application/json");
        read(&format!("{username}: PUT {path}"), sent.send(json!({ "content": content }).to_string()), 200).map(drop)
    }

    /// Uploads a file; its id.
    pub fn upload(&self, username: &str, name: &str, content: &[u8]) -> Result<String, Failure> {
        let mut encoded = String::new();
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
        let sent = self
            .agent
            .post(format!("{}/files?name={encoded}", self.base))
            .header("Authorization", self.bearer(username)?)
            .content_type("application/octet-stream");
        let answer = read("POST /files", sent.send(content), 201)?;
        let as_sent = answer.pointer("/size").and_then(Value::as_u64) == u64::try_from(content.len()).ok()
            && text(&answer, "/name")? == name
            && text(&answer, "/media_type")? == "application/pdf";
        if !as_sent {
            return Err(Failure::new(format!("KHÔNG KHỚP: mong đợi {name}, application/pdf, nhận được {answer}")));
        }
        text(&answer, "/id").map(str::to_owned)
    }

    /// Downloads a file.
    pub fn download(&self, username: &str, file: &str) -> Result<Vec<u8>, Failure> {
        self.bytes(username, &format!("/files/{file}"))
    }

    /// What stands there, as bytes.
    pub fn bytes(&self, username: &str, path: &str) -> Result<Vec<u8>, Failure> {
        let failed = |error: ureq::Error| Failure::new(format!("GET {path}: {error}"));
        let asked = self.agent.get(format!("{}{path}", self.base)).header("Authorization", self.bearer(username)?);
        let mut answer = asked.call().map_err(failed)?;
        if answer.status() != 200 {
            return Err(Failure::new(format!("GET {path}: {}", answer.status())));
        }
        answer.body_mut().read_to_vec().map_err(failed)
    }

    /// Sends something as anybody may.
    pub fn without_sign_in(&self, path: &str, body: &Value, expected: u16) -> Result<Value, Failure> {
        let sent = self.agent.post(format!("{}{path}", self.base)).content_type("application/json");
        read(&format!("POST {path}"), sent.send(body.to_string()), expected)
    }
}

fn read(what: &str, answer: Answer, expected: u16) -> Result<Value, Failure> {
    let failed = |error: String| Failure::new(format!("{what}: {error}"));
    let mut answer = answer.map_err(|error| failed(error.to_string()))?;
    let status = answer.status().as_u16();
    let body = answer.body_mut().read_to_string().map_err(|error| failed(error.to_string()))?;
    if status != expected {
        return Err(failed(format!("KHÔNG KHỚP: mong đợi {expected}, nhận được / expected and got {status}: {body}")));
    }
    serde_json::from_str(&body).map_err(|error| failed(error.to_string()))
}

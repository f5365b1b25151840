//! Someone who talks to a server over HTTP, and what they are answered.

use std::sync::Arc;

use serde_json::Value;
use ureq::{Agent, http};

/// Someone with a server's address and perhaps a token.
#[derive(Debug, Clone)]
pub struct Client {
    base: Arc<str>,
    agent: Agent,
    token: Option<String>,
    name: Arc<str>,
}

/// A request that is being put together.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    client: &'a Client,
    method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked, for a message.
    pub asked: String,
    /// The status.
    pub status: u16,
    /// Every header, names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Client {
    /// Someone at this server.
    pub fn new(base: &str, agent: Agent, token: Option<String>, name: &str) -> Self {
        Self { base: base.into(), agent, token, name: name.into() }
    }

    /// The same with another bearer token.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The bearer token.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Who it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A request. A path that doesn't begin with `/api/`, `/docs`, `/demo`, `/documents/`, `/pages/`, `/m/`, `/mot-cua` or `/.well-known/`
    /// lies under `/api/v1`.
    pub fn request(&self, method: &'static str, path: &str) -> Request<'_> {
        let whole = ["/api/", "/docs", "/demo", "/documents/", "/pages/", "/m/", "/mot-cua", "/.well-known/"]
            .iter()
            .any(|start| path.starts_with(start));
        let path = if whole { path.to_owned() } else { format!("/api/v1{path}") };
        Request { client: self, method, path, headers: Vec::new(), body: None }
    }

    /// GET.
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path).send()
    }

    /// POST with JSON.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.request("POST", path).json(body).send()
    }

    /// Every item of a list, page by page.
    pub fn all(&self, path: &str) -> Vec<Value> {
        let lead = if path.contains('?') { '&' } else { '?' };
        let (mut items, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let place = cursor.map(|c| format!("&cursor={c}")).unwrap_or_default();
            let mut page = self.get(&format!("{path}{lead}limit=200{place}")).ok();
            items.append(page["items"].as_array_mut().expect("items"));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => return items,
            }
        }
    }

    /// Every item of a list that comes whole.
    pub fn items(&self, path: &str) -> Vec<Value> {
        let mut list = self.get(path).ok();
        std::mem::take(list["items"].as_array_mut().expect("items"))
    }

    /// Uploads a file and gives its id.
    pub fn upload(&self, name: &str, content: &[u8]) -> String {
        let answer = self.try_upload(name, content);
        answer.created()["id"].as_str().expect("an id").to_owned()
    }

    /// Tries to upload a file.
    pub fn try_upload(&self, name: &str, content: &[u8]) -> Answer {
        let path = format!("/files?name={}", percent(name));
        self.request("POST", &path).bytes("application/octet-stream", content.to_vec()).send()
    }
}

/// Percent-encodes all but letters, digits and a few marks.
pub fn percent(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

impl Request<'_> {
    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With the version that was read.
    #[must_use]
    pub fn if_match(self, version: u64) -> Self {
        self.header("If-Match", &format!("\"{version}\""))
    }

    /// With an Idempotency-Key.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    /// With a JSON body.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        self.bytes("application/json", body.to_string().into_bytes())
    }

    /// With a body of any kind.
    #[must_use]
    pub fn bytes(mut self, media_type: &str, body: Vec<u8>) -> Self {
        self.body = Some(body);
        self.header("Content-Type", media_type)
    }

    /// Sends it. No answer is ever a 5xx.
    pub fn send(&self) -> Answer {
        let answer = self.try_send().unwrap_or_else(|e| panic!("{} {}: {e}", self.method, self.path));
        assert!(answer.status < 500, "{answer}");
        answer
    }

    /// Sends it to a server that may be gone, or not ready.
    ///
    /// # Errors
    /// What went wrong on the way.
    pub fn try_send(&self) -> Result<Answer, String> {
        let mut request =
            http::Request::builder().method(self.method).uri(format!("{}{}", self.client.base, self.path));
        if let Some(token) = &self.client.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let has_body = self.body.is_some() || matches!(self.method, "POST" | "PUT" | "PATCH");
        let response = if has_body {
            let body = self.body.clone().unwrap_or_default();
            self.client.agent.run(request.body(body).map_err(|e| e.to_string())?)
        } else {
            self.client.agent.run(request.body(()).map_err(|e| e.to_string())?)
        };
        let mut response = response.map_err(|e| e.to_string())?;
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let body = response.body_mut().with_config().limit(512 << 20).read_to_vec().map_err(|e| e.to_string())?;
        let asked = format!("{} {} by {}", self.method, self.path, self.client.name);
        Ok(Answer { asked, status: response.status().as_u16(), headers, body })
    }
}

impl Answer {
    /// A header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("not JSON ({e}): {self}"))
    }

    /// This status, or a panic that shows the answer.
    pub fn expect(self, status: u16) -> Self {
        assert!(self.status == status, "expected {status}: {self}");
        self
    }

    /// 200, with its JSON.
    pub fn ok(self) -> Value {
        self.expect(200).json()
    }

    /// 201, with its JSON.
    pub fn created(self) -> Value {
        self.expect(201).json()
    }

    /// The version in the ETag.
    pub fn version(&self) -> u64 {
        let tag = self.header("etag").unwrap_or_else(|| panic!("no ETag: {self}"));
        tag.trim_matches('"').parse().unwrap_or_else(|_| panic!("the ETag {tag}"))
    }

    /// A problem with this status and code, whole in every part.
    pub fn problem(self, status: u16, code: &str) -> Problem {
        let asked = format!("{self}");
        let answer = self.expect(status);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{asked}");
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{asked}");
        assert_eq!(problem["type"], format!("urn:congvan:problem:{code}"), "{asked}");
        assert_eq!(problem["status"], status, "{asked}");
        for part in ["title", "detail"] {
            assert!(problem[part].as_str().is_some_and(|text| !text.is_empty()), "no {part}: {asked}");
        }
        if status == 401 {
            assert_eq!(answer.header("www-authenticate"), Some("Bearer"), "{asked}");
        }
        Problem { asked, body: problem }
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body: String = String::from_utf8_lossy(&self.body).chars().take(1500).collect();
        write!(f, "{} was answered {}: {body}", self.asked, self.status)
    }
}

/// A problem (RFC 9457).
#[derive(Debug, Clone)]
pub struct Problem {
    asked: String,
    /// The whole of it.
    pub body: Value,
}

impl Problem {
    /// That something is wrong at this place, under this code.
    pub fn at(self, pointer: &str, code: &str) -> Self {
        let faults = self.body["errors"].as_array().cloned().unwrap_or_default();
        let found = faults.iter().any(|fault| fault["pointer"] == pointer && fault["code"] == code);
        assert!(found, "no {code} at {pointer:?}: {}", self.asked);
        for fault in &faults {
            assert!(
                fault["detail"].as_str().is_some_and(|text| !text.is_empty()),
                "a fault without words: {}",
                self.asked
            );
        }
        self
    }

    /// What is wrong, in words.
    pub fn detail(&self) -> &str {
        self.body["detail"].as_str().unwrap_or_default()
    }
}

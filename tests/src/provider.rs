//! A real OpenID provider (npm's oidc-provider, see `tests/oidc`), and the part that a browser plays with it.

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::OnceLock,
    time::Duration,
};

use serde_json::{Value, json};
use ureq::{Agent, http::Request};

use crate::{percent, workspace};

/// The page to which browsers come back. Nobody listens there: the address is all that the tests need.
pub const PAGE: &str = "http://127.0.0.1:9/dang-nhap";

/// The secret of the client `congvan`; `congvan-cong-khai` has none.
pub const CLIENT_SECRET: &str = "mot bi mat: & + dai";

/// The provider. It ends with the test program.
#[derive(Debug)]
pub struct Provider {
    issuer: String,
    agent: Agent,
    _process: Child,
    _lifeline: ChildStdin,
    // What is said to nobody ends a process.
    _printed: BufReader<ChildStdout>,
}

/// What a browser keeps of one site.
#[derive(Debug, Default)]
pub struct Browser(Vec<(String, String, String)>);

impl Browser {
    fn sent(&self, path: &str) -> String {
        let fitting = self.0.iter().filter(|(.., place)| path.starts_with(place));
        fitting.map(|(name, value, _)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, line: &str) {
        let mut parts = line.split(';').map(str::trim);
        let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).expect("a cookie");
        let path = parts.find_map(|part| part.strip_prefix("path=")).unwrap_or("/");
        self.0.retain(|(known, _, place)| (known.as_str(), place.as_str()) != (name, path));
        if !value.is_empty() {
            self.0.push((name.to_owned(), value.to_owned(), path.to_owned()));
        }
    }
}

impl Provider {
    /// The one that all tests share: their accounts have names of their own.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Provider> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    fn start() -> Self {
        let folder = workspace().join("tests/oidc");
        assert!(
            folder.join("node_modules").is_dir(),
            "npm ci was not run in tests/oidc: run scripts/test (or scripts/dev-services)"
        );
        let mut process = Command::new("node")
            .args(["provider.mjs", PAGE])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node");
        let lifeline = process.stdin.take().expect("a pipe");
        let (mut issuer, mut printed) = (String::new(), BufReader::new(process.stdout.take().expect("a pipe")));
        printed.read_line(&mut issuer).expect("its issuer");
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
        let issuer = issuer.trim().to_owned();
        assert!(issuer.starts_with("http://127.0.0.1:"), "the provider did not start: {issuer:?}");
        Self { issuer, agent, _process: process, _lifeline: lifeline, _printed: printed }
    }

    /// Its address.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Says what it knows of an account.
    pub fn account(&self, id: &str, claims: &Value) {
        let mut claims = claims.clone();
        claims["id"] = json!(id);
        let request = Request::post(format!("{}/accounts", self.issuer)).body(claims.to_string()).unwrap();
        assert_eq!(self.agent.run(request).expect("the provider").status(), 204);
    }

    /// What a browser does that is sent there: signs in as this account and agrees, with every cookie and redirect on the way. The
    /// address to which it is sent back.
    pub fn browse(&self, start: &str, account: &str) -> String {
        let mut browser = Browser::default();
        let mut at = start.to_owned();
        let mut form: Option<String> = None;
        for _ in 0..12 {
            let (status, location, page) = self.step(&mut browser, &at, form.take().as_deref());
            match location {
                Some(back) if back.starts_with(PAGE) => return back,
                Some(next) if next.starts_with('/') => at = format!("{}{next}", self.issuer),
                Some(next) => at = next,
                None => {
                    assert_eq!(status, 200, "{at}: {page}");
                    let prompt = page.split("name=\"prompt\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
                    form = Some(match prompt {
                        Some("login") => format!("prompt=login&login={}&password=x", percent(account)),
                        Some("consent") => "prompt=consent".to_owned(),
                        other => panic!("{at} asks for {other:?}: {page}"),
                    });
                }
            }
        }
        panic!("sent from place to place: {at}");
    }

    fn step(&self, browser: &mut Browser, at: &str, form: Option<&str>) -> (u16, Option<String>, String) {
        let path = at.strip_prefix(&self.issuer).unwrap_or_else(|| panic!("the browser was sent to {at}"));
        let cookies = browser.sent(path);
        let response = match form {
            Some(form) => {
                let request = Request::post(at)
                    .header("cookie", cookies)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(form.to_owned());
                self.agent.run(request.unwrap())
            }
            None => self.agent.run(Request::get(at).header("cookie", cookies).body(()).unwrap()),
        };
        let mut response = response.unwrap_or_else(|error| panic!("{at}: {error}"));
        for line in response.headers().get_all("set-cookie") {
            browser.keep(line.to_str().unwrap());
        }
        let location = response.headers().get("location").map(|value| value.to_str().unwrap().to_owned());
        let page = response.body_mut().read_to_string().unwrap_or_default();
        (response.status().as_u16(), location, page)
    }
}

/// A parameter of an address, as it was before it was encoded.
pub fn parameter(address: &str, name: &str) -> Option<String> {
    let query = address.split_once('?')?.1;
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            b'+' => b' ',
            other => other,
        });
    }
    Some(String::from_utf8(bytes).unwrap())
}

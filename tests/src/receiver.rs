//! A receiver of webhooks: a small HTTP server that answers as a test tells it to, and keeps what it was sent. Signatures are computed
//! here once more, by hand.

use std::{
    collections::{BTreeMap, VecDeque},
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::wait_until;

/// What it does with a message.
#[derive(Debug, Clone)]
pub enum Reply {
    /// Answers with this status and body.
    Status(u16, &'static str),
    /// Answers with a redirect to this path of its own.
    Redirect(&'static str),
    /// Closes the connection without an answer.
    Close,
    /// Says nothing for so long.
    Hang(Duration),
}

/// A message that it was sent.
#[derive(Debug, Clone)]
pub struct Got {
    /// Where.
    pub path: String,
    /// With what, by names in small letters.
    pub headers: BTreeMap<String, String>,
    /// What it said.
    pub body: Vec<u8>,
}

impl Got {
    /// The id of the message.
    pub fn id(&self) -> &str {
        &self.headers["webhook-id"]
    }

    /// What it said.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Its kind.
    pub fn kind(&self) -> String {
        self.json()["kind"].as_str().unwrap().to_owned()
    }

    /// Whether it was signed with this secret.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let head = format!("{}.{}.", self.id(), self.headers["webhook-timestamp"]);
        let mac = hmac_sha256(&key, &[head.as_bytes(), &self.body].concat());
        let right = format!("v1,{}", STANDARD.encode(mac));
        self.headers["webhook-signature"].split(' ').any(|one| one == right)
    }
}

/// RFC 2104, over SHA-256.
fn hmac_sha256(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let inner = Sha256::digest([block.map(|byte| byte ^ 0x36).as_slice(), text].concat()).to_vec();
    Sha256::digest([block.map(|byte| byte ^ 0x5c).as_slice(), &inner].concat()).to_vec()
}

#[derive(Debug, Default)]
struct Desk {
    replies: VecDeque<Reply>,
    got: Vec<Got>,
}

/// It answers 200 where nothing else was said.
#[derive(Debug)]
pub struct Receiver {
    port: u16,
    desk: Arc<Mutex<Desk>>,
}

impl Receiver {
    /// Begins to listen; it ends with the test program.
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let desk = Arc::new(Mutex::new(Desk::default()));
        let kept = Arc::clone(&desk);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let desk = Arc::clone(&kept);
                thread::spawn(move || serve(stream, &desk));
            }
        });
        Self { port, desk }
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/nhan", self.port)
    }

    /// Answers the next messages so.
    pub fn will(&self, replies: impl IntoIterator<Item = Reply>) {
        self.desk.lock().unwrap().replies.extend(replies);
    }

    /// Everything that it was sent, in its order.
    pub fn got(&self) -> Vec<Got> {
        self.desk.lock().unwrap().got.clone()
    }

    /// The same, once there are so many.
    pub fn wait(&self, many: usize) -> Vec<Got> {
        wait_until(&format!("{many} messages"), Duration::from_secs(60), || self.got().len() >= many);
        self.got()
    }
}

fn serve(stream: TcpStream, desk: &Mutex<Desk>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    let Some(got) = message(&mut reader) else { return };
    let reply = {
        let mut desk = desk.lock().unwrap();
        desk.got.push(got);
        desk.replies.pop_front().unwrap_or(Reply::Status(200, "đã nhận"))
    };
    let (status, head, body) = match reply {
        Reply::Status(status, body) => (status, String::new(), body),
        Reply::Redirect(path) => (307, format!("Location: {path}\r\n"), ""),
        Reply::Close => return,
        Reply::Hang(time) => {
            thread::sleep(time);
            return;
        }
    };
    let head = format!("HTTP/1.1 {status} X\r\n{head}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(&[head.as_bytes(), body.as_bytes()].concat());
}

fn message(reader: &mut impl BufRead) -> Option<Got> {
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    assert!(first.starts_with("POST "), "{first}");
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let mut body = vec![0; headers.get("content-length")?.parse().ok()?];
    reader.read_exact(&mut body).ok()?;
    Some(Got { path, headers, body })
}

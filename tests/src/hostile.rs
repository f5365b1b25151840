//! An OpenID provider that answers whatever a test wants it to: hostile tokens, redirects, too much.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
};

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::{KeyPair, KeySize, PublicKeyComponents},
    signature::{self, KeyPair as _, RsaEncoding},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// What it answers at a path: status, and a body; a body that is no JSON object goes out as it stands, `Location` with a redirect.
type Answers = BTreeMap<String, (u16, String)>;

/// Such a provider. It listens until the test program ends.
#[derive(Debug, Clone)]
pub struct Hostile {
    issuer: String,
    answers: Arc<Mutex<Answers>>,
    asked: Arc<Mutex<Vec<String>>>,
}

/// A key that it signs with.
#[derive(Debug)]
pub struct Rsa(KeyPair);

impl Rsa {
    /// A new one.
    pub fn fresh() -> Self {
        Self(KeyPair::generate(KeySize::Rsa2048).unwrap())
    }

    /// Its public half, under this name.
    pub fn jwk(&self, kid: &str) -> Value {
        let public = PublicKeyComponents::<Vec<u8>>::from(self.0.public_key());
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({ "kty": "RSA", "kid": kid, "use": "sig", "n": text(&public.n), "e": text(&public.e) })
    }

    /// Its public half as bytes.
    pub fn public(&self) -> Vec<u8> {
        let der: aws_lc_rs::encoding::PublicKeyX509Der<'_> = self.0.public_key().as_der().unwrap();
        der.as_ref().to_vec()
    }

    /// A token with this head and these claims, signed as the head says (`RS256` or `PS256`).
    pub fn sign(&self, head: &Value, claims: &Value) -> String {
        let text = unsigned(head, claims);
        let how: &'static dyn RsaEncoding =
            if head["alg"] == "PS256" { &signature::RSA_PSS_SHA256 } else { &signature::RSA_PKCS1_SHA256 };
        let mut bytes = vec![0; self.0.public_modulus_len()];
        self.0.sign(how, &SystemRandom::new(), text.as_bytes(), &mut bytes).unwrap();
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(bytes))
    }
}

/// Head and claims of a token, without a signature.
pub fn unsigned(head: &Value, claims: &Value) -> String {
    format!("{}.{}", URL_SAFE_NO_PAD.encode(head.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()))
}

impl Hostile {
    /// Listens on loopback, with a discovery document that is as it should be.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let this = Self { issuer, answers: Arc::default(), asked: Arc::default() };
        this.answer("/.well-known/openid-configuration", 200, &this.document().to_string());
        let serving = this.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let one = serving.clone();
                std::thread::spawn(move || drop(one.serve(stream)));
            }
        });
        this
    }

    /// Its address.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// A discovery document that is as it should be.
    pub fn document(&self) -> Value {
        let base = &self.issuer;
        json!({
            "issuer": base, "authorization_endpoint": format!("{base}/auth"), "token_endpoint": format!("{base}/token"),
            "jwks_uri": format!("{base}/jwks"), "userinfo_endpoint": format!("{base}/me"),
        })
    }

    /// What it answers there from now on.
    pub fn answer(&self, path: &str, status: u16, body: &str) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.insert(path.to_owned(), (status, body.to_owned()));
    }

    /// How often it was asked for this path.
    pub fn asked(&self, path: &str) -> usize {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).iter().filter(|asked| *asked == path).count()
    }

    fn serve(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream);
        let (mut path, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim();
            if path.is_empty() {
                path = line.split(' ').nth(1).unwrap_or_default().split('?').next().unwrap_or_default().to_owned();
            }
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            if line.is_empty() {
                break;
            }
        }
        reader.read_exact(&mut vec![0; length])?;
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let (status, body) = answers.get(&path).cloned().unwrap_or((404, String::new()));
        drop(answers);
        let (location, body) = if (300..400).contains(&status) {
            (format!("Location: {body}\r\n"), String::new())
        } else {
            (String::new(), body)
        };
        let head = format!(
            "HTTP/1.1 {status} X\r\n{location}Content-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        reader.get_mut().write_all(format!("{head}{body}").as_bytes())
    }
}

//! Someone who talks to a server by TLS, and trusts one certificate and no other.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
    time::Duration,
};

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    client::Resumption,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use serde_json::Value;

/// For how long a server may be silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// A client by TLS, each request on a connection of its own.
#[derive(Debug, Clone)]
pub struct TlsClient {
    port: u16,
    name: ServerName<'static>,
    config: Arc<ClientConfig>,
}

/// What came back, and from whom.
#[derive(Debug, Clone)]
pub struct TlsAnswer {
    /// The status.
    pub status: u16,
    /// Every header, names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The certificate that the server has shown.
    pub certificate: Vec<u8>,
}

impl TlsClient {
    /// Of the server at this loopback port, as it is called in the certificate; it must show this one (PEM).
    pub fn new(port: u16, name: &str, trusted: &str) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(trusted.as_bytes()).expect("a certificate")).expect("a certificate");
        let mut config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("TLS versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        // A session that is taken up again would not show the certificate.
        config.resumption = Resumption::disabled();
        Self { port, name: ServerName::try_from(name.to_owned()).expect("a name"), config: Arc::new(config) }
    }

    /// GET.
    ///
    /// # Errors
    /// What went wrong on the way, such as a certificate that is not trusted.
    pub fn get(&self, path: &str) -> Result<TlsAnswer, String> {
        self.send("GET", path, None)
    }

    /// POST with JSON.
    ///
    /// # Errors
    /// What went wrong on the way.
    pub fn post(&self, path: &str, body: &Value) -> Result<TlsAnswer, String> {
        self.send("POST", path, Some(body))
    }

    fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Result<TlsAnswer, String> {
        let connection =
            ClientConnection::new(Arc::clone(&self.config), self.name.clone()).map_err(|e| e.to_string())?;
        let stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(|e| e.to_string())?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(|e| e.to_string())?;
        let mut stream = StreamOwned::new(connection, stream);
        let body = body.map(Value::to_string).unwrap_or_default();
        let kind = if body.is_empty() { "" } else { "Content-Type: application/json\r\n" };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{kind}Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .map_err(|e| e.to_string())?;
        let mut came = Vec::new();
        let read = stream.read_to_end(&mut came);
        if came.is_empty() {
            return Err(read.err().map_or_else(|| "no answer".to_owned(), |e| e.to_string()));
        }
        let certificate = stream.conn.peer_certificates().and_then(<[_]>::first).expect("a certificate").to_vec();
        let end = came.windows(4).position(|four| four == b"\r\n\r\n").ok_or("no head")?;
        let head = String::from_utf8_lossy(&came[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).ok_or("no status")?;
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        Ok(TlsAnswer { status, headers, body: came[end + 4..].to_vec(), certificate })
    }
}

impl TlsAnswer {
    /// A header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

//! Calling others by HTTP: bounded in time, redirects never followed, no proxy out of the environment, and only to addresses that a gate
//! lets through. It knows nothing of this program: who is called, and what is made of an answer, is the caller's.

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use rustls::crypto::aws_lc_rs;
use ureq::{
    Agent, AsSendBody, Body, Error,
    config::Config,
    http::{Request, Response, Uri},
    tls::{Certificate, PemItem, RootCerts, TlsConfig},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

pub use ureq;

/// How others are called.
#[derive(Debug, Clone)]
pub struct ClientSettings {
    /// How long a call may take, from looking up the name to the last byte of the answer.
    pub timeout: Duration,
    /// A PEM file of authorities to trust beside the system's.
    pub authorities: Option<PathBuf>,
}

/// Which addresses may be called. It is asked of the very addresses that are connected to, after the name was looked up: a name that is
/// looked up once more, and leads elsewhere then, gets nobody past it.
pub trait Gate: std::fmt::Debug + Send + Sync + 'static {
    /// Whether this host may be called at this address.
    fn lets_through(&self, host: &str, address: IpAddr) -> bool;
}

/// Every address may be called.
#[derive(Debug, Clone, Copy)]
pub struct Open;

impl Gate for Open {
    fn lets_through(&self, _: &str, _: IpAddr) -> bool {
        true
    }
}

/// Looks names up, and asks the gate.
#[derive(Debug)]
struct Guarded<G> {
    inner: DefaultResolver,
    gate: G,
}

/// What a call fails with that the gate does not let through; the words stand in the error.
const CLOSED: &str = "its address is private, local or reserved, and its host is not allowed by name";

impl<G: Gate> Resolver for Guarded<G> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        // One closed address among them closes all: nobody finds out what lies behind by trying.
        if found.iter().all(|address| self.gate.lets_through(host, address.ip())) {
            Ok(found)
        } else {
            Err(Error::Other(CLOSED.into()))
        }
    }
}

/// Calls others. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    agent: Agent,
}

impl Client {
    /// Trusts the system's authorities, and those of the file; calls what the gate lets through.
    ///
    /// # Errors
    /// In words, where the file can't be read or holds no certificate.
    pub fn new(settings: &ClientSettings, gate: impl Gate) -> Result<Self, String> {
        let mut roots: Vec<Certificate<'static>> = rustls_native_certs::load_native_certs()
            .certs
            .iter()
            .map(|der| Certificate::from_der(der).to_owned())
            .collect();
        if let Some(path) = &settings.authorities {
            roots.extend(certificates(path)?);
        }
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(aws_lc_rs::default_provider()))
            .root_certs(RootCerts::new_with_certs(&roots))
            .build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_global(Some(settings.timeout))
            .user_agent("congvan")
            .tls_config(tls)
            .build();
        let resolver = Guarded { inner: DefaultResolver::default(), gate };
        Ok(Self { agent: Agent::with_parts(config, DefaultConnector::new(), resolver) })
    }

    /// Sends a request. A status of whatever kind is an answer; its body is the caller's to read, within bounds.
    ///
    /// # Errors
    /// In words, where there is no answer.
    pub fn run(&self, request: Request<impl AsSendBody>) -> Result<Response<Body>, String> {
        self.agent.run(request).map_err(|error| match error {
            Error::Other(why) => why.to_string(),
            other => other.to_string(),
        })
    }
}

fn certificates(path: &Path) -> Result<Vec<Certificate<'static>>, String> {
    let shown = path.display();
    let text = std::fs::read(path).map_err(|error| format!("{shown}: {error}"))?;
    let mut found = Vec::new();
    for item in ureq::tls::parse_pem(&text) {
        if let PemItem::Certificate(certificate) = item.map_err(|error| format!("{shown}: {error}"))? {
            found.push(certificate);
        }
    }
    if found.is_empty() {
        return Err(format!("{shown}: không có chứng thư nào / holds no certificate"));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test may fail loudly")]

    use std::{
        io::{Read, Write},
        net::TcpListener,
        sync::mpsc,
        thread,
    };

    use super::*;

    /// Lets nothing through that is on this machine.
    #[derive(Debug)]
    struct NotHere;

    impl Gate for NotHere {
        fn lets_through(&self, _: &str, address: IpAddr) -> bool {
            !address.is_loopback()
        }
    }

    fn client(gate: impl Gate) -> Client {
        let settings = ClientSettings { timeout: Duration::from_secs(10), authorities: None };
        Client::new(&settings, gate).unwrap()
    }

    /// Answers once with a redirect; where it is asked, and what.
    fn server() -> (u16, mpsc::Receiver<String>) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (asked, told) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut bytes = [0; 4096];
                let length = stream.read(&mut bytes).unwrap();
                asked.send(String::from_utf8_lossy(&bytes[..length]).into_owned()).unwrap();
                let answer =
                    "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        (port, told)
    }

    /// The gate is asked of where a name leads: whoever listens there hears nothing of who is turned away.
    #[test]
    fn nobody_is_called_whom_the_gate_does_not_let_through() {
        let (port, told) = server();
        let get = |host: &str| Request::get(format!("http://{host}:{port}/here")).body(()).unwrap();
        for host in ["localhost", "127.0.0.1"] {
            assert_eq!(client(NotHere).run(get(host)).unwrap_err(), CLOSED, "{host}");
        }
        assert!(told.recv_timeout(Duration::from_millis(300)).is_err(), "nobody came");
        // The same call by an open gate arrives; the redirect is an answer like any other, and nobody goes there.
        assert_eq!(client(Open).run(get("127.0.0.1")).unwrap().status(), 302);
        assert!(told.recv().unwrap().starts_with("GET /here "));
        assert!(told.recv_timeout(Duration::from_millis(300)).is_err(), "the redirect was not followed");
    }
}

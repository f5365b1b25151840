//! Asking a provider over HTTP: bounded in time and size, redirects never followed, no proxy out of the environment.

use std::{path::PathBuf, sync::Arc, time::Duration};

use rustls::crypto::aws_lc_rs;
use serde::de::DeserializeOwned;
use ureq::{
    Agent, AsSendBody, Body,
    http::{Request, Response},
    tls::{Certificate, PemItem, RootCerts, TlsConfig},
};
use url::Url;

use crate::Fault;

/// How providers are asked.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// How long an answer may take, from the first to the last byte.
    pub timeout: Duration,
    /// The largest answer, in bytes.
    pub answer_bytes: u64,
    /// A PEM file of authorities to trust beside the system's.
    pub authorities: Option<PathBuf>,
}

/// Asks providers. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Http {
    agent: Agent,
    answer_bytes: u64,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body, where it is a JSON text of that form.
    pub(crate) fn json<T: DeserializeOwned>(&self, what: &str) -> Result<T, Fault> {
        serde_json::from_slice(&self.body).map_err(|error| Fault::unavailable(format!("{what}: {error}")))
    }
}

impl Http {
    /// Trusts the system's authorities, and those of the file.
    ///
    /// # Errors
    /// In words, where the file can't be read or holds no certificate.
    pub fn new(settings: &HttpSettings) -> Result<Self, String> {
        let mut roots: Vec<Certificate<'static>> = rustls_native_certs::load_native_certs()
            .certs
            .iter()
            .map(|der| Certificate::from_der(der).to_owned())
            .collect();
        if let Some(path) = &settings.authorities {
            let shown = path.display();
            let text = std::fs::read(path).map_err(|error| format!("{shown}: {error}"))?;
            let before = roots.len();
            for item in ureq::tls::parse_pem(&text) {
                if let PemItem::Certificate(certificate) = item.map_err(|error| format!("{shown}: {error}"))? {
                    roots.push(certificate);
                }
            }
            if roots.len() == before {
                return Err(format!("{shown}: không có chứng thư nào / holds no certificate"));
            }
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
        Ok(Self { agent: config.new_agent(), answer_bytes: settings.answer_bytes })
    }

    /// GET, with a bearer token where there is one.
    pub(crate) fn get(&self, url: &Url, token: Option<&str>) -> Result<Answer, Fault> {
        let mut request = Request::get(url.as_str()).header("accept", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.body(()).map_err(|error| Fault::unavailable(error.to_string()))?;
        self.run(url, request)
    }

    /// POST of a form, with an `Authorization` where there is one.
    pub(crate) fn post(&self, url: &Url, form: &str, authorization: Option<&str>) -> Result<Answer, Fault> {
        let mut request = Request::post(url.as_str())
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        let request = request.body(form.to_owned());
        self.run(url, request.map_err(|error| Fault::unavailable(error.to_string()))?)
    }

    fn run(&self, url: &Url, request: Request<impl AsSendBody>) -> Result<Answer, Fault> {
        // Neither a query nor what was sent stands in a message.
        let place = || format!("{}{}", url.origin().ascii_serialization(), url.path());
        let failed = |why: String| Fault::unavailable(format!("{}: {why}", place()));
        let mut response: Response<Body> = self.agent.run(request).map_err(|error| failed(error.to_string()))?;
        let status = response.status().as_u16();
        if response.status().is_redirection() {
            return Err(failed(format!("answers with a redirect ({status}), which is not followed")));
        }
        let body = response.body_mut().with_config().limit(self.answer_bytes).read_to_vec();
        Ok(Answer { status, body: body.map_err(|error| failed(error.to_string()))? })
    }
}

//! Asking a provider over HTTP: bounded in time and size, redirects never followed.

use std::{path::PathBuf, time::Duration};

use outbound::{
    Client, ClientSettings, Open,
    ureq::{AsSendBody, http::Request},
};
use serde::de::DeserializeOwned;
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
    client: Client,
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
        let called = ClientSettings { timeout: settings.timeout, authorities: settings.authorities.clone() };
        // Whoever runs the server has named the provider: it may lie in their own network.
        Ok(Self { client: Client::new(&called, Open)?, answer_bytes: settings.answer_bytes })
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
        let mut response = self.client.run(request).map_err(failed)?;
        let status = response.status().as_u16();
        if response.status().is_redirection() {
            return Err(failed(format!("answers with a redirect ({status}), which is not followed")));
        }
        let body = response.body_mut().with_config().limit(self.answer_bytes).read_to_vec();
        Ok(Answer { status, body: body.map_err(|error| failed(error.to_string()))? })
    }
}

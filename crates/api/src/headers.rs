//! Conditional requests and repeats: `If-Match`, `ETag`, `Idempotency-Key`.

use std::sync::Arc;

use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, http::header};
use office::{
    OfficeError,
    repeat::{Answer, Kept, Repeat},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::future::{Ready, ready};

use crate::problem::{ApiError, Kind};

/// The longest Idempotency-Key, in characters.
const MAX_KEY: usize = 128;

/// The headers of a request that says which version it is about and how its repeats are known.
#[derive(Debug, Clone)]
pub struct Conditions {
    /// The version in `If-Match`.
    pub version: Option<u32>,
    /// The `Idempotency-Key`.
    pub key: Option<String>,
    asked: String,
}

impl FromRequest for Conditions {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request))
    }
}

fn read(request: &HttpRequest) -> Result<Conditions, ApiError> {
    let bad = |vi: &str, en: &str| ApiError::new(Kind::BadHeader).because(vi, en);
    let version = match request.headers().get(header::IF_MATCH) {
        None => None,
        Some(value) => {
            let tag = value.to_str().ok().and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"'));
            Some(tag.and_then(|tag| tag.parse().ok()).ok_or_else(|| {
                bad(
                    "If-Match phải là phiên bản trong dấu nháy kép, như \"3\", lấy từ ETag.",
                    "If-Match must be the version in double quotes, such as \"3\", as ETag has it.",
                )
            })?)
        }
    };
    let key = match request.headers().get("idempotency-key") {
        None => None,
        Some(value) => Some(value.to_str().ok().and_then(valid_key).ok_or_else(|| {
            bad(
                "Idempotency-Key phải gồm 1–128 ký tự ASCII in được, không có dấu cách.",
                "Idempotency-Key must be 1 to 128 printable ASCII characters without spaces.",
            )
        })?),
    };
    Ok(Conditions { version, key, asked: format!("{} {}", request.method(), request.uri()) })
}

/// A key that can be kept.
pub fn valid_key(text: &str) -> Option<String> {
    let fits = !text.is_empty() && text.len() <= MAX_KEY && text.bytes().all(|b| b.is_ascii_graphic());
    fits.then(|| text.to_owned())
}

/// Hash of what was asked.
pub fn fingerprint(asked: &str, body: &[u8]) -> String {
    let mut digest = Sha256::new();
    digest.update(asked);
    digest.update([0]);
    digest.update(body);
    hex::encode(digest.finalize())
}

impl Conditions {
    /// How repeats of this request are known, if it has a key.
    pub fn repeat<T>(
        &self,
        body: &[u8],
        answer: impl Fn(&T) -> Result<Made, ApiError> + Send + Sync + 'static,
    ) -> Option<Repeat<T>> {
        let key = self.key.clone()?;
        Some(Repeat { key, fingerprint: fingerprint(&self.asked, body), answer: kept_of(answer) })
    }
}

/// Turns an answer of the API into one that is kept.
pub fn kept_of<T>(
    answer: impl Fn(&T) -> Result<Made, ApiError> + Send + Sync + 'static,
) -> office::repeat::MakeAnswer<T> {
    Arc::new(move |done| {
        let made = answer(done).map_err(|error| OfficeError::Internal(error.to_string()))?;
        Ok(Kept {
            fingerprint: String::new(),
            status: made.status,
            location: made.location,
            etag: made.etag,
            body: made.body,
        })
    })
}

/// An answer that was made: what is sent, and kept for repeats.
#[derive(Debug, Clone)]
pub struct Made {
    status: u16,
    location: Option<String>,
    etag: Option<String>,
    body: String,
}

impl Made {
    /// With a body.
    ///
    /// # Errors
    /// An internal problem where the view can't be written.
    pub fn new<T: Serialize>(status: u16, view: &T) -> Result<Self, ApiError> {
        let body = serde_json::to_string(view).map_err(|error| {
            tracing::error!(%error, "an answer cannot be written");
            ApiError::new(Kind::Internal)
        })?;
        Ok(Self { status, location: None, etag: None, body })
    }

    /// With the place of what was made.
    #[must_use]
    pub fn location(mut self, location: String) -> Self {
        self.location = Some(location);
        self
    }

    /// With the version of what is answered.
    #[must_use]
    pub fn version(mut self, version: u32) -> Self {
        self.etag = Some(format!("\"{version}\""));
        self
    }

    /// To be sent.
    pub fn respond(self) -> HttpResponse {
        let status = actix_web::http::StatusCode::from_u16(self.status).unwrap_or(actix_web::http::StatusCode::OK);
        let mut response = HttpResponse::build(status);
        response.insert_header((header::CONTENT_TYPE, "application/json"));
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        if let Some(etag) = self.etag {
            response.insert_header((header::ETAG, etag));
        }
        response.body(self.body)
    }
}

/// Answers a request that may be a repeat.
///
/// # Errors
/// An internal problem where the view can't be written.
pub fn respond<T>(answer: Answer<T>, make: impl Fn(&T) -> Result<Made, ApiError>) -> Result<HttpResponse, ApiError> {
    match answer {
        Answer::Fresh(done) => Ok(make(&done)?.respond()),
        Answer::Kept(kept) => {
            let again = Made { status: kept.status, location: kept.location, etag: kept.etag, body: kept.body };
            let mut response = again.respond();
            response.headers_mut().insert(
                header::HeaderName::from_static("idempotency-replayed"),
                header::HeaderValue::from_static("true"),
            );
            Ok(response)
        }
    }
}

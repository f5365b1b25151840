//! Pages of other origins: which may use the API, with what, and what of an answer they may read.

use actix_cors::Cors;
use actix_web::http::{Method, header};

/// How long a browser may remember the answer to its question, in seconds.
const REMEMBERED: usize = 600;

/// For these origins and no other. Cookies play no part: whoever asks shows a token that the page has to hold.
pub fn of(origins: &[String]) -> Cors {
    let cors = Cors::default()
        .allowed_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allowed_headers([header::AUTHORIZATION, header::CONTENT_TYPE, header::IF_MATCH, header::ACCEPT_LANGUAGE])
        .allowed_header(header::HeaderName::from_static("idempotency-key"))
        .expose_headers([
            header::ETAG,
            header::LOCATION,
            header::LINK,
            header::RETRY_AFTER,
            header::CONTENT_DISPOSITION,
            header::CONTENT_LANGUAGE,
            header::WWW_AUTHENTICATE,
            header::HeaderName::from_static("idempotency-replayed"),
            header::HeaderName::from_static("x-request-id"),
        ])
        .max_age(REMEMBERED);
    origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}

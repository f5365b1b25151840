//! Pages of other origins: which may use the API, with what, and what of an answer they may read.

use actix_cors::Cors;
use actix_web::http::{Method, header};

use crate::{ApiSettings, SessionCookies, cookies::CSRF_HEADER};

/// How long a browser may remember the answer to its question, in seconds.
const REMEMBERED: usize = 600;

/// For these origins and no other. Unless the settings turn them on, cookies play no part: whoever asks shows a token that the page
/// has to hold.
pub fn of(settings: &ApiSettings) -> Cors {
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
    let csrf = header::HeaderName::from_static(CSRF_HEADER);
    let cors = match settings.cookies {
        SessionCookies::Off => cors,
        SessionCookies::Strict | SessionCookies::Lax => {
            cors.supports_credentials().allowed_header(csrf.clone()).expose_headers([csrf])
        }
    };
    settings.origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}

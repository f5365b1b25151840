//! What is noted of every request: an id that stands in the answer and in every line of the log that is written meanwhile, and one
//! line at its end, with the counts of it. Never an address, a query or a body: the route's pattern says enough.

use std::time::Instant;

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};
use api::request_id::Given;
use tracing::Instrument;
use uuid::Uuid;

use crate::metrics::Metrics;

/// Where an answer names its request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// What stands where no route was found.
const NO_ROUTE: &str = "(none)";

/// Notes a request.
pub async fn request(
    metrics: web::Data<Metrics>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let given = Uuid::now_v7();
    request.extensions_mut().insert(Given(given));
    let id = given.to_string();
    let span = tracing::info_span!("request", request_id = %id);
    let begun = Instant::now();
    let method = method(request.method());
    let answered = next.call(request).instrument(span.clone()).await;
    // As the router has read the address, in which a letter may be written as `%72`.
    let route = answered.as_ref().ok().and_then(|response| {
        let request = response.request();
        request.resource_map().match_pattern(request.match_info().as_str()).filter(|pattern| !pattern.is_empty())
    });
    let route = route.as_deref().unwrap_or(NO_ROUTE);
    let took = begun.elapsed();
    let status = match &answered {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    metrics.request(method, route, status.as_u16(), took);
    span.in_scope(|| {
        let (status, ms) = (status.as_u16(), u64::try_from(took.as_millis()).unwrap_or(u64::MAX));
        if route.starts_with("/api/v1/health") {
            // Asked every few seconds by whoever looks after the machine.
            tracing::debug!(method, route, status, ms, "answered");
        } else {
            tracing::info!(method, route, status, ms, "answered");
        }
    });
    let mut response = answered?.map_into_boxed_body();
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    Ok(response)
}

/// Those that there are; what anybody may invent is one.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

//! Passwords and tokens cross a network by HTTPS alone. By plain HTTP they are taken and given on this machine itself, and behind
//! a proxy that is trusted and says that its client came by HTTPS.

use std::{net::IpAddr, sync::LazyLock};

use actix_web::{
    Error, HttpRequest, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ResourceDef, ServiceRequest, ServiceResponse},
    http::header::HeaderMap,
    middleware::Next,
    web,
};
use ipnet::IpNet;

use crate::{
    ApiState,
    problem::{ApiError, Kind},
    routes,
};

/// Every operation that takes a password, a code or a refresh token, or gives one of them or a secret; and those that begin or
/// end such things. A test holds them against the OpenAPI document.
const SECRET: &[(&str, &str)] = &[
    ("POST", "/api/v1/sessions"),
    ("POST", "/api/v1/sessions/refresh"),
    ("POST", "/api/v1/sign-ins"),
    ("POST", "/api/v1/sign-ins/end"),
    ("PUT", "/api/v1/me/password"),
    ("POST", "/api/v1/password-reset-requests"),
    ("POST", "/api/v1/password-resets"),
    ("POST", "/api/v1/me/second-factor"),
    ("POST", "/api/v1/me/second-factor/confirmation"),
    ("POST", "/api/v1/me/second-factor/recovery-codes"),
    ("POST", "/api/v1/me/second-factor/removal"),
    ("POST", "/api/v1/agencies/{id}/people/{person}/password"),
    ("DELETE", "/api/v1/agencies/{id}/people/{person}/second-factor"),
    ("POST", "/api/v1/agencies/{id}/service-accounts"),
    ("POST", "/api/v1/agencies/{id}/service-accounts/{account}/keys"),
    ("POST", "/api/v1/agencies/{id}/webhooks"),
    ("POST", "/api/v1/agencies/{id}/webhooks/{webhook}/secrets"),
    ("POST", "/api/v1/public/{agency}/account/codes"),
    ("POST", "/api/v1/public/{agency}/account/sessions"),
    ("POST", "/api/v1/public/{agency}/look-up"),
    ("POST", "/api/v1/public/{agency}/ratings"),
];

/// The same as the router reads addresses: of several routes that fit one the router takes the one of the method.
static PLACES: LazyLock<Vec<(&str, ResourceDef)>> =
    LazyLock::new(|| SECRET.iter().map(|(method, path)| (*method, ResourceDef::new(*path))).collect());

/// What proxies write into a request that they pass on.
const TRACES: &[&str] = &[ADDRESS, PROTOCOL, "x-forwarded-host", "x-real-ip", "forwarded", "via"];
const ADDRESS: &str = "x-forwarded-for";
const PROTOCOL: &str = "x-forwarded-proto";

/// Why a request must not carry a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// It came by plain HTTP from another machine.
    Plain,
    /// It came from this machine, passed on by a proxy that nobody has named.
    UnknownProxy,
    /// A trusted proxy has passed it on and doesn't say that it came by HTTPS.
    PlainBefore,
}

/// Whether others could have read the request on its way.
fn open(tls: bool, peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpNet]) -> Option<Open> {
    let peer = peer.map(|address| address.to_canonical());
    let here = peer.is_some_and(|address| address.is_loopback());
    let passed_on = TRACES.iter().any(|name| headers.contains_key(*name));
    let by_trusted = peer.is_some_and(|address| trusted.iter().any(|net| net.contains(&address)));
    if passed_on && by_trusted {
        // Each proxy on the way may have written its own word; one that is not good is enough.
        let by_https = every(headers, PROTOCOL, |protocol| protocol.eq_ignore_ascii_case("https"));
        let all_here = every(headers, ADDRESS, is_here);
        return if by_https || all_here { None } else { Some(Open::PlainBefore) };
    }
    match (tls, here, passed_on) {
        (true, ..) | (false, true, false) => None,
        (false, true, true) => Some(Open::UnknownProxy),
        (false, false, _) => Some(Open::Plain),
    }
}

fn is_here(address: &str) -> bool {
    let bare = address.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

/// Whether a header is there, and good in all that it says.
fn every(headers: &HeaderMap, name: &str, good: impl Fn(&str) -> bool) -> bool {
    let mut there = false;
    for value in headers.get_all(name) {
        there = true;
        if !value.to_str().is_ok_and(|value| value.split(',').all(|part| good(part.trim()))) {
            return false;
        }
    }
    there
}

/// Whether what is asked for is a secret, or takes one. An address that nobody has described is no exception, but for reading.
fn is_secret(request: &HttpRequest) -> bool {
    let (method, path) = (request.method(), routes::path(request));
    PLACES.iter().any(|(known, place)| method == *known && place.is_match(path))
        || (!method.is_safe() && routes::pattern(request).is_none())
}

/// Why this request must not carry a secret; nothing, where it may.
pub fn refusal(request: &HttpRequest, trusted: &[IpNet]) -> Option<ApiError> {
    let peer = request.peer_addr().map(|address| address.ip());
    let (vi, en) = match open(request.app_config().secure(), peer, request.headers(), trusted)? {
        Open::Plain => (
            "Yêu cầu này đến từ máy khác bằng HTTP không mã hóa. Hãy dùng địa chỉ https://; quản trị máy chủ cần đặt \
             tls_certificate và tls_key, hoặc đặt máy chủ sau một proxy HTTPS có tên trong trusted_proxies.",
            "This request came from another machine by plain HTTP. Use the address with https://; whoever runs the server sets \
             tls_certificate and tls_key, or puts it behind a proxy that speaks HTTPS and is named in trusted_proxies.",
        ),
        Open::UnknownProxy => (
            "Yêu cầu này được một proxy trên máy chủ chuyển tiếp, nhưng proxy không có tên trong trusted_proxies. Quản trị máy \
             chủ cần thêm địa chỉ của nó vào đó.",
            "This request was passed on by a proxy on the server's own machine which trusted_proxies does not name. Whoever runs \
             the server adds its address there.",
        ),
        Open::PlainBefore => (
            "Yêu cầu này đến proxy bằng HTTP không mã hóa, hoặc proxy không ghi X-Forwarded-Proto: https. Hãy dùng địa chỉ \
             https://; quản trị máy chủ cần cho proxy ghi tiêu đề này.",
            "This request came to the proxy by plain HTTP, or the proxy does not write X-Forwarded-Proto: https. Use the address \
             with https://; whoever runs the server lets the proxy write that header.",
        ),
    };
    Some(ApiError::new(Kind::HttpsRequired).because(vi, en))
}

/// Refuses to take or give a secret on a way on which others can read.
pub async fn keep_secrets(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if is_secret(request.request()) {
        let state = request.app_data::<web::Data<ApiState>>();
        let trusted = state.map(|state| state.settings.trusted_proxies.as_slice()).unwrap_or_default();
        if let Some(error) = refusal(request.request(), trusted) {
            return Ok(request.into_response(error.error_response()));
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use actix_web::http::header::{HeaderName, HeaderValue};
    use serde_json::Value;

    use super::*;
    use crate::openapi;

    fn way(tls: bool, peer: &str, headers: &[(&'static str, &'static str)]) -> Option<Open> {
        let trusted: Vec<IpNet> = vec!["127.0.0.1/32".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        with(tls, peer, headers, &trusted)
    }

    fn with(tls: bool, peer: &str, headers: &[(&'static str, &'static str)], trusted: &[IpNet]) -> Option<Open> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        open(tls, peer.parse().ok(), &map, trusted)
    }

    #[test]
    fn tls_and_this_machine_are_private_and_everything_else_is_open() {
        for peer in ["192.0.2.9", "127.0.0.1", "::1", "10.1.2.3", ""] {
            assert_eq!(way(true, peer, &[]), None, "{peer}");
        }
        for peer in ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(way(false, peer, &[]), None, "{peer}");
        }
        // Where it comes from may be unknown; a proxy that is trusted may ask for itself.
        for peer in ["192.0.2.9", "2001:db8::1", "::ffff:192.0.2.9", "10.1.2.3", "0.0.0.0", ""] {
            assert_eq!(way(false, peer, &[]), Some(Open::Plain), "{peer}");
        }
    }

    #[test]
    fn only_a_trusted_proxy_says_that_its_client_came_by_https() {
        let https = &[(ADDRESS, "198.51.100.7"), (PROTOCOL, "https")];
        for peer in ["127.0.0.1", "10.1.2.3", "::ffff:10.1.2.3"] {
            assert_eq!(way(false, peer, https), None, "{peer}");
            assert_eq!(way(false, peer, &[(PROTOCOL, "HTTPS")]), None, "{peer}");
        }
        assert_eq!(way(false, "192.0.2.9", https), Some(Open::Plain), "anybody writes that");
        assert_eq!(way(true, "192.0.2.9", &[(PROTOCOL, "http")]), None, "and that");
        for headers in [
            [(ADDRESS, "198.51.100.7"), (PROTOCOL, "http")].as_slice(),
            &[(ADDRESS, "198.51.100.7")],
            &[(ADDRESS, "198.51.100.7"), (PROTOCOL, "")],
            &[(PROTOCOL, "http")],
            &[("forwarded", "for=198.51.100.7;proto=https")],
            &[("via", "1.1 nginx")],
            &[(ADDRESS, "198.51.100.7"), (PROTOCOL, "http, https")],
            &[(ADDRESS, "198.51.100.7"), (PROTOCOL, "https"), (PROTOCOL, "http")],
            // The client has written the first; what can't be read is nobody.
            &[(ADDRESS, "127.0.0.1, 198.51.100.7")],
            &[(ADDRESS, "127.0.0.1"), (ADDRESS, "198.51.100.7")],
            &[(ADDRESS, "127.0.0.1, unknown")],
            &[(ADDRESS, "")],
        ] {
            assert_eq!(way(false, "127.0.0.1", headers), Some(Open::PlainBefore), "{headers:?}");
            // To the proxy it came in the clear, however the proxy came here.
            assert_eq!(way(true, "10.1.2.3", headers), Some(Open::PlainBefore), "{headers:?}");
        }
        assert_eq!(way(false, "127.0.0.1", &[(ADDRESS, "127.0.0.1")]), None, "a client on this machine");
        assert_eq!(way(false, "127.0.0.1", &[(ADDRESS, "::1, 127.0.0.1"), (PROTOCOL, "http")]), None);
        // A proxy on this machine that nobody has named.
        for trace in TRACES {
            assert_eq!(with(false, "127.0.0.1", &[(trace, "https")], &[]), Some(Open::UnknownProxy), "{trace}");
        }
    }

    /// The names of a schema's fields, and whether one of them is to be hidden as it is typed.
    fn fields(document: &Value, schema: &Value, found: &mut BTreeSet<String>, seen: &mut BTreeSet<String>) {
        match schema {
            Value::Object(parts) => {
                if let Some(place) = parts.get("$ref").and_then(Value::as_str)
                    && seen.insert(place.to_owned())
                {
                    let named = document.pointer(place.trim_start_matches('#')).unwrap();
                    fields(document, named, found, seen);
                }
                if parts.get("format").and_then(Value::as_str) == Some("password") {
                    found.insert("password".to_owned());
                }
                if let Some(properties) = parts.get("properties").and_then(Value::as_object) {
                    found.extend(properties.keys().cloned());
                }
                parts.values().for_each(|part| fields(document, part, found, seen));
            }
            Value::Array(parts) => parts.iter().for_each(|part| fields(document, part, found, seen)),
            _ => {}
        }
    }

    /// A new operation that takes or gives a secret fails this until it stands in the list.
    #[test]
    fn every_operation_with_a_secret_is_in_the_list() {
        let document: Value = serde_json::from_slice(openapi::openapi_bytes()).unwrap();
        let mut known = BTreeSet::new();
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let method = method.to_uppercase();
                known.insert((method.clone(), path.clone()));
                let mut names = BTreeSet::new();
                let answers = operation["responses"].as_object().unwrap();
                let answers = answers.iter().filter(|(status, _)| status.starts_with('2')).map(|(_, answer)| answer);
                for part in answers.chain(operation.get("requestBody")) {
                    fields(&document, part, &mut names, &mut BTreeSet::new());
                }
                // How many are left is none.
                names.remove("recovery_codes_left");
                // Nor is whether some can be read.
                names.remove("secrets");
                let words = ["password", "token", "secret", "recovery"];
                let secret = names.iter().find(|name| words.iter().any(|word| name.contains(word)));
                let listed = SECRET.contains(&(method.as_str(), path.as_str()));
                assert!(listed || secret.is_none(), "{method} {path} has {secret:?} and is not in the list");
            }
        }
        for (method, path) in SECRET {
            assert!(known.contains(&((*method).to_owned(), (*path).to_owned())), "{method} {path} is not there");
        }
    }
}

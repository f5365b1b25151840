//! Where a request comes from: the other end of the connection, or, behind a proxy that is trusted, whom the proxy names.

use std::net::IpAddr;

use actix_web::{
    Error, HttpRequest, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header,
    middleware::Next,
    web,
};
use ipnet::IpNet;

use crate::{ApiState, cookies, problem::ApiError};

const FORWARDED: &str = "x-forwarded-for";

/// Where a request comes from.
pub fn of(request: &HttpRequest, trusted: &[IpNet]) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    let named = request.headers().get_all(FORWARDED).filter_map(|value| value.to_str().ok());
    Some(behind(peer, named, trusted))
}

/// Each proxy writes whom it has heard from behind those before. So the list is read from its end, for as long as who has
/// written is trusted; what stands before that, anybody may have written.
fn behind<'a>(peer: IpAddr, named: impl Iterator<Item = &'a str>, trusted: &[IpNet]) -> IpAddr {
    let trusts = |address: IpAddr| trusted.iter().any(|net| net.contains(&address.to_canonical()));
    let all: Vec<&str> = named.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut from = peer;
    for name in all.iter().rev() {
        if !trusts(from) {
            break;
        }
        match name.trim_start_matches('[').trim_end_matches(']').parse() {
            Ok(address) => from = address,
            Err(_) => break,
        }
    }
    from.to_canonical()
}

/// Slows down whoever sends very many requests without a token.
pub async fn limit_anonymous(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !request.headers().contains_key(header::AUTHORIZATION)
        && let Some(state) = request.app_data::<web::Data<ApiState>>()
        && cookies::access_token(request.request(), state).is_none()
        && let Err(error) = state.office.anonymous_request(of(request.request(), &state.settings.trusted_proxies))
    {
        let response = ApiError::from(error).error_response();
        return Ok(request.into_response(response));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_say_who_asks() {
        let trusted: Vec<IpNet> = vec!["127.0.0.1/32".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        let from =
            |peer: &str, named: &[&str]| behind(peer.parse().unwrap(), named.iter().copied(), &trusted).to_string();
        assert_eq!(from("192.0.2.9", &["198.51.100.7"]), "192.0.2.9", "nobody has asked a stranger");
        assert_eq!(from("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(from("127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(from("127.0.0.1", &["203.0.113.1, 198.51.100.7"]), "198.51.100.7", "the first is invented");
        assert_eq!(from("127.0.0.1", &["203.0.113.1", "198.51.100.7, 10.1.2.3"]), "198.51.100.7");
        assert_eq!(from("127.0.0.1", &["198.51.100.7, chuyện bịa"]), "127.0.0.1");
        assert_eq!(from("::ffff:127.0.0.1", &["2001:db8::1"]), "2001:db8::1");
        assert_eq!(behind("127.0.0.1".parse().unwrap(), ["198.51.100.7"].into_iter(), &[]).to_string(), "127.0.0.1");
    }
}

//! Who asks, where it is a citizen with an account of their own at an agency. Their tokens open nothing but what is below
//! `/public/{agency}/account`, and nobody else's open that. Where the agency has no accounts of citizens there is nothing there for anybody.

use std::sync::Arc;

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use futures_util::future::LocalBoxFuture;
use office::{AgencySnapshot, citizens};

use crate::{
    ApiState, address, https,
    problem::{ApiError, Kind},
};

/// An agency that has accounts of citizens.
#[derive(Debug, Clone)]
pub struct OpenAgency(pub Arc<AgencySnapshot>);

/// A citizen, signed in there.
#[derive(Debug, Clone)]
pub struct Citizen(pub citizens::Citizen);

/// What is read of a request before anything waits.
fn read(request: &HttpRequest) -> Result<(web::Data<ApiState>, String), ApiError> {
    let none = || ApiError::new(Kind::NotFound);
    let state = request.app_data::<web::Data<ApiState>>().cloned().ok_or_else(none)?;
    let agency = request.match_info().get("agency").ok_or_else(none)?.to_owned();
    Ok((state, agency))
}

impl FromRequest for OpenAgency {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let read = read(request);
        Box::pin(async move {
            let (state, agency) = read?;
            Ok(Self(state.office.agency_of_citizens(&agency).await?))
        })
    }
}

impl FromRequest for Citizen {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let agency = OpenAgency::from_request(request, payload);
        let token = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = token.and_then(|value| value.split_once(' '));
        let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, t)| t.trim().to_owned());
        let read = read(request);
        let trusted = read.as_ref().map(|(state, _)| state.settings.trusted_proxies.clone()).unwrap_or_default();
        let refused = token.as_ref().and_then(|_| https::refusal(request, &trusted));
        Box::pin(async move {
            let OpenAgency(snapshot) = agency.await?;
            if let Some(error) = refused {
                return Err(error);
            }
            let (state, _) = read?;
            let token = token.ok_or_else(|| ApiError::new(Kind::NotSignedIn))?;
            Ok(Self(state.office.citizen(snapshot, &token).await?))
        })
    }
}

/// From where a request comes.
pub fn from(state: &ApiState, request: &HttpRequest) -> Option<std::net::IpAddr> {
    address::of(request, &state.settings.trusted_proxies)
}

//! Who asks, where it may also be another system: the key of a service account as the bearer token of a request.
//!
//! A handler that takes `SignedIn` is closed to systems; one that takes [`Asking`] hands on to a use case that says which scope
//! it wants.

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use futures_util::future::LocalBoxFuture;
use office::{
    agency::{Asker, ServiceCaller},
    domain::{Refusal, Rule},
    services,
};

use crate::{
    ApiState, address,
    caller::SignedIn,
    https,
    problem::{ApiError, Kind},
};

/// A person, signed in, or another system.
#[derive(Debug, Clone, Copy)]
pub struct Asking(pub Asker);

type Answer<T> = LocalBoxFuture<'static, Result<T, ApiError>>;

/// The system whose key a request comes with, if it comes with one.
fn system(request: &HttpRequest) -> Option<Answer<ServiceCaller>> {
    let (scheme, token) = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = Some(token.trim()).filter(|token| token.starts_with(services::PREFIX))?.to_owned();
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    let state = request.app_data::<web::Data<ApiState>>().cloned();
    let trusted = state.as_ref().map(|state| state.settings.trusted_proxies.as_slice()).unwrap_or_default();
    let from = address::of(request, trusted);
    // A key holds for months: it crosses no network where others can read it.
    let refused = https::refusal(request, trusted);
    Some(Box::pin(async move {
        if let Some(error) = refused {
            return Err(error);
        }
        let state = state.ok_or_else(|| ApiError::new(Kind::NotSignedIn))?;
        Ok(state.office.authenticate_service(&token, from).await?)
    }))
}

/// What a system is told that asks for what only people do; nothing, where it is no system that asks.
pub fn people_only<T: 'static>(request: &HttpRequest) -> Option<Answer<T>> {
    let system = system(request)?;
    Some(Box::pin(async move {
        system.await?;
        Err(Refusal::new(Rule::PeopleOnly).into())
    }))
}

impl FromRequest for Asking {
    type Error = ApiError;
    type Future = Answer<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if let Some(system) = system(request) {
            return Box::pin(async move { Ok(Self(system.await?.into())) });
        }
        let person = SignedIn::from_request(request, payload);
        Box::pin(async move { Ok(Self(person.await?.caller().into())) })
    }
}

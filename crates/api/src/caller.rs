//! Who asks: the bearer token of a request.

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use futures_util::future::LocalBoxFuture;
use office::{agency::Caller, sign_in};

use crate::{
    ApiState,
    asking::people_only,
    problem::{ApiError, Kind},
};

/// Someone signed in. Every handler that takes it is closed to everyone else.
#[derive(Debug, Clone, Copy)]
pub struct SignedIn(pub sign_in::SignedIn);

impl SignedIn {
    /// Who.
    pub const fn caller(&self) -> Caller {
        self.0.caller
    }
}

/// Someone signed in who may still have to enrol a second factor: for what enrolling takes, and for signing out.
#[derive(Debug, Clone, Copy)]
pub struct Enrolling(pub sign_in::SignedIn);

/// The bearer token of a request, and where it is checked.
fn bearer(request: &HttpRequest) -> Result<(web::Data<ApiState>, String), ApiError> {
    let state = request.app_data::<web::Data<ApiState>>().cloned();
    let token = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned());
    state.zip(token).ok_or_else(|| ApiError::new(Kind::NotSignedIn))
}

impl FromRequest for SignedIn {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        if let Some(told) = people_only(request) {
            return told;
        }
        let found = bearer(request);
        Box::pin(async move {
            let (state, token) = found?;
            Ok(Self(state.office.authenticate(&token).await?))
        })
    }
}

impl FromRequest for Enrolling {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        if let Some(told) = people_only(request) {
            return told;
        }
        let found = bearer(request);
        Box::pin(async move {
            let (state, token) = found?;
            Ok(Self(state.office.authenticate_to_enrol(&token).await?))
        })
    }
}

//! Who asks: the bearer token of a request, or the one in its cookie.

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use futures_util::future::LocalBoxFuture;
use office::{agency::Caller, sign_in};

use crate::{
    ApiState,
    asking::people_only,
    cookies,
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

/// The token that a request shows, and where it is checked.
struct Shown {
    state: web::Data<ApiState>,
    token: String,
    /// The request, where nothing but a cookie speaks for it.
    by_cookie: Option<HttpRequest>,
}

impl Shown {
    /// The same person, where the request may do in their name what it is about to.
    fn speaks_for(&self, who: sign_in::SignedIn) -> Result<sign_in::SignedIn, ApiError> {
        match &self.by_cookie {
            Some(request) => cookies::may_change(request, &self.state, who.session).map(|()| who),
            None => Ok(who),
        }
    }
}

fn shown(request: &HttpRequest) -> Result<Shown, ApiError> {
    let none = || ApiError::new(Kind::NotSignedIn);
    let state = request.app_data::<web::Data<ApiState>>().cloned().ok_or_else(none)?;
    if let Some(token) = cookies::access_token(request, &state) {
        return Ok(Shown { state, token, by_cookie: Some(request.clone()) });
    }
    let token = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned());
    Ok(Shown { state, token: token.ok_or_else(none)?, by_cookie: None })
}

impl FromRequest for SignedIn {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        if let Some(told) = people_only(request) {
            return told;
        }
        let found = shown(request);
        Box::pin(async move {
            let shown = found?;
            Ok(Self(shown.speaks_for(shown.state.office.authenticate(&shown.token).await?)?))
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
        let found = shown(request);
        Box::pin(async move {
            let shown = found?;
            Ok(Self(shown.speaks_for(shown.state.office.authenticate_to_enrol(&shown.token).await?)?))
        })
    }
}

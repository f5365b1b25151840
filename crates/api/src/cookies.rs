//! Tokens in cookies, for pages that keep none in script; off unless the settings turn it on.
//!
//! A browser sends cookies by itself, so what they alone would do is done for nobody: every request that changes something needs the
//! header `X-CSRF-Token` with a value that is bound to the session by a key of the server's, and an `Origin` that is this site's or
//! named in `cors_origins`. Another page can neither read the value nor send the header across origins unasked; a cookie that it
//! plants from a sister host fits no session of the server's. Whoever shows a bearer token needs none of this, and no cookie counts
//! beside it.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder,
    http::{Method, StatusCode, header},
};
use office::sign_in::{AccessToken, Tokens};

use crate::{
    ApiState,
    problem::{ApiError, Kind},
};

/// The header of what proves that a request is the page's own doing.
pub const CSRF_HEADER: &str = "x-csrf-token";

/// Whether, and how far, cookies go along from other sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SessionCookies {
    /// There are none.
    #[default]
    Off,
    /// From no other site.
    Strict,
    /// Where somebody follows a link to here.
    Lax,
}

impl SessionCookies {
    const fn same_site(self) -> &'static str {
        match self {
            Self::Lax => "Lax",
            Self::Off | Self::Strict => "Strict",
        }
    }
}

/// What a cookie holds.
#[derive(Debug, Clone, Copy)]
enum Part {
    Access,
    Refresh,
    Csrf,
}

impl Part {
    const ALL: [Self; 3] = [Self::Access, Self::Refresh, Self::Csrf];

    /// Its name. With `__Host-` no sister host and no plain HTTP can plant one; browsers take that by HTTPS alone.
    const fn name(self, https: bool) -> &'static str {
        match (self, https) {
            (Self::Access, true) => "__Host-congvan-access",
            (Self::Access, false) => "congvan-access",
            (Self::Refresh, true) => "__Host-congvan-refresh",
            (Self::Refresh, false) => "congvan-refresh",
            (Self::Csrf, true) => "__Host-congvan-csrf",
            (Self::Csrf, false) => "congvan-csrf",
        }
    }
}

fn by_https(state: &ApiState) -> bool {
    state.settings.public_url.starts_with("https://")
}

fn value_of(request: &HttpRequest, state: &ApiState, part: Part) -> Option<String> {
    if state.settings.cookies == SessionCookies::Off || request.headers().contains_key(header::AUTHORIZATION) {
        return None;
    }
    named(request, part.name(by_https(state)))
}

/// What a cookie of this name holds.
fn named(request: &HttpRequest, name: &str) -> Option<String> {
    let lines = request.headers().get_all(header::COOKIE).filter_map(|line| line.to_str().ok());
    let mut found = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(known, _)| *known == name);
    let value = found.next().map(|(_, value)| value.to_owned());
    // Of two of one name somebody else has planted one, and nobody knows which.
    value.filter(|_| found.next().is_none())
}

/// What the pages of citizens' accounts keep in a browser. Nothing that a script of the office's would read, so that none of the API's
/// cookies is touched, and whatever the settings say of those: without them nobody could sign in there.
#[derive(Debug, Clone, Copy)]
pub enum OfCitizen {
    /// The token of a session.
    Session,
    /// The request for a code that this browser has made: a code is taken from no other.
    Asked,
}

impl OfCitizen {
    const fn name(self, https: bool) -> &'static str {
        match (self, https) {
            (Self::Session, true) => "__Host-congvan-citizen",
            (Self::Session, false) => "congvan-citizen",
            (Self::Asked, true) => "__Host-congvan-citizen-asked",
            (Self::Asked, false) => "congvan-citizen-asked",
        }
    }

    /// What this browser has of it.
    pub fn of(self, request: &HttpRequest, state: &ApiState) -> Option<String> {
        named(request, self.name(by_https(state)))
    }

    /// The line that gives it to a browser, or takes it away.
    pub fn line(self, state: &ApiState, value: &str, age: Duration) -> String {
        let https = by_https(state);
        let secure = if https { "; Secure" } else { "" };
        // A link in a mail leads to the pages, and finds one signed in; no form of another site does.
        format!("{}={value}; Path=/; Max-Age={}; SameSite=Lax{secure}; HttpOnly", self.name(https), age.as_secs())
    }
}

/// Whether a form may come from where it says: from a page of this site, or from a browser that does not say.
pub fn is_no_strangers(request: &HttpRequest, state: &ApiState) -> bool {
    let here = url::Url::parse(&state.settings.public_url).map(|url| url.origin().ascii_serialization());
    request.headers().get_all(header::ORIGIN).all(|origin| {
        let origin = origin.to_str().unwrap_or("-");
        origin == "null" || here.as_deref() == Ok(origin)
    })
}

/// The access token of a request that shows no other.
pub fn access_token(request: &HttpRequest, state: &ApiState) -> Option<String> {
    value_of(request, state, Part::Access)
}

/// The refresh token of a request.
pub fn refresh_token(request: &HttpRequest, state: &ApiState) -> Option<String> {
    value_of(request, state, Part::Refresh)
}

fn refused(vi: &str, en: &str) -> ApiError {
    ApiError::new(Kind::CsrfRefused).because(vi, en)
}

/// Whether a request comes from a page of this site, or of an origin that is named.
///
/// # Errors
/// [`Kind::CsrfRefused`].
pub fn from_our_page(request: &HttpRequest, state: &ApiState) -> Result<(), ApiError> {
    let mut origins = request.headers().get_all(header::ORIGIN);
    let (first, more) = (origins.next().and_then(|value| value.to_str().ok()), origins.next());
    let here = url::Url::parse(&state.settings.public_url).map(|url| url.origin().ascii_serialization());
    let ours = |origin: &str| here.as_deref() == Ok(origin) || state.settings.origins.iter().any(|one| one == origin);
    if more.is_none() && first.is_some_and(ours) {
        return Ok(());
    }
    Err(refused(
        "Yêu cầu dùng cookie phải đến từ trang của chính địa chỉ này (public_url) hoặc của một origin có tên trong cors_origins.",
        "A request by cookie must come from a page of this very address (public_url), or of an origin that cors_origins names.",
    ))
}

/// Whether a request that a cookie speaks for may change something in this session.
///
/// # Errors
/// [`Kind::CsrfRefused`].
pub fn may_change(request: &HttpRequest, state: &ApiState, session: uuid::Uuid) -> Result<(), ApiError> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    from_our_page(request, state)?;
    let sent = request.headers().get(CSRF_HEADER).map(header::HeaderValue::as_bytes).unwrap_or_default();
    if state.office.is_page_token(session, sent) {
        return Ok(());
    }
    Err(refused(
        "Yêu cầu dùng cookie phải có tiêu đề X-CSRF-Token với giá trị nhận được khi đăng nhập.",
        "A request by cookie needs the header X-CSRF-Token with the value that came with signing in.",
    ))
}

fn cookie(state: &ApiState, part: Part, value: &str, age: Duration) -> String {
    let https = by_https(state);
    let (name, same_site) = (part.name(https), state.settings.cookies.same_site());
    let secure = if https { "; Secure" } else { "" };
    // The page's own script reads the last one, to send it back in a header.
    let hidden = if matches!(part, Part::Csrf) { "" } else { "; HttpOnly" };
    format!("{name}={value}; Path=/; Max-Age={}; SameSite={same_site}{secure}{hidden}", age.as_secs())
}

/// An answer whose tokens are in cookies, and nowhere else in it.
pub fn signed_in(state: &ApiState, tokens: &Tokens) -> HttpResponse {
    let refresh = cookie(state, Part::Refresh, &tokens.refresh_token, state.office.limits().session);
    with_access(state, &tokens.access).append_header((header::SET_COOKIE, refresh)).finish()
}

/// The same for a tab whose browser has the refresh token already: another one had it.
pub fn accessed(state: &ApiState, access: &AccessToken) -> HttpResponse {
    with_access(state, access).finish()
}

fn with_access(state: &ApiState, access: &AccessToken) -> HttpResponseBuilder {
    let page = state.office.page_token(access.session);
    let whole = state.office.limits().session;
    let mut response = HttpResponseBuilder::new(StatusCode::NO_CONTENT);
    response
        .insert_header((CSRF_HEADER, page.clone()))
        .append_header((header::SET_COOKIE, cookie(state, Part::Access, &access.token, access.expires_in)))
        .append_header((header::SET_COOKIE, cookie(state, Part::Csrf, &page, whole)));
    response
}

/// An answer without a body that takes them away, where they are used at all.
pub fn cleared(state: &ApiState) -> HttpResponse {
    let mut response = HttpResponse::NoContent();
    if state.settings.cookies != SessionCookies::Off {
        for part in Part::ALL {
            response.append_header((header::SET_COOKIE, cookie(state, part, "", Duration::ZERO)));
        }
    }
    response.finish()
}

/// Whether somebody who signs in may have their tokens in cookies.
///
/// # Errors
/// A problem at the field that asks for it, where the settings have turned them off; [`Kind::CsrfRefused`].
pub fn may_have(request: &HttpRequest, state: &ApiState) -> Result<(), ApiError> {
    if state.settings.cookies == SessionCookies::Off {
        return Err(ApiError::new(Kind::InvalidInput).at(
            "/cookies",
            "cookies_off",
            "Máy chủ này không dùng cookie; quản trị máy chủ bật bằng session_cookies.",
            "This server uses no cookies; whoever runs it turns them on with session_cookies.",
        ));
    }
    // Nor does another page sign somebody in without their doing.
    from_our_page(request, state)
}

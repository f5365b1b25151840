//! Signing in, staying signed in, signing out.

use actix_web::{HttpRequest, HttpResponse, delete, get, http::header, post, put, web};
use office::{
    OfficeError,
    domain::composed,
    sign_in::{Credentials, SharedRefresh, Tokens},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ApiState, address,
    body::{Plain, Sent},
    caller::{Enrolling, SignedIn},
    cookies,
    paging::Page,
    problem::{ApiError, Kind, Problem},
    views::organisation::MeView,
};

/// Name and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginRequest {
    /// Tên đăng nhập.
    #[schema(max_length = 200)]
    username: String,
    /// Mật khẩu.
    #[schema(format = Password, max_length = 1000)]
    password: String,
    /// Mã xác thực: six digits of the authenticator app, or a recovery code. Asked for where the person has a second factor.
    #[serde(default)]
    #[schema(format = Password, max_length = 100)]
    code: Option<String>,
    /// Tokens in cookies, and not in the answer (204): for a page that keeps none in script. Only where the server's settings turn
    /// cookies on.
    #[serde(default)]
    cookies: bool,
}

impl Plain for LoginRequest {}

/// The token that comes with a session.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshRequest {
    /// The refresh token; good once. Left out, it is the one in the cookie, and the next is there, too.
    #[serde(default)]
    refresh_token: Option<String>,
}

impl Plain for RefreshRequest {}

/// A pair of tokens.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub struct TokensView {
    /// For requests: `Authorization: Bearer …`.
    access_token: String,
    /// `Bearer`.
    token_type: &'static str,
    /// Seconds for which the access token holds.
    expires_in: u64,
    /// For the next pair; good once.
    refresh_token: String,
}

impl From<Tokens> for TokensView {
    fn from(tokens: Tokens) -> Self {
        Self {
            access_token: tokens.access.token,
            token_type: "Bearer",
            expires_in: tokens.access.expires_in.as_secs(),
            refresh_token: tokens.refresh_token,
        }
    }
}

/// The answer to whoever has signed in.
pub(super) fn begun(state: &ApiState, tokens: Tokens, in_cookies: bool) -> HttpResponse {
    if in_cookies { cookies::signed_in(state, &tokens) } else { HttpResponse::Created().json(TokensView::from(tokens)) }
}

/// What a client calls itself.
pub(super) fn client_of(request: &HttpRequest) -> Option<String> {
    let agent =
        request.headers().get(header::USER_AGENT).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    agent.map(|name| composed(&name).chars().filter(|c| !c.is_control()).collect())
}

/// Signs in.
#[utoipa::path(
    operation_id = "login", tag = "sessions", security(()), request_body = LoginRequest,
    responses(
        (status = 201, description = "Signed in.", body = TokensView),
        (status = 204, description = "Signed in; the tokens are in cookies."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/sessions")]
pub async fn login(
    state: web::Data<ApiState>,
    sent: Sent<LoginRequest>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let client = client_of(&request);
    let from = address::of(&request, &state.settings.trusted_proxies);
    let LoginRequest { username, password, code, cookies: wanted } = sent.value;
    if wanted {
        cookies::may_have(&request, &state)?;
    }
    let with = Credentials { username: &username, password: &password, code: code.as_deref() };
    let tokens = state.office.log_in(with, client, from).await?;
    Ok(begun(&state, tokens, wanted))
}

/// Exchanges a refresh token for a new pair. Using one twice ends its session.
#[utoipa::path(
    operation_id = "refreshSession", tag = "sessions", security(()), request_body = RefreshRequest,
    responses(
        (status = 200, description = "A new pair.", body = TokensView),
        (status = 204, description = "A new pair, in cookies; or, where another tab has just had it, the access token alone."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/sessions/refresh")]
pub async fn refresh_session(
    state: web::Data<ApiState>,
    sent: Sent<RefreshRequest>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    if let Some(token) = &sent.value.refresh_token {
        let tokens = state.office.refresh(token).await?;
        return Ok(HttpResponse::Ok().json(TokensView::from(tokens)));
    }
    let token = cookies::refresh_token(&request, &state).ok_or_else(|| {
        ApiError::new(Kind::InvalidInput).at(
            "/refresh_token",
            "missing_field",
            "Thiếu trường “refresh_token”.",
            "The field “refresh_token” is missing.",
        )
    })?;
    cookies::may_change(&request, &state, state.office.session_of(&token).await?)?;
    Ok(match state.office.refresh_shared(&token).await? {
        SharedRefresh::Pair(tokens) => cookies::signed_in(&state, &tokens),
        SharedRefresh::Access(access) => cookies::accessed(&state, &access),
    })
}

/// Ends the session; its access token is refused within seconds on every instance.
#[utoipa::path(
    operation_id = "logout", tag = "sessions",
    responses(
        (status = 204, description = "Signed out."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/sessions/logout")]
pub async fn logout(
    state: web::Data<ApiState>,
    who: Result<Enrolling, ApiError>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let who = match (who, cookies::refresh_token(&request, &state)) {
        (Ok(Enrolling(who)), _) => who,
        // The cookie of the access token is gone with its minutes; whoever sits at this browser next must not find the session.
        (Err(_), Some(token)) => {
            cookies::may_change(&request, &state, state.office.session_of(&token).await?)?;
            let access = match state.office.refresh_shared(&token).await? {
                SharedRefresh::Pair(tokens) => tokens.access,
                SharedRefresh::Access(access) => access,
            };
            state.office.authenticate_to_enrol(&access.token).await?
        }
        (Err(unknown), None) => return Err(unknown),
    };
    state.office.log_out(who).await?;
    Ok(cookies::cleared(&state))
}

/// One of one's open sessions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenSession)]
pub struct OpenSessionView {
    /// Which.
    id: uuid::Uuid,
    /// Whether this is the one that asks.
    current: bool,
    /// When it began.
    created_at: chrono::DateTime<chrono::Utc>,
    /// When it ends by itself.
    expires_at: chrono::DateTime<chrono::Utc>,
    /// What the client called itself when it signed in.
    client: Option<String>,
    /// The address that it signed in from.
    address: Option<String>,
}

/// One's open sessions.
#[utoipa::path(
    operation_id = "listSessions", tag = "sessions",
    responses(
        (status = 200, description = "All of them, latest first.", body = Page<OpenSessionView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/sessions")]
pub async fn list_sessions(
    state: web::Data<ApiState>,
    who: SignedIn,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let open = state.office.sessions(who.0).await?;
    let view = |session: office::sign_in::OpenSession| OpenSessionView {
        id: session.id,
        current: session.id == who.0.session,
        created_at: session.created_at,
        expires_at: session.expires_at,
        client: session.client,
        address: session.address,
    };
    Ok(Page { items: open.into_iter().map(view).collect(), next_cursor: None }.respond(&request))
}

/// Ends one of one's sessions; its access token is refused within seconds on every instance.
#[utoipa::path(
    operation_id = "endSession", tag = "sessions", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "Ended."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/sessions/{id}")]
pub async fn end_session(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    state.office.end_session(who.0, id.into_inner()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Who is signed in.
#[utoipa::path(
    operation_id = "getMe", tag = "sessions",
    responses(
        (status = 200, description = "The person and their agency.", body = MeView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/me")]
pub async fn get_me(state: web::Data<ApiState>, who: SignedIn) -> Result<HttpResponse, ApiError> {
    let (snapshot, person) = state.office.caller(who.caller()).await?;
    Ok(HttpResponse::Ok().json(MeView::of(&person, &snapshot)))
}

/// The present password and the new one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// Mật khẩu hiện tại.
    #[schema(format = Password, max_length = 1000)]
    present: String,
    /// Mật khẩu mới: at least 12 characters, and not one's user name.
    #[schema(format = Password, min_length = 12, max_length = 1000)]
    new: String,
}

impl Plain for ChangePassword {}

/// Changes one's own password. One's other sessions end.
#[utoipa::path(
    operation_id = "changePassword", tag = "sessions", request_body = ChangePassword,
    responses(
        (status = 204, description = "Changed."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[put("/me/password")]
pub async fn change_password(
    state: web::Data<ApiState>,
    who: SignedIn,
    sent: Sent<ChangePassword>,
) -> Result<HttpResponse, ApiError> {
    let ChangePassword { present, new } = sent.value;
    state.office.change_password(who.0, &present, &new).await.map_err(|error| match error {
        OfficeError::WrongCredentials => ApiError::wrong_password("/present"),
        other => other.into(),
    })?;
    Ok(HttpResponse::NoContent().finish())
}

/// The public keys of the access tokens (RFC 7517).
#[derive(Debug, Serialize, ToSchema)]
pub struct KeySet {
    /// The keys.
    #[schema(value_type = Vec<Object>)]
    keys: Vec<office::sign_in::PublishedKey>,
}

/// The keys by which anyone can check an access token.
#[utoipa::path(
    operation_id = "getKeySet", tag = "sessions", security(()),
    responses((status = 200, description = "The key set.", body = KeySet)),
)]
#[get("/.well-known/jwks.json")]
pub async fn key_set(state: web::Data<ApiState>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .json(KeySet { keys: state.office.key_set() })
}

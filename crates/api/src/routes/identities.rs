//! Signing in at another's (OpenID Connect), and what is linked by it with whose account.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use office::{
    domain::{AgencyId, PersonId},
    identity::{EndOfSignIn, Linked},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sessions::{TokensView, begun, client_of};
use crate::{
    ApiState, address,
    body::{Plain, Sent},
    caller::SignedIn,
    cookies,
    paging::Page,
    problem::{ApiError, Problem},
};

/// At whose one may sign in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IdentityProvider)]
pub struct ProviderView {
    /// Its short name, for `POST /sign-ins`.
    id: String,
    /// Tên hiển thị: what people call it.
    name: String,
}

/// At whose one may sign in beside here: for the page that asks for a password. None unless the server's settings name some.
#[utoipa::path(
    operation_id = "listIdentityProviders", tag = "sessions", security(()),
    responses(
        (status = 200, description = "All of them, in the order of the settings.", body = Page<ProviderView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/identity-providers")]
pub async fn list_identity_providers(state: web::Data<ApiState>, request: HttpRequest) -> HttpResponse {
    let view = |(id, name): (&str, &str)| ProviderView { id: id.to_owned(), name: name.to_owned() };
    Page { items: state.office.identity_providers().map(view).collect(), next_cursor: None }.respond(&request)
}

/// At whose one signs in, and where the browser comes back to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginSignIn {
    /// The short name of the provider.
    #[schema(max_length = 40)]
    provider: String,
    /// The page to which the provider sends the browser back, to the letter one of those in the server's settings.
    #[schema(max_length = 2000)]
    return_to: String,
}

impl Plain for BeginSignIn {}

/// A sign-in that has begun.
#[derive(Serialize, ToSchema)]
#[schema(as = BegunSignIn)]
pub struct BegunView {
    /// Where the browser goes now.
    authorization_url: String,
    /// What the provider sends back beside the code: another sign-in has another.
    state: String,
    /// For the page to keep to itself until then: without it a code that somebody has overheard, or pushes on somebody, is worth
    /// nothing.
    secret: String,
    /// Until when it can be ended.
    expires_at: chrono::DateTime<chrono::Utc>,
}

/// Begins to sign in at another's: the browser goes to the address in the answer, and comes back with a code.
#[utoipa::path(
    operation_id = "beginSignIn", tag = "sessions", security(()), request_body = BeginSignIn,
    responses(
        (status = 201, description = "Begun.", body = BegunView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The provider does not answer.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/sign-ins")]
pub async fn begin_sign_in(
    state: web::Data<ApiState>,
    sent: Sent<BeginSignIn>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let from = address::of(&request, &state.settings.trusted_proxies);
    let made = state.office.begin_sign_in(&sent.value.provider, &sent.value.return_to, from).await?;
    Ok(HttpResponse::Created().json(BegunView {
        authorization_url: made.authorization_url,
        state: made.state,
        secret: made.secret,
        expires_at: made.expires_at,
    }))
}

/// What came back with the browser, and what was kept meanwhile.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndSignIn {
    /// `state`, as it stands in the address that the browser came back to.
    #[schema(max_length = 200)]
    returned_state: String,
    /// As `POST /sign-ins` has answered it.
    #[schema(format = Password, max_length = 200)]
    secret: String,
    /// `code`, as it stands in that address.
    #[schema(format = Password, max_length = 4000)]
    authorization_code: String,
    /// `iss`, as it stands in that address; some providers send none.
    #[serde(default)]
    #[schema(max_length = 2000)]
    iss: Option<String>,
    /// Mã xác thực: as at `POST /sessions`. Asked for where the person has a second factor, and the provider is not trusted to have
    /// asked for one; then the same is sent once more with it.
    #[serde(default)]
    #[schema(format = Password, max_length = 100)]
    code: Option<String>,
    /// As at `POST /sessions`.
    #[serde(default)]
    cookies: bool,
}

impl Plain for EndSignIn {}

/// Ends it: answered as signing in with a password is. The first time, the account is linked with the one person who gets mail at
/// the address that the provider has confirmed; from then on they are known by the provider's own name for them.
#[utoipa::path(
    operation_id = "endSignIn", tag = "sessions", security(()), request_body = EndSignIn,
    responses(
        (status = 201, description = "Signed in.", body = TokensView),
        (status = 204, description = "Signed in; the tokens are in cookies."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The provider does not answer.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/sign-ins/end")]
pub async fn end_sign_in(
    state: web::Data<ApiState>,
    sent: Sent<EndSignIn>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let from = address::of(&request, &state.settings.trusted_proxies);
    let EndSignIn { returned_state, secret, authorization_code, iss, code, cookies: wanted } = sent.value;
    if wanted {
        cookies::may_have(&request, &state)?;
    }
    let with = EndOfSignIn {
        state: &returned_state,
        secret: &secret,
        code: &authorization_code,
        issuer: iss.as_deref(),
        second_factor: code.as_deref(),
    };
    let tokens = state.office.end_sign_in(with, client_of(&request), from).await?;
    Ok(begun(&state, tokens, wanted))
}

/// An account at another's by which somebody signs in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LinkedIdentity)]
pub struct LinkedView {
    /// Which.
    id: uuid::Uuid,
    /// Tên hiển thị: what people call the provider.
    provider: String,
    /// The issuer's address.
    issuer: String,
    /// Since when.
    linked_at: chrono::DateTime<chrono::Utc>,
}

fn listed(links: Vec<Linked>, request: &HttpRequest) -> HttpResponse {
    let view = |link: Linked| LinkedView {
        id: link.id,
        provider: link.provider,
        issuer: link.issuer,
        linked_at: link.linked_at,
    };
    Page { items: links.into_iter().map(view).collect(), next_cursor: None }.respond(request)
}

/// The accounts at others' by which one signs in.
#[utoipa::path(
    operation_id = "listIdentities", tag = "sessions",
    responses(
        (status = 200, description = "All of them.", body = Page<LinkedView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/me/identities")]
pub async fn list_identities(
    state: web::Data<ApiState>,
    who: SignedIn,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    Ok(listed(state.office.identities(who.0).await?, &request))
}

/// Takes such a link away; the next sign-in there links anew. One's other sessions end, and one is told by mail.
#[utoipa::path(
    operation_id = "removeIdentity", tag = "sessions", params(("identity" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "Gone."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/me/identities/{identity}")]
pub async fn remove_identity(
    state: web::Data<ApiState>,
    who: SignedIn,
    identity: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    state.office.remove_identity(who.0, identity.into_inner()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The accounts at others' by which somebody signs in.
#[utoipa::path(
    operation_id = "listIdentitiesOfPerson", tag = "organisation",
    params(("id" = uuid::Uuid, Path), ("person" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "All of them.", body = Page<LinkedView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies/{id}/people/{person}/identities")]
pub async fn list_identities_of(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (agency, person) = path.into_inner();
    Ok(listed(state.office.identities_of(who.caller(), AgencyId(agency), PersonId(person)).await?, &request))
}

/// Takes somebody's link away, such as after their account there was replaced. Their sessions end, they are told by mail, and it
/// stands in the organisation's history.
#[utoipa::path(
    operation_id = "removeIdentityOfPerson", tag = "organisation",
    params(("id" = uuid::Uuid, Path), ("person" = uuid::Uuid, Path), ("identity" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "Gone."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/agencies/{id}/people/{person}/identities/{identity}")]
pub async fn remove_identity_of(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (agency, person, identity) = path.into_inner();
    let done = state.office.remove_identity_of(who.caller(), AgencyId(agency), PersonId(person), identity);
    done.await?;
    Ok(HttpResponse::NoContent().finish())
}

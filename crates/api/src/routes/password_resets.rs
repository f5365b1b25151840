//! A password that was forgotten: asking for a code by mail, and setting a new one with it. Open without a token.

use actix_web::{HttpRequest, HttpResponse, post, web};
use office::domain::EmailAddress;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    ApiState, address,
    body::{Plain, Sent},
    problem::{ApiError, Problem},
};

/// Where the code goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordResetRequest {
    /// The mail address that the office knows of oneself.
    email: EmailAddress,
}

impl Plain for PasswordResetRequest {}

/// Sends a code by mail to whoever gets mail at this address. Answered the same whether it is anybody's or not.
#[utoipa::path(
    operation_id = "requestPasswordReset", tag = "sessions", security(()), request_body = PasswordResetRequest,
    responses(
        (status = 202, description = "If the address is somebody's, a mail is on its way."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/password-reset-requests")]
pub async fn request_password_reset(
    state: web::Data<ApiState>,
    sent: Sent<PasswordResetRequest>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let from = address::of(&request, &state.settings.trusted_proxies);
    state.office.forgot_password(sent.value.email.as_str(), from).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// The code of the mail, and the new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// The code of the mail; good once.
    #[schema(format = Password, max_length = 200)]
    code: String,
    /// Mật khẩu mới: at least 12 characters, and not one's user name.
    #[schema(format = Password, min_length = 12, max_length = 1000)]
    new: String,
}

impl Plain for PasswordReset {}

/// Sets a new password with the code of the mail. All sessions end, and the owner is told by mail.
#[utoipa::path(
    operation_id = "resetForgottenPassword", tag = "sessions", security(()), request_body = PasswordReset,
    responses(
        (status = 204, description = "Set; sign in with it."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/password-resets")]
pub async fn reset_forgotten_password(
    state: web::Data<ApiState>,
    sent: Sent<PasswordReset>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let from = address::of(&request, &state.settings.trusted_proxies);
    let PasswordReset { code, new } = sent.value;
    state.office.set_forgotten_password(&code, &new, from).await?;
    Ok(HttpResponse::NoContent().finish())
}

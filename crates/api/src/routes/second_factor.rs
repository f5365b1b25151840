//! The second factor: enrolling, confirming, new recovery codes, turning off; and ending somebody else's who has lost it.

use actix_web::{HttpResponse, delete, get, http::header, post, web};
use office::{
    OfficeError,
    domain::{AgencyId, PersonId},
    second_factor::SecondFactorFault,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::{Enrolling, SignedIn},
    problem::{ApiError, Kind, Problem},
};

/// How one's own second factor stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SecondFactor)]
pub struct SecondFactorView {
    /// Whether it is asked for.
    on: bool,
    /// Since when.
    since: Option<chrono::DateTime<chrono::Utc>>,
    /// Whether one of one's roles demands it.
    demanded: bool,
    /// How many recovery codes are left.
    recovery_codes_left: i64,
}

/// One's own second factor.
#[utoipa::path(
    operation_id = "getSecondFactor", tag = "sessions",
    responses(
        (status = 200, description = "How it stands.", body = SecondFactorView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/me/second-factor")]
pub async fn get_second_factor(state: web::Data<ApiState>, who: Enrolling) -> Result<HttpResponse, ApiError> {
    let standing = state.office.second_factor(who.0).await?;
    let view = SecondFactorView {
        on: standing.since.is_some(),
        since: standing.since,
        demanded: standing.demanded,
        recovery_codes_left: standing.recovery_codes_left,
    };
    Ok(HttpResponse::Ok().json(view))
}

/// A secret that is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecondFactorEnrolment {
    /// The secret in base 32, to be typed into an authenticator app.
    secret: String,
    /// The same as an `otpauth` address, to be shown as a QR code.
    uri: String,
}

/// One's password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondFactorBeginning {
    /// Mật khẩu hiện tại: whoever sits at an open session cannot shut its owner out.
    #[schema(format = Password, max_length = 1000)]
    password: String,
}

impl Plain for SecondFactorBeginning {}

/// Begins a second factor: a secret, shown this once. It is asked for once it is confirmed; asked again before that, this makes
/// another secret.
#[utoipa::path(
    operation_id = "enrolSecondFactor", tag = "sessions", request_body = SecondFactorBeginning,
    responses(
        (status = 201, description = "The secret.", body = SecondFactorEnrolment),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/me/second-factor")]
pub async fn enrol_second_factor(
    state: web::Data<ApiState>,
    who: Enrolling,
    sent: Sent<SecondFactorBeginning>,
) -> Result<HttpResponse, ApiError> {
    let made = state.office.enrol_second_factor(who.0, &sent.value.password).await.map_err(in_the_body)?;
    let office::second_factor::Enrolment { secret, uri } = made;
    Ok(HttpResponse::Created()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(SecondFactorEnrolment { secret, uri }))
}

/// A code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondFactorCode {
    /// Six digits of the authenticator app.
    #[schema(format = Password, max_length = 100)]
    code: String,
}

impl Plain for SecondFactorCode {}

/// Recovery codes that are shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodes {
    /// Ten of them, each good for one sign-in in the place of a code.
    recovery_codes: Vec<String>,
}

/// The session is good; it is what was sent that isn't.
fn in_the_body(error: OfficeError) -> ApiError {
    match error {
        OfficeError::WrongCredentials => ApiError::wrong_password("/password"),
        OfficeError::SecondFactor(SecondFactorFault::Wrong) => ApiError::new(Kind::InvalidInput).at(
            "/code",
            "wrong_code",
            "Mã không đúng, đã hết hạn hoặc đã dùng; hãy kiểm tra giờ của điện thoại và đợi mã mới.",
            "The code is wrong, too old or was used before; check the phone's clock and wait for the next.",
        ),
        other => other.into(),
    }
}

fn recovery(codes: Vec<String>) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(RecoveryCodes { recovery_codes: codes })
}

/// Turns the second factor on, with a code of the new secret. Its recovery codes are shown this once.
#[utoipa::path(
    operation_id = "confirmSecondFactor", tag = "sessions", request_body = SecondFactorCode,
    responses(
        (status = 200, description = "It is on; the recovery codes.", body = RecoveryCodes),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/me/second-factor/confirmation")]
pub async fn confirm_second_factor(
    state: web::Data<ApiState>,
    who: Enrolling,
    sent: Sent<SecondFactorCode>,
) -> Result<HttpResponse, ApiError> {
    state.office.confirm_second_factor(who.0, &sent.value.code).await.map(recovery).map_err(in_the_body)
}

/// Makes new recovery codes, shown this once, for a code; the earlier ones are good no longer.
#[utoipa::path(
    operation_id = "makeRecoveryCodes", tag = "sessions", request_body = SecondFactorCode,
    responses(
        (status = 200, description = "The recovery codes.", body = RecoveryCodes),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/me/second-factor/recovery-codes")]
pub async fn make_recovery_codes(
    state: web::Data<ApiState>,
    who: SignedIn,
    sent: Sent<SecondFactorCode>,
) -> Result<HttpResponse, ApiError> {
    state.office.new_recovery_codes(who.0, &sent.value.code).await.map(recovery).map_err(in_the_body)
}

/// Password and code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondFactorRemoval {
    /// Mật khẩu hiện tại.
    #[schema(format = Password, max_length = 1000)]
    password: String,
    /// Six digits of the authenticator app, or a recovery code.
    #[schema(format = Password, max_length = 100)]
    code: String,
}

impl Plain for SecondFactorRemoval {}

/// Turns one's own second factor off; not where one's role demands it.
#[utoipa::path(
    operation_id = "removeSecondFactor", tag = "sessions", request_body = SecondFactorRemoval,
    responses(
        (status = 204, description = "Off."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/me/second-factor/removal")]
pub async fn remove_second_factor(
    state: web::Data<ApiState>,
    who: SignedIn,
    sent: Sent<SecondFactorRemoval>,
) -> Result<HttpResponse, ApiError> {
    let SecondFactorRemoval { password, code } = sent.value;
    state.office.end_second_factor(who.0, &password, &code).await.map_err(in_the_body)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Ends the second factor of somebody who has lost it. Their sessions end, and it stands in the organisation's history.
#[utoipa::path(
    operation_id = "resetSecondFactor", tag = "organisation",
    params(("id" = uuid::Uuid, Path), ("person" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "Ended."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/agencies/{id}/people/{person}/second-factor")]
pub async fn reset_second_factor(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (agency, person) = path.into_inner();
    state.office.reset_second_factor(who.caller(), AgencyId(agency), PersonId(person)).await?;
    Ok(HttpResponse::NoContent().finish())
}

//! How one wants to be told: each kind of notice at once, in the morning's digest, or not at all.

use actix_web::{HttpResponse, get, put, web};
use office::{
    OfficeError,
    domain::notice::{
        NoticeKind,
        preference::{Choice, Preferences},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    problem::{ApiError, Problem},
};

/// How one is told a kind of notice.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct NoticePreference {
    /// The kind.
    kind: NoticeKind,
    /// How one is told.
    choice: Choice,
    /// Whether that can't be chosen: it hands work over, or tells of a deadline, and always comes at once.
    fixed: bool,
}

/// How one is told each kind of notice.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NoticePreferences {
    /// Every kind that people here are told.
    notices: Vec<NoticePreference>,
}

impl From<&Preferences> for NoticePreferences {
    fn from(chosen: &Preferences) -> Self {
        let inside = NoticeKind::ALL.into_iter().filter(|kind| !kind.goes_outside());
        let notices = inside.map(|kind| NoticePreference { kind, choice: chosen.of(kind), fixed: kind.is_fixed() });
        Self { notices: notices.collect() }
    }
}

/// A choice.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeChoice {
    /// Which kind.
    kind: NoticeKind,
    /// How one wants to be told.
    choice: Choice,
}

/// What one chooses. A kind that isn't named is told at once.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeChoices {
    /// The choices, one a kind; of two for one kind the last counts.
    #[schema(max_items = 100)]
    notices: Vec<NoticeChoice>,
}

impl Plain for NoticeChoices {}

/// How one is told each kind of notice.
#[utoipa::path(
    operation_id = "getNoticePreferences", tag = "sessions",
    responses(
        (status = 200, description = "Every kind.", body = NoticePreferences),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/me/notices")]
pub async fn get_notice_preferences(state: web::Data<ApiState>, who: SignedIn) -> Result<HttpResponse, ApiError> {
    let chosen = state.office.notice_preferences(who.caller()).await?;
    Ok(HttpResponse::Ok().json(NoticePreferences::from(&chosen)))
}

/// Sets how one is told, in the stead of what was set before. What hands work over, or tells that a deadline is here, over or
/// another, always comes at once; mails about one's account do, too.
#[utoipa::path(
    operation_id = "setNoticePreferences", tag = "sessions", request_body = NoticeChoices,
    responses(
        (status = 200, description = "Set; every kind as it now is.", body = NoticePreferences),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[put("/me/notices")]
pub async fn set_notice_preferences(
    state: web::Data<ApiState>,
    who: SignedIn,
    sent: Sent<NoticeChoices>,
) -> Result<HttpResponse, ApiError> {
    let choices = sent.value.notices.into_iter().map(|one| (one.kind, one.choice));
    let chosen = Preferences::new(choices).map_err(OfficeError::from)?;
    let view = NoticePreferences::from(&chosen);
    state.office.set_notice_preferences(who.caller(), chosen).await?;
    Ok(HttpResponse::Ok().json(view))
}

//! Webhooks: where an agency's events are sent, for whoever administers it.

use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::header::{CACHE_CONTROL, LOCATION},
    post, put, web,
};
use office::{
    domain::{
        AgencyId, WebhookId,
        organisation::{WebhookCommand, WebhookFields},
    },
    webhooks::Listed,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Kind, Problem},
    views::webhook::{DeliveryView, SecretView, StateView, WebhookView},
};

impl Plain for WebhookFields {}

/// How a secret is changed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RotateWebhookSecret {
    /// Whether the one before holds no longer from now on: others may know it. Otherwise both sign for a while, so that the receiver changes
    /// over.
    #[serde(default)]
    at_once: bool,
}

impl Plain for RotateWebhookSecret {}

/// Carries out what makes a secret, and answers with it. Such an answer is kept nowhere, not even for repeats.
async fn with_secret(
    state: &ApiState,
    who: SignedIn,
    agency: AgencyId,
    command: WebhookCommand,
    at_once: bool,
) -> Result<HttpResponse, ApiError> {
    let (shown, secret) = state.office.change_webhook(who.caller(), agency, command, at_once).await?;
    let Some(secret) = secret else {
        tracing::error!("a secret was to be made, and was not");
        return Err(ApiError::new(Kind::Internal));
    };
    let view = WebhookView::from(shown);
    let place = format!("/api/v1/agencies/{agency}/webhooks/{}", view.id);
    Ok(HttpResponse::Created()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((LOCATION, place))
        .json(SecretView::new(&secret, view)))
}

/// Where the agency's events are sent, by name.
#[utoipa::path(
    operation_id = "listWebhooks", tag = "events", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "All of them.", body = Page<WebhookView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies/{id}/webhooks")]
pub async fn list_webhooks(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let all = state.office.webhooks(who.caller(), AgencyId(id.into_inner())).await?;
    let items = all.into_iter().map(WebhookView::from).collect();
    Ok(Page { items, next_cursor: None }.respond(&request))
}

/// Makes a webhook with its secret, which is shown this once. It gets what happens from now on; what happened before stands in the feed.
#[utoipa::path(
    operation_id = "createWebhook", tag = "events", request_body = WebhookFields, params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 201, description = "Made, with its secret.", body = SecretView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/agencies/{id}/webhooks")]
pub async fn create_webhook(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    sent: Sent<WebhookFields>,
) -> Result<HttpResponse, ApiError> {
    with_secret(&state, who, AgencyId(id.into_inner()), WebhookCommand::CreateWebhook(sent.value), false).await
}

/// Sets a webhook anew, turns it off or on again.
#[utoipa::path(
    operation_id = "updateWebhook", tag = "events", request_body = WebhookFields,
    params(("id" = uuid::Uuid, Path), ("webhook" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "As it now stands.", body = WebhookView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[put("/agencies/{id}/webhooks/{webhook}")]
pub async fn update_webhook(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    sent: Sent<WebhookFields>,
) -> Result<HttpResponse, ApiError> {
    let (agency, webhook) = path.into_inner();
    let command = WebhookCommand::UpdateWebhook { webhook: WebhookId(webhook), fields: sent.value };
    let (shown, _) = state.office.change_webhook(who.caller(), AgencyId(agency), command, false).await?;
    Ok(HttpResponse::Ok().json(WebhookView::from(shown)))
}

/// Makes a new secret of a webhook, which is shown this once.
#[utoipa::path(
    operation_id = "rotateWebhookSecret", tag = "events", request_body = RotateWebhookSecret,
    params(("id" = uuid::Uuid, Path), ("webhook" = uuid::Uuid, Path)),
    responses(
        (status = 201, description = "The webhook with its new secret.", body = SecretView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/agencies/{id}/webhooks/{webhook}/secrets")]
pub async fn rotate_webhook_secret(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    sent: Sent<RotateWebhookSecret>,
) -> Result<HttpResponse, ApiError> {
    let (agency, webhook) = path.into_inner();
    let command = WebhookCommand::RotateWebhookSecret { webhook: WebhookId(webhook) };
    with_secret(&state, who, AgencyId(agency), command, sent.value.at_once).await
}

/// Takes a webhook away, with all that waits for it.
#[utoipa::path(
    operation_id = "deleteWebhook", tag = "events", params(("id" = uuid::Uuid, Path), ("webhook" = uuid::Uuid, Path)),
    responses(
        (status = 204, description = "Taken away."),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[delete("/agencies/{id}/webhooks/{webhook}")]
pub async fn delete_webhook(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (agency, webhook) = path.into_inner();
    let command = WebhookCommand::DeleteWebhook { webhook: WebhookId(webhook) };
    state.office.change_webhook(who.caller(), AgencyId(agency), command, false).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Which deliveries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DeliveryQuery {
    /// Only in this state.
    #[param(inline)]
    state: Option<StateView>,
    /// See [`PageQuery`].
    cursor: Option<String>,
    /// See [`PageQuery`].
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Where a page of deliveries begins.
#[derive(Debug, Serialize, Deserialize)]
struct Before(i64);

/// What was and is to be sent to a webhook, latest first, with what became of each.
#[utoipa::path(
    operation_id = "listWebhookDeliveries", tag = "events",
    params(("id" = uuid::Uuid, Path), ("webhook" = uuid::Uuid, Path), DeliveryQuery),
    responses(
        (status = 200, description = "A page.", body = Page<DeliveryView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/agencies/{id}/webhooks/{webhook}/deliveries")]
pub async fn list_webhook_deliveries(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    query: web::Query<DeliveryQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let ((agency, webhook), query) = (path.into_inner(), query.into_inner());
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let limit = page.limit(&state.settings)?;
    let listed = Listed {
        state: query.state.map(Into::into),
        before: page.place::<Before>()?.map(|Before(place)| place),
        id: None,
        limit: i64::try_from(limit + 1).unwrap_or(i64::MAX),
    };
    let (agency, webhook) = (AgencyId(agency), WebhookId(webhook));
    let mut found = state.office.webhook_deliveries(who.caller(), agency, webhook, listed).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor(&Before(last.position)));
    Ok(Page { items: found.into_iter().map(DeliveryView::from).collect(), next_cursor }.respond(&request))
}

/// Sends an event to a webhook once more, whatever became of it, under the same `webhook-id`.
#[utoipa::path(
    operation_id = "replayWebhookDelivery", tag = "events",
    params(("id" = uuid::Uuid, Path), ("webhook" = uuid::Uuid, Path), ("delivery" = uuid::Uuid, Path)),
    responses(
        (status = 202, description = "It waits to be sent.", body = DeliveryView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/agencies/{id}/webhooks/{webhook}/deliveries/{delivery}/replay")]
pub async fn replay_webhook_delivery(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid, uuid::Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (agency, webhook, delivery) = path.into_inner();
    let (agency, webhook) = (AgencyId(agency), WebhookId(webhook));
    let replayed = state.office.replay_webhook_delivery(who.caller(), agency, webhook, delivery).await?;
    Ok(HttpResponse::Accepted().json(DeliveryView::from(replayed)))
}

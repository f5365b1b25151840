//! A person's work goes over to others: listed first, then in one call.

use actix_web::{HttpRequest, HttpResponse, post, web};
use office::{
    domain::{AgencyId, DocumentId, Known, PersonId, Reason},
    incoming::{HandOver, HandedOver},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    body::{Plain, Sent},
    caller::SignedIn,
    headers::{Conditions, Made, respond},
    problem::{ApiError, Language, Problem},
    views::handover::HandoverView,
};

/// Who takes over one document.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverItem {
    /// The document.
    document: DocumentId,
    /// Who takes it over, by id or user name.
    to: Known,
}

/// A person's work, and who takes it over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHandover {
    /// Who takes over all that `items` does not name, by id or user name. Where nobody is named, only `items` goes over.
    #[serde(default)]
    to: Option<Known>,
    /// Who takes over which document; at most 1000.
    #[serde(default)]
    items: Vec<HandoverItem>,
    /// Why: it stands in each document's history, and new holders are told.
    reason: Reason,
}

impl Plain for NewHandover {}

/// How work is handed over.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct HandoverQuery {
    /// List what there is, with what would be refused, and change nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Hands over all that somebody who leaves or moves has in hand, all or nothing: what is put before them, what they hold, what
/// waits for their approval, what answers to them, what is theirs to file. Each document's new holder is told.
#[utoipa::path(
    operation_id = "handOverWork", tag = "organisation", request_body = NewHandover,
    params(
        ("id" = uuid::Uuid, Path), ("person" = uuid::Uuid, Path, description = "Whose work it is."), HandoverQuery,
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat harmless."),
    ),
    responses(
        (status = 200, description = "What went over, or would.", body = HandoverView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/agencies/{id}/people/{person}/handover")]
pub async fn hand_over_work(
    state: web::Data<ApiState>,
    who: SignedIn,
    path: web::Path<(uuid::Uuid, uuid::Uuid)>,
    query: web::Query<HandoverQuery>,
    request: HttpRequest,
    conditions: Conditions,
    sent: Sent<NewHandover>,
) -> Result<HttpResponse, ApiError> {
    let (agency, person) = path.into_inner();
    let (dry_run, language) = (query.dry_run, Language::of(&request));
    let made = move |done: &HandedOver| Made::new(200, &HandoverView::of(done, language));
    let NewHandover { to, items, reason } = sent.value;
    let order = HandOver {
        agency: AgencyId(agency),
        person: PersonId(person),
        to,
        items: items.into_iter().map(|item| (item.document, item.to)).collect(),
        reason,
        dry_run,
        repeat: conditions.repeat(&sent.raw, made).filter(|_| !dry_run),
    };
    respond(state.office.hand_over(who.caller(), order).await?, made)
}

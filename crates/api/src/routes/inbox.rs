//! Inboxes: what one has to act on, and to read.

use actix_web::{HttpRequest, HttpResponse, get, web};
use office::{
    After,
    domain::{AssignmentId, DocumentId, is_instant_of_our_time, work::Task},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiState,
    caller::SignedIn,
    paging::{Page, PageQuery, bad_cursor, cursor},
    problem::{ApiError, Problem},
    views::{InboxCounts, InboxItem},
};

/// Which of the two inboxes.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InboxKind {
    /// What is to be acted on, earliest deadline first.
    #[default]
    Act,
    /// What is to be read, latest first.
    Read,
}

/// Which page of which inbox.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct InboxQuery {
    /// Which of the two.
    #[serde(default)]
    #[param(inline)]
    kind: InboxKind,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Lines on the page.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Where a page of the first inbox begins.
#[derive(Debug, Serialize, Deserialize)]
struct Place {
    due: Option<chrono::DateTime<chrono::Utc>>,
    document: DocumentId,
    task: Task,
    assignment: Option<AssignmentId>,
}

impl Place {
    /// Behind this line.
    fn behind(line: &office::InboxLine) -> Self {
        let (item, document) = (&line.item, line.heading.id());
        Self { due: item.due, document, task: item.task, assignment: item.assignment }
    }

    /// The line; a problem where it can be none of ours.
    fn after(self) -> Result<After, ApiError> {
        let Self { due, document, task, assignment } = self;
        if due.is_some_and(|due| !is_instant_of_our_time(due)) {
            return Err(bad_cursor());
        }
        Ok(After { due, document, task, assignment })
    }
}

/// What one has to do, on all the desks that are one's own: one's own, those of departments one leads, and the registry's.
#[utoipa::path(
    operation_id = "getInbox", tag = "inbox", params(InboxQuery),
    responses(
        (status = 200, description = "A page.", body = Page<InboxItem>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/inbox")]
pub async fn get_inbox(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<InboxQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    let page = PageQuery { cursor: query.cursor, limit: query.limit };
    let limit = page.limit(&state.settings)?;
    let (lines, next_cursor) = match query.kind {
        InboxKind::Act => {
            let after = page.place::<Place>()?.map(Place::after).transpose()?;
            let lines = state.office.inbox(who.caller(), after, limit).await?;
            let next = lines.last().filter(|_| lines.len() >= limit).map(|last| cursor(&Place::behind(last)));
            (lines, next)
        }
        InboxKind::Read => {
            let lines = state.office.reading(who.caller(), page.place::<DocumentId>()?, limit).await?;
            let next = lines.last().filter(|_| lines.len() >= limit).map(|last| cursor(&last.heading.id()));
            (lines, next)
        }
    };
    let snapshot = state.office.snapshot(who.caller().agency).await?;
    let now = state.office.now();
    let items = lines.iter().map(|line| InboxItem::of(line, &snapshot, now)).collect();
    Ok(Page { items, next_cursor }.respond(&request))
}

/// How much one has to do.
#[utoipa::path(
    operation_id = "getInboxCounts", tag = "inbox",
    responses(
        (status = 200, description = "The counts.", body = InboxCounts),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/inbox/counts")]
pub async fn get_inbox_counts(state: web::Data<ApiState>, who: SignedIn) -> Result<HttpResponse, ApiError> {
    let counts = state.office.inbox_counts(who.caller()).await?;
    Ok(HttpResponse::Ok().json(InboxCounts::from(counts)))
}

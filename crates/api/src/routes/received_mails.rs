//! Mail that came in: handed in by a mail server's pipe, and the list of what a clerk is to work off.

use actix_web::{HttpRequest, HttpResponse, get, http::header, post, rt::time::timeout, web};
use futures_util::StreamExt;
use office::{
    domain::Remark,
    received::{Settling, State},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    ApiState,
    asking::Asking,
    body::{Plain, Sent},
    caller::SignedIn,
    paging::{Page, PageQuery, cursor},
    problem::{ApiError, Kind, Problem},
    views::received_mail::{HandedInView, ReceivedMailView},
};

/// Which.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct StateQuery {
    /// In which state: `open` (where none is given), `waiting`, `done` or `settled`.
    state: Option<String>,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: Option<String>,
    /// Lines on the page.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Hands in a message as the raw body, as it came to the office's mailbox (RFC 5322). It is kept whole when this answers, and worked off
/// afterwards; the same bytes are the same message, so that a repeat is harmless.
#[utoipa::path(
    operation_id = "handInReceivedMail", tag = "received mail",
    // Bytes have no schema in OpenAPI 3.1.
    request_body(content = serde_json::Value, content_type = "message/rfc822"),
    responses(
        (status = 200, description = "It was there before.", body = HandedInView),
        (status = 201, description = "Kept.", body = HandedInView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/received-mails")]
pub async fn hand_in_received_mail(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    request: HttpRequest,
    mut payload: web::Payload,
) -> Result<HttpResponse, ApiError> {
    // Before anything of it is taken in.
    state.office.may_hand_mail_in(by).await?;
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    let max = state.office.limits().replies.max_bytes;
    let most = usize::try_from(max).unwrap_or(usize::MAX);
    if length.is_some_and(|length| length > max) {
        return Err(office::OfficeError::TooLarge { max }.into());
    }
    let whole = async {
        let mut raw = Vec::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| ApiError::from(office::OfficeError::Truncated))?;
            if raw.len().saturating_add(chunk.len()) > most {
                return Err(ApiError::from(office::OfficeError::TooLarge { max }));
            }
            raw.extend_from_slice(&chunk);
        }
        Ok(raw)
    };
    let patience = state.office.limits().replies.message_within;
    let raw = timeout(patience, whole).await.map_err(|_| ApiError::new(Kind::TooSlow))??;
    let taken = state.office.hand_mail_in(by, raw.into()).await?;
    let view = HandedInView::from(taken);
    Ok(if taken.new { HttpResponse::Created().json(view) } else { HttpResponse::Ok().json(view) })
}

/// Mail that came in, latest first: what is to be worked off, where no state is named. For the registry.
#[utoipa::path(
    operation_id = "listReceivedMails", tag = "received mail", params(StateQuery),
    responses(
        (status = 200, description = "A page.", body = Page<ReceivedMailView>),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/received-mails")]
pub async fn list_received_mails(
    state: web::Data<ApiState>,
    who: SignedIn,
    query: web::Query<StateQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let wanted = match query.state.as_deref() {
        None => State::Open,
        Some(text) => State::parse(text).ok_or_else(|| {
            ApiError::new(Kind::BadParameter).at(
                "state",
                "unknown_state",
                "state phải là open, waiting, done hoặc settled.",
                "state must be open, waiting, done or settled.",
            )
        })?,
    };
    let page = PageQuery { cursor: query.cursor.clone(), limit: query.limit };
    let limit = page.limit(&state.settings)?;
    let before = page.place::<Uuid>()?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let caller = who.caller();
    let mut found = state.office.received_mails(caller, wanted, before, most).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next_cursor = found.last().filter(|_| more).map(|last| cursor(&last.id));
    let items = found.iter().map(|mail| ReceivedMailView::of(mail, caller.agency)).collect();
    Ok(Page { items, next_cursor }.respond(&request))
}

/// One message that came in.
#[utoipa::path(
    operation_id = "getReceivedMail", tag = "received mail", params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "It.", body = ReceivedMailView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/received-mails/{id}")]
pub async fn get_received_mail(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let mail = state.office.received_mail(who.caller(), id.into_inner()).await?;
    Ok(HttpResponse::Ok().json(ReceivedMailView::of(&mail, who.caller().agency)))
}

/// The message itself, byte for byte, to be opened in a mail program.
#[utoipa::path(
    operation_id = "downloadReceivedMail", tag = "received mail", params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The message.", body = serde_json::Value, content_type = "message/rfc822"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/received-mails/{id}/message")]
pub async fn download_received_mail(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let (mail, bytes) = state.office.received_mail_bytes(who.caller(), id.into_inner()).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "message/rfc822"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.eml\"", mail.id)))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .body(bytes))
}

/// How a message was worked off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleReceivedMail {
    /// What is to be remembered of it.
    #[serde(default)]
    note: Option<Remark>,
}

impl Plain for SettleReceivedMail {}

/// Notes that a message on the list was worked off. It is kept.
#[utoipa::path(
    operation_id = "settleReceivedMail", tag = "received mail", params(("id" = Uuid, Path)),
    request_body = SettleReceivedMail,
    responses(
        (status = 200, description = "Worked off.", body = ReceivedMailView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/received-mails/{id}/settle")]
pub async fn settle_received_mail(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
    sent: Sent<SettleReceivedMail>,
) -> Result<HttpResponse, ApiError> {
    let settling = Settling { note: sent.value.note.map(|note| note.to_string()) };
    let mail = state.office.settle_received(who.caller(), id.into_inner(), settling).await?;
    Ok(HttpResponse::Ok().json(ReceivedMailView::of(&mail, who.caller().agency)))
}

/// Takes a message on the list in as a letter all the same: it becomes a received document in the clerk's name.
#[utoipa::path(
    operation_id = "receiveReceivedMail", tag = "received mail", params(("id" = Uuid, Path)),
    responses(
        (status = 202, description = "It is being taken in.", body = ReceivedMailView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/received-mails/{id}/receive")]
pub async fn receive_received_mail(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let mail = state.office.receive_as_letter(who.caller(), id.into_inner()).await?;
    Ok(HttpResponse::Accepted().json(ReceivedMailView::of(&mail, who.caller().agency)))
}

/// Has a message worked off anew that the program could not work off after several tries (`failed`), for what it is: once what stood in
/// its way is gone.
#[utoipa::path(
    operation_id = "retryReceivedMail", tag = "received mail", params(("id" = Uuid, Path)),
    responses(
        (status = 202, description = "It is being worked off.", body = ReceivedMailView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/received-mails/{id}/retry")]
pub async fn retry_received_mail(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let mail = state.office.retry_received(who.caller(), id.into_inner()).await?;
    Ok(HttpResponse::Accepted().json(ReceivedMailView::of(&mail, who.caller().agency)))
}

//! Long work in the background: how far it has come, and what came of it, all of it or a part.

use std::ops::Range;

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{StatusCode, header},
    web,
};
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use office::{
    domain::JobId,
    jobs::{Job, JobState},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::files::disposition;
use crate::{
    ApiState,
    caller::SignedIn,
    headers::Made,
    problem::{ApiError, Kind, Problem},
};

/// How a job stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = JobState)]
pub enum JobStateView {
    /// It waits.
    Queued,
    /// It is being done.
    Running,
    /// What came of it can be fetched.
    Done,
    /// Nothing came of it: see `fault`.
    Failed,
}

/// The file that came of a job.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = JobFile)]
pub struct JobFileView {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hex.
    pub sha256: String,
    /// Where it is fetched.
    pub href: String,
}

/// Why nothing came of a job.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = JobFault)]
pub struct JobFaultView {
    /// Its stable name.
    pub code: String,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// A job.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Job)]
pub struct JobView {
    /// Which.
    pub id: JobId,
    /// How it stands.
    pub state: JobStateView,
    /// How much is done, such as lines of a book.
    pub done: u32,
    /// Of how much, once that is known.
    pub total: Option<u32>,
    /// What came of it; it is kept for some days.
    pub file: Option<JobFileView>,
    /// Why nothing did.
    pub fault: Option<JobFaultView>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When something was noted of it last.
    pub changed_at: DateTime<Utc>,
}

fn place(id: JobId) -> String {
    format!("/api/v1/jobs/{id}")
}

impl From<&Job> for JobView {
    fn from(job: &Job) -> Self {
        Self {
            id: job.id,
            state: match job.state {
                JobState::Queued => JobStateView::Queued,
                JobState::Running => JobStateView::Running,
                JobState::Done => JobStateView::Done,
                JobState::Failed => JobStateView::Failed,
            },
            done: job.done,
            total: job.total,
            file: job.made.as_ref().map(|made| JobFileView {
                name: made.name.clone(),
                media_type: made.media_type.clone(),
                size: made.size,
                sha256: made.sha256.clone(),
                href: format!("{}/file", place(job.id)),
            }),
            fault: job.fault.as_ref().map(|fault| JobFaultView {
                code: fault.code.clone(),
                vi: fault.vi.clone(),
                en: fault.en.clone(),
            }),
            created_at: job.created_at,
            changed_at: job.changed_at,
        }
    }
}

/// The answer to whoever has asked for one.
pub(super) fn made(status: u16) -> impl Fn(&Job) -> Result<Made, ApiError> + Copy + Send + Sync + 'static {
    move |job| Ok(Made::new(status, &JobView::from(job))?.location(place(job.id)))
}

/// How a job of one's own stands.
#[utoipa::path(
    operation_id = "getJob", tag = "jobs", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, description = "The job.", body = JobView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/jobs/{id}")]
pub async fn get_job(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let job = state.office.job(who.caller(), JobId(id.into_inner())).await?;
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(JobView::from(&job)))
}

/// What came of a job of one's own. A download that broke off is taken up again with `Range`.
#[utoipa::path(
    operation_id = "downloadJobFile", tag = "jobs",
    params(
        ("id" = uuid::Uuid, Path),
        ("Range" = Option<String>, Header, description = "A part, such as bytes=1000-."),
        ("If-Range" = Option<String>, Header, description = "Only of the same file, by its ETag; else all of it."),
    ),
    responses(
        (status = 200, description = "All of it.", body = serde_json::Value, content_type = "*/*"),
        (status = 206, description = "The part.", body = serde_json::Value, content_type = "*/*"),
        (status = 416, description = "It is not so long.", body = Problem, content_type = "application/problem+json"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/jobs/{id}/file")]
pub async fn download_job_file(
    state: web::Data<ApiState>,
    who: SignedIn,
    id: web::Path<uuid::Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let id = JobId(id.into_inner());
    let job = state.office.job(who.caller(), id).await?;
    let size = job.made.as_ref().map_or(0, |made| made.size);
    let tag = job.made.as_ref().map(|made| format!("\"{}\"", made.sha256)).unwrap_or_default();
    let text = |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let same = text(header::IF_RANGE).is_none_or(|wanted| wanted == tag);
    let part = match text(header::RANGE).filter(|_| same) {
        Some(range) => part_of(range, size),
        None => Part::Whole,
    };
    let range = match &part {
        Part::Some(range) => Some(range.clone()),
        Part::Whole => None,
        Part::Outside => return Err(ApiError::new(Kind::RangeOutside)),
    };
    let (made, content) = state.office.job_file(who.caller(), id, range.clone()).await?;
    let mut answer = HttpResponse::Ok();
    if let Some(Range { start, end }) = &range {
        answer.status(StatusCode::PARTIAL_CONTENT);
        answer.insert_header((header::CONTENT_RANGE, format!("bytes {start}-{}/{size}", end.saturating_sub(1))));
    }
    let length = range.map_or(size, |range| range.end.saturating_sub(range.start));
    Ok(answer
        .insert_header((header::CONTENT_TYPE, made.media_type))
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        .insert_header((header::ETAG, tag))
        .no_chunking(length)
        .insert_header((header::CONTENT_DISPOSITION, disposition(&made.name)))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(content.map(|part| part.map_err(ApiError::from))))
}

/// Which part of a file is wanted.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// All of it.
    Whole,
    /// These bytes.
    Some(Range<u64>),
    /// What it does not have.
    Outside,
}

/// One range of bytes (RFC 9110, section 14). Of several, and of what is no range, all is given: a client that sends it takes that, too.
fn part_of(header: &str, size: u64) -> Part {
    let Some((first, last)) =
        header.strip_prefix("bytes=").filter(|text| !text.contains(',')).and_then(|text| text.split_once('-'))
    else {
        return Part::Whole;
    };
    let range = match (first.trim().parse::<u64>(), last.trim()) {
        (Ok(first), "") => first..size,
        (Ok(first), last) => match last.parse::<u64>() {
            Ok(last) if last >= first => first..last.saturating_add(1).min(size),
            _ => return Part::Whole,
        },
        (Err(_), last) if first.trim().is_empty() => match last.parse::<u64>() {
            Ok(0) => return Part::Outside,
            Ok(last) => size.saturating_sub(last)..size,
            Err(_) => return Part::Whole,
        },
        _ => return Part::Whole,
    };
    if range.start >= size { Part::Outside } else { Part::Some(range) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_rfc_9110_says() {
        assert_eq!(part_of("bytes=0-99", 1000), Part::Some(0..100));
        assert_eq!(part_of("bytes=900-", 1000), Part::Some(900..1000));
        assert_eq!(part_of("bytes=-100", 1000), Part::Some(900..1000));
        assert_eq!(part_of("bytes=-5000", 1000), Part::Some(0..1000));
        assert_eq!(part_of("bytes=990-5000", 1000), Part::Some(990..1000));
        assert_eq!(part_of("bytes=1000-", 1000), Part::Outside);
        assert_eq!(part_of("bytes=-0", 1000), Part::Outside);
        for whole in ["bytes=0-1,5-6", "lines=1-2", "bytes=b-2", "bytes=9-3", "bytes="] {
            assert_eq!(part_of(whole, 1000), Part::Whole, "{whole}");
        }
    }
}

//! Files: streamed in as the raw body, streamed out as they came.

use actix_web::{HttpRequest, HttpResponse, get, http::header, post, web};
use futures_util::StreamExt;
use office::{
    accesses::Look,
    domain::{FileId, FileName, incoming::StoredFile},
    files::Content,
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    ApiState,
    asking::Asking,
    headers::{Conditions, Made, kept_of, respond},
    problem::{ApiError, Kind, Problem},
    request_id::RequestId,
    views::FileView,
};

/// What the file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UploadQuery {
    /// Its name, percent-encoded UTF-8, at most 255 characters; a path before it is cut off.
    name: String,
}

/// The name without a path: what lies before a slash of either kind is not a name.
pub fn file_name(raw: &str) -> Result<FileName, ApiError> {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = FileName::new(last).map_err(|fault| ApiError::new(Kind::BadParameter).fault("name", &fault))?;
    if name.as_str().chars().all(|c| c == '.') {
        return Err(ApiError::new(Kind::BadParameter).at("name", "empty", "Tên tệp không hợp lệ.", "Not a file name."));
    }
    Ok(name)
}

/// The name of what is uploaded, and whether its length as it is said is one that is taken.
///
/// # Errors
/// A problem at `name`; that it is too large.
pub(super) fn named(query: &UploadQuery, request: &HttpRequest, state: &ApiState) -> Result<FileName, ApiError> {
    let name = file_name(&query.name)?;
    // The reader of queries puts a substitute where a name is not UTF-8; an office would never find that file again.
    if percent_encoding::percent_decode_str(request.query_string()).decode_utf8().is_err() {
        return Err(ApiError::new(Kind::BadParameter).at(
            "name",
            "not_utf8",
            "Tên tệp phải là UTF-8, mã hóa phần trăm.",
            "The name must be UTF-8, percent-encoded.",
        ));
    }
    let max = state.office.limits().max_file_bytes;
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > max) {
        return Err(office::OfficeError::TooLarge { max }.into());
    }
    Ok(name)
}

fn made(file: &StoredFile) -> Result<Made, ApiError> {
    Ok(Made::new(201, &FileView::from(file))?.location(format!("/api/v1/files/{}", file.id)))
}

/// Uploads a file as the raw body. It is known by its content, not by its name, and belongs to nothing until a command names it.
#[utoipa::path(
    operation_id = "uploadFile", tag = "files", params(UploadQuery, ("Idempotency-Key" = Option<String>, Header)),
    // Bytes have no schema in OpenAPI 3.1.
    request_body(content = serde_json::Value, content_type = "application/octet-stream"),
    responses(
        (status = 201, description = "Stored.", body = FileView),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[post("/files")]
pub async fn upload_file(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    query: web::Query<UploadQuery>,
    conditions: Conditions,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, ApiError> {
    let name = named(&query, &request, &state)?;
    let repeat = conditions.key.map(|key| (key, kept_of(made)));
    let answer = state.office.upload(by, name, payload, repeat).await?;
    respond(answer, made)
}

/// Downloads a file, byte for byte.
#[utoipa::path(
    operation_id = "downloadFile", tag = "files", params(("id" = uuid::Uuid, Path)),
    responses(
        // Of the type by which the content was known.
        (status = 200, description = "The content.", body = serde_json::Value, content_type = "*/*"),
        (status = "4XX", description = "A problem.", body = Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/files/{id}")]
pub async fn download_file(
    state: web::Data<ApiState>,
    Asking(by): Asking,
    RequestId(request): RequestId,
    id: web::Path<uuid::Uuid>,
) -> Result<HttpResponse, ApiError> {
    let (record, content) = state.office.download(Look { by, request }, FileId(id.into_inner())).await?;
    let tag = header::HeaderValue::try_from(format!("\"{}\"", record.file.sha256));
    let mut response = content_of(&record.file, content);
    response.headers_mut().insert(header::ETAG, tag.map_err(|_| ApiError::new(Kind::Internal))?);
    Ok(response)
}

/// A file as it goes out: of the type by which its content was known, never shown in place.
pub fn content_of(file: &StoredFile, content: Content) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type.clone()))
        // With its length: a client sees where a file breaks off.
        .no_chunking(file.size)
        .insert_header((header::CONTENT_DISPOSITION, disposition(file.name.as_str())))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(content.map(|part| part.map_err(ApiError::from)))
}

/// Always an attachment, never shown in place; accents survive by RFC 6266, and a plain name stands beside for old clients.
pub fn disposition(name: &str) -> String {
    let plain: String = office::domain::fold(name)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "._- ".contains(c) { c } else { '_' })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            plain if plain.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&plain) => char::from(plain).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_path_and_keep_their_accents() {
        assert_eq!(file_name("../../etc/Công văn.pdf").unwrap().as_str(), "Công văn.pdf");
        assert_eq!(file_name("C:\\tm\\a.pdf").unwrap().as_str(), "a.pdf");
        assert!(file_name("..").is_err());
        assert!(file_name("a\nb.pdf").is_err());
        assert_eq!(
            disposition("Công văn \"1\".pdf"),
            "attachment; filename=\"cong van _1_.pdf\"; filename*=UTF-8''C%C3%B4ng%20v%C4%83n%20%221%22.pdf"
        );
    }
}

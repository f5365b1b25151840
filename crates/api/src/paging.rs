//! Paging by key: a cursor says behind which line a page begins, so that a page costs the same wherever it is.

use actix_web::{HttpRequest, HttpResponse, http::header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::{IntoParams, ToSchema};

use crate::{
    ApiSettings,
    problem::{ApiError, Kind},
};

/// Which page.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Where the page begins: `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Lines on the page.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<usize>,
}

impl PageQuery {
    /// The number of lines that is asked for, within what is allowed.
    ///
    /// # Errors
    /// A problem that names the bounds.
    pub fn limit(&self, settings: &ApiSettings) -> Result<usize, ApiError> {
        let max = settings.max_page;
        match self.limit {
            None => Ok(settings.default_page),
            Some(limit) if (1..=max).contains(&limit) => Ok(limit),
            Some(_) => Err(ApiError::new(Kind::BadParameter).at(
                "limit",
                "out_of_range",
                format!("limit phải từ 1 đến {max}."),
                format!("limit must be from 1 to {max}."),
            )),
        }
    }

    /// Where the page begins.
    ///
    /// # Errors
    /// A problem where the cursor is none of ours.
    pub fn place<T: DeserializeOwned>(&self) -> Result<Option<T>, ApiError> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).map(Some).ok_or_else(bad_cursor)
    }
}

/// A cursor that is none of ours.
pub fn bad_cursor() -> ApiError {
    ApiError::new(Kind::BadParameter).at(
        "cursor",
        "bad_cursor",
        "cursor không hợp lệ; hãy dùng next_cursor của trang trước.",
        "The cursor is not valid; use next_cursor of the page before.",
    )
}

/// What is said of a day in a query that no document is of.
pub fn strange_day(name: &'static str) -> ApiError {
    ApiError::new(Kind::BadParameter).at(
        name,
        "out_of_range",
        "Ngày phải từ năm 1900 đến 2999.",
        "Days lie from 1900 to 2999.",
    )
}

/// A parameter with a NUL in it, which no database reads.
pub fn nul(parameter: &str) -> ApiError {
    ApiError::new(Kind::BadParameter).at(
        parameter,
        "control_character",
        "Có ký tự NUL; hãy bỏ ký tự đó.",
        "It holds a NUL character; remove it.",
    )
}

/// The cursor for a place.
pub fn cursor<T: Serialize>(place: &T) -> String {
    serde_json::to_vec(place).map(|bytes| URL_SAFE_NO_PAD.encode(bytes)).unwrap_or_default()
}

/// The `Link` to the next page, if there is one.
pub fn link(request: &HttpRequest, next_cursor: Option<&str>) -> Option<String> {
    let cursor = next_cursor?;
    let kept = request.query_string().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
    let query: Vec<String> = kept.map(str::to_owned).chain([format!("cursor={cursor}")]).collect();
    Some(format!("<{}?{}>; rel=\"next\"", request.path(), query.join("&")))
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Page<T> {
    /// The lines.
    pub items: Vec<T>,
    /// Where the next page begins; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl<T: Serialize> Page<T> {
    /// To be sent, with a `Link` to the next page.
    pub fn respond(self, request: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        if let Some(link) = link(request, self.next_cursor.as_deref()) {
            response.insert_header((header::LINK, link));
        }
        response.json(self)
    }
}

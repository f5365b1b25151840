//! The page on which what goes by post is printed and signed for: A4, across; by itself, without anything from elsewhere.

use std::sync::LazyLock;

use actix_web::{HttpResponse, http::header};
use base64::{Engine, engine::general_purpose::STANDARD};
use minijinja::{Environment, UndefinedBehavior, Value, value::Serde};
use office::domain::written_day;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    problem::{ApiError, Kind},
    views::postal::PostalItemView,
};

const STYLE: &str = include_str!("../pages/postal.css");
const NAME: &str = "postal.html";

static PAGES: LazyLock<Result<Environment<'static>, String>> = LazyLock::new(|| {
    let mut pages = Environment::new();
    pages.set_undefined_behavior(UndefinedBehavior::Strict);
    pages.add_template(NAME, include_str!("../pages/postal.html")).map(|()| pages).map_err(|error| error.to_string())
});

/// What the page may do: show itself in its own style.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
});

#[derive(Serialize)]
struct Line<'a> {
    day: String,
    written: &'a str,
    to: &'a str,
    address: Option<&'a str>,
    envelopes: u32,
    remark: &'a str,
}

#[derive(Serialize)]
struct Page<'a> {
    style: &'static str,
    agency: &'a str,
    when: &'a str,
    lines: Vec<Line<'a>>,
    more: bool,
    most: usize,
}

/// The page of these lines, of which there may be more.
///
/// # Errors
/// An internal problem where it can't be written.
pub fn page(agency: &str, when: &str, items: &[PostalItemView], more: bool) -> Result<HttpResponse, ApiError> {
    let lines = items
        .iter()
        .map(|item| Line {
            // By hand, on the day on which the post takes it.
            day: item.sent_on.map(written_day).unwrap_or_default(),
            written: item.written.as_deref().unwrap_or_default(),
            to: item.name.as_deref().unwrap_or_default(),
            address: item.address.as_deref(),
            envelopes: item.envelopes,
            remark: item.remark.as_deref().unwrap_or_default(),
        })
        .collect();
    let page = Page { style: STYLE, agency, when, lines, more, most: items.len() };
    let written = PAGES.as_ref().map_err(Clone::clone).and_then(|pages| {
        let template = pages.get_template(NAME).map_err(|error| error.to_string())?;
        template.render(Value::from(Serde(&page))).map_err(|error| error.to_string())
    });
    let body = written.map_err(|error| {
        tracing::error!(%error, "a page cannot be written");
        ApiError::new(Kind::Internal)
    })?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CONTENT_LANGUAGE, "vi"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY.as_str()))
        .body(body))
}

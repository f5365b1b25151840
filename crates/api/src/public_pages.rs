//! Pages of the one-stop shop for everybody (`/mot-cua/{agency}`): look a dossier up, read what a procedure asks for, see the figures,
//! rate. Made by the server, in both languages, without script: they work on an old telephone.
//!
//! For all but what lies below `tai-khoan` nobody signs in and no cookie is set or read. So there is nothing that a form could do in
//! somebody's name, and no form carries a token against forged requests: whoever sends one must have the receipt's secret in it, from
//! wherever they send it. What is of citizens' own accounts ([`account`]) has both, where an office has opened them.
//!
//! The secret comes in a form's body and goes back in the form for the rating, in a page that nobody may keep; it is in no address.
//! Nothing of this is part of the API's description.

mod account;
mod dossiers;
mod reading;
mod shown;
mod words;

use std::sync::Arc;

use actix_web::{
    Error, HttpRequest, HttpResponse, guard,
    http::{StatusCode, header},
    web,
};
use office::{AgencySnapshot, OfficeError};
use url::form_urlencoded;

use self::shown::{Content, Link, Part, Place, Said, address as with_language};
use crate::{
    ApiState, address, https,
    problem::{ApiError, Kind, Language},
    routes::public::shown as agency_of,
};

/// Mounts the pages.
pub fn mount(config: &mut web::ServiceConfig) {
    let reading = || web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    let page = |path: &str| web::resource(path.to_owned()).default_service(web::to(otherwise));
    config
        .service(page("/mot-cua").route(reading().to(agencies)))
        .service(page("/mot-cua/{agency}").route(reading().to(dossiers::home)))
        .service(
            page("/mot-cua/{agency}/tra-cuu")
                .route(reading().to(dossiers::home))
                .route(web::post().to(dossiers::look_up)),
        )
        .service(
            page("/mot-cua/{agency}/danh-gia")
                .route(reading().to(dossiers::home))
                .route(web::post().to(dossiers::rate)),
        )
        .service(page("/mot-cua/{agency}/thu-tuc").route(reading().to(reading::procedures)))
        .service(page("/mot-cua/{agency}/thu-tuc/{code}").route(reading().to(reading::procedure)))
        .service(page("/mot-cua/{agency}/so-lieu").route(reading().to(reading::figures)));
    account::mount(config);
}

/// Which of the pages one is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    LookUp,
    Procedures,
    Figures,
    Account,
}

/// The first value of a field or parameter, without blanks around it and without what no database reads.
fn one(encoded: &[u8], name: &str) -> String {
    let found = form_urlencoded::parse(encoded).find(|(known, _)| known == name);
    let text = found.map(|(_, value)| value.into_owned()).unwrap_or_default();
    text.trim().chars().filter(|c| *c != '\0').take(4000).collect()
}

/// Why a visit ends before its page: another page.
struct Stop(Box<HttpResponse>);

impl Stop {
    fn at(page: HttpResponse) -> Self {
        Self(Box::new(page))
    }
}

/// One visit.
struct Visit<'a> {
    state: &'a ApiState,
    language: Language,
    from: Option<std::net::IpAddr>,
    query: String,
}

impl<'a> Visit<'a> {
    /// Of a request.
    ///
    /// # Errors
    /// The page for who asks too often, or sends a secret in the clear.
    fn of(state: &'a ApiState, request: &HttpRequest) -> Result<Self, Stop> {
        let query = request.query_string().to_owned();
        let language = match one(query.as_bytes(), "lang").as_str() {
            "vi" => Language::Vietnamese,
            "en" => Language::English,
            _ => Language::of(request),
        };
        let trusted = &state.settings.trusted_proxies;
        let visit = Self { state, language, from: address::of(request, trusted), query };
        if let Err(error) = state.office.anonymous_request(visit.from) {
            return Err(Stop::at(visit.failed(&error.into(), None)));
        }
        match https::refusal(request, trusted).filter(|_| !request.method().is_safe()) {
            Some(error) => Err(Stop::at(visit.failed(&error, None))),
            None => Ok(visit),
        }
    }

    const fn pick<'b>(&self, vi: &'b str, en: &'b str) -> &'b str {
        self.language.pick(vi, en)
    }

    fn parameter(&self, name: &str) -> String {
        one(self.query.as_bytes(), name)
    }

    fn respond(&self, status: u16, content: &Content, retry_after: Option<u64>) -> HttpResponse {
        let (status, body) = match content.write(self.language) {
            Ok(body) => (StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), body),
            Err(error) => {
                tracing::error!(%error, "a page cannot be written");
                (StatusCode::INTERNAL_SERVER_ERROR, "Hệ thống gặp lỗi. The system has failed.\n".to_owned())
            }
        };
        let mut response = HttpResponse::build(status);
        response
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((header::CONTENT_LANGUAGE, self.language.tag()))
            .insert_header((header::CONTENT_SECURITY_POLICY, shown::POLICY.as_str()))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .insert_header((header::REFERRER_POLICY, "no-referrer"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::VARY, "Accept-Language"));
        if let Some(seconds) = retry_after {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        response.body(body)
    }

    fn content(&self, title: &str, agency: Option<(&AgencySnapshot, At)>) -> Content {
        let mut content = Content { title: title.to_owned(), ..Content::default() };
        if let Some((snapshot, here)) = agency {
            let known = agency_of(snapshot);
            let place = |at, path: &str, vi, en| Place {
                link: Link { href: self.href(snapshot, path, &[]), name: Said::own(self.pick(vi, en)) },
                here: at == here,
            };
            content.places = vec![
                place(At::LookUp, "", "Tra cứu hồ sơ", "Look up a dossier"),
                place(At::Procedures, "/thu-tuc", "Thủ tục hành chính", "Procedures"),
                place(At::Figures, "/so-lieu", "Số liệu giải quyết hồ sơ", "Figures"),
            ];
            if self.state.office.is_open_to_citizens(snapshot) {
                content.places.push(place(At::Account, "/tai-khoan", "Hồ sơ của tôi", "My dossiers"));
            }
            content.agency = known.name;
        }
        content
    }

    fn href(&self, snapshot: &AgencySnapshot, path: &str, query: &[(&'static str, String)]) -> String {
        self.href_at(&agency_of(snapshot).code, path, query)
    }

    /// A page of the agency that has this code.
    fn href_at(&self, code: &str, path: &str, query: &[(&'static str, String)]) -> String {
        with_language(&format!("/mot-cua/{code}{path}"), query, self.language)
    }

    fn failed(&self, error: &ApiError, agency: Option<(&AgencySnapshot, At)>) -> HttpResponse {
        let problem = error.problem(self.language);
        let mut content = self.content(&problem.title, agency);
        content.lines.push(problem.detail);
        self.respond(problem.status, &content, error.retry_after())
    }

    async fn agency(&self, code: &str) -> Result<Arc<AgencySnapshot>, Stop> {
        self.state.office.public_agency(code).await.map_err(|error| {
            let error = match error {
                OfficeError::NotFound => ApiError::new(Kind::NotFound)
                    .because("Không có cơ quan nào mang mã này ở đây.", "There is no agency of this code here."),
                other => other.into(),
            };
            Stop::at(self.failed(&error, None))
        })
    }
}

/// What was sent by a form.
///
/// # Errors
/// The page that says that it cannot be read.
fn sent(visit: &Visit<'_>, request: &HttpRequest, body: Result<web::Bytes, Error>) -> Result<web::Bytes, Stop> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    match body {
        Ok(_) if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") => {
            let (vi, en) = ("Xin vui lòng gửi bằng biểu mẫu trên trang.", "Please use the form on the page.");
            Err(Stop::at(visit.failed(&ApiError::new(Kind::WrongMediaType).because(vi, en), None)))
        }
        Ok(body) => Ok(body),
        Err(error) if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE => {
            Err(Stop::at(visit.failed(&ApiError::new(Kind::TooLarge), None)))
        }
        Err(_) => Err(Stop::at(visit.failed(&ApiError::new(Kind::Truncated), None))),
    }
}

/// The answer, whichever way it came about.
fn either(answer: Result<HttpResponse, Stop>) -> HttpResponse {
    answer.unwrap_or_else(|Stop(response)| *response)
}

async fn agencies(state: web::Data<ApiState>, request: HttpRequest) -> HttpResponse {
    either(list_agencies(&state, &request).await)
}

async fn list_agencies(state: &ApiState, request: &HttpRequest) -> Result<HttpResponse, Stop> {
    let visit = Visit::of(state, request)?;
    let all = state.office.public_agencies().await.map_err(|error| Stop::at(visit.failed(&error.into(), None)))?;
    let href = |code: &str| with_language(&format!("/mot-cua/{code}"), &[], visit.language);
    if let [only] = all.as_slice() {
        let there = (header::LOCATION, href(&only.code));
        return Ok(HttpResponse::SeeOther().insert_header(there).finish());
    }
    let mut content = visit.content(visit.pick("Chọn cơ quan", "Choose the agency"), None);
    let links =
        all.into_iter().map(|agency| Link { href: href(&agency.code), name: Said::written(agency.name) }).collect();
    content.parts.push(Part::Links { links });
    Ok(visit.respond(200, &content, None))
}

async fn otherwise(state: web::Data<ApiState>, request: HttpRequest) -> HttpResponse {
    let visit = match Visit::of(&state, &request) {
        Ok(visit) => visit,
        Err(Stop(page)) => return *page,
    };
    let mut response = visit.failed(&ApiError::new(Kind::MethodNotAllowed), None);
    response.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD, POST"));
    response
}

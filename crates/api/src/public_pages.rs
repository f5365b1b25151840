//! Pages of the one-stop shop for everybody (`/mot-cua/{agency}`): look a dossier up, read what a procedure asks for, see the figures,
//! rate. Made by the server, in both languages, without script: they work on an old telephone.
//!
//! Nobody signs in here and no cookie is set or read. So there is nothing that a form could do in somebody's name, and no form carries a
//! token against forged requests: whoever sends one must have the receipt's secret in it, from wherever they send it.
//!
//! The secret comes in a form's body and goes back in the form for the rating, in a page that nobody may keep; it is in no address.
//! Nothing of this is part of the API's description.

mod shown;
mod words;

use actix_web::{
    Error, HttpRequest, HttpResponse, guard,
    http::{StatusCode, header},
    web,
};
use office::{
    AgencySnapshot, OfficeError,
    domain::{
        Remark,
        dossier::{Month, command::RateDossier},
    },
    dossiers::public::Receipt,
    procedures::ProcedureFilter,
};
use std::sync::Arc;
use url::form_urlencoded;

use self::shown::{Content, Fault, Field, Form, Line, Link, Part, Place, address as with_language};
use crate::{
    ApiState, address, https,
    problem::{ApiError, Kind, Language},
    routes::public::{not_that, shown as agency_of},
    views::dossier::{
        ProgressView,
        public::{PublicProcedure, PublicStatistics},
    },
};

/// Lines of a page of procedures.
const PAGE: usize = 20;
/// How many months may be chosen.
const MONTHS: usize = 24;
/// The longest text that is looked for.
const MAX_WORDS: usize = 200;

/// Mounts the pages.
pub fn mount(config: &mut web::ServiceConfig) {
    let reading = || web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    let page = |path: &str| web::resource(path.to_owned()).default_service(web::to(otherwise));
    config
        .service(page("/mot-cua").route(reading().to(agencies)))
        .service(page("/mot-cua/{agency}").route(reading().to(home)))
        .service(page("/mot-cua/{agency}/tra-cuu").route(reading().to(home)).route(web::post().to(look_up)))
        .service(page("/mot-cua/{agency}/danh-gia").route(reading().to(home)).route(web::post().to(rate)))
        .service(page("/mot-cua/{agency}/thu-tuc").route(reading().to(procedures)))
        .service(page("/mot-cua/{agency}/thu-tuc/{code}").route(reading().to(procedure)))
        .service(page("/mot-cua/{agency}/so-lieu").route(reading().to(figures)));
}

/// Which of the pages one is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    LookUp,
    Procedures,
    Figures,
}

/// The first value of a field or parameter, without blanks around it and without what no database reads.
fn one(encoded: &[u8], name: &str) -> String {
    let found = form_urlencoded::parse(encoded).find(|(known, _)| known == name);
    let text = found.map(|(_, value)| value.into_owned()).unwrap_or_default();
    text.trim().chars().filter(|c| *c != '\0').take(4000).collect()
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
    fn of(state: &'a ApiState, request: &HttpRequest) -> Result<Self, HttpResponse> {
        let query = request.query_string().to_owned();
        let language = match one(query.as_bytes(), "lang").as_str() {
            "vi" => Language::Vietnamese,
            "en" => Language::English,
            _ => Language::of(request),
        };
        let trusted = &state.settings.trusted_proxies;
        let visit = Self { state, language, from: address::of(request, trusted), query };
        if let Err(error) = state.office.anonymous_request(visit.from) {
            return Err(visit.failed(&error.into(), None));
        }
        match https::refusal(request, trusted).filter(|_| !request.method().is_safe()) {
            Some(error) => Err(visit.failed(&error, None)),
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
                link: Link { href: self.href(snapshot, path, &[]), name: self.pick(vi, en).to_owned() },
                here: at == here,
            };
            content.places = vec![
                place(At::LookUp, "", "Tra cứu hồ sơ", "Look up a dossier"),
                place(At::Procedures, "/thu-tuc", "Thủ tục hành chính", "Procedures"),
                place(At::Figures, "/so-lieu", "Số liệu giải quyết hồ sơ", "Figures"),
            ];
            content.agency = known.name;
        }
        content
    }

    fn href(&self, snapshot: &AgencySnapshot, path: &str, query: &[(&'static str, String)]) -> String {
        let code = agency_of(snapshot).code;
        with_language(&format!("/mot-cua/{code}{path}"), query, self.language)
    }

    fn failed(&self, error: &ApiError, agency: Option<(&AgencySnapshot, At)>) -> HttpResponse {
        let problem = error.problem(self.language);
        let mut content = self.content(&problem.title, agency);
        content.lines.push(problem.detail);
        self.respond(problem.status, &content, error.retry_after())
    }

    async fn agency(&self, code: &str) -> Result<Arc<AgencySnapshot>, HttpResponse> {
        self.state.office.public_agency(code).await.map_err(|error| {
            let error = match error {
                OfficeError::NotFound => ApiError::new(Kind::NotFound)
                    .because("Không có cơ quan nào mang mã này ở đây.", "There is no agency of this code here."),
                other => other.into(),
            };
            self.failed(&error, None)
        })
    }

    fn look_up_form(&self, snapshot: &AgencySnapshot, code: &str, faults: (Option<String>, Option<String>)) -> Form {
        let field = |name, label, value: String, hint, fault| Field {
            kind: "code",
            name,
            label,
            value,
            hint: Some(hint),
            fault,
            required: true,
            options: Vec::new(),
        };
        Form {
            method: "post",
            action: self.href(snapshot, "/tra-cuu", &[]),
            title: None,
            hidden: Vec::new(),
            fields: vec![
                field(
                    "ma",
                    self.pick("Mã hồ sơ", "Code of the dossier"),
                    code.chars().take(MAX_WORDS).collect(),
                    self.pick(
                        "In trên giấy tiếp nhận hồ sơ, ví dụ H15.50.05.13-261008-0975.",
                        "It stands on the receipt, such as H15.50.05.13-261008-0975.",
                    ),
                    faults.0,
                ),
                field(
                    "bi_mat",
                    self.pick("Mã tra cứu", "Look-up secret"),
                    String::new(),
                    self.pick(
                        "8 chữ và số in cạnh mã hồ sơ, ví dụ ACDE-3467.",
                        "Eight letters and digits beside the code, such as ACDE-3467.",
                    ),
                    faults.1,
                ),
            ],
            submit: self.pick("Tra cứu", "Look up"),
        }
    }

    fn look_up_page(&self, snapshot: &AgencySnapshot, code: &str, faults: Vec<Fault>) -> Content {
        let at = |name| faults.iter().find(|fault| fault.at == Some(name)).map(|fault| fault.text.clone());
        let form = self.look_up_form(snapshot, code, (at("ma"), at("bi_mat")));
        let title = self.pick("Tra cứu tình trạng hồ sơ", "How far a dossier has come");
        let mut content = self.content(title, Some((snapshot, At::LookUp)));
        content.faults = faults;
        content.parts.push(Part::Form(form));
        if !code.is_empty() {
            content.query.push(("ma", code.to_owned()));
        }
        content
    }

    fn empty(&self, name: &'static str) -> Fault {
        let label = match name {
            "ma" => self.language.pick("Mã hồ sơ", "Code of the dossier"),
            _ => self.language.pick("Mã tra cứu", "Look-up secret"),
        };
        let text = self.pick("Xin vui lòng nhập.", "Please fill this in.").to_owned();
        Fault { at: Some(name), label, text }
    }

    /// The form once more, where what was sent opens nothing.
    fn not_opened(&self, snapshot: &AgencySnapshot, code: &str, error: OfficeError) -> HttpResponse {
        let error = not_that(error);
        let problem = error.problem(self.language);
        if problem.status != 404 {
            return self.failed(&error, Some((snapshot, At::LookUp)));
        }
        let fault = Fault { at: None, label: "", text: problem.detail };
        self.respond(404, &self.look_up_page(snapshot, code, vec![fault]), None)
    }

    fn rating_form(
        &self,
        snapshot: &AgencySnapshot,
        receipt: Receipt<'_>,
        sent: (&str, &str),
        faults: &[Fault],
    ) -> Form {
        let at = |name| faults.iter().find(|fault| fault.at == Some(name)).map(|fault| fault.text.clone());
        let hidden = |label: &str, value: &str| Line { label: label.to_owned(), value: value.to_owned() };
        let options = words::stars(self.language).map(|(value, label)| hidden(value, label));
        Form {
            method: "post",
            action: self.href(snapshot, "/danh-gia", &[]),
            title: Some(self.pick("Đánh giá việc giải quyết hồ sơ", "Rate how it was handled")),
            hidden: vec![hidden("ma", receipt.code), hidden("bi_mat", receipt.secret)],
            fields: vec![
                Field {
                    kind: "radio",
                    name: "sao",
                    label: self.pick("Mức độ hài lòng", "How satisfied are you?"),
                    value: sent.0.to_owned(),
                    hint: None,
                    fault: at("sao"),
                    required: true,
                    options: options.to_vec(),
                },
                Field {
                    kind: "words",
                    name: "loi",
                    label: self.pick("Góp ý (không bắt buộc)", "What else you would like to say (may stay empty)"),
                    value: sent.1.to_owned(),
                    hint: Some(self.pick(
                        "Xin không ghi thông tin cá nhân. Mỗi hồ sơ được đánh giá một lần.",
                        "Please write nothing personal. A dossier is rated once.",
                    )),
                    fault: at("loi"),
                    required: false,
                    options: Vec::new(),
                },
            ],
            submit: self.pick("Gửi đánh giá", "Send"),
        }
    }

    /// How far a dossier has come.
    fn progress(&self, snapshot: &AgencySnapshot, view: &ProgressView, receipt: Receipt<'_>) -> Content {
        let title = self.pick("Tình trạng hồ sơ", "How far the dossier has come");
        let mut content = self.content(title, Some((snapshot, At::LookUp)));
        let mut facts = Vec::new();
        let mut add = |vi, en, value: Option<String>| {
            facts.extend(value.map(|value| Line { label: self.pick(vi, en).to_owned(), value }));
        };
        let procedure = view.procedure.as_ref();
        let moved = view.due_original != view.due_current;
        add("Trạng thái", "It stands", Some(words::status(&view.status, self.language)));
        add("Mã hồ sơ", "Code", view.code.as_ref().map(ToString::to_string));
        add("Thủ tục", "Procedure", procedure.map(|procedure| procedure.name.to_string()));
        add("Lĩnh vực", "Field", view.field.as_ref().map(ToString::to_string));
        add("Hình thức nộp", "Handed in", Some(words::channel(view.channel, self.language).to_owned()));
        add("Đang ở bước", "Step", view.step.clone());
        add("Tiếp nhận lúc", "Received", view.received_at.map(words::moment));
        add("Hẹn trả kết quả ban đầu", "First promised for", view.due_original.filter(|_| moved).map(words::moment));
        add("Hẹn trả kết quả", "Promised for", view.due_current.map(words::moment));
        let late = self.pick("Hồ sơ đã quá hạn giải quyết.", "It is past its date.");
        add("Lưu ý", "Note", view.overdue.then(|| late.to_owned()));
        add("Có kết quả từ", "The result is there since", view.done_at.map(words::moment));
        add("Lý do", "Why", view.ended_because.clone());
        add("Xin lỗi và gia hạn", "Apology for the delay", view.apology.clone());
        content.parts.push(Part::Facts { title: None, notice: false, facts, items: Vec::new() });
        if let Some(missing) = &view.missing {
            let mut facts = Vec::new();
            let mut add = |vi, en, value: Option<String>| {
                facts.extend(value.map(|value| Line { label: self.pick(vi, en).to_owned(), value }));
            };
            add("Lý do", "Why", Some(missing.reason.clone()));
            add("Cách thực hiện", "How", missing.guide.clone());
            add("Trước", "Before", Some(words::moment(missing.until)));
            let items = missing.missing.iter().map(|one| one.what.to_string()).collect();
            let title = Some(self.pick("Cần bổ sung", "To be completed").to_owned());
            content.parts.push(Part::Facts { title, notice: true, facts, items });
        }
        if !view.unpaid.is_empty() {
            let items = view.unpaid.iter().map(|one| format!("{}: {}", one.name, words::dong(one.amount))).collect();
            let title = Some(self.pick("Cần nộp", "To be paid").to_owned());
            content.parts.push(Part::Facts { title, notice: true, facts: Vec::new(), items });
        }
        if view.may_rate {
            content.parts.push(Part::Form(self.rating_form(snapshot, receipt, ("", ""), &[])));
        }
        content
    }
}

/// What was sent by a form.
///
/// # Errors
/// The page that says that it cannot be read.
fn sent(visit: &Visit<'_>, request: &HttpRequest, body: Result<web::Bytes, Error>) -> Result<web::Bytes, HttpResponse> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    match body {
        Ok(_) if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") => {
            let (vi, en) = ("Xin vui lòng gửi bằng biểu mẫu trên trang.", "Please use the form on the page.");
            Err(visit.failed(&ApiError::new(Kind::WrongMediaType).because(vi, en), None))
        }
        Ok(body) => Ok(body),
        Err(error) if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE => {
            Err(visit.failed(&ApiError::new(Kind::TooLarge), None))
        }
        Err(_) => Err(visit.failed(&ApiError::new(Kind::Truncated), None)),
    }
}

/// The answer, whichever way it came about.
fn either(answer: Result<HttpResponse, HttpResponse>) -> HttpResponse {
    answer.unwrap_or_else(|response| response)
}

async fn agencies(state: web::Data<ApiState>, request: HttpRequest) -> HttpResponse {
    either(list_agencies(&state, &request).await)
}

async fn list_agencies(state: &ApiState, request: &HttpRequest) -> Result<HttpResponse, HttpResponse> {
    let visit = Visit::of(state, request)?;
    let all = state.office.public_agencies().await.map_err(|error| visit.failed(&error.into(), None))?;
    let href = |code: &str| with_language(&format!("/mot-cua/{code}"), &[], visit.language);
    if let [only] = all.as_slice() {
        let there = (header::LOCATION, href(&only.code));
        return Ok(HttpResponse::SeeOther().insert_header(there).finish());
    }
    let mut content = visit.content(visit.pick("Chọn cơ quan", "Choose the agency"), None);
    let links = all.into_iter().map(|agency| Link { href: href(&agency.code), name: agency.name }).collect();
    content.parts.push(Part::Links { links });
    Ok(visit.respond(200, &content, None))
}

async fn home(state: web::Data<ApiState>, request: HttpRequest, agency: web::Path<String>) -> HttpResponse {
    either(show_home(&state, &request, &agency).await)
}

async fn show_home(state: &ApiState, request: &HttpRequest, agency: &str) -> Result<HttpResponse, HttpResponse> {
    let visit = Visit::of(state, request)?;
    let snapshot = visit.agency(agency).await?;
    let content = visit.look_up_page(&snapshot, &visit.parameter("ma"), Vec::new());
    Ok(visit.respond(200, &content, None))
}

async fn look_up(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
    body: Result<web::Bytes, Error>,
) -> HttpResponse {
    either(looked_up(&state, &request, &agency, body).await)
}

async fn looked_up(
    state: &ApiState,
    request: &HttpRequest,
    agency: &str,
    body: Result<web::Bytes, Error>,
) -> Result<HttpResponse, HttpResponse> {
    let visit = Visit::of(state, request)?;
    let body = sent(&visit, request, body)?;
    let snapshot = visit.agency(agency).await?;
    let (code, secret) = (one(&body, "ma"), one(&body, "bi_mat"));
    let empty = [("ma", &code), ("bi_mat", &secret)].into_iter().filter(|(_, text)| text.is_empty());
    let faults: Vec<Fault> = empty.map(|(name, _)| visit.empty(name)).collect();
    if !faults.is_empty() {
        return Ok(visit.respond(422, &visit.look_up_page(&snapshot, &code, faults), None));
    }
    let receipt = Receipt { code: &code, secret: &secret };
    match state.office.look_up_dossier(&snapshot, receipt, visit.from).await {
        Ok(detail) => {
            let content = visit.progress(&snapshot, &ProgressView::of(&detail), receipt);
            Ok(visit.respond(200, &content, None))
        }
        Err(error) => Ok(visit.not_opened(&snapshot, &code, error)),
    }
}

async fn rate(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
    body: Result<web::Bytes, Error>,
) -> HttpResponse {
    either(rated(&state, &request, &agency, body).await)
}

async fn rated(
    state: &ApiState,
    request: &HttpRequest,
    agency: &str,
    body: Result<web::Bytes, Error>,
) -> Result<HttpResponse, HttpResponse> {
    let visit = Visit::of(state, request)?;
    let body = sent(&visit, request, body)?;
    let snapshot = visit.agency(agency).await?;
    let (code, secret) = (one(&body, "ma"), one(&body, "bi_mat"));
    let (stars, said) = (one(&body, "sao"), one(&body, "loi"));
    let receipt = Receipt { code: &code, secret: &secret };
    let mut faults = Vec::new();
    let read = stars.parse().ok().filter(|stars| (1..=5).contains(stars));
    if read.is_none() {
        let label = visit.language.pick("Mức độ hài lòng", "How satisfied are you?");
        let text = visit.pick("Xin vui lòng chọn một mức.", "Please choose one.").to_owned();
        faults.push(Fault { at: Some("sao"), label, text });
    }
    let words = match said.as_str() {
        "" => None,
        text => match Remark::new(text) {
            Ok(words) => Some(words),
            Err(fault) => {
                let label = visit.language.pick("Góp ý", "What else you would like to say");
                faults.push(Fault { at: Some("loi"), label, text: visit.language.of_words(&fault.words()) });
                None
            }
        },
    };
    let here = Some((&*snapshot, At::LookUp));
    if let (Some(stars), true) = (read, faults.is_empty()) {
        let rating = RateDossier { stars, words };
        return Ok(match state.office.rate_dossier(&snapshot, receipt, rating, visit.from).await {
            Ok(_) => {
                let mut content = visit.content(visit.pick("Đã ghi nhận đánh giá", "Your rating is noted"), here);
                content.lines.push(
                    visit
                        .pick(
                            "Xin cảm ơn ông/bà đã góp ý. Có thể đóng trang này.",
                            "Thank you for your word. You may close this page.",
                        )
                        .to_owned(),
                );
                visit.respond(200, &content, None)
            }
            Err(error) => visit.not_opened(&snapshot, &code, error),
        });
    }
    let mut content = visit.content(visit.pick("Đánh giá", "Rating"), here);
    content.parts.push(Part::Form(visit.rating_form(&snapshot, receipt, (&stars, &said), &faults)));
    content.faults = faults;
    Ok(visit.respond(422, &content, None))
}

async fn procedures(state: web::Data<ApiState>, request: HttpRequest, agency: web::Path<String>) -> HttpResponse {
    either(list_procedures(&state, &request, &agency).await)
}

async fn list_procedures(state: &ApiState, request: &HttpRequest, agency: &str) -> Result<HttpResponse, HttpResponse> {
    let visit = Visit::of(state, request)?;
    let snapshot = visit.agency(agency).await?;
    let here = Some((&*snapshot, At::Procedures));
    let words: String = visit.parameter("q").chars().take(MAX_WORDS).collect();
    let behind = Some(visit.parameter("sau")).filter(|code| !code.is_empty());
    let filter = ProcedureFilter { words: Some(words.clone()), ..ProcedureFilter::default() };
    let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let found = state.office.public_procedures(snapshot.directory.agency, filter, behind, most).await;
    let mut lines = found.map_err(|error| visit.failed(&error.into(), here))?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let mut content = visit.content(visit.pick("Thủ tục hành chính", "Procedures"), here);
    content.parts.push(Part::Form(Form {
        method: "get",
        action: visit.href(&snapshot, "/thu-tuc", &[]),
        title: None,
        hidden: vec![Line { label: "lang".to_owned(), value: visit.language.tag().to_owned() }],
        fields: vec![Field {
            kind: "text",
            name: "q",
            label: visit.language.pick("Tìm thủ tục", "Find a procedure"),
            value: words.clone(),
            hint: Some(visit.language.pick(
                "Tên, lĩnh vực hoặc mã thủ tục; có dấu hay không dấu đều được.",
                "Name, field or code, with or without accents.",
            )),
            fault: None,
            required: false,
            options: Vec::new(),
        }],
        submit: visit.language.pick("Tìm", "Find"),
    }));
    if lines.is_empty() {
        content.lines.push(visit.pick("Không tìm thấy thủ tục nào.", "No procedure was found.").to_owned());
    }
    let mut links: Vec<Link> = lines
        .iter()
        .map(|line| Link {
            href: visit.href(&snapshot, &format!("/thu-tuc/{}", line.code), &[]),
            name: format!("{} ({}) – {}", line.name, line.code, line.field),
        })
        .collect();
    if let Some(last) = lines.last().filter(|_| more) {
        let query = [("q", words.clone()), ("sau", last.code.clone())];
        links.push(Link {
            href: visit.href(&snapshot, "/thu-tuc", &query),
            name: visit.pick("Trang sau", "Next page").to_owned(),
        });
    }
    content.parts.push(Part::Links { links });
    if !words.is_empty() {
        content.query.push(("q", words));
    }
    Ok(visit.respond(200, &content, None))
}

async fn procedure(
    state: web::Data<ApiState>,
    request: HttpRequest,
    place: web::Path<(String, String)>,
) -> HttpResponse {
    either(show_procedure(&state, &request, &place).await)
}

async fn show_procedure(
    state: &ApiState,
    request: &HttpRequest,
    (agency, code): &(String, String),
) -> Result<HttpResponse, HttpResponse> {
    let visit = Visit::of(state, request)?;
    let snapshot = visit.agency(agency).await?;
    let here = Some((&*snapshot, At::Procedures));
    let code: String = code.chars().filter(|c| *c != '\0').collect();
    let found = state.office.public_procedure(snapshot.directory.agency, code).await;
    let edition = found.map_err(|error| visit.failed(&error.into(), here))?;
    let view = PublicProcedure::of(&edition, &snapshot.directory, visit.language);
    let mut content = visit.content(view.name.as_str(), here);
    let line = |vi, en, value: String| Line { label: visit.pick(vi, en).to_owned(), value };
    let no_term = visit.pick("Không quy định", "None is set");
    let facts = vec![
        line("Mã thủ tục", "Code", view.code.to_string()),
        line("Lĩnh vực", "Field", view.field.to_string()),
        line("Cơ quan có thẩm quyền", "Who decides", view.authority.clone()),
        line("Nơi nộp", "Where it is handed in", view.places.join("; ")),
        line("Nộp trực tuyến", "Online", words::online(view.online, visit.language).to_owned()),
        line("Thời hạn giải quyết", "How long it takes", view.term_text.clone().unwrap_or_else(|| no_term.to_owned())),
        line("Số bộ hồ sơ", "Sets to bring", view.sets.to_string()),
    ];
    content.parts.push(Part::Facts { title: None, notice: false, facts, items: Vec::new() });
    let mut list = |vi, en, items: Vec<String>| {
        if !items.is_empty() {
            let title = Some(visit.pick(vi, en).to_owned());
            content.parts.push(Part::Facts { title, notice: false, facts: Vec::new(), items });
        }
    };
    let paper = |one: &crate::views::dossier::public::PublicComponent| {
        let mut text = format!("{} – {} {}", one.name, one.count, words::form(one.form, visit.language));
        if let Some(blank) = &one.blank {
            text += &format!(" ({} {blank})", visit.pick("mẫu", "form"));
        }
        if !one.required {
            text += visit.pick("; chỉ nộp khi thuộc trường hợp", "; only where the case asks for it");
        }
        if let Some(note) = &one.note {
            text += &format!(". {note}");
        }
        text
    };
    list("Giấy tờ cần nộp", "What to bring", view.components.iter().map(paper).collect());
    let fees = if view.fees.is_empty() {
        vec![visit.pick("Không thu phí, lệ phí.", "No fee.").to_owned()]
    } else {
        view.fees.iter().map(|fee| words::fee(fee, visit.language)).collect()
    };
    list("Phí, lệ phí", "How much it costs", fees);
    list("Kết quả", "What one gets", view.results.iter().map(ToString::to_string).collect());
    list("Căn cứ pháp lý", "By which instruments", view.legal_basis.iter().map(ToString::to_string).collect());
    Ok(visit.respond(200, &content, None))
}

async fn figures(state: web::Data<ApiState>, request: HttpRequest, agency: web::Path<String>) -> HttpResponse {
    either(show_figures(&state, &request, &agency).await)
}

async fn show_figures(state: &ApiState, request: &HttpRequest, agency: &str) -> Result<HttpResponse, HttpResponse> {
    let visit = Visit::of(state, request)?;
    let snapshot = visit.agency(agency).await?;
    let here = Some((&*snapshot, At::Figures));
    let present = Month::of(state.office.now());
    let wanted = visit.parameter("thang");
    let month = Month::parse(&wanted).filter(|month| *month <= present).unwrap_or(present);
    let found = state.office.public_figures(snapshot.directory.agency, month).await;
    let figures = found.map_err(|error| visit.failed(&error.into(), here))?;
    let view = PublicStatistics::of(&figures, agency_of(&snapshot));
    let mut content = visit.content(visit.pick("Số liệu giải quyết hồ sơ", "Figures of the one-stop shop"), here);
    let options = std::iter::successors(Some(present), |month| Some(month.before())).take(MONTHS);
    let written = |month: Month| {
        let text = month.to_string();
        text.split_once('-').map(|(year, month)| format!("{month}/{year}")).unwrap_or(text)
    };
    content.parts.push(Part::Form(Form {
        method: "get",
        action: visit.href(&snapshot, "/so-lieu", &[]),
        title: None,
        hidden: vec![Line { label: "lang".to_owned(), value: visit.language.tag().to_owned() }],
        fields: vec![Field {
            kind: "select",
            name: "thang",
            label: visit.language.pick("Tháng", "Month"),
            value: month.to_string(),
            hint: None,
            fault: None,
            required: false,
            options: options.map(|month| Line { label: month.to_string(), value: written(month) }).collect(),
        }],
        submit: visit.language.pick("Xem", "Show"),
    }));
    let (vi, en) = match view.frozen_at {
        Some(at) => ("Số liệu đã chốt lúc", ("Written for good at", at)),
        None => ("Số liệu tính theo hiện trạng hồ sơ lúc", ("Counted as the dossiers stand at", view.at)),
    };
    content.lines.push(format!("{} {}.", visit.pick(vi, en.0), words::moment(en.1)));
    let table = |title: String, figures| Part::Table {
        title,
        what: visit.language.pick("Chỉ tiêu", "What"),
        how_many: visit.language.pick("Số hồ sơ", "Dossiers"),
        rows: words::rows(figures, visit.language),
    };
    let all = visit.pick("Toàn cơ quan, tháng", "All together, month");
    content.parts.push(table(format!("{all} {}", written(month)), &view.total.figures));
    for group in &view.fields {
        let field = visit.pick("Lĩnh vực", "Field");
        content.parts.push(table(format!("{field}: {}", group.field.as_deref().unwrap_or_default()), &group.figures));
    }
    content.query.push(("thang", month.to_string()));
    Ok(visit.respond(200, &content, None))
}

async fn otherwise(state: web::Data<ApiState>, request: HttpRequest) -> HttpResponse {
    let visit = match Visit::of(&state, &request) {
        Ok(visit) => visit,
        Err(page) => return page,
    };
    let mut response = visit.failed(&ApiError::new(Kind::MethodNotAllowed), None);
    response.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD, POST"));
    response
}

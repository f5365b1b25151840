//! The pages behind the buttons of a mail: `GET /m/{token}` shows what will happen and asks for what it needs, `POST` does it.
//!
//! Nobody signs in here, so the page is as careful as the front door: nothing is changed by looking, however often; what is sent
//! must hold the code that stands in the mail's text; each refusal has a page that says what to do. Nothing of it is part of the
//! API's description: these are pages for people. A token stands in no log: the route's pattern is all that is noted.

mod choices;
mod dossier;
mod form;
mod outgoing;
mod reading;
mod shown;
mod sides;
mod will;
mod words;

use actix_web::{
    Error, HttpRequest, HttpResponse, guard,
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
    web,
};
use office::{
    OfficeError,
    action_links::{ActionLink, Judged, OpenLink, Opened},
    documents::AnyDetail,
    domain::{
        UtcTime, Words,
        document::{Command, CommandKind},
    },
};
use url::form_urlencoded;

use self::form::{Faults, Sent};
use crate::{
    ApiState, address, https,
    problem::{ApiError, Kind, Language},
    request_id::RequestId,
};

/// How often a command is given anew where the document was changed by somebody else beside it, and the link still holds.
const TRIES: u32 = 4;

/// Who sends a form again within this time, as when its answer was lost, is shown what was done.
const AGAIN_MINUTES: i64 = 2;

/// Mounts the pages.
pub fn mount(config: &mut web::ServiceConfig) {
    let reading = || web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    config.service(
        web::resource("/m/{token}")
            .route(reading().to(show))
            .route(web::post().to(act))
            .default_service(web::to(otherwise)),
    );
}

/// A page that is on its way.
struct Page {
    status: u16,
    language: Language,
    /// Or why it could not be written.
    body: Result<String, String>,
    retry_after: Option<u64>,
}

impl Page {
    fn respond(self) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let (status, body) = match self.body {
            Ok(body) => (status, body),
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
            .insert_header((HeaderName::from_static("x-robots-tag"), "noindex, nofollow"))
            .insert_header((header::VARY, "Accept-Language"));
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        response.body(body)
    }
}

/// One visit.
struct Visit<'a> {
    state: &'a ApiState,
    language: Language,
    from: Option<std::net::IpAddr>,
}

impl<'a> Visit<'a> {
    /// Of a request.
    ///
    /// # Errors
    /// The page for who asks too often, or in the clear.
    fn of(state: &'a ApiState, request: &HttpRequest) -> Result<Self, Page> {
        let named = form_urlencoded::parse(request.query_string().as_bytes())
            .find(|(name, _)| name == "lang")
            .map(|(_, value)| value.into_owned());
        let language = match named.as_deref() {
            Some("vi") => Language::Vietnamese,
            Some("en") => Language::English,
            _ => Language::of(request),
        };
        let trusted = &state.settings.trusted_proxies;
        let visit = Self { state, language, from: address::of(request, trusted) };
        if let Err(error) = state.office.anonymous_request(visit.from) {
            return Err(visit.failed(&error.into()));
        }
        match https::refusal(request, trusted) {
            Some(error) => Err(visit.failed(&error)),
            None => Ok(visit),
        }
    }

    fn told(&self, status: u16, title: (&str, &str), lines: &[(&str, &str)], detail: Option<&AnyDetail>) -> Page {
        let lines: Vec<String> = lines.iter().map(|(vi, en)| self.language.pick(vi, en).to_owned()).collect();
        self.page(status, self.language.pick(title.0, title.1), &lines, detail)
    }

    fn page(&self, status: u16, title: &str, lines: &[String], detail: Option<&AnyDetail>) -> Page {
        let about = detail.map(|detail| (detail, self.state.settings.public_url.as_str()));
        // What the mail does not tell of any more is named to nobody who has its link alone.
        let body = shown::message(title, lines, about, status == 200, self.language);
        Page { status, language: self.language, body, retry_after: None }
    }

    fn failed(&self, error: &ApiError) -> Page {
        let problem = error.problem(self.language);
        let page = self.page(problem.status, &problem.title, &[problem.detail], None);
        Page { retry_after: error.retry_after(), ..page }
    }

    fn form(&self, status: u16, open: &OpenLink, sent: &Sent, faults: &Faults, code: (String, Option<String>)) -> Page {
        let body = shown::form(open, sent, faults, code, &self.state.settings.public_url, self.language);
        Page { status, language: self.language, body, retry_after: None }
    }

    /// The page of a link that can't be used.
    fn closed(&self, opened: Opened) -> Page {
        match opened {
            Opened::Unknown => self.told(
                404,
                ("Không có trang này", "There is no such page"),
                &[(
                    "Địa chỉ không đúng hoặc đã quá cũ. Xin vui lòng mở lại từ thư, hoặc đăng nhập hệ thống để xử lý.",
                    "The address is wrong or too old. Open it from the mail again, or sign in to the system.",
                )],
                None,
            ),
            Opened::Used { link, at } => self.used(link.command, at, 410, None),
            Opened::Expired => self.told(
                410,
                ("Các nút trong thư đã hết hạn", "The buttons of this mail work no longer"),
                &[(
                    "Thư đã quá hạn sử dụng. Xin vui lòng đăng nhập hệ thống để xử lý.",
                    "The mail is too old. Sign in to the system to act.",
                )],
                None,
            ),
            Opened::WornOut => self.told(
                410,
                ("Các nút trong thư đã bị khóa", "The buttons of this mail are locked"),
                &[(
                    "Mã xác nhận đã bị nhập sai nhiều lần. Xin vui lòng đăng nhập hệ thống để xử lý.",
                    "A wrong code was tried too often. Sign in to the system to act.",
                )],
                None,
            ),
            Opened::Closed => self.told(
                410,
                ("Nút này không còn hiệu lực", "This button holds no longer"),
                &[(
                    "Xin vui lòng đăng nhập hệ thống để xử lý, hoặc hỏi văn thư cơ quan.",
                    "Sign in to the system to act, or ask the registry.",
                )],
                None,
            ),
            Opened::MovedOn { detail, refusal } => {
                self.moved_on(detail.as_deref(), refusal.map(|no| no.words()).as_ref())
            }
            // Asked for only where it is not.
            Opened::Open(open) => self.form(200, &open, &Sent::default(), &Faults::default(), (String::new(), None)),
        }
    }

    fn moved_on(&self, detail: Option<&AnyDetail>, refusal: Option<&Words>) -> Page {
        let title = self.language.pick("Việc này đã chuyển bước", "This work has moved on");
        let mut lines = vec![
            self.language
                .pick(
                    "Từ khi có thư, văn bản đã chuyển sang bước khác nên không thực hiện được từ thư này nữa.",
                    "Since the mail was written the document has gone on, so this can no longer be done from the mail.",
                )
                .to_owned(),
        ];
        lines.extend(refusal.map(|words| self.language.of_words(words)));
        self.page(410, title, &lines, detail)
    }

    fn used(&self, command: CommandKind, at: UtcTime, status: u16, more: Option<&str>) -> Page {
        let (title, at) = (words::done(command, self.language), shown::moment(at));
        let line = match self.language {
            Language::Vietnamese => format!("Nút này đã được dùng lúc {at}; mỗi nút dùng một lần."),
            Language::English => format!("This button was used at {at}; each works once."),
        };
        let lines: Vec<String> = [line].into_iter().chain(more.map(ToOwned::to_owned)).collect();
        self.page(status, title, &lines, None)
    }

    /// The page for who has sent a form to a link that can't be used; `right` where their code was.
    fn closed_to_form(&self, opened: Opened, right: bool) -> Page {
        match opened {
            // Who sends the same form again has what they wanted.
            Opened::Used { link, at } if right && self.is_again(at) => self.used(link.command, at, 200, None),
            Opened::Used { link, at } => {
                let lost = self.language.pick(
                    "Nội dung vừa gửi không được ghi. Xin vui lòng đăng nhập hệ thống nếu cần bổ sung.",
                    "What was sent now is not written down. Sign in to the system to add to it.",
                );
                self.used(link.command, at, 410, Some(lost))
            }
            other => self.closed(other),
        }
    }

    fn is_again(&self, at: UtcTime) -> bool {
        self.state.office.now() - at <= chrono::Duration::minutes(AGAIN_MINUTES)
    }

    async fn open(&self, token: &str) -> Result<Opened, Page> {
        self.state.office.action_link(token).await.map_err(|error| self.failed(&error.into()))
    }

    async fn acted(&self, token: &str, sent: &Sent, request: Option<uuid::Uuid>) -> Result<Page, Page> {
        let typed = sent.one("code");
        let mut open = match self.open(token).await? {
            Opened::Open(open) => open,
            Opened::Used { link, at } if self.is_again(at) => {
                let right = self.judged(&link, typed).await? == Judged::Right;
                return Ok(self.closed_to_form(Opened::Used { link, at }, right));
            }
            other => return Ok(self.closed_to_form(other, false)),
        };
        let judged = self.judged(&open.link, typed).await?;
        let read = reading::command(&open, sent);
        let faults = match &read {
            Err(faults) => faults,
            Ok(_) => &Faults::default(),
        };
        let wrong = match judged {
            Judged::Right => None,
            Judged::Wrong { left: 0 } => return Ok(self.closed(Opened::WornOut)),
            Judged::Wrong { left } => Some(match self.language {
                Language::Vietnamese => format!("Mã không đúng. Còn {left} lần thử."),
                Language::English => format!("The code is wrong. Tries left: {left}."),
            }),
            Judged::NotACode => Some(
                self.language
                    .pick("Xin vui lòng nhập 6 chữ số ghi trong thư.", "Type the six digits that stand in the mail.")
                    .to_owned(),
            ),
        };
        if wrong.is_some() {
            return Ok(self.form(422, &open, sent, faults, (String::new(), wrong)));
        }
        let seen = sent.one("version").parse().ok();
        if let Some(changed) = self.changed(&open, sent, seen).await? {
            return Ok(changed);
        }
        let command = match read {
            Ok(command) => command,
            // Who has typed it right need not do so again.
            Err(faults) => return Ok(self.form(422, &open, sent, &faults, (typed.to_owned(), None))),
        };
        for _ in 0..TRIES {
            match self.state.office.command_by_link(&open, command.clone(), request).await {
                Ok(detail) => return Ok(self.done(&command, &detail)),
                Err(OfficeError::LinkSpent | OfficeError::Stale { .. }) => match self.open(token).await? {
                    Opened::Open(again) => {
                        open = again;
                        if let Some(changed) = self.changed(&open, sent, seen).await? {
                            return Ok(changed);
                        }
                    }
                    other => return Ok(self.closed_to_form(other, true)),
                },
                Err(OfficeError::Refused(refusal)) => {
                    // Perhaps because of what somebody else did at this moment.
                    match self.open(token).await? {
                        Opened::Open(again) => open = again,
                        other => return Ok(self.closed_to_form(other, true)),
                    }
                    let faults = Faults::of_refusal(&refusal, sent, open.link.command);
                    return Ok(self.form(422, &open, sent, &faults, (typed.to_owned(), None)));
                }
                Err(error) => return Err(self.failed(&error.into())),
            }
        }
        Err(self.failed(&ApiError::new(Kind::Conflict)))
    }

    async fn judged(&self, link: &ActionLink, typed: &str) -> Result<Judged, Page> {
        let judged = self.state.office.judge_code(link, typed, self.from).await;
        judged.map_err(|error| self.failed(&error.into()))
    }

    /// The form once more, where it shows something else than whoever sent it saw: nothing is decided on what was not read.
    async fn changed(&self, open: &OpenLink, sent: &Sent, seen: Option<u32>) -> Result<Option<Page>, Page> {
        let changed = self.state.office.has_changed_since(open, seen).await;
        if !changed.map_err(|error| self.failed(&error.into()))? {
            return Ok(None);
        }
        let mut faults = Faults::default();
        let (vi, en) = ("Nội dung vừa thay đổi, xin xem lại.", "What stands here has just changed: please look again.");
        faults.say("", vi, en);
        Ok(Some(self.form(409, open, sent, &faults, (sent.one("code").to_owned(), None))))
    }

    fn done(&self, command: &Command, detail: &AnyDetail) -> Page {
        let line = self.language.pick("Đã ghi nhận. Có thể đóng trang này.", "It is done. You may close this page.");
        // The deadline that stands, whichever day was chosen.
        let due = office::replies::due_words(command, detail).map(|words| self.language.of_words(&words));
        // What is not theirs to see any more is not shown.
        let seen = detail.is_seen();
        let due = due.filter(|_| seen);
        let lines: Vec<String> = due.into_iter().chain([line.to_owned()]).collect();
        self.page(200, words::done(command.kind(), self.language), &lines, Some(detail).filter(|_| seen))
    }
}

async fn show(state: web::Data<ApiState>, request: HttpRequest, token: web::Path<String>) -> HttpResponse {
    let visit = match Visit::of(&state, &request) {
        Ok(visit) => visit,
        Err(page) => return page.respond(),
    };
    let page = match visit.open(&token).await {
        Ok(opened) => visit.closed(opened),
        Err(page) => page,
    };
    page.respond()
}

async fn act(
    state: web::Data<ApiState>,
    request: HttpRequest,
    token: web::Path<String>,
    id: RequestId,
    body: Result<web::Bytes, Error>,
) -> HttpResponse {
    let visit = match Visit::of(&state, &request) {
        Ok(visit) => visit,
        Err(page) => return page.respond(),
    };
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let page = match body {
        Err(error) if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE => {
            visit.failed(&ApiError::new(Kind::TooLarge))
        }
        Err(_) => visit.told(
            400,
            ("Không đọc được", "This cannot be read"),
            &[("Xin vui lòng mở lại trang từ thư và gửi lại.", "Open the page from the mail again, and send it anew.")],
            None,
        ),
        Ok(_) if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") => visit.told(
            415,
            ("Không đọc được", "This cannot be read"),
            &[("Xin vui lòng gửi bằng biểu mẫu trên trang.", "Use the form on the page.")],
            None,
        ),
        Ok(body) => match visit.acted(&token, &Sent::of(&body), id.0).await {
            Ok(page) | Err(page) => page,
        },
    };
    page.respond()
}

async fn otherwise(state: web::Data<ApiState>, request: HttpRequest) -> HttpResponse {
    let visit = match Visit::of(&state, &request) {
        Ok(visit) => visit,
        Err(page) => return page.respond(),
    };
    let mut response = visit.failed(&ApiError::new(Kind::MethodNotAllowed)).respond();
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
    response
}

//! Pages of citizens' own accounts (`/mot-cua/{agency}/tai-khoan`), where an office has opened them: signing in by a code, drafts with their
//! files, handing in, what has become of it, and one's own data.
//!
//! Here somebody is signed in by a cookie, so every form carries a value that is bound to the session by a key of the installation's, and
//! none is taken from a page of another site. A code is taken from the browser alone that has asked for it: nobody signs another in to an
//! account that is not theirs. What is sent leads on to a page that is read, so that going back sends nothing twice.

mod data;
mod dossiers;
mod drafts;
mod files;
mod form;
mod home;
mod signing_in;

use std::{borrow::Cow, sync::Arc, time::Duration};

use actix_web::{Error, HttpRequest, HttpResponse, guard, http::header, web};
use office::{AgencySnapshot, OfficeError, citizens::Citizen};
use uuid::Uuid;

use super::{
    At, Stop, Visit, either, one, sent,
    shown::{Content, Fact, Form, Line, Link, Part, Said},
};
use crate::{
    ApiState,
    cookies::{OfCitizen, is_no_strangers},
    https,
    problem::{ApiError, Kind},
};

/// In which field of a form stands what only the page knows.
const MARK: &str = "trang";

/// Mounts the pages.
pub(super) fn mount(config: &mut web::ServiceConfig) {
    let reading = || web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    let page = |path: &str| {
        web::resource(format!("/mot-cua/{{agency}}/tai-khoan{path}")).default_service(web::to(super::otherwise))
    };
    let doing = |path: &str| page(path).route(reading().to(up));
    config
        .service(page("").route(reading().to(home::home)))
        .service(doing("/ma").route(web::post().to(signing_in::ask)))
        .service(
            page("/dang-nhap").route(reading().to(signing_in::type_code)).route(web::post().to(signing_in::sign_in)),
        )
        .service(doing("/dang-xuat").route(web::post().to(signing_in::sign_out)))
        .service(doing("/nhap").route(web::post().to(drafts::begin)))
        .service(page("/nhap/{id}").route(reading().to(drafts::show)).route(web::post().to(drafts::write)))
        .service(doing("/nhap/{id}/tep").route(web::post().to(files::attach)))
        .service(doing("/nhap/{id}/bo-tep").route(web::post().to(drafts::detach)))
        .service(doing("/nhap/{id}/xoa").route(web::post().to(drafts::delete)))
        .service(doing("/nhap/{id}/nop").route(web::post().to(drafts::hand_in)))
        .service(page("/ho-so/{id}").route(reading().to(dossiers::show)))
        .service(doing("/ho-so/{id}/bo-sung").route(web::post().to(files::supply)))
        .service(page("/tep/{id}").route(reading().to(data::download)))
        .service(page("/du-lieu").route(reading().to(data::show)))
        .service(page("/du-lieu/xuat").route(reading().to(data::export)))
        .service(doing("/du-lieu/xoa").route(web::post().to(data::erase)));
}

/// A visit at an agency that has accounts of citizens.
struct Open<'a> {
    visit: Visit<'a>,
    snapshot: Arc<AgencySnapshot>,
}

impl<'a> Open<'a> {
    /// Of a request.
    ///
    /// # Errors
    /// The page for who asks too often or in the clear, and that there is no such page where the agency has no accounts.
    async fn of(state: &'a ApiState, request: &HttpRequest, agency: &str) -> Result<Self, Stop> {
        let visit = Visit::of(state, request)?;
        let snapshot = visit.agency(agency).await?;
        if !state.office.is_open_to_citizens(&snapshot) {
            return Err(Stop::at(visit.failed(&ApiError::new(Kind::NotFound), Some((&snapshot, At::LookUp)))));
        }
        // A cookie goes along with what is read, too.
        if let Some(error) = https::refusal(request, &state.settings.trusted_proxies) {
            return Err(Stop::at(visit.failed(&error, Some((&snapshot, At::LookUp)))));
        }
        Ok(Self { visit, snapshot })
    }

    fn here(&self) -> (&AgencySnapshot, At) {
        (&self.snapshot, At::Account)
    }

    fn pick<'b>(&self, vi: &'b str, en: &'b str) -> &'b str {
        self.visit.pick(vi, en)
    }

    fn href(&self, path: &str, query: &[(&'static str, String)]) -> String {
        self.visit.href(&self.snapshot, &format!("/tai-khoan{path}"), query)
    }

    fn content(&self, title: &str) -> Content {
        self.visit.content(title, Some(self.here()))
    }

    fn failed(&self, error: impl Into<ApiError>) -> HttpResponse {
        self.visit.failed(&error.into(), Some(self.here()))
    }

    fn stop(&self, error: impl Into<ApiError>) -> Stop {
        Stop::at(self.failed(error))
    }

    /// On to a page that is read, with these cookies.
    #[allow(clippy::unused_self, reason = "it is the visitor who is led on")]
    fn lead_on(&self, href: String, cookies: &[String]) -> HttpResponse {
        let mut response = HttpResponse::SeeOther();
        response
            .insert_header((header::LOCATION, href))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::REFERRER_POLICY, "no-referrer"));
        for line in cookies {
            response.append_header((header::SET_COOKIE, line.clone()));
        }
        response.finish()
    }

    /// That somebody is signed in no longer, with what they have typed.
    fn typed_in_vain(&self, body: &[u8]) -> Content {
        let (vi, en) = ("Phiên đăng nhập đã hết, chưa lưu được", "Your session is over, and nothing was saved");
        let mut content = self.content(self.pick(vi, en));
        let (vi, en) = (
            "Nội dung Ông/Bà vừa nhập còn ở dưới đây. Xin giữ trang này mở hoặc sao chép lại, đăng nhập, rồi nhập vào bản nháp.",
            "What you have typed stands below. Please keep this page open or copy it, sign in, and type it into the draft.",
        );
        content.lines.push(self.pick(vi, en).to_owned());
        let fact = |(label, value): (&str, String)| Fact { label: label.to_owned(), value: Said::own(value) };
        content.again = form::typed_lines(body);
        let facts: Vec<Fact> = form::typed(body, self.visit.language).into_iter().map(fact).collect();
        if !facts.is_empty() {
            let title = Some(self.pick("Nội dung đã nhập", "What was typed").to_owned());
            content.parts.push(Part::Facts { title, notice: false, facts, items: Vec::new() });
        }
        let name = Said::own(self.pick("Đăng nhập lại", "Sign in again"));
        content.parts.push(Part::Links { links: vec![Link { href: self.href("", &[]), name }] });
        content
    }

    fn forget(&self, which: OfCitizen) -> String {
        which.line(self.visit.state, "", Duration::ZERO)
    }

    /// Which one an address names.
    ///
    /// # Errors
    /// That there is none.
    fn id(&self, text: &str) -> Result<Uuid, Stop> {
        Uuid::try_parse(text).map_err(|_| self.stop(OfficeError::NotFound))
    }
}

/// A form whose fields are sent.
fn post(action: String, submit: impl Into<Cow<'static, str>>) -> Form {
    let submit = submit.into();
    Form { method: "post", action, title: None, hidden: Vec::new(), fields: Vec::new(), submit, files: false }
}

/// An answer with this cookie.
fn with_cookie(mut response: HttpResponse, line: &str) -> HttpResponse {
    if let Ok(value) = header::HeaderValue::from_str(line) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// Where something is done and nothing is read: on to what it is done to.
async fn up(state: web::Data<ApiState>, request: HttpRequest) -> HttpResponse {
    let agency = request.match_info().get("agency").unwrap_or_default();
    let above = request.path().rsplit_once('/').map_or("/", |(above, _)| above);
    either(Open::of(&state, &request, agency).await.map(|open| {
        let place = format!("{above}?{}", request.query_string());
        open.lead_on(place, &[])
    }))
}

/// A visit of somebody signed in.
struct Own<'a> {
    open: Open<'a>,
    who: Citizen,
}

impl<'a> Own<'a> {
    /// Of a request.
    ///
    /// # Errors
    /// As [`Open::of`]; on to the page to sign in for who is not.
    async fn of(state: &'a ApiState, request: &HttpRequest, agency: &str) -> Result<Self, Stop> {
        let open = Open::of(state, request, agency).await?;
        match own(&open, request).await? {
            Some(who) => Ok(Self { open, who }),
            None => Err(Stop::at(open.lead_on(open.href("", &[]), &[]))),
        }
    }

    /// Of what somebody has typed and sent. Where their session is over they are shown it once more: they have it still when they have signed
    /// in again.
    ///
    /// # Errors
    /// As [`Own::of`] and [`Own::sent`].
    async fn of_typed(
        state: &'a ApiState,
        request: &HttpRequest,
        agency: &str,
        body: Result<web::Bytes, Error>,
    ) -> Result<(Self, web::Bytes), Stop> {
        let open = Open::of(state, request, agency).await?;
        match own(&open, request).await? {
            Some(who) => {
                let own = Self { open, who };
                let body = own.sent(request, body)?;
                Ok((own, body))
            }
            None if is_no_strangers(request, state) => {
                let body = sent(&open.visit, request, body)?;
                Err(Stop::at(open.visit.respond(401, &open.typed_in_vain(&body), None)))
            }
            None => Err(Stop::at(open.lead_on(open.href("", &[]), &[]))),
        }
    }

    /// A form of this page, which only it can have made.
    fn form(&self, path: &str, submit: impl Into<Cow<'static, str>>) -> Form {
        let mut form = post(self.open.href(path, &[]), submit);
        form.hidden.push(Line { label: MARK.to_owned(), value: self.mark() });
        form
    }

    fn mark(&self) -> String {
        self.open.visit.state.office.page_token(self.who.session)
    }

    /// Whether what was sent comes of a page of this session.
    ///
    /// # Errors
    /// The page that says that it does not.
    fn is_ours(&self, request: &HttpRequest, mark: &str) -> Result<(), Stop> {
        let state = self.open.visit.state;
        if is_no_strangers(request, state) && state.office.is_page_token(self.who.session, mark.as_bytes()) {
            return Ok(());
        }
        let (vi, en) = (
            "Biểu mẫu này không do trang của phiên đang đăng nhập tạo ra. Xin mở lại trang rồi gửi lại.",
            "This form was not made by a page of your session. Please open the page anew and send it again.",
        );
        Err(self.open.stop(ApiError::new(Kind::CsrfRefused).because(vi, en)))
    }

    /// What was sent by a form of this page.
    ///
    /// # Errors
    /// The page that says why it is not taken.
    fn sent(&self, request: &HttpRequest, body: Result<web::Bytes, Error>) -> Result<web::Bytes, Stop> {
        let body = sent(&self.open.visit, request, body)?;
        self.is_ours(request, &one(&body, MARK))?;
        Ok(body)
    }
}

/// Whose session a request is of, where it is of one that holds here.
async fn own(open: &Open<'_>, request: &HttpRequest) -> Result<Option<Citizen>, Stop> {
    let state = open.visit.state;
    let Some(token) = OfCitizen::Session.of(request, state) else { return Ok(None) };
    match state.office.citizen(Arc::clone(&open.snapshot), &token).await {
        Ok(who) => Ok(Some(who)),
        Err(OfficeError::NotSignedIn) => Ok(None),
        Err(other) => Err(open.stop(other)),
    }
}

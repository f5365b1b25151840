//! Signing in by a code: asked for with an address, typed in the browser that has asked.

use std::time::Duration;

use actix_web::{Error, HttpRequest, HttpResponse, web};
use office::{OfficeError, domain::EmailAddress};
use uuid::Uuid;

use super::super::{
    either, one, sent,
    shown::{Content, Fault, Field, Line, Link, Part, Said},
};
use super::{Open, Own, Stop, post};
use crate::{
    ApiState,
    cookies::{OfCitizen, is_no_strangers},
    problem::{ApiError, Kind},
};

/// The longest code of a procedure that is carried along.
const MAX_PROCEDURE: usize = 100;

/// A field that must be filled in.
fn needed(kind: &'static str, name: &'static str, label: &'static str, fault: Option<String>) -> Field {
    Field {
        kind,
        name: name.into(),
        label: label.into(),
        value: String::new(),
        hint: None,
        fault,
        required: true,
        purpose: None,
        options: Vec::new(),
    }
}

impl Open<'_> {
    /// For which procedure somebody has come, kept while they sign in.
    fn carried(procedure: &str) -> Vec<Line> {
        let kept: String = procedure.chars().take(MAX_PROCEDURE).collect();
        Some(Line { label: "thu-tuc".to_owned(), value: kept })
            .filter(|line| !line.value.is_empty())
            .into_iter()
            .collect()
    }

    /// The same in an address.
    fn asked_for(procedure: &str) -> Vec<(&'static str, String)> {
        Self::carried(procedure).into_iter().map(|line| ("thu-tuc", line.value)).collect()
    }

    /// The page on which a code is asked for.
    pub(super) fn ask_page(&self, procedure: &str, email: &str, fault: Option<String>) -> Content {
        let title = self.pick("Đăng nhập để nộp hồ sơ", "Sign in to hand in a dossier");
        let mut content = self.content(title);
        content.lines.push(
            self.pick(
                "Không cần mật khẩu: cơ quan gửi một mã đến địa chỉ thư của Ông/Bà. Lần đầu đăng nhập cũng là đăng ký. Địa chỉ này nhận \
                 các thông báo về hồ sơ.",
                "No password is needed: the office sends a code to your mail address. The first time is how you sign up. Notices about \
                 your dossiers go to that address.",
            )
            .to_owned(),
        );
        let label = self.visit.language.pick("Địa chỉ thư điện tử", "Mail address");
        if let Some(text) = &fault {
            content.faults.push(Fault { at: Some("thu"), label: label.into(), text: text.clone() });
        }
        let mut form = post(self.href("/ma", &[]), self.visit.language.pick("Gửi mã", "Send a code"));
        form.hidden = Self::carried(procedure);
        let field = needed("email", "thu", label, fault);
        form.fields.push(Field { value: email.to_owned(), purpose: Some("email"), ..field });
        content.parts.push(Part::Form(form));
        content.query = Self::asked_for(procedure);
        content
    }

    fn code_page(&self, procedure: &str, fault: Option<String>) -> Content {
        let mut content = self.content(self.pick("Nhập mã đăng nhập", "Type the code"));
        content.lines.push(
            self.pick(
                "Nếu địa chỉ thư nhận được thư, mã đăng nhập đang trên đường đến. Xin mở thư trên máy bất kỳ và nhập mã vào đây, trong \
                 trình duyệt này. Chưa thấy thư: xin xem cả mục thư rác.",
                "If the address gets mail, the code is on its way. Please open the mail wherever you like and type the code here, in this \
                 browser. If you do not see it, look among the junk, too.",
            )
            .to_owned(),
        );
        let label = self.visit.language.pick("Mã đăng nhập", "Code");
        if let Some(text) = &fault {
            content.faults.push(Fault { at: Some("ma"), label: label.into(), text: text.clone() });
        }
        let mut form = post(self.href("/dang-nhap", &[]), self.visit.language.pick("Đăng nhập", "Sign in"));
        form.hidden = Self::carried(procedure);
        let hint =
            self.visit.language.pick("8 chữ và số, ví dụ ACDE-3467.", "Eight letters and digits, such as ACDE-3467.");
        let field = needed("code", "ma", label, fault);
        form.fields.push(Field { hint: Some(hint), purpose: Some("one-time-code"), ..field });
        content.parts.push(Part::Form(form));
        content.query = Self::asked_for(procedure);
        let again = Link {
            href: self.href("", &content.query),
            name: Said::own(self.pick("Yêu cầu mã khác", "Ask for another code")),
        };
        content.parts.push(Part::Links { links: vec![again] });
        content
    }

    /// # Errors
    /// The page that says that another site has sent this.
    fn no_stranger(&self, request: &HttpRequest) -> Result<(), Stop> {
        if is_no_strangers(request, self.visit.state) {
            Ok(())
        } else {
            Err(self.stop(ApiError::new(Kind::CsrfRefused)))
        }
    }
}

pub(super) async fn ask(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
    body: Result<web::Bytes, Error>,
) -> HttpResponse {
    either(asked(&state, &request, &agency, body).await)
}

async fn asked(
    state: &ApiState,
    request: &HttpRequest,
    agency: &str,
    body: Result<web::Bytes, Error>,
) -> Result<HttpResponse, Stop> {
    let open = Open::of(state, request, agency).await?;
    let body = sent(&open.visit, request, body)?;
    open.no_stranger(request)?;
    let (typed, procedure) = (one(&body, "thu"), one(&body, "thu-tuc"));
    let email = match EmailAddress::new(&typed) {
        Ok(email) => email,
        Err(fault) => {
            let text = open.visit.language.of_words(&fault.words());
            return Ok(open.visit.respond(422, &open.ask_page(&procedure, &typed, Some(text)), None));
        }
    };
    let sent = state.office.send_citizen_code(&open.snapshot, email, open.visit.from).await;
    let sent = sent.map_err(|error| open.stop(error))?;
    let line = OfCitizen::Asked.line(state, &sent.request.to_string(), state.office.limits().citizens.code);
    Ok(open.lead_on(open.href("/dang-nhap", &Open::asked_for(&procedure)), &[line]))
}

/// Which code this browser has asked for, as long as it holds.
fn asked_here(state: &ApiState, request: &HttpRequest) -> Option<Uuid> {
    OfCitizen::Asked.of(request, state).and_then(|id| Uuid::try_parse(&id).ok())
}

/// Where the code is typed: a page that is read, so that it may be opened anew and in the other language, and asks for nothing twice.
pub(super) async fn type_code(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
) -> HttpResponse {
    let open = match Open::of(&state, &request, &agency).await {
        Ok(open) => open,
        Err(stop) => return either(Err(stop)),
    };
    let procedure = open.visit.parameter("thu-tuc");
    if asked_here(&state, &request).is_some() {
        open.visit.respond(200, &open.code_page(&procedure, None), None)
    } else {
        open.lead_on(open.href("", &Open::asked_for(&procedure)), &[])
    }
}

pub(super) async fn sign_in(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
    body: Result<web::Bytes, Error>,
) -> HttpResponse {
    either(signed_in(&state, &request, &agency, body).await)
}

async fn signed_in(
    state: &ApiState,
    request: &HttpRequest,
    agency: &str,
    body: Result<web::Bytes, Error>,
) -> Result<HttpResponse, Stop> {
    let open = Open::of(state, request, agency).await?;
    let body = sent(&open.visit, request, body)?;
    open.no_stranger(request)?;
    let (code, procedure) = (one(&body, "ma"), one(&body, "thu-tuc"));
    let Some(asked) = asked_here(state, request) else {
        let (vi, en) = (
            "Trình duyệt này chưa xin mã, mã đã quá hạn, hoặc trình duyệt không nhận cookie. Xin vui lòng yêu cầu mã mới.",
            "This browser has asked for no code, it is too old, or the browser takes no cookies. Please ask for a code again.",
        );
        return Ok(open.visit.respond(422, &open.ask_page(&procedure, "", Some(open.pick(vi, en).to_owned())), None));
    };
    match state.office.sign_in_citizen(&open.snapshot, asked, &code, open.visit.from).await {
        Ok(session) => {
            let age: Duration = state.office.limits().citizens.session;
            let cookies = [OfCitizen::Session.line(state, &session.token, age), open.forget(OfCitizen::Asked)];
            Ok(open.lead_on(open.href("", &Open::asked_for(&procedure)), &cookies))
        }
        Err(error @ OfficeError::BadCitizenCode) => {
            let text = ApiError::from(error).problem(open.visit.language).detail;
            Ok(open.visit.respond(422, &open.code_page(&procedure, Some(text)), None))
        }
        Err(other) => Err(open.stop(other)),
    }
}

pub(super) async fn sign_out(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
    body: Result<web::Bytes, Error>,
) -> HttpResponse {
    either(signed_out(&state, &request, &agency, body).await)
}

async fn signed_out(
    state: &ApiState,
    request: &HttpRequest,
    agency: &str,
    body: Result<web::Bytes, Error>,
) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, agency).await?;
    own.sent(request, body)?;
    state.office.sign_out_citizen(&own.who).await.map_err(|error| own.open.stop(error))?;
    Ok(own.open.lead_on(own.open.href("", &[]), &[own.open.forget(OfCitizen::Session)]))
}

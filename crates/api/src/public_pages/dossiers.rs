//! The pages on which a dossier is looked up by its receipt, and rated.

use std::borrow::Cow;

use actix_web::{Error, HttpRequest, HttpResponse, web};
use office::{
    AgencySnapshot, OfficeError,
    domain::{Remark, dossier::command::RateDossier},
    dossiers::public::Receipt,
};

use super::{
    At, Stop, Visit, either, one, sent,
    shown::{Content, Fact, Fault, Field, Form, Line, Link, Part, Said},
    words,
};
use crate::{ApiState, routes::public::not_that, views::dossier::ProgressView};

/// The longest code that is shown again.
const MAX_CODE: usize = 200;

impl Visit<'_> {
    fn look_up_form(&self, snapshot: &AgencySnapshot, code: &str, faults: (Option<String>, Option<String>)) -> Form {
        let field = |name, label, value: String, hint, fault| Field {
            kind: "code",
            name: Cow::Borrowed(name),
            label: Cow::Borrowed(label),
            value,
            hint: Some(hint),
            fault,
            required: true,
            purpose: None,
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
                    code.chars().take(MAX_CODE).collect(),
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
            submit: self.pick("Tra cứu", "Look up").into(),
            files: false,
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
        Fault { at: Some(name), label: label.into(), text }
    }

    /// The form once more, where what was sent opens nothing.
    fn not_opened(&self, snapshot: &AgencySnapshot, code: &str, error: OfficeError) -> HttpResponse {
        let error = not_that(error);
        let problem = error.problem(self.language);
        if problem.status != 404 {
            return self.failed(&error, Some((snapshot, At::LookUp)));
        }
        let fault = Fault { at: None, label: "".into(), text: problem.detail };
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
        let options = words::stars(self.language).map(|(value, label)| hidden(value, label));
        Form {
            method: "post",
            action: self.href(snapshot, "/danh-gia", &[]),
            title: Some(self.pick("Đánh giá việc giải quyết hồ sơ", "Rate how it was handled")),
            hidden: vec![hidden("ma", receipt.code), hidden("bi_mat", receipt.secret)],
            fields: vec![
                Field {
                    kind: "radio",
                    name: "sao".into(),
                    label: self.pick("Mức độ hài lòng", "How satisfied are you?").into(),
                    value: sent.0.to_owned(),
                    hint: None,
                    fault: at("sao"),
                    required: true,
                    purpose: None,
                    options: options.to_vec(),
                },
                Field {
                    kind: "words",
                    name: "loi".into(),
                    label: self
                        .pick("Góp ý (không bắt buộc)", "What else you would like to say (may stay empty)")
                        .into(),
                    value: sent.1.to_owned(),
                    hint: Some(self.pick(
                        "Xin không ghi thông tin cá nhân. Mỗi hồ sơ được đánh giá một lần.",
                        "Please write nothing personal. A dossier is rated once.",
                    )),
                    fault: at("loi"),
                    required: false,
                    purpose: None,
                    options: Vec::new(),
                },
            ],
            submit: self.pick("Gửi đánh giá", "Send").into(),
            files: false,
        }
    }

    /// How far a dossier has come.
    fn progress(&self, snapshot: &AgencySnapshot, view: &ProgressView, receipt: Receipt<'_>) -> Content {
        let title = self.pick("Tình trạng hồ sơ", "How far the dossier has come");
        let mut content = self.content(title, Some((snapshot, At::LookUp)));
        // In the other language it is looked up once more.
        content.query.push(("ma", receipt.code.to_owned()));
        content.again = vec![hidden("ma", receipt.code), hidden("bi_mat", receipt.secret)];
        self.how_far(&mut content, view);
        if let Some(agency) = &view.rated_at {
            let name = view.handled_by.clone().unwrap_or_default();
            let named = self.pick("Đánh giá tại trang của ", "Rate it at the page of ");
            let href = self.href_at(agency, "", &[("ma", receipt.code.to_owned())]);
            let link = Link { href, name: Said::own(named).and_written(name) };
            content.parts.push(Part::Links { links: vec![link] });
        }
        if view.may_rate {
            content.parts.push(Part::Form(self.rating_form(snapshot, receipt, ("", ""), &[])));
        }
        content
    }

    /// What is said of how far a dossier has come, whoever asks.
    pub(super) fn how_far(&self, content: &mut Content, view: &ProgressView) {
        let mut facts = Vec::new();
        let mut add = |vi, en, value: Option<Said>| {
            facts.extend(value.map(|value| Fact { label: self.pick(vi, en).to_owned(), value }));
        };
        let at = |time: Option<_>| time.map(|time| Said::own(words::moment(time)));
        let procedure = view.procedure.as_ref();
        let moved = view.due_original != view.due_current;
        add("Trạng thái", "It stands", Some(Said::own(words::status(&view.status, self.language))));
        add("Mã hồ sơ", "Code", view.code.as_ref().map(|code| Said::own(code.to_string())));
        add("Thủ tục", "Procedure", procedure.map(|procedure| Said::written(procedure.name.to_string())));
        add("Lĩnh vực", "Field", view.field.as_ref().map(|field| Said::written(field.to_string())));
        add("Hình thức nộp", "Handed in", Some(Said::own(words::channel(view.channel, self.language))));
        add("Cơ quan giải quyết", "Handled by", view.handled_by.clone().map(Said::written));
        add("Nơi tiếp nhận", "Received by", view.received_by.clone().map(Said::written));
        add("Đang ở bước", "Step", view.step.clone().map(Said::written));
        add("Tiếp nhận lúc", "Received", at(view.received_at));
        add("Hẹn trả kết quả ban đầu", "First promised for", at(view.due_original.filter(|_| moved)));
        add("Hẹn trả kết quả", "Promised for", at(view.due_current));
        let late = self.pick("Hồ sơ đã quá hạn giải quyết.", "It is past its date.");
        add("Lưu ý", "Note", view.overdue.then(|| Said::own(late)));
        add("Có kết quả từ", "The result is there since", at(view.done_at));
        add("Lý do", "Why", view.ended_because.clone().map(Said::written));
        add("Xin lỗi và gia hạn", "Apology for the delay", view.apology.clone().map(Said::written));
        content.parts.push(Part::Facts { title: None, notice: false, facts, items: Vec::new() });
        if let Some(missing) = &view.missing {
            let mut facts = Vec::new();
            let mut add = |vi, en, value: Option<Said>| {
                facts.extend(value.map(|value| Fact { label: self.pick(vi, en).to_owned(), value }));
            };
            add("Lý do", "Why", Some(Said::written(missing.reason.clone())));
            add("Cách thực hiện", "How", missing.guide.clone().map(Said::written));
            add("Trước", "Before", Some(Said::own(words::moment(missing.until))));
            let items = missing.missing.iter().map(|one| Said::written(one.what.to_string())).collect();
            let title = Some(self.pick("Cần bổ sung", "To be completed").to_owned());
            content.parts.push(Part::Facts { title, notice: true, facts, items });
        }
        if !view.unpaid.is_empty() {
            let unpaid = view.unpaid.iter();
            let items = unpaid.map(|one| Said::written(format!("{}: {}", one.name, words::dong(one.amount)))).collect();
            let title = Some(self.pick("Cần nộp", "To be paid").to_owned());
            content.parts.push(Part::Facts { title, notice: true, facts: Vec::new(), items });
        }
    }
}

pub(super) async fn home(state: web::Data<ApiState>, request: HttpRequest, agency: web::Path<String>) -> HttpResponse {
    either(show_home(&state, &request, &agency).await)
}

async fn show_home(state: &ApiState, request: &HttpRequest, agency: &str) -> Result<HttpResponse, Stop> {
    let visit = Visit::of(state, request)?;
    let snapshot = visit.agency(agency).await?;
    let content = visit.look_up_page(&snapshot, &visit.parameter("ma"), Vec::new());
    Ok(visit.respond(200, &content, None))
}

pub(super) async fn look_up(
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
) -> Result<HttpResponse, Stop> {
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

pub(super) async fn rate(
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
) -> Result<HttpResponse, Stop> {
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
        faults.push(Fault { at: Some("sao"), label: label.into(), text });
    }
    let words = match said.as_str() {
        "" => None,
        text => match Remark::new(text) {
            Ok(words) => Some(words),
            Err(fault) => {
                let label = visit.language.pick("Góp ý", "What else you would like to say");
                faults.push(Fault {
                    at: Some("loi"),
                    label: label.into(),
                    text: visit.language.of_words(&fault.words()),
                });
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
                content.query.push(("ma", code));
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
    content.query.push(("ma", code));
    Ok(visit.respond(422, &content, None))
}

/// What a form sends along.
fn hidden(label: &str, value: &str) -> Line {
    Line { label: label.to_owned(), value: value.to_owned() }
}

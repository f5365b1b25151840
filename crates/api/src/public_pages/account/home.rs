//! What somebody who is signed in has here: their drafts and what they have handed in; for whoever is not, where one signs in.

use actix_web::{HttpRequest, HttpResponse, web};
use office::domain::DossierId;

use super::super::{
    either, one,
    shown::{Fact, Fault, Field, Link, Part, Said},
    words,
};
use super::{Open, Own, Stop, drafts::is_shown, own};
use crate::{
    ApiState,
    problem::{ApiError, Problem},
    views::dossier::ProgressView,
};

/// The field of the procedure that a draft is begun for.
const PROCEDURE: &str = "thu-tuc";

/// Dossiers of a page.
const PAGE: usize = 20;

pub(super) async fn home(state: web::Data<ApiState>, request: HttpRequest, agency: web::Path<String>) -> HttpResponse {
    either(show(&state, &request, &agency).await)
}

async fn show(state: &ApiState, request: &HttpRequest, agency: &str) -> Result<HttpResponse, Stop> {
    let open = Open::of(state, request, agency).await?;
    let procedure = one(request.query_string().as_bytes(), "thu-tuc");
    match own(&open, request).await? {
        Some(who) => Own { open, who }.home(&procedure, None).await,
        None => Ok(open.visit.respond(200, &open.ask_page(&procedure, "", None), None)),
    }
}

impl Own<'_> {
    /// The page once more, with why no draft was begun for this procedure.
    pub(super) async fn not_begun(&self, procedure: &str, error: impl Into<ApiError>) -> Result<HttpResponse, Stop> {
        let error = error.into();
        let problem = error.problem(self.open.visit.language);
        if is_shown(problem.status) { self.home(procedure, Some(problem)).await } else { Ok(self.open.failed(error)) }
    }

    async fn home(&self, procedure: &str, not_begun: Option<Problem>) -> Result<HttpResponse, Stop> {
        let (open, office) = (&self.open, &self.open.visit.state.office);
        let mut content = open.content(open.pick("Hồ sơ của tôi", "My dossiers"));
        content.lines.push(format!(
            "{} {}",
            open.pick("Đang đăng nhập:", "Signed in:"),
            self.who.account.email.as_str()
        ));
        let drafts = office.own_drafts(&self.who).await.map_err(|error| open.stop(error))?;
        let line = |vi, en, value: String| Fact { label: open.pick(vi, en).to_owned(), value: Said::own(value) };
        if !drafts.is_empty() {
            let title = Some(open.pick("Bản nháp chưa nộp", "Drafts, not handed in").to_owned());
            content.parts.push(Part::Facts { title, notice: false, facts: Vec::new(), items: Vec::new() });
            let begun = |draft: &office::citizens::Draft| Link {
                href: open.href(&format!("/nhap/{}", draft.id), &[]),
                name: Said::written(draft.procedure_name.clone()).and(format!(
                    " ({} {})",
                    open.pick("xóa nếu không sửa trước", "deleted unless changed before"),
                    words::moment(draft.expires_at)
                )),
            };
            content.parts.push(Part::Links { links: drafts.iter().map(begun).collect() });
        }
        let behind = open.visit.parameter("sau").parse().ok().map(DossierId);
        let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut dossiers = office.own_dossiers(&self.who, behind, most).await.map_err(|error| open.stop(error))?;
        let more = dossiers.len() > PAGE;
        dossiers.truncate(PAGE);
        for one in &dossiers {
            let view = ProgressView::of(&one.detail);
            let named = view.procedure.as_ref().map(|procedure| procedure.name.to_string()).unwrap_or_default();
            let name = Fact { label: open.pick("Thủ tục", "Procedure").to_owned(), value: Said::written(named) };
            let mut facts =
                vec![name, line("Trạng thái", "It stands", words::status(&view.status, open.visit.language))];
            if let Some(code) = &view.code {
                facts.push(line("Mã hồ sơ", "Code", code.to_string()));
            }
            facts.push(line("Nộp lúc", "Handed in", words::moment(view.reached_at)));
            let notice = view.missing.is_some();
            content.parts.push(Part::Facts { title: None, notice, facts, items: Vec::new() });
            let name = if notice {
                open.pick("Xem và bổ sung hồ sơ này", "Open it and complete it")
            } else {
                open.pick("Xem hồ sơ này", "Open it")
            };
            let href = open.href(&format!("/ho-so/{}", one.id), &[]);
            content.parts.push(Part::Links { links: vec![Link { href, name: Said::own(name) }] });
        }
        if drafts.is_empty() && dossiers.is_empty() {
            content.lines.push(open.pick("Chưa có hồ sơ nào.", "There is none yet.").to_owned());
        }
        let mut links = Vec::new();
        if let Some(last) = dossiers.last().filter(|_| more) {
            let href = open.href("", &[("sau", last.id.to_string())]);
            links.push(Link { href, name: Said::own(open.pick("Trang sau", "Next page")) });
        }
        links.push(Link {
            href: open.href("/du-lieu", &[]),
            name: Said::own(
                open.pick("Dữ liệu của tôi: xem, tải về, xóa tài khoản", "My data: see, download, erase the account"),
            ),
        });
        let status = not_begun.as_ref().map_or(200, |problem| problem.status);
        let label = open.visit.language.pick("Mã thủ tục", "Code of the procedure");
        // What is wrong with no field, such as too many drafts, stands above the page alone.
        let fault = not_begun.as_ref().and_then(|problem| problem.errors.first()).map(|one| one.detail.clone());
        if let Some(problem) = not_begun {
            let at = fault.as_ref().map(|_| PROCEDURE);
            let text = fault.clone().unwrap_or(problem.detail);
            content.faults.push(Fault { at, label: at.map_or("", |_| label).into(), text });
        }
        let mut begin = self.form("/nhap", open.visit.language.pick("Soạn hồ sơ", "Begin a draft"));
        begin.title = Some(open.visit.language.pick("Hồ sơ mới", "A new dossier"));
        begin.fields.push(Field {
            kind: "text",
            name: PROCEDURE.into(),
            label: label.into(),
            value: procedure.chars().take(100).collect(),
            hint: Some(open.visit.language.pick(
                "Xem ở trang Thủ tục hành chính; chỉ thủ tục nộp được trực tuyến.",
                "It stands on the page Procedures; only of one that is done online.",
            )),
            fault,
            required: true,
            purpose: None,
            options: Vec::new(),
        });
        content.parts.push(Part::Form(begin));
        content.parts.push(Part::Links { links });
        content.parts.push(Part::Form(self.form("/dang-xuat", open.visit.language.pick("Đăng xuất", "Sign out"))));
        Ok(open.visit.respond(status, &content, None))
    }
}

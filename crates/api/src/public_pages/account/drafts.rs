//! A draft on its page: filled in, given files, handed in or deleted.

use actix_web::{Error, HttpRequest, HttpResponse, web};
use office::{
    OfficeError,
    citizens::{Basket, CitizenFile, Draft},
    domain::{ComponentCode, DraftId, FileId, dossier::DossierDraft, procedure::Edition},
    repeat::Answer,
};

use super::super::{
    either, one,
    shown::{Content, Fact, Fault, Field, Form, Line, Link, Part, Said},
    words,
};
use super::{
    Own, Stop,
    form::{FILE, PAPER, PAPER_NAME, Typed, faults, fields, label},
};
use crate::{ApiState, problem::ApiError};

/// What is chosen where a paper is none of the procedure's.
pub(super) const BEYOND: &str = "khac";

/// What somebody has tried to do with a draft.
#[derive(Clone, Copy)]
pub(super) enum Tried<'a> {
    /// Nothing: they read it.
    Nothing,
    /// To save what was typed.
    Save(&'a [u8]),
    /// To attach a file of this paper, or of one that is called so.
    Attach { which: &'a str, called: &'a str },
    /// To hand it in.
    HandIn,
}

impl Tried<'_> {
    const fn typed(&self) -> Option<&[u8]> {
        match self {
            Self::Save(typed) => Some(typed),
            _ => None,
        }
    }
}

/// Whether what came is shown on the page where it was tried: it can be put right there.
pub(super) const fn is_shown(status: u16) -> bool {
    matches!(status, 403 | 409 | 412 | 413 | 422 | 429)
}

/// All that a draft's page shows.
pub(super) struct Shown {
    draft: Draft,
    edition: Option<Edition>,
    files: Vec<CitizenFile>,
}

impl Own<'_> {
    pub(super) async fn shown(&self, id: DraftId) -> Result<Shown, Stop> {
        let office = &self.open.visit.state.office;
        let stop = |error: OfficeError| self.open.stop(error);
        let draft = office.own_draft(&self.who, id).await.map_err(stop)?;
        let edition = office.procedure_of(&self.who, &draft).await.map_err(stop)?;
        let files = office.files_of_citizen(&self.who, Basket::Draft(id)).await.map_err(stop)?;
        Ok(Shown { draft, edition, files })
    }

    /// The papers that a file may be of, and one that is none of them.
    fn papers(&self, edition: Option<&Edition>) -> Vec<Line> {
        let all = edition.into_iter().flat_map(|edition| &edition.content.components);
        let mut options: Vec<Line> =
            all.map(|one| Line { label: one.code.to_string(), value: one.name.to_string() }).collect();
        let beyond = self.open.pick("Giấy tờ khác", "Another paper");
        options.push(Line { label: BEYOND.to_owned(), value: beyond.to_owned() });
        options
    }

    /// The page of a draft.
    pub(super) fn draft_page(&self, shown: &Shown, tried: &Tried<'_>, faults: Vec<Fault>) -> Content {
        let (open, language) = (&self.open, self.open.visit.language);
        let (draft, place) = (&shown.draft, format!("/nhap/{}", shown.draft.id));
        let mut content = open.content(&draft.procedure_name);
        content.lines.push(format!(
            "{} {}.",
            open.pick("Bản nháp này được giữ đến", "This draft is kept until"),
            words::moment(draft.expires_at)
        ));
        if shown.edition.is_none() {
            let (vi, en) = ("Thủ tục này không còn được tiếp nhận.", "This procedure is received no longer.");
            content.lines.push(open.pick(vi, en).to_owned());
        }
        let mut form = self.form(&place, language.pick("Lưu", "Save"));
        form.title = Some(language.pick("Thông tin", "Particulars"));
        form.fields = fields(&draft.content, tried.typed(), &faults, language);
        content.parts.push(Part::Form(form));
        self.add_papers(&mut content, shown);
        content.parts.push(Part::Form(self.attach_form(shown, tried, &faults)));
        content.faults = faults;
        let mut hand_in = self.form(&format!("{place}/nop"), language.pick("Nộp hồ sơ", "Hand it in"));
        hand_in.title = Some(language.pick("Nộp", "Hand in"));
        content.parts.push(Part::Form(hand_in));
        content
            .parts
            .push(Part::Form(self.form(&format!("{place}/xoa"), language.pick("Xóa bản nháp", "Delete the draft"))));
        let back = Link {
            href: open.href("", &[]),
            name: Said::own(open.pick("Về hồ sơ của tôi", "Back to my dossiers")),
        };
        content.parts.push(Part::Links { links: vec![back] });
        content
    }

    /// Where a file is attached. Which paper it is of is filled in again where it was not taken; the file itself a browser lets nobody fill in.
    fn attach_form(&self, shown: &Shown, tried: &Tried<'_>, faults: &[Fault]) -> Form {
        let language = self.open.visit.language;
        let mut form = self.form(&format!("/nhap/{}/tep", shown.draft.id), language.pick("Đính kèm", "Attach"));
        form.title = Some(language.pick("Đính kèm tệp", "Attach a file"));
        form.files = true;
        let (which, called) = match tried {
            Tried::Attach { which, called } => (*which, *called),
            _ => ("", ""),
        };
        let field = |kind, name: &'static str, value: &str, required| Field {
            kind,
            name: name.into(),
            label: label(name, language).into(),
            value: value.to_owned(),
            hint: None,
            fault: faults.iter().find(|fault| fault.at == Some(name)).map(|fault| fault.text.clone()),
            required,
            purpose: None,
            options: Vec::new(),
        };
        form.fields = vec![
            Field { options: self.papers(shown.edition.as_ref()), ..field("select", PAPER, which, false) },
            field("text", PAPER_NAME, called, false),
            Field {
                hint: Some(language.pick("PDF, ảnh, tài liệu văn phòng.", "PDF, pictures, office documents.")),
                ..field("file", FILE, "", true)
            },
        ];
        form
    }

    /// What is asked for, and what is there of it.
    fn add_papers(&self, content: &mut Content, shown: &Shown) {
        let (open, draft) = (&self.open, &shown.draft);
        let named = |code: Option<&str>, name: &str| {
            let known = shown.edition.iter().flat_map(|edition| &edition.content.components);
            known
                .into_iter()
                .find(|one| Some(one.code.as_str()) == code)
                .map_or(name.to_owned(), |one| one.name.to_string())
        };
        let there = |code: &str| {
            draft
                .content
                .components
                .iter()
                .any(|one| one.component.as_ref().is_some_and(|known| known.as_str() == code))
        };
        let lacks: Vec<Said> = shown
            .edition
            .iter()
            .flat_map(|edition| &edition.content.components)
            .filter(|one| one.required && !there(one.code.as_str()))
            .map(|one| Said::written(one.name.to_string()))
            .collect();
        if !lacks.is_empty() {
            let title = Some(open.pick("Giấy tờ còn thiếu", "Papers that are still missing").to_owned());
            content.parts.push(Part::Facts { title, notice: false, facts: Vec::new(), items: lacks });
        }
        for paper in &draft.content.components {
            let name = paper.name.as_ref().map(ToString::to_string).unwrap_or_default();
            let title = named(paper.component.as_ref().map(ComponentCode::as_str), &name);
            let files: Vec<&CitizenFile> =
                shown.files.iter().filter(|one| paper.files.contains(&one.file.id)).collect();
            let paper_is = Fact { label: open.pick("Giấy tờ", "Paper").to_owned(), value: Said::written(title) };
            content.parts.push(Part::Facts { title: None, notice: false, facts: vec![paper_is], items: Vec::new() });
            let link = |one: &&CitizenFile| Link {
                href: open.href(&format!("/tep/{}", one.file.id), &[]),
                name: Said::written(one.file.name.to_string()),
            };
            content.parts.push(Part::Links { links: files.iter().map(link).collect() });
            for one in files {
                let remove = format!("{} {}", open.pick("Bỏ tệp", "Remove"), one.file.name);
                let mut form = self.form(&format!("/nhap/{}/bo-tep", draft.id), remove);
                form.hidden.push(Line { label: "tep".to_owned(), value: one.file.id.to_string() });
                content.parts.push(Part::Form(form));
            }
        }
    }

    /// The page once more, with why something was not done, and with what was typed for it.
    pub(super) async fn draft_refused(
        &self,
        id: DraftId,
        tried: Tried<'_>,
        error: impl Into<ApiError>,
    ) -> Result<HttpResponse, Stop> {
        let error = error.into();
        let language = self.open.visit.language;
        let problem = error.problem(language);
        if !is_shown(problem.status) {
            return Ok(self.open.failed(error));
        }
        let (shown, status) = (self.shown(id).await?, problem.status);
        let otherwise = matches!(tried, Tried::Attach { .. }).then_some(FILE);
        let faults = faults(problem, otherwise, language);
        Ok(self.open.visit.respond(status, &self.draft_page(&shown, &tried, faults), None))
    }

    pub(super) fn at_draft(&self, id: DraftId) -> HttpResponse {
        self.open.lead_on(self.open.href(&format!("/nhap/{id}"), &[]), &[])
    }
}

type Place = web::Path<(String, String)>;
type Body = Result<web::Bytes, Error>;

pub(super) async fn begin(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
    body: Body,
) -> HttpResponse {
    either(begun(&state, &request, &agency, body).await)
}

async fn begun(state: &ApiState, request: &HttpRequest, agency: &str, body: Body) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, agency).await?;
    let body = own.sent(request, body)?;
    let procedure = one(&body, "thu-tuc");
    let begun = state.office.begin_draft(&own.who, procedure.clone(), DossierDraft::default(), None).await;
    match begun.and_then(Answer::fresh) {
        Ok(draft) => Ok(own.at_draft(draft.id)),
        Err(error) => own.not_begun(&procedure, error).await,
    }
}

pub(super) async fn show(state: web::Data<ApiState>, request: HttpRequest, place: Place) -> HttpResponse {
    either(showed(&state, &request, &place).await)
}

async fn showed(state: &ApiState, request: &HttpRequest, place: &(String, String)) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, &place.0).await?;
    let shown = own.shown(DraftId(own.open.id(&place.1)?)).await?;
    Ok(own.open.visit.respond(200, &own.draft_page(&shown, &Tried::Nothing, Vec::new()), None))
}

pub(super) async fn write(state: web::Data<ApiState>, request: HttpRequest, place: Place, body: Body) -> HttpResponse {
    either(written(&state, &request, &place, body).await)
}

async fn written(
    state: &ApiState,
    request: &HttpRequest,
    place: &(String, String),
    body: Body,
) -> Result<HttpResponse, Stop> {
    let (own, body) = Own::of_typed(state, request, &place.0, body).await?;
    let id = DraftId(own.open.id(&place.1)?);
    let shown = own.shown(id).await?;
    let (content, faults) = Typed(&body).over(shown.draft.content.clone(), own.open.visit.language);
    if !faults.is_empty() {
        return Ok(own.open.visit.respond(422, &own.draft_page(&shown, &Tried::Save(&body), faults), None));
    }
    let version = u32::try_from(shown.draft.version).ok();
    match state.office.write_draft(&own.who, id, version, content).await {
        Ok(_) => Ok(own.at_draft(id)),
        Err(error) => own.draft_refused(id, Tried::Save(&body), error).await,
    }
}

pub(super) async fn detach(state: web::Data<ApiState>, request: HttpRequest, place: Place, body: Body) -> HttpResponse {
    either(detached(&state, &request, &place, body).await)
}

async fn detached(
    state: &ApiState,
    request: &HttpRequest,
    place: &(String, String),
    body: Body,
) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, &place.0).await?;
    let body = own.sent(request, body)?;
    let file = FileId(own.open.id(&one(&body, "tep"))?);
    state.office.delete_of_citizen(&own.who, file).await.map_err(|error| own.open.stop(error))?;
    Ok(own.at_draft(DraftId(own.open.id(&place.1)?)))
}

pub(super) async fn delete(state: web::Data<ApiState>, request: HttpRequest, place: Place, body: Body) -> HttpResponse {
    either(deleted(&state, &request, &place, body).await)
}

async fn deleted(
    state: &ApiState,
    request: &HttpRequest,
    place: &(String, String),
    body: Body,
) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, &place.0).await?;
    own.sent(request, body)?;
    state.office.delete_draft(&own.who, DraftId(own.open.id(&place.1)?)).await.map_err(|error| own.open.stop(error))?;
    Ok(own.open.lead_on(own.open.href("", &[]), &[]))
}

pub(super) async fn hand_in(
    state: web::Data<ApiState>,
    request: HttpRequest,
    place: Place,
    body: Body,
) -> HttpResponse {
    either(handed_in(&state, &request, &place, body).await)
}

async fn handed_in(
    state: &ApiState,
    request: &HttpRequest,
    place: &(String, String),
    body: Body,
) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, &place.0).await?;
    own.sent(request, body)?;
    let id = DraftId(own.open.id(&place.1)?);
    match state.office.hand_in(&own.who, id, None).await.and_then(Answer::fresh) {
        Ok((done, _)) => Ok(own.open.lead_on(own.open.href(&format!("/ho-so/{}", done.id), &[]), &[])),
        Err(error) => own.draft_refused(id, Tried::HandIn, error).await,
    }
}

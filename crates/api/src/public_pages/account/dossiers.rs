//! A dossier that was handed in: how far it has come, what was handed in, and, where something is to be completed, where that is done.

use actix_web::{HttpRequest, HttpResponse, web};
use office::{
    OfficeError,
    citizens::OwnDossier,
    domain::{DossierId, dossier::link::Wanted},
};

use super::super::{
    either,
    shown::{Content, Fault, Field, Form, Line, Link, Part, Said},
};
use super::{Own, Stop, drafts::is_shown};
use crate::{ApiState, headers::fingerprint, problem::ApiError, views::dossier::ProgressView};

/// The names of the files that complete a dossier, one for each thing that was asked for; what is asked beyond them is brought to the desk.
pub(super) const FILES: [&str; 20] = [
    "tep-1", "tep-2", "tep-3", "tep-4", "tep-5", "tep-6", "tep-7", "tep-8", "tep-9", "tep-10", "tep-11", "tep-12",
    "tep-13", "tep-14", "tep-15", "tep-16", "tep-17", "tep-18", "tep-19", "tep-20",
];

/// In which field stands what was asked for when the page was made.
pub(super) const ASKED: &str = "yeu-cau";

/// What tells one request from another: a form's files are meant for the things that it has named.
pub(super) fn identity(asked: &Wanted) -> String {
    let things = asked.missing.iter().map(|one| {
        let component = one.component.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{component}\n{}\n", one.what)
    });
    let all: String = std::iter::once(format!("{}\n", asked.at)).chain(things).collect();
    fingerprint("yeu-cau", all.as_bytes())
}

impl Own<'_> {
    pub(super) fn dossier_page(&self, own: &OwnDossier, faults: Vec<Fault>) -> Content {
        let (open, language) = (&self.open, self.open.visit.language);
        let view = ProgressView::of(&own.detail);
        let mut content = open.content(open.pick("Tình trạng hồ sơ", "How far the dossier has come"));
        open.visit.how_far(&mut content, &view);
        let asked = own.detail.dossier.wanted();
        let asked = asked.filter(|asked| view.missing.is_some() && asked.missing.len() <= FILES.len());
        match asked.map(|asked| (asked, own.is_sent_on())) {
            Some((_, true)) => {
                let sent = open.pick(
                    "Giấy tờ bổ sung đang được chuyển đến cơ quan giải quyết hồ sơ.",
                    "What you have sent is on its way to the agency that handles the dossier.",
                );
                content.lines.push(sent.to_owned());
            }
            Some((asked, false)) => content.parts.push(Part::Form(self.supply_form(own.id, &asked, &faults))),
            None => {}
        }
        content.faults = faults;
        let files: Vec<Link> = own
            .files()
            .map(|file| Link {
                href: open.href(&format!("/tep/{}", file.id), &[]),
                name: Said::written(file.name.to_string()),
            })
            .collect();
        if !files.is_empty() {
            let title = Some(open.pick("Tệp đã nộp", "Files that were handed in").to_owned());
            content.parts.push(Part::Facts { title, notice: false, facts: Vec::new(), items: Vec::new() });
            content.parts.push(Part::Links { links: files });
        }
        let back = Link {
            href: open.href("", &[]),
            name: Said::own(language.pick("Về hồ sơ của tôi", "Back to my dossiers")),
        };
        content.parts.push(Part::Links { links: vec![back] });
        content
    }

    fn supply_form(&self, id: DossierId, asked: &Wanted, faults: &[Fault]) -> Form {
        let language = self.open.visit.language;
        let mut form = self.form(&format!("/ho-so/{id}/bo-sung"), language.pick("Gửi bổ sung", "Send"));
        form.title = Some(language.pick("Bổ sung trực tuyến", "Complete it online"));
        form.files = true;
        form.hidden.push(Line { label: ASKED.to_owned(), value: identity(asked) });
        form.fields = FILES
            .iter()
            .zip(&asked.missing)
            .map(|(name, one)| Field {
                kind: "file",
                name: (*name).into(),
                label: one.what.to_string().into(),
                value: String::new(),
                hint: None,
                fault: faults.iter().find(|fault| fault.at == Some(name)).map(|fault| fault.text.clone()),
                required: true,
                purpose: None,
                options: Vec::new(),
            })
            .collect();
        form
    }

    /// The page once more, with why something was not done, and in which field that is put right.
    pub(super) async fn dossier_refused(
        &self,
        id: DossierId,
        at: Option<&'static str>,
        error: impl Into<ApiError>,
    ) -> Result<HttpResponse, Stop> {
        let error = error.into();
        let problem = error.problem(self.open.visit.language);
        if !is_shown(problem.status) {
            return Ok(self.open.failed(error));
        }
        let own = self.own_dossier(id).await?;
        // The file that it is about, where the page asks for that one still.
        let asked = own.detail.dossier.wanted();
        let of = |at: &'static str| {
            let n = FILES.iter().position(|name| *name == at)?;
            Some((at, asked.as_ref()?.missing.get(n)?.what.to_string()))
        };
        let (at, label) = at.and_then(of).unzip();
        let text = problem.errors.into_iter().next().map_or(problem.detail, |one| one.detail);
        let fault = Fault { at, label: label.unwrap_or_default().into(), text };
        Ok(self.open.visit.respond(problem.status, &self.dossier_page(&own, vec![fault]), None))
    }

    pub(super) async fn own_dossier(&self, id: DossierId) -> Result<OwnDossier, Stop> {
        let found: Result<_, OfficeError> = self.open.visit.state.office.own_dossier(&self.who, id).await;
        found.map_err(|error| self.open.stop(error))
    }
}

pub(super) async fn show(
    state: web::Data<ApiState>,
    request: HttpRequest,
    place: web::Path<(String, String)>,
) -> HttpResponse {
    either(showed(&state, &request, &place).await)
}

async fn showed(state: &ApiState, request: &HttpRequest, place: &(String, String)) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, &place.0).await?;
    let dossier = own.own_dossier(DossierId(own.open.id(&place.1)?)).await?;
    Ok(own.open.visit.respond(200, &own.dossier_page(&dossier, Vec::new()), None))
}

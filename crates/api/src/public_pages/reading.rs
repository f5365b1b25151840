//! The pages that one reads: procedures, one of them, and the figures of a month.

use actix_web::{HttpRequest, HttpResponse, web};
use office::{
    domain::{dossier::Month, procedure::OnlineLevel},
    procedures::ProcedureFilter,
};

use super::{
    At, Stop, Visit, either,
    shown::{Fact, Field, Form, Line, Link, Part, Said},
    words,
};
use crate::{
    ApiState,
    routes::public::shown as agency_of,
    views::dossier::public::{PublicComponent, PublicProcedure, PublicStatistics},
};

/// Lines of a page of procedures.
const PAGE: usize = 20;
/// How many months may be chosen.
const MONTHS: usize = 24;
/// The longest text that is looked for.
const MAX_WORDS: usize = 200;

pub(super) async fn procedures(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
) -> HttpResponse {
    either(list_procedures(&state, &request, &agency).await)
}

async fn list_procedures(state: &ApiState, request: &HttpRequest, agency: &str) -> Result<HttpResponse, Stop> {
    let visit = Visit::of(state, request)?;
    let snapshot = visit.agency(agency).await?;
    let here = Some((&*snapshot, At::Procedures));
    let words: String = visit.parameter("q").chars().take(MAX_WORDS).collect();
    let behind = Some(visit.parameter("sau")).filter(|code| !code.is_empty());
    let filter = ProcedureFilter { words: Some(words.clone()), ..ProcedureFilter::default() };
    let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let found = state.office.public_procedures(snapshot.directory.agency, filter, behind, most).await;
    let mut lines = found.map_err(|error| Stop::at(visit.failed(&error.into(), here)))?;
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
            name: "q".into(),
            label: visit.language.pick("Tìm thủ tục", "Find a procedure").into(),
            value: words.clone(),
            hint: Some(visit.language.pick(
                "Tên, lĩnh vực hoặc mã thủ tục; có dấu hay không dấu đều được.",
                "Name, field or code, with or without accents.",
            )),
            fault: None,
            required: false,
            purpose: None,
            options: Vec::new(),
        }],
        submit: visit.language.pick("Tìm", "Find").into(),
        files: false,
    }));
    if lines.is_empty() {
        content.lines.push(visit.pick("Không tìm thấy thủ tục nào.", "No procedure was found.").to_owned());
    }
    let mut leads: Vec<Link> = lines
        .iter()
        .map(|line| Link {
            href: visit.href(&snapshot, &format!("/thu-tuc/{}", line.code), &[]),
            name: Said::written(format!("{} ({}) – {}", line.name, line.code, line.field)),
        })
        .collect();
    if let Some(last) = lines.last().filter(|_| more) {
        let query = [("q", words.clone()), ("sau", last.code.clone())];
        leads.push(Link {
            href: visit.href(&snapshot, "/thu-tuc", &query),
            name: Said::own(visit.pick("Trang sau", "Next page")),
        });
    }
    content.parts.push(Part::Links { links: leads });
    if !words.is_empty() {
        content.query.push(("q", words));
    }
    Ok(visit.respond(200, &content, None))
}

pub(super) async fn procedure(
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
) -> Result<HttpResponse, Stop> {
    let visit = Visit::of(state, request)?;
    let snapshot = visit.agency(agency).await?;
    let here = Some((&*snapshot, At::Procedures));
    let code: String = code.chars().filter(|c| *c != '\0').collect();
    let found = state.office.public_procedure(snapshot.directory.agency, code).await;
    let edition = found.map_err(|error| Stop::at(visit.failed(&error.into(), here)))?;
    let view = PublicProcedure::of(&edition, &snapshot.directory, visit.language);
    let mut content = visit.content(view.name.as_str(), here);
    content.written_title = true;
    let line = |vi, en, value: Said| Fact { label: visit.pick(vi, en).to_owned(), value };
    let no_term = visit.pick("Không quy định", "None is set");
    // Without a desk of its own it is the one-stop shop, which the page names in its language.
    let places = if edition.content.desks.is_empty() {
        let shop = visit.pick("Bộ phận một cửa", "One-stop shop");
        Said::own(format!("{shop}, ")).and_written(&snapshot.directory.agency_name)
    } else {
        Said::written(view.places.join("; "))
    };
    let facts = vec![
        line("Mã thủ tục", "Code", Said::own(view.code.to_string())),
        line("Lĩnh vực", "Field", Said::written(view.field.to_string())),
        line("Cơ quan có thẩm quyền", "Who decides", Said::written(view.authority.clone())),
        line("Nơi nộp", "Where it is handed in", places),
        line("Nộp trực tuyến", "Online", Said::own(words::online(view.online, visit.language))),
        line("Thời hạn giải quyết", "How long it takes", Said::own(view.term_text.as_deref().unwrap_or(no_term))),
        line("Số bộ hồ sơ", "Sets to bring", Said::own(view.sets.to_string())),
    ];
    content.parts.push(Part::Facts { title: None, notice: false, facts, items: Vec::new() });
    let mut list = |vi, en, items: Vec<Said>| {
        if !items.is_empty() {
            let title = Some(visit.pick(vi, en).to_owned());
            content.parts.push(Part::Facts { title, notice: false, facts: Vec::new(), items });
        }
    };
    let paper = |one: &PublicComponent| {
        let mut said = Said::written(one.name.to_string());
        said = said.and(format!(" – {} {}", one.count, words::form(one.form, visit.language)));
        if let Some(blank) = &one.blank {
            said = said.and(format!(" ({} ", visit.pick("mẫu", "form"))).and_written(blank.as_str()).and(")");
        }
        if !one.required {
            said = said.and(visit.pick("; chỉ nộp khi thuộc trường hợp", "; only where the case asks for it"));
        }
        match &one.note {
            Some(note) => said.and(". ").and_written(note.as_str()),
            None => said,
        }
    };
    list("Giấy tờ cần nộp", "What to bring", view.components.iter().map(paper).collect());
    let fees = if view.fees.is_empty() {
        vec![Said::own(visit.pick("Không thu phí, lệ phí.", "No fee."))]
    } else {
        view.fees.iter().map(|fee| words::fee(fee, visit.language)).collect()
    };
    list("Phí, lệ phí", "How much it costs", fees);
    list("Kết quả", "What one gets", view.results.iter().map(|one| Said::written(one.to_string())).collect());
    list(
        "Căn cứ pháp lý",
        "By which instruments",
        view.legal_basis.iter().map(|one| Said::written(one.to_string())).collect(),
    );
    if visit.state.office.is_open_to_citizens(&snapshot) && view.online != OnlineLevel::None {
        let query = [("thu-tuc", view.code.to_string())];
        let href = visit.href(&snapshot, "/tai-khoan", &query);
        let name = Said::own(visit.pick("Nộp hồ sơ trực tuyến cho thủ tục này", "Hand in a dossier for this online"));
        content.parts.push(Part::Links { links: vec![Link { href, name }] });
    }
    Ok(visit.respond(200, &content, None))
}

pub(super) async fn figures(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
) -> HttpResponse {
    either(show_figures(&state, &request, &agency).await)
}

async fn show_figures(state: &ApiState, request: &HttpRequest, agency: &str) -> Result<HttpResponse, Stop> {
    let visit = Visit::of(state, request)?;
    let snapshot = visit.agency(agency).await?;
    let here = Some((&*snapshot, At::Figures));
    let present = Month::of(state.office.now());
    let wanted = visit.parameter("thang");
    let month = Month::parse(&wanted).filter(|month| *month <= present).unwrap_or(present);
    let found = state.office.public_figures(snapshot.directory.agency, month).await;
    let figures = found.map_err(|error| Stop::at(visit.failed(&error.into(), here)))?;
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
            name: "thang".into(),
            label: visit.language.pick("Tháng", "Month").into(),
            value: month.to_string(),
            hint: None,
            fault: None,
            required: false,
            purpose: None,
            options: options.map(|month| Line { label: month.to_string(), value: written(month) }).collect(),
        }],
        submit: visit.language.pick("Xem", "Show").into(),
        files: false,
    }));
    let (vi, en) = match view.frozen_at {
        Some(at) => ("Số liệu đã chốt lúc", ("Written for good at", at)),
        None => ("Số liệu tính theo hiện trạng hồ sơ lúc", ("Counted as the dossiers stand at", view.at)),
    };
    content.lines.push(format!("{} {}.", visit.pick(vi, en.0), words::moment(en.1)));
    let table = |title: Said, figures| Part::Table {
        title,
        what: visit.language.pick("Chỉ tiêu", "What"),
        how_many: visit.language.pick("Số hồ sơ", "Dossiers"),
        rows: words::rows(figures, visit.language),
    };
    let all = visit.pick("Toàn cơ quan, tháng", "All together, month");
    content.parts.push(table(Said::own(format!("{all} {}", written(month))), &view.total.figures));
    for group in &view.fields {
        let field = visit.pick("Lĩnh vực", "Field");
        let title = Said::own(format!("{field}: ")).and_written(group.field.as_deref().unwrap_or_default());
        content.parts.push(table(title, &group.figures));
    }
    content.query.push(("thang", month.to_string()));
    Ok(visit.respond(200, &content, None))
}

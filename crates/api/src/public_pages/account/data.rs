//! One's own data: what an account holds, to be downloaded, and the account erased.

use actix_web::{Error, HttpRequest, HttpResponse, http::header, web};
use office::domain::FileId;

use super::super::{
    either, one,
    shown::{Fact, Field, Line, Link, Part, Said},
    words,
};
use super::{Own, Stop, with_cookie};
use crate::{
    ApiState,
    cookies::OfCitizen,
    routes::{
        files::{content_of, disposition},
        public::shown as agency_of,
    },
    views::citizen::{ExportView, KEPT_BECAUSE},
};

pub(super) async fn show(state: web::Data<ApiState>, request: HttpRequest, agency: web::Path<String>) -> HttpResponse {
    either(showed(&state, &request, &agency, None).await)
}

async fn showed(
    state: &ApiState,
    request: &HttpRequest,
    agency: &str,
    unsure: Option<&'static str>,
) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, agency).await?;
    let (open, language) = (&own.open, own.open.visit.language);
    let mut content = open.content(open.pick("Dữ liệu của tôi", "My data"));
    let settings = &open.snapshot.settings.one_stop;
    let line = |vi, en, value: String| Fact { label: open.pick(vi, en).to_owned(), value: Said::own(value) };
    let facts = vec![
        line("Địa chỉ thư đã xác nhận", "Confirmed mail address", own.who.account.email.as_str().to_owned()),
        line("Tài khoản có từ", "Account since", words::moment(own.who.account.created_at)),
        line(
            "Bản nháp được giữ",
            "Drafts are kept for",
            format!("{} {}", settings.draft_days, open.pick("ngày sau lần sửa cuối", "days after the last change")),
        ),
        line(
            "Tài khoản không dùng bị xóa sau",
            "An unused account is erased after",
            format!(
                "{} {}",
                settings.account_months,
                open.pick("tháng, có thư báo trước", "months, told by mail before")
            ),
        ),
    ];
    content.parts.push(Part::Facts { title: None, notice: false, facts, items: Vec::new() });
    let name = Said::own(open.pick("Tải về toàn bộ dữ liệu (JSON)", "Download all of it (JSON)"));
    content.parts.push(Part::Links { links: vec![Link { href: open.href("/du-lieu/xuat", &[]), name }] });
    let title = Some(open.pick("Khi xóa tài khoản", "When you erase the account").to_owned());
    let items = vec![
        Said::own(open.pick(
            "Tài khoản, bản nháp, tệp chưa nộp và mọi phiên đăng nhập bị xóa ngay, không khôi phục được.",
            "The account, its drafts, files that were not handed in and all sessions go at once, and do not come back.",
        )),
        Said::own(open.pick(
            "Hồ sơ đang chờ bổ sung sẽ không bổ sung trực tuyến được nữa: xin bổ sung trước khi xóa, hoặc sau đó nộp tại Bộ phận một cửa.",
            "A dossier that waits to be completed cannot be completed online any more: please do that before, or at the one-stop shop after.",
        )),
        Said::own(open.pick(KEPT_BECAUSE.0, KEPT_BECAUSE.1)),
    ];
    content.parts.push(Part::Facts { title, notice: true, facts: Vec::new(), items });
    let mut form = own.form("/du-lieu/xoa", language.pick("Xóa tài khoản", "Erase the account"));
    form.fields.push(Field {
        kind: "radio",
        name: "chac".into(),
        label: language.pick("Ông/Bà có chắc muốn xóa tài khoản?", "Are you sure?").into(),
        value: "khong".to_owned(),
        hint: None,
        fault: unsure.map(str::to_owned),
        required: true,
        purpose: None,
        options: vec![
            Line { label: "khong".to_owned(), value: open.pick("Không", "No").to_owned() },
            Line { label: "co".to_owned(), value: open.pick("Có, xóa tài khoản", "Yes, erase it").to_owned() },
        ],
    });
    content.parts.push(Part::Form(form));
    let back = Link {
        href: open.href("", &[]), name: Said::own(open.pick("Về hồ sơ của tôi", "Back to my dossiers"))
    };
    content.parts.push(Part::Links { links: vec![back] });
    Ok(open.visit.respond(if unsure.is_some() { 422 } else { 200 }, &content, None))
}

pub(super) async fn export(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
) -> HttpResponse {
    either(exported(&state, &request, &agency).await)
}

async fn exported(state: &ApiState, request: &HttpRequest, agency: &str) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, agency).await?;
    let export = state.office.export_citizen(&own.who).await.map_err(|error| own.open.stop(error))?;
    let known = agency_of(&own.open.snapshot);
    let place = format!("/mot-cua/{}/tai-khoan/tep", known.code);
    let text = serde_json::to_string_pretty(&ExportView::of(&export, &known.name, &place));
    let text = text.map_err(|error| own.open.stop(office::OfficeError::Internal(error.to_string())))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .insert_header((header::CONTENT_DISPOSITION, disposition("du-lieu.json")))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(text))
}

pub(super) async fn erase(
    state: web::Data<ApiState>,
    request: HttpRequest,
    agency: web::Path<String>,
    body: Result<web::Bytes, Error>,
) -> HttpResponse {
    either(erased(&state, &request, &agency, body).await)
}

async fn erased(
    state: &ApiState,
    request: &HttpRequest,
    agency: &str,
    body: Result<web::Bytes, Error>,
) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, agency).await?;
    let body = own.sent(request, body)?;
    if one(&body, "chac") != "co" {
        let unsure = own.open.visit.language.pick("Xin chọn “Có” nếu muốn xóa.", "Choose “Yes” to erase it.");
        return showed(state, request, agency, Some(unsure)).await;
    }
    let erased = state.office.erase_citizen(&own.who).await.map_err(|error| own.open.stop(error))?;
    let open = &own.open;
    let mut content = open.content(open.pick("Tài khoản đã được xóa", "The account was erased"));
    content.lines.push(format!(
        "{}: {}. {}: {}.",
        open.pick("Số bản nháp đã xóa", "Drafts that went"),
        erased.drafts,
        open.pick("Số tệp đã xóa", "Files that went"),
        erased.files
    ));
    if !erased.kept.is_empty() {
        content.lines.push(open.pick(KEPT_BECAUSE.0, KEPT_BECAUSE.1).to_owned());
        let line = |kept: &office::citizens::OwnDossier| {
            let dossier = &kept.detail.dossier;
            let code = dossier.code().map(|code| format!(" ({code})")).unwrap_or_default();
            Said::written(dossier.facts().request.to_string()).and(code)
        };
        let title = Some(open.pick("Hồ sơ còn lưu", "Dossiers that are kept").to_owned());
        let items = erased.kept.iter().map(line).collect();
        content.parts.push(Part::Facts { title, notice: false, facts: Vec::new(), items });
    }
    let page = open.visit.respond(200, &content, None);
    Ok(with_cookie(page, &open.forget(OfCitizen::Session)))
}

pub(super) async fn download(
    state: web::Data<ApiState>,
    request: HttpRequest,
    place: web::Path<(String, String)>,
) -> HttpResponse {
    either(downloaded(&state, &request, &place).await)
}

async fn downloaded(state: &ApiState, request: &HttpRequest, place: &(String, String)) -> Result<HttpResponse, Stop> {
    let own = Own::of(state, request, &place.0).await?;
    let found = state.office.download_of_citizen(&own.who, FileId(own.open.id(&place.1)?)).await;
    let (file, content) = found.map_err(|error| own.open.stop(error))?;
    Ok(content_of(&file, content))
}

//! Pages for a browser: the demo's mailbox (`/demo/mailbox`), and the page that a mail's link leads to (`/documents/{id}`).
//!
//! A mail is shown as it was sent, in a frame of its own that may run nothing and send nothing; everything else on these pages
//! is escaped here.

use std::fmt::Write;

use actix_web::{
    HttpResponse, Resource, Route, guard,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    web,
};
use chrono::DateTime;
use domain::vietnam;
use mail::{Folder, ListedMail, StoredMail};

/// What these pages may load: their own style and script, and mails in a frame.
const OWN: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; \
                   img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// What a mail may do: show itself, and have its links opened in another window.
const MAIL: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; \
                    img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// Mounts the pages; the mailbox only where there is one.
pub fn routes(folder: Option<Folder>) -> impl FnOnce(&mut web::ServiceConfig) {
    move |config| {
        config
            .service(read_only("/pages/style.css", reading().to(style)))
            .service(read_only("/pages/document.js", reading().to(script)))
            .service(read_only("/pages/dossier.js", reading().to(dossier_script)))
            .service(read_only("/documents/{id}", reading().to(document)));
        if let Some(folder) = folder {
            config.service(
                web::scope("/demo/mailbox")
                    .app_data(web::Data::new(folder))
                    .service(read_only("", reading().to(list)))
                    .service(read_only("/", reading().to(list)))
                    .service(read_only("/{id}", reading().to(one)))
                    .service(read_only("/{id}/html", reading().to(html))),
            );
        }
    }
}

fn reading() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

fn read_only(path: &str, route: Route) -> Resource {
    web::resource(path).route(route).default_service(web::to(only_reading))
}

async fn only_reading() -> HttpResponse {
    let content = "<p>Trang này chỉ để đọc.</p>";
    let mut answer =
        shown(StatusCode::METHOD_NOT_ALLOWED, OWN, framed("Chỉ để đọc", "This page can only be read", content));
    answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    answer
}

async fn style() -> HttpResponse {
    asset("text/css", include_str!("../pages/style.css"))
}

async fn script() -> HttpResponse {
    asset("text/javascript", include_str!("../pages/document.js"))
}

async fn dossier_script() -> HttpResponse {
    asset("text/javascript", include_str!("../pages/dossier.js"))
}

async fn document() -> HttpResponse {
    page(include_str!("../pages/document.html").to_owned())
}

fn asset(kind: &'static str, content: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, format!("{kind}; charset=utf-8")))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(content)
}

fn shown(status: StatusCode, policy: &'static str, content: String) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(content)
}

fn page(content: String) -> HttpResponse {
    shown(StatusCode::OK, OWN, content)
}

fn framed(title: &str, below: &str, content: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"/pages/style.css\"></head>\n\
         <body><header><h1>{title}</h1><p>{below}</p></header>\n<main>{content}</main></body></html>\n",
        title = escaped(title),
        below = escaped(below),
    )
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

fn when(mail: &ListedMail) -> String {
    let at = mail.date.as_deref().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
    at.map(|at| vietnam(at.to_utc()).format("%d/%m/%Y %H:%M").to_string()).unwrap_or_default()
}

async fn list(folder: web::Data<Folder>) -> HttpResponse {
    let mails = match folder.list().await {
        Ok(mails) => mails,
        Err(error) => return broken(&error),
    };
    let mut rows = String::new();
    for mail in &mails {
        let _ = writeln!(
            rows,
            "<tr><td class=\"when\">{}</td><td>{}</td><td><a href=\"/demo/mailbox/{}\">{}</a></td></tr>",
            escaped(&when(mail)),
            escaped(&mail.to),
            escaped(&mail.id),
            escaped(&mail.subject),
        );
    }
    let content = format!(
        "<p class=\"soft\">{} thư, mới nhất ở trên. Không thư nào rời khỏi máy này. \
         {} mails, newest first; none of them leaves this machine.</p>\
         <table><thead><tr><th>Thời gian</th><th>Người nhận</th><th>Tiêu đề</th></tr></thead><tbody>{rows}</tbody></table>",
        mails.len(),
        mails.len(),
    );
    page(framed("Hộp thư demo", "Mọi thư mà hệ thống đã gửi / the demo's mailbox", &content))
}

async fn one(folder: web::Data<Folder>, id: web::Path<String>) -> HttpResponse {
    let mail = match folder.read(&id).await {
        Ok(Some(mail)) => mail,
        Ok(None) => return nothing(),
        Err(error) => return broken(&error),
    };
    page(framed(&mail.listed.subject, "Hộp thư demo / the demo's mailbox", &letter(&mail)))
}

fn letter(mail: &StoredMail) -> String {
    let id = escaped(&mail.listed.id);
    let mut content = format!(
        "<p><a href=\"/demo/mailbox\">← Tất cả thư</a> <span class=\"soft\">all mails</span></p>\
         <table><tbody><tr><th>Từ</th><td>{}</td></tr><tr><th>Đến</th><td>{}</td></tr>\
         <tr><th>Lúc</th><td>{}</td></tr></tbody></table>",
        escaped(&mail.from),
        escaped(&mail.listed.to),
        escaped(&when(&mail.listed)),
    );
    if mail.html.is_some() {
        let _ = write!(
            content,
            "<h2>Bản HTML</h2><iframe title=\"Nội dung thư\" src=\"/demo/mailbox/{id}/html\" \
             sandbox=\"allow-popups allow-popups-to-escape-sandbox\" referrerpolicy=\"no-referrer\"></iframe>"
        );
    }
    if let Some(text) = &mail.text {
        let _ = write!(content, "<h2>Bản chữ</h2><div class=\"card\"><pre>{}</pre></div>", linked(text));
    }
    content.push_str("<details><summary>Tiêu đề kỹ thuật / headers</summary><table><tbody>");
    for (name, value) in &mail.headers {
        let _ = write!(content, "<tr><th>{}</th><td>{}</td></tr>", escaped(name), escaped(value));
    }
    content.push_str("</tbody></table></details>");
    content
}

/// The text, escaped, with its addresses of the web as links.
fn linked(text: &str) -> String {
    let mut shown = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let is_link = ["http://", "https://"].iter().any(|scheme| bare.starts_with(scheme));
        let space: String = word.chars().filter(|c| c.is_whitespace()).collect();
        if is_link {
            let safe = escaped(bare);
            let _ = write!(shown, "<a href=\"{safe}\" rel=\"noreferrer\">{safe}</a>{}", escaped(&space));
        } else {
            shown.push_str(&escaped(word));
        }
    }
    shown
}

async fn html(folder: web::Data<Folder>, id: web::Path<String>) -> HttpResponse {
    match folder.read(&id).await {
        Ok(Some(StoredMail { html: Some(html), .. })) => shown(StatusCode::OK, MAIL, in_other_windows(&html)),
        Ok(_) => nothing(),
        Err(error) => broken(&error),
    }
}

/// Links of a mail open in another window: the frame that it is shown in stays a mail.
fn in_other_windows(html: &str) -> String {
    match html.split_once("<head>") {
        Some((before, after)) => format!("{before}<head><base target=\"_blank\">{after}"),
        None => format!("<base target=\"_blank\">{html}"),
    }
}

fn nothing() -> HttpResponse {
    let content = "<p>Không có thư này. <a href=\"/demo/mailbox\">Tất cả thư</a></p>";
    shown(StatusCode::NOT_FOUND, OWN, framed("Không có thư này", "There is no such mail", content))
}

fn broken(error: &std::io::Error) -> HttpResponse {
    tracing::warn!(%error, "the demo's mailbox could not be read");
    let content = "<p>Không đọc được hộp thư. Xem nhật ký.</p>";
    shown(StatusCode::INTERNAL_SERVER_ERROR, OWN, framed("Lỗi", "The mailbox could not be read", content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_mail_says_is_text() {
        assert_eq!(escaped("<b a='1'>\"&"), "&lt;b a=&#39;1&#39;&gt;&quot;&amp;");
        let text = linked("xem http://x.example/?a=1&b=\"<i>\nrồi javascript:alert(1)");
        assert!(text.contains("<a href=\"http://x.example/?a=1&amp;b=&quot;&lt;i&gt;\""), "{text}");
        assert!(!text.contains("href=\"javascript"), "{text}");
    }

    #[test]
    fn links_leave_the_frame() {
        assert!(in_other_windows("<html><head><title>x").contains("<head><base target=\"_blank\"><title>"));
    }
}

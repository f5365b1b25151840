//! Whether the program runs, and whether it can do its work.

use actix_web::{HttpResponse, get, http::header, web};
use office::{
    Storage,
    readiness::{Conversion, MailStanding, MailboxStanding, Migrations, Secrets, Standing},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    ApiState,
    problem::{ApiError, Kind},
};

/// That the program runs.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    status: &'static str,
    /// The program's version.
    version: &'static str,
}

/// Whether the program runs.
#[utoipa::path(
    operation_id = "getHealth", tag = "health", security(()),
    responses((status = 200, description = "It runs.", body = Health)),
)]
#[get("/health")]
pub async fn get_health() -> HttpResponse {
    HttpResponse::Ok().json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") })
}

/// Whether the program can do its work, part by part.
#[derive(Debug, Serialize, ToSchema)]
pub struct Readiness {
    /// Whether requests can be served.
    ready: bool,
    /// `ok`.
    database: &'static str,
    /// `ok`.
    migrations: &'static str,
    /// `ok`.
    storage: &'static str,
    /// `ok`, `delayed` (mails wait that were tried in vain), `none` (no mail server) or `unknown`. Mail stops no request.
    mail: &'static str,
    /// `ok`, `away` (the server of the mailbox that this process watches could not be talked to), `unknown` (nobody has looked yet) or
    /// `none` (this process watches none). It stops no request.
    mailbox: &'static str,
    /// Making PDFs by LibreOffice: `ok`, `off` (turned off), `missing` (LibreOffice is not there) or `not_confined` (it is there, but the
    /// system does not let it be kept from network and files and within its memory). It stops nobody but whoever asks for a PDF.
    conversion: &'static str,
    /// `ok`; `key_lost` (some second factors were sealed with another `keys/secrets.key`: codes of their apps can't be checked, and
    /// recovery codes can) or `unknown`. It stops no other request.
    secrets: &'static str,
}

/// Whether the program can do its work. Where it cannot, each part that is to blame stands in `errors` under its name.
#[utoipa::path(
    operation_id = "getReadiness", tag = "health", security(()),
    responses(
        (status = 200, description = "It can.", body = Readiness),
        (status = 503, description = "It cannot, for now; `errors` names the parts.", body = crate::Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/health/ready")]
pub async fn get_readiness(state: web::Data<ApiState>) -> Result<HttpResponse, ApiError> {
    let standing = state.office.standing().await;
    if !standing.is_ready() {
        return Err(not_ready(standing));
    }
    let mail = match standing.mail {
        MailStanding::None => "none",
        MailStanding::Good => "ok",
        MailStanding::Delayed => "delayed",
        MailStanding::Unknown => "unknown",
    };
    let mailbox = match standing.mailbox {
        MailboxStanding::None => "none",
        MailboxStanding::Good => "ok",
        MailboxStanding::Away => "away",
        MailboxStanding::Unknown => "unknown",
    };
    let secrets = match standing.secrets {
        Secrets::Good => "ok",
        Secrets::KeyLost => "key_lost",
        Secrets::Unknown => "unknown",
    };
    let conversion = match standing.conversion {
        Conversion::Good => "ok",
        Conversion::Off => "off",
        Conversion::Missing => "missing",
        Conversion::NotConfined => "not_confined",
    };
    let ready =
        Readiness { ready: true, database: "ok", migrations: "ok", storage: "ok", mail, mailbox, conversion, secrets };
    Ok(HttpResponse::Ok().json(ready))
}

fn not_ready(standing: Standing) -> ApiError {
    let mut error = ApiError::new(Kind::Unavailable);
    if !standing.database {
        let (vi, en) = ("Cơ sở dữ liệu không trả lời.", "The database does not answer.");
        error = error.at("/database", "unreachable", vi, en);
    }
    let migrations = match standing.migrations {
        Migrations::Current | Migrations::Unknown => None,
        Migrations::Pending => {
            Some(("pending", "Cơ sở dữ liệu chờ cập nhật cấu trúc.", "The database waits for migrations."))
        }
        Migrations::Newer => Some((
            "newer",
            "Cơ sở dữ liệu đã được một bản mới hơn cập nhật cấu trúc.",
            "A newer program has migrated the database.",
        )),
        Migrations::Half => {
            Some(("half", "Cơ sở dữ liệu được cập nhật cấu trúc dở dang.", "The database is half migrated."))
        }
    };
    if let Some((code, vi, en)) = migrations {
        error = error.at("/migrations", code, vi, en);
    }
    match standing.storage {
        Storage::Good => error,
        Storage::Unreachable => {
            error.at("/storage", "unreachable", "Kho tệp không trả lời.", "The storage of files does not answer.")
        }
        Storage::Missing => error.at(
            "/storage",
            "missing",
            "Không thấy kho tệp của cơ quan này ở nơi đã đặt (thiếu tệp dấu congvan.mark).",
            "What lies there is not this office's storage of files (its mark, congvan.mark, is missing).",
        ),
    }
}

/// This API's own description.
#[utoipa::path(
    operation_id = "getOpenApi", tag = "health", security(()),
    responses((status = 200, description = "OpenAPI 3.1.", body = Object, content_type = "application/yaml")),
)]
#[get("/openapi.yaml")]
pub async fn openapi_file() -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/yaml")).body(crate::openapi_yaml())
}

//! Whether the program runs, and whether it can do its work.

use actix_web::{HttpResponse, get, http::header, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::ApiState;

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
    /// `ok` or `unreachable`.
    database: &'static str,
    /// `ok`, `pending` or `unknown`.
    migrations: &'static str,
    /// `ok` or `unreachable`.
    storage: &'static str,
    /// `configured` or `none`.
    mail: &'static str,
}

/// Whether the program can do its work.
#[utoipa::path(
    operation_id = "getReadiness", tag = "health", security(()),
    responses(
        (status = 200, description = "It can.", body = Readiness),
        (status = 503, description = "It cannot, for now.", body = crate::Problem, content_type = "application/problem+json"),
    ),
)]
#[get("/health/ready")]
pub async fn get_readiness(state: web::Data<ApiState>) -> Result<HttpResponse, crate::problem::ApiError> {
    let (database, migrations) = match state.office.migrations_pending().await {
        Ok(false) => ("ok", "ok"),
        Ok(true) => ("ok", "pending"),
        Err(_) => ("unreachable", "unknown"),
    };
    let storage = if state.office.blobs_ready().await.is_ok() { "ok" } else { "unreachable" };
    let ready = [database, migrations, storage].iter().all(|part| *part == "ok");
    let mail = if state.office.has_mail_server() { "configured" } else { "none" };
    if !ready {
        return Err(crate::problem::ApiError::new(crate::problem::Kind::Unavailable).because(
            format!("Chưa sẵn sàng: cơ sở dữ liệu {database}, cập nhật cấu trúc {migrations}, kho tệp {storage}."),
            format!("Not ready: database {database}, migrations {migrations}, storage {storage}."),
        ));
    }
    Ok(HttpResponse::Ok().json(Readiness { ready, database, migrations, storage, mail }))
}

/// This API's own description.
#[utoipa::path(
    operation_id = "getOpenApi", tag = "health", security(()),
    responses((status = 200, description = "OpenAPI 3.1.", body = String, content_type = "application/yaml")),
)]
#[get("/openapi.yaml")]
pub async fn openapi_file() -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/yaml")).body(crate::openapi_yaml())
}

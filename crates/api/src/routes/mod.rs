//! Every address of the API. A handler that takes `SignedIn` is closed to everyone who is not.

pub mod commands;
pub mod files;
pub mod health;
pub mod inbox;
pub mod incoming_documents;
pub mod organisation;
pub mod registers;
pub mod sessions;

use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    http::header::{self, HeaderValue},
    web,
};

use crate::problem::{ApiError, Kind};

/// Mounts every route.
pub fn mount(config: &mut web::ServiceConfig) {
    config.app_data(web::QueryConfig::default().error_handler(|error, _| bad_parameter(&error).into()));
    config.app_data(web::PathConfig::default().error_handler(|_, _| ApiError::new(Kind::NotFound).into()));
    config.service(sessions::key_set);
    config.service(
        web::scope("/api/v1")
            .service(sessions::login)
            .service(sessions::refresh_session)
            .service(sessions::logout)
            .service(sessions::get_me)
            .service(files::upload_file)
            .service(files::download_file)
            .service(incoming_documents::receive_incoming_document)
            .service(incoming_documents::list_incoming_documents)
            .service(incoming_documents::get_incoming_document)
            .service(incoming_documents::command_incoming_document)
            .service(incoming_documents::list_incoming_document_history)
            .service(incoming_documents::list_incoming_document_messages)
            .service(incoming_documents::explain_command)
            .service(commands::bulk_commands)
            .service(inbox::get_inbox_counts)
            .service(inbox::get_inbox)
            .service(organisation::list_people)
            .service(organisation::list_departments)
            .service(organisation::list_document_types)
            .service(registers::list_registers)
            .service(registers::open_register)
            .service(health::get_readiness)
            .service(health::get_health)
            .service(health::openapi_file)
            .default_service(web::to(nothing_here)),
    );
}

fn bad_parameter(error: &actix_web::error::QueryPayloadError) -> ApiError {
    let text = error.to_string();
    ApiError::new(Kind::BadParameter).because(
        format!("Tham số trên địa chỉ không hợp lệ: {text}."),
        format!("A query parameter is not valid: {text}."),
    )
}

/// Any other address, or a known one asked in a way that it does not take.
pub async fn nothing_here(request: HttpRequest) -> HttpResponse {
    let allowed = request.match_pattern().and_then(|pattern| crate::openapi::methods().get(&pattern));
    match allowed {
        Some(methods) => {
            let mut response = ApiError::new(Kind::MethodNotAllowed)
                .because(
                    format!("Địa chỉ này chỉ nhận: {methods}."),
                    format!("This address takes these methods only: {methods}."),
                )
                .error_response();
            if let Ok(value) = HeaderValue::from_str(methods) {
                response.headers_mut().insert(header::ALLOW, value);
            }
            response
        }
        None => ApiError::new(Kind::NotFound)
            .because("Không có địa chỉ này.", "There is nothing at this address.")
            .error_response(),
    }
}

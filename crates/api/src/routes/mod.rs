//! Every address of the API. A handler that takes `SignedIn` is closed to everyone who is not.

pub mod absences;
pub mod accesses;
pub mod agencies;
pub mod books;
pub mod calendar;
pub mod case_files;
pub mod citizen_dossiers;
pub mod citizen_drafts;
pub mod citizens;
pub mod commands;
pub mod copies;
pub mod counterparts;
pub mod deliveries;
pub mod dossier_statistics;
pub mod dossiers;
pub mod event_stream;
pub mod events;
pub mod files;
pub mod handovers;
pub mod health;
pub mod identities;
pub mod inbox;
pub mod incoming_documents;
pub mod interchange;
pub mod jobs;
pub mod notices;
pub mod organisation;
pub mod originals;
pub mod outgoing_documents;
pub mod password_resets;
pub mod postal_items;
pub mod procedures;
pub mod public;
pub mod received_mails;
pub mod register_entries;
pub mod registers;
pub mod reports;
pub mod search;
pub mod second_factor;
pub mod service_accounts;
pub mod sessions;
pub mod signers;
pub mod templates;
pub mod turns;
pub mod webhooks;

use actix_web::{
    Error, HttpRequest, HttpResponse, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderValue},
    middleware::Next,
    web,
};
use url::form_urlencoded;

use crate::{
    openapi::{Address, addresses},
    problem::{ApiError, Kind},
};

/// Mounts every route.
#[allow(clippy::too_many_lines, reason = "one line an operation")]
pub fn mount(config: &mut web::ServiceConfig) {
    config.app_data(web::QueryConfig::default().error_handler(|error, _| bad_parameter(&error).into()));
    config.app_data(web::PathConfig::default().error_handler(|_, _| ApiError::new(Kind::NotFound).into()));
    config.service(sessions::key_set);
    config.service(
        web::scope("/api/v1")
            .service(sessions::login)
            .service(sessions::refresh_session)
            .service(sessions::logout)
            .service(sessions::list_sessions)
            .service(sessions::end_session)
            .service(sessions::get_me)
            .service(sessions::change_password)
            .service(absences::set_absence)
            .service(absences::end_absence)
            .service(notices::get_notice_preferences)
            .service(notices::set_notice_preferences)
            .service(password_resets::request_password_reset)
            .service(password_resets::reset_forgotten_password)
            .service(second_factor::get_second_factor)
            .service(second_factor::enrol_second_factor)
            .service(second_factor::confirm_second_factor)
            .service(second_factor::make_recovery_codes)
            .service(second_factor::remove_second_factor)
            .service(second_factor::reset_second_factor)
            .service(identities::list_identity_providers)
            .service(identities::begin_sign_in)
            .service(identities::end_sign_in)
            .service(identities::list_identities)
            .service(identities::remove_identity)
            .service(identities::list_identities_of)
            .service(identities::remove_identity_of)
            .service(files::upload_file)
            .service(files::download_file)
            .service(incoming_documents::receive_incoming_document)
            .service(incoming_documents::list_incoming_documents)
            .service(incoming_documents::get_incoming_document)
            .service(incoming_documents::command_incoming_document)
            .service(incoming_documents::list_incoming_document_history)
            .service(turns::list_incoming_document_turns)
            .service(incoming_documents::list_incoming_document_messages)
            .service(incoming_documents::explain_command)
            .service(accesses::list_incoming_document_accesses)
            .service(accesses::get_incoming_document_access_statistics)
            .service(outgoing_documents::create_outgoing_document)
            .service(outgoing_documents::list_outgoing_documents)
            .service(outgoing_documents::get_outgoing_document)
            .service(outgoing_documents::update_outgoing_draft)
            .service(outgoing_documents::command_outgoing_document)
            .service(outgoing_documents::list_outgoing_document_history)
            .service(outgoing_documents::list_outgoing_document_messages)
            .service(outgoing_documents::list_outgoing_deliveries)
            .service(accesses::list_outgoing_document_accesses)
            .service(accesses::get_outgoing_document_access_statistics)
            .service(copies::make_copy)
            .service(search::search)
            .service(search::suggest)
            .service(search::save_search)
            .service(search::list_saved_searches)
            .service(search::delete_saved_search)
            .service(postal_items::list_postal_items)
            .service(postal_items::print_postal_items)
            .service(postal_items::note_posted_items)
            .service(procedures::lint_procedure)
            .service(procedures::simulate_procedure)
            .service(procedures::list_procedures)
            .service(procedures::get_procedure)
            .service(procedures::publish_procedure)
            .service(procedures::withdraw_procedure)
            .service(templates::list_templates)
            .service(templates::create_template)
            .service(templates::update_template)
            .service(templates::download_template)
            .service(templates::render_outgoing_document)
            .service(templates::check_outgoing_layout)
            .service(dossiers::receive_dossier)
            .service(dossiers::submit_dossier_online)
            .service(dossiers::list_dossiers)
            .service(dossiers::print_dossier_book)
            .service(dossier_statistics::get_dossier_statistics)
            .service(reports::get_dashboard)
            .service(reports::get_report)
            .service(reports::get_report_wishes)
            .service(reports::set_report_wishes)
            .service(dossiers::get_dossier)
            .service(dossiers::get_dossier_form)
            .service(dossiers::command_dossier)
            .service(dossiers::list_dossier_history)
            .service(accesses::list_dossier_accesses)
            .service(accesses::get_dossier_access_statistics)
            .service(citizens::request_citizen_code)
            .service(citizens::sign_in_citizen)
            .service(citizens::sign_out_citizen)
            .service(citizens::get_citizen_account)
            .service(citizens::erase_citizen_account)
            .service(citizens::export_citizen_account)
            .service(citizens::list_personal_data_acts)
            .service(citizen_drafts::list_citizen_drafts)
            .service(citizen_drafts::create_citizen_draft)
            .service(citizen_drafts::get_citizen_draft)
            .service(citizen_drafts::update_citizen_draft)
            .service(citizen_drafts::delete_citizen_draft)
            .service(citizen_drafts::submit_citizen_draft)
            .service(citizen_drafts::upload_citizen_file)
            .service(citizen_drafts::download_citizen_file)
            .service(citizen_drafts::delete_citizen_file)
            .service(citizen_dossiers::list_citizen_dossiers)
            .service(citizen_dossiers::get_citizen_dossier)
            .service(citizen_dossiers::upload_citizen_supplement)
            .service(citizen_dossiers::supply_citizen_dossier)
            .service(public::look_up_dossier)
            .service(public::rate_dossier)
            .service(public::list_public_procedures)
            .service(public::get_public_procedure)
            .service(public::get_public_statistics)
            .service(dossiers::list_dossier_messages)
            .service(received_mails::hand_in_received_mail)
            .service(received_mails::list_received_mails)
            .service(received_mails::get_received_mail)
            .service(received_mails::download_received_mail)
            .service(received_mails::settle_received_mail)
            .service(received_mails::receive_received_mail)
            .service(received_mails::retry_received_mail)
            .service(commands::bulk_commands)
            .service(inbox::get_inbox_counts)
            .service(inbox::get_inbox)
            .service(organisation::list_people)
            .service(organisation::list_departments)
            .service(organisation::list_document_types)
            .service(signers::list_signers)
            .service(calendar::get_calendar)
            .service(calendar::get_deadline)
            .service(calendar::change_calendar)
            .service(agencies::list_agencies)
            .service(agencies::create_agency)
            .service(agencies::get_agency)
            .service(agencies::get_organisation)
            .service(agencies::change_organisation)
            .service(agencies::list_organisation_history)
            .service(agencies::reset_password)
            .service(agencies::get_organisation_template)
            .service(service_accounts::list_service_accounts)
            .service(service_accounts::create_service_account)
            .service(service_accounts::renew_service_account)
            .service(service_accounts::end_service_key)
            .service(service_accounts::end_service_account)
            .service(event_stream::stream_events)
            .service(events::list_events)
            .service(interchange::list_interchange_packets)
            .service(interchange::push_interchange_packet)
            .service(interchange::get_interchange_packet)
            .service(interchange::get_interchange_message)
            .service(interchange::retry_interchange_packet)
            .service(interchange::list_quarantine)
            .service(interchange::resolve_quarantine)
            .service(interchange::list_gateways)
            .service(interchange::sync_directory)
            .service(interchange::list_directory)
            .service(webhooks::list_webhooks)
            .service(webhooks::create_webhook)
            .service(webhooks::update_webhook)
            .service(webhooks::rotate_webhook_secret)
            .service(webhooks::delete_webhook)
            .service(webhooks::list_webhook_deliveries)
            .service(webhooks::replay_webhook_delivery)
            .service(handovers::hand_over_work)
            .service(counterparts::list_counterparts)
            .service(counterparts::create_counterpart)
            .service(counterparts::update_counterpart)
            .service(deliveries::send_delivery)
            .service(deliveries::list_deliveries)
            .service(deliveries::get_delivery)
            .service(deliveries::recall_delivery)
            .service(deliveries::get_figures)
            .service(registers::list_registers)
            .service(registers::open_register)
            .service(books::print_register)
            .service(books::export_register)
            .service(books::print_processing_slip)
            .service(case_files::create_case_file)
            .service(case_files::list_case_files)
            .service(case_files::print_case_files)
            .service(case_files::get_case_file)
            .service(case_files::print_case_file_contents)
            .service(case_files::command_case_file)
            .service(case_files::export_case_file)
            .service(case_files::list_case_file_history)
            .service(originals::use_original)
            .service(originals::return_original)
            .service(originals::list_original_uses)
            .service(jobs::get_job)
            .service(jobs::download_job_file)
            .service(register_entries::list_register_entries)
            .service(register_entries::reserve_number)
            .service(register_entries::void_number)
            .service(health::get_readiness)
            .service(health::get_health)
            .service(health::openapi_file)
            .default_service(web::to(nothing_here)),
    );
}

fn bad_parameter(error: &actix_web::error::QueryPayloadError) -> ApiError {
    let text = error.to_string();
    // "Query deserialize error: …", in the words of serde.
    let told = text.rsplit_once("error: ").map_or(text.as_str(), |(_, told)| told);
    let quoted = told.split('`').nth(1).unwrap_or_default();
    let (vi, en) = if told.starts_with("missing field") {
        (format!("Thiếu tham số “{quoted}”."), format!("The parameter “{quoted}” is missing."))
    } else if told.starts_with("unknown variant") {
        let known = told.split_once("expected ").map(|(_, known)| crate::body::names(known)).unwrap_or_default();
        (
            format!("Không có giá trị “{quoted}”. Các giá trị dùng được: {known}."),
            format!("There is no value “{quoted}”. Known: {known}."),
        )
    } else if told.contains("digit") || told.contains("integer") || told.contains("number") {
        (
            "Một tham số phải là số nguyên trong phạm vi cho phép.".to_owned(),
            "A parameter must be a whole number within its bounds.".to_owned(),
        )
    } else if told.contains("UUID") || told.contains("uuid") {
        (
            "Một tham số phải là mã (UUID) mà hệ thống đã trả về.".to_owned(),
            "A parameter must be an id (UUID) that this API has given.".to_owned(),
        )
    } else if told.contains("bool") {
        ("Một tham số phải là true hoặc false.".to_owned(), "A parameter must be true or false.".to_owned())
    } else {
        ("Một tham số trên địa chỉ không đọc được.".to_owned(), "A query parameter cannot be read.".to_owned())
    };
    ApiError::new(Kind::BadParameter).because(vi, en)
}

/// The address as the router reads it: a letter that is written as `%72` is that letter.
pub fn path(request: &HttpRequest) -> &str {
    request.match_info().as_str()
}

/// The pattern of that address, where there is one.
pub fn pattern(request: &HttpRequest) -> Option<String> {
    request.resource_map().match_pattern(path(request))
}

/// Refuses query parameters that an operation doesn't have: whoever writes `dry_run` where it stands in the body must not see the
/// command carried out.
pub async fn known_parameters(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let unknown = pattern(request.request())
        .and_then(|pattern| addresses().get(&pattern)?.parameters.get(request.method().as_str()))
        .and_then(|known| {
            let query = request.query_string();
            let named = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| !known.contains(name.as_ref()));
            named.map(|(name, _)| (name.chars().take(60).collect::<String>(), known))
        });
    if let Some((name, known)) = unknown {
        let known = known.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let error = if known.is_empty() {
            ApiError::new(Kind::BadParameter).at(
                name.clone(),
                "unknown_parameter",
                format!("Địa chỉ này không có tham số “{name}”, cũng không có tham số nào khác."),
                format!("This address has no parameter “{name}”, nor any other."),
            )
        } else {
            ApiError::new(Kind::BadParameter).at(
                name.clone(),
                "unknown_parameter",
                format!("Không có tham số “{name}”. Các tham số dùng được: {known}."),
                format!("There is no parameter “{name}”. Known: {known}."),
            )
        };
        return Ok(request.into_response(error.error_response()));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Any other address, or a known one asked in a way that it does not take.
pub async fn nothing_here(request: HttpRequest) -> HttpResponse {
    let allowed = pattern(&request).and_then(|pattern| addresses().get(&pattern));
    match allowed {
        Some(Address { allow: methods, .. }) => {
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

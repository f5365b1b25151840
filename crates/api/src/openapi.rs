//! The OpenAPI document: made from the handlers, kept in `openapi/congvan.v1.yaml`, and shown at `/docs` without the internet.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use actix_web::{
    HttpResponse, get,
    http::header::ContentType,
    web::{Bytes, ServiceConfig},
};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        Components, PathItem, RefOr,
        path::ParameterIn,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::routes::{
    absences, accesses, agencies, books, calendar, case_files, citizen_dossiers, citizen_drafts, citizens, commands,
    copies, counterparts, deliveries, dossier_statistics, dossiers, event_stream, events, files, handovers, health,
    identities, inbox, incoming_documents, interchange, jobs, notices, organisation, originals, outgoing_documents,
    password_resets, postal_items, procedures, public, received_mails, register_entries, registers, reports, search,
    second_factor, service_accounts, sessions, signers, templates, turns, webhooks,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "congvan",
        description = "Văn phòng điện tử: văn bản đến, từ văn thư đến lãnh đạo, phòng ban, chuyên viên và trở lại; văn bản đi, từ dự thảo đến nơi nhận.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((url = "/")),
    security(("bearer" = [])),
    modifiers(&Bearer),
    components(schemas(office::domain::incoming::Command, office::domain::outgoing::Command)),
    paths(
        sessions::key_set,
    ),
    nest((path = "/api/v1", api = V1)),
    tags(
        (name = "sessions", description = "Đăng nhập"),
        (name = "incoming documents", description = "Văn bản đến"),
        (name = "outgoing documents", description = "Văn bản đi"),
        (name = "procedures", description = "Thủ tục hành chính"),
        (name = "public", description = "Người dân: tra cứu, không cần đăng nhập"),
        (name = "citizens", description = "Người dân: tài khoản nộp hồ sơ"),
        (name = "templates", description = "Mẫu văn bản, thể thức"),
        (name = "inbox", description = "Việc cần làm"),
        (name = "files", description = "Tệp"),
        (name = "registers", description = "Sổ đăng ký"),
        (name = "case files", description = "Hồ sơ công việc, lưu trữ"),
        (name = "reports", description = "Số liệu, báo cáo tình hình giải quyết văn bản"),
        (name = "search", description = "Tìm kiếm toàn văn"),
        (name = "received mail", description = "Thư gửi đến hộp thư của cơ quan"),
        (name = "organisation", description = "Tổ chức"),
        (name = "calendar", description = "Lịch làm việc"),
        (name = "service accounts", description = "Hệ thống khác"),
        (name = "events", description = "Sự kiện cho hệ thống khác: dòng sự kiện, webhook"),
        (name = "interchange", description = "Liên thông văn bản với cơ quan bên ngoài: gói tin, cổng liên thông, danh bạ"),
        (name = "health", description = "Tình trạng"),
    ),
)]
struct Document;

#[derive(OpenApi)]
#[openapi(paths(
    sessions::login,
    sessions::refresh_session,
    sessions::logout,
    sessions::list_sessions,
    sessions::end_session,
    sessions::get_me,
    sessions::change_password,
    absences::set_absence,
    absences::end_absence,
    notices::get_notice_preferences,
    notices::set_notice_preferences,
    password_resets::request_password_reset,
    password_resets::reset_forgotten_password,
    second_factor::get_second_factor,
    second_factor::enrol_second_factor,
    second_factor::confirm_second_factor,
    second_factor::make_recovery_codes,
    second_factor::remove_second_factor,
    second_factor::reset_second_factor,
    identities::list_identity_providers,
    identities::begin_sign_in,
    identities::end_sign_in,
    identities::list_identities,
    identities::remove_identity,
    identities::list_identities_of,
    identities::remove_identity_of,
    files::upload_file,
    files::download_file,
    incoming_documents::receive_incoming_document,
    incoming_documents::list_incoming_documents,
    incoming_documents::get_incoming_document,
    incoming_documents::command_incoming_document,
    incoming_documents::list_incoming_document_history,
    turns::list_incoming_document_turns,
    incoming_documents::list_incoming_document_messages,
    incoming_documents::explain_command,
    accesses::list_incoming_document_accesses,
    accesses::get_incoming_document_access_statistics,
    outgoing_documents::create_outgoing_document,
    outgoing_documents::list_outgoing_documents,
    outgoing_documents::get_outgoing_document,
    outgoing_documents::update_outgoing_draft,
    outgoing_documents::command_outgoing_document,
    outgoing_documents::list_outgoing_document_history,
    outgoing_documents::list_outgoing_document_messages,
    outgoing_documents::list_outgoing_deliveries,
    accesses::list_outgoing_document_accesses,
    accesses::get_outgoing_document_access_statistics,
    copies::make_copy,
    search::search,
    search::suggest,
    search::save_search,
    search::list_saved_searches,
    search::delete_saved_search,
    postal_items::list_postal_items,
    postal_items::print_postal_items,
    postal_items::note_posted_items,
    procedures::list_procedures,
    procedures::get_procedure,
    procedures::publish_procedure,
    procedures::withdraw_procedure,
    procedures::lint_procedure,
    procedures::simulate_procedure,
    templates::list_templates,
    templates::create_template,
    templates::update_template,
    templates::download_template,
    templates::render_outgoing_document,
    templates::check_outgoing_layout,
    received_mails::hand_in_received_mail,
    dossiers::receive_dossier,
    dossiers::submit_dossier_online,
    dossiers::list_dossiers,
    dossiers::print_dossier_book,
    dossier_statistics::get_dossier_statistics,
    reports::get_dashboard,
    reports::get_report,
    reports::get_report_wishes,
    reports::set_report_wishes,
    dossiers::get_dossier,
    dossiers::get_dossier_form,
    dossiers::command_dossier,
    dossiers::list_dossier_history,
    accesses::list_dossier_accesses,
    accesses::get_dossier_access_statistics,
    citizens::request_citizen_code,
    citizens::sign_in_citizen,
    citizens::sign_out_citizen,
    citizens::get_citizen_account,
    citizens::erase_citizen_account,
    citizens::export_citizen_account,
    citizens::list_personal_data_acts,
    citizen_drafts::list_citizen_drafts,
    citizen_drafts::create_citizen_draft,
    citizen_drafts::get_citizen_draft,
    citizen_drafts::update_citizen_draft,
    citizen_drafts::delete_citizen_draft,
    citizen_drafts::submit_citizen_draft,
    citizen_drafts::upload_citizen_file,
    citizen_drafts::download_citizen_file,
    citizen_drafts::delete_citizen_file,
    citizen_dossiers::list_citizen_dossiers,
    citizen_dossiers::get_citizen_dossier,
    citizen_dossiers::upload_citizen_supplement,
    citizen_dossiers::supply_citizen_dossier,
    public::look_up_dossier,
    public::rate_dossier,
    public::list_public_procedures,
    public::get_public_procedure,
    public::get_public_statistics,
    dossiers::list_dossier_messages,
    received_mails::list_received_mails,
    received_mails::get_received_mail,
    received_mails::download_received_mail,
    received_mails::settle_received_mail,
    received_mails::receive_received_mail,
    received_mails::retry_received_mail,
    commands::bulk_commands,
    inbox::get_inbox,
    inbox::get_inbox_counts,
    organisation::list_people,
    organisation::list_departments,
    organisation::list_document_types,
    signers::list_signers,
    calendar::get_calendar,
    calendar::get_deadline,
    calendar::change_calendar,
    agencies::list_agencies,
    agencies::create_agency,
    agencies::get_agency,
    agencies::get_organisation,
    agencies::change_organisation,
    agencies::list_organisation_history,
    agencies::reset_password,
    agencies::get_organisation_template,
    service_accounts::list_service_accounts,
    service_accounts::create_service_account,
    service_accounts::renew_service_account,
    service_accounts::end_service_key,
    service_accounts::end_service_account,
    event_stream::stream_events,
    events::list_events,
    interchange::list_interchange_packets,
    interchange::push_interchange_packet,
    interchange::get_interchange_packet,
    interchange::get_interchange_message,
    interchange::retry_interchange_packet,
    interchange::list_quarantine,
    interchange::resolve_quarantine,
    interchange::list_gateways,
    interchange::sync_directory,
    interchange::list_directory,
    webhooks::list_webhooks,
    webhooks::create_webhook,
    webhooks::update_webhook,
    webhooks::rotate_webhook_secret,
    webhooks::delete_webhook,
    webhooks::list_webhook_deliveries,
    webhooks::replay_webhook_delivery,
    handovers::hand_over_work,
    counterparts::list_counterparts,
    counterparts::create_counterpart,
    counterparts::update_counterpart,
    deliveries::send_delivery,
    deliveries::list_deliveries,
    deliveries::get_delivery,
    deliveries::recall_delivery,
    deliveries::get_figures,
    registers::list_registers,
    registers::open_register,
    books::print_register,
    books::export_register,
    books::print_processing_slip,
    case_files::create_case_file,
    case_files::list_case_files,
    case_files::print_case_files,
    case_files::print_case_file_contents,
    case_files::get_case_file,
    case_files::command_case_file,
    case_files::export_case_file,
    case_files::list_case_file_history,
    originals::use_original,
    originals::return_original,
    originals::list_original_uses,
    jobs::get_job,
    jobs::download_job_file,
    register_entries::list_register_entries,
    register_entries::reserve_number,
    register_entries::void_number,
    health::get_health,
    health::get_readiness,
    health::openapi_file,
))]
struct V1;

/// Bearer tokens are how one is known.
struct Bearer;

impl Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        openapi
            .components
            .get_or_insert_with(Components::new)
            .add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

fn document() -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    env!("CARGO_PKG_VERSION").clone_into(&mut document.info.version);
    document
}

/// What an address takes, by method.
pub struct Address {
    /// The methods, as `Allow` lists them.
    pub allow: String,
    /// The names of the query parameters of each method.
    pub parameters: BTreeMap<&'static str, BTreeSet<String>>,
}

fn address(item: &PathItem) -> Address {
    let methods = [
        ("GET", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ];
    let parameters: BTreeMap<_, _> = methods
        .into_iter()
        .filter_map(|(method, operation)| {
            let all = operation.as_ref()?.parameters.iter().flatten();
            let query = all.filter_map(|one| match one {
                RefOr::T(one) if one.parameter_in == ParameterIn::Query => Some(one.name.clone()),
                _ => None,
            });
            Some((method, query.collect()))
        })
        .collect();
    Address { allow: parameters.keys().copied().collect::<Vec<_>>().join(", "), parameters }
}

/// The document as it is served, and what routing reads in it.
struct Served {
    addresses: BTreeMap<String, Address>,
    json: Bytes,
    yaml: String,
}

/// Made once for all threads of the server: the making takes several MiB, which each thread's memory would keep.
fn served() -> &'static Served {
    static SERVED: OnceLock<Served> = OnceLock::new();
    SERVED.get_or_init(|| {
        let document = document();
        Served {
            addresses: document.paths.paths.iter().map(|(path, item)| (path.clone(), address(item))).collect(),
            json: document.to_json().unwrap_or_default().into(),
            yaml: document.to_yaml().unwrap_or_default(),
        }
    })
}

/// What each address takes.
pub fn addresses() -> &'static BTreeMap<String, Address> {
    &served().addresses
}

/// The document as YAML.
pub fn openapi_yaml() -> &'static str {
    &served().yaml
}

/// The document as JSON.
#[cfg(test)]
pub fn openapi_bytes() -> &'static [u8] {
    &served().json
}

#[get("/docs/openapi.json")]
async fn openapi_json() -> HttpResponse {
    HttpResponse::Ok().insert_header(ContentType::json()).body(served().json.clone())
}

/// Mounts the documentation page and the document that it reads.
pub fn documentation(config: &mut ServiceConfig) {
    let page = Config::new(["/docs/openapi.json"]).persist_authorization(false).validator_url("none");
    config.service(openapi_json).service(SwaggerUi::new("/docs/{_:.*}").config(page));
}

//! The OpenAPI document: made from the handlers, kept in `openapi/congvan.v1.yaml`, and shown at `/docs` without the internet.

use std::{collections::BTreeMap, sync::OnceLock};

use utoipa::{
    Modify, OpenApi,
    openapi::{
        Components, PathItem,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::routes::{commands, files, health, inbox, incoming_documents, organisation, registers, sessions};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "congvan",
        description = "Văn phòng điện tử: văn bản đến, từ văn thư đến lãnh đạo, phòng ban, chuyên viên và trở lại.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((url = "/")),
    security(("bearer" = [])),
    modifiers(&Bearer),
    components(schemas(office::domain::incoming::Command)),
    paths(
        sessions::key_set,
    ),
    nest((path = "/api/v1", api = V1)),
    tags(
        (name = "sessions", description = "Đăng nhập"),
        (name = "incoming documents", description = "Văn bản đến"),
        (name = "inbox", description = "Việc cần làm"),
        (name = "files", description = "Tệp"),
        (name = "registers", description = "Sổ đăng ký"),
        (name = "organisation", description = "Tổ chức"),
        (name = "health", description = "Tình trạng"),
    ),
)]
struct Document;

#[derive(OpenApi)]
#[openapi(paths(
    sessions::login,
    sessions::refresh_session,
    sessions::logout,
    sessions::get_me,
    files::upload_file,
    files::download_file,
    incoming_documents::receive_incoming_document,
    incoming_documents::list_incoming_documents,
    incoming_documents::get_incoming_document,
    incoming_documents::command_incoming_document,
    incoming_documents::list_incoming_document_history,
    incoming_documents::list_incoming_document_messages,
    incoming_documents::explain_command,
    commands::bulk_commands,
    inbox::get_inbox,
    inbox::get_inbox_counts,
    organisation::list_people,
    organisation::list_departments,
    organisation::list_document_types,
    registers::list_registers,
    registers::open_register,
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

/// Which methods each address takes, as `Allow` lists them.
pub fn methods() -> &'static BTreeMap<String, String> {
    static METHODS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    METHODS.get_or_init(|| {
        let methods = |item: &PathItem| {
            let known = [
                ("GET", &item.get),
                ("POST", &item.post),
                ("PUT", &item.put),
                ("PATCH", &item.patch),
                ("DELETE", &item.delete),
            ];
            let taken = known.into_iter().filter(|(_, operation)| operation.is_some()).map(|(name, _)| name);
            taken.collect::<Vec<_>>().join(", ")
        };
        document().paths.paths.iter().map(|(path, item)| (path.clone(), methods(item))).collect()
    })
}

/// The document as YAML.
pub fn openapi_yaml() -> String {
    document().to_yaml().unwrap_or_default()
}

/// The document as JSON.
pub fn openapi_json() -> String {
    document().to_pretty_json().unwrap_or_default()
}

/// The documentation page.
pub fn documentation() -> SwaggerUi {
    SwaggerUi::new("/docs/{_:.*}")
        .url("/docs/openapi.json", document())
        .config(Config::default().persist_authorization(false).validator_url("none"))
}

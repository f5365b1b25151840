//! Every setting there is: its name, and its default where it has one that can be written down.
//!
//! In the settings file a setting stands under its name, in the environment as `CONGVAN_` and the name in capitals.
//! `congvan.example.toml` documents each; a test holds the two together.

/// A setting.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    /// Its name in the file.
    pub key: &'static str,
    /// What stands where nothing is set.
    pub default: Option<&'static str>,
    /// Whether its value must not be shown.
    pub secret: bool,
}

const fn plain(key: &'static str, default: &'static str) -> Name {
    Name { key, default: Some(default), secret: false }
}

const fn open(key: &'static str) -> Name {
    Name { key, default: None, secret: false }
}

const fn secret(key: &'static str) -> Name {
    Name { key, default: None, secret: true }
}

/// All of them.
pub const NAMES: &[Name] = &[
    plain("listen", "127.0.0.1:8080"),
    open("public_url"),
    open("metrics_listen"),
    plain("data", "./data"),
    secret("database_url"),
    plain("database_max_connections", "10"),
    plain("database_sqlite_readers", "4"),
    plain("database_acquire_seconds", "10"),
    plain("database_statement_seconds", "30"),
    plain("database_lock_seconds", "5"),
    plain("server_workers", "8"),
    plain("server_keep_alive_seconds", "75"),
    plain("server_client_seconds", "15"),
    plain("server_stop_seconds", "30"),
    plain("server_body_kb", "1024"),
    open("cors_origins"),
    plain("session_cookies", "off"),
    open("trusted_proxies"),
    open("tls_certificate"),
    open("tls_key"),
    plain("hsts_days", "0"),
    plain("page_lines", "50"),
    plain("page_lines_max", "200"),
    plain("max_file_mb", "100"),
    plain("max_bulk", "100"),
    plain("max_changes", "1000"),
    plain("max_handover", "1000"),
    plain("template_mb", "10"),
    plain("layout_check_mb", "32"),
    plain("libreoffice", "auto"),
    plain("pdf_seconds", "60"),
    plain("pdf_memory_mb", "2048"),
    plain("pdf_at_once", "1"),
    plain("pdf_network", "off"),
    open("print_folder"),
    plain("print_apart_kb", "100"),
    plain("extraction", "on"),
    plain("extraction_seconds", "20"),
    plain("extraction_memory_mb", "256"),
    plain("extraction_file_mb", "100"),
    plain("extraction_characters", "2000000"),
    open("signature_ca_file"),
    plain("sign_in_tries", "10"),
    plain("sign_in_pause_seconds", "60"),
    plain("sign_in_address_tries", "50"),
    plain("sign_in_address_pause_seconds", "10"),
    plain("anonymous_burst", "600"),
    plain("anonymous_per_second", "10"),
    plain("look_up_tries", "20"),
    plain("look_up_pause_seconds", "10"),
    plain("public_figures_seconds", "300"),
    plain("max_book_lines", "5000"),
    plain("citizen_mails", "3"),
    plain("citizen_mail_pause_seconds", "600"),
    plain("citizen_sign_in_tries", "20"),
    plain("citizen_sign_in_pause_seconds", "30"),
    plain("citizen_code_minutes", "15"),
    plain("citizen_code_tries", "5"),
    plain("citizen_session_hours", "8"),
    plain("citizen_drafts", "10"),
    plain("citizen_files_mb", "200"),
    plain("citizen_files_total_mb", "20480"),
    plain("citizen_warn_days", "7"),
    plain("access_token_minutes", "10"),
    plain("session_days", "14"),
    plain("session_memory_seconds", "3"),
    plain("refresh_shared_seconds", "10"),
    plain("signing_key_days", "90"),
    plain("signing_key_announce_minutes", "10"),
    open("second_factor_roles"),
    plain("password_reset_minutes", "30"),
    plain("access_fold_minutes", "10"),
    plain("access_queue", "1000"),
    plain("access_log_days", "730"),
    plain("service_key_days", "90"),
    plain("service_key_days_max", "365"),
    plain("service_key_use_minutes", "10"),
    plain("service_burst", "200"),
    plain("service_per_second", "20"),
    plain("events_days", "365"),
    plain("webhooks_max", "20"),
    open("webhook_allowed_hosts"),
    open("webhook_ca_file"),
    plain("webhook_timeout_seconds", "15"),
    plain("webhook_parallel", "4"),
    plain("event_streams_max", "500"),
    plain("saved_searches_max", "50"),
    open("gateways_file"),
    plain("interchange_poll_seconds", "30"),
    plain("interchange_directory_hours", "24"),
    plain("interchange_max_mb", "400"),
    plain("interchange_message_days", "365"),
    plain("job_days", "7"),
    plain("webhook_try_hours", "72"),
    plain("webhook_disable_hours", "120"),
    plain("webhook_rotation_hours", "24"),
    open("identity_providers"),
    open("identity_pages"),
    plain("identity_minutes", "10"),
    plain("identity_timeout_seconds", "10"),
    plain("identity_answer_kb", "256"),
    open("identity_ca_file"),
    plain("idempotency_hours", "48"),
    secret("smtp_url"),
    open("smtp_ca_file"),
    open("smtp_hello_name"),
    open("mail_from_address"),
    open("mail_from_name"),
    open("mail_reply_to"),
    plain("mail_language", "vi"),
    plain("mail_parallel", "4"),
    open("sms_folder"),
    open("mail_in_address"),
    secret("mail_in_url"),
    open("mail_in_ca_file"),
    plain("mail_in_poll_seconds", "60"),
    plain("mail_in_step_seconds", "60"),
    plain("mail_in_message_seconds", "300"),
    plain("mail_in_separator", "+"),
    open("mail_in_agency"),
    open("mail_in_server"),
    open("mail_in_hosts"),
    plain("mail_in_unproved", "confirm"),
    plain("mail_in_days", "60"),
    plain("mail_in_letters", "50"),
    plain("mail_in_answers", "200"),
    plain("mail_in_tries", "5"),
    plain("mail_in_max_mb", "50"),
    plain("mail_in_header_kb", "256"),
    plain("mail_in_field_kb", "16"),
    plain("mail_in_fields", "500"),
    plain("mail_in_parts", "200"),
    plain("mail_in_depth", "12"),
    plain("mail_in_text_kb", "512"),
    plain("mail_in_addresses", "200"),
    plain("mail_actions", "on"),
    plain("mail_action_days", "7"),
    plain("mail_action_tries", "5"),
    plain("mail_actions_beside_second_factor", "false"),
    plain("log", "info,actix_server=warn"),
    plain("log_format", "text"),
];

/// The setting of this name.
pub fn known(name: &str) -> Option<&'static Name> {
    NAMES.iter().find(|known| known.key == name)
}

/// How a setting is called in the environment.
pub fn in_environment(name: &str) -> String {
    format!("{PREFIX}{}", name.to_ascii_uppercase())
}

/// How all variables of this program begin.
pub const PREFIX: &str = "CONGVAN_";
/// Names the settings file; not a setting itself.
pub const CONFIG: &str = "CONGVAN_CONFIG";

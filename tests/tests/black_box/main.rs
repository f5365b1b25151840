//! The black-box suite: the built binary as a child process, spoken to over HTTP, every test on SQLite and on PostgreSQL.
//!
//! One program, so that the tests which make documents of their own share one server an engine. `scripts/test` runs it;
//! by hand: `scripts/dev-services start DIR && . DIR/env && cargo build && cargo test -p tests`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::too_many_lines,
    reason = "tests: what can't be done must fail loudly, and a story is told in one go"
)]

mod absence;
mod access_in_stead;
mod access_log;
mod access_office;
mod access_requests;
mod access_roles;
mod access_table;
mod architecture;
mod attack_list;
mod attacks;
mod backup;
mod bad_input;
mod books;
mod bulk;
mod calendar;
mod case_files;
mod citizen_pages;
mod citizens;
mod cli;
mod concurrency;
mod cookies;
mod copies;
mod cors;
mod crash;
mod deadlines;
mod deliveries;
mod document_page;
mod dossier_after_return;
mod dossier_forms;
mod dossier_mail;
mod dossier_short_texts;
mod dossier_unreached;
mod dossiers;
mod edxml_files;
mod event_stream;
mod events;
mod explain;
mod extraction;
mod files;
mod gathering;
mod handover;
mod https;
mod identity;
mod identity_tokens;
mod integrating;
mod interchange;
mod interchange_mended;
mod interchange_out;
mod interchange_ways;
mod keys;
mod linked;
mod linked_results;
mod log;
mod mail;
mod mail_count;
mod mail_links;
mod mail_links_ended;
mod mail_links_void;
mod mail_pipe;
mod mail_read;
mod mail_received;
mod mail_replies;
mod mail_replies_orders;
mod mail_story;
mod metrics;
mod openapi;
mod opinions;
mod org_import;
mod organisation;
mod outgoing;
mod outgoing_mail;
mod outgoing_numbers;
mod outgoing_sending;
mod outgoing_steps;
mod package;
mod paging;
mod password_reset;
mod postal_items;
mod procedures;
mod public;
mod readiness;
mod registers;
mod relations;
mod reminders;
mod reports;
mod rights_told;
mod search;
mod search_quality;
mod second_factor;
mod service_accounts;
mod sign_in;
mod signing;
mod stopping;
mod story;
mod templates;
mod upgrade;
mod webhooks;

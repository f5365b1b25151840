//! The only room that knows SQL: one connection over PostgreSQL and SQLite, one way to read, one way to write.
//!
//! Start at [`Db`] (reading and writing), [`Conn`] (what a query runs on), [`types`] (how a value stands in both engines)
//! and [`both!`] (one typed query, run natively on whichever engine it is). Tables are declared in [`schema`].

// Compiled in for their build features only (`bundled`, `vendored`): diesel links against them.
use libsqlite3_sys as _;
use openssl_sys as _;
use pq_sys as _;

pub mod access_log;
pub mod account_mail;
pub mod action_link;
pub mod archive;
pub mod book;
mod both;
mod cached;
pub mod case_file;
pub mod citizen;
mod connection;
pub mod content;
pub mod counterpart;
mod db;
pub mod deadline;
pub mod delivery;
pub mod digest;
pub mod document;
mod domain_types;
pub mod dossier;
mod error;
pub mod event;
pub mod figures;
pub mod file;
pub mod file_text;
pub mod history;
pub mod idempotency;
pub mod identity;
pub mod installation;
pub mod job;
mod looker;
pub mod mailbox_position;
pub mod message;
mod migrate;
pub mod notice_preference;
pub mod organisation;
pub mod original_use;
pub mod outbox;
pub mod outgoing;
pub mod outside_sign_in;
pub mod packet;
pub mod password_reset;
pub mod payment;
mod pool;
pub mod postal_item;
pub mod procedure;
pub mod received_mail;
pub mod register;
pub mod register_line;
pub mod register_seal;
pub mod reply_address;
pub mod report_wish;
pub mod schema;
pub mod search;
pub mod second_factor;
pub mod service;
pub mod session;
mod settings;
pub mod short_text;
pub mod template;
pub mod types;
mod watch;
pub mod webhook;
pub mod webhook_delivery;
pub mod work;

#[cfg(any(test, feature = "testkit"))]
pub mod testkit;

#[cfg(test)]
mod tests;

pub use cached::{Cached, CachedExt};
pub use connection::{Conn, Engine, MultiBackend};
pub use db::Db;
pub use error::StoreError;
pub use migrate::Migrated;
pub use pool::PoolStanding;
pub use settings::{DatabaseUrl, DbSettings};

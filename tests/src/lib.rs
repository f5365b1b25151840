//! What the black-box suite stands on: a server that really runs ([`Server`]), a database of its own ([`Database`]), someone who
//! talks to it over HTTP ([`Client`]), and the letters they send ([`letters`]).
//!
//! Nothing here knows the product's crates, but for `store`, which brings both database libraries along.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::missing_panics_doc,
    reason = "test code: what can't be done must fail loudly"
)]

pub mod axis;
mod buttons;
mod client;
mod database;
mod document;
pub mod hostile;
pub mod letters;
mod mail;
mod mail_servers;
mod posting;
pub mod provider;
pub mod receiver;
mod replies;
mod server;
mod tls;

pub use buttons::{Buttons, Form};
pub use client::{Answer, Client, Problem, Request, percent};
pub use database::{Database, Engine};
pub use document::{Desks, Document};
pub use mail::{Mail, Mailbox};
pub use mail_servers::MailServers;
pub use replies::Written;
pub use server::{PASSWORD, ROLES, Server, binary, free_port, workspace};
pub use tls::{TlsAnswer, TlsClient};

use std::time::{Duration, Instant};

/// A variable that `scripts/test` exports.
pub fn service(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run scripts/test (or scripts/dev-services)"))
}

/// Waits until it is so; panics with what was waited for.
pub fn wait_until(what: &str, within: Duration, mut so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !so() {
        assert!(began.elapsed() < within, "waited {within:?} in vain: {what}");
        std::thread::sleep(Duration::from_millis(40));
    }
}

/// A text that no other test uses.
pub fn unique(prefix: &str) -> String {
    // Of a v7 id the end is random; its beginning is the same for a quarter of a second.
    let id = uuid::Uuid::now_v7().simple().to_string();
    format!("{prefix}{}", &id[22..])
}

/// Turns `fn name(engine: Engine) { … }` into two tests, `sqlite::name` and `postgres::name`. No engine is ever skipped.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* fn $name:ident($engine:ident: Engine) $body:block)+) => {
        $($(#[$meta])* fn $name($engine: $crate::Engine) $body)+

        mod sqlite {
            $(#[test] fn $name() { super::$name($crate::Engine::Sqlite); })+
        }

        mod postgres {
            $(#[test] fn $name() { super::$name($crate::Engine::Postgres); })+
        }
    };
}

//! The outgoing document's rules, held against random ways through an invented office, and told as its people would tell them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test may fail loudly"
)]
#![allow(clippy::needless_pass_by_value, reason = "json! makes values, and a story reads better without ampersands")]
#![allow(clippy::wildcard_imports, reason = "the office's people and departments are named in every test")]

mod commands;
mod copies;
mod day;
mod earlier;
mod feed;
mod figures;
mod form;
mod invariants;
mod notices;
mod offers;
mod opinions;
mod oracle;
mod play;
mod recipients;
mod relations;
mod sending;
mod steps;
mod story;
mod transitions;
mod world;

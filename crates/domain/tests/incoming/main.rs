//! The incoming document's rules, held against random days at an invented office, and against the office's day as its people
//! would tell it.
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

mod answers;
mod clock;
mod commands;
mod day;
mod feed;
mod figures;
mod handover;
mod invariants;
mod letters;
mod numbers;
mod offers;
mod oracle;
mod play;
mod reminders;
mod terms;
mod transitions;
mod world;

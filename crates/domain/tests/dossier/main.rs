//! The dossier's rules, held against random ways through an invented one-stop shop, and told as its people would tell them.
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

mod after_return;
mod clock;
mod dates;
mod day;
mod events;
mod faults;
mod fees;
mod invariants;
mod linked;
mod linked_stories;
mod offers;
mod oracle;
mod own;
mod play;
mod recount;
mod statistics;
mod story;
mod transitions;
mod world;

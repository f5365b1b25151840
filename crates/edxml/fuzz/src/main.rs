//! Any bytes as a message: read, written again, and held against what must be true of every reading.

#![no_main]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "what fails here is a finding"
)]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/message/everything.rs"]
mod everything;

fuzz_target!(|raw: &[u8]| everything::everything(raw));

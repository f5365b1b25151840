//! Any bytes as a message: read, understood, and held against what must be true of every reading.

#![no_main]
#![allow(clippy::unwrap_used, clippy::as_conversions, reason = "what fails here is a finding")]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/inbound/everything.rs"]
mod everything;
#[path = "../../tests/inbound/office.rs"]
mod office;

static DIRECTORY: LazyLock<domain::organisation::Directory> = LazyLock::new(office::directory);

fuzz_target!(|raw: &[u8]| everything::everything(raw, &DIRECTORY));

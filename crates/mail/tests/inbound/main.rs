//! Mail that comes in, held against a corpus of messages as programs write them, and against what must be true of any.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    reason = "a test that fails says where"
)]

mod corpus;
mod everything;
mod naming;
mod office;
mod orders;
mod properties;
mod shown;

//! Watching a mailbox: a real IMAP server's, and one that answers what it should not. The real one needs the services of scripts/test.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, where a panic is the failure"
)]

mod deceitful;
mod desk;
mod fake;
mod post;
mod real;
mod restarted;

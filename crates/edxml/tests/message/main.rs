//! Messages, read and written: a corpus of the forms that traffic has, what must be true of any bytes and of any message, and what an XML
//! parser that is not ours finds in what we write.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::as_conversions,
    reason = "a test that fails says where"
)]

mod corpus;
mod drafts;
mod everything;
mod generated;
mod hostile;
mod properties;
mod sample;
mod shown;
mod written;

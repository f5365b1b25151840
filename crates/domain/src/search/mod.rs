//! The words of the full-text search: how text is cut into tokens, how a query is read, and in which order what is found stands. Pure; both
//! database engines get the same tokens and the same conditions from here, so that neither's own idea of a word or of a rank counts.
//!
//! [`token`] cuts text, [`syllable`] knows how Vietnamese is spelt and mistyped, [`query`] reads what people type, [`entry`] says under which
//! tokens a document is found, [`tier`] in which order, and [`snippet`] which words are shown of it; [`complete`] says what somebody
//! may go on typing.

pub mod abbreviation;
pub mod complete;
pub mod entry;
pub mod query;
pub mod snippet;
pub mod syllable;
pub mod tier;
pub mod token;

pub use entry::{Entry, Piece};
pub use query::Query;
pub use tier::{Condition, Field, Tier};

//! The full-text search of documents. Here: the text of files, which somebody else reads out of them ([`texts`]).

pub mod texts;

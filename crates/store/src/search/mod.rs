//! The full-text search: which documents its index has to read anew ([`due`]), the index ([`index`]), what is found ([`Search`]), and the
//! searches that people keep ([`saved`]). FTS5 on SQLite and tsvector on PostgreSQL, behind the same functions.

mod check;
mod condition;
pub mod due;
mod find;
mod index;
pub mod saved;

pub use check::{Lost, check_pieces, check_some, is_as_read};
pub use due::{Direction, Taken};
pub use find::{Filter, Hit, MOST_COUNTED, Place, Search, Tally, Viewer};
pub use index::{Readable, Readers, replace};

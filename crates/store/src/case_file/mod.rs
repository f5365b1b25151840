//! The case file in the database: one row, which holds it whole, with the columns by which it is listed, and one row for each of its documents, by which
//! a document's case files are found.

mod list;
mod rows;
mod save;

pub use list::{Filter, Heading, Page, list, of_document};
pub(crate) use rows::columns_fit;
pub use rows::{Loaded, load, load_some, load_to_change};
pub use save::{insert, update};

//! The outgoing document in the database: one row, which holds it whole, with the columns by which it is listed and found.

mod copies;
mod list;
mod rows;
mod save;

pub use copies::{CopyLine, copies_of};
pub use list::{Filter, Heading, Listed, Page, drafted_elsewhere, highest_number, list, with_a_part};
pub(crate) use rows::columns_fit;
pub use rows::{Loaded, load, load_to_change};
pub use save::{insert, update};

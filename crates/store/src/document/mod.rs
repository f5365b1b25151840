//! The incoming document in the database: its row and its assignments, read whole and written by version.

mod answer;
mod entered;
mod figures;
mod list;
mod load;
mod replacement;
mod rows;
mod save;

pub use answer::{answered_by, answering, note_answer};
pub use entered::{count_entered, entered};
pub use figures::{Figures, figures};
pub use list::{Filter, Listed, Page, find_by_key, find_duplicates, immediate_before, list, with_a_part, with_terms};
pub(crate) use load::columns_fit;
pub use load::{Loaded, load, load_to_change};
pub use replacement::{replaced, replaced_by, replacing};
pub use save::{Saved, insert, update};

pub(crate) use rows::{count, integer, rests};

//! The dossier in the database: one row, which holds it whole, with the columns by which it is listed, found and counted; the steps that
//! it has gone through; and the orders that its code and its line in the book are made of.

mod count;
mod grouped;
mod list;
mod month;
mod rows;
mod save;
mod walked;

pub use count::{Counting, FieldCount, figures, take_code};
pub use grouped::{Lying, grouped, lying};
pub use list::{Filter, Heading, Listed, Page, Standing, StandingAt, list, with_a_part};
pub use month::{freeze, frozen, unfrozen};
pub(crate) use rows::columns_fit;
pub use rows::{Loaded, by_portal, find_by_code, id_by_code, load, load_to_change, received_in};
pub use save::{insert, update};
pub use walked::{DeskCount, steps_of};

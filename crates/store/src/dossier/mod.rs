//! The dossier in the database: one row, which holds it whole, with the columns by which it is listed, found and counted; the steps that
//! it has gone through; and the orders that its code and its line in the book are made of; and what passes between
//! two agencies about it.

mod count;
mod few;
mod grouped;
mod list;
mod month;
pub mod parcel;
mod rows;
mod save;
mod walked;

pub use count::{Counting, take_code, take_row};
pub use grouped::{Lying, first_received, grouped, lying};
pub use list::{Filter, Heading, Listed, Page, Standing, StandingAt, list, with_a_part};
pub use month::{freeze, frozen, unfrozen};
pub(crate) use rows::columns_fit;
pub use rows::{Loaded, by_portal, id_by_code, load, load_to_change, received_in};
pub use save::{insert, update};
pub use walked::{DeskCount, steps_of};

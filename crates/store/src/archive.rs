//! A database's rows as text that either engine can give and take: one JSON object a row, values as the engines agree on them
//! (ids hyphenated, moments as SQLite keeps them, dates as ISO has them).
//!
//! The tables and columns are asked of the database and not of `schema`: what is saved before a migration has the shape of before.
//! [`shape`] and [`rows`] read, in one snapshot; [`Db::fill`](crate::Db::fill) writes, into a database that holds nothing.

mod catalogue;
mod dump;
mod load;

pub(crate) use catalogue::quoted;
pub use catalogue::{Shape, Table, shape};
pub use dump::{any_rows, named_files, rows, some_named_files};
pub use load::{Loader, unknown_migrations};

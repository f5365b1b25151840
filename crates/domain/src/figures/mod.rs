//! The figures of documents (tình hình giải quyết văn bản): what came in and went out over a time, and how it stands.
//!
//! A document's [`Course`] says what figures know of it. It follows from the document's history alone, step by step, and so does what it
//! adds to the counters ([`Course::marks`]): the transaction that changes a document adds the difference, and a recount adds all up
//! again. Secret lines are counted nowhere.

mod counts;
mod course;
mod period;

pub use counts::{Amounts, Cell, Counts, Figures, Group, Grouping, Part, Spent, StepKey, Stock, difference};
pub use course::{Course, Left, Outcome, Standing, Way};
pub use period::{Period, PeriodKind};

//! The figures of documents: what each document adds to them (`course`), the counters that the transactions keep (`tally`, `step_time`),
//! and the figures of weeks and months that are over (`period_figures`).

mod counters;
mod course;
mod first;
mod frozen;
mod narrow;
mod read;
mod recount;

pub use first::{count_anew, count_some, uncounted};
pub use frozen::{freeze, frozen, unfrozen};
pub use narrow::Narrow;
pub(crate) use narrow::coursed;
pub use read::{Time, counted};
pub use recount::{MOST_WRONG, Recount, Wrong, check_counters, recount_some};

pub(crate) use course::{Steps, begin, go_on};

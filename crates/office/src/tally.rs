//! How many commands of each kind there were since the program began, by what came of them.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use store::StoreError;

use crate::{Office, OfficeError, repeat::Answer};

/// What came of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommandOutcome {
    /// It was carried out.
    Done,
    /// It had been carried out before, and the same answer was given.
    Repeated,
    /// A rule said no.
    Refused,
    /// Somebody was faster, or the version was missing.
    Stale,
    /// There is no such document for this person.
    NotFound,
    /// The program, the database or the storage failed.
    Failed,
}

impl CommandOutcome {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Repeated => "repeated",
            Self::Refused => "refused",
            Self::Stale => "stale",
            Self::NotFound => "not_found",
            Self::Failed => "failed",
        }
    }

    fn of<T>(done: &Result<Answer<T>, OfficeError>) -> Self {
        match done {
            Ok(Answer::Fresh(_)) => Self::Done,
            Ok(Answer::Kept(_)) => Self::Repeated,
            Err(OfficeError::Stale { .. } | OfficeError::VersionNeeded | OfficeError::Store(StoreError::Conflict)) => {
                Self::Stale
            }
            Err(OfficeError::NotFound) => Self::NotFound,
            Err(
                OfficeError::Store(_)
                | OfficeError::Blobs(_)
                | OfficeError::SealedOtherwise { .. }
                | OfficeError::Internal(_),
            ) => Self::Failed,
            Err(_) => Self::Refused,
        }
    }
}

/// The counts of one process.
#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<BTreeMap<(&'static str, CommandOutcome), u64>>);

impl Tally {
    /// Counts a command, whatever came of it.
    pub(crate) fn note<T>(&self, command: &'static str, done: &Result<Answer<T>, OfficeError>) {
        // Nothing panics while it is held.
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((command, CommandOutcome::of(done))).or_default() += 1;
    }
}

impl Office {
    /// How many passwords this process has hashed to compare them: one each time that somebody signs in or tries to, whether there
    /// is anybody of that name or not.
    pub fn passwords_checked(&self) -> u64 {
        self.0.passwords.checked()
    }

    /// How many commands of each kind there were in this process, by what came of them.
    pub fn tally(&self) -> Vec<(&'static str, CommandOutcome, u64)> {
        let counts = self.0.tally.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.iter().map(|((command, outcome), count)| (*command, *outcome, *count)).collect()
    }
}

//! Oversight: what an agency lets a superior one know. Figures, and how the documents stand that the superior has issued to it;
//! never their contents.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AgencyRecord, Validity};

/// What one agency lets another know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oversight {
    /// The superior agency, by a code that it has or had.
    pub code: String,
    /// How much comes in, is open, is late, is done.
    pub figures: bool,
    /// Where the documents stand that the superior has sent.
    pub follow_up: bool,
    /// When.
    pub validity: Validity,
    /// Số, ký hiệu of the instrument that says so.
    pub instrument: String,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overseen {
    /// Figures.
    Figures,
    /// Where documents stand.
    FollowUp,
}

impl AgencyRecord {
    /// Whether this agency lets that one know this, on this day.
    pub fn lets_know(&self, superior: &Self, what: Overseen, day: NaiveDate) -> bool {
        self.oversight.iter().any(|one| {
            let granted = match what {
                Overseen::Figures => one.figures,
                Overseen::FollowUp => one.follow_up,
            };
            granted && one.validity.holds_on(day) && superior.has_code(&one.code)
        })
    }
}

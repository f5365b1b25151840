//! What an office has set for its one-stop shop.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Of its one-stop shop. A field that isn't given is as it is here by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OneStopSettings {
    /// For how many days a reception may be entered afterwards, where there was no system at the time.
    pub late_entry_days: u16,
}

impl Default for OneStopSettings {
    fn default() -> Self {
        Self { late_entry_days: 30 }
    }
}

/// What changes of it; what isn't there stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangedOneStop {
    /// For how many days a reception may be entered afterwards: 0 to 365.
    pub late_entry_days: Option<u16>,
}

impl OneStopSettings {
    /// The most days that [`OneStopSettings::late_entry_days`] may be.
    pub const MOST_LATE_ENTRY_DAYS: u16 = 365;

    /// With what changes.
    ///
    /// # Errors
    /// Where a number is out of its range: the most that it may be.
    pub fn with(&self, changed: &ChangedOneStop) -> Result<Self, u16> {
        let late_entry_days = changed.late_entry_days.unwrap_or(self.late_entry_days);
        if late_entry_days > Self::MOST_LATE_ENTRY_DAYS {
            return Err(Self::MOST_LATE_ENTRY_DAYS);
        }
        Ok(Self { late_entry_days })
    }
}

//! When people are reminded of deadlines and get their digests: an office's own choice.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::calendar::Minute;

/// A time of the day, as `07:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(Minute);

impl TimeOfDay {
    /// 15:00.
    pub const FIFTEEN: Self = Self(Minute::FIFTEEN);

    /// So many minutes after midnight, before the next.
    pub fn new(minutes: u16) -> Option<Self> {
        Minute::new(minutes).filter(|minute| minute.get() < Minute::LAST).map(Self)
    }

    /// The minute.
    pub const fn minute(self) -> Minute {
        self.0
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = ReminderFault;
    fn try_from(text: String) -> Result<Self, ReminderFault> {
        let minute = Minute::parse(&text).filter(|minute| minute.get() < Minute::LAST);
        minute.map(Self).ok_or(ReminderFault::NotATime)
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.0.to_string()
    }
}

/// When people are reminded. A field that isn't given is as it is here by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReminderSettings {
    /// How many working days before the deadline its holder is reminded, in the morning; 0 for not at all. Who has less time than
    /// that is reminded when half of it is over.
    pub before_days: u16,
    /// How many working minutes after the deadline its holder is reminded once more; of an urgent document by the
    /// clock, and not later than the head is told.
    pub holder_after_minutes: u16,
    /// How many working days after the deadline the head of the holder's department is told.
    pub head_after_days: u16,
    /// How many working days after the deadline whoever directed and whoever monitors is told.
    pub leader_after_days: u16,
    /// How many minutes after the deadline of an urgent document the head of the holder's department is told, by the clock.
    pub urgent_head_after_minutes: u16,
    /// How many minutes after it whoever directed and whoever monitors is told, by the clock.
    pub urgent_leader_after_minutes: u16,
    /// When the morning's digest goes out on working days.
    #[schema(value_type = String, example = "07:30")]
    pub digest_at: TimeOfDay,
    /// How many documents each part of a digest names; of more it says how many.
    pub digest_lines: u16,
    /// Whether leaders get a digest of their departments once a week.
    pub weekly: bool,
}

impl Default for ReminderSettings {
    fn default() -> Self {
        Self {
            before_days: 1,
            holder_after_minutes: 30,
            head_after_days: 1,
            leader_after_days: 2,
            urgent_head_after_minutes: 60,
            urgent_leader_after_minutes: 120,
            digest_at: TimeOfDay::new(7 * 60 + 30).unwrap_or(TimeOfDay(Minute::MIDNIGHT)),
            digest_lines: 20,
            weekly: true,
        }
    }
}

/// What changes of it; what isn't there stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangedReminders {
    /// Days before the deadline: 0 to 60.
    pub before_days: Option<u16>,
    /// Working minutes after it, for its holder: 1 to 480.
    pub holder_after_minutes: Option<u16>,
    /// Working days after it, for the head of the holder's department: 1 to 60.
    pub head_after_days: Option<u16>,
    /// Working days after it, for whoever directed and monitors: 1 to 60, and not before the head.
    pub leader_after_days: Option<u16>,
    /// Minutes after the deadline of an urgent document, for the head of the holder's department: 1 to 1440.
    pub urgent_head_after_minutes: Option<u16>,
    /// Minutes after it, for whoever directed and monitors: 1 to 1440, and not before the head.
    pub urgent_leader_after_minutes: Option<u16>,
    /// When the morning's digest goes out, as `07:30`.
    pub digest_at: Option<String>,
    /// How many documents each part of a digest names: 1 to 100.
    pub digest_lines: Option<u16>,
    /// Whether leaders get one of their departments once a week.
    pub weekly: Option<bool>,
}

/// What is wrong with such a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderFault {
    /// Not `HH:MM`, from 00:00 to 23:59.
    NotATime,
    /// A number outside of what makes sense.
    OutOfRange {
        /// Which.
        field: &'static str,
        /// The least.
        least: u16,
        /// The most.
        most: u16,
    },
    /// The leader would be told before the head.
    LeaderBeforeHead {
        /// By which field.
        field: &'static str,
    },
}

impl std::fmt::Display for ReminderFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotATime => f.write_str("not a time of the day from 00:00 to 23:59"),
            Self::OutOfRange { field, least, most } => write!(f, "{field}: from {least} to {most}"),
            Self::LeaderBeforeHead { field } => write!(f, "{field}: not before the head is told"),
        }
    }
}

impl std::error::Error for ReminderFault {}

impl ReminderSettings {
    /// The most working days before and after a deadline: what is more is a slip of the pen.
    pub const MOST_DAYS: u16 = 60;
    /// The most minutes after the deadline of an urgent document: a day.
    pub const MOST_MINUTES: u16 = 24 * 60;
    /// The most documents that a part of a digest names.
    pub const MOST_LINES: u16 = 100;

    /// The same with what changes.
    ///
    /// # Errors
    /// As [`ReminderSettings::check`].
    pub fn with(&self, change: &ChangedReminders) -> Result<Self, ReminderFault> {
        let digest_at = change.digest_at.clone().map(TimeOfDay::try_from).transpose()?;
        let changed = Self {
            before_days: change.before_days.unwrap_or(self.before_days),
            holder_after_minutes: change.holder_after_minutes.unwrap_or(self.holder_after_minutes),
            head_after_days: change.head_after_days.unwrap_or(self.head_after_days),
            leader_after_days: change.leader_after_days.unwrap_or(self.leader_after_days),
            urgent_head_after_minutes: change.urgent_head_after_minutes.unwrap_or(self.urgent_head_after_minutes),
            urgent_leader_after_minutes: change.urgent_leader_after_minutes.unwrap_or(self.urgent_leader_after_minutes),
            digest_at: digest_at.unwrap_or(self.digest_at),
            digest_lines: change.digest_lines.unwrap_or(self.digest_lines),
            weekly: change.weekly.unwrap_or(self.weekly),
        };
        changed.check().map(|()| changed)
    }

    /// Looks it over; what an office sets comes through here.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), ReminderFault> {
        let ranges = [
            ("before_days", self.before_days, 0, Self::MOST_DAYS),
            ("holder_after_minutes", self.holder_after_minutes, 1, 8 * 60),
            ("head_after_days", self.head_after_days, 1, Self::MOST_DAYS),
            ("leader_after_days", self.leader_after_days, 1, Self::MOST_DAYS),
            ("urgent_head_after_minutes", self.urgent_head_after_minutes, 1, Self::MOST_MINUTES),
            ("urgent_leader_after_minutes", self.urgent_leader_after_minutes, 1, Self::MOST_MINUTES),
            ("digest_lines", self.digest_lines, 1, Self::MOST_LINES),
        ];
        for (field, value, least, most) in ranges {
            if !(least..=most).contains(&value) {
                return Err(ReminderFault::OutOfRange { field, least, most });
            }
        }
        if self.leader_after_days < self.head_after_days {
            return Err(ReminderFault::LeaderBeforeHead { field: "leader_after_days" });
        }
        if self.urgent_leader_after_minutes < self.urgent_head_after_minutes {
            return Err(ReminderFault::LeaderBeforeHead { field: "urgent_leader_after_minutes" });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_office_has_not_set_is_as_usual_and_what_makes_no_sense_is_refused() {
        let usual = ReminderSettings::default();
        assert_eq!(serde_json::from_str::<ReminderSettings>("{}").unwrap(), usual);
        assert_eq!(String::from(usual.digest_at), "07:30");
        assert_eq!(usual.check(), Ok(()));
        for bad in ["7:30", "24:00", "07:60", "", "07:30:00"] {
            assert_eq!(TimeOfDay::try_from(bad.to_owned()), Err(ReminderFault::NotATime), "{bad}");
        }
        let early = ReminderSettings { head_after_days: 3, ..usual.clone() };
        assert_eq!(early.check(), Err(ReminderFault::LeaderBeforeHead { field: "leader_after_days" }));
        let urgent = |head, leader| {
            let change = ChangedReminders {
                urgent_head_after_minutes: Some(head),
                urgent_leader_after_minutes: Some(leader),
                ..ChangedReminders::default()
            };
            usual.with(&change).map(|now| (now.urgent_head_after_minutes, now.urgent_leader_after_minutes))
        };
        assert_eq!(urgent(30, 1440), Ok((30, 1440)));
        let fault = Err(ReminderFault::LeaderBeforeHead { field: "urgent_leader_after_minutes" });
        assert_eq!(urgent(61, 60), fault);
        for (head, leader, wrong) in [(0, 60, "urgent_head_after_minutes"), (60, 1441, "urgent_leader_after_minutes")] {
            let fault = ReminderFault::OutOfRange { field: wrong, least: 1, most: 1440 };
            assert_eq!(urgent(head, leader), Err(fault));
        }
        let none = ReminderSettings { digest_lines: 0, ..usual };
        assert!(matches!(none.check(), Err(ReminderFault::OutOfRange { field: "digest_lines", .. })));
    }
}

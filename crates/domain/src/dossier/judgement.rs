//! Whether a dossier was in time: judged when it is done, not when it is fetched.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clock::Clock;
use crate::{UtcTime, day_ended_in_vietnam, day_in_vietnam, vietnam};

/// How what was done stands to its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// Trước hạn: before the day of its date; of a term in hours, before the hour that ends with it or in which it ends.
    Early,
    /// Đúng hạn.
    InTime,
    /// Quá hạn.
    Late,
    /// It has no term.
    Untimed,
}

impl Judgement {
    /// Every judgement.
    pub const ALL: [Self; 4] = [Self::Early, Self::InTime, Self::Late, Self::Untimed];

    /// The name used in data and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::InTime => "in_time",
            Self::Late => "late",
            Self::Untimed => "untimed",
        }
    }

    /// Reads [`Judgement::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// As an office says it.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Early => "trước hạn",
            Self::InTime => "đúng hạn",
            Self::Late => "quá hạn",
            Self::Untimed => "không tính hạn",
        }
    }

    /// What was done at this time, by this date.
    pub fn of(done: UtcTime, due: UtcTime, by_day: bool) -> Self {
        let hour = |at: UtcTime| vietnam(at).format("%Y%m%d%H").to_string();
        let early = if by_day {
            day_in_vietnam(done) < day_ended_in_vietnam(due)
        } else {
            // As with days: ten o'clock ends the hour from nine on.
            hour(done) < hour(due - TimeDelta::microseconds(1))
        };
        match (done > due, early) {
            (true, _) => Self::Late,
            (false, true) => Self::Early,
            (false, false) => Self::InTime,
        }
    }

    /// What was done at this time, by the date of now; and by the one that would count had it never been extended.
    pub fn both(done: UtcTime, clock: Option<&Clock>) -> (Self, Self) {
        clock.map_or((Self::Untimed, Self::Untimed), |clock| {
            let by = |due| Self::of(done, due, clock.is_by_day());
            (by(clock.due), by(clock.unextended_due()))
        })
    }
}

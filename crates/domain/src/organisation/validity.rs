//! From when until when something holds: whole days, in Vietnam.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Refusal, Rule, is_of_our_time};

pub(super) use crate::written_day as day;

/// The days on which something holds: from one, up to and with another or without end. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "Days_", into = "Days_")]
#[schema(as = Validity)]
pub struct Validity {
    /// The first day.
    from: NaiveDate,
    /// The last day; none where it holds until further notice.
    until: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
struct Days_ {
    from: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
}

impl TryFrom<Days_> for Validity {
    type Error = Refusal;
    fn try_from(days: Days_) -> Result<Self, Refusal> {
        Self::new(days.from, days.until)
    }
}

impl From<Validity> for Days_ {
    fn from(validity: Validity) -> Self {
        Self { from: validity.from, until: validity.until }
    }
}

impl Validity {
    /// From a day on, up to and with another.
    ///
    /// # Errors
    /// [`Rule::PeriodInverted`] where it would end before it begins; [`Rule::DateOutOfRange`].
    pub fn new(from: NaiveDate, until: Option<NaiveDate>) -> Result<Self, Refusal> {
        if !is_of_our_time(from) {
            return Err(Refusal::new(Rule::DateOutOfRange).at("/from"));
        }
        match until {
            Some(until) if !is_of_our_time(until) => Err(Refusal::new(Rule::DateOutOfRange).at("/until")),
            Some(until) if until < from => Err(Refusal::new(Rule::PeriodInverted).at("/until").with("from", day(from))),
            _ => Ok(Self { from, until }),
        }
    }

    /// From a day on, without end.
    pub const fn since(from: NaiveDate) -> Self {
        Self { from, until: None }
    }

    /// The first day.
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The last day.
    pub const fn until(self) -> Option<NaiveDate> {
        self.until
    }

    /// Whether it holds on this day.
    pub fn holds_on(self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it is over before this day.
    pub fn is_over(self, day: NaiveDate) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    /// The days on which both hold.
    pub fn both(self, other: Self) -> Option<Self> {
        let until = match (self.until, other.until) {
            (Some(one), Some(another)) => Some(one.min(another)),
            (one, another) => one.or(another),
        };
        self.overlaps(other).then(|| Self { from: self.from.max(other.from), until })
    }

    /// Whether both hold on some day.
    pub fn overlaps(self, other: Self) -> bool {
        self.until.is_none_or(|until| other.from <= until) && other.until.is_none_or(|until| self.from <= until)
    }

    /// What is left of it without another: nothing, what lies before it, behind it, or both.
    pub fn without(self, other: Self) -> impl Iterator<Item = Self> {
        let before = other
            .from
            .pred_opt()
            .map(|last| Self { from: self.from, until: Some(self.until.map_or(last, |until| until.min(last))) });
        let behind = other
            .until
            .and_then(|last| last.succ_opt())
            .map(|next| Self { from: self.from.max(next), until: self.until });
        [before, behind].into_iter().flatten().filter(|left| left.until.is_none_or(|until| left.from <= until))
    }

    /// The same beginning, ending with this day.
    ///
    /// # Errors
    /// As [`Validity::new`].
    pub fn ending(self, until: Option<NaiveDate>) -> Result<Self, Refusal> {
        Self::new(self.from, until)
    }

    /// The day after its last.
    pub fn day_after(self) -> Option<NaiveDate> {
        self.until?.checked_add_days(Days::new(1))
    }
}

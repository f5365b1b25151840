//! What a list of documents is narrowed by so that it has those that a figure counts.

use chrono::NaiveDate;
use domain::{DepartmentId, PersonId, UtcTime, figures::Outcome};

/// What a list is narrowed by; what is left out narrows nothing. Whatever it is, secret lines and what was struck out stay away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Only what came in, or was begun, on this day or later.
    pub received_from: Option<NaiveDate>,
    /// Or earlier.
    pub received_until: Option<NaiveDate>,
    /// Only what was given out, or numbered, on this day or later.
    pub passed_from: Option<NaiveDate>,
    /// Or earlier.
    pub passed_until: Option<NaiveDate>,
    /// Only what was closed on this day or later.
    pub closed_from: Option<NaiveDate>,
    /// Or earlier.
    pub closed_until: Option<NaiveDate>,
    /// Only what was closed like this.
    pub outcome: Option<Outcome>,
    /// Only what is in hand.
    pub open: bool,
    /// Only what was in hand at the end of this day.
    pub open_on: Option<NaiveDate>,
    /// Only what is due at this time or later.
    pub due_from: Option<UtcTime>,
    /// Only what is due before this time.
    pub due_before: Option<UtcTime>,
    /// Only what this unit has.
    pub department: Option<DepartmentId>,
    /// Only what no unit has.
    pub no_department: bool,
    /// Only what this person has.
    pub officer: Option<PersonId>,
    /// Only what no person has.
    pub no_officer: bool,
}

/// Narrows a query of `course`.
macro_rules! coursed {
    ($query:expr, $narrow:expr) => {{
        let (mut query, narrow) = ($query, $narrow);
        query = query.filter(course::outcome.is_null().or(course::outcome.ne("void").assume_not_null()));
        if let Some(day) = narrow.received_from {
            query = query.filter(course::received_on.ge(day));
        }
        if let Some(day) = narrow.received_until {
            query = query.filter(course::received_on.le(day));
        }
        if let Some(day) = narrow.passed_from {
            query = query.filter(course::passed_on.ge(day));
        }
        if let Some(day) = narrow.passed_until {
            query = query.filter(course::passed_on.le(day));
        }
        if let Some(day) = narrow.closed_from {
            query = query.filter(course::closed_on.ge(day));
        }
        if let Some(day) = narrow.closed_until {
            query = query.filter(course::closed_on.le(day));
        }
        if let Some(outcome) = narrow.outcome {
            query = query.filter(course::outcome.eq(outcome.as_str()));
        }
        if narrow.open {
            query = query.filter(course::outcome.is_null());
        }
        if let Some(day) = narrow.open_on {
            query = query
                .filter(course::received_on.le(day))
                .filter(course::closed_on.is_null().or(course::closed_on.gt(day).assume_not_null()));
        }
        if let Some(at) = narrow.due_from {
            query = query.filter(course::due.ge(DbTime::from(at)));
        }
        if let Some(at) = narrow.due_before {
            query = query.filter(course::due.lt(DbTime::from(at)));
        }
        if let Some(id) = narrow.department {
            query = query.filter(course::department_id.eq(DbId::from(id)));
        }
        if narrow.no_department {
            query = query.filter(course::department_id.is_null());
        }
        if let Some(id) = narrow.officer {
            query = query.filter(course::officer_id.eq(DbId::from(id)));
        }
        if narrow.no_officer {
            query = query.filter(course::officer_id.is_null());
        }
        query
    }};
}
pub(crate) use coursed;

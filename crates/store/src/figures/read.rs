//! Reads the figures of a time: what its days count, and what was in hand when it began and when it ended.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::{dsl::count_star, prelude::*};
use domain::{
    AgencyId, UtcTime,
    figures::{Amounts, Counts, Part, Spent, StepKey, Stock, Way},
    midnight_in_vietnam,
};

use crate::{
    Conn, StoreError, both,
    schema::{course, step_time, tally},
    types::{DbId, DbTime},
};

/// Of which days, and when it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// Now.
    pub now: UtcTime,
    /// What is due before then is due soon.
    pub soon: UtcTime,
}

impl Time {
    /// Whether the last day is yet to end.
    pub fn is_present(&self) -> bool {
        self.until >= self.today
    }

    /// What is due before then was overdue at the time's end.
    pub fn overdue_before(&self) -> UtcTime {
        if self.is_present() { self.now } else { midnight_in_vietnam(self.until.succ_opt().unwrap_or(self.until)) }
    }
}

/// The row of a counter as it is read.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = tally)]
pub(super) struct TallyRow {
    pub day: NaiveDate,
    pub department_id: DbId,
    pub officer_id: DbId,
    pub type_code: String,
    pub sender: String,
    received: i64,
    directed: i64,
    issued: i64,
    early: i64,
    in_time: i64,
    late: i64,
    untimed: i64,
    ended: i64,
}

impl TallyRow {
    pub const fn amounts(&self) -> Amounts {
        Amounts {
            received: self.received,
            directed: self.directed,
            issued: self.issued,
            early: self.early,
            in_time: self.in_time,
            late: self.late,
            untimed: self.untimed,
            ended: self.ended,
        }
    }
}

/// An id of a key, where it names somebody.
pub(super) fn named<T: From<DbId>>(id: DbId) -> Option<T> {
    (!id.get().is_nil()).then(|| id.into())
}

/// The counters of one way's days.
pub(super) fn tallied(
    conn: &mut Conn,
    agency: AgencyId,
    way: Way,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<TallyRow>, StoreError> {
    Ok(both!(conn, c => tally::table
        .filter(tally::agency_id.eq(DbId::from(agency)).and(tally::way.eq(way.as_str())))
        .filter(tally::day.ge(from).and(tally::day.le(until)))
        .select(TallyRow::as_select())
        .load(c))?)
}

/// Parts with how many of something they have.
type Found = Vec<(Option<DbId>, Option<DbId>, String, String, i64)>;

/// Counts documents by parts; `$narrowed` says which.
macro_rules! by_parts {
    ($conn:expr, $agency:expr, $way:expr, $narrowed:expr) => {{
        let found: Found = both!($conn, c => course::table
            .filter(course::agency_id.eq(DbId::from($agency)).and(course::way.eq($way.as_str())))
            .filter($narrowed)
            .group_by((course::department_id, course::officer_id, course::type_code, course::sender))
            .select((course::department_id, course::officer_id, course::type_code, course::sender, count_star()))
            .load(c))?;
        found.into_iter().map(move |(department, officer, type_code, sender, count)| {
            let part = Part {
                way: $way,
                department: department.map(Into::into),
                officer: officer.map(Into::into),
                type_code,
                sender,
            };
            (part, count)
        })
    }};
}

/// The figures of a time.
pub fn counted(conn: &mut Conn, agency: AgencyId, time: Time) -> Result<Counts, StoreError> {
    let mut parts: BTreeMap<Part, (Amounts, Stock)> = BTreeMap::new();
    for way in Way::ALL {
        let part = |row: &TallyRow| Part {
            way,
            department: named(row.department_id),
            officer: named(row.officer_id),
            type_code: row.type_code.clone(),
            sender: row.sender.clone(),
        };
        for (part, count) in by_parts!(conn, agency, way, course::outcome.is_null()) {
            parts.entry(part).or_default().1.left += count;
        }
        if !time.is_present() {
            // What came since was not in hand then, and what was closed since was.
            let next = time.until.succ_opt().unwrap_or(time.until);
            for row in tallied(conn, agency, way, (next, far()))? {
                let amounts = row.amounts();
                parts.entry(part(&row)).or_default().1.left += amounts.closed() - amounts.received;
            }
        }
        for row in tallied(conn, agency, way, (time.from, time.until))? {
            let (amounts, stock) = parts.entry(part(&row)).or_default();
            *amounts += row.amounts();
            stock.carried_over -= row.amounts().received - row.amounts().closed();
        }
        let before = DbTime::from(time.overdue_before());
        let late = course::due.lt(before).assume_not_null();
        if time.is_present() {
            for (part, count) in by_parts!(conn, agency, way, course::outcome.is_null().and(late)) {
                parts.entry(part).or_default().1.overdue += count;
            }
            let soon =
                course::due.ge(before).assume_not_null().and(course::due.lt(DbTime::from(time.soon)).assume_not_null());
            for (part, count) in by_parts!(conn, agency, way, course::outcome.is_null().and(soon)) {
                parts.entry(part).or_default().1.due_soon += count;
            }
        } else {
            let there = course::received_on.le(time.until);
            for (part, count) in by_parts!(conn, agency, way, course::outcome.is_null().and(there).and(late)) {
                parts.entry(part).or_default().1.overdue += count;
            }
            let since =
                course::closed_on.gt(time.until).assume_not_null().and(course::outcome.ne("void").assume_not_null());
            for (part, count) in by_parts!(conn, agency, way, since.and(there).and(late)) {
                parts.entry(part).or_default().1.overdue += count;
            }
        }
    }
    let parts = parts.into_iter().filter_map(|(part, (amounts, mut stock))| {
        stock.carried_over += stock.left;
        (!amounts.is_zero() || stock != Stock::default()).then_some((part, amounts, stock))
    });
    Ok(Counts { parts: parts.collect(), steps: steps(conn, agency, (time.from, time.until))? })
}

/// The last day that databases and this program both know.
fn far() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// How long documents were in states that they left on these days.
fn steps(
    conn: &mut Conn,
    agency: AgencyId,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<(StepKey, Spent)>, StoreError> {
    let mut steps: BTreeMap<StepKey, Spent> = BTreeMap::new();
    for way in Way::ALL {
        let rows: Vec<(String, DbId, i64, i64)> = both!(conn, c => step_time::table
            .filter(step_time::agency_id.eq(DbId::from(agency)).and(step_time::way.eq(way.as_str())))
            .filter(step_time::day.ge(from).and(step_time::day.le(until)))
            .select((step_time::step, step_time::department_id, step_time::amount, step_time::seconds))
            .load(c))?;
        for (step, department, amount, seconds) in rows {
            *steps.entry(StepKey { way, step, department: named(department) }).or_default() +=
                Spent { amount, seconds };
        }
    }
    Ok(steps.into_iter().collect())
}

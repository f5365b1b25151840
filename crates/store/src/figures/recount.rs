//! Counts everything anew, and says where it is not what the transactions have kept: each document's course by its history, the counters of
//! days by the courses, those of states by the histories. Inside one snapshot; in memory is a month at a time, and the sums of states.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::{
    dsl::{max, min},
    prelude::*,
};
use domain::{
    AgencyId, DepartmentId, DocumentId,
    figures::{Amounts, Cell, Period, Spent, Way},
};

use super::{
    counters,
    course::{CourseRow, read},
    first::by_history,
    read::{named, tallied},
};
use crate::{
    Conn, StoreError, both,
    history::{self, Direction},
    schema::{agency, course, document, outgoing_document, step_time, tally, uncounted as waiting},
    types::DbId,
};

/// Something that was kept otherwise than it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// What figures know of a document is not what its history makes it.
    Course {
        /// Whose.
        agency: AgencyId,
        /// Which document.
        document: DocumentId,
    },
    /// Figures know of a document that is not there.
    Loose {
        /// Whose.
        agency: AgencyId,
        /// Which document.
        document: DocumentId,
    },
    /// The counters of a day.
    Day {
        /// Whose.
        agency: AgencyId,
        /// Of which documents.
        way: Way,
        /// Which day.
        day: NaiveDate,
    },
    /// The counters of a state on a day.
    Step {
        /// Whose.
        agency: AgencyId,
        /// Of which documents.
        way: Way,
        /// Which day.
        day: NaiveDate,
        /// Which state.
        step: String,
    },
}

/// The key of a sum of states.
type StepOf = (AgencyId, Way, NaiveDate, String, Option<DepartmentId>);

/// What a recount has found so far.
#[derive(Debug, Default)]
pub struct Recount {
    /// Documents looked at.
    pub documents: u64,
    /// Documents that wait to be counted for the first time.
    pub waiting: u64,
    /// What is wrong; at most [`MOST_WRONG`].
    pub wrong: Vec<Wrong>,
    spent: BTreeMap<StepOf, Spent>,
}

/// How many faults are named.
pub const MOST_WRONG: usize = 200;

impl Recount {
    fn note(&mut self, wrong: Wrong) {
        if self.wrong.len() < MOST_WRONG && !self.wrong.contains(&wrong) {
            self.wrong.push(wrong);
        }
    }
}

/// Counts some documents behind one of them; where to go on, or nothing where all were seen.
pub fn recount_some(
    conn: &mut Conn,
    way: Way,
    after: Option<(AgencyId, DocumentId)>,
    limit: i64,
    recount: &mut Recount,
) -> Result<Option<(AgencyId, DocumentId)>, StoreError> {
    let direction = match way {
        Way::Incoming => Direction::Incoming,
        Way::Outgoing => Direction::Outgoing,
    };
    let mut last = None;
    for of in history::some(conn, direction, after, limit)? {
        last = Some(of);
        recount.documents += 1;
        let (agency, id) = of;
        let kept = match read(conn, of) {
            Ok(kept) => kept,
            Err(StoreError::Corrupt(_)) => {
                recount.note(Wrong::Course { agency, document: id });
                continue;
            }
            Err(other) => return Err(other),
        };
        if kept.is_none() && waits(conn, of)? {
            recount.waiting += 1;
            continue;
        }
        let (course, left) = match by_history(conn, of, way, i64::from(i32::MAX)) {
            Ok(found) => found,
            // The check of the history says what is wrong with it.
            Err(StoreError::Corrupt(_) | StoreError::Database(_)) => continue,
            Err(other) => return Err(other),
        };
        if course != kept {
            recount.note(Wrong::Course { agency, document: id });
        }
        for ((way, day, step, department), spent) in counters::spent(&left) {
            *recount.spent.entry((agency, way, day, step.to_owned(), department)).or_default() += spent;
        }
    }
    Ok(last)
}

fn waits(conn: &mut Conn, (agency, id): (AgencyId, DocumentId)) -> Result<bool, StoreError> {
    let found: Option<DbId> = both!(conn, c => waiting::table
        .filter(waiting::agency_id.eq(DbId::from(agency)).and(waiting::document_id.eq(DbId::from(id))))
        .select(waiting::document_id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Compares the counters with what was counted of all documents.
pub fn check_counters(conn: &mut Conn, recount: &mut Recount) -> Result<(), StoreError> {
    loose(conn, recount)?;
    let agencies: Vec<DbId> = both!(conn, c => agency::table.order(agency::id).select(agency::id).load(c))?;
    for agency in agencies.into_iter().map(AgencyId::from) {
        for way in Way::ALL {
            let Some((first, last)) = span(conn, agency, way)? else { continue };
            let mut month = Period::month_of(last);
            while month.last() >= first {
                days(conn, agency, way, month, recount)?;
                month = month.before();
            }
        }
    }
    steps(conn, recount)
}

/// The first and the last day of something, and the last of two more.
type Ends = (Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>);

/// From which to which day there is anything.
fn span(conn: &mut Conn, agency: AgencyId, way: Way) -> Result<Option<(NaiveDate, NaiveDate)>, StoreError> {
    let agency = DbId::from(agency);
    let counted: (Option<NaiveDate>, Option<NaiveDate>) = both!(conn, c => tally::table
        .filter(tally::agency_id.eq(agency).and(tally::way.eq(way.as_str())))
        .select((min(tally::day), max(tally::day)))
        .first(c))?;
    let there: Ends = both!(conn, c => course::table
        .filter(course::agency_id.eq(agency).and(course::way.eq(way.as_str())))
        .select((min(course::received_on), max(course::received_on), max(course::passed_on), max(course::closed_on)))
        .first(c))?;
    let first = [counted.0, there.0].into_iter().flatten().min();
    let last = [counted.1, there.1, there.2, there.3].into_iter().flatten().max();
    Ok(first.zip(last))
}

/// The days of a month, by what documents' courses add to them.
fn days(conn: &mut Conn, agency: AgencyId, way: Way, month: Period, recount: &mut Recount) -> Result<(), StoreError> {
    let (first, last) = (month.first(), month.last());
    let ours = course::agency_id.eq(DbId::from(agency)).and(course::way.eq(way.as_str()));
    let within = course::received_on
        .between(first, last)
        .or(course::passed_on.between(first, last).assume_not_null())
        .or(course::closed_on.between(first, last).assume_not_null());
    let rows: Vec<CourseRow> = both!(conn, c => course::table
        .filter(ours)
        .filter(within)
        .select(CourseRow::as_select())
        .load(c))?;
    let mut sums: BTreeMap<Cell, Amounts> = BTreeMap::new();
    for row in rows {
        // One that cannot be read has been named.
        let Ok(course) = row.restore() else { continue };
        for (cell, amounts) in course.marks().into_iter().filter(|(cell, _)| (first..=last).contains(&cell.day)) {
            *sums.entry(cell).or_default() += amounts;
        }
    }
    for row in tallied(conn, agency, way, (first, last))? {
        let cell = Cell {
            way,
            day: row.day,
            department: named(row.department_id),
            officer: named(row.officer_id),
            type_code: row.type_code.clone(),
            sender: row.sender.clone(),
        };
        *sums.entry(cell).or_default() += -row.amounts();
    }
    for (cell, _) in sums.into_iter().filter(|(_, amounts)| !amounts.is_zero()) {
        recount.note(Wrong::Day { agency, way, day: cell.day });
    }
    Ok(())
}

/// The counters of states, by what was counted of all histories.
fn steps(conn: &mut Conn, recount: &mut Recount) -> Result<(), StoreError> {
    type Row = (DbId, String, NaiveDate, String, DbId, i64, i64);
    let rows: Vec<Row> = both!(conn, c => step_time::table
        .select((
            step_time::agency_id,
            step_time::way,
            step_time::day,
            step_time::step,
            step_time::department_id,
            step_time::amount,
            step_time::seconds,
        ))
        .load(c))?;
    let mut sums = std::mem::take(&mut recount.spent);
    for (agency, way, day, step, department, amount, seconds) in rows {
        let way = Way::parse(&way).ok_or_else(|| StoreError::corrupt(format!("the way {way:?}")))?;
        let spent = sums.entry((agency.into(), way, day, step, named(department))).or_default();
        spent.amount -= amount;
        spent.seconds -= seconds;
    }
    for ((agency, way, day, step, _), _) in sums.into_iter().filter(|(_, spent)| *spent != Spent::default()) {
        recount.note(Wrong::Step { agency, way, day, step });
    }
    Ok(())
}

/// Courses of documents that are not there.
fn loose(conn: &mut Conn, recount: &mut Recount) -> Result<(), StoreError> {
    let rows: Vec<(DbId, DbId)> = both!(conn, c => course::table
        .left_join(document::table.on(document::agency_id
            .eq(course::agency_id)
            .and(document::id.eq(course::document_id))))
        .left_join(outgoing_document::table.on(outgoing_document::agency_id
            .eq(course::agency_id)
            .and(outgoing_document::id.eq(course::document_id))))
        .filter(document::version.nullable().is_null().and(outgoing_document::version.nullable().is_null()))
        .limit(i64::try_from(MOST_WRONG).unwrap_or(i64::MAX))
        .select((course::agency_id, course::document_id))
        .load(c))?;
    for (agency, document) in rows {
        recount.note(Wrong::Loose { agency: agency.into(), document: document.into() });
    }
    Ok(())
}

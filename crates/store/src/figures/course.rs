//! What figures know of a document, kept by the transaction that changes it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, UtcTime,
    dossier::Judgement,
    figures::{Course, Left, Outcome, Standing, Way, difference},
    incoming, outgoing,
};

use super::{counters, first};
use crate::{
    CachedExt, Conn, StoreError, both,
    schema::course,
    types::{DbId, DbTime},
};

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = course)]
#[diesel(treat_none_as_default_value = false)]
#[diesel(treat_none_as_null = true)]
pub(super) struct CourseRow {
    pub agency_id: DbId,
    pub document_id: DbId,
    pub way: String,
    pub step: String,
    pub since: DbTime,
    pub received_on: NaiveDate,
    pub passed_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    pub outcome: Option<String>,
    pub due: Option<DbTime>,
    pub department_id: Option<DbId>,
    pub officer_id: Option<DbId>,
    pub type_code: String,
    pub sender: String,
    pub going_out: Option<String>,
}

impl CourseRow {
    pub fn of((agency, document): Of, course: &Course) -> Self {
        let standing = &course.standing;
        Self {
            agency_id: agency.into(),
            document_id: document.into(),
            way: standing.way.as_str().to_owned(),
            step: standing.step.to_owned(),
            since: course.since.into(),
            received_on: standing.received_on,
            passed_on: standing.passed_on,
            closed_on: standing.closed.map(|(_, day)| day),
            outcome: standing.closed.map(|(outcome, _)| outcome.as_str().to_owned()),
            due: standing.due.map(DbTime::from),
            department_id: standing.department.map(DbId::from),
            officer_id: standing.officer.map(DbId::from),
            type_code: standing.type_code.clone(),
            sender: standing.sender.clone(),
            going_out: course.going_out.map(|judged| judged.as_str().to_owned()),
        }
    }

    pub fn restore(self) -> Result<Course, StoreError> {
        let strange = |what: &str| StoreError::corrupt(format!("a course's {what}"));
        let way = Way::parse(&self.way).ok_or_else(|| strange("way"))?;
        let step = match way {
            Way::Incoming => incoming::StateName::parse(&self.step).map(incoming::StateName::as_str),
            Way::Outgoing => outgoing::StateName::parse(&self.step).map(outgoing::StateName::as_str),
        };
        let outcome = self.outcome.as_deref().map(|word| Outcome::parse(word).ok_or_else(|| strange("outcome")));
        let going_out = self.going_out.as_deref().map(|word| Judgement::parse(word).ok_or_else(|| strange("way out")));
        Ok(Course {
            standing: Standing {
                way,
                step: step.ok_or_else(|| strange("step"))?,
                received_on: self.received_on,
                passed_on: self.passed_on,
                closed: outcome.transpose()?.zip(self.closed_on),
                due: self.due.map(UtcTime::from),
                department: self.department_id.map(Into::into),
                officer: self.officer_id.map(Into::into),
                type_code: self.type_code,
                sender: self.sender,
            },
            since: self.since.into(),
            going_out: going_out.transpose()?,
        })
    }
}

/// Which document of which agency.
pub(super) type Of = (AgencyId, DocumentId);

/// What a document says of itself behind each thing that happened, and when that was.
pub(crate) type Steps = Vec<(Option<Standing>, UtcTime)>;

/// The states that some steps lead through.
pub(super) fn fold(mut course: Option<Course>, steps: Steps) -> (Option<Course>, Vec<Left>) {
    let mut left = Vec::new();
    for (standing, at) in steps {
        let (next, gone) = Course::next(course, standing, at);
        course = next;
        left.extend(gone);
    }
    (course, left)
}

/// A document's course as it is kept.
pub(super) fn read(conn: &mut Conn, (agency, document): Of) -> Result<Option<Course>, StoreError> {
    let row: Option<CourseRow> = both!(conn, c => course::table
        .filter(course::agency_id.eq(DbId::from(agency)).and(course::document_id.eq(DbId::from(document))))
        .select(CourseRow::as_select())
        .first(c)
        .optional())?;
    row.map(CourseRow::restore).transpose()
}

pub(super) fn insert(conn: &mut Conn, of: Of, course: &Course) -> Result<(), StoreError> {
    let row = CourseRow::of(of, course);
    both!(conn, c => diesel::insert_into(course::table).values(&row).execute(c))?;
    Ok(())
}

/// A document that is new.
pub(crate) fn begin(conn: &mut Conn, of: Of, steps: Steps) -> Result<(), StoreError> {
    let (after, left) = fold(None, steps);
    if let Some(after) = &after {
        insert(conn, of, after)?;
    }
    counters::add(conn, of.0, &difference(None, after.as_ref()), &left)
}

/// A document that stood like this at this version, and to which this happened. Mostly nothing that figures know of.
pub(crate) fn go_on(
    conn: &mut Conn,
    of: Of,
    (way, before, version): (Way, Option<&Standing>, u32),
    steps: Steps,
) -> Result<(), StoreError> {
    if let [(after, _)] = steps.as_slice()
        && after.as_ref() == before
    {
        return Ok(());
    }
    let was = match (read(conn, of)?, before) {
        (None, Some(_)) => first::count_up_to(conn, of, way, version)?,
        (was, _) => was,
    };
    let (after, left) = fold(was.clone(), steps);
    match (&was, &after) {
        (None, Some(after)) => insert(conn, of, after)?,
        (Some(_), Some(after)) => {
            let row = CourseRow::of(of, after);
            let same = course::agency_id.eq(row.agency_id).and(course::document_id.eq(row.document_id));
            let changed = both!(conn, c => diesel::update(course::table.filter(same)).set(&row).cached().execute(c))?;
            if changed == 0 {
                // All of it is being counted anew: what was read is no longer what is there.
                return Err(StoreError::Conflict);
            }
        }
        (Some(_), None) => {
            let same = course::agency_id.eq(DbId::from(of.0)).and(course::document_id.eq(DbId::from(of.1)));
            both!(conn, c => diesel::delete(course::table.filter(same)).execute(c))?;
        }
        (None, None) => {}
    }
    counters::add(conn, of.0, &difference(was.as_ref(), after.as_ref()), &left)
}

/// What some courses add up to, by the counters' keys.
pub(super) type Sums = BTreeMap<domain::figures::Cell, domain::figures::Amounts>;

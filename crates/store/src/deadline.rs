//! Deadlines that run, each with when it is to be looked at next, and who was told which step of which. Kept by the transactions that
//! change a document; found by an index over the next look alone, however many documents there are.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::{
    AgencyId, AssignmentId, DocumentId, RecipientId, UtcTime,
    reminder::{Deadline, Stage, Told},
};

use crate::{
    CachedExt, Conn, StoreError, both,
    schema::{deadline, reminder},
    types::{DbId, DbTime},
};

#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = deadline)]
#[diesel(treat_none_as_default_value = false)]
struct DeadlineRow {
    agency_id: DbId,
    document_id: DbId,
    assignment_id: DbId,
    due: DbTime,
    since: DbTime,
    next_at: DbTime,
}

impl DeadlineRow {
    /// A deadline that runs from now on, to be looked at soon.
    fn new(agency_id: DbId, document_id: DbId, one: &Deadline, now: DbTime) -> Self {
        let assignment_id = one.assignment.into();
        Self { agency_id, document_id, assignment_id, due: one.due.into(), since: now, next_at: now }
    }
}

/// What stands for "nothing more comes".
fn never() -> UtcTime {
    NaiveDate::from_ymd_opt(9999, 12, 31)
        .and_then(|day| day.and_hms_opt(23, 59, 59))
        .map_or(DateTime::<Utc>::MAX_UTC, |moment| moment.and_utc())
}

/// Takes away what runs no more and adds what runs from now on; one that has another date or another holder begins anew.
///
/// `hurried` where the document is urgent from now on, or no longer.
pub(crate) fn change(
    conn: &mut Conn,
    of: Awaited,
    (old, new): (&[Deadline], &[Deadline]),
    hurried: bool,
    now: UtcTime,
) -> Result<(), StoreError> {
    let (agency, document) = (DbId::from(of.agency), DbId::from(of.document));
    let runs = |id: AssignmentId| new.iter().any(|one| one.assignment == id);
    for one in old.iter().filter(|one| !runs(one.assignment)) {
        remove(conn, agency, document, one.assignment)?;
    }
    for one in new.iter().filter(|one| !old.contains(one)) {
        write(conn, &DeadlineRow::new(agency, document, one, now.into()))?;
    }
    // An urgent one has other steps, some of which may be here already. Of what is over nothing more comes.
    if hurried {
        both!(conn, c => diesel::update(deadline::table
            .filter(deadline::agency_id.eq(agency).and(deadline::document_id.eq(document)))
            .filter(deadline::next_at.lt(DbTime::from(never()))))
            .set(deadline::next_at.eq(DbTime::from(now)))
            .execute(c))?;
    }
    Ok(())
}

fn write(conn: &mut Conn, row: &DeadlineRow) -> Result<(), StoreError> {
    both!(conn, c => diesel::insert_into(deadline::table)
        .values(row)
        .on_conflict((deadline::agency_id, deadline::document_id, deadline::assignment_id))
        .do_update()
        .set(row)
        .cached()
        .execute(c))?;
    Ok(())
}

fn remove(conn: &mut Conn, agency: DbId, document: DbId, assignment: AssignmentId) -> Result<(), StoreError> {
    both!(conn, c => diesel::delete(deadline::table
        .filter(deadline::agency_id.eq(agency).and(deadline::document_id.eq(document)))
        .filter(deadline::assignment_id.eq(DbId::from(assignment))))
        .execute(c))?;
    Ok(())
}

/// A document with a deadline that is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Awaited {
    /// Whose.
    pub agency: AgencyId,
    /// Which.
    pub document: DocumentId,
}

/// Documents with deadlines that are to be looked at, longest waiting first.
pub fn awaited(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<Awaited>, StoreError> {
    let rows: Vec<(DbId, DbId)> = both!(conn, c => deadline::table
        .filter(deadline::next_at.le(DbTime::from(now)))
        .order((deadline::next_at, deadline::agency_id, deadline::document_id))
        .limit(limit)
        .select((deadline::agency_id, deadline::document_id))
        .load(c))?;
    let mut seen = BTreeSet::new();
    let all = rows.into_iter().map(|(agency, id)| Awaited { agency: agency.into(), document: id.into() });
    Ok(all.filter(|one| seen.insert(*one)).collect())
}

/// A deadline as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Under which assignment.
    pub assignment: AssignmentId,
    /// The date.
    pub due: UtcTime,
    /// Since when it runs.
    pub since: UtcTime,
    /// When it is to be looked at.
    pub next_at: UtcTime,
}

impl Kept {
    /// Whether nothing more comes of it: all was told, or it was past already when reminders came.
    pub fn is_over(&self) -> bool {
        self.next_at >= never()
    }
}

/// A document's.
pub fn of_document(conn: &mut Conn, of: Awaited) -> Result<Vec<Kept>, StoreError> {
    let rows: Vec<(DbId, DbTime, DbTime, DbTime)> = both!(conn, c => deadline::table
        .filter(deadline::agency_id.eq(DbId::from(of.agency)).and(deadline::document_id.eq(DbId::from(of.document))))
        .order(deadline::assignment_id)
        .select((deadline::assignment_id, deadline::due, deadline::since, deadline::next_at))
        .load(c))?;
    let kept = |(assignment, due, since, next_at): (DbId, DbTime, DbTime, DbTime)| Kept {
        assignment: assignment.into(),
        due: due.into(),
        since: since.into(),
        next_at: next_at.into(),
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// Writes one as it now is; `None` for the next look where nothing more comes.
pub fn keep(
    conn: &mut Conn,
    of: Awaited,
    one: &Deadline,
    since: UtcTime,
    next: Option<UtcTime>,
) -> Result<(), StoreError> {
    let row = DeadlineRow {
        agency_id: of.agency.into(),
        document_id: of.document.into(),
        assignment_id: one.assignment.into(),
        due: one.due.into(),
        since: since.into(),
        next_at: next.unwrap_or_else(never).into(),
    };
    write(conn, &row)
}

/// Writes until when something is awaited of a recipient, and when that is to be looked at; `None` where nothing more comes.
pub fn await_recipient(
    conn: &mut Conn,
    of: Awaited,
    recipient: RecipientId,
    (since, due): (UtcTime, UtcTime),
    next: Option<UtcTime>,
) -> Result<(), StoreError> {
    let row = DeadlineRow {
        agency_id: of.agency.into(),
        document_id: of.document.into(),
        assignment_id: recipient.into(),
        due: due.into(),
        since: since.into(),
        next_at: next.unwrap_or_else(never).into(),
    };
    write(conn, &row)
}

/// Notes when one is to be looked at next, if it still is as it was then.
pub fn look_again(conn: &mut Conn, of: Awaited, kept: Kept, next: Option<UtcTime>) -> Result<(), StoreError> {
    let next = DbTime::from(next.unwrap_or_else(never));
    both!(conn, c => diesel::update(deadline::table
        .filter(deadline::agency_id.eq(DbId::from(of.agency)).and(deadline::document_id.eq(DbId::from(of.document))))
        .filter(deadline::assignment_id.eq(DbId::from(kept.assignment)))
        .filter(deadline::due.eq(DbTime::from(kept.due)).and(deadline::since.eq(DbTime::from(kept.since))))
        .filter(deadline::next_at.eq(DbTime::from(kept.next_at))))
        .set(deadline::next_at.eq(next))
        .cached()
        .execute(c))?;
    Ok(())
}

/// Takes one away that does not run.
pub fn forget(conn: &mut Conn, of: Awaited, assignment: AssignmentId) -> Result<(), StoreError> {
    remove(conn, of.agency.into(), of.document.into(), assignment)
}

/// Puts a document that can't be looked at now off to another time, so that it stands in no other's way.
pub fn put_off(conn: &mut Conn, of: Awaited, now: UtcTime, until: UtcTime) -> Result<(), StoreError> {
    both!(conn, c => diesel::update(deadline::table
        .filter(deadline::agency_id.eq(DbId::from(of.agency)).and(deadline::document_id.eq(DbId::from(of.document))))
        .filter(deadline::next_at.le(DbTime::from(now))))
        .set(deadline::next_at.eq(DbTime::from(until)))
        .execute(c))?;
    Ok(())
}

/// Who was told what about a document's deadlines.
pub fn told(conn: &mut Conn, of: Awaited) -> Result<BTreeSet<Told>, StoreError> {
    let rows: Vec<(DbId, DbTime, String, DbId)> = both!(conn, c => reminder::table
        .filter(reminder::agency_id.eq(DbId::from(of.agency)).and(reminder::document_id.eq(DbId::from(of.document))))
        .select((reminder::assignment_id, reminder::due, reminder::step, reminder::person_id))
        .load(c))?;
    rows.into_iter()
        .map(|(assignment, due, step, person)| {
            let stage = Stage::parse(&step).ok_or_else(|| StoreError::corrupt(format!("the step {step:?}")))?;
            Ok(Told { assignment: assignment.into(), due: due.into(), person: person.into(), stage })
        })
        .collect()
}

/// Notes that somebody is told; false where they were before.
pub fn tell(conn: &mut Conn, of: Awaited, told: &Told, now: UtcTime) -> Result<bool, StoreError> {
    let row = (
        reminder::agency_id.eq(DbId::from(of.agency)),
        reminder::document_id.eq(DbId::from(of.document)),
        reminder::assignment_id.eq(DbId::from(told.assignment)),
        reminder::due.eq(DbTime::from(told.due)),
        reminder::step.eq(told.stage.as_str()),
        reminder::person_id.eq(DbId::from(told.person)),
        reminder::told_at.eq(DbTime::from(now)),
    );
    let new = both!(conn, c => diesel::insert_into(reminder::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(new == 1)
}

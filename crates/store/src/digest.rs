//! Digests: when an agency's are to be made next, whose of which day was made, and what they are made of.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    AgencyId, DepartmentId, PersonId, UtcTime, assignment::Holder, incoming::State, notice::Letter, work::Desk,
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    document::rests,
    schema::{agency, assignment, digest, digest_round as round, document, message, work},
    types::{DbId, DbTime, JsonText},
};

/// Which digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestKind {
    /// What lies before somebody on a morning.
    Morning,
    /// How the departments stand, once a week.
    Week,
}

impl DigestKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Week => "week",
        }
    }
}

/// Agencies whose digests are to be made, each with whether it ever had any.
pub fn awaited(conn: &mut Conn, now: UtcTime) -> Result<Vec<(AgencyId, bool)>, StoreError> {
    let rows: Vec<(DbId, Option<DbTime>)> = both!(conn, c => agency::table
        .left_join(round::table.on(round::agency_id.eq(agency::id)))
        .filter(round::next_at.nullable().is_null().or(round::next_at.nullable().le(Some(DbTime::from(now)))))
        .order(agency::id)
        .select((agency::id, round::next_at.nullable()))
        .load(c))?;
    Ok(rows.into_iter().map(|(id, next)| (id.into(), next.is_some())).collect())
}

/// Notes when an agency's are to be made next.
pub fn set_round(conn: &mut Conn, of: AgencyId, next: UtcTime) -> Result<(), StoreError> {
    let there = round::agency_id.eq(DbId::from(of));
    let next = round::next_at.eq(DbTime::from(next));
    let changed = both!(conn, c => diesel::update(round::table.filter(there)).set(next).execute(c))?;
    if changed == 0 {
        let row = (there, next);
        both!(conn, c => diesel::insert_into(round::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// Notes that somebody's digest of a day is made; false where it was before, or another worker is about it.
pub fn begin(
    conn: &mut Conn,
    of: AgencyId,
    person: PersonId,
    kind: DigestKind,
    day: NaiveDate,
    now: UtcTime,
) -> Result<bool, StoreError> {
    let row = (
        digest::agency_id.eq(DbId::from(of)),
        digest::person_id.eq(DbId::from(person)),
        digest::kind.eq(kind.as_str()),
        digest::day.eq(day),
        digest::made_at.eq(DbTime::from(now)),
    );
    let new = both!(conn, c => diesel::insert_into(digest::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(new == 1)
}

/// Whether somebody's digest of a day was made.
pub fn is_made(
    conn: &mut Conn,
    of: AgencyId,
    person: PersonId,
    kind: DigestKind,
    day: NaiveDate,
) -> Result<bool, StoreError> {
    let made: Option<DbTime> = both!(conn, c => digest::table
        .filter(digest::agency_id.eq(DbId::from(of)).and(digest::person_id.eq(DbId::from(person))))
        .filter(digest::kind.eq(kind.as_str()).and(digest::day.eq(day)))
        .select(digest::made_at)
        .first(c)
        .optional())?;
    Ok(made.is_some())
}

/// The week of the last weekly digest before this one's, whoever it was for: its Monday.
pub fn last_week_before(conn: &mut Conn, of: AgencyId, monday: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
    Ok(both!(conn, c => digest::table
        .filter(digest::agency_id.eq(DbId::from(of)).and(digest::kind.eq(DigestKind::Week.as_str())))
        .filter(digest::day.lt(monday))
        .select(diesel::dsl::max(digest::day))
        .first(c))?)
}

/// When the last one before this day was made.
pub fn last_before(
    conn: &mut Conn,
    of: AgencyId,
    person: PersonId,
    kind: DigestKind,
    day: NaiveDate,
) -> Result<Option<UtcTime>, StoreError> {
    let last: Option<DbTime> = both!(conn, c => digest::table
        .filter(digest::agency_id.eq(DbId::from(of)).and(digest::person_id.eq(DbId::from(person))))
        .filter(digest::kind.eq(kind.as_str()).and(digest::day.lt(day)))
        .order(digest::day.desc())
        .select(digest::made_at)
        .first(c)
        .optional())?;
    Ok(last.map(Into::into))
}

/// Throws away notes of digests that are long past.
pub fn sweep(conn: &mut Conn, of: AgencyId, before: NaiveDate) -> Result<(), StoreError> {
    let old = digest::agency_id.eq(DbId::from(of)).and(digest::day.lt(before));
    both!(conn, c => diesel::delete(digest::table.filter(old)).execute(c))?;
    Ok(())
}

/// The first of the notices that wait for somebody's digest, oldest first.
pub fn waiting(conn: &mut Conn, of: AgencyId, person: PersonId, most: i64) -> Result<Vec<(Uuid, Letter)>, StoreError> {
    let rows: Vec<(DbId, JsonText)> = both!(conn, c => message::table
        .filter(message::agency_id.eq(DbId::from(of)).and(message::person_id.eq(Some(DbId::from(person)))))
        .filter(message::state.eq("in_digest"))
        .order(message::id)
        .limit(most)
        .select((message::id, message::letter))
        .load(c))?;
    rows.into_iter().map(|(id, letter)| Ok((id.get(), letter.read()?))).collect()
}

/// Notes that these went out in a digest.
pub fn went_out(conn: &mut Conn, of: AgencyId, notices: &[Uuid], now: UtcTime) -> Result<(), StoreError> {
    for some in notices.chunks(100) {
        let ids: Vec<DbId> = some.iter().copied().map(DbId::from).collect();
        both!(conn, c => diesel::update(message::table
            .filter(message::agency_id.eq(DbId::from(of)).and(message::id.eq_any(&ids)))
            .filter(message::state.eq("in_digest")))
            .set((message::state.eq("sent"), message::sent_at.eq(Some(DbTime::from(now)))))
            .execute(c))?;
    }
    Ok(())
}

/// Notes that the digest in which these went out did not arrive: the next one has them.
pub fn came_back(conn: &mut Conn, of: AgencyId, notices: &[Uuid]) -> Result<(), StoreError> {
    for some in notices.chunks(100) {
        let ids: Vec<DbId> = some.iter().copied().map(DbId::from).collect();
        both!(conn, c => diesel::update(message::table
            .filter(message::agency_id.eq(DbId::from(of)).and(message::id.eq_any(&ids)))
            .filter(message::state.eq("sent")))
            .set((message::state.eq("in_digest"), message::sent_at.eq(None::<DbTime>)))
            .execute(c))?;
    }
    Ok(())
}

/// Notes that these are told neither in a digest nor otherwise: who they are for may no longer see what they are about.
pub fn kept_back(conn: &mut Conn, of: AgencyId, notices: &[Uuid]) -> Result<(), StoreError> {
    for some in notices.chunks(100) {
        let ids: Vec<DbId> = some.iter().copied().map(DbId::from).collect();
        both!(conn, c => diesel::update(message::table
            .filter(message::agency_id.eq(DbId::from(of)).and(message::id.eq_any(&ids)))
            .filter(message::state.eq("in_digest")))
            .set(message::state.eq("not_wanted"))
            .execute(c))?;
    }
    Ok(())
}

/// What a department has in hand, or has done: until when it was due.
pub type OfUnit = (DepartmentId, Option<UtcTime>);

/// What departments have in hand: the open parts directly under the agency, found by what lies on desks. What rests with its clock is
/// due at no time.
pub fn in_hand(conn: &mut Conn, of: AgencyId) -> Result<Vec<OfUnit>, StoreError> {
    let rows: Vec<(DbId, String, Option<DbTime>, JsonText)> = both!(conn, c => work::table
        .inner_join(assignment::table.on(
            assignment::agency_id.eq(work::agency_id).and(assignment::document_id.eq(work::document_id))))
        .inner_join(document::table.on(
            document::agency_id.eq(work::agency_id).and(document::id.eq(work::document_id))))
        .filter(work::agency_id.eq(DbId::from(of)).and(assignment::parent_id.is_null()))
        .filter(assignment::role.eq_any(["primary", "supporting"]))
        .filter(assignment::status.eq_any(["open", "accepted", "submitted"]))
        .select((assignment::id, assignment::holder, assignment::due, document::beside))
        .distinct()
        .load(c))?;
    let running = |(id, holder, due, beside): (DbId, String, Option<DbTime>, JsonText)| {
        let due = if rests(&beside)? { None } else { due };
        Ok((id, holder, due))
    };
    Ok(of_units(rows.into_iter().map(running).collect::<Result<_, StoreError>>()?))
}

/// What departments have done from some moment on and before another: documents that were completed then, each once, and came in
/// during the year before.
pub fn done_between(conn: &mut Conn, of: AgencyId, from: UtcTime, before: UtcTime) -> Result<Vec<OfUnit>, StoreError> {
    let oldest = from - chrono::TimeDelta::days(366);
    let millis = u64::try_from(oldest.timestamp_millis()).unwrap_or_default();
    // Ids of version 7 are in the order of time.
    let oldest = DbId::from(Uuid::from_u128(u128::from(millis) << 80));
    let rows: Vec<(DbId, String, Option<DbTime>, JsonText)> = both!(conn, c => document::table
        .inner_join(assignment::table.on(
            assignment::agency_id.eq(document::agency_id).and(assignment::document_id.eq(document::id))))
        .filter(document::agency_id.eq(DbId::from(of)).and(document::state.eq_any(["completed", "filed"])))
        // What was completed since was changed since; whatever has come to it later is no completion.
        .filter(document::id.ge(oldest).and(document::changed_at.ge(DbTime::from(from))))
        .filter(assignment::parent_id.is_null().and(assignment::role.eq("primary")).and(assignment::status.eq("done")))
        .select((assignment::id, assignment::holder, assignment::due, document::state_facts))
        .load(c))?;
    let mut done = Vec::with_capacity(rows.len());
    for (id, holder, due, facts) in rows {
        let (State::Completed { completion, .. } | State::Filed { completion, .. }) = facts.read()? else { continue };
        // A document that was given out anew after it was done has parts of before.
        if completion.root.map(DbId::from) == Some(id) && completion.at >= from && completion.at < before {
            done.push((id, holder, due));
        }
    }
    Ok(of_units(done))
}

fn of_units(rows: Vec<(DbId, String, Option<DbTime>)>) -> Vec<OfUnit> {
    let unit = |(_, holder, due): (DbId, String, Option<DbTime>)| match Desk::parse(&holder) {
        Some(Desk::Holder(Holder::Department(id))) => Some((id, due.map(Into::into))),
        _ => None,
    };
    rows.into_iter().filter_map(unit).collect()
}

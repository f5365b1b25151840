//! What offices have set in their calendars, by which edition of it their open deadlines have been counted, and what held when.

use diesel::prelude::*;
use domain::{
    AgencyId, UtcTime,
    organisation::{CalendarRecord, WholeCalendar},
};

use crate::{
    Conn, StoreError, both,
    schema::{agency, calendar, kept_calendar, recount},
    types::{DbId, DbTime, JsonText},
};

/// An office's; nothing where it has set nothing.
pub(super) fn of(conn: &mut Conn, key: DbId) -> Result<CalendarRecord, StoreError> {
    let body: Option<JsonText> = both!(conn, c => calendar::table
        .filter(calendar::agency_id.eq(key))
        .select(calendar::body)
        .first(c)
        .optional())?;
    body.map_or_else(|| Ok(CalendarRecord::default()), |body| body.read())
}

/// Writes it as it now stands.
pub(super) fn save(conn: &mut Conn, key: DbId, record: &CalendarRecord) -> Result<(), StoreError> {
    let body = JsonText::of(record)?;
    let there = calendar::agency_id.eq(key);
    let changed =
        both!(conn, c => diesel::update(calendar::table.filter(there)).set(calendar::body.eq(&body)).execute(c))?;
    if changed == 0 {
        let row = (calendar::agency_id.eq(key), calendar::body.eq(&body));
        both!(conn, c => diesel::insert_into(calendar::table).values(row).execute(c))?;
    }
    Ok(())
}

/// An office's calendar, and by which edition its open deadlines have been counted.
#[derive(Debug, Clone)]
pub struct Reckoned {
    /// Whose.
    pub agency: AgencyId,
    /// What it has set.
    pub calendar: CalendarRecord,
    /// The edition; none where they are to be counted.
    pub edition: Option<String>,
    /// What has changed since they were, in words.
    pub because: Vec<String>,
}

/// Every office's.
pub fn reckoned(conn: &mut Conn) -> Result<Vec<Reckoned>, StoreError> {
    type Row = (DbId, Option<JsonText>, Option<String>, Option<JsonText>);
    let rows: Vec<Row> = both!(conn, c => agency::table
        .left_join(calendar::table.on(calendar::agency_id.eq(agency::id)))
        .left_join(recount::table.on(recount::agency_id.eq(agency::id)))
        .order(agency::id)
        .select((agency::id, calendar::body.nullable(), recount::edition.nullable(), recount::because.nullable()))
        .load(c))?;
    rows.into_iter()
        .map(|(agency, body, edition, because)| {
            let calendar = body.map_or_else(|| Ok(CalendarRecord::default()), |body| body.read())?;
            let because = because.map_or_else(|| Ok(Vec::new()), |because| because.read())?;
            Ok(Reckoned { agency: agency.into(), calendar, edition, because })
        })
        .collect()
}

/// How many changes are told; more are summed up by the last of them.
const TOLD: usize = 10;

/// Notes that an office's open deadlines are to be counted, and why: in the transaction that changes its calendar, so that no change
/// is missed, not even one that is taken back.
pub fn to_reckon(conn: &mut Conn, of: AgencyId, why: &[String]) -> Result<(), StoreError> {
    let there = recount::agency_id.eq(DbId::from(of));
    let known: Option<(Option<String>, JsonText)> = both!(conn, c => recount::table
        .filter(there)
        .select((recount::edition, recount::because))
        .first(c)
        .optional())?;
    // What was counted already is told already.
    let mut because: Vec<String> = match known {
        Some((None, because)) => because.read()?,
        _ => Vec::new(),
    };
    because.extend(why.iter().cloned());
    let because: Vec<&String> = because.iter().skip(because.len().saturating_sub(TOLD)).collect();
    write_reckoned(conn, of, None, &JsonText::of(&because)?)
}

/// Notes by which edition an office's open deadlines have been counted.
pub fn note_reckoned(conn: &mut Conn, of: AgencyId, edition: &str) -> Result<(), StoreError> {
    write_reckoned(conn, of, Some(edition), &JsonText::of(&Vec::<String>::new())?)
}

fn write_reckoned(conn: &mut Conn, of: AgencyId, edition: Option<&str>, because: &JsonText) -> Result<(), StoreError> {
    let there = recount::agency_id.eq(DbId::from(of));
    let row = (recount::edition.eq(edition), recount::because.eq(because));
    let changed = both!(conn, c => diesel::update(recount::table.filter(there)).set(row).execute(c))?;
    if changed == 0 {
        let row = (recount::agency_id.eq(DbId::from(of)), row);
        both!(conn, c => diesel::insert_into(recount::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// Keeps what an office's calendar is made of from now on, where that is not what was kept last.
pub fn keep(conn: &mut Conn, of: AgencyId, whole: &WholeCalendar, since: UtcTime) -> Result<(), StoreError> {
    let edition = whole.edition();
    let last: Option<String> = both!(conn, c => kept_calendar::table
        .filter(kept_calendar::agency_id.eq(DbId::from(of)))
        .order(kept_calendar::since.desc())
        .select(kept_calendar::edition)
        .first(c)
        .optional())?;
    if last.as_deref() == Some(edition.as_str()) {
        return Ok(());
    }
    let body = JsonText::of(whole)?;
    let made_of = (kept_calendar::edition.eq(&edition), kept_calendar::body.eq(&body));
    let when = (kept_calendar::agency_id.eq(DbId::from(of)), kept_calendar::since.eq(DbTime::from(since)));
    both!(conn, c => diesel::insert_into(kept_calendar::table)
        .values((when, made_of))
        .on_conflict((kept_calendar::agency_id, kept_calendar::since))
        .do_update()
        .set(made_of)
        .execute(c))?;
    Ok(())
}

/// What an office's calendar was made of at that time; the first that was kept, of a time before. None where none was.
pub fn held_at(conn: &mut Conn, of: AgencyId, at: UtcTime) -> Result<Option<WholeCalendar>, StoreError> {
    let its = || kept_calendar::agency_id.eq(DbId::from(of));
    let then: Option<JsonText> = both!(conn, c => kept_calendar::table
        .filter(its().and(kept_calendar::since.le(DbTime::from(at))))
        .order(kept_calendar::since.desc())
        .select(kept_calendar::body)
        .first(c)
        .optional())?;
    let first: Option<JsonText> = match then {
        Some(then) => Some(then),
        None => both!(conn, c => kept_calendar::table
            .filter(its())
            .order(kept_calendar::since)
            .select(kept_calendar::body)
            .first(c)
            .optional())?,
    };
    first.map(|body| body.read()).transpose()
}

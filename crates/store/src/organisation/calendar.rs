//! What offices have set in their calendars, and by which edition of it their open deadlines have been counted.

use diesel::prelude::*;
use domain::{AgencyId, organisation::CalendarRecord};

use crate::{
    Conn, StoreError, both,
    schema::{agency, calendar, recount},
    types::{DbId, JsonText},
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
    /// The edition; none where they never were.
    pub edition: Option<String>,
}

/// Every office's.
pub fn reckoned(conn: &mut Conn) -> Result<Vec<Reckoned>, StoreError> {
    let rows: Vec<(DbId, Option<JsonText>, Option<String>)> = both!(conn, c => agency::table
        .left_join(calendar::table.on(calendar::agency_id.eq(agency::id)))
        .left_join(recount::table.on(recount::agency_id.eq(agency::id)))
        .order(agency::id)
        .select((agency::id, calendar::body.nullable(), recount::edition.nullable()))
        .load(c))?;
    rows.into_iter()
        .map(|(agency, body, edition)| {
            let calendar = body.map_or_else(|| Ok(CalendarRecord::default()), |body| body.read())?;
            Ok(Reckoned { agency: agency.into(), calendar, edition })
        })
        .collect()
}

/// Notes by which edition an office's open deadlines have been counted.
pub fn note_reckoned(conn: &mut Conn, of: AgencyId, edition: &str) -> Result<(), StoreError> {
    let there = recount::agency_id.eq(DbId::from(of));
    let changed =
        both!(conn, c => diesel::update(recount::table.filter(there)).set(recount::edition.eq(edition)).execute(c))?;
    if changed == 0 {
        let row = (recount::agency_id.eq(DbId::from(of)), recount::edition.eq(edition));
        both!(conn, c => diesel::insert_into(recount::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

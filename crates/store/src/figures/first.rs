//! Documents that were there before there were counters: counted once, some at a time, by whoever runs.

use diesel::{prelude::*, sql_query};
use domain::{
    AgencyId, DocumentId,
    figures::{Course, Left, Standing, Way, difference},
    incoming, outgoing,
};

use super::{
    counters,
    course::{Of, Steps, Sums, fold, insert, read},
};
use crate::{
    Conn, StoreError, both, history,
    schema::{course, document, outgoing_document, step_time, tally, uncounted as waiting},
    types::DbId,
};

/// A document's course by its history alone, up to a version, and the states that it left.
pub(super) fn by_history(
    conn: &mut Conn,
    (agency, id): Of,
    way: Way,
    version: i64,
) -> Result<(Option<Course>, Vec<Left>), StoreError> {
    let links = history::of_document(conn, agency, id, 0, version)?;
    let unfit = |what: &str| StoreError::corrupt(format!("a history that does not fit: {what}"));
    let mut steps: Steps = Vec::with_capacity(links.len());
    match way {
        Way::Incoming => {
            let mut made: Option<incoming::IncomingDocument> = None;
            for link in &links {
                let happening = link.happening()?;
                let next = match made {
                    None => incoming::receive_apply(id, agency, &happening),
                    Some(document) => incoming::apply(document, &happening),
                };
                let next = next.map_err(|error| unfit(&error.to_string()))?;
                steps.push((Standing::of_incoming(&next), happening.at));
                made = Some(next);
            }
        }
        Way::Outgoing => {
            let mut made: Option<outgoing::OutgoingDocument> = None;
            for link in &links {
                let happening = link.outgoing_happening()?;
                let next = match made {
                    None => outgoing::create_apply(id, agency, &happening),
                    Some(document) => outgoing::apply(document, &happening),
                };
                let next = next.map_err(|error| unfit(&error.to_string()))?;
                steps.push((Some(Standing::of_outgoing(&next)), happening.at));
                made = Some(next);
            }
        }
    }
    Ok(fold(None, steps))
}

/// Counts one document as it stood at a version, whose turn had not come: it is changed before.
pub(super) fn count_up_to(conn: &mut Conn, of: Of, way: Way, version: u32) -> Result<Option<Course>, StoreError> {
    let (course, left) = by_history(conn, of, way, version.into())?;
    if let Some(course) = &course {
        insert(conn, of, course)?;
    }
    counters::add(conn, of.0, &difference(None, course.as_ref()), &left)?;
    Ok(course)
}

/// Counts some documents that are not counted yet; how many were looked at. Inside a write transaction.
pub fn count_some(conn: &mut Conn, limit: i64) -> Result<usize, StoreError> {
    let first: Option<DbId> = both!(conn, c => waiting::table
        .order(waiting::agency_id)
        .select(waiting::agency_id)
        .first(c)
        .optional())?;
    let Some(agency) = first else { return Ok(0) };
    let some: Vec<(DbId, String)> = both!(conn, c => waiting::table
        .filter(waiting::agency_id.eq(agency))
        .order(waiting::document_id)
        .limit(limit)
        .select((waiting::document_id, waiting::way))
        .load(c))?;
    let agency_id = AgencyId::from(agency);
    let (mut sums, mut all_left) = (Sums::new(), Vec::new());
    for (id, way) in &some {
        let way = Way::parse(way).ok_or_else(|| StoreError::corrupt(format!("the way {way:?}")))?;
        // Whoever changes it waits, or is waited for; and counters come behind documents, as in every other transaction.
        if let Conn::Postgres(c) = conn {
            let there = match way {
                Way::Incoming => document::table
                    .filter(document::agency_id.eq(agency).and(document::id.eq(id)))
                    .for_no_key_update()
                    .select(document::id)
                    .first::<DbId>(c)
                    .optional()?,
                Way::Outgoing => outgoing_document::table
                    .filter(outgoing_document::agency_id.eq(agency).and(outgoing_document::id.eq(id)))
                    .for_no_key_update()
                    .select(outgoing_document::id)
                    .first::<DbId>(c)
                    .optional()?,
            };
            if there.is_none() {
                continue;
            }
        }
        let of = (agency_id, DocumentId::from(*id));
        // Changed since, and counted then; or counted by another process a moment ago.
        if read(conn, of)?.is_some() {
            continue;
        }
        let (course, left) = by_history(conn, of, way, i64::from(i32::MAX))?;
        if let Some(course) = &course {
            insert(conn, of, course)?;
        }
        for (cell, amounts) in difference(None, course.as_ref()) {
            *sums.entry(cell).or_default() += amounts;
        }
        all_left.extend(left);
    }
    counters::add(conn, agency_id, &sums, &all_left)?;
    let ids: Vec<DbId> = some.iter().map(|(id, _)| *id).collect();
    both!(conn, c => diesel::delete(waiting::table
        .filter(waiting::agency_id.eq(agency).and(waiting::document_id.eq_any(&ids))))
        .execute(c))?;
    Ok(some.len())
}

/// Has every document counted anew: what was kept is thrown away. How many they are. Inside a write transaction; whoever changes a document beside
/// it begins anew.
pub fn count_anew(conn: &mut Conn) -> Result<usize, StoreError> {
    // Everybody writes a document's course before the counters: whoever has written one is waited for here, and nobody writes one beside it.
    // On SQLite nobody else writes anyway.
    if let Conn::Postgres(c) = conn {
        sql_query("LOCK TABLE course IN EXCLUSIVE MODE").execute(c)?;
    }
    both!(conn, c => diesel::delete(course::table).execute(c))?;
    both!(conn, c => diesel::delete(tally::table).execute(c))?;
    both!(conn, c => diesel::delete(step_time::table).execute(c))?;
    both!(conn, c => diesel::delete(waiting::table).execute(c))?;
    let mut all = 0;
    for (way, table) in [(Way::Incoming, "document"), (Way::Outgoing, "outgoing_document")] {
        let way = way.as_str();
        let sql =
            format!("INSERT INTO uncounted (agency_id, document_id, way) SELECT agency_id, id, '{way}' FROM {table}");
        all += both!(conn, c => sql_query(sql.as_str()).execute(c))?;
    }
    Ok(all)
}

/// How many documents of an agency are not counted yet; of all where none is named.
pub fn uncounted(conn: &mut Conn, agency: Option<AgencyId>) -> Result<i64, StoreError> {
    Ok(match agency {
        Some(agency) => both!(conn, c => waiting::table
            .filter(waiting::agency_id.eq(DbId::from(agency)))
            .count()
            .get_result(c))?,
        None => both!(conn, c => waiting::table.count().get_result(c))?,
    })
}

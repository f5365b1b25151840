//! How much came in during some time and how it stands: counts alone, of no secret line.

use std::collections::BTreeMap;

use diesel::{dsl::count_star, prelude::*};
use domain::{AgencyId, UtcTime, incoming::StateName};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::{document, work},
    types::{DbId, DbTime},
};

/// What came in during some time, by how it stands now, and how much of it is late.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// By state.
    pub by_state: BTreeMap<StateName, i64>,
    /// Of what is open, how much has something to be done that is past its deadline.
    pub overdue: i64,
}

/// The least id of version 7 that is made at this moment: documents are found by when they came in by their ids.
fn least_at(at: UtcTime) -> DbId {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    DbId::from(Uuid::from_u128(u128::from(millis) << 80))
}

/// Counts what came in from one moment on and before another.
pub fn figures(
    conn: &mut Conn,
    agency: AgencyId,
    from: UtcTime,
    until: UtcTime,
    now: UtcTime,
) -> Result<Figures, StoreError> {
    let (agency, first, end) = (DbId::from(agency), least_at(from), least_at(until));
    let rows: Vec<(String, i64)> = both!(conn, c => document::table
        .filter(document::agency_id.eq(agency).and(document::secrecy.eq("none")))
        .filter(document::id.ge(first).and(document::id.lt(end)))
        .group_by(document::state)
        .select((document::state, count_star()))
        .load(c))?;
    let mut figures = Figures::default();
    for (state, count) in rows {
        let state = StateName::parse(&state).ok_or_else(|| StoreError::corrupt(format!("the state {state:?}")))?;
        figures.by_state.insert(state, count);
    }
    let overdue: Vec<DbId> = both!(conn, c => work::table
        .inner_join(document::table.on(document::agency_id.eq(work::agency_id).and(document::id.eq(work::document_id))))
        .filter(work::agency_id.eq(agency).and(work::due.lt(DbTime::from(now))))
        .filter(document::secrecy.eq("none"))
        .filter(document::id.ge(first).and(document::id.lt(end)))
        .select(document::id)
        .distinct()
        .load(c))?;
    figures.overdue = i64::try_from(overdue.len()).unwrap_or(i64::MAX);
    Ok(figures)
}

//! The figures of weeks and months that are over: written once for each agency, and never changed.

use diesel::prelude::*;
use domain::{
    AgencyId, UtcTime,
    figures::{Counts, Period},
};

use crate::{
    Conn, StoreError, both,
    schema::{agency, period_figures},
    types::{DbId, DbTime, JsonText},
};

#[derive(Insertable)]
#[diesel(table_name = period_figures)]
struct Row {
    agency_id: DbId,
    period: String,
    body: JsonText,
    frozen_at: DbTime,
}

/// Writes the figures of a period, if nobody has; whether it was this call. Of several that write at once the first holds.
pub fn freeze(
    conn: &mut Conn,
    agency: AgencyId,
    period: Period,
    counts: &Counts,
    at: UtcTime,
) -> Result<bool, StoreError> {
    let row =
        Row { agency_id: agency.into(), period: period.to_string(), body: JsonText::of(counts)?, frozen_at: at.into() };
    let written = both!(conn, c => diesel::insert_into(period_figures::table)
        .values(&row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(written > 0)
}

/// The figures of a period as they were written, and when.
pub fn frozen(conn: &mut Conn, agency: AgencyId, period: Period) -> Result<Option<(Counts, UtcTime)>, StoreError> {
    let row: Option<(JsonText, DbTime)> = both!(conn, c => period_figures::table
        .filter(period_figures::agency_id.eq(DbId::from(agency)).and(period_figures::period.eq(period.to_string())))
        .select((period_figures::body, period_figures::frozen_at))
        .first(c)
        .optional())?;
    row.map(|(body, at)| Ok((body.read()?, at.into()))).transpose()
}

/// The agencies of which nobody has written the figures of this period.
pub fn unfrozen(conn: &mut Conn, period: Period) -> Result<Vec<AgencyId>, StoreError> {
    let period = period.to_string();
    let found: Vec<DbId> = both!(conn, c => agency::table
        .left_join(period_figures::table.on(period_figures::agency_id
            .eq(agency::id)
            .and(period_figures::period.eq(&period))))
        .filter(period_figures::period.nullable().is_null())
        .order(agency::id)
        .select(agency::id)
        .load(c))?;
    Ok(found.into_iter().map(AgencyId::from).collect())
}

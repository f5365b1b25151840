//! The figures of months that are over: written once for each agency, and never changed.

use diesel::prelude::*;
use domain::{
    AgencyId, UtcTime,
    dossier::{Month, month::Counts},
};

use crate::{
    Conn, StoreError, both,
    schema::{agency, dossier_month},
    types::{DbId, DbTime, JsonText},
};

#[derive(Insertable)]
#[diesel(table_name = dossier_month)]
struct Row {
    agency_id: DbId,
    month: String,
    body: JsonText,
    frozen_at: DbTime,
}

/// Writes the figures of a month, if nobody has; whether it was this call. Of several that write at once the first holds.
pub fn freeze(
    conn: &mut Conn,
    agency: AgencyId,
    month: Month,
    counts: &Counts,
    at: UtcTime,
) -> Result<bool, StoreError> {
    let row =
        Row { agency_id: agency.into(), month: month.to_string(), body: JsonText::of(counts)?, frozen_at: at.into() };
    let written = both!(conn, c => diesel::insert_into(dossier_month::table)
        .values(&row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(written > 0)
}

/// The figures of a month as they were written, and when.
pub fn frozen(conn: &mut Conn, agency: AgencyId, month: Month) -> Result<Option<(Counts, UtcTime)>, StoreError> {
    let row: Option<(JsonText, DbTime)> = both!(conn, c => dossier_month::table
        .filter(dossier_month::agency_id.eq(DbId::from(agency)).and(dossier_month::month.eq(month.to_string())))
        .select((dossier_month::body, dossier_month::frozen_at))
        .first(c)
        .optional())?;
    row.map(|(body, at)| Ok((body.read()?, at.into()))).transpose()
}

/// The agencies of which nobody has written the figures of this month.
pub fn unfrozen(conn: &mut Conn, month: Month) -> Result<Vec<AgencyId>, StoreError> {
    let month = month.to_string();
    let found: Vec<DbId> = both!(conn, c => agency::table
        .left_join(dossier_month::table.on(dossier_month::agency_id
            .eq(agency::id)
            .and(dossier_month::month.eq(&month))))
        .filter(dossier_month::month.nullable().is_null())
        .order(agency::id)
        .select(agency::id)
        .load(c))?;
    Ok(found.into_iter().map(AgencyId::from).collect())
}

//! What is counted of dossiers: the orders that codes are made of, and of which time.

use chrono::{Datelike, NaiveDate};
use diesel::{
    QueryableByName, RunQueryDsl,
    sql_types::{Integer, Text},
};
use domain::{
    AgencyId, UtcTime,
    dossier::{DossierCode, decide::TakenCode},
};

use crate::{
    Conn, StoreError, both,
    document::count,
    types::{DbId, Id},
};

/// One more of a span; on PostgreSQL its row is held until the transaction's end, so nobody else gets the same.
const NEXT: &str = "INSERT INTO dossier_count (agency_id, span, last) VALUES ($1, $2, 1) \
    ON CONFLICT (agency_id, span) DO UPDATE SET last = dossier_count.last + 1 RETURNING last";

#[derive(QueryableByName)]
struct Last {
    #[diesel(sql_type = Integer)]
    last: i32,
}

fn next(conn: &mut Conn, agency: AgencyId, span: &str) -> Result<u32, StoreError> {
    let found: Last = both!(conn, c => diesel::sql_query(NEXT)
        .bind::<Id, _>(DbId::from(agency))
        .bind::<Text, _>(span)
        .get_result(c))?;
    count(found.last)
}

/// The code of the next dossier that an agency receives on a day, and its line in the year's book. It comes back when the transaction is
/// rolled back.
pub fn take_code(
    conn: &mut Conn,
    agency: AgencyId,
    agency_code: &str,
    day: NaiveDate,
) -> Result<TakenCode, StoreError> {
    let order = next(conn, agency, &day.to_string())?;
    let row = next(conn, agency, &day.year().to_string())?;
    Ok(TakenCode { code: DossierCode::new(agency_code, day, order), row })
}

/// The next line in the book of a day's year, for a dossier that has its code from the agency that received it.
pub fn take_row(conn: &mut Conn, agency: AgencyId, day: NaiveDate) -> Result<u32, StoreError> {
    next(conn, agency, &day.year().to_string())
}

/// What is counted: of which time, and as it stands when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counting {
    /// From then.
    pub from: UtcTime,
    /// Until before then.
    pub until: UtcTime,
    /// Now.
    pub now: UtcTime,
}

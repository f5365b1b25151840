//! What is counted of dossiers: the orders that codes are made of, and the figures of a time.

use chrono::{Datelike, NaiveDate};
use diesel::{
    prelude::*,
    sql_types::{Integer, Text},
};
use domain::{
    AgencyId, UtcTime,
    dossier::{
        DossierCode,
        decide::TakenCode,
        statistics::{Closing, Counted, Figures},
    },
};

use crate::{
    Conn, StoreError, both,
    document::count,
    schema::dossier,
    types::{DbId, DbTime, Id},
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

/// The figures of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldCount {
    /// Lĩnh vực.
    pub field: String,
    /// Its figures.
    pub figures: Figures,
}

/// The figures of a time, by field, in the order of their names.
pub fn figures(conn: &mut Conn, agency: AgencyId, of: Counting) -> Result<Vec<FieldCount>, StoreError> {
    type Row = (Option<String>, Option<DbTime>, Option<String>, Option<DbTime>, Option<DbTime>, bool);
    let (from, until) = (DbTime::from(of.from), DbTime::from(of.until));
    let rows: Vec<Row> = both!(conn, c => dossier::table
        .filter(dossier::agency_id.eq(DbId::from(agency)).and(dossier::received_at.lt(Some(until))))
        .filter(dossier::closed_at.is_null().or(dossier::closed_at.ge(Some(from)).assume_not_null()))
        .order((dossier::field, dossier::received_at))
        .select((
            dossier::field,
            dossier::received_at,
            dossier::closing,
            dossier::closed_at,
            dossier::due,
            dossier::rests,
        ))
        .load(c))?;
    let mut fields: Vec<FieldCount> = Vec::new();
    for (field, received_at, closing, closed_at, due, rests) in rows {
        let (Some(field), Some(received_at)) = (field, received_at) else {
            return Err(StoreError::corrupt("a dossier that was received has no field"));
        };
        let closed = match (closing, closed_at) {
            (Some(closing), Some(at)) => {
                let closing =
                    Closing::parse(&closing).ok_or_else(|| StoreError::corrupt("how a dossier was closed"))?;
                Some((closing, at.into()))
            }
            _ => None,
        };
        let one = Counted { received_at: received_at.into(), closed, due: due.map(UtcTime::from), rests };
        if fields.last().is_none_or(|last| last.field != field) {
            fields.push(FieldCount { field, figures: Figures::default() });
        }
        if let Some(last) = fields.last_mut() {
            last.figures.count(&one, of.from, of.until, of.now);
        }
    }
    Ok(fields)
}

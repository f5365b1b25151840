//! Whether a list that is narrowed by a name or a time is short enough to be found by the index of that, and sorted.
//!
//! A list is in the order of its ids. Whoever has a rare name would be looked for through everything that was ever received, were it not
//! for this: what its index holds is counted first. Where that is much, it lies close together, and the list finds it by its own order.

use diesel::{prelude::*, sql_types::Nullable};

use super::list::Filter;
use crate::{
    Conn, Engine, StoreError, both,
    schema::dossier,
    types::{DbId, DbTime, Id, UtcTime},
};

/// How many are few.
const FEW: i64 = 10_000;

diesel::define_sql_function! {
    /// The id as no index has it: what compares it, or sorts by it, is found by another one.
    #[sql_name = "coalesce"]
    fn plain_id(id: Id, again: Id) -> Id;
}
diesel::define_sql_function! {
    /// The same of a time.
    #[sql_name = "coalesce"]
    fn plain_time(time: Nullable<UtcTime>, again: Nullable<UtcTime>) -> Nullable<UtcTime>;
}

/// Whether there are a few at the most.
macro_rules! few {
    ($conn:expr, $agency:expr, $($filter:expr),+) => {{
        let ids: Vec<DbId> = both!($conn, c => dossier::table
            .filter(dossier::agency_id.eq($agency))
            $(.filter($filter))+
            .select(dossier::id)
            .limit(FEW + 1)
            .load(c))?;
        i64::try_from(ids.len()).is_ok_and(|found| found <= FEW)
    }};
}

/// Whether a name or a time narrows the list to a few. What is open is few in an office of any age: SQLite finds it in the list's order,
/// where PostgreSQL would rather look through everything for the first of it.
pub(super) fn is_narrow(conn: &mut Conn, agency: DbId, filter: &Filter) -> Result<bool, StoreError> {
    let open = filter.running == Some(true) || filter.overdue_at.is_some();
    if open && conn.engine() == Engine::Postgres {
        return Ok(true);
    }
    Ok(of_owner(conn, agency, filter)? || closed_in(conn, agency, filter)? || received_in(conn, agency, filter)?)
}

fn of_owner(conn: &mut Conn, agency: DbId, filter: &Filter) -> Result<bool, StoreError> {
    let Some(owner) = &filter.owner else { return Ok(false) };
    let behind = format!("{owner}\u{10FFFF}");
    Ok(few!(conn, agency, dossier::owner_folded.ge(owner), dossier::owner_folded.lt(&behind)))
}

fn closed_in(conn: &mut Conn, agency: DbId, filter: &Filter) -> Result<bool, StoreError> {
    let (from, until) = (filter.closed_from.map(DbTime::from), filter.closed_before.map(DbTime::from));
    let received = dossier::received_at.is_not_null();
    Ok(match (from, until) {
        (None, None) => false,
        (Some(from), None) => few!(conn, agency, received, dossier::closed_at.ge(Some(from))),
        (None, Some(until)) => few!(conn, agency, received, dossier::closed_at.lt(Some(until))),
        (Some(from), Some(until)) => {
            few!(conn, agency, received, dossier::closed_at.ge(Some(from)), dossier::closed_at.lt(Some(until)))
        }
    })
}

fn received_in(conn: &mut Conn, agency: DbId, filter: &Filter) -> Result<bool, StoreError> {
    let (from, until) = (filter.received_from.map(DbTime::from), filter.received_before.map(DbTime::from));
    Ok(match (from, until) {
        (None, None) => false,
        (Some(from), None) => few!(conn, agency, dossier::received_at.ge(Some(from))),
        (None, Some(until)) => few!(conn, agency, dossier::received_at.lt(Some(until))),
        (Some(from), Some(until)) => {
            few!(conn, agency, dossier::received_at.ge(Some(from)), dossier::received_at.lt(Some(until)))
        }
    })
}

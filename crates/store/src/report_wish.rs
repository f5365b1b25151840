//! Who wants to be sent the report of each week or month, and which was sent to whom.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    AgencyId, PersonId, UtcTime,
    figures::{Period, PeriodKind},
};

use crate::{
    Conn, StoreError, both,
    schema::{person as people, report_sent as sent, report_wish as wish},
    types::{DbId, DbTime},
};

/// What somebody wishes, each with the day from which on.
pub fn of(conn: &mut Conn, agency: AgencyId, person: PersonId) -> Result<Vec<(PeriodKind, NaiveDate)>, StoreError> {
    let rows: Vec<(String, NaiveDate)> = both!(conn, c => wish::table
        .filter(wish::agency_id.eq(DbId::from(agency)).and(wish::person_id.eq(DbId::from(person))))
        .order(wish::kind)
        .select((wish::kind, wish::since))
        .load(c))?;
    let kind = |text: &str| PeriodKind::parse(text).ok_or_else(|| StoreError::corrupt(format!("the kind {text:?}")));
    rows.into_iter().map(|(text, since)| Ok((kind(&text)?, since))).collect()
}

/// Writes what somebody wishes, in the stead of what they had; what they wished before goes on as it was.
pub fn set(
    conn: &mut Conn,
    agency: AgencyId,
    person: PersonId,
    wishes: &[PeriodKind],
    today: NaiveDate,
) -> Result<(), StoreError> {
    // Whoever sets the same beside this one waits: all of the one or all of the other stands.
    if let Conn::Postgres(c) = conn {
        let own = people::agency_id.eq(DbId::from(agency)).and(people::id.eq(DbId::from(person)));
        people::table.filter(own).for_no_key_update().select(people::id).first::<DbId>(c).optional()?;
    }
    for kind in PeriodKind::ALL {
        let theirs = wish::agency_id
            .eq(DbId::from(agency))
            .and(wish::person_id.eq(DbId::from(person)))
            .and(wish::kind.eq(kind.as_str()));
        if wishes.contains(&kind) {
            let row = (
                wish::agency_id.eq(DbId::from(agency)),
                wish::person_id.eq(DbId::from(person)),
                wish::kind.eq(kind.as_str()),
                wish::since.eq(today),
            );
            both!(conn, c => diesel::insert_into(wish::table).values(row).on_conflict_do_nothing().execute(c))?;
        } else {
            both!(conn, c => diesel::delete(wish::table.filter(theirs)).execute(c))?;
        }
    }
    Ok(())
}

/// Notes that somebody's report of a period is made; false where it was before, or another worker is about it.
pub fn begin(
    conn: &mut Conn,
    agency: AgencyId,
    person: PersonId,
    period: Period,
    now: UtcTime,
) -> Result<bool, StoreError> {
    let row = (
        sent::agency_id.eq(DbId::from(agency)),
        sent::person_id.eq(DbId::from(person)),
        sent::period.eq(period.to_string()),
        sent::made_at.eq(DbTime::from(now)),
    );
    let new = both!(conn, c => diesel::insert_into(sent::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(new == 1)
}

/// Whether somebody's report of a period was made.
pub fn is_made(conn: &mut Conn, agency: AgencyId, person: PersonId, period: Period) -> Result<bool, StoreError> {
    let found: Option<DbId> = both!(conn, c => sent::table
        .filter(sent::agency_id.eq(DbId::from(agency)).and(sent::person_id.eq(DbId::from(person))))
        .filter(sent::period.eq(period.to_string()))
        .select(sent::person_id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

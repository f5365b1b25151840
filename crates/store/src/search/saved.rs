//! Searches that people keep, each for themselves.

use diesel::prelude::*;
use domain::{AgencyId, PersonId, UtcTime};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    schema::saved_search,
    types::{DbId, DbTime},
};

/// A search that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearch {
    /// Which.
    pub id: Uuid,
    /// What they call it.
    pub name: String,
    /// What is searched, as it was given.
    pub wanted: String,
    /// Since when.
    pub created_at: UtcTime,
}

/// Keeps one, where the person has fewer than so many; whether it was kept.
pub fn keep(
    conn: &mut Conn,
    (agency, person): (AgencyId, PersonId),
    one: &SavedSearch,
    most: i64,
) -> Result<bool, StoreError> {
    let theirs = saved_search::agency_id.eq(DbId::from(agency)).and(saved_search::person_id.eq(DbId::from(person)));
    let there: i64 = both!(conn, c => saved_search::table.filter(theirs).count().get_result(c))?;
    if there >= most {
        return Ok(false);
    }
    let row = (
        saved_search::agency_id.eq(DbId::from(agency)),
        saved_search::id.eq(DbId::from(one.id)),
        saved_search::person_id.eq(DbId::from(person)),
        saved_search::name.eq(&one.name),
        saved_search::wanted.eq(&one.wanted),
        saved_search::created_at.eq(DbTime::from(one.created_at)),
    );
    both!(conn, c => diesel::insert_into(saved_search::table).values(row).execute(c))?;
    Ok(true)
}

/// A person's, the oldest first.
pub fn of_person(conn: &mut Conn, agency: AgencyId, person: PersonId) -> Result<Vec<SavedSearch>, StoreError> {
    let rows: Vec<(DbId, String, String, DbTime)> = both!(conn, c => saved_search::table
        .filter(saved_search::agency_id.eq(DbId::from(agency)).and(saved_search::person_id.eq(DbId::from(person))))
        .order(saved_search::id)
        .select((saved_search::id, saved_search::name, saved_search::wanted, saved_search::created_at))
        .load(c))?;
    let one = |(id, name, wanted, at): (DbId, String, String, DbTime)| SavedSearch {
        id: id.get(),
        name,
        wanted,
        created_at: at.into(),
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Forgets one of a person's; whether it was there.
pub fn forget(conn: &mut Conn, agency: AgencyId, person: PersonId, id: Uuid) -> Result<bool, StoreError> {
    let gone = both!(conn, c => diesel::delete(saved_search::table
        .filter(saved_search::agency_id.eq(DbId::from(agency)).and(saved_search::person_id.eq(DbId::from(person))))
        .filter(saved_search::id.eq(DbId::from(id))))
        .execute(c))?;
    Ok(gone > 0)
}

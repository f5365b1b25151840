//! What signing in asks of a person.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{AgencyId, PersonId};

use crate::{Conn, StoreError, both, schema::person, types::DbId};

/// What signing in needs to know of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// Their agency.
    pub agency: AgencyId,
    /// Who.
    pub person: PersonId,
    /// The hash of their password, where they have one.
    pub password_hash: Option<String>,
    /// Their first day.
    pub valid_from: NaiveDate,
    /// Their last day.
    pub valid_until: Option<NaiveDate>,
}

impl Login {
    /// Whether they work here on this day.
    pub fn is_active(&self, day: NaiveDate) -> bool {
        active(day, self.valid_from, self.valid_until)
    }
}

/// Whether someone who works here from one day to another does so on this one.
pub(crate) fn active(day: NaiveDate, from: NaiveDate, until: Option<NaiveDate>) -> bool {
    from <= day && until.is_none_or(|until| day <= until)
}

type Found = (DbId, DbId, Option<String>, NaiveDate, Option<NaiveDate>);

impl From<Found> for Login {
    fn from((agency, person, password_hash, valid_from, valid_until): Found) -> Self {
        Self { agency: agency.into(), person: person.into(), password_hash, valid_from, valid_until }
    }
}

/// Looks a person up by the name they sign in with.
pub fn find_login(conn: &mut Conn, username: &str) -> Result<Option<Login>, StoreError> {
    let found: Option<Found> = both!(conn, c => person::table
        .filter(person::username.eq(username))
        .select((person::agency_id, person::id, person::password_hash, person::valid_from, person::valid_until))
        .first(c)
        .optional())?;
    Ok(found.map(Login::from))
}

diesel::define_sql_function! {
    /// Small letters.
    fn lower(text: diesel::sql_types::Nullable<diesel::sql_types::Text>) -> diesel::sql_types::Nullable<diesel::sql_types::Text>;
}

/// How many people may share a mailbox and still all be found by it.
const SHARING: i64 = 100;

/// Looks people up by where they get mail, whichever way its letters are written; a mailbox may be shared by several.
pub fn logins_at(conn: &mut Conn, email: &str) -> Result<Vec<Login>, StoreError> {
    let found: Vec<Found> = both!(conn, c => person::table
        .filter(lower(person::email).eq(email.trim().to_lowercase()))
        .order((person::agency_id, person::id))
        .select((person::agency_id, person::id, person::password_hash, person::valid_from, person::valid_until))
        .limit(SHARING)
        .load(c))?;
    Ok(found.into_iter().map(Login::from).collect())
}

/// Sets the hash of a person's password.
pub fn set_password(conn: &mut Conn, agency: AgencyId, id: PersonId, hash: &str) -> Result<(), StoreError> {
    let changed = both!(conn, c => diesel::update(person::table
        .filter(person::agency_id.eq(DbId::from(agency)).and(person::id.eq(DbId::from(id)))))
        .set(person::password_hash.eq(Some(hash)))
        .execute(c))?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

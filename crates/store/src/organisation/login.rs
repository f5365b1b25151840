//! What signing in asks of a person.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{AgencyId, PersonId, organisation::AgencyRecord};

use crate::{
    Conn, StoreError, both,
    schema::{agency, person},
    types::{DbId, JsonText},
};

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
    /// Their last day: their own, or their agency's where that comes first.
    pub valid_until: Option<NaiveDate>,
}

impl Login {
    /// Whether they work here on this day.
    pub fn is_active(&self, day: NaiveDate) -> bool {
        active(day, self.valid_from, self.valid_until)
    }

    /// Whether they have left before this day.
    pub fn is_over(&self, day: NaiveDate) -> bool {
        self.valid_until.is_some_and(|until| until < day)
    }
}

/// Whether someone who works here from one day to another does so on this one.
pub(crate) fn active(day: NaiveDate, from: NaiveDate, until: Option<NaiveDate>) -> bool {
    from <= day && until.is_none_or(|until| day <= until)
}

pub(crate) type Found = (DbId, DbId, Option<String>, NaiveDate, Option<NaiveDate>, Option<JsonText>);

/// What a [`Login`] is read from, where its agency is joined.
pub(crate) const FOUND: (
    person::agency_id,
    person::id,
    person::password_hash,
    person::valid_from,
    person::valid_until,
    agency::record,
) = (person::agency_id, person::id, person::password_hash, person::valid_from, person::valid_until, agency::record);

impl TryFrom<Found> for Login {
    type Error = StoreError;

    /// An agency that ends takes its people with it.
    fn try_from((agency, person, password_hash, valid_from, until, record): Found) -> Result<Self, StoreError> {
        let record: Option<AgencyRecord> = record.map(|json| json.read()).transpose()?;
        let end = record.and_then(|record| record.validity.until());
        let valid_until = until.into_iter().chain(end).min();
        Ok(Self { agency: agency.into(), person: person.into(), password_hash, valid_from, valid_until })
    }
}

/// Looks a person up by the name they sign in with.
pub fn find_login(conn: &mut Conn, username: &str) -> Result<Option<Login>, StoreError> {
    let found: Option<Found> = both!(conn, c => person::table
        .inner_join(agency::table.on(agency::id.eq(person::agency_id)))
        .filter(person::username.eq(username))
        .select(FOUND)
        .first(c)
        .optional())?;
    found.map(Login::try_from).transpose()
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
        .inner_join(agency::table.on(agency::id.eq(person::agency_id)))
        .filter(lower(person::email).eq(email.trim().to_lowercase()))
        .order((person::agency_id, person::id))
        .select(FOUND)
        .limit(SHARING)
        .load(c))?;
    found.into_iter().map(Login::try_from).collect()
}

/// Sets the hash of a person's password.
pub fn set_password(conn: &mut Conn, agency: AgencyId, id: PersonId, hash: &str) -> Result<(), StoreError> {
    let changed = both!(conn, c => diesel::update(person::table
        .filter(person::agency_id.eq(DbId::from(agency)).and(person::id.eq(DbId::from(id)))))
        .set(person::password_hash.eq(Some(hash)))
        .execute(c))?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

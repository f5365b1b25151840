//! Who signs in at another's: an issuer's own name for somebody, and whom it stands for here. Two unique keys hold what must hold
//! whatever runs at once: one name is one person's, and one person has one name with each issuer.

use diesel::prelude::*;
use domain::{AgencyId, PersonId, UtcTime};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    organisation::login::{FOUND, Found, Login},
    schema::{agency, identity_link, person},
    types::{DbId, DbTime},
};

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Which.
    pub id: Uuid,
    /// The issuer's address.
    pub issuer: String,
    /// Since when.
    pub linked_at: UtcTime,
}

/// A link to be made.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// Whose agency.
    pub agency: AgencyId,
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// The issuer's address.
    pub issuer: String,
    /// The issuer's name for them.
    pub subject: String,
    /// When.
    pub at: UtcTime,
}

/// Whom an issuer's name stands for.
pub fn find(conn: &mut Conn, issuer: &str, subject: &str) -> Result<Option<Login>, StoreError> {
    let found: Option<Found> = both!(conn, c => identity_link::table
        .inner_join(person::table.on(person::agency_id
            .eq(identity_link::agency_id)
            .and(person::id.eq(identity_link::person_id))))
        .inner_join(agency::table.on(agency::id.eq(identity_link::agency_id)))
        .filter(identity_link::issuer.eq(issuer).and(identity_link::subject.eq(subject)))
        .select(FOUND)
        .first(c)
        .optional())?;
    found.map(Login::try_from).transpose()
}

/// A person's links, in the order of their issuers.
pub fn of_person(conn: &mut Conn, agency: AgencyId, of: PersonId) -> Result<Vec<Link>, StoreError> {
    let rows: Vec<(DbId, String, DbTime)> = both!(conn, c => identity_link::table
        .filter(identity_link::agency_id.eq(DbId::from(agency)).and(identity_link::person_id.eq(DbId::from(of))))
        .order(identity_link::issuer)
        .select((identity_link::id, identity_link::issuer, identity_link::linked_at))
        .load(c))?;
    Ok(rows.into_iter().map(|(id, issuer, at)| Link { id: id.get(), issuer, linked_at: at.into() }).collect())
}

/// Makes a link; false where the name, or the person's place with this issuer, is taken.
pub fn link(conn: &mut Conn, new: &NewLink) -> Result<bool, StoreError> {
    let row = (
        identity_link::agency_id.eq(DbId::from(new.agency)),
        identity_link::id.eq(DbId::from(new.id)),
        identity_link::person_id.eq(DbId::from(new.person)),
        identity_link::issuer.eq(&new.issuer),
        identity_link::subject.eq(&new.subject),
        identity_link::linked_at.eq(DbTime::from(new.at)),
    );
    let made = both!(conn, c => diesel::insert_into(identity_link::table)
        .values(&row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(made == 1)
}

/// Takes a person's link away; with which issuer it was, and none where there is no such link.
pub fn unlink(conn: &mut Conn, agency: AgencyId, of: PersonId, id: Uuid) -> Result<Option<String>, StoreError> {
    let found = of_person(conn, agency, of)?.into_iter().find(|link| link.id == id);
    both!(conn, c => diesel::delete(identity_link::table
        .filter(identity_link::agency_id.eq(DbId::from(agency)).and(identity_link::id.eq(DbId::from(id))))
        .filter(identity_link::person_id.eq(DbId::from(of))))
        .execute(c))?;
    Ok(found.map(|link| link.issuer))
}

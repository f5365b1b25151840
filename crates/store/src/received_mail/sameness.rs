//! Which message was the first of its Message-ID, and whether another says the same.

use diesel::prelude::*;
use domain::AgencyId;
use uuid::Uuid;

use crate::{Conn, StoreError, both, schema::received_identity, types::DbId};

/// What a message is beside those that came before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// The first of its name.
    First,
    /// The same as the first.
    Repeat,
    /// It has the name of the first and says something else.
    Differs,
}

/// Whether a message is the first of its name (its Message-ID). Of those that are looked at in the same moment one is: the others wait for
/// its row. Whoever was the first stays it, however often it is tried.
pub fn elect(
    conn: &mut Conn,
    (agency, id): (AgencyId, Uuid),
    name: &str,
    identity: &str,
) -> Result<Sameness, StoreError> {
    let row = (
        received_identity::agency_id.eq(DbId::from(agency)),
        received_identity::name.eq(name),
        received_identity::identity.eq(identity),
        received_identity::mail_id.eq(DbId::from(id)),
    );
    both!(conn, c => diesel::insert_into(received_identity::table)
        .values(row)
        .on_conflict((received_identity::agency_id, received_identity::name))
        .do_nothing()
        .execute(c))?;
    let (first, said): (DbId, String) = both!(conn, c => received_identity::table
        .filter(received_identity::agency_id.eq(DbId::from(agency)).and(received_identity::name.eq(name)))
        .select((received_identity::mail_id, received_identity::identity))
        .first(c))?;
    Ok(match (first.get() == id, said == identity) {
        (true, _) => Sameness::First,
        (false, true) => Sameness::Repeat,
        (false, false) => Sameness::Differs,
    })
}

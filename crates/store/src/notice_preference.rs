//! How people want to be told, where that is otherwise than at once.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::{
    AgencyId, PersonId,
    notice::{
        NoticeKind,
        preference::{Choice, Preferences},
    },
};

use crate::{
    Conn, StoreError, both,
    schema::{notice_preference as kept, person as people},
    types::DbId,
};

/// What these people have chosen; who has chosen nothing isn't named.
pub fn of(
    conn: &mut Conn,
    agency: AgencyId,
    people: &BTreeSet<PersonId>,
) -> Result<BTreeMap<PersonId, Preferences>, StoreError> {
    let ids: Vec<DbId> = people.iter().copied().map(DbId::from).collect();
    let rows: Vec<(DbId, String, String)> = both!(conn, c => kept::table
        .filter(kept::agency_id.eq(DbId::from(agency)).and(kept::person_id.eq_any(&ids)))
        .select((kept::person_id, kept::kind, kept::choice))
        .load(c))?;
    let mut chosen: BTreeMap<PersonId, Vec<(NoticeKind, Choice)>> = BTreeMap::new();
    for (person, kind, choice) in rows {
        // A kind that this version of the program does not know is told as one of its own is by default.
        let (Some(kind), Some(choice)) = (NoticeKind::parse(&kind), Choice::parse(&choice)) else { continue };
        chosen.entry(person.into()).or_default().push((kind, choice));
    }
    Ok(chosen.into_iter().map(|(person, choices)| (person, Preferences::restore(choices))).collect())
}

/// Writes what somebody has chosen, in the stead of what they had.
pub fn set(conn: &mut Conn, agency: AgencyId, person: PersonId, chosen: &Preferences) -> Result<(), StoreError> {
    // Whoever sets the same beside this one waits: all of the one or all of the other stands.
    if let Conn::Postgres(c) = conn {
        let own = people::agency_id.eq(DbId::from(agency)).and(people::id.eq(DbId::from(person)));
        people::table.filter(own).for_no_key_update().select(people::id).first::<DbId>(c).optional()?;
    }
    let theirs = kept::agency_id.eq(DbId::from(agency)).and(kept::person_id.eq(DbId::from(person)));
    both!(conn, c => diesel::delete(kept::table.filter(theirs)).execute(c))?;
    for (kind, choice) in chosen.chosen() {
        let row = (
            kept::agency_id.eq(DbId::from(agency)),
            kept::person_id.eq(DbId::from(person)),
            kept::kind.eq(kind.as_str()),
            kept::choice.eq(choice.as_str()),
        );
        both!(conn, c => diesel::insert_into(kept::table).values(row).execute(c))?;
    }
    Ok(())
}

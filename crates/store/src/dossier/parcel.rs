//! What passes between the agency that has received a dossier and the one that decides on it: queued in the transaction of what it tells of, taken in
//! that of what it becomes there. What has arrived is kept in both histories, and nowhere else.

use diesel::prelude::*;
use domain::{AgencyId, DocumentId, DossierId, UtcTime, dossier::Parcel};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    document::integer,
    schema::dossier_parcel as parcel,
    types::{DbId, DbTime, JsonText},
};

/// A parcel on its way.
#[derive(Debug, Clone)]
pub struct OnItsWay {
    /// From whom.
    pub from: AgencyId,
    /// Which.
    pub id: Uuid,
    /// To whom.
    pub to: AgencyId,
    /// About which dossier; it has the same id at both.
    pub dossier: DossierId,
    /// What is in it.
    pub parcel: Parcel,
}

/// What names a parcel that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueParcel {
    /// From whom.
    pub from: AgencyId,
    /// Which.
    pub id: Uuid,
    /// To whom.
    pub to: AgencyId,
    /// How often it was tried in vain.
    pub attempts: u32,
}

/// Sends a parcel on its way.
pub fn send(conn: &mut Conn, one: &OnItsWay, now: UtcTime) -> Result<(), StoreError> {
    let row = (
        parcel::agency_id.eq(DbId::from(one.from)),
        parcel::id.eq(DbId::from(one.id)),
        parcel::to_agency_id.eq(DbId::from(one.to)),
        parcel::dossier_id.eq(DbId::from(DocumentId::from(one.dossier))),
        parcel::body.eq(JsonText::of(&one.parcel)?),
        parcel::attempts.eq(0),
        parcel::next_at.eq(DbTime::from(now)),
        parcel::created_at.eq(DbTime::from(now)),
    );
    both!(conn, c => diesel::insert_into(parcel::table).values(&row).execute(c))?;
    Ok(())
}

/// Parcels that are due, longest waiting first.
pub fn due(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<DueParcel>, StoreError> {
    let rows: Vec<(DbId, DbId, DbId, i32)> = both!(conn, c => parcel::table
        .filter(parcel::next_at.le(DbTime::from(now)))
        .order((parcel::next_at, parcel::id))
        .limit(limit)
        .select((parcel::agency_id, parcel::id, parcel::to_agency_id, parcel::attempts))
        .load(c))?;
    let due = |(from, id, to, attempts): (DbId, DbId, DbId, i32)| {
        let attempts = crate::document::count(attempts)?;
        Ok(DueParcel { from: from.into(), id: id.get(), to: to.into(), attempts })
    };
    rows.into_iter().map(due).collect()
}

/// Takes a parcel from its way: it arrives in this transaction, or is on its way again. `None` where another worker has it or had it.
pub fn take(conn: &mut Conn, due: DueParcel) -> Result<Option<OnItsWay>, StoreError> {
    let here = || parcel::agency_id.eq(DbId::from(due.from)).and(parcel::id.eq(DbId::from(due.id)));
    let columns = (parcel::dossier_id, parcel::body);
    let row: Option<(DbId, JsonText)> = match conn {
        Conn::Postgres(c) => {
            parcel::table.filter(here()).for_update().skip_locked().select(columns).first(c).optional()?
        }
        Conn::Sqlite(c) => parcel::table.filter(here()).select(columns).first(c).optional()?,
    };
    let Some((dossier, body)) = row else { return Ok(None) };
    both!(conn, c => diesel::delete(parcel::table.filter(here())).execute(c))?;
    Ok(Some(OnItsWay {
        from: due.from,
        id: due.id,
        to: due.to,
        dossier: DossierId(dossier.get()),
        parcel: body.read()?,
    }))
}

/// Tries a parcel again then.
pub fn again(conn: &mut Conn, due: DueParcel, at: UtcTime) -> Result<(), StoreError> {
    let attempts = integer(due.attempts.saturating_add(1))?;
    both!(conn, c => diesel::update(parcel::table
        .filter(parcel::agency_id.eq(DbId::from(due.from)).and(parcel::id.eq(DbId::from(due.id)))))
        .set((parcel::attempts.eq(attempts), parcel::next_at.eq(DbTime::from(at))))
        .execute(c))?;
    Ok(())
}

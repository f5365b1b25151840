//! Writes what happened to a dossier: its row by version, its history, the work that follows, the dates that run, who may look it up, and the
//! steps that it has gone through. Called inside a write transaction only.

use diesel::prelude::*;
use domain::{
    DocumentId, UtcTime, access,
    dossier::{Dossier, Happening},
    reminder::dossier_deadlines,
    work::dossier_work_of,
};

use super::{rows::DossierRow, walked};
use crate::{
    Conn, StoreError, both,
    deadline::{self, Awaited},
    document::integer,
    file, history, looker,
    schema::dossier,
    work,
};

/// Writes a new dossier with its first events.
pub fn insert(conn: &mut Conn, one: &Dossier, happenings: &[Happening]) -> Result<(), StoreError> {
    let links = history::link(one.agency(), one.id().into(), history::START, 1, happenings)?;
    let (Some(last), Some(link)) = (happenings.last(), links.last()) else {
        return Err(StoreError::Database("a dossier begins with an event".to_owned()));
    };
    let row = DossierRow::of(one, &link.hash, last.at.into())?;
    both!(conn, c => diesel::insert_into(dossier::table).values(&row).execute(c))?;
    history::append(conn, &links)?;
    beside(conn, None, one, last.at)
}

/// Writes what happened to a dossier. [`StoreError::Conflict`] where somebody else was faster.
pub fn update(
    conn: &mut Conn,
    before: &Dossier,
    chain_hash: &str,
    after: &Dossier,
    happenings: &[Happening],
) -> Result<(), StoreError> {
    let links = history::link(after.agency(), after.id().into(), chain_hash, before.version() + 1, happenings)?;
    let (Some(last), Some(link)) = (happenings.last(), links.last()) else {
        return Err(StoreError::Database("a change is an event".to_owned()));
    };
    let row = DossierRow::of(after, &link.hash, last.at.into())?;
    let version = integer(before.version())?;
    let same = dossier::agency_id.eq(row.agency_id).and(dossier::id.eq(row.id)).and(dossier::version.eq(version));
    let changed = both!(conn, c => diesel::update(dossier::table.filter(same)).set(&row).execute(c))?;
    if changed == 0 {
        return Err(StoreError::Conflict);
    }
    history::append(conn, &links)?;
    beside(conn, Some(before), after, last.at)
}

/// What follows from it in other tables.
fn beside(conn: &mut Conn, before: Option<&Dossier>, after: &Dossier, at: UtcTime) -> Result<(), StoreError> {
    let (agency, id) = (after.agency(), DocumentId::from(after.id()));
    let new = after.files().map(|attached| attached.file.id).filter(|id| before.is_none_or(|one| !one.has_file(*id)));
    file::give(conn, agency, id, new)?;
    let work_before = before.map(dossier_work_of).unwrap_or_default();
    // Its line shows how it stands as well, and lies on few desks.
    let corrected = before.is_some_and(|one| one.facts() != after.facts() || one.state() != after.state());
    work::change(conn, (agency, id), &work_before, &dossier_work_of(after), corrected)?;
    let dates = (before.map(dossier_deadlines).unwrap_or_default(), dossier_deadlines(after));
    deadline::change(conn, Awaited { agency, document: id }, (&dates.0, &dates.1), false, at)?;
    let old = before.map(access::dossier::lookers).unwrap_or_default();
    let new = access::dossier::lookers(after);
    looker::add(conn, (agency, id), false, &new.difference(&old).copied().collect())?;
    // What somebody is listed they can open.
    looker::remove(conn, (agency, id), &old.difference(&new).copied().collect())?;
    let known = before.map_or(0, |before| before.walked().len());
    walked::add(conn, after, known)
}

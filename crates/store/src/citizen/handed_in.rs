//! Which dossiers came by which account: kept beside them, so that an account that goes takes nothing of a dossier with it.

use diesel::prelude::*;
use domain::{AgencyId, CitizenId, DossierId, DraftId};

use crate::{Conn, StoreError, both, schema::citizen_dossier, types::DbId};

/// Keeps that this dossier came of this draft.
pub fn keep(
    conn: &mut Conn,
    agency: AgencyId,
    of: CitizenId,
    draft: DraftId,
    dossier: DossierId,
) -> Result<(), StoreError> {
    let row = (
        citizen_dossier::agency_id.eq(DbId::from(agency)),
        citizen_dossier::dossier_id.eq(DbId::from(dossier.0)),
        citizen_dossier::citizen_id.eq(DbId::from(of)),
        citizen_dossier::draft_id.eq(DbId::from(draft)),
    );
    both!(conn, c => diesel::insert_into(citizen_dossier::table).values(&row).execute(c))?;
    Ok(())
}

/// The dossier that came of one of somebody's drafts.
pub fn dossier_of_draft(
    conn: &mut Conn,
    agency: AgencyId,
    of: CitizenId,
    draft: DraftId,
) -> Result<Option<DossierId>, StoreError> {
    let found: Option<DbId> = both!(conn, c => citizen_dossier::table
        .filter(citizen_dossier::agency_id.eq(DbId::from(agency)).and(citizen_dossier::draft_id.eq(DbId::from(draft))))
        .filter(citizen_dossier::citizen_id.eq(DbId::from(of)))
        .select(citizen_dossier::dossier_id)
        .first(c)
        .optional())?;
    Ok(found.map(|id| DossierId(id.get())))
}

/// Whether somebody has handed this dossier in.
pub fn is_theirs(conn: &mut Conn, agency: AgencyId, of: CitizenId, dossier: DossierId) -> Result<bool, StoreError> {
    let found: Option<DbId> = both!(conn, c => citizen_dossier::table
        .filter(citizen_dossier::agency_id.eq(DbId::from(agency)))
        .filter(citizen_dossier::dossier_id.eq(DbId::from(dossier.0)))
        .filter(citizen_dossier::citizen_id.eq(DbId::from(of)))
        .select(citizen_dossier::dossier_id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// What somebody has handed in, latest first, behind this one.
pub fn dossiers_of(
    conn: &mut Conn,
    agency: AgencyId,
    of: CitizenId,
    behind: Option<DossierId>,
    limit: i64,
) -> Result<Vec<DossierId>, StoreError> {
    let behind = DbId::from(behind.map_or(uuid::Uuid::max(), |id| id.0));
    let found: Vec<DbId> = both!(conn, c => citizen_dossier::table
        .filter(citizen_dossier::agency_id.eq(DbId::from(agency)).and(citizen_dossier::citizen_id.eq(DbId::from(of))))
        .filter(citizen_dossier::dossier_id.lt(behind))
        .order(citizen_dossier::dossier_id.desc())
        .select(citizen_dossier::dossier_id)
        .limit(limit)
        .load(c))?;
    Ok(found.into_iter().map(|id| DossierId(id.get())).collect())
}

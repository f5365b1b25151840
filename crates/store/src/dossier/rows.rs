//! How a dossier stands in its row, and how it is read.

use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, DossierId, ServiceAccountId, UtcTime,
    dossier::{Dossier, State, statistics::Counted},
    fold,
};

use crate::{
    Conn, StoreError, both,
    document::integer,
    schema::{agency, dossier},
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = dossier)]
#[diesel(treat_none_as_default_value = false)]
#[diesel(treat_none_as_null = true)]
pub(super) struct DossierRow {
    pub agency_id: DbId,
    pub id: DbId,
    pub version: i32,
    pub chain_hash: String,
    pub state: String,
    pub code: Option<String>,
    pub procedure_id: Option<DbId>,
    pub procedure_code: Option<String>,
    pub procedure_name: Option<String>,
    pub field: Option<String>,
    pub channel: String,
    pub request: String,
    pub owner: String,
    pub owner_folded: String,
    pub desk: Option<String>,
    pub step: Option<String>,
    pub reached_at: DbTime,
    pub received_at: Option<DbTime>,
    pub due: Option<DbTime>,
    pub rests: bool,
    pub closing: Option<String>,
    pub closed_at: Option<DbTime>,
    pub returned_at: Option<DbTime>,
    pub portal_id: Option<DbId>,
    pub portal_code: Option<String>,
    pub body: JsonText,
    pub created_at: DbTime,
    pub changed_at: DbTime,
    pub by_original: Option<String>,
    pub at_desk: Option<String>,
    pub step_from: Option<DbTime>,
    pub step_due: Option<DbTime>,
    pub for_other: bool,
    pub state_there: Option<String>,
}

impl DossierRow {
    pub fn of(dossier: &Dossier, chain_hash: &str, changed_at: DbTime) -> Result<Self, StoreError> {
        let (facts, state) = (dossier.facts(), dossier.state());
        let counted = Counted::of(dossier);
        let closed = counted.and_then(|counted| counted.closed);
        let procedure = facts.procedure.as_ref();
        let runs = state.name().is_running();
        let step = state.run().and_then(|run| run.clock.as_ref()).filter(|clock| runs && !clock.rests());
        // Of what another agency handles, as it has told.
        let there = match state {
            State::Forwarded { link, .. } => link.standing.as_ref(),
            _ => None,
        };
        let returned_at = match state {
            State::Returned { handing, .. } => Some(handing.at.into()),
            _ => there.and_then(|there| there.returned_at).map(DbTime::from),
        };
        let due = there.map_or_else(|| counted.and_then(|counted| counted.due), |there| there.due);
        let step_there = || there.and_then(|there| there.step.as_ref());
        Ok(Self {
            agency_id: dossier.agency().into(),
            id: DocumentId::from(dossier.id()).into(),
            version: integer(dossier.version())?,
            chain_hash: chain_hash.to_owned(),
            state: state.name().as_str().to_owned(),
            code: dossier.code().map(ToString::to_string),
            procedure_id: procedure.map(|procedure| procedure.id.0.into()),
            procedure_code: procedure.map(|procedure| procedure.code.to_string()),
            procedure_name: procedure.map(|procedure| procedure.name.to_string()),
            field: facts.field.as_ref().map(ToString::to_string),
            channel: facts.channel.as_str().to_owned(),
            request: facts.request.to_string(),
            owner: facts.owner.name.to_string(),
            owner_folded: fold(facts.owner.name.as_str()),
            desk: dossier.desk().map(domain::work::Desk::key),
            step: state.run().map(|run| &run.name).or_else(step_there).map(ToString::to_string),
            reached_at: facts.reached_at.into(),
            received_at: counted.map(|counted| counted.received_at.into()),
            due: due.map(DbTime::from),
            rests: counted.is_some_and(|counted| counted.rests),
            closing: closed.map(|(closing, _)| closing.as_str().to_owned()),
            closed_at: closed.map(|(_, at)| at.into()),
            returned_at,
            portal_id: facts.portal.as_ref().map(|portal| portal.service.into()),
            portal_code: facts.portal.as_ref().map(|portal| portal.code.to_string()),
            body: JsonText::of(dossier)?,
            created_at: dossier.created_at().into(),
            changed_at,
            by_original: state.completion().map(|completion| completion.by_original.as_str().to_owned()),
            at_desk: dossier.desk().map(|desk| state.run().map_or(desk, |run| run.desk).key()),
            step_from: step.map(|clock| clock.counted.from.into()),
            step_due: step.map(|clock| clock.due.into()),
            for_other: counted.is_some_and(|counted| counted.for_other),
            state_there: there.map(|there| there.state.as_str().to_owned()),
        })
    }

    fn restore(&self) -> Result<Dossier, StoreError> {
        let stored: Dossier = self.body.read()?;
        let same =
            DbId::from(DocumentId::from(stored.id())) == self.id && DbId::from(stored.agency()) == self.agency_id;
        if !same {
            return Err(StoreError::corrupt("a dossier's row holds another"));
        }
        Dossier::restore(stored).map_err(StoreError::corrupt)
    }
}

/// The row of one dossier, and the version of its agency's directory.
macro_rules! one {
    ($agency:expr, $id:expr) => {
        dossier::table.filter(dossier::agency_id.eq($agency).and(dossier::id.eq($id))).select((
            DossierRow::as_select(),
            agency::table.filter(agency::id.eq($agency)).select(agency::directory_version).single_value(),
        ))
    };
}

/// A dossier with what is needed to change it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// As it stands.
    pub dossier: Dossier,
    /// The hash of its last history row.
    pub chain_hash: String,
    /// The version of the agency's directory at the same moment.
    pub directory_version: i64,
}

fn whole(row: Option<(DossierRow, Option<i64>)>) -> Result<Option<Loaded>, StoreError> {
    let Some((row, Some(directory_version))) = row else { return Ok(None) };
    Ok(Some(Loaded { dossier: row.restore()?, chain_hash: row.chain_hash, directory_version }))
}

/// Reads one; `None` where the agency has none with this id.
pub fn load(conn: &mut Conn, agency: AgencyId, id: DossierId) -> Result<Option<Loaded>, StoreError> {
    let (agency, id) = (DbId::from(agency), DbId::from(DocumentId::from(id)));
    whole(both!(conn, c => one!(agency, id).first(c).optional())?)
}

/// Reads one that is to be changed; on PostgreSQL its row is held until the transaction's end.
pub fn load_to_change(conn: &mut Conn, agency: AgencyId, id: DossierId) -> Result<Option<Loaded>, StoreError> {
    let (agency, id) = (DbId::from(agency), DbId::from(DocumentId::from(id)));
    whole(match conn {
        Conn::Postgres(c) => one!(agency, id).for_no_key_update().first(c).optional()?,
        // BEGIN IMMEDIATE: nobody else writes.
        Conn::Sqlite(c) => one!(agency, id).first(c).optional()?,
    })
}

/// Which dossier has this code. Whoever does not know its secret learns nothing from how long it takes: one look by an index, and no
/// more of the row where there is one.
pub fn id_by_code(conn: &mut Conn, agency: AgencyId, code: &str) -> Result<Option<DossierId>, StoreError> {
    let found: Option<DbId> = both!(conn, c => dossier::table
        .filter(dossier::agency_id.eq(DbId::from(agency)).and(dossier::code.eq(Some(code))))
        .select(dossier::id)
        .first(c)
        .optional())?;
    Ok(found.map(|id| DossierId(id.get())))
}

/// The dossier that a system has handed in under this code.
pub fn by_portal(
    conn: &mut Conn,
    agency: AgencyId,
    portal: ServiceAccountId,
    code: &str,
) -> Result<Option<DossierId>, StoreError> {
    let found: Option<DbId> = both!(conn, c => dossier::table
        .filter(dossier::agency_id.eq(DbId::from(agency)).and(dossier::portal_id.eq(Some(DbId::from(portal)))))
        .filter(dossier::portal_code.eq(Some(code)))
        .select(dossier::id)
        .first(c)
        .optional())?;
    Ok(found.map(|id| DossierId(id.get())))
}

/// The dossiers that were received from one instant until before another, the first first; at most so many.
pub fn received_in(
    conn: &mut Conn,
    agency: AgencyId,
    (from, until): (UtcTime, UtcTime),
    limit: i64,
) -> Result<Vec<Dossier>, StoreError> {
    let rows: Vec<DossierRow> = both!(conn, c => dossier::table
        .filter(dossier::agency_id.eq(DbId::from(agency)))
        .filter(dossier::received_at.ge(Some(DbTime::from(from))).and(dossier::received_at.lt(Some(DbTime::from(until)))))
        .order((dossier::received_at, dossier::code))
        .limit(limit)
        .select(DossierRow::as_select())
        .load(c))?;
    rows.iter().map(DossierRow::restore).collect()
}

/// Whether every column of the dossier's row is what the dossier itself says.
pub(crate) fn columns_fit(conn: &mut Conn, one: &Dossier) -> Result<bool, StoreError> {
    let (agency, id) = (DbId::from(one.agency()), DbId::from(DocumentId::from(one.id())));
    let row: Option<(DossierRow, Option<i64>)> = both!(conn, c => one!(agency, id).first(c).optional())?;
    let Some((row, _)) = row else { return Ok(false) };
    Ok(DossierRow::of(one, &row.chain_hash, row.changed_at)? == row)
}

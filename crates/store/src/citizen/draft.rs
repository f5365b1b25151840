//! Drafts of citizens' accounts.

use diesel::prelude::*;
use domain::{AgencyId, CitizenId, DraftId, ProcedureId, UtcTime, dossier::DossierDraft};

use crate::{
    Conn, StoreError, both,
    schema::{citizen_draft, procedure},
    types::{DbId, DbTime, JsonText},
};

/// A draft as it is kept.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Which.
    pub id: DraftId,
    /// Whose.
    pub citizen: CitizenId,
    /// What is asked for.
    pub procedure: ProcedureId,
    /// Mã thủ tục.
    pub procedure_code: String,
    /// Tên thủ tục.
    pub procedure_name: String,
    /// Its version: how often it was written.
    pub version: i32,
    /// What was put together.
    pub content: DossierDraft,
    /// Since when.
    pub created_at: UtcTime,
    /// When it was last changed.
    pub changed_at: UtcTime,
    /// When it is deleted, where nobody changes it.
    pub expires_at: UtcTime,
}

type Row = (DbId, DbId, DbId, String, String, i32, JsonText, DbTime, DbTime, DbTime);

fn read(row: Row) -> Result<Draft, StoreError> {
    let (id, citizen, procedure, procedure_code, procedure_name, version, body, created, changed, expires) = row;
    Ok(Draft {
        id: id.into(),
        citizen: citizen.into(),
        procedure: procedure.into(),
        procedure_code,
        procedure_name,
        version,
        content: body.read()?,
        created_at: created.into(),
        changed_at: changed.into(),
        expires_at: expires.into(),
    })
}

/// The query of drafts with their procedures, narrowed and ordered by what follows.
macro_rules! drafts {
    ($agency:expr) => {
        citizen_draft::table
            .inner_join(procedure::table.on(
                procedure::agency_id.eq(citizen_draft::agency_id).and(procedure::id.eq(citizen_draft::procedure_id)),
            ))
            .filter(citizen_draft::agency_id.eq(DbId::from($agency)))
            .select((
                citizen_draft::id,
                citizen_draft::citizen_id,
                citizen_draft::procedure_id,
                procedure::code,
                procedure::name,
                citizen_draft::version,
                citizen_draft::body,
                citizen_draft::created_at,
                citizen_draft::changed_at,
                citizen_draft::expires_at,
            ))
    };
}

/// Keeps a new draft.
pub fn insert_draft(conn: &mut Conn, agency: AgencyId, draft: &Draft) -> Result<(), StoreError> {
    let row = (
        citizen_draft::agency_id.eq(DbId::from(agency)),
        citizen_draft::id.eq(DbId::from(draft.id)),
        citizen_draft::citizen_id.eq(DbId::from(draft.citizen)),
        citizen_draft::procedure_id.eq(DbId::from(draft.procedure)),
        citizen_draft::version.eq(draft.version),
        citizen_draft::body.eq(JsonText::of(&draft.content)?),
        citizen_draft::created_at.eq(DbTime::from(draft.created_at)),
        citizen_draft::changed_at.eq(DbTime::from(draft.changed_at)),
        citizen_draft::expires_at.eq(DbTime::from(draft.expires_at)),
    );
    both!(conn, c => diesel::insert_into(citizen_draft::table).values(&row).execute(c))?;
    Ok(())
}

/// One of somebody's drafts.
pub fn draft(conn: &mut Conn, agency: AgencyId, of: CitizenId, id: DraftId) -> Result<Option<Draft>, StoreError> {
    let found: Option<Row> = both!(conn, c => drafts!(agency)
        .filter(citizen_draft::citizen_id.eq(DbId::from(of)).and(citizen_draft::id.eq(DbId::from(id))))
        .first(c)
        .optional())?;
    found.map(read).transpose()
}

/// All of somebody's drafts, the last first: there are few.
pub fn drafts_of(conn: &mut Conn, agency: AgencyId, of: CitizenId) -> Result<Vec<Draft>, StoreError> {
    let rows: Vec<Row> = both!(conn, c => drafts!(agency)
        .filter(citizen_draft::citizen_id.eq(DbId::from(of)))
        .order(citizen_draft::id.desc())
        .load(c))?;
    rows.into_iter().map(read).collect()
}

/// How many drafts somebody has.
pub fn count(conn: &mut Conn, agency: AgencyId, of: CitizenId) -> Result<i64, StoreError> {
    Ok(both!(conn, c => citizen_draft::table
        .filter(citizen_draft::agency_id.eq(DbId::from(agency)).and(citizen_draft::citizen_id.eq(DbId::from(of))))
        .count()
        .get_result(c))?)
}

/// Writes a draft anew; [`StoreError::Conflict`] where it is at another version than this one's before.
pub fn update_draft(conn: &mut Conn, agency: AgencyId, draft: &Draft) -> Result<(), StoreError> {
    let changed = both!(conn, c => diesel::update(citizen_draft::table
        .filter(citizen_draft::agency_id.eq(DbId::from(agency)).and(citizen_draft::id.eq(DbId::from(draft.id))))
        .filter(citizen_draft::version.eq(draft.version - 1)))
        .set((
            citizen_draft::version.eq(draft.version),
            citizen_draft::body.eq(JsonText::of(&draft.content)?),
            citizen_draft::changed_at.eq(DbTime::from(draft.changed_at)),
            citizen_draft::expires_at.eq(DbTime::from(draft.expires_at)),
            citizen_draft::warned_at.eq(None::<DbTime>),
        ))
        .execute(c))?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

/// Deletes a draft; false where it is gone.
pub fn delete_draft(conn: &mut Conn, agency: AgencyId, of: CitizenId, id: DraftId) -> Result<bool, StoreError> {
    let gone = both!(conn, c => diesel::delete(citizen_draft::table
        .filter(citizen_draft::agency_id.eq(DbId::from(agency)).and(citizen_draft::citizen_id.eq(DbId::from(of))))
        .filter(citizen_draft::id.eq(DbId::from(id))))
        .execute(c))?;
    Ok(gone == 1)
}

/// Some drafts whose time ends before then: of those that were told so, or of those that were not.
pub fn expiring(
    conn: &mut Conn,
    agency: AgencyId,
    before: UtcTime,
    told: bool,
    limit: i64,
) -> Result<Vec<Draft>, StoreError> {
    let ends = citizen_draft::expires_at.lt(DbTime::from(before));
    let rows: Vec<Row> = if told {
        both!(conn, c => drafts!(agency)
            .filter(ends)
            .filter(citizen_draft::warned_at.is_not_null())
            .limit(limit)
            .load(c))?
    } else {
        both!(conn, c => drafts!(agency).filter(ends).filter(citizen_draft::warned_at.is_null()).limit(limit).load(c))?
    };
    rows.into_iter().map(read).collect()
}

/// Its owner is told until when it is kept, and it is kept until then; false where it was changed or deleted meanwhile.
pub fn told_of_expiry(
    conn: &mut Conn,
    agency: AgencyId,
    draft: &Draft,
    until: UtcTime,
    now: UtcTime,
) -> Result<bool, StoreError> {
    let told = both!(conn, c => diesel::update(citizen_draft::table
        .filter(citizen_draft::agency_id.eq(DbId::from(agency)).and(citizen_draft::id.eq(DbId::from(draft.id))))
        .filter(citizen_draft::warned_at.is_null().and(citizen_draft::version.eq(draft.version))))
        .set((
            citizen_draft::warned_at.eq(Some(DbTime::from(now))),
            citizen_draft::expires_at.eq(DbTime::from(until)),
        ))
        .execute(c))?;
    Ok(told == 1)
}

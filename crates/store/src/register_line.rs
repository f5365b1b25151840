//! The lines of registers of outgoing documents: one a number that was given, reserved or struck out. None is ever taken away.

use diesel::prelude::*;
use domain::{
    AgencyId, DocumentId, RegisterId, UtcTime,
    outgoing::{Line, LineState, OutgoingDocument, state::Remarked},
};

use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    document::{count as counted, integer},
    schema::{outgoing_document, register_line},
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = register_line)]
#[diesel(treat_none_as_default_value = false)]
struct LineRow {
    agency_id: DbId,
    register_id: DbId,
    number: i32,
    state: String,
    document_id: Option<DbId>,
    reserved: Option<JsonText>,
    voided: Option<JsonText>,
    written_by: DbId,
    written_at: DbTime,
}

/// One line with what it says of its document.
#[derive(Debug, Clone)]
pub struct RegisterLine {
    /// Its number.
    pub number: u32,
    /// How it stands.
    pub state: LineState,
    /// Why it was reserved, by whom and when; where its document has it now, too.
    pub reserved: Option<Remarked>,
    /// Why it is struck out, by whom and when.
    pub voided: Option<Remarked>,
    /// Who wrote it first: at which person's desk, or by which service account.
    pub by: Uuid,
    /// When.
    pub at: UtcTime,
    /// Its document, where it has one.
    pub document: Option<OutgoingDocument>,
}

fn key(agency: AgencyId, register: RegisterId, number: u32) -> Result<(DbId, DbId, i32), StoreError> {
    Ok((agency.into(), register.into(), integer(number)?))
}

/// The line of a document that has just got its number: the one that was reserved, or a new one.
pub(crate) fn take(
    conn: &mut Conn,
    agency: AgencyId,
    document: DocumentId,
    line: &Line,
    by: Uuid,
    at: UtcTime,
) -> Result<(), StoreError> {
    let (agency_id, register_id, number) = key(agency, line.register, line.number)?;
    let reserved = register_line::agency_id
        .eq(agency_id)
        .and(register_line::register_id.eq(register_id))
        .and(register_line::number.eq(number))
        .and(register_line::state.eq(LineState::Reserved.as_str()));
    let taken = both!(conn, c => diesel::update(register_line::table.filter(reserved))
        .set((
            register_line::state.eq(LineState::Taken.as_str()),
            register_line::document_id.eq(Some(DbId::from(document))),
        ))
        .execute(c))?;
    if taken == 1 {
        return Ok(());
    }
    let row = LineRow {
        agency_id,
        register_id,
        number,
        state: LineState::Taken.as_str().to_owned(),
        document_id: Some(document.into()),
        reserved: None,
        voided: None,
        written_by: by.into(),
        written_at: at.into(),
    };
    both!(conn, c => diesel::insert_into(register_line::table).values(&row).execute(c))?;
    Ok(())
}

/// Keeps a number free.
pub fn reserve(
    conn: &mut Conn,
    agency: AgencyId,
    (register, number): (RegisterId, u32),
    reserved: &Remarked,
    by: Uuid,
) -> Result<(), StoreError> {
    let (agency_id, register_id, number) = key(agency, register, number)?;
    let row = LineRow {
        agency_id,
        register_id,
        number,
        state: LineState::Reserved.as_str().to_owned(),
        document_id: None,
        reserved: Some(JsonText::of(reserved)?),
        voided: None,
        written_by: by.into(),
        written_at: reserved.at.into(),
    };
    both!(conn, c => diesel::insert_into(register_line::table).values(&row).execute(c))?;
    Ok(())
}

/// Strikes a line out. Why it was kept, where it was, stands on for ever, too.
pub fn void(
    conn: &mut Conn,
    agency: AgencyId,
    (register, number): (RegisterId, u32),
    voided: &Remarked,
) -> Result<(), StoreError> {
    let (agency_id, register_id, number) = key(agency, register, number)?;
    let line = register_line::agency_id
        .eq(agency_id)
        .and(register_line::register_id.eq(register_id))
        .and(register_line::number.eq(number))
        .and(register_line::state.ne(LineState::Voided.as_str()));
    let why = JsonText::of(voided)?;
    let changed = both!(conn, c => diesel::update(register_line::table.filter(line))
        .set((register_line::state.eq(LineState::Voided.as_str()), register_line::voided.eq(Some(&why))))
        .execute(c))?;
    if changed == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

/// How one line stands, and whose it is; none where there is no such line.
pub fn find(
    conn: &mut Conn,
    agency: AgencyId,
    (register, number): (RegisterId, u32),
) -> Result<Option<(LineState, Option<DocumentId>)>, StoreError> {
    // No register has come so far.
    let Ok((agency_id, register_id, number)) = key(agency, register, number) else { return Ok(None) };
    let found: Option<(String, Option<DbId>)> = both!(conn, c => register_line::table
        .filter(register_line::agency_id.eq(agency_id).and(register_line::register_id.eq(register_id)))
        .filter(register_line::number.eq(number))
        .select((register_line::state, register_line::document_id))
        .first(c)
        .optional())?;
    found.map(|(state, document)| Ok((state_of(&state)?, document.map(Into::into)))).transpose()
}

fn state_of(text: &str) -> Result<LineState, StoreError> {
    LineState::parse(text).ok_or_else(|| StoreError::corrupt("a register line's state"))
}

/// The lines of a register in their order, behind a number.
pub fn list(
    conn: &mut Conn,
    agency: AgencyId,
    register: RegisterId,
    behind: u32,
    limit: i64,
) -> Result<Vec<RegisterLine>, StoreError> {
    within(conn, agency, register, (behind, None), limit)
}

/// The same of those that were written in a period, from its first moment to before its last.
pub(crate) fn within(
    conn: &mut Conn,
    agency: AgencyId,
    register: RegisterId,
    (behind, period): (u32, Option<(UtcTime, UtcTime)>),
    limit: i64,
) -> Result<Vec<RegisterLine>, StoreError> {
    let Ok((agency_id, register_id, behind)) = key(agency, register, behind) else { return Ok(Vec::new()) };
    let rows: Vec<(LineRow, Option<JsonText>)> = both!(conn, c => {
        let mut query = register_line::table
            .left_join(outgoing_document::table.on(outgoing_document::agency_id
                .eq(register_line::agency_id)
                .and(outgoing_document::id.nullable().eq(register_line::document_id))))
            .filter(register_line::agency_id.eq(agency_id).and(register_line::register_id.eq(register_id)))
            .filter(register_line::number.gt(behind))
            .into_boxed();
        if let Some((from, until)) = period {
            query = query.filter(register_line::written_at.ge(DbTime::from(from)).and(register_line::written_at.lt(DbTime::from(until))));
        }
        query
            .order(register_line::number)
            .limit(limit)
            .select((LineRow::as_select(), outgoing_document::body.nullable()))
            .load(c)
    })?;
    rows.into_iter()
        .map(|(row, body)| {
            Ok(RegisterLine {
                number: counted(row.number)?,
                state: state_of(&row.state)?,
                reserved: row.reserved.map(|json| json.read()).transpose()?,
                voided: row.voided.map(|json| json.read()).transpose()?,
                by: row.written_by.get(),
                at: row.written_at.into(),
                document: body.map(|body| body.read()).transpose()?,
            })
        })
        .collect()
}

/// How many lines there are from one number on and before another.
pub(crate) fn count(
    conn: &mut Conn,
    agency: DbId,
    register: DbId,
    (first, next): (i32, i32),
) -> Result<i64, StoreError> {
    Ok(both!(conn, c => register_line::table
        .filter(register_line::agency_id.eq(agency).and(register_line::register_id.eq(register)))
        .filter(register_line::number.ge(first).and(register_line::number.lt(next)))
        .count()
        .get_result(c))?)
}

//! Registers that have closed at their year's end (khóa sổ): their lines as they stood then, each with the hash of all up to it, and what was
//! written behind them since. Nothing of it is ever changed; whoever reckons the hashes again finds what somebody has changed by hand.

use diesel::prelude::*;
use domain::{AgencyId, RegisterId, UtcTime, book::Line};
use uuid::Uuid;

use crate::{
    Conn, StoreError, both,
    document::{count, integer},
    schema::{register, register_seal, register_sealed_line as sealed_line},
    types::{DbId, DbTime, JsonText},
};

/// How a register is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// When it closed.
    pub closed_at: UtcTime,
    /// When all its lines were sealed; nothing while they are being.
    pub sealed_at: Option<UtcTime>,
    /// How many lines it had.
    pub lines: u32,
    /// The hash of the last of them.
    pub hash: String,
}

/// A line that is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedLine {
    /// Its place, from 1.
    pub seq: u32,
    /// Its number in the register.
    pub number: u32,
    /// Whether it was written after the register had closed.
    pub later: bool,
    /// What stands in it.
    pub line: Line,
    /// Who wrote it, where somebody did.
    pub written_by: Option<Uuid>,
    /// When.
    pub written_at: UtcTime,
    /// The hash of all up to it.
    pub hash: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::schema::register_sealed_line)]
#[diesel(treat_none_as_default_value = false)]
struct LineRow {
    agency_id: DbId,
    register_id: DbId,
    seq: i32,
    number: i32,
    later: bool,
    line: JsonText,
    written_by: Option<DbId>,
    written_at: DbTime,
    hash: String,
}

impl TryFrom<LineRow> for SealedLine {
    type Error = StoreError;

    fn try_from(row: LineRow) -> Result<Self, StoreError> {
        Ok(Self {
            seq: count(row.seq)?,
            number: count(row.number)?,
            later: row.later,
            line: row.line.read()?,
            written_by: row.written_by.map(DbId::get),
            written_at: row.written_at.into(),
            hash: row.hash,
        })
    }
}

/// The agencies with registers of years before this one that are open.
pub fn open_before(conn: &mut Conn, year: i32) -> Result<Vec<AgencyId>, StoreError> {
    let found: Vec<DbId> = both!(conn, c => register::table
        .filter(register::year.lt(year).and(register::is_open.eq(true)))
        .select(register::agency_id)
        .distinct()
        .load(c))?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// Closes an agency's registers of years before this one that are open, each once: no number is given in them any more. How many it has closed.
pub fn close_before(
    conn: &mut Conn,
    (agency, year): (AgencyId, i32),
    now: UtcTime,
    hash: &str,
) -> Result<usize, StoreError> {
    let agency = DbId::from(agency);
    let open = register::agency_id.eq(agency).and(register::year.lt(year)).and(register::is_open.eq(true));
    let closed: Vec<DbId> = both!(conn, c => diesel::update(register::table.filter(open))
        .set(register::is_open.eq(false))
        .returning(register::id)
        .get_results(c))?;
    for id in &closed {
        let row = (
            register_seal::agency_id.eq(agency),
            register_seal::register_id.eq(*id),
            register_seal::closed_at.eq(DbTime::from(now)),
            register_seal::sealed_at.eq(None::<DbTime>),
            register_seal::lines.eq(0),
            register_seal::hash.eq(hash),
        );
        both!(conn, c => diesel::insert_into(register_seal::table).values(&row).execute(c))?;
    }
    Ok(closed.len())
}

/// The highest number of a register whose line is sealed; 0 where none is.
pub fn highest(conn: &mut Conn, (agency, id): (AgencyId, RegisterId)) -> Result<u32, StoreError> {
    let number: Option<i32> = both!(conn, c => sealed_line::table
        .filter(sealed_line::agency_id.eq(DbId::from(agency)).and(sealed_line::register_id.eq(DbId::from(id))))
        .select(diesel::dsl::max(sealed_line::number))
        .first(c))?;
    number.map_or(Ok(0), count)
}

/// Those that have closed and whose lines are not all sealed yet.
pub fn unsealed(conn: &mut Conn) -> Result<Vec<(AgencyId, RegisterId)>, StoreError> {
    let found: Vec<(DbId, DbId)> = both!(conn, c => register_seal::table
        .filter(register_seal::sealed_at.is_null())
        .order((register_seal::agency_id, register_seal::register_id))
        .select((register_seal::agency_id, register_seal::register_id))
        .load(c))?;
    Ok(found.into_iter().map(|(agency, id)| (agency.into(), id.into())).collect())
}

macro_rules! of {
    ($agency:expr, $id:expr) => {
        register_seal::table.filter(
            register_seal::agency_id.eq(DbId::from($agency)).and(register_seal::register_id.eq(DbId::from($id))),
        )
    };
}

/// How a register is sealed; none while it is open. On PostgreSQL it is held until the transaction's end where that is asked: lines are written
/// behind each other.
pub fn find(conn: &mut Conn, (agency, id): (AgencyId, RegisterId), held: bool) -> Result<Option<Seal>, StoreError> {
    let columns = (register_seal::closed_at, register_seal::sealed_at, register_seal::lines, register_seal::hash);
    let found: Option<(DbTime, Option<DbTime>, i32, String)> = match conn {
        Conn::Postgres(c) if held => of!(agency, id).for_update().select(columns).first(c).optional()?,
        Conn::Postgres(c) => of!(agency, id).select(columns).first(c).optional()?,
        Conn::Sqlite(c) => of!(agency, id).select(columns).first(c).optional()?,
    };
    found
        .map(|(closed_at, sealed_at, lines, hash)| {
            Ok(Seal { closed_at: closed_at.into(), sealed_at: sealed_at.map(Into::into), lines: count(lines)?, hash })
        })
        .transpose()
}

/// The last line of a register that is sealed, whatever its number.
pub fn last(conn: &mut Conn, (agency, id): (AgencyId, RegisterId)) -> Result<Option<SealedLine>, StoreError> {
    let row: Option<LineRow> = both!(conn, c => sealed_line::table
        .filter(sealed_line::agency_id.eq(DbId::from(agency)).and(sealed_line::register_id.eq(DbId::from(id))))
        .order(sealed_line::seq.desc())
        .select(LineRow::as_select())
        .first(c)
        .optional())?;
    row.map(SealedLine::try_from).transpose()
}

/// The latest line of a number.
pub fn of_number(
    conn: &mut Conn,
    (agency, id): (AgencyId, RegisterId),
    number: u32,
) -> Result<Option<SealedLine>, StoreError> {
    let number = integer(number)?;
    let row: Option<LineRow> = both!(conn, c => sealed_line::table
        .filter(sealed_line::agency_id.eq(DbId::from(agency)).and(sealed_line::register_id.eq(DbId::from(id))))
        .filter(sealed_line::number.eq(number))
        .order(sealed_line::seq.desc())
        .select(LineRow::as_select())
        .first(c)
        .optional())?;
    row.map(SealedLine::try_from).transpose()
}

/// Lines of a register in their order, behind one.
pub fn list(
    conn: &mut Conn,
    (agency, id): (AgencyId, RegisterId),
    behind: u32,
    limit: i64,
) -> Result<Vec<SealedLine>, StoreError> {
    let behind = integer(behind)?;
    let rows: Vec<LineRow> = both!(conn, c => sealed_line::table
        .filter(sealed_line::agency_id.eq(DbId::from(agency)).and(sealed_line::register_id.eq(DbId::from(id))))
        .filter(sealed_line::seq.gt(behind))
        .order(sealed_line::seq)
        .limit(limit)
        .select(LineRow::as_select())
        .load(c))?;
    rows.into_iter().map(SealedLine::try_from).collect()
}

/// Writes lines behind those that are there.
pub fn append(conn: &mut Conn, (agency, id): (AgencyId, RegisterId), lines: &[SealedLine]) -> Result<(), StoreError> {
    let rows: Vec<LineRow> = lines
        .iter()
        .map(|one| {
            Ok(LineRow {
                agency_id: agency.into(),
                register_id: id.into(),
                seq: integer(one.seq)?,
                number: integer(one.number)?,
                later: one.later,
                line: JsonText::of(&one.line)?,
                written_by: one.written_by.map(DbId::from),
                written_at: one.written_at.into(),
                hash: one.hash.clone(),
            })
        })
        .collect::<Result<_, StoreError>>()?;
    // Row by row: so many columns at once are more than an engine takes in one statement.
    for row in &rows {
        both!(conn, c => diesel::insert_into(sealed_line::table).values(row).execute(c))?;
    }
    Ok(())
}

/// All its lines are sealed.
pub fn sealed(
    conn: &mut Conn,
    (agency, id): (AgencyId, RegisterId),
    (lines, hash): (u32, &str),
    now: UtcTime,
) -> Result<(), StoreError> {
    let lines = integer(lines)?;
    both!(conn, c => diesel::update(of!(agency, id).filter(register_seal::sealed_at.is_null()))
        .set((
            register_seal::sealed_at.eq(Some(DbTime::from(now))),
            register_seal::lines.eq(lines),
            register_seal::hash.eq(hash),
        ))
        .execute(c))?;
    Ok(())
}

/// Every register that has closed, for whoever reckons its hashes again.
pub fn all(conn: &mut Conn) -> Result<Vec<(AgencyId, RegisterId)>, StoreError> {
    let found: Vec<(DbId, DbId)> = both!(conn, c => register_seal::table
        .order((register_seal::agency_id, register_seal::register_id))
        .select((register_seal::agency_id, register_seal::register_id))
        .load(c))?;
    Ok(found.into_iter().map(|(agency, id)| (agency.into(), id.into())).collect())
}

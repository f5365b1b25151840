//! Registers and their numbers. A number is taken inside the transaction that writes the line: it comes back when that is rolled
//! back, and nobody else can take it meanwhile.

use diesel::prelude::*;
use domain::{
    AgencyId, PersonId, RegisterId, UtcTime,
    register::{Entering, Register, RegisterKind, Scope},
};
use uuid::Uuid;

use crate::{
    CachedExt, Conn, StoreError, both,
    document::{count, integer},
    schema::register,
    types::{DbId, DbTime, JsonText},
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = register)]
#[diesel(treat_none_as_default_value = false)]
struct RegisterRow {
    agency_id: DbId,
    id: DbId,
    code: String,
    name: String,
    year: i32,
    scope: JsonText,
    first_number: i32,
    next_number: i32,
    is_open: bool,
    opened_reason: Option<String>,
    opened_by: Option<DbId>,
    opened_at: DbTime,
    kind: String,
}

impl TryFrom<RegisterRow> for Register {
    type Error = StoreError;

    fn try_from(row: RegisterRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            kind: RegisterKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("a register's kind"))?,
            code: row.code,
            name: row.name,
            year: row.year,
            scope: row.scope.read()?,
            next_number: count(row.next_number)?,
            open: row.is_open,
        })
    }
}

/// A register as it is listed.
#[derive(Debug, Clone)]
pub struct RegisterLine {
    /// The register.
    pub register: Register,
    /// The number it began with.
    pub first_number: u32,
    /// Why it was opened in mid-year.
    pub opened_reason: Option<String>,
    /// When it was opened.
    pub opened_at: UtcTime,
}

/// The agency's registers of a year, or of all.
pub fn list(conn: &mut Conn, agency: AgencyId, year: Option<i32>) -> Result<Vec<RegisterLine>, StoreError> {
    let agency = DbId::from(agency);
    let rows: Vec<RegisterRow> = both!(conn, c => {
        let mut query = register::table.filter(register::agency_id.eq(agency)).into_boxed();
        if let Some(year) = year {
            query = query.filter(register::year.eq(year));
        }
        query.order((register::year.desc(), register::code)).select(RegisterRow::as_select()).load(c)
    })?;
    rows.into_iter()
        .map(|row| {
            Ok(RegisterLine {
                first_number: count(row.first_number)?,
                opened_reason: row.opened_reason.clone(),
                opened_at: row.opened_at.into(),
                register: row.try_into()?,
            })
        })
        .collect()
}

/// A register to be opened.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Its id.
    pub id: RegisterId,
    /// What it is of.
    pub kind: RegisterKind,
    /// The series it is of.
    pub code: String,
    /// Its name on the cover.
    pub name: String,
    /// Its year, in Vietnam.
    pub year: i32,
    /// What is entered in it.
    pub scope: Scope,
    /// The number it begins with.
    pub first_number: u32,
    /// Why, where it doesn't begin with the year.
    pub reason: Option<String>,
    /// Who opens it.
    pub by: Option<PersonId>,
    /// When.
    pub at: UtcTime,
}

/// Opens a register. [`StoreError::Unique`] where its series has one in that year.
pub fn open(conn: &mut Conn, agency: AgencyId, opening: &Opening) -> Result<(), StoreError> {
    let row = row_of(agency, opening)?;
    both!(conn, c => diesel::insert_into(register::table).values(&row).execute(c))?;
    Ok(())
}

/// Opens a register where its series has none in that year: of several who would at once one does.
pub fn open_once(conn: &mut Conn, agency: AgencyId, opening: &Opening) -> Result<(), StoreError> {
    let row = row_of(agency, opening)?;
    both!(conn, c => diesel::insert_into(register::table).values(&row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

fn row_of(agency: AgencyId, opening: &Opening) -> Result<RegisterRow, StoreError> {
    let first = integer(opening.first_number)?;
    Ok(RegisterRow {
        agency_id: agency.into(),
        id: opening.id.into(),
        code: opening.code.clone(),
        name: opening.name.clone(),
        year: opening.year,
        scope: JsonText::of(&opening.scope)?,
        first_number: first,
        next_number: first,
        is_open: true,
        opened_reason: opening.reason.clone(),
        opened_by: opening.by.map(Into::into),
        opened_at: opening.at.into(),
        kind: opening.kind.as_str().to_owned(),
    })
}

/// The register in which a document is entered, with the number that it takes. The number is held until the transaction ends.
///
/// With the first document of a year, or the first register opened in it, those of the year before are opened anew, each from 1.
pub fn take(
    conn: &mut Conn,
    agency: AgencyId,
    year: i32,
    wanted: Option<RegisterId>,
    entering: Entering<'_>,
    now: UtcTime,
    seed: domain::Seed,
) -> Result<Option<Register>, StoreError> {
    let mut chosen = domain::register::choose(of_year(conn, agency, year)?, wanted, entering);
    if chosen.is_none() {
        roll_over(conn, agency, year, now, seed)?;
        chosen = domain::register::choose(of_year(conn, agency, year)?, wanted, entering);
    }
    let Some(chosen) = chosen else { return Ok(None) };
    let Some(next_number) = next(conn, agency, chosen.id)? else { return Ok(None) };
    // Whoever has waited for this row may have waited for somebody who has opened a narrower one: then that is the one, at the next try.
    if matches!(conn, Conn::Postgres(_)) {
        let again = domain::register::choose(of_year(conn, agency, year)?, wanted, entering);
        if again.is_none_or(|again| again.id != chosen.id) {
            return Err(StoreError::Conflict);
        }
    }
    Ok(Some(Register { next_number, ..chosen }))
}

/// Takes the next number of a register that is open; none where it is not. The number is held until the transaction ends.
pub fn next(conn: &mut Conn, agency: AgencyId, id: RegisterId) -> Result<Option<u32>, StoreError> {
    let key = register::agency_id.eq(DbId::from(agency)).and(register::id.eq(DbId::from(id)));
    let next: Option<i32> = both!(conn, c => diesel::update(register::table.filter(key.and(register::is_open.eq(true))))
        .set(register::next_number.eq(register::next_number + 1))
        .returning(register::next_number)
        .cached()
        .get_result(c)
        .optional())?;
    next.map(|next| count(next - 1)).transpose()
}

/// Holds all registers of a year until the transaction's end: whoever opens another waits for whoever does. On SQLite nobody else writes
/// anyway.
pub fn hold_year(conn: &mut Conn, agency: AgencyId, year: i32) -> Result<(), StoreError> {
    if let Conn::Postgres(c) = conn {
        let here = register::agency_id.eq(DbId::from(agency)).and(register::year.eq(year));
        register::table.filter(here).order(register::id).for_no_key_update().select(register::id).load::<DbId>(c)?;
    }
    Ok(())
}

/// Holds a register until the transaction's end. On SQLite nobody else writes anyway.
pub fn hold(conn: &mut Conn, agency: AgencyId, id: RegisterId) -> Result<(), StoreError> {
    if let Conn::Postgres(c) = conn {
        let here = register::agency_id.eq(DbId::from(agency)).and(register::id.eq(DbId::from(id)));
        register::table.filter(here).for_no_key_update().select(register::id).first::<DbId>(c).optional()?;
    }
    Ok(())
}

/// The agency's registers of a year.
pub fn of_year(conn: &mut Conn, agency: AgencyId, year: i32) -> Result<Vec<Register>, StoreError> {
    let rows: Vec<RegisterRow> = both!(conn, c => register::table
        .filter(register::agency_id.eq(DbId::from(agency)).and(register::year.eq(year)))
        .select(RegisterRow::as_select())
        .load(c))?;
    rows.into_iter().map(Register::try_from).collect()
}

/// Opens this year's registers of every series that was open in the year before and has none yet this year.
pub fn roll_over(
    conn: &mut Conn,
    agency: AgencyId,
    year: i32,
    now: UtcTime,
    seed: domain::Seed,
) -> Result<(), StoreError> {
    let agency_id = DbId::from(agency);
    let last: Option<i32> = both!(conn, c => register::table
        .filter(register::agency_id.eq(agency_id).and(register::year.lt(year)))
        .select(diesel::dsl::max(register::year))
        .first(c))?;
    let Some(last) = last else { return Ok(()) };
    let rows: Vec<RegisterRow> = both!(conn, c => register::table
        .filter(register::agency_id.eq(agency_id).and(register::year.eq(last)).and(register::is_open.eq(true)))
        .order(register::code)
        .select(RegisterRow::as_select())
        .load(c))?;
    // From the far end of the seed's ids: those at its beginning are the decision's.
    for (row, n) in rows.into_iter().zip((0..=u16::MAX).rev()) {
        let id: Uuid = seed.nth(n);
        let row = RegisterRow {
            id: id.into(),
            year,
            first_number: 1,
            next_number: 1,
            opened_reason: None,
            opened_by: None,
            opened_at: now.into(),
            ..row
        };
        // Another transaction may be opening the same year at the same time: one of the two does.
        both!(conn, c => diesel::insert_into(register::table).values(&row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// A hole in a register: a number that no line has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Whose.
    pub agency: AgencyId,
    /// In which register.
    pub register: String,
    /// Of which year.
    pub year: i32,
    /// How many lines it has.
    pub lines: i64,
    /// How many it should have.
    pub expected: i64,
}

/// Registers whose lines are not one for each number given out.
pub fn gaps(conn: &mut Conn) -> Result<Vec<Gap>, StoreError> {
    use crate::schema::document;
    let rows: Vec<RegisterRow> = both!(conn, c => register::table
        .order((register::agency_id, register::year, register::code))
        .select(RegisterRow::as_select())
        .load(c))?;
    let mut gaps = Vec::new();
    for row in rows {
        let lines: i64 = match RegisterKind::parse(&row.kind) {
            Some(RegisterKind::Outgoing) => {
                crate::register_line::count(conn, row.agency_id, row.id, (row.first_number, row.next_number))?
            }
            _ => both!(conn, c => document::table
                .filter(document::agency_id.eq(row.agency_id).and(document::register_id.eq(Some(row.id))))
                .filter(document::arrival_number.ge(row.first_number).and(document::arrival_number.lt(row.next_number)))
                .count()
                .get_result(c))?,
        };
        let expected = i64::from(row.next_number - row.first_number);
        if lines != expected {
            gaps.push(Gap { agency: row.agency_id.into(), register: row.name, year: row.year, lines, expected });
        }
    }
    Ok(gaps)
}

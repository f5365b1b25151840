//! Numbers of outgoing documents: taken in the transaction that issues, reserved and struck out by hand, and listed as their register has
//! them.

use std::sync::Arc;

use domain::{
    AgencyId, Reason, Refusal, RegisterId, Rule, Seed, access,
    organisation::Scope as Duty,
    outgoing::{LineState, OutgoingDocument, command::Issue, numbering, state::Remarked},
    register::{Entering, Register, RegisterKind, Scope},
    year_in_vietnam,
};
use store::{Conn, StoreError, organisation::AgencySnapshot, register, register_line};

use super::context::{Gathered, types};
use crate::{
    Office, OfficeError,
    agency::{Asker, as_registry},
    incoming::{Halt, held_fresh},
    repeat::{Answer, Line, Repeat},
    setup::{open_copies_register, open_outgoing_registers},
};

pub use store::register_line::RegisterLine as EntryLine;

/// A number of a register, to be reserved or struck out.
#[derive(Debug, Clone)]
pub struct NumberOrder {
    /// The register.
    pub register: RegisterId,
    /// Which number; the next one where it is to be reserved.
    pub number: Option<u32>,
    /// Why.
    pub reason: Reason,
}

/// A page of a register's lines.
#[derive(Debug, Clone)]
pub struct Entries {
    /// The register.
    pub register: Register,
    /// Its lines, in their order.
    pub lines: Vec<EntryLine>,
    /// The agency.
    pub snapshot: Arc<AgencySnapshot>,
}

impl Office {
    /// Takes the number that a document is to get; it is held until the transaction ends.
    pub(super) fn take_number(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        document: &OutgoingDocument,
        issue: &Issue,
        gathered: &mut Gathered,
    ) -> Result<(), Halt> {
        let (agency, now) = (document.agency(), self.now());
        let year = year_in_vietnam(now);
        let type_code = document.content().type_code.as_str();
        let normative = types(snapshot).get(type_code).is_some_and(|facts| facts.normative);
        let entering = Entering { kind: RegisterKind::Outgoing, type_code, secret: false, normative };
        if let Some(number) = issue.reserved_number {
            let registers = register::of_year(conn, agency, year)?;
            let Some(chosen) = domain::register::choose(registers, issue.register, entering) else { return Ok(()) };
            // Of two who would take the same one the later sees that it is gone.
            register::hold(conn, agency, chosen.id)?;
            let line = register_line::find(conn, agency, (chosen.id, number))?;
            if matches!(line, Some((LineState::Reserved, None))) {
                gathered.number = Some(Register { next_number: number, ..chosen });
            }
            return Ok(());
        }
        let seed = Seed::new(self.fresh());
        gathered.number = register::take(conn, agency, year, issue.register, entering, now, seed)?;
        if gathered.number.is_none() && issue.register.is_none() && first_outgoing(conn, agency, year, now)? {
            gathered.number = register::take(conn, agency, year, None, entering, now, seed)?;
        }
        // Looked at once the register is held: somebody may have opened a narrower one beside.
        if let Some(named) = issue.register {
            let registers = register::of_year(conn, agency, year)?;
            let passed_over = |one: &&Register| domain::register::is_passed_over(one, &registers, entering);
            if let Some(one) = registers.iter().find(|one| one.id == named).filter(passed_over) {
                return Err(Refusal::new(Rule::RegisterDoesNotTake).at("/register").with("register", &one.name).into());
            }
        }
        let copy = document.is_copy() && issue.register.is_none();
        if gathered.number.is_none() && copy && first_of_copies(conn, agency, year, now)? {
            gathered.number = register::take(conn, agency, year, None, entering, now, seed)?;
        }
        Ok(())
    }

    /// Reserves the next number of a register.
    pub async fn reserve_number(
        &self,
        by: impl Into<Asker>,
        order: NumberOrder,
        repeat: Option<Repeat<Entries>>,
    ) -> Result<Answer<Entries>, OfficeError> {
        let by = by.into();
        self.asked(by, Duty::DocumentsIssue).await?;
        let reserve = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.reserve_once(conn, snapshot, by, &order)
        };
        self.once(by, repeat, Line::Long, reserve).await
    }

    fn reserve_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        by: Asker,
        order: &NumberOrder,
    ) -> Result<Entries, Halt> {
        held_fresh(conn, snapshot, self.today())?;
        let register = known(conn, snapshot, by, order.register)?;
        let actor = as_registry(by, Duty::DocumentsIssue, &snapshot.directory)?;
        let (now, year) = (self.now(), year_in_vietnam(self.now()));
        // That of a year that is over goes on in this year's of the same series.
        let goes_on = register.year < year && register.kind != RegisterKind::Incoming;
        let register = if goes_on { self.continued(conn, by.agency(), &register, year)? } else { register };
        numbering::reserve(actor, &register, &snapshot.directory)?;
        let number = register::next(conn, by.agency(), register.id)?;
        let number = number.ok_or(Refusal::new(Rule::NoNumberHere).with("register", &register.name))?;
        let reserved = Remarked { reason: order.reason.clone(), by: actor.by(), at: now };
        let writer = actor.desk().map_or(by.id(), |person| person.0);
        register_line::reserve(conn, by.agency(), (register.id, number), &reserved, writer)?;
        entries_of(conn, snapshot, register, number.saturating_sub(1), 1)
    }

    /// Strikes a number out: one that was reserved here, that of a document by a command on it.
    pub async fn void_number(
        &self,
        by: impl Into<Asker>,
        order: NumberOrder,
        repeat: Option<Repeat<Entries>>,
    ) -> Result<Answer<Entries>, OfficeError> {
        let by = by.into();
        self.asked(by, Duty::DocumentsIssue).await?;
        let void = move |office: &Self, conn: &mut Conn, snapshot: &Arc<AgencySnapshot>| {
            office.void_once(conn, snapshot, by, &order)
        };
        self.once(by, repeat, Line::None, void).await
    }

    /// This year's register of the series of an earlier one: whoever comes first in the year opens it.
    fn continued(&self, conn: &mut Conn, agency: AgencyId, of: &Register, year: i32) -> Result<Register, Halt> {
        register::roll_over(conn, agency, year, self.now(), Seed::new(self.fresh()))?;
        let all = register::of_year(conn, agency, year)?;
        let same = all.into_iter().find(|one| one.kind == of.kind && one.code == of.code);
        Ok(same.ok_or_else(|| Refusal::new(Rule::NoRegister).at("/register").with("year", year))?)
    }

    fn void_once(
        &self,
        conn: &mut Conn,
        snapshot: &Arc<AgencySnapshot>,
        by: Asker,
        order: &NumberOrder,
    ) -> Result<Entries, Halt> {
        held_fresh(conn, snapshot, self.today())?;
        let register = known(conn, snapshot, by, order.register)?;
        let actor = as_registry(by, Duty::DocumentsIssue, &snapshot.directory)?;
        let number = order.number.ok_or(OfficeError::NotFound)?;
        register::hold(conn, by.agency(), register.id)?;
        let found = register_line::find(conn, by.agency(), (register.id, number))?;
        let (state, document) = found.ok_or(OfficeError::NotFound)?;
        numbering::void(state, document.is_some())?;
        let voided = Remarked { reason: order.reason.clone(), by: actor.by(), at: self.now() };
        register_line::void(conn, by.agency(), (register.id, number), &voided)?;
        let writer = actor.desk().map_or(by.id(), |person| person.0);
        self.behind_sealed_number(conn, snapshot, (register.id, number), Some(writer))?;
        entries_of(conn, snapshot, register, number.saturating_sub(1), 1)
    }

    /// A page of the lines of a register of outgoing documents, in their order. Whoever keeps the registry, or sees the agency's work, reads
    /// it: it is the book that is printed and signed for.
    pub async fn register_entries(
        &self,
        by: impl Into<Asker>,
        register: RegisterId,
        behind: u32,
        limit: i64,
    ) -> Result<Entries, OfficeError> {
        let by = by.into();
        let snapshot = self.asked(by, Duty::DocumentsIssue).await?;
        if let Asker::Person(caller) = by {
            access::may_follow(caller.person, &snapshot.directory)?;
        }
        self.db()
            .read_tx(move |conn| {
                let register = known(conn, &snapshot, by, register).map_err(Halt::into_error)?;
                if register.kind != RegisterKind::Outgoing {
                    // What came in is listed by its documents.
                    return Err(OfficeError::NotFound);
                }
                entries_of(conn, &snapshot, register, behind, limit).map_err(Halt::into_error)
            })
            .await
    }
}

fn entries_of(
    conn: &mut Conn,
    snapshot: &Arc<AgencySnapshot>,
    register: Register,
    behind: u32,
    limit: i64,
) -> Result<Entries, Halt> {
    let lines = register_line::list(conn, snapshot.directory.agency, register.id, behind, limit)?;
    Ok(Entries { register, lines, snapshot: Arc::clone(snapshot) })
}

/// The register, if the agency has it and the caller may know of it: the book of secret lines is the registry's.
fn known(conn: &mut Conn, snapshot: &AgencySnapshot, by: Asker, id: RegisterId) -> Result<Register, Halt> {
    let lines = register::list(conn, by.agency(), None)?;
    let found = lines.into_iter().map(|line| line.register).find(|register| register.id == id);
    let secret = |register: &Register| register.scope == Scope::Secret;
    let sees = by.person().is_some_and(|person| access::sees_secret_lines(person, &snapshot.directory));
    Ok(found.filter(|register| sees || !secret(register)).ok_or(OfficeError::NotFound)?)
}

/// Opens the register of copies in an office of before there was one; whether it had none.
fn first_of_copies(
    conn: &mut Conn,
    agency: domain::AgencyId,
    year: i32,
    now: domain::UtcTime,
) -> Result<bool, StoreError> {
    let lines = register::list(conn, agency, None)?;
    let none = !lines.iter().any(|line| line.register.scope == Scope::Copies);
    if none {
        open_copies_register(conn, agency, year, now)?;
    }
    Ok(none)
}

/// Opens the registers of what goes out in an office of before there were any; whether it had none. Of two who would the later finds them.
pub(crate) fn first_outgoing(
    conn: &mut Conn,
    agency: domain::AgencyId,
    year: i32,
    now: domain::UtcTime,
) -> Result<bool, StoreError> {
    let lines = register::list(conn, agency, None)?;
    let none = !lines.iter().any(|line| line.register.kind == RegisterKind::Outgoing);
    if none {
        open_outgoing_registers(conn, agency, year, now)?;
    }
    Ok(none)
}

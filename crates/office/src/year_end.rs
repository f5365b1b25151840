//! The end of a register's year (khóa sổ): no number is given in it any more, its lines are sealed as they stand, each by the hash of all up to it,
//! and what changes after that is written behind them as lines of their own.
//!
//! A register is sealed page by page, each page in a transaction of its own: nobody waits for a hundred thousand lines. What changes meanwhile
//! is in its line if that is sealed later, and behind it if it was sealed before.

use chrono::NaiveDate;
use domain::{
    AgencyId, RegisterId, Seed, UtcTime,
    book::{self, Line, Naming},
    incoming::IncomingDocument,
    outgoing::OutgoingDocument,
    register::{Entry, RegisterKind},
    year_in_vietnam,
};
use store::{
    Conn, Db, StoreError, document,
    organisation::AgencySnapshot,
    register, register_line,
    register_seal::{self as rows, SealedLine},
};
use uuid::Uuid;

use crate::{Office, OfficeError, books::types_of};

/// How many lines are sealed at once.
const PAGE: i64 = 500;
/// All moments of a register.
fn always() -> (UtcTime, UtcTime) {
    let first = |year| NaiveDate::from_ymd_opt(year, 1, 1).map_or(UtcTime::UNIX_EPOCH, domain::midnight_in_vietnam);
    (first(*domain::YEARS.start()), first(*domain::YEARS.end()))
}

impl Office {
    /// Closes the registers of years that are over, once those of this year are there, and seals their lines; how many lines it has sealed.
    ///
    /// # Errors
    /// What the database says.
    pub async fn close_registers(&self) -> Result<usize, OfficeError> {
        let year = year_in_vietnam(self.now());
        let open = self.db().read(move |conn| rows::open_before(conn, year)).await?;
        for agency in open {
            let (seed, now) = (Seed::new(self.fresh()), domain::to_micros(self.now()));
            let close = move |conn: &mut Conn| {
                // This year's go on from those that are open.
                register::roll_over(conn, agency, year, now, seed)?;
                rows::close_before(conn, (agency, year), now, book::FIRST_SEAL)
            };
            let closed = self.db().write::<_, StoreError, _>(close).await?;
            tracing::info!(agency = %agency, registers = closed, "registers of years that are over were closed");
        }
        let mut sealed = 0;
        for (agency, register) in self.db().read(rows::unsealed).await? {
            loop {
                let lines = self.seal_page(agency, register).await?;
                sealed += lines;
                if i64::try_from(lines).is_ok_and(|lines| lines < PAGE) {
                    break;
                }
            }
        }
        Ok(sealed)
    }

    async fn seal_page(&self, agency: AgencyId, register: RegisterId) -> Result<usize, OfficeError> {
        let snapshot = self.snapshot(agency).await?;
        let now = domain::to_micros(self.now());
        let page = move |conn: &mut Conn| seal_page(conn, (agency, register), &snapshot, now);
        Ok(self.db().write::<_, StoreError, _>(page).await?)
    }

    /// Writes behind the lines of a sealed register what has changed of this document's.
    pub(crate) fn behind_sealed_incoming(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        document: &IncomingDocument,
        by: Option<Uuid>,
    ) -> Result<(), StoreError> {
        let Some(Entry { register, year, number, .. }) = document.state().entry() else { return Ok(()) };
        if *year >= year_in_vietnam(self.now()) {
            return Ok(());
        }
        let types = types_of(snapshot);
        let line = book::received(document, Naming { directory: &snapshot.directory, types: &types });
        self.behind(conn, (document.agency(), *register, *number), line, by)
    }

    /// The same of one that goes out.
    pub(crate) fn behind_sealed_outgoing(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        document: &OutgoingDocument,
        by: Option<Uuid>,
    ) -> Result<(), StoreError> {
        let Some(entry) = document.state().line() else { return Ok(()) };
        if entry.year >= year_in_vietnam(self.now()) {
            return Ok(());
        }
        let behind = entry.number.saturating_sub(1);
        let stands = register_line::list(conn, document.agency(), entry.register, behind, 1)?;
        let Some(stands) = stands.first().filter(|stands| stands.number == entry.number) else { return Ok(()) };
        let types = types_of(snapshot);
        let line = book::sent(crate::books::numbered(stands), Naming { directory: &snapshot.directory, types: &types });
        self.behind(conn, (document.agency(), entry.register, entry.number), line, by)
    }

    /// The same of a number that was kept free.
    pub(crate) fn behind_sealed_number(
        &self,
        conn: &mut Conn,
        snapshot: &AgencySnapshot,
        (register, number): (RegisterId, u32),
        by: Option<Uuid>,
    ) -> Result<(), StoreError> {
        let agency = snapshot.directory.agency;
        let stands = register_line::list(conn, agency, register, number.saturating_sub(1), 1)?;
        let Some(stands) = stands.first().filter(|stands| stands.number == number) else { return Ok(()) };
        let types = types_of(snapshot);
        let line = book::sent(crate::books::numbered(stands), Naming { directory: &snapshot.directory, types: &types });
        self.behind(conn, (agency, register, number), line, by)
    }

    fn behind(
        &self,
        conn: &mut Conn,
        (agency, register, number): (AgencyId, RegisterId, u32),
        line: Line,
        by: Option<Uuid>,
    ) -> Result<(), StoreError> {
        let key = (agency, register);
        if rows::find(conn, key, true)?.is_none() {
            return Ok(());
        }
        // What is not sealed yet will be as it stands.
        let Some(before) = rows::of_number(conn, key, number)? else { return Ok(()) };
        if before.line == line {
            return Ok(());
        }
        let last = rows::last(conn, key)?;
        let (seq, hash) = last.map_or((0, book::FIRST_SEAL.to_owned()), |last| (last.seq, last.hash));
        let one = next(&hash, seq, (number, true), line, (by, domain::to_micros(self.now())));
        rows::append(conn, key, &[one])
    }
}

/// A sealed register whose lines are not what they were sealed as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenSeal {
    /// Whose.
    pub agency: AgencyId,
    /// Which register.
    pub register: String,
    /// Of which year.
    pub year: i32,
    /// The first of its lines that is another; nothing where lines are gone at the end.
    pub line: Option<u32>,
}

/// Reckons the hashes of every sealed register again: those that are broken.
pub(crate) async fn verify(db: &Db) -> Result<Vec<BrokenSeal>, OfficeError> {
    let mut faults = Vec::new();
    for key in db.read(rows::all).await? {
        if let Some(fault) = db.read_long(move |conn| broken(conn, key)).await? {
            faults.push(fault);
        }
    }
    Ok(faults)
}

/// The line behind one, with the hash of all up to it.
fn next(
    before: &str,
    seq: u32,
    (number, later): (u32, bool),
    line: Line,
    (written_by, written_at): (Option<Uuid>, UtcTime),
) -> SealedLine {
    let seq = seq.saturating_add(1);
    let hash = book::seal(before, (seq, number, later), &line, written_at);
    SealedLine { seq, number, later, line, written_by, written_at, hash }
}

fn seal_page(
    conn: &mut Conn,
    key: (AgencyId, RegisterId),
    snapshot: &AgencySnapshot,
    now: UtcTime,
) -> Result<usize, StoreError> {
    let (agency, register) = key;
    if rows::find(conn, key, true)?.is_none_or(|seal| seal.sealed_at.is_some()) {
        return Ok(0);
    }
    let kinds = register::list(conn, agency, None)?.into_iter().map(|line| line.register);
    let kind = kinds.into_iter().find(|one| one.id == register).map(|one| one.kind);
    let kind = kind.ok_or_else(|| StoreError::corrupt("a seal without its register"))?;
    let types = types_of(snapshot);
    let naming = Naming { directory: &snapshot.directory, types: &types };
    let last = rows::last(conn, key)?;
    let number = rows::highest(conn, key)?;
    let lines: Vec<(u32, Line)> = match kind {
        RegisterKind::Incoming => {
            let found = document::entered(conn, key, always(), number, PAGE)?;
            let numbered = |one: &IncomingDocument| Some((one.state().entry()?.number, book::received(one, naming)));
            found.iter().filter_map(numbered).collect()
        }
        RegisterKind::Outgoing => {
            let found = register_line::list(conn, agency, register, number, PAGE)?;
            found.iter().map(|one| (one.number, book::sent(crate::books::numbered(one), naming))).collect()
        }
    };
    let count = lines.len();
    let (mut seq, mut hash) = last.map_or((0, book::FIRST_SEAL.to_owned()), |last| (last.seq, last.hash));
    let mut sealed = Vec::with_capacity(count);
    for (number, line) in lines {
        let one = next(&hash, seq, (number, false), line, (None, now));
        (seq, hash) = (one.seq, one.hash.clone());
        sealed.push(one);
    }
    rows::append(conn, key, &sealed)?;
    if i64::try_from(count).is_ok_and(|count| count < PAGE) {
        rows::sealed(conn, key, (seq, &hash), now)?;
    }
    Ok(count)
}

fn broken(conn: &mut Conn, key: (AgencyId, RegisterId)) -> Result<Option<BrokenSeal>, StoreError> {
    let Some(seal) = rows::find(conn, key, false)? else { return Ok(None) };
    let (mut seq, mut hash, mut at_seal) = (0, book::FIRST_SEAL.to_owned(), None);
    let mut other = None;
    'lines: loop {
        let lines = rows::list(conn, key, seq, PAGE)?;
        for one in &lines {
            let expected = book::seal(&hash, (one.seq, one.number, one.later), &one.line, one.written_at);
            if one.seq != seq.saturating_add(1) || one.hash != expected {
                other = Some(one.seq);
                break 'lines;
            }
            (seq, hash) = (one.seq, expected);
            if seq == seal.lines {
                at_seal = Some(hash.clone());
            }
        }
        if lines.is_empty() {
            break;
        }
    }
    let whole = seal.sealed_at.is_none() || seal.lines == 0 || at_seal.as_ref() == Some(&seal.hash);
    if other.is_none() && whole {
        return Ok(None);
    }
    let known = register::list(conn, key.0, None)?.into_iter().map(|line| line.register).find(|one| one.id == key.1);
    let (register, year) = known.map(|one| (one.name, one.year)).unwrap_or_default();
    Ok(Some(BrokenSeal { agency: key.0, register, year, line: other }))
}

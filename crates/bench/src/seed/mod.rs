//! Fills the demo's office with documents: an archive of past years, a bounded amount of open work on every desk, and lots of
//! documents that are ready to be handed on.

pub mod batch;
pub mod check;
pub mod play;
pub mod sink;
pub mod world;

use std::sync::{Arc, mpsc};

use chrono::TimeDelta;
use domain::{UtcTime, register::Register};
use store::{Db, register::Opening};
use tokio::runtime::Runtime;

use self::{
    batch::{Batch, execute},
    play::{Shape, Spec, play},
    world::{World, YEARS, moment},
};
use crate::Outcome;

/// How many documents one transaction writes.
const BATCH: usize = 2_000;
/// The most open things on one desk, whatever the size of the office.
const ON_A_DESK: u32 = 200;
/// Numbers of documents that are under way, and of those made for handoffs, begin here.
const OPEN_FROM: u32 = 60_000_000;
const LOTS_FROM: u32 = 70_000_000;

/// Fills one database.
pub struct Seeder {
    /// The office.
    pub world: World,
    db: Db,
    runtime: Arc<Runtime>,
    mails: bool,
    archive: u32,
    open: Vec<Spec>,
    in_lots: u32,
    waiting_number: u32,
}

/// Documents made for handoffs: `count` of them from the number `first` on.
#[derive(Debug, Clone, Copy)]
pub struct Lot {
    /// The number of the first.
    pub first: u32,
    /// How many.
    pub count: u32,
    /// The arrival number of the first.
    pub number: u32,
}

impl Seeder {
    /// Plans `documents` documents and opens their books.
    pub fn new(db: Db, runtime: Arc<Runtime>, documents: u32, mails: bool) -> Outcome<Self> {
        let world = runtime.block_on(db.read_tx(World::read))?.ok_or("the demo's office is not there")?;
        let mut seeder =
            Self { world, db, runtime, mails, archive: 0, open: Vec::new(), in_lots: 0, waiting_number: 1 };
        seeder.open = seeder.plan_open(documents)?;
        let open = u32::try_from(seeder.open.len())?;
        seeder.archive = documents.saturating_sub(open);
        seeder.open_books()?;
        Ok(seeder)
    }

    /// How many documents of the past there are, numbered from 0.
    pub const fn archived(&self) -> u32 {
        self.archive
    }

    /// Some of each shape, spread over all that was filled in.
    pub fn sample(&self, each: u32) -> Outcome<Vec<Spec>> {
        let stride = (self.archive / each.max(1) / 10).max(1) * 10;
        let mut chosen = Vec::new();
        for n in (0..self.archive).step_by(usize::try_from(stride)?) {
            for shape in [0, 5, 8] {
                if n + shape < self.archive {
                    chosen.push(self.past(n + shape)?);
                }
            }
        }
        let step = self.open.len().div_ceil(usize::try_from(each)? * 4).max(1);
        chosen.extend(self.open.iter().step_by(step).cloned());
        Ok(chosen)
    }

    fn spec(
        &self,
        n: u32,
        shape: Shape,
        variant: usize,
        register: Register,
        at: UtcTime,
        due: UtcTime,
    ) -> Outcome<Spec> {
        let unit = self.world.unit(variant)?.clone();
        let leader = self.world.leader_over(&unit, variant)?;
        let turn = variant / self.world.units.len().max(1);
        let officer =
            unit.officers.get(turn % unit.officers.len().max(1)).copied().ok_or("a department without officers")?;
        Ok(Spec { n, shape, register, at, due, leader, unit, officer })
    }

    fn per_year(&self) -> u32 {
        self.archive.div_ceil(YEARS).max(1)
    }

    /// A document of the past, by its number.
    pub fn past(&self, n: u32) -> Outcome<Spec> {
        let (year, place) = (n / self.per_year(), n % self.per_year());
        let book = self.world.archive.get(usize::try_from(year)?).ok_or("too many years")?;
        let register = Register { next_number: place + 1, ..book.clone() };
        // To the microsecond, as the office keeps it.
        let at = domain::to_micros(moment(book.year, f64::from(place) / f64::from(self.per_year())));
        let shape = match n % 10 {
            0..=4 => Shape::Informed,
            5..=7 => Shape::ByHead,
            _ => Shape::ByOfficer,
        };
        self.spec(n, shape, usize::try_from(n / 10)?, register, at, at + TimeDelta::days(15))
    }

    fn plan_open(&mut self, documents: u32) -> Outcome<Vec<Spec>> {
        let at = self.world.waiting_since();
        let each = ON_A_DESK.min(documents / 40).max(1);
        let units = self.world.units.len();
        let leaders = self.world.leaders.len();
        let officers: Vec<usize> = self
            .world
            .units
            .iter()
            .enumerate()
            .flat_map(|(place, unit)| (0..unit.officers.len()).map(move |officer| place + officer * units))
            .collect();
        let desks = officers
            .into_iter()
            .map(|variant| (Shape::Handled, variant))
            .chain((0..units).map(|variant| (Shape::Directed, variant)))
            .chain((0..leaders).map(|variant| (Shape::Presented, variant)))
            .chain([(Shape::Registered, 0)]);
        let mut specs = Vec::new();
        for (n, (shape, variant)) in (OPEN_FROM..).zip(desks.flat_map(|desk| (0..each).map(move |_| desk))) {
            let due = self.world.due(i64::from(n % 500));
            let register = self.waiting_line();
            specs.push(self.spec(n, shape, variant, register, at, due)?);
        }
        Ok(specs)
    }

    fn waiting_line(&mut self) -> Register {
        let number = self.waiting_number;
        self.waiting_number += 1;
        Register { next_number: number, ..self.world.waiting.clone() }
    }

    fn open_books(&self) -> Outcome<()> {
        let world = self.world.clone();
        let mut left = self.archive;
        let mut books = Vec::new();
        for book in world.archive.iter().chain([&world.waiting]) {
            let lines = if book.id == world.waiting.id { self.waiting_number - 1 } else { left.min(self.per_year()) };
            if book.id != world.waiting.id {
                left -= lines;
            }
            books.push((book.clone(), lines));
        }
        Ok(self.runtime.block_on(self.db.write(move |conn| open_books(conn, &world, &books)))?)
    }

    /// Writes the archive and the open work.
    pub fn fill(&self) -> Outcome<()> {
        self.write((0..self.archive).map(|n| self.past(n)))?;
        self.write(self.open.iter().cloned().map(Ok))
    }

    fn lot_specs(&self, lot: Lot, shape: Shape, run: u32) -> Outcome<Vec<Spec>> {
        let at = self.world.waiting_since();
        let due = self.world.due(24);
        (0..lot.count)
            .map(|place| {
                let variant = usize::try_from(place / run.max(1))? % self.world.units.len().max(1);
                let register = Register { next_number: lot.number + place, ..self.world.waiting.clone() };
                self.spec(lot.first + place, shape, variant, register, at, due)
            })
            .collect()
    }

    /// Makes documents ready to be handed on. The variant changes after every `run` documents.
    pub fn lot(&mut self, count: u32, shape: Shape, run: u32) -> Outcome<(Lot, Vec<Spec>)> {
        let lot = Lot { first: LOTS_FROM + self.in_lots, count, number: self.waiting_number };
        let specs = self.lot_specs(lot, shape, run)?;
        self.in_lots += count;
        self.waiting_number += count;
        self.write(specs.iter().cloned().map(Ok))?;
        let (next, world) = (self.waiting_number, self.world.clone());
        self.runtime.block_on(self.db.write(move |conn| number(conn, &world, &world.waiting, next)))?;
        Ok((lot, specs))
    }

    /// Plays and writes documents: one thread plays, this one writes.
    fn write(&self, specs: impl Iterator<Item = Outcome<Spec>> + Send) -> Outcome<()> {
        let (engine, world, mails) = (self.db.engine(), &self.world, self.mails);
        let play_all = |specs: Vec<Outcome<Spec>>| {
            let mut batch = Batch::new(engine, world, mails);
            for spec in specs {
                batch.add(&play(world, &spec?)?)?;
            }
            Ok(Arc::new(batch))
        };
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel::<Outcome<Arc<Batch>>>(2);
            scope.spawn(move || {
                let mut specs = specs.peekable();
                while specs.peek().is_some() {
                    let made = play_all(specs.by_ref().take(BATCH).collect());
                    let failed = made.is_err();
                    if sender.send(made).is_err() || failed {
                        return;
                    }
                }
            });
            for batch in receiver {
                let batch = batch?;
                self.runtime.block_on(self.db.write(move |conn| batch.write(conn)))?;
            }
            Ok(())
        })
    }
}

/// Opens books that so many lines were written in.
fn open_books(conn: &mut store::Conn, world: &World, books: &[(Register, u32)]) -> Result<(), store::StoreError> {
    for (book, lines) in books {
        let opening = Opening {
            kind: domain::register::RegisterKind::Incoming,
            id: book.id,
            code: book.code.clone(),
            name: book.name.clone(),
            year: book.year,
            scope: book.scope.clone(),
            first_number: 1,
            reason: None,
            by: Some(world.clerk),
            at: moment(book.year, 0.0),
        };
        store::register::open(conn, world.agency, &opening)?;
        number(conn, world, book, lines + 1)?;
    }
    Ok(())
}

/// Sets the number that a book gives next.
fn number(conn: &mut store::Conn, world: &World, book: &Register, next: u32) -> Result<(), store::StoreError> {
    let (agency, id) = (world.agency, book.id);
    execute(conn, &format!("UPDATE register SET next_number = {next} WHERE agency_id = '{agency}' AND id = '{id}'"))
}

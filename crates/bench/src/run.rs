//! Offices of several sizes, from empty databases to their measurements. All are seeded first; then every round of an operation
//! is taken at each of them in turn, while the others rest, so that what is compared was measured at the same moment.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use domain::PersonId;
use store::Engine;
use tokio::runtime::Runtime;

use crate::{
    Args, Outcome,
    load::Times,
    operations::Signed,
    pgbench::Pgbench,
    place::{self, Place},
    report::{Operation, Run},
    rounds::{Kind, Ready},
    seed::{
        Seeder,
        check::{self, Checked},
    },
    server::Server,
};

/// Mails of the measurement are not sent behind its back: before the next round they count as sent.
const SETTLE: &str = "UPDATE message SET state = 'sent', sent_at = created_at, leased_by = NULL WHERE state = 'queued'";
/// How long the server's work that was just begun may take to end, before it rests.
const BREATH: Duration = Duration::from_millis(300);

/// A seeded office with its server.
pub struct Office<'a> {
    pub args: &'a Args,
    // Fields are dropped in this order: the server goes before the databases it stands on.
    pub server: Server,
    pub seeder: Seeder,
    pub runtime: Arc<Runtime>,
    pub place: Place,
    pub url: String,
    pub pgbench: Option<Pgbench>,
    pub times: Times,
    documents: u32,
    durability: String,
    bytes: u64,
    seeding: f64,
    checked: Checked,
    operations: Vec<Operation>,
    statements: Vec<(&'static str, usize)>,
    memory: (u64, u64),
}

/// Tells whoever waits.
pub fn say(text: &str) {
    eprintln!("bench: {text}");
}

/// Seeds and measures offices of these sizes.
pub fn sizes(args: &Args, sizes: &[u32]) -> Outcome<Vec<Run>> {
    let mut offices = sizes.iter().map(|documents| Office::seeded(args, *documents)).collect::<Outcome<Vec<_>>>()?;
    for kind in Kind::ALL {
        measure(args, &mut offices, kind)?;
    }
    offices.into_iter().map(Office::told).collect()
}

/// One operation at every office, a round at each in turn; who begins changes from round to round.
fn measure(args: &Args, offices: &mut [Office], kind: Kind) -> Outcome<()> {
    let mut ready = Vec::new();
    for office in &mut *offices {
        ready.push(office.awake(|office| Ready::new(office, kind))?);
    }
    for round in 0..args.rounds {
        let mut turns: Vec<_> = offices.iter_mut().zip(&mut ready).collect();
        if !round.is_multiple_of(2) {
            turns.reverse();
        }
        for (office, ready) in turns {
            office.awake(|office| ready.round(office, round))?;
        }
    }
    for (office, ready) in offices.iter_mut().zip(ready) {
        office.statements.extend(ready.statements.map(|most| (kind.name(), most)));
        office.operations.push(ready.operation);
        if kind.loads_memory() {
            office.memory = office.server.memory()?;
        }
    }
    say(&format!("{} is measured", kind.name()));
    Ok(())
}

impl<'a> Office<'a> {
    /// Seeds an office, shows that its rows are those of commands, and starts its server, which rests at first.
    pub fn seeded(args: &'a Args, documents: u32) -> Outcome<Self> {
        let mut place = Place::new(args.engine, documents)?;
        let url = place.database("office")?;
        let durability = place::durability(place.engine, &url)?;
        say(&format!("{}: {durability}", place.engine.as_str()));
        Server::start(args, &place.folder, &url)?.stop()?;

        let runtime = Arc::new(tokio::runtime::Builder::new_current_thread().enable_time().build()?);
        let db = place::open(&url, 2)?;
        let seeder = Seeder::new(db.clone(), Arc::clone(&runtime), documents, !args.no_mails)?;
        say(&format!("seeding {documents} documents"));
        let began = Instant::now();
        seeder.fill()?;
        let seeding = began.elapsed().as_secs_f64();
        say(&format!("seeded in {seeding:.1} s"));
        let scratch_url = place.database("scratch")?;
        let scratch = place::open(&scratch_url, 1)?;
        let sample = seeder.sample(args.sample)?;
        let checked = check::compare(&runtime, &db, &scratch, &seeder.world, &sample, !args.no_mails)?;
        drop(scratch);
        say(&format!("{} documents written again by commands: {} rows equal", checked.documents, checked.rows));
        place::tidy(place.engine, &url)?;
        let bytes = place::size(place.engine, &url)?;

        let postgres = place.engine == Engine::Postgres && !args.no_pgbench;
        let pgbench = if postgres { Pgbench::find(place.folder.clone(), &url, args.clients) } else { None };
        if postgres && pgbench.is_none() {
            return Err(
                "pgbench is not installed (Debian: postgresql-contrib, or postgresql); --no-pgbench does without"
                    .into(),
            );
        }
        let measured = Duration::from_secs(args.seconds.max(1));
        let times = Times { warm_up: (measured / 5).min(Duration::from_secs(2)), measured };
        let server = Server::start(args, &place.folder, &url)?;
        std::thread::sleep(BREATH);
        server.pause()?;
        Ok(Self {
            args,
            server,
            seeder,
            runtime,
            place,
            url,
            pgbench,
            times,
            documents,
            durability,
            bytes,
            seeding,
            checked,
            operations: Vec::new(),
            statements: Vec::new(),
            memory: (0, 0),
        })
    }

    /// Does something while the server runs; before and after it rests.
    fn awake<T>(&mut self, work: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        self.server.resume()?;
        let done = work(self);
        self.settle()?;
        std::thread::sleep(BREATH);
        self.server.pause()?;
        done
    }

    /// Does something while the server rests, in the midst of what is done while it runs.
    pub fn at_rest<T>(&mut self, work: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        self.settle()?;
        std::thread::sleep(BREATH);
        self.server.pause()?;
        let done = work(self);
        let settled = self.settle();
        self.server.resume()?;
        settled?;
        done
    }

    /// The officers of all departments.
    pub fn officers(&self) -> Vec<PersonId> {
        self.seeder.world.units.iter().flat_map(|unit| unit.officers.iter().copied()).collect()
    }

    /// Tokens hold for minutes, so everyone signs in anew before each round.
    pub fn signed(&self) -> Outcome<Signed> {
        let world = &self.seeder.world;
        let heads = world.units.iter().map(|unit| unit.head);
        let people = self.officers().into_iter().chain(heads).chain(world.leaders.iter().copied()).chain([world.clerk]);
        Signed::in_as(self.server.address, world, people.collect::<std::collections::BTreeSet<_>>())
    }

    /// Counts the mails that wait as sent. The server's worker notes mails at that moment, too: whom the database chose to end
    /// their deadlock tries again.
    pub fn settle(&self) -> Outcome<()> {
        let settle = || place::execute(self.place.engine, &self.url, SETTLE);
        settle().or_else(|_| settle()).or_else(|_| settle())
    }

    /// Ends the server and tells what was measured.
    fn told(self) -> Outcome<Run> {
        let documents_now = place::count(self.place.engine, &self.url, "document", "true")?;
        self.server.resume()?;
        self.server.stop()?;
        Ok(Run {
            engine: self.place.engine.as_str(),
            documents: (self.documents, documents_now),
            durability: self.durability,
            bytes: self.bytes,
            seeding: self.seeding,
            checked: self.checked,
            load: (self.args.clients, self.args.seconds, self.args.rounds),
            operations: self.operations,
            statements: self.statements,
            memory: self.memory,
        })
    }
}

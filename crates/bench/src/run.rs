//! One size of office, from an empty database to its measurements.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{DocumentId, PersonId};
use store::Engine;
use tokio::runtime::Runtime;

use crate::{
    Args, Outcome,
    load::{Measured, Questions, Times, round},
    operations::{Handoffs, Inbox, List, OneDocument, Registering, Signed},
    pgbench::{self, Length, Pgbench, Script},
    place::{self, Place},
    record::{Listener, between},
    report::{HANDOFF_GOAL, INBOX_GOAL, Operation, Run},
    seed::{
        Seeder, check,
        play::{Shape, Spec, document_id},
    },
    server::Server,
};

/// How many handoffs a second are prepared for, until the first round says more.
const FIRST_GUESS: f64 = 1_500.0;
/// Mails of the measurement are not sent behind its back: before the next round they count as sent.
const SETTLE: &str = "UPDATE message SET state = 'sent', sent_at = created_at, leased_by = NULL WHERE state = 'queued'";

/// A seeded office with its server.
struct Bench<'a> {
    args: &'a Args,
    place: &'a Place,
    url: &'a str,
    server: &'a Server,
    seeder: &'a mut Seeder,
    runtime: &'a Runtime,
    pgbench: Option<Pgbench>,
    times: Times,
}

fn say(text: &str) {
    eprintln!("bench: {text}");
}

/// Seeds and measures one size.
pub fn one_size(args: &Args, documents: u32) -> Outcome<Run> {
    let mut place = Place::new(args.engine)?;
    let url = place.database("office")?;
    let durability = place::durability(place.engine, &url)?;
    say(&format!("{}: {durability}", place.engine.as_str()));
    Server::start(args, &place.folder, &url)?.stop()?;

    let runtime = Arc::new(tokio::runtime::Builder::new_current_thread().enable_time().build()?);
    let db = place::open(&url, 2)?;
    let mut seeder = Seeder::new(db.clone(), Arc::clone(&runtime), documents, !args.no_mails)?;
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

    let server = Server::start(args, &place.folder, &url)?;
    let postgres = place.engine == Engine::Postgres && !args.no_pgbench;
    let pgbench = if postgres { Pgbench::find(place.folder.clone(), &url, args.clients) } else { None };
    if postgres && pgbench.is_none() {
        return Err(
            "pgbench is not installed (Debian: postgresql-contrib, or postgresql); --no-pgbench does without".into()
        );
    }
    let measured = Duration::from_secs(args.seconds.max(1));
    let times = Times { warm_up: (measured / 5).min(Duration::from_secs(2)), measured };
    let mut bench = Bench {
        args,
        place: &place,
        url: &url,
        server: &server,
        seeder: &mut seeder,
        runtime: &runtime,
        pgbench,
        times,
    };
    let mut operations = bench.reads()?;
    let (handoffs, statements) = bench.handoffs()?;
    let memory = server.memory()?;
    operations.extend(handoffs);
    operations.push(bench.registering()?);
    let documents_now = bench.documents()?;
    server.stop()?;
    Ok(Run {
        engine: place.engine.as_str(),
        documents: (documents, documents_now),
        durability,
        bytes,
        seeding,
        checked,
        load: (args.clients, args.seconds),
        operations,
        statements,
        memory,
    })
}

impl Bench<'_> {
    fn officers(&self) -> Vec<PersonId> {
        self.seeder.world.units.iter().flat_map(|unit| unit.officers.iter().copied()).collect()
    }

    /// Tokens hold for minutes, so everyone signs in anew before each operation.
    fn signed(&self) -> Outcome<Signed> {
        let world = &self.seeder.world;
        let heads = world.units.iter().map(|unit| unit.head);
        let people = self.officers().into_iter().chain(heads).chain(world.leaders.iter().copied()).chain([world.clerk]);
        Signed::in_as(self.server.address, world, people.collect::<std::collections::BTreeSet<_>>())
    }

    /// Counts the mails that wait as sent. The server's worker notes mails at that moment, too: whom the database chose to end
    /// their deadlock tries again.
    fn settle(&self) -> Outcome<()> {
        let settle = || place::execute(self.place.engine, self.url, SETTLE);
        settle().or_else(|_| settle()).or_else(|_| settle())
    }

    /// One round of clients, from a quiet start.
    fn app(&self, questions: &dyn Questions) -> Outcome<Measured> {
        self.settle()?;
        round(self.server.address, self.args.clients, self.times, questions)
    }

    /// One round of pgbench, while the server rests.
    fn statements(&self, script: &Script, length: Length, extra: &[(&str, u32)]) -> Outcome<Option<f64>> {
        let Some(pgbench) = &self.pgbench else { return Ok(None) };
        self.settle()?;
        std::thread::sleep(Duration::from_millis(300));
        self.server.pause()?;
        let rate = pgbench.run(script, length, extra);
        let settled = self.settle();
        self.server.resume()?;
        settled?;
        rate.map(Some)
    }

    /// Inboxes, documents and lists.
    fn reads(&mut self) -> Outcome<Vec<Operation>> {
        let (officers, clerk) = (self.officers(), self.seeder.world.clerk);
        let mut inbox = Operation { name: "inbox", rounds: Vec::new(), pgbench: Vec::new(), goal: Some(INBOX_GOAL) };
        let script = if self.pgbench.is_some() {
            let listener = Listener::open(self.runtime, &self.seeder.world, self.url, &self.place.folder)?;
            let heard = officers.iter().map(|officer| listener.inbox(*officer)).collect::<Outcome<Vec<_>>>()?;
            pgbench::reading(&heard)?
        } else {
            Script::default()
        };
        for _ in 0..self.args.rounds {
            let signed = self.signed()?;
            inbox.rounds.push(self.app(&Inbox { signed: &signed, officers: &officers })?);
            inbox.pgbench.extend(self.statements(&script, Length::Seconds(self.args.seconds.max(1)), &[])?);
        }
        say("inboxes are measured");
        let ids = self.some_documents()?;
        let mut one = Operation { name: "document", rounds: Vec::new(), pgbench: Vec::new(), goal: None };
        let mut list = Operation { name: "list", rounds: Vec::new(), pgbench: Vec::new(), goal: None };
        for _ in 0..self.args.rounds {
            let signed = self.signed()?;
            one.rounds.push(self.app(&OneDocument { signed: &signed, clerk, ids: &ids })?);
            list.rounds.push(self.app(&List::new(&signed, clerk, &officers, self.args.clients))?);
        }
        say("documents and lists are measured");
        Ok(vec![inbox, one, list])
    }

    /// Documents from all over the archive, in no order.
    fn some_documents(&self) -> Outcome<Vec<DocumentId>> {
        let all = u64::from(self.seeder.archived().max(1));
        (0..all.min(200_000))
            .map(|n| Ok(document_id(&self.seeder.past(u32::try_from(n * 2_654_435_761 % all)?)?)))
            .collect()
    }

    /// Directions and assignments, with the statements of each.
    fn handoffs(&mut self) -> Outcome<(Vec<Operation>, (usize, usize))> {
        let (direct, first) = self.handing_on("direct", Shape::Presented)?;
        let (assign, second) = self.handing_on("assign", Shape::Directed)?;
        Ok((vec![direct, assign], (first, second)))
    }

    fn handing_on(&mut self, name: &'static str, shape: Shape) -> Outcome<(Operation, usize)> {
        let units = u32::try_from(self.seeder.world.units.len())?;
        let (_, specs) = self.seeder.lot(units, shape, 1)?;
        let listener = Listener::open(self.runtime, &self.seeder.world, self.url, &self.place.folder)?;
        let hear = |spec: Spec| {
            let heard = if shape == Shape::Presented { listener.direct(&spec) } else { listener.assign(&spec) };
            heard.map(|heard| (spec, heard))
        };
        let heard = specs.into_iter().map(hear).collect::<Outcome<Vec<_>>>()?;
        let most = heard.iter().map(|(_, statements)| between(statements)).max().unwrap_or_default();
        drop(listener);
        let mut operation = Operation { name, rounds: Vec::new(), pgbench: Vec::new(), goal: Some(HANDOFF_GOAL) };
        let script =
            if self.pgbench.is_some() { pgbench::handing_on(&self.seeder.world, &heard)? } else { Script::default() };
        let (mut guess, mut pgbench_guess) = (FIRST_GUESS, None::<f64>);
        let seconds = (self.times.warm_up + self.times.measured).as_secs_f64();
        for _ in 0..self.args.rounds {
            let (_, specs) = self.seeder.lot(enough(guess, seconds), shape, 1)?;
            let signed = self.signed()?;
            let questions = if shape == Shape::Presented {
                Handoffs::directing(&signed, &specs)
            } else {
                Handoffs::assigning(&signed, &specs)
            };
            let measured = self.app(&questions)?;
            guess = measured.rate();
            operation.rounds.push(measured);
            if self.pgbench.is_some() {
                let clients = u32::try_from(self.args.clients.max(1))?;
                let expected = pgbench_guess.unwrap_or(guess * 1.5);
                let each = (enough(expected, self.times.measured.as_secs_f64()) / clients).max(20);
                let (lot, specs_of_lot) = self.seeder.lot(each * clients, shape, each)?;
                let (span, extra) = pgbench::cut(lot, self.args.clients)?;
                let rate = self.statements(&script, Length::Transactions(span), &extra)?;
                self.all_handed_on(&specs_of_lot, shape)?;
                pgbench_guess = rate;
                operation.pgbench.extend(rate);
            }
        }
        say(&format!("{name} is measured"));
        Ok((operation, most))
    }

    /// Whether the statements did to every document of a lot what the command does: otherwise pgbench measured something else.
    fn all_handed_on(&self, specs: &[Spec], shape: Shape) -> Outcome<()> {
        let Some((first, last)) = specs.first().zip(specs.last()) else { return Ok(()) };
        let (version, task) = if shape == Shape::Presented { (4, "organise") } else { (5, "handle") };
        let between = format!("BETWEEN '{}' AND '{}'", document_id(first), document_id(last));
        let today = self.seeder.world.today;
        let counted = [
            ("document", format!("id {between} AND version = {version}")),
            ("work", format!("document_id {between} AND task = '{task}'")),
            ("work", format!("document_id {between}")),
            ("history", format!("document_id {between} AND seq = {version}")),
            ("message", format!("document_id {between} AND kind = 'given_primary' AND created_at >= '{today}'")),
        ];
        for (table, those) in counted {
            let found = place::count(self.place.engine, self.url, table, &those)?;
            if usize::try_from(found)? != specs.len() {
                let wanted = specs.len();
                return Err(format!("pgbench left {found} rows of {table} where {those}, not {wanted}").into());
            }
        }
        Ok(())
    }

    fn registering(&mut self) -> Outcome<Operation> {
        let mut operation = Operation { name: "register", rounds: Vec::new(), pgbench: Vec::new(), goal: None };
        for number in 0..self.args.rounds {
            let signed = self.signed()?;
            let clerk = self.seeder.world.clerk;
            let questions = Registering { signed: &signed, clerk, asked: 1.into(), round: number };
            operation.rounds.push(self.app(&questions)?);
        }
        say("registering is measured");
        Ok(operation)
    }

    /// How many documents there are now.
    fn documents(&self) -> Outcome<u32> {
        place::count(self.place.engine, self.url, "document", "true")
    }
}

/// How many documents a round may need.
fn enough(rate: f64, seconds: f64) -> u32 {
    let wanted = Duration::from_secs_f64((rate * seconds * 1.3 / 1000.0).clamp(0.1, 1_000.0)).as_millis();
    u32::try_from(wanted).unwrap_or(u32::MAX).max(200)
}

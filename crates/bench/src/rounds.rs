//! What is measured at one office, a round at a time: the clients' requests and, on PostgreSQL, the same statements by pgbench
//! right after them.

use std::time::Duration;

use domain::DocumentId;

use crate::{
    Outcome,
    load::{Questions, round},
    operations::{Handoffs, Inbox, List, OneDocument, Registering},
    pgbench::{self, Length, Script},
    place,
    record::{Listener, between},
    report::{HANDOFF_GOAL, INBOX_GOAL, Operation},
    run::Office,
    seed::play::{Shape, Spec, document_id},
};

/// How many handoffs a second are prepared for, until the first round says more.
const FIRST_GUESS: f64 = 1_500.0;

/// What clients ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Inbox,
    Document,
    List,
    Direct,
    Assign,
    Register,
}

impl Kind {
    /// In the order of their measurement: first what changes nothing.
    pub const ALL: [Self; 6] = [Self::Inbox, Self::Document, Self::List, Self::Direct, Self::Assign, Self::Register];

    /// Its name in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Document => "document",
            Self::List => "list",
            Self::Direct => "direct",
            Self::Assign => "assign",
            Self::Register => "register",
        }
    }

    /// Whether it is part of the load after which the server's memory is taken.
    pub fn loads_memory(self) -> bool {
        self != Self::Register
    }

    fn goal(self) -> Option<(f64, f64)> {
        match self {
            Self::Inbox => Some(INBOX_GOAL),
            Self::Direct | Self::Assign => Some(HANDOFF_GOAL),
            Self::Document | Self::List | Self::Register => None,
        }
    }
}

/// An operation that an office is ready for.
pub struct Ready {
    kind: Kind,
    script: Script,
    ids: Vec<DocumentId>,
    guess: f64,
    pgbench_guess: Option<f64>,
    /// The rounds so far.
    pub operation: Operation,
    /// The most statements between BEGIN and COMMIT, of a handoff.
    pub statements: Option<usize>,
}

impl Ready {
    /// Hears the statements, and chooses the documents.
    pub fn new(office: &mut Office, kind: Kind) -> Outcome<Self> {
        let operation = Operation { name: kind.name(), rounds: Vec::new(), pgbench: Vec::new(), goal: kind.goal() };
        let mut ready = Self {
            kind,
            script: Script::default(),
            ids: Vec::new(),
            guess: FIRST_GUESS,
            pgbench_guess: None,
            operation,
            statements: None,
        };
        match kind {
            Kind::Inbox if office.pgbench.is_some() => ready.script = inboxes(office)?,
            Kind::Document => ready.ids = some_documents(office)?,
            Kind::Direct => ready.hear(office, Shape::Presented)?,
            Kind::Assign => ready.hear(office, Shape::Directed)?,
            Kind::Inbox | Kind::List | Kind::Register => {}
        }
        Ok(ready)
    }

    /// One round at a running office.
    pub fn round(&mut self, office: &mut Office, number: usize) -> Outcome<()> {
        let (clerk, officers) = (office.seeder.world.clerk, office.officers());
        match self.kind {
            Kind::Inbox => {
                let signed = office.signed()?;
                self.ask(office, &Inbox { signed: &signed, officers: &officers })?;
                self.pgbench(office, Length::Seconds(office.args.seconds.max(1)), &[])?;
            }
            Kind::Document => {
                let signed = office.signed()?;
                let from = number.wrapping_mul(1_000_003);
                self.ask(office, &OneDocument { signed: &signed, clerk, ids: &self.ids.clone(), from })?;
            }
            Kind::List => {
                let signed = office.signed()?;
                self.ask(office, &List::new(&signed, clerk, &officers, office.args.clients))?;
            }
            Kind::Direct => self.hand_on(office, Shape::Presented)?,
            Kind::Assign => self.hand_on(office, Shape::Directed)?,
            Kind::Register => {
                let signed = office.signed()?;
                self.ask(office, &Registering { signed: &signed, clerk, asked: 1.into(), round: number })?;
            }
        }
        Ok(())
    }

    /// One round of clients, from a quiet start.
    fn ask(&mut self, office: &Office, questions: &dyn Questions) -> Outcome<()> {
        office.settle()?;
        let measured = round(office.server.address, office.args.clients, office.times, questions)?;
        self.guess = measured.rate();
        self.operation.rounds.push(measured);
        Ok(())
    }

    /// One round of pgbench, while the server rests.
    fn pgbench(&mut self, office: &mut Office, length: Length, extra: &[(&str, u32)]) -> Outcome<()> {
        let script = &self.script;
        let run =
            |office: &mut Office| office.pgbench.as_ref().map(|pgbench| pgbench.run(script, length, extra)).transpose();
        self.pgbench_guess = office.at_rest(run)?;
        self.operation.pgbench.extend(self.pgbench_guess);
        Ok(())
    }

    /// Listens to one handoff of each department.
    fn hear(&mut self, office: &mut Office, shape: Shape) -> Outcome<()> {
        let units = u32::try_from(office.seeder.world.units.len())?;
        let (_, specs) = office.seeder.lot(units, shape, 1)?;
        let listener = Listener::open(&office.runtime, &office.seeder.world, &office.url, &office.place.folder)?;
        let hear = |spec: Spec| {
            let heard = if shape == Shape::Presented { listener.direct(&spec) } else { listener.assign(&spec) };
            heard.map(|heard| (spec, heard))
        };
        let heard = specs.into_iter().map(hear).collect::<Outcome<Vec<_>>>()?;
        self.statements = heard.iter().map(|(_, statements)| between(statements)).max();
        if office.pgbench.is_some() {
            self.script = pgbench::handing_on(&office.seeder.world, &heard)?;
        }
        Ok(())
    }

    /// A round of handoffs: of fresh documents, each once; then as many by pgbench.
    fn hand_on(&mut self, office: &mut Office, shape: Shape) -> Outcome<()> {
        let seconds = (office.times.warm_up + office.times.measured).as_secs_f64();
        let (_, specs) = office.seeder.lot(enough(self.guess, seconds), shape, 1)?;
        let signed = office.signed()?;
        let questions = if shape == Shape::Presented {
            Handoffs::directing(&signed, &specs)
        } else {
            Handoffs::assigning(&signed, &specs)
        };
        self.ask(office, &questions)?;
        if office.pgbench.is_some() {
            let clients = u32::try_from(office.args.clients.max(1))?;
            let expected = self.pgbench_guess.unwrap_or(self.guess * 1.5);
            let each = (enough(expected, office.times.measured.as_secs_f64()) / clients).max(20);
            let (lot, specs_of_lot) = office.seeder.lot(each * clients, shape, each)?;
            let (span, extra) = pgbench::cut(lot, office.args.clients)?;
            self.pgbench(office, Length::Transactions(span), &extra)?;
            all_handed_on(office, &specs_of_lot, shape)?;
        }
        Ok(())
    }
}

/// The statements of every officer's inbox.
fn inboxes(office: &Office) -> Outcome<Script> {
    let listener = Listener::open(&office.runtime, &office.seeder.world, &office.url, &office.place.folder)?;
    let heard = office.officers().into_iter().map(|officer| listener.inbox(officer)).collect::<Outcome<Vec<_>>>()?;
    pgbench::reading(&heard)
}

/// Documents from all over the archive, in no order.
fn some_documents(office: &Office) -> Outcome<Vec<DocumentId>> {
    let all = u64::from(office.seeder.archived().max(1));
    (0..all.min(200_000))
        .map(|n| Ok(document_id(&office.seeder.past(u32::try_from(n * 2_654_435_761 % all)?)?)))
        .collect()
}

/// Whether the statements did to every document of a lot what the command does: otherwise pgbench measured something else.
fn all_handed_on(office: &Office, specs: &[Spec], shape: Shape) -> Outcome<()> {
    let Some((first, last)) = specs.first().zip(specs.last()) else { return Ok(()) };
    let (version, task) = if shape == Shape::Presented { (4, "organise") } else { (5, "handle") };
    let between = format!("BETWEEN '{}' AND '{}'", document_id(first), document_id(last));
    let today = office.seeder.world.today;
    let counted = [
        ("document", format!("id {between} AND version = {version}")),
        ("work", format!("document_id {between} AND task = '{task}'")),
        ("work", format!("document_id {between}")),
        ("history", format!("document_id {between} AND seq = {version}")),
        ("message", format!("document_id {between} AND kind = 'given_primary' AND created_at >= '{today}'")),
    ];
    for (table, those) in counted {
        let found = place::count(office.place.engine, &office.url, table, &those)?;
        if usize::try_from(found)? != specs.len() {
            let wanted = specs.len();
            return Err(format!("pgbench left {found} rows of {table} where {those}, not {wanted}").into());
        }
    }
    Ok(())
}

/// How many documents a round may need.
fn enough(rate: f64, seconds: f64) -> u32 {
    let wanted = Duration::from_secs_f64((rate * seconds * 1.3 / 1000.0).clamp(0.1, 1_000.0)).as_millis();
    u32::try_from(wanted).unwrap_or(u32::MAX).max(200)
}

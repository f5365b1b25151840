//! The figures of the one-stop shop, for those who see all of its dossiers; and the figures of months that are over, which are written once.

use std::{collections::BTreeMap, sync::Arc};

use chrono::TimeDelta;
use domain::{
    AgencyId, DepartmentId, PersonId, Refusal, Rule, UtcTime, access,
    assignment::Holder,
    dossier::{Colour, Judgement, Month, month::Counts},
    organisation::Directory,
    work::Desk,
};
use store::{
    Conn,
    dossier::{self as rows, Counting, Heading, Lying},
    organisation::AgencySnapshot,
};

use crate::{Office, OfficeError, agency::Caller};

/// What was counted, and when.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The figures.
    pub counts: Counts,
    /// When.
    pub at: UtcTime,
    /// Of a month that is over: when they were written. What changed later does not show in them.
    pub frozen_at: Option<UtcTime>,
}

/// How long a month rests before its figures are written.
const SETTLED: TimeDelta = TimeDelta::minutes(5);

/// How many of some dossiers have which colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Colours {
    /// Far from their date.
    pub green: u64,
    /// Near it.
    pub yellow: u64,
    /// Past it.
    pub red: u64,
    /// At rest, or without a term.
    pub none: u64,
}

/// The colours of a line, of its whole time and of its step's: nothing where it is closed, rests or has no term.
pub fn colours_of(line: &Heading, snapshot: &AgencySnapshot, now: UtcTime) -> (Option<Colour>, Option<Colour>) {
    let runs = line.received_at().is_some() && line.closed_at().is_none() && !line.rests;
    let whole = line.received_at().zip(line.due()).filter(|_| runs);
    let directory = &snapshot.directory;
    let of_step = snapshot.calendar.of_unit(line.at_desk().and_then(|desk| unit_of(desk, directory)), directory);
    let whole = whole.map(|(from, due)| Colour::of(from, due, now, snapshot.calendar.agency()));
    (whole, line.step_time().map(|(from, due)| Colour::of(from, due, now, of_step)))
}

impl Colours {
    fn add(&mut self, colour: Option<Colour>) {
        *match colour {
            Some(Colour::Green) => &mut self.green,
            Some(Colour::Yellow) => &mut self.yellow,
            Some(Colour::Red) => &mut self.red,
            None => &mut self.none,
        } += 1;
    }
}

/// How steps that were handed on stood to their time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Handed {
    /// Before it.
    pub early: u64,
    /// In it.
    pub in_time: u64,
    /// After it.
    pub late: u64,
    /// Without one.
    pub untimed: u64,
}

impl Handed {
    const fn add(&mut self, judgement: Judgement, amount: u64) {
        match judgement {
            Judgement::Early => self.early += amount,
            Judgement::InTime => self.in_time += amount,
            Judgement::Late => self.late += amount,
            Judgement::Untimed => self.untimed += amount,
        }
    }
}

/// What lies on a desk now, and what went over it in the time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeskCounts {
    /// How many are still handled there.
    pub in_hand: u64,
    /// By how near the date of the whole is.
    pub total: Colours,
    /// By how near that of the step is.
    pub step: Colours,
    /// The steps that were handed on.
    pub handed: Handed,
}

/// The figures of a time.
#[derive(Debug, Clone)]
pub struct Statistics {
    /// From then.
    pub from: UtcTime,
    /// Until before then.
    pub until: UtcTime,
    /// What was counted.
    pub counted: Counted,
    /// By the desk at whose step a dossier stands.
    pub desks: BTreeMap<Desk, DeskCounts>,
    /// By whoever has a step in hand.
    pub officers: BTreeMap<PersonId, DeskCounts>,
    /// The agency as it was when this was read.
    pub snapshot: Arc<AgencySnapshot>,
}

impl Office {
    /// The figures from one instant until before another, of a month those that were written at its end. For leaders, who presses for
    /// work, and the one-stop shop.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn dossier_statistics(
        &self,
        caller: Caller,
        (from, until): (UtcTime, UtcTime),
    ) -> Result<Statistics, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        if !access::dossier::sees_agency(caller.person, &snapshot.directory) {
            return Err(Refusal::new(Rule::DossierFiguresReaders).into());
        }
        let month = Some(Month::of(from)).filter(|month| (month.from(), month.until()) == (from, until));
        let counted = match month {
            Some(month) => self.counted_month(caller.agency, month).await?,
            None => self.counted(caller.agency, (from, until)).await?,
        };
        let lying = self.db().read_long(move |conn| rows::lying(conn, caller.agency)).await?;
        let (mut desks, mut officers) = (BTreeMap::new(), BTreeMap::new());
        for one in &lying {
            note(desks.entry(one.at).or_default(), one, &snapshot, counted.at);
            if let Desk::Holder(Holder::Person(person)) = one.desk {
                note(officers.entry(person).or_default(), one, &snapshot, counted.at);
            }
        }
        for step in &counted.counts.steps {
            desks.entry(step.desk).or_default().handed.add(step.judgement, step.amount);
            let person = match step.desk {
                Desk::Holder(Holder::Person(person)) => step.officer.or(Some(person)),
                _ => step.officer,
            };
            if let Some(person) = person {
                officers.entry(person).or_default().handed.add(step.judgement, step.amount);
            }
        }
        Ok(Statistics { from, until, counted, desks, officers, snapshot })
    }

    /// The figures of a month: as they were written when it was over, or as they are now where nobody has written them.
    pub(super) async fn counted_month(&self, agency: AgencyId, month: Month) -> Result<Counted, OfficeError> {
        let frozen = self.db().read(move |conn| rows::frozen(conn, agency, month)).await?;
        match frozen {
            Some((counts, at)) => Ok(Counted { counts, at: self.now(), frozen_at: Some(at) }),
            None => self.counted(agency, (month.from(), month.until())).await,
        }
    }

    async fn counted(&self, agency: AgencyId, (from, until): (UtcTime, UtcTime)) -> Result<Counted, OfficeError> {
        let now = domain::to_micros(self.now());
        let of = Counting { from, until, now };
        let count = move |conn: &mut Conn| match rows::first_received(conn, agency)? {
            // Of a time before there was anything nothing is looked for, however many such times somebody asks for.
            Some(first) if first < until => rows::grouped(conn, agency, of),
            _ => Ok(Counts::default()),
        };
        let counts = self.db().read_long(count).await?;
        Ok(Counted { counts, at: now, frozen_at: None })
    }

    /// Writes the figures of the month that was over last, for each agency of which nobody has; how many. Called by the clock, on any
    /// number of instances: of several that write at once the first holds.
    ///
    /// A month before that one is never written: what it was like when it ended nobody knows any more.
    pub async fn freeze_figures(&self) -> Result<u64, OfficeError> {
        let now = domain::to_micros(self.now());
        // What was done in its last moment is committed by then, whichever instance's clock it was that said so.
        let month = Month::of(now - SETTLED).before();
        let missing = self.db().read(move |conn| rows::unfrozen(conn, month)).await?;
        let mut written = 0;
        for agency in missing {
            // As of the month's last moment: what rests then is told apart, and what was closed since still ran.
            let last = month.until() - TimeDelta::microseconds(1);
            let of = Counting { from: month.from(), until: month.until(), now: last };
            // Counted before anything is written: nobody's reception waits for it. What two instances count is the same month.
            let counts = self.db().read_long(move |conn| rows::grouped(conn, agency, of)).await?;
            let freeze = move |conn: &mut Conn| rows::freeze(conn, agency, month, &counts, now);
            if self.db().write::<_, store::StoreError, _>(freeze).await? {
                written += 1;
                tracing::info!(%agency, %month, "the figures of a month were written");
            }
        }
        Ok(written)
    }
}

fn note(counts: &mut DeskCounts, one: &Lying, snapshot: &AgencySnapshot, now: UtcTime) {
    counts.in_hand += 1;
    let whole = one.due.filter(|_| !one.rests);
    counts.total.add(whole.map(|due| Colour::of(one.received_at, due, now, snapshot.calendar.agency())));
    let calendar = snapshot.calendar.of_unit(unit_of(one.at, &snapshot.directory), &snapshot.directory);
    counts.step.add(one.step.map(|(from, due)| Colour::of(from, due, now, calendar)));
}

/// By whose calendar a desk works.
pub fn unit_of(desk: Desk, directory: &Directory) -> Option<DepartmentId> {
    match desk {
        Desk::Holder(Holder::Department(id)) => Some(id),
        Desk::Holder(holder @ Holder::Person(_)) => directory.departments_of(holder).into_iter().next(),
        Desk::Registry | Desk::OneStop => None,
    }
}

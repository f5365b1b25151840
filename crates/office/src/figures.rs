//! The figures of documents: for the whole agency, a department or one person; and those of weeks and months that are over, which are
//! written once.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use domain::{
    DepartmentId, PersonId, Refusal, Rule, UtcTime, access,
    assignment::Holder,
    calendar::{Days, Term},
    day_in_vietnam,
    figures::{Counts, Period},
    organisation::Directory,
    to_micros,
};
use store::{
    Conn, StoreError,
    figures::{self as rows, Time},
    organisation::AgencySnapshot,
};

pub use store::figures::Narrow;

use crate::{Office, OfficeError, agency::Caller};

/// How many documents that were there before there were counters are counted in one transaction.
const BATCH: i64 = 100;
/// How long a period rests before its figures are written.
const SETTLED: TimeDelta = TimeDelta::minutes(5);

/// Of which time figures are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// A week or a month. Of one that is over, its figures as they were written.
    Period(Period),
    /// From one day to another, both with it.
    Days(NaiveDate, NaiveDate),
}

impl Span {
    fn bounds(self) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Period(period) => (period.first(), period.last()),
            Self::Days(from, until) => (from, until),
        }
    }
}

/// Whose figures are asked for; what is left out is found by whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Whose {
    /// Of this unit.
    pub department: Option<DepartmentId>,
    /// Of this person.
    pub person: Option<PersonId>,
}

/// The figures of a time, of an agency, a unit or a person.
#[derive(Debug, Clone)]
pub struct Dashboard {
    /// Which days, and when it was asked.
    pub time: Time,
    /// Whose: nobody's in particular means all of the agency.
    pub whose: Whose,
    /// What was counted.
    pub counts: Counts,
    /// Of a period that is over: when its figures were written. What changed later does not show in them.
    pub frozen_at: Option<UtcTime>,
    /// How many documents have yet to be counted for the first time.
    pub uncounted: i64,
    /// The agency as it was when this was read.
    pub snapshot: Arc<AgencySnapshot>,
}

/// Whose figures this person is shown who asks for these.
fn scope(person: PersonId, whose: Whose, directory: &Directory) -> Result<Whose, Refusal> {
    if access::sees_agency(person, directory) {
        return Ok(whose);
    }
    let led: Vec<DepartmentId> = access::principals(person, directory)
        .into_iter()
        .filter_map(|principal| match principal {
            Holder::Department(id) => Some(id),
            Holder::Person(_) => None,
        })
        .collect();
    let own = access::principals(person, directory);
    match (whose.department, whose.person) {
        (Some(unit), _) if led.contains(&unit) => Ok(whose),
        (None, Some(one)) if own.contains(&Holder::Person(one)) => Ok(whose),
        // Of somebody else's a head sees what their own unit has.
        (None, Some(one)) => {
            let theirs = directory.departments_of(Holder::Person(one));
            let unit = led.iter().find(|unit| theirs.contains(unit));
            unit.map(|unit| Whose { department: Some(*unit), person: Some(one) })
                .ok_or_else(|| Refusal::new(Rule::FiguresOfOthers).at("/person"))
        }
        (Some(_), _) => Err(Refusal::new(Rule::FiguresOfOthers).at("/department")),
        (None, None) => Ok(led.first().map_or(Whose { department: None, person: Some(person) }, |unit| Whose {
            department: Some(*unit),
            person: None,
        })),
    }
}

impl Office {
    /// The figures of a time, for whoever sees the documents that they count.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn dashboard(&self, caller: Caller, span: Span, whose: Whose) -> Result<Dashboard, OfficeError> {
        let (snapshot, _) = self.caller(caller).await?;
        let whose = scope(caller.person, whose, &snapshot.directory)?;
        let mut dashboard = self.figures_of(snapshot, span).await?;
        dashboard.counts = dashboard.counts.of(whose.department, whose.person);
        dashboard.whose = whose;
        Ok(dashboard)
    }

    /// The figures of each month of a time, the first and the last as far as it goes.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn dashboard_by_months(
        &self,
        caller: Caller,
        span: Span,
        whose: Whose,
    ) -> Result<Vec<Dashboard>, OfficeError> {
        let (from, until) = span.bounds();
        let mut months = Vec::new();
        let mut month = Period::month_of(until);
        while month.last() >= from {
            let is_whole = month.first() >= from && month.last() <= until;
            let part = Span::Days(month.first().max(from), month.last().min(until));
            months.push(self.dashboard(caller, if is_whole { Span::Period(month) } else { part }, whose).await?);
            month = month.before();
        }
        months.reverse();
        Ok(months)
    }

    /// The figures of all of an agency.
    pub(crate) async fn figures_of(&self, snapshot: Arc<AgencySnapshot>, span: Span) -> Result<Dashboard, OfficeError> {
        let agency = snapshot.directory.agency;
        let time = time(span.bounds(), to_micros(self.now()), &snapshot);
        let counted = move |conn: &mut Conn| {
            let frozen = match span {
                Span::Period(period) => rows::frozen(conn, agency, period)?,
                Span::Days(..) => None,
            };
            let waiting = rows::uncounted(conn, Some(agency))?;
            Ok::<_, StoreError>(match frozen {
                Some((counts, at)) => (counts, Some(at), waiting),
                None => (rows::counted(conn, agency, time)?, None, waiting),
            })
        };
        let (counts, frozen_at, uncounted) = self.db().read_long(counted).await?;
        Ok(Dashboard { time, whose: Whose::default(), counts, frozen_at, uncounted, snapshot })
    }

    /// Counts some of the documents that were there before there were counters; how many.
    ///
    /// # Errors
    /// What the database says.
    pub async fn count_first(&self) -> Result<usize, OfficeError> {
        if self.db().read(|conn| rows::uncounted(conn, None)).await? == 0 {
            return Ok(0);
        }
        Ok(self.db().write::<_, StoreError, _>(|conn| rows::count_some(conn, BATCH)).await?)
    }

    /// Writes the figures of the week and of the month that were over last, for each agency of which nobody has; how many. Called by the
    /// clock, on any number of instances: of several that write at once the first holds.
    ///
    /// # Errors
    /// What the database says.
    pub async fn freeze_periods(&self) -> Result<u64, OfficeError> {
        let now = to_micros(self.now());
        if self.db().read(|conn| rows::uncounted(conn, None)).await? > 0 {
            // Half a count is no figure to be kept.
            return Ok(0);
        }
        let settled = day_in_vietnam(now - SETTLED);
        let mut written = 0;
        for period in [Period::week_of(settled).before(), Period::month_of(settled).before()] {
            for agency in self.db().read(move |conn| rows::unfrozen(conn, period)).await? {
                let snapshot = self.snapshot(agency).await?;
                let time = time((period.first(), period.last()), now, &snapshot);
                // Counted before anything is written: nobody's work waits for it.
                let counts = self.db().read_long(move |conn| rows::counted(conn, agency, time)).await?;
                let freeze = move |conn: &mut Conn| rows::freeze(conn, agency, period, &counts, now);
                if self.db().write::<_, StoreError, _>(freeze).await? {
                    written += 1;
                    tracing::info!(%agency, %period, "the figures of a period were written");
                }
            }
        }
        Ok(written)
    }
}

/// What is due within a working day is due soon.
fn time((from, until): (NaiveDate, NaiveDate), now: UtcTime, snapshot: &AgencySnapshot) -> Time {
    let day = snapshot.calendar.agency().due(now, Term::WorkingDays(Days::ONE));
    let soon = day.map_or(now + TimeDelta::days(1), |due| due.at);
    Time { from, until, today: day_in_vietnam(now), now, soon }
}

//! The working calendar (lịch làm việc): when people work, and what follows for a deadline.
//!
//! A [`Calendar`] is made of records, as a database holds them: the days of the whole country by year, and for an agency and one
//! of its desks the weeks that they work and the days that are theirs alone. For a day, what the desk has set goes before what the
//! agency has, and that before what holds in the whole country; what is set for a day goes before the week. A year of which
//! nothing is known is worked out from the law ([`proposal`]), and whoever asks is told so.
//!
//! Time is that of Vietnam (UTC+7).

pub mod count;
pub mod day;
pub mod due;
pub mod fault;
pub mod hours;
pub mod lunar;
pub mod national;
pub mod opening;
pub mod proposal;
pub mod term;

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::is_of_our_time;
pub use day::{DayKind, DayRule, Instrument, Standing};
pub use due::{Because, Count, Due, Step};
pub use fault::CalendarFault;
pub use hours::{DayHours, Minute, Span, WeekHours, WorkingWeek};
pub use lunar::LunarDate;
pub use term::{Days, Minutes, Term, time_in_vietnam};

/// The days of a year that hold in the whole country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NationalYear {
    /// The year.
    pub year: i32,
    /// Whether all that sets its days is there, so that what isn't named is an ordinary day.
    pub standing: Standing,
    /// What is set, a day at a time.
    pub days: Vec<DayRule>,
}

/// What an agency or a desk has for itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LocalRecords {
    /// The weeks that it works, one after the other.
    pub weeks: Vec<WorkingWeek>,
    /// The days that are its own.
    pub days: Vec<DayRule>,
}

/// Who set something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// It holds in the whole country.
    National,
    /// The agency.
    Agency,
    /// The desk.
    Desk,
}

type DayRules = BTreeMap<NaiveDate, DayRule>;

/// A layer that was looked over.
#[derive(Debug, Clone, Default)]
struct Layer {
    weeks: Vec<WorkingWeek>,
    days: DayRules,
}

impl Layer {
    fn new(records: LocalRecords) -> Result<Self, CalendarFault> {
        let mut weeks = records.weeks;
        weeks.sort_by_key(|week| week.validity);
        for (one, next) in weeks.iter().zip(weeks.iter().skip(1)) {
            if one.validity.overlaps(next.validity) {
                return Err(CalendarFault::WeeksOverlap { day: next.validity.from() });
            }
        }
        Ok(Self { weeks, days: by_day(records.days)? })
    }

    fn week(&self, day: NaiveDate) -> Option<&WeekHours> {
        self.weeks.iter().find(|week| week.validity.holds_on(day)).map(|week| &week.hours)
    }
}

fn by_day(rules: Vec<DayRule>) -> Result<DayRules, CalendarFault> {
    let mut days = DayRules::new();
    for rule in rules {
        let day = rule.day;
        if days.insert(day, rule).is_some() {
            return Err(CalendarFault::TwoRules { day });
        }
    }
    Ok(days)
}

/// When people work.
#[derive(Debug, Clone)]
pub struct Calendar {
    standard: WeekHours,
    years: BTreeMap<i32, (Standing, DayRules)>,
    agency: Layer,
    desk: Layer,
}

/// What a day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayReading {
    /// From when to when people work; none on a day of rest.
    pub hours: Option<DayHours>,
    /// Why.
    pub because: Because,
}

impl Calendar {
    /// Of these records. Where neither the agency nor the desk has a week, it is [`DayHours::standard`] from Monday to Friday.
    ///
    /// # Errors
    /// [`CalendarFault::YearTwice`], [`CalendarFault::OtherYear`], [`CalendarFault::TwoRules`], [`CalendarFault::WeeksOverlap`].
    pub fn new(national: Vec<NationalYear>, agency: LocalRecords, desk: LocalRecords) -> Result<Self, CalendarFault> {
        let mut years = BTreeMap::new();
        for NationalYear { year, standing, days } in national {
            if let Some(rule) = days.iter().find(|rule| rule.day.year() != year) {
                return Err(CalendarFault::OtherYear { day: rule.day, year });
            }
            if years.insert(year, (standing, by_day(days)?)).is_some() {
                return Err(CalendarFault::YearTwice { year });
            }
        }
        let standard = WeekHours::five_days(DayHours::standard());
        Ok(Self { standard, years, agency: Layer::new(agency)?, desk: Layer::new(desk)? })
    }

    /// Of what is known of the whole country, with these hours from Monday to Friday.
    ///
    /// # Errors
    /// As [`Calendar::new`]; none, for [`national::known`] is tested.
    pub fn national(hours: DayHours) -> Result<Self, CalendarFault> {
        let calendar = Self::new(national::known(), LocalRecords::default(), LocalRecords::default())?;
        Ok(Self { standard: WeekHours::five_days(hours), ..calendar })
    }

    /// The national days of a year: those known, or proposed where nothing is.
    ///
    /// # Errors
    /// [`CalendarFault::OutOfRange`].
    pub fn national_year(&self, year: i32) -> Result<NationalYear, CalendarFault> {
        match self.years.get(&year) {
            Some((standing, days)) => {
                Ok(NationalYear { year, standing: *standing, days: days.values().cloned().collect() })
            }
            None => proposal::propose(year).ok_or(CalendarFault::OutOfRange),
        }
    }

    /// What a day is.
    ///
    /// # Errors
    /// [`CalendarFault::OutOfRange`].
    pub fn day(&self, day: NaiveDate) -> Result<DayReading, CalendarFault> {
        Reader::new(self).day(day)
    }

    /// The week that holds on a day.
    fn week(&self, day: NaiveDate) -> &WeekHours {
        self.desk.week(day).or_else(|| self.agency.week(day)).unwrap_or(&self.standard)
    }

    /// The hours of a day that goes by this rule.
    fn hours_by(&self, rule: &DayRule) -> Option<DayHours> {
        let week = self.week(rule.day);
        match &rule.what {
            DayKind::PublicHoliday {}
            | DayKind::Compensatory { .. }
            | DayKind::SwappedOff { .. }
            | DayKind::LocalRest {} => None,
            // Who doesn't work on the day that is made up for has nothing to make up.
            DayKind::MakeUp { for_day: Some(missed) } => week.on(missed.weekday()).cloned(),
            DayKind::MakeUp { for_day: None } => week.usual().cloned(),
            DayKind::LocalWork { hours: Some(hours) } => Some(hours.clone()),
            DayKind::LocalWork { hours: None } => week.on(rule.day.weekday()).or_else(|| week.usual()).cloned(),
        }
    }
}

/// Reads day after day, and keeps what it had to propose.
struct Reader<'a> {
    calendar: &'a Calendar,
    proposed: BTreeMap<i32, DayRules>,
    /// The years it has read in of which not all is known.
    unsure: BTreeSet<i32>,
}

impl<'a> Reader<'a> {
    fn new(calendar: &'a Calendar) -> Self {
        Self { calendar, proposed: BTreeMap::new(), unsure: BTreeSet::new() }
    }

    fn day(&mut self, day: NaiveDate) -> Result<DayReading, CalendarFault> {
        if !is_of_our_time(day) {
            return Err(CalendarFault::OutOfRange);
        }
        let calendar = self.calendar;
        let national = self.national(day)?;
        let own = |layer: &Layer, level| layer.days.get(&day).map(|rule| (level, rule.clone()));
        let rule = own(&calendar.desk, Level::Desk)
            .or_else(|| own(&calendar.agency, Level::Agency))
            .or_else(|| national.map(|rule| (Level::National, rule)));
        Ok(match rule {
            Some((level, rule)) => {
                DayReading { hours: calendar.hours_by(&rule), because: Because::Rule { level, rule } }
            }
            None => match calendar.week(day).on(day.weekday()) {
                Some(hours) => DayReading { hours: Some(hours.clone()), because: Because::Ordinary },
                None => DayReading { hours: None, because: Because::WeeklyRest },
            },
        })
    }

    fn national(&mut self, day: NaiveDate) -> Result<Option<DayRule>, CalendarFault> {
        let year = day.year();
        if let Some((standing, days)) = self.calendar.years.get(&year) {
            if *standing == Standing::Proposed {
                self.unsure.insert(year);
            }
            return Ok(days.get(&day).cloned());
        }
        self.unsure.insert(year);
        let days = match self.proposed.entry(year) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let proposal = proposal::propose(year).ok_or(CalendarFault::OutOfRange)?;
                unknown.insert(by_day(proposal.days)?)
            }
        };
        Ok(days.get(&day).cloned())
    }
}

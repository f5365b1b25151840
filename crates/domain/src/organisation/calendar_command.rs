//! What an office sets in its calendar: days, years of the whole country, working weeks; and whether it may be set.

use chrono::{Datelike, NaiveDate};

use super::{CalendarRecord, Organisation, Validity};
use crate::{
    Known, Label, Refusal, Rule,
    calendar::{DayKind, DayRule, Instrument, LocalRecords, NationalYear, Standing, WeekHours, WorkingWeek, proposal},
    written_day,
};

crate::tagged::commands! {
    /// A change of the calendar, with what it needs.
    CalendarCommand, CalendarCommandKind, "CalendarCommand", "CalendarCommandKind";

    /// Đặt lịch cho một ngày: nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù, nghỉ hoặc làm việc riêng. What was set for that day on the same
    /// level is replaced, and open deadlines that were counted in terms are counted anew.
    SetDay = "set_day" {
        /// The day, in Vietnam.
        day: NaiveDate,
        /// What it is.
        what: DayKind,
        /// What people call it.
        name: Label,
        /// Whether it holds in the whole country, and so goes behind what an agency sets for itself.
        #[serde(default)]
        national: bool,
        /// The department whose desk it is, by id or code; the whole agency where none is named.
        #[serde(default)]
        department: Option<Known>,
        /// Số, ký hiệu of the instrument that sets it.
        #[serde(default)]
        instrument: Option<Label>,
        /// The instrument's date.
        #[serde(default)]
        dated: Option<NaiveDate>,
    }
    /// Bỏ lịch riêng đã đặt cho một ngày.
    ClearDay = "clear_day" {
        /// The day.
        day: NaiveDate,
        /// Whether it was set for the whole country.
        #[serde(default)]
        national: bool,
        /// The department whose desk it is, by id or code.
        #[serde(default)]
        department: Option<Known>,
    }
    /// Xác nhận lịch nghỉ của một năm: a clerk has compared it with what was announced.
    ConfirmYear = "confirm_year" {
        /// The year.
        year: i32,
    }
    /// Đặt giờ làm việc trong tuần từ một ngày. What was set for these days is replaced.
    SetWeek = "set_week" {
        /// The hours of each day; rest where nothing is said.
        hours: WeekHours,
        /// The first day; today where none is given.
        #[serde(default)]
        from: Option<NaiveDate>,
        /// The last day, behind which what was set before holds again; none where it holds until further notice.
        #[serde(default)]
        until: Option<NaiveDate>,
        /// The department whose desk it is, by id or code; the whole agency where none is named.
        #[serde(default)]
        department: Option<Known>,
        /// Số, ký hiệu of the instrument that sets it.
        #[serde(default)]
        instrument: Option<Label>,
        /// The instrument's date.
        #[serde(default)]
        dated: Option<NaiveDate>,
    }
    /// Bỏ giờ làm việc riêng: on these days the agency works by the usual hours, or a desk by those above it.
    ClearWeek = "clear_week" {
        /// The first day; today where none is given.
        #[serde(default)]
        from: Option<NaiveDate>,
        /// The last day; none where it holds until further notice.
        #[serde(default)]
        until: Option<NaiveDate>,
        /// The department whose desk it is, by id or code; the whole agency where none is named.
        #[serde(default)]
        department: Option<Known>,
    }
}

/// The most days of one layer: of an agency or a desk, or of the whole country as the office has it.
pub const MAX_DAYS: usize = 1000;
/// The most weeks of one layer.
pub const MAX_WEEKS: usize = 100;

impl CalendarCommand {
    /// What it changes, as the holders of moved deadlines are told.
    pub fn in_words(&self) -> String {
        let by = |instrument: &Option<Label>| instrument.as_ref().map(|i| format!(" ({i})")).unwrap_or_default();
        match self {
            Self::SetDay(set) => {
                format!("{} ngày {}, {}{}", set.what.words().vi, written_day(set.day), set.name, by(&set.instrument))
            }
            Self::ClearDay(clear) => format!("bỏ lịch đã đặt cho ngày {}", written_day(clear.day)),
            Self::ConfirmYear(confirm) => format!("xác nhận lịch nghỉ năm {}", confirm.year),
            Self::SetWeek(set) => format!("giờ làm việc thay đổi{}", by(&set.instrument)),
            Self::ClearWeek(_) => "bỏ giờ làm việc riêng".to_owned(),
        }
    }
}

/// Decides one change: the calendar as it stands afterwards.
///
/// # Errors
/// The rule that says no, with its place in the command.
pub fn decide_calendar(
    organisation: &Organisation,
    command: &CalendarCommand,
    today: NaiveDate,
) -> Result<CalendarRecord, Refusal> {
    let decision = Decision { organisation, today };
    match command {
        CalendarCommand::SetDay(set) => decision.set_day(set),
        CalendarCommand::ClearDay(clear) => decision.clear_day(clear),
        CalendarCommand::ConfirmYear(confirm) => decision.confirm_year(confirm),
        CalendarCommand::SetWeek(set) => decision.set_week(set),
        CalendarCommand::ClearWeek(clear) => decision.clear_week(clear),
    }
}

struct Decision<'a> {
    organisation: &'a Organisation,
    today: NaiveDate,
}

fn refuse<T>(rule: Rule, at: &str) -> Result<T, Refusal> {
    Err(Refusal::new(rule).at(at))
}

fn instrument(number: Option<&Label>, dated: Option<NaiveDate>) -> Option<Instrument> {
    number.map(|number| Instrument::new(number.as_str(), dated))
}

impl Decision<'_> {
    /// The records of the agency, or of a department's desk.
    fn local<'r>(
        &self,
        record: &'r mut CalendarRecord,
        department: Option<&Known>,
    ) -> Result<&'r mut LocalRecords, Refusal> {
        match department {
            None => Ok(&mut record.own),
            Some(known) => Ok(record.desks.entry(self.organisation.department(known, "/department")?.id).or_default()),
        }
    }

    /// A year of the whole country, as the office has it or else as the law makes it, and its own from now on.
    fn year(&self, year: i32) -> Result<NationalYear, Refusal> {
        let known = self.organisation.calendar.national().into_iter().find(|one| one.year == year);
        known.or_else(|| proposal::propose(year)).ok_or_else(|| Refusal::new(Rule::DateOutOfRange).at("/day"))
    }

    /// Where it still makes a calendar, and no layer grows beyond what anybody needs.
    fn kept(&self, mut record: CalendarRecord) -> Result<CalendarRecord, Refusal> {
        // A desk with nothing of its own works as the one above it.
        record.desks.retain(|_, desk| !desk.days.is_empty() || !desk.weeks.is_empty());
        let layers = record.desks.values().chain([&record.own]);
        let days = layers.clone().map(|layer| layer.days.len()).chain([record.set.len(), record.cleared.len()]);
        let weeks = layers.map(|layer| layer.weeks.len());
        if days.max() > Some(MAX_DAYS) || weeks.max() > Some(MAX_WEEKS) {
            return Err(Refusal::new(Rule::CalendarFull).with("days", MAX_DAYS).with("weeks", MAX_WEEKS));
        }
        if record == self.organisation.calendar {
            return refuse(Rule::NothingToChange, "");
        }
        record.office().map(|_| record).map_err(|_| Refusal::new(Rule::NothingToChange))
    }

    fn set_day(&self, set: &SetDay) -> Result<CalendarRecord, Refusal> {
        if !crate::is_of_our_time(set.day) {
            return refuse(Rule::DateOutOfRange, "/day");
        }
        if set.dated.is_some() && set.instrument.is_none() {
            return refuse(Rule::DatedWithoutInstrument, "/dated");
        }
        let rule = DayRule {
            day: set.day,
            what: set.what.clone(),
            name: set.name.to_string(),
            instrument: instrument(set.instrument.as_ref(), set.dated),
            standing: Standing::Confirmed,
        };
        let mut record = self.organisation.calendar.clone();
        if set.national {
            if set.department.is_some() {
                return refuse(Rule::NationalOfDesk, "/department");
            }
            if matches!(set.what, DayKind::LocalRest {} | DayKind::LocalWork { .. }) {
                return refuse(Rule::NationalButLocal, "/what");
            }
            if self.year(set.day.year())?.days.contains(&rule) {
                return refuse(Rule::NothingToChange, "/day");
            }
            record.cleared.remove(&set.day);
            record.set.retain(|known| known.day != set.day);
            record.set.push(rule);
            record.set.sort_by_key(|rule| rule.day);
        } else {
            let local = self.local(&mut record, set.department.as_ref())?;
            if local.days.contains(&rule) {
                return refuse(Rule::NothingToChange, "/day");
            }
            local.days.retain(|known| known.day != set.day);
            local.days.push(rule);
            local.days.sort_by_key(|rule| rule.day);
        }
        self.kept(record)
    }

    fn clear_day(&self, clear: &ClearDay) -> Result<CalendarRecord, Refusal> {
        let mut record = self.organisation.calendar.clone();
        let unknown = || Refusal::new(Rule::NoSuchCalendarDay).at("/day");
        if clear.national {
            if clear.department.is_some() {
                return refuse(Rule::NationalOfDesk, "/department");
            }
            if self.year(clear.day.year())?.days.iter().all(|known| known.day != clear.day) {
                return Err(unknown());
            }
            record.set.retain(|known| known.day != clear.day);
            record.cleared.insert(clear.day);
        } else {
            let local = self.local(&mut record, clear.department.as_ref())?;
            let before = local.days.len();
            local.days.retain(|known| known.day != clear.day);
            if local.days.len() == before {
                return Err(unknown());
            }
        }
        self.kept(record)
    }

    fn confirm_year(&self, confirm: &ConfirmYear) -> Result<CalendarRecord, Refusal> {
        let mut year = self.year(confirm.year).map_err(|refusal| refusal.at("/year"))?;
        year.standing = Standing::Confirmed;
        for rule in &mut year.days {
            rule.standing = Standing::Confirmed;
        }
        let mut record = self.organisation.calendar.clone();
        if self.year(confirm.year)? == year {
            return refuse(Rule::NothingToChange, "/year");
        }
        record.set.retain(|rule| rule.day.year() != confirm.year);
        record.cleared.retain(|day| day.year() != confirm.year);
        record.confirmed.retain(|known| known.year != confirm.year);
        record.confirmed.push(year);
        record.confirmed.sort_by_key(|year| year.year);
        self.kept(record)
    }

    fn set_week(&self, set: &SetWeek) -> Result<CalendarRecord, Refusal> {
        if set.hours.usual().is_none() {
            return refuse(Rule::NoWorkingHours, "/hours");
        }
        if set.dated.is_some() && set.instrument.is_none() {
            return refuse(Rule::DatedWithoutInstrument, "/dated");
        }
        let validity = Validity::new(set.from.unwrap_or(self.today), set.until)?;
        let mut record = self.organisation.calendar.clone();
        let local = self.local(&mut record, set.department.as_ref())?;
        cut_out(local, validity);
        let instrument = instrument(set.instrument.as_ref(), set.dated);
        local.weeks.push(WorkingWeek { validity, hours: set.hours.clone(), instrument });
        local.weeks.sort_by_key(|week| week.validity);
        self.kept(record)
    }

    fn clear_week(&self, clear: &ClearWeek) -> Result<CalendarRecord, Refusal> {
        let validity = Validity::new(clear.from.unwrap_or(self.today), clear.until)?;
        let mut record = self.organisation.calendar.clone();
        cut_out(self.local(&mut record, clear.department.as_ref())?, validity);
        self.kept(record)
    }
}

/// Takes what is set for these days out of the weeks: of each is left what lies before and behind.
fn cut_out(local: &mut LocalRecords, days: Validity) {
    let weeks = std::mem::take(&mut local.weeks);
    let left = |week: WorkingWeek| {
        let parts: Vec<Validity> = week.validity.without(days).collect();
        parts.into_iter().map(move |validity| WorkingWeek { validity, ..week.clone() })
    };
    local.weeks = weeks.into_iter().flat_map(left).collect();
    local.weeks.sort_by_key(|week| week.validity);
}

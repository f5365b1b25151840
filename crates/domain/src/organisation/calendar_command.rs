//! What an office sets in its calendar: days, years of the whole country, working weeks; and whether it may be set.

use chrono::{Datelike, NaiveDate};

use super::{CalendarRecord, Organisation, Validity};
use crate::{
    DepartmentId, Known, Label, Refusal, Rule,
    calendar::{DayKind, DayRule, Instrument, LocalRecords, NationalYear, Standing, WeekHours, WorkingWeek, proposal},
};

crate::tagged::commands! {
    /// A change of the calendar, with what it needs.
    CalendarCommand, CalendarCommandKind, "CalendarCommand";

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

fn in_order(mut days: Vec<DayRule>) -> Vec<DayRule> {
    days.sort_by_key(|rule| rule.day);
    days
}

impl Decision<'_> {
    fn department(&self, known: &Known) -> Result<DepartmentId, Refusal> {
        let found = self.organisation.find_department(known).map(|department| department.id);
        found.ok_or_else(|| Refusal::new(Rule::NoSuchDepartment).at("/department").with("known", known))
    }

    /// The records of the agency, or of a department's desk.
    fn local<'r>(
        &self,
        record: &'r mut CalendarRecord,
        department: Option<&Known>,
    ) -> Result<&'r mut LocalRecords, Refusal> {
        match department {
            None => Ok(&mut record.own),
            Some(known) => Ok(record.desks.entry(self.department(known)?).or_default()),
        }
    }

    /// A year of the whole country, as the office has it or else as the law makes it, and its own from now on.
    fn year(&self, year: i32) -> Result<NationalYear, Refusal> {
        let known = self.organisation.calendar.national().into_iter().find(|one| one.year == year);
        known.or_else(|| proposal::propose(year)).ok_or_else(|| Refusal::new(Rule::DateOutOfRange).at("/day"))
    }

    /// Where it still makes a calendar.
    fn kept(record: CalendarRecord) -> Result<CalendarRecord, Refusal> {
        match record.office() {
            Ok(_) => Ok(record),
            Err(_) => refuse(Rule::NothingToChange, ""),
        }
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
            let mut year = self.year(set.day.year())?;
            year.days.retain(|known| known.day != set.day);
            year.days.push(rule);
            year.days = in_order(year.days);
            self.replace(&mut record, year)?;
        } else {
            let local = self.local(&mut record, set.department.as_ref())?;
            if local.days.contains(&rule) {
                return refuse(Rule::NothingToChange, "/day");
            }
            local.days.retain(|known| known.day != set.day);
            local.days.push(rule);
            local.days.sort_by_key(|rule| rule.day);
        }
        Self::kept(record)
    }

    fn replace(&self, record: &mut CalendarRecord, year: NationalYear) -> Result<(), Refusal> {
        if self.organisation.calendar.national().contains(&year) {
            return refuse(Rule::NothingToChange, "");
        }
        record.years.retain(|known| known.year != year.year);
        record.years.push(year);
        record.years.sort_by_key(|year| year.year);
        Ok(())
    }

    fn clear_day(&self, clear: &ClearDay) -> Result<CalendarRecord, Refusal> {
        let mut record = self.organisation.calendar.clone();
        let unknown = || Refusal::new(Rule::NoSuchCalendarDay).at("/day");
        if clear.national {
            if clear.department.is_some() {
                return refuse(Rule::NationalOfDesk, "/department");
            }
            let mut year = self.year(clear.day.year())?;
            let before = year.days.len();
            year.days.retain(|known| known.day != clear.day);
            if year.days.len() == before {
                return Err(unknown());
            }
            self.replace(&mut record, year)?;
        } else {
            let local = self.local(&mut record, clear.department.as_ref())?;
            let before = local.days.len();
            local.days.retain(|known| known.day != clear.day);
            if local.days.len() == before {
                return Err(unknown());
            }
        }
        Self::kept(record)
    }

    fn confirm_year(&self, confirm: &ConfirmYear) -> Result<CalendarRecord, Refusal> {
        let mut year = self.year(confirm.year).map_err(|refusal| refusal.at("/year"))?;
        year.standing = Standing::Confirmed;
        for rule in &mut year.days {
            rule.standing = Standing::Confirmed;
        }
        let mut record = self.organisation.calendar.clone();
        self.replace(&mut record, year).map_err(|refusal| refusal.at("/year"))?;
        Self::kept(record)
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
        let mut weeks: Vec<WorkingWeek> = Vec::with_capacity(local.weeks.len() + 1);
        for week in std::mem::take(&mut local.weeks) {
            // What is left of it before and behind the new one.
            for validity in week.validity.without(validity) {
                weeks.push(WorkingWeek { validity, ..week.clone() });
            }
        }
        let instrument = instrument(set.instrument.as_ref(), set.dated);
        weeks.push(WorkingWeek { validity, hours: set.hours.clone(), instrument });
        weeks.sort_by_key(|week| week.validity);
        local.weeks = weeks;
        if record == self.organisation.calendar {
            return refuse(Rule::NothingToChange, "/hours");
        }
        Self::kept(record)
    }
}

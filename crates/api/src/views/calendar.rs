//! The working calendar, and how a deadline is counted by it.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use office::domain::{
    DepartmentId, Words,
    calendar::{
        CalendarFault, DayKind, DayRule, Due, Instrument, LocalRecords, Standing, Step, Term, WorkingWeek, proposal,
    },
    organisation::CalendarRecord,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Language;

/// What is set for a day.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CalendarDay)]
pub struct DayView {
    /// The day, in Vietnam.
    pub day: NaiveDate,
    /// What it is.
    pub what: DayKind,
    /// What it is, in words.
    pub what_text: String,
    /// What people call it.
    pub name: String,
    /// The instrument that set it.
    pub instrument: Option<Instrument>,
    /// How sure it is.
    pub standing: Standing,
}

impl DayView {
    fn of(rule: &DayRule, language: Language) -> Self {
        Self {
            day: rule.day,
            what: rule.what.clone(),
            what_text: in_words(rule.what.words(), language),
            name: rule.name.clone(),
            instrument: rule.instrument.clone(),
            standing: rule.standing,
        }
    }
}

fn in_words(words: Words, language: Language) -> String {
    if language == Language::English { words.en } else { words.vi }
}

/// What an agency or a desk has set for itself.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LocalCalendar)]
pub struct LocalView {
    /// The department whose desk it is; none where it is the agency's.
    pub department: Option<DepartmentId>,
    /// The weeks that it works; where there is none, 07:30-11:30 and 13:30-17:30 from Monday to Friday.
    pub weeks: Vec<WorkingWeek>,
    /// Its days of this year.
    pub days: Vec<DayView>,
}

impl LocalView {
    fn of(department: Option<DepartmentId>, records: &LocalRecords, year: i32, language: Language) -> Self {
        let days = records.days.iter().filter(|rule| rule.day.year() == year);
        Self { department, weeks: records.weeks.clone(), days: days.map(|rule| DayView::of(rule, language)).collect() }
    }
}

/// An agency's working calendar of one year.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = WorkingCalendar)]
pub struct CalendarView {
    /// The year.
    pub year: i32,
    /// Whether all that sets the days of the whole country is there; else they are worked out from the law, and a clerk confirms them.
    pub standing: Standing,
    /// The days of the whole country.
    pub national: Vec<DayView>,
    /// What the agency has set, which goes before.
    pub agency: LocalView,
    /// What its desks have set, which goes before that.
    pub desks: Vec<LocalView>,
}

impl CalendarView {
    /// The calendar of a year; none where no calendar reads that year.
    pub fn of(record: &CalendarRecord, year: i32, language: Language) -> Option<Self> {
        let known: BTreeMap<i32, _> = record.national().into_iter().map(|one| (one.year, one)).collect();
        let national = known.get(&year).cloned().or_else(|| proposal::propose(year))?;
        let desks = record.desks.iter().map(|(id, records)| LocalView::of(Some(*id), records, year, language));
        Some(Self {
            year,
            standing: national.standing,
            national: national.days.iter().map(|rule| DayView::of(rule, language)).collect(),
            agency: LocalView::of(None, &record.own, year, language),
            desks: desks.collect(),
        })
    }
}

/// A day, or a stretch of one, on the way to a deadline.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = DeadlineStep)]
pub struct StepView {
    /// The day.
    pub day: NaiveDate,
    /// What became of it and why, in words.
    pub text: String,
}

/// A deadline, and how it came about.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Deadline)]
pub struct DueView {
    /// The deadline.
    pub due: DateTime<Utc>,
    /// From when it is counted.
    pub from: DateTime<Utc>,
    /// How long.
    pub term: Term,
    /// How long, in words.
    pub term_text: String,
    /// Each day or stretch that was counted or skipped.
    pub steps: Vec<StepView>,
    /// The years that it goes through of which not all days are set: it may change when they are.
    pub proposed_years: Vec<i32>,
}

impl DueView {
    /// With the words of each step.
    pub fn of(due: Due, from: DateTime<Utc>, term: Term, language: Language) -> Self {
        let step = |step: &Step| StepView { day: step.day, text: in_words(step.words(), language) };
        Self {
            due: due.at,
            from,
            term,
            term_text: in_words(term.words(), language),
            steps: due.steps.iter().map(step).collect(),
            proposed_years: due.proposed_years,
        }
    }
}

/// What is wrong with a term or a time, in both languages.
pub fn fault(fault: &CalendarFault) -> (String, String) {
    let Words { vi, en } = fault.words();
    (vi, en)
}

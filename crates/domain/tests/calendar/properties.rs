//! What holds for every calendar, event and term.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use domain::{
    UtcTime,
    calendar::{
        Calendar, Count, DayHours, DayKind, DayRule, Days, LocalRecords, Minute, Minutes, NationalYear, Span, Standing,
        Term, WeekHours, WorkingWeek,
    },
    organisation::Validity,
    vietnam,
};
use proptest::{collection::btree_set, option, prelude::*};

use crate::{at, day, oracle::Records};

/// Days around which everything here happens.
fn days() -> impl Strategy<Value = NaiveDate> {
    (0u64..900).prop_map(|n| day("2025-12-01") + chrono::Days::new(n))
}

/// Hours from times that follow each other.
fn hours() -> impl Strategy<Value = DayHours> {
    btree_set(0u16..=1440, 2..7).prop_map(|times| {
        let times: Vec<_> = times.into_iter().map(|time| Minute::new(time).unwrap()).collect();
        let spans = times.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1]).unwrap());
        DayHours::new(spans).unwrap()
    })
}

/// A week with at least a whole day in it, so that no walk is endless.
fn week() -> impl Strategy<Value = WeekHours> {
    prop::array::uniform7(option::of(hours())).prop_map(|[a, b, c, d, e, f, g]| {
        let (monday, tuesday, wednesday, thursday, friday, saturday, sunday) = (a, b, c, d, e, f, g);
        let tuesday = tuesday.or_else(|| Some(DayHours::standard()));
        WeekHours { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    })
}

fn kind(local: bool) -> impl Strategy<Value = DayKind> {
    let work = (days(), option::of(hours()));
    (0..if local { 6 } else { 4 }, work).prop_map(|(which, (other, hours))| match which {
        0 => DayKind::PublicHoliday {},
        1 => DayKind::SwappedOff { made_up_on: Some(other) },
        2 => DayKind::MakeUp { for_day: Some(other) },
        3 => DayKind::MakeUp { for_day: None },
        4 => DayKind::LocalRest {},
        _ => DayKind::LocalWork { hours },
    })
}

fn rules(local: bool, most: usize) -> impl Strategy<Value = Vec<DayRule>> {
    prop::collection::vec((days(), kind(local)), 0..most).prop_map(|rules| {
        let rules: BTreeMap<_, _> = rules.into_iter().collect();
        let rule =
            |(day, what)| DayRule { day, what, name: "A".to_owned(), instrument: None, standing: Standing::Confirmed };
        rules.into_iter().map(rule).collect()
    })
}

/// Weeks that follow each other, perhaps with time between.
fn local() -> impl Strategy<Value = LocalRecords> {
    (btree_set(days(), 0..5), prop::collection::vec(week(), 3), rules(true, 30)).prop_map(|(turns, weeks, days)| {
        let turns: Vec<_> = turns.into_iter().collect();
        let validities = turns.chunks_exact(2).map(|pair| Validity::new(pair[0], Some(pair[1])).unwrap());
        let weeks = validities.zip(weeks).map(|(validity, hours)| WorkingWeek { validity, hours, instrument: None });
        LocalRecords { weeks: weeks.collect(), days }
    })
}

/// 2026 is known whole, 2027 in part, 2025 and 2028 not at all.
pub fn records() -> impl Strategy<Value = Records> {
    (rules(false, 60), local(), local()).prop_map(|(rules, agency, desk)| {
        let year = |year, standing| {
            let days = rules.iter().filter(|rule| rule.day.year() == year).cloned().collect();
            NationalYear { year, standing, days }
        };
        let national = vec![year(2026, Standing::Confirmed), year(2027, Standing::Proposed)];
        Records { national, agency, desk }
    })
}

fn calendar(records: &Records) -> Calendar {
    Calendar::new(records.national.clone(), records.agency.clone(), records.desk.clone()).unwrap()
}

fn instants() -> impl Strategy<Value = UtcTime> {
    (0i64..800 * 86_400).prop_map(|seconds| at("2025-12-15T00:00") + TimeDelta::seconds(seconds))
}

fn working_days(n: u32) -> Term {
    Term::WorkingDays(Days::new(n).unwrap())
}

fn working_time(n: u32) -> Term {
    Term::WorkingTime(Minutes::new(n).unwrap())
}

fn terms() -> impl Strategy<Value = Term> {
    prop_oneof![
        (1u32..80).prop_map(working_days),
        (1u32..6000).prop_map(working_time),
        (1u32..120).prop_map(|n| Term::CalendarDays(Days::new(n).unwrap())),
    ]
}

fn longer(term: Term) -> Term {
    match term {
        Term::WorkingDays(n) => working_days(n.get() + 1),
        Term::WorkingTime(n) => working_time(n.get() + 1),
        Term::CalendarDays(n) => Term::CalendarDays(Days::new(n.get() + 1).unwrap()),
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn adding_then_counting_gives_back(records in records(), from in instants(), n in 1u32..120, m in 1u32..6000) {
        let calendar = calendar(&records);
        let due = calendar.due(from, working_days(n)).unwrap().at;
        // A day's work may end at midnight, which is the next day: a moment before is this one.
        let within = due - TimeDelta::microseconds(1);
        prop_assert_eq!(calendar.working_days(from, within).unwrap(), n);
        let due = calendar.due(from, working_time(m)).unwrap().at;
        prop_assert_eq!(calendar.working_time(from, due).unwrap(), TimeDelta::minutes(m.into()));
    }

    #[test]
    fn counting_adds_up(records in records(), from in instants(), first in 0i64..9_000_000, second in 0i64..9_000_000) {
        let calendar = calendar(&records);
        let (middle, last) = (from + TimeDelta::seconds(first), from + TimeDelta::seconds(first + second));
        let days = |a, b| calendar.working_days(a, b).unwrap();
        let time = |a, b| calendar.working_time(a, b).unwrap();
        prop_assert_eq!(days(from, middle) + days(middle, last), days(from, last));
        prop_assert_eq!(time(from, middle) + time(middle, last), time(from, last));
        prop_assert!(time(from, last) <= last - from);
    }

    #[test]
    fn later_events_and_longer_terms_end_no_sooner(
        records in records(), from in instants(), later in 0i64..4_000_000, term in terms(),
    ) {
        let calendar = calendar(&records);
        let due = |from, term| calendar.due(from, term).unwrap().at;
        prop_assert!(due(from, term) <= due(from + TimeDelta::seconds(later), term));
        prop_assert!(due(from, term) <= due(from, longer(term)));
        prop_assert!(due(from, term) > from);
        if !matches!(term, Term::CalendarDays(_)) {
            prop_assert!(due(from, term) < due(from, longer(term)), "another working day or minute is another moment");
        }
    }

    #[test]
    fn no_deadline_falls_in_rest(records in records(), from in instants(), term in terms(), wait in 0i64..9_000_000) {
        let calendar = calendar(&records);
        // The day after: its work can't be over yet.
        let next = vietnam(from).date_naive().succ_opt().unwrap();
        for term in [term, Term::EndOf(next), Term::Fixed(from + TimeDelta::seconds(wait))] {
            let due = calendar.due(from, term).unwrap();
            prop_assert!(due.at >= from);
            prop_assert!(records.is_worked(due.at), "{} ends {}", term, vietnam(due.at));
        }
    }

    #[test]
    fn a_fixed_time_within_work_stands(records in records(), from in instants(), wait in 0i64..9_000_000) {
        let fixed = from + TimeDelta::seconds(wait);
        let due = calendar(&records).due(from, Term::Fixed(fixed)).unwrap();
        let wall = vietnam(fixed);
        let stretches = records.stretches(wall.date_naive());
        let within = |(opens, closes): &(i64, i64)| {
            let seconds = (wall.naive_local() - wall.date_naive().and_time(chrono::NaiveTime::MIN)).num_seconds();
            (*opens * 60..=*closes * 60).contains(&seconds)
        };
        prop_assert_eq!(due.at == fixed, stretches.iter().any(within));
    }

    #[test]
    fn each_day_is_told_once_and_none_is_left_out(records in records(), from in instants(), term in terms()) {
        let calendar = calendar(&records);
        let due = calendar.due(from, term).unwrap();
        let mut told: Vec<_> = due.steps.iter().map(|step| step.day).collect();
        told.dedup();
        let all: Vec<_> = vietnam(from).date_naive().iter_days().take(told.len()).collect();
        prop_assert_eq!(&told, &all);
        let stretches = due.steps.iter().filter_map(|step| match step.count {
            Count::Stretch { from, until } => Some(until - from),
            _ => None,
        });
        let minutes: i64 = stretches.map(|stretch| stretch.num_minutes()).sum();
        if let Term::WorkingTime(n) = term {
            let seconds: i64 = due.steps.iter().filter_map(|step| match step.count {
                Count::Stretch { from, until } => Some((until - from).num_seconds()),
                _ => None,
            }).sum();
            prop_assert_eq!(seconds, i64::from(n.get()) * 60);
        } else {
            prop_assert_eq!(minutes, 0);
        }
        // Whose days aren't all set is named, and nobody else.
        let years: std::collections::BTreeSet<_> = told.iter().map(Datelike::year).filter(|year| *year != 2026).collect();
        prop_assert_eq!(due.proposed_years, Vec::from_iter(years));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn hours_are_what_walking_from_minute_to_minute_gives(
        records in records(), minute in 0i64..800 * 1440, n in 1u32..2400,
    ) {
        let from = at("2025-12-15T00:00") + TimeDelta::minutes(minute);
        let due = calendar(&records).due(from, working_time(n)).unwrap();
        prop_assert_eq!(due.at, records.after(from, n));
    }

    #[test]
    fn days_are_what_walking_from_day_to_day_gives(records in records(), from in instants(), n in 1u32..60) {
        let due = calendar(&records).due(from, working_days(n)).unwrap();
        let (mut left, mut day) = (n, vietnam(from).date_naive());
        while left > 0 {
            day = day.succ_opt().unwrap();
            left -= u32::from(!records.stretches(day).is_empty());
        }
        let (_, closes) = *records.stretches(day).last().unwrap();
        prop_assert_eq!(due.at, domain::midnight_in_vietnam(day) + TimeDelta::minutes(closes));
    }
}

/// Whatever is asked of the whole country's calendar in any year gets an answer or a reason, and at once.
#[test]
fn any_question_has_an_answer_or_a_reason() {
    let national = crate::national();
    for year in (1901..=2999).step_by(37).chain([2998, 2999]) {
        for text in ["01-01T00:00", "06-30T12:00", "12-31T23:59"] {
            let from = at(&format!("{year}-{text}"));
            for length in ["1wd", "1000wd", "8000wh", "1wm", "1000d"] {
                match national.due(from, crate::term(length)) {
                    Ok(due) => assert!(!matches!(vietnam(due.at).weekday(), Weekday::Sun) && due.at > from),
                    Err(fault) => assert!(year > 2994 && fault.code() == "out_of_range", "{year} {length}: {fault}"),
                }
            }
        }
    }
}

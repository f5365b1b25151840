//! The term that runs and rests, by itself: however often it rests, as much of it is left afterwards as was before.

use chrono::TimeDelta;
use domain::{
    UtcTime,
    assignment::Counted,
    calendar::{Calendar, Days, Minutes, Term},
    day_ended_in_vietnam, day_in_vietnam,
    dossier::{
        Clock, Judgement,
        clock::{DueCause, DueChange, MovedDue, Unextended},
    },
};
use proptest::{collection::vec, prelude::*};

use crate::world::*;

/// The agency's calendar; and the same with days of rest that were announced later.
fn calendars() -> [&'static Calendar; 2] {
    [WORLD.calendars[0].agency(), WORLD.calendars[1].agency()]
}

/// It stands still from then on.
fn stop(clock: &mut Clock, at: UtcTime) {
    clock.rests_since = Some(at);
}

/// It goes on.
fn go_on(clock: &mut Clock, now: UtcTime, calendar: &Calendar) -> Option<MovedDue> {
    let moved = clock.after_rest(now, calendar).unwrap();
    clock.rests_since = None;
    if let Some(moved) = moved {
        assert!(moved.due > clock.due, "it runs backwards");
        assert_eq!(calendar.next_working(moved.due), Ok(moved.due), "it is due in rest");
        clock.due = moved.due;
        clock.counted = moved.counted;
    }
    moved
}

fn started(from: UtcTime, term: Term, calendar: &Calendar) -> Clock {
    Clock::start(Counted { term, from, unit: None }, calendar).unwrap()
}

fn starts() -> impl Strategy<Value = UtcTime> {
    (0_i64..150 * 24 * 60).prop_map(|minutes| at("2026-11-02T00:00") + TimeDelta::minutes(minutes))
}

/// How long it runs, and then rests, in minutes.
fn rests() -> impl Strategy<Value = Vec<(i64, i64)>> {
    vec((0_i64..4 * 24 * 60, 0_i64..20 * 24 * 60), 1..6)
}

fn whole_days() -> impl Strategy<Value = Vec<(i64, i64)>> {
    vec((0_i64..4 * 24 * 60, (0_i64..20).prop_map(|days| days * 24 * 60)), 1..6)
}

/// Working days after the day of this moment, up to that on which it is due.
fn days_left(calendar: &Calendar, from: UtcTime, due: UtcTime) -> u32 {
    let within = due - TimeDelta::microseconds(1);
    if within < from { 0 } else { calendar.working_days(from, within).unwrap() }
}

/// The end of the first working day from the day of this moment on whose work is not over.
fn next_end(calendar: &Calendar, from: UtcTime) -> UtcTime {
    let end = calendar.end_of(day_in_vietnam(from)).unwrap();
    if end >= from { end } else { calendar.end_of(day_in_vietnam(from).succ_opt().unwrap()).unwrap() }
}

fn days_stay(from: UtcTime, days: u32, rests: &[(i64, i64)]) -> Result<(), TestCaseError> {
    let calendar = calendars()[0];
    let mut clock = started(from, Term::WorkingDays(Days::new(days).unwrap()), calendar);
    let mut now = from;
    for (runs, rests) in rests {
        let since = now + TimeDelta::minutes(*runs);
        now = since + TimeDelta::minutes(*rests);
        let (before, left) = (clock.due, days_left(calendar, since, clock.due));
        stop(&mut clock, since);
        let late = clock.is_late(now);
        prop_assert_eq!(late, since > before, "it is late where it was when it stopped");
        go_on(&mut clock, now, calendar);
        if late {
            prop_assert_eq!(clock.due, before, "what was late stays late");
        } else if left == 0 {
            prop_assert_eq!(clock.due, next_end(calendar, now).max(before));
        } else {
            prop_assert_eq!(days_left(calendar, now, clock.due), left);
        }
    }
    prop_assert!(clock.due >= clock.original);
    Ok(())
}

use proptest::test_runner::TestCaseError;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_many_working_days_are_left_as_before(from in starts(), days in 1_u32..40, rests in rests()) {
        days_stay(from, days, &rests)?;
    }

    #[test]
    fn and_so_they_are_after_whole_days(from in starts(), days in 1_u32..40, rests in whole_days()) {
        days_stay(from, days, &rests)?;
    }

    #[test]
    fn as_many_working_minutes_are_left_as_before(from in starts(), minutes in 1_u32..3000, rests in rests()) {
        let calendar = calendars()[0];
        let mut clock = started(from, Term::WorkingTime(Minutes::new(minutes).unwrap()), calendar);
        let mut now = from;
        for (runs, rests) in rests {
            let since = now + TimeDelta::minutes(runs);
            now = since + TimeDelta::minutes(rests);
            let before = clock.due;
            let left = if since < before { calendar.working_time(since, before).unwrap() } else { TimeDelta::zero() };
            stop(&mut clock, since);
            go_on(&mut clock, now, calendar);
            if since > before {
                prop_assert_eq!(clock.due, before);
            } else if left > TimeDelta::zero() {
                prop_assert_eq!(calendar.working_time(now, clock.due).unwrap(), left);
            } else {
                prop_assert_eq!(clock.due, next_end(calendar, now).max(before));
            }
        }
    }

    #[test]
    fn as_many_days_are_left_as_before_and_they_end_at_work(from in starts(), days in 1_u32..60, rests in rests()) {
        let calendar = calendars()[0];
        let mut clock = started(from, Term::CalendarDays(Days::new(days).unwrap()), calendar);
        let mut now = from;
        for (runs, rests) in rests {
            let since = now + TimeDelta::minutes(runs);
            now = since + TimeDelta::minutes(rests);
            let before = clock.due;
            // To the day on which the days end, though work goes on only later.
            let ends = match clock.counted.term {
                Term::CalendarDays(days) => day_in_vietnam(clock.counted.from) + TimeDelta::days(days.get().into()),
                _ => day_ended_in_vietnam(before),
            };
            let left = (ends - day_in_vietnam(since)).num_days();
            stop(&mut clock, since);
            go_on(&mut clock, now, calendar);
            if since > before {
                prop_assert_eq!(clock.due, before);
            } else if left > 0 {
                let last = day_in_vietnam(now) + TimeDelta::days(left);
                prop_assert_eq!(clock.due, calendar.end_of(last).unwrap().max(before));
            } else {
                prop_assert_eq!(clock.due, next_end(calendar, now).max(before));
            }
        }
    }

    #[test]
    fn the_date_without_an_extension_is_that_of_a_term_that_was_never_extended(from in starts(), days in 1_u32..20, more in 1_u32..15, rests in rests(), anew in any::<bool>()) {
        let calendar = calendars()[0];
        let term = |days| Term::WorkingDays(Days::new(days).unwrap());
        let mut twin = started(from, term(days), calendar);
        let mut clock = twin.clone();
        let to = calendar.due(clock.due, term(more)).unwrap().at;
        clock.changes.push(DueChange { from: clock.due, to, at: from, cause: DueCause::Extended });
        clock.unextended = Some(Unextended { due: clock.due, counted: clock.counted });
        (clock.counted, clock.due) = (Counted { term: term(more), from: clock.due, unit: None }, to);
        let mut now = from;
        for (runs, rests) in rests {
            let since = now + TimeDelta::minutes(runs);
            now = since + TimeDelta::minutes(rests);
            for one in [&mut twin, &mut clock] {
                stop(one, since);
                let moved = one.goes_on(now, anew.then_some(now), calendar).unwrap();
                prop_assert!(since <= one.due || moved.is_none(), "what was late stays late, whatever begins anew");
                one.rests_since = None;
                if let Some(moved) = moved {
                    (one.due, one.counted) = (moved.due, moved.counted);
                    one.unextended = moved.unextended.or(one.unextended);
                }
            }
            prop_assert_eq!(clock.unextended_due(), twin.due);
            prop_assert_eq!(twin.unextended_due(), twin.due);
            prop_assert!(clock.due >= twin.due);
        }
    }

    #[test]
    fn a_day_of_rest_that_is_announced_while_it_rests_is_none_of_its_days(from in starts(), days in 1_u32..40, run in 0_i64..9000, rest in 0_i64..9000) {
        let [before, after] = calendars();
        let mut clock = started(from, Term::WorkingDays(Days::new(days).unwrap()), before);
        let since = from + TimeDelta::minutes(run);
        let now = since + TimeDelta::minutes(rest);
        // As if the calendar had been this one from the beginning.
        let mut other = started(from, Term::WorkingDays(Days::new(days).unwrap()), after);
        prop_assume!(since <= clock.due);
        stop(&mut clock, since);
        stop(&mut other, since);
        go_on(&mut clock, now, after);
        go_on(&mut other, now, after);
        // Without a move the calendar's change counts when the dates are recounted.
        if let Some(moved) = clock.recounted(after).unwrap() {
            clock.due = moved.due;
        }
        prop_assert_eq!(clock.due, other.due);
    }

    #[test]
    fn what_is_done_is_judged_by_day_or_hour(due in starts(), minutes in -3000_i64..3000, by_day in any::<bool>()) {
        let done = due + TimeDelta::minutes(minutes);
        let judged = Judgement::of(done, due, by_day);
        prop_assert_eq!(judged == Judgement::Late, done > due);
        if judged == Judgement::InTime {
            let within = if by_day { TimeDelta::hours(24) } else { TimeDelta::hours(1) };
            prop_assert!(due - done <= within);
        }
        if judged == Judgement::Early {
            prop_assert!(!by_day || day_in_vietnam(done) < day_ended_in_vietnam(due));
            // Just before it is due nothing is early.
            prop_assert!(minutes < 0);
        }
    }
}

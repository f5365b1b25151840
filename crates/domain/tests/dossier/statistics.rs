//! The figures of the one-stop shop: over random sets of dossiers and any months they add up, and what is left of one month is what the
//! next begins with.

use chrono::{Months, NaiveDate};
use domain::{
    UtcTime,
    dossier::{
        Dossier, Event, Happening, StateName, apply, create_apply,
        statistics::{Closing, Counted, Figures},
    },
    midnight_in_vietnam,
};
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};

use crate::{
    play::{play, scripts},
    world::*,
};

/// The beginnings of months, the first first: every dossier lies between the first and the last.
fn months() -> Vec<UtcTime> {
    let first = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
    (0..60).map(|n| midnight_in_vietnam(first + Months::new(n))).collect()
}

fn figures(all: &[Counted], from: UtcTime, until: UtcTime, now: UtcTime) -> Figures {
    let mut figures = Figures::default();
    for one in all {
        figures.count(one, from, until, now);
    }
    figures
}

/// The dossier as it stood before this time; nothing where it was not entered yet.
fn stood(history: &[Happening], before: UtcTime) -> Option<Dossier> {
    let mut so_far = history.iter().take_while(|happening| happening.at < before);
    let first = create_apply(DOSSIER, WORLD.directory.agency, so_far.next()?).unwrap();
    Some(so_far.fold(first, |dossier, happening| apply(dossier, happening).unwrap()))
}

const fn left(figures: &Figures) -> u64 {
    figures.running + figures.overdue + figures.resting
}

#[test]
fn they_add_up_and_what_is_left_of_a_month_is_carried_over() {
    let config = Config { cases: 150, failure_persistence: None, ..Config::default() };
    let runs = TestRunner::new(config).run(&(vec(scripts(), 1..12), 0_usize..60), |(scripts, k)| {
        let mut histories = Vec::new();
        for script in &scripts {
            histories.extend(play(script, |_| Ok(()))?.map(|played| (played.dossier, played.history)));
        }
        let months = months();
        let now = months[k];
        let all: Vec<Counted> = histories.iter().filter_map(|(dossier, _)| Counted::of(dossier)).collect();
        let mut received = 0;
        let mut done = 0;
        for (from, until) in months.iter().zip(months.iter().skip(1)) {
            let month = figures(&all, *from, *until, now);
            prop_assert!(month.add_up(), "{:?}", month);
            let next = figures(&all, *until, *until + chrono::TimeDelta::days(31), now);
            prop_assert_eq!(next.carried_over, left(&month), "{:?} and then {:?}", month, next);
            received += month.received;
            done += month.done();
        }
        let whole = figures(&all, months[0], *months.last().unwrap(), now);
        prop_assert_eq!((whole.carried_over, whole.received, whole.done()), (0, received, done));
        // Counted by hand: what has a code was received, and what was refused before has none.
        let last = *months.last().unwrap();
        let received = |dossier: &Dossier, for_other: bool| {
            let acceptance = dossier.state().acceptance().filter(|acceptance| acceptance.at < last);
            acceptance.is_some_and(|acceptance| acceptance.competent.is_some() == for_other)
        };
        let codes = |for_other| histories.iter().filter(|(dossier, _)| received(dossier, for_other)).count();
        prop_assert_eq!(whole.received, u64::try_from(codes(false)).unwrap());
        prop_assert_eq!(whole.for_others, u64::try_from(codes(true)).unwrap());
        let refused = |dossier: &Dossier| dossier.state().name() == StateName::Refused;
        prop_assert!(histories.iter().all(|(dossier, _)| !refused(dossier) || Counted::of(dossier).is_none()));
        Ok(())
    });
    runs.unwrap();
}

#[test]
fn what_is_carried_over_is_what_stood_open_then() {
    let config = Config { cases: 150, failure_persistence: None, ..Config::default() };
    let runs = TestRunner::new(config).run(&vec(scripts(), 1..12), |scripts| {
        let mut histories = Vec::new();
        for script in &scripts {
            let Some(played) = play(script, |_| Ok(()))? else { continue };
            let stopped = |happening: &Happening| matches!(happening.event, Event::DossierStopped { .. });
            // What is entered or taken up again afterwards changes what was.
            let stood = played.dossier.state().name() == StateName::Stopped;
            if played.history.iter().filter(|one| stopped(one)).count() > usize::from(stood)
                || played.dossier.facts().late_entry.is_some()
            {
                continue;
            }
            histories.push((played.dossier, played.history));
        }
        let last = *months().last().unwrap();
        let all: Vec<Counted> = histories.iter().filter_map(|(dossier, _)| Counted::of(dossier)).collect();
        for (from, until) in months().iter().zip(months().iter().skip(1)) {
            // The snapshot that was made when the month was over.
            let then: Vec<Counted> =
                histories.iter().filter_map(|(_, history)| Counted::of(&stood(history, *until)?)).collect();
            let snapshot = figures(&then, *from, *until, *until);
            prop_assert!(snapshot.add_up());
            let next = figures(&all, *until, last, last);
            prop_assert_eq!(next.carried_over, left(&snapshot));
            // What was closed in it stays so; a stop that was withdrawn later is told as what it became.
            let now = figures(&all, *from, *until, last);
            prop_assert_eq!((now.received, now.done()), (snapshot.received, snapshot.done()));
        }
        Ok(())
    });
    runs.unwrap();
}

#[test]
fn each_is_counted_once_and_in_one_place() {
    let day = |day: u32| at(&format!("2026-11-{day:02}T09:00"));
    let (from, until, now) = (day(1), day(20), day(25));
    let one = |received_at, closed, due, rests| Counted { received_at, closed, due, rests, for_other: false };
    let early = Closing::Done(domain::dossier::Judgement::Early);
    let counts = |one: Counted| {
        let mut figures = Figures::default();
        figures.count(&one, from, until, now);
        assert!(figures.add_up());
        figures
    };
    let october = at("2026-10-10T09:00");
    assert_eq!(counts(one(day(20), None, None, false)), Figures::default(), "the end is not in it");
    assert_eq!(counts(one(day(1), None, None, false)), Figures { received: 1, running: 1, ..Figures::default() });
    assert_eq!(
        counts(one(october, Some((early, at("2026-10-20T09:00"))), None, false)),
        Figures::default(),
        "it was over before"
    );
    assert_eq!(
        counts(one(october, Some((early, day(1))), None, false)),
        Figures { carried_over: 1, done_early: 1, ..Figures::default() }
    );
    // Done after the time: it was still running in it, and in time or not by the date of now.
    assert_eq!(
        counts(one(october, Some((early, day(20))), Some(day(21)), false)),
        Figures { carried_over: 1, running: 1, ..Figures::default() }
    );
    assert_eq!(
        counts(one(october, None, Some(day(19)), false)),
        Figures { carried_over: 1, overdue: 1, ..Figures::default() }
    );
    let mut resting = Figures::default();
    resting.count(&one(october, None, Some(day(5)), true), from, now, now);
    assert_eq!(resting, Figures { carried_over: 1, resting: 1, ..Figures::default() });
    // What is another agency's is told apart, in the time in which it was received and in no other.
    let others = |received_at| Counted { for_other: true, ..one(received_at, None, None, false) };
    assert_eq!(counts(others(day(2))), Figures { for_others: 1, ..Figures::default() });
    assert_eq!(counts(others(october)), Figures::default());
    // A month that is over when it is counted.
    let mut withdrawn = Figures::default();
    withdrawn.count(&one(day(2), Some((Closing::Withdrawn, day(3))), None, false), from, until, now);
    withdrawn += counts(one(day(2), Some((Closing::Stopped, day(3))), None, false));
    assert_eq!(withdrawn, Figures { received: 2, withdrawn: 1, stopped: 1, ..Figures::default() });
    assert!(withdrawn.add_up());
}

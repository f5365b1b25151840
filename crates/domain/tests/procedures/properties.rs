//! What holds for every process, however wrong: nothing fails, nothing runs for ever; and where nothing is found, a dossier comes to an
//! end from wherever it is.

use std::collections::BTreeSet;

use domain::procedure::{
    Course, HandlingRules, Outcome, ProcedureContent, Process, Severity, Wait, check, draw, lint, simulate,
};
use proptest::{collection::vec, option, prelude::*};
use serde_json::{Value, json};

use crate::{at, calendar, content, directory, sound};

const CODES: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];
const TIMES: [&str; 5] = ["1wd", "4wh", "90wm", "2d", "2026-12-31"];

/// A step that may lead anywhere, also nowhere and to what isn't there.
fn step() -> impl Strategy<Value = Value> {
    let branch = (0..3_u8, option::of(0..CODES.len()));
    (0..CODES.len(), vec(branch, 0..4), vec(0..CODES.len(), 0..3), option::of(0..TIMES.len()), 0..4_u8).prop_map(
        |(code, next, back, time, doer)| {
            let next: Vec<Value> =
                next.into_iter().map(|(label, to)| json!({ "label": format!("Hướng {label}"), "to": to.map(|to| CODES[to]) })).collect();
            let back: Vec<&str> = back.into_iter().map(|to| CODES[to]).collect();
            let doer = match doer {
                0 => json!({ "department": "VP" }),
                1 => json!({ "department": "LA" }),
                2 => json!({ "role": "leader" }),
                _ => json!({ "role": "archivist" }),
            };
            json!({ "code": CODES[code], "name": format!("Bước {code}"), "doer": doer, "time": time.map(|time| TIMES[time]), "next": next, "back": back })
        },
    )
}

/// Any steps at all; or one of each code, each leading somewhere, so that some are right.
fn process() -> impl Strategy<Value = Vec<Value>> {
    let orderly = vec((vec(option::of(0..CODES.len()), 1..3), option::of(0..CODES.len())), 1..CODES.len()).prop_map(|steps| {
        let count = steps.len();
        let made = steps.into_iter().enumerate().map(|(n, (next, back))| {
            let next: Vec<Value> = next.into_iter().enumerate()
                .map(|(m, to)| json!({ "label": format!("Hướng {m}"), "to": to.map(|to| CODES[to % count]) })).collect();
            let back: Vec<&str> = back.map(|to| to % count).filter(|to| *to != n).map(|to| CODES[to]).into_iter().collect();
            json!({ "code": CODES[n], "name": format!("Bước {n}"), "doer": { "role": "leader" }, "time": "4wh", "next": next, "back": back })
        });
        made.collect()
    });
    prop_oneof![vec(step(), 0..9), orderly]
}

fn procedure() -> impl Strategy<Value = ProcedureContent> {
    (process(), option::of(0..TIMES.len())).prop_map(|(steps, term)| {
        let mut value = sound();
        value["process"]["steps"] = json!(steps);
        value["term"] = json!(term.map(|term| TIMES[term]));
        content(value)
    })
}

/// Every step that a dossier may come to by going forth or back.
fn reached(process: &Process) -> BTreeSet<String> {
    let mut open: Vec<String> = process.first().map(|step| step.code.to_string()).into_iter().collect();
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    while let Some(code) = open.pop() {
        let Some(step) = process.steps.iter().find(|step| step.code.as_str() == code) else { continue };
        for to in step.next.iter().filter_map(|branch| branch.to.as_ref()).chain(&step.back) {
            if seen.insert(to.to_string()) {
                open.push(to.to_string());
            }
        }
    }
    seen
}

/// Whether an end can be come to from this step, by trying every way of that many steps.
fn ends(process: &Process, code: &str, left: usize) -> bool {
    let step = process.steps.iter().find(|step| step.code.as_str() == code);
    step.is_some_and(|step| {
        step.next.iter().any(|branch| match &branch.to {
            None => true,
            Some(to) => left > 0 && ends(process, to.as_str(), left - 1),
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_fails_and_nothing_runs_for_ever(content in procedure(), minutes in 0..500_000_i64, waits in vec((1..5_000_i64, 1..5_000_i64), 0..4)) {
        let office = directory(&[("VP", true, true)], &[domain::organisation::Role::Leader]);
        check(&content);
        lint(&content, None);
        for finding in lint(&content, Some(&office)) {
            let words = finding.words();
            prop_assert!(!words.vi.contains('{') && !words.en.contains('{'), "{words:?}");
        }
        draw(&content, Some(&office));
        let received = at("2026-01-05T08:00") + chrono::TimeDelta::minutes(minutes);
        let mut last = received;
        let waits = waits.into_iter().map(|(after, long)| {
            let from = last + chrono::TimeDelta::minutes(after);
            last = from + chrono::TimeDelta::minutes(long);
            Wait { from, until: last }
        });
        let course = Course { received, choose: Vec::new(), waits: waits.collect() };
        let Ok(walked) = simulate(&content, &course, &calendar(), Some(&office)) else { return Ok(()) };
        prop_assert!(walked.visits.len() <= content.process.steps.len());
        prop_assert!(walked.transfer >= walked.received && walked.counts_from >= walked.received);
        let mut now = walked.transfer;
        for visit in &walked.visits {
            prop_assert!(visit.arrival == now && visit.leaves >= visit.arrival);
            now = visit.leaves;
        }
        prop_assert_eq!(walked.done, now);
        prop_assert!(walked.due >= walked.due_original);
    }

    /// Whatever the hour and the day: who comes later does not get an earlier date.
    #[test]
    fn what_is_received_later_is_never_due_earlier(
        term in prop::sample::select(vec!["1wd", "5wd", "4wh", "8wh", "13wh", "1d", "10d"]),
        cut_off in option::of(prop::sample::select(vec!["07:00", "10:00", "12:00", "15:00", "18:00"])),
        minutes in 0..400_000_i64,
        later in 0..6_000_i64,
    ) {
        let rules: HandlingRules = serde_json::from_value(json!({ "cut_off": cut_off })).unwrap();
        let (office, term) = (calendar(), term.parse().unwrap());
        let due = |received| {
            let from = rules.counts_from(received, office.agency()).unwrap();
            office.agency().due(from, term).unwrap().at
        };
        let first = at("2026-01-05T08:00") + chrono::TimeDelta::minutes(minutes);
        prop_assert!(due(first) <= due(first + chrono::TimeDelta::minutes(later)));
    }

    #[test]
    fn where_no_error_is_found_every_dossier_comes_to_an_end(content in procedure()) {
        let errors = lint(&content, None).into_iter().any(|finding| finding.severity() == Severity::Error);
        let steps = content.process.steps.len();
        if check(&content).is_empty() && !errors {
            for code in reached(&content.process) {
                prop_assert!(ends(&content.process, &code, steps), "{code}");
            }
            let course = Course { received: at("2026-12-07T08:00"), choose: Vec::new(), waits: Vec::new() };
            let walked = simulate(&content, &course, &calendar(), None).unwrap();
            prop_assert!(walked.outcome != Outcome::Stuck);
        }
    }

    /// And where a step is a dead end, no way of any length leads out of it.
    #[test]
    fn a_dead_end_is_one(content in procedure()) {
        let steps = content.process.steps.len();
        let found: BTreeSet<String> = lint(&content, None).into_iter()
            .filter(|finding| finding.code.as_str() == "dead_end").filter_map(|finding| Some(finding.step?.to_string())).collect();
        if check(&content).is_empty() {
            for step in &content.process.steps {
                prop_assert_eq!(found.contains(step.code.as_str()), !ends(&content.process, step.code.as_str(), steps), "{}", step.code);
            }
        }
    }
}

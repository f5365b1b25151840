//! The declared table: every row is really walked, nothing else is known anywhere, and the page shows it.

use std::collections::BTreeSet;

use domain::{
    Actor,
    access::dossier::may,
    dossier::{CommandKind, StateName, decide, table},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::json;

use crate::{
    oracle,
    play::{moved, play, scripts},
    story::{Story, brought, handed_in, missing, whole, with},
    world::*,
};

/// How many scripts the fixed run plays; enough to walk every row.
const SCRIPTS: usize = 6_000;

type Walk = (StateName, CommandKind, StateName);

fn walked() -> BTreeSet<Walk> {
    let mut runner = TestRunner::deterministic();
    let mut walked = BTreeSet::new();
    for _ in 0..SCRIPTS {
        let script = scripts().new_tree(&mut runner).unwrap().current();
        play(&script, |turn| {
            walked.extend(moved(turn).map(|(from, to)| (from, turn.command.kind(), to)));
            Ok(())
        })
        .unwrap();
    }
    walked.extend(told());
    walked
}

/// What chance seldom comes to.
fn told() -> [Walk; 2] {
    let mut story = Story::received("2026-11-30T13:40", LAND_USE);
    story.at("2026-11-30T13:50", CLERK, whole(CommandKind::TransferDossier));
    let asked = story.dossier.open_consultations().next().unwrap().id;
    story.at("2026-11-30T14:00", LAND_HEAD, missing());
    let from = story.state();
    story.at("2026-11-30T14:10", LAND_HEAD, json!({"command": "close_consultation", "consultation": asked}));
    let closed = (from, CommandKind::CloseConsultation, story.state());
    // Sixteen days: Wednesday 16/12, which becomes a day of rest while the clock runs on.
    let mut story = Story::received("2026-11-30T09:00", ALLOWANCE);
    story.with_officer("2026-11-30T09:00");
    story.at("2026-11-30T10:00", OFFICER, with(whole(CommandKind::ExtendDossier), json!({"by": "6d"})));
    story.at("2026-12-01T09:00", OFFICER, missing());
    let from = story.state();
    story.changed = true;
    story.try_at("2026-12-02T09:00", Actor::Office, whole(CommandKind::RecountDossier)).unwrap();
    assert_eq!(story.due(), "2026-12-17T17:30");
    [closed, (from, CommandKind::RecountDossier, story.state())]
}

#[test]
fn every_row_of_the_table_is_walked() {
    let walked = walked();
    let moves = table::MOVES.iter().map(|row| (row.from, row.command, row.to));
    let beside =
        table::BESIDE.iter().flat_map(|(command, states)| states.iter().map(|state| (*state, *command, *state)));
    let declared: BTreeSet<Walk> = moves.chain(beside).collect();
    let never: Vec<&Walk> = declared.difference(&walked).collect();
    assert!(never.is_empty(), "declared but never walked: {never:#?}");
    let undeclared: Vec<&Walk> = walked.difference(&declared).collect();
    assert!(undeclared.is_empty(), "walked but not declared: {undeclared:#?}");
}

/// A dossier that stands there.
pub fn in_state(state: StateName) -> Story {
    use StateName as S;
    let reason = |command: &str| json!({"command": command, "reason": "Có lý do"});
    let mut story = match state {
        S::Registered | S::Refused => Story::entered("2026-11-23T08:00", handed_in(EXTRACT)),
        S::Incomplete => {
            let mut asks = missing();
            asks.as_object_mut().unwrap().remove("command");
            Story::entered("2026-11-23T08:00", with(handed_in(EXTRACT), json!({"then": {"request_supplement": asks}})))
        }
        _ => Story::received("2026-11-23T08:00", EXTRACT),
    };
    if ![S::Registered, S::Incomplete, S::Refused, S::Accepted, S::Withdrawn].contains(&state) {
        story.with_officer("2026-11-23T09:00");
    }
    match state {
        S::Refused => drop(story.at("2026-11-23T10:00", CLERK, reason("refuse"))),
        S::Withdrawn => drop(story.at("2026-11-23T10:00", CLERK, reason("withdraw"))),
        S::Stopped => drop(story.at("2026-11-23T10:00", CHAIR, reason("stop"))),
        S::AwaitingSupplement => drop(story.at("2026-11-23T10:00", OFFICER, missing())),
        S::AwaitingPayment => {
            drop(story.at("2026-11-23T10:00", OFFICER, whole(CommandKind::RequestPayment)));
        }
        S::Done => story.signed("2026-11-23T10:00"),
        S::Returned => {
            story.signed("2026-11-23T10:00");
            story.at("2026-11-23T11:00", CLERK, whole(CommandKind::ReturnResult));
        }
        _ => {}
    }
    assert_eq!(story.state(), state);
    story
}

#[test]
fn what_the_table_does_not_know_is_refused_to_everyone_as_the_wrong_state() {
    let mut refused = 0;
    for state in StateName::ALL {
        let story = in_state(state);
        let moment = Moment::new(at("2026-11-25T08:00"), 50, Some(EXTRACT));
        for kind in CommandKind::ALL.iter().copied() {
            assert_eq!(table::knows(state, kind), oracle::known(state, kind), "{state:?} {kind:?}");
            for actor in ACTORS {
                let answer = may(&story.dossier, actor, kind, None, &WORLD.directory).map_err(|no| no.rule.code());
                if table::knows(state, kind) {
                    assert_ne!(answer, Err("dossier_wrong_state"), "{state:?} {kind:?} {actor:?}");
                } else {
                    assert_eq!(answer, Err("dossier_wrong_state"), "{state:?} {kind:?} {actor:?}");
                    let command = serde_json::from_value(whole(kind)).unwrap();
                    let decided = decide(&story.dossier, actor, &command, &moment.context());
                    assert_eq!(decided.map_err(|no| no.rule.code()), Err("dossier_wrong_state"));
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 2000, "{refused}");
}

#[test]
fn what_waits_goes_on_where_it_stood() {
    let mut story = in_state(StateName::AwaitingSupplement);
    story.at("2026-11-23T15:00", CLERK, brought());
    assert_eq!(story.state(), StateName::Processing);
    let run = story.dossier.state().run().unwrap();
    assert_eq!((run.step.as_str(), run.officer), ("xu-ly", Some(OFFICER)));
}

#[test]
fn the_page_in_docs_shows_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/state-machine-dossier.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, table::page()).unwrap();
    }
    let page = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        page == table::page(),
        "docs/state-machine-dossier.md is not the table; write it again: UPDATE_DOCS=1 cargo test -p domain --test dossier the_page"
    );
}

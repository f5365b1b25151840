//! The declared table: every row is really walked, nothing else is known anywhere, and the page shows it.

use std::collections::BTreeSet;

use domain::{
    Actor, OfficeSettings, access,
    incoming::{CommandKind, StateName, table},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use serde_json::json;

use crate::{
    play::{Played, Turn, go_on, play, scripts},
    world::*,
};

/// How many scripts the fixed run plays from the receipt; enough to walk every row.
const SCRIPTS: usize = 7000;
/// How many it plays from where supporting units work on while the document waits.
const FROM_THE_MIDDLE: usize = 900;

type Walk = (StateName, CommandKind, StateName);

fn walked() -> BTreeSet<Walk> {
    let mut runner = TestRunner::deterministic();
    let mut walked = BTreeSet::new();
    let mut walk = |turn: &Turn<'_>| {
        if turn.outcome.is_ok() {
            walked.insert((turn.before.state().name(), turn.command.kind(), turn.after.state().name()));
        }
        Ok(())
    };
    let mut script = || scripts().new_tree(&mut runner).unwrap().current();
    for _ in 0..SCRIPTS {
        play(&script(), &mut walk).unwrap();
    }
    for story in waiting() {
        for _ in 0..FROM_THE_MIDDLE {
            let so_far = Played { document: story.document.clone(), history: story.history.clone() };
            go_on(&script(), so_far, story.now, &mut walk).unwrap();
        }
    }
    for state in StateName::ALL.into_iter().filter(|state| !state.is_final()) {
        let mut story = Story::in_state(state);
        let until = story.now + chrono::TimeDelta::days(3);
        story.by(CHAIR, json!({"command": "grant_look", "person": ADMIN, "until": until, "reason": "Tìm lỗi"}));
        assert!(access::may_look(&story.document, ADMIN, story.now, &WORLD.directory));
        assert!(!access::may_look(&story.document, ADMIN, until, &WORLD.directory), "it ends");
        assert!(!access::may_see(&story.document, ADMIN, &WORLD.directory), "a look is nothing more");
        story.by(CHAIR, json!({"command": "end_look", "person": ADMIN}));
        assert!(!access::may_look(&story.document, ADMIN, story.now, &WORLD.directory));
        walked.extend([CommandKind::GrantLook, CommandKind::EndLook].map(|command| (state, command, state)));
    }
    // A step that takes so long that a day is swapped in it.
    let steps = serde_json::from_value(json!({"register": {"normal": "4wd", "urgent": "1wh"}})).unwrap();
    let mut story = Story::received_by(Paper::Letter, OfficeSettings { steps, ..OfficeSettings::default() });
    story.swapped = true;
    story.by_actor(Actor::Office, json!({"command": "recount_deadlines"}));
    walked.insert((StateName::Received, CommandKind::RecountDeadlines, story.state()));
    let mut story = crate::day::before_the_chairman_who_is_away("immediate", vec![VICE]);
    story.by_actor(Actor::Office, json!({"command": "pass_on"}));
    walked.insert((StateName::Presented, CommandKind::PassOn, story.state()));
    walked.extend(crate::answers::walked());
    walked
}

/// While two units support it, the document goes back to the leader, and from there to the registry; or on to an officer who
/// asks for more time.
fn waiting() -> [Story; 4] {
    let mut directed = Story::registered(Paper::Letter);
    directed.by(CLERK, json!({"command": "present", "to": CHAIR}));
    directed.by(
        CHAIR,
        json!({"command": "direct", "direction": {
            "primary": {"department": CULTURE, "due": "2027-06-01T10:00:00Z"},
            "supporting": [
                {"department": ECONOMY, "term": "4wd"},
                {"department": CENTRE, "due": "2027-05-01T10:00:00Z"},
            ],
            "informed": [{"person": CHIEF}],
        }}),
    );
    let mut presented = directed.clone();
    presented.by(VICE, json!({"command": "give_back", "assignment": directed.primary(), "reason": "Không đúng việc"}));
    let mut registered = presented.clone();
    registered.by(CHAIR, json!({"command": "give_back", "reason": "Kiểm tra lại"}));
    let mut in_progress = directed.clone();
    in_progress.by(
        VICE,
        json!({"command": "assign", "assignment": directed.primary(),
        "officer": {"person": CULTURE_OFFICER, "due": "2026-12-01T10:00:00Z"}}),
    );
    in_progress.by(
        CULTURE_OFFICER,
        json!({"command": "request_extension", "assignment": in_progress.primary(),
        "due": "2026-12-20T10:00:00Z", "reason": "Nhiều việc"}),
    );
    [directed, presented, registered, in_progress]
}

#[test]
fn every_row_of_the_table_is_walked_to_each_of_its_ends() {
    let walked = walked();
    let moves = table::MOVES.iter().flat_map(|row| row.to.iter().map(|to| (row.from, row.command, *to)));
    let beside =
        table::BESIDE.iter().flat_map(|(command, states)| states.iter().map(|state| (*state, *command, *state)));
    let never: Vec<Walk> = moves.chain(beside).filter(|walk| !walked.contains(walk)).collect();
    assert!(never.is_empty(), "declared but never walked: {never:#?}");
}

#[test]
fn what_the_table_does_not_know_is_refused_to_everyone_as_the_wrong_state() {
    for state in StateName::ALL {
        let story = Story::in_state(state);
        assert_eq!(story.state(), state);
        let named = story.document.assignments().iter().map(|a| Some(a.id));
        let assignments: Vec<_> = std::iter::once(None).chain(named).collect();
        let unknown = CommandKind::ALL.iter().filter(|command| table::leads(state, **command).is_empty());
        for command in unknown {
            for actor in ACTORS.into_iter().chain(SYSTEMS) {
                for assignment in &assignments {
                    let refusal =
                        access::may(&story.document, actor, *command, *assignment, &WORLD.directory).unwrap_err();
                    assert_eq!(refusal.rule.code(), "wrong_state", "{state:?} {command:?} {actor:?}");
                }
            }
        }
    }
}

#[test]
fn a_final_state_knows_no_command() {
    for state in StateName::ALL.into_iter().filter(|state| state.is_final()) {
        let story = Story::in_state(state);
        for person in WORLD.directory.people.keys() {
            assert_eq!(access::offered(&story.document, *person, &WORLD.directory), []);
        }
        let refused = CommandKind::ALL.iter().all(|command| {
            access::may(&story.document, Actor::Person(CLERK), *command, None, &WORLD.directory).is_err()
        });
        assert!(refused);
    }
}

#[test]
fn the_page_in_docs_shows_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/state-machine.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs")).unwrap();
        std::fs::write(path, table::page()).unwrap();
    }
    let page = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        page == table::page(),
        "docs/state-machine.md is not the table; write it again: UPDATE_DOCS=1 cargo test -p domain --test incoming the_page"
    );
}

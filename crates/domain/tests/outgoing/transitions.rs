//! The declared table: every row is really walked, nothing else is known anywhere, and the page shows it.

use std::collections::BTreeSet;

use domain::{
    Actor,
    access::outgoing::may,
    outgoing::{About, CommandKind, Happening, StateName, apply, decide, table},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::json;

use crate::{
    commands::whole,
    opinions::{asked, later},
    oracle,
    play::{moved, play, scripts},
    sending::{gone_by_interchange, update},
    story::Story,
    world::*,
};

/// How many scripts the fixed run plays; enough to walk every row.
const SCRIPTS: usize = 12_000;

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
    walked.extend(beside());
    walked
}

/// What is done about opinions, and when somebody leaves, wherever the document stands.
fn beside() -> BTreeSet<Walk> {
    use CommandKind as C;
    use StateName as S;
    let mut walked = BTreeSet::new();
    let all =
        [S::Draft, S::UnitReview, S::FormCheck, S::AwaitingSignature, S::Signed, S::Issued, S::Sealed, S::Dispatched];
    for state in all {
        let (mut story, first, second) = asked();
        story.on_to(state);
        let mut gives = |by, command: serde_json::Value| {
            let kind = C::parse(command["command"].as_str().unwrap()).unwrap();
            story.by(by, command);
            walked.insert((state, kind, story.state()));
        };
        if state <= S::Signed {
            gives(VICE, json!({"command": "pass_opinion", "opinion": first, "to": CULTURE_OFFICER}));
            gives(OFFICER, json!({"command": "remind_opinion", "opinion": first}));
            gives(CULTURE_OFFICER, json!({"command": "give_opinion", "opinion": first, "text": "Nhất trí"}));
            gives(OFFICER, json!({"command": "withdraw_opinion", "opinion": second, "reason": "Đã họp"}));
        }
        if state <= S::AwaitingSignature {
            let of = json!([{"department": OFFICE}]);
            gives(HEAD, json!({"command": "ask_opinions", "holders": of, "question": "Góp ý", "term": "1wd"}));
        }
        gives(CHAIR, json!({"command": "hand_over", "from": OFFICER, "to": OFFICER_2, "reason": "Chuyển công tác"}));
        if state <= S::Signed {
            let (mut story, ..) = asked();
            story.on_to(state);
            let command = serde_json::from_value(json!({"command": "recount_opinions"})).unwrap();
            let (moment, later) = (story.moment(), later());
            let mut events = decide(&story.document, Actor::Office, &command, &moment.context_at(&later)).unwrap();
            let happening = Happening { by: Actor::Office, at: moment.now, event: events.remove(0) };
            let after = apply(story.document.clone(), &happening).unwrap();
            walked.insert((state, C::RecountOpinions, after.state().name()));
        }
    }
    // No gateway is where the scripts are played.
    let mut story = gone_by_interchange();
    story.by(CLERK, update(&[SIGNED]));
    walked.insert((S::Dispatched, C::SendUpdate, story.state()));
    story.by(OFFICER, json!({"command": "file", "case_file": "HS-01"}));
    story.by(CLERK, update(&[SEALED]));
    walked.insert((S::Filed, C::SendUpdate, story.state()));
    walked
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

#[test]
fn what_the_table_does_not_know_is_refused_to_everyone_as_the_wrong_state() {
    let mut refused = 0;
    for state in StateName::ALL.iter().copied() {
        let story = Story::in_state(state);
        let moment = story.moment();
        for kind in CommandKind::ALL.iter().copied() {
            assert_eq!(table::knows(state, kind), oracle::known(state, kind), "{state:?} {kind:?}");
            for actor in ACTORS {
                let answer =
                    may(&story.document, actor, kind, About::Nothing, &WORLD.directory).map_err(|no| no.rule.code());
                if table::knows(state, kind) {
                    assert_ne!(answer, Err("wrong_state"), "{state:?} {kind:?} {actor:?}");
                } else {
                    assert_eq!(answer, Err("wrong_state"), "{state:?} {kind:?} {actor:?}");
                    let command = serde_json::from_value(whole(kind)).unwrap();
                    let decided = decide(&story.document, actor, &command, &moment.context());
                    assert_eq!(decided.map_err(|no| no.rule.code()), Err("wrong_state"));
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 2000, "{refused}");
}

#[test]
fn the_page_in_docs_shows_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/state-machine-outgoing.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, table::page()).unwrap();
    }
    let page = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        page == table::page(),
        "docs/state-machine-outgoing.md is not the table; write it again: UPDATE_DOCS=1 cargo test -p domain --test outgoing the_page"
    );
}

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
use serde_json::{Value, json};

use crate::{
    oracle,
    play::{moved, play, scripts},
    story::{Story, brought, handed_in, missing, there, whole, with},
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
    walked.extend(sent_on());
    walked
}

/// What chance seldom comes to.
fn told() -> [Walk; 7] {
    let closed = |waits: Value| {
        let mut story = Story::received("2026-11-30T13:40", LAND_USE);
        story.at("2026-11-30T13:50", CLERK, whole(CommandKind::TransferDossier));
        let asked = story.dossier.open_consultations().next().unwrap().id;
        story.at("2026-11-30T14:00", LAND_HEAD, waits);
        let from = story.state();
        story.at("2026-11-30T14:10", LAND_HEAD, json!({"command": "close_consultation", "consultation": asked}));
        (from, CommandKind::CloseConsultation, story.state())
    };
    let (to_complete, to_pay) = (closed(missing()), closed(whole(CommandKind::RequestPayment)));
    // Sixteen days: Wednesday 16/12, which becomes a day of rest while the clock runs on.
    let mut story = Story::received("2026-11-30T09:00", ALLOWANCE);
    story.with_officer("2026-11-30T09:00");
    story.at("2026-11-30T10:00", OFFICER, with(whole(CommandKind::ExtendDossier), json!({"by": "6d"})));
    let recounted = |asks: Value| {
        let mut story = story.clone();
        story.at("2026-12-01T09:00", OFFICER, asks);
        let from = story.state();
        story.changed = true;
        story.try_at("2026-12-02T09:00", Actor::Office, whole(CommandKind::RecountDossier)).unwrap();
        assert_eq!(story.due(), "2026-12-17T17:30");
        (from, CommandKind::RecountDossier, story.state())
    };
    let [came_back, corrected] = [CommandKind::NoteUndelivered, CommandKind::CorrectResult].map(|kind| {
        let mut story = Story::received("2026-11-23T08:00", EXTRACT);
        story.with_officer("2026-11-23T09:00");
        story.signed("2026-11-23T10:00");
        story.at("2026-11-23T11:00", CLERK, json!({"command": "return_result", "way": "post"}));
        let from = story.state();
        let by = if kind == CommandKind::NoteUndelivered { CLERK } else { CHAIR };
        story.at("2026-11-25T11:00", by, whole(kind));
        (from, kind, story.state())
    });
    let mut story = Story::entered("2026-11-27T09:00", with(handed_in(LAND_USE), json!({"channel": "post"})));
    story.at("2026-11-27T10:00", CLERK, with(missing(), json!({"wait": "3wd"})));
    let from = story.state();
    story.changed = true;
    story.try_at("2026-11-30T09:00", Actor::Office, whole(CommandKind::RecountDossier)).unwrap();
    let counted = [recounted(missing()), recounted(whole(CommandKind::RequestPayment))];
    [
        to_complete,
        to_pay,
        counted[0],
        counted[1],
        came_back,
        corrected,
        (from, CommandKind::RecountDossier, story.state()),
    ]
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

/// What becomes of what another agency handles, row by row.
fn sent_on() -> Vec<Walk> {
    let mut walked = Vec::new();
    let mut story = Story::received("2026-11-23T08:00", ELSEWHERE);
    let mut number = 0;
    let mut go = |story: &mut Story, by: Actor, command: serde_json::Value| {
        let kind = CommandKind::parse(command["command"].as_str().unwrap()).unwrap();
        let from = story.state();
        let written = command.to_string();
        story.try_at("2026-11-23T10:00", by, command).unwrap_or_else(|no| panic!("{written}: {no}"));
        walked.push((from, kind, story.state()));
    };
    let tell = |number: &mut u32, state: &str, heard: u32| {
        *number += 1;
        let wanted = json!({"missing": [{"what": "Bản vẽ"}], "reason": "Thiếu", "until": at("2026-12-23T17:30"), "at": at("2026-11-23T09:00")});
        let sums =
            json!([{"name": "Thuế", "amount": 1000, "asked_at": at("2026-11-23T09:00"), "reason": "Theo thông báo"}]);
        let more = json!({"heard": heard, "wanted": (state == "awaiting_supplement").then_some(wanted),
            "sums": if state == "awaiting_payment" { sums } else { json!([]) }});
        json!({"command": "tell_standing", "standing": there(*number, state, more)})
    };
    let not_taken = |number: u32| with(whole(CommandKind::NotTakenDossier), json!({"number": number}));
    let (clerk, other) = (Actor::Person(CLERK), Actor::Interchange);
    go(&mut story, clerk, whole(CommandKind::TransferDossier));
    let first = story.dossier.version();
    go(&mut story, other, not_taken(first));
    go(&mut story, clerk, whole(CommandKind::TransferDossier));
    go(&mut story, other, tell(&mut number, "processing", 0));
    go(&mut story, clerk, whole(CommandKind::CorrectContact));
    go(&mut story, clerk, whole(CommandKind::DiscussDossier));
    go(&mut story, other, tell(&mut number, "awaiting_supplement", 0));
    go(&mut story, clerk, brought());
    let sent = story.dossier.version();
    go(&mut story, other, tell(&mut number, "awaiting_payment", sent));
    go(&mut story, clerk, whole(CommandKind::RecordPayment));
    let sent = story.dossier.version();
    go(&mut story, other, not_taken(sent));
    go(&mut story, clerk, whole(CommandKind::RecordPayment));
    let sent = story.dossier.version();
    let paid = json!([{"name": "Thuế", "amount": 1000, "asked_at": at("2026-11-23T09:00"), "reason": "Theo thông báo",
        "paid": {"receipt": "BL-02", "method": "cash", "at": at("2026-11-23T10:00")}}]);
    let mut processing = tell(&mut number, "processing", sent);
    processing["standing"]["sums"] = paid;
    go(&mut story, other, processing);
    go(&mut story, clerk, whole(CommandKind::WithdrawDossier));
    let sent = story.dossier.version();
    go(&mut story, other, not_taken(sent));
    go(&mut story, other, tell(&mut number, "done", sent));
    assert_eq!(story.refused("2026-11-23T10:00", CLERK, whole(CommandKind::ReturnResult)), "result_not_here");
    go(&mut story, clerk, whole(CommandKind::TakeInResult));
    go(&mut story, clerk, whole(CommandKind::NoteUncollected));
    go(&mut story, clerk, whole(CommandKind::ReturnResult));
    walked
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
        S::Forwarded => Story::received("2026-11-23T08:00", ELSEWHERE),
        _ => Story::received("2026-11-23T08:00", EXTRACT),
    };
    if ![S::Registered, S::Incomplete, S::Refused, S::Accepted, S::Forwarded, S::Withdrawn].contains(&state) {
        story.with_officer("2026-11-23T09:00");
    }
    match state {
        S::Forwarded => drop(story.at("2026-11-23T09:00", CLERK, whole(CommandKind::TransferDossier))),
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

//! What is handed over goes whole: nothing stays in the hands of whoever leaves, and nothing else changes hands.

use domain::{
    assignment::{Assignment, AssignmentRole, Holder},
    incoming::{Command, Event, IncomingDocument, StateName, handover::shares},
    notice::{NoticeKind, Recipient, notices},
};
use proptest::prelude::*;
use serde_json::json;

use crate::{invariants::every_turn, world::*};

fn known_by(document: &IncomingDocument, id: domain::AssignmentId) -> &Assignment {
    document.assignment(id).unwrap()
}

#[test]
fn nothing_is_left_and_nothing_else_moves() {
    every_turn(|turn| {
        let (Command::HandOver(command), Ok(happening)) = (turn.command, turn.outcome) else { return Ok(()) };
        let (from, to) = (command.from, command.to);
        let handed = matches!(&happening.event, Event::HandedOver { .. });
        prop_assert!(handed);
        prop_assert_eq!(shares(turn.after, from), vec![], "something stays");
        prop_assert_eq!(turn.before.state().name(), turn.after.state().name());
        let had = shares(turn.before, from);
        let has = shares(turn.after, to);
        for share in &had {
            let held = share.assignment().and_then(|id| turn.before.assignment(id));
            let reads = held.is_some_and(|a| matches!(a.role(), AssignmentRole::Informed | AssignmentRole::Monitor));
            let twice = turn.before.assignments().iter().any(|a| {
                a.is_pending() && a.holder == Holder::Person(to) && held.is_some_and(|held| held.parent == a.parent)
            });
            prop_assert!(has.contains(share) || (reads && twice), "{share:?} is lost");
        }
        for now in turn.after.assignments() {
            let then = known_by(turn.before, now.id);
            prop_assert_eq!((&now.duty, &now.instruction, now.parent), (&then.duty, &then.instruction, then.parent));
            prop_assert_eq!(now.assigned_by, then.assigned_by, "who gave it is history");
            if now.holder == then.holder {
                prop_assert_eq!(&now.former_holders, &then.former_holders);
                let ended =
                    !matches!(now.role(), AssignmentRole::Primary | AssignmentRole::Supporting) && !now.is_pending();
                prop_assert!(now.status == then.status || ended);
            } else {
                prop_assert_eq!((then.holder, now.holder), (Holder::Person(from), Holder::Person(to)));
                prop_assert_eq!(now.former_holders.last(), Some(&from));
            }
        }
        Ok(())
    });
}

#[test]
fn whoever_takes_over_is_told_once_and_whoever_hands_over_too() {
    every_turn(|turn| {
        let (Command::HandOver(command), Ok(happening)) = (turn.command, turn.outcome) else { return Ok(()) };
        let told = notices(Some(turn.before), turn.after, happening, &WORLD.directory);
        let of = |person, kind| {
            let to = |n: &&domain::notice::Notice| n.to == Recipient::Person(person) && n.instead_of.is_none();
            told.iter().filter(to).filter(|n| n.kind == kind).count()
        };
        let acting = turn.actor.person();
        prop_assert_eq!(of(command.to, NoticeKind::HandedOver), usize::from(acting != Some(command.to)));
        let there = WORLD.directory.active(command.from).is_some() && acting != Some(command.from);
        prop_assert!(of(command.from, NoticeKind::TakenAway) <= usize::from(there));
        Ok(())
    });
}

fn refused(story: &Story, from: domain::PersonId, to: domain::PersonId) -> &'static str {
    let command = json!({"command": "hand_over", "from": from, "to": to, "reason": "Chuyển công tác"});
    story.clone().refused(CHAIR, command)
}

#[test]
fn it_goes_to_those_alone_who_can_do_it() {
    let directed = Story::in_state(StateName::Directed);
    let leader = directed.document.assignments()[0].giver().unwrap();
    assert_eq!(refused(&directed, leader, OFFICER), "takes_over_as_leader");
    assert_eq!(refused(&directed, leader, LEFT), "person_unknown");
    assert_eq!(refused(&directed, STRANGER, OFFICER), "nothing_to_hand_over");
    let at_work = Story::in_state(StateName::InProgress);
    let officer = match at_work.document.primary_holder() {
        Some(Holder::Person(id)) => id,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&at_work, officer, CENTRE_DEPUTY), "not_of_department");
    assert_eq!(refused(&at_work, officer, officer), "passed_to_self");
    let presented = Story::in_state(StateName::Presented);
    assert_eq!(refused(&presented, CHAIR, HEAD), "not_presentable");
}

#[test]
fn whoever_takes_over_does_the_work_and_its_giver_approves() {
    let mut story = Story::in_state(StateName::InProgress);
    let Some(Holder::Person(officer)) = story.document.primary_holder() else { panic!("an officer holds it") };
    let successor = if officer == OFFICER { OFFICER_2 } else { OFFICER };
    let due = story.document.assignment(story.primary()).unwrap().due();
    story.by(ADMIN, json!({"command": "hand_over", "from": officer, "to": successor, "reason": "Nghỉ việc"}));
    assert_eq!(story.document.primary_holder(), Some(Holder::Person(successor)));
    assert_eq!(story.document.assignment(story.primary()).unwrap().due(), due, "the deadline stands");
    let submit = json!({"command": "submit_result", "assignment": story.primary(), "text": "Đã xong"});
    assert_eq!(story.clone().refused(officer, submit.clone()), "holder_only");
    story.by(successor, submit);
    assert_eq!(story.state(), StateName::AwaitingApproval);
    // The directions of a leader who leaves go to another, who then approves.
    let mut waiting = Story::in_state(StateName::Directed);
    let leader = waiting.document.assignments()[0].giver().unwrap();
    let other = if leader == CHAIR { VICE } else { CHAIR };
    waiting.by(ADMIN, json!({"command": "hand_over", "from": leader, "to": other, "reason": "Nghỉ hưu"}));
    assert!(waiting.document.assignments()[0].is_owed_to(other));
    assert_eq!(waiting.document.assignments()[0].assigned_by.person(), Some(leader), "who gave it is not rewritten");
}

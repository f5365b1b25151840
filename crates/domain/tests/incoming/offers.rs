//! What a document offers, and who may: the same answer however it is asked for.

use domain::{Actor, access, incoming::CommandKind};
use proptest::prelude::*;

use crate::{invariants::every_turn, oracle, world::*};

#[test]
fn every_offer_passes_the_question_whether_one_may() {
    every_turn(|turn| {
        let Some(person) = turn.actor.person() else { return Ok(()) };
        for offer in access::offered(turn.after, person, &WORLD.directory) {
            let may = |actor| access::may(turn.after, actor, offer.command, offer.assignment, &WORLD.directory);
            let may = access::in_some_name(person, &WORLD.directory, may);
            prop_assert!(may.is_ok(), "{offer:?}: {may:?}");
        }
        Ok(())
    });
}

#[test]
fn what_was_carried_out_had_been_offered() {
    every_turn(|turn| {
        if let (Ok(_), Some(person)) = (turn.outcome, turn.actor.person()) {
            let kind = turn.command.kind();
            let offers = access::offered(turn.before, person, &WORLD.directory);
            let offered = offers.iter().any(|o| o.command == kind && o.assignment == turn.command.assignment());
            prop_assert!(offered, "carried out without an offer");
        }
        Ok(())
    });
}

#[test]
fn who_may_names_exactly_those_who_may() {
    every_turn(|turn| {
        let (kind, assignment) = (turn.command.kind(), turn.command.assignment());
        if assignment.is_none() && kind.names_assignment() == domain::incoming::Naming::Always {
            return Ok(());
        }
        let named = access::who_may(turn.before, kind, assignment, &WORLD.directory);
        for person in WORLD.directory.people.keys() {
            let may = |id| {
                let may = |actor| access::may(turn.before, actor, kind, id, &WORLD.directory).is_ok();
                oracle::names(*person).into_iter().any(may)
            };
            let expected = may(assignment)
                || (assignment.is_none()
                    && kind.names_assignment() == domain::incoming::Naming::Optional
                    && turn.before.assignments().iter().any(|a| may(Some(a.id))));
            prop_assert_eq!(named.contains(person), expected, "{:?}", person);
        }
        if turn.outcome.is_ok() {
            prop_assert!(
                turn.actor.person().is_none_or(|person| named.contains(&person)),
                "acted, but is not among who may"
            );
        }
        Ok(())
    });
}

#[test]
fn why_not_is_answered_for_a_clerk_who_would_direct() {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, serde_json::json!({"command": "present", "to": CHAIR}));
    let refusal =
        access::may(&story.document, Actor::Person(CLERK), CommandKind::Direct, None, &WORLD.directory).unwrap_err();
    assert_eq!(refusal.rule.code(), "holder_only");
    let who = access::who_may(&story.document, CommandKind::Direct, None, &WORLD.directory);
    assert_eq!(who.into_iter().collect::<Vec<_>>(), [CHAIR]);
}

//! What other systems are told of an incoming document: every state that it comes to, who has it by unit and until when; nothing of what it says, and
//! nothing of a secret line.

use domain::{
    feed::{EventKind, NewEvent, of_incoming},
    incoming::Event,
};
use proptest::prelude::*;
use serde_json::json;

use crate::{invariants::every_turn, play::Turn, world::*};

fn told(turn: &Turn<'_>) -> Option<NewEvent> {
    let happening = turn.outcome.as_ref().ok()?;
    of_incoming(Some(turn.before), turn.after, happening, &WORLD.directory)
}

#[test]
fn every_state_that_it_comes_to_is_told_with_the_version_at_which_it_did() {
    every_turn(|turn| {
        let before = (turn.before.state().name(), turn.before.primary_holder());
        let after = (turn.after.state().name(), turn.after.primary_holder());
        let told = told(turn);
        prop_assert!(told.is_some() || before == after || turn.after.facts().is_secret(), "{}", turn.told());
        if let Some(event) = &told {
            prop_assert_eq!((event.version, event.subject), (turn.after.version(), turn.after.id()));
            let named = event.kind.as_str().strip_prefix("incoming_document.").unwrap_or_default();
            prop_assert!(before.0 == after.0 || named == after.0.as_str(), "{} told as {}", turn.told(), named);
            prop_assert_eq!(event.handed_in_by, turn.after.received_through());
        }
        Ok(())
    });
}

#[test]
fn nothing_is_told_of_what_a_document_says_of_whoever_acts_and_of_a_secret_line() {
    every_turn(|turn| {
        let Some(event) = told(turn) else { return Ok(()) };
        prop_assert!(!turn.after.facts().is_secret(), "a secret line is told of");
        let text = serde_json::to_string(&event.data).unwrap();
        for words in [AUTHOR, MARK].into_iter().chain(turn.after.facts().subject().map(domain::Subject::as_str)) {
            prop_assert!(!text.contains(words), "{words:?} in {text}");
        }
        for person in WORLD.directory.people.values() {
            prop_assert!(!text.contains(&*person.name), "{:?} in {text}", person.name);
        }
        Ok(())
    });
}

#[test]
fn what_stays_as_it_was_is_nobodys_business() {
    every_turn(|turn| {
        let comment = matches!(turn.outcome.as_ref().map(|one| &one.event), Ok(Event::Commented { .. }));
        prop_assert!(!comment || told(turn).is_none());
        Ok(())
    });
}

#[test]
fn the_kinds_of_a_document_are_named_by_its_states() {
    for state in domain::incoming::StateName::ALL {
        let kind = EventKind::parse(&format!("incoming_document.{}", state.as_str()));
        assert!(kind.is_some(), "{}", state.as_str());
    }
    let kind = serde_json::to_value(EventKind::IncomingDueChanged).unwrap();
    assert_eq!(kind, json!("incoming_document.due_changed"));
}

//! What other systems are told of an outgoing document: from its number on, how far it has come, as a whole and to each office; nothing of a draft, and
//! nothing of what it says.

use domain::{
    feed::{EventData, NewEvent, of_outgoing},
    outgoing::{DeliveryState, Event, StateName as S},
};
use proptest::prelude::*;

use crate::{invariants::every_turn, play::Turn, world::*};

fn told(turn: &Turn<'_>) -> Option<NewEvent> {
    let happening = turn.outcome.as_ref().ok()?;
    of_outgoing(Some(turn.before), turn.after, happening, &WORLD.directory)
}

#[test]
fn it_is_told_from_its_number_on_and_every_state_then() {
    every_turn(|turn| {
        let (before, after) = (turn.before.state().name(), turn.after.state().name());
        let drafted = [S::Draft, S::UnitReview, S::FormCheck, S::AwaitingSignature, S::Signed, S::Cancelled];
        let event = told(turn);
        if drafted.contains(&after) {
            prop_assert!(event.is_none(), "a draft is told of: {}", turn.told());
        } else {
            prop_assert!(before == after || event.is_some(), "{}", turn.told());
        }
        let Some(event) = event else { return Ok(()) };
        let EventData::OutgoingDocument(standing) = &event.data else { panic!("of an outgoing document") };
        let written = turn.after.state().line().map(domain::outgoing::Line::written);
        prop_assert_eq!(Some(&standing.written), written.as_ref());
        prop_assert_eq!((event.version, standing.state), (turn.after.version(), after));
        if before != after {
            prop_assert_eq!(event.kind.as_str(), format!("outgoing_document.{}", after.as_str()));
        }
        Ok(())
    });
}

#[test]
fn a_note_on_a_recipient_is_told_with_how_far_it_has_come_there() {
    every_turn(|turn| {
        let Ok(Event::DeliveryNoted { recipient, state, .. }) = turn.outcome.as_ref().map(|one| &one.event) else {
            return Ok(());
        };
        let event = told(turn).expect("a note is told");
        let EventData::OutgoingDocument(standing) = &event.data else { panic!("of an outgoing document") };
        let delivery = standing.delivery.as_ref().expect("which recipient");
        prop_assert_eq!((delivery.recipient, delivery.state), (*recipient, *state));
        prop_assert!(DeliveryState::ALL.contains(&delivery.state));
        Ok(())
    });
}

#[test]
fn nothing_is_told_of_what_a_document_says_nor_of_whoever_is_no_office() {
    every_turn(|turn| {
        let Some(event) = told(turn) else { return Ok(()) };
        let text = serde_json::to_string(&event.data).unwrap();
        prop_assert!(!text.contains(turn.after.content().subject.as_str()), "{text}");
        for person in WORLD.directory.people.values() {
            prop_assert!(!text.contains(&*person.name), "{:?} in {text}", person.name);
        }
        Ok(())
    });
}

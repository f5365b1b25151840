//! What a document offers, and who may: the same answer however it is asked for, and the one that the table written by hand gives.

use std::collections::BTreeSet;

use domain::{
    Actor, OpinionId, RecipientId,
    access::outgoing::{Offer, may, may_draft, offered},
    outgoing::{About, CommandKind, OutgoingDocument, StateName},
};
use proptest::prelude::*;

use crate::{
    invariants::{always, every_turn},
    oracle,
    story::Story,
    world::*,
};

/// Every recipient and every opinion that a command might be about, some that aren't there, and none.
fn parts(document: &OutgoingDocument) -> Vec<About> {
    let all = document.content().recipients.iter().map(|to| About::Recipient(to.id));
    let asked = document.opinions().iter().map(|one| About::Opinion(one.id));
    let nobody = [About::Nothing, About::Recipient(RecipientId(DOCUMENT.0)), About::Opinion(OpinionId(DOCUMENT.0))];
    all.chain(asked).chain(nobody).collect()
}

/// The first question to which the two tables have different answers.
fn difference(document: &OutgoingDocument) -> Option<String> {
    for command in CommandKind::ALL.iter().copied() {
        for about in parts(document) {
            for actor in ACTORS {
                let answer = may(document, actor, command, about, &WORLD.directory);
                if answer.is_ok() != oracle::allows(document, actor, command, about) {
                    let state = document.state().name();
                    return Some(format!("{actor:?} {command:?} {about:?} in {state:?}: {answer:?}"));
                }
            }
        }
    }
    None
}

#[test]
fn the_rights_are_those_of_the_table_written_by_hand() {
    for state in StateName::ALL.iter().copied() {
        assert_eq!(difference(&Story::in_state(state).document), None);
    }
    always(
        |_| Ok(()),
        |played| {
            prop_assert_eq!(difference(&played.document), None);
            Ok(())
        },
    );
}

#[test]
fn a_document_offers_exactly_what_its_reader_may_do() {
    every_turn(|turn| {
        let Some(person) = turn.actor.person() else { return Ok(()) };
        let found: BTreeSet<Offer> = offered(turn.after, person, &WORLD.directory).into_iter().collect();
        let unread: BTreeSet<RecipientId> = turn.after.unread().map(|(id, _)| id).collect();
        let mut expected = BTreeSet::new();
        for command in CommandKind::ALL.iter().copied() {
            use CommandKind as C;
            let of_opinion = [C::GiveOpinion, C::PassOpinion, C::WithdrawOpinion, C::RemindOpinion].contains(&command);
            for about in parts(turn.after) {
                let fits = match about {
                    About::Nothing => command != C::AcknowledgeIssued && !of_opinion,
                    About::Recipient(id) => command == C::AcknowledgeIssued && unread.contains(&id),
                    About::Opinion(_) => of_opinion,
                };
                let mut whoever = oracle::names(person).into_iter();
                if fits && whoever.any(|actor| oracle::allows(turn.after, actor, command, about)) {
                    expected.insert(Offer { command, recipient: about.recipient(), opinion: about.opinion() });
                }
            }
        }
        prop_assert_eq!(found, expected);
        Ok(())
    });
}

#[test]
fn what_was_carried_out_had_been_offered() {
    every_turn(|turn| {
        if let (Ok(_), Some(person)) = (turn.outcome, turn.actor.person()) {
            let (command, about) = (turn.command.kind(), turn.command.about());
            let offer = Offer { command, recipient: about.recipient(), opinion: about.opinion() };
            prop_assert!(offered(turn.before, person, &WORLD.directory).contains(&offer), "without an offer");
        }
        Ok(())
    });
}

#[test]
fn whoever_handles_documents_drafts_and_nobody_else() {
    for actor in ACTORS {
        let expected = match actor {
            Actor::Person(id) => ![ADMIN, LEFT, FOREIGNER].contains(&id),
            Actor::Substitute { person, instead_of } => {
                [(DEPUTY, VICE), (CHIEF, CLERK_2)].contains(&(person, instead_of))
            }
            Actor::Service(_) | Actor::Citizen | Actor::Interchange | Actor::Office => false,
        };
        assert_eq!(may_draft(actor, &WORLD.directory).is_ok(), expected, "{actor:?}");
    }
}

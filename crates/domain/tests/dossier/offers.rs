//! What a dossier offers, and who may: the same answer however it is asked for, and the one that the table written by hand gives.

use std::collections::BTreeSet;

use domain::{
    Actor, ConsultationId,
    access::dossier::{Offer, may, may_enter, offered},
    dossier::{CommandKind, Dossier, ReturnWay, State, StateName},
    procedure::{Act, HandlingRules},
};
use proptest::prelude::*;

use crate::{
    invariants::{always, every_turn},
    oracle,
    transitions::in_state,
    world::*,
};

/// Every question that a command might be about, one that isn't there, and none.
fn questions(dossier: &Dossier) -> Vec<Option<ConsultationId>> {
    let asked = dossier.consultations().iter().map(|one| Some(one.id));
    asked.chain([None, Some(ConsultationId(DOSSIER.0))]).collect()
}

/// The first question to which the two tables have different answers.
fn difference(dossier: &Dossier) -> Option<String> {
    for command in CommandKind::ALL.iter().copied() {
        for about in questions(dossier) {
            for actor in ACTORS {
                let answer = may(dossier, actor, command, about, &WORLD.directory);
                if answer.is_ok() != oracle::allows(dossier, actor, command, about) {
                    let state = dossier.state().name();
                    return Some(format!("{actor:?} {command:?} {about:?} in {state:?}: {answer:?}"));
                }
            }
        }
    }
    None
}

#[test]
fn the_rights_are_those_of_the_table_written_by_hand() {
    for state in StateName::ALL {
        assert_eq!(difference(&in_state(state).dossier), None);
    }
    always(
        |_| Ok(()),
        |played| {
            prop_assert_eq!(difference(&played.dossier), None);
            Ok(())
        },
    );
}

/// The rules of its procedure.
fn rules(dossier: &Dossier) -> Option<&HandlingRules> {
    let procedure = dossier.facts().procedure.as_ref()?;
    WORLD.editions.get(&procedure.id).map(|edition| &edition.content.rules)
}

/// Whether the desk has the result; nothing where there is none.
fn result_at_desk(dossier: &Dossier) -> Option<bool> {
    match dossier.state() {
        State::Forwarded { link, .. } => Some(link.at_desk.is_some()),
        state => state.completion().map(|done| done.at_desk.is_some()),
    }
}

/// Whether the command can come to anything, whoever gives it.
fn fits(dossier: &Dossier, command: CommandKind) -> bool {
    use CommandKind as C;
    let step = dossier.state().run();
    let has = |act| step.is_some_and(|run| run.may.contains(&act));
    match command {
        C::RequestSupplement => {
            let handled = dossier.state().acceptance().is_some();
            !handled
                || has(Act::Supplement)
                    && rules(dossier).is_none_or(|most| dossier.requests_made().1 < most.supplements)
        }
        C::ConsultOn => has(Act::Consult),
        C::RequestPayment => has(Act::Payment),
        C::GoBack => step.is_some_and(|run| !run.back.is_empty()),
        C::ExtendDossier => {
            let most = rules(dossier).map_or(0, |rules| rules.extensions);
            dossier.clock().is_some() && dossier.extensions().len() < usize::from(most)
        }
        C::RecordPayment => dossier.charges().iter().any(|charge| charge.payment.is_none()),
        C::NoteUndelivered => {
            matches!(dossier.state(), State::Returned { handing, .. } if handing.way == ReturnWay::Post)
        }
        C::NoteUncollected => {
            !matches!(dossier.state(), State::Forwarded { .. }) || result_at_desk(dossier) == Some(true)
        }
        C::TakeInResult => result_at_desk(dossier) == Some(false),
        C::ReturnResult => dossier.state().completion().is_some() || result_at_desk(dossier) == Some(true),
        _ => true,
    }
}

#[test]
fn a_dossier_offers_exactly_what_its_reader_may_do() {
    every_turn(|turn| {
        let Some(person) = turn.actor.person() else { return Ok(()) };
        let found: BTreeSet<Offer> = offered(turn.after, person, &WORLD.directory).into_iter().collect();
        let mut expected = BTreeSet::new();
        for command in CommandKind::ALL.iter().copied() {
            for consultation in questions(turn.after) {
                let named = command.names_consultation() == consultation.is_some();
                let mut whoever = oracle::names(person).into_iter();
                let may = whoever.any(|actor| oracle::allows(turn.after, actor, command, consultation));
                if named && fits(turn.after, command) && may {
                    expected.insert(Offer { command, consultation });
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
            let offer = Offer { command: turn.command.kind(), consultation: turn.command.consultation() };
            prop_assert!(offered(turn.before, person, &WORLD.directory).contains(&offer), "without an offer");
        }
        Ok(())
    });
}

#[test]
fn the_one_stop_shop_and_other_systems_enter_dossiers_and_nobody_else() {
    for actor in ACTORS {
        let expected = match actor {
            Actor::Person(id) => [CLERK, CLERK_2].contains(&id),
            Actor::Substitute { person, instead_of } => (person, instead_of) == (CHIEF, CLERK_2),
            Actor::Service(_) | Actor::Citizen => true,
            Actor::Interchange | Actor::Office => false,
        };
        assert_eq!(may_enter(actor, &WORLD.directory).is_ok(), expected, "{actor:?}");
    }
}

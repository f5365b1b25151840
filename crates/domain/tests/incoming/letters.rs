//! Who is told: the new holder always, the actor never, and of a secret line nothing.

use std::collections::BTreeSet;

use domain::{
    PersonId, access,
    assignment::Holder,
    incoming::{IncomingDocument, Pending, State},
    notice::{Notice, NoticeKind, Recipient, letter, notices},
    organisation::Post,
    work::Desk,
};
use proptest::prelude::*;
use serde_json::json;

use crate::{invariants::every_turn, oracle, play::Turn, world::*};

fn told(turn: &Turn<'_>) -> Vec<Notice> {
    turn.outcome
        .as_ref()
        .map_or_else(|_| Vec::new(), |happening| notices(Some(turn.before), turn.after, happening, &WORLD.directory))
}

#[test]
fn nobody_is_told_of_what_they_did_themselves() {
    every_turn(|turn| {
        for notice in told(turn) {
            prop_assert_ne!(Some(notice.to), turn.actor.person().map(Recipient::Person));
        }
        Ok(())
    });
}

#[test]
fn nobody_is_told_twice_of_one_thing_and_only_those_at_work_are() {
    every_turn(|turn| {
        let mut seen = BTreeSet::new();
        for notice in told(turn) {
            if let Recipient::Person(id) = notice.to {
                prop_assert!(WORLD.directory.active(id).is_some(), "{:?} does not work here", id);
                prop_assert!(id != STRANGER, "somebody without a part is told");
            }
            prop_assert!(seen.insert((notice.to, notice.instead_of)), "told twice");
        }
        Ok(())
    });
}

#[test]
fn whoever_is_told_may_see_it() {
    every_turn(|turn| {
        for notice in told(turn) {
            if let Recipient::Person(id) = notice.to {
                let looks = access::may_look(turn.after, id, turn.moment.now, &WORLD.directory);
                let sees = looks || oracle::has_a_part(turn.after, id);
                prop_assert!(sees, "{:?} is sent a link that leads nowhere", id);
            }
        }
        Ok(())
    });
}

/// Whose desk the document is on to be acted on, read off its state.
fn desk(document: &IncomingDocument) -> Option<Desk> {
    let id = match document.state() {
        State::Received { .. } | State::Registered { .. } => return Some(Desk::Registry),
        State::Presented { presentation, .. } => return Some(Desk::Holder(Holder::Person(presentation.to))),
        State::AwaitingApproval { pending: Pending::ByLeader { leader, .. }, .. } => {
            return Some(Desk::Holder(Holder::Person(*leader)));
        }
        State::Directed { root, .. } | State::AwaitingApproval { pending: Pending::ByUnit { root, .. }, .. } => *root,
        State::InProgress { leg, .. } => *leg,
        _ => return None,
    };
    document.assignment(id).map(|assignment| Desk::Holder(assignment.holder))
}

/// Who must know that something is on this desk: the person; of a department the head, or else the deputies, and the
/// department's registry, but of secret lines, which it doesn't see; of the office's registry its clerks. And with whoever is
/// away their substitute.
fn must_know(desk: Desk, secret: bool) -> BTreeSet<PersonId> {
    let know = at_work_or_not(desk, secret);
    let instead = know.iter().filter_map(|person| WORLD.directory.away.get(person)).map(|absence| absence.substitute);
    know.iter().copied().chain(instead).collect()
}

fn at_work_or_not(desk: Desk, secret: bool) -> BTreeSet<PersonId> {
    let staff = || WORLD.directory.people.values().filter(|p| p.active);
    match desk {
        Desk::Registry => BTreeSet::from([CLERK, CLERK_2]),
        // Dossiers lie there.
        Desk::OneStop => BTreeSet::new(),
        Desk::Holder(Holder::Person(id)) => BTreeSet::from([id]),
        Desk::Holder(Holder::Department(id)) => {
            let having =
                |post: Post| staff().filter(|p| p.posts.get(&id) == Some(&post)).map(|p| p.id).collect::<BTreeSet<_>>();
            let heads = having(Post::Head);
            let leads = if heads.is_empty() { having(Post::Deputy) } else { heads };
            if secret { leads } else { leads.into_iter().chain(having(Post::Registry)).collect() }
        }
    }
}

fn acts_at(person: PersonId, desk: Desk) -> bool {
    match desk {
        Desk::Holder(Holder::Department(id)) => oracle::names(person)
            .iter()
            .filter_map(|actor| actor.desk())
            .any(|at| WORLD.directory.people[&at].leads(id)),
        other => must_know(other, false).contains(&person),
    }
}

#[test]
fn a_new_holder_is_told_or_is_the_one_who_acted() {
    every_turn(|turn| {
        let (before, after) = (desk(turn.before), desk(turn.after));
        let Some(now) = after.filter(|_| before != after) else { return Ok(()) };
        let told: BTreeSet<Recipient> = told(turn).into_iter().map(|notice| notice.to).collect();
        let actor = turn.actor.person();
        if actor.is_some_and(|actor| acts_at(actor, now)) {
            return Ok(());
        }
        for person in must_know(now, turn.after.facts().is_secret()).into_iter().filter(|person| actor != Some(*person))
        {
            prop_assert!(told.contains(&Recipient::Person(person)), "{:?} holds it and is not told", person);
        }
        Ok(())
    });
}

#[test]
fn whoever_is_given_an_assignment_is_told_or_gave_it() {
    every_turn(|turn| {
        let told: BTreeSet<Recipient> = told(turn).into_iter().map(|notice| notice.to).collect();
        let new = turn.after.assignments().iter().filter(|a| turn.before.assignment(a.id).is_none());
        for assignment in new {
            for person in must_know(Desk::Holder(assignment.holder), turn.after.facts().is_secret()) {
                let gave = turn.actor.person() == Some(person);
                prop_assert!(
                    gave || told.contains(&Recipient::Person(person)),
                    "{person:?} is not told of {assignment:?}"
                );
            }
        }
        Ok(())
    });
}

#[test]
fn a_letter_about_a_secret_line_names_nothing() {
    every_turn(|turn| {
        let Ok(happening) = turn.outcome else { return Ok(()) };
        for notice in told(turn) {
            let letter = letter(&notice, turn.after, happening, &WORLD.directory);
            if turn.after.facts().is_secret() {
                let written = serde_json::to_string(&letter).unwrap();
                for word in [AUTHOR, NOTATION, MARK, "2026-11-20", "Sổ văn bản mật"] {
                    prop_assert!(!written.contains(word), "{word} in {written}");
                }
                prop_assert!(letter.document.arrival.is_none() && letter.words.is_none());
            } else {
                prop_assert_eq!(letter.document.author.as_deref(), Some(AUTHOR));
                prop_assert!(letter.document.subject.is_some());
            }
            prop_assert!(letter.to.address.is_some());
        }
        Ok(())
    });
}

fn kinds(story: &Story, before: &IncomingDocument) -> Vec<(PersonId, NoticeKind)> {
    let last = story.history.last().unwrap();
    notices(Some(before), &story.document, last, &WORLD.directory)
        .into_iter()
        .filter_map(|notice| match notice.to {
            Recipient::Person(id) => Some((id, notice.kind)),
            Recipient::Sender(_) => None,
        })
        .collect()
}

#[test]
fn the_chairmans_direction_is_told_to_the_head_and_the_registry_of_the_department() {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, json!({"command": "present", "to": CHAIR}));
    let before = story.document.clone();
    story.by(
        CHAIR,
        json!({"command": "direct", "direction": {"primary": {"department": ECONOMY},
        "supporting": [{"department": CENTRE}], "informed": [{"person": CULTURE_OFFICER}]}}),
    );
    assert_eq!(
        kinds(&story, &before),
        [
            (HEAD, NoticeKind::GivenPrimary),
            (ECONOMY_REGISTRY, NoticeKind::GivenPrimary),
            (CENTRE_DEPUTY, NoticeKind::GivenSupporting),
            (CENTRE_REGISTRY, NoticeKind::GivenSupporting),
            (CULTURE_OFFICER, NoticeKind::GivenInformed),
        ]
    );
}

#[test]
fn a_returned_document_is_told_to_its_sender_with_the_reason() {
    let mut story = Story::registered(Paper::Letter);
    let before = story.document.clone();
    let last = story.by(CLERK, json!({"command": "return_to_sender", "reason": "Không thuộc thẩm quyền"}));
    let all = notices(Some(&before), &story.document, &last, &WORLD.directory);
    let sent = all.iter().find(|notice| notice.kind == NoticeKind::ReturnedToSender).unwrap();
    assert!(matches!(&sent.to, Recipient::Sender(address) if address.as_str() == "vanthu@hoaban.example"));
    let letter = letter(sent, &story.document, &last, &WORLD.directory);
    assert_eq!(letter.to.name, AUTHOR);
    assert_eq!(letter.words.as_deref(), Some("Không thuộc thẩm quyền"));
}

//! Who is told: the new holder always, the doer never, and nobody who does not see the document.

use std::collections::BTreeSet;

use domain::{
    PersonId, access,
    assignment::Holder,
    notice::{Notice, NoticeKind, Recipient, outgoing_letter, outgoing_notices},
    outgoing::{OutgoingDocument, StateName},
    work::{Desk, Task, outgoing_work_of},
};
use proptest::prelude::*;
use serde_json::json;

use crate::{
    invariants::every_turn,
    oracle,
    play::{Turn, at},
    story::Story,
    world::*,
};

fn told(turn: &Turn<'_>) -> Vec<Notice> {
    turn.outcome.as_ref().map_or_else(
        |_| Vec::new(),
        |happening| outgoing_notices(Some(turn.before), turn.after, happening, &WORLD.directory),
    )
}

fn person(notice: &Notice) -> PersonId {
    match &notice.to {
        Recipient::Person(id) => *id,
        Recipient::Sender(address) => panic!("{address:?} is told of an outgoing document"),
    }
}

#[test]
fn only_those_at_work_who_see_it_are_told_once_and_never_the_doer() {
    every_turn(|turn| {
        let mut seen = BTreeSet::new();
        for notice in told(turn) {
            let id = person(&notice);
            prop_assert!(Some(id) != turn.actor.person(), "the doer is told");
            prop_assert!(WORLD.directory.active(id).is_some(), "{:?} does not work here", id);
            // Whoever is asked no longer is told that, without a link.
            let of = if notice.kind == NoticeKind::OpinionEnded { turn.before } else { turn.after };
            prop_assert!(oracle::has_a_part(of, id), "{:?} is sent a link that leads nowhere", id);
            prop_assert!(access::outgoing::may_see(of, id, &WORLD.directory));
            prop_assert!(seen.insert(id), "told twice");
        }
        Ok(())
    });
}

#[test]
fn every_notice_can_be_put_into_a_letter_that_says_what_it_is_about() {
    every_turn(|turn| {
        for notice in told(turn) {
            let by = (turn.actor, turn.moment.now);
            let letter = outgoing_letter(&notice, turn.after, by, &WORLD.directory);
            prop_assert_eq!(letter.kind, notice.kind);
            prop_assert_eq!(letter.document.subject.as_deref(), Some(turn.after.content().subject.as_str()));
            prop_assert_eq!(letter.document.notation, turn.after.state().line().map(domain::outgoing::Line::written));
        }
        Ok(())
    });
}

/// Whose it is to act, and what for.
fn acting(document: &OutgoingDocument) -> Option<(Desk, Task)> {
    let beside = [Task::Read, Task::GiveOpinion];
    let mut work = outgoing_work_of(document).into_iter().filter(|item| !beside.contains(&item.task));
    work.next().map(|item| (item.desk, item.task))
}

/// Who must know that something is on this desk: the person; of a department the head, or else the deputies; of the registry its clerks.
/// And with whoever is away their substitute.
fn must_know(desk: Desk) -> BTreeSet<PersonId> {
    let know: BTreeSet<PersonId> = match desk {
        Desk::Holder(Holder::Department(id)) => WORLD.directory.heads_of(id),
        other => at(other).into_iter().collect(),
    };
    let instead = know.iter().filter_map(|person| WORLD.directory.away.get(person)).map(|absence| absence.substitute);
    know.iter().copied().chain(instead).collect()
}

#[test]
fn a_new_holder_is_told_or_is_the_one_who_acted() {
    every_turn(|turn| {
        let (before, after) = (acting(turn.before), acting(turn.after));
        let Some((desk, task)) = after.filter(|_| before != after) else { return Ok(()) };
        // That it is to be filed is said with the number.
        if task == Task::File || before.map(|(desk, _)| desk) == Some(desk) {
            return Ok(());
        }
        let told: BTreeSet<PersonId> = told(turn).iter().map(person).collect();
        let actor = turn.actor.person();
        for id in must_know(desk) {
            prop_assert!(told.contains(&id) || Some(id) == actor, "{:?} is not told of {:?}", id, task);
        }
        Ok(())
    });
}

/// Who is told of what by this command.
fn tells(story: &mut Story, by: PersonId, command: serde_json::Value) -> Vec<(PersonId, NoticeKind)> {
    let before = story.document.clone();
    let happening = story.by(by, command);
    let notices = outgoing_notices(Some(&before), &story.document, &happening, &WORLD.directory);
    let mut told: Vec<_> = notices.iter().map(|notice| (person(notice), notice.kind)).collect();
    told.sort_unstable();
    told
}

#[test]
fn the_dispatch_tells_those_inside_and_the_recall_all_who_had_a_part() {
    use NoticeKind as K;
    let mut story = Story::in_state(StateName::Sealed);
    // Culture's head is away: the substitute is told, too.
    let told = tells(&mut story, CLERK, json!({"command": "dispatch"}));
    let for_you = |id| (id, K::IssuedForYou);
    assert_eq!(told, [for_you(VICE), for_you(DEPUTY), (OFFICER, K::IssuedToFile), for_you(MILITIAMAN)]);
    let told = tells(&mut story, CLERK, json!({"command": "recall", "reason": "Ban hành nhầm"}));
    assert_eq!(told, [CHAIR, VICE, DEPUTY, OFFICER, MILITIAMAN].map(|id| (id, K::IssuedRecalled)));
}

#[test]
fn a_recipients_refusal_is_told_to_the_drafter() {
    let mut story = Story::in_state(StateName::Dispatched);
    let post = story.recipient(|to| matches!(to, domain::outgoing::Destination::Post { .. }));
    let sent = json!({"command": "note_delivery", "recipient": post, "state": "sent"});
    assert_eq!(tells(&mut story, CLERK, sent), []);
    let refused = json!({"command": "note_delivery", "recipient": post, "state": "refused", "remark": "Sai địa chỉ"});
    assert_eq!(tells(&mut story, CLERK, refused), [(OFFICER, NoticeKind::DeliveryRefused)]);
}

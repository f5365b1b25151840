//! Opinions of others on a draft, told as the office would tell it; and what holds of them whatever anybody does.

use std::collections::BTreeSet;

use chrono::Duration;
use domain::{
    Actor, OpinionId, PersonId,
    access::outgoing::{Sight, opinions_seen, sight},
    assignment::Holder,
    day_in_vietnam,
    notice::{NoticeKind, Recipient, outgoing_notices},
    organisation::{CalendarCommand, Record, decide_calendar},
    outgoing::{Command, Event, OutgoingDocument, StateName as S, handover::shares, opinion::StandingName},
    reminder::{Deadline, is_step, outgoing_deadlines},
    work::{Desk, Task, outgoing_work_of},
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{invariants::every_turn, story::Story, world::*};

fn ask(of: Value) -> Value {
    json!({"command": "ask_opinions", "holders": of, "question": "Đề nghị góp ý", "term": "2wd"})
}

/// A draft on which Culture and the militiaman are asked.
pub fn asked() -> (Story, OpinionId, OpinionId) {
    let mut story = Story::in_state(S::Draft);
    story.by(OFFICER, ask(json!([{"department": CULTURE}, {"person": MILITIAMAN}])));
    let ids: Vec<OpinionId> = story.document.opinions().iter().map(|one| one.id).collect();
    (story, ids[0], ids[1])
}

/// Whose opinions lie on which desks.
fn waiting(story: &Story) -> Vec<Desk> {
    let work = outgoing_work_of(&story.document).into_iter();
    work.filter(|item| item.task == Task::GiveOpinion).map(|item| item.desk).collect()
}

fn tells(story: &mut Story, by: PersonId, command: Value) -> Vec<(PersonId, NoticeKind)> {
    let before = story.document.clone();
    let happening = story.by(by, command);
    let notices = outgoing_notices(Some(&before), &story.document, &happening, &WORLD.directory);
    let mut told: Vec<_> = notices
        .iter()
        .map(|notice| match notice.to {
            Recipient::Person(id) => (id, notice.kind),
            Recipient::Sender(_) => panic!("a sender is told of a draft"),
        })
        .collect();
    told.sort_unstable();
    told
}

#[test]
fn two_are_asked_one_passes_it_on_and_the_asker_hears_of_each_and_of_all() {
    use NoticeKind as K;
    let mut story = Story::in_state(S::Draft);
    let told = tells(&mut story, OFFICER, ask(json!([{"department": CULTURE}, {"person": MILITIAMAN}])));
    // Culture's head is away: who stands in is told, too.
    assert_eq!(told, [VICE, DEPUTY, MILITIAMAN].map(|id| (id, K::OpinionAsked)));
    let ids: Vec<OpinionId> = story.document.opinions().iter().map(|one| one.id).collect();
    assert_eq!(waiting(&story).len(), 2);
    let see = |story: &Story, person| sight(&story.document, person, &WORLD.directory);
    assert_eq!((see(&story, MILITIAMAN), see(&story, CULTURE_OFFICER)), (Some(Sight::Asked), None));
    let pass = json!({"command": "pass_opinion", "opinion": ids[0], "to": CULTURE_OFFICER, "note": "Đồng chí góp ý"});
    assert_eq!(story.refused(OFFICER, pass.clone()), "head_only");
    assert_eq!(tells(&mut story, VICE, pass), [(CULTURE_OFFICER, K::OpinionAsked)]);
    assert!(waiting(&story).contains(&Desk::Holder(Holder::Person(CULTURE_OFFICER))));
    assert_eq!(see(&story, CULTURE_OFFICER), Some(Sight::Asked));
    let give = json!({"command": "give_opinion", "opinion": ids[0], "text": "Nhất trí", "files": [APPENDIX]});
    assert_eq!(tells(&mut story, CULTURE_OFFICER, give.clone()), [(OFFICER, K::OpinionGiven)]);
    assert_eq!(story.refused(VICE, give), "opinion_closed");
    let seen: Vec<OpinionId> = opinions_seen(&story.document, MILITIAMAN, &WORLD.directory).map(|one| one.id).collect();
    assert_eq!(seen, [ids[1]], "their own alone");
    let give = json!({"command": "give_opinion", "opinion": ids[1], "text": "Không có ý kiến"});
    assert_eq!(tells(&mut story, MILITIAMAN, give), [(OFFICER, K::OpinionsComplete)]);
    assert_eq!(waiting(&story), []);
}

#[test]
fn it_stands_with_the_edition_that_it_was_given_on() {
    let (mut story, first, second) = asked();
    story.by(VICE, json!({"command": "give_opinion", "opinion": first, "text": "Nhất trí"}));
    let mut content = crate::story::decision();
    content["pages"] = json!(3);
    story.by(OFFICER, json!({"command": "revise", "content": content}));
    let of = |story: &Story, id| story.document.opinion(id).unwrap().word().unwrap().digest.clone();
    let editions = story.document.editions().to_vec();
    assert_eq!(of(&story, first), editions[0].digest);
    // They say on which edition: they have read the first.
    let give =
        |edition: u32| json!({"command": "give_opinion", "opinion": second, "text": "Nhất trí", "edition": edition});
    assert_eq!(story.refused(MILITIAMAN, give(3)), "edition_unknown");
    let mut other = story.clone();
    other.by(MILITIAMAN, give(1));
    assert_eq!(of(&other, second), editions[0].digest);
    story.by(MILITIAMAN, json!({"command": "give_opinion", "opinion": second, "text": "Nhất trí"}));
    assert_eq!(of(&story, second), editions[1].digest);
}

/// The dates of opinions that run, without the registry's own step.
fn dated(document: &OutgoingDocument) -> Vec<Deadline> {
    outgoing_deadlines(document).into_iter().filter(|one| !is_step(document.id(), one)).collect()
}

#[test]
fn open_ones_hold_nothing_up_and_end_with_the_number_or_the_draft() {
    for (until, command) in
        [(S::Signed, json!({"command": "issue"})), (S::UnitReview, json!({"command": "cancel", "reason": "Thôi"}))]
    {
        let (mut story, first, _) = asked();
        story.on_to(until);
        assert_eq!(waiting(&story).len(), 2, "{until:?}");
        let by = if until == S::Signed { CLERK } else { OFFICER };
        let told = tells(&mut story, by, command);
        assert!(told.contains(&(MILITIAMAN, NoticeKind::OpinionEnded)), "{told:?}");
        assert_eq!(story.document.opinion(first).unwrap().standing_name(), StandingName::Closed);
        assert_eq!((waiting(&story), dated(&story.document)), (vec![], vec![]));
        assert_eq!(sight(&story.document, MILITIAMAN, &WORLD.directory), None);
        let give = json!({"command": "give_opinion", "opinion": first, "text": "Muộn"});
        assert_eq!(story.refused(VICE, give), "wrong_state");
    }
    // Back with the drafter they stay open.
    let (mut story, first, _) = asked();
    story.on_to(S::AwaitingSignature);
    story.by(CHAIR, json!({"command": "return_to_drafter", "reason": "Chờ ý kiến"}));
    assert!(story.document.opinion(first).unwrap().is_open());
}

#[test]
fn whoever_has_it_in_hand_asks_and_nobody_else() {
    let of = json!([{"department": CULTURE}]);
    let drafts = |story: &Story, others: &[PersonId]| {
        for who in others {
            assert_eq!(story.refused(*who, ask(of.clone())), "opinion_askers_only", "{who:?} in {:?}", story.state());
        }
    };
    for (state, holder, others) in [
        (S::Draft, OFFICER, vec![CLERK, CHAIR, CHIEF, OFFICER_2]),
        (S::UnitReview, HEAD, vec![CLERK, CHAIR, OFFICER_2]),
        (S::FormCheck, CLERK, vec![CHAIR, OFFICER_2]),
        (S::AwaitingSignature, CHAIR, vec![CLERK, OFFICER_2]),
    ] {
        let mut story = Story::in_state(state);
        drafts(&story, &others);
        story.by(holder, ask(of.clone()));
        let one = story.document.opinions()[0].id;
        // The drafter does not take back what another asked; the head of the unit does.
        let withdraw = json!({"command": "withdraw_opinion", "opinion": one, "reason": "Đã họp"});
        if holder != OFFICER {
            assert_eq!(story.refused(OFFICER, withdraw.clone()), "opinion_asker_only");
        }
        story.by(HEAD, withdraw);
        // Another time it may be asked of them.
        story.by(holder, ask(of.clone()));
    }
    assert_eq!(Story::in_state(S::Signed).refused(OFFICER, ask(of)), "wrong_state");
}

/// The office with a day of rest that nobody knew of when it all began.
pub fn later() -> World {
    let mut later = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    let rest: CalendarCommand = serde_json::from_value(json!({
        "command": "set_day", "day": "2026-11-25", "what": {"kind": "local_rest"}, "name": "Ngày truyền thống",
    }))
    .unwrap();
    let record = decide_calendar(&later.organisation, &rest, day_in_vietnam(morning())).unwrap();
    later.organisation.apply(Record::Calendar(record));
    later.calendars[0] = later.organisation.calendar.office().unwrap();
    later
}

#[test]
fn dates_that_were_given_as_terms_are_counted_anew_by_the_office_alone() {
    let (mut story, ..) = asked();
    story.by(OFFICER, json!({"command": "ask_opinions", "holders": [{"department": OFFICE}], "question": "Góp ý", "due": story.now + Duration::days(2)}));
    let due: Vec<_> = story.document.opinions().iter().map(|one| one.due).collect();
    let recount = json!({"command": "recount_opinions", "because": ["Nghỉ bù"]});
    assert_eq!(story.refused(CLERK, recount.clone()), "system_only");
    let mut other = story.clone();
    assert_eq!(other.try_by(Actor::Office, recount.clone()).unwrap_err().rule.code(), "nothing_to_change");
    let later = later();
    let command: Command = serde_json::from_value(recount).unwrap();
    let moment = story.moment();
    let events =
        domain::outgoing::decide(&story.document, Actor::Office, &command, &moment.context_at(&later)).unwrap();
    let Event::OpinionsRecounted { moved, because } = &events[0] else { panic!("{events:?}") };
    assert_eq!(
        (moved.len(), because.as_slice()),
        (2, ["Nghỉ bù".to_owned()].as_slice()),
        "what was set as a date stays"
    );
    assert!(moved.iter().zip(&due).all(|(one, before)| one.due_before == *before && one.due > *before));
}

#[test]
fn what_somebody_has_in_hand_goes_over_whole() {
    let (mut story, first, second) = asked();
    let over = |from: PersonId, to: PersonId| json!({"command": "hand_over", "from": from, "to": to, "reason": "Chuyển công tác"});
    assert_eq!(story.refused(CHAIR, over(OFFICER, CULTURE_OFFICER)), "not_of_this_unit");
    assert_eq!(story.refused(CHAIR, over(STRANGER, OFFICER_2)), "nothing_to_hand_over");
    assert_eq!(story.refused(CHAIR, over(MILITIAMAN, OFFICER)), "own_opinion");
    assert_eq!(story.refused(HEAD, over(OFFICER, OFFICER_2)), "handover_only");
    let told = tells(&mut story, CHAIR, over(OFFICER, OFFICER_2));
    assert_eq!(told, [(OFFICER, NoticeKind::TakenAway), (OFFICER_2, NoticeKind::HandedOver)]);
    assert_eq!((story.document.drafter(), story.document.former_drafters()), (OFFICER_2, [OFFICER].as_slice()));
    assert_eq!(story.document.opinion(first).unwrap().asker(), OFFICER_2);
    story.by(CHAIR, over(MILITIAMAN, STRANGER));
    assert_eq!(story.document.opinion(second).unwrap().holder, Holder::Person(STRANGER));
    assert_eq!(sight(&story.document, MILITIAMAN, &WORLD.directory), None);
    let give = json!({"command": "give_opinion", "opinion": second, "text": "Nhất trí"});
    assert_eq!(story.refused(MILITIAMAN, give.clone()), "holder_only");
    assert_eq!(tells(&mut story, STRANGER, give), [(OFFICER_2, NoticeKind::OpinionGiven)]);
}

#[test]
fn whoever_drafts_from_then_on_hears_of_what_was_asked() {
    let (mut story, first, _) = asked();
    story.by(HEAD, json!({"command": "change_drafter", "drafter": OFFICER_2, "reason": "Đi công tác"}));
    let withdraw = json!({"command": "withdraw_opinion", "opinion": first, "reason": "Đã họp"});
    assert_eq!(story.refused(OFFICER, withdraw), "opinion_asker_only");
    let told = tells(&mut story, VICE, json!({"command": "give_opinion", "opinion": first, "text": "Nhất trí"}));
    assert_eq!(told, [(OFFICER_2, NoticeKind::OpinionGiven)]);
}

#[test]
fn each_is_asked_once_while_open_stands_once_given_and_runs_as_long_as_it_is_open() {
    every_turn(|turn| {
        let document = turn.after;
        let open: Vec<Holder> = document.open_opinions().map(|one| one.holder).collect();
        prop_assert_eq!(open.iter().collect::<BTreeSet<_>>().len(), open.len(), "asked twice at once");
        prop_assert_eq!(dated(document).len(), open.len());
        for stood in turn.before.opinions() {
            let now = document.opinion(stood.id);
            prop_assert!(now.is_some(), "an opinion is lost");
            let now = now.unwrap();
            prop_assert_eq!(
                (&now.question, now.asked_by, now.asked_at),
                (&stood.question, stood.asked_by, stood.asked_at)
            );
            if !stood.is_open() {
                prop_assert_eq!(&now.standing, &stood.standing, "what was said is changed");
            }
        }
        for one in document.opinions().iter().filter(|one| turn.before.opinion(one.id).is_none()) {
            prop_assert!(one.is_open() && one.due > turn.moment.now, "{:?}", one);
            prop_assert!(one.holder != Holder::Person(document.drafter()));
            prop_assert!(one.holder != Holder::Department(document.content().department));
        }
        Ok(())
    });
}

#[test]
fn nothing_is_left_with_whoever_hands_over() {
    every_turn(|turn| {
        let (Command::HandOverDraft(command), Ok(_)) = (turn.command, turn.outcome) else { return Ok(()) };
        prop_assert_eq!(shares(turn.after, command.from), vec![], "something stays");
        prop_assert_eq!(turn.before.state(), turn.after.state());
        let has = shares(turn.after, command.to);
        for share in shares(turn.before, command.from) {
            prop_assert!(has.contains(&share), "{:?} is lost", share);
        }
        Ok(())
    });
}

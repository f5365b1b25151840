//! The registry's steps: they move with the calendar and are reminded of, each person once, in working time.

use std::collections::BTreeSet;

use domain::{
    Actor, PersonId, UtcTime,
    document::Document,
    notice::{Notice, NoticeKind, Recipient, outgoing_notices},
    organisation::ReminderSettings,
    outgoing::{CommandKind, Event, OutgoingDocument, StateName},
    reminder::{Look, Stage, Surroundings, Told, is_step, look_at_step, outgoing_deadlines, step_letter},
    vietnam,
    work::{Task, outgoing_work_of},
};
use proptest::prelude::*;
use serde_json::json;

use crate::{
    invariants::every_turn,
    story::{Story, decision_with},
    world::*,
};

fn at(text: &str) -> UtcTime {
    domain::calendar::time_in_vietnam(text).unwrap()
}

fn due(story: &Story) -> UtcTime {
    story.document.state().step_deadline().unwrap().due
}

/// A look at the step of this document.
fn look(document: &OutgoingDocument, since: UtcTime, told: &BTreeSet<Told>, now: UtcTime) -> Look {
    let settings = ReminderSettings::default();
    let around = Surroundings { now, directory: &WORLD.directory, calendar: &WORLD.calendars[0], settings: &settings };
    let [deadline] = outgoing_deadlines(document)[..] else { panic!("one runs") };
    look_at_step(&Document::Outgoing(document.clone()), deadline, since, told, around).unwrap()
}

/// Who is told which step when, until nothing more comes.
fn all(story: &Story) -> Vec<(String, Stage, PersonId)> {
    let (mut told, mut log, mut now) = (BTreeSet::new(), Vec::new(), story.now);
    for _ in 0..20 {
        let look = look(&story.document, story.now, &told, now);
        for one in look.reminders {
            assert!(told.insert(one.told), "told twice: {one:?}");
            log.push((vietnam(now).format("%m-%dT%H:%M").to_string(), one.told.stage, one.told.person));
            let letter = step_letter(&one, &Document::Outgoing(story.document.clone()), &WORLD.directory, now);
            let kind = if one.told.stage == Stage::At { NoticeKind::StepDueNow } else { NoticeKind::StepOverdue };
            assert_eq!((letter.kind, letter.due, letter.from), (kind, Some(due(story)), None));
            assert!(letter.words.is_some(), "what is to be done");
        }
        let Some(next) = look.next else { return log };
        assert!(next > now);
        now = next;
    }
    panic!("it never ends: {log:?}");
}

fn stages(log: &[(String, Stage, PersonId)]) -> Vec<(&str, Stage, PersonId)> {
    log.iter().map(|(at, stage, person)| (at.as_str(), *stage, *person)).collect()
}

#[test]
fn the_registry_is_told_at_its_time_and_the_chief_of_office_and_who_monitors_a_day_later() {
    let mut story = Story::in_state(StateName::Signed);
    // The 24th is a holiday. The chief of office stands in for the clerk who is away.
    let (at, late) = ("11-25T17:30", "11-26T17:30");
    assert_eq!(
        stages(&all(&story)),
        [
            (at, Stage::At, CLERK),
            (at, Stage::At, CLERK_2),
            (at, Stage::At, CHIEF),
            (late, Stage::LateHead, CHIEF),
            (late, Stage::LateHead, MONITOR),
        ]
    );
    story.on_to(StateName::Dispatched);
    assert_eq!(outgoing_deadlines(&story.document), [], "it is on its way");
}

#[test]
fn of_what_is_urgent_they_are_told_by_the_clock() {
    let mut story = Story::of(decision_with(json!({"urgency": "urgent"})), StateName::AwaitingSignature);
    story.now = at("2026-11-27T16:20");
    story.on_to(StateName::Signed);
    let due = due(&story);
    let log = all(&story);
    let when: BTreeSet<(&str, Stage)> = log.iter().map(|(at, stage, _)| (at.as_str(), *stage)).collect();
    let told = |at: UtcTime| vietnam(at).format("%m-%dT%H:%M").to_string();
    let (first, second) = (told(due), told(due + chrono::Duration::minutes(60)));
    assert_eq!(when, BTreeSet::from([(first.as_str(), Stage::At), (second.as_str(), Stage::LateHead)]));
}

#[test]
fn whoever_was_away_from_the_clock_is_told_the_latest_alone() {
    let story = Story::in_state(StateName::Sealed);
    let late = look(&story.document, story.now, &BTreeSet::new(), at("2027-01-12T09:00"));
    let people: BTreeSet<PersonId> = late.reminders.iter().map(|one| one.told.person).collect();
    assert_eq!((people.len(), late.next), (late.reminders.len(), None), "each once: {:?}", late.reminders);
    let told = late.reminders.iter().map(|one| one.told).collect();
    assert_eq!(look(&story.document, story.now, &told, at("2027-01-12T09:00")).reminders, []);
    // In the night of a working day nobody is told of what is not urgent.
    let night = look(&story.document, story.now, &BTreeSet::new(), at("2026-12-01T22:00"));
    assert_eq!((night.reminders, night.next), (vec![], Some(at("2026-12-02T07:30"))));
}

#[test]
fn a_step_moves_with_the_calendar_and_the_registry_is_told_from_when_to_when() {
    let mut story = Story::in_state(StateName::Issued);
    let old = due(&story);
    let recount = json!({"command": "recount_deadlines", "because": ["Giờ làm việc mới"]});
    let unchanged = story.try_by(Actor::Office, recount.clone());
    assert_eq!(unchanged.unwrap_err().rule.code(), "nothing_to_change");
    assert_eq!(story.refused(CLERK, recount.clone()), "system_only");
    story.shorter = true;
    let before = story.document.clone();
    let happening = story.by_actor(Actor::Office, recount.clone());
    let Event::DeadlinesRecounted { step: Some(step), because } = &happening.event else { panic!("{happening:?}") };
    assert_eq!(
        (step.due_before, step.deadline.due, because.as_slice()),
        (old, due(&story), &["Giờ làm việc mới".to_owned()][..])
    );
    assert_eq!(vietnam(due(&story)).format("%H:%M").to_string(), "15:30");
    let notices = outgoing_notices(Some(&before), &story.document, &happening, &WORLD.directory);
    let told: BTreeSet<&Recipient> = notices.iter().map(|notice| &notice.to).collect();
    let people = [CLERK, CLERK_2, CHIEF].map(Recipient::Person);
    assert_eq!(told, people.iter().collect::<BTreeSet<_>>());
    let says = |notice: &Notice| {
        let words = notice.words.clone().unwrap_or_default();
        notice.kind == NoticeKind::DeadlineMoved
            && words.contains("Giờ làm việc mới")
            && notice.due == Some(due(&story))
    };
    assert!(notices.iter().all(says), "{notices:?}");
    let again = story.try_by(Actor::Office, recount);
    assert_eq!(again.unwrap_err().rule.code(), "nothing_to_change", "what was counted moves no more");
}

#[test]
fn nobody_is_made_late_by_a_calendar_and_nothing_moves_but_the_deadline() {
    every_turn(|turn| {
        let mut runs = outgoing_deadlines(turn.after);
        runs.retain(|one| is_step(turn.after.id(), one));
        prop_assert_eq!(runs.len(), usize::from(turn.after.state().step_deadline().is_some()));
        let work = outgoing_work_of(turn.after);
        for one in &runs {
            let lies = |item: &&domain::work::WorkItem| item.task != Task::Read && item.due == Some(one.due);
            prop_assert!(work.iter().any(|item| lies(&item) && item.desk == one.desk));
        }
        if turn.command.kind() != CommandKind::RecountStep || turn.outcome.is_err() {
            return Ok(());
        }
        let (before, after) = (turn.before.state(), turn.after.state());
        prop_assert_eq!(before.name(), after.name());
        let (old, new) = (before.step_deadline().unwrap(), after.step_deadline().unwrap());
        prop_assert!(old.due != new.due && old.counted == new.counted);
        prop_assert!(new.due > turn.moment.now || old.due <= turn.moment.now, "late by a calendar");
        prop_assert_eq!(turn.before.content(), turn.after.content());
        Ok(())
    });
}

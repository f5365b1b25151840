//! Deadlines by terms and to the end of a day: counted by the calendar of whoever gets the work, counted anew where the calendar changes, and told.

use domain::{
    Actor, AssignmentId, UtcTime,
    assignment::{Assignment, AssignmentRole, Holder},
    incoming::{Command, Event, StateName},
    notice::{NoticeKind, Recipient, notices},
};
use proptest::{prelude::*, test_runner::TestCaseError};
use serde_json::json;

use crate::{invariants::every_turn, world::*};

fn at(text: &str) -> UtcTime {
    domain::calendar::time_in_vietnam(text).unwrap()
}

/// Directed to Economy with these fields on the Monday morning of 23/11/2026; 24/11 is a holiday.
fn directed(fields: serde_json::Value) -> Story {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, json!({"command": "present", "to": CHAIR}));
    let mut primary = json!({"department": ECONOMY});
    primary.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    story.by(CHAIR, json!({"command": "direct", "direction": {"primary": primary}}));
    story
}

fn unit(story: &Story) -> &Assignment {
    story.of(Holder::Department(ECONOMY), AssignmentRole::Primary)
}

#[test]
fn who_is_of_two_units_works_by_the_calendar_of_the_one_that_gives_the_work() {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, json!({"command": "present", "to": CHAIR}));
    let direction = json!({"primary": {"department": ECONOMY}, "supporting": [{"department": CULTURE}]});
    story.by(CHAIR, json!({"command": "direct", "direction": direction}));
    let directory = &WORLD.directory;
    let officer = Holder::Person(OFFICER_2);
    assert!(directory.departments_of(officer).into_iter().eq([ECONOMY, CULTURE]));
    let under = |unit: domain::DepartmentId, role| {
        let root = story.of(Holder::Department(unit), role).id;
        story.document.unit_of(officer, Some(root), directory)
    };
    assert_eq!(under(CULTURE, AssignmentRole::Supporting), Some(CULTURE));
    assert_eq!(under(ECONOMY, AssignmentRole::Primary), Some(ECONOMY));
    assert_eq!(story.document.unit_of(officer, None, directory), Some(ECONOMY));
    assert_eq!(story.document.unit_of(Holder::Department(CENTRE), None, directory), Some(CENTRE));
    assert_eq!(story.document.unit_of(Holder::Person(CHAIR), None, directory), None);
}

fn recount(story: &mut Story) -> Result<Vec<(AssignmentId, UtcTime, UtcTime)>, &'static str> {
    story.swapped = true;
    let because = ["Hoán đổi (01/TB-BNV)"];
    let done = story.try_by(Actor::Office, json!({"command": "recount_deadlines", "because": because}));
    let happening = done.map_err(|refusal| refusal.rule.code())?;
    let Event::DeadlinesRecounted { moved, .. } = happening.event else { panic!("{happening:?}") };
    Ok(moved.into_iter().map(|one| (one.assignment, one.due_before, one.due)).collect())
}

#[test]
fn a_term_is_counted_from_the_moment_at_which_the_work_is_given() {
    for (term, due) in [
        ("5wd", "2026-12-01T17:30"),
        ("1wd", "2026-11-25T17:30"),
        ("3d", "2026-11-26T17:30"),
        // Given at 11:00: half an hour of that morning, four hours of its afternoon, and so on past the holiday.
        ("8wh", "2026-11-25T11:00"),
        ("2026-11-28T09:00", "2026-11-30T17:30"),
    ] {
        let story = directed(json!({"term": term}));
        assert_eq!(story.now, at("2026-11-23T11:00"));
        assert_eq!(unit(&story).due(), Some(at(due)), "{term}");
    }
    let mut both = Story::registered(Paper::Letter);
    both.by(CLERK, json!({"command": "present", "to": CHAIR}));
    let fields = json!({"department": ECONOMY, "term": "5wd", "due": "2026-12-01T10:00:00Z"});
    assert_eq!(both.refused(CHAIR, json!({"command": "direct", "direction": {"primary": fields}})), "due_and_term");
    let reader = json!({"primary": {"department": ECONOMY}, "informed": [{"person": CHIEF, "term": "5wd"}]});
    assert_eq!(both.refused(CHAIR, json!({"command": "direct", "direction": reader})), "no_deadline_for_role");
    let past = json!({"primary": {"department": ECONOMY, "term": "2026-11-20T09:00"}});
    assert_eq!(both.refused(CHAIR, json!({"command": "direct", "direction": past})), "term_ends_nowhere");
}

#[test]
fn a_desk_has_hours_of_its_own() {
    let mut story = Story::registered(Paper::Letter);
    story.swapped = true;
    story.by(CLERK, json!({"command": "present", "to": CHAIR}));
    let primary = json!({"department": CENTRE, "term": "1wd"});
    story.by(CHAIR, json!({"command": "direct", "direction": {"primary": primary}}));
    let held = story.of(Holder::Department(CENTRE), AssignmentRole::Primary);
    // It works on Mondays and Saturdays; this Saturday by the hours of the Monday that it makes up for.
    assert_eq!(held.due(), Some(at("2026-11-28T11:00")));
}

#[test]
fn a_swapped_day_moves_what_was_counted_over_it_and_its_holders_are_told() {
    let mut story = directed(json!({"term": "4wd"}));
    let root = unit(&story).id;
    story.by(HEAD, json!({"command": "assign", "assignment": root, "officer": {"person": OFFICER}}));
    let leg = story.of(Holder::Person(OFFICER), AssignmentRole::Primary).id;
    // 25, 26, 27 and 30/11; once swapped: 25, 26, 27 and Saturday 28/11.
    let (before, after) = (at("2026-11-30T17:30"), at("2026-11-28T17:30"));
    assert_eq!(unit(&story).due(), Some(before));
    let was = story.document.clone();
    // Whoever was given no deadline of their own moves along.
    assert_eq!(recount(&mut story), Ok(vec![(root, before, after), (leg, before, after)]));
    assert_eq!((unit(&story).due(), story.state()), (Some(after), StateName::InProgress));
    let happening = story.history.last().unwrap();
    let told = notices(Some(&was), &story.document, happening, &WORLD.directory);
    for person in [HEAD, OFFICER] {
        let mine: Vec<_> =
            told.iter().filter(|n| n.to == Recipient::Person(person) && n.instead_of.is_none()).collect();
        assert_eq!((mine.len(), mine[0].kind, mine[0].due), (1, NoticeKind::DeadlineMoved, Some(after)));
        let words = mine[0].words.as_deref().unwrap();
        assert!(
            words.starts_with("Từ 17:30 30/11/2026 sang 17:30 28/11/2026. Lý do: ") && words.contains("01/TB-BNV"),
            "{words}"
        );
    }
    assert_eq!(recount(&mut story), Err("nothing_to_change"), "done once, it is done");
    assert_eq!(story.refused(CHAIR, json!({"command": "recount_deadlines"})), "system_only");
}

#[test]
fn what_was_set_as_a_time_stays() {
    let mut story = directed(json!({"due": "2026-11-30T10:00:00Z"}));
    assert_eq!(recount(&mut story), Err("nothing_to_change"));
    // A time in the stead of a term, and an extension, too.
    for command in [
        json!({"command": "amend", "due": "2026-12-02T10:00:00Z"}),
        json!({"command": "grant_extension", "due": "2026-12-03T10:00:00Z"}),
    ] {
        let mut story = directed(json!({"term": "4wd"}));
        let root = unit(&story).id;
        let ask = json!({"command": "request_extension", "assignment": root, "due": "2026-12-04T10:00:00Z", "reason": "Nhiều việc"});
        story.by(HEAD, ask);
        let mut command = command;
        command["assignment"] = json!(root);
        story.by(CHAIR, command);
        assert_eq!(recount(&mut story), Err("nothing_to_change"));
    }
    // And the other way round.
    let mut story = directed(json!({"due": "2026-12-10T10:00:00Z"}));
    let amended = json!({"command": "amend", "assignment": unit(&story).id, "term": "3wd"});
    story.by(CHAIR, amended);
    assert_eq!(unit(&story).due(), Some(at("2026-11-27T17:30")));
    assert_eq!(recount(&mut story), Err("nothing_to_change"), "the swapped days lie behind it");
}

/// The swap makes 30/11 a day of rest, and Saturday 28/11 one of work.
#[test]
fn a_day_without_a_time_follows_the_calendar_and_its_holders_are_told() {
    let mut story = directed(json!({"term": "2026-11-30"}));
    let root = unit(&story).id;
    story.by(HEAD, json!({"command": "assign", "assignment": root, "officer": {"person": OFFICER}}));
    let leg = story.of(Holder::Person(OFFICER), AssignmentRole::Primary).id;
    let (before, after) = (at("2026-11-30T17:30"), at("2026-12-01T17:30"));
    assert_eq!(unit(&story).due(), Some(before));
    let was = story.document.clone();
    assert_eq!(recount(&mut story), Ok(vec![(root, before, after), (leg, before, after)]));
    assert_eq!((unit(&story).due(), unit(&story).first_due), (Some(after), Some(before)), "no deadline falls in rest");
    let told = notices(Some(&was), &story.document, story.history.last().unwrap(), &WORLD.directory);
    for person in [HEAD, OFFICER] {
        let mine = told.iter().find(|n| n.to == Recipient::Person(person)).unwrap();
        assert_eq!((mine.kind, mine.due), (NoticeKind::DeadlineMoved, Some(after)));
        assert!(mine.words.as_deref().unwrap().contains("01/TB-BNV"), "{mine:?}");
    }
    assert_eq!(recount(&mut story), Err("nothing_to_change"));
    // A Saturday means the Monday, until the Saturday is worked.
    let mut story = directed(json!({"term": "2026-11-28"}));
    assert_eq!(unit(&story).due(), Some(before));
    let root = unit(&story).id;
    assert_eq!(recount(&mut story), Ok(vec![(root, before, at("2026-11-28T17:30"))]));
}

#[test]
fn an_extension_to_a_day_follows_the_calendar_too() {
    let mut story = directed(json!({"term": "2026-11-26"}));
    let root = unit(&story).id;
    let ask =
        |day: &str| json!({"command": "request_extension", "assignment": root, "term": day, "reason": "Nhiều việc"});
    assert_eq!(story.refused(HEAD, ask("2026-11-20")), "extension_not_later", "past");
    assert_eq!(story.refused(HEAD, ask("2026-11-25")), "extension_not_later", "earlier");
    assert_eq!(story.refused(HEAD, ask("2026-11-26")), "extension_not_later", "the same day");
    story.by(HEAD, ask("2026-11-30"));
    assert_eq!(unit(&story).extension.as_ref().unwrap().due, at("2026-11-30T17:30"));
    story.by(CHAIR, json!({"command": "grant_extension", "assignment": root}));
    assert_eq!(
        (unit(&story).due(), unit(&story).first_due),
        (Some(at("2026-11-30T17:30")), Some(at("2026-11-26T17:30")))
    );
    assert_eq!(recount(&mut story), Ok(vec![(root, at("2026-11-30T17:30"), at("2026-12-01T17:30"))]));
    // Asked for before the calendar changed, granted behind it.
    let mut story = directed(json!({"term": "2026-11-26"}));
    let root = unit(&story).id;
    story.by(
        HEAD,
        json!({"command": "request_extension", "assignment": root, "term": "2026-11-30", "reason": "Nhiều việc"}),
    );
    story.swapped = true;
    story.by(CHAIR, json!({"command": "grant_extension", "assignment": root}));
    assert_eq!(unit(&story).due(), Some(at("2026-12-01T17:30")));
    // Another day than was asked for.
    let mut story = directed(json!({"term": "2026-11-26"}));
    let root = unit(&story).id;
    story.by(
        HEAD,
        json!({"command": "request_extension", "assignment": root, "term": "2026-12-04", "reason": "Nhiều việc"}),
    );
    story.by(CHAIR, json!({"command": "grant_extension", "assignment": root, "term": "2026-11-30"}));
    assert_eq!(recount(&mut story), Ok(vec![(root, at("2026-11-30T17:30"), at("2026-12-01T17:30"))]));
}

#[test]
fn the_senders_day_follows_the_calendar() {
    let mut story = Story::received(Paper::Letter);
    story.by(CLERK, json!({"command": "correct", "reason": "Sót", "deadline": "2026-11-30"}));
    story.by(CLERK, json!({"command": "register"}));
    story.by(CLERK, json!({"command": "present", "to": CHAIR}));
    story.by(CHAIR, json!({"command": "direct", "direction": {"primary": {"department": ECONOMY}}}));
    let root = unit(&story).id;
    assert_eq!(recount(&mut story), Ok(vec![(root, at("2026-11-30T17:30"), at("2026-12-01T17:30"))]));
}

#[test]
fn a_day_that_is_over_is_refused_as_any_other_date() {
    let mut story = Story::registered(Paper::Letter);
    story.by(CLERK, json!({"command": "present", "to": CHAIR}));
    let direct =
        |day: &str| json!({"command": "direct", "direction": {"primary": {"department": ECONOMY, "term": day}}});
    assert_eq!(story.refused(CHAIR, direct("2026-11-20")), "deadline_past");
    // By the calendar of whoever does the work: the Centre's has hours of its own.
    let mut desk = story.clone();
    desk.swapped = true;
    desk.by(
        CHAIR,
        json!({"command": "direct", "direction": {"primary": {"department": CENTRE, "term": "2026-12-07"}}}),
    );
    assert_eq!(desk.of(Holder::Department(CENTRE), AssignmentRole::Primary).due(), Some(at("2026-12-07T11:00")));
}

#[test]
fn a_deadline_below_that_was_set_as_a_time_is_not_left_behind_and_nobody_becomes_late() {
    let mut story = directed(json!({"term": "4wd"}));
    let root = unit(&story).id;
    let officer = json!({"person": OFFICER, "due": "2026-11-30T09:00:00Z"});
    story.by(HEAD, json!({"command": "assign", "assignment": root, "officer": officer}));
    let moved = recount(&mut story).unwrap();
    assert_eq!(moved, [(root, at("2026-11-30T17:30"), at("2026-11-30T16:00"))], "as far as the officer's allows");
    // The deadline would come to lie behind them: on Sunday they learn of the Saturday before.
    let mut late = directed(json!({"term": "4wd"}));
    late.now = at("2026-11-29T08:00");
    assert_eq!(recount(&mut late), Err("nothing_to_change"));
}

#[test]
fn what_is_over_keeps_the_calendar_that_it_was_judged_by() {
    let mut story = directed(json!({"term": "4wd"}));
    let root = unit(&story).id;
    story.by(HEAD, json!({"command": "submit_result", "assignment": root, "text": "Đề nghị: xong"}));
    story.by(CHAIR, json!({"command": "approve", "assignment": root}));
    assert_eq!(recount(&mut story), Err("wrong_state"));
    assert_eq!(unit(&story).due(), Some(at("2026-11-30T17:30")));
}

#[test]
fn a_recount_moves_nothing_but_deadlines_by_terms() {
    every_turn(|turn| {
        let (Command::RecountDeadlines(_), Ok(happening)) = (turn.command, turn.outcome) else { return Ok(()) };
        let Event::DeadlinesRecounted { moved, step, .. } = &happening.event else {
            return Err(TestCaseError::fail("another event"));
        };
        let (then, now) = (turn.before.state().step_deadline(), turn.after.state().step_deadline());
        match step {
            None => {
                prop_assert!(!moved.is_empty());
                prop_assert_eq!(turn.before.state(), turn.after.state());
            }
            Some(step) => {
                prop_assert_eq!(now, Some(&step.deadline));
                prop_assert_eq!(then.map(|then| then.due), Some(step.due_before));
                prop_assert!(then != now && then.map(|then| then.counted) == Some(step.deadline.counted));
                prop_assert_eq!(turn.before.state().name(), turn.after.state().name());
            }
        }
        for (then, now) in turn.before.assignments().iter().zip(turn.after.assignments()) {
            let Some(one) = moved.iter().find(|one| one.assignment == now.id) else {
                prop_assert_eq!(then, now);
                continue;
            };
            prop_assert!(then.is_pending() && then.counted.is_some());
            prop_assert_eq!((then.due(), now.due()), (Some(one.due_before), Some(one.due)));
            prop_assert!(one.due != one.due_before);
            prop_assert!(one.due > happening.at || one.due_before <= happening.at, "becomes late");
            prop_assert_eq!(now.first_due, then.first_due.or(then.due()));
            prop_assert_eq!(&Assignment { duty: then.duty.clone(), first_due: then.first_due, ..now.clone() }, then);
        }
        Ok(())
    });
}

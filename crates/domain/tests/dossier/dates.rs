//! Dates that were once wrong, worked out by hand. People work from 07:30 to 11:30 and from 13:30 to 17:30; 24/11/2026 (Tuesday) is a
//! holiday.

use domain::{
    Actor,
    access::dossier::offered,
    dossier::{CommandKind, Judgement},
    procedure::{Course, Wait, simulate},
};
use serde_json::{Value, json};

use crate::{
    story::{Story, brought, missing, shown},
    world::*,
};

fn sorry(by: &str) -> Value {
    json!({"command": "extend", "reason": "Xin lỗi", "by": by})
}

fn offers(story: &Story, command: CommandKind) -> bool {
    offered(&story.dossier, CLERK, &WORLD.directory).iter().any(|offer| offer.command == command)
}

/// Five working days from Monday 02/11: Monday 09/11. Asked for more on Tuesday, it is complete on Wednesday: no new term begins for what
/// was late already.
#[test]
fn what_is_late_stays_late_though_its_term_would_begin_anew() {
    let mut story = Story::received("2026-11-02T08:00", BUSINESS);
    story.with_officer("2026-11-02T09:00");
    assert_eq!(story.due(), "2026-11-09T17:30");
    story.at("2026-11-10T10:00", OFFICER, missing());
    story.at("2026-11-11T09:00", CLERK, brought());
    assert_eq!(story.due(), "2026-11-09T17:30");
    story.signed("2026-11-16T10:00");
    assert_eq!(story.judged(), (Judgement::Late, Judgement::Late));
}

/// Complete on Friday 06/11 at 15:30, after the procedure's hour: five working days from Monday 09/11 end on Monday 16/11. A walk through
/// the procedure says the same as the dossier.
#[test]
fn a_term_that_begins_anew_is_the_same_in_a_walk_and_in_a_dossier() {
    let mut story = Story::received("2026-11-02T08:00", BUSINESS);
    story.with_officer("2026-11-02T09:00");
    story.at("2026-11-04T10:00", OFFICER, missing());
    story.at("2026-11-06T15:30", CLERK, brought());
    assert_eq!(story.due(), "2026-11-16T17:30");
    let waits = vec![Wait { from: at("2026-11-04T10:00"), until: at("2026-11-06T15:30") }];
    let course = Course { received: at("2026-11-02T08:00"), choose: Vec::new(), waits };
    let walked = simulate(&WORLD.editions[&BUSINESS].content, &course, &WORLD.calendars[0], None).unwrap();
    assert_eq!(walked.due.map(shown), Some(story.due()));
}

/// Where a procedure has an hour, all of a day of rest counts from the next opening, as the evening before does: Monday 23/11, and five
/// working days are 25, 26, 27, 30, 01/12.
#[test]
fn no_hour_of_a_day_of_rest_is_early() {
    let due = |received| Story::received(received, BUSINESS).due();
    assert_eq!(due("2026-11-20T14:59"), "2026-11-30T17:30");
    for received in ["2026-11-20T16:00", "2026-11-21T10:00", "2026-11-21T15:00", "2026-11-22T08:00", "2026-11-23T08:00"]
    {
        assert_eq!(due(received), "2026-12-01T17:30", "{received}");
    }
}

/// Eight working hours from Monday 30/11 08:00 end on Tuesday at 08:00. Two hours of work before that is Monday at 16:00.
#[test]
fn a_term_in_hours_is_extended_hours_before() {
    let mut story = Story::received("2026-11-30T08:00", COPIES);
    story.at("2026-11-30T08:30", CLERK, json!({"command": "transfer"}));
    assert_eq!(story.due(), "2026-12-01T08:00");
    assert_eq!(story.refused("2026-11-30T16:01", CLERK, sorry("4wh")), "extension_too_late");
    assert!(offers(&story, CommandKind::ExtendDossier));
    // Four hours more: 3.5 until 11:30, and half an hour from 13:30.
    story.at("2026-11-30T16:00", CLERK, sorry("4wh"));
    assert_eq!(story.due(), "2026-12-01T14:00");
    // Once is as often as the procedure has it.
    assert_eq!(story.refused("2026-11-30T16:10", CLERK, sorry("4wh")), "extensions_used");
    assert!(!offers(&story, CommandKind::ExtendDossier));
}

#[test]
fn completion_that_was_asked_for_as_often_as_may_be_is_offered_no_more() {
    let mut story = Story::received("2026-11-30T08:00", COPIES);
    story.at("2026-11-30T08:30", CLERK, json!({"command": "transfer"}));
    assert!(offers(&story, CommandKind::RequestSupplement));
    story.at("2026-11-30T09:00", CLERK, missing());
    story.at("2026-11-30T10:00", CLERK, brought());
    assert!(!offers(&story, CommandKind::RequestSupplement));
    assert_eq!(story.refused("2026-11-30T10:30", CLERK, missing()), "supplements_used");
}

/// Ten days from Thursday 05/11 end on Sunday 15/11, so it is due on Monday. Stopped on Friday 13/11, two days are left, not three: from
/// Monday 16/11 Wednesday 18/11.
#[test]
fn days_that_were_carried_over_rest_are_not_gained() {
    let reason = |command: &str| json!({"command": command, "reason": "Có lý do"});
    let mut story = Story::received("2026-11-05T09:00", ALLOWANCE);
    story.with_officer("2026-11-05T09:00");
    assert_eq!(story.due(), "2026-11-16T17:30");
    story.at("2026-11-13T10:00", OFFICER, reason("stop"));
    assert!(story.try_at("2026-11-16T09:00", Actor::Person(CHAIR), reason("resume")).is_ok());
    assert_eq!(story.due(), "2026-11-18T17:30");
}

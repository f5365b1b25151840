//! What the aggregate once had wrong, each told so that it does not come back.

use chrono::NaiveDate;
use domain::{
    Actor,
    access::dossier::may_see,
    assignment::{Counted, Holder},
    calendar::Term,
    dossier::{Clock, Command, Dossier, DossierCode, DueCause, Happening, Judgement, StateName as S, apply, decide},
    work::Desk,
};
use serde_json::json;

use crate::{
    story::{Story, brought, handed_in, missing, shown, with},
    transitions::in_state,
    world::*,
};

fn hand_over(from: domain::PersonId, to: domain::PersonId) -> serde_json::Value {
    json!({"command": "hand_over", "from": from, "to": to, "reason": "Chuyển công tác"})
}

#[test]
fn what_stopped_on_its_last_day_goes_on_after_hours_too() {
    // Due on Tuesday 17/11, and stopped on that day; the citizen comes on Thursday when the office has closed.
    let mut story = Story::received("2026-11-16T08:00", EXTRACT);
    story.with_officer("2026-11-16T09:00");
    story.at("2026-11-17T09:00", OFFICER, missing());
    let mut late = story.clone();
    late.at("2026-11-19T18:00", CLERK, brought());
    assert_eq!(late.due(), "2026-11-20T17:30");
    story.at("2026-11-19T17:00", CLERK, brought());
    assert_eq!(story.due(), "2026-11-19T17:30");
}

#[test]
fn a_term_that_begins_tomorrow_loses_and_wins_nothing_by_a_rest_today() {
    // Monday 23/11 15:20, after the procedure's hour: eight hours from Wednesday 07:30.
    let mut story = Story::received("2026-11-23T15:20", COPIES);
    story.at("2026-11-23T15:30", CLERK, json!({"command": "transfer"}));
    story.at("2026-11-23T16:00", CLERK, missing());
    let mut same_day = story.clone();
    same_day.at("2026-11-23T17:00", CLERK, brought());
    assert_eq!(same_day.due(), "2026-11-25T17:30");
    // On Wednesday at 08:00 all of them are left: 3.5 and 4, and half an hour on Thursday.
    story.at("2026-11-25T08:00", CLERK, brought());
    assert_eq!(story.due(), "2026-11-26T08:00");
}

#[test]
fn a_new_beginning_is_not_sooner_than_what_was_left() {
    // Five working days from Monday 16/11, and twenty more: 23/11 + 20 = 25 to 27 (3), 30 to 04 (8), 07 to 11 (13), 14 to 18 (18), 21, 22.
    let mut story = Story::received("2026-11-16T09:00", BUSINESS);
    story.with_officer("2026-11-16T10:00");
    story.at("2026-11-17T09:00", OFFICER, json!({"command": "extend", "reason": "Xin lỗi", "by": "20wd"}));
    assert_eq!(story.due(), "2026-12-22T17:30");
    // Asked on 20/11 with 22 days left (23, and the twenty, and none of the holiday): 23, 25 ... 22/12 are 21.
    story.at("2026-11-20T09:00", OFFICER, missing());
    story.at("2026-11-23T09:00", CLERK, brought());
    // A working day of rest later than it was, where the new beginning would be long before.
    assert_eq!(story.due(), "2026-12-23T17:30");
    assert_eq!(story.clock().changes.last().unwrap().cause, DueCause::Rested);
}

#[test]
fn an_extension_is_not_beyond_all_reckoning() {
    let mut story = Story::received("2026-11-16T09:00", BUSINESS);
    story.with_officer("2026-11-16T10:00");
    let far = json!({"command": "extend", "reason": "Xin lỗi", "by": "2990-01-02"});
    assert_eq!(story.refused("2026-11-17T09:00", OFFICER, far), "term_ends_nowhere");
}

#[test]
fn a_date_at_a_set_hour_rests_by_what_the_whole_is_counted_by() {
    let calendar = WORLD.calendars[0].agency();
    let counted = |from, term| Counted { term, from, unit: None };
    let received = at("2026-11-25T09:00");
    let mut clock = Clock::start(counted(received, Term::parse("8wh").unwrap()), calendar).unwrap();
    // Extended until Friday 10:00, and stopped on Thursday at 16:00 with four hours to go: 1.5 and 2.5.
    clock.due = at("2026-11-27T10:00");
    clock.counted = counted(received, Term::Fixed(clock.due));
    clock.rests_since = Some(at("2026-11-26T16:00"));
    // From Monday 08:00: 3.5, and half an hour from 13:30; not until its evening.
    let moved = clock.after_rest(at("2026-11-30T08:00"), calendar).unwrap().unwrap();
    assert_eq!(shown(moved.due), "2026-11-30T14:00");
}

#[test]
fn an_administrator_does_not_help_themselves_to_a_dossier() {
    let mut story = in_state(S::Processing);
    assert!(!may_see(&story.dossier, ADMIN, &WORLD.directory));
    assert_eq!(story.refused("2026-11-25T08:00", ADMIN, hand_over(OFFICER, ADMIN)), "administrator_takes_over");
    story.at("2026-11-25T08:00", ADMIN, hand_over(OFFICER, OFFICER_2));
    assert!(!may_see(&story.dossier, ADMIN, &WORLD.directory));
    story.at("2026-11-25T09:00", CHAIR, hand_over(OFFICER_2, ADMIN));
    assert!(may_see(&story.dossier, ADMIN, &WORLD.directory));
}

#[test]
fn the_registry_sees_what_lies_on_its_desk() {
    let mut story = Story::received("2026-11-25T09:00", COPIES);
    story.at("2026-11-25T09:00", CLERK, json!({"command": "transfer"}));
    assert!(!may_see(&story.dossier, REGISTRAR, &WORLD.directory));
    story.at("2026-11-25T10:00", CLERK, json!({"command": "advance"}));
    assert_eq!(story.dossier.desk(), Some(Desk::Registry));
    assert!(may_see(&story.dossier, REGISTRAR, &WORLD.directory));
    story.at("2026-11-25T10:00", REGISTRAR, json!({"command": "comment", "text": "Đã nhận"}));
}

#[test]
fn whoever_handled_what_is_withdrawn_still_sees_it_and_the_sheet_has_their_row() {
    let mut story = Story::received("2026-11-16T08:00", EXTRACT);
    story.with_officer("2026-11-16T09:00");
    story.at("2026-11-16T10:00", OFFICER, missing());
    story.at("2026-12-16T10:00", CLERK, json!({"command": "withdraw", "reason": "Không cần nữa"}));
    let last = story.dossier.walked().last().unwrap();
    // It rested since 10:00: that the citizen took a month is nobody's delay.
    assert_eq!((last.officer, last.judgement), (Some(OFFICER), Judgement::Early));
    assert!(may_see(&story.dossier, OFFICER, &WORLD.directory) && may_see(&story.dossier, HEAD, &WORLD.directory));
}

#[test]
fn a_result_is_noted_again_with_its_files() {
    let mut story = in_state(S::Processing);
    let outcome = |written: &str, files: &[domain::FileId]| json!({"command": "set_outcome", "kind": "granted", "written": written, "files": files});
    story.at("2026-11-25T08:00", OFFICER, outcome("16/UBND", &FILES[..1]));
    story.at("2026-11-25T08:10", OFFICER, outcome("17/UBND", &FILES[..2]));
    assert_eq!(story.dossier.outcome().unwrap().files.len(), 2);
    assert_eq!(story.refused("2026-11-25T08:20", OFFICER, outcome("17/UBND", &[FILES[0], FILES[0]])), "file_twice");
}

#[test]
fn what_was_completed_is_looked_through_from_then_on_under_another_procedure_too() {
    let mut story = in_state(S::Incomplete);
    story.at("2026-12-07T07:30", CLERK, brought());
    assert_eq!(shown(story.dossier.next_due().unwrap()), "2026-12-07T17:30");
    story.at("2026-12-07T08:00", CLERK, json!({"command": "set_procedure", "procedure": COMPLAINT}));
    assert_eq!(shown(story.dossier.next_due().unwrap()), "2026-12-07T17:30");
}

#[test]
fn what_was_completed_after_an_outage_counts_from_when_it_was_received() {
    let late = json!({"received_at": "2026-11-16T10:00:00+07:00", "late_reason": "Mất điện"});
    let entered = |more| Story::entered("2026-11-18T09:00", with(with(handed_in(EXTRACT), late.clone()), more));
    let mut asks = missing();
    asks.as_object_mut().unwrap().remove("command");
    let mut story = entered(json!({"then": {"request_supplement": asks}}));
    story.at("2026-11-25T09:00", CLERK, brought());
    story.at("2026-11-25T10:00", CLERK, json!({"command": "accept"}));
    assert_eq!(story.due(), "2026-11-26T17:30");
    // What was complete when it came was received then.
    let mut story = entered(json!({}));
    story.at("2026-11-18T10:00", CLERK, json!({"command": "accept"}));
    assert_eq!(story.due(), "2026-11-17T17:30");
}

#[test]
fn papers_came_when_they_came() {
    let mut story = in_state(S::AwaitingSupplement);
    let earlier = with(brought(), json!({"received_at": "2026-11-25T08:00:00+07:00"}));
    story.at("2026-11-27T08:00", CLERK, earlier);
    assert_eq!(shown(story.dossier.facts().components.last().unwrap().at), "2026-11-25T08:00");
}

#[test]
fn every_code_that_is_made_is_read_again_as_it_is() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    for agency in ["H99.1", "h99.1", "000.00.01.H22", ".H15", "Ủy ban", "", &"H99.".repeat(40)] {
        for order in [1, 9999, 10_000, u32::MAX] {
            let code = DossierCode::new(agency, day, order);
            assert_eq!(DossierCode::parse(code.as_str()), Ok(code.clone()), "{agency}");
            let written = serde_json::to_string(&code).unwrap();
            assert_eq!(serde_json::from_str::<DossierCode>(&written).unwrap(), code);
        }
    }
}

/// A command that is given when the officer has left.
fn when_they_have_left(dossier: &Dossier, by: Actor, command: serde_json::Value) -> Result<Dossier, &'static str> {
    let command: Command = serde_json::from_value(command).unwrap();
    let moment = Moment::new(at("2026-12-14T08:00"), dossier.version() + 1, Some(EXTRACT));
    let mut context = moment.context();
    context.directory = &WORLD.later;
    let event = decide(dossier, by, &command, &context).map_err(|no| no.rule.code())?.remove(0);
    Ok(apply(dossier.clone(), &Happening { by, at: moment.now, event }).unwrap())
}

#[test]
fn what_is_taken_up_again_when_its_officer_has_left_is_handed_over() {
    let story = in_state(S::Stopped);
    let chair = Actor::Person(CHAIR);
    // While it stands still, so that it comes back to somebody.
    let dossier = when_they_have_left(&story.dossier, chair, hand_over(OFFICER, OFFICER_2)).unwrap();
    let resume = json!({"command": "resume", "reason": "Tiếp tục"});
    let dossier = when_they_have_left(&dossier, chair, resume.clone()).unwrap();
    assert_eq!(dossier.desk(), Some(Desk::Holder(Holder::Person(OFFICER_2))));
    // Or afterwards, and the head gives it to somebody else.
    let dossier = when_they_have_left(&story.dossier, chair, resume).unwrap();
    assert_eq!(dossier.desk(), Some(Desk::Holder(Holder::Person(OFFICER))));
    let head = Actor::Person(HEAD);
    let dossier = when_they_have_left(&dossier, head, json!({"command": "assign", "officer": OFFICER_2})).unwrap();
    assert_eq!(dossier.desk(), Some(Desk::Holder(Holder::Person(OFFICER_2))));
}

#[test]
fn a_rest_while_the_calendar_changes_costs_no_day() {
    // Monday 30/11, five working days: 07/12. Stopped on Tuesday 01/12 with four left; the 2nd becomes a day of rest.
    let mut story = Story::received("2026-11-30T09:00", BUSINESS);
    story.with_officer("2026-11-30T09:00");
    story.at("2026-12-01T09:00", OFFICER, json!({"command": "stop", "reason": "Chờ xác minh"}));
    story.changed = true;
    // By the new calendar it was due on the 8th: 03, 04, 07, 08. From Thursday 03/12: 04, 07, 08, 09.
    story.at("2026-12-03T09:00", CHAIR, json!({"command": "resume", "reason": "Đã xác minh"}));
    assert_eq!(story.due(), "2026-12-09T17:30");
}

#[test]
fn what_was_completed_after_an_outage_gets_the_code_and_the_row_of_its_own_day() {
    // Entered on 18/11 of 16/11, completed on 25/11: it is received then, and its code and row are of that day.
    let late = json!({"received_at": "2026-11-16T10:00:00+07:00", "late_reason": "Mất điện"});
    let story = Story::entered("2026-11-18T09:00", with(handed_in(EXTRACT), late.clone()));
    assert_eq!(shown(story.dossier.received_when(at("2026-11-18T10:00"))), "2026-11-16T10:00");
    let mut story = story;
    story.at("2026-11-18T09:30", CLERK, missing());
    story.at("2026-11-25T09:00", CLERK, brought());
    assert_eq!(shown(story.dossier.received_when(at("2026-11-25T10:00"))), "2026-11-25T10:00");
}

#[test]
fn whoever_a_step_was_taken_from_still_looks_it_up() {
    let mut story = Story::received("2026-11-16T08:00", EXTRACT);
    story.with_officer("2026-11-16T09:00");
    story.at("2026-11-16T10:00", HEAD, json!({"command": "assign", "officer": OFFICER_2}));
    assert!(may_see(&story.dossier, OFFICER, &WORLD.directory) && may_see(&story.dossier, OFFICER_2, &WORLD.directory));
}

#[test]
fn the_papers_of_one_procedure_are_not_those_of_another() {
    let mut story = Story::entered("2026-11-23T08:00", handed_in(EXTRACT));
    let set = |components: serde_json::Value| json!({"command": "set_procedure", "procedure": COMPLAINT, "components": components});
    assert_eq!(story.refused("2026-11-23T08:05", CLERK, set(json!(["khong-co"]))), "component_unknown");
    assert_eq!(story.refused("2026-11-23T08:05", CLERK, set(json!([null, null, null]))), "more_than_papers");
    let mut assigned = story.clone();
    story.at("2026-11-23T08:05", CLERK, set(json!([])));
    assert_eq!(story.refused("2026-11-23T08:10", CLERK, json!({"command": "accept"})), "components_missing");
    assigned.at("2026-11-23T08:05", CLERK, set(json!(["to-khai"])));
    assigned.at("2026-11-23T08:10", CLERK, json!({"command": "accept"}));
    // And the desk is asked whenever a procedure is set, not only when a dossier is entered under it.
    let unknown = with(handed_in(EXTRACT), json!({"procedure": null, "request": "Xin xác nhận", "components": []}));
    let other = Story::try_enter("2026-11-23T08:00", Actor::Person(CLERK_2), unknown, None).unwrap();
    let set = json!({"command": "set_procedure", "procedure": CERTIFICATE});
    assert_eq!(other.refused("2026-11-23T08:10", CLERK_2, set), "not_this_desk");
}

#[test]
fn whoever_is_asked_answers_before_the_dossier_is_due() {
    // Due on Tuesday 17/11 17:30.
    let mut story = Story::received("2026-11-16T08:00", EXTRACT);
    story.with_officer("2026-11-16T09:00");
    let ask = |term: &str| json!({"command": "consult", "consulted": [{"department": CULTURE}], "question": "Cho ý kiến", "term": term});
    assert_eq!(story.refused("2026-11-16T10:00", OFFICER, ask("2wd")), "consultation_beyond");
    story.at("2026-11-16T10:00", OFFICER, ask("1wd"));
    // What is late already is asked about all the same.
    let mut late = Story::received("2026-11-16T08:00", EXTRACT);
    late.with_officer("2026-11-16T09:00");
    late.at("2026-11-18T10:00", OFFICER, ask("2wd"));
}

#[test]
fn whoever_was_given_time_to_complete_it_is_not_refused_before_that_is_over() {
    let story = in_state(S::Incomplete);
    let until = story.dossier.state().request().unwrap().until;
    let refuse = json!({"command": "refuse", "reason": "Không bổ sung"});
    let before = shown(until - chrono::TimeDelta::minutes(1));
    assert_eq!(story.refused(&before, CLERK, refuse.clone()), "still_awaited");
    let mut story = story;
    story.at(&shown(until), CLERK, refuse);
}

#[test]
fn a_portal_whose_clock_is_a_little_ahead_hands_in_all_the_same() {
    let portal = domain::dossier::facts::PortalRef { service: PORTAL, code: domain::Label::new("C-1").unwrap() };
    let filed = |at: &str| {
        let one = with(handed_in(EXTRACT), json!({"channel": "online", "filed_at": at}));
        Story::try_enter("2026-11-23T09:00", Actor::Service(PORTAL), one, Some(&portal))
    };
    let story = filed("2026-11-23T09:04:00+07:00").unwrap();
    assert_eq!(shown(story.dossier.facts().filed_at), "2026-11-23T09:00");
    assert_eq!(filed("2026-11-23T09:06:00+07:00").map(|_| ()).unwrap_err().rule.code(), "time_in_future");
}

#[test]
fn a_result_that_does_not_count_any_more_ends_nothing() {
    let mut story = Story::received("2026-11-16T08:00", EXTRACT);
    story.with_officer("2026-11-16T09:00");
    story.at("2026-11-16T10:00", OFFICER, json!({"command": "set_outcome", "kind": "granted", "document": DECISION}));
    story.at("2026-11-16T10:10", OFFICER, json!({"command": "advance", "to": CHAIR}));
    let command: Command = serde_json::from_value(json!({"command": "advance"})).unwrap();
    let (moment, none) = (Moment::new(at("2026-11-16T11:00"), 9, Some(EXTRACT)), std::collections::BTreeMap::new());
    // Voided, recalled or replaced: it is no document that counts.
    let context = domain::dossier::DossierContext { documents: &none, ..moment.context() };
    let refusal = decide(&story.dossier, Actor::Person(CHAIR), &command, &context).unwrap_err();
    assert_eq!(refusal.rule.code(), "outcome_ended");
    story.at("2026-11-16T11:00", CHAIR, json!({"command": "advance"}));
}

//! The way of a dossier, told step by step, with dates that were worked out by hand.
//!
//! People work from 07:30 to 11:30 and from 13:30 to 17:30. Days of rest here: 24/11/2026 (Tuesday), and over Tết 2027 from 05/02 (Friday)
//! to 11/02 (Thursday): five days of Tết, two of them on a weekend, which are made good.

use domain::{
    Actor, ConsultationId, Label,
    calendar::Term,
    dossier::{
        Competence, Judgement, StateName as S, Status, decide,
        facts::PortalRef,
        statistics::{Closing, Counted},
    },
    work::{Desk, Task, dossier_work_of},
};
use serde_json::json;

use crate::{
    story::{Story, brought, handed_in, missing, shown, with},
    world::*,
};

fn reason(command: &str) -> serde_json::Value {
    json!({"command": command, "reason": "Có lý do chính đáng"})
}

fn on_desks(story: &Story) -> Vec<(Desk, Task)> {
    dossier_work_of(&story.dossier).into_iter().map(|item| (item.desk, item.task)).collect()
}

/// Land has it, with an officer; both who were asked have answered.
/// A land-use dossier with its officer, everybody who was asked having agreed.
pub fn at_land(time: &str) -> Story {
    let mut story = Story::received(time, LAND_USE);
    story.at(time, CLERK, json!({"command": "transfer"}));
    story.at(time, LAND_HEAD, json!({"command": "assign", "officer": LAND_OFFICER}));
    let asked: Vec<ConsultationId> = story.dossier.open_consultations().map(|one| one.id).collect();
    for (id, by) in asked.into_iter().zip([HEAD, CULTURE_DEPUTY]) {
        story.at(time, by, json!({"command": "answer", "consultation": id, "text": "Nhất trí"}));
    }
    story
}

/// The officer's result goes to the chair and the registry: it is done at that time.
fn land_done(story: &mut Story, time: &str) {
    story.at(time, LAND_OFFICER, json!({"command": "set_outcome", "kind": "granted", "document": DECISION}));
    story.at(time, LAND_OFFICER, json!({"command": "advance", "branch": "Đủ điều kiện", "to": CHAIR}));
    story.at(time, CHAIR, json!({"command": "advance"}));
    story.at(time, REGISTRAR, json!({"command": "advance"}));
    assert_eq!(story.state(), S::Done);
}

#[test]
fn tet_is_where_these_stories_have_it() {
    let calendar = WORLD.calendars[0].agency();
    let works = |day: &str| calendar.open_on_day_of(at(&format!("{day}T12:00"))).unwrap().is_some();
    assert!(works("2027-02-04") && works("2027-02-12") && !works("2026-11-24"));
    for day in 5..=11 {
        assert!(!works(&format!("2027-02-{day:02}")), "{day}");
    }
}

#[test]
fn on_time() {
    // Monday 16/11 at 08:00, a working day: due on Tuesday 17/11; to go to the unit on its own day.
    let mut story = Story::received("2026-11-16T08:00", EXTRACT);
    assert_eq!((story.state(), Status::of(story.state()).code()), (S::Accepted, 2));
    assert_eq!(story.dossier.code().unwrap().as_str(), "H99.1-261116-0002");
    assert_eq!(story.due(), "2026-11-17T17:30");
    assert_eq!(shown(story.dossier.state().step_deadline().unwrap().due), "2026-11-16T17:30");
    assert_eq!(on_desks(&story), [(Desk::OneStop, Task::TransferDossier)]);
    story.at("2026-11-16T09:00", CLERK, json!({"command": "transfer"}));
    assert_eq!(on_desks(&story)[0].1, Task::AssignDossier);
    // Four working hours from 09:00: 2.5 until 11:30, and 1.5 from 13:30.
    let run = story.dossier.state().run().unwrap();
    assert_eq!(shown(run.clock.as_ref().unwrap().due), "2026-11-16T15:00");
    story.at("2026-11-16T09:10", HEAD, json!({"command": "assign", "officer": OFFICER}));
    assert_eq!(on_desks(&story)[0].1, Task::HandleDossier);
    assert_eq!(story.refused("2026-11-16T10:00", OFFICER, json!({"command": "advance"})), "step_needs_person");
    story.signed("2026-11-17T10:00");
    assert_eq!(story.judged(), (Judgement::InTime, Judgement::InTime));
    assert_eq!(Status::of(story.state()).code(), 9);
    // The officer's step was late, the whole is not.
    let sheet: Vec<_> = story.dossier.walked().iter().map(|step| step.judgement).collect();
    assert_eq!(sheet, [Judgement::Early, Judgement::Late, Judgement::Early]);
    story.at("2026-11-17T10:30", CLERK, json!({"command": "take_in_result"}));
    assert_eq!(story.refused("2026-11-17T10:30", CLERK, json!({"command": "take_in_result"})), "result_taken_already");
    // Nobody comes for a week: that does not make it late.
    story.at("2026-11-26T08:00", CLERK, json!({"command": "note_uncollected", "note": "Đã gọi điện"}));
    story.at("2026-11-27T08:00", CLERK, json!({"command": "return_result", "way": "counter"}));
    assert_eq!(story.judged(), (Judgement::InTime, Judgement::InTime));
    assert_eq!(Status::of(story.state()).code(), 10);
    assert!(on_desks(&story).is_empty());
}

#[test]
fn the_citizen_rates_it_once() {
    let mut story = Story::received("2026-11-16T08:00", EXTRACT);
    story.with_officer("2026-11-16T09:00");
    story.signed("2026-11-16T10:00");
    story.at("2026-11-16T11:00", CLERK, json!({"command": "return_result", "way": "counter"}));
    let rate = |stars: u8| json!({"command": "rate", "stars": stars, "words": "Nhanh"});
    assert_eq!(story.refused("2026-11-16T11:05", CLERK, rate(5)), "system_only");
    let mut office = |stars| story.try_at("2026-11-16T12:00", Actor::Office, rate(stars)).map_err(|no| no.rule.code());
    assert_eq!(office(0).unwrap_err(), "stars_out_of_range");
    assert_eq!(office(6).unwrap_err(), "stars_out_of_range");
    assert!(office(4).is_ok());
    assert_eq!(office(5).unwrap_err(), "rated_already");
    assert_eq!(story.dossier.rating().unwrap().stars, 4);
}

#[test]
fn supplemented_twice_over_tet_with_the_clock_stopped() {
    // Monday 18/01/2027, 15 working days: 19, 20, 21, 22 (4), 25 to 29 (9), 01 to 04/02 (13), 12 (14), 15/02.
    let mut story = at_land("2027-01-18T09:00");
    assert_eq!(story.due(), "2027-02-15T17:30");
    story.at("2027-01-27T10:00", LAND_OFFICER, missing());
    assert_eq!((story.state(), Status::of(story.state()).code()), (S::AwaitingSupplement, 5));
    assert_eq!(on_desks(&story), [(Desk::OneStop, Task::AwaitCitizen)]);
    // Thirty days: Friday 26/02.
    assert_eq!(shown(story.dossier.next_due().unwrap()), "2027-02-26T17:30");
    // Left after 27/01: 28, 29, 01, 02, 03, 04, 12, 15: eight. From 02/02: 03, 04, 12, 15, 16, 17, 18, 19.
    story.at("2027-02-02T14:00", CLERK, brought());
    assert_eq!(story.due(), "2027-02-19T17:30");
    // Left after 04/02: 12, 15, 16, 17, 18, 19: six. Tết passes. From 15/02: 16, 17, 18, 19, 22, 23.
    story.at("2027-02-04T15:00", LAND_OFFICER, missing());
    story.at("2027-02-15T09:00", CLERK, brought());
    assert_eq!(story.due(), "2027-02-23T17:30");
    assert_eq!(story.refused("2027-02-15T10:00", LAND_OFFICER, missing()), "supplements_used");
    assert_eq!(shown(story.clock().original), "2027-02-15T17:30");
    assert_eq!(story.clock().changes.len(), 2);
    land_done(&mut story, "2027-02-23T16:00");
    // The citizen's time is nobody's lateness.
    assert_eq!(story.judged(), (Judgement::InTime, Judgement::InTime));
}

#[test]
fn an_extension_hides_no_lateness_and_a_rest_makes_none() {
    // Monday 02/11, 15 working days: 3 to 6 (4), 9 to 13 (9), 16 to 20 (14), 23. Five more: 25, 26, 27, 30, 01/12.
    let mut story = at_land("2026-11-02T09:00");
    assert_eq!(story.due(), "2026-11-23T17:30");
    story.at("2026-11-10T10:00", LAND_OFFICER, json!({"command": "extend", "reason": "Cần đo lại", "by": "5wd"}));
    assert_eq!(story.due(), "2026-12-01T17:30");
    // Left after 18/11: 19, 20, 23; with the extension 25, 26, 27, 30, 01/12, too. From Monday 07/12: 8, 9, 10; and 11, 14 to 17.
    story.at("2026-11-18T10:00", LAND_OFFICER, missing());
    story.at("2026-12-07T09:00", CLERK, brought());
    assert_eq!(story.due(), "2026-12-17T17:30");
    assert_eq!(shown(story.clock().unextended_due()), "2026-12-10T17:30");
    for (done, without) in [
        ("2026-12-09T10:00", Judgement::Early),
        ("2026-12-10T17:30", Judgement::InTime),
        ("2026-12-11T10:00", Judgement::Late),
    ] {
        let mut story = story.clone();
        land_done(&mut story, done);
        assert_eq!(story.judged(), (Judgement::Early, without), "{done}");
    }
}

#[test]
fn late_with_an_apology() {
    // Monday 16/11 09:00, five working days: 17, 18, 19, 20, 23.
    let mut story = Story::received("2026-11-16T09:00", BUSINESS);
    assert_eq!(story.due(), "2026-11-23T17:30");
    story.with_officer("2026-11-16T10:00");
    let sorry = |by: &str| json!({"command": "extend", "reason": "Xin lỗi, cần xác minh thêm", "by": by});
    // A working day before: on Friday, and no longer on the day itself.
    assert_eq!(story.refused("2026-11-23T08:00", OFFICER, sorry("3wd")), "extension_too_late");
    assert_eq!(story.refused("2026-11-20T16:00", STRANGER, sorry("3wd")), "extenders_only");
    assert_eq!(story.refused("2026-11-20T16:00", OFFICER, sorry("2026-11-23")), "extension_not_later");
    story.at("2026-11-20T16:00", OFFICER, sorry("3wd"));
    // From 23/11, over the holiday: 25, 26, 27.
    assert_eq!(story.due(), "2026-11-27T17:30");
    assert_eq!(story.dossier.extensions()[0].from, story.clock().original);
    assert_eq!(story.refused("2026-11-23T08:00", CHAIR, sorry("3wd")), "extensions_used");
    story.signed("2026-11-27T17:00");
    assert_eq!(story.judged(), (Judgement::InTime, Judgement::Late));
}

#[test]
fn refused_at_intake() {
    let mut story = Story::entered("2026-11-23T08:00", handed_in(EXTRACT));
    assert_eq!(on_desks(&story), [(Desk::OneStop, Task::CheckDossier)]);
    story.at("2026-11-23T08:10", CLERK, json!({"command": "refuse", "reason": "Không thuộc thẩm quyền của phường"}));
    assert_eq!(Status::of(story.state()).code(), 3);
    assert_eq!((story.dossier.code(), Counted::of(&story.dossier), on_desks(&story).len()), (None, None, 0));
    assert_eq!(story.refused("2026-11-23T09:00", CLERK, json!({"command": "accept"})), "dossier_wrong_state");
    assert_eq!(story.refused("2026-11-23T09:00", CLERK, reason("withdraw")), "dossier_wrong_state");
}

#[test]
fn what_is_incomplete_is_asked_for_once_before_it_is_received() {
    let incomplete = with(handed_in(EXTRACT), json!({"components": []}));
    let mut story = Story::entered("2026-11-23T08:00", incomplete);
    assert_eq!(story.refused("2026-11-23T08:10", CLERK, json!({"command": "accept"})), "components_missing");
    story.at(
        "2026-11-23T08:10",
        CLERK,
        with(missing(), json!({"missing": [{"component": "to-khai", "what": "Tờ khai"}]})),
    );
    assert_eq!(story.dossier.requests_made(), (1, 0));
    let brings = json!({"command": "supply", "components": [{"component": "to-khai"}]});
    story.at("2026-11-25T16:00", CLERK, brings);
    // Eight working hours from Wednesday 16:00: 1.5, and 6.5 on Thursday: 4, and 2.5 from 13:30.
    assert_eq!(shown(story.dossier.next_due().unwrap()), "2026-11-26T16:00");
    assert_eq!(story.refused("2026-11-25T16:10", CLERK, missing()), "supplements_used");
    story.at("2026-11-25T16:20", CLERK, json!({"command": "accept"}));
    // The term begins when it is received, not when it came: Thursday.
    assert_eq!(story.due(), "2026-11-26T17:30");
    assert_eq!(story.dossier.requests_made(), (1, 0));
}

#[test]
fn withdrawn() {
    let mut story = Story::received("2026-11-23T08:00", EXTRACT);
    story.with_officer("2026-11-23T09:00");
    story.at("2026-11-23T10:00", OFFICER, missing());
    story.at("2026-11-25T08:00", CLERK, with(reason("withdraw"), json!({"money": "Hoàn trả lệ phí"})));
    assert_eq!((story.state(), Status::of(story.state()).code()), (S::Withdrawn, 7));
    assert!(on_desks(&story).is_empty());
    assert_eq!(Counted::of(&story.dossier).unwrap().closed, Some((Closing::Withdrawn, at("2026-11-25T08:00"))));
    assert!(story.dossier.past_requests()[0].closed_at.is_some(), "nobody waits for it any more");
    assert!(domain::access::dossier::may_see(&story.dossier, OFFICER, &WORLD.directory));
    assert_eq!(story.refused("2026-11-25T09:00", CHAIR, reason("resume")), "dossier_wrong_state");
}

#[test]
fn stopped_and_resumed() {
    // Monday 30/11 09:00, five working days: Monday 07/12; the officer's three: Thursday 03/12.
    let mut story = Story::received("2026-11-30T09:00", BUSINESS);
    story.with_officer("2026-11-30T09:00");
    assert_eq!(story.due(), "2026-12-07T17:30");
    story.at("2026-12-02T10:00", OFFICER, reason("stop"));
    assert_eq!((story.state(), Status::of(story.state()).code()), (S::Stopped, 8));
    assert!(on_desks(&story).is_empty() && !story.clock().is_late(at("2026-12-20T08:00")));
    // Left after 02/12: 03, 04, 07; of the step 03. From Monday 14/12: 15, 16, 17; and 15.
    story.at("2026-12-14T09:00", CHAIR, reason("resume"));
    assert_eq!(story.due(), "2026-12-17T17:30");
    let run = story.dossier.state().run().unwrap();
    assert_eq!(shown(run.clock.as_ref().unwrap().due), "2026-12-15T17:30");
    assert_eq!(run.officer, Some(OFFICER));
}

#[test]
fn what_is_not_completed_is_stopped_when_the_time_is_over() {
    let mut story = Story::received("2026-11-23T08:00", EXTRACT);
    story.with_officer("2026-11-23T09:00");
    story.at("2026-11-23T10:00", OFFICER, missing());
    // Thirty days: Wednesday 23/12.
    assert_eq!(story.refused("2026-12-23T17:29", OFFICER, reason("stop")), "still_awaited");
    story.at("2026-12-23T17:30", OFFICER, reason("stop"));
    // The first stop of the clock counts: on the day of reception, with a day left.
    story.at("2027-01-04T08:00", CHAIR, reason("resume"));
    assert_eq!(story.due(), "2027-01-05T17:30");
}

#[test]
fn received_at_twenty_past_three_before_a_holiday() {
    let transfer = |story: &Story| shown(story.dossier.state().step_deadline().unwrap().due);
    // Monday 23/11: counted from its minute, the day after next is the first; to the unit in the first hour of Wednesday.
    let story = Story::received("2026-11-23T15:20", EXTRACT);
    assert_eq!((transfer(&story), story.due()), ("2026-11-25T08:30".to_owned(), "2026-11-25T17:30".to_owned()));
    // Where the procedure has an hour: counted from the beginning of Wednesday.
    let story = Story::received("2026-11-23T15:20", CERTIFICATE);
    assert_eq!((transfer(&story), story.due()), ("2026-11-25T08:30".to_owned(), "2026-11-26T17:30".to_owned()));
    let story = Story::received("2026-11-23T15:00", CERTIFICATE);
    assert_eq!((transfer(&story), story.due()), ("2026-11-25T08:30".to_owned(), "2026-11-26T17:30".to_owned()));
    let story = Story::received("2026-11-23T14:59", CERTIFICATE);
    assert_eq!((transfer(&story), story.due()), ("2026-11-23T17:30".to_owned(), "2026-11-25T17:30".to_owned()));
    // Handed on in that hour is in time.
    let mut story = Story::received("2026-11-23T15:20", EXTRACT);
    story.at("2026-11-25T08:30", CLERK, json!({"command": "transfer"}));
    assert_eq!(story.dossier.walked()[0].judgement, Judgement::InTime);
}

/// The copies of a procedure by the hour, done by the desk and the registry at that time.
fn copied(received: &str, done: &str) -> Story {
    let mut story = Story::received(received, COPIES);
    story.at(received, CLERK, json!({"command": "transfer"}));
    assert_eq!(on_desks(&story), [(Desk::OneStop, Task::HandleDossier)]);
    story.at(done, CLERK, json!({"command": "set_outcome", "kind": "granted", "written": "120/CT"}));
    story.at(done, CLERK, json!({"command": "advance"}));
    assert_eq!(on_desks(&story), [(Desk::Registry, Task::HandleDossier)]);
    story.at(done, REGISTRAR, json!({"command": "advance"}));
    story
}

#[test]
fn terms_in_hours_with_an_hour_of_the_procedure() {
    // Friday 20/11 14:00: 3.5 hours, 4 on Monday morning, and half an hour from 13:30.
    assert_eq!(Story::received("2026-11-20T14:00", COPIES).due(), "2026-11-23T14:00");
    // Monday 23/11 15:20, after 15:00: from Wednesday 07:30 a whole day.
    assert_eq!(Story::received("2026-11-23T15:20", COPIES).due(), "2026-11-25T17:30");
    // Wednesday 25/11 09:00: 2.5 and 4 hours, and 1.5 on Thursday morning.
    for (done, judged) in [
        ("2026-11-25T17:00", Judgement::Early),
        ("2026-11-26T07:59", Judgement::Early),
        ("2026-11-26T08:00", Judgement::InTime),
        ("2026-11-26T09:00", Judgement::InTime),
        ("2026-11-26T09:01", Judgement::Late),
    ] {
        let story = copied("2026-11-25T09:00", done);
        assert_eq!(story.due(), "2026-11-26T09:00");
        assert_eq!(story.judged(), (judged, judged), "{done}");
    }
    // A rest by the minute: asked on Wednesday at 10:00, seven hours are left; supplied on Friday at 14:00: 3.5, and 3.5 on Monday.
    let mut story = Story::received("2026-11-25T09:00", COPIES);
    story.at("2026-11-25T09:00", CLERK, json!({"command": "transfer"}));
    story.at("2026-11-25T10:00", CLERK, missing());
    story.at("2026-11-27T14:00", CLERK, brought());
    assert_eq!(story.due(), "2026-11-30T11:00");
}

#[test]
fn done_before_on_and_after_its_day() {
    // Monday 16/11, due on Tuesday 17/11.
    for (done, judged) in [
        ("2026-11-16T17:00", Judgement::Early),
        ("2026-11-17T07:30", Judgement::InTime),
        ("2026-11-17T17:30", Judgement::InTime),
        ("2026-11-17T17:31", Judgement::Late),
    ] {
        let mut story = Story::received("2026-11-16T08:00", EXTRACT);
        story.with_officer("2026-11-16T09:00");
        story.signed(done);
        assert_eq!(story.judged(), (judged, judged), "{done}");
    }
    let mut untimed = Story::received("2026-11-16T08:00", COMPLAINT);
    untimed.with_officer("2026-11-16T09:00");
    untimed.signed("2027-03-16T09:00");
    assert_eq!(untimed.judged(), (Judgement::Untimed, Judgement::Untimed));
}

#[test]
fn online_on_a_sunday() {
    let portal = PortalRef { service: PORTAL, code: Label::new("DVC-2026-001").unwrap() };
    let online = with(handed_in(EXTRACT), json!({"channel": "online", "filed_at": "2026-11-22T09:58:00+07:00"}));
    let enter = |command| Story::try_enter("2026-11-22T10:00", Actor::Service(PORTAL), command, Some(&portal));
    let at_once = with(online.clone(), json!({"then": {"accept": {}}}));
    assert_eq!(enter(at_once).map(|_| ()).unwrap_err().rule.code(), "people_only");
    assert_eq!(enter(handed_in(EXTRACT)).map(|_| ()).unwrap_err().rule.code(), "portal_is_online");
    let mut story = enter(online).unwrap();
    // Eight working hours from the next opening: the whole of Monday.
    assert_eq!(shown(story.dossier.next_due().unwrap()), "2026-11-23T17:30");
    story.at("2026-11-23T08:30", CLERK, json!({"command": "accept"}));
    // A working day from its reception: not the 24th, which is a holiday.
    assert_eq!(story.due(), "2026-11-25T17:30");
    let facts = story.dossier.facts();
    assert_eq!(
        (shown(facts.filed_at), shown(facts.reached_at), shown(story.dossier.state().acceptance().unwrap().at)),
        ("2026-11-22T09:58".to_owned(), "2026-11-22T10:00".to_owned(), "2026-11-23T08:30".to_owned())
    );
}

#[test]
fn entered_after_an_outage_with_its_true_time() {
    let late = |received: &str| {
        let more = json!({"received_at": received, "late_reason": "Mất điện", "then": {"accept": {"paid": "BL-01"}}});
        Story::try_enter("2026-11-23T09:00", Actor::Person(CLERK), with(handed_in(EXTRACT), more), None)
    };
    // Thursday 19/11 10:00: due on Friday, which was past when it was entered.
    let story = late("2026-11-19T10:00:00+07:00").unwrap();
    assert_eq!(story.due(), "2026-11-20T17:30");
    assert!(story.clock().is_late(at("2026-11-23T09:00")));
    assert_eq!(shown(story.dossier.state().acceptance().unwrap().at), "2026-11-19T10:00");
    assert_eq!(shown(story.dossier.facts().components[0].at), "2026-11-19T10:00");
    assert_eq!(shown(story.dossier.facts().late_entry.as_ref().unwrap().entered_at), "2026-11-23T09:00");
    let refused = |received: &str| late(received).map(|_| ()).unwrap_err().rule.code();
    assert_eq!(refused("2026-11-23T09:01:00+07:00"), "time_in_future");
    // Thirty days: from 24/10 on.
    assert_eq!(refused("2026-10-23T23:59:00+07:00"), "time_too_early");
    assert!(late("2026-10-24T08:00:00+07:00").is_ok());
    let unexplained = with(handed_in(EXTRACT), json!({"received_at": "2026-11-19T10:00:00+07:00"}));
    let refusal = Story::try_enter("2026-11-23T09:00", Actor::Person(CLERK), unexplained, None).map(|_| ());
    assert_eq!(refusal.unwrap_err().rule.code(), "late_reason_missing");
}

#[test]
fn a_payment_stops_the_clock() {
    // Monday 30/11 09:00, fifteen working days: 01 to 04 (4), 07 to 11 (9), 14 to 18 (14), 21/12.
    let mut story = at_land("2026-11-30T13:40");
    assert_eq!(story.due(), "2026-12-21T17:30");
    let asks =
        json!({"command": "request_payment", "charges": [{"name": "Thuế", "amount": 2_000_000}], "reason": "Thuế"});
    story.at("2026-12-09T10:00", LAND_OFFICER, asks);
    assert_eq!((story.state(), Status::of(story.state()).code()), (S::AwaitingPayment, 6));
    let paid = json!({
        "command": "record_payment", "receipt": "BL-02", "method": "transfer", "paid_at": "2026-12-14T16:00:00+07:00",
    });
    assert_eq!(story.refused("2026-12-15T08:00", LAND_OFFICER, paid.clone()), "one_stop_only");
    // Left after 09/12: 10, 11, 14 to 18, 21: eight. Paid on the 14th, noted on the 15th: 15 to 18, 21 to 24.
    story.at("2026-12-15T08:00", CLERK, paid);
    assert_eq!((story.state(), story.due()), (S::Processing, "2026-12-24T17:30".to_owned()));
    assert!(story.dossier.unpaid().all(|charge| charge.reason.is_none()), "what is due on return is not asked for yet");
}

#[test]
fn the_term_begins_anew_when_it_is_complete() {
    // Monday 16/11 09:00, five working days: Monday 23/11.
    let mut story = Story::received("2026-11-16T09:00", BUSINESS);
    story.with_officer("2026-11-16T10:00");
    story.at("2026-11-20T10:00", OFFICER, missing());
    // From Wednesday 25/11: 26, 27, 30, 01, 02/12.
    let mut before = story.clone();
    before.at("2026-11-25T10:00", CLERK, brought());
    assert_eq!(before.due(), "2026-12-02T17:30");
    // After the procedure's hour, from the beginning of Thursday: 27, 30, 01, 02, 03/12.
    let mut after = story.clone();
    after.at("2026-11-25T16:00", CLERK, brought());
    assert_eq!(after.due(), "2026-12-03T17:30");
    assert_eq!(shown(after.clock().original), "2026-11-23T17:30");
}

#[test]
fn the_clock_of_an_allowance_runs_on() {
    // Monday 30/11, ten days: Thursday 10/12.
    let mut story = Story::received("2026-11-30T09:00", ALLOWANCE);
    assert_eq!(story.due(), "2026-12-10T17:30");
    story.with_officer("2026-11-30T09:00");
    story.at("2026-12-08T09:00", OFFICER, missing());
    // The citizen has five working days, until 15/12; the whole is due before that.
    assert_eq!(shown(story.dossier.next_due().unwrap()), "2026-12-10T17:30");
    assert!(story.clock().is_late(at("2026-12-11T08:00")));
    story.at("2026-12-14T09:00", CLERK, brought());
    assert_eq!(story.due(), "2026-12-10T17:30");
}

#[test]
fn not_eligible() {
    let mut story = at_land("2026-11-30T13:40");
    let outcome =
        json!({"command": "set_outcome", "kind": "not_eligible", "written": "16/UBND-ĐC", "dated": "2026-12-02"});
    assert_eq!(story.refused("2026-12-02T10:00", LAND_OFFICER, outcome.clone()), "outcome_reason_missing");
    story.at("2026-12-02T10:00", LAND_OFFICER, with(outcome, json!({"note": "Thửa đất thuộc quy hoạch"})));
    let advance = |branch: Option<&str>| json!({"command": "advance", "branch": branch});
    assert_eq!(story.refused("2026-12-02T11:00", LAND_OFFICER, advance(None)), "branch_unknown");
    story.at("2026-12-02T11:00", LAND_OFFICER, advance(Some("Không đủ điều kiện")));
    assert_eq!((story.state(), story.judged().0), (S::Done, Judgement::Early));
}

#[test]
fn opinions_are_asked_side_by_side_and_waited_for() {
    let mut story = Story::received("2026-11-30T08:00", LAND_USE);
    story.at("2026-11-30T08:10", CLERK, json!({"command": "transfer"}));
    // Land does not work on Monday mornings; seven working days of its own: 01 to 04, 07, 08, 09/12.
    let run = story.dossier.state().run().unwrap();
    assert_eq!(shown(run.clock.as_ref().unwrap().due), "2026-12-09T17:30");
    let asked: Vec<_> = story.dossier.open_consultations().map(|one| (one.id, one.holder())).collect();
    assert_eq!(asked.len(), 2);
    story.at("2026-11-30T14:00", LAND_HEAD, json!({"command": "set_outcome", "kind": "granted", "document": DECISION}));
    let advance = json!({"command": "advance", "branch": "Đủ điều kiện", "to": CHAIR});
    assert_eq!(story.refused("2026-11-30T14:00", LAND_HEAD, advance.clone()), "consultations_open");
    let answer = |id: ConsultationId| json!({"command": "answer", "consultation": id, "text": "Nhất trí"});
    assert_eq!(story.refused("2026-12-01T08:00", CULTURE_DEPUTY, answer(asked[0].0)), "holder_only");
    story.at("2026-12-01T08:00", DEPUTY, answer(asked[0].0));
    story.at("2026-12-01T08:00", LAND_HEAD, json!({"command": "close_consultation", "consultation": asked[1].0}));
    story.at("2026-12-01T08:00", LAND_HEAD, advance);
    // And back, with a reason: both are asked again.
    story.at("2026-12-02T08:00", CHAIR, json!({"command": "go_back", "step": "tham-dinh", "reason": "Thiếu ảnh"}));
    assert_eq!(story.dossier.open_consultations().count(), 2);
    assert_eq!(story.dossier.state().run().unwrap().returned.as_ref().unwrap().as_str(), "Thiếu ảnh");
    // What was the result before it went back is not handed out unseen.
    let asked: Vec<_> = story.dossier.open_consultations().map(|one| one.id).collect();
    for one in asked {
        story.at("2026-12-02T09:00", LAND_HEAD, json!({"command": "close_consultation", "consultation": one}));
    }
    let advance = json!({"command": "advance", "branch": "Đủ điều kiện", "to": CHAIR});
    story.at("2026-12-02T09:10", LAND_HEAD, advance);
    let advance = json!({"command": "advance"});
    story.at("2026-12-02T09:15", CHAIR, advance.clone());
    assert_eq!(story.refused("2026-12-02T09:20", REGISTRAR, advance.clone()), "outcome_set_aside");
    let outcome = json!({"command": "set_outcome", "kind": "granted", "document": DECISION});
    story.at("2026-12-02T09:30", REGISTRAR, outcome);
    story.at("2026-12-02T09:40", REGISTRAR, advance);
    assert!(!story.dossier.outcome().unwrap().set_aside);
}

#[test]
fn fees_are_paid_before_the_result_is_handed_out() {
    let unpaid = with(handed_in(EXTRACT), json!({"then": {"accept": {}}}));
    let mut story = Story::entered("2026-11-16T08:00", unpaid);
    story.with_officer("2026-11-16T09:00");
    story.signed("2026-11-16T10:00");
    let hand_out = json!({"command": "return_result", "way": "counter"});
    assert_eq!(story.refused("2026-11-16T11:00", CLERK, hand_out.clone()), "fees_unpaid");
    story.at("2026-11-16T11:00", CLERK, json!({"command": "record_payment", "receipt": "BL-03", "method": "cash"}));
    story.at("2026-11-16T11:05", CLERK, hand_out);
    // What is due when the result is handed out was not paid by what was paid at reception.
    let story = Story::received("2026-11-16T08:00", LAND_USE);
    let names: Vec<_> = story.dossier.unpaid().map(|charge| charge.name.as_str()).collect();
    assert_eq!(names, ["Phí in giấy"]);
}

#[test]
fn what_is_anothers_or_another_desks_is_not_received_here() {
    let story = Story::entered("2026-11-23T08:00", handed_in(ELSEWHERE));
    for (competence, code) in [
        (Competence::Unknown, "not_ours"),
        (Competence::Ended, "competent_ended"),
        (Competence::NotOffered, "competent_offers_none"),
    ] {
        let mut moment = Moment::new(at("2026-11-23T08:10"), 2, Some(ELSEWHERE));
        moment.competence = competence;
        let accept = serde_json::from_value(json!({"command": "accept"})).unwrap();
        let answer = decide(&story.dossier, Actor::Person(CLERK), &accept, &moment.context());
        assert_eq!(answer.unwrap_err().rule.code(), code);
    }
    let branch = Story::try_enter("2026-11-23T08:00", Actor::Person(CLERK_2), handed_in(CERTIFICATE), None);
    assert_eq!(branch.map(|_| ()).unwrap_err().rule.code(), "not_this_desk");
    // Nobody knows yet whose it is: it waits at the desk until somebody has found out.
    let unknown = with(handed_in(EXTRACT), json!({"procedure": null, "request": "Xin xác nhận", "components": []}));
    let mut story = Story::entered("2026-11-23T08:00", unknown);
    assert_eq!(on_desks(&story), [(Desk::OneStop, Task::CheckDossier)]);
    assert_eq!(story.refused("2026-11-23T08:10", CLERK, json!({"command": "accept"})), "procedure_not_set");
    story.at("2026-11-23T08:10", CLERK, json!({"command": "set_procedure", "procedure": EXTRACT}));
    story.at("2026-11-23T08:20", CLERK, json!({"command": "accept", "without": ["to-khai"]}));
    assert_eq!(story.clock().term, Term::parse("1wd").unwrap());
}

//! What becomes of a dossier's dates when the calendar changes before them: days of rest that are announced on the 2nd and the 16th of December 2026,
//! Wednesdays both. The dates were worked out by hand.

use domain::{
    Actor,
    dossier::{DueCause, Event, Happening, StateName as S},
    notice::{NoticeKind, Recipient, dossier_notices, to_citizen},
};
use serde_json::{Value, json};

use crate::{
    story::{Story, missing, shown, with},
    world::*,
};

/// Land has it, with an officer; both who were asked have answered.
fn at_land(time: &str) -> Story {
    let mut story = Story::received(time, LAND_USE);
    story.at(time, CLERK, json!({"command": "transfer"}));
    story.at(time, LAND_HEAD, json!({"command": "assign", "officer": LAND_OFFICER}));
    let asked: Vec<_> = story.dossier.open_consultations().map(|one| one.id).collect();
    for (id, by) in asked.into_iter().zip([HEAD, CULTURE_DEPUTY]) {
        story.at(time, by, json!({"command": "answer", "consultation": id, "text": "Nhất trí"}));
    }
    story
}

/// The office counts by the calendar of now.
fn recount(story: &mut Story, time: &str, changed: bool) -> Result<Happening, &'static str> {
    story.changed = changed;
    let command = json!({"command": "recount", "because": ["nghỉ 02/12/2026"]});
    story.try_at(time, Actor::Office, command).map_err(|refusal| refusal.rule.code())
}

fn extend(by: &str) -> Value {
    json!({"command": "extend", "reason": "Xin lỗi, cần xác minh thêm", "by": by})
}

fn causes(story: &Story) -> Vec<DueCause> {
    story.clock().changes.iter().map(|change| change.cause).collect()
}

#[test]
fn an_extension_goes_with_the_date_before_it() {
    // Monday 16/11, fifteen working days: 17 to 20 (4), 23, 25 to 27 (8), 30/11, 01 to 04/12 (13), 07, 08/12.
    let mut story = at_land("2026-11-16T09:00");
    assert_eq!(story.due(), "2026-12-08T17:30");
    // Three more: 09, 10, 11/12.
    story.at("2026-11-30T14:00", LAND_OFFICER, extend("3wd"));
    assert_eq!(story.due(), "2026-12-11T17:30");
    // Without 02/12 the fifteenth day is 09/12; three more are 10, 11 and Monday 14/12.
    assert!(recount(&mut story, "2026-11-30T15:00", true).is_ok());
    assert_eq!(story.due(), "2026-12-14T17:30");
    assert_eq!(shown(story.clock().original), "2026-12-08T17:30", "what was promised first stands");
    assert_eq!(recount(&mut story, "2026-11-30T15:01", true).unwrap_err(), "nothing_to_change");
    // The day of rest is taken back.
    assert!(recount(&mut story, "2026-11-30T16:00", false).is_ok());
    assert_eq!(story.due(), "2026-12-11T17:30");
    assert_eq!(causes(&story), [DueCause::Extended, DueCause::Recounted, DueCause::Recounted]);
}

#[test]
fn an_extension_upon_an_extension_goes_with_both() {
    // Monday 30/11, ten days: Thursday 10/12. Five days more: 15/12; and two working days more: 16, 17/12.
    let mut story = Story::received("2026-11-30T09:00", ALLOWANCE);
    story.with_officer("2026-11-30T09:00");
    assert_eq!(story.due(), "2026-12-10T17:30");
    story.at("2026-12-01T09:00", OFFICER, extend("5d"));
    assert_eq!(story.due(), "2026-12-15T17:30");
    story.at("2026-12-01T10:00", OFFICER, extend("2wd"));
    assert_eq!(story.due(), "2026-12-17T17:30");
    // Days are counted through; of the working days the 16th falls out: 17, 18/12.
    assert!(recount(&mut story, "2026-12-01T11:00", true).is_ok());
    assert_eq!(story.due(), "2026-12-18T17:30");
}

#[test]
fn an_extension_until_a_day_stays_there() {
    let mut story = at_land("2026-11-16T09:00");
    story.at("2026-11-30T14:00", LAND_OFFICER, extend("2026-12-11"));
    assert_eq!(story.due(), "2026-12-11T17:30");
    // The step at hand moves, the whole does not.
    let _ = recount(&mut story, "2026-11-30T15:00", true);
    assert_eq!(story.due(), "2026-12-11T17:30");
}

#[test]
fn what_rests_behind_an_extension_has_lost_no_day() {
    let mut story = at_land("2026-11-16T09:00");
    story.at("2026-11-30T14:00", LAND_OFFICER, extend("3wd"));
    story.at("2026-12-01T09:00", LAND_OFFICER, json!({"command": "stop", "reason": "Chờ xác minh"}));
    // By the new calendar it is due on 14/12: after 01/12 there are 03, 04 (2), 07 to 11 (7), 14 (8). From Thursday 03/12: 04, 07 to 11 (6),
    // 14, 15/12.
    story.changed = true;
    story.at("2026-12-03T09:00", CHAIR, json!({"command": "resume", "reason": "Đã xác minh"}));
    assert_eq!(story.due(), "2026-12-15T17:30");
    // From there on nothing is counted from the date that was extended.
    assert_eq!(recount(&mut story, "2026-12-03T10:00", true).unwrap_err(), "nothing_to_change");
}

/// The kinds that a happening tells, to whom, and until when.
fn told(before: &Story, after: &Story, happening: &Happening) -> Vec<(NoticeKind, Recipient, Option<String>)> {
    let notices = dossier_notices(Some(&before.dossier), &after.dossier, happening, &WORLD.directory);
    notices.into_iter().map(|one| (one.kind, one.to, one.due.map(shown))).collect()
}

#[test]
fn a_citizens_time_becomes_later_and_never_earlier() {
    let mut story = at_land("2026-11-16T09:00");
    let contact = json!({"name": "Nguyễn Thị Mẫu", "email": "mau@dan.example"});
    story.at("2026-11-16T10:00", CLERK, json!({"command": "correct_contact", "contact": contact, "reason": "Bổ sung"}));
    // Friday 27/11, three working days: 30/11, 01, 02/12.
    story.at("2026-11-27T10:00", LAND_OFFICER, with(missing(), json!({"wait": "3wd"})));
    let until = |story: &Story| shown(story.dossier.state().request().unwrap().until);
    assert_eq!(until(&story), "2026-12-02T17:30");
    let before = story.clone();
    let happening = recount(&mut story, "2026-11-30T09:00", true).unwrap();
    assert_eq!(until(&story), "2026-12-03T17:30");
    let to_one_stop = (NoticeKind::DeadlineMoved, Recipient::Person(CLERK), Some("2026-12-03T17:30".to_owned()));
    assert!(told(&before, &story, &happening).contains(&to_one_stop), "{:?}", told(&before, &story, &happening));
    let letter = to_citizen(Some(&before.dossier), &story.dossier, &happening, &WORLD.directory).unwrap();
    assert_eq!(
        (letter.kind, letter.due.map(shown)),
        (NoticeKind::CitizenToSupply, Some("2026-12-03T17:30".to_owned()))
    );
    assert!(letter.words.unwrap().contains("thời hạn được lùi"));
    // The day of rest is taken back: they have been told the later one.
    let again = recount(&mut story, "2026-11-30T10:00", false);
    assert!(
        again.is_err() || matches!(again, Ok(Happening { event: Event::DatesRecounted { citizen: None, .. }, .. }))
    );
    assert_eq!(until(&story), "2026-12-03T17:30");
    // And it is stopped when that is over.
    let stop = json!({"command": "stop", "reason": "Không bổ sung"});
    assert_eq!(story.refused("2026-12-03T17:29", LAND_OFFICER, stop.clone()), "still_awaited");
    story.at("2026-12-03T17:30", LAND_OFFICER, stop);
}

#[test]
fn before_it_is_received_the_time_moves_too() {
    let mut story = Story::entered("2026-11-27T09:00", handed_in_by_post());
    story.at("2026-11-27T10:00", CLERK, with(missing(), json!({"wait": "3wd"})));
    assert_eq!(story.state(), S::Incomplete);
    assert!(recount(&mut story, "2026-11-30T09:00", true).is_ok());
    assert_eq!(shown(story.dossier.next_due().unwrap()), "2026-12-03T17:30");
}

fn handed_in_by_post() -> Value {
    with(crate::story::handed_in(LAND_USE), json!({"channel": "post"}))
}

#[test]
fn who_is_to_pay_has_thirty_days() {
    let mut story = at_land("2026-11-16T09:00");
    let ask =
        json!({"command": "request_payment", "charges": [{"name": "Thuế", "amount": 2_000_000}], "reason": "Thuế"});
    story.at("2026-11-16T10:00", LAND_OFFICER, ask);
    // Thirty days: Wednesday 16/12.
    assert_eq!(
        (story.state(), shown(story.dossier.next_due().unwrap())),
        (S::AwaitingPayment, "2026-12-16T17:30".to_owned())
    );
    let stop = json!({"command": "stop", "reason": "Không nộp"});
    assert_eq!(story.refused("2026-12-16T17:29", LAND_OFFICER, stop.clone()), "still_awaited");
    // That becomes a day of rest: they have until Thursday.
    assert!(recount(&mut story, "2026-12-01T09:00", true).is_ok());
    assert_eq!(shown(story.dossier.next_due().unwrap()), "2026-12-17T17:30");
    assert_eq!(story.refused("2026-12-17T17:29", LAND_OFFICER, stop.clone()), "still_awaited");
    let mut paid = story.clone();
    paid.at("2026-12-17T17:30", LAND_OFFICER, stop);
    // Who pays late, while it still waits, has paid.
    story.at("2026-12-18T09:00", CLERK, json!({"command": "record_payment", "receipt": "BL-02", "method": "cash"}));
    assert_eq!((paid.state(), story.state()), (S::Stopped, S::Processing));
}

#[test]
fn questions_that_wait_move_and_all_concerned_hear_of_it() {
    let mut story = at_land("2026-11-16T09:00");
    let consult = json!({
        "command": "consult", "consulted": [{"department": JUSTICE}, {"agency": "Sở Thử nghiệm"}],
        "question": "Có vướng không?", "term": "3wd",
    });
    // Friday 27/11: 30/11, 01, 02/12; without the 2nd until the 3rd.
    story.at("2026-11-27T10:00", LAND_OFFICER, consult);
    let dues = |story: &Story| story.dossier.open_consultations().map(|one| shown(one.due)).collect::<Vec<_>>();
    assert_eq!(dues(&story), ["2026-12-02T17:30", "2026-12-02T17:30"]);
    let before = story.clone();
    let happening = recount(&mut story, "2026-11-30T09:00", true).unwrap();
    assert_eq!(dues(&story), ["2026-12-03T17:30", "2026-12-03T17:30"]);
    let told = told(&before, &story, &happening);
    let head = (NoticeKind::DeadlineMoved, Recipient::Person(HEAD), Some("2026-12-03T17:30".to_owned()));
    assert!(told.contains(&head), "{told:?}");
    let handles = told.iter().filter(|(_, to, _)| *to == Recipient::Person(LAND_OFFICER)).count();
    assert_eq!(handles, 1, "one mail an event: {told:?}");
    // What was answered, or asked no longer, moves no more.
    let asked: Vec<_> = story.dossier.open_consultations().map(|one| one.id).collect();
    story.at("2026-11-30T10:00", HEAD, json!({"command": "answer", "consultation": asked[0], "text": "Nhất trí"}));
    story.at("2026-11-30T10:00", LAND_OFFICER, json!({"command": "close_consultation", "consultation": asked[1]}));
    let back = recount(&mut story, "2026-11-30T11:00", false);
    assert!(
        matches!(back, Ok(Happening { event: Event::DatesRecounted { ref asked, .. }, .. }) if asked.is_empty()),
        "{back:?}"
    );
}

//! What happens to a result after it was handed out, with dates that were worked out by hand: the parcel comes back, or it was wrong.

use domain::{
    Actor,
    dossier::{Judgement, StateName as S, Status, statistics::Counted},
    work::{Desk, Task, dossier_work_of},
};
use serde_json::json;

use crate::{
    story::{Story, shown},
    world::*,
};

#[test]
fn a_parcel_that_comes_back_is_handed_out_once_more() {
    // Monday 16/11 08:00: done and sent on the 16th, long before Tuesday's date.
    let mut story = Story::received("2026-11-16T08:00", EXTRACT);
    story.with_officer("2026-11-16T09:00");
    story.signed("2026-11-16T10:00");
    let counted = |story: &Story| Counted::of(&story.dossier).unwrap().closed;
    let closed = counted(&story);
    let back = json!({"command": "note_undelivered", "reason": "Không có người nhận"});
    assert_eq!(story.refused("2026-11-16T10:30", CLERK, back.clone()), "dossier_wrong_state");
    let mut at_the_desk = story.clone();
    at_the_desk.at("2026-11-16T11:00", CLERK, json!({"command": "return_result", "way": "counter"}));
    assert_eq!(at_the_desk.refused("2026-11-17T08:00", CLERK, back.clone()), "result_not_posted");
    story.at("2026-11-16T11:00", CLERK, json!({"command": "return_result", "way": "post", "note": "RV000000001VN"}));
    let mut office =
        |stars: u8| story.try_at("2026-11-18T12:00", Actor::Office, json!({"command": "rate", "stars": stars}));
    assert!(office(4).is_ok());
    assert_eq!(story.refused("2026-11-26T09:00", OFFICER, back.clone()), "one_stop_only");
    story.at("2026-11-26T09:00", CLERK, back);
    assert_eq!((story.state(), Status::of(story.state()).code()), (S::Done, 9));
    let work = dossier_work_of(&story.dossier);
    assert_eq!(
        work.iter().map(|item| (item.desk, item.task)).collect::<Vec<_>>(),
        [(Desk::OneStop, Task::ReturnResult)]
    );
    // It is judged no more: it was done on the 16th. Thirty days for it to be fetched: Saturday 26/12, so Monday 28/12.
    assert_eq!(story.judged(), (Judgement::Early, Judgement::Early));
    assert_eq!(counted(&story), closed);
    let completion = story.dossier.state().completion().unwrap();
    assert_eq!(shown(completion.collect_by.unwrap().due), "2026-12-28T17:30");
    assert_eq!(completion.earlier[0].handing().unwrap().note.as_ref().unwrap().as_str(), "RV000000001VN");
    story.at("2026-11-27T09:00", CLERK, json!({"command": "return_result", "way": "counter"}));
    assert_eq!((story.state(), Status::of(story.state()).code()), (S::Returned, 10));
    assert!(story.try_at("2026-11-28T12:00", Actor::Office, json!({"command": "rate", "stars": 1})).is_err(), "once");
}

#[test]
fn a_wrong_result_is_corrected_and_the_wrong_one_stands_in_its_history() {
    let mut story = Story::received("2026-11-16T08:00", EXTRACT);
    story.with_officer("2026-11-16T09:00");
    story.signed("2026-11-16T10:00");
    let correct = |written: &str| {
        let result = json!({"kind": "granted", "written": written, "dated": "2026-11-20"});
        json!({"command": "correct_result", "reason": "Viết sai ngày sinh", "result": result})
    };
    story.at("2026-11-16T11:00", CLERK, json!({"command": "return_result", "way": "counter"}));
    let closed = Counted::of(&story.dossier).unwrap().closed;
    // The chair had the last step; the officer and the desk had others.
    assert_eq!(story.refused("2026-11-20T09:00", OFFICER, correct("16/UBND")), "result_correctors_only");
    assert_eq!(story.refused("2026-11-20T09:00", CLERK, correct("16/UBND")), "result_correctors_only");
    let same =
        json!({"command": "correct_result", "reason": "Như cũ", "result": {"kind": "granted", "document": DECISION}});
    assert_eq!(story.refused("2026-11-20T09:00", CHAIR, same), "nothing_to_change");
    let empty = json!({"command": "correct_result", "reason": "Như cũ", "result": {"kind": "granted"}});
    assert_eq!(story.refused("2026-11-20T09:00", CHAIR, empty), "outcome_empty");
    story.at("2026-11-20T09:00", CHAIR, correct("16/UBND"));
    assert_eq!((story.state(), story.judged()), (S::Done, (Judgement::Early, Judgement::Early)));
    assert_eq!(Counted::of(&story.dossier).unwrap().closed, closed);
    // The desk takes in what is right, and hands it out.
    story.at("2026-11-20T10:00", CLERK, json!({"command": "take_in_result"}));
    story.at("2026-11-20T11:00", CLERK, json!({"command": "return_result", "way": "counter"}));
    let completion = story.dossier.state().completion().unwrap();
    assert_eq!(completion.outcome.written.as_ref().unwrap().as_str(), "16/UBND");
    let wrong = completion.earlier[0].outcome().unwrap();
    assert_eq!(wrong.document, Some(DECISION));
    assert!(completion.earlier[0].handing().is_some());
    // Wrong once more, and seen at the desk before anybody has it.
    story.at("2026-11-23T09:00", CHAIR, correct("17/UBND"));
    story.at("2026-11-23T10:00", CHAIR, correct("18/UBND"));
    let earlier = &story.dossier.state().completion().unwrap().earlier;
    assert_eq!(earlier.iter().map(|one| one.handing().is_some()).collect::<Vec<_>>(), [true, true, false]);
}

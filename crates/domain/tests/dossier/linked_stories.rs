//! What both offices and the citizen know of a dossier that one has received and the other handles, told as it happens. What is expected was worked
//! out by hand.

use domain::{
    Actor,
    dossier::{
        Dossier, State, StateName as S,
        link::{AnewBecause, Link},
    },
    feed::{DossierStanding, EventData},
    notice::{Letter, NoticeKind as K},
    reminder::{dossier_begun, dossier_deadlines},
    work::{Desk, Task},
};
use serde_json::{Value, json};

use crate::{
    linked::{Two, on_desks},
    story::{missing, shown},
    world::*,
};

/// Received on Monday 23/11 at 15:20, due on Tuesday 08/12; at its first step there since Wednesday the 25th.
fn handled(way: &str) -> Two {
    let mut two = Two::received_as(at("2026-11-23T15:20"), way);
    two.edition = EXTRACT;
    two.at("2026-11-25T07:30", false, CLERK, json!({"command": "transfer"}));
    two.at("2026-11-25T09:00", true, CLERK, json!({"command": "transfer"}));
    two
}

/// Done there on Monday 30/11 at 16:00.
fn done(way: &str) -> Two {
    let mut two = handled(way);
    two.at("2026-11-30T15:00", true, HEAD, json!({"command": "set_outcome", "kind": "granted", "document": DECISION}));
    two.at("2026-11-30T15:10", true, HEAD, json!({"command": "advance", "to": CHAIR}));
    two.at("2026-11-30T16:00", true, CHAIR, json!({"command": "advance"}));
    two
}

/// Done there, and at the desk here since Tuesday 01/12 at 10:00.
fn here() -> Two {
    let mut two = done("counter");
    two.at("2026-12-01T08:00", true, CLERK, taken());
    two.at("2026-12-01T10:00", false, CLERK, taken());
    two
}

fn taken() -> Value {
    json!({"command": "take_in_result"})
}

fn fetched() -> Value {
    json!({"command": "return_result", "way": "counter"})
}

fn corrected() -> Value {
    let result = json!({"kind": "granted", "written": "16/UBND", "dated": "2026-12-02"});
    json!({"command": "correct_result", "reason": "Viết sai ngày sinh", "result": result})
}

fn kinds(letters: &[Letter]) -> Vec<K> {
    letters.iter().map(|letter| letter.kind).collect()
}

/// The last words that somebody was told, and in what kind of letter.
fn last(letters: &[Letter]) -> (K, Option<&str>) {
    let letter = letters.last().unwrap();
    (letter.kind, letter.words.as_deref())
}

fn link(dossier: &Dossier) -> &Link {
    match dossier.state() {
        State::Forwarded { link, .. } => link,
        _ => panic!("it is there"),
    }
}

/// What portals of this office read last.
fn event(two: &Two) -> &DossierStanding {
    let EventData::Dossier(standing) = &two.events.last().unwrap().data else { panic!("of a dossier") };
    standing
}

#[test]
fn who_fetches_the_result_is_asked_to_when_it_has_come() {
    let mut two = done("counter");
    assert_eq!(kinds(&two.said), []);
    assert_eq!(last(&two.inside).0, K::DossierDone);
    two.at("2026-12-01T08:00", true, CLERK, taken());
    assert_eq!(kinds(&two.said), []);
    two.at("2026-12-01T10:00", false, CLERK, taken());
    assert_eq!(kinds(&two.said), [K::CitizenDone]);
    // By post nobody comes: they are told at once.
    let two = done("post");
    assert_eq!(kinds(&two.said), [K::CitizenDone]);
    assert!(on_desks(&two.here).is_empty());
}

#[test]
fn a_result_that_is_corrected_before_it_is_handed_out_has_to_come_once_more() {
    let mut two = here();
    two.at("2026-12-02T09:00", true, CHAIR, corrected());
    // The same kind of result: that it is another one is known all the same.
    let anew = two.known().unwrap().anew.clone().unwrap();
    assert_eq!((anew.because, anew.reason.as_str(), anew.times), (AnewBecause::Corrected, "Viết sai ngày sinh", 1));
    assert_eq!(kinds(&two.said), [K::CitizenDone, K::CitizenCorrected]);
    assert_eq!(last(&two.said), (K::CitizenCorrected, Some("Viết sai ngày sinh")));
    let there = two.said.last().unwrap().document.dossier.as_ref().unwrap().there.as_ref();
    assert_eq!(there.unwrap().name.as_str(), "Sở Thử nghiệm");
    let words = "Kết quả được đính chính. Lý do: Viết sai ngày sinh";
    assert_eq!(last(&two.inside), (K::DossierDone, Some(words)));
    assert_eq!(two.refused("2026-12-02T14:00", fetched()), "result_not_here");
    two.at("2026-12-02T15:00", true, CLERK, taken());
    two.at("2026-12-03T10:00", false, CLERK, taken());
    assert_eq!(last(&two.said).0, K::CitizenDone);
    two.at("2026-12-03T10:30", false, CLERK, fetched());
    let State::Returned { handing, .. } = two.there().state() else { panic!("{:?}", two.there().state()) };
    // It counts from when it was handed out, and not from when that came there.
    assert_eq!(shown(handing.at), "2026-12-03T10:30");
    assert_eq!(last(&two.said).0, K::CitizenReturned);
    assert_eq!(two.here.standing_state(), S::Returned);
}

#[test]
fn what_is_handed_out_while_it_is_corrected_does_not_count() {
    let mut two = here();
    two.give("2026-12-02T09:00", false, CLERK, fetched());
    two.give("2026-12-02T09:10", true, CHAIR, corrected());
    two.deliver();
    assert_eq!(two.there().state().name(), S::Done);
    let link = link(&two.here);
    let not_taken = link.not_taken.as_ref().unwrap();
    assert_eq!((not_taken.why.code.as_str(), link.at_desk, link.waits.is_some()), ("result_replaced", None, false));
    assert!(kinds(&two.inside).contains(&K::DossierNotTaken));
    // In the other order it is the same.
    let mut two = here();
    two.give("2026-12-02T09:00", false, CLERK, fetched());
    two.give("2026-12-02T09:10", true, CHAIR, corrected());
    two.deliver_backwards();
    assert_eq!((two.there().state().name(), two.here.standing_state()), (S::Done, S::Done));
    assert!(two.here.there().unwrap().anew.is_some());
}

#[test]
fn a_result_that_is_corrected_after_it_was_handed_out_is_handed_out_anew() {
    let mut two = here();
    two.at("2026-12-01T10:30", false, CLERK, fetched());
    two.at("2026-12-02T09:00", true, CHAIR, corrected());
    assert_eq!(last(&two.said), (K::CitizenCorrected, Some("Viết sai ngày sinh")));
    assert_eq!((two.here.standing_state(), on_desks(&two.here)), (S::Done, vec![(Desk::OneStop, Task::ReturnResult)]));
    assert_eq!(two.refused("2026-12-02T14:00", fetched()), "result_not_here");
    two.at("2026-12-03T10:00", false, CLERK, taken());
    two.at("2026-12-03T10:30", false, CLERK, fetched());
    assert_eq!((two.there().state().name(), two.here.standing_state()), (S::Returned, S::Returned));
    let told = [K::CitizenDone, K::CitizenReturned, K::CitizenCorrected, K::CitizenDone, K::CitizenReturned];
    assert_eq!(kinds(&two.said), told);
}

#[test]
fn a_parcel_that_comes_back_is_fetched_where_the_dossier_was_handed_in() {
    let mut two = done("post");
    two.at(
        "2026-12-01T08:00",
        true,
        CLERK,
        json!({"command": "return_result", "way": "post", "note": "RV000000001VN"}),
    );
    let returned = two.said.last().unwrap().document.dossier.as_ref().unwrap();
    // It is rated there.
    assert_eq!((last(&two.said).0, returned.there.as_ref().unwrap().code.as_str()), (K::CitizenReturned, "H99"));
    assert_eq!(two.refused("2026-12-02T08:00", taken()), "dossier_wrong_state");
    two.at("2026-12-10T09:00", true, CLERK, json!({"command": "note_undelivered", "reason": "Không có người nhận"}));
    assert_eq!(last(&two.said), (K::CitizenCameBack, Some("Không có người nhận")));
    assert_eq!(last(&two.inside), (K::DossierDone, Some("Bưu gửi bị trả lại. Lý do: Không có người nhận")));
    // It lies there until it is sent on, or posted once more; it waits to be fetched here.
    let to_hand_out = vec![(Desk::OneStop, Task::ReturnResult)];
    assert_eq!((on_desks(two.there()), on_desks(&two.here)), (to_hand_out.clone(), to_hand_out));
    let there = two.try_at("2026-12-10T10:00", true, Actor::Person(CLERK), fetched());
    assert_eq!(there.unwrap_err().rule.code(), "handed_out_elsewhere");
    assert_eq!(two.refused("2026-12-10T10:00", fetched()), "result_not_here");
    two.at("2026-12-10T11:00", true, CLERK, taken());
    assert!(on_desks(two.there()).is_empty());
    two.at("2026-12-11T08:00", false, CLERK, taken());
    let way = two.said.last().unwrap().document.dossier.as_ref().unwrap().way;
    assert_eq!((last(&two.said).0, way), (K::CitizenDone, Some(domain::dossier::ReturnWay::Counter)));
    two.at("2026-12-11T09:00", false, CLERK, fetched());
    assert_eq!((two.there().state().name(), two.here.standing_state()), (S::Returned, S::Returned));
}

#[test]
fn each_demand_for_money_is_told_with_its_date() {
    let ask = |name: &str| json!({"command": "request_payment", "charges": [{"name": name, "amount": 1000}], "reason": "Theo thông báo"});
    let paid = || json!({"command": "record_payment", "receipt": "BL-09", "method": "cash"});
    let mut two = handled("counter");
    // Thirty days from Friday 27/11: Sunday 27/12, so Monday.
    two.at("2026-11-27T10:00", true, HEAD, ask("Thuế"));
    let due = |letters: &[Letter]| letters.last().unwrap().due.map(shown);
    assert_eq!((last(&two.said).0, due(&two.said)), (K::CitizenToPay, Some("2026-12-28T17:30".to_owned())));
    assert_eq!((last(&two.inside).0, due(&two.inside)), (K::DossierAwaitsCitizen, Some("2026-12-28T17:30".to_owned())));
    // Paid and asked for anew there before anything of it is known here.
    two.give("2026-11-30T09:00", true, CLERK, paid());
    two.give("2026-11-30T10:00", true, HEAD, ask("Lệ phí trước bạ"));
    two.deliver_backwards();
    let words = last(&two.said).1.unwrap();
    assert!(words.contains("Lệ phí trước bạ: 1.000 đồng") && !words.contains("Thuế"), "{words}");
    assert_eq!(
        (kinds(&two.said), due(&two.said)),
        (vec![K::CitizenToPay, K::CitizenToPay], Some("2026-12-30T17:30".to_owned()))
    );
    // Each of the one-stop shop of both.
    let asked = two.inside.iter().filter(|letter| letter.kind == K::DossierAwaitsCitizen);
    let mut asked: Vec<_> = asked.map(|letter| letter.words.clone().unwrap()).collect();
    asked.dedup();
    assert_eq!(asked.len(), 2, "{asked:?}");
}

#[test]
fn the_desk_that_received_it_hears_of_delay_and_end() {
    let mut two = handled("counter");
    two.at("2026-12-01T09:00", true, CHAIR, json!({"command": "extend", "reason": "Xin lỗi", "by": "3wd"}));
    assert_eq!(last(&two.inside), (K::DossierExtended, Some("Xin lỗi")));
    assert_eq!(two.inside.last().unwrap().due.map(shown).as_deref(), Some("2026-12-11T17:30"));
    assert_eq!(last(&two.said), (K::CitizenExtended, Some("Xin lỗi")));
    let apology = two.known().unwrap().apology.clone().unwrap();
    assert_eq!(apology.from.map(shown).as_deref(), Some("2026-12-08T17:30"));
    two.at("2026-12-02T09:00", true, CHAIR, json!({"command": "stop", "reason": "Có tranh chấp", "basis": "Điều 1"}));
    assert_eq!((last(&two.inside), last(&two.said).0), ((K::DossierStopped, Some("Có tranh chấp")), K::CitizenStopped));
    let ended = two.known().unwrap().ended.clone().unwrap();
    assert_eq!(ended.basis.unwrap().as_str(), "Điều 1");
    assert!(ended.step.is_some());
    // By whom it was said: by the agency, and by nobody of it.
    assert_eq!(two.inside.last().unwrap().from.as_ref().unwrap().name, "Sở Thử nghiệm");
}

#[test]
fn portals_read_of_it_what_is_known_of_it() {
    let mut two = handled("counter");
    let now = event(&two);
    let step = now.step.as_ref().unwrap();
    assert_eq!((step.unit.as_str(), shown(step.since).as_str()), ("Sở Thử nghiệm", "2026-11-25T09:00"));
    assert_eq!((now.status.code, now.by.unit.as_str(), now.rests), (4, "Sở Thử nghiệm", false));
    two.at("2026-11-27T10:00", true, HEAD, missing());
    let now = event(&two);
    assert_eq!((now.status.code, now.rests), (5, true));
    assert_eq!(now.supplement_until.map(shown).as_deref(), Some("2026-12-28T17:30"));
    assert!(now.step.is_some());
    let two = done("counter");
    let now = event(&two);
    assert_eq!((now.status.code, now.step.is_some(), now.supplement_until), (9, false, None));
    let granted = domain::dossier::state::ResultKind::Granted;
    assert_eq!((now.outcome, now.judgement), (Some(granted), Some(domain::dossier::Judgement::Early)));
    assert!(two.events.iter().any(|event| event.kind.as_str() == "dossier.standing_told"));
}

#[test]
fn a_result_that_lies_here_is_reminded_of() {
    let mut two = here();
    // Thirty days from Tuesday 01/12: Thursday 31/12.
    let until = |two: &Two| dossier_deadlines(&two.here).into_iter().map(|one| shown(one.due)).collect::<Vec<_>>();
    assert_eq!(until(&two), ["2026-12-31T17:30"]);
    let begun = dossier_begun(&two.here, &dossier_deadlines(&two.here)[0]);
    assert_eq!(begun.map(shown).as_deref(), Some("2026-12-01T10:00"));
    assert!(dossier_deadlines(two.there()).is_empty());
    two.at("2027-01-04T09:00", false, CLERK, json!({"command": "note_uncollected", "note": "Đã gọi điện"}));
    assert_eq!((until(&two), link(&two.here).uncollected), (vec!["2027-02-03T17:30".to_owned()], 1));
    assert_eq!(last(&two.said).0, K::CitizenToCollect);
    two.at("2027-01-05T09:00", false, CLERK, fetched());
    assert!(until(&two).is_empty());
    // What has not come here nobody can fetch.
    let mut two = done("counter");
    assert!(until(&two).is_empty());
    assert_eq!(two.refused("2026-12-02T09:00", json!({"command": "note_uncollected"})), "result_not_here");
}

#[test]
fn its_citizen_completes_it_online() {
    let mut two = handled("counter");
    let supply = |files: Value| json!({"command": "supply", "components": [{"name": "Bản vẽ thửa đất", "form": "electronic", "files": files}]});
    let early = two.try_at("2026-11-26T09:00", false, Actor::Citizen, supply(json!([FILES[0]])));
    assert_eq!(early.unwrap_err().rule.code(), "dossier_wrong_state");
    two.at("2026-11-27T10:00", true, HEAD, missing());
    let partial = two.try_at("2026-11-28T09:00", false, Actor::Citizen, supply(json!([])));
    assert_eq!(partial.unwrap_err().rule.code(), "supplement_partial");
    two.try_at("2026-11-28T10:00", false, Actor::Citizen, supply(json!([FILES[0]]))).unwrap();
    assert!(link(&two.here).waits.as_ref().is_some_and(|waits| waits.by.is_none()));
    let twice = two.try_at("2026-11-28T10:10", false, Actor::Citizen, supply(json!([FILES[1]])));
    assert_eq!(twice.unwrap_err().rule.code(), "relay_unanswered");
    two.deliver();
    assert_eq!((two.there().state().name(), two.here.standing_state()), (S::Processing, S::Processing));
    assert!(two.there().has_file(FILES[0]) && link(&two.here).waits.is_none());
}

#[test]
fn it_is_late_here_when_it_is_late_there() {
    // Due on 08/12, as the receipt has it; of one the term runs on while the citizen completes it.
    for (edition, late) in [(ALLOWANCE, true), (EXTRACT, false)] {
        let mut two = Two::received_as(at("2026-11-23T15:20"), "counter");
        two.edition = edition;
        two.at("2026-11-25T07:30", false, CLERK, json!({"command": "transfer"}));
        two.at("2026-11-25T09:00", true, CLERK, json!({"command": "transfer"}));
        two.at("2026-11-27T10:00", true, HEAD, missing());
        assert!(!two.known().unwrap().is_late(at("2026-12-08T17:30")));
        assert_eq!(two.known().unwrap().is_late(at("2026-12-09T08:00")), late);
        assert_eq!(two.there().clock().unwrap().is_late(at("2026-12-09T08:00")), late);
    }
}

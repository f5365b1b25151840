//! Recipients, answers and files of a draft: what can be named, and what stays when it is revised.

use domain::{
    Actor, RecipientId,
    outgoing::{AnswerOutcome, Destination, Event, StateName},
};
use serde_json::{Value, json};

use crate::{
    story::{Story, decision, decision_with, settings},
    world::*,
};

/// The rule that refuses such a draft, and where.
fn refused(more: Value) -> (&'static str, String) {
    let form_check = domain::organisation::FormDesk::Registry;
    let drafted = Story::try_draft(Actor::Person(OFFICER), decision_with(more.clone()), settings(form_check));
    let refusal = drafted.err().unwrap_or_else(|| panic!("{more} was not refused"));
    (refusal.rule.code(), refusal.pointer.unwrap_or_default())
}

#[test]
fn only_what_exists_can_be_named_and_the_place_of_what_does_not_is_said() {
    let to = |to: Value| {
        let mut one = to;
        one["purpose"] = json!("to_know");
        json!({"recipients": [{"department": CULTURE, "purpose": "to_act"}, one]})
    };
    let cases = [
        (json!({"document_type": "thu_tinh"}), "type_unknown", "/content/document_type"),
        (json!({"pages": 1000}), "number_out_of_range", "/content/pages"),
        (json!({"signer": LEFT}), "person_unknown", "/content/signer"),
        (json!({"department": ENDED}), "department_unknown", "/content/department"),
        (json!({"department": CULTURE}), "not_own_unit", "/content/department"),
        (json!({"files": [TEXT, NO_FILE]}), "file_unknown", "/content/files/1"),
        (json!({"files": [TEXT, TEXT]}), "file_twice", "/content/files/1"),
        (json!({"answers": [{"document": SETTLED}]}), "answer_not_now", "/content/answers/0/document"),
        (json!({"answers": [{"document": UNSEEN}]}), "answer_unknown", "/content/answers/0/document"),
        (to(json!({"department": ENDED})), "department_unknown", "/content/recipients/1/department"),
        (to(json!({"department": MILITIA})), "department_without_head", "/content/recipients/1/department"),
        (to(json!({"department": CULTURE})), "recipient_twice", "/content/recipients/1"),
        (to(json!({"person": FOREIGNER})), "person_unknown", "/content/recipients/1/person"),
        (to(json!({"person": ADMIN})), "not_a_recipient", "/content/recipients/1/person"),
        (to(json!({"agency": "H00"})), "no_such_agency", "/content/recipients/1/agency"),
        (to(json!({"counterpart": FORMER_COMPANY})), "counterpart_unknown", "/content/recipients/1/counterpart"),
        (to(json!({"counterpart": COMPANY, "by": "mail"})), "mail_address_missing", "/content/recipients/1/by"),
        (to(json!({"person": CHAIR, "by": "post"})), "carriage_fixed", "/content/recipients/1/by"),
        (json!({"notation": "45/QĐ-UBND"}), "notation_with_number", "/content/notation"),
        (json!({"notation": "2026/QĐ-UBND"}), "notation_with_number", "/content/notation"),
        (to(json!({"department": ECONOMY, "person": CHAIR})), "recipient_unclear", "/content/recipients/1"),
        (to(json!({})), "recipient_unclear", "/content/recipients/1"),
        (to(json!({"person": CHAIR, "copies": 0})), "number_out_of_range", "/content/recipients/1/copies"),
    ];
    for (more, code, place) in cases {
        assert_eq!(refused(more), (code, place.to_owned()));
    }
}

#[test]
fn a_last_answer_is_its_handlers_where_it_completes_what_it_answers() {
    let mut elsewhere = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    elsewhere.in_hand.clear();
    let mut story = Story::drafted(decision_with(json!({"answers": []})));
    let revise = |last: bool| {
        let content = decision_with(json!({"answers": [{"document": LETTER, "final": last}]}));
        serde_json::from_value(json!({"command": "revise", "content": content})).unwrap()
    };
    let mut moment = story.moment();
    let judged = |story: &Story, moment: &Moment, last| {
        let context = moment.context_at(&elsewhere);
        let decided = domain::outgoing::decide(&story.document, Actor::Person(OFFICER), &revise(last), &context);
        decided.map(|_| ()).map_err(|no| (no.rule.code(), no.pointer.unwrap_or_default()))
    };
    let no = ("not_yours_to_complete", "/content/answers/0/final".to_owned());
    assert_eq!(judged(&story, &moment, true), Err(no));
    assert_eq!(judged(&story, &moment, false), Ok(()), "beside whoever handles it anybody answers");
    moment.settings.outgoing.final_answer_completes = false;
    assert_eq!(judged(&story, &moment, true), Ok(()), "where the office completes nothing so, it is but a word");
    moment.settings.outgoing.final_answer_completes = true;
    // What stood there was asked by whoever could.
    story.by(OFFICER, json!({"command": "revise", "content": decision()}));
    let remarked = decision_with(json!({"remark": "Bổ sung"}));
    let again = serde_json::from_value(json!({"command": "revise", "content": remarked})).unwrap();
    let context = moment.context_at(&elsewhere);
    assert!(domain::outgoing::decide(&story.document, Actor::Person(OFFICER), &again, &context).is_ok());
    // And with the number it is said that what it answers goes on.
    let story = Story::in_state(StateName::Signed);
    let issue = serde_json::from_value(json!({"command": "issue"})).unwrap();
    let moment = story.moment();
    let context = moment.context_at(&elsewhere);
    let events = domain::outgoing::decide(&story.document, Actor::Person(CLERK), &issue, &context).unwrap();
    assert!(matches!(&events[0], Event::Issued { answers, .. }
        if *answers == [AnswerOutcome { document: LETTER, refused: None, left_open: true }]));
}

#[test]
fn who_belongs_to_no_unit_drafts_for_none() {
    let form_check = domain::organisation::FormDesk::Registry;
    let refusal = Story::try_draft(Actor::Person(CHAIR), decision(), settings(form_check)).err();
    assert_eq!(refusal.map(|no| no.rule.code()), Some("unit_missing"));
}

#[test]
fn the_copies_are_counted() {
    assert_eq!(Story::drafted(decision()).document.content().copies(), 6);
}

#[test]
fn who_stands_there_keeps_their_id_when_it_is_revised_in_another_order() {
    let mut story = Story::drafted(decision());
    let before: Vec<(Destination, RecipientId)> =
        story.document.content().recipients.iter().map(|to| (to.destination.clone(), to.id)).collect();
    let mut recipients = decision()["recipients"].as_array().unwrap().clone();
    recipients.reverse();
    recipients.remove(1);
    recipients[0]["copies"] = json!(9);
    recipients.push(json!({"department": CENTRE, "purpose": "to_act"}));
    story.by(OFFICER, json!({"command": "revise", "content": decision_with(json!({"recipients": recipients}))}));
    let after = &story.document.content().recipients;
    assert_eq!(after.len(), 5);
    for to in after {
        let stood = before.iter().find(|(destination, _)| *destination == to.destination).map(|(_, id)| *id);
        match &to.destination {
            Destination::Inside { holder: domain::assignment::Holder::Department(CENTRE) } => {
                assert!(before.iter().all(|(_, id)| *id != to.id), "a new one has a new id");
            }
            _ => assert_eq!(stood, Some(to.id)),
        }
    }
    assert_eq!(after[0].copies, 9);
}

#[test]
fn what_is_revised_into_the_same_is_refused_and_anything_else_is_a_new_edition() {
    let mut story = Story::drafted(decision());
    assert_eq!(story.refused(OFFICER, json!({"command": "revise", "content": decision()})), "nothing_to_change");
    let first = story.document.content().digest();
    story.by(OFFICER, json!({"command": "revise", "content": decision_with(json!({"files": [TEXT, APPENDIX]}))}));
    let digests: Vec<&String> = story.document.editions().iter().map(|edition| &edition.digest).collect();
    assert_eq!(digests, [&first, &story.document.content().digest()]);
    assert_ne!(digests[0], digests[1]);
    story.by(OFFICER, json!({"command": "revise", "content": decision()}));
    assert_eq!(
        story.document.editions().last().map(|last| (last.number, &last.digest)),
        Some((3, &first)),
        "the same again"
    );
}

#[test]
fn of_those_whom_it_reaches_by_hand_the_registry_notes_how_far_it_came() {
    let mut story = Story::in_state(StateName::Dispatched);
    let note = |id: RecipientId, state: &str| json!({"command": "note_delivery", "recipient": id, "state": state});
    let post = story.recipient(|to| matches!(to, Destination::Post { .. }));
    let agency = story.recipient(|to| matches!(to, Destination::Agency { .. }));
    let inside = story.recipient(|to| matches!(to, Destination::Inside { .. }));
    assert_eq!(story.refused(CLERK, note(agency, "sent")), "delivery_known");
    assert_eq!(story.refused(CLERK, note(inside, "received")), "delivery_known");
    assert_eq!(story.refused(CLERK, note(post, "queued")), "delivery_known");
    // That they have answered nothing knows by itself.
    for other in [agency, inside] {
        let mut answered = story.clone();
        answered.by(CLERK, note(other, "done"));
        assert_eq!(answered.document.noted()[&other].state.as_str(), "done");
        answered.by(CLERK, json!({"command": "recall", "reason": "Ban hành nhầm"}));
        assert_eq!(answered.refused(CLERK, note(other, "done")), "delivery_known", "it was recalled");
    }
    assert_eq!(story.refused(CLERK, note(post, "refused")), "reason_missing");
    assert_eq!(story.refused(CLERK, note(RecipientId(DOCUMENT.0), "sent")), "recipient_unknown");
    assert_eq!(story.refused(OFFICER, note(post, "sent")), "registry_only");
    story.by(CLERK, note(post, "sent"));
    assert_eq!(story.document.noted()[&post].state.as_str(), "sent");
    assert_eq!(story.state(), StateName::Dispatched, "which moves nothing");
}

#[test]
fn who_gets_it_in_the_agency_says_that_they_have_read_it_once() {
    let mut story = Story::in_state(StateName::Dispatched);
    let culture = story
        .recipient(|to| matches!(to, Destination::Inside { holder: domain::assignment::Holder::Department(CULTURE) }));
    let read = json!({"command": "acknowledge", "recipient": culture});
    assert_eq!(story.refused(MILITIAMAN, read.clone()), "holder_only");
    assert_eq!(story.refused(CULTURE_OFFICER, read.clone()), "holder_only");
    // The head is away.
    story.by_actor(Actor::Substitute { person: DEPUTY, instead_of: VICE }, read.clone());
    assert_eq!(story.refused(VICE, read), "already_read");
    assert_eq!(story.document.unread().count(), 1, "the militiaman has yet to");
}

//! The way of a document, told step by step.

use domain::{
    Actor, Label, PersonId, Rule,
    assignment::Holder,
    organisation::{FormDesk, SigningForm},
    outgoing::{AnswerOutcome, DeliveryState, Destination, Event, State, StateName as S},
    work::{Desk, Task, outgoing_work_of},
};
use serde_json::json;

use crate::{
    story::{Story, decision, decision_with, settings},
    world::*,
};

/// Whose desk it is on, and what for.
fn on_desks(story: &Story) -> Vec<(Desk, Task)> {
    outgoing_work_of(&story.document).into_iter().map(|item| (item.desk, item.task)).collect()
}

fn of(person: PersonId) -> Desk {
    Desk::Holder(Holder::Person(person))
}

fn unit(department: domain::DepartmentId) -> Desk {
    Desk::Holder(Holder::Department(department))
}

#[test]
fn a_decision_is_drafted_checked_twice_signed_numbered_sealed_sent_read_and_filed() {
    let mut story = Story::drafted(decision());
    assert_eq!(on_desks(&story), [(of(OFFICER), Task::Draft)]);
    story.by(OFFICER, json!({"command": "submit", "note": "Kính trình trưởng phòng"}));
    assert_eq!(on_desks(&story), [(unit(ECONOMY), Task::CheckContent)]);
    assert_eq!(story.refused(OFFICER, json!({"command": "endorse"})), "head_only");
    story.by(DEPUTY, json!({"command": "endorse"}));
    assert_eq!(on_desks(&story), [(Desk::Registry, Task::CheckForm)]);
    assert_eq!(story.refused(DEPUTY, json!({"command": "pass_form"})), "form_checker_only");
    story.by(CLERK, json!({"command": "pass_form"}));
    assert_eq!(on_desks(&story), [(of(CHAIR), Task::Sign)]);
    assert_eq!(story.refused(CLERK, json!({"command": "issue"})), "wrong_state", "no number before the signature");
    story.by(CHAIR, json!({"command": "sign", "on": "pdf", "files": [SIGNED]}));
    let signature = story.document.state().signature().unwrap().clone();
    assert_eq!((signature.signer, signature.form, signature.title.as_str()), (CHAIR, SigningForm::Head, "Chủ tịch"));
    assert_eq!(signature.instrument, "0/QĐ-UBND");
    assert_eq!(on_desks(&story), [(Desk::Registry, Task::Issue)]);

    let issued = story.by(CLERK, json!({"command": "issue"}));
    let line = story.document.state().line().unwrap().clone();
    assert_eq!(
        (line.written().as_str(), line.year, line.register_name.as_str()),
        ("15/QĐ-UBND", 2026, "Sổ văn bản đi")
    );
    assert!(matches!(&issued.event, Event::Issued { answers, .. }
        if *answers == [AnswerOutcome { document: LETTER, refused: None, left_open: false }]));
    assert_eq!(on_desks(&story), [(Desk::Registry, Task::Seal)]);
    assert_eq!(story.refused(CLERK, json!({"command": "dispatch"})), "wrong_state", "no dispatch without the seal");
    assert_eq!(story.refused(CLERK, json!({"command": "return_to_drafter", "reason": "Sai"})), "wrong_state");
    story.by(CLERK, json!({"command": "seal", "on": "pdf", "files": [SEALED]}));
    assert_eq!(on_desks(&story), [(Desk::Registry, Task::Dispatch)]);
    story.by(CLERK, json!({"command": "dispatch"}));

    let mut desks = on_desks(&story);
    desks.sort_unstable();
    let mut expected = [(of(OFFICER), Task::File), (unit(CULTURE), Task::Read), (of(MILITIAMAN), Task::Read)];
    expected.sort_unstable();
    assert_eq!(desks, expected);
    let soldier = story.recipient(|to| *to == Destination::Inside { holder: Holder::Person(MILITIAMAN) });
    story.by(MILITIAMAN, json!({"command": "acknowledge", "recipient": soldier}));
    story.by(OFFICER, json!({"command": "file", "case_file": "HS-01/2026"}));
    assert_eq!(story.state(), S::Filed);
    assert_eq!(on_desks(&story), [(unit(CULTURE), Task::Read)], "it can still be read");
    assert_eq!(story.document.state().line(), Some(&line));
    let files: Vec<_> = story.document.files().map(|attached| attached.file.id).collect();
    assert_eq!(files, [TEXT, SIGNED, SEALED]);
}

#[test]
fn what_comes_back_says_why_and_goes_the_whole_way_again() {
    let mut story = Story::in_state(S::UnitReview);
    story.by(HEAD, json!({"command": "return_to_drafter", "reason": "Thiếu căn cứ"}));
    assert!(matches!(story.document.state(), State::Draft { returned: Some(remarked), .. }
        if remarked.reason.as_str() == "Thiếu căn cứ" && remarked.by.map(domain::By::desk) == Some(HEAD)));
    assert_eq!(on_desks(&story), [(of(OFFICER), Task::Draft)]);
    story.by(OFFICER, json!({"command": "revise", "content": decision_with(json!({"files": [TEXT, APPENDIX]}))}));
    assert!(matches!(story.document.state(), State::Draft { returned: Some(_), .. }), "it still says why");
    story.on_to(S::Signed);
    let first = story.document.state().checks().0.unwrap().clone();
    // Even a signed one goes back, and what was checked and signed counts no more.
    story.by(CLERK, json!({"command": "return_to_drafter", "reason": "Nhầm trang"}));
    assert_eq!((story.document.state().signature(), story.document.state().checks()), (None, (None, None)));
    story.by(OFFICER, json!({"command": "revise", "content": decision()}));
    story.on_to(S::Issued);
    let second = story.document.state().checks().0.unwrap();
    assert_ne!(first.digest, second.digest);
    assert_eq!(story.document.editions().len(), 3);
}

#[test]
fn whoever_handed_it_in_takes_it_back_until_somebody_has_checked_it() {
    let mut story = Story::in_state(S::UnitReview);
    let back = json!({"command": "return_to_drafter", "reason": "Sửa thêm"});
    assert_eq!(story.refused(OFFICER_2, back.clone()), "head_only");
    story.by(OFFICER, back.clone());
    assert_eq!(story.state(), S::Draft);
    story.on_to(S::FormCheck);
    assert_eq!(story.refused(OFFICER, back.clone()), "form_checker_only");
    // The head of the unit gets it back from wherever it waits.
    let mut checked = story.clone();
    checked.by(HEAD, back.clone());
    assert_eq!(checked.state(), S::Draft);
    story.on_to(S::AwaitingSignature);
    assert_eq!(story.refused(OFFICER, back.clone()), "holder_only");
    story.by(HEAD, back);
    assert_eq!(story.state(), S::Draft);
}

#[test]
fn only_the_drafter_revises_and_only_a_draft() {
    let mut story = Story::drafted(decision());
    let revise = json!({"command": "revise", "content": decision_with(json!({"pages": 3}))});
    for other in [HEAD, OFFICER_2, CLERK, CHAIR, STRANGER] {
        assert_eq!(story.refused(other, revise.clone()), "drafter_only");
    }
    story.on_to(S::UnitReview);
    assert_eq!(story.refused(OFFICER, revise.clone()), "wrong_state", "what is being checked stands still");
    story.by(HEAD, json!({"command": "change_drafter", "drafter": OFFICER_2, "reason": "Đi công tác"}));
    assert_eq!(story.state(), S::UnitReview, "which leaves it where it was");
    story.by(OFFICER_2, json!({"command": "return_to_drafter", "reason": "Sửa thêm"}));
    assert_eq!(story.refused(OFFICER, revise.clone()), "drafter_only");
    story.by(OFFICER_2, revise);
    assert_eq!(story.document.former_drafters(), [OFFICER]);
    assert_eq!(
        story.refused(HEAD, json!({"command": "change_drafter", "drafter": CULTURE_OFFICER, "reason": "Đổi"})),
        "not_of_this_unit"
    );
}

#[test]
fn nobody_checks_the_form_of_what_they_have_checked_the_content_of() {
    // The chief of office heads the unit that drafts, and checks forms.
    let chief_checks = settings(FormDesk::ChiefOfOffice);
    let mut story = Story::drafted_by(Actor::Person(CLERK), decision(), chief_checks.clone());
    story.by(CLERK, json!({"command": "submit"}));
    let mut by_deputy = story.clone();
    story.by(CHIEF, json!({"command": "endorse"}));
    assert_eq!(on_desks(&story), [(Desk::Registry, Task::CheckForm)], "somebody else's, or nobody could do it");
    assert_eq!(story.refused(CHIEF, json!({"command": "pass_form"})), "form_checker_only");
    // Nor at the desk of a clerk for whom they stand in.
    let in_stead = Actor::Substitute { person: CHIEF, instead_of: CLERK_2 };
    assert_eq!(story.refusal(in_stead, json!({"command": "pass_form"})).rule.code(), "same_checker");
    story.by(CLERK, json!({"command": "pass_form"}));

    by_deputy.by(OFFICE_DEPUTY, json!({"command": "endorse"}));
    assert_eq!(on_desks(&by_deputy), [(of(CHIEF), Task::CheckForm)]);
    by_deputy.by(CHIEF, json!({"command": "pass_form"}));
    assert_eq!(by_deputy.state(), S::AwaitingSignature);

    let mut economy = Story::drafted_by(Actor::Person(OFFICER), decision(), chief_checks);
    economy.on_to(S::FormCheck);
    assert_eq!(on_desks(&economy), [(of(CHIEF), Task::CheckForm)]);
    assert_eq!(economy.refused(CLERK, json!({"command": "pass_form"})), "form_checker_only");
}

#[test]
fn a_substitute_checks_but_does_not_sign() {
    let culture = decision_with(json!({"signer": VICE, "field": "Văn hóa", "department": CULTURE}));
    let registry = settings(FormDesk::Registry);
    let mut story = Story::drafted_by(Actor::Person(CULTURE_OFFICER), culture, registry);
    let deputy = Actor::Substitute { person: DEPUTY, instead_of: VICE };
    story.by(CULTURE_OFFICER, json!({"command": "submit"}));
    assert_eq!(story.refused(DEPUTY, json!({"command": "endorse"})), "head_only", "Culture is not theirs to head");
    story.by_actor(deputy, json!({"command": "endorse"}));
    story.by(CLERK, json!({"command": "pass_form"}));
    let sign = json!({"command": "sign", "on": "pdf", "files": [SIGNED]});
    assert_eq!(story.refusal(deputy, sign.clone()).rule.code(), "own_hand_only");
    assert_eq!(story.refused(DEPUTY, sign.clone()), "signer_only");
    assert_eq!(story.refused(CHAIR, sign.clone()), "signer_only", "it lies before somebody else");
    // What else the signer does with it the substitute does, too.
    let mut returned = story.clone();
    returned.by_actor(deputy, json!({"command": "return_to_drafter", "reason": "Chờ Phó Chủ tịch"}));
    story.by(VICE, sign);
    let signature = story.document.state().signature().unwrap();
    assert_eq!((signature.form, signature.by.substitute()), (SigningForm::Kt, None));
    let content_check = signature.checks.content().unwrap();
    assert_eq!((content_check.by.desk(), content_check.by.substitute()), (VICE, Some(DEPUTY)));
}

#[test]
fn of_what_was_signed_on_paper_the_registry_notes_the_scan_and_nothing_else() {
    let mut story = Story::in_state(S::AwaitingSignature);
    let sign = |on: &str, files: serde_json::Value| json!({"command": "sign", "on": on, "files": files});
    let clerk = Actor::Person(CLERK);
    assert_eq!(story.refusal(clerk, sign("pdf", json!([SIGNED]))).rule.code(), "signer_only");
    let without = story.refusal(clerk, sign("paper", json!([])));
    assert_eq!((without.rule.code(), without.pointer.as_deref()), ("scan_missing", Some("/files")));
    assert_eq!(story.refused(OFFICER, sign("paper", json!([SCAN]))), "signer_only");
    assert_eq!(story.refused(CHAIR, sign("pdf", json!([]))), "pdf_missing");
    assert_eq!(story.refused(CHAIR, sign("pdf", json!([SCAN]))), "pdf_missing", "a picture is no PDF");
    let mut own_hand = story.clone();
    own_hand.by(CHAIR, sign("paper", json!([])));
    story.by(CLERK, sign("paper", json!([SCAN])));
    let signature = story.document.state().signature().unwrap();
    assert_eq!((signature.signer, signature.by.desk(), signature.files.as_slice()), (CHAIR, CLERK, [SCAN].as_slice()));
}

#[test]
fn the_capacity_is_judged_on_the_day_of_signing() {
    let story = Story::in_state(S::AwaitingSignature);
    let mut later = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    later.organisation.people.get_mut(&CHAIR).unwrap().signing.clear();
    let command = serde_json::from_value(json!({"command": "sign", "on": "pdf", "files": [SIGNED]})).unwrap();
    let moment = story.moment();
    let decided = domain::outgoing::decide(&story.document, Actor::Person(CHAIR), &command, &moment.context_at(&later));
    assert_eq!(decided.map_err(|no| no.rule.code()).err(), Some("not_a_signer"));
}

#[test]
fn a_seal_brings_the_file_that_goes_out_and_may_be_done_again_until_it_is_sent() {
    let mut story = Story::in_state(S::Issued);
    assert_eq!(story.refused(CLERK, json!({"command": "seal", "on": "paper"})), "scan_missing");
    assert_eq!(story.refused(CHIEF, json!({"command": "seal", "on": "paper", "files": [SCAN]})), "registry_only");
    story.by(CLERK, json!({"command": "seal", "on": "paper", "files": [SCAN]}));
    story.by(CLERK_2, json!({"command": "seal", "on": "pdf", "files": [SEALED]}));
    assert_eq!(story.document.state().seal().map(|seal| seal.files.as_slice()), Some([SEALED].as_slice()));
    story.by(CLERK, json!({"command": "dispatch"}));
    assert_eq!(story.refused(CLERK, json!({"command": "seal", "on": "pdf", "files": [SEALED]})), "wrong_state");
    // By post alone goes the paper itself, and what was issued is kept as it went out.
    let post = decision_with(json!({"recipients": [
        {"post": {"name": "Hộ ông Mẫu", "address": "Tổ 5"}, "purpose": "to_know"}]}));
    let mut story = Story::of(post, S::Issued);
    assert_eq!(story.refused(CLERK, json!({"command": "seal", "on": "paper"})), "scan_missing");
    story.by(CLERK, json!({"command": "seal", "on": "paper", "files": [SCAN]}));
    assert_eq!(story.state(), S::Sealed);
}

#[test]
fn a_number_that_is_struck_out_keeps_its_line() {
    let story = Story::in_state(S::Voided);
    let line = story.document.state().line().unwrap();
    assert_eq!(line.written(), "15/QĐ-UBND");
    assert!(matches!(story.document.state(), State::Voided { end, .. } if end.reason.as_str() == "Cấp nhầm số"));
    assert_eq!(story.document.state().seal(), None);
    let dispatched = Story::in_state(S::Dispatched);
    assert_eq!(
        dispatched.refused(CLERK, json!({"command": "void", "reason": "Nhầm"})),
        "wrong_state",
        "it is recalled"
    );
}

#[test]
fn a_number_is_of_this_years_register_that_takes_the_type() {
    let story = Story::in_state(S::Signed);
    let command = serde_json::from_value(json!({"command": "issue"})).unwrap();
    let refused = |change: &dyn Fn(&mut Moment)| {
        let mut moment = story.moment();
        change(&mut moment);
        let decided = domain::outgoing::decide(&story.document, Actor::Person(CLERK), &command, &moment.context());
        decided.map_err(|no| no.rule.code()).err()
    };
    let register = |n: usize| move |moment: &mut Moment| moment.number = Some(registers(moment.now).remove(n));
    assert_eq!(refused(&|_| {}), None);
    assert_eq!(refused(&|moment| moment.number = None), Some("no_register"));
    assert_eq!(refused(&register(1)), Some("register_does_not_take"), "another type's");
    assert_eq!(refused(&register(2)), Some("register_does_not_take"), "of what comes in");
    assert_eq!(refused(&|moment| moment.number.as_mut().unwrap().open = false), Some("register_does_not_take"));
    assert_eq!(refused(&|moment| moment.number.as_mut().unwrap().year = 2025), Some("register_does_not_take"));
    // Half past midnight in Vietnam on 1 January, which elsewhere is still the year before.
    let mut eve = story.clone();
    eve.now = chrono::DateTime::parse_from_rfc3339("2026-12-31T23:30:00+07:00").unwrap().to_utc();
    eve.by(CLERK, json!({"command": "issue"}));
    let line = eve.document.state().line().unwrap();
    assert_eq!((line.year, line.issued_on.to_string().as_str()), (2027, "2027-01-01"));
    let reserved = json!({"command": "issue", "reserved_number": 9});
    let command = serde_json::from_value(reserved).unwrap();
    let moment = Moment { number: None, ..story.moment() };
    let decided = domain::outgoing::decide(&story.document, Actor::Person(CLERK), &command, &moment.context());
    assert_eq!(decided.map_err(|no| no.rule.code()).err(), Some("not_reserved"));
}

#[test]
fn an_answer_that_can_no_longer_be_noted_is_said_and_does_not_hold_the_number_up() {
    let story = Story::in_state(S::Signed);
    let mut later = World::called("Ủy ban nhân dân phường Thử Nghiệm");
    let command = serde_json::from_value(json!({"command": "issue"})).unwrap();
    let moment = story.moment();
    for (stands, said) in [(Some(Some(Rule::WrongState)), Rule::WrongState), (None, Rule::AnswerUnknown)] {
        later.answered = stands.map(|why| (LETTER, why)).into_iter().collect();
        let context = moment.context_at(&later);
        let events = domain::outgoing::decide(&story.document, Actor::Person(CLERK), &command, &context).unwrap();
        assert!(matches!(&events[0], Event::Issued { answers, .. }
            if *answers == [AnswerOutcome { document: LETTER, refused: Some(said), left_open: false }]));
    }
}

#[test]
fn paper_that_was_signed_before_it_is_noted_bears_its_own_day() {
    let mut story = Story::in_state(S::AwaitingSignature);
    story.now += chrono::Duration::days(3);
    let sign = |day: &str, on: &str, file| json!({"command": "sign", "on": on, "files": [file], "signed_on": day});
    let noted = |story: &Story, more: &str| {
        let checked = story.document.state().all_checks().unwrap().form().at;
        (domain::day_in_vietnam(checked) + chrono::Duration::days(more.parse().unwrap())).to_string()
    };
    for days in ["-1", "4"] {
        let day = noted(&story, days);
        assert_eq!(story.refused(CLERK, sign(&day, "paper", SCAN)), "signed_on_another_day", "{day}");
    }
    let day = noted(&story, "1");
    assert_eq!(story.refused(CHAIR, sign(&day, "pdf", SIGNED)), "signed_on_another_day", "a PDF bears its time itself");
    story.by(CLERK, sign(&day, "paper", SCAN));
    let signature = story.document.state().signature().unwrap();
    assert_eq!(signature.signed_on.to_string(), day);
    assert!(domain::day_in_vietnam(signature.at) > signature.signed_on);
}

#[test]
fn a_recall_freezes_it_and_takes_it_from_those_inside_and_from_the_post() {
    let mut story = Story::in_state(S::Dispatched);
    let post = story.recipient(|to| matches!(to, Destination::Post { .. }));
    let company = story.recipient(|to| matches!(to, Destination::Counterpart { .. }));
    let soldier = story.recipient(|to| *to == Destination::Inside { holder: Holder::Person(MILITIAMAN) });
    let culture = story.recipient(|to| *to == Destination::Inside { holder: Holder::Department(CULTURE) });
    story.by(MILITIAMAN, json!({"command": "acknowledge", "recipient": soldier}));
    story.by(CLERK, json!({"command": "note_delivery", "recipient": company, "state": "sent"}));
    story.by(OFFICER, json!({"command": "file", "case_file": "HS-02"}));
    let line = story.document.state().line().cloned();
    assert_eq!(story.refused(CHAIR, json!({"command": "recall", "reason": "Nhầm"})), "registry_only");
    story.by(CLERK, json!({"command": "recall", "reason": "Ban hành nhầm"}));
    assert_eq!(story.state(), S::Recalled);
    let state = |id| story.document.noted()[&id].state;
    assert_eq!([soldier, culture, post].map(state), [DeliveryState::Recalled; 3]);
    assert_eq!(state(company), DeliveryState::Sent, "what has gone is asked back");
    assert_eq!(story.document.state().line().cloned(), line);
    let state_now = story.document.state();
    assert_eq!(
        (state_now.case_file().map(Label::as_str), state_now.seal()),
        (Some("HS-02"), None),
        "it is filed still"
    );
    assert_eq!(on_desks(&story), [], "nobody acts by it any more");
    assert_eq!(story.refused(MILITIAMAN, json!({"command": "acknowledge", "recipient": soldier})), "wrong_state");
    story.by(CLERK, json!({"command": "note_delivery", "recipient": company, "state": "recalled"}));
    assert_eq!(story.document.noted()[&company].state, DeliveryState::Recalled, "and its answer is noted");
}

#[test]
fn a_draft_is_cancelled_by_its_unit_until_it_has_a_number() {
    let cancel = json!({"command": "cancel", "reason": "Thôi ban hành"});
    for state in [S::Draft, S::UnitReview, S::FormCheck, S::AwaitingSignature, S::Signed] {
        let mut story = Story::in_state(state);
        // From its signer on it is no longer the drafter's to take away.
        let unit_alone = matches!(state, S::AwaitingSignature | S::Signed);
        let why = if unit_alone { "head_only" } else { "drafter_only" };
        for other in [CLERK, CHAIR, OFFICER_2] {
            assert_eq!(story.refused(other, cancel.clone()), why);
        }
        if unit_alone {
            assert_eq!(story.refused(OFFICER, cancel.clone()), why);
        }
        story.by(HEAD, cancel.clone());
        assert_eq!((story.state(), on_desks(&story)), (S::Cancelled, vec![]));
    }
    assert_eq!(Story::in_state(S::Issued).refused(OFFICER, cancel), "wrong_state");
}

#[test]
fn a_unit_that_nobody_leads_cannot_have_its_draft_checked() {
    let registry = settings(FormDesk::Registry);
    let content = decision_with(json!({"department": MILITIA}));
    let story = Story::drafted_by(Actor::Person(MILITIAMAN), content, registry);
    assert_eq!(story.refused(MILITIAMAN, json!({"command": "submit"})), "department_without_head");
}

#[test]
fn those_inside_see_it_when_it_has_come_and_not_before() {
    let sees = |story: &Story, person| domain::access::outgoing::may_see(&story.document, person, &WORLD.directory);
    for state in [S::Draft, S::Signed, S::Sealed] {
        let story = Story::in_state(state);
        assert!(!sees(&story, MILITIAMAN) && !sees(&story, STRANGER), "{state:?}");
        assert!(sees(&story, OFFICER) && sees(&story, DEPUTY) && sees(&story, CLERK) && sees(&story, MONITOR));
    }
    for state in [S::Dispatched, S::Filed, S::Recalled] {
        assert!(sees(&Story::in_state(state), MILITIAMAN), "{state:?}");
    }
}

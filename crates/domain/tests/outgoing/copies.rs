//! Copies: which form comes from what, and that a copy goes at once before its signer, with a number of its own book.

use domain::{
    Actor,
    organisation::{CopyMakers, FormDesk},
    outgoing::{CopyForm, StateName as S, make_copy, state::State},
    work::{Desk, Task, outgoing_work_of},
};
use serde_json::{Value, json};

use crate::{
    earlier::{CAME, NONE, SAO_Y, SECRET_LINE, UNENTERED, source},
    story::{Story, copy_with, settings},
    world::*,
};

/// The code of the rule that refuses such a copy, and the place.
fn refused(more: Value) -> (&'static str, String) {
    match Story::try_copy(Actor::Person(CLERK), more) {
        Err(refusal) => (refusal.rule.code(), refusal.pointer.unwrap_or_default()),
        Ok(_) => ("made", String::new()),
    }
}

#[test]
fn each_form_comes_from_what_the_decree_has_and_from_nothing_else() {
    let media = ["paper", "electronic"];
    for form in ["sao_y", "sao_luc", "trich_sao"] {
        for (from, to) in media.iter().flat_map(|from| media.iter().map(move |to| (*from, *to))) {
            let mut asked = json!({"form": form, "from": from, "to": to, "files": [SEALED]});
            match form {
                "trich_sao" => asked["excerpt"] = json!("Mục II"),
                "sao_luc" => asked["copied_from"] = json!("05/SY-STN"),
                _ => {}
            }
            let electronic = from == "electronic" && to == "electronic";
            let expected = if electronic && form != "trich_sao" { "electronic_is_forwarded" } else { "made" };
            assert_eq!(refused(asked).0, expected, "{form} {from} {to}");
        }
    }
}

#[test]
fn what_can_not_be_copied_says_why_and_where() {
    let place = |code, at: &str| (code, at.to_owned());
    assert_eq!(refused(json!({"of": SECRET_LINE})), place("secret_not_copied", "/of"));
    assert_eq!(refused(json!({"of": UNENTERED})), place("copy_without_number", "/of"));
    assert_eq!(refused(json!({"of": UNSEEN})), place("copy_source_unknown", "/of"));
    assert_eq!(refused(json!({"form": "trich_sao"})), place("excerpt_missing", "/excerpt"));
    assert_eq!(refused(json!({"excerpt": "Mục II"})), place("copy_field_unwanted", "/excerpt"));
    assert_eq!(refused(json!({"copied_from": "05/SY-STN"})), place("copy_field_unwanted", "/copied_from"));
    assert_eq!(refused(json!({"form": "sao_luc"})), place("copy_not_of_sao_y", "/copied_from"));
    assert_eq!(refused(json!({"of": SAO_Y})), place("copy_of_copy", "/form"));
    assert_eq!(refused(json!({"form": "sao_luc", "of": SAO_Y})), place("made", ""));
    assert_eq!(refused(json!({"to": "electronic"})), place("copy_pdf_missing", "/files"));
    assert_eq!(refused(json!({"to": "electronic", "files": [SEALED, TEXT]})), place("copy_pdf_missing", "/files/1"));
    assert_eq!(refused(json!({"files": [NO_FILE]})), place("file_unknown", "/files/0"));
    assert_eq!(refused(json!({"pages": 0})), place("number_out_of_range", "/pages"));
    assert_eq!(refused(json!({"signer": FOREIGNER})), place("person_unknown", "/signer"));
    assert_eq!(refused(json!({"signer": OFFICER})), place("form_fault", "/signer"));
    assert_eq!(refused(json!({"department": CULTURE})), place("not_own_unit", "/department"));
    let nobody = json!({"recipients": [{"person": FOREIGNER, "purpose": "to_know"}]});
    assert_eq!(refused(nobody), place("person_unknown", "/recipients/0/person"));
}

#[test]
fn a_copy_goes_at_once_before_its_signer_and_takes_a_number_of_its_own_book() {
    let mut story = Story::copied(json!({}));
    assert_eq!((story.state(), story.document.version()), (S::AwaitingSignature, 2));
    let work = outgoing_work_of(&story.document);
    let chair = Desk::Holder(domain::assignment::Holder::Person(CHAIR));
    assert_eq!(work.iter().map(|item| (item.desk, item.task)).collect::<Vec<_>>(), [(chair, Task::Sign)]);
    story.on_to(S::Dispatched);
    story.by(CLERK, json!({"command": "file"}));
    let line = story.document.state().line().unwrap();
    assert_eq!((line.written().as_str(), line.register_name.as_str()), ("01/SY-UBND", "Sổ bản sao"));
    let copy = story.document.content().copy.as_ref().unwrap();
    assert_eq!(copy.kind.form(), CopyForm::SaoY);
    assert_eq!(copy.vietnamese(), "Sao y 12/STN-VP ngày 20/11/2026 của Sở Thử nghiệm");
}

#[test]
fn what_comes_back_to_its_maker_is_revised_as_a_copy_and_put_before_the_signer_again() {
    let mut story = Story::copied(json!({}));
    story.by(CHAIR, json!({"command": "return_to_drafter", "reason": "Thiếu trang"}));
    assert!(matches!(story.document.state(), State::Draft { returned: Some(_), .. }));
    let content = crate::story::decision();
    assert_eq!(story.refused(CLERK, json!({"command": "revise", "content": content})), "is_a_copy");
    let revise = |more: Value| json!({"command": "revise_copy", "copy": copy_with(more)});
    assert_eq!(story.refused(CLERK, revise(json!({}))), "nothing_to_change");
    assert_eq!(story.refused(CHAIR, revise(json!({"pages": 3}))), "drafter_only");
    let refusal = story.refusal(Actor::Person(CLERK), revise(json!({"pages": 0})));
    assert_eq!(refusal.pointer.as_deref(), Some("/copy/pages"));
    story.by(CLERK, revise(json!({"pages": 3, "form": "trich_sao", "excerpt": "Mục II"})));
    assert_eq!(story.document.content().type_code, "trich_sao");
    story.by(CLERK, json!({"command": "submit"}));
    assert_eq!((story.state(), story.document.editions().len()), (S::AwaitingSignature, 2));
    assert_eq!(Story::in_state(S::Draft).refused(OFFICER, revise(json!({}))), "is_no_copy");
}

#[test]
fn the_registry_makes_copies_or_whoever_the_head_lets() {
    let rule = |by| Story::try_copy(Actor::Person(by), json!({})).map(drop).map_err(|refusal| refusal.rule.code());
    assert_eq!((rule(CLERK), rule(OFFICER), rule(ADMIN)), (Ok(()), Err("registry_only"), Err("registry_only")));
    let mut settings = settings(FormDesk::Registry);
    settings.outgoing.copies_by = CopyMakers::Everybody;
    let moment = Moment {
        now: morning(),
        seed: seed(0),
        settings,
        number: None,
        related: &NONE,
        source: source(CAME),
        shorter: false,
    };
    let asked = serde_json::from_value(copy_with(json!({}))).unwrap();
    assert!(make_copy(Actor::Person(OFFICER), &asked, &moment.context()).is_ok());
    assert!(make_copy(Actor::Person(ADMIN), &asked, &moment.context()).is_err());
    let instead = Actor::Substitute { person: CHIEF, instead_of: CLERK_2 };
    assert!(make_copy(instead, &asked, &moment.context()).is_ok());
}

#[test]
fn a_copy_is_not_drafted_and_takes_no_number_of_another_book() {
    let drafted = Story::try_draft(
        Actor::Person(OFFICER),
        crate::story::decision_with(json!({"document_type": "sao_y"})),
        settings(FormDesk::Registry),
    );
    assert_eq!(drafted.err().map(|refusal| refusal.rule.code()), Some("copy_is_made"));
    let books = registers(morning());
    let takes: Vec<&str> =
        books.iter().filter(|book| book.takes("sao_y", false, false)).map(|book| book.name.as_str()).collect();
    // What comes in as a copy is entered with the rest.
    assert_eq!(takes, ["Sổ văn bản đến", "Sổ bản sao"]);
    assert!(!books[3].takes("cong_van", false, false));
}

//! What is found in a procedure that could be worked by badly, or not at all.

use domain::{
    organisation::{Directory, Role},
    procedure::{FindingCode, ProcedureContent, Severity, lint, refusals},
};
use serde_json::{Value, json};

use crate::{content, directory, sound, with};

fn office() -> Directory {
    directory(
        &[("VP", true, true), ("CU", false, true), ("KHONG", true, false)],
        &[Role::Leader, Role::OneStopClerk, Role::Administrator],
    )
}

fn found(content: &ProcedureContent) -> Vec<(&'static str, String)> {
    lint(content, Some(&office())).into_iter().map(|f| (f.code.as_str(), f.pointer)).collect()
}

#[test]
fn nothing_is_found_in_a_sound_one() {
    assert_eq!(found(&content(sound())), []);
    assert_eq!(lint(&content(sound()), None), []);
}

#[test]
fn each_finding_is_named_at_its_place() {
    let cases: &[(&str, Value, &str, &str)] = &[
        // The refusal leads to the examination, which leads to the refusal again, and the other way is closed.
        ("/process/steps/2/next/0/to", json!("tu-choi"), "dead_end", "/process/steps/2"),
        ("/process/steps/0/next", json!([{ "label": "Tiếp", "to": "ky" }]), "unreachable", "/process/steps/2"),
        ("/process/steps/2/next/0/to", json!("tham-dinh"), "goes_round", "/process/steps/0/next"),
        ("/process/steps/1/back/0", json!("tu-choi"), "back_not_before", "/process/steps/1/back/0"),
        ("/process/steps/0/next/1/label", json!("Đủ Điều Kiện"), "label_twice", "/process/steps/0/next/1/label"),
        ("/process/steps/2/name", json!("ký kết quả"), "step_name_twice", "/process/steps/2/name"),
        (
            "/process/steps/0/doer",
            json!({ "department": "LA" }),
            "step_department_unknown",
            "/process/steps/0/doer/department",
        ),
        (
            "/process/steps/0/doer",
            json!({ "department": "CU" }),
            "step_department_ended",
            "/process/steps/0/doer/department",
        ),
        (
            "/process/steps/0/doer",
            json!({ "department": "KHONG" }),
            "step_department_without_head",
            "/process/steps/0/doer/department",
        ),
        (
            "/process/steps/0/doer",
            json!({ "role": "monitor" }),
            "step_role_without_holder",
            "/process/steps/0/doer/role",
        ),
        (
            "/process/steps/0/doer",
            json!({ "role": "administrator" }),
            "step_role_handles_nothing",
            "/process/steps/0/doer/role",
        ),
        ("/process/steps/1/consults", json!(["LA"]), "consult_unknown", "/process/steps/1/consults/0"),
        ("/process/steps/1/consults", json!(["CU"]), "consult_unknown", "/process/steps/1/consults/0"),
        ("/process/steps/1/consults", json!(["KHONG"]), "consult_without_head", "/process/steps/1/consults/0"),
        ("/process/steps/0/consults", json!(["VP"]), "consults_itself", "/process/steps/0/consults/0"),
        ("/desks", json!(["VP", "LA"]), "desk_unknown", "/desks/1"),
        ("/term", json!("15wh"), "steps_above_term", "/term"),
        ("/term", json!("1wd"), "steps_above_term", "/term"),
        ("/term", json!("2d"), "steps_perhaps_above_term", "/term"),
        ("/term", json!(null), "term_missing", "/term"),
        ("/process/steps/0/time", json!(null), "step_time_missing", "/process/steps/0/time"),
        ("/components/0/blank", json!(null), "blank_missing", "/components/0"),
        ("/components", json!([]), "components_missing", "/components"),
        ("/components/0/required", json!(false), "nothing_required", "/components"),
        ("/legal_basis", json!([]), "legal_basis_missing", "/legal_basis"),
        ("/results", json!([]), "results_missing", "/results"),
        ("/fees/0/amount", json!(null), "fee_unknown", "/fees/0/amount"),
        ("/fees/0/when", json!("handling"), "fee_without_step", "/fees/0/when"),
        // Four days before a date that is three days away.
        ("/rules", json!({ "extension_lead": "4wd" }), "extension_impossible", "/rules/extension_lead"),
    ];
    let mut seen = vec!["component_name_twice", "nobody_receives"];
    for (place, value, code, pointer) in cases {
        let found = found(&with(sound(), place, value.clone()));
        assert!(found.contains(&(*code, (*pointer).to_owned())), "{place} = {value}: {found:?}");
        seen.push(code);
    }
    let twice = json!([
        { "code": "a", "name": "Căn cước", "form": "copy" }, { "code": "b", "name": "CĂN  CƯỚC", "form": "copy" },
    ]);
    let finding = lint(&with(sound(), "/components", twice), None).remove(0);
    assert_eq!((finding.code, finding.component.unwrap().as_str()), (FindingCode::ComponentNameTwice, "b"));
    let closed = directory(&[("VP", true, true)], &[Role::Leader]);
    assert_eq!(lint(&content(sound()), Some(&closed))[0].code, FindingCode::NobodyReceives);
    for code in FindingCode::ALL {
        assert!(seen.contains(&code.as_str()), "no case shows {}", code.as_str());
    }
}

/// 8 and 8 hours are two working days; the way that is refused takes less. A term of the same length is long enough.
#[test]
fn the_longest_way_is_held_against_the_term() {
    assert_eq!(found(&with(sound(), "/term", json!("2wd"))), []);
    assert_eq!(found(&with(sound(), "/term", json!("16wh"))), []);
    let finding = &lint(&with(sound(), "/term", json!("15wh")), None)[0];
    let words = finding.words();
    assert_eq!(
        words.vi,
        "Tổng thời gian các bước trên đường dài nhất (tham-dinh → ky) là 16 giờ làm việc, vượt thời hạn giải quyết 15 giờ làm việc."
    );
    assert_eq!(
        words.en,
        "The steps of the longest way (tham-dinh → ky) take 16 h of work, more than the term of 15 working hours."
    );
}

/// Whether an extension can go out in time on the day of the reception; unless there is none.
#[test]
fn a_lead_that_leaves_no_time_is_found() {
    for (term, rules, is_found) in [
        ("3wd", json!({}), false),
        ("3wd", json!({ "extension_lead": "3wd" }), false),
        ("3wd", json!({ "extension_lead": "4wd" }), true),
        ("3wd", json!({ "extension_lead": "4wd", "extensions": 0 }), false),
        ("16wh", json!({}), false),
        ("16wh", json!({ "extension_lead": "1wd" }), false),
        ("16wh", json!({ "extension_lead": "2wd" }), true),
        // Thirty-two hours from the reception are the evening of the third day at the latest.
        ("3wd", json!({ "extension_lead": "32wh" }), false),
        ("3wd", json!({ "extension_lead": "33wh" }), true),
    ] {
        let one = with(serde_json::to_value(with(sound(), "/term", json!(term))).unwrap(), "/rules", rules.clone());
        let found = found(&one).iter().any(|(code, _)| *code == "extension_impossible");
        assert_eq!(found, is_found, "{term} {rules}");
    }
}

/// Errors keep a procedure from being published, and warnings don't.
#[test]
fn errors_become_refusals() {
    let broken = with(sound(), "/process/steps/0/doer", json!({ "department": "LA" }));
    let findings = lint(&with(serde_json::to_value(broken).unwrap(), "/term", json!(null)), Some(&office()));
    let severities: Vec<_> = findings.iter().map(domain::procedure::Finding::severity).collect();
    assert_eq!(severities, [Severity::Warning, Severity::Error]);
    let refused = refusals(&findings);
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].pointer.as_deref(), Some("/process/steps/0/doer/department"));
    assert_eq!(
        refused[0].words().vi,
        "Chưa công bố được: Bước “Thẩm định” giao cho đơn vị mang mã “LA”, nhưng cơ quan không có đơn vị này."
    );
}

/// A name in braces is a name.
#[test]
fn words_of_an_office_are_no_places_to_fill() {
    let odd = with(with_name("{sum} {way}"), "/term", json!(null));
    let odd = with(serde_json::to_value(odd).unwrap(), "/process/steps/0/time", json!(null));
    let said = lint(&odd, None).into_iter().find(|f| f.code == FindingCode::StepTimeMissing).unwrap().words().en;
    assert_eq!(said, "The step “{sum} {way}” has no time of its own: nobody is reminded of it.");
}

fn with_name(name: &str) -> Value {
    let mut value = sound();
    value["process"]["steps"][0]["name"] = json!(name);
    value
}

#[test]
fn every_finding_says_all_that_it_can() {
    for code in FindingCode::ALL {
        let read: FindingCode = serde_json::from_value(json!(code.as_str())).unwrap();
        assert_eq!(read, *code);
    }
}

//! What is no procedure, and at which place.

use domain::procedure::{ProcedureContent, check};
use serde_json::{Value, json};

use crate::{content, sound, with};

fn faults(content: &ProcedureContent) -> Vec<(String, &'static str)> {
    check(content).into_iter().map(|fault| (fault.pointer.unwrap(), fault.rule.code())).collect()
}

#[test]
fn a_sound_one_passes() {
    assert_eq!(faults(&content(sound())), []);
}

#[test]
fn each_fault_is_named_at_its_place() {
    let component = |code: &str| json!({ "code": code, "name": "Giấy tờ", "form": "copy" });
    let cases: &[(&str, Value, &str, &str)] = &[
        ("/code", json!("thủ tục 1"), "/code", "code_letters"),
        ("/term", json!("2026-12-31"), "/term", "term_not_a_length"),
        ("/term", json!("2026-12-31T10:00:00+07:00"), "/term", "term_not_a_length"),
        ("/sets", json!(0), "/sets", "setting_out_of_range"),
        ("/sets", json!(100), "/sets", "setting_out_of_range"),
        ("/components/0/count", json!(0), "/components/0/count", "setting_out_of_range"),
        ("/components/0/code", json!("tờ khai"), "/components/0/code", "code_letters"),
        ("/components", json!([component("a"), component("a")]), "/components/1/code", "entry_twice"),
        ("/fees/0/amount", json!(1_000_000_000_001_u64), "/fees/0/amount", "setting_out_of_range"),
        ("/desks", json!(["VP", "TT", "VP"]), "/desks/2", "entry_twice"),
        ("/results", json!((0..11).map(|n| n.to_string()).collect::<Vec<_>>()), "/results", "too_many_entries"),
        ("/legal_basis", json!(vec!["Luật"; 51]), "/legal_basis", "too_many_entries"),
        ("/rules", json!({ "supplements": 10 }), "/rules/supplements", "setting_out_of_range"),
        ("/rules", json!({ "check": "2026-12-31" }), "/rules/check", "term_not_a_length"),
        ("/process/steps", json!([]), "/process/steps", "process_empty"),
        ("/process/steps/1/code", json!("tu-choi"), "/process/steps/2/code", "entry_twice"),
        ("/process/steps/0/time", json!("2026-12-31"), "/process/steps/0/time", "term_not_a_length"),
        ("/process/steps/0/next", json!([]), "/process/steps/0/next", "branch_missing"),
        ("/process/steps/0/next/1/to", json!("khac"), "/process/steps/0/next/1/to", "no_such_step"),
        ("/process/steps/1/back/0", json!("khac"), "/process/steps/1/back/0", "no_such_step"),
        ("/process/steps/1/back/0", json!("ky"), "/process/steps/1/back/0", "back_to_itself"),
        ("/process/steps/1/back", json!(["tham-dinh", "tham-dinh"]), "/process/steps/1/back/1", "entry_twice"),
        ("/process/steps/0/consults", json!(["A", "A"]), "/process/steps/0/consults/1", "entry_twice"),
    ];
    for (place, value, pointer, code) in cases {
        let found = faults(&with(sound(), place, value.clone()));
        assert!(found.contains(&((*pointer).to_owned(), *code)), "{place} = {value}: {found:?}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let mut broken = sound();
    broken["code"] = json!("ế");
    broken["sets"] = json!(0);
    broken["process"]["steps"][1]["next"][0]["to"] = json!("đâu");
    assert_eq!(faults(&content(broken)).len(), 3);
}

/// What goes out is what came in, and a field that nobody knows is none of a procedure.
#[test]
fn a_file_of_it_comes_back_as_it_was() {
    let known = content(sound());
    let written = serde_json::to_value(&known).unwrap();
    assert_eq!(content(written), known);
    for (place, field) in
        [("", "ghi_chu"), ("/process", "x"), ("/process/steps/0", "x"), ("/components/0", "x"), ("/fees/0", "x")]
    {
        let mut value = sound();
        value.pointer_mut(place).unwrap()[field] = json!(1);
        let error = serde_json::from_value::<ProcedureContent>(value).unwrap_err().to_string();
        assert!(error.starts_with("unknown field"), "{place}: {error}");
    }
}

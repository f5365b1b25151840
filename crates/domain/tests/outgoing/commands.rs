//! Commands as JSON: what a client writes is what is read, and nothing unknown passes.

use domain::outgoing::{Command, CommandKind, Create, MakeCopy};
use serde_json::{Value, json};

use crate::{
    earlier::EARLIER,
    story::{copy_with, decision},
    world::*,
};

/// One command of every kind with every field that it has.
pub fn whole(kind: CommandKind) -> Value {
    use CommandKind as C;
    let one = "0190aaaa-0000-7000-8000-000000000001";
    let fields = match kind {
        C::Revise => json!({"content": whole_content()}),
        C::Submit | C::Endorse | C::PassForm => json!({"note": "Kính trình"}),
        C::ReturnToDrafter | C::CancelDraft | C::VoidIssued | C::RecallIssued => json!({"reason": "Vì nhầm"}),
        C::Sign => json!({"on": "paper", "files": [SCAN]}),
        C::Issue => json!({"register": one, "reserved_number": 7}),
        C::SealIssued => json!({"on": "pdf", "files": [SEALED]}),
        C::DispatchIssued => json!({"by_post": [one]}),
        C::SendUpdate => json!({"files": [SEALED], "reason": "Bản quét mờ"}),
        C::FileIssued => json!({"case_file": "HS-01"}),
        C::NoteDelivery => json!({"recipient": one, "state": "refused", "remark": "Sai địa chỉ"}),
        C::AcknowledgeIssued => json!({"recipient": one}),
        C::ChangeDrafter => json!({"drafter": OFFICER_2, "reason": "Đi công tác"}),
        C::Discuss => json!({"text": "Đến đâu rồi?"}),
        C::ReviseCopy => json!({"copy": whole_copy()}),
        C::NoteReplaced | C::NoteAmended | C::NoteCorrected => {
            json!({"later": {"document": one, "written": "20/QĐ-UBND", "issued_on": "2026-11-27"}})
        }
        C::TakeRelationBack => json!({"document": one}),
        C::AskOpinions => json!({
            "holders": [{"department": CULTURE}, {"person": MILITIAMAN}], "question": "Đề nghị góp ý",
            "due": "2026-12-01T10:00:00Z", "term": "2wd",
        }),
        C::GiveOpinion => json!({"opinion": one, "text": "Nhất trí", "files": [APPENDIX], "edition": 2}),
        C::PassOpinion => json!({"opinion": one, "to": CULTURE_OFFICER, "note": "Đồng chí nghiên cứu"}),
        C::WithdrawOpinion => json!({"opinion": one, "reason": "Đã họp"}),
        C::RemindOpinion => json!({"opinion": one, "text": "Sắp đến hạn"}),
        C::HandOverDraft => json!({"from": OFFICER, "to": OFFICER_2, "reason": "Chuyển công tác"}),
        C::RecountStep | C::RecountOpinions => json!({"because": ["Nghỉ bù"]}),
    };
    with(fields, "command", json!(kind.as_str()))
}

/// Content with every field that it has.
fn whole_content() -> Value {
    let mut content = decision();
    for recipient in content["recipients"].as_array_mut().unwrap() {
        recipient["copies"] = json!(3);
        if recipient["counterpart"].is_string() {
            recipient["by"] = json!("mail");
        }
    }
    let more = json!({
        "urgency": "urgent", "language": "Tiếng Việt", "field": "Nội vụ", "department": ECONOMY, "notation": "QĐ-UBND",
        "reply_by": "2026-12-31", "remark": "Bản mềm gửi sau", "relations": [{"kind": "replaces", "document": EARLIER}],
    });
    content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    content
}

/// A copy with every field that it has.
fn whole_copy() -> Value {
    copy_with(json!({
        "form": "sao_luc", "files": [SEALED], "remark": "Gửi theo đề nghị", "excerpt": "Mục II", "copied_from": "05/SY-STN",
        "urgency": "urgent", "department": OFFICE,
        "recipients": [{"department": CULTURE, "purpose": "to_know", "copies": 3}],
    }))
}

fn read(command: &Value) -> Result<Command, String> {
    serde_json::from_value(command.clone()).map_err(|fault| fault.to_string())
}

fn with(mut command: Value, field: &str, value: Value) -> Value {
    command.as_object_mut().unwrap().insert(field.to_owned(), value);
    command
}

fn without(mut command: Value, field: &str) -> Value {
    command.as_object_mut().unwrap().remove(field);
    command
}

#[test]
fn every_command_is_written_and_read_back_whole() {
    for kind in CommandKind::ALL {
        let written = whole(*kind);
        let command = read(&written).unwrap_or_else(|fault| panic!("{kind:?}: {fault}"));
        assert_eq!(command.kind(), *kind);
        assert_eq!(CommandKind::parse(kind.as_str()), Ok(*kind));
        assert!(!kind.vietnamese().is_empty());
        assert_eq!(
            serde_json::to_value(&command).unwrap(),
            written,
            "{kind:?} loses a field, or has one not tested here"
        );
    }
    let create = json!({"content": whole_content(), "submit": true});
    let read: Create = serde_json::from_value(create.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), create);
    let read: MakeCopy = serde_json::from_value(whole_copy()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), whole_copy());
}

/// Every object inside a value, one after the other with an unknown field.
fn spoilt(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(fields) => {
            let inner = fields.iter().flat_map(|(name, inner)| {
                spoilt(inner).into_iter().map(|bad| with(value.clone(), name, bad)).collect::<Vec<_>>()
            });
            std::iter::once(with(value.clone(), "bay", json!(1))).chain(inner).collect()
        }
        Value::Array(items) => {
            let replaced = |n: usize, bad: Value| {
                let mut items = items.clone();
                items[n] = bad;
                Value::Array(items)
            };
            let inner = items.iter().enumerate();
            inner
                .flat_map(|(n, inner)| spoilt(inner).into_iter().map(move |bad| (n, bad)))
                .map(|(n, bad)| replaced(n, bad))
                .collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn an_unknown_field_is_refused_at_any_depth() {
    for kind in CommandKind::ALL {
        let fault = read(&with(whole(*kind), "bay", json!(1))).unwrap_err();
        assert!(fault.contains("unknown field `bay`"), "{kind:?}: {fault}");
        for bad in spoilt(&whole(*kind)) {
            assert!(read(&bad).is_err(), "{bad}");
        }
    }
    assert!(spoilt(&whole(CommandKind::Revise)).len() > 8);
}

#[test]
fn going_back_and_ending_cannot_be_written_without_a_reason() {
    use CommandKind as C;
    for kind in [
        C::ReturnToDrafter,
        C::CancelDraft,
        C::VoidIssued,
        C::RecallIssued,
        C::SendUpdate,
        C::ChangeDrafter,
        C::WithdrawOpinion,
        C::HandOverDraft,
    ] {
        let fault = read(&without(whole(kind), "reason")).unwrap_err();
        assert!(fault.contains("missing field `reason`"), "{kind:?}: {fault}");
        for empty in [json!(null), json!(""), json!(" \n ")] {
            assert!(read(&with(whole(kind), "reason", empty.clone())).is_err(), "{kind:?} with {empty}");
        }
    }
}

#[test]
fn only_what_is_required_must_be_written() {
    use CommandKind as C;
    let required: [(C, &[&str]); 13] = [
        (C::Submit, &[]),
        (C::Endorse, &[]),
        (C::PassForm, &[]),
        (C::Sign, &["on"]),
        (C::Issue, &[]),
        (C::SealIssued, &["on"]),
        (C::DispatchIssued, &[]),
        (C::FileIssued, &[]),
        (C::NoteDelivery, &["recipient", "state"]),
        (C::AskOpinions, &["holders", "question"]),
        (C::GiveOpinion, &["opinion"]),
        (C::PassOpinion, &["opinion", "to"]),
        (C::RemindOpinion, &["opinion"]),
    ];
    for (kind, fields) in required {
        let whole = whole(kind);
        let least: Value =
            std::iter::once(&"command").chain(fields).map(|f| ((*f).to_owned(), whole[*f].clone())).collect();
        assert!(read(&least).is_ok(), "{least}");
        for field in fields {
            assert!(read(&without(least.clone(), field)).is_err(), "{kind:?} without {field}");
        }
    }
    let draft = json!({"content": {"document_type": "cong_van", "subject": "V/v họp"}});
    assert!(serde_json::from_value::<Create>(draft).is_ok());
}

#[test]
fn what_moves_a_document_says_on_which_version_it_was_decided() {
    use CommandKind as C;
    let inside: Vec<&CommandKind> = CommandKind::ALL.iter().filter(|kind| !kind.moves()).collect();
    let repeated = [
        C::NoteDelivery,
        C::AcknowledgeIssued,
        C::Discuss,
        C::RecountStep,
        C::AskOpinions,
        C::GiveOpinion,
        C::PassOpinion,
        C::WithdrawOpinion,
        C::RemindOpinion,
        C::RecountOpinions,
    ];
    assert_eq!(inside, repeated.iter().collect::<Vec<_>>());
}

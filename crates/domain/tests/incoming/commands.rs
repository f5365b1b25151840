//! Commands as JSON: what a client writes is what is read, and nothing unknown passes.

use domain::incoming::{Command, CommandKind, Receive};
use serde_json::{Map, Value, json};

use crate::world::*;

/// One command of every kind with every field that it has.
fn whole(kind: CommandKind) -> Value {
    use CommandKind as C;
    let one = "0190aaaa-0000-7000-8000-000000000001";
    let due = "2026-12-01T10:00:00Z";
    let target = json!({"department": ECONOMY, "instruction": "Chủ trì", "due": due});
    let officer = json!({"person": OFFICER, "instruction": "Tham mưu", "due": due});
    let direction = json!({
        "primary": target, "supporting": [officer], "informed": [{"person": CHIEF}], "monitors": [{"person": MONITOR}],
        "leader_approves": true,
    });
    let fields = match kind {
        C::Register => json!({"register": one, "confirm_duplicate": true}),
        C::Refuse | C::ReturnToSender | C::Void | C::Reopen | C::Recall | C::RefuseRecall | C::Pause | C::Resume => {
            json!({"reason": "Vì nhầm"})
        }
        C::Present | C::Pass => json!({"to": CHAIR, "note": "Kính trình", "proposal": direction}),
        C::Route => json!({"rule": RULE_REPORTS}),
        C::Close => json!({"reason": "Để biết", "readers": [{"department": ECONOMY}, {"person": CHIEF}]}),
        C::Direct => json!({"direction": direction}),
        C::GiveBack | C::TakeBack | C::Reject | C::Withdraw | C::RefuseExtension => {
            json!({"assignment": one, "reason": "Vì nhầm"})
        }
        C::Assign => json!({"assignment": one, "officer": officer, "supporting": [{"person": OFFICER_2}]}),
        C::SubmitResult => json!({"assignment": one, "text": "Đã xong", "files": [FILES[0]]}),
        C::Redirect => json!({"assignment": one, "primary": target, "reason": "Đúng chức năng"}),
        C::Reassign => json!({"assignment": one, "officer": officer, "reason": "Đi công tác"}),
        C::Approve => json!({"assignment": one, "note": "Đồng ý"}),
        C::File => json!({"case_file": "HS-01"}),
        C::AgreeRecall | C::PassOn => json!({}),
        C::RecountDeadlines => json!({"because": ["Nghỉ bù"]}),
        C::GrantLook => json!({"person": ADMIN, "until": due, "reason": "Tìm lỗi"}),
        C::EndLook => json!({"person": ADMIN}),
        C::HandOver => json!({"from": OFFICER, "to": OFFICER_2, "reason": "Chuyển công tác"}),
        C::Accept | C::Acknowledge => json!({"assignment": one}),
        C::Amend => json!({"assignment": one, "instruction": "Làm sớm", "due": due, "term": "5wd"}),
        C::AddRecipient => json!({"parent": one, "role": "supporting", "recipient": target}),
        C::Comment => json!({"text": "Đến đâu rồi?"}),
        C::Attach => json!({"files": [FILES[0], FILES[1]]}),
        C::Correct => json!({
            "reason": "Ghi nhầm", "author": "Sở Nội vụ", "author_code": "H22.50", "number": "12", "notation": "SNV-VP",
            "issued_on": "2026-11-01", "document_type": "cong_van", "subject": "V/v họp", "remark": "Bản sao",
            "urgency": "urgent", "pages": 2, "copies": 1, "language": "Tiếng Việt", "deadline": "2026-12-01",
            "signer_name": "Nguyễn Văn A", "signer_position": "Giám đốc", "confirm_duplicate": true,
            "relations": [{"kind": "corrects", "number": "11", "notation": "SNV-VP", "issued_on": "2026-10-01"}],
        }),
        C::ReportProgress | C::Remind => json!({"assignment": one, "text": "Được nửa việc"}),
        C::RequestExtension => json!({"assignment": one, "due": due, "term": "5wd", "reason": "Nhiều việc"}),
        C::GrantExtension => json!({"assignment": one, "due": due, "term": "5wd"}),
        C::Answered => json!({"by": "45/UBND-VP", "completes": true}),
        C::AnswerVoided => json!({"by": "45/UBND-VP", "reason": "Cấp nhầm số"}),
    };
    let mut command = json!({"command": kind.as_str()});
    command.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    command
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
        assert_eq!(
            serde_json::to_value(&command).unwrap(),
            written,
            "{kind:?} loses a field, or has one not tested here"
        );
    }
}

#[test]
fn an_unknown_field_is_refused_by_name_in_every_command() {
    for kind in CommandKind::ALL {
        let fault = read(&with(whole(*kind), "bay", json!(1))).unwrap_err();
        assert!(fault.contains("unknown field `bay`"), "{kind:?}: {fault}");
    }
}

/// Every command stands here by name, so that whoever adds one says what a mail that nobody has proved may do with it.
#[test]
fn what_decides_on_others_work_or_on_the_document_is_told_from_ones_own() {
    use CommandKind as C;
    let own = [
        C::Accept,
        C::SubmitResult,
        C::Assign,
        C::RequestExtension,
        C::ReportProgress,
        C::Acknowledge,
        C::Comment,
        C::Attach,
        // Of an assignment, as it is written here.
        C::GiveBack,
    ];
    let deciding = [
        C::Register,
        C::Refuse,
        C::Present,
        C::Route,
        C::Close,
        C::ReturnToSender,
        C::Void,
        C::Pass,
        C::Direct,
        C::Redirect,
        C::Reassign,
        C::TakeBack,
        C::Approve,
        C::Reject,
        C::File,
        C::Reopen,
        C::Recall,
        C::AgreeRecall,
        C::RefuseRecall,
        C::Amend,
        C::AddRecipient,
        C::Withdraw,
        C::Correct,
        C::Remind,
        C::GrantExtension,
        C::RefuseExtension,
        C::Pause,
        C::Resume,
        C::HandOver,
        C::GrantLook,
        C::EndLook,
        C::Answered,
        C::AnswerVoided,
        C::PassOn,
        C::RecountDeadlines,
    ];
    for kind in CommandKind::ALL {
        let decides = read(&whole(*kind)).unwrap().decides();
        assert_eq!((own.contains(kind), deciding.contains(kind)), (!decides, decides), "{kind:?}");
    }
    assert!(read(&without(whole(C::GiveBack), "assignment")).unwrap().decides(), "a presentation is the document");
}

/// Every object inside a command, one after the other with an unknown field.
fn spoilt(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(fields) => {
            let mut all = vec![with(value.clone(), "bay", json!(1))];
            for (name, inner) in fields {
                all.extend(spoilt(inner).into_iter().map(|bad| with(value.clone(), name, bad)));
            }
            all
        }
        Value::Array(items) => {
            let replaced = |n: usize, bad: Value| {
                let mut items = items.clone();
                items[n] = bad;
                Value::Array(items)
            };
            items
                .iter()
                .enumerate()
                .flat_map(|(n, inner)| spoilt(inner).into_iter().map(move |bad| (n, bad)))
                .map(|(n, bad)| replaced(n, bad))
                .collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn an_unknown_field_is_refused_at_any_depth() {
    let mut tried = 0;
    for kind in CommandKind::ALL {
        for bad in spoilt(&whole(*kind)) {
            assert!(read(&bad).is_err(), "{bad}");
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
    let receive = json!({"facts": {"author": AUTHOR, "document_type": "cong_van"}, "files": [], "register": {}});
    assert!(serde_json::from_value::<Receive>(receive.clone()).is_ok());
    for bad in spoilt(&receive) {
        assert!(serde_json::from_value::<Receive>(bad.clone()).is_err(), "{bad}");
    }
}

#[test]
fn going_back_and_ending_cannot_be_written_without_a_reason() {
    use CommandKind as C;
    let reasoned = [
        C::GiveBack,
        C::Reject,
        C::Refuse,
        C::ReturnToSender,
        C::Void,
        C::Close,
        C::Redirect,
        C::Reassign,
        C::TakeBack,
        C::Reopen,
        C::Recall,
        C::RefuseRecall,
        C::RefuseExtension,
        C::RequestExtension,
        C::Pause,
        C::Correct,
        C::HandOver,
        C::GrantLook,
    ];
    for kind in reasoned {
        let fault = read(&without(whole(kind), "reason")).unwrap_err();
        assert!(fault.contains("missing field `reason`"), "{kind:?}: {fault}");
        for empty in [json!(null), json!(""), json!(" \n ")] {
            assert!(read(&with(whole(kind), "reason", empty.clone())).is_err(), "{kind:?} with {empty}");
        }
    }
}

#[test]
fn a_command_has_a_name_that_is_known() {
    assert!(read(&json!({})).unwrap_err().contains("command"));
    assert!(read(&json!({"command": "bay"})).unwrap_err().contains("@unknown_command|bay"));
    assert!(read(&json!({"command": 1})).is_err());
}

#[test]
fn a_recipient_is_a_department_or_a_person_and_not_both() {
    let both = json!({"command": "direct", "direction": {"primary": {"department": ECONOMY, "person": HEAD}}});
    let neither = json!({"command": "direct", "direction": {"primary": {"instruction": "Chủ trì"}}});
    for command in [both, neither] {
        assert!(read(&command).unwrap_err().contains("@exactly_one_of"));
    }
}

#[test]
fn only_what_is_required_must_be_written() {
    let required: [(CommandKind, &[&str]); 7] = [
        (CommandKind::Register, &[]),
        (CommandKind::Present, &["to"]),
        (CommandKind::Direct, &[]),
        (CommandKind::Assign, &["assignment", "officer"]),
        (CommandKind::SubmitResult, &["assignment"]),
        (CommandKind::File, &[]),
        (CommandKind::Withdraw, &["assignment"]),
    ];
    for (kind, fields) in required {
        let whole = whole(kind);
        let mut least = Map::new();
        for field in std::iter::once("command").chain(fields.iter().copied()) {
            least.insert(field.to_owned(), whole[field].clone());
        }
        assert!(read(&Value::Object(least)).is_ok(), "{kind:?}");
    }
}

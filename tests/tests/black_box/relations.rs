//! What has gone out is mended by a document of the right form: replaced or amended by one of its type, corrected by an official letter. The
//! earlier one knows it with the number of the later, its readers are told, and whoever got both sees how they hang together.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Client, Server, letters, on_both_engines, unique, wait_until};

use crate::{
    organisation::Another,
    outgoing::{Outgoing, act, code_of, command, draft, given, kinds, read, revise, signed},
};

const PATIENCE: Duration = Duration::from_secs(30);

/// The numbers that the office gives next, with a notation, as they are written.
fn numbers(office: &Server) -> impl Fn(u64, &str) -> String {
    let before = given(&office.client("vanthu"));
    move |n, notation| format!("{:02}/{notation}", before + n)
}

fn decision(office: &Server, more: Value) -> Value {
    let mut content = json!({
        "document_type": "quyet_dinh_ca_biet", "subject": unique("Về việc kiện toàn tổ công tác "),
        "signer": office.person("chutich"),
        "recipients": [{ "department": office.department("VHXH"), "purpose": "to_act" }],
    });
    content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    content
}

fn issued(office: &Server, content: &Value) -> Outgoing {
    act(&office.client("vanthu"), &signed(office, content), &json!({ "command": "issue" }))
}

fn sent(office: &Server, issued: &Outgoing) -> Outgoing {
    let clerk = office.client("vanthu");
    let scan = clerk.upload("Bản ký.pdf", &letters::pdf(&unique("ban ky ")));
    let sealed = act(&clerk, issued, &json!({ "command": "seal", "on": "paper", "files": [scan] }));
    act(&clerk, &sealed, &json!({ "command": "dispatch" }))
}

fn related(kind: &str, earlier: &Outgoing) -> Value {
    json!({ "relations": [{ "kind": kind, "document": earlier.id() }] })
}

/// The remark of a document's line in the book.
fn remark(clerk: &Client, document: &Outgoing) -> Value {
    let register = document.0["line"]["register"].as_str().unwrap();
    let lines = clerk.all(&format!("/registers/{register}/entries"));
    lines.iter().find(|line| line["document"] == document.id()).unwrap()["remark"].clone()
}

fn events(clerk: &Client, document: &Outgoing) -> Vec<(String, String)> {
    let links = clerk.all(&format!("{}/history", document.path()));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    links.iter().map(|link| (text(&link["event"]), text(&link["by_kind"]))).collect()
}

on_both_engines! {
    /// A decision goes out, is replaced by another whose number is struck out, and by a third one that reaches the same office.
    fn a_decision_is_replaced(engine: Engine) {
        let office = Server::demo(engine);
        let nth = numbers(&office);
        let other = Another::set_up(&office);
        let (clerk, officer, culture) =
            (office.client("vanthu"), office.client("chuyenvien.kinhte1"), office.client("truongphong.vhxh"));
        let receiver = other.client(&office, "vanthu");
        let to = json!({ "agency": code_of(&receiver), "purpose": "to_act" });
        let inside = json!({ "department": office.department("VHXH"), "purpose": "to_act" });
        let first = issued(&office, &decision(&office, json!({ "recipients": [to, inside] })));
        let place = "/content/relations/0/document";
        let try_draft = |more: Value| officer.post("/outgoing-documents", &json!({ "content": decision(&office, more) }));
        try_draft(related("replaces", &first)).problem(409, "relation_not_dispatched").at(place, "relation_not_dispatched");
        let first = sent(&office, &first);
        let subject = first.0["content"]["subject"].clone();
        wait_until("it to arrive there", PATIENCE, || {
            receiver.all("/incoming-documents").iter().any(|line| line["subject"] == subject)
        });

        // What is not of the right form says so, with its place.
        let mut wrong = related("replaces", &first);
        wrong["document_type"] = json!("thong_bao");
        try_draft(wrong).problem(422, "relation_type").at(place, "relation_type");
        try_draft(related("corrects", &first)).problem(422, "correction_is_letter").at(place, "correction_is_letter");
        let nowhere = json!({ "relations": [{ "kind": "replaces", "document": "0190aaaa-0000-7000-8000-000000000001" }] });
        try_draft(nowhere).problem(422, "relation_unknown").at(place, "relation_unknown");
        let one = json!({ "kind": "replaces", "document": first.id() });
        try_draft(json!({ "relations": [one, one] })).problem(422, "relation_twice")
            .at("/content/relations/1/document", "relation_twice");
        try_draft(json!({ "relations": vec![one.clone(); 21] })).problem(422, "too_many_relations")
            .at("/content/relations", "too_many_relations");
        let unknown = json!({ "relations": [{ "kind": "ends", "document": first.id() }] });
        try_draft(unknown).problem(422, "invalid_input");

        // One who gets it and does not get what replaces it is found, and keeps nobody from it.
        let mut content = decision(&office, related("replaces", &first));
        let paper = draft(&officer, &content);
        let relation = &paper.0["content"]["relations"][0];
        assert_eq!((&relation["document"], &relation["written"]), (&json!(first.id()), &json!(nth(1, "QĐ-UBND"))));
        let found = |paper: &Outgoing| -> Vec<String> {
            let all = paper.0["findings"].as_array().unwrap().clone();
            all.iter().filter(|one| one["code"] == "recipients_of_replaced").map(|one| one["text"].as_str().unwrap().to_owned()).collect()
        };
        assert!(found(&paper)[0].contains("Ủy ban nhân dân xã Thí Nghiệm"), "{:?}", found(&paper));
        content["recipients"] = json!([to, inside]);
        let paper = Outgoing(revise(&officer, &paper, &content).ok());
        assert_eq!(found(&paper), Vec::<String>::new());
        let _ = act(&officer, &paper, &json!({ "command": "cancel", "reason": "Soạn lại." }));

        // With its number the first one is replaced: at rest, readable inside, with a clear mark.
        let second = issued(&office, &content);
        assert_eq!(second.written(), nth(2, "QĐ-UBND"));
        let replaced = read(&clerk, &first);
        assert_eq!((replaced.state(), &replaced.0["later"][0]["written"]), ("replaced", &json!(nth(2, "QĐ-UBND"))));
        assert_eq!(replaced.0["later"][0]["kind"], "replaces");
        assert_eq!(replaced.offers(), ["note_delivery", "comment"]);
        assert!(remark(&clerk, &first).as_str().unwrap().starts_with(&format!("Thay thế bởi {} ngày ", nth(2, "QĐ-UBND"))), "{}", remark(&clerk, &first));
        let as_received = read(&culture, &first);
        assert_eq!((as_received.state(), as_received.0["signed_files"].as_array().unwrap().len()), ("replaced", 1));
        assert!(culture.items("/inbox?kind=read").iter().all(|item| item["outgoing_document"]["id"] != first.id()));
        try_draft(related("replaces", &first)).problem(409, "relation_replaced").at(place, "relation_replaced");
        command(&clerk, &replaced, &json!({ "command": "recall", "reason": "Nhầm." })).problem(409, "wrong_state");
        let (title, name) = ("issued_replaced".to_owned(), |user: &str| {
            let people = clerk.items("/people");
            people.iter().find(|p| p["username"] == user).unwrap()["name"].as_str().unwrap().to_owned()
        });
        let told = kinds(&clerk, &replaced);
        for user in ["chuyenvien.kinhte1", "chutich", "truongphong.vhxh"] {
            assert!(told.contains(&(title.clone(), name(user))), "{user}: {told:?}");
        }

        // Its number struck out, the first one stands as before.
        let _ = act(&clerk, &second, &json!({ "command": "void", "reason": "Sai căn cứ." }));
        let stands = read(&clerk, &first);
        assert_eq!((stands.state(), &stands.0["later"]), ("dispatched", &json!([])));
        assert_eq!(remark(&clerk, &first), Value::Null);
        assert!(culture.items("/inbox?kind=read").iter().any(|item| item["outgoing_document"]["id"] == first.id()));
        let happened = events(&clerk, &first);
        let office_did: Vec<&str> =
            happened.iter().filter(|(_, by)| by == "office").map(|(event, _)| event.as_str()).collect();
        assert_eq!(office_did, ["replaced", "relation_taken_back"]);

        // The third one replaces it and goes where it went: there the two hang together.
        let mut again = content.clone();
        again["subject"] = json!(unique("Về việc kiện toàn lại tổ công tác "));
        let third = sent(&office, &issued(&office, &again));
        assert_eq!(read(&clerk, &first).0["later"][0]["written"], nth(3, "QĐ-UBND"));
        let find = |subject: &Value| {
            receiver.all("/incoming-documents").into_iter().find(|line| line["subject"] == *subject).map(|line| line["id"].clone())
        };
        wait_until("the third to arrive there", PATIENCE, || find(&again["subject"]).is_some());
        let came = receiver.read(find(&again["subject"]).unwrap().as_str().unwrap());
        let relation = &came.0["relations"][0];
        assert_eq!((&relation["kind"], &relation["written"]), (&json!("replaces"), &json!(nth(1, "QĐ-UBND"))));
        assert!(relation["text"].as_str().unwrap().starts_with(&format!("Thay thế văn bản số {} ngày ", nth(1, "QĐ-UBND"))), "{relation}");
        assert_eq!(relation["document"], find(&subject).unwrap(), "it links to what came before");
        assert_eq!(third.0["content"]["relations"][0]["document"], first.id());
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// Amended by its type, corrected by a letter, both beside the state; what can't be noted any more is said where the number was given.
    fn a_decision_is_amended_and_corrected(engine: Engine) {
        let office = Server::demo(engine);
        let nth = numbers(&office);
        let (clerk, officer) = (office.client("vanthu"), office.client("chuyenvien.kinhte1"));
        let first = sent(&office, &issued(&office, &decision(&office, json!({}))));
        let amending = issued(&office, &decision(&office, related("amends", &first)));
        let mut letter = related("corrects", &first);
        letter["document_type"] = json!("cong_van");
        let correcting = issued(&office, &decision(&office, letter.clone()));
        let now = read(&clerk, &first);
        let later: Vec<(&str, &str)> = now.0["later"].as_array().unwrap().iter()
            .map(|one| (one["kind"].as_str().unwrap(), one["written"].as_str().unwrap())).collect();
        assert_eq!((now.state(), later), ("dispatched", vec![("amends", nth(2, "QĐ-UBND").as_str()), ("corrects", nth(3, "UBND-KTHTDT").as_str())]));
        let said = remark(&clerk, &first);
        assert!(said.as_str().unwrap().starts_with(&format!("Sửa đổi, bổ sung bởi {}", nth(2, "QĐ-UBND"))), "{said}");
        assert!(said.as_str().unwrap().contains(&format!("; Đính chính bởi {}", nth(3, "UBND-KTHTDT"))), "{said}");
        let _ = act(&clerk, &correcting, &json!({ "command": "void", "reason": "Sai số." }));
        assert_eq!(read(&clerk, &first).0["later"].as_array().unwrap().len(), 1);

        // Recalled meanwhile: one before the form check is kept from the signer, one with its signature gets its number all the same.
        let waiting = draft(&officer, &decision(&office, related("amends", &first)));
        let waiting = act(&officer, &waiting, &json!({ "command": "submit" }));
        let waiting = act(&office.client("truongphong.kinhte"), &waiting, &json!({ "command": "endorse" }));
        let ready = signed(&office, &decision(&office, letter.clone()));
        let _ = act(&clerk, &read(&clerk, &first), &json!({ "command": "recall", "reason": "Nhầm thẩm quyền." }));
        command(&clerk, &waiting, &json!({ "command": "pass_form" })).problem(422, "form_fault");
        let found = read(&clerk, &waiting).0["findings"].clone();
        assert!(found.as_array().unwrap().iter().any(|one| one["code"] == "relation_not_possible" && one["blocks"] == true), "{found}");
        let late = act(&clerk, &ready, &json!({ "command": "issue" }));
        let links = clerk.all(&format!("{}/history", late.path()));
        let link = links.iter().find(|link| link["event"] == "issued").unwrap();
        assert_eq!(link["facts"]["relations"][0]["refused"], "relation_recalled", "{link}");
        assert_eq!(read(&clerk, &first).0["later"].as_array().unwrap().len(), 1, "only what amends it");
        // Striking that out takes back nothing that was never there.
        let _ = act(&clerk, &late, &json!({ "command": "void", "reason": "Văn bản đã thu hồi." }));
        officer.post("/outgoing-documents", &json!({ "content": decision(&office, related("amends", &first)) }))
            .problem(409, "relation_recalled").at("/content/relations/0/document", "relation_recalled");
        // What was recalled can still be replaced.
        issued(&office, &decision(&office, related("replaces", &first)));
        let now = read(&clerk, &first);
        assert_eq!((now.state(), &now.0["seal"]), ("replaced", &Value::Null));
        assert_eq!(now.0["end"]["reason"], "Nhầm thẩm quyền.");
        let _ = act(&clerk, &amending, &json!({ "command": "void", "reason": "Thôi." }));
        assert_eq!(read(&clerk, &first).state(), "replaced");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// What comes by hand is entered with what it replaces, and corrected.
    fn what_came_in_says_what_it_replaces(engine: Engine) {
        let server = Server::shared(engine);
        let clerk = server.client("vanthu");
        let mut first = letters::about(&unique("Văn bản trước "));
        let number = unique("7");
        let number = &number[..number.len().min(10)];
        for (field, value) in [("number", number), ("notation", "SNV-VP"), ("issued_on", "2026-01-05")] {
            first[field] = json!(value);
        }
        let earlier = clerk.register(&first);
        let mut facts = letters::about(&unique("Văn bản sau "));
        facts["relations"] = json!([{ "kind": "amends", "number": number, "notation": "SNV-VP", "issued_on": "2026-01-05" }]);
        facts["author"] = first["author"].clone();
        let later = clerk.register(&facts);
        let relation = &later.0["relations"][0];
        assert_eq!(relation["document"], earlier.id());
        assert_eq!(relation["text"], format!("Sửa đổi, bổ sung văn bản số {number}/SNV-VP ngày 05/01/2026"));
        let mend = json!({ "command": "correct", "reason": "Ghi nhầm.",
            "relations": [{ "kind": "corrects", "number": "12", "notation": "SNV-VP" }] });
        let later = clerk.act(&later, &mend);
        assert_eq!(later.0["relations"][0]["text"], "Đính chính văn bản số 12/SNV-VP");
        assert!(later.0["relations"][0].get("document").is_none());
        let mut secret = letters::secret();
        secret["relations"] = json!([{ "kind": "amends", "number": "1", "notation": "A-B" }]);
        clerk.post("/incoming-documents", &json!({ "facts": secret })).problem(422, "secret_has_no_content")
            .at("/facts/relations", "secret_has_no_content");
    }
}

//! Documents and their states between two installations, by an axis that has its quirks: three processes.

use std::{
    ops::Range,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use serde_json::{Value, json};
use tests::{
    Client, Document, Server,
    axis::{Axis, COMMUNE, TwoOffices, WARD},
    letters, on_both_engines, unique, wait_until,
};

use super::outgoing::{Outgoing, act, at_work, draft, plain, read, signed, standing};

const PATIENCE: Duration = Duration::from_secs(60);
const THERE: &str = "Ủy ban nhân dân xã Bên Kia";
/// Signed files, and who vouches for them.
const SIGNED: &str = "../crates/paper/tests/signed";
const HERE: &str = "Ủy ban nhân dân phường Bên Này";

/// A notice of the ward, sealed and sent to the commune.
fn sent(offices: &TwoOffices, more: &Value, scan: &[u8]) -> Outgoing {
    sent_to(&offices.ward, &offices.commune_at_ward, more, scan)
}

/// A notice of the ward, sealed and sent to a counterpart.
pub fn sent_to(ward: &Server, counterpart: &Value, more: &Value, scan: &[u8]) -> Outgoing {
    let clerk = ward.client("vanthu");
    let mut content = plain(ward);
    content["recipients"] = json!([{ "counterpart": counterpart, "purpose": "to_act" }]);
    content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let paper = act(&clerk, &signed(ward, &content), &json!({ "command": "issue" }));
    let file = clerk.upload("Bản đã ký, đóng dấu.pdf", scan);
    let paper = act(&clerk, &paper, &json!({ "command": "seal", "on": "paper", "files": [file] }));
    act(&clerk, &paper, &json!({ "command": "dispatch" }))
}

/// A document of the commune, from its draft to its dispatch.
fn sent_back(commune: &Server, content: &Value) -> Outgoing {
    let by = |user: &str| commune.client(user);
    let (clerk, head, officer) = (by("vanthu.vidu"), by("truongphong.vidu"), by("chuyenvien.vidu"));
    let paper = act(&officer, &draft(&officer, content), &json!({ "command": "submit" }));
    let paper = act(&head, &read(&head, &paper), &json!({ "command": "endorse" }));
    let paper = act(&clerk, &read(&clerk, &paper), &json!({ "command": "pass_form" }));
    let paper = act(&by("chutich.vidu"), &paper, &json!({ "command": "sign", "on": "paper" }));
    let paper = act(&clerk, &read(&clerk, &paper), &json!({ "command": "issue" }));
    let file = clerk.upload("Bản trả lời.pdf", &letters::pdf("tra loi"));
    let paper = act(&clerk, &paper, &json!({ "command": "seal", "on": "paper", "files": [file] }));
    act(&clerk, &paper, &json!({ "command": "dispatch" }))
}

/// What came in with this subject.
pub fn came(clerk: &Client, subject: &str) -> Vec<Value> {
    let all = clerk.all("/incoming-documents");
    all.into_iter().filter(|one| one["subject"] == subject).collect()
}

pub fn arrived(clerk: &Client, subject: &str) -> Document {
    wait_until("the document to arrive", PATIENCE, || !came(clerk, subject).is_empty());
    clerk.read(came(clerk, subject)[0]["id"].as_str().unwrap())
}

pub fn subject_of(paper: &Outgoing) -> &str {
    paper.0["content"]["subject"].as_str().unwrap()
}

pub fn wait_standing(clerk: &Client, paper: &Outgoing, name: &str, state: &str) {
    wait_until(&format!("{name} to be {state}"), PATIENCE, || standing(clerk, paper, name)["state"] == state);
}

pub fn quarantined(clerk: &Client) -> Vec<Value> {
    clerk.all("/interchange/quarantine")
}

on_both_engines! {
    /// Issued here, it is received there with its file byte for byte; each step there is told here; the answer arrives, and completes what it answers.
    fn a_document_and_its_answer(engine: Engine) {
        let offices = TwoOffices::start(engine, ("usual", 7), "");
        let (clerk, there) = (offices.ward.client("vanthu"), offices.commune.client("vanthu.vidu"));
        let scan: Vec<u8> = letters::pdf("ban ky").into_iter().chain((0..200_000_u32).map(|n| (n % 251) as u8)).collect();
        let paper = sent(&offices, &json!({ "urgency": "urgent", "reply_by": "2031-03-09" }), &scan);
        let letter = arrived(&there, subject_of(&paper));
        let facts = &letter.0["facts"];
        for (field, value) in [
            ("author_code", json!("H99.99")),
            ("document_type", json!("thong_bao")),
            ("urgency", json!("urgent")),
            ("deadline", json!("2031-03-09")),
            ("channel", json!("interchange")),
        ] {
            assert_eq!(facts[field], value, "{field}: {facts}");
        }
        let file = letter.0["files"][0].clone();
        let file = there.get(&format!("/files/{}", file["id"].as_str().unwrap())).expect(200);
        assert_eq!(file.body, scan, "byte for byte");
        let packet = clerk.all("/interchange/packets?direction=out").remove(0);
        assert_eq!((&packet["state"], &packet["kind"], &packet["peer"]), (&json!("sent"), &json!("document"), &json!(COMMUNE)));
        let line = standing(&clerk, &paper, THERE);
        assert_eq!((&line["packet"], &line["gateway"]), (&packet["id"], &json!("truc")));
        wait_standing(&clerk, &paper, THERE, "arrived");

        // Each step there is told here.
        let letter = there.act(&letter, &json!({ "command": "register" }));
        wait_standing(&clerk, &paper, THERE, "received");
        let by = |user: &str| offices.commune.client(user);
        let unit = there.items("/departments").into_iter().find(|one| one["code"] == "PKT").unwrap()["id"].as_str().unwrap().to_owned();
        let officer = by("chuyenvien.vidu").get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
        let letter = at_work(&there, &by("chutich.vidu"), &by("truongphong.vidu"), &letter, &unit, &officer);
        wait_standing(&clerk, &paper, THERE, "handling");

        // The answer.
        let signer = by("chutich.vidu").get("/me").ok()["person"]["id"].clone();
        let content = json!({
            "document_type": "cong_van", "subject": unique("V/v trả lời "), "signer": signer,
            "answers": [{ "document": letter.id(), "final": true }],
            "recipients": [{ "counterpart": offices.ward_at_commune, "purpose": "to_know" }],
        });
        let answer = sent_back(&offices.commune, &content);
        assert_eq!(there.read(letter.id()).state(), "completed");
        let back = arrived(&clerk, subject_of(&answer));
        assert!(back.0["facts"]["remark"].as_str().unwrap().contains(paper.written()), "{}", back.0["facts"]);
        wait_standing(&clerk, &paper, THERE, "done");
        // Each is shown with the other, to whom it may be shown.
        let [question] = back.0["answers_to"].as_array().unwrap().as_slice() else { panic!("{}", back.0["answers_to"]) };
        assert_eq!((&question["document"], &question["written"]), (&json!(paper.id()), &json!(paper.written())));
        assert!(question["text"].as_str().unwrap().starts_with(&format!("Trả lời văn bản số {} ngày ", paper.written())), "{question}");
        let asked = read(&clerk, &paper);
        let [reply] = asked.0["answered_by"].as_array().unwrap().as_slice() else { panic!("{}", asked.0["answered_by"]) };
        assert_eq!((&reply["document"], &reply["written"]), (&json!(back.id()), &json!(answer.written())));
        assert!(reply["text"].as_str().unwrap().starts_with("Được trả lời bằng văn bản số "), "{reply}");
        let drafter = offices.ward.client("chuyenvien.kinhte1");
        assert_eq!(drafter.get(&format!("/incoming-documents/{}", back.id())).status, 404, "the answer lies at the registry yet");
        let seen = drafter.get(&format!("/outgoing-documents/{}", paper.id())).ok();
        assert_eq!(seen["answered_by"], json!([]), "what may not be opened is not named");
        let told = || standing(&clerk, &paper, THERE)["remark"].as_str().unwrap_or_default().contains(answer.written());
        wait_until("the answer to stand at its recipient", PATIENCE, told);
        wait_standing(&there, &answer, HERE, "arrived");
        assert!(quarantined(&clerk).is_empty() && quarantined(&there).is_empty());
    }

    /// What is digitally signed in a file that came is told with it: of whom, and that it stands; and that it does not, where a byte was changed on the way.
    fn what_is_signed_is_told(engine: Engine) {
        let authorities = format!("{}/{SIGNED}/authorities.pem", env!("CARGO_MANIFEST_DIR"));
        let beside = [("CONGVAN_SIGNATURE_CA_FILE", authorities.as_str())];
        let offices = TwoOffices::start_with(engine, ("usual", 17), "", &beside);
        let there = offices.commune.client("vanthu.vidu");
        let signed = std::fs::read(format!("{}/{SIGNED}/person_and_agency.pdf", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let mut changed = signed.clone();
        let at = changed.windows(11).position(|text| text == b"Van ban mau").unwrap();
        changed[at] = b'T';
        let told = |scan: &[u8]| {
            let letter = arrived(&there, subject_of(&sent(&offices, &json!({}), scan)));
            let file = || there.read(letter.id()).0["files"][0].clone();
            wait_until("the file to be looked at", PATIENCE, || file()["signatures"].is_array());
            file()["signatures"].as_array().unwrap().clone()
        };
        let all = told(&signed);
        let [person, agency] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((&person["signer"]["name"], &agency["signer"]["name"]), (&json!("Nguyễn Văn Mẫu"), &json!("Ủy ban nhân dân phường Mẫu")));
        for one in [person, agency] {
            assert_eq!((&one["kind"], &one["integrity"], &one["certificate"]), (&json!("signature"), &json!("intact"), &json!("trusted")));
        }
        assert_eq!((person["bytes_after"] == 0, agency["bytes_after"] == 0), (false, true));
        assert_eq!(agency["text"], "Nội dung còn nguyên vẹn từ khi ký; chữ ký bao trùm toàn bộ tệp.");
        assert!(!person.to_string().contains("CCCD"), "a person's number stays where it is");
        assert!(told(&changed).iter().all(|one| one["integrity"] == "altered"));
        assert!(told(&letters::pdf("không ký")).is_empty());
    }

    /// A recall is a request there: one is agreed to, one is refused with the reason, and both are told. What is not taken in comes back with the reason, too.
    fn it_is_recalled(engine: Engine) {
        let offices = TwoOffices::start(engine, ("usual", 11), "");
        let (clerk, there) = (offices.ward.client("vanthu"), offices.commune.client("vanthu.vidu"));
        let paper = sent(&offices, &json!({}), &letters::pdf("a"));
        let letter = arrived(&there, subject_of(&paper));
        wait_standing(&clerk, &paper, THERE, "arrived");
        let asked_back = |paper: &Outgoing, letter: &Document| {
            let paper = act(&clerk, &read(&clerk, paper), &json!({ "command": "recall", "reason": "Ban hành nhầm." }));
            wait_until("the recall to arrive", PATIENCE, || !there.read(letter.id()).0["recall"].is_null());
            (paper, there.read(letter.id()))
        };
        let (paper, letter) = asked_back(&paper, &letter);
        assert_eq!(there.act(&letter, &json!({ "command": "agree_recall" })).state(), "recalled");
        wait_standing(&clerk, &paper, THERE, "recalled");

        let kept = sent(&offices, &json!({ "subject": unique("V/v giữ lại ") }), &letters::pdf("b"));
        let letter = there.act(&arrived(&there, subject_of(&kept)), &json!({ "command": "register" }));
        wait_standing(&clerk, &kept, THERE, "received");
        let (kept, letter) = asked_back(&kept, &letter);
        let _ = there.act(&letter, &json!({ "command": "refuse_recall", "reason": "Đã triển khai xong." }));
        let why = "Nơi nhận không đồng ý trả lại. Lý do: Đã triển khai xong.";
        wait_until("the refusal to be told", PATIENCE, || standing(&clerk, &kept, THERE)["remark"] == why);
        assert_eq!(standing(&clerk, &kept, THERE)["state"], "received", "it stands where it stood");

        let wrong = sent(&offices, &json!({ "subject": unique("V/v gửi nhầm ") }), &letters::pdf("c"));
        let letter = arrived(&there, subject_of(&wrong));
        let _ = there.act(&letter, &json!({ "command": "refuse", "reason": "Không thuộc thẩm quyền." }));
        wait_standing(&clerk, &wrong, THERE, "refused");
        assert_eq!(standing(&clerk, &wrong, THERE)["remark"], "Không thuộc thẩm quyền.");
    }

    /// Asked first to take a better scan and then to give the document back, they refuse the one and agree to the other: each answer is taken for what it
    /// answers, although nothing in it says so.
    fn each_answer_is_to_what_was_asked(engine: Engine) {
        let offices = TwoOffices::start(engine, ("usual", 23), "");
        let (clerk, there) = (offices.ward.client("vanthu"), offices.commune.client("vanthu.vidu"));
        let paper = sent(&offices, &json!({}), &letters::pdf("mo"));
        let letter = there.act(&arrived(&there, subject_of(&paper)), &json!({ "command": "register" }));
        wait_standing(&clerk, &paper, THERE, "received");
        let file = clerk.upload("Bản quét lại.pdf", &letters::pdf("ro"));
        let update = json!({ "command": "send_update", "files": [file], "reason": "Bản quét bị mờ." });
        let paper = act(&clerk, &read(&clerk, &paper), &update);
        wait_until("the update to wait for a clerk", PATIENCE, || quarantined(&there).len() == 1);
        let waits = quarantined(&there).remove(0);
        let refuse = json!({ "command": "refuse", "reason": "Bản cũ vẫn rõ." });
        there.post(&format!("/interchange/quarantine/{}", waits["id"].as_str().unwrap()), &refuse).ok();
        let why = "Nơi nhận không đồng ý nhận bản cập nhật. Lý do: Bản cũ vẫn rõ.";
        wait_until("the refusal to be told", PATIENCE, || standing(&clerk, &paper, THERE)["remark"] == why);
        let paper = act(&clerk, &read(&clerk, &paper), &json!({ "command": "recall", "reason": "Ban hành nhầm." }));
        wait_until("the recall to arrive", PATIENCE, || !there.read(letter.id()).0["recall"].is_null());
        let _ = there.act(&there.read(letter.id()), &json!({ "command": "agree_recall" }));
        wait_standing(&clerk, &paper, THERE, "recalled");
    }

    /// A sender who wants theirs back by a status (13) is answered at their own code; what comes of a document before it is here waits for it.
    fn it_is_wanted_back_by_a_status(engine: Engine) {
        let offices = TwoOffices::start(engine, ("calm", 19), "");
        let clerk = offices.ward.client("vanthu");
        let put = |text: &str| offices.axis.put(text.as_bytes());
        // The recall is here first.
        put(&message(COMMUNE, WARD, "51/UBND-VP", "Đến sau", "1", NO_FILE));
        wait_until("the recall to wait", PATIENCE, || quarantined(&clerk).len() == 1);
        assert_eq!(quarantined(&clerk)[0]["fault"]["code"], "document_unknown");
        put(&message(COMMUNE, WARD, "51/UBND-VP", "Đến sau", "0", ONE_FILE));
        let late = arrived(&clerk, "Đến sau");
        wait_until("the recall to be read again", PATIENCE, || !clerk.read(late.id()).0["recall"].is_null());
        assert!(quarantined(&clerk).is_empty());

        put(&message(COMMUNE, WARD, "52/UBND-VP", "Lấy lại", "0", ONE_FILE));
        let letter = arrived(&clerk, "Lấy lại");
        put(&wanted_back(COMMUNE, WARD, "52/UBND-VP"));
        wait_until("the request to stand", PATIENCE, || !clerk.read(letter.id()).0["recall"].is_null());
        let letter = clerk.read(letter.id());
        assert_eq!(clerk.act(&letter, &json!({ "command": "agree_recall" })).state(), "recalled");
        // Once more: it is gone already, and that is said.
        put(&wanted_back(COMMUNE, WARD, "52/UBND-VP").replace("Xin lại", "Xin lại lần nữa"));
        let told = || {
            let all = offices.axis.messages();
            all.iter().filter(|one| one["messageType"] == "status" && one["to"] == COMMUNE && one["from"] == WARD).count()
        };
        // Of each document: arrived; of the second: agreed, twice.
        wait_until("both answers to reach the sender", PATIENCE, || told() >= 4);
        let failed = clerk.all("/interchange/packets?state=failed");
        assert!(failed.is_empty(), "{failed:?}");
        // What was recalled may come again, mended, under the same identifier.
        put(&message(COMMUNE, WARD, "52/UBND-VP", "Bản sửa", "0", ONE_FILE));
        assert_ne!(arrived(&clerk, "Bản sửa").id(), letter.id());
    }

    /// A better scan goes behind the first and is taken over there; what replaces the document says so there. Whoever never got one by the
    /// interchange gets no update.
    fn it_is_updated_and_replaced(engine: Engine) {
        let offices = TwoOffices::start(engine, ("usual", 13), "updates = \"take\"");
        let (clerk, there) = (offices.ward.client("vanthu"), offices.commune.client("vanthu.vidu"));
        let paper = sent(&offices, &json!({}), &letters::pdf("mo"));
        let letter = arrived(&there, subject_of(&paper));
        let letter = there.act(&letter, &json!({ "command": "register" }));
        wait_standing(&clerk, &paper, THERE, "received");
        let first = standing(&clerk, &paper, THERE)["packet"].clone();

        let better = letters::pdf("ro");
        let update = |files: Value| json!({ "command": "send_update", "files": files, "reason": "Bản quét bị mờ." });
        let paper = read(&clerk, &paper);
        let file = clerk.upload("Bản quét lại.pdf", &better);
        let paper = act(&clerk, &paper, &update(json!([file])));
        let with = |id: &str| there.get(&format!("/files/{id}")).expect(200).body == better;
        let ids = || -> Vec<String> {
            let files = there.read(letter.id()).0["files"].as_array().unwrap().clone();
            files.iter().map(|file| file["id"].as_str().unwrap().to_owned()).collect()
        };
        wait_until("the better scan to be there", PATIENCE, || ids().iter().any(|id| with(id)));
        let line = standing(&clerk, &paper, THERE);
        assert_eq!(line["state"], "received", "{line}");
        assert_ne!(line["packet"], first);
        let agreed = || {
            let told = clerk.all("/interchange/packets?direction=in&kind=status");
            told.iter().any(|one| clerk.get(&format!("/interchange/packets/{}", one["id"].as_str().unwrap())).ok()["arrived"]["purpose"] == "15")
        };
        wait_until("the commune's agreement to be told", PATIENCE, agreed);

        // What is done there and lies in its case file is mended as well.
        let leader = offices.commune.client("chutich.vidu");
        let to = leader.get("/me").ok()["person"]["id"].clone();
        let letter = there.act(&there.read(letter.id()), &json!({ "command": "present", "to": to }));
        let letter = leader.act(&letter, &json!({ "command": "close", "reason": "Để biết." }));
        let letter = there.act(&there.read(letter.id()), &json!({ "command": "file" }));
        assert_eq!(letter.state(), "filed");
        let best = clerk.upload("Bản quét lần ba.pdf", &letters::pdf("ro nhat"));
        let paper = act(&clerk, &read(&clerk, &paper), &update(json!([best])));
        wait_until("the best scan to be there", PATIENCE, || ids().len() == 3);
        assert_eq!(there.read(letter.id()).state(), "filed");

        let relations = json!([{ "kind": "replaces", "document": paper.id() }]);
        let later = sent(&offices, &json!({ "relations": relations, "subject": unique("V/v thay thế ") }), &letters::pdf("moi"));
        let replacing = arrived(&there, subject_of(&later));
        assert!(replacing.0["relations"].to_string().contains("replaces"), "{}", replacing.0);
        let paper = read(&clerk, &paper);
        assert_eq!(paper.state(), "replaced");
        assert!(!paper.offers().contains(&"send_update"), "{:?}", paper.offers());
        assert!(quarantined(&clerk).is_empty() && quarantined(&there).is_empty());
    }

    /// What was changed is decided on by a clerk, or taken over, as the office has it; what is not a message is laid aside and says why.
    fn what_a_clerk_decides(engine: Engine) {
        let offices = TwoOffices::start(engine, ("calm", 3), "");
        let there = offices.commune.client("vanthu.vidu");
        offices.axis.put(message("H99.77", COMMUNE, "31/UBND-VP", "Lần đầu", "0", ONE_FILE).as_bytes());
        let letter = arrived(&there, "Lần đầu");
        offices.axis.put(message("H99.77", COMMUNE, "31/UBND-VP", "Lần sau", "2", NO_FILE).as_bytes());
        wait_until("the update to wait", PATIENCE, || quarantined(&there).len() == 1);
        let waits = quarantined(&there).remove(0);
        assert_eq!((&waits["fault"]["code"], &waits["about"]), (&json!("update_waits"), &json!("H99.77,2026/11/20,31/UBND-VP")));
        let decide = |id: &Value, what: &Value| there.post(&format!("/interchange/quarantine/{}", id.as_str().unwrap()), what);
        decide(&waits["id"], &json!({ "command": "retry" })).problem(422, "update_to_decide");
        decide(&waits["id"], &json!({ "command": "agree" })).ok();
        wait_until("it to be taken over", PATIENCE, || there.read(letter.id()).0["facts"]["subject"] == "Lần sau");
        decide(&waits["id"], &json!({ "command": "agree" })).problem(409, "packet_not_aside");
        // No message at all, and one about what nobody knows.
        let broken = message("H99.77", COMMUNE, "32/UBND-VP", "Hỏng", "0", ONE_FILE).replace("PromulgationDate", "PromulgationDay");
        offices.axis.put(broken.as_bytes());
        offices.axis.put(message("H99.77", COMMUNE, "99/UBND-VP", "Không có", "1", NO_FILE).as_bytes());
        wait_until("both to be laid aside", PATIENCE, || quarantined(&there).len() == 2);
        for one in quarantined(&there) {
            let code = one["fault"]["code"].as_str().unwrap();
            assert!(["missing", "document_unknown"].contains(&code), "{one}");
            let shown = there.get(&format!("/interchange/packets/{}", one["id"].as_str().unwrap())).ok();
            assert!(shown["message_size"].as_i64().unwrap() > 500, "{shown}");
            decide(&one["id"], &json!({ "command": "discard", "reason": " " })).problem(422, "invalid_input").at("/reason", "empty");
            decide(&one["id"], &json!({ "command": "discard" })).problem(422, "invalid_input").at("/reason", "missing_field");
            decide(&one["id"], &json!({ "command": "lưu" })).problem(422, "invalid_input").at("/command", "unknown_command");
            decide(&one["id"], &json!({ "command": "discard", "reason": "Không phải văn bản." })).ok();
        }
        assert!(quarantined(&there).is_empty());
        // Secret, by its own word; and one whose identifier is no identifier any more.
        let states = "<edXML:OtherInfo><edXML:Secret>Mật</edXML:Secret></edXML:OtherInfo></edXML:MessageHeader>";
        let secret = message("H99.77", COMMUNE, "33/UBND-VP", "Có độ mật", "0", ONE_FILE).replace("</edXML:MessageHeader>", states);
        let endless = message("H99.77", COMMUNE, "34/UBND-VP", "Mã dài", "0", ONE_FILE)
            .replacen("34/UBND-VP</edXML:DocumentId>", &format!("34/{}</edXML:DocumentId>", "x".repeat(600)), 1);
        for (packet, code) in [(secret, "states_secrecy"), (endless, "document_id_too_long")] {
            offices.axis.put(packet.as_bytes());
            wait_until("it to be laid aside", PATIENCE, || quarantined(&there).len() == 1);
            let aside = quarantined(&there).remove(0);
            assert_eq!(aside["fault"]["code"], code, "{aside}");
            let word = if code == "states_secrecy" { "refuse" } else { "discard" };
            decide(&aside["id"], &json!({ "command": word, "reason": "Không nhận qua mạng." })).ok();
        }
        assert!(came(&there, "Có độ mật").is_empty() && came(&there, "Mã dài").is_empty());
        there.get("/interchange/directory?gateway=khac").problem(404, "not_found").at("gateway", "unknown_value");
        there.request("POST", "/interchange/packets?kind=document").send().problem(401, "push_secret_wrong");
    }

    /// A scan of 200 MB goes from one office to the other byte for byte, and neither ever holds it in memory.
    fn a_large_scan_leaves_memory_flat(engine: Engine) {
        // The test itself holds it several times: one engine after the other.
        static ALONE: Mutex<()> = Mutex::new(());
        let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let offices = TwoOffices::start_with(engine, ("calm", 17), "", &[("CONGVAN_MAX_FILE_MB", "256")]);
        let there = offices.commune.client("vanthu.vidu");
        // What is made once, for whatever packet, is there after the first.
        let small = sent(&offices, &json!({}), &letters::pdf("nho"));
        let _ = arrived(&there, subject_of(&small));
        let ends = [&offices.ward, &offices.commune];
        let before = ends.map(|office| {
            // What it has held at its start is not counted.
            std::fs::write(format!("/proc/{}/clear_refs", office.pid()), "5").unwrap();
            peak(office)
        });
        let scan: Vec<u8> = letters::pdf("lon").into_iter().chain((0..200_u32 << 20).map(|n| (n % 251) as u8)).collect();
        let large = sent(&offices, &json!({ "subject": unique("V/v bản quét lớn ") }), &scan);
        wait_until("the large scan to arrive", PATIENCE * 5, || !came(&there, subject_of(&large)).is_empty());
        let letter = arrived(&there, subject_of(&large));
        let file = there.get(&format!("/files/{}", letter.0["files"][0]["id"].as_str().unwrap())).expect(200);
        assert!(file.body == scan, "byte for byte");
        let grown: Vec<u64> = ends.map(peak).iter().zip(before).map(|(after, before)| after.saturating_sub(before) >> 10).collect();
        println!("{engine:?}: {grown:?} MiB more at the peak, for a scan of {} MiB", scan.len() >> 20);
        assert!(grown.iter().all(|grown| *grown < 64), "{grown:?} MiB more");
    }

    /// A packet that is larger than the office takes waits at the axis and here, keeps none of the others waiting, and comes when a clerk has it fetched
    /// again under another limit.
    fn what_cannot_be_fetched_waits(engine: Engine) {
        let axis = Axis::start("calm", 5);
        let at_axis = axis.settings(COMMUNE, "");
        let with = |limit: &'static str| -> Vec<(&str, &str)> {
            at_axis.iter().map(|(name, value)| (*name, value.as_str())).chain([("CONGVAN_INTERCHANGE_MAX_MB", limit)]).collect()
        };
        let office = Server::demo_with(engine, &with("1"));
        let there = office.client("vanthu.vidu");
        let large = message("H99.77", COMMUNE, "41/UBND-VP", "Gói lớn", "0", ONE_FILE).replacen("?>", &format!("?>{}", format!("<!--{}-->", "x".repeat(1000)).repeat(1500)), 1);
        axis.put(large.as_bytes());
        wait_until("it to be laid aside", PATIENCE, || quarantined(&there).len() == 1);
        let aside = quarantined(&there).remove(0);
        assert_eq!(aside["fault"]["code"], "too_large", "{aside}");
        let retry = |who: &Client| who.post(&format!("/interchange/quarantine/{}", aside["id"].as_str().unwrap()), &json!({ "command": "retry" })).ok();
        let _ = retry(&there);
        axis.put(message("H99.77", COMMUNE, "42/UBND-VP", "Gói nhỏ", "0", ONE_FILE).as_bytes());
        let _ = arrived(&there, "Gói nhỏ");
        wait_until("it to be laid aside again", PATIENCE, || quarantined(&there).len() == 1);
        office.kill();
        let office = office.beside(&["serve", "--demo"], &with("10"));
        office.start();
        let there = office.client("vanthu.vidu");
        let _ = retry(&there);
        let letter = arrived(&there, "Gói lớn");
        assert_eq!(there.get(&format!("/interchange/packets/{}", aside["id"].as_str().unwrap())).ok()["document"], json!(letter.id()));
        assert!(quarantined(&there).is_empty());
    }

    /// Everything goes wrong at the axis that can, and both offices are killed again and again: every document is there once, and every state is right.
    /// `TEST_EXCHANGED` says how many go each way (`scripts/exchange`).
    fn each_is_there_once_at_the_worst(engine: Engine) {
        let many = std::env::var("TEST_EXCHANGED").ok().map_or(100, |text| text.parse().unwrap());
        let patience = Duration::from_secs(600) + Duration::from_secs(3) * u32::try_from(many).unwrap();
        let began = std::time::Instant::now();
        let offices = TwoOffices::start(engine, ("worst", 20_261_130), "updates = \"take\"");
        let mark = unique("Lô ");
        let (mut sent_there, mut sent_here) = (Vec::new(), Vec::new());
        // In four lots; after each an office is killed while its packets come and go.
        for round in 0..4 {
            let lot = many * round / 4..many * (round + 1) / 4;
            std::thread::scope(|scope| {
                let there = scope.spawn(|| papers(&offices, &mark, lot.clone()));
                let here = scope.spawn(|| papers_back(&offices, &mark, lot.clone()));
                sent_there.extend(there.join().unwrap());
                sent_here.extend(here.join().unwrap());
            });
            let office = if round % 2 == 0 { &offices.ward } else { &offices.commune };
            office.kill();
            office.start();
        }
        assert_eq!((sent_there.len(), sent_here.len()), (many, many));
        let ends = [(&offices.ward, "vanthu"), (&offices.commune, "vanthu.vidu")];
        let arrived = |office: &Server, clerk: &str| {
            let all = office.client(clerk).all("/incoming-documents");
            all.into_iter().filter(|one| one["subject"].as_str().is_some_and(|text| text.starts_with(&mark))).collect::<Vec<_>>()
        };
        let issued = began.elapsed().as_secs();
        for (office, clerk) in ends {
            let what = format!("{many} documents to arrive");
            wait_until(&what, patience, || {
                std::thread::sleep(Duration::from_millis(500));
                arrived(office, clerk).len() >= many
            });
        }
        let there = began.elapsed().as_secs();
        // Entered there, which is told here.
        std::thread::scope(|scope| {
            for (office, clerk) in ends {
                let arrived = &arrived;
                scope.spawn(move || {
                    let all = arrived(office, clerk);
                    let clerk = office.client(clerk);
                    for one in all {
                        let _ = clerk.act(&clerk.read(one["id"].as_str().unwrap()), &json!({ "command": "register" }));
                    }
                });
            }
        });
        for (papers, (office, clerk), name) in [(&sent_there, ends[0], THERE), (&sent_here, ends[1], HERE)] {
            let clerk = office.client(clerk);
            let mut open: Vec<&Outgoing> = papers.iter().collect();
            wait_until("every state to be told", patience, || {
                open.retain(|paper| standing(&clerk, paper, name)["state"] != "received");
                open.is_empty()
            });
        }
        // Every tenth is handled there, from the leader to its officer and back, and that is told step by step.
        let handled: Vec<&Outgoing> = sent_there.iter().skip(2).step_by(10).collect();
        handle(&offices, &handled);
        // Every tenth is asked back, and given.
        let (here, beyond) = (offices.ward.client("vanthu"), offices.commune.client("vanthu.vidu"));
        let asked_back: Vec<Outgoing> = sent_there.iter().step_by(10).map(|paper| read(&here, paper)).collect();
        for paper in &asked_back {
            let _ = act(&here, paper, &json!({ "command": "recall", "reason": "Ban hành nhầm." }));
        }
        for paper in &asked_back {
            let id = came(&beyond, subject_of(paper))[0]["id"].clone();
            let letter = || beyond.read(id.as_str().unwrap());
            wait_until("the recall to arrive", patience, || !letter().0["recall"].is_null());
            let _ = beyond.act(&letter(), &json!({ "command": "agree_recall" }));
        }
        for paper in &asked_back {
            wait_until("it to be given back", patience, || standing(&here, paper, THERE)["state"] == "recalled");
        }
        // Every tenth is sent anew, with a better scan beside the first.
        let updated: Vec<Outgoing> = sent_there.iter().skip(5).step_by(10).map(|paper| read(&here, paper)).collect();
        for paper in &updated {
            let file = here.upload("Bản quét lại.pdf", &letters::pdf("ro"));
            let _ = act(&here, paper, &json!({ "command": "send_update", "files": [file], "reason": "Bản quét bị mờ." }));
        }
        for paper in &updated {
            let id = came(&beyond, subject_of(paper))[0]["id"].clone();
            let files = || beyond.read(id.as_str().unwrap()).0["files"].as_array().unwrap().len();
            wait_until("the better scan to be there", patience, || files() == 2);
        }
        let (clerk, mut open) = (offices.ward.client("vanthu"), handled.clone());
        wait_until("what is done there to be told", patience, || {
            open.retain(|paper| standing(&clerk, paper, THERE)["state"] != "done");
            open.is_empty()
        });
        let told = began.elapsed().as_secs();
        // What stands at the axis was sent once: copies that it made itself have one id of its sender.
        let mut ids: Vec<String> = Vec::new();
        for one in offices.axis.messages() {
            if one["messageType"] == "edoc" && one["title"].as_str().is_some_and(|title| title.starts_with(&mark)) {
                ids.push(format!("{} {}", one["title"], one["senderDocId"]));
            }
        }
        ids.sort();
        ids.dedup();
        let beside = asked_back.len() + updated.len();
        assert_eq!(ids.len(), 2 * many + beside, "each document, each recall and each update was sent once");
        println!("{engine:?}: {many} each way issued after {issued} s, all there after {there} s, every state told after {told} s");
        for (office, clerk) in ends {
            let mut subjects: Vec<String> =
                arrived(office, clerk).iter().map(|one| one["subject"].as_str().unwrap().to_owned()).collect();
            subjects.sort();
            let there = subjects.len();
            subjects.dedup();
            assert_eq!((there, subjects.len()), (many, many), "each is there once");
            assert!(quarantined(&office.client(clerk)).is_empty(), "nothing is laid aside");
            let failed = office.client(clerk).all("/interchange/packets?state=failed");
            assert!(failed.is_empty(), "{failed:?}");
        }
    }
}

/// The most memory that a server has held since that was cleared, in KiB.
fn peak(office: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", office.pid())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse().unwrap()
}

/// What came in at the commune as these, from the leader to the officer, and completed.
fn handle(offices: &TwoOffices, papers: &[&Outgoing]) {
    let by = |user: &str| offices.commune.client(user);
    let (clerk, leader, head, officer) =
        (by("vanthu.vidu"), by("chutich.vidu"), by("truongphong.vidu"), by("chuyenvien.vidu"));
    let unit = clerk.items("/departments").into_iter().find(|one| one["code"] == "PKT").unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let person = officer.get("/me").ok()["person"]["id"].as_str().unwrap().to_owned();
    for paper in papers {
        let letter = clerk.read(came(&clerk, subject_of(paper))[0]["id"].as_str().unwrap());
        let letter = at_work(&clerk, &leader, &head, &letter, &unit, &person);
        let part = letter.assignment(&person).to_owned();
        let letter =
            officer.act(&letter, &json!({ "command": "submit_result", "assignment": part, "text": "Đã xong." }));
        let letter = head.act(&letter, &json!({ "command": "approve", "assignment": part }));
        assert_eq!(letter.state(), "completed");
    }
}

/// So many notices of the ward, each with a subject of its own.
fn papers(offices: &TwoOffices, mark: &str, lot: Range<usize>) -> Vec<Outgoing> {
    let scan = letters::pdf("ban ky");
    lot.map(|n| sent(offices, &json!({ "subject": format!("{mark} đi {n:04}") }), &scan)).collect()
}

/// So many of the commune.
fn papers_back(offices: &TwoOffices, mark: &str, lot: Range<usize>) -> Vec<Outgoing> {
    let signer = offices.commune.client("chutich.vidu").get("/me").ok()["person"]["id"].clone();
    let content = |n: usize| {
        json!({ "document_type": "thong_bao", "subject": format!("{mark} về {n:04}"), "signer": signer,
            "recipients": [{ "counterpart": offices.ward_at_commune, "purpose": "to_act" }] })
    };
    lot.map(|n| sent_back(&offices.commune, &content(n))).collect()
}

/// A text file: its line in the manifest, and its bytes.
pub const ONE_FILE: (&str, &str) = (
    "<edXML:edXMLBody><edXML:edXMLManifest version=\"1.0\"><edXML:Reference><edXML:ContentId>cid:tep-1</edXML:ContentId>\
     <edXML:ContentType>text/plain</edXML:ContentType><edXML:AttachmentName>van-ban.txt</edXML:AttachmentName></edXML:Reference>\
     </edXML:edXMLManifest></edXML:edXMLBody>",
    "<AttachmentEncoded><Attachment><ContentId>cid:tep-1</ContentId><AttachmentName>van-ban.txt</AttachmentName>\
     <ContentType>text/plain</ContentType><edXML:ContentTransferEncoded xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">\
     TuG7mWkgZHVuZyB2xINuIGLhuqNu</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded>",
);
const NO_FILE: (&str, &str) = ("", "");

/// A status by which another system wants its document of this number back.
pub fn wanted_back(from: &str, to: &str, written: &str) -> String {
    let ns = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><edXML xmlns=\"{ns}\"><edXML:edXMLEnvelope xmlns:edXML=\"{ns}\"><edXML:edXMLHeader><edXML:MessageHeader>\
         <edXML:From><edXML:OrganId>{from}</edXML:OrganId><edXML:OrganName>Ủy ban nhân dân xã Ngoài</edXML:OrganName></edXML:From>\
         <edXML:ResponseFor><edXML:OrganId>{to}</edXML:OrganId><edXML:Code>{written}</edXML:Code><edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate>\
         <edXML:DocumentId>{from},2026/11/20,{written}</edXML:DocumentId></edXML:ResponseFor>\
         <edXML:StaffInfo><edXML:Department>Văn phòng</edXML:Department><edXML:Staff>Người Gửi Mẫu</edXML:Staff></edXML:StaffInfo>\
         <edXML:StatusCode>13</edXML:StatusCode><edXML:Description>Xin lại</edXML:Description><edXML:Timestamp>2026/11/21 08:00:00</edXML:Timestamp>\
         </edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>"
    )
}

/// A message of another system, about a document of this number.
pub fn message(
    from: &str,
    to: &str,
    written: &str,
    subject: &str,
    business: &str,
    (manifest, files): (&str, &str),
) -> String {
    let (number, notation) = written.split_once('/').unwrap();
    let ns = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    let about = if business == "0" {
        String::new()
    } else {
        format!("<edXML:DocumentId>{from},2026/11/20,{written}</edXML:DocumentId>")
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><edXML xmlns=\"{ns}\"><edXML:edXMLEnvelope xmlns:edXML=\"{ns}\"><edXML:edXMLHeader><edXML:MessageHeader>\
         <edXML:From><edXML:OrganId>{from}</edXML:OrganId><edXML:OrganName>Ủy ban nhân dân xã Ngoài</edXML:OrganName></edXML:From>\
         <edXML:To><edXML:OrganId>{to}</edXML:OrganId><edXML:OrganName>Ủy ban nhân dân xã Ví Dụ</edXML:OrganName></edXML:To>\
         <edXML:DocumentId>{from},2026/11/20,{written}</edXML:DocumentId><edXML:Code><edXML:CodeNumber>{number}</edXML:CodeNumber><edXML:CodeNotation>{notation}</edXML:CodeNotation></edXML:Code>\
         <edXML:PromulgationInfo><edXML:Place>Mẫu</edXML:Place><edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate></edXML:PromulgationInfo>\
         <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeDetail>18</edXML:TypeDetail><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>\
         <edXML:Subject>{subject}</edXML:Subject><edXML:Content>{subject}</edXML:Content><edXML:SignerInfo><edXML:FullName>Người Ký Mẫu</edXML:FullName></edXML:SignerInfo>\
         </edXML:MessageHeader><edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>{from}</edXML:OrganId><edXML:Timestamp>2026/11/20 09:15:00</edXML:Timestamp></edXML:TraceHeader>\
         <edXML:Bussiness>{about}<edXML:BussinessDocType>{business}</edXML:BussinessDocType><edXML:BussinessDocReason>Lý do thử</edXML:BussinessDocReason><edXML:Paper>0</edXML:Paper></edXML:Bussiness>\
         </edXML:TraceHeaderList></edXML:edXMLHeader>{manifest}</edXML:edXMLEnvelope>{files}</edXML>"
    )
}

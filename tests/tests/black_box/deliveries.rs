//! What passes from one agency to another: a delivery that becomes a command there, and nothing else of either exists for the
//! other, but what a superior agency is let know.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Answer, Client, Document, Mailbox, Server, letters, on_both_engines, service, unique, wait_until};

use crate::organisation::Another;

const PATIENCE: Duration = Duration::from_secs(30);

fn code_of(who: &Client) -> String {
    let own = who.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    who.get(&format!("/agencies/{own}")).ok()["code"].as_str().unwrap().to_owned()
}

fn letter(to: &str) -> Value {
    json!({ "to": to, "facts": { "number": "57", "notation": "UBND-VP", "issued_on": "2026-11-02",
        "document_type": "cong_van", "subject": unique("V/v báo cáo "), "signer_name": "Người Ký Mẫu" } })
}

fn send(who: &Client, body: &Value) -> Answer {
    who.request("POST", "/deliveries").key(&unique("gui-")).json(body).send()
}

fn delivery(who: &Client, id: &Value) -> Value {
    who.get(&format!("/deliveries/{}", id.as_str().unwrap())).ok()
}

/// The delivery once it stands so.
fn standing(who: &Client, id: &Value, wanted: &str) -> Value {
    wait_until(&format!("the delivery to be {wanted}"), PATIENCE, || delivery(who, id)["standing"] == wanted);
    delivery(who, id)
}

/// What arrived with this subject.
fn arrived(who: &Client, subject: &Value) -> Document {
    let all = who.all("/incoming-documents");
    let found = all.iter().find(|d| d["subject"] == *subject).unwrap_or_else(|| panic!("no {subject}"));
    who.read(found["id"].as_str().unwrap())
}

on_both_engines! {
    fn what_is_sent_arrives_as_a_command_of_the_interchange(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let (sender, receiver) = (server.client("vanthu"), other.client(server, "vanthu"));
        let (own_code, to) = (code_of(&sender), code_of(&receiver));
        let known = sender.items("/counterparts");
        assert!(known.iter().any(|c| c["code"] == to.as_str() && c["name"] == "Ủy ban nhân dân xã Thí Nghiệm"), "{known:?}");
        assert!(known.iter().all(|c| c["code"] != own_code.as_str()));

        let mut body = letter(&to);
        let content = letters::pdf(&unique("noi dung "));
        let file = sender.upload("Công văn.pdf", &content);
        body["files"] = json!([file]);
        let key = unique("gui-");
        let post = || sender.request("POST", "/deliveries").key(&key).json(&body).send();
        let sent = post().created();
        assert_eq!((sent["standing"].as_str(), sent["to"]["code"].as_str()), (Some("queued"), Some(to.as_str())));
        assert_eq!(post().created()["id"], sent["id"], "a repeat sends nothing more");
        let there = standing(&sender, &sent["id"], "arrived");
        assert!(there.get("follow_up").is_none() && there.get("entry").is_none(), "{there}");

        // There it is as if it had come by the interchange, from whom the installation knows it is.
        let came = arrived(&receiver, &body["facts"]["subject"]);
        let facts = &came.0["facts"];
        assert_eq!((came.state(), facts["channel"].as_str()), ("received", Some("interchange")));
        assert_eq!(facts["author_code"], own_code.as_str());
        assert_eq!((facts["number"].as_str(), facts["signer_name"].as_str()), (Some("57"), Some("Người Ký Mẫu")));
        assert_eq!(receiver.history(came.id())[0]["by_kind"], "interchange");
        assert_eq!(receiver.messages(came.id())[0]["kind"], "arrived");
        let copy = came.0["files"][0]["id"].as_str().unwrap();
        assert_ne!(copy, file, "an id of its own");
        assert_eq!(receiver.get(&format!("/files/{copy}")).body, content);
        let subjects: Vec<Value> = receiver.all("/incoming-documents").iter().map(|d| d["subject"].clone()).collect();
        assert_eq!(subjects.iter().filter(|s| **s == body["facts"]["subject"]).count(), 1);

        // Neither exists for the other.
        sender.get(&came.path()).problem(404, "not_found");
        sender.get(&format!("/files/{copy}")).problem(404, "not_found");
        receiver.get(&format!("/files/{file}")).problem(404, "not_found");
        receiver.get(&format!("/deliveries/{}", sent["id"].as_str().unwrap())).problem(404, "not_found");
        assert!(receiver.all("/deliveries").is_empty());
        assert!(sender.all("/deliveries").iter().any(|d| d["id"] == sent["id"]));

        // The sender learns its number, and no more.
        let registered = receiver.act(&came, &json!({ "command": "register" }));
        let followed = standing(&sender, &sent["id"], "registered");
        assert_eq!(followed["entry"]["number"], registered.number());
        let leader = other.client(server, "chutich");
        let at_work = receiver.act(&registered, &json!({ "command": "present", "to": leader.get("/me").ok()["person"]["id"] }));
        assert_eq!(at_work.state(), "presented");
        let followed = delivery(&sender, &sent["id"]);
        assert_eq!(followed["standing"], "registered");
        assert!(followed.get("follow_up").is_none());

        // Refused, with the reason; sent back; wanted back.
        let refused = send(&sender, &letter(&to)).created();
        standing(&sender, &refused["id"], "arrived");
        let no = json!({ "command": "refuse", "reason": "Không đúng thẩm quyền." });
        assert_eq!(receiver.act(&arrived(&receiver, &refused["subject"]), &no).state(), "refused");
        assert_eq!(standing(&sender, &refused["id"], "refused")["reason"], "Không đúng thẩm quyền.");
        let recall = |id: &Value| {
            let path = format!("/deliveries/{}/recall", id.as_str().unwrap());
            sender.request("POST", &path).key(&unique("thu-hoi-")).json(&json!({ "reason": "Gửi nhầm." })).send()
        };
        let wanted = recall(&sent["id"]).created();
        assert_eq!(wanted["recall"]["reason"], "Gửi nhầm.");
        recall(&sent["id"]).problem(409, "recalled_already");
        wait_until("the recall to arrive", PATIENCE, || delivery(&sender, &sent["id"])["recall"]["state"] == "done");
        let asked = receiver.read(came.id());
        assert_eq!(asked.0["recall"]["reason"], "Gửi nhầm.");
        assert_eq!(receiver.act(&asked, &json!({ "command": "agree_recall" })).state(), "recalled");
        assert_eq!(standing(&sender, &sent["id"], "recalled")["reason"], "Gửi nhầm.");
        assert_eq!(recall(&refused["id"]).created()["recall"]["state"], "queued");
        wait_until("the late recall to fail", PATIENCE, || delivery(&sender, &refused["id"])["recall"]["state"] == "failed");
        assert_eq!(delivery(&sender, &refused["id"])["recall"]["failure"]["code"], "wrong_state");
    }

    /// What the receiver keeps the sender learns, on the page and by mail.
    fn a_refused_recall_is_told_to_the_sender(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let other = Another::set_up(&server);
        let (sender, receiver) = (server.client("vanthu"), other.client(&server, "vanthu"));
        let sent = send(&sender, &letter(&code_of(&receiver))).created();
        standing(&sender, &sent["id"], "arrived");
        let came = receiver.act(&arrived(&receiver, &sent["subject"]), &json!({ "command": "register" }));
        let path = format!("/deliveries/{}/recall", sent["id"].as_str().unwrap());
        sender.request("POST", &path).key(&unique("thu-hoi-")).json(&json!({ "reason": "Gửi nhầm." })).send().created();
        wait_until("the recall to arrive", PATIENCE, || delivery(&sender, &sent["id"])["recall"]["state"] == "done");
        let reason = unique("Đang xử lý dở ");
        let asked = receiver.read(came.id());
        let kept = receiver.act(&asked, &json!({ "command": "refuse_recall", "reason": reason }));
        assert_eq!(kept.state(), "registered");
        let recall = delivery(&sender, &sent["id"])["recall"].clone();
        assert_eq!((&recall["state"], &recall["failure"]["code"]), (&json!("failed"), &json!("refuse_recall")), "{recall}");
        assert!(recall["failure"]["detail"].as_str().is_some_and(|why| why.contains(&reason)), "{recall}");
        assert_eq!(delivery(&sender, &sent["id"])["standing"], "registered");
        let told = || {
            let mails = Mailbox::of("vanthu@phuong-demo.example").all().into_iter();
            mails.filter(|mail| mail.subject.starts_with("Đề nghị thu hồi không") && mail.text.contains(&reason)).count()
        };
        wait_until("a mail to the sender's registry", PATIENCE, || told() == 1);
    }

    fn what_cannot_be_sent_is_said_to_be_so(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let (sender, to) = (server.client("vanthu"), code_of(&other.administrator));
        send(&server.client("chuyenvien.kinhte1"), &letter(&to)).problem(403, "registry_only");
        send(&sender, &letter("H99.nowhere")).problem(422, "no_such_agency").at("/to", "no_such_agency");
        send(&sender, &letter(&code_of(&sender))).problem(422, "own_agency").at("/to", "own_agency");
        let mut wrong = letter(&to);
        wrong["facts"]["author"] = json!("Văn phòng Chính phủ");
        send(&sender, &wrong).problem(422, "invalid_input").at("/facts/author", "unknown_field");
        let mut wrong = letter(&to);
        wrong["facts"]["issued_on"] = json!("2998-01-01");
        send(&sender, &wrong).problem(422, "issued_in_future").at("/facts/issued_on", "issued_in_future");
        let mut wrong = letter(&to);
        wrong["files"] = json!([uuid::Uuid::now_v7()]);
        send(&sender, &wrong).problem(422, "file_unknown").at("/files/0", "file_unknown");
        let mut wrong = letter(&to);
        wrong["facts"]["document_type"] = json!("bay");
        send(&sender, &wrong).problem(422, "type_unknown").at("/facts/document_type", "type_unknown");
    }

    fn a_superior_is_let_know_figures_and_how_its_documents_stand(engine: Engine) {
        let server = Server::shared(engine);
        let other = Another::set_up(server);
        let (superior, leader) = (server.client("vanthu"), server.client("chutich"));
        let (clerk, chair, head) = (other.client(server, "vanthu"), other.client(server, "chutich"), other.client(server, "truongphong"));
        let figures = format!("/agencies/{}/figures", other.id);
        leader.get(&figures).problem(404, "not_found");
        let sent = send(&superior, &letter(&code_of(&clerk))).created();
        standing(&superior, &sent["id"], "arrived");

        let grant = |more: Value| {
            let mut command = json!({ "command": "grant_oversight", "agency": code_of(&superior), "instrument": "01/QC-UBND" });
            command.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            other.change(&json!([command]))
        };
        grant(json!({})).problem(422, "nothing_overseen").at("/commands/0/figures", "nothing_overseen");
        grant(json!({ "agency": "H99.nowhere", "figures": true })).problem(422, "no_such_agency");
        grant(json!({ "agency": code_of(&clerk), "figures": true })).problem(422, "own_agency");
        let granted = grant(json!({ "figures": true, "follow_up": true })).ok();
        assert_eq!(granted["results"][0]["agency"]["oversight"][0]["instrument"], "01/QC-UBND");
        grant(json!({ "figures": true })).problem(409, "already_overseen");

        let came = arrived(&clerk, &sent["subject"]);
        let chair_id = chair.get("/me").ok()["person"]["id"].clone();
        let unit = chair.items("/departments")[0]["id"].clone();
        let presented = clerk.act(&clerk.act(&came, &json!({ "command": "register" })), &json!({ "command": "present", "to": chair_id }));
        let direction = json!({ "primary": { "department": unit, "due": letters::in_days(5), "instruction": "Ý kiến mật của Chủ tịch" } });
        let directed = chair.act(&presented, &json!({ "command": "direct", "direction": direction }));
        let followed = delivery(&superior, &sent["id"]);
        let known = &followed["follow_up"];
        assert_eq!((known["state"].as_str(), known["unit"].as_str(), known["late"].as_bool()), (Some("directed"), Some("Phòng Kinh tế"), Some(false)));
        assert!(known["due"].is_string() && known["completed_at"].is_null());
        assert!(!followed.to_string().contains("Ý kiến mật"), "no contents: {followed}");
        let root = directed.last_assignment(unit.as_str().unwrap())["id"].clone();
        let done = head.act(&directed, &json!({ "command": "submit_result", "assignment": root, "text": "Xong." }));
        assert_eq!(chair.act(&done, &json!({ "command": "approve", "assignment": root })).state(), "completed");
        assert!(delivery(&superior, &sent["id"])["follow_up"]["completed_at"].is_string());

        // Figures: counts, without secret lines; for those who see the agency's work, on both sides.
        let known = leader.items("/counterparts").into_iter().find(|c| c["code"] == code_of(&clerk).as_str()).unwrap();
        assert_eq!((known["figures"].as_str(), known["follow_up"].as_bool()), (Some(other.id.as_str()), Some(true)));
        let before = leader.get(&figures).ok();
        assert_eq!((before["received"].as_i64(), before["completed"].as_i64(), before["open"].as_i64()), (Some(1), Some(1), Some(0)));
        clerk.register(&letters::secret());
        clerk.register(&letters::facts());
        let after = chair.get(&figures).ok();
        assert_eq!((after["received"].as_i64(), after["by_state"]["registered"].as_i64()), (Some(2), Some(1)));
        assert_eq!(leader.get(&format!("{figures}?from=2020-01-01&until=2020-12-31")).ok()["received"], 0);
        leader.get(&format!("{figures}?from=2021-01-01&until=2020-12-31")).problem(400, "bad_parameter");
        server.client("chuyenvien.kinhte1").get(&figures).problem(403, "follower_only");
        // The other way nothing was granted.
        let own = superior.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        chair.get(&format!("/agencies/{own}/figures")).problem(404, "not_found");
        // Not the document itself, nor anything else of it.
        superior.get(&came.path()).problem(404, "not_found");

        let yesterday = (chrono::Utc::now() + chrono::Duration::hours(7) - chrono::Duration::days(1)).date_naive().to_string();
        let end = json!([{ "command": "end_oversight", "agency": code_of(&superior), "until": yesterday }]);
        other.change(&end).ok();
        leader.get(&figures).problem(404, "not_found");
        assert!(delivery(&superior, &sent["id"]).get("follow_up").is_none());
        other.change(&end).problem(409, "not_overseen");
    }
}

//! What arrives out of order, again, in other words or against the rules of the calendar: one office at an axis, and what another system sends it.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{
    Client, Engine, Mailbox, Server,
    axis::{Axis, COMMUNE, WARD},
    letters, on_both_engines, service, unique, wait_until,
};

use super::{
    interchange::{ONE_FILE, arrived, came, message, quarantined, sent_to, wait_standing, wanted_back},
    outgoing::{act, read},
    service_accounts::System,
};

const PATIENCE: Duration = Duration::from_secs(60);
const NO_FILE: (&str, &str) = ("", "");
const THERE: &str = "Ủy ban nhân dân xã Bên Kia";

/// The commune at an axis, and its clerk; the ward is whatever is put there.
struct Commune {
    axis: Axis,
    office: Server,
    clerk: Client,
}

impl Commune {
    fn start(engine: Engine, seed: u64, more: &str) -> Self {
        let axis = Axis::start("calm", seed);
        let office = axis.office(engine, (COMMUNE, more), &[]);
        let clerk = office.client("vanthu.vidu");
        Self { axis, office, clerk }
    }

    /// Puts a packet of the ward there.
    fn put(&self, packet: &str) {
        self.axis.put(packet.as_bytes());
    }

    /// What waits for a clerk, once so many do.
    fn aside(&self, many: usize) -> Vec<Value> {
        wait_until(&format!("{many} packets to be laid aside"), PATIENCE, || quarantined(&self.clerk).len() == many);
        quarantined(&self.clerk)
    }

    /// Decides about a packet.
    fn decide(&self, packet: &Value, what: &Value) -> tests::Answer {
        self.clerk.post(&format!("/interchange/quarantine/{}", packet["id"].as_str().unwrap()), what)
    }

    fn packet(&self, packet: &Value) -> Value {
        self.clerk.get(&format!("/interchange/packets/{}", packet["id"].as_str().unwrap())).ok()
    }

    /// What the ward was told of its document of this number, in order.
    fn told(&self, written: &str) -> Vec<String> {
        let mut all = self.clerk.all("/interchange/packets?direction=out&kind=status");
        all.reverse();
        let about = |one: &Value| one["about"].as_str().is_some_and(|key| key.ends_with(written));
        let status = |one: &Value| self.packet(one)["content"]["status"].as_str().unwrap().to_owned();
        all.iter().filter(|one| about(one)).map(status).collect()
    }

    /// Waits until the ward was told just that.
    fn wait_told(&self, written: &str, statuses: &[&str]) {
        wait_until(&format!("{statuses:?} of {written}"), PATIENCE, || self.told(written) == statuses);
    }

    fn came(&self, subject: &str) -> usize {
        came(&self.clerk, subject).len()
    }
}

/// A packet of the ward about its document of this number, written at this time of a day.
fn of_ward(written: &str, subject: &str, business: &str, at: &str) -> String {
    let files = if ["1", "2"].contains(&business) { NO_FILE } else { ONE_FILE };
    message(WARD, COMMUNE, written, subject, business, files)
        .replace("2026/11/20 09:15:00", &format!("2026/11/20 {at}"))
}

/// One that replaces this earlier document.
fn replacing(written: &str, subject: &str, earlier: &str) -> String {
    let list = format!(
        "<edXML:ReplacementInfoList><edXML:ReplacementInfo><edXML:DocumentId>{earlier}</edXML:DocumentId><edXML:OrganIdList>\
         <edXML:OrganId>{COMMUNE}</edXML:OrganId></edXML:OrganIdList></edXML:ReplacementInfo></edXML:ReplacementInfoList></edXML:Bussiness>"
    );
    of_ward(written, subject, "3", "10:00:00")
        .replace("</edXML:Bussiness>", &list)
        .replace("Ủy ban nhân dân xã Ngoài", "UBND xã Ngoài (tên mới)")
}

/// A status of the commune about a document of the ward that it names in its own way.
fn status_about(code: &str, words: &str, (written, day): (&str, &str), at: &str) -> String {
    wanted_back(COMMUNE, WARD, written)
        .replace(&format!("{COMMUNE},2026/11/20,{written}"), "1f0e8a52-7c1d-4a3b-9b7f-000000000001")
        .replace("2026/11/20", day)
        .replace("<edXML:StatusCode>13<", &format!("<edXML:StatusCode>{code}<"))
        .replace("Xin lại", words)
        .replace("2026/11/21 08:00:00", at)
}

/// Vietnam's time, as messages have it.
fn vietnams(ahead: chrono::Duration, form: &str) -> String {
    (chrono::Utc::now() + chrono::Duration::hours(7) + ahead).format(form).to_string()
}

/// Gives the ward's clerk an address, and shows what it was told there of packets.
pub fn clerks_mailbox(office: &Server) -> (String, impl Fn() -> Vec<String>) {
    let administrator = office.client("quantri");
    let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    let address = format!("{}@phuong-demo.example", unique("vt-"));
    let command = json!({ "command": "change_person", "person": "vanthu", "email": address });
    administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": [command] })).ok();
    let mailbox = address.clone();
    let told = move || {
        let mails = Mailbox::of(&mailbox).all().into_iter();
        mails
            .filter(|mail| mail.subject.starts_with("Gói tin liên thông chờ"))
            .map(|mail| mail.text)
            .collect::<Vec<_>>()
    };
    (address, told)
}

on_both_engines! {
    /// Of two updates the one that was written later stands, in whichever order they arrive or are agreed to; the other is answered, and changes nothing.
    fn a_late_update_changes_nothing(engine: Engine) {
        let there = Commune::start(engine, 31, "");
        there.put(&of_ward("11/UBND-VP", "Bản đầu", "0", "08:00:00"));
        let letter = arrived(&there.clerk, "Bản đầu");
        there.put(&of_ward("11/UBND-VP", "Bản ba", "2", "11:00:00"));
        there.put(&of_ward("11/UBND-VP", "Bản hai", "2", "10:00:00"));
        let waiting = there.aside(2);
        let waits = |subject: &str| {
            let of = |one: &&Value| there.clerk.get(&format!("/interchange/packets/{}/message", one["id"].as_str().unwrap())).expect(200).body.windows(subject.len()).any(|text| text == subject.as_bytes());
            waiting.iter().find(of).unwrap()
        };
        let subject = || there.clerk.read(letter.id()).0["facts"]["subject"].clone();
        let _ = there.decide(waits("Bản ba"), &json!({ "command": "agree" })).ok();
        wait_until("the third to be taken over", PATIENCE, || subject() == "Bản ba");
        let _ = there.decide(waits("Bản hai"), &json!({ "command": "agree" })).ok();
        let state = |packet: &Value| (there.packet(packet)["state"].clone(), there.packet(packet)["fault"]["code"].clone());
        wait_until("the second to be overtaken", PATIENCE, || state(waits("Bản hai")) == (json!("repeated"), json!("overtaken")));
        // A later comer asks nobody.
        there.put(&of_ward("11/UBND-VP", "Bản một", "2", "09:00:00"));
        there.wait_told("11/UBND-VP", &["arrived", "change_agreed", "change_agreed", "change_agreed"]);
        assert_eq!((subject(), quarantined(&there.clerk).len()), (json!("Bản ba"), 0));
        // Who decided stands on the packet.
        let me = there.clerk.get("/me").ok()["person"]["id"].clone();
        let decided = there.packet(waits("Bản ba"));
        assert_eq!((&decided["decided_by"], decided["decided_at"].is_string()), (&me, true), "{decided}");
        assert!(decided.get("decided_by_system").is_none());
    }

    /// A document that replaces one that is here waits like an update. Refused, both are told; sent again and agreed to, each of the two knows the other,
    /// whoever has the earlier one is told, and the sender has the answer.
    fn it_is_replaced_by_the_very_document(engine: Engine) {
        let there = Commune::start(engine, 32, "");
        // By an identifier that says nothing of its number, and an author who has another name by then.
        let key = "9a3f7a80-2f4e-4c55-8d7e-000000000012";
        let first = of_ward("012/UBND-VP", "Bản bị thay", "0", "08:00:00").replace(&format!("{WARD},2026/11/20,012/UBND-VP"), key);
        there.put(&first);
        let earlier = arrived(&there.clerk, "Bản bị thay");
        let earlier = there.clerk.act(&earlier, &json!({ "command": "register" }));
        let packet = replacing("13/UBND-VP", "Bản thay", key);
        there.put(&packet);
        let waits = there.aside(1).remove(0);
        assert_eq!(waits["fault"]["code"], "replacement_waits", "{waits}");
        there.decide(&waits, &json!({ "command": "retry" })).problem(422, "update_to_decide");
        let _ = there.decide(&waits, &json!({ "command": "refuse", "reason": "Đang thực hiện theo bản cũ." })).ok();
        there.wait_told("13/UBND-VP", &["refused"]);
        there.wait_told(key, &["arrived", "registered", "change_refused"]);
        assert_eq!(there.came("Bản thay"), 0);

        // What was refused can come again, unchanged.
        there.put(&packet);
        let waits = there.aside(1).remove(0);
        let _ = there.decide(&waits, &json!({ "command": "agree" })).ok();
        let later = arrived(&there.clerk, "Bản thay");
        let relation = &later.0["relations"][0];
        assert_eq!((&relation["kind"], &relation["document"]), (&json!("replaces"), &json!(earlier.id())), "{}", later.0["relations"]);
        assert_eq!(later.0["relations"].as_array().unwrap().len(), 1);
        let shown = there.clerk.read(earlier.id()).0["later"].clone();
        assert_eq!((&shown[0]["document"], &shown[0]["written"]), (&json!(later.id()), &json!("13/UBND-VP")), "{shown}");
        assert_eq!(shown[0]["text"], "Thay thế bởi 13/UBND-VP ngày 20/11/2026");
        let mails = there.clerk.items(&format!("/incoming-documents/{}/messages", earlier.id()));
        assert!(mails.iter().any(|mail| mail["kind"] == "issued_replaced"), "{mails:?}");
        there.wait_told("13/UBND-VP", &["refused", "arrived"]);
        there.wait_told(key, &["arrived", "registered", "change_refused", "change_agreed"]);

        // Where the earlier one never came here, it is a new document.
        there.put(&replacing("14/UBND-VP", "Thay bản chưa đến", &format!("{WARD},2026/11/20,99/UBND-VP")));
        let alone = arrived(&there.clerk, "Thay bản chưa đến");
        assert_eq!(alone.0["relations"][0]["written"], "99/UBND-VP");
        there.wait_told("14/UBND-VP", &["arrived"]);
        let failed = there.clerk.all("/interchange/packets?state=failed");
        assert!(failed.is_empty(), "{failed:?}");
    }

    /// What was refused comes again unchanged as a new document; a copy of what is here does not, nor does a late one of what was recalled.
    fn what_was_refused_can_come_again(engine: Engine) {
        let there = Commune::start(engine, 33, "updates = \"take\"");
        let packet = of_ward("15/UBND-VP", "Gửi lại", "0", "08:00:00");
        there.put(&packet);
        let first = arrived(&there.clerk, "Gửi lại");
        let repeated = |many: usize| {
            let many_are = || there.clerk.all("/interchange/packets?state=repeated").len() == many;
            wait_until(&format!("{many} repeats"), PATIENCE, many_are);
        };
        there.put(&packet);
        repeated(1);
        let _ = there.clerk.act(&first, &json!({ "command": "refuse", "reason": "Thiếu phụ lục." }));
        there.put(&packet);
        wait_until("it to come again", PATIENCE, || there.came("Gửi lại") == 2);
        there.put(&packet);
        repeated(2);
        assert_eq!(there.came("Gửi lại"), 2);

        let late = of_ward("16/UBND-VP", "Thu hồi rồi", "0", "08:00:00");
        there.put(&late);
        let letter = arrived(&there.clerk, "Thu hồi rồi");
        there.put(&of_ward("16/UBND-VP", "Thu hồi rồi", "1", "09:00:00"));
        wait_until("the recall to arrive", PATIENCE, || !there.clerk.read(letter.id()).0["recall"].is_null());
        let _ = there.clerk.act(&there.clerk.read(letter.id()), &json!({ "command": "agree_recall" }));
        there.put(&late);
        repeated(3);
        there.put(&of_ward("16/UBND-VP", "Thu hồi rồi", "0", "10:00:00"));
        wait_until("it to be sent anew", PATIENCE, || there.came("Thu hồi rồi") == 2);
    }

    /// Another document under an identifier that is here can't be refused: that would be said of the one that is here.
    fn what_is_known_is_not_refused(engine: Engine) {
        let there = Commune::start(engine, 34, "");
        there.put(&of_ward("17/UBND-VP", "Bản thật", "0", "08:00:00"));
        let _ = arrived(&there.clerk, "Bản thật");
        there.put(&of_ward("17/UBND-VP", "Bản khác", "0", "09:00:00"));
        let aside = there.aside(1).remove(0);
        assert_eq!(aside["fault"]["code"], "document_known");
        there.decide(&aside, &json!({ "command": "refuse", "reason": "Trùng." })).problem(422, "known_not_refused");
        let _ = there.decide(&aside, &json!({ "command": "discard", "reason": "Trùng." })).ok();
        there.wait_told("17/UBND-VP", &["arrived"]);
        // Another office's packet that uses the same identifier can be, and that concerns the document of the first in nothing.
        let states = "<edXML:OtherInfo><edXML:Secret>Mật</edXML:Secret></edXML:OtherInfo></edXML:MessageHeader>";
        let strange = message("H99.77", COMMUNE, "17/UBND-VP", "Bản lạ", "0", ONE_FILE).replace("</edXML:MessageHeader>", states);
        there.put(&strange.replace("H99.77,", &format!("{WARD},")));
        let strange = there.aside(1).remove(0);
        let _ = there.decide(&strange, &json!({ "command": "refuse", "reason": "Không nhận qua mạng." })).ok();
        let to_it = there.clerk.all("/interchange/packets?direction=out").into_iter().find(|one| one["peer"] == "H99.77").unwrap();
        assert_eq!(to_it["document"], Value::Null, "{to_it}");
        assert_eq!(there.packet(&aside)["decided_by"], there.clerk.get("/me").ok()["person"]["id"]);
    }

    /// What names a document by another identifier finds it by its date and number, where one alone has them.
    fn a_document_is_found_by_its_number(engine: Engine) {
        let there = Commune::start(engine, 35, "");
        let named = |packet: &str, written: &str, key: &str| packet.replace(&format!("{WARD},2026/11/20,{written}"), key);
        there.put(&named(&of_ward("018/UBND-VP", "Theo số", "0", "08:00:00"), "018/UBND-VP", "mã riêng 18"));
        let letter = arrived(&there.clerk, "Theo số");
        there.put(&wanted_back(WARD, COMMUNE, "18/UBND-VP"));
        wait_until("the request to stand", PATIENCE, || !there.clerk.read(letter.id()).0["recall"].is_null());
        assert!(quarantined(&there.clerk).is_empty());
        // Of two that are numbered alike neither is meant.
        for key in ["mã riêng 19a", "mã riêng 19b"] {
            there.put(&named(&of_ward("19/UBND-VP", key, "0", "08:00:00"), "19/UBND-VP", key));
            let _ = arrived(&there.clerk, key);
        }
        there.put(&wanted_back(WARD, COMMUNE, "019/UBND-VP"));
        assert_eq!(there.aside(1)[0]["fault"]["code"], "document_unknown");
    }

    /// A date that no calendar has keeps no status from going.
    fn a_day_that_never_was_is_answered(engine: Engine) {
        let there = Commune::start(engine, 36, "");
        there.put(&of_ward("20/UBND-VP", "Ngày không có", "0", "08:00:00").replace("2026/11/20<", "2014/02/30<").replace("2026/11/20,", "2014/02/30,"));
        let letter = arrived(&there.clerk, "Ngày không có");
        assert_eq!(letter.0["facts"]["issued_on"], Value::Null);
        let _ = there.clerk.act(&letter, &json!({ "command": "register" }));
        let sent = || {
            let all = there.clerk.all("/interchange/packets?direction=out");
            all.iter().filter(|one| one["state"] == "sent").count()
        };
        wait_until("both statuses to be sent", PATIENCE, || sent() == 2);
        let failed = there.clerk.all("/interchange/packets?state=failed");
        assert!(failed.is_empty(), "{failed:?}");
    }

    /// An update leaves the type that a clerk has put, unless its sender gives it another; and by one that takes out any code of the office's it is
    /// asked back.
    fn an_update_leaves_what_it_does_not_say(engine: Engine) {
        let there = Commune::start(engine, 37, "updates = \"take\"");
        there.put(&of_ward("21/UBND-VP", "Loại đầu", "0", "08:00:00").replace("Công văn", "Thư ngỏ"));
        let letter = arrived(&there.clerk, "Loại đầu");
        assert_eq!(letter.0["facts"]["document_type"], "cong_van", "the office has no such type");
        let mend = json!({ "command": "correct", "reason": "Ghi đúng loại.", "document_type": "bao_cao" });
        let _ = there.clerk.act(&letter, &mend);
        let facts = || there.clerk.read(letter.id()).0["facts"].clone();
        for (subject, name, at, code) in [
            ("Loại hai", "Thư ngỏ", "09:00:00", "bao_cao"),
            ("Loại ba", "Kế hoạch", "10:00:00", "ke_hoach"),
            ("Loại bốn", "Kế hoạch", "11:00:00", "ke_hoach"),
        ] {
            there.put(&of_ward("21/UBND-VP", subject, "2", at).replace("Công văn", name));
            wait_until(subject, PATIENCE, || facts()["subject"] == subject);
            assert_eq!(facts()["document_type"], code, "{subject}");
        }

        let system = there.office.client("quantri");
        let commune = system.items("/agencies").into_iter().find(|one| one["code"] == COMMUNE).unwrap()["id"].clone();
        let other = unique("H98.");
        let tomorrow = vietnams(chrono::Duration::days(1), "%Y-%m-%d");
        let recode = json!({ "commands": [{ "command": "recode_agency", "code": other, "from": tomorrow }] });
        system.post(&format!("/agencies/{}/organisation/commands", commune.as_str().unwrap()), &recode).ok();
        let list = format!(
            "<edXML:BussinessDocumentInfo><edXML:DocumentInfo>0</edXML:DocumentInfo><edXML:DocumentReceiver>1</edXML:DocumentReceiver><edXML:ReceiverList>\
             <edXML:Receiver><edXML:OrganId>{other}</edXML:OrganId><edXML:ReceiverType>0</edXML:ReceiverType></edXML:Receiver></edXML:ReceiverList>\
             </edXML:BussinessDocumentInfo></edXML:Bussiness>"
        );
        there.put(&of_ward("21/UBND-VP", "Loại năm", "2", "12:00:00").replace("</edXML:Bussiness>", &list));
        wait_until("it to be asked back", PATIENCE, || !there.clerk.read(letter.id()).0["recall"].is_null());
        assert_eq!(facts()["subject"], "Loại bốn");
    }

    /// A recipient who names the document in their own way is heard; and who answers once, after it was recalled, answers the recall.
    fn one_answer_after_the_recall_is_to_that(engine: Engine) {
        let axis = Axis::start("calm", 38);
        let ward = axis.office(engine, (WARD, ""), &[]);
        let clerk = ward.client("vanthu");
        let fields = json!({ "name": THERE, "code": COMMUNE, "address": "1 Đường Mẫu" });
        let counterpart = clerk.post("/counterparts", &fields).created()["id"].clone();
        let known = || !clerk.get(&format!("/interchange/directory?gateway=truc&q={COMMUNE}")).ok()["items"].as_array().unwrap().is_empty();
        wait_until("the directory to be read", PATIENCE, known);
        let paper = sent_to(&ward, &counterpart, &json!({}), &letters::pdf("mo"));
        wait_standing(&clerk, &paper, THERE, "sent");
        let bare = paper.written().trim_start_matches('0').to_owned();
        let day = vietnams(chrono::Duration::zero(), "%Y/%m/%d");
        let put = |code: &str, words: &str, ahead: i64| {
            let at = vietnams(chrono::Duration::seconds(ahead), "%Y/%m/%d %H:%M:%S");
            axis.put(status_about(code, words, (&bare, &day), &at).as_bytes());
        };
        put("03", "Đã vào sổ", 0);
        wait_standing(&clerk, &paper, THERE, "received");
        // What is somebody else's document of the same number is not this one.
        axis.put(status_about("06", "Xong", (&bare, "2026/11/19"), "2026/11/21 08:00:00").as_bytes());
        wait_until("it to be laid aside", PATIENCE, || quarantined(&clerk).len() == 1);

        let file = clerk.upload("Bản quét lại.pdf", &letters::pdf("ro"));
        let update = json!({ "command": "send_update", "files": [file], "reason": "Bản quét bị mờ." });
        let sent = |many: usize| {
            let all = || clerk.all("/interchange/packets?direction=out&kind=document&state=sent").len() == many;
            wait_until(&format!("{many} packets to be sent"), PATIENCE, all);
        };
        let paper = act(&clerk, &read(&clerk, &paper), &update);
        sent(2);
        let paper = act(&clerk, &read(&clerk, &paper), &json!({ "command": "recall", "reason": "Ban hành nhầm." }));
        sent(3);
        put("15", "Đồng ý", 60);
        wait_standing(&clerk, &paper, THERE, "recalled");
    }

    /// An answer that names in its sender's own way what it answers finds it by number and date.
    fn an_answer_finds_what_it_answers(engine: Engine) {
        let axis = Axis::start("calm", 40);
        let ward = axis.office(engine, (WARD, ""), &[]);
        let clerk = ward.client("vanthu");
        let fields = json!({ "name": THERE, "code": COMMUNE, "address": "1 Đường Mẫu" });
        let counterpart = clerk.post("/counterparts", &fields).created()["id"].clone();
        let known = || !clerk.get(&format!("/interchange/directory?gateway=truc&q={COMMUNE}")).ok()["items"].as_array().unwrap().is_empty();
        wait_until("the directory to be read", PATIENCE, known);
        let paper = sent_to(&ward, &counterpart, &json!({}), &letters::pdf("mo"));
        wait_standing(&clerk, &paper, THERE, "sent");
        let day = vietnams(chrono::Duration::zero(), "%Y/%m/%d");
        let answers = |written: &str, day: &str| {
            let named = format!(
                "</edXML:SignerInfo><edXML:ResponseFor><edXML:OrganId>{WARD}</edXML:OrganId><edXML:Code>{written}</edXML:Code>\
                 <edXML:DocumentId>mã riêng</edXML:DocumentId><edXML:PromulgationDate>{day}</edXML:PromulgationDate></edXML:ResponseFor>"
            );
            move |packet: &str| packet.replace("</edXML:SignerInfo>", &named)
        };
        // Of another day it answers something else, and comes as any document.
        let other = message(COMMUNE, WARD, "30/UBND-VP", "Trả lời việc khác", "0", ONE_FILE);
        axis.put(answers(paper.written(), "2026/11/19")(&other).as_bytes());
        assert_eq!(arrived(&clerk, "Trả lời việc khác").0["answers_to"], json!([]));
        wait_standing(&clerk, &paper, THERE, "sent");
        let answer = message(COMMUNE, WARD, "31/UBND-VP", "Trả lời việc này", "0", ONE_FILE);
        let bare = paper.written().trim_start_matches('0');
        axis.put(answers(bare, &day)(&answer).as_bytes());
        let letter = arrived(&clerk, "Trả lời việc này");
        wait_standing(&clerk, &paper, THERE, "done");
        assert!(letter.0["facts"]["remark"].as_str().unwrap().contains(bare), "{}", letter.0["facts"]);
        assert_eq!(letter.0["answers_to"][0]["document"], json!(paper.id()));
    }

    /// What a system decides stands there in its name.
    fn a_system_decides_in_its_own_name(engine: Engine) {
        let there = Commune::start(engine, 41, "");
        let system = System::with(&there.office, &there.office.client("chutich.vidu"), &["documents:register", "documents:read"]);
        there.put(&of_ward("22/UBND-VP", "Không có", "1", "08:00:00"));
        let aside = there.aside(1).remove(0);
        let path = format!("/interchange/quarantine/{}", aside["id"].as_str().unwrap());
        let _ = system.client.post(&path, &json!({ "command": "discard", "reason": "Không có văn bản này." })).ok();
        let decided = there.packet(&aside);
        assert_eq!((&decided["state"], &decided["decided_by_system"]), (&json!("discarded"), &json!(system.id)), "{decided}");
        assert!(decided["decided_by"].is_null() && decided["decided_at"].is_string(), "{decided}");
    }

    /// A status of which its receiver never hears is told to the registry, though the gateway can't be reached just then; it is sent again by hand.
    fn the_registry_is_told_what_was_not_sent(engine: Engine) {
        let mail = ("CONGVAN_SMTP_URL", &*service("TEST_SMTP_URL"));
        let axis = Axis::start("calm", 42);
        let office = axis.office(engine, (WARD, "try_hours = 0"), &[mail]);
        let (address, told) = clerks_mailbox(&office);
        let clerk = office.client("vanthu");
        axis.put(message(COMMUNE, WARD, "1/UBND-VP", "Có báo lại", "0", ONE_FILE).as_bytes());
        let letter = arrived(&clerk, "Có báo lại");
        let sent = || clerk.all("/interchange/packets?direction=out&state=sent").len() == 1;
        wait_until("its arrival to be told", PATIENCE, sent);
        drop(axis);
        let _ = clerk.act(&letter, &json!({ "command": "register" }));
        wait_until("the mail", PATIENCE, || told().len() == 1);
        let text = told().remove(0).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("trạng thái không gửi được: 1"), "{address}: {text}");
        let failed = clerk.all("/interchange/packets?direction=out&state=failed");
        assert_eq!((failed.len(), &failed[0]["kind"]), (1, &json!("status")), "{failed:?}");
        let again = clerk.post(&format!("/interchange/packets/{}/retry", failed[0]["id"].as_str().unwrap()), &json!({}));
        assert_eq!(again.ok()["state"], "queued");
    }

    /// However many packets are laid aside at once, the registry is told in one mail.
    fn the_registry_is_told_what_waits(engine: Engine) {
        let axis = Axis::start("calm", 39);
        let office = axis.office(engine, (WARD, ""), &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let clerk = office.client("vanthu");
        let (_, told) = clerks_mailbox(&office);
        axis.put(message(COMMUNE, WARD, "1/UBND-VP", "Không có", "1", NO_FILE).as_bytes());
        wait_until("the mail", PATIENCE, || told().len() == 1);
        assert!(told()[0].contains("Số gói tin đang chờ"), "{}", told()[0]);
        for n in 2..6 {
            axis.put(message(COMMUNE, WARD, &format!("{n}/UBND-VP"), "Không có", "1", NO_FILE).as_bytes());
        }
        wait_until("the others to be laid aside", PATIENCE, || quarantined(&clerk).len() == 5);
        let waits = |user: &str| office.client(user).get("/inbox/counts").ok()["quarantined"].clone();
        assert_eq!((waits("vanthu"), waits("chutich")), (json!(5), json!(0)));
        // What comes within the hour waits for its end.
        std::thread::sleep(Duration::from_secs(3));
        assert_eq!(told().len(), 1);
        let hours_ago = chrono::Utc::now() - chrono::Duration::hours(2);
        let hours_ago = hours_ago.format("%Y-%m-%dT%H:%M:%S%.6fZ");
        office.database().run(&format!("UPDATE interchange_gateway SET aside_told_at = '{hours_ago}' WHERE aside_told_at IS NOT NULL"));
        wait_until("the second mail", PATIENCE, || told().len() == 2);
        assert!(told().iter().any(|text| text.split_whitespace().collect::<Vec<_>>().join(" ").contains("đang chờ: 5")), "{:?}", told());
    }
}

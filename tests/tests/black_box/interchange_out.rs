//! What goes out by a gateway that refuses it, to offices that have had other codes, and is called back before it has left; and packets that come in as
//! what they are not.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{
    Client, Document, Mailbox, Server,
    axis::{Axis, COMMUNE, WARD},
    letters, on_both_engines, service, unique, wait_until,
};

use super::{
    interchange::{ONE_FILE, arrived, message, quarantined, sent_to, wait_standing, wanted_back},
    interchange_mended::clerks_mailbox,
    outgoing::{act, at_work, read, standing},
};

const PATIENCE: Duration = Duration::from_secs(60);
const THERE: &str = "Ủy ban nhân dân xã Bên Kia";

/// A counterpart of this code, once the directory knows it.
fn counterpart(clerk: &Client, code: &str) -> Value {
    let known = || {
        !clerk.get(&format!("/interchange/directory?gateway=truc&q={code}")).ok()["items"]
            .as_array()
            .unwrap()
            .is_empty()
    };
    wait_until("the directory to be read", PATIENCE, known);
    let fields = json!({ "name": THERE, "code": code, "address": "1 Đường Mẫu" });
    clerk.post("/counterparts", &fields).created()["id"].clone()
}

fn packets(clerk: &Client, more: &str) -> Vec<Value> {
    clerk.all(&format!("/interchange/packets?direction=out&kind=document{more}"))
}

on_both_engines! {
    /// What the axis refuses for good is tried once, stands at its recipient with the reason, and is told to the registry; once it would be taken, the
    /// clerk has it sent after all.
    fn what_is_refused_stops_and_can_be_sent_again(engine: Engine) {
        let axis = Axis::start("calm", 51);
        let mail = ("CONGVAN_SMTP_URL", &*service("TEST_SMTP_URL"));
        let ward = axis.office(engine, (WARD, ""), &[mail]);
        let clerk = ward.client("vanthu");
        let (address, _) = clerks_mailbox(&ward);
        let to = counterpart(&clerk, COMMUNE);
        axis.behave(&json!({ "refuse": 1.0, "refuse_codes": [19] }));
        let paper = sent_to(&ward, &to, &json!({}), &letters::pdf("mo"));
        wait_standing(&clerk, &paper, THERE, "refused");
        let line = standing(&clerk, &paper, THERE);
        assert!(line["remark"].as_str().is_some_and(|why| why.contains("19")), "{line}");
        let failed = packets(&clerk, "&state=failed");
        assert_eq!((failed.len(), &failed[0]["tries"]), (1, &json!(1)), "{failed:?}");
        let told = || Mailbox::of(&address).all().into_iter().filter(|mail| mail.text.contains(paper.written()) && mail.text.contains(THERE)).count();
        wait_until("the registry to be told", PATIENCE, || told() == 1);
        axis.behave(&json!({}));
        let _ = clerk.post(&format!("/interchange/packets/{}/retry", failed[0]["id"].as_str().unwrap()), &json!({})).ok();
        wait_standing(&clerk, &paper, THERE, "sent");
        assert_eq!(packets(&clerk, "&state=sent").len(), 1);
    }

    /// An office is reached by a code that it once had, under the one that it has now, and heard by either. A directory that is read again stands for the
    /// one before.
    fn old_codes_are_the_same_office(engine: Engine) {
        let axis = Axis::start_beside("calm", 52, &["--directory-size", "3"]);
        let ward = axis.office(engine, (WARD, ""), &[]);
        let clerk = ward.client("vanthu");
        let entries = || clerk.all("/interchange/directory?gateway=truc");
        // As the simulator invents them.
        let (now, before) = ("X98.1", "000.00.000001.X98");
        wait_until("the directory to be read", PATIENCE, || entries().iter().any(|one| one["code"] == now));
        let fields = json!({ "name": THERE, "code": before, "address": "1 Đường Mẫu" });
        let to = clerk.post("/counterparts", &fields).created()["id"].clone();
        let paper = sent_to(&ward, &to, &json!({}), &letters::pdf("mo"));
        wait_standing(&clerk, &paper, THERE, "sent");
        assert_eq!(packets(&clerk, "")[0]["peer"], json!(now));
        let day = (chrono::Utc::now() + chrono::Duration::hours(7)).format("%Y/%m/%d").to_string();
        let says = |from: &str, code: &str| {
            wanted_back(from, WARD, paper.written())
                .replace(&format!("{from},2026/11/20,"), &format!("{WARD},{day},"))
                .replace("2026/11/20", &day)
                .replace("<edXML:StatusCode>13<", &format!("<edXML:StatusCode>{code}<"))
        };
        axis.put(says(now, "01").as_bytes());
        wait_standing(&clerk, &paper, THERE, "arrived");
        axis.put(says(before, "03").as_bytes());
        wait_standing(&clerk, &paper, THERE, "received");
        // Whom the axis has no more is not reached.
        let many = entries().len();
        let gone = "H97.999";
        ward.database().run(&format!(
            "UPDATE interchange_entry SET code = '{gone}' WHERE code = '{now}'"));
        assert!(entries().iter().any(|one| one["code"] == gone));
        assert_eq!(clerk.post("/interchange/directory/sync", &json!({})).status, 202);
        wait_until("the directory to be read again", PATIENCE, || entries().iter().all(|one| one["code"] != gone));
        assert_eq!(entries().len(), many);
    }

    /// A document whose first try did not arrive and that was recalled before the next never leaves.
    fn what_was_recalled_before_it_left_stays(engine: Engine) {
        let axis = Axis::start("calm", 53);
        let ward = axis.office(engine, (WARD, ""), &[]);
        let clerk = ward.client("vanthu");
        let to = counterpart(&clerk, COMMUNE);
        axis.behave(&json!({ "server_error": 1.0 }));
        let paper = sent_to(&ward, &to, &json!({}), &letters::pdf("mo"));
        wait_until("it to be tried", PATIENCE, || packets(&clerk, "")[0]["tries"] != 0);
        // As after a kill between the try and its note.
        ward.database().run("UPDATE interchange_packet SET may_have_gone = TRUE WHERE direction = 'out' AND kind = 'document'");
        let _ = act(&clerk, &read(&clerk, &paper), &json!({ "command": "recall", "reason": "Ban hành nhầm." }));
        axis.behave(&json!({}));
        wait_until("both to be kept back", PATIENCE, || packets(&clerk, "&state=withdrawn").len() == 2);
        assert!(axis.messages().is_empty(), "nothing of it has left");
    }

    /// What answers a secret letter says nothing of it to the office that gets the answer: not even its number.
    fn of_a_secret_letter_nothing_leaves(engine: Engine) {
        let axis = Axis::start("calm", 54);
        let ward = axis.office(engine, (WARD, ""), &[]);
        let (clerk, by) = (ward.client("vanthu"), |user: &str| ward.client(user));
        let to = counterpart(&clerk, COMMUNE);
        let (unit, officer) = (ward.department("KTHTDT"), ward.person("chuyenvien.kinhte1"));
        let answered = |letter: &Document| {
            let letter = at_work(&clerk, &by("chutich"), &by("truongphong.kinhte"), letter, &unit, &officer);
            let answers = json!({ "answers": [{ "document": letter.id(), "final": false }] });
            let paper = sent_to(&ward, &to, &answers, &letters::pdf("mo"));
            wait_standing(&clerk, &paper, THERE, "sent");
            let line = standing(&clerk, &paper, THERE);
            clerk.get(&format!("/interchange/packets/{}", line["packet"].as_str().unwrap())).ok()["content"].clone()
        };
        let by_code = |mut facts: Value| {
            facts["author_code"] = json!("H99.77");
            clerk.register(&facts)
        };
        let of_another = answered(&by_code(letters::facts()));
        assert!(of_another.to_string().contains("answers"), "{of_another}");
        let of_secret = answered(&by_code(letters::secret()));
        assert!(of_secret["subject"].is_string() && of_secret["answers"].is_null(), "{of_secret}");
    }

    /// A document that is listed as a status is a document all the same: its steps are told, its recall finds it, and it is here once.
    fn a_document_called_a_status_is_one(engine: Engine) {
        let folder = std::env::temp_dir().join(unique("congvan-nham-"));
        std::fs::create_dir_all(folder.join("in")).unwrap();
        let file = folder.join("gateways.toml");
        let text = format!("[[gateway]]\nname = \"thu-muc\"\nagency = \"{COMMUNE}\"\n[gateway.folder]\nfolder = \"{}\"\nstable_seconds = 0\n", folder.display());
        std::fs::write(&file, text).unwrap();
        let settings = [("CONGVAN_GATEWAYS_FILE", file.to_str().unwrap()), ("CONGVAN_INTERCHANGE_POLL_SECONDS", "1")];
        let office = Server::demo_with(engine, &settings);
        let clerk = office.client("vanthu.vidu");
        let put = |name: &str, packet: &str| {
            std::fs::write(folder.join(name), packet).unwrap();
            std::fs::rename(folder.join(name), folder.join("in").join(name)).unwrap();
        };
        let packet = message(WARD, COMMUNE, "71/UBND-VP", "Đặt tên nhầm", "0", ONE_FILE);
        put("van-ban.status.edxml", &packet);
        let letter = arrived(&clerk, "Đặt tên nhầm");
        let came = clerk.all("/interchange/packets?direction=in");
        assert_eq!((came.len(), &came[0]["kind"]), (1, &json!("document")), "{came:?}");
        let letter = clerk.act(&letter, &json!({ "command": "register" }));
        let told = || clerk.all("/interchange/packets?direction=out&kind=status").len();
        wait_until("01 and 03 to go back", PATIENCE, || told() == 2);
        put("lan-hai.edxml", &packet);
        wait_until("the repeat to be known", PATIENCE, || clerk.all("/interchange/packets?direction=in&state=repeated").len() == 1);
        put("thu-hoi.edxml", &wanted_back(WARD, COMMUNE, "71/UBND-VP"));
        wait_until("the request to stand", PATIENCE, || !clerk.read(letter.id()).0["recall"].is_null());
        assert!(quarantined(&clerk).is_empty());
        drop(office);
        drop(std::fs::remove_dir_all(&folder));
    }
}

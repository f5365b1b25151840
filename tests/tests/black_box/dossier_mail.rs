//! Who is told of a dossier: whoever has it in hand from now on, one mail a handoff, and its citizen at each turn; what can be done from those
//! mails by buttons and by replies; and whose dossiers go over when somebody leaves.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Client, Mail, MailServers, Mailbox, Server, Written, on_both_engines, unique, wait_until};

use super::{
    mail_links::{buttons_to, mail_to, page, served},
    mail_replies::answer_to,
};

const PATIENCE: Duration = Duration::from_secs(60);

/// What no mail says of a citizen.
const PRIVATE: [&str; 3] = ["079099000123", "0900 000 123", "Số 7, đường Không Có Thật"];

/// A dossier as it was last read.
struct Dossier(Value);

impl Dossier {
    fn id(&self) -> &str {
        self.0["id"].as_str().unwrap()
    }

    fn path(&self) -> String {
        format!("/dossiers/{}", self.id())
    }

    fn code(&self) -> &str {
        self.0["code"].as_str().unwrap()
    }

    fn state(&self) -> &str {
        self.0["state"].as_str().unwrap()
    }
}

/// Examined at Economy, signed by a leader; back from there once.
fn content() -> Value {
    let all = ["supplement", "consult", "payment", "extend", "stop"];
    json!({
        "code": unique("8."), "name": "Cấp giấy xác nhận qua thư", "field": "Thử nghiệm", "level": "communal", "term": "5wd",
        "legal_basis": ["Văn bản thử nghiệm số 02/TN"], "results": ["Giấy xác nhận"],
        "components": [{ "code": "to-khai", "name": "Tờ khai", "form": "original" }],
        "process": { "steps": [
            { "code": "tham-dinh", "name": "Thẩm định", "doer": { "department": "KTHTDT" }, "time": "2wd", "may": all,
              "next": [{ "label": "Trình ký", "to": "ky" }, { "label": "Không đủ điều kiện", "to": "ky" }] },
            { "code": "ky", "name": "Ký duyệt", "doer": { "role": "chief_of_office" }, "time": "1wd", "may": ["extend"],
              "next": [{ "label": "Đã ký" }], "back": ["tham-dinh"] },
        ] },
    })
}

fn published(office: &Server) -> String {
    office.client("quantri").post("/procedures", &content()).created()["procedure"]["id"].as_str().unwrap().to_owned()
}

/// Of a citizen who is reached at this address.
fn brought(procedure: &str, email: Option<&str>) -> Value {
    let mut owner =
        json!({ "name": "Lê Thị Thử Nghiệm", "id_number": PRIVATE[0], "phone": PRIVATE[1], "address": PRIVATE[2] });
    if let Some(email) = email {
        owner["email"] = json!(email);
    }
    json!({ "procedure": procedure, "channel": "post", "owner": owner, "components": [{ "component": "to-khai" }] })
}

fn act(who: &Client, dossier: &Dossier, what: &Value) -> Dossier {
    let now = who.get(&dossier.path()).ok();
    let path = format!("{}/commands", dossier.path());
    Dossier(who.request("POST", &path).if_match(now["version"].as_u64().unwrap()).json(what).send().ok())
}

/// The kinds of the mails of a dossier and to whom, in order.
fn told(who: &Client, dossier: &Dossier) -> Vec<(String, String)> {
    let mails = who.items(&format!("{}/messages", dossier.path()));
    let line = |mail: &Value| {
        let address = mail["to"]["address"].as_str().unwrap();
        (mail["kind"].as_str().unwrap().to_owned(), address.split('@').next().unwrap().to_owned())
    };
    mails.iter().map(line).collect()
}

/// The mail to the citizen whose subject begins so.
fn to_citizen(address: &str, dossier: &str, begins: &str) -> Mail {
    let there = Mailbox::of(address);
    let find = || there.about(dossier).into_iter().rev().find(|mail| mail.subject.starts_with(begins));
    wait_until(&format!("“{begins}” to {address}"), PATIENCE, || find().is_some());
    find().unwrap()
}

/// Whoever has nothing but this mail looks the dossier up: the code and the secret, which they type on the page that it links. The secret.
fn looked_up_by(office: &Server, mail: &Mail, code: &str) -> String {
    let line = mail.text.lines().find_map(|line| line.strip_prefix("Mã tra cứu: "));
    let secret = line.unwrap_or_else(|| panic!("no secret: {}", mail.text)).trim().to_owned();
    let page = format!("/mot-cua/H99.99?ma={code}");
    let link =
        mail.text.lines().find(|line| line.starts_with("http")).unwrap_or_else(|| panic!("no page: {}", mail.text));
    assert!(link.trim().ends_with(&page), "{link}");
    let addresses = mail.text.lines().chain(mail.html.split('"')).filter(|part| part.contains("://"));
    assert!(addresses.into_iter().all(|address| !address.contains(&secret)), "in no address: {}", mail.html);
    let asked = json!({ "code": code, "secret": secret });
    let found = office.anonymous().post("/public/H99.99/look-up", &asked).ok();
    assert_eq!(found["code"], code);
    secret
}

on_both_engines! {
    /// Each turn is told to whoever has it in hand from then on, once, and to the citizen; and nothing that is the citizen's alone.
    fn every_turn_is_told_once(engine: Engine) {
        let office = served(engine);
        let by = |user: &str| office.client(user);
        let (clerk, head, officer) = (by("motcua"), by("truongphong.kinhte"), by("chuyenvien.kinhte1"));
        let (chief, adviser, leader) = (by("chanhvanphong"), by("truongphong.vhxh"), by("chutich"));
        let procedure = published(&office);
        let name = unique("dan-");
        let address = format!("{name}@dan.example");
        let mut expected: Vec<(&str, &str)> = Vec::new();

        let dossier = Dossier(clerk.post("/dossiers", &brought(&procedure, Some(&address))).created());
        expected.push(("citizen_received", &name));
        let missing = json!([{ "what": "Bản sao có chứng thực giấy tờ thử nghiệm" }]);
        let ask = json!({ "command": "request_supplement", "missing": missing, "reason": "Chưa có chứng thực." });
        let dossier = act(&clerk, &dossier, &ask);
        expected.push(("citizen_to_supply", &name));
        let dossier = act(&clerk, &dossier, &json!({ "command": "supply", "components": [{ "name": "Bản sao", "form": "copy" }] }));
        expected.push(("citizen_received", &name));
        let dossier = act(&clerk, &dossier, &json!({ "command": "accept" }));
        expected.push(("citizen_accepted", &name));
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer", "note": "Kính chuyển." }));
        expected.push(("dossier_given", "truongphong.kinhte"));
        let dossier = act(&head, &dossier, &json!({ "command": "assign", "officer": office.person("chuyenvien.kinhte1") }));
        expected.push(("dossier_assigned", "chuyenvien.kinhte1"));
        let consult = json!({ "command": "consult", "consulted": [{ "department": office.department("VHXH") }], "question": "Có vướng không?", "term": "1wd" });
        let dossier = act(&officer, &dossier, &consult);
        expected.push(("consultation_asked", "truongphong.vhxh"));
        let asked = dossier.0["consultations"][0]["id"].as_str().unwrap().to_owned();
        let dossier = act(&adviser, &dossier, &json!({ "command": "answer", "consultation": asked, "text": "Không vướng." }));
        expected.push(("consultation_answered", "chuyenvien.kinhte1"));
        let dossier = act(&leader, &dossier, &json!({ "command": "remind", "text": "Làm sớm." }));
        expected.push(("reminder", "chuyenvien.kinhte1"));
        let pay = json!({ "command": "request_payment", "charges": [{ "name": "Lệ phí thẩm định", "amount": 1250000 }], "reason": "Theo quy định." });
        let dossier = act(&officer, &dossier, &pay);
        expected.extend([("dossier_awaits_citizen", "motcua"), ("citizen_to_pay", &name)]);
        let dossier = act(&clerk, &dossier, &json!({ "command": "record_payment", "receipt": "BL-01", "method": "cash" }));
        expected.extend([("dossier_paid", "chuyenvien.kinhte1"), ("citizen_goes_on", &name)]);
        let dossier = act(&officer, &dossier, &json!({ "command": "extend", "reason": "Cần xác minh thêm.", "by": "3wd" }));
        expected.extend([("dossier_extended", "motcua"), ("citizen_extended", &name)]);
        let dossier = act(&officer, &dossier, &json!({ "command": "stop", "reason": "Có tranh chấp." }));
        expected.extend([("dossier_stopped", "motcua"), ("citizen_stopped", &name)]);
        let dossier = act(&leader, &dossier, &json!({ "command": "resume", "reason": "Đã hòa giải." }));
        expected.extend([("dossier_resumed", "chuyenvien.kinhte1"), ("citizen_goes_on", &name)]);
        let dossier = act(&officer, &dossier, &json!({ "command": "advance", "branch": "Trình ký" }));
        expected.push(("dossier_given", "chanhvanphong"));
        let dossier = act(&chief, &dossier, &json!({ "command": "go_back", "step": "tham-dinh", "reason": "Ghi rõ căn cứ." }));
        expected.push(("dossier_given_back", "truongphong.kinhte"));
        let dossier = act(&head, &dossier, &json!({ "command": "advance", "branch": "Trình ký" }));
        expected.push(("dossier_given", "chanhvanphong"));
        let dossier = act(&chief, &dossier, &json!({ "command": "set_outcome", "kind": "granted", "written": "15/GXN-UBND", "dated": "2026-11-30" }));
        let dossier = act(&chief, &dossier, &json!({ "command": "advance" }));
        expected.extend([("dossier_done", "motcua"), ("citizen_done", &name)]);
        let dossier = act(&clerk, &dossier, &json!({ "command": "take_in_result" }));
        let dossier = act(&clerk, &dossier, &json!({ "command": "note_uncollected", "note": "Đã gọi điện." }));
        expected.push(("citizen_to_collect", &name));
        let dossier = act(&clerk, &dossier, &json!({ "command": "return_result", "way": "counter" }));
        expected.push(("citizen_returned", &name));
        let expected: Vec<(String, String)> = expected.iter().map(|(kind, to)| ((*kind).to_owned(), (*to).to_owned())).collect();
        assert_eq!(told(&clerk, &dossier), expected);

        // What the citizen reads: polite, plain, with the code, what is asked and until when.
        let accepted = to_citizen(&address, dossier.id(), "Hồ sơ đã được tiếp nhận");
        assert!(accepted.subject.contains(dossier.code()), "{}", accepted.subject);
        for words in ["Kính gửi Ông/Bà Lê Thị Thử Nghiệm,", "Mã hồ sơ: ", "Hẹn trả kết quả: ", "Cấp giấy xác nhận qua thư"] {
            assert!(accepted.text.contains(words), "{words}: {}", accepted.text);
        }
        looked_up_by(&office, &accepted, dossier.code());
        let supply = to_citizen(&address, dossier.id(), "Đề nghị bổ sung");
        assert!(!supply.text.contains("Mã tra cứu"), "what has no code yet is not looked up: {}", supply.text);
        for words in ["1. Bản sao có chứng thực giấy tờ thử nghiệm", "Chưa có chứng thực.", "Bổ sung trước: "] {
            assert!(supply.text.contains(words), "{words}: {}", supply.text);
        }
        let pay = to_citizen(&address, dossier.id(), "Thông báo nộp phí");
        assert!(pay.text.contains("Lệ phí thẩm định: 1.250.000 đồng"), "{}", pay.text);
        let sorry = to_citizen(&address, dossier.id(), "Xin lỗi và hẹn lại");
        assert!(sorry.text.contains("chân thành xin lỗi") && sorry.text.contains("Cần xác minh thêm."), "{}", sorry.text);
        let thanks = to_citizen(&address, dossier.id(), "Đã trả kết quả");
        assert!(thanks.text.contains("Cảm ơn Ông/Bà"), "{}", thanks.text);
        let secret = looked_up_by(&office, &thanks, dossier.code());
        let kept = clerk.get(&format!("{}/messages", dossier.path())).ok().to_string();
        assert!(!kept.contains(&secret), "it stands in the mail alone: {kept}");
        for user in ["truongphong.kinhte", "chuyenvien.kinhte1", "chanhvanphong"] {
            for mail in Mailbox::of(&format!("{user}@phuong-demo.example")).about(dossier.id()) {
                assert!(!mail.text.contains(&secret), "“{}” to {user}", mail.subject);
            }
        }
        for mail in Mailbox::of(&address).about(dossier.id()) {
            assert!(!mail.text.contains("/documents/") && !mail.text.contains("kinhte"), "no way into the office: {}", mail.text);
        }
        // The office is told whose it is and which, and nothing else of them.
        let given = mail_to("truongphong.kinhte", dossier.id(), "Hồ sơ chuyển đến để xử lý");
        assert!(given.text.contains("Chủ hồ sơ: Lê Thị Thử Nghiệm") && given.text.contains(dossier.code()), "{}", given.text);
        for user in ["motcua", "truongphong.kinhte", "chuyenvien.kinhte1", "truongphong.vhxh", "chanhvanphong", &name] {
            let domain = if user == name { "dan.example" } else { "phuong-demo.example" };
            for mail in Mailbox::of(&format!("{user}@{domain}")).about(dossier.id()) {
                for word in PRIVATE {
                    assert!(!mail.raw.contains(word) && !mail.text.contains(word), "{word} in “{}” to {user}", mail.subject);
                }
            }
        }
        // Who does not see the dossier, does not see its mails.
        by("chuyenvien.vhxh1").get(&format!("{}/messages", dossier.path())).problem(404, "not_found");
    }

    /// Refused, withdrawn; and of whom no address is known nobody outside is written to.
    fn an_end_before_a_result_is_told(engine: Engine) {
        let office = served(engine);
        let by = |user: &str| office.client(user);
        let (clerk, head) = (by("motcua"), by("truongphong.kinhte"));
        let procedure = published(&office);
        let address = format!("{}@dan.example", unique("dan-"));
        let mut refused = brought(&procedure, Some(&address));
        refused["then"] = json!({ "refuse": { "reason": "Thuộc thẩm quyền của nơi khác." } });
        let refused = Dossier(clerk.post("/dossiers", &refused).created());
        let mail = to_citizen(&address, refused.id(), "Không tiếp nhận hồ sơ");
        assert!(mail.text.contains("Thuộc thẩm quyền của nơi khác."), "{}", mail.text);
        assert_eq!(told(&clerk, &refused).len(), 1, "entered and refused at once is told once");

        let mut body = brought(&procedure, Some(&address));
        body["then"] = json!({ "accept": {} });
        let dossier = Dossier(clerk.post("/dossiers", &body).created());
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        let consult = json!({ "command": "consult", "consulted": [{ "department": office.department("VHXH") }], "question": "Có vướng không?", "term": "1wd" });
        let dossier = act(&head, &dossier, &consult);
        let dossier = act(&clerk, &dossier, &json!({ "command": "withdraw", "reason": "Công dân đổi ý.", "money": "Chưa thu." }));
        let mail = to_citizen(&address, dossier.id(), "Xác nhận đã rút hồ sơ");
        assert!(mail.text.contains("Chưa thu."), "{}", mail.text);
        let ended = told(&clerk, &dossier);
        for line in [("dossier_withdrawn", "truongphong.kinhte"), ("consultation_ended", "truongphong.vhxh")] {
            assert!(ended.contains(&(line.0.to_owned(), line.1.to_owned())), "{line:?} is not in {ended:?}");
        }

        let mut body = brought(&procedure, None);
        body["then"] = json!({ "accept": {} });
        let dossier = Dossier(clerk.post("/dossiers", &body).created());
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        assert_eq!(told(&clerk, &dossier), [("dossier_given".to_owned(), "truongphong.kinhte".to_owned())]);
    }

    /// Given to an officer, answered and handed on from the mails' buttons.
    fn a_dossier_goes_its_way_by_buttons(engine: Engine) {
        let office = served(engine);
        let nobody = office.anonymous();
        let clerk = office.client("motcua");
        let mut body = brought(&published(&office), None);
        body["then"] = json!({ "accept": {} });
        let dossier = Dossier(clerk.post("/dossiers", &body).created());
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        let state = || clerk.get(&dossier.path()).ok();

        let head = buttons_to("truongphong.kinhte", dossier.id(), "Hồ sơ chuyển đến để xử lý");
        assert_eq!(head.labels(), ["Phân công", "Xong bước này", "Trao đổi"]);
        let seen = page(&nobody.get(head.path("Phân công")), 200);
        for part in [dossier.code(), "Lê Thị Thử Nghiệm", "Thẩm định", "Người giải quyết"] {
            assert!(seen.contains(part), "{part} is not in {seen}");
        }
        assert!(PRIVATE.iter().all(|word| !seen.contains(word)), "{seen}");
        page(&head.press(&nobody, "Phân công", &[("officer", "")]), 422);
        page(&head.press(&nobody, "Phân công", &[("officer", &office.person("chuyenvien.kinhte1")), ("note", "Xem kỹ.")]), 200);
        assert_eq!(state()["step"]["officer"]["id"], json!(office.person("chuyenvien.kinhte1")));
        // It is another's from now on.
        page(&head.press(&nobody, "Xong bước này", &[("branch", "Trình ký")]), 410);

        let officer = buttons_to("chuyenvien.kinhte1", dossier.id(), "Phân công xử lý hồ sơ");
        let seen = page(&nobody.get(officer.path("Xong bước này")), 200);
        assert!(seen.contains("Trình ký") && seen.contains("Không đủ điều kiện") && seen.contains("Xem kỹ."), "{seen}");
        let consult = json!({ "command": "consult", "consulted": [{ "department": office.department("VHXH") }], "question": "Có vướng không?", "term": "1wd" });
        let dossier = act(&office.client("chuyenvien.kinhte1"), &dossier, &consult);
        let adviser = buttons_to("truongphong.vhxh", dossier.id(), "Lấy ý kiến về hồ sơ");
        assert_eq!(adviser.labels(), ["Cho ý kiến", "Trao đổi"]);
        let seen = page(&nobody.get(adviser.path("Cho ý kiến")), 200);
        assert!(seen.contains("Có vướng không?"), "{seen}");
        page(&adviser.press(&nobody, "Cho ý kiến", &[("text", "Không vướng.")]), 200);
        // Sent once more it is shown what was done, and nothing is.
        page(&adviser.press(&nobody, "Cho ý kiến", &[("text", "Có vướng.")]), 200);
        let version = state()["version"].to_string();
        let on = [("branch", "Trình ký"), ("note", "Đủ điều kiện."), ("version", version.as_str())];
        page(&officer.press(&nobody, "Xong bước này", &on), 200);
        let now = state();
        assert_eq!((&now["step"]["step"], &now["consultations"][0]["answer"]["text"]), (&json!("ky"), &json!("Không vướng.")));
        page(&officer.press(&nobody, "Xong bước này", &on), 200);
        assert_eq!(state()["version"], now["version"], "the same form once more does nothing more");
    }

    /// The same by replies, as far as what is written says enough; and what would work where it does not.
    fn a_dossier_is_answered_by_replies(engine: Engine) {
        let servers = MailServers::shared();
        let settings = servers.settings(&format!("{}@phuong-demo.example", unique("hopthu-")));
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let office = Server::demo_with(engine, &settings);
        let reply = |mail: &Mail, text: &str, begins: &str, says: &str| {
            let written = Written::reply(mail, text);
            written.post(servers.get("TEST_PROVED_SMTP_URL")).unwrap();
            let answer = answer_to(&written);
            assert!(answer.subject.starts_with(begins) && answer.text.contains(says), "{}: {}", answer.subject, answer.text);
        };
        let clerk = office.client("motcua");
        let mut body = brought(&published(&office), None);
        body["then"] = json!({ "accept": {} });
        let dossier = Dossier(clerk.post("/dossiers", &body).created());
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        let state = || Dossier(clerk.get(&dossier.path()).ok());

        let given = mail_to("truongphong.kinhte", dossier.id(), "Hồ sơ chuyển đến để xử lý");
        reply(&given, "DUYỆT", "Chưa thực hiện", "không dùng cho hồ sơ");
        reply(&given, "GIAO chuyenvien.kinhte1, hạn 30/12/2030: xem xét", "Chưa thực hiện", "không kèm hạn");
        reply(&given, "GIAO chuyenvien.kinhte1: xem xét kỹ", "Đã thực hiện", "Phân công");
        let assigned = mail_to("chuyenvien.kinhte1", dossier.id(), "Phân công xử lý hồ sơ");
        reply(&assigned, "XONG: đủ điều kiện", "Chưa thực hiện", "nhiều hướng");
        let on = json!({ "command": "advance", "branch": "Trình ký" });
        let dossier = act(&office.client("chuyenvien.kinhte1"), &dossier, &on);
        let to_sign = mail_to("chanhvanphong", dossier.id(), "Hồ sơ chuyển đến để xử lý");
        reply(&to_sign, "XONG: đã ký", "Chưa thực hiện", "kết quả");
        reply(&to_sign, "TRẢ LẠI: ghi rõ căn cứ", "Đã thực hiện", "Chuyển trả");
        assert_eq!(state().0["step"]["returned"], "ghi rõ căn cứ");
        reply(&to_sign, "TRẢ LẠI: lần nữa", "Chưa thực hiện", "đã chuyển sang bước khác");
        let consult = json!({ "command": "consult", "consulted": [{ "department": office.department("VHXH") }], "question": "Có vướng không?", "term": "1wd" });
        let dossier = act(&office.client("truongphong.kinhte"), &dossier, &consult);
        let asked = mail_to("truongphong.vhxh", dossier.id(), "Lấy ý kiến về hồ sơ");
        reply(&asked, "XONG: nhất trí", "Đã thực hiện", "Cho ý kiến");
        assert_eq!(state().0["consultations"][0]["answer"]["text"], "nhất trí");
        reply(&asked, "Cảm ơn, tôi sẽ xem thêm.", "Đã ghi", "");
        assert_eq!(state().state(), "processing");
    }

    /// Whoever has a dossier in hand does not leave, nor does its department end; handed over, the next is told.
    fn dossiers_go_over_when_somebody_leaves(engine: Engine) {
        let office = served(engine);
        let by = |user: &str| office.client(user);
        let (clerk, head, administrator) = (by("motcua"), by("truongphong.kinhte"), by("quantri"));
        let mut body = brought(&published(&office), None);
        body["then"] = json!({ "accept": {} });
        let dossier = Dossier(clerk.post("/dossiers", &body).created());
        let dossier = act(&clerk, &dossier, &json!({ "command": "transfer" }));
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let today = (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive().to_string();
        let commands = format!("/agencies/{own}/organisation/commands");
        let (from, to) = (office.person("chuyenvien.vhxh1"), office.person("chuyenvien.kinhte2"));
        let consult = json!({ "command": "consult", "consulted": [{ "person": from }], "question": "Có vướng không?", "term": "1wd" });
        let dossier = act(&head, &dossier, &consult);
        let handover = format!("/agencies/{own}/people/{from}/handover");
        let listed = administrator.post(&format!("{handover}?dry_run=true"), &json!({ "reason": "Chuyển công tác." })).ok();
        let mine = listed["dossiers"].as_array().unwrap().iter().find(|item| item["dossier"] == dossier.id()).unwrap().clone();
        assert_eq!(mine["shares"][0]["share"], "consultation");
        assert!(!listed.to_string().contains("Lê Thị"), "{listed}");
        administrator.post(&commands, &json!({ "commands": [{ "command": "end_person", "person": "chuyenvien.vhxh1", "until": today }] }))
            .problem(409, "holds_work");
        let done = administrator.post(&handover, &json!({ "reason": "Chuyển công tác.", "items": [{ "document": dossier.id(), "to": "chuyenvien.kinhte2" }] })).ok();
        assert_eq!(done["dossiers"][0]["to"]["id"], json!(to));
        let after = told(&clerk, &dossier);
        assert!(after.contains(&("handed_over".to_owned(), "chuyenvien.kinhte2".to_owned())), "{after:?}");
        let asked = clerk.get(&dossier.path()).ok();
        assert_eq!(asked["consultations"][0]["holder"]["id"], json!(to), "{}", asked["consultations"]);
        by("chuyenvien.kinhte2").get(&dossier.path()).expect(200);
    }
}

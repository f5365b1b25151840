//! Issued documents on their way: by mail to whoever is outside, with the sealed files; what becomes of such a mail; whose receipt is late;
//! and what comes where nobody is there.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Client, Mail, Mailbox, Server, Written, free_port, letters, on_both_engines, service, unique, wait_until};

use super::{
    mail::forward,
    mail_received::report_of,
    mail_replies::{OFFICE, came_of, hand_in, with_mailbox},
    organisation::Another,
    outgoing::{Outgoing, act, code_of, command, kinds, plain, read, signed, standing},
};

const PATIENCE: Duration = Duration::from_secs(40);

/// Somebody outside, of a name and an address of their own.
struct Outside {
    name: String,
    address: String,
    id: Value,
}

impl Outside {
    fn known(clerk: &Client, address: &str) -> Self {
        let name = unique("Công ty Thử Nghiệm ");
        let fields = json!({ "name": name, "email": address, "address": "1 Đường Mẫu" });
        let id = clerk.post("/counterparts", &fields).created()["id"].clone();
        Self { name, address: address.to_owned(), id }
    }

    fn new(clerk: &Client) -> Self {
        Self::known(clerk, &format!("{}@khach.example", unique("cong-ty-").to_lowercase()))
    }

    fn mails(&self) -> Vec<Mail> {
        Mailbox::of(&self.address).all()
    }
}

/// A notice of the office with these recipients, sealed with this scan.
fn sealed(office: &Server, recipients: &Value, more: &Value, scan: &[u8]) -> Outgoing {
    let clerk = office.client("vanthu");
    let mut content = plain(office);
    content["recipients"] = recipients.clone();
    content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let paper = act(&clerk, &signed(office, &content), &json!({ "command": "issue" }));
    let file = clerk.upload("Bản đã ký, đóng dấu.pdf", scan);
    act(&clerk, &paper, &json!({ "command": "seal", "on": "paper", "files": [file] }))
}

fn dispatch(clerk: &Client, paper: &Outgoing) -> Outgoing {
    act(clerk, paper, &json!({ "command": "dispatch" }))
}

fn note(clerk: &Client, paper: &Outgoing, recipient: &Value, state: &str, remark: Option<&str>) {
    let command = json!({ "command": "note_delivery", "recipient": recipient, "state": state, "remark": remark });
    clerk.post(&format!("{}/commands", paper.path()), &command).ok();
}

/// Whom the registry is told to ask by letter for what was recalled, each time it is told.
fn by_letter(clerk: &Client, paper: &Outgoing) -> Vec<Value> {
    let mails = clerk.items(&format!("{}/messages", paper.path())).into_iter();
    mails.filter(|mail| mail["kind"] == "recall_by_letter").collect()
}

fn with_smtp(engine: tests::Engine) -> Server {
    Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))])
}

on_both_engines! {
    /// The sealed file arrives byte for byte, in a letter of the office; what becomes of it stands at the recipient; a recall asks it back.
    fn a_document_goes_out_by_mail_with_what_was_sealed(engine: Engine) {
        let office = with_smtp(engine);
        let clerk = office.client("vanthu");
        let (by_mail, by_post) = (Outside::new(&clerk), Outside::new(&clerk));
        let scan: Vec<u8> = letters::pdf("ban ky").into_iter().chain((0..200_000_u32).map(|n| (n % 251) as u8)).collect();
        let recipients = json!([
            { "counterpart": by_mail.id, "purpose": "to_act" },
            { "counterpart": by_post.id, "purpose": "to_know", "by": "post" },
        ]);
        let more = json!({ "urgency": "urgent", "reply_by": "2031-03-09" });
        let paper = sealed(&office, &recipients, &more, &scan);
        let paper = dispatch(&clerk, &paper);
        wait_until("the mail", PATIENCE, || by_mail.mails().len() == 1);
        let mail = by_mail.mails().remove(0);
        let subject = paper.0["content"]["subject"].as_str().unwrap();
        assert_eq!(mail.subject, format!("[{}] {subject}", paper.written()));
        for part in [&mail.text, &mail.html] {
            for said in [subject, paper.written(), &by_mail.name, "Khẩn", "09/3/2031", "Bản đã ký, đóng dấu.pdf"] {
                assert!(part.to_lowercase().contains(&said.to_lowercase()), "{said} is missing: {part}");
            }
            assert!(!part.contains("/documents/"), "nothing of it can be opened from outside: {part}");
        }
        assert_eq!(mail.files, [("Bản đã ký, đóng dấu.pdf".to_owned(), scan)], "byte for byte");
        assert_eq!(mail.header("Auto-Submitted"), None, "a person has sent it");
        assert_eq!(mail.header("Reply-To").as_deref(), Some("vanthu@phuong-demo.example"));
        assert_eq!(mail.header("X-Priority").as_deref(), Some("2"));
        let message = clerk.items(&format!("{}/messages", paper.path())).into_iter().find(|m| m["kind"] == "issued_to_outside").unwrap();
        assert!(mail.message_id.starts_with(message["id"].as_str().unwrap()), "a repeat is known by it");
        wait_until("it to be noted", PATIENCE, || standing(&clerk, &paper, &by_mail.name)["state"] == "sent");
        let line = standing(&clerk, &paper, &by_mail.name);
        assert_eq!((&line["mailed_to"], line["at"].is_string()), (&json!(by_mail.address), true));
        assert_eq!(standing(&clerk, &paper, &by_post.name)["state"], "queued");
        assert!(by_post.mails().is_empty());

        // That it has come somebody outside says, and the registry notes.
        note(&clerk, &paper, &line["recipient"]["id"], "received", Some("Số đến 15"));
        let line = standing(&clerk, &paper, &by_mail.name);
        assert_eq!((&line["state"], &line["remark"]), (&json!("received"), &json!("Số đến 15")));

        let _ = act(&clerk, &read(&clerk, &paper), &json!({ "command": "recall", "reason": "Ban hành nhầm phụ lục." }));
        wait_until("the request", PATIENCE, || by_mail.mails().len() == 2);
        let asked = by_mail.mails().into_iter().find(|m| m.message_id != mail.message_id).unwrap();
        assert!(asked.subject.contains("thu hồi") && asked.subject.contains(paper.written()), "{}", asked.subject);
        assert!(asked.text.contains("Ban hành nhầm phụ lục.") && asked.files.is_empty(), "{}", asked.text);
        assert_eq!(asked.threads, mail.threads, "in one thread");
        assert!(by_post.mails().is_empty(), "by letter, where the post had taken it");
        assert!(by_letter(&clerk, &paper).is_empty(), "it had not");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// What was recalled before its turn came is never sent, whenever the mail server is there again.
    fn what_is_recalled_before_it_has_gone_stays(engine: Engine) {
        let port = free_port();
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &format!("smtp://127.0.0.1:{port}"))]);
        let clerk = office.client("vanthu");
        let (gone, stays) = (Outside::new(&clerk), Outside::new(&clerk));
        let to = |outside: &Outside| json!([{ "counterpart": outside.id, "purpose": "to_act" }]);
        let first = dispatch(&clerk, &sealed(&office, &to(&gone), &json!({}), &letters::pdf("mot")));
        let second = dispatch(&clerk, &sealed(&office, &to(&stays), &json!({}), &letters::pdf("hai")));
        let tried = |paper: &Outgoing| {
            let mails = clerk.items(&format!("{}/messages", paper.path()));
            mails.iter().any(|m| m["kind"] == "issued_to_outside" && m["last_error"].is_string())
        };
        wait_until("a try in vain", PATIENCE, || tried(&second));
        assert_eq!(standing(&clerk, &second, &stays.name)["state"], "queued");
        let second = act(&clerk, &read(&clerk, &second), &json!({ "command": "recall", "reason": "Ban hành nhầm." }));
        assert_eq!(standing(&clerk, &second, &stays.name)["state"], "recalled");
        forward(port, &service("TEST_SMTP_URL"));
        office.database().run("UPDATE message SET next_at = created_at WHERE state = 'queued'");
        wait_until("the other one", PATIENCE, || gone.mails().len() == 1);
        wait_until("its note", PATIENCE, || standing(&clerk, &first, &gone.name)["state"] == "sent");
        assert!(stays.mails().is_empty(), "it was recalled");
    }

    /// What the post has taken nobody asks back by mail: the registry is told of whom it is to ask by letter, and of nobody else.
    fn what_the_post_has_taken_is_asked_back_by_letter(engine: Engine) {
        let office = with_smtp(engine);
        let clerk = office.client("vanthu");
        let (by_mail, refused) = (Outside::new(&clerk), Outside::new(&clerk));
        let recipients = json!([
            { "post": { "name": "Bà Lê Thị Có Thư", "address": "Tổ 2" }, "purpose": "to_act" },
            { "post": { "name": "Ông Trần Văn Chưa Gửi", "address": "Tổ 3" }, "purpose": "to_know" },
            { "counterpart": refused.id, "purpose": "to_know", "by": "post" },
            { "counterpart": by_mail.id, "purpose": "to_know" },
        ]);
        let paper = dispatch(&clerk, &sealed(&office, &recipients, &json!({}), &letters::pdf("ban ky")));
        wait_until("the mail", PATIENCE, || by_mail.mails().len() == 1);
        wait_until("its note", PATIENCE, || standing(&clerk, &paper, &by_mail.name)["state"] == "sent");
        let recipient = |name: &str| standing(&clerk, &paper, name)["recipient"]["id"].clone();
        note(&clerk, &paper, &recipient("Bà Lê Thị Có Thư"), "sent", Some("EX123456789VN"));
        note(&clerk, &paper, &recipient(&refused.name), "refused", Some("Không có người nhận"));
        note(&clerk, &paper, &recipient(&by_mail.name), "received", None);
        let paper = act(&clerk, &read(&clerk, &paper), &json!({ "command": "recall", "reason": "Nhầm số liệu." }));
        let told = by_letter(&clerk, &paper);
        let clerks: Vec<&Value> = told.iter().map(|mail| &mail["to"]["name"]).collect();
        assert!(!told.is_empty() && clerks.iter().all(|name| !name.is_null()), "{told:?}");
        let mine = || {
            let mails = Mailbox::of("vanthu@phuong-demo.example").about(paper.id());
            mails.into_iter().find(|mail| mail.subject.starts_with("Thu hồi văn bản đã gửi qua bưu điện"))
        };
        wait_until("the mail to the registry", PATIENCE, || mine().is_some());
        let text = mine().unwrap().text;
        assert!(text.contains("Bà Lê Thị Có Thư (Tổ 2)"), "{text}");
        for other in ["Ông Trần Văn Chưa Gửi", &refused.name, &by_mail.name] {
            assert!(!text.contains(other), "{other}: {text}");
        }
    }

    /// What was replaced before its turn came still goes, whenever the mail server is there again: whoever gets the later one has both.
    fn what_is_replaced_before_it_has_gone_still_goes(engine: Engine) {
        let port = free_port();
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &format!("smtp://127.0.0.1:{port}"))]);
        let clerk = office.client("vanthu");
        let outside = Outside::new(&clerk);
        let to = json!([{ "counterpart": outside.id, "purpose": "to_act" }]);
        let first = dispatch(&clerk, &sealed(&office, &to, &json!({}), &letters::pdf("mot")));
        let tried = || {
            let mails = clerk.items(&format!("{}/messages", first.path()));
            mails.iter().any(|m| m["kind"] == "issued_to_outside" && m["last_error"].is_string())
        };
        wait_until("a try in vain", PATIENCE, tried);
        let replaces = json!([{ "kind": "replaces", "document": first.id() }]);
        let _ = sealed(&office, &json!([]), &json!({ "relations": replaces }), &letters::pdf("hai"));
        assert_eq!(read(&clerk, &first).state(), "replaced");
        assert_eq!(standing(&clerk, &first, &outside.name)["state"], "queued");
        forward(port, &service("TEST_SMTP_URL"));
        office.database().run("UPDATE message SET next_at = created_at WHERE state = 'queued'");
        wait_until("the earlier one", PATIENCE, || outside.mails().len() == 1);
        assert!(outside.mails()[0].subject.contains(first.written()));
        wait_until("its note", PATIENCE, || standing(&clerk, &first, &outside.name)["state"] == "sent");
    }

    /// A mail server that refuses the address for good, and one that reports it later: drafter and registry are told once, with the reason.
    fn a_mail_that_does_not_arrive_is_told(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let nobody = Outside::known(&clerk, &format!("khongco.{}@khach.example", unique("a").to_lowercase()));
        let later = Outside::new(&clerk);
        let recipients = json!([
            { "counterpart": nobody.id, "purpose": "to_act", "by": "mail" },
            { "counterpart": later.id, "purpose": "to_know" },
        ]);
        let paper = dispatch(&clerk, &sealed(&office, &recipients, &json!({}), &letters::pdf("ban ky")));
        let refusals = |name: &str| {
            let all = clerk.items(&format!("{}/messages", paper.path()));
            let mut to: Vec<String> = all
                .iter()
                .filter(|m| m["kind"] == "mail_failed" && m["words"].as_str().is_none_or(|words| words.contains(name)))
                .map(|m| m["to"]["name"].as_str().unwrap().to_owned())
                .collect();
            to.sort();
            to
        };
        wait_until("the refusal", PATIENCE, || standing(&clerk, &paper, &nobody.name)["state"] == "refused");
        let line = standing(&clerk, &paper, &nobody.name);
        assert!(line["remark"].as_str().unwrap().contains("550"), "{line}");
        let told = refusals(&nobody.name);
        assert_eq!(told.len(), 2, "the drafter and the clerk: {told:?}");

        wait_until("the other mail", PATIENCE, || later.mails().len() == 1);
        let mail = later.mails().remove(0);
        assert_eq!(mail.header("Reply-To").as_deref(), Some(OFFICE), "answers come to the office's mailbox");
        wait_until("its note", PATIENCE, || standing(&clerk, &paper, &later.name)["state"] == "sent");
        let report = report_of(&mail.message_id, &later.address, "failed", "5.1.1");
        assert_eq!(came_of(&clerk, &hand_in(&office, &report))["outcome"], "bounced");
        wait_until("the report", PATIENCE, || standing(&clerk, &paper, &later.name)["state"] == "refused");
        let line = standing(&clerk, &paper, &later.name);
        assert!(line["remark"].as_str().unwrap().contains("5.1.1"), "{line}");
        assert_eq!(refusals("").len(), 4, "each once");
        let again = Written { message_id: format!("{}@mx.khach.example", unique("lan-hai-")), ..report.clone() };
        let _ = hand_in(&office, &again);
        std::thread::sleep(Duration::from_secs(2));
        assert_eq!(refusals("").len(), 4, "once");
        // It has gone another way since.
        note(&clerk, &paper, &line["recipient"]["id"], "sent", Some("Gửi bưu điện"));
        assert_eq!(standing(&clerk, &paper, &later.name)["state"], "sent");
    }

    /// What is too large for a mail is refused by name, and goes by post all the same; who has no address goes by post.
    fn what_a_mail_does_not_carry_goes_by_post(engine: Engine) {
        let office = with_smtp(engine);
        let clerk = office.client("vanthu");
        let administrator = office.client("quantri");
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let path = format!("/agencies/{own}/organisation/commands");
        let set = |outgoing: Value| {
            administrator.post(&path, &json!({ "commands": [{ "command": "change_settings", "outgoing": outgoing }] }))
        };
        set(json!({ "max_mailed_megabytes": 0 })).problem(422, "setting_out_of_range");
        set(json!({ "unit_notations": { "KHONGCO": "KC" } })).problem(422, "unit_notation_unknown");
        set(json!({ "receipt_within": { "normal": "2026-12-01T08:00", "urgent": "4wh" } })).problem(422, "default_term_fixed");
        set(json!({ "max_mailed_megabytes": 1, "unit_notations": { "KTHTDT": "KTHTĐT" } })).ok();
        let outside = Outside::new(&clerk);
        let mut large = letters::pdf("ban ky");
        large.resize(1_100_000, b' ');
        let recipients = json!([{ "counterpart": outside.id, "purpose": "to_act" }]);
        let first = super::outgoing::given(&clerk) + 1;
        let paper = sealed(&office, &recipients, &json!({ "document_type": "cong_van" }), &large);
        assert_eq!(paper.written(), format!("{first:02}/UBND-KTHTĐT"), "as the office writes its unit");
        let refused = command(&clerk, &paper, &json!({ "command": "dispatch" })).problem(422, "mail_too_large");
        let refused = refused.at("/by_post", "mail_too_large");
        assert!(refused.detail().contains(&outside.name) && refused.detail().contains("1 MB"), "{}", refused.detail());
        let recipient = paper.0["content"]["recipients"][0]["id"].clone();
        let paper = act(&clerk, &paper, &json!({ "command": "dispatch", "by_post": [recipient] }));
        assert_eq!(standing(&clerk, &paper, &outside.name)["state"], "queued");
        let waiting = clerk.all("/postal-items");
        assert!(waiting.iter().any(|item| item["document"] == paper.id() && item["address"] == "1 Đường Mẫu"), "{waiting:?}");
        std::thread::sleep(Duration::from_secs(2));
        assert!(outside.mails().is_empty());
    }

    /// Whoever does not say in time that it has come: registry and drafter are told once, and so is the registry of an agency next door.
    fn whose_receipt_is_late_is_told_once(engine: Engine) {
        let office = with_smtp(engine);
        let clerk = office.client("vanthu");
        let administrator = office.client("quantri");
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let settings = json!({ "receipt_within": { "normal": "2wd", "urgent": "1wm" } });
        let change = json!({ "commands": [{ "command": "change_settings", "outgoing": settings }] });
        administrator.post(&format!("/agencies/{own}/organisation/commands"), &change).ok();
        // People work today, whatever day this is.
        let today = (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive();
        let works = |day: chrono::NaiveDate| json!({ "command": "set_day", "day": day, "what": { "kind": "local_work", "hours": "00:00-24:00" }, "name": "Làm việc" });
        let days = json!({ "commands": [works(today), works(today.succ_opt().unwrap())] });
        clerk.request("POST", &format!("/agencies/{own}/calendar/commands")).key(&unique("lich-")).json(&days).send().ok();
        let other = Another::set_up(&office);
        let receiver = other.client(&office, "vanthu");
        let recipients = json!([
            { "agency": code_of(&receiver), "purpose": "to_act" },
            { "department": office.department("VHXH"), "purpose": "to_know" },
            { "post": { "name": "Ông Nguyễn Văn Chờ", "address": "Tổ 1" }, "purpose": "to_know" },
        ]);
        let paper = dispatch(&clerk, &sealed(&office, &recipients, &json!({ "urgency": "urgent" }), &letters::pdf("ban ky")));
        let post = standing(&clerk, &paper, "Ông Nguyễn Văn Chờ");
        note(&clerk, &paper, &post["recipient"]["id"], "sent", None);
        let agency = "Ủy ban nhân dân xã Thí Nghiệm";
        wait_until("it to arrive", PATIENCE, || standing(&clerk, &paper, agency)["state"] == "arrived");
        assert_eq!(standing(&clerk, &paper, agency)["late"], false);
        let told = || {
            let mut told = kinds(&clerk, &paper);
            told.retain(|(kind, _)| kind == "receipt_late");
            told
        };
        wait_until("it to be late", Duration::from_secs(100), || !told().is_empty());
        assert_eq!(told().len(), 2, "the drafter and the clerk: {:?}", told());
        let late = |name: &str| standing(&clerk, &paper, name)["late"].clone();
        let inside = "Phòng Văn hóa - Xã hội";
        assert_eq!((late(agency), late("Ông Nguyễn Văn Chờ")), (json!(true), json!(false)), "the post has it");
        let names: Vec<Value> = clerk.items(&format!("{}/deliveries", paper.path()));
        assert!(names.iter().any(|line| line["recipient"]["department"].is_string() && line["late"] == true), "{inside}: {names:?}");
        // Next door the registry knows that somebody waits.
        let arrived = receiver.all("/incoming-documents");
        let came = arrived.iter().find(|line| line["subject"] == paper.0["content"]["subject"]).unwrap();
        let awaited = || {
            let mails = receiver.messages(came["id"].as_str().unwrap());
            mails.iter().filter(|mail| mail["kind"] == "receipt_awaited").count()
        };
        wait_until("the mail next door", PATIENCE, || awaited() == 1);
        office.kill();
        office.start();
        office.database().run("UPDATE deadline SET next_at = since");
        std::thread::sleep(Duration::from_secs(5));
        assert_eq!((told().len(), awaited()), (2, 1), "each once, whatever is started anew");
        let came = receiver.read(came["id"].as_str().unwrap());
        let _ = receiver.act(&came, &json!({ "command": "register" }));
        assert_eq!(late(agency), false);
    }

    /// Somebody leaves between the draft and the dispatch: it arrives there, and whoever sends it learns that nobody is there.
    fn what_comes_where_nobody_is_there_is_not_lost(engine: Engine) {
        let office = Server::demo(engine);
        let clerk = office.client("vanthu");
        let gone = office.person("motcua");
        let recipients = json!([{ "person": gone, "purpose": "to_act" }]);
        let paper = sealed(&office, &recipients, &json!({}), &letters::pdf("ban ky"));
        let administrator = office.client("quantri");
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let yesterday = (chrono::Utc::now() + chrono::Duration::hours(7) - chrono::Duration::days(1)).date_naive();
        let end = json!({ "commands": [{ "command": "end_person", "person": "motcua", "until": yesterday }] });
        administrator.post(&format!("/agencies/{own}/organisation/commands"), &end).ok();
        let paper = dispatch(&clerk, &paper);
        assert_eq!(paper.0["nobody_there"], json!([paper.0["content"]["recipients"][0]["id"]]));
        let line = clerk.items(&format!("{}/deliveries", paper.path())).remove(0);
        assert_eq!((&line["state"], &line["nobody_there"]), (&json!("arrived"), &json!(true)));
        let told: Vec<(String, String)> = kinds(&clerk, &paper).into_iter().filter(|(kind, _)| kind == "nobody_told").collect();
        assert!(told.len() >= 2, "the registry and the chief of office: {told:?}");
    }

    /// Văn thư đơn vị: sees what has come to the unit, and nothing of how it came about, and takes it in.
    fn a_units_own_registry_takes_in_what_comes_to_it(engine: Engine) {
        let office = Server::demo(engine);
        let (clerk, administrator) = (office.client("vanthu"), office.client("quantri"));
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let user = unique("vanthu.vhxh-").to_lowercase();
        let keeper = json!({ "command": "create_person", "username": user, "name": "Ngô Thị Giữ Sổ", "title": "Văn thư",
            "positions": [{ "department": "VHXH", "post": "registry" }] });
        administrator.post(&format!("/agencies/{own}/organisation/commands"), &json!({ "commands": [keeper] })).ok();
        let keeper = super::organisation::signed_in(&office, &administrator, &own, &user);
        let recipients = json!([{ "department": office.department("VHXH"), "purpose": "to_act" }]);
        let paper = sealed(&office, &recipients, &json!({}), &letters::pdf("ban ky"));
        keeper.get(&paper.path()).problem(404, "not_found");
        // What the demo has sent there stands there.
        let before = keeper.all("/outgoing-documents").len();
        let paper = dispatch(&clerk, &paper);
        let seen = read(&keeper, &paper);
        assert_eq!((&seen.0["editions"], seen.offers()), (&json!([]), vec!["acknowledge"]));
        assert_eq!(keeper.all("/outgoing-documents").len(), before + 1);
        let told = kinds(&clerk, &paper);
        assert!(told.contains(&("issued_for_you".to_owned(), "Ngô Thị Giữ Sổ".to_owned())), "{told:?}");
        let acknowledge = json!({ "command": "acknowledge", "recipient": paper.0["content"]["recipients"][0]["id"] });
        keeper.post(&format!("{}/commands", paper.path()), &acknowledge).ok();
        let line = clerk.items(&format!("{}/deliveries", paper.path())).remove(0);
        assert_eq!(line["state"], "received");
        keeper.get(&format!("{}/history", paper.path())).problem(403, "participant_only");
        // It stays in the unit's papers when another has replaced it.
        let replaces = json!([{ "kind": "replaces", "document": paper.id() }]);
        let _ = sealed(&office, &json!([]), &json!({ "relations": replaces }), &letters::pdf("ban ky thay the"));
        assert_eq!(read(&keeper, &paper).state(), "replaced");
        assert!(keeper.all("/outgoing-documents").iter().any(|line| line["id"] == paper.id()), "and is listed there");
    }

    /// Another agency of the installation refuses one, and gives another back that is recalled: drafter and registry know it by mail.
    fn what_another_agency_answers_is_told(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let other = Another::set_up(&office);
        let (clerk, receiver) = (office.client("vanthu"), other.client(&office, "vanthu"));
        let to = json!([{ "agency": code_of(&receiver), "purpose": "to_act" }]);
        let sent = || {
            let paper = dispatch(&clerk, &sealed(&office, &to, &json!({}), &letters::pdf(&unique("ban ky "))));
            let subject = paper.0["content"]["subject"].clone();
            let there = || receiver.all("/incoming-documents").into_iter().find(|line| line["subject"] == subject);
            wait_until("it to arrive there", PATIENCE, || there().is_some());
            (paper, receiver.read(there().unwrap()["id"].as_str().unwrap()))
        };
        let told = |user: &str, title: &str, words: &str| {
            let find = || {
                let mails = Mailbox::of(&format!("{user}@phuong-demo.example")).all().into_iter();
                mails.filter(|mail| mail.subject.starts_with(title) && mail.text.contains(words)).count()
            };
            wait_until(&format!("“{title}” to {user}"), PATIENCE, || find() == 1);
        };
        let (paper, came) = sent();
        let reason = unique("Không thuộc thẩm quyền giải quyết ");
        let refused = receiver.act(&came, &json!({ "command": "refuse", "reason": reason }));
        assert_eq!(refused.state(), "refused");
        let line = &clerk.items(&format!("{}/deliveries", paper.path()))[0];
        assert_eq!((&line["state"], &line["remark"]), (&json!("refused"), &json!(reason)));
        told("chuyenvien.kinhte1", "Nơi nhận không nhận văn bản", &reason);
        told("vanthu", "Không tiếp nhận văn bản", &reason);

        let (paper, came) = sent();
        let came = receiver.act(&came, &json!({ "command": "register" }));
        let paper = act(&clerk, &paper, &json!({ "command": "recall", "reason": "Nhầm số liệu." }));
        wait_until("the recall to arrive", PATIENCE, || receiver.read(came.id()).0["recall"].is_object());
        let _ = receiver.act(&receiver.read(came.id()), &json!({ "command": "agree_recall" }));
        for user in ["vanthu", "chuyenvien.kinhte1"] {
            // By the subject, which no other office of these tests has.
            told(user, "Đề nghị thu hồi đã được đồng ý", paper.0["content"]["subject"].as_str().unwrap());
        }
    }

    /// That an answer came hides no recall; what the receiver has refused is not asked back; what it wanted to keep can be asked back again.
    fn what_is_asked_back_is_seen_whatever_was_noted_before(engine: Engine) {
        let office = Server::demo_with(engine, &[]);
        let other = Another::set_up(&office);
        let (clerk, receiver) = (office.client("vanthu"), other.client(&office, "vanthu"));
        let to = json!([{ "agency": code_of(&receiver), "purpose": "to_act" }]);
        let sent = || {
            let paper = dispatch(&clerk, &sealed(&office, &to, &json!({}), &letters::pdf(&unique("ban ky "))));
            let subject = paper.0["content"]["subject"].clone();
            let there = || receiver.all("/incoming-documents").into_iter().find(|line| line["subject"] == subject);
            wait_until("it to arrive there", PATIENCE, || there().is_some());
            (paper, receiver.read(there().unwrap()["id"].as_str().unwrap()))
        };
        let line = |paper: &Outgoing| clerk.items(&format!("{}/deliveries", paper.path())).remove(0);
        let delivery = |paper: &Outgoing| {
            let id = line(paper)["recipient"]["id"].as_str().unwrap().to_owned();
            (clerk.get(&format!("/deliveries/{id}")).ok(), format!("/deliveries/{id}/recall"))
        };
        let asked = |came: &str| receiver.read(came).0["recall"].is_object();

        let (paper, came) = sent();
        assert_eq!(came.0["facts"]["remark"], "Gửi để thực hiện");
        let came = receiver.act(&came, &json!({ "command": "register" }));
        note(&clerk, &paper, &line(&paper)["recipient"]["id"], "done", Some("Đã trả lời"));
        assert_eq!((&line(&paper)["state"], &line(&paper)["remark"]), (&json!("done"), &json!("Đã trả lời")));
        // Asked back by itself, and kept there.
        let back = |path: &str| clerk.request("POST", path).key(&unique("thu-hoi-")).json(&json!({ "reason": "Nhầm." })).send();
        back(&delivery(&paper).1).created();
        wait_until("the recall to arrive", PATIENCE, || asked(came.id()));
        assert_eq!(line(&paper)["state"], "received", "what was noted hides nothing");
        let kept = receiver.act(&receiver.read(came.id()), &json!({ "command": "refuse_recall", "reason": "Đang xử lý." }));
        assert_eq!(line(&paper)["remark"], "Không đồng ý thu hồi: Đang xử lý.");
        // With the whole document it is asked back again.
        let paper = act(&clerk, &read(&clerk, &paper), &json!({ "command": "recall", "reason": "Nhầm số liệu." }));
        wait_until("the recall to arrive again", PATIENCE, || asked(kept.id()));
        assert_eq!(receiver.read(kept.id()).0["recall"]["reason"], "Nhầm số liệu.");
        let _ = receiver.act(&receiver.read(kept.id()), &json!({ "command": "agree_recall" }));
        assert_eq!(line(&paper)["state"], "recalled");
        back(&delivery(&paper).1).problem(409, "recalled_already");

        // What was refused is there no more: nothing is asked, and why it was refused stands.
        let (paper, came) = sent();
        let _ = receiver.act(&came, &json!({ "command": "refuse", "reason": "Không đúng nơi nhận." }));
        let paper = act(&clerk, &read(&clerk, &paper), &json!({ "command": "recall", "reason": "Nhầm số liệu." }));
        assert!(delivery(&paper).0["recall"].is_null(), "{}", delivery(&paper).0);
        assert_eq!((&line(&paper)["state"], &line(&paper)["remark"]), (&json!("refused"), &json!("Không đúng nơi nhận.")));
        // Not even by a call of its own, which comes to nothing.
        back(&delivery(&paper).1).created();
        wait_until("the late recall to fail", PATIENCE, || delivery(&paper).0["recall"]["state"] == "failed");
        assert_eq!((&line(&paper)["state"], &line(&paper)["remark"]), (&json!("refused"), &json!("Không đúng nơi nhận.")));
    }

    /// What the form check and the draft say at once of small faults.
    fn small_faults_of_form_are_said_in_their_own_words(engine: Engine) {
        let office = Server::demo(engine);
        let officer = office.client("chuyenvien.kinhte1");
        let mut content = plain(&office);
        content["document_type"] = json!("cong_van");
        content["notation"] = json!("45/UBND-VX");
        officer.post("/outgoing-documents", &json!({ "content": content })).problem(422, "notation_with_number")
            .at("/content/notation", "notation_with_number");
        content["notation"] = json!("CV-UBND");
        let paper = super::outgoing::draft(&officer, &content);
        let paper = act(&officer, &paper, &json!({ "command": "submit" }));
        let paper = act(&office.client("truongphong.kinhte"), &paper, &json!({ "command": "endorse" }));
        let refused = command(&office.client("vanthu"), &paper, &json!({ "command": "pass_form" }));
        assert_eq!(refused.json()["title"], "Thể thức văn bản chưa đạt", "{refused}");
        let signature: Vec<&str> =
            paper.0["layout"]["signature"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        assert_eq!(signature[..2], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
    }
}

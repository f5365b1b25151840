//! Acting from a mail's buttons: a document's whole way by links alone, in one's own name and in another's stead, with just those
//! commands that the document offers.

use std::{collections::BTreeSet, process::Command, time::Duration};

use serde_json::{Value, json};
use tests::{
    Answer, Buttons, Document, Engine, Mail, Mailbox, Server, letters, on_both_engines, service, wait_until, workspace,
};

const PATIENCE: Duration = Duration::from_secs(30);

/// What a button says, and the command behind it, in the order of a mail.
pub const LABELS: [(&str, &str); 16] = [
    ("Vào sổ", "register"),
    ("Cho ý kiến chỉ đạo", "direct"),
    ("Giao việc", "assign"),
    ("Nhận việc", "accept"),
    ("Trình kết quả", "submit_result"),
    ("Duyệt", "approve"),
    ("Không duyệt", "reject"),
    ("Cho gia hạn", "grant_extension"),
    ("Không cho gia hạn", "refuse_extension"),
    ("Xác nhận đã xem", "acknowledge"),
    ("Xin gia hạn", "request_extension"),
    ("Chuyển trả", "give_back"),
    ("Chuyển trình", "pass"),
    ("Lưu hồ sơ", "file"),
    ("Cho tiếp tục xử lý", "resume"),
    ("Trao đổi", "comment"),
];

pub fn served(engine: Engine) -> Server {
    served_with(engine, &[])
}

pub fn served_with(engine: Engine, settings: &[(&str, &str)]) -> Server {
    let smtp = service("TEST_SMTP_URL");
    let mut all = vec![("CONGVAN_SMTP_URL", smtp.as_str())];
    all.extend(settings);
    Server::demo_with(engine, &all)
}

/// The mail to somebody about a document whose subject begins so, once it is there.
pub fn mail_to(user: &str, document: &str, begins: &str) -> Mail {
    let there = Mailbox::of(&format!("{user}@phuong-demo.example"));
    let find = || {
        there.about(document).into_iter().rev().find(|mail| {
            // Not what somebody is answered, in whose subject it stands, too.
            mail.subject.contains(begins) && mail.header("Auto-Submitted").as_deref() != Some("auto-replied")
        })
    };
    wait_until(&format!("“{begins}” to {user}"), PATIENCE, || find().is_some());
    find().unwrap()
}

pub fn buttons_to(user: &str, document: &str, begins: &str) -> Buttons {
    mail_to(user, document, begins).buttons()
}

/// A page that is whole: its headers are those of a page that nobody else may show, keep or learn of.
pub fn page(answer: &Answer, status: u16) -> String {
    assert_eq!(answer.status, status, "{answer}");
    let header = |name: &str| answer.header(name).unwrap_or_else(|| panic!("no {name}: {answer}")).to_owned();
    assert_eq!(header("content-type"), "text/html; charset=utf-8");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("x-robots-tag").contains("noindex"));
    let policy = header("content-security-policy");
    for part in
        ["default-src 'none'", "style-src 'sha256-", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
    {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(answer.header("set-cookie").is_none());
    answer.page()
}

/// A letter that lies with the head of a department, directed by the chairman over the API.
pub fn directed(office: &Server, facts: &Value) -> Document {
    let letter = office.client("vanthu").register(facts);
    let letter = office.client("vanthu").act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
    let target = json!({ "department": office.department("KTHTDT"), "due": letters::in_days(20), "instruction": "Kiểm tra, báo cáo." });
    office.client("chutich").act(&letter, &json!({ "command": "direct", "direction": { "primary": target } }))
}

/// Who did the last thing in a document's history.
fn last(office: &Server, letter: &Document) -> Value {
    office.client("vanthu").history(letter.id()).pop().unwrap()
}

on_both_engines! {
    /// The chief of office passes a document on from the mail, and the officer files it when its result is approved.
    fn the_chief_of_office_passes_on_and_the_officer_files(engine: Engine) {
        let office = served(engine);
        let (nobody, clerk) = (office.anonymous(), office.client("vanthu"));
        let letter = clerk.register(&letters::about("Về việc lưu hồ sơ từ thư"));
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chanhvanphong") }));
        let before = buttons_to("chanhvanphong", letter.id(), "Trình xin ý kiến");
        page(&before.press(&nobody, "Chuyển trình", &[("note", "Kính trình.")]), 422);
        let to = office.person("chutich");
        page(&before.press(&nobody, "Chuyển trình", &[("to", &to), ("note", "Kính trình.")]), 200);
        let there = clerk.read(letter.id());
        assert_eq!((&there.0["presentation"]["to"]["id"], &there.0["presentation"]["note"]), (&json!(to), &json!("Kính trình.")));
        let unit = office.department("KTHTDT");
        let direct = json!({ "command": "direct", "direction": { "primary": { "department": unit } } });
        let there = office.client("chutich").act(&there, &direct);
        let officer = office.person("chuyenvien.kinhte1");
        let assign = json!({ "command": "assign", "assignment": there.assignment(&unit), "officer": { "person": officer } });
        let there = office.client("truongphong.kinhte").act(&there, &assign);
        let leg = there.assignment(&officer).to_owned();
        let submit = json!({ "command": "submit_result", "assignment": leg, "text": "Xong." });
        let there = office.client("chuyenvien.kinhte1").act(&there, &submit);
        let _ = office.client("truongphong.kinhte").act(&there, &json!({ "command": "approve", "assignment": leg }));
        let done = buttons_to("chuyenvien.kinhte1", letter.id(), "Kết quả đã được duyệt");
        assert_eq!(done.labels(), ["Lưu hồ sơ", "Trao đổi"]);
        page(&done.press(&nobody, "Lưu hồ sơ", &[("case_file", "01/HS-KT")]), 200);
        let filed = last(&office, &letter);
        assert_eq!((&filed["event"], &filed["facts"]["case_file"], &filed["by"]["id"]), (&json!("filed"), &json!("01/HS-KT"), &json!(officer)), "{filed}");
    }

    /// The head lets work rest: whoever directed it learns so at once, and lets it go on from the mail; by an older mail nothing goes on.
    fn a_giver_lets_work_go_on_from_the_mail_that_tells_of_its_rest(engine: Engine) {
        let office = served(engine);
        let (nobody, head) = (office.anonymous(), office.client("truongphong.kinhte"));
        let letter = directed(&office, &letters::facts());
        let pause = json!({ "command": "pause", "reason": "Chờ ý kiến sở." });
        let rests = head.act(&letter, &pause);
        let told = mail_to("chutich", letter.id(), "Báo cáo tạm dừng xử lý");
        assert!(told.text.contains("Chờ ý kiến sở."), "{}", told.text);
        let first = told.buttons();
        assert!(first.labels().contains(&"Cho tiếp tục xử lý"), "{:?}", first.labels());
        let goes_on = head.act(&rests, &json!({ "command": "resume", "reason": "Đã có." }));
        mail_to("chutich", letter.id(), "Báo cáo tiếp tục xử lý");
        let _ = head.act(&goes_on, &pause);
        page(&first.press(&nobody, "Cho tiếp tục xử lý", &[("reason", "Không đồng ý.")]), 410);
        let there = Mailbox::of("chutich@phuong-demo.example");
        let again = || there.about(letter.id()).into_iter().filter(|mail| mail.subject.contains("Báo cáo tạm dừng xử lý")).nth(1);
        wait_until("the second rest's mail", PATIENCE, || again().is_some());
        page(&again().unwrap().buttons().press(&nobody, "Cho tiếp tục xử lý", &[("reason", "Không đồng ý.")]), 200);
        let resumed = last(&office, &letter);
        assert_eq!((&resumed["event"], &resumed["by"]["id"]), (&json!("resumed"), &json!(office.person("chutich"))), "{resumed}");
    }

    /// From the registry to the approved result, and nobody signs in for any of it but to put it before the chairman, which has no
    /// page.
    fn the_whole_way_by_links_alone(engine: Engine) {
        let office = served(engine);
        let nobody = office.anonymous();
        let clerk = office.client("vanthu");
        let subject = "Về việc nạo vét cống thoát nước đường Lê Lợi";
        let letter = office.client("motcua").receive(&letters::about(subject));

        let arrived = buttons_to("vanthu", letter.id(), "");
        assert_eq!(arrived.labels(), ["Vào sổ", "Trao đổi"]);
        let seen = page(&nobody.get(arrived.path("Vào sổ")), 200);
        for part in [subject, "Vào sổ văn bản đến", "Mã xác nhận", "Sở Thử Nghiệm tỉnh Demo"] {
            assert!(seen.contains(part), "{part} is not in {seen}");
        }
        assert!(!seen.contains(&arrived.code), "the code stands in the mail alone");
        let told = page(&arrived.press(&nobody, "Vào sổ", &[]), 200);
        let letter = clerk.read(letter.id());
        assert_eq!(letter.state(), "registered");
        assert!(told.contains("Đã vào sổ") && told.contains(&format!("{}/", letter.number())), "{told}");
        assert_eq!(last(&office, &letter)["by"]["id"], office.person("vanthu").as_str());

        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich"), "note": "Kính trình." }));
        let presented = buttons_to("chutich", letter.id(), "Trình xin ý kiến");
        assert_eq!(presented.labels(), ["Cho ý kiến chỉ đạo", "Chuyển trả", "Chuyển trình", "Trao đổi"]);
        let seen = page(&nobody.get(presented.path("Cho ý kiến chỉ đạo")), 200);
        assert!(seen.contains("Kính trình.") && seen.contains(&office.department("VHXH")), "{seen}");
        let (economy, culture) = (office.department("KTHTDT"), office.department("VHXH"));
        let direction = [
            ("primary", economy.as_str()),
            ("supporting", culture.as_str()),
            ("days", "5"),
            ("instruction", "Chủ trì kiểm tra hiện trường,\r\nbáo cáo trước khi làm."),
        ];
        page(&presented.press(&nobody, "Cho ý kiến chỉ đạo", &direction), 200);
        let letter = clerk.read(letter.id());
        assert_eq!(letter.state(), "directed");
        let root = letter.last_assignment(&economy);
        assert_eq!(root["instruction"], "Chủ trì kiểm tra hiện trường,\nbáo cáo trước khi làm.");
        assert!(root["due"].is_string(), "five working days: {root}");
        assert_eq!(root["assigned_by"]["id"], office.person("chutich").as_str());
        let beside = letter.last_assignment(&culture);
        assert_eq!((beside["role"].as_str(), &beside["instruction"]), (Some("supporting"), &root["instruction"]), "whoever helps is told with what");

        let given = buttons_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        assert_eq!(given.labels(), ["Giao việc", "Nhận việc", "Trình kết quả", "Xin gia hạn", "Chuyển trả"]);
        let officer = office.person("chuyenvien.kinhte1");
        let seen = page(&nobody.get(given.path("Giao việc")), 200);
        assert!(seen.contains(&officer) && seen.contains(&office.person("chuyenvien.kinhte2")), "{seen}");
        assert!(!seen.contains(&office.person("chuyenvien.vhxh1")), "of the unit alone: {seen}");
        page(&given.press(&nobody, "Giao việc", &[("officer", &officer), ("days", "3")]), 200);
        let letter = clerk.read(letter.id());
        assert_eq!(letter.state(), "in_progress");

        let mine = buttons_to("chuyenvien.kinhte1", letter.id(), "Chủ trì xử lý");
        assert_eq!(mine.labels(), ["Nhận việc", "Trình kết quả", "Xin gia hạn", "Chuyển trả", "Trao đổi"]);
        let told = page(&mine.press(&nobody, "Nhận việc", &[]), 200);
        assert!(told.contains("Đã nhận việc"), "{told}");
        let before = clerk.history(letter.id()).len();
        // The same form again: it shows what was done, and does nothing.
        let again = page(&mine.press(&nobody, "Nhận việc", &[]), 200);
        assert!(again.contains("Đã nhận việc"), "{again}");
        page(&nobody.get(mine.path("Nhận việc")), 410);
        assert_eq!(clerk.history(letter.id()).len(), before);
        let seen = page(&nobody.get(mine.path("Trình kết quả")), 200);
        assert!(seen.contains("Kết quả sẽ được trình Phòng"), "before whom: {seen}");
        // To take it up moves nothing: the other buttons of that mail hold.
        page(&mine.press(&nobody, "Trình kết quả", &[("text", "Đã kiểm tra, kèm phương án nạo vét.")]), 200);
        let letter = clerk.read(letter.id());
        assert_eq!(letter.state(), "awaiting_approval");

        let waits = buttons_to("truongphong.kinhte", letter.id(), "Kết quả chờ duyệt");
        assert_eq!(waits.labels(), ["Duyệt", "Không duyệt", "Trao đổi"]);
        let seen = page(&nobody.get(waits.path("Duyệt")), 200);
        assert!(seen.contains("Đã kiểm tra, kèm phương án nạo vét."), "what is approved is shown: {seen}");
        assert!(seen.contains("văn bản được kết thúc xử lý"), "nobody else approves: {seen}");
        let told = page(&waits.press(&nobody, "Duyệt", &[("note", "Đồng ý.")]), 200);
        assert!(told.contains("Đã hoàn thành"), "{told}");
        assert_eq!(clerk.read(letter.id()).state(), "completed");
        assert_eq!(last(&office, &letter)["by"]["id"], office.person("truongphong.kinhte").as_str());
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// More time is asked for and granted, somebody has read it, and a direction is given as it was proposed.
    fn other_buttons_do_what_they_say(engine: Engine) {
        let office = served(engine);
        let (nobody, clerk) = (office.anonymous(), office.client("vanthu"));
        let letter = directed(&office, &letters::facts());
        let given = buttons_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let later = (chrono::Utc::now() + chrono::Duration::days(40)).date_naive();
        // A day that is surely worked: the Wednesday after.
        let wednesday = later + chrono::Duration::days((9 - i64::from(chrono::Datelike::weekday(&later).num_days_from_monday())) % 7);
        let (asked, reason) = (wednesday.to_string(), "Chờ số liệu của tổ dân phố.");
        page(&given.press(&nobody, "Xin gia hạn", &[("until", &asked), ("reason", reason)]), 200);
        let waits = buttons_to("chutich", letter.id(), "Đề nghị gia hạn");
        assert_eq!(waits.labels(), ["Cho gia hạn", "Không cho gia hạn", "Trao đổi"]);
        let seen = page(&nobody.get(waits.path("Cho gia hạn")), 200);
        assert!(seen.contains(reason) && seen.contains("Xin gia hạn đến"), "{seen}");
        page(&waits.press(&nobody, "Cho gia hạn", &[]), 200);
        let unit = office.department("KTHTDT");
        let due = clerk.read(letter.id()).last_assignment(&unit)["due"].as_str().unwrap().to_owned();
        assert!(due.starts_with(&asked), "{due} is not the end of {asked}");
        // The other answer to the same request holds no longer.
        page(&waits.press(&nobody, "Không cho gia hạn", &[("reason", "Không.")]), 410);

        let letter = clerk.register_letter();
        let proposal = json!({
            "primary": { "department": unit, "term": "7wd", "instruction": "Đề xuất của văn phòng." },
            "informed": [{ "person": office.person("chuyenvien.vhxh1") }],
        });
        let present = json!({ "command": "present", "to": office.person("chutich"), "proposal": proposal });
        let letter = clerk.act(&letter, &present);
        let presented = buttons_to("chutich", letter.id(), "Trình xin ý kiến");
        let seen = page(&nobody.get(presented.path("Cho ý kiến chỉ đạo")), 200);
        for part in ["Theo đề xuất", "Đề xuất của văn phòng.", "7 ngày làm việc"] {
            assert!(seen.contains(part), "{part} is not in {seen}");
        }
        // Whoever writes another direction and forgets to choose it is asked, and loses no word.
        let forgot = [("how", "proposed"), ("instruction", "Giao phòng khác xem lại.")];
        let told = page(&presented.press(&nobody, "Cho ý kiến chỉ đạo", &forgot), 422);
        assert!(told.contains("chọn “Ý kiến khác”") && told.contains("href=\"#how\"") && told.contains("role=\"radiogroup\" aria-invalid=\"true\"") && told.contains("Giao phòng khác xem lại."), "{told}");
        assert!(told.contains("<details open>"), "{told}");
        page(&presented.press(&nobody, "Cho ý kiến chỉ đạo", &[("how", "proposed")]), 200);
        let letter = clerk.read(letter.id());
        assert_eq!(letter.last_assignment(&unit)["instruction"], "Đề xuất của văn phòng.");
        let reader = buttons_to("chuyenvien.vhxh1", letter.id(), "");
        assert_eq!(reader.labels(), ["Xác nhận đã xem", "Trao đổi"]);
        page(&reader.press(&nobody, "Xác nhận đã xem", &[]), 200);
        assert_eq!(clerk.read(letter.id()).last_assignment(&office.person("chuyenvien.vhxh1"))["status"], "done");
    }

    /// What seems to be entered already is entered when whoever keeps the register says so.
    fn what_seems_to_be_entered_already_is_asked_about(engine: Engine) {
        let office = served(engine);
        let (nobody, clerk) = (office.anonymous(), office.client("vanthu"));
        let facts = letters::facts();
        let first = clerk.register(&facts);
        let second = office.client("motcua").receive(&facts);
        let arrived = buttons_to("vanthu", second.id(), "");
        assert!(!page(&nobody.get(arrived.path("Vào sổ")), 200).contains("confirm_duplicate"));
        let told = page(&arrived.press(&nobody, "Vào sổ", &[]), 422);
        assert!(told.contains("confirm_duplicate") && told.contains(&format!("{}", first.number())), "{told}");
        assert_eq!(clerk.read(second.id()).state(), "received");
        page(&arrived.press(&nobody, "Vào sổ", &[("confirm_duplicate", "yes")]), 200);
        assert_eq!(clerk.read(second.id()).number(), first.number() + 1, "no number was lost on the way");
    }

    /// Whoever stands in is told in whose stead, and acts so: both names stand on the line.
    fn a_substitute_acts_in_the_stead_that_the_mail_names(engine: Engine) {
        let office = served(engine);
        let (nobody, clerk) = (office.anonymous(), office.client("vanthu"));
        let today = (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive().to_string();
        let away = json!({ "substitute": "phochutich", "from": today, "until": letters::in_days(5)[..10] });
        office.client("chutich").post("/me/absences", &away).created();
        let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": office.person("chutich") }));
        let theirs = buttons_to("phochutich", letter.id(), "Trình xin ý kiến");
        let path = theirs.path("Cho ý kiến chỉ đạo");
        let seen = page(&nobody.get(path), 200);
        assert!(seen.contains(", thay "), "in whose stead: {seen}");
        let unit = office.department("KTHTDT");
        page(&theirs.press(&nobody, "Cho ý kiến chỉ đạo", &[("primary", &unit)]), 200);
        let by = last(&office, &letter)["by"].clone();
        assert_eq!((by["id"].as_str(), by["substitute"]["id"].as_str()), (Some(office.person("chutich").as_str()), Some(office.person("phochutich").as_str())));
        // The mail to the one who is away leads nowhere now: it has moved on.
        let own = buttons_to("chutich", letter.id(), "Trình xin ý kiến");
        page(&nobody.get(own.path("Cho ý kiến chỉ đạo")), 410);

        // Who stands in no longer acts no longer.
        let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": office.person("chutich") }));
        let theirs = buttons_to("phochutich", letter.id(), "Trình xin ý kiến");
        page(&nobody.get(theirs.path("Cho ý kiến chỉ đạo")), 200);
        office.client("chutich").request("DELETE", &format!("/me/absences/{today}")).send();
        page(&theirs.press(&nobody, "Cho ý kiến chỉ đạo", &[("primary", &unit)]), 410);
        assert_eq!(clerk.read(letter.id()).state(), "presented");
    }

    /// A mail has a button for each command that is offered to its reader there and has a page, and for no other; each page opens.
    fn a_mail_offers_what_the_document_offers(engine: Engine) {
        let office = served(engine);
        let clerk = office.client("vanthu");
        let nobody = office.anonymous();
        let unit = office.department("KTHTDT");
        let letter = office.client("motcua").receive(&letters::facts());
        let mut seen = BTreeSet::new();
        let mut look = |user: &str, begins: &str, assignment: Option<&str>| {
            let buttons = buttons_to(user, letter.id(), begins);
            let read = office.client(user).read(letter.id());
            let offers = read.0["offered_commands"].as_array().unwrap();
            let about = |offer: &&Value| offer["assignment"].is_null() || offer["assignment"].as_str() == assignment;
            let offered: BTreeSet<&str> = offers.iter().filter(about).map(|offer| offer["command"].as_str().unwrap()).collect();
            let wanted: Vec<&str> = LABELS.iter().filter(|(_, command)| offered.contains(command)).map(|(label, _)| *label).take(5).collect();
            assert_eq!(buttons.labels(), wanted, "{user}: {offered:?}");
            for (label, path) in &buttons.links {
                page(&nobody.get(path), 200);
                seen.insert(label.clone());
            }
        };
        look("vanthu", "", None);
        let entered = clerk.act(&clerk.read(letter.id()), &json!({ "command": "register" }));
        let chief = json!({ "command": "present", "to": office.person("chanhvanphong") });
        let presented = clerk.act(&entered, &chief);
        look("chanhvanphong", "Trình xin ý kiến", None);
        let pass = json!({ "command": "pass", "to": office.person("chutich") });
        let passed = office.client("chanhvanphong").act(&presented, &pass);
        look("chutich", "Trình xin ý kiến", None);
        let direction = json!({ "primary": { "department": unit, "due": letters::in_days(9) },
            "supporting": [{ "department": office.department("VHXH") }], "informed": [{ "person": office.person("phochutich") }] });
        let there = office.client("chutich").act(&passed, &json!({ "command": "direct", "direction": direction }));
        look("truongphong.kinhte", "Chủ trì xử lý", Some(there.assignment(&unit)));
        look("truongphong.vhxh", "Phối hợp", Some(there.assignment(&office.department("VHXH"))));
        look("phochutich", "", Some(there.assignment(&office.person("phochutich"))));
        let officer = office.person("chuyenvien.kinhte2");
        let assign = json!({ "command": "assign", "assignment": there.assignment(&unit), "officer": { "person": officer } });
        let there = office.client("truongphong.kinhte").act(&there, &assign);
        look("chuyenvien.kinhte2", "Chủ trì xử lý", Some(there.assignment(&officer)));
        let leg = there.assignment(&officer).to_owned();
        let submit = json!({ "command": "submit_result", "assignment": leg, "text": "Xong." });
        drop(office.client("chuyenvien.kinhte2").act(&there, &submit));
        look("truongphong.kinhte", "Kết quả chờ duyệt", Some(&leg));
        assert!(seen.len() >= 11, "{seen:?}");
        // The registry of the unit, and who only watches, have nothing to press.
        for mail in Mailbox::of("theodoi@phuong-demo.example").about(letter.id()) {
            assert!(mail.buttons().links.is_empty());
        }
    }

    fn a_secret_line_has_no_buttons_and_nor_has_an_office_that_wants_none(engine: Engine) {
        let office = served(engine);
        let clerk = office.client("vanthu");
        let present = json!({ "command": "present", "to": office.person("chutich") });
        let secret = clerk.act(&clerk.register(&letters::secret()), &present);
        let mail = mail_to("chutich", secret.id(), "");
        assert!(mail.buttons().links.is_empty() && !mail.raw.contains("/m/") && !mail.text.contains("Mã xác nhận"), "{}", mail.text);
        let letter = clerk.act(&clerk.register_letter(), &present);
        let before = buttons_to("chutich", letter.id(), "Trình xin ý kiến");
        let path = before.path("Cho ý kiến chỉ đạo");
        page(&office.anonymous().get(path), 200);

        let smtp = service("TEST_SMTP_URL");
        let without = office.beside(&["serve", "--demo"], &[("CONGVAN_SMTP_URL", &smtp), ("CONGVAN_MAIL_ACTIONS", "off")]);
        office.terminate();
        office.wait_end();
        without.start();
        page(&without.anonymous().get(path), 404);
        let clerk = without.client("vanthu");
        let letter = clerk.act(&clerk.register_letter(), &present);
        let mail = mail_to("chutich", letter.id(), "");
        assert!(mail.buttons().links.is_empty() && mail.text.contains(letter.id()), "{}", mail.text);
    }
}

/// In a real browser as wide as a telephone: nothing sticks out, everything can be read, pressed and heard, the browser finds nothing
/// against the page's own policy, and the form can be sent.
#[test]
fn a_telephone_shows_the_pages_whole_and_sends_them() {
    let office = served(Engine::Sqlite);
    let clerk = office.client("vanthu");
    let long = format!("Về việc {} và xử lý {}", "rà soát, thống kê ".repeat(15), "x".repeat(90));
    let letter = clerk.register(&letters::about(&long));
    let proposal = json!({ "primary": { "department": office.department("KTHTDT"), "instruction": "y".repeat(300) } });
    let letter =
        clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich"), "proposal": proposal }));
    let presented = buttons_to("chutich", letter.id(), "Trình xin ý kiến");
    let sent = browse(
        &office,
        presented.path("Cho ý kiến chỉ đạo"),
        &[("how", "own"), ("primary", &office.department("VHXH")), ("days", "4"), ("code", &presented.code)],
    );
    assert_eq!(sent["wrong"], json!([]), "{sent}");
    assert_eq!(sent["title"], "Đã cho ý kiến chỉ đạo", "{sent}");
    let letter = clerk.read(letter.id());
    assert_eq!(letter.state(), "directed");
    // A wrong code: the page is shown again, with what was written.
    let given = buttons_to("truongphong.vhxh", letter.id(), "Chủ trì xử lý");
    let wrong = if given.code == "000000" { "111111" } else { "000000" };
    let sent = browse(&office, given.path("Trình kết quả"), &[("text", "Đã làm xong."), ("code", wrong)]);
    assert_eq!(sent["wrong"], json!([]), "{sent}");
    assert!(sent["text"].as_str().unwrap().contains("Còn 4 lần thử"), "{sent}");
    assert_eq!(sent["values"]["text"], "Đã làm xong.", "{sent}");
    assert_eq!(clerk.read(letter.id()).state(), "directed");
}

/// Opens a page in the browser, fills its form in, sends it, and says what was seen.
fn browse(office: &Server, path: &str, fill: &[(&str, &str)]) -> Value {
    let fill: Value =
        fill.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect::<serde_json::Map<_, _>>().into();
    let pictures = std::env::var("TEST_PICTURES").unwrap_or_default();
    let plan =
        json!({ "url": format!("{}{path}?lang=vi", office.base()), "fill": fill, "pictures": pictures }).to_string();
    let script = workspace().join("tests/browser/page.mjs");
    let done = Command::new("node").arg(script).arg(plan).output().expect("node (run scripts/test, which installs it)");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&done.stdout)))
}

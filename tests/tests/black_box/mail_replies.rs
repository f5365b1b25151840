//! Replies act: the whole way of a document by replies alone, by the same door as everything else, each answered; and what is not
//! understood, or not proved, does nothing.

use std::{collections::BTreeMap, sync::Mutex, time::Duration};

use serde_json::{Value, json};
use tests::{
    Client, Document, Engine, Mail, Mailbox, Server, Written, letters, on_both_engines, service, unique, wait_until,
};

use super::mail_links::{directed, mail_to, page};

const PATIENCE: Duration = Duration::from_secs(30);
/// The office's address in these tests.
pub const OFFICE: &str = "hopthu@phuong-demo.example";
/// Under this name the receiving server notes what it has found.
pub const SERVER: &str = "mx.phuong-demo.example";

pub fn with_mailbox(engine: Engine, more: &[(&str, &str)]) -> Server {
    let smtp = service("TEST_SMTP_URL");
    let mut settings = vec![
        ("CONGVAN_SMTP_URL", smtp.as_str()),
        ("CONGVAN_MAIL_IN_ADDRESS", OFFICE),
        ("CONGVAN_MAIL_IN_SERVER", SERVER),
    ];
    settings.extend(more);
    Server::demo_with(engine, &settings)
}

/// What the receiving server writes above a message whose sender it has proved.
pub fn proved(written: Written) -> Written {
    let line = format!("Authentication-Results: {SERVER}; dmarc=pass header.from=phuong-demo.example");
    written.header(&line)
}

/// The pipe of an office's mail server.
pub fn pipe(office: &Server) -> Client {
    office.anonymous().with_token(&pipe_key(office))
}

/// The key by which it hands messages in.
pub fn pipe_key(office: &Server) -> String {
    static KEYS: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
    let mut keys = KEYS.lock().unwrap();
    let key = keys.entry(office.base().to_owned()).or_insert_with(|| {
        let administrator = office.client("quantri");
        let own = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let account =
            json!({ "name": unique("máy chủ thư "), "purpose": "Chuyển thư đến", "scopes": ["mail:hand_in"] });
        let made = administrator.post(&format!("/agencies/{own}/service-accounts"), &account).created();
        made["key"].as_str().unwrap().to_owned()
    });
    key.clone()
}

/// Hands a message in, as the pipe of a mail server does; which it is.
pub fn hand_in(office: &Server, written: &Written) -> String {
    let answer = pipe(office).request("POST", "/received-mails").bytes("message/rfc822", written.bytes()).send();
    answer.created()["id"].as_str().unwrap().to_owned()
}

/// What came of a message, once something did.
pub fn came_of(clerk: &Client, id: &str) -> Value {
    let path = format!("/received-mails/{id}");
    wait_until("the message to be worked off", PATIENCE, || clerk.get(&path).ok()["state"] != "waiting");
    clerk.get(&path).ok()
}

/// What the writer of a message is answered.
pub fn answer_to(written: &Written) -> Mail {
    let there = Mailbox::of(&written.from);
    let find = || there.all().into_iter().find(|mail| mail.threads[0].contains(&written.message_id));
    wait_until("the answer to a reply", PATIENCE, || find().is_some());
    find().unwrap()
}

/// Hands a reply in, and reads what came of it and what it was answered.
pub fn answered(office: &Server, written: &Written, outcome: &str) -> Mail {
    let row = came_of(&office.client("vanthu"), &hand_in(office, written));
    assert_eq!(row["outcome"], outcome, "{row}");
    assert_eq!((row["state"].as_str(), row["answered"].as_bool()), (Some("done"), Some(true)), "{row}");
    let answer = answer_to(written);
    assert_eq!(answer.header("Auto-Submitted").as_deref(), Some("auto-replied"));
    answer
}

/// A letter that lies before the chairman.
fn presented(office: &Server, subject: &str) -> tests::Document {
    let clerk = office.client("vanthu");
    let letter = clerk.register(&letters::about(subject));
    clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich"), "note": "Kính trình." }))
}

on_both_engines! {
    /// The chairman directs, the head assigns, the officer accepts and hands in, the head rejects and approves: by replies, in the words
    /// of docs/MAIL.md.
    fn the_whole_way_by_replies_alone(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let letter = presented(&office, "Về việc nạo vét cống thoát nước đường Trần Phú");

        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        let order = "Kính gửi văn phòng,\r\n\r\nGIAO phòng Kinh tế chủ trì, phòng VHXH phối hợp, hạn 5 ngày làm việc: kiểm tra, báo cáo trước kỳ họp";
        let told = answered(&office, &proved(Written::reply(&mail, order)), "acted");
        assert!(told.subject.starts_with("Đã thực hiện: "), "{}", told.subject);
        for part in ["Phòng Kinh tế, Hạ tầng và Đô thị chủ trì", "Phòng Văn hóa – Xã hội phối hợp", "kiểm tra, báo cáo trước kỳ họp", "Trần Phú"] {
            assert!(told.text.contains(part), "{part} is not in {}", told.text);
        }
        let there = clerk.read(letter.id());
        assert_eq!(there.state(), "directed");
        let (economy, culture) = (office.department("KTHTDT"), office.department("VHXH"));
        let root = there.last_assignment(&economy);
        assert_eq!(root["instruction"], "kiểm tra, báo cáo trước kỳ họp");
        assert!(root["due"].is_string(), "{root}");
        assert_eq!(root["assigned_by"]["id"], office.person("chutich").as_str());
        let beside = there.last_assignment(&culture);
        assert_eq!((beside["role"].as_str(), &beside["instruction"]), (Some("supporting"), &root["instruction"]), "whoever helps is told with what");

        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        // The example in its hint is a day of work to come, and so a deadline that is taken.
        let hint = mail.text.split_once("hạn ").and_then(|(_, rest)| rest.split_once(',')).unwrap_or_else(|| panic!("no example: {}", mail.text)).0;
        let week = clerk.get(&format!("/agencies/{}/calendar/deadline?term=5wd", clerk.get("/me").ok()["agency"]["id"].as_str().unwrap())).ok();
        let (month, day) = (&week["due"].as_str().unwrap()[5..7], &week["due"].as_str().unwrap()[8..10]);
        assert_eq!(hint, format!("{day}/{month}"), "{week}");
        answered(&office, &Written::reply(&mail, "giao chuyenvien.kinhte1, hạn 3 ngày làm việc: xuống hiện trường"), "acted");
        let officer = office.person("chuyenvien.kinhte1");
        assert_eq!(clerk.read(letter.id()).last_assignment(&officer)["instruction"], "xuống hiện trường");

        let mail = mail_to("chuyenvien.kinhte1", letter.id(), "Chủ trì xử lý");
        let told = answered(&office, &Written::reply(&mail, "Nhan"), "acted");
        assert!(told.text.contains("Nhận việc"), "{}", told.text);
        assert_eq!(clerk.read(letter.id()).last_assignment(&officer)["status"], "accepted");
        let result = Written::reply(&mail, "XONG: đã kiểm tra, kèm phương án").file("Phương án.pdf", &letters::pdf("Phuong an"));
        let told = answered(&office, &result, "acted");
        assert!(told.text.contains("kèm 1 tệp"), "{}", told.text);
        let there = clerk.read(letter.id());
        assert_eq!(there.state(), "awaiting_approval");
        let file = there.last_assignment(&officer)["result"]["files"][0].clone();
        let files = there.0["files"].as_array().unwrap();
        assert!(files.iter().any(|one| one["id"] == file && one["name"] == "Phương án.pdf"), "{file} in {files:?}");

        let mail = mail_to("truongphong.kinhte", letter.id(), "Kết quả chờ duyệt");
        answered(&office, &proved(Written::reply(&mail, "Không duyệt: thiếu dự toán")), "acted");
        assert_eq!(clerk.read(letter.id()).state(), "in_progress");
        let mail = mail_to("chuyenvien.kinhte1", letter.id(), "chưa được duyệt");
        answered(&office, &Written::reply(&mail, "Hoàn thành: đã bổ sung dự toán"), "acted");
        let waits = Mailbox::of("truongphong.kinhte@phuong-demo.example");
        let again = || waits.about(letter.id()).into_iter().filter(|mail| mail.subject.starts_with("Kết quả chờ duyệt")).nth(1);
        wait_until("the second result's mail", PATIENCE, || again().is_some());
        // An approval by a reply to the first result's mail is none of the second.
        let old = proved(Written::reply(&mail_first(&waits, letter.id()), "DUYỆT"));
        let told = answered(&office, &old, "moved_on");
        assert!(told.subject.starts_with("Chưa thực hiện: ") && told.text.contains("đã chuyển sang bước khác"), "{}", told.text);
        assert_eq!(clerk.read(letter.id()).state(), "awaiting_approval");
        answered(&office, &proved(Written::reply(&again().unwrap(), "Duyệt: đồng ý phương án")), "acted");
        assert_eq!(clerk.read(letter.id()).state(), "completed");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// A leader whose mail nobody has proved confirms by a link: what they wrote stands on its page, and nothing is done before.
    fn what_is_not_proved_is_confirmed(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let (clerk, nobody) = (office.client("vanthu"), office.anonymous());
        let letter = presented(&office, "Về việc trồng cây đầu xuân");
        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        let order = Written::reply(&mail, "GIAO VHXH: chuẩn bị kế hoạch");
        let asked = answered(&office, &order, "to_confirm");
        assert!(asked.subject.starts_with("Xin xác nhận: "), "{}", asked.subject);
        assert_eq!(clerk.read(letter.id()).state(), "presented");
        let buttons = asked.buttons();
        assert_eq!(buttons.labels(), ["Xác nhận"]);
        let seen = page(&nobody.get(buttons.path("Xác nhận")), 200);
        for part in ["Phòng Văn hóa – Xã hội chủ trì", "chuẩn bị kế hoạch"] {
            assert!(seen.contains(part), "{part} is not in {seen}");
        }
        assert!(!seen.contains("name=\"primary\""), "nothing is asked for but the code: {seen}");
        // Whoever has the link and not the code does nothing.
        page(&nobody.send_form(buttons.path("Xác nhận"), &[]), 422);
        assert_eq!(clerk.read(letter.id()).state(), "presented");
        page(&buttons.press(&nobody, "Xác nhận", &[]), 200);
        let there = clerk.read(letter.id());
        assert_eq!(there.state(), "directed");
        assert_eq!(there.last_assignment(&office.department("VHXH"))["instruction"], "chuẩn bị kế hoạch");

        // The mail server says that it is somebody else's: then even an officer's word is confirmed.
        let mail = mail_to("truongphong.vhxh", letter.id(), "Chủ trì xử lý");
        let line = format!("Authentication-Results: {SERVER}; dmarc=fail header.from=phuong-demo.example");
        let asked = answered(&office, &Written::reply(&mail, "NHẬN").header(&line), "to_confirm");
        page(&asked.buttons().press(&nobody, "Xác nhận", &[]), 200);
        // Notes of another server, and of ours below another's, prove nothing.
        let forged = "Authentication-Results: mx.ke-khac.example; dmarc=pass header.from=phuong-demo.example";
        let letter = presented(&office, "Về việc lát vỉa hè");
        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        let order = Written::reply(&mail, "GIAO KTHTDT: xem").header(forged);
        answered(&office, &order, "to_confirm");
        assert_eq!(clerk.read(letter.id()).state(), "presented");
    }

    /// Whoever keeps the registry hands a message in by hand, and could have written into it what they like: it proves nobody.
    fn what_a_person_hands_in_proves_nothing(engine: Engine) {
        let office = with_mailbox(engine, &[("CONGVAN_MAIL_IN_UNPROVED", "act")]);
        let clerk = office.client("vanthu");
        let letter = presented(&office, "Về việc thử giả mạo");
        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        let forged = proved(Written::reply(&mail, "GIAO VHXH: làm giả"));
        let taken = clerk.request("POST", "/received-mails").bytes("message/rfc822", forged.bytes()).send().created();
        assert_eq!(came_of(&clerk, taken["id"].as_str().unwrap())["outcome"], "to_confirm");
        assert_eq!(clerk.read(letter.id()).state(), "presented");
        // Nor does anybody open a reply: what it quotes is for its writer alone.
        clerk.get(&format!("/received-mails/{}/message", taken["id"].as_str().unwrap())).problem(409, "mail_sealed");
    }

    /// A leader approves what lies proposed before them, answers whatever mail of the document came last, and looks again where its facts
    /// were corrected.
    fn leaders_answer_as_leaders_do(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let unit = office.department("KTHTDT");
        let proposal = json!({ "primary": { "department": unit, "term": "7wd", "instruction": "Đề xuất của văn phòng." } });
        let present = json!({ "command": "present", "to": office.person("chutich"), "proposal": proposal });
        let letter = clerk.act(&clerk.register_letter(), &present);
        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        assert!(mail.text.contains("DUYỆT – chỉ đạo theo đề xuất"), "what it would do: {}", mail.text);
        let told = answered(&office, &proved(Written::reply(&mail, "Duyệt")), "acted");
        assert!(told.text.contains("Chỉ đạo theo đề xuất") && told.text.contains("Hạn xử lý: "), "{}", told.text);
        let there = clerk.read(letter.id());
        assert_eq!(there.last_assignment(&unit)["instruction"], "Đề xuất của văn phòng.");

        // Whoever holds the work reports it in answer to a comment on the document.
        let comment = json!({ "command": "comment", "text": "Xin cho biết tiến độ." });
        drop(office.client("vanthu").act(&there, &comment));
        let mail = mail_to("truongphong.kinhte", letter.id(), "Ý kiến trao đổi");
        assert!(mail.text.contains("XONG: nội dung kết quả"), "the mail says what can be written: {}", mail.text);
        answered(&office, &Written::reply(&mail, "XONG: đã làm"), "acted");

        let corrected = presented(&office, "Về việc sửa trích yếu");
        let mail = mail_to("chutich", corrected.id(), "Trình xin ý kiến");
        let correct = json!({ "command": "correct", "reason": "Sai trích yếu.", "subject": "Về việc đã sửa trích yếu" });
        drop(clerk.act(&corrected, &correct));
        let asked = answered(&office, &proved(Written::reply(&mail, "GIAO VHXH: xem")), "to_confirm");
        assert!(asked.text.contains("đã được sửa"), "{}", asked.text);
        let seen = page(&office.anonymous().get(asked.buttons().path("Xác nhận")), 200);
        assert!(seen.contains("Về việc đã sửa trích yếu"), "{seen}");
    }

    /// An office may relax it by name, for what nobody has found to be another's.
    fn an_office_may_do_without_proof(engine: Engine) {
        let office = with_mailbox(engine, &[("CONGVAN_MAIL_IN_UNPROVED", "act")]);
        let clerk = office.client("vanthu");
        let letter = presented(&office, "Về việc chiếu sáng công cộng");
        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        answered(&office, &Written::reply(&mail, "GIAO phòng Kinh tế: làm ngay"), "acted");
        assert_eq!(clerk.read(letter.id()).state(), "directed");
    }

    /// The chief of office puts a document before a leader by a reply, and the officer files it.
    fn the_chief_of_office_passes_on_and_the_officer_files_by_reply(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let letter = clerk.register(&letters::about("Về việc trình và lưu bằng thư"));
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chanhvanphong") }));
        let mail = mail_to("chanhvanphong", letter.id(), "Trình xin ý kiến");
        assert!(mail.text.contains("TRÌNH tên lãnh đạo: ý kiến trình"), "{}", mail.text);
        answered(&office, &Written::reply(&mail, "TRÌNH phòng Kinh tế: xem"), "fault");
        let told = answered(&office, &proved(Written::reply(&mail, "TRÌNH chutich: kính trình")), "acted");
        assert!(told.text.contains("Chuyển trình"), "{}", told.text);
        let there = clerk.read(letter.id());
        assert_eq!((&there.0["presentation"]["to"]["id"], &there.0["presentation"]["note"]), (&json!(office.person("chutich")), &json!("kính trình")));
        let unit = office.department("KTHTDT");
        let direct = json!({ "command": "direct", "direction": { "primary": { "department": unit } } });
        let there = office.client("chutich").act(&there, &direct);
        let head = office.client("truongphong.kinhte");
        let result = json!({ "command": "submit_result", "assignment": there.assignment(&unit), "text": "Xong." });
        let there = head.act(&there, &result);
        let approve = json!({ "command": "approve", "assignment": there.last_assignment(&unit)["id"] });
        let _ = office.client("chutich").act(&there, &approve);
        let mail = mail_to("truongphong.kinhte", letter.id(), "Kết quả đã được duyệt");
        assert!(mail.text.contains("LƯU: số, ký hiệu hồ sơ"), "{}", mail.text);
        // Nobody has proved who wrote: the document as a whole is not closed by that.
        let asked = answered(&office, &Written::reply(&mail, "LƯU: 02/HS-KT"), "to_confirm");
        assert_eq!(clerk.read(letter.id()).state(), "completed");
        page(&asked.buttons().press(&office.anonymous(), "Xác nhận", &[]), 200);
        assert_eq!(clerk.read(letter.id()).state(), "filed");
        assert_eq!(clerk.history(letter.id()).pop().unwrap()["facts"]["case_file"], "02/HS-KT");
    }

    /// A day of rest means the end of the next working day, and a time stands as it is written, on a day of rest, too. The answer names it.
    /// Where the calendar changes, the day goes with it, and the time stands.
    fn a_date_means_the_same_whoever_writes_it(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let (saturday, officer) = (letters::saturday(), office.person("chuyenvien.kinhte1"));
        let written = saturday.format("%d/%m/%Y");
        let given = |until: &str| {
            let letter = directed(&office, &letters::facts());
            let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
            let order = format!("GIAO chuyenvien.kinhte1, hạn {until}: làm");
            let told = answered(&office, &Written::reply(&mail, &order), "acted");
            (letter, told.text)
        };
        let held = |letter: &Document| clerk.read(letter.id()).last_assignment(&officer).clone();
        let due_of = |letter: &Document| held(letter)["due"].as_str().unwrap().to_owned();
        let (letter, told) = given(&written.to_string());
        let due = due_of(&letter);
        assert_eq!(held(&letter)["term"], saturday.to_string());
        assert!(due > saturday.succ_opt().unwrap().to_string(), "{due}");
        let day = chrono::DateTime::parse_from_rfc3339(&due).unwrap().with_timezone(&chrono::FixedOffset::east_opt(7 * 3600).unwrap());
        assert!(told.contains(&format!("Hạn xử lý: {}", day.format("%H:%M ngày"))), "{due}: {told}");
        let (timed, told) = given(&format!("17h15 {written}"));
        let due = due_of(&timed);
        assert!(held(&timed)["term"].is_null(), "a time is no term");
        assert_eq!(chrono::DateTime::parse_from_rfc3339(&due).unwrap(), chrono::DateTime::parse_from_rfc3339(&format!("{saturday}T17:15:00+07:00")).unwrap());
        assert!(told.contains("Hạn xử lý: 17:15 ngày"), "{told}");
        // The day on which it ends is made one of rest: no deadline falls in rest, and whoever has it is told.
        let (before, stands) = (due_of(&letter), due_of(&timed));
        let name = unique("Nghỉ hoán đổi ");
        let rest = json!({ "command": "set_day", "day": day.date_naive(), "what": { "kind": "swapped_off" }, "name": name, "instrument": "99/TB-BNV" });
        let agency = clerk.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        clerk.post(&format!("/agencies/{agency}/calendar/commands"), &json!({ "commands": [rest] })).ok();
        wait_until("the deadline to move", PATIENCE, || due_of(&letter) > before);
        assert_eq!((&held(&letter)["first_due"], due_of(&timed)), (&json!(before), stands));
        let told = mail_to("chuyenvien.kinhte1", letter.id(), "Hạn xử lý đã thay đổi");
        assert!(told.text.contains(&name), "{}", told.text);
    }

    /// What is nearly an order, names several, is against a rule or talk: answered with what would work, and nothing is guessed.
    fn what_is_not_done_is_answered_with_what_would_work(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let letter = directed(&office, &letters::facts());
        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let version = clerk.read(letter.id()).version();
        let refused = |text: &str, outcome: &str, parts: &[&str]| {
            let told = answered(&office, &Written::reply(&mail, text), outcome);
            assert!(told.subject.starts_with("Chưa thực hiện: "), "{}", told.subject);
            for part in parts {
                assert!(told.text.contains(part), "{part} is not in {}", told.text);
            }
            assert_eq!(clerk.read(letter.id()).version(), version, "{text}");
            told
        };
        refused("GIAO chuyenvien.kinhte9: làm", "fault", &["chuyenvien.kinhte9", "chuyenvien.kinhte1"]);
        refused("GIAO chuyên viên phòng Kinh tế: làm", "fault", &[]);
        refused("TRẢ LẠI", "fault", &["lý do"]);
        refused("XONG", "fault", &[]);
        refused("GIA HẠN 31/02: chờ số liệu", "fault", &[]);
        let told = refused("DUYỆT", "refused", &[]);
        // The answer can be answered: to the same address.
        assert_eq!(told.header("Reply-To"), mail.header("Reply-To"));
        let right = Written::reply(&told, "NHẬN");
        answered(&office, &right, "acted");

        // Talk is a comment, and whoever may have meant an order is told.
        let told = answered(&office, &Written::reply(&mail, "Xong chưa em?"), "acted");
        assert!(told.subject.starts_with("Đã ghi ý kiến trao đổi: "), "{}", told.subject);
        for part in ["hệ thống không thực hiện việc nào khác", "XONG: nội dung kết quả"] {
            assert!(told.text.contains(part), "{part} is not in {}", told.text);
        }
        let comment = clerk.history(letter.id()).pop().unwrap();
        assert_eq!(comment["by"]["id"], office.person("truongphong.kinhte").as_str());
        assert_eq!(comment["event"], "commented", "{comment}");
        // So is what begins with a word that is only like an order's, and nothing of it is lost.
        let near = "Trả lời: đã gửi công văn cho Sở sáng nay";
        let told = answered(&office, &Written::reply(&mail, near), "acted");
        assert!(told.subject.starts_with("Đã ghi ý kiến trao đổi: "), "{}", told.subject);
        assert!(told.text.contains("Nếu là lệnh, hãy viết: TRẢ LẠI: lý do"), "{}", told.text);
        let comment = clerk.history(letter.id()).pop().unwrap();
        assert!(comment["event"] == "commented" && comment["facts"]["text"] == near, "{comment}");
    }
}

/// The first mail of a result that waits.
fn mail_first(there: &Mailbox, document: &str) -> Mail {
    there.about(document).into_iter().find(|mail| mail.subject.starts_with("Kết quả chờ duyệt")).unwrap()
}

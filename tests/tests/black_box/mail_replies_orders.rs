//! The orders of a reply on a document that came in that the whole way of one by replies does not need: each is carried out, by the same
//! door and with the same deadlines as over the API.

use serde_json::{Value, json};
use tests::{Mail, Mailbox, Server, Written, letters, on_both_engines, unique, wait_until};

use super::{
    mail_links::{directed, mail_to},
    mail_replies::{answered, proved, with_mailbox},
};

const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

fn own(office: &Server) -> String {
    office.client("vanthu").get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned()
}

/// When work ends so many working days from now, by a department's calendar.
fn end_of_work(office: &Server, days: u32, code: &str) -> String {
    let path = format!("/agencies/{}/calendar/deadline?term={days}wd&department={code}", own(office));
    office.client("vanthu").get(&path).ok()["due"].as_str().unwrap().to_owned()
}

/// The day of a deadline, as people write it.
fn written(due: &str) -> String {
    let at = chrono::DateTime::parse_from_rfc3339(due).unwrap();
    at.with_timezone(&chrono::FixedOffset::east_opt(7 * 3600).unwrap()).format("%d/%m/%Y").to_string()
}

fn instant(due: &Value) -> chrono::DateTime<chrono::FixedOffset> {
    chrono::DateTime::parse_from_rfc3339(due.as_str().unwrap()).unwrap()
}

/// The mail with this number of those of a kind to somebody about a document, once it is there.
fn nth_mail_to(user: &str, document: &str, begins: &str, nth: usize) -> Mail {
    let there = Mailbox::of(&format!("{user}@phuong-demo.example"));
    let find = || there.about(document).into_iter().filter(|mail| mail.subject.starts_with(begins)).nth(nth);
    wait_until(&format!("“{begins}” to {user}, {nth}"), PATIENCE, || find().is_some());
    find().unwrap()
}

on_both_engines! {
    /// GIA HẠN, KHÔNG GIA HẠN, ĐỒNG Ý GIA HẠN, and TRẢ LẠI.
    fn more_time_is_asked_for_refused_and_granted_and_work_is_given_back(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let unit = office.department("KTHTDT");
        let letter = directed(&office, &letters::facts());
        let held = || clerk.read(letter.id()).last_assignment(&unit).clone();
        let given = held()["due"].clone();
        let later = end_of_work(&office, 40, "KTHTDT");
        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let ask = format!("GIA HẠN {}: chờ số liệu của tổ dân phố", written(&later));

        let told = answered(&office, &Written::reply(&mail, &ask), "acted");
        assert!(told.subject.starts_with("Đã thực hiện: "), "{}", told.subject);
        assert_eq!((&held()["extension"]["reason"], &held()["due"]), (&json!("chờ số liệu của tổ dân phố"), &given));
        let asked = nth_mail_to("chutich", letter.id(), "Đề nghị gia hạn", 0);
        for example in ["ĐỒNG Ý GIA HẠN", "KHÔNG GIA HẠN: lý do"] {
            assert!(asked.text.contains(example), "{example} is not in {}", asked.text);
        }
        answered(&office, &proved(Written::reply(&asked, "KHÔNG GIA HẠN: việc gấp")), "acted");
        assert_eq!((&held()["extension"], &held()["due"]), (&Value::Null, &given));
        let refused = mail_to("truongphong.kinhte", letter.id(), "Không được gia hạn");
        assert!(refused.text.contains("việc gấp"), "{}", refused.text);

        answered(&office, &Written::reply(&refused, &ask), "acted");
        let asked = nth_mail_to("chutich", letter.id(), "Đề nghị gia hạn", 1);
        // Nobody has proved who wrote: it is confirmed first.
        answered(&office, &Written::reply(&asked, "ĐỒNG Ý GIA HẠN"), "to_confirm");
        assert_eq!(held()["due"], given);
        answered(&office, &proved(Written::reply(&asked, "ĐỒNG Ý GIA HẠN")), "acted");
        assert_eq!((&held()["extension"], instant(&held()["due"])), (&Value::Null, instant(&json!(later))));

        let told = answered(&office, &Written::reply(&mail, "TRẢ LẠI: không thuộc lĩnh vực của phòng"), "acted");
        assert!(told.text.contains("không thuộc lĩnh vực của phòng"), "{}", told.text);
        let there = clerk.read(letter.id());
        assert_eq!((there.state(), &there.last_assignment(&unit)["status"]), ("presented", &json!("given_back")));
        let back = mail_to("chutich", letter.id(), "Văn bản được trả lại");
        assert!(back.text.contains("không thuộc lĩnh vực của phòng"), "{}", back.text);
    }

    /// ĐỒNG Ý GIA HẠN with another day than the one that was asked for.
    fn more_time_is_granted_until_another_day(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let letter = directed(&office, &letters::facts());
        let unit = office.department("KTHTDT");
        let (asked, granted) = (end_of_work(&office, 40, "KTHTDT"), end_of_work(&office, 30, "KTHTDT"));
        let ask = format!("XIN GIA HẠN {}: chờ số liệu", written(&asked));
        answered(&office, &Written::reply(&mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý"), &ask), "acted");
        let grant = format!("ĐỒNG Ý GIA HẠN {}", written(&granted));
        let told = answered(&office, &proved(Written::reply(&mail_to("chutich", letter.id(), "Đề nghị gia hạn"), &grant)), "acted");
        assert!(told.text.contains("Hạn xử lý: "), "{}", told.text);
        let due = office.client("vanthu").read(letter.id()).last_assignment(&unit)["due"].clone();
        assert_eq!(instant(&due), instant(&json!(granted)));
    }

    /// TRÌNH by a leader, ĐÃ XEM by whoever is informed, LƯU by the registry's chief once it is done.
    fn a_leader_puts_it_before_another_and_readers_say_that_they_have_read(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let letter = clerk.register(&letters::about("Về việc trình lãnh đạo khác bằng thư"));
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        answered(&office, &proved(Written::reply(&mail, "TRÌNH phochutich: thuộc lĩnh vực phụ trách")), "acted");
        let there = clerk.read(letter.id());
        let presentation = &there.0["presentation"];
        assert_eq!((&presentation["to"]["id"], &presentation["note"]), (&json!(office.person("phochutich")), &json!("thuộc lĩnh vực phụ trách")));

        let (unit, reader) = (office.department("KTHTDT"), office.person("chuyenvien.vhxh1"));
        let direction = json!({ "primary": { "department": unit }, "informed": [{ "person": reader }] });
        drop(office.client("phochutich").act(&there, &json!({ "command": "direct", "direction": direction })));
        let mail = mail_to("chuyenvien.vhxh1", letter.id(), "Văn bản để biết");
        assert!(mail.text.contains("ĐÃ XEM"), "{}", mail.text);
        answered(&office, &Written::reply(&mail, "Đã xem"), "acted");
        assert_eq!(clerk.read(letter.id()).last_assignment(&reader)["status"], "done");

        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        answered(&office, &Written::reply(&mail, "XONG: đã xử lý"), "acted");
        let mail = mail_to("phochutich", letter.id(), "Kết quả chờ duyệt");
        answered(&office, &proved(Written::reply(&mail, "DUYỆT")), "acted");
        assert_eq!(clerk.read(letter.id()).state(), "completed");
        let mail = mail_to("truongphong.kinhte", letter.id(), "Kết quả đã được duyệt");
        answered(&office, &proved(Written::reply(&mail, "LƯU: 03/HS-KT")), "acted");
        assert_eq!(clerk.read(letter.id()).state(), "filed");
        assert_eq!(clerk.history(letter.id()).pop().unwrap()["facts"]["case_file"], "03/HS-KT");
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    /// An officer of two departments works by the hours of the one that gives the work, whichever of them comes first.
    fn a_day_ends_when_the_department_that_gives_the_work_closes(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let both = [("KTHTDT", "truongphong.kinhte", "chuyenvien.kinhte1"), ("VHXH", "truongphong.vhxh", "chuyenvien.vhxh1")];
        // Posts are looked through by the ids of their departments: the one that comes last gives the work.
        let (first, last) = if office.department("KTHTDT") < office.department("VHXH") { (both[0], both[1]) } else { (both[1], both[0]) };
        let ((other, ..), (code, head, officer)) = (first, last);
        let post = json!({ "command": "give_position", "person": officer, "department": other, "post": "officer" });
        let organisation = format!("/agencies/{}/organisation/commands", own(&office));
        office.client("quantri").post(&organisation, &json!({ "commands": [post] })).ok();
        let day = "07:00-11:00,13:00-16:00";
        let hours = json!({ "monday": day, "tuesday": day, "wednesday": day, "thursday": day, "friday": day });
        let week = json!({ "command": "set_week", "hours": hours, "from": "2026-01-01", "department": code });
        let calendar = format!("/agencies/{}/calendar/commands", own(&office));
        clerk.request("POST", &calendar).key(&unique("lich-")).json(&json!({ "commands": [week] })).send().ok();
        let due = end_of_work(&office, 5, code);
        assert_ne!(due, end_of_work(&office, 5, other));

        let letter = clerk.act(&clerk.register_letter(), &json!({ "command": "present", "to": office.person("chutich") }));
        let direction = json!({ "primary": { "department": office.department(code), "due": letters::in_days(30) } });
        drop(office.client("chutich").act(&letter, &json!({ "command": "direct", "direction": direction })));
        let mail = mail_to(head, letter.id(), "Chủ trì xử lý");
        answered(&office, &Written::reply(&mail, &format!("GIAO {officer}, hạn {}: làm", written(&due))), "acted");
        let given = clerk.read(letter.id()).last_assignment(&office.person(officer)).clone();
        assert_eq!((instant(&given["due"]), &given["instruction"]), (instant(&json!(due)), &json!("làm")));
        // More time for it, too.
        let later = end_of_work(&office, 8, code);
        let mail = mail_to(officer, letter.id(), "Chủ trì xử lý");
        answered(&office, &Written::reply(&mail, &format!("GIA HẠN {}: chờ số liệu", written(&later))), "acted");
        let asked = clerk.read(letter.id()).last_assignment(&office.person(officer))["extension"]["due"].clone();
        assert_eq!(instant(&asked), instant(&json!(later)));
    }

    /// A deadline behind the colon would be none: nothing is done, and it is said how it is written.
    fn a_deadline_among_the_words_is_asked_about(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let letter = directed(&office, &letters::facts());
        let version = clerk.read(letter.id()).version();
        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let told = answered(&office, &Written::reply(&mail, "GIAO chuyenvien.kinhte1: hạn 5 ngày làm việc, báo cáo"), "fault");
        assert!(told.text.contains("Hãy ghi hạn trước dấu hai chấm"), "{}", told.text);
        assert_eq!(clerk.read(letter.id()).version(), version);
    }
}

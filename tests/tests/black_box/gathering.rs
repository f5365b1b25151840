//! What happens on one document within minutes comes as one mail, by a real mail server; what hands work over comes at once. Whatever is
//! stopped in between, nothing comes twice and nothing is lost.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Document, Mail, Mailbox, Server, free_port, letters, on_both_engines, wait_until};

use crate::{
    mail::forward,
    mail_links::{directed, mail_to, served},
};

const PATIENCE: Duration = Duration::from_secs(30);
const READER: &str = "truongphong.kinhte";

/// Lets the office gather for so many minutes.
fn gather(office: &Server, minutes: u16) {
    let administrator = office.client("quantri");
    let agency = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
    let change = json!({ "commands": [{ "command": "change_settings", "gather_minutes": minutes }] });
    let now = administrator.post(&format!("/agencies/{agency}/organisation/commands"), &change).ok();
    assert_eq!(now["results"][0]["settings"]["gather_minutes"], minutes);
}

/// The time of whatever waits has come: now, for this test.
fn ripen(office: &Server) {
    office
        .database()
        .run("UPDATE message SET next_at = created_at, waits_until = created_at WHERE company IS NOT NULL");
}

/// A letter that was directed to them, and they were told of it: nothing else goes along in that mail.
fn lies_with_reader(office: &Server, facts: &Value) -> Document {
    let letter = directed(office, facts);
    mail_to(READER, letter.id(), "Chủ trì xử lý");
    letter
}

fn comment(office: &Server, letter: &Document, text: &str) {
    let letter = office.client("vanthu").read(letter.id());
    let _ = office.client("chutich").act(&letter, &json!({ "command": "comment", "text": text }));
}

/// What became of the letters of a kind, in the order in which they were written.
fn messages(office: &Server, letter: &Document, kind: &str) -> Vec<Value> {
    let mut all = office.client("vanthu").messages(letter.id());
    all.retain(|message| message["kind"] == kind);
    all
}

fn delivered(letter: &Document) -> Vec<Mail> {
    Mailbox::of(&format!("{READER}@phuong-demo.example")).about(letter.id())
}

/// The worker has looked at the queue since: it has sent what was queued behind.
fn looked_at(office: &Server) {
    let letter = office.client("vanthu").register_letter();
    let letter = office.client("vanthu").act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
    wait_until("the mail behind", PATIENCE, || messages(office, &letter, "presented")[0]["delivery"] == "sent");
}

fn sent(office: &Server, letter: &Document, kind: &str) -> bool {
    messages(office, letter, kind).iter().all(|message| message["delivery"] == "sent")
}

/// These words stand in the mail, in this order, each once.
fn says(mail: &Mail, words: &[&str]) {
    for part in [&mail.text, &mail.html] {
        let places: Vec<usize> =
            words.iter().map(|word| part.find(word).unwrap_or_else(|| panic!("{word}: {part}"))).collect();
        assert!(places.is_sorted(), "{places:?}: {part}");
        assert!(words.iter().all(|word| part.matches(word).count() == 1), "{part}");
    }
}

on_both_engines! {
    /// Three comments, and a restart between them: one mail, when the time of the first has come.
    fn three_comments_are_one_mail(engine: Engine) {
        let office = served(engine);
        gather(&office, 30);
        let letter = lies_with_reader(&office, &letters::about("Về việc chỉnh trang vỉa hè đường Trần Phú"));
        comment(&office, &letter, "Ý kiến đầu tiên.");
        comment(&office, &letter, "Ý kiến tiếp theo.");
        office.kill();
        office.start();
        comment(&office, &letter, "Ý kiến sau cùng.");
        looked_at(&office);
        for message in messages(&office, &letter, "commented") {
            assert_eq!((&message["delivery"], &message["attempts"]), (&json!("queued"), &json!(0)), "{message}");
            assert!(message["next_at"].as_str() > message["created_at"].as_str() && message["sent_with"].is_null(), "{message}");
        }
        assert_eq!(delivered(&letter).len(), 1, "the direction alone");

        ripen(&office);
        wait_until("all of them", PATIENCE, || sent(&office, &letter, "commented"));
        let told = messages(&office, &letter, "commented");
        let carrier = told[0]["id"].as_str().unwrap();
        assert_eq!(told.iter().map(|message| &message["sent_with"]).collect::<Vec<_>>(), [&Value::Null, &json!(carrier), &json!(carrier)]);
        let mail = mail_to(READER, letter.id(), "3 việc mới");
        assert!(mail.subject.contains("chỉnh trang vỉa hè"), "{}", mail.subject);
        assert_eq!(mail.stem(), carrier);
        says(&mail, &["Ý kiến đầu tiên.", "Ý kiến tiếp theo.", "Ý kiến sau cùng."]);
        assert!(mail.text.contains("Trần Văn Ví Dụ"), "who said it: {}", mail.text);
        looked_at(&office);
        assert_eq!(delivered(&letter).len(), 2);
    }

    /// When it goes it is asked again: who no longer sees the document is told nothing of what was gathered, and others are.
    fn who_no_longer_sees_the_document_gets_nothing_about_it(engine: Engine) {
        let office = served(engine);
        gather(&office, 30);
        let letter = lies_with_reader(&office, &letters::facts());
        comment(&office, &letter, "Chỉ cho ai còn thấy.");
        comment(&office, &letter, "Ý thứ hai.");
        looked_at(&office);
        let waiting = messages(&office, &letter, "commented");
        assert!(waiting.len() > 1 && waiting.iter().all(|message| message["delivery"] == "queued"), "{waiting:?}");
        // The head leaves the department: what it holds is another's to see.
        let administrator = office.client("quantri");
        let agency = administrator.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let yesterday = (chrono::Utc::now() + chrono::TimeDelta::hours(7) - chrono::TimeDelta::days(1)).format("%Y-%m-%d").to_string();
        let leave = json!({ "commands": [
            { "command": "end_position", "person": office.person(READER), "department": office.department("KTHTDT"), "until": yesterday },
        ] });
        administrator.post(&format!("/agencies/{agency}/organisation/commands"), &leave).ok();
        office.client(READER).get(&letter.path()).problem(404, "not_found");
        ripen(&office);
        wait_until("their turn to come", PATIENCE, || {
            messages(&office, &letter, "commented").iter().all(|message| message["delivery"] != "queued")
        });
        for message in messages(&office, &letter, "commented") {
            assert_eq!((&message["delivery"], &message["sent_with"]), (&json!("not_wanted"), &Value::Null), "{message}");
        }
        looked_at(&office);
        let there = delivered(&letter);
        assert_eq!(there.len(), 1, "the direction alone");
        assert!(!there[0].text.contains("còn thấy"), "{}", there[0].text);
    }

    /// Two changes of one direction within a minute are one mail, which says the deadline of each.
    fn two_changes_of_a_deadline_are_one_mail(engine: Engine) {
        let office = served(engine);
        gather(&office, 30);
        let letter = lies_with_reader(&office, &letters::facts());
        let task = letter.assignment(&office.department("KTHTDT")).to_owned();
        for day in ["2031-03-04", "2031-03-06"] {
            let now = office.client("vanthu").read(letter.id());
            let amend = json!({ "command": "amend", "assignment": task, "due": format!("{day}T10:15:00Z") });
            let _ = office.client("chutich").act(&now, &amend);
        }
        looked_at(&office);
        assert_eq!(delivered(&letter).len(), 1, "the direction alone");
        ripen(&office);
        wait_until("both", PATIENCE, || sent(&office, &letter, "amended"));
        let mail = mail_to(READER, letter.id(), "2 việc mới");
        for day in ["17:15 04/3/2031", "17:15 06/3/2031"] {
            assert!(mail.text.contains(day), "{day} is not in {}", mail.text);
        }
        looked_at(&office);
        assert_eq!(delivered(&letter).len(), 2);
    }

    /// What hands work over, and what is urgent, waits for nothing; the first takes along what waits.
    fn a_handoff_comes_at_once(engine: Engine) {
        let office = served(engine);
        gather(&office, 30);
        let letter = lies_with_reader(&office, &letters::facts());
        comment(&office, &letter, "Lưu ý phụ lục.");
        looked_at(&office);
        assert_eq!(messages(&office, &letter, "commented")[0]["attempts"], 0);
        let task = letter.assignment(&office.department("KTHTDT")).to_owned();
        let now = office.client("vanthu").read(letter.id());
        let _ = office.client("chutich").act(&now, &json!({ "command": "remind", "assignment": task, "text": "Làm ngay." }));
        let mail = mail_to(READER, letter.id(), "Đôn đốc xử lý");
        says(&mail, &["Làm ngay.", "Lưu ý phụ lục."]);
        assert!(mail.buttons().labels().contains(&"Giao việc"), "the buttons of what asks something");
        wait_until("both", PATIENCE, || sent(&office, &letter, "commented") && sent(&office, &letter, "reminder"));
        let (remind, told) = (messages(&office, &letter, "reminder").remove(0), messages(&office, &letter, "commented").remove(0));
        assert_eq!((&told["sent_with"], &remind["sent_with"]), (&remind["id"], &Value::Null));
        // What comes after it waits again.
        comment(&office, &letter, "Thêm một ý.");
        looked_at(&office);
        assert_eq!(messages(&office, &letter, "commented")[1]["attempts"], 0);

        let mut facts = letters::facts();
        facts["urgency"] = json!("urgent");
        let urgent = lies_with_reader(&office, &facts);
        comment(&office, &urgent, "Khẩn trương.");
        wait_until("the urgent one", PATIENCE, || sent(&office, &urgent, "commented"));
        assert!(mail_to(READER, urgent.id(), "Ý kiến trao đổi").subject.starts_with("[Khẩn]"));
        gather(&office, 0);
        let plain = lies_with_reader(&office, &letters::facts());
        comment(&office, &plain, "Không đợi.");
        wait_until("what waits for nothing", PATIENCE, || sent(&office, &plain, "commented"));
    }

    /// The mail server is down, the server is killed, somebody writes meanwhile: the first mail says what it was to say, once, and
    /// what came later comes in another.
    fn a_mail_that_is_tried_again_stays_the_same(engine: Engine) {
        let port = free_port();
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &format!("smtp://127.0.0.1:{port}"))]);
        gather(&office, 30);
        let letter = directed(&office, &letters::facts());
        wait_until("the direction to be tried", PATIENCE, || messages(&office, &letter, "given_primary")[0]["attempts"] != 0);
        for text in ["Ý thứ nhất.", "Ý thứ hai.", "Ý thứ ba."] {
            comment(&office, &letter, text);
        }
        ripen(&office);
        let tried = || messages(&office, &letter, "commented").iter().all(|m| m["last_error"].is_string() && m["attempts"].as_u64() >= Some(1));
        wait_until("a first try", PATIENCE, tried);
        let carrier = messages(&office, &letter, "commented")[0]["id"].clone();
        office.kill();
        office.start();
        comment(&office, &letter, "Về sau.");
        ripen(&office);
        forward(port, &tests::service("TEST_SMTP_URL"));
        // The next try is half a minute away; now, for this test.
        office.database().run("UPDATE message SET next_at = created_at WHERE state = 'queued'");
        wait_until("all of them", PATIENCE, || sent(&office, &letter, "commented"));
        let told = messages(&office, &letter, "commented");
        assert_eq!(told.iter().map(|m| &m["sent_with"]).collect::<Vec<_>>(), [&Value::Null, &carrier, &carrier, &Value::Null]);
        says(&mail_to(READER, letter.id(), "3 việc mới"), &["Ý thứ nhất.", "Ý thứ hai.", "Ý thứ ba."]);
        let last = mail_to(READER, letter.id(), "Ý kiến trao đổi mới");
        assert_eq!((last.stem(), last.text.contains("Về sau.")), (told[3]["id"].as_str().unwrap(), true));
        looked_at(&office);
        // With the direction.
        assert_eq!(delivered(&letter).len(), 3);
    }
}

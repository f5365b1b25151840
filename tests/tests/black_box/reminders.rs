//! Reminders and digests as people get them, and how they choose to be told. What each step of a deadline tells to whom, at a clock of
//! the test's own, is in `office/tests/reminders.rs`.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Client, Document, Mailbox, Server, letters, on_both_engines, service, unique, wait_until};

const PATIENCE: Duration = Duration::from_secs(40);

/// An urgent letter, of which people are reminded at any hour, directed to KTHTDT and due in so many seconds.
fn urgent(server: &Server, seconds: i64) -> Document {
    let clerk = server.client("vanthu");
    let mut facts = letters::facts();
    facts["urgency"] = json!("urgent");
    let letter = clerk.act(&clerk.register(&facts), &json!({ "command": "present", "to": server.person("chutich") }));
    let due = chrono::Utc::now() + chrono::Duration::seconds(seconds);
    let primary = json!({ "department": server.department("KTHTDT"), "due": due });
    server.client("chutich").act(&letter, &json!({ "command": "direct", "direction": { "primary": primary } }))
}

/// How often each kind of notice was written about a document to somebody.
fn kinds(clerk: &Client, letter: &Document, user: &str, server: &Server) -> Vec<String> {
    let person = server.person(user);
    let messages = clerk.messages(letter.id()).into_iter().filter(|m| m["to"]["person"] == person.as_str());
    messages.map(|m| m["kind"].as_str().unwrap().to_owned()).collect()
}

fn count(kinds: &[String], kind: &str) -> usize {
    kinds.iter().filter(|one| *one == kind).count()
}

fn choose(who: &Client, choices: &[(&str, &str)]) -> tests::Answer {
    let notices: Vec<Value> = choices.iter().map(|(kind, choice)| json!({ "kind": kind, "choice": choice })).collect();
    who.request("PUT", "/me/notices").json(&json!({ "notices": notices })).send()
}

on_both_engines! {
    /// A server and a worker beside it, both of which are stopped between the reminder before and the one at the deadline.
    fn a_deadline_is_told_once_whatever_is_started_anew(engine: Engine) {
        let smtp = service("TEST_SMTP_URL");
        let server = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &smtp)]);
        let worker = server.beside(&["worker"], &[("CONGVAN_SMTP_URL", &smtp)]);
        worker.launch();
        let clerk = server.client("vanthu");
        let letter = urgent(&server, 12);
        let told = |kind: &str| count(&kinds(&clerk, &letter, "truongphong.kinhte", &server), kind);
        wait_until("a reminder when half of the time is over", PATIENCE, || told("due_soon") == 1);
        for one in [&server, &worker] {
            one.kill();
        }
        server.start();
        worker.launch();
        wait_until("a reminder at the deadline", PATIENCE, || told("due_now") == 1);
        let mails = || {
            let mails = Mailbox::of("truongphong.kinhte@phuong-demo.example").about(letter.id());
            let titled = |title: &str| mails.iter().filter(|mail| mail.subject.contains(title)).count();
            (titled("Sắp đến hạn xử lý"), titled("] Đến hạn xử lý"))
        };
        wait_until("the mails", PATIENCE, || mails() == (1, 1));
        std::thread::sleep(Duration::from_secs(3));
        assert_eq!((told("due_soon"), told("due_now"), told("overdue"), mails()), (1, 1, 0, (1, 1)));
        assert_eq!(clerk.events(letter.id()).iter().filter(|event| event.contains("remind")).count(), 0, "nobody has acted");
        // Worked off: nothing runs any more.
        let root = letter.assignment(&server.department("KTHTDT")).to_owned();
        let head = server.client("truongphong.kinhte");
        let letter = head.act(&letter, &json!({ "command": "submit_result", "assignment": root, "text": "Xong." }));
        let _ = server.client("chutich").act(&letter, &json!({ "command": "approve", "assignment": root }));
        let (code, said) = server.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    fn everybody_chooses_how_they_are_told_but_for_what_hands_work_over(engine: Engine) {
        let server = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let (clerk, head) = (server.client("vanthu"), server.client("truongphong.kinhte"));
        let choice = |view: &Value, kind: &str| {
            let all = view["notices"].as_array().unwrap();
            let one = all.iter().find(|one| one["kind"] == kind).unwrap_or_else(|| panic!("{kind}")).clone();
            (one["choice"].as_str().unwrap().to_owned(), one["fixed"].as_bool().unwrap())
        };
        let usual = head.get("/me/notices").ok();
        assert_eq!(choice(&usual, "commented"), ("at_once".to_owned(), false));
        assert!(usual["notices"].as_array().unwrap().iter().all(|one| one["kind"] != "refused_to_sender"));
        for (fixed, name) in [
            ("given_primary", "Chủ trì xử lý"),
            ("presented", "Trình xin ý kiến chỉ đạo"),
            ("arrived", "Văn bản mới, chờ vào sổ"),
            ("result_to_approve", "Kết quả chờ duyệt"),
            ("approval_due_now", "Đến hạn duyệt kết quả"),
            ("extension_asked", "Đề nghị gia hạn"),
            ("look_granted", "Cho phép quản trị xem văn bản"),
            ("due_now", "Đến hạn xử lý"),
            ("overdue", "Quá hạn xử lý"),
            ("deadline_moved", "Hạn xử lý đã thay đổi theo lịch làm việc"),
            ("recalled", "Văn bản đã được thu hồi"),
        ] {
            assert!(choice(&usual, fixed).1, "{fixed}");
            let refused = choose(&head, &[("commented", "digest"), (fixed, "digest")]);
            let problem = refused.problem(422, "notice_fixed").at("/notices/1/choice", "notice_fixed");
            assert!(problem.detail().contains(&format!("“{name}”")), "it says which: {}", problem.detail());
        }
        assert_eq!(head.get("/me/notices").ok(), usual, "all or nothing");
        choose(&head, &[("no_such_notice", "none")]).problem(422, "invalid_input");
        let set = choose(&head, &[("commented", "digest"), ("paused", "none")]).ok();
        assert_eq!(choice(&set, "commented"), ("digest".to_owned(), false));
        assert_eq!(head.get("/me/notices").ok(), set);
        assert_eq!(clerk.get("/me/notices").ok(), usual, "nobody else's");

        let letter = urgent(&server, 9000);
        let words = unique("Nhớ kèm phụ lục ");
        let letter = clerk.act(&letter, &json!({ "command": "comment", "text": words }));
        let letter = server.client("chutich").act(&letter, &json!({ "command": "pause", "reason": "Chờ ý kiến." }));
        let letter = server.client("chutich").act(&letter, &json!({ "command": "resume", "reason": "Đã có ý kiến." }));
        let delivery = |kind: &str| {
            let person = server.person("truongphong.kinhte");
            let all = clerk.messages(letter.id());
            let one = all.iter().find(|m| m["kind"] == kind && m["to"]["person"] == person.as_str()).unwrap();
            one["delivery"].as_str().unwrap().to_owned()
        };
        assert_eq!((delivery("commented"), delivery("paused")), ("in_digest".to_owned(), "not_wanted".to_owned()));
        wait_until("the others at once", PATIENCE, || delivery("given_primary") == "sent" && delivery("resumed") == "sent");
        assert_eq!(delivery("commented"), "in_digest");

        // It is morning, and people work today, whatever day this is.
        let agency = clerk.get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let today = (chrono::Utc::now() + chrono::Duration::hours(7)).date_naive();
        let works = json!({ "command": "set_day", "day": today, "what": { "kind": "local_work", "hours": "00:00-24:00" }, "name": "Làm việc" });
        let path = format!("/agencies/{agency}/calendar/commands");
        clerk.request("POST", &path).key(&unique("lich-")).json(&json!({ "commands": [works] })).send().ok();
        server.database().run(r#"UPDATE agency SET settings = '{"reminders":{"digest_at":"00:00"}}', directory_version = directory_version + 1"#);
        server.database().run("UPDATE digest_round SET next_at = (SELECT created_at FROM agency WHERE agency.id = digest_round.agency_id)");
        wait_until("the digest to be made", PATIENCE, || delivery("commented") == "sent");
        let digests = || {
            let mails = Mailbox::of("truongphong.kinhte@phuong-demo.example").all();
            let ours = |text: &str| text.contains(&words) && text.contains(&format!("/documents/{}", letter.id()));
            mails.into_iter().filter(|mail| mail.subject.starts_with("Công việc sáng nay") && ours(&mail.text) && ours(&mail.html)).count()
        };
        wait_until("the digest", PATIENCE, || digests() == 1);
        server.database().run("UPDATE digest_round SET next_at = (SELECT created_at FROM agency WHERE agency.id = digest_round.agency_id)");
        std::thread::sleep(Duration::from_secs(8));
        assert_eq!(digests(), 1, "once a day");
        assert!(clerk.messages(letter.id()).iter().all(|m| m["kind"] != "commented" || m["delivery"] != "in_digest"));
    }
}

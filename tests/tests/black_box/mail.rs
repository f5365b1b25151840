//! Mails that really go out: to the right person, in Vietnamese, in one thread, once; and what becomes of them where the mail
//! server is down, refuses, or isn't there.

use std::{
    collections::BTreeSet,
    io,
    net::{Shutdown, TcpListener, TcpStream},
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use tests::{Document, Mail, Mailbox, Server, free_port, letters, on_both_engines, service, wait_until};

const PATIENCE: Duration = Duration::from_secs(30);

fn mailbox(user: &str) -> Mailbox {
    Mailbox::of(&format!("{user}@phuong-demo.example"))
}

/// The mails of a document in someone's mailbox, once there are so many.
fn delivered(user: &str, document: &Document, many: usize) -> Vec<Mail> {
    let there = mailbox(user);
    wait_until(&format!("{many} mails to {user}"), PATIENCE, || there.about(document.id()).len() >= many);
    let mails = there.about(document.id());
    assert_eq!(mails.len(), many, "mails to {user}");
    mails
}

fn present(office: &Server, letter: &Document) -> Document {
    let command = json!({ "command": "present", "to": office.person("chutich"), "note": "Kính trình Chủ tịch." });
    office.client("vanthu").act(letter, &command)
}

fn states(office: &Server, letter: &Document) -> Vec<String> {
    let messages = office.client("vanthu").messages(letter.id());
    messages.iter().map(|m| m["delivery"].as_str().unwrap().to_owned()).collect()
}

/// Passes connections on to a mail server: the moment when a mail server comes back.
pub fn forward(port: u16, to: &str) {
    let to = to.trim_start_matches("smtp://").to_owned();
    let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(server) = TcpStream::connect(&to) else { continue };
            for (mut from, mut into) in [(client.try_clone().unwrap(), server.try_clone().unwrap()), (server, client)] {
                thread::spawn(move || {
                    drop(io::copy(&mut from, &mut into));
                    drop(into.shutdown(Shutdown::Both));
                });
            }
        }
    });
}

on_both_engines! {
    fn a_mail_for_every_handoff(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let subject = "Về việc phòng, chống ngập úng đường Nguyễn Huệ";
        let letter = present(&office, &office.client("vanthu").register(&letters::about(subject)));
        let first = delivered("chutich", &letter, 1).remove(0);
        assert_eq!(first.to, "chutich@phuong-demo.example");
        assert!(first.subject.starts_with("Trình xin ý kiến chỉ đạo"), "{}", first.subject);
        assert!(first.subject.contains(subject.trim_start_matches("Về việc ")), "{}", first.subject);
        assert!(first.raw.is_ascii(), "a mail goes over the wire in ASCII");
        let message = office.client("vanthu").messages(letter.id()).remove(0);
        assert!(first.message_id.starts_with(message["id"].as_str().unwrap()), "{} {message}", first.message_id);
        let thread = format!("thread.{}@", letter.id());
        for ids in &first.threads {
            assert!(ids.len() == 1 && ids[0].starts_with(&thread), "{ids:?}");
        }
        assert_eq!(first.header("Auto-Submitted").as_deref(), Some("auto-generated"));
        assert_eq!(first.header("Content-Language").as_deref(), Some("vi"));
        for part in [&first.text, &first.html] {
            assert!(part.contains("Kính trình Chủ tịch."), "{part}");
            assert!(part.contains(subject), "{part}");
            assert!(part.contains(&format!("{}/documents/{}", office.base(), letter.id())), "{part}");
        }
        // The link leads somewhere.
        office.anonymous().get(&format!("/documents/{}", letter.id())).expect(200);

        let direction = json!({ "primary": { "department": office.department("KTHTDT"), "instruction": "Kiểm tra hiện trường.",
            "due": "2031-03-09T10:00:00Z" } });
        let letter = office.client("chutich").act(&letter, &json!({ "command": "direct", "direction": direction }));
        let second = delivered("truongphong.kinhte", &letter, 1).remove(0);
        assert!(second.subject.starts_with("Chủ trì xử lý"), "{}", second.subject);
        assert!(second.text.contains("Kiểm tra hiện trường."), "{}", second.text);
        assert!(second.text.contains("17:00 09/3/2031"), "the deadline, in Vietnam: {}", second.text);
        assert_eq!(second.threads, first.threads, "one thread a document");
        assert_ne!(second.message_id, first.message_id);
        wait_until("the states", PATIENCE, || states(&office, &letter) == ["sent", "sent"]);

        // Nobody else was told, and nobody twice.
        thread::sleep(Duration::from_millis(1600));
        for (user, many) in [("chutich", 1), ("truongphong.kinhte", 1), ("photruong.kinhte", 0), ("vanthu", 0), ("theodoi", 0)] {
            assert_eq!(mailbox(user).about(letter.id()).len(), many, "{user}");
        }
    }

    /// A secret line is never named in a mail.
    fn a_secret_line_stays_unnamed(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let mut facts = letters::secret();
        facts["author"] = json!("Bộ Chỉ huy Quân sự tỉnh Demo");
        facts["notation"] = json!("BCH-TM");
        facts["urgency"] = json!("immediate");
        let letter = office.client("vanthu").register(&facts);
        let command = json!({ "command": "present", "to": office.person("chutich") });
        let letter = office.client("vanthu").act(&letter, &command);
        let mail = delivered("chutich", &letter, 1).remove(0);
        let number = facts["number"].as_str().unwrap();
        for part in [&mail.subject, &mail.text, &mail.html, &mail.raw] {
            for secret in ["Quân sự", "BCH-TM", number, "Hỏa tốc", "HỎA TỐC", "Mật"] {
                assert!(!part.contains(secret), "{secret} stands in {part}");
            }
        }
        assert!(mail.text.contains(letter.id()), "the link is there");
    }

    /// Two that send, and many handoffs: every mail once.
    fn two_workers_send_each_mail_once(engine: Engine) {
        let smtp = service("TEST_SMTP_URL");
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &smtp)]);
        let worker = office.beside(&["worker"], &[("CONGVAN_SMTP_URL", &smtp)]);
        worker.launch();
        let letters: Vec<Document> =
            (0..15).map(|_| present(&office, &office.client("vanthu").register_letter())).collect();
        for letter in &letters {
            wait_until("a mail to be sent", PATIENCE, || states(&office, letter) == ["sent"]);
            delivered("chutich", letter, 1);
        }
        thread::sleep(Duration::from_secs(2));
        for letter in &letters {
            delivered("chutich", letter, 1);
        }
    }

    /// The mail server is down when the document is handed on, and comes back: nothing is lost, nothing comes twice.
    fn a_mail_server_that_comes_back(engine: Engine) {
        let port = free_port();
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &format!("smtp://127.0.0.1:{port}"))]);
        let letters: Vec<Document> =
            (0..3).map(|_| present(&office, &office.client("vanthu").register_letter())).collect();
        let message = |letter: &Document| office.client("vanthu").messages(letter.id()).remove(0);
        for letter in &letters {
            assert_eq!(letter.state(), "presented", "a mail server that is down blocks no command");
            wait_until("a first try", PATIENCE, || message(letter)["attempts"].as_u64() >= Some(1) && message(letter)["last_error"].is_string());
            let tried = message(letter);
            assert_eq!(tried["delivery"], "queued");
            assert!(tried["next_at"].as_str() > tried["created_at"].as_str(), "{tried}");
        }
        forward(port, &service("TEST_SMTP_URL"));
        // The next try is half a minute away; now, for this test.
        office.database().run("UPDATE message SET next_at = created_at WHERE state = 'queued'");
        for letter in &letters {
            wait_until("the mail", PATIENCE, || states(&office, letter) == ["sent"]);
            delivered("chutich", letter, 1);
            assert!(message(letter)["last_error"].is_null());
        }
        thread::sleep(Duration::from_secs(2));
        for letter in &letters {
            delivered("chutich", letter, 1);
        }
    }

    /// An address that the mail server will never take is a dead letter at once; one that it can't take now is tried again.
    fn dead_letters_are_seen(engine: Engine) {
        let office = Server::demo_with(engine, &[("CONGVAN_SMTP_URL", &service("TEST_SMTP_URL"))]);
        let clerk = office.client("vanthu");
        let refused = |address: &str| {
            let mut facts = letters::facts();
            facts["sender_email"] = json!(address);
            clerk.act(&clerk.receive(&facts), &json!({ "command": "refuse", "reason": "Gửi nhầm nơi nhận." }))
        };
        let message = |letter: &Document| clerk.messages(letter.id()).remove(0);
        let dead = refused("khongco.ai@co-quan-khac.example");
        wait_until("a dead letter", PATIENCE, || message(&dead)["delivery"] == "dead");
        let told = message(&dead);
        assert!(told["last_error"].as_str().unwrap().contains("550"), "{told}");
        assert_eq!(told["to"]["address"], "khongco.ai@co-quan-khac.example");

        let later = refused("tamhoan.mai@co-quan-khac.example");
        wait_until("a try", PATIENCE, || message(&later)["last_error"].is_string());
        let told = message(&later);
        assert_eq!((&told["delivery"], &told["attempts"]), (&json!("queued"), &json!(1)), "{told}");
        assert!(told["next_at"].is_string());

        let fine = refused("vanthu@co-quan-khac.example");
        wait_until("a mail to the sender", PATIENCE, || message(&fine)["delivery"] == "sent");
        let there = || Mailbox::of("vanthu@co-quan-khac.example").about(fine.id());
        wait_until("it to lie in the mailbox", PATIENCE, || !there().is_empty());
        let mail = there().remove(0);
        assert!(mail.subject.starts_with("Không tiếp nhận văn bản"), "{}", mail.subject);
        assert!(mail.text.contains("Gửi nhầm nơi nhận."), "{}", mail.text);
        assert!(!mail.text.contains("/documents/"), "no link for those outside: {}", mail.text);
    }

    /// A real installation without a mail server starts, warns, and its documents show that nothing was sent, and why.
    fn without_a_mail_server(engine: Engine) {
        let office = Server::prepared(engine, &["serve"], &[]);
        crate::cli::init(&office);
        // The first administrator is made a clerk and a leader by hand; there is no page for that yet.
        office.database().run(
            "INSERT INTO role_grant (agency_id, person_id, role, valid_from) \
             SELECT agency_id, id, 'registry_clerk', valid_from FROM person; \
             UPDATE agency SET directory_version = directory_version + 1;",
        );
        office.start();
        assert!(office.printed().contains("smtp_url"), "no warning: {}", office.printed());
        let readiness = office.anonymous().get("/health/ready").ok();
        assert_eq!(readiness["mail"], "none");
        let session = office.anonymous().post("/sessions", &crate::cli::administrator()).created();
        let clerk = office.anonymous().with_token(session["access_token"].as_str().unwrap());
        let mut facts = letters::facts();
        facts["sender_email"] = json!("vanthu@co-quan-khac.example");
        let letter = clerk.act(&clerk.receive(&facts), &json!({ "command": "refuse", "reason": "Nhầm." }));
        let message = clerk.messages(letter.id()).remove(0);
        assert_eq!((&message["delivery"], &message["attempts"]), (&json!("not_sent"), &json!(0)), "{message}");
        assert!(message["last_error"].as_str().unwrap().contains("no mail server"), "{message}");
        office.anonymous().get("/demo/mailbox").expect(404);
    }

    /// The demo without a mail server shows its mails: a list, each as text and as HTML in a frame that can do nothing.
    fn the_demo_shows_its_mailbox(engine: Engine) {
        let office = Server::shared(engine);
        let subject = "Về việc trồng cây xanh <b>vỉa hè</b> & dải phân cách";
        let letter = present(office, &office.client("vanthu").register(&letters::about(subject)));
        wait_until("the mail", PATIENCE, || states(office, &letter) == ["sent"]);
        let message = office.client("vanthu").messages(letter.id()).remove(0);
        let id = message["id"].as_str().unwrap();
        let anyone = office.anonymous();
        let list = anyone.get("/demo/mailbox").expect(200);
        assert!(list.header("content-security-policy").unwrap().contains("default-src 'none'"));
        let page = String::from_utf8(list.body).unwrap();
        assert!(page.contains("&lt;b&gt;vỉa hè&lt;/b&gt; &amp; dải phân cách"), "the subject, escaped");
        let link = page.split('"').find(|part| part.starts_with("/demo/mailbox/") && part.contains(id)).unwrap().to_owned();
        let one = String::from_utf8(anyone.get(&link).expect(200).body).unwrap();
        assert!(one.contains("Kính trình Chủ tịch.") && one.contains(&format!("/documents/{}", letter.id())));
        let html = anyone.get(&format!("{link}/html")).expect(200);
        let policy = html.header("content-security-policy").unwrap().to_owned();
        assert!(policy.contains("sandbox") && !policy.contains("allow-scripts"), "{policy}");
        assert!(!String::from_utf8(html.body).unwrap().contains("<b>vỉa hè</b>"));
        anyone.get("/demo/mailbox/..%2F..%2Fcongvan.db").expect(404);
    }

    /// Every message of the demo's own documents was written for someone with an address at a domain that can't exist.
    fn the_demo_writes_to_nobody_real(engine: Engine) {
        let office = Server::shared(engine);
        let clerk = office.client("vanthu");
        let domains: BTreeSet<String> = clerk
            .all("/incoming-documents?state=in_progress")
            .iter()
            .flat_map(|line| clerk.messages(line["id"].as_str().unwrap()))
            .filter_map(|m: Value| m["to"]["address"].as_str().map(|a| a.rsplit_once('@').unwrap().1.to_owned()))
            .collect();
        assert!(domains.iter().all(|domain| domain.ends_with(".example")), "{domains:?}");
        assert!(!domains.is_empty());
    }
}

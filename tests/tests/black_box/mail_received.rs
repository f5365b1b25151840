//! Mail that comes in beside orders: letters become documents, reports of failure stand at their mail, what machines write is answered
//! by nothing, the same message is worked off once, and what is not understood waits for a clerk.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::{Value, json};
use tests::{Client, Mailbox, Server, Written, letters, on_both_engines, unique, wait_until};

use super::{
    mail_links::{directed, mail_to},
    mail_replies::{OFFICE, SERVER, answer_to, answered, came_of, hand_in, pipe, pipe_key, proved, with_mailbox},
};

const PATIENCE: Duration = Duration::from_secs(30);

/// A stranger's address that nobody else writes from.
fn stranger() -> String {
    format!("{}@khach.example", unique("khach-"))
}

/// What a person is mailed in answer to this message; none, once everything before is through.
fn answers(written: &Written) -> usize {
    Mailbox::of(&written.from).all().iter().filter(|mail| mail.threads[0].contains(&written.message_id)).count()
}

/// Hands a message in that nobody is answered for, and reads what came of it.
fn unanswered(office: &Server, written: &Written, state: &str, outcome: &str) -> Value {
    let row = came_of(&office.client("vanthu"), &hand_in(office, written));
    assert_eq!((row["state"].as_str(), row["outcome"].as_str()), (Some(state), Some(outcome)), "{row}");
    assert_eq!(row["answered"], false, "{row}");
    assert!(!row["explanation"]["vi"].as_str().unwrap().is_empty(), "{row}");
    row
}

/// How much work of mails is still under way: nothing, when nobody is to get one any more.
fn rest(office: &Server) {
    let waiting = || {
        let queued =
            office.database().texts("SELECT CAST(count(*) AS TEXT) AS value FROM message WHERE state = 'queued'");
        let account = office.database().texts("SELECT CAST(count(*) AS TEXT) AS value FROM account_mail");
        (queued, account)
    };
    wait_until("every mail to be sent", PATIENCE, || waiting() == (vec!["0".to_owned()], vec!["0".to_owned()]));
}

on_both_engines! {
    fn a_letter_becomes_a_document_and_its_sender_is_told(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let from = stranger();
        let letter = Written::letter(&from, OFFICE, "V/v đề nghị sửa đường hẻm 12", "Kính gửi UBND phường,\r\n\r\nĐề nghị sửa đường.\r\n")
            .file("don de nghi.pdf", &letters::pdf("Don"))
            .file("ma doc.exe", b"MZ\x90\x00\x03\x00");
        let letter = Written { from: format!("Ông Khách Tưởng Tượng <{from}>"), ..letter };
        let row = came_of(&clerk, &hand_in(&office, &letter));
        assert_eq!((row["outcome"].as_str(), row["answered"].as_bool()), (Some("taken_in"), Some(true)), "{row}");
        let document = clerk.read(row["document"].as_str().unwrap());
        assert_eq!(document.state(), "received");
        let facts = &document.0["facts"];
        assert_eq!(facts["author"], "Ông Khách Tưởng Tượng");
        assert_eq!(facts["subject"], "V/v đề nghị sửa đường hẻm 12");
        assert_eq!((facts["channel"].as_str(), facts["sender_email"].as_str()), (Some("email"), Some(from.as_str())));
        let names: Vec<&str> = document.0["files"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Nội dung thư.txt", "don de nghi.pdf"], "what is not taken is not there");
        assert!(facts["remark"].as_str().unwrap().contains("1 tệp không được nhận"), "{facts}");
        let text = document.0["files"][0]["id"].as_str().unwrap();
        let text = String::from_utf8(clerk.get(&format!("/files/{text}")).expect(200).body).unwrap();
        assert!(text.contains("Đề nghị sửa đường.") && text.contains(&from), "{text}");
        let told = answer_to(&Written { from: from.clone(), ..letter.clone() });
        assert!(told.subject.contains("Đã nhận được thư") && told.text.contains("Văn thư sẽ xem xét, tiếp nhận"), "{}", told.text);
        assert_eq!(told.header("Auto-Submitted").as_deref(), Some("auto-replied"));
        // The registry is told, too, and enters it as any other; what was sent is kept as it came.
        mail_to("vanthu", document.id(), "");
        let entered = clerk.act(&document, &json!({ "command": "register" }));
        assert_eq!(entered.state(), "registered");
        let kept = clerk.get(&format!("/received-mails/{}/message", row["id"].as_str().unwrap())).expect(200);
        assert_eq!(kept.body, letter.bytes());
        let (code, said) = office.run(&["audit", "verify"]);
        assert_eq!(code, 0, "{said}");
    }

    fn one_sender_has_a_measure_for_letters_and_for_answers(engine: Engine) {
        let office = with_mailbox(engine, &[("CONGVAN_MAIL_IN_LETTERS", "2"), ("CONGVAN_MAIL_IN_ANSWERS", "3")]);
        let clerk = office.client("vanthu");
        let from = stranger();
        let write = |subject: &str| Written::letter(&from, OFFICE, subject, "Nội dung.");
        let first = came_of(&clerk, &hand_in(&office, &write("một")));
        assert_eq!((first["outcome"].as_str(), first["answered"].as_bool()), (Some("taken_in"), Some(true)));
        let second = came_of(&clerk, &hand_in(&office, &write("hai")));
        assert_eq!((second["outcome"].as_str(), second["answered"].as_bool()), (Some("taken_in"), Some(true)));
        let third = unanswered(&office, &write("ba"), "open", "too_many");
        // The clerk decides.
        clerk.request("POST", &format!("/received-mails/{}/receive", third["id"].as_str().unwrap())).send().expect(202);
        let row = came_of(&clerk, third["id"].as_str().unwrap());
        assert_eq!(row["outcome"], "taken_in", "{row}");
        let history = clerk.history(row["document"].as_str().unwrap());
        assert_eq!(history[0]["by"]["id"], office.person("vanthu").as_str(), "{}", history[0]);
        // The clerk's was answered, too: whoever writes on is answered no more, and nothing is done by itself.
        unanswered(&office, &write("năm"), "open", "too_many");
        let one = Written::letter(&stranger(), OFFICE, "bốn", "Nội dung.");
        assert_eq!(came_of(&clerk, &hand_in(&office, &one))["outcome"], "taken_in", "another's measure is their own");
    }

    /// Who writes in a leader's name, and is not proved, uses up a measure of their own: what the leader answers is done. What came too often
    /// lies with a clerk, who sees who wrote what.
    fn whoever_writes_in_anothers_name_silences_nobody(engine: Engine) {
        let office = with_mailbox(engine, &[("CONGVAN_MAIL_IN_ANSWERS", "2")]);
        let clerk = office.client("vanthu");
        let chairman = "chutich@phuong-demo.example";
        for (n, outcome) in [(1, "taken_in"), (2, "taken_in"), (3, "too_many")] {
            let forged = Written::letter(chairman, OFFICE, &unique("Mạo danh "), &format!("Lần {n}."));
            assert_eq!(came_of(&clerk, &hand_in(&office, &forged))["outcome"], outcome);
        }
        let letter = clerk.register(&letters::about("Về việc thử mạo danh"));
        let letter = clerk.act(&letter, &json!({ "command": "present", "to": office.person("chutich") }));
        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        let reply = proved(Written::reply(&mail, "GIAO VHXH: làm"));
        let row = came_of(&clerk, &hand_in(&office, &reply));
        assert_eq!((row["outcome"].as_str(), row["proved"].as_bool()), (Some("acted"), Some(true)), "{row}");
        assert_eq!(clerk.read(letter.id()).state(), "directed");
        let mail = mail_to("truongphong.vhxh", letter.id(), "Chủ trì xử lý");
        for n in 1..=2 {
            let row = came_of(&clerk, &hand_in(&office, &Written::reply(&mail, &format!("Trao đổi lần {n}"))));
            assert_eq!((row["outcome"].as_str(), row["words"].is_null()), (Some("acted"), true), "{row}");
        }
        let more = Written::reply(&mail, "XONG: đã làm xong phần việc");
        let row = unanswered(&office, &more, "open", "too_many");
        assert_eq!(row["sender"], "truongphong.vhxh@phuong-demo.example");
        assert_eq!((row["document"].as_str(), row["words"].as_str()), (Some(letter.id()), Some("XONG: đã làm xong phần việc")), "{row}");
        assert!(row["subject"].is_string() && row["received_at"].is_string(), "{row}");
        let open: Vec<Value> = clerk.all("/received-mails");
        assert!(open.iter().all(|mail| mail["words"].is_null()), "the list says no words");
        let path = format!("/received-mails/{}", row["id"].as_str().unwrap());
        clerk.get(&format!("{path}/message")).problem(409, "mail_sealed");
        assert_eq!(clerk.post(&format!("{path}/settle"), &json!({ "note": "Đã báo đơn vị." })).ok()["state"], "settled");
    }

    /// The mail server says that a letter is another's than its sender's: the clerk is to know it, and nobody is answered.
    fn a_letter_of_a_sender_who_is_not_proved_says_so(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let remark = |written: &Written, answered: bool| {
            let row = came_of(&clerk, &hand_in(&office, written));
            assert_eq!((row["outcome"].as_str(), row["answered"].as_bool()), (Some("taken_in"), Some(answered)), "{row}");
            let facts = clerk.read(row["document"].as_str().unwrap()).0["facts"].clone();
            facts["remark"].as_str().unwrap_or_default().to_owned()
        };
        let noted = |finding: &str| {
            let line = format!("Authentication-Results: mx.phuong-demo.example; {finding}");
            Written::letter(&stranger(), OFFICE, &unique("V/v "), "Nội dung.").header(&line)
        };
        let said = remark(&noted("spf=pass smtp.mailfrom=gui-ho.example"), false);
        assert!(said.starts_with("Nơi gửi chưa được xác thực.") && said.contains("gui-ho.example"), "{said}");
        assert_eq!(remark(&noted("dmarc=pass header.from=khach.example"), true), "");
        assert_eq!(remark(&Written::letter(&stranger(), OFFICE, &unique("V/v "), "Nội dung."), true), "", "nothing is said");
        // What was held back, and a clerk takes in all the same.
        let failed = unanswered(&office, &noted("dmarc=fail header.from=khach.example"), "open", "unproved");
        let id = failed["id"].as_str().unwrap();
        clerk.request("POST", &format!("/received-mails/{id}/receive")).send().expect(202);
        let row = came_of(&clerk, id);
        assert_eq!((row["outcome"].as_str(), row["answered"].as_bool()), (Some("taken_in"), Some(false)), "{row}");
        let facts = clerk.read(row["document"].as_str().unwrap()).0["facts"].clone();
        assert!(facts["remark"].as_str().unwrap().contains("dmarc=fail"), "{facts}");
    }

    fn the_same_message_is_worked_off_once(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let letter = directed(&office, &letters::facts());
        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let reply = Written::reply(&mail, "Đã rõ, cảm ơn anh.");
        let id = hand_in(&office, &reply);
        assert_eq!(came_of(&clerk, &id)["outcome"], "acted");
        // The same bytes are the same message.
        let again = pipe(&office).request("POST", "/received-mails").bytes("message/rfc822", reply.bytes()).send().expect(200);
        assert_eq!((again.json()["id"].as_str(), again.json()["new"].as_bool()), (Some(id.as_str()), Some(false)));
        // By another way: servers have put other headers above.
        let other_way = reply.clone().header("Received: by mx2.phuong-demo.example; Fri, 27 Nov 2026 02:00:00 +0000");
        unanswered(&office, &other_way, "done", "repeat");
        // Another message under the same id.
        let differs = Written { text: "XONG: khác".to_owned(), ..reply.clone() };
        unanswered(&office, &differs, "open", "differs");
        rest(&office);
        assert_eq!(clerk.events(letter.id()).iter().filter(|event| *event == "commented").count(), 1);
        assert_eq!(answers(&reply), 1);
    }

    fn what_did_not_arrive_stands_at_its_mail(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let letter = directed(&office, &letters::facts());
        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        assert_eq!(mail.header("Return-Path").as_deref(), Some("<hopthu@phuong-demo.example>"), "failures come to the mailbox");
        let report = report_of(&mail.message_id, "truongphong.kinhte@phuong-demo.example", "failed", "5.1.1");
        let row = unanswered(&office, &report, "open", "bounced");
        assert_eq!(row["document"], letter.id());
        let marked = clerk.messages(letter.id()).into_iter().find(|m| m["id"] == mail.stem()).unwrap();
        assert_eq!(marked["delivery"], "bounced", "{marked}");
        let said = marked["bounce"].as_str().unwrap();
        assert!(said.contains("truongphong.kinhte@phuong-demo.example") && said.contains("5.1.1"), "{said}");
        assert!(marked["bounced_at"].is_string());
        // That it is late, or arrived, is no failure; and of what nobody sent, a clerk is to know.
        let other = mail_to("chuyenvien.kinhte1", assigned(&office, &letter).as_str(), "Chủ trì xử lý");
        unanswered(&office, &report_of(&other.message_id, &other.to, "delayed", "4.4.1"), "done", "reported");
        let marked = clerk.messages(letter.id()).into_iter().find(|m| m["id"] == other.stem()).unwrap();
        assert_eq!(marked["delivery"], "sent", "{marked}");
        unanswered(&office, &report_of("la@phuong-demo.example", "ai@la.example", "failed", "5.1.1"), "open", "bounce_unknown");
        // What anybody could have made up is for a clerk, and changes nothing: sent from somewhere, naming nobody, handed in by hand.
        let report = || report_of(&other.message_id, &other.to, "failed", "5.1.1");
        let sent_by_somebody = Written { headers: vec!["Return-Path: <ai-do@la.example>".to_owned()], ..report() };
        unanswered(&office, &sent_by_somebody, "open", "bounce_unknown");
        let names_nobody = Written::letter("MAILER-DAEMON@mx.khach.example", OFFICE, "Undelivered Mail Returned to Sender", "It did not arrive.")
            .header("Return-Path: <>")
            .header(&format!("In-Reply-To: <{}>", other.message_id));
        unanswered(&office, &names_nobody, "open", "bounce_unknown");
        let by_hand = clerk.request("POST", "/received-mails").bytes("message/rfc822", report().bytes()).send().created();
        assert_eq!(came_of(&clerk, by_hand["id"].as_str().unwrap())["outcome"], "bounce_unknown");
        let marked = clerk.messages(letter.id()).into_iter().find(|m| m["id"] == other.stem()).unwrap();
        assert_eq!(marked["delivery"], "sent", "{marked}");
        assert_eq!(came_of(&clerk, &hand_in(&office, &Written::reply(&other, "NHẬN")))["outcome"], "acted", "its address holds");
        // Worked off, with a word; it is kept.
        let id = row["id"].as_str().unwrap();
        let path = format!("/received-mails/{id}/settle");
        let settled = clerk.post(&path, &json!({ "note": "Đã sửa địa chỉ." })).ok();
        assert_eq!((settled["state"].as_str(), settled["settled"]["note"].as_str()), (Some("settled"), Some("Đã sửa địa chỉ.")));
        clerk.post(&path, &json!({})).problem(409, "mail_done");
        let open: Vec<Value> = clerk.all("/received-mails");
        assert!(open.iter().all(|mail| mail["state"] == "open" && mail["id"] != id), "{open:?}");
        assert!(clerk.all("/received-mails?state=settled").iter().any(|mail| mail["id"] == id));
        clerk.get("/received-mails?state=la").problem(400, "bad_parameter");
    }

    fn what_machines_write_is_answered_by_nothing(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let letter = directed(&office, &letters::facts());
        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let before = clerk.read(letter.id()).version();
        let away = Written::reply(&mail, "NHẬN").header("Auto-Submitted: auto-replied");
        unanswered(&office, &away, "done", "passed_over");
        let note = Written { subject: "Trả lời tự động: vắng mặt".to_owned(), ..Written::reply(&mail, "NHẬN") };
        unanswered(&office, &note, "done", "passed_over");
        let bulk = Written::letter(&stranger(), OFFICE, "Khuyến mãi", "Mua ngay.").header("Precedence: bulk");
        unanswered(&office, &bulk, "open", "automatic");
        let list = Written::letter(&stranger(), OFFICE, "Bản tin", "Tin.").header("List-Id: <tin.khach.example>");
        unanswered(&office, &list, "open", "list");
        // One of our own that came back.
        let own = Written { message_id: mail.message_id.clone(), ..Written::reply(&mail, "NHẬN") };
        unanswered(&office, &own, "done", "passed_over");
        let own = Written::reply(&mail, "NHẬN").by(OFFICE);
        unanswered(&office, &own, "done", "passed_over");
        rest(&office);
        assert_eq!(clerk.read(letter.id()).version(), before);
        for written in [&away, &note, &bulk, &list] {
            assert_eq!(answers(written), 0, "{}", written.subject);
        }
    }

    fn whoever_is_not_the_mails_person_does_nothing(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let letter = directed(&office, &letters::facts());
        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let before = clerk.read(letter.id()).version();
        // Somebody to whom the mail was forwarded: its owner is told, whoever wrote is not.
        let other = proved(Written::reply(&mail, "NHẬN").by("chuyenvien.kinhte2@phuong-demo.example"));
        let row = came_of(&clerk, &hand_in(&office, &other));
        assert_eq!((row["state"].as_str(), row["outcome"].as_str()), (Some("open"), Some("other_sender")), "{row}");
        let owner = Mailbox::of("truongphong.kinhte@phuong-demo.example");
        let told = || owner.all().into_iter().any(|mail| mail.text.contains("chuyenvien.kinhte2@phuong-demo.example") && mail.text.contains("không thực hiện nội dung nào"));
        wait_until("the owner to be told", PATIENCE, told);
        // No such address, and one whose case a server has changed.
        let nobody = Written { to: OFFICE.replace('@', "+0123456789abcdef0123456789abcdef@"), ..Written::reply(&mail, "NHẬN") };
        unanswered(&office, &nobody, "open", "unknown_token");
        assert_eq!(clerk.read(letter.id()).version(), before);
        let shouted = Written::reply(&mail, "NHẬN");
        let shouted = Written { to: shouted.to.to_uppercase(), ..shouted };
        assert_eq!(came_of(&clerk, &hand_in(&office, &shouted))["outcome"], "acted");
        // Past its time, and ended with its owner's password.
        let version = clerk.read(letter.id()).version();
        office.database().run("UPDATE reply_address SET expires_at = created_at");
        let late = Written::reply(&mail, "XONG: muộn");
        let row = came_of(&clerk, &hand_in(&office, &late));
        assert_eq!((row["outcome"].as_str(), row["answered"].as_bool()), (Some("closed"), Some(true)), "{row}");
        assert!(answer_to(&late).text.contains("không còn dùng được"));
        office.database().run("UPDATE reply_address SET expires_at = '2999-01-01T00:00:00.000000Z'");
        let own = office.client("quantri").get("/me").ok()["agency"]["id"].as_str().unwrap().to_owned();
        let person = office.person("truongphong.kinhte");
        office.client("quantri").post(&format!("/agencies/{own}/people/{person}/password"), &json!({})).created();
        let ended = Written::reply(&mail, "XONG: sau khi đổi mật khẩu");
        assert_eq!(came_of(&clerk, &hand_in(&office, &ended))["outcome"], "closed");
        assert_eq!(clerk.read(letter.id()).version(), version);
        // The token stands nowhere: kept as its hash, and logged by nobody.
        let token = mail.header("Reply-To").unwrap().split(['+', '@']).nth(1).unwrap().to_owned();
        assert_eq!(token.len(), 32, "{token}");
        let rows = office.database().texts("SELECT token_hash || standing || address AS value FROM reply_address");
        assert!(rows.iter().all(|row| !row.contains(&token)));
        assert!(!office.printed().contains(&token));
    }

    /// A secret line is handled by nobody from a mail; what is written there stays with the registry.
    fn a_secret_line_takes_no_replies(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let present = json!({ "command": "present", "to": office.person("chutich") });
        let secret = clerk.act(&clerk.register(&letters::secret()), &present);
        let mail = mail_to("chutich", secret.id(), "");
        assert_eq!(mail.header("Reply-To"), None);
        assert!(mail.text.contains("Xin không trả lời thư này"), "{}", mail.text);
        // One that became secret since the mail: neither done nor named in the answer.
        let subject = "Về việc sẽ thành mật";
        let letter = clerk.register(&letters::about(subject));
        let letter = clerk.act(&letter, &present);
        let mail = mail_to("chutich", letter.id(), "Trình xin ý kiến");
        // No command makes a line secret afterwards; whatever does, a reply that comes then does nothing.
        let id = letter.id();
        let secret = format!("UPDATE document SET secrecy = 'confidential', subject = NULL, remark = NULL WHERE id = '{id}'");
        office.database().run(&secret);
        let reply = proved(Written::reply(&mail, "GIAO VHXH: làm"));
        let reply = Written { subject: "Re: Trình xin ý kiến".to_owned(), ..reply };
        let row = came_of(&clerk, &hand_in(&office, &reply));
        assert_eq!((row["outcome"].as_str(), row["answered"].as_bool()), (Some("unseen"), Some(true)), "{row}");
        let told = answer_to(&reply);
        assert!(!told.text.contains("sẽ thành mật") && !told.subject.contains(subject), "{}", told.text);
        assert_eq!(clerk.read(letter.id()).state(), "presented");
    }

    /// Whoever answers a mail of months ago is told why nothing was done, and where to go; afterwards nobody knows whose it was.
    fn an_old_mail_that_is_replied_to_is_answered_for_a_year(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let letter = directed(&office, &letters::facts());
        let (leader, head) = (mail_to("chutich", letter.id(), "Trình xin ý kiến"), mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý"));
        let ran_out = |mail: &tests::Mail, days: i64| {
            let at = (chrono::Utc::now() - chrono::Duration::days(days)).format("%Y-%m-%dT%H:%M:%S.000000Z");
            office.database().run(&format!("UPDATE reply_address SET expires_at = '{at}' WHERE message_id = '{}'", mail.stem()));
        };
        ran_out(&head, 360);
        ran_out(&leader, 370);
        // What is thrown away in time is thrown away when it starts, too.
        office.kill();
        office.start();
        let gone = format!("SELECT token_hash AS value FROM reply_address WHERE message_id = '{}'", leader.stem());
        wait_until("the older one to be thrown away", PATIENCE, || office.database().texts(&gone).is_empty());
        unanswered(&office, &proved(Written::reply(&leader, "GIAO VHXH: làm")), "open", "unknown_token");
        let late = Written::reply(&head, "XONG: muộn");
        let row = came_of(&clerk, &hand_in(&office, &late));
        assert_eq!((row["outcome"].as_str(), row["answered"].as_bool()), (Some("closed"), Some(true)), "{row}");
        let told = answer_to(&late);
        assert!(told.text.contains("đã quá hạn") && told.text.contains("Xin đăng nhập hệ thống"), "{}", told.text);
        assert_eq!(clerk.read(letter.id()).state(), "directed");
    }

    /// What waited while nobody fetched it came on the day on which the office's server took it; what anybody else says of that is not believed.
    fn a_message_came_when_the_receiving_server_took_it(engine: Engine) {
        let office = with_mailbox(engine, &[]);
        let clerk = office.client("vanthu");
        let instant = |text: &Value| chrono::DateTime::parse_from_rfc3339(text.as_str().unwrap()).unwrap();
        let ago = |days: i64| chrono::Utc::now() - chrono::Duration::days(days);
        let taken = |by: &str, at: chrono::DateTime<chrono::Utc>| {
            let header = format!("Received: from khach.example by {by} with ESMTP; {}", at.to_rfc2822());
            Written::letter(&stranger(), OFFICE, &unique("V/v "), "Nội dung.").header(&header)
        };
        let received = |id: &str| {
            let row = came_of(&clerk, id);
            assert_eq!(row["outcome"], "taken_in", "{row}");
            let document = clerk.read(row["document"].as_str().unwrap());
            (instant(&document.0["facts"]["received_at"]), instant(&row["received_at"]))
        };
        let at = ago(3);
        let (came, _) = received(&hand_in(&office, &taken(SERVER, at)));
        assert_eq!(came.timestamp(), at.timestamp());
        for (by, at) in [("mx.la.example", ago(3)), (SERVER, ago(-1)), (SERVER, ago(40))] {
            let (came, fetched) = received(&hand_in(&office, &taken(by, at)));
            assert_eq!(came, fetched, "{by} {at}");
        }
        let by_hand = clerk.request("POST", "/received-mails").bytes("message/rfc822", taken(SERVER, ago(3)).bytes()).send().created();
        let (came, fetched) = received(by_hand["id"].as_str().unwrap());
        assert_eq!(came, fetched, "a person could have written it");

        // “Mai” is the day after the one on which it was written.
        let letter = directed(&office, &letters::facts());
        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let version = clerk.read(letter.id()).version();
        // So long ago that no days of rest reach as far as today.
        let header = format!("Received: from khach.example by {SERVER}; {}", ago(25).to_rfc2822());
        let late = Written::reply(&mail, "GIAO chuyenvien.kinhte1, hạn ngày mai: làm").header(&header);
        answered(&office, &late, "refused");
        assert_eq!(clerk.read(letter.id()).version(), version);
        answered(&office, &Written::reply(&mail, "GIAO chuyenvien.kinhte1, hạn ngày mai: làm"), "acted");
    }

    /// A message that does not come to its end is let go in time; the mail server keeps it, and sends it again.
    fn what_does_not_come_in_time_is_not_waited_for(engine: Engine) {
        let office = with_mailbox(engine, &[("CONGVAN_MAIL_IN_MESSAGE_SECONDS", "1")]);
        let letter = Written::letter(&stranger(), OFFICE, "chậm", "Nội dung.");
        let bytes = letter.bytes();
        let mut stream = TcpStream::connect(("127.0.0.1", office.port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let head = format!(
            "POST /api/v1/received-mails HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\nContent-Type: message/rfc822\r\nContent-Length: {}\r\n\r\n",
            pipe_key(&office),
            bytes.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&bytes[..bytes.len() / 2]).unwrap();
        let mut status = String::new();
        BufReader::new(stream).read_line(&mut status).unwrap();
        assert!(status.starts_with("HTTP/1.1 408 "), "{status}");
        assert_eq!(office.client("vanthu").all("/received-mails?state=waiting").len(), 0);
        assert_eq!(came_of(&office.client("vanthu"), &hand_in(&office, &letter))["outcome"], "taken_in");
    }

    fn what_cannot_be_read_waits_for_a_clerk(engine: Engine) {
        let office = with_mailbox(engine, &[("CONGVAN_MAIL_IN_MAX_MB", "1")]);
        let clerk = office.client("vanthu");
        let raw = |bytes: Vec<u8>| pipe(&office).request("POST", "/received-mails").bytes("message/rfc822", bytes).send();
        raw(b" \r\n".to_vec()).problem(422, "empty_file");
        raw(vec![b'a'; 1024 * 1024 + 1]).problem(413, "too_large");
        let id = raw(unique("khong phai thu ").into_bytes()).created()["id"].as_str().unwrap().to_owned();
        let row = came_of(&clerk, &id);
        assert_eq!((row["state"].as_str(), row["outcome"].as_str()), (Some("open"), Some("no_sender")), "{row}");
        let two = Written::letter(&format!("{}, {}", stranger(), stranger()), OFFICE, "hai người", "Nội dung.");
        unanswered(&office, &two, "open", "no_sender");
        let forged = Written::letter(&stranger(), OFFICE, "giả", "Nội dung.")
            .header("Authentication-Results: mx.phuong-demo.example; dmarc=fail header.from=khach.example");
        unanswered(&office, &forged, "open", "unproved");
        // A reply that lost its address is no letter of its own.
        let letter = directed(&office, &letters::facts());
        let mail = mail_to("truongphong.kinhte", letter.id(), "Chủ trì xử lý");
        let lost = Written { to: OFFICE.to_owned(), ..Written::reply(&mail, "NHẬN") };
        let row = came_of(&clerk, &hand_in(&office, &lost));
        assert_eq!((row["state"].as_str(), row["outcome"].as_str(), row["answered"].as_bool()), (Some("done"), Some("no_token"), Some(true)));
        assert!(answer_to(&lost).text.contains("không nhận trả lời"));
        // One that has ended its worker as often as it may be tried is left alone, and not lost.
        let at = "next_at = '2026-01-05T00:00:00.000000Z'";
        office.database().run(&format!("UPDATE received_mail SET state = 'waiting', attempts = 5, {at} WHERE id = '{id}'"));
        let row = came_of(&clerk, &id);
        assert_eq!((row["state"].as_str(), row["outcome"].as_str()), (Some("open"), Some("failed")), "{row}");
        // Once what stood in its way is gone a clerk has it tried anew, for what it is; once.
        let retry = |who: &Client| who.request("POST", &format!("/received-mails/{id}/retry")).send();
        retry(&office.client("chutich")).problem(403, "registry_only");
        retry(&clerk).expect(202);
        let row = came_of(&clerk, &id);
        assert_eq!((row["state"].as_str(), row["outcome"].as_str()), (Some("open"), Some("no_sender")), "{row}");
        retry(&clerk).problem(409, "mail_done");
        // Only whoever keeps the registry sees any of it.
        office.client("chutich").get(&format!("/received-mails/{id}/message")).problem(403, "registry_only");
    }
}

/// The officer to whom the head gives it: the document.
fn assigned(office: &Server, letter: &tests::Document) -> String {
    let unit = office.department("KTHTDT");
    let there = office.client("truongphong.kinhte").read(letter.id());
    let officer = json!({ "person": office.person("chuyenvien.kinhte1") });
    let assign = json!({ "command": "assign", "assignment": there.assignment(&unit), "officer": officer });
    office.client("truongphong.kinhte").act(&there, &assign).id().to_owned()
}

/// A report by the standard (RFC 3464) of what became of a message.
pub fn report_of(message_id: &str, address: &str, action: &str, status: &str) -> Written {
    let text = format!(
        "This is the mail system.\r\n\r\n--bao-cao\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.khach.example\r\n\r\nFinal-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; 550 {status} no such mailbox\r\n\r\n--bao-cao\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{message_id}>\r\nSubject: x\r\n\r\n--bao-cao--\r\n"
    );
    Written {
        multipart: Some((
            "multipart/report; report-type=delivery-status; boundary=\"bao-cao\"".to_owned(),
            format!("--bao-cao\r\nContent-Type: text/plain\r\n\r\n{text}"),
        )),
        ..Written::letter("MAILER-DAEMON@mx.khach.example", OFFICE, "Undelivered Mail Returned to Sender", "")
    }
    .header("Return-Path: <>")
}
